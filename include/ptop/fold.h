/*
 * A fold: the rows of a view with those put away that only repeat the one before.
 *
 * A row repeats if the nearest row of its thread before it, with at most
 * FOLD_REACH rows of other threads between, is
 *
 *     FOLD_REPEATS  the same syscall with the same numbers (descriptors, flags, sizes; not
 *                   pointers and what they point to) and the same outcome (the same errno)
 *     FOLD_CALLERS  a syscall made by the same function of the program
 *
 * Threads are folded each for itself: the lines of two that poll in turns are two lines.
 * The first of such rows is the group's head and stays; the group may be unfolded.
 * An interrupted call neither repeats nor comes between.
 *
 * It costs one bit per row of the store.  UI thread only.
 */
#ifndef PTOP_FOLD_H
#define PTOP_FOLD_H

#include <stdbool.h>

#include <ptop/names.h>
#include <ptop/view.h>

#define FOLD_REACH 64

enum fold_kind { FOLD_REPEATS, FOLD_CALLERS };

struct fold;

/* View and names are borrowed. */
UI_THREAD struct fold *fold_new(struct view *view, enum fold_kind kind, const struct names *names);
UI_THREAD void fold_free(struct fold *fold);
UI_THREAD enum fold_kind fold_kind(const struct fold *fold);

/* The rows that are left, for every question that can be asked of a view; owned by the fold. */
UI_THREAD struct view *fold_view(struct fold *fold);

/* Take in the rows that the view gained or lost; after view_extend. */
UI_THREAD void fold_extend(struct fold *fold);
/* Go on folding, and unfolding what was asked for, for about budget_ns; true when all is done. */
UI_THREAD bool fold_step(struct fold *fold, nanoseconds budget_ns);
UI_THREAD bool fold_is_complete(const struct fold *fold);

/* A group, as far as it was counted. */
struct fold_group {
    uint64_t head;           /* the row itself, or of the unfolded group that it belongs to */
    uint64_t count;          /* rows, the head included; 1: a row that nothing is folded into */
    nanoseconds duration_ns; /* of all of them */
    bool is_counted;         /* there are no more rows (yet) */
    bool is_unfolded;
};

/* The group of a row that fold_view shows, of rows before end.  Goes on counting for at most
 * budget_ns; the next call goes on from there. */
UI_THREAD struct fold_group fold_group(struct fold *fold, uint64_t row, uint64_t end,
                                       nanoseconds budget_ns);

/* Show the rows of a group, or put them away again.  Of many unfolded groups the first is put
 * away.  Takes effect by fold_step. */
UI_THREAD void fold_unfold(struct fold *fold, uint64_t head);
UI_THREAD void fold_refold(struct fold *fold, uint64_t head);

/* Show this one row of the view even if it repeats. */
UI_THREAD void fold_reveal(struct fold *fold, uint64_t row);

#endif
