/*
 * Signals of a thread, as the kernel tells: which it blocks, ignores, catches, which wait for it.
 */
#ifndef PTOP_SIGNALS_H
#define PTOP_SIGNALS_H

#include <stdbool.h>
#include <stdint.h>

#include <ptop/thread.h>

/* Bit n - 1 is signal n. */
struct signal_sets {
    uint64_t blocked, ignored, caught;
    uint64_t pending;         /* for this thread */
    uint64_t process_pending; /* for whichever of its process's threads comes first */
};

/* From /proc; never waits.  0, or -errno: -ESRCH gone. */
ANY_THREAD int signals_read(int32_t tid, struct signal_sets *ret_sets);

static inline bool signal_is_in(uint64_t set, int signal)
{
    return signal > 0 && set >> (signal - 1) & 1;
}

#endif
