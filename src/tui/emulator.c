/*
 * libtsm keeps the emulated screen; this file keeps it honest.
 *
 * libtsm's table of character widths is its own, code points arrive in its cells as
 * they came, and half of a wide character may stay behind when the other half is
 * overwritten.  So each cell is looked at on its way to the canvas, and what our
 * terminal would show with another width than the cell has is replaced: a
 * command cannot shift a column of ours.
 *
 *     command ──► sequence ──► libtsm ──► cells ──► canvas
 *        ▲                       │
 *        └── pane ◄── queue ◄────┴── emulator_key
 *
 * The queue holds keys and the answers that libtsm gives to the command's
 * queries.  A command that asks and never reads fills only half of it: Ctrl-C
 * still finds room.
 */
#include <libtsm.h>
#include <stdlib.h>
#include <string.h>

#include <ptop/text.h>

#include "emulator.h"
#include "sequence.h"

struct emulator {
    struct tsm_screen *screen;
    struct tsm_vte *vte;
    struct sequence sequence;
    int rows, cols;
    bool may_be_scrolled; /* false is certain, see emulator_is_scrolled */
    bool takes_key;       /* what libtsm writes now is a key, not an answer */
    size_t input_bytes;
    char input[EMULATOR_INPUT_BYTES];
};

static int clamp(int value, int low, int high)
{
    return value < low ? low : value > high ? high : value;
}

/* ---- what the command is told ---------------------------------------------------- */

#define KEY_MAX_BYTES 16 /* of what libtsm writes for a key, its Alt included */

/* All or nothing: half a sequence would be read as something else. */
static void emulator_queue(struct tsm_vte *vte, const char *bytes, size_t length, void *context)
{
    struct emulator *emulator = context;
    size_t limit = emulator->takes_key ? EMULATOR_INPUT_BYTES : EMULATOR_INPUT_BYTES / 2;

    (void)vte;
    if (emulator->input_bytes + length > limit)
        return;
    memcpy(emulator->input + emulator->input_bytes, bytes, length);
    emulator->input_bytes += length;
}

const char *emulator_input(const struct emulator *emulator, size_t *ret_length)
{
    *ret_length = emulator->input_bytes;
    return emulator->input;
}

void emulator_input_taken(struct emulator *emulator, size_t length)
{
    emulator->input_bytes -= length;
    memmove(emulator->input, emulator->input + length, emulator->input_bytes);
}

/* The X keysyms by which libtsm knows a key, or the character it is. */
static const struct {
    uint32_t keysym;
    uint32_t character;
} special_keys[K_CODE_COUNT] = {
    [K_ENTER] = {.keysym = 0xff0d},
    [K_TAB] = {.keysym = 0xff09},
    [K_BACKTAB] = {.keysym = 0xfe20},
    [K_ESCAPE] = {.keysym = 0xff1b},
    [K_BACKSPACE] = {.character = 0x7f}, /* what a tty is set up to erase with */
    [K_DELETE] = {.keysym = 0xffff},
    [K_INSERT] = {.keysym = 0xff63},
    [K_UP] = {.keysym = 0xff52},
    [K_DOWN] = {.keysym = 0xff54},
    [K_LEFT] = {.keysym = 0xff51},
    [K_RIGHT] = {.keysym = 0xff53},
    [K_PAGE_UP] = {.keysym = 0xff55},
    [K_PAGE_DOWN] = {.keysym = 0xff56},
    [K_HOME] = {.keysym = 0xff50},
    [K_END] = {.keysym = 0xff57},
};

#define KEYSYM_F0     0xffbd
#define FUNCTION_KEYS 20 /* that a VT220 has */

/* What Ctrl makes of a character: "@A-Z[\]^_" are 0 to 31, and so is the space 0. */
static uint32_t control_of(uint32_t character)
{
    return character == '?' ? 0x7f : character & 0x1f;
}

