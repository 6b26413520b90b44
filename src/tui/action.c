#include "action.h"

#include <stddef.h>
#include <string.h>

static const struct action_spec actions[ACTION_COUNT] = {
    [ACTION_NONE] = {.name = "none", .help = "nothing"},
#define ACTION(id, group_id, name_text, label_text, help_text)                                     \
    [ACTION_##id] = {                                                                              \
        .name = name_text, .label = label_text, .help = help_text, .group = GROUP_##group_id},
#include "actions.def"
};

static const char *const group_titles[GROUP_COUNT] = {
    [GROUP_MOVE] = "Move",
    [GROUP_VIEW] = "Panes",
    [GROUP_CALLS] = "Calls",
    [GROUP_FILTER] = "Filter",
    [GROUP_SEARCH] = "Search and jumps",
    [GROUP_CONTROL] = "Control",
};

const struct action_spec *action_get(enum action action)
{
    return &actions[action];
}

enum action action_find(const char *name)
{
    enum action found = ACTION_NONE;
    size_t length = strlen(name);
    for (int i = ACTION_NONE + 1; i < ACTION_COUNT; i++) {
        if (strcmp(actions[i].name, name) == 0)
            return (enum action)i;
        if (length > 0 && strncmp(actions[i].name, name, length) == 0)
            found = found == ACTION_NONE ? (enum action)i : ACTION_COUNT;
    }
    return found == ACTION_COUNT ? ACTION_NONE : found;
}

const char *action_group_title(enum action_group group)
{
    return group_titles[group];
}
