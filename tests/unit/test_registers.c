/* What the registers are called, and where they lie. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/user.h>

#include <cmocka.h>

#include <ptop/registers.h>

static const char *const groups[] = {
    [REGISTER_GENERAL] = "rax rbx rcx rdx rsi rdi rbp rsp r8 r9 r10 r11 r12 r13 r14 r15 ",
    [REGISTER_PC] = "rip ",
    [REGISTER_FLAGS] = "eflags ",
    [REGISTER_SEGMENT] = "cs ss ds es fs gs fs_base gs_base ",
    [REGISTER_KERNEL] = "orig_rax ",
};

static void each_group_lists_its_registers_in_order(void **state)
{
    char listed[REGISTER_GROUP_COUNT][100] = {""};
    const struct register_spec *spec;
    (void)state;

    for (size_t i = 0; (spec = register_get(false, i)) != NULL; i++) {
        strcat(listed[spec->group], spec->name);
        strcat(listed[spec->group], " ");
    }
    for (int group = 0; group < REGISTER_PART; group++)
        assert_string_equal(listed[group], groups[group]);
    assert_string_equal(listed[REGISTER_PART], "");
}

/* The kernel's struct filled so that each register is known by its value. */
static void every_register_is_where_the_kernel_has_it(void **state)
{
    struct user_regs_struct r = {.r15 = 15,
                                 .rbp = 5,
                                 .rax = 10,
                                 .rsp = 7,
                                 .rip = 16,
                                 .orig_rax = 99,
                                 .eflags = 0x246,
                                 .fs_base = 0x7f00,
                                 .gs = 3,
                                 .r8 = 8,
                                 .rdi = 4};
    static const struct {
        const char *name;
        uint64_t value;
    } wanted[] = {{"r15", 15}, {"rbp", 5},       {"rax", 10},       {"rsp", 7},
                  {"rip", 16}, {"orig_rax", 99}, {"eflags", 0x246}, {"fs_base", 0x7f00},
                  {"gs", 3},   {"r8", 8},        {"rdi", 4}};
    uint64_t registers[EVENT_REGISTER_COUNT];
    (void)state;

    memcpy(registers, &r, sizeof(r));
    for (size_t i = 0; i < sizeof(wanted) / sizeof(wanted[0]); i++)
        assert_int_equal(register_value(register_find(false, wanted[i].name), registers),
                         wanted[i].value);
    assert_int_equal(registers_pc(registers), 16);
    assert_int_equal(registers_stack(registers), 7);
}

static void every_place_has_exactly_one_name_in_the_list(void **state)
{
    unsigned seen[EVENT_REGISTER_COUNT] = {0};
    const struct register_spec *spec;
    (void)state;

    for (size_t i = 0; (spec = register_get(false, i)) != NULL; i++)
        seen[spec->index]++;
    for (size_t i = 0; i < EVENT_REGISTER_COUNT; i++)
        assert_int_equal(seen[i], 1);
}

static void a_32_bit_program_has_other_names(void **state)
{
    (void)state;
    assert_string_equal(register_get(true, 0)->name, "eax");
    assert_null(register_find(true, "rax"));
    assert_null(register_find(true, "r8"));
    assert_null(register_find(false, "eip"));
    assert_int_equal(register_find(true, "esp")->index, register_find(false, "rsp")->index);
    assert_int_equal(register_find(true, "esp")->group, REGISTER_GENERAL);
    assert_int_equal(register_find(false, "esp")->group, REGISTER_PART);
}

static void names_are_found_in_any_case_and_no_others(void **state)
{
    (void)state;
    assert_string_equal(register_find(false, "RaX")->name, "rax");
    assert_null(register_find(false, "rax "));
    assert_null(register_find(false, ""));
    assert_null(register_find(false, "xmm0"));
}

static void a_part_is_read_and_written_as_the_machine_does(void **state)
{
    static const struct {
        const char *name;
        uint64_t value, before, after;
    } sets[] = {
        {"rax", 1, UINT64_C(0x1122334455667788), 1},
        {"eax", 0xffffffffff, UINT64_C(0x1122334455667788), 0xffffffff},
        {"ax", 0x9999, UINT64_C(0x1122334455667788), UINT64_C(0x1122334455669999)},
        {"al", 0x123, UINT64_C(0x1122334455667788), UINT64_C(0x1122334455667723)},
        {"ah", 0x42, UINT64_C(0x1122334455667788), UINT64_C(0x1122334455664288)},
    };
    uint64_t registers[EVENT_REGISTER_COUNT] = {0};
    (void)state;

    for (size_t i = 0; i < sizeof(sets) / sizeof(sets[0]); i++) {
        const struct register_spec *spec = register_find(false, sets[i].name);
        registers[spec->index] = sets[i].before;
        register_set(spec, registers, sets[i].value);
        assert_int_equal(registers[spec->index], sets[i].after);
    }
    registers[register_find(false, "rax")->index] = 0xabcd;
    assert_int_equal(register_value(register_find(false, "ah"), registers), 0xab);
    assert_int_equal(register_value(register_find(false, "al"), registers), 0xcd);
}

