#include "births.h"

#include <linux/kcmp.h>
#include <linux/sched.h>
#include <signal.h>
#include <string.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "call_effects.h"
#include "calls.h"
#include "place.h"

#include "../tracee/call_facts.h"
#include "../tracee/procfs.h"
#include "../tracee/ptrace_call.h"
#include "../inspect/tracee_memory.h"

/* How long a newborn waits for its parent's event before /proc must do; and how long if there is
 * somebody who runs and may be the one, or whose event waits to be read by us. */
#define ORPHAN_PATIENCE_NS UINT64_C(50000000)
#define ORPHAN_PATIENCE_MOST_NS UINT64_C(1000000000)

/* In place of a wait status: it was let go before its parent's event. */
#define STATUS_LET_GO (-1)

/* It is, until we have taken its end.  A zombie that we have read has no tracer any more, though its
 * parent has not waited for it yet. */
static bool is_ours(const struct tracer *tracer, pid_t tid)
{
    struct procfs_status status;

    return procfs_status(tid, &status) == 0 && status.tracer_pid == atomic_load(&tracer->tid);
}

static bool take_stillborn(struct tracer *tracer, pid_t tid, int *ret_status)
{
    for (unsigned i = 0; i < TRACER_STILLBORN; i++) {
        struct status *status = &tracer->stillborn[i];

        if (status->tid == tid) {
            *ret_status = status->wait_status;
            status->tid = 0;
            return !is_ours(tracer, tid); /* else: its number is another one's now */
        }
    }
    return false;
}

static uint32_t effective_uid(pid_t tid)
{
    struct procfs_status status;

    return procfs_status(tid, &status) == 0 ? status.uids[1] : UINT32_MAX;
}

/* From now on others speak, too: what those who are here are doing comes first. */
static void tell_entries(struct tracer *tracer, const struct tracee *newcomer)
{
    struct tracee *tracee = NULL;

    if (!tracer->has_untold)
        return;
    tracer->has_untold = false;
    while ((tracee = tracee_next(&tracer->tracees, tracee))) {
        if (tracee != newcomer)
            calls_tell(tracer, tracee);
    }
}

static void write_birth(struct tracer *tracer, const struct tracee *creator,
                        const struct tracee *child, enum event_birth birth, pid_t parent_tgid,
                        uint32_t uid, uint64_t clone_flags)
{
    struct event_fork *event;

    tell_entries(tracer, child);
    event = emit_begin(&tracer->emit, sizeof *event);
    if (child->tid == child->tgid)
        call_stacks_forget(&tracer->stacks, child->tgid);
    memset(event, 0, sizeof *event);
    event->header.kind = EVENT_FORK;
    event->header.number = birth;
    event->header.tid = creator->tid;
    event->header.tgid = creator->tgid;
    event->child_tid = child->tid;
    event->child_tgid = child->tgid;
    event->parent_tgid = parent_tgid;
    event->uid = uid;
    event->clone_flags = clone_flags;
    procfs_comm(child->tid, event->comm, sizeof event->comm);
    emit_end(&tracer->emit, &event->header, sizeof *event);
}

/* What a process that was there before us has already. */
static void tell_possessions(struct tracer *tracer, struct tracee *tracee)
{
    bool speaks_for_all = tracee->tid == tracee->tgid || !tracer->options.follows_forks;
    uint32_t flags;

    if (tracer->options.tells_urings && speaks_for_all && urings_find(tracee->tid, &flags))
        call_effects_tell_uring(tracer, tracee, flags);
}

void births_announce(struct tracer *tracer, struct tracee *tracee, enum event_birth birth)
{
    struct procfs_status status;
    pid_t parent_tgid = 0;
    uint32_t uid = UINT32_MAX;

    if (tracee->is_announced)
        return;
    if (procfs_status(tracee->tid, &status) == 0) {
        tracee->tgid = status.tgid;
        parent_tgid = status.ppid;
        uid = status.uids[1];
    }
    tracee->is_announced = true;
    write_birth(tracer, tracee, tracee, birth, parent_tgid, uid, 0);
    if (birth == BIRTH_ATTACH)
        tell_possessions(tracer, tracee);
}

