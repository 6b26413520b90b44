#include "registers.h"

#include <errno.h>
#include <linux/audit.h>
#include <string.h>

#include "call_facts.h"
#include "ptrace_call.h"

#include "../inspect/unwind.h"

#define CODE_SEGMENT_32_BIT 0x23 /* __USER32_CS of the kernel's asm/segment.h */

bool registers_are_compat(const struct user_regs_struct *registers)
{
    return registers->cs == CODE_SEGMENT_32_BIT;
}

bool registers_result_restarts(int64_t result)
{
    return result == -KERNEL_ERESTARTSYS || result == -KERNEL_ERESTARTNOINTR ||
           result == -KERNEL_ERESTARTNOHAND || result == -KERNEL_ERESTART_RESTARTBLOCK;
}

bool registers_call(pid_t tid, struct tracee_call *ret_call, int64_t *ret_result)
{
    struct user_regs_struct r;
    struct syscall_stop stop;
    bool is_compat;

    if (ptrace_get_registers(tid, &r) < 0 || (int64_t)r.orig_rax < 0 ||
        ptrace_syscall_stop(tid, &stop) < 0)
        return false;
    is_compat = stop.arch == AUDIT_ARCH_I386; /* of the call, not of the code: int 0x80 */
    memset(ret_call, 0, sizeof *ret_call);
    ret_call->abi = is_compat ? ABI_COMPAT : ABI_NATIVE;
    ret_call->number = (int64_t)r.orig_rax;
    ret_call->spec = syscall_find((enum abi)ret_call->abi, ret_call->number);
    if (is_compat) {
        const uint64_t args[] = { r.rbx, r.rcx, r.rdx, r.rsi, r.rdi, r.rbp };

        for (unsigned i = 0; i < SYSCALL_MAX_ARGS; i++)
            ret_call->args[i] = (uint32_t)args[i];
    } else {
        const uint64_t args[] = { r.rdi, r.rsi, r.rdx, r.r10, r.r8, r.r9 };

        memcpy(ret_call->args, args, sizeof args);
    }
    *ret_result = is_compat ? (int32_t)r.rax : (int64_t)r.rax;
    return true;
}

bool registers_repair_eintr(pid_t tid, enum abi abi, int64_t number, int64_t result)
{
    struct user_regs_struct registers;

    if (result != -EINTR || !call_fact(abi, number, CALL_BREAKS_WITH_EINTR))
        return false;
    if (ptrace_get_registers(tid, &registers) < 0)
        return false;
    registers.rax = (uint64_t)(int64_t)-KERNEL_ERESTARTNOHAND;
    return ptrace_set_registers(tid, &registers) == 0;
}

uint64_t *registers_argument(struct user_regs_struct *r, enum abi abi, unsigned argument)
{
    uint64_t *const native[] = { (uint64_t *)&r->rdi, (uint64_t *)&r->rsi, (uint64_t *)&r->rdx,
                                 (uint64_t *)&r->r10, (uint64_t *)&r->r8, (uint64_t *)&r->r9 };
    uint64_t *const compat[] = { (uint64_t *)&r->rbx, (uint64_t *)&r->rcx, (uint64_t *)&r->rdx,
                                 (uint64_t *)&r->rsi, (uint64_t *)&r->rdi, (uint64_t *)&r->rbp };

    return abi == ABI_COMPAT ? compat[argument] : native[argument];
}

int registers_set_call(pid_t tid, bool is_trap, enum abi abi, int64_t number,
                       const uint64_t args[SYSCALL_MAX_ARGS])
{
    struct user_regs_struct registers;
    int result = ptrace_set_call(tid, is_trap, number, args);

    if (result == 0 || result == -ESRCH)
        return result;
    result = ptrace_get_registers(tid, &registers);
    if (result < 0)
        return result;
    registers.orig_rax = (uint64_t)number;
    for (unsigned i = 0; i < SYSCALL_MAX_ARGS; i++)
        *registers_argument(&registers, abi, i) = args[i];
    return ptrace_set_registers(tid, &registers);
}

int registers_set_result(pid_t tid, int64_t result, bool is_error)
{
    struct user_regs_struct registers;
    int done = ptrace_set_result(tid, result, is_error);

    if (done == 0 || done == -ESRCH)
        return done;
    done = ptrace_get_registers(tid, &registers);
    if (done < 0)
        return done;
    registers.rax = (uint64_t)result;
    return ptrace_set_registers(tid, &registers);
}

#define SYSCALL_INSTRUCTION_BYTES 2 /* syscall, and int 0x80 */

bool registers_leave_call(pid_t tid)
{
    struct user_regs_struct registers;
    bool is_compat;
    int64_t result;
    int number;

    if (ptrace_get_registers(tid, &registers) < 0 || (int64_t)registers.orig_rax < 0)
        return false;
    is_compat = registers_are_compat(&registers);
    result = is_compat ? (int32_t)registers.rax : (int64_t)registers.rax;
    if (registers_result_restarts(result)) {
        registers.rax = registers.orig_rax;
        registers.rip -= SYSCALL_INSTRUCTION_BYTES;
    }
    if (result == -KERNEL_ERESTART_RESTARTBLOCK &&
        syscall_find_name(is_compat ? ABI_COMPAT : ABI_NATIVE, "restart_syscall", &number))
        registers.rax = (uint64_t)number;
    registers.orig_rax = UINT64_MAX;
    return ptrace_set_registers(tid, &registers) == 0;
}

bool registers_for_unwind(pid_t tid, struct unwind_registers *ret_registers)
{
    struct user_regs_struct r;
    uint64_t registers[EVENT_REGISTER_COUNT];

    if (ptrace_get_registers(tid, &r) < 0)
        return false;
    memcpy(registers, &r, sizeof registers);
    *ret_registers = unwind_registers_of(registers, registers_are_compat(&r));
    return true;
}
