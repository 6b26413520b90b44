/*
 * Sets of calls, made from names, globs, classes.
 */
#ifndef PTOP_CORE_CALL_SET_H
#define PTOP_CORE_CALL_SET_H

#include "scan.h"

void call_set_fill(struct syscall_set *set);
void call_set_invert(struct syscall_set *set);
void call_set_add(struct syscall_set *set, enum abi abi, int number);
/* Every call that is in one of the classes. */
void call_set_add_class(struct syscall_set *set, uint32_t classes);
/* What a bare word means: a name, a glob of names, "all", "none".  False and failed where no
 * call is called so. */
bool call_set_add_name(struct scanner *scanner, const struct scan_value *value,
                       struct syscall_set *set);
/* Every call whose name fits a pattern of that kind. */
bool call_set_add_like(struct scanner *scanner, const struct scan_value *value,
                       enum pattern_kind kind, struct syscall_set *set);
/* Is there a call of that name, or is it a glob, or one of the two words? */
bool call_set_is_name(struct word word);

/* Call visit for each row of both tables. */
typedef void call_set_visit(void *context, enum abi abi, int number,
                            const struct syscall_spec *spec);
void call_set_each_row(call_set_visit *visit, void *context);

#endif
