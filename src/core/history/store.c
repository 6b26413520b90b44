/*
 * The store: a directory of segments, oldest first.
 *
 *   forgotten │ spilled                  │ in memory                  │ open
 *   ──────────┼──────────────────────────┼────────────────────────────┼───────
 *             first                      first + spilled_count        end - 1
 *
 * Everything moves to the left as time goes by.  Once as many blocks of memory
 * are in use as the budget allows, a new segment takes the block of the oldest in
 * memory, which is written to the spill file first; so steady state neither
 * allocates nor frees.  If the file cannot grow, the oldest spilled segment is
 * forgotten and its slot in the file used again.
 */
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>

#include "core/base/alloc.h"
#include "core/history/segment.h"
#include "core/history/spill.h"

#define STORE_MIN_BLOCKS 4

struct stored_segment {
    struct store_segment line;
    void *memory;  /* NULL: spilled */
    uint32_t slot; /* of the spill file, where spilled */
};

struct store {
    struct stored_segment *segments;
    size_t first, end; /* the live ones in segments */
    size_t capacity;
    size_t spilled_count;
    size_t recent; /* the one that was last looked for, to begin with */

    size_t block_count; /* pieces of memory for a segment, all in use */
    size_t block_limit;
    struct spill spill;
    uint32_t slot_count; /* of the spill file, all in use */
};

int store_new(const struct store_options *options, struct store **ret_store)
{
    size_t budget_bytes =
        options->budget_bytes ? options->budget_bytes : STORE_DEFAULT_BUDGET_BYTES;
    struct store *store = alloc_zeroed(1, sizeof(*store));

    store->block_limit = budget_bytes / STORE_SEGMENT_BYTES;
    if (store->block_limit < STORE_MIN_BLOCKS)
        store->block_limit = STORE_MIN_BLOCKS;
    spill_init(&store->spill, options->spill_directory);
    *ret_store = store;
    return 0;
}

void store_free(struct store *store)
{
    if (!store)
        return;
    for (size_t i = store->first + store->spilled_count; i < store->end; i++)
        free(store->segments[i].memory);
    free(store->segments);
    spill_done(&store->spill);
    free(store);
}

/* ---- appending ----------------------------------------------------------------- */

static void store_forget(struct store *store, size_t count)
{
    store->first += count;
    store->spilled_count -= count < store->spilled_count ? count : store->spilled_count;
}

static int spill_into(struct store *store, struct stored_segment *segment, uint32_t slot)
{
    int error = spill_write(&store->spill, slot, segment->memory);
    if (error)
        return error;
    segment->memory = NULL;
    segment->slot = slot;
    store->spilled_count++;
    return 0;
}

/* Move the oldest segment in memory to the file, or forget what cannot be kept; its block is
 * free afterwards. */
static int store_spill(struct store *store)
{
    struct stored_segment *oldest = &store->segments[store->first];
    struct stored_segment *leaving = oldest + store->spilled_count;

    int error = spill_into(store, leaving, store->slot_count);
    if (!error) {
        store->slot_count++;
        return 0;
    }
    if (leaving != oldest) {
        store_forget(store, 1);
        if (spill_into(store, leaving, oldest->slot) == 0)
            return error;
    }
    /* Not even over old bytes: the history begins with what is in memory. */
    store_forget(store, store->spilled_count + 1);
    store->slot_count = 0;
    return error;
}

static int store_take_block(struct store *store, void **ret_block)
{
    if (store->block_count < store->block_limit) {
        *ret_block = alloc_zeroed(1, STORE_SEGMENT_BYTES);
        store->block_count++;
        return 0;
    }
    *ret_block = store->segments[store->first + store->spilled_count].memory;
    return store_spill(store);
}

/* Room for one more line in the directory: at its front, if much was forgotten, or by growing. */
static void directory_reserve(struct store *store)
{
    size_t count = store->end - store->first;

    if (store->end < store->capacity)
        return;
    if (store->first > store->capacity / 2) {
        memmove(store->segments, store->segments + store->first,
                count * sizeof(store->segments[0]));
        store->first = 0;
        store->end = count;
        return;
    }
    store->capacity = store->capacity ? 2 * store->capacity : 64;
    store->segments = alloc_resize(store->segments, store->capacity, sizeof(store->segments[0]));
}

int store_append(struct store *store, const struct event *event)
{
    thread_role_check(THREAD_ROLE_UI);
    assert(event->size_bytes >= sizeof(*event) && event->size_bytes % 8 == 0);
    assert(event_is_stored(event));

    if (store->end > store->first) {
        struct stored_segment *open = &store->segments[store->end - 1];
        if (segment_append(open->memory, &open->line, event))
            return 0;
    }
    struct stored_segment next = {.line.first_row = store_row_count(store)};
    int error = store_take_block(store, &next.memory);
    segment_append(next.memory, &next.line, event);
    directory_reserve(store);
    store->segments[store->end++] = next;
    return error;
}

