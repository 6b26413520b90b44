/*
 * What a call that is over changes of what we know of its tracee: the names of descriptors, the
 * rings, the filters in force, the mappings that call stacks are read from.
 */
#ifndef PTOP_CORE_CALL_EFFECTS_H
#define PTOP_CORE_CALL_EFFECTS_H

#include "../tracee/ptrace_call.h"
#include "tracer.h"

TRACER_THREAD void call_effects_follow(struct tracer *tracer, struct tracee *tracee,
                                       const struct syscall_stop *stop);
/* Its process has an io_uring, made with these flags as far as they are known: say so, if that is
 * wanted. */
TRACER_THREAD void call_effects_tell_uring(struct tracer *tracer, struct tracee *tracee,
                                           uint32_t flags);

#endif
