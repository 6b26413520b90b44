/*
 * Victims: programs of tests/tracees that a scenario traces.
 *
 * A victim's real parent is not the test but a small keeper process, so that the
 * test can be its tracer (in a session of its own) and still learn what the real
 * parent's wait(2) said.
 *
 *     test ── keeper ── victim          truth: a page that test and victim share
 *       └── tracer thread ┄┄┘
 *
 * A victim dies with its keeper, the keeper with the test, and both have alarms.
 * What cannot be set up fails the test that runs.
 */
#ifndef PTOP_TESTS_VICTIM_H
#define PTOP_TESTS_VICTIM_H

#include <stdbool.h>
#include <stddef.h>
#include <sys/types.h>

#include "support/deadline.h"
#include "tracees/truth.h"

#define VICTIM_MAX_TASKS 512

struct victim {
    pid_t pid;
    struct truth *truth;
    pid_t keeper;
    int report_fd; /* from the keeper: the victim's wait status, once */
    int status;
    bool has_ended;
};

/* Is the condition true, now or in time?  Looked at every millisecond. */
#define until(condition)                                                                           \
    ({                                                                                             \
        deadline_ms until_deadline_ = deadline_in(PATIENCE_MS);                                    \
        bool is_true_;                                                                             \
        while (!(is_true_ = (condition)) && deadline_left(until_deadline_) > 0)                    \
            poll(NULL, 0, 1);                                                                      \
        is_true_;                                                                                  \
    })

/* The path of a program of tests/tracees.  Valid until the eighth next call. */
const char *victim_program(const char *name);

/* The page for the programs started from now on; lives until victim_end_all. */
struct truth *victim_new_truth(void);

/* Start a program with its arguments, NULL at the end, and wait for its stage 1.  Owned by this
 * module, until victim_end_all. */
struct victim *victim_start(const char *program, ...) __attribute__((sentinel));
/* Its wait status, as its real parent saw it. */
int victim_wait(struct victim *victim);
bool victim_has_ended(struct victim *victim);
/* Does a counter of its truth page grow, in time? */
bool victim_moves(_Atomic int64_t *counter);
/* SIGKILL it, and wait until it is gone. */
void victim_end(struct victim *victim);
void victim_end_all(void);

/* The system call that a task sleeps in; -1 where it runs, or is gone. */
long task_syscall(pid_t tid);
/* Does it sleep in this call (or in the kernel's restart of it), not stopped by anyone? */
bool task_is_blocked_in(pid_t tid, long number);
/* The threads of a process; how many. */
size_t task_list(pid_t pid, pid_t tids[static VICTIM_MAX_TASKS]);
/* How many of them live and are traced by nobody. */
size_t task_count_untraced(pid_t pid);

#endif
