#include "call_facts.h"

#include <stddef.h>

#define NUMBER_LIMIT 512

static const struct {
    const char *name;
    uint32_t facts;
} rows[] = {
    { "epoll_wait", CALL_BREAKS_WITH_EINTR },
    { "epoll_pwait", CALL_BREAKS_WITH_EINTR },
    { "epoll_pwait2", CALL_BREAKS_WITH_EINTR },
    { "semop", CALL_BREAKS_WITH_EINTR },
    { "semtimedop", CALL_BREAKS_WITH_EINTR },
    { "semtimedop_time64", CALL_BREAKS_WITH_EINTR },
    { "ipc", CALL_BREAKS_WITH_EINTR },
    { "rt_sigtimedwait", CALL_BREAKS_WITH_EINTR },
    { "rt_sigtimedwait_time64", CALL_BREAKS_WITH_EINTR },
    { "recvfrom", CALL_BREAKS_WITH_EINTR },
    { "recvmsg", CALL_BREAKS_WITH_EINTR },
    { "recvmmsg", CALL_BREAKS_WITH_EINTR },
    { "recvmmsg_time64", CALL_BREAKS_WITH_EINTR },
    { "read", CALL_BREAKS_WITH_EINTR },   /* of a socket with SO_RCVTIMEO */
    { "readv", CALL_BREAKS_WITH_EINTR },  /* the same */
    { "write", CALL_BREAKS_WITH_EINTR | CALL_WRITES },  /* SO_SNDTIMEO */
    { "writev", CALL_BREAKS_WITH_EINTR | CALL_WRITES }, /* the same */
    { "sendto", CALL_BREAKS_WITH_EINTR | CALL_WRITES },
    { "sendmsg", CALL_BREAKS_WITH_EINTR | CALL_WRITES },
    { "sendmmsg", CALL_BREAKS_WITH_EINTR | CALL_WRITES },
    { "pwrite64", CALL_WRITES },
    { "pwritev", CALL_WRITES },
    { "pwritev2", CALL_WRITES },
    { "copy_file_range", CALL_WRITES_THIRD },
    { "splice", CALL_WRITES_THIRD },
    { "sendfile", CALL_WRITES },
    { "sendfile64", CALL_WRITES },
    { "connect", CALL_RENAMES_FD | CALL_BREAKS_WITH_EINTR }, /* SO_SNDTIMEO */
    { "accept", CALL_BREAKS_WITH_EINTR },
    { "accept4", CALL_BREAKS_WITH_EINTR },
    { "socketcall", CALL_BREAKS_WITH_EINTR },
    { "io_getevents", CALL_BREAKS_WITH_EINTR },
    { "io_pgetevents", CALL_BREAKS_WITH_EINTR },
    { "io_pgetevents_time64", CALL_BREAKS_WITH_EINTR },
    { "io_uring_enter", CALL_BREAKS_WITH_EINTR | CALL_ENTERS_URING },
    { "restart_syscall", CALL_RESTARTS_ANOTHER },
    { "rt_sigreturn", CALL_RESTORES_REGISTERS },
    { "sigreturn", CALL_RESTORES_REGISTERS },
    { "rt_sigprocmask", CALL_CHANGES_MASK },
    { "sigprocmask", CALL_CHANGES_MASK },
    { "rt_sigaction", CALL_CHANGES_ACTION },
    { "sigaction", CALL_CHANGES_ACTION },
    { "signal", CALL_CHANGES_ACTION },
    { "execve", CALL_EXECS },
    { "execveat", CALL_EXECS },
    { "close", CALL_CLOSES_FD },
    { "bind", CALL_RENAMES_FD },
    { "close_range", CALL_CLOSES_MANY },
    { "unshare", CALL_UNSHARES },
    { "chdir", CALL_CHANGES_DIRECTORY },
    { "fchdir", CALL_CHANGES_DIRECTORY },
    { "chroot", CALL_CHANGES_DIRECTORY },
    { "pivot_root", CALL_CHANGES_DIRECTORY },
    { "setns", CALL_CHANGES_DIRECTORY | CALL_JOINS_NAMESPACE },
    { "fcntl", CALL_DUPS_BY_COMMAND },
    { "fcntl64", CALL_DUPS_BY_COMMAND },
    { "fork", CALL_MAKES_TRACEES },
    { "vfork", CALL_MAKES_TRACEES },
    { "clone", CALL_MAKES_TRACEES | CALL_CLONES },
    { "clone3", CALL_MAKES_TRACEES | CALL_CLONES_BY_STRUCT },
    { "seccomp", CALL_ADDS_FILTER },
    { "prctl", CALL_FILTERS_BY_OPTION },
    { "ioctl", CALL_CONTROLS_DEVICE },
    { "io_uring_setup", CALL_MAKES_URING },
    { "io_uring_register", CALL_CHANGES_URING },
    { "signalfd", CALL_NEEDS_NO_FD },
    { "signalfd4", CALL_NEEDS_NO_FD },
    { "mmap", CALL_MAPS },
    { "mmap2", CALL_MAPS },
    { "munmap", CALL_UNMAPS },
    { "mremap", CALL_UNMAPS },
    { "mprotect", CALL_PROTECTS },
    { "pkey_mprotect", CALL_PROTECTS },
};

