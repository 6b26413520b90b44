/*
 * Calls that do not come back to their caller, that come back twice, that wait for a signal, or that nobody
 * should make in earnest: those a filter answers before the kernel does.
 */
#include "room.h"

#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <sched.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/time.h>
#include <sys/wait.h>

/* ---- twice ------------------------------------------------------------------- */

/* Where a birth is told of, its call's line is not whole any more. */
CASE(fork_by_itself)
{
    long pid = call(SYS_fork);

    if (pid == 0)
        _exit(0);
    if (waitpid((pid_t)pid, NULL, 0) != pid)
        abort();
    expect_line("", "+++ exited with 0 +++");
}

/* The child has its parent's stack: it may do nothing but end. */
CASE(vfork_by_itself)
{
    long pid;

    __asm__ volatile("syscall\n\t"
                     "test %%eax, %%eax\n\t"
                     "jnz 1f\n\t"
                     "mov %[exit], %%eax\n\t"
                     "syscall\n"
                     "1:"
                     : "=a"(pid)
                     : "0"((long)SYS_vfork), [exit] "i"(SYS_exit), "D"(0)
                     : "rcx", "r11", "memory");
    expect_line("", "<... vfork resumed>) = %ld", pid);
}

CASE(i386_vfork)
{
    long pid;

    __asm__ volatile("int $0x80\n\t"
                     "test %%eax, %%eax\n\t"
                     "jnz 1f\n\t"
                     "mov $1, %%eax\n\t"
                     "int $0x80\n"
                     "1:"
                     : "=a"(pid)
                     : "0"(190L), "b"(0)
                     : "r8", "r9", "r10", "r11", "memory");
    expect_line("", "<... vfork resumed>) = %ld", pid);
}

/* ---- not back -------------------------------------------------------------------- */

/* In a child of its own.  The parent stands still meanwhile: nobody cuts a line of the child's. */
#define IN_CHILD(...)                                                                              \
    do {                                                                                           \
        int status_;                                                                               \
        pid_t pid_ = (pid_t)call(SYS_clone, CLONE_VFORK | SIGCHLD);                                \
        if (pid_ == 0) {                                                                           \
            __VA_ARGS__;                                                                           \
            _exit(1);                                                                              \
        }                                                                                          \
        if (waitpid(pid_, &status_, 0) != pid_)                                                    \
            abort();                                                                               \
    } while (0)

CASE(exit_of_a_thread)
{
    IN_CHILD(call(SYS_exit, 7));
    expect_line("", "exit(7) = ?");
    expect_line("", "+++ exited with 7 +++");
    IN_CHILD(call(SYS_exit, -1));
    expect_line("", "exit(-1) = ?");
    expect_line("", "+++ exited with 255 +++");
}

/* Its line is whole only if nobody else is heard of before the end. */
CASE(exit_of_a_group)
{
    IN_CHILD(call(SYS_exit_group, 0x107));
    expect_line("", "+++ exited with 7 +++");
    IN_CHILD(call_i386(252, -2));
    expect_line("", "+++ exited with 254 +++");
}

CASE(i386_exit)
{
    IN_CHILD(call_i386(1, 7));
    expect_line("", "exit(7) = ?");
}

/* Where the stack cannot be read, there is no frame to go back to. */
static void i386_return(long number)
{
    __asm__ volatile("mov %[hole], %%rsp\n\t"
                     "int $0x80"
                     :
                     : "a"(number), [hole] "r"(HOLE)
                     : "memory");
}

CASE(i386_sigreturn_from_nowhere)
{
    IN_CHILD(i386_return(119));
    expect_line("", "sigreturn(0x10002000) = 0");
    expect_line("", "--- SIGSEGV {si_signo=SIGSEGV, si_code=SI_KERNEL, si_addr=NULL} ---");
    expect_line("", "+++ killed by SIGSEGV +++");
}

CASE(i386_rt_sigreturn_from_nowhere)
{
    IN_CHILD(i386_return(173));
    expect_line("", "rt_sigreturn({mask=0x100020f8}) = 0");
}

/* ---- until a signal -------------------------------------------------------------- */

static void on_signal(int signal)
{
    (void)signal;
}

