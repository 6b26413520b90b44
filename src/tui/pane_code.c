/*
 * The code around the program counter of the selected thread.
 *
 *      401132          main:
 *    → 401136  +0x4    call 0x401120 <hot>
 *   ●  40113b  +0x9    test eax, eax
 *
 * The window goes without end in both directions.  What can be seen are the lines of the newest
 * sight, which has some pages of them around an anchor; when the cursor comes near their end it
 * becomes the anchor of the next one.  A move beyond what is known is owed until then.
 */
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "looking.h"

#define LINE_BYTES       512
#define ROWS_MAX         2048 /* of lines and labels of a sight */
#define PAGES_BEFORE     3
#define PAGES_BEHIND     4
#define MARK_COLS        3 /* of the point and of the next instruction */
#define ADDRESS_COLS     12
#define SHORT_COLS       6  /* of an address where there is little room: its last digits */
#define OFFSET_COLS      9  /* "+0x1234" and a gap */
#define BYTES_COLS       22 /* of seven bytes, and a gap */
#define SHORT_TO_COLS    44 /* up to so many columns in all addresses are short */
#define OFFSET_FROM_COLS 56
#define BYTES_FROM_COLS  96

struct code_row {
    uint16_t line; /* of the sight */
    bool is_label; /* the name above the line, not the line itself */
};

struct pane_code {
    struct pane pane;
    tracee_addr cursor, top, anchor; /* 0: not anywhere yet; top is that of the first row */
    bool top_is_label;               /* of the line at top, the name above it is that row */
    bool jumps;                      /* the cursor came from far: the window shall be around it */
    int64_t owed;                    /* lines that the cursor has still to move */
    int32_t tid;                     /* the stop whose program counter was gone to */
    uint32_t generation;
    struct code_row rows[ROWS_MAX]; /* as of the last draw */
    int count, first;               /* of the rows: how many, and the first that is shown */
};

static struct pane_code *code_of(struct pane *pane)
{
    return (struct pane_code *)pane;
}

static const struct sight_line *line_at(const struct pane_code *code, int row)
{
    const struct sight *sight = looking_sight(code->pane.ui);
    return sight && row >= 0 && row < code->count ? &sight->lines[code->rows[row].line] : NULL;
}

static tracee_addr pc_of(const struct event_stop *stop)
{
    return registers_pc(stop->registers);
}

static void go_to(struct pane_code *code, tracee_addr address)
{
    code->cursor = address;
    code->owed = 0;
    code->jumps = true;
}

/* ---- rows ------------------------------------------------------------------------- */

static bool is_function_start(const struct sight_line *line)
{
    return line->label.bytes[0] != '\0' && !strchr(line->label.bytes, '+');
}

static void add_row(struct pane_code *code, size_t line, bool is_label)
{
    if (code->count < ROWS_MAX)
        code->rows[code->count++] = (struct code_row){(uint16_t)line, is_label};
}

static void make_rows(struct pane_code *code)
{
    const struct sight *sight = looking_sight(code->pane.ui);
    code->count = 0;
    for (size_t i = 0; sight && i < sight->line_count; i++) {
        if (is_function_start(&sight->lines[i]))
            add_row(code, i, true);
        add_row(code, i, false);
    }
}

/* The row of the line that begins at an address; -1: none does. */
static int find_row(const struct pane_code *code, tracee_addr address)
{
    for (int row = 0; row < code->count; row++)
        if (!code->rows[row].is_label && line_at(code, row)->address == address)
            return row;
    return -1;
}

/* ---- where the cursor and the window are ---------------------------------------------- */

/* A new stop has the cursor at its program counter; so has whoever asks for an address. */
static void follow(struct pane_code *code)
{
    struct ui *ui = code->pane.ui;
    const struct event_stop *stop = looking_stop(ui);
    bool is_other = ui->selected_tid != code->tid;
    if (is_other)
        code->cursor = code->anchor = code->top = 0;
    if (stop && (is_other || stop->generation != code->generation)) {
        code->generation = stop->generation;
        code->cursor = pc_of(stop);
        code->owed = 0;
    }
    code->tid = ui->selected_tid;
    if (ui->wanted_code != 0)
        go_to(code, ui->wanted_code);
    ui->wanted_code = 0;
}

