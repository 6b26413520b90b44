/*
 * Reading the memory of whoever is looked at, for the thread that looks.
 *
 * Bytes that points put into the code are taken out again. A read can hang in the kernel for good
 * (userfaultfd, FUSE): so each says beforehand what it reads, and whoever waits for the thread can
 * give up, and tell its successor which pages to keep away from.
 */
#ifndef PTOP_CORE_PEEK_H
#define PTOP_CORE_PEEK_H

#include <stdatomic.h>
#include <stdbool.h>

#include <ptop/inspect.h>

#define PEEK_PAGE_BYTES UINT64_C(4096)
#define PEEK_HUNG_MAX   8
#define PEEK_NO_MEMORY  UINT64_MAX

/* A page that does not answer. */
struct peek_hung {
    int32_t tgid; /* 0: none */
    tracee_addr page;
};

/* What the thread does just now, for others to read. */
struct peek_progress {
    _Atomic(nanoseconds) since_ns; /* CLOCK_MONOTONIC */
    _Atomic(tracee_addr) reading;  /* the page; UINT64_MAX: no memory */
};

struct peek {
    int32_t tid, tgid;
    struct point *patches; /* malloc'd: those that change code */
    size_t patch_count;
    struct peek_hung hung[PEEK_HUNG_MAX];
    struct peek_progress *progress;
    char *trouble; /* of ERROR_MESSAGE_BYTES: the first thing that could not be read, and why */
};

/* Those of the points that have changed bytes of the code: malloc'd, NULL where none has. */
ANY_THREAD struct point *peek_patches(const struct points *points, size_t *ret_count);

/* The thread goes on, and reads no memory. */
ANY_THREAD void peek_goes_on(struct peek *peek);

/* Up to size bytes from address on: how many. What is behind a page that cannot be read is not
 * read. */
ANY_THREAD size_t peek_read(struct peek *peek, tracee_addr address, void *buffer, size_t size);

/* All of a range, page by page; ret_is_mapped has a byte for each, 0 where nothing could be read.
 */
ANY_THREAD void peek_range(struct peek *peek, tracee_addr address, uint8_t *buffer,
                           uint8_t *ret_is_mapped, size_t size);

/* "the memory at 0x7f1200000000 does not answer" */
ANY_THREAD void peek_say_hung(char trouble[static ERROR_MESSAGE_BYTES], tracee_addr page);

#endif
