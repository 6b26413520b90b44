/*
 * A call that begins, as a filter sees it: a record that has not returned.  TRACER_THREAD only.
 */
#ifndef PTOP_CORE_ENTRY_RECORD_H
#define PTOP_CORE_ENTRY_RECORD_H

#include "../tracee/tracee.h"

/* Of tracee->call and what was captured of it; good until the next one is made. */
const struct event_syscall *entry_record(const struct tracee *tracee);

#endif
