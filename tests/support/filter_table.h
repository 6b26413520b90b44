/* Expressions of the filter language and what each passes of the samples. */
#ifndef PTOP_TESTS_FILTER_TABLE_H
#define PTOP_TESTS_FILTER_TABLE_H

#include <stddef.h>

struct filter_row {
    const char *text;
    const char *passes; /* keys of samples; after a "*": what it does not pass, all else it does */
};

extern const struct filter_row filter_table[]; /* text is NULL behind the last */
extern const size_t filter_table_count;

#endif
