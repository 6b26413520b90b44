/*
 * Room of ours in a tracee's memory: a few pages that it can execute and not write, near the code
 * that they are for, so that what is relative to the program counter can be moved there.
 *
 *     area ──► slots of SCRATCH_SLOT_BYTES: an instruction out of line, a pad (pad.h)
 *
 * Areas are mapped and unmapped by a call that a tracee at a clean stop makes for us (inject.h): a
 * slot may therefore be refused.  They belong to a space, are copied by fork with it, and vanish by
 * exec.  TRACER_THREAD only.
 */
#ifndef PTOP_CORE_SCRATCH_H
#define PTOP_CORE_SCRATCH_H

#include <stdbool.h>

#include <ptop/event.h>
#include <ptop/thread.h>

struct space;
struct tracee;

#define SCRATCH_SLOT_BYTES  64u
#define SCRATCH_AREA_BYTES  16384u
#define SCRATCH_SLOTS       (SCRATCH_AREA_BYTES / SCRATCH_SLOT_BYTES)
#define SCRATCH_REACH_BYTES (UINT64_C(1) << 30) /* from where it is for: data may be further on */

struct scratch {
    struct scratch *next;
    tracee_addr start;
    uint64_t used[SCRATCH_SLOTS / 64]; /* a bit each */
};

/*
 * As many slots one after the other as hold so many bytes, within reach of an address: where they
 * are, or 0.  An area is mapped by the tracee if there is none with room; *ret_status is then what
 * inject_call's is, or 0.
 */
TRACER_THREAD tracee_addr scratch_take(struct space *space, struct tracee *tracee, tracee_addr near,
                                       size_t size, int *ret_status);
TRACER_THREAD void scratch_give_back(struct space *space, tracee_addr address, size_t size);

/* Nobody executes anything of ours there any more. */
TRACER_THREAD void scratch_give_back_all(struct space *space);

/* Is there something of ours at this address? */
TRACER_THREAD bool scratch_holds(const struct space *space, tracee_addr address);

/* Unmap the areas in which nothing is used.  0, or what inject_call said: they are left then. */
TRACER_THREAD int scratch_release(struct space *space, struct tracee *tracee, int *ret_status);

/* A child's memory, which has the same areas. */
TRACER_THREAD void scratch_copy(struct space *child, const struct space *parent);
/* The memory is gone, or left as it is: forget them. */
TRACER_THREAD void scratch_forget(struct space *space);

#endif
