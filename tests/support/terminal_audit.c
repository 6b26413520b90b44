#include "terminal_audit.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "terminal_stream.h"

/* CSI by what stands around its parameters: "<private marker><final>".  Of t only the title that
 * is put aside and back. */
static const char *const drawing[] = {
    "A", "B", "C", "D", "G", "H", "J", "K", "L", "M", "P", "X", "@", "S", "T", "Z", "b", "d", "f",
    "t", "g", "h", "l", "m", "r", "?h", "?l", "!p",
};

/* Modes that only a program which owns the terminal sets. */
static const char *const modes[] = {
    "1", "3", "4", "7", "12", "25", "1000", "1002", "1004", "1006", "1034", "1049", "2004", "2026",
};

/* After ESC: character sets, keypad, cursor memory, index. */
static const char *const escapes[] = {"(B", "(0", ")0", ")B", "=", ">", "7", "8", "D", "M", "E", "H"};

/* Strings: the mark of a repaint, and the palette put back as it was. */
static const char *const strings[] = {"]7701;", "]104\a", "]R\a"};

static bool is_one_of(const char *word, const char *const *words, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (strcmp(words[i], word) == 0)
            return true;
    return false;
}
#define IS_ONE_OF(word, words) is_one_of(word, words, sizeof(words) / sizeof((words)[0]))

static void blame(struct terminal_audit *audit, const char *bytes, size_t length)
{
    size_t used = 0;

    if (audit->wrong++ > 0)
        return;
    for (size_t i = 0; i < length && used + 5 < sizeof(audit->first_wrong); i++) {
        unsigned char byte = (unsigned char)bytes[i];
        used += (size_t)sprintf(audit->first_wrong + used,
                                byte < 0x20 || byte >= 0x7f ? "\\%03o" : "%c", byte);
    }
}

/* 39 and 49 are the terminal's own. */
static bool is_colour(long parameter)
{
    return (parameter >= 30 && parameter <= 48 && parameter != 39) ||
           (parameter >= 90 && parameter <= 107);
}

/* The parameters of an SGR; those that say more about a colour are skipped. */
static void count_colours(struct terminal_audit *audit, const char *at, const char *end)
{
    while (at < end) {
        char *next;
        long parameter = strtol(at, &next, 10);
        if (is_colour(parameter))
            audit->colours++;
        if (parameter == 38 || parameter == 48)
            return;
        at = next + 1;
    }
}

static bool all_modes_known(const char *at, const char *end)
{
    while (at < end) {
        char mode[8];
        size_t digits = strspn(at, "0123456789");
        snprintf(mode, sizeof(mode), "%.*s", (int)digits, at);
        if (!IS_ONE_OF(mode, modes))
            return false;
        at += digits + 1;
    }
    return true;
}

static bool csi_is_right(struct terminal_audit *audit, const char *bytes, size_t length)
{
    const char *parameters = bytes + 2, *final = bytes + length - 1;
    bool is_private = strchr("?>=<!", *parameters) != NULL && parameters < final;
    char kind[3] = {is_private ? *parameters : *final, is_private ? *final : '\0', '\0'};

    if (!IS_ONE_OF(kind, drawing))
        return false;
    parameters += is_private;
    if (strspn(parameters, "0123456789;") != (size_t)(final - parameters))
        return false;
    if (strcmp(kind, "t") == 0)
        return strncmp(parameters, "22;", 3) == 0 || strncmp(parameters, "23;", 3) == 0;
    if (strcmp(kind, "m") == 0)
        count_colours(audit, parameters, final);
    return kind[0] != '?' || all_modes_known(parameters, final);
}

static bool escape_is_right(const char *bytes, size_t length)
{
    char rest[8];

    snprintf(rest, sizeof(rest), "%.*s", (int)length - 1, bytes + 1);
    return IS_ONE_OF(rest, escapes);
}

static bool string_is_right(const char *bytes, size_t length)
{
    for (size_t i = 0; i < sizeof(strings) / sizeof(strings[0]); i++)
        if (length > strlen(strings[i]) &&
            memcmp(bytes + 1, strings[i], strlen(strings[i])) == 0)
            return true;
    return false;
}

/* Characters that steer instead of showing: C1, and the bidi and format controls. */
static bool is_steering(uint32_t character)
{
    return (character >= 0x80 && character < 0xa0) || (character >= 0x200b && character <= 0x200f) ||
           (character >= 0x202a && character <= 0x202e) ||
           (character >= 0x2060 && character <= 0x206f) || character == 0xfeff;
}

/* One character of UTF-8; 0: not valid. */
static size_t decode(const char *bytes, size_t length, uint32_t *ret_character)
{
    unsigned char first = (unsigned char)bytes[0];
    size_t size = first < 0x80 ? 1 : first < 0xc2 ? 0 : first < 0xe0 ? 2 : first < 0xf0 ? 3 : 4;
    uint32_t character = size == 1 ? first : first & (0x7fu >> size);

    if (size == 0 || size > length || first > 0xf4)
        return 0;
    for (size_t i = 1; i < size; i++) {
        if (((unsigned char)bytes[i] & 0xc0) != 0x80)
            return 0;
        character = character << 6 | ((unsigned char)bytes[i] & 0x3f);
    }
    *ret_character = character;
    return size;
}

static bool text_is_right(const char *bytes, size_t length)
{
    for (size_t at = 0; at < length;) {
        uint32_t character = 0;
        size_t size = decode(bytes + at, length - at, &character);
        if (size == 0 || is_steering(character))
            return false;
        at += size;
    }
    return true;
}

static void look_at(void *context, enum stream_piece piece, const char *bytes, size_t length)
{
    struct terminal_audit *audit = context;
    bool is_right = false;

    switch (piece) {
    case STREAM_PIECE_TEXT:
        is_right = text_is_right(bytes, length);
        break;
    case STREAM_PIECE_CONTROL:
        is_right = bytes[0] != '\0' && strchr("\b\t\n\r\016\017", bytes[0]) != NULL;
        break;
    case STREAM_PIECE_ESCAPE:
        is_right = escape_is_right(bytes, length);
        break;
    case STREAM_PIECE_CSI:
        is_right = csi_is_right(audit, bytes, length);
        break;
    case STREAM_PIECE_STRING:
        is_right = string_is_right(bytes, length);
        break;
    case STREAM_PIECE_COUNT:
        break;
    }
    audit->pieces++;
    if (!is_right)
        blame(audit, bytes, length);
}

struct terminal_audit terminal_audit(const char *bytes, size_t length)
{
    struct terminal_audit audit = {0};
    struct terminal_stream stream = {0};

    stream_feed(&stream, bytes, length, look_at, &audit);
    return audit;
}
