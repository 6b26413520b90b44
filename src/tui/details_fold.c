#include "details_fold.h"

#include <stdlib.h>

#define CHOICES_MAX 512 /* the oldest gives way */

/* What a person chose for a node. */
struct choice {
    uint64_t key;
    bool is_folded;
};

struct details_fold {
    size_t *shown;
    size_t count, capacity;
    struct choice choices[CHOICES_MAX];
    size_t choice_count; /* ever made: the next one goes to this place, modulo the maximum */
};

static void *checked(void *memory)
{
    if (!memory)
        abort(); /* whose handler lets the tracees go and restores the terminal */
    return memory;
}

struct details_fold *details_fold_new(void)
{
    return checked(calloc(1, sizeof(struct details_fold)));
}

void details_fold_free(struct details_fold *fold)
{
    if (!fold)
        return;
    free(fold->shown);
    free(fold);
}

static const struct choice *find_choice(const struct details_fold *fold, uint64_t key)
{
    size_t count = fold->choice_count < CHOICES_MAX ? fold->choice_count : CHOICES_MAX;

    for (size_t i = 0; i < count; i++)
        if (fold->choices[i].key == key)
            return &fold->choices[i];
    return NULL;
}

bool details_fold_is_folded(const struct details_fold *fold, const struct details_line *line)
{
    const struct choice *choice = line->end ? find_choice(fold, line->key) : NULL;

    return line->end && (choice ? choice->is_folded : line->starts_folded);
}

void details_fold_set(struct details_fold *fold, const struct details_line *line, bool is_folded)
{
    struct choice *choice = (struct choice *)find_choice(fold, line->key);

    if (!choice)
        choice = &fold->choices[fold->choice_count++ % CHOICES_MAX];
    *choice = (struct choice){.key = line->key, .is_folded = is_folded};
}

void details_fold_update(struct details_fold *fold, const struct details *details)
{
    size_t count = details_line_count(details), hidden_until = 0;

    if (fold->capacity < count) {
        fold->shown = checked(reallocarray(fold->shown, count, sizeof(*fold->shown)));
        fold->capacity = count;
    }
    fold->count = 0;
    for (size_t i = 0; i < count; i++) {
        const struct details_line *line = details_line(details, i);
        if (i < hidden_until)
            continue;
        fold->shown[fold->count++] = i;
        if (details_fold_is_folded(fold, line))
            hidden_until = line->end;
    }
}

uint64_t details_fold_line_count(const struct details_fold *fold)
{
    return fold->count;
}

size_t details_fold_line(const struct details_fold *fold, uint64_t shown)
{
    return fold->shown[shown];
}

uint64_t details_fold_place(const struct details_fold *fold, size_t index)
{
    uint64_t place = 0;

    for (uint64_t i = 0; i < fold->count && fold->shown[i] <= index; i++)
        place = i;
    return place;
}
