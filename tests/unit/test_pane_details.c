#include "drawing.h"

#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <time.h>
#include <unistd.h>

#include <ptop/syscall.h>

#include "support/deadline.h"

#include "tui/pane.h"

#define ROWS 3
#define COLS 36

static struct store *store;
static struct tree *tree;
static struct names *names;
static struct tasks *tasks;
static struct ui ui;
static struct pane *pane;
static struct canvas canvas;
static nanoseconds clock_ns, tick_ns; /* of the last call; from a call to the next */

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

struct tasks *session_tasks(struct session *session)
{
    (void)session;
    return tasks;
}

uint64_t session_send(struct session *session, const struct command *command)
{
    (void)session;
    (void)command;
    return 1;
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
    tasks = tasks_new();
    tasks_apply(tasks, &birth.header);
    names = names_new();
    clock_ns = tick_ns = 0;
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
    tasks_free(tasks);
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
                            "  by custom, a failure              |\n");
    ui.selected_row = 1;
    draw();
    assert_drawing(&canvas, "exit  00:00:00.000000000  8         |\n"
                            "  +++ exited with 2 +++             |\n"
                            "  by custom, a failure              |\n");
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

static void the_cursor_moves_and_starts_at_the_top_of_another_event(void **state)
{
    (void)state;
    append_signal();
    append_exit(7, 1);
    ui.selected_row = 0;
    draw();
    assert_true(pane->ops->act(pane, ACTION_LAST));
    draw();
    assert_drawing(&canvas, "    si_pid=0                        |\n"
                            "    si_uid=0                        |\n"
                            "  } ---                             |\n");
    ui.selected_row = 1;
    draw();
    assert_int_equal(canvas.cells[0].bytes[0], 'e');
    assert_false(pane->ops->act(pane, ACTION_FILTER));
}

static void with_the_focus_the_row_of_the_cursor_is_seen(void **state)
{
    (void)state;
    append_signal();
    ui.selected_row = 0;
    draw();
    assert_int_equal(canvas.cells[0].backdrop, ROLE_NONE);
    pane->has_focus = true;
    draw();
    assert_int_equal(canvas.cells[0].backdrop, ROLE_SELECTED);
    assert_true(pane->ops->act(pane, ACTION_DOWN));
    draw();
    assert_int_equal(canvas.cells[COLS].backdrop, ROLE_SELECTED);
}

static void what_is_folded_stays_so_in_the_next_event_of_its_kind(void **state)
{
    (void)state;
    append_signal();
    append_signal();
    ui.selected_row = 0;
    draw();
    pane->ops->act(pane, ACTION_DOWN);
    assert_true(pane->ops->act(pane, ACTION_OPEN));
    draw();
    assert_drawing(&canvas, "signal  00:00:00.000000000  9       |\n"
                            "▸ --- SIGTERM { … 5 lines           |\n"
                            "                                    |\n");
    ui.selected_row = 1;
    draw();
    assert_drawing(&canvas, "signal  00:00:00.000000000  9       |\n"
                            "▸ --- SIGTERM { … 5 lines           |\n"
                            "                                    |\n");
    pane->ops->act(pane, ACTION_DOWN);
    assert_true(pane->ops->act(pane, ACTION_RIGHT));
    draw();
    assert_drawing(&canvas, "signal  00:00:00.000000000  9       |\n"
                            "▾ --- SIGTERM {                     |\n"
                            "    si_signo=SIGTERM                |\n");
}

static void left_goes_from_a_member_to_its_struct_and_then_folds_it(void **state)
{
    (void)state;
    append_signal();
    ui.selected_row = 0;
    draw();
    for (int i = 0; i < 3; i++)
        pane->ops->act(pane, ACTION_DOWN);
    pane->has_focus = true;
    assert_true(pane->ops->act(pane, ACTION_LEFT));
    draw();
    assert_int_equal(canvas.cells[COLS].backdrop, ROLE_SELECTED);
    assert_true(pane->ops->act(pane, ACTION_LEFT));
    draw();
    assert_drawing(&canvas, "signal  00:00:00.000000000  9       |\n"
                            "▸ --- SIGTERM { … 5 lines           |\n"
                            "                                    |\n");
}

static void a_click_on_its_mark_folds_a_node(void **state)
{
    const struct key click = {.code = K_CLICK, .row = 1, .col = 0};

    (void)state;
    append_signal();
    ui.selected_row = 0;
    draw();
    pane->ops->mouse(pane, &click);
    draw();
    assert_drawing(&canvas, "signal  00:00:00.000000000  9       |\n"
                            "▸ --- SIGTERM { … 5 lines           |\n"
                            "                                    |\n");
}

static void an_event_is_kept_when_it_leaves_the_history(void **state)
{
    (void)state;
    append_exit(7, 1);
    ui.selected_row = 0;
    draw();
    store_free(store);
    assert_int_equal(store_new(&(struct store_options){0}, &store), 0);
    assert_int_equal(canvas_resize(&canvas, ROWS, COLS + 1), 0);
    draw();
    assert_int_equal(canvas.cells[0].bytes[0], 'e');
}

/* ---- what the history around a call knows ------------------------------------------------ */

static void append_call(const char *name, uint64_t arg, int64_t result, uint8_t flags)
{
    struct event_syscall call = {.header = {.size_bytes = sizeof(call),
                                            .kind = EVENT_SYSCALL,
                                            .flags = flags,
                                            .tid = 9,
                                            .tgid = 9},
                                 .args = {arg},
                                 .result = result};

    call.header.time_ns = clock_ns += tick_ns;
    assert_non_null(syscall_find_name(ABI_NATIVE, name, &call.header.number));
    assert_int_equal(store_append(store, &call.header), 0);
}

