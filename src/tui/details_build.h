/*
 * Details while they are being made: text is put, and then ended as a line.
 *
 *     details_put_name(details, "took");
 *     format_duration(call->duration_ns, &details->text);
 *     details_end_value(details);
 */
#ifndef PTOP_TUI_DETAILS_BUILD_H
#define PTOP_TUI_DETAILS_BUILD_H

#include <ptop/format.h>

#include "details.h"

#define DETAILS_INDENT_COLS 2 /* of a level of depth */

struct details {
    struct text text;
    struct details_line *lines;
    size_t line_count, line_capacity;
    struct details_options options; /* of the build that runs */
    struct format_options format;
    int name_cols; /* of the widest name of a value, with the gap */
    size_t begun;  /* where in the text the piece that is being written begins */
};

/* Where a line begins, and what goes on below it. */
struct details_place {
    int depth;
    int indent_cols, hang_cols;
};

/* Turn what was put since the last end into lines. */
void details_end(struct details *details, struct details_place place);

/* Begin a value's line with its name, "" for none; end it. */
void details_put_name(struct details *details, const char *name);
void details_end_value(struct details *details);
/* End a line about the value above it; and a whole such line of our own words. */
void details_end_remark(struct details *details);
void details_remark(struct details *details, const char *remark);

/* "12:01:03.123456789", with so many digits. */
void details_put_time(struct details *details, nanoseconds time_ns, int digits);
/* "813 worker", as it was called when the event happened. */
void details_put_task(struct details *details, int32_t tid, uint64_t sequence);

/* ---- details_call.c ------------------------------------------------------------ */

const struct syscall_spec *details_call_spec(const struct event_syscall *call);
void details_add_call(struct details *details, const struct event *event);

/* ---- details_event.c ----------------------------------------------------------- */

/* What is no call: its line, unfolded, and what is to be said about it. */
void details_add_line(struct details *details, const struct event *event);
void details_add_signal(struct details *details, const struct event *event);
void details_add_exit(struct details *details, const struct event *event);
void details_add_hit(struct details *details, const struct event *event);

/* ---- details_past.c: what the history around the event knows ------------------- */

/* Where the first descriptor came from that the call is given: a remark, if that was lately. */
void details_remark_origin(struct details *details);
/* Which signal interrupted it, when it was begun that it goes on from. */
void details_add_interruption(struct details *details, const struct event_syscall *call);

/* ---- details_nodes.c ----------------------------------------------------------- */

/* Find the nodes among the lines, and give them their keys below that of the event. */
void details_find_nodes(struct details *details, uint64_t key);

#endif
