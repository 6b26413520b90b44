/*
 * One line: what stands before it, whether it is open, and who interrupts it.
 *
 *     read(0, "x", 1) = 1                       begun with the call's hint, ended with its record
 *     [pid 12] read(0,  <unfinished ...>        another tracee's line came in between
 *     [pid 12] <... read resumed>"x", 1) = 1
 *     read(0,  <detached ...>                   it was let go in its call
 *
 * One line of an output is open at a time (output->open).
 */
#ifndef PTOP_BATCH_LINE_H
#define PTOP_BATCH_LINE_H

#include <ptop/format.h>
#include <ptop/session.h>

#include "batch_options.h"
#include "dump.h"
#include "output.h"
#include "palette.h"
#include "pass.h"
#include "pid_names.h"
#include "prefix.h"
#include "speaker.h"

#define LINES_MOST_BYTES (320u * 1024) /* an event's bytes, all of them escaped */

struct lines {
    const struct batch_options *options;
    const struct names *names;
    struct outputs *outputs;
    struct speakers speakers;
    struct prefix prefix;
    unsigned quiet; /* enum batch_quiet bits */
    struct format_options format;
    const struct pass *pass;
    struct pid_names pid_names;
    struct palette palette;
    bool is_coloured;
    bool is_mute;     /* nothing but messages is written */
    bool has_waiting; /* speakers whose attachment is not said yet */
    struct text text; /* the line that is being made */
    char bytes[LINES_MOST_BYTES];
    uint8_t roles[LINES_MOST_BYTES];
};

/* An empty text, without a prefix. */
void line_clear(struct lines *lines);
/* Ends the line that is open, and begins another one's: its prefix; lives: it has a place. */
struct output *line_begin(struct lines *lines, struct speaker *speaker, nanoseconds when_ns,
                          bool lives);
/* Write what of the text is new, from a byte on, and a newline. */
void line_end(struct lines *lines, struct output *output, size_t from);
/* End an open line with these words. */
void line_remark(struct lines *lines, struct output *output, const char *remark);

/* What was begun is of now: keep its prefix, for when it is shown or ended. */
void line_keep_prefix(struct lines *lines, struct speaker *speaker);
/* Write the beginning that is held. */
void line_show(struct lines *lines, struct speaker *speaker);
/* The line that is open, if one is, is unfinished. */
void line_cut(struct lines *lines, struct output *output);
/* The speaker's call is over. */
void line_close(struct speaker *speaker);

/* How a call is written follows from the sets that it is in; borrowed until the next one. */
const struct format_options *line_format(struct lines *lines, const struct event_syscall *call);

bool line_says_attach(const struct lines *lines);
/* Those that were attached to, and not said so yet: a message for each process. */
void line_say_attached(struct lines *lines);

#endif
