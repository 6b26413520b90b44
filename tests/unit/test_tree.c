#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>

#include <cmocka.h>

#include <ptop/syscall.h>
#include <ptop/tree.h>

#define SECOND_NS ((nanoseconds)1000000000)

/* ---- events, made by hand -------------------------------------------------------- */

static struct event header(enum event_kind kind, int32_t tid, int32_t tgid, int32_t number)
{
    return (struct event){
        .size_bytes = sizeof(struct event),
        .kind = (uint8_t)kind,
        .number = number,
        .tid = tid,
        .tgid = tgid,
        .time_ns = SECOND_NS,
    };
}

static void plain(struct tree *tree, enum event_kind kind, int32_t tid, int32_t tgid,
                  int32_t number)
{
    struct event event = header(kind, tid, tgid, number);
    tree_apply(tree, &event);
}

struct birth {
    enum event_birth how;
    int32_t creator_tid, creator_tgid;
    int32_t tid, tgid, parent_tgid;
    const char *comm;
};

static void born(struct tree *tree, struct birth birth)
{
    struct event_fork event = {
        .header = header(EVENT_FORK, birth.creator_tid, birth.creator_tgid, (int32_t)birth.how),
        .child_tid = birth.tid,
        .child_tgid = birth.tgid,
        .parent_tgid = birth.parent_tgid,
    };
    event.header.size_bytes = sizeof(event);
    if (birth.comm)
        strncpy(event.comm, birth.comm, sizeof(event.comm));
    tree_apply(tree, &event.header);
}

static void launched(struct tree *tree, int32_t pid)
{
    born(tree, (struct birth){BIRTH_LAUNCH, pid, pid, pid, pid, 1, "launched"});
}

static void forked(struct tree *tree, int32_t parent, int32_t child)
{
    born(tree, (struct birth){BIRTH_FORK, parent, parent, child, child, parent, "child"});
}

static void thread_started(struct tree *tree, int32_t tgid, int32_t tid)
{
    born(tree, (struct birth){BIRTH_CLONE, tgid, tgid, tid, tgid, 1, "thread"});
}

static void exited(struct tree *tree, int32_t tid, int32_t tgid, int code)
{
    plain(tree, EVENT_EXIT, tid, tgid, code << 8);
}

static void superseded(struct tree *tree, int32_t tid, int32_t tgid)
{
    struct event event = header(EVENT_EXIT, tid, tgid, 0);
    event.flags = EVENT_SUPERSEDED;
    tree_apply(tree, &event);
}

static void execed(struct tree *tree, int32_t tgid, int32_t former_tid, const char *path)
{
    static const char cmdline[] = "prog\0-x";
    struct {
        struct event_exec exec;
        char bytes[256];
    } event = {
        .exec.header = header(EVENT_EXEC, tgid, tgid, 0),
        .exec.former_tid = former_tid,
        .exec.path_bytes = (uint16_t)strlen(path),
        .exec.cmdline_bytes = sizeof(cmdline),
        .exec.comm = "prog",
    };
    memcpy(event.bytes, path, strlen(path));
    memcpy(event.bytes + strlen(path), cmdline, sizeof(cmdline));
    event.exec.header.size_bytes =
        (uint16_t)EVENT_ALIGN(sizeof(event.exec) + strlen(path) + sizeof(cmdline));
    tree_apply(tree, &event.exec.header);
}

static struct event_syscall syscall_event(enum event_kind kind, int32_t tid, int32_t tgid,
                                          int64_t result)
{
    struct event_syscall event = {.header = header(kind, tid, tgid, 0), .result = result};

    event.header.size_bytes = sizeof(event);
    event.header.flags = result < 0 ? EVENT_FAILED : 0;
    return event;
}

static void called(struct tree *tree, int32_t tid, int32_t tgid, int64_t result)
{
    struct event_syscall event = syscall_event(EVENT_SYSCALL, tid, tgid, result);
    tree_apply(tree, &event.header);
}

static void entered(struct tree *tree, int32_t tid, int32_t tgid, uint64_t first_arg)
{
    struct event_syscall event = syscall_event(EVENT_SYSCALL_ENTER, tid, tgid, 0);
    event.args[0] = first_arg;
    event.header.time_ns = 10 * SECOND_NS;
    event.duration_ns = 3 * SECOND_NS;
    tree_apply(tree, &event.header);
}

static void stopped(struct tree *tree, int32_t tid, int32_t tgid, enum event_stop_reason reason,
                    int32_t detail)
{
    struct event_stop event = {
        .header = header(EVENT_STOP, tid, tgid, (int32_t)reason),
        .detail = detail,
    };
    event.header.size_bytes = sizeof(event);
    tree_apply(tree, &event.header);
}

