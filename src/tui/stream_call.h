/* The line of a call, in the columns that there are. */
#ifndef PTOP_TUI_STREAM_CALL_H
#define PTOP_TUI_STREAM_CALL_H

#include "stream_fold.h"

/* A call whose line does not fit gives up the errno's meaning, then its last arguments, not what
 * it returned. */
void stream_draw_call(const struct ui *ui, struct canvas *canvas, int row, int col, int cols,
                      const struct event_syscall *call, const struct line_sum *sum,
                      const struct text *line);

#endif
