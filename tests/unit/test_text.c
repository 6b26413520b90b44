#include <locale.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <wchar.h>

#include <cmocka.h>

#include <ptop/text.h>

#define LINE_BYTES 256

/* A text with its memory. */
struct line {
    struct text text;
    char bytes[LINE_BYTES];
    uint8_t roles[LINE_BYTES];
};

static struct text *line_init(struct line *line, size_t capacity_bytes)
{
    memset(line, 0xee, sizeof(*line));
    text_init(&line->text, line->bytes, line->roles, capacity_bytes);
    return &line->text;
}

/* ---- putting ------------------------------------------------------------------- */

static void numbers_are_written_in_their_base(void **state)
{
    struct line line;
    struct text *text = line_init(&line, LINE_BYTES);

    (void)state;
    text_put_signed(text, 0);
    text_put_char(text, ' ');
    text_put_signed(text, -1);
    text_put_char(text, ' ');
    text_put_signed(text, INT64_MIN);
    text_put_char(text, ' ');
    text_put_unsigned(text, UINT64_MAX);
    text_put_char(text, ' ');
    text_put_hex(text, 0x1f);
    text_put_char(text, ' ');
    text_put_hex(text, UINT64_MAX);
    text_put_char(text, ' ');
    text_put_octal(text, 0644);
    text_put_char(text, ' ');
    text_put_octal(text, 0);
    text_put_char(text, ' ');
    text_put_octal(text, UINT64_MAX);
    assert_string_equal(text->bytes,
                        "0 -1 -9223372036854775808 18446744073709551615 0x1f 0xffffffffffffffff "
                        "0644 0 01777777777777777777777");
    assert_false(text->is_truncated);
}

static void every_byte_has_the_role_that_was_set(void **state)
{
    struct line line;
    struct text *text = line_init(&line, LINE_BYTES);
    const uint8_t roles[] = {
        TEXT_SYSCALL, TEXT_SYSCALL, TEXT_PLAIN, TEXT_NUMBER, TEXT_NUMBER, TEXT_PLAIN,
    };

    (void)state;
    text_put_role(text, TEXT_SYSCALL, "rt");
    text_put_char(text, '(');
    assert_int_equal(text_set_role(text, TEXT_NUMBER), TEXT_PLAIN);
    text_put_unsigned(text, 42);
    assert_int_equal(text_set_role(text, TEXT_PLAIN), TEXT_NUMBER);
    text_printf(text, "%c", ')');
    assert_string_equal(text->bytes, "rt(42)");
    assert_memory_equal(text->roles, roles, sizeof(roles));
}

static void a_text_without_roles_is_only_text(void **state)
{
    char bytes[8];
    struct text text;

    (void)state;
    text_init(&text, bytes, NULL, sizeof(bytes));
    text_put_role(&text, TEXT_ERROR, "abc");
    assert_string_equal(bytes, "abc");
}

static void what_does_not_fit_is_cut(void **state)
{
    struct line line;
    struct text *text = line_init(&line, 6);

    (void)state;
    text_put(text, "abc");
    text_put(text, "def");
    assert_string_equal(text->bytes, "abcde");
    assert_true(text->is_truncated);
    assert_int_equal((unsigned char)line.bytes[6], 0xee);
    assert_int_equal(line.roles[5], 0xee);
}

static void a_cut_leaves_no_half_character(void **state)
{
    struct line line;

    (void)state;
    for (size_t capacity = 1; capacity <= 10; capacity++) {
        /* The euro sign has three bytes: it is there whole or not. */
        const size_t expected[] = {0, 0, 1, 1, 1, 4, 4, 4, 7, 8, 8};
        struct text *text = line_init(&line, capacity);
        text_put(text, "a€€b");
        assert_int_equal(text->length_bytes, expected[capacity]);
        text = line_init(&line, capacity);
        text_printf(text, "a%sb", "€€");
        assert_int_equal(text->length_bytes, expected[capacity]);
        assert_int_equal(text->is_truncated, capacity < 9);
    }
}

