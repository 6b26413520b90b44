#include "figures.h"

#include <inttypes.h>
#include <stdio.h>
#include <time.h>

#include <ptop/format.h>

#define NS_PER_S ((uint64_t)1000000000)

static const int time_cols[TIME_FORMAT_COUNT] = {
    [TIME_CLOCK] = 12,
    [TIME_START] = 11,
    [TIME_DELTA] = 7,
    [TIME_NONE] = 0,
};

void figures_put_count(struct text *text, uint64_t count)
{
    char digits[24];
    int length = snprintf(digits, sizeof digits, "%" PRIu64, count);
    for (int i = 0; i < length; i++) {
        if (i > 0 && (length - i) % 3 == 0)
            text_put_char(text, ',');
        text_put_char(text, digits[i]);
    }
}

void figures_put_rate(struct text *text, double per_second)
{
    if (per_second < 999.5)
        text_printf(text, "%.0f", per_second);
    else if (per_second < 9950)
        text_printf(text, "%.1fk", per_second / 1e3);
    else if (per_second < 999500)
        text_printf(text, "%.0fk", per_second / 1e3);
    else
        text_printf(text, "%.1fM", per_second / 1e6);
}

/* In powers of 1024, as the filter language reads them. */
void figures_put_bytes(struct text *text, uint64_t bytes)
{
    static const char units[] = "kMGTPE";
    double figure = (double)bytes;
    int unit = -1;
    for (; figure >= 999.5; figure /= 1024)
        unit++;
    if (unit < 0)
        text_put_unsigned(text, bytes);
    else
        text_printf(text, figure < 9.95 ? "%.1f%c" : "%.0f%c", figure, units[unit]);
}

void figures_put_age(struct text *text, nanoseconds age_ns)
{
    uint64_t seconds = age_ns / NS_PER_S, minutes = seconds / 60;
    if (seconds < 60)
        text_printf(text, "%" PRIu64 "s", seconds);
    else if (minutes < 60)
        text_printf(text, "%" PRIu64 "m%02" PRIu64, minutes, seconds % 60);
    else
        text_printf(text, "%" PRIu64 "h%02" PRIu64, minutes / 60, minutes % 60);
}

int figures_time_cols(enum time_format format)
{
    return time_cols[format];
}

static void put_clock(struct text *text, nanoseconds time_ns, const struct time_base *base)
{
    int64_t real_ns = (int64_t)time_ns + base->realtime_offset_ns;
    time_t seconds = (time_t)(real_ns / (int64_t)NS_PER_S);
    struct tm tm;
    char clock[16];
    if (!localtime_r(&seconds, &tm) || strftime(clock, sizeof clock, "%H:%M:%S", &tm) == 0)
        return;
    text_printf(text, "%s.%03d", clock, (int)(real_ns % (int64_t)NS_PER_S / 1000000));
}

void figures_put_time(struct text *text, enum time_format format, nanoseconds time_ns,
                      const struct time_base *base)
{
    nanoseconds since_ns = time_ns > base->start_ns ? time_ns - base->start_ns : 0;
    switch (format) {
    case TIME_CLOCK:
        put_clock(text, time_ns, base);
        break;
    case TIME_START:
        text_printf(text, "%4" PRIu64 ".%06" PRIu64, since_ns / NS_PER_S,
                    since_ns % NS_PER_S / 1000);
        break;
    case TIME_DELTA:
        if (base->before_ns == 0 || time_ns < base->before_ns)
            break;
        text_put_char(text, '+');
        format_duration(time_ns - base->before_ns, text);
        break;
    case TIME_NONE:
    case TIME_FORMAT_COUNT:
        break;
    }
}
