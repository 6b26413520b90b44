/*
 * D02, D03, D05, D07, D09: what a person does to signals, and A12, A16, A17: pauses that wait.
 *
 * The victim counts what its handlers got, and adds up the values.
 */
#include <errno.h>
#include <signal.h>
#include <string.h>
#include <sys/syscall.h>

#include "support/held.h"
#include "support/scenario.h"

#define QUEUED (SIGRTMIN + 1)

static struct victim *attach_to_signals(void)
{
    struct victim *victim = victim_start("signals", "1", NULL);

    live_attach(victim->pid);
    return victim;
}

static int64_t handled(const struct victim *victim)
{
    return atomic_load(&victim->truth->count[SIGNALS_COUNT]);
}

static int set_rule(int signal, enum signal_rule rule)
{
    return live_command((struct command){.kind = COMMAND_SIGNAL_RULE, .value = signal,
                                         .number = rule});
}

static void send_value(pid_t tid, int signal, int64_t value)
{
    assert_int_equal(held_command((struct command){.kind = COMMAND_SIGNAL, .tid = tid,
                                                   .value = signal}, &value, sizeof(value)), 0);
}

/* A signal that came later and was handled says that no other of them is on its way. */
static void assert_handled(struct victim *victim, int64_t count, int64_t sum)
{
    const _Atomic int64_t *results = victim->truth->count;

    assert_true(until(handled(victim) >= count));
    send_value(victim->pid, QUEUED, 1000000);
    assert_true(until(atomic_load(&results[SIGNALS_SUM]) >= 1000000));
    assert_int_equal(handled(victim), count + 1);
    assert_int_equal(atomic_load(&results[SIGNALS_SUM]), sum + 1000000);
}

static void assert_last_queued(const struct victim *victim)
{
    assert_int_equal(atomic_load(&victim->truth->count[SIGNALS_QUEUED]), handled(victim));
}

/* ---- D02 --------------------------------------------------------------------------------- */

static void send_at_call(struct victim *victim, uint8_t flags)
{
    size_t from = live_count();

    held_add_call_point(victim->pid, "nanosleep", flags);
    held_await_call(from);
    held_remove_points();
    send_value(victim->pid, QUEUED, 5);
    live_resume(victim->pid);
}

static void send_at_pause(struct victim *victim)
{
    live_pause(victim->pid);
    send_value(victim->pid, QUEUED, 5);
    live_resume(victim->pid);
}

static void send_at_signal(struct victim *victim)
{
    size_t from = live_count();

    assert_int_equal(set_rule(SIGUSR1, SIGNAL_RULE_HOLD), 0);
    send_value(victim->pid, SIGUSR1, 0);
    assert_non_null(live_await(EVENT_STOP, STOP_REASON_HELD_SIGNAL, victim->pid, from));
    send_value(victim->pid, QUEUED, 5);
    live_resume(victim->pid);
}

static void send_at_group_stop(struct victim *victim)
{
    size_t from = live_count();

    kill(victim->pid, SIGSTOP);
    assert_non_null(live_await(EVENT_STOP, STOP_REASON_SIGNAL, victim->pid, from));
    send_value(victim->pid, QUEUED, 5);
    kill(victim->pid, SIGCONT);
}

static void d02_a_signal_that_is_sent_arrives_once_whatever_the_stop(void **state)
{
    struct victim *victim = attach_to_signals();

    (void)state;
    send_value(victim->pid, QUEUED, 5);
    send_at_pause(victim);
    send_at_call(victim, 0);
    send_at_call(victim, POINT_AT_EXIT);
    send_at_signal(victim); /* two: the one held with is let through */
    send_at_group_stop(victim);
    assert_handled(victim, 7, 6 * 5); /* and one more */
    assert_last_queued(victim);
    assert_true(until(live_drain(0) == 0));
    assert_int_equal(live_count_of(EVENT_SIGNAL, QUEUED, victim->pid, 0), 6 + 1);
    live_close();
    assert_true(process_is_free(victim->pid));
}

static void d02_what_is_no_signal_is_not_sent(void **state)
{
    struct victim *victim = attach_to_signals();
    struct command command = {.kind = COMMAND_SIGNAL, .tid = victim->pid};

    (void)state;
    for (size_t i = 0; i < 4; i++) {
        command.value = (const int[]){-1, 0, 65, INT32_MAX}[i];
        assert_int_equal(live_command(command), -EINVAL);
    }
    command.value = SIGUSR1;
    assert_int_equal(held_command(command, "four", 4), -EINVAL);
    command.tid = getpid(); /* ours, and not traced */
    assert_int_equal(live_command(command), -ESRCH);
    assert_handled(victim, 0, 0);
}

