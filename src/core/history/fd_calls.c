/*
 * That a call is given, makes and returns descriptors stands in its row of
 * syscalls.def.  Here is what that row does not say: which calls copy and close, and
 * where the wish to close on exec stands.
 */
#include "core/history/fd_calls.h"

#include <fcntl.h>
#include <string.h>

#include <ptop/piece.h>

#include "core/decode/control_message.h"
#include "core/decode/layout.h"

enum fd_effect {
    EFFECT_MAKES,    /* as its row says */
    EFFECT_COPIES,   /* its result is what argument 0 is */
    EFFECT_CHANGES,  /* its result is argument 0, if that was none */
    EFFECT_CONTROLS, /* fcntl */
    EFFECT_IOCTL,
    EFFECT_CLOSES,
    EFFECT_CLOSES_RANGE,
    EFFECT_SENDS, /* messages in argument 1 */
    EFFECT_RECEIVES,
};

#define ALWAYS       UINT32_MAX
#define CMSG_CLOEXEC 0x40000000u

#define RANGE_CLOEXEC 4u /* CLOSE_RANGE_CLOEXEC */
#define DUPFD_CLOEXEC 1030
#define IOCTL_NCLEX   0x5450
#define IOCTL_CLEX    0x5451

struct fd_fact {
    const char *name;
    enum fd_effect effect;
    uint8_t flags_arg;     /* a set of flags, or points to one of 64 bits */
    uint32_t cloexec_bits; /* any of these in it: closes on exec; ALWAYS: always; 0: never */
};

static const struct fd_fact facts[] = {
    {"open", EFFECT_MAKES, 1, O_CLOEXEC},
    {"openat", EFFECT_MAKES, 2, O_CLOEXEC},
    {"openat2", EFFECT_MAKES, 2, O_CLOEXEC},
    {"open_by_handle_at", EFFECT_MAKES, 2, O_CLOEXEC},
    {"open_tree", EFFECT_MAKES, 2, O_CLOEXEC},
    {"open_tree_attr", EFFECT_MAKES, 2, O_CLOEXEC},
    {"mq_open", EFFECT_MAKES, 0, ALWAYS},
    {"memfd_create", EFFECT_MAKES, 1, 1},
    {"memfd_secret", EFFECT_MAKES, 0, O_CLOEXEC},
    {"pipe2", EFFECT_MAKES, 1, O_CLOEXEC},
    {"socket", EFFECT_MAKES, 1, O_CLOEXEC},
    {"socketpair", EFFECT_MAKES, 1, O_CLOEXEC},
    {"accept4", EFFECT_MAKES, 3, O_CLOEXEC},
    {"epoll_create1", EFFECT_MAKES, 0, O_CLOEXEC},
    {"eventfd2", EFFECT_MAKES, 1, O_CLOEXEC},
    {"timerfd_create", EFFECT_MAKES, 1, O_CLOEXEC},
    {"inotify_init1", EFFECT_MAKES, 0, O_CLOEXEC},
    {"fanotify_init", EFFECT_MAKES, 0, 1},
    {"userfaultfd", EFFECT_MAKES, 0, O_CLOEXEC},
    {"perf_event_open", EFFECT_MAKES, 4, 8},
    {"io_uring_setup", EFFECT_MAKES, 0, ALWAYS},
    {"pidfd_open", EFFECT_MAKES, 0, ALWAYS},
    {"pidfd_getfd", EFFECT_MAKES, 0, ALWAYS},
    {"fsopen", EFFECT_MAKES, 1, 1},
    {"fsmount", EFFECT_MAKES, 1, 1},
    {"fspick", EFFECT_MAKES, 2, 1},

    {"dup", EFFECT_COPIES, 0, 0},
    {"dup2", EFFECT_COPIES, 0, 0},
    {"dup3", EFFECT_COPIES, 2, O_CLOEXEC},
    {"signalfd", EFFECT_CHANGES, 0, 0},
    {"signalfd4", EFFECT_CHANGES, 3, O_CLOEXEC},
    {"fcntl", EFFECT_CONTROLS, 0, 0},
    {"fcntl64", EFFECT_CONTROLS, 0, 0},
    {"ioctl", EFFECT_IOCTL, 0, 0},

    {"close", EFFECT_CLOSES, 0, 0},
    {"close_range", EFFECT_CLOSES_RANGE, 0, 0},

    {"sendmsg", EFFECT_SENDS, 0, 0},
    {"sendmmsg", EFFECT_SENDS, 0, 0},
    {"recvmsg", EFFECT_RECEIVES, 2, CMSG_CLOEXEC},
    {"recvmmsg", EFFECT_RECEIVES, 3, CMSG_CLOEXEC},
};

