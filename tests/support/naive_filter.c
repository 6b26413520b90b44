#include "support/naive_private.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include <ptop/format.h>
#include <ptop/registers.h>
#include <ptop/view.h>

#include "core/tables/constant_names.h"
#include "support/naive_values.h"

struct naive_filter {
    struct naive_node *root;
    const struct filter_facts *facts;
};

/* ---- names ------------------------------------------------------------------------- */

static bool is_argument(const char *argument)
{
    for (enum abi abi = ABI_NATIVE; abi < ABI_COUNT; abi++) {
        for (int number = 0; number < syscall_limit(abi); number++) {
            const struct syscall_spec *spec = syscall_find(abi, number);
            for (unsigned arg = 0; spec && arg < spec->arg_count; arg++)
                if (strcmp(spec->args[arg].name, argument) == 0)
                    return true;
        }
    }
    return false;
}

bool naive_is_field(const char *name)
{
    return naive_field_find(name) || naive_register(name) ||
           is_argument(strncmp(name, "arg.", 4) == 0 ? name + 4 : name);
}

/* An argument of that name comes first (ss). */
const char *naive_register(const char *name)
{
    const char *plain = strncmp(name, "reg.", 4) == 0 ? name + 4 : name;

    if (!register_find(false, plain) && !register_find(true, plain))
        return NULL;
    return plain > name || !is_argument(name) ? plain : NULL;
}

static bool item_has(const char *item, const struct syscall_spec *spec)
{
    if (strcmp(item, "all") == 0)
        return true;
    for (size_t i = 0; *item == '%' && i < CLASS_COUNT; i++)
        if (strcmp(naive_class_names[i], item + 1) == 0)
            return spec && (spec->classes >> i & 1);
    return spec && naive_glob(item, spec->name, strlen(spec->name), false);
}

static bool set_matches(const struct naive_node *set, const struct event *event)
{
    bool has = false;

    for (size_t i = 0; event->kind == EVENT_SYSCALL && i < set->count; i++)
        has = has || item_has(set->items[i], naive_spec(event));
    return has;
}

/* ---- constants ---------------------------------------------------------------------- */

static bool signal_of(const char *text, __int128 *ret_number)
{
    for (int i = 1; i <= 64; i++) {
        const char *name = format_signal_name(i);
        if (name && (strcmp(name, text) == 0 || strcmp(name + 3, text) == 0)) {
            *ret_number = i;
            return true;
        }
    }
    return naive_number(text, ret_number);
}

static bool errno_of(const char *text, __int128 *ret_number)
{
    for (int i = 1; i < 1024; i++) {
        if (errno_name(i) && strcmp(errno_name(i), text) == 0) {
            *ret_number = i;
            return true;
        }
    }
    return naive_number(text, ret_number);
}

const char *naive_bare_field(const char *name)
{
    __int128 number;

    if (isdigit((unsigned char)*name))
        return NULL;
    if (errno_of(name, &number))
        return "err";
    return strncmp(name, "SIG", 3) == 0 && signal_of(name, &number) ? "sig" : NULL;
}

static const struct flag_name *flag_of(const struct naive_value *value, const char *name)
{
    for (size_t i = 0; value->constants && i < value->constants->count; i++)
        if (strcmp(value->constants->names[i].name, name) == 0)
            return &value->constants->names[i];
    return NULL;
}

static bool constant_of(const struct naive_value *value, const char *name, __int128 *ret_number)
{
    const struct flag_name *flag = flag_of(value, name);

    if (value->is_signal)
        return signal_of(name, ret_number);
    if (flag)
        *ret_number = flag->value;
    return flag || naive_number(name, ret_number);
}

/* Any of the bits; of a name for a field of bits (O_WRONLY in O_ACCMODE) that value of the field.
 */
static bool has_any_bit(const struct naive_value *value, const char *text)
{
    char copy[NAIVE_TEXT], *rest = copy, *name;
    bool has = false;

    strcpy(copy, text);
    while ((name = strsep(&rest, "|"))) {
        const struct flag_name *flag = flag_of(value, name);
        __int128 bits;
        if (!constant_of(value, name, &bits))
            return false;
        if (flag && flag->mask != flag->value)
            has = has || ((uint64_t)value->number & flag->mask) == flag->value;
        else
            has = has || (value->number & bits) != 0;
    }
    return has;
}

/* "O_CREAT|O_TRUNC|0x10" as this argument understands it. */
static bool constants_of(const struct naive_value *value, const char *text, __int128 *ret_number)
{
    char copy[NAIVE_TEXT], *rest = copy, *name;

    strcpy(copy, text);
    *ret_number = 0;
    while ((name = strsep(&rest, "|"))) {
        __int128 number;
        if (!constant_of(value, name, &number))
            return false;
        *ret_number |= number;
    }
    return true;
}

