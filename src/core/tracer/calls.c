#include "calls.h"

#include <linux/audit.h>
#include <string.h>

#include "call_effects.h"
#include "call_record.h"
#include "launch.h"
#include "moved_data.h"

#include "../tracee/call_facts.h"
#include "../tracee/ptrace_call.h"
#include "../tracee/registers.h"
#include "../decode/multiplex.h"
#include "../inspect/tracee_memory.h"

/* Of a call behind another one it is known which it is where its arguments can be read. */
static int64_t set_number_of(const struct tracee *tracee)
{
    const struct tracee_call *call = &tracee->call;
    int64_t number = multiplex_number((enum abi)call->abi, call->spec, call->args);
    uint8_t words[4 * MULTIPLEX_WORDS];
    struct multiplexed behind;
    ssize_t size;

    if (number < 0 || !multiplex_find(call->spec, call->args, &behind))
        return call->number;
    size = (ssize_t)(4 * behind.words);
    return size == 0 || tracee_memory_read(tracee->tid, behind.address, words, (size_t)size) == size
               ? number
               : call->number;
}

static void judge_call(const struct tracer *tracer, struct tracee *tracee)
{
    struct tracee_call *call = &tracee->call;

    call->set_number = set_number_of(tracee);
    call->is_traced =
        syscall_set_has(&tracer->options.traced, (enum abi)call->abi, call->set_number);
}

/* Who is alone now is told of when there is another one, or somebody asks: most of its calls end before. */
static void tell_entry(struct tracer *tracer, struct tracee *tracee)
{
    if (tracer->tracees.count > 1)
        calls_tell(tracer, tracee);
    else
        tracer->has_untold = tracer->options.tells_entries;
}

/* restart_syscall finds the registers of the call that it continues.  Between traps the one that we
 * know as interrupted may have been followed by others. */
static bool continues_interrupted(const struct tracee *tracee, const struct syscall_stop *stop)
{
    const struct syscall_spec *spec = tracee->interrupted.spec;

    return spec && memcmp(tracee->interrupted.args, stop->args,
                          spec->arg_count * sizeof stop->args[0]) == 0;
}

/* -b execve; what we launch makes its first one for us. */
static void leave_at_exec(struct tracer *tracer, struct tracee *tracee)
{
    const struct tracee_call *call = &tracee->call;
    bool is_ours = tracee->tid == tracer->launched_tid && tracer->launch_errno_fd >= 0;

    tracee->leaves_at_exec = tracer->options.detaches_on_exec && !is_ours && !tracee->is_hidden &&
                             call_fact((enum abi)call->abi, call->number, CALL_EXECS);
}

void calls_on_exec(struct tracer *tracer, struct tracee *tracee)
{
    if (!tracee->leaves_at_exec)
        return;
    tracee->leaves_at_exec = false;
    tracee->wants_detach = true;
    if (tracee->call.is_known && tracee->call.is_traced)
        calls_write_current(tracer, tracee);
}

/* The one argument of a call that returns from a handler: where its stack pointer is. */
static void fill_frame(struct syscall_stop *stop)
{
    enum abi abi = stop->arch == AUDIT_ARCH_I386 ? ABI_COMPAT : ABI_NATIVE;

    if (call_fact(abi, (int64_t)stop->number, CALL_RESTORES_REGISTERS))
        stop->args[0] = stop->stack_pointer;
}

static void take_call(struct tracer *tracer, struct tracee *tracee, const struct syscall_stop *stop)
{
    struct tracee_call *call = &tracee->call;
    enum abi abi = stop->arch == AUDIT_ARCH_I386 ? ABI_COMPAT : ABI_NATIVE;

    if (call_fact(abi, (int64_t)stop->number, CALL_RESTARTS_ANOTHER) &&
        continues_interrupted(tracee, stop)) {
        *call = tracee->interrupted;
        call->is_restarted = true;
    } else {
        memset(call, 0, sizeof *call);
        call->abi = (uint8_t)abi;
        call->number = (int64_t)stop->number;
        call->spec = syscall_find(abi, call->number);
        memcpy(call->args, stop->args, sizeof call->args);
    }
    memset(&tracee->interrupted, 0, sizeof tracee->interrupted);
    call->is_known = true;
    judge_call(tracer, tracee);
    call->pc = stop->pc;
    call->since_ns = emit_now_ns();
    tracee->call_side = CALL_SIDE_ENTRY;
    tracee->call_restarts = false;
}

