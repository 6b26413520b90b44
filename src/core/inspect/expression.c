/* The grammar: one function for each of its words, and a place in the text for each mistake. */
#include "expression.h"

#include <ctype.h>
#include <errno.h>
#include <inttypes.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>

#include <ptop/registers.h>

#define DEPTH_MAX 64

struct expression {
    struct scene *scene;
    const char *text;
    size_t at;
    unsigned depth;
    struct error *error; /* its message is not empty once something is wrong */
};

struct value {
    uint64_t number;
    size_t size_bytes; /* of the object that it is the address of; 0: unknown */
};

static struct value parse_sum(struct expression *e);
static struct value parse_term(struct expression *e);

/* ---- words ------------------------------------------------------------------------- */

#define refuse(e, offset, ...) (error_at((e)->error, (int)(offset), __VA_ARGS__), (struct value){0})

static bool has_failed(const struct expression *e)
{
    return e->error->message[0] != '\0';
}

static char next_byte(struct expression *e)
{
    while (e->text[e->at] == ' ')
        e->at++;
    return e->text[e->at];
}

static bool take_byte(struct expression *e, char byte)
{
    if (next_byte(e) != byte)
        return false;
    e->at++;
    return true;
}

static struct value parse_number(struct expression *e)
{
    const char *begin = e->text + e->at;
    bool is_hex = begin[0] == '0' && (begin[1] == 'x' || begin[1] == 'X');
    char *end;

    errno = 0;
    unsigned long long number = strtoull(begin + 2 * is_hex, &end, is_hex ? 16 : 10);
    size_t length =
        strspn(begin, "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ_");
    if (errno || end != begin + length || !isxdigit((unsigned char)begin[2 * is_hex]))
        return refuse(e, e->at, "\"%.*s\" is no number", (int)length, begin);
    e->at += length;
    return (struct value){.number = number};
}

/* ---- names ------------------------------------------------------------------------- */

/* Copy the next name and step behind it; false where it is too long to be one. */
static bool take_name(struct expression *e, size_t length, char name[static EXPRESSION_NAME_BYTES])
{
    if (length >= EXPRESSION_NAME_BYTES) {
        error_at(e->error, (int)e->at, "no name is that long");
        return false;
    }
    memcpy(name, e->text + e->at, length);
    name[length] = '\0';
    e->at += length;
    return true;
}

static struct value refuse_name(struct expression *e, size_t offset, const char *name)
{
    char nearest[EXPRESSION_NAME_BYTES];

    if (e->text[e->at] == ':')
        return refuse(e, offset, "no file \"%s\" is mapped", name);
    if (expression_suggest(e->scene, name, nearest))
        return refuse(e, offset, "no symbol \"%s\"; %s?", name, nearest);
    return refuse(e, offset, "no symbol \"%s\"", name);
}

/* Of any file, or of one. */
static struct value parse_symbol(struct expression *e, size_t file)
{
    char name[EXPRESSION_NAME_BYTES];
    size_t offset = e->at, length = expression_name_length(e->text + e->at);
    struct symbol symbol;

    if (!length)
        return refuse(e, offset, "a symbol is wanted here");
    if (!take_name(e, length, name))
        return (struct value){0};
    if (!expression_find_symbol(e->scene, name, file, &symbol))
        return refuse_name(e, offset, name);
    return (struct value){symbol.address, symbol.size_bytes};
}

static struct value parse_name(struct expression *e)
{
    const struct look_at *at = e->scene->at;
    char name[EXPRESSION_NAME_BYTES];
    size_t offset = e->at;

    if (!take_name(e, expression_name_length(e->text + e->at), name))
        return (struct value){0};
    const struct register_spec *spec = register_find(at->is_compat, name);
    if (spec && !at->is_held)
        return refuse(e, offset, "%s: %d is not held", name, at->tid);
    if (spec)
        return (struct value){.number = register_value(spec, at->registers)};
    int argument = expression_find_argument(e->scene, name);
    if (argument >= 0)
        return (struct value){.number = at->call->args[argument]};
    e->at = offset;
    return parse_symbol(e, SIZE_MAX);
}

/* "file.c:112", "libc.so.6:malloc": what stands before the colon may have other bytes than a
 * name.  False, and nothing taken, where it is neither. */
