/*
 * A view: one chunk of bits per segment of the store, in the same order.
 *
 * Rows are looked at in three ways, all by view_evaluate: the new ones as they
 * come (view_extend), the rest from the newest to the oldest (view_step), and those
 * that a cursor moves over (view_at_or_*).  None looks at a row twice.
 *
 * When the store forgets a segment, its chunk goes at the next view_extend,
 * view_step or move; counts, rank and select speak as of then.
 *
 * A view may stand on another one: its rows are those of the view below that pass a
 * test besides.  It takes its rows from there, and makes the view below evaluate
 * what it needs.
 */
#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "core/base/alloc.h"
#include "core/history/view_state.h"

/* New rows that view_extend looks at itself, and the time for it: more than a busy screen gains
 * per frame.  The rest is left to view_step, so that a burst costs no frame. */
#define VIEW_EXTEND_ROWS 4096
#define VIEW_EXTEND_NS   10000000u
/* To tell one row, a view on a view may have to look at so many below, and for so long. */
#define FOUNDATION_ROWS 512u
#define FOUNDATION_NS   5000000u

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

/* The joins that are to be taken in; by a view on a view, after the one below. */
static size_t view_join_count(const struct view *view)
{
    if (!view->restarts)
        return 0;
    return view->below ? view->below->joins_seen : restarts_count(view->restarts);
}

/* Everything is pending again, and all that is known by now will be taken into account. */
static void view_begin(struct view *view)
{
    view->clock_rows = 1; /* each may take as long as a regular expression is let */
    view->joins_seen = view_join_count(view);
    view_drop_chunks(view, view->chunk_count);
}

