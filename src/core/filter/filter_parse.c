/*
 * The grammar of filter.h, by recursive descent.  A function of the grammar
 * returns the node that it made, or NO_NODE and the scanner says why.
 */
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "call_set.h"
#include "compare.h"
#include "core/base/alloc.h"
#include "scan.h"

#define NO_NODE         (-1)
#define ARGUMENT_PREFIX "arg."
#define REGISTER_PREFIX "reg."

struct parser {
    struct scanner scanner;
    struct filter *filter;
    struct filter_node *nodes;
    int node_count, node_capacity;
    int depth;
};

static int parse_or(struct parser *parser);

/* ---- nodes and tests ----------------------------------------------------------------------- */

static int add_node(struct parser *parser, enum node_kind kind, int left, int right)
{
    if (parser->node_count == parser->node_capacity) {
        parser->node_capacity = parser->node_capacity ? 2 * parser->node_capacity : 16;
        parser->nodes =
            alloc_resize(parser->nodes, (size_t)parser->node_capacity, sizeof(*parser->nodes));
    }
    parser->nodes[parser->node_count] = (struct filter_node){kind, left, right};
    return parser->node_count++;
}

/* An empty test, whose address is good until the next one is added. */
static struct filter_test *add_test(struct parser *parser)
{
    struct filter *filter = parser->filter;

    if (filter->test_count == filter->test_capacity) {
        filter->test_capacity = filter->test_capacity ? 2 * filter->test_capacity : 8;
        filter->tests = alloc_resize(filter->tests, filter->test_capacity, sizeof(*filter->tests));
    }
    struct filter_test *test = &filter->tests[filter->test_count++];
    *test = (struct filter_test){0};
    return test;
}

static bool has_room(struct parser *parser)
{
    return parser->filter->test_count < FILTER_MAX_TESTS ||
           scan_wrong(&parser->scanner, parser->scanner.at, "more than %d tests", FILTER_MAX_TESTS);
}

static int node_of_last_test(struct parser *parser)
{
    return add_node(parser, NODE_TEST, (int)parser->filter->test_count - 1, NO_NODE);
}

/* ---- sets: openat,read %file epoll_* ------------------------------------------------------- */

static bool parse_class(struct parser *parser, struct syscall_set *set)
{
    static const enum word_family families[] = {WORDS_CLASSES};
    struct scanner *scanner = &parser->scanner;
    struct scan_value value = {.offset = ++scanner->at}; /* behind the % */

    while (!scan_is_at_end(scanner) && scanner->text[scanner->at] == '%')
        scanner->at++; /* of %%stat */
    scanner->at += scan_name(scanner).length;
    value.word = (struct word){scanner->text + value.offset, scanner->at - value.offset};
    value.reaches_end = scan_is_at_end(scanner);
    uint32_t class = word_class(value.word);
    if (value.word.length == 0 && value.reaches_end)
        return scan_unfinished(scanner, "a class is missing");
    if (!class)
        return scan_unknown(scanner, "class", &value, families, 1);
    call_set_add_class(set, class);
    return true;
}

static bool parse_item(struct parser *parser, struct syscall_set *set)
{
    struct scanner *scanner = &parser->scanner;

    if (scan_is_at_end(scanner))
        return scan_unfinished(scanner, "a syscall is missing");
    if (scanner->text[scanner->at] == '%')
        return parse_class(parser, set);
    struct scan_value value = {.word = scan_name(scanner), .offset = scanner->at};
    if (value.word.length == 0)
        return scan_wrong(scanner, scanner->at, "a syscall is missing before \"%c\"",
                          scanner->text[scanner->at]);
    scanner->at += value.word.length;
    value.reaches_end = scan_is_at_end(scanner);
    return call_set_add_name(scanner, &value, set);
}

static int parse_set(struct parser *parser)
{
    struct scanner *scanner = &parser->scanner;
    struct filter_test *test = add_test(parser);

    test->kind = TEST_CALLS;
    test->is_plain_set = true;
    test->calls = alloc_zeroed(1, sizeof(*test->calls));
    do {
        scan_blanks(scanner);
        if (!parse_item(parser, test->calls))
            return NO_NODE;
    } while (scan_take(scanner, ","));
    return node_of_last_test(parser);
}

