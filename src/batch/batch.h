/*
 * Batch mode: a front end without a screen, one line per event as strace writes
 * them, to standard error, files or a command.
 *
 *     event ──► pass ──► line ──► output          batch.c drains the session and hands on
 *                  └───► count (-c, -C)
 */
#ifndef PTOP_BATCH_BATCH_H
#define PTOP_BATCH_BATCH_H

#include <ptop/error.h>
#include <ptop/session.h>

#include "batch_options.h"

/* Until the session has ended or a signal ended it.  0 or -errno; *ret_signal: the signal that
 * asked us to leave, or 0. */
int batch_run(struct session *session, const struct batch_options *options, int *ret_signal,
              struct error *ret_error);

/* Are the calls that rules change only some of their calls (-P, --trace-fds)?  Then batch_asks says which,
 * from batch_open_output on; its context is NULL. */
bool batch_narrows_rules(const struct batch_options *options);
tamper_asked batch_asks;

/* What the tracer asks before a tracee writes, from batch_open_output on; or NULL. */
session_before_write *batch_before_write(void);

/* Can the output be written?  Asked before anything is started.  0 or -errno. */
int batch_open_output(const struct batch_options *options, struct error *ret_error);

#endif
