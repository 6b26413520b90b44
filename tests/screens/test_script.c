/*
 * ptop --script: commands from a file, each when the one before it is done; and what is said
 * of those that cannot be obeyed.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "support/stage.h"

#define SCRIPT "/tmp/ptop-test-script"
#define SAVED  "/tmp/ptop-test-display"

static char script_path[64], saved_path[64];

static int open_script(void **state)
{
    snprintf(script_path, sizeof(script_path), SCRIPT ".%d", getpid());
    snprintf(saved_path, sizeof(saved_path), SAVED ".%d", getpid());
    return stage_open(state);
}

static int close_script(void **state)
{
    unlink(script_path);
    unlink(saved_path);
    return stage_close(state);
}

static void write_script(const char *text)
{
    FILE *file = fopen(script_path, "we");

    assert_non_null(file);
    assert_true(fputs(text, file) >= 0);
    assert_int_equal(fclose(file), 0);
}

static struct screen *run_script(void **state, pid_t victim, const char *text)
{
    write_script(text);
    return stage_start(state, (struct screen_options){.rows = 45, .cols = 150},
                       (char *[]){PTOP_BINARY, "--script", script_path, "-p",
                                  stage_pid_text(victim), NULL});
}

static char *read_saved(void)
{
    static char text[65536];
    FILE *file = fopen(saved_path, "re");
    size_t length;

    assert_non_null(file);
    length = fread(text, 1, sizeof(text) - 1, file);
    text[length] = '\0';
    fclose(file);
    return text;
}

static void expect_saved(const char *text)
{
    if (strstr(read_saved(), text) == NULL)
        fail_msg("\"%s\" is not in what was saved:\n%s", text, read_saved());
}

static bool is_free(void *context)
{
    return process_is_free(*(pid_t *)context);
}

static pid_t start_victim(void **state)
{
    return stage_victim(state, "workers", "nap", "1", "0");
}

static void a_script_holds_looks_and_lets_go(void **state)
{
    pid_t victim = start_victim(state);
    char text[512];

    snprintf(text, sizeof(text),
             "# hold it\n\n  pause  \nprint rip\nsignals\nsave-display %s\nquit detach\n",
             saved_path);
    struct screen *screen = run_script(state, victim, text);
    expect_exit(screen, 0);
    expect_soon(is_free, &victim);
    expect_saved("PAUSED");
    expect_saved("1 held");
    expect_saved("SIGHUP");
    expect_saved("Registers");
    expect_saved("rax");
}

static void the_next_line_begins_when_the_thread_is_held(void **state)
{
    pid_t victim = start_victim(state);
    struct screen *screen = run_script(state, victim,
                                       "pause\nresume\npause\nkeys Space Space\nwait held\n"
                                       "echo all is done\n");

    expect_text(screen, "all is done");
    expect_text(screen, "PAUSED");
    expect_press(screen, " "); /* the person goes on */
    expect_gone(screen, "PAUSED");
}

static void what_is_saved_as_ansi_has_colours(void **state)
{
    pid_t victim = start_victim(state);
    char text[256];

    strcat(saved_path, ".ansi");
    snprintf(text, sizeof(text), "pause\nsave-display %s\nquit detach\n", saved_path);
    struct screen *screen = run_script(state, victim, text);
    expect_exit(screen, 0);
    expect_saved("\033[0;");
    expect_saved("PAUSED");
}

/* Lines that are refused, and a word of the reason. */
static const struct refusal {
    const char *line, *reason;
} refusals[] = {
    {"nonsense", "\"nonsense\" is no command"},
    {"step", "runs: Space pauses it"},
    {"until main", "runs: Space pauses it"},
    {"set rax 1", "runs: Space pauses it"},
    {"pause 2147483646", "2147483646 is not traced"},
    {"select what", "what is not traced"},
    {"attach me", "\"me\" is no process number"},
    {"attach 2147483646", "2147483646"},
    {"step often", "\"often\" is no number of steps"},
    {"print no_such_symbol", "no_such_symbol"},
    {"break", "break wants EXPR [if FILTER]: hold who"},
    {"break main if opnat ==", "wrong at"},
    {"watch counter 3", "3 bytes cannot be watched: 1, 2, 4 or 8 can"},
    {"watch 0x1001 4", "0x1001 is not mapped in "},
    {"delete 9", "there is no breakpoint or watchpoint 9"},
    {"delete it", "\"it\" is neither a breakpoint's number nor all"},
    {"signal SIGNAL", "no signal is called \"SIGNAL\""},
    {"signal-rule SIGUSR1 maybe", "\"maybe\" is none of pass, hold, drop, note"},
    {"signal-rule SIGKILL hold", "SIGKILL arrives whatever anybody wants"},
    {"points now", "points takes no argument"},
    {"frame 3", "there is no frame 3"},
    {"save-display /nonexistent/place/file", "No such file or directory"},
    {"timeout soon", "\"soon\" is no number of seconds"},
    {"keys Hyper", "\"Hyper\" is no key"},
    {"quit now", "\"now\" is neither detach nor kill"},
    {"filter ((", "missing"},
};

