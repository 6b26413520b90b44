/*
 * A histogram of durations: how often which was seen, within 1.6 % of each.
 *
 * Buckets are linear within a power of two and logarithmic across them, so one
 * array of fixed size holds nanoseconds and hours alike, and adding is O(1).
 * All zero is an empty one.  No locks: one thread at a time.
 */
#ifndef PTOP_HISTOGRAM_H
#define PTOP_HISTOGRAM_H

#include <ptop/event.h>

#define HISTOGRAM_SUB_BITS 5  /* of each power of two: 32 buckets */
#define HISTOGRAM_TOP_BITS 45 /* what takes longer, 9.7 h, counts as that long */
#define HISTOGRAM_BUCKETS  ((HISTOGRAM_TOP_BITS - HISTOGRAM_SUB_BITS + 1) << HISTOGRAM_SUB_BITS)

struct histogram {
    uint64_t count;
    nanoseconds longest_ns;
    uint64_t buckets[HISTOGRAM_BUCKETS];
};

ANY_THREAD void histogram_add(struct histogram *histogram, nanoseconds duration_ns);

/* The duration that a share of them (0.5: the median) does not exceed; 0 of an empty one. */
ANY_THREAD nanoseconds histogram_percentile(const struct histogram *histogram, double share);

/* How many lie in [2^from, 2^to) ns. */
ANY_THREAD uint64_t histogram_count_between(const struct histogram *histogram, unsigned from,
                                            unsigned to);

#endif
