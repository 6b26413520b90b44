#include "run_time.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#define MOST_OPEN 256 /* of a process's descriptors, which may be 1024 */

static unsigned open_count;

/* 0 where it cannot be. */
static int open_file(pid_t tid)
{
    char path[64];
    int fd;

    snprintf(path, sizeof path, "/proc/%d/schedstat", (int)tid);
    fd = open(path, O_RDONLY | O_CLOEXEC);
    return fd < 0 ? 0 : fd;
}

/* "983222 660617 1": that, the time it waited for a processor, how often it got one. */
static nanoseconds read_file(int fd)
{
    char text[64];
    ssize_t length = pread(fd, text, sizeof text - 1, 0);

    if (length <= 0)
        return 0;
    text[length] = '\0';
    return strtoull(text, NULL, 10);
}

nanoseconds run_time_read(struct tracee *tracee)
{
    nanoseconds time_ns = tracee->run_time_fd ? read_file(tracee->run_time_fd) : 0;
    int fd;

    if (time_ns)
        return time_ns;
    run_time_forget(tracee); /* an exec made it another thread */
    fd = open_file(tracee->tid);
    if (!fd)
        return 0;
    time_ns = read_file(fd);
    if (open_count < MOST_OPEN) {
        tracee->run_time_fd = fd;
        open_count++;
    } else {
        close(fd);
    }
    return time_ns;
}

void run_time_forget(struct tracee *tracee)
{
    if (!tracee->run_time_fd)
        return;
    close(tracee->run_time_fd);
    tracee->run_time_fd = 0;
    open_count--;
}
