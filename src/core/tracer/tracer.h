/*
 * The tracer: one thread that owns every ptrace request.
 *
 *     round:  gather    one blocking wait, then all that is there
 *             handle    each stop: say what happened, decide what is next
 *             resume    all of them
 *             publish   show the front end what was written
 *
 * Handling all before resuming any keeps busy tracees from starving the others.
 * Between a stop and its resume nothing is allocated or formatted; /proc is opened only
 * where a tracee is born, execs, or uses a descriptor for the first time.  Capturing call
 * stacks, which someone must ask for, does all three (call_stacks.h).
 */
#ifndef PTOP_CORE_TRACER_H
#define PTOP_CORE_TRACER_H

#include <signal.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <time.h>

#include <ptop/before_write.h>
#include <ptop/error.h>
#include <ptop/number_set.h>
#include <ptop/ring.h>

#include "call_stacks.h"
#include "command_queue.h"
#include "fd_names.h"
#include "pace.h"
#include "urings.h"

#include "../control/control.h"
#include "../decode/capture.h"
#include "../tracee/emit.h"
#include "../tracee/name_ids.h"
#include "../tracee/tracee.h"

struct launch_options;

struct tracer_options {
    struct ring *ring;
    const struct launch_options *launch; /* NULL: nothing to launch */
    const pid_t *pids;
    size_t pid_count;
    bool needs_no_pid;
    bool follows_forks;
    unsigned fd_details; /* enum fd_detail bits */
    bool captures_facts;
    bool measures_system_time; /* in them, how long the kernel worked */
    bool tells_namespaces;
    bool tells_vcpu_exits;
    const struct number_set *read_fds, *written_fds; /* whose data are told; NULL: nobody's */
    bool tells_places;
    bool tells_urings;
    bool tells_entries;
    bool captures_callers;
    bool captures_sources; /* and their lines of source */
    unsigned caller_limit; /* frames of a stack; 0: CALLERS_MAX_FRAMES */
    bool drops_when_full;
    bool starts_held; /* what is launched is paused at its exec */
    bool kills_with_us; /* what is launched dies when we die */
    bool detaches_on_exec; /* who executes another program is let go as that begins */
    bool sets_trap; /* what is launched stops only where it must: seccomp_trap.h */
    struct names *names; /* for conditions: nobody else's */
    struct tasks *tasks; /* the same */
    const struct tamper *tampers; /* borrowed */
    size_t tamper_count;
    session_before_write *before_write;
    tamper_asked *tamper_asked;
    void *tamper_context;
    struct syscall_set tampered; /* the calls that may be tampered with */
    struct syscall_set traced; /* the calls that are captured and written */
    struct capture_limits limits;
};

struct status {
    pid_t tid;
    int wait_status;
};

#define TRACER_BATCH 256
#define TRACER_STILLBORN 1024
#define TRACER_RESUME_LIST 1024
#define TRACER_EARLY 1024

/* The tid tells whether the record is still the tracee that was meant. */
struct resume_entry {
    struct tracee *tracee;
    pid_t tid;
};

struct tracer {
    struct tracer_options options;
    struct command_queue commands;
    struct emitter emit;
    struct name_ids name_ids;
    struct fd_names names;
    struct urings urings;
    struct call_stacks stacks; /* used with options.captures_callers only */
    struct control control;
    struct tracee_table tracees;
    struct tracee_reader reader; /* its context is the tracer: reads the tracee below */
    struct tracee *reading;

    pid_t launched_tid; /* 0: nothing was launched */
    int launch_errno_fd; /* read end of the close-on-exec pipe while the exec is awaited, or -1 */
    bool holds_exec;     /* it shall be paused at its exec, which is still to come */

    uint32_t round;
    struct pace pace;
    struct status batch[TRACER_BATCH];
    size_t batch_count;
    size_t batch_handled; /* of them; a crash in the middle goes on behind it */
    struct status carried; /* a second status of one tid: it opens the next round; tid 0: none */
    struct status early[TRACER_EARLY]; /* and those that came while we waited for one alone */
    size_t early_count;
    struct status stillborn[TRACER_STILLBORN]; /* ends whose parent's event is still to come */
    unsigned stillborn_next;                   /* the oldest gives way */
    struct resume_entry resume_list[TRACER_RESUME_LIST];
    size_t resume_next, resume_count; /* of the list: what is done, what is on it */
    timer_t alarm;
    stack_t former_stack;
    bool has_alarm;
    nanoseconds deadline_ns; /* detaching: give up then */
    nanoseconds orphans_ns;  /* when newborns are taken in without their parent; 0: none wait */
    bool has_untold;   /* with tells_entries: who was alone may be in a call without a hint */
    bool has_trap;     /* the launched command has our seccomp filter */
    bool has_attached; /* once: who is an orphan need not descend from what was launched */
    bool is_killing;   /* all that was launched, and what it is still bringing forth */
    bool is_detaching; /* every tracee goes at its next stop */
    bool launched_left; /* it was let go: our child still, so that wait never says "no tracee" */
    bool has_ended;    /* EVENT_END was written and nothing was traced since */

    /* Read by other threads. */
    _Atomic int launched_status; /* of the launched command, once launched_has_ended: its EVENT_EXIT */
    _Atomic bool launched_has_ended; /* may be among the lost ones, its status may not */
    _Atomic int tid;
    _Atomic bool is_emergency; /* let everything go now, write nothing */
    _Atomic bool has_left;     /* the loop is over: nothing is traced any more */
};

/* The session's side: start the thread's work; returns when everything is let go.  start_result
 * is called once on the tracer thread: 0, or -errno and the reason. */
typedef void tracer_started(void *context, int result, const struct error *error);
TRACER_THREAD void tracer_run(struct tracer *tracer, tracer_started *started, void *context);

/* ---- shared by the tracer's files ------------------------------------------- */

/* One round; with WNOHANG it does not wait.  False when wait says that there is no tracee. */
bool tracer_round(struct tracer *tracer, int wait_options);
/* What a status means, done; the tracee is resumed at the end of the round. */
void tracer_handle_status(struct tracer *tracer, struct status status);
/* Put a held tracee on the list of those that run again at the end of the round. */
void tracer_resume_later(struct tracer *tracer, struct tracee *tracee);
/* A note for the person at the screen. */
void tracer_note(struct tracer *tracer, const char *format, ...)
    __attribute__((format(printf, 2, 3)));
/* Kick ourselves in delay_ns and again and again from then on, so that a blocking wait comes
 * back; 0: no more. */
void tracer_set_alarm(struct tracer *tracer, nanoseconds delay_ns);
/* From within a fatal signal's handler on the tracer thread: let everything go. */
void tracer_emergency(struct tracer *tracer);

#endif
