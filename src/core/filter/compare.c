#include "compare.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "call_set.h"
#include "compare_argument.h"
#include "core/base/alloc.h"
#include "value.h"

/* ---- patterns ------------------------------------------------------------------------------ */

/* A regular expression that more letters may still complete is only unfinished. */
static bool wrong_pattern(struct scanner *scanner, const struct scan_value *value,
                          const struct error *error)
{
    if (value->reaches_end && (size_t)error->offset == value->word.length)
        return scan_unfinished(scanner, "%s", error->message);
    return scan_wrong(scanner, value->offset + (size_t)error->offset, "%s", error->message);
}

bool compare_make_pattern(struct scanner *scanner, const struct scan_value *value,
                          enum pattern_kind kind, bool is_path, struct filter_test *test)
{
    struct error error = {.offset = 0};

    if (pattern_init(&test->pattern, kind, is_path, value->word.bytes, value->word.length, &error) <
        0)
        return wrong_pattern(scanner, value, &error);
    test->has_pattern = true;
    return true;
}

enum pattern_kind compare_pattern_of(enum test_op op, const struct scan_value *value)
{
    if (op == OP_MATCHES || op == OP_UNMATCHED)
        return PATTERN_REGEX;
    if (op == OP_LIKE)
        return pattern_kind_of(value->word.bytes, value->word.length);
    return PATTERN_EQUAL;
}

bool compare_is_text_op(enum test_op op)
{
    return op == OP_LIKE || op == OP_MATCHES || op == OP_UNMATCHED;
}

/* ---- fields -------------------------------------------------------------------------------- */

static const char *const op_signs[OP_COUNT] = {
    [OP_HAS] = "",          [OP_EQUAL] = "==",     [OP_UNEQUAL] = "!=",       [OP_LESS] = "<",
    [OP_LESS_EQUAL] = "<=", [OP_GREATER] = ">",    [OP_GREATER_EQUAL] = ">=", [OP_LIKE] = ":",
    [OP_MATCHES] = "~",     [OP_UNMATCHED] = "!~", [OP_BITS] = "&",
};

static struct syscall_set *new_set(struct filter_test *test)
{
    test->kind = TEST_CALLS;
    return test->calls = alloc_zeroed(1, sizeof(*test->calls));
}

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
    if (!compare_is_text_op(op) && op != OP_EQUAL && op != OP_UNEQUAL)
        return wrong_op(scanner, name, op, "== != : ~ and !~");
    test->kind = TEST_TEXT;
    test->field = name->field;
    return compare_make_pattern(scanner, value, compare_pattern_of(op, value),
                                field_rows[name->field].kind != VALUE_TEXT, test);
}

static bool compare_fdtype(struct scanner *scanner, const struct subject_name *name,
                           enum test_op op, const struct scan_value *value,
                           struct filter_test *test)
{
    static const enum word_family families[] = {WORDS_FDTYPES};

    if (!compare_is_text_op(op) && word_find(WORDS_FDTYPES, value->word) < 0)
        return scan_unknown(scanner, "kind of descriptor", value, families, COUNT_OF(families));
    return compare_text(scanner, name, op, value, test);
}

static bool compare_calls(struct scanner *scanner, const struct subject_name *name, enum test_op op,
                          const struct scan_value *value, struct filter_test *test)
{
    struct syscall_set *set = new_set(test);
    int64_t number;

    if (!compare_is_text_op(op) && op != OP_EQUAL && op != OP_UNEQUAL)
        return wrong_op(scanner, name, op, "== != : ~ and !~");
    if (!compare_is_text_op(op) && value_number(value->word, &number)) {
        if (number < 0 || number >= SYSCALL_SET_NUMBERS)
            return scan_wrong(scanner, value->offset, "no syscall has this number");
        call_set_add(set, ABI_NATIVE, (int)number);
    } else if (compare_is_text_op(op)) {
        if (!call_set_add_like(scanner, value, compare_pattern_of(op, value), set))
            return false;
    } else if (!call_set_add_name(scanner, value, set)) {
        return false;
    }
    if (op == OP_UNEQUAL || op == OP_UNMATCHED)
        call_set_invert(set);
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
    call_set_add_class(set, class);
    if (op == OP_UNEQUAL)
        call_set_invert(set);
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
    if (value_number(value->word, &test->low))
        return true;
    if (scan_may_become(value, value_number))
        return scan_unfinished(scanner, "the number of a process is missing");
    return wrong_value(scanner, name, value, "the number of a process");
}

/* Any time, for may_become. */
static bool clock_begins(struct word word, int64_t *ret_value)
{
    return word.bytes[0] == '+'
               ? value_duration((struct word){word.bytes + 1, word.length - 1}, ret_value)
               : value_clock(word, ret_value, ret_value);
}

