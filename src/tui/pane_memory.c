/*
 * Memory of the selected thread, as bytes and characters: it follows an expression, which is
 * resolved anew at each stop, until the cursor goes elsewhere.
 *
 * What changed since the stop before lies on a backdrop; what is not mapped is a dot.  Bytes are
 * typed over in their place; "/" looks for text or bytes through all that is mapped.
 */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "hexdump.h"
#include "looking.h"
#include "memory_edit.h"
#include "memory_image.h"
#include "words.h"

#define LINE_BYTES           512
#define ADDRESS_DIGITS       12
#define COMPAT_DIGITS        8
#define WORD_BYTES           8
#define ROW_BYTES            32    /* at most */
#define STACK_POINTER        "rsp" /* what is followed until something else is asked for */
#define COMPAT_STACK_POINTER "esp"

struct pane_memory {
    struct pane pane;
    char expression[INSPECT_EXPRESSION_BYTES]; /* followed; empty: the stack pointer */
    tracee_addr base;                          /* its value */
    bool has_base;
    bool is_visiting;  /* another place is shown until the next stop */
    bool is_wanted;    /* a person just asked for it: a refusal is said */
    int32_t asked_tid; /* of the stop that it was resolved at; 0: it shall be */
    uint32_t asked_generation;
    char trouble[ERROR_MESSAGE_BYTES]; /* why it has no value; "" */

    tracee_addr top, cursor;
    bool is_text;           /* the cursor is on the character, not on the digits */
    struct hexdump hexdump; /* as of the last draw */
    int rows;

    struct memory_image image;
    struct memory_edit edit;
    bool is_searching; /* the prompt is open */
    bool is_backward;
    struct prompt prompt;
    uint8_t pattern[INSPECT_SEARCH_BYTES];
    size_t pattern_length;
    tracee_addr found; /* where the pattern was found last */
    bool has_found;
};

static struct pane_memory *memory_of(struct pane *pane)
{
    return (struct pane_memory *)pane;
}

static const char *expression_of(const struct pane_memory *memory)
{
    if (memory->expression[0] != '\0')
        return memory->expression;
    return looking_is_compat(memory->pane.ui) ? COMPAT_STACK_POINTER : STACK_POINTER;
}

/* ---- where it is ---------------------------------------------------------------------- */

static void go_to(struct pane_memory *memory, tracee_addr address)
{
    tracee_addr size = (tracee_addr)(memory->rows * memory->hexdump.bytes_per_row);
    memory->cursor = address;
    if (address < memory->top || address - memory->top >= size)
        memory->top = address;
}

static void take_base(void *context, const struct resolved *answer)
{
    struct pane_memory *memory = context;
    bool is_refused = answer->message[0] != '\0';
    snprintf(memory->trouble, sizeof memory->trouble, "%s", answer->message);
    if (is_refused && memory->is_wanted)
        ui_refuse(memory->pane.ui, "%s", answer->message);
    const struct event_stop *stop = looking_stop(memory->pane.ui);
    bool is_edit = stop && stop->header.number == STOP_REASON_EDIT;
    bool has_moved = !memory->has_base || answer->value != memory->base;
    bool comes_back = memory->is_visiting && !is_edit;
    if (!is_refused && (has_moved || memory->is_wanted || comes_back)) {
        memory->base = memory->top = memory->cursor = answer->value;
        memory->has_base = true;
        memory->is_visiting = false;
    }
    memory->is_wanted = false;
}

/* Another thread: nothing of the former is shown, and no answer about it waited for. */
static void forget(struct pane_memory *memory)
{
    looking_forget(memory->pane.ui, memory);
    memory->has_base = memory->has_found = false;
    memory->trouble[0] = '\0';
    memory->asked_tid = 0;
    memory->edit.is_active = false;
}

static void take_wish(struct pane_memory *memory)
{
    struct ui *ui = memory->pane.ui;
    if (ui->wanted_memory[0] == '\0')
        return;
    snprintf(memory->expression, sizeof memory->expression, "%s", ui->wanted_memory);
    ui->wanted_memory[0] = '\0';
    memory->is_wanted = true;
    memory->asked_tid = 0;
}

