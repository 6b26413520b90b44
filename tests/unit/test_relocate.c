/*
 * A moved instruction does what it did where it was: instructions made by chance are executed by
 * the machine, then their copies elsewhere, put right afterwards; registers and memory must be the
 * same.  A failure names its seed and draws the instruction.
 */
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "core/control/relocate.h"
#include "support/one_step.h"

static bool is_in_data(tracee_addr address, size_t size)
{
    uint64_t offset = address - (uintptr_t)one_step.data;

    return offset < ONE_STEP_PAGE && offset + size <= ONE_STEP_PAGE;
}

static bool read_data(void *context, tracee_addr address, void *buffer, size_t size)
{
    (void)context;
    if (is_in_data(address, size))
        memcpy(buffer, (void *)(uintptr_t)address, size);
    return is_in_data(address, size);
}

static bool write_data(void *context, tracee_addr address, const void *bytes, size_t size)
{
    (void)context;
    if (is_in_data(address, size))
        memcpy((void *)(uintptr_t)address, bytes, size);
    return is_in_data(address, size);
}

static const struct emulate_memory memory = {read_data, write_data, NULL};

/* What says something else each time, changes what the next run finds (the FPU, protection keys),
 * or does more than the registers show. */
static bool is_repeatable(const struct instruction *i)
{
    if (i->kind == INSTRUCTION_SYSCALL)
        return false;
    if (i->map == INSTRUCTION_MAP_ONE_BYTE)
        return (i->opcode & 0xf8) != 0xd8 && i->opcode != 0x9b && i->opcode != 0x8e &&
               i->opcode != 0x17;
    return i->opcode != 0x31 && i->opcode > 0x01 && i->opcode != 0xc7 && i->opcode != 0xae &&
           i->opcode != 0x33;
}

static void draw_and_fail(const struct relocated *moved, const uint8_t *original,
                          int signal, int got_signal, const struct user_regs_struct *expected,
                          const struct user_regs_struct *got)
{
    const uint64_t *a = (const uint64_t *)expected, *b = (const uint64_t *)got;

    fprintf(stderr, "seed %u, cs %llx:", one_step.seed, (unsigned long long)got->cs);
    for (unsigned at = 0; at < moved->original_length; at++)
        fprintf(stderr, " %02x", original[at]);
    for (unsigned at = 0; at < sizeof(*expected) / 8; at++)
        if (a[at] != b[at])
            fprintf(stderr, "\n  register %u: expected %lx, got %lx", at, a[at], b[at]);
    fprintf(stderr, "\n  signal: expected %d, got %d", signal, got_signal);
    fail_msg("the moved one does something else");
}

/* Let half of those that are relative to the program counter find data. */
static void aim(uint8_t *bytes, struct instruction *i)
{
    int32_t distance =
        (int32_t)((uintptr_t)one_step.data + 256 - (uintptr_t)one_step.code - i->length);

    if (i->is_pc_relative && one_step_one_in(2)) {
        memcpy(bytes + i->displacement_offset, &distance, 4);
        i->displacement = distance;
    }
}

static bool compare_one(bool is_compat, unsigned counts[static INSTRUCTION_KIND_COUNT])
{
    static uint8_t data[ONE_STEP_PAGE], expected_data[ONE_STEP_PAGE];
    struct user_regs_struct before = one_step_registers(is_compat), expected, got;
    struct instruction i;
    struct relocated moved;
    uint8_t bytes[16];
    int signal, got_signal;
    bool is_fixed;

    one_step_instruction(bytes, is_compat);
    if (!instruction_decode(bytes, sizeof(bytes), is_compat, &i) || !is_repeatable(&i))
        return false;
    aim(bytes, &i);
    if (!relocate(&i, bytes, (uintptr_t)one_step.code, (uintptr_t)one_step.other_code, &moved))
        return false;
    memcpy(one_step.code, bytes, sizeof(bytes));
    memcpy(one_step.other_code, moved.bytes, moved.length);
    memcpy(data, one_step.data, ONE_STEP_PAGE);
    signal = one_step_run(&before, &expected);
    memcpy(expected_data, one_step.data, ONE_STEP_PAGE);
    memcpy(one_step.data, data, ONE_STEP_PAGE);
    before.rip = moved.to;
    got_signal = one_step_run(&before, &got);
    is_fixed = relocate_fix(&moved, &got, &memory);
    if (got_signal != signal || !is_fixed ||
        memcmp(&expected, &got, sizeof(got)) != 0 ||
        memcmp(expected_data, one_step.data, ONE_STEP_PAGE) != 0)
        draw_and_fail(&moved, bytes, signal, got_signal, &expected, &got);
    counts[i.kind] += signal == SIGTRAP;
    return true;
}

