#include "held_fixture.h"

#include "tui/hexdump.h"

#define ROWS 4
#define COLS 60
#define SIZE (ROWS * 8)

static int setup(void **state)
{
    (void)state;
    held_setup(pane_memory_new, ROWS, COLS);
    return 0;
}

static int teardown(void **state)
{
    (void)state;
    held_teardown();
    return 0;
}

/* What was looked for holds the low byte of each address; nothing is mapped from `end` on. */
static void give_memory(tracee_addr end)
{
    struct sight *sight = calloc(1, sizeof *sight);
    assert_non_null(sight);
    sight->memory = calloc(1, looked.memory_bytes);
    sight->is_mapped = calloc(1, looked.memory_bytes);
    assert_true(sight->memory && sight->is_mapped);
    for (size_t i = 0; i < looked.memory_bytes; i++) {
        tracee_addr at = looked.memory_address + i;
        sight->memory[i] = (uint8_t)(at + (stop.generation > 1 && at == HELD_SP + 9));
        sight->is_mapped[i] = at < end;
    }
    give(sight);
}

static void hold_and_look(enum event_stop_reason reason)
{
    hold(reason);
    draw();
    if (resolving[0] != '\0')
        give_value(HELD_SP);
    draw();
    give_memory(HELD_SP + 20);
    draw();
}

static void it_follows_the_stack_pointer_and_dots_what_is_not_mapped(void **state)
{
    (void)state;
    hold(STOP_REASON_PAUSE);
    draw();
    assert_string_equal(resolving, "rsp");
    give_value(HELD_SP);
    draw();
    assert_true(looked.memory_address <= HELD_SP);
    assert_true(looked.memory_address + looked.memory_bytes >= HELD_SP + SIZE);
    give_memory(HELD_SP + 20);
    draw();
    assert_drawing(&canvas, "7ffd12345000  00 01 02 03 04 05 06 07  ........             |\n"
                            "7ffd12345008  08 09 0a 0b 0c 0d 0e 0f  ........             |\n"
                            "7ffd12345010  10 11 12 13 ⋅⋅ ⋅⋅ ⋅⋅ ⋅⋅  ....⋅⋅⋅⋅             |\n"
                            "7ffd12345018  ⋅⋅ ⋅⋅ ⋅⋅ ⋅⋅ ⋅⋅ ⋅⋅ ⋅⋅ ⋅⋅  ⋅⋅⋅⋅⋅⋅⋅⋅             |\n");
}

static void an_answer_about_another_thread_is_not_shown(void **state)
{
    (void)state;
    hold(STOP_REASON_PAUSE);
    draw();
    assert_string_equal(resolving, "rsp");
    be_born(HELD_TID + 1, 0x10f00, "other");
    ui.selected_tid = HELD_TID + 1;
    draw();
    give_value(HELD_SP);
    draw();
    assert_drawing(&canvas, "nobody is held: Space pauses a thread                       |\n"
                            "                                                            |\n"
                            "                                                            |\n"
                            "                                                            |\n");
}

static void a_byte_that_changed_since_the_stop_before_lies_on_a_backdrop(void **state)
{
    const struct hexdump hexdump = hexdump_fit(12, COLS, 32);
    (void)state;
    hold_and_look(STOP_REASON_PAUSE);
    assert_int_equal(backdrop_at(1, hexdump_pair_col(&hexdump, 1)), ROLE_NONE);
    hold_and_look(STOP_REASON_STEP);
    assert_int_equal(backdrop_at(1, hexdump_pair_col(&hexdump, 1)), ROLE_CHANGED);
    assert_int_equal(backdrop_at(1, hexdump_character_col(&hexdump, 1)), ROLE_CHANGED);
    assert_int_equal(backdrop_at(1, hexdump_pair_col(&hexdump, 2)), ROLE_NONE);
}

static void each_stop_resolves_the_expression_anew(void **state)
{
    (void)state;
    hold_and_look(STOP_REASON_PAUSE);
    snprintf(ui.wanted_memory, sizeof ui.wanted_memory, "rsp+0x10");
    draw();
    assert_string_equal(resolving, "rsp+0x10");
    assert_string_equal(ui.wanted_memory, "");
    give_value(HELD_SP + 0x10);
    draw();
    assert_string_equal(resolving, "");
    hold(STOP_REASON_STEP);
    draw();
    assert_string_equal(resolving, "rsp+0x10");
}

static void an_expression_without_a_value_is_told_and_changes_nothing(void **state)
{
    (void)state;
    hold_and_look(STOP_REASON_PAUSE);
    snprintf(ui.wanted_memory, sizeof ui.wanted_memory, "mian");
    draw();
    answer = (struct resolved){.message = "no symbol \"mian\""};
    looking_ready(ui.looking);
    draw();
    assert_string_equal(ui.message, "no symbol \"mian\"");
    assert_true(looked.memory_address <= HELD_SP &&
                looked.memory_address + looked.memory_bytes > HELD_SP);
}

