/*
 * Aliases: all the numbers, in all processes, that stand for one open file, kept true as
 * events go by.
 */
#ifndef PTOP_CORE_FD_ALIASES_H
#define PTOP_CORE_FD_ALIASES_H

#include <stdbool.h>
#include <stddef.h>

#include <ptop/event.h>

#include "core/history/fd_calls.h"

/* The kinds of event that say something. */
#define FD_ALIASES_KINDS                                                                           \
    (1u << EVENT_SYSCALL | 1u << EVENT_FORK | 1u << EVENT_EXEC | 1u << EVENT_EXIT)

#define FD_IN_FLIGHT 16

struct fd_aliases {
    const struct fd_calls *calls;
    struct fd_alias {
        int32_t tgid, fd;
        bool closes_on_exec;
    } * items;
    size_t count, capacity;
    uint32_t in_flight[FD_IN_FLIGHT]; /* names of what was sent and not received yet; 0: none */
};

/* The table is borrowed. */
UI_THREAD void fd_aliases_init(struct fd_aliases *aliases, const struct fd_calls *calls);
UI_THREAD void fd_aliases_done(struct fd_aliases *aliases);

UI_THREAD void fd_aliases_add(struct fd_aliases *aliases, int32_t tgid, int32_t fd,
                              bool closes_on_exec);
/* Begin with the descriptor fd that a call made, or all of them if fd is -1.  True: it is a call on
 * one of them. */
UI_THREAD bool fd_aliases_begin(struct fd_aliases *aliases, const struct event *maker, int32_t fd);

/* Take the next event in; is it a call on one of them? */
UI_THREAD bool fd_aliases_apply(struct fd_aliases *aliases, const struct event *event);
/* None is open, none is under way. */
UI_THREAD bool fd_aliases_are_gone(const struct fd_aliases *aliases);

#endif
