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
    if (app->filter_code < 0)
        ui_message(&app->ui, "%s", app->filter_error.message);
}

static void obey_map(struct app *app, const char *argument)
{
    char line[PROMPT_BYTES + 8];
    struct error error;
    snprintf(line, sizeof line, "map %s", argument);
    if (config_obey(&app->config, line, &error) < 0)
        ui_message(&app->ui, "%s", error.message);
}

static void obey_filter_save(struct app *app, const char *name)
{
    struct error error;
    const char *text = filter_prompt_text(app);
    if (text[0] == '\0')
        ui_message(&app->ui, "there is no filter to save");
    else if (config_save_filter(&app->config, name, text, &error) < 0)
        ui_message(&app->ui, "%s", error.message);
    else
        ui_message(&app->ui, "saved as %s in %s", name, app->config.path);
}

static void obey_filter_load(struct app *app, const char *name)
{
    const struct config_filter *filter = config_find_filter(&app->config, name);
    if (filter)
        obey_filter(app, filter->text);
    else
        ui_message(&app->ui, "no filter is called \"%s\"", name);
}

static void obey_filter_delete(struct app *app, const char *name)
{
    struct error error;
    if (config_delete_filter(&app->config, name, &error) < 0)
        ui_message(&app->ui, "%s", error.message);
    else
        ui_message(&app->ui, "%s is deleted", name);
}

static const struct {
    const char *name;
    void (*obey)(struct app *app, const char *argument);
    const char *help;
} commands[] = {
    {"filter", obey_filter, "show only what passes an expression"},
    {"filter-save", obey_filter_save, "keep the filter by a name"},
    {"filter-load", obey_filter_load, "the filter of that name"},
    {"filter-delete", obey_filter_delete, "forget the filter of that name"},
    {"goto", jumps_goto, "120, 34%, #12345, 12:01:03.5, +2s"},
    {"map", obey_map, "KEY ACTION: bind a key"},
};

void command_line_each(void (*visit)(void *context, const char *name, const char *help),
                       void *context)
{
    for (size_t i = 0; i < sizeof commands / sizeof commands[0]; i++)
        visit(context, commands[i].name, commands[i].help);
}

static bool is_action(const char *word)
{
    enum action action = action_find(word);
    return action != ACTION_NONE && strcmp(action_get(action)->name, word) == 0;
}

static bool obey_command(struct app *app, const char *word, const char *argument)
{
    for (size_t i = 0; i < sizeof commands / sizeof commands[0]; i++) {
        if (strcmp(word, commands[i].name) != 0)
            continue;
        if (*argument)
            commands[i].obey(app, argument);
        else
            ui_message(&app->ui, "%s wants more: %s", word, commands[i].help);
        return true;
    }
    return false;
}

static void obey_action(struct app *app, const char *word, const char *argument)
{
    enum action action = action_find(word);
    if (action == ACTION_NONE || *argument)
        ui_message(&app->ui, "\"%s\" is no command; F1 lists the actions", word);
    else
        dispatch_action(app, action);
}

void command_line_obey(struct app *app, const char *line)
{
    char word[32], argument[PROMPT_BYTES];
    line += strspn(line, " ");
    size_t length = strcspn(line, " ");
    snprintf(word, sizeof word, "%.*s", (int)(length < sizeof word ? length : sizeof word - 1),
             line);
    snprintf(argument, sizeof argument, "%s", line + length + strspn(line + length, " "));
    for (size_t end = strlen(argument); end > 0 && argument[end - 1] == ' '; end--)
        argument[end - 1] = '\0';

    if (length == 0)
        return;
    if ((argument[0] == '\0' && is_action(word)) || !obey_command(app, word, argument))
        obey_action(app, word, argument);
}
