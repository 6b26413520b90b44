/*
 * sigtrap KIND: what a program makes of SIGTRAP, while it calls a function again and again.
 *
 *     caught           a handler
 *     ignored
 *     blocked          a handler, and it is blocked
 *     masked           the same, and it asks for its mask, and changes it, between the calls
 *     handlers         a handler of another signal that blocks everything, SIGTRAP blocked outside
 *
 * Each round checks that all is as it was set up.
 */
#include <signal.h>
#include <sys/syscall.h>

#include "tracee.h"

static struct truth *truth;

__attribute__((noinline)) void sigtrap_hot(void)
{
    __asm__ volatile("nop");
    atomic_fetch_add(&truth->count[SIGTRAP_ROUNDS], 1);
}

static void on_trap(int signal)
{
    (void)signal;
    atomic_fetch_add(&truth->count[SIGTRAP_HANDLED], 1);
}

static int is_blocked(void)
{
    sigset_t now;

    CHECK(sigprocmask(SIG_SETMASK, NULL, &now) == 0);
    return sigismember(&now, SIGTRAP);
}

static void on_user(int signal)
{
    (void)signal;
    CHECK(is_blocked());
    sigtrap_hot();
    atomic_fetch_add(&truth->count[SIGTRAP_USER], 1);
}

static void set_handler(int signal, void (*handler)(int))
{
    struct sigaction action = {.sa_handler = handler, .sa_flags = SA_RESTART};

    sigfillset(&action.sa_mask);
    CHECK(sigaction(signal, &action, NULL) == 0);
}

static void block(int how)
{
    sigset_t set;

    sigemptyset(&set);
    sigaddset(&set, SIGTRAP);
    CHECK(syscall(SYS_rt_sigprocmask, how, &set, &set, 8) == 0); /* the old one in the place of the new */
    CHECK(sigismember(&set, SIGTRAP) == (how == SIG_UNBLOCK));
}

static void round_masked(void)
{
    CHECK(is_blocked());
    block(SIG_UNBLOCK);
    CHECK(!is_blocked());
    sigtrap_hot();
    block(SIG_BLOCK);
    CHECK(is_blocked());
}

static void round_handlers(void)
{
    CHECK(is_blocked());
    CHECK(raise(SIGUSR1) == 0);
    CHECK(is_blocked());
}

int main(int argc, char **argv)
{
    int is_ignored, blocks;

    CHECK(argc == 2);
    tracee_begin();
    truth = tracee_truth();
    is_ignored = argv[1][0] == 'i';
    blocks = argv[1][0] == 'b' || argv[1][0] == 'm' || argv[1][0] == 'h';
    set_handler(SIGTRAP, is_ignored ? SIG_IGN : on_trap);
    set_handler(SIGUSR1, on_user);
    if (blocks)
        block(SIG_BLOCK);
    atomic_store(&truth->count[SIGTRAP_HOT], (int64_t)(uintptr_t)sigtrap_hot);
    truth_reach(&truth->stage, 1);
    while (!atomic_load(&truth->count[SIGTRAP_END])) {
        if (argv[1][0] == 'm')
            round_masked();
        else if (argv[1][0] == 'h')
            round_handlers();
        sigtrap_hot();
    }
    CHECK(is_blocked() == blocks);
    return 0;
}
