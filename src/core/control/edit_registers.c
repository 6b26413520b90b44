/*
 * Registers.  The kernel takes a set of them one by one, and refuses in the middle of it: what a
 * program cannot have is refused before, and what the kernel refuses is put back.
 */
#include "edit.h"

#include <errno.h>
#include <inttypes.h>
#include <string.h>
#include <strings.h>
#include <sys/user.h>

#include "control.h"

#include "../tracee/ptrace_call.h"
#include "../tracee/registers.h"

#define USER_ADDRESS_BITS 47 /* Documentation/arch/x86/x86_64/mm.rst, with four levels */
#define CODE_SELECTOR_64_BIT 0x33
#define CODE_SELECTOR_32_BIT 0x23

union registers {
    struct user_regs_struct named;
    uint64_t all[EVENT_REGISTER_COUNT];
};

/* ---- what a program can have ------------------------------------------------------- */

static bool is_no_address(uint64_t value)
{
    return value >> USER_ADDRESS_BITS != 0;
}

static bool is_no_code_address(uint64_t value)
{
    return is_no_address(value) && (value >> 24) != 0xffffffffff; /* the vsyscall page's */
}

/* Of the kernel's, or of the local table (bit 2). */
static bool is_no_code_selector(uint64_t value)
{
    return value != CODE_SELECTOR_64_BIT && value != CODE_SELECTOR_32_BIT && (value & 7) != 7;
}

static bool is_no_stack_selector(uint64_t value)
{
    return (value & 3) != 3;
}

static bool is_no_selector(uint64_t value)
{
    return value != 0 && (value & 3) != 3;
}

#define PLACE(member) (offsetof(struct user_regs_struct, member) / sizeof(uint64_t))

static const struct limit {
    size_t index;
    bool (*refuses)(uint64_t value);
    const char *reason;
} limits[] = {
    { PLACE(rip), is_no_code_address, "no address of a program: it would end with SIGSEGV" },
    { PLACE(fs_base), is_no_address, "no address of a program" },
    { PLACE(gs_base), is_no_address, "no address of a program" },
    { PLACE(cs), is_no_code_selector, "no segment of code" },
    { PLACE(ss), is_no_stack_selector, "no segment of a program" },
    { PLACE(ds), is_no_selector, "no segment of a program" },
    { PLACE(es), is_no_selector, "no segment of a program" },
    { PLACE(fs), is_no_selector, "no segment of a program" },
    { PLACE(gs), is_no_selector, "no segment of a program" },
};

static int check(const struct register_spec *spec, const union registers *wanted,
                 struct error *ret_error)
{
    for (size_t i = 0; i < sizeof limits / sizeof limits[0]; i++) {
        uint64_t value = wanted->all[spec->index];

        if (limits[i].index == spec->index && limits[i].refuses(value))
            return error_set(ret_error, -EINVAL, "%s = 0x%" PRIx64 ": %s", spec->name, value,
                             limits[i].reason);
    }
    return 0;
}

/* ---- writing ------------------------------------------------------------------------- */

/* Says what the kernel made of it, where that is something else. */
static int write_set(const struct tracee *tracee, const struct register_spec *spec,
                     const union registers *before, const union registers *wanted,
                     struct error *ret_error)
{
    union registers after;
    int result = ptrace_set_registers(tracee->tid, &wanted->named);

    if (result == 0)
        result = ptrace_get_registers(tracee->tid, &after.named);
    if (result == -ESRCH)
        return error_set(ret_error, result, "%d is not there any more", tracee->tid);
    if (result < 0) {
        ptrace_set_registers(tracee->tid, &before->named);
        return error_set(ret_error, result, "%s: the kernel refuses that value: all is as it was",
                         spec->name);
    }
    if (after.all[spec->index] != wanted->all[spec->index])
        error_set(ret_error, 0, "%s is 0x%" PRIx64 " now: the kernel kept some of it", spec->name,
                  register_value(spec, after.all));
    return 0;
}

/* An interrupted call is started again when the tracee runs on, by moving the pc back and putting its
 * number where its result is: not if one of these is what was changed. */
static bool ends_restart(const struct register_spec *spec, const struct tracee *tracee,
                         union registers *wanted)
{
    bool is_compat = tracee->call.abi == ABI_COMPAT;
    int64_t result = (int64_t)wanted->named.rax;

