#include "step.h"

#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "breakpoint.h"
#include "control.h"

#include "../inspect/unwind.h"
#include "../tracee/procfs.h"
#include "../tracee/ptrace_call.h"
#include "../tracee/registers.h"

#define FLAG_TRAP UINT64_C(0x100)
#define HANDLER_TRAP SIGTRAP /* si_code of the stop at a handler's first instruction: ptrace_notify */

/* A repeated instruction is stepped so often; then it runs to the one behind it. */
#define REPEAT_LIMIT 64
/* So often in a row may a step lead somewhere that the instruction does not lead to. */
#define THROW_LIMIT 8

/* ---- the step's own INT3 ---------------------------------------------------------------- */

static bool plant(struct control *control, struct tracee *tracee, enum step_plant what,
                  tracee_addr address, tracee_addr stack)
{
    struct step *step = &tracee->controlled->step;

    if (control->emit->is_silent || breakpoint_plant(control, tracee, address) < 0)
        return false;
    step->plant = what;
    step->plant_at = address;
    step->plant_stack = stack;
    return true;
}

/* Who is dead or in another memory already cannot take it out: any other thread of it can. */
static const struct tracee *choose_hand(const struct control *control,
                                        const struct tracee *tracee, uint32_t memory)
{
    const struct tracee *other = NULL;

    if (tracee->memory == memory && tracee->state == TRACEE_STOPPED)
        return tracee;
    while ((other = tracee_next(control->tracees, other))) {
        if (other != tracee && other->memory == memory && other->state != TRACEE_DYING)
            return other;
    }
    return tracee->memory == memory ? tracee : NULL;
}

static void unplant(struct control *control, struct tracee *tracee, uint32_t memory)
{
    struct step *step = &tracee->controlled->step;
    const struct tracee *hand;

    if (step->plant == STEP_PLANT_NONE)
        return;
    step->plant = STEP_PLANT_NONE;
    hand = choose_hand(control, tracee, memory);
    if (hand)
        breakpoint_unplant(control, hand, step->plant_at);
}

/* Is it this thread, back where it was, and not the same code deeper in a recursion? */
static bool is_awaited(const struct step *step, tracee_addr stack)
{
    switch (step->plant) {
    case STEP_PLANT_NONE:
        return false;
    case STEP_PLANT_RETURN:
    case STEP_PLANT_OUT:
    case STEP_PLANT_BEHIND:
        return stack >= step->plant_stack;
    case STEP_PLANT_HANDLER:
        return stack == step->plant_stack;
    case STEP_PLANT_UNTIL:
        return true;
    }
    return false;
}

/* ---- what is about to be executed ---------------------------------------------------------- */

static void note_registers(struct step *step, const struct user_regs_struct *registers)
{
    step->pc = registers->rip;
    step->stack = registers->rsp;
    step->has_own_trap = registers->eflags & FLAG_TRAP; /* ours is not shown to us */
    step->instruction.is_compat = registers_are_compat(registers);
    step->has_registers = true;
    step->is_looked_at = false;
}

/* An interrupted call: the kernel is about to step back to its instruction. */
static bool is_restarting(const struct user_regs_struct *registers)
{
    return (int64_t)registers->orig_rax >= 0 &&
           (registers_result_restarts((int64_t)registers->rax) ||
            (registers_are_compat(registers) &&
             registers_result_restarts((int32_t)registers->rax)));
}

/* It does not go by instructions just now. */
static bool runs_on(const struct tracee *tracee)
{
    const struct step *step = &tracee->controlled->step;

    return step->plant != STEP_PLANT_NONE || step->kind == STEP_CALL || tracee->call.is_known;
}

static void decode(struct control *control, struct tracee *tracee)
{
    struct step *step = &tracee->controlled->step;
    bool is_compat = step->instruction.is_compat;
    uint8_t code[INSTRUCTION_MAX_BYTES];
    size_t size = breakpoint_read_code(control, tracee, step->pc, code, sizeof code);

    if (!instruction_decode(code, size, is_compat, &step->instruction)) {
        memset(&step->instruction, 0, sizeof step->instruction);
        step->instruction.is_compat = is_compat;
        step->instruction.kind = INSTRUCTION_FAR; /* it leads anywhere */
    }
}