static void bytes_are_typed_over_and_written_with_enter(void **state)
{
    (void)state;
    hold_and_look(STOP_REASON_PAUSE);
    assert_true(pane->ops->act(pane, ACTION_RIGHT));
    assert_true(pane->ops->act(pane, ACTION_EDIT));
    type_text("deb");
    draw();
    assert_drawing(&canvas, "7ffd12345000  00 de b2 03 04 05 06 07  ........             |\n"
                            "7ffd12345008  08 09 0a 0b 0c 0d 0e 0f  ........             |\n"
                            "7ffd12345010  10 11 12 13 ⋅⋅ ⋅⋅ ⋅⋅ ⋅⋅  ....⋅⋅⋅⋅             |\n"
                            "7ffd12345018  ⋅⋅ ⋅⋅ ⋅⋅ ⋅⋅ ⋅⋅ ⋅⋅ ⋅⋅ ⋅⋅  ⋅⋅⋅⋅⋅⋅⋅⋅             |\n");
    type_key("Enter");
    assert_int_equal(sent.kind, COMMAND_WRITE_MEMORY);
    assert_int_equal(sent.tid, HELD_TID);
    assert_int_equal(sent.address, HELD_SP + 1);
    assert_int_equal(sent.data_bytes, 2);
    assert_memory_equal(sent_data, "\xde\xb2", 2);
}

static void escape_writes_nothing(void **state)
{
    (void)state;
    hold_and_look(STOP_REASON_PAUSE);
    assert_true(pane->ops->act(pane, ACTION_EDIT));
    type_text("ff");
    type_key("Esc");
    assert_int_equal(sent_count, 0);
    resume();
    assert_true(pane->ops->act(pane, ACTION_EDIT));
    assert_string_equal(ui.message, "813 runs: Space pauses it");
}

static void a_search_is_of_bytes_or_of_text(void **state)
{
    (void)state;
    hold_and_look(STOP_REASON_PAUSE);
    assert_true(pane->ops->act(pane, ACTION_SEARCH));
    type_text("de ad be ef");
    type_key("Enter");
    assert_int_equal(searched_length, 4);
    assert_memory_equal(searched, "\xde\xad\xbe\xef", 4);
    assert_int_equal(searched_from, HELD_SP + 1);
    give_value(0x7000);
    draw();
    assert_true(looked.memory_address <= 0x7000 &&
                looked.memory_address + looked.memory_bytes > 0x7000);
    assert_true(pane->ops->act(pane, ACTION_SEARCH));
    type_text("hello");
    type_key("Enter");
    assert_int_equal(searched_length, 5);
    assert_memory_equal(searched, "hello", 5);
    assert_int_equal(searched_from, 0x7001);
}

static void it_scrolls_by_rows_and_stops_at_both_ends(void **state)
{
    (void)state;
    hold_and_look(STOP_REASON_PAUSE);
    snprintf(ui.wanted_memory, sizeof ui.wanted_memory, "4");
    draw();
    give_value(4);
    draw();
    assert_true(pane->ops->act(pane, ACTION_PAGE_UP));
    draw();
    assert_int_equal(looked.memory_address, 0);
    snprintf(ui.wanted_memory, sizeof ui.wanted_memory, "-4");
    draw();
    give_value(UINT64_MAX - 4);
    draw();
    assert_true(pane->ops->act(pane, ACTION_PAGE_DOWN));
    draw();
    assert_true(looked.memory_bytes <= UINT64_MAX - looked.memory_address);
}

static bool is_looked_at(tracee_addr address)
{
    return looked.memory_address <= address &&
           address < looked.memory_address + looked.memory_bytes;
}

static void a_frame_is_visited_until_the_next_stop(void **state)
{
    (void)state;
    hold_and_look(STOP_REASON_PAUSE);
    ui.visited_memory = 0x5000;
    draw();
    assert_true(is_looked_at(0x5000));
    draw();
    assert_true(is_looked_at(0x5000));
    hold_and_look(STOP_REASON_STEP);
    assert_true(is_looked_at(HELD_SP));
}

static void enter_goes_to_where_the_word_points(void **state)
{
    (void)state;
    hold_and_look(STOP_REASON_PAUSE);
    assert_true(pane->ops->act(pane, ACTION_OPEN));
    assert_string_equal(ui.wanted_memory, "0x706050403020100");
}

static void it_is_drawn_at_any_size(void **state)
{
    (void)state;
    hold_and_look(STOP_REASON_PAUSE);
    for (int rows = 1; rows < 12; rows++)
        for (int cols = 1; cols < 130; cols += 3) {
            canvas_resize(&canvas, rows, cols);
            draw();
            pane->ops->act(pane, ACTION_SEARCH);
            draw();
            type_key("Esc");
            pane->ops->act(pane, ACTION_PAGE_DOWN);
            draw();
            pane->ops->act(pane, ACTION_LEFT);
        }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)
        TEST(it_follows_the_stack_pointer_and_dots_what_is_not_mapped),
        TEST(a_byte_that_changed_since_the_stop_before_lies_on_a_backdrop),
        TEST(an_answer_about_another_thread_is_not_shown),
        TEST(each_stop_resolves_the_expression_anew),
        TEST(an_expression_without_a_value_is_told_and_changes_nothing),
        TEST(bytes_are_typed_over_and_written_with_enter),
        TEST(escape_writes_nothing),
        TEST(a_search_is_of_bytes_or_of_text),
        TEST(it_scrolls_by_rows_and_stops_at_both_ends),
        TEST(a_frame_is_visited_until_the_next_stop),
        TEST(enter_goes_to_where_the_word_points),
        TEST(it_is_drawn_at_any_size),
    };
    return cmocka_run_group_tests_name("pane_memory", tests, NULL, NULL);
}