/* ---- the table --------------------------------------------------------------------- */

static const struct fd_fact *find_fact(const char *name)
{
    for (size_t i = 0; i < sizeof(facts) / sizeof(facts[0]); i++)
        if (strcmp(facts[i].name, name) == 0)
            return &facts[i];
    return NULL;
}

static struct fd_call call_of(const struct syscall_spec *spec)
{
    struct fd_call call = {
        .pair_arg = -1, .returns_fd = spec->result == TYPE_FD, .fact = find_fact(spec->name)};

    for (unsigned i = 0; i < spec->arg_count; i++) {
        const struct arg_spec *arg = &spec->args[i];
        if (arg->direction == ARG_VALUE && (arg->type == TYPE_FD || arg->type == TYPE_DIRFD))
            call.fd_args |= (uint8_t)(1u << i);
        if (arg->direction == ARG_OUT && arg->type == TYPE_FD_PAIR)
            call.pair_arg = (int8_t)i;
    }
    return call;
}

void fd_calls_init(struct fd_calls *table)
{
    memset(table, 0, sizeof(*table));
    for (int abi = 0; abi < ABI_COUNT; abi++) {
        for (int number = 0; number < SYSCALL_SET_NUMBERS; number++) {
            const struct syscall_spec *spec = syscall_find((enum abi)abi, number);
            table->calls[abi][number] = spec ? call_of(spec) : (struct fd_call){.pair_arg = -1};
        }
    }
}

static enum abi abi_of(const struct event_syscall *call)
{
    return call->header.flags & EVENT_COMPAT ? ABI_COMPAT : ABI_NATIVE;
}

static const struct fd_call *find_call(const struct fd_calls *table,
                                       const struct event_syscall *call)
{
    int32_t number = call->header.number;

    return number >= 0 && number < SYSCALL_SET_NUMBERS ? &table->calls[abi_of(call)][number] : NULL;
}

/* ---- what a record says --------------------------------------------------------------- */

struct visitor {
    const struct event_syscall *call;
    fd_visit *visit;
    void *context;
    bool closes_on_exec;
};

static void put(const struct visitor *visitor, struct fd_change change)
{
    if (change.fd < 0)
        return;
    if (change.kind != FD_CLOSED && change.kind != FD_MARKED) {
        change.last = change.fd;
        change.closes_on_exec = visitor->closes_on_exec;
    }
    visitor->visit(visitor->context, &change);
}

/* What an argument points to; NULL where that was not captured. */
static const uint8_t *pointed_to(const struct event_syscall *call, unsigned arg, size_t size_bytes)
{
    for (const struct event_piece *piece = piece_first(call); piece;
         piece = piece_next(call, piece))
        if (piece->arg == arg && piece->part == 0 && piece->length_bytes >= size_bytes &&
            !(piece->flags & (PIECE_FD_NAME | PIECE_UNREADABLE)))
            return piece_bytes(piece);
    return NULL;
}

