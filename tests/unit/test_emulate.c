/*
 * What emulate says it can do, the machine does the same: instructions made by chance, done by
 * emulate on a copy of registers and memory, and by a child under a single step; then all of both
 * is compared.
 *
 *     page of data  S: the child's, shared with the test    C: the copy that emulate works on
 *
 * A failure names its seed and draws the instruction.
 */
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/user.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include <cmocka.h>

#include "core/control/emulate.h"
#include "core/tracee/ptrace_call.h"
#include "support/process.h"

#define COUNT(array)        (sizeof(array) / sizeof((array)[0]))
#define PAGE                4096u
#define CODE_SEGMENT_32_BIT 0x23
#define DATA_SEGMENT_32_BIT 0x2b
#define ADJUST              UINT64_C(0x10)

struct stage {
    pid_t child;
    uint8_t *code, *data; /* shared pages below 4 GiB, at the same address in the child */
    uint8_t copy[PAGE];
    struct user_regs_struct registers; /* of the child as it was found */
    uint64_t random;
    unsigned seed;
    unsigned done[2][256]; /* by map and opcode: compared */
};

static struct stage *stage;

static uint8_t *shared_page(int protection)
{
    uint8_t *page = mmap(NULL, PAGE, protection, MAP_SHARED | MAP_ANONYMOUS | MAP_32BIT, -1, 0);

    assert_ptr_not_equal(page, MAP_FAILED);
    return page;
}

static int begin(void **state)
{
    int status;
    pid_t parent = getpid();

    stage = calloc(1, sizeof(*stage));
    stage->code = shared_page(PROT_READ | PROT_WRITE | PROT_EXEC);
    stage->data = shared_page(PROT_READ | PROT_WRITE);
    stage->seed = (unsigned)time(NULL);
    stage->child = fork();
    if (stage->child == 0) {
        process_dies_with(parent);
        alarm(50);
        for (;;)
            __asm__ volatile("");
    }
    assert_int_equal(ptrace_seize(stage->child, SEIZE_ALONE), 0);
    assert_int_equal(ptrace_interrupt(stage->child), 0);
    assert_int_equal(waitpid(stage->child, &status, 0), stage->child);
    assert_int_equal(ptrace_get_registers(stage->child, &stage->registers), 0);
    *state = stage;
    return 0;
}

static int end(void **state)
{
    (void)state;
    process_end(stage->child);
    munmap(stage->code, PAGE);
    munmap(stage->data, PAGE);
    free(stage);
    return 0;
}

/* ---- chance ---------------------------------------------------------------------- */

static uint64_t chance(void)
{
    stage->random += UINT64_C(0x9e3779b97f4a7c15);
    uint64_t z = stage->random;
    z = (z ^ (z >> 30)) * UINT64_C(0xbf58476d1ce4e5b9);
    z = (z ^ (z >> 27)) * UINT64_C(0x94d049bb133111eb);
    return z ^ (z >> 31);
}

static bool one_in(unsigned many)
{
    return chance() % many == 0;
}

/* Values that flags depend on, small ones, and what points into the data. */
static uint64_t random_value(void)
{
    static const uint64_t edges[] = {0,         1,          0x7f,       0x80,       0xff,
                                     0x7fff,    0x8000,     0x7fffffff, 0x80000000, 0xffffffff,
                                     INT64_MAX, UINT64_MAX, 1ull << 63};

    switch (chance() % 4) {
    case 0:
        return edges[chance() % COUNT(edges)];
    case 1:
        return chance() % 64;
    case 2:
        return (uintptr_t)stage->data + 512 + chance() % 3000;
    default:
        return chance();
    }
}

/* Prefixes, an opcode of either map, and whatever follows. */
static void make_instruction(uint8_t bytes[16], bool is_compat)
{
    static const uint8_t groups[] = {0xff, 0xf7, 0xf6, 0xfe, 0x83, 0x81, 0x80, 0xc6, 0xc7};
    unsigned at = 0;
    uint64_t rest[2] = {chance(), chance()};

    memcpy(bytes, rest, 16);
    if (one_in(6))
        bytes[at++] = 0x66;
    if (one_in(16))
        bytes[at++] = one_in(2) ? 0xf2 : 0xf3;
    if (one_in(24))
        bytes[at++] = one_in(2) ? 0x64 : 0x67;
    if (!is_compat && one_in(2))
        bytes[at++] = (uint8_t)(0x40 | chance() % 16);
    if (one_in(3))
        bytes[at++] = 0x0f;
    else if (one_in(4))
        bytes[at] = groups[chance() % COUNT(groups)];
    if (one_in(200))
        memcpy(bytes, is_compat ? "\xf3\x0f\x1e\xfb" : "\xf3\x0f\x1e\xfa", 4);
}

static struct user_regs_struct random_registers(bool is_compat)
{
    struct user_regs_struct registers = stage->registers;

    for (unsigned i = 0; i < 16; i++)
        *emulate_register(&registers, i) = is_compat ? (uint32_t)random_value() : random_value();
    registers.rsp = (uintptr_t)stage->data + 1024 + chance() % 128 * 8;
    registers.fs_base = (uintptr_t)stage->data + 64;
    registers.eflags = 0x202 | (chance() & 0x8d5);
    registers.rip = (uintptr_t)stage->code;
    registers.orig_rax = UINT64_MAX;
    registers.cs = is_compat ? CODE_SEGMENT_32_BIT : stage->registers.cs;
    registers.ss = DATA_SEGMENT_32_BIT;
    if (is_compat) {
        registers.ds = registers.es = DATA_SEGMENT_32_BIT;
        for (unsigned i = 8; i < 16; i++)
            *emulate_register(&registers, i) = 0;
    }
    return registers;
}

