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
    unsigned bits; /* of a register; 0: it is none */
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

/* A register of a thread that is held. */
void naive_gather_register(struct naive_values *values, const struct event *event,
                           const char *name);

/* By their bits, without the "%". */
extern const char *const naive_class_names[CLASS_COUNT];

/* The row of a call; NULL: it is no call, or none that is known. */
const struct syscall_spec *naive_spec(const struct event *event);

/* NULL: the event is no call. */
const struct event_syscall *naive_call(const struct event *event);

/* ---- for who gathers --------------------------------------------------------------- */

#define GATHER(name)                                                                               \
    void gather_##name(struct naive_values *values, const struct filter_facts *facts,              \
                       const struct event *event)
/* In a function that needs not all of them. */
#define UNUSED ((void)facts, (void)event, (void)values)

GATHER(fd);
GATHER(fd_names);
GATHER(fdtype);
GATHER(path);
GATHER(data);
GATHER(port);
GATHER(addr);
GATHER(func);
GATHER(mod);

struct naive_value *naive_add(struct naive_values *values);
void naive_add_number(struct naive_values *values, __int128 number);
void naive_add_bytes(struct naive_values *values, const void *bytes, size_t length);
void naive_add_text(struct naive_values *values, const char *text);

/* Of a call's arguments: how many it looks at, and what each is. */
unsigned naive_argument_count(const struct event *event);
enum arg_type naive_argument_type(const struct event *event, unsigned arg);
__int128 naive_argument_number(const struct event *event, unsigned arg);
bool naive_argument_is_pointer(const struct event *event, unsigned arg);
/* The bytes of a string or buffer, as captured; none are added where there are none. */
void naive_argument_bytes(const struct event *event, unsigned arg, struct naive_value *value);

void naive_gather_arguments(struct naive_values *values, const struct event *event,
                            const char *name);

#endif
