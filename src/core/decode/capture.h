/*
 * Capture: copying a tracee's bytes into an event, at a stop.
 *
 * The half of the decoder that may read the tracee and may not print.  It runs
 * on the tracer thread between a stop and its resume: no heap, no file, no
 * formatting.  What it cannot read it records as PIECE_UNREADABLE with the
 * errno; every length that comes from the tracee is capped before use.
 */
#ifndef PTOP_CORE_CAPTURE_H
#define PTOP_CORE_CAPTURE_H

#include <stdbool.h>
#include <sys/types.h>

#include <ptop/event.h>
#include <ptop/syscall.h>

#define URING_ENTRY_MAX_BYTES 128
#define URING_ENTRIES_MOST    256

/* An entry of an io_uring's submission queue (struct io_uring_sqe). */
struct uring_entry {
    uint32_t size_bytes; /* 64, or URING_ENTRY_MAX_BYTES */
    uint8_t bytes[URING_ENTRY_MAX_BYTES];
};

/* Which ones an io_uring_enter is going to take. */
struct uring_entries {
    int fd; /* the ring, or where it is registered its index */
    bool is_registered;
    uint32_t wanted; /* as the call says */
    uint32_t limit;  /* no more than these are asked for */
    bool has_more;   /* out: the kernel takes more than these */
    uint32_t count;  /* out: how many are below; 0: none, or not known */
    struct uring_entry entries[URING_ENTRIES_MOST];
};

/* How capture reads memory: the tracer gives a live tracee, a test an array. */
struct tracee_reader {
    /* Read up to size bytes; returns how many (fewer at a page that cannot be read) or -errno. */
    ssize_t (*read)(void *context, tracee_addr address, void *buffer, size_t size);
    /* The id of the name of an fd, or of the current directory (AT_FDCWD), or 0.  May announce a
     * new name. */
    uint32_t (*fd_name)(void *context, int fd);
    void *context;
    bool names_directory; /* also where AT_FDCWD itself is passed */
    /* The protocol of a netlink socket, or -1; NULL: unknown. */
    int (*netlink_protocol)(void *context, int fd);
    /* The name of a network interface, NUL-terminated; NULL: unknown. */
    bool (*interface_name)(void *context, uint32_t index, char name[16]);
    /* What is in a ring's submission queue: count is 0 before; NULL: unknown. */
    void (*uring_entries)(void *context, struct uring_entries *entries);
    /* The same of a family of generic netlink, by the number that the kernel gave it. */
    bool (*family_name)(void *context, uint16_t family, char name[16]);
    /* What the kernel calls the file behind an fd, whether names are shown or not: as much as fits,
     * without a NUL; returns its length, 0: unknown.  May be NULL. */
    size_t (*fd_path)(void *context, int fd, char *path, size_t size);
};

struct capture_limits {
    uint32_t buffer_bytes;  /* of a data buffer (read, write, send); default 512 */
    uint32_t string_bytes;  /* of a path or string; default 4096 */
    uint32_t element_count; /* of an array of structs, iovecs, strings; default 64 */
};
extern const struct capture_limits capture_limits_default;

struct capture {
    const struct syscall_spec *spec; /* not NULL */
    enum abi abi;
    uint64_t args[SYSCALL_MAX_ARGS]; /* at entry; of a 32-bit call zero-extended */
    int64_t result;
    bool is_exit;
    bool has_failed;
    const struct tracee_reader *reader;
    const struct capture_limits *limits;

    uint8_t *pieces; /* out: struct event_piece and bytes, 8-aligned */
    size_t used_bytes;
    size_t capacity_bytes;

    /* The engine's own: zero before the call. */
    uint8_t arg;         /* the argument being captured */
    unsigned read_count; /* bounds the time that one call can cost */
};

/*
 * Append the pieces known at entry (IN, INOUT, names of fds) or, with is_exit,
 * at exit (OUT, INOUT, the name of a returned fd).  Never fails: what does not fit
 * is left out or cut, and says so.
 */
TRACER_THREAD void capture_call(struct capture *capture);

/* ---- for the types' own capture functions ---------------------------------- */

/* Copy length bytes at address as a piece, but at most limit; returns the captured bytes
 * (borrowed, in pieces) with *ret_length, or NULL where nothing was readable. */
const uint8_t *capture_bytes(struct capture *capture, unsigned part, tracee_addr address,
                             uint64_t length, uint32_t limit, uint32_t *ret_length);

/* Bytes of our own as a piece: what was made of the tracee's. */
void capture_made(struct capture *capture, unsigned part, const void *bytes, uint32_t length,
                  uint8_t flags);

/* Copy a string up to its NUL (not included) or the limit. */
void capture_string(struct capture *capture, unsigned part, tracee_addr address, uint32_t limit);

/* Read without recording, to follow a pointer: how many bytes could be read, 0 for none. */
size_t capture_peek_some(struct capture *capture, tracee_addr address, void *buffer, size_t size);
/* The same, all of them or nothing. */
bool capture_peek(struct capture *capture, tracee_addr address, void *buffer, size_t size);

/* What stands for a call, with bytes of our own before what its arguments point to. */
struct captured_call {
    const void *head;
    uint32_t head_bytes; /* a multiple of 8 */
    const struct syscall_spec *spec;
    const uint64_t *args;
};
/* Record it as one piece of the current argument: the head, then pieces. */
void capture_within(struct capture *capture, unsigned part, const struct captured_call *call);

/* Record the name of a descriptor found inside a struct. */
void capture_fd_name(struct capture *capture, unsigned part, int fd);

/* At the exit: the name of the descriptor that is the call's result. */
void capture_result_fd(struct capture *capture);

/* Record what the kernel calls a descriptor's file, where that decides what else is shown. */
void capture_fd_path(struct capture *capture, unsigned part, int fd);

/* For an argument that is shown without what it points to. */
void capture_nothing(struct capture *capture, const struct arg_spec *arg);

/* What value_types.def names. */
#define VALUE(...)
#define RECORD(...)
#define STRUCT(...)
#define IRREGULAR(type, function, format)                                                          \
    void capture_##function(struct capture *capture, const struct arg_spec *arg);
#include <ptop/value_types.def>

/* Capture the current argument as another row describes it. */
void capture_argument(struct capture *capture, const struct arg_spec *arg);

/* What the argument's size rule says: bytes, or elements where it counts those. */
uint64_t capture_size(struct capture *capture, const struct arg_spec *arg);

/* Bytes that a socket sends or receives: as many as its family's messages need. */
void capture_message_bytes(struct capture *capture, const struct arg_spec *arg);

/* The smaller of a count and limits.element_count. */
uint32_t capture_element_count(const struct capture *capture, uint64_t count);

#endif
