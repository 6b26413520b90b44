#include "drawing.h"

#include <signal.h>
#include <stdlib.h>
#include <time.h>

#include "tui/pane.h"

#define ROWS 3
#define COLS 36

static struct store *store;
static struct tree *tree;
static struct names *names;
static struct ui ui;
static struct pane *pane;
static struct canvas canvas;

/* ---- the session, as far as the pane asks it ------------------------------------------ */

struct store *session_store(struct session *session)
{
    (void)session;
    return store;
}

struct tree *session_tree(struct session *session)
{
    (void)session;
    return tree;
}

struct names *session_names(struct session *session)
{
    (void)session;
    return names;
}

int64_t session_realtime_offset_ns(const struct session *session)
{
    (void)session;
    return 0;
}

/* ---- a history of exits ------------------------------------------------------------------ */

static int setup(void **state)
{
    const struct event_fork birth = {
        .header = {.size_bytes = sizeof(birth),
                   .kind = EVENT_FORK,
                   .number = BIRTH_LAUNCH,
                   .tid = 7,
                   .tgid = 7},
        .child_tid = 7,
        .child_tgid = 7,
        .comm = "make",
    };

    (void)state;
    setenv("TZ", "UTC0", 1);
    tzset();
    assert_int_equal(store_new(&(struct store_options){0}, &store), 0);
    tree = tree_new();
    tree_apply(tree, &birth.header);
    names = names_new();
    ui = (struct ui){.selected_row = VIEW_NO_ROW};
    pane = pane_details_new(&ui);
    return canvas_init(&canvas, ROWS, COLS);
}

static int teardown(void **state)
{
    (void)state;
    pane->ops->free(pane);
    canvas_done(&canvas);
    names_free(names);
    tree_free(tree);
    store_free(store);
    return 0;
}

static void append_exit(int tid, int status)
{
    const struct event event = {.size_bytes = sizeof(event),
                                .kind = EVENT_EXIT,
                                .number = status << 8,
                                .tid = tid,
                                .tgid = tid};

    assert_int_equal(store_append(store, &event), 0);
}

static void append_signal(void)
{
    struct event_signal event = {.header = {.size_bytes = sizeof(event),
                                            .kind = EVENT_SIGNAL,
                                            .number = SIGTERM,
                                            .tid = 9,
                                            .tgid = 9}};

    event.siginfo[0] = SIGTERM;
    assert_int_equal(store_append(store, &event.header), 0);
}

static void draw(void)
{
    canvas_clear(&canvas, ROLE_PLAIN);
    pane->ops->draw(pane, &canvas);
}

/* ---- tests ------------------------------------------------------------------------------ */

static void without_a_selection_it_says_so(void **state)
{
    (void)state;
    draw();
    assert_drawing(&canvas, "No call is selected                 |\n"
                            "                                    |\n"
                            "                                    |\n");
}

static void the_selected_event_is_shown(void **state)
{
    (void)state;
    append_exit(7, 1);
    append_exit(8, 2);
    ui.selected_row = 0;
    draw();
    assert_drawing(&canvas, "exit  00:00:00.000000000  7 make    |\n"
                            "  +++ exited with 1 +++             |\n"
                            "                                    |\n");
    ui.selected_row = 1;
    draw();
    assert_drawing(&canvas, "exit  00:00:00.000000000  8         |\n"
                            "  +++ exited with 2 +++             |\n"
                            "                                    |\n");
}

static void another_width_wraps_the_lines_anew(void **state)
{
    (void)state;
    append_exit(7, 1);
    ui.selected_row = 0;
    draw();
    assert_int_equal(canvas_resize(&canvas, ROWS, 18), 0);
    draw();
    assert_drawing(&canvas, "exit  00:00:00.000|\n"
                            "  000000  7 make  |\n"
                            "  +++ exited with |\n");
}

static void it_scrolls_and_starts_at_the_top_of_another_event(void **state)
{
    (void)state;
    append_signal();
    append_exit(7, 1);
    ui.selected_row = 0;
    draw();
    assert_true(pane->ops->act(pane, ACTION_DOWN));
    draw();
    assert_drawing(&canvas, "  --- SIGTERM {                     |\n"
                            "    si_signo=SIGTERM                |\n"
                            "    si_code=SI_USER                 |\n");
    ui.selected_row = 1;
    draw();
    assert_int_equal(canvas.cells[0].bytes[0], 'e');
    assert_false(pane->ops->act(pane, ACTION_FILTER));
}

static void a_row_that_is_not_in_the_history_has_no_details(void **state)
{
    (void)state;
    append_exit(7, 1);
    ui.selected_row = 5;
    draw();
    assert_drawing(&canvas, "This call has left the history      |\n"
                            "                                    |\n"
                            "                                    |\n");
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)

int main(void)
{
    static const struct CMUnitTest tests[] = {
        TEST(without_a_selection_it_says_so),
        TEST(the_selected_event_is_shown),
        TEST(another_width_wraps_the_lines_anew),
        TEST(it_scrolls_and_starts_at_the_top_of_another_event),
        TEST(a_row_that_is_not_in_the_history_has_no_details),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
