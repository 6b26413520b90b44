/*
 * Search and jumps: where a key puts the cursor of the calls, and that it changes
 * nothing else.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "support/stage.h"

/* The number in the title of the calls, "Calls · 89 of 692"; 0 where they follow. */
static long cursor_line(struct screen *screen)
{
    const char *title = strstr(screen_row(screen, 1), "Calls · ");
    long line = 0;

    for (title = title ? title + strlen("Calls · ") : ""; *title >= ','; title++)
        if (*title >= '0' && *title <= '9')
            line = 10 * line + *title - '0';
        else if (*title != ',')
            break;
    return line;
}

/* A background that a row may have: of the cursor, of a row that was searched for. */
enum backdrop { BACKDROP_CURSOR = 24, BACKDROP_MATCH = 58 };

/* The first row with this backdrop; -1: there is none. */
static int find_backdrop(struct screen *screen, enum backdrop backdrop)
{
    int rows, cols, top, left;

    screen_size(screen, &rows, &cols);
    if (!screen_find(screen, "Calls ·", &top, &left))
        return -1;
    for (int row = top + 1; row < rows; row++)
        if (screen_cell_at(screen, row, left).background == (int)backdrop)
            return row;
    return -1;
}

static bool cursor_is_on(struct screen *screen, void *text)
{
    int row = find_backdrop(screen, BACKDROP_CURSOR);

    return row >= 0 && strstr(screen_row(screen, row), text);
}

#define expect_cursor(screen, text)                                                                \
    do {                                                                                           \
        if (!screen_wait(screen, cursor_is_on, (char *)(text), "the cursor on " text,              \
                         PATIENCE_MS))                                                             \
            fail_msg("the cursor is not on %s", text);                                             \
    } while (0)

/* Key by key, so that each is handled before the next. */
static void type_keys(struct screen *screen, const char *text)
{
    for (; *text; text++)
        expect_press(screen, ((const char[2]){*text, '\0'}));
}

static void type_line(struct screen *screen, const char *first, const char *line)
{
    expect_press(screen, first);
    type_keys(screen, line);
    expect_press(screen, "Enter");
}

static void go_to(struct screen *screen, const char *place)
{
    char line[64];

    snprintf(line, sizeof(line), "goto %s", place);
    type_line(screen, ":", line);
}

/* A program whose reads can be told apart, when it has ended; the calls alone on a wide screen, so
 * that no row is cut. */
static struct screen *recorded_lineage(void **state)
{
    struct screen *screen = stage_ptop(state, 40, 250, PTOP_TRACEES "/lineage");

    expect_text(screen, "q to quit");
    expect_press(screen, "z");
    expect_press(screen, "g");
    expect_cursor(screen, "execve(");
    return screen;
}

/* ---- search -------------------------------------------------------------------- */

static void search_goes_to_the_first_row_at_each_key(void **state)
{
    struct screen *screen = recorded_lineage(state);

    expect_press(screen, "/");
    screen_type(screen, "sock");
    expect_cursor(screen, "socketpair(");
    expect_text(screen, "text");
    screen_type(screen, "etx");
    expect_text(screen, "no such text");
    expect_cursor(screen, "execve("); /* where it stood */
    expect_press(screen, "Backspace");
    expect_press(screen, "Backspace");
    expect_cursor(screen, "socketpair(");
    expect_press(screen, "Enter");
    expect_cursor(screen, "socketpair(");
    expect_press(screen, "C-o");
    expect_cursor(screen, "execve(");
}

static void escape_puts_the_cursor_back_and_keeps_the_search_before(void **state)
{
    struct screen *screen = recorded_lineage(state);

    type_line(screen, "/", "pread64");
    expect_press(screen, "G");
    expect_text(screen, "following");
    expect_press(screen, "F3");
    screen_type(screen, "socketpair");
    expect_cursor(screen, "socketpair(");
    expect_press(screen, "Esc");
    expect_text(screen, "following");
    expect_press(screen, "N");
    expect_cursor(screen, ", 5000)"); /* the last pread64 */
}

