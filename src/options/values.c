/* What a value means: numbers, sizes, times, words; and the rows that need no more than that. */
#include <ctype.h>
#include <errno.h>
#include <limits.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <ptop/filter.h>

#include "parsing.h"

#define MOST_BYTES          (UINT64_C(1) << 40)
#define MOST_CAPTURED_BYTES (UINT64_C(16) << 10) /* all of an event must fit its room */

/* ---- refusals and remarks ------------------------------------------------------------ */

int option_misuse(struct parsing *parsing, const char *format, ...)
{
    va_list arguments;

    va_start(arguments, format);
    vsnprintf(parsing->error->message, sizeof parsing->error->message, format, arguments);
    va_end(arguments);
    parsing->is_misused = true;
    return -EINVAL;
}

int option_bad_value(struct parsing *parsing, const char *value)
{
    return option_misuse(parsing, "invalid %s argument: '%s'", parsing->typed, value);
}

void option_remark(const char *format, ...)
{
    va_list arguments;

    va_start(arguments, format);
    fprintf(stderr, "%s: ", program_invocation_name);
    vfprintf(stderr, format, arguments);
    fputc('\n', stderr);
    va_end(arguments);
}

/* ---- numbers ------------------------------------------------------------------------- */

bool option_number(const char *text, uint64_t most, uint64_t *ret_number)
{
    unsigned long long value;
    char *end;

    text += strspn(text, " \t\n");
    if (!isdigit((unsigned char)text[*text == '+']))
        return false;
    errno = 0;
    value = strtoull(text, &end, 10);
    if (errno || *end || value > most)
        return false;
    *ret_number = value;
    return true;
}

static int parse_size(struct parsing *parsing, const char *text, uint64_t most,
                      uint64_t *ret_bytes)
{
    static const char units[] = "kMG";
    const char *unit;
    char *end;
    unsigned long long value;

    errno = 0;
    value = strtoull(text, &end, 0);
    unit = *end ? strchr(units, *end) : NULL;
    if (errno || end == text || *text == '-' || (*end && (!unit || end[1])))
        return error_set(parsing->error, -EINVAL, "%s: not a size (4096, 64k, 256M, 1G)", text);
    for (; unit && unit >= units; unit--) {
        if (value > UINT64_MAX >> 10)
            return error_set(parsing->error, -ERANGE, "%s: too large", text);
        value <<= 10;
    }
    if (value == 0 || value > most)
        return error_set(parsing->error, -ERANGE, "%s: not between 1 and %lluk", text,
                         (unsigned long long)most >> 10);
    *ret_bytes = value;
    return 0;
}

/* ---- words --------------------------------------------------------------------------- */

bool option_word(const struct option_word *words, size_t count, const char *text,
                 unsigned *ret_value)
{
    for (size_t i = 0; i < count; i++) {
        if (strcmp(words[i].name, text) == 0) {
            *ret_value = words[i].value;
            return true;
        }
    }
    return false;
}

bool option_next_item(const char **text, char *ret_item, size_t size)
{
    size_t length;

    *text += strspn(*text, ",");
    length = strcspn(*text, ",");
    snprintf(ret_item, size, "%.*s", (int)(length < size ? length : size - 1), *text);
    *text += length;
    return length > 0;
}

/* Does a set name anything? */
static bool is_named(const char *items)
{
    return items[strspn(items, ",")] != '\0';
}

const char *option_set_items(const char *text, bool *ret_is_inverse)
{
    const char *items = text + strspn(text, "!");

    if (!is_named(items))
        return NULL;
    *ret_is_inverse = (items - text) % 2 != 0;
    return items;
}

int option_word_set(struct parsing *parsing, const char *what, const struct option_word *words,
                    size_t count, const char *text, unsigned *ret_bits)
{
    bool is_inverse;
    const char *rest = option_set_items(text, &is_inverse);
    unsigned all = 0, bits = 0, bit;
    char item[64];

    for (size_t i = 0; i < count; i++)
        all |= words[i].value;
    if (!rest)
        return error_set(parsing->error, -EINVAL, "invalid %s '%s'", what, text);
    if (strcmp(rest, "all") == 0)
        bits = all;
    if (strcmp(rest, "all") == 0 || strcmp(rest, "none") == 0)
        rest = "";
    while (option_next_item(&rest, item, sizeof item)) {
        if (!option_word(words, count, item, &bit))
            return error_set(parsing->error, -EINVAL, "invalid %s '%s'", what, item);
        bits |= bit;
    }
    *ret_bits = is_inverse ? all & ~bits : bits;
    return 0;
}

