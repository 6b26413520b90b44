/*
 * The terminal that a launched command believes it has: bytes in, cells out.
 *
 * Whatever the command writes ends here.  Only characters with their style come
 * out, each checked to be printable and as wide as it says; titles, device
 * control strings, sounds and every other sequence go no further.  What the
 * command must be told (keys that were pressed, answers to its queries) waits in
 * a bounded queue for the pseudo-terminal to take it.  UI thread only.
 */
#ifndef PTOP_TUI_EMULATOR_H
#define PTOP_TUI_EMULATOR_H

#include <stdbool.h>
#include <stddef.h>

#include <ptop/thread.h>

#include "canvas.h"
#include "key.h"

#define EMULATOR_MIN_COLS     2 /* libtsm writes past a row that a wide character cannot fit in */
#define EMULATOR_MAX_ROWS     1000
#define EMULATOR_MAX_COLS     1000
#define EMULATOR_HISTORY_ROWS 2000 /* that have left by the top and can be scrolled to */
#define EMULATOR_INPUT_BYTES  8192 /* of the queue for the command */

struct emulator_cursor {
    int row, col;
    bool is_visible; /* never while scrolled back */
};

struct emulator;

/* Sizes are held within the bounds above, and to one row at least. */
UI_THREAD struct emulator *emulator_new(int rows, int cols);
UI_THREAD void emulator_free(struct emulator *emulator);
UI_THREAD void emulator_resize(struct emulator *emulator, int rows, int cols);

/* Any bytes, in pieces of any size. */
UI_THREAD void emulator_feed(struct emulator *emulator, const void *bytes, size_t length);

/* Onto a blank canvas, from its corner; what does not fit is cut. */
UI_THREAD void emulator_draw(struct emulator *emulator, struct canvas *canvas);
UI_THREAD struct emulator_cursor emulator_cursor(struct emulator *emulator);

/* Towards older rows (positive) or newer ones (negative).  Output that arrives does not move
 * the rows that are looked at. */
UI_THREAD void emulator_scroll(struct emulator *emulator, int rows);
UI_THREAD void emulator_scroll_to_end(struct emulator *emulator);
UI_THREAD bool emulator_is_scrolled(struct emulator *emulator);

/* Queue what a terminal sends for a key.  False: it sends nothing, or the queue is full. */
UI_THREAD bool emulator_key(struct emulator *emulator, const struct key *key);
/* What waits for the command (borrowed), and how much of it was taken. */
UI_THREAD const char *emulator_input(const struct emulator *emulator, size_t *ret_length);
UI_THREAD void emulator_input_taken(struct emulator *emulator, size_t length);

#endif
