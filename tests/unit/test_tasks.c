/*
 * Who a thread was at a moment of the history.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <sys/prctl.h>
#include <time.h>

#include <cmocka.h>

#include <ptop/syscall.h>
#include <ptop/tasks.h>

#define END UINT64_MAX

static struct tasks *tasks;

static int set_up(void **state)
{
    (void)state;
    tasks = tasks_new();
    return 0;
}

static int tear_down(void **state)
{
    (void)state;
    tasks_free(tasks);
    return 0;
}

/* ---- events, made by hand -------------------------------------------------------- */

static struct event header(enum event_kind kind, size_t size, uint64_t sequence, int32_t tid,
                           int32_t tgid)
{
    return (struct event){
        .size_bytes = (uint16_t)EVENT_ALIGN(size),
        .kind = (uint8_t)kind,
        .tid = tid,
        .tgid = tgid,
        .sequence = sequence,
    };
}

struct birth {
    uint64_t sequence;
    int32_t creator, tid, tgid, parent;
    uint32_t uid;
    const char *comm;
};

static void born(struct birth birth)
{
    struct event_fork event = {
        .header = header(EVENT_FORK, sizeof(event), birth.sequence, birth.creator, birth.creator),
        .child_tid = birth.tid,
        .child_tgid = birth.tgid,
        .parent_tgid = birth.parent,
        .uid = birth.uid,
    };

    memcpy(event.comm, birth.comm, strnlen(birth.comm, sizeof(event.comm)));
    tasks_apply(tasks, &event.header);
}

static void executes(uint64_t sequence, int32_t pid, uint32_t uid, const char *path,
                     const char *comm)
{
    struct {
        struct event_exec exec;
        char path[64];
    } event = {.exec = {.former_tid = pid, .uid = uid, .path_bytes = (uint16_t)strlen(path)}};

    event.exec.header = header(EVENT_EXEC, sizeof(event.exec) + strlen(path), sequence, pid, pid);
    memcpy(event.path, path, strlen(path));
    memcpy(event.exec.comm, comm, strnlen(comm, sizeof(event.exec.comm)));
    tasks_apply(tasks, &event.exec.header);
}

struct call {
    uint64_t sequence;
    int32_t tid;
    const char *name;
    uint64_t args[3];
    const char *string; /* captured of args[1] */
    uint8_t flags;
};

static void called(struct call call)
{
    struct {
        struct event_syscall syscall;
        struct event_piece piece;
        char bytes[32];
    } event = {
        .piece = {.arg = 1, .length_bytes = call.string ? (uint32_t)strlen(call.string) : 0},
    };
    size_t size = call.string ? sizeof(event.syscall) + sizeof(event.piece) +
                                    EVENT_ALIGN(event.piece.length_bytes)
                              : sizeof(event.syscall);
    enum abi abi = call.flags & EVENT_COMPAT ? ABI_COMPAT : ABI_NATIVE;

    event.syscall.header = header(EVENT_SYSCALL, size, call.sequence, call.tid, call.tid);
    event.syscall.header.flags = call.flags;
    assert_non_null(syscall_find_name(abi, call.name, &event.syscall.header.number));
    memcpy(event.syscall.args, call.args, sizeof(call.args));
    if (call.string)
        memcpy(event.bytes, call.string, strlen(call.string));
    tasks_apply(tasks, &event.syscall.header);
}

static void renamed(uint64_t sequence, int32_t tid, const char *comm)
{
    called((struct call){sequence, tid, "prctl", {PR_SET_NAME, 0x1000}, comm, 0});
}

static const char *comm_at(int32_t tid, uint64_t sequence)
{
    const struct task *task = tasks_find(tasks, tid, sequence);

    return task ? task->comm : "nobody";
}

static uint32_t uid_at(int32_t tid, uint64_t sequence)
{
    const struct task *task = tasks_find(tasks, tid, sequence);

    assert_non_null(task);
    return task->uid;
}

/* ---- a life ---------------------------------------------------------------------- */

static void a_thread_that_never_was_is_nobody(void **state)
{
    (void)state;
    assert_null(tasks_find(tasks, 100, END));
    assert_null(tasks_find(tasks, 0, END));
    assert_null(tasks_find(tasks, -1, END));
    assert_false(tasks_descends(tasks, 0, 0, END));
    tasks_free(NULL);
}

