#include "calls.h"

#include <fcntl.h>
#include <linux/audit.h>
#include <linux/sched.h>
#include <linux/seccomp.h>
#include <string.h>
#include <sys/prctl.h>

#include "births.h"
#include "launch.h"
#include "moved_data.h"
#include "namespaces.h"
#include "vcpu_exit.h"

#include "../tracee/call_facts.h"
#include "../tracee/ptrace_call.h"
#include "../tracee/registers.h"
#include "../tracee/run_time.h"
#include "../decode/multiplex.h"
#include "../inspect/tracee_memory.h"

static struct capture capture_of(struct tracer *tracer, struct tracee *tracee, size_t used)
{
    const struct tracee_call *call = &tracee->call;
    struct capture capture = {
        .spec = call->spec,
        .abi = (enum abi)call->abi,
        .reader = &tracer->reader,
        .limits = &tracer->options.limits,
        .pieces = tracee->scratch,
        .used_bytes = used,
        .capacity_bytes = TRACEE_SCRATCH_BYTES,
    };

    if (tracer->options.captures_callers) /* they come between what is captured at entry and exit */
        capture.capacity_bytes -= CALL_STACKS_MOST_BYTES;
    memcpy(capture.args, call->args, sizeof capture.args);
    tracer->reading = tracee;
    return capture;
}

/* A point may ask about calls that are not traced. */
static bool is_looked_at(const struct tracer *tracer, const struct tracee *tracee)
{
    return tracee->call.is_traced || control_wants_calls(&tracer->control);
}

/* The first piece of a call, where facts are wanted. */
struct facts_piece {
    struct event_piece head;
    struct event_call_facts facts;
};
static_assert(sizeof(struct facts_piece) % 8 == 0, "a piece behind it");

static void put_facts(const struct tracer *tracer, struct tracee *tracee)
{
    struct facts_piece *piece = (struct facts_piece *)tracee->scratch;

    tracee->call.pieces_bytes = 0;
    if (!tracer->options.captures_facts)
        return;
    *piece = (struct facts_piece){
        .head = { .arg = PIECE_FACTS, .length_bytes = sizeof piece->facts },
        .facts = { .pc = tracee->call.pc, .tampering = tamper_done(tracee) },
    };
    tracee->call.pieces_bytes = sizeof *piece;
}

/* What the thread does between its entry and its exit it does in the kernel. */
static void measure_entry(const struct tracer *tracer, struct tracee *tracee)
{
    if (tracer->options.measures_system_time && tracee->call.is_traced)
        tracee->call.run_time_ns = run_time_read(tracee);
}

static void complete_facts(const struct tracer *tracer, struct tracee *tracee)
{
    struct facts_piece *piece = (struct facts_piece *)tracee->scratch;
    nanoseconds before_ns = tracee->call.run_time_ns, after_ns = 0;

    if (!tracer->options.captures_facts || tracee->call.pieces_bytes < sizeof *piece)
        return;
    piece->facts.tampering = tamper_done(tracee);
    if (before_ns)
        after_ns = run_time_read(tracee);
    piece->facts.system_ns = after_ns > before_ns ? after_ns - before_ns : 0;
}

static void capture_entry(struct tracer *tracer, struct tracee *tracee)
{
    struct capture capture;

    put_facts(tracer, tracee);
    if (!tracee->call.spec || !is_looked_at(tracer, tracee) || tracer->emit.is_silent)
        return;
    capture = capture_of(tracer, tracee, tracee->call.pieces_bytes);
    capture_call(&capture);
    tracee->call.pieces_bytes = (uint32_t)capture.used_bytes;
}

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

