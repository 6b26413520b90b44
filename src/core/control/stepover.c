#include "stepover.h"

#include <string.h>

#include "breakpoint.h"
#include "control.h"
#include "emulate.h"
#include "emulate_machine.h"
#include "pad.h"
#include "pads.h"
#include "scratch.h"

#include "../inspect/instruction.h"
#include "../tracee/ptrace_call.h"
#include "../tracee/registers.h"

/* In a call it comes to no instruction before the call's exit, where it stops. */
static bool is_still(const struct tracee *tracee)
{
    return tracee->state != TRACEE_RUNNING || tracee->call.is_known;
}

static bool stop_others(const struct control *control, const struct tracee *stepper)
{
    struct tracee *tracee = NULL;
    bool all_still = true;

    while ((tracee = tracee_next_in_memory(control->tracees, stepper->memory, tracee))) {
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
    while ((tracee = tracee_next_in_memory(control->tracees, space->memory, tracee))) {
        if (tracee->state == TRACEE_STOPPED && !tracee->is_paused)
            control->run_later(control->context, tracee);
    }
}

/* ---- alone ------------------------------------------------------------------------------ */

static enum run_mode put_pad(struct control *control, struct tracee *tracee,
                             struct location *location);

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
    if (pads_wanted(control, space, location))
        return put_pad(control, tracee, location);
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
            breakpoint_put_back(control, tracee, location);
    }
    over->phase = STEPOVER_NONE;
    if (space && space->stepper == tracee->tid)
        release_others(control, space);
}

/* ---- past a condition ------------------------------------------------------------------- */

/* All stand still: from now on the tracees evaluate the condition themselves, if that can be. */
static enum run_mode put_pad(struct control *control, struct tracee *tracee,
                             struct location *location)
{
    int status;

    pads_put(control, tracee, location, &status);
    end_alone(control, tracee);
    if (!status)
        return stepover_prepare(control, tracee);
    control->take_status(control->context, tracee, status);
    return RUN_NOT;
}

/* What is under the breakpoint is in the pad, too. */
static enum run_mode go_behind_condition(struct tracee *tracee, const struct location *location,
                                         struct user_regs_struct *registers)
{
    registers->rip = pad_enter(location->pad, location->address);
    ptrace_set_registers(tracee->tid, registers);
    tracee->controlled->over.at = 0;
    return RUN_FREE;
}

/* ---- emulated --------------------------------------------------------------------------- */

/* What is under the breakpoint. */
struct covered {
    uint8_t bytes[INSTRUCTION_MAX_BYTES];
    struct instruction instruction;
    bool is_known;
};

static void read_covered(const struct control *control, const struct tracee *tracee,
                         const struct user_regs_struct *registers, struct covered *ret_covered)
{
    size_t size = breakpoint_read_code(control, tracee, registers->rip, ret_covered->bytes,
                                       sizeof ret_covered->bytes);

    ret_covered->is_known = instruction_decode(ret_covered->bytes, size,
                                               registers_are_compat(registers),
                                               &ret_covered->instruction);
}

/* What a shadow stack would have to know of. */
static bool is_shadowed(const struct control *control, const struct tracee *tracee,
                        const struct instruction *instruction)
{
    return control_space(control, tracee)->has_shadow_stack &&
           (instruction->kind == INSTRUCTION_CALL || instruction->kind == INSTRUCTION_RETURN);
}

static struct emulate_memory memory_of(struct tracee *tracee)
{
    return (struct emulate_memory){ emulate_read, emulate_write, &tracee->tid };
}

/* Done, and the breakpoint is behind it. */
static bool do_instead(struct control *control, struct tracee *tracee,
                       const struct instruction *instruction, struct user_regs_struct *registers)
{
    const struct emulate_memory memory = memory_of(tracee);

    if (watch_is_on(control_space(control, tracee))) /* its debug registers would miss it */
        return false;
    if (!emulate(instruction, registers, &memory) ||
        ptrace_set_registers(tracee->tid, registers) < 0)
        return false;
    tracee->controlled->over.at = 0;
    control_on_executed(control, tracee, registers);
    return true;
}

