/*
 * I: what becomes of a tracee when its tracer is killed with SIGKILL, which nothing can handle.
 *
 * The tracer is a process of its own.  What it did not change goes on; an INT3 that it could not take
 * out is the end of who comes to it, which is what the screen's "unsafe to kill" is about.
 */
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "support/held.h"
#include "support/scenario.h"

typedef void bring_about(pid_t victim);

static void __attribute__((noreturn)) be_tracer(pid_t parent, pid_t victim, bring_about *bring,
                                                int ready_fd)
{
    process_dies_with(parent);
    live_attach(victim);
    bring(victim);
    if (write(ready_fd, "", 1) != 1)
        _exit(1);
    for (;;)
        live_drain(1000);
}

/* Attach in another process, do something, and kill that process. */
static void die_with(pid_t victim, bring_about *bring)
{
    pid_t parent = getpid(), tracer;
    int ends[2];
    char byte;

    assert_int_equal(pipe2(ends, O_CLOEXEC), 0);
    tracer = fork();
    assert_true(tracer >= 0);
    if (tracer == 0)
        be_tracer(parent, victim, bring, ends[1]);
    close(ends[1]);
    assert_int_equal(read(ends[0], &byte, 1), 1);
    close(ends[0]);
    process_end(tracer);
}

static void leave_running(pid_t victim)
{
    (void)victim;
}

static void leave_paused(pid_t victim)
{
    live_pause(victim);
}

static void leave_at_call(pid_t victim, uint8_t flags)
{
    size_t from = live_count();

    held_add_call_point(victim, "nanosleep", flags);
    held_await_call(from);
}

static void leave_at_entry(pid_t victim)
{
    leave_at_call(victim, 0);
}

static void leave_at_exit(pid_t victim)
{
    leave_at_call(victim, POINT_AT_EXIT);
}

static void leave_held_with_a_signal(pid_t victim)
{
    assert_int_equal(live_command((struct command){.kind = COMMAND_SIGNAL_RULE, .value = SIGUSR1,
                                                   .number = SIGNAL_RULE_HOLD}), 0);
    assert_int_equal(live_command((struct command){.kind = COMMAND_SIGNAL, .tid = victim,
                                                   .value = SIGUSR1}), 0);
    assert_non_null(live_await(EVENT_STOP, STOP_REASON_HELD_SIGNAL, victim, 0));
}

static void leave_changed(pid_t victim)
{
    live_pause(victim);
    assert_int_equal(held_write_register(victim, "r12", held_register(victim, "r12")), 0);
}

static void i_what_was_not_changed_goes_on_without_its_tracer(void **state)
{
    static bring_about *const rows[] = {
        leave_running, leave_paused,  leave_at_entry,
        leave_at_exit, leave_changed, leave_held_with_a_signal,
    };

    (void)state;
    for (int round = test_scale(5); round > 0; round--)
        for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
            struct victim *victim = victim_start("signals", "1", NULL);
            _Atomic int64_t *handled = &victim->truth->count[SIGNALS_COUNT];
            pid_t pid = victim->pid;
            int64_t before;

            die_with(pid, rows[i]);
            assert_true(until(process_is_free(pid)));
            before = atomic_load(handled);
            kill(pid, SIGRTMIN + 1);
            assert_true(until(atomic_load(handled) == before + 1));
            assert_int_equal(atomic_load(&victim->truth->count[SIGNALS_BAD]), 0);
            victim_end_all();
        }
}

static void leave_stopped(pid_t victim)
{
    kill(victim, SIGSTOP);
    assert_non_null(live_await(EVENT_STOP, STOP_REASON_SIGNAL, victim, 0));
}

static void i_what_job_control_stopped_stays_stopped(void **state)
{
    struct victim *victim = victim_start("workers", "spin", "2", NULL);

    (void)state;
    die_with(victim->pid, leave_stopped);
    assert_true(until(process_state(victim->pid) == 'T'));
    assert_int_equal(process_tracer(victim->pid), 0);
    kill(victim->pid, SIGCONT);
    assert_true(victim_moves(&victim->truth->count[WORKER_FIRST + 1]));
}

static tracee_addr hot_address;

/* A breakpoint that everybody passes. */
static void add_breakpoint(pid_t victim)
{
    struct point point = {.kind = POINT_CODE, .flags = POINT_PASSES, .tgid = victim,
                          .address = hot_address};

    assert_int_equal(held_command((struct command){.kind = COMMAND_POINT_ADD}, &point,
                                  sizeof(point)), 0);
    assert_non_null(live_await(EVENT_HIT, ANY_NUMBER, 0, 0));
}

/* A thread may have come to it just before: when all have stopped once that is put right. */
static void remove_breakpoint(pid_t victim)
{
    pid_t tids[VICTIM_MAX_TASKS];

    add_breakpoint(victim);
    held_remove_points();
    for (size_t i = task_list(victim, tids); i-- > 0;) {
        live_pause(tids[i]);
        live_resume(tids[i]);
    }
}

static struct victim *start_hot(void)
{
    struct victim *victim = victim_start("hot", "2", "0", NULL);

    hot_address = (tracee_addr)atomic_load(&victim->truth->count[HOT_ADDRESS]);
    truth_reach(&victim->truth->go, 1);
    return victim;
}

static void i_a_breakpoint_that_is_left_in_is_the_end(void **state)
{
    struct victim *victim = start_hot();
    int status;

    (void)state;
    die_with(victim->pid, add_breakpoint);
    status = victim_wait(victim);
    assert_true(WIFSIGNALED(status));
    if (WTERMSIG(status) != SIGTRAP) /* behind an instruction that was executed out of line */
        assert_int_equal(WTERMSIG(status), SIGSEGV);
}

static void i_one_that_was_removed_is_not(void **state)
{
    struct victim *victim = start_hot();

    (void)state;
    die_with(victim->pid, remove_breakpoint);
    assert_true(until(process_is_free(victim->pid)));
    assert_true(victim_moves(&victim->truth->count[HOT_CALLS]));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        SCENARIO(i_what_was_not_changed_goes_on_without_its_tracer),
        SCENARIO(i_what_job_control_stopped_stays_stopped),
        SCENARIO(i_a_breakpoint_that_is_left_in_is_the_end),
        SCENARIO(i_one_that_was_removed_is_not),
    };

    session_remember_environment();
    return cmocka_run_group_tests_name("i: the death of the tracer", tests, NULL, NULL);
}
