/*
 * Why a thread is held, in a few words:
 *
 *     813 worker  breakpoint 1 main+4
 *     813 worker  paused in read(3</etc/hosts>, … for 12s       or, where that finds no room,
 *     813 worker  paused in read for 12s                        or, where that finds none,
 *     paused in read for 12s
 */
#ifndef PTOP_TUI_HELD_H
#define PTOP_TUI_HELD_H

#include "pane.h"

/* While drawing: of the selected thread, in the first row of the canvas; an age in it is drawn
 * again.  Of one that is not held it says what it does. */
void held_draw(struct ui *ui, struct canvas *canvas, const struct tree_thread *thread);

#endif