/* prctl(option, comm), with the string captured. */
static void renamed(struct tree *tree, int32_t tid, enum abi abi, int option, int64_t result)
{
    struct {
        struct event_syscall call;
        struct event_piece piece;
        char comm[24];
    } event = {
        .call = syscall_event(EVENT_SYSCALL, tid, tid, result),
        .piece = {.arg = 1, .length_bytes = 18},
        .comm = "longer than it may",
    };

    assert_non_null(syscall_find_name(abi, "prctl", &event.call.header.number));
    event.call.header.flags |= abi == ABI_COMPAT ? EVENT_COMPAT : 0;
    event.call.header.size_bytes = sizeof(event);
    event.call.args[0] = (uint64_t)option;
    tree_apply(tree, &event.call.header);
}

/* ---- what is seen ---------------------------------------------------------------- */

static int depth_of(const struct tree_process *process)
{
    int depth = 0;

    while ((process = process->parent))
        depth++;
    return depth;
}

/*
 * The tree as text, to compare at one glance:
 *     10[10 r, 11 c] 12[12 x] ...
 * processes in depth-first order, one '>' per level, a '!' behind an exited one.
 */
static const char *drawing(const struct tree *tree)
{
    static const char letters[TREE_STATE_COUNT] = {
        [TREE_RUNNING] = 'r', [TREE_IN_CALL] = 'c', [TREE_PAUSED] = 'p',
        [TREE_STOPPED] = 's', [TREE_EXITED] = 'x',  [TREE_DETACHED] = 'd',
    };
    static char text[1024];
    size_t length = 0;

    text[0] = '\0';
    for (struct tree_process *process = tree_first_root(tree); process;
         process = tree_next(process)) {
        length += (size_t)snprintf(text + length, sizeof(text) - length, "%s%.*s%d%s[",
                                   length ? " " : "", depth_of(process), ">>>>>>>>",
                                   process->tgid, process->is_exited ? "!" : "");
        for (struct tree_thread *thread = process->threads; thread; thread = thread->next)
            length += (size_t)snprintf(text + length, sizeof(text) - length, "%s%d %c%s",
                                       thread == process->threads ? "" : ", ", thread->tid,
                                       letters[thread->state], thread->is_superseded ? "*" : "");
        length += (size_t)snprintf(text + length, sizeof(text) - length, "]");
    }
    return text;
}

static void a_new_tree_is_empty(void **state)
{
    struct tree *tree = tree_new();

    (void)state;
    assert_string_equal(drawing(tree), "");
    assert_null(tree_find_process(tree, 1));
    assert_null(tree_find_thread(tree, 1));
    assert_int_equal(tree_totals(tree).processes, 0);
    tree_forget_exited(tree);
    tree_tick(tree, SECOND_NS);
    tree_free(tree);
    tree_free(NULL);
}

/* ---- birth ----------------------------------------------------------------------- */

static void forks_make_a_tree_in_order_of_birth(void **state)
{
    struct tree *tree = tree_new();

    (void)state;
    launched(tree, 10);
    forked(tree, 10, 11);
    forked(tree, 10, 12);
    forked(tree, 11, 13);
    launched(tree, 20);
    forked(tree, 10, 14);
    assert_string_equal(drawing(tree),
                        "10[10 r] >11[11 r] >>13[13 r] >12[12 r] >14[14 r] 20[20 r]");
    assert_int_equal(tree_totals(tree).processes, 6);
    assert_int_equal(tree_totals(tree).threads, 6);
    assert_ptr_equal(tree_find_process(tree, 13)->parent, tree_find_process(tree, 11));
    assert_int_equal(tree_find_process(tree, 13)->parent_tgid, 11);
    assert_string_equal(tree_find_thread(tree, 13)->comm, "child");
    tree_free(tree);
}

static void threads_belong_to_their_process_behind_the_leader(void **state)
{
    struct tree *tree = tree_new();

    (void)state;
    /* Attached: the leader may come after a thread. */
    born(tree, (struct birth){BIRTH_ATTACH, 31, 31, 31, 30, 1, "early"});
    born(tree, (struct birth){BIRTH_ATTACH, 30, 30, 30, 30, 1, "leader"});
    thread_started(tree, 30, 32);
    assert_string_equal(drawing(tree), "30[30 r, 31 r, 32 r]");
    assert_int_equal(tree_totals(tree).processes, 1);
    assert_int_equal(tree_totals(tree).threads, 3);
    assert_ptr_equal(tree_find_thread(tree, 32)->process, tree_find_process(tree, 30));
    tree_free(tree);
}

