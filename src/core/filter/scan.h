/*
 * The scanner: from the typed text to words and values, with the place of each,
 * and the one way to say what is wrong where.
 */
#ifndef PTOP_CORE_SCAN_H
#define PTOP_CORE_SCAN_H

#include <ptop/error.h>

#include "program.h"
#include "words.h"

/* Of an array. */
#define COUNT_OF(array) (sizeof(array) / sizeof(array[0]))

struct scanner {
    const char *text;
    size_t length;
    size_t at;
    int result; /* 0 so far, then the first of -EAGAIN, -EINVAL */
    struct error *error;
    char value_bytes[FILTER_MAX_BYTES]; /* of the quoted value that was read last */
};

struct scan_value {
    struct word word;
    size_t offset; /* where it begins in the text; of a quoted one, behind the quote */
    bool is_quoted;
    bool reaches_end; /* nothing follows it: more letters may still come */
};

/* Fail, unless it failed before; always false.  wrong: at an offset.  unfinished: at the end. */
bool scan_wrong(struct scanner *scanner, size_t offset, const char *format, ...)
    __attribute__((format(printf, 3, 4)));
bool scan_unfinished(struct scanner *scanner, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

void scan_blanks(struct scanner *scanner);
bool scan_is_at_end(const struct scanner *scanner);
/* Is this there?  Then go behind it. */
bool scan_take(struct scanner *scanner, const char *token);
/* The word of letters, digits, "_", "." and the glob's signs that begins here; empty if none
 * does.  Does not move. */
struct word scan_name(const struct scanner *scanner);
/* Is the keyword here, and not the beginning of a longer word? */
bool scan_take_keyword(struct scanner *scanner, const char *keyword);
/* The operator here, behind blanks; OP_HAS, and not moved, where there is none. */
enum test_op scan_operator(struct scanner *scanner);
/* A value, quoted or bare; false and failed where there is none. */
bool scan_read_value(struct scanner *scanner, struct scan_value *ret_value);
/* What stands between slashes, the first of which is here. */
bool scan_read_regex(struct scanner *scanner, struct scan_value *ret_value);

/* A word that nobody knows: unfinished if one of the families has a longer one and nothing follows,
 * else wrong, with the likely one.  what: "field", "errno" … */
bool scan_unknown(struct scanner *scanner, const char *what, const struct scan_value *value,
                  const enum word_family *families, size_t count);

/* Would the word be a value with a little more at its end?  Only where more may come. */
typedef bool scan_parse(struct word word, int64_t *ret_value);
bool scan_may_become(const struct scan_value *value, scan_parse *parse);

#endif
