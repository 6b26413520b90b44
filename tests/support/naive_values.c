#include "support/naive_values.h"

#include <arpa/inet.h>
#include <errno.h>
#include <netinet/in.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/wait.h>

#include <ptop/format.h>
#include <ptop/piece.h>

#include "core/decode/vector.h"
#include "support/naive_private.h"

const struct syscall_spec *naive_spec(const struct event *event)
{
    if (event->kind != EVENT_SYSCALL)
        return NULL;
    return syscall_find(event->flags & EVENT_COMPAT ? ABI_COMPAT : ABI_NATIVE, event->number);
}

static const struct event_syscall *call_of(const struct event *event)
{
    return event->kind == EVENT_SYSCALL ? (const struct event_syscall *)event : NULL;
}

static struct naive_value *add(struct naive_values *values)
{
    if (values->count == sizeof(values->all) / sizeof(*values->all))
        abort();
    values->all[values->count] = (struct naive_value){0};
    return &values->all[values->count++];
}

static void add_number(struct naive_values *values, __int128 number)
{
    struct naive_value *value = add(values);

    value->has_number = true;
    value->number = number;
}

static void add_bytes(struct naive_values *values, const void *bytes, size_t length)
{
    struct naive_value *value = add(values);

    value->text = bytes;
    value->length = length;
}

static void add_text(struct naive_values *values, const char *text)
{
    add_bytes(values, text, strlen(text));
}

/* ---- arguments --------------------------------------------------------------------- */

static unsigned argument_count(const struct event *event)
{
    return call_of(event) ? format_argument_count(call_of(event)) : 0;
}

static enum arg_type argument_type(const struct event *event, unsigned arg)
{
    const struct syscall_spec *spec = naive_spec(event);

    return spec ? spec->args[arg].type : TYPE_HEX;
}

static bool is_pointer(const struct event *event, unsigned arg)
{
    const struct syscall_spec *spec = naive_spec(event);

    return spec && spec->args[arg].direction != ARG_VALUE;
}

/* As wide and as signed as its C type. */
static __int128 argument_number(const struct event *event, unsigned arg)
{
    uint64_t value = call_of(event)->args[arg];
    bool is_compat = event->flags & EVENT_COMPAT;
    enum arg_type type = argument_type(event, arg);
    const struct flag_set *set = flag_set_find(type);

    if (is_pointer(event, arg))
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
        return (uint32_t)value;
    case TYPE_LONG:
    case TYPE_SSIZE:
    case TYPE_OFFSET:
        return is_compat ? (int32_t)value : (int64_t)value;
    default:
        return set && set->width_bits == 32 ? (uint32_t)value : value;
    }
}

/* The bytes of a string or buffer, as captured. */
static void argument_bytes(const struct event *event, unsigned arg, struct naive_value *value)
{
    size_t length = 0;
    const void *bytes = format_argument_bytes(call_of(event), arg, &length);

    if (bytes) {
        value->text = bytes;
        value->length = length;
    }
}

static void add_argument(struct naive_values *values, const struct event *event, unsigned arg)
{
    struct naive_value *value = add(values);

    value->has_number = true;
    value->number = argument_number(event, arg);
    value->constants = is_pointer(event, arg) ? NULL : flag_set_find(argument_type(event, arg));
    value->is_signal = argument_type(event, arg) == TYPE_SIGNAL;
    value->is_pointer = is_pointer(event, arg);
    value->is_path = argument_type(event, arg) == TYPE_PATH;
    value->is_argument = true;
    value->arg = arg;
    argument_bytes(event, arg, value);
}

void naive_gather_arguments(struct naive_values *values, const struct event *event,
                            const char *name)
{
    const struct syscall_spec *spec = naive_spec(event);

    if (strncmp(name, "arg.", 4) == 0)
        name += 4;
    for (unsigned arg = 0; spec && arg < argument_count(event); arg++)
        if (strcmp(spec->args[arg].name, name) == 0)
            add_argument(values, event, arg);
}

/* A register as it is. */
static void add_register(struct naive_values *values, const struct event *event, unsigned arg)
{
    if (call_of(event))
        add_number(values, (int64_t)call_of(event)->args[arg]);
}

#define GATHER(name)                                                                           \
    static void gather_##name(struct naive_values *values, const struct filter_facts *facts,   \
                              const struct event *event)
#define UNUSED ((void)facts, (void)event, (void)values)

