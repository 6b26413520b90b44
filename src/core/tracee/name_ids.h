/*
 * The ids of names: of descriptors, and of the frames of call stacks.
 *
 * Each distinct name is announced once, in an EVENT_FD_PATH, and known by its dense id from then
 * on.  The memory is a direct-mapped cache of fixed size: a collision costs another id for
 * the same name, never a wrong one.  TRACER_THREAD only.
 */
#ifndef PTOP_CORE_NAME_IDS_H
#define PTOP_CORE_NAME_IDS_H

#include "emit.h"
#include "tracee.h"

struct name_slot;

struct name_ids {
    struct name_slot *slots;
    struct emitter *emitter;
    uint32_t last_id;
};

TRACER_THREAD int name_ids_init(struct name_ids *ids, struct emitter *emitter);
TRACER_THREAD void name_ids_done(struct name_ids *ids);

/* The id of a name; announces it if it is not among the last that were. */
TRACER_THREAD uint32_t name_ids_intern(struct name_ids *ids, const struct tracee *tracee,
                                       const char *bytes, size_t length);
/* Nothing can be announced just now, so that no id may be remembered. */
TRACER_THREAD bool name_ids_are_lost(const struct name_ids *ids);

#endif
