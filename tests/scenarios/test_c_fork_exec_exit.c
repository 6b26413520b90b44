/*
 * C: fork, clone, exec, exit.  Everyone who is born is known for what it is, an
 * exec leaves one thread, and everyone who was ever seen has one end.
 */
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include "support/scenario.h"

static void launch_program(const char *name, const char *argument)
{
    char *argv[] = {(char *)victim_program(name), (char *)argument, NULL};

    live_launch(argv);
}

/* ---- C01: ways to be born ---------------------------------------------------------- */

enum what { PROCESS, SIBLING, THREAD };

static const struct {
    const char *name;
    enum event_birth birth;
    enum what what;
} births[] = {
#define BORN(name, birth, what, statement) {#name, BIRTH_##birth, what},
#include "tracees/births.def"
};

static const struct event_fork *find_birth(pid_t tid)
{
    for (size_t i = 0; i < live_count(); i++) {
        const struct event_fork *birth = (const struct event_fork *)live_event(i);
        if (birth->header.kind == EVENT_FORK && birth->child_tid == tid)
            return birth;
    }
    return NULL;
}

static void c01_every_way_to_be_born_is_told_apart(void **state)
{
    struct truth *truth = victim_new_truth();
    size_t rows = sizeof(births) / sizeof(births[0]);
    int status = -1;

    (void)state;
    launch_program("births", NULL);
    live_await_end();
    assert_true(session_exit_status(live, &status));
    assert_int_equal(status, 0);
    for (size_t i = 0; i < rows; i++) {
        pid_t tid = truth->count[BIRTH_FIRST_TID + i];
        const struct event_fork *birth = find_birth(tid);
        pid_t creator_tgid;
        if (birth == NULL)
            fail_msg("%s: %d was not seen", births[i].name, tid);
        creator_tgid = birth->header.tgid;
        if (birth->header.number != (int)births[i].birth)
            fail_msg("%s: born as %d", births[i].name, birth->header.number);
        if (birth->child_tgid != (births[i].what == THREAD ? creator_tgid : tid))
            fail_msg("%s: in process %d", births[i].name, birth->child_tgid);
        if (births[i].what == PROCESS)
            assert_int_equal(birth->parent_tgid, creator_tgid);
        if (births[i].what == SIBLING)
            assert_int_equal(birth->parent_tgid, session_launched_pid(live));
        assert_int_equal(live_count_of(EVENT_EXIT, ANY_NUMBER, tid, 0), 1);
    }
    assert_int_equal(live_count_of(EVENT_FORK, ANY_NUMBER, 0, 0), rows + 2);
}

/* ---- C06: exec by a thread that is not the leader ---------------------------------- */

static const char *const leaders[] = {"busy", "asleep", "gone"};

static bool is_superseded(const struct event *event)
{
    return event != NULL && (event->flags & EVENT_SUPERSEDED) != 0;
}

/* Every tid has one end: the siblings before the exec, the caller's own with it, the leader's,
 * which the caller took over, with the process.  Nobody else speaks after the exec. */
static void assert_alone_after_exec(pid_t tgid, pid_t caller, size_t exec_index)
{
    for (size_t i = 0; i < live_count(); i++) {
        const struct event_fork *birth = (const struct event_fork *)live_event(i);
        if (birth->header.kind == EVENT_FORK)
            assert_int_equal(live_count_of(EVENT_EXIT, ANY_NUMBER, birth->child_tid, 0), 1);
        if (i > exec_index && live_event(i)->kind != EVENT_END)
            assert_int_equal(live_event(i)->tid, tgid);
    }
    assert_true(is_superseded(live_find(EVENT_EXIT, ANY_NUMBER, caller, 0)));
    assert_false(is_superseded(live_find(EVENT_EXIT, ANY_NUMBER, tgid, 0)));
}

static size_t index_of(const struct event *wanted)
{
    size_t i = 0;

    while (live_event(i) != wanted)
        i++;
    return i;
}

