/*
 * A03, A04: a call that blocks must not notice that it is traced.  The rows of
 * blocked.def are the evidence, ten of them calls that a plain stop breaks.
 */
#include <errno.h>
#include <signal.h>
#include <sys/syscall.h>

#include "support/scenario.h"

/* ---- A03, A04: blocking calls ------------------------------------------------------ */

enum harm { RESTARTS, BREAKS };

static const struct blocked_row {
    const char *name;
    long number;
    enum harm harm;
} blocked_rows[] = {
#define BLOCKED(name, number, harm) {#name, number, harm},
#include "tracees/blocked.def"
};
#define BLOCKED_COUNT (sizeof(blocked_rows) / sizeof(blocked_rows[0]))

static bool has_returned(const struct victim *victim)
{
    return atomic_load(&victim->truth->stage) >= BLOCKED_RETURNED;
}

/* Asleep in its call; fails when the call has come back. */
static void assert_blocked(const struct victim *victim, const struct blocked_row *row)
{
    bool is_settled = until(has_returned(victim) || task_is_blocked_in(victim->pid, row->number));

    if (has_returned(victim))
        fail_msg("%s came back: %ld, errno %ld", row->name,
                 (long)atomic_load(&victim->truth->count[BLOCKED_RESULT]),
                 (long)atomic_load(&victim->truth->count[BLOCKED_ERRNO]));
    if (!is_settled)
        fail_msg("%s does not settle: call %ld, state %c", row->name, task_syscall(victim->pid),
                 process_state(victim->pid));
}

/* NULL where this machine has no such call. */
static struct victim *start_blocked(const struct blocked_row *row)
{
    struct victim *victim = victim_start("blocked", row->name, NULL);

    if (atomic_load(&victim->truth->stage) == BLOCKED_UNAVAILABLE) {
        print_message("             %s: not on this machine\n", row->name);
        return NULL;
    }
    assert_blocked(victim, row);
    return victim;
}

static void attach_pause_detach(const struct victim *victim, bool detaches_paused)
{
    live_attach(victim->pid);
    live_pause(victim->pid);
    if (!detaches_paused)
        live_resume(victim->pid);
    live_close();
}

/* A signal that is really handled still ends the call, traced or not. */
static void assert_interruptible(struct victim *victim, const struct blocked_row *row,
                                 bool is_traced)
{
    if (is_traced) {
        live_attach(victim->pid);
        assert_blocked(victim, row); /* again: a handler that runs before that breaks no call */
    }
    kill(victim->pid, SIGUSR1);
    if (!until(has_returned(victim)))
        fail_msg("%s is deaf to signals", row->name);
    assert_int_equal(atomic_load(&victim->truth->count[BLOCKED_RESULT]), -1);
    assert_int_equal(atomic_load(&victim->truth->count[BLOCKED_ERRNO]), EINTR);
    assert_int_equal(victim_wait(victim), 0);
    if (is_traced)
        live_close();
}

static int disturb_rows(enum harm harm, int cycles)
{
    int rows = 0;

    for (size_t i = 0; i < BLOCKED_COUNT; i++) {
        const struct blocked_row *row = &blocked_rows[i];
        struct victim *victim;
        if (row->harm != harm || (victim = start_blocked(row)) == NULL)
            continue;
        for (int cycle = 0; cycle < cycles; cycle++) {
            attach_pause_detach(victim, cycle % 2 == 1);
            assert_blocked(victim, row);
        }
        assert_interruptible(victim, row, i % 2 == 0);
        victim_end_all();
        rows++;
    }
    return rows;
}

static void a03_what_blocks_stays_blocked_through_attach_and_pause(void **state)
{
    (void)state;
    assert_true(disturb_rows(RESTARTS, test_scale(2)) >= 20);
}

static void a04_the_calls_that_a_stop_breaks_do_not_break(void **state)
{
    (void)state;
    assert_true(disturb_rows(BREAKS, test_scale(20)) >= 8);
}

/* While traced, pauses alone must not end a call either, without a detach in between. */
static void a04_pausing_many_times_does_not_end_a_call(void **state)
{
    (void)state;
    for (size_t i = 0; i < BLOCKED_COUNT; i++) {
        const struct blocked_row *row = &blocked_rows[i];
        struct victim *victim;
        if (row->harm != BREAKS || (victim = start_blocked(row)) == NULL)
            continue;
        live_attach(victim->pid);
        for (int pauses = test_scale(10); pauses > 0; pauses--) {
            live_pause(victim->pid);
            live_resume(victim->pid);
            assert_blocked(victim, row);
        }
        assert_interruptible(victim, row, false);
        live_await_end();
        live_close();
        victim_end_all();
    }
}

/* The kernel lets them fail with EINTR after SIGSTOP and SIGCONT (signal(7)); a tracer that
 * repairs too much would hide that. */
static void stop_and_continue(struct victim *victim, const struct blocked_row *row)
{
    kill(victim->pid, SIGSTOP);
    if (live != NULL)
        assert_non_null(live_await(EVENT_STOP, STOP_REASON_SIGNAL, victim->pid, 0));
    else
        assert_true(until(process_state(victim->pid) == 'T'));
    kill(victim->pid, SIGCONT);
    if (!until(has_returned(victim)))
        fail_msg("%s: %s", row->name, live != NULL ? "started again" : "does not break");
    assert_int_equal(atomic_load(&victim->truth->count[BLOCKED_ERRNO]), EINTR);
}

static void a04_what_breaks_a_call_without_us_still_does(void **state)
{
    (void)state;
    for (size_t i = 0; i < BLOCKED_COUNT; i++) {
        const struct blocked_row *row = &blocked_rows[i];
        struct victim *victim;
        if (row->harm != BREAKS || (victim = start_blocked(row)) == NULL)
            continue;
        stop_and_continue(victim, row);
        victim = start_blocked(row);
        live_attach(victim->pid);
        assert_blocked(victim, row);
        stop_and_continue(victim, row);
        live_close();
        victim_end_all();
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        SCENARIO(a03_what_blocks_stays_blocked_through_attach_and_pause),
        SCENARIO(a04_the_calls_that_a_stop_breaks_do_not_break),
        SCENARIO(a04_pausing_many_times_does_not_end_a_call),
        SCENARIO(a04_what_breaks_a_call_without_us_still_does),
    };

    session_remember_environment();
    return cmocka_run_group_tests_name("a: blocking calls", tests, NULL, NULL);
}
