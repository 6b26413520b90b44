#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "tui/memory_edit.h"

static struct memory_edit edit;

static enum memory_edit_result press(const char *name)
{
    struct key key;
    assert_true(key_parse(name, &key));
    return memory_edit_key(&edit, &key, 0x5a);
}

static uint8_t byte_at(tracee_addr address)
{
    uint8_t byte = 0;
    assert_true(memory_edit_byte(&edit, address, &byte));
    return byte;
}

static void two_digits_are_a_byte_and_one_changes_its_upper_half(void **state)
{
    (void)state;
    memory_edit_begin(&edit, 0x1000, false);
    press("d");
    assert_int_equal(byte_at(0x1000), 0xda);
    press("E");
    assert_int_equal(byte_at(0x1000), 0xde);
    assert_int_equal(edit.count, 1);
    press("a");
    assert_int_equal(memory_edit_length(&edit), 2);
    assert_int_equal(byte_at(0x1001), 0xaa);
    press("g"); /* no digit */
    assert_int_equal(memory_edit_length(&edit), 2);
    assert_int_equal(press("Enter"), MEMORY_EDIT_ACCEPTED);
}

static void backspace_takes_back_what_was_typed(void **state)
{
    uint8_t byte;
    (void)state;
    memory_edit_begin(&edit, 0x1000, false);
    press("1");
    press("2");
    press("3");
    press("Backspace");
    assert_int_equal(memory_edit_length(&edit), 1);
    press("Backspace");
    assert_int_equal(memory_edit_length(&edit), 0);
    press("Backspace");
    assert_false(memory_edit_byte(&edit, 0x1000, &byte));
    assert_int_equal(press("Enter"), MEMORY_EDIT_CANCELLED);
}

static void tab_goes_from_digits_to_text(void **state)
{
    (void)state;
    memory_edit_begin(&edit, 0x1000, false);
    press("4");
    press("1");
    press("Tab");
    press("z");
    press("Space");
    assert_int_equal(byte_at(0x1000), 'A');
    assert_int_equal(byte_at(0x1001), 'z');
    assert_int_equal(byte_at(0x1002), ' ');
    assert_int_equal(press("Esc"), MEMORY_EDIT_CANCELLED);
}

static void no_more_is_taken_than_there_is_room_for(void **state)
{
    (void)state;
    memory_edit_begin(&edit, 0x1000, true);
    for (int i = 0; i < MEMORY_EDIT_BYTES + 50; i++)
        press("x");
    press("Tab");
    press("1");
    assert_int_equal(memory_edit_length(&edit), MEMORY_EDIT_BYTES);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(two_digits_are_a_byte_and_one_changes_its_upper_half),
        cmocka_unit_test(backspace_takes_back_what_was_typed),
        cmocka_unit_test(tab_goes_from_digits_to_text),
        cmocka_unit_test(no_more_is_taken_than_there_is_room_for),
    };
    return cmocka_run_group_tests_name("memory_edit", tests, NULL, NULL);
}
