/*
 * wait4(-1) that a command can always interrupt.
 *
 * "Send a signal and hope" loses wake-ups: a signal that lands after the
 * tracer looked at its queue but before it entered wait4 runs its handler and
 * is gone, and wait4 sleeps.  Here the look and the system call are a window of
 * a few instructions; the handler of the kick signal moves a program counter
 * inside it to the end, with the result -EINTR.
 *
 *     window begins:  was there a kick since wait_window_rearm?  yes: -EINTR
 *                     wait4(-1, &status, options | __WALL | __WNOTHREAD)
 *     window ends
 *
 * One thread waits; any thread (and a timer) may kick it.
 */
#ifndef PTOP_CORE_WAIT_WINDOW_H
#define PTOP_CORE_WAIT_WINDOW_H

#include <stdbool.h>
#include <sys/types.h>

#include <ptop/thread.h>

/* The signal that kicks: nothing else of ours uses it.  No real-time one, which the kernel refuses to send
 * when the user's queue of signals is full (RLIMIT_SIGPENDING, sigqueue(3)): a tracee can fill it. */
#define WAIT_WINDOW_SIGNAL SIGURG

/* Called in the handler of every kick, on the waiting thread: see attach.c. */
typedef void wait_window_hook(void);

/* Install the handler; once per process, before the waiting thread starts. */
ANY_THREAD int wait_window_init(void);
/* Unblock the kick in the calling thread, which will wait. */
TRACER_THREAD void wait_window_enter(void);
/* Forget the kicks so far; look at the queue after this, not before. */
TRACER_THREAD void wait_window_rearm(void);
/* pid and its status; 0 with WNOHANG and nothing there; -EINTR after a kick; -ECHILD. */
TRACER_THREAD pid_t wait_window_wait(int options, int *ret_status);
/* Is there a status of this one that was not taken? */
TRACER_THREAD bool wait_window_has_status(pid_t tid);
/* Sleep until a kick, where there is nothing to wait for. */
TRACER_THREAD void wait_window_sleep(void);
TRACER_THREAD void wait_window_set_hook(wait_window_hook *hook);

#endif
