/*
 * The names of an argument's values, "O_RDONLY|O_CLOEXEC": the lists that calls are shown with,
 * the other way around.
 */
#ifndef PTOP_CONSTANTS_H
#define PTOP_CONSTANTS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <ptop/syscall.h>
#include <ptop/thread.h>

/* Names (and numbers) of a type with "|" between them; false, and *ret_value as it was, where one
 * of them is none of the type's, or the type has no names. */
ANY_THREAD bool constants_value(enum arg_type type, const char *text, uint64_t *ret_value);

/* The names of a type; NULL behind the last. */
ANY_THREAD const char *constants_name(enum arg_type type, size_t index);

#endif