bool emulator_key(struct emulator *emulator, const struct key *key)
{
    uint32_t keysym = special_keys[key->code].keysym;
    uint32_t character = special_keys[key->code].character;
    unsigned modifiers = (key->modifiers & MOD_SHIFT ? TSM_SHIFT_MASK : 0) |
                         (key->modifiers & MOD_ALT ? TSM_ALT_MASK : 0) |
                         (key->modifiers & MOD_CTRL ? TSM_CONTROL_MASK : 0);

    if (key->code > K_F0 && key->code <= K_F0 + FUNCTION_KEYS) {
        keysym = KEYSYM_F0 + (key->code - K_F0);
    } else if (key->code == K_CHARACTER) {
        character = key->modifiers & MOD_CTRL ? control_of(key->character) : key->character;
    } else if (keysym == 0 && character == 0) {
        return false;
    }
    if (emulator->input_bytes + KEY_MAX_BYTES > EMULATOR_INPUT_BYTES)
        return false;
    emulator->takes_key = true;
    tsm_vte_handle_keyboard(emulator->vte, keysym, 0, modifiers, character);
    emulator->takes_key = false;
    return true;
}

/* ---- life and size --------------------------------------------------------------- */

struct emulator *emulator_new(int rows, int cols)
{
    struct emulator *emulator = calloc(1, sizeof(*emulator));

    if (!emulator || tsm_screen_new(&emulator->screen, NULL, NULL) < 0 ||
        tsm_vte_new(&emulator->vte, emulator->screen, emulator_queue, emulator, NULL, NULL) < 0)
        abort();
    tsm_screen_set_max_sb(emulator->screen, EMULATOR_HISTORY_ROWS);
    emulator_resize(emulator, rows, cols);
    return emulator;
}

void emulator_free(struct emulator *emulator)
{
    if (!emulator)
        return;
    tsm_screen_clear_sb(emulator->screen); /* libtsm would not free these rows */
    tsm_vte_unref(emulator->vte);
    tsm_screen_unref(emulator->screen);
    free(emulator);
}

/*
 * Make the normal screen lower.  libtsm pushes as many rows off its top as the
 * screen loses, even where the rows below the cursor are empty, and a short
 * output would be gone from sight.  So only what the cursor needs goes into the
 * history, and libtsm is told that this is the alternate screen while it cuts:
 * then it leaves the rows of the normal one where they are.
 */
static void emulator_lower(struct emulator *emulator, int rows)
{
    struct tsm_screen *screen = emulator->screen;
    unsigned col = tsm_screen_get_cursor_x(screen);
    unsigned row = tsm_screen_get_cursor_y(screen);
    unsigned off_the_top = row < (unsigned)rows ? 0 : row - (unsigned)rows + 1;

    tsm_screen_set_margins(screen, 0, 0);
    tsm_screen_scroll_up(screen, off_the_top);
    tsm_screen_set_flags(screen, TSM_SCREEN_ALTERNATE);
    tsm_screen_resize(screen, tsm_screen_get_width(screen), (unsigned)rows);
    tsm_screen_reset_flags(screen, TSM_SCREEN_ALTERNATE);
    tsm_screen_move_to(screen, col, row - off_the_top);
}

void emulator_resize(struct emulator *emulator, int rows, int cols)
{
    struct tsm_screen *screen = emulator->screen;

    rows = clamp(rows, 1, EMULATOR_MAX_ROWS);
    cols = clamp(cols, EMULATOR_MIN_COLS, EMULATOR_MAX_COLS);
    if (rows == emulator->rows && cols == emulator->cols)
        return;
    if ((unsigned)rows < tsm_screen_get_height(screen) &&
        !(tsm_screen_get_flags(screen) & TSM_SCREEN_ALTERNATE))
        emulator_lower(emulator, rows);
    if (tsm_screen_resize(screen, (unsigned)cols, (unsigned)rows) < 0)
        abort();
    emulator->rows = rows;
    emulator->cols = cols;
}

