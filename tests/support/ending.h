/*
 * The ways in which ptop can be made to end: signals to the process, faults in either thread.
 */
#ifndef PTOP_TESTS_ENDING_H
#define PTOP_TESTS_ENDING_H

#include <stdbool.h>
#include <stddef.h>

#include "support/screen.h"

enum ending_target { ENDING_PROCESS, ENDING_MAIN_THREAD, ENDING_TRACER_THREAD };

struct ending {
    int signal;
    enum ending_target target;
    bool is_fault; /* ptop dies of the signal itself; else it exits with 128 + signal */
};

#define ENDING_COUNT 8
extern const struct ending endings[ENDING_COUNT];

/* End it so, and wait until it has; fails the test where it survives or ends otherwise. */
void ending_run(struct screen *screen, const struct ending *ending);

#endif