static void what_is_refused_lets_go_and_names_its_line(void **state)
{
    struct stage *stage = *state;
    pid_t victim = start_victim(state);

    for (size_t i = 0; i < sizeof(refusals) / sizeof(refusals[0]); i++) {
        char text[256], place[128];
        const char *output;
        size_t length;
        snprintf(text, sizeof(text), "# the line below\n%s\necho never\n", refusals[i].line);
        snprintf(place, sizeof(place), "%s:2: ", script_path);
        struct screen *screen = run_script(state, victim, text);
        expect_exit(screen, 1 << 8);
        expect_soon(is_free, &victim);
        output = screen_output(screen, &length);
        const char *at = memmem(output, length, place, strlen(place));
        if (!at || !strstr(at, refusals[i].reason))
            fail_msg("\"%s\" is refused with: %s", refusals[i].line, at ? at : "nothing");
        screen_close(stage->screen);
        stage->screen = NULL;
    }
}

static void a_held_thread_refuses_what_it_does_not_have(void **state)
{
    static const struct refusal rows[] = {
        {"set nosuch 1", "there is no register \"nosuch\""},
        {"set rax", "set rax to what?"},
        {"write rsp de a", "a byte has two digits"},
        {"write rsp", "write what to rsp?"},
        {"arg nosuch 1", "argument \"nosuch\""},
        {"change-signal SIGUSR1", "is not held with a signal"},
    };
    struct stage *stage = *state;
    pid_t victim = start_victim(state);

    for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
        char text[256];
        const char *output;
        size_t length;
        snprintf(text, sizeof(text), "pause\n%s\n", rows[i].line);
        struct screen *screen = run_script(state, victim, text);
        expect_exit(screen, 1 << 8);
        expect_soon(is_free, &victim);
        output = screen_output(screen, &length);
        if (!memmem(output, length, rows[i].reason, strlen(rows[i].reason)))
            fail_msg("\"%s\" is not refused so", rows[i].line);
        screen_close(stage->screen);
        stage->screen = NULL;
    }
}

static void a_wait_that_takes_too_long_is_an_error(void **state)
{
    pid_t victim = start_victim(state);
    struct screen *screen =
        run_script(state, victim, "timeout 0.2\nwait no such text anywhere\n");
    const char *output;
    size_t length;

    expect_exit(screen, 1 << 8);
    output = screen_output(screen, &length);
    assert_non_null(memmem(output, length, "the screen does not show that", 29));
    expect_soon(is_free, &victim);
}

static void a_script_that_cannot_be_read_starts_nothing(void **state)
{
    char started[] = "/tmp/ptop-a-script-started-it";
    struct screen *screen;

    unlink(started);
    screen =
        stage_ptop(state, 24, 80, "--script", "/nonexistent/script", "touch", started);

    expect_exit(screen, 1 << 8);
    assert_int_equal(access(started, F_OK), -1);
    assert_non_null(strstr(screen_row(screen, 0), "/nonexistent/script: No such file"));
}

static void tab_completes_commands_threads_and_symbols(void **state)
{
    pid_t victim = start_victim(state);
    struct screen *screen = stage_ptop(state, 45, 150, "-p", stage_pid_text(victim));
    char tid[32];

    expect_text(screen, "nanosleep");
    expect_press(screen, ":");
    screen_type(screen, "signal-r");
    expect_press(screen, "Tab");
    expect_text(screen, ": signal-rule");
    screen_type(screen, " SIGUSR1 ho");
    expect_press(screen, "Tab");
    expect_text(screen, ": signal-rule SIGUSR1 hold");
    expect_press(screen, "C-u");
    screen_type(screen, "signal usr2");
    expect_press(screen, "Tab");
    expect_text(screen, ": signal SIGUSR2");
    expect_press(screen, "Esc");
    expect_press(screen, ":");
    screen_type(screen, "pause ");
    expect_press(screen, "Tab");
    snprintf(tid, sizeof(tid), "%d", victim);
    expect_text(screen, tid);
    expect_press(screen, "Esc");
    expect_press(screen, "Esc");
    expect_press(screen, ":");
    screen_type(screen, "print round_n");
    expect_press(screen, "Tab");
    expect_text(screen, ": print round_nap");
}

static void tab_completes_the_values_of_an_argument(void **state)
{
    pid_t victim = stage_victim(state, "workers", "open", "1", "0");
    struct screen *screen = stage_ptop(state, 45, 150, "-p", stage_pid_text(victim));

    expect_text(screen, "openat");
    screen_type(screen, ":catch openat\r");
    expect_text(screen, "1 held");
    screen_type(screen, ":arg fl");
    expect_press(screen, "Tab");
    expect_text(screen, ": arg flags");
    screen_type(screen, " O_CLOEXEC|O_RDO");
    expect_press(screen, "Tab");
    expect_text(screen, ": arg flags O_CLOEXEC|O_RDONLY");
    expect_press(screen, "C-u");
    screen_type(screen, "arg flags rsp+r1");
    expect_press(screen, "Tab");
    expect_text(screen, "r15");
}

int main(void)
{
#define script_test(function) cmocka_unit_test_setup_teardown(function, open_script, close_script)
    const struct CMUnitTest tests[] = {
        script_test(a_script_holds_looks_and_lets_go),
        script_test(the_next_line_begins_when_the_thread_is_held),
        script_test(what_is_saved_as_ansi_has_colours),
        script_test(what_is_refused_lets_go_and_names_its_line),
        script_test(a_held_thread_refuses_what_it_does_not_have),
        script_test(a_wait_that_takes_too_long_is_an_error),
        script_test(a_script_that_cannot_be_read_starts_nothing),
        script_test(tab_completes_commands_threads_and_symbols),
        script_test(tab_completes_the_values_of_an_argument),
    };

    return cmocka_run_group_tests_name("script", tests, NULL, NULL);
}