/* Forget what the store forgot, and all if the view below has begun again. */
static void view_keep_up(struct view *view)
{
    uint64_t first_row = store_first_row(view->store);
    size_t count = 0;

    if (view->below)
        view_keep_up(view->below);
    if (view->below && view->below_generation != view->below->generation) {
        view->below_generation = view->below->generation;
        view_begin(view);
    }
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

static size_t view_row_limit(const struct view *view, size_t index)
{
    return view->below ? view->below->chunks[index].row_count
                       : store_segment_get(view->store, index)->row_count;
}

/* Is it known without looking that no row of a full segment passes? */
static bool view_has_none(const struct view *view, size_t index)
{
    if (!view->below) {
        const struct store_segment *segment = store_segment_get(view->store, index);
        return !(segment->kinds & VIEW_KINDS) ||
               (view->filter && !(segment->processes & filter_processes(view->filter)));
    }
    const struct view_chunk *chunk = &view->below->chunks[index];
    return chunk->pending_count == 0 && chunk->passing_count == 0;
}

/* Make the rows that the store (or the view below) gained pending; returns how many it gained. */
static uint64_t view_register(struct view *view)
{
    view_keep_up(view);
    size_t end = view->below ? view->below->chunk_count : store_segment_count(view->store);
    uint64_t gained = 0;

    for (size_t i = view->chunk_count ? view->chunk_count - 1 : 0; i < end; i++) {
        if (i == view->chunk_count)
            view_add_chunk(view, store_segment_get(view->store, i)->first_row);
        struct view_chunk *chunk = &view->chunks[i];
        uint32_t row_count = (uint32_t)view_row_limit(view, i);
        gained += row_count - chunk->row_count;
        view->pending_count += row_count - chunk->row_count;
        chunk_grow(chunk, row_count);
        bool is_full = i + 1 < end;
        if (is_full && !chunk->passing && view_has_none(view, i)) {
            view->pending_count -= chunk->pending_count;
            chunk_skip(chunk);
        }
        if (is_full && chunk->pending_count == 0)
            chunk_seal(chunk);
    }
    if (gained > 0)
        view->pending_end = view->chunk_count;
    return gained;
}

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

/* The chunk of a row that there is, and its place there. */
static struct view_chunk *view_place(const struct view *view, uint64_t row, uint32_t *ret_place)
{
    struct view_chunk *chunk = &view->chunks[view_chunk_of_row(view, row)];

    *ret_place = (uint32_t)(row - chunk->first_row);
    return chunk;
}

/* ---- evaluating ---------------------------------------------------------------- */

/* What is pending, newest first, until the allowance ends; the helper takes every other segment of
 * a long history. */
static bool view_evaluate_newest(struct view *view, struct allowance *allowance)
{
    view->next_chunk = view->pending_end;
    bool is_helped = view_helper_begin(view, allowance);
    view_evaluate_chunks(view, allowance);
    if (is_helped)
        view_helper_end(view);
    while (view->pending_end > 0 && view->chunks[view->pending_end - 1].pending_count == 0)
        view->pending_end--;
    return view->pending_count == 0;
}

/* Rows that were shown until a later call went on with them. */
static void view_take_joins(struct view *view)
{
    for (size_t end = view_join_count(view); view->joins_seen < end; view->joins_seen++) {
        uint64_t sequence = restarts_get(view->restarts, view->joins_seen)->interrupted;
        uint64_t row = view_row_of(view, sequence);
        if (!view_knows(view, row))
            continue;
        if (view->below ? !view_has(view->below, row) : view_is_continued(view, sequence))
            view_settle(view, row, false);
    }
}

void view_extend(struct view *view)
{
    thread_role_check(THREAD_ROLE_UI);
    uint64_t gained = view_register(view);
    view_take_joins(view);
    struct allowance allowance =
        allowance_of(view, gained < VIEW_EXTEND_ROWS ? gained : VIEW_EXTEND_ROWS, VIEW_EXTEND_NS);
    view_evaluate_newest(view, &allowance);
}

bool view_step(struct view *view, nanoseconds budget_ns)
{
    thread_role_check(THREAD_ROLE_UI);
    struct allowance allowance = allowance_of(view, UINT64_MAX, budget_ns);

    view_keep_up(view);
    return view_evaluate_newest(view, &allowance);
}

bool view_is_complete(const struct view *view)
{
    return view->pending_count == 0;
}

/* ---- life ---------------------------------------------------------------------- */

static struct view *view_make(struct store *store)
{
    struct view *view = alloc_zeroed(1, sizeof(*view));
    view->store = store;
    view_begin(view);
    return view;
}

struct view *view_new(struct store *store)
{
    struct view *view = view_make(store);
    view_register(view);
    return view;
}

struct view *view_new_on(struct view *below, view_test *test, void *context)
{
    struct view *view = view_make(below->store);
    view->below = below;
    view->below_generation = below->generation;
    view->test = test;
    view->test_context = context;
    view->restarts = below->restarts;
    view_begin(view);
    view_register(view);
    return view;
}

void view_free(struct view *view)
{
    if (!view)
        return;
    view_helper_free(view);
    view_drop_chunks(view, view->chunk_count);
    filter_free(view->filter);
    free(view->chunks);
    free(view);
}

static void view_restart(struct view *view)
{
    view->generation++;
    view_begin(view);
    view_register(view);
}

void view_set_filter(struct view *view, struct filter *filter)
{
    thread_role_check(THREAD_ROLE_UI);
    filter_free(view->filter);
    view->filter = filter;
    view_restart(view);
}

void view_join_restarts(struct view *view, const struct restarts *restarts)
{
    thread_role_check(THREAD_ROLE_UI);
    view->restarts = restarts;
    view_restart(view);
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

/* The nearest row of a chunk that passes, from row on; sets *ret_gave_up where the allowance ends
 * before it is known. */
static uint32_t view_walk(struct view *view, size_t index, uint32_t row, enum direction direction,
                          struct allowance *allowance, bool *ret_gave_up)
{
    const struct view_chunk *chunk = &view->chunks[index];

    for (;;) {
        row = direction == UPWARDS ? chunk_next(chunk, row) : chunk_previous(chunk, row);
        if (row == CHUNK_NO_ROW || !chunk_is_pending(chunk, row))
            return row;
        if (!view_evaluate(view, index, row, direction, allowance) &&
            chunk_is_pending(chunk, row)) {
            *ret_gave_up = true;
            return CHUNK_NO_ROW;
        }
    }
}

uint64_t view_seek_up(struct view *view, uint64_t row, struct allowance *allowance,
                      bool *ret_gave_up)
{
    *ret_gave_up = false;
    if (row >= view_row_end(view))
        return VIEW_NO_ROW;
    for (size_t i = view_chunk_of_row(view, row); i < view->chunk_count && !*ret_gave_up; i++) {
        const struct view_chunk *chunk = &view->chunks[i];
        uint32_t from = row > chunk->first_row ? (uint32_t)(row - chunk->first_row) : 0;
        uint32_t found = view_walk(view, i, from, UPWARDS, allowance, ret_gave_up);
        if (found != CHUNK_NO_ROW)
            return chunk->first_row + found;
    }
    return VIEW_NO_ROW;
}

uint64_t view_seek_down(struct view *view, uint64_t row, struct allowance *allowance,
                        bool *ret_gave_up)
{
    *ret_gave_up = false;
    if (view->chunk_count == 0 || row < view->chunks[0].first_row)
        return VIEW_NO_ROW;
    for (size_t i = view_chunk_of_row(view, row) + 1; i-- > 0 && !*ret_gave_up;) {
        const struct view_chunk *chunk = &view->chunks[i];
        uint64_t last = chunk->row_count - 1;
        uint32_t from = (uint32_t)(row - chunk->first_row < last ? row - chunk->first_row : last);
        uint32_t found = view_walk(view, i, from, DOWNWARDS, allowance, ret_gave_up);
        if (found != CHUNK_NO_ROW)
            return chunk->first_row + found;
    }
    return VIEW_NO_ROW;
}

uint64_t view_at_or_after(struct view *view, uint64_t row, nanoseconds budget_ns, bool *ret_gave_up)
{
    struct allowance allowance = allowance_of(view, UINT64_MAX, budget_ns);

    thread_role_check(THREAD_ROLE_UI);
    view_keep_up(view);
    return view_seek_up(view, row, &allowance, ret_gave_up);
}

uint64_t view_at_or_before(struct view *view, uint64_t row, nanoseconds budget_ns,
                           bool *ret_gave_up)
{
    struct allowance allowance = allowance_of(view, UINT64_MAX, budget_ns);

    thread_role_check(THREAD_ROLE_UI);
    view_keep_up(view);
    return view_seek_down(view, row, &allowance, ret_gave_up);
}

/* ---- single rows ----------------------------------------------------------------- */

bool view_has(const struct view *view, uint64_t row)
{
    uint32_t place;

    if (row >= view_row_end(view) || row < view->chunks[0].first_row)
        return false;
    const struct view_chunk *chunk = view_place(view, row, &place);
    return chunk_passes(chunk, place);
}

bool view_shows(struct view *view, uint64_t row)
{
    uint32_t place;

    thread_role_check(THREAD_ROLE_UI);
    view_keep_up(view);
    if (row >= view_row_end(view) || row < view->chunks[0].first_row)
        return false;
    struct view_chunk *chunk = view_place(view, row, &place);
    if (chunk_is_pending(chunk, place)) {
        struct allowance some = view->below ? allowance_of(view, FOUNDATION_ROWS, FOUNDATION_NS)
                                            : allowance_of(view, 1, 0);
        view_evaluate(view, (size_t)(chunk - view->chunks), place, UPWARDS, &some);
    }
    return chunk_passes(chunk, place);
}

bool view_knows(const struct view *view, uint64_t row)
{
    uint32_t place;

    if (row >= view_row_end(view) || row < view->chunks[0].first_row)
        return false;
    const struct view_chunk *chunk = view_place(view, row, &place);
    return !chunk_is_pending(chunk, place);
}

void view_settle(struct view *view, uint64_t row, bool passes)
{
    uint32_t place;
    struct view_chunk *chunk = view_place(view, row, &place);
    uint64_t bit = UINT64_C(1) << place % CHUNK_WORD_ROWS;

    if (chunk_is_pending(chunk, place)) {
        view_decide(view, (size_t)(chunk - view->chunks), place, bit, passes ? bit : 0);
        return;
    }
    uint32_t before = chunk->passing_count;
    chunk_correct(chunk, place, passes);
    view->passing_count += (uint64_t)chunk->passing_count - before;
}

void view_reopen(struct view *view, uint64_t row)
{
    uint32_t place;
    struct view_chunk *chunk = view_place(view, row, &place);
    size_t index = (size_t)(chunk - view->chunks);

    view_settle(view, row, false);
    chunk_reopen(chunk, place);
    view->pending_count++;
    if (view->pending_end <= index)
        view->pending_end = index + 1;
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
        bytes += chunk_memory_bytes(&view->chunks[i]);
    return bytes;
}
