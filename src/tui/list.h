/*
 * The list: a cursor and a window on something that has rows.
 *
 * Shared by every pane that scrolls.  Positions are numbers in ascending order,
 * but not every number is a row: the calls that pass a filter are sparse.  A
 * list_source says which are; the list does the rest.  The window is remembered
 * by its first row, so that rows which join at either end move nothing.
 */
#ifndef PTOP_TUI_LIST_H
#define PTOP_TUI_LIST_H

#include <stdbool.h>
#include <stdint.h>

#include "action.h"

#define LIST_NONE UINT64_MAX

struct list_source {
    /* The nearest row at or after, at or before a position; LIST_NONE where there is none. */
    uint64_t (*at_or_after)(void *context, uint64_t position);
    uint64_t (*at_or_before)(void *context, uint64_t position);
    void *context;
};

struct list {
    uint64_t cursor; /* LIST_NONE: the source is empty */
    uint64_t top;    /* the first row shown */
    int height;      /* rows of the window, as of the last list_fit */
};

/* The rows 0 … *count - 1. */
struct list_source list_source_count(uint64_t *count);

/* Before drawing: cursor and top on rows that exist, the cursor inside the window of height rows,
 * no blank lines at the end that earlier rows could fill. */
void list_fit(struct list *list, const struct list_source *source, int height);

/* Before list_fit, after rows came or went: the cursor shall stand in that line of the window. */
void list_hold(struct list *list, const struct list_source *source, int line);

/* Movement: true if the action is one.  The window follows at the next list_fit. */
bool list_act(struct list *list, const struct list_source *source, enum action action);

/* The same for a text to read, without a cursor that is seen: each step moves the window. */
bool list_scroll(struct list *list, const struct list_source *source, enum action action);

/* The row in the window's line; LIST_NONE below the end. */
uint64_t list_row_at(const struct list *list, const struct list_source *source, int line);
/* Put the cursor on the row in the window's line; false below the end. */
bool list_click(struct list *list, const struct list_source *source, int line);

#endif
