/*
 * A table: rows of something in sorted order, under a line of headings, with a
 * cursor.  Each column is a row of an array that says what to show and how to sort.
 *
 * Rows are known by numbers that do not change; the order is made anew by
 * table_sort only, so that a table that lives stands still between two of them.
 * The cursor stays with its row, but for the first line, where it stays.
 */
#ifndef PTOP_TUI_TABLE_H
#define PTOP_TUI_TABLE_H

#include <stddef.h>

#include <ptop/text.h>

#include "action.h"
#include "canvas.h"
#include "key.h"
#include "list.h"

#define TABLE_MAX_COLUMNS 31

enum table_unit {
    TABLE_COUNT,    /* 88,310 */
    TABLE_DURATION, /* of ns: 12.3us */
    TABLE_BYTES,    /* 4.2M */
    TABLE_PERMILLE, /* 12.3 */
    TABLE_ID,       /* 4711 */
};

struct table_column {
    const char *title;
    uint8_t least_cols, most_cols; /* where they differ it takes what the others leave */
    uint8_t rank; /* 0: always there; of the others the highest goes first where room lacks */
    uint8_t role; /* enum role */
    /* What it shows and sorts by: one of these. */
    uint64_t (*figure)(const void *context, const void *row);  /* 0 is left blank */
    const char *(*name)(const void *context, const void *row); /* raw bytes, may be NULL */
    uint8_t unit;                                              /* enum table_unit of the figure */
    bool is_ascending;                                         /* at first */
    bool keeps_end; /* of a name that is too long its end is in sight: a path */
    bool is_alert;  /* in the error's role */
    /* Shows something else than what it sorts by; may be NULL. */
    void (*put)(const void *context, const void *row, struct text *text);
};

/* The function of a column whose figure is a member of the row. */
#define TABLE_FIGURE(type, member)                                                                 \
    static uint64_t member(const void *context, const void *row)                                   \
    {                                                                                              \
        (void)context;                                                                             \
        return ((const struct type *)row)->member;                                                 \
    }

/* What a table shows; context is handed to the columns. */
struct table_source {
    const void *context;
    size_t count;
    const void *(*row)(const void *context, size_t index);
    bool is_unicode; /* of the terminal */
};

/* A place in the order, with what it was sorted by: asked for once, not at each comparison. */
struct table_place {
    union {
        uint64_t figure;
        const char *name; /* not to be looked at later: it may be gone */
    };
    uint32_t row;
};

struct table {
    const struct table_column *columns;
    size_t column_count;
    size_t sort_column;
    bool is_reversed; /* of what the column does at first */
    struct list list; /* of places in the order */
    struct table_place *order;
    size_t count, capacity;
    uint32_t drawn;              /* columns that had room when it was drawn, by bit */
    int ends[TABLE_MAX_COLUMNS]; /* and where each ended */
};

void table_init(struct table *table, const struct table_column *columns, size_t column_count,
                size_t sort_column);
void table_done(struct table *table);

/* Put the rows in order. */
void table_sort(struct table *table, const struct table_source *source);
/* Forget the cursor: the rows are others from now on. */
void table_reset(struct table *table);

/* The headings in the first row of the canvas, below them the rows, as they were sorted. */
void table_draw(struct table *table, const struct table_source *source, struct canvas *canvas,
                bool has_focus);

/* Movement of the cursor, and of the sorting (sort again then); true if the action is one. */
bool table_act(struct table *table, enum action action);
/* A click in the canvas that was drawn: on a heading, or on a row. */
void table_click(struct table *table, const struct key *key);

/* The row under the cursor; SIZE_MAX: none. */
size_t table_selected(const struct table *table);

#endif
