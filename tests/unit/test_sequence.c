#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "tui/sequence.h"

static char passed[1 << 16];
static size_t passed_bytes;

static void take(void *context, const char *bytes, size_t length)
{
    assert_ptr_equal(context, passed);
    assert_in_range(length, 1, sizeof(passed) - passed_bytes - 1);
    memcpy(passed + passed_bytes, bytes, length);
    passed_bytes += length;
    passed[passed_bytes] = '\0';
}

/* What passes of these bytes, fed in pieces of a size. */
static const char *feed(const char *bytes, size_t piece)
{
    struct sequence sequence = {0};
    size_t length = strlen(bytes);

    passed_bytes = 0;
    passed[0] = '\0';
    for (size_t at = 0; at < length; at += piece)
        sequence_feed(&sequence, bytes + at, length - at < piece ? length - at : piece, take,
                      passed);
    return passed;
}

struct expected {
    const char *bytes, *passed;
};

static void assert_passed(const struct expected *rows, size_t count)
{
    for (size_t i = 0; i < count; i++)
        for (size_t piece = 1; piece <= 64; piece *= 2)
            assert_string_equal(feed(rows[i].bytes, piece), rows[i].passed);
}

static void what_libtsm_understands_passes(void **state)
{
    static const struct expected rows[] = {
        {"", ""},
        {"plain \r\n\t漢字\xff", "plain \r\n\t漢字\xff"},
        {"\033[31mred\033[m\033[1;2H\033[K", "\033[31mred\033[m\033[1;2H\033[K"},
        {"\033[?1049h\033[?25l\033[?J", "\033[?1049h\033[?25l\033[?J"},
        {"\033[>c\033[!p\033[c", "\033[>c\033[!p\033[c"},
        {"\033(0q\033(B\0337\033=\033M", "\033(0q\033(B\0337\033=\033M"},
        {"\033]0;title\007\033P$qm\033\\", "\033]0;title\007\033P$qm\033\\"},
    };

    (void)state;
    assert_passed(rows, sizeof(rows) / sizeof(rows[0]));
}

static void what_libtsm_would_misread_is_dropped(void **state)
{
    static const struct expected rows[] = {
        {"a\033[?12$pb", "ab"},     /* DECRQM: would reset the terminal */
        {"a\033[>4;2mb", "ab"},     /* keyboard options: would underline */
        {"a\033[?4mb", "ab"},       /* the question for them */
        {"a\033[>4;1pb", "ab"},     /* pointer mode: would reset */
        {"a\033[62;1\"pb", "ab"},   /* conformance level: would end UTF-8 */
        {"a\033[1;2;3;4$rb", "ab"}, /* would set margins */
        {"a\033[2 qb", "ab"},       {"a\033[=cb\033[<ub", "abb"},
    };

    (void)state;
    assert_passed(rows, sizeof(rows) / sizeof(rows[0]));
}

static void what_libtsm_lacks_becomes_what_does_the_same(void **state)
{
    static const struct expected rows[] = {
        {"\033[3E\033[F", "\033[3B\r\033[A\r"},
        {"\033[7`\033[2a", "\033[7G\033[2C"},
        {"\033[s\033[u", "\0337\0338"},
        {"x\033[3b", "xxxx"},
        {"x\033[b\033[0b", "xxx"},
        {"漢\033[1b\033[31m─\033[2b", "漢漢\033[31m───"},
        {"ab\r\n\033[1b", "ab\r\nb"},
        {"\033[5b", ""}, /* nothing to repeat */
    };

    (void)state;
    assert_passed(rows, sizeof(rows) / sizeof(rows[0]));
}

static void a_sequence_that_is_cut_off_passes_as_far_as_it_came(void **state)
{
    static const struct expected rows[] = {
        {"\033[?12\033[?25h", "\033[?12\033[?25h"},
        {"\033[?1\n2$p", "\033[?1\n2$p"},
        {"\033[1\030b", "\033[1\030b"},
        {"\033\033[3E", "\033\033[3B\r"},
        {"\033[1é", "\033[1é"},
    };

    (void)state;
    assert_passed(rows, sizeof(rows) / sizeof(rows[0]));
}

static void an_endless_sequence_passes(void **state)
{
    char bytes[4 * SEQUENCE_MAX_BYTES];

    (void)state;
    memset(bytes, ';', sizeof(bytes) - 1);
    memcpy(bytes, "\033[>", 3);
    bytes[sizeof(bytes) - 2] = 'm';
    bytes[sizeof(bytes) - 1] = '\0';
    for (size_t piece = 1; piece < sizeof(bytes); piece *= 3)
        assert_string_equal(feed(bytes, piece), bytes);
}

static void repeating_is_bounded(void **state)
{
    (void)state;
    feed("x\033[999999999999999999999b", 100);
    assert_in_range(passed_bytes, 500, 2000);
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_libtsm_understands_passes),
        cmocka_unit_test(what_libtsm_would_misread_is_dropped),
        cmocka_unit_test(what_libtsm_lacks_becomes_what_does_the_same),
        cmocka_unit_test(a_sequence_that_is_cut_off_passes_as_far_as_it_came),
        cmocka_unit_test(an_endless_sequence_passes),
        cmocka_unit_test(repeating_is_bounded),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
