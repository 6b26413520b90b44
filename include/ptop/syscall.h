/*
 * What is known of each syscall: its row in tables/syscalls.def (x86-64) or
 * tables/syscalls_i386.def, one row for every consumer: capture, format,
 * filter and help.
 */
#ifndef PTOP_SYSCALL_H
#define PTOP_SYSCALL_H

#include <stdbool.h>
#include <stdint.h>

#include <ptop/thread.h>

enum abi { ABI_NATIVE, ABI_COMPAT, ABI_COUNT }; /* x86-64, i386 */

enum syscall_class_index {
#define CLASS(id, name, help) CLASS_INDEX_##id,
#include <ptop/syscall_classes.def>
    CLASS_COUNT
};

enum syscall_class {
#define CLASS(id, name, help) CLASS_##id = 1 << CLASS_INDEX_##id,
#include <ptop/syscall_classes.def>
};

/* Where the bytes of an argument come from. */
enum arg_direction {
    ARG_VALUE, /* the register is the value */
    ARG_IN,    /* points to bytes that the kernel reads: captured at entry */
    ARG_OUT,   /* points to bytes that the kernel writes: captured at exit, if it succeeded */
    ARG_INOUT, /* both: shown as before => after where they differ */
};

/* How many bytes, or elements of its type, a pointer argument points to. */
enum arg_size {
    SIZE_TYPE,  /* one of its type */
    SIZE_NUL,   /* to the terminating NUL */
    SIZE_ARG,   /* the value of argument size_arg, in bytes */
    SIZE_COUNT, /* the value of argument size_arg, in elements */
    SIZE_RET,   /* the result, in bytes */
    SIZE_RET_COUNT, /* the result, in elements */
    SIZE_RET_WITHIN, /* the result, in bytes, but at most the value of argument size_arg */
    SIZE_TWO,   /* two of its type */
    SIZE_ANSWER, /* one of its type, if the result is not 0 */
    SIZE_INTERRUPTED, /* one of its type, if a signal interrupted the call */
    SIZE_AT,    /* the int (socklen_t) that argument size_arg points to, in bytes */
};

/* The types: one enumerator per row of flag_types.def and value_types.def. */
enum arg_type {
#define FLAGS(name, ...) TYPE_##name,
#define ENUM(name, ...) TYPE_##name,
#include <ptop/flag_types.def>
#define VALUE(name, ...) TYPE_##name,
#define STRUCT(name, ...) TYPE_##name,
#define IRREGULAR(name, ...) TYPE_##name,
#include <ptop/value_types.def>
    TYPE_COUNT
};

struct arg_spec {
    const char *name;
    uint16_t type;     /* enum arg_type */
    uint8_t direction; /* enum arg_direction */
    uint8_t size;      /* enum arg_size */
    uint8_t size_arg;  /* index of the argument that SIZE_ARG, SIZE_COUNT, SIZE_RET_WITHIN and SIZE_AT mean */
};

#define SYSCALL_MAX_ARGS 6

struct syscall_spec {
    const char *name; /* NULL: a hole in the numbering */
    uint32_t classes; /* enum syscall_class bits */
    uint16_t result;  /* enum arg_type of the result, shown when the call did not fail */
    uint8_t arg_count;
    struct arg_spec args[SYSCALL_MAX_ARGS];
};

/* The row of a number; NULL for a number that no kernel known to us has. */
ANY_THREAD const struct syscall_spec *syscall_find(enum abi abi, int64_t number);

/* By name; *ret_number stays untouched and NULL is returned where there is none. */
ANY_THREAD const struct syscall_spec *syscall_find_name(enum abi abi, const char *name,
                                                        int *ret_number);

/* One more than the highest number of the table: for walking all rows. */
ANY_THREAD int syscall_limit(enum abi abi);

/* A set of syscalls: one bit per number and ABI.  Numbers that no row can have are in it all
 * together or not at all. */
#define SYSCALL_BEHIND_FIRST 512 /* from here on calls that have no number: call_number.h */
#define SYSCALL_SET_NUMBERS 576

struct syscall_set {
    uint64_t bits[ABI_COUNT][SYSCALL_SET_NUMBERS / 64];
    bool has_unknown; /* numbers outside of 0 … SYSCALL_SET_NUMBERS - 1 */
};

static inline bool syscall_set_has(const struct syscall_set *set, enum abi abi, int64_t number)
{
    if (number < 0 || number >= SYSCALL_SET_NUMBERS)
        return set->has_unknown;
    return set->bits[abi][number / 64] >> (number % 64) & 1;
}

static inline void syscall_set_add(struct syscall_set *set, enum abi abi, int number)
{
    set->bits[abi][number / 64] |= UINT64_C(1) << (number % 64);
}

#endif
