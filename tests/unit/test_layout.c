#include "drawing.h"

#include "tui/layout.h"

static const char *const letters[PANE_COUNT] = {
    [PANE_TREE] = "tree",         [PANE_CALLS] = "calls",   [PANE_DETAILS] = "details",
    [PANE_OUTPUT] = "output",     [PANE_HELP] = "help",     [PANE_SUMMARY] = "summary",
    [PANE_PROCESSES] = "process", [PANE_FILES] = "files",   [PANE_FILTERS] = "filters",
    [PANE_REGISTERS] = "regs",    [PANE_CODE] = "code",     [PANE_STACK] = "stack",
    [PANE_MEMORY] = "memory",     [PANE_POINTS] = "points", [PANE_MAPS] = "maps",
    [PANE_SIGNALS] = "signals",
};

static struct layout_wish wish_of(int rows, int cols)
{
    return (struct layout_wish){
        .rows = rows,
        .cols = cols,
        .is_open = {[PANE_TREE] = true, [PANE_CALLS] = true, [PANE_OUTPUT] = true},
        .focus = PANE_CALLS,
    };
}

static void assert_layout(const struct layout_wish *wish, const char *expected)
{
    struct layout layout;
    struct canvas canvas;
    layout_compute(wish, &layout);
    assert_int_equal(canvas_init(&canvas, wish->rows, wish->cols), 0);
    for (int i = 0; i < PANE_COUNT; i++)
        canvas_frame(&canvas, layout.frames[i], ROLE_BORDER);
    for (int i = 0; i < PANE_COUNT; i++)
        if (layout.frames[i].rows > 0)
            canvas_string(&canvas, layout.frames[i].row, layout.frames[i].col + 1, 8, ROLE_TITLE,
                          letters[i]);
    assert_drawing(&canvas, expected);
    canvas_done(&canvas);
}

static void a_narrow_screen_gives_the_calls_its_whole_width(void **state)
{
    (void)state;
    struct layout_wish wish = wish_of(18, 40);
    assert_layout(&wish, "                                        |\n"
                         "╭calls─────────────────────────────────╮|\n"
                         "│                                      │|\n"
                         "│                                      │|\n"
                         "│                                      │|\n"
                         "│                                      │|\n"
                         "│                                      │|\n"
                         "│                                      │|\n"
                         "│                                      │|\n"
                         "│                                      │|\n"
                         "│                                      │|\n"
                         "│                                      │|\n"
                         "├output────────────────────────────────┤|\n"
                         "│                                      │|\n"
                         "│                                      │|\n"
                         "│                                      │|\n"
                         "╰──────────────────────────────────────╯|\n"
                         "                                        |\n");
}

static void the_filters_stand_below_the_calls_or_in_their_place(void **state)
{
    (void)state;
    struct layout_wish wish = wish_of(18, 40);
    wish.is_open[PANE_FILTERS] = true;
    wish.focus = PANE_FILTERS;
    assert_layout(&wish, "                                        |\n"
                         "╭calls─────────────────────────────────╮|\n"
                         "│                                      │|\n"
                         "│                                      │|\n"
                         "│                                      │|\n"
                         "│                                      │|\n"
                         "│                                      │|\n"
                         "│                                      │|\n"
                         "├filters───────────────────────────────┤|\n"
                         "│                                      │|\n"
                         "│                                      │|\n"
                         "│                                      │|\n"
                         "├output────────────────────────────────┤|\n"
                         "│                                      │|\n"
                         "│                                      │|\n"
                         "│                                      │|\n"
                         "╰──────────────────────────────────────╯|\n"
                         "                                        |\n");
    wish.rows = 16;
    wish.growth[PANE_OUTPUT] = 2;
    struct layout layout;
    layout_compute(&wish, &layout);
    assert_int_equal(layout.frames[PANE_CALLS].rows, 0);
    assert_true(layout.frames[PANE_FILTERS].rows > 4);
    wish.focus = PANE_CALLS;
    layout_compute(&wish, &layout);
    assert_int_equal(layout.frames[PANE_FILTERS].rows, 0);
    assert_true(layout.frames[PANE_CALLS].rows > 4);
}

