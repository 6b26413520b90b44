/*
 * Processes of a test: started so that none outlives it, and looked at through
 * /proc.
 */
#ifndef PTOP_TESTS_PROCESS_H
#define PTOP_TESTS_PROCESS_H

#include <stdbool.h>
#include <stddef.h>
#include <sys/types.h>

/* Call first in a forked child: it dies with the thread that forked it. */
void process_dies_with(pid_t parent);

/* Start a program with stdin and stdout on /dev/null, its session its own; -1 where it cannot be
 * forked.  End it with process_end. */
pid_t process_start(char *const argv[]);
/* SIGKILL and reap a child; does nothing with a pid below 1. */
void process_end(pid_t pid);

/* A line of /proc/TID/status without its name and blanks; false where there is none. */
bool process_status(pid_t tid, const char *field, char *ret_value, size_t size);
/* TracerPid, or -1 where the task is gone. */
pid_t process_tracer(pid_t tid);
/* The letter of State (R S D T t Z X), or 0 where the task is gone. */
char process_state(pid_t tid);
/* Is the task there, alive, and traced by nobody? */
bool process_is_free(pid_t tid);

/* The thread of a process that has this comm; 0 where there is none. */
pid_t process_find_thread(pid_t pid, const char *comm);
/* The threads of a process, its children (of all its threads); how many were put into the array. */
size_t process_threads(pid_t pid, pid_t *ret_tids, size_t capacity);
size_t process_children(pid_t pid, pid_t *ret_pids, size_t capacity);
/* The first of the children, or 0. */
pid_t process_first_child(pid_t pid);

/* Can this process have an io_uring with these IORING_SETUP_…? */
bool process_can_make_uring(unsigned flags);

/* What a program that needs no terminal did. */
struct process_result {
    int status;       /* wait status; -1: it did not end in time and was killed */
    char output[16384]; /* stdout and stderr together, cut */
    size_t output_bytes;
};

/* Run with TERM (NULL: unset), stdin on /dev/null, and collect. */
struct process_result process_run(char *const argv[], const char *term, int timeout_ms);

#endif