/* ---- out of line ------------------------------------------------------------------------ */

/* One copy serves all threads.  False: not to be had, or another stop came while it was made. */
static bool make_copy(struct control *control, struct tracee *tracee, struct location *location,
                      const struct covered *covered, int *ret_status)
{
    struct space *space = control_space(control, tracee);
    struct relocated *copy = &location->copy;
    tracee_addr slot;

    slot = scratch_take(space, tracee, location->address, RELOCATE_MAX_BYTES, ret_status);
    if (!slot)
        return false;
    if (relocate(&covered->instruction, covered->bytes, location->address, slot, copy) &&
        space_write(tracee, slot, copy->bytes, copy->length) == copy->length) {
        memcpy(location->copied, covered->bytes, covered->instruction.length);
        return true;
    }
    memset(copy, 0, sizeof *copy);
    location->has_no_copy = true;
    scratch_give_back(space, slot, RELOCATE_MAX_BYTES);
    return false;
}

static enum run_mode go_out_of_line(struct control *control, struct tracee *tracee,
                                    struct location *location, const struct covered *covered,
                                    struct user_regs_struct *registers)
{
    struct stepover *over = &tracee->controlled->over;
    int status = 0;

    if (memcmp(location->copied, covered->bytes, covered->instruction.length) != 0)
        location->copy.to = 0; /* another thread may be in the old one: its slot is not used again */
    if (!location->copy.to && (location->has_no_copy ||
                               !make_copy(control, tracee, location, covered, &status))) {
        if (!status)
            return RUN_FREE; /* another way must do */
        control->take_status(control->context, tracee, status);
        return RUN_NOT;
    }
    registers->rip = location->copy.to;
    over->copy = location->copy;
    if (ptrace_set_registers(tracee->tid, registers) < 0)
        return RUN_FREE;
    over->phase = STEPOVER_OUT_OF_LINE;
    return covered->instruction.kind == INSTRUCTION_SYSCALL ? RUN_TO_CALL : RUN_STEP;
}

/* A step does one round of a string instruction; the rest of them is the same hit. */
static bool is_repeating(const struct tracee *tracee, const struct user_regs_struct *registers,
                         uint8_t kind)
{
    return registers->rip == tracee->controlled->over.at && kind == INSTRUCTION_REPEATED;
}

/* pushf has pushed the flag by which it was stepped. */
static void hide_trap_flag(const struct tracee *tracee, const struct user_regs_struct *registers)
{
    uint8_t byte;

    if (registers->eflags & FLAG_TRAP || space_read(tracee, registers->rsp + 1, &byte, 1) != 1)
        return;
    byte &= (uint8_t) ~(FLAG_TRAP >> 8);
    space_write(tracee, registers->rsp + 1, &byte, 1);
}

/* The registers as they are where the instruction belongs; not executed yet it still stands at the
 * breakpoint. */
static void end_out_of_line(struct tracee *tracee, struct user_regs_struct *registers)
{
    const struct emulate_memory memory = memory_of(tracee);
    struct stepover *over = &tracee->controlled->over;

    if (over->copy.kind == INSTRUCTION_PUSH_FLAGS && registers->rip != over->copy.to)
        hide_trap_flag(tracee, registers);
    relocate_fix(&over->copy, registers, &memory);
    ptrace_set_registers(tracee->tid, registers);
    over->phase = STEPOVER_NONE; /* at last: if we break in between it is done again */
}

/* ---- handlers that come in between ------------------------------------------------------- */

static void note_handler(struct stepover *over)
{
    if (over->interrupted_count == STEPOVER_HANDLERS)
        memmove(over->interrupted, over->interrupted + 1,
                --over->interrupted_count * sizeof over->interrupted[0]);
    over->interrupted[over->interrupted_count].at = over->at;
    over->interrupted[over->interrupted_count++].stack = over->stack;
}

/* A handler can leave by longjmp: whose frame is gone does not come back. */
bool stepover_is_back(struct stepover *over, tracee_addr address, tracee_addr stack)
{
    while (over->interrupted_count) {
        unsigned last = over->interrupted_count - 1;

        if (over->interrupted[last].stack > stack)
            return false;
        over->interrupted_count = last;
        if (over->interrupted[last].stack == stack && over->interrupted[last].at == address)
            return true;
    }
    return false;
}

