#include "name_ids.h"

#include <errno.h>
#include <string.h>

#include "../base/alloc.h"

#define SLOT_COUNT 65536u

struct name_slot {
    uint64_t hash;
    uint32_t id; /* 0: empty */
};

int name_ids_init(struct name_ids *ids, struct emitter *emitter)
{
    memset(ids, 0, sizeof *ids);
    ids->slots = alloc_reserve(SLOT_COUNT * sizeof *ids->slots);
    if (!ids->slots)
        return -ENOMEM;
    ids->emitter = emitter;
    return 0;
}

void name_ids_done(struct name_ids *ids)
{
    alloc_release(ids->slots, SLOT_COUNT * sizeof *ids->slots);
    memset(ids, 0, sizeof *ids);
}

static uint64_t hash_bytes(const char *bytes, size_t length)
{
    uint64_t hash = UINT64_C(14695981039346656037); /* FNV-1a */

    for (size_t i = 0; i < length; i++)
        hash = (hash ^ (uint8_t)bytes[i]) * UINT64_C(1099511628211);
    return hash;
}

uint32_t name_ids_intern(struct name_ids *ids, const struct tracee *tracee, const char *bytes,
                         size_t length)
{
    uint64_t hash = hash_bytes(bytes, length);
    struct name_slot *slot = &ids->slots[hash % SLOT_COUNT];
    struct event header = { .kind = EVENT_FD_PATH, .tid = tracee->tid, .tgid = tracee->tgid };

    if (slot->id && slot->hash == hash)
        return slot->id;
    header.number = (int32_t)++ids->last_id;
    emit_bytes(ids->emitter, &header, bytes, length);
    if (!name_ids_are_lost(ids))
        *slot = (struct name_slot){ hash, ids->last_id };
    return ids->last_id;
}

bool name_ids_are_lost(const struct name_ids *ids)
{
    return ids->emitter->is_dropping || ids->emitter->is_silent;
}
