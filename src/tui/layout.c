#include "layout.h"

#include "layout_cut.h"
#include "layout_machine.h"

/* From so many columns on the tree has a place of its own; below it appears with the focus. */
#define WIDE_COLS 100
/* From so many columns on a call's details stand beside the calls, not below them. */
#define DETAILS_BESIDE_COLS 150
/* Fewer rows than this show the focused pane alone. */
#define STACK_MIN_ROWS 14
/* From so many columns on the processes stand beside the syscalls, not below them. */
#define PROCESSES_BESIDE_COLS 170
/* With details open below the calls, the output needs at least this many rows to stay. */
#define OUTPUT_WITH_DETAILS_ROWS 38
/* A list and the calls share no fewer rows than these. */
#define LIST_FROM_ROWS 11

static struct rect place_tree(const struct layout_wish *wish, struct rect *body)
{
    bool is_wide = wish->cols >= WIDE_COLS;
    int cols = is_wide ? clamp(wish->cols / 4, 24, 48) : clamp(wish->cols * 2 / 5, 12, 32);
    return cut_cols(body, clamp(cols + wish->growth[PANE_TREE], 12, body->cols - 12));
}

/* The output keeps a third at the bottom; what the calls gain it loses. */
static struct rect place_output(const struct layout_wish *wish, struct rect *body)
{
    int rows = body->rows / 3 + wish->growth[PANE_OUTPUT] - wish->growth[PANE_CALLS];
    return cut_last_rows(body, clamp(rows, 4, body->rows - 5));
}

static struct rect place_details(const struct layout_wish *wish, struct rect *body)
{
    struct rect details = *body;
    int growth = wish->growth[PANE_DETAILS] - wish->growth[PANE_CALLS];
    if (body->cols >= DETAILS_BESIDE_COLS - WIDE_COLS / 4) {
        int cols = clamp(body->cols / 2 - growth, 30, body->cols - 30);
        *body = cut_cols(&details, cols);
    } else {
        int rows = clamp(body->rows * 2 / 5 - growth, 4, body->rows - 5);
        *body = cut_rows(&details, rows);
    }
    return details;
}

/* Below the calls, so that both are seen; where there is no room for both, with the focus. */
static struct rect place_list(const struct layout_wish *wish, enum pane_id list, struct rect *body)
{
    struct rect frame = *body;
    if (body->rows < LIST_FROM_ROWS) {
        body->rows = 0;
        return frame;
    }
    int growth = wish->growth[list] - wish->growth[PANE_CALLS];
    return cut_last_rows(body, clamp(body->rows / 3 + growth, 5, body->rows - 5));
}

static void place_calls(const struct layout_wish *wish, struct rect body, struct layout *layout)
{
    bool has_details = wish->is_open[PANE_DETAILS];
    bool has_strip = layout_strip(wish, &body, layout);
    enum pane_id list = layout_list(wish);
    bool has_output = wish->is_open[PANE_OUTPUT] && (!has_strip || wish->focus == PANE_OUTPUT) &&
                      (!has_details || body.rows >= OUTPUT_WITH_DETAILS_ROWS ||
                       wish->cols >= DETAILS_BESIDE_COLS || wish->focus == PANE_OUTPUT);
    if (has_output && wish->focus == PANE_OUTPUT && body.rows < OUTPUT_WITH_DETAILS_ROWS &&
        wish->cols < DETAILS_BESIDE_COLS)
        has_details = false; /* it comes back with the focus */

    /* A narrow tree comes and goes: it takes nothing from the output, as the command would see its
     * terminal change its size. */
    bool is_wide = wish->cols >= WIDE_COLS;
    if (wish->is_open[PANE_TREE] && is_wide)
        layout->frames[PANE_TREE] = place_tree(wish, &body);
    if (has_output)
        layout->frames[PANE_OUTPUT] = place_output(wish, &body);
    if (wish->focus == PANE_TREE && !is_wide)
        layout->frames[PANE_TREE] = place_tree(wish, &body);
    if (has_details)
        layout->frames[PANE_DETAILS] = place_details(wish, &body);
    if (list != PANE_COUNT && (body.rows >= LIST_FROM_ROWS || wish->focus == list))
        layout->frames[list] = place_list(wish, list, &body);
    layout->frames[PANE_CALLS] = body;
}

/* What the syscalls gain the processes lose. */
static void place_summary(const struct layout_wish *wish, struct rect body, struct layout *layout)
{
    int growth = wish->growth[PANE_SUMMARY] - wish->growth[PANE_PROCESSES];
    if (body.cols >= PROCESSES_BESIDE_COLS)
        layout->frames[PANE_SUMMARY] =
            cut_cols(&body, clamp(body.cols * 3 / 5 + growth, 30, body.cols - 30));
    else
        layout->frames[PANE_SUMMARY] =
            cut_rows(&body, clamp(body.rows * 3 / 5 + growth, 4, body.rows - 5));
    layout->frames[PANE_PROCESSES] = body;
}

static void place_panes(const struct layout_wish *wish, struct rect body, struct layout *layout)
{
    switch (wish->tab) {
    case TAB_CALLS:
        place_calls(wish, body, layout);
        break;
    case TAB_SUMMARY:
        place_summary(wish, body, layout);
        break;
    case TAB_FILES:
        layout->frames[PANE_FILES] = body;
        break;
    case TAB_MACHINE:
        layout_machine(wish, body, layout);
        break;
    case TAB_COUNT:
        break;
    }
}

void layout_compute(const struct layout_wish *wish, struct layout *ret_layout)
{
    struct rect body = {.row = 1, .col = 0, .rows = wish->rows - 2, .cols = wish->cols};

    *ret_layout = (struct layout){0};
    ret_layout->is_too_small = wish->rows < LAYOUT_MIN_ROWS || wish->cols < LAYOUT_MIN_COLS;
    if (ret_layout->is_too_small)
        return;
    if (wish->is_zoomed || wish->focus == PANE_HELP || body.rows < STACK_MIN_ROWS)
        ret_layout->frames[wish->focus] = body;
    else
        place_panes(wish, body, ret_layout);
}

enum pane_id layout_pane_at(const struct layout *layout, int row, int col)
{
    for (int i = 0; i < PANE_COUNT; i++) {
        const struct rect *frame = &layout->frames[i];
        if (row >= frame->row && row < frame->row + frame->rows && col >= frame->col &&
            col < frame->col + frame->cols)
            return (enum pane_id)i;
    }
    return PANE_COUNT;
}

struct rect layout_inside(struct rect frame)
{
    return (struct rect){.row = frame.row + 1,
                         .col = frame.col + 1,
                         .rows = frame.rows > 2 ? frame.rows - 2 : 0,
                         .cols = frame.cols > 2 ? frame.cols - 2 : 0};
}
