/*
 * Restarts: which call went on with one that a signal had interrupted.
 *
 * The kernel starts some interrupted calls again: at once, or when the handler
 * returns.  Each attempt is a record of its own, the earlier ones with EVENT_RESTART.
 * This table joins them, from events alone and in one pass:
 *
 *     read(3, …) = ? ERESTARTSYS       --- SIGUSR1 ---    rt_sigreturn() = 0    read(3, …) = 5
 *     └───────────────────────────────── one join ──────────────────────────────┘
 *
 * An interrupted call that its program never sees again (the handler's return says
 * EINTR) is joined with nothing.  UI thread only.
 */
#ifndef PTOP_RESTARTS_H
#define PTOP_RESTARTS_H

#include <stddef.h>
#include <stdint.h>

#include <ptop/event.h>

struct restarts;

/* A call that went on with an interrupted one, by their sequence numbers. */
struct restart_join {
    uint64_t sequence;       /* of the call that went on */
    uint64_t interrupted;    /* of the attempt before it */
    uint32_t attempts;       /* so far, this one included: at least 2 */
    nanoseconds duration_ns; /* in the kernel, of all of them */
};

UI_THREAD struct restarts *restarts_new(void);
UI_THREAD void restarts_free(struct restarts *restarts);

/* Take an event (any kind) in; in order of their sequence numbers. */
UI_THREAD void restarts_apply(struct restarts *restarts, const struct event *event);

/* What the call with this number went on with; NULL: nothing.  Borrowed until the next apply. */
UI_THREAD const struct restart_join *restarts_find(const struct restarts *restarts,
                                                   uint64_t sequence);
/* The call that went on with the one of this number; 0: none did (yet). */
UI_THREAD uint64_t restarts_continuation(const struct restarts *restarts, uint64_t sequence);

/* All joins, in the order in which they were found. */
UI_THREAD size_t restarts_count(const struct restarts *restarts);
UI_THREAD const struct restart_join *restarts_get(const struct restarts *restarts, size_t index);

#endif