static bool details_say(const char *text)
{
    char drawing[16384];

    assert_int_equal(canvas_resize(&canvas, 24, 80), 0);
    draw();
    drawing_put(&canvas, drawing, sizeof(drawing));
    return strstr(drawing, text) != NULL;
}

static void a_descriptor_says_which_call_gave_it(void **state)
{
    (void)state;
    tick_ns = 1000;
    append_call("openat", 0, 4, 0);
    append_call("epoll_create1", 0, 3, 0);
    append_call("fsync", 3, 0, 0);
    append_call("close", 3, 0, 0);
    append_call("fsync", 3, -9, EVENT_FAILED);
    ui.selected_row = 2;
    assert_true(details_say("from  epoll_create1 at 00:00:00.000"));
    ui.selected_row = 4;
    assert_false(details_say("from  "));
}

static void a_call_that_left_the_history_is_not_looked_for_in_it(void **state)
{
    (void)state;
    append_call("close", 3, 0, 0);
    ui.selected_row = 0;
    draw();
    store_free(store);
    assert_int_equal(store_new(&(struct store_options){0}, &store), 0);
    assert_true(details_say("close  00:00:00.000"));
}

static void an_interrupted_call_says_by_what_and_where_it_goes_on(void **state)
{
    (void)state;
    append_call("nanosleep", 5, -516, EVENT_FAILED | EVENT_RESTART);
    append_signal();
    append_call("nanosleep", 5, 0, EVENT_RESTARTED);
    ui.selected_row = 0;
    assert_true(details_say("then      goes on at 00:00:00.000000, interrupted by SIGTERM"));
    ui.selected_row = 2;
    assert_true(details_say("after     the part from 00:00:00.000000, interrupted by SIGTERM"));
}

static void a_call_that_a_handler_ended_says_so(void **state)
{
    (void)state;
    append_call("nanosleep", 5, -514, EVENT_FAILED | EVENT_RESTART);
    append_signal();
    append_call("write", 1, 2, 0);
    append_call("rt_sigreturn", 0, 0, EVENT_NO_RETURN);
    append_call("write", 2, 2, 0);
    ui.selected_row = 0;
    assert_true(details_say("a handler ran, and the call gave EINTR: interrupted by SIGTERM"));
}

static void a_signal_says_who_sent_it(void **state)
{
    struct event_signal event = {.header = {.size_bytes = sizeof(event),
                                            .kind = EVENT_SIGNAL,
                                            .number = SIGTERM,
                                            .tid = 9,
                                            .tgid = 9}};
    siginfo_t info = {.si_signo = SIGTERM, .si_code = SI_USER};

    (void)state;
    info.si_pid = 7;
    memcpy(event.siginfo, &info, sizeof(event.siginfo));
    assert_int_equal(store_append(store, &event.header), 0);
    ui.selected_row = 0;
    assert_true(details_say("from    7 make"));
}

/* ---- why ---------------------------------------------------------------------------------- */

/* Let it ask, and wait for the answer. */
static void await_answer(void)
{
    short events;

    draw();
    struct pollfd answer = {.fd = pane->ops->fd(pane, &events), .events = POLLIN};
    assert_int_equal(poll(&answer, 1, PATIENCE_MS), 1);
    pane->ops->ready(pane, answer.revents);
}

static void asked_why_it_looks_at_the_thread_until_another_row_is_selected(void **state)
{
    char title[32];
    struct text text;

    (void)state;
    append_exit(7, 1);
    append_exit(8, 2);
    ui.selected_row = ui.why_row = 0;
    ui.why_tid = ui.selected_tid = gettid();
    ui.now_ns = 1;
    draw();
    assert_int_equal(canvas.cells[0].bytes[0], 'L'); /* Looking */
    await_answer();
    assert_true(ui.is_dirty);
    assert_true(details_say("unit_test"));
    text_init(&text, title, NULL, sizeof(title));
    pane->ops->title(pane, &text);
    assert_memory_equal(title, "Why", 3);
    ui.selected_row = 1;
    assert_true(details_say("exited with 2"));
    assert_int_equal(ui.why_tid, 0);
}

static void asked_why_it_wants_to_be_drawn_again_within_a_second(void **state)
{
    (void)state;
    ui.why_tid = ui.selected_tid = gettid();
    ui.why_row = ui.selected_row;
    ui.now_ns = 5000000000;
    draw();
    assert_in_range(ui.redraw_at_ns, ui.now_ns + 1, ui.now_ns + 1000000000);
    ui.now_ns += 1000000000;
    await_answer();
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
        TEST(the_cursor_moves_and_starts_at_the_top_of_another_event),
        TEST(with_the_focus_the_row_of_the_cursor_is_seen),
        TEST(what_is_folded_stays_so_in_the_next_event_of_its_kind),
        TEST(left_goes_from_a_member_to_its_struct_and_then_folds_it),
        TEST(a_click_on_its_mark_folds_a_node),
        TEST(an_event_is_kept_when_it_leaves_the_history),
        TEST(a_descriptor_says_which_call_gave_it),
        TEST(a_call_that_left_the_history_is_not_looked_for_in_it),
        TEST(an_interrupted_call_says_by_what_and_where_it_goes_on),
        TEST(a_call_that_a_handler_ended_says_so),
        TEST(a_signal_says_who_sent_it),
        TEST(asked_why_it_looks_at_the_thread_until_another_row_is_selected),
        TEST(asked_why_it_wants_to_be_drawn_again_within_a_second),
        TEST(a_row_that_is_not_in_the_history_has_no_details),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
