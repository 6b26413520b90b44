/*
 * Holding tracees and letting them go: pause, resume, detach.
 *
 * A tracee is detached only from a stop that wait gave us, with the signal of that
 * stop: a detach in any other moment loses signals.
 */
#ifndef PTOP_CORE_HOLDING_H
#define PTOP_CORE_HOLDING_H

#include "tracer.h"

/* The end of a stop's handling: hold it, let it go, or put it on the resume list. */
TRACER_THREAD void holding_settle(struct tracer *tracer, struct tracee *tracee);

TRACER_THREAD void holding_pause(struct tracer *tracer, struct tracee *tracee);
TRACER_THREAD void holding_resume(struct tracer *tracer, struct tracee *tracee);
/* Now if it is held, else at its next stop, which is asked for. */
TRACER_THREAD void holding_detach(struct tracer *tracer, struct tracee *tracee);
/* Every tracee; the session ends when they are gone, or at the deadline. */
TRACER_THREAD void holding_detach_all(struct tracer *tracer);

/* An EVENT_STOP; and what call it is in. */
TRACER_THREAD void holding_write_stop(struct tracer *tracer, struct tracee *tracee,
                                      enum event_stop_reason reason);

/* The same as holding_resume, tracer_resume_later and holding_write_stop, as control calls them. */
TRACER_THREAD void holding_resume_held(void *tracer, struct tracee *tracee);
TRACER_THREAD void holding_run_later(void *tracer, struct tracee *tracee);
TRACER_THREAD void holding_write_changed(void *tracer, struct tracee *tracee,
                                         enum event_stop_reason reason);

/* Resume what is on the list. */
TRACER_THREAD void holding_run_list(struct tracer *tracer);

#endif
