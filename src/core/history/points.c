#include <ptop/point.h>

#include <stdlib.h>
#include <string.h>

#include "core/base/alloc.h"

struct points {
    struct point *rows; /* by id */
    size_t count, capacity;
};

struct points *points_new(void)
{
    return alloc_zeroed(1, sizeof(struct points));
}

void points_free(struct points *points)
{
    if (!points)
        return;
    free(points->rows);
    free(points);
}

/* The first row of this id or a higher one. */
static size_t find_row(const struct points *points, uint32_t id)
{
    size_t low = 0, high = points->count;

    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (points->rows[middle].id < id)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

static bool is_row(const struct points *points, size_t row, uint32_t id)
{
    return row < points->count && points->rows[row].id == id;
}

static void remove_row(struct points *points, size_t row)
{
    points->count--;
    memmove(&points->rows[row], &points->rows[row + 1],
            (points->count - row) * sizeof(*points->rows));
}

static void insert_row(struct points *points, size_t row)
{
    if (points->count == points->capacity) {
        points->capacity = points->capacity ? 2 * points->capacity : 16;
        points->rows = alloc_resize(points->rows, points->capacity, sizeof(*points->rows));
    }
    memmove(&points->rows[row + 1], &points->rows[row],
            (points->count - row) * sizeof(*points->rows));
    points->count++;
}

static void count_hit(struct points *points, const struct event_hit *hit)
{
    size_t row = find_row(points, (uint32_t)hit->header.number);

    if (!is_row(points, row, (uint32_t)hit->header.number))
        return;
    points->rows[row].hits = hit->count;
    if (hit->kind == POINT_WATCH)
        points->rows[row].value = hit->new_value;
}

static void take_told(struct points *points, const struct point *told)
{
    size_t row = find_row(points, told->id);
    bool is_known = is_row(points, row, told->id);
    if (told->state == POINT_REMOVED) {
        if (is_known)
            remove_row(points, row);
        return;
    }
    if (!is_known)
        insert_row(points, row);
    points->rows[row] = *told;
    points->rows[row].label[POINT_LABEL_BYTES - 1] = '\0';
    points->rows[row].condition[POINT_CONDITION_BYTES - 1] = '\0';
}

void points_apply(struct points *points, const struct event *event)
{
    thread_role_check(THREAD_ROLE_UI);
    if (event->kind == EVENT_POINT && event->size_bytes >= sizeof(struct event_point))
        take_told(points, &((const struct event_point *)event)->point);
    else if (event->kind == EVENT_HIT && event->size_bytes >= sizeof(struct event_hit))
        count_hit(points, (const struct event_hit *)event);
}

const struct point *points_get(const struct points *points, size_t index)
{
    return index < points->count ? &points->rows[index] : NULL;
}

const struct point *points_find(const struct points *points, uint32_t id)
{
    size_t row = find_row(points, id);

    return is_row(points, row, id) ? &points->rows[row] : NULL;
}

const struct point *points_at(const struct points *points, int32_t tgid, tracee_addr address)
{
    for (size_t i = 0; i < points->count; i++) {
        const struct point *point = &points->rows[i];
        if (point->kind == POINT_CODE && point->tgid == tgid && point->address == address)
            return point;
    }
    return NULL;
}
