/*
 * Why the selected thread is stuck, kept fresh for the details pane: asks about
 * once a second while it is looked at, and never waits for the answer.
 */
#ifndef PTOP_TUI_WHY_H
#define PTOP_TUI_WHY_H

#include "details.h"
#include "pane.h"

struct why;

UI_THREAD struct why *why_new(struct ui *ui);
UI_THREAD void why_free(struct why *why);

/* While drawing: ask for the thread, if it is time. */
UI_THREAD void why_look_at(struct why *why, int32_t tid);
/* For the poll of the event loop; -1 before the first question. */
UI_THREAD int why_fd(const struct why *why);
/* Take the answer that is there; false: none that is new. */
UI_THREAD bool why_take(struct why *why);
/* The last answer about this thread; NULL: not yet. */
UI_THREAD const struct text *why_answer(const struct why *why, int32_t tid);

#endif
