#include "pass.h"

#include <linux/mount.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>

#include <ptop/piece.h>
#include <ptop/syscall.h>

void pass_init(struct pass *pass, const struct batch_options *options, const struct names *names,
               void (*resolved_one)(void *context, const char *path, const char *resolved),
               void *context)
{
    memset(pass, 0, sizeof *pass);
    pass->options = options;
    pass->names = names;
    for (size_t i = 0; i < options->path_count; i++) {
        char *resolved = realpath(options->paths[i], NULL);

        if (resolved && strcmp(resolved, options->paths[i]) != 0) {
            pass->resolved[i] = resolved;
            resolved_one(context, options->paths[i], resolved);
        } else {
            free(resolved);
        }
    }
}

void pass_done(struct pass *pass)
{
    for (size_t i = 0; i < BATCH_MAX_PATHS; i++)
        free(pass->resolved[i]);
    memset(pass, 0, sizeof *pass);
}

/* A call as it is shown: of socketcall what stands behind it. */
struct shown_call {
    const struct event_syscall *event;
    const struct syscall_spec *spec;
    uint64_t args[SYSCALL_MAX_ARGS];
};

/* ---- paths ---------------------------------------------------------------------- */

static bool equals(const char *text, const char *bytes, size_t length)
{
    return text && strlen(text) == length && memcmp(text, bytes, length) == 0;
}

static bool is_wanted_path(const struct pass *pass, const char *bytes, size_t length)
{
    for (size_t i = 0; i < pass->options->path_count; i++)
        if (equals(pass->options->paths[i], bytes, length) ||
            equals(pass->resolved[i], bytes, length))
            return true;
    return false;
}

static bool is_wanted_name(const struct pass *pass, uint32_t id)
{
    static const char deleted[] = " (deleted)";
    const char *name = id ? names_find(pass->names, id) : NULL;
    size_t length = name ? strlen(name) : 0;

    if (!name || name[0] != '/')
        return false;
    if (length > strlen(deleted) && equals(deleted, name + length - strlen(deleted), strlen(deleted)))
        length -= strlen(deleted);
    return is_wanted_path(pass, name, length);
}

/* Of two paths strace looks at one. */
static const struct overlooked {
    const char *name;
    uint8_t arg;
} overlooked[] = {
    {"symlink", 0}, /* a text, which need not lead anywhere */
    {"symlinkat", 0},
    {"rename", 1},
};

static bool is_path(const struct shown_call *call, unsigned arg)
{
    const char *name = call->spec->name;

    if (arg >= call->spec->arg_count)
        return false;
    for (size_t i = 0; i < sizeof overlooked / sizeof overlooked[0]; i++)
        if (overlooked[i].arg == arg && strcmp(overlooked[i].name, name) == 0)
            return false;
    if (call->spec->args[arg].type == TYPE_FSCONFIG_VALUE)
        return call->args[1] == FSCONFIG_SET_PATH || call->args[1] == FSCONFIG_SET_PATH_EMPTY;
    return call->spec->args[arg].type == TYPE_PATH;
}

/* Descriptors that the program passes: in a register, or one of many that it waits for. */
static bool is_descriptor(const struct shown_call *call, unsigned arg)
{
    if (arg >= call->spec->arg_count)
        return false;
    switch (call->spec->args[arg].type) {
    case TYPE_FD:
    case TYPE_DIRFD:
        return (int)call->args[arg] >= 0;
    case TYPE_FSCONFIG_AUX:
        return call->args[1] >= FSCONFIG_SET_PATH && call->args[1] <= FSCONFIG_SET_FD &&
               (int)call->args[arg] >= 0;
    case TYPE_POLLFD:
    case TYPE_FD_SET:
        return true;
    default:
        return false;
    }
}

/* A path counts as it is written, a descriptor by the path of its file. */
static bool touches_path(const struct pass *pass, const struct shown_call *call)
{
    for (const struct event_piece *piece = piece_first(call->event); piece;
         piece = piece_next(call->event, piece)) {
        if (piece->flags & (PIECE_UNREADABLE | PIECE_EXIT))
            continue;
        if (piece->flags & PIECE_FD_NAME
                ? is_descriptor(call, piece->arg) && is_wanted_name(pass, piece_name_id(piece))
                : piece->part == 0 &&
                      is_wanted_path(pass, (const char *)piece_bytes(piece), piece->length_bytes) &&
                      is_path(call, piece->arg))
            return true;
    }
    return false;
}

/* ---- descriptors ------------------------------------------------------------------ */

/* What an argument points to as the call began; NULL: nothing that could be read. */
static const struct event_piece *find_bytes(const struct event_syscall *event, unsigned arg)
{
    for (const struct event_piece *piece = piece_first(event); piece;
         piece = piece_next(event, piece))
        if (piece->arg == arg && piece->part == 0 &&
            !(piece->flags & (PIECE_FD_NAME | PIECE_UNREADABLE | PIECE_EXIT)))
            return piece;
    return NULL;
}

static bool polls_fd(const struct number_set *fds, const struct event_piece *array)
{
    struct pollfd one;

    for (size_t at = 0; array && at + sizeof one <= array->length_bytes; at += sizeof one) {
        memcpy(&one, piece_bytes(array) + at, sizeof one);
        if (one.fd >= 0 && number_set_has(fds, one.fd))
            return true;
    }
    return false;
}

/* The first argument says how many bits count. */
static bool selects_fd(const struct number_set *fds, const struct event_piece *set, int count)
{
    for (int fd = 0; set && fd < count && (size_t)fd < 8u * set->length_bytes; fd++)
        if (piece_bytes(set)[fd / 8] >> fd % 8 & 1 && number_set_has(fds, fd))
            return true;
    return false;
}

static bool touches_fd(const struct number_set *fds, const struct shown_call *call)
{
    for (unsigned i = 0; i < call->spec->arg_count; i++) {
        int fd = (int)call->args[i];

        if (!is_descriptor(call, i))
            continue;
        if (call->spec->args[i].type == TYPE_POLLFD) {
            if (polls_fd(fds, find_bytes(call->event, i)))
                return true;
        } else if (call->spec->args[i].type == TYPE_FD_SET) {
            if (selects_fd(fds, find_bytes(call->event, i), (int)call->args[0]))
                return true;
        } else if (number_set_has(fds, fd)) {
            return true;
        }
    }
    return false;
}

bool pass_call(const struct pass *pass, const struct event_syscall *event)
{
    bool wants_fds = !number_set_is_empty(&pass->options->traced_fds);
    struct shown_call call = {.event = event};

    if (!wants_fds && pass->options->path_count == 0)
        return true;
    call.spec = format_call_values(event, call.args);
    if (!call.spec)
        return false;
    return touches_path(pass, &call) ||
           (wants_fds && touches_fd(&pass->options->traced_fds, &call));
}

bool pass_status(const struct pass *pass, const struct event_syscall *call)
{
    uint8_t flags = call->header.flags;
    unsigned status = flags & EVENT_NO_RETURN ? BATCH_UNFINISHED
                      : flags & EVENT_FAILED  ? BATCH_FAILED
                                              : BATCH_SUCCESSFUL;

    return pass->options->statuses & status;
}
