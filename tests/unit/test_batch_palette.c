/*
 * Colours of lines: what the environment may say, and what reaches the output.
 */
#include <fcntl.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "batch/palette.h"

static struct batch_options options;
static struct outputs outputs;
static struct palette palette;
static char path[] = "/tmp/ptop-palette-XXXXXX";

static int set_up(void **state)
{
    (void)state;
    unsetenv("PTOP_COLORS");
    unsetenv("STRACE_COLORS");
    unsetenv("NO_COLOR");
    setenv("TERM", "xterm", 1);
    options = (struct batch_options){.output_path = "/dev/null", .color = BATCH_COLOR_ALWAYS};
    assert_int_equal(outputs_open(&outputs, &options, &(struct error){0}), 0);
    return 0;
}

static int tear_down(void **state)
{
    struct leaving leaving = {.signals_fd = -1};

    (void)state;
    outputs.leaving = &leaving;
    outputs_close(&outputs);
    return 0;
}

static const char *code_of(enum text_role role)
{
    palette_init(&palette, &options, &outputs);
    return palette.codes[role];
}

static void a_variable_names_colours_by_key(void **state)
{
    (void)state;
    setenv("STRACE_COLORS", "syscall=1;33:argval=35:retval=32", 1);
    assert_string_equal(code_of(TEXT_SYSCALL), "1;33");
    assert_string_equal(code_of(TEXT_NUMBER), "35");
    assert_string_equal(code_of(TEXT_STRING), "35");
    assert_string_equal(code_of(PALETTE_RESULT), "32");
    setenv("PTOP_COLORS", "syscall=4", 1);
    assert_string_equal(code_of(TEXT_SYSCALL), "4");
}

static void what_is_no_code_is_passed_over(void **state)
{
    char before[PALETTE_CODE_BYTES];

    (void)state;
    strcpy(before, code_of(TEXT_SYSCALL));
    setenv("PTOP_COLORS", "syscall=\033[31m:syscall:=3:nothing=4:syscall=1x::", 1);
    assert_string_equal(code_of(TEXT_SYSCALL), before);
    setenv("PTOP_COLORS", "syscall=11111111111111111111111111111111111111111111111", 1);
    assert_string_equal(code_of(TEXT_SYSCALL), before);
    setenv("PTOP_COLORS", "syscall=:error=7", 1);
    assert_string_equal(code_of(TEXT_SYSCALL), "");
    assert_string_equal(code_of(TEXT_ERROR), "7");
}

static void a_file_has_no_colours_unless_it_shall(void **state)
{
    (void)state;
    assert_true(palette_init(&palette, &options, &outputs));
    options.color = BATCH_COLOR_AUTO;
    assert_false(palette_init(&palette, &options, &outputs));
    options.color = BATCH_COLOR_NEVER;
    assert_false(palette_init(&palette, &options, &outputs));
    options.color = BATCH_COLOR_ALWAYS;
    setenv("NO_COLOR", "1", 1);
    assert_true(palette_init(&palette, &options, &outputs));
}

static void runs_of_a_role_are_coloured_and_nothing_else(void **state)
{
    struct leaving leaving = {.signals_fd = -1};
    char bytes[64], written[128] = "";
    uint8_t roles[64];
    struct text text;
    int fd = mkstemp(path);

    (void)state;
    assert_true(fd >= 0);
    setenv("PTOP_COLORS", "syscall=1:punct=:retval=32:error=31", 1);
    palette_init(&palette, &options, &outputs);
    text_init(&text, bytes, roles, sizeof bytes);
    text_put_role(&text, TEXT_SYSCALL, "getpid");
    text_put_role(&text, TEXT_PUNCTUATION, "() ");
    size_t end = text.length_bytes;
    text_put_role(&text, TEXT_PUNCTUATION, "= ");
    text_put_role(&text, TEXT_NUMBER, "12");
    palette_mark_result(&text, end);
    outputs.leaving = &leaving;
    outputs.first->fd = fd;
    palette_put(&palette, &outputs, outputs.first, &text, 0);
    palette_put(&palette, &outputs, outputs.first, &text, 4);
    outputs_flush(&outputs);
    assert_true(pread(fd, written, sizeof written - 1, 0) > 0);
    assert_string_equal(written, "\033[1mgetpid\033[0m() = \033[32m12\033[0m"
                                 "\033[1mid\033[0m() = \033[32m12\033[0m");
    unlink(path);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(a_variable_names_colours_by_key, set_up, tear_down),
        cmocka_unit_test_setup_teardown(what_is_no_code_is_passed_over, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_file_has_no_colours_unless_it_shall, set_up, tear_down),
        cmocka_unit_test_setup_teardown(runs_of_a_role_are_coloured_and_nothing_else, set_up,
                                        tear_down),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
