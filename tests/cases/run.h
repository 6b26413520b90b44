/* One run of a program of cases (tests/tracees/cases) under a tracer. */
#ifndef PTOP_TESTS_CASES_RUN_H
#define PTOP_TESTS_CASES_RUN_H

#include <stddef.h>

struct expectation {
    const char *name;    /* of the case */
    const char *options; /* under which the line is expected; "skip" and "failed": line says why */
    const char *line;
};

struct run {
    const char *tracer;  /* takes strace's options; NULL: ptop --batch */
    char **words;        /* the program and the names of cases, NULL behind them */
    const char *options; /* besides -f and -o */
};

/* What the tracer wrote and the program said, until outcome_done. */
struct outcome {
    char *log, *expectations; /* of which all that follows is made */
    const char **lines; /* without pid and padding */
    size_t line_count;
    struct expectation *expected;
    size_t expected_count;
};

/* Ends this program if the tracer fails. */
void run_cases(const struct run *run, struct outcome *ret);
void outcome_done(struct outcome *outcome);

#endif
