/*
 * ptrace(2), typed.  The only file that calls it.
 *
 * All functions are for the tracer thread and return 0 or -errno.  -ESRCH on a
 * tracee that we know to be stopped means that it is dying; wait will say how.
 */
#ifndef PTOP_CORE_PTRACE_CALL_H
#define PTOP_CORE_PTRACE_CALL_H

#include <signal.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>
#include <sys/user.h>

#include <ptop/thread.h>

enum seize_mode {
    SEIZE_ALONE = 0,              /* this thread only */
    SEIZE_FOLLOW = 1 << 0,        /* and what it forks and clones */
    SEIZE_KILL_WITH_US = 1 << 1,  /* PTRACE_O_EXITKILL: only for what we launched */
    SEIZE_TRAP = 1 << 2,          /* stop where a filter of seccomp_trap.h says so */
    SEIZE_UNKNOWN = 1 << 7,       /* an orphan's: as that of its parent, whoever that was */
};

/* What PTRACE_GET_SYSCALL_INFO says (Linux 5.3); op is 0 where the stop is no syscall stop. */
enum syscall_op { SYSCALL_OP_NONE, SYSCALL_OP_ENTRY, SYSCALL_OP_EXIT, SYSCALL_OP_SECCOMP };

struct syscall_stop {
    enum syscall_op op;
    uint32_t arch; /* AUDIT_ARCH_* of <linux/audit.h> */
    uint64_t pc;   /* behind the instruction that makes the call */
    uint64_t number; /* ENTRY, SECCOMP */
    uint64_t args[6];
    uint64_t stack_pointer;
    int64_t result; /* EXIT */
    int is_error;
};

TRACER_THREAD int ptrace_seize(pid_t tid, unsigned mode);
TRACER_THREAD int ptrace_interrupt(pid_t tid);
TRACER_THREAD int ptrace_listen(pid_t tid);
/* Run to the next syscall stop or signal, delivering signal (0: none). */
TRACER_THREAD int ptrace_resume(pid_t tid, int signal);
/* Run past syscalls, but for those that a seccomp filter stops. */
TRACER_THREAD int ptrace_resume_to_trap(pid_t tid, int signal);
TRACER_THREAD int ptrace_detach(pid_t tid, int signal);
TRACER_THREAD int ptrace_event_message(pid_t tid, unsigned long *ret_message);
TRACER_THREAD int ptrace_siginfo(pid_t tid, siginfo_t *ret_info);
TRACER_THREAD int ptrace_syscall_stop(pid_t tid, struct syscall_stop *ret_stop);
/* Make it another call, at its entry (is_trap: at the trap of a seccomp filter); number -1: none, whose
 * arguments stay.  Or give it another result, at its exit.  Linux 6.16; before, an error. */
TRACER_THREAD int ptrace_set_call(pid_t tid, bool is_trap, int64_t number, const uint64_t args[6]);
TRACER_THREAD int ptrace_set_result(pid_t tid, int64_t result, bool is_error);
/* Let no seccomp filter look at what it calls, or let them again; mode: as it was seized. */
TRACER_THREAD int ptrace_suspend_filters(pid_t tid, unsigned mode, bool is_suspended);
TRACER_THREAD int ptrace_get_registers(pid_t tid, struct user_regs_struct *ret_registers);
TRACER_THREAD int ptrace_set_registers(pid_t tid, const struct user_regs_struct *registers);
/* Run one instruction. */
TRACER_THREAD int ptrace_step(pid_t tid, int signal);
TRACER_THREAD int ptrace_set_siginfo(pid_t tid, const siginfo_t *info);
/* Signals queued for this thread, the oldest first; how many, or -errno. */
TRACER_THREAD int ptrace_peek_signals(pid_t tid, siginfo_t *ret_infos, unsigned capacity);
/* Blocked signals, bit N-1 for signal N. */
TRACER_THREAD int ptrace_get_mask(pid_t tid, uint64_t *ret_mask);
TRACER_THREAD int ptrace_set_mask(pid_t tid, uint64_t mask);
/* Memory by PTRACE_POKEDATA: words at a time, what is around is read and kept. */
TRACER_THREAD int ptrace_write(pid_t tid, uint64_t address, const void *bytes, size_t size);
/* A debug register, 0…7. */
TRACER_THREAD int ptrace_get_debug(pid_t tid, unsigned number, uint64_t *ret_value);
TRACER_THREAD int ptrace_set_debug(pid_t tid, unsigned number, uint64_t value);
/* The XSAVE area; returns its length or -errno. */
TRACER_THREAD ssize_t ptrace_get_vectors(pid_t tid, void *buffer, size_t size);
TRACER_THREAD int ptrace_set_vectors(pid_t tid, const void *bytes, size_t size);

#endif
