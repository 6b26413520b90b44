#include "keymap.h"

#include <assert.h>
#include <errno.h>
#include <string.h>

static const struct {
    const char *key;
    enum action action;
} defaults[] = {
#define BIND(key, action) {key, ACTION_##action},
#include "keymap.def"
};

static_assert(sizeof defaults / sizeof defaults[0] < KEYMAP_MAX, "room for a ptoprc's too");

void keymap_init(struct keymap *keymap)
{
    keymap->count = 0;
    for (size_t i = 0; i < sizeof defaults / sizeof defaults[0]; i++) {
        struct key_binding *binding = &keymap->bindings[keymap->count++];
        *binding = (struct key_binding){.action = defaults[i].action};
        bool is_key = key_parse(defaults[i].key, &binding->key);
        assert(is_key);
        (void)is_key;
    }
}

static struct key_binding *find_binding(struct keymap *keymap, const struct key *key)
{
    for (size_t i = 0; i < keymap->count; i++)
        if (key_equals(&keymap->bindings[i].key, key))
            return &keymap->bindings[i];
    return NULL;
}

int keymap_bind(struct keymap *keymap, const char *key_text, const char *action_text,
                struct error *ret_error)
{
    struct key key;
    if (!key_parse(key_text, &key))
        return error_set(ret_error, -EINVAL, "\"%.32s\" is no key", key_text);
    enum action action = action_find(action_text);
    if (action == ACTION_NONE && strcmp(action_text, action_get(ACTION_NONE)->name) != 0)
        return error_set(ret_error, -EINVAL, "\"%.32s\" is no action", action_text);

    struct key_binding *binding = find_binding(keymap, &key);
    if (!binding) {
        if (keymap->count == KEYMAP_MAX)
            return error_set(ret_error, -ENOSPC, "more than %d keys", KEYMAP_MAX);
        binding = &keymap->bindings[keymap->count++];
    }
    *binding = (struct key_binding){.key = key, .action = action};
    return 0;
}

enum action keymap_find(const struct keymap *keymap, const struct key *key)
{
    for (size_t i = 0; i < keymap->count; i++)
        if (key_equals(&keymap->bindings[i].key, key))
            return keymap->bindings[i].action;
    return ACTION_NONE;
}

void keymap_keys(const struct keymap *keymap, enum action action, size_t limit, struct text *text)
{
    size_t found = 0;
    for (size_t i = 0; i < keymap->count && found < limit; i++) {
        if (keymap->bindings[i].action != action)
            continue;
        if (found++ > 0)
            text_put_char(text, ' ');
        key_put_name(&keymap->bindings[i].key, text);
    }
}
