/*
 * Figures as people read them: 88,310   48.2k/s   4.1M   3s   12:01:03.123
 */
#ifndef PTOP_TUI_FIGURES_H
#define PTOP_TUI_FIGURES_H

#include <stdint.h>

#include <ptop/event.h>
#include <ptop/text.h>

void figures_put_count(struct text *text, uint64_t count);   /* 88,310 */
void figures_put_rate(struct text *text, double per_second); /* 0, 7, 950, 9.1k, 48k, 1.2M */
void figures_put_bytes(struct text *text, uint64_t bytes);   /* 0, 950, 9.1k, 48k, 1.2M, 3G */
void figures_put_age(struct text *text, nanoseconds age_ns); /* 3s, 2m05, 1h02 */

enum time_format { TIME_CLOCK, TIME_START, TIME_DELTA, TIME_NONE, TIME_FORMAT_COUNT };

/* What a time is told against. */
struct time_base {
    int64_t realtime_offset_ns; /* CLOCK_MONOTONIC to CLOCK_REALTIME */
    nanoseconds start_ns;
    nanoseconds before_ns; /* of the row before; 0: there is none */
};

/* Columns that a format needs. */
int figures_time_cols(enum time_format format);
void figures_put_time(struct text *text, enum time_format format, nanoseconds time_ns,
                      const struct time_base *base);

#endif
