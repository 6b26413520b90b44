/*
 * Two logs side by side: how many lines are the same, and what becomes of the others.
 *
 * A difference is explained by a row of differences.def; what none explains is printed, and
 * fails the test.
 */
#ifndef PTOP_TESTS_STRACE_COMPARE_H
#define PTOP_TESTS_STRACE_COMPARE_H

#include <stdbool.h>
#include <stddef.h>

#include "log.h"

#define COMPARE_MOST_KINDS 256

struct comparison {
    size_t lines; /* strace's */
    size_t same;
    size_t explained, unexplained;
    size_t races; /* of the explained ones, those that another run would not have */
    size_t newer; /* and those that the installed strace has no words for */
    size_t kinds[COMPARE_MOST_KINDS]; /* of the explained ones, by row */
};

/* Add what these logs come to; prints what is unexplained, at most a few lines of each run.
 * is_loose: threads run as they like: which lines there are counts, not how often or in which order. */
void compare_logs(const struct log *strace, const struct log *ptop, bool is_loose,
                  struct comparison *sum);

void compare_add(struct comparison *sum, const struct comparison *other);

/* Why rows of differences.def differ, and how often they were seen. */
void compare_print_kinds(const struct comparison *sum);

#endif
