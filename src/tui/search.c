/*
 * Search: "/" and "?" and what is typed after them.  It never changes what is shown,
 * only where the cursor stands.
 *
 * What is typed is an expression of the filter language if it is one, or else the
 * text itself.  At each key the cursor goes to the first row that has it, counted
 * from where it stood; Esc puts it back there.
 */
#include <stdio.h>
#include <string.h>

#include <ptop/filter_quote.h>

#include "app_state.h"

/* ---- what is searched for ------------------------------------------------------ */

static void set_filter(struct app *app, struct filter *filter)
{
    struct search *search = &app->jumps.search;
    filter_free(search->filter);
    search->filter = filter;
    app->ui.searched = filter;
}

/* A text as it stands; a quote at its beginning says that it is one, and is no part of it. */
static struct filter *filter_of_text(const struct app *app, const char *text)
{
    char buffer[4 * PROMPT_BYTES + 3];
    struct text quoted;
    struct filter *filter = NULL;
    size_t length = strlen(text);
    if (text[0] == '"') {
        text++;
        length--;
        if (length > 0 && text[length - 1] == '"')
            length--;
    }
    text_init(&quoted, buffer, NULL, sizeof buffer);
    filter_quote(text, length, &quoted);
    filter_new(buffer, &app->ui.facts, &filter, NULL);
    return filter;
}

static void compile(struct app *app, const char *text)
{
    struct search *search = &app->jumps.search;
    struct filter *filter = NULL;
    search->is_text = filter_new(text, &app->ui.facts, &filter, NULL) < 0;
    if (search->is_text)
        filter = filter_of_text(app, text);
    set_filter(app, filter);
}

/* ---- looking ------------------------------------------------------------------- */

static bool test_search(void *context, uint64_t row, const struct event *event)
{
    const struct app *app = context;
    (void)row;
    return filter_matches(app->jumps.search.filter, event);
}

static const struct jump searches[] = {
    [SEEK_FORWARD] = {ACTION_SEARCH_NEXT, SEEK_FORWARD, test_search, .none = "not found"},
    [SEEK_BACKWARD] = {ACTION_SEARCH_PREVIOUS, SEEK_BACKWARD, test_search, .none = "not found"},
};

static void seek_from(struct app *app, uint64_t row, enum seek_direction direction)
{
    app->jumps.search.is_missing = false;
    jumps_seek(app, &searches[direction],
               &(struct seek_options){.from = direction == SEEK_FORWARD ? row + 1 : row,
                                      .wraps = true,
                                      .is_test_slow = true});
}

static void search_again(struct app *app, bool is_reverse)
{
    struct search *search = &app->jumps.search;
    uint64_t row = jumps_cursor(app);
    enum seek_direction direction = search->direction;
    if (is_reverse)
        direction = direction == SEEK_FORWARD ? SEEK_BACKWARD : SEEK_FORWARD;
    if (!search->filter)
        ui_message(&app->ui, "nothing was searched for yet; / searches");
    else if (row == VIEW_NO_ROW)
        ui_message(&app->ui, "nothing to search in");
    else
        seek_from(app, row, direction);
    app->ui.searched = search->filter; /* seen again, if Esc had hidden it */
}

/* ---- typing -------------------------------------------------------------------- */

static void begin(struct app *app, enum seek_direction direction)
{
    struct search *search = &app->jumps.search;
    jumps_cancel(app);
    search->typed_direction = direction;
    search->origin_row = jumps_cursor(app);
    search->was_following = app->ui.is_following && app->ui.wanted_row == VIEW_NO_ROW;
    search->is_missing = false;
    app->prompt_use = PROMPT_USE_SEARCH;
    prompt_begin(&app->prompt, direction == SEEK_FORWARD ? "/" : "?", "",
                 &app->histories[PROMPT_USE_SEARCH]);
}

/* To where the cursor stood when the typing began. */
static void put_back(struct app *app)
{
    const struct search *search = &app->jumps.search;
    if (search->was_following)
        app->ui.wanted_row = UI_NEWEST_ROW;
    else if (search->origin_row != VIEW_NO_ROW)
        app->ui.wanted_row = search->origin_row;
}

void search_changed(struct app *app)
{
    struct search *search = &app->jumps.search;
    const char *text = app->prompt.bytes;
    jumps_cancel(app);
    search->is_missing = false;
    put_back(app);
    if (text[0] == '\0') {
        set_filter(app, NULL);
        return;
    }
    compile(app, text);
    if (search->origin_row == VIEW_NO_ROW)
        search->is_missing = true; /* nothing is shown */
    else
        seek_from(app, search->origin_row, search->typed_direction);
}

/* Go back to what was searched for before, if anything was. */
static void restore(struct app *app)
{
    const struct search *search = &app->jumps.search;
    if (search->text[0] != '\0')
        compile(app, search->text);
    else
        set_filter(app, NULL);
}

void search_accept(struct app *app)
{
    struct search *search = &app->jumps.search;
    search->direction = search->typed_direction;
    if (app->prompt.bytes[0] == '\0') { /* the same once more */
        restore(app);
        search_again(app, false);
        return;
    }
    snprintf(search->text, sizeof search->text, "%s", app->prompt.bytes);
    if (!jumps_are_running(app)) /* or else it will be once it is found */
        jumps_remember(app, search->origin_row);
    if (search->is_missing)
        ui_message(&app->ui, search->is_text ? "not found: the text %s" : "not found: %s",
                   search->text);
}

void search_cancel(struct app *app)
{
    jumps_cancel(app);
    put_back(app);
    restore(app);
    app->ui.searched = NULL;
}

void search_ended(struct app *app, const struct jump *jump, bool is_found)
{
    if (jump != &searches[SEEK_FORWARD] && jump != &searches[SEEK_BACKWARD])
        return;
    app->jumps.search.is_missing = !is_found;
}

void search_put_note(const struct app *app, struct text *text)
{
    const struct search *search = &app->jumps.search;
    if (app->prompt.bytes[0] == '\0')
        text_put(text, "a filter, or a text");
    else if (search->is_missing)
        text_put(text, search->is_text ? "no such text" : "not found");
    else
        text_put(text, search->is_text ? "text" : "filter");
}

void search_forget(struct app *app)
{
    app->ui.searched = NULL;
}

bool search_act(struct app *app, enum action action)
{
    switch ((int)action) { /* the rest is not about searching */
    case ACTION_SEARCH:
        begin(app, SEEK_FORWARD);
        return true;
    case ACTION_SEARCH_UP:
        begin(app, SEEK_BACKWARD);
        return true;
    case ACTION_SEARCH_NEXT:
        search_again(app, false);
        return true;
    case ACTION_SEARCH_PREVIOUS:
        search_again(app, true);
        return true;
    default:
        return false;
    }
}

void search_done(struct app *app)
{
    set_filter(app, NULL);
}