static void feed_libtsm(void *vte, const char *bytes, size_t length)
{
    tsm_vte_input(vte, bytes, length);
}

void emulator_feed(struct emulator *emulator, const void *bytes, size_t length)
{
    sequence_feed(&emulator->sequence, bytes, length, feed_libtsm, emulator->vte);
    /* A reset from the command clears it: history that is being read stands still. */
    tsm_screen_set_flags(emulator->screen, TSM_SCREEN_FIXED_POS);
}

/* ---- cells ----------------------------------------------------------------------- */

/*
 * The UTF-8 of what a cell holds.  Where libtsm gives a character less room than
 * our terminal would, U+FFFD stands for it; where it gives more, the canvas is
 * left blank behind it.  What may not be shown at all the canvas replaces.
 */
static size_t emulator_character(uint32_t code, int width_cols, char ret_bytes[4])
{
    static const char replacement[] = "\ufffd";

    if (code >= 0x20 && code < 0x7f) {
        ret_bytes[0] = (char)code;
        return 1;
    }
    size_t size = tsm_ucs4_to_utf8(code, ret_bytes);
    if (size > 0 && text_width_cols(ret_bytes, size) <= width_cols)
        return size;
    memcpy(ret_bytes, replacement, sizeof(replacement) - 1);
    return sizeof(replacement) - 1;
}

/* The 256 colours end in a cube whose sides have these levels (16 … 231) and in greys from 8 to
 * 238 (232 … 255). */
static int cube_level(int step)
{
    return step == 0 ? 0 : 55 + 40 * step;
}

static int cube_step(int channel)
{
    return channel < 48 ? 0 : clamp((channel - 35) / 40, 1, 5);
}

static int16_t nearest_color(int red, int green, int blue)
{
    int step = cube_step(red);
    int grey = clamp((red - 3) / 10, 0, 23);

    if (red == green && green == blue && abs(8 + 10 * grey - red) < abs(cube_level(step) - red))
        return (int16_t)(232 + grey);
    return (int16_t)(16 + 36 * step + 6 * cube_step(green) + cube_step(blue));
}

/* libtsm's colour: one of sixteen, one of its two defaults, or, where negative, RGB. */
static int16_t emulator_color(int code, int red, int green, int blue)
{
    if (code < 0)
        return nearest_color(red, green, blue);
    return code < TSM_COLOR_FOREGROUND ? (int16_t)code : COLOR_DEFAULT;
}

static struct style emulator_style(const struct tsm_screen_attr *attr)
{
    return (struct style){
        .foreground = emulator_color(attr->fccode, attr->fr, attr->fg, attr->fb),
        .background = emulator_color(attr->bccode, attr->br, attr->bg, attr->bb),
        .attributes = (uint8_t)((attr->bold ? STYLE_BOLD : 0) | (attr->italic ? STYLE_ITALIC : 0) |
                                (attr->underline ? STYLE_UNDERLINE : 0) |
                                (attr->inverse ? STYLE_REVERSE : 0)),
    };
}

/*
 * Cells come from left to right.  A column of width 0 is the right half of what
 * the canvas has there by now, or else a leftover and blank; a wide character
 * whose right half is gone is blanked by the canvas when that column is drawn.
 */
static int emulator_draw_cell(struct tsm_screen *screen, uint64_t id, const uint32_t *codes,
                              size_t count, unsigned width, unsigned col, unsigned row,
                              const struct tsm_screen_attr *attr, tsm_age_t age, void *context)
{
    struct canvas *canvas = context;
    char bytes[4];

    (void)screen, (void)id, (void)age;
    if ((int)row >= canvas->rows || (int)col >= canvas->cols)
        return 0;
    bool is_right_half =
        width == 0 && col > 0 && canvas->cells[row * (unsigned)canvas->stride + col].width == 0;
    if (is_right_half)
        return 0;
    size_t size = emulator_character(count && width ? codes[0] : ' ', (int)width, bytes);
    canvas_styled(canvas, (int)row, (int)col, bytes, size, emulator_style(attr));
    return 0;
}

