#include "step.h"

#include <errno.h>

#include "control.h"

int step_begin(struct control *control, struct tracee *tracee, const struct command *command, struct error *ret_error)
{
    (void)control;
    (void)tracee;
    (void)command;
    (void)ret_error;
    return error_set(ret_error, -ENOSYS, "not yet");
}

void step_cancel(struct control *control, struct tracee *tracee)
{
    (void)control;
    (void)tracee;
}

bool step_wants_trap(struct control *control, struct tracee *tracee)
{
    (void)control;
    (void)tracee;
    return false;
}

enum step_verdict step_on_trap(struct control *control, struct tracee *tracee, const siginfo_t *info, struct user_regs_struct *registers)
{
    (void)control;
    (void)tracee;
    (void)info;
    (void)registers;
    return STEP_NOT_MINE;
}

enum step_verdict step_on_executed(struct control *control, struct tracee *tracee, struct user_regs_struct *registers)
{
    (void)control;
    (void)tracee;
    (void)registers;
    return STEP_NOT_MINE;
}

enum step_verdict step_on_planted(struct control *control, struct tracee *tracee, struct user_regs_struct *registers)
{
    (void)control;
    (void)tracee;
    (void)registers;
    return STEP_NOT_MINE;
}

void step_on_exec(struct control *control, struct tracee *tracee)
{
    (void)control;
    (void)tracee;
}

enum step_verdict step_on_call(struct control *control, struct tracee *tracee, bool is_exit)
{
    (void)control;
    (void)tracee;
    (void)is_exit;
    return STEP_NOT_MINE;
}
