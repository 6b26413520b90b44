/*
 * A view: one chunk of bits per segment of the store, in the same order.
 *
 * Rows are looked at in three ways, all by view_evaluate: the new ones as they
 * come (view_extend), the rest from the newest to the oldest (view_step), and those
 * that a cursor moves over (view_at_or_*).  None looks at a row twice.
 *
 * When the store forgets a segment, its chunk goes at the next view_extend,
 * view_step or move; counts, rank and select speak as of then.
 */
#include <assert.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include <ptop/view.h>

#include "core/base/alloc.h"
#include "core/history/view_chunk.h"

/* New rows that view_extend looks at itself: what a busy screen gains per frame.  More are
 * left to view_step, so that a burst costs no frame. */
#define VIEW_EXTEND_ROWS 4096
/* Rows between two looks at the clock. */
#define VIEW_CLOCK_ROWS 32

struct view {
    struct store *store;
    struct filter *filter;
    uint64_t generation; /* filters before this one */
    struct view_chunk *chunks;
    size_t chunk_count, chunk_capacity;
    uint64_t pending_count, passing_count; /* of all chunks */
    size_t pending_end;                    /* chunks from here on have no pending row */
};

/* How much may still be evaluated: rows, and then more until the time, if one is set. */
struct allowance {
    unsigned rows;
    nanoseconds until_ns; /* 0: no more */
};

static nanoseconds now_ns(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (nanoseconds)now.tv_sec * 1000000000u + (nanoseconds)now.tv_nsec;
}

static struct allowance allowance_of_time(nanoseconds budget_ns)
{
    return (struct allowance){.rows = VIEW_CLOCK_ROWS, .until_ns = now_ns() + budget_ns};
}

/* Take one row from the allowance; false when it is used up. */
static bool allowance_spend(struct allowance *allowance)
{
    if (allowance->rows == 0) {
        if (!allowance->until_ns || now_ns() >= allowance->until_ns)
            return false;
        allowance->rows = VIEW_CLOCK_ROWS;
    }
    allowance->rows--;
    return true;
}

/* ---- keeping in step with the store ---------------------------------------------- */

static void view_drop_chunks(struct view *view, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        view->pending_count -= view->chunks[i].pending_count;
        view->passing_count -= view->chunks[i].passing_count;
        chunk_done(&view->chunks[i]);
    }
    if (count == 0)
        return;
    view->chunk_count -= count;
    view->pending_end -= count < view->pending_end ? count : view->pending_end;
    memmove(view->chunks, view->chunks + count, view->chunk_count * sizeof(view->chunks[0]));
}

static void view_drop_forgotten(struct view *view)
{
    uint64_t first_row = store_first_row(view->store);
    size_t count = 0;

    while (count < view->chunk_count && view->chunks[count].first_row < first_row)
        count++;
    view_drop_chunks(view, count);
}

static void view_add_chunk(struct view *view, uint64_t first_row)
{
    if (view->chunk_count == view->chunk_capacity) {
        view->chunk_capacity = view->chunk_capacity ? 2 * view->chunk_capacity : 64;
        view->chunks = alloc_resize(view->chunks, view->chunk_capacity, sizeof(view->chunks[0]));
    }
    view->chunks[view->chunk_count++] = (struct view_chunk){.first_row = first_row};
}

/* Make the rows that the store gained pending; returns how many it gained. */
static uint64_t view_register(struct view *view)
{
    view_drop_forgotten(view);
    size_t segment_count = store_segment_count(view->store);
    uint64_t gained = 0;

    for (size_t i = view->chunk_count ? view->chunk_count - 1 : 0; i < segment_count; i++) {
        const struct store_segment *segment = store_segment_get(view->store, i);
        if (i == view->chunk_count)
            view_add_chunk(view, segment->first_row);
        struct view_chunk *chunk = &view->chunks[i];
        gained += segment->row_count - chunk->row_count;
        view->pending_count += segment->row_count - chunk->row_count;
        chunk_grow(chunk, segment->row_count);
        bool is_full = i + 1 < segment_count;
        if (is_full && !chunk->words && !(segment->kinds & VIEW_KINDS)) {
            view->pending_count -= chunk->pending_count;
            chunk_skip(chunk);
        }
    }
    if (gained > 0)
        view->pending_end = view->chunk_count;
    return gained;
}

