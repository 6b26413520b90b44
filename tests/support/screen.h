/*
 * A terminal for tests: a real program on a real pseudo-terminal, with libvterm
 * as the terminal that shows it.
 *
 *     struct screen *screen = screen_open(&(struct screen_options){.rows = 24, .cols = 80}, argv);
 *     screen_wait_text(screen, "ready", PATIENCE_MS);
 *     screen_key(screen, "Down");
 *     ... screen_row(screen, 3) ...
 *     screen_close(screen);
 *
 * Nothing here sleeps: a wait reads what the program writes until the screen
 * shows what is wanted or the time is over, and then draws the screen on stderr.
 * A program that knows PTOP_TEST_SYNC also says how many inputs it has handled
 * and painted (OSC 7701), which is the sharpest wait of all.
 *
 * Rows and columns count from 0.  One thread.  Borrowed strings live until the
 * next call on the same screen.
 */
#ifndef PTOP_TESTS_SCREEN_H
#define PTOP_TESTS_SCREEN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

struct screen;

struct screen_options {
    unsigned short rows, cols;
    const char *term;       /* NULL: xterm-256color; "": unset */
    const char *const *env; /* "NAME=value"... and NULL, over the environment that is kept clean of
                               what changes a screen (LINES, NO_COLOR, COLORTERM...) */
    const char *directory;  /* to start in; NULL: ours */
    bool keeps_output;      /* remember every byte that was written: screen_output */
};

/* Start argv on a terminal; it dies with us.  NULL with errno where that is not possible. */
struct screen *screen_open(const struct screen_options *options, char *const argv[]);
/* Kill the program if it still runs, reap it, free.  NULL is fine. */
void screen_close(struct screen *screen);
pid_t screen_pid(const struct screen *screen);

/* ---- what a person does ------------------------------------------------------ */

void screen_type(struct screen *screen, const char *bytes);
/* One key by its name: a character, "Enter" "Esc" "Tab" "BackTab" "Backspace" "Up" "Down" "Left"
 * "Right" "PgUp" "PgDn" "Home" "End" "Delete" "F1".."F12" "C-a".."C-z"; false for another. */
bool screen_key(struct screen *screen, const char *name);
/* Press and release a button (1 left, 4 wheel up, 5 wheel down), if the program asked for it. */
void screen_click(struct screen *screen, int row, int col, int button);
void screen_resize(struct screen *screen, unsigned short rows, unsigned short cols);

/* ---- waiting: true when it came to be within the time --------------------------- */

bool screen_wait_text(struct screen *screen, const char *text, int timeout_ms);
bool screen_wait_gone(struct screen *screen, const char *text, int timeout_ms);
/* At least this many inputs handled and painted, since the program began. */
bool screen_wait_sync(struct screen *screen, uint64_t inputs, int timeout_ms);
/* Any condition on the screen, looked at whenever something was written; named for the report. */
bool screen_wait(struct screen *screen, bool (*condition)(struct screen *screen, void *context),
                 void *context, const char *name, int timeout_ms);
/* The program ended and all it wrote was read; *ret_status is its wait status. */
bool screen_wait_exit(struct screen *screen, int timeout_ms, int *ret_status);
/* Send one input and wait until it is painted. */
bool screen_press(struct screen *screen, const char *name);
/* Let it go on for a while, whatever comes: for a measurement, never to wait for something. */
void screen_watch(struct screen *screen, int duration_ms);

/* ---- what is on the screen ------------------------------------------------------- */

#define SCREEN_DEFAULT_COLOUR (-1)

struct screen_cell {
    char text[32];  /* UTF-8; empty: nothing was written there */
    int width_cols; /* 1 or 2 */
    int foreground, background; /* palette index, or SCREEN_DEFAULT_COLOUR */
    bool is_bold, is_italic, is_underlined, is_reverse;
};

void screen_size(const struct screen *screen, int *ret_rows, int *ret_cols);
struct screen_cell screen_cell_at(const struct screen *screen, int row, int col);
/* A row as UTF-8, without trailing blanks. */
const char *screen_row(struct screen *screen, int row);
/* Columns [col, col + cols) of a row, without trailing blanks. */
const char *screen_part(struct screen *screen, int row, int col, int cols);
/* Where a text first stands on one row. */
bool screen_find(struct screen *screen, const char *text, int *ret_row, int *ret_col);
void screen_cursor(const struct screen *screen, int *ret_row, int *ret_col);
bool screen_cursor_is_visible(const struct screen *screen);
bool screen_is_alternate(const struct screen *screen);
bool screen_has_mouse(const struct screen *screen);
/* The window title as the program set it; NULL: it never did. */
const char *screen_title(const struct screen *screen);
/* Draw it on stderr, rows ending in '|', under a heading. */
void screen_dump(struct screen *screen, const char *heading);

/* ---- beneath the screen ------------------------------------------------------------ */

/* Every byte written so far (with keeps_output). */
const char *screen_output(const struct screen *screen, size_t *ret_length);
/* Are the line settings of the terminal (echo, canonical mode...) those that it started with? */
bool screen_line_is_restored(const struct screen *screen);

/* ---- keeping it ---------------------------------------------------------------------- */

/* Write it as a picture, as text; 0 or -errno. */
int screen_save_svg(const struct screen *screen, const char *path);
int screen_save_text(struct screen *screen, const char *path);

#endif
