#include "slots.h"

#include <errno.h>
#include <string.h>

#include "control.h"

bool slots_executes(const struct point *point)
{
    return point->kind == POINT_CODE;
}

unsigned slots_size(const struct point *point)
{
    return slots_executes(point) ? 1 : point->size_bytes;
}

struct watch_slot *slots_find(struct space *space, const struct point *point)
{
    for (unsigned i = 0; i < WATCH_SLOTS; i++) {
        if (space->slots[i].point_id == point->id)
            return &space->slots[i];
    }
    return NULL;
}

int slots_read(const struct tracee *tracee, const struct point *point, uint64_t *ret_value)
{
    uint64_t value = 0;
    ssize_t got = space_read(tracee, point->address, &value, slots_size(point));

    if (got != (ssize_t)slots_size(point))
        return got < 0 ? (int)got : -EFAULT;
    *ret_value = value;
    return 0;
}

void slots_note(struct space *space, struct point *point, uint64_t value)
{
    struct watch_slot *slot = slots_find(space, point);

    slot->seen = value;
    point->value = value;
}

unsigned slots_list(struct control *control, const struct space *space,
                    struct point_entry *ret_entries[static WATCH_SLOTS])
{
    unsigned count = 0;

    for (unsigned i = 0; i < WATCH_SLOTS; i++) {
        struct point_entry *entry = point_table_find(control, space->slots[i].point_id);
        bool is_new = entry != NULL;

        for (unsigned j = 0; j < count; j++)
            is_new &= ret_entries[j] != entry;
        if (is_new)
            ret_entries[count++] = entry;
    }
    return count;
}

void slots_see(struct control *control, struct space *space, const struct tracee *tracee)
{
    struct point_entry *entries[WATCH_SLOTS];
    unsigned count = slots_list(control, space, entries);

    for (unsigned i = 0; i < count; i++) {
        struct point *point = &entries[i]->point;
        uint64_t value = 0;

        if (!slots_executes(point) && slots_read(tracee, point, &value) == 0)
            slots_note(space, point, value);
    }
}

/* The largest part that a register can watch of what begins at the address. */
static unsigned part_size(tracee_addr address, unsigned left)
{
    unsigned size = 8;

    while (size > left || address % size)
        size /= 2;
    return size;
}

unsigned slots_wanted(const struct point *point)
{
    unsigned count = 0;

    for (unsigned done = 0; done < slots_size(point); count++)
        done += part_size(point->address + done, slots_size(point) - done);
    return count;
}

void slots_take(struct space *space, const struct point *point)
{
    unsigned done = 0;

    for (unsigned i = 0; i < WATCH_SLOTS && done < slots_size(point); i++) {
        struct watch_slot *slot = &space->slots[i];

        if (slot->point_id)
            continue;
        *slot = (struct watch_slot){
            .point_id = point->id,
            .address = point->address + done,
            .size_bytes = (uint8_t)part_size(point->address + done, slots_size(point) - done),
        };
        done += slot->size_bytes;
    }
}

void slots_free(struct space *space, uint32_t point_id)
{
    for (unsigned i = 0; i < WATCH_SLOTS; i++) {
        if (space->slots[i].point_id == point_id)
            memset(&space->slots[i], 0, sizeof space->slots[i]);
    }
}

unsigned slots_left(const struct space *space)
{
    unsigned count = 0;

    for (unsigned i = 0; i < WATCH_SLOTS; i++)
        count += !space->slots[i].point_id;
    return count;
}
