/*
 * The summary and the files on a screen: the digits bring them up, columns sort,
 * Enter on a row filters the calls by it.
 */
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "support/stage.h"

#define LOOKS "cat /etc/passwd >/dev/null; ls /nonexistent; exit 3"

static struct screen *stage_looks(void **state, unsigned short rows, unsigned short cols)
{
    struct screen *screen = stage_ptop(state, rows, cols, "sh", "-c", LOOKS);

    expect_text(screen, "exited with 3 - q to quit");
    return screen;
}

static void the_digits_bring_up_the_views_and_q_goes_back(void **state)
{
    struct screen *screen = stage_looks(state, 24, 80);

    expect_text(screen, " 1 Calls  2 Summary  3 Files ");
    expect_press(screen, "2");
    expect_text(screen, " Summary · all ");
    expect_text(screen, " Processes · all ");
    assert_false(screen_find(screen, "Output", NULL, NULL));
    expect_press(screen, "3");
    expect_text(screen, " Files · all ");
    assert_false(screen_find(screen, "Processes", NULL, NULL));
    expect_press(screen, "q");
    expect_text(screen, " Calls · ");
    expect_press(screen, "2");
    expect_press(screen, "F1");
    expect_text(screen, " Help");
    expect_press(screen, "q");
    expect_text(screen, " Summary · all "); /* what the help lay over */
    expect_press(screen, "Esc");
    expect_text(screen, " Output");
    expect_press(screen, "3");
    expect_press(screen, "1");
    expect_text(screen, " Calls · ");
}

static void a_click_on_its_name_brings_up_a_view(void **state)
{
    struct screen *screen = stage_looks(state, 24, 80);
    int row, col;

    assert_true(screen_find(screen, "3 Files", &row, &col));
    screen_click(screen, row, col + 2, 1);
    expect_text(screen, " Files · all ");
}

/* The focus moves within the view, and is where it was when the view comes back. */
static void tab_stays_within_the_view(void **state)
{
    struct screen *screen = stage_looks(state, 24, 80);

    expect_press(screen, "2");
    expect_press(screen, "Tab");
    expect_press(screen, "z");
    expect_text(screen, " Processes · all ");
    assert_false(screen_find(screen, " Summary · ", NULL, NULL));
    expect_press(screen, "z");
    expect_press(screen, "Tab");
    expect_press(screen, "z");
    expect_text(screen, " Summary · all ");
    assert_false(screen_find(screen, " Processes · ", NULL, NULL));
    expect_press(screen, "z");
    expect_press(screen, "Tab");
    expect_press(screen, "1");
    expect_press(screen, "2");
    expect_press(screen, "l"); /* only the processes know it */
    expect_text(screen, " Threads · all ");
}

/* The row of a table that begins with a name: "openat   31   13 …". */
static const char *table_row(struct screen *screen, const char *name)
{
    int rows, cols;

    screen_size(screen, &rows, &cols);
    for (int row = 2; row < rows; row++) {
        const char *line = screen_part(screen, row, 1, cols - 2);
        if (strncmp(line, name, strlen(name)) == 0 && line[strlen(name)] == ' ')
            return line;
    }
    screen_dump(screen, name);
    fail_msg("no row is called %s", name);
    return "";
}

