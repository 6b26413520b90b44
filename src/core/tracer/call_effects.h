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

#endif
