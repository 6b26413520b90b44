#include "call_reach.h"

#include <ptop/syscall.h>

/* What a struct, or a few of them, may come to. */
#define STRUCT_REACH_BYTES 4096

/* Types of arguments behind which other pointers are. */
static bool leads_on(enum arg_type type)
{
    static const uint16_t types[] = {
        TYPE_IOVEC, TYPE_MSGHDR, TYPE_MMSGHDR, TYPE_IOCTL_ARG, TYPE_PRCTL_ARG, TYPE_FCNTL_ARG,
    };

    for (unsigned i = 0; i < sizeof types / sizeof *types; i++) {
        if (types[i] == type)
            return true;
    }
    return false;
}

static uint64_t reach_bytes(const struct event_syscall *record, const struct arg_spec *argument)
{
    if (argument->size == SIZE_ARG)
        return record->args[argument->size_arg];
    if (argument->size == SIZE_RET)
        return record->result > 0 ? (uint64_t)record->result : 0;
    return STRUCT_REACH_BYTES;
}

bool call_reaches(const struct event_syscall *record, tracee_addr address, uint64_t size_bytes)
{
    enum abi abi = record->header.flags & EVENT_COMPAT ? ABI_COMPAT : ABI_NATIVE;
    const struct syscall_spec *spec = syscall_find(abi, record->header.number);

    if (!spec || (spec->classes & CLASS_MEMORY)) /* a mapping changes what is there */
        return true;
    for (unsigned i = 0; i < spec->arg_count; i++) {
        const struct arg_spec *argument = &spec->args[i];
        uint64_t start = record->args[i];

        if (leads_on((enum arg_type)argument->type) && argument->direction != ARG_IN)
            return true;
        if ((argument->direction == ARG_OUT || argument->direction == ARG_INOUT) &&
            (address - start < reach_bytes(record, argument) || start - address < size_bytes))
            return true;
    }
    return false;
}
