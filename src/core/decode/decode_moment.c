/*
 * Points in time: as dates beside the number, and the times of a file.
 */
#include <time.h>

#include "formatter.h"
#include "layout.h"

#define NANOSECOND_DIGITS  9u
#define MICROSECOND_DIGITS 6u

static uint64_t unit_of(unsigned digits)
{
    uint64_t unit = 1;

    while (digits-- > 0)
        unit *= 10;
    return unit;
}

/* In the zone of who looks, as ls(1) does. */
void format_moment(struct formatter *f, int64_t seconds, uint64_t fraction, unsigned digits)
{
    char date[64], zone[16];
    time_t when = seconds;
    struct tm parts;

    if ((seconds == 0 && fraction == 0) || fraction >= unit_of(digits) ||
        !localtime_r(&when, &parts) ||
        strftime(date, sizeof date, "%Y-%m-%dT%H:%M:%S", &parts) == 0 ||
        strftime(zone, sizeof zone, "%z", &parts) == 0)
        return;
    bool is_result = f->arg == PIECE_RESULT;
    uint8_t role = text_set_role(f->text, TEXT_DIM);
    text_printf(f->text, is_result ? " (%s" : " /* %s", date);
    if (fraction)
        text_printf(f->text, ".%0*llu", (int)digits, (unsigned long long)fraction);
    text_printf(f->text, is_result ? "%s)" : "%s */", zone);
    text_set_role(f->text, role);
}

void format_time(struct formatter *f, uint64_t value)
{
    format_long(f, value);
    format_moment(f, (int64_t)value, 0, NANOSECOND_DIGITS);
}

/* ---- the times of a file ---------------------------------------------------- */

#define UTIME_NOW_NSEC  0x3fffffffu
#define UTIME_OMIT_NSEC 0x3ffffffeu

static uint64_t load_unit(const uint8_t *bytes, size_t size)
{
    return size == 4 ? load_u32(bytes) : load_u64(bytes);
}

/* What a fraction says that is none; NULL where it is one. */
static const char *fraction_name(uint64_t fraction, unsigned digits)
{
    if (digits == NANOSECOND_DIGITS && fraction == UTIME_NOW_NSEC)
        return "UTIME_NOW";
    return digits == NANOSECOND_DIGITS && fraction == UTIME_OMIT_NSEC ? "UTIME_OMIT" : NULL;
}

static void put_time(struct formatter *f, int64_t seconds, uint64_t fraction, unsigned digits)
{
    const char *name = fraction_name(fraction, digits);

    if (name && f->options->constants == FORMAT_NAMES) {
        format_constant(f, name);
        return;
    }
    format_open(f, '{');
    format_field(f, "tv_sec");
    format_long(f, (uint64_t)seconds);
    format_field(f, digits == NANOSECOND_DIGITS ? "tv_nsec" : "tv_usec");
    format_ulong(f, fraction);
    format_close(f, '}');
    if (name && f->options->constants == FORMAT_NAMED_NUMBERS)
        format_comment(f, name);
    else if (!name)
        format_moment(f, seconds, fraction, digits);
}

/* Access and change: words of seconds and of their fraction. */
static void put_pair(struct formatter *f, const uint8_t *bytes, size_t size, unsigned digits)
{
    format_open(f, '[');
    for (unsigned i = 0; i < 2; i++, bytes += 2 * size) {
        int64_t seconds = size == 4 ? load_s32(bytes) : (int64_t)load_u64(bytes);

        format_item(f);
        put_time(f, seconds, load_unit(bytes + size, size), digits);
    }
    format_close(f, ']');
}

void format_timespec_pair(struct formatter *f, const uint8_t *bytes, size_t length)
{
    (void)length;
    put_pair(f, bytes, abi_word_bytes(f->abi), NANOSECOND_DIGITS);
}

void format_timespec64_pair(struct formatter *f, const uint8_t *bytes, size_t length)
{
    (void)length;
    put_pair(f, bytes, 8, NANOSECOND_DIGITS);
}

void format_timeval_pair(struct formatter *f, const uint8_t *bytes, size_t length)
{
    (void)length;
    put_pair(f, bytes, abi_word_bytes(f->abi), MICROSECOND_DIGITS);
}
