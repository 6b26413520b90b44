/*
 * Who called, in the details of a call.
 */
#include "support/stage.h"

/* The details of the program's one getppid call. */
static void open_details(struct screen *screen)
{
    expect_text(screen, "exited with 0");
    expect_press(screen, "f");
    screen_type(screen, "getppid");
    expect_gone(screen, "exit_group(");
    expect_press(screen, "Enter");
    expect_press(screen, "Enter");
    expect_text(screen, " Details ");
    expect_text(screen, "took  ");
}

static void with_stacks_the_details_say_who_called(void **state)
{
    struct screen *screen = stage_ptop(state, 40, 120, "-k", PTOP_TRACEES "/callers", "plain");

    open_details(screen);
    expect_text(screen, "caller  inner+0x");
    expect_text(screen, " in callers");
    expect_text(screen, "    middle+0x");
    expect_text(screen, "    outer+0x");
}

static void without_stacks_they_do_not(void **state)
{
    struct screen *screen = stage_ptop(state, 40, 120, PTOP_TRACEES "/callers", "plain");

    open_details(screen);
    expect_gone(screen, "caller  ");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        stage_test(with_stacks_the_details_say_who_called),
        stage_test(without_stacks_they_do_not),
    };

    return cmocka_run_group_tests_name("callers", tests, NULL, NULL);
}