/* What a sanitizer has mapped would be written by what should fault, and changes the next comparison. */
static void compare_many(bool is_compat)
{
    unsigned counts[INSTRUCTION_KIND_COUNT] = {0};

#ifdef __SANITIZE_ADDRESS__
    skip();
#endif

    one_step_reseed();
    one_step_fill_data();
    for (unsigned same = 0; same < 10000;)
        same += compare_one(is_compat, counts);
    assert_true(counts[INSTRUCTION_OTHER] > 0);
    assert_true(counts[INSTRUCTION_CALL] > 0);
    assert_true(counts[INSTRUCTION_JUMP] > 0);
    assert_true(counts[INSTRUCTION_CONDITIONAL] > 0);
    assert_true(counts[INSTRUCTION_RETURN] > 0);
}

static void code_of_64_bits_can_be_moved(void **state)
{
    (void)state;
    compare_many(false);
}

static void code_of_32_bits_can_be_moved(void **state)
{
    (void)state;
    compare_many(true);
}

static bool can_move(size_t size, const char *text, tracee_addr from, tracee_addr to)
{
    struct relocated moved;
    struct instruction i;

    assert_true(instruction_decode(text, size, false, &i));
    return relocate(&i, (const uint8_t *)text, from, to, &moved);
}

static void what_is_out_of_reach_or_traps_is_refused(void **state)
{
    const tracee_addr near = 0x500000000000, far = near + (UINT64_C(3) << 30);

    (void)state;
    assert_true(can_move(7, "\x48\x8d\x05\x00\x00\x00\x00", near, near + 0x1000)); /* lea [rip] */
    assert_false(can_move(7, "\x48\x8d\x05\x00\x00\x00\x00", near, far));
    assert_false(can_move(7, "\x48\x8d\x05\x00\x00\x00\x00", far, near));
    assert_true(can_move(2, "\xeb\x00", near, near + 0x1000)); /* jmp */
    assert_false(can_move(2, "\xeb\x00", near, far));
    assert_true(can_move(3, "\x48\x89\xe5", near, far));                   /* mov rbp, rsp */
    assert_true(can_move(2, "\xff\xd0", near, far));                       /* call rax */
    assert_false(can_move(5, "\xe8\x00\x00\x00\x00", near, near + 1));     /* call */
    assert_false(can_move(2, "\xe3\x00", near, near + 1));                 /* jrcxz */
    assert_false(can_move(6, "\xc7\xf8\x00\x00\x00\x00", near, near + 1)); /* xbegin */
    assert_false(can_move(1, "\xcc", near, near + 1));
    assert_false(can_move(2, "\x0f\x34", near, near + 1)); /* sysenter */
}

/* At its entry it is told to go on behind the original, so that is where it is begun again. */
static void a_syscall_comes_back_to_where_it_was(void **state)
{
    struct user_regs_struct registers = one_step_registers(false);
    struct relocated moved;
    struct instruction i;

    (void)state;
    assert_true(instruction_decode("\x0f\x05", 2, false, &i));
    assert_true(relocate(&i, (const uint8_t *)"\x0f\x05", 0x1000, 0x2000, &moved));
    registers.rip = registers.rcx = 0x2002;
    assert_true(relocate_fix(&moved, &registers, &memory));
    assert_int_equal(registers.rip, 0x1002);
    assert_int_equal(registers.rcx, 0x1002);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(code_of_64_bits_can_be_moved),
        cmocka_unit_test(code_of_32_bits_can_be_moved),
        cmocka_unit_test(what_is_out_of_reach_or_traps_is_refused),
        cmocka_unit_test(a_syscall_comes_back_to_where_it_was),
    };

    return cmocka_run_group_tests(tests, one_step_begin, one_step_end);
}
