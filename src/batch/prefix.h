/*
 * What stands before a line:  [pid  1234] 12:01:03.123456 (+     0.000012) [ 257] [00007f12…] openat(
 */
#ifndef PTOP_BATCH_PREFIX_H
#define PTOP_BATCH_PREFIX_H

#include <stdbool.h>
#include <sys/types.h>

#include <ptop/event.h>
#include <ptop/text.h>

#include "batch_options.h"

struct prefix {
    const struct batch_options *options;
    int64_t realtime_offset_ns; /* turns an event's time into the time of day */
    nanoseconds last_ns;        /* of the line before; 0: none */
    bool is_shared;             /* a file for many tracees: every line says whose it is */
};

/* Who the line is of, and when. */
struct prefix_subject {
    pid_t tid;
    const char *comm; /* -Y: its command name; NULL: not wanted */
    bool is_alone;   /* no other one is traced */
    nanoseconds when_ns;
    int32_t number;  /* of its call; -1: none */
    bool has_pc;     /* it lives, so that there is one */
    bool is_compat;
    tracee_addr pc;
};

void prefix_put(struct prefix *prefix, const struct prefix_subject *subject, struct text *text);

/* " <0.000012>" */
void prefix_put_duration(nanoseconds duration_ns, enum batch_precision precision,
                         struct text *text);

#endif
