/* Signals are the UI thread's: what another thread blocks of them before it is started. */
#ifndef PTOP_CORE_THREAD_SIGNALS_H
#define PTOP_CORE_THREAD_SIGNALS_H

#include <signal.h>

#include <ptop/thread.h>

/* All but those that a thread's own fault raises, whose handler lets the tracees go; and SIGCHLD,
 * which is dropped at once where it is not blocked.  A thread that is created now inherits that;
 * the creator puts *ret_before back. */
ANY_THREAD void thread_signals_block(sigset_t *ret_before);

#endif
