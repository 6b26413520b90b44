#include "drawing.h"

#include "tui/hexdump.h"

static void a_row_says_where_each_byte_stands(void **state)
{
    const struct hexdump hexdump = hexdump_fit(12, 100, 32);
    const uint8_t bytes[16] = "/etc/hosts\0\x7f\xff" "abc";
    char buffer[128], pair[3], digits[3];
    struct text text;

    (void)state;
    text_init(&text, buffer, NULL, sizeof(buffer));
    hexdump_put_row(&hexdump, &(struct hexdump_row){.offset = 0x1000, .bytes = bytes, .count = 16},
                    &text);
    assert_int_equal(hexdump.bytes_per_row, 16);
    for (int i = 0; i < 16; i++) {
        bool is_character;
        snprintf(pair, sizeof(pair), "%02x", bytes[i]);
        snprintf(digits, sizeof(digits), "%.2s", buffer + hexdump_pair_col(&hexdump, i));
        assert_string_equal(digits, pair);
        if (bytes[i] >= ' ' && bytes[i] < 0x7f)
            assert_int_equal(buffer[hexdump_character_col(&hexdump, i)], bytes[i]);
        assert_int_equal(hexdump_byte_at(&hexdump, hexdump_pair_col(&hexdump, i) + 1, &is_character),
                         i);
        assert_false(is_character);
        assert_int_equal(hexdump_byte_at(&hexdump, hexdump_character_col(&hexdump, i), &is_character),
                         i);
        assert_true(is_character);
    }
}

static void what_is_not_mapped_is_a_dot(void **state)
{
    const struct hexdump hexdump = {.offset_digits = 4, .bytes_per_row = 8};
    const uint8_t bytes[8] = "abc", is_mapped[8] = {1, 1, 1, 1};
    char buffer[128];
    struct text text;

    (void)state;
    text_init(&text, buffer, NULL, sizeof(buffer));
    hexdump_put_row(
        &hexdump,
        &(struct hexdump_row){.offset = 0x10, .bytes = bytes, .is_mapped = is_mapped, .count = 8},
        &text);
    assert_string_equal(buffer, "0010  61 62 63 00 ⋅⋅ ⋅⋅ ⋅⋅ ⋅⋅  abc.⋅⋅⋅⋅");
}

static void a_narrow_row_has_eight_bytes(void **state)
{
    bool is_character;
    const struct hexdump hexdump = hexdump_fit(12, 60, 32);

    (void)state;
    assert_int_equal(hexdump.bytes_per_row, 8);
    assert_int_equal(hexdump_byte_at(&hexdump, 0, &is_character), -1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_row_says_where_each_byte_stands),
        cmocka_unit_test(what_is_not_mapped_is_a_dot),
        cmocka_unit_test(a_narrow_row_has_eight_bytes),
    };
    return cmocka_run_group_tests_name("hexdump", tests, NULL, NULL);
}
