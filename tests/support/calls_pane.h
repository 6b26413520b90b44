/*
 * What a test asks of the calls pane and of the bottom line, where the filter stands.
 */
#ifndef PTOP_TESTS_CALLS_PANE_H
#define PTOP_TESTS_CALLS_PANE_H

#include "support/stage.h"

/* The bottom line, where the prompt, the filter and messages stand. */
const char *calls_bar(struct screen *screen);
bool calls_bar_holds(struct screen *screen, void *text);

/* The row of the screen with the cursor of the calls; -1: none is seen. */
int calls_cursor_row(struct screen *screen);
/* Its text, within the pane; lives until the next call. */
const char *calls_cursor_text(struct screen *screen);

/* Is there a call in the pane, and does each hold the text? */
bool calls_all_hold(struct screen *screen, void *text);

#define expect_bar(screen, text)                                                               \
    do {                                                                                       \
        if (!screen_wait(screen, calls_bar_holds, (void *)(text), (text),                    \
                         PATIENCE_MS))                                                         \
            fail_msg("the bottom line does not show \"%s\"", text);                            \
    } while (0)
#define expect_all(screen, text)                                                               \
    do {                                                                                       \
        if (!screen_wait(screen, calls_all_hold, (void *)(text), (text),                       \
                         PATIENCE_MS))                                                         \
            fail_msg("not every call holds \"%s\"", text);                                     \
    } while (0)

/* Make a filter of it as a person does: f, clear, type, Enter. */
void calls_filter(struct screen *screen, const char *expression);

#endif
