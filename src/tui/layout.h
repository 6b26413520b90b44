/*
 * Layout: from the size of the screen and what is open to a rectangle for each
 * pane.  Pure: no state, no terminal.
 *
 *     row 0            status line
 *     rows 1 … n-2     the panes; neighbours share the line between them
 *     row n-1          prompt, message, key bar
 */
#ifndef PTOP_TUI_LAYOUT_H
#define PTOP_TUI_LAYOUT_H

#include <stdbool.h>

#include "canvas.h"
#include "pane.h"
#include "tab.h"

#define LAYOUT_MIN_ROWS 5
#define LAYOUT_MIN_COLS 20

struct layout_wish {
    int rows, cols;
    bool is_open[PANE_COUNT];
    int growth[PANE_COUNT]; /* rows or columns that a person gave or took, may be negative */
    enum tab tab;           /* whose panes are shown */
    enum pane_id focus;     /* of the tab, or what lies over all: always shown */
    bool is_zoomed;
    bool has_strip; /* registers, code and memory shall stand below the calls */
};

struct layout {
    bool is_too_small;
    struct rect frames[PANE_COUNT]; /* with the frame; rows 0: not shown */
};

void layout_compute(const struct layout_wish *wish, struct layout *ret_layout);

/* The pane at a cell; PANE_COUNT where there is none. On a shared line: the one that ends there. */
enum pane_id layout_pane_at(const struct layout *layout, int row, int col);
/* Without its frame. */
struct rect layout_inside(struct rect frame);

#endif
