/*
 * A chunk: what a view knows of one segment, in two bits per row.
 *
 * A row is pending (not looked at yet), or it passes, or it does not.  The words
 * are missing as long as one answer holds for all rows: all pending, or, in a
 * segment that was skipped, none passing.
 */
#ifndef PTOP_CORE_VIEW_CHUNK_H
#define PTOP_CORE_VIEW_CHUNK_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <ptop/thread.h>

#define CHUNK_NO_ROW UINT32_MAX

/* The bits of 64 rows; those behind the last row are 0. */
struct view_word {
    uint64_t passing;
    uint64_t pending;
};

struct view_chunk {
    uint64_t first_row; /* of the segment; rows below are counted from it */
    uint32_t row_count;
    uint32_t pending_count;
    uint32_t passing_count;
    uint32_t word_capacity;
    struct view_word *words;
};

UI_THREAD void chunk_done(struct view_chunk *chunk);

/* The segment has so many rows now; the new ones are pending. */
UI_THREAD void chunk_grow(struct view_chunk *chunk, uint32_t row_count);
/* No row passes, and the segment will not grow.  Only before the first chunk_decide. */
UI_THREAD void chunk_skip(struct view_chunk *chunk);
/* What a pending row turned out to be. */
UI_THREAD void chunk_decide(struct view_chunk *chunk, uint32_t row, bool passes);
UI_THREAD bool chunk_is_pending(const struct view_chunk *chunk, uint32_t row);

/* The nearest row that passes or is pending, at or after and at or before row; the nearest
 * pending one at or before it.  CHUNK_NO_ROW where there is none. */
UI_THREAD uint32_t chunk_next(const struct view_chunk *chunk, uint32_t row);
UI_THREAD uint32_t chunk_previous(const struct view_chunk *chunk, uint32_t row);
UI_THREAD uint32_t chunk_previous_pending(const struct view_chunk *chunk, uint32_t row);

/* How many passing rows precede row; the n-th passing row (n < passing_count). */
UI_THREAD uint32_t chunk_rank(const struct view_chunk *chunk, uint32_t row);
UI_THREAD uint32_t chunk_select(const struct view_chunk *chunk, uint32_t n);

#endif
