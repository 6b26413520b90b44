#include "held_fixture.h"

#define ROWS 8
#define COLS 60

/* Three functions of 8 instructions, 4 bytes each, from 0x401100 on. */
#define BASE  0x401100u
#define COUNT 24
#define EACH  4

static const char *const functions[] = {"first", "main", "last"};

static int setup(void **state)
{
    (void)state;
    held_setup(pane_code_new, ROWS, COLS);
    put_register("rip", BASE + 10 * EACH);
    return 0;
}

static int teardown(void **state)
{
    (void)state;
    held_teardown();
    return 0;
}

static void make_line(struct sight_line *line, size_t i)
{
    line->address = BASE + i * EACH;
    line->length_bytes = EACH;
    line->target = i == 11 ? BASE : 0;
    snprintf(line->code.bytes, sizeof line->code.bytes, i == 11 ? "jmp first" : "nop %zu", i);
    if (i % 8 == 0)
        snprintf(line->label.bytes, sizeof line->label.bytes, "%s", functions[i / 8]);
    else
        snprintf(line->label.bytes, sizeof line->label.bytes, "%s+0x%zx", functions[i / 8],
                 i % 8 * EACH);
}

/* Lines [from, to) of all that there are. */
static void give_lines(size_t from, size_t to)
{
    struct sight *sight = calloc(1, sizeof *sight);
    assert_non_null(sight);
    sight->lines = calloc(to - from, sizeof *sight->lines);
    assert_non_null(sight->lines);
    for (size_t i = from; i < to; i++)
        make_line(&sight->lines[sight->line_count++], i);
    give(sight);
}

static void hold_and_look(void)
{
    hold(STOP_REASON_PAUSE);
    draw();
    give_lines(0, COUNT);
    draw();
}

static void add_point(uint32_t id, tracee_addr address, enum point_state point_state)
{
    struct event_point event = {
        .header = {.size_bytes = sizeof event, .kind = EVENT_POINT, .number = (int32_t)id},
        .point = {.id = id,
                  .kind = POINT_CODE,
                  .state = (uint8_t)point_state,
                  .tgid = HELD_TGID,
                  .address = address},
    };
    points_apply(points, &event.header);
    looking_event(ui.looking, &event.header);
}

static void the_next_instruction_and_breakpoints_are_marked(void **state)
{
    (void)state;
    add_point(1, BASE + 12 * EACH, POINT_ARMED);
    add_point(2, BASE + 9 * EACH, POINT_DISABLED);
    hold_and_look();
    assert_drawing(&canvas, "                          main:                             |\n"
                            "         401120           nop 8                             |\n"
                            "○        401124  +0x4     nop 9                             |\n"
                            " →       401128  +0x8     nop 10                            |\n"
                            "         40112c  +0xc     jmp first                         |\n"
                            "●        401130  +0x10    nop 12                            |\n"
                            "         401134  +0x14    nop 13                            |\n"
                            "         401138  +0x18    nop 14                            |\n");
    pane->has_focus = false;
    draw();
    for (int col = 0; col < COLS; col++)
        assert_int_equal(backdrop_at(3, col), ROLE_NEXT_ROW);
}

static void a_step_moves_the_mark_and_not_the_window(void **state)
{
    (void)state;
    hold_and_look();
    put_register("rip", BASE + 11 * EACH);
    hold(STOP_REASON_STEP);
    draw();
    assert_drawing(&canvas, "                          main:                             |\n"
                            "         401120           nop 8                             |\n"
                            "         401124  +0x4     nop 9                             |\n"
                            "         401128  +0x8     nop 10                            |\n"
                            " →       40112c  +0xc     jmp first                         |\n"
                            "         401130  +0x10    nop 12                            |\n"
                            "         401134  +0x14    nop 13                            |\n"
                            "         401138  +0x18    nop 14                            |\n");
}

