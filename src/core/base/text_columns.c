/*
 * Columns: how wide a text is on the screen.
 *
 * ncurses moves the cursor by wcwidth(3), so wcwidth decides here too, and not
 * libunistring's own table, which differs from it for some symbols.  wcwidth
 * follows the locale of the calling thread; to be right before anyone called
 * setlocale (and in a test) it is asked under a locale of our own, whose widths
 * are those of every UTF-8 locale of the same C library.
 *
 * What no escaped text holds, a control or a byte that is not UTF-8, counts as a
 * character of one column, so that a caller always gets ahead.
 */
#include <locale.h>
#include <pthread.h>
#include <unistr.h>
#include <wchar.h>

#include <ptop/text.h>

#include "core/base/text_width.h"

static locale_t utf8_locale;
static pthread_once_t utf8_locale_once = PTHREAD_ONCE_INIT;

static void utf8_locale_make(void)
{
    utf8_locale = newlocale(LC_CTYPE_MASK, "C.UTF-8", (locale_t)0);
    if (!utf8_locale) /* a C library without it: what the user's environment says */
        utf8_locale = newlocale(LC_CTYPE_MASK, "", (locale_t)0);
}

int text_code_width(uint32_t code)
{
    pthread_once(&utf8_locale_once, utf8_locale_make);
    locale_t before = uselocale(utf8_locale);
    int width_cols = wcwidth((wchar_t)code);
    uselocale(before);
    return width_cols;
}

static bool is_printable_ascii(char byte)
{
    return byte >= 0x20 && byte < 0x7f;
}

/* Size and width of one code point; width -1 for what is no printable character. */
static struct text_char code_at(const char *bytes, size_t length)
{
    ucs4_t code;

    if (is_printable_ascii(*bytes))
        return (struct text_char){.size_bytes = 1, .width_cols = 1};
    int size = u8_mbtoucr(&code, (const uint8_t *)bytes, length);
    if (size <= 0)
        return (struct text_char){.size_bytes = 1, .width_cols = -1};
    return (struct text_char){.size_bytes = (size_t)size, .width_cols = text_code_width(code)};
}

struct text_char text_char_at(const char *bytes, size_t length)
{
    if (length == 0)
        return (struct text_char){0};
    struct text_char character = code_at(bytes, length);
    if (character.width_cols < 0) {
        character.width_cols = 1;
        return character;
    }
    for (int marks = 0; marks < TEXT_COMBINING_MAX && character.size_bytes < length; marks++) {
        const char *next = bytes + character.size_bytes;
        struct text_char mark = code_at(next, length - character.size_bytes);
        if (mark.width_cols != 0)
            break;
        character.size_bytes += mark.size_bytes;
    }
    return character;
}

/* Most of what is shown: each byte is a character and takes a column. */
static size_t plain_run(const char *bytes, size_t length)
{
    size_t run = 0;

    while (run < length && is_printable_ascii(bytes[run]))
        run++;
    return run;
}

int text_width_cols(const char *bytes, size_t length)
{
    size_t plain = plain_run(bytes, length);
    int width_cols = 0;

    if (plain == length)
        return (int)plain;
    while (length > 0) {
        struct text_char character = text_char_at(bytes, length);
        width_cols += character.width_cols;
        bytes += character.size_bytes;
        length -= character.size_bytes;
    }
    return width_cols;
}

size_t text_fit_bytes(const char *bytes, size_t length, int width_cols)
{
    size_t fit = 0;

    while (fit < length) {
        struct text_char character = text_char_at(bytes + fit, length - fit);
        if (character.width_cols > width_cols)
            break;
        width_cols -= character.width_cols;
        fit += character.size_bytes;
    }
    return fit;
}
