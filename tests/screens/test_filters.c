/*
 * The filter on the screen, key by key: typed live, made of what is under the cursor,
 * switched off and on, completed, remembered, listed.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "support/calls_pane.h"

#define CHILD_GETPPIDS 5 /* what tests/tracees/medley.c does */
#define ZERO_CALLS     7 /* open, five reads, close */

static struct screen *start(void **state)
{
    struct screen *screen = stage_ptop(state, 40, 160, PTOP_TRACEES "/medley");

    expect_text(screen, "q to quit");
    return screen;
}

/* Put the cursor on the first call that passes a filter, and switch the filter off. */
static void go_to(struct screen *screen, const char *expression)
{
    calls_filter(screen, expression);
    expect_press(screen, "g");
    expect_press(screen, "=");
    expect_bar(screen, "filter off: ");
}

/* Events that an empty filter shows: the number behind "of". */
static long all_events(struct screen *screen)
{
    const char *at = strstr(screen_row(screen, 0), " of ");

    return at ? atol(at + 4) : -1;
}

static int tid_at_cursor(struct screen *screen)
{
    int tid = 0;

    assert_int_equal(sscanf(calls_cursor_text(screen), "%*s %d", &tid), 1);
    return tid;
}

/* ---- typed ----------------------------------------------------------------------- */

/* What the bar says behind each letter: '+' valid, '.' not yet. */
static void an_expression_is_in_force_at_each_key_that_makes_it_one(void **state)
{
    static const char typed[] = "openat path:/etc/** failed";
    static const char said[] = ".+.+.++" "+..+." "++++++++" ".....+";
    struct screen *screen = start(state);
    char key[2] = "";
    long shown = -1;

    assert_int_equal(strlen(said), strlen(typed));
    expect_press(screen, "f");
    for (size_t i = 0; typed[i]; i++) {
        key[0] = typed[i];
        expect_press(screen, key);
        if (!calls_bar_holds(screen, said[i] == '+' ? "ok · " : "… · "))
            fail_msg("after \"%.*s\": %s", (int)i + 1, typed, calls_bar(screen));
        if (said[i] == '.') /* the last valid one is still in force */
            assert_int_equal(stage_shown(screen), shown);
        shown = stage_shown(screen);
    }
    assert_int_equal(shown, 3);
    expect_all(screen, "ENOENT");
    expect_all(screen, "/etc/medley.");
    expect_press(screen, "Enter");
    expect_bar(screen, "filter: openat path:/etc/** failed");
    assert_int_equal(stage_shown(screen), 3);
}

static void escape_brings_back_the_filter_from_before(void **state)
{
    struct screen *screen = start(state);

    calls_filter(screen, "futex");
    expect_press(screen, "f");
    screen_type(screen, " -futex");
    expect_bar(screen, "ok · shown 0 of");
    expect_press(screen, "Esc");
    expect_bar(screen, "filter: futex ");
    expect_all(screen, "futex(");
}

/* The byte under the mistake is underlined, in every theme. */
static void check_mistake(struct screen *screen)
{
    int rows, cols;

    screen_size(screen, &rows, &cols);
    calls_filter(screen, "futex");
    expect_press(screen, "f");
    screen_type(screen, " opnat ok");
    expect_bar(screen, "wrong at 7: no syscall or field is called \"opnat\": did you mean openat?");
    int col = (int)(strstr(calls_bar(screen), "opnat") - calls_bar(screen));
    assert_true(screen_cell_at(screen, rows - 1, col).is_underlined);
    assert_false(screen_cell_at(screen, rows - 1, col + 1).is_underlined);
    expect_all(screen, "futex(");
    expect_press(screen, "Enter"); /* what is wrong does not come in force */
    expect_bar(screen, "no syscall or field is called");
    expect_press(screen, "F");
    expect_bar(screen, "filter: futex op ");
}

static void a_mistake_is_shown_where_it_is_with_what_was_likely_meant(void **state)
{
    check_mistake(start(state));
}

