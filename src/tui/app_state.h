/*
 * What the app knows, for the files that make it up:
 *
 *     app.c            the event loop: signals, keys, events, timers, frames
 *     dispatch.c       from a key to what it does
 *     command_line.c   what is typed after ":", a row of commands_*.c
 *     control.c        what keys and commands ask of tracees; control_keys.c: the keys
 *     pending.c        what was asked and is not answered yet
 *     script.c         what is done as if it were typed
 *     receipt.c        what was put back
 *     filter_prompt.c  the display filter: typed live, and put in force
 *     filter_keys.c    the filters that one key makes
 *     complete.c       what Tab offers in the prompt
 *     history.c        what was typed, kept from run to run
 *     search.c         what is typed after "/" and "?"
 *     jumps.c          the cursor of the calls, somewhere else
 *     count.c          a number before a key
 *     question.c       what is asked before something cannot be undone
 *     screen.c         the frame
 */
#ifndef PTOP_TUI_APP_STATE_H
#define PTOP_TUI_APP_STATE_H

#include "app.h"
#include "completion.h"
#include "config.h"
#include "filters.h"
#include "jumps.h"
#include "keymap.h"
#include "layout.h"
#include "looking.h"
#include "pane.h"
#include "pending.h"
#include "prompt.h"
#include "receipt.h"
#include "script.h"

enum prompt_use {
    PROMPT_USE_NONE,
    PROMPT_USE_FILTER,
    PROMPT_USE_TEXT, /* a text to be added to the filters */
    PROMPT_USE_COMMAND,
    PROMPT_USE_SEARCH,
    PROMPT_USE_COUNT
};

/* Names that an expression can go on with. */
struct symbols {
    unsigned ticket;           /* of the inspector */
    bool was_asked, is_waiting;
    struct completion found;
};

struct app {
    const struct app_options *options;
    struct ui ui;
    struct keymap keymap;
    struct config config;
    struct pane *panes[PANE_COUNT];   /* NULL: not in this session */
    struct layout_wish wish;          /* what is open, the focus, the sizes */
    enum pane_id focus_of[TAB_COUNT]; /* when the tab was left */
    struct tab_bar tab_bar;           /* as of the last frame */
    struct layout layout;             /* as of the last frame */
    bool hides_strip;                 /* a person does not want it */
    enum pane_id strip_focus;         /* where the focus comes back to with the strip; PANE_COUNT */
    struct canvas canvas;

    enum prompt_use prompt_use;
    struct prompt prompt;
    struct prompt_history histories[PROMPT_USE_COUNT];
    const struct question *question; /* being asked, or NULL */
    bool is_pasting;                 /* between the marks of a bracketed paste */

    struct pending pending;
    struct script *script; /* NULL: none */
    struct receipt receipt;

    struct jumps jumps;
    struct completion completion; /* of the prompt */
    struct symbols symbols;       /* for it */

    struct filters filters;          /* that a person wants */
    struct filters filters_in_force; /* that the view has */
    struct filters filters_before;   /* the prompt began with them; Esc goes back to them */
    int filter_code;                 /* of what is typed, as filter_new said */
    struct error filter_error;       /* and why */
    uint64_t line_count;             /* events that an empty filter would show */
    bool is_summarising;             /* rows that the filter shows are not in their summary */
    bool has_said_stop;              /* --stop-after ended the tracing, and that was said */

    unsigned long input_count; /* keys and resizes handled */
    int signal_fd;
    int signal; /* that told us to leave, or 0 */
    bool has_left;
    nanoseconds leave_by_ns; /* leaving as soon as the session has ended, at the latest then;
                                0: not leaving */
    nanoseconds last_event_ns, report_at_ns, tick_at_ns, last_frame_ns; /* 0: not due */
    nanoseconds answer_by_ns;  /* a key was pressed not long before: what comes of it is waited for */
    nanoseconds rest_until_ns; /* leave the ring alone; 0: look as soon as something is there */
    bool wants_frame_now;      /* a person waits for it */
};

/* ---- dispatch.c ---------------------------------------------------------- */
void dispatch_key(struct app *app, const struct key *key);
/* Do an action as if its key had been pressed. */
void dispatch_action(struct app *app, enum action action);
/* Give a pane the focus, and bring it up if it is not seen: in the tab that is shown, or in its
 * own. */
