/*
 * A chunk: what a view knows of one segment.
 *
 * A row is pending (not looked at yet), or it passes, or it does not: two bits
 * per row, and one as soon as a full segment has no pending row.  The bits are
 * missing as long as one answer holds for all rows: all pending, or none passing.
 */
#ifndef PTOP_CORE_VIEW_CHUNK_H
#define PTOP_CORE_VIEW_CHUNK_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <ptop/thread.h>

#define CHUNK_NO_ROW    UINT32_MAX
#define CHUNK_WORD_ROWS 64u

struct view_chunk {
    uint64_t first_row; /* of the segment; rows below are counted from it */
    uint32_t row_count;
    uint32_t pending_count;
    uint32_t passing_count;
    uint32_t word_capacity;
    /* A bit per row, 64 in a word; those behind the last row are 0. */
    uint64_t *passing; /* NULL: all rows are pending, or no row passes */
    uint64_t *pending; /* NULL with passing: no row is pending */
};

UI_THREAD void chunk_done(struct view_chunk *chunk);

/* The segment has so many rows now; the new ones are pending. */
UI_THREAD void chunk_grow(struct view_chunk *chunk, uint32_t row_count);
/* No row passes, and the segment will not grow.  Only before the first chunk_decide. */
UI_THREAD void chunk_skip(struct view_chunk *chunk);
/* The segment will not grow, and no row is pending: keep no more memory than that takes. */
UI_THREAD void chunk_seal(struct view_chunk *chunk);

/* The pending rows in a row's word, from it on upwards or downwards (bit 0: the word's first). */
UI_THREAD uint64_t chunk_pending_from(const struct view_chunk *chunk, uint32_t row);
UI_THREAD uint64_t chunk_pending_to(const struct view_chunk *chunk, uint32_t row);
/* What pending rows in a row's word turned out to be: of those in decided, these pass. */
UI_THREAD void chunk_decide(struct view_chunk *chunk, uint32_t row, uint64_t decided,
                            uint64_t passing);
/* A decided row passes, or not, after all; one that does not is to be looked at again. */
UI_THREAD void chunk_correct(struct view_chunk *chunk, uint32_t row, bool passes);
UI_THREAD void chunk_reopen(struct view_chunk *chunk, uint32_t row);

UI_THREAD bool chunk_is_pending(const struct view_chunk *chunk, uint32_t row);
UI_THREAD bool chunk_passes(const struct view_chunk *chunk, uint32_t row);

/* The nearest row that passes or is pending, at or after and at or before row; CHUNK_NO_ROW
 * where there is none. */
UI_THREAD uint32_t chunk_next(const struct view_chunk *chunk, uint32_t row);
UI_THREAD uint32_t chunk_previous(const struct view_chunk *chunk, uint32_t row);

/* How many passing rows precede row; the n-th passing row (n < passing_count). */
UI_THREAD uint32_t chunk_rank(const struct view_chunk *chunk, uint32_t row);
UI_THREAD uint32_t chunk_select(const struct view_chunk *chunk, uint32_t n);

UI_THREAD size_t chunk_memory_bytes(const struct view_chunk *chunk);

#endif