/* sh, cat and ls: three programs; three ends. */
static void counts_are_right(void **state)
{
    struct screen *screen = stage_looks(state, 60, 200);
    unsigned long calls = 0, opens = 0, reads = 0;
    struct stat passwd;
    char expected[64];

    expect_press(screen, "2");
    expect_text(screen, "execve");
    assert_int_equal(sscanf(table_row(screen, "execve"), "execve %lu", &calls), 1);
    assert_int_equal(calls, 3);
    assert_int_equal(sscanf(table_row(screen, "exit_group"), "exit_group %lu", &calls), 1);
    assert_int_equal(calls, 3);
    expect_press(screen, "f"); /* the programs look for more files than the screen has rows */
    screen_type(screen, "path in {/etc/passwd, /nonexistent}");
    expect_press(screen, "Enter");
    expect_press(screen, "3");
    expect_text(screen, "/nonexistent");
    assert_int_equal(stat("/etc/passwd", &passwd), 0);
    if (passwd.st_size < 1000)
        snprintf(expected, sizeof expected, " %ld ", (long)passwd.st_size);
    else
        snprintf(expected, sizeof expected, " %.1fk ", (double)passwd.st_size / 1024);
    assert_int_equal(
        sscanf(table_row(screen, "/etc/passwd"), "/etc/passwd %lu %lu", &opens, &reads), 2);
    assert_int_equal(opens, 1);
    assert_true(reads >= 1);
    assert_non_null(strstr(table_row(screen, "/etc/passwd"), expected));
    assert_non_null(strstr(table_row(screen, "/etc/passwd"), "O_RDONLY"));
    table_row(screen, "/nonexistent"); /* looked for in vain: it has a row */
}

/* The first row of the table below the heading in row 2. */
static bool begins_with(struct screen *screen, void *name)
{
    return strncmp(screen_part(screen, 3, 1, 40), name, strlen(name)) == 0;
}

static void expect_first(struct screen *screen, char *name)
{
    if (!screen_wait(screen, begins_with, name, "the row to be the first", PATIENCE_MS))
        fail_msg("%s is not the first", name);
}

static void columns_sort_by_key_and_by_click(void **state)
{
    struct screen *screen = stage_looks(state, 60, 200);
    int row, col;

    expect_press(screen, "2");
    expect_text(screen, "▾total");
    expect_press(screen, "<");
    expect_text(screen, "▾errors");
    expect_press(screen, "R");
    expect_text(screen, "▴errors");
    expect_press(screen, ">");
    expect_text(screen, "▾total");
    assert_true(screen_find(screen, "syscall", &row, &col));
    screen_click(screen, row, col, 1);
    expect_text(screen, "syscall▴");
    expect_first(screen, "access");
    screen_click(screen, row, col, 1);
    expect_text(screen, "syscall▾");
    expect_first(screen, "write");
}

/* "shown 4 of 494" in the status line: the first number. */
static unsigned long shown(struct screen *screen)
{
    unsigned long count = 0;
    const char *at = strstr(screen_row(screen, 0), "shown ");

    return at && sscanf(at, "shown %lu", &count) == 1 ? count : 0;
}

static bool shows(struct screen *screen, void *count)
{
    return shown(screen) == *(unsigned long *)count;
}

static void enter_filters_the_calls_by_the_row(void **state)
{
    struct screen *screen = stage_looks(state, 24, 80);
    char name[32];
    unsigned long calls = 0;

    expect_press(screen, "2");
    expect_text(screen, "▾total");
    expect_press(screen, "j");
    expect_press(screen, "j");
    assert_int_equal(sscanf(screen_part(screen, 5, 1, 78), "%31s %lu", name, &calls), 2);
    expect_press(screen, "Enter");
    expect_text(screen, " Calls · ");
    expect_text(screen, "filter: sys==");
    if (!screen_wait(screen, shows, &calls, "as many calls as the row had", PATIENCE_MS))
        fail_msg("%s: %lu calls in the table, %lu shown", name, calls, shown(screen));
    expect_press(screen, "2");
    expect_text(screen, " Summary · filtered ");
    expect_first(screen, name);
    expect_press(screen, "T");
    expect_text(screen, " Summary · all ");
    expect_press(screen, "T");
    expect_text(screen, " Summary · filtered ");
    expect_press(screen, "Tab"); /* the processes that made such calls */
    expect_press(screen, "Enter");
    expect_text(screen, "pid==");
    assert_true(shown(screen) > 0 && shown(screen) <= calls);
}

