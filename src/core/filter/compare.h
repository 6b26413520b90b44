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
    enum field field;     /* FIELD_COUNT: the argument called so */
    struct word argument; /* its name, without "arg." */
};

/* Each fills an empty test; false and failed where that makes no sense. */
bool compare_exists(struct scanner *scanner, const struct subject_name *name,
                    struct filter_test *test);
bool compare_value(struct scanner *scanner, const struct subject_name *name, enum test_op op,
                   const struct scan_value *value, struct filter_test *test);

/* ENOENT stands for err==ENOENT, SIGCHLD for sig==SIGCHLD; false: neither. */
bool compare_bare(struct word word, struct filter_test *test);

/* Add what a bare word of a set means: a name, a glob of names, "all", "none". */
bool compare_add_name(struct scanner *scanner, const struct scan_value *value,
                      struct syscall_set *set);
/* Is there a syscall of that name, or is it a glob, or one of the two words? */
bool compare_is_name(struct word word);
void compare_add_class(struct syscall_set *set, uint32_t classes);
/* Has any syscall an argument of that name? */
bool compare_is_argument(struct word word);

void syscall_set_fill(struct syscall_set *set);
void syscall_set_invert(struct syscall_set *set);

#endif
