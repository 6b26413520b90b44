/*
 * Syscall stops: entry and exit become one event, written at the exit.
 */
#ifndef PTOP_CORE_CALLS_H
#define PTOP_CORE_CALLS_H

#include "tracer.h"

TRACER_THREAD void calls_on_stop(struct tracer *tracer, struct tracee *tracee);
/* The call will never return (death, or an exec by a sibling): written with EVENT_NO_RETURN. */
TRACER_THREAD void calls_abandon(struct tracer *tracer, struct tracee *tracee);
/* With options.tells_entries, write an EVENT_SYSCALL_ENTER if the tracee is in a call of which none was
 * written yet: before anything of another tracee. */
TRACER_THREAD void calls_tell(struct tracer *tracer, struct tracee *tracee);
/* Write an EVENT_SYSCALL_ENTER if the tracee is in a call; with tells_entries not a second one. */
TRACER_THREAD void calls_report(struct tracer *tracer, struct tracee *tracee);
/* Its execve has succeeded: with -b it leaves at this stop. */
TRACER_THREAD void calls_on_exec(struct tracer *tracer, struct tracee *tracee);
/* Is it in a call, as far as can be told at the stop that it is in?  Then tracee->call is that, and
 * calls_write_current writes its EVENT_SYSCALL_ENTER. */
TRACER_THREAD bool calls_find_current(struct tracer *tracer, struct tracee *tracee);
TRACER_THREAD void calls_write_current(struct tracer *tracer, struct tracee *tracee);
/* The call at whose entry it is was changed: capture it once more.  As control calls it. */
TRACER_THREAD void calls_recapture(void *tracer, struct tracee *tracee);
/* At an EVENT_STOP: what the tracee was doing when our INTERRUPT reached it; repairs EINTR. */
TRACER_THREAD void calls_on_interrupt(struct tracee *tracee);

#endif
