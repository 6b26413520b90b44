/* The table of options, and where a name stands in it. */
#include <assert.h>
#include <stddef.h>
#include <string.h>

#include "parsing.h"

#define MEMBER(path) offsetof(struct options, path)

const struct option_row option_rows[] = {
#define OPTION(...) { __VA_ARGS__ },
#define ALIAS(alias) { .name = alias },
#include "options.def"
};

const size_t option_row_count = COUNT_OF(option_rows);
static_assert(COUNT_OF(option_rows) <= OPTION_MAX_ROWS, "options.def");

size_t option_index(const struct option_row *row)
{
    return (size_t)(row - option_rows);
}

const struct option_row *option_find(const char *name)
{
    for (size_t i = 0; i < option_row_count; i++) {
        if (option_rows[i].name && strcmp(option_rows[i].name, name) == 0)
            return &option_rows[i];
    }
    return NULL;
}