/* As far as the lines go; what is left stays owed if there will be more of them. */
static int pay(struct pane_code *code, int row)
{
    int step = code->owed < 0 ? -1 : 1;
    while (code->owed != 0) {
        int next = row + step;
        if (next >= 0 && next < code->count && code->rows[next].is_label)
            next += step;
        if (next < 0 || next >= code->count)
            break;
        row = next;
        code->owed -= step;
    }
    code->cursor = line_at(code, row)->address;
    if (code->cursor == looking_sight(code->pane.ui)->look.code_address)
        code->owed = 0;
    return row;
}

/* The first row of the window: it stays where it was unless the cursor left it. */
static void place_window(struct pane_code *code, int row, int height)
{
    int top = find_row(code, code->top);
    int above = row > 0 && code->rows[row - 1].is_label;
    top -= top > 0 && code->top_is_label && code->rows[top - 1].is_label;
    bool is_far = top < 0 || row < top - height || row >= top + 2 * height;
    if (code->jumps || is_far) {
        top = row - height / 3;
        top -= top > 0 && top < code->count && code->rows[top - 1].is_label; /* with its name */
    } else if (row - above < top) {
        top = row - above;
    } else if (row >= top + height) {
        top = row - height + 1;
    }
    if (top > code->count - height)
        top = code->count - height;
    code->first = top > 0 ? top : 0;
    code->top = line_at(code, code->first)->address;
    code->top_is_label = code->rows[code->first].is_label;
    code->jumps = false;
}

/* Returns the cursor's row; -1: it is in no line that is known. */
static int place(struct pane_code *code, int height)
{
    int row = find_row(code, code->cursor);
    if (row < 0) {
        code->anchor = code->cursor;
        if (code->first > code->count - height)
            code->first = code->count > height ? code->count - height : 0;
        return -1;
    }
    row = pay(code, row);
    place_window(code, row, height);
    if (code->owed != 0 || row < height || code->count - row <= height)
        code->anchor = code->cursor;
    return row;
}

/* ---- drawing --------------------------------------------------------------------------- */

static void put_sight(struct text *text, const struct sight_text *from)
{
    for (size_t i = 0; i < sizeof from->bytes && from->bytes[i] != '\0'; i++) {
        text->role = from->roles[i];
        text_put_bytes(text, &from->bytes[i], 1);
    }
    text->role = ROLE_PLAIN;
}

static void put_bytes(struct text *text, const struct sight_line *line)
{
    size_t begin = text->length_bytes;
    text->role = ROLE_DIM;
    for (int i = 0; i < line->length_bytes && i < 7; i++)
        text_printf(text, "%02x ", line->bytes[i]);
    if (line->length_bytes > 7)
        text_printf(text, "…");
    text_printf(text, "%*s",
                BYTES_COLS - text_width_cols(text->bytes + begin, text->length_bytes - begin), "");
}

static void put_line(struct text *text, const struct sight_line *line, int width_cols)
{
    const char *offset = strchr(line->label.bytes, '+');
    text->role = ROLE_ADDRESS;
    if (width_cols <= SHORT_TO_COLS)
        text_printf(text, "%0*" PRIx64, SHORT_COLS, line->address & 0xffffff);
    else
        text_printf(text, "%*" PRIx64, ADDRESS_COLS, line->address);
    text->role = ROLE_DIM;
    if (width_cols >= OFFSET_FROM_COLS)
        text_printf(text, "  %-*.*s", OFFSET_COLS - 1, OFFSET_COLS - 1, offset ? offset : "");
    text_put(text, " ");
    if (width_cols >= BYTES_FROM_COLS)
        put_bytes(text, line);
    put_sight(text, &line->code);
}

static void put_label(struct text *text, const struct sight_line *line, int width_cols)
{
    int address_cols = width_cols <= SHORT_TO_COLS ? SHORT_COLS : ADDRESS_COLS;
    int offset_cols = width_cols >= OFFSET_FROM_COLS ? OFFSET_COLS + 1 : 0;
    text_printf(text, "%*s", address_cols + offset_cols + 1, "");
    text->role = ROLE_LABEL;
    text_printf(text, "%s:", line->label.bytes);
}

