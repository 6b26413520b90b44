/*
 * The filters in force, a row for each term with how many events it lets pass (or,
 * of one that hides, how many it hides) if it stood alone; below them the filters
 * that the ptoprc has a name for.
 *
 * Each term is counted by a view of its own on the store, a slice in each frame, and
 * only while the pane is shown.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "config.h"
#include "figures.h"
#include "filters.h"
#include "list.h"
#include "pane.h"

#define COUNT_NS   10000000ull /* of counting in each frame */
#define COUNT_COLS 22
#define MARK_COLS  4
#define NAME_COLS  18
#define HINT       "Space switches off and on, Del removes, Enter loads one with a name"
#define LINES_MAX  (FILTERS_MAX + CONFIG_FILTERS_MAX + 2)

/* How often a term's condition holds. */
struct counter {
    char text[PROMPT_BYTES]; /* of the term */
    struct view *view;       /* NULL: nothing is counted */
    bool hides;
};

enum line_kind { LINE_NOTE, LINE_TERM, LINE_NAMED };

struct filters_line {
    enum line_kind kind;
    size_t index;     /* of the term, of the named filter */
    const char *note; /* of a LINE_NOTE, which the cursor skips */
};

struct pane_filters {
    struct pane pane;
    struct list list;
    struct filters_line lines[LINES_MAX];
    size_t line_count;
    struct counter counters[FILTERS_MAX];
};

static struct pane_filters *filters_of(struct pane *pane)
{
    return (struct pane_filters *)pane;
}

/* ---- lines ----------------------------------------------------------------- */

static void add_line(struct pane_filters *pane, struct filters_line line)
{
    pane->lines[pane->line_count++] = line;
}

static void make_lines(struct pane_filters *pane)
{
    const struct ui *ui = pane->pane.ui;
    pane->line_count = 0;
    for (size_t i = 0; i < ui->filters->count; i++)
        add_line(pane, (struct filters_line){.kind = LINE_TERM, .index = i});
    if (ui->filters->count == 0)
        add_line(pane, (struct filters_line){.note = "no filter: every call is shown"});
    if (ui->config->filter_count > 0)
        add_line(pane, (struct filters_line){.note = "with a name, in the ptoprc:"});
    for (size_t i = 0; i < ui->config->filter_count; i++)
        add_line(pane, (struct filters_line){.kind = LINE_NAMED, .index = i});
}

static uint64_t line_at_or_after(void *context, uint64_t position)
{
    const struct pane_filters *pane = context;
    while (position < pane->line_count && pane->lines[position].kind == LINE_NOTE)
        position++;
    return position < pane->line_count ? position : LIST_NONE;
}

static uint64_t line_at_or_before(void *context, uint64_t position)
{
    const struct pane_filters *pane = context;
    if (position >= pane->line_count)
        position = pane->line_count - 1; /* there is one at least */
    while (position > 0 && pane->lines[position].kind == LINE_NOTE)
        position--;
    return pane->lines[position].kind == LINE_NOTE ? LIST_NONE : position;
}

static struct list_source lines_source(struct pane_filters *pane)
{
    return (struct list_source){
        .at_or_after = line_at_or_after, .at_or_before = line_at_or_before, .context = pane};
}

/* The line of the cursor; NULL: there is none. */
static const struct filters_line *chosen_line(struct pane_filters *pane)
{
    make_lines(pane);
    uint64_t cursor = pane->list.cursor;
    if (cursor >= pane->line_count || pane->lines[cursor].kind == LINE_NOTE)
        return NULL;
    return &pane->lines[cursor];
}

/* Notes take rows, too; those above the first line are seen with it. */
static void fit(struct pane_filters *pane, int height)
{
    struct list *list = &pane->list;
    uint64_t count = pane->line_count, cursor = line_at_or_after(pane, list->cursor);
    const struct list_source all = list_source_count(&count);
    if (cursor == LIST_NONE)
        cursor = line_at_or_before(pane, list->cursor);
    if (cursor == line_at_or_after(pane, 0))
        list->top = 0;
    list->cursor = cursor == LIST_NONE ? 0 : cursor;
    list_fit(list, &all, height);
}

/* ---- counting -------------------------------------------------------------- */

static void counter_end(struct counter *counter)
{
    view_free(counter->view);
    *counter = (struct counter){0};
}

static void counter_begin(struct counter *counter, const struct ui *ui,
                          const struct filter_term *term)
{
    struct filter *filter;
    const char *hidden = filters_hidden(term);
    counter_end(counter);
    counter->hides = hidden != NULL;
    snprintf(counter->text, sizeof counter->text, "%s", term->text);
    if (term->text[0] == '\0' ||
        filter_new(hidden ? hidden : term->text, &ui->facts, &filter, NULL) < 0)
        return;
    counter->view = view_new(session_store(ui->session));
    view_join_restarts(counter->view, session_restarts(ui->session)); /* as the calls do */
    view_set_filter(counter->view, filter);
}

static void count_terms(struct pane_filters *pane)
{
    struct ui *ui = pane->pane.ui;
    size_t waiting = 0;
    for (size_t i = ui->filters->count; i < FILTERS_MAX; i++)
        counter_end(&pane->counters[i]);
    for (size_t i = 0; i < ui->filters->count; i++) {
        struct counter *counter = &pane->counters[i];
        if (strcmp(counter->text, ui->filters->terms[i].text) != 0)
            counter_begin(counter, ui, &ui->filters->terms[i]);
        if (counter->view)
            view_extend(counter->view);
        waiting += counter->view && !view_is_complete(counter->view);
    }
    for (size_t i = 0; i < ui->filters->count && waiting > 0; i++) {
        struct view *view = pane->counters[i].view;
        if (view && !view_is_complete(view) && !view_step(view, COUNT_NS / waiting))
            ui->is_dirty = true;
    }
}

