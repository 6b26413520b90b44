/*
 * What is typed after ":": a command of the table with its argument, or the name
 * of any action.
 */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "app_state.h"

static void obey_filter(struct app *app, const char *argument)
{
    filter_prompt_apply(app, argument);
    if (app->filter_error.message[0] != '\0')
        ui_message(&app->ui, "%s", app->filter_error.message);
}

/* To the n-th line of those that are shown, from 1. */
static void obey_goto(struct app *app, const char *argument)
{
    char *end;
    uint64_t number = strtoull(argument, &end, 10);
    if (end == argument || *end != '\0' || number == 0 || number > view_count(app->ui.view)) {
        ui_message(&app->ui, "goto: a number from 1 to %" PRIu64, view_count(app->ui.view));
        return;
    }
    app->ui.wanted_row = view_select(app->ui.view, number - 1);
}

static void obey_map(struct app *app, const char *argument)
{
    char line[PROMPT_BYTES + 8];
    struct error error;
    snprintf(line, sizeof line, "map %s", argument);
    if (keymap_obey(&app->keymap, line, &error) < 0)
        ui_message(&app->ui, "%s", error.message);
}

static const struct {
    const char *name;
    void (*obey)(struct app *app, const char *argument);
} commands[] = {
    {"filter", obey_filter},
    {"goto", obey_goto},
    {"map", obey_map},
};

void command_line_obey(struct app *app, const char *line)
{
    char word[32];
    line += strspn(line, " ");
    size_t length = strcspn(line, " ");
    const char *argument = line + length + strspn(line + length, " ");
    snprintf(word, sizeof word, "%.*s", (int)(length < sizeof word ? length : sizeof word - 1),
             line);

    if (length == 0)
        return;
    for (size_t i = 0; *argument && i < sizeof commands / sizeof commands[0]; i++) {
        if (strcmp(word, commands[i].name) == 0) {
            commands[i].obey(app, argument);
            return;
        }
    }
    enum action action = action_find(word);
    if (action == ACTION_NONE || *argument)
        ui_message(&app->ui, "\"%s\" is no command; F1 lists the actions", word);
    else
        dispatch_action(app, action);
}
