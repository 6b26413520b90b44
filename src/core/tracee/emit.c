#include "emit.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#define POLL_NS 200000L

int emitter_init(struct emitter *emitter, struct ring *ring, bool drops_when_full)
{
    memset(emitter, 0, sizeof *emitter);
    emitter->ring = ring;
    emitter->drops_when_full = drops_when_full;
    emitter->trash = aligned_alloc(8, EVENT_MAX_BYTES + 8);
    return emitter->trash ? 0 : -ENOMEM;
}

void emitter_done(struct emitter *emitter)
{
    free(emitter->trash);
    emitter->trash = NULL;
}

nanoseconds emit_now_ns(void)
{
    struct timespec now;

    clock_gettime(CLOCK_MONOTONIC, &now);
    return (nanoseconds)now.tv_sec * 1000000000u + (nanoseconds)now.tv_nsec;
}

/* Wait for room while the consumer moves; NULL when it has not moved for too long. */
static void *wait_for_room(struct emitter *emitter, size_t size)
{
    uint64_t released = ring_released_bytes(emitter->ring);
    nanoseconds moved_ns = emit_now_ns();
    void *room;

    ring_publish(emitter->ring); /* what is committed must be seen, or it can never be released */
    while (!(room = ring_reserve(emitter->ring, size))) {
        uint64_t now_released = ring_released_bytes(emitter->ring);

        if (now_released != released) {
            released = now_released;
            moved_ns = emit_now_ns();
        } else if (emitter->drops_when_full || emitter->is_silent ||
                   emit_now_ns() - moved_ns > EMIT_PATIENCE_NS) {
            break;
        }
        nanosleep(&(struct timespec){ .tv_nsec = POLL_NS }, NULL);
    }
    return room;
}

static void show(const struct emitter *emitter, const struct event *event)
{
    if (emitter->tap)
        emitter->tap(emitter->tap_context, event);
}

static void commit(struct emitter *emitter, struct event *event, size_t size)
{
    size_t padded = EVENT_ALIGN(size);

    memset((uint8_t *)event + size, 0, padded - size);
    event->size_bytes = (uint16_t)padded;
    event->time_ns = emit_now_ns();
    event->sequence = event_is_stored(event) ? ++emitter->sequence : emitter->sequence;
    show(emitter, event);
    ring_commit(emitter->ring, padded);
}

/* Say what was lost. */
static void write_lost(struct emitter *emitter)
{
    struct event_lost *lost = ring_reserve(emitter->ring, sizeof *lost);

    memset(lost, 0, sizeof *lost);
    lost->header.kind = EVENT_LOST;
    lost->count = emitter->lost_count;
    lost->first_ns = emitter->lost_first_ns;
    commit(emitter, &lost->header, sizeof *lost);
    lost->header.time_ns = emitter->lost_last_ns;
    emitter->lost_count = 0;
}

/* Begin again only with room for the largest record: not one LOST for each event. */
static bool stop_dropping(struct emitter *emitter)
{
    if (!ring_reserve(emitter->ring, EVENT_MAX_BYTES))
        return false;
    if (emitter->lost_count)
        write_lost(emitter);
    emitter->is_dropping = false;
    return true;
}

void *emit_begin(struct emitter *emitter, size_t capacity_bytes)
{
    void *room = NULL;

    if (emitter->is_silent)
        return emitter->trash;
    if (!emitter->is_dropping) {
        room = ring_reserve(emitter->ring, capacity_bytes);
        if (!room)
            room = wait_for_room(emitter, capacity_bytes);
    } else if (stop_dropping(emitter)) {
        room = ring_reserve(emitter->ring, capacity_bytes);
    }
    return room ? room : emitter->trash;
}

static void count_lost(struct emitter *emitter, struct event *event, size_t size_bytes)
{
    emitter->is_dropping = true;
    if (!event_is_stored(event))
        return;
    emitter->lost_last_ns = emit_now_ns();
    if (!emitter->lost_count++)
        emitter->lost_first_ns = emitter->lost_last_ns;
    event->sequence = ++emitter->sequence;
    event->size_bytes = (uint16_t)EVENT_ALIGN(size_bytes);
    show(emitter, event);
}

void emit_end(struct emitter *emitter, struct event *event, size_t size_bytes)
{
    if ((uint8_t *)event != emitter->trash)
        commit(emitter, event, size_bytes);
    else if (!emitter->is_silent)
        count_lost(emitter, event, size_bytes);
}

void emit_plain(struct emitter *emitter, const struct event *header)
{
    struct event *event = emit_begin(emitter, sizeof *event);

    *event = *header;
    emit_end(emitter, event, sizeof *event);
}

void emit_bytes(struct emitter *emitter, const struct event *header, const char *bytes,
                size_t length)
{
    struct event_bytes *event = emit_begin(emitter, EVENT_ALIGN(sizeof *event + length));

    event->header = *header;
    event->length_bytes = (uint32_t)length;
    event->reserved = 0;
    memcpy(event + 1, bytes, length);
    emit_end(emitter, &event->header, sizeof *event + length);
}
