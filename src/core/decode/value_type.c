/* The table of types: one row per enum arg_type, in its order. */
#include "value_type.h"

#include "capture.h"
#include "formatter.h"

const struct value_type value_types[TYPE_COUNT] = {
#define FLAGS(type, ...) [TYPE_##type] = {.shape = SHAPE_NAMED},
#define ENUM(type, ...)  [TYPE_##type] = {.shape = SHAPE_NAMED},
#include <ptop/flag_types.def>
#define VALUE(type, function)                                                                      \
    [TYPE_##type] = {.shape = SHAPE_VALUE, .format.value = format_##function},
#define RECORD(type, size_, size32, list)                                                          \
    [TYPE_##type] = {                                                                              \
        .shape = SHAPE_RECORD, .size = {size_, size32}, .format.members = members_##list},
#define STRUCT(type, size_, size32, function)                                                      \
    [TYPE_##type] = {                                                                              \
        .shape = SHAPE_STRUCT, .size = {size_, size32}, .format.bytes = format_##function},
#define IRREGULAR(type, function, format_function)                                                 \
    [TYPE_##type] = {.shape = SHAPE_IRREGULAR,                                                     \
                     .capture = capture_##function,                                                \
                     .format.argument = format_##format_function},
#include <ptop/value_types.def>
};
