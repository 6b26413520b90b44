/* Fields that are found in the pieces of a record: descriptors, paths, data, addresses, callers. */
#include "support/naive_values.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>

#include <ptop/piece.h>

#include "core/decode/vector.h"

/* ---- descriptors and paths ----------------------------------------------------------- */

static bool result_is_fd(const struct event *event)
{
    return naive_spec(event) && naive_spec(event)->result == TYPE_FD &&
           !(event->flags & (EVENT_FAILED | EVENT_NO_RETURN | EVENT_RESTART | EVENT_BLOCKED));
}

static bool argument_is_fd(const struct event *event, unsigned arg)
{
    enum arg_type type = naive_argument_type(event, arg);

    return !naive_argument_is_pointer(event, arg) && (type == TYPE_FD || type == TYPE_DIRFD);
}

static const char *name_of(const struct filter_facts *facts, uint32_t id)
{
    return id && facts->names ? names_find(facts->names, id) : NULL;
}

/* The name of the current directory, that a relative path starts from: no descriptor's. */
static bool is_base(const struct event *event, const struct event_piece *piece)
{
    return naive_spec(event) && piece->arg < naive_spec(event)->arg_count &&
           naive_argument_type(event, piece->arg) == TYPE_PATH;
}

/* The names of all descriptors, also of those in structs. */
GATHER(fd_names)
{
    const struct event_piece *piece = naive_call(event) ? piece_first(naive_call(event)) : NULL;

    for (; piece; piece = piece_next(naive_call(event), piece)) {
        uint32_t id = is_base(event, piece) ? 0 : piece_name_id(piece);
        if (name_of(facts, id))
            naive_add_text(values, name_of(facts, id));
    }
}

/* The two of a pipe, those that poll waits for: the first word of each element. */
static void add_pointed(struct naive_values *values, const struct event *event, unsigned arg,
                        size_t element_bytes)
{
    const struct event_piece *piece = piece_first(naive_call(event));
    int32_t fd;

    while (piece && (piece->arg != arg || (piece->flags & (PIECE_UNREADABLE | PIECE_FD_NAME))))
        piece = piece_next(naive_call(event), piece);
    for (size_t at = 0; piece && at + 4 <= piece->length_bytes; at += element_bytes) {
        memcpy(&fd, piece_bytes(piece) + at, sizeof(fd));
        naive_add_number(values, fd);
    }
}

GATHER(fd)
{
    UNUSED;
    for (unsigned arg = 0; arg < naive_argument_count(event); arg++)
        if (argument_is_fd(event, arg))
            naive_add_number(values, naive_argument_number(event, arg));
        else if (naive_argument_type(event, arg) == TYPE_FD_PAIR)
            add_pointed(values, event, arg, sizeof(int32_t));
        else if (naive_argument_type(event, arg) == TYPE_POLLFD)
            add_pointed(values, event, arg, sizeof(struct pollfd));
    if (result_is_fd(event))
        naive_add_number(values, naive_call(event)->result);
}

/* Where a relative path starts from: the current directory, recorded with the path itself, or the
 * descriptor before it. */
static const char *base_of(const struct filter_facts *facts, const struct event *event,
                           unsigned arg)
{
    const struct event_piece *piece = piece_first(naive_call(event));

    for (; piece; piece = piece_next(naive_call(event), piece))
        if (piece->arg == arg && (piece->flags & PIECE_FD_NAME))
            return name_of(facts, piece_name_id(piece));
    if (arg > 0 && argument_is_fd(event, arg - 1))
        return name_of(facts, piece_find_name(naive_call(event), arg - 1));
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
    naive_add_text(values, joined);
}

GATHER(path)
{
    for (unsigned arg = 0; arg < naive_argument_count(event); arg++) {
        struct naive_value value = {0};
        if (naive_argument_type(event, arg) == TYPE_PATH)
            naive_argument_bytes(event, arg, &value);
        if (value.text) {
            *naive_add(values) = value;
            add_joined(values, facts, event, arg, &value);
        }
    }
    gather_fd_names(values, facts, event);
}

