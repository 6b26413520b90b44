/*
 * Starting a command under trace, without stopping tricks: who is to become the
 * command waits at a gate until it is seized, and tells of a failed exec over a close-on-exec
 * pipe.
 *
 *     launch_start      a child of ours waits at the gate
 *     launch_place      we wait there ourselves, and a grandchild of ours goes on as ptop (-D)
 */
#ifndef PTOP_CORE_LAUNCH_H
#define PTOP_CORE_LAUNCH_H

#include <stdbool.h>
#include <sys/types.h>

#include <ptop/error.h>
#include <ptop/place.h>
#include <ptop/thread.h>

struct tracer;
struct tracer_options;
struct launch_identity;

/* Descriptors of the one side or the other; -1: closed. */
struct launch_gate {
    int wait_fd, open_fd;   /* a byte opens it; its end without one means: do not begin */
    int errno_fd, failure_fd; /* read and write end: the errno of a failed exec */
};

struct launch_options {
    const char *path;  /* of the executable: see launch_find */
    char *const *argv;
    char **environment; /* NULL: ours */
    const struct launch_identity *identity; /* to run as; NULL: as we do */
    int terminal_fd;   /* slave side of a pseudo-terminal, to be its terminal; -1: ours */
    bool shows_failure; /* a failed exec is the command's end, with a note */
    pid_t placed_pid;  /* launch_place was here: this one waits at the gate */
    struct launch_gate gate; /* then: the tracer's side */
};

#define LAUNCH_PATH_BYTES 4096

/* Find a command as a shell does: by PATH if its name has no slash.  0, or -ENOENT, -EACCES;
 * ret_path has the name then, too. */
ANY_THREAD int launch_find(const char *command, char ret_path[LAUNCH_PATH_BYTES],
                           struct error *ret_error);

/* Before there are threads.  The caller becomes the command, in time; this returns in a new process,
 * which is to trace it.  0 or -errno. */
UI_THREAD int launch_place(struct launch_options *launch, const struct tracer_options *options,
                           enum session_place place, struct error *ret_error);

/* Fork (or find who waits), seize, let it go.  Its calls are hidden until its execve. */
TRACER_THREAD int launch_start(struct tracer *tracer, const struct launch_options *options,
                               struct error *ret_error);

/* Has the exec been decided?  0: it runs; -EAGAIN: not yet; else why it failed. */
TRACER_THREAD int launch_result(struct tracer *tracer, const struct launch_options *options,
                                struct error *ret_error);

#endif
