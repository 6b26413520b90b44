/*
 * The receipt: what the tracer put back when it let tracees go, as it told line by line.
 *
 * Shown on a page over the others until any key; what came while ptop was left is printed once the
 * terminal is its own again.
 */
#ifndef PTOP_TUI_RECEIPT_H
#define PTOP_TUI_RECEIPT_H

#include <stdbool.h>
#include <stdio.h>

#include <ptop/event.h>

#include "canvas.h"

#define RECEIPT_LINES      256
#define RECEIPT_LINE_BYTES 160

/* All zero: nothing was put back. */
struct receipt {
    char lines[RECEIPT_LINES][RECEIPT_LINE_BYTES]; /* escaped */
    unsigned count;    /* of lines; more than there is room for are counted, too */
    unsigned seen;     /* lines that were on the page when it was closed */
};

/* Take an event in: it may be a line. */
void receipt_take(struct receipt *receipt, const struct event *event);
/* Draw the page if there are lines that were not seen; false: there are none. */
bool receipt_draw(const struct receipt *receipt, struct canvas *canvas);
/* They were seen; false: none was there. */
bool receipt_close(struct receipt *receipt);
/* Lines that were not seen. */
void receipt_print(const struct receipt *receipt, FILE *file);

#endif