static void on_a_narrow_screen_the_tree_comes_with_the_focus_and_spares_the_output(void **state)
{
    (void)state;
    struct layout_wish wish = wish_of(18, 40);
    wish.focus = PANE_TREE;
    assert_layout(&wish, "                                        |\n"
                         "╭tree──────────┬calls──────────────────╮|\n"
                         "│              │                       │|\n"
                         "│              │                       │|\n"
                         "│              │                       │|\n"
                         "│              │                       │|\n"
                         "│              │                       │|\n"
                         "│              │                       │|\n"
                         "│              │                       │|\n"
                         "│              │                       │|\n"
                         "│              │                       │|\n"
                         "│              │                       │|\n"
                         "├output────────┴───────────────────────┤|\n"
                         "│                                      │|\n"
                         "│                                      │|\n"
                         "│                                      │|\n"
                         "╰──────────────────────────────────────╯|\n"
                         "                                        |\n");
}

static void details_take_the_place_of_the_output_where_there_is_little(void **state)
{
    (void)state;
    struct layout_wish wish = wish_of(18, 40);
    wish.is_open[PANE_DETAILS] = true;
    wish.focus = PANE_DETAILS;
    assert_layout(&wish, "                                        |\n"
                         "╭calls─────────────────────────────────╮|\n"
                         "│                                      │|\n"
                         "│                                      │|\n"
                         "│                                      │|\n"
                         "│                                      │|\n"
                         "├details───────────────────────────────┤|\n"
                         "│                                      │|\n"
                         "│                                      │|\n"
                         "│                                      │|\n"
                         "│                                      │|\n"
                         "│                                      │|\n"
                         "│                                      │|\n"
                         "│                                      │|\n"
                         "│                                      │|\n"
                         "│                                      │|\n"
                         "╰──────────────────────────────────────╯|\n"
                         "                                        |\n");
}

static void the_processes_stand_below_the_syscalls(void **state)
{
    (void)state;
    struct layout_wish wish = wish_of(18, 30);
    wish.tab = TAB_SUMMARY;
    wish.focus = PANE_SUMMARY;
    assert_layout(&wish, "                              |\n"
                         "╭summary─────────────────────╮|\n"
                         "│                            │|\n"
                         "│                            │|\n"
                         "│                            │|\n"
                         "│                            │|\n"
                         "│                            │|\n"
                         "│                            │|\n"
                         "│                            │|\n"
                         "├process─────────────────────┤|\n"
                         "│                            │|\n"
                         "│                            │|\n"
                         "│                            │|\n"
                         "│                            │|\n"
                         "│                            │|\n"
                         "│                            │|\n"
                         "╰────────────────────────────╯|\n"
                         "                              |\n");
    wish.growth[PANE_PROCESSES] = 3;
    wish.focus = PANE_PROCESSES;
    assert_layout(&wish, "                              |\n"
                         "╭summary─────────────────────╮|\n"
                         "│                            │|\n"
                         "│                            │|\n"
                         "│                            │|\n"
                         "│                            │|\n"
                         "├process─────────────────────┤|\n"
                         "│                            │|\n"
                         "│                            │|\n"
                         "│                            │|\n"
                         "│                            │|\n"
                         "│                            │|\n"
                         "│                            │|\n"
                         "│                            │|\n"
                         "│                            │|\n"
                         "│                            │|\n"
                         "╰────────────────────────────╯|\n"
                         "                              |\n");
}

static void the_files_have_the_whole_body(void **state)
{
    (void)state;
    struct layout_wish wish = wish_of(6, 20);
    wish.tab = TAB_FILES;
    wish.focus = PANE_FILES;
    assert_layout(&wish, "                    |\n"
                         "╭files─────────────╮|\n"
                         "│                  │|\n"
                         "│                  │|\n"
                         "╰──────────────────╯|\n"
                         "                    |\n");
}

static void a_zoomed_pane_is_alone(void **state)
{
    (void)state;
    struct layout_wish wish = wish_of(6, 30);
    wish.focus = PANE_OUTPUT;
    wish.is_zoomed = true;
    assert_layout(&wish, "                              |\n"
                         "╭output──────────────────────╮|\n"
                         "│                            │|\n"
                         "│                            │|\n"
                         "╰────────────────────────────╯|\n"
                         "                              |\n");
}

static void a_low_screen_shows_the_focused_pane_alone(void **state)
{
    (void)state;
    struct layout layout;
    struct layout_wish wish = wish_of(12, 200);
    for (int focus = 0; focus < PANE_COUNT; focus++) {
        wish.focus = (enum pane_id)focus;
        layout_compute(&wish, &layout);
        for (int i = 0; i < PANE_COUNT; i++)
            assert_int_equal(layout.frames[i].rows, i == focus ? 10 : 0);
    }
}

