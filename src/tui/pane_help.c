/*
 * The help: every action with the keys that do it now, or its name behind ":", by section, the
 * commands, and the filter language.  It is made from actions.def and the live keymap, and from the
 * tables of the commands and of the language, so it cannot be wrong about them.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <ptop/filter_help.h>

#include "commands.h"
#include "list.h"
#include "pane.h"

#define COLUMN_COLS      64 /* as many columns of text as the pane has room for */
#define KEYS_COLS        18
#define TYPED_COLS       25 /* of the filter language: what is typed, before what it means */
#define MEANS_COLS       (COLUMN_COLS - TYPED_COLS - 3)
#define FILTER_LINES_MAX 256
#define COMMANDS_MAX     64

struct help_line {
    const char *heading;                            /* of a section, or NULL */
    enum action action;                             /* ACTION_NONE: none */
    char typed[COLUMN_COLS], means[MEANS_COLS + 8]; /* both empty and no action: a blank line */
};

struct pane_help {
    struct pane pane;
    struct list list;
    struct help_line
        lines[ACTION_COUNT + 2 * GROUP_COUNT + 2 + 2 * COMMANDS_MAX + FILTER_LINES_MAX];
    uint64_t count;
    const char *last_title; /* of the filter language */
};

static void add_group(struct pane_help *help, enum action_group group)
{
    if (help->count > 0)
        help->lines[help->count++] = (struct help_line){0};
    help->lines[help->count++] = (struct help_line){.heading = action_group_title(group)};
    for (int action = ACTION_NONE + 1; action < ACTION_COUNT; action++)
        if (action_get((enum action)action)->group == group)
            help->lines[help->count++] = (struct help_line){.action = (enum action)action};
}

/* What is typed above what it means, where it is long. */
static void add_command(struct pane_help *help, const struct command_row *row)
{
    struct help_line *line = &help->lines[help->count++];
    snprintf(line->typed, sizeof line->typed, ":%s %s", row->name, row->arguments);
    if (strlen(line->typed) >= TYPED_COLS)
        line = &help->lines[help->count++];
    snprintf(line->means, sizeof line->means, "%s", row->help);
}

static void add_commands(struct pane_help *help)
{
    const struct command_row *row;
    help->count++; /* blank */
    help->lines[help->count++] = (struct help_line){.heading = "Commands"};
    for (size_t i = 0; i < COMMANDS_MAX && (row = commands_get(i)) != NULL; i++)
        add_command(help, row);
}

/* A line of the filter language, under its section's title. */
static void add_filter_line(void *context, enum filter_help_section section, const char *typed,
                            const char *means)
{
    struct pane_help *help = context;
    const char *title = filter_help_title(section);
    if (help->count + 3 > sizeof help->lines / sizeof help->lines[0])
        return;
    if (help->last_title != title) {
        help->count++; /* blank */
        help->lines[help->count++] = (struct help_line){.heading = title};
        help->last_title = title;
    }
    struct help_line *line = &help->lines[help->count++];
    snprintf(line->typed, sizeof line->typed, "%s", typed);
    snprintf(line->means, sizeof line->means, "%s", means);
}

static void draw_line(const struct pane_help *help, struct canvas *canvas, int row, int col,
                      int end, const struct help_line *line)
{
    if (line->heading)
        canvas_string(canvas, row, col + 1, end - col, ROLE_HEADING, line->heading);
    int typed_cols = line->means[0] != '\0' ? TYPED_COLS - 1 : end - col - 2;
    canvas_string(canvas, row, col + 1, typed_cols, ROLE_KEY, line->typed);
    canvas_string(canvas, row, col + TYPED_COLS + 1, end - col - TYPED_COLS - 2, ROLE_PLAIN,
                  line->means);
    if (line->action == ACTION_NONE)
        return;

    char buffer[96];
    struct text keys;
    text_init(&keys, buffer, NULL, sizeof buffer);
    keymap_keys(help->pane.ui->keymap, line->action, 4, &keys);
    const struct action_spec *spec = action_get(line->action);
    if (keys.length_bytes == 0)
        text_printf(&keys, ":%s", spec->name);
    canvas_string(canvas, row, col + 1, KEYS_COLS - 1, ROLE_KEY, buffer);
    int room = end - col - KEYS_COLS - 2;
    canvas_string(canvas, row, col + KEYS_COLS + 1, room, ROLE_PLAIN, spec->help);
}

static void help_draw(struct pane *pane, struct canvas *canvas)
{
    struct pane_help *help = (struct pane_help *)pane;
    const struct list_source source = list_source_count(&help->count);
    int columns = canvas->cols / COLUMN_COLS > 1 ? canvas->cols / COLUMN_COLS : 1;
    int width = canvas->cols / columns;

    list_fit(&help->list, &source, canvas->rows * columns);
    for (int i = 0; i < help->list.height; i++) {
        uint64_t line = help->list.top + (uint64_t)i;
        int col = i / canvas->rows * width;
        if (line < help->count)
            draw_line(help, canvas, i % canvas->rows, col, col + width, &help->lines[line]);
    }
}

static bool help_act(struct pane *pane, enum action action)
{
    struct pane_help *help = (struct pane_help *)pane;
    const struct list_source source = list_source_count(&help->count);
    return list_scroll(&help->list, &source, action);
}

static void help_title(const struct pane *pane, struct text *text)
{
    (void)pane;
    text_put(text, "Help: ptop " PTOP_VERSION);
}

static void help_free(struct pane *pane)
{
    free(pane);
}

static const struct pane_ops help_ops = {
    .title = help_title,
    .draw = help_draw,
    .act = help_act,
    .free = help_free,
};

struct pane *pane_help_new(struct ui *ui)
{
    struct pane_help *help = pane_alloc(sizeof *help, &help_ops, ui);
    for (int group = 0; group < GROUP_COUNT; group++)
        add_group(help, (enum action_group)group);
    add_commands(help);
    filter_help(MEANS_COLS, add_filter_line, help);
    return &help->pane;
}
