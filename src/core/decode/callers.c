/*
 * The call stack of a record: one piece of ids, and what their names say.
 */
#include <ptop/callers.h>

#include <string.h>

#include <ptop/piece.h>

static const struct event_piece *find_stack(const struct event_syscall *call)
{
    for (const struct event_piece *piece = piece_first(call); piece;
         piece = piece_next(call, piece))
        if (piece->arg == PIECE_CALLERS)
            return piece;
    return NULL;
}

size_t callers_count(const struct event_syscall *call)
{
    const struct event_piece *stack = find_stack(call);

    return stack ? stack->length_bytes / sizeof(uint32_t) : 0;
}

const char *callers_frame(const struct event_syscall *call, const struct names *names, size_t index)
{
    const struct event_piece *stack = find_stack(call);
    uint32_t id;

    if (!stack || !names || index >= stack->length_bytes / sizeof(id))
        return NULL;
    memcpy(&id, piece_bytes(stack) + index * sizeof(id), sizeof(id));
    return names_find(names, id);
}

/* ---- the parts of a name ---------------------------------------------------- */

/* The last of these bytes within a slice, or its end. */
static const char *find_last(const char *bytes, const char *end, const char *wanted)
{
    size_t length = strlen(wanted);

    for (const char *at = end; at >= bytes + length; at--)
        if (memcmp(at - length, wanted, length) == 0)
            return at - length;
    return end;
}

/* The bracket before the function: the last one, but for those that Go's methods have in their
 * names, "net/http.(*conn).serve". */
static const char *find_open(const char *frame, const char *end)
{
    const char *open = find_last(frame, end, "(");

    while (open < end && open[1] == '*') {
        const char *before = find_last(frame, open, "(");
        if (before == open)
            break;
        open = before;
    }
    return open;
}

struct caller callers_split(const char *frame)
{
    const char *end = find_last(frame, frame + strlen(frame), ") [0x");
    const char *address = *end ? end + strlen(") [") : end;
    const char *open = find_open(frame, end);
    const char *folder = find_last(frame, open, "/");
    struct caller caller = {.function = end,
                            .module = folder < open ? folder + 1 : frame,
                            .address = address,
                            .address_bytes = strcspn(address, "]")};

    caller.module_bytes = (size_t)(open - caller.module);
    if (caller.module_bytes == 1 && caller.module[0] == '?')
        caller.module_bytes = 0;
    if (open < end) {
        caller.function = open + 1;
        caller.place_bytes = (size_t)(end - caller.function);
        caller.function_bytes = (size_t)(find_last(open + 1, end, "+0x") - caller.function);
    }
    return caller;
}

/* ---- the caller ------------------------------------------------------------- */

/* How the files begin that make calls for others: the C library and what comes with it. */
static const char *const mediators[] = {"libc.so", "libc-2", "libc.musl",  "ld-linux", "ld-musl",
                                        "ld-2",    "ld.so",  "libpthread", "[vdso]"};

static bool is_mediator(const struct caller *caller)
{
    for (size_t i = 0; i < sizeof(mediators) / sizeof(mediators[0]); i++) {
        size_t length = strlen(mediators[i]);
        if (caller->module_bytes >= length && memcmp(caller->module, mediators[i], length) == 0)
            return true;
    }
    return false;
}

bool callers_find_own(const struct event_syscall *call, const struct names *names,
                      struct caller *ret_caller)
{
    struct caller caller = {.function = ""};
    bool is_known = false;

    for (size_t i = 0; i < callers_count(call); i++) {
        const char *frame = callers_frame(call, names, i);
        if (!frame)
            continue;
        caller = callers_split(frame);
        is_known = true;
        if (!is_mediator(&caller))
            break;
    }
    if (is_known)
        *ret_caller = caller;
    return is_known;
}
