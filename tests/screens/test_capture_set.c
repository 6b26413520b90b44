/*
 * What a person sees of -e, --stop-after and --seccomp-bpf.
 */
#include <signal.h>

#include "support/stage.h"

static void the_calls_that_are_not_traced_do_not_exist(void **state)
{
    struct screen *screen =
        stage_ptop(state, 24, 80, "-e", "trace=execve,exit_group", "sh", "-c", "cd /; echo hello");

    expect_text(screen, "exit_group(");
    expect_text(screen, "execve(");
    assert_false(screen_find(screen, "mmap(", NULL, NULL));
    assert_false(screen_find(screen, "chdir(", NULL, NULL));
}

static void the_last_line_is_called_so_and_the_history_stays(void **state)
{
    struct screen *screen = stage_ptop(state, 24, 80, "--stop-after", "path:/etc/passwd", "sh",
                                       "-c", ": </etc/passwd; echo goes on; exec sleep 3");

    expect_text(screen, "--stop-after: that was the last line");
    expect_text(screen, "\"/etc/passwd\"");
    expect_text(screen, "goes on");
    assert_false(screen_find(screen, "write(", NULL, NULL));
    expect_text(screen, "nothing is traced any more");
    screen_type(screen, "Q"); /* and nothing is to be asked */
    expect_exit(screen, 0);
}

static void leaving_a_trap_means_killing(void **state)
{
    struct screen *screen =
        stage_ptop(state, 24, 80, "--seccomp-bpf", "-e", "execve", "sh", "-c", "exec sleep 30");

    expect_text(screen, "\"sleep\"");
    expect_press(screen, "Q");
    expect_text(screen, "k kill");
    assert_false(screen_find(screen, "d detach", NULL, NULL));
    expect_press(screen, "Enter"); /* never harms */
    expect_gone(screen, "k kill");
    screen_type(screen, "Q");
    screen_type(screen, "k");
    expect_exit(screen, SIGKILL);
}

static void letting_go_of_a_trap_is_refused(void **state)
{
    struct screen *screen =
        stage_ptop(state, 24, 100, "--seccomp-bpf", "-e", "execve", "sh", "-c", "exec sleep 30");

    expect_text(screen, "\"sleep\"");
    expect_press(screen, "D");
    screen_type(screen, "y");
    expect_text(screen, "can only be killed");
    screen_type(screen, "Q");
    screen_type(screen, "k");
    expect_exit(screen, SIGKILL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        stage_test(the_calls_that_are_not_traced_do_not_exist),
        stage_test(the_last_line_is_called_so_and_the_history_stays),
        stage_test(leaving_a_trap_means_killing),
        stage_test(letting_go_of_a_trap_is_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
