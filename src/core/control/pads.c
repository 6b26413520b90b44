#include "pads.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/user.h>

#include "breakpoint.h"
#include "control.h"
#include "pad.h"

#include "../base/alloc.h"
#include "../tracee/ptrace_call.h"

#define PAD_TRIES 10
#define PAD_REST  20

/* ---- putting them there, taking them out ------------------------------------------- */

/* The one point of a location; NULL where there are none, or several. */
static struct point_entry *only_point(const struct control *control,
                                      const struct location *location)
{
    struct point_entry *only = NULL;

    for (unsigned i = 0; i < POINT_MAX; i++) {
        if (!(location->points[i / 64] >> i % 64 & 1))
            continue;
        if (only)
            return NULL;
        only = (struct point_entry *)&control->points.entries[i];
    }
    return only;
}

bool pads_wanted(const struct control *control, const struct space *space,
                 struct location *location)
{
    const struct point_entry *entry = only_point(control, location);
    bool is_wanted = !location->pad && !location->has_no_pad && !location->planted &&
                     !space->is_disarmed && !control->emit->is_silent && location->is_inserted &&
                     entry && entry->condition && entry->point.state == POINT_ARMED;

    if (!is_wanted || !location->pad_rest)
        return is_wanted;
    location->pad_rest--;
    return false;
}

/* Another stop came: next time.  A thread was in the way, on its way through an INT3 maybe: later. */
static void on_failure(struct location *location, int result, int status)
{
    if (status)
        return;
    location->pad_rest = PAD_REST;
    location->has_no_pad = result != -EBUSY || ++location->pad_tries == PAD_TRIES;
}

static void tell(struct control *control, const struct location *location, bool is_in_place)
{
    struct point_entry *entry = only_point(control, location);
    struct point *point = entry ? &entry->point : NULL;

    if (!point)
        return;
    point->flags =
        is_in_place ? point->flags | POINT_IN_PLACE : (uint8_t)(point->flags & ~POINT_IN_PLACE);
    if (is_in_place) {
        memcpy(point->original, location->pad->original, location->pad->patched);
        point->original_bytes = location->pad->patched;
    } else if (point->original_bytes > 1) {
        point->original_bytes = 1;
    }
    point_tell(control, entry);
}

bool pads_put(struct control *control, struct tracee *tracee, struct location *location,
              int *ret_status)
{
    struct space *space = control_space(control, tracee);
    struct pad *pad;
    int result = pad_make(control, tracee, location->address,
                          only_point(control, location)->condition, &pad, ret_status);

    if (result < 0) {
        on_failure(location, result, *ret_status);
        return false;
    }
    pad->next = space->pads;
    space->pads = pad;
    if (!pad_arm(tracee, pad)) {
        location->has_no_pad = true;
        return false;
    }
    location->pad = pad;
    tell(control, location, true);
    return true;
}

/* An INT3 instead, whoever runs. */
static void drop(struct control *control, const struct tracee *tracee, struct location *location)
{
    if (!location->pad)
        return;
    if (location->is_inserted)
        location->is_inserted = pad_disarm(tracee, location->pad, PAD_INT3);
    location->pad = NULL;
    location->has_no_pad = true;
    tell(control, location, false);
}

void pads_uncover(struct control *control, const struct tracee *tracee, tracee_addr address,
                  size_t size)
{
    const struct space *space = control_space(control, tracee);

    for (struct location *location = space ? space->locations : NULL; location;
         location = location->next) {
        if (location->pad && address < location->address + location->pad->patched &&
            location->address < address + size)
            drop(control, tracee, location);
    }
}

/* ---- threads ----------------------------------------------------------------------- */

static const struct pad *pad_with(const struct space *space, tracee_addr pc)
{
    for (const struct pad *pad = space->pads; pad; pad = pad->next) {
        if (pad_has(pad, pc))
            return pad;
    }
    return NULL;
}

void pads_leave(const struct control *control, struct tracee *tracee,
                struct user_regs_struct *registers)
{
    const struct emulate_memory memory = { emulate_read, emulate_write, &tracee->tid };
    const struct space *space = control->spaces ? control_space(control, tracee) : NULL;
    struct user_regs_struct own;
    const struct pad *pad;

    if (!space || !space->pads)
        return;
    if (!registers && ptrace_get_registers(tracee->tid, &own) < 0)
        return;
    registers = registers ? registers : &own;
    pad = pad_with(space, registers->rip);
    if (pad && pad_leave(pad, registers, &memory))
        ptrace_set_registers(tracee->tid, registers);
}

void pads_enter(const struct control *control, struct tracee *tracee)
{
    const struct space *space = control_space(control, tracee);
    struct user_regs_struct registers;

    if (!space || !space->pads || ptrace_get_registers(tracee->tid, &registers) < 0)
        return;
    for (const struct pad *pad = space->pads; pad; pad = pad->next) {
        if (!pad_hides(pad, registers.rip) || !pad_enter(pad, registers.rip))
            continue;
        registers.rip = pad_enter(pad, registers.rip);
        ptrace_set_registers(tracee->tid, &registers);
        return;
    }
}

tracee_addr pads_trapped(const struct space *space, tracee_addr pc)
{
    const struct pad *pad = space ? pad_with(space, pc) : NULL;

    return pad && pc == pad_trap(pad) ? pad->address : 0;
}

void pads_let_go(struct control *control, struct tracee *tracee)
{
    struct space *space = control_space(control, tracee);

    if (!space)
        return;
    pads_leave(control, tracee, NULL);
    if (control->emit->is_silent)
        return; /* no page is unmapped then */
    for (const struct pad *pad = space->pads; pad; pad = pad->next)
        space->pads_stay = space->pads_stay || pad_is_in_use(tracee, pad);
}

/* ---- spaces ------------------------------------------------------------------------ */

void pads_hide(const struct space *space, tracee_addr address, uint8_t *buffer, size_t size)
{
    for (const struct pad *pad = space->pads; pad; pad = pad->next) {
        for (unsigned i = 0; pad->is_armed && i < pad->patched; i++) {
            if (pad->address + i - address < size)
                buffer[pad->address + i - address] = pad->original[i];
        }
    }
}

void pads_copy(struct space *child, const struct space *parent)
{
    for (const struct pad *from = parent->pads; from; from = from->next) {
        struct pad *pad = alloc_zeroed(1, sizeof *pad);

        *pad = *from;
        pad->next = child->pads;
        child->pads = pad;
    }
    child->pads_stay = parent->pads_stay;
}

void pads_clean(const struct tracee *child, const struct space *space, bool is_armed)
{
    for (const struct pad *from = space->pads; from; from = from->next) {
        struct pad pad = *from;

        pad.is_armed = true; /* it looks what is there */
        if (is_armed || !from->is_armed)
            pad_disarm(child, &pad, PAD_ORIGINAL);
    }
}

struct pad *pads_at(const struct space *space, tracee_addr address)
{
    for (struct pad *pad = space->pads; pad; pad = pad->next) {
        if (pad->is_armed && pad->address == address)
            return pad;
    }
    return NULL;
}

void pads_forget(struct space *space)
{
    while (space->pads) {
        struct pad *pad = space->pads;

        space->pads = pad->next;
        free(pad);
    }
}
