#include "prefix.h"

#include <stdio.h>
#include <string.h>
#include <time.h>

#define BILLION 1000000000u

/* ---- numbers in columns --------------------------------------------------------------- */

/* At least as many digits, filled up in front. */
static void put_padded(struct text *text, uint64_t value, size_t width, char filler)
{
    char digits[20];
    size_t first = sizeof(digits);

    do
        digits[--first] = (char)('0' + value % 10);
    while (value /= 10);
    while (first > 0 && sizeof(digits) - first < width)
        digits[--first] = filler;
    text_put_bytes(text, digits + first, sizeof(digits) - first);
}

static void put_address(struct text *text, const struct prefix_subject *subject)
{
    unsigned digits = subject->is_compat ? 8 : 16;
    char out[16];

    if (subject->has_pc && subject->pc > UINT32_MAX)
        digits = 64 / 4 - (unsigned)__builtin_clzll(subject->pc) / 4; /* 64-bit code that makes a 32-bit call */
    if (!subject->is_compat)
        digits = 16;

    for (unsigned i = 0; i < digits; i++)
        out[i] = subject->has_pc
                     ? "0123456789abcdef"[subject->pc >> 4 * (digits - 1 - i) & 15]
                     : '?';
    text_put_char(text, '[');
    text_put_bytes(text, out, digits);
    text_put(text, "] ");
}

/* ".123456": what is left of a second. */
static void put_fraction(struct text *text, nanoseconds rest_ns, enum batch_precision precision)
{
    for (unsigned digits = precision; digits < BATCH_NANOSECONDS; digits++)
        rest_ns /= 10;
    if (precision == BATCH_SECONDS)
        return;
    text_put_char(text, '.');
    put_padded(text, rest_ns, precision, '0');
}

/* ---- times ------------------------------------------------------------------------------ */

/* The local time, which is asked for once a second. */
static void put_time_of_day(struct text *text, time_t seconds)
{
    static time_t known = -1;
    static char words[sizeof("00:00:00")];
    struct tm broken;

    if (seconds != known && localtime_r(&seconds, &broken)) {
        strftime(words, sizeof(words), "%T", &broken);
        known = seconds;
    }
    text_put(text, words);
}

static void put_clock(const struct prefix *prefix, nanoseconds when_ns, struct text *text)
{
    nanoseconds real_ns = when_ns + (nanoseconds)prefix->realtime_offset_ns;

    if (prefix->options->clock == BATCH_EPOCH)
        text_put_unsigned(text, real_ns / BILLION);
    else
        put_time_of_day(text, (time_t)(real_ns / BILLION));
    put_fraction(text, real_ns % BILLION, prefix->options->clock_precision);
    text_put_char(text, ' ');
}

/* Since the line before; in brackets where it stands behind another time. */
static void put_relative(struct prefix *prefix, nanoseconds when_ns, struct text *text)
{
    bool has_clock = prefix->options->clock != BATCH_NO_CLOCK;
    nanoseconds since_ns =
        prefix->last_ns && when_ns > prefix->last_ns ? when_ns - prefix->last_ns : 0;

    prefix->last_ns = when_ns;
    text_put(text, has_clock ? "(+" : "");
    put_padded(text, since_ns / BILLION, 6, ' ');
    put_fraction(text, since_ns % BILLION, prefix->options->relative_precision);
    text_put(text, has_clock ? ") " : " ");
}

void prefix_put_duration(nanoseconds duration_ns, enum batch_precision precision,
                         struct text *text)
{
    text_put(text, " <");
    text_put_unsigned(text, duration_ns / BILLION);
    put_fraction(text, duration_ns % BILLION, precision);
    text_put_char(text, '>');
}

/* ---- whose ------------------------------------------------------------------------------- */

static void put_comm(const struct prefix *prefix, const char *comm, struct text *text)
{
    text_put_char(text, '<');
    text_escape(text, comm, strlen(comm), prefix->options->format.escape);
    text_put_char(text, '>');
}

/* In a file every line says whose it is, if there may ever be more than one; on standard error,
 * where a person reads, only while there are. */
static void put_pid(const struct prefix *prefix, const struct prefix_subject *subject,
                    struct text *text)
{
    const struct batch_options *options = prefix->options;

    if (options->output_path && !prefix->is_shared && !options->always_shows_pid)
        return;
    if (options->output_path) {
        size_t start = text->length_bytes;

        text_put_unsigned(text, (uint64_t)subject->tid);
        if (subject->comm)
            put_comm(prefix, subject->comm, text);
        while (text->length_bytes - start < 5)
            text_put_char(text, ' ');
        text_put_char(text, ' ');
    } else if (!subject->is_alone || options->always_shows_pid) {
        text_put(text, "[pid ");
        put_padded(text, (uint64_t)subject->tid, 5, ' ');
        if (subject->comm)
            put_comm(prefix, subject->comm, text);
        text_put(text, "] ");
    }
}

void prefix_put(struct prefix *prefix, const struct prefix_subject *subject, struct text *text)
{
    const struct batch_options *options = prefix->options;
    uint8_t role = text_set_role(text, TEXT_DIM);

    put_pid(prefix, subject, text);
    if (options->clock != BATCH_NO_CLOCK)
        put_clock(prefix, subject->when_ns, text);
    if (options->shows_relative)
        put_relative(prefix, subject->when_ns, text);
    if (options->shows_number) {
        text_put_char(text, '[');
        if (subject->number == -1)
            text_put(text, "???");
        else
            put_padded(text, (uint64_t)(int64_t)subject->number, 4, ' ');
        text_put(text, "] ");
    }
    if (options->shows_pc)
        put_address(text, subject);
    text_set_role(text, role);
}
