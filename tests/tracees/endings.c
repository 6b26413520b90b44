/*
 * endings HOW: one thread ends itself, one is blocked in a call that will never
 * return, and the main thread then ends the process:
 *
 *     group     exit_group(3)
 *     killed    SIGKILL to itself
 *     fault     a write to address 0
 */
#include <pthread.h>

#include "tracee.h"

static _Atomic pid_t ending_tid;
static _Atomic int is_pausing;

static void *end(void *unused)
{
    atomic_store(&ending_tid, syscall(SYS_gettid));
    syscall(SYS_exit, 5);
    return unused;
}

static void *block(void *unused)
{
    atomic_store(&is_pausing, syscall(SYS_gettid));
    for (;;)
        syscall(SYS_pause);
    return unused;
}

/* In pause: asleep, in that call. */
static int is_blocked(pid_t tid)
{
    char path[64], line[256] = "";
    int fd;

    snprintf(path, sizeof(path), "/proc/self/task/%d/syscall", tid);
    fd = open(path, O_RDONLY);
    CHECK(fd >= 0);
    if (read(fd, line, sizeof(line) - 1) < 0)
        line[0] = '\0';
    close(fd);
    return strtol(line, NULL, 10) == SYS_pause;
}

int main(int argc, char *argv[])
{
    pthread_t ending, blocked;
    char path[64];

    tracee_begin();
    CHECK(argc == 2);
    CHECK(pthread_create(&blocked, NULL, block, NULL) == 0);
    while (atomic_load(&is_pausing) == 0 || !is_blocked(atomic_load(&is_pausing)))
        sched_yield();
    CHECK(pthread_create(&ending, NULL, end, NULL) == 0);
    CHECK(pthread_join(ending, NULL) == 0);
    snprintf(path, sizeof(path), "/proc/self/task/%d", atomic_load(&ending_tid));
    while (access(path, F_OK) == 0)
        sched_yield();
    if (strcmp(argv[1], "killed") == 0)
        kill(getpid(), SIGKILL);
    if (strcmp(argv[1], "fault") == 0)
        __asm__ volatile("movl $0, 0" ::: "memory");
    syscall(SYS_exit_group, 3);
}
