/*
 * The tracee's own SIGTRAP, kept as it was.
 *
 * A trap of ours is a forced signal: where the tracee blocks or ignores SIGTRAP the kernel unblocks it
 * and resets its handler (signal(7), force_sig).  So while something of ours can trap it does not
 * block SIGTRAP in truth, and where it ignores it that is put back afterwards.
 *
 *     guarded:   the mask of the kernel       the tracee's will, without SIGTRAP
 *                the mask in a signal frame   its will: written there at the handler's beginning
 *                what a call tells it         its will: written there at the call's exit
 *                a SIGTRAP sent to it         kept here as long as it would be blocked
 *
 * TRACER_THREAD only.
 */
#ifndef PTOP_CORE_SIGTRAP_H
#define PTOP_CORE_SIGTRAP_H

#include <signal.h>
#include <stdbool.h>
#include <stdint.h>
#include <sys/user.h>

#include "run_mode.h"

struct control;
struct event_syscall;
struct space;
struct tracee;

struct sigtrap {
    bool is_guarded; /* what follows is known */
    bool is_blocked; /* by the tracee's own will, and not in truth */
    bool is_ignored;
    bool is_reset; /* it is ignored, and a trap of ours has made that the default */
    bool awaits_handler; /* it was set running by the trap flag, to stop where a handler begins */
    bool has_kept;
    siginfo_t kept; /* sent by someone while it was blocked */
};

/* Something of ours is about to be put into a memory: its threads are guarded from their next stop
 * on, and those that block SIGTRAP are made to stop. */
void sigtrap_watch_over(struct control *control, uint32_t memory);
/* Before it runs in that mode: guard it, or let it be as it wants to be; the mode to take instead. */
enum run_mode sigtrap_prepare(struct control *control, struct tracee *tracee, enum run_mode mode);
/* It is held. */
void sigtrap_on_held(struct control *control, struct tracee *tracee);
/* A trap of ours came. */
void sigtrap_on_trap(struct control *control, struct tracee *tracee);
/* Is this the stop at the beginning of a handler, or instead of it, that sigtrap_prepare asked for? */
bool sigtrap_on_handler(struct tracee *tracee, const siginfo_t *info,
                        const struct user_regs_struct *registers);
/* A SIGTRAP that someone sent.  True: it shall not be delivered now. */
bool sigtrap_keeps(struct tracee *tracee, const siginfo_t *info);
/* Calls that change masks and dispositions. */
void sigtrap_on_exit_stop(struct control *control, struct tracee *tracee,
                          const struct event_syscall *record);
/* What a new thread or process inherits. */
void sigtrap_on_birth(struct control *control, struct tracee *child, const struct tracee *parent);
/* It is let go: as the tracee wants it.  False: it came to another stop, or its end, instead, whose status
 * is still to be handled. */
bool sigtrap_release(struct control *control, struct tracee *tracee);

#endif
