/*
 * The words of a command, and what they can be: a number, bytes, a signal, an errno.
 * Pure: text in, value out; what is wrong is said in one line.
 */
#ifndef PTOP_TUI_WORDS_H
#define PTOP_TUI_WORDS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <ptop/error.h>

#define ERRNO_LIMIT 134 /* one more than the highest errno of Linux */

/* Take the next word off a line: *line moves behind it and its blanks.  Blanks within parentheses
 * and quotes belong to it.  False, and an empty word, where there is none; what is too long for
 * size is cut. */
bool words_take(const char **line, char *ret_word, size_t size);

/* Cut a line without blanks at its end before its last word, which is returned; "" where there is none. */
char *words_cut_last(char *line);

/* Cut "EXPR if FILTER" behind EXPR; returns the filter, "" where there is none. */
char *words_cut_condition(char *line);

/* The blanks around a text taken off, in place; returns where it begins. */
char *words_trim(char *text);

/* A number as C has it, with a sign; false for anything else. */
bool words_number(const char *word, uint64_t *ret_number);

/* "SIGUSR1", "usr1", "10", "SIGRT_2", as signals are shown: its number; 0: no signal is called so. */
int words_signal(const char *word);

/* "ENOENT", in any case: its number; 0: no errno is called so. */
int words_errno(const char *word);

/* Bytes, as pairs of hexadecimal digits ("de ad beef") or as "text" with the escapes of C.  0, or
 * -EINVAL with the reason and its offset. */
int words_bytes(const char *text, uint8_t *ret_bytes, size_t size, size_t *ret_length,
                struct error *ret_error);

#endif