void step_look(struct control *control, struct tracee *tracee)
{
    struct step *step = &tracee->controlled->step;
    struct user_regs_struct registers;
    bool restarts = false;

    if (runs_on(tracee))
        return;
    if (!step->has_registers) {
        if (ptrace_get_registers(tracee->tid, &registers) < 0)
            return;
        note_registers(step, &registers);
        restarts = is_restarting(&registers);
    }
    if (restarts)
        step->instruction.kind = INSTRUCTION_SYSCALL;
    else
        decode(control, tracee);
    step->has_registers = false;
    step->is_looked_at = true;
}

/* ---- running -------------------------------------------------------------------------------- */

/* With a signal that has a handler the trap flag leads to its first instruction. */
static bool wants_trap_into_handler(struct control *control, struct tracee *tracee)
{
    const struct step *step = &tracee->controlled->step;

    return step->kind != STEP_OVER ||
           !plant(control, tracee, STEP_PLANT_HANDLER, step->pc, step->stack);
}

/* After popf the kernel (enable_single_step) no longer knows whose the trap flag is, and would leave
 * ours behind. */
static bool wants_trap_for_instruction(struct control *control, struct tracee *tracee)
{
    const struct step *step = &tracee->controlled->step;
    const struct instruction *instruction = &step->instruction;

    if (instruction->kind == INSTRUCTION_SYSCALL)
        return false;
    if (instruction->kind != INSTRUCTION_POP_FLAGS && step->repeats < REPEAT_LIMIT)
        return true;
    return !plant(control, tracee, STEP_PLANT_BEHIND, step->pc + instruction->length, step->stack);
}

bool step_wants_trap(struct control *control, struct tracee *tracee)
{
    struct step *step = &tracee->controlled->step;

    step->by_trap_flag = false;
    if (runs_on(tracee))
        return false;
    if (!step->is_looked_at)
        step_look(control, tracee);
    if (tracee->pending_signal && procfs_catches(tracee->tid, tracee->pending_signal))
        step->by_trap_flag = wants_trap_into_handler(control, tracee);
    else
        step->by_trap_flag = wants_trap_for_instruction(control, tracee);
    return step->by_trap_flag;
}

/* ---- arriving -------------------------------------------------------------------------------- */

static enum step_verdict count(struct step *step)
{
    step->repeats = 0;
    return ++step->done >= step->wanted ? STEP_DONE : STEP_GOES_ON;
}

/* The same instruction once more: if there is a breakpoint at it, that was hit before. */
static enum step_verdict repeat(struct control *control, struct tracee *tracee)
{
    struct step *step = &tracee->controlled->step;

    step->repeats++;
    if (breakpoint_at(control, tracee, step->pc)) {
        tracee->controlled->over.at = step->pc;
        tracee->controlled->over.stack = step->stack;
    }
    return STEP_GOES_ON;
}

/* An instruction was executed, and led here. */
static enum step_verdict arrive(struct control *control, struct tracee *tracee,
                                struct user_regs_struct *registers)
{
    struct step *step = &tracee->controlled->step;
    enum instruction_kind kind = step->instruction.kind;
    tracee_addr behind = step->pc + step->instruction.length;
    tracee_addr stack = step->stack;
    bool is_same = registers->rip == step->pc;
    bool calls = step->kind == STEP_OVER && kind == INSTRUCTION_CALL && registers->rsp < stack;
    enum step_verdict verdict = STEP_GOES_ON;

    note_registers(step, registers);
    if (is_same && kind == INSTRUCTION_REPEATED)
        return repeat(control, tracee);
    if (!calls || !plant(control, tracee, STEP_PLANT_RETURN, behind, stack))
        verdict = count(step);
    if (control->spaces)
        breakpoint_on_arrival(control, tracee, registers);
    return verdict;
}

/* pushf has pushed the flag that is ours. */
static void hide_trap_flag(const struct tracee *tracee, const struct step *step,
                           const struct user_regs_struct *registers)
{
    uint8_t byte;

    if (step->instruction.kind != INSTRUCTION_PUSH_FLAGS || step->has_own_trap ||
        space_read(tracee, registers->rsp + 1, &byte, 1) != 1 || !(byte & FLAG_TRAP >> 8))
        return;
    byte &= (uint8_t) ~(FLAG_TRAP >> 8);
    space_write(tracee, registers->rsp + 1, &byte, 1);
}

