/*
 * What every traced program of the tests begins with.
 *
 * Each is one C file that checks itself: it exits 0, or 1 with a reason on
 * stderr, with or without a tracer.  None outlives its parent or its alarm.
 */
#ifndef PTOP_TESTS_TRACEE_H
#define PTOP_TESTS_TRACEE_H

#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/wait.h>

#include "truth.h"

#define TRACEE_LIFETIME_S 60

#define CHECK(condition)                                                                           \
    do {                                                                                           \
        if (!(condition)) {                                                                        \
            fprintf(stderr, "%s:%d: not so: %s (errno %d)\n", __FILE__, __LINE__, #condition,      \
                    errno);                                                                        \
            _exit(1);                                                                              \
        }                                                                                          \
    } while (0)

/* Bound this process's life.  Neither bound is inherited: see tracee_fork. */
static inline void tracee_begin(void)
{
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    alarm(TRACEE_LIFETIME_S);
}

static inline pid_t tracee_fork(void)
{
    pid_t pid = fork();

    CHECK(pid >= 0);
    if (pid == 0)
        tracee_begin();
    return pid;
}

/* The page that the test handed us; a private one when run by hand. */
static inline struct truth *tracee_truth(void)
{
    const char *path = getenv(TRUTH_ENVIRONMENT);
    int fd = path != NULL ? open(path, O_RDWR | O_CLOEXEC) : -1;
    void *page = mmap(NULL, TRUTH_BYTES, PROT_READ | PROT_WRITE,
                      fd < 0 ? MAP_SHARED | MAP_ANONYMOUS : MAP_SHARED, fd, 0);

    CHECK(page != MAP_FAILED);
    if (fd >= 0)
        close(fd);
    return page;
}

/* The wait status of this child, or of the next one to end (pid -1). */
static inline int tracee_exit_status(pid_t pid)
{
    int status;

    CHECK(waitpid(pid, &status, __WALL) > 0);
    return status;
}

#endif