static void a_birth_says_who_it_is(void **state)
{
    (void)state;
    born((struct birth){5, 50, 100, 100, 50, 1000, "bash"});
    const struct task *task = tasks_find(tasks, 100, END);
    assert_non_null(task);
    assert_int_equal(task->tid, 100);
    assert_int_equal(task->tgid, 100);
    assert_int_equal(task->parent_tgid, 50);
    assert_int_equal(task->uid, 1000);
    assert_int_equal(task->sequence, 5);
    assert_string_equal(task->comm, "bash");
    assert_null(task->exe);
    assert_null(tasks_find(tasks, 50, END)); /* who gave birth need not be a tracee */
}

static void before_its_birth_the_oldest_that_is_known_counts(void **state)
{
    (void)state;
    born((struct birth){5, 50, 100, 100, 50, 1000, "bash"});
    renamed(9, 100, "later");
    assert_string_equal(comm_at(100, 1), "bash");
    assert_string_equal(comm_at(100, 0), "bash");
}

static void a_comm_of_all_its_bytes_is_whole(void **state)
{
    (void)state;
    born((struct birth){5, 50, 100, 100, 50, 1000, "sixteen letters!"});
    assert_string_equal(comm_at(100, END), "sixteen letters!");
}

static void a_change_counts_from_its_own_event_on(void **state)
{
    (void)state;
    born((struct birth){5, 50, 100, 100, 50, 1000, "one"});
    renamed(10, 100, "two");
    renamed(20, 100, "three");
    assert_string_equal(comm_at(100, 9), "one");
    assert_string_equal(comm_at(100, 10), "two");
    assert_string_equal(comm_at(100, 19), "two");
    assert_string_equal(comm_at(100, 20), "three");
    assert_string_equal(comm_at(100, END), "three");
}

static void another_thread_keeps_its_name(void **state)
{
    (void)state;
    born((struct birth){1, 50, 100, 100, 50, 1000, "main"});
    born((struct birth){2, 100, 101, 100, 50, 1000, "main"});
    renamed(3, 101, "worker");
    assert_string_equal(comm_at(100, END), "main");
    assert_string_equal(comm_at(101, END), "worker");
    assert_int_equal(tasks_find(tasks, 101, END)->tgid, 100);
}

static void only_a_rename_that_worked_counts(void **state)
{
    (void)state;
    born((struct birth){1, 50, 100, 100, 50, 1000, "main"});
    called((struct call){2, 100, "prctl", {PR_SET_NAME, 1}, "failed", EVENT_FAILED});
    called((struct call){3, 100, "prctl", {PR_SET_NAME, 1}, "gone", EVENT_NO_RETURN});
    called((struct call){4, 100, "prctl", {PR_GET_NAME, 1}, "asked", 0});
    called((struct call){5, 100, "prctl", {PR_SET_NAME, 1}, NULL, 0});
    assert_string_equal(comm_at(100, END), "main");
}

static void a_name_is_cut_as_the_kernel_cuts_it(void **state)
{
    (void)state;
    born((struct birth){1, 50, 100, 100, 50, 1000, "main"});
    renamed(2, 100, "a name of more than its bytes");
    assert_string_equal(comm_at(100, END), "a name of more ");
}

/* ---- exec ------------------------------------------------------------------------ */

static void an_exec_changes_name_executable_and_user(void **state)
{
    (void)state;
    born((struct birth){1, 50, 100, 100, 50, 1000, "sh"});
    executes(10, 100, 0, "/usr/bin/passwd", "passwd");
    const struct task *before = tasks_find(tasks, 100, 9), *after = tasks_find(tasks, 100, 10);
    assert_string_equal(before->comm, "sh");
    assert_null(before->exe);
    assert_int_equal(before->uid, 1000);
    assert_string_equal(after->comm, "passwd");
    assert_string_equal(after->exe, "/usr/bin/passwd");
    assert_int_equal(after->uid, 0);
    assert_int_equal(after->parent_tgid, 50);
}

static void a_child_runs_what_its_creator_runs(void **state)
{
    (void)state;
    born((struct birth){1, 50, 100, 100, 50, 1000, "sh"});
    executes(2, 100, 1000, "/usr/bin/sh", "sh");
    born((struct birth){3, 100, 200, 200, 100, 1000, "sh"});
    executes(4, 100, 1000, "/usr/bin/other", "other");
    assert_string_equal(tasks_find(tasks, 200, END)->exe, "/usr/bin/sh");
}

