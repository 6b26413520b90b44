#include "stepover.h"

#include <string.h>

#include "breakpoint.h"
#include "control.h"

#include "../tracee/ptrace_call.h"

static struct tracee *next_in_memory(const struct control *control, uint32_t memory,
                                     struct tracee *tracee)
{
    do
        tracee = tracee_next(control->tracees, tracee);
    while (tracee && tracee->memory != memory);
    return tracee;
}

/* In a call it comes to no instruction before the call's exit, where it stops. */
static bool is_still(const struct tracee *tracee)
{
    return tracee->state != TRACEE_RUNNING || tracee->call.is_known;
}

static bool stop_others(const struct control *control, const struct tracee *stepper)
{
    struct tracee *tracee = NULL;
    bool all_still = true;

    while ((tracee = next_in_memory(control, stepper->memory, tracee))) {
        if (tracee == stepper || is_still(tracee))
            continue;
        tracee_interrupt(tracee);
        all_still &= is_still(tracee);
    }
    return all_still;
}

static void release_others(struct control *control, struct space *space)
{
    struct tracee *tracee = NULL;

    space->stepper = 0;
    while ((tracee = next_in_memory(control, space->memory, tracee))) {
        if (tracee->state == TRACEE_STOPPED && !tracee->is_paused)
            control->run_later(control->context, tracee);
    }
}

/* ---- alone ------------------------------------------------------------------------------ */

static bool is_call(const struct tracee *tracee, tracee_addr address, uint8_t first)
{
    uint8_t bytes[2] = { first, 0 };

    return space_read(tracee, address + 1, &bytes[1], 1) == 1 &&
           (memcmp(bytes, "\x0f\x05", 2) == 0 || memcmp(bytes, "\x0f\x34", 2) == 0 ||
            memcmp(bytes, "\xcd\x80", 2) == 0);
}

static enum run_mode go_alone(struct control *control, struct tracee *tracee,
                              struct location *location)
{
    struct space *space = control_space(control, tracee);
    struct stepover *over = &tracee->controlled->over;

    if (space->stepper && space->stepper != tracee->tid)
        return RUN_NOT; /* its turn comes */
    space->stepper = tracee->tid;
    over->phase = STEPOVER_WAITING;
    if (!stop_others(control, tracee))
        return RUN_NOT;
    location_remove(tracee, location);
    location->is_out = true;
    over->phase = STEPOVER_ALONE;
    return is_call(tracee, over->at, location->original) ? RUN_TO_CALL : RUN_STEP;
}

static void end_alone(struct control *control, struct tracee *tracee)
{
    struct space *space = control_space(control, tracee);
    struct stepover *over = &tracee->controlled->over;
    struct location *location = breakpoint_at(control, tracee, over->at);

    if (location && location->is_out) {
        location->is_out = false;
        if (!space->is_disarmed)
            location_insert(tracee, location);
    }
    over->phase = STEPOVER_NONE;
    if (space && space->stepper == tracee->tid)
        release_others(control, space);
}

/* ---- the door --------------------------------------------------------------------------- */

enum run_mode stepover_prepare(struct control *control, struct tracee *tracee)
{
    struct stepover *over = &tracee->controlled->over;
    struct location *location = breakpoint_at(control, tracee, over->at);
    struct user_regs_struct registers;

    if (ptrace_get_registers(tracee->tid, &registers) < 0)
        return RUN_FREE; /* dying */
    if (registers.rip != over->at || !location || !location->is_inserted) {
        stepover_abort(control, tracee);
        over->at = 0;
        return RUN_FREE;
    }
    if (tracee->pending_signal) { /* first; then it comes upon the breakpoint once more */
        stepover_abort(control, tracee);
        return RUN_FREE;
    }
    return go_alone(control, tracee, location);
}

bool stepover_on_trap(struct control *control, struct tracee *tracee,
                      struct user_regs_struct *registers)
{
    struct stepover *over = &tracee->controlled->over;

    (void)registers;
    if (over->phase != STEPOVER_ALONE)
        return false;
    end_alone(control, tracee);
    over->at = 0;
    return true;
}

void stepover_on_entry(struct control *control, struct tracee *tracee)
{
    struct stepover *over = &tracee->controlled->over;

    if (over->phase != STEPOVER_ALONE)
        return;
    end_alone(control, tracee);
    over->at = 0;
}

void stepover_abort(struct control *control, struct tracee *tracee)
{
    struct stepover *over = &tracee->controlled->over;

    if (over->phase == STEPOVER_ALONE || over->phase == STEPOVER_WAITING)
        end_alone(control, tracee);
}

void stepover_go_on(struct control *control, struct space *space)
{
    struct tracee *stepper = space->stepper ? tracee_find(control->tracees, space->stepper) : NULL;

    if (!space->stepper)
        return;
    if (!stepper || !stepper->controlled) {
        release_others(control, space);
        return;
    }
    if (stepper->controlled->over.phase == STEPOVER_WAITING && stepper->state == TRACEE_STOPPED &&
        !stepper->is_paused)
        control->run_later(control->context, stepper);
}