/* ---- the door --------------------------------------------------------------------------- */

enum run_mode stepover_prepare(struct control *control, struct tracee *tracee)
{
    struct stepover *over = &tracee->controlled->over;
    struct location *location = breakpoint_at(control, tracee, over->at);
    struct user_regs_struct registers;
    struct covered covered;
    enum run_mode mode = RUN_FREE;
    bool is_movable, is_call;

    if (ptrace_get_registers(tracee->tid, &registers) < 0)
        return RUN_FREE; /* dying */
    if (registers.rip != over->at || !location ||
        !(location->is_inserted || location->is_out)) {
        stepover_abort(control, tracee);
        over->at = 0;
        return RUN_FREE;
    }
    if (tracee->pending_signal) { /* first; then it comes upon the breakpoint once more */
        stepover_abort(control, tracee);
        note_handler(over);
        return RUN_FREE;
    }
    if (location->pad && !tracee->controlled->step.is_active)
        return go_behind_condition(tracee, location, &registers);
    read_covered(control, tracee, &registers, &covered);
    is_call = covered.is_known && covered.instruction.kind == INSTRUCTION_SYSCALL;
    if (over->phase == STEPOVER_NONE && pads_wanted(control, control_space(control, tracee), location))
        return go_alone(control, tracee, location, is_call);
    is_movable = covered.is_known && over->phase == STEPOVER_NONE &&
                 !is_shadowed(control, tracee, &covered.instruction);
    if (is_movable && do_instead(control, tracee, &covered.instruction, &registers))
        return RUN_FREE;
    if (is_movable)
        mode = go_out_of_line(control, tracee, location, &covered, &registers);
    if (mode != RUN_FREE)
        return mode;
    return go_alone(control, tracee, location, is_call);
}

/* The instruction that was executed alone. */
static void end_instruction(const struct control *control, struct tracee *tracee,
                            const struct user_regs_struct *registers)
{
    struct stepover *over = &tracee->controlled->over;
    struct user_regs_struct before = *registers;
    struct covered covered;

    before.rip = over->at;
    read_covered(control, tracee, &before, &covered);
    if (covered.is_known && covered.instruction.kind == INSTRUCTION_PUSH_FLAGS)
        hide_trap_flag(tracee, registers);
    if (!covered.is_known || !is_repeating(tracee, registers, covered.instruction.kind))
        over->at = 0;
}

bool stepover_on_trap(struct control *control, struct tracee *tracee,
                      struct user_regs_struct *registers)
{
    struct stepover *over = &tracee->controlled->over;

    if (over->phase == STEPOVER_OUT_OF_LINE) {
        end_out_of_line(tracee, registers);
        if (!is_repeating(tracee, registers, over->copy.kind))
            over->at = 0;
        return true;
    }
    if (over->phase != STEPOVER_ALONE)
        return false;
    end_alone(control, tracee);
    end_instruction(control, tracee, registers);
    return true;
}

void stepover_on_entry(struct control *control, struct tracee *tracee)
{
    struct stepover *over = &tracee->controlled->over;

    stepover_abort(control, tracee);
    over->at = 0;
}

void stepover_abort(struct control *control, struct tracee *tracee)
{
    struct stepover *over = &tracee->controlled->over;
    struct user_regs_struct registers;
    bool was_alone = over->phase == STEPOVER_ALONE;

    if (over->phase == STEPOVER_ALONE || over->phase == STEPOVER_WAITING)
        end_alone(control, tracee);
    else if (over->phase == STEPOVER_OUT_OF_LINE &&
             ptrace_get_registers(tracee->tid, &registers) == 0)
        end_out_of_line(tracee, &registers);
    if (was_alone && ptrace_get_registers(tracee->tid, &registers) == 0 &&
        registers.rip != over->at)
        end_instruction(control, tracee, &registers);
    over->phase = STEPOVER_NONE;
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