/* ---- tests: field op value ------------------------------------------------------------------ */

static struct word without_prefix(struct word word, const char *prefix)
{
    size_t length = word_has_prefix(word, prefix) ? strlen(prefix) : 0;

    return (struct word){word.bytes + length, word.length - length};
}

/* A register: by reg.NAME, or by a name that no argument and no syscall has. */
static bool find_register(struct word word, struct subject_name *name)
{
    name->field = FIELD_REG;
    name->argument = without_prefix(word, REGISTER_PREFIX);
    return compare_is_register(name->argument) &&
           (name->argument.length < word.length ||
            !(compare_is_argument(word) || call_set_is_name(word)));
}

/* What the word at the scanner names; false where it is no field, register or argument. */
static bool find_subject(struct word word, size_t offset, struct subject_name *ret_name)
{
    int field = word_find(WORDS_FIELDS, word);

    *ret_name = (struct subject_name){.word = word, .offset = offset};
    if (field >= 0) {
        ret_name->field = (enum field)field;
        return true;
    }
    if (find_register(word, ret_name))
        return true;
    ret_name->field = FIELD_COUNT;
    ret_name->argument = without_prefix(word, ARGUMENT_PREFIX);
    return compare_is_argument(ret_name->argument);
}

static int parse_comparison(struct parser *parser, const struct subject_name *name, enum test_op op)
{
    struct scan_value value;

    if (!scan_read_value(&parser->scanner, &value) ||
        !compare_value(&parser->scanner, name, op, &value, add_test(parser)))
        return NO_NODE;
    return node_of_last_test(parser);
}

/* field in {v, v}: one or the other. */
static int parse_choice(struct parser *parser, const struct subject_name *name)
{
    struct scanner *scanner = &parser->scanner;
    int choice = NO_NODE;

    do {
        int node = parse_comparison(parser, name, OP_EQUAL);
        if (node == NO_NODE || !has_room(parser))
            return NO_NODE;
        choice = choice == NO_NODE ? node : add_node(parser, NODE_OR, choice, node);
        scan_blanks(scanner);
    } while (scan_take(scanner, ","));
    if (scan_take(scanner, "}"))
        return choice;
    if (scan_is_at_end(scanner))
        scan_unfinished(scanner, "the closing } is missing");
    else
        scan_wrong(scanner, scanner->at, "\",\" or \"}\" expected");
    return NO_NODE;
}

static bool takes_choice(struct scanner *scanner)
{
    size_t before = scanner->at;

    scan_blanks(scanner);
    if (scan_take_keyword(scanner, "in"))
        return true;
    scanner->at = before;
    return false;
}

static int parse_existence(struct parser *parser, const struct subject_name *name)
{
    if (!compare_exists(&parser->scanner, name, add_test(parser)))
        return NO_NODE;
    return node_of_last_test(parser);
}

static int unknown_name(struct parser *parser, struct word word, size_t offset, bool is_compared)
{
    static const enum word_family compared[] = {WORDS_FIELDS, WORDS_ARGUMENTS, WORDS_REGISTERS};
    static const enum word_family bare[] = {WORDS_SYSCALLS, WORDS_FIELDS, WORDS_ARGUMENTS,
                                            WORDS_GRAMMAR,  WORDS_ERRNOS, WORDS_SIGNALS,
                                            WORDS_REGISTERS};
    struct scanner *scanner = &parser->scanner;
    bool is_register = word_has_prefix(word, REGISTER_PREFIX);
    struct word name = without_prefix(word, is_register ? REGISTER_PREFIX : ARGUMENT_PREFIX);
    const struct scan_value value = {
        .word = name,
        .offset = offset + word.length - name.length,
        .reaches_end = !is_compared && offset + word.length == scanner->length,
    };

    if (is_register)
        scan_unknown(scanner, "register", &value, &compared[2], 1);
    else if (name.length < word.length)
        scan_unknown(scanner, "argument", &value, &compared[1], 1);
    else if (is_compared)
        scan_unknown(scanner, "field", &value, compared, COUNT_OF(compared));
    else
        scan_unknown(scanner, "syscall or field", &value, bare, COUNT_OF(bare));
    return NO_NODE;
}

