/*
 * The bounded line that formatters write.
 *
 * Everything put goes through text_put_bytes, which keeps two promises: the bytes
 * end at a whole character and with a NUL, and what is there is always a prefix
 * of what was put (the first piece that does not fit ends the text, even where
 * a later, shorter one would).
 */
#include <assert.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include <ptop/text.h>

void text_init(struct text *text, char *bytes, uint8_t *roles, size_t capacity_bytes)
{
    assert(capacity_bytes > 0);
    *text = (struct text){.bytes = bytes, .roles = roles, .capacity_bytes = capacity_bytes};
    bytes[0] = '\0';
}

void text_clear(struct text *text)
{
    text->length_bytes = 0;
    text->bytes[0] = '\0';
    text->role = TEXT_PLAIN;
    text->is_truncated = false;
}

void text_drop(struct text *text, size_t start, size_t length)
{
    size_t left = text->length_bytes > start ? text->length_bytes - start : 0;

    length = length < left ? length : left;
    memmove(text->bytes + start, text->bytes + start + length, left - length + 1);
    if (text->roles)
        memmove(text->roles + start, text->roles + start + length, left - length);
    text->length_bytes -= length;
}

uint8_t text_set_role(struct text *text, uint8_t role)
{
    uint8_t before = text->role;
    text->role = role;
    return before;
}

/* Bytes that can still be put, without the NUL. */
static size_t text_room(const struct text *text)
{
    return text->is_truncated ? 0 : text->capacity_bytes - text->length_bytes - 1;
}

/* The length without a character whose last bytes are missing. */
static size_t text_cut(const char *bytes, size_t length)
{
    size_t lead = length;
    while (lead > 0 && length - lead < 4) {
        unsigned char byte = (unsigned char)bytes[--lead];
        if ((byte & 0xc0) == 0x80)
            continue;
        size_t size = byte < 0xc0 ? 1 : byte < 0xe0 ? 2 : byte < 0xf0 ? 3 : 4;
        return lead + size > length ? lead : length;
    }
    return length;
}

/* Give length bytes that lie behind the text their role and their NUL. */
static void text_append(struct text *text, size_t length)
{
    if (text->roles)
        memset(text->roles + text->length_bytes, text->role, length);
    text->length_bytes += length;
    text->bytes[text->length_bytes] = '\0';
}

void text_put_cut(struct text *text, const char *bytes, size_t length)
{
    size_t room = text_room(text);

    if (length == 0)
        return;
    length = length > room ? text_cut(bytes, room) : length;
    text->is_truncated = true;
    memcpy(text->bytes + text->length_bytes, bytes, length);
    text_append(text, length);
}

/* ---- numbers ------------------------------------------------------------------- */

/* Most digits of 64 bits in the smallest base that is used, 8; and the longest prefix. */
#define NUMBER_DIGITS 22
#define PREFIX_BYTES  2

/*
 * Calls are mostly numbers, and printf takes three times as long to write one.
 * Bases are a parameter so that the division by a constant is the compiler's.
 */
static inline void text_put_number(struct text *text, const char *prefix, uint64_t value,
                                   unsigned base)
{
    char digits[PREFIX_BYTES + NUMBER_DIGITS];
    size_t first = sizeof(digits), prefix_bytes = strlen(prefix);

    do {
        digits[--first] = "0123456789abcdef"[value % base];
        value /= base;
    } while (value);
    first -= prefix_bytes;
    memcpy(digits + first, prefix, prefix_bytes);
    text_put_bytes(text, digits + first, sizeof(digits) - first);
}

void text_put_unsigned(struct text *text, uint64_t value)
{
    text_put_number(text, "", value, 10);
}

void text_put_signed(struct text *text, int64_t value)
{
    if (value < 0)
        text_put_number(text, "-", -(uint64_t)value, 10);
    else
        text_put_number(text, "", (uint64_t)value, 10);
}

void text_put_hex(struct text *text, uint64_t value)
{
    text_put_number(text, "0x", value, 16);
}

void text_put_octal(struct text *text, uint64_t value)
{
    text_put_number(text, value ? "0" : "", value, 8);
}

void text_printf(struct text *text, const char *format, ...)
{
    char *end = text->bytes + text->length_bytes;
    size_t room = text_room(text);
    va_list args;

    if (text->is_truncated)
        return;
    va_start(args, format);
    int written = vsnprintf(end, room + 1, format, args);
    va_end(args);
    size_t length = written < 0 ? 0 : (size_t)written;
    if (length > room) {
        text->is_truncated = true;
        length = text_cut(end, room);
    }
    text_append(text, length);
}
