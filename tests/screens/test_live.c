/*
 * What a person sees while a program runs: its tree, its calls as they happen,
 * the details of one, and only those that they ask for.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "support/stage.h"

#define MAX_CHILDREN 16

/* Which of these texts are in the pane, each on a row of its own? */
struct wanted {
    const char *title;
    char text[MAX_CHILDREN][32];
    size_t count;
};

static bool pane_shows_all(struct screen *screen, void *context)
{
    const struct wanted *wanted = context;
    struct stage_area area;
    int rows, cols;
    size_t found = 0;

    if (!screen_find(screen, wanted->title, NULL, NULL))
        return false;
    area = stage_area(screen, wanted->title);
    screen_size(screen, &rows, &cols);
    for (size_t i = 0; i < wanted->count; i++)
        for (int row = area.top; row < rows; row++)
            if (strstr(screen_part(screen, row, area.left, area.cols), wanted->text[i])) {
                found++;
                break;
            }
    return found == wanted->count;
}

static void want_tasks(struct wanted *wanted, pid_t pid, const char *comm)
{
    pid_t tids[MAX_CHILDREN];
    size_t count = process_threads(pid, tids, MAX_CHILDREN);

    snprintf(wanted->text[wanted->count++], sizeof(wanted->text[0]), "%d %s", pid, comm);
    for (size_t i = 0; i < count; i++)
        if (tids[i] != pid)
            snprintf(wanted->text[wanted->count++], sizeof(wanted->text[0]), "%d io-", tids[i]);
}

struct server {
    pid_t pid, workers[MAX_CHILDREN];
};

static bool server_is_complete(void *context)
{
    struct server *server = context;
    pid_t tids[MAX_CHILDREN];
    size_t count = process_children(server->pid, server->workers, MAX_CHILDREN), threads = 0;

    for (size_t i = 0; i < count; i++)
        threads += process_threads(server->workers[i], tids, MAX_CHILDREN);
    return count == 2 && threads == 2 * 3;
}

static void the_tree_shows_the_workers_and_the_threads_of_a_server(void **state)
{
    struct screen *screen = stage_ptop(state, 60, 200, PTOP_TRACEES "/server", "2", "2");
    struct wanted wanted = {.title = "Tree"};
    struct server server;

    expect_text(screen, "connect(");
    server.pid = process_first_child(screen_pid(screen));
    assert_true(server.pid > 0);
    expect_soon(server_is_complete, &server);
    want_tasks(&wanted, server.pid, "server");
    want_tasks(&wanted, server.workers[0], "worker-1");
    want_tasks(&wanted, server.workers[1], "worker-2");
    assert_int_equal(wanted.count, 1 + 2 * 3);
    if (!screen_wait(screen, pane_shows_all, &wanted, "the whole tree", PATIENCE_MS))
        fail_msg("the tree is not complete");
}

static void calls_appear_while_the_program_runs(void **state)
{
    struct screen *screen = stage_ptop(state, 40, 140, PTOP_TRACEES "/server", "1", "0");
    pid_t server;

    expect_text(screen, "connect(");
    expect_text(screen, "accept4(");
    server = process_first_child(screen_pid(screen));
    assert_true(server > 0 && process_state(server) != 'Z');
    assert_true(process_tracer(server) > 0);
}

/* The members of the address, one below the other in the details. */
static bool address_is_unfolded(struct screen *screen, void *context)
{
    static const char *const members[] = {"sa_family", "sin_port", "sin_addr"};
    struct stage_area area = stage_area(screen, " Details ");
    int rows, cols;
    size_t found = 0;

    (void)context;
    screen_size(screen, &rows, &cols);
    for (int row = area.top; row < rows && found < 3; row++) {
        const char *line = screen_part(screen, row, area.left, area.cols);
        if (strstr(line, members[found]) != NULL)
            found++;
        else if (found > 0)
            return false;
    }
    return found == 3;
}

/* The row under the cursor is a connect: Enter shows what its pointer points to. */
static void the_details_unfold_a_socket_address(void **state)
{
    struct screen *screen = stage_ptop(state, 40, 140, PTOP_TRACEES "/server", "1", "0", "3");

    expect_text(screen, "exited with 7");
    expect_press(screen, "1");
    expect_press(screen, "f");
    screen_type(screen, "connect");
    expect_press(screen, "Enter");
    expect_text(screen, "connect(");
    expect_press(screen, "Enter");
    expect_text(screen, " Details ");
    if (!screen_wait(screen, address_is_unfolded, NULL, "the address unfolded", PATIENCE_MS))
        fail_msg("the address is not unfolded");
    expect_text(screen, "AF_INET");
    expect_text(screen, "127.0.0.1");
}