static int no_name(struct scanner *scanner)
{
    size_t offset = scanner->at;

    if (strchr("|&", scanner->text[offset]) && offset + 1 == scanner->length)
        scan_unfinished(scanner, "half of || or &&");
    scan_wrong(scanner, offset, "\"%c\" cannot stand here", scanner->text[offset]);
    return NO_NODE;
}

/* Behind "in". */
static int parse_choice_of(struct parser *parser, const struct subject_name *name)
{
    struct scanner *scanner = &parser->scanner;

    scan_blanks(scanner);
    if (scan_take(scanner, "{"))
        return parse_choice(parser, name);
    if (scan_is_at_end(scanner))
        scan_unfinished(scanner, "{ is missing");
    else
        scan_wrong(scanner, scanner->at, "\"in\" is followed by {");
    return NO_NODE;
}

static int parse_named(struct parser *parser)
{
    struct scanner *scanner = &parser->scanner;
    size_t offset = scanner->at;
    struct word word = scan_name(scanner);
    struct subject_name name;

    if (word.length == 0)
        return no_name(scanner);
    scanner->at += word.length;
    bool is_subject = find_subject(word, offset, &name);
    enum test_op op = scan_operator(scanner);
    if (op == OP_BITS && !is_subject && scan_is_at_end(scanner)) {
        scan_unfinished(scanner, "half of &&"); /* "read &" */
        return NO_NODE;
    }
    if (op != OP_HAS)
        return is_subject ? parse_comparison(parser, &name, op)
                          : unknown_name(parser, word, offset, true);
    if (is_subject && takes_choice(scanner))
        return parse_choice_of(parser, &name);
    if (call_set_is_name(word) ||
        (!is_subject && !scan_is_at_end(scanner) && scanner->text[scanner->at] == ',')) {
        scanner->at = offset;
        return parse_set(parser);
    }
    if (is_subject)
        return parse_existence(parser, &name);
    if (word_find(WORDS_GRAMMAR, word) >= 0 && !scan_is_at_end(scanner)) {
        scan_wrong(scanner, offset, "\"%.*s\" cannot begin a term", WORD_SHOWN(word));
        return NO_NODE;
    }
    if (compare_bare(word, add_test(parser)))
        return node_of_last_test(parser);
    return unknown_name(parser, word, offset, false);
}

/* ---- texts --------------------------------------------------------------------------------- */

static int parse_line(struct parser *parser, bool is_regex)
{
    struct scanner *scanner = &parser->scanner;
    struct error error = {.offset = 0};
    struct scan_value value;

    if (is_regex ? !scan_read_regex(scanner, &value) : !scan_read_value(scanner, &value))
        return NO_NODE;
    struct filter_test *test = add_test(parser);
    test->kind = TEST_LINE;
    test->op = is_regex ? OP_MATCHES : OP_LIKE;
    if (pattern_init(&test->pattern, is_regex ? PATTERN_REGEX : PATTERN_CONTAINS, false,
                     value.word.bytes, value.word.length, &error) < 0) {
        scan_wrong(scanner, value.offset + (size_t)error.offset, "%s", error.message);
        return NO_NODE;
    }
    test->has_pattern = true;
    return node_of_last_test(parser);
}

/* ---- terms --------------------------------------------------------------------------------- */

static struct filter_test *plain_set_of(struct parser *parser, int node)
{
    if (node == NO_NODE || parser->nodes[node].kind != NODE_TEST)
        return NULL;
    struct filter_test *test = &parser->filter->tests[parser->nodes[node].left];
    return test->is_plain_set ? test : NULL;
}

static int parse_group(struct parser *parser)
{
    struct scanner *scanner = &parser->scanner;
    int node = parse_or(parser);

    if (node == NO_NODE)
        return NO_NODE;
    if (plain_set_of(parser, node))
        plain_set_of(parser, node)->is_plain_set = false; /* what stands beside it stays apart */
    if (scan_take(scanner, ")"))
        return node;
    if (scan_is_at_end(scanner))
        scan_unfinished(scanner, "the closing ) is missing");
    else
        scan_wrong(scanner, scanner->at, "\")\" expected before \"%c\"",
                   scanner->text[scanner->at]);
    return NO_NODE;
}

static int parse_term(struct parser *parser);

