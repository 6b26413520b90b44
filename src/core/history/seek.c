/*
 * A seek walks slices of some rows, each within one segment, and looks at the clock
 * between them: as many as take about SLICE_NS, for a test may take a nanosecond or,
 * being a regular expression, a thousand times as long.  Nothing that is borrowed from
 * the store outlives a slice.
 */
#include <ptop/seek.h>

#include <time.h>

#define SLICE_NS       100000u
#define SLICE_ROWS     1u /* to begin with */
#define SLICE_ROWS_MAX 4096u

static nanoseconds now_ns(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (nanoseconds)now.tv_sec * 1000000000u + (nanoseconds)now.tv_nsec;
}

static uint64_t least(uint64_t a, uint64_t b)
{
    return a < b ? a : b;
}

void seek_begin(struct seek *seek, const struct seek_options *options)
{
    thread_role_check(THREAD_ROLE_UI);
    uint64_t first = store_first_row(options->store), end = store_row_count(options->store);
    if (options->end)
        end = least(end, options->end);
    if (first > end)
        first = end;
    uint64_t from = options->from < first ? first : least(options->from, end);
    bool is_forward = options->direction == SEEK_FORWARD;

    *seek = (struct seek){
        .options = *options,
        .low = is_forward ? from : first,
        .high = is_forward ? end : from,
        .slice_rows = SLICE_ROWS,
        .row = VIEW_NO_ROW,
    };
    if (!seek->options.kinds)
        seek->options.kinds = VIEW_KINDS;
    if (options->wraps) {
        seek->wrap_low = is_forward ? first : from;
        seek->wrap_high = is_forward ? from : end;
    }
    seek->total = seek->high - seek->low + seek->wrap_high - seek->wrap_low;
}

/* Is there a row to look at?  Wraps where the first leg has ended. */
static bool seek_has_rows(struct seek *seek)
{
    uint64_t first = store_first_row(seek->options.store);

    if (seek->low < first)
        seek->low = first;
    if (seek->low < seek->high)
        return true;
    if (seek->wrap_low >= seek->wrap_high)
        return false;
    seek->low = seek->wrap_low;
    seek->high = seek->wrap_high;
    seek->wrap_low = seek->wrap_high = 0;
    seek->has_wrapped = true;
    return seek_has_rows(seek);
}

static bool seek_passes(struct seek *seek, uint64_t row, const struct event *event)
{
    const struct seek_options *options = &seek->options;
    struct view *view = options->view;

    if (!(options->kinds >> event->kind & 1))
        return false;
    if (options->is_test_slow && view) {
        if (!view_shows(view, row))
            return false;
        event = store_get(options->store, row); /* the view's looking may have taken its map */
    }
    if (!options->test(options->context, row, event))
        return false;
    return options->is_test_slow || !view || view_shows(view, row);
}

/* Take the next row from those that are to be looked at. */
static uint64_t seek_take(struct seek *seek)
{
    return seek->options.direction == SEEK_FORWARD ? seek->low++ : --seek->high;
}

/* Look at some rows of the segment that is next; true if one was found. */
static bool seek_slice(struct seek *seek)
{
    struct store *store = seek->options.store;
    bool is_forward = seek->options.direction == SEEK_FORWARD;
    size_t index = store_segment_of_row(store, is_forward ? seek->low : seek->high - 1);
    const struct store_segment *line = store_segment_get(store, index);
    uint64_t end = least(line->first_row + line->row_count, seek->high);
    uint64_t begin = line->first_row < seek->low ? seek->low : line->first_row;

    if (!(line->kinds & seek->options.kinds)) {
        if (is_forward)
            seek->low = end;
        else
            seek->high = begin;
        return false;
    }
    for (uint64_t count = least(end - begin, seek->slice_rows); count > 0; count--) {
        uint64_t row = seek_take(seek);
        if (seek_passes(seek, row,
                        store_events_get(store_segment_events(store, index),
                                         (uint32_t)(row - line->first_row)))) {
            seek->row = row;
            return true;
        }
    }
    return false;
}

static void seek_adapt(struct seek *seek, nanoseconds passed_ns)
{
    if (passed_ns < SLICE_NS / 2 && seek->slice_rows < SLICE_ROWS_MAX)
        seek->slice_rows *= 2;
    else if (passed_ns > SLICE_NS * 2 && seek->slice_rows > 1)
        seek->slice_rows /= 2;
}

enum seek_state seek_step(struct seek *seek, nanoseconds budget_ns)
{
    nanoseconds began_ns = now_ns(), looked_ns = began_ns;

    thread_role_check(THREAD_ROLE_UI);
    do {
        nanoseconds before_ns = looked_ns;
        if (!seek_has_rows(seek))
            return SEEK_NONE;
        if (seek_slice(seek))
            return SEEK_FOUND;
        looked_ns = now_ns();
        seek_adapt(seek, looked_ns - before_ns);
    } while (looked_ns - began_ns < budget_ns);
    return SEEK_MORE;
}

double seek_progress(const struct seek *seek)
{
    uint64_t left = seek->high - seek->low + seek->wrap_high - seek->wrap_low;

    return seek->total == 0 || seek->high < seek->low || left > seek->total
               ? 1
               : 1 - (double)left / (double)seek->total;
}
