#include "compare.h"

#include <stdlib.h>
#include <string.h>

#include "core/base/alloc.h"
#include "core/decode/value_type.h"
#include "core/tables/flags.h"
#include "value.h"

#define COUNT_OF(array) (sizeof(array) / sizeof(array[0]))

/* ---- sets of calls ------------------------------------------------------------------------- */

void syscall_set_fill(struct syscall_set *set)
{
    memset(set->bits, 0xff, sizeof(set->bits));
    set->has_unknown = true;
}

void syscall_set_invert(struct syscall_set *set)
{
    for (int abi = 0; abi < ABI_COUNT; abi++)
        for (size_t i = 0; i < SYSCALL_SET_NUMBERS / 64; i++)
            set->bits[abi][i] = ~set->bits[abi][i];
    set->has_unknown = !set->has_unknown;
}

static void set_add(struct syscall_set *set, enum abi abi, int number)
{
    if (number >= 0 && number < SYSCALL_SET_NUMBERS)
        set->bits[abi][number / 64] |= UINT64_C(1) << (number % 64);
}

/* Call visit for each row of both tables. */
typedef void row_visit(void *context, enum abi abi, int number, const struct syscall_spec *spec);

static void each_row(row_visit *visit, void *context)
{
    for (int abi = 0; abi < ABI_COUNT; abi++) {
        for (int number = 0; number < syscall_limit((enum abi)abi); number++) {
            const struct syscall_spec *spec = syscall_find((enum abi)abi, number);
            if (spec && spec->name)
                visit(context, (enum abi)abi, number, spec);
        }
    }
}

struct class_search {
    struct syscall_set *set;
    uint32_t classes;
};

static void add_of_class(void *context, enum abi abi, int number, const struct syscall_spec *spec)
{
    const struct class_search *search = context;

    if (spec->classes & search->classes)
        set_add(search->set, abi, number);
}

void compare_add_class(struct syscall_set *set, uint32_t classes)
{
    each_row(add_of_class, &(struct class_search){set, classes});
}

struct name_search {
    struct syscall_set *set;
    const struct pattern *pattern;
    bool is_found;
};

static void add_of_name(void *context, enum abi abi, int number, const struct syscall_spec *spec)
{
    struct name_search *search = context;

    if (!pattern_matches(search->pattern, spec->name, strlen(spec->name)))
        return;
    set_add(search->set, abi, number);
    search->is_found = true;
}

/* Add every call whose name fits; false and failed if the pattern is none or nothing fits. */
static bool add_names(struct scanner *scanner, const struct scan_value *value,
                      enum pattern_kind kind, struct syscall_set *set)
{
    static const enum word_family families[] = {WORDS_SYSCALLS};
    struct pattern pattern;
    struct error error = {.offset = 0};

    if (pattern_init(&pattern, kind, false, value->word.bytes, value->word.length, &error) < 0)
        return scan_wrong(scanner, value->offset + (size_t)error.offset, "%s", error.message);
    struct name_search search = {.set = set, .pattern = &pattern};
    each_row(add_of_name, &search);
    pattern_done(&pattern);
    if (search.is_found || kind == PATTERN_REGEX)
        return true;
    if (kind == PATTERN_GLOB)
        return scan_wrong(scanner, value->offset, "no syscall is called like \"%.*s\"",
                          WORD_SHOWN(value->word));
    return scan_unknown(scanner, "syscall", value, families, COUNT_OF(families));
}

static bool is_glob(struct word word)
{
    return pattern_kind_of(word.bytes, word.length) == PATTERN_GLOB;
}

bool compare_is_name(struct word word)
{
    return is_glob(word) || word_is(word, "all") || word_is(word, "none") ||
           word_find(WORDS_SYSCALLS, word) >= 0;
}

bool compare_add_name(struct scanner *scanner, const struct scan_value *value,
                      struct syscall_set *set)
{
    if (word_is(value->word, "none"))
        return true;
    if (word_is(value->word, "all")) {
        syscall_set_fill(set);
        return true;
    }
    return add_names(scanner, value, is_glob(value->word) ? PATTERN_GLOB : PATTERN_EQUAL, set);
}

