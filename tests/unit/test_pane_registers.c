#include "held_fixture.h"

#define ROWS 16
#define COLS 44

static int setup(void **state)
{
    (void)state;
    held_setup(pane_registers_new, ROWS, COLS);
    return 0;
}

static int teardown(void **state)
{
    (void)state;
    held_teardown();
    return 0;
}

static struct sight *sight_of(const char *name, const char *note)
{
    struct sight *sight = calloc(1, sizeof *sight);
    assert_non_null(sight);
    snprintf(sight->registers[register_find(false, name)->index].bytes, SIGHT_TEXT_BYTES, "%s", note);
    return sight;
}

static void find(const char *wanted, int *ret_row, int *ret_col)
{
    char buffer[512];
    struct text text;
    for (int row = 0; row < canvas.rows; row++) {
        text_init(&text, buffer, NULL, sizeof buffer);
        canvas_row_text(&canvas, row, &text);
        const char *at = strstr(buffer, wanted);
        if (!at)
            continue;
        *ret_row = row;
        *ret_col = text_width_cols(buffer, (size_t)(at - buffer));
        return;
    }
    fail_msg("\"%s\" is not there", wanted);
}

static void a_narrow_pane_says_why_it_is_held_and_not_who_is(void **state)
{
    int row, col;

    (void)state;
    held_teardown();
    held_setup(pane_registers_new, ROWS, 18);
    stop.steps = 10;
    hold(STOP_REASON_STEP);
    draw();
    find("step 10", &row, &col);
    assert_int_equal(row, 0);
    assert_int_equal(col, 0);
}

static void all_registers_are_in_sight_and_above_them_why_it_is_held(void **state)
{
    (void)state;
    put_register("eflags", 0x246);
    put_register("orig_rax", UINT64_MAX);
    put_register("cs", 0x33);
    stop.steps = 10;
    hold(STOP_REASON_STEP);
    draw();
    assert_drawing(&canvas, "813 worker  step 10                         |\n"
                            "rax 0000000000000000   r9  0000000000000000 |\n"
                            "rbx 0000000000000000   r10 0000000000000000 |\n"
                            "rcx 0000000000000000   r11 0000000000000000 |\n"
                            "rdx 0000000000000000   r12 0000000000000000 |\n"
                            "rsi 0000000000000000   r13 0000000000000000 |\n"
                            "rdi 0000000000000000   r14 0000000000000000 |\n"
                            "rbp 0000000000000000   r15 0000000000000000 |\n"
                            "rsp 00007ffd12345000   rip 0000000000401136 |\n"
                            "r8  0000000000000000                        |\n"
                            "cf PF af ZF sf tf IF df of nt rf ac id      |\n"
                            "eflags      00000246   gs_base            0 |\n"
                            "fs_base            0   orig_rax          -1 |\n"
                            "cs 0033 ss 0000 ds 0000 es 0000 fs 0000     |\n"
                            "gs 0000                                     |\n"
                            "                                            |\n");
}

static void what_changed_since_the_stop_before_lies_on_a_backdrop(void **state)
{
    int row, col;
    (void)state;
    put_register("rax", 1);
    hold(STOP_REASON_PAUSE);
    draw();
    put_register("rax", 2);
    hold(STOP_REASON_STEP);
    pane->has_focus = false;
    draw();
    find("rax", &row, &col);
    assert_int_equal(backdrop_at(row, col), ROLE_CHANGED);
    find("rbx", &row, &col);
    assert_int_equal(backdrop_at(row, col), ROLE_NONE);
}

static void an_older_note_stays_with_a_value_that_stayed(void **state)
{
    int row, col;
    (void)state;
    hold(STOP_REASON_PAUSE);
    canvas_resize(&canvas, 30, 60);
    draw();
    give(sight_of("rsp", "[stack]"));
    draw();
    find("[stack]", &row, &col);
    put_register("rax", 5);
    hold(STOP_REASON_STEP);
    draw();
    find("[stack]", &row, &col);
    put_register("rsp", HELD_SP + 8);
    hold(STOP_REASON_STEP);
    draw();
    for (row = 0; row < canvas.rows; row++) {
        char buffer[512];
        struct text text;
        text_init(&text, buffer, NULL, sizeof buffer);
        canvas_row_text(&canvas, row, &text);
        assert_null(strstr(buffer, "[stack]"));
    }
}

