/*
 * The options table feeds --help; the manual page and the completions must not
 * fall behind it, nor promise more.
 */
#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <ptop/filter.h>

#include "support/stage.h"

#define MAX_OPTIONS 128

struct options {
    char names[MAX_OPTIONS][32]; /* "--batch" */
    size_t count;
};

static void add(struct options *options, const char *name, size_t length)
{
    char *copy = options->names[options->count];

    assert_in_range(options->count, 0, MAX_OPTIONS - 1);
    snprintf(copy, sizeof(options->names[0]), "%.*s", (int)length, name);
    for (size_t i = 0; i < options->count; i++)
        if (strcmp(options->names[i], copy) == 0)
            return;
    options->count++;
}

/* Every "--name" of a text. */
static struct options options_of(const char *text)
{
    struct options options = {0};

    for (const char *at = text; (at = strstr(at, "--")) != NULL;) {
        size_t length = 2 + strspn(at + 2, "abcdefghijklmnopqrstuvwxyz0123456789-");
        if (length > 3 && (at == text || isspace((unsigned char)at[-1])))
            add(&options, at, length);
        at += length;
    }
    return options;
}

/* Of the screen's help, or of batch mode's. */
static struct options options_of_help(const char *mode)
{
    struct process_result result =
        process_run((char *[]){PTOP_BINARY, "--help", (char *)mode, NULL}, NULL, PATIENCE_MS);
    struct options options = options_of(result.output);

    assert_int_equal(result.status, 0);
    assert_in_range(options.count, 15, MAX_OPTIONS);
    return options;
}

/* Letters, too: those that begin a row. */
static size_t letters_of_help(const char *mode, char letters[static 64])
{
    struct process_result result =
        process_run((char *[]){PTOP_BINARY, "--help", (char *)mode, NULL}, NULL, PATIENCE_MS);
    size_t count = 0;

    for (const char *at = result.output; (at = strstr(at, "\n  -")) != NULL; at += 4)
        if (isalpha((unsigned char)at[4]) && strchr(", ", at[5]) != NULL && count < 63)
            letters[count++] = at[4];
    letters[count] = '\0';
    return count;
}

static void join(struct options *options, const struct options *others)
{
    for (size_t i = 0; i < others->count; i++)
        add(options, others->names[i], strlen(others->names[i]));
}

static bool has(const struct options *options, const char *name)
{
    for (size_t i = 0; i < options->count; i++)
        if (strcmp(options->names[i], name) == 0)
            return true;
    return false;
}

static void assert_same(const struct options *help, const struct options *other, const char *where)
{
    for (size_t i = 0; i < help->count; i++)
        if (!has(other, help->names[i]))
            fail_msg("%s lacks %s", where, help->names[i]);
    for (size_t i = 0; i < other->count; i++)
        if (!has(help, other->names[i]))
            fail_msg("%s promises %s", where, other->names[i]);
}

/* The page's source without its font changes and escapes. */
static void read_manual(char *text, size_t size)
{
    FILE *file = fopen(PTOP_SOURCE_DIR "/doc/ptop.1", "re");
    size_t used = 0;
    int byte;

    assert_non_null(file);
    while ((byte = fgetc(file)) != EOF && used + 1 < size)
        if (byte != '\\')
            text[used++] = (char)byte;
    assert_true(feof(file));
    text[used] = '\0';
    fclose(file);
}

static char manual_text[131072];

static void the_manual_page_has_the_options_of_the_help(void **state)
{
    struct options help = options_of_help(NULL), batch = options_of_help("--batch"), manual;
    char letters[64];

    (void)state;
    join(&help, &batch);
    assert_in_range(help.count, 70, MAX_OPTIONS);
    read_manual(manual_text, sizeof(manual_text));
    manual = options_of(manual_text);
    assert_same(&help, &manual, "the manual page");
    assert_in_range(letters_of_help("--batch", letters), 35, 63);
    for (const char *letter = letters; *letter; letter++) {
        char head[8];
        snprintf(head, sizeof(head), " -%c", *letter);
        if (strstr(manual_text, head) == NULL)
            fail_msg("the manual page lacks%s", head);
    }
}

