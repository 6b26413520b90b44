/*
 * Tasks: an append-only array of what threads were, each entry linked to what
 * the same tid was before, the newest found by a hash of tids.
 *
 *     tid 12 ─► entry 9 (sequence 800, "sh") ─► entry 4 (sequence 31, "bash")
 *
 * Most tids have one or two entries, so a look-up is the hash and a step or two.  One that
 * changes its name a million times is no slower to look for: each entry also knows one
 * further back, so that the way to any is as long as the logarithm of their count.
 */
#include <ptop/tasks.h>

#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>

#include <ptop/piece.h>
#include <ptop/syscall.h>

#include "core/base/alloc.h"
#include "core/base/id_table.h"

#define NO_ENTRY    UINT32_MAX
#define COMM_MAX    (EVENT_COMM_BYTES - 1u) /* what PR_SET_NAME keeps: prctl(2) */
#define DEPTH_LIMIT 4096 /* of a tree of processes: a damaged recording may hold a circle */

/* Calls that change who a thread is. */
enum identity_call { CALL_PRCTL, CALL_SETUID, CALL_SETREUID, CALL_SETRESUID, CALL_COUNT };

static const char *const identity_names[CALL_COUNT][2] = {
    [CALL_PRCTL] = {"prctl", "prctl"},
    [CALL_SETUID] = {"setuid", "setuid32"},
    [CALL_SETREUID] = {"setreuid", "setreuid32"},
    [CALL_SETRESUID] = {"setresuid", "setresuid32"},
};

struct tasks {
    struct task *entries;
    uint32_t count, capacity;
    struct id_table newest; /* tid: 1 + index of its newest entry, as a pointer */
    char **paths;           /* of executables, each once in a row */
    size_t path_count, path_capacity;
    int numbers[ABI_COUNT][CALL_COUNT];
};

/* ---- life ------------------------------------------------------------------------ */

struct tasks *tasks_new(void)
{
    struct tasks *tasks = alloc_zeroed(1, sizeof(*tasks));

    for (int abi = 0; abi < ABI_COUNT; abi++) {
        for (int call = 0; call < CALL_COUNT; call++) {
            tasks->numbers[abi][call] = -1;
            syscall_find_name((enum abi)abi, identity_names[call][abi], &tasks->numbers[abi][call]);
        }
    }
    return tasks;
}

void tasks_free(struct tasks *tasks)
{
    if (!tasks)
        return;
    for (size_t i = 0; i < tasks->path_count; i++)
        free(tasks->paths[i]);
    free(tasks->paths);
    free(tasks->entries);
    id_table_done(&tasks->newest);
    free(tasks);
}

/* ---- entries --------------------------------------------------------------------- */

static uint32_t newest_of(const struct tasks *tasks, int32_t tid)
{
    uintptr_t value = (uintptr_t)id_table_find(&tasks->newest, tid);

    return value ? (uint32_t)(value - 1) : NO_ENTRY;
}

/* Where an entry leaps to: over as many as the one before it and that one's leap do, if those two
 * are alike (a skew-binary counter); else to the one before. */
static void link_entry(struct tasks *tasks, uint32_t index, uint32_t before)
{
    struct task *entry = &tasks->entries[index];

    entry->before = before;
    entry->leap = index;
    entry->depth = 0;
    if (before == NO_ENTRY)
        return;
    const struct task *last = &tasks->entries[before], *far = &tasks->entries[last->leap],
                      *farther = &tasks->entries[far->leap];
    entry->depth = last->depth + 1;
    entry->leap = last->depth - far->depth == far->depth - farther->depth ? far->leap : before;
}

/* A new entry for a tid: what it was, to be changed by the caller; or a blank one. */
static struct task *add_entry(struct tasks *tasks, int32_t tid, uint64_t sequence, bool is_new)
{
    uint32_t before = newest_of(tasks, tid);

    if (tid <= 0 || tasks->count == NO_ENTRY - 1)
        return NULL;
    if (tasks->count == tasks->capacity) {
        tasks->capacity = tasks->capacity ? 2 * tasks->capacity : 64;
        tasks->entries = alloc_resize(tasks->entries, tasks->capacity, sizeof(*tasks->entries));
    }
    struct task *entry = &tasks->entries[tasks->count];
    if (before == NO_ENTRY || is_new)
        *entry = (struct task){.tid = tid, .tgid = tid, .uid = TASK_UID_UNKNOWN};
    else
        *entry = tasks->entries[before];
    entry->sequence = sequence;
    link_entry(tasks, tasks->count, before);
    id_table_put(&tasks->newest, tid, (void *)((uintptr_t)tasks->count + 1));
    tasks->count++;
    return entry;
}

static void set_comm(struct task *task, const char *comm, size_t length)
{
    memset(task->comm, 0, sizeof(task->comm));
    memcpy(task->comm, comm, strnlen(comm, length < EVENT_COMM_BYTES ? length : EVENT_COMM_BYTES));
}

static const char *keep_path(struct tasks *tasks, const char *bytes, size_t length)
{
    if (tasks->path_count > 0) {
        const char *last = tasks->paths[tasks->path_count - 1];
        if (strlen(last) == length && memcmp(last, bytes, length) == 0)
            return last;
    }
    if (tasks->path_count == tasks->path_capacity) {
        tasks->path_capacity = tasks->path_capacity ? 2 * tasks->path_capacity : 64;
        tasks->paths = alloc_resize(tasks->paths, tasks->path_capacity, sizeof(*tasks->paths));
    }
    return tasks->paths[tasks->path_count++] = alloc_copy(bytes, length);
}

/* ---- events ---------------------------------------------------------------------- */