/* What it writes may be seen among what is written of it. */
static void await_front_end(const struct tracer *tracer, const struct tracee *tracee)
{
    const struct tracee_call *call = &tracee->call;
    bool writes_third = call_fact((enum abi)call->abi, call->number, CALL_WRITES_THIRD);

    if (!writes_third && !call_fact((enum abi)call->abi, call->number, CALL_WRITES))
        return;
    ring_publish(tracer->emit.ring);
    tracer->options.before_write(tracee->tid, (int)call->args[writes_third ? 2 : 0]);
}

static void on_entry(struct tracer *tracer, struct tracee *tracee, const struct syscall_stop *stop)
{
    const struct tracee_call *call = &tracee->call;
    bool was_hidden = tracee->is_hidden;

    if (call->is_known) /* an entry without an exit: the kernel never came back to it */
        calls_abandon(tracer, tracee);
    take_call(tracer, tracee, stop);
    if (call_fact((enum abi)call->abi, call->number, CALL_EXECS))
        tracee->is_hidden = false;
    if (tracee->is_hidden)
        return;
    call_record_begin(tracer, tracee);
    if (!was_hidden) { /* else the callers are our own, and so is the call: rules are for the command's */
        call_record_callers(tracer, tracee);
        if (tracer->control.tampering.is_armed)
            tamper_on_entry(&tracer->control, tracee, stop);
    }
    tell_entry(tracer, tracee);
    call_record_measure(tracer, tracee);
    leave_at_exec(tracer, tracee);
    if (tracer->options.before_write)
        await_front_end(tracer, tracee);
    if (tracee->controlled || control_is_armed(&tracer->control))
        control_on_entry(&tracer->control, tracee);
}

/* An attach in the middle: the exit is the first that we see of the call. */
static void adopt_unseen_call(const struct tracer *tracer, struct tracee *tracee)
{
    struct tracee_call call;
    int64_t result;

    memset(&tracee->call, 0, sizeof tracee->call);
    tracee->call.number = -1;
    if (registers_call(tracee->tid, &call, &result))
        tracee->call = call;
    judge_call(tracer, tracee);
    tracee->call.since_ns = emit_now_ns();
}

/* What control is told of it. */
static void tell_exit(struct tracer *tracer, struct tracee *tracee, uint8_t flags, int64_t result)
{
    if (tracee->controlled || control_is_armed(&tracer->control))
        control_on_exit_stop(&tracer->control, tracee, call_record_make(tracee, flags, result));
}

static void tell_data(struct tracer *tracer, const struct tracee *tracee, uint8_t flags,
                      int64_t result)
{
    if (tracer->options.read_fds || tracer->options.written_fds)
        moved_data_tell(tracer, call_record_make(tracee, flags, result));
}

/* The exec of what we launch has failed: what it does from now on is our own doing again. */
static void end_failed_launch(struct tracer *tracer, struct tracee *tracee, int64_t result)
{
    if (tracee->is_hidden || tracee->tid != tracer->launched_tid || tracer->launch_errno_fd < 0)
        return;
    tracee->is_hidden = true;
    if (tracer->options.launch->shows_failure)
        tracer_note(tracer, "exec: %s", strerror((int)-result));
}

/* It is let go in the middle of its call, which goes on without us. */
static bool leaves_in_call(const struct tracer *tracer, const struct tracee *tracee, uint8_t flags)
{
    return tracer->options.tells_entries && (flags & EVENT_RESTART) &&
           (tracee->wants_detach || tracer->is_detaching);
}

static uint8_t exit_flags(struct tracee *tracee, struct syscall_stop *stop)
{
    const struct tracee_call *call = &tracee->call;
    uint8_t flags = stop->is_error ? EVENT_FAILED : 0;

    if (stop->is_error && registers_result_restarts(stop->result))
        flags |= EVENT_RESTART;
    if (tamper_made_result(tracee))
        return flags;
    if (tracee->echo_stops &&
        registers_repair_eintr(tracee->tid, (enum abi)call->abi, call->number, stop->result)) {
        stop->result = -KERNEL_ERESTARTNOHAND;
        flags |= EVENT_RESTART;
    }
    return flags;
}

static void record_exit(struct tracer *tracer, struct tracee *tracee, uint8_t flags,
                        const struct syscall_stop *stop)
{
    call_record_end(tracer, tracee, stop);
    if (leaves_in_call(tracer, tracee, flags)) {
        calls_tell(tracer, tracee);
    } else if (tracee->call.is_traced) {
        call_record_write(tracer, tracee, EVENT_SYSCALL, flags, stop->result);
        tell_data(tracer, tracee, flags, stop->result);
    }
    tell_exit(tracer, tracee, flags, stop->result);
}

