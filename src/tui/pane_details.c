/*
 * The details pane: the selected event, all of it, to be read.
 *
 * The lines are made when another row is selected or the pane gets another
 * width, and kept: the event itself may leave the history meanwhile.
 */
#include <stdlib.h>

#include "details.h"
#include "list.h"
#include "pane.h"

struct pane_details {
    struct pane pane;
    struct details *details;
    struct list list;
    uint64_t shown_row; /* of the store; VIEW_NO_ROW: the lines are none */
    int shown_cols;
};

static struct pane_details *details_of(struct pane *pane)
{
    return (struct pane_details *)pane;
}

static bool is_in_history(struct store *store, uint64_t row)
{
    return row >= store_first_row(store) && row < store_row_count(store);
}

/* Make the lines of the selected row for a width, unless they are there. */
static void details_update(struct pane_details *pane, int cols)
{
    struct ui *ui = pane->pane.ui;
    struct store *store = session_store(ui->session);
    uint64_t row = ui->selected_row;

    if (row == pane->shown_row && (cols == pane->shown_cols || !is_in_history(store, row)))
        return;
    if (row != pane->shown_row)
        pane->list = (struct list){0};
    pane->shown_row = row;
    pane->shown_cols = cols;
    details_clear(pane->details);
    if (!is_in_history(store, row))
        return;
    const struct event *event = store_get(store, row);
    const struct tree_thread *thread = tree_find_thread(session_tree(ui->session), event->tid);
    const struct details_options options = {
        .names = session_names(ui->session),
        .comm = thread ? thread->comm : NULL,
        .realtime_offset_ns = session_realtime_offset_ns(ui->session),
        .width_cols = cols,
    };
    details_build(pane->details, event, &options);
}

static void details_draw_line(const struct pane_details *pane, struct canvas *canvas, int row,
                              size_t index)
{
    const struct details_line *line = details_line(pane->details, index);
    struct text text = details_line_text(pane->details, index);

    canvas_text(canvas, row, line->indent_cols, canvas->cols - line->indent_cols, &text, 0);
}

static void details_draw(struct pane *base, struct canvas *canvas)
{
    struct pane_details *pane = details_of(base);

    details_update(pane, canvas->cols);
    uint64_t count = details_line_count(pane->details);
    const struct list_source source = list_source_count(&count);
    list_fit(&pane->list, &source, canvas->rows);
    if (count == 0)
        canvas_string(canvas, 0, 0, canvas->cols, ROLE_DIM,
                      pane->shown_row == VIEW_NO_ROW ? "No call is selected"
                                                     : "This call has left the history");
    for (int row = 0; row < canvas->rows; row++) {
        uint64_t index = pane->list.top + (uint64_t)row;
        if (index < count)
            details_draw_line(pane, canvas, row, index);
    }
}

static bool details_act(struct pane *base, enum action action)
{
    struct pane_details *pane = details_of(base);
    uint64_t count = details_line_count(pane->details);
    const struct list_source source = list_source_count(&count);

    return list_scroll(&pane->list, &source, action);
}

static void details_title(const struct pane *pane, struct text *text)
{
    (void)pane;
    text_put(text, "Details");
}

static void details_pane_free(struct pane *base)
{
    struct pane_details *pane = details_of(base);

    details_free(pane->details);
    free(pane);
}

static const struct pane_ops details_ops = {
    .title = details_title,
    .draw = details_draw,
    .act = details_act,
    .free = details_pane_free,
};

struct pane *pane_details_new(struct ui *ui)
{
    struct pane_details *pane = pane_alloc(sizeof(*pane), &details_ops, ui);

    pane->details = details_new();
    pane->shown_row = VIEW_NO_ROW;
    return &pane->pane;
}
