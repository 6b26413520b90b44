/* Signals: actions, sets, waiting, and what a signal says of its cause. */
#include <setjmp.h>
#include <signal.h>
#include <sys/wait.h>
#include <time.h>

#include "room.h"

/* The kernel's struct. */
struct action {
    uint64_t handler, flags, restorer, mask;
};
struct action32 {
    uint32_t handler, flags, restorer;
    uint32_t mask[2];
};
struct old_action32 {
    uint32_t handler, mask, flags, restorer;
};

#define RESTORER 0x04000000

CASE(sigaction_of_an_action)
{
    PUT(0, struct action, 0, 0, 0, 0);
    expect(call(SYS_rt_sigaction, SIGUSR1, AT(0), 0, 8), "rt_sigaction(SIGUSR1, {sa_handler=SIG_DFL, sa_mask=[], sa_flags=0}, NULL, 8");
    PUT(0, struct action, 1, SA_RESTART, 0, 1 << 9);
    expect(call(SYS_rt_sigaction, SIGUSR1, AT(0), AT(0x100), 8), "rt_sigaction(SIGUSR1, {sa_handler=SIG_IGN, sa_mask=[USR1], sa_flags=SA_RESTART}, {sa_handler=SIG_DFL, sa_mask=[], sa_flags=0}, 8");
    PUT(0, struct action, 0x1234, RESTORER | SA_SIGINFO | SA_ONSTACK | SA_RESTART, 0x5678, ~0ULL);
    expect(call(SYS_rt_sigaction, SIGUSR1, AT(0), AT(0x100), 8), "rt_sigaction(SIGUSR1, {sa_handler=0x1234, sa_mask=~[], sa_flags=SA_RESTORER|SA_ONSTACK|SA_RESTART|SA_SIGINFO, sa_restorer=0x5678}, {sa_handler=SIG_IGN, sa_mask=[USR1], sa_flags=SA_RESTART}, 8");
    PUT(0, struct action, 2, 0xffffffff, 0x5678, 0x8000000180000001);
    expect(call(SYS_rt_sigaction, SIGUSR1, AT(0), AT(0x100), 8), "rt_sigaction(SIGUSR1, {sa_handler=0x2, sa_mask=[HUP RTMIN RT_1 RT_32], sa_flags=SA_RESTORER|SA_ONSTACK|SA_RESTART|SA_INTERRUPT|SA_NODEFER|SA_RESETHAND|SA_SIGINFO|SA_NOCLDSTOP|SA_NOCLDWAIT|SA_UNSUPPORTED|SA_EXPOSE_TAGBITS|0x3fff3f8, sa_restorer=0x5678}, {sa_handler=0x1234, sa_mask=~[KILL STOP], sa_flags=SA_RESTORER|SA_ONSTACK|SA_RESTART|SA_SIGINFO, sa_restorer=0x5678}, 8");
    PUT(0, struct action, -1, RESTORER, 0, 0xfffffffe7ffbfeff);
    expect(call(SYS_rt_sigaction, SIGRTMIN, AT(0), AT(0x100), 8), "rt_sigaction(SIGRT_2, {sa_handler=SIG_ERR, sa_mask=~[KILL STOP RTMIN RT_1], sa_flags=SA_RESTORER, sa_restorer=NULL}, {sa_handler=SIG_DFL, sa_mask=[], sa_flags=0}, 8");
    PUT(0, struct action, 1, 0x100, 0, 0xffff);
    expect(call(SYS_rt_sigaction, 64, AT(0), 0, 8), "rt_sigaction(SIGRT_32, {sa_handler=SIG_IGN, sa_mask=[HUP INT QUIT ILL TRAP ABRT BUS FPE KILL USR1 SEGV USR2 PIPE ALRM TERM STKFLT], sa_flags=0x100 /* SA_??? */}, NULL, 8");
    expect(call(SYS_rt_sigaction, SIGUSR1, 0, AT(0), 8), "rt_sigaction(SIGUSR1, NULL, {sa_handler=0x2, sa_mask=[HUP RTMIN RT_1 RT_32], sa_flags=SA_RESTORER|SA_ONSTACK|SA_RESTART|SA_NODEFER|SA_RESETHAND|SA_SIGINFO|SA_NOCLDSTOP|SA_NOCLDWAIT|SA_EXPOSE_TAGBITS, sa_restorer=0x5678}, 8");
    expect_under("-v", call(SYS_rt_sigaction, SIGUSR2, AT(0), AT(0), 8), "rt_sigaction(SIGUSR2, {sa_handler=0x2, sa_mask=[HUP RTMIN RT_1 RT_32], sa_flags=SA_RESTORER|SA_ONSTACK|SA_RESTART|SA_NODEFER|SA_RESETHAND|SA_SIGINFO|SA_NOCLDSTOP|SA_NOCLDWAIT|SA_EXPOSE_TAGBITS, sa_restorer=0x5678}, {sa_handler=SIG_DFL, sa_mask=[], sa_flags=0}, 8");
}

