#include "pane_rows.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define CELL_TEXT_BYTES 256

static struct pane_rows *rows_of(struct pane *pane)
{
    return (struct pane_rows *)pane;
}

void pane_rows_put(struct canvas *canvas, int row, struct pane_rows_cell cell, const char *format,
                   ...)
{
    char buffer[CELL_TEXT_BYTES];
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(buffer, sizeof buffer, format, arguments);
    va_end(arguments);
    canvas_string(canvas, row, cell.col, cell.cols, cell.role, buffer);
}

void pane_rows_put_sight(struct canvas *canvas, int row, int col, int cols,
                         const struct sight_text *sight)
{
    struct sight_text copy = *sight; /* a text may be written to */
    struct text text = {.bytes = copy.bytes,
                        .roles = copy.roles,
                        .length_bytes = strnlen(copy.bytes, sizeof copy.bytes - 1),
                        .capacity_bytes = sizeof copy.bytes};
    canvas_text_cut(canvas, row, col, cols, &text);
}

static void draw_list(struct pane_rows *rows, struct canvas *canvas)
{
    const struct list_source source = list_source_count(&rows->count);
    list_fit(&rows->list, &source, canvas->rows);
    for (int row = 0; row < canvas->rows; row++) {
        uint64_t index = rows->list.top + (uint64_t)row;
        if (index >= rows->count)
            break;
        rows->kind->draw_row(rows, canvas, row, index);
        if (index == rows->list.cursor)
            canvas_highlight(canvas, row, 0, canvas->cols,
                             rows->pane.has_focus ? ROLE_SELECTED : ROLE_SELECTED_DIM);
    }
    if ((uint64_t)canvas->rows > rows->count + 1 && rows->kind->hint && rows->count > 0)
        canvas_string(canvas, canvas->rows - 1, 1, canvas->cols - 2, ROLE_DIM, rows->kind->hint);
}

static void rows_draw(struct pane *pane, struct canvas *canvas)
{
    struct pane_rows *rows = rows_of(pane);
    rows->count = rows->kind->count(rows);
    rows->heading_rows = rows->kind->draw_heading ? rows->kind->draw_heading(rows, canvas) : 0;
    struct canvas list =
        canvas_part(canvas, (struct rect){rows->heading_rows, 0, canvas->rows - rows->heading_rows,
                                          canvas->cols});
    if (rows->count == 0)
        canvas_string(&list, 0, 1, list.cols - 2, ROLE_DIM, rows->kind->empty(rows));
    draw_list(rows, &list);
}

/* The row of the cursor; LIST_NONE: there is none. */
static uint64_t chosen(const struct pane_rows *rows)
{
    return rows->list.cursor < rows->count ? rows->list.cursor : LIST_NONE;
}

static bool rows_act(struct pane *pane, enum action action)
{
    struct pane_rows *rows = rows_of(pane);
    const struct list_source source = list_source_count(&rows->count);
    uint64_t index = chosen(rows);
    if (index != LIST_NONE && rows->kind->act && rows->kind->act(rows, index, action))
        return true;
    return list_act(&rows->list, &source, action);
}

static bool rows_key(struct pane *pane, const struct key *key)
{
    struct pane_rows *rows = rows_of(pane);
    uint64_t index = chosen(rows);
    return index != LIST_NONE && rows->kind->key && rows->kind->key(rows, index, key);
}

static void rows_mouse(struct pane *pane, const struct key *key)
{
    struct pane_rows *rows = rows_of(pane);
    const struct list_source source = list_source_count(&rows->count);
    if (key->code == K_CLICK)
        list_click(&rows->list, &source, key->row - rows->heading_rows);
    for (int i = 0; key->code != K_CLICK && i < 3; i++)
        list_act(&rows->list, &source, key->code == K_WHEEL_UP ? ACTION_UP : ACTION_DOWN);
}

static void rows_title(const struct pane *pane, struct text *text)
{
    ((const struct pane_rows *)pane)->kind->title(pane, text);
}

static void rows_free(struct pane *pane)
{
    free(pane);
}

static const struct pane_ops rows_ops = {
    .title = rows_title,
    .draw = rows_draw,
    .act = rows_act,
    .key = rows_key,
    .mouse = rows_mouse,
    .free = rows_free,
};

struct pane *pane_rows_new(struct ui *ui, const struct pane_rows_kind *kind, size_t size_bytes)
{
    struct pane_rows *rows = pane_alloc(size_bytes, &rows_ops, ui);
    rows->kind = kind;
    return &rows->pane;
}
