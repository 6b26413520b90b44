#include "pass.h"

#include <limits.h>
#include <poll.h>
#include <stdio.h>
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

/* What a relative path starts from stands in part 1, behind its bytes in part 0. */
static bool is_wanted_relative(const struct pass *pass, const struct event_syscall *call,
                               const struct event_piece *path)
{
    const struct event_piece *next = piece_next(call, path);
    uint32_t id = next && next->arg == path->arg && next->part == 1 ? piece_name_id(next) : 0;
    const char *folder = id ? names_find(pass->names, id) : NULL;
    char joined[PATH_MAX];
    int length;

    if (!folder || path->length_bytes >= PATH_MAX)
        return false;
    length = snprintf(joined, sizeof joined, "%s/%.*s", folder, (int)path->length_bytes,
                      (const char *)piece_bytes(path));
    return length > 0 && length < (int)sizeof joined && is_wanted_path(pass, joined, (size_t)length);
}

static bool touches_path(const struct pass *pass, const struct event_syscall *call,
                         const struct syscall_spec *spec)
{
    for (const struct event_piece *piece = piece_first(call); piece;
         piece = piece_next(call, piece)) {
        bool is_path = piece->arg < spec->arg_count && spec->args[piece->arg].type == TYPE_PATH;

        if (piece->flags & PIECE_UNREADABLE)
            continue;
        if (piece->flags & PIECE_FD_NAME) {
            if (!(is_path && piece->part == 1) && is_wanted_name(pass, piece_name_id(piece)))
                return true;
        } else if (is_path && piece->part == 0 &&
                   (is_wanted_path(pass, (const char *)piece_bytes(piece), piece->length_bytes) ||
                    is_wanted_relative(pass, call, piece))) {
            return true;
        }
    }
    return false;
}

/* ---- descriptors ------------------------------------------------------------------ */

static bool polls_fd(const struct number_set *fds, const struct event_syscall *call, unsigned arg)
{
    for (const struct event_piece *piece = piece_first(call); piece;
         piece = piece_next(call, piece)) {
        if (piece->arg != arg || piece->part != 0 || piece->flags & (PIECE_FD_NAME | PIECE_UNREADABLE))
            continue;
        for (size_t at = 0; at + sizeof(struct pollfd) <= piece->length_bytes;
             at += sizeof(struct pollfd)) {
            struct pollfd one;

            memcpy(&one, piece_bytes(piece) + at, sizeof one);
            if (one.fd >= 0 && number_set_has(fds, one.fd))
                return true;
        }
    }
    return false;
}

static bool touches_fd(const struct number_set *fds, const struct event_syscall *call,
                       const struct syscall_spec *spec)
{
    for (unsigned i = 0; i < spec->arg_count; i++) {
        int fd = (int)call->args[i];

        switch (spec->args[i].type) {
        case TYPE_FD:
        case TYPE_DIRFD:
            if (fd >= 0 && number_set_has(fds, fd))
                return true;
            break;
        case TYPE_POLLFD:
            if (polls_fd(fds, call, i))
                return true;
            break;
        default:
            break;
        }
    }
    return false;
}

bool pass_call(const struct pass *pass, const struct event_syscall *call)
{
    bool wants_fds = !number_set_is_empty(&pass->options->traced_fds);
    const struct syscall_spec *spec;

    if (!wants_fds && pass->options->path_count == 0)
        return true;
    spec = syscall_find(call->header.flags & EVENT_COMPAT ? ABI_COMPAT : ABI_NATIVE,
                        call->header.number);
    if (!spec)
        return false;
    return touches_path(pass, call, spec) ||
           (wants_fds && touches_fd(&pass->options->traced_fds, call, spec));
}

bool pass_status(const struct pass *pass, const struct event_syscall *call)
{
    uint8_t flags = call->header.flags;
    unsigned status = flags & EVENT_NO_RETURN ? BATCH_UNFINISHED
                      : flags & EVENT_FAILED  ? BATCH_FAILED
                                              : BATCH_SUCCESSFUL;

    return pass->options->statuses & status;
}