static void a_process_created_for_another_parent_hangs_there(void **state)
{
    struct tree *tree = tree_new();

    (void)state;
    launched(tree, 10);
    forked(tree, 10, 11);
    /* clone(CLONE_PARENT) by 11: a sibling, not a child. */
    born(tree, (struct birth){BIRTH_CLONE, 11, 11, 12, 12, 10, "sibling"});
    assert_string_equal(drawing(tree), "10[10 r] >11[11 r] >12[12 r]");
    tree_free(tree);
}

static void a_tid_that_was_never_born_gets_its_rows(void **state)
{
    struct tree *tree = tree_new();

    (void)state;
    called(tree, 41, 40, 0);
    plain(tree, EVENT_SIGNAL, 50, 50, 15);
    exited(tree, 60, 60, 1);
    assert_string_equal(drawing(tree), "40[41 r] 50[50 r] 60![60 x]");
    assert_int_equal(tree_totals(tree).threads, 2);
    assert_int_equal(tree_totals(tree).signals, 1);
    /* What is about no thread makes none. */
    plain(tree, EVENT_NOTE, 0, 0, 0);
    plain(tree, EVENT_END, 0, 0, 0);
    plain(tree, EVENT_FD_PATH, 70, 70, 0);
    assert_string_equal(drawing(tree), "40[41 r] 50[50 r] 60![60 x]");
    tree_free(tree);
}

static void a_child_shows_its_parents_program_until_it_execs(void **state)
{
    struct tree *tree = tree_new();

    (void)state;
    launched(tree, 10);
    assert_null(tree_find_process(tree, 10)->exe);
    execed(tree, 10, 10, "/bin/prog");
    forked(tree, 10, 11);
    assert_string_equal(tree_find_process(tree, 11)->exe, "/bin/prog");
    assert_int_equal(tree_find_process(tree, 11)->cmdline_bytes, sizeof("prog\0-x"));
    execed(tree, 11, 11, "/bin/other");
    assert_string_equal(tree_find_process(tree, 11)->exe, "/bin/other");
    assert_string_equal(tree_find_process(tree, 10)->exe, "/bin/prog");
    assert_memory_equal(tree_find_process(tree, 11)->cmdline, "prog\0-x", sizeof("prog\0-x"));
    tree_free(tree);
}

/* ---- end ------------------------------------------------------------------------- */

static void a_process_has_exited_when_its_last_thread_has(void **state)
{
    struct tree *tree = tree_new();

    (void)state;
    launched(tree, 10);
    thread_started(tree, 10, 11);
    exited(tree, 11, 10, 5);
    assert_string_equal(drawing(tree), "10[10 r, 11 x]");
    assert_int_equal(tree_find_thread(tree, 11)->exit_status, 5 << 8);
    assert_int_equal(tree_totals(tree).processes, 1);
    exited(tree, 10, 10, 3);
    assert_string_equal(drawing(tree), "10![10 x, 11 x]");
    assert_int_equal(tree_find_process(tree, 10)->exit_status, 3 << 8);
    assert_int_equal(tree_totals(tree).processes, 0);
    assert_int_equal(tree_totals(tree).threads, 0);
    tree_free(tree);
}

static void a_leader_that_ends_first_leaves_the_process_alive(void **state)
{
    struct tree *tree = tree_new();

    (void)state;
    launched(tree, 10);
    thread_started(tree, 10, 11);
    exited(tree, 10, 10, 3);
    assert_string_equal(drawing(tree), "10[10 x, 11 r]");
    tree_forget_exited(tree);
    assert_string_equal(drawing(tree), "10[10 x, 11 r]");
    exited(tree, 11, 10, 5);
    assert_string_equal(drawing(tree), "10![10 x, 11 x]");
    assert_int_equal(tree_find_process(tree, 10)->exit_status, 3 << 8);
    tree_free(tree);
}

static void a_process_without_a_leader_ends_with_its_last_threads_status(void **state)
{
    struct tree *tree = tree_new();

    (void)state;
    called(tree, 11, 10, 0);
    called(tree, 12, 10, 0);
    exited(tree, 11, 10, 1);
    exited(tree, 12, 10, 2);
    assert_true(tree_find_process(tree, 10)->is_exited);
    assert_int_equal(tree_find_process(tree, 10)->exit_status, 2 << 8);
    tree_free(tree);
}

