/*
 * The record of a call: what is captured of it at its entry and at its exit, in the tracee's
 * scratch, and the event that is made of that.
 *
 *     entry   facts, arguments │ callers
 *     exit    what the kernel wrote, facts completed, namespaces, why a processor came back
 */
#ifndef PTOP_CORE_CALL_RECORD_H
#define PTOP_CORE_CALL_RECORD_H

#include "../tracee/ptrace_call.h"
#include "tracer.h"

/* At the entry: the record begins anew, with the facts and what the arguments point to. */
TRACER_THREAD void call_record_begin(struct tracer *tracer, struct tracee *tracee);
/* The same of a call whose entry was not seen: the facts alone. */
TRACER_THREAD void call_record_facts(const struct tracer *tracer, struct tracee *tracee);
/* Where they are wanted.  What that takes is not the call's time. */
TRACER_THREAD void call_record_callers(struct tracer *tracer, struct tracee *tracee);
/* What the thread does between its entry and its exit it does in the kernel: from now on. */
TRACER_THREAD void call_record_measure(const struct tracer *tracer, struct tracee *tracee);
/* At the exit. */
TRACER_THREAD void call_record_end(struct tracer *tracer, struct tracee *tracee,
                                   const struct syscall_stop *stop);

/* Write the event, or the hint; flags: enum event_flag, besides those that the call has itself. */
TRACER_THREAD void call_record_write(struct tracer *tracer, struct tracee *tracee,
                                     enum event_kind kind, uint8_t flags, int64_t result);
/* A call that is over, as of now: for who looks at it here.  Good until the next one. */
TRACER_THREAD struct event_syscall *call_record_make(const struct tracee *tracee, uint8_t flags,
                                                     int64_t result);

#endif
