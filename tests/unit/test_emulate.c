/*
 * What emulate says it can do, the machine does the same: instructions made by chance, done by
 * emulate on a copy of registers and memory, and by a child under a single step; then all of both
 * is compared.  A failure names its seed and draws the instruction.
 */
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "core/control/emulate.h"
#include "support/one_step.h"

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))
#define ADJUST       UINT64_C(0x10)
#define FLAG_TRAP    UINT64_C(0x100)

static uint8_t copy[ONE_STEP_PAGE]; /* of the data: emulate works on it */
static unsigned done[2][256];       /* by map and opcode: compared */

static uint8_t *in_copy(tracee_addr address, size_t size)
{
    uint64_t offset = address - (uintptr_t)one_step.data;

    return offset < ONE_STEP_PAGE && offset + size <= ONE_STEP_PAGE ? copy + offset : NULL;
}

static bool read_copy(void *context, tracee_addr address, void *buffer, size_t size)
{
    const uint8_t *bytes = in_copy(address, size);

    (void)context;
    if (bytes != NULL)
        memcpy(buffer, bytes, size);
    return bytes != NULL;
}

static bool write_copy(void *context, tracee_addr address, const void *buffer, size_t size)
{
    uint8_t *bytes = in_copy(address, size);

    (void)context;
    if (bytes != NULL)
        memcpy(bytes, buffer, size);
    return bytes != NULL;
}

/* What logical operations leave in the adjust flag is not defined. */
static bool leaves_adjust_flag_open(const struct instruction *i)
{
    uint8_t what = i->opcode < 0x40 ? i->opcode >> 3 & 7 : i->reg_code;

    if (i->map != INSTRUCTION_MAP_ONE_BYTE)
        return false;
    if (i->opcode < 0x40 || i->opcode == 0x80 || i->opcode == 0x81 || i->opcode == 0x83)
        return what == 1 || what == 4 || what == 6;
    return (i->opcode & 0xfe) == 0x84 || (i->opcode & 0xfe) == 0xa8 || (i->opcode & 0xfe) == 0xf6;
}

/* The single step's flag was pushed, too. */
static void take_trap_flag_out(const struct instruction *i, const struct user_regs_struct *real)
{
    if (i->kind == INSTRUCTION_PUSH_FLAGS)
        one_step.data[real->rsp + 1 - (uintptr_t)one_step.data] &= (uint8_t)~(FLAG_TRAP >> 8);
}

static void draw_and_fail(const struct instruction *i, const struct user_regs_struct *before,
                          const struct user_regs_struct *emulated,
                          const struct user_regs_struct *real)
{
    const uint64_t *a = (const uint64_t *)before, *b = (const uint64_t *)emulated,
                   *c = (const uint64_t *)real;

    fprintf(stderr, "seed %u, %s:", one_step.seed, i->is_compat ? "32 bits" : "64 bits");
    for (unsigned at = 0; at < i->length; at++)
        fprintf(stderr, " %02x", one_step.code[at]);
    for (unsigned at = 0; at < sizeof(*before) / 8; at++)
        if (b[at] != c[at])
            fprintf(stderr, "\n  register %u: was %lx, emulated %lx, real %lx", at, a[at], b[at],
                    c[at]);
    for (unsigned at = 0; at < ONE_STEP_PAGE; at++)
        if (one_step.data[at] != copy[at])
            fprintf(stderr, "\n  memory %u: emulated %02x, real %02x", at, copy[at],
                    one_step.data[at]);
    fail_msg("emulated and real differ");
}

static bool compare_one(bool is_compat)
{
    const struct emulate_memory memory = {read_copy, write_copy, NULL};
    struct user_regs_struct before = one_step_registers(is_compat), emulated = before, real;
    struct instruction instruction;
    uint8_t bytes[16];
    int signal;

    one_step_instruction(bytes, is_compat);
    if (!instruction_decode(bytes, sizeof(bytes), is_compat, &instruction))
        return false;
    memcpy(copy, one_step.data, ONE_STEP_PAGE);
    if (!emulate(&instruction, &emulated, &memory)) {
        assert_memory_equal(&before, &emulated, sizeof(before));
        assert_memory_equal(copy, one_step.data, ONE_STEP_PAGE);
        return false;
    }
    memcpy(one_step.code, bytes, sizeof(bytes));
    signal = one_step_run(&before, &real);
    take_trap_flag_out(&instruction, &real);
    if (leaves_adjust_flag_open(&instruction))
        real.eflags = (real.eflags & ~ADJUST) | (emulated.eflags & ADJUST);
    if (signal != SIGTRAP || memcmp(&emulated, &real, sizeof(real)) != 0 ||
        memcmp(copy, one_step.data, ONE_STEP_PAGE) != 0)
        draw_and_fail(&instruction, &before, &emulated, &real);
    done[instruction.map][instruction.opcode]++;
    return true;
}

static void compare_many(bool is_compat)
{
    unsigned same = 0;

    memset(done, 0, sizeof(done));
    one_step_reseed();
    one_step_fill_data();
    while (same < 20000)
        same += compare_one(is_compat);
}

