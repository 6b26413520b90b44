/*
 * A set of small numbers: descriptors, signals.  All zero is the empty set.
 */
#ifndef PTOP_NUMBER_SET_H
#define PTOP_NUMBER_SET_H

#include <stdbool.h>
#include <stdint.h>

#define NUMBER_SET_LIMIT 4096

struct number_set {
    uint64_t bits[NUMBER_SET_LIMIT / 64];
    bool has_others; /* all that is not below the limit */
};

static inline bool number_set_has(const struct number_set *set, int64_t number)
{
    if (number < 0 || number >= NUMBER_SET_LIMIT)
        return set->has_others;
    return set->bits[number / 64] >> (number % 64) & 1;
}

static inline void number_set_add(struct number_set *set, unsigned number)
{
    if (number < NUMBER_SET_LIMIT)
        set->bits[number / 64] |= UINT64_C(1) << (number % 64);
}

static inline void number_set_invert(struct number_set *set)
{
    for (unsigned i = 0; i < NUMBER_SET_LIMIT / 64; i++)
        set->bits[i] = ~set->bits[i];
    set->has_others = !set->has_others;
}

static inline bool number_set_is_empty(const struct number_set *set)
{
    uint64_t any = set->has_others;

    for (unsigned i = 0; i < NUMBER_SET_LIMIT / 64; i++)
        any |= set->bits[i];
    return any == 0;
}

#endif
