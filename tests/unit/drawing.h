/*
 * A screen as a drawing in the test: rows end in "|" and a newline.  A failure
 * prints what was drawn, ready to be pasted.
 */
#ifndef PTOP_TEST_DRAWING_H
#define PTOP_TEST_DRAWING_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "tui/canvas.h"

/* A row as wide as the canvas: the trailing blanks are shown by where the "|" is. */
static inline void drawing_put(const struct canvas *canvas, char *drawing, size_t size)
{
    struct text text;
    text_init(&text, drawing, NULL, size);
    for (int row = 0; row < canvas->rows; row++) {
        size_t begin = text.length_bytes;
        canvas_row_text(canvas, row, &text);
        int cols = text_width_cols(drawing + begin, text.length_bytes - begin);
        text_printf(&text, "%*s|\n", canvas->cols - cols, "");
    }
    assert_false(text.is_truncated);
}

static inline void assert_drawing(const struct canvas *canvas, const char *expected)
{
    char drawing[16384];
    drawing_put(canvas, drawing, sizeof drawing);
    if (strcmp(drawing, expected) != 0) {
        for (char *line = strtok(drawing, "\n"); line; line = strtok(NULL, "\n"))
            fprintf(stderr, "        \"%s\\n\"\n", line);
        fail_msg("the screen is as printed above");
    }
}

#endif
