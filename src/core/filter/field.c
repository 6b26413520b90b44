/*
 * Fetching the fields of fields.def from a record.
 */
#include "field.h"

#include <fcntl.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>

#include <ptop/callers.h>
#include <ptop/format.h>
#include <ptop/piece.h>
#include <ptop/registers.h>

#include "core/decode/formatter.h"
#include "core/decode/layout.h"
#include "core/decode/vector.h"
#include "core/tables/flags.h"
#include "words.h"

#define JOINED_PATH_BYTES 8192
#define ARGUMENT_BYTES    2048
#define ARGUMENT_STRING   512

void subject_init(struct subject *subject, const struct filter_facts *facts,
                  const struct event *event)
{
    *subject = (struct subject){.facts = facts, .event = event};
    if (event->kind == EVENT_STOP && event->size_bytes >= sizeof(struct event_stop))
        subject->stop = (const struct event_stop *)event;
    if (event->kind != EVENT_SYSCALL || event->size_bytes < sizeof(struct event_syscall))
        return;
    subject->call = (const struct event_syscall *)event;
    subject->spec =
        syscall_find(event->flags & EVENT_COMPAT ? ABI_COMPAT : ABI_NATIVE, event->number);
}

static bool has_failed(const struct event_syscall *call)
{
    return (call->header.flags & (EVENT_FAILED | EVENT_RESTART)) == EVENT_FAILED;
}

static bool has_no_result(const struct event_syscall *call)
{
    return call->header.flags & (EVENT_RESTART | EVENT_NO_RETURN | EVENT_BLOCKED);
}

/* ---- who --------------------------------------------------------------------------- */

static unsigned pid_numbers(const struct subject *subject, int64_t *values)
{
    values[0] = subject->event->tgid;
    return subject->event->tgid > 0;
}

static unsigned tid_numbers(const struct subject *subject, int64_t *values)
{
    values[0] = subject->event->tid;
    return subject->event->tid > 0;
}

static const struct task *task_of(const struct subject *subject)
{
    const struct event *event = subject->event;

    return subject->facts->tasks ? tasks_find(subject->facts->tasks, event->tid, event->sequence)
                                 : NULL;
}

static unsigned ppid_numbers(const struct subject *subject, int64_t *values)
{
    const struct task *task = task_of(subject);

    values[0] = task ? task->parent_tgid : 0;
    return values[0] > 0;
}

static unsigned uid_numbers(const struct subject *subject, int64_t *values)
{
    const struct task *task = task_of(subject);

    values[0] = task ? task->uid : TASK_UID_UNKNOWN;
    return values[0] != TASK_UID_UNKNOWN;
}

static bool comm_texts(const struct subject *subject, text_visit *visit, void *context)
{
    const struct task *task = task_of(subject);

    return task && task->comm[0] && visit(context, task->comm, strlen(task->comm));
}

static bool exe_texts(const struct subject *subject, text_visit *visit, void *context)
{
    const struct task *task = task_of(subject);

    return task && task->exe && visit(context, task->exe, strlen(task->exe));
}

/* ---- arguments --------------------------------------------------------------------- */

/* Of a function that is about to begin. */
static unsigned function_argument(const struct event_stop *stop, unsigned arg, int64_t *values)
{
    const struct register_spec *spec = register_of_argument(stop->header.flags & STOP_COMPAT, arg);

    if (!spec)
        return 0;
    values[0] = (int64_t)register_value(spec, stop->registers);
    return 1;
}

static unsigned arg_numbers(const struct subject *subject, int64_t *values)
{
    unsigned arg = (unsigned)(subject->field - FIELD_ARG0);

    if (subject->stop)
        return function_argument(subject->stop, arg, values);
    if (!subject->call)
        return 0;
    values[0] = (int64_t)subject->call->args[arg];
    return 1;
}

bool field_argument_is_unsigned(const struct subject *subject, unsigned arg_index)
{
    const struct arg_spec *arg = &subject->spec->args[arg_index];
    const struct flag_set *set = flag_set_find((enum arg_type)arg->type);

    return arg->direction != ARG_VALUE || arg->type == TYPE_SIZE || arg->type == TYPE_ULONG ||
           arg->type == TYPE_ADDRESS || arg->type == TYPE_HEX || (set && set->width_bits == 64);
}

