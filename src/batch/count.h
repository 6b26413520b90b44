/*
 * The table of -c and -C: what the calls that were shown came to, as strace writes it.
 *
 *     count_add   each call that passes
 *     count_put   at the end: the lines, of x86-64's calls, then of i386's
 *
 * A call's time is the processor's in the kernel, or with -w the clock's.  Of the former the least
 * that any call took counts as what being traced costs, and is taken off each, unless -O says how much.
 * UI thread only.
 */
#ifndef PTOP_BATCH_COUNT_H
#define PTOP_BATCH_COUNT_H

#include <ptop/event.h>

#include "batch_options.h"

struct count_times {
    nanoseconds total_ns, least_ns, most_ns;
};

struct count_row {
    uint64_t calls, errors;
    struct count_times system, wall;
};

/* All-zero: nothing was counted. */
struct count {
    struct count_row rows[ABI_COUNT][SYSCALL_SET_NUMBERS];
};

void count_add(struct count *count, const struct event_syscall *call);

/* A line without its newline; borrowed for the call. */
typedef void count_sink(void *context, const char *line);
void count_put(const struct count *count, const struct batch_options *options, count_sink *sink,
               void *context);

#endif
