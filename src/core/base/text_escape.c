/*
 * The one door for bytes that come from a tracee.
 *
 * A byte or code point is shown as it is only if that is harmless on every
 * terminal and takes the columns that ncurses will count:
 *
 *   printable ASCII but " and \            shown
 *   valid UTF-8 that is a letter, mark, number, punctuation, symbol or space
 *       and not "default ignorable"        shown (TEXT_ESCAPE_UTF8)
 *   a combining mark without a shown base  escaped: it would sit on our own quote
 *   a fifth combining mark on one base     escaped: a cell of ncurses holds five code points
 *   all else                               escaped byte by byte
 *
 * What falls under "all else" is then a matter of the Unicode tables: C0, DEL,
 * C1, format characters (bidi overrides and isolates, zero-width spaces and
 * joiners, the byte order mark, tags), line and paragraph separators, variation
 * selectors and fillers (default ignorable: invisible, or making terminal and
 * ncurses disagree about a width), surrogates, private and unassigned code
 * points, and every byte that is not UTF-8.
 */
#include <endian.h>
#include <string.h>
#include <unictype.h>
#include <unistr.h>

#include <ptop/text.h>

#include "core/base/text_width.h"

#define SHOWN_CATEGORIES                                                                           \
    (UC_CATEGORY_MASK_L | UC_CATEGORY_MASK_M | UC_CATEGORY_MASK_N | UC_CATEGORY_MASK_P |           \
     UC_CATEGORY_MASK_S | UC_CATEGORY_MASK_Zs)

/* Bytes whose C escape is a letter, as strace writes them. */
static const char escape_letters[128] = {
    ['\t'] = 't', ['\n'] = 'n', ['\v'] = 'v',  ['\f'] = 'f',
    ['\r'] = 'r', ['"'] = '"',  ['\\'] = '\\',
};

#define EACH_BYTE(byte) (UINT64_C(0x0101010101010101) * (byte))

/* The highest bit of each byte that is 0; those above the lowest one may be wrong. */
static uint64_t has_zero(uint64_t eight)
{
    return (eight - EACH_BYTE(0x01)) & ~eight & EACH_BYTE(0x80);
}

/* The highest bit of each byte that is not plain; those above the lowest one may be wrong. */
static uint64_t escape_find_special(uint64_t eight)
{
    uint64_t beyond = eight | (eight + EACH_BYTE(0x01)); /* 0x80 and above, and 0x7f */
    uint64_t below = (eight - EACH_BYTE(0x20)) & ~eight;

    return ((beyond | below) & EACH_BYTE(0x80)) | has_zero(eight ^ EACH_BYTE('"')) |
           has_zero(eight ^ EACH_BYTE('\\'));
}

/* Up to eight bytes as a number, the first one lowest; what is missing is 0, which is special. */
static uint64_t escape_load(const unsigned char *bytes, size_t length)
{
    uint64_t eight = 0;

    if (length >= sizeof(eight)) {
        memcpy(&eight, bytes, sizeof(eight));
        return le64toh(eight);
    }
    for (size_t i = length; i-- > 0;)
        eight = eight << 8 | bytes[i];
    return eight;
}

/* Most of what is shown is paths and text: eight bytes at a time. */
static size_t escape_plain_run(const unsigned char *bytes, size_t length)
{
    size_t run = 0;

    while (run < length) {
        uint64_t special = escape_find_special(escape_load(bytes + run, length - run));
        if (special)
            return run + (size_t)__builtin_ctzll(special) / 8;
        run += 8;
    }
    return run;
}

/*
 * Size of the code point at bytes if it may be shown, else 0.  ret_combining
 * counts down how many combining marks may still follow.
 */
static size_t escape_shown_size(const unsigned char *bytes, size_t length, int *ret_combining)
{
    ucs4_t code;
    int size = bytes[0] < 0x80 ? 0 : u8_mbtoucr(&code, bytes, length);

    if (size <= 0 || !uc_is_general_category_withtable(code, SHOWN_CATEGORIES) ||
        uc_is_property_default_ignorable_code_point(code))
        return 0;
    int width_cols = text_code_width(code);
    if (width_cols < 0 || (width_cols == 0 && *ret_combining == 0))
        return 0;
    *ret_combining = width_cols ? TEXT_COMBINING_MAX : *ret_combining - 1;
    return (size_t)size;
}

static size_t hex_escape(char out[static 4], unsigned char byte)
{
    static const char digits[] = "0123456789abcdef";

    out[0] = '\\';
    out[1] = 'x';
    out[2] = digits[byte >> 4];
    out[3] = digits[byte & 15];
    return 4;
}

/* One byte as a C escape, whole or not at all.  next is the byte behind it, or -1. */
static void escape_byte(struct text *text, unsigned char byte, int next,
                        enum text_escape_style style)
{
    char out[4] = {'\\'};
    size_t length = 1;

    if (style == TEXT_ESCAPE_HEX_ALL) {
        length = hex_escape(out, byte);
    } else if (byte < sizeof(escape_letters) && escape_letters[byte]) {
        out[length++] = escape_letters[byte];
    } else if (style == TEXT_ESCAPE_HEX_BYTES) {
        length = hex_escape(out, byte);
    } else {
        /* The shortest octal, unless C would read the next digit as part of it. */
        bool is_padded = next >= '0' && next <= '7';
        if (is_padded || byte >= 0100)
            out[length++] = (char)('0' + (byte >> 6));
        if (is_padded || byte >= 010)
            out[length++] = (char)('0' + (byte >> 3 & 7));
        out[length++] = (char)('0' + (byte & 7));
    }
    if (text->length_bytes + length >= text->capacity_bytes)
        text->is_truncated = true;
    else
        text_put_bytes(text, out, length);
}

/* Printable ASCII and white space. */
static bool is_ascii_text(const unsigned char *bytes, size_t length)
{
    for (size_t i = 0; i < length; i++)
        if (!(bytes[i] >= 0x20 && bytes[i] < 0x7f) && !(bytes[i] >= '\t' && bytes[i] <= '\r'))
            return false;
    return true;
}

void text_escape(struct text *text, const void *bytes, size_t length, enum text_escape_style style)
{
    const unsigned char *at = bytes;
    int combining = 0;

    if (style == TEXT_ESCAPE_HEX_STRINGS)
        style = is_ascii_text(at, length) ? TEXT_ESCAPE_ASCII : TEXT_ESCAPE_HEX_ALL;
    for (size_t size; length > 0 && !text->is_truncated; at += size, length -= size) {
        size = style == TEXT_ESCAPE_HEX_ALL ? 0 : escape_plain_run(at, length);
        if (size)
            combining = TEXT_COMBINING_MAX;
        else if (style == TEXT_ESCAPE_UTF8)
            size = escape_shown_size(at, length, &combining);
        if (size) {
            text_put_bytes(text, (const char *)at, size);
            continue;
        }
        size = 1;
        combining = 0;
        escape_byte(text, *at, length > 1 ? at[1] : -1, style);
    }
}
