/*
 * Facts from /proc, read without stdio or heap.  Every call may find the process
 * gone: that is an answer, not an error.
 */
#ifndef PTOP_CORE_PROCFS_H
#define PTOP_CORE_PROCFS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

#include <ptop/thread.h>

struct procfs_status {
    pid_t tgid, ppid, tracer_pid;
    uid_t uids[4], gids[4]; /* real, effective, saved, file system */
    char state;             /* 'R' 'S' 'D' 'T' 't' 'Z' … */
    unsigned threads;
    uint64_t blocked, ignored, caught; /* signals: bit N-1 for signal N */
    char comm[17];
};

/* 0 or -errno (-ESRCH: no such process). */
ANY_THREAD int procfs_status(pid_t tid, struct procfs_status *ret_status);

/* Has it a handler for the signal? */
ANY_THREAD bool procfs_catches(pid_t tid, int signal);

/* A process's start time in clock ticks since boot: with the pid, its identity. */
ANY_THREAD int procfs_start_time(pid_t pid, uint64_t *ret_ticks);

/* Call visit for each tid of a process; stops when it returns false.  0 or -errno. */
ANY_THREAD int procfs_each_task(pid_t tgid, bool (*visit)(void *context, pid_t tid),
                                void *context);
/* The same for each process there is. */
ANY_THREAD int procfs_each_process(bool (*visit)(void *context, pid_t tgid), void *context);

/* The same for each descriptor of a task. */
ANY_THREAD int procfs_each_fd(pid_t tid, bool (*visit)(void *context, int fd), void *context);

/* Read a file of /proc/TID (comm, cmdline, …) into buffer: bytes read or -errno. */
ANY_THREAD ssize_t procfs_read(pid_t tid, const char *file, void *buffer, size_t size);
/* Read a link (exe, fd/3): its length or -errno; no NUL is added. */
ANY_THREAD ssize_t procfs_read_link(pid_t tid, const char *link, char *buffer, size_t size);

/* comm without its newline, NUL-padded to size; all NUL where unknown. */
ANY_THREAD void procfs_comm(pid_t tid, char *ret_comm, size_t size);

#endif
