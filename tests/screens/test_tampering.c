/*
 * Rules on the screen: a call's line says what was done to it, and who waits for a delay's end can be held.
 */
#include <signal.h>

#include "support/stage.h"

static void a_line_says_what_was_done_to_its_call(void **state)
{
    struct screen *screen = stage_ptop(state, 24, 120, "-e", "trace=getppid", "-e",
                                       "inject=getppid:error=ESTALE:delay_exit=20:when=2",
                                       PTOP_TRACEES "/tampered", "calls", "3");

    expect_text(screen, "getppid() = -1 ESTALE (Stale file handle) (INJECTED) (DELAYED)");
}

static void who_is_delayed_can_be_paused_and_killed(void **state)
{
    struct screen *screen = stage_ptop(state, 24, 120, "-e", "trace=getppid", "-e",
                                       "inject=getppid:delay_enter=3600s:when=2",
                                       PTOP_TRACEES "/tampered", "calls", "3");

    expect_text(screen, "getppid( <unfinished ...>");
    expect_press(screen, " ");
    expect_text(screen, "PAUSED");
    expect_press(screen, "c");
    expect_gone(screen, "PAUSED");
    expect_press(screen, "Q");
    expect_text(screen, "k kill");
    screen_type(screen, "k");
    expect_exit(screen, SIGKILL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        stage_test(a_line_says_what_was_done_to_its_call),
        stage_test(who_is_delayed_can_be_paused_and_killed),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