static bool closes_on_exec(const struct event_syscall *call, const struct fd_fact *fact)
{
    const struct syscall_spec *spec = syscall_find(abi_of(call), call->header.number);
    uint64_t flags = call->args[fact->flags_arg];

    if (fact->cloexec_bits == ALWAYS || fact->cloexec_bits == 0)
        return fact->cloexec_bits == ALWAYS;
    if (spec->args[fact->flags_arg].direction != ARG_VALUE) {
        const uint8_t *bytes = pointed_to(call, fact->flags_arg, sizeof(uint64_t));
        flags = bytes ? load_u64(bytes) : 0;
    }
    return flags & fact->cloexec_bits;
}

static void visit_made(const struct visitor *visitor, const struct fd_call *entry)
{
    const struct event_syscall *call = visitor->call;
    const uint8_t *pair =
        entry->pair_arg < 0 ? NULL : pointed_to(call, (unsigned)entry->pair_arg, 8);

    if (entry->returns_fd)
        put(visitor, (struct fd_change){.kind = FD_MADE, .fd = (int32_t)call->result});
    for (int i = 0; pair && i < 2; i++)
        put(visitor, (struct fd_change){.kind = FD_MADE, .fd = load_s32(pair + 4 * i)});
}

/* A copy of a descriptor to its own number changes nothing. */
static void visit_copied(const struct visitor *visitor)
{
    int32_t source = (int32_t)visitor->call->args[0], fd = (int32_t)visitor->call->result;

    if (fd != source)
        put(visitor, (struct fd_change){.kind = FD_COPIED, .fd = fd, .source = source});
}

static void visit_mark(const struct visitor *visitor, bool is_set)
{
    int32_t fd = (int32_t)visitor->call->args[0];

    put(visitor,
        (struct fd_change){.kind = FD_MARKED, .fd = fd, .last = fd, .closes_on_exec = is_set});
}

static void visit_fcntl(struct visitor *visitor)
{
    uint32_t command = (uint32_t)visitor->call->args[1];

    visitor->closes_on_exec = command == DUPFD_CLOEXEC;
    if (command == F_DUPFD || command == DUPFD_CLOEXEC)
        visit_copied(visitor);
    else if (command == F_SETFD)
        visit_mark(visitor, visitor->call->args[2] & FD_CLOEXEC);
}

static void visit_ioctl(const struct visitor *visitor)
{
    uint32_t command = (uint32_t)visitor->call->args[1];

    if (command == IOCTL_CLEX || command == IOCTL_NCLEX)
        visit_mark(visitor, command == IOCTL_CLEX);
}

static void visit_range(const struct visitor *visitor)
{
    const uint64_t *args = visitor->call->args;
    uint32_t first = (uint32_t)args[0], last = (uint32_t)args[1];
    bool marks = (uint32_t)args[2] & RANGE_CLOEXEC;

    put(visitor, (struct fd_change){.kind = marks ? FD_MARKED : FD_CLOSED,
                                    .fd = (int32_t)(first < INT32_MAX ? first : INT32_MAX),
                                    .last = (int32_t)(last < INT32_MAX ? last : INT32_MAX),
                                    .closes_on_exec = marks});
}

/* ---- descriptors in messages ------------------------------------------------------------ */

static uint32_t name_of_part(const struct event_syscall *call, uint16_t part, uint8_t state)
{
    for (const struct event_piece *piece = piece_first(call); piece;
         piece = piece_next(call, piece))
        if (piece->arg == 1 && piece->part == part && (piece->flags & PIECE_FD_NAME) &&
            (piece->flags & PIECE_EXIT) == state)
            return piece_name_id(piece);
    return 0;
}

static void visit_control(const struct visitor *visitor, enum fd_change_kind kind,
                          const struct event_piece *piece)
{
    enum abi abi = abi_of(visitor->call);
    uint16_t part = piece->part - PART_CONTROL;
    struct control control;
    size_t offset = 0;

    while (control_next(piece_bytes(piece), piece->length_bytes, abi, &offset, &control)) {
        if (!control_has_fds(&control))
            continue;
        for (size_t i = 0; i + 4 <= control.data_bytes; i += 4, part++)
            put(visitor, (struct fd_change){
                             .kind = kind,
                             .fd = load_s32(control.data + i),
                             .name = name_of_part(visitor->call, part, piece->flags & PIECE_EXIT),
                         });
    }
}