/* The flags of the clone that the parent is in, as far as they are known.  Those of clone3 are read
 * from its memory: what was captured is there only where the call is traced. */
static bool clone_flags_of(const struct tracee *parent, uint64_t *ret_flags)
{
    const struct tracee_call *call = &parent->call;

    if (!call->is_known || !call->spec)
        return false;
    *ret_flags = 0;
    if (strcmp(call->spec->name, "clone") == 0) {
        *ret_flags = call->args[0];
        return true;
    }
    if (strcmp(call->spec->name, "clone3") != 0)
        return true; /* fork, vfork: none */
    return tracee_memory_read(parent->tid, call->args[0], ret_flags, sizeof *ret_flags) ==
           (ssize_t)sizeof *ret_flags; /* clone_args.flags comes first */
}

/* A pause of a whole process, or of everything, holds what is born into it too. */
static bool inherits_pause(const struct tracer *tracer, const struct tracee *parent,
                           const struct tracee *child)
{
    if (!parent->wants_pause)
        return false;
    for (struct tracee *other = tracee_next(&tracer->tracees, NULL); other;
         other = tracee_next(&tracer->tracees, other)) {
        bool counts = child->tgid != parent->tgid || other->tgid == child->tgid;

        if (counts && other != child && !other->wants_pause)
            return false;
    }
    return true;
}

/* By the flags; where these are not known, by the kernel's word (kcmp(2)). */
static bool shares_memory(const struct tracee *child, const struct tracee *parent, uint64_t flags,
                          enum stop_kind kind)
{
    if (flags & CLONE_VM || (kind == STOP_VFORK && !flags) || child->tgid == parent->tgid)
        return true;
    return !parent->call.is_known &&
           syscall(SYS_kcmp, child->tid, parent->tid, KCMP_VM, 0, 0) == 0;
}

static void set_kinship(struct tracer *tracer, struct tracee *child, const struct tracee *parent,
                        enum stop_kind kind)
{
    static const enum event_birth births[STOP_KIND_COUNT] = {
        [STOP_FORK] = BIRTH_FORK,
        [STOP_VFORK] = BIRTH_VFORK,
        [STOP_CLONE] = BIRTH_CLONE,
    };
    struct procfs_status status;
    pid_t parent_tgid = parent->tgid;
    uint64_t flags = 0;
    bool is_certain = clone_flags_of(parent, &flags) && !(flags & CLONE_PARENT);

    child->tgid = flags & CLONE_THREAD ? parent->tgid : child->tid;
    if (!is_certain && procfs_status(child->tid, &status) == 0) {
        child->tgid = status.tgid;
        parent_tgid = status.ppid;
    }
    child->was_launched = parent->was_launched;
    child->seize_mode = parent->seize_mode;
    child->has_stood = true;
    child->has_trap = parent->has_trap;
    child->skips_calls = parent->skips_calls;
    if (tracer->is_killing && child->was_launched)
        kill(child->tgid, SIGKILL);
    child->wants_detach = parent->wants_detach && child->tgid == parent->tgid;
    child->wants_pause |= inherits_pause(tracer, parent, child);
    fd_names_share_nothing(&tracer->names, child);
    if (flags & CLONE_FILES)
        child->files = parent->files;
    if (flags & CLONE_FS)
        child->directory = parent->directory;
    child->is_announced = true;
    if (shares_memory(child, parent, flags, kind))
        child->memory = parent->memory;
    control_on_birth(&tracer->control, child, parent);
    write_birth(tracer, parent, child, births[kind], parent_tgid, UINT32_MAX, flags);
}

void births_on_fork(struct tracer *tracer, struct tracee *parent, enum stop_kind kind)
{
    unsigned long message;
    struct tracee *child;
    bool is_stillborn;
    int wait_status = 0;

    if (ptrace_event_message(parent->tid, &message) < 0)
        return; /* killed in between: the child is taken in as an orphan */
    child = tracee_find(&tracer->tracees, (pid_t)message);
    is_stillborn = !child && take_stillborn(tracer, (pid_t)message, &wait_status);
    if (is_stillborn && wait_status == STATUS_LET_GO)
        return;
    if (!child)
        child = tracee_add(&tracer->tracees, (pid_t)message);
    if (!child) {
        tracer_note(tracer, "more than %u tracees: %lu runs untraced", tracer->tracees.capacity,
                    message);
        return;
    }
    if (child->is_announced)
        return;
    set_kinship(tracer, child, parent, kind);
    if (is_stillborn) {
        births_on_exit(tracer, child, wait_status);
    } else if (child->state == TRACEE_NEWBORN) {
        tracee_set_state(child, TRACEE_STOPPED);
        tracer_resume_later(tracer, child);
    }
}

