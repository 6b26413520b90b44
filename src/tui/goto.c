#include "goto.h"

#include <ctype.h>
#include <errno.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#define NS_PER_S   INT64_C(1000000000)
#define DAYS_AHEAD 400 /* of a history; no trace runs that long */

static const struct {
    const char *name;
    double ns;
} units[] = {
    {"ns", 1}, {"us", 1e3}, {"ms", 1e6}, {"s", 1e9}, {"", 1e9}, {"m", 60e9}, {"h", 3600e9},
};

/* ---- reading ------------------------------------------------------------------ */

/* Digits alone, and then end; false for anything else. */
static bool read_number(const char *text, const char *end, uint64_t *ret_number)
{
    char *stop;
    if (!isdigit((unsigned char)text[0]))
        return false;
    errno = 0;
    *ret_number = strtoull(text, &stop, 10);
    return errno == 0 && strcmp(stop, end) == 0;
}

/* "2.5ms": digits, perhaps a point and digits, a unit; up to 30 years. */
static bool read_duration(const char *text, int64_t *ret_ns)
{
    size_t digits = strspn(text, "0123456789.");
    char *stop;
    double value = strtod(text, &stop);
    if (!isdigit((unsigned char)text[0]) || stop != text + digits)
        return false;
    for (size_t i = 0; i < sizeof units / sizeof units[0]; i++) {
        if (strcmp(stop, units[i].name) == 0 && value * units[i].ns < 1e18) {
            *ret_ns = (int64_t)(value * units[i].ns + 0.5);
            return true;
        }
    }
    return false;
}

/* Two digits below a limit; moves *text behind them. */
static bool read_two(const char **text, int limit, int *ret_value)
{
    const char *at = *text;
    if (!isdigit((unsigned char)at[0]) || !isdigit((unsigned char)at[1]))
        return false;
    *ret_value = (at[0] - '0') * 10 + at[1] - '0';
    *text += 2;
    return *ret_value < limit;
}

/* The digits behind the point of a second. */
static bool read_fraction(const char *text, struct goto_target *target)
{
    size_t digits = strspn(text, "0123456789");
    if (digits == 0 || digits > 9 || text[digits] != '\0')
        return false;
    for (size_t i = 0; i < digits; i++) {
        target->precision_ns /= 10;
        target->offset_ns += (text[i] - '0') * (int64_t)target->precision_ns;
    }
    return true;
}

static bool read_clock(const char *text, struct goto_target *target)
{
    int hours, minutes, seconds;
    if (!read_two(&text, 24, &hours) || *text++ != ':' || !read_two(&text, 60, &minutes))
        return false;
    target->offset_ns = (hours * 60 + minutes) * 60 * NS_PER_S;
    target->precision_ns = 60 * NS_PER_S;
    if (*text == '\0')
        return true;
    if (*text++ != ':' || !read_two(&text, 60, &seconds))
        return false;
    target->offset_ns += seconds * NS_PER_S;
    target->precision_ns = NS_PER_S;
    return *text == '\0' || (*text == '.' && read_fraction(text + 1, target));
}

static bool read_offset(const char *text, struct goto_target *target)
{
    if (!read_duration(text + 1, &target->offset_ns))
        return false;
    if (text[0] == '-')
        target->offset_ns = -target->offset_ns;
    return true;
}

static bool read_target(const char *text, struct goto_target *target)
{
    if (text[0] == '+' || text[0] == '-') {
        target->kind = GOTO_OFFSET;
        return read_offset(text, target);
    }
    if (strchr(text, ':')) {
        target->kind = GOTO_CLOCK;
        return read_clock(text, target);
    }
    if (text[0] == '#') {
        target->kind = GOTO_SEQUENCE;
        return read_number(text + 1, "", &target->number);
    }
    if (strchr(text, '%')) {
        target->kind = GOTO_PERCENT;
        return read_number(text, "%", &target->number) && target->number <= 100;
    }
    target->kind = GOTO_LINE;
    return read_number(text, "", &target->number) && target->number > 0;
}

int goto_parse(const char *text, struct goto_target *ret_target, struct error *ret_error)
{
    struct goto_target target = {0};
    if (!read_target(text, &target))
        return error_set(ret_error, -EINVAL,
                         "goto: a line (120), 34%%, #12345, 12:01:03.5, +2s or -500ms");
    *ret_target = target;
    return 0;
}

/* ---- a time of day ------------------------------------------------------------- */

/* The time of day on a day, counted from that of first_ns; days are not all of one length. */
static int64_t moment_of_day(const struct goto_target *target, int64_t first_ns, int day)
{
    time_t first = (time_t)(first_ns / NS_PER_S);
    int64_t seconds = target->offset_ns / NS_PER_S;
    struct tm tm;
    localtime_r(&first, &tm);
    tm.tm_mday += day;
    tm.tm_hour = (int)(seconds / 3600);
    tm.tm_min = (int)(seconds / 60 % 60);
    tm.tm_sec = (int)(seconds % 60);
    tm.tm_isdst = -1;
    return (int64_t)mktime(&tm) * NS_PER_S + target->offset_ns % NS_PER_S;
}

int goto_moment(const struct goto_target *target, const struct goto_span *span, int64_t *ret_ns)
{
    int64_t found_ns = 0;
    bool is_found = false;
    for (int day = 0; day < DAYS_AHEAD; day++) {
        int64_t moment_ns = moment_of_day(target, span->first_ns, day);
        if (moment_ns > span->last_ns)
            break;
        if (moment_ns + (int64_t)target->precision_ns <= span->first_ns)
            continue;
        if (!is_found || (found_ns <= span->cursor_ns && moment_ns > span->cursor_ns))
            found_ns = moment_ns;
        is_found = true;
    }
    if (!is_found)
        return -ENOENT;
    *ret_ns = found_ns;
    return 0;
}