/* Of a vector of buffers and of a list of strings: piece 0 is the array, the last one its length.
 */
static bool is_data(const struct event *event, const struct event_piece *piece)
{
    bool is_part = piece->part > 0 && piece->part < UINT16_MAX;

    if (piece->arg >= naive_spec(event)->arg_count ||
        (piece->flags & (PIECE_FD_NAME | PIECE_UNREADABLE)))
        return false;
    switch ((int)naive_argument_type(event, piece->arg)) {
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
    const struct event_piece *piece = naive_spec(event) ? piece_first(naive_call(event)) : NULL;

    for (; piece; piece = piece_next(naive_call(event), piece))
        if (is_data(event, piece))
            naive_add_bytes(values, piece_bytes(piece), piece->length_bytes);
}

GATHER(fdtype)
{
    static const struct {
        const char *prefix, *type, *general;
    } types[] = {
        {"TCP:", "tcp", "socket"},    {"UDP:", "udp", "socket"}, {"UNIX", "unix", "socket"},
        {"socket:[", "socket", NULL}, {"pipe:[", "pipe", NULL},  {"/dev/pts/", "tty", "device"},
        {"/dev/", "device", NULL},    {"/", "file", NULL},
    };
    struct naive_values names = {0};

    gather_fd_names(&names, facts, event);
    for (size_t n = 0; n < names.count; n++) {
        for (size_t i = 0; i < sizeof(types) / sizeof(*types); i++) {
            if (strncmp(names.all[n].text, types[i].prefix, strlen(types[i].prefix)) == 0) {
                naive_add_text(values, types[i].type);
                if (types[i].general)
                    naive_add_text(values, types[i].general);
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
    const struct event_piece *piece = naive_call(event) ? piece_first(naive_call(event)) : NULL;
    struct naive_values names = {0};

    for (; piece; piece = piece_next(naive_call(event), piece)) {
        char text[INET6_ADDRSTRLEN];
        struct sockaddr_in in = {0};
        struct sockaddr_in6 in6 = {0};
        if (piece->arg >= naive_argument_count(event) ||
            naive_argument_type(event, piece->arg) != TYPE_SOCKADDR ||
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
    gather_fd_names(&names, facts, event);
    for (size_t i = 0; i < names.count; i++)
        ends_of_name(values, names.all[i].text, sink);
}

static void sink_port(struct naive_values *values, const char *address, int port)
{
    (void)address;
    if (port >= 0)
        naive_add_number(values, port);
}

static void sink_address(struct naive_values *values, const char *address, int port)
{
    char *text = values->text[values->count];

    (void)port;
    snprintf(text, sizeof(values->text[0]), "%s", address);
    naive_add_text(values, text);
}

GATHER(port)
{
    each_address(values, facts, event, sink_port);
}
GATHER(addr)
{
    each_address(values, facts, event, sink_address);
}

/* ---- the call stack ------------------------------------------------------------------ */

/* The parts of "/usr/lib/libc.so.6(write+0x14) [0xf8354]". */
static void gather_frames(struct naive_values *values, const struct filter_facts *facts,
                          const struct event *event, bool wants_module)
{
    const struct event_piece *piece = naive_call(event) ? piece_first(naive_call(event)) : NULL;

    while (piece && piece->arg != PIECE_CALLERS)
        piece = piece_next(naive_call(event), piece);
    for (size_t at = 0; piece && at + 4 <= piece->length_bytes; at += 4) {
        char *text = values->text[values->count], file[256] = "", function[128] = "";
        uint32_t id;
        memcpy(&id, piece_bytes(piece) + at, sizeof(id));
        if (!name_of(facts, id) ||
            sscanf(name_of(facts, id), "%255[^(](%127[^+)]", file, function) < 1)
            continue;
        const char *module = strrchr(file, '/') ? strrchr(file, '/') + 1 : file;
        strcpy(text, wants_module ? module : function);
        if (*text && strcmp(text, "?") != 0)
            naive_add_text(values, text);
    }
}

GATHER(func)
{
    gather_frames(values, facts, event, false);
}
GATHER(mod)
{
    gather_frames(values, facts, event, true);
}
