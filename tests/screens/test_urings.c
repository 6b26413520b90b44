/* What a person sees of a program that works through an io_uring. */
#include <linux/io_uring.h>
#include <string.h>

#include "support/stage.h"

/* The file that it opens has no call of its own: it stands in what is submitted. */
static void a_file_that_is_opened_through_a_ring_is_shown_with_a_warning(void **state)
{
    if (!process_can_make_uring(0))
        skip();
    struct screen *screen = stage_ptop(state, 40, 240, PTOP_TRACEES "/uring_user", "0");

    expect_text(screen, "io_uring active: operations not traced");
    expect_text(screen, "{opcode=IORING_OP_OPENAT, dfd=AT_FDCWD, pathname=\"/nonexistent/through-a-ring\"");
}

static void a_ring_that_the_kernel_polls_is_named(void **state)
{
    if (!process_can_make_uring(IORING_SETUP_SQPOLL))
        skip();
    struct screen *screen = stage_ptop(state, 40, 160, PTOP_TRACEES "/uring_user", "2");

    expect_text(screen, "io_uring active (SQPOLL): operations not traced");
}

static void a_narrow_screen_says_it_in_two_words(void **state)
{
    if (!process_can_make_uring(0))
        skip();
    struct screen *screen = stage_ptop(state, 24, 80, PTOP_TRACEES "/uring_user", "0");

    expect_text(screen, "io_uring active");
    expect_text(screen, " events");
}

static void the_warning_goes_with_the_ring(void **state)
{
    if (!process_can_make_uring(0))
        skip();
    struct screen *screen = stage_ptop(state, 40, 160, PTOP_TRACEES "/uring_user", "0", "exec");

    expect_text(screen, "clock_nanosleep(");
    expect_gone(screen, "io_uring active");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        stage_test(a_file_that_is_opened_through_a_ring_is_shown_with_a_warning),
        stage_test(a_ring_that_the_kernel_polls_is_named),
        stage_test(a_narrow_screen_says_it_in_two_words),
        stage_test(the_warning_goes_with_the_ring),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
