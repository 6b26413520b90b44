/*
 * The lines of calls: begun where they enter the kernel, ended where they come back.
 *
 * Where a call's status decides whether it is shown at all, nothing is written before its end.
 */
#ifndef PTOP_BATCH_CALL_LINES_H
#define PTOP_BATCH_CALL_LINES_H

#include "line.h"

void call_lines_take_hint(struct lines *lines, const struct event_syscall *hint);
void call_lines_take(struct lines *lines, const struct event_syscall *call);

/* What its last call moved, below that one's line. */
void call_lines_take_data(struct lines *lines, const struct event_data *data);
/* Below the tracee's last line: who called what never returned, or moved data. */
void call_lines_put_owed(struct lines *lines, struct speaker *speaker);

/* Are lines begun before their calls end? */
bool call_lines_begin_early(const struct lines *lines);
nanoseconds call_lines_entry_ns(const struct event_syscall *call);

#endif
