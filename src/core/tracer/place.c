#include "place.h"

#include "../tracee/ptrace_call.h"

void place_tell(struct tracer *tracer, const struct tracee *tracee)
{
    const struct tracee_call *call = &tracee->call;
    struct syscall_stop stop = { .pc = 0 };
    struct event_place *event;

    if (!tracer->options.tells_places)
        return;
    if (ptrace_syscall_stop(tracee->tid, &stop) < 0)
        stop.pc = 0; /* it has ended */
    event = emit_begin(&tracer->emit, sizeof *event);
    *event = (struct event_place){
        .header = {
            .kind = EVENT_PLACE,
            .flags = call->abi == ABI_COMPAT ? EVENT_COMPAT : 0,
            .number = call->since_ns ? (int32_t)call->number : -1,
            .tid = tracee->tid,
            .tgid = tracee->tgid,
        },
        .pc = stop.pc,
    };
    emit_end(&tracer->emit, &event->header, sizeof *event);
}