static void a_wide_screen_has_details_beside_the_calls_and_the_output_below(void **state)
{
    (void)state;
    struct layout layout;
    struct layout_wish wish = wish_of(60, 200);
    wish.is_open[PANE_DETAILS] = true;
    layout_compute(&wish, &layout);
    const struct rect *tree = &layout.frames[PANE_TREE], *calls = &layout.frames[PANE_CALLS];
    const struct rect *details = &layout.frames[PANE_DETAILS];
    const struct rect *output = &layout.frames[PANE_OUTPUT];
    assert_int_equal(tree->cols, 48);
    assert_int_equal(tree->rows, 58);
    assert_int_equal(calls->col, tree->col + tree->cols - 1);
    assert_int_equal(details->row, calls->row);
    assert_int_equal(details->col, calls->col + calls->cols - 1);
    assert_int_equal(details->col + details->cols, 200);
    assert_int_equal(output->row, calls->row + calls->rows - 1);
    assert_int_equal(output->row + output->rows, 59);
}

/* Every cell of the body belongs to a frame, nothing lies outside, and frames overlap in their
 * lines only: whatever the size, whatever is open, whoever grew. */
static void assert_tiles(const struct layout_wish *wish)
{
    struct layout layout;
    layout_compute(wish, &layout);
    assert_false(layout.is_too_small);
    assert_true(layout.frames[wish->focus].rows > 0);
    int area = 0;
    for (int i = 0; i < PANE_COUNT; i++) {
        const struct rect frame = layout.frames[i], inside = layout_inside(frame);
        if (frame.rows == 0)
            continue;
        assert_true(frame.row >= 1 && frame.row + frame.rows <= wish->rows - 1);
        assert_true(frame.col >= 0 && frame.col + frame.cols <= wish->cols);
        area += (frame.rows - 1) * (frame.cols - 1);
        for (int row = inside.row; row < inside.row + inside.rows; row++)
            assert_int_equal(layout_pane_at(&layout, row, inside.col), i);
    }
    assert_int_equal(area, (wish->rows - 3) * (wish->cols - 1));
}

static void frames_tile_the_screen_at_every_size(void **state)
{
    (void)state;
    static const int growths[] = {-100, 0, 100};
    for (int rows = LAYOUT_MIN_ROWS; rows <= 70; rows++) {
        for (int cols = LAYOUT_MIN_COLS; cols <= 240; cols += 7) {
            for (int open = 0; open < 1 << 5; open++) {
                struct layout_wish wish = wish_of(rows, cols);
                wish.is_open[PANE_DETAILS] = open & 1;
                wish.is_open[PANE_OUTPUT] = open & 2;
                wish.focus = (enum pane_id)(open >> 2 & 3);
                wish.is_open[wish.focus] = true;
                for (int i = 0; i < PANE_COUNT; i++)
                    wish.growth[i] = growths[(rows + cols + i) % 3];
                assert_tiles(&wish);
            }
        }
    }
}

static void a_screen_below_the_minimum_shows_no_pane(void **state)
{
    (void)state;
    struct layout layout;
    struct layout_wish wish = wish_of(LAYOUT_MIN_ROWS - 1, 80);
    layout_compute(&wish, &layout);
    assert_true(layout.is_too_small);
    assert_int_equal(layout_pane_at(&layout, 2, 2), PANE_COUNT);
    wish = wish_of(24, LAYOUT_MIN_COLS - 1);
    layout_compute(&wish, &layout);
    assert_true(layout.is_too_small);
}

static struct layout_wish machine_wish(int rows, int cols)
{
    struct layout_wish wish = wish_of(rows, cols);
    static const enum pane_id open[] = {PANE_REGISTERS, PANE_CODE, PANE_STACK, PANE_MEMORY};
    for (size_t i = 0; i < sizeof open / sizeof open[0]; i++)
        wish.is_open[open[i]] = true;
    return wish;
}

