/*
 * A key, as a person names it.
 *
 * The terminal's bytes become a struct key in terminal.c and nowhere else.  A
 * key has a name ("j", "Space", "C-b", "F4", "PgUp"): the keymap, ptoprc, the
 * help and the key bar all use it.  A mouse event is a key too, with a place.
 */
#ifndef PTOP_TUI_KEY_H
#define PTOP_TUI_KEY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <ptop/text.h>

enum key_code {
    K_NONE,
    K_CHARACTER, /* key.character; with MOD_CTRL its lower-case letter */
#define KEY(code, name) K_##code,
#include "key.def"
    K_F0, /* K_F0 + n is the function key n, to K_F0 + KEY_MAX_FUNCTION */
    K_CODE_COUNT = K_F0 + 25
};
#define KEY_MAX_FUNCTION 24

enum key_modifier {
    MOD_SHIFT = 1 << 0, /* only where the terminal tells: Shift with arrows and the like */
    MOD_ALT = 1 << 1,
    MOD_CTRL = 1 << 2,
};

struct key {
    enum key_code code;
    uint32_t character; /* code point */
    uint8_t modifiers;  /* enum key_modifier */
    int row, col;       /* of a mouse event: the cell of the screen, from 0 */
};

bool key_is_mouse(const struct key *key);
/* Same key, wherever the mouse was. */
bool key_equals(const struct key *a, const struct key *b);

/* A name ("C-b", "Space", "F4", "é") to a key: false where it is none. */
bool key_parse(const char *name, struct key *ret_key);
void key_put_name(const struct key *key, struct text *text);

/* A code point as UTF-8; returns how many bytes. */
size_t key_encode(uint32_t character, char bytes[4]);

#endif