static struct syscall_set *new_set(struct filter_test *test)
{
    test->kind = TEST_CALLS;
    return test->calls = alloc_zeroed(1, sizeof(*test->calls));
}

/* ---- arguments ----------------------------------------------------------------------------- */

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
    bool (*accept)(const struct argument_search *search, const struct arg_spec *arg,
                   uint8_t *place);
    const struct scan_value *value;
    bool is_found;
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
    each_row(add_argument, search);
    return search->is_found;
}

static bool accept_any(const struct argument_search *search, const struct arg_spec *arg,
                       uint8_t *place)
{
    (void)search;
    (void)arg;
    (void)place;
    return true;
}

static bool accept_as_text(const struct argument_search *search, const struct arg_spec *arg,
                           uint8_t *place)
{
    (void)search;
    (void)arg;
    *place |= ARGUMENT_AS_TEXT;
    return true;
}

/* The next of the names and numbers that '|' joins; false behind the last. */
static bool next_constant(struct word *rest, struct word *ret_part)
{
    const char *bar = rest->length ? memchr(rest->bytes, '|', rest->length) : NULL;
    size_t length = bar ? (size_t)(bar - rest->bytes) : rest->length;

    *ret_part = (struct word){rest->bytes, length};
    rest->bytes += length + (bar != NULL);
    rest->length -= length + (bar != NULL);
    return ret_part->length > 0;
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

    while (next_constant(&rest, &part)) {
        if (!constant_worth(type, part, &value))
            return false;
        worth->all |= value.value;
        if (value.mask == value.value)
            worth->bits |= value.value;
        else if (worth->masked_count < TEST_MAX_MASKED)
            worth->masked[worth->masked_count++] = value;
    }
    return true;
}

