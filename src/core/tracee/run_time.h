/*
 * How long a thread ran: the time that it has spent on processors, to the nanosecond, from
 * /proc/TID/schedstat.  What a stopped thread spends between a call's entry and its exit is the kernel's.
 * The file stays open for a while: opening it costs seven times what reading does.  TRACER_THREAD only.
 */
#ifndef PTOP_CORE_RUN_TIME_H
#define PTOP_CORE_RUN_TIME_H

#include "tracee.h"

/* 0 where the kernel does not say. */
TRACER_THREAD nanoseconds run_time_read(struct tracee *tracee);
/* Before its record goes, or means another thread. */
TRACER_THREAD void run_time_forget(struct tracee *tracee);

#endif
