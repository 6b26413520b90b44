#include "environment.h"

#include <sched.h>
#include <signal.h>
#include <stdbool.h>
#include <string.h>

static struct {
    bool is_known;
    sigset_t mask;
    struct sigaction actions[NSIG];
    cpu_set_t processors;
    bool has_processors;
} remembered;

void environment_remember(void)
{
    if (remembered.is_known)
        return;
    remembered.is_known = true;
    pthread_sigmask(SIG_SETMASK, NULL, &remembered.mask);
    for (int signal = 1; signal < NSIG; signal++)
        sigaction(signal, NULL, &remembered.actions[signal]);
    remembered.has_processors =
        sched_getaffinity(0, sizeof remembered.processors, &remembered.processors) == 0;
}

void environment_restore(void)
{
    for (int signal = 1; signal < NSIG; signal++)
        sigaction(signal, &remembered.actions[signal], NULL);
    if (remembered.has_processors)
        sched_setaffinity(0, sizeof remembered.processors, &remembered.processors);
    pthread_sigmask(SIG_SETMASK, &remembered.mask, NULL);
}