void births_on_let_go(struct tracer *tracer, pid_t tid)
{
    births_on_unknown_exit(tracer, tid, STATUS_LET_GO);
}

void births_on_unknown_stop(struct tracer *tracer, pid_t tid, int wait_status)
{
    struct tracee *child = tracee_add(&tracer->tracees, tid);
    struct stop stop = stop_classify(wait_status);

    if (!child || (tracer->is_detaching && !tracer->has_trap)) {
        if (child)
            control_on_stray(&tracer->control, child);
        ptrace_detach(tid, stop.signal);
        if (child)
            tracee_forget(&tracer->tracees, child);
        births_on_let_go(tracer, tid);
        return;
    }
    tracee_set_state(child, TRACEE_NEWBORN);
    child->newborn_ns = emit_now_ns();
    if (stop.kind == STOP_GROUP)
        child->group_signal = stop.signal;
    else
        child->pending_signal = stop.signal;
    if (!tracer->orphans_ns)
        tracer->orphans_ns = child->newborn_ns + ORPHAN_PATIENCE_NS;
}

void births_on_unknown_exit(struct tracer *tracer, pid_t tid, int wait_status)
{
    unsigned slot = tracer->stillborn_next++ % TRACER_STILLBORN;

    tracer->stillborn[slot] = (struct status){ tid, wait_status };
}

/* Is there somebody who may say yet that the child is its own?  A creator that lives stops, or has
 * stopped, right after it made the child: on a busy machine one of us may have to wait for a processor. */
static bool has_creator(const struct tracer *tracer, const struct tracee *child)
{
    struct procfs_status status;

    if (procfs_status(child->tid, &status) < 0)
        return false;
    for (struct tracee *other = tracee_next(&tracer->tracees, NULL); other;
         other = tracee_next(&tracer->tracees, other)) {
        bool is_kin = other->tgid == status.tgid || other->tgid == status.ppid;

        if (is_kin && other != child && other->state == TRACEE_RUNNING)
            return true;
    }
    return false;
}

static void adopt(struct tracer *tracer, struct tracee *child)
{
    fd_names_share_nothing(&tracer->names, child);
    control_on_orphan(&tracer->control, child);
    births_announce(tracer, child, BIRTH_FORK);
    child->is_orphan = true;
    child->was_launched = tracer->launched_tid && !tracer->has_attached;
    child->seize_mode = SEIZE_UNKNOWN;
    child->has_trap = child->was_launched && tracer->has_trap;
    if (tracer->is_killing && child->was_launched)
        kill(child->tgid, SIGKILL);
    tracee_set_state(child, TRACEE_STOPPED);
    tracer_resume_later(tracer, child);
}

void births_adopt_orphans(struct tracer *tracer)
{
    nanoseconds now_ns = emit_now_ns();

    tracer->orphans_ns = 0;
    for (struct tracee *child = tracee_next(&tracer->tracees, NULL); child;
         child = tracee_next(&tracer->tracees, child)) {
        nanoseconds waited_ns = now_ns - child->newborn_ns;

        if (child->state != TRACEE_NEWBORN)
            continue;
        if (waited_ns < ORPHAN_PATIENCE_NS ||
            (waited_ns < ORPHAN_PATIENCE_MOST_NS && has_creator(tracer, child)))
            tracer->orphans_ns = now_ns + ORPHAN_PATIENCE_NS; /* look again then */
        else
            adopt(tracer, child);
    }
}

static void write_exit(struct tracer *tracer, const struct tracee *tracee, int wait_status,
                       uint8_t flags)
{
    struct event header = {
        .kind = EVENT_EXIT,
        .flags = flags,
        .number = wait_status,
        .tid = tracee->tid,
        .tgid = tracee->tgid,
    };

    place_tell(tracer, tracee);
    emit_plain(&tracer->emit, &header);
}