CASE(sigaction_fails)
{
    PUT(0, struct action, 1, 0, 0, 0);
    expect(call(SYS_rt_sigaction, SIGKILL, AT(0), AT(0x100), 8), "rt_sigaction(SIGKILL, {sa_handler=SIG_IGN, sa_mask=[], sa_flags=0}, 0x10000100, 8");
    expect(call(SYS_rt_sigaction, SIGUSR1, AT(0), AT(0x100), 16), "rt_sigaction(SIGUSR1, {sa_handler=SIG_IGN, sa_mask=[], sa_flags=0}, 0x10000100, 16");
    expect(call(SYS_rt_sigaction, 0, 0, 0, 8), "rt_sigaction(0, NULL, NULL, 8");
    expect(call(SYS_rt_sigaction, 65, HOLE, HOLE, 8), "rt_sigaction(65, 0x10002000, 0x10002000, 8");
    expect(call(SYS_rt_sigaction, -1, HOLE - 24, 0, 8), "rt_sigaction(-1, 0x10001fe8, NULL, 8");
    expect(call(SYS_rt_sigaction, SIGUSR1, HOLE - 31, AT(0), 8), "rt_sigaction(SIGUSR1, 0x10001fe1, 0x10000000, 8");
    expect(call(SYS_rt_sigaction, SIGUSR1, 0, HOLE, 8), "rt_sigaction(SIGUSR1, NULL, 0x10002000, 8");
}

CASE(sigaction_flags)
{
    static const uint32_t bits[] = {1, 2, 4, 0x400, 0x800, 0x04000000, 0x08000000, 0x10000000, 0x20000000, 0x40000000, 0x80000000};
    static const char *const names[] = {"SA_NOCLDSTOP", "SA_NOCLDWAIT", "SA_SIGINFO", "SA_UNSUPPORTED", "SA_EXPOSE_TAGBITS", "SA_RESTORER, sa_restorer=NULL", "SA_ONSTACK", "SA_RESTART", "SA_INTERRUPT", "SA_NODEFER", "SA_RESETHAND"};

    for (int i = 0; i < 11; i++) {
        PUT(0, struct action, 0, bits[i], 0, 0);
        expect(call(SYS_rt_sigaction, SIGKILL, AT(0), 0, 8),
               "rt_sigaction(SIGKILL, {sa_handler=SIG_DFL, sa_mask=[], sa_flags=%s}, NULL, 8", names[i]);
    }
}

CASE(sigprocmask)
{
    PUT(0, uint64_t[2], 0, 0x10);
    expect(call(SYS_rt_sigprocmask, SIG_BLOCK, AT(0), 0, 8), "rt_sigprocmask(SIG_BLOCK, [], NULL, 8");
    expect(call(SYS_rt_sigprocmask, SIG_UNBLOCK, AT(8), AT(0x20), 8), "rt_sigprocmask(SIG_UNBLOCK, [TRAP], [], 8");
    expect(call(SYS_rt_sigprocmask, SIG_SETMASK, AT(0), AT(0x20), 8), "rt_sigprocmask(SIG_SETMASK, [], [], 8");
    PUT(0, uint64_t[2], ~0ULL, 0xfffffffffffffeff);
    expect(call(SYS_rt_sigprocmask, SIG_BLOCK, AT(0), AT(0x20), 8), "rt_sigprocmask(SIG_BLOCK, ~[], [], 8");
    expect(call(SYS_rt_sigprocmask, SIG_UNBLOCK, AT(8), AT(0x20), 8), "rt_sigprocmask(SIG_UNBLOCK, ~[KILL], ~[KILL STOP], 8");
    expect(call(SYS_rt_sigprocmask, 3, AT(0), AT(0x20), 8), "rt_sigprocmask(0x3 /* SIG_??? */, ~[], 0x10000020, 8");
    expect(call(SYS_rt_sigprocmask, -1, 0, 0, 8), "rt_sigprocmask(0xffffffff /* SIG_??? */, NULL, NULL, 8");
    expect(call(SYS_rt_sigprocmask, SIG_BLOCK, AT(0), AT(0x20), 4), "rt_sigprocmask(SIG_BLOCK, 0x10000000, 0x10000020, 4");
    expect(call(SYS_rt_sigprocmask, SIG_BLOCK, AT(0), AT(0x20), 16), "rt_sigprocmask(SIG_BLOCK, 0x10000000, 0x10000020, 16");
    expect(call(SYS_rt_sigprocmask, SIG_BLOCK, AT(0), AT(0x20), 128), "rt_sigprocmask(SIG_BLOCK, 0x10000000, 0x10000020, 128");
    expect(call(SYS_rt_sigprocmask, SIG_BLOCK, AT(0), AT(0x20), 0), "rt_sigprocmask(SIG_BLOCK, 0x10000000, 0x10000020, 0");
    expect(call(SYS_rt_sigprocmask, SIG_BLOCK, HOLE, 0, 8), "rt_sigprocmask(SIG_BLOCK, 0x10002000, NULL, 8");
    expect(call(SYS_rt_sigprocmask, SIG_BLOCK, HOLE - 4, 0, 8), "rt_sigprocmask(SIG_BLOCK, 0x10001ffc, NULL, 8");
    expect(call(SYS_rt_sigprocmask, SIG_BLOCK, 0, AT(0), 8), "rt_sigprocmask(SIG_BLOCK, NULL, [], 8");
}

