/*
 * Address spaces in which something is changed: breakpoints belong to a memory, not to
 * a process or a thread.
 *
 * A memory is known by the number in its tracees (tracee.h); a record of it exists from its
 * first point on, until nobody runs in it any more.  TRACER_THREAD only.
 */
#ifndef PTOP_CORE_SPACE_H
#define PTOP_CORE_SPACE_H

#include <stdbool.h>
#include <sys/types.h>

#include <ptop/error.h>
#include <ptop/event.h>

#include "watch.h"

#include "../tracee/tracee.h"

struct control;
struct location; /* location.h */
struct pad;
struct scratch;

struct space {
    struct space *next;
    uint32_t memory; /* the number */
    struct location *locations;
    struct watch_slot slots[WATCH_SLOTS];
    bool has_shadow_stack; /* its calls and returns are the processor's own business */
    unsigned taken_out, left_in; /* INT3s, when it was let go: with what was there, or not */
    bool is_disarmed; /* it is being let go: nothing is put into it any more */
    bool is_ours;     /* nobody was found in it whom we do not trace, and nobody can come */

    struct scratch *scratches; /* room of ours in it: scratch.h */
    struct pad *pads;          /* all that were made: pads.h */
    bool pads_stay;            /* a thread that was let go may come back to one: left mapped */
    uint8_t release_tries;     /* to have it unmapped, when it is let go */

    /* While a thread executes the instruction under a breakpoint with the breakpoint taken out,
     * all others are held: by tid, 0: nobody does. */
    pid_t stepper;
};

/* The record of a tracee's memory, made if there is none. */
TRACER_THREAD struct space *space_make(struct control *control, const struct tracee *tracee);

/* Is the memory of the tracee, which has no record, one that has?  Threads can run in one without our
 * having seen how that came to be: attached to process by process, or born of a parent that was killed in
 * the same moment. */
TRACER_THREAD bool space_join(struct control *control, const struct tracee *tracee);

/* Who runs in the memory and is not traced dies of an INT3; so does the child of a fork that began before
 * we attached.  0, or -EBUSY while there are such. */
TRACER_THREAD int space_check_ours(const struct control *control, struct space *space,
                                   const struct tracee *tracee, struct error *ret_error);

/* Someone who has the tracee's memory still, at best itself: a thread that ends has left it before we hear
 * of that. */
TRACER_THREAD const struct tracee *space_reach(const struct control *control,
                                               const struct tracee *tracee);

/* Read or write memory of a tracee's space, whether or not anyone in it is stopped; also what the
 * program itself may not write.  Bytes done, or -errno. */
TRACER_THREAD ssize_t space_read(const struct tracee *tracee, tracee_addr address, void *buffer,
                                 size_t size);
TRACER_THREAD ssize_t space_write(const struct tracee *tracee, tracee_addr address,
                                  const void *bytes, size_t size);

#endif
