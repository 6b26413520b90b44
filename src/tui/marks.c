#include "marks.h"

static const char letters[MARK_COUNT + 1] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";

static int index_of(uint32_t letter)
{
    for (int i = 0; i < MARK_COUNT; i++)
        if ((uint32_t)letters[i] == letter)
            return i;
    return -1;
}

bool marks_set(struct marks *marks, uint32_t letter, uint64_t row)
{
    int index = index_of(letter);
    if (index < 0)
        return false;
    marks->rows[index] = row + 1;
    return true;
}

bool marks_find(const struct marks *marks, uint32_t letter, uint64_t *ret_row)
{
    int index = index_of(letter);
    if (index < 0 || marks->rows[index] == 0)
        return false;
    *ret_row = marks->rows[index] - 1;
    return true;
}

char marks_letter(const struct marks *marks, uint64_t row)
{
    for (int i = 0; i < MARK_COUNT; i++)
        if (marks->rows[i] == row + 1)
            return letters[i];
    return '\0';
}
