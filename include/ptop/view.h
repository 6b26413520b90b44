/*
 * A view: the rows of a store that pass a filter, as one bit per row.  UI
 * thread only.
 *
 * After view_set_filter the rows are evaluated newest first, in slices, so that
 * the page at the tail is right at once and the count grows; moving within rows that
 * were not evaluated yet evaluates them on the way.  New rows join by view_extend.
 * A view shows what a person reads as lines of the call stream: events of the
 * kinds in VIEW_KINDS that pass the filter.
 */
#ifndef PTOP_VIEW_H
#define PTOP_VIEW_H

#include <stdbool.h>

#include <ptop/filter.h>
#include <ptop/restarts.h>
#include <ptop/store.h>

#define VIEW_KINDS                                                                                 \
    (1u << EVENT_SYSCALL | 1u << EVENT_SIGNAL | 1u << EVENT_EXIT | 1u << EVENT_NOTE |              \
     1u << EVENT_LOST | 1u << EVENT_DETACH | 1u << EVENT_HIT)

#define VIEW_NO_ROW UINT64_MAX

struct view;

/* The store is borrowed. */
UI_THREAD struct view *view_new(struct store *store);
UI_THREAD void view_free(struct view *view);

/* Replace the filter (owned by the view from here; NULL passes all) and start again. */
UI_THREAD void view_set_filter(struct view *view, struct filter *filter);
UI_THREAD const struct filter *view_filter(const struct view *view);
/* Another number after each view_set_filter. */
UI_THREAD uint64_t view_generation(const struct view *view);

/* From now on an interrupted call is no row as soon as one that went on with it is; start again.
 * The table is borrowed; NULL: each attempt is a row. */
UI_THREAD void view_join_restarts(struct view *view, const struct restarts *restarts);

/* Take in the rows that the store gained: O(1) each.  Of a burst, the older ones are left to
 * view_step. */
UI_THREAD void view_extend(struct view *view);

/* Evaluate for about budget_ns; true when every row is evaluated. */
UI_THREAD bool view_step(struct view *view, nanoseconds budget_ns);
UI_THREAD bool view_is_complete(const struct view *view);

/* Rows that pass, of those evaluated so far. */
UI_THREAD uint64_t view_count(const struct view *view);

/* The nearest passing row at or after / at or before row; VIEW_NO_ROW where there is none.
 * Evaluates on the way, for at most budget_ns: past it, VIEW_NO_ROW with *ret_gave_up set. */
UI_THREAD uint64_t view_at_or_after(struct view *view, uint64_t row, nanoseconds budget_ns,
                                    bool *ret_gave_up);
UI_THREAD uint64_t view_at_or_before(struct view *view, uint64_t row, nanoseconds budget_ns,
                                     bool *ret_gave_up);

/* Does a row pass?  Evaluates it, if it was not yet; of a fold, where that takes too long, no. */
UI_THREAD bool view_shows(struct view *view, uint64_t row);

/* How many passing rows precede row (evaluated ones), and the n-th passing row: for the
 * scroll position. */
UI_THREAD uint64_t view_rank(const struct view *view, uint64_t row);
UI_THREAD uint64_t view_select(const struct view *view, uint64_t n);

UI_THREAD size_t view_memory_bytes(const struct view *view);

#endif
