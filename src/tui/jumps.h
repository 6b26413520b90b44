/*
 * Jumps: how the cursor of the calls gets somewhere else than by moving.
 *
 * What is looked for is looked for in slices between the frames.  Meanwhile Esc
 * gives it up; another key does too, and then does what it does; the same key
 * again lets it go on.
 */
#ifndef PTOP_TUI_JUMPS_H
#define PTOP_TUI_JUMPS_H

#include <ptop/lineage.h>
#include <ptop/seek.h>

#include "action.h"
#include "prompt.h"

#define JUMP_TRAIL 64

/* What an action looks for. */
struct jump {
    enum action action;
    enum seek_direction direction;
    seek_test *test; /* NULL: a question of lineage.h; its context is the app */
    enum lineage_question question;
    const char *none;             /* said where there is no such row; NULL: lineage_why */
    const struct jump *otherwise; /* or looked for then, from the same place */
};

enum mark_use { MARK_USE_NONE, MARK_USE_SET, MARK_USE_FIND };

struct search {
    struct filter *filter;   /* what n looks for; NULL: nothing was searched for yet */
    char text[PROMPT_BYTES]; /* as it was typed */
    enum seek_direction direction;
    bool is_text; /* it was no expression of the language, so it is the text itself */

    /* While it is typed: */
    enum seek_direction typed_direction;
    uint64_t origin_row; /* where the cursor stood */
    bool was_following;
    bool is_missing; /* there is no such row */
};

struct jumps {
    const struct jump *running; /* being looked for; NULL: nothing */
    struct seek seek;
    struct lineage *lineage; /* instead of the seek */
    nanoseconds since_ns;
    int32_t tid; /* of the row that it began at */

    uint64_t trail[JUMP_TRAIL]; /* rows that jumps began at, the newest last */
    size_t trail_count;
    enum mark_use mark_use; /* the next key is a mark's letter */
    struct search search;
};

#endif