static void without_colours_it_is_shown_too(void **state)
{
    static const char *const env[] = {"NO_COLOR=1", NULL};
    struct screen *screen =
        stage_start(state, (struct screen_options){.rows = 40, .cols = 160, .env = env},
                    (char *[]){PTOP_BINARY, PTOP_TRACEES "/medley", NULL});

    expect_text(screen, "q to quit");
    check_mistake(screen);
}

/* ---- one key --------------------------------------------------------------------- */

static void x_hides_the_call_under_the_cursor_and_then_another(void **state)
{
    struct screen *screen = start(state);
    long futexes, all;

    calls_filter(screen, "futex");
    futexes = stage_shown(screen);
    all = all_events(screen);
    expect_press(screen, "g");
    expect_press(screen, "=");
    assert_non_null(strstr(calls_cursor_text(screen), "futex("));
    expect_press(screen, "x");
    expect_bar(screen, "filter: -futex ");
    assert_int_equal(stage_shown(screen), all - futexes);
    expect_gone(screen, "futex(");
    calls_filter(screen, "-futex read");
    expect_press(screen, "g");
    expect_press(screen, "x");
    expect_bar(screen, "filter: -futex,read read ");
    assert_int_equal(stage_shown(screen), 0);
}

static void a_key_behind_a_jump_is_about_the_row_that_it_went_to(void **state)
{
    struct screen *screen = start(state);

    go_to(screen, "getppid");
    screen_type(screen, "[x"); /* at once, without a frame between them */
    expect_bar(screen, "filter: -openat ");
}

static void what_was_searched_for_among_no_calls_is_found_once_there_are_some(void **state)
{
    struct screen *screen = start(state);

    calls_filter(screen, "futex -futex");
    expect_press(screen, "/");
    screen_type(screen, "getppid");
    expect_bar(screen, "not found");
    expect_press(screen, "Enter");
    expect_bar(screen, "not found: getppid");
    calls_filter(screen, "");
    expect_press(screen, "n");
    assert_non_null(strstr(calls_cursor_text(screen), "getppid("));
}

static void the_help_has_the_width_of_a_small_screen(void **state)
{
    struct screen *screen = stage_ptop(state, 24, 80, PTOP_TRACEES "/medley");

    expect_text(screen, "q to quit");
    expect_press(screen, "F1");
    expect_press(screen, "PgDn");
    expect_text(screen, "details; fold them; keyboard to the output");
}

static void a_table_hides_no_call_that_cannot_be_seen(void **state)
{
    struct screen *screen = start(state);

    expect_press(screen, "2");
    expect_press(screen, "x");
    expect_bar(screen, "here Enter filters by the row");
    expect_press(screen, "E");
    expect_bar(screen, "filter: failed ");
}

static void capital_x_shows_only_that_call_and_again_all(void **state)
{
    struct screen *screen = start(state);

    go_to(screen, "getppid");
    expect_press(screen, "X");
    expect_bar(screen, "filter: getppid ");
    assert_int_equal(stage_shown(screen), CHILD_GETPPIDS);
    expect_all(screen, "getppid(");
    expect_press(screen, "X");
    assert_false(calls_bar_holds(screen, "filter:"));
    assert_int_equal(stage_shown(screen), -1);
}

static void p_narrows_to_a_process_then_to_its_tree_then_no_more(void **state)
{
    struct screen *screen = start(state);
    char wanted[64];
    int parent, child;

    go_to(screen, "getppid");
    child = tid_at_cursor(screen);
    calls_filter(screen, "");
    go_to(screen, "path==/dev/zero");
    parent = tid_at_cursor(screen);
    assert_int_not_equal(parent, child);

    expect_press(screen, "p");
    snprintf(wanted, sizeof(wanted), "filter: pid==%d ", parent);
    assert_true(calls_bar_holds(screen, wanted));
    long alone = stage_shown(screen), all = all_events(screen);
    assert_in_range(alone, 1, all - CHILD_GETPPIDS);
    expect_press(screen, "p");
    snprintf(wanted, sizeof(wanted), "filter: tree==%d ", parent);
    assert_true(calls_bar_holds(screen, wanted));
    assert_in_range(stage_shown(screen), alone + CHILD_GETPPIDS, all);
    expect_press(screen, "p");
    assert_false(calls_bar_holds(screen, "filter:"));
    assert_int_equal(stage_shown(screen), -1);

    expect_press(screen, "P");
    snprintf(wanted, sizeof(wanted), "filter: pid!=%d ", parent);
    assert_true(calls_bar_holds(screen, wanted));
    assert_int_equal(stage_shown(screen), all - alone);
    snprintf(wanted, sizeof(wanted), " %d ", child);
    expect_all(screen, wanted);
}

