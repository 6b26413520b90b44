/*
 * Patterns: how a text of the filter language is compared with one of an event.
 * Immutable once made; matching allocates nothing but, once per thread, what
 * the regular expression library writes its results to.
 */
#ifndef PTOP_CORE_PATTERN_H
#define PTOP_CORE_PATTERN_H

#include <stdbool.h>
#include <stddef.h>

#include <ptop/error.h>

enum pattern_kind {
    PATTERN_EQUAL,
    PATTERN_CONTAINS, /* smart case */
    PATTERN_GLOB,     /* the whole text; smart case */
    PATTERN_REGEX,    /* PCRE2, anywhere in the text */
};

struct pattern {
    enum pattern_kind kind;
    bool is_path;      /* GLOB: "*" and "?" stay within a component */
    bool ignores_case; /* GLOB */
    char *bytes;
    size_t length;
    size_t tail_length; /* GLOB: of the literal bytes at its end */
    void *regex; /* REGEX: a pcre2_code */
};

/* The kind that a text after ":" asks for. */
enum pattern_kind pattern_kind_of(const char *bytes, size_t length);

/* Make one from bytes (copied); 0, or -EINVAL with the offset within the bytes. */
int pattern_init(struct pattern *pattern, enum pattern_kind kind, bool is_path, const char *bytes,
                 size_t length, struct error *ret_error);
void pattern_done(struct pattern *pattern);

bool pattern_matches(const struct pattern *pattern, const char *bytes, size_t length);

#endif
