/* The halves of the naive filter: the parser makes the tree, the matcher walks it. */
#ifndef PTOP_TESTS_NAIVE_PRIVATE_H
#define PTOP_TESTS_NAIVE_PRIVATE_H

#include <stddef.h>

#include "support/naive_filter.h"

#define NAIVE_VALUES 16  /* of one "in {…}" */
#define NAIVE_NAMES  32  /* of one set */
#define NAIVE_TEXT   160 /* bytes of a value, with its NUL */

enum naive_kind {
    NAIVE_ALL,
    NAIVE_AND,
    NAIVE_OR,
    NAIVE_NOT,   /* first */
    NAIVE_SET,   /* items */
    NAIVE_FIELD, /* alone */
    NAIVE_TEST,  /* field op items; "in" is == of one of several */
    NAIVE_LINE,  /* op ':' or '~' of items[0] on the line */
};

enum naive_op { OP_EQ, OP_NE, OP_LT, OP_LE, OP_GT, OP_GE, OP_MATCH, OP_MISMATCH, OP_HAS, OP_BITS };

struct naive_node {
    enum naive_kind kind;
    struct naive_node *first, *second;
    char field[NAIVE_TEXT];
    enum naive_op op;
    size_t count;
    char items[NAIVE_NAMES][NAIVE_TEXT];
    bool is_quoted[NAIVE_NAMES];
};

/* NULL: no filter. */
struct naive_node *naive_parse(const char *text);
void naive_node_free(struct naive_node *node);

/* Is it the name of a field, or of an argument of any syscall? */
bool naive_is_field(const char *name);

/* Of a register, with or without "reg.": its name; NULL for what is none. */
const char *naive_register(const char *name);

/* "err" for ENOENT, "sig" for SIGCHLD; NULL for what is neither. */
const char *naive_bare_field(const char *name);

/* Does the whole text match the glob?  With is_path "*" and "?" stop at a slash, "**" does not. */
bool naive_glob(const char *glob, const char *text, size_t length, bool is_path);
bool naive_regex(const char *pattern, const char *text, size_t length);

bool naive_number(const char *text, __int128 *ret_number);
bool naive_duration(const char *text, __int128 *ret_ns);
/* "12:01:03.5" or "+2s" as nanoseconds of CLOCK_MONOTONIC. */
bool naive_time(const char *text, const struct filter_facts *facts, __int128 *ret_ns);

#endif
