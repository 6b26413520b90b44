#include "control.h"

#include <errno.h>
#include <linux/sched.h>
#include <signal.h>
#include <string.h>

#include <ptop/filter.h>
#include <ptop/names.h>
#include <ptop/tasks.h>

#include "breakpoint.h"
#include "call_points.h"
#include "edit.h"
#include "receipt.h"
#include "pads.h"
#include "scratch.h"
#include "untraced.h"

#include "../base/alloc.h"
#include "../tracee/call_facts.h"
#include "../tracee/ptrace_call.h"
#include "../tracee/registers.h"

int control_init(struct control *control, struct tracee_table *tracees, struct emitter *emit,
                 struct name_ids *name_ids)
{
    control->tracees = tracees;
    control->emit = emit;
    control->name_ids = name_ids;
    return 0;
}

void control_done(struct control *control)
{
    controlled_free_all(control);
    while (control->spaces) {
        struct space *space = control->spaces;

        control->spaces = space->next;
        breakpoint_free_space(space);
    }
    point_table_done(&control->points);
}

struct controlled *control_touch(struct control *control, struct tracee *tracee)
{
    if (tracee->controlled)
        return tracee->controlled;
    if (control->emit->is_silent) { /* the heap may be what broke */
        memset(&control->spare, 0, sizeof control->spare);
        tracee->controlled = &control->spare;
    } else {
        tracee->controlled = alloc_zeroed(1, sizeof *tracee->controlled);
    }
    return tracee->controlled;
}

struct space *control_space(const struct control *control, const struct tracee *tracee)
{
    struct space *space = control->spaces;

    while (space && space->memory != tracee->memory)
        space = space->next;
    return space;
}

/* ---- holding --------------------------------------------------------------------------- */

void control_hold(struct control *control, struct tracee *tracee, enum event_stop_reason reason,
                  int32_t detail)
{
    struct controlled *controlled = control_touch(control, tracee);

    controlled->reason = reason;
    controlled->detail = detail;
    tracee->wants_pause = true;
}

void control_write_stop(struct control *control, struct tracee *tracee,
                        enum event_stop_reason reason, bool in_call)
{
    struct event_stop *event = emit_begin(control->emit, sizeof *event);
    struct controlled *controlled = tracee->controlled;
    struct user_regs_struct registers;

    if (reason != STOP_REASON_SIGNAL) /* job control's is no touch of ours */
        controlled = control_touch(control, tracee);
    memset(event, 0, sizeof *event);
    event->header.kind = EVENT_STOP;
    event->header.number = (int32_t)reason;
    event->header.tid = tracee->tid;
    event->header.tgid = tracee->tgid;
    event->detail = reason == STOP_REASON_PAUSE || reason == STOP_REASON_SIGNAL
                        ? tracee->group_signal
                        : controlled->detail;
    event->generation = ++control->generations;
    if (controlled) {
        controlled->generation = event->generation;
        event->steps = controlled->step.done;
    }
    pads_leave(control, tracee, NULL);
    if (reason != STOP_REASON_SIGNAL && ptrace_get_registers(tracee->tid, &registers) == 0) {
        memcpy(event->registers, &registers, sizeof event->registers);
        event->header.flags = registers_are_compat(&registers) ? STOP_COMPAT : 0;
    }
    event->header.flags |= (uint8_t)((in_call ? STOP_IN_CALL : 0) |
                                     (tracee->call_side == CALL_SIDE_ENTRY ? STOP_AT_ENTRY : 0) |
                                     (tracee->call_side == CALL_SIDE_EXIT ? STOP_AT_EXIT : 0));
    emit_end(control->emit, &event->header, sizeof *event);
}

void control_on_resume(struct control *control, struct tracee *tracee)
{
    (void)control;
    if (!tracee->controlled)
        return;
    tracee->controlled->reason = STOP_REASON_PAUSE;
    tracee->controlled->detail = 0;
}

