/*
 * What is watched in a memory: the four slots of a space, and the values that were last seen there.
 * Of watch.c alone.  TRACER_THREAD only.
 */
#ifndef PTOP_CORE_SLOTS_H
#define PTOP_CORE_SLOTS_H

#include <stdbool.h>
#include <stdint.h>

#include "watch.h"

struct point;

/* A hardware breakpoint, no watchpoint. */
bool slots_executes(const struct point *point);
/* The bytes that are watched. */
unsigned slots_size(const struct point *point);
/* How many slots it takes: what is not aligned is taken apart. */
unsigned slots_wanted(const struct point *point);
unsigned slots_left(const struct space *space);
/* Of those that are left, as many as it wants. */
void slots_take(struct space *space, const struct point *point);
void slots_free(struct space *space, uint32_t point_id);

/* The first slot of a point; NULL: it is not in this space. */
struct watch_slot *slots_find(struct space *space, const struct point *point);
/* The points of a space, each once; how many. */
unsigned slots_list(struct control *control, const struct space *space,
                    struct point_entry *ret_entries[static WATCH_SLOTS]);

/* What is there now: 0, or -errno: -EFAULT where nothing is mapped. */
int slots_read(const struct tracee *tracee, const struct point *point, uint64_t *ret_value);
/* It was seen. */
void slots_note(struct space *space, struct point *point, uint64_t value);
/* See all of a space, by a tracee that runs in it. */
void slots_see(struct control *control, struct space *space, const struct tracee *tracee);

#endif
