#include "holding.h"

#include <errno.h>
#include <signal.h>
#include <string.h>

#include "births.h"
#include "calls.h"
#include "wait_window.h"

#include "../tracee/call_facts.h"
#include "../tracee/procfs.h"
#include "../tracee/ptrace_call.h"

/* How long a tracee may take to stop when everything is let go.  What was launched gets
 * longer: left behind, it would be killed with us. */
#define DETACH_PATIENCE_NS UINT64_C(1000000000)
#define DETACH_PATIENCE_LAUNCHED_NS UINT64_C(5000000000)

static void write_plain(struct tracer *tracer, const struct tracee *tracee, enum event_kind kind)
{
    struct event header = { .kind = (uint8_t)kind, .tid = tracee->tid, .tgid = tracee->tgid };

    emit_plain(&tracer->emit, &header);
}

void holding_write_stop(struct tracer *tracer, struct tracee *tracee,
                        enum event_stop_reason reason)
{
    bool is_in_call = calls_find_current(tracer, tracee);

    control_write_stop(&tracer->control, tracee, reason, is_in_call);
    if (is_in_call)
        calls_write_current(tracer, tracee);
}

static int run_in_mode(const struct tracee *tracee, enum run_mode mode, int signal)
{
    if (mode == RUN_STEP)
        return ptrace_step(tracee->tid, signal);
    if (mode == RUN_FREE && tracee->skips_calls && !tracee->call.is_known)
        return ptrace_resume_to_trap(tracee->tid, signal);
    return ptrace_resume(tracee->tid, signal);
}

static void run(struct tracer *tracer, struct tracee *tracee)
{
    bool listens = tracee->group_signal != 0;
    enum run_mode mode = RUN_FREE;
    int signal, result;

    if (tracee->controlled && !listens)
        mode = control_prepare(&tracer->control, tracee);
    if (mode == RUN_NOT) {
        if (tracee->wants_pause)
            holding_settle(tracer, tracee);
        return;
    }
    signal = tracee->pending_signal;
    tracee->pending_signal = 0;
    result = listens ? ptrace_listen(tracee->tid) : run_in_mode(tracee, mode, signal);
    if (result == -ESRCH) /* killed meanwhile: its status will say so */
        tracee_set_state(tracee, TRACEE_DYING);
    else
        tracee_set_state(tracee, listens ? TRACEE_LISTENING : TRACEE_RUNNING);
}

void holding_resume_held(void *tracer, struct tracee *tracee)
{
    holding_resume(tracer, tracee);
}

void holding_run_later(void *tracer, struct tracee *tracee)
{
    tracer_resume_later(tracer, tracee);
}

void holding_write_changed(void *tracer, struct tracee *tracee, enum event_stop_reason reason)
{
    holding_write_stop(tracer, tracee, reason);
}

/*
 * A tracee detached at the entry of a call runs into it with a wake-up pending, and calls
 * like epoll_wait then return EINTR.  Such a one goes at the exit, which our INTERRUPT
 * brings about and where registers_repair_eintr helps.
 */
static bool must_leave_call_first(const struct tracee *tracee)
{
    return tracee->call.is_known &&
           call_fact((enum abi)tracee->call.abi, tracee->call.number, CALL_BREAKS_WITH_EINTR);
}

/* Let go, each call that its filter traps would fail with ENOSYS: that is worse than an end. */
static bool end_instead(const struct tracee *tracee)
{
    return tracee->has_trap && kill(tracee->tgid, SIGKILL) == 0;
}

/* We broke between letting it run and knowing that it does; it may have stopped again. */
static bool runs_in_truth(struct tracer *tracer, struct tracee *tracee)
{
    struct user_regs_struct registers;

    if (!tracer->emit.is_silent || (ptrace_get_registers(tracee->tid, &registers) != -ESRCH &&
                                    !wait_window_has_status(tracee->tid)))
        return false;
    tracee_set_state(tracee, TRACEE_RUNNING);
    tracee->is_interrupting = false;
    tracee_interrupt(tracee);
    return true;
}

/* Not at this stop: at its next one. */
static void detach_later(struct tracer *tracer, struct tracee *tracee)
{
    tracee->wants_detach = true;
    tracee->wants_pause = false;
    run(tracer, tracee);
}

