#include "core/history/fd_aliases.h"

#include <stdlib.h>
#include <string.h>

#include "core/base/alloc.h"

void fd_aliases_init(struct fd_aliases *aliases, const struct fd_calls *calls)
{
    *aliases = (struct fd_aliases){.calls = calls};
}

void fd_aliases_done(struct fd_aliases *aliases)
{
    free(aliases->items);
}

/* ---- the set ------------------------------------------------------------------------- */

static struct fd_alias *find(struct fd_aliases *aliases, int32_t tgid, int32_t fd)
{
    for (size_t i = 0; i < aliases->count; i++)
        if (aliases->items[i].fd == fd && aliases->items[i].tgid == tgid)
            return &aliases->items[i];
    return NULL;
}

void fd_aliases_add(struct fd_aliases *aliases, int32_t tgid, int32_t fd, bool closes_on_exec)
{
    if (find(aliases, tgid, fd))
        return;
    if (aliases->count == aliases->capacity) {
        aliases->capacity = aliases->capacity ? 2 * aliases->capacity : 16;
        aliases->items = alloc_resize(aliases->items, aliases->capacity, sizeof(aliases->items[0]));
    }
    aliases->items[aliases->count++] = (struct fd_alias){tgid, fd, closes_on_exec};
}

/* Some of a process's numbers: [fd, last], of those that close on exec only where said. */
struct range {
    int32_t tgid, fd, last;
    bool closes_on_exec;
};

static bool is_within(const struct fd_alias *item, const struct range *range)
{
    return item->tgid == range->tgid && item->fd >= range->fd && item->fd <= range->last &&
           (item->closes_on_exec || !range->closes_on_exec);
}

/* Take them out; true if there were any. */
static bool drop(struct fd_aliases *aliases, struct range range)
{
    size_t kept = 0, before = aliases->count;

    for (size_t i = 0; i < aliases->count; i++)
        if (!is_within(&aliases->items[i], &range))
            aliases->items[kept++] = aliases->items[i];
    aliases->count = kept;
    return kept < before;
}

static bool drop_process(struct fd_aliases *aliases, int32_t tgid)
{
    return drop(aliases, (struct range){.tgid = tgid, .last = INT32_MAX});
}

static void mark(struct fd_aliases *aliases, const struct range *range, bool closes_on_exec)
{
    for (size_t i = 0; i < aliases->count; i++)
        if (is_within(&aliases->items[i], range))
            aliases->items[i].closes_on_exec = closes_on_exec;
}

static void send(struct fd_aliases *aliases, uint32_t name)
{
    size_t slot = 0;

    while (slot < FD_IN_FLIGHT && aliases->in_flight[slot])
        slot++;
    aliases->in_flight[slot < FD_IN_FLIGHT ? slot : 0] = name;
}

static bool receive(struct fd_aliases *aliases, uint32_t name)
{
    for (size_t i = 0; name && i < FD_IN_FLIGHT; i++) {
        if (aliases->in_flight[i] == name) {
            aliases->in_flight[i] = 0;
            return true;
        }
    }
    return false;
}

/* ---- events ---------------------------------------------------------------------------- */

struct applied {
    struct fd_aliases *aliases;
    int32_t tgid;
    int32_t wanted; /* begin: only this one, or -1: any */
    bool is_use;
};

static void apply_change(void *context, const struct fd_change *change)
{
    struct applied *applied = context;
    struct fd_aliases *aliases = applied->aliases;
    int32_t tgid = applied->tgid;
    const struct range range = {.tgid = tgid, .fd = change->fd, .last = change->last};

    switch (change->kind) {
    case FD_MADE:
        drop(aliases, range);
        break;
    case FD_COPIED:
        drop(aliases, range);
        if (find(aliases, tgid, change->source))
            fd_aliases_add(aliases, tgid, change->fd, change->closes_on_exec);
        break;
    case FD_RECEIVED:
        drop(aliases, range);
        if (!receive(aliases, change->name))
            break;
        fd_aliases_add(aliases, tgid, change->fd, change->closes_on_exec);
        applied->is_use = true;
        break;
    case FD_SENT:
        if (!find(aliases, tgid, change->fd))
            break;
        send(aliases, change->name);
        applied->is_use = true;
        break;
    case FD_CLOSED:
        applied->is_use |= drop(aliases, range);
        break;
    case FD_MARKED:
        mark(aliases, &range, change->closes_on_exec);
        break;
    }
}

static bool apply_call(struct fd_aliases *aliases, const struct event_syscall *call)
{
    struct applied applied = {.aliases = aliases, .tgid = call->header.tgid};
    bool is_ours = false;

    for (size_t i = 0; i < aliases->count; i++) {
        if (aliases->items[i].tgid != applied.tgid)
            continue;
        is_ours = true;
        applied.is_use |= fd_calls_uses(aliases->calls, call, aliases->items[i].fd);
    }
    for (size_t i = 0; !is_ours && i < FD_IN_FLIGHT; i++)
        is_ours = aliases->in_flight[i];
    if (is_ours)
        fd_calls_visit(aliases->calls, call, apply_change, &applied);
    return applied.is_use;
}

/* A new process has what its creator had; what is left of another one with its number has not. */
static void apply_fork(struct fd_aliases *aliases, const struct event_fork *birth)
{
    size_t count;

    if (birth->child_tid != birth->child_tgid || birth->header.number == BIRTH_ATTACH)
        return;
    drop_process(aliases, birth->child_tgid);
    count = aliases->count;
    for (size_t i = 0; i < count; i++) {
        const struct fd_alias item = aliases->items[i];
        if (item.tgid == birth->header.tgid)
            fd_aliases_add(aliases, birth->child_tgid, item.fd, item.closes_on_exec);
    }
}

bool fd_aliases_apply(struct fd_aliases *aliases, const struct event *event)
{
    switch (event->kind) {
    case EVENT_SYSCALL:
        return apply_call(aliases, (const struct event_syscall *)event);
    case EVENT_FORK:
        apply_fork(aliases, (const struct event_fork *)event);
        return false;
    case EVENT_EXEC:
        drop(aliases,
             (struct range){.tgid = event->tgid, .last = INT32_MAX, .closes_on_exec = true});
        return false;
    case EVENT_EXIT: /* of the leader: it comes when all others have gone */
        if (event->tid == event->tgid && !(event->flags & EVENT_SUPERSEDED))
            drop_process(aliases, event->tgid);
        return false;
    default:
        return false;
    }
}

static void add_made(void *context, const struct fd_change *change)
{
    struct applied *applied = context;
    bool is_made =
        change->kind == FD_MADE || change->kind == FD_COPIED || change->kind == FD_RECEIVED;

    if (is_made && (applied->wanted < 0 || change->fd == applied->wanted))
        fd_aliases_add(applied->aliases, applied->tgid, change->fd, change->closes_on_exec);
}

bool fd_aliases_begin(struct fd_aliases *aliases, const struct event *maker, int32_t fd)
{
    struct applied applied = {.aliases = aliases, .tgid = maker->tgid, .wanted = fd};

    if (maker->kind == EVENT_SYSCALL)
        fd_calls_visit(aliases->calls, (const struct event_syscall *)maker, add_made, &applied);
    return aliases->count > 0;
}

bool fd_aliases_are_gone(const struct fd_aliases *aliases)
{
    for (size_t i = 0; i < FD_IN_FLIGHT; i++)
        if (aliases->in_flight[i])
            return false;
    return aliases->count == 0;
}
