/*
 * Calls in progress, as the last report from the tracer knew them: those that the display filter
 * would show, and what the selected thread is in.
 */
#ifndef PTOP_TUI_STREAM_PENDING_H
#define PTOP_TUI_STREAM_PENDING_H

#include "pane.h"

#define PENDING_MAX 3

struct pending {
    const struct tree_thread *threads[PENDING_MAX];
    int shown, count;
};

/* The rows that are kept for them, with the line above. */
struct pending_place {
    int rows;
    nanoseconds until_ns;
};

struct pending pending_find(const struct ui *ui);

/* How many of the pane's rows they get.  They come and go with every pause in the stream: their
 * place is kept for a moment, so that the lines above do not jump. */
int pending_reserve(struct pending_place *place, struct ui *ui, const struct pending *pending,
                    int rows);
/* The line above them, in the first row. */
void pending_draw_head(struct canvas *canvas, const struct pending *pending);

#endif