/* ---- rows ------------------------------------------------------------------------------ */

static void *member_of(struct parsing *parsing, const struct option_row *row)
{
    return (char *)parsing->options + row->member;
}

int take_nothing(struct parsing *parsing, const struct option_row *row, const char *value)
{
    (void)parsing, (void)row, (void)value;
    return 0;
}

int take_flag(struct parsing *parsing, const struct option_row *row, const char *value)
{
    (void)value;
    *(bool *)member_of(parsing, row) = true;
    return 0;
}

int take_text(struct parsing *parsing, const struct option_row *row, const char *value)
{
    *(const char **)member_of(parsing, row) = value;
    return 0;
}

int take_size(struct parsing *parsing, const struct option_row *row, const char *value)
{
    return parse_size(parsing, value, MOST_BYTES, member_of(parsing, row));
}

int take_capture(struct parsing *parsing, const struct option_row *row, const char *value)
{
    return parse_size(parsing, value, MOST_CAPTURED_BYTES, member_of(parsing, row));
}

/* --syscall-limit and --stack-trace-frame-limit: there is no limit of nothing. */
int take_limit(struct parsing *parsing, const struct option_row *row, const char *value)
{
    bool is_wide = row->member == offsetof(struct options, call_limit);
    uint64_t limit;

    if (!option_number(value, is_wide ? INT64_MAX : INT_MAX, &limit) || limit == 0)
        return option_bad_value(parsing, value);
    if (is_wide)
        parsing->options->call_limit = limit;
    else
        parsing->options->caller_limit = (unsigned)limit;
    return 0;
}

int take_on_full(struct parsing *parsing, const struct option_row *row, const char *value)
{
    (void)row;
    if (strcmp(value, "drop") != 0 && strcmp(value, "wait") != 0)
        return error_set(parsing->error, -EINVAL, "--on-full=%s: neither wait nor drop", value);
    parsing->options->drops_when_full = value[0] == 'd';
    return 0;
}

/* "12,34 56": as pidof and pgrep write them.  What stands before a separator is a number, too. */
int take_pids(struct parsing *parsing, const struct option_row *row, const char *value)
{
    static const char separators[] = ", \t\n";
    struct options *options = parsing->options;

    (void)row;
    while (*value) {
        size_t length = strcspn(value, separators);
        char item[32];
        uint64_t pid;

        snprintf(item, sizeof item, "%.*s", (int)(length < 31 ? length : 31), value);
        if (!option_number(item, INT_MAX, &pid) || pid == 0)
            return error_set(parsing->error, -EINVAL, "Invalid process id: '%s'", item);
        if (options->pid_count == OPTIONS_MAX_PIDS)
            return error_set(parsing->error, -E2BIG, "more than %d processes", OPTIONS_MAX_PIDS);
        options->pids[options->pid_count++] = (pid_t)pid;
        value += length + (value[length] != '\0');
    }
    return 0;
}

int take_variable(struct parsing *parsing, const struct option_row *row, const char *value)
{
    struct options *options = parsing->options;

    (void)row;
    if (options->variable_count == OPTIONS_MAX_VARIABLES)
        return error_set(parsing->error, -E2BIG, "more than %d variables", OPTIONS_MAX_VARIABLES);
    options->environment[options->variable_count++] = value;
    return 0;
}

int option_check_filter(struct parsing *parsing, const char *option, const char *text)
{
    const struct filter_facts facts = { 0 };
    struct error error = { .offset = 0 };
    struct filter *filter;

    if (filter_new(text, &facts, &filter, &error) < 0)
        return error_set(parsing->error, -EINVAL, "%s: column %d: %s", option, error.offset + 1,
                         error.message);
    filter_free(filter);
    return 0;
}

int take_filter(struct parsing *parsing, const struct option_row *row, const char *value)
{
    *(const char **)member_of(parsing, row) = value;
    return option_check_filter(parsing, parsing->typed, value);
}

static int wish(struct parsing *parsing, enum option_wish what)
{
    parsing->wish = what;
    return 0;
}

int take_help(struct parsing *parsing, const struct option_row *row, const char *value)
{
    (void)row, (void)value;
    return wish(parsing, WISH_HELP);
}

int take_filter_help(struct parsing *parsing, const struct option_row *row, const char *value)
{
    (void)row, (void)value;
    return wish(parsing, WISH_FILTER_HELP);
}

int take_version(struct parsing *parsing, const struct option_row *row, const char *value)
{
    (void)row, (void)value;
    return wish(parsing, WISH_VERSION);
}
