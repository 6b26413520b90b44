/* The screen as a file: text, or text with a terminal's colours. */
#ifndef PTOP_TUI_SAVE_DISPLAY_H
#define PTOP_TUI_SAVE_DISPLAY_H

#include "canvas.h"

/* Write a canvas: with SGR sequences where the name ends in ".ansi", as `cat` shows it.  0 or
 * -errno. */
int save_display(const struct canvas *canvas, const char *path);

#endif
