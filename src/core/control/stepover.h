/*
 * From a breakpoint on: the instruction under it is executed while the INT3 stays where it is, so
 * that no other thread can miss it.
 *
 *     emulated        most instructions, at no cost               emulate.h
 *     out of line     a copy in a page of ours is stepped          relocate.h, scratch.h
 *     alone           what cannot be moved: every other thread of the memory is held, the INT3
 *                     taken out, the instruction stepped, the INT3 put back
 *
 * TRACER_THREAD only.
 */
#ifndef PTOP_CORE_STEPOVER_H
#define PTOP_CORE_STEPOVER_H

#include <stdbool.h>
#include <stdint.h>
#include <sys/user.h>

#include <ptop/event.h>

#include "relocate.h"
#include "run_mode.h"

struct control;
struct space;
struct tracee;

enum stepover_phase {
    STEPOVER_NONE,
    STEPOVER_OUT_OF_LINE, /* runs in its slot */
    STEPOVER_WAITING,     /* for the others to stand still */
    STEPOVER_ALONE,
};

#define STEPOVER_HANDLERS 4 /* of signals, one in the other */

/* All-zero: it stands at no breakpoint. */
struct stepover {
    enum stepover_phase phase;
    tracee_addr at;    /* it stands at the breakpoint here, whose hit was counted; 0: at none */
    tracee_addr stack; /* and then so did its stack pointer: a handler may come in between */
    struct { tracee_addr at, stack; } interrupted[STEPOVER_HANDLERS]; /* counted, and then a handler
                                            came, where it may meet others; the newest last */
    unsigned interrupted_count;
    struct relocated copy; /* OUT_OF_LINE: what it executes; its breakpoint may be gone by now */
};

/* It stands at a breakpoint (over.at) and is about to run: how?  RUN_FREE: the instruction is executed, or
 * there is no breakpoint any more. */
enum run_mode stepover_prepare(struct control *control, struct tracee *tracee);
/* A trap: was it the instruction's?  Then the registers are put right. */
bool stepover_on_trap(struct control *control, struct tracee *tracee,
                      struct user_regs_struct *registers);
/* It arrives at a breakpoint: is it back from a handler that came before it could go on? */
bool stepover_is_back(struct stepover *over, tracee_addr address, tracee_addr stack);
/* The entry of a call: it may be the instruction. */
void stepover_on_entry(struct control *control, struct tracee *tracee);
/* Another stop came first, or it is let go: as if it had not begun. */
void stepover_abort(struct control *control, struct tracee *tracee);
/* A thread of the space stands still, or is gone: someone may wait for that. */
void stepover_go_on(struct control *control, struct space *space);

#endif
