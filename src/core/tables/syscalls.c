/*
 * The two tables of syscalls, built from syscalls.def (x86-64) and
 * syscalls_i386.def.  A row is
 *
 *     SYSCALL(number, name, classes, RESULT, arguments...)
 *
 * with one word for each argument, named as its manual page names it:
 *
 *     VALUE(fd, FD)                the register is the value
 *     IN(path, PATH, SIZE_NUL)     the kernel reads what it points to
 *     OUT(buf, BYTES, SIZE_RET)    the kernel writes it
 *     INOUT(addrlen, SOCKLEN)      both
 *
 * After the type comes how much it points to (enum arg_size; one of the type
 * if nothing is said), and for SIZE_ARG, SIZE_COUNT and SIZE_AT the index of the
 * argument that says it.  RESULT is a type too.
 *
 * A name that a table has twice does not compile, and compilers warn of a number
 * that it has twice.
 */
#include <assert.h>
#include <string.h>

#include <ptop/syscall.h>

#define VALUE(argument, type_) {#argument, TYPE_##type_, ARG_VALUE}
#define IN(argument, type_, ...) {#argument, TYPE_##type_, ARG_IN, __VA_ARGS__}
#define OUT(argument, type_, ...) {#argument, TYPE_##type_, ARG_OUT, __VA_ARGS__}
#define INOUT(argument, type_, ...) {#argument, TYPE_##type_, ARG_INOUT, __VA_ARGS__}

#define COUNT_OF(array) (sizeof(array) / sizeof *(array))
#define ARG_COUNT(...) COUNT_OF(((struct arg_spec[]){__VA_ARGS__}))

#define ROW(row, name_, classes_, result_, ...)                                           \
    static_assert(ARG_COUNT(__VA_ARGS__) <= SYSCALL_MAX_ARGS, "arguments of " #name_);    \
    static const struct syscall_spec row = {                                              \
        .name = #name_,                                                                   \
        .classes = classes_,                                                              \
        .result = TYPE_##result_,                                                         \
        .arg_count = ARG_COUNT(__VA_ARGS__),                                              \
        .args = {__VA_ARGS__},                                                            \
    };

/* ---- x86-64 ----------------------------------------------------------------- */

#define SYSCALL(number, name, ...) ROW(native_##name, name, __VA_ARGS__)
#include "syscalls.def"
#undef SYSCALL

static const struct syscall_spec *const native_rows[] = {
#define SYSCALL(number, name, ...) [number] = &native_##name,
#include "syscalls.def"
#undef SYSCALL
};

/* ---- i386 ------------------------------------------------------------------- */

#define SAME(number, name)
#define SYSCALL(number, name, ...) ROW(compat_##name, name, __VA_ARGS__)
#include "syscalls_i386.def"
#undef SYSCALL
#undef SAME

static const struct syscall_spec *const compat_rows[] = {
#define SAME(number, name) [number] = &native_##name,
#define SYSCALL(number, name, ...) [number] = &compat_##name,
#include "syscalls_i386.def"
};

/* ---- looking up ------------------------------------------------------------- */

static const struct {
    const struct syscall_spec *const *rows;
    int limit;
} tables[ABI_COUNT] = {
    [ABI_NATIVE] = {native_rows, COUNT_OF(native_rows)},
    [ABI_COMPAT] = {compat_rows, COUNT_OF(compat_rows)},
};

const struct syscall_spec *syscall_find(enum abi abi, int64_t number)
{
    return number >= 0 && number < tables[abi].limit ? tables[abi].rows[number] : NULL;
}

const struct syscall_spec *syscall_find_name(enum abi abi, const char *name, int *ret_number)
{
    for (int number = 0; number < tables[abi].limit; number++) {
        const struct syscall_spec *spec = tables[abi].rows[number];

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