static int parse_not(struct parser *parser)
{
    int node = parse_term(parser);

    return node == NO_NODE ? NO_NODE : add_node(parser, NODE_NOT, node, NO_NODE);
}

static int parse_plain_term(struct parser *parser)
{
    struct scanner *scanner = &parser->scanner;

    scan_blanks(scanner);
    if (scan_is_at_end(scanner)) {
        scan_unfinished(scanner, "something is missing here");
        return NO_NODE;
    }
    if (scan_take(scanner, "!") || scan_take(scanner, "-") || scan_take_keyword(scanner, "not"))
        return parse_not(parser);
    if (scan_take(scanner, "("))
        return parse_group(parser);
    switch (scanner->text[scanner->at]) {
    case '%':
        return parse_set(parser);
    case '/':
        return parse_line(parser, true);
    case '"':
        return parse_line(parser, false);
    default:
        return parse_named(parser);
    }
}

static int parse_term(struct parser *parser)
{
    if (++parser->depth > FILTER_MAX_DEPTH) {
        scan_wrong(&parser->scanner, parser->scanner.at, "nested too deeply");
        return NO_NODE;
    }
    if (!has_room(parser))
        return NO_NODE;
    int node = parse_plain_term(parser);
    parser->depth--;
    return node;
}

/* ---- and, or --------------------------------------------------------------------------------- */

/* Two sets beside each other are one: the left takes in the right. */
static bool merge_sets(struct parser *parser, int left, int right)
{
    struct filter_test *into = plain_set_of(parser, left), *from = plain_set_of(parser, right);

    if (!into || !from)
        return false;
    for (int abi = 0; abi < ABI_COUNT; abi++)
        for (size_t i = 0; i < SYSCALL_SET_NUMBERS / 64; i++)
            into->calls->bits[abi][i] |= from->calls->bits[abi][i];
    into->calls->has_unknown |= from->calls->has_unknown;
    return true;
}

/* Does the list of terms end here? */
static bool is_list_end(struct scanner *scanner)
{
    scan_blanks(scanner);
    return scan_is_at_end(scanner) || scanner->text[scanner->at] == ')' ||
           strncmp(scanner->text + scanner->at, "||", 2) == 0 || word_is(scan_name(scanner), "or");
}

static int parse_and(struct parser *parser)
{
    struct scanner *scanner = &parser->scanner;
    int left = parse_term(parser), last = left;

    while (left != NO_NODE && !is_list_end(scanner)) {
        bool is_said = scan_take(scanner, "&&") || scan_take_keyword(scanner, "and");
        int right = parse_term(parser);
        if (right == NO_NODE)
            return NO_NODE;
        if (!is_said && merge_sets(parser, last, right))
            continue;
        left = add_node(parser, NODE_AND, left, right);
        last = right;
    }
    return left;
}

static int parse_or(struct parser *parser)
{
    struct scanner *scanner = &parser->scanner;
    int left = parse_and(parser);

    while (left != NO_NODE && (scan_take(scanner, "||") || scan_take_keyword(scanner, "or"))) {
        int right = parse_and(parser);
        if (right == NO_NODE)
            return NO_NODE;
        left = add_node(parser, NODE_OR, left, right);
    }
    return left;
}

/* ---- the whole ----------------------------------------------------------------------------- */

int filter_parse(struct filter *filter, struct filter_node **ret_nodes, int *ret_root,
                 struct error *ret_error)
{
    struct parser parser = {
        .scanner = {.text = filter->text, .length = strlen(filter->text), .error = ret_error},
        .filter = filter,
    };
    struct scanner *scanner = &parser.scanner;

    *ret_root = NO_NODE;
    *ret_nodes = NULL;
    if (scanner->length >= FILTER_MAX_BYTES)
        return error_at(ret_error, FILTER_MAX_BYTES, "a filter has at most %d bytes",
                        FILTER_MAX_BYTES - 1);
    scan_blanks(scanner);
    if (scan_is_at_end(scanner))
        return 0;
    *ret_root = parse_or(&parser);
    *ret_nodes = parser.nodes;
    if (*ret_root != NO_NODE && !scan_is_at_end(scanner))
        scan_wrong(scanner, scanner->at, "\"%c\" cannot stand here", scanner->text[scanner->at]);
    return scanner->result;
}