/* Types of 32 bits whose sign counts; of the rest 32-bit ones are unsigned. */
static bool type_is_signed_32(enum arg_type type)
{
    return type == TYPE_INT || type == TYPE_FD || type == TYPE_DIRFD || type == TYPE_PID ||
           type == TYPE_SIGNAL || type == TYPE_FUTEX_OP;
}

static bool type_is_unsigned_32(enum arg_type type)
{
    const struct flag_set *set = flag_set_find(type);

    return type == TYPE_UINT || type == TYPE_UID || type == TYPE_GID || type == TYPE_MODE ||
           type == TYPE_FILE_MODE || type == TYPE_SOCKET_TYPE || type == TYPE_IOCTL_CMD ||
           (set && set->width_bits == 32);
}

int64_t field_argument_value(const struct subject *subject, unsigned arg)
{
    struct formatter formatter = {
        .call = subject->call,
        .spec = subject->spec,
        .abi = subject->event->flags & EVENT_COMPAT ? ABI_COMPAT : ABI_NATIVE,
    };
    memcpy(formatter.args, subject->call->args, sizeof formatter.args);
    uint64_t value = format_register(&formatter, arg);
    enum arg_type type = subject->spec ? subject->spec->args[arg].type : TYPE_LONG;

    if (type_is_signed_32(type))
        return (int32_t)value;
    return (int64_t)(type_is_unsigned_32(type) ? (uint32_t)value : value);
}

static bool visit_formatted(const struct subject *subject, unsigned arg, text_visit *visit,
                            void *context)
{
    const struct format_options options = {
        .names = subject->facts->names,
        .escape = TEXT_ESCAPE_UTF8,
        .string_limit_bytes = ARGUMENT_STRING,
    };
    char bytes[ARGUMENT_BYTES];
    struct text text;

    text_init(&text, bytes, NULL, sizeof(bytes));
    format_argument(subject->call, arg, &options, &text);
    return visit(context, text.bytes, text.length_bytes);
}

static bool visit_name(const struct subject *subject, uint32_t id, text_visit *visit, void *context)
{
    const char *name = subject->facts->names ? names_find(subject->facts->names, id) : NULL;

    return name && visit(context, name, strlen(name));
}

bool field_argument_texts(const struct subject *subject, unsigned arg, text_visit *visit,
                          void *context)
{
    enum arg_type type = subject->spec ? subject->spec->args[arg].type : TYPE_HEX;
    size_t length;
    const void *bytes = format_argument_bytes(subject->call, arg, &length);

    if (bytes)
        return visit(context, bytes, length);
    if (type == TYPE_FD || type == TYPE_DIRFD)
        return visit_name(subject, piece_find_name(subject->call, arg), visit, context);
    return visit_formatted(subject, arg, visit, context);
}

/* A size beyond INT64_MAX is just larger than what it is compared with. */
static int64_t at_most_largest(int64_t size)
{
    return size < 0 ? INT64_MAX : size;
}

static unsigned len_numbers(const struct subject *subject, int64_t *values)
{
    unsigned count = 0, used = subject->spec ? format_argument_count(subject->call) : 0;

    for (unsigned arg = 0; arg < used; arg++)
        if (subject->spec->args[arg].type == TYPE_SIZE)
            values[count++] = at_most_largest(field_argument_value(subject, arg));
    return count;
}

/* ---- the call stack -------------------------------------------------------------------- */

typedef struct word frame_part(const struct caller *caller);

static struct word function_part(const struct caller *caller)
{
    return (struct word){caller->function, caller->function_bytes};
}

static struct word module_part(const struct caller *caller)
{
    return (struct word){caller->module, caller->module_bytes};
}

static bool frame_texts(const struct subject *subject, frame_part *part, text_visit *visit,
                        void *context)
{
    size_t count = subject->call ? callers_count(subject->call) : 0;

    for (size_t i = 0; i < count; i++) {
        const char *frame = callers_frame(subject->call, subject->facts->names, i);
        struct caller caller = frame ? callers_split(frame) : (struct caller){0};
        struct word text = part(&caller);
        if (text.length > 0 && visit(context, text.bytes, text.length))
            return true;
    }
    return false;
}

static bool func_texts(const struct subject *subject, text_visit *visit, void *context)
{
    return frame_texts(subject, function_part, visit, context);
}

