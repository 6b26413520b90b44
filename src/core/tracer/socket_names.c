#include "socket_names.h"

#include <arpa/inet.h>
#include <linux/genetlink.h>
#include <linux/netlink.h>
#include <linux/sock_diag.h>
#include <linux/unix_diag.h>
#include <net/if.h>
#include <netinet/in.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/un.h>
#include <sys/xattr.h>
#include <unistd.h>

#include "../tables/flags.h"

#define PROTOCOL_BYTES 32

void socket_names_init(struct socket_names *names)
{
    *names = (struct socket_names){ .diag_fd = -1, .generic_fd = -1 };
}

void socket_names_done(struct socket_names *names)
{
    if (names->diag_fd >= 0)
        close(names->diag_fd);
    if (names->generic_fd >= 0)
        close(names->generic_fd);
    names->diag_fd = names->generic_fd = -1;
}

/* ---- addresses ----------------------------------------------------------------- */

/* "127.0.0.1:80", "[::1]:80"; empty where there is no port. */
static void print_endpoint(const struct sockaddr_storage *address, char *out, size_t size)
{
    const struct sockaddr_in *in = (const struct sockaddr_in *)address;
    const struct sockaddr_in6 *in6 = (const struct sockaddr_in6 *)address;
    char text[INET6_ADDRSTRLEN];

    *out = '\0';
    if (address->ss_family == AF_INET && in->sin_port)
        snprintf(out, size, "%s:%u", inet_ntop(AF_INET, &in->sin_addr, text, sizeof text),
                 ntohs(in->sin_port));
    else if (address->ss_family == AF_INET6 && in6->sin6_port)
        snprintf(out, size, "[%s]:%u", inet_ntop(AF_INET6, &in6->sin6_addr, text, sizeof text),
                 ntohs(in6->sin6_port));
}

static int duplicate(const struct tracee *tracee, int fd)
{
    int pidfd = (int)syscall(SYS_pidfd_open, tracee->tgid, 0), result;

    if (pidfd < 0)
        return -1;
    result = (int)syscall(SYS_pidfd_getfd, pidfd, fd, 0);
    close(pidfd);
    return result;
}

static int print_inet(int socket, const char *protocol, unsigned long inode, char *out, size_t size)
{
    struct sockaddr_storage here = { 0 }, there = { 0 };
    socklen_t here_length = sizeof here, there_length = sizeof there;
    char local[64] = "", remote[64] = "";

    if (getsockname(socket, (struct sockaddr *)&here, &here_length) == 0)
        print_endpoint(&here, local, sizeof local);
    if (getpeername(socket, (struct sockaddr *)&there, &there_length) == 0)
        print_endpoint(&there, remote, sizeof remote);
    if (!local[0] || strncmp(protocol, "RAW", 3) == 0)
        return snprintf(out, size, "%s:[%lu]", protocol, inode);
    return snprintf(out, size, "%s:[%s%s%s]", protocol, local, remote[0] ? "->" : "", remote);
}

static int print_netlink(int socket, unsigned long inode, char *out, size_t size)
{
    static const char prefix[] = "NETLINK_";
    struct sockaddr_nl here = { 0 };
    socklen_t length = sizeof here;
    int protocol = -1;
    socklen_t protocol_length = sizeof protocol;
    const char *name;

    getsockopt(socket, SOL_SOCKET, SO_PROTOCOL, &protocol, &protocol_length);
    name = flag_set_name(flag_set_find(TYPE_NETLINK_PROTOCOL), (uint64_t)protocol);
    if (!name || getsockname(socket, (struct sockaddr *)&here, &length) < 0 || !here.nl_pid)
        return snprintf(out, size, "NETLINK:[%lu]", inode); /* of none, or not bound yet */
    if (strncmp(name, prefix, strlen(prefix)) == 0)
        name += strlen(prefix);
    return snprintf(out, size, "NETLINK:[%s:%u]", name, here.nl_pid);
}

/* ---- unix sockets --------------------------------------------------------------- */

struct unix_facts {
    uint32_t peer; /* inode; 0: none */
    size_t name_bytes;
    char name[sizeof((struct sockaddr_un *)0)->sun_path + 1];
};

