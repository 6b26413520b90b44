/* The front end's table of points: what was told, and no more. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include <ptop/point.h>

static void tell(struct points *points, struct point point)
{
    struct event_point event = {
        .header = {.size_bytes = sizeof(event), .kind = EVENT_POINT, .number = (int32_t)point.id},
        .point = point};

    points_apply(points, &event.header);
}

static int start(void **state)
{
    *state = points_new();
    return 0;
}

static int end(void **state)
{
    points_free(*state);
    return 0;
}

static void points_are_listed_by_their_ids(void **state)
{
    struct points *points = *state;

    assert_null(points_get(points, 0));
    tell(points, (struct point){.id = 7});
    tell(points, (struct point){.id = 2});
    tell(points, (struct point){.id = 5});
    assert_int_equal(points_get(points, 0)->id, 2);
    assert_int_equal(points_get(points, 1)->id, 5);
    assert_int_equal(points_get(points, 2)->id, 7);
    assert_null(points_get(points, 3));
}

static void what_is_told_last_holds(void **state)
{
    struct points *points = *state;

    tell(points, (struct point){.id = 1, .hits = 1, .label = "main"});
    tell(points, (struct point){.id = 1, .hits = 9, .label = "main", .state = POINT_DISABLED});
    assert_null(points_get(points, 1));
    assert_int_equal(points_find(points, 1)->hits, 9);
    assert_int_equal(points_find(points, 1)->state, POINT_DISABLED);
    assert_string_equal(points_find(points, 1)->label, "main");
}

static void a_hit_counts_without_being_told_again(void **state)
{
    struct event_hit hit = {
        .header = {.size_bytes = sizeof(hit), .kind = EVENT_HIT, .number = 3},
        .kind = POINT_WATCH,
        .count = 8,
        .new_value = 42,
    };
    struct points *points = *state;

    points_apply(points, &hit.header); /* of nobody that is known */
    assert_null(points_get(points, 0));
    tell(points, (struct point){.id = 3, .kind = POINT_WATCH, .hits = 7});
    points_apply(points, &hit.header);
    assert_int_equal(points_find(points, 3)->hits, 8);
    assert_int_equal(points_find(points, 3)->value, 42);
}

static void one_that_was_removed_is_gone_and_the_others_stay(void **state)
{
    struct points *points = *state;

    for (uint32_t id = 1; id <= 40; id++)
        tell(points, (struct point){.id = id, .hits = id});
    for (uint32_t id = 1; id <= 40; id += 2)
        tell(points, (struct point){.id = id, .state = POINT_REMOVED});
    tell(points, (struct point){.id = 99, .state = POINT_REMOVED});
    assert_null(points_find(points, 1));
    assert_null(points_find(points, 39));
    assert_null(points_find(points, 99));
    assert_int_equal(points_find(points, 40)->hits, 40);
    assert_int_equal(points_get(points, 0)->id, 2);
    assert_null(points_get(points, 20));
}

static void at_an_address_there_is_the_breakpoint_of_that_process(void **state)
{
    struct points *points = *state;

    tell(points, (struct point){.id = 1, .kind = POINT_WATCH, .tgid = 10, .address = 0x1000});
    tell(points, (struct point){.id = 2, .kind = POINT_CODE, .tgid = 10, .address = 0x1000});
    tell(points, (struct point){.id = 3, .kind = POINT_CODE, .tgid = 20, .address = 0x2000});
    assert_int_equal(points_at(points, 10, 0x1000)->id, 2);
    assert_int_equal(points_at(points, 20, 0x2000)->id, 3);
    assert_null(points_at(points, 20, 0x1000));
    assert_null(points_at(points, 10, 0x1001));
}

static void other_events_and_cut_ones_change_nothing(void **state)
{
    struct points *points = *state;
    struct event_point event = {.header = {.size_bytes = sizeof(event), .kind = EVENT_STOP},
                                .point = {.id = 3}};

    points_apply(points, &event.header);
    event.header.kind = EVENT_POINT;
    event.header.size_bytes = sizeof(struct event);
    points_apply(points, &event.header);
    assert_null(points_get(points, 0));
}

static void a_text_without_an_end_gets_one(void **state)
{
    struct points *points = *state;
    struct point point = {.id = 1};

    memset(point.label, 'a', sizeof(point.label));
    memset(point.condition, 'b', sizeof(point.condition));
    tell(points, point);
    assert_int_equal(strlen(points_get(points, 0)->label), POINT_LABEL_BYTES - 1);
    assert_int_equal(strlen(points_get(points, 0)->condition), POINT_CONDITION_BYTES - 1);
}

#define WITH_POINTS(test) cmocka_unit_test_setup_teardown(test, start, end)

int main(void)
{
    const struct CMUnitTest tests[] = {
        WITH_POINTS(points_are_listed_by_their_ids),
        WITH_POINTS(what_is_told_last_holds),
        WITH_POINTS(a_hit_counts_without_being_told_again),
        WITH_POINTS(one_that_was_removed_is_gone_and_the_others_stay),
        WITH_POINTS(at_an_address_there_is_the_breakpoint_of_that_process),
        WITH_POINTS(other_events_and_cut_ones_change_nothing),
        WITH_POINTS(a_text_without_an_end_gets_one),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
