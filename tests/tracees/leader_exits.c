/*
 * leader_exits: the main thread ends itself with status 42; three threads go on
 * making calls until the test lets them end (at once when run by hand), with the
 * same status: whether the first or the last one counts depends on the kernel.
 * wait(2) holds the leader's end back until then.
 */
#include <pthread.h>

#include "tracee.h"

#define THREADS 3
#define STATUS  42

static struct truth *truth;

static void *work(void *slot)
{
    while (atomic_load(&truth->go) == 0) {
        syscall(SYS_getppid);
        atomic_fetch_add((_Atomic int64_t *)slot, 1);
    }
    syscall(SYS_exit, STATUS);
    return NULL;
}

int main(int argc, char *argv[])
{
    pthread_t thread;

    (void)argv;
    tracee_begin();
    truth = tracee_truth();
    for (int i = 0; i < THREADS; i++)
        CHECK(pthread_create(&thread, NULL, work, (void *)&truth->count[WORKER_FIRST + i]) == 0);
    if (getenv(TRUTH_ENVIRONMENT) == NULL || argc > 1)
        truth_reach(&truth->go, 1);
    truth_reach(&truth->stage, 1);
    syscall(SYS_exit, STATUS);
}
