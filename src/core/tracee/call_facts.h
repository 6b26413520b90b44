/*
 * What the tracer itself must know about a few syscalls, by number and ABI.
 *
 * The names stand in one table (call_facts.c); call_facts_init turns them into
 * numbers once, so that a look-up at a stop is one load.
 */
#ifndef PTOP_CORE_CALL_FACTS_H
#define PTOP_CORE_CALL_FACTS_H

#include <stdbool.h>

#include <ptop/syscall.h>

enum call_fact {
    CALL_BREAKS_WITH_EINTR = 1 << 0,  /* an INTERRUPT makes it return EINTR: registers.h */
    CALL_RESTARTS_ANOTHER = 1 << 1,   /* restart_syscall */
    CALL_RESTORES_REGISTERS = 1 << 2, /* sigreturn: its "result" is no result */
    CALL_EXECS = 1 << 3,
    CALL_CLOSES_FD = 1 << 4,      /* argument 0 */
    CALL_RENAMES_FD = 1 << 5,     /* argument 0 is called otherwise afterwards: connect, bind */
    CALL_CLOSES_MANY = 1 << 6,    /* forget all that is known: close_range */
    CALL_DUPS_BY_COMMAND = 1 << 7, /* fcntl: the result is an fd if argument 1 says so */
    CALL_UNSHARES = 1 << 8,        /* what argument 0 says is the caller's own now */
    CALL_CHANGES_DIRECTORY = 1 << 9, /* the current one may be called otherwise now */
    CALL_MAKES_TRACEES = 1 << 10,   /* fork and its kin */
    CALL_ADDS_FILTER = 1 << 11,     /* seccomp: if argument 0 is a mode */
    CALL_FILTERS_BY_OPTION = 1 << 12, /* prctl: the same if argument 0 is PR_SET_SECCOMP */
    CALL_MAPS = 1 << 13,           /* at the result; mmap's arguments */
    CALL_UNMAPS = 1 << 14,         /* from argument 0 on, as many bytes as argument 1 says */
    CALL_PROTECTS = 1 << 15,       /* the same range, with the protection of argument 2 */
    CALL_CHANGES_MASK = 1 << 16,   /* of signals: rt_sigprocmask's arguments */
    CALL_CHANGES_ACTION = 1 << 17, /* what a signal does */
    CALL_JOINS_NAMESPACE = 1 << 19, /* setns */
    CALL_CLONES = 1 << 20,          /* with flags in argument 0 */
    CALL_CLONES_BY_STRUCT = 1 << 21, /* the same, where argument 0 points to */
    CALL_CONTROLS_DEVICE = 1 << 22, /* ioctl: as argument 1 says */
    CALL_WRITES = 1 << 23,          /* to descriptor argument 0 */
    CALL_WRITES_THIRD = 1 << 24,    /* to descriptor argument 2 */
    CALL_MAKES_URING = 1 << 25,     /* io_uring_setup */
    CALL_CHANGES_URING = 1 << 26,   /* io_uring_register: as argument 1 says */
    CALL_ENTERS_URING = 1 << 27,    /* io_uring_enter: of the ring in argument 0 */
    CALL_NEEDS_NO_FD = 1 << 18,    /* argument 0 is a descriptor, or -1: signalfd */
};

/* Once, before the first stop. */
void call_facts_init(void);

bool call_fact(enum abi abi, int64_t number, enum call_fact fact);

/* Add the calls that the tracer must stop at for its own sake, and for what else it needs. */
enum call_needs {
    CALL_NEEDS_DESCRIPTORS = 1 << 0, /* those that make, rename or close one */
    CALL_NEEDS_CODE = 1 << 1,        /* those that change what code is where */
};
void call_facts_add_needed(struct syscall_set *set, unsigned needs);

#endif
