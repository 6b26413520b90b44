#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "core/base/alloc.h"
#include "core/history/view_chunk.h"

/* The chunk of the segment that grows is enlarged by so many words at a time. */
#define WORD_STEP 16

static uint32_t word_of(uint32_t row)
{
    return row / CHUNK_WORD_ROWS;
}

static uint64_t bit_of(uint32_t row)
{
    return UINT64_C(1) << (row % CHUNK_WORD_ROWS);
}

/* The bits of a word at and above, or at and below, a row's. */
static uint64_t bits_from(uint32_t row)
{
    return ~UINT64_C(0) << (row % CHUNK_WORD_ROWS);
}

static uint64_t bits_to(uint32_t row)
{
    return ~UINT64_C(0) >> (CHUNK_WORD_ROWS - 1 - row % CHUNK_WORD_ROWS);
}

static uint32_t bits_count(uint64_t bits)
{
    return (uint32_t)__builtin_popcountll(bits);
}

void chunk_done(struct view_chunk *chunk)
{
    free(chunk->passing);
    free(chunk->pending);
    *chunk = (struct view_chunk){0};
}

/* ---- memory -------------------------------------------------------------------- */

static uint64_t *words_resize(uint64_t *words, uint32_t from, uint32_t count)
{
    words = alloc_resize(words, count, sizeof(words[0]));
    if (count > from)
        memset(words + from, 0, (count - from) * sizeof(words[0]));
    return words;
}

/* Words for all rows; the new ones say neither passing nor pending. */
static void chunk_reserve(struct view_chunk *chunk)
{
    uint32_t needed = (word_of(chunk->row_count - 1) / WORD_STEP + 1) * WORD_STEP;

    if (word_of(chunk->row_count - 1) < chunk->word_capacity)
        return;
    chunk->passing = words_resize(chunk->passing, chunk->word_capacity, needed);
    if (chunk->pending)
        chunk->pending = words_resize(chunk->pending, chunk->word_capacity, needed);
    chunk->word_capacity = needed;
}

static void chunk_mark_pending(struct view_chunk *chunk, uint32_t from, uint32_t end)
{
    if (!chunk->pending)
        chunk->pending = words_resize(NULL, 0, chunk->word_capacity);
    while (from < end) {
        uint32_t last = from | (CHUNK_WORD_ROWS - 1);
        if (last >= end)
            last = end - 1;
        chunk->pending[word_of(from)] |= bits_from(from) & bits_to(last);
        from = last + 1;
    }
}

/* Spell the one answer that held for all rows so far. */
static void chunk_spell(struct view_chunk *chunk)
{
    if (chunk->passing)
        return;
    chunk_reserve(chunk);
    if (chunk->pending_count > 0)
        chunk_mark_pending(chunk, 0, chunk->row_count);
}

void chunk_seal(struct view_chunk *chunk)
{
    assert(chunk->pending_count == 0);
    free(chunk->pending);
    chunk->pending = NULL;
    if (!chunk->passing)
        return;
    if (chunk->passing_count == 0) {
        free(chunk->passing);
        chunk->passing = NULL;
        chunk->word_capacity = 0;
        return;
    }
    chunk->word_capacity = word_of(chunk->row_count - 1) + 1;
    chunk->passing = words_resize(chunk->passing, chunk->word_capacity, chunk->word_capacity);
}

size_t chunk_memory_bytes(const struct view_chunk *chunk)
{
    size_t arrays = (chunk->passing != NULL) + (chunk->pending != NULL);

    return arrays * chunk->word_capacity * sizeof(uint64_t);
}

/* ---- what is known ------------------------------------------------------------- */

void chunk_grow(struct view_chunk *chunk, uint32_t row_count)
{
    uint32_t before = chunk->row_count;

    assert(row_count >= before);
    if (row_count == before)
        return;
    chunk->row_count = row_count;
    if (chunk->passing) {
        chunk_reserve(chunk);
        chunk_mark_pending(chunk, before, row_count);
    }
    chunk->pending_count += row_count - before;
}

void chunk_skip(struct view_chunk *chunk)
{
    assert(!chunk->passing);
    chunk->pending_count = 0;
}

uint64_t chunk_pending_from(const struct view_chunk *chunk, uint32_t row)
{
    if (chunk->pending)
        return chunk->pending[word_of(row)] & bits_from(row);
    if (chunk->pending_count == 0)
        return 0;
    bool is_last = word_of(row) == word_of(chunk->row_count - 1);
    return bits_from(row) & (is_last ? bits_to(chunk->row_count - 1) : ~UINT64_C(0));
}