static void n_goes_on_and_wraps_and_says_so(void **state)
{
    struct screen *screen = recorded_lineage(state);

    type_line(screen, "/", "pread64 count==1"); /* an expression */
    expect_press(screen, "g");
    expect_press(screen, "n");
    expect_cursor(screen, ", 1000)");
    expect_press(screen, "n");
    expect_cursor(screen, ", 2000)");
    expect_press(screen, "N");
    expect_cursor(screen, ", 1000)");
    expect_press(screen, "G");
    expect_press(screen, "n");
    expect_text(screen, "search wrapped");
    expect_press(screen, "N");
    expect_text(screen, "search wrapped");
    type_line(screen, "?", "socketpair");
    expect_cursor(screen, "socketpair(");
    expect_press(screen, "n");
    expect_text(screen, "search wrapped"); /* there is one only */
    expect_cursor(screen, "socketpair(");
}

static void a_quote_makes_a_text_of_what_is_a_name(void **state)
{
    struct screen *screen = recorded_lineage(state);

    type_line(screen, "/", "open"); /* there is such a syscall, and it was not called */
    expect_text(screen, "not found: open");
    type_line(screen, "/", "\"open");
    expect_cursor(screen, "openat(");
    type_line(screen, "/", "fd==-77");
    expect_text(screen, "not found");
}

static void rows_that_were_searched_for_can_be_seen_until_escape(void **state)
{
    struct screen *screen = recorded_lineage(state);

    assert_int_equal(find_backdrop(screen, BACKDROP_MATCH), -1);
    type_line(screen, "/", "mmap");
    expect_cursor(screen, "mmap(");
    assert_true(find_backdrop(screen, BACKDROP_MATCH) > 0);
    expect_press(screen, "Esc"); /* from the zoom */
    expect_press(screen, "Esc");
    assert_int_equal(find_backdrop(screen, BACKDROP_MATCH), -1);
    expect_press(screen, "n");
    assert_true(find_backdrop(screen, BACKDROP_MATCH) > 0);
}

/* "shown 204 of 88,310": a search changes neither. */
static void a_search_stays_within_what_is_shown(void **state)
{
    struct screen *screen = recorded_lineage(state);
    char before[64];

    type_line(screen, "f", "pread64");
    expect_text(screen, "shown ");
    snprintf(before, sizeof(before), "%.63s", strstr(screen_row(screen, 0), "shown "));
    expect_press(screen, "g");
    type_line(screen, "/", "openat");
    expect_text(screen, "not found");
    type_line(screen, "/", "2000");
    expect_cursor(screen, ", 2000)");
    expect_text(screen, before);
    expect_gone(screen, "openat(");
}

/* An expression that tries long on each row: the keys are answered meanwhile. */
#define SLOW "/(.*,)*(.*,)*(.*,)*(.*,)*zzz/"

static void a_long_search_says_how_far_it_is_and_can_be_given_up(void **state)
{
    struct screen *screen =
        stage_ptop(state, 24, 120, "dd", "if=/dev/zero", "of=/dev/null", "bs=1", "count=20000");

    expect_text(screen, "q to quit");
    expect_press(screen, "g");
    type_line(screen, "/", SLOW);
    expect_text(screen, "searching… ");
    expect_press(screen, "n"); /* goes on */
    expect_text(screen, "searching… ");
    expect_press(screen, "Esc");
    expect_text(screen, "given up");
    expect_gone(screen, "searching");
    expect_press(screen, "n");
    expect_text(screen, "searching… ");
    assert_int_equal(cursor_line(screen), 1);
    expect_press(screen, "j"); /* gives up, and moves */
    expect_gone(screen, "searching");
    assert_int_equal(cursor_line(screen), 2);
}