static void an_edit_is_a_command_and_escape_leaves_it(void **state)
{
    (void)state;
    hold(STOP_REASON_PAUSE);
    draw();
    assert_true(pane->ops->act(pane, ACTION_EDIT));
    type_text("rsp+0x20");
    type_key("Esc");
    assert_string_equal(ui.wanted_command, "");
    assert_true(pane->ops->act(pane, ACTION_DOWN));
    assert_true(pane->ops->act(pane, ACTION_EDIT));
    type_text("rsp+0x20");
    type_key("Enter");
    assert_string_equal(ui.wanted_command, "set rbx rsp+0x20");
}

static void enter_turns_a_flag_and_shows_the_memory_of_a_register(void **state)
{
    int row, col;
    (void)state;
    hold(STOP_REASON_PAUSE);
    draw();
    assert_true(pane->ops->act(pane, ACTION_OPEN));
    assert_string_equal(ui.wanted_memory, "rax");
    find("zf", &row, &col);
    pane->ops->mouse(pane, &(struct key){.code = K_CLICK, .row = row, .col = col});
    assert_true(pane->ops->act(pane, ACTION_PAUSE));
    assert_string_equal(ui.wanted_command, "set ZF 1");
}

static void a_thread_that_runs_is_not_edited(void **state)
{
    (void)state;
    hold(STOP_REASON_PAUSE);
    draw();
    resume();
    draw(); /* for a moment it looks as it did */
    assert_true(pane->ops->act(pane, ACTION_EDIT));
    assert_string_equal(ui.message, "813 runs: Space pauses it");
    ui.now_ns += LOOKING_LINGER_NS;
    draw();
    int row, col;
    find("running", &row, &col);
    assert_false(pane->ops->act(pane, ACTION_EDIT));
}

static void vectors_are_asked_for_once_for_each_stop(void **state)
{
    (void)state;
    hold(STOP_REASON_PAUSE);
    draw();
    assert_int_equal(sent_count, 0);
    pane->ops->act(pane, ACTION_VECTORS);
    draw();
    draw();
    assert_int_equal(sent_count, 1);
    assert_int_equal(sent.kind, COMMAND_READ_VECTORS);
    assert_int_equal(sent.tid, HELD_TID);
    hold(STOP_REASON_STEP);
    draw();
    assert_int_equal(sent_count, 2);
}

static void a_narrow_pane_has_the_lower_end_of_a_vector(void **state)
{
    struct {
        struct event_vectors event;
        uint8_t area[576];
    } vectors = {.event = {.header = {.size_bytes = sizeof vectors,
                                      .kind = EVENT_VECTORS,
                                      .tid = HELD_TID,
                                      .tgid = HELD_TGID},
                           .length_bytes = sizeof vectors.area}};
    int row, col;

    (void)state;
    for (uint8_t i = 0; i < 16; i++)
        vectors.area[160 + i] = i; /* xmm0 */
    hold(STOP_REASON_PAUSE);
    vectors.event.generation = stop.generation;
    pane->ops->act(pane, ACTION_VECTORS);
    canvas_resize(&canvas, 64, 41);
    draw();
    looking_event(ui.looking, &vectors.event.header);
    draw();
    find("xmm0  0f0e0d0c 0b0a0908 07060504 03020100", &row, &col);
    canvas_resize(&canvas, 64, 38);
    draw();
    find("xmm0  …0b0a0908 07060504 03020100", &row, &col);
}

static void it_is_drawn_at_any_size(void **state)
{
    (void)state;
    hold(STOP_REASON_PAUSE);
    assert_true(pane->ops->act(pane, ACTION_VECTORS));
    for (int rows = 1; rows < 12; rows++)
        for (int cols = 1; cols < 130; cols += 3) {
            canvas_resize(&canvas, rows, cols);
            draw();
            pane->ops->act(pane, ACTION_DOWN);
            pane->ops->act(pane, ACTION_EDIT);
            draw();
            pane->ops->key(pane, &(struct key){.code = K_ESCAPE});
        }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)
        TEST(all_registers_are_in_sight_and_above_them_why_it_is_held),
        TEST(a_narrow_pane_says_why_it_is_held_and_not_who_is),
        TEST(what_changed_since_the_stop_before_lies_on_a_backdrop),
        TEST(an_older_note_stays_with_a_value_that_stayed),
        TEST(an_edit_is_a_command_and_escape_leaves_it),
        TEST(enter_turns_a_flag_and_shows_the_memory_of_a_register),
        TEST(a_thread_that_runs_is_not_edited),
        TEST(vectors_are_asked_for_once_for_each_stop),
        TEST(a_narrow_pane_has_the_lower_end_of_a_vector),
        TEST(it_is_drawn_at_any_size),
    };
    return cmocka_run_group_tests_name("pane_registers", tests, NULL, NULL);
}