/* ---- evaluating ---------------------------------------------------------------- */

static void view_evaluate(struct view *view, struct view_chunk *chunk, uint32_t row)
{
    const struct event *event = store_get(view->store, chunk->first_row + row);
    bool passes =
        (VIEW_KINDS >> event->kind & 1) && (!view->filter || filter_matches(view->filter, event));

    chunk_decide(chunk, row, passes);
    view->pending_count--;
    view->passing_count += passes;
}

/* Newest first; true when nothing is pending. */
static bool view_evaluate_newest(struct view *view, struct allowance *allowance)
{
    for (; view->pending_count > 0; view->pending_end--) {
        struct view_chunk *chunk = &view->chunks[view->pending_end - 1];
        uint32_t row = chunk->row_count - 1;
        while ((row = chunk_previous_pending(chunk, row)) != CHUNK_NO_ROW) {
            if (!allowance_spend(allowance))
                return false;
            view_evaluate(view, chunk, row);
        }
    }
    return true;
}

void view_extend(struct view *view)
{
    thread_role_check(THREAD_ROLE_UI);
    uint64_t gained = view_register(view);
    struct allowance allowance = {
        .rows = gained < VIEW_EXTEND_ROWS ? (unsigned)gained : VIEW_EXTEND_ROWS,
    };
    view_evaluate_newest(view, &allowance);
}

bool view_step(struct view *view, nanoseconds budget_ns)
{
    thread_role_check(THREAD_ROLE_UI);
    struct allowance allowance = allowance_of_time(budget_ns);

    view_drop_forgotten(view);
    return view_evaluate_newest(view, &allowance);
}

bool view_is_complete(const struct view *view)
{
    return view->pending_count == 0;
}

/* ---- life ---------------------------------------------------------------------- */

struct view *view_new(struct store *store)
{
    struct view *view = alloc_zeroed(1, sizeof(*view));
    view->store = store;
    view_register(view);
    return view;
}

void view_free(struct view *view)
{
    if (!view)
        return;
    view_drop_chunks(view, view->chunk_count);
    filter_free(view->filter);
    free(view->chunks);
    free(view);
}

void view_set_filter(struct view *view, struct filter *filter)
{
    thread_role_check(THREAD_ROLE_UI);
    filter_free(view->filter);
    view->filter = filter;
    view->generation++;
    view_drop_chunks(view, view->chunk_count);
    view_register(view);
}

const struct filter *view_filter(const struct view *view)
{
    return view->filter;
}

uint64_t view_generation(const struct view *view)
{
    return view->generation;
}

/* ---- moving -------------------------------------------------------------------- */

/* The chunk of a row, or the last one; there is at least one. */
static size_t view_chunk_of_row(const struct view *view, uint64_t row)
{
    size_t low = 0;
    size_t high = view->chunk_count;

    while (high - low > 1) {
        size_t middle = low + (high - low) / 2;
        if (view->chunks[middle].first_row <= row)
            low = middle;
        else
            high = middle;
    }
    return low;
}

static uint64_t view_row_end(const struct view *view)
{
    if (view->chunk_count == 0)
        return 0;
    const struct view_chunk *last = &view->chunks[view->chunk_count - 1];
    return last->first_row + last->row_count;
}

typedef uint32_t chunk_walk(const struct view_chunk *chunk, uint32_t row);

/* The first row of a chunk that passes, walking from row; sets *ret_gave_up where the allowance
 * ends before it is known. */
static uint32_t view_walk(struct view *view, struct view_chunk *chunk, uint32_t row,
                          chunk_walk *walk, struct allowance *allowance, bool *ret_gave_up)
{
    while ((row = walk(chunk, row)) != CHUNK_NO_ROW && chunk_is_pending(chunk, row)) {
        if (!allowance_spend(allowance)) {
            *ret_gave_up = true;
            return CHUNK_NO_ROW;
        }
        view_evaluate(view, chunk, row);
    }
    return row;
}

