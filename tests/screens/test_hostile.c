/*
 * H07: a traced program may write, name and pass whatever it likes; none of it
 * reaches the terminal that ptop runs on.
 */
#include <string.h>

#include "support/stage.h"
#include "support/terminal_audit.h"

static void assert_output_is_clean(const struct screen *screen)
{
    size_t length;
    const char *output = screen_output(screen, &length);
    struct terminal_audit audit = terminal_audit(output, length);

    assert_in_range(audit.pieces, 20, 100000000);
    if (audit.wrong != 0)
        fail_msg("%lu pieces that must not be sent, the first: %s", audit.wrong,
                 audit.first_wrong);
}

static void h07_escape_sequences_of_a_tracee_stay_with_it(void **state)
{
    struct screen *screen = stage_ptop(state, 50, 160, PTOP_TRACEES "/hostile_bytes");

    expect_text(screen, "all sent"); /* the output pane: every attack was made */
    expect_text(screen, "\"MARK\\"); /* the calls: escaped */
    assert_true(screen_is_alternate(screen));
    assert_null(screen_title(screen));
    assert_non_null(strstr(screen_row(screen, 0), "ptop"));
    assert_output_is_clean(screen);
}

/* Every pane that shows a tracee's bytes is looked at, with each call's details. */
static void h07_no_pane_lets_them_through(void **state)
{
    struct screen *screen = stage_ptop(state, 50, 160, PTOP_TRACEES "/hostile_bytes");

    expect_text(screen, "all sent");
    expect_press(screen, "1");
    expect_press(screen, "f");
    screen_type(screen, "\"MARK\"");
    expect_press(screen, "Enter");
    expect_press(screen, "Enter");
    for (int i = 0; i < 60; i++)
        expect_press(screen, i % 6 == 5 ? "Tab" : "k");
    expect_press(screen, "2");
    expect_text(screen, "Processes · filtered");
    expect_press(screen, "3");
    expect_press(screen, "T");
    expect_text(screen, "Files · all");
    for (int i = 0; i < 20; i++)
        expect_press(screen, "j");
    expect_press(screen, "F1");
    assert_null(screen_title(screen));
    assert_true(screen_is_alternate(screen));
    assert_output_is_clean(screen);
}

/* Its name and its command line are all that is seen of it, and hostile. */
static void h07_an_attached_process_cannot_either(void **state)
{
    pid_t victim = stage_victim(state, "hostile_bytes", "again");
    struct screen *screen = stage_ptop(state, 24, 80, "-p", stage_pid_text(victim));

    expect_text(screen, stage_pid_text(victim));
    assert_null(screen_title(screen));
    assert_output_is_clean(screen);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        stage_test(h07_escape_sequences_of_a_tracee_stay_with_it),
        stage_test(h07_no_pane_lets_them_through),
        stage_test(h07_an_attached_process_cannot_either),
    };

    return cmocka_run_group_tests_name("hostile bytes", tests, NULL, NULL);
}
