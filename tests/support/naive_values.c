#include "support/naive_values.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>

#include <ptop/format.h>
#include <ptop/registers.h>

#include "support/naive_private.h"

const struct syscall_spec *naive_spec(const struct event *event)
{
    if (event->kind != EVENT_SYSCALL)
        return NULL;
    return syscall_find(event->flags & EVENT_COMPAT ? ABI_COMPAT : ABI_NATIVE, event->number);
}

const struct event_syscall *naive_call(const struct event *event)
{
    return event->kind == EVENT_SYSCALL ? (const struct event_syscall *)event : NULL;
}

struct naive_value *naive_add(struct naive_values *values)
{
    if (values->count == sizeof(values->all) / sizeof(*values->all))
        abort();
    values->all[values->count] = (struct naive_value){0};
    return &values->all[values->count++];
}

void naive_add_number(struct naive_values *values, __int128 number)
{
    struct naive_value *value = naive_add(values);

    value->has_number = true;
    value->number = number;
}

void naive_add_bytes(struct naive_values *values, const void *bytes, size_t length)
{
    struct naive_value *value = naive_add(values);

    value->text = bytes;
    value->length = length;
}

void naive_add_text(struct naive_values *values, const char *text)
{
    naive_add_bytes(values, text, strlen(text));
}

/* ---- arguments --------------------------------------------------------------------- */

unsigned naive_argument_count(const struct event *event)
{
    return naive_call(event) ? format_argument_count(naive_call(event)) : 0;
}

enum arg_type naive_argument_type(const struct event *event, unsigned arg)
{
    const struct syscall_spec *spec = naive_spec(event);

    return spec ? spec->args[arg].type : TYPE_HEX;
}

bool naive_argument_is_pointer(const struct event *event, unsigned arg)
{
    const struct syscall_spec *spec = naive_spec(event);

    return spec && spec->args[arg].direction != ARG_VALUE;
}

/* As wide and as signed as its C type. */
__int128 naive_argument_number(const struct event *event, unsigned arg)
{
    uint64_t value = naive_call(event)->args[arg];
    bool is_compat = event->flags & EVENT_COMPAT;
    enum arg_type type = naive_argument_type(event, arg);
    const struct flag_set *set = flag_set_find(type);

    if (naive_argument_is_pointer(event, arg))
        return value;
    switch ((int)type) {
    case TYPE_INT:
    case TYPE_FD:
    case TYPE_DIRFD:
    case TYPE_PID:
    case TYPE_SIGNAL:
        return (int32_t)value;
    case TYPE_UINT:
    case TYPE_UID:
    case TYPE_GID:
    case TYPE_MODE:
    case TYPE_FILE_MODE:
        return (uint32_t)value;
    case TYPE_LONG:
    case TYPE_SSIZE:
    case TYPE_OFFSET:
    case TYPE_LENGTH:
        return is_compat ? (int32_t)value : (int64_t)value;
    default:
        return set && set->width_bits == 32 ? (uint32_t)value : value;
    }
}

void naive_argument_bytes(const struct event *event, unsigned arg, struct naive_value *value)
{
    size_t length = 0;
    const void *bytes = format_argument_bytes(naive_call(event), arg, &length);

    if (bytes) {
        value->text = bytes;
        value->length = length;
    }
}

static void add_argument(struct naive_values *values, const struct event *event, unsigned arg)
{
    struct naive_value *value = naive_add(values);

    value->has_number = true;
    value->number = naive_argument_number(event, arg);
    value->constants = naive_argument_is_pointer(event, arg)
                           ? NULL
                           : flag_set_find(naive_argument_type(event, arg));
    value->is_signal = naive_argument_type(event, arg) == TYPE_SIGNAL;
    value->is_pointer = naive_argument_is_pointer(event, arg);
    value->is_path = naive_argument_type(event, arg) == TYPE_PATH;
    value->is_argument = true;
    value->arg = arg;
    naive_argument_bytes(event, arg, value);
}

void naive_gather_arguments(struct naive_values *values, const struct event *event,
                            const char *name)
{
    const struct syscall_spec *spec = naive_spec(event);

    if (strncmp(name, "arg.", 4) == 0)
        name += 4;
    for (unsigned arg = 0; spec && arg < naive_argument_count(event); arg++)
        if (strcmp(spec->args[arg].name, name) == 0)
            add_argument(values, event, arg);
}

