/*
 * The breakpoints, watchpoints and caught syscalls: what they are, how often they were hit, what
 * they ask before they hold somebody.
 */
#include <inttypes.h>

#include "looking.h"
#include "pane_rows.h"

#define ID_COLS    4
#define STATE_COLS 10
#define WHAT_COLS  8
#define LABEL_COLS 22
#define HITS_COLS  14

static const char *const state_names[POINT_STATE_COUNT] = {
    [POINT_ARMED] = "on",
    [POINT_DISABLED] = "off",
    [POINT_UNMAPPED] = "unmapped",
    [POINT_REMOVED] = "removed",
};

static const struct point *point_at(const struct pane_rows *rows, uint64_t index)
{
    return points_get(session_points(rows->pane.ui->session), (size_t)index);
}

static uint64_t points_count(struct pane_rows *rows)
{
    uint64_t count = 0;
    while (point_at(rows, count))
        count++;
    return count;
}

static const char *what(const struct point *point)
{
    if (point->kind == POINT_WATCH)
        return point->flags & POINT_READS ? "access" : "watch";
    if (point->kind == POINT_CALL)
        return point->flags & POINT_AT_EXIT ? "exit" : "entry";
    return point->flags & POINT_HARDWARE ? "hbreak" : "break";
}

/* "12 hits, passes over 3": as short as it can be. */
static void put_hits(struct text *text, const struct point *point)
{
    text_printf(text, "%" PRIu64 " hit%s", point->hits, point->hits == 1 ? "" : "s");
    if (point->ignores > 0)
        text_printf(text, " -%" PRIu64, point->ignores);
}

/* What it is beyond its columns: where it lies, its value, its condition. */
static void put_rest(struct text *text, const struct point *point)
{
    if (point->kind != POINT_CALL) {
        text_set_role(text, TEXT_ADDRESS);
        text_put_hex(text, point->address);
    }
    if (point->kind == POINT_WATCH) {
        text_put_role(text, TEXT_DIM, " is ");
        text_set_role(text, TEXT_NUMBER);
        text_put_unsigned(text, point->value);
        text_set_role(text, TEXT_DIM);
        text_printf(text, " of %u byte%s", point->size_bytes, point->size_bytes == 1 ? "" : "s");
    }
    if (point->hold_every > 1)
        text_printf(text, " every %" PRIu64, point->hold_every);
    text_set_role(text, TEXT_DIM);
    if (point->flags & POINT_ONLY_CHANGES)
        text_put(text, " if another");
    if (point->flags & POINT_ONE_SHOT)
        text_put(text, " once");
    if (point->tgid != 0)
        text_printf(text, " in %" PRId32, point->tgid);
    if (point->condition[0] != '\0' && point->kind != POINT_CALL) {
        text_put(text, " if ");
        text_set_role(text, TEXT_CONSTANT);
        text_escape(text, point->condition, strnlen(point->condition, sizeof point->condition),
                    TEXT_ESCAPE_UTF8);
    }
}

static void points_draw_row(struct pane_rows *rows, struct canvas *canvas, int row, uint64_t index)
{
    const struct point *point = point_at(rows, index);
    char buffer[512];
    uint8_t roles[512];
    struct text text;
    bool is_on = point->state == POINT_ARMED;
    int col = 1, label_cols = point->kind == POINT_CALL ? canvas->cols / 3 : LABEL_COLS;
    pane_rows_put(canvas, row, (struct pane_rows_cell){col, ID_COLS, ROLE_KEY}, "%" PRIu32,
                  point->id);
    col += ID_COLS;
    canvas_string(canvas, row, col, STATE_COLS - 1, is_on ? ROLE_VALID : ROLE_DIM,
                  state_names[point->state]);
    col += STATE_COLS;
    canvas_string(canvas, row, col, WHAT_COLS - 1, ROLE_SYSCALL, what(point));
    col += WHAT_COLS;
    text_init(&text, buffer, NULL, sizeof buffer);
    text_escape(&text, point->label, strnlen(point->label, sizeof point->label), TEXT_ESCAPE_UTF8);
    canvas_string(canvas, row, col, label_cols - 1, is_on ? ROLE_PATH : ROLE_DIM, buffer);
    col += label_cols;
    text_clear(&text);
    put_hits(&text, point);
    canvas_string(canvas, row, col, HITS_COLS - 1, ROLE_NUMBER, buffer);
    col += HITS_COLS;
    text_init(&text, buffer, roles, sizeof buffer);
    put_rest(&text, point);
    canvas_text_cut(canvas, row, col, canvas->cols - col, &text);
}

static const char *points_empty(const struct pane_rows *rows)
{
    (void)rows;
    return "none: b sets a breakpoint, w a watchpoint, :catch holds who makes a syscall";
}

static void show(struct ui *ui, const struct point *point)
{
    if (point->kind == POINT_CODE)
        ui_command(ui, "code 0x%" PRIx64, point->address);
    else if (point->kind == POINT_WATCH)
        ui_command(ui, "memory 0x%" PRIx64, point->address);
    else
        ui_message(ui, "a syscall has no place in memory");
}

static bool points_act(struct pane_rows *rows, uint64_t index, enum action action)
{
    struct ui *ui = rows->pane.ui;
    const struct point *point = point_at(rows, index);
    if (!point)
        return false;
    switch ((int)action) { /* the rest is somebody else's */
    case ACTION_PAUSE:
        ui_command(ui, "%s %" PRIu32, point->state == POINT_DISABLED ? "enable" : "disable",
                   point->id);
        return true;
    case ACTION_FORGET:
        ui_command(ui, "delete %" PRIu32, point->id);
        return true;
    case ACTION_EDIT:
        ui_prompt(ui, "condition %" PRIu32 " %s", point->id, point->condition);
        return true;
    case ACTION_OPEN:
        show(ui, point);
        return true;
    default:
        return false;
    }
}

/* "d" beside Del. */
static bool points_key(struct pane_rows *rows, uint64_t index, const struct key *key)
{
    bool is_d = key->code == K_CHARACTER && key->character == 'd' && key->modifiers == 0;
    return is_d && points_act(rows, index, ACTION_FORGET);
}

static void points_title(const struct pane *pane, struct text *text)
{
    (void)pane;
    text_put(text, "Breakpoints");
}

static const struct pane_rows_kind points_kind = {
    .title = points_title,
    .count = points_count,
    .draw_row = points_draw_row,
    .empty = points_empty,
    .hint = "Space off and on, d removes, e changes the condition, Enter shows it",
    .act = points_act,
    .key = points_key,
};

struct pane *pane_points_new(struct ui *ui)
{
    return pane_rows_new(ui, &points_kind, sizeof(struct pane_rows));
}