static void arguments_of_functions_are_in_registers_of_64_bit_programs_only(void **state)
{
    (void)state;
    assert_string_equal(register_of_argument(false, 0)->name, "rdi");
    assert_string_equal(register_of_argument(false, 3)->name, "rcx");
    assert_null(register_of_argument(false, 6));
    assert_null(register_of_argument(true, 0));
}

static void flags_are_listed_from_the_lowest_bit(void **state)
{
    int last = -1;
    (void)state;

    for (size_t i = 0; register_flag_get(i); i++) {
        assert_true(register_flag_get(i)->bit > last);
        last = register_flag_get(i)->bit;
    }
    assert_int_equal(last, 21);
    assert_string_equal(register_flag_get(3)->name, "ZF");
    assert_int_equal(register_flag_get(3)->bit, 6);
}

/* ---- vectors ------------------------------------------------------------------------- */

#define AREA_BYTES  832 /* the legacy area, the header, the upper halves of sixteen */
#define HIGH_OFFSET 576

struct area {
    struct event_vectors event;
    uint8_t bytes[AREA_BYTES];
};

static struct area *make_area(uint32_t high_offset)
{
    struct area *area = calloc(1, sizeof(*area));

    area->event.header.size_bytes = sizeof(*area);
    area->event.length_bytes = AREA_BYTES;
    area->event.high_offset = high_offset;
    return area;
}

static void vectors_lie_where_the_kernels_struct_has_them(void **state)
{
    struct area *area = make_area(HIGH_OFFSET);
    struct user_fpregs_struct legacy = {.mxcsr = 0x1f80};
    uint8_t bytes[VECTOR_MAX_BYTES];
    uint32_t mxcsr;
    (void)state;

    memset((uint8_t *)legacy.xmm_space + 3 * 16, 0x33, 16);
    memset((uint8_t *)legacy.st_space + 2 * 16, 0x22, 10);
    memcpy(area->bytes, &legacy, sizeof(legacy));
    memset(area->bytes + HIGH_OFFSET + 3 * 16, 0x44, 16);
    assert_int_equal(vector_get(&area->event, "xmm3", bytes), 16);
    assert_int_equal(bytes[0], 0x33);
    assert_int_equal(bytes[15], 0x33);
    assert_int_equal(vector_get(&area->event, "YMM3", bytes), 32);
    assert_int_equal(bytes[15], 0x33);
    assert_int_equal(bytes[16], 0x44);
    assert_int_equal(bytes[31], 0x44);
    assert_int_equal(vector_get(&area->event, "st2", bytes), 10);
    assert_int_equal(bytes[9], 0x22);
    assert_int_equal(vector_get(&area->event, "mxcsr", bytes), 4);
    memcpy(&mxcsr, bytes, sizeof(mxcsr));
    assert_int_equal(mxcsr, 0x1f80);
    free(area);
}

static void an_area_has_no_more_than_it_says(void **state)
{
    struct area *area = make_area(0);
    uint8_t bytes[VECTOR_MAX_BYTES];
    struct vector_part parts[2];
    (void)state;

    assert_int_equal(vector_get(&area->event, "ymm0", bytes), 0);
    assert_int_equal(vector_get(&area->event, "xmm15", bytes), 16);
    assert_int_equal(vector_get(&area->event, "xmm16", bytes), 0);
    assert_int_equal(vector_get(&area->event, "", bytes), 0);
    area->event.length_bytes = 170;
    assert_int_equal(vector_get(&area->event, "xmm0", bytes), 0);
    assert_int_equal(vector_get(&area->event, "mxcsr", bytes), 4);
    area->event.header.number = -1;
    assert_int_equal(vector_get(&area->event, "mxcsr", bytes), 0);
    assert_int_equal(vector_find("ymm15", AREA_BYTES, HIGH_OFFSET, parts), 2);
    assert_int_equal(vector_find("ymm15", AREA_BYTES - 1, HIGH_OFFSET, parts), 0);
    free(area);
}

static void the_list_has_what_the_area_has(void **state)
{
    struct area *area = make_area(HIGH_OFFSET);
    (void)state;

    assert_string_equal(vector_name(&area->event, 0), "xmm0");
    assert_string_equal(vector_name(&area->event, 16), "ymm0");
    assert_string_equal(vector_name(&area->event, 40), "mxcsr");
    assert_null(vector_name(&area->event, 41));
    area->event.high_offset = 0;
    assert_string_equal(vector_name(&area->event, 16), "st0");
    assert_null(vector_name(&area->event, 25));
    free(area);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_group_lists_its_registers_in_order),
        cmocka_unit_test(every_register_is_where_the_kernel_has_it),
        cmocka_unit_test(every_place_has_exactly_one_name_in_the_list),
        cmocka_unit_test(a_32_bit_program_has_other_names),
        cmocka_unit_test(names_are_found_in_any_case_and_no_others),
        cmocka_unit_test(a_part_is_read_and_written_as_the_machine_does),
        cmocka_unit_test(arguments_of_functions_are_in_registers_of_64_bit_programs_only),
        cmocka_unit_test(flags_are_listed_from_the_lowest_bit),
        cmocka_unit_test(vectors_lie_where_the_kernels_struct_has_them),
        cmocka_unit_test(an_area_has_no_more_than_it_says),
        cmocka_unit_test(the_list_has_what_the_area_has),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