/* A name with what the language and the terminal would make something of. */
static void a_file_with_an_evil_name_is_found_by_its_row(void **state)
{
    char directory[] = "/tmp/ptop-tables-XXXXXX", path[64];
    struct screen *screen;
    int fd;

    assert_non_null(mkdtemp(directory));
    snprintf(path, sizeof path, "%s/a\"b\\ \033[2J)|ü", directory);
    fd = open(path, O_CREAT | O_WRONLY, 0600);
    assert_true(fd >= 0);
    close(fd);
    screen = stage_ptop(state, 24, 120, "cat", path);
    expect_text(screen, "q to quit");
    unlink(path);
    rmdir(directory);
    expect_press(screen, "f");
    screen_type(screen, "path:ptop-tables sys!=execve");
    expect_press(screen, "Enter");
    unsigned long calls = shown(screen);
    assert_true(calls > 1);
    expect_press(screen, "3");
    expect_text(screen, "a\\\"b\\\\ \\33[2J)|ü");
    expect_press(screen, "Enter");
    expect_text(screen, "path==");
    if (!screen_wait(screen, shows, &calls, "the calls on the file", PATIENCE_MS))
        fail_msg("%lu calls are shown", shown(screen));
}

static void wide_and_narrow_screens_show_what_they_have_room_for(void **state)
{
    struct screen *screen = stage_looks(state, 60, 200);
    int summary_row, processes_row;

    expect_press(screen, "2");
    expect_text(screen, "latency");
    assert_true(screen_find(screen, " Summary · ", &summary_row, NULL));
    assert_true(screen_find(screen, " Processes · ", &processes_row, NULL));
    assert_int_equal(summary_row, processes_row); /* side by side */
    screen_resize(screen, 24, 80);
    expect_gone(screen, "latency");
    expect_text(screen, "p99");
    expect_text(screen, " Processes · ");
    assert_true(screen_find(screen, " Summary · ", &summary_row, NULL));
    assert_true(screen_find(screen, " Processes · ", &processes_row, NULL));
    assert_true(summary_row < processes_row);
    screen_resize(screen, 10, 40);
    expect_gone(screen, " Processes · ");
    expect_text(screen, "total");
    expect_text(screen, " 1  2  3 "); /* no room for the names of the views */
    screen_resize(screen, 60, 200);
    expect_text(screen, "latency");
}

/* A row's count, or 0. */
static unsigned long count_of(struct screen *screen, const char *name)
{
    int row, col;
    unsigned long calls = 0;
    char digits[32] = "";
    size_t length = 0;

    if (!screen_find(screen, name, &row, &col))
        return 0;
    for (const char *at = screen_part(screen, row, col, 60) + strlen(name);
         *at == ' ' || *at == ',' || (*at >= '0' && *at <= '9'); at++) {
        if (*at == ' ' && length > 0)
            break;
        if (*at >= '0' && *at <= '9' && length + 1 < sizeof digits)
            digits[length++] = *at;
    }
    sscanf(digits, "%lu", &calls);
    return calls;
}

static bool has_grown(struct screen *screen, void *before)
{
    return count_of(screen, "accept4") > *(unsigned long *)before;
}

static void the_tables_live(void **state)
{
    struct screen *screen = stage_ptop(state, 40, 140, PTOP_TRACEES "/server", "1", "0");
    unsigned long before;

    expect_text(screen, "accept4(");
    expect_press(screen, "2");
    expect_text(screen, "accept4");
    before = count_of(screen, "accept4");
    assert_true(before > 0);
    if (!screen_wait(screen, has_grown, &before, "more calls than before", PATIENCE_MS))
        fail_msg("the summary stands still at %lu", before);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        stage_test(the_digits_bring_up_the_views_and_q_goes_back),
        stage_test(a_click_on_its_name_brings_up_a_view),
        stage_test(tab_stays_within_the_view),
        stage_test(counts_are_right),
        stage_test(columns_sort_by_key_and_by_click),
        stage_test(enter_filters_the_calls_by_the_row),
        stage_test(a_file_with_an_evil_name_is_found_by_its_row),
        stage_test(wide_and_narrow_screens_show_what_they_have_room_for),
        stage_test(the_tables_live),
    };

    return cmocka_run_group_tests_name("tables", tests, NULL, NULL);
}
