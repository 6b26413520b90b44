/* What a status means: which stop it is, and whose duty. */
#include "tracer.h"

#include <string.h>

#include "births.h"
#include "calls.h"
#include "holding.h"
#include "place.h"

#include "../tracee/ptrace_call.h"
#include "../tracee/stop.h"

static void on_group_stop(struct tracer *tracer, struct tracee *tracee, int signal)
{
    bool is_news = tracee->group_signal != signal;

    tracee->group_signal = signal;
    if (!is_news)
        return;
    place_tell(tracer, tracee);
    holding_write_stop(tracer, tracee, STOP_REASON_SIGNAL);
}

/* Any stop but a group-stop says that the tracee is not job-control stopped any more. */
static void end_group_stop(struct tracer *tracer, struct tracee *tracee)
{
    struct event header = { .kind = EVENT_RESUME, .tid = tracee->tid, .tgid = tracee->tgid };

    if (!tracee->group_signal)
        return;
    tracee->group_signal = 0;
    if (!tracee->is_paused)
        emit_plain(&tracer->emit, &header);
}

static void on_signal(struct tracer *tracer, struct tracee *tracee, int signal)
{
    struct event_signal *event;
    siginfo_t info;

    uint8_t flags = 0;

    tracee->pending_signal = signal;
    memset(&info, 0, sizeof info);
    if (ptrace_siginfo(tracee->tid, &info) < 0 || tracee->is_hidden)
        return;
    if (signal == SIGTRAP && control_on_trap(&tracer->control, tracee, &info)) {
        tracee->pending_signal = 0;
        return;
    }
    control_on_signal(&tracer->control, tracee, &info, &flags);
    place_tell(tracer, tracee);
    event = emit_begin(&tracer->emit, sizeof *event);
    event->header = (struct event){
        .kind = EVENT_SIGNAL,
        .flags = flags,
        .number = signal,
        .tid = tracee->tid,
        .tgid = tracee->tgid,
    };
    static_assert(sizeof info == sizeof event->siginfo, "siginfo");
    memcpy(event->siginfo, &info, sizeof info);
    emit_end(&tracer->emit, &event->header, sizeof *event);
}

/* The first trap is at the execve of what is launched: the filter is in force. */
static void on_trap(struct tracer *tracer, struct tracee *tracee)
{
    calls_on_stop(tracer, tracee);
    if (tracee->tid == tracer->launched_tid && tracer->launch_errno_fd >= 0)
        tracer->has_trap = tracee->has_trap = tracee->skips_calls =
            tracer->control.misses_calls = true;
}

/* At its first exec.  (That it succeeded may be known from launch_errno_fd before.) */
static void hold_launched(struct tracer *tracer, struct tracee *tracee)
{
    if (!tracer->holds_exec || tracee->tid != tracer->launched_tid)
        return;
    tracer->holds_exec = false;
    tracee->wants_pause = true;
}

static void handle_stop(struct tracer *tracer, struct tracee *tracee, struct stop stop)
{
    tracee->call_side = CALL_SIDE_NONE;
    if (stop.kind != STOP_SYSCALL && stop.kind != STOP_SECCOMP && stop.kind != STOP_SIGNAL)
        control_on_other_stop(&tracer->control, tracee);
    if (stop.kind != STOP_GROUP)
        end_group_stop(tracer, tracee);
    switch (stop.kind) {
    case STOP_SYSCALL:
        calls_on_stop(tracer, tracee);
        break;
    case STOP_SECCOMP:
        on_trap(tracer, tracee);
        break;
    case STOP_SIGNAL:
        on_signal(tracer, tracee, stop.signal);
        break;
    case STOP_GROUP:
        on_group_stop(tracer, tracee, stop.signal);
        break;
    case STOP_TRAP:
        calls_on_interrupt(tracee);
        break;
    case STOP_FORK:
    case STOP_VFORK:
    case STOP_CLONE:
        births_on_fork(tracer, tracee, stop.kind);
        break;
    case STOP_EXEC: /* the rest is done: births_on_exec found the tracee */
        hold_launched(tracer, tracee);
        calls_on_exec(tracer, tracee);
        break;
    case STOP_OTHER_EVENT:
    case STOP_EXITED: /* never here */
    case STOP_KILLED:
    case STOP_KIND_COUNT:
        break;
    }
    tracee->is_interrupting = false;
    if (stop.kind == STOP_SIGNAL)
        tracee->call_restarts = false;
    if (stop.kind == STOP_TRAP)
        tracee->echo_stops = 0;
    else if (tracee->echo_stops && stop.kind != STOP_SECCOMP) /* which may be the entry once more */
        tracee->echo_stops--;
}

void tracer_handle_status(struct tracer *tracer, struct status status)
{
    struct stop stop = stop_classify(status.wait_status);
    struct tracee *tracee = tracee_find(&tracer->tracees, status.tid);

    if (stop.kind == STOP_EXITED || stop.kind == STOP_KILLED) {
        if (tracee)
            births_on_exit(tracer, tracee, status.wait_status);
        else
            births_on_unknown_exit(tracer, status.tid, status.wait_status);
        return;
    }
    if (stop.kind == STOP_EXEC)
        tracee = births_on_exec(tracer, status.tid);
    if (!tracee) {
        births_on_unknown_stop(tracer, status.tid, status.wait_status);
        return;
    }
    tracee_set_state(tracee, TRACEE_STOPPED);
    handle_stop(tracer, tracee, stop);
    holding_settle(tracer, tracee);
}
