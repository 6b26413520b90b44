#include "call_reach.h"

#include <ptop/syscall.h>

#include "../decode/value_type.h"

/* What an irregular type, or one whose length stands elsewhere, may come to. */
#define IRREGULAR_REACH_BYTES 4096

/* Types of arguments behind which other pointers are. */
static bool leads_on(const struct arg_spec *argument)
{
    static const uint16_t types[] = {
        TYPE_IOVEC, TYPE_MSGHDR, TYPE_MMSGHDR, TYPE_IOCTL_ARG, TYPE_PRCTL_ARG, TYPE_FCNTL_ARG,
        TYPE_SHMCTL_ARG, TYPE_MSGCTL_ARG, TYPE_SEMCTL_ARG, TYPE_CLONE_ARGS, TYPE_SOCKETCALL, TYPE_IPC_CALL,
    };

    for (unsigned i = 0; i < sizeof types / sizeof *types; i++) {
        if (types[i] == argument->type)
            return argument->direction != ARG_IN;
    }
    return false;
}

static uint64_t reach_bytes(const struct event_syscall *record, const struct arg_spec *argument,
                            enum abi abi)
{
    uint64_t size = value_types[argument->type].size[abi];

    switch ((enum arg_size)argument->size) {
    case SIZE_ARG:
        return record->args[argument->size_arg];
    case SIZE_COUNT:
        return size ? size * record->args[argument->size_arg] : IRREGULAR_REACH_BYTES;
    case SIZE_RET:
        return record->result > 0 ? (uint64_t)record->result : 0;
    case SIZE_TWO:
    case SIZE_TYPE:
    case SIZE_ANSWER:
    case SIZE_INTERRUPTED:
        return size ? 2 * size : IRREGULAR_REACH_BYTES;
    case SIZE_NUL:
    case SIZE_RET_COUNT:
    case SIZE_RET_WITHIN:
    case SIZE_AT:
        return IRREGULAR_REACH_BYTES;
    }
    return 0;
}

/* What is mapped is other bytes than before, and what madvise was told about may be. */
static bool maps_over(const struct event_syscall *record, const struct syscall_spec *spec,
                      tracee_addr address)
{
    if (!(spec->classes & CLASS_MEMORY))
        return false;
    return address - record->args[0] < record->args[1] ||
           address - (uint64_t)record->result < record->args[1];
}

bool call_reaches(const struct event_syscall *record, tracee_addr address, uint64_t size_bytes)
{
    enum abi abi = record->header.flags & EVENT_COMPAT ? ABI_COMPAT : ABI_NATIVE;
    const struct syscall_spec *spec = syscall_find(abi, record->header.number);

    if (!spec || maps_over(record, spec, address))
        return true;
    for (unsigned i = 0; i < spec->arg_count; i++) {
        const struct arg_spec *argument = &spec->args[i];
        uint64_t start = record->args[i];

        if (leads_on(argument))
            return true;
        if ((argument->direction == ARG_OUT || argument->direction == ARG_INOUT) &&
            (address - start < reach_bytes(record, argument, abi) || start - address < size_bytes))
            return true;
    }
    return false;
}
