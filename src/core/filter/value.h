/*
 * How values are written: numbers with sizes, durations, times of day, names of errnos and
 * signals.  Each function takes all of the word or says false.
 */
#ifndef PTOP_CORE_VALUE_H
#define PTOP_CORE_VALUE_H

#include "words.h"

/* 12 -1 0x1f 0644 4k 2M 1G 1T */
bool value_number(struct word word, int64_t *ret_value);
/* 950ns 50us 3ms 1.5s 2m 1h; without a unit seconds.  In ns. */
bool value_duration(struct word word, int64_t *ret_ns);
/* 12:01, 12:01:03, 12:01:03.5: the first and the last ns of the day that it means. */
bool value_clock(struct word word, int64_t *ret_low, int64_t *ret_high);
/* ENOENT or a number; SIGCHLD, CHLD or a number. */
bool value_errno(struct word word, int64_t *ret_value);
bool value_signal(struct word word, int64_t *ret_value);

#endif
