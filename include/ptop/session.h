/*
 * The session: one door to the core.  It owns the tracer thread, the ring, the
 * store, the process tree, the names, the tasks, the restarts and the points, and rebuilds the
 * latter six from events as the front end drains them.  UI thread only, but for
 * session_emergency_detach.
 */
#ifndef PTOP_SESSION_H
#define PTOP_SESSION_H

#include <stdbool.h>
#include <sys/types.h>

#include <ptop/before_write.h>
#include <ptop/command.h>
#include <ptop/error.h>
#include <ptop/fd_detail.h>
#include <ptop/filter.h>
#include <ptop/names.h>
#include <ptop/number_set.h>
#include <ptop/place.h>
#include <ptop/point.h>
#include <ptop/restarts.h>
#include <ptop/store.h>
#include <ptop/tamper.h>
#include <ptop/tasks.h>
#include <ptop/tree.h>

struct session_options {
    char *const *argv; /* launch this (NULL-terminated), or NULL */
    const char *argv0; /* what it finds there instead of its name; NULL: argv[0] */
    const char *const *environment; /* "VAR=VALUE" sets, "VAR" unsets; NULL-terminated, or NULL */
    const char *user; /* to run it as: a name, or "UID:GID"; NULL: who we are */
    enum session_place place;
    const pid_t *pids; /* and attach to these processes */
    size_t pid_count;
    bool needs_no_pid;       /* who cannot be attached to is a note, if something else is traced */
    bool follows_forks;      /* batch without -f: only the threads and processes named */
    bool has_terminal;       /* launch on a pseudo-terminal of its own: session_terminal_fd */
    unsigned short terminal_rows, terminal_cols;
    unsigned fd_details;     /* enum fd_detail bits: found out and recorded; 0: numbers alone */
    bool captures_callers;   /* the call stack of each call: callers.h */
    bool captures_sources;   /* and the source line of each of its frames */
    unsigned caller_limit;   /* frames of it; 0: CALLERS_MAX_FRAMES */
    bool captures_facts;     /* PIECE_FACTS of each call; with tampers always */
    bool measures_system_time; /* and in them system_ns, which costs two reads of /proc */
    bool tells_namespaces;   /* PIECE_NAMESPACES behind the calls that lead into new ones */
    bool tells_urings;       /* EVENT_URING */
    bool tells_vcpu_exits;   /* PIECE_VCPU_EXIT behind ioctl(KVM_RUN) */
    const struct number_set *read_fds, *written_fds; /* EVENT_DATA behind calls that move data there;
                                                        borrowed while the session is open; or NULL */
    bool tells_places;       /* an EVENT_PLACE before each signal, stop by a signal, and end */
    bool tells_entries;      /* a hint, EVENT_SYSCALL_ENTER, as each call begins */
    bool kills_on_exit;      /* what is traced dies with us */
    bool detaches_on_exec;   /* who calls execve is let go there */
    uint64_t call_limit;     /* after so many calls everything is let go; 0: never.  See
                                session_count_only */
    bool stores_events;      /* keep a history; batch does not */
    bool drops_when_full;    /* --on-full=drop: never wait for the front end */
    size_t ring_bytes;       /* 0: RING_DEFAULT_BYTES */
    size_t store_budget_bytes;
    uint32_t capture_buffer_bytes; /* 0: the default of capture.h */
    uint32_t capture_element_count; /* of arrays; the same */
    const char *trace;      /* a filter: the calls that are traced; NULL: all.  Who calls what else is
                               still known, and calls that are traced for that count in the tree */
    const struct syscall_set *traced; /* and only these; NULL: all that the filter wants */
    const struct tamper *tampers; /* tamper.h; borrowed while the session is open */
    size_t tamper_count;
    session_before_write *before_write; /* or NULL */
    tamper_asked *tamper_asked; /* of their calls, those that this wants alone; NULL: all */
    void *tamper_context;       /* its */
    const char *stop_after; /* a filter: its first event is the last one; NULL: no end */
    bool shows_failed_exec; /* a command that cannot be executed is a session that ends with 1, after
                               the failed call and a note */
    bool starts_held; /* what is launched is paused before its first instruction */
    bool sets_trap; /* --seccomp-bpf: what is launched runs past all other calls at full speed, and
                       from then on can be killed but not let go */
};