GATHER(arg0) { UNUSED; add_register(values, event, 0); }
GATHER(arg1) { UNUSED; add_register(values, event, 1); }
GATHER(arg2) { UNUSED; add_register(values, event, 2); }
GATHER(arg3) { UNUSED; add_register(values, event, 3); }
GATHER(arg4) { UNUSED; add_register(values, event, 4); }
GATHER(arg5) { UNUSED; add_register(values, event, 5); }

/* ---- what was called ------------------------------------------------------------------ */

const char *const naive_class_names[CLASS_COUNT] = {
#define CLASS(id, name, help) name,
#include <ptop/syscall_classes.def>
};

GATHER(sys)
{
    UNUSED;
    char *name = values->text[values->count];

    if (naive_spec(event)) {
        add_text(values, naive_spec(event)->name);
    } else if (call_of(event)) {
        snprintf(name, sizeof(values->text[0]), "syscall_0x%x", (unsigned)event->number);
        add_text(values, name);
    }
}

GATHER(class)
{
    UNUSED;
    const struct syscall_spec *spec = naive_spec(event);

    for (size_t i = 0; spec && i < CLASS_COUNT; i++)
        if (spec->classes >> i & 1)
            add_text(values, naive_class_names[i]);
    if (call_of(event) && values->count == 0)
        add_text(values, ""); /* a call of no class still has them asked */
}

/* ---- who ----------------------------------------------------------------------------- */

static const struct task *task_of(const struct filter_facts *facts, const struct event *event)
{
    return facts->tasks ? tasks_find(facts->tasks, event->tid, event->sequence) : NULL;
}

GATHER(pid)
{
    UNUSED;
    if (event->tgid > 0)
        add_number(values, event->tgid);
}

GATHER(tid)
{
    UNUSED;
    if (event->tid > 0)
        add_number(values, event->tid);
}

GATHER(ppid)
{
    const struct task *task = task_of(facts, event);

    if (task && task->parent_tgid)
        add_number(values, task->parent_tgid);
}

GATHER(uid)
{
    const struct task *task = task_of(facts, event);

    if (task && task->uid != TASK_UID_UNKNOWN)
        add_number(values, task->uid);
}

GATHER(comm)
{
    const struct task *task = task_of(facts, event);

    if (task)
        add_text(values, task->comm);
}

GATHER(exe)
{
    const struct task *task = task_of(facts, event);

    if (task && task->exe)
        add_text(values, task->exe);
}

/* ---- descriptors and paths ----------------------------------------------------------- */

static bool result_is_fd(const struct event *event)
{
    return naive_spec(event) && naive_spec(event)->result == TYPE_FD &&
           !(event->flags & (EVENT_FAILED | EVENT_NO_RETURN | EVENT_RESTART | EVENT_BLOCKED));
}

static bool argument_is_fd(const struct event *event, unsigned arg)
{
    enum arg_type type = argument_type(event, arg);

    return !is_pointer(event, arg) && (type == TYPE_FD || type == TYPE_DIRFD);
}

static const char *name_of(const struct filter_facts *facts, uint32_t id)
{
    return id && facts->names ? names_find(facts->names, id) : NULL;
}

/* The name of the current directory, that a relative path starts from: no descriptor's. */
static bool is_base(const struct event *event, const struct event_piece *piece)
{
    return naive_spec(event) && piece->arg < naive_spec(event)->arg_count &&
           argument_type(event, piece->arg) == TYPE_PATH;
}

/* The names of all descriptors, also of those in structs. */
static void gather_names(struct naive_values *values, const struct filter_facts *facts,
                         const struct event *event)
{
    const struct event_piece *piece = call_of(event) ? piece_first(call_of(event)) : NULL;

    for (; piece; piece = piece_next(call_of(event), piece)) {
        uint32_t id = is_base(event, piece) ? 0 : piece_name_id(piece);
        if (name_of(facts, id))
            add_text(values, name_of(facts, id));
    }
}

/* The two of a pipe, those that poll waits for: the first word of each element. */
static void add_pointed(struct naive_values *values, const struct event *event, unsigned arg,
                        size_t element_bytes)
{
    const struct event_piece *piece = piece_first(call_of(event));
    int32_t fd;

    while (piece && (piece->arg != arg || (piece->flags & (PIECE_UNREADABLE | PIECE_FD_NAME))))
        piece = piece_next(call_of(event), piece);
    for (size_t at = 0; piece && at + 4 <= piece->length_bytes; at += element_bytes) {
        memcpy(&fd, piece_bytes(piece) + at, sizeof(fd));
        add_number(values, fd);
    }
}

