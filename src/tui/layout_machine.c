#include "layout_machine.h"

#include "layout_cut.h"

/* A smaller screen has no place for tree, calls and stack but with the focus. */
#define LARGE_COLS      120
#define LARGE_ROWS      32
#define STRIP_FROM_COLS 110
#define STRIP_FROM_ROWS 28 /* of the body */
/* With fewer rows the strip hides the output, and the output the strip while it has the focus. */
#define STRIP_AND_OUTPUT_ROWS 48
/* From so many columns right of the registers on the stack stands beside the code. */
#define STACK_BESIDE_COLS 96
/* And a list beside the memory. */
#define LIST_BESIDE_COLS 130
/* The memory with 8 and with 16 bytes in a row. */
#define MEMORY_COLS      50
#define MEMORY_WIDE_COLS 83
#define CODE_COLS        46 /* of a strip, if the registers can spare them */
/* Two columns of registers, without and with room for what they point to. */
#define REGISTERS_COLS       46
#define REGISTERS_NOTES_COLS 64
#define STRIP_WIDE_COLS      230 /* from here on a strip has the wide one */

enum pane_id layout_list(const struct layout_wish *wish)
{
    static const enum pane_id lists[] = {PANE_SIGNALS, PANE_POINTS, PANE_MAPS, PANE_FILTERS};
    enum pane_id found = PANE_COUNT;
    for (size_t i = 0; i < sizeof lists / sizeof lists[0]; i++) {
        if (!wish->is_open[lists[i]] || !tab_has(wish->tab, lists[i]))
            continue;
        if (found == PANE_COUNT || wish->focus == lists[i])
            found = lists[i];
    }
    return found;
}

/* ---- the strip ----------------------------------------------------------------- */

bool layout_strip(const struct layout_wish *wish, struct rect *body, struct layout *layout)
{
    const int *growth = wish->growth;
    if (!wish->has_strip || wish->cols < STRIP_FROM_COLS || body->rows < STRIP_FROM_ROWS ||
        (wish->focus == PANE_OUTPUT && body->rows < STRIP_AND_OUTPUT_ROWS))
        return false;
    int rows = clamp(body->rows * 2 / 5, 12, 20) + growth[PANE_CODE] + growth[PANE_MEMORY] +
               growth[PANE_REGISTERS] - growth[PANE_CALLS];
    struct rect strip = cut_last_rows(body, clamp(rows, 5, body->rows - 8));
    int memory_cols = strip.cols >= STRIP_WIDE_COLS ? MEMORY_WIDE_COLS : MEMORY_COLS;
    int most = strip.cols - memory_cols - CODE_COLS;
    int register_cols = strip.cols * 7 / 20 < most ? strip.cols * 7 / 20 : most;
    if (register_cols > REGISTERS_COLS && register_cols < REGISTERS_NOTES_COLS)
        register_cols = REGISTERS_COLS;
    layout->frames[PANE_REGISTERS] = cut_cols(&strip, clamp(register_cols, 24, 80));
    layout->frames[PANE_MEMORY] = cut_last_cols(&strip, memory_cols);
    layout->frames[PANE_CODE] = strip;
    return true;
}

/* ---- the tab -------------------------------------------------------------------- */

/* What has the place of the memory: what has the focus and no other place, a list, the memory. */
static enum pane_id lower_pane(const struct layout_wish *wish, bool has_stack)
{
    enum pane_id list = layout_list(wish);
    switch ((int)wish->focus) { /* the others have places of their own */
    case PANE_TREE:
    case PANE_CALLS:
        return wish->focus;
    case PANE_STACK:
        if (!has_stack)
            return PANE_STACK;
        break;
    case PANE_MEMORY:
        return PANE_MEMORY;
    }
    return list != PANE_COUNT ? list : PANE_MEMORY;
}

/* The registers, and right of them the code above all else. */
static void place_small(const struct layout_wish *wish, struct rect body, struct layout *layout)
{
    const int *growth = wish->growth;
    int cols = clamp(body.cols / 3, 24, 34) + growth[PANE_REGISTERS];
    int rows = body.rows / 2 + growth[PANE_CODE] - growth[PANE_MEMORY];
    layout->frames[PANE_REGISTERS] = cut_cols(&body, clamp(cols, 12, body.cols - 12));
    layout->frames[PANE_CODE] = cut_rows(&body, clamp(rows, 4, body.rows - 5));
    layout->frames[lower_pane(wish, false)] = body;
}

/* The tree above the registers. */
static void place_left(const struct layout_wish *wish, struct rect *body, struct layout *layout)
{
    const int *growth = wish->growth;
    int cols = clamp(body->cols / 4, 32, 56) + growth[PANE_REGISTERS];
    struct rect left = cut_cols(body, clamp(cols, 20, body->cols - 60));
    int rows = clamp(left.rows / 3, 6, left.rows - 30 > 6 ? left.rows - 30 : 6) + growth[PANE_TREE];
    layout->frames[PANE_TREE] = cut_rows(&left, clamp(rows, 4, left.rows - 5));
    layout->frames[PANE_REGISTERS] = left;
}

/* The memory, and a list beside it or in its place. */
static void place_lower(const struct layout_wish *wish, struct rect lower, bool has_stack,
                        struct layout *layout)
{
    enum pane_id list = layout_list(wish);
    if (list != PANE_COUNT && lower.cols >= LIST_BESIDE_COLS) {
        int cols = lower.cols - MEMORY_WIDE_COLS + 1 + wish->growth[list];
        layout->frames[list] = cut_last_cols(&lower, clamp(cols, 30, lower.cols - 30));
        list = PANE_COUNT;
    }
    if (list == PANE_COUNT && (has_stack || wish->focus != PANE_STACK))
        layout->frames[PANE_MEMORY] = lower;
    else
        layout->frames[lower_pane(wish, has_stack)] = lower;
}

static void place_large(const struct layout_wish *wish, struct rect body, struct layout *layout)
{
    const int *growth = wish->growth;
    place_left(wish, &body, layout);
    bool has_stack = wish->is_open[PANE_STACK] && body.cols >= STACK_BESIDE_COLS;
    int rows = clamp(body.rows / 5, 6, 12) + growth[PANE_CALLS];
    layout->frames[PANE_CALLS] = cut_rows(&body, clamp(rows, 4, body.rows - 12));
    rows = body.rows * 3 / 5 + growth[PANE_CODE] - growth[PANE_MEMORY];
    struct rect upper = cut_rows(&body, clamp(rows, 4, body.rows - 5));
    if (has_stack) {
        int cols = clamp(upper.cols * 2 / 5, 36, 64) + growth[PANE_STACK];
        layout->frames[PANE_STACK] = cut_last_cols(&upper, clamp(cols, 20, upper.cols - 40));
    }
    layout->frames[PANE_CODE] = upper;
    place_lower(wish, body, has_stack, layout);
}

void layout_machine(const struct layout_wish *wish, struct rect body, struct layout *layout)
{
    if (body.cols >= LARGE_COLS && body.rows >= LARGE_ROWS)
        place_large(wish, body, layout);
    else
        place_small(wish, body, layout);
}
