/*
 * Memories with breakpoints: they are copied, mapped anew, let go, and end.
 */
#include <stdlib.h>
#include <string.h>

#include "breakpoint.h"
#include "control.h"
#include "pad.h"
#include "pads.h"
#include "scratch.h"

static const uint8_t int3 = BREAKPOINT_INT3;

void breakpoint_free_space(struct space *space)
{
    while (space->locations) {
        struct location *location = space->locations;

        space->locations = location->next;
        free(location);
    }
    pads_forget(space);
    scratch_forget(space);
    free(space);
}

static void drop_space(struct control *control, struct space *space)
{
    struct space **link = &control->spaces;

    if (control->emit->is_silent)
        return;
    while (*link != space)
        link = &(*link)->next;
    *link = space->next;
    breakpoint_free_space(space);
}

void breakpoint_on_orphan(struct control *control, struct tracee *child)
{
    if (space_join(control, child))
        return;
    for (const struct space *space = control->spaces; space; space = space->next) {
        for (struct location *location = space->locations; location; location = location->next) {
            uint8_t there;

            if (location->original != int3 &&
                space_read(child, location->address, &there, 1) == 1 && there == int3)
                space_write(child, location->address, &location->original, 1);
        }
        pads_clean(child, space, true);
    }
    ghosts_lay(&control->ghosts, child, 0);
}

static void set_unmapped(struct control *control, unsigned index)
{
    struct point_entry *entry = &control->points.entries[index];

    for (struct space *space = control->spaces; space; space = space->next) {
        for (struct location *location = space->locations; location; location = location->next) {
            if (location_has_point(location, index))
                return; /* it is somewhere still */
        }
    }
    entry->point.state = POINT_UNMAPPED;
    entry->point.original_bytes = 0;
    point_tell(control, entry);
}

static void unmap_location(struct control *control, struct space *space,
                           struct location *location)
{
    uint64_t points[LOCATION_BITS];

    memcpy(points, location->points, sizeof points);
    memset(location->points, 0, sizeof location->points);
    for (unsigned i = 0; i < POINT_MAX; i++) {
        if (points[i / 64] >> i % 64 & 1)
            set_unmapped(control, i);
    }
    location_drop(control, space, location);
}

/* What the copy holds is what was there at the fork, not what is there now. */
static void copy_location(struct control *control, struct tracee *child, struct space *space,
                          const struct location *from)
{
    struct location *copy = location_make(space, from->address);
    uint8_t there;

    copy->original = from->original;
    if (space_read(child, from->address, &there, 1) == 1) {
        copy->pad = there == PAD_JUMP_OPCODE ? pads_at(space, from->address) : NULL;
        copy->is_inserted = there == location_first_byte(copy);
    }
    memcpy(copy->points, from->points, sizeof copy->points);
    if (!space->is_disarmed && location_is_wanted(control, copy))
        location_insert(child, copy);
    else
        location_remove(child, copy);
}

void breakpoint_on_copy(struct control *control, struct tracee *child, uint32_t parent_memory)
{
    struct space *parent = control->spaces, *space;

    while (parent && parent->memory != parent_memory)
        parent = parent->next;
    if (control->emit->is_silent) {
        breakpoint_on_orphan(control, child); /* which takes no heap */
        return;
    }
    ghosts_lay(&control->ghosts, child, parent_memory);
    if (parent)
        pads_clean(child, parent, false);
    if (!parent || !parent->locations)
        return;
    space = space_make(control, child);
    space->is_disarmed = parent->is_disarmed;
    scratch_copy(space, parent);
    pads_copy(space, parent);
    for (const struct location *from = parent->locations; from; from = from->next)
        copy_location(control, child, space, from);
    for (struct location *location = space->locations, *next; location; location = next) {
        next = location->next;
        if (location_is_empty(location))
            location_drop(control, space, location);
    }
}

static bool is_there(const struct tracee *tracee, const struct location *location)
{
    uint8_t there;

    return space_read(tracee, location->address, &there, 1) == 1 &&
           (there == location_first_byte(location) || !location->is_inserted);
}

/* The kernel takes whole pages. */
void breakpoint_on_unmap(struct control *control, struct tracee *tracee, tracee_addr start,
                         uint64_t length)
{
    const uint64_t page = 4096;
    struct space *space = control_space(control, tracee);
    uint64_t whole = (length + page - 1) & ~(page - 1);

    for (struct location *location = space ? space->locations : NULL, *next; location;
         location = next) {
        next = location->next;
        if (location->address - start < whole && !is_there(tracee, location))
            unmap_location(control, space, location);
    }
}

void breakpoint_forget_copies(struct space *space)
{
    for (struct location *location = space->locations; location; location = location->next)
        memset(&location->copy, 0, sizeof location->copy);
    scratch_give_back_all(space); /* those of breakpoints that are gone, too */
}

void breakpoint_forget_space(struct control *control, uint32_t memory)
{
    struct space *space = control->spaces;

    while (space && space->memory != memory)
        space = space->next;
    if (!space)
        return;
    while (space->locations && !control->emit->is_silent)
        unmap_location(control, space, space->locations);
    watch_forget_space(control, space);
    drop_space(control, space);
}

static bool is_original(const struct tracee *tracee, const struct location *location)
{
    uint8_t there;

    return space_read(tracee, location->address, &there, 1) == 1 && there == location->original;
}

void breakpoint_rearm(struct control *control, struct space *space)
{
    struct tracee *tracee = NULL, *any = NULL;

    while ((tracee = tracee_next_in_memory(control->tracees, space->memory, tracee))) {
        if (tracee->wants_detach)
            return;
        any = tracee;
    }
    if (!any || !space->is_disarmed)
        return;
    space->is_disarmed = false;
    for (struct location *location = space->locations; location; location = location->next)
        breakpoint_put_back(control, any, location);
}

void breakpoint_disarm(struct control *control, const struct tracee *tracee)
{
    struct space *space = control_space(control, tracee);

    if (!space)
        return;
    space->is_disarmed = true;
    tracee = space_reach(control, tracee);
    for (struct location *location = space->locations; location; location = location->next) {
        bool was_there = location->is_inserted;

        if (!location_remove(tracee, location) || !is_original(tracee, location))
            space->left_in += was_there;
        else
            space->taken_out += was_there;
    }
}
