/*
 * What a wait status means: pure, no tracee needed.
 *
 * With PTRACE_SEIZE and PTRACE_O_TRACESYSGOOD the status alone tells the stops
 * apart (ptrace(2)); registers are never looked at.
 *
 *     stop                 duty
 *     STOP_SYSCALL         gather arguments or result, resume
 *     STOP_SIGNAL          resume with the signal, or it is lost
 *     STOP_GROUP           LISTEN: resuming would run a process that is stopped
 *     STOP_TRAP            the answer to INTERRUPT, a child's first stop, or "SIGCONT
 *                          came" while listening: our own state tells which
 *     STOP_FORK … CLONE    get the child's tid, resume
 *     STOP_EXEC            get the former tid, rename, resume
 *     STOP_SECCOMP         the entry of a call that seccomp_trap.h lets stop
 *     STOP_OTHER_EVENT     resume
 *     STOP_EXITED, KILLED  the end: no request may follow
 */
#ifndef PTOP_CORE_STOP_H
#define PTOP_CORE_STOP_H

enum stop_kind {
    STOP_SYSCALL,
    STOP_SIGNAL,
    STOP_GROUP,
    STOP_TRAP,
    STOP_FORK,
    STOP_VFORK,
    STOP_CLONE,
    STOP_EXEC,
    STOP_SECCOMP,
    STOP_OTHER_EVENT,
    STOP_EXITED,
    STOP_KILLED,
    STOP_KIND_COUNT
};

struct stop {
    enum stop_kind kind;
    int signal; /* SIGNAL: to be delivered; GROUP: that stopped it; else 0 */
};

struct stop stop_classify(int wait_status);

#endif