/* ---- drawing --------------------------------------------------------------- */

static void put_count(const struct counter *counter, struct text *text)
{
    if (!counter->view)
        return;
    text_put(text, counter->hides ? "hides " : "passes ");
    figures_put_count(text, view_count(counter->view));
    text_put(text, view_is_complete(counter->view) ? "" : "…");
}

static void draw_term(struct pane_filters *pane, struct canvas *canvas, int row, size_t index)
{
    const struct filters *filters = pane->pane.ui->filters;
    const struct filter_term *term = &filters->terms[index];
    bool is_off = term->is_off || filters->is_off;
    char buffer[64];
    struct text text;
    text_init(&text, buffer, NULL, sizeof buffer);
    put_count(&pane->counters[index], &text);
    canvas_string(canvas, row, 1, MARK_COLS, is_off ? ROLE_DIM : ROLE_VALID,
                  term->is_off ? "off" : "on");
    int room = canvas->cols - MARK_COLS - 2 - COUNT_COLS;
    canvas_string(canvas, row, 1 + MARK_COLS, room, is_off ? ROLE_DIM : ROLE_PLAIN, term->text);
    canvas_string_right(canvas, row, canvas->cols - 1, COUNT_COLS, ROLE_NUMBER, buffer);
}

static void draw_named(const struct pane_filters *pane, struct canvas *canvas, int row,
                       size_t index)
{
    const struct config_filter *filter = &pane->pane.ui->config->filters[index];
    canvas_string(canvas, row, 1, NAME_COLS, ROLE_KEY, filter->name);
    canvas_string(canvas, row, 2 + NAME_COLS, canvas->cols - 3 - NAME_COLS, ROLE_PLAIN,
                  filter->text);
}

static void draw_line(struct pane_filters *pane, struct canvas *canvas, int row, uint64_t position)
{
    const struct filters_line *line = &pane->lines[position];
    switch (line->kind) {
    case LINE_NOTE:
        canvas_string(canvas, row, 1, canvas->cols - 2, ROLE_DIM, line->note);
        break;
    case LINE_TERM:
        draw_term(pane, canvas, row, line->index);
        break;
    case LINE_NAMED:
        draw_named(pane, canvas, row, line->index);
        break;
    }
    if (position == pane->list.cursor && line->kind != LINE_NOTE)
        canvas_highlight(canvas, row, 0, canvas->cols,
                         pane->pane.has_focus ? ROLE_SELECTED : ROLE_SELECTED_DIM);
}

static void filters_draw(struct pane *base, struct canvas *canvas)
{
    struct pane_filters *pane = filters_of(base);
    make_lines(pane);
    count_terms(pane);
    fit(pane, canvas->rows);
    uint64_t top = pane->list.top;
    for (int row = 0; row < canvas->rows && top + (uint64_t)row < pane->line_count; row++)
        draw_line(pane, canvas, row, top + (uint64_t)row);
    if ((uint64_t)canvas->rows > pane->line_count)
        canvas_string(canvas, canvas->rows - 1, 1, canvas->cols - 2, ROLE_DIM, HINT);
}

static void filters_title(const struct pane *pane, struct text *text)
{
    text_put(text, "Filters");
    if (pane->ui->filters->is_off)
        text_put(text, " · all off");
}

/* ---- keys ------------------------------------------------------------------ */

static void switch_or_load(struct pane_filters *pane)
{
    struct ui *ui = pane->pane.ui;
    const struct filters_line *line = chosen_line(pane);
    if (line && line->kind == LINE_TERM)
        filters_switch(ui->filters, line->index);
    else if (line)
        filters_set_text(ui->filters, ui->config->filters[line->index].text);
}

static void remove_term(struct pane_filters *pane)
{
    struct ui *ui = pane->pane.ui;
    const struct filters_line *line = chosen_line(pane);
    if (line && line->kind == LINE_TERM)
        filters_remove(ui->filters, line->index);
    else if (line)
        ui_message(ui, ":filter-delete %s takes it out of the ptoprc",
                   ui->config->filters[line->index].name);
}

static bool filters_act(struct pane *base, enum action action)
{
    struct pane_filters *pane = filters_of(base);
    const struct list_source source = lines_source(pane);
    make_lines(pane);
    switch ((int)action) { /* the other actions are someone else's */
    case ACTION_PAUSE:
    case ACTION_OPEN:
        switch_or_load(pane);
        return true;
    case ACTION_FORGET:
        remove_term(pane);
        return true;
    default:
        return list_act(&pane->list, &source, action);
    }
}

static void filters_mouse(struct pane *base, const struct key *key)
{
    struct pane_filters *pane = filters_of(base);
    const struct list_source source = lines_source(pane);
    make_lines(pane);
    uint64_t clicked = pane->list.top + (uint64_t)key->row;
    if (key->code != K_CLICK)
        list_act(&pane->list, &source, key->code == K_WHEEL_UP ? ACTION_UP : ACTION_DOWN);
    else if (clicked < pane->line_count && pane->lines[clicked].kind != LINE_NOTE)
        pane->list.cursor = clicked;
}

static void filters_free(struct pane *base)
{
    struct pane_filters *pane = filters_of(base);
    for (size_t i = 0; i < FILTERS_MAX; i++)
        counter_end(&pane->counters[i]);
    free(pane);
}

static const struct pane_ops filters_ops = {
    .title = filters_title,
    .draw = filters_draw,
    .act = filters_act,
    .mouse = filters_mouse,
    .free = filters_free,
};

struct pane *pane_filters_new(struct ui *ui)
{
    struct pane_filters *filters = pane_alloc(sizeof *filters, &filters_ops, ui);
    return &filters->pane;
}
