/*
 * Fields: what the filter language can ask of an event.  fields.def is the one
 * list; a field's functions fetch its values from a record.
 */
#ifndef PTOP_CORE_FIELD_H
#define PTOP_CORE_FIELD_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <ptop/filter.h>

enum field {
#define FIELD(id, ...) FIELD_##id,
#include "fields.def"
    FIELD_COUNT
};

enum value_kind {
    VALUE_NUMBER,
    VALUE_FLAG, /* yes or no: takes no value */
    VALUE_ERRNO,
    VALUE_SIGNAL,
    VALUE_DURATION,
    VALUE_TIME,
    VALUE_TEXT,
    VALUE_PATH,
    VALUE_FDTYPE,
    VALUE_STATE,
    VALUE_SYSCALL,
    VALUE_CLASS,
    VALUE_TREE,
    VALUE_REGISTER,
    VALUE_KIND_COUNT
};

/* An event, and what its field is asked for. */
struct subject {
    const struct filter_facts *facts;
    const struct event *event;
    const struct event_syscall *call; /* NULL where the event is no call */
    const struct syscall_spec *spec;  /* NULL with call, or where the number is unknown */
    const struct event_stop *stop;    /* NULL where the event is no thread that is held */
    enum field field;
};

#define FIELD_MAX_NUMBERS 16

/* Fetch the values; returns how many there are, at most FIELD_MAX_NUMBERS. */
typedef unsigned field_numbers(const struct subject *subject, int64_t *values);

/* Show each value to visit until it returns true; returns whether it did. */
typedef bool text_visit(void *context, const char *bytes, size_t length);
typedef bool field_texts(const struct subject *subject, text_visit *visit, void *context);

struct field_row {
    const char *name;
    enum value_kind kind;
    field_numbers *numbers;
    field_texts *texts;
    struct filter_field help;
};

/* field_argument.c */
field_numbers field_arg_numbers, field_len_numbers;
field_texts field_data_texts;

/* field_fd.c */
field_numbers field_fd_numbers;
field_texts field_fd_texts, field_fdtype_texts, field_path_texts;

/* field_socket.c */
field_numbers field_port_numbers;
field_texts field_addr_texts;

extern const struct field_row field_rows[FIELD_COUNT];

void subject_init(struct subject *subject, const struct filter_facts *facts,
                  const struct event *event);
/* It came to its end and returned something; and that was an error. */
bool subject_has_result(const struct subject *subject);
bool subject_has_failed(const struct subject *subject);

/* A descriptor's name, by its id. */
bool field_visit_name(const struct subject *subject, uint32_t id, text_visit *visit, void *context);
/* The value of an argument's register, extended as its C type is. */
int64_t field_argument_value(const struct subject *subject, unsigned arg);
/* No operand lies beyond INT64_MAX: where its type is unsigned, a negative value is larger. */
bool field_argument_is_unsigned(const struct subject *subject, unsigned arg);
/* Bytes of an argument that is a string or buffer; of a descriptor its name; else the text as
 * the formatter shows it. */
bool field_argument_texts(const struct subject *subject, unsigned arg, text_visit *visit,
                          void *context);

/* ---- words with a meaning: the names of values, for VALUE_STATE and VALUE_FDTYPE ----------- */

enum call_state {
    STATE_DONE,
    STATE_FAILED,
    STATE_INTERRUPTED,
    STATE_RESTARTED,
    STATE_NORETURN,
    STATE_BLOCKED,
    STATE_COUNT
};

const char *field_state_name(size_t state);  /* NULL behind the last */
const char *field_fdtype_name(size_t index); /* NULL behind the last */

#endif
