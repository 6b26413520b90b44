#include "list.h"

#include <stddef.h>

static uint64_t count_at_or_after(void *context, uint64_t position)
{
    const uint64_t *count = context;
    return position < *count ? position : LIST_NONE;
}

static uint64_t count_at_or_before(void *context, uint64_t position)
{
    const uint64_t *count = context;
    if (*count == 0)
        return LIST_NONE;
    return position < *count ? position : *count - 1;
}

struct list_source list_source_count(uint64_t *count)
{
    return (struct list_source){
        .at_or_after = count_at_or_after, .at_or_before = count_at_or_before, .context = count};
}

static uint64_t row_after(const struct list_source *source, uint64_t row)
{
    return row >= LIST_NONE - 1 ? LIST_NONE : source->at_or_after(source->context, row + 1);
}

static uint64_t row_before(const struct list_source *source, uint64_t row)
{
    return row == 0 ? LIST_NONE : source->at_or_before(source->context, row - 1);
}

static uint64_t row_near(const struct list_source *source, uint64_t position)
{
    uint64_t row = source->at_or_after(source->context, position);
    return row != LIST_NONE ? row : source->at_or_before(source->context, position);
}

/* Up to steps rows up or down from row, which exists; stops at the ends. */
static uint64_t walk_back(const struct list_source *source, uint64_t row, int steps)
{
    for (uint64_t next; steps > 0 && (next = row_before(source, row)) != LIST_NONE; steps--)
        row = next;
    return row;
}

static uint64_t walk_on(const struct list_source *source, uint64_t row, int steps)
{
    for (uint64_t next; steps > 0 && (next = row_after(source, row)) != LIST_NONE; steps--)
        row = next;
    return row;
}

void list_fit(struct list *list, const struct list_source *source, int height)
{
    list->height = height < 1 ? 1 : height;
    list->cursor = row_near(source, list->cursor == LIST_NONE ? 0 : list->cursor);
    if (list->cursor == LIST_NONE) {
        list->top = 0;
        return;
    }
    uint64_t top = row_near(source, list->top);
    if (top > list->cursor)
        top = list->cursor;
    if (walk_on(source, top, list->height - 1) < list->cursor)
        top = walk_back(source, list->cursor, list->height - 1);

    int shown = 1;
    for (uint64_t row = top; shown < list->height; shown++)
        if ((row = row_after(source, row)) == LIST_NONE)
            break;
    list->top = walk_back(source, top, list->height - shown);
}

void list_hold(struct list *list, const struct list_source *source, int line)
{
    list->cursor = row_near(source, list->cursor == LIST_NONE ? 0 : list->cursor);
    if (list->cursor != LIST_NONE)
        list->top = walk_back(source, list->cursor, line);
}

/* Page movement takes the window along, so that the cursor keeps its line. */
static void move_page(struct list *list, const struct list_source *source, int steps)
{
    uint64_t top = row_near(source, list->top);
    if (steps > 0) {
        list->cursor = walk_on(source, list->cursor, steps);
        list->top = walk_on(source, top, steps);
    } else {
        list->cursor = walk_back(source, list->cursor, -steps);
        list->top = walk_back(source, top, -steps);
    }
}

bool list_act(struct list *list, const struct list_source *source, enum action action)
{
    uint64_t cursor = row_near(source, list->cursor == LIST_NONE ? 0 : list->cursor);
    int page = list->height > 1 ? list->height - 1 : 1, half = (page + 1) / 2;
    bool is_empty = cursor == LIST_NONE;

    list->cursor = cursor;
    switch ((int)action) { /* the other actions are someone else's */
    case ACTION_UP:
        list->cursor = is_empty ? cursor : walk_back(source, cursor, 1);
        return true;
    case ACTION_DOWN:
        list->cursor = is_empty ? cursor : walk_on(source, cursor, 1);
        return true;
    case ACTION_FIRST:
        list->cursor = source->at_or_after(source->context, 0);
        return true;
    case ACTION_LAST:
        list->cursor = source->at_or_before(source->context, LIST_NONE - 1);
        return true;
    case ACTION_PAGE_UP:
    case ACTION_PAGE_DOWN:
    case ACTION_HALF_UP:
    case ACTION_HALF_DOWN:
        if (!is_empty) {
            bool is_half = action == ACTION_HALF_UP || action == ACTION_HALF_DOWN;
            bool is_up = action == ACTION_PAGE_UP || action == ACTION_HALF_UP;
            move_page(list, source, (is_half ? half : page) * (is_up ? -1 : 1));
        }
        return true;
    default:
        return false;
    }
}

bool list_scroll(struct list *list, const struct list_source *source, enum action action)
{
    list->cursor = list->top;
    bool has_moved = list_act(list, source, action);
    list->top = list->cursor == LIST_NONE ? 0 : list->cursor;
    return has_moved;
}

uint64_t list_row_at(const struct list *list, const struct list_source *source, int line)
{
    if (line < 0 || line >= list->height || list->cursor == LIST_NONE)
        return LIST_NONE;
    uint64_t row = row_near(source, list->top);
    for (; line > 0 && row != LIST_NONE; line--)
        row = row_after(source, row);
    return row;
}

bool list_click(struct list *list, const struct list_source *source, int line)
{
    uint64_t row = list_row_at(list, source, line);
    if (row == LIST_NONE)
        return false;
    list->cursor = row;
    return true;
}
