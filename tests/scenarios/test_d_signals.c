/*
 * D: signals and job control.  Delivered once, as sent; stopped means stopped, for
 * every thread.
 */
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/wait.h>

#include "support/scenario.h"

/* ---- D01: exactly once ------------------------------------------------------------- */

static void d01_every_signal_is_delivered_once_with_its_value(void **state)
{
    struct truth *truth = victim_new_truth();
    char *argv[] = {(char *)victim_program("signal_log"), NULL};
    int64_t count[65] = {0}, sum[65] = {0};
    int status = -1;

    (void)state;
    live_launch(argv);
    live_await_end();
    assert_true(session_exit_status(live, &status));
    assert_int_equal(status, 0); /* the program checked what it got */
    for (size_t i = 0; i < live_count(); i++) {
        const struct event_signal *event = (const struct event_signal *)live_event(i);
        siginfo_t info;
        if (event->header.kind != EVENT_SIGNAL)
            continue;
        memcpy(&info, event->siginfo, sizeof(info));
        assert_int_equal(info.si_signo, event->header.number);
        assert_int_equal(info.si_code, SI_QUEUE);
        assert_int_equal(info.si_pid, session_launched_pid(live));
        count[info.si_signo]++;
        sum[info.si_signo] += info.si_value.sival_int;
    }
    for (int signal = 1; signal <= 64; signal++) {
        assert_int_equal(count[signal], truth->count[signal]);
        assert_int_equal(sum[signal], truth->count[TRUTH_SLOTS / 2 + signal]);
    }
}

static void d01_the_log_names_every_signal(void **state)
{
    struct batch *batch = batch_run("-f", victim_program("signal_log"));

    (void)state;
    assert_int_equal(batch_exit_status(batch), 0);
    for (int signal = 1; signal < 32; signal++) {
        const char *name = signal == SIGIO ? "IO" : sigabbrev_np(signal); /* not "POLL" */
        char text[64];
        if (signal == SIGKILL || signal == SIGSTOP)
            continue;
        snprintf(text, sizeof(text), "--- SIG%s {si_signo=SIG%s, si_code=SI_QUEUE", name, name);
        if (batch_find(batch, BATCH_SIGNAL, 0, text, 0) == batch->line_count) {
            batch_explain(batch);
            fail_msg("no line says %s", text);
        }
    }
}

/* ---- D04: stopping many threads ---------------------------------------------------- */

#define THREADS 6

static void await_stop_of_all(const pid_t *tids, size_t from)
{
    for (int i = 0; i < THREADS; i++)
        assert_non_null(live_await(EVENT_STOP, STOP_REASON_SIGNAL, tids[i], from));
}

static void d04_while_a_process_is_stopped_no_thread_moves(void **state)
{
    struct victim *victim = victim_start("workers", "spin", "6", NULL);
    _Atomic int64_t *rounds = &victim->truth->count[WORKER_FIRST];
    pid_t tids[VICTIM_MAX_TASKS];
    int cycles = test_scale(100);

    (void)state;
    assert_int_equal(task_list(victim->pid, tids), THREADS);
    live_attach(victim->pid);
    for (int cycle = 0; cycle < cycles; cycle++) {
        int64_t before[THREADS];
        size_t from = live_count();
        kill(victim->pid, SIGSTOP);
        await_stop_of_all(tids, from);
        for (int i = 0; i < THREADS; i++)
            before[i] = atomic_load(&rounds[i]);
        live_drain(3); /* time in which a thread that runs would do many rounds */
        for (int i = 0; i < THREADS; i++)
            assert_int_equal(atomic_load(&rounds[i]), before[i]);
        kill(victim->pid, SIGCONT);
        for (int i = 0; i < THREADS; i++)
            assert_true(victim_moves(&rounds[i]));
    }
    assert_int_equal(live_count_of(EVENT_STOP, STOP_REASON_SIGNAL, 0, 0), cycles * THREADS);
    assert_int_equal(live_count_of(EVENT_SIGNAL, SIGSTOP, 0, 0), cycles);
    live_close();
    assert_int_equal(task_count_untraced(victim->pid), THREADS);
    assert_true(victim_moves(rounds));
}

/* Each thread in a call when the stop comes. */
static void d04_threads_that_block_stop_and_go_on_too(void **state)
{
    struct victim *victim = victim_start("workers", "nap", "6", NULL);
    pid_t tids[VICTIM_MAX_TASKS];
    int cycles = test_scale(50);

    (void)state;
    assert_int_equal(task_list(victim->pid, tids), THREADS);
    live_attach(victim->pid);
    for (int cycle = 0; cycle < cycles; cycle++) {
        size_t from = live_count();
        kill(victim->pid, SIGSTOP);
        await_stop_of_all(tids, from);
        kill(victim->pid, SIGCONT);
        for (int i = 0; i < THREADS; i++)
            assert_true(victim_moves(&victim->truth->count[WORKER_FIRST + i]));
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        SCENARIO(d01_every_signal_is_delivered_once_with_its_value),
        SCENARIO(d01_the_log_names_every_signal),
        SCENARIO(d04_while_a_process_is_stopped_no_thread_moves),
        SCENARIO(d04_threads_that_block_stop_and_go_on_too),
    };

    session_remember_environment();
    return cmocka_run_group_tests_name("d: signals", tests, NULL, NULL);
}
