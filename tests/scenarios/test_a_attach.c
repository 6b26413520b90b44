/*
 * A02, A05 to A07, A16, A17: attach and detach.  All threads or none; who was
 * stopped stays stopped, who cannot stop is not waited for.
 */
#include <pthread.h>
#include <signal.h>
#include <sys/syscall.h>
#include <sys/wait.h>

#include "support/scenario.h"

/* ---- A02: a storm of job control while attaching ----------------------------------- */

struct storm {
    pid_t pid;
    int last; /* signal that the storm ends with */
    _Atomic bool is_over;
    pthread_t thread;
};

static void *stop_and_continue(void *context)
{
    struct storm *storm = context;

    while (!atomic_load(&storm->is_over)) {
        kill(storm->pid, SIGSTOP);
        kill(storm->pid, SIGCONT);
    }
    kill(storm->pid, storm->last);
    return NULL;
}

static void begin_storm(struct storm *storm, pid_t pid, int last)
{
    *storm = (struct storm){.pid = pid, .last = last};
    assert_int_equal(pthread_create(&storm->thread, NULL, stop_and_continue, storm), 0);
}

static void end_storm(struct storm *storm)
{
    atomic_store(&storm->is_over, true);
    pthread_join(storm->thread, NULL);
}

static void a02_a_storm_of_stops_while_attaching_changes_nothing(void **state)
{
    struct victim *victim = victim_start("workers", "spin", "1", NULL);
    _Atomic int64_t *rounds = &victim->truth->count[WORKER_FIRST];
    int cycles = test_scale(150);
    long group_stops = 0;

    (void)state;
    for (int i = 0; i < cycles; i++) {
        struct storm storm;
        bool ends_before_detach = i % 4 < 2;
        begin_storm(&storm, victim->pid, i % 2 == 0 ? SIGSTOP : SIGCONT);
        live_attach(victim->pid);
        for (int drains = 0; drains < i % 5; drains++)
            live_drain(5);
        if (ends_before_detach)
            end_storm(&storm);
        live_close();
        if (!ends_before_detach)
            end_storm(&storm);
        group_stops += live_count_of(EVENT_STOP, STOP_REASON_SIGNAL, 0, 0);
        assert_int_equal(process_tracer(victim->pid), 0);
        if (storm.last == SIGSTOP)
            assert_true(until(process_state(victim->pid) == 'T'));
        else
            assert_true(victim_moves(rounds));
    }
    exercised("a group-stop was seen while attached", group_stops);
    kill(victim->pid, SIGCONT);
    assert_true(victim_moves(rounds));
}

/* ---- A05, A17: stopped by job control ---------------------------------------------- */

static void a05_a_stopped_process_can_be_attached_and_stays_stopped(void **state)
{
    static const int stops[] = {SIGSTOP, SIGTSTP, SIGTTIN, SIGTTOU};
    struct victim *victim = victim_start("workers", "spin", "3", NULL);

    (void)state;
    for (int i = 0; i < test_scale(16); i++) {
        int stop = stops[i % 4];
        size_t from = 0;
        kill(victim->pid, stop);
        assert_true(until(process_state(victim->pid) == 'T'));
        live_attach(victim->pid);
        assert_non_null(live_await(EVENT_STOP, STOP_REASON_SIGNAL, victim->pid, from));
        live_close();
        assert_int_equal(process_tracer(victim->pid), 0);
        assert_true(until(process_state(victim->pid) == 'T'));
        kill(victim->pid, SIGCONT);
        assert_true(victim_moves(&victim->truth->count[WORKER_FIRST + 2]));
    }
}

static void a05_a_stopped_process_can_be_paused_resumed_and_continued(void **state)
{
    struct victim *victim = victim_start("workers", "spin", "1", NULL);
    _Atomic int64_t *rounds = &victim->truth->count[WORKER_FIRST];
    int64_t before;

    (void)state;
    kill(victim->pid, SIGSTOP);
    assert_true(until(process_state(victim->pid) == 'T'));
    live_attach(victim->pid);
    assert_non_null(live_await(EVENT_STOP, STOP_REASON_SIGNAL, victim->pid, 0));
    before = atomic_load(rounds);
    live_command((struct command){.kind = COMMAND_PAUSE, .tid = victim->pid});
    live_command((struct command){.kind = COMMAND_RESUME, .tid = victim->pid});
    live_drain(20); /* time in which a wrongly continued victim would do many rounds */
    assert_int_equal(atomic_load(rounds), before);
    kill(victim->pid, SIGCONT);
    assert_true(victim_moves(rounds));
}

static void a17_a_process_that_stops_while_attached_is_left_stopped(void **state)
{
    struct victim *victim = victim_start("workers", "call", "3", NULL);
    pid_t tids[VICTIM_MAX_TASKS];

    (void)state;
    for (int i = 0; i < test_scale(50); i++) {
        live_attach(victim->pid);
        kill(victim->pid, SIGSTOP);
        if (i % 2 == 0)
            assert_non_null(live_await(EVENT_STOP, STOP_REASON_SIGNAL, victim->pid, 0));
        live_close();
        for (size_t t = task_list(victim->pid, tids); t-- > 0;) {
            assert_int_equal(process_tracer(tids[t]), 0);
            assert_true(until(process_state(tids[t]) == 'T'));
        }
        kill(victim->pid, SIGCONT);
        assert_true(victim_moves(&victim->truth->count[WORKER_FIRST]));
        assert_true(victim_moves(&victim->truth->count[WORKER_FIRST + 2]));
    }
}

