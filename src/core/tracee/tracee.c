#include "tracee.h"

#include <errno.h>
#include <string.h>

#include "ptrace_call.h"
#include "run_time.h"

#include "../base/alloc.h"

static bool reserve_all(struct tracee_table *table, uint32_t capacity)
{
    memset(table, 0, sizeof *table);
    table->capacity = capacity;
    table->records = alloc_reserve(capacity * sizeof *table->records);
    table->scratch = alloc_reserve((size_t)capacity * TRACEE_SCRATCH_BYTES);
    table->buckets = alloc_reserve(2 * capacity * sizeof *table->buckets);
    table->free_indices = alloc_reserve(capacity * sizeof *table->free_indices);
    if (table->records && table->scratch && table->buckets && table->free_indices)
        return true;
    tracee_table_done(table);
    return false;
}

/* Where address space is rationed (ulimit -v, strict overcommit), fewer tracees must do. */
int tracee_table_init(struct tracee_table *table)
{
    for (uint32_t capacity = TRACEE_MAX_COUNT; capacity >= TRACEE_MIN_COUNT; capacity /= 4) {
        if (reserve_all(table, capacity))
            return 0;
    }
    return -ENOMEM;
}

void tracee_table_done(struct tracee_table *table)
{
    for (uint32_t i = 0; i < table->record_limit; i++)
        run_time_forget(&table->records[i]); /* of those that could not be let go in time */
    alloc_release(table->records, table->capacity * sizeof *table->records);
    alloc_release(table->scratch, (size_t)table->capacity * TRACEE_SCRATCH_BYTES);
    alloc_release(table->buckets, 2 * table->capacity * sizeof *table->buckets);
    alloc_release(table->free_indices, table->capacity * sizeof *table->free_indices);
    memset(table, 0, sizeof *table);
}

static uint32_t bucket_mask(const struct tracee_table *table)
{
    return 2 * table->capacity - 1;
}

static uint32_t home_bucket(const struct tracee_table *table, pid_t tid)
{
    return ((uint32_t)tid * 2654435769u) >> 7 & bucket_mask(table);
}

/* The bucket that holds tid, or the empty one where it would go. */
static uint32_t probe(const struct tracee_table *table, pid_t tid)
{
    uint32_t at = home_bucket(table, tid);

    while (table->buckets[at] && table->records[table->buckets[at] - 1].tid != tid)
        at = (at + 1) & bucket_mask(table);
    return at;
}

struct tracee *tracee_find(const struct tracee_table *table, pid_t tid)
{
    uint32_t entry = table->buckets[probe(table, tid)];

    return entry ? &table->records[entry - 1] : NULL;
}

struct tracee *tracee_add(struct tracee_table *table, pid_t tid)
{
    struct tracee *tracee;
    uint32_t index;

    if (table->count == table->capacity)
        return NULL;
    index = table->free_count ? table->free_indices[--table->free_count] : table->record_limit++;
    tracee = &table->records[index];
    memset(tracee, 0, sizeof *tracee);
    tracee->tid = tracee->tgid = tid;
    tracee->scratch = table->scratch + (size_t)index * TRACEE_SCRATCH_BYTES;
    table->buckets[probe(table, tid)] = index + 1;
    table->count++;
    return tracee;
}

/* Empty a bucket and close the gap, so that no later entry becomes unreachable. */
static void unlink_bucket(struct tracee_table *table, uint32_t hole)
{
    uint32_t at = hole;

    for (;;) {
        uint32_t home;

        at = (at + 1) & bucket_mask(table);
        if (!table->buckets[at])
            break;
        home = home_bucket(table, table->records[table->buckets[at] - 1].tid);
        if (((at - home) & bucket_mask(table)) >= ((at - hole) & bucket_mask(table))) {
            table->buckets[hole] = table->buckets[at];
            hole = at;
        }
    }
    table->buckets[hole] = 0;
}

void tracee_forget(struct tracee_table *table, struct tracee *tracee)
{
    run_time_forget(tracee);
    unlink_bucket(table, probe(table, tracee->tid));
    table->free_indices[table->free_count++] = (uint32_t)(tracee - table->records);
    table->count--;
    tracee->tid = 0;
}

void tracee_rename(struct tracee_table *table, struct tracee *tracee, pid_t tid)
{
    unlink_bucket(table, probe(table, tracee->tid));
    tracee->tid = tid;
    table->buckets[probe(table, tid)] = (uint32_t)(tracee - table->records) + 1;
}

struct tracee *tracee_next(const struct tracee_table *table, const struct tracee *after)
{
    uint32_t index = after ? (uint32_t)(after - table->records) + 1 : 0;

    while (index < table->record_limit && !table->records[index].tid)
        index++;
    return index < table->record_limit ? &table->records[index] : NULL;
}

struct tracee *tracee_next_of_process(const struct tracee_table *table, pid_t tgid,
                                      const struct tracee *after)
{
    struct tracee *tracee = tracee_next(table, after);

    while (tracee && (tracee->tgid != tgid || tracee->state == TRACEE_DYING))
        tracee = tracee_next(table, tracee);
    return tracee;
}

struct tracee *tracee_next_in_memory(const struct tracee_table *table, uint32_t memory,
                                     const struct tracee *after)
{
    struct tracee *tracee = tracee_next(table, after);

    while (tracee && (tracee->memory != memory || tracee->state == TRACEE_DYING))
        tracee = tracee_next(table, tracee);
    return tracee;
}

void tracee_set_state(struct tracee *tracee, enum tracee_state state)
{
    static const uint8_t successors[TRACEE_STATE_COUNT] __attribute__((unused)) = {
        [TRACEE_RUNNING] = 1 << TRACEE_STOPPED | 1 << TRACEE_NEWBORN | 1 << TRACEE_DYING,
        [TRACEE_NEWBORN] = 1 << TRACEE_STOPPED | 1 << TRACEE_DYING,
        [TRACEE_STOPPED] = 1 << TRACEE_RUNNING | 1 << TRACEE_LISTENING | 1 << TRACEE_DYING |
                           1 << TRACEE_STOPPED,
        [TRACEE_LISTENING] = 1 << TRACEE_STOPPED | 1 << TRACEE_DYING,
        [TRACEE_DYING] = 1 << TRACEE_DYING | 1 << TRACEE_STOPPED,
    };

    assert(successors[tracee->state] & 1 << state);
    tracee->state = state;
    tracee->has_stood |= state == TRACEE_STOPPED;
}

void tracee_interrupt(struct tracee *tracee)
{
    if (tracee->is_interrupting ||
        (tracee->state != TRACEE_RUNNING && tracee->state != TRACEE_LISTENING))
        return;
    if (ptrace_interrupt(tracee->tid) < 0) {
        tracee_set_state(tracee, TRACEE_DYING);
        return;
    }
    tracee->is_interrupting = true;
    tracee->echo_stops = 2; /* the one that comes, and the next if that one was already there */
}