/* How many signals a set has decides how it is shown. */
CASE(sets_of_many_sizes)
{
    PUT(0, uint64_t[8], 0x1, 0x3fffffff, 0x7fffffff, 0xffffffff, 0xfffffffff, 0xffffffffffff, 0x1ffffffffff, 0x3ffffffffff);
    for (int i = 0; i < 1; i++) {
        expect(call(SYS_rt_sigprocmask, 3, AT(0), 0, 8), "rt_sigprocmask(0x3 /* SIG_??? */, [HUP], NULL, 8");
        expect(call(SYS_rt_sigprocmask, 3, AT(8), 0, 8), "rt_sigprocmask(0x3 /* SIG_??? */, [HUP INT QUIT ILL TRAP ABRT BUS FPE KILL USR1 SEGV USR2 PIPE ALRM TERM STKFLT CHLD CONT STOP TSTP TTIN TTOU URG XCPU XFSZ VTALRM PROF WINCH IO PWR], NULL, 8");
        expect(call(SYS_rt_sigprocmask, 3, AT(16), 0, 8), "rt_sigprocmask(0x3 /* SIG_??? */, [HUP INT QUIT ILL TRAP ABRT BUS FPE KILL USR1 SEGV USR2 PIPE ALRM TERM STKFLT CHLD CONT STOP TSTP TTIN TTOU URG XCPU XFSZ VTALRM PROF WINCH IO PWR SYS], NULL, 8");
        expect(call(SYS_rt_sigprocmask, 3, AT(24), 0, 8), "rt_sigprocmask(0x3 /* SIG_??? */, [HUP INT QUIT ILL TRAP ABRT BUS FPE KILL USR1 SEGV USR2 PIPE ALRM TERM STKFLT CHLD CONT STOP TSTP TTIN TTOU URG XCPU XFSZ VTALRM PROF WINCH IO PWR SYS RTMIN], NULL, 8");
        expect(call(SYS_rt_sigprocmask, 3, AT(32), 0, 8), "rt_sigprocmask(0x3 /* SIG_??? */, [HUP INT QUIT ILL TRAP ABRT BUS FPE KILL USR1 SEGV USR2 PIPE ALRM TERM STKFLT CHLD CONT STOP TSTP TTIN TTOU URG XCPU XFSZ VTALRM PROF WINCH IO PWR SYS RTMIN RT_1 RT_2 RT_3 RT_4], NULL, 8");
        expect(call(SYS_rt_sigprocmask, 3, AT(40), 0, 8), "rt_sigprocmask(0x3 /* SIG_??? */, ~[RT_17 RT_18 RT_19 RT_20 RT_21 RT_22 RT_23 RT_24 RT_25 RT_26 RT_27 RT_28 RT_29 RT_30 RT_31 RT_32], NULL, 8");
        expect(call(SYS_rt_sigprocmask, 3, AT(48), 0, 8), "rt_sigprocmask(0x3 /* SIG_??? */, [HUP INT QUIT ILL TRAP ABRT BUS FPE KILL USR1 SEGV USR2 PIPE ALRM TERM STKFLT CHLD CONT STOP TSTP TTIN TTOU URG XCPU XFSZ VTALRM PROF WINCH IO PWR SYS RTMIN RT_1 RT_2 RT_3 RT_4 RT_5 RT_6 RT_7 RT_8 RT_9], NULL, 8");
        expect(call(SYS_rt_sigprocmask, 3, AT(56), 0, 8), "rt_sigprocmask(0x3 /* SIG_??? */, ~[RT_11 RT_12 RT_13 RT_14 RT_15 RT_16 RT_17 RT_18 RT_19 RT_20 RT_21 RT_22 RT_23 RT_24 RT_25 RT_26 RT_27 RT_28 RT_29 RT_30 RT_31 RT_32], NULL, 8");
    }
}

CASE(sigpending)
{
    sigset_t set;

    sigemptyset(&set);
    sigaddset(&set, SIGUSR1);
    sigprocmask(SIG_BLOCK, &set, NULL);
    raise(SIGUSR1);
    expect(call(SYS_rt_sigpending, AT(0), 8), "rt_sigpending([USR1], 8");
    expect(call(SYS_rt_sigpending, AT(0), 4), "rt_sigpending([USR1], 4");
    expect(call(SYS_rt_sigpending, HOLE, 8), "rt_sigpending(0x10002000, 8");
    expect(call(SYS_rt_sigpending, AT(0), 16), "rt_sigpending(0x10000000, 16");
    expect(call(SYS_rt_sigpending, 0, 8), "rt_sigpending(NULL, 8");
    PUT(0, struct timespec, 0, 0);
    PUT(0x10, uint64_t, 1 << (SIGUSR1 - 1));
    expect_whole("", call(SYS_rt_sigtimedwait, AT(0x10), 0, AT(0), 8), "rt_sigtimedwait([USR1], NULL, {tv_sec=0, tv_nsec=0}, 8) = 10 (SIGUSR1)");
    expect_whole("", call(SYS_rt_sigtimedwait, AT(0x10), AT(0x100), AT(0), 8), "rt_sigtimedwait([USR1], 0x10000100, {tv_sec=0, tv_nsec=0}, 8) = -1 EAGAIN (Resource temporarily unavailable)");
    PUT(0, struct timespec, -1, 1000000000);
    expect_whole("", call(SYS_rt_sigtimedwait, AT(0x10), AT(0x100), AT(0), 8), "rt_sigtimedwait([USR1], 0x10000100, {tv_sec=-1, tv_nsec=1000000000}, 8) = -1 EINVAL (Invalid argument)");
    expect_whole("", call(SYS_rt_sigtimedwait, HOLE, HOLE, HOLE, 8), "rt_sigtimedwait(0x10002000, 0x10002000, 0x10002000, 8) = -1 EFAULT (Bad address)");
    expect_whole("", call(SYS_rt_sigtimedwait, AT(0x10), 0, 0, 4), "rt_sigtimedwait(0x10000010, NULL, NULL, 4) = -1 EINVAL (Invalid argument)");
}

