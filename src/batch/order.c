#include "order.h"

#include <poll.h>
#include <stdatomic.h>
#include <stdio.h>
#include <sys/eventfd.h>
#include <sys/stat.h>
#include <sys/sysmacros.h>
#include <time.h>
#include <unistd.h>

#define MOST_MS 10000 /* that a tracee waits, if nobody reads our lines */

static struct {
    int asked_fd, told_fd; /* eventfd(2) */
    dev_t device;
    ino_t inode;
    bool is_kept;
    atomic_bool has_ended;
} order = {.asked_fd = -1, .told_fd = -1};

/* Does it matter what stands behind what there? */
static bool is_read(const struct outputs *outputs, const struct stat *status)
{
    bool is_null = S_ISCHR(status->st_mode) && status->st_rdev == makedev(1, 3);

    return !is_null && (outputs_are_standard_error(outputs) || !S_ISREG(status->st_mode));
}

void order_open(const struct outputs *outputs)
{
    struct stat status;

    if (!outputs->first || outputs->reader || fstat(outputs->first->fd, &status) < 0 ||
        !is_read(outputs, &status))
        return;
    order.asked_fd = eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
    order.told_fd = eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
    order.device = status.st_dev;
    order.inode = status.st_ino;
    order.is_kept = order.asked_fd >= 0 && order.told_fd >= 0;
}

bool order_is_kept(void)
{
    return order.is_kept;
}

int order_fd(void)
{
    return order.asked_fd;
}

static bool is_output(pid_t tid, int fd)
{
    char path[48];
    struct stat status;

    snprintf(path, sizeof(path), "/proc/%d/fd/%d", (int)tid, fd);
    return stat(path, &status) == 0 && status.st_dev == order.device &&
           status.st_ino == order.inode;
}

static int64_t now_ms(void)
{
    struct timespec now;

    clock_gettime(CLOCK_MONOTONIC, &now);
    return now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

void order_await(pid_t tid, int fd)
{
    struct pollfd told = {.fd = order.told_fd, .events = POLLIN};
    int64_t end_ms = now_ms() + MOST_MS, left_ms = MOST_MS;
    eventfd_t count;

    if (atomic_load(&order.has_ended) || !is_output(tid, fd))
        return;
    (void)!eventfd_read(order.told_fd, &count); /* an answer that came too late */
    (void)!eventfd_write(order.asked_fd, 1);
    while (left_ms > 0 && !atomic_load(&order.has_ended) && poll(&told, 1, (int)left_ms) <= 0)
        left_ms = end_ms - now_ms(); /* the tracer's alarm, or a command to it, may have been what woke us */
}

bool order_is_asked(void)
{
    eventfd_t count;

    return order.is_kept && eventfd_read(order.asked_fd, &count) == 0;
}

void order_tell(void)
{
    (void)!eventfd_write(order.told_fd, 1);
}

void order_end(void)
{
    atomic_store(&order.has_ended, true);
    if (order.is_kept)
        order_tell();
}
