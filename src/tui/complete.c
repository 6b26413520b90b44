/*
 * What Tab offers: the filter language's candidates in a filter, commands, actions
 * and the names of filters behind ":".
 */
#include <stdio.h>
#include <string.h>

#include <ptop/filter_complete.h>

#include "app_state.h"

static void offer(void *context, const char *text, const char *help)
{
    completion_offer(context, text, help);
}

static void gather_filter(void *context, const struct prompt *prompt, struct completion *completion)
{
    const struct app *app = context;
    completion->from =
        filter_complete(prompt->bytes, prompt->cursor, &app->ui.facts, offer, completion);
}

/* A candidate that begins with the word at the cursor. */
struct beginning {
    struct completion *completion;
    const char *word;
    size_t length;
};

static void offer_beginning(void *context, const char *text, const char *help)
{
    const struct beginning *beginning = context;
    if (strncmp(text, beginning->word, beginning->length) == 0)
        completion_offer(beginning->completion, text, help);
}

static void offer_names(const struct app *app, struct beginning *beginning)
{
    for (size_t i = 0; i < app->config.filter_count; i++)
        offer_beginning(beginning, app->config.filters[i].name, app->config.filters[i].text);
}

static void offer_actions(struct beginning *beginning)
{
    for (int i = ACTION_NONE + 1; i < ACTION_COUNT; i++) {
        const struct action_spec *spec = action_get((enum action)i);
        offer_beginning(beginning, spec->name, spec->help);
    }
}

/* Is what is typed this word and blanks, up to the argument? */
static bool follows(const struct prompt *prompt, size_t from, const char *word)
{
    size_t length = strlen(word);
    return from > length && strncmp(prompt->bytes, word, length) == 0 &&
           strspn(prompt->bytes + length, " ") == from - length;
}

static void gather_command(void *context, const struct prompt *prompt,
                           struct completion *completion)
{
    const struct app *app = context;
    size_t from = prompt->cursor;
    while (from > 0 && prompt->bytes[from - 1] != ' ')
        from--;
    struct beginning beginning = {completion, prompt->bytes + from, prompt->cursor - from};
    completion->from = from;
    if (from == 0) {
        command_line_each(offer_beginning, &beginning);
        offer_actions(&beginning);
    } else if (strncmp(prompt->bytes, "filter ", 7) == 0) {
        completion->from = 7 + filter_complete(prompt->bytes + 7, prompt->cursor - 7,
                                               &app->ui.facts, offer, completion);
    } else if (follows(prompt, from, "filter-load") || follows(prompt, from, "filter-delete") ||
               follows(prompt, from, "filter-save")) {
        offer_names(app, &beginning);
    }
}

static completion_gather *const gatherers[PROMPT_USE_COUNT] = {
    [PROMPT_USE_FILTER] = gather_filter,
    [PROMPT_USE_COMMAND] = gather_command,
    [PROMPT_USE_SEARCH] = gather_filter,
};

bool complete_key(struct app *app, const struct key *key)
{
    completion_gather *gather = gatherers[app->prompt_use];
    bool was_open = app->completion.is_open;
    if (!gather || (key->code != K_TAB && key->code != K_BACKTAB)) {
        completion_close(&app->completion);
        return was_open && key->code == K_ESCAPE;
    }
    if (!completion_advance(&app->completion, &app->prompt, key->code == K_TAB ? 1 : -1, gather,
                            app))
        return true;
    if (app->prompt_use == PROMPT_USE_FILTER)
        filter_prompt_changed(app);
    else if (app->prompt_use == PROMPT_USE_SEARCH)
        search_changed(app);
    return true;
}