static void a_recycled_number_is_a_new_node(void **state)
{
    struct tree *tree = tree_new();

    (void)state;
    launched(tree, 10);
    forked(tree, 10, 11);
    called(tree, 11, 11, 0);
    exited(tree, 11, 11, 1);
    struct tree_process *former = tree_find_process(tree, 11);
    forked(tree, 10, 11);
    assert_string_equal(drawing(tree), "10[10 r] >11![11 x] >11[11 r]");
    assert_ptr_not_equal(tree_find_process(tree, 11), former);
    called(tree, 11, 11, 0);
    called(tree, 11, 11, 0);
    assert_int_equal(former->calls, 1);
    assert_int_equal(tree_find_process(tree, 11)->calls, 2);
    /* Forgetting the old one does not make the new one unknown. */
    tree_forget_exited(tree);
    assert_string_equal(drawing(tree), "10[10 r] >11[11 r]");
    assert_non_null(tree_find_process(tree, 11));
    assert_non_null(tree_find_thread(tree, 11));
    tree_free(tree);
}

static void a_number_is_used_again_only_after_its_bearers_end(void **state)
{
    struct tree *tree = tree_new();

    (void)state;
    /* The EXIT events were lost. */
    launched(tree, 10);
    forked(tree, 10, 11);
    thread_started(tree, 11, 12);
    forked(tree, 10, 11);
    assert_string_equal(drawing(tree), "10[10 r] >11![11 x, 12 x] >11[11 r]");
    thread_started(tree, 10, 12);
    assert_string_equal(drawing(tree), "10[10 r, 12 r] >11![11 x, 12 x] >11[11 r]");
    called(tree, 12, 11, 0);
    assert_string_equal(drawing(tree), "10[10 r, 12 x] >11![11 x, 12 x] >11[11 r, 12 r]");
    assert_int_equal(tree_totals(tree).threads, 3);
    called(tree, 31, 30, 0);
    thread_started(tree, 30, 31);
    assert_false(tree_find_process(tree, 30)->is_exited);
    tree_free(tree);
}

static void what_is_said_of_the_dead_changes_nothing(void **state)
{
    struct tree *tree = tree_new();

    (void)state;
    launched(tree, 10);
    exited(tree, 10, 10, 1);
    exited(tree, 10, 10, 2);
    stopped(tree, 10, 10, STOP_REASON_PAUSE, 0);
    entered(tree, 10, 10, 0);
    plain(tree, EVENT_RESUME, 10, 10, 0);
    plain(tree, EVENT_DETACH, 10, 10, 0);
    assert_string_equal(drawing(tree), "10![10 x]");
    assert_int_equal(tree_find_process(tree, 10)->exit_status, 1 << 8);
    assert_int_equal(tree_totals(tree).threads, 0);
    tree_free(tree);
}

/* ---- exec ------------------------------------------------------------------------ */

static void an_exec_by_a_thread_lives_on_in_the_leaders_row(void **state)
{
    struct tree *tree = tree_new();

    (void)state;
    launched(tree, 10);
    thread_started(tree, 10, 11);
    thread_started(tree, 10, 12);
    /* 12 calls execve: the others end, then 12 answers to the leader's number. */
    superseded(tree, 10, 10);
    superseded(tree, 11, 10);
    assert_string_equal(drawing(tree), "10[10 x*, 11 x*, 12 r]");
    execed(tree, 10, 12, "/bin/prog");
    assert_string_equal(drawing(tree), "10[10 r, 11 x*, 12 x*]");
    assert_string_equal(tree_find_thread(tree, 10)->comm, "prog");
    assert_string_equal(tree_find_process(tree, 10)->exe, "/bin/prog");
    assert_int_equal(tree_totals(tree).threads, 1);
    tree_forget_exited(tree);
    assert_string_equal(drawing(tree), "10[10 r]");
    thread_started(tree, 10, 13);
    assert_string_equal(drawing(tree), "10[10 r, 13 r]");
    tree_free(tree);
}

static void an_exec_after_the_leader_ended_revives_its_row(void **state)
{
    struct tree *tree = tree_new();

    (void)state;
    launched(tree, 10);
    thread_started(tree, 10, 11);
    exited(tree, 10, 10, 0);
    execed(tree, 10, 11, "/bin/prog");
    assert_string_equal(drawing(tree), "10[10 r, 11 x*]");
    assert_false(tree_find_process(tree, 10)->is_exited);
    exited(tree, 10, 10, 7);
    assert_int_equal(tree_find_process(tree, 10)->exit_status, 7 << 8);
    tree_free(tree);
}