static bool mod_texts(const struct subject *subject, text_visit *visit, void *context)
{
    return frame_texts(subject, module_part, visit, context);
}

/* ---- descriptors and paths ----------------------------------------------------------- */

/* The descriptors that an argument points to: each the first word of an element. */
static unsigned add_pointed(const struct event_syscall *call, unsigned arg, size_t element_bytes,
                            int64_t *values, unsigned count)
{
    for (const struct event_piece *piece = piece_first(call); piece;
         piece = piece_next(call, piece)) {
        if (piece->arg != arg || (piece->flags & (PIECE_FD_NAME | PIECE_UNREADABLE)))
            continue;
        for (size_t at = 0; at + 4 <= piece->length_bytes && count < FIELD_MAX_NUMBERS;
             at += element_bytes)
            values[count++] = load_s32(piece_bytes(piece) + at);
        break; /* what poll gives back names the same ones */
    }
    return count;
}

static unsigned fd_numbers(const struct subject *subject, int64_t *values)
{
    const struct event_syscall *call = subject->call;
    const struct syscall_spec *spec = subject->spec;
    unsigned count = 0, used = spec ? format_argument_count(call) : 0;

    for (unsigned arg = 0; arg < used; arg++) {
        enum arg_type type = spec->args[arg].type;
        if (type == TYPE_FD || type == TYPE_DIRFD)
            values[count++] = (int32_t)call->args[arg];
        else if (type == TYPE_FD_PAIR)
            count = add_pointed(call, arg, sizeof(int32_t), values, count);
        else if (type == TYPE_POLLFD)
            count = add_pointed(call, arg, sizeof(struct pollfd), values, count);
    }
    if (spec && spec->result == TYPE_FD && count < FIELD_MAX_NUMBERS && !has_no_result(call) &&
        !has_failed(call))
        values[count++] = call->result;
    return count;
}

/* Names of descriptors; not of the directory that a path starts from. */
static bool is_fd_name(const struct subject *subject, const struct event_piece *piece)
{
    return (piece->flags & PIECE_FD_NAME) &&
           !(subject->spec && piece->arg < subject->spec->arg_count &&
             subject->spec->args[piece->arg].type == TYPE_PATH);
}

static bool fd_texts(const struct subject *subject, text_visit *visit, void *context)
{
    if (!subject->call)
        return false;
    for (const struct event_piece *piece = piece_first(subject->call); piece;
         piece = piece_next(subject->call, piece))
        if (is_fd_name(subject, piece) && visit_name(subject, piece_name_id(piece), visit, context))
            return true;
    return false;
}

/* A name's beginning, and what has such a name; the first row that fits. */
static const struct fdtype_row {
    const char *beginning;
    const char *type;
    const char *general; /* what it is, too */
} fdtype_rows[] = {
    {"TCP", "tcp", "socket"},
    {"UDP", "udp", "socket"},
    {"UNIX", "unix", "socket"},
    {"NETLINK", "netlink", "socket"},
    {"RAW", "raw", "socket"},
    {"PACKET", "socket", NULL},
    {"socket:", "socket", NULL},
    {"pipe:", "pipe", NULL},
    {"anon_inode:[eventfd", "eventfd", NULL},
    {"anon_inode:[eventpoll", "epoll", NULL},
    {"anon_inode:[timerfd", "timerfd", NULL},
    {"anon_inode:[signalfd", "signalfd", NULL},
    {"signalfd:", "signalfd", NULL},
    {"anon_inode:[pidfd", "pidfd", NULL},
    {"pidfd:", "pidfd", NULL},
    {"pid:", "pidfd", NULL},
    {"anon_inode:inotify", "inotify", NULL},
    {"anon_inode:[io_uring", "io_uring", NULL},
    {"/memfd:", "memfd", NULL},
    {"/dev/pts/", "tty", "device"},
    {"/dev/tty", "tty", "device"},
    {"/dev/", "device", NULL},
    {"/", "file", NULL},
    {"", "other", NULL},
};
#define FDTYPE_ROWS (sizeof(fdtype_rows) / sizeof(fdtype_rows[0]))

const char *field_fdtype_name(size_t index)
{
    return index < FDTYPE_ROWS ? fdtype_rows[index].type : NULL;
}