/* ---- D03 and the rules ------------------------------------------------------------------- */

static void d03_what_is_dropped_never_arrives(void **state)
{
    struct victim *victim = attach_to_signals();
    int count = test_scale(100);

    (void)state;
    assert_int_equal(set_rule(QUEUED, SIGNAL_RULE_DROP), 0);
    for (int i = 0; i < count; i++)
        send_value(victim->pid, QUEUED, 5);
    for (size_t from = 0; count > 0; count--) {
        const struct event *event = live_await(EVENT_SIGNAL, QUEUED, victim->pid, from);

        assert_non_null(event);
        assert_int_equal(event->flags, SIGNAL_WAS_DROPPED);
        while (live_event(from++) != event)
            continue;
    }
    assert_int_equal(set_rule(QUEUED, SIGNAL_RULE_PASS), 0);
    assert_handled(victim, 0, 0);
    assert_int_equal(atomic_load(&victim->truth->count[SIGNALS_BAD]), 0); /* its calls went on */
}

static void d03_a_dropped_sigstop_stops_nobody(void **state)
{
    struct victim *victim = victim_start("workers", "spin", "2", NULL);

    (void)state;
    live_attach(victim->pid);
    assert_int_equal(set_rule(SIGSTOP, SIGNAL_RULE_DROP), 0);
    kill(victim->pid, SIGSTOP);
    assert_non_null(live_await(EVENT_SIGNAL, SIGSTOP, 0, 0));
    assert_true(victim_moves(&victim->truth->count[WORKER_FIRST]));
    assert_true(victim_moves(&victim->truth->count[WORKER_FIRST + 1]));
    assert_null(live_find(EVENT_STOP, STOP_REASON_SIGNAL, 0, 0));
}

static void d03_one_that_is_held_is_delivered_when_its_thread_runs_on(void **state)
{
    struct victim *victim = attach_to_signals();
    const struct event *stop;

    (void)state;
    assert_int_equal(set_rule(QUEUED, SIGNAL_RULE_HOLD), 0);
    send_value(victim->pid, QUEUED, 5);
    stop = live_await(EVENT_STOP, STOP_REASON_HELD_SIGNAL, victim->pid, 0);
    assert_non_null(stop);
    assert_int_equal(((const struct event_stop *)stop)->detail, QUEUED);
    assert_int_equal(live_find(EVENT_SIGNAL, QUEUED, 0, 0)->flags, SIGNAL_WAS_HELD);
    assert_int_equal(handled(victim), 0);
    assert_int_equal(set_rule(QUEUED, SIGNAL_RULE_PASS), 0);
    live_resume(victim->pid);
    assert_handled(victim, 1, 5);
    assert_last_queued(victim);
}

static void d03_one_that_is_held_is_passed_on_when_its_thread_is_let_go(void **state)
{
    struct victim *victim = attach_to_signals();

    (void)state;
    assert_int_equal(set_rule(QUEUED, SIGNAL_RULE_HOLD), 0);
    send_value(victim->pid, QUEUED, 5);
    assert_non_null(live_await(EVENT_STOP, STOP_REASON_HELD_SIGNAL, victim->pid, 0));
    live_close();
    assert_true(until(handled(victim) == 1));
    assert_int_equal(atomic_load(&victim->truth->count[SIGNALS_SUM]), 5);
}

static void d03_a_noted_one_arrives_and_is_told(void **state)
{
    struct victim *victim = attach_to_signals();
    const struct event *note;

    (void)state;
    assert_int_equal(set_rule(SIGUSR1, SIGNAL_RULE_NOTE), 0);
    send_value(victim->pid, SIGUSR1, 5);
    note = live_await(EVENT_NOTE, ANY_NUMBER, victim->pid, 0);
    assert_non_null(note);
    assert_non_null(memmem(note, note->size_bytes, "signals got SIGUSR1", 19));
    assert_handled(victim, 1, 5);
}

static void d03_rules_that_cannot_be_are_refused(void **state)
{
    (void)state;
    attach_to_signals();
    assert_int_equal(set_rule(SIGKILL, SIGNAL_RULE_HOLD), -EINVAL);
    assert_non_null(strstr(held_message(), "SIGKILL"));
    assert_int_equal(set_rule(0, SIGNAL_RULE_HOLD), -EINVAL);
    assert_int_equal(set_rule(65, SIGNAL_RULE_HOLD), -EINVAL);
    assert_int_equal(set_rule(SIGUSR1, SIGNAL_RULE_COUNT), -EINVAL);
    assert_int_equal(set_rule(SIGCONT, SIGNAL_RULE_HOLD), 0);
    assert_non_null(strstr(held_message(), "handler"));
}

