/*
 * The front end on a terminal: event loop, focus, actions that belong to no
 * pane.  main starts the session; this shows it until the person leaves.
 */
#ifndef PTOP_TUI_APP_H
#define PTOP_TUI_APP_H

#include <stdbool.h>

#include <ptop/error.h>
#include <ptop/session.h>

#include "terminal.h" /* terminal_check, terminal_emergency_restore: main's too */

struct app_options {
    struct session *session;
    const char *title; /* "ptop ./server"; untrusted bytes, escaped here */
    struct script *script; /* --script: given away; NULL: nothing is done as if it were typed */
    unsigned string_limit_bytes; /* -s: of what the calls show of strings; 0: the default */
    bool is_attached;  /* leaving means detach, not kill, unless said otherwise */
};

/* The size that the terminal of a launched command will have on this screen: launched with it,
 * the command sees no change when it is first shown. */
void app_command_size(unsigned short *ret_rows, unsigned short *ret_cols);

/* Run until the person leaves.  0 or -errno; what is still traced is session_close's.  A SIGTERM,
 * SIGHUP, SIGINT or SIGQUIT ends it too: *ret_signal is then its number, else 0. */
int app_run(const struct app_options *options, int *ret_signal, struct error *ret_error);

#endif