static void the_tree_narrows_to_its_selected_process(void **state)
{
    struct screen *screen = start(state);
    char wanted[64];
    int child;

    go_to(screen, "getppid");
    child = tid_at_cursor(screen);
    expect_press(screen, "BackTab"); /* to the tree */
    expect_press(screen, "G");
    expect_press(screen, "p");
    snprintf(wanted, sizeof(wanted), "filter: pid==%d ", child);
    assert_true(calls_bar_holds(screen, wanted));
}

static void a_star_narrows_to_the_file_of_a_descriptor_or_a_path(void **state)
{
    struct screen *screen = start(state);

    go_to(screen, "read path==/dev/zero");
    expect_press(screen, "*");
    expect_bar(screen, "filter: path==\"/dev/zero\" ");
    assert_int_equal(stage_shown(screen), ZERO_CALLS);
    expect_press(screen, "*");
    assert_false(calls_bar_holds(screen, "filter:"));

    go_to(screen, "path:medley.second");
    expect_press(screen, "*");
    expect_bar(screen, "filter: path==\"/etc/medley.second\" ");
    assert_int_equal(stage_shown(screen), 1);
    calls_filter(screen, "");
    go_to(screen, "getppid");
    expect_press(screen, "*");
    expect_bar(screen, "getppid is about no descriptor and no path");
}

static void capital_e_shows_errors_only_and_again_all(void **state)
{
    struct screen *screen = start(state);

    expect_press(screen, "E");
    expect_bar(screen, "filter: failed ");
    expect_all(screen, " = -1 E");
    expect_press(screen, "E");
    assert_false(calls_bar_holds(screen, "filter:"));
}

static void a_percent_sign_goes_through_the_classes(void **state)
{
    static const char *const bars[] = {"filter: %file ",    "filter: %desc ",
                                       "filter: %network ", "filter: %process ",
                                       "filter: %signal ",  "filter: %memory "};
    struct screen *screen = start(state);

    for (size_t i = 0; i < sizeof(bars) / sizeof(bars[0]); i++) {
        expect_press(screen, "%");
        if (!calls_bar_holds(screen, (void *)bars[i]))
            fail_msg("%s instead of %s", calls_bar(screen), bars[i]);
    }
    expect_press(screen, "%");
    assert_false(calls_bar_holds(screen, "filter:"));
}

static void an_ampersand_adds_a_text(void **state)
{
    struct screen *screen = start(state);

    expect_press(screen, "E");
    expect_press(screen, "&");
    screen_type(screen, "medley.child");
    expect_bar(screen, "text: medley.child");
    expect_bar(screen, "ok · shown 1 of");
    expect_press(screen, "Esc");
    expect_bar(screen, "filter: failed ");
    expect_press(screen, "&");
    screen_type(screen, "close");
    expect_press(screen, "Enter");
    expect_bar(screen, "filter: failed \"close\" ");
    expect_press(screen, "&");
    screen_type(screen, "say \"hi\"");
    expect_press(screen, "Enter");
    expect_bar(screen, "filter: failed \"close\" \"say \\\"hi\\\"\" ");
    assert_int_equal(stage_shown(screen), 0);
}

/* ---- off and on ------------------------------------------------------------------ */

static void an_equals_sign_there_and_back_keeps_the_row_and_its_place(void **state)
{
    struct screen *screen = start(state);
    char text[1024];
    int row;

    calls_filter(screen, "futex or openat");
    expect_press(screen, "g");
    for (int i = 0; i < 6; i++)
        expect_press(screen, "j");
    row = calls_cursor_row(screen);
    snprintf(text, sizeof(text), "%s", calls_cursor_text(screen));
    for (int round = 0; round < 3; round++) {
        expect_press(screen, "=");
        expect_bar(screen, round % 2 ? "filter: futex or openat" : "filter off: futex or openat");
        assert_int_equal(calls_cursor_row(screen), row);
        assert_string_equal(calls_cursor_text(screen), text);
    }
}