uint64_t chunk_pending_to(const struct view_chunk *chunk, uint32_t row)
{
    if (chunk->pending)
        return chunk->pending[word_of(row)] & bits_to(row);
    return chunk->pending_count ? bits_to(row) : 0;
}

void chunk_decide(struct view_chunk *chunk, uint32_t row, uint64_t decided, uint64_t passing)
{
    uint32_t word = word_of(row);

    chunk_spell(chunk);
    assert((chunk->pending[word] & decided) == decided && (passing & ~decided) == 0);
    chunk->pending[word] &= ~decided;
    chunk->passing[word] |= passing;
    chunk->pending_count -= bits_count(decided);
    chunk->passing_count += bits_count(passing);
}

void chunk_correct(struct view_chunk *chunk, uint32_t row, bool passes)
{
    assert(!chunk_is_pending(chunk, row));
    if (chunk_passes(chunk, row) == passes)
        return;
    chunk_spell(chunk);
    chunk->passing[word_of(row)] ^= bit_of(row);
    chunk->passing_count += passes ? 1 : UINT32_MAX;
}

void chunk_reopen(struct view_chunk *chunk, uint32_t row)
{
    assert(!chunk_is_pending(chunk, row) && !chunk_passes(chunk, row));
    chunk_spell(chunk);
    chunk_mark_pending(chunk, row, row + 1);
    chunk->pending_count++;
}

bool chunk_is_pending(const struct view_chunk *chunk, uint32_t row)
{
    assert(row < chunk->row_count);
    return chunk->pending ? (chunk->pending[word_of(row)] & bit_of(row)) != 0
                          : chunk->pending_count > 0;
}

bool chunk_passes(const struct view_chunk *chunk, uint32_t row)
{
    assert(row < chunk->row_count);
    return chunk->passing && (chunk->passing[word_of(row)] & bit_of(row)) != 0;
}

/* ---- looking for rows ---------------------------------------------------------- */

static uint64_t passing_or_pending(const struct view_chunk *chunk, uint32_t word)
{
    return chunk->passing[word] | (chunk->pending ? chunk->pending[word] : 0);
}

uint32_t chunk_next(const struct view_chunk *chunk, uint32_t row)
{
    if (row >= chunk->row_count)
        return CHUNK_NO_ROW;
    if (!chunk->passing)
        return chunk->pending_count ? row : CHUNK_NO_ROW;
    uint64_t mask = bits_from(row);
    for (uint32_t word = word_of(row); word <= word_of(chunk->row_count - 1); word++) {
        uint64_t bits = passing_or_pending(chunk, word) & mask;
        if (bits)
            return word * CHUNK_WORD_ROWS + (uint32_t)__builtin_ctzll(bits);
        mask = ~UINT64_C(0);
    }
    return CHUNK_NO_ROW;
}

uint32_t chunk_previous(const struct view_chunk *chunk, uint32_t row)
{
    assert(row < chunk->row_count);
    if (!chunk->passing)
        return chunk->pending_count ? row : CHUNK_NO_ROW;
    uint64_t mask = bits_to(row);
    for (uint32_t word = word_of(row) + 1; word-- > 0;) {
        uint64_t bits = passing_or_pending(chunk, word) & mask;
        if (bits)
            return word * CHUNK_WORD_ROWS + CHUNK_WORD_ROWS - 1 - (uint32_t)__builtin_clzll(bits);
        mask = ~UINT64_C(0);
    }
    return CHUNK_NO_ROW;
}

uint32_t chunk_rank(const struct view_chunk *chunk, uint32_t row)
{
    uint32_t rank = 0;

    if (row >= chunk->row_count || chunk->passing_count == 0)
        return chunk->passing_count;
    for (uint32_t word = 0; word < word_of(row); word++)
        rank += bits_count(chunk->passing[word]);
    return rank + bits_count(chunk->passing[word_of(row)] & ~bits_from(row));
}

uint32_t chunk_select(const struct view_chunk *chunk, uint32_t n)
{
    assert(n < chunk->passing_count);
    for (uint32_t word = 0;; word++) {
        uint64_t bits = chunk->passing[word];
        uint32_t count = bits_count(bits);
        if (n < count) {
            while (n-- > 0)
                bits &= bits - 1;
            return word * CHUNK_WORD_ROWS + (uint32_t)__builtin_ctzll(bits);
        }
        n -= count;
    }
}
