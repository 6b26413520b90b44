/*
 * interrupted ROUNDS: calls under a timer signal every millisecond.  The handler
 * makes a call of its own, so that system calls nest: a tracer that takes entries
 * and exits in turns ends up showing one call's result as another's.  At last a
 * read that the signal interrupts and the kernel starts again, and a call with six
 * arguments whose result is known.
 */
#include <pthread.h>

#include "tracee.h"

static struct truth *truth;
static pid_t parent;
static int ends[2];

static void on_tick(int signal)
{
    (void)signal;
    if (syscall(SYS_getpgid, 0) < 0) /* 0: of another pid namespace */
        atomic_fetch_add(&truth->count[CALLS_WRONG], 1);
    atomic_fetch_add(&truth->count[CALLS_HANDLED], 1);
}

static timer_t start_timer(void)
{
    struct sigaction action = {.sa_handler = on_tick, .sa_flags = SA_RESTART};
    struct sigevent event = {.sigev_notify = SIGEV_SIGNAL, .sigev_signo = SIGUSR1};
    struct itimerspec each = {{0, 1000000}, {0, 1000000}};
    timer_t timer;

    CHECK(sigaction(SIGUSR1, &action, NULL) == 0);
    CHECK(timer_create(CLOCK_MONOTONIC, &event, &timer) == 0);
    CHECK(timer_settime(timer, 0, &each, NULL) == 0);
    return timer;
}

/* Until the main thread is in its read. */
static void await_reader(void)
{
    char path[64], call[3] = "";

    snprintf(path, sizeof(path), "/proc/self/task/%d/syscall", getpid());
    while (strcmp(call, "0 ") != 0) {
        int fd = open(path, O_RDONLY);
        ssize_t got = pread(fd, call, 2, 0);
        close(fd);
        if (fd < 0 || got < 0)
            return; /* not ours to see */
    }
}

/* A byte for the reader, after three more signals. */
static void *write_later(void *unused)
{
    int64_t seen;

    await_reader();
    seen = atomic_load(&truth->count[CALLS_HANDLED]);
    while (atomic_load(&truth->count[CALLS_HANDLED]) < seen + 3)
        sched_yield();
    CHECK(write(ends[1], "x", 1) == 1);
    return unused;
}

static void read_interrupted(void)
{
    sigset_t tick, before;
    pthread_t thread;
    char byte;

    sigemptyset(&tick);
    sigaddset(&tick, SIGUSR1);
    CHECK(pipe(ends) == 0);
    pthread_sigmask(SIG_BLOCK, &tick, &before); /* the signals are the reader's */
    CHECK(pthread_create(&thread, NULL, write_later, NULL) == 0);
    pthread_sigmask(SIG_SETMASK, &before, NULL);
    CHECK(syscall(SYS_read, ends[0], &byte, 1) == 1);
    pthread_join(thread, NULL);
}

int main(int argc, char *argv[])
{
    timer_t timer;

    tracee_begin();
    truth = tracee_truth();
    parent = getppid();
    CHECK(argc == 2);
    timer = start_timer();
    for (int i = atoi(argv[1]); i > 0; i--) {
        if (syscall(SYS_getpgrp) < 0 || syscall(SYS_getppid) != parent)
            atomic_fetch_add(&truth->count[CALLS_WRONG], 1);
        atomic_fetch_add(&truth->count[CALLS_MADE], 1);
    }
    read_interrupted();
    timer_delete(timer);
    atomic_store(&truth->count[CALLS_MAP_RESULT],
                 syscall(SYS_mmap, 0x200000000, 0x3000L, (long)(PROT_READ | PROT_WRITE),
                         (long)(MAP_PRIVATE | MAP_ANONYMOUS | MAP_FIXED_NOREPLACE), -1L, 0x7000L));
    CHECK(atomic_load(&truth->count[CALLS_MAP_RESULT]) == 0x200000000);
    CHECK(atomic_load(&truth->count[CALLS_WRONG]) == 0);
    return 0;
}
