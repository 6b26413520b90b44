/*
 * The panes of a held thread: registers, code, memory, in a strip below the calls and in a tab of
 * their own.
 */
#include <stdio.h>
#include <string.h>

#include "support/stage.h"

/* A program whose threads spin in a small function. */
static struct screen *start_spinner(void **state, unsigned short rows, unsigned short cols)
{
    struct screen *screen =
        stage_start(state, (struct screen_options){.rows = rows, .cols = cols},
                    (char *[]){PTOP_BINARY, PTOP_TRACEES "/workers", "spin", "2", NULL});

    expect_text(screen, "FUTEX_WAKE, 2147483647");
    return screen;
}

/* The first one is held, wherever it is. */
static struct screen *hold_spinner(void **state, unsigned short rows, unsigned short cols)
{
    struct screen *screen = start_spinner(state, rows, cols);

    expect_press(screen, " ");
    expect_text(screen, "1 held");
    return screen;
}

/* In the tab of the machine, at the beginning of that function: point 1 is used up. */
static struct screen *hold_at_spin(void **state, unsigned short rows, unsigned short cols)
{
    struct screen *screen = start_spinner(state, rows, cols);

    expect_press(screen, "4");
    screen_type(screen, ":tbreak round_spin\r");
    expect_text(screen, "Code · round_spin ");
    expect_text(screen, "mov eax, 0x3e8");
    return screen;
}

static void a_pause_brings_up_registers_code_and_memory_and_resuming_takes_them_away(void **state)
{
    struct screen *screen = hold_spinner(state, 40, 160);

    expect_text(screen, "Registers");
    expect_text(screen, "paused");
    expect_text(screen, "Code · ");
    expect_text(screen, "Memory · rsp");
    expect_press(screen, "c");
    expect_gone(screen, "Registers");
}

static void the_strip_can_be_hidden(void **state)
{
    struct screen *screen = hold_spinner(state, 40, 160);

    expect_text(screen, "Registers");
    expect_press(screen, "H");
    expect_gone(screen, "Registers");
    expect_press(screen, "H");
    expect_text(screen, "Registers");
}

static void a_small_screen_has_them_in_a_tab(void **state)
{
    struct screen *screen = hold_spinner(state, 24, 80);

    assert_false(screen_find(screen, "Registers", NULL, NULL));
    expect_press(screen, "4");
    expect_text(screen, "Registers");
    expect_text(screen, "Code · ");
    expect_text(screen, "Memory · rsp");
    expect_press(screen, "q");
    expect_gone(screen, "Registers");
}

static void the_code_has_either_syntax(void **state)
{
    struct screen *screen = hold_at_spin(state, 40, 160);

    expect_text(screen, "sub eax, 0x1");
    expect_press(screen, "t");
    expect_text(screen, "sub $0x1, %eax");
    expect_press(screen, "t");
    expect_text(screen, "sub eax, 0x1");
}

static void digits_are_a_count_while_the_machine_has_the_focus(void **state)
{
    struct screen *screen = hold_spinner(state, 40, 160);

    expect_press(screen, "4");
    expect_text(screen, "Stack");
    expect_press(screen, "1");
    expect_press(screen, "0");
    expect_text(screen, "10…");
    expect_press(screen, "Esc");
    expect_gone(screen, "10…");
    expect_press(screen, "2");
    expect_text(screen, "2…");
    expect_press(screen, "Enter");
    expect_gone(screen, "Registers");
    expect_text(screen, "Processes");
}

static void a_resize_keeps_what_is_held_in_sight(void **state)
{
    struct screen *screen = hold_at_spin(state, 40, 160);

    screen_resize(screen, 24, 80);
    expect_text(screen, "Memory · rsp");
    expect_text(screen, "round_spin");
    screen_resize(screen, 60, 200);
    expect_text(screen, "Stack");
    expect_text(screen, "round_spin");
}

/* The name of the program is on its stack; the search finds it and shows it in the text column. */
static void memory_is_searched_for_text(void **state)
{
    struct screen *screen = hold_spinner(state, 24, 80);

    expect_press(screen, "4");
    expect_text(screen, "│7ff"); /* the memory, where rsp points to */
    for (int i = 0; i < 2; i++) /* past the stack */
        expect_press(screen, "Tab");
    expect_press(screen, "/");
    screen_type(screen, "workers\r");
    expect_text(screen, "found at 0x");
    expect_text(screen, "workers.");
    expect_press(screen, "/");
    screen_type(screen, "no such text in there\r");
    expect_gone(screen, "found at 0x");
}

