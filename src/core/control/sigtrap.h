/*
 * The tracee's own SIGTRAP, kept as it was.
 *
 * A trap of ours is a forced signal: where the tracee blocks or ignores SIGTRAP the kernel unblocks it
 * and resets its handler (signal(7), force_sig).  So while something of ours can trap it does not
 * block SIGTRAP in truth, and where it ignores it that is put back afterwards.
 * TRACER_THREAD only.
 */
#ifndef PTOP_CORE_SIGTRAP_H
#define PTOP_CORE_SIGTRAP_H

#include <stdbool.h>
#include <stdint.h>

struct control;
struct event_syscall;
struct tracee;

struct sigtrap {
    bool is_guarded; /* what follows is known */
    bool is_blocked; /* by the tracee's own will, and not in truth */
    bool is_ignored;
};

/* It may trap from now on, at a stop; before it runs. */
void sigtrap_guard(struct control *control, struct tracee *tracee);
/* A trap of ours came, at a stop that is clean for inject.h. */
void sigtrap_on_trap(struct control *control, struct tracee *tracee);
/* Calls that change masks and dispositions. */
void sigtrap_on_exit_stop(struct control *control, struct tracee *tracee,
                          const struct event_syscall *record);
/* What a new thread or process inherits. */
void sigtrap_on_birth(struct control *control, struct tracee *child, const struct tracee *parent);
/* Nothing of ours can trap any more, or it is let go: as the tracee wants it. */
void sigtrap_release(struct control *control, struct tracee *tracee);

#endif
