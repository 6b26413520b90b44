/*
 * The two tables of syscalls, built from syscalls.def and syscalls_i386.def.  A row is
 *
 *     SYSCALL(number, name, classes, RESULT, arguments...)
 *
 * with one word for each argument, named as its manual page names it:
 *
 *     VALUE(fd, FD)                       the register is the value
 *     IN(path, PATH, SIZE_NUL)            the kernel reads what it points to
 *     OUT(buf, BYTES, SIZE_RET)           the kernel writes it
 *     INOUT(addrlen, SOCKLEN)             both
 *
 * After the type comes how much it points to (enum arg_size; one of the type
 * if nothing is said), and for SIZE_ARG, SIZE_COUNT and SIZE_AT the index of the
 * argument that says it.
 */
#include <string.h>

#include <ptop/syscall.h>

#define ARG_COUNT(...) (sizeof((struct arg_spec[]){__VA_ARGS__}) / sizeof(struct arg_spec))
#define LENGTH(array) (sizeof(array) / sizeof *(array))

#define VALUE(argument, type_) {#argument, TYPE_##type_, ARG_VALUE}
#define IN(argument, type_, ...) {#argument, TYPE_##type_, ARG_IN, __VA_ARGS__}
#define OUT(argument, type_, ...) {#argument, TYPE_##type_, ARG_OUT, __VA_ARGS__}
#define INOUT(argument, type_, ...) {#argument, TYPE_##type_, ARG_INOUT, __VA_ARGS__}

#define SYSCALL(number, name_, classes_, result_, ...) \
    [number] = {.name = #name_, .classes = (classes_), .result = TYPE_##result_, \
                .arg_count = ARG_COUNT(__VA_ARGS__), .args = {__VA_ARGS__}},

static const struct syscall_spec native_rows[] = {
#include "syscalls.def"
};

static const struct syscall_spec compat_rows[] = {
#include "syscalls_i386.def"
};

/* The compiler refuses a row with too many arguments, and a name or a number that a table has
 * twice. */
#undef SYSCALL
#define SYSCALL(number, name, classes, result, ...) \
    NATIVE_##number, NATIVE_##name, \
    NATIVE_FITS_##number = sizeof(char[ARG_COUNT(__VA_ARGS__) <= SYSCALL_MAX_ARGS ? 1 : -1]),
enum {
#include "syscalls.def"
};

#undef SYSCALL
#define SYSCALL(number, name, classes, result, ...) \
    COMPAT_##number, COMPAT_##name, \
    COMPAT_FITS_##number = sizeof(char[ARG_COUNT(__VA_ARGS__) <= SYSCALL_MAX_ARGS ? 1 : -1]),
enum {
#include "syscalls_i386.def"
};

static const struct {
    const struct syscall_spec *rows;
    int limit;
} tables[ABI_COUNT] = {
    [ABI_NATIVE] = {native_rows, LENGTH(native_rows)},
    [ABI_COMPAT] = {compat_rows, LENGTH(compat_rows)},
};

const struct syscall_spec *syscall_find(enum abi abi, int64_t number)
{
    if (number < 0 || number >= tables[abi].limit || !tables[abi].rows[number].name)
        return NULL;
    return &tables[abi].rows[number];
}

const struct syscall_spec *syscall_find_name(enum abi abi, const char *name, int *ret_number)
{
    for (int number = 0; number < tables[abi].limit; number++) {
        const struct syscall_spec *spec = syscall_find(abi, number);

        if (spec && strcmp(spec->name, name) == 0) {
            *ret_number = number;
            return spec;
        }
    }
    return NULL;
}

int syscall_limit(enum abi abi)
{
    return tables[abi].limit;
}
