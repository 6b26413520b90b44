#include "call_points.h"

#include <string.h>

#include "control.h"
#include "entry_record.h"

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

void call_points_on_entry(struct control *control, struct tracee *tracee)
{
    ask_all(control, tracee, entry_record(tracee), false);
}

void call_points_on_exit(struct control *control, struct tracee *tracee,
                         const struct event_syscall *record)
{
    ask_all(control, tracee, record, true);
}