static bool compare_time(struct scanner *scanner, const struct subject_name *name, enum test_op op,
                         const struct scan_value *value, struct filter_test *test)
{
    struct word word = value->word;

    if (compare_is_text_op(op) || op == OP_BITS)
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
    if (scan_may_become(value, clock_begins))
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
    [VALUE_REGISTER] = {value_number, "a number", NULL, WORDS_FAMILY_COUNT},
    [VALUE_DURATION] = {value_duration, "a time like 5ms or 0.2s", NULL, WORDS_FAMILY_COUNT},
    [VALUE_ERRNO] = {value_errno, "an errno", "errno", WORDS_ERRNOS},
    [VALUE_SIGNAL] = {value_signal, "a signal", "signal", WORDS_SIGNALS},
    [VALUE_STATE] = {state_value, "a state", "state", WORDS_STATES},
};

/* "CHL": without its SIG. */
static bool signal_begins(struct word word)
{
    char name[16];

    if (word.length >= sizeof(name) - 3)
        return false;
    snprintf(name, sizeof(name), "SIG%.*s", (int)word.length, word.bytes);
    return word_begins(WORDS_SIGNALS, (struct word){name, word.length + 3});
}

static bool compare_number(struct scanner *scanner, const struct subject_name *name,
                           enum test_op op, const struct scan_value *value,
                           struct filter_test *test)
{
    const struct field_row *row = &field_rows[name->field];
    const struct number_kind *kind = &number_kinds[row->kind];

    if (op == OP_LIKE && (!row->texts || kind->parse(value->word, &test->low)))
        op = test->op = OP_EQUAL; /* "pid:812" says what it means */
    if (compare_is_text_op(op) && row->texts)
        return compare_text(scanner, name, op, value, test);
    if (compare_is_text_op(op) || (op == OP_BITS && kind->parse != value_number))
        return wrong_op(scanner, name, op, "== != < <= > and >=");
    test->kind = TEST_NUMBER;
    test->field = name->field;
    if (!value->is_quoted && kind->parse(value->word, &test->low)) {
        test->high = test->low;
        test->bits = (uint64_t)test->low;
        return true;
    }
    if (row->kind == VALUE_SIGNAL && value->reaches_end && signal_begins(value->word))
        return scan_unfinished(scanner, "no signal yet");
    if (kind->word)
        return scan_unknown(scanner, kind->word, value, &kind->family, 1);
    if (scan_may_become(value, kind->parse))
        return scan_unfinished(scanner, "%.*s is compared with %s", WORD_SHOWN(name->word),
                               kind->what);
    return wrong_value(scanner, name, value, kind->what);
}

static const struct register_spec *find_register(enum abi abi, struct word word)
{
    char name[16];

    if (word.length >= sizeof(name))
        return NULL;
    snprintf(name, sizeof(name), "%.*s", WORD_SHOWN(word));
    const struct register_spec *spec = register_find(abi == ABI_COMPAT, name);
    return spec && strcmp(spec->name, name) == 0 ? spec : NULL;
}

bool compare_is_register(struct word word)
{
    return find_register(ABI_NATIVE, word) || find_register(ABI_COMPAT, word);
}

/* The register of a name, of both kinds of programs; any at all where the name is empty. */
static void find_registers(const struct subject_name *name, struct filter_test *test)
{
    test->kind = TEST_REGISTER;
    for (enum abi abi = 0; abi < ABI_COUNT; abi++)
        test->registers[abi] = name->argument.length > 0 ? find_register(abi, name->argument)
                                                         : register_get(abi == ABI_COMPAT, 0);
}

/* 0xffffffff is what -1 is in a register of 32 bits. */
static int64_t number_of_size(int64_t number, unsigned bits)
{
    return bits < 64 && number >> (bits - 1) == 1 ? number - (INT64_C(1) << bits) : number;
}

static bool compare_register(struct scanner *scanner, const struct subject_name *name,
                             enum test_op op, const struct scan_value *value,
                             struct filter_test *test)
{
    if (name->argument.length == 0)
        return scan_wrong(scanner, name->offset, "reg wants a register: reg.rax");
    if (!compare_number(scanner, name, op, value, test))
        return false;
    find_registers(name, test);
    unsigned bits = test->registers[test->registers[ABI_NATIVE] ? ABI_NATIVE : ABI_COMPAT]->bits;
    if (bits < 64)
        test->bits &= (UINT64_C(1) << bits) - 1;
    test->low = test->high = number_of_size(test->low, bits);
    return true;
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
        [VALUE_TREE] = compare_tree,       [VALUE_REGISTER] = compare_register,
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

bool compare_exists(struct scanner *scanner, const struct subject_name *name,
                    struct filter_test *test)
{
    (void)scanner;
    if (name->field == FIELD_COUNT)
        return compare_argument_exists(test, name->argument);
    const struct field_row *row = &field_rows[name->field];
    test->op = OP_HAS;
    test->field = name->field;
    if (row->kind == VALUE_SYSCALL || row->kind == VALUE_CLASS)
        call_set_fill(new_set(test));
    else if (row->kind == VALUE_TREE)
        test->kind = TEST_TREE;
    else if (row->kind == VALUE_REGISTER)
        find_registers(name, test);
    else if (row->kind == VALUE_TIME)
        test->kind = TEST_CLOCK;
    else
        test->kind = row->numbers ? TEST_NUMBER : TEST_TEXT;
    return true;
}
