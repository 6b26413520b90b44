/*
 * The stack of the selected thread.  Enter on a frame shows its code, and the memory that its
 * stack pointer points to, in the panes beside.
 */
#include <inttypes.h>
#include <string.h>

#include "looking.h"
#include "pane_rows.h"

#define FRAMES_MOST  256
#define NUMBER_COLS  4
#define ADDRESS_COLS 17
#define PLACE_COLS   24 /* at most, at the right end */
#define NAME_COLS    16 /* that a place leaves the name of the function */

static uint64_t stack_count(struct pane_rows *rows)
{
    struct ui *ui = rows->pane.ui;
    const struct sight *sight = looking_sight(ui);
    ui->look_wish.stack_frames = FRAMES_MOST;
    return sight ? sight->frame_count : 0;
}

/* Columns for where the source is, with a gap before it; 0: it is not known, or finds no room. */
static int place_cols(const struct sight_frame *frame, int room_cols)
{
    const char *place = frame->place.bytes;
    int cols = text_width_cols(place, strnlen(place, sizeof frame->place.bytes));
    if (cols > PLACE_COLS)
        cols = PLACE_COLS;
    return cols > 0 && room_cols >= cols + 1 + NAME_COLS ? cols + 1 : 0;
}

static void stack_draw_row(struct pane_rows *rows, struct canvas *canvas, int row, uint64_t index)
{
    const struct ui *ui = rows->pane.ui;
    const struct sight_frame *frame = &looking_sight(ui)->frames[index];
    int col = NUMBER_COLS + 1;
    if (index == ui->frame)
        canvas_string(canvas, row, 0, 1, ROLE_HELD, "→");
    pane_rows_put(canvas, row, (struct pane_rows_cell){1, NUMBER_COLS - 1, ROLE_TID}, "#%" PRIu64,
                  index);
    if (canvas->cols >= 40) {
        pane_rows_put(canvas, row, (struct pane_rows_cell){col, ADDRESS_COLS, ROLE_ADDRESS},
                      "%012" PRIx64, frame->address);
        col += 13;
    }
    int end = canvas->cols - place_cols(frame, canvas->cols - col);
    pane_rows_put_sight(canvas, row, col, end - col, &frame->name);
    pane_rows_put_sight(canvas, row, end + 1, canvas->cols - end - 1, &frame->place);
}

static const char *stack_empty(const struct pane_rows *rows)
{
    const char *absence = looking_absence(rows->pane.ui);
    if (absence)
        return absence;
    return looking_is_held(rows->pane.ui) ? "looking …" : "it runs: Space pauses it";
}

static bool stack_act(struct pane_rows *rows, uint64_t index, enum action action)
{
    if (action != ACTION_OPEN)
        return false;
    ui_command(rows->pane.ui, "frame %" PRIu64, index);
    return true;
}

static void stack_title(const struct pane *pane, struct text *text)
{
    const struct sight *sight = looking_sight(pane->ui);
    text_put(text, "Stack");
    if (sight && sight->frame_count > 0)
        text_printf(text, " · %zu frames", sight->frame_count);
}

static const struct pane_rows_kind stack_kind = {
    .title = stack_title,
    .count = stack_count,
    .draw_row = stack_draw_row,
    .empty = stack_empty,
    .act = stack_act,
};

struct pane *pane_stack_new(struct ui *ui)
{
    return pane_rows_new(ui, &stack_kind, sizeof(struct pane_rows));
}
