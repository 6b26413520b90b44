/*
 * A segment: STORE_SEGMENT_BYTES of events, in memory or in the spill file.
 *
 *   0                      used                                      1 MiB
 *   ┌────────┬───────┬─────┬─────────── free ───────────┬────┬────┬────┐
 *   │event 0 │event 1│ 2   │                            │ o2 │ o1 │ o0 │
 *   └────────┴───────┴─────┴────────────────────────────┴────┴────┴────┘
 *
 * oN is the 32-bit offset of event N.  Position independent, so its bytes may be
 * written, mapped and read as they are.
 */
#ifndef PTOP_CORE_SEGMENT_H
#define PTOP_CORE_SEGMENT_H

#include <stdbool.h>

#include <ptop/event.h>
#include <ptop/store.h>

/* Its events, for store_events_get. */
UI_THREAD struct store_events segment_events(const void *segment);

/* Append after line->row_count events and bring the directory's line up to date; false, and
 * nothing done, where it does not fit.  A segment begins empty with line->row_count 0. */
UI_THREAD bool segment_append(void *segment, struct store_segment *line, const struct event *event);

/* Index of the first event whose sequence number is not below the given one; row_count where
 * there is none. */
UI_THREAD uint32_t segment_find_sequence(const void *segment, const struct store_segment *line,
                                         uint64_t sequence);

#endif
