/*
 * Who called: the call stack of a tracee at a stop, as a PIECE_CALLERS of its record.
 *
 * A frame's address is turned into a name once, and is then known by its id as long as the
 * process' mappings of code stay what they are: the calls that change them must be followed.  The
 * memory is a direct-mapped cache of fixed size.  TRACER_THREAD only; all-zero before the init,
 * and then nothing but call_stacks_forget and call_stacks_done may be called.
 */
#ifndef PTOP_CORE_CALL_STACKS_H
#define PTOP_CORE_CALL_STACKS_H

#include <ptop/callers.h>

#include "../tracee/name_ids.h"
#include "../tracee/tracee.h"

#define CALL_STACKS_MOST_BYTES                                                                     \
    EVENT_ALIGN(sizeof(struct event_piece) + CALLERS_MAX_FRAMES * sizeof(uint32_t))

struct frame_slot;
struct unwinder;

struct call_stacks {
    struct unwinder *unwinder;
    struct frame_slot *slots;
    struct name_ids *ids; /* borrowed */
    size_t limit;         /* frames of a stack at most */
};

/* limit: frames of a stack, 0: CALLERS_MAX_FRAMES. */
TRACER_THREAD int call_stacks_init(struct call_stacks *stacks, struct name_ids *ids, size_t limit);
/* Frames are named with their lines of source: it takes its time. */
TRACER_THREAD void call_stacks_name_sources(struct call_stacks *stacks);
TRACER_THREAD void call_stacks_done(struct call_stacks *stacks);

/* Write the piece; its size with the padding, at most CALL_STACKS_MOST_BYTES; 0 where the registers
 * cannot be read.  Announces names, so no record may be open. */
TRACER_THREAD size_t call_stacks_capture(struct call_stacks *stacks, const struct tracee *tracee,
                                         uint8_t *piece);

/* The tracee's call succeeded: what that means for the code of its process. */
TRACER_THREAD void call_stacks_follow(struct call_stacks *stacks, const struct tracee *tracee,
                                      uint64_t result);
/* A process began, ended, or runs another program. */
TRACER_THREAD void call_stacks_forget(struct call_stacks *stacks, pid_t tgid);

#endif