void control_on_held(struct control *control, struct tracee *tracee)
{
    struct controlled *controlled = control_touch(control, tracee);

    controlled->receipt.was_held = true;
    stepover_abort(control, tracee);
    if (controlled->step.is_active)
        step_cancel(control, tracee);
    sigtrap_on_held(control, tracee);
}

/* Detached now, it would die of it. */
bool control_has_queued_trap(const struct tracee *tracee)
{
    siginfo_t infos[32];
    int count = ptrace_peek_signals(tracee->tid, infos, sizeof infos / sizeof infos[0]);

    for (int i = 0; i < count; i++) {
        if (infos[i].si_signo == SIGTRAP && infos[i].si_code > 0)
            return true;
    }
    return false;
}

/* The trap flag led to another stop than the trap. */
static void expect_late_trap(struct tracee *tracee)
{
    struct controlled *controlled = tracee->controlled;

    if (controlled->was_stepped)
        controlled->has_late_trap = control_has_queued_trap(tracee);
    controlled->was_stepped = false;
    if (controlled->has_late_trap)
        step_on_late_trap(tracee);
}

/* ---- stops ------------------------------------------------------------------------------ */

static void take_verdict(struct control *control, struct tracee *tracee,
                         enum step_verdict verdict)
{
    const struct step *step = &tracee->controlled->step;

    if (verdict == STEP_DONE && !tracee->wants_pause)
        control_hold(control, tracee,
                     step->kind == STEP_CALL ? STOP_REASON_CALL : STOP_REASON_STEP, 0);
}

void control_on_executed(struct control *control, struct tracee *tracee,
                        struct user_regs_struct *registers)
{
    if (tracee->controlled->step.is_active)
        take_verdict(control, tracee, step_on_executed(control, tracee, registers));
}

static bool on_step_trap(struct control *control, struct tracee *tracee, const siginfo_t *info,
                         struct user_regs_struct *registers)
{
    enum step_verdict verdict = step_on_trap(control, tracee, info, registers);

    take_verdict(control, tracee, verdict);
    return verdict != STEP_NOT_MINE && !tracee->controlled->step.shares_trap;
}

static bool take_late_trap(struct tracee *tracee, const siginfo_t *info)
{
    struct controlled *controlled = tracee->controlled;
    bool is_late = controlled->has_late_trap && info->si_code != SI_KERNEL;

    controlled->was_stepped = controlled->has_late_trap = false;
    return is_late;
}

bool control_on_trap(struct control *control, struct tracee *tracee, const siginfo_t *info)
{
    struct user_regs_struct registers;
    bool is_ours = false;

    if (info->si_code <= 0)
        return tracee->controlled && sigtrap_keeps(tracee, info);
    if ((!tracee->controlled && !control->spaces) ||
        ptrace_get_registers(tracee->tid, &registers) < 0)
        return false;
    control_touch(control, tracee);
    if (info->si_code != SI_KERNEL) {
        pads_leave(control, tracee, &registers);
        is_ours = watch_on_trap(control, tracee, info, &registers);
    }
    if (take_late_trap(tracee, info)) {
        stepover_abort(control, tracee); /* what began since then, and was not executed yet */
        return true;
    }
    if (info->si_code == SI_KERNEL) {
        is_ours = breakpoint_on_trap(control, tracee, &registers);
        if (is_ours)
            sigtrap_on_trap(control, tracee);
        return is_ours;
    }
    is_ours |= sigtrap_on_handler(tracee, info, &registers);
    if (stepover_on_trap(control, tracee, &registers)) {
        control_on_executed(control, tracee, &registers);
        is_ours = true;
    } else if (tracee->controlled->step.is_active) {
        is_ours |= on_step_trap(control, tracee, info, &registers);
    }
    if (is_ours)
        sigtrap_on_trap(control, tracee);
    return is_ours;
}

