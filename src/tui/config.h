/*
 * ptoprc: what a person wants otherwise, one directive a line.
 *
 *     # a comment
 *     map KEY ACTION            a key does this; "none" unbinds it
 *     filter NAME EXPR          a filter by name, for the filters pane and :filter-load
 *     color ROLE if EXPR        calls that pass are shown in this role of the theme
 *     syntax intel|att          of disassembled code
 *
 * A line that is wrong is told and skipped; the others are obeyed.
 */
#ifndef PTOP_TUI_CONFIG_H
#define PTOP_TUI_CONFIG_H

#include <ptop/filter.h>
#include <ptop/inspect.h>

#include "keymap.h"
#include "prompt.h"
#include "theme.h"

#define CONFIG_FILTERS_MAX 48
#define CONFIG_COLORS_MAX  32
#define CONFIG_NAME_BYTES  32
#define CONFIG_PATH_BYTES  512

struct config_filter {
    char name[CONFIG_NAME_BYTES];
    char text[PROMPT_BYTES];
};

struct config_color {
    enum role role;
    struct filter *filter;
};

struct config {
    char path[CONFIG_PATH_BYTES]; /* of the ptoprc; empty: there is no place for one */
    struct keymap *keymap;
    struct filter_facts facts;
    struct config_filter filters[CONFIG_FILTERS_MAX];
    size_t filter_count;
    struct config_color colors[CONFIG_COLORS_MAX];
    size_t color_count;
    enum look_syntax syntax;
};

/* Nothing but a place: $XDG_CONFIG_HOME or ~/.config.  The keymap is borrowed. */
void config_init(struct config *config, struct keymap *keymap, const struct filter_facts *facts);
void config_done(struct config *config);

/* Obey the file; one that is not there is none.  The error names the first mistake's file, line
 * and column, and how many more there are. */
int config_load(struct config *config, struct error *ret_error);
/* Obey one line; the error's offset is a byte of it. */
int config_obey(struct config *config, const char *line, struct error *ret_error);

const struct config_filter *config_find_filter(const struct config *config, const char *name);
/* Keep a filter by name, here and in the file, whose other lines stay as they are. */
int config_save_filter(struct config *config, const char *name, const char *text,
                       struct error *ret_error);
int config_delete_filter(struct config *config, const char *name, struct error *ret_error);

/* The role of the first color line that an event passes; ROLE_NONE. */
enum role config_color(const struct config *config, const struct event *event);

#endif
