/*
 * What is offered at the cursor of an unfinished filter, and which bytes it replaces.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include <ptop/filter_complete.h>
#include <ptop/filter_quote.h>

#define OFFERED_BYTES 65536

static struct names *names;
static struct tasks *tasks;
static char offered[OFFERED_BYTES]; /* "|openat|openat2|" */

static int setup(void **state)
{
    static const char *const seen[] = {"/etc/hosts", "/etc/passwd", "/tmp/a b", "socket:[71]",
                                       "/lib/libc.so.6(write+0x14) [0x1020]", "/x/\xff"};
    struct {
        struct event_exec exec;
        char path[8];
    } exec = {.exec = {.header = {.size_bytes = sizeof exec,
                                  .kind = EVENT_EXEC,
                                  .tid = 812,
                                  .tgid = 812,
                                  .sequence = 1},
                       .uid = 0,
                       .path_bytes = 7,
                       .comm = "server"},
              .path = "/bin/sv"};
    (void)state;
    names = names_new();
    for (uint32_t i = 0; i < sizeof seen / sizeof seen[0]; i++)
        names_add(names, i + 1, seen[i], strlen(seen[i]));
    tasks = tasks_new();
    tasks_apply(tasks, &exec.exec.header);
    return 0;
}

static int teardown(void **state)
{
    (void)state;
    names_free(names);
    tasks_free(tasks);
    return 0;
}

static void note(void *context, const char *text, const char *help)
{
    size_t used = strlen(offered);
    (void)context;
    assert_non_null(help);
    assert_true(used + strlen(text) + 2 < sizeof offered);
    snprintf(offered + used, sizeof offered - used, "%s|", text);
}

/* Complete at the end of a text; the word that the candidates replace. */
static const char *complete(const char *text)
{
    const struct filter_facts facts = {.names = names, .tasks = tasks};
    strcpy(offered, "|");
    return text + filter_complete(text, strlen(text), &facts, note, NULL);
}

static bool offers(const char *candidate)
{
    char wanted[256];
    snprintf(wanted, sizeof wanted, "|%s|", candidate);
    return strstr(offered, wanted) != NULL;
}