static void assert_was_compared(unsigned map, const uint8_t *opcodes, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (done[map][opcodes[i]] == 0)
            fail_msg("opcode %02x of map %u was never compared", opcodes[i], map);
}

static const uint8_t common[] = {
    0x01, 0x03, 0x05, 0x09, 0x11, 0x19, 0x21, 0x29, 0x30, 0x31, 0x38, 0x39, 0x3a, 0x3b, 0x3c, 0x3d,
    0x50, 0x53, 0x55, 0x5b, 0x5d, 0x68, 0x6a, 0x70, 0x74, 0x75, 0x7f, 0x80, 0x81, 0x83, 0x84, 0x85,
    0x88, 0x89, 0x8a, 0x8b, 0x8d, 0x90, 0x98, 0x99, 0x9c, 0xa8, 0xa9, 0xb0, 0xb8, 0xbf, 0xc2, 0xc3, 0xc6,
    0xc7, 0xc9, 0xe0, 0xe1, 0xe2, 0xe3, 0xe8, 0xe9, 0xeb, 0xf6, 0xf7, 0xfe, 0xff,
};
static const uint8_t common_0f[] = {0x1e, 0x1f, 0x44, 0x80, 0x84, 0x8f,
                                    0x94, 0xb6, 0xb7, 0xbe, 0xbf};

static void code_of_64_bits_does_what_the_machine_does(void **state)
{
    static const uint8_t more[] = {0x63};

    (void)state;
    compare_many(false);
    assert_was_compared(INSTRUCTION_MAP_ONE_BYTE, common, COUNT(common));
    assert_was_compared(INSTRUCTION_MAP_ONE_BYTE, more, COUNT(more));
    assert_was_compared(INSTRUCTION_MAP_0F, common_0f, COUNT(common_0f));
}

static void code_of_32_bits_does_what_the_machine_does(void **state)
{
    static const uint8_t more[] = {0x40, 0x4f};

    (void)state;
    compare_many(true);
    assert_was_compared(INSTRUCTION_MAP_ONE_BYTE, common, COUNT(common));
    assert_was_compared(INSTRUCTION_MAP_ONE_BYTE, more, COUNT(more));
    assert_was_compared(INSTRUCTION_MAP_0F, common_0f, COUNT(common_0f));
}

/* ---- what is refused ------------------------------------------------------------- */

static bool is_done(const char *bytes, size_t size)
{
    const struct emulate_memory memory = {read_copy, write_copy, NULL};
    struct user_regs_struct registers = one_step_registers(false);
    struct instruction instruction;

    registers.rax = (uintptr_t)one_step.data;
    registers.rbx = (uintptr_t)one_step.code; /* not in the copy: unmapped */
    assert_true(instruction_decode(bytes, size, false, &instruction));
    return emulate(&instruction, &registers, &memory);
}

static void what_would_fault_or_is_not_known_is_refused(void **state)
{
    (void)state;
    assert_true(is_done("\x48\x8b\x08", 3));      /* mov rcx, [rax] */
    assert_false(is_done("\x48\x8b\x0b", 3));     /* mov rcx, [rbx]: unreadable */
    assert_false(is_done("\x48\x89\x0b", 3));     /* mov [rbx], rcx: unwritable */
    assert_false(is_done("\x48\x01\x08", 3));     /* add [rax], rcx: another thread may write */
    assert_false(is_done("\xf0\x48\x01\x08", 4)); /* lock */
    assert_false(is_done("\x0f\x05", 2));         /* syscall */
    assert_false(is_done("\xcc", 1));             /* int3 */
    assert_false(is_done("\xf3\xa4", 2));         /* rep movsb */
    assert_false(is_done("\x9d", 1));             /* popf */
    assert_false(is_done("\xc5\xf8\x77", 3));     /* vzeroupper */
    assert_false(is_done("\x66\xe8\x00\x00\x00\x00", 6)); /* a branch of 16 bits */
    assert_false(is_done("\xf3\x48\x0f\x1e\xc8", 5));     /* rdsspq */
}

/* A program that traces itself gets its trap from the machine. */
static void a_program_with_the_trap_flag_is_left_alone(void **state)
{
    const struct emulate_memory memory = {read_copy, write_copy, NULL};
    struct user_regs_struct registers = one_step_registers(false);
    struct instruction instruction;

    (void)state;
    assert_true(instruction_decode("\x90", 1, false, &instruction));
    assert_true(emulate(&instruction, &registers, &memory));
    registers.eflags |= 0x100;
    assert_false(emulate(&instruction, &registers, &memory));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(code_of_64_bits_does_what_the_machine_does),
        cmocka_unit_test(code_of_32_bits_does_what_the_machine_does),
        cmocka_unit_test(what_would_fault_or_is_not_known_is_refused),
        cmocka_unit_test(a_program_with_the_trap_flag_is_left_alone),
    };

    return cmocka_run_group_tests(tests, one_step_begin, one_step_end);
}
