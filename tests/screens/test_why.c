/* What a person sees of a thread that does not get on: why, and who could end it. */
#include <stdio.h>

#include "support/stage.h"

/* "writer    4711 keeper" of the child of the victim. */
static void expect_holder(struct screen *screen, const char *name, pid_t victim)
{
    char wanted[64];

    snprintf(wanted, sizeof(wanted), "%-10s%d keeper", name, process_first_child(victim));
    expect_text(screen, wanted);
}

static bool has_keeper(void *context)
{
    const pid_t *victim = context;

    return process_first_child(*victim) > 0;
}

static pid_t start_stuck(void **state, const char *mode)
{
    pid_t victim = stage_victim(state, "stuck", (char *)mode);

    expect_soon(has_keeper, &victim);
    return victim;
}

static void v_names_the_writer_that_a_blocked_reader_waits_for(void **state)
{
    pid_t victim = start_stuck(state, "pipe");
    struct screen *screen = stage_ptop(state, 30, 140, "-p", stage_pid_text(victim));

    expect_text(screen, " stuck ");
    expect_press(screen, "BackTab"); /* the tree */
    expect_press(screen, "g");
    expect_press(screen, "v");
    expect_text(screen, " Why · ");
    expect_text(screen, "in read");
    expect_holder(screen, "writer", victim);
}

static void at_first_v_is_about_the_first_process_on_a_small_screen_too(void **state)
{
    struct screen *screen = stage_ptop(state, 24, 80, PTOP_TRACEES "/stuck", "sleep");

    expect_text(screen, "nanosleep(");
    expect_press(screen, "v");
    expect_text(screen, " Why · ");
    expect_text(screen, "waits for time to pass");
}

static void why_follows_the_cursor_of_the_tree_and_ends_with_a_selected_call(void **state)
{
    struct screen *screen = stage_ptop(state, 40, 160, PTOP_TRACEES "/stuck", "pipe");

    expect_text(screen, "keeper");
    expect_press(screen, "BackTab"); /* the tree */
    expect_press(screen, "g");
    expect_press(screen, "v");
    expect_text(screen, "in read for ");
    expect_text(screen, ", for data");
    expect_press(screen, "Down");
    expect_text(screen, "in pause for ");
    expect_text(screen, "waits for a signal");
    expect_press(screen, "Tab"); /* the calls */
    expect_press(screen, "Up");
    expect_press(screen, "Enter");
    expect_gone(screen, " Why · ");
    expect_text(screen, " Details ");
}

static void enter_on_a_thread_of_the_tree_says_which_thread_owns_the_mutex(void **state)
{
    pid_t victim = stage_victim(state, "stuck", "mutex");
    struct screen *screen;
    char wanted[64];

    screen = stage_ptop(state, 30, 140, "-p", stage_pid_text(victim));
    expect_text(screen, "keeper");
    expect_press(screen, "BackTab"); /* the tree */
    expect_press(screen, "G");
    expect_press(screen, "Enter");
    expect_text(screen, "waits for a signal"); /* the keeper itself */
    expect_press(screen, "g");
    snprintf(wanted, sizeof(wanted), "owner     %d keeper (of the mutex)",
             process_find_thread(victim, "keeper"));
    expect_text(screen, wanted);
}

static void a_struct_in_the_details_folds_and_stays_folded(void **state)
{
    struct screen *screen = stage_ptop(state, 40, 140, PTOP_TRACEES "/server", "1", "0", "3");

    expect_text(screen, "exited with 7");
    expect_press(screen, "f");
    screen_type(screen, "connect");
    expect_press(screen, "Enter");
    expect_text(screen, "connect(");
    expect_press(screen, "g");
    expect_press(screen, "Enter");
    expect_text(screen, "▾ addr ");
    expect_press(screen, "g");
    for (int row = 0; row < 12; row++) { /* down to the struct: folding the remarks above it, too */
        expect_press(screen, "Left");
        expect_press(screen, "Down");
    }
    expect_text(screen, "{ … 4 lines");
    expect_press(screen, "BackTab"); /* the calls */
    expect_press(screen, "Down");
    expect_press(screen, "Enter");
    expect_text(screen, "{ … 4 lines");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        stage_test(v_names_the_writer_that_a_blocked_reader_waits_for),
        stage_test(at_first_v_is_about_the_first_process_on_a_small_screen_too),
        stage_test(why_follows_the_cursor_of_the_tree_and_ends_with_a_selected_call),
        stage_test(enter_on_a_thread_of_the_tree_says_which_thread_owns_the_mutex),
        stage_test(a_struct_in_the_details_folds_and_stays_folded),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
