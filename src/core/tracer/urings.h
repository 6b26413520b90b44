/*
 * The io_urings of the tracees: what is in their submission queues.
 *
 * The queue is memory that program and kernel share.  Where it is mapped in the program need not be known:
 * we take the ring's descriptor over for a moment (pidfd_getfd(2)), map the queue ourselves, copy what is
 * asked for, and let go of both.  So two rings of a process, one that a parent made, and one that is mapped
 * nowhere are told apart by the kernel itself; and before Linux 6.10 a program's mapping of it cannot be
 * read from outside at all.
 *
 * How the queue is laid out the ring's io_uring_setup(2) has said, and is remembered by descriptor
 * table and number until a call makes that doubtful, as the names of descriptors are.  Of a ring that we did not
 * see made (an attach, a copy of its descriptor) /proc/TID/fdinfo tells as much: from Linux 5.19 on.  What
 * neither says for certain is not shown.
 */
#ifndef PTOP_CORE_URINGS_H
#define PTOP_CORE_URINGS_H

#include "../decode/capture.h"
#include "../tracee/tracee.h"

#define URINGS_MOST 1024

/* What is known of a ring by a descriptor, or by the index under which a thread has registered it. */
struct uring {
    uint32_t table;   /* of the descriptor, or the thread; 0: nothing is here */
    int32_t number;
    bool is_index;
    bool has_layout;  /* else it is only known to be there */
    uint32_t serial;  /* another one for each */
    int32_t fd;       /* of an index: the descriptor it was registered by, or -1 ... */
    uint32_t fd_serial; /* ... and which ring that was */
    uint32_t flags;   /* IORING_SETUP_… */
    uint32_t entries; /* a power of two */
    uint32_t head, tail, array;         /* offsets in the memory of the rings */
    tracee_addr rings_at, entries_at;   /* IORING_SETUP_NO_MMAP: where the program keeps both */
    uint32_t memory;                    /* and in which address space */
};

struct urings {
    struct uring known[URINGS_MOST]; /* direct-mapped */
    uint32_t last_serial;
    pid_t task_tid; /* who is open as task_fd (pidfd_open(2)); 0: nobody */
    uint32_t task_files; /* its descriptor table then */
    int task_fd;
    int copy_fd; /* a file of ours, through which bytes of mapped queues are read */
};

/* Of memory that is zero. */
TRACER_THREAD void urings_init(struct urings *urings);
TRACER_THREAD void urings_done(struct urings *urings);

/* What a call of the tracee that succeeded means for what is known.  True: it has a ring, whose
 * IORING_SETUP_… are in *ret_flags, as far as they are known. */
TRACER_THREAD bool urings_follow(struct urings *urings, const struct tracee *tracee, int64_t result,
                                 uint32_t *ret_flags);
/* Has a process that was there before us one?  The same. */
TRACER_THREAD bool urings_find(pid_t tid, uint32_t *ret_flags);
/* The descriptor may be another file from now on. */
TRACER_THREAD void urings_doubt(struct urings *urings, const struct tracee *tracee, int fd);

/* What the call that the tracee is about to make will take (tracee_reader.uring_entries).  leader: of
 * its process, or NULL. */
TRACER_THREAD void urings_read(struct urings *urings, const struct tracee *tracee,
                               const struct tracee *leader, struct uring_entries *entries);

#endif
