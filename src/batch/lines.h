/*
 * Lines: what is written of each event, and what becomes of a line that is interrupted.
 *
 *     read(0, "x", 1) = 1                       begun with the call's hint, ended with its record
 *     [pid 12] read(0,  <unfinished ...>        another tracee's line came in between
 *     [pid 12] <... read resumed>"x", 1) = 1
 *     read(0,  <detached ...>                   it was let go in its call
 *
 * One line of an output is open at a time (output->open).  Where a call's status decides whether it
 * is shown at all, nothing is written before its end.
 */
#ifndef PTOP_BATCH_LINES_H
#define PTOP_BATCH_LINES_H

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
    struct dump_plan dumps;
    struct palette palette;
    bool is_coloured;
    bool is_mute;     /* nothing but messages is written */
    bool has_waiting; /* speakers whose attachment is not said yet */
    struct text text; /* the line that is being made */
    char bytes[LINES_MOST_BYTES];
    uint8_t roles[LINES_MOST_BYTES];
};

void lines_init(struct lines *lines, const struct batch_options *options,
                struct session *session, const struct pass *pass, struct outputs *outputs);
void lines_done(struct lines *lines);

/* An event, in its order. */
void lines_take(struct lines *lines, const struct event *event);

/* Write the beginnings of the calls that are in progress: nothing may come for long. */
void lines_show_open(struct lines *lines);

/* We leave, and everything that is still traced runs on. */
void lines_leave(struct lines *lines);

#endif
