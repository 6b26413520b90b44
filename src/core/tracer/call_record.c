#include "call_record.h"

#include <string.h>

#include "namespaces.h"
#include "vcpu_exit.h"

#include "../tracee/run_time.h"

/* ---- what is captured ------------------------------------------------------------ */

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

void call_record_facts(const struct tracer *tracer, struct tracee *tracee)
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

void call_record_measure(const struct tracer *tracer, struct tracee *tracee)
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

void call_record_begin(struct tracer *tracer, struct tracee *tracee)
{
    struct capture capture;

    call_record_facts(tracer, tracee);
    if (!tracee->call.spec || !is_looked_at(tracer, tracee) || tracer->emit.is_silent)
        return;
    capture = capture_of(tracer, tracee, tracee->call.pieces_bytes);
    capture_call(&capture);
    tracee->call.pieces_bytes = (uint32_t)capture.used_bytes;
}

void call_record_callers(struct tracer *tracer, struct tracee *tracee)
{
    struct tracee_call *call = &tracee->call;

    if (!tracer->options.captures_callers || !call->is_traced || tracer->emit.is_silent)
        return;
    call->pieces_bytes +=
        (uint32_t)call_stacks_capture(&tracer->stacks, tracee, tracee->scratch + call->pieces_bytes);
    call->since_ns = emit_now_ns(); /* what that took is not the call's */
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

void call_record_end(struct tracer *tracer, struct tracee *tracee, const struct syscall_stop *stop)
{
    if (is_looked_at(tracer, tracee))
        capture_exit(tracer, tracee, stop->result, stop->is_error);
    complete_facts(tracer, tracee);
    if (tracer->options.tells_namespaces && !stop->is_error)
        capture_namespaces(tracer, tracee, stop->result);
    if (tracer->options.tells_vcpu_exits && tracee->call.is_traced && !stop->is_error)
        capture_vcpu_exit(tracee);
}

/* ---- the event ------------------------------------------------------------------- */

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

void call_record_write(struct tracer *tracer, struct tracee *tracee, enum event_kind kind,
                       uint8_t flags, int64_t result)
{
    size_t size = sizeof(struct event_syscall) + tracee->call.pieces_bytes;
    struct event_syscall *event = emit_begin(&tracer->emit, EVENT_ALIGN(size));

    fill_call(event, tracee, kind, flags, result);
    emit_end(&tracer->emit, &event->header, size);
}

struct event_syscall *call_record_make(const struct tracee *tracee, uint8_t flags, int64_t result)
{
    static _Alignas(8) uint8_t room[sizeof(struct event_syscall) + TRACEE_SCRATCH_BYTES];
    struct event_syscall *record = (struct event_syscall *)room;

    fill_call(record, tracee, EVENT_SYSCALL, flags, result);
    record->header.size_bytes = (uint16_t)(sizeof *record + tracee->call.pieces_bytes);
    record->header.sequence = UINT64_MAX;
    record->header.time_ns = emit_now_ns();
    return record;
}
