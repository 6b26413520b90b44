/*
 * Conditions as machine code: what the filter says of registers, the code says when it is executed,
 * step by step; and before each step the program's registers can be told.
 */
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include <ptop/condition.h>
#include <ptop/filter.h>

#include "core/control/condition_code.h"
#include "support/one_step.h"

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))
#define TRAP_FLAG    UINT64_C(0x100)
#define STEPS_LIMIT  400

static struct condition_code code;

static struct filter *filter_of(const char *text)
{
    const struct filter_facts facts = {0};
    struct filter *filter = NULL;
    struct error error = {0};

    if (filter_new(text, &facts, &filter, &error) != 0)
        fail_msg("%s: %s", text, error.message);
    return filter;
}

static bool make(const struct filter *filter, tracee_addr pc)
{
    struct condition_step steps[CONDITION_CODE_MAX_STEPS];
    int32_t first;
    size_t count = filter_condition(filter, false, steps, COUNT(steps), &first);

    return count > 0 && condition_code_make(steps, count, first, pc, &code);
}

static bool filter_says(const struct filter *filter, const struct user_regs_struct *registers)
{
    struct event_stop event = {
        .header = {.size_bytes = sizeof(event), .kind = EVENT_STOP, .tid = 7, .tgid = 7},
    };

    memcpy(event.registers, registers, sizeof(event.registers));
    return filter_matches(filter, &event.header);
}

static bool read_data(void *context, tracee_addr address, void *buffer, size_t size)
{
    (void)context;
    assert_in_range(address, (uintptr_t)one_step.data,
                    (uintptr_t)one_step.data + ONE_STEP_PAGE - size);
    memcpy(buffer, (void *)(uintptr_t)address, size);
    return true;
}

static void assert_can_be_undone(const char *text, const struct user_regs_struct *expected,
                                 struct user_regs_struct now)
{
    const struct emulate_memory memory = {.read = read_data};
    size_t offset = now.rip - (uintptr_t)one_step.code;

    assert_true(condition_code_undo(&code, offset, &now, &memory));
    now.rip = expected->rip;
    if (memcmp(&now, expected, sizeof(now)) != 0)
        fail_msg("seed %u, %s: not undone at %zu: flags %llx, not %llx", one_step.seed, text,
                 offset, now.eflags, expected->eflags);
}

/* Returns whether it came to the trap; else it came to its end.  The red zone stays as it is. */
static bool execute(const char *text, const struct user_regs_struct *before)
{
    struct user_regs_struct now = *before;
    uintptr_t trap = (uintptr_t)one_step.code + code.trap;
    uintptr_t end = (uintptr_t)one_step.code + code.length, at;
    const void *red_zone = (void *)(uintptr_t)(before->rsp - 128);
    uint8_t kept[128];

    memcpy(one_step.code, code.bytes, code.length);
    memcpy(kept, red_zone, sizeof(kept));
    for (unsigned steps = 0; now.rip != trap && now.rip != end; steps++) {
        assert_can_be_undone(text, before, now);
        assert_in_range(steps, 0, STEPS_LIMIT);
        assert_int_equal(one_step_run(&now, &now), SIGTRAP);
        if (now.rip ==
            (uintptr_t)one_step.code + 6) /* the flags are pushed, with the step's trap flag */
            *(uint64_t *)(uintptr_t)now.rsp &= ~TRAP_FLAG;
        now.eflags &= ~TRAP_FLAG; /* a step of popf may leave it */
    }
    assert_can_be_undone(text, before, now);
    assert_memory_equal(kept, red_zone, sizeof(kept));
    at = now.rip;
    now.rip = before->rip;
    assert_memory_equal(&now, before, sizeof(now));
    return at == trap;
}

static void compare(const char *text, const struct user_regs_struct *registers)
{
    struct filter *filter = filter_of(text);
    bool wanted = filter_says(filter, registers);

    if (!make(filter, registers->rip))
        fail_msg("%s: no code", text);
    if (execute(text, registers) != wanted)
        fail_msg("seed %u: %s: should%s hold", one_step.seed, text, wanted ? "" : " not");
    filter_free(filter);
}