static void on_exit_stop(struct tracer *tracer, struct tracee *tracee, struct syscall_stop *stop)
{
    struct tracee_call *call = &tracee->call;
    bool is_made = false;
    uint8_t flags;

    if (!call->is_known) {
        adopt_unseen_call(tracer, tracee);
        call_record_facts(tracer, tracee);
        call_record_callers(tracer, tracee);
    }
    if (tracee->controlled) {
        tamper_on_exit(&tracer->control, tracee, stop);
        is_made = tamper_made_result(tracee);
    }
    flags = exit_flags(tracee, stop);
    call_effects_follow(tracer, tracee, stop);
    if (!tracee->is_hidden)
        record_exit(tracer, tracee, flags, stop);
    if (stop->is_error)
        end_failed_launch(tracer, tracee, stop->result);
    if (stop->result == -KERNEL_ERESTART_RESTARTBLOCK && stop->is_error && !is_made)
        tracee->interrupted = *call;
    call->is_known = false;
    tracee->call_side = CALL_SIDE_EXIT;
    tracee->call_restarts = (flags & EVENT_RESTART) && !is_made;
    if (tracee->controlled)
        tamper_after_exit(&tracer->control, tracee);
}

/* A trap follows the entry's own stop where there was one: of those that run past syscalls, while they
 * are stepped. */
static bool is_first_news(const struct tracee *tracee, const struct syscall_stop *stop)
{
    const struct tracee_call *call = &tracee->call;

    if (!call->is_known)
        return true;
    return tracee->skips_calls && (call->number != (int64_t)stop->number ||
                                   memcmp(call->args, stop->args, sizeof call->args) != 0);
}

void calls_on_stop(struct tracer *tracer, struct tracee *tracee)
{
    struct syscall_stop stop;

    if (ptrace_syscall_stop(tracee->tid, &stop) < 0)
        return; /* it is dying: its last status follows */
    if (stop.op != SYSCALL_OP_EXIT)
        fill_frame(&stop);
    if (stop.op == SYSCALL_OP_ENTRY || (stop.op == SYSCALL_OP_SECCOMP && is_first_news(tracee, &stop)))
        on_entry(tracer, tracee, &stop);
    else if (stop.op == SYSCALL_OP_EXIT)
        on_exit_stop(tracer, tracee, &stop);
}

bool calls_find_current(struct tracer *tracer, struct tracee *tracee)
{
    struct tracee_call call;
    int64_t result;

    if (tracee->call.is_known || tracee->call_restarts)
        return true;
    if (tracee->call_side != CALL_SIDE_NONE || !registers_call(tracee->tid, &call, &result) ||
        !registers_result_restarts(result))
        return false; /* the last call is what it was */
    tracee->call = call;
    judge_call(tracer, tracee); /* attached in the middle of it */
    tracee->call.since_ns = emit_now_ns();
    call_record_begin(tracer, tracee);
    tracee->call_restarts = true;
    return true;
}

void calls_write_current(struct tracer *tracer, struct tracee *tracee)
{
    if (!tracee->is_hidden && !tracer->options.tells_entries) /* there, hints are entries alone */
        call_record_write(tracer, tracee, EVENT_SYSCALL_ENTER, 0, 0);
}

void calls_recapture(void *tracer, struct tracee *tracee)
{
    judge_call(tracer, tracee);
    call_record_begin(tracer, tracee);
    call_record_callers(tracer, tracee);
}

void calls_abandon(struct tracer *tracer, struct tracee *tracee)
{
    if (tracee->call.is_known && tracee->call.is_traced && !tracee->is_hidden)
        call_record_write(tracer, tracee, EVENT_SYSCALL, EVENT_NO_RETURN, 0);
    tracee->call.is_known = false;
}

void calls_tell(struct tracer *tracer, struct tracee *tracee)
{
    struct tracee_call *call = &tracee->call;

    if (!tracer->options.tells_entries || call->is_told || !call->is_known || !call->is_traced ||
        tracee->is_hidden)
        return;
    call_record_write(tracer, tracee, EVENT_SYSCALL_ENTER, 0, 0);
    call->is_told = true;
}

void calls_report(struct tracer *tracer, struct tracee *tracee)
{
    if (tracer->options.tells_entries)
        calls_tell(tracer, tracee);
    else if (tracee->call.is_known && tracee->call.is_traced && !tracee->is_hidden)
        call_record_write(tracer, tracee, EVENT_SYSCALL_ENTER, 0, 0);
}

void calls_on_interrupt(struct tracee *tracee)
{
    struct tracee_call call;
    int64_t result;

    if (!tracee->echo_stops || !registers_call(tracee->tid, &call, &result))
        return;
    if (registers_repair_eintr(tracee->tid, (enum abi)call.abi, call.number, result))
        return;
    if (result == -KERNEL_ERESTART_RESTARTBLOCK)
        tracee->interrupted = call;
}