static void keys_are_answered_while_a_flood_is_searched(void **state)
{
    struct screen *screen =
        stage_ptop(state, 24, 120, "dd", "if=/dev/zero", "of=/dev/null", "bs=1", "count=100000000");

    type_line(screen, "f", "write");
    expect_text(screen, "shown ");
    expect_text(screen, "write(1");
    expect_press(screen, "/");
    type_keys(screen, "no such text in it");
    expect_text(screen, "/ no such text in it");
    expect_press(screen, "Enter");
    expect_press(screen, "Esc"); /* gives up, if it is not through by then */
    expect_press(screen, "Esc");
    expect_text(screen, "filter: write");
    type_line(screen, "/", "count==1");
    expect_cursor(screen, "write(1");
    assert_false(screen_find(screen, "read(0", NULL, NULL));
}

/* ---- jumps ----------------------------------------------------------------------- */

static void errors_are_a_key_away_in_both_directions(void **state)
{
    struct screen *screen = stage_ptop(state, 40, 250, "ls", "/nonexistent-1", "/nonexistent-2");

    expect_text(screen, "q to quit");
    expect_press(screen, "z");
    type_line(screen, "/", "nonexistent-1 failed");
    expect_press(screen, "G");
    while (!cursor_is_on(screen, "nonexistent-2"))
        expect_press(screen, "[");
    expect_cursor(screen, "ENOENT");
    expect_press(screen, "[");
    expect_cursor(screen, "ENOENT");
    expect_press(screen, "]");
    expect_cursor(screen, "nonexistent-2");
    expect_press(screen, "G");
    expect_press(screen, "]");
    expect_text(screen, "no later call that failed");
}

static void a_descriptor_is_followed_key_by_key(void **state)
{
    struct screen *screen = recorded_lineage(state);

    type_line(screen, "/", "\", 1000)\"");
    expect_cursor(screen, ", 1000)");
    expect_press(screen, ">");
    expect_cursor(screen, "F_DUPFD");
    expect_press(screen, ">");
    expect_cursor(screen, ", 2000)");
    expect_press(screen, "<");
    expect_press(screen, "<");
    expect_cursor(screen, ", 1000)");
    expect_press(screen, "^");
    expect_cursor(screen, "\"/etc/passwd\"");
    expect_press(screen, "^");
    expect_text(screen, "this call itself made the descriptor");
    expect_press(screen, "<");
    expect_text(screen, "no earlier call on this descriptor");
    type_line(screen, "/", "\", 5000)\"");
    expect_press(screen, "^"); /* the duplicate, of before the exec */
    expect_cursor(screen, "F_DUPFD");
    expect_press(screen, "^");
    expect_cursor(screen, "\"/etc/passwd\"");
    type_line(screen, "/", "\", 9000)\"");
    expect_press(screen, "^");
    expect_cursor(screen, "\"/etc/group\"");
    expect_press(screen, "C-o");
    expect_press(screen, "C-o");
    expect_cursor(screen, "\"/etc/passwd\"");
}

static void what_the_filter_hides_is_told_not_shown(void **state)
{
    struct screen *screen = recorded_lineage(state);

    type_line(screen, "/", "\", 1000)\"");
    type_line(screen, "f", "pread64");
    expect_press(screen, "^");
    expect_text(screen, "the filter hides it: it is call #");
    expect_press(screen, ">");
    expect_cursor(screen, ", 2000)");
}

static void a_child_leads_to_its_fork_and_a_thread_to_its_own_lines(void **state)
{
    struct screen *screen = recorded_lineage(state);

    type_line(screen, "/", "\", 3000)\"");
    expect_cursor(screen, ", 3000)");
    expect_press(screen, "(");
    expect_cursor(screen, "clone(");
    expect_press(screen, "C-o");
    expect_cursor(screen, ", 3000)");
    expect_press(screen, ".");
    expect_cursor(screen, "close(");
    expect_press(screen, ",");
    expect_cursor(screen, ", 3000)");
    expect_press(screen, "g");
    expect_press(screen, "(");
    expect_text(screen, "ptop launched it");
    expect_press(screen, ",");
    expect_text(screen, "no earlier line of this thread");
}