/* ---- A06, A07: all threads --------------------------------------------------------- */

static void a06_no_thread_of_a_relay_escapes(void **state)
{
    int runs = test_scale(30);
    long births = 0;

    (void)state;
    for (int i = 0; i < runs; i++) {
        struct victim *victim = victim_start("relay", "8", NULL);
        size_t from;
        live_attach(victim->pid);
        assert_int_equal(task_count_untraced(victim->pid), 0);
        from = live_count();
        assert_non_null(live_await(EVENT_FORK, BIRTH_CLONE, 0, from)); /* the relay goes on */
        assert_int_equal(task_count_untraced(victim->pid), 0);
        births += live_count_of(EVENT_FORK, BIRTH_CLONE, 0, 0);
        live_close();
        assert_false(victim_has_ended(victim));
        victim_end_all();
    }
    exercised("a thread was born under the tracer", births);
}

static void a07_a_process_without_its_leader_can_be_attached(void **state)
{
    struct victim *victim = victim_start("leader_exits", NULL);
    pid_t tids[VICTIM_MAX_TASKS];

    (void)state;
    assert_true(until(process_state(victim->pid) == 'Z'));
    for (int i = 0; i < 3; i++) {
        live_attach(victim->pid);
        for (size_t t = task_list(victim->pid, tids); t-- > 0;)
            if (tids[t] != victim->pid)
                assert_non_null(live_await(EVENT_SYSCALL, SYS_getppid, tids[t], 0));
        live_close();
        for (int slot = 0; slot < 3; slot++)
            assert_true(victim_moves(&victim->truth->count[WORKER_FIRST + slot]));
    }
    live_attach(victim->pid);
    truth_reach(&victim->truth->go, 1);
    live_await_end();
    assert_int_equal(victim_wait(victim), 42 << 8);
    assert_int_equal(live_count_of(EVENT_EXIT, 42 << 8, 0, 0),
                     live_count_of(EVENT_FORK, ANY_NUMBER, 0, 0));
}

static void a07_a_process_without_its_leader_can_be_killed(void **state)
{
    struct victim *victim = victim_start("leader_exits", NULL);

    (void)state;
    assert_true(until(process_state(victim->pid) == 'Z'));
    live_attach(victim->pid);
    assert_non_null(live_await(EVENT_SYSCALL, SYS_getppid, 0, 0));
    kill(victim->pid, SIGKILL);
    live_await_end();
    assert_true(WIFSIGNALED(victim_wait(victim)));
    for (size_t i = 0; i < live_count(); i++)
        if (live_event(i)->kind == EVENT_FORK) {
            const struct event_fork *birth = (const struct event_fork *)live_event(i);
            assert_int_equal(live_count_of(EVENT_EXIT, ANY_NUMBER, birth->child_tid, 0), 1);
        }
}

/* ---- A16: a parent that cannot stop ------------------------------------------------ */

static void a16_quitting_does_not_wait_for_a_vfork_parent(void **state)
{
    (void)state;
    for (int with_child = 0; with_child < 2; with_child++) {
        struct victim *victim = victim_start("vfork_parent", NULL);
        pid_t child = victim->truth->count[VFORK_CHILD];
        const pid_t pids[] = {victim->pid, child};
        int64_t began_ms, took_ms;
        assert_true(until(process_state(victim->pid) == 'D'));
        live_attach_all(pids, 1 + with_child);
        assert_int_not_equal(process_tracer(victim->pid), 0);
        began_ms = truth_now_ms();
        live_close();
        took_ms = truth_now_ms() - began_ms;
        assert_in_range(took_ms, 0, 3000); /* a second, and what a loaded machine adds */
        assert_int_equal(process_tracer(victim->pid), 0);
        assert_int_equal(process_tracer(child), 0);
        truth_reach(&victim->truth->go, 1);
        assert_int_equal(victim_wait(victim), 0);
    }
}

static void a16_a_vfork_parent_is_traced_on_when_its_child_has_gone(void **state)
{
    struct victim *victim = victim_start("vfork_parent", NULL);

    (void)state;
    assert_true(until(process_state(victim->pid) == 'D'));
    live_attach(victim->pid);
    truth_reach(&victim->truth->go, 1);
    live_await_end();
    assert_int_equal(victim_wait(victim), 0);
    assert_int_equal(live_count_of(EVENT_EXIT, 0, victim->pid, 0), 1);
    assert_non_null(live_find(EVENT_SYSCALL, SYS_wait4, victim->pid, 0));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        SCENARIO(a02_a_storm_of_stops_while_attaching_changes_nothing),
        SCENARIO(a05_a_stopped_process_can_be_attached_and_stays_stopped),
        SCENARIO(a05_a_stopped_process_can_be_paused_resumed_and_continued),
        SCENARIO(a06_no_thread_of_a_relay_escapes),
        SCENARIO(a07_a_process_without_its_leader_can_be_attached),
        SCENARIO(a07_a_process_without_its_leader_can_be_killed),
        SCENARIO(a16_quitting_does_not_wait_for_a_vfork_parent),
        SCENARIO(a16_a_vfork_parent_is_traced_on_when_its_child_has_gone),
        SCENARIO(a17_a_process_that_stops_while_attached_is_left_stopped),
    };

    session_remember_environment();
    return cmocka_run_group_tests_name("a: attach", tests, NULL, NULL);
}