/* Ask for the value, once for each stop; of a thread that runs, once. */
static void follow(struct pane_memory *memory)
{
    struct ui *ui = memory->pane.ui;
    const struct event_stop *stop = looking_stop(ui);
    uint32_t generation = stop ? stop->generation : 0;
    take_wish(memory);
    if (memory->asked_tid != 0 && memory->asked_tid != ui->selected_tid)
        forget(memory);
    bool is_asked =
        memory->asked_tid == ui->selected_tid && (memory->asked_generation == generation || !stop);
    if (is_asked || ui->selected_tid == 0 || (!stop && memory->expression[0] == '\0'))
        return;
    memory->asked_tid = ui->selected_tid;
    memory->asked_generation = generation;
    looking_resolve(ui, expression_of(memory), take_base, memory);
}

static void visit(struct pane_memory *memory)
{
    struct ui *ui = memory->pane.ui;
    if (ui->visited_memory == 0)
        return;
    memory->top = memory->cursor = ui->visited_memory;
    memory->is_visiting = true;
    ui->visited_memory = 0;
}

/* ---- drawing --------------------------------------------------------------------------- */

static void draw_marks(const struct pane_memory *memory, struct canvas *canvas, int row, int i,
                       enum role backdrop)
{
    canvas_highlight(canvas, row, hexdump_pair_col(&memory->hexdump, i), 2, backdrop);
    canvas_highlight(canvas, row, hexdump_character_col(&memory->hexdump, i), 1, backdrop);
}

static bool is_found(const struct pane_memory *memory, tracee_addr address)
{
    return memory->has_found && address - memory->found < memory->pattern_length;
}

/* The cell that keys are about stands out from its twin in the other column. */
static void draw_cursor(const struct pane_memory *memory, struct canvas *canvas, int row, int i)
{
    bool is_text = memory->edit.is_active ? memory->edit.is_text : memory->is_text;
    int pair_col = hexdump_pair_col(&memory->hexdump, i);
    int character_col = hexdump_character_col(&memory->hexdump, i);
    draw_marks(memory, canvas, row, i, ROLE_SELECTED_DIM);
    if (memory->edit.is_active)
        canvas_cursor(canvas, row, is_text ? character_col : pair_col + memory->edit.has_half);
    if (is_text)
        canvas_highlight(canvas, row, character_col, 1, ROLE_SELECTED);
    else
        canvas_highlight(canvas, row, pair_col, 2, ROLE_SELECTED);
}

/* The byte that is typed next, or the cursor's. */
static tracee_addr cursor_of(const struct pane_memory *memory)
{
    return memory->edit.is_active ? memory->edit.address + memory->edit.count : memory->cursor;
}

static void draw_backdrops(const struct pane_memory *memory, struct canvas *canvas, int row,
                           tracee_addr address)
{
    uint8_t byte;
    for (int i = 0; i < memory->hexdump.bytes_per_row; i++) {
        tracee_addr at = address + (tracee_addr)i;
        if (memory_edit_byte(&memory->edit, at, &byte))
            draw_marks(memory, canvas, row, i, ROLE_MATCH);
        else if (is_found(memory, at))
            draw_marks(memory, canvas, row, i, ROLE_MATCH);
        else if (memory_image_has_changed(&memory->image, at))
            draw_marks(memory, canvas, row, i, ROLE_CHANGED);
        if (memory->pane.has_focus && at == cursor_of(memory))
            draw_cursor(memory, canvas, row, i);
    }
}

static void draw_row(const struct pane_memory *memory, struct canvas *canvas, int row,
                     tracee_addr address)
{
    uint8_t bytes[ROW_BYTES], is_mapped[ROW_BYTES], roles[LINE_BYTES];
    char buffer[LINE_BYTES];
    struct text text;
    bool is_known = false;
    for (int i = 0; i < memory->hexdump.bytes_per_row; i++) {
        tracee_addr at = address + (tracee_addr)i;
        is_mapped[i] = memory_image_get(&memory->image, at, &bytes[i]) ||
                       memory_edit_byte(&memory->edit, at, &bytes[i]);
        memory_edit_byte(&memory->edit, at, &bytes[i]);
        is_known |= memory_image_knows(&memory->image, at);
    }
    text_init(&text, buffer, roles, sizeof buffer);
    hexdump_put_row(&memory->hexdump,
                    &(struct hexdump_row){.offset = address,
                                          .bytes = bytes,
                                          .is_mapped = is_mapped,
                                          .count = is_known ? memory->hexdump.bytes_per_row : 0},
                    &text);
    canvas_text(canvas, row, 0, canvas->cols, &text, 0);
    draw_backdrops(memory, canvas, row, address);
}

