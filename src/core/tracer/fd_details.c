#include "fd_details.h"

#include <fcntl.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include <ptop/fd_detail.h>
#include <ptop/format.h>

#include "../tracee/procfs.h"

/* The value of a line of fdinfo, or NULL. */
static const char *info_find(const char *info, const char *key)
{
    const char *at = strstr(info, key);

    return at ? at + strlen(key) + strspn(at + strlen(key), " \t") : NULL;
}

static int print_pidfd(const char *info, char *out, size_t size)
{
    const char *pid = info_find(info, "Pid:");

    return pid ? snprintf(out, size, "pid:%d", atoi(pid)) : 0;
}

static int print_eventfd(const char *info, char *out, size_t size)
{
    const char *count = info_find(info, "eventfd-count:"), *id = info_find(info, "eventfd-id:");
    const char *semaphore = info_find(info, "eventfd-semaphore:");

    if (!count)
        return 0;
    return snprintf(out, size, "anon_inode:[eventfd]<count=%llu, id=%d%s>",
                    strtoull(count, NULL, 16), id ? atoi(id) : 0,
                    semaphore && atoi(semaphore) ? ", semaphore" : "");
}

static int print_signalfd(const char *info, char *out, size_t size)
{
    const char *text = info_find(info, "sigmask:");
    unsigned long long mask = text ? strtoull(text, NULL, 16) : 0;
    int used = snprintf(out, size, "signalfd:[");

    if (!text)
        return 0;
    for (int signal = 1; signal <= 64; signal++) {
        const char *name = format_signal_name(signal);

        if (mask >> (signal - 1) & 1 && name && (size_t)used < size)
            used += snprintf(out + used, size - (size_t)used, "%s%s", out[used - 1] == '[' ? "" : " ",
                             name + 3 /* SIG */);
    }
    return used + snprintf(out + used, size - (size_t)used, "]");
}

/* Anonymous descriptors that tell of themselves in fdinfo. */
static const struct detail_row {
    const char *link;
    unsigned detail;
    int (*print)(const char *info, char *out, size_t size);
} rows[] = {
    { "anon_inode:[pidfd]", FD_PIDFD, print_pidfd },
    { "pidfd:", FD_PIDFD, print_pidfd },
    { "anon_inode:[eventfd]", FD_EVENTFD, print_eventfd },
    { "anon_inode:[signalfd]", FD_SIGNALFD, print_signalfd },
};

static size_t add_device(const struct tracee *tracee, int fd, char name[static FD_NAME_BYTES],
                         size_t length)
{
    char path[64], detail[48];
    struct statx status;
    bool is_char;
    int added;

    snprintf(path, sizeof path, "/proc/%d/fd/%d", tracee->tid, fd);
    /* What is known already: who serves the file may be a tracee, and stand still. */
    if (statx(AT_FDCWD, path, AT_STATX_DONT_SYNC, STATX_TYPE, &status) < 0 ||
        !(S_ISCHR(status.stx_mode) || S_ISBLK(status.stx_mode)))
        return length;
    is_char = S_ISCHR(status.stx_mode);
    added = snprintf(detail, sizeof detail, "<%s %u:%u>", is_char ? "char" : "block",
                     status.stx_rdev_major, status.stx_rdev_minor);
    if (length + 1 + (size_t)added >= FD_NAME_BYTES)
        return length;
    name[length] = '\0';
    memcpy(name + length + 1, detail, (size_t)added);
    return length + 1 + (size_t)added;
}

size_t fd_details_add(const struct tracee *tracee, int fd, unsigned details,
                      char name[static FD_NAME_BYTES], size_t length)
{
    char file[32], info[1024], full[512];
    ssize_t got;
    int printed;

    if (name[0] == '/')
        return details & FD_DEVICE ? add_device(tracee, fd, name, length) : length;
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        if (!(details & rows[i].detail) || length < strlen(rows[i].link) ||
            memcmp(name, rows[i].link, strlen(rows[i].link)) != 0)
            continue;
        snprintf(file, sizeof file, "fdinfo/%d", fd);
        got = procfs_read(tracee->tid, file, info, sizeof info - 1);
        info[got > 0 ? got : 0] = '\0';
        printed = rows[i].print(info, full, sizeof full);
        if (printed <= 0 || (size_t)printed >= sizeof full)
            return length;
        memcpy(name, full, (size_t)printed);
        return (size_t)printed;
    }
    return length;
}
