/*
 * Batch mode: a front end without a screen, one line per event as strace writes
 * them, to standard error or a file.
 */
#ifndef PTOP_BATCH_H
#define PTOP_BATCH_H

#include <ptop/error.h>
#include <ptop/session.h>

struct batch_options {
    const char *output_path; /* NULL: standard error */
    bool prefixes_tid;       /* each line begins with its tid */
};

/* Until the session has ended or a signal ended it.  0 or -errno; *ret_signal: the signal that
 * asked us to leave, or 0. */
int batch_run(struct session *session, const struct batch_options *options, int *ret_signal,
              struct error *ret_error);

/* Can the output be written?  Asked before anything is started.  0 or -errno. */
int batch_open_output(const struct batch_options *options, struct error *ret_error);

#endif