static bool wanted_number(const struct naive_filter *filter, enum naive_field_kind kind,
                          const struct naive_value *value, const char *text, __int128 *ret_number)
{
    switch (kind) {
    case FIELD_ERRNO:
        return errno_of(text, ret_number);
    case FIELD_SIGNAL:
        return signal_of(text, ret_number);
    case FIELD_DURATION:
        return naive_duration(text, ret_number);
    case FIELD_TIME:
        return naive_time(text, filter->facts, ret_number);
    case FIELD_ARGUMENT:
        return constants_of(value, text, ret_number);
    default:
        return naive_number(text, ret_number);
    }
}

/* ---- comparing ---------------------------------------------------------------------- */

static bool has_capital(const char *text)
{
    for (; *text; text++)
        if (isupper((unsigned char)*text))
            return true;
    return false;
}

/* What ":" means: a glob of the whole, or a part; small letters mean large ones too. */
static bool text_has(const char *wanted, const char *text, size_t length, bool is_path)
{
    char *low = malloc(length + 1);
    bool has;

    for (size_t i = 0; i < length; i++)
        low[i] = (char)(has_capital(wanted) ? text[i] : tolower((unsigned char)text[i]));
    if (strpbrk(wanted, "*?["))
        has = naive_glob(wanted, low, length, is_path);
    else
        has = memmem(low, length, wanted, strlen(wanted)) != NULL;
    free(low);
    return has;
}

static bool numbers_compare(enum naive_op op, __int128 left, __int128 right)
{
    switch (op) {
    case OP_LT:
        return left < right;
    case OP_LE:
        return left <= right;
    case OP_GT:
        return left > right;
    case OP_GE:
        return left >= right;
    case OP_BITS:
        return (left & right) != 0;
    default:
        return left == right;
    }
}

/* An argument as the line shows it. */
static void shown(const struct naive_filter *filter, const struct event *event, unsigned arg,
                  struct text *text)
{
    const struct format_options options = {
        .names = filter->facts->names,
        .escape = TEXT_ESCAPE_UTF8,
        .string_limit_bytes = 512,
        .joins_restarts = true,
    };

    format_argument((const struct event_syscall *)event, arg, &options, text);
}

static bool text_matches(const struct naive_node *test, const char *wanted, const char *text,
                         size_t length, bool is_path)
{
    if (test->op == OP_HAS)
        return text_has(wanted, text, length, is_path);
    if (test->op == OP_MATCH || test->op == OP_MISMATCH)
        return naive_regex(wanted, text, length);
    return strlen(wanted) == length && memcmp(wanted, text, length) == 0;
}

/* One value of the event against one that is wanted; != and !~ are asked as == and ~. */
static bool value_matches(const struct naive_filter *filter, const struct naive_node *test,
                          enum naive_field_kind kind, const struct event *event,
                          const struct naive_value *value, const char *wanted)
{
    bool is_text_op = test->op == OP_HAS || test->op == OP_MATCH || test->op == OP_MISMATCH;
    bool is_path = kind == FIELD_PATH || kind == FIELD_FD || value->is_path;
    __int128 number;

    if (test->op == OP_HAS && !value->is_argument && kind != FIELD_TEXT && kind != FIELD_PATH &&
        wanted_number(filter, kind, value, wanted, &number))
        return value->has_number && value->number == number;
    bool is_word = test->op == OP_EQ && !value->constants && !value->is_signal;
    bool is_shown =
        is_text_op || ((value->is_pointer || is_word) && !naive_number(wanted, &number));
    if (value->is_argument && is_shown && !value->text) {
        char bytes[4096];
        struct text text;
        text_init(&text, bytes, NULL, sizeof(bytes));
        shown(filter, event, value->arg, &text);
        return text_matches(test, wanted, bytes, text.length_bytes, false);
    }
    if (value->text && (is_text_op || !value->is_argument || !naive_number(wanted, &number)))
        return text_matches(test, wanted, value->text, value->length, is_path);
    if (value->is_argument && test->op == OP_BITS)
        return has_any_bit(value, wanted);
    if (!value->has_number || !wanted_number(filter, kind, value, wanted, &number))
        return false;
    if (value->bits && test->op == OP_BITS)
        return value->number & number & (((__int128)1 << value->bits) - 1);
    if (value->bits && number >> (value->bits - 1) == 1) /* 0xffffffff is -1 of 32 bits */
        number -= (__int128)1 << value->bits;
    if (value->is_argument && (test->op == OP_EQ || test->op == OP_NE))
        return (uint64_t)value->number == (uint64_t)number; /* "size==-1" means all its bits */
    return numbers_compare(test->op, value->number, number);
}

/* A word that is a constant of some call's argument of the name is one for all calls. */
static bool some_call_knows(const char *argument, const char *wanted)
{
    __int128 number;

    for (int abi = 0; abi < ABI_COUNT; abi++) {
        for (int call = 0; call < syscall_limit((enum abi)abi); call++) {
            const struct syscall_spec *spec = syscall_find((enum abi)abi, call);
            for (unsigned arg = 0; spec && arg < spec->arg_count; arg++) {
                struct naive_value value = {.constants = flag_set_find(spec->args[arg].type)};
                if (value.constants && strcmp(spec->args[arg].name, argument) == 0 &&
                    constants_of(&value, wanted, &number))
                    return true;
            }
        }
    }
    return false;
}