CASE(sigtimedwait_takes_a_signal)
{
    sigset_t set;

    sigemptyset(&set);
    sigaddset(&set, SIGUSR2);
    sigprocmask(SIG_BLOCK, &set, NULL);
    PUT(0x10, uint64_t, 1 << (SIGUSR2 - 1));
    kill(getpid(), SIGUSR2);
    call(SYS_rt_sigtimedwait, AT(0x10), AT(0x100), 0, 8);
    expect_line("",
                "rt_sigtimedwait([USR2], {si_signo=SIGUSR2, si_code=SI_USER, si_pid=%d, si_uid=%d}, NULL, "
                "8) = 12 (SIGUSR2)", (int)getpid(), (int)getuid());
}

static void nothing(int signal)
{
    (void)signal;
}

CASE(sigsuspend_and_return)
{
    struct action action = {0};

    (void)action;
    signal(SIGALRM, nothing);
    PUT(0, uint64_t, 0xfffffffffffeffff & ~(1ULL << (SIGALRM - 1)));
    ualarm(1000, 1000);
    call(SYS_rt_sigsuspend, AT(0), 8);
    expect_line("", "rt_sigsuspend(~[ALRM CHLD], 8) = ? ERESTARTNOHAND (To be restarted if no handler)");
    expect_line("", "--- SIGALRM {si_signo=SIGALRM, si_code=SI_KERNEL} ---");
    expect_line("", "rt_sigreturn({mask=[]}) = -1 EINTR (Interrupted system call)");
    expect(call(SYS_rt_sigsuspend, HOLE, 8), "rt_sigsuspend(0x10002000, 8");
    expect(call(SYS_rt_sigsuspend, AT(0), 16), "rt_sigsuspend(0x10000000, 16");
}

static sigjmp_buf behind_fault;

static void jump_behind(int signal)
{
    siglongjmp(behind_fault, signal);
}

CASE(a_fault_without_an_address)
{
    signal(SIGSEGV, jump_behind);
    if (sigsetjmp(behind_fault, 1) == 0)
        __asm__ volatile("hlt");
    expect_line("", "--- SIGSEGV {si_signo=SIGSEGV, si_code=SI_KERNEL, si_addr=NULL} ---");
    signal(SIGSEGV, SIG_DFL);
}

CASE(sigaltstacks)
{
    expect(call(SYS_sigaltstack, 0, 0), "sigaltstack(NULL, NULL");
    expect(call(SYS_sigaltstack, 0, AT(0)), "sigaltstack(NULL, {ss_sp=NULL, ss_flags=SS_DISABLE, ss_size=0}");
    PUT(0, stack_t, .ss_sp = AT(0), .ss_flags = 0, .ss_size = 4096);
    expect(call(SYS_sigaltstack, AT(0), 0), "sigaltstack({ss_sp=0x10000000, ss_flags=0, ss_size=4096}, NULL");
    PUT(0, stack_t, .ss_sp = AT(0), .ss_flags = SS_DISABLE | (int)0x80000000, .ss_size = 4096);
    expect(call(SYS_sigaltstack, AT(0), AT(0x100)), "sigaltstack({ss_sp=0x10000000, ss_flags=SS_DISABLE|SS_AUTODISARM, ss_size=4096}, {ss_sp=0x10000000, ss_flags=0, ss_size=4096}");
    PUT(0, stack_t, .ss_sp = (void *)-1, .ss_flags = SS_ONSTACK | 0x10, .ss_size = (size_t)-1);
    expect(call(SYS_sigaltstack, AT(0), AT(0x100)), "sigaltstack({ss_sp=0xffffffffffffffff, ss_flags=SS_ONSTACK|0x10, ss_size=18446744073709551615}, 0x10000100");
    expect(call(SYS_sigaltstack, HOLE, HOLE), "sigaltstack(0x10002000, 0x10002000");
    expect(call(SYS_sigaltstack, HOLE - 16, 0), "sigaltstack(0x10001ff0, NULL");
    PUT(0, stack_t, .ss_sp = 0, .ss_flags = SS_DISABLE, .ss_size = 0);
    expect(call(SYS_sigaltstack, AT(0), AT(0x100)), "sigaltstack({ss_sp=NULL, ss_flags=SS_DISABLE, ss_size=0}, {ss_sp=NULL, ss_flags=SS_DISABLE|SS_AUTODISARM, ss_size=0}");
}

