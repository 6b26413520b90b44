/*
 * Writing events: numbers them, stamps them, and decides what happens when the
 * ring is full.  TRACER_THREAD only.
 *
 * A full ring makes the tracer wait as long as the front end makes progress, and
 * at most EMIT_PATIENCE_NS without any; then records are counted instead of
 * written until there is room again, and an EVENT_LOST says how many and since
 * when.  The numbers of what was lost are the gap.
 */
#ifndef PTOP_CORE_EMIT_H
#define PTOP_CORE_EMIT_H

#include <stdbool.h>

#include <ptop/event.h>
#include <ptop/ring.h>

#define EMIT_PATIENCE_NS UINT64_C(1000000000)

/* Sees what is emitted, numbered, before the front end does. */
typedef void emit_tap(void *context, const struct event *event);

struct emitter {
    struct ring *ring;
    emit_tap *tap; /* NULL: nobody looks */
    void *tap_context;
    uint64_t sequence; /* of the last event, written or lost */
    bool drops_when_full;
    bool is_silent; /* emergency: write nothing, wait for nothing */
    bool is_dropping;
    uint64_t lost_count;
    nanoseconds lost_first_ns, lost_last_ns;
    uint8_t *trash; /* where a record goes that has no room */
};

TRACER_THREAD int emitter_init(struct emitter *emitter, struct ring *ring, bool drops_when_full);
TRACER_THREAD void emitter_done(struct emitter *emitter);

/* Room for a record of up to capacity_bytes (8-aligned; never NULL).  Fill everything but
 * size, sequence and time, then emit_end with its size (rounded up, the padding zeroed). */
TRACER_THREAD void *emit_begin(struct emitter *emitter, size_t capacity_bytes);
TRACER_THREAD void emit_end(struct emitter *emitter, struct event *event, size_t size_bytes);

/* A record that is a header alone. */
TRACER_THREAD void emit_plain(struct emitter *emitter, const struct event *header);
/* A record with bytes behind (FD_PATH, NOTE). */
TRACER_THREAD void emit_bytes(struct emitter *emitter, const struct event *header,
                              const char *bytes, size_t length);

TRACER_THREAD nanoseconds emit_now_ns(void);

#endif
