/*
 * Control messages: what travels beside the bytes of a message, and where the pieces
 * of one lie.
 */
#ifndef PTOP_CORE_CONTROL_MESSAGE_H
#define PTOP_CORE_CONTROL_MESSAGE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <ptop/syscall.h>

/* Parts of one message, from its base on.  Of an array, message i has the base
 * (i + 1) * MESSAGE_PARTS, and part 0 is the array.  An argument that is no message has its own
 * bytes at part 0, and from 4 on the same.  The names of the descriptors in its control
 * data count from the base on. */
enum {
    PART_HEADER,
    PART_NAME,
    PART_CONTROL,
    PART_VECTOR,
    PART_PROTOCOL,   /* of a netlink socket: an int */
    PART_INTERFACES, /* names of interfaces (network.h) */
    PART_FAMILIES,   /* names of families of generic netlink (the same) */
    PART_BUFFERS,
};
#define MESSAGE_PARTS 512

/* One control message: its header is a word and two ints, its data follow. */
struct control {
    uint32_t level, type;
    uint64_t length_bytes; /* with the header, as it says itself */
    const uint8_t *data;
    size_t data_bytes;
};

/* The control message at *offset; moves *offset behind it.  False at the end. */
ANY_THREAD bool control_next(const uint8_t *bytes, size_t length, enum abi abi, size_t *offset,
                             struct control *control);

/* Are its data descriptors, each an int? */
ANY_THREAD bool control_has_fds(const struct control *control);

#define CONTROL_LEVEL_SOCKET 1 /* SOL_SOCKET */
enum {
    CONTROL_RIGHTS = 1,
    CONTROL_CREDENTIALS = 2,
    CONTROL_PIDFD = 4,
    CONTROL_TIMESTAMP = 29,
    CONTROL_TIMESTAMPNS = 35,
};

#endif
