/*
 * What each event means for the tree.
 *
 *                SYSCALL_ENTER          STOP               EXIT
 *     RUNNING ───────────────▶ IN_CALL ──────▶ PAUSED ─────────▶ EXITED
 *        ▲        SYSCALL         │            STOPPED              │
 *        └────────────────────────┴───────────────┘ RESUME          │
 *        └──────────── EXEC: the leader lives on in its caller ─────┘
 *
 * Any traced state may follow any other.  DETACH leads out of all of them,
 * attaching again back in; EXITED is final but for an exec by a sibling of the
 * leader.  Events come from the ring or from a recording that may have begun late or
 * lost some, so a tid that was never born gets its rows when it is first heard
 * of, and what is said about the dead changes nothing.
 */
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>

#include <ptop/piece.h>

#include "core/base/alloc.h"
#include "core/history/tree_nodes.h"

static void copy_comm(struct tree_thread *thread, const char *comm, size_t length)
{
    length = strnlen(comm, length < EVENT_COMM_BYTES ? length : EVENT_COMM_BYTES);
    memcpy(thread->comm, comm, length);
    thread->comm[length] = '\0';
}

/* The living or detached process of this number, or NULL. */
static struct tree_process *find_present(const struct tree *tree, int32_t tgid)
{
    struct tree_process *process = tree_find_process(tree, tgid);
    return process && !process->is_exited ? process : NULL;
}

/* The thread an event speaks of; NULL where it speaks of none. */
static struct tree_thread *thread_of(struct tree *tree, const struct event *event)
{
    if (event->tid <= 0 || event->tgid <= 0)
        return NULL;
    struct tree_thread *thread = tree_find_thread(tree, event->tid);
    if (thread && thread->process->tgid == event->tgid)
        return thread;
    struct tree_process *process = find_present(tree, event->tgid);
    if (!process)
        process = tree_add_process(tree, event->tgid, NULL);
    return tree_add_thread(tree, process, event->tid);
}

/* ---- birth --------------------------------------------------------------------- */

/* Until it execs, a child runs what its parent runs. */
static void inherit_image(struct tree_process *child, const struct tree_process *parent)
{
    if (parent->exe)
        child->exe = alloc_copy(parent->exe, strlen(parent->exe));
    if (parent->cmdline)
        child->cmdline = alloc_copy(parent->cmdline, parent->cmdline_bytes);
    child->cmdline_bytes = parent->cmdline_bytes;
}

static struct tree_process *add_child(struct tree *tree, const struct event_fork *fork)
{
    struct tree_process *parent = find_present(tree, fork->parent_tgid);
    const struct tree_process *creator = tree_find_process(tree, fork->header.tgid);
    struct tree_process *child = tree_add_process(tree, fork->child_tgid, parent);

    child->parent_tgid = fork->parent_tgid;
    if (creator && creator != child)
        inherit_image(child, creator);
    return child;
}

static void apply_fork(struct tree *tree, const struct event_fork *fork)
{
    struct tree_process *process = find_present(tree, fork->child_tgid);
    struct tree_thread *thread = tree_find_thread(tree, fork->child_tid);
    bool is_attach = fork->header.number == BIRTH_ATTACH;
    bool is_leader = fork->child_tid == fork->child_tgid;

    if (is_attach && process && thread && thread->process == process &&
        thread->state != TREE_EXITED) {
        tree_set_state(tree, thread, TREE_RUNNING);
    } else {
        if (!process || (is_leader && !is_attach))
            process = add_child(tree, fork);
        thread = tree_add_thread(tree, process, fork->child_tid);
    }
    copy_comm(thread, fork->comm, sizeof(fork->comm));
}

/* ---- exec ---------------------------------------------------------------------- */

static void supersede(struct tree *tree, struct tree_thread *thread)
{
    if (thread->state == TREE_EXITED)
        return;
    tree_set_state(tree, thread, TREE_EXITED);
    thread->is_superseded = true;
}

static void set_image(struct tree_process *process, const struct event_exec *exec)
{
    const char *bytes = (const char *)(exec + 1);
    size_t room = exec->header.size_bytes - sizeof(*exec);
    size_t path_bytes = exec->path_bytes < room ? exec->path_bytes : room;
    size_t cmdline_bytes =
        exec->cmdline_bytes < room - path_bytes ? exec->cmdline_bytes : room - path_bytes;

    free((void *)process->exe);
    free((void *)process->cmdline);
    process->exe = path_bytes ? alloc_copy(bytes, path_bytes) : NULL;
    process->cmdline = cmdline_bytes ? alloc_copy(bytes + path_bytes, cmdline_bytes) : NULL;
    process->cmdline_bytes = cmdline_bytes;
}