static void marks_are_letters_that_lead_back(void **state)
{
    struct screen *screen = recorded_lineage(state);
    int row;

    type_line(screen, "/", "socketpair");
    expect_press(screen, "m");
    expect_text(screen, "mark this row with which letter?");
    expect_press(screen, "s");
    row = find_backdrop(screen, BACKDROP_CURSOR);
    assert_non_null(strstr(screen_row(screen, row), "s"));
    type_line(screen, "/", "\", 9000)\"");
    expect_cursor(screen, ", 9000)");
    expect_press(screen, "'");
    expect_press(screen, "s");
    expect_cursor(screen, "socketpair(");
    expect_press(screen, "'");
    expect_press(screen, "'");
    expect_cursor(screen, ", 9000)");
    expect_press(screen, "'");
    expect_press(screen, "'");
    expect_cursor(screen, "socketpair(");
    expect_press(screen, "'");
    expect_press(screen, "x");
    expect_text(screen, "no such mark");
    expect_press(screen, "m");
    expect_press(screen, "7");
    expect_text(screen, "a mark is a letter");
    expect_press(screen, "m");
    expect_press(screen, "Esc");
    expect_press(screen, "j"); /* a key again, no letter */
    expect_cursor(screen, "openat(");
}

/* Far away, in the middle of the pane; near by, the window stays. */
static void a_jump_shows_what_is_around_its_row(void **state)
{
    struct screen *screen = recorded_lineage(state);
    int row;

    type_line(screen, "/", "\", 5000)\"");
    expect_cursor(screen, ", 5000)");
    expect_press(screen, "g");
    type_line(screen, "/", "socketpair");
    expect_cursor(screen, "socketpair(");
    row = find_backdrop(screen, BACKDROP_CURSOR);
    expect_press(screen, "j");
    expect_press(screen, "n");
    expect_cursor(screen, "socketpair(");
    assert_int_equal(find_backdrop(screen, BACKDROP_CURSOR), row);
    go_to(screen, "1");
    go_to(screen, "60");
    assert_in_range(find_backdrop(screen, BACKDROP_CURSOR), 15, 25); /* of 2 … 37 */
}

static void frozen_calls_have_no_newer_rows_to_jump_to(void **state)
{
    struct screen *screen =
        stage_ptop(state, 24, 120, "dd", "if=/dev/zero", "of=/dev/null", "bs=1", "count=100000000");

    expect_text(screen, "write(1");
    expect_press(screen, "Z");
    expect_text(screen, "frozen, +");
    expect_gone(screen, "frozen, +0 new");
    expect_press(screen, "G");
    expect_press(screen, "k"); /* follow no more */
    expect_press(screen, ".");
    expect_press(screen, ".");
    expect_text(screen, "no later line of this thread");
    expect_press(screen, "Z");
    expect_press(screen, ".");
    expect_gone(screen, "no later line of this thread");
}

/* ---- goto ------------------------------------------------------------------------- */

