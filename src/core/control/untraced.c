#include "untraced.h"

#include <linux/sched.h>

#include "breakpoint.h"
#include "control.h"

#include "../tracee/call_facts.h"
#include "../tracee/ptrace_call.h"

/* clone has its flags in a register, clone3 at the beginning of a struct. */
static bool is_clone3(const struct tracee *tracee)
{
    return tracee->call.spec->arg_count == 2;
}

static bool write_flags(const struct tracee *tracee, uint64_t flags)
{
    struct user_regs_struct registers;

    if (is_clone3(tracee))
        return space_write(tracee, tracee->call.args[0], &flags, sizeof flags) ==
               (ssize_t)sizeof flags;
    if (ptrace_get_registers(tracee->tid, &registers) < 0)
        return false;
    if (tracee->call.abi == ABI_COMPAT)
        registers.rbx = flags;
    else
        registers.rdi = flags;
    return ptrace_set_registers(tracee->tid, &registers) == 0;
}

static bool read_flags(const struct tracee *tracee, uint64_t *ret_flags)
{
    *ret_flags = tracee->call.args[0];
    return !is_clone3(tracee) ||
           space_read(tracee, tracee->call.args[0], ret_flags, sizeof *ret_flags) ==
               (ssize_t)sizeof *ret_flags;
}

void untraced_on_entry(struct control *control, struct tracee *tracee)
{
    const struct tracee_call *call = &tracee->call;
    const struct space *space = control_space(control, tracee);
    struct controlled *controlled;
    uint64_t flags;

    if (!space || !space->locations || !call->spec || !call->spec->arg_count ||
        !call_fact((enum abi)call->abi, call->number, CALL_MAKES_TRACEES) ||
        !read_flags(tracee, &flags) || !(flags & CLONE_UNTRACED))
        return;
    controlled = control_touch(control, tracee);
    controlled->clone_flags = flags;
    controlled->has_clone_flags = write_flags(tracee, flags & ~(uint64_t)CLONE_UNTRACED);
}

void untraced_on_birth(const struct tracee *child, const struct tracee *parent)
{
    const struct controlled *controlled = parent->controlled;

    if (controlled && controlled->has_clone_flags && parent->call.is_known && is_clone3(parent) &&
        child->memory != parent->memory)
        space_write(child, parent->call.args[0], &controlled->clone_flags,
                    sizeof controlled->clone_flags);
}

void untraced_on_exit(struct control *control, struct tracee *tracee)
{
    struct controlled *controlled = tracee->controlled;

    (void)control;
    if (!controlled || !controlled->has_clone_flags)
        return;
    controlled->has_clone_flags = false;
    write_flags(tracee, controlled->clone_flags);
}
