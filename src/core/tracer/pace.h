/*
 * To look or to sleep: which way of waiting for the next stop is faster just now?
 *
 * Looking (wait4 with WNOHANG, again and again) spares the wake-up of a sleeper
 * on another processor.  But a tracee that shares our processor cannot stop while we
 * look, and which is the case is the scheduler's secret.  So it is measured: waits
 * are taken in windows, each with one way, the faster way is kept, and now and then
 * the other gets a window to show whether that still holds.
 */
#ifndef PTOP_CORE_PACE_H
#define PTOP_CORE_PACE_H

#include <stdbool.h>

#include <ptop/event.h>

struct pace {
    bool looks;             /* in this window */
    unsigned rounds;        /* of this window so far */
    unsigned windows;       /* so far */
    nanoseconds began_ns;   /* this window */
    nanoseconds cost_ns[2]; /* of the last busy window of sleeping, of looking; 0: none yet */
};

/* Before each wait: shall it look? */
TRACER_THREAD bool pace_looks(struct pace *pace);
/* The same, at a given time. */
TRACER_THREAD bool pace_looks_at(struct pace *pace, nanoseconds now_ns);

#define PACE_WINDOW_ROUNDS 256u
#define PACE_TRIAL_WINDOWS 32u
#define PACE_BUSY_NS UINT64_C(100000) /* per round; slower, the tracee's own pace decides */

#endif
