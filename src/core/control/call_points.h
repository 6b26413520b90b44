/*
 * Points at system calls: held at the entry, or the exit, of those that a filter passes.
 * TRACER_THREAD only.
 */
#ifndef PTOP_CORE_CALL_POINTS_H
#define PTOP_CORE_CALL_POINTS_H

#include <ptop/event.h>

struct control;
struct tracee;

void call_points_on_entry(struct control *control, struct tracee *tracee);
void call_points_on_exit(struct control *control, struct tracee *tracee,
                         const struct event_syscall *record);

#endif
