/*
 * signal_log: queues every signal that can be handled to itself, with a value:
 * once each, handled at once, then (real-time signals twice) behind a mask that is
 * taken away; but for those of job control, which cancel each other while they
 * wait.  Every one must be handled once, with its own value.  The truth page holds
 * per signal the count and, TRUTH_SLOTS / 2 further on, the sum of the values.
 */
#include "tracee.h"

#define LAST_SIGNAL 64

static struct truth *truth;
static int64_t sent[LAST_SIGNAL + 1], sent_sum[LAST_SIGNAL + 1];

static void on_signal(int signal, siginfo_t *info, void *context)
{
    (void)context;
    atomic_fetch_add(&truth->count[signal], info->si_code == SI_QUEUE);
    atomic_fetch_add(&truth->count[TRUTH_SLOTS / 2 + signal], info->si_value.sival_int);
}

static int is_usable(int signal)
{
    int is_reserved = signal >= 32 && signal < SIGRTMIN; /* by the C library */

    return signal != SIGKILL && signal != SIGSTOP && !is_reserved;
}

static int is_job_control(int signal)
{
    return signal == SIGCONT || signal == SIGTSTP || signal == SIGTTIN || signal == SIGTTOU;
}

static void send(int signal, int value)
{
    CHECK(sigqueue(getpid(), signal, (union sigval){.sival_int = value}) == 0);
    sent[signal]++;
    sent_sum[signal] += value;
}

int main(void)
{
    struct sigaction action = {.sa_sigaction = on_signal, .sa_flags = SA_SIGINFO | SA_RESTART};
    sigset_t all, none;

    tracee_begin();
    truth = tracee_truth();
    sigfillset(&all);
    sigemptyset(&none);
    for (int signal = 1; signal <= LAST_SIGNAL; signal++)
        CHECK(!is_usable(signal) || sigaction(signal, &action, NULL) == 0);
    for (int signal = 1; signal <= LAST_SIGNAL; signal++)
        if (is_usable(signal))
            send(signal, 1000 + signal);
    sigprocmask(SIG_SETMASK, &all, NULL);
    for (int signal = 1; signal <= LAST_SIGNAL; signal++) {
        if (is_usable(signal) && !is_job_control(signal))
            send(signal, 2000 + signal);
        if (signal >= SIGRTMIN)
            send(signal, 3000 + signal);
    }
    sigprocmask(SIG_SETMASK, &none, NULL);
    for (int signal = 1; signal <= LAST_SIGNAL; signal++) {
        CHECK(atomic_load(&truth->count[signal]) == sent[signal]);
        CHECK(atomic_load(&truth->count[TRUTH_SLOTS / 2 + signal]) == sent_sum[signal]);
    }
    return 0;
}
