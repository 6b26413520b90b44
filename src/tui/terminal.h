/*
 * The terminal: the only file that knows curses.
 *
 * Cells become bytes here, and bytes become keys.  There is one terminal, so
 * its state is in terminal.c.  It is restored on every way out: terminal_close,
 * and terminal_emergency_restore from a fatal signal's handler.
 */
#ifndef PTOP_TUI_TERMINAL_H
#define PTOP_TUI_TERMINAL_H

#include <stdbool.h>

#include <ptop/error.h>

#include "canvas.h"
#include "key.h"

/* Can there be a screen at all?  Before anything is started: a terminal on both sides, a $TERM
 * that is known and can move its cursor, room enough.  0 or -errno with the reason. */
int terminal_check(struct error *ret_error);

/* Take the terminal over.  By then setlocale has been called and SIGWINCH is blocked. */
int terminal_open(struct error *ret_error);
void terminal_close(void);
/* Put it back as it was, whatever happened.  Async-signal-safe, any thread, more than once. */
void terminal_emergency_restore(void);

bool terminal_is_unicode(void);
/* For the poll of the event loop. */
int terminal_fd(void);
/* The next key that was typed; false: none is waiting. */
bool terminal_read_key(struct key *ret_key);
/* The keyboard is gone (hang-up): no key will come any more. */
bool terminal_is_gone(void);

/* Ask the size anew, after SIGWINCH. */
void terminal_resize(void);
/* Also before terminal_open. */
void terminal_size(int *ret_rows, int *ret_cols);

/* Show a canvas of the terminal's size; only what changed is sent. */
void terminal_paint(const struct canvas *canvas);
/* After a SIGCONT: the shell may have changed everything. */
void terminal_resume(void);
/* Forget what the terminal shows: the next paint sends everything. */
void terminal_forget(void);
/* Under $PTOP_TEST_SYNC, after a paint: tell the test how many inputs were handled. */
void terminal_sync(unsigned long input_count);

#endif