/* ---- what a signal says ------------------------------------------------------------------ */

/* A siginfo as a program makes it up. */
struct made_up {
    int32_t signal, error, code, pad;
    union {
        uint64_t words[4];
        uint32_t halves[8];
    };
};

CASE(siginfo_by_code)
{
    static const int codes[] = {SI_USER, SI_KERNEL, SI_QUEUE, SI_TIMER, SI_MESGQ, SI_ASYNCIO, SI_SIGIO, SI_TKILL, SI_ASYNCNL, -8, 0xbad};
    struct made_up *info = AT(0);

    PUT(0, struct made_up, SIGUSR1, 0, 0, 0, {{1 | 2ULL << 32, 0x1234, 0, 0}});
    info->code = codes[0];
    expect(call(SYS_rt_sigqueueinfo, 2147483647, SIGUSR1, AT(0)), "rt_sigqueueinfo(2147483647, SIGUSR1, {si_signo=SIGUSR1, si_code=SI_USER, si_pid=1, si_uid=2}");
    info->code = codes[1];
    expect(call(SYS_rt_sigqueueinfo, 2147483647, SIGUSR1, AT(0)), "rt_sigqueueinfo(2147483647, SIGUSR1, {si_signo=SIGUSR1, si_code=SI_KERNEL, si_pid=1, si_uid=2, si_int=4660, si_ptr=0x1234}");
    info->code = codes[2];
    expect(call(SYS_rt_sigqueueinfo, 2147483647, SIGUSR1, AT(0)), "rt_sigqueueinfo(2147483647, SIGUSR1, {si_signo=SIGUSR1, si_code=SI_QUEUE, si_pid=1, si_uid=2, si_int=4660, si_ptr=0x1234}");
    info->code = codes[3];
    expect(call(SYS_rt_sigqueueinfo, 2147483647, SIGUSR1, AT(0)), "rt_sigqueueinfo(2147483647, SIGUSR1, {si_signo=SIGUSR1, si_code=SI_TIMER, si_timerid=0x1, si_overrun=2, si_int=4660, si_ptr=0x1234}");
    info->code = codes[4];
    expect(call(SYS_rt_sigqueueinfo, 2147483647, SIGUSR1, AT(0)), "rt_sigqueueinfo(2147483647, SIGUSR1, {si_signo=SIGUSR1, si_code=SI_MESGQ, si_pid=1, si_uid=2, si_int=4660, si_ptr=0x1234}");
    info->code = codes[5];
    expect(call(SYS_rt_sigqueueinfo, 2147483647, SIGUSR1, AT(0)), "rt_sigqueueinfo(2147483647, SIGUSR1, {si_signo=SIGUSR1, si_code=SI_ASYNCIO, si_pid=1, si_uid=2, si_int=4660, si_ptr=0x1234}");
    info->code = codes[6];
    expect(call(SYS_rt_sigqueueinfo, 2147483647, SIGUSR1, AT(0)), "rt_sigqueueinfo(2147483647, SIGUSR1, {si_signo=SIGUSR1, si_code=SI_SIGIO, si_band=8589934593, si_fd=4660}");
    info->code = codes[7];
    expect(call(SYS_rt_sigqueueinfo, 2147483647, SIGUSR1, AT(0)), "rt_sigqueueinfo(2147483647, SIGUSR1, {si_signo=SIGUSR1, si_code=SI_TKILL, si_pid=1, si_uid=2}");
    info->code = codes[8];
    expect(call(SYS_rt_sigqueueinfo, 2147483647, SIGUSR1, AT(0)), "rt_sigqueueinfo(2147483647, SIGUSR1, {si_signo=SIGUSR1, si_code=SI_ASYNCNL, si_pid=1, si_uid=2, si_int=4660, si_ptr=0x1234}");
    info->code = codes[9];
    expect(call(SYS_rt_sigqueueinfo, 2147483647, SIGUSR1, AT(0)), "rt_sigqueueinfo(2147483647, SIGUSR1, {si_signo=SIGUSR1, si_code=0xfffffff8, si_pid=1, si_uid=2, si_int=4660, si_ptr=0x1234}");
    info->code = codes[10];
    expect(call(SYS_rt_sigqueueinfo, 2147483647, SIGUSR1, AT(0)), "rt_sigqueueinfo(2147483647, SIGUSR1, {si_signo=SIGUSR1, si_code=0xbad, si_pid=1, si_uid=2, si_int=4660, si_ptr=0x1234}");
    info->error = ENOENT;
    info->signal = 99;
    expect(call(SYS_rt_sigqueueinfo, 2147483647, 99, AT(0)), "rt_sigqueueinfo(2147483647, 99, {si_signo=99, si_code=0xbad, si_errno=ENOENT, si_pid=1, si_uid=2, si_int=4660, si_ptr=0x1234}");
    info->error = 12345;
    info->signal = 0;
    info->code = 0;
    expect(call(SYS_rt_sigqueueinfo, 2147483647, 0, AT(0)), "rt_sigqueueinfo(2147483647, 0, {}");
    info->code = SI_QUEUE;
    info->signal = SIGRTMIN;
    info->error = 0;
    info->words[0] = info->words[1] = 0;
    expect(call(SYS_rt_sigqueueinfo, 2147483647, SIGRTMIN, AT(0)), "rt_sigqueueinfo(2147483647, SIGRT_2, {si_signo=SIGRT_2, si_code=SI_QUEUE, si_pid=0, si_uid=0}");
    info->words[1] = 0x123400000000;
    expect(call(SYS_rt_tgsigqueueinfo, 2147483647, -1, SIGRTMIN, AT(0)), "rt_tgsigqueueinfo(2147483647, -1, SIGRT_2, {si_signo=SIGRT_2, si_code=SI_QUEUE, si_pid=0, si_uid=0, si_int=0, si_ptr=0x123400000000}");
    info->words[1] = 0xffffffff;
    expect(call(SYS_rt_tgsigqueueinfo, -1, -1, SIGRTMIN, AT(0)), "rt_tgsigqueueinfo(-1, -1, SIGRT_2, {si_signo=SIGRT_2, si_code=SI_QUEUE, si_pid=0, si_uid=0, si_int=-1, si_ptr=0xffffffff}");
    memset(AT(0), 0, sizeof *info);
    expect(call(SYS_rt_tgsigqueueinfo, -1, -1, 0, AT(0)), "rt_tgsigqueueinfo(-1, -1, 0, {}");
    expect(call(SYS_rt_sigqueueinfo, 1, 5, HOLE), "rt_sigqueueinfo(1, SIGTRAP, 0x10002000");
    expect(call(SYS_rt_sigqueueinfo, 1, 5, HOLE - 100), "rt_sigqueueinfo(1, SIGTRAP, 0x10001f9c");
    expect(call(SYS_rt_sigqueueinfo, 1, 5, 0), "rt_sigqueueinfo(1, SIGTRAP, NULL");
}