static void goto_knows_lines_parts_numbers_and_times(void **state)
{
    struct screen *screen = recorded_lineage(state);
    char clock[16] = "";
    long last, half, number;

    expect_press(screen, "G");
    expect_press(screen, "k");
    last = cursor_line(screen) + 1;
    assert_in_range(last, 20, 10000);
    go_to(screen, "7 ");
    assert_int_equal(cursor_line(screen), 7);
    go_to(screen, "50%");
    half = cursor_line(screen);
    assert_in_range(half, last / 2 - 1, last / 2 + 2);
    go_to(screen, "100%");
    assert_int_equal(cursor_line(screen), last);
    go_to(screen, "0%");
    assert_int_equal(cursor_line(screen), 1);
    go_to(screen, "#40");
    number = cursor_line(screen);
    assert_in_range(number, 5, 40);
    go_to(screen, "+0ns");
    assert_int_equal(cursor_line(screen), number);
    go_to(screen, "-1h");
    assert_int_equal(cursor_line(screen), 1);
    go_to(screen, "+1h");
    assert_int_equal(cursor_line(screen), last);
    expect_press(screen, "g");
    snprintf(clock, sizeof(clock), "%.12s",
             screen_part(screen, find_backdrop(screen, BACKDROP_CURSOR), 1, 12));
    go_to(screen, "50%");
    go_to(screen, clock);
    assert_in_range(cursor_line(screen), 1, half - 1);
    clock[5] = '\0'; /* the minute */
    go_to(screen, clock);
    assert_int_equal(cursor_line(screen), 1);
}

static void goto_refuses_in_one_line(void **state)
{
    static const struct {
        const char *place, *said;
    } wrong[] = {
        {"99999999", "goto: a number from 1 to "},
        {"#99999999", "no event has a number as high as #99999999"},
        {"7x", "goto: a line (120), 34%, #12345, 12:01:03.5, +2s or -500ms"},
        {"25:00", "goto: a line (120)"},
        {"+2 s", "goto: a line (120)"},
        {"", "goto wants PLACE: 120, 34%, #12345, 12:01:03.5, +2s"},
    };
    struct screen *screen = recorded_lineage(state);

    for (size_t i = 0; i < sizeof(wrong) / sizeof(wrong[0]); i++) {
        go_to(screen, wrong[i].place);
        expect_text(screen, wrong[i].said);
        assert_int_equal(cursor_line(screen), 1);
    }
}

static void a_jump_lands_where_the_calls_can_be_seen(void **state)
{
    struct screen *screen = stage_ptop(state, 24, 80, "cat", "/etc/passwd");

    expect_text(screen, "q to quit");
    expect_press(screen, "Tab"); /* the output */
    expect_press(screen, "Tab");
    expect_press(screen, "z"); /* the tree alone */
    expect_gone(screen, "Calls ·");
    type_line(screen, "/", "openat");
    expect_cursor(screen, "openat(");
    expect_press(screen, "2");
    expect_gone(screen, "Calls ·");
    expect_press(screen, "n"); /* from the summary */
    expect_text(screen, "Calls ·");
    expect_cursor(screen, "openat(");
    expect_press(screen, "3"); /* another view */
    expect_gone(screen, "Calls ·");
    type_line(screen, "/", "execve");
    expect_text(screen, "Calls ·");
    expect_cursor(screen, "execve(");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        stage_test(search_goes_to_the_first_row_at_each_key),
        stage_test(escape_puts_the_cursor_back_and_keeps_the_search_before),
        stage_test(n_goes_on_and_wraps_and_says_so),
        stage_test(a_quote_makes_a_text_of_what_is_a_name),
        stage_test(rows_that_were_searched_for_can_be_seen_until_escape),
        stage_test(a_search_stays_within_what_is_shown),
        stage_test(a_long_search_says_how_far_it_is_and_can_be_given_up),
        stage_test(keys_are_answered_while_a_flood_is_searched),
        stage_test(errors_are_a_key_away_in_both_directions),
        stage_test(a_descriptor_is_followed_key_by_key),
        stage_test(what_the_filter_hides_is_told_not_shown),
        stage_test(a_child_leads_to_its_fork_and_a_thread_to_its_own_lines),
        stage_test(marks_are_letters_that_lead_back),
        stage_test(a_jump_shows_what_is_around_its_row),
        stage_test(frozen_calls_have_no_newer_rows_to_jump_to),
        stage_test(goto_knows_lines_parts_numbers_and_times),
        stage_test(goto_refuses_in_one_line),
        stage_test(a_jump_lands_where_the_calls_can_be_seen),
    };

    return cmocka_run_group_tests_name("jumps", tests, NULL, NULL);
}