static void an_exec_with_false_lengths_is_cut_to_its_record(void **state)
{
    struct tree *tree = tree_new();
    struct {
        struct event_exec exec;
        char bytes[8];
    } event = {
        .exec.header = header(EVENT_EXEC, 10, 10, 0),
        .exec.path_bytes = 6,
        .exec.cmdline_bytes = 60000,
        .bytes = "/bin/xab",
    };

    (void)state;
    event.exec.header.size_bytes = sizeof(event);
    tree_apply(tree, &event.exec.header);
    assert_string_equal(tree_find_process(tree, 10)->exe, "/bin/x");
    assert_int_equal(tree_find_process(tree, 10)->cmdline_bytes, 2);
    event.exec.path_bytes = 60000;
    tree_apply(tree, &event.exec.header);
    assert_string_equal(tree_find_process(tree, 10)->exe, "/bin/xab");
    assert_null(tree_find_process(tree, 10)->cmdline);
    tree_free(tree);
}

/* ---- calls and states ------------------------------------------------------------ */

static void calls_and_errors_are_counted_at_every_level(void **state)
{
    struct tree *tree = tree_new();

    (void)state;
    launched(tree, 10);
    thread_started(tree, 10, 11);
    called(tree, 10, 10, 0);
    called(tree, 11, 10, -2);
    called(tree, 11, 10, 0);
    assert_int_equal(tree_find_thread(tree, 11)->calls, 2);
    assert_int_equal(tree_find_thread(tree, 11)->errors, 1);
    assert_int_equal(tree_find_process(tree, 10)->calls, 3);
    assert_int_equal(tree_find_process(tree, 10)->errors, 1);
    assert_int_equal(tree_totals(tree).calls, 3);
    assert_int_equal(tree_totals(tree).errors, 1);
    tree_free(tree);
}

static void a_hint_says_what_a_thread_is_in_until_the_call_returns(void **state)
{
    struct tree *tree = tree_new();

    (void)state;
    launched(tree, 10);
    struct tree_thread *thread = tree_find_thread(tree, 10);
    entered(tree, 10, 10, 77);
    assert_string_equal(drawing(tree), "10[10 c]");
    assert_int_equal(thread->call->args[0], 77);
    assert_int_equal(thread->call_since_ns, 7 * SECOND_NS);
    entered(tree, 10, 10, 78);
    assert_int_equal(thread->call->args[0], 78);
    called(tree, 10, 10, 0);
    assert_string_equal(drawing(tree), "10[10 r]");
    assert_null(thread->call);
    assert_int_equal(thread->calls, 1);
    entered(tree, 10, 10, 79);
    exited(tree, 10, 10, 0);
    assert_null(thread->call);
    tree_free(tree);
}

static void a_paused_thread_goes_back_to_its_call(void **state)
{
    struct tree *tree = tree_new();

    (void)state;
    launched(tree, 10);
    entered(tree, 10, 10, 1);
    stopped(tree, 10, 10, STOP_REASON_PAUSE, 0);
    assert_string_equal(drawing(tree), "10[10 p]");
    entered(tree, 10, 10, 2);
    assert_string_equal(drawing(tree), "10[10 p]");
    plain(tree, EVENT_RESUME, 10, 10, 0);
    assert_string_equal(drawing(tree), "10[10 c]");
    stopped(tree, 10, 10, STOP_REASON_PAUSE, 0);
    called(tree, 10, 10, 0);
    assert_string_equal(drawing(tree), "10[10 p]");
    plain(tree, EVENT_RESUME, 10, 10, 0);
    assert_string_equal(drawing(tree), "10[10 r]");
    tree_free(tree);
}

static void a_job_control_stop_names_its_signal(void **state)
{
    struct tree *tree = tree_new();

    (void)state;
    launched(tree, 10);
    stopped(tree, 10, 10, STOP_REASON_SIGNAL, 19);
    assert_string_equal(drawing(tree), "10[10 s]");
    assert_int_equal(tree_find_thread(tree, 10)->stop_signal, 19);
    assert_int_equal(tree_totals(tree).threads, 1);
    plain(tree, EVENT_RESUME, 10, 10, 0);
    assert_string_equal(drawing(tree), "10[10 r]");
    tree_free(tree);
}