/* Draw with libtsm's own cursor, an inverted cell, hidden or not. */
static void emulator_draw_with(struct emulator *emulator, unsigned hidden_cursor,
                               tsm_screen_draw_cb draw_cell, void *context)
{
    struct tsm_screen *screen = emulator->screen;
    unsigned before = tsm_screen_get_flags(screen) & TSM_SCREEN_HIDE_CURSOR;

    tsm_screen_reset_flags(screen, TSM_SCREEN_HIDE_CURSOR);
    tsm_screen_set_flags(screen, hidden_cursor);
    tsm_screen_draw(screen, draw_cell, context);
    tsm_screen_reset_flags(screen, TSM_SCREEN_HIDE_CURSOR);
    tsm_screen_set_flags(screen, before);
}

void emulator_draw(struct emulator *emulator, struct canvas *canvas)
{
    emulator_draw_with(emulator, TSM_SCREEN_HIDE_CURSOR, emulator_draw_cell, canvas);
}

/* ---- cursor and history ---------------------------------------------------------- */

struct emulator_probe {
    struct emulator_cursor at;
    bool is_inverse;
};

static int emulator_probe_cell(struct tsm_screen *screen, uint64_t id, const uint32_t *codes,
                               size_t count, unsigned width, unsigned col, unsigned row,
                               const struct tsm_screen_attr *attr, tsm_age_t age, void *context)
{
    struct emulator_probe *probe = context;

    (void)screen, (void)id, (void)codes, (void)count, (void)width, (void)age;
    if ((int)row == probe->at.row && (int)col == probe->at.col)
        probe->is_inverse = attr->inverse;
    return 0;
}

static struct emulator_cursor emulator_cursor_place(const struct emulator *emulator)
{
    return (struct emulator_cursor){
        .row = clamp((int)tsm_screen_get_cursor_y(emulator->screen), 0, emulator->rows - 1),
        .col = clamp((int)tsm_screen_get_cursor_x(emulator->screen), 0, emulator->cols - 1),
    };
}

/*
 * libtsm does not say where in its history it stands, and the command may clear
 * that history at any time.  But libtsm inverts the cell of its cursor, and it
 * does so at the cursor's own row only where nothing is scrolled.
 */
bool emulator_is_scrolled(struct emulator *emulator)
{
    if (!emulator->may_be_scrolled)
        return false;
    struct emulator_probe hidden = {.at = emulator_cursor_place(emulator)};
    struct emulator_probe shown = hidden;
    emulator_draw_with(emulator, TSM_SCREEN_HIDE_CURSOR, emulator_probe_cell, &hidden);
    emulator_draw_with(emulator, 0, emulator_probe_cell, &shown);
    emulator->may_be_scrolled = hidden.is_inverse == shown.is_inverse;
    return emulator->may_be_scrolled;
}

struct emulator_cursor emulator_cursor(struct emulator *emulator)
{
    struct emulator_cursor cursor = emulator_cursor_place(emulator);
    bool is_hidden = tsm_screen_get_flags(emulator->screen) & TSM_SCREEN_HIDE_CURSOR;

    cursor.is_visible = !is_hidden && !emulator_is_scrolled(emulator);
    return cursor;
}

void emulator_scroll(struct emulator *emulator, int rows)
{
    if (rows > 0) {
        tsm_screen_sb_up(emulator->screen, (unsigned)rows);
        emulator->may_be_scrolled = true;
    } else if (rows < 0) {
        tsm_screen_sb_down(emulator->screen, (unsigned)-rows);
    }
}

void emulator_scroll_to_end(struct emulator *emulator)
{
    tsm_screen_sb_reset(emulator->screen);
    emulator->may_be_scrolled = false;
}