/* A register as it is: of a call's argument, or of a function's at a breakpoint. */
static void add_register(struct naive_values *values, const struct event *event, unsigned arg)
{
    static const char *const functions[] = {"rdi", "rsi", "rdx", "rcx", "r8", "r9"};

    if (naive_call(event))
        naive_add_number(values, (int64_t)naive_call(event)->args[arg]);
    if (event->kind == EVENT_STOP && !(event->flags & STOP_COMPAT))
        naive_add_number(values, (int64_t)((const struct event_stop *)event)
                                     ->registers[register_find(false, functions[arg])->index]);
}

#define REGISTER(index)                                                                            \
    static GATHER(arg##index)                                                                      \
    {                                                                                              \
        UNUSED;                                                                                    \
        add_register(values, event, index);                                                        \
    }

REGISTER(0)
REGISTER(1)
REGISTER(2)
REGISTER(3)
REGISTER(4)
REGISTER(5)

/* ---- what was called ------------------------------------------------------------------ */

const char *const naive_class_names[CLASS_COUNT] = {
#define CLASS(id, name, help) name,
#include <ptop/syscall_classes.def>
};

static GATHER(sys)
{
    UNUSED;
    char *name = values->text[values->count];

    if (naive_spec(event)) {
        naive_add_text(values, naive_spec(event)->name);
    } else if (naive_call(event)) {
        snprintf(name, sizeof(values->text[0]), "syscall_0x%x", (unsigned)event->number);
        naive_add_text(values, name);
    }
}

static GATHER(class)
{
    UNUSED;
    const struct syscall_spec *spec = naive_spec(event);

    for (size_t i = 0; spec && i < CLASS_COUNT; i++)
        if (spec->classes >> i & 1)
            naive_add_text(values, naive_class_names[i]);
    if (naive_call(event) && values->count == 0)
        naive_add_text(values, ""); /* a call of no class still has them asked */
}

/* ---- who ----------------------------------------------------------------------------- */

static const struct task *task_of(const struct filter_facts *facts, const struct event *event)
{
    return facts->tasks ? tasks_find(facts->tasks, event->tid, event->sequence) : NULL;
}

static GATHER(pid)
{
    UNUSED;
    if (event->tgid > 0)
        naive_add_number(values, event->tgid);
}

static GATHER(tid)
{
    UNUSED;
    if (event->tid > 0)
        naive_add_number(values, event->tid);
}

static GATHER(ppid)
{
    const struct task *task = task_of(facts, event);

    if (task && task->parent_tgid)
        naive_add_number(values, task->parent_tgid);
}

static GATHER(uid)
{
    const struct task *task = task_of(facts, event);

    if (task && task->uid != TASK_UID_UNKNOWN)
        naive_add_number(values, task->uid);
}

static GATHER(comm)
{
    const struct task *task = task_of(facts, event);

    if (task)
        naive_add_text(values, task->comm);
}

static GATHER(exe)
{
    const struct task *task = task_of(facts, event);

    if (task && task->exe)
        naive_add_text(values, task->exe);
}

/* ---- how it ended --------------------------------------------------------------------- */

static bool returned(const struct event *event)
{
    return naive_call(event) && !(event->flags & (EVENT_NO_RETURN | EVENT_RESTART | EVENT_BLOCKED));
}

static GATHER(ret)
{
    UNUSED;
    if (returned(event))
        naive_add_number(values, event->flags & EVENT_FAILED ? -1 : naive_call(event)->result);
}

static GATHER(err)
{
    UNUSED;
    if (returned(event) && (event->flags & EVENT_FAILED))
        naive_add_number(values, -naive_call(event)->result);
}

static GATHER(ok)
{
    UNUSED;
    if (returned(event) && !(event->flags & EVENT_FAILED))
        naive_add_number(values, 1);
}

static GATHER(failed)
{
    UNUSED;
    if (returned(event) && (event->flags & EVENT_FAILED))
        naive_add_number(values, 1);
}

static GATHER(state)
{
    UNUSED;
    static const struct {
        uint8_t flag;
        const char *name;
    } states[] = {
        {EVENT_FAILED, "failed"},       {EVENT_RESTART, "interrupted"},
        {EVENT_RESTARTED, "restarted"}, {EVENT_NO_RETURN, "noreturn"},
        {EVENT_BLOCKED, "blocked"},
    };

    for (size_t i = 0; naive_call(event) && i < sizeof(states) / sizeof(*states); i++)
        if (event->flags & states[i].flag)
            naive_add_text(values, states[i].name);
    if (naive_call(event) && returned(event) && !(event->flags & EVENT_FAILED))
        naive_add_text(values, "done");
}

static GATHER(dur)
{
    UNUSED;
    if (naive_call(event))
        naive_add_number(values, naive_call(event)->duration_ns);
}

static GATHER(len)
{
    UNUSED;
    for (unsigned arg = 0; arg < naive_argument_count(event); arg++)
        if (naive_argument_type(event, arg) == TYPE_SIZE)
            naive_add_number(values, naive_argument_number(event, arg));
}

static GATHER(since)
{
    UNUSED;
    naive_add_number(values, (__int128)event->time_ns - facts->start_ns);
}
static GATHER(t)
{
    UNUSED;
    naive_add_number(values, event->time_ns);
}
static GATHER(n)
{
    UNUSED;
    naive_add_number(values, event->sequence);
}

static GATHER(sig)
{
    UNUSED;
    for (unsigned arg = 0; arg < naive_argument_count(event); arg++)
        if (naive_argument_type(event, arg) == TYPE_SIGNAL)
            naive_add_number(values, naive_argument_number(event, arg));
    if (event->kind == EVENT_SIGNAL)
        naive_add_number(values, event->number);
    if (event->kind == EVENT_EXIT && WIFSIGNALED(event->number))
        naive_add_number(values, WTERMSIG(event->number));
}

/* As a signed number. */
void naive_gather_register(struct naive_values *values, const struct event *event, const char *name)
{
    const struct event_stop *stop = (const struct event_stop *)event;
    const struct register_spec *spec = register_find(event->flags & STOP_COMPAT, name);

    if (event->kind != EVENT_STOP || !spec)
        return;
    __int128 value = stop->registers[spec->index] >> spec->shift;
    value &= ((__int128)1 << spec->bits) - 1;
    if (value >> (spec->bits - 1))
        value -= (__int128)1 << spec->bits;
    naive_add_number(values, value);
    values->all[values->count - 1].bits = spec->bits;
}

/* "reg" alone: it has some. */
static GATHER(any_register)
{
    UNUSED;
    naive_gather_register(values, event, event->flags & STOP_COMPAT ? "eax" : "rax");
}

const struct naive_field *naive_field_find(const char *name)
{
    static const struct naive_field fields[] = {
        {"sys", FIELD_TEXT, gather_sys},
        {"class", FIELD_TEXT, gather_class},
        {"pid", FIELD_NUMBER, gather_pid},
        {"tid", FIELD_NUMBER, gather_tid},
        {"ppid", FIELD_NUMBER, gather_ppid},
        {"tree", FIELD_TREE, gather_pid},
        {"comm", FIELD_TEXT, gather_comm},
        {"exe", FIELD_PATH, gather_exe},
        {"uid", FIELD_NUMBER, gather_uid},
        {"fd", FIELD_FD, gather_fd},
        {"fd by name", FIELD_FD, gather_fd_names},
        {"fdtype", FIELD_TEXT, gather_fdtype},
        {"path", FIELD_PATH, gather_path},
        {"port", FIELD_NUMBER, gather_port},
        {"addr", FIELD_TEXT, gather_addr},
        {"arg0", FIELD_NUMBER, gather_arg0},
        {"arg1", FIELD_NUMBER, gather_arg1},
        {"arg2", FIELD_NUMBER, gather_arg2},
        {"arg3", FIELD_NUMBER, gather_arg3},
        {"arg4", FIELD_NUMBER, gather_arg4},
        {"arg5", FIELD_NUMBER, gather_arg5},
        {"reg", FIELD_NUMBER, gather_any_register},
        {"ret", FIELD_NUMBER, gather_ret},
        {"err", FIELD_ERRNO, gather_err},
        {"ok", FIELD_FLAG, gather_ok},
        {"failed", FIELD_FLAG, gather_failed},
        {"dur", FIELD_DURATION, gather_dur},
        {"since", FIELD_DURATION, gather_since},
        {"t", FIELD_TIME, gather_t},
        {"n", FIELD_NUMBER, gather_n},
        {"data", FIELD_TEXT, gather_data},
        {"sig", FIELD_SIGNAL, gather_sig},
        {"state", FIELD_TEXT, gather_state},
        {"len", FIELD_NUMBER, gather_len},
        {"func", FIELD_TEXT, gather_func},
        {"mod", FIELD_TEXT, gather_mod},
    };

    for (size_t i = 0; i < sizeof(fields) / sizeof(*fields); i++)
        if (strcmp(fields[i].name, name) == 0)
            return &fields[i];
    return NULL;
}
