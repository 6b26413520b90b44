/*
 * Words: the names that the filter language knows, by family; for what they
 * mean, for what an unfinished one may become, and for what a wrong one may have meant.
 */
#ifndef PTOP_CORE_WORDS_H
#define PTOP_CORE_WORDS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <ptop/syscall.h>

enum word_family {
    WORDS_FIELDS,
    WORDS_ARGUMENTS, /* of any syscall */
    WORDS_SYSCALLS,
    WORDS_CLASSES, /* without the % */
    WORDS_ERRNOS,
    WORDS_SIGNALS,
    WORDS_CONSTANTS, /* of every flag list */
    WORDS_STATES,
    WORDS_FDTYPES,
    WORDS_REGISTERS,
    WORDS_GRAMMAR, /* and or not in */
    WORDS_FAMILY_COUNT
};

struct word {
    const char *bytes;
    size_t length;
};

/* For "%.*s" of a message. */
#define WORD_SHOWN(word) (int)((word).length < 64 ? (word).length : 64), (word).bytes

/* The index-th word of a family: NULL behind the last, "" for a gap.  Words may repeat. */
const char *word_get(enum word_family family, size_t index);

bool word_is(struct word word, const char *name);
bool word_has_prefix(struct word word, const char *prefix);
/* The index of a word in its family, or -1. */
int word_find(enum word_family family, struct word word);
/* Does a longer word of the family begin like that? */
bool word_begins(enum word_family family, struct word word);
/* The word that was likely meant; NULL where none is near. */
const char *word_nearest(const enum word_family *families, size_t count, struct word word);

/* The value of a constant of a type's list; *ret_mask is the bits that must equal it. */
bool word_constant(enum arg_type type, struct word word, uint64_t *ret_value, uint64_t *ret_mask);

/* A class by its name, as its bit of syscall_spec.classes; 0: none. */
uint32_t word_class(struct word word);

#endif