/* Again and again, in case the first one comes before the call. */
static void ring_soon(void)
{
    struct sigaction action = {.sa_handler = on_signal};
    struct itimerval soon = {.it_interval = {.tv_usec = 50000}, .it_value = {.tv_usec = 20000}};

    if (sigaction(SIGALRM, &action, NULL) < 0 || setitimer(ITIMER_REAL, &soon, NULL) < 0)
        abort();
}

#define UNTIL_HANDLED " = ? ERESTARTNOHAND (To be restarted if no handler)"

CASE(pause_until_a_signal)
{
    ring_soon();
    call(SYS_pause);
    expect_line("", "pause()" UNTIL_HANDLED);
    call_i386(29);
    expect_line("", "pause()" UNTIL_HANDLED);
}

CASE(i386_sigsuspend)
{
    ring_soon();
    call_i386(72, 0, 0, 0x202);
    expect_line("", "sigsuspend([INT USR1])" UNTIL_HANDLED);
}

CASE(restart_syscall_of_nothing)
{
    expect(call(SYS_restart_syscall), "restart_syscall(");
    expect(call_i386(0), "restart_syscall(");
}

/* The trampolines of probes call these; from elsewhere one of them answers with a signal. */
CASE(calls_of_probes)
{
    struct sigaction action = {.sa_handler = on_signal};

    sigaction(SIGILL, &action, NULL);
    expect(call(335), "uretprobe(");
    expect(call(336), "uprobe(");
}

/* ---- answered by a filter ------------------------------------------------------------ */

static void refuse(uint32_t architecture, uint32_t number, uint32_t first)
{
    struct sock_filter program[] = {
        BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, arch)),
        BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, architecture, 0, 5),
        BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, nr)),
        BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, number, 0, 3),
        BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, args[0])),
        BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, first, 0, 1),
        BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ERRNO | EPERM),
        BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW),
    };
    struct sock_fprog filter = {sizeof program / sizeof program[0], program};

    if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) < 0 || prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &filter) < 0)
        abort();
}

CASE(vhangup_refused)
{
    refuse(AUDIT_ARCH_X86_64, SYS_vhangup, 0);
    expect(call(SYS_vhangup), "vhangup(");
}

CASE(births_refused)
{
    refuse(AUDIT_ARCH_X86_64, SYS_fork, 0);
    refuse(AUDIT_ARCH_X86_64, SYS_vfork, 0);
    refuse(AUDIT_ARCH_I386, 2, 0);
    refuse(AUDIT_ARCH_I386, 190, 0);
    expect(call(SYS_fork), "fork(");
    expect(call(SYS_vfork), "vfork(");
    expect(call_i386(2), "fork(");
    expect(call_i386(190), "vfork(");
}

CASE(exit_refused)
{
    refuse(AUDIT_ARCH_X86_64, SYS_exit_group, -1);
    refuse(AUDIT_ARCH_I386, 252, 0x107);
    expect(call(SYS_exit_group, -1), "exit_group(-1");
    expect(call_i386(252, 0x107), "exit_group(263");
}

CASE(sync_refused)
{
    refuse(AUDIT_ARCH_X86_64, SYS_sync, 0);
    expect(call(SYS_sync), "sync(");
}

CASE(i386_sync_refused)
{
    refuse(AUDIT_ARCH_I386, 36, 0);
    expect(call_i386(36), "sync(");
}

/* ---- and the rest ------------------------------------------------------------------------ */

CASE(setsid_of_a_child)
{
    expect(call(SYS_setsid), "setsid(");
    expect(call(SYS_setsid), "setsid(");
}

CASE(brk_of_nothing)
{
    long end = call(SYS_brk, 0);

    expect_line("", "brk(NULL) = %#lx", end);
    call(SYS_brk, 1);
    expect_line("", "brk(0x1) = %#lx", end);
}

CASE(i386_brk)
{
    long end = call_i386(45, 1);

    expect_line("", "brk(0x1) = %#lx", (long)(uint32_t)end);
}

CASE(i386_descriptors_without_flags)
{
    expect(call_i386(291), "inotify_init(");
    expect(call_i386(323, 5), "eventfd(5");
}

CASE(i386_shmget)
{
    expect(call_i386(395, 0xbeef, -1, 0600), "shmget(0xbeef, 18446744073709551615, 0600");
}