#define QUEUE(signal_, code_, ...)                                                                 \
    (PUT(0, struct made_up, signal_, 0, code_, 0, {{__VA_ARGS__}}),                                \
     2147483647), signal_, AT(0)

CASE(siginfo_of_children)
{
    expect(call(SYS_rt_sigqueueinfo, QUEUE(SIGCHLD, CLD_EXITED, 5 | 6ULL << 32, 7, 8, 9)), "rt_sigqueueinfo(2147483647, SIGCHLD, {si_signo=SIGCHLD, si_code=CLD_EXITED, si_pid=5, si_uid=6, si_status=7, si_utime=8 /* 0.08 s */, si_stime=9 /* 0.09 s */}");
    expect(call(SYS_rt_sigqueueinfo, QUEUE(SIGCHLD, CLD_KILLED, 5 | 6ULL << 32, 9, 8, 9)), "rt_sigqueueinfo(2147483647, SIGCHLD, {si_signo=SIGCHLD, si_code=CLD_KILLED, si_pid=5, si_uid=6, si_status=SIGKILL, si_utime=8 /* 0.08 s */, si_stime=9 /* 0.09 s */}");
    expect(call(SYS_rt_sigqueueinfo, QUEUE(SIGCHLD, CLD_DUMPED, 5 | 6ULL << 32, 11, 8, 9)), "rt_sigqueueinfo(2147483647, SIGCHLD, {si_signo=SIGCHLD, si_code=CLD_DUMPED, si_pid=5, si_uid=6, si_status=SIGSEGV, si_utime=8 /* 0.08 s */, si_stime=9 /* 0.09 s */}");
    expect(call(SYS_rt_sigqueueinfo, QUEUE(SIGCHLD, CLD_TRAPPED, 5 | 6ULL << 32, 0x105, 0, 0)), "rt_sigqueueinfo(2147483647, SIGCHLD, {si_signo=SIGCHLD, si_code=CLD_TRAPPED, si_pid=5, si_uid=6, si_status=261, si_utime=0, si_stime=0}");
    expect(call(SYS_rt_sigqueueinfo, QUEUE(SIGCHLD, CLD_STOPPED, 5 | 6ULL << 32, 19, 8, 9)), "rt_sigqueueinfo(2147483647, SIGCHLD, {si_signo=SIGCHLD, si_code=CLD_STOPPED, si_pid=5, si_uid=6, si_status=SIGSTOP, si_utime=8 /* 0.08 s */, si_stime=9 /* 0.09 s */}");
    expect(call(SYS_rt_sigqueueinfo, QUEUE(SIGCHLD, CLD_CONTINUED, 5 | 6ULL << 32, 18, 8, 9)), "rt_sigqueueinfo(2147483647, SIGCHLD, {si_signo=SIGCHLD, si_code=CLD_CONTINUED, si_pid=5, si_uid=6, si_status=SIGCONT, si_utime=8 /* 0.08 s */, si_stime=9 /* 0.09 s */}");
    expect(call(SYS_rt_sigqueueinfo, QUEUE(SIGCHLD, 7, 5 | 6ULL << 32, 18, 8, 9)), "rt_sigqueueinfo(2147483647, SIGCHLD, {si_signo=SIGCHLD, si_code=0x7, si_pid=5, si_uid=6, si_status=SIGCONT, si_utime=8 /* 0.08 s */, si_stime=9 /* 0.09 s */}");
    expect(call(SYS_rt_sigqueueinfo, QUEUE(SIGCHLD, CLD_EXITED, 5 | 6ULL << 32, 0xfffffffe, -1, -2)), "rt_sigqueueinfo(2147483647, SIGCHLD, {si_signo=SIGCHLD, si_code=CLD_EXITED, si_pid=5, si_uid=6, si_status=-2, si_utime=18446744073709551615 /* 184467440737095516.15 s */, si_stime=18446744073709551614 /* 184467440737095516.14 s */}");
}

