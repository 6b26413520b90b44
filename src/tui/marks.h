/*
 * Marks: rows of the store that a person gave a letter, a–z and A–Z.
 */
#ifndef PTOP_TUI_MARKS_H
#define PTOP_TUI_MARKS_H

#include <stdbool.h>
#include <stdint.h>

#define MARK_COUNT 52

struct marks {
    uint64_t rows[MARK_COUNT]; /* one more than the row; 0: not set */
};

/* False where the character is no letter. */
bool marks_set(struct marks *marks, uint32_t letter, uint64_t row);
/* False where the letter marks nothing. */
bool marks_find(const struct marks *marks, uint32_t letter, uint64_t *ret_row);
/* The letter of a row, 0 where it has none. */
char marks_letter(const struct marks *marks, uint64_t row);

#endif