static void nothing_is_put_behind_a_cut(void **state)
{
    struct line line;
    struct text *text = line_init(&line, 5);

    (void)state;
    text_put(text, "ab");
    text_put(text, "€");
    text_put(text, "c");
    text_printf(text, "%d", 1);
    text_escape(text, "d", 1, TEXT_ESCAPE_UTF8);
    assert_string_equal(text->bytes, "ab");
    text_clear(text);
    text_put(text, "c");
    assert_string_equal(text->bytes, "c");
    assert_false(text->is_truncated);
}

static void a_text_that_just_fits_is_whole(void **state)
{
    struct line line;
    struct text *text = line_init(&line, 5);

    (void)state;
    text_printf(text, "%s", "ab");
    text_put(text, "cd");
    assert_string_equal(text->bytes, "abcd");
    assert_false(text->is_truncated);
    text_printf(text, "%s", "");
    text_put(text, "");
    assert_false(text->is_truncated);
}

/* ---- escaping ------------------------------------------------------------------ */

struct escape_case {
    const char *bytes;
    size_t length;
    const char *ascii;
    const char *utf8;
};
/* clang-format off */
#define ESCAPE(bytes, ascii, utf8) {bytes, sizeof(bytes) - 1, ascii, utf8}
/* clang-format on */
#define ESCAPE_SAME(bytes, both) ESCAPE(bytes, both, both)

static const struct escape_case escape_cases[] = {
    ESCAPE_SAME("", ""),
    ESCAPE_SAME("plain ~text!", "plain ~text!"),
    ESCAPE_SAME("\t\n\v\f\r", "\\t\\n\\v\\f\\r"),
    ESCAPE_SAME("\"\\'", "\\\"\\\\'"),
    ESCAPE_SAME("\a\b\033[2J\177", "\\7\\10\\33[2J\\177"),
    /* The shortest octal, but not so short that a digit behind it would join.  (The compiler
     * reads three digits as one byte, too.) */
    ESCAPE_SAME("\0", "\\0"),
    ESCAPE_SAME("\0x", "\\0x"),
    ESCAPE_SAME("\0001", "\\0001"),
    ESCAPE_SAME("\0008", "\\08"),
    ESCAPE_SAME("\0337", "\\0337"),
    ESCAPE_SAME("\0\0000", "\\0\\0000"),
    ESCAPE_SAME("\1\n", "\\1\\n"),
    /* C1 controls: raw bytes and code points. */
    ESCAPE_SAME("\23331m", "\\23331m"),
    ESCAPE_SAME("\xc2\x85\xc2\x9b", "\\302\\205\\302\\233"),
    /* Text. */
    ESCAPE("gr\u00fc\u00df", "gr\\303\\274\\303\\237", "gr\u00fc\u00df"),
    ESCAPE("\u4f60\u597d", "\\344\\275\\240\\345\\245\\275", "\u4f60\u597d"),
    ESCAPE("\U0001f600", "\\360\\237\\230\\200", "\U0001f600"),
    ESCAPE("e\u0301", "e\\314\\201", "e\u0301"),
    /* A combining mark needs a base that is shown, and four are enough. */
    ESCAPE_SAME("\u0301", "\\314\\201"),
    ESCAPE_SAME("a\n\u0301", "a\\n\\314\\201"),
    ESCAPE("a\u0301\u0301\u0301\u0301\u0301", "a\\314\\201\\314\\201\\314\\201\\314\\201\\314\\201",
           "a\u0301\u0301\u0301\u0301\\314\\201"),
    /* Bidi overrides and isolates, marks, joiners, separators, the byte order mark. */
    ESCAPE_SAME("\u202a\u202e", "\\342\\200\\252\\342\\200\\256"),
    ESCAPE_SAME("\u2066\u2069", "\\342\\201\\246\\342\\201\\251"),
    ESCAPE_SAME("\u200b\u200d\u200f", "\\342\\200\\213\\342\\200\\215\\342\\200\\217"),
    ESCAPE_SAME("\u2028\u2029", "\\342\\200\\250\\342\\200\\251"),
    ESCAPE_SAME("\ufeff", "\\357\\273\\277"),
    ESCAPE_SAME("\u00ad\u061c", "\\302\\255\\330\\234"),
    /* Invisible without being format characters: variation selector, Hangul filler, tag. */
    ESCAPE("\u2764\ufe0f", "\\342\\235\\244\\357\\270\\217", "\u2764\\357\\270\\217"),
    ESCAPE_SAME("\u3164", "\\343\\205\\244"),
    ESCAPE_SAME("\U000e0041", "\\363\\240\\201\\201"),
    /* Private, unassigned, non-characters. */
    ESCAPE_SAME("\ue000", "\\356\\200\\200"),
    ESCAPE_SAME("\u0378", "\\315\\270"),
    ESCAPE_SAME("\uffff", "\\357\\277\\277"),
    /* Not UTF-8: overlong, surrogate, above U+10FFFF, broken off, stray. */
    ESCAPE_SAME("\xc0\xaf", "\\300\\257"),
    ESCAPE_SAME("\xed\xa0\x80", "\\355\\240\\200"),
    ESCAPE_SAME("\xf4\x90\x80\x80", "\\364\\220\\200\\200"),
    ESCAPE_SAME("\xe2\x82", "\\342\\202"),
    ESCAPE_SAME("\342\2027", "\\342\\2027"),
    ESCAPE("\xff\u00e9", "\\377\\303\\251", "\\377\u00e9"),
};