CASE(siginfo_of_faults)
{
    expect(call(SYS_rt_sigqueueinfo, QUEUE(SIGSEGV, SEGV_MAPERR, 0)), "rt_sigqueueinfo(2147483647, SIGSEGV, {si_signo=SIGSEGV, si_code=SEGV_MAPERR, si_addr=NULL}");
    expect(call(SYS_rt_sigqueueinfo, QUEUE(SIGSEGV, SEGV_ACCERR, 0x1234)), "rt_sigqueueinfo(2147483647, SIGSEGV, {si_signo=SIGSEGV, si_code=SEGV_ACCERR, si_addr=0x1234}");
    expect(call(SYS_rt_sigqueueinfo, QUEUE(SIGSEGV, SEGV_BNDERR, 0x1234, 0, 0x1000, 0x2000)), "rt_sigqueueinfo(2147483647, SIGSEGV, {si_signo=SIGSEGV, si_code=SEGV_BNDERR, si_addr=0x1234, si_lower=0x1000, si_upper=0x2000}");
    expect(call(SYS_rt_sigqueueinfo, QUEUE(SIGSEGV, SEGV_PKUERR, 0x1234, 0, 3, 0)), "rt_sigqueueinfo(2147483647, SIGSEGV, {si_signo=SIGSEGV, si_code=SEGV_PKUERR, si_addr=0x1234, si_pkey=3}");
    expect(call(SYS_rt_sigqueueinfo, QUEUE(SIGSEGV, SEGV_ACCADI, 0x1234)), "rt_sigqueueinfo(2147483647, SIGSEGV, {si_signo=SIGSEGV, si_code=SEGV_ACCADI, si_addr=0x1234}");
    expect(call(SYS_rt_sigqueueinfo, QUEUE(SIGSEGV, SEGV_MTEAERR, 0x1234)), "rt_sigqueueinfo(2147483647, SIGSEGV, {si_signo=SIGSEGV, si_code=SEGV_MTEAERR, si_addr=0x1234}");
    expect(call(SYS_rt_sigqueueinfo, QUEUE(SIGSEGV, 99, 0x1234)), "rt_sigqueueinfo(2147483647, SIGSEGV, {si_signo=SIGSEGV, si_code=0x63, si_addr=0x1234}");
    expect(call(SYS_rt_sigqueueinfo, QUEUE(SIGBUS, BUS_ADRALN, 0x1234)), "rt_sigqueueinfo(2147483647, SIGBUS, {si_signo=SIGBUS, si_code=BUS_ADRALN, si_addr=0x1234}");
    expect(call(SYS_rt_sigqueueinfo, QUEUE(SIGBUS, BUS_ADRERR, 0x1234)), "rt_sigqueueinfo(2147483647, SIGBUS, {si_signo=SIGBUS, si_code=BUS_ADRERR, si_addr=0x1234}");
    expect(call(SYS_rt_sigqueueinfo, QUEUE(SIGBUS, BUS_MCEERR_AR, 0x1234, 12)), "rt_sigqueueinfo(2147483647, SIGBUS, {si_signo=SIGBUS, si_code=BUS_MCEERR_AR, si_addr=0x1234, si_addr_lsb=0xc}");
    expect(call(SYS_rt_sigqueueinfo, QUEUE(SIGBUS, BUS_MCEERR_AO, 0x1234, 12)), "rt_sigqueueinfo(2147483647, SIGBUS, {si_signo=SIGBUS, si_code=BUS_MCEERR_AO, si_addr=0x1234, si_addr_lsb=0xc}");
    expect(call(SYS_rt_sigqueueinfo, QUEUE(SIGILL, ILL_ILLOPN, 0x1234)), "rt_sigqueueinfo(2147483647, SIGILL, {si_signo=SIGILL, si_code=ILL_ILLOPN, si_addr=0x1234}");
    expect(call(SYS_rt_sigqueueinfo, QUEUE(SIGFPE, FPE_INTDIV, 0x1234)), "rt_sigqueueinfo(2147483647, SIGFPE, {si_signo=SIGFPE, si_code=FPE_INTDIV, si_addr=0x1234}");
    expect(call(SYS_rt_sigqueueinfo, QUEUE(SIGFPE, 10, 0x1234)), "rt_sigqueueinfo(2147483647, SIGFPE, {si_signo=SIGFPE, si_code=0xa, si_addr=0x1234}");
    expect(call(SYS_rt_sigqueueinfo, QUEUE(SIGTRAP, TRAP_BRKPT, 0x1234)), "rt_sigqueueinfo(2147483647, SIGTRAP, {si_signo=SIGTRAP, si_code=TRAP_BRKPT, si_addr=0x1234}");
    expect(call(SYS_rt_sigqueueinfo, QUEUE(SIGTRAP, 6, 0x1234, 0, 0, 7)), "rt_sigqueueinfo(2147483647, SIGTRAP, {si_signo=SIGTRAP, si_code=TRAP_PERF, si_addr=0x1234}");
    expect(call(SYS_rt_sigqueueinfo, QUEUE(SIGUSR2, 1, 0x1234)), "rt_sigqueueinfo(2147483647, SIGUSR2, {si_signo=SIGUSR2, si_code=0x1, si_pid=4660, si_uid=0}");
}

