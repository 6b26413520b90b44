#include "wait_window.h"

#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <stdint.h>
#include <string.h>
#include <sys/wait.h>
#include <ucontext.h>
#include <unistd.h>

/* Written by the handler and read by the same thread: a compiler barrier is all it takes. */
static volatile int kicked;
static wait_window_hook *volatile kick_hook;

#ifndef __x86_64__
#error "wait_window: this machine's window is not written yet"
#endif

/* long wait_window_enter_kernel(const volatile int *kicked, int *status, long options) */
__asm__(".text\n"
        ".type wait_window_enter_kernel, @function\n"
        "wait_window_enter_kernel:\n"
        "    mov %rdx, %r8\n"
        "    mov %rdi, %r9\n"
        "    mov $-1, %rdi\n"
        "    mov %r8, %rdx\n"
        "    xor %r10d, %r10d\n"
        "wait_window_begin:\n"
        "    mov $-4, %rax\n" /* -EINTR */
        "    cmpl $0, (%r9)\n"
        "    jne wait_window_end\n"
        "    mov $61, %eax\n" /* wait4 */
        "wait_window_syscall:\n"
        "    syscall\n"
        "wait_window_end:\n"
        "    ret\n"
        ".size wait_window_enter_kernel, . - wait_window_enter_kernel\n");

long wait_window_enter_kernel(const volatile int *flag, int *status, long options);
extern const char wait_window_begin[], wait_window_syscall[], wait_window_end[];

static void on_kick(int signal, siginfo_t *info, void *context)
{
    ucontext_t *user = context;
    greg_t *registers = user->uc_mcontext.gregs;
    int saved_errno = errno;

    (void)signal;
    (void)info;
    kicked = 1;
    if (registers[REG_RIP] >= (greg_t)(uintptr_t)wait_window_begin &&
        registers[REG_RIP] <= (greg_t)(uintptr_t)wait_window_syscall) {
        registers[REG_RIP] = (greg_t)(uintptr_t)wait_window_end;
        registers[REG_RAX] = -EINTR;
    }
    if (kick_hook)
        kick_hook();
    errno = saved_errno;
}

int wait_window_init(void)
{
    struct sigaction action;

    memset(&action, 0, sizeof action);
    action.sa_sigaction = on_kick;
    action.sa_flags = SA_SIGINFO; /* no SA_RESTART: a wait4 in the kernel must come back */
    return sigaction(WAIT_WINDOW_SIGNAL, &action, NULL) < 0 ? -errno : 0;
}

void wait_window_enter(void)
{
    sigset_t set;

    sigemptyset(&set);
    sigaddset(&set, WAIT_WINDOW_SIGNAL);
    pthread_sigmask(SIG_UNBLOCK, &set, NULL);
}

void wait_window_rearm(void)
{
    kicked = 0;
}

#ifdef __SANITIZE_THREAD__
/* It holds signals back until a call that it knows, which the window's is not: wait in short naps. */
pid_t wait_window_wait(int options, int *ret_status)
{
    pid_t tid = kicked ? -EINTR : 0;

    while (tid == 0) {
        tid = (pid_t)wait_window_enter_kernel(&kicked, ret_status, options | WNOHANG | __WALL | __WNOTHREAD);
        if (tid == 0 && options & WNOHANG)
            break;
        if (tid == 0)
            usleep(100);
    }
    return tid;
}
#else
pid_t wait_window_wait(int options, int *ret_status)
{
    return (pid_t)wait_window_enter_kernel(&kicked, ret_status, options | __WALL | __WNOTHREAD);
}
#endif

bool wait_window_has_status(pid_t tid)
{
    siginfo_t info = { .si_pid = 0 };

    return waitid(P_PID, (id_t)tid, &info,
                  WEXITED | WSTOPPED | WNOHANG | WNOWAIT | __WALL | __WNOTHREAD) == 0 &&
           info.si_pid == tid;
}

void wait_window_sleep(void)
{
    sigset_t kick, open;

    sigemptyset(&kick);
    sigaddset(&kick, WAIT_WINDOW_SIGNAL);
    pthread_sigmask(SIG_BLOCK, &kick, &open);
    if (!kicked)
        ppoll(NULL, 0, NULL, &open); /* unblocks and sleeps in one step */
    pthread_sigmask(SIG_SETMASK, &open, NULL);
}

void wait_window_set_hook(wait_window_hook *hook)
{
    kick_hook = hook;
}
