/*
 * A session, for the files that make it up:
 *
 *     session_open.c     from the options to a tracer that runs, and back
 *     session_thread.c   the tracer's thread: its start, its end, the commands to it
 *     session_wanted.c   what filters may ask; which calls are traced, which events are shown,
 *                        which one is the last
 *     session.c          draining, and what can be asked of it
 */
#ifndef PTOP_CORE_SESSION_STATE_H
#define PTOP_CORE_SESSION_STATE_H

#include <pthread.h>
#include <stdbool.h>
#include <stdint.h>

#include <ptop/session.h>

#include "tracer/launch.h"
#include "tracer/launch_identity.h"
#include "tracer/tracer.h"

struct session {
    struct tracer *tracer;
    struct ring *ring;
    struct store *store; /* NULL: keeps none */
    struct tree *tree;
    struct names *names;
    struct tasks *tasks;
    struct restarts *restarts;
    struct points *points;
    struct names *tracer_names; /* the tracer's, for the conditions of points */
    struct tasks *tracer_tasks; /* the same */
    struct filter *trace;      /* NULL: every call */
    struct syscall_set wanted; /* if has_wanted: of those, these alone */
    bool has_wanted;
    struct filter *stop_after; /* NULL: never */
    bool tells_entries;        /* lines are begun with hints: none for what the filter may refuse */
    bool was_stopped;          /* its event was there, or the last call of call_limit */
    uint64_t call_limit;       /* 0: none */
    uint64_t call_count;
    session_counts *counts; /* NULL: all */
    void *counts_context;
    bool kills_on_exit;

    pthread_t thread;
    bool has_thread;
    char launch_path[LAUNCH_PATH_BYTES];
    struct launch_options launch;
    struct launch_identity identity;
    char **argv; /* with another first word, or NULL */
    int terminal_fd; /* master side, or -1 */

    pthread_mutex_t start_lock; /* the tracer's first word: launched and attached, or why not */
    pthread_cond_t start_said;
    bool is_started;
    int start_result;
    struct error start_error;

    uint64_t last_command;
    bool has_ended;
    pid_t launched_pid;
    int64_t realtime_offset_ns;
    nanoseconds start_ns;
};

/* ---- session_thread.c ------------------------------------------------------------ */

/* Runs session->tracer on a thread of its own; returns when all is launched and attached, or why
 * that failed. */
int session_thread_start(struct session *session, struct error *ret_error);
/* Lets everything go and waits for the thread. */
void session_thread_end(struct session *session);

/* ---- session_wanted.c ------------------------------------------------------------ */

/* Compiles the filters of the options; 0, or what is wrong with one of them. */
int session_wanted_init(struct session *session, const struct session_options *options,
                        struct error *ret_error);
void session_wanted_done(struct session *session);
/* The calls that may be shown. */
struct syscall_set session_wanted_calls(const struct session *session);
/* Those that must be captured: these, and the ones that tell who the tracees are. */
struct syscall_set session_wanted_captures(const struct session *session);
/* Is this event for the front end?  One that is may be the last: then all is let go. */
bool session_wanted_event(struct session *session, const struct event *event);

#endif