/* Three windows, the one that is seen in their middle, so that scrolling finds bytes at once. */
static void wish(const struct pane_memory *memory)
{
    struct look *look = &memory->pane.ui->look_wish;
    tracee_addr size = (tracee_addr)(memory->rows * memory->hexdump.bytes_per_row);
    tracee_addr before = memory->top < size ? memory->top : size;
    tracee_addr wanted = before + 2 * size;
    look->memory_address = memory->top - before;
    if (wanted > MEMORY_IMAGE_BYTES)
        wanted = MEMORY_IMAGE_BYTES;
    if (wanted > UINT64_MAX - look->memory_address)
        wanted = UINT64_MAX - look->memory_address;
    look->memory_bytes = wanted;
}

static void draw_nothing(const struct pane_memory *memory, struct canvas *canvas)
{
    const struct ui *ui = memory->pane.ui;
    const char *absence = looking_absence(ui);
    canvas_string(canvas, 0, 0, canvas->cols, ROLE_DIM,
                  absence                         ? absence
                  : memory->trouble[0] != '\0'    ? memory->trouble
                  : looking_stop(ui)              ? "looking …"
                  : memory->expression[0] == '\0' ? "nobody is held: Space pauses a thread"
                                                  : "looking …");
}

static void fit(struct pane_memory *memory, const struct canvas *canvas)
{
    bool is_compat = looking_is_compat(memory->pane.ui);
    memory->hexdump =
        hexdump_fit(is_compat ? COMPAT_DIGITS : ADDRESS_DIGITS, canvas->cols, ROW_BYTES);
    memory->rows = canvas->rows;
    tracee_addr size = (tracee_addr)(canvas->rows * memory->hexdump.bytes_per_row);
    if (cursor_of(memory) - memory->top >= size)
        memory->top = memory->cursor;
}

static void memory_draw(struct pane *pane, struct canvas *canvas)
{
    struct pane_memory *memory = memory_of(pane);
    const struct sight *sight = looking_sight(pane->ui);
    memory->is_searching &= pane->has_focus;
    memory->edit.is_active &= pane->has_focus;
    follow(memory);
    visit(memory);
    if (sight)
        memory_image_take(&memory->image, sight);
    struct canvas rows = *canvas;
    rows.rows -= memory->is_searching && canvas->rows > 1;
    fit(memory, &rows);
    if (!memory->has_base || pane->ui->selected_tid == 0) {
        draw_nothing(memory, canvas);
        return;
    }
    for (int row = 0; row < rows.rows; row++)
        draw_row(memory, &rows, row,
                 memory->top + (tracee_addr)(row * memory->hexdump.bytes_per_row));
    if (memory->is_searching)
        prompt_draw(&memory->prompt, canvas, canvas->rows - 1, 0, canvas->cols);
    wish(memory);
}

/* ---- moving -------------------------------------------------------------------------------- */

static tracee_addr moved(tracee_addr address, int64_t bytes)
{
    if (bytes < 0)
        return address < (tracee_addr)-bytes ? 0 : address - (tracee_addr)-bytes;
    return UINT64_MAX - address < (tracee_addr)bytes ? UINT64_MAX : address + (tracee_addr)bytes;
}

/* By rows, so that a byte keeps its column. */
static void scroll_to_cursor(struct pane_memory *memory)
{
    tracee_addr row = (tracee_addr)memory->hexdump.bytes_per_row;
    tracee_addr size = row * (tracee_addr)memory->rows;
    if (row == 0 || size == 0)
        return;
    if (memory->cursor < memory->top)
        memory->top =
            moved(memory->top, -(int64_t)((memory->top - memory->cursor + row - 1) / row * row));
    else if (memory->cursor - memory->top >= size)
        memory->top += (memory->cursor - memory->top - size + row) / row * row;
}

static int64_t bytes_of(const struct pane_memory *memory, enum action action)
{
    int64_t row = memory->hexdump.bytes_per_row, page = row * memory->rows;
    int64_t count = memory->pane.ui->count > 0 ? memory->pane.ui->count : 1;
    switch ((int)action) { /* the other actions do not move */
    case ACTION_LEFT:
        return -count;
    case ACTION_RIGHT:
        return count;
    case ACTION_UP:
        return -row * count;
    case ACTION_DOWN:
        return row * count;
    case ACTION_HALF_UP:
        return -(page / 2 / row + 1) * row;
    case ACTION_HALF_DOWN:
        return (page / 2 / row + 1) * row;
    case ACTION_PAGE_UP:
        return -page;
    case ACTION_PAGE_DOWN:
        return page;
    default:
        return 0;
    }
}

