/*
 * The display filter, evaluated at each key: what is typed is in force as soon as
 * it is a filter, and while it is none the last one stays.
 */
#include <stdio.h>
#include <string.h>

#include "app_state.h"

const char *filter_prompt_text(const struct app *app)
{
    const struct filter *filter = view_filter(app->ui.view);
    return filter ? filter_text(filter) : "";
}

void filter_prompt_apply(struct app *app, const char *text)
{
    struct filter *filter = NULL;
    app->filter_error.message[0] = '\0';
    app->ui.is_dirty = true;
    if (strcmp(text, filter_prompt_text(app)) == 0)
        return;
    if (text[0] != '\0' &&
        filter_new(text, &app->ui.facts, &filter, &app->filter_error) < 0)
        return;
    view_set_filter(app->ui.view, filter);
}

void filter_prompt_add_term(struct app *app, const char *term)
{
    char text[PROMPT_BYTES];
    const char *before = filter_prompt_text(app);
    bool has_or = strstr(before, " or ") || strstr(before, "||");
    snprintf(text, sizeof text, "%s%s%s%s%s", has_or ? "(" : "", before, has_or ? ")" : "",
             before[0] ? " " : "", term);
    filter_prompt_apply(app, text);
}

void filter_prompt_begin(struct app *app)
{
    snprintf(app->filter_before, sizeof app->filter_before, "%s", filter_prompt_text(app));
    app->prompt_use = PROMPT_USE_FILTER;
    prompt_begin(&app->prompt, "filter:", app->filter_before, &app->histories[PROMPT_USE_FILTER]);
}

void filter_prompt_cancel(struct app *app)
{
    filter_prompt_apply(app, app->filter_before);
}

void filter_prompt_toggle(struct app *app)
{
    char text[PROMPT_BYTES];
    snprintf(text, sizeof text, "%s", filter_prompt_text(app));
    if (text[0] == '\0' && app->filter_off[0] == '\0') {
        ui_message(&app->ui, "no filter to switch on");
        return;
    }
    filter_prompt_apply(app, text[0] == '\0' ? app->filter_off : "");
    snprintf(app->filter_off, sizeof app->filter_off, "%s", text);
}
