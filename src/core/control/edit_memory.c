/*
 * Memory: written past the protection of its pages, read back, and put back where that fails.
 */
#include "edit.h"

#include <errno.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>

#include "breakpoint.h"
#include "control.h"
#include "pads.h"

#include "../base/alloc.h"
#include "../inspect/memory_map.h"

#define EDIT_MOST_BYTES (1u << 20)

/* How many bytes. */
static size_t read_all(const struct tracee *tracee, tracee_addr address, uint8_t *buffer,
                       size_t size)
{
    size_t used = 0;

    while (used < size) {
        ssize_t got = space_read(tracee, address + used, buffer + used, size - used);

        if (got <= 0)
            break;
        used += (size_t)got;
    }
    return used;
}

static size_t write_all(const struct tracee *tracee, tracee_addr address, const uint8_t *bytes,
                        size_t size)
{
    size_t used = 0;

    while (used < size) {
        ssize_t done = space_write(tracee, address + used, bytes + used, size - used);

        if (done <= 0)
            break;
        used += (size_t)done;
    }
    return used;
}

/* Why a byte that can be read cannot be written: what is private the kernel would have copied. */
static int refuse_write(const struct tracee *tracee, tracee_addr address, struct error *ret_error)
{
    struct memory_map map = { .count = 0 };
    bool is_read_only = false;

    memory_map_read(tracee->tid, &map);
    for (size_t i = 0; i < map.count; i++) {
        const struct mapping *mapping = &map.mappings[i];

        if (address - mapping->start < mapping->end - mapping->start)
            is_read_only = !(mapping->protection & PROT_WRITE);
    }
    memory_map_done(&map);
    return error_set(ret_error, -EIO, is_read_only
                     ? "0x%" PRIx64 " cannot be written: its mapping is shared, and read-only"
                     : "0x%" PRIx64 " cannot be written", address);
}

static int write_checked(const struct tracee *tracee, tracee_addr address, const uint8_t *before,
                         const uint8_t *bytes, uint8_t *back, size_t size,
                         struct error *ret_error)
{
    size_t done = write_all(tracee, address, bytes, size);

    if (done == size && read_all(tracee, address, back, size) == size &&
        memcmp(back, bytes, size) == 0)
        return 0;
    write_all(tracee, address, before, done);
    if (done < size)
        return refuse_write(tracee, address + done, ret_error);
    return error_set(ret_error, -EIO, "0x%" PRIx64 " does not keep what is written", address);
}

/* buffers: three of that size. */
static int write_in(struct control *control, const struct tracee *tracee, tracee_addr address,
                    const uint8_t *wanted, uint8_t *buffers, size_t size, struct error *ret_error)
{
    uint8_t *before = buffers, *bytes = buffers + size, *back = buffers + 2 * size;
    size_t mapped;
    int result;

    pads_uncover(control, tracee, address, size);
    mapped = read_all(tracee, address, before, size);
    if (mapped < size)
        return error_set(ret_error, -EFAULT, "0x%" PRIx64 " is not mapped", address + mapped);
    memcpy(bytes, wanted, size);
    pads_uncover(control, tracee, address, size);
    breakpoint_keep(control, tracee, address, bytes, size);
    result = write_checked(tracee, address, before, bytes, back, size, ret_error);
    if (result == 0)
        breakpoint_on_write(control, tracee, address, wanted, size);
    return result;
}

int edit_memory(struct control *control, struct tracee *tracee, tracee_addr address,
                const void *bytes, size_t size, struct error *ret_error)
{
    uint8_t *buffers;
    int result;

    if (size == 0 || size > EDIT_MOST_BYTES)
        return error_set(ret_error, -EINVAL, "one to %u bytes can be written at a time",
                         EDIT_MOST_BYTES);
    if (address + size < address)
        return error_set(ret_error, -EFAULT, "0x%" PRIx64 " is not mapped", address);
    buffers = alloc_zeroed(3, size);
    result = write_in(control, tracee, address, bytes, buffers, size, ret_error);
    free(buffers);
    return result;
}