void step_on_late_trap(struct tracee *tracee)
{
    const struct step *step = &tracee->controlled->step;
    struct user_regs_struct registers;

    if (step->is_active && step->by_trap_flag &&
        ptrace_get_registers(tracee->tid, &registers) == 0)
        hide_trap_flag(tracee, step, &registers);
}

static void say_thrown_back(struct control *control, const struct tracee *tracee)
{
    struct event header = { .kind = EVENT_NOTE, .tid = tracee->tid, .tgid = tracee->tgid };
    char line[160];
    int length = snprintf(line, sizeof line,
                          "%d is in a restartable sequence (rseq) at 0x%" PRIx64
                          ", which begins again whenever a step interrupts it: run it to an "
                          "address behind",
                          tracee->tid, tracee->controlled->step.thrown_from);

    emit_bytes(control->emit, &header, line, (size_t)length);
}

/* Does the instruction lead to that address? */
static bool leads_to(const struct step *step, tracee_addr pc)
{
    const struct instruction *instruction = &step->instruction;

    if (instruction->kind == INSTRUCTION_CONDITIONAL &&
        pc == instruction_target(instruction, step->pc))
        return true;
    if (instruction->kind != INSTRUCTION_CONDITIONAL && instruction->kind != INSTRUCTION_OTHER)
        return true;
    return pc == step->pc || pc == step->pc + instruction->length;
}

/* The kernel sets a thread that it interrupts in a restartable sequence (rseq(2)) back to the start,
 * so that no number of steps leads out of it.  True: that is the case. */
static bool is_thrown_back(struct step *step, const struct user_regs_struct *registers)
{
    if (leads_to(step, registers->rip))
        return false;
    step->thrown_back = step->thrown_from == step->pc ? step->thrown_back + 1 : 1;
    step->thrown_from = step->pc;
    return step->thrown_back >= THROW_LIMIT;
}

static bool is_mine(const struct step *step, int code)
{
    if (!step->by_trap_flag)
        return false;
    return code == TRAP_TRACE || code == HANDLER_TRAP ||
           (code == TRAP_BRKPT && step->instruction.kind == INSTRUCTION_SYSCALL);
}

enum step_verdict step_on_trap(struct control *control, struct tracee *tracee,
                               const siginfo_t *info, struct user_regs_struct *registers)
{
    struct step *step = &tracee->controlled->step;
    enum step_verdict verdict;

    step->shares_trap = false;
    if (!is_mine(step, info->si_code))
        return STEP_NOT_MINE;
    step->by_trap_flag = false;
    if (info->si_code == HANDLER_TRAP) {
        step->instruction.kind = INSTRUCTION_FAR;
        return arrive(control, tracee, registers);
    }
    step->shares_trap = step->has_own_trap;
    hide_trap_flag(tracee, step, registers);
    if (!is_thrown_back(step, registers))
        return arrive(control, tracee, registers);
    verdict = arrive(control, tracee, registers);
    say_thrown_back(control, tracee);
    step->thrown_back = 0;
    return verdict == STEP_GOES_ON ? STEP_DONE : verdict;
}

enum step_verdict step_on_executed(struct control *control, struct tracee *tracee,
                                   struct user_regs_struct *registers)
{
    if (runs_on(tracee))
        return STEP_GOES_ON;
    return arrive(control, tracee, registers);
}

enum step_verdict step_on_call(struct control *control, struct tracee *tracee, bool is_exit)
{
    struct step *step = &tracee->controlled->step;
    struct user_regs_struct registers;

    if (step->kind == STEP_CALL)
        return count(step);
    if (!is_exit || step->plant != STEP_PLANT_NONE ||
        ptrace_get_registers(tracee->tid, &registers) < 0 || is_restarting(&registers))
        return STEP_GOES_ON;
    step->instruction.kind = INSTRUCTION_SYSCALL;
    return arrive(control, tracee, &registers);
}

/* ---- whole functions --------------------------------------------------------------------------- */

static ssize_t read_tracee(void *tracee, tracee_addr address, void *buffer, size_t size)
{
    return space_read(tracee, address, buffer, size);
}

/* The frame of who called, by what the program's files say of its stack. */
static bool find_caller(const struct tracee *tracee, struct unwind_frame *ret_frame)
{
    struct unwind_task task = {
        .tid = tracee->tid, .tgid = tracee->tgid, .read = read_tracee, .context = (void *)tracee
    };
    struct unwind_frame frames[2];
    struct unwinder *unwinder;
    uint32_t edition;
    size_t found;

    if (!registers_for_unwind(tracee->tid, &task.registers))
        return false;
    unwinder = unwinder_new();
    found = unwinder_stack(unwinder, &task, frames, 2, &edition);
    unwinder_free(unwinder);
    if (found < 2)
        return false;
    *ret_frame = frames[1];
    if (!ret_frame->stack)
        ret_frame->stack = task.registers.stack + 1;
    return true;
}