    if ((spec->index != PLACE(rip) && spec->index != PLACE(rax)) ||
        (int64_t)wanted->named.orig_rax < 0)
        return false;
    if (!registers_result_restarts(is_compat ? (int32_t)result : result))
        return false;
    wanted->named.orig_rax = UINT64_MAX;
    return true;
}

/* At its entry a call is what the registers say. */
static void follow_call(struct control *control, struct tracee *tracee)
{
    struct tracee_call *call = &tracee->call;
    struct syscall_stop stop;

    if (tracee->call_side != CALL_SIDE_ENTRY || !call->is_known ||
        ptrace_syscall_stop(tracee->tid, &stop) < 0 || stop.op == SYSCALL_OP_NONE)
        return;
    if (call->number == (int64_t)stop.number &&
        memcmp(call->args, stop.args, sizeof call->args) == 0)
        return;
    call->number = (int64_t)stop.number;
    call->spec = syscall_find((enum abi)call->abi, call->number);
    memcpy(call->args, stop.args, sizeof call->args);
    control->recapture(control->context, tracee);
}

static int set_register(struct control *control, struct tracee *tracee,
                        const struct register_spec *spec, const union registers *before,
                        uint64_t value, struct error *ret_error)
{
    union registers wanted = *before;
    bool restart_ends = ends_restart(spec, tracee, &wanted);
    int result;

    register_set(spec, wanted.all, value);
    result = check(spec, &wanted, ret_error);
    if (result == 0)
        result = write_set(tracee, spec, before, &wanted, ret_error);
    if (result < 0)
        return result;
    if (restart_ends) {
        tracee->call_restarts = false;
        memset(&tracee->interrupted, 0, sizeof tracee->interrupted);
        error_set(ret_error, 0, "%s is changed: the interrupted call is not started again",
                  spec->name);
    }
    follow_call(control, tracee);
    return 0;
}

/* ---- by name ---------------------------------------------------------------------------- */

static const struct register_flag *find_flag(const char *name)
{
    const struct register_flag *flag;

    for (size_t i = 0; (flag = register_flag_get(i)); i++) {
        if (strcasecmp(flag->name, name) == 0)
            return flag;
    }
    return NULL;
}

/* A negative number is one with ones in front. */
static bool fits(uint64_t value, unsigned bits)
{
    return bits >= 64 || value >> bits == 0 || (int64_t)value >> (bits - 1) == -1;
}

static int read_value(const struct register_value *value, unsigned bits, uint64_t *ret_value,
                      struct error *ret_error)
{
    *ret_value = 0;
    if (value->size_bytes == 0 || value->size_bytes > sizeof *ret_value)
        return error_set(ret_error, -EINVAL, "%s takes a number of %u bits", value->name, bits);
    memcpy(ret_value, value->bytes, value->size_bytes);
    if (!fits(*ret_value, bits))
        return error_set(ret_error, -ERANGE, "0x%" PRIx64 " does not fit into %s: it has %u bits",
                         *ret_value, value->name, bits);
    return 0;
}

static int set_flag(struct control *control, struct tracee *tracee,
                    const struct register_flag *flag, const union registers *before, uint64_t bit,
                    struct error *ret_error)
{
    uint64_t flags = before->named.eflags & ~(UINT64_C(1) << flag->bit);

    return set_register(control, tracee, register_find(false, "eflags"), before,
                        flags | (bit & 1) << flag->bit, ret_error);
}

int edit_register(struct control *control, struct tracee *tracee,
                  const struct register_value *value, struct error *ret_error)
{
    const struct register_flag *flag = find_flag(value->name);
    const struct register_spec *spec;
    union registers before;
    uint64_t number;
    int result = ptrace_get_registers(tracee->tid, &before.named);

    if (result < 0)
        return error_set(ret_error, result, "%d is not there any more", tracee->tid);
    spec = register_find(registers_are_compat(&before.named), value->name);
    if (!spec && !flag)
        return edit_vector(tracee, value, ret_error);
    result = read_value(value, spec ? spec->bits : 1, &number, ret_error);
    if (result < 0)
        return result;
    if (!spec)
        return set_flag(control, tracee, flag, &before, number, ret_error);
    return set_register(control, tracee, spec, &before, number, ret_error);
}
