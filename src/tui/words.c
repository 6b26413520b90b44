#include "words.h"

#include <ctype.h>
#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include <ptop/format.h>

/* ---- words ----------------------------------------------------------------- */

/* Behind the string that begins at a quote; its end where it is not closed. */
static const char *skip_string(const char *at)
{
    for (at++; *at && *at != '"'; at++)
        if (*at == '\\' && at[1])
            at++;
    return *at ? at + 1 : at;
}

static const char *skip_word(const char *at)
{
    int depth = 0;
    while (*at && (*at != ' ' || depth > 0)) {
        depth += *at == '(';
        depth -= *at == ')' && depth > 0;
        at = *at == '"' ? skip_string(at) : at + 1;
    }
    return at;
}

bool words_take(const char **line, char *ret_word, size_t size)
{
    const char *begin = *line + strspn(*line, " "), *end = skip_word(begin);
    size_t length = (size_t)(end - begin);
    snprintf(ret_word, size, "%.*s", (int)(length < size ? length : size - 1), begin);
    *line = end + strspn(end, " ");
    return length > 0;
}

char *words_trim(char *text)
{
    text += strspn(text, " ");
    for (size_t end = strlen(text); end > 0 && text[end - 1] == ' '; end--)
        text[end - 1] = '\0';
    return text;
}

char *words_cut_last(char *line)
{
    char *blank = strrchr(line, ' ');
    if (!blank)
        return line + strlen(line);
    *blank = '\0';
    words_trim(line);
    return blank + 1;
}

char *words_cut_condition(char *line)
{
    for (const char *at = line; *at; at = skip_word(at), at += strspn(at, " ")) {
        char *word = line + (at - line);
        if (strncmp(word, "if ", 3) != 0)
            continue;
        *word = '\0';
        return words_trim(word + 3);
    }
    return line + strlen(line);
}

/* ---- values ---------------------------------------------------------------- */

bool words_number(const char *word, uint64_t *ret_number)
{
    bool is_negative = *word == '-';
    char *end;
    word += is_negative;
    if (!isdigit((unsigned char)*word))
        return false;
    errno = 0;
    unsigned long long number = strtoull(word, &end, 0);
    if (errno || *end)
        return false;
    *ret_number = is_negative ? -(uint64_t)number : number;
    return true;
}

int words_signal(const char *word)
{
    uint64_t number;
    if (words_number(word, &number))
        return number >= 1 && number <= (uint64_t)SIGRTMAX ? (int)number : 0;
    if (strncasecmp(word, "SIG", 3) == 0)
        word += 3;
    for (int signal = 1; signal <= SIGRTMAX; signal++) {
        const char *name = format_signal_name(signal);
        if (name && strcasecmp(name + 3, word) == 0)
            return signal;
    }
    return 0;
}

int words_errno(const char *word)
{
    for (int number = 1; number < ERRNO_LIMIT; number++) {
        const char *name = format_errno_name(number);
        if (name && strcasecmp(name, word) == 0)
            return number;
    }
    return 0;
}

/* ---- bytes ----------------------------------------------------------------- */

struct byte_sink {
    uint8_t *bytes;
    size_t size, length;
};

static bool put_byte(struct byte_sink *sink, unsigned value)
{
    if (sink->length == sink->size)
        return false;
    sink->bytes[sink->length++] = (uint8_t)value;
    return true;
}

static int digit_value(char digit)
{
    return isdigit((unsigned char)digit) ? digit - '0' : (tolower((unsigned char)digit) - 'a') + 10;
}

/* Behind "\x" or a "\" with octal digits: at most that many of them. */
static unsigned take_digits(const char **at, int base, int most)
{
    unsigned value = 0;
    for (; most > 0 && isxdigit((unsigned char)**at) && digit_value(**at) < base; most--)
        value = value * (unsigned)base + (unsigned)digit_value(*(*at)++);
    return value;
}

/* *at is behind the backslash. */
static unsigned take_escape(const char **at)
{
    static const char letters[] = "abefnrtv", meanings[] = "\a\b\033\f\n\r\t\v";
    const char *letter = **at ? strchr(letters, **at) : NULL;
    if (letter) {
        (*at)++;
        return (unsigned char)meanings[letter - letters];
    }
    if (**at == 'x' && isxdigit((unsigned char)(*at)[1])) {
        (*at)++;
        return take_digits(at, 16, 2);
    }
    if (**at >= '0' && **at <= '7')
        return take_digits(at, 8, 3);
    return (unsigned char)*(*at)++; /* \" and \\ and what is no escape */
}

static int text_bytes(const char *text, struct byte_sink *sink, struct error *ret_error)
{
    const char *at = text + 1;
    while (*at && *at != '"') {
        int offset = (int)(at - text);
        unsigned value = *at == '\\' && at[1] ? (at++, take_escape(&at)) : (unsigned char)*at++;
        if (!put_byte(sink, value))
            return error_at(ret_error, offset, "more than %zu bytes", sink->size);
    }
    if (*at != '"')
        return error_at(ret_error, (int)(at - text), "a \" is missing at the end");
    if (at[1])
        return error_at(ret_error, (int)(at - text) + 1, "nothing may follow the text");
    return 0;
}

static int hex_bytes(const char *text, struct byte_sink *sink, struct error *ret_error)
{
    for (const char *at = text; *at;) {
        if (*at == ' ') {
            at++;
            continue;
        }
        int offset = (int)(at - text);
        if (!isxdigit((unsigned char)at[0]))
            return error_at(ret_error, offset, "\"%c\" is no hexadecimal digit", *at);
        if (!isxdigit((unsigned char)at[1]))
            return error_at(ret_error, offset, "a byte has two digits, this has one");
        if (!put_byte(sink, take_digits(&at, 16, 2)))
            return error_at(ret_error, offset, "more than %zu bytes", sink->size);
    }
    return 0;
}

int words_bytes(const char *text, uint8_t *ret_bytes, size_t size, size_t *ret_length,
                struct error *ret_error)
{
    struct byte_sink sink = {.bytes = ret_bytes, .size = size};
    int code =
        *text == '"' ? text_bytes(text, &sink, ret_error) : hex_bytes(text, &sink, ret_error);
    if (code == 0 && sink.length == 0)
        code = error_at(ret_error, 0, "no byte: \"text\", or digits as in de ad be ef");
    if (code == 0)
        *ret_length = sink.length;
    return code;
}