void control_on_signal(struct control *control, struct tracee *tracee, siginfo_t *info,
                       uint8_t *flags)
{
    if (tracee->controlled) {
        expect_late_trap(tracee);
        stepover_abort(control, tracee);
    }
    signal_rules_apply(control, tracee, info, flags);
}

void control_on_entry(struct control *control, struct tracee *tracee)
{
    if (tracee->controlled) {
        stepover_on_entry(control, tracee);
        if (tracee->controlled->step.is_active)
            take_verdict(control, tracee, step_on_call(control, tracee, false));
    }
    if (control->spaces)
        untraced_on_entry(control, tracee);
    if (control->points.call_count)
        call_points_on_entry(control, tracee);
}

static void on_unmap(struct control *control, struct tracee *tracee,
                     const struct event_syscall *record)
{
    enum abi abi = (enum abi)tracee->call.abi;
    int64_t number = tracee->call.number;

    if (record->header.flags & EVENT_FAILED)
        return;
    if (call_fact(abi, number, CALL_MAPS))
        breakpoint_on_unmap(control, tracee, (uint64_t)record->result, record->args[1]);
    else if (call_fact(abi, number, CALL_UNMAPS))
        breakpoint_on_unmap(control, tracee, record->args[0], record->args[1]);
}

void control_on_exit_stop(struct control *control, struct tracee *tracee,
                          const struct event_syscall *record)
{
    if (tracee->controlled) {
        stepover_abort(control, tracee);
        edit_on_exit_stop(control, tracee);
        sigtrap_on_exit_stop(control, tracee, record);
    }
    if (control->spaces) {
        untraced_on_exit(control, tracee);
        on_unmap(control, tracee, record);
        watch_on_exit_stop(control, tracee, record);
    }
    if (control->points.call_count)
        call_points_on_exit(control, tracee, record);
    if (tracee->controlled && tracee->controlled->step.is_active)
        take_verdict(control, tracee, step_on_call(control, tracee, true));
}

void control_on_other_stop(struct control *control, struct tracee *tracee)
{
    if (!tracee->controlled)
        return;
    expect_late_trap(tracee);
    stepover_abort(control, tracee);
}

/* ---- births and ends ---------------------------------------------------------------------- */

void control_on_birth(struct control *control, struct tracee *child, const struct tracee *parent)
{
    if (child->memory != parent->memory)
        breakpoint_on_copy(control, child, parent->memory);
    untraced_on_birth(child, parent);
    edit_on_birth(child, parent);
    if (control->spaces || parent->controlled) {
        watch_on_birth(control, child, parent);
        sigtrap_on_birth(control, child, parent);
    }
}

void control_on_stray(struct control *control, struct tracee *child)
{
    breakpoint_on_orphan(control, child);
}

void control_on_orphan(struct control *control, struct tracee *child)
{
    breakpoint_on_orphan(control, child);
    watch_on_orphan(control, child);
}

static bool is_used(const struct control *control, uint32_t memory, const struct tracee *but)
{
    struct tracee *tracee = NULL;

    while ((tracee = tracee_next(control->tracees, tracee))) {
        if (tracee != but && tracee->memory == memory)
            return true;
    }
    return false;
}

void control_on_exec(struct control *control, struct tracee *tracee, uint32_t old_memory)
{
    if (control->spaces && !is_used(control, old_memory, tracee))
        breakpoint_forget_space(control, old_memory);
    if (!tracee->controlled)
        return;
    if (tracee->controlled->step.is_active)
        step_on_exec(control, tracee, old_memory);
    memset(&tracee->controlled->over, 0, sizeof tracee->controlled->over);
    watch_on_exec(control, tracee);
}

