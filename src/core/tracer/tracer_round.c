/* One round: wait, handle, resume, publish.  And the rounds in which all is let go after we broke. */
#include "tracer.h"

#include <errno.h>
#include <sys/wait.h>
#include <time.h>

#include "holding.h"
#include "wait_window.h"

#include "../tracee/procfs.h"
#include "../tracee/ptrace_call.h"

#define LOOK_COUNT 150
#define LOOK_MAX_TRACEES 64 /* each look walks them all */

#define EMERGENCY_NS UINT64_C(1000000000)

static pid_t wait_first(struct tracer *tracer, int options, int *ret_status)
{
    pid_t tid = 0;

    if (!(options & WNOHANG) && tracer->tracees.count <= LOOK_MAX_TRACEES &&
        pace_looks(&tracer->pace)) {
        for (int i = 0; i < LOOK_COUNT && tid == 0; i++)
            tid = wait_window_wait(WNOHANG, ret_status);
    }
    return tid ? tid : wait_window_wait(options, ret_status);
}

/* Into the batch; false when no more shall be taken.  A second status of one tid waits for the next
 * round, so that the first is handled before it; where there is one tracee, no other can come. */
static bool take(struct tracer *tracer, struct status status)
{
    struct tracee *tracee = tracee_find(&tracer->tracees, status.tid);

    if (tracee && tracee->batch == tracer->round) {
        tracer->carried = status;
        return false;
    }
    if (tracee)
        tracee->batch = tracer->round;
    tracer->batch[tracer->batch_count++] = status;
    return tracer->batch_count < TRACER_BATCH && tracer->tracees.count > 1;
}

/* False when there is no tracee. */
static bool gather(struct tracer *tracer, int options)
{
    struct status status = tracer->carried;

    tracer->round++;
    tracer->batch_count = tracer->batch_handled = 0;
    tracer->carried.tid = 0;
    if (!status.tid)
        status.tid = wait_first(tracer, options, &status.wait_status);
    /* Where everybody has stopped, nobody is asked for. */
    while (status.tid > 0 && take(tracer, status) && tracer->batch_count < tracer->tracees.count)
        status.tid = wait_window_wait(WNOHANG, &status.wait_status);
    return status.tid != -ECHILD || tracer->batch_count > 0;
}

static void handle_early(struct tracer *tracer)
{
    for (size_t i = 0; i < tracer->early_count; i++) /* which may become more meanwhile */
        tracer_handle_status(tracer, tracer->early[i]);
    tracer->early_count = 0;
}

static void handle_batch(struct tracer *tracer)
{
    handle_early(tracer);
    while (tracer->batch_handled < tracer->batch_count)
        tracer_handle_status(tracer, tracer->batch[tracer->batch_handled++]);
}

bool tracer_round(struct tracer *tracer, int wait_options)
{
    bool has_tracees = gather(tracer, tracer->early_count ? WNOHANG : wait_options);

    handle_batch(tracer);
    holding_run_list(tracer);
    ring_publish(tracer->emit.ring);
    return has_tracees;
}

/* ---- we broke ---------------------------------------------------------------------- */

/* With a stop that is no signal's the kernel gives a siginfo of its own (ptrace(2)). */
static bool is_of_signal(const siginfo_t *info)
{
    return info->si_signo != SIGTRAP ||
           (info->si_code != (SIGTRAP | 0x80) && info->si_code >> 8 == 0);
}

/* Those that stand still in truth: their statuses were taken, and then something broke. */
static void take_up_lost(struct tracer *tracer)
{
    struct tracee *tracee = NULL;

    while ((tracee = tracee_next(&tracer->tracees, tracee))) {
        struct procfs_status status;
        siginfo_t info;

        if (tracee->state != TRACEE_RUNNING || procfs_status(tracee->tid, &status) < 0 ||
            status.state != 't' || wait_window_has_status(tracee->tid))
            continue;
        tracee_set_state(tracee, TRACEE_STOPPED);
        if (ptrace_siginfo(tracee->tid, &info) == 0 && is_of_signal(&info))
            tracee->pending_signal = info.si_signo;
    }
}

void tracer_emergency(struct tracer *tracer)
{
    nanoseconds deadline_ns = emit_now_ns() + EMERGENCY_NS;

    tracer->emit.is_silent = true;
    tracer->is_detaching = true;
    control_disarm(&tracer->control, 0); /* before anybody leaves */
    handle_batch(tracer); /* statuses taken and not handled */
    take_up_lost(tracer); /* and the one where we broke */
    holding_detach_all(tracer);
    while (tracer->tracees.count && emit_now_ns() < deadline_ns) {
        wait_window_rearm(); /* the kick that brought us here would make each wait return at once */
        if (!gather(tracer, WNOHANG))
            break;
        handle_batch(tracer);
        if (!tracer->batch_count)
            nanosleep(&(struct timespec){ .tv_nsec = 200000 }, NULL);
    }
    atomic_store(&tracer->has_left, true);
}