/* Every row of the calls pane that is not blank holds the text: in either case, as it was typed in
 * small letters; or it may be in the part of a buffer that a line does not show ("..."). */
static bool all_calls_hold(struct screen *screen, void *text)
{
    struct stage_area area = stage_area(screen, "Calls");
    int held = 0;

    for (int row = area.top;; row++) {
        const char *line = screen_part(screen, row, area.left, area.cols);
        if (strchr(line, '(') == NULL && strstr(line, "─") != NULL)
            break;
        if (line[0] == '\0')
            continue;
        if (strcasestr(line, text) != NULL)
            held++;
        else if (strstr(line, "\"...") == NULL)
            return false;
    }
    return held > 0;
}

static void typing_in_the_filter_narrows_the_rows(void **state)
{
    static char word[] = "openat";
    struct screen *screen = stage_ptop(state, 40, 250, "cat", "/etc/passwd");
    long all, last;

    expect_text(screen, "q to quit");
    expect_press(screen, "1");
    expect_press(screen, "z"); /* so wide that no row is cut */
    expect_press(screen, "f");
    all = stage_shown(screen);
    screen_type(screen, word);
    if (!screen_wait(screen, all_calls_hold, word, "only rows that hold it", PATIENCE_MS))
        fail_msg("rows without \"%s\" are shown", word);
    last = stage_shown(screen);
    assert_true(last > 0);
    assert_true(all < 0 || last < all);
    assert_false(screen_find(screen, "exit_group(", NULL, NULL));
    expect_press(screen, "Backspace");
    assert_true(stage_shown(screen) >= last);
    expect_press(screen, "Esc");
    expect_text(screen, "exit_group(");
}

static void a_filter_that_fits_nothing_shows_nothing(void **state)
{
    struct screen *screen = stage_ptop(state, 40, 140, "cat", "/etc/passwd");

    expect_text(screen, "q to quit");
    expect_press(screen, "f");
    screen_type(screen, "\"no such text anywhere\"");
    expect_gone(screen, "openat(");
    assert_int_equal(stage_shown(screen), 0);
    expect_press(screen, "Enter");
    expect_press(screen, "=");
    expect_text(screen, "openat(");
}

/* The row of the cursor stands on a background of its own. */
static bool is_selected(struct screen *screen, void *context)
{
    const struct stage_area *cell = context;

    return screen_cell_at(screen, cell->top, cell->left).background != SCREEN_DEFAULT_COLOUR;
}

static bool is_not_selected(struct screen *screen, void *context)
{
    return !is_selected(screen, context);
}

#define MAX_CLICKS 4

static void the_mouse_selects_a_call_and_the_wheel_scrolls(void **state)
{
    struct screen *screen = stage_ptop(state, 40, 140, "cat", "/etc/passwd");
    struct stage_area area;

    expect_text(screen, "q to quit");
    expect_text(screen, "Calls · following");
    assert_true(screen_has_mouse(screen));
    area = stage_area(screen, " Calls ");
    area.top += 2;
    assert_true(screen_wait(screen, is_not_selected, &area, "the cursor at the tail", PATIENCE_MS));
    /* As a person does: where the machine is so busy that a click is not seen, once more. */
    for (int clicks = 0; !is_selected(screen, &area); clicks++) {
        if (clicks == MAX_CLICKS)
            fail_msg("a click does not select");
        screen_click(screen, area.top, area.left, 1);
        screen_wait(screen, is_selected, &area, "a row selected", PATIENCE_MS / MAX_CLICKS);
    }
    expect_gone(screen, "following");
    for (int i = 0; i < 100; i++)
        screen_click(screen, area.top, area.left, 4);
    expect_text(screen, "execve(");
}

static void the_command_has_a_terminal_that_can_be_typed_to(void **state)
{
    struct screen *screen = stage_ptop(state, 40, 140, "sh", "-c",
                                       "test -t 0 && read answer && echo \"got: $answer\"");

    expect_text(screen, "read(");
    expect_press(screen, "F12");
    screen_type(screen, "hello\r");
    expect_text(screen, "got: hello");
    expect_text(screen, "q to quit");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        stage_test(the_tree_shows_the_workers_and_the_threads_of_a_server),
        stage_test(calls_appear_while_the_program_runs),
        stage_test(the_details_unfold_a_socket_address),
        stage_test(typing_in_the_filter_narrows_the_rows),
        stage_test(a_filter_that_fits_nothing_shows_nothing),
        stage_test(the_mouse_selects_a_call_and_the_wheel_scrolls),
        stage_test(the_command_has_a_terminal_that_can_be_typed_to),
    };

    return cmocka_run_group_tests_name("live", tests, NULL, NULL);
}
