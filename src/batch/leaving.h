/*
 * The signals that ask us to leave: blocked, and read when the front end looks.
 *
 * What an output that takes nothing may cost, once one of them came, is bounded here.
 */
#ifndef PTOP_BATCH_LEAVING_H
#define PTOP_BATCH_LEAVING_H

#include <stdbool.h>

#include <ptop/session.h>

#include "batch_options.h"

struct leaving {
    int signals_fd; /* -1: no signal asks */
    int signal;     /* that asked; 0: none yet */
    bool is_from_terminal;
    bool is_silent; /* it ends us as if we knew of no signals: nothing is said, nobody gets it */
};

/* Those that shall never end us do not from here on: before anything is started. */
void leaving_shut_out(const struct batch_options *options);

/* Which of them are blocked for good is -I's to say. */
void leaving_init(struct leaving *leaving, const struct batch_options *options);
void leaving_done(struct leaving *leaving);

/* Look without waiting; true if one came, now or before. */
bool leaving_look(struct leaving *leaving);

/* Wait until fd takes bytes.  False when a signal wants us to leave and it takes none. */
bool leaving_wait_for_room(struct leaving *leaving, int fd);

/* What was launched gets the signal too, unless the terminal sent it: to the whole group. */
void leaving_pass_on(const struct leaving *leaving, struct session *session);

#endif
