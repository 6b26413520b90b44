/*
 * Actions: the named things that a key does.  actions.def is the one list.
 */
#ifndef PTOP_TUI_ACTION_H
#define PTOP_TUI_ACTION_H

#include <stdbool.h>

enum action {
    ACTION_NONE,
#define ACTION(id, group, name, label, help) ACTION_##id,
#include "actions.def"
    ACTION_COUNT
};

/* Sections of the help. */
enum action_group {
    GROUP_MOVE,
    GROUP_VIEW,
    GROUP_CALLS,
    GROUP_FILTER,
    GROUP_SEARCH,
    GROUP_CONTROL,
    GROUP_COUNT
};

struct action_spec {
    const char *name;  /* as in ptoprc and after ":" */
    const char *label; /* in the key bar; NULL: not there */
    const char *help;
    enum action_group group;
};

const struct action_spec *action_get(enum action action);
/* By name, or its unambiguous beginning: ACTION_NONE where there is none. */
enum action action_find(const char *name);
const char *action_group_title(enum action_group group);

#endif