static void check_exec(const char *leader)
{
    struct truth *truth = victim_new_truth();
    const struct event_exec *exec;
    const struct tree_process *process;
    const struct event *first;
    pid_t tgid;
    int status = -1;

    launch_program("exec_thread", leader);
    live_await_end();
    tgid = session_launched_pid(live);
    first = live_find(EVENT_EXEC, ANY_NUMBER, tgid, 0);
    assert_non_null(first);
    exec = (const struct event_exec *)live_find(EVENT_EXEC, ANY_NUMBER, tgid, index_of(first) + 1);
    assert_non_null(exec);
    assert_int_equal(exec->header.tgid, tgid);
    assert_int_equal(exec->former_tid, truth->count[EXEC_CALLER]);
    assert_int_not_equal(exec->former_tid, tgid);
    assert_alone_after_exec(tgid, exec->former_tid, index_of(&exec->header));
    assert_true(session_exit_status(live, &status));
    assert_int_equal(status, 7 << 8);
    assert_non_null(live_find(EVENT_EXIT, 7 << 8, tgid, index_of(&exec->header)));
    process = tree_find_process(session_tree(live), tgid);
    assert_true(process != NULL && process->is_exited);
    for (const struct tree_thread *thread = process->threads; thread != NULL; thread = thread->next)
        assert_int_equal(thread->state, TREE_EXITED);
    live_end();
    victim_end_all();
}

static void c06_an_exec_by_a_thread_leaves_one_thread_with_the_leaders_tid(void **state)
{
    (void)state;
    for (size_t i = 0; i < 3; i++)
        for (int runs = test_scale(20); runs > 0; runs--)
            check_exec(leaders[i]);
}

static void c06_the_log_has_one_end_for_each_and_the_execve_once(void **state)
{
    (void)state;
    for (size_t i = 0; i < 3; i++) {
        struct truth *truth = victim_new_truth();
        struct batch *batch = batch_run("-f", victim_program("exec_thread"), leaders[i]);
        const struct batch_line *last = &batch->lines[batch->line_count - 1];
        char superseded[64];
        snprintf(superseded, sizeof(superseded), "+++ superseded by execve in pid %d +++",
                 (int)truth->count[EXEC_CALLER]);
        assert_int_equal(batch_exit_status(batch), 7);
        assert_int_equal(batch_count(batch, BATCH_CALL, 0, "execve("), 2);
        assert_int_equal(batch_count(batch, BATCH_END, 0, "+++ "), 5);
        assert_int_equal(batch_count(batch, BATCH_END, batch->lines[0].tid, superseded), 1);
        assert_int_equal(last->tid, batch->lines[0].tid);
        assert_string_equal(last->text, "+++ exited with 7 +++");
        batch_end_all();
    }
}

/* ---- C13: calls that never return -------------------------------------------------- */

/* The line before the end of this tid. */
static const struct batch_line *last_call_of(const struct batch *batch, pid_t tid)
{
    const struct batch_line *last = NULL;

    for (size_t i = 0; i < batch->line_count; i++)
        if (batch->lines[i].tid == tid && batch->lines[i].kind == BATCH_CALL)
            last = &batch->lines[i];
    return last;
}

static void check_ending(const char *how, int status, const char *end, const char *call)
{
    struct batch *batch = batch_run("-f", victim_program("endings"), how);
    size_t paused = batch_find(batch, BATCH_CALL, 0, "pause(", 0);
    size_t exited = batch_find(batch, BATCH_CALL, 0, "exit(5)", 0);
    const struct batch_line *last = &batch->lines[batch->line_count - 1];
    pid_t leader = batch->lines[0].tid;

    if (batch_exit_status(batch) != status)
        batch_explain(batch);
    assert_int_equal(batch_exit_status(batch), status);
    assert_true(paused < batch->line_count && exited < batch->line_count);
    assert_true(batch_ends_with(&batch->lines[paused], "= ?"));
    assert_true(batch_ends_with(&batch->lines[exited], "= ?"));
    assert_int_equal(
        batch_count(batch, BATCH_END, batch->lines[exited].tid, "+++ exited with 5 +++"), 1);
    assert_int_equal(batch_count(batch, BATCH_END, batch->lines[paused].tid, end), 1);
    assert_int_equal(last->tid, leader);
    assert_non_null(strstr(last->text, end));
    assert_int_equal(batch_count(batch, BATCH_END, 0, "+++ "), 3);
    if (call != NULL) {
        assert_int_equal(strncmp(last_call_of(batch, leader)->text, call, strlen(call)), 0);
        assert_true(batch_ends_with(last_call_of(batch, leader), "= ?"));
    }
}

static void c13_a_call_without_an_exit_is_closed_by_the_end(void **state)
{
    (void)state;
    check_ending("group", 3, "+++ exited with 3 +++", "exit_group(3)");
    check_ending("killed", 128 + SIGKILL, "+++ killed by SIGKILL", "kill(");
    check_ending("fault", 128 + SIGSEGV, "+++ killed by SIGSEGV", NULL);
}

