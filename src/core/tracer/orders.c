#include "orders.h"

#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <ptop/filter.h>

#include "attach.h"
#include "calls.h"
#include "holding.h"

#include "../tracee/procfs.h"

static void reply(struct tracer *tracer, const struct command *command, int result,
                  const char *message)
{
    struct event_reply *event = emit_begin(&tracer->emit, sizeof *event);

    memset(event, 0, sizeof *event);
    event->header.kind = EVENT_REPLY;
    event->header.number = result;
    event->header.tid = command->tid;
    event->header.tgid = command->tgid;
    event->command_sequence = command->sequence;
    snprintf(event->message, sizeof event->message, "%.*s", (int)sizeof event->message - 1,
             message);
    emit_end(&tracer->emit, &event->header, sizeof *event);
}

typedef void for_each_action(struct tracer *tracer, struct tracee *tracee);

/* All tracees that a command means: one thread, one process, or all.  Returns how many. */
static unsigned for_each(struct tracer *tracer, const struct command *command,
                         for_each_action *action)
{
    unsigned count = 0;

    for (struct tracee *tracee = tracee_next(&tracer->tracees, NULL); tracee;
         tracee = tracee_next(&tracer->tracees, tracee)) {
        if (command->tid ? tracee->tid != command->tid
                         : command->tgid && tracee->tgid != command->tgid)
            continue;
        count++;
        action(tracer, tracee);
    }
    return count;
}

static void kill_tracee(struct tracer *tracer, struct tracee *tracee)
{
    if (tracee->was_launched)
        kill(tracee->tgid, SIGKILL);
    else
        holding_detach(tracer, tracee);
}

static int attach(struct tracer *tracer, const struct command *command, struct error *ret_error)
{
    if (tracer->is_detaching)
        return error_set(ret_error, -EBUSY, "everything is being let go");
    return attach_process(tracer, command->tgid, ret_error);
}

/* Of those that a command lets go, before the first of them is: a thread does not go without its process's
 * breakpoints. */
static void disarm(struct tracer *tracer, const struct command *command)
{
    const struct tracee *tracee = command->tid ? tracee_find(&tracer->tracees, command->tid) : NULL;

    if (tracee || !command->tid)
        control_disarm(&tracer->control, tracee ? tracee->tgid : command->tgid);
}

/* Returns how many are let go, or -EBUSY. */
static int detach(struct tracer *tracer, const struct command *command, struct error *ret_error)
{
    struct tracee *tracee = NULL;

    if (!command->tgid && !command->tid) {
        holding_detach_all(tracer);
        return 1;
    }
    while ((tracee = tracee_next(&tracer->tracees, tracee))) {
        if (tracee->has_trap && (tracee->tid == command->tid || tracee->tgid == command->tgid))
            return error_set(ret_error, -EBUSY, "%d can only be killed: under --seccomp-bpf, its "
                             "calls would fail untraced", tracee->tgid);
    }
    disarm(tracer, command);
    return (int)for_each(tracer, command, holding_detach);
}

/* Until an uninterruptible sleep (of a vfork's parent, of a disk's reader) is over no stop comes. */
static int say_if_pending(struct tracer *tracer, const struct command *command,
                          struct error *ret_error)
{
    const struct tracee *tracee = command->tid ? tracee_find(&tracer->tracees, command->tid) : NULL;
    struct procfs_status status;
    char place[64];
    ssize_t length;

    if (!tracee || tracee->state != TRACEE_RUNNING || procfs_status(tracee->tid, &status) < 0 ||
        status.state != 'D')
        return 0;
    length = procfs_read(tracee->tid, "wchan", place, sizeof place);
    return error_set(ret_error, -EINPROGRESS, "%d sleeps uninterruptibly (%.*s): it is held when "
                     "that is over", tracee->tid, length > 0 ? (int)length : 0, place);
}

static int run(struct tracer *tracer, struct command *command, struct error *ret_error)
{
    int found = 1;

    switch (command->kind) {
    case COMMAND_PAUSE:
        found = (int)for_each(tracer, command, holding_pause);
        if (found)
            return say_if_pending(tracer, command, ret_error);
        break;
    case COMMAND_RESUME:
        found = (int)for_each(tracer, command, holding_resume);
        break;
    case COMMAND_ATTACH:
        return attach(tracer, command, ret_error);
    case COMMAND_DETACH:
        found = detach(tracer, command, ret_error);
        break;
    case COMMAND_KILL:
        tracer->is_killing |= !command->tid && !command->tgid;
        disarm(tracer, command); /* what was attached to is let go */
        found = (int)for_each(tracer, command, kill_tracee);
        break;
    case COMMAND_REPORT:
        for_each(tracer, command, calls_report);
        control_report(&tracer->control);
        break;
    default:
        return control_obey(&tracer->control, command, ret_error);
    }
    if (found < 0)
        return found;
    if (!found)
        return error_set(ret_error, -ESRCH, "%d is not traced any more",
                         command->tid ? command->tid : command->tgid);
    return 0;
}

void orders_run(struct tracer *tracer)
{
    struct command command;

    while (command_queue_pop(&tracer->commands, &command)) {
        struct error error = { .offset = -1 };
        int result = run(tracer, &command, &error);

        reply(tracer, &command, result, error.message);
        free(command.data);
        filter_free(command.condition);
    }
    holding_run_list(tracer);
}
