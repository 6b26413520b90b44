#include "location.h"

#include <stdlib.h>

#include "control.h"
#include "pad.h"

#include "../base/alloc.h"

static const uint8_t int3 = BREAKPOINT_INT3;

struct location *location_find(const struct space *space, tracee_addr address)
{
    for (struct location *location = space ? space->locations : NULL; location;
         location = location->next) {
        if (location->address == address)
            return location;
    }
    return NULL;
}

bool location_insert(const struct tracee *tracee, struct location *location)
{
    uint8_t there;

    if (location->is_inserted)
        return true;
    if (location->pad)
        return location->is_inserted = pad_arm(tracee, location->pad);
    if (space_read(tracee, location->address, &location->original, 1) != 1)
        return false;
    location->is_inserted = true; /* before it is: we may break in between */
    if (space_write(tracee, location->address, &int3, 1) == 1 &&
        space_read(tracee, location->address, &there, 1) == 1 && there == int3)
        return true;
    location->is_inserted = false;
    return false;
}

/* What is no INT3 any more is not ours: something else was mapped there. */
bool location_remove(const struct tracee *tracee, struct location *location)
{
    uint8_t there;
    bool is_removed;

    if (!location->is_inserted)
        return true;
    if (location->pad)
        is_removed = pad_disarm(tracee, location->pad, PAD_ORIGINAL);
    else
        is_removed = space_read(tracee, location->address, &there, 1) == 1 && there == int3 &&
                     space_write(tracee, location->address, &location->original, 1) == 1;
    location->is_inserted = false; /* after: the same */
    return is_removed;
}

uint8_t location_first_byte(const struct location *location)
{
    return location->pad ? PAD_JUMP_OPCODE : int3;
}

bool location_has_point(const struct location *location, unsigned index)
{
    return location->points[index / 64] >> index % 64 & 1;
}

bool location_is_wanted(const struct control *control, const struct location *location)
{
    for (unsigned i = 0; i < POINT_MAX; i++) {
        if (location_has_point(location, i) &&
            control->points.entries[i].point.state == POINT_ARMED)
            return true;
    }
    return location->planted > 0;
}

bool location_is_empty(const struct location *location)
{
    uint64_t bits = location->planted;

    for (unsigned i = 0; i < LOCATION_BITS; i++)
        bits |= location->points[i];
    return bits == 0;
}

struct location *location_make(struct space *space, tracee_addr address)
{
    struct location *location = alloc_zeroed(1, sizeof *location);

    location->address = address;
    location->next = space->locations;
    space->locations = location;
    return location;
}

void location_drop(struct control *control, struct space *space, struct location *location)
{
    struct location **link = &space->locations;

    if (control->emit->is_silent)
        return;
    while (*link != location)
        link = &(*link)->next;
    *link = location->next;
    ghosts_add(&control->ghosts, space->memory, location);
    free(location);
}