void control_on_gone(struct control *control, struct tracee *tracee)
{
    struct space *space = control->spaces ? control_space(control, tracee) : NULL;

    if (tracee->controlled && tracee->controlled->step.is_active)
        step_cancel(control, tracee);
    if (space && !is_used(control, space->memory, tracee)) {
        breakpoint_forget_space(control, space->memory);
    } else if (space) {
        if (tracee->controlled)
            stepover_abort(control, tracee);
        stepover_go_on(control, space);
    }
    if (!control->emit->is_silent)
        controlled_free(tracee);
    else if (tracee->controlled && tracee->controlled != &control->spare)
        controlled_keep(control, tracee);
    tracee->controlled = NULL;
}

void control_on_event(struct control *control, const struct event *event)
{
    const struct event_bytes *bytes = (const struct event_bytes *)event;

    if (event->kind == EVENT_FD_PATH)
        names_add(control->names, (uint32_t)event->number, event_bytes_data(bytes),
                  bytes->length_bytes);
    else
        tasks_apply(control->tasks, event);
}

/* Stops at which the last one to go may be unable to make a call for us. */
#define RELEASE_TRIES 4

/* ---- running ------------------------------------------------------------------------------ */

bool control_stays(const struct control *control, const struct tracee *tracee)
{
    const struct space *space = control->spaces ? control_space(control, tracee) : NULL;

    return (space && space->stepper && space->stepper != tracee->tid) ||
           (tracee->controlled && tamper_delays(&tracee->controlled->tampered));
}

void control_on_still(struct control *control, struct tracee *tracee)
{
    struct space *space = control->spaces ? control_space(control, tracee) : NULL;

    if (space)
        stepover_go_on(control, space);
}

/* One pass: RUN_FREE where an instruction was executed meanwhile. */
static enum run_mode prepare_step(struct control *control, struct tracee *tracee)
{
    if (!tracee->controlled->step.is_active)
        return RUN_FREE;
    return step_wants_trap(control, tracee) ? RUN_STEP : RUN_TO_CALL;
}

enum run_mode control_prepare(struct control *control, struct tracee *tracee)
{
    struct controlled *controlled = tracee->controlled;
    enum run_mode mode = RUN_FREE;

    watch_prepare(control, tracee);
    if (controlled->step.is_active)
        step_look(control, tracee);
    if (controlled->over.at)
        mode = stepover_prepare(control, tracee);
    if (mode == RUN_FREE && tracee->wants_pause) /* a step was done by that */
        mode = RUN_NOT;
    if (mode == RUN_FREE)
        mode = prepare_step(control, tracee);
    mode = sigtrap_prepare(control, tracee, mode);
    if (mode != RUN_NOT) {
        pads_enter(control, tracee);
        tamper_prepare(control, tracee);
    }
    controlled->was_stepped = mode == RUN_STEP;
    return mode;
}

/* The last one takes our pages out of the memory: a call that it makes for us.  At the entry of a call of
 * its own it cannot, nor with a signal that it is about to get. */
static enum leave release_pages(struct control *control, struct tracee *tracee)
{
    struct space *space = control_space(control, tracee);
    int status = 0;

    if (!space || !space->scratches || space->pads_stay || control->emit->is_silent ||
        is_used(control, space->memory, tracee))
        return LEAVE_NOW;
    if ((tracee->call.is_known || tracee->pending_signal) &&
        space->release_tries++ < RELEASE_TRIES)
        return LEAVE_STOPPED;
    breakpoint_forget_copies(space);
    if (registers_leave_call(tracee->tid))
        tracee->call_restarts = false;
    if (scratch_release(space, tracee, &status) != -EINTR)
        return LEAVE_NOW;
    control->take_status(control->context, tracee, status);
    return LEAVE_WAIT;
}

/* In an emergency nobody knows how far the handling of its stop had come. */
static void mend(struct control *control, struct tracee *tracee)
{
    siginfo_t info = { .si_signo = 0 };
    bool is_trap = tracee->pending_signal == SIGTRAP &&
                   ptrace_siginfo(tracee->tid, &info) == 0 && info.si_code > 0;

    breakpoint_mend(control, tracee, is_trap && info.si_code == SI_KERNEL);
    if (is_trap && info.si_code != SI_KERNEL && tracee->controlled) /* of a step, a debug register */
        tracee->pending_signal = 0;
}

