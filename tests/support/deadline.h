/*
 * Deadlines: every wait of a test ends.
 */
#ifndef PTOP_TESTS_DEADLINE_H
#define PTOP_TESTS_DEADLINE_H

#include <poll.h>
#include <stdbool.h>
#include <stdint.h>
#include <time.h>

/* For what should happen at once; long enough for a loaded machine under a sanitizer. */
#define PATIENCE_MS 20000

typedef int64_t deadline_ms; /* CLOCK_MONOTONIC */

static inline deadline_ms deadline_in(int timeout_ms)
{
    struct timespec now;

    clock_gettime(CLOCK_MONOTONIC, &now);
    return now.tv_sec * INT64_C(1000) + now.tv_nsec / 1000000 + timeout_ms;
}

static inline int deadline_left(deadline_ms deadline)
{
    int64_t left = deadline - deadline_in(0);

    return left > 0 ? (int)left : 0;
}

/* Look at a condition that nothing announces until it holds or the time is over. */
static inline bool wait_until(bool (*condition)(void *context), void *context, int timeout_ms)
{
    deadline_ms deadline = deadline_in(timeout_ms);

    while (!condition(context)) {
        if (deadline_left(deadline) == 0)
            return condition(context);
        poll(NULL, 0, 1);
    }
    return true;
}

#endif
