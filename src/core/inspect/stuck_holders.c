/*
 * Who has what open: one walk over every descriptor of every process, when the
 * first question about one is asked.  A descriptor's link is remembered by its
 * hash, so that a walk over fifty thousand costs a megabyte.
 */
#include "stuck_case.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "core/base/alloc.h"

struct stuck_holders {
    struct stuck_holder *entries;
    size_t count, capacity;
    bool is_cut_short; /* time was over before the walk was */
};

/* A walk: the process that it is in. */
struct walk {
    struct stuck_case *c;
    int32_t pid;
};

static uint64_t key_of(const char *link)
{
    uint64_t hash = UINT64_C(14695981039346656037); /* FNV-1a */

    for (; *link; link++)
        hash = (hash ^ (uint8_t)*link) * UINT64_C(1099511628211);
    return hash;
}

bool stuck_fd_link(int32_t tid, int fd, char *link, size_t size)
{
    char path[64];

    snprintf(path, sizeof(path), "/proc/%d/fd/%d", tid, fd);
    ssize_t length = readlink(path, link, size - 1);
    link[length > 0 ? length : 0] = '\0';
    return length > 0;
}

bool stuck_fd_info(int32_t tid, int fd, const char *key, int base, unsigned long long *ret_value)
{
    char file[32], buffer[4096], *at;
    size_t length = strlen(key);

    snprintf(file, sizeof(file), "fdinfo/%d", fd);
    if (stuck_read(tid, file, buffer, sizeof(buffer)) <= 0)
        return false;
    for (at = buffer; at; at = strchr(at, '\n') ? strchr(at, '\n') + 1 : NULL) {
        if (strncmp(at, key, length) == 0 && at[length] == ':') {
            *ret_value = strtoull(at + length + 1, NULL, base);
            return true;
        }
    }
    return false;
}

static bool visit_fd(void *context, int32_t fd)
{
    struct walk *walk = context;
    struct stuck_holders *holders = walk->c->holders;
    char link[512];

    if (!stuck_fd_link(walk->pid, fd, link, sizeof(link)))
        return true;
    if (holders->count == holders->capacity) {
        holders->capacity = holders->capacity ? 2 * holders->capacity : 1024;
        holders->entries =
            alloc_resize(holders->entries, holders->capacity, sizeof(*holders->entries));
    }
    holders->entries[holders->count++] =
        (struct stuck_holder){.key = key_of(link), .pid = walk->pid, .fd = fd};
    return !stuck_is_late(walk->c); /* one process can have a million */
}

static bool visit_process(void *context, int32_t pid)
{
    struct walk *walk = context;
    char path[64];

    walk->pid = pid;
    snprintf(path, sizeof(path), "/proc/%d/fd", pid);
    stuck_each(path, visit_fd, walk);
    walk->c->holders->is_cut_short = stuck_is_late(walk->c);
    return !walk->c->holders->is_cut_short;
}

const struct stuck_holder *stuck_holder_next(struct stuck_case *c, const char *link, size_t *at)
{
    uint64_t key = key_of(link);

    if (!c->holders) {
        struct walk walk = {.c = c};
        c->holders = alloc_zeroed(1, sizeof(*c->holders));
        stuck_each("/proc", visit_process, &walk);
    }
    for (; *at < c->holders->count; ++*at)
        if (c->holders->entries[*at].key == key)
            return &c->holders->entries[(*at)++];
    return NULL;
}

void stuck_holders_free(struct stuck_holders *holders)
{
    if (!holders)
        return;
    free(holders->entries);
    free(holders);
}

static bool can(const struct stuck_holder *holder, enum stuck_side side)
{
    unsigned long long flags;

    if (side == SIDE_ANY || !stuck_fd_info(holder->pid, holder->fd, "flags", 8, &flags))
        return true;
    return (flags & O_ACCMODE) == O_RDWR ||
           (flags & O_ACCMODE) == (side == SIDE_WRITES ? O_WRONLY : O_RDONLY);
}

static void say_holder(struct stuck_case *c, const char *name, const struct stuck_holder *holder)
{
    bool is_self = holder->pid == c->tgid;

    stuck_line(c, name);
    if (is_self)
        text_put(c->text, "itself");
    else
        stuck_put_task(c, holder->pid);
    text_put(c->text, ", by fd ");
    uint8_t before = text_set_role(c->text, TEXT_FD);
    text_put_signed(c->text, holder->fd);
    text_set_role(c->text, before);
    if (!is_self)
        stuck_put_doing(c, holder->pid);
}

void stuck_say_holders(struct stuck_case *c, const char *name, const char *link,
                       enum stuck_side side)
{
    const struct stuck_holder *holder;
    size_t at = 0, shown = 0, others = 0;

    while ((holder = stuck_holder_next(c, link, &at)) != NULL) {
        if (!can(holder, side))
            continue;
        if (shown == STUCK_LIST_MAX) {
            others++;
            continue;
        }
        shown++;
        say_holder(c, name, holder);
    }
    stuck_say_more(c, name, others);
    if (shown == 0)
        stuck_say(c, name,
                  c->holders->is_cut_short ? "not found in time: there are too many processes"
                                           : "nobody that can be seen");
}
