#include <ptop/filter_quote.h>

#include <string.h>

#define CHARACTER_BYTES 64 /* of one with its combining ones; what is longer is escaped */

/* Is a character shown as it is? */
static bool is_shown(const char *bytes, size_t length)
{
    char escaped[CHARACTER_BYTES];
    struct text text;

    text_init(&text, escaped, NULL, sizeof(escaped));
    text_escape(&text, bytes, length, TEXT_ESCAPE_UTF8);
    return text.length_bytes == length && memcmp(escaped, bytes, length) == 0;
}

static void put_character(const char *bytes, size_t length, struct text *text)
{
    if (length == 1 && (*bytes == '"' || *bytes == '\\')) {
        text_put_char(text, '\\');
        text_put_char(text, *bytes);
    } else if (is_shown(bytes, length)) {
        text_put_bytes(text, bytes, length);
    } else {
        for (size_t i = 0; i < length; i++)
            text_printf(text, "\\x%02x", (unsigned char)bytes[i]);
    }
}

void filter_quote(const void *bytes, size_t length, struct text *text)
{
    const char *at = bytes;

    text_put_char(text, '"');
    for (size_t done = 0, size; done < length; done += size) {
        size = text_char_at(at + done, length - done).size_bytes;
        put_character(at + done, size, text);
    }
    text_put_char(text, '"');
}
