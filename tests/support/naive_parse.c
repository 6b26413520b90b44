#include "support/naive_private.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include <ptop/syscall.h>

struct parser {
    const char *at;
    bool is_bad;
};

static struct naive_node *parse_filter(struct parser *p);

static struct naive_node *node_new(enum naive_kind kind)
{
    struct naive_node *node = calloc(1, sizeof(*node));

    node->kind = kind;
    return node;
}

void naive_node_free(struct naive_node *node)
{
    if (!node)
        return;
    naive_node_free(node->first);
    naive_node_free(node->second);
    free(node);
}

static struct naive_node *bad(struct parser *p, struct naive_node *node)
{
    p->is_bad = true;
    return node;
}

/* ---- words ------------------------------------------------------------------------- */

static void skip_blanks(struct parser *p)
{
    while (*p->at == ' ' || *p->at == '\t')
        p->at++;
}

static bool is_name_char(char c)
{
    return isalnum((unsigned char)c) || (c && strchr("_.*?[]", c));
}

/* Takes the word if it stands here as a whole. */
static bool take_word(struct parser *p, const char *word)
{
    size_t length = strlen(word);

    if (strncmp(p->at, word, length) != 0 || is_name_char(p->at[length]))
        return false;
    p->at += length;
    return true;
}

static bool take(struct parser *p, const char *symbol)
{
    size_t length = strlen(symbol);

    if (strncmp(p->at, symbol, length) != 0)
        return false;
    p->at += length;
    return true;
}

static void take_name(struct parser *p, char *name)
{
    size_t length = 0;

    while (is_name_char(p->at[0]) && length + 1 < NAIVE_TEXT)
        name[length++] = *p->at++;
    name[length] = '\0';
}

static char take_escape(struct parser *p)
{
    static const char letters[] = "ntr\\\"", values[] = "\n\t\r\\\"";
    const char *letter = strchr(letters, *p->at);
    char digits[4] = "";

    if (*p->at && letter) {
        p->at++;
        return values[letter - letters];
    }
    if (*p->at == 'x') {
        p->at++;
        for (size_t i = 0; i < 2 && isxdigit((unsigned char)*p->at); i++)
            digits[i] = *p->at++;
        return (char)strtol(digits, NULL, 16);
    }
    for (size_t i = 0; i < 3 && *p->at >= '0' && *p->at <= '7'; i++)
        digits[i] = *p->at++;
    return digits[0] ? (char)strtol(digits, NULL, 8) : '\\'; /* "\." stays as it is */
}

static void take_quoted(struct parser *p, char *value)
{
    size_t length = 0;

    p->at++;
    while (*p->at && *p->at != '"' && length + 1 < NAIVE_TEXT) {
        char c = *p->at++;
        value[length++] = c == '\\' ? take_escape(p) : c;
    }
    value[length] = '\0';
    if (!take(p, "\""))
        p->is_bad = true;
}

static void take_value(struct parser *p, struct naive_node *node)
{
    char *value = node->items[node->count];
    size_t length = 0;

    skip_blanks(p);
    node->is_quoted[node->count++] = *p->at == '"';
    if (*p->at == '"') {
        take_quoted(p, value);
        return;
    }
    while (*p->at && !strchr(" \t)},", *p->at) && length + 1 < NAIVE_TEXT)
        value[length++] = *p->at++;
    value[length] = '\0';
    if (length == 0)
        p->is_bad = true;
}

/* ---- terms ------------------------------------------------------------------------- */

static bool take_op(struct parser *p, enum naive_op *ret_op)
{
    static const struct {
        const char *symbol;
        enum naive_op op;
    } ops[] = {
        {"==", OP_EQ}, {"!=", OP_NE}, {"<=", OP_LE}, {">=", OP_GE},   {"!~", OP_MISMATCH},
        {"=", OP_EQ},  {"<", OP_LT},  {">", OP_GT},  {"~", OP_MATCH}, {":", OP_HAS},
    };
    const char *before = p->at;

    skip_blanks(p);
    for (size_t i = 0; i < sizeof(ops) / sizeof(*ops); i++) {
        if (take(p, ops[i].symbol)) {
            *ret_op = ops[i].op;
            return true;
        }
    }
    if (p->at[0] == '&' && p->at[1] != '&') {
        p->at++;
        *ret_op = OP_BITS;
        return true;
    }
    p->at = before;
    return false;
}

static bool is_item(const char *name)
{
    int number;

    return strcmp(name, "all") == 0 || strcmp(name, "none") == 0 || strpbrk(name, "*?[") ||
           syscall_find_name(ABI_NATIVE, name, &number) ||
           syscall_find_name(ABI_COMPAT, name, &number);
}

/* One item of a set; false, and nothing taken, where none stands here. */
static bool take_item(struct parser *p, struct naive_node *set)
{
    const char *before = p->at;
    char *item = set->items[set->count];
    enum naive_op op;

    if (*p->at == '%') {
        while (*p->at == '%')
            *item++ = *p->at++;
        take_name(p, item);
        set->count++;
        return true;
    }
    take_name(p, item);
    const char *behind = p->at;
    bool is_field = take_op(p, &op);
    skip_blanks(p);
    is_field = is_field || take_word(p, "in");
    p->at = behind;
    if (is_field || !is_item(item) || set->count + 1 == NAIVE_NAMES) {
        p->at = before;
        return false;
    }
    set->count++;
    return true;
}

