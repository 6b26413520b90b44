/*
 * Where a tracee is, for who shows it before a signal or an end (session_options.tells_places): the
 * number of the call that it made last, whether or not that one is traced, and its program counter.
 */
#ifndef PTOP_CORE_PLACE_H
#define PTOP_CORE_PLACE_H

#include "tracer.h"

/* Write its EVENT_PLACE, if that is asked for; at a stop, or when it has ended. */
TRACER_THREAD void place_tell(struct tracer *tracer, const struct tracee *tracee);

#endif
