/*
 * What is typed after ":": a command of the table with its argument, or the name
 * of any action.
 */
#include <stdio.h>
#include <string.h>

#include "app_state.h"

static void obey_filter(struct app *app, const char *argument)
{
    filter_prompt_apply(app, argument);
    if (app->filter_error.message[0] != '\0')
        ui_message(&app->ui, "%s", app->filter_error.message);
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
    {"goto", jumps_goto},
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
