/* What a thread or a process is doing, in the few words of a row of the tree. */
#ifndef PTOP_TUI_TREE_STATE_H
#define PTOP_TUI_TREE_STATE_H

#include "pane.h"

struct tree_state_text {
    struct text text; /* in bytes below; empty: nothing to say */
    char bytes[64];
    enum role role;
};

/* A thread; with NULL a process, by its leader and all of its threads.  In room_cols columns, of what
 * must be cut rather a name than a number. */
void tree_state_put(struct tree_state_text *state, const struct tree_process *process,
                    const struct tree_thread *thread, struct ui *ui, int room_cols);

#endif
