#include "support/timing.h"

#include <stdlib.h>
#include <time.h>

double timing_now_s(void)
{
    struct timespec now;

    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

static int compare(const void *left, const void *right)
{
    double a = *(const double *)left, b = *(const double *)right;

    return (a > b) - (a < b);
}

void timing_sort(double *values, size_t count)
{
    qsort(values, count, sizeof(*values), compare);
}

double timing_median(double *values, size_t count)
{
    timing_sort(values, count);
    return values[count / 2];
}
