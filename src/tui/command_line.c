/*
 * What is typed after ":": a command of the tables with its arguments, or the name
 * of any action.
 */
#include <stdio.h>
#include <string.h>

#include "app_state.h"
#include "commands.h"
#include "words.h"

static const struct command_table *const tables[] = {
    &commands_view, &commands_control, &commands_points, &commands_change, &commands_signals,
};

const struct command_row *commands_get(size_t index)
{
    for (size_t i = 0; i < sizeof tables / sizeof tables[0]; i++) {
        if (index < tables[i]->count)
            return &tables[i]->rows[index];
        index -= tables[i]->count;
    }
    return NULL;
}

const struct command_row *commands_find(const char *name)
{
    const struct command_row *row;
    for (size_t i = 0; (row = commands_get(i)) != NULL; i++)
        if (strcmp(row->name, name) == 0)
            return row;
    return NULL;
}

static bool is_action(const char *word)
{
    enum action action = action_find(word);
    return action != ACTION_NONE && strcmp(action_get(action)->name, word) == 0;
}

/* Without arguments a command that needs some is the action of that name, if there is one. */
static bool obey_row(struct app *app, const struct command_row *row, char *arguments)
{
    bool needs_some = row->arguments[0] != '\0' && row->arguments[0] != '[';
    if (*arguments == '\0' && needs_some && is_action(row->name))
        return false;
    if (*arguments == '\0' && needs_some)
        ui_refuse(&app->ui, "%s wants %s: %s", row->name, row->arguments, row->help);
    else if (*arguments && row->arguments[0] == '\0')
        ui_refuse(&app->ui, "%s takes no argument", row->name);
    else
        row->obey(app, arguments);
    return true;
}

static void obey_action(struct app *app, const char *word, const char *arguments)
{
    enum action action = action_find(word);
    if (action == ACTION_NONE || *arguments)
        ui_refuse(&app->ui, "\"%s\" is no command; F1 lists the actions", word);
    else
        dispatch_action(app, action);
}

void command_line_obey(struct app *app, const char *line)
{
    char word[32], copy[PROMPT_BYTES];
    const char *rest = line;
    if (!words_take(&rest, word, sizeof word))
        return;
    snprintf(copy, sizeof copy, "%s", rest);
    char *arguments = words_trim(copy);
    const struct command_row *row = commands_find(word);
    if (!row || !obey_row(app, row, arguments))
        obey_action(app, word, arguments);
}