static bool is_known_constant(const struct naive_filter *filter, const struct naive_node *test,
                              enum naive_field_kind kind, const struct naive_value *value,
                              const char *wanted)
{
    const char *name = strncmp(test->field, "arg.", 4) == 0 ? test->field + 4 : test->field;
    __int128 number;

    return kind != FIELD_ARGUMENT || (value->is_pointer && !some_call_knows(name, wanted)) ||
           wanted_number(filter, kind, value, wanted, &number);
}

static bool tree_matches(const struct naive_filter *filter, const struct naive_node *test,
                         const struct event *event)
{
    bool descends = false;
    __int128 ancestor;

    if (event->tgid <= 0)
        return false;
    for (size_t i = 0; i < test->count; i++)
        descends = descends || (naive_number(test->items[i], &ancestor) &&
                                tasks_descends(filter->facts->tasks, event->tgid, (int32_t)ancestor,
                                               event->sequence));
    return descends != (test->op == OP_NE);
}

/* Are descriptors asked for by their names? */
static bool asks_for_names(const struct naive_node *test)
{
    __int128 number;

    return test->op == OP_MATCH || test->op == OP_MISMATCH ||
           (test->op == OP_HAS && !naive_number(test->items[0], &number));
}

static void gather(const struct naive_filter *filter, const struct naive_node *node,
                   const struct event *event, struct naive_values *values)
{
    const struct naive_field *field = naive_field_find(node->field);

    if (field && field->kind == FIELD_FD && node->kind == NAIVE_TEST && asks_for_names(node))
        field = naive_field_find("fd by name");
    values->count = 0;
    if (field)
        field->gather(values, filter->facts, event);
    else if (naive_register(node->field))
        naive_gather_register(values, event, naive_register(node->field));
    else
        naive_gather_arguments(values, event, node->field);
}

static bool test_matches(const struct naive_filter *filter, const struct naive_node *test,
                         const struct event *event)
{
    const struct naive_field *field = naive_field_find(test->field);
    enum naive_field_kind kind = field                         ? field->kind
                                 : naive_register(test->field) ? FIELD_NUMBER
                                                               : FIELD_ARGUMENT;
    bool is_negated = test->op == OP_NE || test->op == OP_MISMATCH, is_asked = false, has = false;
    struct naive_values values;

    if (kind == FIELD_TREE)
        return tree_matches(filter, test, event);
    gather(filter, test, event, &values);
    for (size_t v = 0; v < values.count; v++) {
        for (size_t i = 0; i < test->count; i++) {
            has = has || value_matches(filter, test, kind, event, &values.all[v], test->items[i]);
            is_asked = is_asked || test->op == OP_MISMATCH ||
                       is_known_constant(filter, test, kind, &values.all[v],
                                         test->items[i]);
        }
    }
    return is_negated ? is_asked && !has : has;
}

/* ---- the tree ----------------------------------------------------------------------- */

static bool line_matches(const struct naive_filter *filter, const struct naive_node *node,
                         const struct event *event)
{
    char bytes[4096];
    struct text line;
    const struct format_options options = {
        .names = filter->facts->names,
        .escape = TEXT_ESCAPE_UTF8,
        .string_limit_bytes = 512,
        .joins_restarts = true,
    };

    text_init(&line, bytes, NULL, sizeof(bytes));
    format_event(event, &options, &line);
    if (node->op == OP_MATCH)
        return naive_regex(node->items[0], bytes, line.length_bytes);
    return text_contains(bytes, line.length_bytes, node->items[0], strlen(node->items[0]));
}

static bool node_matches(const struct naive_filter *filter, const struct naive_node *node,
                         const struct event *event)
{
    struct naive_values values;

    switch (node->kind) {
    case NAIVE_ALL:
        return true;
    case NAIVE_AND:
        return node_matches(filter, node->first, event) &&
               node_matches(filter, node->second, event);
    case NAIVE_OR:
        return node_matches(filter, node->first, event) ||
               node_matches(filter, node->second, event);
    case NAIVE_NOT:
        return !node_matches(filter, node->first, event);
    case NAIVE_SET:
        return set_matches(node, event);
    case NAIVE_FIELD:
        gather(filter, node, event, &values);
        return values.count > 0;
    case NAIVE_TEST:
        return test_matches(filter, node, event);
    case NAIVE_LINE:
        return line_matches(filter, node, event);
    }
    return false;
}

struct naive_filter *naive_filter_new(const char *text, const struct filter_facts *facts)
{
    struct naive_node *root = naive_parse(text);
    struct naive_filter *filter;

    if (!root)
        return NULL;
    filter = calloc(1, sizeof(*filter));
    *filter = (struct naive_filter){root, facts};
    return filter;
}

void naive_filter_free(struct naive_filter *filter)
{
    if (!filter)
        return;
    naive_node_free(filter->root);
    free(filter);
}

bool naive_filter_matches(const struct naive_filter *filter, const struct event *event)
{
    return (VIEW_KINDS >> event->kind & 1 || event->kind == EVENT_STOP) &&
           node_matches(filter, filter->root, event);
}
