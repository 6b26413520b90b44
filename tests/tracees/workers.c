/*
 * workers KIND THREADS [LIMIT [STATUS]]: threads that do rounds and count them.
 *
 *     spin    rounds in user space
 *     call    a round is one getppid
 *     nap     a round is one short nanosleep
 *     open    a round tries to open a file that is not there
 *
 * The main thread is the first worker.  LIMIT (0: none) ends the process with
 * STATUS when the rounds of all threads reach it.
 */
#include <pthread.h>

#include "tracee.h"

#define MAX_WORKERS 64

static struct truth *truth;
static void (*do_round)(void);
static int worker_count;
static int64_t limit;
static int status;
static _Atomic int64_t total;
static pthread_barrier_t all_here;

static void round_spin(void)
{
    for (int i = 0; i < 1000; i++)
        __asm__ volatile("");
}

static void round_call(void)
{
    syscall(SYS_getppid);
}

static void round_nap(void)
{
    syscall(SYS_nanosleep, &(struct timespec){0, 200000}, NULL);
}

static void round_open(void)
{
    CHECK(openat(AT_FDCWD, "/etc/hostname-of-nobody", O_RDONLY) == -1);
}

/* All have come through the C library's start of a thread before any begins. */
static void *work(void *slot)
{
    pthread_barrier_wait(&all_here);
    if (slot == (void *)&truth->count[WORKER_FIRST])
        truth_reach(&truth->stage, 1);
    else
        truth_await(&truth->stage, 1, TRACEE_LIFETIME_S * 1000);
    for (;;) {
        do_round();
        atomic_fetch_add((_Atomic int64_t *)slot, 1);
        if (limit != 0 && atomic_fetch_add(&total, 1) + 1 >= limit)
            _exit(status);
    }
    return NULL;
}

int main(int argc, char *argv[])
{
    pthread_t thread;

    tracee_begin();
    truth = tracee_truth();
    CHECK(argc >= 3);
    do_round = argv[1][0] == 's'   ? round_spin
               : argv[1][0] == 'c' ? round_call
               : argv[1][0] == 'o' ? round_open
                                   : round_nap;
    worker_count = atoi(argv[2]);
    CHECK(worker_count > 0 && worker_count <= MAX_WORKERS);
    limit = argc > 3 ? atoll(argv[3]) : 0;
    status = argc > 4 ? atoi(argv[4]) : 0;
    pthread_barrier_init(&all_here, NULL, worker_count);
    for (int i = 1; i < worker_count; i++)
        CHECK(pthread_create(&thread, NULL, work, (void *)&truth->count[WORKER_FIRST + i]) == 0);
    work((void *)&truth->count[WORKER_FIRST]);
}
