/* Named arguments, compared: compare.c's other half. */
#ifndef PTOP_CORE_COMPARE_ARGUMENT_H
#define PTOP_CORE_COMPARE_ARGUMENT_H

#include "compare.h"

bool compare_argument(struct scanner *scanner, const struct subject_name *name, enum test_op op,
                      const struct scan_value *value, struct filter_test *test);
/* Fill a test that asks for the argument itself; false: no call has one. */
bool compare_argument_exists(struct filter_test *test, struct word argument);

/* ---- of compare.c ---- */

/* : ~ !~ */
bool compare_is_text_op(enum test_op op);
enum pattern_kind compare_pattern_of(enum test_op op, const struct scan_value *value);
bool compare_make_pattern(struct scanner *scanner, const struct scan_value *value,
                          enum pattern_kind kind, bool is_path, struct filter_test *test);

#endif
