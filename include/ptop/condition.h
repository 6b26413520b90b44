/*
 * A filter as the condition of a breakpoint: what it asks of registers, for who evaluates it where
 * there is no event (control/condition_code.h).
 *
 * The steps are the filter's program: each asks one thing and says where to go on.  What is asked
 * of anything but registers is CONDITION_MAYBE: only filter_matches can tell.
 */
#ifndef PTOP_CONDITION_H
#define PTOP_CONDITION_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <ptop/registers.h>
#include <ptop/thread.h>

struct filter;

enum condition_op {
    CONDITION_MAYBE,
    CONDITION_NEVER, /* of no thread at a breakpoint */
    CONDITION_ALWAYS,
    CONDITION_EQUAL, /* the register, as a signed number of its size, and number */
    CONDITION_UNEQUAL,
    CONDITION_LESS,
    CONDITION_LESS_EQUAL,
    CONDITION_GREATER,
    CONDITION_GREATER_EQUAL,
    CONDITION_BITS, /* any of these bits of it */
};

#define CONDITION_PASS   INT32_C(-1) /* on_yes, on_no: it holds, */
#define CONDITION_REFUSE INT32_C(-2) /* it does not, or the index of a step */

struct condition_step {
    enum condition_op op;
    const struct register_spec *spec;
    int64_t number;
    uint64_t bits;
    int32_t on_yes, on_no;
};

/* The steps for 64-bit or (is_compat) 32-bit code; returns how many there are, which is 0 where
 * they are more than capacity.  *ret_first: where it begins, as on_yes. */
ANY_THREAD size_t filter_condition(const struct filter *filter, bool is_compat,
                                   struct condition_step *steps, size_t capacity,
                                   int32_t *ret_first);

#endif
