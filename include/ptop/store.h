/*
 * The store: the history.  Append-only, rows numbered from 0; bounded in
 * memory, the oldest segments spill to an unlinked file.  UI thread only.
 *
 * A segment is one fixed-size page-aligned piece (1 MiB): records grow from its
 * front, their 32-bit offsets from its end, so that a spilled segment needs no
 * memory but its line in the directory.
 */
#ifndef PTOP_STORE_H
#define PTOP_STORE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <ptop/error.h>
#include <ptop/event.h>

#define STORE_DEFAULT_BUDGET_BYTES ((size_t)256 << 20)
#define STORE_SEGMENT_BYTES        ((size_t)1 << 20)

struct store;

/* A segment's line in the directory. */
struct store_segment {
    uint64_t first_row;
    uint32_t row_count;
    uint32_t kinds; /* bit per enum event_kind that occurs */
    uint64_t processes; /* event_process_bit of each tgid that occurs */
    uint64_t first_sequence;
    nanoseconds first_ns, last_ns;
};

struct store_options {
    size_t budget_bytes;         /* of segments in memory; 0: the default; at least 4 segments */
    const char *spill_directory; /* NULL: $TMPDIR, then /var/tmp, then /tmp */
};

UI_THREAD int store_new(const struct store_options *options, struct store **ret_store);
UI_THREAD void store_free(struct store *store);

/* Copy an event in.  Returns 0; -ENOSPC and the like when the spill file cannot grow: the
 * oldest segment is then forgotten (store_first_row moves), the event itself is kept. */
UI_THREAD int store_append(struct store *store, const struct event *event);

UI_THREAD uint64_t store_first_row(const struct store *store);
UI_THREAD uint64_t store_row_count(const struct store *store); /* one past the last row */

/* The event of a row in [first_row, row_count).  Borrowed: valid until the next
 * store_append, or until rows of eight other segments were asked for. */
UI_THREAD const struct event *store_get(struct store *store, uint64_t row);

/* The row of the first event whose sequence number is not below the given one; row_count
 * where there is none. */
UI_THREAD uint64_t store_find_sequence(struct store *store, uint64_t sequence);

/* The row of the first event that was not written before a time; row_count where there is none. */
UI_THREAD uint64_t store_find_time(struct store *store, nanoseconds time_ns);

UI_THREAD size_t store_segment_count(const struct store *store);
UI_THREAD const struct store_segment *store_segment_get(const struct store *store, size_t index);
UI_THREAD size_t store_segment_of_row(const struct store *store, uint64_t row);

/* The events of a whole segment, for a walk over many rows. */
struct store_events {
    const char *bytes;
    const uint32_t *last_offset; /* of event 0; those of later events stand before it */
};

/* Of the segment with this index; borrowed as from store_get. */
UI_THREAD struct store_events store_segment_events(struct store *store, size_t index);

/* An event by its place in the segment, below the row_count of its line. */
static inline const struct event *store_events_get(struct store_events events, uint32_t place)
{
    return (const struct event *)(events.bytes + *(events.last_offset - place));
}

/* The same for another thread, while the store's own appends nothing: the events of a segment,
 * mapped for as long as they are wanted.  False where they cannot be. */
struct store_mapping {
    struct store_events events;
    const void *bytes; /* to be unmapped; NULL: they are in memory */
};
ANY_THREAD bool store_map_segment(const struct store *store, size_t index,
                                  struct store_mapping *ret_mapping);
ANY_THREAD void store_unmap_segment(const struct store_mapping *mapping);

/* What the history takes, in memory and in its file: for who measures. */
UI_THREAD size_t store_memory_bytes(const struct store *store);
UI_THREAD size_t store_spilled_bytes(const struct store *store);

#endif
