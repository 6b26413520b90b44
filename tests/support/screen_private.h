/* The inside of a screen, shared by screen.c, screen_cells.c and screen_svg.c. */
#ifndef PTOP_TESTS_SCREEN_PRIVATE_H
#define PTOP_TESTS_SCREEN_PRIVATE_H

#include <termios.h>

#include <vterm.h>

#include "screen.h"
#include "terminal_stream.h"

#define SCREEN_ROW_BYTES 16384

struct screen {
    VTerm *vterm;
    VTermScreen *cells;
    int master;
    int keeper; /* our own end of the line: its settings outlive the program */
    struct termios line; /* its settings before the program started */
    int rows, cols;
    pid_t pid; /* 0: reaped */
    int status;
    bool is_alternate, has_mouse, has_cursor;
    bool has_synced;
    uint64_t synced;
    char title[256];
    bool has_title;
    struct terminal_stream stream;
    char *output; /* with keeps_output */
    size_t output_capacity;
    uint64_t output_bytes;
    bool keeps_output;
    char sent[256]; /* by the terminal's keys and mouse, not written yet */
    size_t sent_bytes;
    char row[SCREEN_ROW_BYTES];
};

#endif
