/*
 * Finding the struct kvm_run of a virtual machine's processor among what a process has mapped.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "core/tracer/vcpu_exit.h"

#define MAPPED(range, offset, path) range " rw-s " offset " 00:10 1039    anon_inode:" path "\n"

static const char maps[] = MAPPED("1000-4000", "00000000", "kvm-vcpu:0")
    MAPPED("5000-8000", "00000000", "kvm-vcpu:10") MAPPED("9000-a000", "00002000", "kvm-vcpu:1")
        MAPPED("b000-e000", "00000000", "kvm-vcpu:1") "f000-10000 rw-p 00000000 00:00 0\n"
    MAPPED("11000-14000", "00000000", "kvm-vcpu:0");

static struct memory_map parsed(void)
{
    struct memory_map map;

    memory_map_parse(strdup(maps), &map);
    return map;
}

static void a_processor_is_found_by_its_whole_name(void **state)
{
    struct memory_map map = parsed();
    size_t next = 0;

    (void)state;
    const struct mapping *run = vcpu_exit_next_run(&map, "anon_inode:kvm-vcpu:1", &next);
    assert_non_null(run);
    assert_int_equal(run->start, 0xb000);
    assert_null(vcpu_exit_next_run(&map, "anon_inode:kvm-vcpu:1", &next));
    memory_map_done(&map);
}

static void two_machines_have_processors_of_one_name(void **state)
{
    struct memory_map map = parsed();
    size_t next = 0;

    (void)state;
    assert_int_equal(vcpu_exit_next_run(&map, "anon_inode:kvm-vcpu:0", &next)->start, 0x1000);
    assert_int_equal(vcpu_exit_next_run(&map, "anon_inode:kvm-vcpu:0", &next)->start, 0x11000);
    assert_null(vcpu_exit_next_run(&map, "anon_inode:kvm-vcpu:0", &next));
    memory_map_done(&map);
}

static void what_is_not_mapped_is_not_found(void **state)
{
    struct memory_map map = parsed();
    size_t next = 0;

    (void)state;
    assert_null(vcpu_exit_next_run(&map, "anon_inode:kvm-vcpu:2", &next));
    memory_map_done(&map);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_processor_is_found_by_its_whole_name),
        cmocka_unit_test(two_machines_have_processors_of_one_name),
        cmocka_unit_test(what_is_not_mapped_is_not_found),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