static void what_was_let_go_is_not_counted_but_has_not_exited(void **state)
{
    struct tree *tree = tree_new();

    (void)state;
    launched(tree, 10);
    thread_started(tree, 10, 11);
    plain(tree, EVENT_DETACH, 11, 10, 0);
    plain(tree, EVENT_DETACH, 10, 10, 0);
    assert_string_equal(drawing(tree), "10[10 d, 11 d]");
    assert_int_equal(tree_totals(tree).processes, 0);
    assert_int_equal(tree_totals(tree).threads, 0);
    tree_forget_exited(tree);
    assert_string_equal(drawing(tree), "10[10 d, 11 d]");
    born(tree, (struct birth){BIRTH_ATTACH, 10, 10, 10, 10, 1, "again"});
    born(tree, (struct birth){BIRTH_ATTACH, 11, 11, 11, 10, 1, "again"});
    assert_string_equal(drawing(tree), "10[10 r, 11 r]");
    assert_int_equal(tree_totals(tree).processes, 1);
    assert_int_equal(tree_totals(tree).threads, 2);
    tree_free(tree);
}

static void a_thread_that_renames_itself_is_renamed(void **state)
{
    struct tree *tree = tree_new();

    (void)state;
    launched(tree, 10);
    renamed(tree, 10, ABI_NATIVE, PR_GET_NAME, 0);
    renamed(tree, 10, ABI_NATIVE, PR_SET_NAME, -14);
    assert_string_equal(tree_find_thread(tree, 10)->comm, "launched");
    renamed(tree, 10, ABI_NATIVE, PR_SET_NAME, 0);
    assert_string_equal(tree_find_thread(tree, 10)->comm, "longer than it m");
    launched(tree, 20);
    renamed(tree, 20, ABI_COMPAT, PR_SET_NAME, 0);
    assert_string_equal(tree_find_thread(tree, 20)->comm, "longer than it m");
    tree_free(tree);
}

static void a_name_that_the_record_does_not_hold_is_ignored(void **state)
{
    struct tree *tree = tree_new();
    struct {
        struct event_syscall call;
        struct event_piece piece;
    } event = {
        .call = syscall_event(EVENT_SYSCALL, 10, 10, 0),
        .piece = {.arg = 1, .length_bytes = 8},
    };

    (void)state;
    launched(tree, 10);
    syscall_find_name(ABI_NATIVE, "prctl", &event.call.header.number);
    event.call.header.size_bytes = sizeof(event);
    event.call.args[0] = PR_SET_NAME;
    tree_apply(tree, &event.call.header);
    assert_string_equal(tree_find_thread(tree, 10)->comm, "launched");
    event.piece.flags = PIECE_UNREADABLE;
    event.piece.length_bytes = 0;
    tree_apply(tree, &event.call.header);
    assert_string_equal(tree_find_thread(tree, 10)->comm, "launched");
    tree_free(tree);
}

static void lost_events_are_added_up(void **state)
{
    struct tree *tree = tree_new();
    struct event_lost event = {.header = header(EVENT_LOST, 0, 0, 0), .count = 5};

    (void)state;
    event.header.size_bytes = sizeof(event);
    tree_apply(tree, &event.header);
    tree_apply(tree, &event.header);
    assert_int_equal(tree_totals(tree).lost, 10);
    assert_string_equal(drawing(tree), "");
    tree_free(tree);
}

/* ---- rates ----------------------------------------------------------------------- */

static void rates_approach_what_happens_and_fall_to_nothing(void **state)
{
    struct tree *tree = tree_new();
    nanoseconds now_ns = SECOND_NS;

    (void)state;
    launched(tree, 10);
    for (int second = 0; second < 10; second++) {
        for (int i = 0; i < 100; i++)
            called(tree, 10, 10, 0);
        tree_tick(tree, now_ns += SECOND_NS);
        if (second == 0) /* halfway there */
            assert_true(tree_find_thread(tree, 10)->calls_per_second == 50);
    }
    assert_true(tree_find_thread(tree, 10)->calls_per_second > 99);
    assert_true(tree_find_thread(tree, 10)->calls_per_second <= 100);
    assert_true(tree_find_process(tree, 10)->calls_per_second > 99);
    assert_true(tree_totals(tree).calls_per_second > 99);
    tree_tick(tree, now_ns); /* no time has passed: nothing changes */
    assert_true(tree_totals(tree).calls_per_second > 99);
    for (int second = 0; second < 15; second++)
        tree_tick(tree, now_ns += SECOND_NS);
    assert_true(tree_find_thread(tree, 10)->calls_per_second == 0);
    assert_true(tree_totals(tree).calls_per_second == 0);
    tree_free(tree);
}

