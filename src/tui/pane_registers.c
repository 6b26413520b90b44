/*
 * The registers of the selected thread, and above them why it is held.
 *
 * What changed since the stop before lies on a backdrop, what a value points to stands behind it
 * where there is room.  The cursor is on a register, a selector, a flag or a vector: e changes it
 * in its place, Space and Enter turn a flag, Enter shows the memory that a register points to.
 */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <ptop/syscall.h>

#include "held.h"
#include "looking.h"
#include "register_cells.h"

#define LINE_BYTES      512
#define HEAD_ROWS       1 /* why it is held */
#define PROMPT_MIN_COLS 16
#define NARROW_COLS     40 /* a title with less room has only what matters */

struct pane_registers {
    struct pane pane;
    struct register_cells cells; /* as of the last draw */
    int cursor;                  /* of the cells */
    int top;                     /* the first of their rows that is shown */
    bool shows_vectors;
    int32_t asked_tid; /* of the last question for vectors; 0: none */
    uint32_t asked_generation;
    bool is_editing;
    struct prompt prompt; /* the cursor's new value */
};

static struct pane_registers *registers_of(struct pane *pane)
{
    return (struct pane_registers *)pane;
}

static const struct register_cell *cursor_cell(const struct pane_registers *registers)
{
    bool has_cell = registers->cursor >= 0 && registers->cursor < registers->cells.count;
    return has_cell ? &registers->cells.cells[registers->cursor] : NULL;
}

/* ---- values ---------------------------------------------------------------------- */

/* The digits that say something, behind zeros that do not, to the end of a cell. */
static void put_value(struct text *text, const struct register_spec *spec, uint64_t value, int cols)
{
    char digits[24];
    int name_cols = (int)strlen(spec->name), room = cols - name_cols - 1;
    int length = snprintf(digits, sizeof digits, "%0*" PRIx64,
                          spec->bits / 4 <= room ? spec->bits / 4 : 1, value);
    if (length > room && (int64_t)value < 0) /* a long name before -1 */
        length = snprintf(digits, sizeof digits, "%" PRId64, (int64_t)value);
    int zeros = (int)strspn(digits, "0");
    if (zeros == length)
        zeros--;
    text_put_role(text, ROLE_FIELD, spec->name);
    text_printf(text, "%*s", cols - name_cols - length, "");
    text->role = ROLE_DIM;
    text_put_bytes(text, digits, (size_t)zeros);
    text_put_role(text, ROLE_NUMBER, digits + zeros);
    text->role = ROLE_PLAIN;
}

static void put_flag(struct text *text, const struct register_flag *flag, bool is_set)
{
    text->role = is_set ? ROLE_FLAG_SET : ROLE_DIM;
    for (const char *letter = flag->name; *letter; letter++)
        text_put_char(text, is_set ? *letter : (char)(*letter | 0x20));
}

/* How many of the lowest bytes find room, in groups of four with a blank or "…" before each. */
static size_t bytes_in(int cols)
{
    return cols > VECTOR_NAME_COLS ? (size_t)(cols - VECTOR_NAME_COLS) / 9 * 4 : 0;
}

/* The most significant byte first; what finds no room are the highest ones. */
static void put_vector(struct text *text, const struct register_cell *cell,
                       const struct event_vectors *vectors, int cols)
{
    uint8_t bytes[VECTOR_MAX_BYTES];
    size_t size_bytes = vector_get(vectors, cell->name, bytes);
    bool is_leading = true, is_cut = cell->cols > cols;
    text_put_role(text, ROLE_FIELD, cell->name);
    text_printf(text, "%*s", VECTOR_NAME_COLS - (int)strlen(cell->name), "");
    if (is_cut)
        text_put_role(text, ROLE_DIM, "…");
    for (size_t i = is_cut ? bytes_in(cols) : size_bytes; i-- > 0;) {
        is_leading &= bytes[i] == 0 && i > 0;
        text->role = is_leading ? ROLE_DIM : ROLE_NUMBER;
        text_printf(text, i % 4 == 0 && i > 0 ? "%02x " : "%02x", bytes[i]);
    }
}

static uint64_t flags_of(const struct event_stop *stop)
{
    return register_value(register_find(false, "rflags"), stop->registers);
}

static bool is_set(const struct event_stop *stop, const struct register_flag *flag)
{
    return flags_of(stop) >> flag->bit & 1;
}

