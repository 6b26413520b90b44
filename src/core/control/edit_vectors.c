/*
 * Vectors: the XSAVE area, read and written as a whole.
 */
#include "edit.h"

#include <cpuid.h>
#include <errno.h>
#include <string.h>

#include "control.h"

#include "../tracee/ptrace_call.h"

#define AREA_MOST_BYTES 16384 /* with AMX it has 11 KiB */

/* Intel's manual, volume 1, 13.4: the legacy area, the header behind it. */
#define LEGACY_XMM 160
#define LEGACY_BYTES 512
#define LEGACY_MXCSR 24
#define STATE_X87 (UINT64_C(1) << 0)
#define STATE_SSE (UINT64_C(1) << 1)
#define STATE_AVX (UINT64_C(1) << 2)

/* CPUID 0xD, leaf 2 says where the upper halves lie; 0: there are none. */
static uint32_t find_high_offset(void)
{
    unsigned size = 0, offset = 0, c, d;

    if (!__get_cpuid_count(0xd, 2, &size, &offset, &c, &d) || size == 0)
        return 0;
    return offset;
}

/* What is in its first state is not in the area, unless a bit says so. */
static uint64_t state_of(struct vector_part part)
{
    if (part.offset >= LEGACY_BYTES)
        return STATE_AVX;
    if (part.offset == LEGACY_MXCSR || part.offset >= LEGACY_XMM)
        return STATE_SSE;
    return STATE_X87;
}

static void overlay(uint8_t *area, const struct vector_part *parts, unsigned count,
                    const uint8_t *bytes)
{
    uint64_t state;

    memcpy(&state, area + LEGACY_BYTES, sizeof state);
    for (unsigned i = 0; i < count; i++) {
        memcpy(area + parts[i].offset, bytes, parts[i].size_bytes);
        bytes += parts[i].size_bytes;
        state |= state_of(parts[i]);
    }
    memcpy(area + LEGACY_BYTES, &state, sizeof state);
}

static bool holds(const uint8_t *area, const struct vector_part *parts, unsigned count,
                  const uint8_t *bytes)
{
    for (unsigned i = 0; i < count; i++) {
        if (memcmp(area + parts[i].offset, bytes, parts[i].size_bytes) != 0)
            return false;
        bytes += parts[i].size_bytes;
    }
    return true;
}

static int write_area(const struct tracee *tracee, const struct register_value *value,
                      const struct vector_part *parts, unsigned count, size_t length,
                      const uint8_t *before, struct error *ret_error)
{
    static uint8_t area[AREA_MOST_BYTES];
    int result;

    memcpy(area, before, length);
    overlay(area, parts, count, value->bytes);
    result = ptrace_set_vectors(tracee->tid, area, length);
    if (result == 0 && ptrace_get_vectors(tracee->tid, area, sizeof area) == (ssize_t)length &&
        holds(area, parts, count, value->bytes))
        return 0;
    ptrace_set_vectors(tracee->tid, before, length);
    return error_set(ret_error, result < 0 ? result : -EIO,
                     "%s: the kernel refuses that value: all is as it was", value->name);
}

int edit_vector(struct tracee *tracee, const struct register_value *value, struct error *ret_error)
{
    static uint8_t before[AREA_MOST_BYTES];
    ssize_t length = ptrace_get_vectors(tracee->tid, before, sizeof before);
    struct vector_part parts[2];
    unsigned count;
    size_t size = 0;

    if (length < LEGACY_BYTES + (ssize_t)sizeof(uint64_t))
        return error_set(ret_error, length < 0 ? (int)length : -EIO,
                         "the vectors of %d cannot be read", tracee->tid);
    count = vector_find(value->name, (uint32_t)length, find_high_offset(), parts);
    if (!count)
        return error_set(ret_error, -EINVAL, "there is no register %s", value->name);
    for (unsigned i = 0; i < count; i++)
        size += parts[i].size_bytes;
    if (value->size_bytes != size)
        return error_set(ret_error, -EINVAL, "%s has %zu bytes, not %u", value->name, size,
                         value->size_bytes);
    return write_area(tracee, value, parts, count, (size_t)length, before, ret_error);
}

int edit_write_vectors_event(struct control *control, const struct tracee *tracee,
                             struct error *ret_error)
{
    struct event_vectors *event = emit_begin(control->emit, sizeof *event + AREA_MOST_BYTES);
    ssize_t length = ptrace_get_vectors(tracee->tid, event + 1, AREA_MOST_BYTES);

    memset(event, 0, sizeof *event);
    event->header.kind = EVENT_VECTORS;
    event->header.number = length < 0 ? (int)length : 0;
    event->header.tid = tracee->tid;
    event->header.tgid = tracee->tgid;
    event->generation = tracee->controlled->generation;
    event->length_bytes = length < 0 ? 0 : (uint32_t)length;
    event->high_offset = find_high_offset();
    emit_end(control->emit, &event->header, sizeof *event + event->length_bytes);
    if (length < 0)
        return error_set(ret_error, (int)length, "the vectors of %d cannot be read", tracee->tid);
    return 0;
}