static void the_dead_have_no_rate(void **state)
{
    struct tree *tree = tree_new();

    (void)state;
    launched(tree, 10);
    called(tree, 10, 10, 0);
    tree_tick(tree, 2 * SECOND_NS);
    assert_true(tree_find_process(tree, 10)->calls_per_second > 0);
    thread_started(tree, 10, 11);
    called(tree, 11, 10, 0);
    exited(tree, 11, 10, 0);
    tree_tick(tree, 3 * SECOND_NS);
    assert_true(tree_find_thread(tree, 11)->calls_per_second == 0);
    assert_true(tree_find_process(tree, 10)->calls_per_second > 0);
    exited(tree, 10, 10, 0);
    assert_true(tree_find_process(tree, 10)->calls_per_second == 0);
    assert_true(tree_find_thread(tree, 10)->calls_per_second == 0);
    tree_free(tree);
}

/* ---- forgetting ------------------------------------------------------------------ */

static void the_exited_are_forgotten_unless_a_descendant_lives(void **state)
{
    struct tree *tree = tree_new();

    (void)state;
    launched(tree, 10);
    forked(tree, 10, 11); /* exited, with a living grandchild */
    forked(tree, 11, 12);
    forked(tree, 12, 13);
    forked(tree, 10, 14); /* exited, with exited descendants */
    forked(tree, 14, 15);
    forked(tree, 14, 16);
    forked(tree, 15, 17);
    forked(tree, 10, 18); /* lives, behind them */
    for (int32_t pid = 11; pid <= 17; pid++) {
        if (pid != 13)
            exited(tree, pid, pid, 0);
    }
    tree_forget_exited(tree);
    assert_string_equal(drawing(tree), "10[10 r] >11![11 x] >>12![12 x] >>>13[13 r] >18[18 r]");
    assert_null(tree_find_process(tree, 15));
    assert_null(tree_find_thread(tree, 17));
    forked(tree, 10, 19);
    forked(tree, 12, 20);
    assert_string_equal(drawing(tree), "10[10 r] >11![11 x] >>12![12 x] >>>13[13 r] >18[18 r] "
                                       ">19[19 r] 20[20 r]");
    for (int32_t pid = 10; pid <= 20; pid++) {
        if (tree_find_process(tree, pid))
            exited(tree, pid, pid, 0);
    }
    tree_forget_exited(tree);
    assert_string_equal(drawing(tree), "");
    launched(tree, 30);
    assert_string_equal(drawing(tree), "30[30 r]");
    tree_free(tree);
}

static void a_chain_of_forks_may_be_deeper_than_the_stack(void **state)
{
    struct tree *tree = tree_new();
    const int32_t depth = 300000;

    (void)state;
    launched(tree, 1);
    for (int32_t pid = 2; pid <= depth; pid++) {
        forked(tree, pid - 1, pid);
        exited(tree, pid - 1, pid - 1, 0);
    }
    assert_int_equal(depth_of(tree_find_process(tree, depth)), depth - 1);
    assert_int_equal(tree_totals(tree).processes, 1);
    tree_forget_exited(tree);
    assert_int_equal(tree_totals(tree).processes, 1);
    exited(tree, depth, depth, 0);
    tree_forget_exited(tree);
    assert_null(tree_first_root(tree));
    tree_free(tree);
}

static void many_tids_are_all_found(void **state)
{
    struct tree *tree = tree_new();
    const int32_t count = 20000;

    (void)state;
    launched(tree, 1);
    /* Numbers that wrap around and step, so that the table's chains run into each other. */
    for (int32_t i = 1; i < count; i++)
        thread_started(tree, 1, 1 + i * 64);
    for (int32_t i = 1; i < count; i++)
        assert_int_equal(tree_find_thread(tree, 1 + i * 64)->tid, 1 + i * 64);
    for (int32_t i = 1; i < count; i += 2)
        exited(tree, 1 + i * 64, 1, 0);
    tree_forget_exited(tree);
    for (int32_t i = 1; i < count; i++) {
        if (i % 2)
            assert_null(tree_find_thread(tree, 1 + i * 64));
        else
            assert_int_equal(tree_find_thread(tree, 1 + i * 64)->tid, 1 + i * 64);
    }
    assert_int_equal(tree_totals(tree).threads, count / 2);
    tree_free(tree);
}

/* ---- how a thread is held ---------------------------------------------------------- */

static void held(struct tree *tree, enum event_stop_reason reason, uint64_t first_register)
{
    struct event_stop event = {.header = header(EVENT_STOP, 10, 10, (int32_t)reason),
                               .registers = {first_register}};

    event.header.size_bytes = sizeof(event);
    tree_apply(tree, &event.header);
}

