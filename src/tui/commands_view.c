/* ":" commands about what is shown: filters, places, the machine's panes, the screen as a file. */
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "app_state.h"
#include "commands.h"
#include "control.h"
#include "save_display.h"
#include "words.h"

/* ---- filters and keys -------------------------------------------------------- */

static void obey_filter(struct app *app, char *text)
{
    filter_prompt_apply(app, text);
    if (app->filter_code < 0)
        ui_refuse(&app->ui, "%s", app->filter_error.message);
}

static void obey_map(struct app *app, char *arguments)
{
    char line[PROMPT_BYTES + 8];
    struct error error;
    snprintf(line, sizeof line, "map %s", arguments);
    if (config_obey(&app->config, line, &error) < 0)
        ui_refuse(&app->ui, "%s", error.message);
}

static void obey_filter_save(struct app *app, char *name)
{
    struct error error;
    const char *text = filter_prompt_text(app);
    if (text[0] == '\0')
        ui_refuse(&app->ui, "there is no filter to save");
    else if (config_save_filter(&app->config, name, text, &error) < 0)
        ui_refuse(&app->ui, "%s", error.message);
    else
        ui_message(&app->ui, "saved as %s in %s", name, app->config.path);
}

static void obey_filter_load(struct app *app, char *name)
{
    const struct config_filter *filter = config_find_filter(&app->config, name);
    char text[PROMPT_BYTES];
    if (filter)
        obey_filter(app, (snprintf(text, sizeof text, "%s", filter->text), text));
    else
        ui_refuse(&app->ui, "no filter is called \"%s\"", name);
}

static void obey_filter_delete(struct app *app, char *name)
{
    struct error error;
    if (config_delete_filter(&app->config, name, &error) < 0)
        ui_refuse(&app->ui, "%s", error.message);
    else
        ui_message(&app->ui, "%s is deleted", name);
}

static void obey_goto(struct app *app, char *place)
{
    jumps_goto(app, place);
}

/* ---- the machine -------------------------------------------------------------- */

static void obey_memory(struct app *app, char *expression)
{
    size_t most = sizeof app->ui.wanted_memory - 1;
    if (strlen(expression) > most) {
        ui_refuse(&app->ui, "an expression has at most %zu characters", most);
        return;
    }
    snprintf(app->ui.wanted_memory, sizeof app->ui.wanted_memory, "%s", expression);
    dispatch_focus(app, PANE_MEMORY);
}

static void go_code(struct app *app, struct order *order, const struct resolved *value)
{
    (void)order;
    app->ui.wanted_code = value->value;
    dispatch_focus(app, PANE_CODE);
}

static void obey_code(struct app *app, char *expression)
{
    const struct order order = {.go_on = go_code};
    if (control_thread(app))
        pending_resolve(app, expression, &order);
}

/* The frame's place is what the code pane shows. */
static void obey_frame(struct app *app, char *word)
{
    const struct sight *sight = looking_sight(&app->ui);
    size_t count = sight ? sight->frame_count : 0;
    uint64_t number = 0;
    if (!words_number(word, &number) || number >= count) {
        ui_refuse(&app->ui,
                  count > 0 ? "there is no frame %s: 0 to %zu are there"
                            : "there is no frame %s: the stack is not in sight",
                  word, count - 1);
        return;
    }
    app->ui.frame = (unsigned)number;
    app->ui.wanted_code = sight->frames[number].address;
    app->ui.visited_memory = sight->frames[number].stack;
}

static void obey_maps(struct app *app, char *arguments)
{
    (void)arguments;
    dispatch_toggle(app, PANE_MAPS);
}

static void obey_stack(struct app *app, char *arguments)
{
    (void)arguments;
    dispatch_focus(app, PANE_STACK);
}

/* ---- the screen ---------------------------------------------------------------- */

static void obey_save_display(struct app *app, char *path)
{
    screen_draw(app); /* without the prompt */
    int code = save_display(&app->canvas, path);
    if (code < 0)
        ui_refuse(&app->ui, "%s: %s", path, strerror(-code));
    else
        ui_message(&app->ui, "saved in %s", path);
}

static const struct command_row rows[] = {
    {"filter", "EXPR", "show only what passes", obey_filter, {WORD_FILTER}},
    {"filter-save", "NAME", "keep the filter by a name", obey_filter_save, {WORD_FILTER_NAME}},
    {"filter-load", "NAME", "the filter of that name", obey_filter_load, {WORD_FILTER_NAME}},
    {"filter-delete",
     "NAME",
     "forget the filter of that name",
     obey_filter_delete,
     {WORD_FILTER_NAME}},
    {"goto", "PLACE", "120, 34%, #12345, 12:01:03.5, +2s", obey_goto, {WORD_NONE}},
    {"map", "KEY ACTION", "bind a key", obey_map, {WORD_NONE}},
    {"memory", "EXPR", "show what lies there, and follow it", obey_memory, {WORD_EXPRESSION}},
    {"code", "EXPR", "show the instructions there", obey_code, {WORD_EXPRESSION}},
    {"frame", "N", "show a frame of the stack", obey_frame, {WORD_NONE}},
    {"stack", "", "the stack", obey_stack, {WORD_NONE}},
    {"maps", "", "what is mapped", obey_maps, {WORD_NONE}},
    {"save-display",
     "FILE",
     "the screen as text, or in FILE.ansi",
     obey_save_display,
     {WORD_FILE}},
};
const struct command_table commands_view = {rows, sizeof rows / sizeof rows[0]};
