#include "drawing.h"

#include <stdio.h>
#include <stdlib.h>

#include "tui/receipt.h"

static struct receipt receipt;
static struct canvas canvas;

static int set_up(void **state)
{
    (void)state;
    receipt = (struct receipt){0};
    return canvas_init(&canvas, 9, 44);
}

static int tear_down(void **state)
{
    (void)state;
    canvas_done(&canvas);
    return 0;
}

static void tell(const char *line)
{
    struct {
        struct event_bytes event;
        char bytes[256];
    } told = {.event = {.header = {.kind = EVENT_RECEIPT}, .length_bytes = (uint32_t)strlen(line)}};

    memcpy(told.bytes, line, strlen(line));
    receipt_take(&receipt, &told.event.header);
}

static void without_a_line_there_is_no_page(void **state)
{
    (void)state;
    receipt_take(&receipt, &(const struct event){.kind = EVENT_NOTE});
    assert_false(receipt_draw(&receipt, &canvas));
    assert_false(receipt_close(&receipt));
}

static void lines_stand_on_a_page_until_it_is_closed(void **state)
{
    (void)state;
    tell("812 server: 1 breakpoint out");
    tell("813 \033[31m worker");
    assert_true(receipt_draw(&receipt, &canvas));
    assert_drawing(
        &canvas,
        "                                            |\n"
        "                                            |\n"
        " ╭─ What was put back - any key goes on ─╮  |\n"
        " │ 812 server: 1 breakpoint out          │  |\n"
        " │ 813 \\33[31m worker                    │  |\n"
        " ╰───────────────────────────────────────╯  |\n"
        "                                            |\n"
        "                                            |\n"
        "                                            |\n");
    assert_true(receipt_close(&receipt));
    assert_false(receipt_draw(&receipt, &canvas));
}

static void a_long_line_goes_on_below(void **state)
{
    (void)state;
    tell("812 server: 1 breakpoint out, text as it was, runs, traced by nobody");
    assert_true(receipt_draw(&receipt, &canvas));
    assert_drawing(
        &canvas,
        "                                            |\n"
        "                                            |\n"
        "╭─ What was put back - any key goes on ────╮|\n"
        "│ 812 server: 1 breakpoint out, text as it │|\n"
        "│     was, runs, traced by nobody          │|\n"
        "╰──────────────────────────────────────────╯|\n"
        "                                            |\n"
        "                                            |\n"
        "                                            |\n");
}

static void what_finds_no_room_is_counted(void **state)
{
    (void)state;
    for (int i = 0; i < 300; i++)
        tell("one line");
    assert_true(receipt_draw(&receipt, &canvas));
    assert_drawing(
        &canvas,
        "                                            |\n"
        " ╭─ What was put back - any key goes on ─╮  |\n"
        " │ one line                              │  |\n"
        " │ one line                              │  |\n"
        " │ one line                              │  |\n"
        " │ one line                              │  |\n"
        " │ and 296 more                          │  |\n"
        " ╰───────────────────────────────────────╯  |\n"
        "                                            |\n");
}

static void what_was_not_seen_is_printed(void **state)
{
    char *bytes = NULL;
    size_t length = 0;
    FILE *file = open_memstream(&bytes, &length);

    (void)state;
    assert_non_null(file);
    tell("seen");
    receipt_close(&receipt);
    tell("not seen");
    receipt_print(&receipt, file);
    fclose(file);
    assert_string_equal(bytes, "not seen\n");
    free(bytes);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(without_a_line_there_is_no_page, set_up, tear_down),
        cmocka_unit_test_setup_teardown(lines_stand_on_a_page_until_it_is_closed, set_up,
                                        tear_down),
        cmocka_unit_test_setup_teardown(a_long_line_goes_on_below, set_up, tear_down),
        cmocka_unit_test_setup_teardown(what_finds_no_room_is_counted, set_up, tear_down),
        cmocka_unit_test_setup_teardown(what_was_not_seen_is_printed, set_up, tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