GATHER(fd)
{
    UNUSED;
    for (unsigned arg = 0; arg < argument_count(event); arg++)
        if (argument_is_fd(event, arg))
            add_number(values, argument_number(event, arg));
        else if (argument_type(event, arg) == TYPE_FD_PAIR)
            add_pointed(values, event, arg, sizeof(int32_t));
        else if (argument_type(event, arg) == TYPE_POLLFD)
            add_pointed(values, event, arg, sizeof(struct pollfd));
    if (result_is_fd(event))
        add_number(values, call_of(event)->result);
}

/* Where a relative path starts from: the current directory, recorded with the path itself, or the
 * descriptor before it. */
static const char *base_of(const struct filter_facts *facts, const struct event *event,
                           unsigned arg)
{
    const struct event_piece *piece = piece_first(call_of(event));

    for (; piece; piece = piece_next(call_of(event), piece))
        if (piece->arg == arg && (piece->flags & PIECE_FD_NAME))
            return name_of(facts, piece_name_id(piece));
    if (arg > 0 && argument_is_fd(event, arg - 1))
        return name_of(facts, piece_find_name(call_of(event), arg - 1));
    return NULL;
}

static void add_joined(struct naive_values *values, const struct filter_facts *facts,
                       const struct event *event, unsigned arg, const struct naive_value *path)
{
    char *joined = values->text[values->count];
    const char *base = base_of(facts, event, arg);

    if (!base || base[0] != '/' || path->length == 0 || path->text[0] == '/')
        return;
    snprintf(joined, sizeof(values->text[0]), "%s%s%.*s", base,
             base[strlen(base) - 1] == '/' ? "" : "/", (int)path->length, path->text);
    add_text(values, joined);
}

GATHER(path)
{
    for (unsigned arg = 0; arg < argument_count(event); arg++) {
        struct naive_value value = {0};
        if (argument_type(event, arg) == TYPE_PATH)
            argument_bytes(event, arg, &value);
        if (value.text) {
            *add(values) = value;
            add_joined(values, facts, event, arg, &value);
        }
    }
    gather_names(values, facts, event);
}

/* Of a vector of buffers and of a list of strings: piece 0 is the array, the last one its length. */
static bool is_data(const struct event *event, const struct event_piece *piece)
{
    bool is_part = piece->part > 0 && piece->part < UINT16_MAX;

    if (piece->arg >= naive_spec(event)->arg_count ||
        (piece->flags & (PIECE_FD_NAME | PIECE_UNREADABLE)))
        return false;
    switch ((int)argument_type(event, piece->arg)) {
    case TYPE_BYTES:
    case TYPE_STRING:
    case TYPE_PATH:
        return piece->part == 0;
    case TYPE_IOVEC:
    case TYPE_ARGV:
    case TYPE_ENVP:
        return is_part;
    case TYPE_MSGHDR:
    case TYPE_MMSGHDR:
        return message_part_is_data(piece->part);
    default:
        return false;
    }
}

GATHER(data)
{
    UNUSED;
    const struct event_piece *piece = naive_spec(event) ? piece_first(call_of(event)) : NULL;

    for (; piece; piece = piece_next(call_of(event), piece))
        if (is_data(event, piece))
            add_bytes(values, piece_bytes(piece), piece->length_bytes);
}

GATHER(fdtype)
{
    static const struct {
        const char *prefix, *type, *general;
    } types[] = {
        {"TCP:", "tcp", "socket"},      {"UDP:", "udp", "socket"}, {"UNIX", "unix", "socket"},
        {"socket:[", "socket", NULL},   {"pipe:[", "pipe", NULL},
        {"/dev/pts/", "tty", "device"}, {"/dev/", "device", NULL}, {"/", "file", NULL},
    };
    struct naive_values names = {0};

    gather_names(&names, facts, event);
    for (size_t n = 0; n < names.count; n++) {
        for (size_t i = 0; i < sizeof(types) / sizeof(*types); i++) {
            if (strncmp(names.all[n].text, types[i].prefix, strlen(types[i].prefix)) == 0) {
                add_text(values, types[i].type);
                if (types[i].general)
                    add_text(values, types[i].general);
                break;
            }
        }
    }
}

/* ---- addresses ----------------------------------------------------------------------- */

typedef void address_sink(struct naive_values *values, const char *address, int port);

