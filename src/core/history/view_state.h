/*
 * What view.c shares with the layers that stand on a view (fold.c): a view whose
 * rows are those of another that pass a test besides.
 */
#ifndef PTOP_CORE_VIEW_STATE_H
#define PTOP_CORE_VIEW_STATE_H

#include <stdatomic.h>

#include <ptop/view.h>

#include "core/history/view_chunk.h"

/* What the helper's thread works on, and what came of it. */
struct helping {
    struct store_events events; /* of the segment that is its own just now */
    uint64_t decided_count, passing_count;
};

/* How much may still be evaluated. */
struct allowance {
    uint64_t rows;        /* in all */
    nanoseconds until_ns; /* but for the rows before the first look at the clock */
    nanoseconds looked_at_ns;
    unsigned *clock_rows; /* the view's */
    unsigned rows_to_clock;
    struct helping *helping; /* NULL: this is the view's own thread */
};

enum verdict { VERDICT_OUT, VERDICT_IN, VERDICT_UNKNOWN };

/* Of a row that the view below shows; VERDICT_UNKNOWN where the allowance ended before. */
typedef enum verdict view_test(void *context, uint64_t row, struct allowance *allowance);

struct view {
    struct store *store;
    struct filter *filter;
    const struct restarts *restarts; /* NULL: attempts are not joined */
    size_t joins_seen;               /* of them */

    struct view *below; /* NULL: the store's rows */
    view_test *test;    /* what stands on a view has no filter but this */
    void *test_context;

    uint64_t generation;       /* one more with each filter */
    uint64_t below_generation; /* as of which this was evaluated */

    struct view_chunk *chunks;
    size_t chunk_count, chunk_capacity;
    uint64_t pending_count, passing_count; /* of all chunks */
    size_t pending_end;                    /* chunks from here on have no pending row */
    unsigned clock_rows;                   /* as long as the filter is the same */

    struct view_helper *helper; /* NULL: none was needed yet */
    atomic_size_t next_chunk;   /* of one step: those below are nobody's yet */
};

/* Before the first look at the clock an allowance is for no more rows than that. */
#define VIEW_CLOCK_ROWS 32u

/* A view of rows of another, which is borrowed; free it first. */
UI_THREAD struct view *view_new_on(struct view *below, view_test *test, void *context);

ANY_THREAD nanoseconds view_now_ns(void); /* CLOCK_MONOTONIC */
UI_THREAD struct allowance allowance_of(struct view *view, uint64_t rows, nanoseconds budget_ns);
/* Take one row from the allowance; false when it is used up. */
UI_THREAD bool allowance_spend(struct allowance *allowance);

enum direction { UPWARDS, DOWNWARDS };

/* Look at the pending rows from this one on to the end of its word: up to 64 at once, as a word is
 * written in one go.  False where the allowance ends before. */
UI_THREAD bool view_evaluate(struct view *view, size_t index, uint32_t place,
                             enum direction direction, struct allowance *allowance);
/* Whole chunks below next_chunk, the newest first, until the allowance ends.  By two threads at
 * once: the view's and, with allowance->helping, the helper's. */
ANY_THREAD void view_evaluate_chunks(struct view *view, struct allowance *allowance);
UI_THREAD void view_decide(struct view *view, size_t index, uint32_t row, uint64_t decided,
                           uint64_t passing);
/* The row of an event; VIEW_NO_ROW where the store does not have it. */
UI_THREAD uint64_t view_row_of(const struct view *view, uint64_t sequence);
/* Is there a line that speaks for this interrupted call: one that went on with it and passes? */
UI_THREAD bool view_is_continued(const struct view *view, uint64_t sequence);

/* ---- view_helper.c -------------------------------------------------------------- */

/* Let the helper evaluate chunks beside us, if that is worth it; from here to view_helper_end the
 * store, the names and the tasks stay as they are. */
UI_THREAD bool view_helper_begin(struct view *view, const struct allowance *allowance);
UI_THREAD void view_helper_end(struct view *view);
UI_THREAD void view_helper_free(struct view *view);

/* ---- view.c --------------------------------------------------------------------- */

/* As view_at_or_after and view_at_or_before, for a view that is in step with its store; looking
 * for many rows they share an allowance. */
UI_THREAD uint64_t view_seek_up(struct view *view, uint64_t row, struct allowance *allowance,
                                bool *ret_gave_up);
UI_THREAD uint64_t view_seek_down(struct view *view, uint64_t row, struct allowance *allowance,
                                  bool *ret_gave_up);

/* Is it known that this row passes; whether it does? */
UI_THREAD bool view_has(const struct view *view, uint64_t row);
UI_THREAD bool view_knows(const struct view *view, uint64_t row);
/* Whatever is known of this row: it passes, or does not. */
UI_THREAD void view_settle(struct view *view, uint64_t row, bool passes);
/* Of a row that is known: it is to be evaluated again. */
UI_THREAD void view_reopen(struct view *view, uint64_t row);

#endif
