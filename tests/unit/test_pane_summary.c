/*
 * The summary pane: what it shows, how often it changes, and what Enter asks for.
 */
#include "drawing.h"

#include "tui/pane.h"

#define GETPID     39
#define GETUID     102
#define UNKNOWN    9999
#define SECOND_NS  ((nanoseconds)1000000000)
#define STORE_SIZE ((size_t)4 << 20)

static struct ui ui;
static struct store *store;
static struct names *names;
static struct pane *pane;
static struct canvas canvas;

static int set_up(void **state)
{
    (void)state;
    if (store_new(&(struct store_options){.budget_bytes = STORE_SIZE}, &store) < 0)
        return -1;
    names = names_new();
    ui = (struct ui){
        .view = view_new(store),
        .format = {.names = names, .escape = TEXT_ESCAPE_UTF8},
        .now_ns = SECOND_NS,
        .summary_all = summary_new(names),
    };
    ui.summary_shown = summary_of_view(names, store, ui.view);
    pane = pane_summary_new(&ui);
    return canvas_init(&canvas, 5, 70);
}

static int tear_down(void **state)
{
    (void)state;
    pane->ops->free(pane);
    canvas_done(&canvas);
    summary_free(ui.summary_shown);
    summary_free(ui.summary_all);
    view_free(ui.view);
    names_free(names);
    store_free(store);
    return 0;
}

static void happen(int32_t number, uint8_t flags, nanoseconds duration_ns)
{
    static uint64_t sequence;
    struct event_syscall call = {
        .header = {.size_bytes = sizeof call,
                   .kind = EVENT_SYSCALL,
                   .number = number,
                   .flags = flags,
                   .tid = 7,
                   .tgid = 7,
                   .sequence = ++sequence},
        .duration_ns = duration_ns,
    };
    store_append(store, &call.header);
    summary_add(ui.summary_all, &call.header);
}

static void draw(void)
{
    ui.redraw_at_ns = 0;
    canvas_clear(&canvas, ROLE_PLAIN);
    pane->ops->draw(pane, &canvas);
}

static void filter(const char *text)
{
    struct filter *made = NULL;
    struct error error;

    assert_int_equal(filter_new(text, &ui.facts, &made, &error), 0);
    view_set_filter(ui.view, made);
    assert_true(summary_step(ui.summary_shown, SECOND_NS));
}

static void assert_title(const char *expected)
{
    char bytes[64];
    struct text text;

    text_init(&text, bytes, NULL, sizeof bytes);
    pane->ops->title(pane, &text);
    assert_string_equal(bytes, expected);
}

static void each_syscall_has_a_row(void **state)
{
    (void)state;
    happen(GETPID, 0, 1000);
    happen(GETPID, 0, 3000);
    happen(GETUID, EVENT_FAILED, 2000000);
    happen(UNKNOWN, EVENT_FAILED, 1);
    happen(20, EVENT_COMPAT, 100); /* getpid */
    draw();
    assert_drawing(&canvas,
                   "syscall                 calls   errors  ▾total    mean     p50     p99|\n"
                   "getuid                      1        1     2ms     2ms     2ms     2ms|\n"
                   "getpid                      2              4us     2us     1us     3us|\n"
                   "getpid (i386)               1            100ns   100ns   100ns   100ns|\n"
                   "(unknown)                   1        1     1ns     1ns     1ns     1ns|\n");
    assert_title("Summary · all");
}

static void figures_stand_still_for_half_a_second(void **state)
{
    char before[4096];

    (void)state;
    happen(GETPID, 0, 1000);
    draw();
    assert_int_equal(ui.redraw_at_ns, 0); /* nothing is new: nothing to do */
    drawing_put(&canvas, before, sizeof before);
    happen(GETPID, 0, 1000);
    ui.now_ns += SECOND_NS / 4;
    draw();
    assert_drawing(&canvas, before);
    assert_true(ui.redraw_at_ns == SECOND_NS + SECOND_NS / 2);
    ui.now_ns = ui.redraw_at_ns;
    draw();
    assert_drawing(&canvas,
                   "syscall                 calls   errors  ▾total    mean     p50     p99|\n"
                   "getpid                      2              2us     1us     1us     1us|\n"
                   "                                                                      |\n"
                   "                                                                      |\n"
                   "                                                                      |\n");
    assert_int_equal(ui.redraw_at_ns, 0);
}

static void a_key_is_answered_at_once(void **state)
{
    (void)state;
    happen(GETPID, 0, 5000);
    happen(GETUID, 0, 1000);
    draw();
    assert_true(pane->ops->act(pane, ACTION_REVERSE_SORT));
    draw();
    assert_drawing(&canvas,
                   "syscall                 calls   errors  ▴total    mean     p50     p99|\n"
                   "getuid                      1              1us     1us     1us     1us|\n"
                   "getpid                      1              5us     5us     5us     5us|\n"
                   "                                                                      |\n"
                   "                                                                      |\n");
}

static void it_is_of_what_the_filter_shows_until_asked_otherwise(void **state)
{
    (void)state;
    happen(GETPID, 0, 5000);
    happen(GETUID, 0, 1000);
    draw();
    filter("getuid");
    draw();
    assert_title("Summary · filtered");
    assert_drawing(&canvas,
                   "syscall                 calls   errors  ▾total    mean     p50     p99|\n"
                   "getuid                      1              1us     1us     1us     1us|\n"
                   "                                                                      |\n"
                   "                                                                      |\n"
                   "                                                                      |\n");
    assert_true(pane->ops->act(pane, ACTION_SCOPE));
    draw();
    assert_title("Summary · all");
    assert_drawing(&canvas,
                   "syscall                 calls   errors  ▾total    mean     p50     p99|\n"
                   "getpid                      1              5us     5us     5us     5us|\n"
                   "getuid                      1              1us     1us     1us     1us|\n"
                   "                                                                      |\n"
                   "                                                                      |\n");
}

static void enter_asks_for_the_calls_of_the_row(void **state)
{
    (void)state;
    happen(GETPID, 0, 5000);
    happen(UNKNOWN, 0, 1000);
    draw();
    assert_true(pane->ops->act(pane, ACTION_OPEN));
    assert_string_equal(ui.wanted_filter, "sys==getpid");
    assert_true(pane->ops->act(pane, ACTION_DOWN));
    assert_true(pane->ops->act(pane, ACTION_OPEN));
    assert_string_equal(ui.wanted_filter, "");
    assert_string_equal(ui.message, "no filter leaves just this row");
}

static void without_calls_it_says_so(void **state)
{
    (void)state;
    draw();
    assert_drawing(&canvas,
                   "syscall                 calls   errors  ▾total    mean     p50     p99|\n"
                   "No calls yet                                                          |\n"
                   "                                                                      |\n"
                   "                                                                      |\n"
                   "                                                                      |\n");
    assert_true(pane->ops->act(pane, ACTION_OPEN));
    assert_string_equal(ui.wanted_filter, "");
}

#define PANE_TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        PANE_TEST(each_syscall_has_a_row),
        PANE_TEST(figures_stand_still_for_half_a_second),
        PANE_TEST(a_key_is_answered_at_once),
        PANE_TEST(it_is_of_what_the_filter_shows_until_asked_otherwise),
        PANE_TEST(enter_asks_for_the_calls_of_the_row),
        PANE_TEST(without_calls_it_says_so),
    };

    return cmocka_run_group_tests_name("pane_summary", tests, NULL, NULL);
}
