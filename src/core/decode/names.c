/*
 * The table of names: an array of strings, indexed by id, that live in an arena
 * of blocks.  Blocks never move, so a name stays where it is for the table's
 * life; one that is overwritten stays behind until the table is freed.
 */
#include <ptop/names.h>

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "core/base/alloc.h"

#define BLOCK_BYTES ((size_t)64 << 10)
#define FIRST_IDS   256u

/* Ids are dense.  One that leaves more than this out comes from a damaged recording, and is not
 * worth the array that would reach it. */
#define MAX_GAP (1u << 20)

struct block {
    struct block *next;
    size_t used_bytes, size_bytes;
    char bytes[];
};

struct names {
    const char **by_id; /* id - 1 */
    uint32_t capacity;
    uint32_t highest;     /* id */
    struct block *blocks; /* the newest first */
};

struct names *names_new(void)
{
    return alloc_zeroed(1, sizeof(struct names));
}

void names_free(struct names *names)
{
    if (!names)
        return;
    for (struct block *block = names->blocks, *next; block; block = next) {
        next = block->next;
        free(block);
    }
    free(names->by_id);
    free(names);
}

static char *arena_take(struct names *names, size_t size)
{
    struct block *block = names->blocks;

    if (!block || block->size_bytes - block->used_bytes < size) {
        size_t size_bytes = size > BLOCK_BYTES ? size : BLOCK_BYTES;
        block = alloc_resize(NULL, 1, sizeof *block + size_bytes);
        *block = (struct block){.next = names->blocks, .size_bytes = size_bytes};
        names->blocks = block;
    }
    block->used_bytes += size;
    return block->bytes + block->used_bytes - size;
}

static void ids_grow(struct names *names, uint32_t id)
{
    uint32_t capacity = names->capacity ? names->capacity : FIRST_IDS;

    while (capacity < id)
        capacity *= 2;
    if (capacity == names->capacity)
        return;
    names->by_id = alloc_resize(names->by_id, capacity, sizeof *names->by_id);
    memset(names->by_id + names->capacity, 0, (capacity - names->capacity) * sizeof *names->by_id);
    names->capacity = capacity;
}

static bool is_known(const struct names *names, uint32_t id, const char *bytes, size_t length)
{
    const char *known = names_find(names, id), *detail = names_find_detail(names, id);
    size_t known_bytes = !known ? 0 : *detail ? (size_t)(detail - known) + strlen(detail)
                                              : strlen(known);

    return known && known_bytes == length && memcmp(known, bytes, length) == 0;
}

void names_add(struct names *names, uint32_t id, const char *bytes, size_t length)
{
    if (id == 0 || id > INT32_MAX || (id > names->highest && id - names->highest > MAX_GAP))
        return;
    if (is_known(names, id, bytes, length))
        return;
    ids_grow(names, id);
    char *name = arena_take(names, length + 2);
    memcpy(name, bytes, length);
    name[length] = name[length + 1] = '\0'; /* one of them ends the name, one what is behind it */
    names->by_id[id - 1] = name;
    names->highest = id > names->highest ? id : names->highest;
}

const char *names_find(const struct names *names, uint32_t id)
{
    return id > 0 && id <= names->capacity ? names->by_id[id - 1] : NULL;
}

const char *names_find_detail(const struct names *names, uint32_t id)
{
    const char *name = names_find(names, id);

    return name ? name + strlen(name) + 1 : "";
}

uint32_t names_highest(const struct names *names)
{
    return names->highest;
}
