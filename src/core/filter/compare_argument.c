/*
 * Named arguments: the calls that have one of the name, each compared by its own type.
 */
#include "compare_argument.h"

#include <string.h>

#include "call_set.h"
#include "core/base/alloc.h"
#include "core/decode/value_type.h"
#include "value.h"

static int argument_of(const struct syscall_spec *spec, struct word name)
{
    for (unsigned arg = 0; arg < spec->arg_count; arg++)
        if (spec->args[arg].type != TYPE_NONE && spec->args[arg].name &&
            word_is(name, spec->args[arg].name))
            return (int)arg;
    return -1;
}

bool compare_is_argument(struct word word)
{
    return word_find(WORDS_ARGUMENTS, word) >= 0;
}

/* Which calls have the argument, and how each compares it with what stands right. */
struct argument_search {
    struct word name;
    struct filter_test *test;
    bool (*accept)(struct argument_search *search, const struct arg_spec *arg, uint8_t *place);
    const struct scan_value *value;
    bool is_found;
    bool has_path; /* somewhere it is a path */
};

static void add_argument(void *context, enum abi abi, int number, const struct syscall_spec *spec)
{
    struct argument_search *search = context;
    int arg = argument_of(spec, search->name);
    uint8_t place = (uint8_t)(arg + 1);

    if (arg < 0 || number >= SYSCALL_SET_NUMBERS ||
        !search->accept(search, &spec->args[arg], &place))
        return;
    search->test->arguments->arg[abi][number] = place;
    search->is_found = true;
}

static bool find_arguments(struct argument_search *search)
{
    search->test->kind = TEST_ARGUMENT;
    if (!search->test->arguments)
        search->test->arguments = alloc_zeroed(1, sizeof(*search->test->arguments));
    call_set_each_row(add_argument, search);
    return search->is_found;
}

static bool accept_any(struct argument_search *search, const struct arg_spec *arg, uint8_t *place)
{
    (void)search;
    (void)arg;
    (void)place;
    return true;
}

static bool accept_as_text(struct argument_search *search, const struct arg_spec *arg,
                           uint8_t *place)
{
    search->has_path |= arg->type == TYPE_PATH;
    *place |= ARGUMENT_AS_TEXT;
    return true;
}

/* The next of the names and numbers that '|' joins; false behind the last. */
static bool next_constant(struct word *rest, struct word *ret_part)
{
    const char *bar = rest->length ? memchr(rest->bytes, '|', rest->length) : NULL;
    size_t length = bar ? (size_t)(bar - rest->bytes) : rest->length;

    *ret_part = (struct word){rest->bytes, length};
    rest->bytes = bar ? bar + 1 : rest->bytes + length;
    rest->length -= length + (bar != NULL);
    return ret_part->length > 0;
}

static bool ends_in_bar(struct word word)
{
    return word.length > 0 && word.bytes[word.length - 1] == '|';
}

/* What a value made of constants is worth. */
struct worth {
    uint64_t all, bits;
    struct masked_value masked[TEST_MAX_MASKED];
    unsigned masked_count;
};

static bool constant_worth(enum arg_type type, struct word part, struct masked_value *ret_value)
{
    int64_t number;

    if (value_number(part, &number) || (type == TYPE_SIGNAL && value_signal(part, &number)))
        *ret_value = (struct masked_value){(uint64_t)number, (uint64_t)number};
    else if (type == TYPE_DIRFD && word_is(part, "AT_FDCWD"))
        *ret_value = (struct masked_value){(uint64_t)INT64_C(-100), (uint64_t)INT64_C(-100)};
    else
        return word_constant(type, part, &ret_value->value, &ret_value->mask);
    return true;
}

/* Whether a type's constants make up the value, and what it is worth then. */
static bool constants_worth(enum arg_type type, struct word rest, struct worth *worth)
{
    struct word part;
    struct masked_value value;

    if (ends_in_bar(rest))
        return false;
    do {
        if (!next_constant(&rest, &part) || !constant_worth(type, part, &value))
            return false;
        worth->all |= value.value;
        if (value.mask == value.value)
            worth->bits |= value.value;
        else if (worth->masked_count < TEST_MAX_MASKED)
            worth->masked[worth->masked_count++] = value;
    } while (rest.length > 0);
    return true;
}

