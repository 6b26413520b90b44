/* Values of the filter language: globs, expressions, numbers, times. */
#define PCRE2_CODE_UNIT_WIDTH 8
#include <pcre2.h>

#include "support/naive_private.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* ---- texts ------------------------------------------------------------------------- */

/* Does the set at "[" have the character?  *ret_end: behind its "]"; NULL: it is none. */
static bool set_has(const char *set, unsigned char c, const char **ret_end)
{
    bool negated = set[1] == '!' || set[1] == '^', has = false;
    const char *at = set + 1 + negated;

    *ret_end = NULL;
    for (bool is_first = true; *at && (*at != ']' || is_first); is_first = false) {
        unsigned char low = (unsigned char)at[0], high = low;
        if (at[1] == '-' && at[2] && at[2] != ']') {
            high = (unsigned char)at[2];
            at += 2;
        }
        at++;
        has = has || (c >= low && c <= high);
    }
    if (*at == ']')
        *ret_end = at + 1;
    return has != negated;
}

bool naive_glob(const char *glob, const char *text, size_t length, bool is_path)
{
    const char *end;

    if (!*glob)
        return length == 0;
    if (glob[0] == '*') {
        bool crosses = !is_path || glob[1] == '*';
        const char *rest = glob + 1 + (glob[1] == '*');
        for (size_t i = 0; i <= length; i++) {
            if (naive_glob(rest, text + i, length - i, is_path))
                return true;
            if (i < length && text[i] == '/' && !crosses)
                return false;
        }
        return false;
    }
    if (length == 0)
        return false;
    bool may_stand = !is_path || *text != '/';
    if (*glob == '?')
        return may_stand && naive_glob(glob + 1, text + 1, length - 1, is_path);
    if (*glob == '[') {
        bool has = set_has(glob, (unsigned char)*text, &end);
        if (end)
            return has && may_stand && naive_glob(end, text + 1, length - 1, is_path);
    }
    return *glob == *text && naive_glob(glob + 1, text + 1, length - 1, is_path);
}

bool naive_regex(const char *pattern, const char *text, size_t length)
{
    int code;
    size_t at;
    pcre2_code *regex =
        pcre2_compile((PCRE2_SPTR)pattern, PCRE2_ZERO_TERMINATED, 0, &code, &at, NULL);

    if (!regex)
        return false;
    pcre2_match_data *match = pcre2_match_data_create_from_pattern(regex, NULL);
    code = pcre2_match(regex, (PCRE2_SPTR)text, length, 0, 0, match, NULL);
    pcre2_match_data_free(match);
    pcre2_code_free(regex);
    return code >= 0;
}

/* ---- numbers ----------------------------------------------------------------------- */

bool naive_number(const char *text, __int128 *ret_number)
{
    static const char suffixes[] = "kMGT";
    bool negative = *text == '-';
    char *end;
    const char *suffix;
    __int128 value = strtoull(text + negative, &end, 0);

    if (end == text + negative)
        return false;
    if (*end && (suffix = strchr(suffixes, *end))) {
        value <<= 10 * (suffix - suffixes + 1);
        end++;
    }
    *ret_number = negative ? -value : value;
    return !*end;
}

bool naive_duration(const char *text, __int128 *ret_ns)
{
    static const struct {
        const char *name;
        double ns;
    } units[] = {{"", 1e9},  {"ns", 1},   {"us", 1e3},  {"ms", 1e6},
                 {"s", 1e9}, {"m", 6e10}, {"h", 3.6e12}};
    char *end;
    double value = strtod(text, &end);

    for (size_t i = 0; end != text && i < sizeof(units) / sizeof(*units); i++) {
        if (strcmp(end, units[i].name) == 0) {
            *ret_ns = (__int128)(value * units[i].ns + 0.5);
            return true;
        }
    }
    return false;
}

#define DAY_NS ((__int128)86400 * 1000000000)

bool naive_time(const char *text, const struct filter_facts *facts, __int128 *ret_ns)
{
    int hour, minute, used = 0;
    double second;
    __int128 span;

    if (*text == '+') {
        if (!naive_duration(text + 1, &span))
            return false;
        *ret_ns = facts->start_ns + span;
        return true;
    }
    if (sscanf(text, "%d:%d:%lf%n", &hour, &minute, &second, &used) != 3 || text[used])
        return false;
    __int128 midnight = facts->start_ns + (__int128)facts->realtime_offset_ns;
    midnight -= midnight % DAY_NS;
    *ret_ns = midnight - facts->realtime_offset_ns +
              (__int128)((hour * 3600.0 + minute * 60.0 + second) * 1e9);
    return true;
}
