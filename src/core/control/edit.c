#include "edit.h"

#include <errno.h>

#include "control.h"

int edit_obey(struct control *control, struct tracee *tracee, const struct command *command, struct error *ret_error)
{
    (void)control;
    (void)tracee;
    (void)command;
    (void)ret_error;
    return error_set(ret_error, -ENOSYS, "not yet");
}

void edit_on_exit_stop(struct control *control, struct tracee *tracee)
{
    (void)control;
    (void)tracee;
}
