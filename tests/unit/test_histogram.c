#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#include <ptop/histogram.h>

#define ERROR_PER_CENT 3

static uint64_t random_state = 0x2545f4914f6cdd1d; /* never zero */

static uint64_t random_next(void)
{
    random_state ^= random_state << 13;
    random_state ^= random_state >> 7;
    random_state ^= random_state << 17;
    return random_state;
}

static int by_size(const void *a, const void *b)
{
    nanoseconds one = *(const nanoseconds *)a, other = *(const nanoseconds *)b;
    return (one > other) - (one < other);
}

/* The smallest of a sorted array that a share of it does not exceed. */
static nanoseconds exact_percentile(const nanoseconds *sorted, size_t count, double share)
{
    for (size_t i = 0; i < count; i++)
        if ((double)(i + 1) >= share * (double)count)
            return sorted[i];
    return sorted[count - 1];
}

static void expect_near(nanoseconds found, nanoseconds exact)
{
    nanoseconds distance = found > exact ? found - exact : exact - found;

    if (distance * 100 > exact * ERROR_PER_CENT)
        fail_msg("%lu instead of %lu", (unsigned long)found, (unsigned long)exact);
}

static void percentiles_are_near_those_of_the_sorted_durations(void **state)
{
    static const double shares[] = {0.01, 0.1, 0.25, 0.5, 0.75, 0.9, 0.99, 0.999, 1.0};
    static nanoseconds durations[5000];
    static struct histogram histogram;

    (void)state;
    for (int round = 0; round < 100; round++) {
        size_t count = 1 + random_next() % (round < 50 ? 20 : 5000);
        histogram = (struct histogram){0};
        for (size_t i = 0; i < count; i++) {
            durations[i] = random_next() >> (20 + random_next() % 44); /* all sizes alike */
            histogram_add(&histogram, durations[i]);
        }
        qsort(durations, count, sizeof durations[0], by_size);
        for (size_t i = 0; i < sizeof shares / sizeof shares[0]; i++)
            expect_near(histogram_percentile(&histogram, shares[i]),
                        exact_percentile(durations, count, shares[i]));
        assert_int_equal(histogram.longest_ns, durations[count - 1]);
        assert_int_equal(histogram.count, count);
    }
}

static void an_empty_one_has_no_percentile(void **state)
{
    static struct histogram histogram;

    (void)state;
    assert_int_equal(histogram_percentile(&histogram, 0.5), 0);
    assert_int_equal(histogram_percentile(&histogram, 1), 0);
}

static void every_power_of_two_is_counted_once(void **state)
{
    static struct histogram histogram;

    (void)state;
    for (unsigned bits = 0; bits < 64; bits++) {
        histogram_add(&histogram, (nanoseconds)1 << bits);
        histogram_add(&histogram, ((nanoseconds)1 << bits) * 2 - 1);
    }
    for (unsigned bits = 1; bits < HISTOGRAM_TOP_BITS - 1; bits++)
        assert_int_equal(histogram_count_between(&histogram, bits, bits + 1), 2);
    assert_int_equal(histogram_count_between(&histogram, 10, 20), 20);
    assert_int_equal(histogram_count_between(&histogram, 10, 64), 2 * (64 - 10));
    assert_int_equal(histogram_percentile(&histogram, 1), UINT64_MAX);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(percentiles_are_near_those_of_the_sorted_durations),
        cmocka_unit_test(an_empty_one_has_no_percentile),
        cmocka_unit_test(every_power_of_two_is_counted_once),
    };

    return cmocka_run_group_tests_name("histogram", tests, NULL, NULL);
}
