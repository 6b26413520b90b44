#include "call_effects.h"

#include <fcntl.h>
#include <linux/sched.h>
#include <linux/seccomp.h>
#include <sys/prctl.h>

#include "../inspect/tracee_memory.h"
#include "../tracee/call_facts.h"

static void forget_fds(struct tracer *tracer, struct tracee *tracee)
{
    uint32_t old = tracee->files;
    uint32_t fresh = fd_names_new_files(&tracer->names);

    for (struct tracee *other = tracee_next(&tracer->tracees, NULL); other;
         other = tracee_next(&tracer->tracees, other)) {
        if (other->files == old)
            other->files = fresh;
    }
}

static void doubt_fd(struct tracer *tracer, const struct tracee *tracee, int fd)
{
    fd_names_doubt(&tracer->names, tracee, fd);
    urings_doubt(&tracer->urings, tracee, fd);
}

/* The descriptors that came in an array of two (pipe, socketpair). */
static void doubt_new_pair(struct tracer *tracer, struct tracee *tracee)
{
    const struct tracee_call *call = &tracee->call;

    for (unsigned i = 0; call->spec && i < call->spec->arg_count; i++) {
        int fds[2];

        if (call->spec->args[i].type != TYPE_FD_PAIR)
            continue;
        if (tracee_memory_read(tracee->tid, call->args[i], fds, sizeof fds) != sizeof fds)
            continue;
        doubt_fd(tracer, tracee, fds[0]);
        doubt_fd(tracer, tracee, fds[1]);
    }
}

/* Namespaces of mounts and of users bring a current directory of their own (unshare(2)). */
static void follow_unshare(struct tracer *tracer, struct tracee *tracee)
{
    if (tracee->call.args[0] & CLONE_FILES)
        tracee->files = fd_names_new_files(&tracer->names);
    if (tracee->call.args[0] & (CLONE_FS | CLONE_NEWNS | CLONE_NEWUSER))
        tracee->directory = fd_names_new_files(&tracer->names);
}

/* What a finished call means for our memory of the descriptors' names. */
static void follow_fds(struct tracer *tracer, struct tracee *tracee, int64_t result, bool failed)
{
    const struct tracee_call *call = &tracee->call;
    enum abi abi = (enum abi)call->abi;

    if (call_fact(abi, call->number, CALL_CLOSES_FD | CALL_RENAMES_FD))
        doubt_fd(tracer, tracee, (int)call->args[0]);
    if (failed)
        return;
    doubt_new_pair(tracer, tracee);
    if (call_fact(abi, call->number, CALL_CHANGES_DIRECTORY))
        fd_names_doubt(&tracer->names, tracee, AT_FDCWD);
    if (call->spec && call->spec->result == TYPE_FD)
        doubt_fd(tracer, tracee, (int)result);
    if (call_fact(abi, call->number, CALL_DUPS_BY_COMMAND) &&
        (call->args[1] == F_DUPFD || call->args[1] == F_DUPFD_CLOEXEC))
        doubt_fd(tracer, tracee, (int)result);
    if (call_fact(abi, call->number, CALL_UNSHARES))
        follow_unshare(tracer, tracee);
    if (call_fact(abi, call->number, CALL_CLOSES_MANY)) {
        if (call->args[2] & CLOSE_RANGE_UNSHARE)
            tracee->files = fd_names_new_files(&tracer->names);
        forget_fds(tracer, tracee);
    }
}

/* A filter of the tracee's own may refuse a call before ours traps it: from now on every call
 * stops, so that none is missed. */
static void follow_filters(struct tracer *tracer, struct tracee *tracee)
{
    const struct tracee_call *call = &tracee->call;
    enum abi abi = (enum abi)call->abi;
    bool adds_one =
        (call_fact(abi, call->number, CALL_ADDS_FILTER) &&
         call->args[0] <= SECCOMP_SET_MODE_FILTER) ||
        (call_fact(abi, call->number, CALL_FILTERS_BY_OPTION) && call->args[0] == PR_SET_SECCOMP);

    if (!adds_one)
        return;
    for (struct tracee *other = tracee_next(&tracer->tracees, NULL); other;
         other = tracee_next(&tracer->tracees, other)) {
        if (other->tgid != tracee->tgid) /* one call can set the filter of all threads */
            continue;
        other->skips_calls = false;
        other->filters = TRACEE_FILTERS_UNKNOWN;
    }
}

void call_effects_tell_uring(struct tracer *tracer, struct tracee *tracee, uint32_t flags)
{
    struct event header = {
        .kind = EVENT_URING,
        .number = (int32_t)flags,
        .tid = tracee->tid,
        .tgid = tracee->tgid,
    };

    if (!tracer->options.tells_urings || tracee->is_hidden)
        return;
    tracee->uses_uring = true;
    emit_plain(&tracer->emit, &header);
}

static void follow_uring(struct tracer *tracer, struct tracee *tracee, int64_t result)
{
    uint32_t flags;

    if (urings_follow(&tracer->urings, tracee, result, &flags) && (flags || !tracee->uses_uring))
        call_effects_tell_uring(tracer, tracee, flags);
}

void call_effects_follow(struct tracer *tracer, struct tracee *tracee,
                         const struct syscall_stop *stop)
{
    follow_fds(tracer, tracee, stop->result, stop->is_error);
    if (!stop->is_error) {
        follow_filters(tracer, tracee);
        follow_uring(tracer, tracee, stop->result);
    }
    if (tracer->options.captures_callers && !stop->is_error)
        call_stacks_follow(&tracer->stacks, tracee, (uint64_t)stop->result);
}
