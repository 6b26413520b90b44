/*
 * Styled text: what a formatter writes and a pane or a file shows.
 *
 * A struct text is a bounded UTF-8 line (or several, in the unfolded layout)
 * with one role per byte, in memory that the caller owns.  It never allocates
 * and never overflows: what does not fit is cut at a character and is_truncated
 * is set.  Bytes that come from a tracee enter through text_escape alone, so
 * no control sequence can pass.
 */
#ifndef PTOP_TEXT_H
#define PTOP_TEXT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <ptop/thread.h>

/* What a run of text is; the theme gives each a colour. */
enum text_role {
    TEXT_PLAIN,
    TEXT_SYSCALL, /* a syscall's name */
    TEXT_FIELD,   /* the name of an argument or a struct member */
    TEXT_NUMBER,
    TEXT_CONSTANT, /* flags and symbolic values */
    TEXT_STRING,   /* bytes of a buffer, quoted */
    TEXT_PATH,
    TEXT_FD,
    TEXT_ADDRESS,
    TEXT_SIGNAL,
    TEXT_ERROR,
    TEXT_PUNCTUATION,
    TEXT_DIM, /* times, comments, what matters less */
    TEXT_ROLE_COUNT,
};

struct text {
    char *bytes;    /* always NUL-terminated; borrowed from the caller */
    uint8_t *roles; /* enum text_role of each byte, or NULL: no styles wanted */
    size_t length_bytes;
    size_t capacity_bytes; /* of bytes (with its NUL) and of roles */
    uint8_t role;          /* of what is put next */
    bool is_truncated;
};

enum text_escape_style {
    TEXT_ESCAPE_ASCII, /* everything beyond printable ASCII as C escapes: strace's way */
    TEXT_ESCAPE_UTF8,  /* printable characters stay; controls, bidi, broken bytes escaped */
    TEXT_ESCAPE_HEX_BYTES,   /* as ASCII, with \x0a for what has no letter */
    TEXT_ESCAPE_HEX_STRINGS, /* every byte in hex where one is not printable ASCII or white space */
    TEXT_ESCAPE_HEX_ALL,     /* every byte */
};

ANY_THREAD void text_init(struct text *text, char *bytes, uint8_t *roles, size_t capacity_bytes);
ANY_THREAD void text_clear(struct text *text);
/* Take out length bytes from start on: what is behind moves up. */
ANY_THREAD void text_drop(struct text *text, size_t start, size_t length);

/* Set the role of what follows; returns the one before, to be put back. */
ANY_THREAD uint8_t text_set_role(struct text *text, uint8_t role);

/* Trusted text (our own constants). */
static inline void text_put(struct text *text, const char *string);
static inline void text_put_bytes(struct text *text, const char *bytes, size_t length);
static inline void text_put_char(struct text *text, char byte);
static inline void text_put_role(struct text *text, uint8_t role, const char *string);
ANY_THREAD void text_put_signed(struct text *text, int64_t value);
ANY_THREAD void text_put_unsigned(struct text *text, uint64_t value);
ANY_THREAD void text_put_hex(struct text *text, uint64_t value);   /* 0x1f */
ANY_THREAD void text_put_octal(struct text *text, uint64_t value); /* 0644 */
ANY_THREAD void text_printf(struct text *text, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

/*
 * Untrusted bytes.  C escapes (\n \t \\ \" and octal); with TEXT_ESCAPE_UTF8
 * valid printable UTF-8 passes, while C0, DEL, C1, bidi and format controls,
 * unassigned code points and malformed bytes are escaped.  Quotes are not added.
 */
ANY_THREAD void text_escape(struct text *text, const void *bytes, size_t length,
                            enum text_escape_style style);

/*
 * Columns.  A "character" is what takes one place on the screen: a base code
 * point with the combining ones that follow it.
 */
struct text_char {
    size_t size_bytes;
    int width_cols; /* 1 or 2; 0 only for a lone combining character */
};
ANY_THREAD struct text_char text_char_at(const char *bytes, size_t length);
ANY_THREAD int text_width_cols(const char *bytes, size_t length);
/* How many bytes of the string fit in width_cols columns, whole characters only. */
ANY_THREAD size_t text_fit_bytes(const char *bytes, size_t length, int width_cols);
/* Is needle in the text?  Smart case: a needle without capitals ignores ASCII case. */
ANY_THREAD bool text_contains(const char *bytes, size_t length, const char *needle,
                              size_t needle_length);

/* ---- here, so that the copy of a constant costs no call ---------------------- */

/* What does not fit. */
ANY_THREAD void text_put_cut(struct text *text, const char *bytes, size_t length);

static inline void text_put_bytes(struct text *text, const char *bytes, size_t length)
{
    if (text->is_truncated || length >= text->capacity_bytes - text->length_bytes) {
        text_put_cut(text, bytes, length);
        return;
    }
    memcpy(text->bytes + text->length_bytes, bytes, length);
    if (text->roles)
        memset(text->roles + text->length_bytes, text->role, length);
    text->length_bytes += length;
    text->bytes[text->length_bytes] = '\0';
}

static inline void text_put(struct text *text, const char *string)
{
    text_put_bytes(text, string, strlen(string));
}

static inline void text_put_char(struct text *text, char byte)
{
    text_put_bytes(text, &byte, 1);
}

static inline void text_put_role(struct text *text, uint8_t role, const char *string)
{
    uint8_t before = text->role;

    text->role = role;
    text_put(text, string);
    text->role = before;
}

#endif