static void draw_marks(const struct pane_code *code, struct canvas *canvas, int row,
                       const struct sight_line *line)
{
    const struct ui *ui = code->pane.ui;
    const struct tree_thread *thread = looking_thread(ui);
    const struct event_stop *stop = looking_stop(ui);
    const struct point *point =
        thread ? points_at(session_points(ui->session), thread->process->tgid, line->address)
               : NULL;
    bool is_next = stop && pc_of(stop) == line->address;
    if (is_next)
        canvas_string(canvas, row, 1, 1, ROLE_NEXT, "→");
    if (point)
        canvas_string(canvas, row, 0, 1, ROLE_POINT, point->state == POINT_ARMED ? "●" : "○");
    if (is_next)
        canvas_highlight(canvas, row, 0, canvas->cols, ROLE_NEXT_ROW);
}

static void draw_row(const struct pane_code *code, struct canvas *canvas, int row,
                     const struct code_row *shown)
{
    const struct sight_line *line = &looking_sight(code->pane.ui)->lines[shown->line];
    char buffer[LINE_BYTES];
    uint8_t roles[LINE_BYTES];
    struct text text;
    text_init(&text, buffer, roles, sizeof buffer);
    if (shown->is_label)
        put_label(&text, line, canvas->cols);
    else
        put_line(&text, line, canvas->cols);
    canvas_text_cut(canvas, row, MARK_COLS, canvas->cols - MARK_COLS, &text);
    if (!shown->is_label)
        draw_marks(code, canvas, row, line);
}

static void draw_nothing(const struct pane_code *code, struct canvas *canvas)
{
    const struct sight *sight = looking_sight(code->pane.ui);
    const char *trouble = sight && sight->trouble[0] != '\0' ? sight->trouble : NULL;
    const char *absence = looking_absence(code->pane.ui);
    canvas_string(canvas, 0, 0, canvas->cols, ROLE_DIM,
                  absence             ? absence
                  : code->cursor == 0 ? "nobody is held: Space pauses a thread"
                  : trouble           ? trouble
                                      : "looking …");
}

static void wish(const struct pane_code *code, int height)
{
    struct look *look = &code->pane.ui->look_wish;
    if (code->anchor == 0)
        return;
    look->code_address = code->anchor;
    look->code_before = (unsigned)(PAGES_BEFORE * height);
    look->code_rows = (unsigned)(PAGES_BEHIND * height);
    look->syntax = code->pane.ui->syntax;
}

static void code_draw(struct pane *pane, struct canvas *canvas)
{
    struct pane_code *code = code_of(pane);
    int cursor_row = -1;
    follow(code);
    make_rows(code);
    if (code->cursor != 0)
        cursor_row = place(code, canvas->rows);
    if (code->count == 0 || code->cursor == 0)
        draw_nothing(code, canvas);
    for (int row = 0; code->cursor != 0 && row < canvas->rows; row++) {
        if (code->first + row >= code->count)
            break;
        draw_row(code, canvas, row, &code->rows[code->first + row]);
        if (pane->has_focus && code->first + row == cursor_row)
            canvas_highlight(canvas, row, 0, canvas->cols, ROLE_SELECTED);
    }
    wish(code, canvas->rows);
}

/* ---- what keys do -------------------------------------------------------------------------- */

static const struct sight_line *cursor_line(const struct pane_code *code)
{
    return line_at(code, find_row(code, code->cursor));
}

/* By the name of its place, which is found again when the program is another build. */
static void add_breakpoint(struct pane_code *code, int32_t tgid)
{
    const struct sight_line *line = cursor_line(code);
    struct point *point = calloc(1, sizeof *point);
    if (!point)
        abort(); /* whose handler lets the tracees go and restores the terminal */
    point->kind = POINT_CODE;
    point->tgid = tgid;
    point->address = code->cursor;
    struct text label;
    text_init(&label, point->label, NULL, sizeof point->label);
    if (line && line->label.bytes[0] != '\0')
        text_put(&label, line->label.bytes);
    else
        text_put_hex(&label, code->cursor);
    const struct command command = {
        .kind = COMMAND_POINT_ADD, .tgid = tgid, .data = point, .data_bytes = sizeof *point};
    session_send(code->pane.ui->session, &command);
}