static const struct fdtype_row *fdtype_of(const char *name, size_t length)
{
    const struct fdtype_row *row = fdtype_rows;

    while (strlen(row->beginning) > length ||
           memcmp(name, row->beginning, strlen(row->beginning)) != 0)
        row++; /* the last one always fits */
    return row;
}

struct visitor {
    text_visit *visit;
    void *context;
};

static bool visit_fdtype(void *context, const char *name, size_t length)
{
    const struct visitor *visitor = context;
    const struct fdtype_row *row = fdtype_of(name, length);

    return visitor->visit(visitor->context, row->type, strlen(row->type)) ||
           (row->general && visitor->visit(visitor->context, row->general, strlen(row->general)));
}

static bool fdtype_texts(const struct subject *subject, text_visit *visit, void *context)
{
    struct visitor visitor = {visit, context};

    return fd_texts(subject, visit_fdtype, &visitor);
}

/* The id of the directory that a relative path starts from: the descriptor before it, or the
 * current directory; 0 where it is not known. */
static uint32_t base_of(const struct event_syscall *call, const struct event_piece *path)
{
    const struct event_piece *after = piece_next(call, path);

    if (after && after->arg == path->arg && after->part == 1 && (after->flags & PIECE_FD_NAME))
        return piece_name_id(after);
    return path->arg > 0 ? piece_find_name(call, path->arg - 1u) : 0;
}

/* A relative path with the directory before it that it starts from. */
static bool visit_joined(const struct subject *subject, const struct event_piece *path,
                         text_visit *visit, void *context)
{
    char joined[JOINED_PATH_BYTES];
    uint32_t id = base_of(subject->call, path);
    const char *base = id && subject->facts->names ? names_find(subject->facts->names, id) : NULL;
    size_t base_length = base ? strlen(base) : 0;

    if (base_length == 0 || base[0] != '/' || path->length_bytes == 0 ||
        piece_bytes(path)[0] == '/' || base_length + 1 + path->length_bytes > sizeof(joined))
        return false;
    memcpy(joined, base, base_length);
    if (joined[base_length - 1] != '/')
        joined[base_length++] = '/';
    memcpy(joined + base_length, piece_bytes(path), path->length_bytes);
    return visit(context, joined, base_length + path->length_bytes);
}

static bool is_path(const struct subject *subject, const struct event_piece *piece)
{
    return piece->arg < subject->spec->arg_count && piece->part == 0 &&
           !(piece->flags & (PIECE_UNREADABLE | PIECE_FD_NAME)) &&
           subject->spec->args[piece->arg].type == TYPE_PATH;
}

static bool path_texts(const struct subject *subject, text_visit *visit, void *context)
{
    const struct event_syscall *call = subject->call;

    if (fd_texts(subject, visit, context))
        return true;
    if (!subject->spec)
        return false;
    for (const struct event_piece *piece = piece_first(call); piece;
         piece = piece_next(call, piece))
        if (is_path(subject, piece) &&
            (visit(context, (const char *)piece_bytes(piece), piece->length_bytes) ||
             visit_joined(subject, piece, visit, context)))
            return true;
    return false;
}

/* Is a piece what a buffer or a string holds, and no struct? */
static bool is_data(const struct subject *subject, const struct event_piece *piece)
{
    if (piece->arg >= subject->spec->arg_count ||
        (piece->flags & (PIECE_FD_NAME | PIECE_UNREADABLE)))
        return false;
    switch ((int)subject->spec->args[piece->arg].type) { /* the others have no such part */
    case TYPE_BYTES:
    case TYPE_STRING:
    case TYPE_PATH:
        return piece->part == 0;
    case TYPE_IOVEC:
    case TYPE_ARGV:
    case TYPE_ENVP:
        return piece->part > 0 && piece->part < UINT16_MAX; /* the array, its length */
    case TYPE_MSGHDR:
    case TYPE_MMSGHDR:
        return message_part_is_data(piece->part);
    default:
        return false;
    }
}

static bool data_texts(const struct subject *subject, text_visit *visit, void *context)
{
    if (!subject->spec)
        return false;
    for (const struct event_piece *piece = piece_first(subject->call); piece;
         piece = piece_next(subject->call, piece))
        if (is_data(subject, piece) &&
            visit(context, (const char *)piece_bytes(piece), piece->length_bytes))
            return true;
    return false;
}

