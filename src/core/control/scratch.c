#include "scratch.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/user.h>

#include "inject.h"
#include "space.h"

#include "../base/alloc.h"
#include "../inspect/memory_map.h"
#include "../tracee/ptrace_call.h"
#include "../tracee/registers.h"

#define GUARD_BYTES UINT64_C(0x10000) /* left free on both sides: below a stack it is meant to be  \
                                       */
#define LOWEST            UINT64_C(0x20000) /* above vm.mmap_min_addr */
#define USER_END          (UINT64_C(1) << 47)
#define MAP_FIXED_IF_FREE 0x100000 /* MAP_FIXED_NOREPLACE, Linux 4.17 */

static uint64_t distance(tracee_addr a, tracee_addr b)
{
    return a > b ? a - b : b - a;
}

/* ---- slots ------------------------------------------------------------------------- */

static size_t slots_for(size_t size)
{
    return (size + SCRATCH_SLOT_BYTES - 1) / SCRATCH_SLOT_BYTES;
}

static bool is_used(const struct scratch *area, size_t slot)
{
    return area->used[slot / 64] >> slot % 64 & 1;
}

static void mark(struct scratch *area, size_t first, size_t count, bool is_taken)
{
    for (size_t slot = first; slot < first + count; slot++) {
        uint64_t bit = UINT64_C(1) << slot % 64;

        area->used[slot / 64] =
            is_taken ? area->used[slot / 64] | bit : area->used[slot / 64] & ~bit;
    }
}

static tracee_addr take_from(struct scratch *area, size_t count)
{
    size_t free_slots = 0;

    for (size_t slot = 0; slot < SCRATCH_SLOTS; slot++) {
        free_slots = is_used(area, slot) ? 0 : free_slots + 1;
        if (free_slots == count) {
            size_t first = slot + 1 - count;

            mark(area, first, count, true);
            return area->start + first * SCRATCH_SLOT_BYTES;
        }
    }
    return 0;
}

static struct scratch *area_at(const struct space *space, tracee_addr address)
{
    for (struct scratch *area = space->scratches; area; area = area->next) {
        if (address - area->start < SCRATCH_AREA_BYTES)
            return area;
    }
    return NULL;
}

bool scratch_holds(const struct space *space, tracee_addr address)
{
    return area_at(space, address) != NULL;
}

void scratch_give_back(struct space *space, tracee_addr address, size_t size)
{
    struct scratch *area = area_at(space, address);

    if (area)
        mark(area, (address - area->start) / SCRATCH_SLOT_BYTES, slots_for(size), false);
}

/* ---- areas ------------------------------------------------------------------------- */

/* At the upper end of a gap, where the heap below does not grow to; not below a stack. */
static tracee_addr end_of_gap(tracee_addr start, const struct mapping *upper)
{
    tracee_addr end = upper ? upper->start : USER_END;
    uint64_t wanted = SCRATCH_AREA_BYTES + 2 * GUARD_BYTES;

    if ((upper && strcmp(upper->path, "[stack]") == 0) || end < start || end - start < wanted)
        return 0;
    return end - GUARD_BYTES - SCRATCH_AREA_BYTES;
}

/* A place for an area as near as can be; 0: there is none within reach. */
static tracee_addr find_place(const struct tracee *tracee, tracee_addr near, tracee_addr limit)
{
    tracee_addr best = 0, start = LOWEST;
    struct memory_map map;

    if (memory_map_read(tracee->tid, &map) < 0)
        return 0;
    for (size_t i = 0; i < map.count; i++) {
        tracee_addr place = end_of_gap(start, &map.mappings[i]);

        if (place && place < limit && (!best || distance(place, near) < distance(best, near)))
            best = place;
        start = map.mappings[i].end;
    }
    memory_map_done(&map);
    return best && distance(best, near) < SCRATCH_REACH_BYTES ? best : 0;
}

static bool is_compat(const struct tracee *tracee)
{
    struct user_regs_struct registers;

    return ptrace_get_registers(tracee->tid, &registers) == 0 && registers_are_compat(&registers);
}

static struct scratch *make_area(struct space *space, struct tracee *tracee, tracee_addr near,
                                 int *ret_status)
{
    bool compat = is_compat(tracee);
    tracee_addr place = find_place(tracee, near, compat ? UINT32_MAX : USER_END);
    struct inject_call call = {
        .name = compat ? "mmap2" : "mmap",
        .args = { place, SCRATCH_AREA_BYTES, PROT_READ | PROT_EXEC,
                  MAP_PRIVATE | MAP_ANONYMOUS | MAP_FIXED_IF_FREE, UINT64_MAX, 0 },
    };
    struct scratch *area;
    int64_t result;

    if (!place || inject_call(tracee, &call, &result, ret_status) < 0)
        return NULL;
    if ((compat ? (uint32_t)result : (uint64_t)result) != place)
        return NULL;
    area = alloc_zeroed(1, sizeof *area);
    area->start = place;
    area->next = space->scratches;
    space->scratches = area;
    return area;
}

tracee_addr scratch_take(struct space *space, struct tracee *tracee, tracee_addr near, size_t size,
                         int *ret_status)
{
    size_t count = slots_for(size);
    struct scratch *area;

    *ret_status = 0;
    for (area = space->scratches; area; area = area->next) {
        tracee_addr address =
            distance(area->start, near) < SCRATCH_REACH_BYTES ? take_from(area, count) : 0;

        if (address)
            return address;
    }
    area = make_area(space, tracee, near, ret_status);
    return area ? take_from(area, count) : 0;
}

static bool is_unused(const struct scratch *area)
{
    uint64_t bits = 0;

    for (size_t i = 0; i < sizeof area->used / sizeof area->used[0]; i++)
        bits |= area->used[i];
    return bits == 0;
}

void scratch_give_back_all(struct space *space)
{
    for (struct scratch *area = space->scratches; area; area = area->next)
        memset(area->used, 0, sizeof area->used);
}

int scratch_release(struct space *space, struct tracee *tracee, int *ret_status)
{
    struct scratch **link = &space->scratches;

    while (*link) {
        struct scratch *area = *link;
        struct inject_call call = { .name = "munmap", .args = { area->start, SCRATCH_AREA_BYTES } };
        int64_t answer;
        int result = 0;

        if (!is_unused(area)) {
            link = &area->next;
            continue;
        }
        result = inject_call(tracee, &call, &answer, ret_status);
        if (result < 0)
            return result;
        *link = area->next;
        free(area);
    }
    return 0;
}

void scratch_copy(struct space *child, const struct space *parent)
{
    for (const struct scratch *from = parent->scratches; from; from = from->next) {
        struct scratch *area = alloc_zeroed(1, sizeof *area);

        *area = *from;
        area->next = child->scratches;
        child->scratches = area;
    }
}

void scratch_forget(struct space *space)
{
    while (space->scratches) {
        struct scratch *area = space->scratches;

        space->scratches = area->next;
        free(area);
    }
}