/* A call whose type gives the same names other values than the first one's stays out. */
static bool accept_constants(const struct argument_search *search, const struct arg_spec *arg,
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
static bool accept_shown_words(const struct argument_search *search, const struct arg_spec *arg,
                               uint8_t *place)
{
    const struct value_type *type = &value_types[arg->type];

    (void)search;
    *place |= ARGUMENT_AS_TEXT;
    if (arg->direction != ARG_VALUE)
        return true;
    return type->shape == SHAPE_IRREGULAR || arg->type == TYPE_FUTEX_OP ||
           arg->type == TYPE_SOCKET_TYPE || arg->type == TYPE_SOCKET_PROTOCOL ||
           arg->type == TYPE_SOCKOPT_NAME || arg->type == TYPE_IOCTL_CMD ||
           arg->type == TYPE_MODE || arg->type == TYPE_DEVICE || arg->type == TYPE_FD ||
           arg->type == TYPE_DIRFD;
}

/* A regular expression that more letters may still complete is only unfinished. */
static bool wrong_pattern(struct scanner *scanner, const struct scan_value *value,
                          const struct error *error)
{
    if (value->reaches_end && (size_t)error->offset == value->word.length)
        return scan_unfinished(scanner, "%s", error->message);
    return scan_wrong(scanner, value->offset + (size_t)error->offset, "%s", error->message);
}

static bool make_pattern(struct scanner *scanner, const struct scan_value *value,
                         enum pattern_kind kind, bool is_path, struct filter_test *test)
{
    struct error error = {.offset = 0};

    if (pattern_init(&test->pattern, kind, is_path, value->word.bytes, value->word.length, &error) <
        0)
        return wrong_pattern(scanner, value, &error);
    test->has_pattern = true;
    return true;
}

static enum pattern_kind pattern_of(enum test_op op, const struct scan_value *value)
{
    if (op == OP_MATCHES || op == OP_UNMATCHED)
        return PATTERN_REGEX;
    if (op == OP_LIKE)
        return pattern_kind_of(value->word.bytes, value->word.length);
    return PATTERN_EQUAL;
}

static bool is_text_op(enum test_op op)
{
    return op == OP_LIKE || op == OP_MATCHES || op == OP_UNMATCHED;
}

static bool argument_as_text(struct scanner *scanner, struct argument_search *search,
                             enum test_op op)
{
    search->accept = accept_as_text;
    find_arguments(search);
    bool is_path = word_is(search->name, "path") || word_is(search->name, "filename");
    return make_pattern(scanner, search->value, pattern_of(op, search->value), is_path,
                        search->test);
}

/* A word: a constant where the argument's type knows it, else as it is shown. */
static bool argument_as_words(struct scanner *scanner, struct argument_search *search,
                              enum test_op op)
{
    static const enum word_family families[] = {WORDS_CONSTANTS, WORDS_SIGNALS};

    if (search->value->reaches_end &&
        search->value->word.bytes[search->value->word.length - 1] == '|')
        return scan_unfinished(scanner, "a constant is missing");
    search->accept = accept_constants;
    if (!search->value->is_quoted && find_arguments(search))
        return true;
    search->accept = accept_shown_words;
    if ((op == OP_EQUAL || op == OP_UNEQUAL) && find_arguments(search))
        return make_pattern(scanner, search->value, PATTERN_EQUAL, false, search->test);
    return scan_unknown(scanner, "constant", search->value, families, COUNT_OF(families));
}

static bool compare_argument(struct scanner *scanner, const struct subject_name *name,
                             enum test_op op, const struct scan_value *value,
                             struct filter_test *test)
{
    struct argument_search search = {.name = name->argument, .test = test, .value = value};

    if (is_text_op(op))
        return argument_as_text(scanner, &search, op);
    if (!value->is_quoted && value_number(value->word, &test->low)) {
        test->high = test->low;
        test->bits = (uint64_t)test->low;
        search.accept = accept_any;
        find_arguments(&search);
        return true;
    }
    return argument_as_words(scanner, &search, op);
}

/* ---- fields -------------------------------------------------------------------------------- */

static const char *const op_signs[OP_COUNT] = {
    [OP_HAS] = "",          [OP_EQUAL] = "==",     [OP_UNEQUAL] = "!=",       [OP_LESS] = "<",
    [OP_LESS_EQUAL] = "<=", [OP_GREATER] = ">",    [OP_GREATER_EQUAL] = ">=", [OP_LIKE] = ":",
    [OP_MATCHES] = "~",     [OP_UNMATCHED] = "!~", [OP_BITS] = "&",
};

static bool wrong_op(struct scanner *scanner, const struct subject_name *name, enum test_op op,
                     const char *instead)
{
    return scan_wrong(scanner, name->offset, "%.*s takes %s, not %s", WORD_SHOWN(name->word),
                      instead, op_signs[op]);
}

static bool wrong_value(struct scanner *scanner, const struct subject_name *name,
                        const struct scan_value *value, const char *instead)
{
    return scan_wrong(scanner, value->offset, "%.*s is compared with %s, not with \"%.*s\"",
                      WORD_SHOWN(name->word), instead, WORD_SHOWN(value->word));
}

static bool compare_text(struct scanner *scanner, const struct subject_name *name, enum test_op op,
                         const struct scan_value *value, struct filter_test *test)
{
    if (!is_text_op(op) && op != OP_EQUAL && op != OP_UNEQUAL)
        return wrong_op(scanner, name, op, "== != : ~ and !~");
    test->kind = TEST_TEXT;
    test->field = name->field;
    return make_pattern(scanner, value, pattern_of(op, value),
                        field_rows[name->field].kind != VALUE_TEXT, test);
}

static bool compare_fdtype(struct scanner *scanner, const struct subject_name *name,
                           enum test_op op, const struct scan_value *value,
                           struct filter_test *test)
{
    static const enum word_family families[] = {WORDS_FDTYPES};

    if (!is_text_op(op) && word_find(WORDS_FDTYPES, value->word) < 0)
        return scan_unknown(scanner, "kind of descriptor", value, families, COUNT_OF(families));
    return compare_text(scanner, name, op, value, test);
}

static bool compare_calls(struct scanner *scanner, const struct subject_name *name, enum test_op op,
                          const struct scan_value *value, struct filter_test *test)
{
    struct syscall_set *set = new_set(test);
    int64_t number;

    if (!is_text_op(op) && op != OP_EQUAL && op != OP_UNEQUAL)
        return wrong_op(scanner, name, op, "== != : ~ and !~");
    if (!is_text_op(op) && value_number(value->word, &number)) {
        if (number < 0 || number >= SYSCALL_SET_NUMBERS)
            return scan_wrong(scanner, value->offset, "no syscall has this number");
        set_add(set, ABI_NATIVE, (int)number);
    } else if (is_text_op(op)) {
        if (!add_names(scanner, value, pattern_of(op, value), set))
            return false;
    } else if (!compare_add_name(scanner, value, set)) {
        return false;
    }
    if (op == OP_UNEQUAL || op == OP_UNMATCHED)
        syscall_set_invert(set);
    return true;
}

static bool compare_class(struct scanner *scanner, const struct subject_name *name, enum test_op op,
                          const struct scan_value *value, struct filter_test *test)
{
    static const enum word_family families[] = {WORDS_CLASSES};
    struct syscall_set *set = new_set(test);
    struct word word = value->word;
    bool has_sign = word.length > 1 && word.bytes[0] == '%';

    if (op != OP_EQUAL && op != OP_UNEQUAL && op != OP_LIKE)
        return wrong_op(scanner, name, op, "==, != and :");
    uint32_t class = word_class(word);
    if (!class && has_sign)
        class = word_class((struct word){word.bytes + 1, word.length - 1});
    if (!class)
        return scan_unknown(scanner, "class", value, families, COUNT_OF(families));
    compare_add_class(set, class);
    if (op == OP_UNEQUAL)
        syscall_set_invert(set);
    return true;
}

static bool compare_tree(struct scanner *scanner, const struct subject_name *name, enum test_op op,
                         const struct scan_value *value, struct filter_test *test)
{
    if (op == OP_LIKE)
        op = test->op = OP_EQUAL;
    if (op != OP_EQUAL && op != OP_UNEQUAL)
        return wrong_op(scanner, name, op, "==, != and :");
    test->kind = TEST_TREE;
    if (!value_number(value->word, &test->low))
        return wrong_value(scanner, name, value, "the number of a process");
    return true;
}

static bool compare_time(struct scanner *scanner, const struct subject_name *name, enum test_op op,
                         const struct scan_value *value, struct filter_test *test)
{
    struct word word = value->word;

    if (is_text_op(op) || op == OP_BITS)
        return wrong_op(scanner, name, op, "== != < <= > and >=");
    if (word.bytes[0] == '+') { /* since ptop began: another field */
        test->kind = TEST_NUMBER;
        test->field = FIELD_SINCE;
        if (value_duration((struct word){word.bytes + 1, word.length - 1}, &test->low)) {
            test->high = test->low;
            return true;
        }
    }
    test->kind = TEST_CLOCK;
    if (value_clock(word, &test->low, &test->high))
        return true;
    if (value->reaches_end && word.length < sizeof("12:01") - 1)
        return scan_unfinished(scanner, "a time is written 12:01:03.5 or +2s");
    return wrong_value(scanner, name, value, "a time like 12:01:03.5 or +2s");
}

/* How the values of each kind of number are written. */
static bool state_value(struct word word, int64_t *ret_value)
{
    int state = word_find(WORDS_STATES, word);

    *ret_value = state;
    return state >= 0;
}

static const struct number_kind {
    bool (*parse)(struct word word, int64_t *ret_value);
    const char *what; /* "a number" */
    const char *word; /* "errno"; NULL: its values have no names */
    enum word_family family;
} number_kinds[VALUE_KIND_COUNT] = {
    [VALUE_NUMBER] = {value_number, "a number", NULL, WORDS_FAMILY_COUNT},
    [VALUE_DURATION] = {value_duration, "a time like 5ms or 0.2s", NULL, WORDS_FAMILY_COUNT},
    [VALUE_ERRNO] = {value_errno, "an errno", "errno", WORDS_ERRNOS},
    [VALUE_SIGNAL] = {value_signal, "a signal", "signal", WORDS_SIGNALS},
    [VALUE_STATE] = {state_value, "a state", "state", WORDS_STATES},
};

static bool compare_number(struct scanner *scanner, const struct subject_name *name,
                           enum test_op op, const struct scan_value *value,
                           struct filter_test *test)
{
    const struct field_row *row = &field_rows[name->field];
    const struct number_kind *kind = &number_kinds[row->kind];

    if (op == OP_LIKE && kind->parse(value->word, &test->low))
        op = test->op = OP_EQUAL; /* "pid:812" says what it means */
    if (is_text_op(op) && row->texts)
        return compare_text(scanner, name, op, value, test);
    if (is_text_op(op) || (op == OP_BITS && row->kind != VALUE_NUMBER))
        return wrong_op(scanner, name, op, "== != < <= > and >=");
    test->kind = TEST_NUMBER;
    test->field = name->field;
    if (!value->is_quoted && kind->parse(value->word, &test->low)) {
        test->high = test->low;
        test->bits = (uint64_t)test->low;
        return true;
    }
    if (kind->word)
        return scan_unknown(scanner, kind->word, value, &kind->family, 1);
    return wrong_value(scanner, name, value, kind->what);
}

static bool compare_flag(struct scanner *scanner, const struct subject_name *name, enum test_op op,
                         const struct scan_value *value, struct filter_test *test)
{
    (void)op;
    (void)value;
    (void)test;
    return scan_wrong(scanner, name->offset, "%.*s is a yes or no: it takes no value",
                      WORD_SHOWN(name->word));
}

/* ---- the two ways in ----------------------------------------------------------------------- */

bool compare_value(struct scanner *scanner, const struct subject_name *name, enum test_op op,
                   const struct scan_value *value, struct filter_test *test)
{
    static bool (*const by_kind[VALUE_KIND_COUNT])(
        struct scanner * scanner, const struct subject_name *name, enum test_op op,
        const struct scan_value *value, struct filter_test *test) = {
        [VALUE_NUMBER] = compare_number,   [VALUE_FLAG] = compare_flag,
        [VALUE_ERRNO] = compare_number,    [VALUE_SIGNAL] = compare_number,
        [VALUE_DURATION] = compare_number, [VALUE_TIME] = compare_time,
        [VALUE_TEXT] = compare_text,       [VALUE_PATH] = compare_text,
        [VALUE_FDTYPE] = compare_fdtype,   [VALUE_STATE] = compare_number,
        [VALUE_SYSCALL] = compare_calls,   [VALUE_CLASS] = compare_class,
        [VALUE_TREE] = compare_tree,
    };

    test->op = op;
    if (name->field == FIELD_COUNT)
        return compare_argument(scanner, name, op, value, test);
    return by_kind[field_rows[name->field].kind](scanner, name, op, value, test);
}

/* The name of an errno or a signal, standing alone. */
bool compare_bare(struct word word, struct filter_test *test)
{
    int error = word_find(WORDS_ERRNOS, word);
    int signal = error < 0 ? word_find(WORDS_SIGNALS, word) : -1;

    test->kind = TEST_NUMBER;
    test->op = OP_EQUAL;
    test->field = error > 0 ? FIELD_ERR : FIELD_SIG;
    test->low = test->high = error > 0 ? error : signal;
    return error > 0 || signal > 0;
}

/* Every call that has the argument. */
static bool argument_exists(struct filter_test *test, struct word argument)
{
    struct argument_search search = {.name = argument, .test = test, .accept = accept_any};

    test->op = OP_HAS;
    return find_arguments(&search);
}

bool compare_exists(struct scanner *scanner, const struct subject_name *name,
                    struct filter_test *test)
{
    (void)scanner;
    if (name->field == FIELD_COUNT)
        return argument_exists(test, name->argument);
    const struct field_row *row = &field_rows[name->field];
    test->op = OP_HAS;
    test->field = name->field;
    if (row->kind == VALUE_SYSCALL || row->kind == VALUE_CLASS)
        syscall_set_fill(new_set(test));
    else if (row->kind == VALUE_TREE)
        test->kind = TEST_TREE;
    else if (row->kind == VALUE_TIME)
        test->kind = TEST_CLOCK;
    else
        test->kind = row->numbers ? TEST_NUMBER : TEST_TEXT;
    return true;
}