/* ---- changing the one held with --------------------------------------------------------- */

static struct victim *hold_with(int signal, int64_t value)
{
    struct victim *victim = attach_to_signals();

    assert_int_equal(set_rule(signal, SIGNAL_RULE_HOLD), 0);
    send_value(victim->pid, signal, value);
    assert_non_null(live_await(EVENT_STOP, STOP_REASON_HELD_SIGNAL, victim->pid, 0));
    assert_int_equal(set_rule(signal, SIGNAL_RULE_PASS), 0);
    return victim;
}

static int change(pid_t tid, int signal, const siginfo_t *info)
{
    return held_command((struct command){.kind = COMMAND_CHANGE_SIGNAL, .tid = tid,
                                         .value = signal}, info, sizeof(*info));
}

static void d02_another_signal_comes_in_its_place_with_its_value(void **state)
{
    struct victim *victim = hold_with(QUEUED, 5);
    const struct event *event;

    (void)state;
    assert_int_equal(change(victim->pid, SIGUSR1, NULL), 0);
    event = live_find(EVENT_SIGNAL, SIGUSR1, victim->pid, 0);
    assert_non_null(event);
    assert_int_equal(event->flags, SIGNAL_WAS_CHANGED);
    assert_int_equal(held_stop(victim->pid)->detail, SIGUSR1);
    live_resume(victim->pid);
    assert_handled(victim, 1, 5);
    assert_last_queued(victim);
}

static void d02_a_siginfo_of_ones_own_is_what_the_handler_gets(void **state)
{
    struct victim *victim = hold_with(QUEUED, 5);
    siginfo_t info = {.si_signo = QUEUED, .si_code = SI_QUEUE};

    (void)state;
    info.si_value.sival_int = 99;
    assert_int_equal(change(victim->pid, SIGUSR1, &info), -EINVAL); /* another signal's */
    assert_int_equal(change(victim->pid, QUEUED, &info), 0);
    live_resume(victim->pid);
    assert_handled(victim, 1, 99);
    assert_last_queued(victim);
}

static void d03_none_may_come_in_its_place(void **state)
{
    struct victim *victim = hold_with(QUEUED, 5);

    (void)state;
    assert_int_equal(change(victim->pid, 65, NULL), -EINVAL);
    assert_int_equal(change(victim->pid, 0, NULL), 0);
    assert_int_equal(change(victim->pid, SIGUSR1, NULL), -EINVAL); /* there is none any more */
    live_resume(victim->pid);
    assert_handled(victim, 0, 0);
}

/* ---- D05: two who can stop it -------------------------------------------------------------- */

enum act { PAUSE, RESUME, STOP, CONTINUE };

static void do_act(pid_t pid, enum act act, bool is_paused)
{
    size_t from = live_count();

    switch (act) {
    case PAUSE:
        live_pause(pid);
        break;
    case RESUME:
        assert_int_equal(live_command((struct command){.kind = COMMAND_RESUME, .tid = pid}), 0);
        break;
    case STOP:
        kill(pid, SIGSTOP);
        if (!is_paused)
            assert_non_null(live_await(EVENT_STOP, STOP_REASON_SIGNAL, pid, from));
        break;
    case CONTINUE:
        kill(pid, SIGCONT);
        break;
    }
}

static void assert_moves(struct victim *victim, bool moves)
{
    _Atomic int64_t *rounds = &victim->truth->count[WORKER_FIRST];
    int64_t before;

    if (moves) {
        assert_true(victim_moves(rounds));
        return;
    }
    assert_true(until(process_state(victim->pid) == 't' || process_state(victim->pid) == 'T'));
    live_drain(3); /* for what lets it go wrongly */
    before = atomic_load(rounds);
    live_drain(3);
    assert_int_equal(atomic_load(rounds), before);
}

