/*
 * A pane that is a list of rows under a heading: the stack, the maps, the points, the signals.
 *
 * The kind says how many rows there are and draws each; cursor, scrolling and mouse are here.
 */
#ifndef PTOP_TUI_PANE_ROWS_H
#define PTOP_TUI_PANE_ROWS_H

#include "list.h"
#include "pane.h"

struct pane_rows;

struct pane_rows_kind {
    void (*title)(const struct pane *pane, struct text *text);
    /* How many rows there are now.  While drawing: it may add to what ui->look_wish has. */
    uint64_t (*count)(struct pane_rows *rows);
    /* Lines above the rows; returns how many.  NULL: none. */
    int (*draw_heading)(struct pane_rows *rows, struct canvas *canvas);
    void (*draw_row)(struct pane_rows *rows, struct canvas *canvas, int row, uint64_t index);
    /* What is said where there are no rows; and, of the keys, below those that leave room. */
    const char *(*empty)(const struct pane_rows *rows);
    const char *hint;
    /* An action on the row of the cursor, a key before the keymap; NULL: takes none. */
    bool (*act)(struct pane_rows *rows, uint64_t index, enum action action);
    bool (*key)(struct pane_rows *rows, uint64_t index, const struct key *key);
};

struct pane_rows {
    struct pane pane;
    const struct pane_rows_kind *kind;
    struct list list;
    uint64_t count;    /* as of the last frame */
    int heading_rows;
};

/* Memory for a pane of this kind, or for a struct that begins with one.  Free with free(). */
struct pane *pane_rows_new(struct ui *ui, const struct pane_rows_kind *kind, size_t size_bytes);

/* A cell of a row: text from a column on, cut to a width. */
struct pane_rows_cell {
    int col, cols;
    enum role role;
};
void pane_rows_put(struct canvas *canvas, int row, struct pane_rows_cell cell, const char *format,
                   ...) __attribute__((format(printf, 4, 5)));
/* What the inspector says of an address, in its roles; with "…" where it is cut. */
void pane_rows_put_sight(struct canvas *canvas, int row, int col, int cols,
                         const struct sight_text *sight);

#endif
