/*
 * Lines that stand for several calls: restarted ones, repeats that were folded.
 */
#include <stdlib.h>
#include <string.h>

#include "support/stage.h"

#define WRITES "for i in 1 2 3 4 5 6 7 8 9; do echo hi; done"

static void begin_filter(struct screen *screen, const char *filter)
{
    expect_press(screen, "f");
    screen_type(screen, filter);
    expect_press(screen, "Enter");
}

/* The row with the text. */
static const char *row_with(struct screen *screen, const char *text)
{
    int row = 0;

    if (!screen_find(screen, text, &row, NULL))
        fail_msg("the screen does not show \"%s\"", text);
    return screen_row(screen, row);
}

static void an_interrupted_call_and_what_went_on_with_it_are_one_line(void **state)
{
    struct screen *screen = stage_ptop(state, 40, 160, PTOP_TRACEES "/interrupted", "3");

    expect_text(screen, "q to quit");
    expect_press(screen, "z");
    begin_filter(screen, "read pid!=0 count==1");
    expect_text(screen, "(restarted ×");
    assert_non_null(strstr(row_with(screen, "(restarted ×"), " = 1 (restarted ×"));
    assert_false(screen_find(screen, "ERESTART", NULL, NULL));
    expect_press(screen, "Home");
    expect_text(screen, "1 of 1 ");
}

static void r_folds_repeats_and_unfolds_all(void **state)
{
    struct screen *screen = stage_ptop(state, 40, 160, "sh", "-c", WRITES);

    expect_text(screen, "q to quit");
    expect_press(screen, "z");
    begin_filter(screen, "write");
    expect_press(screen, "r");
    expect_text(screen, "repeats folded");
    expect_text(screen, "▸×9 write(1");
    expect_text(screen, "shown 9 of");
    expect_press(screen, "Home");
    expect_text(screen, "1 of 1 ");
    expect_press(screen, "r");
    expect_gone(screen, "×9");
    expect_text(screen, "1 of 9 ");
}

static void a_group_is_unfolded_and_folded_under_the_cursor(void **state)
{
    struct screen *screen = stage_ptop(state, 40, 160, "sh", "-c", WRITES);

    expect_text(screen, "q to quit");
    begin_filter(screen, "write");
    expect_press(screen, "r");
    expect_text(screen, "▸×9 write(1");
    expect_press(screen, "Enter");
    expect_text(screen, "▾×9 write(1");
    expect_text(screen, "1 of 9 ");
    assert_false(screen_find(screen, "─ Details ", NULL, NULL));
    expect_press(screen, "Down");
    expect_press(screen, "Down");
    expect_text(screen, "3 of 9 ");
    expect_press(screen, "Left"); /* within the group, too */
    expect_text(screen, "▸×9 write(1");
    expect_text(screen, "1 of 1 ");
    expect_press(screen, "Right");
    expect_text(screen, "1 of 9 ");
    expect_press(screen, "Enter"); /* what is unfolded has details */
    expect_text(screen, "─ Details ");
}

static void the_cursor_returns_from_a_group_to_its_row(void **state)
{
    struct screen *screen = stage_ptop(state, 40, 160, "sh", "-c", WRITES);

    expect_text(screen, "q to quit");
    begin_filter(screen, "write");
    expect_press(screen, "Home");
    for (int i = 0; i < 5; i++)
        expect_press(screen, "Down");
    expect_text(screen, "6 of 9 ");
    expect_press(screen, "r");
    expect_text(screen, "1 of 1 ");
    expect_press(screen, "r");
    expect_text(screen, "6 of 9 ");
}

static void many_repeats_grow_on_one_line(void **state)
{
    struct screen *screen = stage_ptop(state, 40, 160, "dd", "if=/dev/zero", "of=/dev/null", "bs=1",
                                       "count=9000");

    begin_filter(screen, "read count==1");
    expect_press(screen, "r");
    expect_text(screen, "▸×");
    for (int i = 0; i < 10; i++)
        expect_press(screen, i % 2 ? "Up" : "Down");
    expect_text(screen, "q to quit");
    expect_text(screen, "▸×9,000 read(0");
    expect_press(screen, "Right");
    expect_text(screen, "1 of 9,000");
    expect_press(screen, "End");
    expect_text(screen, "following");
    expect_gone(screen, "×9,000");
}

static void the_calls_of_a_function_are_one_line(void **state)
{
    struct screen *screen = stage_ptop(state, 40, 160, "-k", PTOP_TRACEES "/callers", "plain");

    expect_text(screen, "q to quit");
    expect_press(screen, "z");
    expect_press(screen, "r");
    expect_text(screen, "repeats folded");
    expect_press(screen, "r");
    expect_text(screen, "by caller");
    expect_text(screen, " (ld-linux"); /* what the loader does before main; its symbols may be missing */
    assert_false(screen_find(screen, "ld.so.cache", NULL, NULL));
    expect_press(screen, "Home");
    expect_press(screen, "Down");
    expect_press(screen, "Right");
    expect_text(screen, "▾×");
    expect_text(screen, "ld.so.cache");
    expect_press(screen, "r");
    expect_text(screen, "every call is a line");
}

static void a_call_in_progress_is_shown_if_the_filter_may_show_it(void **state)
{
    /* The shell and its child wait; the child is not selected. */
    struct screen *screen = stage_ptop(state, 40, 160, "sh", "-c", "sleep 1000; true");

    expect_text(screen, "clock_nanosleep(CLOCK_REALTIME, 0, {tv_sec=1000");
    expect_text(screen, "wait4(-1");
    expect_press(screen, "BackTab"); /* to the tree */
    expect_press(screen, "Home");
    begin_filter(screen, "clock_nanosleep");
    expect_text(screen, "wait4(-1, "); /* of the selected thread */
    expect_text(screen, "tv_sec=1000");
    expect_press(screen, "Down");
    expect_gone(screen, "wait4(-1, ");
    expect_text(screen, "tv_sec=1000");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        stage_test(an_interrupted_call_and_what_went_on_with_it_are_one_line),
        stage_test(r_folds_repeats_and_unfolds_all),
        stage_test(a_group_is_unfolded_and_folded_under_the_cursor),
        stage_test(the_cursor_returns_from_a_group_to_its_row),
        stage_test(many_repeats_grow_on_one_line),
        stage_test(the_calls_of_a_function_are_one_line),
        stage_test(a_call_in_progress_is_shown_if_the_filter_may_show_it),
    };

    return cmocka_run_group_tests_name("folding", tests, NULL, NULL);
}
