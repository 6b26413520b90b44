#include <string.h>

#include "drawing.h"

#include "tui/table.h"

struct fruit {
    const char *name;
    uint64_t count, weight;
};

static const struct fruit fruits[] = {
    {"pear", 7, 2048},
    {"apple", 1204, 5},
    {"a/long/path/to/figs", 7, 0},
    {"banana", 3, 1536},
};

static const void *fruit_row(const void *context, size_t index)
{
    (void)context;
    return &fruits[index];
}

static const char *fruit_name(const void *context, const void *row)
{
    (void)context;
    return ((const struct fruit *)row)->name;
}

TABLE_FIGURE(fruit, count)
TABLE_FIGURE(fruit, weight)

static const struct table_column columns[] = {
    {.title = "fruit",
     .least_cols = 8,
     .most_cols = 12,
     .name = fruit_name,
     .is_ascending = true,
     .keeps_end = true},
    {.title = "count", .least_cols = 7, .most_cols = 7, .figure = count},
    {.title = "weight",
     .least_cols = 7,
     .most_cols = 7,
     .rank = 1,
     .figure = weight,
     .unit = TABLE_BYTES},
};

static struct table table;
static struct canvas canvas;
static const struct table_source source = {.row = fruit_row, .count = 4, .is_unicode = true};

static int set_up(void **state)
{
    (void)state;
    table_init(&table, columns, 3, 1);
    return canvas_init(&canvas, 5, 30);
}

static int tear_down(void **state)
{
    (void)state;
    table_done(&table);
    canvas_done(&canvas);
    return 0;
}

static void draw(void)
{
    canvas_clear(&canvas, ROLE_PLAIN);
    table_sort(&table, &source);
    table_draw(&table, &source, &canvas, true);
}

static void rows_stand_in_order_and_figures_end_in_line(void **state)
{
    (void)state;
    draw();
    assert_drawing(&canvas, "fruit         ▾count  weight  |\n"
                            "apple          1,204       5  |\n"
                            "pear               7    2.0k  |\n"
                            "…ath/to/figs       7          |\n"
                            "banana             3    1.5k  |\n");
}

static void a_narrow_one_drops_what_matters_least(void **state)
{
    (void)state;
    canvas_resize(&canvas, 5, 20);
    draw();
    assert_drawing(&canvas, "fruit         ▾count|\n"
                            "apple          1,204|\n"
                            "pear               7|\n"
                            "…ath/to/figs       7|\n"
                            "banana             3|\n");
    canvas_resize(&canvas, 5, 5); /* nothing has room: nothing breaks */
    draw();
}

static void the_sorting_moves_over_the_columns_and_turns_around(void **state)
{
    (void)state;
    draw();
    assert_true(table_act(&table, ACTION_NEXT_SAME_FD));
    assert_true(table_act(&table, ACTION_NEXT_SAME_FD));
    draw();
    assert_drawing(&canvas, "fruit▴         count  weight  |\n"
                            "…ath/to/figs       7          |\n"
                            "apple          1,204       5  |\n"
                            "banana             3    1.5k  |\n"
                            "pear               7    2.0k  |\n");
    assert_true(table_act(&table, ACTION_PREVIOUS_SAME_FD));
    assert_true(table_act(&table, ACTION_REVERSE_SORT));
    draw();
    assert_drawing(&canvas, "fruit          count ▴weight  |\n"
                            "…ath/to/figs       7          |\n"
                            "apple          1,204       5  |\n"
                            "banana             3    1.5k  |\n"
                            "pear               7    2.0k  |\n");
}

static void a_click_on_a_heading_sorts_by_it_and_again_turns_it_around(void **state)
{
    const struct key weight = {.code = K_CLICK, .row = 0, .col = 25};

    (void)state;
    draw();
    table_click(&table, &weight);
    assert_int_equal(table.sort_column, 2);
    assert_false(table.is_reversed);
    table_click(&table, &weight);
    assert_int_equal(table.sort_column, 2);
    assert_true(table.is_reversed);
    table_click(&table, &(struct key){.code = K_CLICK, .row = 0, .col = 29}); /* beside them */
    assert_true(table.is_reversed);
}

static void the_cursor_stays_with_its_row_but_for_the_first(void **state)
{
    (void)state;
    draw();
    assert_int_equal(table_selected(&table), 1); /* apple */
    table_act(&table, ACTION_REVERSE_SORT);
    draw();
    assert_int_equal(table_selected(&table), 3); /* banana is first now */
    table_act(&table, ACTION_DOWN);
    assert_int_equal(table_selected(&table), 0); /* pear */
    table_act(&table, ACTION_PREVIOUS_SAME_FD);
    draw();
    assert_int_equal(table_selected(&table), 0);
    assert_int_equal(table.list.cursor, 3);
    table_reset(&table);
    draw();
    assert_int_equal(table.list.cursor, 0);
}

static void a_click_selects_a_row(void **state)
{
    (void)state;
    draw();
    table_click(&table, &(struct key){.code = K_CLICK, .row = 4, .col = 1});
    assert_int_equal(table_selected(&table), 3);
    table_click(&table, &(struct key){.code = K_CLICK, .row = 9, .col = 1});
    assert_int_equal(table_selected(&table), 3);
}

static void an_empty_one_has_no_selection(void **state)
{
    const struct table_source none = {.row = fruit_row, .is_unicode = true};

    (void)state;
    table_sort(&table, &none);
    table_draw(&table, &none, &canvas, true);
    assert_true(table_selected(&table) == SIZE_MAX);
    assert_true(table_act(&table, ACTION_DOWN));
    assert_true(table_selected(&table) == SIZE_MAX);
}

/* A window on many: it scrolls, and the headings stay. */
static const void *numbered_row(const void *context, size_t index)
{
    static struct fruit rows[1000];
    (void)context;
    rows[index] = (struct fruit){.name = "x", .count = 1000 - index};
    return &rows[index];
}

static void a_long_one_scrolls_under_its_headings(void **state)
{
    const struct table_source many = {.row = numbered_row, .count = 1000, .is_unicode = true};

    (void)state;
    table_sort(&table, &many);
    table_draw(&table, &many, &canvas, true);
    table_act(&table, ACTION_LAST);
    canvas_clear(&canvas, ROLE_PLAIN);
    table_draw(&table, &many, &canvas, true);
    assert_drawing(&canvas, "fruit         ▾count  weight  |\n"
                            "x                  4          |\n"
                            "x                  3          |\n"
                            "x                  2          |\n"
                            "x                  1          |\n");
    assert_int_equal(table_selected(&table), 999);
}

#define TABLE_TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TABLE_TEST(rows_stand_in_order_and_figures_end_in_line),
        TABLE_TEST(a_narrow_one_drops_what_matters_least),
        TABLE_TEST(the_sorting_moves_over_the_columns_and_turns_around),
        TABLE_TEST(a_click_on_a_heading_sorts_by_it_and_again_turns_it_around),
        TABLE_TEST(the_cursor_stays_with_its_row_but_for_the_first),
        TABLE_TEST(a_click_selects_a_row),
        TABLE_TEST(an_empty_one_has_no_selection),
        TABLE_TEST(a_long_one_scrolls_under_its_headings),
    };

    return cmocka_run_group_tests_name("table", tests, NULL, NULL);
}
