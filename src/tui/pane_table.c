#include "pane_table.h"

#include <stdlib.h>
#include <string.h>

#define REFRESH_NS ((nanoseconds)500000000)

static struct pane_table *table_of(struct pane *pane)
{
    return (struct pane_table *)pane;
}

static size_t row_count(const struct pane_table *pane)
{
    return pane->summary ? pane->kind->count(pane) : 0;
}

static const void *row_get(const void *context, size_t index)
{
    const struct pane_table *pane = context;
    return pane->kind->row(pane, index);
}

static struct table_source source_of(const struct pane_table *pane)
{
    return (struct table_source){
        .context = pane,
        .count = row_count(pane),
        .row = row_get,
        .is_unicode = pane->pane.ui->format.escape == TEXT_ESCAPE_UTF8,
    };
}

/* ---- drawing ------------------------------------------------------------------------ */

static bool is_new(const struct pane_table *pane, const struct summary *summary)
{
    return summary != pane->summary || summary_generation(summary) != pane->generation ||
           summary_total(summary)->calls != pane->calls;
}

/* Rows that were counted may be gone: other ones have their numbers. */
static void take_summary(struct pane_table *pane, const struct summary *summary)
{
    if (summary != pane->summary || summary_generation(summary) != pane->generation)
        table_reset(&pane->table);
    pane->summary = summary;
    pane->generation = summary_generation(summary);
    pane->calls = summary_total(summary)->calls;
}

static void draw_picture(struct pane_table *pane, bool has_focus)
{
    const struct table_source source = source_of(pane);
    canvas_clear(&pane->picture, ROLE_PLAIN);
    table_sort(&pane->table, &source);
    table_draw(&pane->table, &source, &pane->picture, has_focus);
    if (source.count == 0)
        canvas_string(&pane->picture, 1, 0, pane->picture.cols, ROLE_DIM, "No calls yet");
}

static void show_picture(const struct pane_table *pane, struct canvas *canvas)
{
    for (int row = 0; row < canvas->rows; row++)
        memcpy(&canvas->cells[row * canvas->stride],
               &pane->picture.cells[row * pane->picture.stride],
               (size_t)canvas->cols * sizeof canvas->cells[0]);
}

/* In its time, or at once where it would show what is wrong: another size, another summary, the
 * focus. */
static bool wants_drawing(struct pane_table *pane, const struct summary *summary,
                          const struct canvas *canvas)
{
    if (canvas->rows != pane->picture.rows || canvas->cols != pane->picture.cols) {
        if (canvas_resize(&pane->picture, canvas->rows, canvas->cols) < 0)
            abort(); /* whose handler lets the tracees go and restores the terminal */
        return true;
    }
    if (pane->is_stale || pane->had_focus != pane->pane.has_focus || summary != pane->summary ||
        summary_generation(summary) != pane->generation)
        return true;
    return is_new(pane, summary) && pane->pane.ui->now_ns >= pane->drawn_ns + REFRESH_NS;
}

static void pane_table_draw(struct pane *base, struct canvas *canvas)
{
    struct pane_table *pane = table_of(base);
    const struct summary *summary = ui_summary(base->ui);
    if (wants_drawing(pane, summary, canvas)) {
        take_summary(pane, summary);
        draw_picture(pane, base->has_focus);
        pane->drawn_ns = base->ui->now_ns;
        pane->had_focus = base->has_focus;
        pane->is_stale = false;
    }
    show_picture(pane, canvas);
    if (is_new(pane, summary))
        ui_redraw_at(base->ui, pane->drawn_ns + REFRESH_NS);
}

static void pane_table_title(const struct pane *base, struct text *text)
{
    const struct pane_table *pane = (const struct pane_table *)base;
    const struct summary *summary = ui_summary(base->ui);
    text_put(text, pane->kind->title(pane));
    if (summary != base->ui->summary_shown) {
        text_put(text, " · all");
        return;
    }
    text_put(text, " · filtered");
    int percent = (int)(summary_progress(summary) * 100);
    if (percent < 100)
        text_printf(text, ", %d%% read", percent);
}

/* ---- what a person does ----------------------------------------------------------------- */

static void filter_by_row(struct pane_table *pane)
{
    struct ui *ui = pane->pane.ui;
    size_t row = table_selected(&pane->table);
    struct text text;
    text_init(&text, ui->wanted_filter, NULL, sizeof ui->wanted_filter);
    /* A summary that began again has other rows than those on the screen. */
    if (row < row_count(pane) && summary_generation(pane->summary) == pane->generation)
        pane->kind->put_term(pane, row_get(pane, row), &text);
    if (text.is_truncated)
        text_clear(&text);
    if (text.length_bytes == 0)
        ui_message(ui, "no filter leaves just this row");
}

static bool pane_table_act(struct pane *base, enum action action)
{
    struct pane_table *pane = table_of(base);
    pane->is_stale = true;
    switch ((int)action) { /* the other actions are the kind's, the table's, someone else's */
    case ACTION_OPEN:
        filter_by_row(pane);
        return true;
    case ACTION_SCOPE:
        base->ui->summarises_all = !base->ui->summarises_all;
        return true;
    default:
        return (pane->kind->act && pane->kind->act(pane, action)) ||
               table_act(&pane->table, action);
    }
}

static void pane_table_mouse(struct pane *base, const struct key *key)
{
    struct pane_table *pane = table_of(base);
    pane->is_stale = true;
    if (key->code == K_CLICK)
        table_click(&pane->table, key);
    for (int i = 0; key->code != K_CLICK && i < 3; i++)
        pane_table_act(base, key->code == K_WHEEL_UP ? ACTION_UP : ACTION_DOWN);
}

static void pane_table_free(struct pane *base)
{
    struct pane_table *pane = table_of(base);
    table_done(&pane->table);
    canvas_done(&pane->picture);
    free(pane);
}

static const struct pane_ops pane_table_ops = {
    .title = pane_table_title,
    .draw = pane_table_draw,
    .act = pane_table_act,
    .mouse = pane_table_mouse,
    .free = pane_table_free,
};

void pane_table_reset(struct pane_table *pane)
{
    table_reset(&pane->table);
    pane->is_stale = true;
}

struct pane *pane_table_new(struct ui *ui, const struct pane_table_kind *kind)
{
    struct pane_table *pane = pane_alloc(sizeof *pane, &pane_table_ops, ui);
    pane->kind = kind;
    table_init(&pane->table, kind->columns, kind->column_count, kind->sort_column);
    return &pane->pane;
}
