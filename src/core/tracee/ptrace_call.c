#include "ptrace_call.h"

#include <elf.h>
#include <errno.h>
#include <linux/audit.h>
#include <string.h>
#include <sys/ptrace.h>
#include <sys/uio.h>

/* The kernel's layout of PTRACE_GET_SYSCALL_INFO (uapi linux/ptrace.h), written out so that
 * an older libc header does not decide what we can read. */
#define REQUEST_GET_SYSCALL_INFO 0x420e
#define REQUEST_SET_SYSCALL_INFO 0x4212

#define OPTION_SUSPEND_SECCOMP (1 << 21) /* the same header */

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

static uintptr_t options_of(unsigned mode)
{
    uintptr_t options = PTRACE_O_TRACESYSGOOD | PTRACE_O_TRACEEXEC;

    if (mode & SEIZE_FOLLOW)
        options |= PTRACE_O_TRACEFORK | PTRACE_O_TRACEVFORK | PTRACE_O_TRACECLONE;
    if (mode & SEIZE_KILL_WITH_US)
        options |= PTRACE_O_EXITKILL;
    if (mode & SEIZE_TRAP)
        options |= PTRACE_O_TRACESECCOMP;
    return options;
}

int ptrace_seize(pid_t tid, unsigned mode)
{
    return call(PTRACE_SEIZE, tid, 0, options_of(mode));
}

int ptrace_suspend_filters(pid_t tid, unsigned mode, bool is_suspended)
{
    if (mode & SEIZE_UNKNOWN)
        return -EPERM;
    return call(PTRACE_SETOPTIONS, tid, 0,
                options_of(mode) | (is_suspended ? OPTION_SUSPEND_SECCOMP : 0));
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
    ret_stop->pc = info.instruction_pointer;
    ret_stop->stack_pointer = info.stack_pointer;
    if (info.op == SYSCALL_OP_EXIT) {
        ret_stop->result = info.exit.rval;
        if (info.arch == AUDIT_ARCH_I386 && info.exit.rval > UINT32_MAX) /* int $0x80 of a 64-bit program */
            ret_stop->result = (uint32_t)info.exit.rval;
        ret_stop->is_error = info.exit.is_error;
    } else {
        ret_stop->number = info.entry.nr;
        memcpy(ret_stop->args, info.entry.args, sizeof ret_stop->args);
    }
    return 0;
}

int ptrace_set_call(pid_t tid, bool is_trap, int64_t number, const uint64_t args[6])
{
    struct kernel_syscall_info info;

    memset(&info, 0, sizeof info);
    info.op = is_trap ? SYSCALL_OP_SECCOMP : SYSCALL_OP_ENTRY;
    info.entry.nr = (uint64_t)number;
    memcpy(info.entry.args, args, sizeof info.entry.args);
    return call(REQUEST_SET_SYSCALL_INFO, tid, sizeof info, (uintptr_t)&info);
}

int ptrace_set_result(pid_t tid, int64_t result, bool is_error)
{
    struct kernel_syscall_info info;

    memset(&info, 0, sizeof info);
    info.op = SYSCALL_OP_EXIT;
    info.exit.rval = result;
    info.exit.is_error = is_error;
    return call(REQUEST_SET_SYSCALL_INFO, tid, sizeof info, (uintptr_t)&info);
}

int ptrace_get_registers(pid_t tid, struct user_regs_struct *ret_registers)
{
    return call(PTRACE_GETREGS, tid, 0, (uintptr_t)ret_registers);
}

int ptrace_set_registers(pid_t tid, const struct user_regs_struct *registers)
{
    return call(PTRACE_SETREGS, tid, 0, (uintptr_t)registers);
}

int ptrace_step(pid_t tid, int signal)
{
    return call(PTRACE_SINGLESTEP, tid, 0, (uintptr_t)signal);
}

int ptrace_set_siginfo(pid_t tid, const siginfo_t *info)
{
    return call(PTRACE_SETSIGINFO, tid, 0, (uintptr_t)info);
}

int ptrace_peek_signals(pid_t tid, siginfo_t *ret_infos, unsigned capacity)
{
    struct __ptrace_peeksiginfo_args args = { .off = 0, .flags = 0, .nr = (int32_t)capacity };
    long count = ptrace(PTRACE_PEEKSIGINFO, tid, &args, ret_infos);

    return count < 0 ? -errno : (int)count;
}

int ptrace_get_mask(pid_t tid, uint64_t *ret_mask)
{
    return call(PTRACE_GETSIGMASK, tid, sizeof *ret_mask, (uintptr_t)ret_mask);
}

int ptrace_set_mask(pid_t tid, uint64_t mask)
{
    return call(PTRACE_SETSIGMASK, tid, sizeof mask, (uintptr_t)&mask);
}

int ptrace_write(pid_t tid, uint64_t address, const void *bytes, size_t size)
{
    const uint8_t *from = bytes;

    while (size > 0) {
        uint64_t start = address & ~(uint64_t)(sizeof(long) - 1);
        size_t skip = (size_t)(address - start);
        size_t count = sizeof(long) - skip < size ? sizeof(long) - skip : size;
        long word = 0;

        errno = 0;
        if (count < sizeof word)
            word = ptrace(PTRACE_PEEKDATA, tid, start, 0);
        if (errno)
            return -errno;
        memcpy((uint8_t *)&word + skip, from, count);
        if (ptrace(PTRACE_POKEDATA, tid, start, word) < 0)
            return -errno;
        address += count;
        from += count;
        size -= count;
    }
    return 0;
}

static uintptr_t debug_offset(unsigned number)
{
    return offsetof(struct user, u_debugreg) + number * sizeof(((struct user *)0)->u_debugreg[0]);
}

int ptrace_get_debug(pid_t tid, unsigned number, uint64_t *ret_value)
{
    errno = 0;
    *ret_value = (uint64_t)ptrace(PTRACE_PEEKUSER, tid, debug_offset(number), 0);
    return -errno;
}

int ptrace_set_debug(pid_t tid, unsigned number, uint64_t value)
{
    return call(PTRACE_POKEUSER, tid, debug_offset(number), value);
}

ssize_t ptrace_get_vectors(pid_t tid, void *buffer, size_t size)
{
    struct iovec area = { buffer, size };
    int result = call(PTRACE_GETREGSET, tid, NT_X86_XSTATE, (uintptr_t)&area);

    return result < 0 ? result : (ssize_t)area.iov_len;
}

int ptrace_set_vectors(pid_t tid, const void *bytes, size_t size)
{
    struct iovec area = { (void *)(uintptr_t)bytes, size };

    return call(PTRACE_SETREGSET, tid, NT_X86_XSTATE, (uintptr_t)&area);
}
