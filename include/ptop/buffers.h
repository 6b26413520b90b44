/*
 * The data that a call moved: one buffer, or those of a vector, or of each message.
 */
#ifndef PTOP_BUFFERS_H
#define PTOP_BUFFERS_H

#include <stddef.h>

#include <ptop/event.h>
#include <ptop/number_set.h>
#include <ptop/thread.h>

enum buffer_kind {
    BUFFER_PLAIN,
    BUFFER_OF_VECTOR,   /* writev, or a message: index counts */
    BUFFER_OF_MESSAGES, /* sendmmsg: message counts, too */
};

struct buffer {
    enum buffer_kind kind;
    unsigned message, index;
    uint64_t message_buffers; /* how many its message has */
    uint64_t moved_bytes;
    tracee_addr address;
};

typedef void buffer_visit(void *context, const struct buffer *buffer);

/* The argument of a finished call that has its data, if it read from one of these descriptors or wrote to
 * one of those (NULL: none); else -1. */
ANY_THREAD int buffers_find(const struct event_syscall *call, const struct number_set *read_fds,
                            const struct number_set *written_fds);

/* Those of an argument in their order, of each vector up to the first that is empty. */
ANY_THREAD void buffers_walk(const struct event_syscall *call, unsigned arg, buffer_visit *visit,
                             void *context);

#endif
