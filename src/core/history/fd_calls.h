/*
 * What calls do to the descriptors of their process, from their records alone.
 */
#ifndef PTOP_CORE_FD_CALLS_H
#define PTOP_CORE_FD_CALLS_H

#include <stdbool.h>
#include <stdint.h>

#include <ptop/event.h>
#include <ptop/syscall.h>

enum fd_change_kind {
    FD_MADE,     /* fd is new */
    FD_COPIED,   /* fd is another number of what source is */
    FD_RECEIVED, /* fd came in a message */
    FD_SENT,     /* fd went away in a message; it stays open here */
    FD_CLOSED,   /* fd … last are closed */
    FD_MARKED,   /* fd … last: closes_on_exec changed */
};

struct fd_change {
    enum fd_change_kind kind;
    int32_t fd;
    int32_t last;   /* CLOSED, MARKED: the last one of a range; else fd */
    int32_t source; /* COPIED */
    uint32_t name;  /* RECEIVED, SENT: the id of its name (names.h), 0 unknown */
    bool closes_on_exec;
};

typedef void fd_visit(void *context, const struct fd_change *change);

struct fd_fact;

/* The table of facts, by number: an entry takes no look at a name. */
struct fd_calls {
    struct fd_call {
        uint8_t fd_args; /* bit per argument that is a descriptor */
        int8_t pair_arg; /* where the kernel writes two descriptors, or -1 */
        bool returns_fd;
        const struct fd_fact *fact; /* what the row of the syscall does not say; NULL: nothing */
    } calls[ABI_COUNT][SYSCALL_SET_NUMBERS];
};

ANY_THREAD void fd_calls_init(struct fd_calls *table);

/* The changes that a call made, in order; none if it failed or did not return. */
ANY_THREAD void fd_calls_visit(const struct fd_calls *table, const struct event_syscall *call,
                               fd_visit *visit, void *context);

/* Is this one of the descriptors among the call's arguments? */
ANY_THREAD bool fd_calls_uses(const struct fd_calls *table, const struct event_syscall *call,
                              int32_t fd);

/* The descriptors that a call is about: the first that it was given, or else those that it made;
 * at most two.  Returns how many; *ret_is_made says which. */
ANY_THREAD unsigned fd_calls_subject(const struct fd_calls *table, const struct event_syscall *call,
                                     int32_t ret_fds[2], bool *ret_is_made);

#endif
