#include "signal_rules.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "control.h"

#include "../tables/constant_names.h"
#include "../tracee/procfs.h"
#include "../tracee/ptrace_call.h"

struct signal_label {
    char text[24];
};

static struct signal_label label_of(int signal)
{
    const char *name = signal_name(signal);
    struct signal_label label;

    if (name)
        snprintf(label.text, sizeof label.text, "%s", name);
    else
        snprintf(label.text, sizeof label.text, "signal %d", signal);
    return label;
}

static bool is_signal(int64_t number)
{
    return number > 0 && number < SIGNAL_LIMIT;
}

/* ---- rules ----------------------------------------------------------------------------- */

int signal_rules_set(struct control *control, const struct command *command,
                     struct error *ret_error)
{
    int signal = command->value;

    if (!is_signal(signal))
        return error_set(ret_error, -EINVAL, "there is no signal %d", signal);
    if (command->number >= SIGNAL_RULE_COUNT)
        return error_set(ret_error, -EINVAL, "there is no such rule");
    if (signal == SIGKILL)
        return error_set(ret_error, -EINVAL, "SIGKILL stops nobody: there can be no rule for it");
    control->rules.rule_of[signal] = (uint8_t)command->number;
    if (signal == SIGCONT && command->number != SIGNAL_RULE_PASS)
        error_set(ret_error, 0, "SIGCONT continues in any case: the rule is about its handler");
    return 0;
}

static void note(struct control *control, const struct tracee *tracee, int signal)
{
    struct event header = { .kind = EVENT_NOTE, .tid = tracee->tid, .tgid = tracee->tgid };
    char comm[EVENT_COMM_BYTES + 1], line[80];
    int length;

    procfs_comm(tracee->tid, comm, sizeof comm);
    length = snprintf(line, sizeof line, "%d %.16s got %s", (int)tracee->tid, comm,
                      label_of(signal).text);
    emit_bytes(control->emit, &header, line, (size_t)length);
}

void signal_rules_apply(struct control *control, struct tracee *tracee, siginfo_t *info,
                        uint8_t *flags)
{
    int signal = tracee->pending_signal;

    (void)info;
    if (!is_signal(signal))
        return;
    switch ((enum signal_rule)control->rules.rule_of[signal]) {
    case SIGNAL_RULE_HOLD:
        control_hold(control, tracee, STOP_REASON_HELD_SIGNAL, signal);
        *flags |= SIGNAL_WAS_HELD;
        break;
    case SIGNAL_RULE_DROP:
        tracee->pending_signal = 0;
        *flags |= SIGNAL_WAS_DROPPED;
        break;
    case SIGNAL_RULE_NOTE:
        note(control, tracee, signal);
        break;
    case SIGNAL_RULE_PASS:
    case SIGNAL_RULE_COUNT:
        break;
    }
}

/* ---- the signal that one is held with ---------------------------------------------------- */

static void write_signal(struct control *control, const struct tracee *tracee,
                         const siginfo_t *info, uint8_t flags)
{
    struct event_signal *event = emit_begin(control->emit, sizeof *event);

    event->header = (struct event){
        .kind = EVENT_SIGNAL,
        .flags = flags,
        .number = info->si_signo,
        .tid = tracee->tid,
        .tgid = tracee->tgid,
    };
    memcpy(event->siginfo, info, sizeof *info);
    emit_end(control->emit, &event->header, sizeof *event);
}

/* The siginfo that it shall have.  One that the kernel made for another signal would tell lies
 * under this one: then it comes as if ptop had sent it. */
static int choose_info(const struct tracee *tracee, const struct command *command,
                       siginfo_t *ret_info, struct error *ret_error)
{
    const siginfo_t *wanted = command->data;

    if (wanted && (command->data_bytes != sizeof *wanted || wanted->si_signo != command->value))
        return error_set(ret_error, -EINVAL, "the siginfo is not one of %s",
                         label_of(command->value).text);
    if (wanted) {
        *ret_info = *wanted;
    } else if (ptrace_siginfo(tracee->tid, ret_info) < 0) {
        return error_set(ret_error, -ESRCH, "%d is not there any more", tracee->tid);
    } else if (ret_info->si_signo != command->value && ret_info->si_code > 0) {
        memset(ret_info, 0, sizeof *ret_info);
        ret_info->si_code = SI_USER;
        ret_info->si_pid = getpid();
        ret_info->si_uid = getuid();
    }
    ret_info->si_signo = command->value;
    return 0;
}

