/*
 * Threads that are held, stepped and let go with keys, breakpoints and signals in their lists.
 */
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>

#include "support/stage.h"

static bool is_free(void *context)
{
    return process_is_free(*(pid_t *)context);
}

static struct screen *attach(void **state, pid_t victim)
{
    struct screen *screen = stage_ptop(state, 50, 170, "-p", stage_pid_text(victim));

    expect_text(screen, "nanosleep(");
    return screen;
}

static void command(struct screen *screen, const char *line)
{
    expect_press(screen, ":");
    screen_type(screen, line);
    expect_press(screen, "Enter");
}

static void leave(struct screen *screen, pid_t victim)
{
    expect_press(screen, "Q");
    expect_text(screen, "Quit:");
    expect_press(screen, "d");
    expect_exit(screen, 0);
    expect_soon(is_free, &victim);
}

static void space_on_a_process_holds_all_of_its_threads(void **state)
{
    pid_t victim = stage_victim(state, "workers", "nap", "3", "0");
    struct screen *screen = attach(state, victim);

    expect_press(screen, "BackTab"); /* to the tree */
    expect_text(screen, "3 threads");
    expect_press(screen, "g");
    expect_press(screen, " ");
    expect_text(screen, "3 held");
    expect_text(screen, "3/3 PAUSED");
    expect_press(screen, "j"); /* a thread of it */
    expect_press(screen, " ");
    expect_text(screen, "2/3 PAUSED");
    expect_press(screen, "C");
    expect_gone(screen, "PAUSED");
    leave(screen, victim);
}

static void a_step_is_said_and_a_running_thread_refuses_it(void **state)
{
    pid_t victim = stage_victim(state, "workers", "nap", "1", "0");
    struct screen *screen = attach(state, victim);
    char runs[64];

    expect_press(screen, "s");
    snprintf(runs, sizeof(runs), "%d runs: Space pauses it", victim);
    expect_text(screen, runs);
    expect_press(screen, " ");
    expect_text(screen, "PAUSED");
    expect_press(screen, "s");
    expect_text(screen, "PAUSED step");
    expect_press(screen, "S");
    expect_gone(screen, "PAUSED step");
    expect_text(screen, "PAUSED");
    expect_press(screen, "c");
    expect_gone(screen, "PAUSED");
    leave(screen, victim);
}

static void a_breakpoint_is_listed_switched_changed_and_removed(void **state)
{
    pid_t victim = stage_victim(state, "workers", "nap", "1", "0");
    struct screen *screen = attach(state, victim);

    expect_press(screen, "b");
    expect_text(screen, ": break");
    screen_type(screen, "round_nap");
    expect_press(screen, "Enter");
    expect_text(screen, "PAUSED break 1");
    expect_text(screen, "unsafe to kill -9: 1 bp");
    expect_press(screen, "B");
    expect_text(screen, "Breakpoints");
    expect_text(screen, "1 hit ");
    expect_press(screen, " ");
    expect_text(screen, "off");
    expect_gone(screen, "unsafe to kill");
    expect_press(screen, " ");
    expect_text(screen, "unsafe to kill -9: 1 bp");
    expect_press(screen, "e");
    expect_text(screen, ": condition 1");
    screen_type(screen, "tid==1");
    expect_press(screen, "Enter");
    expect_text(screen, "if tid==1");
    expect_text(screen, "1 hit ");
    expect_press(screen, "c"); /* nobody is tid 1: it runs on */
    expect_gone(screen, "PAUSED");
    expect_press(screen, "d");
    expect_text(screen, "none: b sets a breakpoint");
    leave(screen, victim);
}

static void a_signal_that_is_held_is_shown_and_dropped(void **state)
{
    pid_t victim = stage_victim(state, "workers", "nap", "1", "0");
    struct screen *screen = attach(state, victim);

    command(screen, "signal-rule SIGUSR1 hold");
    assert_int_equal(kill(victim, SIGUSR1), 0);
    expect_text(screen, "PAUSED SIGUSR1");
    expect_press(screen, "K");
    expect_text(screen, "SIGUSR1 {si_signo=SIGUSR1");
    expect_text(screen, "is held: c delivers it");
    expect_press(screen, "x");
    expect_text(screen, "p lets it pass, h holds");
    expect_press(screen, "x");
    expect_text(screen, "no signal is held");
    expect_press(screen, "c");
    expect_gone(screen, "PAUSED"); /* and it lives */
    leave(screen, victim);
}

static void the_rule_of_a_signal_is_a_key_in_its_list(void **state)
{
    pid_t victim = stage_victim(state, "workers", "nap", "1", "0");
    struct screen *screen = attach(state, victim);

    command(screen, "filter SIGHUP"); /* else it passes by */
    expect_press(screen, "K");
    expect_text(screen, "SIGHUP       pass   default");
    expect_press(screen, "d");
    expect_text(screen, "SIGHUP       drop");
    assert_int_equal(kill(victim, SIGHUP), 0);
    expect_text(screen, "dropped");
    expect_press(screen, "p");
    expect_text(screen, "SIGHUP       pass");
    expect_press(screen, "Enter");
    expect_text(screen, ": signal SIGHUP");
    expect_press(screen, "Esc");
    leave(screen, victim);
}

