/*
 * The output pane: the terminal of the launched command.
 *
 * It reads the pseudo-terminal in slices, shows what the emulator makes of it,
 * and may be given the keyboard: then every key, Ctrl-C too, goes to the command,
 * but for the one that takes the keyboard back.
 *
 *     fd ──► ready ──► emulator ──► draw
 *      ▲                  │
 *      └── output_write ◄─┴── key
 *
 * When the last process that had the terminal open is gone, reads fail and poll
 * would report it for ever; so the fd leaves the poll.  Another process may still
 * open the terminal by its name, and would stop once its buffer is full: each turn
 * of the loop looks whether that happened.
 */
#include <errno.h>
#include <poll.h>
#include <stdlib.h>
#include <unistd.h>

#include "emulator.h"
#include "pane.h"

/* Of one call of ready: a millisecond or two of the emulator's time. */
#define OUTPUT_SLICE_READS 4
#define OUTPUT_READ_BYTES  4096 /* what a pseudo-terminal gives at once, and no more */

#define OUTPUT_WHEEL_ROWS 3

struct pane_output {
    struct pane pane;
    struct emulator *emulator;
    int rows, cols;    /* of the canvas, told to the command; 0 before the first draw */
    bool has_keyboard; /* counts while the pane has the focus */
    bool is_closed;    /* no process has the terminal open */
};

static int output_master(const struct pane_output *output)
{
    return session_terminal_fd(output->pane.ui->session);
}

/* ---- to and from the command ----------------------------------------------------- */

static void output_write(struct pane_output *output)
{
    size_t length;
    const char *bytes = emulator_input(output->emulator, &length);

    if (length == 0)
        return;
    ssize_t taken = write(output_master(output), bytes, length);
    if (taken < 0 && (errno == EAGAIN || errno == EINTR))
        return;
    /* Nobody will read what a closed terminal cannot take. */
    emulator_input_taken(output->emulator, taken < 0 ? length : (size_t)taken);
}

static void output_close(struct pane_output *output)
{
    output->is_closed = true;
    output->has_keyboard = false;
}

static void output_read(struct pane_output *output)
{
    char bytes[OUTPUT_READ_BYTES];

    for (int i = 0; i < OUTPUT_SLICE_READS; i++) {
        ssize_t length = read(output_master(output), bytes, sizeof(bytes));
        if (length > 0) {
            emulator_feed(output->emulator, bytes, (size_t)length);
            continue;
        }
        if (length == 0 || (errno != EAGAIN && errno != EINTR))
            output_close(output);
        break;
    }
    output->pane.ui->is_dirty = true;
}

static void output_ready(struct pane *pane, short revents)
{
    struct pane_output *output = (struct pane_output *)pane;

    if (revents & ~POLLOUT)
        output_read(output);
    output_write(output); /* keys, and answers to what was just read */
}

static int output_fd(struct pane *pane, short *ret_events)
{
    struct pane_output *output = (struct pane_output *)pane;
    struct pollfd master = {.fd = output_master(output), .events = POLLIN};
    size_t waiting;

    if (output->is_closed && (poll(&master, 1, 0) < 0 || master.revents & ~POLLIN))
        return -1;
    output->is_closed = false;
    emulator_input(output->emulator, &waiting);
    *ret_events = (short)(POLLIN | (waiting ? POLLOUT : 0));
    return master.fd;
}

/* ---- the keyboard ---------------------------------------------------------------- */

/* A key that can be had back from the command: no character that a person types. */
static bool is_release_key(const struct ui *ui, const struct key *key)
{
    static const struct key always = {K_CHARACTER, ']', MOD_CTRL, 0, 0};
    bool is_typed = key->code == K_CHARACTER && !(key->modifiers & MOD_CTRL);

    return key_equals(key, &always) ||
           (!is_typed && keymap_find(ui->keymap, key) == ACTION_KEYBOARD);
}

static bool output_key(struct pane *pane, const struct key *key)
{
    struct pane_output *output = (struct pane_output *)pane;

    if (!output->has_keyboard || key_is_mouse(key))
        return false;
    pane->ui->is_dirty = true;
    if (is_release_key(pane->ui, key)) {
        output->has_keyboard = false;
    } else if (emulator_key(output->emulator, key)) {
        emulator_scroll_to_end(output->emulator);
        output_write(output);
    }
    return true;
}

