/*
 * Lineage: where a descriptor came from, who else uses what it stands for, which call
 * made a thread.  Answered from the history alone, in slices, with no memory per
 * event: the calls before a row are walked back to the one that made the descriptor
 * (in the parent, where it was inherited), and from there on again, with the set of
 * numbers that stand for the same open file, through dup, fork, exec and messages.
 *
 * Descriptors belong to a process (tgid); two processes that share one table are taken
 * as if each had its own.  A message is known by the name of what it carries: without
 * names (session_options) it ends the trail.  UI thread only.
 */
#ifndef PTOP_LINEAGE_H
#define PTOP_LINEAGE_H

#include <ptop/error.h>
#include <ptop/seek.h>
#include <ptop/text.h>

enum lineage_question {
    LINEAGE_ORIGIN,   /* the call that made the row's descriptor */
    LINEAGE_NEXT_USE, /* the next, the previous call on the same open descriptor */
    LINEAGE_PREVIOUS_USE,
    LINEAGE_BIRTH, /* the call that made the row's thread */
    LINEAGE_QUESTION_COUNT
};

struct lineage_options {
    struct store *store;
    struct view *view; /* only rows that it shows are answers; NULL: any */
    enum lineage_question question;
    uint64_t row; /* about this one: its first descriptor argument, or else what it made */
};

struct lineage;

/* NULL where the row is about no descriptor, with the reason in words. */
UI_THREAD struct lineage *lineage_new(const struct lineage_options *options,
                                      struct error *ret_error);
UI_THREAD void lineage_free(struct lineage *lineage);

/* As seek_step, seek_progress (of the scan that it is in). */
UI_THREAD enum seek_state lineage_step(struct lineage *lineage, nanoseconds budget_ns);
UI_THREAD double lineage_progress(const struct lineage *lineage);

UI_THREAD uint64_t lineage_row(const struct lineage *lineage);                /* after SEEK_FOUND */
UI_THREAD void lineage_why(const struct lineage *lineage, struct text *text); /* after SEEK_NONE */

#endif
