#include "support/one_step.h"

#include <setjmp.h>
#include <stdarg.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include <cmocka.h>

#include "core/control/emulate.h"
#include "core/tracee/ptrace_call.h"
#include "support/process.h"

#define COUNT(array)        (sizeof(array) / sizeof((array)[0]))
#define CODE_SEGMENT_32_BIT 0x23
#define DATA_SEGMENT_32_BIT 0x2b

struct one_step one_step;

static uint8_t *shared_page(int protection)
{
    uint8_t *page =
        mmap(NULL, ONE_STEP_PAGE, protection, MAP_SHARED | MAP_ANONYMOUS | MAP_32BIT, -1, 0);

    assert_ptr_not_equal(page, MAP_FAILED);
    return page;
}

int one_step_begin(void **state)
{
    int status;
    pid_t parent = getpid();

    (void)state;
    one_step.code = shared_page(PROT_READ | PROT_WRITE | PROT_EXEC);
    one_step.other_code = shared_page(PROT_READ | PROT_WRITE | PROT_EXEC);
    one_step.data = shared_page(PROT_READ | PROT_WRITE);
    one_step.seed = (unsigned)time(NULL);
    one_step_reseed();
    one_step.child = fork();
    if (one_step.child == 0) {
        process_dies_with(parent);
        alarm(50);
        for (;;)
            __asm__ volatile("");
    }
    assert_int_equal(ptrace_seize(one_step.child, SEIZE_ALONE), 0);
    assert_int_equal(ptrace_interrupt(one_step.child), 0);
    assert_int_equal(waitpid(one_step.child, &status, 0), one_step.child);
    assert_int_equal(ptrace_get_registers(one_step.child, &one_step.registers), 0);
    return 0;
}

int one_step_end(void **state)
{
    (void)state;
    process_end(one_step.child);
    munmap(one_step.code, ONE_STEP_PAGE);
    munmap(one_step.other_code, ONE_STEP_PAGE);
    munmap(one_step.data, ONE_STEP_PAGE);
    return 0;
}

void one_step_reseed(void)
{
    one_step.random = one_step.seed;
}

uint64_t one_step_chance(void)
{
    uint64_t z = one_step.random += UINT64_C(0x9e3779b97f4a7c15);

    z = (z ^ (z >> 30)) * UINT64_C(0xbf58476d1ce4e5b9);
    z = (z ^ (z >> 27)) * UINT64_C(0x94d049bb133111eb);
    return z ^ (z >> 31);
}

bool one_step_one_in(unsigned many)
{
    return one_step_chance() % many == 0;
}

uint64_t one_step_value(void)
{
    static const uint64_t edges[] = {0,         1,          0x7f,       0x80,       0xff,
                                     0x7fff,    0x8000,     0x7fffffff, 0x80000000, 0xffffffff,
                                     INT64_MAX, UINT64_MAX, 1ull << 63};

    switch (one_step_chance() % 4) {
    case 0:
        return edges[one_step_chance() % COUNT(edges)];
    case 1:
        return one_step_chance() % 64;
    case 2:
        return (uintptr_t)one_step.data + 512 + one_step_chance() % 3000;
    default:
        return one_step_chance();
    }
}

struct user_regs_struct one_step_registers(bool is_compat)
{
    struct user_regs_struct registers = one_step.registers;

    for (unsigned i = 0; i < 16; i++)
        *emulate_register(&registers, i) =
            is_compat ? (uint32_t)one_step_value() : one_step_value();
    registers.rsp = (uintptr_t)one_step.data + 1024 + one_step_chance() % 128 * 8;
    registers.fs_base = (uintptr_t)one_step.data + 64;
    registers.eflags = 0x202 | (one_step_chance() & 0x8d5);
    registers.rip = (uintptr_t)one_step.code;
    registers.orig_rax = UINT64_MAX;
    registers.cs = is_compat ? CODE_SEGMENT_32_BIT : one_step.registers.cs;
    registers.ss = DATA_SEGMENT_32_BIT;
    if (is_compat) {
        registers.ds = registers.es = DATA_SEGMENT_32_BIT;
        for (unsigned i = 8; i < 16; i++)
            *emulate_register(&registers, i) = 0;
    }
    return registers;
}

void one_step_instruction(uint8_t ret_bytes[static 16], bool is_compat)
{
    static const uint8_t groups[] = {0xff, 0xf7, 0xf6, 0xfe, 0x83, 0x81, 0x80, 0xc6, 0xc7};
    unsigned at = 0;
    uint64_t rest[2] = {one_step_chance(), one_step_chance()};

    memcpy(ret_bytes, rest, 16);
    if (one_step_one_in(6))
        ret_bytes[at++] = 0x66;
    if (one_step_one_in(16))
        ret_bytes[at++] = one_step_one_in(2) ? 0xf2 : 0xf3;
    if (one_step_one_in(24))
        ret_bytes[at++] = one_step_one_in(2) ? 0x64 : 0x67;
    if (!is_compat && one_step_one_in(2))
        ret_bytes[at++] = (uint8_t)(0x40 | one_step_chance() % 16);
    if (one_step_one_in(3))
        ret_bytes[at++] = 0x0f;
    else if (one_step_one_in(4))
        ret_bytes[at] = groups[one_step_chance() % COUNT(groups)];
    if (one_step_one_in(200))
        memcpy(ret_bytes, is_compat ? "\xf3\x0f\x1e\xfb" : "\xf3\x0f\x1e\xfa", 4);
}

void one_step_fill_data(void)
{
    for (unsigned i = 0; i < ONE_STEP_PAGE; i += 8)
        memcpy(one_step.data + i, &(uint64_t){one_step_value()}, 8);
}

int one_step_run(const struct user_regs_struct *before, struct user_regs_struct *ret_after)
{
    int status;

    assert_int_equal(ptrace_set_registers(one_step.child, before), 0);
    assert_int_equal(ptrace_step(one_step.child, 0), 0);
    assert_int_equal(waitpid(one_step.child, &status, 0), one_step.child);
    assert_true(WIFSTOPPED(status));
    assert_int_equal(ptrace_get_registers(one_step.child, ret_after), 0);
    return WSTOPSIG(status);
}
