/*
 * Deciding which rows pass: by the view's thread, within an allowance, and for the
 * bulk of a long history by a helper beside it (view_helper.c).
 */
#include <assert.h>
#include <time.h>

#include "core/history/view_state.h"

/* Rows between two looks at the clock: so many that the look costs little, so few that it comes
 * about this often. */
#define CLOCK_ROWS_MIN 1u
#define CLOCK_ROWS_MAX 1024u
#define CLOCK_NS       100000u

nanoseconds view_now_ns(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (nanoseconds)now.tv_sec * 1000000000u + (nanoseconds)now.tv_nsec;
}

struct allowance allowance_of(struct view *view, uint64_t rows, nanoseconds budget_ns)
{
    nanoseconds now = view_now_ns();
    return (struct allowance){
        .rows = rows,
        .until_ns = now + budget_ns,
        .looked_at_ns = now,
        .clock_rows = &view->clock_rows,
        .rows_to_clock = view->clock_rows < VIEW_CLOCK_ROWS ? view->clock_rows : VIEW_CLOCK_ROWS,
    };
}

/* A filter that turns out to be slow is watched more closely. */
static bool allowance_look(struct allowance *allowance)
{
    nanoseconds now = view_now_ns(), passed_ns = now - allowance->looked_at_ns;

    if (passed_ns < CLOCK_NS / 2 && *allowance->clock_rows < CLOCK_ROWS_MAX)
        *allowance->clock_rows *= 2;
    if (passed_ns > CLOCK_NS * 2 && *allowance->clock_rows > CLOCK_ROWS_MIN)
        *allowance->clock_rows /= 2;
    allowance->looked_at_ns = now;
    if (now >= allowance->until_ns)
        return false;
    allowance->rows_to_clock = *allowance->clock_rows;
    return true;
}

bool allowance_spend(struct allowance *allowance)
{
    if (allowance->rows == 0 || (allowance->rows_to_clock == 0 && !allowance_look(allowance)))
        return false;
    allowance->rows--;
    allowance->rows_to_clock--;
    return true;
}

/* ---- one word ------------------------------------------------------------------ */

static unsigned nearest_bit(uint64_t bits, enum direction direction)
{
    return (unsigned)(direction == UPWARDS ? __builtin_ctzll(bits) : 63 - __builtin_clzll(bits));
}

/* Only the chunk: the view's sums are of one thread. */
static void decide(struct view *view, size_t index, uint32_t row, uint64_t decided,
                   uint64_t passing)
{
    struct view_chunk *chunk = &view->chunks[index];

    chunk_decide(chunk, row, decided, passing);
    if (chunk->pending_count == 0 && index + 1 < view->chunk_count)
        chunk_seal(chunk);
}

void view_decide(struct view *view, size_t index, uint32_t row, uint64_t decided, uint64_t passing)
{
    decide(view, index, row, decided, passing);
    view->pending_count -= (uint64_t)__builtin_popcountll(decided);
    view->passing_count += (uint64_t)__builtin_popcountll(passing);
}

static bool view_passes(const struct view *view, const struct event *event)
{
    return (VIEW_KINDS >> event->kind & 1) &&
           (!view->filter || filter_matches(view->filter, event));
}

uint64_t view_row_of(const struct view *view, uint64_t sequence)
{
    uint64_t row = store_find_sequence(view->store, sequence);

    if (row == store_row_count(view->store) || store_get(view->store, row)->sequence != sequence)
        return VIEW_NO_ROW;
    return row;
}

bool view_is_continued(const struct view *view, uint64_t sequence)
{
    uint64_t next = restarts_continuation(view->restarts, sequence);
    uint64_t row = next ? view_row_of(view, next) : VIEW_NO_ROW;

    return row != VIEW_NO_ROW && view_passes(view, store_get(view->store, row));
}

static void helping_decide(struct view *view, struct helping *helping, size_t index, uint32_t place,
                           uint64_t decided, uint64_t passing)
{
    decide(view, index, place, decided, passing);
    helping->decided_count += (uint64_t)__builtin_popcountll(decided);
    helping->passing_count += (uint64_t)__builtin_popcountll(passing);
}

static enum verdict view_judge_event(const struct view *view, const struct event *event)
{
    if (!view_passes(view, event))
        return VERDICT_OUT;
    if (view->restarts && (event->flags & EVENT_RESTART) &&
        view_is_continued(view, event->sequence))
        return VERDICT_OUT;
    return VERDICT_IN;
}

