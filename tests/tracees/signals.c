/*
 * signals THREADS: counts the signals that it handles (SIGUSR1 and a real-time
 * signal, each with a value), in as many threads, between short sleeps.  The sum
 * of the values and the si_code tell a lost signal from a repeated or altered one.
 */
#include <pthread.h>

#include "tracee.h"

static struct truth *truth;

static void on_signal(int signal, siginfo_t *info, void *context)
{
    (void)signal;
    (void)context;
    atomic_fetch_add(&truth->count[SIGNALS_SUM], info->si_value.sival_int);
    atomic_fetch_add(&truth->count[SIGNALS_QUEUED], info->si_code == SI_QUEUE);
    atomic_fetch_add(&truth->count[SIGNALS_COUNT], 1);
}

static void *nap(void *slot)
{
    struct timespec time = {0, 300000};

    atomic_store((_Atomic int64_t *)slot, syscall(SYS_gettid));
    for (;;)
        if (syscall(SYS_nanosleep, &time, NULL) != 0 && errno != EINTR)
            atomic_fetch_add(&truth->count[SIGNALS_BAD], 1);
    return NULL;
}

int main(int argc, char *argv[])
{
    struct sigaction action = {.sa_sigaction = on_signal, .sa_flags = SA_SIGINFO | SA_RESTART};
    int threads = argc > 1 ? atoi(argv[1]) : 1;
    pthread_t thread;

    tracee_begin();
    truth = tracee_truth();
    CHECK(sigaction(SIGUSR1, &action, NULL) == 0 && sigaction(SIGRTMIN + 1, &action, NULL) == 0);
    for (int i = 1; i < threads; i++) {
        _Atomic int64_t *slot = &truth->count[SIGNALS_FIRST_TID + i];
        CHECK(pthread_create(&thread, NULL, nap, (void *)slot) == 0);
        while (atomic_load(slot) == 0)
            sched_yield();
    }
    atomic_store(&truth->count[SIGNALS_FIRST_TID], getpid());
    truth_reach(&truth->stage, 1);
    nap((void *)&truth->count[SIGNALS_FIRST_TID]);
}
