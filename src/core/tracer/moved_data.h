/*
 * The bytes that a call moved, whole, behind its record (session_options.read_fds, written_fds): read at
 * its exit and written piece by piece, so that one that moves megabytes needs no more room in memory than
 * one that moves few.
 */
#ifndef PTOP_CORE_MOVED_DATA_H
#define PTOP_CORE_MOVED_DATA_H

#include "tracer.h"

/* No call moves more (MAX_RW_COUNT of linux/fs.h), whatever a program says that it wants to be moved. */
#define MOVED_DATA_MOST_BYTES UINT64_C(0x7ffff000)

/* Write the EVENT_DATA of a finished call, the last one empty; none if its data are not wanted. */
TRACER_THREAD void moved_data_tell(struct tracer *tracer, const struct event_syscall *call);

#endif
