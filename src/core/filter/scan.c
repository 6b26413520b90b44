#include "scan.h"

#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

/* ---- failing ------------------------------------------------------------------------------- */

static void fail(struct scanner *scanner, int result, size_t offset, const char *format,
                 va_list arguments)
{
    char message[ERROR_MESSAGE_BYTES];

    if (scanner->result)
        return;
    vsnprintf(message, sizeof(message), format, arguments);
    scanner->result = result;
    error_at(scanner->error, (int)offset, "%s", message);
}

bool scan_wrong(struct scanner *scanner, size_t offset, const char *format, ...)
{
    va_list arguments;

    va_start(arguments, format);
    fail(scanner, -EINVAL, offset, format, arguments);
    va_end(arguments);
    return false;
}

bool scan_unfinished(struct scanner *scanner, const char *format, ...)
{
    va_list arguments;

    va_start(arguments, format);
    fail(scanner, -EAGAIN, scanner->length, format, arguments);
    va_end(arguments);
    return false;
}

bool scan_unknown(struct scanner *scanner, const char *what, const struct scan_value *value,
                  const enum word_family *families, size_t count)
{
    int length = (int)(value->word.length < 64 ? value->word.length : 64);

    for (size_t i = 0; value->reaches_end && i < count; i++)
        if (word_begins(families[i], value->word))
            return scan_unfinished(scanner, "\"%.*s\" is no %s yet", length, value->word.bytes,
                                   what);
    const char *nearest = word_nearest(families, count, value->word);
    return scan_wrong(scanner, value->offset, "no %s is called \"%.*s\"%s%s%s", what, length,
                      value->word.bytes, nearest ? ": did you mean " : "", nearest ? nearest : "",
                      nearest ? "?" : "");
}

/* ---- words --------------------------------------------------------------------------------- */

static bool is_blank(char byte)
{
    return byte == ' ' || byte == '\t' || byte == '\n';
}

static bool is_name_byte(char byte)
{
    return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') ||
           (byte >= '0' && byte <= '9') || (byte != '\0' && strchr("_.*?[]", byte));
}

void scan_blanks(struct scanner *scanner)
{
    while (scanner->at < scanner->length && is_blank(scanner->text[scanner->at]))
        scanner->at++;
}

bool scan_is_at_end(const struct scanner *scanner)
{
    return scanner->at >= scanner->length;
}

bool scan_take(struct scanner *scanner, const char *token)
{
    size_t length = strlen(token);

    if (scanner->length - scanner->at < length ||
        memcmp(scanner->text + scanner->at, token, length) != 0)
        return false;
    scanner->at += length;
    return true;
}

struct word scan_name(const struct scanner *scanner)
{
    size_t end = scanner->at;
    bool is_in_class = false;

    for (; end < scanner->length; end++) {
        char byte = scanner->text[end];
        bool is_class_sign = is_in_class && (byte == '!' || byte == '-' || byte == '^');
        if (!is_name_byte(byte) && !is_class_sign)
            break;
        is_in_class = byte == '[' || (is_in_class && byte != ']');
    }
    return (struct word){scanner->text + scanner->at, end - scanner->at};
}

bool scan_take_keyword(struct scanner *scanner, const char *keyword)
{
    if (!word_is(scan_name(scanner), keyword))
        return false;
    scanner->at += strlen(keyword);
    return true;
}

enum test_op scan_operator(struct scanner *scanner)
{
    static const struct {
        const char *token;
        enum test_op op;
    } operators[] = {
        {"==", OP_EQUAL},      {"=", OP_EQUAL}, {"!=", OP_UNEQUAL},       {"!~", OP_UNMATCHED},
        {"<=", OP_LESS_EQUAL}, {"<", OP_LESS},  {">=", OP_GREATER_EQUAL}, {">", OP_GREATER},
        {"~", OP_MATCHES},     {":", OP_LIKE},  {"&", OP_BITS},
    };
    size_t before = scanner->at;

    scan_blanks(scanner);
    if (scan_take(scanner, "&&")) {
        scanner->at = before;
        return OP_HAS;
    }
    for (size_t i = 0; i < sizeof(operators) / sizeof(operators[0]); i++)
        if (scan_take(scanner, operators[i].token))
            return operators[i].op;
    scanner->at = before;
    return OP_HAS;
}

/* ---- values -------------------------------------------------------------------------------- */

static int digit_of(char byte, int base)
{
    int digit = byte >= '0' && byte <= '9'   ? byte - '0'
                : byte >= 'a' && byte <= 'f' ? byte - 'a' + 10
                : byte >= 'A' && byte <= 'F' ? byte - 'A' + 10
                                             : base;
    return digit < base ? digit : -1;
}