/* The caller lives on as the leader; every other thread is gone, the caller's old number too. */
static void apply_exec(struct tree *tree, struct tree_thread *leader, const struct event *event)
{
    const struct event_exec *exec = (const struct event_exec *)event;

    for (struct tree_thread *thread = leader->process->threads; thread; thread = thread->next) {
        if (thread != leader)
            supersede(tree, thread);
    }
    leader->is_superseded = false;
    leader->exit_status = 0;
    if (leader->state == TREE_EXITED)
        tree_set_state(tree, leader, TREE_RUNNING);
    copy_comm(leader, exec->comm, sizeof(exec->comm));
    leader->process->uring = TREE_NO_URING; /* no ring outlives an exec */
    set_image(leader->process, exec);
}

/* ---- calls --------------------------------------------------------------------- */

static void apply_enter(struct tree *tree, struct tree_thread *thread, const struct event *event)
{
    const struct event_syscall *hint = (const struct event_syscall *)event;

    if (thread->state == TREE_EXITED)
        return;
    tree_end_call(thread);
    thread->call = (struct event_syscall *)alloc_copy(hint, hint->header.size_bytes);
    thread->call_since_ns = hint->header.time_ns - hint->duration_ns;
    if (thread->state == TREE_RUNNING)
        tree_set_state(tree, thread, TREE_IN_CALL);
}

/* What an argument points to, where it was captured. */
static const struct event_piece *find_piece(const struct event_syscall *call, unsigned arg)
{
    for (const struct event_piece *piece = piece_first(call); piece;
         piece = piece_next(call, piece))
        if (piece->arg == arg && piece->part == 0 && !(piece->flags & PIECE_UNREADABLE))
            return piece;
    return NULL;
}

static bool is_renaming(const struct tree *tree, const struct event_syscall *call)
{
    enum abi abi = call->header.flags & EVENT_COMPAT ? ABI_COMPAT : ABI_NATIVE;

    return call->header.number == tree->prctl_number[abi] && call->args[0] == PR_SET_NAME &&
           !(call->header.flags & (EVENT_FAILED | EVENT_NO_RETURN));
}

static void apply_syscall(struct tree *tree, struct tree_thread *thread, const struct event *event)
{
    const struct event_syscall *call = (const struct event_syscall *)event;
    unsigned failed = (call->header.flags & EVENT_FAILED) != 0;

    tree->totals.calls++;
    tree->totals.errors += failed;
    thread->process->calls++;
    thread->process->errors += failed;
    thread->calls++;
    thread->errors += failed;
    tree_end_call(thread);
    if (thread->state == TREE_IN_CALL)
        tree_set_state(tree, thread, TREE_RUNNING);
    if (!is_renaming(tree, call))
        return;
    const struct event_piece *comm = find_piece(call, 1);
    if (comm)
        copy_comm(thread, (const char *)piece_bytes(comm), comm->length_bytes);
}

/* ---- what was asked for ---------------------------------------------------------- */

static void end_asking(struct tree_thread *thread)
{
    thread->pause_asked_ns = 0;
    thread->step_asked_ns = 0;
}

static void mark(struct tree_thread *thread, enum command_kind kind, nanoseconds now_ns)
{
    bool is_traced = tree_state_is_traced(thread->state);

    if (kind == COMMAND_PAUSE)
        thread->pause_asked_ns = is_traced && thread->state != TREE_PAUSED ? now_ns : 0;
    else if (kind == COMMAND_STEP)
        thread->step_asked_ns = thread->state == TREE_PAUSED ? now_ns : 0;
    else if (kind == COMMAND_RESUME)
        end_asking(thread);
}

void tree_ask(struct tree *tree, const struct command *command, nanoseconds now_ns)
{
    for (struct tree_process *process = tree_first_root(tree); process;
         process = tree_next(process)) {
        if (command->tgid && process->tgid != command->tgid)
            continue;
        for (struct tree_thread *thread = process->threads; thread; thread = thread->next)
            if (!command->tid || thread->tid == command->tid)
                mark(thread, command->kind, now_ns);
    }
}

/* A command that was refused changes nothing. */
static void apply_reply(struct tree *tree, const struct event *event)
{
    struct tree_thread *thread = tree_find_thread(tree, event->tid);

    if (thread && event->number < 0 && event->number != -EINPROGRESS)
        end_asking(thread);
}

