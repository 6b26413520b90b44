#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "tui/memory_image.h"

static struct memory_image image;
static uint8_t memory[64], is_mapped[64];

static int setup(void **state)
{
    (void)state;
    memset(&image, 0, sizeof image);
    memset(is_mapped, 1, sizeof is_mapped);
    for (size_t i = 0; i < sizeof memory; i++)
        memory[i] = (uint8_t)i;
    return 0;
}

static void take(int32_t tid, uint32_t generation, tracee_addr address)
{
    const struct sight sight = {
        .look = {.at = {.tid = tid, .generation = generation},
                 .memory_address = address,
                 .memory_bytes = sizeof memory},
        .memory = memory,
        .is_mapped = is_mapped,
    };
    memory_image_take(&image, &sight);
}

static void what_changes_at_one_stop_is_no_change_since_the_one_before(void **state)
{
    (void)state;
    take(7, 1, 0x1000);
    memory[3] = 99;
    take(7, 1, 0x1000);
    assert_false(memory_image_has_changed(&image, 0x1003));
    memory[4] = 99;
    take(7, 2, 0x1000);
    assert_false(memory_image_has_changed(&image, 0x1003));
    assert_true(memory_image_has_changed(&image, 0x1004));
    take(7, 2, 0x1000);
    assert_true(memory_image_has_changed(&image, 0x1004));
    take(7, 3, 0x1000);
    assert_false(memory_image_has_changed(&image, 0x1004));
}

static void only_bytes_that_were_seen_before_can_have_changed(void **state)
{
    (void)state;
    take(7, 1, 0x1000);
    memset(memory, 0xee, sizeof memory);
    take(7, 2, 0x1020);
    assert_true(memory_image_has_changed(&image, 0x1020));
    assert_false(memory_image_has_changed(&image, 0x1050));
    take(8, 9, 0x1020);
    assert_false(memory_image_has_changed(&image, 0x1020));
}

static void an_unmapped_byte_is_known_and_has_no_value(void **state)
{
    uint8_t byte = 0;

    (void)state;
    is_mapped[5] = 0;
    take(7, 1, 0x1000);
    assert_true(memory_image_knows(&image, 0x1005));
    assert_false(memory_image_get(&image, 0x1005, &byte));
    assert_true(memory_image_get(&image, 0x1006, &byte));
    assert_int_equal(byte, 6);
    assert_false(memory_image_knows(&image, 0x0fff));
    assert_false(memory_image_knows(&image, 0x1040));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup(what_changes_at_one_stop_is_no_change_since_the_one_before, setup),
        cmocka_unit_test_setup(only_bytes_that_were_seen_before_can_have_changed, setup),
        cmocka_unit_test_setup(an_unmapped_byte_is_known_and_has_no_value, setup),
    };
    return cmocka_run_group_tests_name("memory_image", tests, NULL, NULL);
}
