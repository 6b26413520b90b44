/*
 * Calls whose first argument is an operation that decides what all others are: prctl, keyctl,
 * ptrace, seccomp, arch_prctl, membarrier.
 *
 * A row says it for one operation, in the words of the syscall table; capture and format read the same
 * row.  An operation without a row has all of its arguments in hexadecimal.
 */
#ifndef PTOP_CORE_OPERATION_ROWS_H
#define PTOP_CORE_OPERATION_ROWS_H

#include <stddef.h>

#include <ptop/syscall.h>

struct formatter;

/* How a result is shown that is more than a number. */
enum operation_result {
    RESULT_AS_IS,
    RESULT_NAMED, /* "1 (SUID_DUMP_USER)" */
    RESULT_FLAGS, /* "0x2 (SECBIT_NOROOT_LOCKED)" */
    RESULT_PLAIN, /* of result_type alone */
};

struct operation_row {
    uint32_t operation;
    uint64_t second, second_mask; /* and these bits of the second argument are so; 0: whatever they are */
    bool is_default;   /* of all operations without a row of their own */
    uint8_t result;    /* enum operation_result */
    uint8_t arg_count; /* those behind are not looked at */
    uint16_t result_type;                   /* enum arg_type */
    struct arg_spec args[SYSCALL_MAX_ARGS]; /* the operation itself comes first, and is not described */
};

struct operation_table {
    const struct operation_row *rows; /* where several fit, the first counts */
    size_t count;
};

extern const struct operation_table prctl_operations, keyctl_operations, ptrace_operations,
    seccomp_operations, arch_prctl_operations, membarrier_operations;

#define COUNT_ARGS(...) (sizeof((struct arg_spec[]){__VA_ARGS__}) / sizeof(struct arg_spec))

/* An operation, what its result is, and the arguments behind it. */
#define OPERATION(number, result_, type_, ...)                                                     \
    {                                                                                              \
        .operation = number, .result = RESULT_##result_, .result_type = TYPE_##type_,              \
        .arg_count = 1 + COUNT_ARGS(__VA_ARGS__), .args = {{0}, __VA_ARGS__},                      \
    }
/* The same, for one value of its second argument, which is the first of those given. */
#define OPERATION_OF(number, second_, ...)                                                         \
    {                                                                                              \
        .operation = number, .second = second_, .second_mask = UINT64_MAX,                         \
        .arg_count = 1 + COUNT_ARGS(__VA_ARGS__), .args = {{0}, __VA_ARGS__},                      \
    }

/* The arguments of a row; those that an operation does not describe are hexadecimal. */
#define AS_VALUE(type_) {NULL, TYPE_##type_, ARG_VALUE, 0, 0}
#define AS_IN(type_, ...) {NULL, TYPE_##type_, ARG_IN, __VA_ARGS__}
#define AS_OUT(type_, ...) {NULL, TYPE_##type_, ARG_OUT, __VA_ARGS__}
#define AS_INOUT(type_, ...) {NULL, TYPE_##type_, ARG_INOUT, __VA_ARGS__}

#endif