static void tracee_bytes_are_escaped_as_c_would(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof(escape_cases) / sizeof(escape_cases[0]); i++) {
        const struct escape_case *test = &escape_cases[i];
        struct line line;
        struct text *text = line_init(&line, LINE_BYTES);
        text_escape(text, test->bytes, test->length, TEXT_ESCAPE_ASCII);
        assert_string_equal(text->bytes, test->ascii);
        text_clear(text);
        text_escape(text, test->bytes, test->length, TEXT_ESCAPE_UTF8);
        assert_string_equal(text->bytes, test->utf8);
    }
}

static void an_escape_is_whole_or_not_there(void **state)
{
    struct line line;

    (void)state;
    for (size_t capacity = 1; capacity <= 5; capacity++) {
        struct text *text = line_init(&line, capacity);
        text_escape(text, "\033x", 2, TEXT_ESCAPE_UTF8);
        assert_string_equal(text->bytes, capacity < 4 ? "" : capacity == 4 ? "\\33" : "\\33x");
        assert_int_equal(text->is_truncated, capacity < 5);
    }
}

static void every_byte_alone_comes_out_printable(void **state)
{
    (void)state;
    for (int byte = 0; byte < 256; byte++) {
        struct line line;
        struct text *text = line_init(&line, LINE_BYTES);
        char in = (char)byte;
        text_escape(text, &in, 1, TEXT_ESCAPE_UTF8);
        assert_in_range(text->length_bytes, 1, 4);
        for (size_t i = 0; i < text->length_bytes; i++)
            assert_in_range(text->bytes[i], 0x20, 0x7e);
    }
}

/* Decode one code point of the escaped text, strictly; returns its size. */
static size_t decode_utf8(const char *bytes, size_t length, uint32_t *ret_code)
{
    static const struct {
        unsigned char mask, lead;
        uint32_t first; /* lower ones would be overlong */
    } forms[] = {{0x80, 0, 0}, {0xe0, 0xc0, 0x80}, {0xf0, 0xe0, 0x800}, {0xf8, 0xf0, 0x10000}};
    unsigned char lead = (unsigned char)bytes[0];

    for (size_t size = 1; size <= 4; size++) {
        if ((lead & forms[size - 1].mask) != forms[size - 1].lead)
            continue;
        uint32_t code = lead & (unsigned char)~forms[size - 1].mask;
        assert_true(size <= length);
        for (size_t i = 1; i < size; i++) {
            assert_int_equal(bytes[i] & 0xc0, 0x80);
            code = code << 6 | (bytes[i] & 0x3f);
        }
        assert_true(code >= forms[size - 1].first && code <= 0x10ffff);
        assert_false(code >= 0xd800 && code <= 0xdfff);
        *ret_code = code;
        return size;
    }
    fail_msg("no UTF-8: byte %02x", lead);
    return 0;
}