static bool has_changed_vector(const struct ui *ui, const char *name)
{
    uint8_t now[VECTOR_MAX_BYTES], before[VECTOR_MAX_BYTES];
    const struct event_vectors *vectors = looking_vectors_before(ui);
    size_t size_bytes = vectors ? vector_get(vectors, name, before) : 0;
    return size_bytes > 0 && vector_get(looking_vectors(ui), name, now) == size_bytes &&
           memcmp(now, before, size_bytes) != 0;
}

static bool has_changed(const struct ui *ui, const struct event_stop *stop,
                        const struct register_cell *cell)
{
    const struct event_stop *before = looking_stop_before(ui);
    if (!cell->spec && !cell->flag)
        return has_changed_vector(ui, cell->name);
    if (!before)
        return false;
    if (cell->flag)
        return is_set(stop, cell->flag) != is_set(before, cell->flag);
    return register_value(cell->spec, stop->registers) !=
           register_value(cell->spec, before->registers);
}

/* ---- notes ------------------------------------------------------------------------ */

static void put_call(const struct event_stop *stop, uint64_t value, struct text *text)
{
    enum abi abi = stop->header.flags & STOP_COMPAT ? ABI_COMPAT : ABI_NATIVE;
    const struct syscall_spec *call = syscall_find(abi, (int32_t)value);
    if ((int32_t)value < 0)
        text_put_role(text, ROLE_DIM, "in no call");
    else if (call && call->name)
        text_put_role(text, ROLE_SYSCALL, call->name);
}

/* What a register's value is; a sight of an older stop says it of values that stayed. */
static void put_note(const struct ui *ui, const struct event_stop *stop,
                     const struct register_spec *spec, struct text *text)
{
    const struct sight *sight = looking_sight(ui);
    unsigned index = spec->index;
    if (spec->group == REGISTER_KERNEL) {
        put_call(stop, register_value(spec, stop->registers), text);
        return;
    }
    if (!sight || sight->look.at.registers[index] != stop->registers[index])
        return;
    const struct sight_text *note = &sight->registers[index];
    for (size_t i = 0; note->bytes[i] != '\0' && i < sizeof note->bytes; i++) {
        text->role = note->roles[i];
        text_put_bytes(text, &note->bytes[i], 1);
    }
    text->role = ROLE_PLAIN;
}

/* ---- drawing ----------------------------------------------------------------------- */

static void draw_cell(const struct pane_registers *registers, struct canvas *canvas,
                      const struct event_stop *stop, const struct register_cell *cell, int row)
{
    const struct ui *ui = registers->pane.ui;
    char buffer[LINE_BYTES];
    uint8_t roles[LINE_BYTES];
    struct text text;
    text_init(&text, buffer, roles, sizeof buffer);
    if (cell->spec)
        put_value(&text, cell->spec, register_value(cell->spec, stop->registers), cell->cols);
    else if (cell->flag)
        put_flag(&text, cell->flag, is_set(stop, cell->flag));
    else
        put_vector(&text, cell, looking_vectors(ui), canvas->cols - cell->col);
    canvas_text(canvas, row, cell->col, cell->cols, &text, 0);
    if (has_changed(ui, stop, cell))
        canvas_highlight(canvas, row, cell->col, cell->cols, ROLE_CHANGED);
    if (!cell->spec || cell->note_cols <= 0)
        return;
    text_clear(&text);
    put_note(ui, stop, cell->spec, &text);
    canvas_text_cut(canvas, row, cell->col + cell->cols + 1, cell->note_cols, &text);
}

static void draw_prompt(const struct pane_registers *registers, struct canvas *canvas, int row)
{
    const struct register_cell *cell = cursor_cell(registers);
    int col = cell->col + (int)strlen(cell->name), end = cell->col + cell->cols + cell->note_cols;
    if (end - col < PROMPT_MIN_COLS)
        end = col + PROMPT_MIN_COLS;
    if (end > canvas->cols)
        end = canvas->cols;
    if (end - col < PROMPT_MIN_COLS)
        col = end > PROMPT_MIN_COLS ? end - PROMPT_MIN_COLS : 0;
    canvas_fill(canvas, row, col, end - col, ROLE_PROMPT);
    prompt_draw(&registers->prompt, canvas, row, col, end - col);
}

