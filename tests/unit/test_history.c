/*
 * What was typed, from run to run: kept by prompt, added to what others typed, cut when
 * it has grown, and never in the way.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

#include "tui/app_state.h"

static char folder[64], path[96];
static struct app app;

static int setup(void **state)
{
    (void)state;
    snprintf(folder, sizeof folder, "/tmp/ptop-history-XXXXXX");
    if (!mkdtemp(folder))
        return -1;
    snprintf(path, sizeof path, "%s/ptop/history", folder);
    setenv("XDG_STATE_HOME", folder, 1);
    memset(app.histories, 0, sizeof app.histories);
    return 0;
}

static int teardown(void **state)
{
    char command[96];
    (void)state;
    snprintf(command, sizeof command, "rm -r '%s'", folder);
    return system(command);
}

static const char *newest_line(enum prompt_use use)
{
    const struct prompt_history *history = &app.histories[use];
    return history->count ? history->lines[(history->count - 1) % PROMPT_HISTORY] : "";
}

static void lines_come_back_at_their_prompt(void **state)
{
    struct stat status;
    (void)state;
    history_keep(PROMPT_USE_FILTER, "openat failed");
    history_keep(PROMPT_USE_COMMAND, "goto 3");
    history_keep(PROMPT_USE_FILTER, "");
    history_keep(PROMPT_USE_TEXT, "filter x");
    history_load(&app);
    assert_string_equal(newest_line(PROMPT_USE_FILTER), "openat failed");
    assert_string_equal(newest_line(PROMPT_USE_COMMAND), "goto 3");
    assert_string_equal(newest_line(PROMPT_USE_TEXT), "filter x");
    assert_int_equal(app.histories[PROMPT_USE_FILTER].count, 1);
    assert_int_equal(stat(path, &status), 0);
    assert_int_equal(status.st_mode & 0777, 0600);
}

static void a_file_that_has_grown_is_cut_to_its_newest_lines(void **state)
{
    char line[64];
    struct stat status;
    (void)state;
    for (int i = 0; i < 5000; i++) {
        snprintf(line, sizeof line, "fd==%d and something long", i);
        history_keep(PROMPT_USE_FILTER, line);
    }
    history_load(&app);
    assert_string_equal(newest_line(PROMPT_USE_FILTER), line);
    assert_int_equal(stat(path, &status), 0);
    assert_in_range(status.st_size, 1, 300 * 40);
    memset(app.histories, 0, sizeof app.histories);
    history_load(&app);
    assert_string_equal(newest_line(PROMPT_USE_FILTER), line);
    assert_int_equal(app.histories[PROMPT_USE_FILTER].count, 300);
}

static void what_cannot_be_kept_is_no_trouble(void **state)
{
    (void)state;
    setenv("XDG_STATE_HOME", "/proc/nowhere", 1);
    history_keep(PROMPT_USE_FILTER, "read");
    history_load(&app);
    unsetenv("XDG_STATE_HOME");
    setenv("HOME", "/home/of/nobody", 1);
    history_keep(PROMPT_USE_FILTER, "read");
    history_load(&app);
    assert_int_equal(app.histories[PROMPT_USE_FILTER].count, 0);
    assert_int_not_equal(access("/home/of", F_OK), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)
        TEST(lines_come_back_at_their_prompt),
        TEST(a_file_that_has_grown_is_cut_to_its_newest_lines),
        TEST(what_cannot_be_kept_is_no_trouble),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
