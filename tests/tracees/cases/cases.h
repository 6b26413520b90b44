/*
 * A case: a small program that makes one call with interesting values, and says which line it
 * expects of its tracer.
 *
 *     CASE(openat_creates)
 *     {
 *         const char *path = scratch("new");
 *         expect(call(SYS_openat, AT_FDCWD, path, O_WRONLY | O_CREAT, 0640),
 *                "openat(AT_FDCWD, %s, O_WRONLY|O_CREAT, 0640)", quoted(path));
 *     }
 *
 * Each file is a program: "files" runs all of its cases, "files NAME…" those, "files --list" names them.
 * A case runs in a process of its own.  What it expects goes to descriptor 9, if that is open, as a line
 * "NAME<tab>OPTIONS<tab>LINE" for each expectation, in the order of the calls; tests/cases runs it under
 * ptop --batch with those options and looks for these very lines.
 *
 * Everything here is made before or after the call under test: between two expectations a case
 * may make other calls.
 */
#ifndef PTOP_TRACEES_CASES_H
#define PTOP_TRACEES_CASES_H

#include <errno.h>
#include <fcntl.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/syscall.h>
#include <unistd.h>

struct test_case {
    const char *name;
    void (*run)(void);
    struct test_case *next;
};

void case_add(struct test_case *test_case);

#define CASE(name)                                                                                 \
    static void case_##name(void);                                                                 \
    __attribute__((constructor)) static void add_##name(void)                                      \
    {                                                                                              \
        static struct test_case self = {#name, case_##name, NULL};                                 \
        case_add(&self);                                                                           \
    }                                                                                              \
    static void case_##name(void)

/* The raw syscall: the result, or -errno. */
long call_raw(long number, const long args[static 6]);
#define call(...) call_raw(CALL_FIRST(__VA_ARGS__, 0), (long[6]){CALL_REST(__VA_ARGS__, 0)})
#define CALL_FIRST(number, ...) ((long)(number))
#define CALL_REST(number, ...) CALL_LONGS(__VA_ARGS__, 0, 0, 0, 0, 0, 0)
#define CALL_LONGS(a, b, c, d, e, f, ...)                                                          \
    (long)(a), (long)(b), (long)(c), (long)(d), (long)(e), (long)(f)

/* The same as i386's int 0x80: numbers of asm/unistd_32.h, pointers below 4 GiB (low_memory). */
long call_i386_raw(long number, const long args[static 6]);
#define call_i386(...) call_i386_raw(CALL_FIRST(__VA_ARGS__, 0), (long[6]){CALL_REST(__VA_ARGS__, 0)})

/*
 * What the call's line is up to its ")"; the result follows by itself: " = 3", or " = -1 ENOENT (No such
 * file or directory)".  expect_shown gives the result another form ("0x2 (flags O_RDWR)"), expect_line the
 * whole line.  with_options names ptop's (and strace's) options for the run that shall show it so; the
 * same call may be expected under several, each once.
 */
#define expect(result, ...) expect_under("", result, __VA_ARGS__)
void expect_under(const char *options, long result, const char *format, ...)
    __attribute__((format(printf, 3, 4)));
void expect_shown(const char *options, const char *result, const char *format, ...)
    __attribute__((format(printf, 3, 4)));
void expect_line(const char *options, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

/* The machine does not have what it takes (a kernel too old, no permission): says so, ends the case. */
void skip_case(const char *why) __attribute__((noreturn));

/* Bytes as strace quotes them; of a path whole, of a buffer at most 32 and "..." behind the rest.
 * Each result lives until the case ends. */
const char *quoted(const char *string);
const char *quoted_bytes(const void *bytes, size_t length);
/* printf into such a string. */
const char *text(const char *format, ...) __attribute__((format(printf, 1, 2)));
/* "0x7ffd…", "NULL" */
const char *address(const void *pointer);
/* "0", "3", "-1 ENOENT (No such file or directory)" */
const char *outcome(long result);

/* Memory that ends right before a page that cannot be read: a copy of bytes. */
void *at_page_end(const void *bytes, size_t length);
/* An address where nothing is. */
void *unreadable(void);
/* Below 4 GiB, zeroed, as long as the case lives. */
void *low_memory(size_t length);
/* A path in a directory of this case's own, which is removed behind it. */
const char *scratch(const char *name);

#endif