/* The cursor's row in sight. */
static void scroll(struct pane_registers *registers, int rows)
{
    const struct register_cell *cell = cursor_cell(registers);
    int last = registers->cells.rows - rows;
    if (cell && cell->row < registers->top)
        registers->top = cell->row;
    if (cell && cell->row >= registers->top + rows)
        registers->top = cell->row - rows + 1;
    if (registers->top > last)
        registers->top = last;
    if (registers->top < 0)
        registers->top = 0;
}

static void draw_cells(struct pane_registers *registers, struct canvas *canvas,
                       const struct event_stop *stop)
{
    struct ui *ui = registers->pane.ui;
    const struct register_cells_wish wish = {
        .is_compat = looking_is_compat(ui),
        .rows = canvas->rows,
        .cols = canvas->cols,
        .vectors = registers->shows_vectors ? looking_vectors(ui) : NULL,
    };
    register_cells_place(&registers->cells, &wish);
    if (registers->cursor >= registers->cells.count)
        registers->cursor = registers->cells.count - 1;
    scroll(registers, canvas->rows);
    for (int i = 0; i < registers->cells.count; i++) {
        const struct register_cell *cell = &registers->cells.cells[i];
        int row = cell->row - registers->top;
        if (row < 0 || row >= canvas->rows)
            continue;
        draw_cell(registers, canvas, stop, cell, row);
        if (i != registers->cursor || !registers->pane.has_focus)
            continue;
        canvas_highlight(canvas, row, cell->col, cell->cols, ROLE_SELECTED);
        if (registers->is_editing)
            draw_prompt(registers, canvas, row);
    }
}

/* Vectors of this stop, once. */
static void ask_vectors(struct pane_registers *registers, const struct event_stop *stop)
{
    struct ui *ui = registers->pane.ui;
    bool is_asked =
        registers->asked_tid == stop->header.tid && registers->asked_generation == stop->generation;
    if (!registers->shows_vectors || is_asked || !looking_is_held(ui))
        return;
    const struct command command = {
        .kind = COMMAND_READ_VECTORS, .tid = stop->header.tid, .tgid = stop->header.tgid};
    session_send(ui->session, &command);
    registers->asked_tid = stop->header.tid;
    registers->asked_generation = stop->generation;
}

static void registers_draw(struct pane *pane, struct canvas *canvas)
{
    struct pane_registers *registers = registers_of(pane);
    const struct tree_thread *thread = looking_thread(pane->ui);
    const struct event_stop *stop = looking_stop(pane->ui);
    registers->is_editing &= pane->has_focus && stop;
    if (!thread) {
        canvas_string(canvas, 0, 0, canvas->cols, ROLE_DIM, looking_absence(pane->ui));
        return;
    }
    held_draw(pane->ui, canvas, thread);
    if (!stop || canvas->rows <= HEAD_ROWS)
        return;
    pane->ui->look_wish.wants_registers = true;
    ask_vectors(registers, stop);
    struct canvas below =
        canvas_part(canvas, (struct rect){HEAD_ROWS, 0, canvas->rows - HEAD_ROWS, canvas->cols});
    draw_cells(registers, &below, stop);
}

/* With the focus: what is under the cursor. */
static void registers_title(const struct pane *pane, struct text *text)
{
    const struct pane_registers *registers = (const struct pane_registers *)pane;
    const struct register_cell *cell = cursor_cell(registers);
    const struct event_stop *stop = looking_stop(pane->ui);
    bool is_narrow = pane->rect.cols < NARROW_COLS;
    if (!pane->has_focus || !cell || !stop || (is_narrow && !cell->flag && !cell->spec)) {
        text_put(text, "Registers");
        return;
    }
    if (!is_narrow)
        text_put(text, "Registers · ");
    text_printf(text, "%s ", cell->name);
    if (cell->flag)
        text_put(text, cell->flag->meaning);
    else if (cell->spec)
        put_note(pane->ui, stop, cell->spec, text);
}

/* ---- what keys do -------------------------------------------------------------------- */

static bool require_held(struct ui *ui)
{
    if (!looking_is_held(ui))
        ui_refuse(ui, "%" PRId32 " runs: Space pauses it", ui->selected_tid);
    return looking_is_held(ui);
}

