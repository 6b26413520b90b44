#include "entry_record.h"

#include <string.h>

#include "../tracee/emit.h"

const struct event_syscall *entry_record(const struct tracee *tracee)
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
    return record;
}
