/*
 * relay RUNNERS: as many relays of threads, each of which lives for a moment and
 * starts its successor.  A tracer that reads the list of threads and then
 * attaches to them finds that it has changed.
 */
#include <pthread.h>

#include "tracee.h"

static pthread_attr_t detached;

static void *run(void *unused)
{
    pthread_t next;

    (void)unused;
    syscall(SYS_nanosleep, &(struct timespec){0, 50000}, NULL);
    CHECK(pthread_create(&next, &detached, run, NULL) == 0);
    return NULL;
}

int main(int argc, char *argv[])
{
    struct truth *truth;
    pthread_t thread;

    tracee_begin();
    truth = tracee_truth();
    CHECK(argc == 2);
    pthread_attr_init(&detached);
    pthread_attr_setdetachstate(&detached, PTHREAD_CREATE_DETACHED);
    pthread_attr_setstacksize(&detached, 65536);
    for (int i = atoi(argv[1]); i > 0; i--)
        CHECK(pthread_create(&thread, &detached, run, NULL) == 0);
    truth_reach(&truth->stage, 1);
    for (;;)
        pause();
}
