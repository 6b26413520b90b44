#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "core/base/alloc.h"
#include "core/history/view_chunk.h"

#define WORD_ROWS 64
/* The chunk of the segment that grows is enlarged by so many words at a time. */
#define WORD_STEP 16

static uint32_t word_of(uint32_t row)
{
    return row / WORD_ROWS;
}

static uint64_t bit_of(uint32_t row)
{
    return UINT64_C(1) << (row % WORD_ROWS);
}

/* The bits of a word at and above, or at and below, a row's. */
static uint64_t bits_from(uint32_t row)
{
    return ~UINT64_C(0) << (row % WORD_ROWS);
}

static uint64_t bits_to(uint32_t row)
{
    return ~UINT64_C(0) >> (WORD_ROWS - 1 - row % WORD_ROWS);
}

void chunk_done(struct view_chunk *chunk)
{
    free(chunk->words);
    *chunk = (struct view_chunk){0};
}

/* ---- what is known ------------------------------------------------------------- */

/* Words for so many rows; the new ones say neither passing nor pending. */
static void chunk_reserve(struct view_chunk *chunk, uint32_t row_count)
{
    uint32_t needed = word_of(row_count - 1) + 1;

    if (needed <= chunk->word_capacity)
        return;
    needed = (needed + WORD_STEP - 1) / WORD_STEP * WORD_STEP;
    chunk->words = alloc_resize(chunk->words, needed, sizeof(chunk->words[0]));
    memset(chunk->words + chunk->word_capacity, 0,
           (needed - chunk->word_capacity) * sizeof(chunk->words[0]));
    chunk->word_capacity = needed;
}

static void chunk_mark_pending(struct view_chunk *chunk, uint32_t from, uint32_t end)
{
    while (from < end) {
        uint32_t last = from | (WORD_ROWS - 1);
        if (last >= end)
            last = end - 1;
        chunk->words[word_of(from)].pending |= bits_from(from) & bits_to(last);
        from = last + 1;
    }
}

void chunk_grow(struct view_chunk *chunk, uint32_t row_count)
{
    assert(row_count >= chunk->row_count);
    if (chunk->words && row_count > chunk->row_count) {
        chunk_reserve(chunk, row_count);
        chunk_mark_pending(chunk, chunk->row_count, row_count);
    }
    chunk->pending_count += row_count - chunk->row_count;
    chunk->row_count = row_count;
}

void chunk_skip(struct view_chunk *chunk)
{
    assert(!chunk->words);
    chunk->pending_count = 0;
}

void chunk_decide(struct view_chunk *chunk, uint32_t row, bool passes)
{
    assert(chunk_is_pending(chunk, row));
    if (!chunk->words) {
        chunk_reserve(chunk, chunk->row_count);
        chunk_mark_pending(chunk, 0, chunk->row_count);
    }
    chunk->words[word_of(row)].pending &= ~bit_of(row);
    chunk->pending_count--;
    if (passes) {
        chunk->words[word_of(row)].passing |= bit_of(row);
        chunk->passing_count++;
    }
}

bool chunk_is_pending(const struct view_chunk *chunk, uint32_t row)
{
    assert(row < chunk->row_count);
    return chunk->words ? (chunk->words[word_of(row)].pending & bit_of(row)) != 0
                        : chunk->pending_count > 0;
}

/* ---- looking for rows ---------------------------------------------------------- */

static uint64_t passing_or_pending(const struct view_word *word)
{
    return word->passing | word->pending;
}

static uint64_t pending(const struct view_word *word)
{
    return word->pending;
}

uint32_t chunk_next(const struct view_chunk *chunk, uint32_t row)
{
    if (row >= chunk->row_count)
        return CHUNK_NO_ROW;
    if (!chunk->words)
        return chunk->pending_count ? row : CHUNK_NO_ROW;
    uint64_t mask = bits_from(row);
    for (uint32_t word = word_of(row); word <= word_of(chunk->row_count - 1); word++) {
        uint64_t bits = passing_or_pending(&chunk->words[word]) & mask;
        if (bits)
            return word * WORD_ROWS + (uint32_t)__builtin_ctzll(bits);
        mask = ~UINT64_C(0);
    }
    return CHUNK_NO_ROW;
}

static uint32_t chunk_search_down(const struct view_chunk *chunk, uint32_t row,
                                  uint64_t (*wanted)(const struct view_word *word))
{
    assert(row < chunk->row_count);
    if (!chunk->words)
        return chunk->pending_count ? row : CHUNK_NO_ROW;
    uint64_t mask = bits_to(row);
    for (uint32_t word = word_of(row) + 1; word-- > 0;) {
        uint64_t bits = wanted(&chunk->words[word]) & mask;
        if (bits)
            return word * WORD_ROWS + WORD_ROWS - 1 - (uint32_t)__builtin_clzll(bits);
        mask = ~UINT64_C(0);
    }
    return CHUNK_NO_ROW;
}

uint32_t chunk_previous(const struct view_chunk *chunk, uint32_t row)
{
    return chunk_search_down(chunk, row, passing_or_pending);
}

uint32_t chunk_previous_pending(const struct view_chunk *chunk, uint32_t row)
{
    return chunk->pending_count ? chunk_search_down(chunk, row, pending) : CHUNK_NO_ROW;
}

uint32_t chunk_rank(const struct view_chunk *chunk, uint32_t row)
{
    uint32_t rank = 0;

    if (row >= chunk->row_count || chunk->passing_count == 0)
        return chunk->passing_count;
    for (uint32_t word = 0; word < word_of(row); word++)
        rank += (uint32_t)__builtin_popcountll(chunk->words[word].passing);
    uint64_t below = chunk->words[word_of(row)].passing & ~bits_from(row);
    return rank + (uint32_t)__builtin_popcountll(below);
}

uint32_t chunk_select(const struct view_chunk *chunk, uint32_t n)
{
    assert(n < chunk->passing_count);
    for (uint32_t word = 0;; word++) {
        uint64_t bits = chunk->words[word].passing;
        uint32_t count = (uint32_t)__builtin_popcountll(bits);
        if (n < count) {
            while (n-- > 0)
                bits &= bits - 1;
            return word * WORD_ROWS + (uint32_t)__builtin_ctzll(bits);
        }
        n -= count;
    }
}