static void an_exec_of_a_stranger_is_kept(void **state)
{
    (void)state;
    executes(4, 100, 7, "/usr/bin/other", "other");
    const struct task *task = tasks_find(tasks, 100, END);
    assert_string_equal(task->exe, "/usr/bin/other");
    assert_int_equal(task->parent_tgid, 0);
    assert_int_equal(task->tgid, 100);
}

static void a_damaged_exec_has_no_path(void **state)
{
    struct event_exec event = {
        .header = header(EVENT_EXEC, sizeof(event), 4, 100, 100),
        .path_bytes = 5000,
        .comm = "other",
    };

    (void)state;
    tasks_apply(tasks, &event.header);
    assert_null(tasks_find(tasks, 100, END)->exe);
    assert_string_equal(comm_at(100, END), "other");
}

/* ---- users ----------------------------------------------------------------------- */

static void a_user_changes_with_the_calls_that_set_it(void **state)
{
    (void)state;
    born((struct birth){1, 50, 100, 100, 50, 0, "su"});
    called((struct call){2, 100, "setreuid", {UINT32_MAX, 5}, NULL, 0});
    called((struct call){3, 100, "setresuid", {1, 6, 2}, NULL, 0});
    called((struct call){4, 100, "setuid", {7}, NULL, 0});
    called((struct call){5, 100, "setuid32", {8}, NULL, EVENT_COMPAT});
    for (uint64_t sequence = 2; sequence <= 5; sequence++)
        assert_int_equal(uid_at(100, sequence), sequence + 3);
    assert_int_equal(uid_at(100, 1), 0);
}

static void minus_one_leaves_the_user_as_it_is(void **state)
{
    (void)state;
    born((struct birth){1, 50, 100, 100, 50, 33, "su"});
    called((struct call){2, 100, "setreuid", {0, UINT32_MAX}, NULL, 0});
    called((struct call){3, 100, "setresuid", {0, UINT64_MAX, 0}, NULL, 0});
    called((struct call){4, 100, "setuid", {0}, NULL, EVENT_FAILED});
    assert_int_equal(uid_at(100, END), 33);
}

static void a_child_is_of_its_creators_user(void **state)
{
    (void)state;
    born((struct birth){1, 50, 100, 100, 50, 1000, "parent"});
    born((struct birth){2, 100, 101, 101, 100, TASK_UID_UNKNOWN, "child"});
    assert_int_equal(tasks_find(tasks, 101, 2)->uid, 1000);
}

/* ---- a tid again ----------------------------------------------------------------- */

static void a_tid_that_comes_again_is_another(void **state)
{
    (void)state;
    born((struct birth){1, 50, 100, 100, 50, 1000, "first"});
    executes(2, 100, 1000, "/bin/first", "first");
    renamed(3, 100, "first too");
    born((struct birth){10, 60, 100, 100, 60, 7, "second"});
    assert_string_equal(comm_at(100, 9), "first too");
    assert_int_equal(tasks_find(tasks, 100, 9)->parent_tgid, 50);
    const struct task *second = tasks_find(tasks, 100, 10);
    assert_string_equal(second->comm, "second");
    assert_int_equal(second->parent_tgid, 60);
    assert_int_equal(second->uid, 7);
    assert_null(second->exe);
}

static void many_changes_are_each_found(void **state)
{
    (void)state;
    for (uint64_t i = 0; i < 3000; i++)
        born((struct birth){i + 1, 50, (int32_t)(100 + i % 7), 100, 50, (uint32_t)i, "many"});
    for (uint64_t i = 0; i < 3000; i++)
        assert_int_equal(uid_at((int32_t)(100 + i % 7), i + 1), i);
}

static void a_thread_of_very_many_names_is_found_at_once(void **state)
{
    const uint64_t count = 200000;
    struct timespec used;

    (void)state;
    born((struct birth){1, 50, 100, 100, 50, 0, "even"});
    for (uint64_t i = 2; i <= count; i++)
        renamed(i, 100, i % 2 ? "even" : "odd");
    assert_int_equal(tasks_count(tasks), count);
    for (uint64_t i = 1; i < count; i++)
        assert_string_equal(comm_at(100, i), i % 2 ? "even" : "odd");
    /* Less than a second; by single steps back, twenty thousand million, a minute. */
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &used);
    assert_in_range(used.tv_sec, 0, 20);
}

static void what_changes_nothing_is_no_change(void **state)
{
    (void)state;
    born((struct birth){1, 50, 100, 100, 50, 5, "same"});
    for (uint64_t i = 2; i < 10; i++) {
        renamed(2 * i, 100, "same");
        called((struct call){2 * i + 1, 100, "setuid", {5}, NULL, 0});
    }
    assert_int_equal(tasks_count(tasks), 1);
    assert_int_equal(tasks_find(tasks, 100, END)->sequence, 1);
}