static void visit_messages(const struct visitor *visitor, enum fd_change_kind kind)
{
    uint8_t state = kind == FD_RECEIVED ? PIECE_EXIT : 0;

    for (const struct event_piece *piece = piece_first(visitor->call); piece;
         piece = piece_next(visitor->call, piece))
        if (piece->arg == 1 && piece->part % MESSAGE_PARTS == PART_CONTROL &&
            (piece->flags & (PIECE_EXIT | PIECE_FD_NAME | PIECE_UNREADABLE)) == state)
            visit_control(visitor, kind, piece);
}

/* ---- calls ----------------------------------------------------------------------------- */

static void visit_effect(struct visitor *visitor, const struct fd_call *entry)
{
    const struct fd_fact *fact = entry->fact;
    const struct event_syscall *call = visitor->call;
    int32_t fd = (int32_t)call->args[0];

    visitor->closes_on_exec = fact && closes_on_exec(call, fact);
    switch (fact ? fact->effect : EFFECT_MAKES) {
    case EFFECT_MAKES:
        visit_made(visitor, entry);
        break;
    case EFFECT_COPIES:
        visit_copied(visitor);
        break;
    case EFFECT_CHANGES:
        if (fd < 0)
            visit_made(visitor, entry);
        break;
    case EFFECT_CONTROLS:
        visit_fcntl(visitor);
        break;
    case EFFECT_IOCTL:
        visit_ioctl(visitor);
        break;
    case EFFECT_CLOSES:
        put(visitor, (struct fd_change){.kind = FD_CLOSED, .fd = fd, .last = fd});
        break;
    case EFFECT_CLOSES_RANGE:
        visit_range(visitor);
        break;
    case EFFECT_SENDS:
        visit_messages(visitor, FD_SENT);
        break;
    case EFFECT_RECEIVES:
        visit_messages(visitor, FD_RECEIVED);
        break;
    }
}

void fd_calls_visit(const struct fd_calls *table, const struct event_syscall *call, fd_visit *visit,
                    void *context)
{
    const struct fd_call *entry = find_call(table, call);
    struct visitor visitor = {.call = call, .visit = visit, .context = context};

    if (!entry || (!entry->returns_fd && entry->pair_arg < 0 && !entry->fact))
        return;
    if (!(call->header.flags & (EVENT_FAILED | EVENT_NO_RETURN)))
        visit_effect(&visitor, entry);
}

bool fd_calls_uses(const struct fd_calls *table, const struct event_syscall *call, int32_t fd)
{
    const struct fd_call *entry = find_call(table, call);

    for (unsigned i = 0; entry && i < SYSCALL_MAX_ARGS; i++)
        if ((entry->fd_args >> i & 1) && (int32_t)call->args[i] == fd)
            return true;
    return false;
}

struct subject {
    int32_t fds[2];
    unsigned count;
};

static void take_made(void *context, const struct fd_change *change)
{
    struct subject *subject = context;

    if ((change->kind == FD_MADE || change->kind == FD_COPIED || change->kind == FD_RECEIVED) &&
        subject->count < 2)
        subject->fds[subject->count++] = change->fd;
}

unsigned fd_calls_subject(const struct fd_calls *table, const struct event_syscall *call,
                          int32_t ret_fds[2], bool *ret_is_made)
{
    const struct fd_call *entry = find_call(table, call);
    struct subject subject = {.count = 0};

    for (unsigned i = 0; entry && i < SYSCALL_MAX_ARGS; i++) {
        if ((entry->fd_args >> i & 1) && (int32_t)call->args[i] >= 0) {
            ret_fds[0] = (int32_t)call->args[i];
            *ret_is_made = false;
            return 1;
        }
    }
    fd_calls_visit(table, call, take_made, &subject);
    memcpy(ret_fds, subject.fds, sizeof(subject.fds));
    *ret_is_made = true;
    return subject.count;
}