static void d05_a_pause_and_a_job_control_stop_end_each_for_itself(void **state)
{
    static const enum act orders[][4] = {
        {PAUSE, STOP, RESUME, CONTINUE},
        {PAUSE, STOP, CONTINUE, RESUME},
        {STOP, PAUSE, RESUME, CONTINUE},
        {STOP, PAUSE, CONTINUE, RESUME},
    };
    struct victim *victim = victim_start("workers", "spin", "1", NULL);

    (void)state;
    live_attach(victim->pid);
    for (int round = test_scale(20); round > 0; round--)
        for (size_t i = 0; i < 4; i++) {
            for (int act = 0; act < 4; act++) {
                do_act(victim->pid, orders[i][act], act > 0 && orders[i][0] == PAUSE);
                assert_moves(victim, act == 3);
            }
        }
    live_close();
    assert_true(victim_moves(&victim->truth->count[WORKER_FIRST]));
}

static void d05_let_go_in_both_it_stays_stopped(void **state)
{
    struct victim *victim = victim_start("workers", "spin", "1", NULL);

    (void)state;
    live_attach(victim->pid);
    do_act(victim->pid, STOP, false);
    do_act(victim->pid, PAUSE, false);
    live_close();
    assert_true(until(process_state(victim->pid) == 'T'));
    assert_int_equal(process_tracer(victim->pid), 0);
    kill(victim->pid, SIGCONT);
    assert_true(victim_moves(&victim->truth->count[WORKER_FIRST]));
}

/* ---- A12, A17: pauses that wait, pauses of what is not born yet ---------------------------- */

static void a12_the_pause_of_a_vfork_parent_is_answered_at_once(void **state)
{
    struct victim *victim = victim_start("vfork_parent", NULL);
    int64_t began_ms;

    (void)state;
    assert_true(until(process_state(victim->pid) == 'D'));
    live_attach(victim->pid);
    began_ms = truth_now_ms();
    assert_int_equal(live_command((struct command){.kind = COMMAND_PAUSE, .tid = victim->pid}),
                     -EINPROGRESS);
    assert_in_range(truth_now_ms() - began_ms, 0, 1000);
    assert_non_null(strstr(held_message(), "uninterruptibly"));
    assert_null(live_find(EVENT_STOP, STOP_REASON_PAUSE, victim->pid, 0));
    truth_reach(&victim->truth->go, 1);
    assert_non_null(live_await(EVENT_STOP, STOP_REASON_PAUSE, victim->pid, 0));
    live_resume(victim->pid);
    assert_int_equal(victim_wait(victim), 0);
}

static void a17_a_pause_of_all_holds_what_is_born_meanwhile(void **state)
{
    struct truth *truth = victim_new_truth();
    char *argv[] = {(char *)victim_program("storm"), "2", "100000", NULL};
    int64_t forks;

    (void)state;
    live_launch(argv);
    assert_true(victim_moves(&truth->count[STORM_FORKS]));
    for (int round = test_scale(5); round > 0; round--) {
        assert_int_equal(live_command((struct command){.kind = COMMAND_PAUSE}), 0);
        assert_true(until(live_drain(0) == 0)); /* the last ones are held */
        live_drain(5);
        forks = atomic_load(&truth->count[STORM_FORKS]);
        live_drain(5);
        assert_int_equal(atomic_load(&truth->count[STORM_FORKS]), forks);
        assert_int_equal(live_command((struct command){.kind = COMMAND_RESUME}), 0);
        assert_true(victim_moves(&truth->count[STORM_FORKS]));
    }
    assert_int_equal(live_command((struct command){.kind = COMMAND_KILL}), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        SCENARIO(d02_a_signal_that_is_sent_arrives_once_whatever_the_stop),
        SCENARIO(d02_what_is_no_signal_is_not_sent),
        SCENARIO(d03_what_is_dropped_never_arrives),
        SCENARIO(d03_a_dropped_sigstop_stops_nobody),
        SCENARIO(d03_one_that_is_held_is_delivered_when_its_thread_runs_on),
        SCENARIO(d03_one_that_is_held_is_passed_on_when_its_thread_is_let_go),
        SCENARIO(d03_a_noted_one_arrives_and_is_told),
        SCENARIO(d03_rules_that_cannot_be_are_refused),
        SCENARIO(d02_another_signal_comes_in_its_place_with_its_value),
        SCENARIO(d02_a_siginfo_of_ones_own_is_what_the_handler_gets),
        SCENARIO(d03_none_may_come_in_its_place),
        SCENARIO(d05_a_pause_and_a_job_control_stop_end_each_for_itself),
        SCENARIO(d05_let_go_in_both_it_stays_stopped),
        SCENARIO(a12_the_pause_of_a_vfork_parent_is_answered_at_once),
        SCENARIO(a17_a_pause_of_all_holds_what_is_born_meanwhile),
    };

    session_remember_environment();
    return cmocka_run_group_tests_name("d: rules", tests, NULL, NULL);
}