/* "10.0.0.5:80->192.168.1.7:51000", of "TCP:[…]". */
static void ends_of_name(struct naive_values *values, const char *name, address_sink *sink)
{
    const char *at = strstr(name, ":[");

    if (!at || (strncmp(name, "TCP", 3) && strncmp(name, "UDP", 3) && strncmp(name, "RAW", 3)))
        return;
    for (at += 2; at;) {
        const char *arrow = strstr(at, "->");
        const char *end = arrow ? arrow : at + strlen(at) - 1;
        char text[128];
        snprintf(text, sizeof(text), "%.*s", (int)(end - at), at);
        char *colon = strrchr(text, ':');
        if (!colon)
            return;
        *colon = '\0';
        bool is_bracketed = text[0] == '[';
        if (is_bracketed)
            colon[-1] = '\0';
        sink(values, text + is_bracketed, atoi(colon + 1));
        at = arrow ? arrow + 2 : NULL;
    }
}

/* A path; of an abstract name what stands behind the NUL. */
static void sink_local(struct naive_values *values, const uint8_t *bytes, size_t length,
                       address_sink *sink)
{
    const char *path = (const char *)bytes + 2;
    char text[128];

    if (*path)
        snprintf(text, sizeof(text), "%.*s", (int)strnlen(path, length - 2), path);
    else
        snprintf(text, sizeof(text), "%.*s", (int)(length - 3), path + 1);
    sink(values, text, -1);
}

static void each_address(struct naive_values *values, const struct filter_facts *facts,
                         const struct event *event, address_sink *sink)
{
    const struct event_piece *piece = call_of(event) ? piece_first(call_of(event)) : NULL;
    struct naive_values names = {0};

    for (; piece; piece = piece_next(call_of(event), piece)) {
        char text[INET6_ADDRSTRLEN];
        struct sockaddr_in in = {0};
        struct sockaddr_in6 in6 = {0};
        if (piece->arg >= argument_count(event) || argument_type(event, piece->arg) != TYPE_SOCKADDR ||
            (piece->flags & PIECE_UNREADABLE))
            continue;
        memcpy(&in, piece_bytes(piece),
               piece->length_bytes < sizeof(in) ? piece->length_bytes : sizeof(in));
        memcpy(&in6, piece_bytes(piece),
               piece->length_bytes < sizeof(in6) ? piece->length_bytes : sizeof(in6));
        if (in.sin_family == AF_UNIX && piece->length_bytes > 2)
            sink_local(values, piece_bytes(piece), piece->length_bytes, sink);
        if (in.sin_family == AF_INET)
            sink(values, inet_ntop(AF_INET, &in.sin_addr, text, sizeof(text)), ntohs(in.sin_port));
        if (in.sin_family == AF_INET6)
            sink(values, inet_ntop(AF_INET6, &in6.sin6_addr, text, sizeof(text)),
                 ntohs(in6.sin6_port));
    }
    gather_names(&names, facts, event);
    for (size_t i = 0; i < names.count; i++)
        ends_of_name(values, names.all[i].text, sink);
}

static void sink_port(struct naive_values *values, const char *address, int port)
{
    (void)address;
    if (port >= 0)
        add_number(values, port);
}

static void sink_address(struct naive_values *values, const char *address, int port)
{
    char *text = values->text[values->count];

    (void)port;
    snprintf(text, sizeof(values->text[0]), "%s", address);
    add_text(values, text);
}

GATHER(port) { each_address(values, facts, event, sink_port); }
GATHER(addr) { each_address(values, facts, event, sink_address); }

/* ---- how it ended --------------------------------------------------------------------- */

static bool returned(const struct event *event)
{
    return call_of(event) &&
           !(event->flags & (EVENT_NO_RETURN | EVENT_RESTART | EVENT_BLOCKED));
}

GATHER(ret)
{
    UNUSED;
    if (returned(event))
        add_number(values, event->flags & EVENT_FAILED ? -1 : call_of(event)->result);
}

GATHER(err)
{
    UNUSED;
    if (returned(event) && (event->flags & EVENT_FAILED))
        add_number(values, -call_of(event)->result);
}

GATHER(ok)
{
    UNUSED;
    if (returned(event) && !(event->flags & EVENT_FAILED))
        add_number(values, 1);
}

GATHER(failed)
{
    UNUSED;
    if (returned(event) && (event->flags & EVENT_FAILED))
        add_number(values, 1);
}

GATHER(state)
{
    UNUSED;
    static const struct {
        uint8_t flag;
        const char *name;
    } states[] = {
        {EVENT_FAILED, "failed"},         {EVENT_RESTART, "interrupted"},
        {EVENT_RESTARTED, "restarted"},   {EVENT_NO_RETURN, "noreturn"},
        {EVENT_BLOCKED, "blocked"},
    };

    for (size_t i = 0; call_of(event) && i < sizeof(states) / sizeof(*states); i++)
        if (event->flags & states[i].flag)
            add_text(values, states[i].name);
    if (call_of(event) && returned(event) && !(event->flags & EVENT_FAILED))
        add_text(values, "done");
}