static bool take_list(struct parser *p, struct naive_node *set)
{
    if (!take_item(p, set))
        return false;
    for (;;) {
        const char *before = p->at;
        skip_blanks(p);
        if (!take(p, ",")) {
            p->at = before;
            return true;
        }
        skip_blanks(p);
        if (!take_item(p, set))
            p->is_bad = true;
    }
}

static struct naive_node *parse_values(struct parser *p, struct naive_node *test)
{
    skip_blanks(p);
    if (!take(p, "{"))
        return bad(p, test);
    do {
        if (test->count == NAIVE_VALUES)
            return bad(p, test);
        take_value(p, test);
        skip_blanks(p);
    } while (take(p, ",") && !p->is_bad);
    return take(p, "}") ? test : bad(p, test);
}

static struct naive_node *parse_test(struct parser *p)
{
    struct naive_node *node = node_new(NAIVE_TEST);

    take_name(p, node->field);
    if (naive_bare_field(node->field)) {
        strcpy(node->items[node->count++], node->field);
        strcpy(node->field, naive_bare_field(node->items[0]));
        return node;
    }
    if (!naive_is_field(node->field))
        return bad(p, node);
    if (take_op(p, &node->op)) {
        take_value(p, node);
        return node;
    }
    const char *before = p->at;
    skip_blanks(p);
    if (take_word(p, "in"))
        return parse_values(p, node);
    p->at = before;
    node->kind = NAIVE_FIELD;
    return node;
}

static struct naive_node *parse_line_regex(struct parser *p)
{
    struct naive_node *node = node_new(NAIVE_LINE);
    size_t length = 0;

    p->at++;
    while (*p->at && *p->at != '/' && length + 1 < NAIVE_TEXT) {
        if (p->at[0] == '\\' && p->at[1] == '/')
            p->at++;
        node->items[0][length++] = *p->at++;
    }
    node->op = OP_MATCH;
    return take(p, "/") ? node : bad(p, node);
}

static struct naive_node *parse_term(struct parser *p)
{
    struct naive_node *node;

    skip_blanks(p);
    if ((p->at[0] == '!' && p->at[1] != '=' && p->at[1] != '~') || *p->at == '-' ||
        take_word(p, "not")) {
        p->at += *p->at == '!' || *p->at == '-';
        node = node_new(NAIVE_NOT);
        node->first = parse_term(p);
        return node;
    }
    if (take(p, "(")) {
        node = parse_filter(p);
        skip_blanks(p);
        return take(p, ")") ? node : bad(p, node);
    }
    if (*p->at == '"') {
        node = node_new(NAIVE_LINE);
        node->op = OP_HAS;
        take_quoted(p, node->items[0]);
        return node;
    }
    if (*p->at == '/')
        return parse_line_regex(p);
    node = node_new(NAIVE_SET);
    if (take_list(p, node))
        return node;
    free(node);
    return parse_test(p);
}

/* ---- and, or ----------------------------------------------------------------------- */

static bool at_end_of_and(const struct parser *p)
{
    struct parser copy = *p;

    return p->is_bad || !*p->at || *p->at == ')' || strncmp(p->at, "||", 2) == 0 ||
           take_word(&copy, "or");
}

/* "read close": one set, where both stand without a word between them. */
static void merge_adjacent(struct parser *p, struct naive_node *set)
{
    for (;;) {
        const char *before = p->at;
        struct parser copy;
        skip_blanks(p);
        copy = *p;
        if (at_end_of_and(p) || take_word(&copy, "and") || take_word(&copy, "not") ||
            !take_list(p, set)) {
            p->at = before;
            return;
        }
    }
}

static struct naive_node *parse_and(struct parser *p)
{
    skip_blanks(p);
    bool is_bare = *p->at != '(';
    struct naive_node *left = parse_term(p);

    for (;;) {
        if (left->kind == NAIVE_SET && is_bare)
            merge_adjacent(p, left);
        skip_blanks(p);
        if (at_end_of_and(p))
            return left;
        if (!take(p, "&&"))
            (void)take_word(p, "and");
        struct naive_node *both = node_new(NAIVE_AND);
        both->first = left;
        both->second = parse_and(p);
        return both;
    }
}

static struct naive_node *parse_filter(struct parser *p)
{
    struct naive_node *left = parse_and(p);

    skip_blanks(p);
    while (!p->is_bad && (take(p, "||") || take_word(p, "or"))) {
        struct naive_node *either = node_new(NAIVE_OR);
        either->first = left;
        either->second = parse_and(p);
        left = either;
        skip_blanks(p);
    }
    return left;
}

struct naive_node *naive_parse(const char *text)
{
    struct parser p = {.at = text};

    skip_blanks(&p);
    if (!*p.at)
        return node_new(NAIVE_ALL);
    struct naive_node *node = parse_filter(&p);
    if (!p.is_bad && !*p.at)
        return node;
    naive_node_free(node);
    return NULL;
}