/* ---- stops and ends ------------------------------------------------------------ */

/* What was changed by hand is a change since the last stop, too: that stays the one before. */
static void set_stop(struct tree_thread *thread, const struct event_stop *stop)
{
    if (stop->header.number != STOP_REASON_EDIT || !thread->stop_before)
        tree_end_stop(thread);
    free((void *)thread->stop);
    thread->stop = (struct event_stop *)alloc_copy(stop, sizeof(*stop));
}

static void apply_stop(struct tree *tree, struct tree_thread *thread, const struct event *event)
{
    const struct event_stop *stop = (const struct event_stop *)event;

    if (thread->state == TREE_EXITED)
        return;
    if (stop->header.number == STOP_REASON_SIGNAL) {
        thread->stop_signal = stop->detail;
        tree_set_state(tree, thread, TREE_STOPPED);
        return;
    }
    if (stop->header.number == STOP_REASON_PAUSE)
        thread->stop_signal = stop->detail;
    set_stop(thread, stop);
    end_asking(thread);
    tree_set_state(tree, thread, TREE_PAUSED);
}

static void apply_resume(struct tree *tree, struct tree_thread *thread, const struct event *event)
{
    (void)event;
    if (thread->state == TREE_PAUSED || thread->state == TREE_STOPPED)
        tree_set_state(tree, thread, thread->call ? TREE_IN_CALL : TREE_RUNNING);
}

static void apply_exit(struct tree *tree, struct tree_thread *thread, const struct event *event)
{
    if (thread->state == TREE_EXITED)
        return;
    end_asking(thread);
    tree_set_state(tree, thread, TREE_EXITED);
    if (event->flags & EVENT_SUPERSEDED) {
        thread->is_superseded = true;
        return;
    }
    thread->exit_status = event->number;
    /* The leader's status is the process's.  Where the leader was never seen, the last one's has
     * to do. */
    struct tree_process *process = thread->process;
    if (thread->tid == process->tgid || process->threads->tid != process->tgid)
        process->exit_status = event->number;
}

static void apply_detach(struct tree *tree, struct tree_thread *thread, const struct event *event)
{
    (void)event;
    end_asking(thread);
    if (thread->state != TREE_EXITED)
        tree_set_state(tree, thread, TREE_DETACHED);
}

static void apply_signal(struct tree *tree, struct tree_thread *thread, const struct event *event)
{
    (void)thread;
    (void)event;
    tree->totals.signals++;
}

#define POLLED 0x2 /* IORING_SETUP_SQPOLL */

static void apply_uring(struct tree *tree, struct tree_thread *thread, const struct event *event)
{
    enum tree_uring uring = event->number & POLLED ? TREE_URING_POLLED : TREE_URING;

    (void)tree;
    if (uring > thread->process->uring)
        thread->process->uring = uring;
}

/* ---- dispatch ------------------------------------------------------------------ */

typedef void apply_function(struct tree *tree, struct tree_thread *thread,
                            const struct event *event);

/* The kinds that speak of one thread, which gets its row first if it has none. */
static apply_function *const apply_functions[EVENT_KIND_COUNT] = {
    [EVENT_SYSCALL] = apply_syscall, [EVENT_SYSCALL_ENTER] = apply_enter,
    [EVENT_SIGNAL] = apply_signal,   [EVENT_EXEC] = apply_exec,
    [EVENT_EXIT] = apply_exit,       [EVENT_STOP] = apply_stop,
    [EVENT_RESUME] = apply_resume,   [EVENT_DETACH] = apply_detach,
    [EVENT_URING] = apply_uring,
};

void tree_apply(struct tree *tree, const struct event *event)
{
    thread_role_check(THREAD_ROLE_UI);
    if (!tree->ticked_ns)
        tree->ticked_ns = event->time_ns;
    if (event->kind == EVENT_FORK)
        apply_fork(tree, (const struct event_fork *)event);
    else if (event->kind == EVENT_REPLY)
        apply_reply(tree, event);
    else if (event->kind == EVENT_LOST)
        tree->totals.lost += ((const struct event_lost *)event)->count;
    apply_function *apply = event->kind < EVENT_KIND_COUNT ? apply_functions[event->kind] : NULL;
    struct tree_thread *thread = apply ? thread_of(tree, event) : NULL;
    if (thread)
        apply(tree, thread, event);
}
