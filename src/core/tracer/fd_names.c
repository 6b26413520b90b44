#include "fd_names.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>

#include <ptop/fd_detail.h>

#include "fd_details.h"

#include "../base/alloc.h"
#include "../tracee/procfs.h"

#define SLOT_COUNT 65536u

struct fd_slot {
    uint32_t files;
    int32_t fd;
    uint32_t id;     /* 0: empty */
    int32_t netlink; /* protocol + 1 of a netlink socket, -1 of any other file; 0: not asked yet */
};

int fd_names_init(struct fd_names *names, struct name_ids *ids, unsigned details)
{
    memset(names, 0, sizeof *names);
    names->slots = alloc_reserve(SLOT_COUNT * sizeof *names->slots);
    if (!names->slots)
        return -ENOMEM;
    names->ids = ids;
    names->details = details;
    socket_names_init(&names->sockets);
    return 0;
}

void fd_names_done(struct fd_names *names)
{
    if (names->slots) {
        alloc_release(names->slots, SLOT_COUNT * sizeof *names->slots);
        socket_names_done(&names->sockets);
    }
    memset(names, 0, sizeof *names);
}

uint32_t fd_names_new_files(struct fd_names *names)
{
    return ++names->last_files;
}

void fd_names_share_nothing(struct fd_names *names, struct tracee *tracee)
{
    tracee->files = fd_names_new_files(names);
    tracee->directory = fd_names_new_files(names);
    tracee->memory = fd_names_new_files(names);
}

/* Other tasks share the current directory (CLONE_FS) than the descriptors (CLONE_FILES). */
static uint32_t table_of(const struct tracee *tracee, int fd)
{
    return fd == AT_FDCWD ? tracee->directory : tracee->files;
}

static struct fd_slot *slot_of(struct fd_names *names, uint32_t files, int fd)
{
    return &names->slots[(files * 40503u + (uint32_t)fd) % SLOT_COUNT];
}

/* What the kernel calls it becomes what we call it. */
static size_t complete_name(struct fd_names *names, const struct tracee *tracee, int fd,
                            char name[static FD_NAME_BYTES], size_t length)
{
    char socket_name[512];
    unsigned long inode;
    int socket_length;

    name[length] = '\0';
    if (fd == AT_FDCWD || sscanf(name, "socket:[%lu]", &inode) != 1)
        return fd == AT_FDCWD ? length : fd_details_add(tracee, fd, names->details, name, length);
    if (!(names->details & FD_SOCKET))
        return length;
    socket_length = socket_names_print(&names->sockets, tracee, fd, inode, socket_name,
                                       sizeof socket_name);
    if (socket_length <= 0 || socket_length >= (int)sizeof socket_name)
        return length;
    memcpy(name, socket_name, (size_t)socket_length);
    return (size_t)socket_length;
}

static uint32_t read_name(struct fd_names *names, const struct tracee *tracee, int fd)
{
    char link[32], name[FD_NAME_BYTES];
    ssize_t length;

    if (fd == AT_FDCWD)
        snprintf(link, sizeof link, "cwd");
    else
        snprintf(link, sizeof link, "fd/%d", fd);
    length = procfs_read_link(tracee->tid, link, name, sizeof name - 1);
    if (length <= 0)
        return 0;
    return name_ids_intern(names->ids, tracee, name,
                           complete_name(names, tracee, fd, name, (size_t)length));
}

uint32_t fd_names_find(struct fd_names *names, const struct tracee *tracee, int fd)
{
    const uint32_t files = table_of(tracee, fd);
    struct fd_slot *slot;
    uint32_t id;

    if ((fd < 0 && fd != AT_FDCWD) || names->ids->emitter->is_silent)
        return 0;
    slot = slot_of(names, files, fd);
    if (slot->id && slot->files == files && slot->fd == fd && !(names->details & FD_AT_EACH_USE))
        return slot->id;
    id = read_name(names, tracee, fd);
    if (id && !name_ids_are_lost(names->ids))
        *slot = (struct fd_slot){ .files = files, .fd = fd, .id = id };
    return id;
}

void fd_names_doubt(struct fd_names *names, const struct tracee *tracee, int fd)
{
    const uint32_t files = table_of(tracee, fd);
    struct fd_slot *slot = slot_of(names, files, fd);

    if (slot->files == files && slot->fd == fd)
        *slot = (struct fd_slot){ 0 };
}

int fd_names_netlink(struct fd_names *names, const struct tracee *tracee, int fd)
{
    const uint32_t files = table_of(tracee, fd);
    struct fd_slot *slot;
    int protocol;

    if (fd < 0)
        return -1;
    slot = slot_of(names, files, fd);
    if (slot->files == files && slot->fd == fd && slot->netlink)
        return slot->netlink > 0 ? slot->netlink - 1 : -1;
    protocol = socket_names_netlink(tracee, fd);
    if (slot->files != files || slot->fd != fd)
        *slot = (struct fd_slot){ .files = files, .fd = fd };
    slot->netlink = protocol >= 0 ? protocol + 1 : -1;
    return protocol;
}
