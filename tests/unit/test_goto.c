#include <errno.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include <cmocka.h>

#include "tui/goto.h"
#include "tui/marks.h"

#define S_NS INT64_C(1000000000)

static const struct reading {
    const char *text;
    struct goto_target target;
} readings[] = {
    {"1", {.kind = GOTO_LINE, .number = 1}},
    {"120", {.kind = GOTO_LINE, .number = 120}},
    {"0%", {.kind = GOTO_PERCENT, .number = 0}},
    {"34%", {.kind = GOTO_PERCENT, .number = 34}},
    {"100%", {.kind = GOTO_PERCENT, .number = 100}},
    {"#12345", {.kind = GOTO_SEQUENCE, .number = 12345}},
    {"+2s", {.kind = GOTO_OFFSET, .offset_ns = 2 * S_NS}},
    {"+2", {.kind = GOTO_OFFSET, .offset_ns = 2 * S_NS}},
    {"-500ms", {.kind = GOTO_OFFSET, .offset_ns = -S_NS / 2}},
    {"+1.5us", {.kind = GOTO_OFFSET, .offset_ns = 1500}},
    {"-7ns", {.kind = GOTO_OFFSET, .offset_ns = -7}},
    {"+2m", {.kind = GOTO_OFFSET, .offset_ns = 120 * S_NS}},
    {"+1h", {.kind = GOTO_OFFSET, .offset_ns = 3600 * S_NS}},
    {"12:01", {.kind = GOTO_CLOCK, .offset_ns = 43260 * S_NS, .precision_ns = 60u * S_NS}},
    {"12:01:03", {.kind = GOTO_CLOCK, .offset_ns = 43263 * S_NS, .precision_ns = S_NS}},
    {"12:01:03.5",
     {.kind = GOTO_CLOCK, .offset_ns = 43263 * S_NS + S_NS / 2, .precision_ns = S_NS / 10}},
    {"00:00:00.000000001", {.kind = GOTO_CLOCK, .offset_ns = 1, .precision_ns = 1}},
    {"23:59:59", {.kind = GOTO_CLOCK, .offset_ns = 86399 * S_NS, .precision_ns = S_NS}},
};

static void every_form_is_read(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof readings / sizeof readings[0]; i++) {
        const struct goto_target *wanted = &readings[i].target;
        struct goto_target target;
        struct error error;
        if (goto_parse(readings[i].text, &target, &error) != 0)
            fail_msg("\"%s\": %s", readings[i].text, error.message);
        if (target.kind != wanted->kind || target.number != wanted->number ||
            target.offset_ns != wanted->offset_ns || target.precision_ns != wanted->precision_ns)
            fail_msg("\"%s\": kind %d, number %llu, offset %lld, precision %llu", readings[i].text,
                     target.kind, (unsigned long long)target.number, (long long)target.offset_ns,
                     (unsigned long long)target.precision_ns);
    }
}

static void what_is_no_place_is_told(void **state)
{
    static const char *const wrong[] = {
        "",
        "0",
        "x",
        "7x",
        "-",
        "+",
        "+s",
        "+-2s",
        "+2.s.",
        "+2xs",
        "+1e5s",
        "101%",
        "%",
        "#",
        "#x",
        "# 1",
        "1:2",
        "24:00",
        "12:60",
        "12:01:",
        "12:01:60",
        "12:01:03.",
        "12:01:03.5x",
        "12:01:0.5",
        "99999999999999999999",
        "+9999999999h",
        "12:01:03.1234567890",
        "-0x10",
        "+inf",
        "12 01",
    };

    (void)state;
    for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++) {
        struct goto_target target;
        struct error error = {.message = ""};
        if (goto_parse(wrong[i], &target, &error) != -EINVAL || error.message[0] == '\0')
            fail_msg("\"%s\" is taken", wrong[i]);
    }
}

/* 2024-03-30 10:00:00 UTC and days after it; in Berlin the clocks go forward on the 31st. */
#define SATURDAY (INT64_C(1711792800) * S_NS)

static int64_t moment(const char *text, int64_t first_ns, int64_t last_ns, int64_t cursor_ns)
{
    const struct goto_span span = {first_ns, last_ns, cursor_ns};
    struct goto_target target;
    int64_t found = 0;

    assert_int_equal(goto_parse(text, &target, NULL), 0);
    return goto_moment(&target, &span, &found) == 0 ? found : -1;
}

static void a_time_of_day_is_the_next_one_that_the_history_has(void **state)
{
    const int64_t hour = 3600 * S_NS, first = SATURDAY, last = first + 50 * hour;

    (void)state;
    setenv("TZ", "UTC", 1);
    tzset();
    assert_int_equal(moment("11:00", first, last, first), first + hour);
    assert_int_equal(moment("11:00:00.5", first, last, first), first + hour + S_NS / 2);
    assert_int_equal(moment("11:00", first, last, first + 2 * hour), first + 25 * hour);
    assert_int_equal(moment("11:00", first, last, first + 40 * hour), first + 49 * hour);
    assert_int_equal(moment("11:00", first, last, first + 49 * hour), first + hour); /* around */
    assert_int_equal(moment("09:59", first, first + hour, first), -1);
    assert_int_equal(moment("11:01", first, first + hour, first), -1);
    /* The minute that the history begins in, though its beginning is before that. */
    assert_int_equal(moment("10:00", first + 30 * S_NS, last, first + 30 * S_NS),
                     first + 24 * hour);
    assert_int_equal(moment("10:00", first + 30 * S_NS, first + hour, first + hour), first);
}

static void days_are_not_all_of_one_length(void **state)
{
    const int64_t hour = 3600 * S_NS, first = SATURDAY; /* 11:00 in Berlin */

    (void)state;
    setenv("TZ", "CET-1CEST,M3.5.0,M10.5.0/3", 1);
    tzset();
    assert_int_equal(moment("12:00", first, first + 40 * hour, first), first + hour);
    assert_int_equal(moment("12:00", first, first + 40 * hour, first + 2 * hour),
                     first + 24 * hour);
    unsetenv("TZ");
    tzset();
}

static void a_mark_is_a_letter_of_a_row(void **state)
{
    struct marks marks = {{0}};
    uint64_t row = 7;

    (void)state;
    assert_false(marks_find(&marks, 'a', &row));
    assert_int_equal(marks_letter(&marks, 0), 0);
    assert_true(marks_set(&marks, 'a', 0));
    assert_true(marks_set(&marks, 'Z', 99));
    assert_false(marks_set(&marks, '1', 5));
    assert_false(marks_set(&marks, 0x1f600, 5));
    assert_false(marks_set(&marks, 0, 5));
    assert_true(marks_find(&marks, 'a', &row));
    assert_int_equal(row, 0);
    assert_int_equal(marks_letter(&marks, 99), 'Z');
    assert_true(marks_set(&marks, 'Z', 3));
    assert_int_equal(marks_letter(&marks, 99), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_form_is_read),
        cmocka_unit_test(what_is_no_place_is_told),
        cmocka_unit_test(a_time_of_day_is_the_next_one_that_the_history_has),
        cmocka_unit_test(days_are_not_all_of_one_length),
        cmocka_unit_test(a_mark_is_a_letter_of_a_row),
    };

    return cmocka_run_group_tests_name("goto", tests, NULL, NULL);
}
