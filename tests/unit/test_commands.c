/* The commands behind ":" are rows; the manual page has all of them. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "tui/commands.h"

#define HELP_COLS 36 /* that a column of the help has for it */

static void every_command_has_a_name_of_its_own_and_help(void **state)
{
    const struct command_row *row;

    (void)state;
    for (size_t i = 0; (row = commands_get(i)) != NULL; i++) {
        assert_ptr_equal(commands_find(row->name), row);
        assert_non_null(row->arguments);
        assert_in_range(strlen(row->help), 1, HELP_COLS);
        assert_non_null(row->obey);
        for (size_t word = 0; word < COMMAND_WORDS; word++)
            assert_in_range(row->words[word], 0, WORD_COUNT - 1);
    }
    assert_null(commands_find("no-such-command"));
    assert_null(commands_find(""));
}

/* Between ".SH COMMANDS" and the section behind it, without the escapes. */
static const char *manual_section(char *text, size_t size)
{
    FILE *file = fopen(PTOP_SOURCE_DIR "/doc/ptop.1", "re");
    size_t used = 0;
    int byte;

    assert_non_null(file);
    while ((byte = fgetc(file)) != EOF && used + 1 < size)
        if (byte != '\\')
            text[used++] = (char)byte;
    fclose(file);
    text[used] = '\0';
    char *begin = strstr(text, ".SH COMMANDS\n");
    assert_non_null(begin);
    char *end = strstr(begin + 1, "\n.SH ");
    assert_non_null(end);
    *end = '\0';
    return begin;
}

static void the_manual_page_has_every_command(void **state)
{
    static char text[65536];
    const char *section = manual_section(text, sizeof(text));
    const struct command_row *row;

    (void)state;
    for (size_t i = 0; (row = commands_get(i)) != NULL; i++) {
        size_t length = strlen(row->name);
        const char *at = section;
        while ((at = strstr(at, row->name)) != NULL &&
               (!strchr(" \"\n,", at[-1]) || !strchr(" \"\n,f", at[length])))
            at++;
        if (!at)
            fail_msg("the manual page does not know :%s", row->name);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_command_has_a_name_of_its_own_and_help),
        cmocka_unit_test(the_manual_page_has_every_command),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