static int begin_out(struct control *control, struct tracee *tracee, struct error *ret_error)
{
    struct unwind_frame caller;

    if (!find_caller(tracee, &caller))
        return error_set(ret_error, -ENOENT, "%d: nothing called this function", tracee->tid);
    if (!plant(control, tracee, STEP_PLANT_OUT, caller.address, caller.stack))
        return error_set(ret_error, -EIO, "the code at 0x%" PRIx64 " cannot be changed",
                         caller.address);
    return 0;
}

static int begin_until(struct control *control, struct tracee *tracee, tracee_addr address,
                       struct error *ret_error)
{
    struct controlled *controlled = tracee->controlled;
    struct user_regs_struct registers;
    int result = breakpoint_check_code(tracee, address, ret_error);

    if (result < 0)
        return result;
    if (!plant(control, tracee, STEP_PLANT_UNTIL, address, 0))
        return error_set(ret_error, -EIO, "the code at 0x%" PRIx64 " cannot be changed", address);
    if (ptrace_get_registers(tracee->tid, &registers) == 0 && registers.rip == address) {
        controlled->over.at = address; /* not now: when it comes here again */
        controlled->over.stack = registers.rsp;
    }
    return 0;
}

enum step_verdict step_on_planted(struct control *control, struct tracee *tracee,
                                  struct user_regs_struct *registers)
{
    struct step *step = &tracee->controlled->step;
    enum step_plant plant = step->plant;
    enum step_verdict verdict;

    if (registers->rip != step->plant_at || !is_awaited(step, registers->rsp))
        return STEP_NOT_MINE;
    note_registers(step, registers);
    if (plant == STEP_PLANT_UNTIL)
        return count(step);
    unplant(control, tracee, tracee->memory);
    if (plant == STEP_PLANT_HANDLER)
        return STEP_GOES_ON;
    verdict = count(step);
    if (verdict == STEP_GOES_ON && step->kind == STEP_OUT && begin_out(control, tracee, NULL) < 0)
        verdict = STEP_DONE;
    return verdict;
}

/* ---- beginning and ending ------------------------------------------------------------------------ */

static int begin(struct control *control, struct tracee *tracee, const struct command *command,
                 struct error *ret_error)
{
    switch (tracee->controlled->step.kind) {
    case STEP_OUT:
        return begin_out(control, tracee, ret_error);
    case STEP_UNTIL:
        return begin_until(control, tracee, command->address, ret_error);
    case STEP_INSTRUCTION:
    case STEP_OVER:
    case STEP_CALL:
    case STEP_KIND_COUNT:
        break;
    }
    return 0;
}

int step_begin(struct control *control, struct tracee *tracee, const struct command *command,
               struct error *ret_error)
{
    struct step *step = &tracee->controlled->step;
    struct user_regs_struct registers;
    int result;

    if (command->value < 0 || command->value >= STEP_KIND_COUNT)
        return error_set(ret_error, -EINVAL, "there is no step of kind %d", command->value);
    if (ptrace_get_registers(tracee->tid, &registers) < 0)
        return error_set(ret_error, -ESRCH, "%d is dying", tracee->tid);
    *step = (struct step){
        .kind = (enum step_kind)command->value,
        .wanted = command->number ? command->number : 1,
        .thrown_from = step->thrown_from,
        .thrown_back = step->thrown_back,
    };
    result = begin(control, tracee, command, ret_error);
    step->is_active = result == 0;
    return result;
}

void step_cancel(struct control *control, struct tracee *tracee)
{
    tracee->controlled->step.is_active = false;
    unplant(control, tracee, tracee->memory);
}

void step_on_exec(struct control *control, struct tracee *tracee, uint32_t old_memory)
{
    struct step *step = &tracee->controlled->step;

    step->has_registers = false;
    if (step->plant == STEP_PLANT_NONE)
        return; /* the exit of the exec ends the instruction */
    unplant(control, tracee, old_memory);
    control_hold(control, tracee, STOP_REASON_STEP, 0);
}