static void output_take_keyboard(struct pane_output *output)
{
    if (output->is_closed)
        ui_message(output->pane.ui, "The command has closed its terminal");
    else
        output->has_keyboard = true;
}

/* ---- actions --------------------------------------------------------------------- */

/* How far an action scrolls back. */
static const struct {
    int rows, half_pages;
} scroll_steps[ACTION_COUNT] = {
    [ACTION_UP] = {.rows = 1},
    [ACTION_DOWN] = {.rows = -1},
    [ACTION_HALF_UP] = {.half_pages = 1},
    [ACTION_HALF_DOWN] = {.half_pages = -1},
    [ACTION_PAGE_UP] = {.half_pages = 2},
    [ACTION_PAGE_DOWN] = {.half_pages = -2},
    [ACTION_FIRST] = {.rows = EMULATOR_HISTORY_ROWS},
    [ACTION_LAST] = {.rows = -EMULATOR_HISTORY_ROWS},
};

static bool output_act(struct pane *pane, enum action action)
{
    struct pane_output *output = (struct pane_output *)pane;
    int rows = scroll_steps[action].rows + scroll_steps[action].half_pages * output->rows / 2;

    if (action == ACTION_OPEN || action == ACTION_KEYBOARD)
        output_take_keyboard(output);
    else if (rows != 0)
        emulator_scroll(output->emulator, rows);
    else
        return false;
    pane->ui->is_dirty = true;
    return true;
}

static void output_mouse(struct pane *pane, const struct key *key)
{
    struct pane_output *output = (struct pane_output *)pane;

    if (key->code == K_WHEEL_UP)
        emulator_scroll(output->emulator, OUTPUT_WHEEL_ROWS);
    else if (key->code == K_WHEEL_DOWN)
        emulator_scroll(output->emulator, -OUTPUT_WHEEL_ROWS);
    pane->ui->is_dirty = true;
}

/* ---- on the screen --------------------------------------------------------------- */

static void output_title(const struct pane *pane, struct text *text)
{
    const struct pane_output *output = (const struct pane_output *)pane;

    text_put(text, "Output");
    if (output->is_closed)
        text_put_role(text, TEXT_DIM, " [closed]");
    else if (output->has_keyboard && pane->has_focus)
        text_put(text, ": keys go to the command, C-] takes them back");
    if (emulator_is_scrolled(output->emulator))
        text_put_role(text, TEXT_DIM, " [scrolled back]");
}

static void output_fit(struct pane_output *output, const struct canvas *canvas)
{
    if (canvas->rows == output->rows && canvas->cols == output->cols)
        return;
    output->rows = canvas->rows;
    output->cols = canvas->cols;
    emulator_resize(output->emulator, canvas->rows, canvas->cols);
    session_terminal_resize(output->pane.ui->session, (unsigned short)canvas->rows,
                            (unsigned short)canvas->cols);
}

static void output_draw(struct pane *pane, struct canvas *canvas)
{
    struct pane_output *output = (struct pane_output *)pane;

    if (!pane->has_focus)
        output->has_keyboard = false;
    output_fit(output, canvas);
    emulator_draw(output->emulator, canvas);
    struct emulator_cursor cursor = emulator_cursor(output->emulator);
    if (output->has_keyboard && cursor.is_visible)
        canvas_cursor(canvas, cursor.row, cursor.col);
}

static void output_free(struct pane *pane)
{
    struct pane_output *output = (struct pane_output *)pane;

    emulator_free(output->emulator);
    free(output);
}

static const struct pane_ops output_ops = {
    .title = output_title,
    .draw = output_draw,
    .act = output_act,
    .key = output_key,
    .mouse = output_mouse,
    .fd = output_fd,
    .ready = output_ready,
    .free = output_free,
};

struct pane *pane_output_new(struct ui *ui)
{
    if (session_terminal_fd(ui->session) < 0)
        return NULL;
    struct pane_output *output = pane_alloc(sizeof(*output), &output_ops, ui);
    output->emulator = emulator_new(24, 80); /* until the first draw */
    return &output->pane;
}