CASE(siginfo_of_descriptors_and_calls)
{
    expect(call(SYS_rt_sigqueueinfo, QUEUE(SIGIO, POLL_IN, 0x41, 5)), "rt_sigqueueinfo(2147483647, SIGIO, {si_signo=SIGIO, si_code=POLL_IN, si_band=65, si_fd=5}");
    expect(call(SYS_rt_sigqueueinfo, QUEUE(SIGIO, POLL_HUP, 0x2019, -1)), "rt_sigqueueinfo(2147483647, SIGIO, {si_signo=SIGIO, si_code=POLL_HUP, si_band=8217, si_fd=-1}");
    expect(call(SYS_rt_sigqueueinfo, QUEUE(SIGIO, 7, 0x41, 5)), "rt_sigqueueinfo(2147483647, SIGIO, {si_signo=SIGIO, si_code=0x7}");
    expect(call(SYS_rt_sigqueueinfo, QUEUE(SIGSYS, 1, 0x1234, 39 | 0xc000003eULL << 32)), "rt_sigqueueinfo(2147483647, SIGSYS, {si_signo=SIGSYS, si_code=SYS_SECCOMP, si_call_addr=0x1234, si_syscall=__NR_getpid, si_arch=AUDIT_ARCH_X86_64}");
    expect(call(SYS_rt_sigqueueinfo, QUEUE(SIGSYS, 2, 0x1234, 20 | 0x40000003ULL << 32)), "rt_sigqueueinfo(2147483647, SIGSYS, {si_signo=SIGSYS, si_code=SYS_USER_DISPATCH, si_call_addr=0x1234, si_syscall=20 /* getpid */, si_arch=AUDIT_ARCH_I386}");
    expect(call(SYS_rt_sigqueueinfo, QUEUE(SIGSYS, 3, 0x1234, 5)), "rt_sigqueueinfo(2147483647, SIGSYS, {si_signo=SIGSYS, si_code=0x3, si_call_addr=0x1234, si_syscall=5, si_arch=0 /* AUDIT_ARCH_??? */}");
    expect(call(SYS_rt_sigqueueinfo, QUEUE(SIGSYS, 1, 0, 0xffffffffULL | 0x1234ULL << 32)), "rt_sigqueueinfo(2147483647, SIGSYS, {si_signo=SIGSYS, si_code=SYS_SECCOMP, si_call_addr=NULL, si_syscall=4294967295, si_arch=0x1234 /* AUDIT_ARCH_??? */}");
    expect(call(SYS_rt_sigqueueinfo, QUEUE(SIGTERM, 1, 0x1234)), "rt_sigqueueinfo(2147483647, SIGTERM, {si_signo=SIGTERM, si_code=0x1, si_pid=4660, si_uid=0}");
}

static volatile sig_atomic_t seen;

static void note(int signal, siginfo_t *info, void *context)
{
    (void)info;
    (void)context;
    seen = signal;
}

CASE(signals_are_delivered)
{
    struct sigaction action = {.sa_sigaction = note, .sa_flags = SA_SIGINFO};

    sigaction(SIGUSR1, &action, NULL);
    sigaction(SIGRTMIN + 1, &action, NULL);
    kill(getpid(), SIGUSR1);
    expect_line("", "--- SIGUSR1 {si_signo=SIGUSR1, si_code=SI_USER, si_pid=%d, si_uid=%d} ---",
                (int)getpid(), (int)getuid());
    expect_line("", "rt_sigreturn({mask=[]}) = 0");
    sigqueue(getpid(), SIGRTMIN + 1, (union sigval){.sival_int = 7});
    expect_line("",
                "--- SIGRT_3 {si_signo=SIGRT_3, si_code=SI_QUEUE, si_pid=%d, si_uid=%d, si_int=7, si_ptr=0x7} ---",
                (int)getpid(), (int)getuid());
    syscall(SYS_tgkill, getpid(), getpid(), SIGUSR1);
    expect_line("", "--- SIGUSR1 {si_signo=SIGUSR1, si_code=SI_TKILL, si_pid=%d, si_uid=%d} ---",
                (int)getpid(), (int)getuid());
}

CASE(a_fault_kills)
{
    pid_t pid = fork();

    if (pid == 0)
        *(volatile int *)HOLE = 1;
    wait(NULL);
    expect_line("", "--- SIGSEGV {si_signo=SIGSEGV, si_code=SEGV_MAPERR, si_addr=0x10002000} ---");
    expect_line("", "+++ killed by SIGSEGV +++");
}
