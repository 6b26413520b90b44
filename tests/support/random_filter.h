/* Expressions of the filter language, made by chance from its grammar: each is one that compiles.
 */
#ifndef PTOP_TESTS_RANDOM_FILTER_H
#define PTOP_TESTS_RANDOM_FILTER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "support/sample.h"

struct chance {
    uint64_t state; /* never zero */
};

/* The same numbers for the same seed. */
struct chance chance_new(uint64_t seed);
uint64_t chance_next(struct chance *chance);
/* 0 … limit - 1. */
unsigned chance_below(struct chance *chance, unsigned limit);

#define RANDOM_FILTER_BYTES 1024

/* With is_pure only names, classes and what joins them. */
void random_filter(struct chance *chance, bool is_pure, char text[RANDOM_FILTER_BYTES]);

/* One call more in the story: any row, arguments and results as they may come. */
void random_call(struct chance *chance, struct samples *samples);

#endif
