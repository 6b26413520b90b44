/*
 * Where lines go: standard error, a file, a command's standard input, or a file for each tracee.
 *
 * Bytes are gathered and written in pieces that do not block once there is room, so that a
 * signal that asks us to leave is always heard.  The first failure of a write ends an output, and is said;
 * that a file cannot be opened, or that nobody reads our standard error any more, ends the trace.  Of many
 * files that are not shared only some are open at a time.
 */
#ifndef PTOP_BATCH_OUTPUT_H
#define PTOP_BATCH_OUTPUT_H

#include <stdbool.h>
#include <stddef.h>
#include <sys/types.h>

#include <ptop/error.h>

#include "batch_options.h"
#include "leaving.h"

struct speaker;

struct output {
    struct output *next;
    struct speaker *open; /* whose line has not ended yet */
    char *bytes;
    size_t used, capacity;
    int fd;       /* -1: a tracee's own, which is closed for now */
    pid_t tid;    /* whose own it is */
    bool is_lost; /* nothing can be written to it any more */
};

struct outputs {
    const struct batch_options *options;
    struct leaving *leaving;
    struct output *first; /* shared: the only one */
    pid_t reader;         /* of a pipe: the command that reads it, or 0 */
    int write_errno;      /* the first failure that ends the trace, or 0 */
    unsigned open_count, open_limit; /* of tracees' own files */
};

/* Can it be written?  Asked before anything is started.  0 or -errno. */
int outputs_open(struct outputs *outputs, const struct batch_options *options,
                 struct error *ret_error);
/* Write what is left, close, and wait for the command that reads. */
void outputs_close(struct outputs *outputs);

/* A tracee's own: with -ff a new file, else the one of all. */
struct output *outputs_get(struct outputs *outputs, pid_t tid);
/* The tracee is gone, and with it a file of its own. */
void outputs_release(struct outputs *outputs, struct output *output);

void output_put(struct outputs *outputs, struct output *output, const char *bytes, size_t length);
void outputs_flush(struct outputs *outputs);

/* Do lines and messages share standard error? */
bool outputs_are_standard_error(const struct outputs *outputs);

#endif
