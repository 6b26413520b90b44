/*
 * The places of breakpoints in a memory, and the byte at each.  TRACER_THREAD only.
 */
#ifndef PTOP_CORE_LOCATION_H
#define PTOP_CORE_LOCATION_H

#include <stdbool.h>
#include <stdint.h>

#include "point_table.h"
#include "relocate.h"
#include "space.h"

#define LOCATION_BITS (POINT_MAX / 64)
#define BREAKPOINT_INT3 0xcc

/* A place in a memory where there is an INT3 of ours. */
struct location {
    struct location *next;
    tracee_addr address;
    uint64_t points[LOCATION_BITS]; /* of the table, one bit each */
    unsigned planted;   /* by steps */
    uint8_t original;   /* what was there */
    bool is_inserted;
    bool is_out;        /* taken out for the thread that executes it alone */
    bool has_no_copy;   /* it cannot be had: do not try again */
    struct relocated copy; /* to be executed out of line; to 0: not made */
    uint8_t copied[INSTRUCTION_MAX_BYTES]; /* what that is a copy of: programs rewrite their code */
    struct pad *pad;       /* a jump to it instead of the INT3; NULL: none */
    bool has_no_pad;       /* it cannot have one: do not try again */
    uint8_t pad_tries;     /* that failed, since a thread was in the way */
    uint8_t pad_rest;      /* not now: so many times the question is answered no */
};

/* NULL: there is none; the space may be NULL, too. */
struct location *location_find(const struct space *space, tracee_addr address);
/* A new one, of no point and not inserted. */
struct location *location_make(struct space *space, tracee_addr address);
/* In an emergency nothing is freed: the heap may be what broke. */
void location_drop(struct control *control, struct space *space, struct location *location);

/* Put the INT3 there, or the jump to the pad; take it out.  False where that cannot be. */
bool location_insert(const struct tracee *tracee, struct location *location);
bool location_remove(const struct tracee *tracee, struct location *location);
/* That of ours. */
uint8_t location_first_byte(const struct location *location);

/* Is it of the point with this number?  Of one that is armed, or of a step?  Of none at all? */
bool location_has_point(const struct location *location, unsigned index);
bool location_is_wanted(const struct control *control, const struct location *location);
bool location_is_empty(const struct location *location);

#endif
