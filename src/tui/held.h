/*
 * Why a thread is held, in a few words:
 *
 *     813 worker  breakpoint 1 main+4
 *     813 worker  paused in read(3</etc/hosts>, … for 12s
 */
#ifndef PTOP_TUI_HELD_H
#define PTOP_TUI_HELD_H

#include "pane.h"

void held_put_thread(struct ui *ui, const struct tree_thread *thread, struct text *text);
/* While drawing: an age in it is drawn again. */
void held_put_reason(struct ui *ui, const struct tree_thread *thread,
                     const struct event_stop *stop, struct text *text);
/* The same of one that is not: what it does. */
void held_put_state(struct ui *ui, const struct tree_thread *thread, struct text *text);

#endif
