/*
 * Named values: the lists behind the FLAGS and ENUM rows of
 * include/ptop/flag_types.def.  Facts only; decode/ prints them.
 */
#ifndef PTOP_CORE_FLAGS_H
#define PTOP_CORE_FLAGS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <ptop/syscall.h>

struct flag_name {
    uint64_t value;
    uint64_t mask; /* the bits that must equal value; of a plain flag: value itself */
    const char *name;
};

struct flag_set {
    bool is_bits;       /* FLAGS: several names joined by '|'; else one name */
    uint8_t width_bits; /* of the value that count */
    const struct flag_name *names; /* fields with a mask (O_ACCMODE) before plain flags */
    size_t count;
    const char *unknown; /* what a comment calls other values: "O_???"; "": see flag_set_unknown */
};

/* The list of a type, or NULL if the type is not FLAGS or ENUM. */
const struct flag_set *flag_set_find(enum arg_type type);

/* The comment for a value without a name: "O_???", what all names of the list begin with. */
#define FLAG_UNKNOWN_BYTES 48
void flag_set_unknown(const struct flag_set *set, char ret_comment[static FLAG_UNKNOWN_BYTES]);

/* The name of a single value of a list; NULL where there is none. */
const char *flag_set_name(const struct flag_set *set, uint64_t value);

#endif
