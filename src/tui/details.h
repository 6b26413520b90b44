/*
 * Details: everything that is known of one event, as lines.
 *
 * The lines are the model of the details pane, made from the record, from what time
 * cannot change, and from a short look at the history around it.  A line has a
 * depth, how deep it lies in the event's structure (call, argument, member of a
 * struct …), and what is too long for the width goes on in lines of the same
 * depth.  A line with deeper ones below it is a node, which can be folded (details_fold.h);
 * its key is made of the names on the way to it, so that it is the same node in
 * each row of a syscall.  UI thread only.
 */
#ifndef PTOP_TUI_DETAILS_H
#define PTOP_TUI_DETAILS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <ptop/event.h>
#include <ptop/histogram.h>
#include <ptop/names.h>
#include <ptop/store.h>
#include <ptop/tasks.h>
#include <ptop/text.h>

#define DETAILS_MIN_COLS 16 /* narrower panes cut the lines */

struct details_line {
    size_t start; /* in the text */
    uint32_t length_bytes;
    uint16_t indent_cols;
    uint8_t depth;        /* 0: the head line */
    bool is_continuation; /* of the line before */
    bool is_changed;      /* a member that the call changed */
    bool starts_folded;   /* of a node: there is much in it */
    uint32_t end;         /* of a node: one past its last line; else 0 */
    uint64_t key;
};

struct details_options {
    const struct names *names;  /* of fds */
    const struct tasks *tasks;  /* who sent a signal; NULL: not to be told */
    const char *comm;           /* of the thread, raw bytes; NULL where unknown */
    int64_t realtime_offset_ns; /* from an event's time to CLOCK_REALTIME */
    int width_cols;
    const struct histogram *durations; /* of this syscall, in this session; NULL: not counted */
    const char *origin_key;            /* goes to where a descriptor came from; NULL: none does */
    struct store *store; /* the history, with the event in this row; NULL: none to look at */
    uint64_t row;
};

struct details;

UI_THREAD struct details *details_new(void);
UI_THREAD void details_free(struct details *details);

/* Replace the lines by those of an event (borrowed for the call). */
UI_THREAD void details_build(struct details *details, const struct event *event,
                             const struct details_options *options);
/* Replace them by a text whose lines begin with their indent. */
UI_THREAD void details_build_text(struct details *details, const struct text *text,
                                  const struct details_options *options);
UI_THREAD void details_clear(struct details *details);

UI_THREAD size_t details_line_count(const struct details *details);
UI_THREAD const struct details_line *details_line(const struct details *details, size_t index);
/* Its text without the indent; borrowed until the next build. */
UI_THREAD struct text details_line_text(const struct details *details, size_t index);

#endif
