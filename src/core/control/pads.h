/*
 * The pads of a space, and the threads that are in them: what the rest of control knows of pad.h.
 *
 * A breakpoint begins as an INT3.  When its condition did not hold for a thread for the first time,
 * all threads of the memory are stopped (stepover.c) and it gets a pad, if it can have one.  A
 * thread that is held, or looked at, is never shown in a pad, and one that runs never stands
 * between the bytes of a jump.  A pad that is used no more stays until its space is forgotten: who
 * was interrupted in it comes back.  TRACER_THREAD only.
 */
#ifndef PTOP_CORE_PADS_H
#define PTOP_CORE_PADS_H

#include <stdbool.h>
#include <stddef.h>

#include <ptop/event.h>
#include <ptop/thread.h>

struct control;
struct location;
struct space;
struct tracee;
struct user_regs_struct;

/* Shall the breakpoint get one, and was it not tried? */
TRACER_THREAD bool pads_wanted(const struct control *control, const struct space *space,
                               struct location *location);
/* Put it there: pad_make.  True: it is.  *ret_status: inject_call's, or 0. */
TRACER_THREAD bool pads_put(struct control *control, struct tracee *tracee,
                            struct location *location, int *ret_status);
/* An INT3 instead, whoever runs, where a pad's jump hides the address: another breakpoint is to
 * be there, or a write. */
TRACER_THREAD void pads_uncover(struct control *control, const struct tracee *tracee,
                                tracee_addr address, size_t size);

/* A thread that stopped: out of the pad, or (running on) from between the bytes of a jump into it.
 * Registers may be NULL, else they are current and kept so. */
TRACER_THREAD void pads_leave(const struct control *control, struct tracee *tracee,
                              struct user_regs_struct *registers);
TRACER_THREAD void pads_enter(const struct control *control, struct tracee *tracee);
/* The breakpoint whose pad trapped, by the pc behind it; 0: none did. */
TRACER_THREAD tracee_addr pads_trapped(const struct space *space, tracee_addr pc);
/* It is let go: if it may come back to a pad, that stays in the memory for good. */
TRACER_THREAD void pads_let_go(struct control *control, struct tracee *tracee);

/* What the program has where the jumps are: into a copy of its code. */
TRACER_THREAD void pads_hide(const struct space *space, tracee_addr address, uint8_t *buffer,
                             size_t size);

/* A child has a copy of the space's memory: out of it the jumps that were taken out of the space since; armed:
 * and those that are in it still. */
TRACER_THREAD void pads_clean(const struct tracee *child, const struct space *space, bool is_armed);
TRACER_THREAD void pads_copy(struct space *child, const struct space *parent);
/* The child's copy of a location has the child's copy of its pad. */
TRACER_THREAD struct pad *pads_at(const struct space *space, tracee_addr address);
TRACER_THREAD void pads_forget(struct space *space);

#endif
