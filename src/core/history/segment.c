#include <string.h>

#include "core/history/segment.h"

#define SEGMENT_SLOTS (STORE_SEGMENT_BYTES / sizeof(uint32_t))

static_assert(EVENT_MAX_BYTES + sizeof(uint32_t) <= STORE_SEGMENT_BYTES,
              "the largest event fits an empty segment");

/* Number of the 32-bit slot that holds the offset of an event. */
static size_t segment_slot(uint32_t index)
{
    return SEGMENT_SLOTS - 1 - index;
}

struct store_events segment_events(const void *segment)
{
    const uint32_t *slots = segment;
    return (struct store_events){.bytes = segment, .last_offset = slots + segment_slot(0)};
}

static const struct event *segment_event(const void *segment, uint32_t index)
{
    return store_events_get(segment_events(segment), index);
}

static size_t segment_used_bytes(const void *segment, uint32_t row_count)
{
    if (row_count == 0)
        return 0;
    const struct event *last = segment_event(segment, row_count - 1);
    return (size_t)((const char *)event_next(last) - (const char *)segment);
}

bool segment_append(void *segment, struct store_segment *line, const struct event *event)
{
    size_t used = segment_used_bytes(segment, line->row_count);
    size_t slot = segment_slot(line->row_count);

    if (used + event->size_bytes > slot * sizeof(uint32_t))
        return false;
    memcpy((char *)segment + used, event, event->size_bytes);
    ((uint32_t *)segment)[slot] = (uint32_t)used;
    if (line->row_count++ == 0) {
        line->first_sequence = event->sequence;
        line->first_ns = event->time_ns;
    }
    line->kinds |= 1u << event->kind;
    line->processes |= event_process_bit(event->tgid);
    line->last_ns = event->time_ns;
    return true;
}

uint32_t segment_find_sequence(const void *segment, const struct store_segment *line,
                               uint64_t sequence)
{
    uint32_t low = 0;
    uint32_t high = line->row_count;

    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (segment_event(segment, middle)->sequence < sequence)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}