static int change_info(const struct tracee *tracee, const struct command *command,
                       siginfo_t *ret_info, struct error *ret_error)
{
    int result = choose_info(tracee, command, ret_info, ret_error);

    if (result < 0)
        return result;
    result = ptrace_set_siginfo(tracee->tid, ret_info);
    return result == 0 ? 0
                       : error_set(ret_error, result, "%d is not there any more", tracee->tid);
}

int signal_rules_change(struct control *control, struct tracee *tracee,
                        const struct command *command, struct error *ret_error)
{
    siginfo_t info = { .si_signo = tracee->pending_signal };
    int result;

    if (!tracee->pending_signal)
        return error_set(ret_error, -EINVAL, "%d is not held with a signal", tracee->tid);
    if (command->value && !is_signal(command->value))
        return error_set(ret_error, -EINVAL, "there is no signal %d", command->value);
    result = command->value ? change_info(tracee, command, &info, ret_error)
                            : ptrace_siginfo(tracee->tid, &info);
    if (result < 0)
        return result;
    tracee->pending_signal = command->value;
    write_signal(control, tracee, &info, command->value ? SIGNAL_WAS_CHANGED : SIGNAL_WAS_DROPPED);
    control_touch(control, tracee)->detail = command->value;
    control->write_stop(control->context, tracee, STOP_REASON_EDIT);
    return 0;
}

/* ---- sending ------------------------------------------------------------------------------- */

static int send_plain(const struct tracee *tracee, const struct command *command)
{
    if (command->tid)
        return (int)syscall(SYS_tgkill, tracee->tgid, command->tid, command->value);
    return kill(command->tgid, command->value);
}

static int send_value(const struct tracee *tracee, const struct command *command)
{
    siginfo_t info;
    int64_t value;

    memcpy(&value, command->data, sizeof value);
    memset(&info, 0, sizeof info);
    info.si_signo = command->value;
    info.si_code = SI_QUEUE;
    info.si_pid = getpid();
    info.si_uid = getuid();
    info.si_value.sival_ptr = (void *)(intptr_t)value;
    if (command->tid)
        return (int)syscall(SYS_rt_tgsigqueueinfo, tracee->tgid, command->tid, command->value,
                            &info);
    return (int)syscall(SYS_rt_sigqueueinfo, command->tgid, command->value, &info);
}

/* A number that is not traced may belong to somebody else by now. */
static const struct tracee *find_receiver(const struct control *control,
                                          const struct command *command)
{
    struct tracee *tracee = NULL;

    while ((tracee = tracee_next(control->tracees, tracee))) {
        if (command->tid ? tracee->tid == command->tid
                         : command->tgid && tracee->tgid == command->tgid)
            return tracee;
    }
    return NULL;
}

int signal_rules_send(struct control *control, const struct command *command,
                      struct error *ret_error)
{
    const struct tracee *tracee = find_receiver(control, command);
    int who = command->tid ? command->tid : command->tgid;
    bool is_sent;

    if (!is_signal(command->value))
        return error_set(ret_error, -EINVAL, "there is no signal %d", command->value);
    if (!tracee)
        return error_set(ret_error, -ESRCH, "%d is not traced any more", who);
    if (command->data && command->data_bytes != sizeof(int64_t))
        return error_set(ret_error, -EINVAL, "a signal carries a number of 64 bits");
    is_sent = (command->data ? send_value(tracee, command) : send_plain(tracee, command)) == 0;
    if (is_sent)
        return 0;
    return error_set(ret_error, -errno, "%s to %d: %s", label_of(command->value).text, who,
                     strerror(errno));
}
