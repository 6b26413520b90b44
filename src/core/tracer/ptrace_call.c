#include "ptrace_call.h"

#include <errno.h>
#include <string.h>
#include <sys/ptrace.h>

/* The kernel's layout of PTRACE_GET_SYSCALL_INFO (uapi linux/ptrace.h), written out so that
 * an older libc header does not decide what we can read. */
#define REQUEST_GET_SYSCALL_INFO 0x420e

struct kernel_syscall_info {
    uint8_t op;
    uint8_t reserved[3];
    uint32_t arch;
    uint64_t instruction_pointer;
    uint64_t stack_pointer;
    union {
        struct {
            uint64_t nr;
            uint64_t args[6];
        } entry;
        struct {
            int64_t rval;
            uint8_t is_error;
        } exit;
        uint64_t room[12];
    };
};

static int call(int request, pid_t tid, uintptr_t address, uintptr_t data)
{
    return ptrace(request, tid, address, data) < 0 ? -errno : 0;
}

int ptrace_seize(pid_t tid, unsigned mode)
{
    uintptr_t options = PTRACE_O_TRACESYSGOOD | PTRACE_O_TRACEEXEC;

    if (mode & SEIZE_FOLLOW)
        options |= PTRACE_O_TRACEFORK | PTRACE_O_TRACEVFORK | PTRACE_O_TRACECLONE;
    if (mode & SEIZE_KILL_WITH_US)
        options |= PTRACE_O_EXITKILL;
    if (mode & SEIZE_TRAP)
        options |= PTRACE_O_TRACESECCOMP;
    return call(PTRACE_SEIZE, tid, 0, options);
}

int ptrace_interrupt(pid_t tid)
{
    return call(PTRACE_INTERRUPT, tid, 0, 0);
}

int ptrace_listen(pid_t tid)
{
    return call(PTRACE_LISTEN, tid, 0, 0);
}

int ptrace_resume(pid_t tid, int signal)
{
    return call(PTRACE_SYSCALL, tid, 0, (uintptr_t)signal);
}

int ptrace_resume_to_trap(pid_t tid, int signal)
{
    return call(PTRACE_CONT, tid, 0, (uintptr_t)signal);
}

int ptrace_detach(pid_t tid, int signal)
{
    return call(PTRACE_DETACH, tid, 0, (uintptr_t)signal);
}

int ptrace_event_message(pid_t tid, unsigned long *ret_message)
{
    return call(PTRACE_GETEVENTMSG, tid, 0, (uintptr_t)ret_message);
}

int ptrace_siginfo(pid_t tid, siginfo_t *ret_info)
{
    return call(PTRACE_GETSIGINFO, tid, 0, (uintptr_t)ret_info);
}

int ptrace_syscall_stop(pid_t tid, struct syscall_stop *ret_stop)
{
    struct kernel_syscall_info info;

    memset(&info, 0, sizeof info);
    if (ptrace(REQUEST_GET_SYSCALL_INFO, tid, sizeof info, &info) < 0)
        return -errno;
    ret_stop->op = info.op;
    ret_stop->arch = info.arch;
    if (info.op == SYSCALL_OP_EXIT) {
        ret_stop->result = info.exit.rval;
        ret_stop->is_error = info.exit.is_error;
    } else {
        ret_stop->number = info.entry.nr;
        memcpy(ret_stop->args, info.entry.args, sizeof ret_stop->args);
    }
    return 0;
}

int ptrace_get_registers(pid_t tid, struct user_regs_struct *ret_registers)
{
    return call(PTRACE_GETREGS, tid, 0, (uintptr_t)ret_registers);
}

int ptrace_set_registers(pid_t tid, const struct user_regs_struct *registers)
{
    return call(PTRACE_SETREGS, tid, 0, (uintptr_t)registers);
}
