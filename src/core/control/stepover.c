#include "stepover.h"

#include <string.h>

#include "breakpoint.h"
#include "control.h"
#include "emulate.h"

#include "../inspect/instruction.h"
#include "../tracee/ptrace_call.h"
#include "../tracee/registers.h"

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

static enum run_mode go_alone(struct control *control, struct tracee *tracee,
                              struct location *location, bool is_call)
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
    return is_call ? RUN_TO_CALL : RUN_STEP;
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

/* ---- emulated --------------------------------------------------------------------------- */

static bool read_instruction(const struct control *control, const struct tracee *tracee,
                             const struct user_regs_struct *registers,
                             struct instruction *ret_instruction)
{
    uint8_t code[INSTRUCTION_MAX_BYTES];
    size_t size = breakpoint_read_code(control, tracee, registers->rip, code, sizeof code);

    return instruction_decode(code, size, registers_are_compat(registers), ret_instruction);
}

static bool pushes_or_pops_shadow(const struct instruction *instruction)
{
    return instruction->kind == INSTRUCTION_CALL || instruction->kind == INSTRUCTION_RETURN;
}

/* Done, and the breakpoint is behind it. */
static bool do_instead(struct control *control, struct tracee *tracee,
                       const struct instruction *instruction, struct user_regs_struct *registers)
{
    const struct emulate_memory memory = { emulate_read, emulate_write, &tracee->tid };

    if (control_space(control, tracee)->has_shadow_stack && pushes_or_pops_shadow(instruction))
        return false;
    if (!emulate(instruction, registers, &memory) ||
        ptrace_set_registers(tracee->tid, registers) < 0)
        return false;
    tracee->controlled->over.at = 0;
    control_on_executed(control, tracee, registers);
    return true;
}

/* ---- the door --------------------------------------------------------------------------- */

enum run_mode stepover_prepare(struct control *control, struct tracee *tracee)
{
    struct stepover *over = &tracee->controlled->over;
    struct location *location = breakpoint_at(control, tracee, over->at);
    struct user_regs_struct registers;
    struct instruction instruction;
    bool is_known;

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
    is_known = read_instruction(control, tracee, &registers, &instruction);
    if (is_known && over->phase == STEPOVER_NONE &&
        do_instead(control, tracee, &instruction, &registers))
        return RUN_FREE;
    return go_alone(control, tracee, location,
                    is_known && instruction.kind == INSTRUCTION_SYSCALL);
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