static void capture_callers(struct tracer *tracer, struct tracee *tracee)
{
    struct tracee_call *call = &tracee->call;

    if (!tracer->options.captures_callers || !call->is_traced || tracer->emit.is_silent)
        return;
    call->pieces_bytes +=
        (uint32_t)call_stacks_capture(&tracer->stacks, tracee, tracee->scratch + call->pieces_bytes);
    call->since_ns = emit_now_ns(); /* what that took is not the call's */
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
static void let_go_at_exec(struct tracer *tracer, struct tracee *tracee)
{
    const struct tracee_call *call = &tracee->call;
    bool is_ours = tracee->tid == tracer->launched_tid && tracer->launch_errno_fd >= 0;

    if (!tracer->options.detaches_on_exec || is_ours || tracee->is_hidden ||
        !call_fact((enum abi)call->abi, call->number, CALL_EXECS))
        return;
    tracee->wants_detach = true;
    if (call->is_traced)
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
    capture_entry(tracer, tracee);
    if (!was_hidden) { /* else the callers are our own, and so is the call: rules are for the command's */
        capture_callers(tracer, tracee);
        if (tracer->control.tampering.is_armed)
            tamper_on_entry(&tracer->control, tracee, stop);
    }
    tell_entry(tracer, tracee);
    measure_entry(tracer, tracee);
    let_go_at_exec(tracer, tracee);
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

static void forget_fds(struct tracer *tracer, struct tracee *tracee)
{
    uint32_t old = tracee->files;
    uint32_t fresh = fd_names_new_files(&tracer->names);

    for (struct tracee *other = tracee_next(&tracer->tracees, NULL); other;
         other = tracee_next(&tracer->tracees, other)) {
        if (other->files == old)
            other->files = fresh;
    }
}

static void doubt_fd(struct tracer *tracer, const struct tracee *tracee, int fd)
{
    fd_names_doubt(&tracer->names, tracee, fd);
    urings_doubt(&tracer->urings, tracee, fd);
}

/* The descriptors that came in an array of two (pipe, socketpair). */
static void doubt_new_pair(struct tracer *tracer, struct tracee *tracee)
{
    const struct tracee_call *call = &tracee->call;

    for (unsigned i = 0; call->spec && i < call->spec->arg_count; i++) {
        int fds[2];

        if (call->spec->args[i].type != TYPE_FD_PAIR)
            continue;
        if (tracee_memory_read(tracee->tid, call->args[i], fds, sizeof fds) != sizeof fds)
            continue;
        doubt_fd(tracer, tracee, fds[0]);
        doubt_fd(tracer, tracee, fds[1]);
    }
}

/* Namespaces of mounts and of users bring a current directory of their own (unshare(2)). */
static void follow_unshare(struct tracer *tracer, struct tracee *tracee)
{
    if (tracee->call.args[0] & CLONE_FILES)
        tracee->files = fd_names_new_files(&tracer->names);
    if (tracee->call.args[0] & (CLONE_FS | CLONE_NEWNS | CLONE_NEWUSER))
        tracee->directory = fd_names_new_files(&tracer->names);
}

/* What a finished call means for our memory of the descriptors' names. */
static void follow_fds(struct tracer *tracer, struct tracee *tracee, int64_t result, bool failed)
{
    const struct tracee_call *call = &tracee->call;
    enum abi abi = (enum abi)call->abi;

    if (call_fact(abi, call->number, CALL_CLOSES_FD | CALL_RENAMES_FD))
        doubt_fd(tracer, tracee, (int)call->args[0]);
    if (failed)
        return;
    doubt_new_pair(tracer, tracee);
    if (call_fact(abi, call->number, CALL_CHANGES_DIRECTORY))
        fd_names_doubt(&tracer->names, tracee, AT_FDCWD);
    if (call->spec && call->spec->result == TYPE_FD)
        doubt_fd(tracer, tracee, (int)result);
    if (call_fact(abi, call->number, CALL_DUPS_BY_COMMAND) &&
        (call->args[1] == F_DUPFD || call->args[1] == F_DUPFD_CLOEXEC))
        doubt_fd(tracer, tracee, (int)result);
    if (call_fact(abi, call->number, CALL_UNSHARES))
        follow_unshare(tracer, tracee);
    if (call_fact(abi, call->number, CALL_CLOSES_MANY)) {
        if (call->args[2] & CLOSE_RANGE_UNSHARE)
            tracee->files = fd_names_new_files(&tracer->names);
        forget_fds(tracer, tracee);
    }
}

/* A filter of the tracee's own may refuse a call before ours traps it: from now on every call
 * stops, so that none is missed. */
static void follow_filters(struct tracer *tracer, struct tracee *tracee)
{
    const struct tracee_call *call = &tracee->call;
    enum abi abi = (enum abi)call->abi;
    bool adds_one =
        (call_fact(abi, call->number, CALL_ADDS_FILTER) &&
         call->args[0] <= SECCOMP_SET_MODE_FILTER) ||
        (call_fact(abi, call->number, CALL_FILTERS_BY_OPTION) && call->args[0] == PR_SET_SECCOMP);

    if (!adds_one)
        return;
    for (struct tracee *other = tracee_next(&tracer->tracees, NULL); other;
         other = tracee_next(&tracer->tracees, other)) {
        if (other->tgid != tracee->tgid) /* one call can set the filter of all threads */
            continue;
        other->skips_calls = false;
        other->filters = TRACEE_FILTERS_UNKNOWN;
    }
}

static uint8_t call_flags(const struct tracee_call *call)
{
    return (uint8_t)((call->abi == ABI_COMPAT ? EVENT_COMPAT : 0) |
                     (call->is_restarted ? EVENT_RESTARTED : 0) |
                     (call->is_known ? 0 : EVENT_NO_ENTRY));
}

static void fill_call(struct event_syscall *event, const struct tracee *tracee,
                      enum event_kind kind, uint8_t flags, int64_t result)
{
    const struct tracee_call *call = &tracee->call;
    nanoseconds now_ns = emit_now_ns();

    event->header = (struct event){
        .kind = (uint8_t)kind,
        .flags = flags | call_flags(call),
        .number = (int32_t)call->number,
        .tid = tracee->tid,
        .tgid = tracee->tgid,
    };
    memcpy(event->args, call->args, sizeof event->args);
    event->result = result;
    event->duration_ns = now_ns > call->since_ns ? now_ns - call->since_ns : 0;
    memcpy(event + 1, tracee->scratch, call->pieces_bytes);
}

static void write_call(struct tracer *tracer, struct tracee *tracee, enum event_kind kind,
                       uint8_t flags, int64_t result)
{
    size_t size = sizeof(struct event_syscall) + tracee->call.pieces_bytes;
    struct event_syscall *event = emit_begin(&tracer->emit, EVENT_ALIGN(size));

    fill_call(event, tracee, kind, flags, result);
    emit_end(&tracer->emit, &event->header, size);
}

/* A call that is over, as of now: for who looks at it here. */
static struct event_syscall *make_record(const struct tracee *tracee, uint8_t flags, int64_t result)
{
    static _Alignas(8) uint8_t room[sizeof(struct event_syscall) + TRACEE_SCRATCH_BYTES];
    struct event_syscall *record = (struct event_syscall *)room;

    fill_call(record, tracee, EVENT_SYSCALL, flags, result);
    record->header.size_bytes = (uint16_t)(sizeof *record + tracee->call.pieces_bytes);
    record->header.sequence = UINT64_MAX;
    record->header.time_ns = emit_now_ns();
    return record;
}

/* What control is told of it. */
static void tell_exit(struct tracer *tracer, struct tracee *tracee, uint8_t flags, int64_t result)
{
    if (tracee->controlled || control_is_armed(&tracer->control))
        control_on_exit_stop(&tracer->control, tracee, make_record(tracee, flags, result));
}

static void tell_data(struct tracer *tracer, const struct tracee *tracee, uint8_t flags,
                      int64_t result)
{
    if (tracer->options.read_fds || tracer->options.written_fds)
        moved_data_tell(tracer, make_record(tracee, flags, result));
}

static void capture_exit(struct tracer *tracer, struct tracee *tracee, int64_t result, bool failed)
{
    struct capture capture;

    if (!tracee->call.spec || tracer->emit.is_silent)
        return;
    capture = capture_of(tracer, tracee, tracee->call.pieces_bytes);
    capture.is_exit = true;
    capture.has_failed = failed;
    capture.result = result;
    capture_call(&capture);
    tracee->call.pieces_bytes = (uint32_t)capture.used_bytes;
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

static void follow_uring(struct tracer *tracer, struct tracee *tracee, int64_t result)
{
    uint32_t flags;

    if (urings_follow(&tracer->urings, tracee, result, &flags) && (flags || !tracee->uses_uring))
        births_tell_uring(tracer, tracee, flags);
}

static void follow_call(struct tracer *tracer, struct tracee *tracee,
                        const struct syscall_stop *stop)
{
    follow_fds(tracer, tracee, stop->result, stop->is_error);
    if (!stop->is_error) {
        follow_filters(tracer, tracee);
        follow_uring(tracer, tracee, stop->result);
    }
    if (tracer->options.captures_callers && !stop->is_error)
        call_stacks_follow(&tracer->stacks, tracee, (uint64_t)stop->result);
}

static void capture_namespaces(struct tracer *tracer, struct tracee *tracee, int64_t result)
{
    uint32_t used = tracee->call.pieces_bytes;

    if (used + NAMESPACES_PIECE_BYTES <= TRACEE_SCRATCH_BYTES)
        tracee->call.pieces_bytes +=
            (uint32_t)namespaces_capture(tracer, tracee, result, tracee->scratch + used);
}

static void capture_vcpu_exit(struct tracee *tracee)
{
    uint32_t used = tracee->call.pieces_bytes;

    if (used + VCPU_EXIT_PIECE_BYTES <= TRACEE_SCRATCH_BYTES)
        tracee->call.pieces_bytes += (uint32_t)vcpu_exit_capture(tracee, tracee->scratch + used);
}

static void record_exit(struct tracer *tracer, struct tracee *tracee, uint8_t flags,
                        const struct syscall_stop *stop)
{
    if (is_looked_at(tracer, tracee))
        capture_exit(tracer, tracee, stop->result, stop->is_error);
    complete_facts(tracer, tracee);
    if (tracer->options.tells_namespaces && !stop->is_error)
        capture_namespaces(tracer, tracee, stop->result);
    if (tracer->options.tells_vcpu_exits && tracee->call.is_traced && !stop->is_error)
        capture_vcpu_exit(tracee);
    if (leaves_in_call(tracer, tracee, flags)) {
        calls_tell(tracer, tracee);
    } else if (tracee->call.is_traced) {
        write_call(tracer, tracee, EVENT_SYSCALL, flags, stop->result);
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
        put_facts(tracer, tracee);
        capture_callers(tracer, tracee);
    }
    if (tracee->controlled) {
        tamper_on_exit(&tracer->control, tracee, stop);
        is_made = tamper_made_result(tracee);
    }
    flags = exit_flags(tracee, stop);
    follow_call(tracer, tracee, stop);
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
    int64_t result;

    if (tracee->call.is_known || tracee->call_restarts)
        return true;
    if (tracee->call_side != CALL_SIDE_NONE ||
        !registers_call(tracee->tid, &tracee->call, &result) || !registers_result_restarts(result))
        return false;
    judge_call(tracer, tracee); /* attached in the middle of it */
    tracee->call.since_ns = emit_now_ns();
    capture_entry(tracer, tracee);
    tracee->call_restarts = true;
    return true;
}

void calls_write_current(struct tracer *tracer, struct tracee *tracee)
{
    if (!tracee->is_hidden && !tracer->options.tells_entries) /* there, hints are entries alone */
        write_call(tracer, tracee, EVENT_SYSCALL_ENTER, 0, 0);
}

void calls_recapture(void *tracer, struct tracee *tracee)
{
    judge_call(tracer, tracee);
    capture_entry(tracer, tracee);
    capture_callers(tracer, tracee);
}

void calls_abandon(struct tracer *tracer, struct tracee *tracee)
{
    if (tracee->call.is_known && tracee->call.is_traced && !tracee->is_hidden)
        write_call(tracer, tracee, EVENT_SYSCALL, EVENT_NO_RETURN, 0);
    tracee->call.is_known = false;
}

void calls_tell(struct tracer *tracer, struct tracee *tracee)
{
    struct tracee_call *call = &tracee->call;

    if (!tracer->options.tells_entries || call->is_told || !call->is_known || !call->is_traced ||
        tracee->is_hidden)
        return;
    write_call(tracer, tracee, EVENT_SYSCALL_ENTER, 0, 0);
    call->is_told = true;
}

void calls_report(struct tracer *tracer, struct tracee *tracee)
{
    if (tracer->options.tells_entries)
        calls_tell(tracer, tracee);
    else if (tracee->call.is_known && tracee->call.is_traced && !tracee->is_hidden)
        write_call(tracer, tracee, EVENT_SYSCALL_ENTER, 0, 0);
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