static void what_was_found_at_the_tail_stays_in_sight_without_the_filter(void **state)
{
    struct screen *screen = start(state);
    char text[1024];

    calls_filter(screen, "getppid");
    expect_text(screen, "following");
    snprintf(text, sizeof(text), "%s", calls_cursor_text(screen));
    expect_press(screen, "=");
    expect_gone(screen, "following");
    assert_string_equal(calls_cursor_text(screen), text);
}

static void a_row_that_a_filter_hides_is_back_in_its_place_without_it(void **state)
{
    struct screen *screen = start(state);
    char text[1024];
    int row;

    calls_filter(screen, "getppid");
    expect_press(screen, "=");
    for (int i = 0; i < 12; i++)
        expect_press(screen, "k");
    row = calls_cursor_row(screen);
    snprintf(text, sizeof(text), "%s", calls_cursor_text(screen));
    assert_null(strstr(text, "getppid"));
    expect_press(screen, "=");
    assert_non_null(strstr(calls_cursor_text(screen), "getppid"));
    expect_press(screen, "=");
    assert_int_equal(calls_cursor_row(screen), row);
    assert_string_equal(calls_cursor_text(screen), text);
}

/* ---- the list -------------------------------------------------------------------- */

static void the_filters_pane_counts_switches_and_removes_terms(void **state)
{
    struct screen *screen = start(state);
    char wanted[64];
    long futexes;

    calls_filter(screen, "futex");
    futexes = stage_shown(screen);
    calls_filter(screen, "-futex path:/etc/medley.* failed");
    expect_press(screen, "F6");
    expect_text(screen, " Filters ");
    snprintf(wanted, sizeof(wanted), "hides %ld", futexes);
    expect_text(screen, wanted);
    expect_text(screen, "path:/etc/medley.*");
    assert_int_equal(stage_shown(screen), 3);
    expect_press(screen, " "); /* the first: -futex */
    expect_bar(screen, "filter: path:/etc/medley.* failed ");
    expect_text(screen, "off -futex");
    expect_press(screen, " ");
    expect_bar(screen, "filter: -futex path:/etc/medley.* failed ");
    expect_press(screen, "j");
    expect_press(screen, "Delete");
    expect_bar(screen, "filter: -futex failed ");
    expect_press(screen, "=");
    expect_text(screen, "Filters · all off");
    expect_press(screen, "F6");
    expect_gone(screen, " Filters ");
}

static void f6_brings_up_the_list_from_wherever_it_is_hidden(void **state)
{
    struct screen *screen = start(state);

    expect_press(screen, "F6");
    expect_text(screen, " Filters ");
    expect_press(screen, "2");
    expect_text(screen, " Summary ");
    expect_gone(screen, " Filters ");
    expect_press(screen, "F6");
    expect_text(screen, " Filters ");
    expect_press(screen, "Tab");
    expect_press(screen, "F6"); /* seen, but not focused */
    expect_text(screen, " Filters ");
    expect_press(screen, "F6");
    expect_gone(screen, " Filters ");
}

static void a_list_that_is_longer_than_its_pane_scrolls(void **state)
{
    char folder[] = "/tmp/ptop-config-XXXXXX", variable[64], path[64], command[64];
    const char *env[] = {variable, NULL};
    struct screen *screen;
    FILE *file;
    int row, col;

    assert_non_null(mkdtemp(folder));
    snprintf(variable, sizeof(variable), "XDG_CONFIG_HOME=%s", folder);
    snprintf(path, sizeof(path), "%s/ptop", folder);
    assert_int_equal(mkdir(path, 0700), 0);
    snprintf(path, sizeof(path), "%s/ptop/ptoprc", folder);
    file = fopen(path, "w");
    assert_non_null(file);
    for (int i = 0; i < 30; i++)
        fprintf(file, "filter name%02d fd==%d\n", i, i);
    fclose(file);
    screen = stage_start(state, (struct screen_options){.rows = 30, .cols = 100, .env = env},
                         (char *[]){PTOP_BINARY, PTOP_TRACEES "/medley", NULL});
    expect_text(screen, "q to quit");
    expect_press(screen, "F6");
    expect_text(screen, "no filter: every call is shown");
    expect_text(screen, "with a name, in the ptoprc:");
    expect_press(screen, "G");
    expect_text(screen, "name29");
    expect_gone(screen, "with a name");
    expect_press(screen, "g");
    expect_text(screen, "no filter: every call is shown");
    assert_true(screen_find(screen, "name01", &row, &col));
    screen_click(screen, row, col, 1);
    expect_press(screen, "Enter");
    expect_bar(screen, "filter: fd==1 ");
    snprintf(command, sizeof(command), "rm -r %s", folder);
    assert_int_equal(system(command), 0);
}

