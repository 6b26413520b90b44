/*
 * Cutting a frame in two: both keep the line between them.
 */
#ifndef PTOP_TUI_LAYOUT_CUT_H
#define PTOP_TUI_LAYOUT_CUT_H

#include "canvas.h"

static inline int clamp(int value, int low, int high)
{
    if (value > high)
        value = high;
    return value < low ? low : value;
}

/* Cut the first rows or columns off a frame. */
static inline struct rect cut_rows(struct rect *frame, int rows)
{
    struct rect cut = *frame;
    cut.rows = rows;
    frame->row += rows - 1;
    frame->rows -= rows - 1;
    return cut;
}

static inline struct rect cut_cols(struct rect *frame, int cols)
{
    struct rect cut = *frame;
    cut.cols = cols;
    frame->col += cols - 1;
    frame->cols -= cols - 1;
    return cut;
}

/* The same with the last ones. */
static inline struct rect cut_last_rows(struct rect *frame, int rows)
{
    struct rect last = *frame;
    *frame = cut_rows(&last, frame->rows - rows + 1);
    return last;
}

static inline struct rect cut_last_cols(struct rect *frame, int cols)
{
    struct rect last = *frame;
    *frame = cut_cols(&last, frame->cols - cols + 1);
    return last;
}

#endif