uint64_t view_at_or_after(struct view *view, uint64_t row, nanoseconds budget_ns, bool *ret_gave_up)
{
    struct allowance allowance = allowance_of_time(budget_ns);

    thread_role_check(THREAD_ROLE_UI);
    view_drop_forgotten(view);
    *ret_gave_up = false;
    if (row >= view_row_end(view))
        return VIEW_NO_ROW;
    for (size_t i = view_chunk_of_row(view, row); i < view->chunk_count && !*ret_gave_up; i++) {
        struct view_chunk *chunk = &view->chunks[i];
        uint32_t from = row > chunk->first_row ? (uint32_t)(row - chunk->first_row) : 0;
        uint32_t found = view_walk(view, chunk, from, chunk_next, &allowance, ret_gave_up);
        if (found != CHUNK_NO_ROW)
            return chunk->first_row + found;
    }
    return VIEW_NO_ROW;
}

uint64_t view_at_or_before(struct view *view, uint64_t row, nanoseconds budget_ns,
                           bool *ret_gave_up)
{
    struct allowance allowance = allowance_of_time(budget_ns);

    thread_role_check(THREAD_ROLE_UI);
    view_drop_forgotten(view);
    *ret_gave_up = false;
    if (view->chunk_count == 0 || row < view->chunks[0].first_row)
        return VIEW_NO_ROW;
    for (size_t i = view_chunk_of_row(view, row) + 1; i-- > 0 && !*ret_gave_up;) {
        struct view_chunk *chunk = &view->chunks[i];
        uint64_t last = chunk->row_count - 1;
        uint32_t from = (uint32_t)(row - chunk->first_row < last ? row - chunk->first_row : last);
        uint32_t found = view_walk(view, chunk, from, chunk_previous, &allowance, ret_gave_up);
        if (found != CHUNK_NO_ROW)
            return chunk->first_row + found;
    }
    return VIEW_NO_ROW;
}

bool view_shows(struct view *view, uint64_t row)
{
    thread_role_check(THREAD_ROLE_UI);
    view_drop_forgotten(view);
    if (view->chunk_count == 0 || row < view->chunks[0].first_row || row >= view_row_end(view))
        return false;
    struct view_chunk *chunk = &view->chunks[view_chunk_of_row(view, row)];
    uint32_t index = (uint32_t)(row - chunk->first_row);
    if (chunk_is_pending(chunk, index))
        view_evaluate(view, chunk, index);
    return chunk_next(chunk, index) == index;
}

/* ---- the scroll position --------------------------------------------------------- */

uint64_t view_count(const struct view *view)
{
    return view->passing_count;
}

uint64_t view_rank(const struct view *view, uint64_t row)
{
    uint64_t rank = 0;

    if (row >= view_row_end(view))
        return view->passing_count;
    size_t last = view_chunk_of_row(view, row);
    for (size_t i = 0; i < last; i++)
        rank += view->chunks[i].passing_count;
    const struct view_chunk *chunk = &view->chunks[last];
    if (row > chunk->first_row)
        rank += chunk_rank(chunk, (uint32_t)(row - chunk->first_row));
    return rank;
}

uint64_t view_select(const struct view *view, uint64_t n)
{
    for (size_t i = 0; i < view->chunk_count; i++) {
        const struct view_chunk *chunk = &view->chunks[i];
        if (n < chunk->passing_count)
            return chunk->first_row + chunk_select(chunk, (uint32_t)n);
        n -= chunk->passing_count;
    }
    return VIEW_NO_ROW;
}

size_t view_memory_bytes(const struct view *view)
{
    size_t bytes = view->chunk_capacity * sizeof(view->chunks[0]);

    for (size_t i = 0; i < view->chunk_count; i++)
        bytes += view->chunks[i].word_capacity * sizeof(struct view_word);
    return bytes;
}
