/*
 * What stands for several calls: the head of a group, and a call that went on with
 * interrupted ones.
 */
#ifndef PTOP_TUI_STREAM_FOLD_H
#define PTOP_TUI_STREAM_FOLD_H

#include "pane.h"

/* What a line stands for. */
struct line_sum {
    struct fold_group group; /* count 1: the row alone */
    uint32_t attempts;       /* of a call that was interrupted; 1: the first went through */
    nanoseconds duration_ns; /* of all of it */
};

/* Of a row that is shown, counting rows before end only, for at most budget_ns. */
struct line_sum stream_sum(const struct ui *ui, uint64_t row, const struct event *event,
                           uint64_t end, nanoseconds budget_ns);

/* Before the line: "▸×12 "; nothing if it stands for one row. */
void stream_put_group(const struct line_sum *sum, struct text *text);
/* In the line's place, if it stands for the calls of a function: "handle_request (server)".  False
 * where it does not. */
bool stream_put_caller(const struct ui *ui, const struct line_sum *sum, const struct event *event,
                       struct text *text);
/* Behind it: " (restarted ×2)". */
void stream_put_attempts(const struct line_sum *sum, const struct event *event, struct text *text);

/* Fold otherwise: not at all, repeats, the calls of a function if it is known (has_callers). */
void stream_fold_next(struct ui *ui, bool has_callers);
/* In the pane's title: " · repeats folded". */
void stream_put_folding(const struct ui *ui, struct text *text);

#endif
