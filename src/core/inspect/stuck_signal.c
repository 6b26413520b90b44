/* Waiting for a signal: which would end it. */
#include "stuck_case.h"

#include <stdlib.h>
#include <string.h>

void explain_signal(struct stuck_case *c, unsigned arg)
{
    (void)arg;
    stuck_say(c, "waits for", "a signal that it has not blocked");
}

#define SIGNALS_NAMED_MAX                                                                          \
    8 /* "all but" is shorter for a mask that lets more than these through                         \
       */

/* sigsuspend(2): those that the mask lets through. */
void explain_suspend(struct stuck_case *c, unsigned arg)
{
    uint64_t blocked;

    if (!stuck_memory(c->tid, c->call.args[arg], &blocked, sizeof(blocked)) ||
        __builtin_popcountll(~blocked) > SIGNALS_NAMED_MAX) {
        explain_signal(c, arg);
        return;
    }
    stuck_line(c, "waits for");
    stuck_put_signals(c, ~blocked);
}

/* sigtimedwait(2): those of the set, which are blocked so that they wait to be taken. */
void explain_sigwait(struct stuck_case *c, unsigned arg)
{
    uint64_t wanted;

    stuck_line(c, "waits for");
    if (stuck_memory(c->tid, c->call.args[arg], &wanted, sizeof(wanted)))
        stuck_put_signals(c, wanted);
    else
        text_put(c->text, "a signal");
    stuck_say_timeout(c, stuck_read_time(c, c->call.args[arg + 2], 1));
}
