/*
 * A folder with a few files in it, and a run of commands there, the same for both tracers: environment,
 * descriptors, the layout of memory, and, where we may choose them, pids.
 */
#ifndef PTOP_TESTS_STRACE_PLACE_H
#define PTOP_TESTS_STRACE_PLACE_H

#include <stdbool.h>
#include <sys/types.h>

#define PLACE_RUN_SECONDS 120
#define PLACE_FIRST_PID   20101 /* of a run's processes, if place_chooses_pids() */
#define PLACE_LAST_PID    29999

struct place_run {
    const char *const *words;    /* the program's path, and its arguments */
    const char *path;            /* the variable; NULL: the usual one */
    const char *output, *errors; /* where these go; NULL: nowhere */
};

/* At the very beginning: go on in a child that is the first of pids of its own, and end with its status when
 * that ends.  The pids of other programs, and who else chooses some, then change no order of births.  Where we
 * have no right to, nothing happens. */
void place_be_alone(void);

/* The folder's path; places beside it begin like it.  The first call makes a name, and exits if there is none. */
const char *place_folder(void);

/* As it is at the beginning of each run. */
void place_prepare(void);

void place_remove(void);

/* May pids be chosen? */
bool place_chooses_pids(void);

/* Returns the pid, whose group is gone then, or -1 if it took more than PLACE_RUN_SECONDS.
 * ret_status: wait(2)'s. */
pid_t place_execute(const struct place_run *run, int *ret_status);

#endif
