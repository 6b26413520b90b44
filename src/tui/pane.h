/*
 * A pane: a rectangle on the screen that shows one thing.
 *
 * Adding one: a file pane_NAME.c with its ops and a constructor, a row in
 * pane.def (its order is that of Tab), a place in layout.c; and a row in tab.c,
 * unless it stands with the calls.
 *
 * All panes share a struct ui: the session, the selection, a line to speak on.
 * They run on the UI thread, draw only when the app asks, and never block.
 */
#ifndef PTOP_TUI_PANE_H
#define PTOP_TUI_PANE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <ptop/fold.h>
#include <ptop/format.h>
#include <ptop/inspect.h>
#include <ptop/session.h>
#include <ptop/summary.h>
#include <ptop/view.h>

#include "action.h"
#include "canvas.h"
#include "key.h"
#include "keymap.h"
#include "marks.h"
#include "prompt.h"
#include "signals_known.h"

enum pane_id {
#define PANE(id, constructor) PANE_##id,
#include "pane.def"
    PANE_COUNT
};

/* A wanted_row: whichever is the newest. */
#define UI_NEWEST_ROW (VIEW_NO_ROW - 1)

struct config;
struct filters;
struct looking;

struct ui {
    struct session *session;
    struct view *view;            /* the calls that pass the display filter */
    struct fold *fold;            /* of the view; NULL: every call is a line */
    struct format_options format; /* one line, escaped for the screen */
    struct filter_facts facts;    /* for every filter that is made */
    struct filters *filters;      /* that a person wants: whoever changes them is obeyed */
    const struct keymap *keymap;
    const struct config *config;
    nanoseconds now_ns;   /* CLOCK_MONOTONIC, of this turn of the loop */
    nanoseconds start_ns; /* of ptop */

    int32_t selected_tid;  /* what control actions act on; 0: nothing */
    uint64_t selected_row; /* of the store: what the details show; VIEW_NO_ROW: nothing */

    int32_t why_tid;  /* the details say why this thread is stuck; 0: they show the row */
    uint64_t why_row; /* the selected row when that was asked: another one ends it */

    struct looking *looking; /* what is seen of the selected thread: looking.h */
    struct look look_wish;   /* panes add to it while they draw; its `at` is looking's */
    enum look_syntax syntax; /* of disassembled code */
    unsigned count;          /* typed before a key, for whoever does its action; 0: none */
    tracee_addr wanted_code; /* the code pane shall go there, once; 0: nowhere */
    tracee_addr visited_memory; /* the memory pane shall show this, once, and at the next stop what
                                   it follows; 0: nothing */
    char wanted_memory[INSPECT_EXPRESSION_BYTES]; /* the memory pane shall follow this expression,
                                                     once; empty: none */

    char wanted_filter[PROMPT_BYTES]; /* a term: the app shall filter the calls by it, once, and
                                         show them; empty: none */

    struct summary *summary_all, *summary_shown; /* of every call; of those the filter shows */
    bool summarises_all;                         /* though there is a filter */
    uint64_t wanted_row; /* of the store: the calls shall put their cursor there, once; or
                            UI_NEWEST_ROW: they shall follow */
    uint64_t cursor_row; /* where it stands; VIEW_NO_ROW: nowhere */
    bool is_following;   /* it goes along with the newest row */
    uint64_t end_row;    /* rows from here on came after the calls were frozen; 0: they are not */
    unsigned filter_changes; /* how often another filter came in force */
    struct marks marks;
    const struct filter *searched; /* rows to be seen as found; borrowed; NULL: none */

    nanoseconds redraw_at_ns; /* a pane that shows an age wants to be drawn again; 0: none does */
    bool is_dirty;            /* something changed: draw in this turn or the next */
    char message[ERROR_MESSAGE_BYTES]; /* one line at the bottom, until the next key */
    struct signals_known signals;
    unsigned frame;    /* of the selected thread's stack, that the machine's panes show */
    unsigned refusals; /* messages so far that said why something was not done */

    char wanted_command[PROMPT_BYTES]; /* the app shall obey this line, once; empty: none */
    bool wants_prompt;                 /* or let the person go on with it at the prompt */
};

/* The rows that are lines of the calls pane. */
struct view *ui_lines(const struct ui *ui);

/* CLOCK_MONOTONIC, now. */
nanoseconds ui_clock_ns(void);

/* Say something in the bottom line. */
void ui_message(struct ui *ui, const char *format, ...) __attribute__((format(printf, 2, 3)));
/* The same, of something that was asked for and not done.  Returns false, for who returns that. */
bool ui_refuse(struct ui *ui, const char *format, ...) __attribute__((format(printf, 2, 3)));
/* What a pane wants done: as if this line had been typed behind ":", or up to here. */
void ui_command(struct ui *ui, const char *format, ...) __attribute__((format(printf, 2, 3)));
void ui_prompt(struct ui *ui, const char *format, ...) __attribute__((format(printf, 2, 3)));
/* While drawing: this will look different at that time even if nothing happens. */
void ui_redraw_at(struct ui *ui, nanoseconds time_ns);
/* The summary to be shown now. */
const struct summary *ui_summary(const struct ui *ui);

struct pane;

struct pane_ops {
    /* The words in its frame. */
    void (*title)(const struct pane *pane, struct text *text);

    /* Draw all of the inside; the canvas is blank and exactly that large. */
    void (*draw)(struct pane *pane, struct canvas *canvas);

    /* An action while it has the focus.  False: not mine, the app may do it. */
    bool (*act)(struct pane *pane, enum action action);

    /* A key before the keymap sees it.  True: taken.  NULL: takes none. */
    bool (*key)(struct pane *pane, const struct key *key);

    /* The mouse at a cell of the inside: K_CLICK (the pane has the focus by now), K_WHEEL_UP,
     * K_WHEEL_DOWN.  NULL: the wheel moves by ACTION_UP and ACTION_DOWN. */
    void (*mouse)(struct pane *pane, const struct key *key);

    /* A file descriptor for the poll of the event loop, with its events; -1: none just now.
     * NULL: never has one. */
    int (*fd)(struct pane *pane, short *ret_events);
    /* That fd has revents.  Works for at most a few milliseconds, then returns. */
    void (*ready)(struct pane *pane, short revents);

    void (*free)(struct pane *pane);
};

/* The first member of each pane's own struct; the rest is zero. */
struct pane {
    const struct pane_ops *ops;
    struct ui *ui;
    bool has_focus;   /* set by the app before draw */
    struct rect rect; /* its frame on the screen, as of the last layout; rows 0: not shown */
};

/* Memory for a pane's own struct, its first member set up.  Free with free(). */
void *pane_alloc(size_t size_bytes, const struct pane_ops *ops, struct ui *ui);

typedef struct pane *pane_constructor(struct ui *ui);
#define PANE(id, constructor) pane_constructor constructor;
#include "pane.def"

#endif