GATHER(dur)
{
    UNUSED;
    if (call_of(event))
        add_number(values, call_of(event)->duration_ns);
}

GATHER(len)
{
    UNUSED;
    for (unsigned arg = 0; arg < argument_count(event); arg++)
        if (argument_type(event, arg) == TYPE_SIZE)
            add_number(values, argument_number(event, arg));
}

GATHER(since) { UNUSED; add_number(values, (__int128)event->time_ns - facts->start_ns); }
GATHER(t) { UNUSED; add_number(values, event->time_ns); }
GATHER(n) { UNUSED; add_number(values, event->sequence); }

/* The parts of "/usr/lib/libc.so.6(write+0x14) [0xf8354]". */
static void gather_frames(struct naive_values *values, const struct filter_facts *facts,
                          const struct event *event, bool wants_module)
{
    const struct event_piece *piece = call_of(event) ? piece_first(call_of(event)) : NULL;

    while (piece && piece->arg != PIECE_CALLERS)
        piece = piece_next(call_of(event), piece);
    for (size_t at = 0; piece && at + 4 <= piece->length_bytes; at += 4) {
        char *text = values->text[values->count], file[256] = "", function[128] = "";
        uint32_t id;
        memcpy(&id, piece_bytes(piece) + at, sizeof(id));
        if (!name_of(facts, id) || sscanf(name_of(facts, id), "%255[^(](%127[^+)]", file, function) < 1)
            continue;
        const char *module = strrchr(file, '/') ? strrchr(file, '/') + 1 : file;
        strcpy(text, wants_module ? module : function);
        if (*text && strcmp(text, "?") != 0)
            add_text(values, text);
    }
}

GATHER(func) { gather_frames(values, facts, event, false); }
GATHER(mod) { gather_frames(values, facts, event, true); }

GATHER(sig)
{
    UNUSED;
    for (unsigned arg = 0; arg < argument_count(event); arg++)
        if (argument_type(event, arg) == TYPE_SIGNAL)
            add_number(values, argument_number(event, arg));
    if (event->kind == EVENT_SIGNAL)
        add_number(values, event->number);
    if (event->kind == EVENT_EXIT && WIFSIGNALED(event->number))
        add_number(values, WTERMSIG(event->number));
}

const struct naive_field *naive_field_find(const char *name)
{
    static const struct naive_field fields[] = {
        {"sys", FIELD_TEXT, gather_sys},       {"class", FIELD_TEXT, gather_class},
        {"pid", FIELD_NUMBER, gather_pid},     {"tid", FIELD_NUMBER, gather_tid},
        {"ppid", FIELD_NUMBER, gather_ppid},   {"tree", FIELD_TREE, gather_pid},
        {"comm", FIELD_TEXT, gather_comm},     {"exe", FIELD_PATH, gather_exe},
        {"uid", FIELD_NUMBER, gather_uid},     {"fd", FIELD_FD, gather_fd},          {"fd by name", FIELD_FD, gather_names},
        {"fdtype", FIELD_TEXT, gather_fdtype}, {"path", FIELD_PATH, gather_path},
        {"port", FIELD_NUMBER, gather_port},   {"addr", FIELD_TEXT, gather_addr},
        {"arg0", FIELD_NUMBER, gather_arg0}, {"arg1", FIELD_NUMBER, gather_arg1},
        {"arg2", FIELD_NUMBER, gather_arg2}, {"arg3", FIELD_NUMBER, gather_arg3},
        {"arg4", FIELD_NUMBER, gather_arg4}, {"arg5", FIELD_NUMBER, gather_arg5},
        {"ret", FIELD_NUMBER, gather_ret},     {"err", FIELD_ERRNO, gather_err},
        {"ok", FIELD_FLAG, gather_ok},         {"failed", FIELD_FLAG, gather_failed},
        {"dur", FIELD_DURATION, gather_dur},   {"since", FIELD_DURATION, gather_since},
        {"t", FIELD_TIME, gather_t},           {"n", FIELD_NUMBER, gather_n},
        {"data", FIELD_TEXT, gather_data},     {"sig", FIELD_SIGNAL, gather_sig},
        {"state", FIELD_TEXT, gather_state},   {"len", FIELD_NUMBER, gather_len},
        {"func", FIELD_TEXT, gather_func},     {"mod", FIELD_TEXT, gather_mod},
    };

    for (size_t i = 0; i < sizeof(fields) / sizeof(*fields); i++)
        if (strcmp(fields[i].name, name) == 0)
            return &fields[i];
    return NULL;
}
