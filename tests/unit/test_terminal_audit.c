/* The tests' own terminal: the audit that other tests rely on must itself find what is wrong. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "support/terminal_audit.h"
#include "support/terminal_stream.h"

static const struct sample {
    const char *bytes;
    unsigned long wrong, colours;
} samples[] = {
    {"plain text, \303\244\342\224\202\r\n", 0, 0},
    {"\033[2;10H\033[K\033[1;31mred\033[0m", 0, 1},
    {"\033[38;5;111m\033[48;5;24m\033[39;49m", 0, 2},
    {"\033[?1049h\033[?1006;1000h\033[?25l\033(B\033)0\016\017", 0, 0},
    {"\033]7701;12\033\\", 0, 0},
    {"\033[22;0;0t\033[23;0;0t", 0, 0},
    {"\033[8;50;100t", 1, 0},
    {"\033[c", 1, 0},
    {"\033[>c", 1, 0},
    {"\033[6n", 1, 0},
    {"\033c", 1, 0},
    {"\033]0;title\007", 1, 0},
    {"\033]52;c;AAAA\033\\", 1, 0},
    {"\033P$q\"p\033\\", 1, 0},
    {"\033[?9999h", 1, 0},
    {"bell\007", 1, 0},
    {"\302\233" "2J", 1, 0},
    {"\2332J", 1, 0},
    {"\377", 1, 0},
    {"\342\200\256", 1, 0},
};

static void the_audit_finds_what_must_not_be_sent(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof(samples) / sizeof(samples[0]); i++) {
        struct terminal_audit audit = terminal_audit(samples[i].bytes, strlen(samples[i].bytes));
        if (audit.wrong != samples[i].wrong || audit.colours != samples[i].colours)
            fail_msg("sample %zu: %lu wrong (%s), %lu colours", i, audit.wrong, audit.first_wrong,
                     audit.colours);
    }
}

struct pieces {
    char log[256];
};

static void note(void *context, enum stream_piece piece, const char *bytes, size_t length)
{
    struct pieces *pieces = context;
    size_t used = strlen(pieces->log);

    pieces->log[used++] = "TCEIS"[piece];
    for (size_t i = 0; i < length; i++)
        pieces->log[used++] = bytes[i] < ' ' ? '.' : bytes[i];
}

/* However writes split a stream, sequences come out whole. */
static void a_sequence_is_one_piece_however_it_was_split(void **state)
{
    static const char bytes[] = "\033[1;2H\033]0;a\033\\\033(B\r";
    static const char wanted[] = "I.[1;2HS.]0;a.\\E.(BC.";

    (void)state;
    for (size_t split = 0; split < sizeof(bytes); split++) {
        struct terminal_stream stream = {0};
        struct pieces pieces = {0};
        stream_feed(&stream, bytes, split, note, &pieces);
        stream_feed(&stream, bytes + split, sizeof(bytes) - 1 - split, note, &pieces);
        assert_string_equal(pieces.log, wanted);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_audit_finds_what_must_not_be_sent),
        cmocka_unit_test(a_sequence_is_one_piece_however_it_was_split),
    };

    return cmocka_run_group_tests_name("terminal audit", tests, NULL, NULL);
}
