#include <errno.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "tui/keymap.h"

static struct keymap keymap;
static struct error error;

static int setup(void **state)
{
    (void)state;
    keymap_init(&keymap);
    error = (struct error){0};
    return 0;
}

static enum action action_of(const char *name)
{
    struct key key;
    assert_true(key_parse(name, &key));
    return keymap_find(&keymap, &key);
}

static void key_names_come_back_as_they_were_written(void **state)
{
    (void)state;
    static const char *const names[] = {
        "j",   "G", "C-b", "C-]", "Space", "F1",  "F24",   "PgUp",   "Esc",    "S-Tab", "M-x",
        "C--", "-", "\\",  "é",   "進",    "Tab", "Enter", "C-M-Up", "S-Left", "\"",    "C-Space"};
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        struct key key;
        char buffer[32];
        struct text text;
        text_init(&text, buffer, NULL, sizeof buffer);
        assert_true(key_parse(names[i], &key));
        key_put_name(&key, &text);
        assert_string_equal(buffer, names[i]);
    }
}

static void what_is_no_key_is_refused(void **state)
{
    (void)state;
    static const char *const names[] = {"",       "jj",  "F0",   "F25", "F1x",  "C-",
                                        "PageUp", "X-a", "\xc3", " ",   "\xff", "éé"};
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        struct key key = {.row = 7};
        assert_false(key_parse(names[i], &key));
        assert_int_equal(key.row, 7);
    }
}

static void a_code_point_becomes_the_bytes_that_utf8_has_for_it(void **state)
{
    (void)state;
    static const struct {
        uint32_t character;
        const char *bytes;
    } rows[] = {{'a', "a"}, {0xe9, "é"}, {0x9032, "進"}, {0x1f600, "\xf0\x9f\x98\x80"}};
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        char bytes[4];
        assert_int_equal(key_encode(rows[i].character, bytes), strlen(rows[i].bytes));
        assert_memory_equal(bytes, rows[i].bytes, strlen(rows[i].bytes));
    }
}

#define HELP_COLS 44 /* that a column of the help has for it */

static void every_action_has_a_name_and_help_of_its_own(void **state)
{
    (void)state;
    for (int i = ACTION_NONE + 1; i < ACTION_COUNT; i++) {
        const struct action_spec *spec = action_get((enum action)i);
        assert_in_range(text_width_cols(spec->help, strlen(spec->help)), 1, HELP_COLS);
        assert_int_equal(action_find(spec->name), i);
        for (int j = i + 1; j < ACTION_COUNT; j++)
            assert_string_not_equal(spec->help, action_get((enum action)j)->help);
    }
}

static void an_action_is_found_by_an_unambiguous_beginning(void **state)
{
    (void)state;
    assert_int_equal(action_find("zo"), ACTION_ZOOM);
    assert_int_equal(action_find("filter"), ACTION_FILTER); /* though filter-toggle begins so */
    assert_int_equal(action_find("page"), ACTION_NONE);
    assert_int_equal(action_find(""), ACTION_NONE);
    assert_int_equal(action_find("zoomx"), ACTION_NONE);
}

static void no_key_is_bound_twice_by_default(void **state)
{
    (void)state;
    for (size_t i = 0; i < keymap.count; i++)
        for (size_t j = i + 1; j < keymap.count; j++)
            assert_false(key_equals(&keymap.bindings[i].key, &keymap.bindings[j].key));
}

static void what_harms_a_tracee_is_not_on_a_lower_case_letter(void **state)
{
    (void)state;
    static const enum action harmful[] = {ACTION_DETACH, ACTION_QUIT, ACTION_FORGET};
    for (size_t i = 0; i < keymap.count; i++) {
        const struct key *key = &keymap.bindings[i].key;
        bool is_small = key->modifiers == 0 && key->character >= 'a' && key->character <= 'z';
        for (size_t j = 0; j < sizeof harmful / sizeof harmful[0]; j++)
            assert_false(is_small && keymap.bindings[i].action == harmful[j]);
    }
}

static void vi_and_arrow_keys_move(void **state)
{
    (void)state;
    assert_int_equal(action_of("j"), ACTION_DOWN);
    assert_int_equal(action_of("Down"), ACTION_DOWN);
    assert_int_equal(action_of("C-u"), ACTION_HALF_UP);
    assert_int_equal(action_of("G"), ACTION_LAST);
    assert_int_equal(action_of("F10"), ACTION_QUIT);
    assert_int_equal(action_of("~"), ACTION_NONE);
}

static void a_key_can_be_bound_anew_and_unbound(void **state)
{
    (void)state;
    size_t count = keymap.count;
    assert_int_equal(keymap_bind(&keymap, "j", "page-down", &error), 0);
    assert_int_equal(action_of("j"), ACTION_PAGE_DOWN);
    assert_int_equal(keymap.count, count);
    assert_int_equal(keymap_bind(&keymap, "j", "none", &error), 0);
    assert_int_equal(action_of("j"), ACTION_NONE);
    assert_int_equal(keymap_bind(&keymap, "C-x", "quit", &error), 0);
    assert_int_equal(action_of("C-x"), ACTION_QUIT);
}

static void the_keys_of_an_action_are_told_as_they_are_now(void **state)
{
    (void)state;
    char buffer[64];
    struct text text;
    text_init(&text, buffer, NULL, sizeof buffer);
    assert_int_equal(keymap_bind(&keymap, "F4", "none", &error), 0);
    assert_int_equal(keymap_bind(&keymap, "C-x", "filter", &error), 0);
    keymap_keys(&keymap, ACTION_FILTER, 8, &text);
    assert_string_equal(buffer, "f \\ C-x");
    text_clear(&text);
    keymap_keys(&keymap, ACTION_FILTER, 1, &text);
    assert_string_equal(buffer, "f");
}

static void a_full_keymap_refuses_one_more_key(void **state)
{
    (void)state;
    char name[8];
    int code = 0;
    for (uint32_t character = 0x4e00; code == 0 && character < 0x4f00; character++) {
        name[key_encode(character, name)] = '\0';
        code = keymap_bind(&keymap, name, "help", &error);
    }
    assert_int_equal(code, -ENOSPC);
    assert_int_equal(keymap.count, KEYMAP_MAX);
    assert_int_equal(keymap_bind(&keymap, "j", "help", &error), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
#define TEST(name) cmocka_unit_test_setup(name, setup)
        TEST(key_names_come_back_as_they_were_written),
        TEST(what_is_no_key_is_refused),
        TEST(a_code_point_becomes_the_bytes_that_utf8_has_for_it),
        TEST(every_action_has_a_name_and_help_of_its_own),
        TEST(an_action_is_found_by_an_unambiguous_beginning),
        TEST(no_key_is_bound_twice_by_default),
        TEST(what_harms_a_tracee_is_not_on_a_lower_case_letter),
        TEST(vi_and_arrow_keys_move),
        TEST(a_key_can_be_bound_anew_and_unbound),
        TEST(the_keys_of_an_action_are_told_as_they_are_now),
        TEST(a_full_keymap_refuses_one_more_key),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
