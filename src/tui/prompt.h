/*
 * The prompt: a line that a person edits, at the bottom of the screen.
 *
 * It knows keys and text, not what is done with them; each use has a history of
 * its own.
 */
#ifndef PTOP_TUI_PROMPT_H
#define PTOP_TUI_PROMPT_H

#include <stdbool.h>
#include <stddef.h>

#include "canvas.h"
#include "key.h"

#define PROMPT_BYTES   1024
#define PROMPT_HISTORY 64

enum prompt_result {
    PROMPT_SAME,      /* the text is what it was */
    PROMPT_CHANGED,   /* it is another one */
    PROMPT_ACCEPTED,  /* Enter */
    PROMPT_CANCELLED, /* Esc, C-c, or Backspace in an empty line */
};

struct prompt_history {
    char lines[PROMPT_HISTORY][PROMPT_BYTES]; /* the newest is at count - 1, modulo the size */
    size_t count;
};

struct prompt {
    const char *label;
    char bytes[PROMPT_BYTES]; /* UTF-8, NUL-terminated */
    size_t length, cursor;    /* in bytes */
    struct prompt_history *history;
    int wrong_at;    /* byte of a mistake, shown; -1: none */
    size_t recalled; /* lines back from the newest; 0: the line being typed */
};

/* Begin with a text, the cursor at its end.  The history is borrowed; NULL: none. */
void prompt_begin(struct prompt *prompt, const char *label, const char *text,
                  struct prompt_history *history);

enum prompt_result prompt_key(struct prompt *prompt, const struct key *key);

/* Put other bytes in the place of those in [from, cursor), the cursor behind them; false without
 * room. */
bool prompt_replace(struct prompt *prompt, size_t from, const char *bytes);

/* Make a line the newest of a history, unless it is already. */
void prompt_remember(struct prompt_history *history, const char *line);

/* Draw into a row of the canvas, from col on, the end of a long text in sight. */
void prompt_draw(const struct prompt *prompt, struct canvas *canvas, int row, int col,
                 int width_cols);

#endif