void dispatch_focus(struct app *app, enum pane_id id);
/* The same, or close it where it has the focus. */
void dispatch_toggle(struct app *app, enum pane_id id);
/* Do what a pane wants: a filter, a command. */
void dispatch_wanted(struct app *app);
void dispatch_send(struct app *app, enum command_kind kind, int32_t tid, int32_t tgid);

/* ---- command_line.c ------------------------------------------------------ */
void command_line_obey(struct app *app, const char *line);

/* ---- filter_prompt.c ----------------------------------------------------- */
/* Show only the calls that pass an expression, instead of every filter there is; "" shows all.
 * A text that is no filter changes nothing but filter_code and filter_error. */
void filter_prompt_apply(struct app *app, const char *text);
/* Only what passes this term too. */
void filter_prompt_add_term(struct app *app, const char *term);
/* Put the filters in force if they are others than the view has. */
void filter_prompt_sync(struct app *app);
void filter_prompt_begin(struct app *app);
void filter_prompt_begin_text(struct app *app);
/* The prompt's text is another one; it was cancelled. */
void filter_prompt_changed(struct app *app);
void filter_prompt_cancel(struct app *app);
void filter_prompt_toggle(struct app *app);
const char *filter_prompt_text(const struct app *app); /* of the filter in force; "": none */
/* Where what is typed stands, in a few words; its role. */
enum role filter_prompt_put_state(const struct app *app, struct text *text);

/* ---- filter_keys.c ------------------------------------------------------- */
/* False: the action is not one of theirs. */
bool filter_keys_act(struct app *app, enum action action);

/* ---- complete.c ---------------------------------------------------------- */
/* Tab and Shift-Tab, and Esc while the list is shown.  False: the key is the prompt's. */
bool complete_key(struct app *app, const struct key *key);
/* Names that were looked for may be there: they are offered. */
void complete_step(struct app *app);

/* ---- history.c ----------------------------------------------------------- */
void history_load(struct app *app);
/* Keep what was just accepted. */
void history_keep(enum prompt_use use, const char *line);

/* ---- search.c ------------------------------------------------------------ */
bool search_act(struct app *app, enum action action); /* false: not about searching */
void search_changed(struct app *app);                 /* what is typed */
void search_accept(struct app *app);
void search_cancel(struct app *app);
/* What was looked for was found, or not: it may have been a search. */
void search_ended(struct app *app, const struct jump *jump, bool is_found);
void search_forget(struct app *app); /* rows that were searched for look like all others */
/* How what is typed is understood, for the bottom line. */
void search_put_note(const struct app *app, struct text *text);
void search_done(struct app *app);

/* ---- jumps.c ------------------------------------------------------------- */
bool jumps_act(struct app *app, enum action action); /* false: neither jump nor search */
void jumps_goto(struct app *app, const char *argument);
/* A mark's letter, before anybody else sees the key.  True: taken. */
bool jumps_take_key(struct app *app, const struct key *key);
/* The row that jumps begin at; VIEW_NO_ROW: there is none. */
uint64_t jumps_cursor(const struct app *app);
/* One has been at a row: what goes back comes back here. */
void jumps_remember(struct app *app, uint64_t row);
/* Look for something, in slices; from and wraps of the options are the caller's. */
void jumps_seek(struct app *app, const struct jump *jump, const struct seek_options *options);
bool jumps_are_running(const struct app *app);
void jumps_step(struct app *app);
void jumps_cancel(struct app *app);
/* An action comes while something is looked for.  True: it was about that alone. */
bool jumps_interrupt(struct app *app, enum action action);
/* How far it is; false: nothing is looked for, or not for long. */
bool jumps_put_progress(const struct app *app, struct text *text);

/* ---- count.c ------------------------------------------------------------- */
/* A key before the keymap sees it.  True: taken. */
bool count_take_key(struct app *app, const struct key *key);
/* A key was handled: the count was its, unless it is a digit of it. */
void count_forget(struct app *app, const struct key *key);

/* ---- question.c ---------------------------------------------------------- */
void question_quit(struct app *app); /* or leave at once if nothing is traced */
void question_detach(struct app *app);
/* COMMAND_DETACH or COMMAND_KILL all, and leave when that is done. */
void question_leave(struct app *app, enum command_kind kind);
void question_key(struct app *app, const struct key *key);
/* The question and its answers, for the bottom line. */
void question_draw(const struct app *app, struct canvas *canvas, int row);

/* ---- screen.c ------------------------------------------------------------ */
/* Draw everything on app->canvas. */
void screen_draw(struct app *app);
/* Threads that are held. */
unsigned screen_count_paused(const struct app *app);

#endif
