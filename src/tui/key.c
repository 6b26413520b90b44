#include "key.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

struct key_spec {
    const char *name;
    enum key_code code;
    uint32_t character;
};

/* Space has a name because a blank would not be seen. */
static const struct key_spec named_keys[] = {
#define KEY(code, name) {name, K_##code, 0},
#include "key.def"
    {"Space", K_CHARACTER, ' '},
};

static const struct {
    const char *prefix;
    enum key_modifier modifier;
} modifier_prefixes[] = {
    {"C-", MOD_CTRL},
    {"M-", MOD_ALT},
    {"S-", MOD_SHIFT},
};

#define COUNT_OF(array) (sizeof(array) / sizeof((array)[0]))

bool key_is_mouse(const struct key *key)
{
    switch (key->code) {
    case K_CLICK:
    case K_DRAG:
    case K_RELEASE:
    case K_WHEEL_UP:
    case K_WHEEL_DOWN:
        return true;
    default: /* every other key of key.def and the function keys */
        return false;
    }
}

bool key_equals(const struct key *a, const struct key *b)
{
    return a->code == b->code && a->character == b->character && a->modifiers == b->modifiers;
}

size_t key_encode(uint32_t character, char bytes[4])
{
    if (character < 0x80) {
        bytes[0] = (char)character;
        return 1;
    }
    size_t length = character < 0x800 ? 2 : character < 0x10000 ? 3 : 4;
    for (size_t i = length - 1; i > 0; i--, character >>= 6)
        bytes[i] = (char)(0x80 | (character & 0x3f));
    bytes[0] = (char)((0xf0 << (4 - length)) | character);
    return length;
}

/* The single code point of a string; false if it is empty, longer or malformed. */
static bool decode_single(const char *string, uint32_t *ret_character)
{
    const unsigned char *byte = (const unsigned char *)string;
    size_t length = byte[0] < 0x80 ? 1 : byte[0] < 0xe0 ? 2 : byte[0] < 0xf0 ? 3 : 4;
    if (byte[0] <= ' ' || strlen(string) != length)
        return false;
    uint32_t character = length == 1 ? byte[0] : byte[0] & (0x7f >> length);
    for (size_t i = 1; i < length; i++)
        character = character << 6 | (byte[i] & 0x3f);
    char again[4];
    if (key_encode(character, again) != length || memcmp(again, string, length) != 0)
        return false;
    *ret_character = character;
    return true;
}

static bool parse_function_key(const char *name, struct key *key)
{
    if (name[0] != 'F' || name[1] < '1' || name[1] > '9')
        return false;
    char *end;
    long number = strtol(name + 1, &end, 10);
    if (*end != '\0' || number > KEY_MAX_FUNCTION)
        return false;
    key->code = (enum key_code)(K_F0 + number);
    return true;
}

static bool parse_plain(const char *name, struct key *key)
{
    for (size_t i = 0; i < COUNT_OF(named_keys); i++) {
        if (strcmp(name, named_keys[i].name) == 0) {
            key->code = named_keys[i].code;
            key->character = named_keys[i].character;
            return true;
        }
    }
    if (parse_function_key(name, key))
        return true;
    key->code = K_CHARACTER;
    return decode_single(name, &key->character);
}

bool key_parse(const char *name, struct key *ret_key)
{
    struct key key = {0};
    if (parse_plain(name, &key)) { /* "S-Tab" is a name of its own, "-" a character */
        *ret_key = key;
        return true;
    }
    for (size_t i = 0; i < COUNT_OF(modifier_prefixes); i++) {
        const char *prefix = modifier_prefixes[i].prefix;
        if (strncmp(name, prefix, strlen(prefix)) == 0 && key_parse(name + strlen(prefix), &key)) {
            key.modifiers |= (uint8_t)modifier_prefixes[i].modifier;
            *ret_key = key;
            return true;
        }
    }
    return false;
}

void key_put_name(const struct key *key, struct text *text)
{
    for (size_t i = 0; i < COUNT_OF(modifier_prefixes); i++)
        if (key->modifiers & modifier_prefixes[i].modifier)
            text_put(text, modifier_prefixes[i].prefix);
    for (size_t i = 0; i < COUNT_OF(named_keys); i++) {
        if (key->code == named_keys[i].code && key->character == named_keys[i].character) {
            text_put(text, named_keys[i].name);
            return;
        }
    }
    if (key->code > K_F0) {
        text_printf(text, "F%d", (int)key->code - K_F0);
        return;
    }
    char bytes[4];
    size_t length = key_encode(key->character, bytes);
    if (length == 1 && bytes[0] > ' ' && bytes[0] < 0x7f)
        text_put_char(text, bytes[0]); /* also the two that text_escape would double */
    else
        text_escape(text, bytes, length, TEXT_ESCAPE_UTF8);
}
