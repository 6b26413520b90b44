/*
 * The event ring.
 *
 * head and tail are positions that only grow; a position modulo the capacity is
 * a place in the buffer, and the second mapping behind the first makes every
 * span of up to the capacity contiguous.
 *
 *     given back   released      published      committed
 *   ─────────────┬────────────┬──────────────┬─────────────┬──── … ────┬────
 *             reusable       tail           head          write     reusable
 *             shown to the   shown to both  shown to the            + capacity
 *             producer                      consumer
 *
 * Waking the consumer.  The producer must not pay a system call per batch, so
 * it writes the eventfd only if the consumer said that it is about to sleep.
 * Each side stores its word and then loads the other's:
 *
 *       producer                         consumer
 *       head  = write                    armed = 1
 *       if (armed) wake                  if (head == tail) sleep
 *
 * If both loads could come before both stores, the producer would see nobody
 * waiting and the consumer nothing to read: asleep for ever.  All four are
 * sequentially consistent, so one order holds for both threads and the later of
 * the two loads sees the other's store.  (On x86 that is one locked instruction
 * in each; a pair of fences would do the same but is invisible to
 * ThreadSanitizer.)
 *
 * Giving pages back.  The backlog wanders through the whole buffer, so without
 * care a ring that is nearly empty all day would end up fully resident.  Each
 * time the tail has passed another step, the consumer punches that step's pages
 * out of the memfd, and only then lets the producer have the space: reusable
 * moves in whole steps, behind the tail.  Measured with records of 128 bytes, a
 * page fault per 4 KiB on one side and the punching on the other add 0.1 µs to
 * each record, where a ptrace stop takes five to twenty; steps of 1 to 16 MiB make
 * no difference.  A ring of few steps keeps its pages, and reusable is the tail.
 */
#include <assert.h>
#include <errno.h>
#include <fcntl.h>
#include <stdalign.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>
#include <sys/eventfd.h>
#include <sys/mman.h>
#include <unistd.h>

#include <ptop/event.h>
#include <ptop/ring.h>

#define RING_MIN_BYTES       ((size_t)128 << 10)
#define RING_STEP_BYTES      ((size_t)4 << 20)
#define RING_GIVE_BACK_BYTES (4 * RING_STEP_BYTES) /* capacity from which pages are given back */

#define CACHE_LINE_BYTES 64

#ifndef MFD_NOEXEC_SEAL
#define MFD_NOEXEC_SEAL 0x0008U
#endif

struct ring {
    /* Set once. */
    char *buffer; /* 2 * capacity_bytes of address space */
    size_t capacity_bytes;
    int memory_fd;
    int wake_fd;

    /* The producer's own. */
    alignas(CACHE_LINE_BYTES) uint64_t write;
    uint64_t reusable_seen; /* when the producer last looked: it can only have grown */
    size_t reserved_bytes;

    /* Written by the producer. */
    alignas(CACHE_LINE_BYTES) _Atomic uint64_t head;

    /* Written by the consumer. */
    alignas(CACHE_LINE_BYTES) _Atomic uint64_t tail;
    _Atomic uint64_t reusable;

    /* Written by both, and rarely. */
    alignas(CACHE_LINE_BYTES) atomic_bool is_armed;
};

/* ---- life ---------------------------------------------------------------------- */

static int ring_memory_open(void)
{
    /* Newer kernels want to hear that nobody will execute this; older refuse the flag. */
    int fd = memfd_create("ptop-ring", MFD_CLOEXEC | MFD_NOEXEC_SEAL);
    if (fd < 0 && errno == EINVAL)
        fd = memfd_create("ptop-ring", MFD_CLOEXEC);
    return fd;
}

