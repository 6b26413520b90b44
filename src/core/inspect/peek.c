#include "peek.h"

#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <string.h>
#include <time.h>

#include "core/base/alloc.h"

#include "tracee_memory.h"

/* What we write into code: int3, and the jump of a condition that the tracee evaluates itself. */
#define INT3_BYTE 0xcc
#define JUMP_BYTE 0xe9

/* ---- patches ----------------------------------------------------------------------- */

static bool is_patch(const struct point *point)
{
    return point->kind == POINT_CODE && point->state == POINT_ARMED && point->original_bytes > 0 &&
           point->original_bytes <= POINT_PATCH_BYTES;
}

struct point *peek_patches(const struct points *points, size_t *ret_count)
{
    const struct point *point;
    struct point *patches = NULL;
    size_t count = 0, capacity = 0;

    for (size_t i = 0; points && (point = points_get(points, i)) != NULL; i++) {
        if (!is_patch(point))
            continue;
        if (count == capacity)
            patches = alloc_resize(patches, capacity = capacity ? 2 * capacity : 8, sizeof(*point));
        patches[count++] = *point;
    }
    *ret_count = count;
    return patches;
}

/* A child has what its parent had in its code, and the point is told as the parent's. */
static bool is_in(const struct point *patch, int32_t tgid, const uint8_t *first)
{
    return patch->tgid == tgid || (first && (*first == INT3_BYTE || *first == JUMP_BYTE));
}

static void take_out(const struct peek *peek, tracee_addr address, uint8_t *buffer, size_t size)
{
    for (size_t i = 0; i < peek->patch_count; i++) {
        const struct point *patch = &peek->patches[i];
        uint64_t offset = patch->address - address; /* of its first byte, if that was read */
        if (!is_in(patch, peek->tgid, offset < size ? &buffer[offset] : NULL))
            continue;
        for (size_t at = 0; at < patch->original_bytes; at++)
            if (offset + at < size)
                buffer[offset + at] = patch->original[at];
    }
}

/* ---- reading ----------------------------------------------------------------------- */

static void tell(struct peek *peek, tracee_addr reading)
{
    struct timespec now;

    clock_gettime(CLOCK_MONOTONIC, &now);
    /* Relaxed: a guess at how long it takes; nothing else is read by it. */
    atomic_store_explicit(&peek->progress->since_ns,
                          (nanoseconds)now.tv_sec * 1000000000u + (nanoseconds)now.tv_nsec,
                          memory_order_relaxed);
    atomic_store_explicit(&peek->progress->reading, reading, memory_order_relaxed);
}

void peek_goes_on(struct peek *peek)
{
    tell(peek, PEEK_NO_MEMORY);
}

void peek_say_hung(char trouble[static ERROR_MESSAGE_BYTES], tracee_addr page)
{
    if (page == PEEK_NO_MEMORY)
        snprintf(trouble, ERROR_MESSAGE_BYTES, "the process does not answer");
    else
        snprintf(trouble, ERROR_MESSAGE_BYTES, "the memory at 0x%" PRIx64 " does not answer", page);
}

static bool is_hung(const struct peek *peek, tracee_addr page)
{
    for (size_t i = 0; i < PEEK_HUNG_MAX; i++)
        if (peek->hung[i].tgid == peek->tgid && peek->hung[i].page == page)
            return true;
    return false;
}

/* Within one page. */
static size_t read_page(struct peek *peek, tracee_addr address, void *buffer, size_t size)
{
    tracee_addr page = address & ~(PEEK_PAGE_BYTES - 1);

    if (is_hung(peek, page)) {
        if (!peek->trouble[0])
            peek_say_hung(peek->trouble, page);
        return 0;
    }
    tell(peek, page);
    ssize_t got = tracee_memory_read(peek->tid, address, buffer, size);
    peek_goes_on(peek);
    if (got < 0 && got != -EFAULT && got != -EIO && got != -ESRCH && !peek->trouble[0])
        snprintf(peek->trouble, ERROR_MESSAGE_BYTES, "its memory cannot be read: %s",
                 strerror((int)-got));
    return got > 0 ? (size_t)got : 0;
}

static size_t bytes_to_page_end(tracee_addr address, size_t size)
{
    uint64_t rest = PEEK_PAGE_BYTES - (address & (PEEK_PAGE_BYTES - 1));

    return rest < size ? (size_t)rest : size;
}

size_t peek_read(struct peek *peek, tracee_addr address, void *buffer, size_t size)
{
    size_t done = 0;

    while (done < size && address + done >= address) {
        size_t wanted = bytes_to_page_end(address + done, size - done);
        size_t got = read_page(peek, address + done, (uint8_t *)buffer + done, wanted);
        done += got;
        if (got < wanted)
            break;
    }
    take_out(peek, address, buffer, done);
    return done;
}

void peek_range(struct peek *peek, tracee_addr address, uint8_t *buffer, uint8_t *ret_is_mapped,
                size_t size)
{
    for (size_t done = 0, wanted; done < size; done += wanted) {
        wanted = bytes_to_page_end(address + done, size - done);
        size_t got = read_page(peek, address + done, buffer + done, wanted);
        memset(ret_is_mapped + done, 1, got);
        memset(ret_is_mapped + done + got, 0, wanted - got);
        memset(buffer + done + got, 0, wanted - got);
    }
    take_out(peek, address, buffer, size);
}