static void a_held_thread_has_a_strip_below_the_calls(void **state)
{
    (void)state;
    struct layout_wish wish = machine_wish(34, 110);
    struct layout layout;
    wish.has_strip = true;
    assert_layout(&wish, "                                                                         "
                         "                                     |\n"
                         "╭tree─────────────────────┬calls─────────────────────────────────────────"
                         "────────────────────────────────────╮|\n"
                         "│                         │                                              "
                         "                                    │|\n"
                         "│                         │                                              "
                         "                                    │|\n"
                         "│                         │                                              "
                         "                                    │|\n"
                         "│                         │                                              "
                         "                                    │|\n"
                         "│                         │                                              "
                         "                                    │|\n"
                         "│                         │                                              "
                         "                                    │|\n"
                         "│                         │                                              "
                         "                                    │|\n"
                         "│                         │                                              "
                         "                                    │|\n"
                         "│                         │                                              "
                         "                                    │|\n"
                         "│                         │                                              "
                         "                                    │|\n"
                         "│                         │                                              "
                         "                                    │|\n"
                         "│                         │                                              "
                         "                                    │|\n"
                         "│                         │                                              "
                         "                                    │|\n"
                         "│                         │                                              "
                         "                                    │|\n"
                         "│                         │                                              "
                         "                                    │|\n"
                         "│                         │                                              "
                         "                                    │|\n"
                         "│                         │                                              "
                         "                                    │|\n"
                         "│                         │                                              "
                         "                                    │|\n"
                         "│                         │                                              "
                         "                                    │|\n"
                         "├regs──────────────────┬code────────────────────────────────┬memory──────"
                         "────────────────────────────────────┤|\n"
                         "│                      │                                    │            "
                         "                                    │|\n"
                         "│                      │                                    │            "
                         "                                    │|\n"
                         "│                      │                                    │            "
                         "                                    │|\n"
                         "│                      │                                    │            "
                         "                                    │|\n"
                         "│                      │                                    │            "
                         "                                    │|\n"
                         "│                      │                                    │            "
                         "                                    │|\n"
                         "│                      │                                    │            "
                         "                                    │|\n"
                         "│                      │                                    │            "
                         "                                    │|\n"
                         "│                      │                                    │            "
                         "                                    │|\n"
                         "│                      │                                    │            "
                         "                                    │|\n"
                         "╰──────────────────────┴────────────────────────────────────┴────────────"
                         "────────────────────────────────────╯|\n"
                         "                                                                         "
                         "                                     |\n");
    wish.focus = PANE_OUTPUT; /* which has come to be seen */
    layout_compute(&wish, &layout);
    assert_int_equal(layout.frames[PANE_CODE].rows, 0);
    assert_true(layout.frames[PANE_OUTPUT].rows > 0);
    wish = machine_wish(24, 80);
    wish.has_strip = true;
    layout_compute(&wish, &layout);
    assert_int_equal(layout.frames[PANE_CODE].rows, 0);
}

static void the_machine_on_a_small_screen_is_registers_code_and_one_more(void **state)
{
    (void)state;
    struct layout_wish wish = machine_wish(20, 80);
    struct layout layout;
    wish.tab = TAB_MACHINE;
    wish.focus = PANE_CODE;
    assert_layout(
        &wish,
        "                                                                                |\n"
        "╭regs────────────────────┬code─────────────────────────────────────────────────╮|\n"
        "│                        │                                                     │|\n"
        "│                        │                                                     │|\n"
        "│                        │                                                     │|\n"
        "│                        │                                                     │|\n"
        "│                        │                                                     │|\n"
        "│                        │                                                     │|\n"
        "│                        │                                                     │|\n"
        "│                        ├memory───────────────────────────────────────────────┤|\n"
        "│                        │                                                     │|\n"
        "│                        │                                                     │|\n"
        "│                        │                                                     │|\n"
        "│                        │                                                     │|\n"
        "│                        │                                                     │|\n"
        "│                        │                                                     │|\n"
        "│                        │                                                     │|\n"
        "│                        │                                                     │|\n"
        "╰────────────────────────┴─────────────────────────────────────────────────────╯|\n"
        "                                                                                |\n");
    static const enum pane_id others[] = {PANE_TREE, PANE_CALLS, PANE_STACK, PANE_POINTS};
    for (size_t i = 0; i < sizeof others / sizeof others[0]; i++) {
        wish.focus = others[i];
        wish.is_open[others[i]] = true;
        layout_compute(&wish, &layout);
        assert_true(layout.frames[others[i]].rows > 0);
        assert_int_equal(layout.frames[PANE_MEMORY].rows, 0);
    }
    wish.focus = PANE_MEMORY;
    layout_compute(&wish, &layout);
    assert_true(layout.frames[PANE_MEMORY].rows > 0);
}