/* ---- completed, remembered ------------------------------------------------------- */

static void tab_completes_and_lists_what_could_stand_there(void **state)
{
    struct screen *screen = start(state);

    expect_press(screen, "f");
    screen_type(screen, "open");
    expect_press(screen, "Tab");
    expect_text(screen, "openat2  ");
    expect_text(screen, "(dirfd, path, flags, mode)");
    expect_press(screen, "Tab"); /* the first of them: open */
    expect_press(screen, "Tab");
    expect_bar(screen, "filter: open_by_handle_at");
    expect_press(screen, "BackTab");
    expect_bar(screen, "filter: open ");
    expect_press(screen, "Esc"); /* closes the list, not the prompt */
    expect_gone(screen, "openat2  ");
    expect_press(screen, "C-u");
    screen_type(screen, "err==enoe");
    expect_press(screen, "Tab");
    expect_bar(screen, "filter: err==ENOE");
    screen_type(screen, "N");
    expect_press(screen, "Tab");
    expect_bar(screen, "filter: err==ENOENT ");
    expect_bar(screen, "ok · ");
    screen_type(screen, " path:/etc/ld.so.c");
    expect_press(screen, "C-u");
    screen_type(screen, "path:ev/zer");
    expect_press(screen, "Tab");
    expect_bar(screen, "filter: path:/dev/zero ");
    assert_int_equal(stage_shown(screen), ZERO_CALLS);
}

static void what_was_typed_is_there_in_the_next_run_too(void **state)
{
    char folder[] = "/tmp/ptop-state-XXXXXX", variable[64], command[96];
    const char *env[] = {variable, NULL};
    const struct screen_options options = {.rows = 40, .cols = 160, .env = env};
    struct stage *stage = *state;
    struct screen *screen;

    assert_non_null(mkdtemp(folder));
    snprintf(variable, sizeof(variable), "XDG_STATE_HOME=%s", folder);
    screen = stage_start(state, options, (char *[]){PTOP_BINARY, PTOP_TRACEES "/medley", NULL});
    expect_text(screen, "q to quit");
    calls_filter(screen, "futex");
    calls_filter(screen, "%file failed");
    expect_press(screen, "f");
    expect_press(screen, "Up");
    expect_press(screen, "Up");
    expect_bar(screen, "filter: futex ");
    expect_press(screen, "Esc");
    screen_close(screen);
    stage->screen = NULL;
    screen = stage_start(state, options, (char *[]){PTOP_BINARY, PTOP_TRACEES "/medley", NULL});
    expect_text(screen, "q to quit");
    expect_press(screen, "f");
    expect_press(screen, "Up");
    expect_bar(screen, "filter: %file failed ");
    snprintf(command, sizeof(command), "test $(stat -c %%a %s/ptop/history) = 600 && rm -r %s",
             folder, folder);
    assert_int_equal(system(command), 0);
}

/* ---- ptoprc ---------------------------------------------------------------------- */

#define RC_BEFORE                                                                              \
    "# mine\nfilter zeros path==/dev/zero\ncolor error if futex\ncolor path if dur>>1\n"

static bool futex_is_coloured(struct screen *screen, void *context)
{
    int row, col;

    (void)context;
    return screen_find(screen, "futex(", &row, &col) &&
           screen_cell_at(screen, row, col).foreground == 210; /* error, in the dark theme */
}