void births_on_exit(struct tracer *tracer, struct tracee *tracee, int wait_status)
{
    calls_abandon(tracer, tracee);
    if (tracee->tid == tracer->launched_tid) {
        atomic_store(&tracer->launched_status, wait_status);
        atomic_store(&tracer->launched_has_ended, true);
    }
    if (!tracee->is_announced)
        births_on_unknown_exit(tracer, tracee->tid, wait_status);
    else if (!tracee->is_hidden || tracee->tid == tracer->launched_tid)
        write_exit(tracer, tracee, wait_status, 0);
    if (tracee->is_orphan)
        births_on_let_go(tracer, tracee->tid);
    if (tracee->tid == tracee->tgid)
        call_stacks_forget(&tracer->stacks, tracee->tgid);
    control_on_gone(&tracer->control, tracee);
    tracee_forget(&tracer->tracees, tracee);
}

/* The other threads of the process are gone, some without a status of their own; the tid of the
 * process goes on, the one that the caller had does not. */
static void supersede(struct tracer *tracer, struct tracee *execer, pid_t tgid)
{
    for (struct tracee *other = tracee_next(&tracer->tracees, NULL); other;
         other = tracee_next(&tracer->tracees, other)) {
        if (other == execer || other->tgid != tgid)
            continue;
        calls_abandon(tracer, other);
        if (other->is_announced && other->tid != tgid)
            write_exit(tracer, other, 0, EVENT_SUPERSEDED);
        control_on_gone(&tracer->control, other);
        tracee_forget(&tracer->tracees, other);
    }
    if (execer->tid != tgid)
        write_exit(tracer, execer, 0, EVENT_SUPERSEDED);
}

#define CMDLINE_MAX_BYTES 4096

static void write_exec(struct tracer *tracer, const struct tracee *tracee, pid_t former_tid)
{
    const size_t capacity = sizeof(struct event_exec) + 4096 + CMDLINE_MAX_BYTES;
    struct event_exec *event = emit_begin(&tracer->emit, capacity);
    char *bytes = (char *)(event + 1);
    ssize_t path_bytes, cmdline_bytes;

    memset(event, 0, sizeof *event);
    event->header.kind = EVENT_EXEC;
    event->header.tid = tracee->tid;
    event->header.tgid = tracee->tgid;
    event->former_tid = former_tid;
    event->uid = effective_uid(tracee->tid);
    path_bytes = procfs_read_link(tracee->tid, "exe", bytes, 4096);
    event->path_bytes = (uint16_t)(path_bytes > 0 ? path_bytes : 0);
    bytes += event->path_bytes;
    cmdline_bytes = procfs_read(tracee->tid, "cmdline", bytes, CMDLINE_MAX_BYTES);
    event->cmdline_bytes = (uint16_t)(cmdline_bytes > 0 ? cmdline_bytes : 0);
    procfs_comm(tracee->tid, event->comm, sizeof event->comm);
    emit_end(&tracer->emit, &event->header,
             sizeof *event + event->path_bytes + event->cmdline_bytes);
}

struct tracee *births_on_exec(struct tracer *tracer, pid_t tgid)
{
    unsigned long message = (unsigned long)tgid;
    struct tracee *execer;
    uint32_t old_memory;

    ptrace_event_message(tgid, &message);
    execer = tracee_find(&tracer->tracees, (pid_t)message);
    if (!execer)
        execer = tracee_find(&tracer->tracees, tgid);
    if (!execer)
        return NULL;
    supersede(tracer, execer, tgid);
    if (execer->tid != tgid)
        tracee_rename(&tracer->tracees, execer, tgid);
    execer->files = fd_names_new_files(&tracer->names);
    execer->uses_uring = false;
    old_memory = execer->memory;
    execer->memory = fd_names_new_files(&tracer->names);
    control_on_exec(&tracer->control, execer, old_memory);
    call_stacks_forget(&tracer->stacks, tgid);
    write_exec(tracer, execer, (pid_t)message);
    return execer;
}
