#include <ptop/histogram.h>

#define SUB_BUCKETS (1u << HISTOGRAM_SUB_BITS)

/* Below SUB_BUCKETS a bucket is one nanosecond; from there on the highest HISTOGRAM_SUB_BITS + 1
 * bits are the bucket. */
static unsigned bucket_of(nanoseconds duration_ns)
{
    if (duration_ns >> HISTOGRAM_TOP_BITS)
        return HISTOGRAM_BUCKETS - 1;
    if (duration_ns < SUB_BUCKETS)
        return (unsigned)duration_ns;
    unsigned shift = 63u - (unsigned)__builtin_clzll(duration_ns) - HISTOGRAM_SUB_BITS;
    return shift * SUB_BUCKETS + (unsigned)(duration_ns >> shift);
}

static nanoseconds bucket_middle(unsigned bucket)
{
    if (bucket < SUB_BUCKETS)
        return bucket;
    unsigned shift = bucket / SUB_BUCKETS - 1;
    nanoseconds low = (nanoseconds)(bucket % SUB_BUCKETS + SUB_BUCKETS) << shift;
    return low + ((nanoseconds)1 << shift) / 2;
}

void histogram_add(struct histogram *histogram, nanoseconds duration_ns)
{
    histogram->count++;
    histogram->buckets[bucket_of(duration_ns)]++;
    if (duration_ns > histogram->longest_ns)
        histogram->longest_ns = duration_ns;
}

nanoseconds histogram_percentile(const struct histogram *histogram, double share)
{
    double exact = share * (double)histogram->count;
    uint64_t rank = (uint64_t)exact, seen = 0;

    rank += (double)rank < exact || rank == 0;
    if (rank >= histogram->count) /* the longest is known to the nanosecond */
        return histogram->longest_ns;
    for (unsigned bucket = 0; bucket < HISTOGRAM_BUCKETS; bucket++) {
        seen += histogram->buckets[bucket];
        if (seen >= rank) {
            nanoseconds middle = bucket_middle(bucket);
            return middle < histogram->longest_ns ? middle : histogram->longest_ns;
        }
    }
    return histogram->longest_ns;
}

uint64_t histogram_count_between(const struct histogram *histogram, unsigned from, unsigned to)
{
    unsigned first = bucket_of((nanoseconds)1 << from);
    unsigned end = to < HISTOGRAM_TOP_BITS ? bucket_of((nanoseconds)1 << to) : HISTOGRAM_BUCKETS;
    uint64_t count = 0;

    for (unsigned bucket = first; bucket < end; bucket++)
        count += histogram->buckets[bucket];
    return count;
}