/* One span of address space, the memory mapped into both halves of it. */
static int ring_map(struct ring *ring)
{
    size_t size = ring->capacity_bytes;
    char *span =
        mmap(NULL, 2 * size, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);

    if (span == MAP_FAILED)
        return -errno;
    ring->buffer = span;
    for (int half = 0; half < 2; half++) {
        if (mmap(span + half * size, size, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_FIXED,
                 ring->memory_fd, 0) == MAP_FAILED)
            return -errno;
    }
    return 0;
}

/* A limit on the size of files (RLIMIT_FSIZE) holds for this one, too: a smaller ring has to do. */
static int ring_set_size(struct ring *ring)
{
    while (ftruncate(ring->memory_fd, (off_t)ring->capacity_bytes) != 0) {
        if (errno != EFBIG || ring->capacity_bytes == RING_MIN_BYTES)
            return -errno;
        ring->capacity_bytes /= 2;
    }
    return 0;
}

static int ring_open(struct ring *ring)
{
    ring->memory_fd = ring_memory_open();
    if (ring->memory_fd < 0)
        return -errno;
    ring->wake_fd = eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
    if (ring->wake_fd < 0)
        return -errno;
    int error = ring_set_size(ring);
    return error ? error : ring_map(ring);
}

int ring_new(size_t capacity_bytes, struct ring **ret_ring)
{
    size_t capacity = RING_MIN_BYTES;
    while (capacity < capacity_bytes && capacity <= SIZE_MAX / 8)
        capacity *= 2;
    if (capacity < capacity_bytes)
        return -EINVAL;

    struct ring *ring = aligned_alloc(CACHE_LINE_BYTES, sizeof(*ring));
    if (!ring)
        return -ENOMEM;
    memset(ring, 0, sizeof(*ring));
    ring->capacity_bytes = capacity;
    ring->memory_fd = ring->wake_fd = -1;
    int error = ring_open(ring);
    if (error) {
        ring_free(ring);
        return error;
    }
    *ret_ring = ring;
    return 0;
}

void ring_free(struct ring *ring)
{
    if (!ring)
        return;
    if (ring->buffer)
        munmap(ring->buffer, 2 * ring->capacity_bytes);
    if (ring->wake_fd >= 0)
        close(ring->wake_fd);
    if (ring->memory_fd >= 0)
        close(ring->memory_fd);
    free(ring);
}

static void *ring_at(const struct ring *ring, uint64_t position)
{
    return ring->buffer + (position & (ring->capacity_bytes - 1));
}

/* ---- producer ------------------------------------------------------------------ */

void *ring_reserve(struct ring *ring, size_t size_bytes)
{
    thread_role_check(THREAD_ROLE_TRACER);
    assert(size_bytes <= EVENT_MAX_BYTES);
    uint64_t end = ring->write + EVENT_ALIGN(size_bytes);

    if (end - ring->reusable_seen > ring->capacity_bytes) {
        /* Acquire: the consumer has read, and punched, this space before we write to it. */
        ring->reusable_seen = atomic_load_explicit(&ring->reusable, memory_order_acquire);
        if (end - ring->reusable_seen > ring->capacity_bytes)
            return NULL;
    }
    ring->reserved_bytes = size_bytes;
    return ring_at(ring, ring->write);
}

void ring_commit(struct ring *ring, size_t size_bytes)
{
    assert(size_bytes <= ring->reserved_bytes);
    ring->write += EVENT_ALIGN(size_bytes);
    ring->reserved_bytes = 0;
}

void ring_publish(struct ring *ring)
{
    thread_role_check(THREAD_ROLE_TRACER);
    /* Relaxed: our own last store. */
    if (atomic_load_explicit(&ring->head, memory_order_relaxed) == ring->write)
        return;
    /* Sequentially consistent, both: see the head of the file.  The store also releases the
     * records' bytes. */
    atomic_store_explicit(&ring->head, ring->write, memory_order_seq_cst);
    if (!atomic_load_explicit(&ring->is_armed, memory_order_seq_cst))
        return;
    /* Relaxed: the eventfd's lock orders it before the arming of whoever reads this wake-up.
     * A consumer that arms in between is disarmed, and woken by the very next line. */
    atomic_store_explicit(&ring->is_armed, false, memory_order_relaxed);
    eventfd_write(ring->wake_fd, 1);
}

