/*
 * Lines: what is written of each event.
 */
#ifndef PTOP_BATCH_LINES_H
#define PTOP_BATCH_LINES_H

#include "line.h"

/* All of it borrowed until lines_done. */
struct lines_setup {
    const struct batch_options *options;
    struct session *session;   /* who has which name (-Y); else NULL will do */
    const struct names *names; /* of descriptors and callers */
    int64_t realtime_offset_ns;
    const struct pass *pass;
    struct outputs *outputs;
};

void lines_init(struct lines *lines, const struct lines_setup *setup);
void lines_done(struct lines *lines);

/* An event, in its order. */
void lines_take(struct lines *lines, const struct event *event);

/* Write the beginnings of the calls that are in progress: nothing may come for long. */
void lines_show_open(struct lines *lines);

/* We leave, and everything that is still traced runs on. */
void lines_leave(struct lines *lines);

#endif
