#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "tui/list.h"

#define HEIGHT 5

/* The even numbers below a limit: what a filter leaves of a store. */
static uint64_t even_at_or_after(void *context, uint64_t position)
{
    const uint64_t *limit = context;
    uint64_t even = position + (position & 1);
    return even < *limit ? even : LIST_NONE;
}

static uint64_t even_at_or_before(void *context, uint64_t position)
{
    const uint64_t *limit = context;
    if (*limit == 0)
        return LIST_NONE;
    uint64_t last = position < *limit ? position : *limit - 1;
    return last & ~(uint64_t)1;
}

static struct list_source evens(uint64_t *limit)
{
    return (struct list_source){
        .at_or_after = even_at_or_after, .at_or_before = even_at_or_before, .context = limit};
}

static void act(struct list *list, const struct list_source *source, enum action action)
{
    assert_true(list_act(list, source, action));
    list_fit(list, source, HEIGHT);
}

static void the_window_follows_the_cursor_by_single_rows(void **state)
{
    (void)state;
    uint64_t count = 100;
    const struct list_source source = list_source_count(&count);
    struct list list = {0};
    list_fit(&list, &source, HEIGHT);
    for (int i = 0; i < 4; i++)
        act(&list, &source, ACTION_DOWN);
    assert_int_equal(list.top, 0);
    act(&list, &source, ACTION_DOWN);
    assert_int_equal(list.cursor, 5);
    assert_int_equal(list.top, 1);
    for (int i = 0; i < 5; i++)
        act(&list, &source, ACTION_UP);
    assert_int_equal(list.cursor, 0);
    assert_int_equal(list.top, 0);
}

static void pages_keep_the_line_of_the_cursor(void **state)
{
    (void)state;
    uint64_t count = 100;
    const struct list_source source = list_source_count(&count);
    struct list list = {.cursor = 12, .top = 10};
    list_fit(&list, &source, HEIGHT);
    act(&list, &source, ACTION_PAGE_DOWN);
    assert_int_equal(list.cursor, 16);
    assert_int_equal(list.top, 14);
    act(&list, &source, ACTION_HALF_UP);
    assert_int_equal(list.cursor, 14);
    assert_int_equal(list.top, 12);
}

static void the_last_page_is_full(void **state)
{
    (void)state;
    uint64_t count = 100;
    const struct list_source source = list_source_count(&count);
    struct list list = {0};
    list_fit(&list, &source, HEIGHT);
    act(&list, &source, ACTION_LAST);
    assert_int_equal(list.cursor, 99);
    assert_int_equal(list.top, 95);
    act(&list, &source, ACTION_PAGE_DOWN);
    assert_int_equal(list.cursor, 99);
    assert_int_equal(list.top, 95);
    act(&list, &source, ACTION_FIRST);
    assert_int_equal(list.cursor, 0);
    assert_int_equal(list.top, 0);
}

static void rows_that_join_at_the_end_move_nothing(void **state)
{
    (void)state;
    uint64_t count = 50;
    const struct list_source source = list_source_count(&count);
    struct list list = {.cursor = 20, .top = 18};
    list_fit(&list, &source, HEIGHT);
    count = 5000;
    list_fit(&list, &source, HEIGHT);
    assert_int_equal(list.cursor, 20);
    assert_int_equal(list.top, 18);
}

static void a_list_that_shrinks_below_the_cursor_shows_its_last_rows(void **state)
{
    (void)state;
    uint64_t count = 50;
    const struct list_source source = list_source_count(&count);
    struct list list = {.cursor = 49, .top = 45};
    count = 7;
    list_fit(&list, &source, HEIGHT);
    assert_int_equal(list.cursor, 6);
    assert_int_equal(list.top, 2);
}

static void an_empty_list_has_no_cursor_and_takes_every_movement(void **state)
{
    (void)state;
    uint64_t count = 0;
    const struct list_source source = list_source_count(&count);
    struct list list = {0};
    list_fit(&list, &source, HEIGHT);
    assert_int_equal(list.cursor, LIST_NONE);
    act(&list, &source, ACTION_DOWN);
    act(&list, &source, ACTION_PAGE_UP);
    act(&list, &source, ACTION_LAST);
    assert_int_equal(list.cursor, LIST_NONE);
    assert_int_equal(list_row_at(&list, &source, 0), LIST_NONE);
    assert_false(list_click(&list, &source, 0));
    count = 3;
    list_fit(&list, &source, HEIGHT);
    assert_int_equal(list.cursor, 0);
}