/* ---- chance ---------------------------------------------------------------------- */

static const char *const names[] = {
    "rax",    "rbx", "rcx", "rdx", "rsi", "rdi",  "rbp",  "rsp",  "r8", "r9",
    "r12",    "r13", "r15", "rip", "eax", "ecx",  "esp",  "r8d",  "al", "ah",
    "eflags", "cx",  "cl",  "ch",  "dil", "arg0", "arg2", "arg3",
};
static const char *const ops[] = {"==", "!=", "<", "<=", ">", ">=", "&"};

/* A test of a register against its own value, near it, or anything. */
static size_t put_test(char *text, size_t room, const struct user_regs_struct *registers)
{
    const char *name = names[one_step_chance() % COUNT(names)];
    const struct register_spec *spec = register_find(false, name);
    uint64_t value = spec ? register_value(spec, (const uint64_t *)registers) : registers->rdi;
    long long number = (long long)(one_step_one_in(3) ? one_step_value() : value);

    if (one_step_one_in(4))
        number = (long long)((uint64_t)number + (one_step_one_in(2) ? 1 : UINT64_MAX));
    if (number == INT64_MIN)
        number = 0;
    return (size_t)snprintf(text, room, "%s%s%s%lld", one_step_one_in(4) ? "!" : "", name,
                            ops[one_step_chance() % COUNT(ops)], number);
}

static void put_condition(char *text, size_t room, const struct user_regs_struct *registers)
{
    size_t length = put_test(text, room, registers);

    for (unsigned more = (unsigned)(one_step_chance() % 4); more > 0; more--) {
        length += (size_t)snprintf(text + length, room - length, "%s",
                                   one_step_one_in(2) ? " and " : " or ");
        length += put_test(text + length, room - length, registers);
    }
}

static void code_says_what_the_filter_says(void **state)
{
    (void)state;
    one_step_reseed();
    for (unsigned i = 0; i < 400; i++) {
        struct user_regs_struct registers = one_step_registers(false);
        char text[512];
        put_condition(text, sizeof(text), &registers);
        compare(text, &registers);
    }
}

/* ---- by hand --------------------------------------------------------------------- */

static bool comes_to_the_trap(const char *text)
{
    struct user_regs_struct registers = one_step_registers(false);
    struct filter *filter = filter_of(text);

    registers.rdi = 5;
    assert_true(make(filter, registers.rip));
    filter_free(filter);
    return execute(text, &registers);
}

static void what_only_the_tracer_can_tell_comes_to_the_trap(void **state)
{
    (void)state;
    assert_true(comes_to_the_trap("rdi==5 comm:work"));
    assert_false(comes_to_the_trap("rdi==6 comm:work"));
    assert_true(comes_to_the_trap("rdi==6 or comm:work"));
    assert_false(comes_to_the_trap("rdi==5 and openat")); /* it is no call */
    assert_true(comes_to_the_trap("rdi==5 or openat"));
    assert_true(comes_to_the_trap("rdi in {3,5}"));
    assert_false(comes_to_the_trap("rdi in {3,4}"));
}

static void what_asks_no_register_becomes_no_code(void **state)
{
    static const char *const texts[] = {"", "comm:work", "openat", "fs_base==0", "eip==3"};

    (void)state;
    for (size_t i = 0; i < COUNT(texts); i++) {
        struct filter *filter = filter_of(texts[i]);
        if (make(filter, 0))
            fail_msg("%s: there is code", texts[i]);
        filter_free(filter);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(code_says_what_the_filter_says),
        cmocka_unit_test(what_only_the_tracer_can_tell_comes_to_the_trap),
        cmocka_unit_test(what_asks_no_register_becomes_no_code),
    };

    return cmocka_run_group_tests(tests, one_step_begin, one_step_end);
}
