/*
 * What the summary's panes share: a table over one of the two summaries (of all
 * calls, of those that the filter shows), drawn anew at most twice a second.
 * Enter on a row filters the calls by it.
 */
#ifndef PTOP_TUI_PANE_TABLE_H
#define PTOP_TUI_PANE_TABLE_H

#include "pane.h"
#include "table.h"

struct pane_table;

struct pane_table_kind {
    const char *(*title)(const struct pane_table *pane);
    size_t (*count)(const struct pane_table *pane);
    const void *(*row)(const struct pane_table *pane, size_t index);
    /* The filter that leaves the calls of a row; nothing where there is none. */
    void (*put_term)(const struct pane_table *pane, const void *row, struct text *text);
    /* An action that is this pane's alone; NULL: there are none. */
    bool (*act)(struct pane_table *pane, enum action action);
    const struct table_column *columns;
    size_t column_count, sort_column;
};

struct pane_table {
    struct pane pane;
    const struct pane_table_kind *kind;
    struct table table;
    const struct summary *summary; /* that was drawn last */
    uint64_t generation, calls;    /* of it, then */
    struct canvas picture;         /* as it was drawn then */
    nanoseconds drawn_ns;
    bool had_focus;    /* then */
    bool is_stale;     /* draw it anew whatever the time */
    bool shows_detail; /* the kind's own */
};

struct pane *pane_table_new(struct ui *ui, const struct pane_table_kind *kind);

/* Throw the rows away: the kind shows others from now on. */
void pane_table_reset(struct pane_table *pane);

#endif
