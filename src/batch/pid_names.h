/*
 * What stands behind the number of a process: its command name (-Y), its number in our own pid
 * namespace (--decode-pids=pidns).
 *
 *     kill(1234<bash>, SIGTERM)      kill(2 1234 in ptop's PID NS, in a comment)
 *
 * Names of tracees come from the record of what they were; of others from /proc, as of now.
 */
#ifndef PTOP_BATCH_PID_NAMES_H
#define PTOP_BATCH_PID_NAMES_H

#include <ptop/event.h>
#include <ptop/session.h>
#include <ptop/text.h>

#include "batch_options.h"

#define PID_NAMES_KNOWN    256
#define PID_NAMESPACE_BYTES 32

/* What a number in another namespace was here. */
struct pid_translation {
    char namespace[PID_NAMESPACE_BYTES]; /* "pid:[4026531836]" */
    int32_t tid; /* of whom it was last found for */
    int32_t pid, here;
};

struct pid_names {
    struct session *session;
    unsigned details; /* enum batch_pid_detail bits */
    enum text_escape_style escape;
    struct pid_translation known[PID_NAMES_KNOWN]; /* those found last: who is gone is found nowhere */
    unsigned next_known;
};

/* A format_pid_detail; context: a struct pid_names. */
void pid_names_put(void *context, const struct event *event, int32_t pid, struct text *text);

#endif