static void detach_held(struct tracer *tracer, struct tracee *tracee)
{
    enum leave leave;

    if (end_instead(tracee) || runs_in_truth(tracer, tracee))
        return;
    tracee->wants_pause = tracee->is_paused = false; /* it may have to run on first */
    if (must_leave_call_first(tracee)) {
        detach_later(tracer, tracee);
        tracee_interrupt(tracee);
        return;
    }
    leave = control_let_go(&tracer->control, tracee);
    if (leave == LEAVE_LATER || leave == LEAVE_STOPPED)
        detach_later(tracer, tracee);
    else if (leave == LEAVE_WAIT)
        tracee->wants_detach = true;
    if (leave == LEAVE_STOPPED)
        tracee_interrupt(tracee);
    if (leave != LEAVE_NOW)
        return;
    if (ptrace_detach(tracee->tid, tracee->pending_signal) < 0) {
        tracee_set_state(tracee, TRACEE_DYING);
        return;
    }
    control_was_let_go(&tracer->control, tracee);
    calls_tell(tracer, tracee);
    if (tracee->is_announced && !tracee->is_hidden)
        write_plain(tracer, tracee, EVENT_DETACH);
    if (!tracee->is_announced || tracee->is_orphan)
        births_on_let_go(tracer, tracee->tid);
    if (tracee->tid == tracer->launched_tid)
        tracer->launched_left = true;
    control_on_gone(&tracer->control, tracee);
    tracee_forget(&tracer->tracees, tracee);
}

static bool must_stay(const struct tracer *tracer, const struct tracee *tracee)
{
    return tracee->wants_detach || tracer->is_detaching ||
           (tracee->wants_pause && !tracee->is_hidden) || control_stays(&tracer->control, tracee);
}

static void hold(struct tracer *tracer, struct tracee *tracee)
{
    if (tracee->is_paused)
        return;
    control_on_held(&tracer->control, tracee);
    holding_write_stop(tracer, tracee, tracee->controlled->reason);
    tracee->is_paused = true;
}

void holding_settle(struct tracer *tracer, struct tracee *tracee)
{
    if (tracee->state != TRACEE_STOPPED)
        return;
    if (tracee->wants_detach || tracer->is_detaching)
        detach_held(tracer, tracee);
    else if (tracee->wants_pause && !tracee->is_hidden)
        hold(tracer, tracee);
    else if (!control_stays(&tracer->control, tracee))
        tracer_resume_later(tracer, tracee);
    if (tracee->tid)
        control_on_still(&tracer->control, tracee);
}

void holding_pause(struct tracer *tracer, struct tracee *tracee)
{
    tracee->wants_pause = true;
    tracee_interrupt(tracee);
    if (tracee->controlled && tamper_delays(&tracee->controlled->tampered)) /* it stands still */
        holding_settle(tracer, tracee);
}

void holding_resume(struct tracer *tracer, struct tracee *tracee)
{
    tracee->wants_pause = false;
    if (!tracee->is_paused)
        return;
    tracee->is_paused = false;
    control_on_resume(&tracer->control, tracee);
    if (tracee->group_signal) /* ours is over, job control's is not */
        holding_write_stop(tracer, tracee, STOP_REASON_SIGNAL);
    else
        write_plain(tracer, tracee, EVENT_RESUME);
    if (tracee->state == TRACEE_STOPPED)
        tracer_resume_later(tracer, tracee);
}

/* A leader that exited before its threads: it never stops again, and its end comes with theirs. */
static bool is_dead_leader(const struct tracee *tracee)
{
    struct procfs_status status;

    return tracee->tid == tracee->tgid && !tracee_is_held(tracee) &&
           procfs_status(tracee->tid, &status) == 0 && status.state == 'Z' && status.threads > 1;
}

void holding_detach(struct tracer *tracer, struct tracee *tracee)
{
    tracee->wants_detach = true;
    if (end_instead(tracee))
        return;
    if (is_dead_leader(tracee)) { /* the kernel keeps it ours; nobody has to wait for it */
        if (tracee->is_announced)
            write_plain(tracer, tracee, EVENT_DETACH);
        control_on_gone(&tracer->control, tracee);
        tracee_forget(&tracer->tracees, tracee);
        return;
    }
    if (tracee->state == TRACEE_STOPPED)
        detach_held(tracer, tracee);
    else
        tracee_interrupt(tracee);
}

void holding_detach_all(struct tracer *tracer)
{
    nanoseconds patience_ns = DETACH_PATIENCE_NS;

    tracer->is_detaching = true;
    control_disarm(&tracer->control, 0);
    for (struct tracee *tracee = tracee_next(&tracer->tracees, NULL); tracee;
         tracee = tracee_next(&tracer->tracees, tracee)) {
        if (tracee->was_launched)
            patience_ns = DETACH_PATIENCE_LAUNCHED_NS;
        if (tracee->state == TRACEE_NEWBORN) {
            control_on_stray(&tracer->control, tracee);
            tracee_set_state(tracee, TRACEE_STOPPED);
        }
        holding_detach(tracer, tracee);
    }
    tracer->deadline_ns = emit_now_ns() + patience_ns;
}

void holding_run_list(struct tracer *tracer)
{
    while (tracer->resume_next < tracer->resume_count) { /* one that runs may release others */
        struct resume_entry entry = tracer->resume_list[tracer->resume_next++];
        struct tracee *tracee = entry.tracee;

        if (tracee->tid != entry.tid || tracee->state != TRACEE_STOPPED)
            continue;
        if (must_stay(tracer, tracee)) /* a command came in between */
            holding_settle(tracer, tracee);
        else
            run(tracer, tracee);
    }
    tracer->resume_next = tracer->resume_count = 0;
}
