/* Which instruction touched what is watched, told from the code before the pc. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "core/control/toucher.h"

#define WATCHED UINT64_C(0x10000)
#define STACK   UINT64_C(0x20000)
#define CODE    UINT64_C(0x400040)

/* rdi and rsi are at what is watched; the code behind the bytes is made of nops. */
static const struct {
    const char *what;
    const char *bytes;
    unsigned count, length;
    uint64_t watched;
} rows[] = {
    {"mov %rax, (%rdi)", "\x48\x89\x07", 3, 3, WATCHED},
    {"mov %eax, (%rdi)", "\x89\x07", 2, 2, WATCHED},
    {"mov $0x48, %al; mov %eax, (%rdi)", "\xb0\x48\x89\x07", 4, 2, WATCHED},
    {"movq $1, 8(%rdi), 8 bytes further on", "\x48\xc7\x47\x08\x01\x00\x00\x00", 8, 8, WATCHED + 8},
    {"incl -4(%rdi,%rcx,4)", "\xff\x44\x8f\xfc", 4, 4, WATCHED + 4},
    {"lock xadd %rax, (%rdi)", "\xf0\x48\x0f\xc1\x07", 5, 5, WATCHED},
    {"mov (%rdi), %rdi: what it was is lost", "\x48\x8b\x3f", 3, 3, 0x555555},
    {"movups %xmm0, -8(%rdi), the second half", "\x0f\x11\x47\xf8", 4, 4, WATCHED},
    {"push %rbp", "\x55", 1, 1, STACK},
    {"pop %rbp", "\x5d", 1, 1, STACK - 8},
    {"movsb, which has moved on", "\xa4", 1, 1, WATCHED - 1},
    {"rep stosq, the last", "\xf3\x48\xab", 3, 3, WATCHED - 8},
    {"mov %fs:-16, %rax", "\x64\x48\x8b\x04\x25\xf0\xff\xff\xff", 9, 9, 0x7000 - 16},
    {"mov %eax, 0x10(%rip)", "\x89\x05\x10\x00\x00\x00", 6, 6, CODE + 0x10},
    {"add %rcx, %rax touches nothing", "\x48\x01\xc8", 3, 0, WATCHED},
    {"mov %eax, (%rbx) goes elsewhere", "\x89\x03", 2, 0, WATCHED},
};

static unsigned length_of(size_t row, size_t size)
{
    const struct user_regs_struct registers = {
        .cs = 0x33, .rip = CODE, .rdi = WATCHED, .rsi = WATCHED, .rsp = STACK,
        .rcx = 2, .rbx = 0x8000, .fs_base = 0x7000,
    };
    uint8_t code[TOUCHER_CODE_BYTES];

    memset(code, 0x90, sizeof(code));
    memcpy(code + sizeof(code) - rows[row].count, rows[row].bytes, rows[row].count);
    return toucher_length(code + sizeof(code) - size, size, &registers, rows[row].watched, 8);
}

static void the_instruction_before_the_pc_is_found(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
        unsigned length = length_of(i, TOUCHER_CODE_BYTES);
        if (length != rows[i].length)
            fail_msg("%s: %u", rows[i].what, length);
    }
}

static void at_the_beginning_of_a_page_little_code_is_enough(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
        if (rows[i].length == rows[i].count)
            assert_int_equal(length_of(i, rows[i].count), rows[i].length);
        assert_in_range(length_of(i, 0), 0, 0);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_instruction_before_the_pc_is_found),
        cmocka_unit_test(at_the_beginning_of_a_page_little_code_is_enough),
    };

    return cmocka_run_group_tests_name("toucher", tests, NULL, NULL);
}