static void candidates_fit_the_place_of_the_cursor(void **state)
{
    (void)state;
    static const struct {
        const char *typed, *word, *offers, *omits;
    } rows[] = {
        {"", "", "openat", "hosts"},
        {"", "", "%file", "dirfd"},
        {"fai", "fai", "failed", "openat"},
        {"openat !fai", "fai", "failed", "openat"},
        {"openat2 -ope", "ope", "open", "failed"},
        {"close,ope", "ope", "openat", "failed"},
        {"%ne", "%ne", "%network", "newfstatat"},
        {"fl", "fl", "flags", "failed"},
        {"failed (ok || rea", "rea", "read", "failed"},
        {"failed && rea", "rea", "read", "failed"},
        {"err==", "", "ENOENT", "openat"},
        {"err == EN", "EN", "ENOENT", "EACCES"},
        {"err==eno", "eno", "ENOENT", "EACCES"},
        {"err in {ENOENT,EA", "EA", "EACCES", "ENOENT"},
        {"err in { ENOENT, EA", "EA", "EACCES", "ENOENT"},
        {"flags&", "", "O_CREAT", "openat"},
        {"flags&O_CREAT|O_T", "O_T", "O_TRUNC", "O_CREAT"},
        {"openat arg.flags&O_T", "O_T", "O_TRUNC", "O_CREAT"},
        {"flags&O_CREAT rea", "rea", "read", "O_CREAT"},
        {"sys==rea", "rea", "read", "failed"},
        {"class==ne", "ne", "network", "%network"},
        {"sig==SIGT", "SIGT", "SIGTERM", "SIGKILL"},
        {"state==re", "re", "restarted", "read"},
        {"fdtype==so", "so", "socket", "sockatmark"},
        {"path:/etc/h", "/etc/h", "/etc/hosts", "/etc/passwd"},
        {"path:pass", "pass", "/etc/passwd", "/etc/hosts"},
        {"path:soc", "soc", "\"socket:[71]\"", "socket"},
        {"path==\"/tmp/a", "\"/tmp/a", "\"/tmp/a b\"", "/tmp/a b"},
        {"path:/", "/", "\"/x/\\xff\"", "/lib/libc.so.6(write+0x14) [0x1020]"},
        {"comm==", "", "server", "openat"},
        {"exe:sv", "sv", "/bin/sv", "openat"},
        {"pid==8", "8", "812", "openat"},
        {"path~\"ho", "\"ho", "", "/etc/hosts"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        const char *word = complete(rows[i].typed);
        if (strcmp(word, rows[i].word) != 0)
            fail_msg("\"%s\": the word is \"%s\"", rows[i].typed, word);
        if (rows[i].offers[0] && !offers(rows[i].offers))
            fail_msg("\"%s\" does not offer %s but %.200s", rows[i].typed, rows[i].offers, offered);
        if (offers(rows[i].omits))
            fail_msg("\"%s\" offers %s", rows[i].typed, rows[i].omits);
    }
}

static void inside_of_an_operator_nothing_is_replaced(void **state)
{
    const struct filter_facts facts = {.names = names, .tasks = tasks};
    (void)state;
    strcpy(offered, "|");
    assert_int_equal(filter_complete("err==EN", 4, &facts, note, NULL), 4);
}

/* Each candidate for a whole value makes a filter that compiles, and one that matches what it was
 * made of if it is a path. */
static void every_candidate_makes_a_filter(void **state)
{
    static const char *const fields[] = {"err==", "sig==", "state==", "fdtype==", "class==",
                                         "sys==", "path==", "comm==", "pid==", "flags&"};
    (void)state;
    for (size_t i = 0; i < sizeof fields / sizeof fields[0]; i++) {
        size_t count = 0;
        char *rest;
        complete(fields[i]);
        for (char *one = strtok_r(offered, "|", &rest); one; one = strtok_r(NULL, "|", &rest)) {
            const struct filter_facts facts = {.names = names, .tasks = tasks};
            struct filter *filter = NULL;
            struct error error;
            char text[512];
            snprintf(text, sizeof text, "%s%s", fields[i], one);
            if (filter_new(text, &facts, &filter, &error) < 0)
                fail_msg("%s: %s", text, error.message);
            filter_free(filter);
            count++;
        }
        assert_true(count > 0);
    }
}

static void values_are_quoted_so_that_they_mean_themselves(void **state)
{
    static const struct {
        const char *bytes, *quoted;
    } rows[] = {
        {"", "\"\""},
        {"/etc/hosts", "\"/etc/hosts\""},
        {"a\"b\\c", "\"a\\\"b\\\\c\""},
        {"tab\there\x1b[m", "\"tab\\x09here\\x1b[m\""},
        {"\xc3\xa9\xff", "\"\xc3\xa9\\xff\""},
        {"\xe2\x80\xae", "\"\\xe2\\x80\\xae\""}, /* right-to-left override */
    };
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        char buffer[64];
        struct text text;
        text_init(&text, buffer, NULL, sizeof buffer);
        filter_quote(rows[i].bytes, strlen(rows[i].bytes), &text);
        assert_string_equal(buffer, rows[i].quoted);
    }
}

/* Nobody's name, whatever its bytes, can end the quotes and say something else. */
static void a_quoted_value_matches_exactly_its_bytes(void **state)
{
    struct {
        struct event_exec exec;
        char path[8];
    } exec = {.exec = {.header = {.size_bytes = sizeof exec,
                                  .kind = EVENT_EXEC,
                                  .tid = 9,
                                  .tgid = 9,
                                  .sequence = 5},
                       .path_bytes = 2,
                       .comm = "x"}};
    const struct event note = {
        .size_bytes = sizeof note, .kind = EVENT_EXIT, .tid = 9, .tgid = 9, .sequence = 9};
    const struct filter_facts facts = {.names = names, .tasks = tasks};
    (void)state;
    for (int byte = 1; byte < 256; byte++) {
        char quoted[64], expression[96];
        struct text text;
        struct filter *filter;
        struct error error;
        exec.exec.comm[0] = (char)byte;
        exec.exec.comm[1] = '1';
        exec.exec.header.sequence++;
        tasks_apply(tasks, &exec.exec.header);
        text_init(&text, quoted, NULL, sizeof quoted);
        filter_quote(exec.exec.comm, 2, &text);
        snprintf(expression, sizeof expression, "comm==%s", quoted);
        if (filter_new(expression, &facts, &filter, &error) < 0)
            fail_msg("%s: %s", expression, error.message);
        struct event later = note;
        later.sequence = exec.exec.header.sequence;
        if (!filter_matches(filter, &later))
            fail_msg("%s does not match byte %d", expression, byte);
        filter_free(filter);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)
        TEST(candidates_fit_the_place_of_the_cursor),
        TEST(inside_of_an_operator_nothing_is_replaced),
        TEST(every_candidate_makes_a_filter),
        TEST(values_are_quoted_so_that_they_mean_themselves),
        TEST(a_quoted_value_matches_exactly_its_bytes),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
