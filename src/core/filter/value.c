#include "value.h"

#include <errno.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define DIGITS_MAX 40
#define NS_PER_S   INT64_C(1000000000)

static bool is_digit(char byte)
{
    return byte >= '0' && byte <= '9';
}

/* A copy that ends in a NUL; false where the word is too long to be a number. */
static bool copy_word(struct word word, char *buffer)
{
    if (word.length == 0 || word.length >= DIGITS_MAX)
        return false;
    memcpy(buffer, word.bytes, word.length);
    buffer[word.length] = '\0';
    return true;
}

static unsigned size_shift(const char *suffix)
{
    static const char suffixes[] = "kMGT";
    const char *found = *suffix ? strchr(suffixes, *suffix == 'K' ? 'k' : *suffix) : NULL;

    return found && !suffix[1] ? 10 * (unsigned)(found - suffixes + 1) : 0;
}

bool value_number(struct word word, int64_t *ret_value)
{
    char digits[DIGITS_MAX], *end;
    unsigned shift = 0;

    if (!copy_word(word, digits))
        return false;
    bool is_negative = digits[0] == '-';
    const char *at = digits + is_negative;
    if (!is_digit(*at))
        return false;
    errno = 0;
    uint64_t value = strtoull(at, &end, 0);
    if (errno)
        return false;
    if (*end) {
        shift = size_shift(end);
        if (!shift)
            return false;
    }
    if (shift && value > (uint64_t)INT64_MAX >> shift)
        return false;
    value <<= shift;
    if (value > INT64_MAX && (is_negative || digits[1] != 'x'))
        return false; /* only bits may fill all 64 */
    *ret_value = (int64_t)(is_negative ? 0 - value : value);
    return true;
}

static const struct {
    const char *name;
    double ns;
} units[] = {
    {"ns", 1},  {"us", 1e3}, {"µs", 1e3},   {"ms", 1e6},
    {"s", 1e9}, {"m", 60e9}, {"h", 3600e9}, {"", 1e9},
};

/* Decimal digits with at most one point; *ret_end is behind them.  Not strtod, which takes
 * "1e5", "inf" and hexadecimal, too. */
static bool decimal(const char *digits, double *ret_value, const char **ret_end)
{
    double value = 0, place = 1;
    bool has_digit = false, has_point = false;

    for (; is_digit(*digits) || (*digits == '.' && !has_point); digits++) {
        if (*digits == '.') {
            has_point = true;
            continue;
        }
        has_digit = true;
        if (has_point)
            value += (*digits - '0') * (place /= 10);
        else
            value = value * 10 + (*digits - '0');
    }
    *ret_value = value;
    *ret_end = digits;
    return has_digit;
}

bool value_duration(struct word word, int64_t *ret_ns)
{
    char digits[DIGITS_MAX];
    const char *unit;
    double value;

    if (!copy_word(word, digits) || !decimal(digits, &value, &unit))
        return false;
    for (size_t i = 0; i < sizeof(units) / sizeof(units[0]); i++) {
        if (strcmp(unit, units[i].name) == 0) {
            double ns = value * units[i].ns;
            *ret_ns = ns < 9e18 ? (int64_t)(ns + 0.5) : INT64_MAX;
            return true;
        }
    }
    return false;
}

/* Two digits, and what follows them. */
static bool two_digits(const char **at, int64_t limit, int64_t *ret_value)
{
    if (!is_digit((*at)[0]) || !is_digit((*at)[1]))
        return false;
    *ret_value = ((*at)[0] - '0') * 10 + ((*at)[1] - '0');
    *at += 2;
    return *ret_value < limit;
}

bool value_clock(struct word word, int64_t *ret_low, int64_t *ret_high)
{
    char digits[DIGITS_MAX];
    const char *at = digits;
    int64_t hours, minutes, seconds = 0, fraction = 0, step = 60 * NS_PER_S;

    if (!copy_word(word, digits) || !two_digits(&at, 24, &hours) || *at++ != ':' ||
        !two_digits(&at, 60, &minutes))
        return false;
    if (*at == ':') {
        at++;
        step = NS_PER_S;
        if (!two_digits(&at, 61, &seconds))
            return false;
        if (*at == '.' && is_digit(at[1])) {
            for (at++; is_digit(*at) && step > 1; at++)
                fraction += (*at - '0') * (step /= 10);
        }
    }
    *ret_low = (hours * 3600 + minutes * 60 + seconds) * NS_PER_S + fraction;
    *ret_high = *ret_low + step - 1;
    return *at == '\0';
}

bool value_errno(struct word word, int64_t *ret_value)
{
    int index = word_find(WORDS_ERRNOS, word);

    if (index > 0)
        *ret_value = index;
    return index > 0 || value_number(word, ret_value);
}

bool value_signal(struct word word, int64_t *ret_value)
{
    char name[16];
    int index = word_find(WORDS_SIGNALS, word);

    if (index < 0 && word.length < sizeof(name) - 3) {
        snprintf(name, sizeof(name), "SIG%.*s", (int)word.length, word.bytes);
        index = word_find(WORDS_SIGNALS, (struct word){name, word.length + 3});
    }
    if (index > 0)
        *ret_value = index;
    return index > 0 || value_number(word, ret_value);
}
