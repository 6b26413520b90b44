#include <ptop/signals.h>

#include <errno.h>
#include <fcntl.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define STATUS_BYTES 8192 /* proc_pid_status(5): the groups of a user may make it long */

static const struct {
    const char *name;
    size_t offset;
} lines[] = {
    {"\nSigPnd:", offsetof(struct signal_sets, pending)},
    {"\nShdPnd:", offsetof(struct signal_sets, process_pending)},
    {"\nSigBlk:", offsetof(struct signal_sets, blocked)},
    {"\nSigIgn:", offsetof(struct signal_sets, ignored)},
    {"\nSigCgt:", offsetof(struct signal_sets, caught)},
};

/* The end of it, where the signals are, if it is longer than there is room. */
static ssize_t read_status(int32_t tid, char *buffer, size_t size)
{
    char path[32];
    size_t used = 0;
    ssize_t got;

    snprintf(path, sizeof path, "/proc/%d/status", tid);
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    if (fd < 0)
        return errno == ENOENT ? -ESRCH : -errno;
    while ((got = read(fd, buffer + used, size - 1 - used)) > 0) {
        used += (size_t)got;
        if (used == size - 1) {
            memmove(buffer, buffer + size / 2, used - size / 2);
            used -= size / 2;
        }
    }
    if (got < 0)
        got = -errno;
    close(fd);
    buffer[used] = '\0';
    return got < 0 ? got : (ssize_t)used;
}

int signals_read(int32_t tid, struct signal_sets *ret_sets)
{
    char status[STATUS_BYTES];
    struct signal_sets sets;
    ssize_t length = read_status(tid, status, sizeof status);

    if (length < 0)
        return (int)length;
    for (size_t i = 0; i < sizeof lines / sizeof lines[0]; i++) {
        const char *line = strstr(status, lines[i].name);
        if (!line)
            return -EIO;
        uint64_t set = strtoull(line + strlen(lines[i].name), NULL, 16);
        memcpy((char *)&sets + lines[i].offset, &set, sizeof set);
    }
    *ret_sets = sets;
    return 0;
}
