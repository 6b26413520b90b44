/*
 * Folding: which lines of details are shown.
 *
 * What a person folds or unfolds is remembered by the node's key, so that it
 * stays so in the next row of the same syscall.
 */
#ifndef PTOP_TUI_DETAILS_FOLD_H
#define PTOP_TUI_DETAILS_FOLD_H

#include "details.h"

struct details_fold;

UI_THREAD struct details_fold *details_fold_new(void);
UI_THREAD void details_fold_free(struct details_fold *fold);

/* Look at the lines anew: after each build, and after each details_fold_set. */
UI_THREAD void details_fold_update(struct details_fold *fold, const struct details *details);

/* The lines that are shown, by their index among all. */
UI_THREAD uint64_t details_fold_line_count(const struct details_fold *fold);
UI_THREAD size_t details_fold_line(const struct details_fold *fold, uint64_t shown);
/* Where a line is shown: its own place, or that of the node that hides it. */
UI_THREAD uint64_t details_fold_place(const struct details_fold *fold, size_t index);

UI_THREAD bool details_fold_is_folded(const struct details_fold *fold,
                                      const struct details_line *line);
UI_THREAD void details_fold_set(struct details_fold *fold, const struct details_line *line,
                                bool is_folded);

#endif