static bool parse_qualified(struct expression *e, struct value *ret_value)
{
    const char *begin = e->text + e->at;
    size_t length = strspn(begin, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"
                                  "_.$@/+-");
    char file[EXPRESSION_NAME_BYTES];
    tracee_addr address;

    if (begin[length] != ':' || length == 0 || length >= sizeof(file))
        return false;
    memcpy(file, begin, length);
    file[length] = '\0';
    for (size_t i = 0; i < e->scene->space->module_count; i++)
        if (expression_is_file(e->scene, i, file, length)) {
            e->at += length + 1;
            *ret_value = parse_symbol(e, i);
            return true;
        }
    size_t digits = strspn(begin + length + 1, "0123456789");
    if (!digits || digits > 8)
        return false;
    if (expression_find_line(e->scene, file, atoi(begin + length + 1), &address))
        *ret_value = (struct value){.number = address};
    else
        *ret_value = refuse(e, e->at, "no line %.*s of \"%s\" is known", (int)digits,
                            begin + length + 1, file);
    e->at += length + 1 + digits;
    return true;
}

/* ---- the grammar -------------------------------------------------------------------- */

static struct value parse_word_at(struct expression *e)
{
    size_t offset = e->at;
    struct value address = parse_term(e);
    struct peek *peek = e->scene->peek;
    uint64_t word;

    if (has_failed(e))
        return address;
    if (scene_word(e->scene, address.number, &word))
        return (struct value){.number = word};
    if (peek->trouble[0])
        return refuse(e, offset, "%s", peek->trouble);
    return refuse(e, offset, "0x%" PRIx64 " is not mapped", address.number);
}

static struct value parse_parentheses(struct expression *e)
{
    size_t offset = e->at - 1;
    struct value value = parse_sum(e);

    if (!has_failed(e) && !take_byte(e, ')'))
        return refuse(e, offset, "this parenthesis is not closed");
    return value;
}

static struct value parse_plain(struct expression *e)
{
    struct value value;
    char byte = next_byte(e);

    if (isdigit((unsigned char)byte))
        return parse_number(e);
    if (parse_qualified(e, &value))
        return value;
    if (expression_name_length(e->text + e->at))
        return parse_name(e);
    if (byte == '\0')
        return refuse(e, e->at, "something is missing here");
    return refuse(e, e->at, "\"%c\" is not expected here",
                  isprint((unsigned char)byte) ? byte : '?');
}

static struct value parse_term(struct expression *e)
{
    struct value value;

    if (++e->depth > DEPTH_MAX)
        return refuse(e, e->at, "too many levels");
    if (take_byte(e, '(')) {
        value = parse_parentheses(e);
    } else if (take_byte(e, '*')) {
        value = parse_word_at(e);
    } else if (take_byte(e, '&')) {
        next_byte(e);
        value = parse_symbol(e, SIZE_MAX);
    } else if (take_byte(e, '-')) {
        value = (struct value){.number = -parse_term(e).number};
    } else {
        value = parse_plain(e);
    }
    e->depth--;
    return value;
}

static struct value parse_product(struct expression *e)
{
    struct value value = parse_term(e);

    while (!has_failed(e) && take_byte(e, '*'))
        value = (struct value){.number = value.number * parse_term(e).number};
    return value;
}

static struct value parse_sum(struct expression *e)
{
    struct value value = parse_product(e);

    for (char byte; !has_failed(e) && ((byte = next_byte(e)) == '+' || byte == '-');) {
        e->at++;
        uint64_t other = parse_product(e).number;
        value = (struct value){.number = value.number + (byte == '+' ? other : -other)};
    }
    return value;
}

int expression_evaluate(struct scene *scene, const char *text, struct resolved *ret_resolved,
                        struct error *ret_error)
{
    struct expression e = {.scene = scene, .text = text, .error = ret_error};

    *ret_error = (struct error){.offset = -1};
    struct value value = parse_sum(&e);
    if (!has_failed(&e) && next_byte(&e))
        error_at(ret_error, (int)e.at, "an operator is wanted here");
    if (has_failed(&e))
        return -EINVAL;
    *ret_resolved = (struct resolved){.value = value.number, .size_bytes = value.size_bytes};
    return 0;
}
