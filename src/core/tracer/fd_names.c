#include "fd_names.h"

#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/un.h>
#include <unistd.h>

#include "../tracee/procfs.h"

#define SLOT_COUNT 65536u
#define NAME_MAX_BYTES 4096

struct fd_slot {
    uint32_t files;
    int32_t fd;
    uint32_t id; /* 0: empty */
};

int fd_names_init(struct fd_names *names, struct name_ids *ids)
{
    void *slots = mmap(NULL, SLOT_COUNT * sizeof *names->slots, PROT_READ | PROT_WRITE,
                       MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);

    memset(names, 0, sizeof *names);
    if (slots == MAP_FAILED)
        return -ENOMEM;
    names->slots = slots;
    names->ids = ids;
    return 0;
}

void fd_names_done(struct fd_names *names)
{
    if (names->slots)
        munmap(names->slots, SLOT_COUNT * sizeof *names->slots);
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

static int print_address(const struct sockaddr_storage *address, socklen_t length, char *out,
                         size_t size)
{
    char text[INET6_ADDRSTRLEN];
    const struct sockaddr_in *in = (const struct sockaddr_in *)address;
    const struct sockaddr_in6 *in6 = (const struct sockaddr_in6 *)address;
    const struct sockaddr_un *un = (const struct sockaddr_un *)address;
    const size_t path_at = offsetof(struct sockaddr_un, sun_path);

    switch (address->ss_family) {
    case AF_INET:
        if (!in->sin_port) /* not bound yet */
            return 0;
        inet_ntop(AF_INET, &in->sin_addr, text, sizeof text);
        return snprintf(out, size, "%s:%u", text, ntohs(in->sin_port));
    case AF_INET6:
        if (!in6->sin6_port)
            return 0;
        inet_ntop(AF_INET6, &in6->sin6_addr, text, sizeof text);
        return snprintf(out, size, "[%s]:%u", text, ntohs(in6->sin6_port));
    case AF_UNIX:
        if (length <= path_at)
            return 0;
        if (un->sun_path[0] == '\0') /* abstract: not a string */
            return snprintf(out, size, "@%.*s", (int)(length - path_at - 1), un->sun_path + 1);
        return snprintf(out, size, "%.*s", (int)(length - path_at), un->sun_path);
    default:
        return 0;
    }
}

static const char *protocol_name(int domain, int type)
{
    if (domain == AF_UNIX)
        return type == SOCK_DGRAM ? "UNIX-DGRAM" : "UNIX";
    if (domain == AF_INET || domain == AF_INET6)
        return type == SOCK_STREAM ? "TCP" : type == SOCK_DGRAM ? "UDP" : "RAW";
    return domain == AF_NETLINK ? "NETLINK" : NULL;
}

/* "TCP:[127.0.0.1:80->127.0.0.1:40112]" of a duplicate that we hold for a moment; 0 where
 * the socket has nothing to say beyond its inode. */
static int print_socket(int socket, char *out, size_t size)
{
    struct sockaddr_storage here, there;
    socklen_t here_length = sizeof here, there_length = sizeof there;
    int domain = 0, type = 0;
    socklen_t int_length = sizeof(int);
    char local[160] = "", remote[160] = "";
    const char *protocol;

    memset(&here, 0, sizeof here);
    memset(&there, 0, sizeof there);
    getsockopt(socket, SOL_SOCKET, SO_DOMAIN, &domain, &int_length);
    int_length = sizeof(int);
    getsockopt(socket, SOL_SOCKET, SO_TYPE, &type, &int_length);
    protocol = protocol_name(domain, type);
    if (getsockname(socket, (struct sockaddr *)&here, &here_length) == 0)
        print_address(&here, here_length, local, sizeof local);
    if (getpeername(socket, (struct sockaddr *)&there, &there_length) == 0)
        print_address(&there, there_length, remote, sizeof remote);
    if (!protocol)
        return 0;
    if (!local[0] && !remote[0])
        return snprintf(out, size, "%s", protocol);
    return snprintf(out, size, "%s:[%s%s%s]", protocol, local, remote[0] ? "->" : "", remote);
}

/* Sockets need a pidfd of the process (Linux 5.6); without one their inode must do. */
static int name_socket(const struct tracee *tracee, int fd, char *out, size_t size)
{
    int pidfd = (int)syscall(SYS_pidfd_open, tracee->tgid, 0);
    int duplicate, length = 0;

    if (pidfd < 0)
        return 0;
    duplicate = (int)syscall(SYS_pidfd_getfd, pidfd, fd, 0);
    close(pidfd);
    if (duplicate < 0)
        return 0;
    length = print_socket(duplicate, out, size);
    close(duplicate);
    return length;
}

static uint32_t read_name(struct fd_names *names, const struct tracee *tracee, int fd)
{
    char link[32], name[NAME_MAX_BYTES];
    ssize_t length;

    if (fd == AT_FDCWD)
        snprintf(link, sizeof link, "cwd");
    else
        snprintf(link, sizeof link, "fd/%d", fd);
    length = procfs_read_link(tracee->tid, link, name, sizeof name);
    if (length <= 0)
        return 0;
    if (length > 8 && memcmp(name, "socket:[", 8) == 0) {
        char socket_name[512];
        int socket_length = name_socket(tracee, fd, socket_name, sizeof socket_name);

        if (socket_length > 0 && socket_length < (int)sizeof socket_name)
            return name_ids_intern(names->ids, tracee, socket_name, (size_t)socket_length);
    }
    return name_ids_intern(names->ids, tracee, name, (size_t)length);
}

uint32_t fd_names_find(struct fd_names *names, const struct tracee *tracee, int fd)
{
    const uint32_t files = table_of(tracee, fd);
    struct fd_slot *slot;
    uint32_t id;

    if ((fd < 0 && fd != AT_FDCWD) || names->ids->emitter->is_silent)
        return 0;
    slot = slot_of(names, files, fd);
    if (slot->id && slot->files == files && slot->fd == fd)
        return slot->id;
    id = read_name(names, tracee, fd);
    if (id && !name_ids_are_lost(names->ids))
        *slot = (struct fd_slot){ files, fd, id };
    return id;
}

void fd_names_doubt(struct fd_names *names, const struct tracee *tracee, int fd)
{
    const uint32_t files = table_of(tracee, fd);
    struct fd_slot *slot = slot_of(names, files, fd);

    if (slot->files == files && slot->fd == fd)
        slot->id = 0;
}