static void turn_flag(struct pane_registers *registers, const struct register_cell *cell)
{
    struct ui *ui = registers->pane.ui;
    if (require_held(ui))
        ui_command(ui, "set %s %d", cell->name, !is_set(looking_stop(ui), cell->flag));
}

static void begin_edit(struct pane_registers *registers, const struct register_cell *cell)
{
    struct ui *ui = registers->pane.ui;
    if (cell->flag) {
        turn_flag(registers, cell);
        return;
    }
    if (!require_held(ui))
        return;
    registers->is_editing = true;
    prompt_begin(&registers->prompt, "", "", NULL);
    ui_message(ui, "%s: a number or an expression, %s+8; Esc leaves it as it is", cell->name,
               cell->spec ? cell->name : "rax");
}

static void open_cell(struct pane_registers *registers, const struct register_cell *cell)
{
    struct ui *ui = registers->pane.ui;
    if (cell->flag)
        turn_flag(registers, cell);
    else if (cell->spec)
        snprintf(ui->wanted_memory, sizeof ui->wanted_memory, "%s", cell->name);
}

static bool move(struct pane_registers *registers, enum action action)
{
    unsigned count = registers->pane.ui->count;
    int page = registers->pane.rect.rows > 4 ? registers->pane.rect.rows - 3 : 1;
    if (action == ACTION_PAGE_UP || action == ACTION_PAGE_DOWN) {
        count = (unsigned)page;
        action = action == ACTION_PAGE_UP ? ACTION_UP : ACTION_DOWN;
    }
    if (register_cells_move(&registers->cells, registers->cursor, action) < 0)
        return false;
    for (unsigned i = 0; i < REGISTER_CELLS_MAX && i < (count > 0 ? count : 1); i++)
        registers->cursor = register_cells_move(&registers->cells, registers->cursor, action);
    return true;
}

static bool registers_act(struct pane *pane, enum action action)
{
    struct pane_registers *registers = registers_of(pane);
    const struct register_cell *cell = cursor_cell(registers);
    if (action == ACTION_VECTORS) {
        registers->shows_vectors = !registers->shows_vectors;
        return true;
    }
    if (!cell || !looking_stop(pane->ui))
        return false;
    if (move(registers, action))
        return true;
    switch ((int)action) { /* the other actions are someone else's */
    case ACTION_OPEN:
        open_cell(registers, cell);
        return true;
    case ACTION_EDIT:
        begin_edit(registers, cell);
        return true;
    case ACTION_PAUSE:
        if (cell->flag)
            turn_flag(registers, cell);
        return cell->flag != NULL;
    default:
        return false;
    }
}

static bool registers_key(struct pane *pane, const struct key *key)
{
    struct pane_registers *registers = registers_of(pane);
    if (!registers->is_editing)
        return false;
    switch (prompt_key(&registers->prompt, key)) {
    case PROMPT_SAME:
    case PROMPT_CHANGED:
        break;
    case PROMPT_ACCEPTED:
        registers->is_editing = false;
        if (registers->prompt.length > 0)
            ui_command(pane->ui, "set %s %s", cursor_cell(registers)->name,
                       registers->prompt.bytes);
        break;
    case PROMPT_CANCELLED:
        registers->is_editing = false;
        break;
    }
    return true;
}

static void registers_mouse(struct pane *pane, const struct key *key)
{
    struct pane_registers *registers = registers_of(pane);
    int row = key->row - HEAD_ROWS + registers->top;
    int cell = register_cells_at(&registers->cells, row, key->col);
    registers->is_editing = false;
    if (key->code == K_CLICK && key->row >= HEAD_ROWS && cell >= 0)
        registers->cursor = cell;
    for (int i = 0; key->code != K_CLICK && i < 3; i++)
        registers_act(pane, key->code == K_WHEEL_UP ? ACTION_UP : ACTION_DOWN);
}

/* ---- the pane -------------------------------------------------------------------------- */

static void registers_free(struct pane *pane)
{
    free(pane);
}

static const struct pane_ops registers_ops = {
    .title = registers_title,
    .draw = registers_draw,
    .act = registers_act,
    .key = registers_key,
    .mouse = registers_mouse,
    .free = registers_free,
};

struct pane *pane_registers_new(struct ui *ui)
{
    struct pane_registers *registers = pane_alloc(sizeof *registers, &registers_ops, ui);
    return &registers->pane;
}
