/*
 * Which arguments count, and what results mean: asked of the types in a row, so
 * that no syscall is known by its name here.
 */
#include "decode_operation.h"

/* open's mode counts only where a file may be made. */
#define CREATES_FILE      0100u      /* O_CREAT */
#define CREATES_TEMPORARY 020000000u /* __O_TMPFILE */

static unsigned mode_used_arguments(const struct formatter *f, unsigned index)
{
    unsigned last = f->spec->arg_count - 1u;
    bool is_last = index == last || (index + 1 == last && f->spec->args[last].type == TYPE_MQ_ATTR);
    bool is_opens = is_last && index > 0 && f->spec->args[index - 1].type == TYPE_OPEN_FLAGS;

    if (!is_opens || format_register(f, index - 1) & (CREATES_FILE | CREATES_TEMPORARY))
        return f->spec->arg_count;
    return index;
}

#define FILE_TYPE_MASK      0170000u
#define CHARACTER_DEVICE    0020000u
#define BLOCK_DEVICE        0060000u

/* mknod's device counts only where one is made. */
unsigned device_used_arguments(const struct formatter *f, unsigned index)
{
    uint64_t file_type = index ? format_register(f, index - 1) & FILE_TYPE_MASK : 0;

    if (!index || f->spec->args[index - 1].type != TYPE_FILE_MODE ||
        file_type == CHARACTER_DEVICE || file_type == BLOCK_DEVICE)
        return f->spec->arg_count;
    return index;
}

/* readdir's count, which the kernel does not read, is told where it is not the usual 1. */
static unsigned readdir_used_arguments(const struct formatter *f, unsigned index)
{
    return (uint32_t)format_register(f, index + 1) == 1 ? index + 1 : f->spec->arg_count;
}

/* By the type of the argument whose presence makes the rule hold. */
static unsigned (*const rules[TYPE_COUNT])(const struct formatter *f, unsigned index) = {
    [TYPE_MODE] = mode_used_arguments,       [TYPE_FCNTL_ARG] = fcntl_used_arguments,
    [TYPE_FUTEX_OP] = futex_used_arguments,  [TYPE_IOCTL_ARG] = ioctl_used_arguments,
    [TYPE_PRCTL_ARG] = operation_used_arguments,
    [TYPE_KEYCTL_ARG] = operation_used_arguments,
    [TYPE_PTRACE_ARG] = operation_used_arguments,
    [TYPE_SECCOMP_ARG] = operation_used_arguments,
    [TYPE_ARCH_PRCTL_ARG] = operation_used_arguments,
    [TYPE_MEMBARRIER_ARG] = operation_used_arguments,
    [TYPE_KCMP_INDEX] = kcmp_used_arguments, [TYPE_MREMAP_FLAGS] = mremap_used_arguments,
    [TYPE_SYSLOG_SIZE] = syslog_used_arguments, [TYPE_REBOOT_ARG] = reboot_used_arguments,
    [TYPE_OLD_DIRENT] = readdir_used_arguments,
    [TYPE_DEVICE] = device_used_arguments,
    [TYPE_QUOTA_ADDR] = quota_used_arguments,
};

unsigned format_used_arguments(const struct formatter *f)
{
    unsigned count = f->spec->arg_count;

    for (unsigned arg = 0; arg < f->spec->arg_count; arg++) {
        unsigned type = f->spec->args[arg].type;
        unsigned used = rules[type] ? rules[type](f, arg) : count;
        count = used < count ? used : count;
    }
    return count;
}

bool format_skips_argument(const struct formatter *f, unsigned arg)
{
    return f->spec->arg_count > 1 && f->spec->args[1].type == TYPE_FUTEX_OP && !futex_argument_is_used(f, arg);
}

/* By the type of the first argument. */
static void (*const layouts[TYPE_COUNT])(struct formatter *f) = {
    [TYPE_CLONE_FLAGS] = format_clone_arguments,
};

bool format_arguments_by_layout(struct formatter *f)
{
    unsigned type = f->spec->args[0].type;

    if (f->spec->arg_count == 0 || !layouts[type])
        return false;
    layouts[type](f);
    return true;
}

/* Results that are shown as a number, with what that means behind it: in names whatever the style of
 * those that a call is given, but of some. */
static const struct {
    uint16_t type;
    bool is_hex, is_styled;
    void (*format)(struct formatter *f, uint64_t value); /* NULL: as its type says */
} explained_results[] = {
    {TYPE_SCHED_POLICY, .is_hex = false},
    {TYPE_IOPRIO, .is_styled = true, .format = format_ioprio_parts},
    {TYPE_SIGNAL, .is_hex = false},
    {TYPE_ADJTIMEX_STATE, .is_hex = false},
    {TYPE_PERSONALITY, .is_hex = true, .is_styled = true},
};

static void explain(struct formatter *f, size_t row, uint64_t result)
{
    const struct format_options *before = f->options;
    struct format_options options = *before;

    if (!explained_results[row].is_styled)
        options.constants = FORMAT_NAMES;
    f->options = &options;
    if (explained_results[row].format)
        explained_results[row].format(f, result);
    else
        format_value(f, f->spec->result, result);
    f->options = before;
}

bool format_result_by_type(struct formatter *f, uint64_t result)
{
    for (size_t i = 0; i < ARRAY_COUNT(explained_results); i++) {
        if (explained_results[i].type != f->spec->result)
            continue;
        if (explained_results[i].is_hex)
            format_hex(f, result);
        else
            format_ulong(f, result);
        if (f->spec->result == TYPE_IOPRIO && f->options->constants == FORMAT_NUMBERS)
            return true;
        format_punctuation(f, " (");
        explain(f, i, result);
        format_punctuation(f, ")");
        return true;
    }
    return false;
}

bool format_result_tells(const struct formatter *f)
{
    int messages = format_find_argument(f, TYPE_MMSGHDR);
    bool is_received = messages >= 0 && f->spec->args[messages].direction == ARG_OUT;

    return is_received || format_find_argument(f, TYPE_POLLFD) >= 0 ||
           format_find_argument(f, TYPE_FD_SET) >= 0;
}

bool format_result_by_operation(struct formatter *f)
{
    int fcntl_arg = format_find_argument(f, TYPE_FCNTL_ARG);
    int operation_arg = operation_argument(f);

    if (fcntl_arg > 0)
        return format_fcntl_result(f, (unsigned)fcntl_arg);
    if (operation_arg > 0)
        return format_operation_result(f, (unsigned)operation_arg);
    return format_result_tells(f) && format_ready_result(f);
}
