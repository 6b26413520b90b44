/*
 * ptoprc: each directive, each mistake with its place, and a file that is edited
 * without losing what the person wrote in it.
 */
#include <errno.h>
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

#include "tui/config.h"
#include "tui/textfile.h"

static char folder[64];
static struct keymap keymap;
static struct config config;
static struct error error;

static int setup(void **state)
{
    (void)state;
    snprintf(folder, sizeof folder, "/tmp/ptop-config-XXXXXX");
    if (!mkdtemp(folder))
        return -1;
    setenv("XDG_CONFIG_HOME", folder, 1);
    keymap_init(&keymap);
    config_init(&config, &keymap, &(struct filter_facts){0});
    error = (struct error){0};
    return 0;
}

static int teardown(void **state)
{
    char command[128];
    (void)state;
    config_done(&config);
    snprintf(command, sizeof command, "rm -r '%s'", folder);
    return system(command);
}

static void write_file(const char *text)
{
    assert_int_equal(textfile_replace(config.path, text, strlen(text), 0640), 0);
}

static void assert_file(const char *text)
{
    char *bytes;
    assert_int_equal(textfile_read(config.path, &bytes), 0);
    assert_string_equal(bytes, text);
    free(bytes);
}

static enum action action_of(const char *name)
{
    struct key key;
    assert_true(key_parse(name, &key));
    return keymap_find(&keymap, &key);
}

static void the_file_lies_where_the_environment_says(void **state)
{
    (void)state;
    char path[128];
    snprintf(path, sizeof path, "%s/ptop/ptoprc", folder);
    assert_string_equal(config.path, path);
    unsetenv("XDG_CONFIG_HOME");
    setenv("HOME", folder, 1);
    config_init(&config, &keymap, &(struct filter_facts){0});
    snprintf(path, sizeof path, "%s/.config/ptop/ptoprc", folder);
    assert_string_equal(config.path, path);
    setenv("HOME", "/home/of/nobody", 1);
    config_init(&config, &keymap, &(struct filter_facts){0});
    assert_string_equal(config.path, "");
    assert_int_equal(config_load(&config, &error), 0);
    assert_int_equal(config_save_filter(&config, "x", "read", &error), -ENOENT);
}

static void each_directive_is_obeyed(void **state)
{
    (void)state;
    assert_int_equal(config_obey(&config, "", &error), 0);
    assert_int_equal(config_obey(&config, "  # map x quit\n", &error), 0);
    assert_int_equal(config_obey(&config, "  map\tC-x   quit \n", &error), 0);
    assert_int_equal(action_of("C-x"), ACTION_QUIT);
    assert_int_equal(config_obey(&config, "filter slow  dur>1ms -futex \r\n", &error), 0);
    assert_string_equal(config_find_filter(&config, "slow")->text, "dur>1ms -futex");
    assert_null(config_find_filter(&config, "slo"));
    assert_int_equal(config_obey(&config, "color status-alert if read", &error), 0);
    assert_int_equal(config.color_count, 1);
    assert_int_equal(config.colors[0].role, ROLE_STATUS_ALERT);
    assert_int_equal(config.syntax, LOOK_INTEL);
    assert_int_equal(config_obey(&config, "syntax att", &error), 0);
    assert_int_equal(config.syntax, LOOK_ATT);
}

static void a_mistake_is_told_with_its_place(void **state)
{
    (void)state;
    static const struct {
        const char *line, *message;
        int offset;
    } wrong[] = {
        {"map C-x", "map KEY ACTION", 7},
        {"map C-x quit now", "map KEY ACTION", 13},
        {"map nokey quit", "\"nokey\"", 4},
        {" map x dance", "\"dance\"", 7},
        {"colour red if read", "\"colour\"", 0},
        {"syntax masm", "syntax intel, or syntax att", 7},
        {"color red if read", "\"red\" is no role", 6},
        {"color error when read", "color ROLE if EXPR", 12},
        {"color error if", "color ROLE if EXPR", 14},
        {"filter", "filter NAME EXPR", 6},
        {"filter a/b read", "filter NAME EXPR", 7},
        {"filter slow", "filter NAME EXPR", 11},
    };
    for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++) {
        assert_int_equal(config_obey(&config, wrong[i].line, &error), -EINVAL);
        if (!strstr(error.message, wrong[i].message))
            fail_msg("\"%s\": %s", wrong[i].line, error.message);
        assert_int_equal(error.offset, wrong[i].offset);
    }
}

static void a_filter_that_would_be_cut_is_refused(void **state)
{
    (void)state;
    char line[PROMPT_BYTES + 64] = "filter long read";
    size_t length = strlen(line);
    memset(line + length, ' ', sizeof line - length);
    memcpy(line + PROMPT_BYTES + 20, "failed", sizeof "failed");
    assert_int_equal(config_obey(&config, line, &error), -EINVAL);
    assert_non_null(strstr(error.message, "too long"));
    assert_null(config_find_filter(&config, "long"));
}

