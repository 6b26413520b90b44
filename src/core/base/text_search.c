/*
 * Looking for typed text in a line.
 *
 * This runs once per event at every keystroke in the filter prompt, so the first
 * byte is found by memchr, which the C library does many bytes at a time.
 */
#include <string.h>

#include <ptop/text.h>

static char ascii_lower(char byte)
{
    return byte >= 'A' && byte <= 'Z' ? (char)(byte | 0x20) : byte;
}

static char ascii_upper(char byte)
{
    return byte >= 'a' && byte <= 'z' ? (char)(byte & ~0x20) : byte;
}

static bool has_capital(const char *bytes, size_t length)
{
    for (size_t i = 0; i < length; i++) {
        if (ascii_lower(bytes[i]) != bytes[i])
            return true;
    }
    return false;
}

static bool equals_in_any_case(const char *bytes, const char *lower, size_t length)
{
    for (size_t i = 0; i < length; i++) {
        if (ascii_lower(bytes[i]) != lower[i])
            return false;
    }
    return true;
}

/* The needle, all lower case, at a place that begins with this form of its first letter. */
static bool contains_from(const char *bytes, size_t length, char first, const char *needle,
                          size_t needle_length)
{
    while (length >= needle_length) {
        const char *found = memchr(bytes, first, length - needle_length + 1);
        if (!found)
            return false;
        if (equals_in_any_case(found, needle, needle_length))
            return true;
        length -= (size_t)(found + 1 - bytes);
        bytes = found + 1;
    }
    return false;
}

bool text_contains(const char *bytes, size_t length, const char *needle, size_t needle_length)
{
    if (needle_length == 0)
        return true;
    if (has_capital(needle, needle_length))
        return memmem(bytes, length, needle, needle_length) != NULL;
    char lower = needle[0];
    char upper = ascii_upper(lower);
    return contains_from(bytes, length, lower, needle, needle_length) ||
           (upper != lower && contains_from(bytes, length, upper, needle, needle_length));
}