static bool is_harmful(uint32_t code)
{
    return code < 0x20 || (code >= 0x7f && code < 0xa0) || (code >= 0x200b && code <= 0x200f) ||
           (code >= 0x2028 && code <= 0x202e) || (code >= 0x2060 && code <= 0x206f) ||
           code == 0xfeff || (code >= 0xfff9 && code <= 0xfffb) || code == 0xad ||
           (code >= 0xe000 && code <= 0xf8ff) || code >= 0xe0000;
}

/* Bytes that look like UTF-8 more often than chance would have it. */
static size_t random_bytes(unsigned char *bytes, size_t size, unsigned short seed[3])
{
    size_t length = 0;

    while (length + 4 <= size) {
        uint32_t random = (uint32_t)jrand48(seed);
        uint32_t code = random >> 8 & 0x1fffff >> (random & 7) * 2;
        if (random & 8) {
            bytes[length++] = (unsigned char)(random >> 16);
        } else if (code < 0x80) {
            bytes[length++] = (unsigned char)code;
        } else if (code < 0x800) {
            bytes[length++] = (unsigned char)(0xc0 | code >> 6);
            bytes[length++] = (unsigned char)(0x80 | (code & 0x3f));
        } else {
            if (code >= 0x10000)
                bytes[length++] = (unsigned char)(0xf0 | (code >> 18 & 7));
            bytes[length++] = (unsigned char)((code >= 0x10000 ? 0x80 : 0xe0) |
                                              (code >> 12 & (code >= 0x10000 ? 0x3f : 0xf)));
            bytes[length++] = (unsigned char)(0x80 | (code >> 6 & 0x3f));
            bytes[length++] = (unsigned char)(0x80 | (code & 0x3f));
        }
    }
    return length;
}

static void no_input_escapes_the_escaping(void **state)
{
    unsigned short seed[3] = {1, 2, 3};

    (void)state;
    for (int round = 0; round < 20000; round++) {
        unsigned char in[48];
        struct line line;
        /* Small ones too, so that cuts happen everywhere. */
        size_t capacity = 1 + (size_t)nrand48(seed) % LINE_BYTES;
        struct text *text = line_init(&line, capacity);
        size_t length = random_bytes(in, sizeof(in), seed);
        int width_cols = 0;

        text_escape(text, in, length, TEXT_ESCAPE_UTF8);
        assert_true(text->length_bytes < capacity);
        assert_int_equal(strlen(text->bytes), text->length_bytes);
        for (size_t at = 0, size; at < text->length_bytes; at += size) {
            uint32_t code;
            size = decode_utf8(text->bytes + at, text->length_bytes - at, &code);
            assert_false(is_harmful(code));
            int code_cols = wcwidth((wchar_t)code);
            assert_in_range(code_cols, 0, 2);
            width_cols += code_cols;
        }
        assert_int_equal(text_width_cols(text->bytes, text->length_bytes), width_cols);
    }
}

/* ---- columns ------------------------------------------------------------------- */

static void widths_are_those_of_the_terminal(void **state)
{
    (void)state;
    assert_int_equal(text_width_cols("abc", 3), 3);
    assert_int_equal(text_width_cols("", 0), 0);
    assert_int_equal(text_width_cols("e\u0301e", 4), 2);
    assert_int_equal(text_width_cols("\u4f60\u597d", 6), 4);
    assert_int_equal(text_width_cols("\U0001f600", 4), 2);
}

static void widths_do_not_need_a_locale(void **state)
{
    (void)state;
    assert_non_null(setlocale(LC_CTYPE, "C"));
    int width_cols = text_width_cols("\u4f60", 3);
    const char *still = setlocale(LC_CTYPE, NULL);
    assert_string_equal(still, "C");
    assert_non_null(setlocale(LC_CTYPE, "C.UTF-8"));
    assert_int_equal(width_cols, 2);
}

