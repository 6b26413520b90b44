/*
 * Texts that are no filter: unfinished or wrong, where, and what was meant.
 */
#include <errno.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include <ptop/filter.h>

#include "support/filter_table.h"
#include "support/random_filter.h"
#include "support/scenario.h"

static const struct filter_facts no_facts;

/* ---- wrong ------------------------------------------------------------------------- */

static const struct {
    const char *text;
    int offset;       /* of the mistake */
    const char *says; /* a part of the message */
} wrong[] = {
    {"opnat", 0, "openat"},
    {"opnat read", 0, "openat"},
    {"read,opnat", 5, "openat"},
    {"failed opena read", 7, "open"},
    {"pth:/x", 0, "path"},
    {"arg6==1", 0, "arg"},
    {"arg.nosuch==1", 4, "nosuch"},
    {"zzzzzz", 0, "zzzzzz"},
    {"%ntework ok", 1, "network"},
    {"class==flie ok", 7, "file"},
    {"sys==opnat ok", 5, "openat"},
    {"err==ENOENTT", 5, "ENOENT"},
    {"err==NOENT ok", 5, "ENOENT"},
    {"sig==SIGCHDL ok", 5, "SIGCHLD"},
    {"flags&O_CREATE", 6, "O_CREAT"},
    {"flags&O_CRETA|O_TRUNC ok", 6, "O_CREAT"},
    {"state==dnoe ok", 7, "done"},
    {"fdtype==pip1 ok", 8, "pipe"},

    /* values of another type */
    {"pid==abc", 5, "number"},
    {"pid==\"abc\"", 6, "number"},
    {"uid==root", 5, "number"},
    {"port==http", 6, "number"},
    {"ret>ENOENT", 4, "number"},
    {"dur>5xs", 4, "5ms"},
    {"dur>fast ok", 4, "5ms"},
    {"since<12:01:03", 6, "5ms"},
    {"t>25:00:00", 2, "12:01"},
    {"t>noon ok", 2, "12:01"},
    {"count==12q ok", 7, "12q"},
    {"count==99999999999T ok", 7, "99999999999T"},
    {"n==99999999999999999999 ok", 3, "99999999999999999999"},
    {"n==08 ok", 3, "08"},
    {"tree==init", 6, "process"},
    {"sig==ABCDEFGHIJKLM", 5, "signal"},
    {"sig==ABCDEFGHIJKLMNOPQRS", 5, "signal"},

    /* operators that a field has not */
    {"comm<abc", 0, "comm"},
    {"failed==1", 0, "failed"},
    {"ok:yes", 0, "ok"},
    {"tree<5", 0, "tree"},
    {"err~^E", 0, "err"},
    {"dur&5ms", 0, "dur"},

    /* grammar */
    {"openat)", 6, ")"},
    {"openat read)", 11, ")"},
    {"(openat))", 8, ")"},
    {"pid==1 }", 7, "}"},
    {"()", 1, ")"},
    {"==3", 0, "="},
    {"&& openat", 0, "&"},
    {"|| openat", 0, "|"},
    {"or openat", 0, "or"},
    {"openat and or read", 11, "or"},
    {"openat,,read", 7, ","},
    {"err in ENOENT", 7, "{"},
    {"err in {ENOENT EACCES}", 15, "}"},
    {"err in {}", 8, "}"},
    {"err in {ENOENT,}", 15, "}"},
    {"path==}", 6, "}"},
    {"path== )", 7, ")"},
    {"openat # read", 7, "#"},
    {"open*zz ok", 0, "open*zz"},

    /* expressions: the column is in them */
    {"path~\"(\"", 7, ""},
    {"path~\"ab[c\" ok", 10, ""},
    {"path~a** ok", 7, ""},
    {"/(/", 2, ""},
    {"openat /x+++/", 11, ""},
};

static unsigned check(const char *text, int expected, int offset, const char *says)
{
    struct filter *filter = NULL;
    struct error error = {.offset = -1};
    int result = filter_new(text, &no_facts, &filter, &error);

    if (result == 0)
        filter_free(filter);
    if (result == expected && (result == 0 || (error.offset == offset &&
                                               strstr(error.message, says) && error.message[0])))
        return 0;
    print_error("%-28s %d, at %d \"%s\"; wanted %d, at %d \"%s\"\n", text, result,
                result ? error.offset : -1, result ? error.message : "", expected, offset, says);
    return 1;
}

static void a_mistake_is_named_with_its_place_and_what_was_meant(void **state)
{
    unsigned count = 0;

    (void)state;
    for (size_t i = 0; i < sizeof(wrong) / sizeof(*wrong); i++)
        count += check(wrong[i].text, -EINVAL, wrong[i].offset, wrong[i].says);
    assert_int_equal(count, 0);
}

