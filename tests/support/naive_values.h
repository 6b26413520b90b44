/* What an event has of a field. */
#ifndef PTOP_TESTS_NAIVE_VALUES_H
#define PTOP_TESTS_NAIVE_VALUES_H

#include <ptop/event.h>
#include <ptop/filter.h>
#include <ptop/syscall.h>

#include "core/tables/flags.h"

#define NAIVE_MAX_VALUES 96 /* select has many descriptors */

struct naive_value {
    bool has_number;
    __int128 number;
    const char *text; /* NULL: it has none */
    size_t length;
    const struct flag_set *constants; /* of an argument; NULL: none */
    bool is_signal, is_path, is_pointer;
    bool is_argument; /* of a call, by its name: arg says which */
    unsigned arg;
};

struct naive_values {
    size_t count;
    struct naive_value all[NAIVE_MAX_VALUES];
    char text[NAIVE_MAX_VALUES][512]; /* where a value's text is made */
};

enum naive_field_kind {
    FIELD_NUMBER,
    FIELD_TEXT,
    FIELD_PATH,
    FIELD_FD, /* a number, or a path by its name */
    FIELD_ERRNO,
    FIELD_SIGNAL,
    FIELD_DURATION,
    FIELD_TIME,
    FIELD_FLAG, /* yes or no */
    FIELD_TREE,
    FIELD_ARGUMENT,
};

struct naive_field {
    const char *name;
    enum naive_field_kind kind;
    void (*gather)(struct naive_values *values, const struct filter_facts *facts,
                   const struct event *event);
};

/* NULL: it is the name of an argument, or nothing. */
const struct naive_field *naive_field_find(const char *name);

/* By their bits, without the "%". */
extern const char *const naive_class_names[CLASS_COUNT];

/* The row of a call; NULL: it is no call, or none that is known. */
const struct syscall_spec *naive_spec(const struct event *event);

void naive_gather_arguments(struct naive_values *values, const struct event *event,
                            const char *name);

#endif
