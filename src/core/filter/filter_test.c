/*
 * Answering a test's question about an event.  Allocates nothing.
 */
#include <stdlib.h>

#include <ptop/format.h>

#include "program.h"

#define LINE_BYTES  4096
#define LINE_STRING 512 /* of each buffer: more than a line shows, as much as is captured */
#define DAY_NS      (INT64_C(86400) * 1000000000)

void filter_test_done(struct filter_test *test)
{
    free(test->calls);
    free(test->arguments);
    if (test->has_pattern)
        pattern_done(&test->pattern);
}

/* ---- numbers ------------------------------------------------------------------------------- */

static bool has_bits(const struct filter_test *test, uint64_t value)
{
    if (value & test->bits)
        return true;
    for (unsigned i = 0; i < test->masked_count; i++)
        if ((value & test->masked[i].mask) == test->masked[i].value)
            return true;
    return false;
}

static bool number_passes(const struct filter_test *test, int64_t value)
{
    switch (test->op) {
    case OP_EQUAL:
        return value >= test->low && value <= test->high;
    case OP_UNEQUAL:
        return value < test->low || value > test->high;
    case OP_LESS:
        return value < test->low;
    case OP_LESS_EQUAL:
        return value <= test->high;
    case OP_GREATER:
        return value > test->high;
    case OP_GREATER_EQUAL:
        return value >= test->low;
    case OP_BITS:
        return has_bits(test, (uint64_t)value);
    case OP_HAS:
        return true;
    case OP_LIKE: /* texts' */
    case OP_MATCHES:
    case OP_UNMATCHED:
    case OP_COUNT:
        break;
    }
    return false;
}

/* One of them passes; of "!=" all do, and there is one. */
static bool numbers_pass(const struct filter_test *test, const int64_t *values, unsigned count)
{
    bool wants_all = test->op == OP_UNEQUAL;

    for (unsigned i = 0; i < count; i++)
        if (number_passes(test, values[i]) != wants_all)
            return !wants_all;
    return wants_all && count > 0;
}

static bool number_test(const struct filter_test *test, struct subject *subject)
{
    int64_t values[FIELD_MAX_NUMBERS];

    subject->field = test->field;
    return numbers_pass(test, values, field_rows[test->field].numbers(subject, values));
}

static bool clock_test(const struct filter *filter, const struct filter_test *test,
                       const struct subject *subject)
{
    int64_t local_ns = (int64_t)subject->event->time_ns + filter->day_offset_ns;

    return number_passes(test, ((local_ns % DAY_NS) + DAY_NS) % DAY_NS);
}

static bool tree_test(const struct filter_test *test, const struct subject *subject)
{
    const struct event *event = subject->event;
    bool descends = event->tgid == test->low ||
                    (subject->facts->tasks && tasks_descends(subject->facts->tasks, event->tgid,
                                                             (int32_t)test->low, event->sequence));

    if (event->tgid <= 0)
        return false;
    return test->op == OP_HAS || descends == (test->op == OP_EQUAL);
}

/* ---- texts --------------------------------------------------------------------------------- */

struct text_question {
    const struct filter_test *test;
    bool has_text;
};

static bool is_negative(enum test_op op)
{
    return op == OP_UNEQUAL || op == OP_UNMATCHED;
}

static bool visit_text(void *context, const char *bytes, size_t length)
{
    struct text_question *question = context;

    question->has_text = true;
    return question->test->op == OP_HAS || pattern_matches(&question->test->pattern, bytes, length);
}

static bool text_answer(const struct text_question *question, bool is_found)
{
    return is_negative(question->test->op) ? question->has_text && !is_found : is_found;
}

static bool text_test(const struct filter_test *test, struct subject *subject)
{
    struct text_question question = {.test = test};

    subject->field = test->field;
    bool is_found = field_rows[test->field].texts(subject, visit_text, &question);
    return text_answer(&question, is_found);
}

static bool line_test(const struct filter *filter, const struct filter_test *test,
                      const struct subject *subject)
{
    const struct format_options options = {
        .names = filter->facts.names,
        .escape = TEXT_ESCAPE_UTF8,
        .layout = FORMAT_ONE_LINE,
        .string_limit_bytes = LINE_STRING,
        .joins_restarts = true,
    };
    char bytes[LINE_BYTES];
    struct text line;

    text_init(&line, bytes, NULL, sizeof(bytes));
    format_event(subject->event, &options, &line);
    return pattern_matches(&test->pattern, line.bytes, line.length_bytes);
}

/* ---- calls --------------------------------------------------------------------------------- */

static enum abi abi_of(const struct event *event)
{
    return event->flags & EVENT_COMPAT ? ABI_COMPAT : ABI_NATIVE;
}

static bool calls_test(const struct filter_test *test, const struct subject *subject)
{
    return subject->call &&
           syscall_set_has(test->calls, abi_of(subject->event), subject->event->number);
}

static bool is_order(enum test_op op)
{
    return op == OP_LESS || op == OP_LESS_EQUAL || op == OP_GREATER || op == OP_GREATER_EQUAL;
}

static bool argument_number_passes(const struct filter_test *test, const struct subject *subject,
                                   unsigned arg)
{
    int64_t value = field_argument_value(subject, arg);

    if (value < 0 && is_order(test->op) && field_argument_is_unsigned(subject, arg))
        value = INT64_MAX;
    return number_passes(test, value);
}

static bool argument_test(const struct filter_test *test, const struct subject *subject)
{
    struct text_question question = {.test = test};
    int32_t number = subject->event->number;

    if (!subject->call || number < 0 || number >= SYSCALL_SET_NUMBERS)
        return false;
    uint8_t place = test->arguments->arg[abi_of(subject->event)][number];
    if (!place)
        return false;
    unsigned arg = (place & ~ARGUMENT_AS_TEXT) - 1u;
    if (arg >= format_argument_count(subject->call)) /* this call does not look at it */
        return false;
    if (!(place & ARGUMENT_AS_TEXT))
        return argument_number_passes(test, subject, arg);
    return text_answer(&question, field_argument_texts(subject, arg, visit_text, &question));
}

/* A register is a signed number of its size. */
static bool register_test(const struct filter_test *test, const struct subject *subject)
{
    const struct register_spec *spec = test->registers[abi_of(subject->event)];

    if (!subject->stop || !spec)
        return false;
    uint64_t value = register_value(spec, subject->stop->registers) << (64 - spec->bits);
    return number_passes(test, (int64_t)value >> (64 - spec->bits));
}

bool filter_test_passes(const struct filter *filter, const struct filter_test *test,
                        struct subject *subject)
{
    switch (test->kind) {
    case TEST_CALLS:
        return calls_test(test, subject);
    case TEST_NUMBER:
        return number_test(test, subject);
    case TEST_TEXT:
        return text_test(test, subject);
    case TEST_ARGUMENT:
        return argument_test(test, subject);
    case TEST_REGISTER:
        return register_test(test, subject);
    case TEST_TREE:
        return tree_test(test, subject);
    case TEST_CLOCK:
        return clock_test(filter, test, subject);
    case TEST_LINE:
        return line_test(filter, test, subject);
    }
    return false;
}
