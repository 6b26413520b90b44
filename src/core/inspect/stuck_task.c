/* Facts about tasks from /proc: never a file that needs the task's own memory to answer. */
#include "stuck_case.h"

#include <dirent.h>
#include <elf.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/uio.h>
#include <time.h>
#include <unistd.h>

#include "core/base/alloc.h"

#define FILE_MAX_BYTES (8u << 20) /* of a table of /proc: /proc/locks, net/tcp */
#define NANOS_PER_SECOND 1000000000

static int open_file(int32_t tid, const char *file)
{
    char path[96];

    snprintf(path, sizeof(path), "/proc/%d/%s", tid, file);
    return open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY);
}

/* Read on until the end or until size is reached. */
static ssize_t read_up_to(int fd, char *buffer, size_t size)
{
    size_t used = 0;
    ssize_t got;

    while (used < size && (got = read(fd, buffer + used, size - used)) != 0) {
        if (got < 0 && errno != EINTR)
            return used > 0 ? (ssize_t)used : -1;
        used += got > 0 ? (size_t)got : 0;
    }
    return (ssize_t)used;
}

ssize_t stuck_read(int32_t tid, const char *file, char *buffer, size_t size)
{
    int fd = open_file(tid, file);

    buffer[0] = '\0';
    if (fd < 0)
        return -1;
    ssize_t got = read_up_to(fd, buffer, size - 1);
    close(fd);
    buffer[got > 0 ? got : 0] = '\0';
    return got;
}

char *stuck_read_all(int32_t tid, const char *file)
{
    size_t capacity = 65536, used = 0;
    char *bytes = NULL;
    int fd = open_file(tid, file);

    if (fd < 0)
        return NULL;
    for (;; capacity *= 2) {
        bytes = alloc_resize(bytes, capacity, 1);
        ssize_t got = read_up_to(fd, bytes + used, capacity - 1 - used);
        used += got > 0 ? (size_t)got : 0;
        if (used < capacity - 1 || capacity >= FILE_MAX_BYTES)
            break;
    }
    close(fd);
    bytes[used] = '\0';
    return bytes;
}

void stuck_each(const char *path, bool (*visit)(void *context, int32_t number), void *context)
{
    DIR *directory = opendir(path);
    bool goes_on = true;

    if (!directory)
        return;
    for (struct dirent *entry; goes_on && (entry = readdir(directory)) != NULL;) {
        char *end;
        long number = strtol(entry->d_name, &end, 10);
        if (end != entry->d_name && *end == '\0')
            goes_on = visit(context, (int32_t)number);
    }
    closedir(directory);
}

/* "813 (a comm) S 812 812 …": the comm may hold anything, so it ends at the last bracket. */
bool stuck_task_read(int32_t tid, struct stuck_task *ret_task)
{
    char buffer[1024];
    ssize_t got = stuck_read(tid, "stat", buffer, sizeof(buffer));
    char *begin = strchr(buffer, '('), *end = strrchr(buffer, ')');
    int parent_pid, group;
    char state;

    if (got <= 0 || !begin || !end || end < begin)
        return false;
    if (sscanf(end + 1, " %c %d %d", &state, &parent_pid, &group) != 3)
        return false;
    *ret_task = (struct stuck_task){.state = state, .parent_pid = parent_pid, .group = group};
    snprintf(ret_task->comm, sizeof(ret_task->comm), "%.*s", (int)(end - begin - 1), begin + 1);
    return true;
}

int32_t stuck_task_tgid(int32_t tid)
{
    char buffer[4096];
    const char *line;

    if (stuck_read(tid, "status", buffer, sizeof(buffer)) <= 0)
        return tid;
    line = strstr(buffer, "\nTgid:");
    return line ? (int32_t)strtol(line + strlen("\nTgid:"), NULL, 10) : tid;
}

/* Which table a task's numbers belong to, by the class of its executable. */
static bool is_compat(int32_t tid)
{
    unsigned char ident[EI_CLASS + 1] = {0};
    int fd = open_file(tid, "exe");

    if (fd < 0)
        return false;
    ssize_t got = read(fd, ident, sizeof(ident));
    close(fd);
    return got == (ssize_t)sizeof(ident) && ident[EI_CLASS] == ELFCLASS32;
}

/* "0 0x3 0x7ffd3a10 0x1000 … sp pc"; "-1 sp pc" outside of a call; "running". */
bool stuck_task_call(int32_t tid, struct event_syscall *ret_call)
{
    unsigned long long args[6];
    char buffer[512];
    int number;

    if (stuck_read(tid, "syscall", buffer, sizeof(buffer)) <= 0 ||
        sscanf(buffer, "%d %llx %llx %llx %llx %llx %llx", &number, &args[0], &args[1], &args[2],
               &args[3], &args[4], &args[5]) != 7 ||
        number < 0)
        return false;
    *ret_call = (struct event_syscall){
        .header = {.size_bytes = sizeof(*ret_call),
                   .kind = EVENT_SYSCALL_ENTER,
                   .flags = is_compat(tid) ? EVENT_COMPAT : 0,
                   .number = number,
                   .tid = tid},
    };
    for (int i = 0; i < 6; i++)
        ret_call->args[i] = args[i];
    return true;
}

const struct syscall_spec *stuck_call_spec(const struct event_syscall *call)
{
    return syscall_find(call->header.flags & EVENT_COMPAT ? ABI_COMPAT : ABI_NATIVE,
                        call->header.number);
}

bool stuck_memory(int32_t tid, tracee_addr address, void *bytes, size_t size)
{
    struct iovec here = {.iov_base = bytes, .iov_len = size};
    struct iovec there = {.iov_base = (void *)(uintptr_t)address, .iov_len = size};

    return address != 0 && process_vm_readv(tid, &here, 1, &there, 1, 0) == (ssize_t)size;
}

struct times32 {
    int32_t seconds, nanos;
};

/* Calls of a 32-bit tracee with the wide timespec say so by their names. */
static bool has_narrow_time(const struct stuck_case *c)
{
    return c->call.header.flags & EVENT_COMPAT && !strstr(c->spec->name, "time64") &&
           strcmp(c->spec->name, "epoll_pwait2") != 0;
}

int64_t stuck_time_ns(int64_t seconds, int64_t rest_ns)
{
    int64_t time_ns;

    if (seconds < 0)
        return -1;
    return __builtin_mul_overflow(seconds, NANOS_PER_SECOND, &time_ns) ||
                   __builtin_add_overflow(time_ns, rest_ns, &time_ns)
               ? INT64_MAX
               : time_ns;
}

int64_t stuck_read_time(const struct stuck_case *c, tracee_addr address, int64_t unit_ns)
{
    struct times32 narrow;
    struct timespec wide;

    if (has_narrow_time(c))
        return stuck_memory(c->tid, address, &narrow, sizeof(narrow))
                   ? stuck_time_ns(narrow.seconds, narrow.nanos * unit_ns)
                   : -1;
    return stuck_memory(c->tid, address, &wide, sizeof(wide))
               ? stuck_time_ns(wide.tv_sec, wide.tv_nsec % NANOS_PER_SECOND * unit_ns)
               : -1;
}