static bool ask_diag(struct socket_names *names, unsigned long inode)
{
    struct {
        struct nlmsghdr header;
        struct unix_diag_req request;
    } message = {
        .header = { .nlmsg_len = sizeof message,
                    .nlmsg_type = SOCK_DIAG_BY_FAMILY,
                    .nlmsg_flags = NLM_F_REQUEST },
        .request = { .sdiag_family = AF_UNIX,
                     .udiag_states = ~0u,
                     .udiag_ino = (uint32_t)inode,
                     .udiag_show = UDIAG_SHOW_NAME | UDIAG_SHOW_PEER,
                     .udiag_cookie = { ~0u, ~0u } },
    };

    if (!names->has_tried)
        names->diag_fd = socket(AF_NETLINK, SOCK_RAW | SOCK_CLOEXEC | SOCK_NONBLOCK,
                                NETLINK_SOCK_DIAG);
    names->has_tried = true;
    return names->diag_fd >= 0 &&
           send(names->diag_fd, &message, sizeof message, 0) == (ssize_t)sizeof message;
}

static void take_attribute(const struct nlattr *attribute, struct unix_facts *facts)
{
    const char *bytes = (const char *)attribute + NLA_HDRLEN;
    size_t length = attribute->nla_len - NLA_HDRLEN;

    if (attribute->nla_type == UNIX_DIAG_PEER && length >= sizeof facts->peer) {
        memcpy(&facts->peer, bytes, sizeof facts->peer);
    } else if (attribute->nla_type == UNIX_DIAG_NAME && length < sizeof facts->name) {
        memcpy(facts->name, bytes, length);
        facts->name_bytes = length;
    }
}

/* The kernel answers at once: what is not there already does not come. */
static bool read_diag(struct socket_names *names, unsigned long inode, struct unix_facts *facts)
{
    _Alignas(8) char answer[4096];
    const struct nlmsghdr *header = (const struct nlmsghdr *)answer;
    const struct unix_diag_msg *message = NLMSG_DATA(header);
    size_t at = NLMSG_LENGTH(sizeof *message);
    ssize_t got = recv(names->diag_fd, answer, sizeof answer, 0);

    if (got < (ssize_t)at || header->nlmsg_type != SOCK_DIAG_BY_FAMILY ||
        message->udiag_ino != inode)
        return false;
    while (at + NLA_HDRLEN <= (size_t)got) {
        const struct nlattr *attribute = (const struct nlattr *)(answer + at);

        if (attribute->nla_len < NLA_HDRLEN || attribute->nla_len > (size_t)got - at)
            break;
        take_attribute(attribute, facts);
        at += NLA_ALIGN(attribute->nla_len);
    }
    return true;
}

static int print_unix(struct socket_names *names, const char *protocol, unsigned long inode,
                      char *out, size_t size)
{
    struct unix_facts facts = { 0 };
    char peer[24] = "", name[sizeof facts.name + 8] = "";
    bool is_abstract;

    if (!ask_diag(names, inode) || !read_diag(names, inode, &facts))
        return snprintf(out, size, "%s:[%lu]", protocol, inode);
    if (facts.peer)
        snprintf(peer, sizeof peer, "->%u", facts.peer);
    is_abstract = facts.name_bytes > 0 && facts.name[0] == '\0';
    if (facts.name_bytes > 0)
        snprintf(name, sizeof name, ",%s\"%.*s\"", is_abstract ? "@" : "",
                 (int)facts.name_bytes - is_abstract, facts.name + is_abstract);
    return snprintf(out, size, "%s:[%lu%s%s]", protocol, inode, peer, name);
}

/* ---- both ------------------------------------------------------------------------ */

/* As the kernel calls it: "TCP", "TCPv6", "UNIX-STREAM"; some kernels say "UNIX" of all of them. */
static bool read_protocol(const struct tracee *tracee, int fd, char protocol[PROTOCOL_BYTES])
{
    char path[64];
    ssize_t length;

    snprintf(path, sizeof path, "/proc/%d/fd/%d", tracee->tid, fd);
    length = getxattr(path, "system.sockprotoname", protocol, PROTOCOL_BYTES - 1);
    if (length <= 0)
        return false;
    protocol[length] = '\0';
    return true;
}

/* "UNIX" does not tell the type. */
static const char *unix_protocol(int socket, const char *protocol)
{
    int type = 0;
    socklen_t length = sizeof type;

    if (strcmp(protocol, "UNIX") != 0)
        return protocol;
    getsockopt(socket, SOL_SOCKET, SO_TYPE, &type, &length);
    return type == SOCK_DGRAM ? "UNIX-DGRAM" : type == SOCK_SEQPACKET ? "UNIX-SEQPACKET" : protocol;
}

