#include "attach.h"

#include <errno.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "attach_error.h"
#include "births.h"
#include "holding.h"
#include "tracer.h"
#include "wait_window.h"

#include "../tracee/procfs.h"
#include "../tracee/ptrace_call.h"

#define MAX_PASSES 1000
#define DEADLOCK_CHECK_NS (20 * 1000 * 1000)
#define FIRST_STOPS_NS UINT64_C(2000000000)
#define PATIENCE_NS UINT64_C(100000000) /* with those that nothing can stop now */

/*
 * Seizing a process whose other thread is in execve waits, inside the kernel,
 * for that thread; which waits for a dead sibling that only we can reap.  While
 * we seize, a timer kicks us, and the kick's handler takes the statuses that
 * are there; the rounds that follow handle them.
 */
static struct {
    struct status taken[2 * TRACEE_MAX_COUNT]; /* untouched pages cost nothing */
    volatile size_t count;
} while_seizing;

static void take_statuses(void)
{
    while (while_seizing.count < 2 * TRACEE_MAX_COUNT) {
        struct status *status = &while_seizing.taken[while_seizing.count];

        status->tid = waitpid(-1, &status->wait_status, __WALL | WNOHANG | __WNOTHREAD);
        if (status->tid <= 0)
            break;
        while_seizing.count++;
    }
}

struct pass {
    struct tracer *tracer;
    pid_t tgid;
    bool is_clean; /* every thread listed was ours already */
    int result;    /* of the first thread that could not be seized for a reason that stays */
    unsigned ours;
};

static bool is_zombie_or_ours(const struct tracer *tracer, pid_t tid, bool *ret_is_ours)
{
    struct procfs_status status;

    *ret_is_ours = false;
    if (procfs_status(tid, &status) < 0)
        return false;
    *ret_is_ours = status.tracer_pid == atomic_load(&tracer->tid) || status.tracer_pid == getpid();
    return *ret_is_ours || status.state == 'Z' || status.state == 'X';
}

static unsigned seize_mode(const struct tracer *tracer)
{
    return tracer->options.follows_forks ? SEIZE_FOLLOW : SEIZE_ALONE;
}

static int seize(struct tracer *tracer, pid_t tid)
{
    int result;

    wait_window_set_hook(take_statuses);
    tracer_set_alarm(tracer, DEADLOCK_CHECK_NS);
    result = ptrace_seize(tid, seize_mode(tracer));
    wait_window_set_hook(NULL);
    return result;
}

static bool visit_task(void *context, pid_t tid)
{
    struct pass *pass = context;
    struct tracer *tracer = pass->tracer;
    struct tracee *tracee = tracee_find(&tracer->tracees, tid);
    bool is_ours;
    int result;

    if (tracee) {
        pass->ours++;
        return true;
    }
    result = seize(tracer, tid);
    if (result < 0) {
        bool is_settled = is_zombie_or_ours(tracer, tid, &is_ours);

        if (!is_settled || is_ours) /* vanished, or auto-attached with its stop still to come */
            pass->is_clean = false;
        if (result == -EPERM && !is_settled && !pass->result)
            pass->result = result;
        return true;
    }
    pass->is_clean = false;
    tracee = tracee_add(&tracer->tracees, tid);
    if (!tracee)
        return false;
    tracee->seize_mode = (uint8_t)seize_mode(tracer);
    pass->ours++;
    fd_names_share_nothing(&tracer->names, tracee);
    births_announce(tracer, tracee, BIRTH_ATTACH);
    tracee_interrupt(tracee);
    return true;
}

/* The threads of a process share descriptors, their current directory and their memory. */
static void share_files(struct tracer *tracer, pid_t tgid)
{
    uint32_t files = 0, directory = 0, memory = 0;

    for (struct tracee *tracee = tracee_next(&tracer->tracees, NULL); tracee;
         tracee = tracee_next(&tracer->tracees, tracee)) {
        if (tracee->tgid != tgid)
            continue;
        if (!files) {
            files = tracee->files;
            directory = tracee->directory;
            memory = tracee->memory;
        }
        tracee->files = files;
        tracee->directory = directory;
        tracee->memory = memory;
    }
}

