/*
 * The event ring: single producer (the tracer thread), single consumer (the
 * front end), variable-length records, lock-free and wait-free on both sides.
 *
 * The buffer is a memfd mapped twice in a row, so a record is always
 * contiguous.  Its capacity is large and virtual: the consumer gives released
 * pages back to the kernel, and resident memory follows the backlog only.
 *
 * Progress: neither side ever waits for the other.  A full ring is the
 * producer's to handle (ring_reserve returns NULL).
 *
 * Memory order: the producer publishes its head with release, the consumer
 * acquires it before it reads; the consumer publishes with release what may be
 * overwritten, after it has read that and given its pages back, the producer
 * acquires it before it overwrites.  The wake-up needs store-load order on both
 * sides (see ring.c).
 */
#ifndef PTOP_RING_H
#define PTOP_RING_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <ptop/thread.h>

#define RING_DEFAULT_BYTES ((size_t)1 << 30)

struct ring;

/* capacity is rounded up to a power of two of at least 128 KiB; where RLIMIT_FSIZE is lower (and
 * SIGXFSZ ignored), it is halved until it fits.  0 or -errno. */
ANY_THREAD int ring_new(size_t capacity_bytes, struct ring **ret_ring);
ANY_THREAD void ring_free(struct ring *ring);

/* Room for size_bytes (at most EVENT_MAX_BYTES), 8-aligned, or NULL when full.  A second
 * reserve before the commit replaces the first. */
TRACER_THREAD void *ring_reserve(struct ring *ring, size_t size_bytes);
/* Make size_bytes of what was reserved part of the ring; seen by the consumer from the next
 * ring_publish on. */
TRACER_THREAD void ring_commit(struct ring *ring, size_t size_bytes);
/* Show the consumer everything committed, and wake it if it waits.  Once per batch. */
TRACER_THREAD void ring_publish(struct ring *ring);
/* Bytes that the consumer has released since the ring was made: for "is it making progress?" */
TRACER_THREAD uint64_t ring_released_bytes(const struct ring *ring);

/* Everything published and not released, contiguous; NULL and 0 when empty. */
UI_THREAD const void *ring_peek(struct ring *ring, size_t *ret_size);
/* Done with the first size_bytes of the last peek. */
UI_THREAD void ring_release(struct ring *ring, size_t size_bytes);
/* An fd that polls readable when there is something to read.  Call ring_arm before the poll:
 * true means "nothing there, sleep", false "look again". */
UI_THREAD int ring_fd(const struct ring *ring);
UI_THREAD bool ring_arm(struct ring *ring);

/* Published and not released yet. */
ANY_THREAD size_t ring_backlog_bytes(const struct ring *ring);

#endif