static bool has_backdrop(struct screen *screen, void *name)
{
    int row, col;

    return screen_find(screen, name, &row, &col) &&
           screen_cell_at(screen, row, col).background != SCREEN_DEFAULT_COLOUR;
}

static void ten_steps_mark_what_they_changed(void **state)
{
    struct screen *screen = hold_at_spin(state, 40, 160);

    screen_type(screen, "10s");
    expect_text(screen, "step 10");
    if (!screen_wait(screen, has_backdrop, "rax 0", "a mark on rax", PATIENCE_MS))
        fail_msg("rax is not marked");
    assert_false(has_backdrop(screen, "r12 0"));
}

/* A step is a run that ends at once: that it runs meanwhile is never seen. */
static void stepping_does_not_flicker(void **state)
{
    struct screen *screen = hold_at_spin(state, 40, 160);
    size_t before, after;

    screen_output(screen, &before);
    for (int i = 0; i < 40; i++)
        expect_press(screen, "s");
    expect_text(screen, "step");
    const char *written = screen_output(screen, &after);
    assert_true(after > before);
    assert_null(memmem(written + before, after - before, "running", strlen("running")));
    assert_null(memmem(written + before, after - before, "nobody", strlen("nobody")));
}

static void a_register_is_edited_in_its_place(void **state)
{
    struct screen *screen = hold_at_spin(state, 40, 160);

    expect_press(screen, "BackTab"); /* the registers; on rax */
    expect_press(screen, "e");
    screen_type(screen, "0xabc+1\r");
    expect_text(screen, "rax 0000000000000abd");
    expect_text(screen, "changed by hand");
    expect_press(screen, "e");
    screen_type(screen, "no_such_symbol\r");
    expect_text(screen, "no symbol \"no_such_symbol\"");
    assert_true(screen_find(screen, "rax 0000000000000abd", NULL, NULL));
    expect_press(screen, "e");
    expect_press(screen, "1");
    expect_press(screen, "Esc");
    assert_true(screen_find(screen, "rax 0000000000000abd", NULL, NULL));
}

static void bytes_are_edited_in_their_place(void **state)
{
    struct screen *screen = hold_at_spin(state, 40, 160);

    expect_press(screen, "Tab");
    expect_press(screen, "Tab");
    expect_press(screen, "e");
    expect_press(screen, "Tab"); /* text */
    screen_type(screen, "Edited!\r");
    expect_text(screen, "45 64 69 74 65 64 21");
    expect_text(screen, "changed by hand");
    expect_text(screen, "Edited!");
}

static void a_breakpoint_is_set_and_taken_away_in_the_code(void **state)
{
    struct screen *screen = hold_at_spin(state, 40, 160);

    expect_press(screen, "j");
    expect_press(screen, "b");
    expect_text(screen, "●");
    expect_press(screen, "c");
    expect_text(screen, "breakpoint 2 round_spin");
    expect_press(screen, "b");
    expect_gone(screen, "●");
}

static void of_what_has_ended_nothing_is_said_to_be_as_it_is_now(void **state)
{
    struct screen *screen = hold_at_spin(state, 40, 160);

    expect_text(screen, "Memory · rsp");
    screen_type(screen, ":signal KILL\r");
    expect_text(screen, "killed by SIGKILL");
    expect_text(screen, "Memory · rsp · it has ended");
    screen_type(screen, ":stack\r");
    screen_type(screen, ":code main\r");
    expect_gone(screen, "it runs");
    expect_gone(screen, "ooking …");
    expect_gone(screen, "live");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        stage_test(a_pause_brings_up_registers_code_and_memory_and_resuming_takes_them_away),
        stage_test(the_strip_can_be_hidden),
        stage_test(a_small_screen_has_them_in_a_tab),
        stage_test(the_code_has_either_syntax),
        stage_test(digits_are_a_count_while_the_machine_has_the_focus),
        stage_test(a_resize_keeps_what_is_held_in_sight),
        stage_test(memory_is_searched_for_text),
        stage_test(ten_steps_mark_what_they_changed),
        stage_test(stepping_does_not_flicker),
        stage_test(a_register_is_edited_in_its_place),
        stage_test(bytes_are_edited_in_their_place),
        stage_test(a_breakpoint_is_set_and_taken_away_in_the_code),
        stage_test(of_what_has_ended_nothing_is_said_to_be_as_it_is_now),
    };
    return cmocka_run_group_tests_name("machine", tests, NULL, NULL);
}
