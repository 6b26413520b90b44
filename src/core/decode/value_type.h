/*
 * What decoding needs to know of each type: the rows of value_types.def and
 * flag_types.def as a table.
 */
#ifndef PTOP_CORE_VALUE_TYPE_H
#define PTOP_CORE_VALUE_TYPE_H

#include <stddef.h>
#include <stdint.h>

#include <ptop/syscall.h>

#include "record.h"

struct capture;
struct formatter;

enum type_shape {
    SHAPE_NAMED, /* FLAGS and ENUM */
    SHAPE_VALUE,
    SHAPE_RECORD,
    SHAPE_STRUCT,
    SHAPE_IRREGULAR,
};

struct value_type {
    uint8_t shape;            /* enum type_shape */
    uint16_t size[ABI_COUNT]; /* bytes in memory; 0 where it is none, or irregular */
    void (*capture)(struct capture *capture, const struct arg_spec *arg);
    union {
        void (*value)(struct formatter *f, uint64_t value);
        void (*bytes)(struct formatter *f, const uint8_t *bytes, size_t length);
        void (*argument)(struct formatter *f);
        const struct member *members;
    } format;
};

extern const struct value_type value_types[TYPE_COUNT];

#endif