enum leave control_let_go(struct control *control, struct tracee *tracee)
{
    enum leave leave;

    if (!tracee->controlled && !control->spaces)
        return LEAVE_NOW;
    if (tracee->controlled)
        tamper_let_go(tracee);
    if (control_has_queued_trap(tracee)) {
        tracee->group_signal = 0; /* not to be listened with, but run into the trap */
        return LEAVE_LATER;
    }
    if (tracee->controlled)
        receipt_begin(control, tracee);
    pads_let_go(control, tracee);
    if (tracee->controlled)
        stepover_abort(control, tracee);
    if (control->emit->is_silent)
        mend(control, tracee);
    if (!tracee->controlled)
        return release_pages(control, tracee);
    if (tracee->controlled->step.is_active)
        step_cancel(control, tracee);
    edit_on_exit_stop(control, tracee);
    watch_let_go(control, tracee);
    if (!sigtrap_release(control, tracee))
        return LEAVE_WAIT;
    leave = release_pages(control, tracee);
    if (leave == LEAVE_NOW)
        receipt_check(control, tracee);
    return leave;
}

void control_disarm(struct control *control, pid_t tgid)
{
    struct tracee *tracee = NULL;

    if (!control->spaces)
        return;
    while ((tracee = tracee_next(control->tracees, tracee))) {
        if (!tgid || tracee->tgid == tgid)
            breakpoint_disarm(control, tracee);
    }
}

void control_was_let_go(struct control *control, const struct tracee *tracee)
{
    receipt_write(control, tracee);
}

/* ---- commands ------------------------------------------------------------------------------ */

static int find_held(const struct control *control, const struct command *command,
                     struct tracee **ret_tracee, struct error *ret_error)
{
    struct tracee *tracee = tracee_find(control->tracees, command->tid);

    if (!tracee || tracee->state == TRACEE_DYING)
        return error_set(ret_error, -ESRCH, "%d is not traced any more", command->tid);
    if (!tracee->is_paused || tracee->state != TRACEE_STOPPED)
        return error_set(ret_error, -EBUSY, "%d runs: pause it first", command->tid);
    *ret_tracee = tracee;
    return 0;
}

static int obey_held(struct control *control, struct tracee *tracee, const struct command *command,
                     struct error *ret_error)
{
    int result;

    if (command->kind == COMMAND_CHANGE_SIGNAL)
        return signal_rules_change(control, tracee, command, ret_error);
    if (command->kind != COMMAND_STEP) {
        result = edit_obey(control, tracee, command, ret_error);
        watch_on_edit(control, tracee);
        return result;
    }
    control_touch(control, tracee);
    result = step_begin(control, tracee, command, ret_error);
    if (result == 0)
        control->resume(control->context, tracee);
    return result;
}

int control_obey(struct control *control, struct command *command, struct error *ret_error)
{
    struct tracee *tracee = NULL;
    int result;

    switch ((int)command->kind) { /* the rest is the tracer's */
    case COMMAND_POINT_ADD:
    case COMMAND_POINT_REMOVE:
    case COMMAND_POINT_ENABLE:
    case COMMAND_POINT_DISABLE:
    case COMMAND_POINT_IGNORE:
    case COMMAND_POINT_CONDITION:
        return point_table_obey(control, command, ret_error);
    case COMMAND_SIGNAL_RULE:
        return signal_rules_set(control, command, ret_error);
    case COMMAND_SIGNAL:
        return signal_rules_send(control, command, ret_error);
    default:
        result = find_held(control, command, &tracee, ret_error);
        return result < 0 ? result : obey_held(control, tracee, command, ret_error);
    }
}

void control_report(struct control *control)
{
    point_table_report(control);
}
