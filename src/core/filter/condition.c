#include <ptop/condition.h>

#include "program.h"

static_assert(CONDITION_PASS == FILTER_PASS && CONDITION_REFUSE == FILTER_REFUSE, "same targets");

static enum condition_op op_of(enum test_op op)
{
    static const uint8_t ops[OP_COUNT] = {
        [OP_HAS] = CONDITION_ALWAYS,
        [OP_EQUAL] = CONDITION_EQUAL,
        [OP_UNEQUAL] = CONDITION_UNEQUAL,
        [OP_LESS] = CONDITION_LESS,
        [OP_LESS_EQUAL] = CONDITION_LESS_EQUAL,
        [OP_GREATER] = CONDITION_GREATER,
        [OP_GREATER_EQUAL] = CONDITION_GREATER_EQUAL,
        [OP_BITS] = CONDITION_BITS,
    };

    return ops[op]; /* of the others, which are texts': MAYBE */
}

/* The register that a test looks at; NULL: none.  *ret_is_of_registers: it is about them at all. */
static const struct register_spec *register_of(const struct filter_test *test, bool is_compat,
                                               bool *ret_is_of_registers)
{
    bool is_argument =
        test->kind == TEST_NUMBER && test->field >= FIELD_ARG0 && test->field <= FIELD_ARG5;

    *ret_is_of_registers = is_argument || test->kind == TEST_REGISTER;
    if (is_argument)
        return register_of_argument(is_compat, (unsigned)(test->field - FIELD_ARG0));
    return test->kind == TEST_REGISTER ? test->registers[is_compat ? ABI_COMPAT : ABI_NATIVE]
                                       : NULL;
}

static struct condition_step step_of(const struct filter *filter, const struct filter_step *step,
                                     bool is_compat)
{
    const struct filter_test *test = &filter->tests[step->test];
    struct condition_step condition = {
        .op = CONDITION_MAYBE,
        .number = test->low,
        .bits = test->bits,
        .on_yes = step->on_yes,
        .on_no = step->on_no,
    };
    bool is_of_registers;

    condition.spec = register_of(test, is_compat, &is_of_registers);
    if (test->kind == TEST_CALLS || test->kind == TEST_ARGUMENT ||
        (is_of_registers && !condition.spec))
        condition.op = CONDITION_NEVER;
    else if (is_of_registers)
        condition.op = op_of(test->op);
    return condition;
}

size_t filter_condition(const struct filter *filter, bool is_compat, struct condition_step *steps,
                        size_t capacity, int32_t *ret_first)
{
    if (filter->step_count > capacity)
        return 0;
    for (unsigned i = 0; i < filter->step_count; i++)
        steps[i] = step_of(filter, &filter->steps[i], is_compat);
    *ret_first = filter->first;
    return filter->step_count;
}
