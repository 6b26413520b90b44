/*
 * The descriptors of a call, their names and what they are; its paths.
 */
#include <poll.h>
#include <string.h>

#include <ptop/format.h>
#include <ptop/piece.h>

#include "core/decode/layout.h"
#include "field.h"

#define JOINED_PATH_BYTES 8192

bool field_visit_name(const struct subject *subject, uint32_t id, text_visit *visit, void *context)
{
    const char *name = subject->facts->names ? names_find(subject->facts->names, id) : NULL;

    return name && visit(context, name, strlen(name));
}

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

unsigned field_fd_numbers(const struct subject *subject, int64_t *values)
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
    if (spec && spec->result == TYPE_FD && count < FIELD_MAX_NUMBERS &&
        subject_has_result(subject) && !subject_has_failed(subject))
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

bool field_fd_texts(const struct subject *subject, text_visit *visit, void *context)
{
    if (!subject->call)
        return false;
    for (const struct event_piece *piece = piece_first(subject->call); piece;
         piece = piece_next(subject->call, piece))
        if (is_fd_name(subject, piece) &&
            field_visit_name(subject, piece_name_id(piece), visit, context))
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

bool field_fdtype_texts(const struct subject *subject, text_visit *visit, void *context)
{
    struct visitor visitor = {visit, context};

    return field_fd_texts(subject, visit_fdtype, &visitor);
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

bool field_path_texts(const struct subject *subject, text_visit *visit, void *context)
{
    const struct event_syscall *call = subject->call;

    if (field_fd_texts(subject, visit, context))
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
