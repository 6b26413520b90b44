/*
 * The display filter, evaluated at each key: what is typed is in force as soon as
 * it is a filter, and while it is none the last one stays.
 */
#include <errno.h>
#include <stdio.h>
#include <string.h>

#include <ptop/filter_quote.h>

#include "app_state.h"

const char *filter_prompt_text(const struct app *app)
{
    const struct filter *filter = view_filter(app->ui.view);
    return filter ? filter_text(filter) : "";
}

/* ---- in force -------------------------------------------------------------- */

static int compile(struct app *app, const char *text, struct filter **ret_filter,
                   struct error *ret_error)
{
    *ret_filter = NULL;
    if (text[strspn(text, " ")] == '\0')
        return 0;
    return filter_new(text, &app->ui.facts, ret_filter, ret_error);
}

/* Give the view what the filters say; an error leaves it what it has. */
static int put_in_force(struct app *app, struct error *ret_error)
{
    char bytes[PROMPT_BYTES];
    struct text text;
    struct filter *filter;
    text_init(&text, bytes, NULL, sizeof bytes);
    if (!app->filters.is_off)
        filters_put_text(&app->filters, &text);
    if (text.is_truncated)
        return error_set(ret_error, -E2BIG, "the filter would be too long");
    if (strcmp(bytes, filter_prompt_text(app)) == 0)
        return 0;
    int code = compile(app, bytes, &filter, ret_error);
    if (code == 0) {
        view_set_filter(app->ui.view, filter);
        if (app->ui.fold)
            fold_extend(app->ui.fold);
        app->ui.filter_changes++;
    }
    return code;
}

void filter_prompt_sync(struct app *app)
{
    struct error error = {.offset = -1};
    if (app->filters.generation == app->filters_in_force.generation)
        return;
    app->ui.is_dirty = true;
    if (put_in_force(app, &error) < 0) {
        ui_message(&app->ui, "%s", error.message);
        app->filters = app->filters_in_force;
    }
    app->filters_in_force = app->filters;
}

void filter_prompt_apply(struct app *app, const char *text)
{
    struct filter *filter;
    app->filter_error = (struct error){.offset = -1};
    app->filter_code = compile(app, text, &filter, &app->filter_error);
    app->ui.is_dirty = true;
    if (app->filter_code < 0)
        return;
    filter_free(filter);
    filters_set_text(&app->filters, text);
    filter_prompt_sync(app);
}

void filter_prompt_add_term(struct app *app, const char *term)
{
    if (!filters_add(&app->filters, term))
        ui_message(&app->ui, "there is no room for another filter");
    filter_prompt_sync(app);
}

/* ---- the prompt ------------------------------------------------------------ */

static void begin(struct app *app, enum prompt_use use, const char *label, const char *text)
{
    app->filters_before = app->filters;
    app->prompt_use = use;
    prompt_begin(&app->prompt, label, text, &app->histories[use]);
    filter_prompt_changed(app);
}

void filter_prompt_begin(struct app *app)
{
    char bytes[PROMPT_BYTES];
    struct text text;
    text_init(&text, bytes, NULL, sizeof bytes);
    filters_put_text(&app->filters, &text);
    begin(app, PROMPT_USE_FILTER, "filter:", bytes);
}

void filter_prompt_begin_text(struct app *app)
{
    begin(app, PROMPT_USE_TEXT, "text:", "");
}

/* The filters that the prompt began with, as a change of their own. */
static void go_back(struct app *app)
{
    unsigned generation = app->filters.generation + 1;
    app->filters = app->filters_before;
    app->filters.generation = generation;
}

static void add_text(struct app *app)
{
    char bytes[PROMPT_BYTES];
    struct text text;
    app->filter_code = 0;
    go_back(app);
    if (app->prompt.length == 0)
        return;
    text_init(&text, bytes, NULL, sizeof bytes);
    filter_quote(app->prompt.bytes, app->prompt.length, &text);
    if (text.is_truncated || !filters_toggle(&app->filters, bytes))
        ui_message(&app->ui, "there is no room for another filter");
}

void filter_prompt_changed(struct app *app)
{
    if (app->prompt_use == PROMPT_USE_TEXT) {
        add_text(app);
        return;
    }
    filter_prompt_apply(app, app->prompt.bytes);
    app->prompt.wrong_at = app->filter_code == -EINVAL ? app->filter_error.offset : -1;
}

void filter_prompt_cancel(struct app *app)
{
    go_back(app);
}

/* Counted in columns from 1, as an editor does. */
static int column(const struct app *app, int offset)
{
    size_t length = offset < 0 ? 0 : (size_t)offset;
    if (length > app->prompt.length)
        length = app->prompt.length;
    return text_width_cols(app->prompt.bytes, length) + 1;
}

enum role filter_prompt_put_state(const struct app *app, struct text *text)
{
    enum role role = app->filter_code == 0         ? ROLE_VALID
                     : app->filter_code == -EAGAIN ? ROLE_UNFINISHED
                                                   : ROLE_ERROR;
    text_set_role(text, (uint8_t)role);
    if (role == ROLE_ERROR)
        text_printf(text, "wrong at %d: %s", column(app, app->filter_error.offset),
                    app->filter_error.message);
    else
        text_put(text, role == ROLE_VALID ? "ok" : "…");
    return role;
}

/* ---- off and on ------------------------------------------------------------ */

void filter_prompt_toggle(struct app *app)
{
    struct ui *ui = &app->ui;
    if (app->filters.count == 0) {
        ui_message(ui, "no filter to switch on");
        return;
    }
    if (view_filter(ui->view) && ui->is_following && ui->cursor_row != VIEW_NO_ROW &&
        ui->wanted_row == VIEW_NO_ROW)
        ui->wanted_row = ui->cursor_row; /* what was found stays in sight */
    filters_toggle_all(&app->filters);
}