/* A call whose type gives the same names other values than the first one's stays out. */
static bool accept_constants(struct argument_search *search, const struct arg_spec *arg,
                             uint8_t *place)
{
    struct filter_test *test = search->test;
    struct worth worth = {0};

    (void)place;
    if (!constants_worth((enum arg_type)arg->type, search->value->word, &worth))
        return false;
    if (search->is_found)
        return worth.all == (uint64_t)test->low && worth.bits == test->bits;
    test->low = test->high = (int64_t)worth.all;
    test->bits = worth.bits;
    test->masked_count = worth.masked_count;
    memcpy(test->masked, worth.masked, sizeof(test->masked));
    return true;
}

/* Shown in words that no list of ours has: they can be compared as they are shown. */
static bool accept_shown_words(struct argument_search *search, const struct arg_spec *arg,
                               uint8_t *place)
{
    const struct value_type *type = &value_types[arg->type];

    (void)search;
    *place |= ARGUMENT_AS_TEXT;
    if (arg->direction != ARG_VALUE)
        return true;
    return type->shape == SHAPE_IRREGULAR || arg->type == TYPE_FUTEX_OP ||
           arg->type == TYPE_SOCKET_TYPE || arg->type == TYPE_SOCKET_PROTOCOL ||
           arg->type == TYPE_SOCKOPT_NAME || arg->type == TYPE_HANDLER || arg->type == TYPE_IOCTL_CMD ||
           arg->type == TYPE_MODE || arg->type == TYPE_FILE_MODE || arg->type == TYPE_DEVICE || arg->type == TYPE_FD ||
           arg->type == TYPE_DIRFD;
}

static bool argument_as_text(struct scanner *scanner, struct argument_search *search,
                             enum test_op op)
{
    search->accept = accept_as_text;
    find_arguments(search);
    return compare_make_pattern(scanner, search->value, compare_pattern_of(op, search->value),
                                search->has_path, search->test);
}

static bool is_constant(struct word word)
{
    int64_t number;

    return value_number(word, &number) || word_find(WORDS_CONSTANTS, word) >= 0 ||
           word_find(WORDS_SIGNALS, word) >= 0;
}

/* Of the parts that '|' joins, the first that nobody knows; or the last one. */
static bool unknown_constant(struct scanner *scanner, const struct scan_value *value)
{
    static const enum word_family families[] = {WORDS_CONSTANTS, WORDS_SIGNALS};
    struct scan_value part = *value;
    struct word rest = value->word;

    if (ends_in_bar(rest) && value->reaches_end)
        return scan_unfinished(scanner, "a constant is missing");
    while (next_constant(&rest, &part.word) && is_constant(part.word) && rest.length > 0)
        ;
    part.offset = value->offset + (size_t)(part.word.bytes - value->word.bytes);
    part.reaches_end = value->reaches_end && rest.length == 0;
    return scan_unknown(scanner, "constant", &part, families, COUNT_OF(families));
}

/* A word: a constant where the argument's type knows it, else as it is shown. */
static bool argument_as_words(struct scanner *scanner, struct argument_search *search,
                              enum test_op op)
{
    search->accept = accept_constants;
    if (!search->value->is_quoted && find_arguments(search))
        return true;
    search->accept = accept_shown_words;
    if ((op == OP_EQUAL || op == OP_UNEQUAL) && find_arguments(search))
        return compare_make_pattern(scanner, search->value, PATTERN_EQUAL, false, search->test);
    return unknown_constant(scanner, search->value);
}

bool compare_argument(struct scanner *scanner, const struct subject_name *name, enum test_op op,
                      const struct scan_value *value, struct filter_test *test)
{
    struct argument_search search = {.name = name->argument, .test = test, .value = value};

    if (compare_is_text_op(op))
        return argument_as_text(scanner, &search, op);
    if (!value->is_quoted && value_number(value->word, &test->low)) {
        test->high = test->low;
        test->bits = (uint64_t)test->low;
        search.accept = accept_any;
        find_arguments(&search);
        return true;
    }
    if (scan_may_become(value, value_number))
        return scan_unfinished(scanner, "a number is missing");
    return argument_as_words(scanner, &search, op);
}

/* Every call that has the argument. */
bool compare_argument_exists(struct filter_test *test, struct word argument)
{
    struct argument_search search = {.name = argument, .test = test, .accept = accept_any};

    test->op = OP_HAS;
    return find_arguments(&search);
}