struct session;

/* Call first in main: remembers the signal mask, dispositions and processor affinity that the
 * launched command shall have, and sets the few that the core needs. */
UI_THREAD void session_remember_environment(void);

/* Start the tracer thread, launch and attach.  0, or -errno with the reason in words (and
 * nothing left running): -ENOENT and -EACCES are execve's. */
UI_THREAD int session_open(const struct session_options *options, struct session **ret_session,
                           struct error *ret_error);
/* Detach what is still traced, join the tracer, free.  Bounded: a tracee that cannot stop is left
 * to the kernel after a second, one that was launched, and would die of it, after five.  A
 * launched command that runs on keeps its terminal. */
UI_THREAD void session_close(struct session *session);

/* Poll this for input, after session_arm said true; then session_drain. */
UI_THREAD int session_fd(const struct session *session);
UI_THREAD bool session_arm(struct session *session);

/* Hand at most limit events to the tree, the names and the store, and to the sink if it is not
 * NULL (borrowed for the call, hints and replies too).  Returns how many.  A call that is none of
 * those to be traced, and what came behind stop_after's event, reach the tree and no more. */
typedef void session_sink(void *context, const struct event *event);
UI_THREAD size_t session_drain(struct session *session, size_t limit, session_sink *sink,
                               void *context);

/* The calls that count for call_limit, of those that a sink gets; asked as they are drained, instead
 * of counting all. */
typedef bool session_counts(void *context, const struct event_syscall *call);
UI_THREAD void session_count_only(struct session *session, session_counts *counts, void *context);

/* Ask the tracer; returns the command's sequence number, which its EVENT_REPLY carries.  The
 * command's data and condition are the session's from now on. */
UI_THREAD uint64_t session_send(struct session *session, const struct command *command);

/* No tracee is left and every event was drained. */
UI_THREAD bool session_has_ended(const struct session *session);
/* stop_after's event was there: everything is being, or was, let go. */
UI_THREAD bool session_was_stopped(const struct session *session);
/* What was launched runs in a trap: it can be killed, not let go. */
UI_THREAD bool session_has_trap(const struct session *session);
/* Wait status of the launched command; false while it lives or where none was launched. */
UI_THREAD bool session_exit_status(const struct session *session, int *ret_status);
/* Pid of the launched command, 0 where there is none. */
UI_THREAD pid_t session_launched_pid(const struct session *session);

/* Master side of the launched command's pseudo-terminal (non-blocking), or -1. */
UI_THREAD int session_terminal_fd(const struct session *session);
UI_THREAD void session_terminal_resize(struct session *session, unsigned short rows,
                                       unsigned short cols);

UI_THREAD struct store *session_store(struct session *session); /* NULL: keeps none */
UI_THREAD struct tree *session_tree(struct session *session);
UI_THREAD struct names *session_names(struct session *session);
UI_THREAD struct tasks *session_tasks(struct session *session);
UI_THREAD const struct restarts *session_restarts(const struct session *session);
UI_THREAD struct points *session_points(struct session *session);
/* A filter for the condition of a point: it is evaluated by the tracer.  As filter_new. */
UI_THREAD int session_condition(const struct session *session, const char *text,
                                struct filter **ret_filter, struct error *ret_error);
/* What a filter on this session's events needs to know. */
UI_THREAD struct filter_facts session_facts(const struct session *session);
/* Offset that turns an event's time into CLOCK_REALTIME. */
UI_THREAD int64_t session_realtime_offset_ns(const struct session *session);

/* The clean-up door: let every tracee go as safely as can be and return within three seconds.
 * Async-signal-safe; called from a fatal signal's handler on whichever thread it hit. */
ANY_THREAD void session_emergency_detach(void);

#endif