static void move(struct pane_memory *memory, int64_t bytes, bool is_page)
{
    memory->cursor = moved(memory->cursor, bytes);
    if (is_page)
        memory->top = moved(memory->top, bytes);
    scroll_to_cursor(memory);
}

/* The word under the cursor is an address: go there. */
static void follow_word(struct pane_memory *memory)
{
    struct ui *ui = memory->pane.ui;
    uint64_t word = 0;
    int size = looking_is_compat(ui) ? 4 : WORD_BYTES;
    for (int i = 0; i < size; i++) {
        uint8_t byte;
        if (!memory_image_get(&memory->image, memory->cursor + (tracee_addr)i, &byte)) {
            ui_message(ui, "there is no word at 0x%" PRIx64, memory->cursor);
            return;
        }
        word |= (uint64_t)byte << 8 * i;
    }
    snprintf(ui->wanted_memory, sizeof ui->wanted_memory, "0x%" PRIx64, word);
}

/* ---- searching ------------------------------------------------------------------------------- */

static void take_found(void *context, const struct resolved *answer)
{
    struct pane_memory *memory = context;
    if (answer->message[0] != '\0') {
        ui_refuse(memory->pane.ui, "%s", answer->message);
        return;
    }
    ui_message(memory->pane.ui, "found at 0x%" PRIx64, answer->value);
    memory->found = answer->value;
    memory->has_found = true;
    go_to(memory, answer->value);
}

static void search(struct pane_memory *memory, bool is_backward)
{
    struct ui *ui = memory->pane.ui;
    tracee_addr from = is_backward ? moved(memory->cursor, -1) : moved(memory->cursor, 1);
    if (memory->pattern_length == 0) {
        ui_message(ui, "nothing was searched for yet; / searches");
        return;
    }
    ui_message(ui, "searching …");
    looking_search(ui, from, is_backward, memory->pattern, memory->pattern_length, take_found,
                   memory);
}

/* Pairs of digits, text in quotes, or else the text as it stands. */
static void accept_search(struct pane_memory *memory)
{
    const char *text = memory->prompt.bytes;
    size_t length = memory->prompt.length;
    memory->is_searching = false;
    if (length == 0)
        return;
    if (words_bytes(text, memory->pattern, sizeof memory->pattern, &memory->pattern_length, NULL) <
        0) {
        memory->pattern_length = length < sizeof memory->pattern ? length : sizeof memory->pattern;
        memcpy(memory->pattern, text, memory->pattern_length);
    }
    search(memory, memory->is_backward);
}

static void begin_search(struct pane_memory *memory, bool is_backward)
{
    memory->is_searching = true;
    memory->is_backward = is_backward;
    prompt_begin(&memory->prompt, is_backward ? "?" : "/", "", NULL);
    ui_message(memory->pane.ui, "text, or bytes: de ad be ef");
}

/* ---- editing ------------------------------------------------------------------------------------
 */

static void begin_edit(struct pane_memory *memory)
{
    struct ui *ui = memory->pane.ui;
    if (!looking_is_held(ui)) {
        ui_refuse(ui, "%" PRId32 " runs: Space pauses it", ui->selected_tid);
        return;
    }
    memory_edit_begin(&memory->edit, memory->cursor, memory->is_text);
    ui_message(ui, "type %s; Tab: %s; Enter writes, Esc leaves it as it is",
               memory->is_text ? "text" : "digits", memory->is_text ? "digits" : "text");
}

static void write_edit(const struct pane_memory *memory)
{
    const struct ui *ui = memory->pane.ui;
    const struct tree_thread *thread = looking_thread(ui);
    size_t length = memory_edit_length(&memory->edit);
    uint8_t *bytes = malloc(length);
    if (!bytes)
        abort(); /* whose handler lets the tracees go and restores the terminal */
    memcpy(bytes, memory->edit.bytes, length);
    const struct command command = {
        .kind = COMMAND_WRITE_MEMORY,
        .tid = ui->selected_tid,
        .tgid = thread ? thread->process->tgid : 0,
        .address = memory->edit.address,
        .data = bytes,
        .data_bytes = length,
    };
    session_send(ui->session, &command);
}