/* ---- both ways ------------------------------------------------------------------- */

static uint8_t *in_copy(tracee_addr address, size_t size)
{
    uint64_t offset = address - (uintptr_t)stage->data;

    return offset < PAGE && offset + size <= PAGE ? stage->copy + offset : NULL;
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

static struct user_regs_struct step_child(const struct user_regs_struct *before)
{
    struct user_regs_struct after = {0};
    int status;

    assert_int_equal(ptrace_set_registers(stage->child, before), 0);
    assert_int_equal(ptrace_step(stage->child, 0), 0);
    assert_int_equal(waitpid(stage->child, &status, 0), stage->child);
    if (!WIFSTOPPED(status) || WSTOPSIG(status) != SIGTRAP)
        fprintf(stderr, "the machine says 0x%x\n", (unsigned)status);
    assert_int_equal(ptrace_get_registers(stage->child, &after), 0);
    return after;
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

static void draw_and_fail(const struct instruction *i, const struct user_regs_struct *before,
                          const struct user_regs_struct *emulated,
                          const struct user_regs_struct *real)
{
    const uint64_t *a = (const uint64_t *)before, *b = (const uint64_t *)emulated,
                   *c = (const uint64_t *)real;

    fprintf(stderr, "seed %u, %s:", stage->seed, i->is_compat ? "32 bits" : "64 bits");
    for (unsigned at = 0; at < i->length; at++)
        fprintf(stderr, " %02x", stage->code[at]);
    for (unsigned at = 0; at < sizeof(*before) / 8; at++)
        if (b[at] != c[at])
            fprintf(stderr, "\n  register %u: was %lx, emulated %lx, real %lx", at, a[at], b[at],
                    c[at]);
    for (unsigned at = 0; at < PAGE; at++)
        if (stage->data[at] != stage->copy[at])
            fprintf(stderr, "\n  memory %u: emulated %02x, real %02x", at, stage->copy[at],
                    stage->data[at]);
    fail_msg("emulated and real differ");
}

static bool compare_one(bool is_compat)
{
    const struct emulate_memory memory = {read_copy, write_copy, NULL};
    struct user_regs_struct before = random_registers(is_compat), emulated = before, real;
    struct instruction instruction;
    uint8_t bytes[16];

    make_instruction(bytes, is_compat);
    if (!instruction_decode(bytes, sizeof(bytes), is_compat, &instruction))
        return false;
    memcpy(stage->copy, stage->data, PAGE);
    if (!emulate(&instruction, &emulated, &memory)) {
        assert_memory_equal(&before, &emulated, sizeof(before));
        assert_memory_equal(stage->copy, stage->data, PAGE);
        return false;
    }
    memcpy(stage->code, bytes, sizeof(bytes));
    real = step_child(&before);
    if (leaves_adjust_flag_open(&instruction))
        real.eflags = (real.eflags & ~ADJUST) | (emulated.eflags & ADJUST);
    if (memcmp(&emulated, &real, sizeof(real)) != 0 || memcmp(stage->copy, stage->data, PAGE) != 0)
        draw_and_fail(&instruction, &before, &emulated, &real);
    stage->done[instruction.map][instruction.opcode]++;
    return true;
}

static void compare_many(bool is_compat)
{
    unsigned same = 0;

    memset(stage->done, 0, sizeof(stage->done));
    stage->random = stage->seed;
    for (unsigned i = 0; i < PAGE; i += 8)
        memcpy(stage->data + i, &(uint64_t){random_value()}, 8);
    while (same < 20000)
        same += compare_one(is_compat);
}

static void assert_was_compared(unsigned map, const uint8_t *opcodes, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (stage->done[map][opcodes[i]] == 0)
            fail_msg("opcode %02x of map %u was never compared", opcodes[i], map);
}

static const uint8_t common[] = {
    0x01, 0x03, 0x05, 0x09, 0x11, 0x19, 0x21, 0x29, 0x30, 0x31, 0x38, 0x39, 0x3a, 0x3b, 0x3c,
    0x3d, 0x50, 0x53, 0x55, 0x5b, 0x5d, 0x68, 0x6a, 0x70, 0x74, 0x75, 0x7f, 0x80, 0x81, 0x83,
    0x84, 0x85, 0x88, 0x89, 0x8a, 0x8b, 0x8d, 0x90, 0x98, 0x99, 0xa8, 0xa9, 0xb0, 0xb8, 0xbf,
    0xc2, 0xc3, 0xc6, 0xc7, 0xc9, 0xe8, 0xe9, 0xeb, 0xf6, 0xf7, 0xfe, 0xff,
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
    struct user_regs_struct registers = random_registers(false);
    struct instruction instruction;

    registers.rax = (uintptr_t)stage->data;
    registers.rbx = (uintptr_t)stage->code; /* not in the copy: unmapped */
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
    struct user_regs_struct registers = random_registers(false);
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

    return cmocka_run_group_tests(tests, begin, end);
}
