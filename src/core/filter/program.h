/*
 * What a filter is compiled to.
 *
 *     text ──parse──► tests and a tree of and, or, not ──flatten──► steps
 *
 * A test is one question about an event.  A step names a test and where to go on
 * when it says yes and when it says no; the last targets are FILTER_PASS and FILTER_REFUSE:
 *
 *     openat (failed or dur>5ms)      0: sys in {openat}   yes 1      no REFUSE
 *                                     1: failed            yes PASS   no 2
 *                                     2: dur>5ms           yes PASS   no REFUSE
 */
#ifndef PTOP_CORE_PROGRAM_H
#define PTOP_CORE_PROGRAM_H

#include <ptop/filter.h>
#include <ptop/registers.h>

#include "field.h"
#include "pattern.h"

#define FILTER_MAX_BYTES 4096
#define FILTER_MAX_DEPTH 64 /* of parentheses and nots */
#define FILTER_MAX_TESTS 256

enum test_kind {
    TEST_CALLS,    /* the call is in a set */
    TEST_NUMBER,   /* a field's numbers against a range */
    TEST_TEXT,     /* a field's texts against a pattern */
    TEST_ARGUMENT, /* a named argument: its value or its text */
    TEST_REGISTER, /* a register of a thread that is held */
    TEST_TREE,     /* the process descends from one */
    TEST_CLOCK,    /* the time of day against a range */
    TEST_LINE,     /* the line as it is shown against a pattern */
};

enum test_op {
    OP_HAS,
    OP_EQUAL,
    OP_UNEQUAL,
    OP_LESS,
    OP_LESS_EQUAL,
    OP_GREATER,
    OP_GREATER_EQUAL,
    OP_LIKE,      /* : */
    OP_MATCHES,   /* ~ */
    OP_UNMATCHED, /* !~ */
    OP_BITS,      /* & */
    OP_COUNT
};

/* Constants whose value is that of a field of bits (O_WRONLY in O_ACCMODE), for OP_BITS. */
#define TEST_MAX_MASKED 4

struct masked_value {
    uint64_t value, mask;
};

/* Where each syscall has an argument of a name: 0 nowhere, else 1 + its index, with
 * ARGUMENT_AS_TEXT where it is compared as it is shown. */
#define ARGUMENT_AS_TEXT 0x80

struct argument_map {
    uint8_t arg[ABI_COUNT][SYSCALL_SET_NUMBERS];
};

struct filter_test {
    enum test_kind kind;
    enum test_op op;
    enum field field;
    int64_t low, high; /* the number, or the range that it stands for */
    uint64_t bits;
    struct masked_value masked[TEST_MAX_MASKED];
    unsigned masked_count;
    struct syscall_set *calls;
    struct argument_map *arguments;
    const struct register_spec
        *registers[ABI_COUNT]; /* NULL: such programs have none of the name */
    struct pattern pattern;
    bool has_pattern;
    bool is_plain_set; /* written as names: may take in the ones beside it */
};

enum node_kind { NODE_TEST, NODE_AND, NODE_OR, NODE_NOT };

struct filter_node {
    enum node_kind kind;
    int left, right; /* indices of nodes; right -1 of NOT; TEST: left is the test's index */
};

#define FILTER_PASS   INT32_C(-1)
#define FILTER_REFUSE INT32_C(-2)

struct filter_step {
    uint16_t test;
    int32_t on_yes, on_no;
};

struct filter {
    struct filter_facts facts;
    int64_t day_offset_ns; /* from an event's time to local time, of which a day is counted */
    char *text;
    struct filter_test *tests;
    unsigned test_count, test_capacity;
    struct filter_step *steps;
    unsigned step_count;
    int32_t first; /* step, or FILTER_PASS */
    struct syscall_set calls;
    uint64_t processes;
};

/* filter_parse.c: tests into the filter, the tree of nodes beside it (free it).  0, -EAGAIN or
 * -EINVAL; *ret_root is -1 for an empty text. */
int filter_parse(struct filter *filter, struct filter_node **ret_nodes, int *ret_root,
                 struct error *ret_error);

/* filter_test.c */
void filter_test_done(struct filter_test *test);
bool filter_test_passes(const struct filter *filter, const struct filter_test *test,
                        struct subject *subject);

#endif