/* ---- C14: SIGKILL at any moment ---------------------------------------------------- */

/* Everyone who was seen, in births or by itself, has exactly one end. */
static long assert_all_ended(void)
{
    long tasks = 0;

    for (size_t i = 0; i < live_count(); i++) {
        const struct event *event = live_event(i);
        const struct event_fork *birth = (const struct event_fork *)event;
        if (event->kind == EVENT_FORK) {
            assert_int_equal(live_count_of(EVENT_EXIT, ANY_NUMBER, birth->child_tid, 0), 1);
            tasks++;
        } else if (event->kind == EVENT_SYSCALL) {
            assert_non_null(live_find(EVENT_EXIT, ANY_NUMBER, event->tid, i));
        }
    }
    return tasks;
}

static void c14_killed_at_any_moment_everyone_has_an_end(void **state)
{
    int runs = test_scale(250);
    long tasks = 0, in_calls = 0;

    (void)state;
    srandom(7);
    for (int i = 0; i < runs; i++) {
        char *argv[] = {(char *)victim_program("workers"), i % 2 ? "call" : "nap", "5", NULL};
        size_t events = (size_t)random() % 300;
        int status = -1;
        live_launch(argv);
        live_await_count(events);
        kill(session_launched_pid(live), SIGKILL);
        live_await_end();
        assert_true(session_exit_status(live, &status));
        assert_int_equal(WTERMSIG(status), SIGKILL);
        tasks += assert_all_ended();
        for (size_t e = 0; e < live_count(); e++)
            in_calls += live_event(e)->kind == EVENT_SYSCALL &&
                        (live_event(e)->flags & EVENT_NO_RETURN) != 0;
        live_end();
    }
    print_message("             %ld tasks\n", tasks);
    exercised("a task was killed inside a call", in_calls);
}

/* ---- C16: the leader goes first ---------------------------------------------------- */

static void c16_the_process_lives_on_without_its_leader(void **state)
{
    (void)state;
    for (int i = 0; i < test_scale(10); i++) {
        struct batch *batch = batch_run("-f", victim_program("leader_exits"), "at once");
        const struct batch_line *last = &batch->lines[batch->line_count - 1];
        size_t gone = batch_find(batch, BATCH_CALL, batch->lines[0].tid, "exit(42)", 0);
        assert_int_equal(batch_exit_status(batch), 42);
        assert_true(gone < batch->line_count);
        assert_true(batch_ends_with(&batch->lines[gone], "= ?"));
        assert_int_equal(batch_count(batch, BATCH_END, 0, "+++ exited with 42 +++"), 4);
        assert_int_equal(last->tid, batch->lines[0].tid); /* the leader's end, after all others */
        assert_int_equal(last->kind, BATCH_END);
        batch_end_all();
    }
}

static void c16_threads_make_calls_after_their_leader_is_gone(void **state)
{
    struct truth *truth = victim_new_truth();
    size_t from;

    (void)state;
    launch_program("leader_exits", NULL);
    assert_non_null(live_await(EVENT_SYSCALL, SYS_getppid, 0, 0));
    assert_true(until(process_state(session_launched_pid(live)) == 'Z'));
    from = live_count();
    assert_non_null(live_await(EVENT_SYSCALL, SYS_getppid, 0, from));
    assert_null(live_find(EVENT_EXIT, ANY_NUMBER, session_launched_pid(live), 0));
    truth_reach(&truth->go, 1);
    live_await_end();
    assert_int_equal(live_event(live_count() - 1)->kind, EVENT_END);
    assert_non_null(live_find(EVENT_EXIT, 42 << 8, session_launched_pid(live), from));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        SCENARIO(c01_every_way_to_be_born_is_told_apart),
        SCENARIO(c06_an_exec_by_a_thread_leaves_one_thread_with_the_leaders_tid),
        SCENARIO(c06_the_log_has_one_end_for_each_and_the_execve_once),
        SCENARIO(c13_a_call_without_an_exit_is_closed_by_the_end),
        SCENARIO(c14_killed_at_any_moment_everyone_has_an_end),
        SCENARIO(c16_the_process_lives_on_without_its_leader),
        SCENARIO(c16_threads_make_calls_after_their_leader_is_gone),
    };

    session_remember_environment();
    return cmocka_run_group_tests_name("c: fork, exec, exit", tests, NULL, NULL);
}
