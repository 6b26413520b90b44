/*
 * Starting a command under trace, without stopping tricks: the child waits at a
 * pipe until it is seized, and tells of a failed exec over a close-on-exec pipe.
 */
#ifndef PTOP_CORE_LAUNCH_H
#define PTOP_CORE_LAUNCH_H

#include <ptop/error.h>

struct tracer;

struct launch_options {
    const char *path;  /* of the executable: see launch_find */
    char *const *argv;
    char **environment; /* NULL: ours */
    int terminal_fd;   /* slave side of a pseudo-terminal, to be its terminal; -1: ours */
};

#define LAUNCH_PATH_BYTES 4096

/* Find a command as a shell does: by PATH if its name has no slash.  0, or -ENOENT, -EACCES. */
ANY_THREAD int launch_find(const char *command, char ret_path[LAUNCH_PATH_BYTES],
                           struct error *ret_error);

/* Fork, seize, let it go.  Its calls are hidden until its execve. */
TRACER_THREAD int launch_start(struct tracer *tracer, const struct launch_options *options,
                               struct error *ret_error);

/* Has the exec been decided?  0: it runs; -EAGAIN: not yet; else why it failed. */
TRACER_THREAD int launch_result(struct tracer *tracer, const struct launch_options *options,
                                struct error *ret_error);

#endif
