/* ptrace by request, of nobody: who is traced along with its parent has a tracer already. */
#include "cases.h"

#include <stddef.h>
#include <sys/ptrace.h>
#include <sys/uio.h>
#include <sys/user.h>

/* There is no thread -1: what a request is shown as when it fails. */
#define NOBODY(name, request, addr, data, shown)                                                   \
    CASE(ptrace_##name)                                                                            \
    {                                                                                              \
        expect(call(SYS_ptrace, request, -1, addr, data), "ptrace(" shown);                        \
    }

NOBODY(unknown, 99, 1, -1, "0x63 /* PTRACE_??? */, -1, 0x1, 0xffffffffffffffff")
NOBODY(peektext, 1, 1, 2, "PTRACE_PEEKTEXT, -1, 0x1, 0x2")
NOBODY(peekdata, 2, 0, 0, "PTRACE_PEEKDATA, -1, NULL, NULL")
NOBODY(peekuser, 3, 8 * 15, 1, "PTRACE_PEEKUSER, -1, 8*ORIG_RAX, 0x1")
NOBODY(peekuser_between, 3, 3, 1, "PTRACE_PEEKUSER, -1, 8*R15+3, 0x1")
NOBODY(peekuser_behind_registers, 3, 176, 1, "PTRACE_PEEKUSER, -1, 8*SS+16, 0x1")
NOBODY(peekuser_fpu, 3, offsetof(struct user, i387) + 8, 1,
       "PTRACE_PEEKUSER, -1, offsetof(struct user, i387)+8, 0x1")
NOBODY(peekuser_debug, 3, offsetof(struct user, u_debugreg), 1,
       "PTRACE_PEEKUSER, -1, offsetof(struct user, u_debugreg), 0x1")
NOBODY(peekuser_end, 3, sizeof(struct user), 1, "PTRACE_PEEKUSER, -1, sizeof(struct user), 0x1")
NOBODY(peekuser_beyond, 3, sizeof(struct user) + 8, 1, "PTRACE_PEEKUSER, -1, 0x398, 0x1")
NOBODY(poketext, 4, 1, 2, "PTRACE_POKETEXT, -1, 0x1, 0x2")
NOBODY(pokeuser, 6, 8, -1, "PTRACE_POKEUSER, -1, 8*R14, 0xffffffffffffffff")
NOBODY(cont, 7, 0, 0, "PTRACE_CONT, -1, NULL, 0")
NOBODY(cont_signal, 7, 1, 19, "PTRACE_CONT, -1, 0x1, SIGSTOP")
NOBODY(cont_unknown, 7, 1, 99, "PTRACE_CONT, -1, 0x1, 99")
NOBODY(kill, 8, 1, 2, "PTRACE_KILL, -1")
NOBODY(singlestep, 9, 0, 5, "PTRACE_SINGLESTEP, -1, NULL, SIGTRAP")
NOBODY(getregs, 12, 1, 2, "PTRACE_GETREGS, -1, 0x2")
NOBODY(setregs, 13, 1, 2, "PTRACE_SETREGS, -1, 0x2")
NOBODY(getfpregs, 14, 1, 2, "PTRACE_GETFPREGS, -1, 0x2")
NOBODY(attach, 16, 1, 2, "PTRACE_ATTACH, -1")
NOBODY(detach, 17, 0, 18, "PTRACE_DETACH, -1, NULL, SIGCONT")
NOBODY(old_options, 21, 1, 2, "PTRACE_OLDSETOPTIONS, -1, 0x1, PTRACE_O_TRACEFORK")
NOBODY(syscall, 24, 0, 0, "PTRACE_SYSCALL, -1, NULL, 0")
NOBODY(thread_area, 25, 12, 1, "PTRACE_GET_THREAD_AREA, -1, 0xc, 0x1")
NOBODY(arch_prctl, 30, 1, 0x1003, "PTRACE_ARCH_PRCTL, -1, 0x1, 0x1003")
NOBODY(sysemu, 31, 0, 0, "PTRACE_SYSEMU, -1, NULL, 0")
NOBODY(singleblock, 33, 0, 0, "PTRACE_SINGLEBLOCK, -1, NULL, 0")
NOBODY(options, 0x4200, 0, 0x300001,
       "PTRACE_SETOPTIONS, -1, NULL, PTRACE_O_TRACESYSGOOD|PTRACE_O_EXITKILL|PTRACE_O_SUSPEND_SECCOMP")
NOBODY(options_unknown, 0x4200, 0, 0x100, "PTRACE_SETOPTIONS, -1, NULL, 0x100 /* PTRACE_O_??? */")
NOBODY(options_none, 0x4200, 0, 0, "PTRACE_SETOPTIONS, -1, NULL, 0")
NOBODY(eventmsg, 0x4201, 0, 1, "PTRACE_GETEVENTMSG, -1, NULL, 0x1")
NOBODY(getsiginfo, 0x4202, 0, 1, "PTRACE_GETSIGINFO, -1, NULL, 0x1")
NOBODY(getregset, 0x4204, 1, 2, "PTRACE_GETREGSET, -1, NT_PRSTATUS, 0x2")
NOBODY(getregset_unknown, 0x4204, 0x999, 0, "PTRACE_GETREGSET, -1, 0x999 /* NT_??? */, NULL")
NOBODY(seize, 0x4206, 0, 0x10, "PTRACE_SEIZE, -1, NULL, PTRACE_O_TRACEEXEC")
NOBODY(interrupt, 0x4207, 1, 2, "PTRACE_INTERRUPT, -1")
NOBODY(listen, 0x4208, 1, 2, "PTRACE_LISTEN, -1")
NOBODY(peeksiginfo, 0x4209, 1, 2, "PTRACE_PEEKSIGINFO, -1, 0x1, 0x2")
NOBODY(getsigmask, 0x420a, 8, 1, "PTRACE_GETSIGMASK, -1, 8, 0x1")
NOBODY(get_filter, 0x420c, -1, 1, "PTRACE_SECCOMP_GET_FILTER, -1, 18446744073709551615, 0x1")
NOBODY(get_metadata, 0x420d, 16, 1, "PTRACE_SECCOMP_GET_METADATA, -1, 16, 0x1")
NOBODY(syscall_info, 0x420e, 88, 1, "PTRACE_GET_SYSCALL_INFO, -1, 88, 0x1")
NOBODY(rseq, 0x420f, 24, 1, "PTRACE_GET_RSEQ_CONFIGURATION, -1, 0x18, 0x1")

CASE(ptrace_register_sets)
{
    uint64_t words[3] = {0x37f, 0, 3};
    struct iovec vector = {words, sizeof words}, empty = {NULL, 4096};

    expect(call(SYS_ptrace, 0x4205, -1, 1, &vector),
           "ptrace(PTRACE_SETREGSET, -1, NT_PRSTATUS, {iov_base={r15=0x37f, r14=0, r13=0x3}, iov_len=24}");
    expect(call(SYS_ptrace, 0x4205, -1, 0x202, &vector),
           "ptrace(PTRACE_SETREGSET, -1, NT_X86_XSTATE, {iov_base=%s, iov_len=24}", address(words));
    expect(call(SYS_ptrace, 0x4204, -1, 1, &empty),
           "ptrace(PTRACE_GETREGSET, -1, NT_PRSTATUS, {iov_base=NULL, iov_len=4096}");
}

CASE(ptrace_peeksiginfo_args)
{
    struct {
        uint64_t offset;
        uint32_t flags;
        int32_t count;
    } args = {5, 3, 2};

    expect(call(SYS_ptrace, 0x4209, -1, &args, 1),
           "ptrace(PTRACE_PEEKSIGINFO, -1, {off=5, flags=PTRACE_PEEKSIGINFO_SHARED|0x2, nr=2}, 0x1");
}

CASE(ptrace_sets_registers)
{
    struct user_regs_struct registers = {.r15 = 1, .orig_rax = (unsigned long)-1, .gs = 7};

    expect(call(SYS_ptrace, PTRACE_SETREGS, -1, 0, &registers),
           "ptrace(PTRACE_SETREGS, -1, {r15=0x1, r14=0, r13=0, r12=0, rbp=0, rbx=0, r11=0, r10=0, r9=0, r8=0, "
           "rax=0, rcx=0, rdx=0, rsi=0, rdi=0, orig_rax=0xffffffffffffffff, rip=0, cs=0, eflags=0, rsp=0, ss=0, "
           "fs_base=0, gs_base=0, ds=0, es=0, fs=0, gs=0x7}");
}

CASE(ptrace_i386)
{
    expect(call_i386(26, 7, -1, 1, 19), "ptrace(PTRACE_CONT, -1, 0x1, SIGSTOP");
    expect(call_i386(26, 12, -1, 0, 1), "ptrace(PTRACE_GETREGS, -1, 0x1");
}

CASE(ptrace_numbers_instead_of_names)
{
    long result = call(SYS_ptrace, PTRACE_PEEKUSER, -1, 9, 1);

    expect_under("-X raw", result, "ptrace(0x3, -1, 0x9, 0x1");
    expect_under("-X verbose", result, "ptrace(0x3 /* PTRACE_PEEKUSER */, -1, 0x9 /* 8*R14+1 */, 0x1");
}
