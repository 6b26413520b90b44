/*
 * Where there can be no screen, or nothing to show: one line on stderr, the exit
 * status of a shell, nothing started and not one control byte on the terminal.
 */
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "support/stage.h"

#define MARKER "/tmp/ptop-test-was-started"

/* Terminals that ptop declines, and a word of the reason. */
static const struct refusal {
    const char *term;
    unsigned short rows, cols;
    const char *reason;
} refusals[] = {
    {"", 24, 80, "TERM is not set"},
    {"no-such-terminal", 24, 80, "no-such-terminal"},
    {"dumb", 24, 80, "dumb"},
    {"xterm-256color", 3, 80, "too small"},
    {"xterm-256color", 24, 12, "too small"},
};

static void assert_plain(const char *output, size_t length)
{
    assert_null(memchr(output, '\033', length));
    assert_null(memchr(output, '\016', length));
}

static unsigned count_lines(const char *output, size_t length)
{
    unsigned lines = 0;

    for (size_t i = 0; i < length; i++)
        lines += output[i] == '\n';
    return lines;
}

static void a_terminal_that_cannot_do_it_is_declined_in_one_line(void **state)
{
    struct stage *stage = *state;

    for (size_t i = 0; i < sizeof(refusals) / sizeof(refusals[0]); i++) {
        const struct refusal *refusal = &refusals[i];
        struct screen_options options = {
            .rows = refusal->rows, .cols = refusal->cols, .term = refusal->term};
        char *argv[] = {PTOP_BINARY, "touch", MARKER, NULL};
        struct screen *screen = stage_start(state, options, argv);
        const char *output;
        size_t length;

        expect_exit(screen, 1 << 8);
        assert_true(screen_line_is_restored(screen));
        output = screen_output(screen, &length);
        assert_non_null(output);
        assert_plain(output, length);
        assert_int_equal(count_lines(output, length), 1);
        assert_non_null(memmem(output, length, refusal->reason, strlen(refusal->reason)));
        assert_int_equal(memcmp(output, "ptop: ", 6), 0);
        assert_int_equal(access(MARKER, F_OK), -1);
        screen_close(stage->screen);
        stage->screen = NULL;
    }
}

/* Command lines without a terminal, what comes of them, and words of the line that says so, and of
 * the one that points to the help. */
static const struct misuse {
    const char *arguments[6];
    int exit_status;
    const char *reason;
} misuses[] = {
    {{"touch", MARKER}, 1, "not a terminal"},
    {{NULL}, 1, "must have PROG [ARGS] or -p PID\nTry 'ptop -h'"},
    {{"--no-such-option"}, 1, "unrecognized option '--no-such-option'\nTry"},
    {{"-p", "none"}, 1, "Invalid process id: 'none'"},
    {{"-p"}, 1, "option requires an argument -- 'p'\nTry"},
    {{"--batch", "--", "/nonexistent/command"}, 1, "Can't stat '/nonexistent/command'"},
    {{"--batch", "--", "no-such-command-anywhere"}, 1, "Can't stat 'no-such-command-anywhere'"},
    {{"--batch", "-p", "2147483646"}, 1, "2147483646"},
};

static void what_cannot_be_started_is_told_in_one_line(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof(misuses) / sizeof(misuses[0]); i++) {
        char *argv[8] = {PTOP_BINARY};
        struct process_result result;

        memcpy(argv + 1, misuses[i].arguments, sizeof(misuses[i].arguments));
        result = process_run(argv, "xterm-256color", PATIENCE_MS);
        assert_true(WIFEXITED(result.status));
        if (WEXITSTATUS(result.status) != misuses[i].exit_status ||
            strstr(result.output, misuses[i].reason) == NULL ||
            count_lines(result.output, result.output_bytes) !=
                1 + (strchr(misuses[i].reason, '\n') != NULL))
            fail_msg("row %zu: exit %d with \"%s\"", i, WEXITSTATUS(result.status), result.output);
        assert_plain(result.output, result.output_bytes);
        assert_int_equal(access(MARKER, F_OK), -1);
    }
}

/* On a screen too: the terminal is taken over only when there is something to show. */
static void a_missing_command_leaves_the_terminal_alone(void **state)
{
    struct screen *screen = stage_ptop(state, 24, 80, "/nonexistent/command");
    const char *output;
    size_t length;

    expect_exit(screen, 127 << 8);
    output = screen_output(screen, &length);
    assert_plain(output, length);
    assert_int_equal(count_lines(output, length), 1);
    assert_non_null(strstr(screen_row(screen, 0), "/nonexistent/command"));
}

static void help_and_version_need_no_terminal(void **state)
{
    struct process_result result;

    (void)state;
    result = process_run((char *[]){PTOP_BINARY, "--help", NULL}, NULL, PATIENCE_MS);
    assert_int_equal(result.status, 0);
    assert_non_null(strstr(result.output, "--batch"));
    result = process_run((char *[]){PTOP_BINARY, "--version", NULL}, NULL, PATIENCE_MS);
    assert_int_equal(result.status, 0);
    assert_int_equal(strncmp(result.output, "ptop ", 5), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        stage_test(a_terminal_that_cannot_do_it_is_declined_in_one_line),
        cmocka_unit_test(what_cannot_be_started_is_told_in_one_line),
        stage_test(a_missing_command_leaves_the_terminal_alone),
        cmocka_unit_test(help_and_version_need_no_terminal),
    };

    return cmocka_run_group_tests_name("refusals", tests, NULL, NULL);
}