static void the_machine_on_a_large_screen_is_all_of_it(void **state)
{
    (void)state;
    struct layout_wish wish = machine_wish(36, 140);
    wish.tab = TAB_MACHINE;
    wish.focus = PANE_CODE;
    assert_layout(&wish, "                                                                         "
                         "                                                                   |\n"
                         "╭tree─────────────────────────────┬calls─────────────────────────────────"
                         "──────────────────────────────────────────────────────────────────╮|\n"
                         "│                                 │                                      "
                         "                                                                  │|\n"
                         "│                                 │                                      "
                         "                                                                  │|\n"
                         "│                                 │                                      "
                         "                                                                  │|\n"
                         "│                                 │                                      "
                         "                                                                  │|\n"
                         "├regs─────────────────────────────┼code──────────────────────────────────"
                         "─────────────────────────┬stack───────────────────────────────────┤|\n"
                         "│                                 │                                      "
                         "                         │                                        │|\n"
                         "│                                 │                                      "
                         "                         │                                        │|\n"
                         "│                                 │                                      "
                         "                         │                                        │|\n"
                         "│                                 │                                      "
                         "                         │                                        │|\n"
                         "│                                 │                                      "
                         "                         │                                        │|\n"
                         "│                                 │                                      "
                         "                         │                                        │|\n"
                         "│                                 │                                      "
                         "                         │                                        │|\n"
                         "│                                 │                                      "
                         "                         │                                        │|\n"
                         "│                                 │                                      "
                         "                         │                                        │|\n"
                         "│                                 │                                      "
                         "                         │                                        │|\n"
                         "│                                 │                                      "
                         "                         │                                        │|\n"
                         "│                                 │                                      "
                         "                         │                                        │|\n"
                         "│                                 │                                      "
                         "                         │                                        │|\n"
                         "│                                 │                                      "
                         "                         │                                        │|\n"
                         "│                                 │                                      "
                         "                         │                                        │|\n"
                         "│                                 "
                         "├memory─────────────────────────────────────────────────────────┴────────"
                         "────────────────────────────────┤|\n"
                         "│                                 │                                      "
                         "                                                                  │|\n"
                         "│                                 │                                      "
                         "                                                                  │|\n"
                         "│                                 │                                      "
                         "                                                                  │|\n"
                         "│                                 │                                      "
                         "                                                                  │|\n"
                         "│                                 │                                      "
                         "                                                                  │|\n"
                         "│                                 │                                      "
                         "                                                                  │|\n"
                         "│                                 │                                      "
                         "                                                                  │|\n"
                         "│                                 │                                      "
                         "                                                                  │|\n"
                         "│                                 │                                      "
                         "                                                                  │|\n"
                         "│                                 │                                      "
                         "                                                                  │|\n"
                         "│                                 │                                      "
                         "                                                                  │|\n"
                         "╰─────────────────────────────────┴──────────────────────────────────────"
                         "──────────────────────────────────────────────────────────────────╯|\n"
                         "                                                                         "
                         "                                                                   |\n");
}

static void every_pane_of_a_tab_is_seen_with_the_focus_at_any_size(void **state)
{
    static const int sizes[][2] = {{5, 20}, {16, 40}, {24, 80}, {30, 110}, {40, 120}, {60, 200}};
    (void)state;
    for (size_t i = 0; i < sizeof sizes / sizeof sizes[0]; i++)
        for (int id = 0; id < PANE_COUNT; id++) {
            struct layout_wish wish = machine_wish(sizes[i][0], sizes[i][1]);
            struct layout layout;
            wish.tab = TAB_MACHINE;
            wish.focus = (enum pane_id)id;
            wish.is_open[id] = true;
            if (!tab_has(TAB_MACHINE, wish.focus))
                continue;
            layout_compute(&wish, &layout);
            assert_true(layout.frames[id].rows > 2 && layout.frames[id].cols > 2);
        }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_narrow_screen_gives_the_calls_its_whole_width),
        cmocka_unit_test(the_filters_stand_below_the_calls_or_in_their_place),
        cmocka_unit_test(on_a_narrow_screen_the_tree_comes_with_the_focus_and_spares_the_output),
        cmocka_unit_test(details_take_the_place_of_the_output_where_there_is_little),
        cmocka_unit_test(the_processes_stand_below_the_syscalls),
        cmocka_unit_test(the_files_have_the_whole_body),
        cmocka_unit_test(a_zoomed_pane_is_alone),
        cmocka_unit_test(a_low_screen_shows_the_focused_pane_alone),
        cmocka_unit_test(a_wide_screen_has_details_beside_the_calls_and_the_output_below),
        cmocka_unit_test(frames_tile_the_screen_at_every_size),
        cmocka_unit_test(a_screen_below_the_minimum_shows_no_pane),
        cmocka_unit_test(a_held_thread_has_a_strip_below_the_calls),
        cmocka_unit_test(the_machine_on_a_small_screen_is_registers_code_and_one_more),
        cmocka_unit_test(the_machine_on_a_large_screen_is_all_of_it),
        cmocka_unit_test(every_pane_of_a_tab_is_seen_with_the_focus_at_any_size),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
