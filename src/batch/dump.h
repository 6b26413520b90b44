/*
 * The bytes that a call moved, below its line (-e read=, -e write=):
 *
 *      * 20 bytes in buffer 1
 *      | 00000  00 03 06 09 0c 0f 12 15  18 1b 1e 21 24 27 2a 2d  ...........!$'*- |
 */
#ifndef PTOP_BATCH_DUMP_H
#define PTOP_BATCH_DUMP_H

#include <stdbool.h>
#include <stddef.h>

#include <ptop/event.h>
#include <ptop/syscall.h>

#include "batch_options.h"

struct output;

struct dump_plan {
    const struct batch_options *options;
    struct syscall_set calls; /* those that are dumped at all; empty: nothing is */
    struct output *output;    /* where what is dumped goes: the caller's */
    bool is_wanted;
};

typedef void dump_sink(void *context, const char *line, size_t length);

void dump_init(struct dump_plan *plan, const struct batch_options *options);

/* Lines with their newlines. */
void dump_call(const struct dump_plan *plan, const struct event_syscall *call, dump_sink *sink,
               void *context);
/* Of plain bytes. */
void dump_bytes(const uint8_t *bytes, size_t length, dump_sink *sink, void *context);

#endif
