#include "count.h"

#include <ptop/call_number.h>
#include <ptop/piece.h>

static void add_time(struct count_times *times, uint64_t calls_before, nanoseconds time_ns)
{
    times->total_ns += time_ns;
    if (!calls_before || time_ns < times->least_ns)
        times->least_ns = time_ns;
    if (time_ns > times->most_ns)
        times->most_ns = time_ns;
}

void count_add(struct count *count, const struct event_syscall *call)
{
    enum abi abi = call->header.flags & EVENT_COMPAT ? ABI_COMPAT : ABI_NATIVE;
    const struct event_call_facts *facts = piece_find_facts(call);
    const struct syscall_spec *spec;
    int number = (int)call_number(call);
    struct count_row *row;

    if (call->header.flags & EVENT_RESTARTED)
        syscall_find_name(abi, "restart_syscall", &number);
    spec = call_number_spec(abi, number);
    if (!spec || number >= SYSCALL_SET_NUMBERS || call->header.flags & EVENT_NO_RETURN)
        return;
    row = &count->rows[abi][number];
    add_time(&row->system, row->calls, facts ? facts->system_ns : 0);
    add_time(&row->wall, row->calls, call->duration_ns);
    row->calls++;
    row->errors += (call->header.flags & EVENT_FAILED) != 0;
}
