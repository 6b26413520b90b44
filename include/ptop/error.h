/*
 * What a person is told when something they asked for cannot be done.
 *
 * Functions of the operating system's shape return 0 or -errno; where a person
 * is waiting for the answer they also fill a struct error: one line, without a
 * trailing newline, that says what and where.
 */
#ifndef PTOP_ERROR_H
#define PTOP_ERROR_H

#include <ptop/thread.h>

#define ERROR_MESSAGE_BYTES 256

struct error {
    int offset; /* byte in the text that was typed, or -1 where there is none */
    char message[ERROR_MESSAGE_BYTES];
};

/* Fill ret_error (may be NULL) and return code, so that a failing function ends
 * in "return error_set(err, -ESRCH, ...)". */
ANY_THREAD int error_set(struct error *ret_error, int code, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

/* The same, for a mistake at a byte offset of what was typed. */
ANY_THREAD int error_at(struct error *ret_error, int offset, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

#endif
