#include "palette.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define ROLE(role) (UINT32_C(1) << (role))

/* The keys of the variables, and what each is about. */
static const struct {
    const char *key;
    const char *code;
    uint32_t roles;
} rows[] = {
    {"syscall", "1", ROLE(TEXT_SYSCALL)},
    {"argname", "34", ROLE(TEXT_FIELD)},
    {"argval", "",
     ROLE(TEXT_PLAIN) | ROLE(TEXT_NUMBER) | ROLE(TEXT_FD) | ROLE(TEXT_ADDRESS)},
    {"string", "32", ROLE(TEXT_STRING) | ROLE(TEXT_PATH)},
    {"const", "36", ROLE(TEXT_CONSTANT)},
    {"signal", "1;35", ROLE(TEXT_SIGNAL)},
    {"comment", "2", ROLE(TEXT_DIM)},
    {"punct", "", ROLE(TEXT_PUNCTUATION)},
    {"retval", "1;32", ROLE(PALETTE_RESULT)},
    {"error", "1;31", ROLE(TEXT_ERROR)},
};
#define ROW_COUNT (sizeof(rows) / sizeof(rows[0]))

static void set_code(struct palette *palette, uint32_t roles, const char *code, size_t length)
{
    for (unsigned role = 0; role < PALETTE_ROLE_COUNT; role++)
        if (roles & ROLE(role))
            snprintf(palette->codes[role], PALETTE_CODE_BYTES, "%.*s", (int)length, code);
}

/* "key=1;33", up to its end. */
static void read_pair(struct palette *palette, const char *pair, size_t length)
{
    size_t key_bytes = strcspn(pair, "=");
    const char *code = pair + key_bytes + 1;

    if (key_bytes >= length || length - key_bytes - 1 >= PALETTE_CODE_BYTES ||
        strspn(code, "0123456789;") < length - key_bytes - 1)
        return;
    for (size_t i = 0; i < ROW_COUNT; i++) {
        if (strlen(rows[i].key) != key_bytes || strncmp(rows[i].key, pair, key_bytes) != 0)
            continue;
        set_code(palette, rows[i].roles, code, length - key_bytes - 1);
        if (strcmp(rows[i].key, "argval") == 0) /* strings are values too, where both are one key */
            set_code(palette, ROLE(TEXT_STRING) | ROLE(TEXT_PATH), code, length - key_bytes - 1);
    }
}

/* Replace those that a text names; what is no such text, or no code, is passed over. */
static void read_codes(struct palette *palette, const char *text)
{
    while (*text) {
        size_t length = strcspn(text, ":");

        read_pair(palette, text, length);
        text += length + (text[length] == ':');
    }
}

static bool is_wanted(const struct batch_options *options, const struct outputs *outputs)
{
    const char *terminal = getenv("TERM"), *plain = getenv("NO_COLOR");

    if (options->color != BATCH_COLOR_AUTO)
        return options->color == BATCH_COLOR_ALWAYS;
    return !(plain && *plain) && terminal && strcmp(terminal, "dumb") != 0 && outputs->first &&
           isatty(outputs->first->fd);
}

bool palette_init(struct palette *palette, const struct batch_options *options,
                  const struct outputs *outputs)
{
    const char *own = getenv("PTOP_COLORS");
    const char *text = own ? own : getenv("STRACE_COLORS");

    *palette = (struct palette){0};
    for (size_t i = 0; i < ROW_COUNT; i++)
        set_code(palette, rows[i].roles, rows[i].code, strlen(rows[i].code));
    if (text)
        read_codes(palette, text);
    return is_wanted(options, outputs);
}

void palette_mark_result(struct text *text, size_t from)
{
    const char *equals = text->roles ? strstr(text->bytes + from, "= ") : NULL;

    if (!equals)
        return;
    for (size_t i = (size_t)(equals + 2 - text->bytes); i < text->length_bytes; i++)
        if (text->roles[i] != TEXT_PUNCTUATION && text->roles[i] != TEXT_DIM &&
            text->roles[i] != TEXT_ERROR)
            text->roles[i] = PALETTE_RESULT;
}

static void put_run(const struct palette *palette, struct outputs *outputs, struct output *output,
                    const char *bytes, size_t length, uint8_t role)
{
    const char *code = palette->codes[role < PALETTE_ROLE_COUNT ? role : TEXT_PLAIN];
    char begin[PALETTE_CODE_BYTES + 4];
    int begin_bytes = snprintf(begin, sizeof(begin), "\x1b[%sm", code);

    if (*code)
        output_put(outputs, output, begin, (size_t)begin_bytes);
    output_put(outputs, output, bytes, length);
    if (*code)
        output_put(outputs, output, "\x1b[0m", 4);
}

void palette_put(const struct palette *palette, struct outputs *outputs, struct output *output,
                 const struct text *text, size_t from)
{
    while (from < text->length_bytes) {
        size_t end = from + 1;

        while (end < text->length_bytes && text->roles[end] == text->roles[from])
            end++;
        put_run(palette, outputs, output, text->bytes + from, end - from, text->roles[from]);
        from = end;
    }
}
