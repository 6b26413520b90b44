/*
 * Tasks: who each thread was at each moment of the history.
 *
 * A thread's comm, its executable, its parent and its user change with time, and
 * its tid may come to belong to another thread; a record of the history names only the
 * tid.  This table remembers every such change with the sequence number of the
 * event that made it, so that what a call's thread was called *then* can be asked
 * for any row.  Built from events alone.  One thread owns a table: the UI thread the session's, the
 * tracer another one, for the conditions of points.
 */
#ifndef PTOP_TASKS_H
#define PTOP_TASKS_H

#include <stddef.h>

#include <ptop/event.h>
#include <ptop/syscall.h>

#define TASK_UID_UNKNOWN UINT32_MAX

/* What a thread was from one event on. */
struct task {
    uint64_t sequence; /* of the event that made it so */
    int32_t tid, tgid;
    int32_t parent_tgid; /* as it was born; 0: unknown */
    uint32_t uid;        /* effective; TASK_UID_UNKNOWN */
    const char *exe;     /* path of its executable, raw bytes, borrowed; NULL: unknown */
    char comm[EVENT_COMM_BYTES + 1]; /* raw bytes, NUL-terminated */
    uint32_t before, leap, depth;    /* the table's own: what the tid was before this, and long
                                        before it */
};

struct tasks;

UI_THREAD struct tasks *tasks_new(void);
UI_THREAD void tasks_free(struct tasks *tasks);

/* Take an event (any kind) in; in order of their sequence numbers. */
UI_THREAD void tasks_apply(struct tasks *tasks, const struct event *event);

/* Add the calls that tasks_apply must be told of to know all. */
ANY_THREAD void tasks_add_syscalls(const struct tasks *tasks, struct syscall_set *set);

/* What a tid was at a sequence number; where nothing that old is known, the oldest that is.
 * NULL: it never was a tracee.  Borrowed until the next tasks_apply. */
ANY_THREAD const struct task *tasks_find(const struct tasks *tasks, int32_t tid,
                                         uint64_t sequence);

/* Does the process tgid descend from the process ancestor (or is it that one), as of then? */
ANY_THREAD bool tasks_descends(const struct tasks *tasks, int32_t tgid, int32_t ancestor,
                               uint64_t sequence);

/* Everything that any thread was, in the order of the events: how many, and one of them. */
UI_THREAD size_t tasks_count(const struct tasks *tasks);
UI_THREAD const struct task *tasks_get(const struct tasks *tasks, size_t index);

#endif