/* The helper leaves to the view's thread what takes a look at other rows. */
static enum verdict view_judge_helping(const struct view *view, const struct event *event)
{
    if (view->restarts && (event->flags & EVENT_RESTART))
        return VERDICT_UNKNOWN;
    return view_passes(view, event) ? VERDICT_IN : VERDICT_OUT;
}

static enum verdict view_judge(struct view *view, size_t index, uint32_t place,
                               enum direction direction, struct allowance *allowance)
{
    struct view *below = view->below;

    if (allowance->helping)
        return view_judge_helping(view, store_events_get(allowance->helping->events, place));
    if (!below) /* asked for each time: what judging looks at may take the segment's map */
        return view_judge_event(view,
                                store_events_get(store_segment_events(view->store, index), place));
    if (chunk_is_pending(&below->chunks[index], place))
        view_evaluate(below, index, place, direction, allowance);
    if (chunk_is_pending(&below->chunks[index], place))
        return VERDICT_UNKNOWN;
    if (!chunk_passes(&below->chunks[index], place))
        return VERDICT_OUT;
    return view->test(view->test_context, view->chunks[index].first_row + place, allowance);
}

bool view_evaluate(struct view *view, size_t index, uint32_t place, enum direction direction,
                   struct allowance *allowance)
{
    const struct view_chunk *chunk = &view->chunks[index];
    const uint32_t first = place - place % CHUNK_WORD_ROWS;
    uint64_t decided = 0, passing = 0;
    uint64_t pending =
        direction == UPWARDS ? chunk_pending_from(chunk, place) : chunk_pending_to(chunk, place);

    while (pending && allowance_spend(allowance)) {
        unsigned bit = nearest_bit(pending, direction);
        enum verdict verdict = view_judge(view, index, first + bit, direction, allowance);
        if (verdict == VERDICT_UNKNOWN && !allowance->helping)
            break;
        pending ^= UINT64_C(1) << bit;
        decided |= (uint64_t)(verdict != VERDICT_UNKNOWN) << bit;
        passing |= (uint64_t)(verdict == VERDICT_IN) << bit;
    }
    if (decided && allowance->helping)
        helping_decide(view, allowance->helping, index, place, decided, passing);
    else if (decided)
        view_decide(view, index, place, decided, passing);
    return pending == 0;
}

/* ---- many rows ----------------------------------------------------------------- */

/* All of a chunk, from its end; false where the allowance ends before. */
static bool evaluate_chunk(struct view *view, size_t index, struct allowance *allowance)
{
    const struct view_chunk *chunk = &view->chunks[index];
    uint32_t end = chunk->row_count;

    while (end > 0 && chunk->pending_count > 0) {
        uint32_t place = end - 1;
        if (!view_evaluate(view, index, place, DOWNWARDS, allowance))
            return false;
        end = place - place % CHUNK_WORD_ROWS;
    }
    return true;
}

/* The next chunk that is nobody's yet; false when all are taken. */
static bool claim_chunk(struct view *view, size_t *ret_index)
{
    size_t next = atomic_load_explicit(&view->next_chunk, memory_order_relaxed);

    /* Relaxed: only the number matters; what was done to a chunk is handed over by the helper's
     * lock. */
    while (next > 0 &&
           !atomic_compare_exchange_weak_explicit(&view->next_chunk, &next, next - 1,
                                                  memory_order_relaxed, memory_order_relaxed))
        ;
    *ret_index = next - 1;
    return next > 0;
}

static bool evaluate_helping(struct view *view, size_t index, struct allowance *allowance)
{
    struct store_mapping mapping;

    if (!store_map_segment(view->store, index, &mapping))
        return false;
    allowance->helping->events = mapping.events;
    bool has_more = evaluate_chunk(view, index, allowance);
    store_unmap_segment(&mapping);
    return has_more;
}

void view_evaluate_chunks(struct view *view, struct allowance *allowance)
{
    bool has_more = true;
    size_t index;

    while (has_more && claim_chunk(view, &index))
        if (view->chunks[index].pending_count > 0)
            has_more = allowance->helping ? evaluate_helping(view, index, allowance)
                                          : evaluate_chunk(view, index, allowance);
}
