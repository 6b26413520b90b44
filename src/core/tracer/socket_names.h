/*
 * What a socket is called: its protocol, and whom it connects.
 *
 *     TCP:[127.0.0.1:80->127.0.0.1:40112]   TCPv6:[[::1]:80]   UDP:[6412]      (not bound: its inode)
 *     UNIX-STREAM:[6412->6413,"/run/x"]     UNIX-DGRAM:[6412,@"abstract"]      inode, peer's, name
 *     NETLINK:[ROUTE:1234]
 *
 * The kernel says the protocol as an extended attribute of the descriptor; addresses are asked of a
 * duplicate (pidfd_getfd(2)), peers of unix sockets of sock_diag(7), in our own network namespace.
 */
#ifndef PTOP_CORE_SOCKET_NAMES_H
#define PTOP_CORE_SOCKET_NAMES_H

#include "../tracee/tracee.h"

#define FAMILY_NAMES 64 /* a power of two */

struct socket_names {
    int diag_fd; /* sock_diag; -1: not opened yet, or there is none */
    bool has_tried;
    int generic_fd; /* generic netlink's, the same */
    bool has_tried_generic;
    struct {
        uint16_t family; /* 0: nothing is known */
        char name[16];
    } families[FAMILY_NAMES];
};

TRACER_THREAD void socket_names_init(struct socket_names *names);
TRACER_THREAD void socket_names_done(struct socket_names *names);

/* Of descriptor fd, whose link is "socket:[INODE]".  The length of the name, as snprintf; 0: unknown. */
TRACER_THREAD int socket_names_print(struct socket_names *names, const struct tracee *tracee, int fd,
                                     unsigned long inode, char *out, size_t size);

/* The protocol of a netlink socket; -1: it is none, or we cannot know. */
TRACER_THREAD int socket_names_netlink(const struct tracee *tracee, int fd);
/* The name of a family of generic netlink, which the kernel is asked for once. */
TRACER_THREAD bool socket_names_family(struct socket_names *names, uint16_t family,
                                       char name[static 16]);
/* The name of an interface in our own network namespace. */
TRACER_THREAD bool socket_names_interface(uint32_t index, char name[static 16]);

#endif
