/*
 * What a tracee's descriptors are called, as of now.
 *
 * A name is read from the kernel when a descriptor is first used (a path by
 * /proc/TID/fd, a socket as socket_names.h says) and
 * remembered until a call of the tracee makes the memory doubtful; so it is right
 * from attach on and across dup, fork, exec and descriptors that came by a socket.
 *
 * The memory is a direct-mapped cache of fixed size: a collision costs reading
 * again, never a wrong answer.  TRACER_THREAD only.
 */
#ifndef PTOP_CORE_FD_NAMES_H
#define PTOP_CORE_FD_NAMES_H

#include "../tracee/name_ids.h"
#include "../tracee/tracee.h"
#include "socket_names.h"

struct fd_slot;

struct fd_names {
    struct fd_slot *slots;
    struct name_ids *ids; /* borrowed */
    struct socket_names sockets;
    unsigned details; /* enum fd_detail bits */
    uint32_t last_files;
};

TRACER_THREAD int fd_names_init(struct fd_names *names, struct name_ids *ids,
                                unsigned details);
TRACER_THREAD void fd_names_done(struct fd_names *names);

/* A fresh identity for a descriptor table (of a new process, or after an exec), for a current
 * directory, or for an address space. */
TRACER_THREAD uint32_t fd_names_new_files(struct fd_names *names);
/* All three of the tracee's own. */
TRACER_THREAD void fd_names_share_nothing(struct fd_names *names, struct tracee *tracee);

/* The id of a descriptor's name, or of the current directory's (AT_FDCWD); 0 where it has none
 * (closed, not readable). */
TRACER_THREAD uint32_t fd_names_find(struct fd_names *names, const struct tracee *tracee, int fd);
/* The protocol of a netlink socket, as socket(2) takes it; -1: it is another file. */
TRACER_THREAD int fd_names_netlink(struct fd_names *names, const struct tracee *tracee, int fd);
/* It may be called otherwise from now on. */
TRACER_THREAD void fd_names_doubt(struct fd_names *names, const struct tracee *tracee, int fd);

#endif
