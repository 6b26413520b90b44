/*
 * What a tracer wrote with -f -o, as the lines of each process in the order of their birth.
 *
 * "read(3,  <unfinished ...>" and "<... read resumed>…" are one line again, padding is gone, pids are
 * numbers of processes, and what differs from run to run is replaced by words: N, TIME, ADDR.
 */
#ifndef PTOP_TESTS_STRACE_LOG_H
#define PTOP_TESTS_STRACE_LOG_H

#include <stddef.h>

struct log_process {
    long pid;
    char **lines;
    size_t count, room;
};

struct log {
    long tracer; /* its pid */
    struct log_process *processes;
    size_t count;
};

/* Read a file; tracer: its pid, which the first process sees as its parent.  What it holds is never freed: a comparison is a short-lived process. */
struct log *log_read(const char *path, long tracer, unsigned wobbles);

/* What of the lines differs from run to run: enum wobble bits. */
enum wobble {
    WOBBLE_CLOCK = 1 << 0,    /* -t, -r: a time in front */
    WOBBLE_DURATION = 1 << 1, /* -T: a time behind */
    WOBBLE_PC = 1 << 2,       /* -i */
    WOBBLE_SCHEDULING = 1 << 3, /* threads: every number */
    WOBBLE_CHILDREN = 1 << 5,   /* where news of a child falls between calls */
    WOBBLE_BYTES = 1 << 4,      /* what is read and written is made by chance */
    WOBBLE_COLUMNS = 1 << 6,    /* where results begin: numbers before them may be longer in one run */
    WOBBLE_TABLE = 1 << 7,      /* -c: times */
    WOBBLE_PIDS = 1 << 8,       /* numbers that place.h says are pids, and no others */
};

#endif