static void a_move_beyond_what_is_known_goes_on_when_more_is(void **state)
{
    (void)state;
    hold(STOP_REASON_PAUSE);
    draw();
    give_lines(8, 14);
    draw();
    ui.count = 10;
    assert_true(pane->ops->act(pane, ACTION_DOWN));
    draw();
    assert_int_equal(looked.code_address, BASE + 13 * EACH);
    give_lines(8, COUNT);
    draw();
    assert_true(pane->ops->act(pane, ACTION_BREAK));
    assert_int_equal(((struct point *)sent_data)->address, BASE + 20 * EACH);
}

static void a_breakpoint_has_the_name_of_its_place_and_goes_again(void **state)
{
    (void)state;
    hold_and_look();
    assert_true(pane->ops->act(pane, ACTION_BREAK));
    assert_int_equal(sent.kind, COMMAND_POINT_ADD);
    assert_string_equal(((struct point *)sent_data)->label, "main+0x8");
    assert_int_equal(((struct point *)sent_data)->tgid, HELD_TGID);
    add_point(7, BASE + 10 * EACH, POINT_ARMED);
    assert_true(pane->ops->act(pane, ACTION_BREAK));
    assert_int_equal(sent.kind, COMMAND_POINT_REMOVE);
    assert_int_equal(sent.value, 7);
}

static void enter_follows_a_branch_and_escape_comes_back(void **state)
{
    (void)state;
    hold_and_look();
    assert_false(pane->ops->act(pane, ACTION_BACK));
    assert_true(pane->ops->act(pane, ACTION_DOWN));
    draw();
    assert_true(pane->ops->act(pane, ACTION_OPEN));
    draw();
    assert_int_equal(looked.code_address, BASE);
    assert_true(pane->ops->act(pane, ACTION_BACK));
    draw();
    pane->ops->act(pane, ACTION_BREAK);
    assert_int_equal(((struct point *)sent_data)->address, BASE + 10 * EACH);
}

static void the_code_of_a_thread_that_never_stopped_is_not_guessed(void **state)
{
    (void)state;
    draw();
    assert_int_equal(look_count, 0);
    ui.wanted_code = BASE;
    draw();
    assert_int_equal(look_count, 1);
    assert_int_equal(looked.code_address, BASE);
    assert_false(looked.at.is_held);
}

static void a_wish_is_asked_once_and_again_when_points_change(void **state)
{
    (void)state;
    hold_and_look();
    unsigned before = look_count;
    draw();
    draw();
    assert_int_equal(look_count, before);
    add_point(1, BASE, POINT_ARMED);
    draw();
    assert_int_equal(look_count, before + 1);
}

static void another_syntax_is_another_look(void **state)
{
    (void)state;
    hold_and_look();
    ui.syntax = LOOK_ATT;
    draw();
    assert_int_equal(looked.syntax, LOOK_ATT);
}

static void it_is_drawn_at_any_size(void **state)
{
    (void)state;
    hold_and_look();
    for (int rows = 1; rows < 12; rows++)
        for (int cols = 1; cols < 130; cols += 3) {
            canvas_resize(&canvas, rows, cols);
            draw();
            pane->ops->act(pane, ACTION_PAGE_DOWN);
            draw();
            pane->ops->act(pane, ACTION_UP);
        }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)
        TEST(the_next_instruction_and_breakpoints_are_marked),
        TEST(a_step_moves_the_mark_and_not_the_window),
        TEST(a_move_beyond_what_is_known_goes_on_when_more_is),
        TEST(a_breakpoint_has_the_name_of_its_place_and_goes_again),
        TEST(enter_follows_a_branch_and_escape_comes_back),
        TEST(the_code_of_a_thread_that_never_stopped_is_not_guessed),
        TEST(a_wish_is_asked_once_and_again_when_points_change),
        TEST(another_syntax_is_another_look),
        TEST(it_is_drawn_at_any_size),
    };
    return cmocka_run_group_tests_name("pane_code", tests, NULL, NULL);
}
