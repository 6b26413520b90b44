/*
 * Ghosts: INT3s that were taken out a moment ago.
 *
 * A fork copies the memory when it happens; we hear of it later.  What was removed in between, or
 * whose memory was forgotten with its last thread, is in the child's copy still, and nobody's.
 * TRACER_THREAD only.
 */
#ifndef PTOP_CORE_GHOSTS_H
#define PTOP_CORE_GHOSTS_H

#include <stdint.h>

#include <ptop/event.h>
#include <ptop/thread.h>

#define GHOST_COUNT 512 /* the oldest gives way */

struct location;
struct tracee;

struct ghosts {
    struct ghost {
        tracee_addr address;
        nanoseconds time_ns; /* 0: none */
        uint32_t memory;
        uint8_t original;
    } ring[GHOST_COUNT];
    unsigned next;
    nanoseconds newest_ns;
};

/* An INT3 in a memory is nobody's any more. */
TRACER_THREAD void ghosts_add(struct ghosts *ghosts, uint32_t memory,
                              const struct location *location);
/* Take out of a child what its memory has of them: of one parent's, or (0) of any. */
TRACER_THREAD void ghosts_lay(const struct ghosts *ghosts, const struct tracee *child,
                              uint32_t memory);

#endif