static void toggle_breakpoint(struct pane_code *code)
{
    struct ui *ui = code->pane.ui;
    const struct tree_thread *thread = looking_thread(ui);
    if (!thread || code->cursor == 0)
        return;
    int32_t tgid = thread->process->tgid;
    const struct point *point = points_at(session_points(ui->session), tgid, code->cursor);
    const struct command command = {.kind = COMMAND_POINT_REMOVE,
                                    .value = point ? (int32_t)point->id : 0};
    if (point)
        session_send(ui->session, &command);
    else
        add_breakpoint(code, tgid);
}

static void follow_branch(struct pane_code *code)
{
    const struct sight_line *line = cursor_line(code);
    if (line && line->target != 0)
        go_to(code, line->target);
    else
        ui_message(code->pane.ui, "this instruction goes nowhere that is known");
}

/* Back to the next instruction; false: the cursor is there. */
static bool go_home(struct pane_code *code)
{
    const struct event_stop *stop = looking_stop(code->pane.ui);
    if (!stop || code->cursor == pc_of(stop))
        return false;
    go_to(code, pc_of(stop));
    return true;
}

/* How many lines an action moves the cursor; 0: it does not. */
static int64_t lines_of(const struct pane_code *code, enum action action)
{
    int page = code->pane.rect.rows > 4 ? code->pane.rect.rows - 3 : 1;
    int64_t count = code->pane.ui->count > 0 ? code->pane.ui->count : 1;
    switch ((int)action) { /* the other actions do not move */
    case ACTION_UP:
        return -count;
    case ACTION_DOWN:
        return count;
    case ACTION_HALF_UP:
        return -(page + 1) / 2;
    case ACTION_HALF_DOWN:
        return (page + 1) / 2;
    case ACTION_PAGE_UP:
        return -page;
    case ACTION_PAGE_DOWN:
        return page;
    case ACTION_FIRST:
        return -code->count;
    case ACTION_LAST:
        return code->count;
    default:
        return 0;
    }
}

static bool code_act(struct pane *pane, enum action action)
{
    struct pane_code *code = code_of(pane);
    int64_t lines = lines_of(code, action);
    if (lines != 0) {
        code->owed += lines;
        return true;
    }
    switch ((int)action) { /* the other actions are someone else's */
    case ACTION_OPEN:
        follow_branch(code);
        return true;
    case ACTION_BREAK:
        toggle_breakpoint(code);
        return true;
    case ACTION_EDIT:
        if (code->cursor != 0)
            ui_prompt(pane->ui, "write 0x%" PRIx64 " ", code->cursor);
        return code->cursor != 0;
    case ACTION_BACK:
        return go_home(code);
    case ACTION_JUMP_BACK:
        go_home(code);
        return true;
    default:
        return false;
    }
}

static void code_mouse(struct pane *pane, const struct key *key)
{
    struct pane_code *code = code_of(pane);
    const struct sight_line *line = line_at(code, code->first + key->row);
    if (key->code == K_CLICK && line)
        code->cursor = line->address;
    if (key->code == K_CLICK && line && key->col == 0)
        toggle_breakpoint(code);
    for (int i = 0; key->code != K_CLICK && i < 3; i++)
        code_act(pane, key->code == K_WHEEL_UP ? ACTION_UP : ACTION_DOWN);
}

/* ---- the pane -------------------------------------------------------------------------------- */

static void code_title(const struct pane *pane, struct text *text)
{
    const struct sight_line *line = cursor_line((const struct pane_code *)pane);
    text_put(text, "Code");
    if (line && line->label.bytes[0] != '\0')
        text_printf(text, " · %s", line->label.bytes);
    if (pane->ui->syntax == LOOK_ATT)
        text_put(text, " · AT&T");
}

static void code_free(struct pane *pane)
{
    free(pane);
}

static const struct pane_ops code_ops = {
    .title = code_title,
    .draw = code_draw,
    .act = code_act,
    .mouse = code_mouse,
    .free = code_free,
};

struct pane *pane_code_new(struct ui *ui)
{
    struct pane_code *code = pane_alloc(sizeof *code, &code_ops, ui);
    return &code->pane;
}
