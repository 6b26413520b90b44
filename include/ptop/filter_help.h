/*
 * The filter language on a page or two, for a person: how terms, comparisons and
 * values are written, the fields and the classes from their tables, examples.
 */
#ifndef PTOP_FILTER_HELP_H
#define PTOP_FILTER_HELP_H

#include <ptop/thread.h>

/* The sections, for who wants to know what a line is part of. */
enum filter_help_section {
    FILTER_HELP_TERMS,
    FILTER_HELP_TESTS,
    FILTER_HELP_VALUES,
    FILTER_HELP_FIELDS,
    FILTER_HELP_CLASSES,
    FILTER_HELP_EXAMPLES,
    FILTER_HELP_SECTION_COUNT
};

ANY_THREAD const char *filter_help_title(enum filter_help_section section);

/* One line of a section: what is typed, and what it means, at most right_cols wide; left is empty
 * where a meaning goes on.  Borrowed for the call. */
typedef void filter_help_sink(void *context, enum filter_help_section section, const char *left,
                              const char *right);

/* All lines, section by section. */
ANY_THREAD void filter_help(int right_cols, filter_help_sink *sink, void *context);

#endif