static unsigned take_digits(struct scanner *scanner, int base, int limit)
{
    unsigned value = 0;

    for (int digit; limit > 0 && !scan_is_at_end(scanner) &&
                    (digit = digit_of(scanner->text[scanner->at], base)) >= 0;
         limit--, scanner->at++)
        value = value * (unsigned)base + (unsigned)digit;
    return value;
}

/* The byte that a C escape means; the backslash is behind us and there is more. */
static char take_escape(struct scanner *scanner)
{
    static const char letters[] = "nrt\\\"", bytes[] = "\n\r\t\\\"";
    char letter = scanner->text[scanner->at];
    const char *found = letter ? strchr(letters, letter) : NULL;

    if (digit_of(letter, 8) >= 0)
        return (char)take_digits(scanner, 8, 3);
    if (!found && letter != 'x')
        return '\\'; /* of the regular expression: "\.log$" */
    scanner->at++;
    return found ? bytes[found - letters] : (char)take_digits(scanner, 16, 2);
}

static bool read_quoted(struct scanner *scanner, struct scan_value *value)
{
    size_t length = 0;

    value->offset = ++scanner->at;
    value->is_quoted = true;
    while (!scan_is_at_end(scanner) && scanner->text[scanner->at] != '"') {
        char byte = scanner->text[scanner->at++];
        if (byte == '\\' && !scan_is_at_end(scanner))
            byte = take_escape(scanner);
        scanner->value_bytes[length++] = byte;
    }
    if (scan_is_at_end(scanner))
        return scan_unfinished(scanner, "the closing \" is missing");
    scanner->at++;
    value->word = (struct word){scanner->value_bytes, length};
    return true;
}

static bool ends_bare(const struct scanner *scanner, size_t at)
{
    const char *text = scanner->text + at;
    size_t left = scanner->length - at;

    return is_blank(*text) || strchr(",)}", *text) ||
           (left > 1 && (memcmp(text, "&&", 2) == 0 || memcmp(text, "||", 2) == 0));
}

static void read_bare(struct scanner *scanner, struct scan_value *value)
{
    value->offset = scanner->at;
    while (!scan_is_at_end(scanner) && !ends_bare(scanner, scanner->at))
        scanner->at++;
    value->word = (struct word){scanner->text + value->offset, scanner->at - value->offset};
    value->reaches_end = scan_is_at_end(scanner);
}

bool scan_read_value(struct scanner *scanner, struct scan_value *ret_value)
{
    *ret_value = (struct scan_value){0};
    scan_blanks(scanner);
    if (scan_is_at_end(scanner))
        return scan_unfinished(scanner, "a value is missing");
    if (scanner->text[scanner->at] == '"')
        return read_quoted(scanner, ret_value);
    read_bare(scanner, ret_value);
    if (ret_value->word.length == 0)
        return scan_wrong(scanner, scanner->at, "a value is missing before \"%c\"",
                          scanner->text[scanner->at]);
    return true;
}

bool scan_read_regex(struct scanner *scanner, struct scan_value *ret_value)
{
    size_t length = 0;

    *ret_value = (struct scan_value){.offset = ++scanner->at, .is_quoted = true};
    while (!scan_is_at_end(scanner) && scanner->text[scanner->at] != '/') {
        if (scanner->text[scanner->at] == '\\' && scanner->at + 1 < scanner->length) {
            if (scanner->text[scanner->at + 1] != '/') /* the expression's own */
                scanner->value_bytes[length++] = '\\';
            scanner->at++;
        }
        scanner->value_bytes[length++] = scanner->text[scanner->at++];
    }
    if (scan_is_at_end(scanner))
        return scan_unfinished(scanner, "the closing / is missing");
    scanner->at++;
    ret_value->word = (struct word){scanner->value_bytes, length};
    return true;
}

bool scan_may_become(const struct scan_value *value, scan_parse *parse)
{
    static const char *const endings[] = {"0", "s", "00", ":00", "0:00"};
    char longer[64];
    int64_t ignored;

    if (!value->reaches_end || value->is_quoted || value->word.length > sizeof(longer) - 8)
        return false;
    for (size_t i = 0; i < sizeof(endings) / sizeof(endings[0]); i++) {
        size_t added = strlen(endings[i]);
        memcpy(longer, value->word.bytes, value->word.length);
        memcpy(longer + value->word.length, endings[i], added);
        if (parse((struct word){longer, value->word.length + added}, &ignored))
            return true;
    }
    return false;
}
