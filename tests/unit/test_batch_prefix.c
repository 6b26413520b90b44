/*
 * What stands before a line in batch mode: whose, when, which number, from where.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include <cmocka.h>

#include "batch/prefix.h"

#define SECOND UINT64_C(1000000000)

static struct batch_options options;
static struct prefix prefix;
static struct prefix_subject subject;
static char bytes[256];

static int set_up(void **state)
{
    (void)state;
    setenv("TZ", "UTC", 1);
    tzset();
    options = (struct batch_options){
        .clock_precision = BATCH_MICROSECONDS,
        .relative_precision = BATCH_MICROSECONDS,
        .duration_precision = BATCH_MICROSECONDS,
    };
    prefix = (struct prefix){.options = &options, .realtime_offset_ns = 1000 * SECOND};
    subject = (struct prefix_subject){
        .tid = 123, .when_ns = 61 * SECOND + 1234567, .number = 257, .has_pc = true, .pc = 0x7f12};
    return 0;
}

static const char *shown(void)
{
    struct text text;

    text_init(&text, bytes, NULL, sizeof(bytes));
    prefix_put(&prefix, &subject, &text);
    return bytes;
}

static void nothing_stands_before_the_only_tracee(void **state)
{
    (void)state;
    subject.is_alone = true;
    assert_string_equal(shown(), "");
    prefix.is_shared = true;
    assert_string_equal(shown(), "");
}

static void on_standard_error_a_line_says_whose_it_is_while_there_are_others(void **state)
{
    (void)state;
    assert_string_equal(shown(), "[pid   123] ");
    subject.tid = 1234567;
    assert_string_equal(shown(), "[pid 1234567] ");
    subject.is_alone = options.always_shows_pid = true;
    assert_string_equal(shown(), "[pid 1234567] ");
}

static void in_a_file_every_line_says_whose_it_is_if_there_may_be_others(void **state)
{
    (void)state;
    options.output_path = "log";
    assert_string_equal(shown(), "");
    prefix.is_shared = subject.is_alone = true;
    assert_string_equal(shown(), "123   ");
    subject.tid = 1234567;
    assert_string_equal(shown(), "1234567 ");
}

static void a_time_of_day_has_the_digits_that_are_wanted(void **state)
{
    (void)state;
    subject.is_alone = true;
    options.clock = BATCH_TIME_OF_DAY;
    assert_string_equal(shown(), "00:17:41.001234 ");
    options.clock_precision = BATCH_SECONDS;
    assert_string_equal(shown(), "00:17:41 ");
    options.clock = BATCH_EPOCH;
    options.clock_precision = BATCH_NANOSECONDS;
    assert_string_equal(shown(), "1061.001234567 ");
    options.clock_precision = BATCH_MILLISECONDS;
    assert_string_equal(shown(), "1061.001 ");
}

static void a_relative_time_is_since_the_line_before(void **state)
{
    (void)state;
    subject.is_alone = options.shows_relative = true;
    assert_string_equal(shown(), "     0.000000 ");
    subject.when_ns += 12 * SECOND + 34567;
    assert_string_equal(shown(), "    12.000034 ");
    subject.when_ns -= 1; /* another processor's clock */
    assert_string_equal(shown(), "     0.000000 ");
    options.clock = BATCH_EPOCH;
    options.relative_precision = BATCH_SECONDS;
    assert_string_equal(shown(), "1073.001269 (+     0) ");
}

static void numbers_and_places_have_columns(void **state)
{
    (void)state;
    subject.is_alone = options.shows_number = options.shows_pc = true;
    assert_string_equal(shown(), "[ 257] [0000000000007f12] ");
    subject.is_compat = true;
    assert_string_equal(shown(), "[ 257] [00007f12] ");
    subject.has_pc = false;
    subject.number = -1;
    assert_string_equal(shown(), "[???] [????????] ");
    subject.number = INT32_MIN;
    assert_string_equal(shown(), "[18446744071562067968] [????????] ");
}

static void all_of_it_stands_in_one_order(void **state)
{
    (void)state;
    options.clock = BATCH_EPOCH;
    options.shows_relative = options.shows_number = options.shows_pc = true;
    assert_string_equal(
        shown(),
        "[pid   123] 1061.001234 (+     0.000000) [ 257] [0000000000007f12] ");
}

static void a_duration_stands_in_angles(void **state)
{
    struct text text;

    (void)state;
    text_init(&text, bytes, NULL, sizeof(bytes));
    prefix_put_duration(2 * SECOND + 1234567, BATCH_MICROSECONDS, &text);
    prefix_put_duration(2 * SECOND + 1234567, BATCH_SECONDS, &text);
    prefix_put_duration(56, BATCH_NANOSECONDS, &text);
    assert_string_equal(bytes, " <2.001234> <2> <0.000000056>");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup(nothing_stands_before_the_only_tracee, set_up),
        cmocka_unit_test_setup(on_standard_error_a_line_says_whose_it_is_while_there_are_others,
                               set_up),
        cmocka_unit_test_setup(in_a_file_every_line_says_whose_it_is_if_there_may_be_others,
                               set_up),
        cmocka_unit_test_setup(a_time_of_day_has_the_digits_that_are_wanted, set_up),
        cmocka_unit_test_setup(a_relative_time_is_since_the_line_before, set_up),
        cmocka_unit_test_setup(numbers_and_places_have_columns, set_up),
        cmocka_unit_test_setup(all_of_it_stands_in_one_order, set_up),
        cmocka_unit_test_setup(a_duration_stands_in_angles, set_up),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