/* ---- trees ----------------------------------------------------------------------- */

static void a_process_descends_from_its_parents(void **state)
{
    (void)state;
    born((struct birth){1, 100, 100, 100, 50, 0, "a"});
    born((struct birth){2, 100, 200, 200, 100, 0, "b"});
    born((struct birth){3, 200, 300, 300, 200, 0, "c"});
    born((struct birth){4, 100, 400, 400, 100, 0, "d"});
    assert_true(tasks_descends(tasks, 300, 300, END));
    assert_true(tasks_descends(tasks, 300, 200, END));
    assert_true(tasks_descends(tasks, 300, 100, END));
    assert_true(tasks_descends(tasks, 300, 50, END)); /* known by its child alone */
    assert_false(tasks_descends(tasks, 300, 400, END));
    assert_false(tasks_descends(tasks, 200, 300, END));
    assert_true(tasks_descends(tasks, 999, 999, END)); /* itself, whoever it is */
    assert_false(tasks_descends(tasks, 999, 100, END));
}

/* 200 was born of a process 100 that is another one today. */
static void a_parent_counts_as_of_the_childs_birth(void **state)
{
    (void)state;
    born((struct birth){1, 50, 100, 100, 50, 0, "old parent"});
    born((struct birth){2, 100, 200, 200, 100, 0, "child"});
    born((struct birth){3, 60, 100, 100, 60, 0, "new, same number"});
    assert_true(tasks_descends(tasks, 200, 50, END));
    assert_false(tasks_descends(tasks, 200, 60, END));
    assert_true(tasks_descends(tasks, 100, 60, END));
    assert_true(tasks_descends(tasks, 100, 50, 2));
    assert_false(tasks_descends(tasks, 100, 50, END));
}

static void a_circle_of_parents_ends(void **state)
{
    (void)state;
    born((struct birth){1, 200, 100, 100, 200, 0, "hen"});
    born((struct birth){1, 100, 200, 200, 100, 0, "egg"});
    born((struct birth){1, 300, 300, 300, 300, 0, "own parent"});
    assert_true(tasks_descends(tasks, 100, 200, END));
    assert_true(tasks_descends(tasks, 200, 100, END));
    assert_false(tasks_descends(tasks, 100, 1, END));
    assert_false(tasks_descends(tasks, 300, 1, END));
}

static void other_events_and_bad_numbers_change_nothing(void **state)
{
    struct event plain = header(EVENT_EXIT, sizeof(plain), 9, 100, 100);

    (void)state;
    born((struct birth){1, 50, 100, 100, 50, 0, "a"});
    tasks_apply(tasks, &plain);
    born((struct birth){2, 50, 0, 0, 50, 0, "zero"});
    born((struct birth){3, 50, -7, -7, 50, 0, "below"});
    assert_string_equal(comm_at(100, END), "a");
    assert_null(tasks_find(tasks, 0, END));
    assert_null(tasks_find(tasks, -7, END));
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(a_thread_that_never_was_is_nobody),
        TEST(a_birth_says_who_it_is),
        TEST(before_its_birth_the_oldest_that_is_known_counts),
        TEST(a_comm_of_all_its_bytes_is_whole),
        TEST(a_change_counts_from_its_own_event_on),
        TEST(another_thread_keeps_its_name),
        TEST(only_a_rename_that_worked_counts),
        TEST(a_name_is_cut_as_the_kernel_cuts_it),
        TEST(an_exec_changes_name_executable_and_user),
        TEST(a_child_runs_what_its_creator_runs),
        TEST(an_exec_of_a_stranger_is_kept),
        TEST(a_damaged_exec_has_no_path),
        TEST(a_user_changes_with_the_calls_that_set_it),
        TEST(minus_one_leaves_the_user_as_it_is),
        TEST(a_child_is_of_its_creators_user),
        TEST(a_tid_that_comes_again_is_another),
        TEST(many_changes_are_each_found),
        TEST(a_thread_of_very_many_names_is_found_at_once),
        TEST(what_changes_nothing_is_no_change),
        TEST(a_process_descends_from_its_parents),
        TEST(a_parent_counts_as_of_the_childs_birth),
        TEST(a_circle_of_parents_ends),
        TEST(other_events_and_bad_numbers_change_nothing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
