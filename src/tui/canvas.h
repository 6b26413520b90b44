/*
 * The canvas: a grid of cells that panes draw on, without a terminal.
 *
 * A struct canvas is a window on a grid: canvas_part() gives a pane its
 * rectangle, with (0,0) at its corner, and nothing drawn on it can reach
 * outside.  A cell holds one character with its role; terminal.c alone turns
 * roles into colours and cells into bytes for the terminal.
 *
 * A character of two columns fills its cell and leaves the next one with width
 * 0.  Overwriting either half, or cutting through it at an edge, blanks the
 * other: a row always holds exactly as many columns as the canvas.
 *
 * Only text that text.h has escaped may come here.  Bytes that have no width or
 * are not UTF-8 are drawn as "?", so that even a mistake cannot move a column.
 */
#ifndef PTOP_TUI_CANVAS_H
#define PTOP_TUI_CANVAS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <ptop/text.h>

#include "theme.h"

#define CELL_BYTES 16 /* a character with its combining ones; what is longer is cut */

/* Arms of a box-drawing line; a cell with any shows the glyph that joins them. */
enum line_arm {
    LINE_UP = 1 << 0,
    LINE_DOWN = 1 << 1,
    LINE_LEFT = 1 << 2,
    LINE_RIGHT = 1 << 3,
};

struct cell {
    char bytes[CELL_BYTES]; /* UTF-8, NUL-terminated unless full; empty where width is 0 */
    uint8_t width;          /* 1 or 2; 0: the right half of the one before */
    uint8_t role;           /* enum role */
    uint8_t backdrop;       /* enum role it lies on, or ROLE_NONE */
    uint8_t arms;           /* enum line_arm: a line; then bytes do not matter */
    bool has_style;         /* style below instead of the role's: an emulated terminal's cell */
    bool is_cursor;         /* the terminal's cursor belongs here */
    struct style style;
};

struct rect {
    int row, col, rows, cols;
};

struct canvas {
    struct cell *cells; /* of the first row's first column */
    int stride;         /* cells from a row to the next */
    int rows, cols;
};

/* A grid of its own, blank.  canvas_resize blanks it too; 0 or -ENOMEM. */
int canvas_init(struct canvas *canvas, int rows, int cols);
int canvas_resize(struct canvas *canvas, int rows, int cols);
void canvas_done(struct canvas *canvas);

/* The window of a rectangle, clipped to the canvas: borrows its cells. */
struct canvas canvas_part(const struct canvas *canvas, struct rect rect);

/* Blank, in a role. */
void canvas_clear(struct canvas *canvas, enum role role);
void canvas_fill(struct canvas *canvas, int row, int col, int width_cols, enum role role);

/* May a character (a base with its combining ones) be shown as it is? */
bool canvas_can_show(const char *bytes, size_t length);

/* Draw a string, cut at width_cols columns (and at the edge).  Returns the columns drawn. */
int canvas_string(struct canvas *canvas, int row, int col, int width_cols, enum role role,
                  const char *string);
/* The same for a text with its roles, from its column skip_cols on. */
int canvas_text(struct canvas *canvas, int row, int col, int width_cols, const struct text *text,
                int skip_cols);
/* The same from its beginning, with "…" in the last column where it is cut. */
int canvas_text_cut(struct canvas *canvas, int row, int col, int width_cols,
                    const struct text *text);
/* A string that ends at column end_col - 1, cut to width_cols columns. */
int canvas_string_right(struct canvas *canvas, int row, int end_col, int width_cols, enum role role,
                        const char *string);

/* One character of length bytes, in columns as text_char_at says, styled by itself. */
void canvas_styled(struct canvas *canvas, int row, int col, const char *bytes, size_t length,
                   struct style style);

/* Add arms to the line in a cell: lines that meet join. */
void canvas_line(struct canvas *canvas, int row, int col, unsigned arms, enum role role);
/* A frame along the inside of a rectangle. */
void canvas_frame(struct canvas *canvas, struct rect rect, enum role role);

/* Lay cells that are drawn on a backdrop: the selected row. */
void canvas_highlight(struct canvas *canvas, int row, int col, int width_cols, enum role backdrop);

/* Give cells that are drawn another role; ROLE_NONE: leave them. */
void canvas_tint(struct canvas *canvas, int row, int col, int width_cols, enum role role);

/* Put the terminal's cursor here. */
void canvas_cursor(struct canvas *canvas, int row, int col);

/* For tests and for pictures: a row as UTF-8, without its trailing blanks.  The lines of frames
 * come out as box-drawing characters. */
void canvas_row_text(const struct canvas *canvas, int row, struct text *text);
/* The box-drawing character that joins these arms. */
const char *canvas_line_glyph(unsigned arms);

#endif