static uint32_t facts_of[ABI_COUNT][NUMBER_LIMIT];

void call_facts_init(void)
{
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        for (int abi = 0; abi < ABI_COUNT; abi++) {
            int number;

            if (syscall_find_name((enum abi)abi, rows[i].name, &number) && number < NUMBER_LIMIT)
                facts_of[abi][number] = rows[i].facts;
        }
    }
}

bool call_fact(enum abi abi, int64_t number, enum call_fact fact)
{
    return number >= 0 && number < NUMBER_LIMIT && (facts_of[abi][number] & fact);
}

#define LEAST_NEEDS                                                                               \
    (CALL_RESTARTS_ANOTHER | CALL_EXECS | CALL_UNSHARES | CALL_MAKES_TRACEES |                \
     CALL_ADDS_FILTER | CALL_FILTERS_BY_OPTION | CALL_MAKES_URING)
#define DESCRIPTOR_NEEDS                                                                          \
    (CALL_CLOSES_FD | CALL_RENAMES_FD | CALL_CLOSES_MANY | CALL_DUPS_BY_COMMAND |                 \
     CALL_CHANGES_DIRECTORY | CALL_CHANGES_URING)

#define CODE_NEEDS (CALL_MAPS | CALL_UNMAPS | CALL_PROTECTS)

static bool makes_descriptors(const struct syscall_spec *spec)
{
    bool makes = spec->result == TYPE_FD;

    for (unsigned i = 0; i < spec->arg_count; i++)
        makes |= spec->args[i].type == TYPE_FD_PAIR;
    return makes;
}

/* What a descriptor is decides what is captured, and not only how it is called. */
static bool depends_on_descriptors(const struct syscall_set *set)
{
    for (int abi = 0; abi < ABI_COUNT; abi++) {
        for (int number = 0; number < NUMBER_LIMIT; number++) {
            if ((facts_of[abi][number] & CALL_ENTERS_URING) &&
                syscall_set_has(set, (enum abi)abi, number))
                return true;
        }
    }
    return false;
}

void call_facts_add_needed(struct syscall_set *set, unsigned needs)
{
    needs |= depends_on_descriptors(set) ? CALL_NEEDS_DESCRIPTORS : 0;

    const uint32_t facts = LEAST_NEEDS | (needs & CALL_NEEDS_DESCRIPTORS ? DESCRIPTOR_NEEDS : 0) |
                           (needs & CALL_NEEDS_CODE ? CODE_NEEDS : 0);

    for (int abi = 0; abi < ABI_COUNT; abi++) {
        for (int number = 0; number < syscall_limit((enum abi)abi); number++) {
            const struct syscall_spec *spec = syscall_find((enum abi)abi, number);

            if (spec && ((facts_of[abi][number] & facts) ||
                         ((needs & CALL_NEEDS_DESCRIPTORS) && makes_descriptors(spec))))
                syscall_set_add(set, (enum abi)abi, number);
        }
    }
}