int socket_names_print(struct socket_names *names, const struct tracee *tracee, int fd,
                       unsigned long inode, char *out, size_t size)
{
    char protocol[PROTOCOL_BYTES];
    int socket, domain = 0, length;
    socklen_t domain_length = sizeof domain;

    if (!read_protocol(tracee, fd, protocol))
        return 0;
    socket = duplicate(tracee, fd);
    if (socket < 0)
        return snprintf(out, size, "%s:[%lu]", protocol, inode);
    getsockopt(socket, SOL_SOCKET, SO_DOMAIN, &domain, &domain_length);
    if (domain == AF_INET || domain == AF_INET6)
        length = print_inet(socket, protocol, inode, out, size);
    else if (domain == AF_UNIX)
        length = print_unix(names, unix_protocol(socket, protocol), inode, out, size);
    else if (domain == AF_NETLINK)
        length = print_netlink(socket, inode, out, size);
    else
        length = snprintf(out, size, "%s:[%lu]", protocol, inode);
    close(socket);
    return length;
}

/* ---- netlink and interfaces -------------------------------------------------------- */

int socket_names_netlink(const struct tracee *tracee, int fd)
{
    int socket = duplicate(tracee, fd), domain = 0, protocol = -1;
    socklen_t length = sizeof(int);

    if (socket < 0)
        return -1;
    if (getsockopt(socket, SOL_SOCKET, SO_DOMAIN, &domain, &length) < 0 || domain != AF_NETLINK)
        domain = 0;
    length = sizeof(int);
    if (!domain || getsockopt(socket, SOL_SOCKET, SO_PROTOCOL, &protocol, &length) < 0)
        protocol = -1;
    close(socket);
    return protocol;
}

bool socket_names_interface(uint32_t index, char name[static 16])
{
    return if_indextoname(index, name) != NULL;
}

/* ---- families of generic netlink ----------------------------------------------------- */

static bool ask_family(struct socket_names *names, uint16_t family)
{
    struct {
        struct nlmsghdr header;
        struct genlmsghdr request;
        struct nlattr attribute;
        uint16_t family, pad;
    } message = {
        .header = { .nlmsg_len = sizeof message,
                    .nlmsg_type = GENL_ID_CTRL,
                    .nlmsg_flags = NLM_F_REQUEST },
        .request = { .cmd = CTRL_CMD_GETFAMILY, .version = 1 },
        .attribute = { .nla_len = NLA_HDRLEN + sizeof family, .nla_type = CTRL_ATTR_FAMILY_ID },
        .family = family,
    };

    if (!names->has_tried_generic)
        names->generic_fd = socket(AF_NETLINK, SOCK_RAW | SOCK_CLOEXEC | SOCK_NONBLOCK,
                                   NETLINK_GENERIC);
    names->has_tried_generic = true;
    return names->generic_fd >= 0 &&
           send(names->generic_fd, &message, sizeof message, 0) == (ssize_t)sizeof message;
}

/* The kernel answers at once, with an error or the family; its name comes first in there. */
static bool read_family(struct socket_names *names, char name[static 16])
{
    _Alignas(8) char answer[4096];
    const struct nlmsghdr *header = (const struct nlmsghdr *)answer;
    ssize_t got = recv(names->generic_fd, answer, sizeof answer, 0);
    size_t at = NLMSG_LENGTH(GENL_HDRLEN);

    if (got < (ssize_t)at || header->nlmsg_type != GENL_ID_CTRL)
        return false;
    while (at + NLA_HDRLEN <= (size_t)got) {
        const struct nlattr *attribute = (const struct nlattr *)(answer + at);
        size_t length = attribute->nla_len;

        if (length < NLA_HDRLEN || length > (size_t)got - at)
            break;
        if (attribute->nla_type == CTRL_ATTR_FAMILY_NAME && length <= NLA_HDRLEN + 16) {
            memset(name, 0, 16);
            memcpy(name, attribute + 1, length - NLA_HDRLEN);
            return name[15] == '\0';
        }
        at += NLA_ALIGN(length);
    }
    return false;
}

bool socket_names_family(struct socket_names *names, uint16_t family, char name[static 16])
{
    unsigned slot = family % FAMILY_NAMES;

    if (names->families[slot].family != family) {
        if (!ask_family(names, family) || !read_family(names, name))
            return false;
        names->families[slot].family = family;
        memcpy(names->families[slot].name, name, 16);
    }
    memcpy(name, names->families[slot].name, 16);
    return true;
}