static void the_question_tells_what_is_put_back(void **state)
{
    pid_t victim = stage_victim(state, "workers", "nap", "1", "0");
    struct screen *screen = attach(state, victim);

    expect_press(screen, " ");
    expect_text(screen, "PAUSED");
    command(screen, "break main");
    expect_text(screen, "1 bp");
    expect_press(screen, "Q");
    expect_text(screen, "1 thread is held, 1 breakpoint is set: all is put back.");
    expect_press(screen, "d");
    expect_exit(screen, 0);
    expect_soon(is_free, &victim);
}

static void the_stack_and_the_maps_lead_to_code_and_memory(void **state)
{
    pid_t victim = stage_victim(state, "workers", "nap", "1", "0");
    struct screen *screen = attach(state, victim);

    command(screen, "break round_nap");
    expect_text(screen, "PAUSED break 1");
    command(screen, "stack");
    expect_text(screen, "#0");
    expect_press(screen, "j");
    expect_press(screen, "Enter");
    expect_text(screen, "Code · work");
    command(screen, "maps");
    expect_text(screen, "r-xp");
    expect_press(screen, "Enter");
    expect_text(screen, "7f 45 4c 46"); /* the file's head */
    leave(screen, victim);
}

static void what_was_put_back_stands_on_a_page_until_a_key(void **state)
{
    pid_t victim = stage_victim(state, "workers", "nap", "1", "0");
    struct screen *screen = attach(state, victim);

    command(screen, "break round_nap");
    expect_text(screen, "PAUSED break 1");
    expect_press(screen, "D");
    expect_text(screen, " go?");
    expect_press(screen, "y");
    expect_text(screen, "What was put back");
    expect_text(screen, "1 breakpoint out");
    expect_soon(is_free, &victim);
    expect_press(screen, "j");
    expect_gone(screen, "What was put back");
    expect_press(screen, "Q");
    expect_exit(screen, 0);
}

static void what_was_put_back_on_leaving_is_printed(void **state)
{
    pid_t victim = stage_victim(state, "workers", "nap", "1", "0");
    struct screen *screen = attach(state, victim);

    command(screen, "break round_nap");
    expect_text(screen, "PAUSED break 1");
    leave(screen, victim);
    assert_false(screen_is_alternate(screen));
    assert_true(screen_find(screen, "1 breakpoint out", NULL, NULL));
}

static void an_argument_is_changed_at_the_entry_of_its_call(void **state)
{
    pid_t victim = stage_victim(state, "workers", "nap", "1", "0");
    struct screen *screen = attach(state, victim);

    command(screen, "catch nanosleep");
    expect_text(screen, "PAUSED");
    expect_press(screen, "e");
    expect_text(screen, ": arg");
    screen_type(screen, "duration 0");
    expect_press(screen, "Enter");
    expect_text(screen, "argument 0 of nanosleep was");
    command(screen, "delete all");
    command(screen, "filter EFAULT");
    expect_press(screen, "c");
    expect_text(screen, "EFAULT");
    leave(screen, victim);
}

/* The parent of a vfork stops when its child lets it: the screen says so and stays alive. */
static void a_pause_that_cannot_be_yet_is_shown_as_pending(void **state)
{
    struct screen *screen = stage_ptop(state, 50, 170, PTOP_TRACEES "/vfork_parent");

    expect_text(screen, "2 procs");
    expect_text(screen, " vfork "); /* the call that it is in is known by now */
    expect_press(screen, "BackTab");
    expect_press(screen, "g");
    command(screen, "pause");
    expect_text(screen, "pausing… (vfork)");
    command(screen, "resume");
    expect_gone(screen, "pausing…");
    expect_press(screen, "Q");
    expect_press(screen, "k");
    expect_exit(screen, SIGKILL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        stage_test(space_on_a_process_holds_all_of_its_threads),
        stage_test(a_step_is_said_and_a_running_thread_refuses_it),
        stage_test(a_breakpoint_is_listed_switched_changed_and_removed),
        stage_test(a_signal_that_is_held_is_shown_and_dropped),
        stage_test(the_rule_of_a_signal_is_a_key_in_its_list),
        stage_test(the_question_tells_what_is_put_back),
        stage_test(a_pause_that_cannot_be_yet_is_shown_as_pending),
        stage_test(what_was_put_back_stands_on_a_page_until_a_key),
        stage_test(what_was_put_back_on_leaving_is_printed),
        stage_test(an_argument_is_changed_at_the_entry_of_its_call),
        stage_test(the_stack_and_the_maps_lead_to_code_and_memory),
    };

    return cmocka_run_group_tests_name("control", tests, NULL, NULL);
}
