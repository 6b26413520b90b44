#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include <linux/audit.h>
#include <linux/seccomp.h>

#include "core/tracee/call_facts.h"
#include "core/tracer/seccomp_trap.h"

#define UNKNOWN_ARCHITECTURE AUDIT_ARCH_AARCH64

static const uint32_t architectures[ABI_COUNT] = {
    [ABI_NATIVE] = AUDIT_ARCH_X86_64,
    [ABI_COMPAT] = AUDIT_ARCH_I386,
};

static struct seccomp_trap trap;

/* What the kernel would do with the program: the few instructions that it is made of. */
static uint32_t run_program(uint32_t architecture, int number)
{
    const struct seccomp_data data = {.nr = number, .arch = architecture};
    uint32_t loaded = 0;

    for (unsigned at = 0; at < trap.count; at++) {
        const struct sock_filter *instruction = &trap.program[at];
        switch (instruction->code) {
        case BPF_LD | BPF_W | BPF_ABS:
            assert_true(instruction->k <= sizeof(data) - sizeof(loaded));
            memcpy(&loaded, (const char *)&data + instruction->k, sizeof(loaded));
            break;
        case BPF_JMP | BPF_JA:
            at += instruction->k;
            break;
        case BPF_JMP | BPF_JEQ | BPF_K:
            at += loaded == instruction->k ? instruction->jt : instruction->jf;
            break;
        case BPF_JMP | BPF_JGE | BPF_K:
            at += loaded >= instruction->k ? instruction->jt : instruction->jf;
            break;
        case BPF_RET | BPF_K:
            return instruction->k;
        default:
            fail_msg("instruction %u has the code %#x", at, instruction->code);
        }
    }
    fail_msg("number %d runs off the end", number);
    return 0;
}

static uint32_t verdict(bool stops)
{
    return stops ? SECCOMP_RET_TRACE : SECCOMP_RET_ALLOW;
}

static void assert_program_is(const struct syscall_set *stops)
{
    static const int odd[] = {-1, INT32_MIN, INT32_MAX, SYSCALL_SET_NUMBERS,
                              0x40000000 /* x32 */, 0x40000000 | 1};

    seccomp_trap_build(stops, &trap);
    for (int abi = 0; abi < ABI_COUNT; abi++) {
        for (int number = 0; number < SYSCALL_SET_NUMBERS; number++)
            assert_int_equal(run_program(architectures[abi], number),
                             verdict(syscall_set_has(stops, (enum abi)abi, number)));
        for (size_t i = 0; i < sizeof(odd) / sizeof(odd[0]); i++)
            assert_int_equal(run_program(architectures[abi], odd[i]),
                             verdict(stops->has_unknown));
    }
    assert_int_equal(run_program(UNKNOWN_ARCHITECTURE, 0), SECCOMP_RET_TRACE);
}

static void a_set_of_one_call_stops_at_that_call_alone(void **state)
{
    struct syscall_set set = {0};

    (void)state;
    syscall_set_add(&set, ABI_NATIVE, 257);
    assert_program_is(&set);
}

static void the_first_and_the_last_number_have_no_neighbour(void **state)
{
    struct syscall_set set = {0};

    (void)state;
    syscall_set_add(&set, ABI_NATIVE, 0);
    syscall_set_add(&set, ABI_COMPAT, SYSCALL_SET_NUMBERS - 1);
    assert_program_is(&set);
    set.has_unknown = true;
    assert_program_is(&set);
}

static void nothing_and_everything_are_sets_too(void **state)
{
    struct syscall_set set = {0};

    (void)state;
    assert_program_is(&set);
    memset(&set, 0xff, sizeof(set));
    set.has_unknown = true;
    assert_program_is(&set);
}

/* Every other number: the most runs there can be, and jumps that no byte can hold. */
static void the_most_scattered_set_fits_and_is_reached(void **state)
{
    struct syscall_set set = {0};

    (void)state;
    for (int abi = 0; abi < ABI_COUNT; abi++)
        for (int number = 0; number < SYSCALL_SET_NUMBERS; number += 2)
            syscall_set_add(&set, (enum abi)abi, number);
    assert_program_is(&set);
    assert_true(trap.count > 2000);
}

static void any_set_is_met_by_its_program(void **state)
{
    (void)state;
    srand(7);
    for (int round = 0; round < 100; round++) {
        struct syscall_set set = {.has_unknown = round % 2};
        int chance = 1 + rand() % 64;
        for (int abi = 0; abi < ABI_COUNT; abi++)
            for (int number = 0; number < SYSCALL_SET_NUMBERS; number++)
                if (rand() % chance == 0)
                    syscall_set_add(&set, (enum abi)abi, number);
        assert_program_is(&set);
    }
}

/* ---- what the tracer needs for itself --------------------------------------------- */

static bool needs(const struct syscall_set *set, enum abi abi, const char *name)
{
    int number = -1;

    assert_non_null(syscall_find_name(abi, name, &number));
    return syscall_set_has(set, abi, number);
}

static void the_tracer_stops_where_tracees_come_from_and_become_others(void **state)
{
    struct syscall_set set = {0};

    (void)state;
    call_facts_init();
    call_facts_add_needed(&set, 0);
    for (int abi = 0; abi < ABI_COUNT; abi++) {
        assert_true(needs(&set, (enum abi)abi, "execve"));
        assert_true(needs(&set, (enum abi)abi, "clone3"));
        assert_true(needs(&set, (enum abi)abi, "restart_syscall"));
        assert_true(needs(&set, (enum abi)abi, "seccomp"));
        assert_false(needs(&set, (enum abi)abi, "read"));
        assert_false(needs(&set, (enum abi)abi, "close"));
        assert_false(needs(&set, (enum abi)abi, "mprotect"));
    }
}

static void descriptors_are_followed_where_they_are_named(void **state)
{
    struct syscall_set set = {0};

    (void)state;
    call_facts_init();
    call_facts_add_needed(&set, CALL_NEEDS_DESCRIPTORS);
    for (int abi = 0; abi < ABI_COUNT; abi++) {
        assert_true(needs(&set, (enum abi)abi, "close"));
        assert_true(needs(&set, (enum abi)abi, "dup2"));
        assert_true(needs(&set, (enum abi)abi, "pipe"));
        assert_true(needs(&set, (enum abi)abi, "socket"));
        assert_false(needs(&set, (enum abi)abi, "write"));
    }
}

static void code_is_followed_where_callers_are_named(void **state)
{
    struct syscall_set set = {0};

    (void)state;
    call_facts_init();
    call_facts_add_needed(&set, CALL_NEEDS_CODE);
    for (int abi = 0; abi < ABI_COUNT; abi++) {
        assert_true(needs(&set, (enum abi)abi, "munmap"));
        assert_true(needs(&set, (enum abi)abi, "mprotect"));
        assert_false(needs(&set, (enum abi)abi, "close"));
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_set_of_one_call_stops_at_that_call_alone),
        cmocka_unit_test(the_first_and_the_last_number_have_no_neighbour),
        cmocka_unit_test(nothing_and_everything_are_sets_too),
        cmocka_unit_test(the_most_scattered_set_fits_and_is_reached),
        cmocka_unit_test(any_set_is_met_by_its_program),
        cmocka_unit_test(the_tracer_stops_where_tracees_come_from_and_become_others),
        cmocka_unit_test(descriptors_are_followed_where_they_are_named),
        cmocka_unit_test(code_is_followed_where_callers_are_named),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