static void nothing_is_made_of_what_is_wrong(void **state)
{
    struct filter *const untouched = (struct filter *)(uintptr_t)16;
    struct filter *filter = untouched;

    (void)state;
    assert_int_equal(filter_new("opnat", &no_facts, &filter, NULL), -EINVAL);
    assert_ptr_equal(filter, untouched);
    assert_int_equal(filter_new("(openat", &no_facts, &filter, NULL), -EAGAIN);
    assert_ptr_equal(filter, untouched);
    filter_free(NULL);
}

/* ---- unfinished -------------------------------------------------------------------- */

static const char *const unfinished[] = {
    "opena",     "%",          "%netw",     "openat,",     "openat and", "openat &&",
    "openat or", "openat ||",  "openat |",  "!",           "-",          "not",
    "openat -",  "openat not", "(",         "(openat",     "((openat)",  "-(openat or",
    "pid==",     "pid==-",     "pat",       "arg.",        "arg.pat",    "err==",
    "err==E",    "err==ENOEN", "sig==SIGC", "flags&",      "flags&O_CREA", "flags&O_CREAT|",
    "class==",   "class==ne",  "state==do", "fdtype==pi",  "count==0x",  "dur>",
    "dur>5u",    "dur>0.5n",   "t>",        "t>1",         "t>12:",      "t>12:01:",
    "t>+",       "err in",     "err in {",  "err in {E",   "err in {ENOENT", "err in {ENOENT,",
    "\"",        "\"abc",      "\"a\\",     "\"a\\\"",     "/",          "/abc",
    "/a\\/",     "path==",     "path==\"a b", "path~",     "sys==",      "sys==opena",
    "tree==",    "ENOEN",      "SIGCHL",    "openat fail", "in",
};

static void what_more_letters_can_complete_is_unfinished(void **state)
{
    unsigned count = 0;

    (void)state;
    for (size_t i = 0; i < sizeof(unfinished) / sizeof(*unfinished); i++)
        count += check(unfinished[i], -EAGAIN, (int)strlen(unfinished[i]), "");
    assert_int_equal(count, 0);
}

/* Whoever types a filter passes by all its beginnings: none of them is wrong. */
static unsigned check_beginnings(const char *text)
{
    char beginning[RANDOM_FILTER_BYTES];
    struct error error = {0};
    unsigned count = 0;

    for (size_t length = 0; length < strlen(text); length++) {
        struct filter *filter = NULL;
        memcpy(beginning, text, length);
        beginning[length] = '\0';
        int result = filter_new(beginning, &no_facts, &filter, &error);
        filter_free(filter);
        if (result == 0 || result == -EAGAIN)
            continue;
        print_error("%s|%s: %d, at %d: %s\n", beginning, text + length, result, error.offset,
                    error.message);
        count++;
    }
    return count;
}

static void no_beginning_of_a_filter_is_wrong(void **state)
{
    unsigned count = 0;

    (void)state;
    for (const struct filter_row *row = filter_table; row->text; row++)
        count += check_beginnings(row->text);
    assert_int_equal(count, 0);
}

static void no_beginning_of_a_random_filter_is_wrong(void **state)
{
    unsigned count = 0;

    (void)state;
    for (uint64_t seed = 0; seed < (uint64_t)test_scale(50) && count < 20; seed++) {
        struct chance chance = chance_new(seed);
        char text[RANDOM_FILTER_BYTES];
        random_filter(&chance, false, text);
        count += check_beginnings(text);
    }
    assert_int_equal(count, 0);
}

/* ---- help -------------------------------------------------------------------------- */

static void each_field_has_an_example_that_compiles(void **state)
{
    const struct filter_field *field;
    size_t count = 0;

    (void)state;
    for (; (field = filter_field_get(count)); count++) {
        assert_non_null(strstr(field->example, field->name));
        assert_true(field->help[0]);
        assert_int_equal(check(field->example, 0, 0, ""), 0);
    }
    assert_true(count > 30);
}

static void each_class_can_be_asked_for(void **state)
{
    const struct filter_class *class;
    size_t count = 0;

    (void)state;
    for (; (class = filter_class_get(count)); count++) {
        char text[64] = "%";
        struct filter *filter = NULL;
        struct syscall_set set;
        int found = 0;
        strcat(text, class->name);
        assert_int_equal(filter_new(text, &no_facts, &filter, NULL), 0);
        filter_syscalls(filter, &set);
        filter_free(filter);
        for (int number = 0; number < SYSCALL_SET_NUMBERS; number++)
            found += syscall_set_has(&set, ABI_NATIVE, number);
        if (found == 0)
            fail_msg("%s has no syscall", text);
    }
    assert_int_equal(count, CLASS_COUNT);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_mistake_is_named_with_its_place_and_what_was_meant),
        cmocka_unit_test(nothing_is_made_of_what_is_wrong),
        cmocka_unit_test(what_more_letters_can_complete_is_unfinished),
        cmocka_unit_test(no_beginning_of_a_filter_is_wrong),
        cmocka_unit_test(no_beginning_of_a_random_filter_is_wrong),
        cmocka_unit_test(each_field_has_an_example_that_compiles),
        cmocka_unit_test(each_class_can_be_asked_for),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
