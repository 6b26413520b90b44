/*
 * The keymap: which key does which action.  Starts with the default bindings;
 * config.c may change them.  The help and the key bar are read from it.
 */
#ifndef PTOP_TUI_KEYMAP_H
#define PTOP_TUI_KEYMAP_H

#include <stddef.h>

#include <ptop/error.h>
#include <ptop/text.h>

#include "action.h"
#include "key.h"

#define KEYMAP_MAX 192

struct key_binding {
    struct key key;
    enum action action;
};

struct keymap {
    struct key_binding bindings[KEYMAP_MAX];
    size_t count;
};

void keymap_init(struct keymap *keymap);

/* Bind a key by names; "none" unbinds it.  0, or -EINVAL, -ENOSPC with the reason. */
int keymap_bind(struct keymap *keymap, const char *key, const char *action,
                struct error *ret_error);

enum action keymap_find(const struct keymap *keymap, const struct key *key);

/* The keys of an action, separated by blanks, at most limit of them. */
void keymap_keys(const struct keymap *keymap, enum action action, size_t limit, struct text *text);

#endif
