/*
 * Details: everything that is known of one event, as lines.
 *
 * The lines are the model of the details pane, made from the record alone and
 * from what time cannot change.  A line has a depth, how deep it lies in the
 * event's structure (call, argument, member of a struct …), and what is too long
 * for the width goes on in lines of the same depth.  UI thread only.
 */
#ifndef PTOP_TUI_DETAILS_H
#define PTOP_TUI_DETAILS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <ptop/event.h>
#include <ptop/names.h>
#include <ptop/text.h>

#define DETAILS_MIN_COLS 16 /* narrower panes cut the lines */

struct details_line {
    size_t start; /* in the text */
    uint32_t length_bytes;
    uint16_t indent_cols;
    uint8_t depth;        /* 0: the head line */
    bool is_continuation; /* of the line before */
};

struct details_options {
    const struct names *names;  /* of fds */
    const char *comm;           /* of the thread, raw bytes; NULL where unknown */
    int64_t realtime_offset_ns; /* from an event's time to CLOCK_REALTIME */
    int width_cols;
};

struct details;

UI_THREAD struct details *details_new(void);
UI_THREAD void details_free(struct details *details);

/* Replace the lines by those of an event (borrowed for the call). */
UI_THREAD void details_build(struct details *details, const struct event *event,
                             const struct details_options *options);
UI_THREAD void details_clear(struct details *details);

UI_THREAD size_t details_line_count(const struct details *details);
UI_THREAD const struct details_line *details_line(const struct details *details, size_t index);
/* Its text without the indent; borrowed until the next build. */
UI_THREAD struct text details_line_text(const struct details *details, size_t index);

#endif