static void expect_stops(struct tree *tree, uint64_t now, uint64_t before)
{
    const struct tree_thread *thread = tree_find_thread(tree, 10);

    assert_int_equal(thread->stop ? thread->stop->registers[0] : 0, now);
    assert_int_equal(thread->stop_before ? thread->stop_before->registers[0] : 0, before);
}

static void a_held_thread_has_its_stop_and_the_one_before(void **state)
{
    struct tree *tree = tree_new();
    (void)state;

    launched(tree, 10);
    expect_stops(tree, 0, 0);
    held(tree, STOP_REASON_PAUSE, 1);
    expect_stops(tree, 1, 0);
    held(tree, STOP_REASON_STEP, 2);
    expect_stops(tree, 2, 1);
    plain(tree, EVENT_RESUME, 10, 10, 0);
    expect_stops(tree, 0, 2);
    held(tree, STOP_REASON_BREAKPOINT, 3);
    expect_stops(tree, 3, 2);
    stopped(tree, 10, 10, STOP_REASON_SIGNAL, 19);
    expect_stops(tree, 0, 3);
    tree_free(tree);
}

static void a_change_by_hand_is_no_stop_of_its_own(void **state)
{
    struct tree *tree = tree_new();
    (void)state;

    launched(tree, 10);
    held(tree, STOP_REASON_PAUSE, 1);
    held(tree, STOP_REASON_EDIT, 2);
    expect_stops(tree, 2, 1);
    held(tree, STOP_REASON_EDIT, 3);
    expect_stops(tree, 3, 1);
    held(tree, STOP_REASON_STEP, 4);
    held(tree, STOP_REASON_EDIT, 5);
    expect_stops(tree, 5, 3);
    tree_free(tree);
}

static void whoever_is_gone_is_not_held(void **state)
{
    struct tree *tree = tree_new();
    (void)state;

    launched(tree, 10);
    held(tree, STOP_REASON_PAUSE, 1);
    exited(tree, 10, 10, 0);
    expect_stops(tree, 0, 1);
    tree_forget_exited(tree);
    tree_free(tree);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_new_tree_is_empty),
        cmocka_unit_test(forks_make_a_tree_in_order_of_birth),
        cmocka_unit_test(threads_belong_to_their_process_behind_the_leader),
        cmocka_unit_test(a_process_created_for_another_parent_hangs_there),
        cmocka_unit_test(a_tid_that_was_never_born_gets_its_rows),
        cmocka_unit_test(a_child_shows_its_parents_program_until_it_execs),
        cmocka_unit_test(a_process_has_exited_when_its_last_thread_has),
        cmocka_unit_test(a_leader_that_ends_first_leaves_the_process_alive),
        cmocka_unit_test(a_process_without_a_leader_ends_with_its_last_threads_status),
        cmocka_unit_test(a_recycled_number_is_a_new_node),
        cmocka_unit_test(a_number_is_used_again_only_after_its_bearers_end),
        cmocka_unit_test(what_is_said_of_the_dead_changes_nothing),
        cmocka_unit_test(an_exec_by_a_thread_lives_on_in_the_leaders_row),
        cmocka_unit_test(an_exec_after_the_leader_ended_revives_its_row),
        cmocka_unit_test(an_exec_with_false_lengths_is_cut_to_its_record),
        cmocka_unit_test(calls_and_errors_are_counted_at_every_level),
        cmocka_unit_test(a_hint_says_what_a_thread_is_in_until_the_call_returns),
        cmocka_unit_test(a_paused_thread_goes_back_to_its_call),
        cmocka_unit_test(a_job_control_stop_names_its_signal),
        cmocka_unit_test(what_was_let_go_is_not_counted_but_has_not_exited),
        cmocka_unit_test(a_thread_that_renames_itself_is_renamed),
        cmocka_unit_test(a_name_that_the_record_does_not_hold_is_ignored),
        cmocka_unit_test(lost_events_are_added_up),
        cmocka_unit_test(rates_approach_what_happens_and_fall_to_nothing),
        cmocka_unit_test(the_dead_have_no_rate),
        cmocka_unit_test(the_exited_are_forgotten_unless_a_descendant_lives),
        cmocka_unit_test(a_chain_of_forks_may_be_deeper_than_the_stack),
        cmocka_unit_test(many_tids_are_all_found),
        cmocka_unit_test(a_held_thread_has_its_stop_and_the_one_before),
        cmocka_unit_test(a_change_by_hand_is_no_stop_of_its_own),
        cmocka_unit_test(whoever_is_gone_is_not_held),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
