#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "tui/words.h"

static void words_come_one_after_the_other(void **state)
{
    const char *line = "  set rax  (1 + 2) \"a b\"";
    char word[16];

    (void)state;
    assert_true(words_take(&line, word, sizeof(word)));
    assert_string_equal(word, "set");
    assert_true(words_take(&line, word, sizeof(word)));
    assert_string_equal(word, "rax");
    assert_true(words_take(&line, word, sizeof(word)));
    assert_string_equal(word, "(1 + 2)");
    assert_true(words_take(&line, word, sizeof(word)));
    assert_string_equal(word, "\"a b\"");
    assert_false(words_take(&line, word, sizeof(word)));
    assert_string_equal(word, "");
}

static void a_word_too_long_is_cut(void **state)
{
    const char *line = "abcdef next";
    char word[4];

    (void)state;
    assert_true(words_take(&line, word, sizeof(word)));
    assert_string_equal(word, "abc");
    assert_string_equal(line, "next");
}

static void a_condition_begins_behind_the_word_if(void **state)
{
    static const struct {
        const char *line, *expression, *condition;
    } rows[] = {
        {"main+4 if tid==3 && arg0==2", "main+4", "tid==3 && arg0==2"},
        {"main", "main", ""},
        {"notify", "notify", ""},
        {"\"x if y\" if z", "\"x if y\"", "z"},
        {"if_found", "if_found", ""},
    };

    (void)state;
    for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
        char line[64];
        snprintf(line, sizeof(line), "%s", rows[i].line);
        const char *condition = words_cut_condition(line);
        assert_string_equal(condition, rows[i].condition);
        assert_string_equal(words_trim(line), rows[i].expression);
    }
}

static void the_last_word_is_cut_off(void **state)
{
    char line[] = "counter  read", one[] = "counter";

    (void)state;
    assert_string_equal(words_cut_last(line), "read");
    assert_string_equal(line, "counter");
    assert_string_equal(words_cut_last(one), "");
    assert_string_equal(one, "counter");
}

static void numbers_are_those_of_c(void **state)
{
    static const struct {
        const char *word;
        uint64_t number;
    } rows[] = {
        {"0", 0},   {"12", 12},         {"0x1F", 31},
        {"010", 8}, {"-1", UINT64_MAX}, {"18446744073709551615", UINT64_MAX},
    };
    static const char *const wrong[] = {
        "", "x", "12x", "0x", " 1", "1 ", "+1", "-", "--1", "1.5", "18446744073709551616"};
    uint64_t number = 77;

    (void)state;
    for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
        assert_true(words_number(rows[i].word, &number));
        assert_int_equal(number, rows[i].number);
    }
    number = 77;
    for (size_t i = 0; i < sizeof(wrong) / sizeof(wrong[0]); i++)
        if (words_number(wrong[i], &number))
            fail_msg("\"%s\" is taken for a number", wrong[i]);
    assert_int_equal(number, 77);
}

static void signals_have_names_and_numbers(void **state)
{
    (void)state;
    assert_int_equal(words_signal("SIGUSR1"), SIGUSR1);
    assert_int_equal(words_signal("usr1"), SIGUSR1);
    assert_int_equal(words_signal("9"), SIGKILL);
    assert_int_equal(words_signal("SIGRT_2"), 34);
    assert_int_equal(words_signal("0"), 0);
    assert_int_equal(words_signal("65"), 0);
    assert_int_equal(words_signal("SIG"), 0);
    assert_int_equal(words_signal("SIGRT_99"), 0);
}

static void errnos_have_names(void **state)
{
    (void)state;
    assert_int_equal(words_errno("ENOENT"), 2);
    assert_int_equal(words_errno("eacces"), 13);
    assert_int_equal(words_errno("ENONE"), 0);
    assert_int_equal(words_errno(""), 0);
}

static void bytes_are_digits_or_a_text(void **state)
{
    static const struct {
        const char *text;
        size_t length;
        const char *bytes;
    } rows[] = {
        {"de ad be ef", 4, "\xde\xad\xbe\xef"},
        {"DEADbe ef", 4, "\xde\xad\xbe\xef"},
        {"\"ab\\n\\0\"", 4, "ab\n\0"},
        {"\"\\x41\\101\\\"\\\\\"", 4, "AA\"\\"},
        {"\"\\x4g\"", 2, "\x04g"},
    };

    (void)state;
    for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
        uint8_t bytes[8];
        size_t length = 0;
        assert_int_equal(words_bytes(rows[i].text, bytes, sizeof(bytes), &length, NULL), 0);
        assert_int_equal(length, rows[i].length);
        assert_memory_equal(bytes, rows[i].bytes, length);
    }
}

static void what_are_no_bytes_is_told_with_its_place(void **state)
{
    static const struct {
        const char *text;
        int offset;
        const char *reason;
    } rows[] = {
        {"", 0, "no byte"},           {"de a", 3, "two digits"},
        {"dex", 2, "no hexadecimal"}, {"zz", 0, "no hexadecimal"},
        {"\"abc", 4, "missing"},       {"\"a\" b", 3, "nothing may follow"},
        {"\"\"", 0, "no byte"},       {"0011223344", 8, "more than 4"},
    };

    (void)state;
    for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
        uint8_t bytes[4];
        size_t length = 77;
        struct error error = {.offset = -1};
        assert_true(words_bytes(rows[i].text, bytes, sizeof(bytes), &length, &error) < 0);
        assert_int_equal(length, 77);
        if (strstr(error.message, rows[i].reason) == NULL || error.offset != rows[i].offset)
            fail_msg("%s: %d: %s", rows[i].text, error.offset, error.message);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(words_come_one_after_the_other),
        cmocka_unit_test(a_word_too_long_is_cut),
        cmocka_unit_test(a_condition_begins_behind_the_word_if),
        cmocka_unit_test(the_last_word_is_cut_off),
        cmocka_unit_test(numbers_are_those_of_c),
        cmocka_unit_test(signals_have_names_and_numbers),
        cmocka_unit_test(errnos_have_names),
        cmocka_unit_test(bytes_are_digits_or_a_text),
        cmocka_unit_test(what_are_no_bytes_is_told_with_its_place),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
