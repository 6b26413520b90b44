/*
 * The bytes that a call moved, below its line (-e read=, -e write=):
 *
 *      * 20 bytes in buffer 1
 *      | 00000  00 03 06 09 0c 0f 12 15  18 1b 1e 21 24 27 2a 2d  ...........!$'*- |
 */
#ifndef PTOP_BATCH_DUMP_H
#define PTOP_BATCH_DUMP_H

#include <stddef.h>

#include <ptop/event.h>

typedef void dump_sink(void *context, const char *line, size_t length);

/* One piece: lines with their newlines, and its buffer's heading before the first one. */
void dump_data(const struct event_data *data, dump_sink *sink, void *context);

#endif
