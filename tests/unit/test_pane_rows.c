/* The lists of a held thread: its stack, what is mapped, the points. */
#include "held_fixture.h"

#include <sys/mman.h>

static int tear_down(void **state)
{
    (void)state;
    held_teardown();
    return 0;
}

static void name(struct sight_text *text, const char *string)
{
    snprintf(text->bytes, sizeof(text->bytes), "%s", string);
}

static struct sight *sight_of_two_frames(void)
{
    struct sight *sight = calloc(1, sizeof(*sight));
    static struct sight_frame frames[2];

    assert_non_null(sight);
    frames[0] = (struct sight_frame){.address = HELD_PC, .stack = HELD_SP};
    frames[1] = (struct sight_frame){.address = 0x401200, .is_return = true};
    name(&frames[0].name, "hot+0x4");
    name(&frames[1].name, "main+0x41");
    name(&frames[1].place, "server.c:112");
    sight->frames = frames;
    sight->frame_count = 2;
    return sight;
}

static void the_stack_has_a_row_for_each_frame_and_enter_asks_for_it(void **state)
{
    (void)state;
    held_setup(pane_stack_new, 4, 74);
    hold(STOP_REASON_PAUSE);
    draw();
    assert_true(ui.look_wish.stack_frames > 0);
    give(sight_of_two_frames());
    draw();
    assert_drawing(&canvas,
                   "→#0  000000401136 hot+0x4                                                 |\n"
                   " #1  000000401200 main+0x41                                   server.c:112|\n"
                   "                                                                          |\n"
                   "                                                                          |\n");
    pane->ops->act(pane, ACTION_DOWN);
    draw();
    pane->ops->act(pane, ACTION_OPEN);
    assert_string_equal(ui.wanted_command, "frame 1");
    assert_false(ui.wants_prompt);
}

static void a_narrow_stack_has_the_source_as_long_as_it_leaves_room_for_the_name(void **state)
{
    struct sight *sight = sight_of_two_frames();

    (void)state;
    name(&sight->frames[1].name, "a_function_with_a_long_name+0x41");
    held_setup(pane_stack_new, 2, 50);
    hold(STOP_REASON_PAUSE);
    draw();
    give(sight);
    draw();
    assert_drawing(&canvas, "→#0  000000401136 hot+0x4                         |\n"
                            " #1  000000401200 a_function_with_a_… server.c:112|\n");
    held_teardown();
    held_setup(pane_stack_new, 2, 46);
    hold(STOP_REASON_PAUSE);
    draw();
    give(sight_of_two_frames());
    draw();
    assert_drawing(&canvas, "→#0  000000401136 hot+0x4                     |\n"
                            " #1  000000401200 main+0x41                   |\n");
}

static void add_point(struct point point)
{
    const struct event_point event = {
        .header = {.size_bytes = sizeof(event), .kind = EVENT_POINT, .number = (int32_t)point.id},
        .point = point};

    points_apply(points, &event.header);
}

static void points_say_what_they_are_and_their_keys_are_commands(void **state)
{
    (void)state;
    held_setup(pane_points_new, 4, 100);
    draw();
    assert_drawing(
        &canvas,
        " none: b sets a breakpoint, w a watchpoint, :catch holds who makes a syscall                "
        "        |\n"
        "                                                                                            "
        "        |\n"
        "                                                                                            "
        "        |\n"
        "                                                                                            "
        "        |\n");
    add_point((struct point){.id = 1,
                             .kind = POINT_CODE,
                             .tgid = 812,
                             .address = 0x401136,
                             .hits = 12,
                             .ignores = 3,
                             .label = "main+4",
                             .condition = "tid==3"});
    add_point((struct point){.id = 2,
                             .kind = POINT_WATCH,
                             .state = POINT_DISABLED,
                             .size_bytes = 4,
                             .address = 0x404010,
                             .hits = 1,
                             .hold_every = 5,
                             .value = 41,
                             .label = "counter"});
    add_point((struct point){.id = 3, .kind = POINT_CALL, .flags = POINT_AT_EXIT, .label = "openat"});
    draw();
    assert_drawing(
        &canvas,
        " 1   on        break   main+4                12 hits -3    0x401136 in 812 if tid==3        "
        "        |\n"
        " 2   off       watch   counter               1 hit         0x404010 is 41 of 4 bytes every 5"
        "        |\n"
        " 3   on        exit    openat                           0 hits                              "
        "        |\n"
        "                                                                                            "
        "        |\n");
    assert_true(pane->ops->act(pane, ACTION_PAUSE));
    assert_string_equal(ui.wanted_command, "disable 1");
    assert_true(pane->ops->act(pane, ACTION_EDIT));
    assert_string_equal(ui.wanted_command, "condition 1 tid==3");
    assert_true(ui.wants_prompt);
    pane->ops->act(pane, ACTION_DOWN);
    assert_true(pane->ops->act(pane, ACTION_PAUSE));
    assert_string_equal(ui.wanted_command, "enable 2");
    assert_true(pane->ops->act(pane, ACTION_OPEN));
    assert_string_equal(ui.wanted_command, "memory 0x404010");
    type_key("d");
    assert_string_equal(ui.wanted_command, "delete 2");
}

static void what_a_tracee_named_is_escaped(void **state)
{
    (void)state;
    held_setup(pane_points_new, 2, 60);
    add_point((struct point){.id = 1, .kind = POINT_CALL, .label = "\033[2J"});
    draw();
    assert_drawing(&canvas,
                   " 1   on        entry   \\33[2J              0 hits           |\n"
                   "                                                            |\n");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_teardown(the_stack_has_a_row_for_each_frame_and_enter_asks_for_it,
                                  tear_down),
        cmocka_unit_test_teardown(
            a_narrow_stack_has_the_source_as_long_as_it_leaves_room_for_the_name, tear_down),
        cmocka_unit_test_teardown(points_say_what_they_are_and_their_keys_are_commands, tear_down),
        cmocka_unit_test_teardown(what_a_tracee_named_is_escaped, tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