static bool edit_key(struct pane_memory *memory, const struct key *key)
{
    uint8_t old = 0;
    memory_image_get(&memory->image, cursor_of(memory), &old);
    switch (memory_edit_key(&memory->edit, key, old)) {
    case MEMORY_EDIT_GOES_ON:
        memory->cursor = cursor_of(memory);
        scroll_to_cursor(memory);
        break;
    case MEMORY_EDIT_ACCEPTED:
        write_edit(memory);
        memory->is_text = memory->edit.is_text;
        memory->edit.is_active = false;
        break;
    case MEMORY_EDIT_CANCELLED:
        memory->cursor = memory->edit.address;
        memory->edit.is_active = false;
        break;
    }
    return true;
}

/* ---- keys and mouse
 * ------------------------------------------------------------------------------- */

static bool memory_key(struct pane *pane, const struct key *key)
{
    struct pane_memory *memory = memory_of(pane);
    if (memory->edit.is_active)
        return edit_key(memory, key);
    if (!memory->is_searching)
        return false;
    switch (prompt_key(&memory->prompt, key)) {
    case PROMPT_SAME:
    case PROMPT_CHANGED:
        break;
    case PROMPT_ACCEPTED:
        accept_search(memory);
        break;
    case PROMPT_CANCELLED:
        memory->is_searching = false;
        break;
    }
    return true;
}

static bool act_on_bytes(struct pane_memory *memory, enum action action)
{
    switch ((int)action) { /* the other actions are someone else's */
    case ACTION_OPEN:
        follow_word(memory);
        return true;
    case ACTION_EDIT:
        begin_edit(memory);
        return true;
    case ACTION_SEARCH:
    case ACTION_SEARCH_UP:
        begin_search(memory, action == ACTION_SEARCH_UP);
        return true;
    case ACTION_SEARCH_NEXT:
    case ACTION_SEARCH_PREVIOUS:
        search(memory, memory->is_backward != (action == ACTION_SEARCH_PREVIOUS));
        return true;
    case ACTION_FIRST:
    case ACTION_JUMP_BACK:
        memory->top = memory->cursor = memory->base;
        return true;
    default:
        return false;
    }
}

static bool memory_act(struct pane *pane, enum action action)
{
    struct pane_memory *memory = memory_of(pane);
    int64_t bytes = bytes_of(memory, action);
    if (!memory->has_base)
        return false;
    if (bytes != 0)
        move(memory, bytes, action == ACTION_PAGE_UP || action == ACTION_PAGE_DOWN);
    return bytes != 0 || act_on_bytes(memory, action);
}

static void memory_mouse(struct pane *pane, const struct key *key)
{
    struct pane_memory *memory = memory_of(pane);
    bool is_text;
    int byte = hexdump_byte_at(&memory->hexdump, key->col, &is_text);
    int row = key->row * memory->hexdump.bytes_per_row;
    if (key->code == K_CLICK && byte >= 0) {
        memory->edit.is_active = false;
        memory->is_text = is_text;
        memory->cursor = memory->top + (tracee_addr)(row + byte);
    }
    for (int i = 0; key->code != K_CLICK && i < 3; i++)
        memory_act(pane, key->code == K_WHEEL_UP ? ACTION_UP : ACTION_DOWN);
}

/* ---- the pane
 * ------------------------------------------------------------------------------------- */

static void memory_title(const struct pane *pane, struct text *text)
{
    const struct pane_memory *memory = (const struct pane_memory *)pane;
    const char *absence = looking_absence(pane->ui);
    text_put(text, "Memory · ");
    text_escape(text, expression_of(memory), strlen(expression_of(memory)),
                pane->ui->format.escape);
    if (memory->has_base && memory->cursor != memory->base)
        text_printf(text, " · %" PRIx64, memory->cursor);
    if (memory->has_base && absence)
        text_printf(text, " · %s", absence);
    else if (memory->has_base && memory->trouble[0] != '\0')
        text_printf(text, " · %s", memory->trouble);
    else if (memory->has_base && !looking_stop(pane->ui))
        text_put(text, " · live");
}

static void memory_free(struct pane *pane)
{
    free(pane);
}

static const struct pane_ops memory_ops = {
    .title = memory_title,
    .draw = memory_draw,
    .act = memory_act,
    .key = memory_key,
    .mouse = memory_mouse,
    .free = memory_free,
};

struct pane *pane_memory_new(struct ui *ui)
{
    struct pane_memory *memory = pane_alloc(sizeof *memory, &memory_ops, ui);
    return &memory->pane;
}
