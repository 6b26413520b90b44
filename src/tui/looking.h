/*
 * Looking: what the panes see of the selected thread, and the one owner of the inspector.
 *
 *     panes, while they draw ──► ui->look_wish ──► (after the frame) inspector ──► sight
 *
 * A pane takes what is there and adds to the wish what it would like to see; the app asks for all
 * of it at once if that is something new: another wish, another stop or a change, other points.
 * So a frame is never late for an answer, and the next one has it.
 *
 * A thread counts as held for a moment after it runs, LOOKING_LINGER_NS: a step is a run that ends
 * at once, and nothing shall flicker meanwhile.  looking_is_held has no such patience: what would
 * change the thread asks it.
 */
#ifndef PTOP_TUI_LOOKING_H
#define PTOP_TUI_LOOKING_H

#include <ptop/inspect.h>
#include <ptop/registers.h>

#include "pane.h"

#define LOOKING_LINGER_NS 250000000ull
#define LOOKING_QUESTIONS 16 /* that may wait for their answer */

struct looking *looking_new(struct ui *ui);
void looking_free(struct looking *looking);

/* ---- for panes; all is of the selected thread, and NULL where there is none ----------------- */

/* Of a process that is its leader. */
const struct tree_thread *looking_thread(const struct ui *ui);
bool looking_is_held(const struct ui *ui);
/* Why there is nobody to look at, in words; NULL: somebody is there. */
const char *looking_absence(const struct ui *ui);

/* The stop that it is held in, and the one before it. */
const struct event_stop *looking_stop(const struct ui *ui);
const struct event_stop *looking_stop_before(const struct ui *ui);
/* The stop that says why: an edit is one of its own, and no reason. */
const struct event_stop *looking_reason(const struct ui *ui);
/* The newest sight; look.at.generation says of which stop. */
const struct sight *looking_sight(const struct ui *ui);
/* The newest vectors that the tracer was asked for, and those of the stop before. */
const struct event_vectors *looking_vectors(const struct ui *ui);
const struct event_vectors *looking_vectors_before(const struct ui *ui);

/* Is it a 32-bit program, as of its last stop? */
bool looking_is_compat(const struct ui *ui);

/* Have an expression resolved, bytes found, names completed.  The answer comes in a later turn; one
 * that another question of the same context overtook never does. */
typedef void looking_answer(void *context, const struct resolved *answer);
void looking_resolve(struct ui *ui, const char *expression, looking_answer *done, void *context);
void looking_search(struct ui *ui, tracee_addr from, bool is_backward, const void *bytes,
                    size_t length, looking_answer *done, void *context);
/* No answer for this context any more. */
void looking_forget(struct ui *ui, const void *context);

/* ---- for the app ------------------------------------------------------------------------- */

/* Before and after a frame. */
void looking_begin(struct looking *looking);
void looking_ask(struct looking *looking);
/* For the poll of the event loop; -1 before the first question. */
int looking_fd(const struct looking *looking);
void looking_ready(struct looking *looking);
/* Each event that is drained. */
void looking_event(struct looking *looking, const struct event *event);
/* A sight, from now on ours: what looking_ready takes from the inspector. */
void looking_take(struct looking *looking, struct sight *sight);
/* For what else asks it; NULL where no thread can be had. */
struct inspector *looking_inspector(struct looking *looking);
/* Who is looked at, as a question wants it. */
void looking_at(const struct ui *ui, struct look_at *ret_at);

#endif
