/*
 * From "field op value" to a test: which operators and values each kind of field
 * takes, and what they mean.
 */
#ifndef PTOP_CORE_COMPARE_H
#define PTOP_CORE_COMPARE_H

#include "scan.h"

/* What stands left of the operator. */
struct subject_name {
    struct word word;
    size_t offset;
    enum field field;     /* FIELD_COUNT: the argument called so; FIELD_REG: the register */
    struct word argument; /* its name, without "arg." or "reg."; of FIELD_REG empty: any register */
};

/* Each fills an empty test; false and failed where that makes no sense. */
bool compare_exists(struct scanner *scanner, const struct subject_name *name,
                    struct filter_test *test);
bool compare_value(struct scanner *scanner, const struct subject_name *name, enum test_op op,
                   const struct scan_value *value, struct filter_test *test);

/* ENOENT stands for err==ENOENT, SIGCHLD for sig==SIGCHLD; false: neither. */
bool compare_bare(struct word word, struct filter_test *test);

/* Has any syscall an argument of that name? */
bool compare_is_argument(struct word word);
/* Has any program a register of that name? */
bool compare_is_register(struct word word);

#endif
