#include <stdlib.h>

#include "core/base/alloc.h"
#include "core/base/id_table.h"

#define ID_TABLE_MIN 64

void id_table_done(struct id_table *table)
{
    free(table->slots);
    *table = (struct id_table){0};
}

/* Ids are handed out one after the other, so the lowest bits alone spread them well; the
 * multiplication is for those that step by a power of two. */
static size_t home_of(const struct id_table *table, int32_t id)
{
    uint32_t hash = (uint32_t)id * 2654435769u;
    return (hash ^ hash >> 16) & (table->capacity - 1);
}

static size_t slot_after(const struct id_table *table, size_t slot)
{
    return (slot + 1) & (table->capacity - 1);
}

/* The slot of the id, or the free one where it belongs.  At least one slot is free. */
static size_t slot_of(const struct id_table *table, int32_t id)
{
    size_t slot = home_of(table, id);
    while (table->slots[slot].value && table->slots[slot].id != id)
        slot = slot_after(table, slot);
    return slot;
}

void *id_table_find(const struct id_table *table, int32_t id)
{
    return table->capacity ? table->slots[slot_of(table, id)].value : NULL;
}

static void id_table_grow(struct id_table *table)
{
    struct id_table grown = {.capacity = table->capacity ? 2 * table->capacity : ID_TABLE_MIN};

    grown.slots = alloc_zeroed(grown.capacity, sizeof(grown.slots[0]));
    grown.count = table->count;
    for (size_t i = 0; i < table->capacity; i++) {
        if (table->slots[i].value)
            grown.slots[slot_of(&grown, table->slots[i].id)] = table->slots[i];
    }
    free(table->slots);
    *table = grown;
}

void id_table_put(struct id_table *table, int32_t id, void *value)
{
    if (2 * (table->count + 1) > table->capacity)
        id_table_grow(table);
    struct id_slot *slot = &table->slots[slot_of(table, id)];
    table->count += !slot->value;
    *slot = (struct id_slot){.id = id, .value = value};
}

void id_table_remove(struct id_table *table, int32_t id, const void *value)
{
    if (id_table_find(table, id) != value)
        return;
    size_t hole = slot_of(table, id);
    table->count--;
    /* Close the gap: what follows without a free slot between moves up, unless that would put it
     * before its home. */
    for (size_t at = slot_after(table, hole); table->slots[at].value; at = slot_after(table, at)) {
        size_t from_home = (at - home_of(table, table->slots[at].id)) & (table->capacity - 1);
        size_t from_hole = (at - hole) & (table->capacity - 1);
        if (from_home >= from_hole) {
            table->slots[hole] = table->slots[at];
            hole = at;
        }
    }
    table->slots[hole].value = NULL;
}