static void sparse_rows_are_walked_one_by_one(void **state)
{
    (void)state;
    uint64_t limit = 100;
    const struct list_source source = evens(&limit);
    struct list list = {.cursor = 31, .top = 25}; /* both hidden by now */
    list_fit(&list, &source, HEIGHT);
    assert_int_equal(list.cursor, 32);
    assert_int_equal(list.top, 26);
    act(&list, &source, ACTION_DOWN);
    assert_int_equal(list.cursor, 34);
    act(&list, &source, ACTION_DOWN);
    assert_int_equal(list.cursor, 36);
    assert_int_equal(list.top, 28);
    act(&list, &source, ACTION_LAST);
    assert_int_equal(list.cursor, 98);
    assert_int_equal(list.top, 90);
}

static void lines_of_the_window_are_the_rows_that_are_there(void **state)
{
    (void)state;
    uint64_t limit = 7;
    const struct list_source source = evens(&limit);
    struct list list = {0};
    list_fit(&list, &source, HEIGHT);
    assert_int_equal(list_row_at(&list, &source, 0), 0);
    assert_int_equal(list_row_at(&list, &source, 3), 6);
    assert_int_equal(list_row_at(&list, &source, 4), LIST_NONE);
    assert_int_equal(list_row_at(&list, &source, -1), LIST_NONE);
    assert_true(list_click(&list, &source, 2));
    assert_int_equal(list.cursor, 4);
    assert_false(list_click(&list, &source, 4));
    assert_int_equal(list.cursor, 4);
}

static void scrolling_moves_the_window_at_each_step_and_stops_at_a_full_page(void **state)
{
    (void)state;
    uint64_t count = 8;
    const struct list_source source = list_source_count(&count);
    struct list list = {0};
    list_fit(&list, &source, HEIGHT);
    static const uint64_t tops[] = {1, 2, 3, 3, 3};
    for (size_t i = 0; i < sizeof tops / sizeof tops[0]; i++) {
        assert_true(list_scroll(&list, &source, ACTION_DOWN));
        list_fit(&list, &source, HEIGHT);
        assert_int_equal(list.top, tops[i]);
    }
    assert_true(list_scroll(&list, &source, ACTION_UP));
    list_fit(&list, &source, HEIGHT);
    assert_int_equal(list.top, 2);
}

static void a_cursor_that_is_held_keeps_its_line_when_rows_come_and_go(void **state)
{
    (void)state;
    uint64_t limit = 100;
    const struct list_source all = list_source_count(&limit), even = evens(&limit);
    struct list list = {.cursor = 50, .top = 47};
    list_hold(&list, &even, 3);
    list_fit(&list, &even, HEIGHT);
    assert_int_equal(list.cursor, 50);
    assert_int_equal(list.top, 44);
    list_hold(&list, &all, 3);
    list_fit(&list, &all, HEIGHT);
    assert_int_equal(list.top, 47);
    list.cursor = 2; /* fewer rows above it than that */
    list_hold(&list, &all, 3);
    list_fit(&list, &all, HEIGHT);
    assert_int_equal(list.top, 0);
    limit = 0;
    list_hold(&list, &all, 3);
    assert_true(list.cursor == LIST_NONE);
}

static void other_actions_are_not_taken(void **state)
{
    (void)state;
    uint64_t count = 8;
    const struct list_source source = list_source_count(&count);
    struct list list = {.cursor = 3};
    for (int action = ACTION_NONE; action < ACTION_COUNT; action++) {
        bool is_vertical = action_get((enum action)action)->group == GROUP_MOVE &&
                           action != ACTION_NONE && action != ACTION_LEFT && action != ACTION_RIGHT;
        assert_int_equal(list_act(&list, &source, (enum action)action), is_vertical);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_window_follows_the_cursor_by_single_rows),
        cmocka_unit_test(pages_keep_the_line_of_the_cursor),
        cmocka_unit_test(the_last_page_is_full),
        cmocka_unit_test(rows_that_join_at_the_end_move_nothing),
        cmocka_unit_test(a_list_that_shrinks_below_the_cursor_shows_its_last_rows),
        cmocka_unit_test(an_empty_list_has_no_cursor_and_takes_every_movement),
        cmocka_unit_test(sparse_rows_are_walked_one_by_one),
        cmocka_unit_test(lines_of_the_window_are_the_rows_that_are_there),
        cmocka_unit_test(scrolling_moves_the_window_at_each_step_and_stops_at_a_full_page),
        cmocka_unit_test(a_cursor_that_is_held_keeps_its_line_when_rows_come_and_go),
        cmocka_unit_test(other_actions_are_not_taken),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
