#include "call_points.h"

#include <string.h>

#include "control.h"

#include "../tracee/ptrace_call.h"

static bool is_meant(const struct point *point, const struct tracee *tracee, bool is_exit)
{
    return point->id && point->kind == POINT_CALL && point->state == POINT_ARMED &&
           !(point->flags & POINT_AT_EXIT) == !is_exit &&
           (!point->tgid || point->tgid == tracee->tgid);
}

static void ask_all(struct control *control, struct tracee *tracee,
                    const struct event_syscall *record, bool is_exit)
{
    for (unsigned i = 0; i < POINT_MAX; i++) {
        struct point_entry *entry = &control->points.entries[i];
        struct user_regs_struct registers = { 0 };
        struct event_hit hit = { .call = record->header.number, .abi = tracee->call.abi };

        if (!is_meant(&entry->point, tracee, is_exit) ||
            !point_passes(control, entry, &record->header))
            continue;
        ptrace_get_registers(tracee->tid, &registers);
        hit.pc = registers.rip;
        point_hit(control, entry, tracee, &hit);
    }
}

/* A call that begins, as a filter sees it: it has not returned. */
void call_points_on_entry(struct control *control, struct tracee *tracee)
{
    static _Alignas(8) uint8_t room[sizeof(struct event_syscall) + TRACEE_SCRATCH_BYTES];
    struct event_syscall *record = (struct event_syscall *)room;
    const struct tracee_call *call = &tracee->call;
    size_t size = EVENT_ALIGN(sizeof *record + call->pieces_bytes);

    memset(record, 0, sizeof *record);
    record->header = (struct event){
        .size_bytes = (uint16_t)size,
        .kind = EVENT_SYSCALL,
        .flags = EVENT_NO_RETURN | (call->abi == ABI_COMPAT ? EVENT_COMPAT : 0),
        .number = (int32_t)call->number,
        .tid = tracee->tid,
        .tgid = tracee->tgid,
        .sequence = UINT64_MAX,
        .time_ns = emit_now_ns(),
    };
    memcpy(record->args, call->args, sizeof record->args);
    memcpy(record + 1, tracee->scratch, call->pieces_bytes);
    ask_all(control, tracee, record, false);
}

void call_points_on_exit(struct control *control, struct tracee *tracee,
                         const struct event_syscall *record)
{
    ask_all(control, tracee, record, true);
}
