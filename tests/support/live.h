/*
 * A live session under test: the real core, its events kept in order.
 *
 * One at a time.  Every wait is bounded and fails the test that runs; what was not
 * found is then described by the events that did come.
 */
#ifndef PTOP_TESTS_LIVE_H
#define PTOP_TESTS_LIVE_H

#include <ptop/session.h>

/* The session, for what is not below.  NULL when none is open. */
extern struct session *live;

/* Sessions opened from now on, until live_end, capture call stacks. */
extern bool live_captures_callers;

/* Open; fails the test where that fails.  In the options the ring is made small, and forks
 * are followed. */
void live_open(struct session_options options);
void live_attach(pid_t pid);
void live_attach_all(const pid_t *pids, size_t count);
void live_launch(char *const argv[]);
/* Detach what is left and close.  The events stay until the next open. */
void live_close(void);
void live_end(void); /* also forget the events; for a test's end */

/* Take in what there is, waiting for up to timeout_ms for something.  How many. */
size_t live_drain(int timeout_ms);

/* Take in until there are that many events. */
void live_await_count(size_t count);

/* The events so far, in order; hints are not kept. */
size_t live_count(void);
const struct event *live_event(size_t index);

/* The first event of a kind, with a number (or ANY_NUMBER), of a tid (or 0: any), at index from
 * or later, waiting for it; NULL past the deadline.  live_find does not wait. */
#define ANY_NUMBER INT32_MIN
const struct event *live_await(enum event_kind kind, int number, pid_t tid, size_t from);
const struct event *live_find(enum event_kind kind, int number, pid_t tid, size_t from);
/* How many there are of such events. */
size_t live_count_of(enum event_kind kind, int number, pid_t tid, size_t from);
/* Wait until nothing is traced any more. */
void live_await_end(void);
void live_await_end_within(int patience_ms);

/* Send a command and return its reply's number.  In a pause, wait for the stop, too. */
int live_command(struct command command);
/* Pause a thread and wait until it has stopped; let it run. */
void live_pause(pid_t tid);
void live_resume(pid_t tid);

/* The last events, or those of a process, on stderr. */
void live_explain(void);
void live_explain_process(pid_t tgid);

#endif
