/*
 * Stepping a held tracee: by instructions, over calls, out of functions, to the next syscall stop.
 *
 * A system call instruction is not stepped by the machine's trap flag, which would hide the call: it
 * runs from syscall stop to syscall stop.  Nor does the flag stay behind in what the tracee pushes or
 * the kernel saves.  TRACER_THREAD only.
 */
#ifndef PTOP_CORE_STEP_H
#define PTOP_CORE_STEP_H

#include <signal.h>
#include <stdbool.h>
#include <stdint.h>
#include <sys/user.h>

#include <ptop/command.h>
#include <ptop/error.h>
#include <ptop/event.h>

#include "../inspect/instruction.h"

struct control;
struct tracee;

/* An INT3 that a step has set for itself, to run freely until there. */
enum step_plant {
    STEP_PLANT_NONE,
    STEP_PLANT_RETURN,  /* of the call that it steps over */
    STEP_PLANT_HANDLER, /* where a signal's handler returns to */
    STEP_PLANT_BEHIND,  /* the instruction: one that takes long, or sets the trap flag */
    STEP_PLANT_OUT,     /* in the caller */
    STEP_PLANT_UNTIL,
};

/* All-zero: no step is going on. */
struct step {
    bool is_active;
    enum step_kind kind;
    uint64_t wanted, done; /* instructions (of STEP_OVER: steps) */

    /* What it stands at, or stood at before the instruction that is being executed. */
    bool has_registers; /* pc, stack, has_own_trap are those of now */
    bool is_looked_at;  /* so is what follows them */
    bool has_own_trap;  /* the tracee has set the trap flag itself */
    tracee_addr pc, stack;
    struct instruction instruction;

    bool by_trap_flag; /* it was set running by it */
    bool shares_trap;  /* the last trap was also one that the tracee asked for: to be delivered */
    unsigned repeats;  /* of a repeated instruction so far */

    enum step_plant plant;
    tracee_addr plant_at, plant_stack;

    /* Where it was thrown back from, and how often in a row; kept from one step to the next. */
    tracee_addr thrown_from;
    unsigned thrown_back;
};

enum step_verdict {
    STEP_NOT_MINE, /* the stop is not this step's */
    STEP_GOES_ON,
    STEP_DONE, /* the tracee is to be held, with STOP_REASON_STEP (of STEP_CALL: _CALL) */
};

/* Begin, of a held tracee.  0, or -errno with the reason. */
int step_begin(struct control *control, struct tracee *tracee, const struct command *command,
               struct error *ret_error);
/* Something else holds it, or it is let go: end it, take out what is in the way. */
void step_cancel(struct control *control, struct tracee *tracee);

/* Before it runs, with a step going on: see what is about to be executed, by whatever means. */
void step_look(struct control *control, struct tracee *tracee);
/* Shall it run by the trap flag (true), or to its next syscall stop or point (false)? */
bool step_wants_trap(struct control *control, struct tracee *tracee);

/* The trap is there, but another stop is reported before it. */
void step_on_late_trap(struct tracee *tracee);
/* A SIGTRAP that is no breakpoint's; the registers are current, and written back where changed. */
enum step_verdict step_on_trap(struct control *control, struct tracee *tracee,
                               const siginfo_t *info, struct user_regs_struct *registers);
/* An instruction was executed for it, by stepover: as if a step's trap had come. */
enum step_verdict step_on_executed(struct control *control, struct tracee *tracee,
                                   struct user_regs_struct *registers);
/* It came upon a breakpoint that the step set for itself (breakpoint_plant). */
enum step_verdict step_on_planted(struct control *control, struct tracee *tracee,
                                  struct user_regs_struct *registers);
/* Its program is another one now, in another memory. */
void step_on_exec(struct control *control, struct tracee *tracee, uint32_t old_memory);
/* A syscall stop: an entry or an exit. */
enum step_verdict step_on_call(struct control *control, struct tracee *tracee, bool is_exit);

#endif