static void one_mistake_is_told_and_the_other_lines_are_obeyed(void **state)
{
    (void)state;
    char place[CONFIG_PATH_BYTES + 16];
    write_file("# mine\nmap y quit\n  map z dance\nfilter open openat\ncolor nothing\nmap z help");
    assert_int_equal(config_load(&config, &error), -EINVAL);
    snprintf(place, sizeof place, "%s:3:9: ", config.path);
    assert_non_null(strstr(error.message, place));
    assert_non_null(strstr(error.message, "(and 1 more)"));
    assert_int_equal(action_of("y"), ACTION_QUIT);
    assert_int_equal(action_of("z"), ACTION_HELP);
    assert_non_null(config_find_filter(&config, "open"));
}

static void a_file_that_is_not_there_is_no_mistake(void **state)
{
    (void)state;
    assert_int_equal(config_load(&config, &error), 0);
    assert_int_equal(mkdir(folder, 0700), -1);
    snprintf(config.path, sizeof config.path, "%s", folder);
    assert_int_equal(config_load(&config, &error), -EISDIR);
}

static void saving_a_filter_makes_the_file(void **state)
{
    (void)state;
    assert_int_equal(config_save_filter(&config, "slow", "dur>1ms", &error), 0);
    assert_file("filter slow dur>1ms\n");
    assert_string_equal(config_find_filter(&config, "slow")->text, "dur>1ms");
    assert_int_equal(config_save_filter(&config, "no name", "x", &error), -EINVAL);
}

static void saving_keeps_every_other_line_and_the_mode(void **state)
{
    (void)state;
    struct stat status;
    write_file("# mine\n\nfilter slow read\n  filter other write # x\r\nmap x quit");
    config_load(&config, &error);
    assert_int_equal(config_save_filter(&config, "slow", "open failed", &error), 0);
    assert_file("# mine\n\nfilter slow open failed\n  filter other write # x\r\nmap x quit\n");
    assert_int_equal(config_save_filter(&config, "new", "close", &error), 0);
    assert_int_equal(config_delete_filter(&config, "slow", &error), 0);
    assert_file("# mine\n\n  filter other write # x\r\nmap x quit\nfilter new close\n");
    assert_null(config_find_filter(&config, "slow"));
    assert_int_equal(config_delete_filter(&config, "slow", &error), -ENOENT);
    assert_int_equal(stat(config.path, &status), 0);
    assert_int_equal(status.st_mode & 0777, 0640);
}

static void a_file_behind_a_link_is_changed_there(void **state)
{
    (void)state;
    char real[128];
    struct stat status;
    write_file("map x quit\n");
    snprintf(real, sizeof real, "%s/dotfile", folder);
    assert_int_equal(rename(config.path, real), 0);
    assert_int_equal(symlink(real, config.path), 0);
    assert_int_equal(config_save_filter(&config, "a", "read", &error), 0);
    assert_int_equal(lstat(config.path, &status), 0);
    assert_true(S_ISLNK(status.st_mode));
    assert_file("map x quit\nfilter a read\n");
}

static void a_file_that_cannot_be_written_keeps_the_filters_as_they_are(void **state)
{
    (void)state;
    snprintf(config.path, sizeof config.path, "/proc/nowhere/ptoprc");
    assert_true(config_save_filter(&config, "a", "read", &error) < 0);
    assert_non_null(strstr(error.message, "/proc/nowhere/ptoprc"));
    assert_null(config_find_filter(&config, "a"));
}

static void the_first_color_line_that_fits_wins(void **state)
{
    (void)state;
    const struct event note = {.size_bytes = sizeof note, .kind = EVENT_EXIT};
    assert_int_equal(config_color(&config, &note), ROLE_NONE);
    assert_int_equal(config_obey(&config, "color error if \"no such text\"", &error), 0);
    assert_int_equal(config_obey(&config, "color path if \"exited\"", &error), 0);
    assert_int_equal(config_obey(&config, "color fd if \"exited with\"", &error), 0);
    assert_int_equal(config_color(&config, &note), ROLE_PATH);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)
        TEST(the_file_lies_where_the_environment_says),
        TEST(each_directive_is_obeyed),
        TEST(a_mistake_is_told_with_its_place),
        TEST(a_filter_that_would_be_cut_is_refused),
        TEST(one_mistake_is_told_and_the_other_lines_are_obeyed),
        TEST(a_file_that_is_not_there_is_no_mistake),
        TEST(saving_a_filter_makes_the_file),
        TEST(saving_keeps_every_other_line_and_the_mode),
        TEST(a_file_behind_a_link_is_changed_there),
        TEST(a_file_that_cannot_be_written_keeps_the_filters_as_they_are),
        TEST(the_first_color_line_that_fits_wins),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
