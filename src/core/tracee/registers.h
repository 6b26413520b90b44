/*
 * What the machine's registers tell about a stop, and the one thing that we
 * put right in them.
 *
 * An INTERRUPT of ours makes a tracee that blocks in certain calls return from them
 * with EINTR (epoll_wait, semop, sigtimedwait, receiving with SO_RCVTIMEO, …),
 * which is not in the program's contract.  At the stop that our INTERRUPT caused,
 * their -EINTR becomes -ERESTARTNOHAND: the kernel then starts the call again, and
 * still says EINTR if a handler really runs.
 */
#ifndef PTOP_CORE_REGISTERS_H
#define PTOP_CORE_REGISTERS_H

#include <stdbool.h>

#include "tracee.h"

struct unwind_registers;
struct user_regs_struct;

/* The kernel's answers of a call that will be started again (linux/errno.h). */
#define KERNEL_ERESTARTSYS 512
#define KERNEL_ERESTARTNOINTR 513
#define KERNEL_ERESTARTNOHAND 514
#define KERNEL_ERESTART_RESTARTBLOCK 516

bool registers_result_restarts(int64_t result);

/* The call that a stopped tracee is in according to orig_rax: false if in none.  Fills
 * number, args, abi and spec. */
TRACER_THREAD bool registers_call(pid_t tid, struct tracee_call *ret_call, int64_t *ret_result);

/* The repair, for a stop that an INTERRUPT of ours may have caused.  True if it was needed
 * and done. */
TRACER_THREAD bool registers_repair_eintr(pid_t tid, enum abi abi, int64_t number, int64_t result);

/* What a call stack is made from.  False where they cannot be read. */
TRACER_THREAD bool registers_for_unwind(pid_t tid, struct unwind_registers *ret_registers);

/*
 * At or behind the exit of a call: from now on the tracee is in no call.  One that was interrupted by a stop
 * becomes one that is about to be made, which is what the kernel would do on its way back to the program.
 * False: it was in none.
 */
TRACER_THREAD bool registers_leave_call(pid_t tid);

/* Where a call has an argument (syscall(2)). */
uint64_t *registers_argument(struct user_regs_struct *registers, enum abi abi, unsigned argument);

/* As ptrace_set_call and ptrace_set_result, on every kernel.  0 or -errno. */
TRACER_THREAD int registers_set_call(pid_t tid, bool is_trap, enum abi abi, int64_t number,
                                     const uint64_t args[SYSCALL_MAX_ARGS]);
TRACER_THREAD int registers_set_result(pid_t tid, int64_t result, bool is_error);

/* Does it run 32-bit code? */
bool registers_are_compat(const struct user_regs_struct *registers);

#endif