/* ---- reading ------------------------------------------------------------------- */

static const void *segment_bytes(struct store *store, const struct stored_segment *segment)
{
    return segment->memory ? segment->memory : spill_read(&store->spill, segment->slot);
}

uint64_t store_first_row(const struct store *store)
{
    return store->end > store->first ? store->segments[store->first].line.first_row : 0;
}

uint64_t store_row_count(const struct store *store)
{
    if (store->end == store->first)
        return 0;
    const struct store_segment *last = &store->segments[store->end - 1].line;
    return last->first_row + last->row_count;
}

size_t store_segment_count(const struct store *store)
{
    return store->end - store->first;
}

const struct store_segment *store_segment_get(const struct store *store, size_t index)
{
    assert(index < store_segment_count(store));
    return &store->segments[store->first + index].line;
}

size_t store_segment_of_row(const struct store *store, uint64_t row)
{
    size_t low = 0;
    size_t high = store_segment_count(store);

    assert(row >= store_first_row(store) && row < store_row_count(store));
    while (high - low > 1) {
        size_t middle = low + (high - low) / 2;
        if (store_segment_get(store, middle)->first_row <= row)
            low = middle;
        else
            high = middle;
    }
    return low;
}

/* Rows are mostly asked for beside each other. */
static const struct stored_segment *store_find_segment(struct store *store, uint64_t row)
{
    const struct stored_segment *recent = &store->segments[store->recent];

    if (store->recent >= store->first && store->recent < store->end &&
        row - recent->line.first_row < recent->line.row_count)
        return recent;
    store->recent = store->first + store_segment_of_row(store, row);
    return &store->segments[store->recent];
}

const struct event *store_get(struct store *store, uint64_t row)
{
    thread_role_check(THREAD_ROLE_UI);
    const struct stored_segment *segment = store_find_segment(store, row);

    return store_events_get(segment_events(segment_bytes(store, segment)),
                            (uint32_t)(row - segment->line.first_row));
}

struct store_events store_segment_events(struct store *store, size_t index)
{
    thread_role_check(THREAD_ROLE_UI);
    assert(index < store_segment_count(store));
    return segment_events(segment_bytes(store, &store->segments[store->first + index]));
}

bool store_map_segment(const struct store *store, size_t index, struct store_mapping *ret_mapping)
{
    const struct stored_segment *segment = &store->segments[store->first + index];
    const void *mapped = segment->memory ? NULL : spill_map_slot(&store->spill, segment->slot);

    if (!segment->memory && !mapped)
        return false;
    *ret_mapping = (struct store_mapping){
        .events = segment_events(mapped ? mapped : segment->memory),
        .bytes = mapped,
    };
    return true;
}

void store_unmap_segment(const struct store_mapping *mapping)
{
    if (mapping->bytes)
        munmap((void *)mapping->bytes, STORE_SEGMENT_BYTES);
}

/* The first segment that does not lie before; what does, stands in front of what does not. */
static size_t find_segment(const struct store *store,
                           bool (*lies_before)(const struct store_segment *line, uint64_t key),
                           uint64_t key)
{
    size_t low = 0;
    size_t high = store_segment_count(store);

    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (lies_before(store_segment_get(store, middle), key))
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

static bool begins_before(const struct store_segment *line, uint64_t sequence)
{
    return line->first_sequence < sequence;
}

static bool ends_before(const struct store_segment *line, uint64_t time_ns)
{
    return line->last_ns < time_ns;
}

uint64_t store_find_sequence(struct store *store, uint64_t sequence)
{
    thread_role_check(THREAD_ROLE_UI);
    /* The row is the first of that segment, or in the one before. */
    size_t next = find_segment(store, begins_before, sequence);
    if (next == 0)
        return store_first_row(store);
    const struct stored_segment *segment = &store->segments[store->first + next - 1];
    return segment->line.first_row +
           segment_find_sequence(segment_bytes(store, segment), &segment->line, sequence);
}

/* Events of two threads may be a little out of order: within the first segment that ends late
 * enough each is looked at. */
uint64_t store_find_time(struct store *store, nanoseconds time_ns)
{
    thread_role_check(THREAD_ROLE_UI);
    size_t found = find_segment(store, ends_before, time_ns);
    if (found == store_segment_count(store))
        return store_row_count(store);
    const struct store_segment *line = store_segment_get(store, found);
    const struct store_events events = store_segment_events(store, found);
    uint32_t index = 0;
    while (index < line->row_count && store_events_get(events, index)->time_ns < time_ns)
        index++;
    return line->first_row + index;
}

/* ---- for measuring ------------------------------------------------------- */

size_t store_memory_bytes(const struct store *store)
{
    return store->block_count * STORE_SEGMENT_BYTES + store->capacity * sizeof(store->segments[0]);
}

size_t store_spilled_bytes(const struct store *store)
{
    return store->spilled_count * STORE_SEGMENT_BYTES;
}