/* What bash offers after "ptop --batch --", or without it. */
static void assert_bash_offers(const char *mode)
{
    char script[512];
    struct options help = options_of_help(*mode ? mode : NULL), offered;
    struct process_result result;

    snprintf(script, sizeof(script),
             "source " PTOP_SOURCE_DIR "/doc/completion/ptop.bash && "
             "COMP_WORDS=(" PTOP_BINARY " %s --) && COMP_CWORD=%d && _ptop && "
             "printf ' %%s\\n' \"${COMPREPLY[@]}\"", mode, *mode ? 2 : 1);
    result = process_run((char *[]){"bash", "--norc", "-c", script, NULL}, NULL, PATIENCE_MS);
    assert_int_equal(result.status, 0);
    offered = options_of(result.output);
    assert_same(&help, &offered, "bash");
}

static void bash_completes_the_options_of_the_help(void **state)
{
    (void)state;
    assert_bash_offers("");
    assert_bash_offers("--batch");
}

/* "ptop --batch -S <Tab>": no option, but what it can be. */
static void bash_completes_the_values_of_an_option(void **state)
{
    static const char script[] =
        "source " PTOP_SOURCE_DIR "/doc/completion/ptop.bash && "
        "COMP_WORDS=(" PTOP_BINARY " --batch -S no) && COMP_CWORD=3 && _ptop && "
        "printf '%s\\n' \"${COMPREPLY[@]}\"";
    struct process_result result =
        process_run((char *[]){"bash", "--norc", "-c", (char *)script, NULL}, NULL, PATIENCE_MS);

    (void)state;
    assert_string_equal(result.output, "nothing\n");
}

/* The names in ".B NAME" lines of a ".SS" section, one a line. */
static void read_section(const char *title, char *names, size_t size)
{
    char head[64];
    const char *at, *end;

    read_manual(manual_text, sizeof(manual_text));
    snprintf(head, sizeof(head), "\n.SS %s\n", title);
    at = strstr(manual_text, head);
    assert_non_null(at);
    at += strlen(head);
    end = strstr(at, "\n.S");
    assert_non_null(end);
    names[0] = '\0';
    while ((at = strstr(at, ".B ")) != NULL && at < end) {
        size_t used = strlen(names), length = strcspn(at + 3, "\n");
        snprintf(names + used, size - used, "%.*s\n", (int)length, at + 3);
        at += length;
    }
}

static void the_manual_page_has_the_fields_and_classes_of_the_filter_language(void **state)
{
    char manual[4096], table[4096] = "", line[64];

    (void)state;
    for (size_t i = 0; filter_field_get(i); i++) {
        snprintf(line, sizeof(line), "%s\n", filter_field_get(i)->name);
        strcat(table, line);
    }
    strcat(table, "flags, mode, buf\n");
    read_section("Fields", manual, sizeof(manual));
    assert_string_equal(manual, table);
    table[0] = '\0';
    for (size_t i = 0; filter_class_get(i); i++) {
        snprintf(line, sizeof(line), "%%%s\n", filter_class_get(i)->name);
        strcat(table, line);
    }
    read_section("Classes", manual, sizeof(manual));
    assert_string_equal(manual, table);
}

static void the_filter_language_is_printed_on_80_columns(void **state)
{
    struct process_result result =
        process_run((char *[]){PTOP_BINARY, "--help-filter", NULL}, NULL, PATIENCE_MS);
    char *rest = result.output;

    (void)state;
    assert_int_equal(result.status, 0);
    assert_non_null(strstr(result.output, "how long the call took: dur>5ms"));
    for (char *line = strsep(&rest, "\n"); line; line = strsep(&rest, "\n"))
        assert_true(strlen(line) <= 80);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_manual_page_has_the_options_of_the_help),
        cmocka_unit_test(the_manual_page_has_the_fields_and_classes_of_the_filter_language),
        cmocka_unit_test(the_filter_language_is_printed_on_80_columns),
        cmocka_unit_test(bash_completes_the_options_of_the_help),
        cmocka_unit_test(bash_completes_the_values_of_an_option),
    };

    return cmocka_run_group_tests_name("manual", tests, NULL, NULL);
}
