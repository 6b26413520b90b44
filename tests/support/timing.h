/* Times and medians, for the programs that measure. */
#ifndef PTOP_TESTS_TIMING_H
#define PTOP_TESTS_TIMING_H

#include <stddef.h>

/* CLOCK_MONOTONIC in seconds. */
double timing_now_s(void);
/* In ascending order. */
void timing_sort(double *values, size_t count);
/* Sorts them, too. */
double timing_median(double *values, size_t count);

#endif