static void a_character_has_its_combining_marks(void **state)
{
    struct text_char character = text_char_at("e\u0301\u0302x", 6);

    (void)state;
    assert_int_equal(character.size_bytes, 5);
    assert_int_equal(character.width_cols, 1);
    character = text_char_at("\u0301x", 3);
    assert_int_equal(character.size_bytes, 2);
    assert_int_equal(character.width_cols, 0);
    character = text_char_at("", 0);
    assert_int_equal(character.size_bytes, 0);
}

static void broken_bytes_take_one_column_each(void **state)
{
    (void)state;
    assert_int_equal(text_width_cols("\xff\xe2\x82", 3), 3);
    assert_int_equal(text_width_cols("\033", 1), 1);
}

static void a_text_is_fitted_at_whole_characters(void **state)
{
    const char *bytes = "a\u4f60e\u0301b"; /* 1 + 2 + 1 + 1 columns, 1 + 3 + 3 + 1 bytes */
    const size_t expected[] = {0, 1, 1, 4, 7, 8, 8};

    (void)state;
    for (int width_cols = 0; width_cols <= 6; width_cols++)
        assert_int_equal(text_fit_bytes(bytes, strlen(bytes), width_cols), expected[width_cols]);
}

/* ---- searching ----------------------------------------------------------------- */

static bool contains(const char *text, const char *needle)
{
    return text_contains(text, strlen(text), needle, strlen(needle));
}

static void text_is_found_in_smart_case(void **state)
{
    (void)state;
    assert_true(contains("openat(AT_FDCWD)", "openat"));
    assert_true(contains("openat(AT_FDCWD)", "fdcwd"));
    assert_true(contains("openat(AT_FDCWD)", "AT_FD"));
    assert_true(contains("openat(AT_FDCWD)", ""));
    assert_true(contains("", ""));
    assert_true(contains("OOOp", "op"));
    assert_true(contains("aab", "ab"));
    assert_true(contains("x", "x"));
    assert_true(contains("Gr\u00fc\u00df", "gr\u00fc"));
    assert_false(contains("openat(AT_FDCWD)", "Openat"));
    assert_false(contains("openat(AT_FDCWD)", "close"));
    assert_false(contains("openat(AT_FDCWD)", "fdcwd)x"));
    assert_false(contains("", "a"));
    assert_false(contains("@[`{", "a"));
}

static void a_search_ends_at_the_given_length(void **state)
{
    (void)state;
    assert_false(text_contains("abcdef", 3, "cd", 2));
    assert_true(text_contains("abcdef", 4, "cd", 2));
    assert_false(text_contains("abcDEF", 3, "cD", 2));
    assert_false(text_contains("xxaxxab", 6, "ab", 2));
}

int main(void)
{
    /* The widths that ncurses would use, for comparison. */
    setlocale(LC_CTYPE, "C.UTF-8");
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(numbers_are_written_in_their_base),
        cmocka_unit_test(every_byte_has_the_role_that_was_set),
        cmocka_unit_test(a_text_without_roles_is_only_text),
        cmocka_unit_test(what_does_not_fit_is_cut),
        cmocka_unit_test(a_cut_leaves_no_half_character),
        cmocka_unit_test(nothing_is_put_behind_a_cut),
        cmocka_unit_test(a_text_that_just_fits_is_whole),
        cmocka_unit_test(tracee_bytes_are_escaped_as_c_would),
        cmocka_unit_test(an_escape_is_whole_or_not_there),
        cmocka_unit_test(every_byte_alone_comes_out_printable),
        cmocka_unit_test(no_input_escapes_the_escaping),
        cmocka_unit_test(widths_are_those_of_the_terminal),
        cmocka_unit_test(widths_do_not_need_a_locale),
        cmocka_unit_test(a_character_has_its_combining_marks),
        cmocka_unit_test(broken_bytes_take_one_column_each),
        cmocka_unit_test(a_text_is_fitted_at_whole_characters),
        cmocka_unit_test(text_is_found_in_smart_case),
        cmocka_unit_test(a_search_ends_at_the_given_length),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