/* ---- results ----------------------------------------------------------------------------- */

static unsigned ret_numbers(const struct subject *subject, int64_t *values)
{
    if (!subject->call || has_no_result(subject->call))
        return 0;
    values[0] = has_failed(subject->call) ? -1 : subject->call->result;
    return 1;
}

static unsigned err_numbers(const struct subject *subject, int64_t *values)
{
    if (!subject->call || has_no_result(subject->call) || !has_failed(subject->call))
        return 0;
    values[0] = (int64_t)(0 - (uint64_t)subject->call->result);
    return 1;
}

static unsigned ok_numbers(const struct subject *subject, int64_t *values)
{
    values[0] = 1;
    return subject->call && !has_no_result(subject->call) && !has_failed(subject->call);
}

static unsigned failed_numbers(const struct subject *subject, int64_t *values)
{
    values[0] = 1;
    return subject->call && !has_no_result(subject->call) && has_failed(subject->call);
}

static const char *const state_names[STATE_COUNT] = {
    [STATE_DONE] = "done",
    [STATE_FAILED] = "failed",
    [STATE_INTERRUPTED] = "interrupted",
    [STATE_RESTARTED] = "restarted",
    [STATE_NORETURN] = "noreturn",
    [STATE_BLOCKED] = "blocked",
};

const char *field_state_name(size_t state)
{
    return state < STATE_COUNT ? state_names[state] : NULL;
}

static unsigned state_numbers(const struct subject *subject, int64_t *values)
{
    unsigned count = 0;

    if (!subject->call)
        return 0;
    unsigned flags = subject->call->header.flags;
    if (flags & EVENT_BLOCKED)
        values[count++] = STATE_BLOCKED;
    else if (flags & EVENT_NO_RETURN)
        values[count++] = STATE_NORETURN;
    else if (flags & EVENT_RESTART)
        values[count++] = STATE_INTERRUPTED;
    else
        values[count++] = has_failed(subject->call) ? STATE_FAILED : STATE_DONE;
    if (flags & EVENT_RESTARTED)
        values[count++] = STATE_RESTARTED;
    return count;
}

/* ---- time and number ------------------------------------------------------------------- */

static unsigned dur_numbers(const struct subject *subject, int64_t *values)
{
    if (!subject->call)
        return 0;
    values[0] = (int64_t)subject->call->duration_ns;
    return 1;
}

static unsigned since_numbers(const struct subject *subject, int64_t *values)
{
    values[0] = (int64_t)(subject->event->time_ns - subject->facts->start_ns);
    return 1;
}

static unsigned n_numbers(const struct subject *subject, int64_t *values)
{
    values[0] = (int64_t)subject->event->sequence;
    return 1;
}

static unsigned sig_numbers(const struct subject *subject, int64_t *values)
{
    const struct event *event = subject->event;
    unsigned count = 0;

    if (event->kind == EVENT_SIGNAL)
        values[count++] = event->number;
    if (event->kind == EVENT_EXIT && WIFSIGNALED(event->number))
        values[count++] = WTERMSIG(event->number);
    for (unsigned arg = 0; subject->spec && arg < subject->spec->arg_count; arg++)
        if (subject->spec->args[arg].type == TYPE_SIGNAL)
            values[count++] = (int32_t)subject->call->args[arg];
    return count;
}

/* ---- the table --------------------------------------------------------------------------- */

const struct field_row field_rows[FIELD_COUNT] = {
#define FIELD(id, name_, kind_, numbers_, texts_, values_, help_, example_)                        \
    [FIELD_##id] = {.name = name_,                                                                 \
                    .kind = VALUE_##kind_,                                                         \
                    .numbers = numbers_,                                                           \
                    .texts = texts_,                                                               \
                    .help = {name_, values_, help_, example_}},
#include "fields.def"
};

const struct filter_field *filter_field_get(size_t index)
{
    return index < FIELD_COUNT ? &field_rows[index].help : NULL;
}

const struct filter_class *filter_class_get(size_t index)
{
    static const struct filter_class classes[CLASS_COUNT] = {
#define CLASS(id, name, help) {name, help},
#include <ptop/syscall_classes.def>
    };

    return index < CLASS_COUNT ? &classes[index] : NULL;
}
