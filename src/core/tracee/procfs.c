#include "procfs.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/syscall.h>
#include <unistd.h>

ssize_t procfs_read(pid_t tid, const char *file, void *buffer, size_t size)
{
    char path[64];
    int fd;
    size_t used = 0;
    ssize_t got = 0;

    snprintf(path, sizeof path, "/proc/%d/%s", (int)tid, file);
    fd = open(path, O_RDONLY | O_CLOEXEC);
    if (fd < 0)
        return errno == ENOENT ? -ESRCH : -errno;
    while (used < size && (got = read(fd, (char *)buffer + used, size - used)) != 0) {
        if (got < 0 && errno == EINTR)
            continue;
        if (got < 0)
            break;
        used += (size_t)got;
    }
    got = got < 0 && used == 0 ? -errno : (ssize_t)used;
    close(fd);
    return got;
}

ssize_t procfs_read_link(pid_t tid, const char *link, char *buffer, size_t size)
{
    char path[64];
    ssize_t length;

    snprintf(path, sizeof path, "/proc/%d/%s", (int)tid, link);
    length = readlink(path, buffer, size);
    return length < 0 ? -errno : length;
}

void procfs_comm(pid_t tid, char *ret_comm, size_t size)
{
    ssize_t got;

    memset(ret_comm, 0, size);
    got = procfs_read(tid, "comm", ret_comm, size);
    if (got > 0 && ret_comm[got - 1] == '\n')
        ret_comm[got - 1] = '\0';
}

/* "Uid:\t0\t0\t0\t0" */
static void parse_ids(const char *text, unsigned ids[4])
{
    char *end = (char *)text;

    for (int i = 0; i < 4; i++)
        ids[i] = (unsigned)strtoul(end, &end, 10);
}

static void parse_status_line(const char *key, const char *value, struct procfs_status *status)
{
    if (strcmp(key, "Name") == 0)
        snprintf(status->comm, sizeof status->comm, "%.16s", value);
    else if (strcmp(key, "State") == 0)
        status->state = value[0];
    else if (strcmp(key, "Tgid") == 0)
        status->tgid = (pid_t)atoi(value);
    else if (strcmp(key, "PPid") == 0)
        status->ppid = (pid_t)atoi(value);
    else if (strcmp(key, "TracerPid") == 0)
        status->tracer_pid = (pid_t)atoi(value);
    else if (strcmp(key, "Uid") == 0)
        parse_ids(value, status->uids);
    else if (strcmp(key, "Gid") == 0)
        parse_ids(value, status->gids);
    else if (strcmp(key, "Threads") == 0)
        status->threads = (unsigned)atoi(value);
    else if (strcmp(key, "SigBlk") == 0)
        status->blocked = strtoull(value, NULL, 16);
    else if (strcmp(key, "SigIgn") == 0)
        status->ignored = strtoull(value, NULL, 16);
    else if (strcmp(key, "SigCgt") == 0)
        status->caught = strtoull(value, NULL, 16);
}

int procfs_status(pid_t tid, struct procfs_status *ret_status)
{
    char buffer[4096];
    char *line = buffer;
    ssize_t got = procfs_read(tid, "status", buffer, sizeof buffer - 1);

    if (got <= 0)
        return got < 0 ? (int)got : -ESRCH;
    buffer[got] = '\0';
    memset(ret_status, 0, sizeof *ret_status);
    while (line && *line) {
        char *next = strchr(line, '\n');
        char *colon = strchr(line, ':');

        if (next)
            *next++ = '\0';
        if (colon) {
            *colon++ = '\0';
            parse_status_line(line, colon + strspn(colon, " \t"), ret_status);
        }
        line = next;
    }
    return 0;
}

bool procfs_catches(pid_t tid, int signal)
{
    struct procfs_status status;

    return procfs_status(tid, &status) == 0 && (status.caught >> (signal - 1) & 1);
}

int procfs_start_time(pid_t pid, uint64_t *ret_ticks)
{
    char buffer[1024];
    ssize_t got = procfs_read(pid, "stat", buffer, sizeof buffer - 1);
    char *field;

    if (got <= 0)
        return -ESRCH;
    buffer[got] = '\0';
    field = strrchr(buffer, ')'); /* comm may hold anything, ") (" too */
    for (int i = 2; field && i < 22; i++) {
        field = strchr(field + 1, ' ');
    }
    if (!field)
        return -EINVAL;
    *ret_ticks = strtoull(field + 1, NULL, 10);
    return 0;
}

struct kernel_dirent {
    uint64_t inode;
    int64_t offset;
    uint16_t length;
    uint8_t type;
    char name[];
};

/* The names of a folder that are numbers. */
static int each_number(const char *path, bool (*visit)(void *context, int number), void *context)
{
    char buffer[16384] __attribute__((aligned(8)));
    bool goes_on = true;
    long got = 0;
    int fd;

    fd = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (fd < 0)
        return errno == ENOENT ? -ESRCH : -errno;
    while (goes_on && (got = syscall(SYS_getdents64, fd, buffer, sizeof buffer)) > 0) {
        for (long at = 0; at < got && goes_on;) {
            const struct kernel_dirent *entry = (const struct kernel_dirent *)(buffer + at);

            if (entry->name[0] >= '0' && entry->name[0] <= '9')
                goes_on = visit(context, atoi(entry->name));
            at += entry->length;
        }
    }
    close(fd);
    return got < 0 ? -ESRCH : 0;
}

int procfs_each_task(pid_t tgid, bool (*visit)(void *context, pid_t tid), void *context)
{
    char path[64];

    snprintf(path, sizeof path, "/proc/%d/task", (int)tgid);
    return each_number(path, visit, context);
}

int procfs_each_fd(pid_t tid, bool (*visit)(void *context, int fd), void *context)
{
    char path[64];

    snprintf(path, sizeof path, "/proc/%d/fd", (int)tid);
    return each_number(path, visit, context);
}

int procfs_each_process(bool (*visit)(void *context, pid_t tgid), void *context)
{
    return each_number("/proc", visit, context);
}
