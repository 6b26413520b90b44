#include "tamper_replace.h"

#include <errno.h>
#include <string.h>

#include "inject.h"

#include "../tracee/call_facts.h"
#include "../tracee/ptrace_call.h"
#include "../tracee/registers.h"

#define NO_NUMBER (-1)
#define NOWHERE UINT64_MAX /* as an address, and as a descriptor */

static uint64_t nowhere(const struct tracee_call *call)
{
    return call->abi == ABI_COMPAT ? (uint32_t)NOWHERE : NOWHERE;
}

/* With these the call fails before it does anything.  False where no such are known. */
static bool make_harmless(const struct tracee_call *call, uint64_t ret_args[SYSCALL_MAX_ARGS])
{
    const struct syscall_spec *spec = call->spec;
    bool is_harmless = spec && (spec->classes & CLASS_PURE);

    memcpy(ret_args, call->args, sizeof call->args);
    for (unsigned i = 0; spec && i < spec->arg_count; i++) {
        const struct arg_spec *arg = &spec->args[i];
        bool is_path = arg->type == TYPE_PATH && arg->direction == ARG_IN;
        bool is_fd = (arg->type == TYPE_FD || arg->type == TYPE_DIRFD) &&
                     arg->direction == ARG_VALUE;

        if (is_path || is_fd)
            ret_args[i] = nowhere(call);
        is_harmless |= is_path || (i == 0 && arg->type == TYPE_FD && is_fd &&
                                   !call_fact((enum abi)call->abi, call->number, CALL_NEEDS_NO_FD));
    }
    return is_harmless;
}

static int set_call(const struct tracee *tracee, bool is_trap, int64_t number,
                    const uint64_t args[SYSCALL_MAX_ARGS])
{
    return registers_set_call(tracee->tid, is_trap, (enum abi)tracee->call.abi, number, args);
}

static int set_harmless(const struct tracee *tracee, int64_t number, struct error *ret_error)
{
    const struct tracee_call *call = &tracee->call;
    uint64_t args[SYSCALL_MAX_ARGS];

    if (!make_harmless(call, args))
        return error_set(ret_error, -EPERM,
                         "%s is made as it is: a seccomp filter of the program's own might end it "
                         "for another call", call->spec ? call->spec->name : "a call");
    return set_call(tracee, false, number, args);
}

static bool has_filter(struct tracee *tracee)
{
    if (tracee->filters == TRACEE_FILTERS_UNKNOWN)
        tracee->filters = inject_is_filtered(tracee) ? TRACEE_FILTERED : TRACEE_UNFILTERED;
    return tracee->filters == TRACEE_FILTERED;
}

int replace_call(struct tracee *tracee, bool is_trap, int64_t number, int instead,
                 struct replaced *ret_replaced, struct error *ret_error)
{
    struct replaced replaced = { .is_replaced = true, .is_trap = is_trap, .number = number };
    bool is_filtered = !is_trap && has_filter(tracee);
    int result;

    if (is_trap)
        instead = NO_NUMBER;
    replaced.is_suspended =
        is_filtered && ptrace_suspend_filters(tracee->tid, tracee->seize_mode, true) == 0;
    replaced.shows = instead != NO_NUMBER || is_filtered != replaced.is_suspended;
    if (is_filtered && !replaced.is_suspended)
        result = set_harmless(tracee, number, ret_error);
    else
        result = set_call(tracee, is_trap, instead, tracee->call.args);
    if (result == 0)
        *ret_replaced = replaced;
    else if (replaced.is_suspended)
        ptrace_suspend_filters(tracee->tid, tracee->seize_mode, false);
    return result;
}

static void restore_registers(const struct tracee *tracee)
{
    struct user_regs_struct registers;

    if (ptrace_get_registers(tracee->tid, &registers) < 0)
        return;
    for (unsigned i = 0; i < SYSCALL_MAX_ARGS; i++) {
        uint64_t *argument = registers_argument(&registers, (enum abi)tracee->call.abi, i);

        if ((tracee->call.abi == ABI_COMPAT ? (uint32_t)*argument : *argument) !=
            tracee->call.args[i])
            *argument = tracee->call.args[i];
    }
    registers.orig_rax = (uint64_t)NO_NUMBER; /* whatever its result: nothing is started again */
    ptrace_set_registers(tracee->tid, &registers);
}

void replace_settle(struct tracee *tracee, struct replaced *replaced)
{
    if (replaced->is_suspended)
        ptrace_suspend_filters(tracee->tid, tracee->seize_mode, false);
    if (replaced->shows)
        restore_registers(tracee);
    memset(replaced, 0, sizeof *replaced);
}

void replace_undo(struct tracee *tracee, struct replaced *replaced)
{
    if (!replaced->is_replaced)
        return;
    set_call(tracee, replaced->is_trap, replaced->number, tracee->call.args);
    if (replaced->is_suspended)
        ptrace_suspend_filters(tracee->tid, tracee->seize_mode, false);
    memset(replaced, 0, sizeof *replaced);
}