static void apply_fork(struct tasks *tasks, const struct event_fork *fork)
{
    const struct task *creator = tasks_find(tasks, fork->header.tid, fork->header.sequence);
    const char *exe = creator ? creator->exe : NULL;
    uint32_t uid = fork->uid == TASK_UID_UNKNOWN && creator ? creator->uid : fork->uid;
    struct task *task = add_entry(tasks, fork->child_tid, fork->header.sequence, true);

    if (!task)
        return;
    task->tgid = fork->child_tgid;
    task->parent_tgid = fork->parent_tgid;
    task->uid = uid;
    task->exe = exe;
    set_comm(task, fork->comm, sizeof(fork->comm));
}

static void apply_exec(struct tasks *tasks, const struct event_exec *exec)
{
    size_t room = exec->header.size_bytes - sizeof(*exec);
    struct task *task = add_entry(tasks, exec->header.tid, exec->header.sequence, false);

    if (!task)
        return;
    task->uid = exec->uid;
    set_comm(task, exec->comm, sizeof(exec->comm));
    if (exec->path_bytes > 0 && exec->path_bytes <= room)
        task->exe = keep_path(tasks, (const char *)(exec + 1), exec->path_bytes);
}

/* A name that it has already is no change. */
static void rename_task(struct tasks *tasks, const struct event *event, const char *bytes,
                        size_t length)
{
    uint32_t newest = newest_of(tasks, event->tid);

    length = strnlen(bytes, length);
    if (newest != NO_ENTRY && strlen(tasks->entries[newest].comm) == length &&
        memcmp(tasks->entries[newest].comm, bytes, length) == 0)
        return;
    struct task *task = add_entry(tasks, event->tid, event->sequence, false);
    if (task)
        set_comm(task, bytes, length);
}

static void apply_rename(struct tasks *tasks, const struct event_syscall *call)
{
    for (const struct event_piece *piece = piece_first(call); piece;
         piece = piece_next(call, piece)) {
        if (piece->arg != 1 || piece->part != 0 || (piece->flags & PIECE_UNREADABLE))
            continue;
        size_t length = piece->length_bytes < COMM_MAX ? piece->length_bytes : COMM_MAX;
        rename_task(tasks, &call->header, (const char *)piece_bytes(piece), length);
        return;
    }
}

static void apply_user(struct tasks *tasks, const struct event_syscall *call, uint64_t uid)
{
    uint32_t newest = newest_of(tasks, call->header.tid);
    struct task *task;

    if ((uint32_t)uid == UINT32_MAX ||
        (newest != NO_ENTRY && tasks->entries[newest].uid == (uint32_t)uid))
        return; /* stays what it is */
    task = add_entry(tasks, call->header.tid, call->header.sequence, false);
    if (task)
        task->uid = (uint32_t)uid;
}

static void apply_syscall(struct tasks *tasks, const struct event_syscall *call)
{
    const int *numbers =
        tasks->numbers[call->header.flags & EVENT_COMPAT ? ABI_COMPAT : ABI_NATIVE];
    int number = call->header.number;

    if (call->header.flags & (EVENT_FAILED | EVENT_NO_RETURN))
        return;
    if (number == numbers[CALL_PRCTL] && call->args[0] == PR_SET_NAME)
        apply_rename(tasks, call);
    else if (number == numbers[CALL_SETUID])
        apply_user(tasks, call, call->args[0]);
    else if (number == numbers[CALL_SETREUID] || number == numbers[CALL_SETRESUID])
        apply_user(tasks, call, call->args[1]);
}

void tasks_apply(struct tasks *tasks, const struct event *event)
{
    if (event->kind == EVENT_SYSCALL)
        apply_syscall(tasks, (const struct event_syscall *)event);
    else if (event->kind == EVENT_FORK)
        apply_fork(tasks, (const struct event_fork *)event);
    else if (event->kind == EVENT_EXEC && event->size_bytes >= sizeof(struct event_exec))
        apply_exec(tasks, (const struct event_exec *)event);
}

void tasks_add_syscalls(const struct tasks *tasks, struct syscall_set *set)
{
    for (int abi = 0; abi < ABI_COUNT; abi++)
        for (int call = 0; call < CALL_COUNT; call++)
            syscall_set_add(set, (enum abi)abi, tasks->numbers[abi][call]);
}

/* ---- asking ---------------------------------------------------------------------- */

const struct task *tasks_find(const struct tasks *tasks, int32_t tid, uint64_t sequence)
{
    uint32_t index = tid > 0 ? newest_of(tasks, tid) : NO_ENTRY;

    if (index == NO_ENTRY)
        return NULL;
    while (tasks->entries[index].sequence > sequence && tasks->entries[index].before != NO_ENTRY) {
        const struct task *entry = &tasks->entries[index];
        index = tasks->entries[entry->leap].sequence > sequence ? entry->leap : entry->before;
    }
    return &tasks->entries[index];
}

bool tasks_descends(const struct tasks *tasks, int32_t tgid, int32_t ancestor, uint64_t sequence)
{
    for (int depth = 0; tgid > 0 && depth < DEPTH_LIMIT; depth++) {
        if (tgid == ancestor)
            return true;
        const struct task *task = tasks_find(tasks, tgid, sequence);
        if (!task)
            return false;
        sequence = task->sequence; /* the parent as of then: its number may be another's now */
        tgid = task->parent_tgid;
    }
    return false;
}

size_t tasks_count(const struct tasks *tasks)
{
    return tasks->count;
}

const struct task *tasks_get(const struct tasks *tasks, size_t index)
{
    return &tasks->entries[index];
}
