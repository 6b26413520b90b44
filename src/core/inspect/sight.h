/*
 * Answering a look.
 */
#ifndef PTOP_CORE_SIGHT_H
#define PTOP_CORE_SIGHT_H

#include "peek.h"
#include "unwind.h"

/* Never NULL: where something cannot be read it is left out, and peek->trouble (which becomes the
 * sight's) or is_gone says why. */
ANY_THREAD struct sight *sight_new(const struct look *look, struct peek *peek,
                                   struct unwinder *unwinder);

#endif