uint64_t ring_released_bytes(const struct ring *ring)
{
    /* Relaxed: asked only whether it grows. */
    return atomic_load_explicit(&ring->tail, memory_order_relaxed);
}

/* ---- consumer ------------------------------------------------------------------ */

const void *ring_peek(struct ring *ring, size_t *ret_size)
{
    thread_role_check(THREAD_ROLE_UI);
    /* Relaxed: our own last store. */
    uint64_t tail = atomic_load_explicit(&ring->tail, memory_order_relaxed);
    /* Acquire: the records' bytes come with it. */
    uint64_t head = atomic_load_explicit(&ring->head, memory_order_acquire);

    *ret_size = (size_t)(head - tail);
    return head == tail ? NULL : ring_at(ring, tail);
}

/* Punch out the whole steps that lie between what is reusable and the tail; returns what is
 * reusable then. */
static uint64_t ring_give_back(struct ring *ring, uint64_t tail)
{
    /* Relaxed: our own last store. */
    uint64_t reusable = atomic_load_explicit(&ring->reusable, memory_order_relaxed);

    for (; tail - reusable >= RING_STEP_BYTES; reusable += RING_STEP_BYTES) {
        off_t place = (off_t)(reusable & (ring->capacity_bytes - 1));
        /* Failure costs memory and nothing else. */
        (void)fallocate(ring->memory_fd, FALLOC_FL_PUNCH_HOLE | FALLOC_FL_KEEP_SIZE, place,
                        RING_STEP_BYTES);
    }
    return reusable;
}

void ring_release(struct ring *ring, size_t size_bytes)
{
    thread_role_check(THREAD_ROLE_UI);
    /* Relaxed: our own last store. */
    uint64_t tail = atomic_load_explicit(&ring->tail, memory_order_relaxed);

    tail += EVENT_ALIGN(size_bytes);
    /* Release: whoever sees this tail sees a head that is not behind it. */
    atomic_store_explicit(&ring->tail, tail, memory_order_release);
    uint64_t reusable = tail;
    if (ring->capacity_bytes >= RING_GIVE_BACK_BYTES)
        reusable = ring_give_back(ring, tail);
    /* Release: we have read, and punched, all that the producer may now overwrite. */
    atomic_store_explicit(&ring->reusable, reusable, memory_order_release);
}

int ring_fd(const struct ring *ring)
{
    return ring->wake_fd;
}

bool ring_arm(struct ring *ring)
{
    eventfd_t wakes;

    thread_role_check(THREAD_ROLE_UI);
    uint64_t tail = atomic_load_explicit(&ring->tail, memory_order_relaxed);
    /* Acquire: as in ring_peek, which the caller will call next. */
    if (atomic_load_explicit(&ring->head, memory_order_acquire) != tail)
        return false;
    /* Before arming: a wake-up that is written from here on must stay readable. */
    eventfd_read(ring->wake_fd, &wakes);
    /* Sequentially consistent, both: see the head of the file. */
    atomic_store_explicit(&ring->is_armed, true, memory_order_seq_cst);
    if (atomic_load_explicit(&ring->head, memory_order_seq_cst) == tail)
        return true;
    atomic_store_explicit(&ring->is_armed, false, memory_order_relaxed);
    return false;
}

size_t ring_backlog_bytes(const struct ring *ring)
{
    /* Acquire: the head is then read after the tail, and cannot be behind it. */
    uint64_t tail = atomic_load_explicit(&ring->tail, memory_order_acquire);
    uint64_t head = atomic_load_explicit(&ring->head, memory_order_relaxed);
    return (size_t)(head - tail);
}
