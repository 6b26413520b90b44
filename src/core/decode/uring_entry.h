/*
 * Entries of an io_uring's submission queue: one row per operation says which of an entry's words
 * it looks at, under which names, and as what, in the words of the syscall table; capture and
 * format read the same row.  An entry is captured as the call that it stands for.
 */
#ifndef PTOP_CORE_URING_ENTRY_H
#define PTOP_CORE_URING_ENTRY_H

#include <ptop/syscall.h>

#include "capture.h"

/* The words of an entry, by their places (linux/io_uring.h).  Those up to URING_WORD_SHOWN have a
 * name under which they are shown where an operation that does not know them finds them set. */
enum uring_word {
    WORD_FD,
    WORD_OFF,
    WORD_ADDR,
    WORD_LEN,
    WORD_FLAGS,
    WORD_BUFFER,
    WORD_PERSONALITY,
    WORD_FILE,
    WORD_ADDR3,
    WORD_PAD,
    URING_WORD_SHOWN,
    WORD_COMMAND = URING_WORD_SHOWN, /* the lower half of OFF */
    WORD_ADDRESS_LENGTH,             /* the lower half of FILE */
    URING_WORD_COUNT,
};

struct uring_operation {
    const char
        *name; /* of the call that it stands for, or its own; NULL: an operation without a row */
    uint32_t classes;       /* enum syscall_class bits, for those that capture by them */
    uint16_t priority_type; /* of its ioprio, which many use for flags; 0: a priority it is */
    uint8_t arg_count;
    uint8_t optional; /* bits by argument: shown where they are not zero, or all is wanted */
    struct arg_spec args[SYSCALL_MAX_ARGS];
    uint8_t words[SYSCALL_MAX_ARGS]; /* enum uring_word: where they are */
};

/* The row of an operation; never NULL. */
const struct uring_operation *uring_operation_find(uint8_t opcode);

uint64_t uring_word_read(const uint8_t *entry, enum uring_word word);
/* For bytes of an entry: a bit for each byte that a word takes. */
uint64_t uring_word_mask(enum uring_word word);

/* Operations that take two places of a ring whose places are 64 bytes. */
bool uring_operation_is_wide(uint8_t opcode);

#endif
