/*
 * From a kernel id (tid, tgid) to what is known of it: a hash table with linear
 * probing.  Ids are positive, values not NULL and borrowed.
 */
#ifndef PTOP_CORE_ID_TABLE_H
#define PTOP_CORE_ID_TABLE_H

#include <stddef.h>
#include <stdint.h>

#include <ptop/thread.h>

struct id_slot {
    int32_t id;
    void *value; /* NULL: free */
};

/* All zero is an empty table. */
struct id_table {
    struct id_slot *slots;
    size_t capacity; /* a power of two, or 0 */
    size_t count;
};

UI_THREAD void id_table_done(struct id_table *table);
UI_THREAD void *id_table_find(const struct id_table *table, int32_t id);
/* Add, or replace what the id stood for. */
UI_THREAD void id_table_put(struct id_table *table, int32_t id, void *value);
/* Remove the id if it stands for this value, which a newer one may have replaced. */
UI_THREAD void id_table_remove(struct id_table *table, int32_t id, const void *value);

#endif
