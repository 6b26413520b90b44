/*
 * Control: holding tracees, stepping them, changing them.  The one door for the tracer.
 *
 *     tracer                                    control
 *     a stop ──► control_on_trap, _on_entry …   breakpoint  watch  step   is it ours? hold it?
 *     a command ──► control_obey                edit  signal_rules  point_table
 *     about to run ──► control_prepare          stepover  step            how shall it run?
 *     about to go ──► control_let_go            everything as it was
 *
 * A tracee that nobody touched has no struct controlled and costs a test of a pointer at each stop.
 * TRACER_THREAD only.
 */
#ifndef PTOP_CORE_CONTROL_H
#define PTOP_CORE_CONTROL_H

#include <signal.h>
#include <stdbool.h>

#include <ptop/command.h>
#include <ptop/error.h>

#include "controlled.h"
#include "ghosts.h"
#include "point_table.h"
#include "run_mode.h"
#include "signal_rules.h"
#include "space.h"

#include "../tracee/emit.h"
#include "../tracee/name_ids.h"
#include "../tracee/tracee.h"

struct names;
struct tasks;

struct control {
    /* Borrowed from the tracer. */
    struct tracee_table *tracees;
    struct emitter *emit;
    struct name_ids *name_ids;
    void *context; /* of the services */
    void (*resume)(void *context, struct tracee *tracee);    /* nobody holds it any more */
    void (*run_later)(void *context, struct tracee *tracee); /* at the end of the round */
    /* What wait(2) said of it while we waited for it alone. */
    void (*take_status)(void *context, struct tracee *tracee, int wait_status);
    void (*recapture)(void *context, struct tracee *tracee); /* at an entry: tracee->call changed */
    /* Its EVENT_STOP, and what call it is in. */
    void (*write_stop)(void *context, struct tracee *tracee, enum event_stop_reason reason);

    struct space *spaces; /* those with something of ours in them */
    struct ghosts ghosts;
    struct point_table points;
    struct signal_rules rules;
    struct tamper_rules tampering;
    uint32_t generations;

    struct controlled spare; /* for whoever is touched in an emergency */
    struct controlled *kept; /* of those who went in one: nothing is freed then */
    struct receipts receipts;
    bool misses_calls; /* tracees run past those that nobody traces: --seccomp-bpf */

    /* What conditions look at; fed with what is emitted. */
    struct names *names;
    struct tasks *tasks;
};

int control_init(struct control *control, struct tracee_table *tracees, struct emitter *emit,
                 struct name_ids *name_ids);
void control_done(struct control *control);

/* The record of a tracee, made if there is none. */
struct controlled *control_touch(struct control *control, struct tracee *tracee);
/* The record of a tracee's space; NULL: nothing of ours is in it. */
struct space *control_space(const struct control *control, const struct tracee *tracee);

/* ---- at a stop ------------------------------------------------------------------ */

/* Each of these may ask for the tracee to be held: control_hold. */

/* A SIGTRAP is to be delivered.  True: it was ours and shall not be. */
bool control_on_trap(struct control *control, struct tracee *tracee, const siginfo_t *info);
/* Any other signal; *flags: enum event_signal_flag of what was done with it. */
void control_on_signal(struct control *control, struct tracee *tracee, siginfo_t *info,
                       uint8_t *flags);
/* A call begins; it is in tracee->call, its captured pieces in the scratch. */
void control_on_entry(struct control *control, struct tracee *tracee);
/* It is over; the record is what will be, or would be, written. */
void control_on_exit_stop(struct control *control, struct tracee *tracee,
                          const struct event_syscall *record);
/* Neither a syscall stop nor a signal's: an EVENT_STOP, a fork … */
void control_on_other_stop(struct control *control, struct tracee *tracee);
/* There is something that tracees which nobody touched may come upon. */
static inline bool control_is_armed(const struct control *control)
{
    return control->spaces || control->points.call_count > 0 || control->points.watch_count > 0;
}

/* Some calls are to be looked at: capture them even if they are not traced. */
static inline bool control_wants_calls(const struct control *control)
{
    return control->points.call_count > 0;
}

void control_on_birth(struct control *control, struct tracee *child, const struct tracee *parent);
/* Its parent is not known. */
void control_on_orphan(struct control *control, struct tracee *child);
/* The same, and it is let go at once. */
void control_on_stray(struct control *control, struct tracee *child);
/* The tracee has a new memory; the old one's number is given. */
void control_on_exec(struct control *control, struct tracee *tracee, uint32_t old_memory);
/* Its record is about to be forgotten: it ended, or was let go. */
void control_on_gone(struct control *control, struct tracee *tracee);

/* What is emitted, for conditions. */
void control_on_event(struct control *control, const struct event *event);

/* ---- holding -------------------------------------------------------------------- */

/* Hold it at the stop that it is in. */
void control_hold(struct control *control, struct tracee *tracee, enum event_stop_reason reason,
                  int32_t detail);
/* Write its EVENT_STOP; in_call: STOP_IN_CALL shall be said. */
void control_write_stop(struct control *control, struct tracee *tracee,
                        enum event_stop_reason reason, bool in_call);
/* An instruction was executed in another way than by the trap flag: a step may be done by that. */
void control_on_executed(struct control *control, struct tracee *tracee,
                         struct user_regs_struct *registers);
/* It is held from now on: a step that was going on is over. */
void control_on_held(struct control *control, struct tracee *tracee);
/* A person, or a step, lets it run on. */
void control_on_resume(struct control *control, struct tracee *tracee);

/* ---- running and letting go ------------------------------------------------------ */

/* It must stand still just now, though nobody holds it. */
bool control_stays(const struct control *control, const struct tracee *tracee);
/* It stands still, for whatever reason. */
void control_on_still(struct control *control, struct tracee *tracee);

/* The tracee has a struct controlled and is about to run; may change its registers and its
 * pending signal. */
enum run_mode control_prepare(struct control *control, struct tracee *tracee);

enum leave {
    LEAVE_NOW,
    LEAVE_LATER, /* it has to run to another stop first */
    LEAVE_STOPPED, /* the same, and has to be stopped for that */
    LEAVE_WAIT,  /* it came to another one, whose status is still to be handled */
};
/* At a stop: is there a trap of ours that happened and was not reported yet? */
bool control_has_queued_trap(const struct tracee *tracee);
/* It is about to be detached, at a stop: put everything back. */
enum leave control_let_go(struct control *control, struct tracee *tracee);
/* A process (0: everything) is about to be let go: take out of its memory what is ours, at once. */
void control_disarm(struct control *control, pid_t tgid);
/* It was detached: what is restored is looked at from outside, and told. */
void control_was_let_go(struct control *control, const struct tracee *tracee);

/* ---- commands ------------------------------------------------------------------- */

/* The kinds from COMMAND_STEP on.  0 or -errno with the reason; takes the condition if it keeps it
 * (and then sets it to NULL in the command). */
int control_obey(struct control *control, struct command *command, struct error *ret_error);
/* Tell what has changed and was not told: COMMAND_REPORT. */
void control_report(struct control *control);

#endif