static void filters_by_name_and_colours_come_from_the_ptoprc_and_go_back_to_it(void **state)
{
    char folder[] = "/tmp/ptop-config-XXXXXX", variable[64], path[64], text[512] = "", command[64];
    const char *env[] = {variable, NULL};
    struct screen *screen;
    FILE *file;

    assert_non_null(mkdtemp(folder));
    snprintf(variable, sizeof(variable), "XDG_CONFIG_HOME=%s", folder);
    snprintf(path, sizeof(path), "%s/ptop", folder);
    assert_int_equal(mkdir(path, 0700), 0);
    snprintf(path, sizeof(path), "%s/ptop/ptoprc", folder);
    file = fopen(path, "w");
    assert_non_null(file);
    fputs(RC_BEFORE, file);
    fclose(file);
    screen = stage_start(state, (struct screen_options){.rows = 40, .cols = 200, .env = env},
                         (char *[]){PTOP_BINARY, PTOP_TRACEES "/medley", NULL});
    expect_bar(screen, "ptop/ptoprc:4:19: ");
    expect_text(screen, "q to quit");
    expect_press(screen, ":");
    screen_type(screen, "filter-load z");
    expect_press(screen, "Tab");
    expect_press(screen, "Enter");
    expect_bar(screen, "filter: path==/dev/zero ");
    assert_int_equal(stage_shown(screen), ZERO_CALLS);
    calls_filter(screen, "futex");
    assert_true(screen_wait(screen, futex_is_coloured, NULL, "a line in red", PATIENCE_MS));
    expect_press(screen, ":");
    screen_type(screen, "filter-save locks");
    expect_press(screen, "Enter");
    expect_bar(screen, "saved as locks");
    expect_press(screen, "F6");
    expect_text(screen, "locks  ");
    expect_press(screen, "j");
    expect_press(screen, "Enter"); /* zeros, behind the one in force */
    expect_bar(screen, "filter: path==/dev/zero ");
    file = fopen(path, "r");
    assert_non_null(file);
    assert_true(fread(text, 1, sizeof(text) - 1, file) > 0);
    fclose(file);
    assert_string_equal(text, RC_BEFORE "filter locks futex\n");
    snprintf(command, sizeof(command), "rm -r %s", folder);
    assert_int_equal(system(command), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        stage_test(an_expression_is_in_force_at_each_key_that_makes_it_one),
        stage_test(escape_brings_back_the_filter_from_before),
        stage_test(a_mistake_is_shown_where_it_is_with_what_was_likely_meant),
        stage_test(without_colours_it_is_shown_too),
        stage_test(x_hides_the_call_under_the_cursor_and_then_another),
        stage_test(a_key_behind_a_jump_is_about_the_row_that_it_went_to),
        stage_test(what_was_searched_for_among_no_calls_is_found_once_there_are_some),
        stage_test(the_help_has_the_width_of_a_small_screen),
        stage_test(a_table_hides_no_call_that_cannot_be_seen),
        stage_test(capital_x_shows_only_that_call_and_again_all),
        stage_test(p_narrows_to_a_process_then_to_its_tree_then_no_more),
        stage_test(the_tree_narrows_to_its_selected_process),
        stage_test(a_star_narrows_to_the_file_of_a_descriptor_or_a_path),
        stage_test(capital_e_shows_errors_only_and_again_all),
        stage_test(a_percent_sign_goes_through_the_classes),
        stage_test(an_ampersand_adds_a_text),
        stage_test(an_equals_sign_there_and_back_keeps_the_row_and_its_place),
        stage_test(what_was_found_at_the_tail_stays_in_sight_without_the_filter),
        stage_test(a_row_that_a_filter_hides_is_back_in_its_place_without_it),
        stage_test(the_filters_pane_counts_switches_and_removes_terms),
        stage_test(f6_brings_up_the_list_from_wherever_it_is_hidden),
        stage_test(a_list_that_is_longer_than_its_pane_scrolls),
        stage_test(tab_completes_and_lists_what_could_stand_there),
        stage_test(what_was_typed_is_there_in_the_next_run_too),
        stage_test(filters_by_name_and_colours_come_from_the_ptoprc_and_go_back_to_it),
    };

    return cmocka_run_group_tests_name("filters", tests, NULL, NULL);
}
