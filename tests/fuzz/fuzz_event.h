/* A record of any bytes, as the ring and a recording would hand it on. */
#ifndef PTOP_TESTS_FUZZ_EVENT_H
#define PTOP_TESTS_FUZZ_EVENT_H

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <ptop/event.h>
#include <ptop/point.h>
#include <ptop/registers.h>

static inline size_t fuzz_event_smallest(uint8_t kind)
{
    static const size_t sizes[EVENT_KIND_COUNT] = {
        [EVENT_SYSCALL] = sizeof(struct event_syscall),
        [EVENT_SYSCALL_ENTER] = sizeof(struct event_syscall),
        [EVENT_SIGNAL] = sizeof(struct event_signal),
        [EVENT_FORK] = sizeof(struct event_fork),
        [EVENT_EXEC] = sizeof(struct event_exec),
        [EVENT_EXIT] = sizeof(struct event),
        [EVENT_STOP] = sizeof(struct event_stop),
        [EVENT_RESUME] = sizeof(struct event),
        [EVENT_OUTPUT] = sizeof(struct event_bytes),
        [EVENT_FD_PATH] = sizeof(struct event_bytes),
        [EVENT_NOTE] = sizeof(struct event_bytes),
        [EVENT_LOST] = sizeof(struct event_lost),
        [EVENT_REPLY] = sizeof(struct event_reply),
        [EVENT_DETACH] = sizeof(struct event),
        [EVENT_END] = sizeof(struct event),
        [EVENT_HIT] = sizeof(struct event_hit),
        [EVENT_POINT] = sizeof(struct event_point),
        [EVENT_VECTORS] = sizeof(struct event_vectors),
        [EVENT_RECEIPT] = sizeof(struct event_bytes),
        [EVENT_PLACE] = sizeof(struct event_place),
        [EVENT_DATA] = sizeof(struct event_data),
        [EVENT_URING] = sizeof(struct event),
    };

    return sizes[kind];
}

/* Only what the ring and a recording guarantee holds: the size is the record's, and at least its
 * kind's header.  NULL where the bytes are too few or too many; else exactly as large as it says,
 * so that a sanitizer sees its end: free it. */
static inline struct event *fuzz_event(uint8_t kind, const uint8_t *data, size_t size)
{
    size_t whole = EVENT_ALIGN(size);
    struct event *event;

    kind %= EVENT_KIND_COUNT;
    if (kind == EVENT_NONE || whole < fuzz_event_smallest(kind) || whole > EVENT_MAX_BYTES)
        return NULL;
    event = calloc(1, whole);
    memcpy(event, data, size);
    event->size_bytes = (uint16_t)whole;
    event->kind = kind;
    return event;
}

#endif