static void let_go(struct tracer *tracer, pid_t tgid)
{
    for (struct tracee *tracee = tracee_next(&tracer->tracees, NULL); tracee;
         tracee = tracee_next(&tracer->tracees, tracee)) {
        if (tracee->tgid == tgid)
            holding_detach(tracer, tracee);
    }
}

/* What the kick's handler took goes the way of every status. */
static void handle_taken(struct tracer *tracer)
{
    for (size_t i = 0; i < while_seizing.count; i++)
        tracer_handle_status(tracer, while_seizing.taken[i]);
    while_seizing.count = 0;
}

static int run_passes(struct tracer *tracer, pid_t tgid, struct pass *ret_pass)
{
    int clean_passes = 0;

    for (int i = 0; i < MAX_PASSES && clean_passes < 2; i++) {
        *ret_pass = (struct pass){ .tracer = tracer, .tgid = tgid, .is_clean = true };
        if (tracer->options.follows_forks) {
            if (procfs_each_task(tgid, visit_task, ret_pass) < 0)
                return -ESRCH;
        } else {
            visit_task(ret_pass, tgid);
        }
        clean_passes = ret_pass->is_clean ? clean_passes + 1 : 0;
        if (ret_pass->result && !ret_pass->ours)
            return ret_pass->result;
        handle_taken(tracer);
        wait_window_rearm(); /* commands are looked at after the attach in any case */
        tracer_round(tracer, WNOHANG);
    }
    return ret_pass->ours ? 0 : ret_pass->result ? ret_pass->result : -EPERM;
}

static bool is_uninterruptible(pid_t tid)
{
    struct procfs_status status;

    return procfs_status(tid, &status) == 0 && status.state == 'D';
}

/* Those that stop at all. */
static bool has_all_stood(const struct tracer *tracer, pid_t tgid, bool has_patience)
{
    for (struct tracee *tracee = tracee_next(&tracer->tracees, NULL); tracee;
         tracee = tracee_next(&tracer->tracees, tracee)) {
        if (tracee->tgid == tgid && !tracee->has_stood && tracee->state == TRACEE_RUNNING &&
            (has_patience || !is_uninterruptible(tracee->tid)))
            return false;
    }
    return true;
}

/* Most stop at once, and then breakpoints may be set; who waits for its vfork's child does not. */
static void await_first_stops(struct tracer *tracer, pid_t tgid)
{
    nanoseconds began_ns = emit_now_ns(), waited_ns = 0;

    while (waited_ns < FIRST_STOPS_NS && !has_all_stood(tracer, tgid, waited_ns < PATIENCE_NS)) {
        wait_window_rearm();
        tracer_set_alarm(tracer, DEADLOCK_CHECK_NS);
        tracer_round(tracer, 0);
        waited_ns = emit_now_ns() - began_ns;
    }
}

int attach_process(struct tracer *tracer, pid_t pid, struct error *ret_error)
{
    struct procfs_status status;
    struct pass pass = { 0 };
    uint64_t born = 0, born_now = 0;
    pid_t tgid;
    int result;

    if (pid <= 0 || procfs_status(pid, &status) < 0)
        return error_set(ret_error, -ESRCH, "no process %d", (int)pid);
    tgid = tracer->options.follows_forks ? status.tgid : pid;
    if (status.tgid == getpid())
        return error_set(ret_error, -EPERM, "process %d is ptop itself", (int)pid);
    procfs_start_time(tgid, &born);
    result = run_passes(tracer, tgid, &pass);
    tracer->has_attached = true;
    if (result == -ESRCH)
        return error_set(ret_error, -ESRCH, "process %d ended while we attached", (int)pid);
    if (result < 0)
        return attach_explain(pid, result, ret_error);
    share_files(tracer, status.tgid);
    await_first_stops(tracer, status.tgid);
    if (!pass.is_clean)
        tracer_note(tracer, "process %d makes threads faster than they can be attached", (int)tgid);
    if (procfs_start_time(tgid, &born_now) == 0 && born_now != born) {
        let_go(tracer, tgid);
        return error_set(ret_error, -ESRCH, "process %d ended, and its number went to another",
                         (int)pid);
    }
    return 0;
}
