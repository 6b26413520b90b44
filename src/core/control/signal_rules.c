#include "signal_rules.h"

#include <errno.h>
#include <string.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "control.h"

int signal_rules_set(struct control *control, const struct command *command, struct error *ret_error)
{
    (void)control;
    (void)command;
    (void)ret_error;
    return error_set(ret_error, -ENOSYS, "not yet");
}

int signal_rules_change(struct control *control, struct tracee *tracee, const struct command *command, struct error *ret_error)
{
    (void)control;
    (void)tracee;
    (void)command;
    (void)ret_error;
    return error_set(ret_error, -ENOSYS, "not yet");
}

int signal_rules_send(struct control *control, const struct command *command, struct error *ret_error)
{
    struct tracee *tracee = NULL;
    int result;

    while ((tracee = tracee_next(control->tracees, tracee))) {
        if (command->tid ? tracee->tid == command->tid
                         : command->tgid && tracee->tgid == command->tgid)
            break;
    }
    if (!tracee) /* a number that is not traced may belong to somebody else by now */
        errno = ESRCH, result = -1;
    else if (command->tid)
        result = (int)syscall(SYS_tgkill, tracee->tgid, command->tid, command->value);
    else
        result = kill(command->tgid, command->value);
    if (result == 0)
        return 0;
    return error_set(ret_error, -errno, "signal %d to %d: %s", command->value,
                     command->tid ? command->tid : command->tgid, strerror(errno));
}

void signal_rules_apply(struct control *control, struct tracee *tracee, siginfo_t *info, uint8_t *flags)
{
    (void)control;
    (void)tracee;
    (void)info;
    (void)flags;
}
