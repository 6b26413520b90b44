/*
 * The event: one immutable record of something that happened to a tracee.
 *
 * Events are written by the tracer thread into the ring and read by the front
 * end; everything shown is rebuilt from them.  Native endian, 8-byte aligned,
 * at most EVENT_MAX_BYTES long.  A recording holds the same bytes, so every
 * layout here is pinned.
 */
#ifndef PTOP_EVENT_H
#define PTOP_EVENT_H

#include <assert.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <ptop/thread.h>

typedef uint64_t tracee_addr; /* an address in a tracee: never a pointer here */
typedef uint64_t nanoseconds;

#define EVENT_MAX_BYTES 65528u
#define EVENT_COMM_BYTES 16

enum event_kind {
    EVENT_NONE,
    EVENT_SYSCALL,       /* struct event_syscall; number: the syscall's */
    EVENT_SYSCALL_ENTER, /* struct event_syscall, a hint: "is in this call since"; not stored */
    EVENT_SIGNAL,        /* struct event_signal; number: the signal */
    EVENT_FORK,          /* struct event_fork; number: enum event_birth */
    EVENT_EXEC,          /* struct event_exec */
    EVENT_EXIT,          /* struct event; number: the wait status, as wait(2) gives it */
    EVENT_STOP,          /* struct event_stop; number: enum event_stop_reason */
    EVENT_RESUME,        /* struct event */
    EVENT_OUTPUT,        /* struct event_bytes; what the tracees wrote to their terminal */
    EVENT_FD_PATH,       /* struct event_bytes; number: the name's id, bytes: the name */
    EVENT_NOTE,          /* struct event_bytes; ptop speaking, UTF-8 */
    EVENT_LOST,          /* struct event_lost */
    EVENT_REPLY,         /* struct event_reply; answer to a command; not stored */
    EVENT_DETACH,        /* struct event; the tracee was let go and runs on */
    EVENT_END,           /* struct event; no tracee is left; not stored */
    EVENT_HIT,           /* struct event_hit; a break- or watchpoint; number: its id */
    EVENT_POINT,         /* struct event_point; what became of one; number: its id; not stored */
    EVENT_VECTORS,       /* struct event_vectors; number: -errno, or 0; not stored */
    EVENT_RECEIPT,       /* struct event_bytes: a line of what was put back; not stored */
    EVENT_PLACE,         /* struct event_place; number: of the call that a tracee made last, -1: of none;
                            before what is told of it next; not stored */
    EVENT_DATA,          /* struct event_data; number: the call's, whose record was the one before;
                            not stored */
    EVENT_URING,         /* struct event; its process has an io_uring, whose operations are no calls;
                            number: IORING_SETUP_… bits, as far as they are known; not stored */
    EVENT_KIND_COUNT,
};

enum event_flag {
    EVENT_COMPAT = 1 << 0,    /* syscall of the 32-bit ABI (i386) */
    EVENT_FAILED = 1 << 1,    /* result is -errno */
    EVENT_NO_RETURN = 1 << 2, /* the call never came back: shown as "= ?" */
    EVENT_NO_ENTRY = 1 << 3,  /* attached in the middle: arguments as they were at the end */
    EVENT_RESTART = 1 << 4,   /* interrupted, the kernel starts it again: result is -ERESTART* */
    EVENT_RESTARTED = 1 << 5, /* restart_syscall: number and arguments are the original call's */
    EVENT_BLOCKED = 1 << 6,   /* a seccomp filter refused it (SECCOMP_RET_TRAP, KILL) */
    EVENT_SUPERSEDED = 1 << 7 /* EXIT only: an exec ended this thread, or gave it its leader's tid */
};

/* Of an EVENT_SIGNAL instead: what the signal's rule (command.h) did. */
enum event_signal_flag {
    SIGNAL_WAS_HELD = 1 << 0,    /* it waits: the tracee is held with it */
    SIGNAL_WAS_DROPPED = 1 << 1, /* and never arrives */
    SIGNAL_WAS_CHANGED = 1 << 2, /* written again, as it is delivered */
};

/* Of an EVENT_STOP instead. */
enum event_stop_flag {
    STOP_COMPAT = 1 << 0,   /* it runs 32-bit code */
    STOP_IN_CALL = 1 << 1,  /* in a call, which the EVENT_SYSCALL_ENTER behind this tells */
    STOP_AT_ENTRY = 1 << 2, /* of that call: its arguments can be changed */
    STOP_AT_EXIT = 1 << 3,  /* of a call: its result, in the registers, can be changed */
};

struct event {
    uint16_t size_bytes; /* of the whole record, a multiple of 8 */
    uint8_t kind;        /* enum event_kind */
    uint8_t flags;       /* enum event_flag */
    int32_t number;      /* see the kinds */
    int32_t tid;
    int32_t tgid;
    uint64_t sequence;   /* from 1, no gap but where an EVENT_LOST says so or a call is none of those
                            that are traced; OUTPUT and what is not stored carry the number of the
                            event before them */
    nanoseconds time_ns; /* CLOCK_MONOTONIC when it was written; a syscall's end */
};
static_assert(sizeof(struct event) == 32, "recording format");

struct event_syscall {
    struct event header;
    uint64_t args[6]; /* at entry */
    int64_t result;   /* as the kernel gave it; meaningless with EVENT_NO_RETURN */
    nanoseconds duration_ns;
    /* struct event_piece follow, to the end of the record */
};
static_assert(sizeof(struct event_syscall) == 96, "recording format");

enum event_piece_flag {
    PIECE_EXIT = 1 << 0,       /* captured when the call returned, not when it began */
    PIECE_UNREADABLE = 1 << 1, /* bytes are an int32_t errno */
    PIECE_CUT = 1 << 2,        /* the tracee has more than was captured */
    PIECE_SHORT = 1 << 4,      /* cut where a page could not be read, not by our own limits */
    PIECE_FD_NAME = 1 << 3,    /* bytes are a uint32_t: id of the EVENT_FD_PATH that names it; part 1
                                  of a relative path: the current directory it starts from */
};

#define PIECE_RESULT 6 /* event_piece.arg of what belongs to the result */
#define PIECE_CALLERS 7 /* event_piece.arg of the call stack: a uint32_t per frame, the innermost
                           first, each the id of the EVENT_FD_PATH that names it */

#define PIECE_FACTS 8 /* event_piece.arg of a struct event_call_facts */
#define PIECE_NAMESPACES 9 /* event_piece.arg of the namespaces that a call led into: a uint32_t, the id of
                             the EVENT_FD_PATH that names them */
#define PIECE_VCPU_EXIT 10 /* event_piece.arg of why a virtual machine's processor came back: a uint32_t,
                              KVM_EXIT_… */

/* What was done to a call. */
enum call_tampering {
    CALL_INJECTED = 1 << 0, /* its result is made up */
    CALL_DELAYED = 1 << 1,
    CALL_POKED = 1 << 2,    /* bytes that its arguments point to were written */
};

struct event_call_facts {
    tracee_addr pc;         /* behind the instruction that made the call; 0: unknown */
    nanoseconds system_ns;  /* processor time that the kernel spent in it */
    uint32_t tampering;     /* enum call_tampering bits */
    uint32_t reserved;
};
static_assert(sizeof(struct event_call_facts) == 24, "recording format");

/* Captured bytes of one argument; the bytes follow, padded to 8. */
struct event_piece {
    uint8_t arg;   /* 0..5, or PIECE_RESULT */
    uint8_t flags; /* enum event_piece_flag */
    uint16_t part; /* which piece of this argument; 0 is what the argument points to */
    uint32_t length_bytes;
};
static_assert(sizeof(struct event_piece) == 8, "recording format");

struct event_signal {
    struct event header;
    uint8_t siginfo[128]; /* siginfo_t as the tracer's kernel interface gives it */
};
static_assert(sizeof(struct event_signal) == 160, "recording format");

/* How a tracee came to be ours. */
enum event_birth {
    BIRTH_LAUNCH,
    BIRTH_ATTACH,
    BIRTH_FORK,
    BIRTH_VFORK,
    BIRTH_CLONE,
    BIRTH_COUNT
};

/* header.tid is the creator (of LAUNCH and ATTACH: the tracee itself). */
struct event_fork {
    struct event header;
    int32_t child_tid;
    int32_t child_tgid;
    int32_t parent_tgid; /* the child's parent process */
    uint32_t uid;        /* the child's effective one; UINT32_MAX: its creator's */
    uint64_t clone_flags; /* as passed to clone; 0 where unknown */
    char comm[EVENT_COMM_BYTES];
};
static_assert(sizeof(struct event_fork) == 72, "recording format");

/* header.tid == header.tgid: an exec makes the caller the leader. */
struct event_exec {
    struct event header;
    int32_t former_tid; /* the thread that called execve */
    uint32_t uid;       /* effective, from now on; UINT32_MAX: unknown */
    uint16_t path_bytes;
    uint16_t cmdline_bytes;
    uint32_t reserved;
    char comm[EVENT_COMM_BYTES];
    /* the executable's path, then argv (NUL-separated, capped), unpadded between them */
};
static_assert(sizeof(struct event_exec) == 64, "recording format");

enum event_stop_reason {
    STOP_REASON_PAUSE,       /* because someone asked */
    STOP_REASON_SIGNAL,      /* job control, which holds it instead of us; detail: the signal */
    STOP_REASON_STEP,        /* a step is done */
    STOP_REASON_BREAKPOINT,  /* detail: the point's id */
    STOP_REASON_WATCHPOINT,  /* the same */
    STOP_REASON_CALL,        /* at a syscall stop; the same, or 0: a step led there */
    STOP_REASON_HELD_SIGNAL, /* detail: the signal that is to be delivered */
    STOP_REASON_EDIT,        /* held as before; something of it was changed */
    STOP_REASON_COUNT
};

/* The order of the machine's registers (registers.def): that of struct user_regs_struct. */
#define EVENT_REGISTER_COUNT 27

struct event_stop {
    struct event header; /* flags: enum event_stop_flag */
    int32_t detail;      /* see the reasons; of PAUSE: job control's signal, if that stopped it too */
    uint32_t generation; /* another one after each stop and each change of this tracee */
    uint64_t steps;      /* of STEP: instructions done */
    uint64_t registers[EVENT_REGISTER_COUNT]; /* all zero where not read */
};
static_assert(sizeof(struct event_stop) == 264, "recording format");

struct event_hit {
    struct event header;
    tracee_addr pc;      /* the instruction: of a breakpoint its own, of a watchpoint the
                            toucher's (where that cannot be told, what is behind it); 0: none, and
                            no call: another process wrote */
    tracee_addr address; /* of the point */
    uint64_t old_value, new_value; /* of a watchpoint: size_bytes of each */
    uint64_t count;      /* of hits, this one too */
    uint32_t name_id;    /* of the EVENT_FD_PATH that says what was typed: "main+4" */
    int32_t call;        /* the syscall by which the kernel wrote; -1: an instruction did */
    uint8_t kind;        /* enum point_kind */
    uint8_t size_bytes;  /* of a watchpoint */
    uint8_t abi;         /* of call */
    uint8_t reserved[5];
};
static_assert(sizeof(struct event_hit) == 88, "recording format");

struct event_bytes {
    struct event header;
    uint32_t length_bytes;
    uint32_t reserved;
    /* the bytes */
};
static_assert(sizeof(struct event_bytes) == 40, "recording format");

struct event_place {
    struct event header; /* flags: EVENT_COMPAT, of the call */
    tracee_addr pc;      /* 0: it has none any more */
};
static_assert(sizeof(struct event_place) == 40, "recording format");

/* A piece of a buffer that a call moved (buffers.h). */
struct event_data {
    struct event header;
    uint64_t message_buffers;
    uint64_t moved_bytes;  /* of the whole buffer */
    uint64_t offset;       /* in it, of this piece */
    uint32_t message, index;
    uint32_t length_bytes; /* less than the rest of the buffer where that cannot be read */
    uint8_t buffer_kind;   /* enum buffer_kind */
    uint8_t is_last;       /* nothing more comes of this call; no bytes either */
    uint8_t reserved[2];
    /* the bytes */
};
static_assert(sizeof(struct event_data) == 72, "recording format");

struct event_lost {
    struct event header; /* sequence: of this record; time_ns: of the last one lost */
    uint64_t count;      /* records lost; their numbers are the gap before this one */
    nanoseconds first_ns;
};
static_assert(sizeof(struct event_lost) == 48, "recording format");

struct event_reply {
    struct event header; /* number: 0, or -errno: ESRCH gone, EINPROGRESS queued */
    uint64_t command_sequence;
    char message[120]; /* empty, or one line for the person who asked */
};
static_assert(sizeof(struct event_reply) == 160, "recording format");

#define EVENT_ALIGN(size) (((size) + 7u) & ~(size_t)7u)

/* The record after this one, where records lie back to back. */
static inline const struct event *event_next(const struct event *event)
{
    return (const struct event *)((const char *)event + event->size_bytes);
}

static inline bool event_is_stored(const struct event *event)
{
    return !(event->kind == EVENT_SYSCALL_ENTER || event->kind == EVENT_REPLY ||
             event->kind == EVENT_END || event->kind == EVENT_POINT ||
             event->kind == EVENT_VECTORS || event->kind == EVENT_RECEIPT ||
             event->kind == EVENT_PLACE || event->kind == EVENT_DATA ||
             event->kind == EVENT_URING);
}

/* One bit that stands for a process: what a set of 64 bits without it has not, is not there. */
static inline uint64_t event_process_bit(int32_t tgid)
{
    return UINT64_C(1) << ((uint32_t)tgid * 2654435769u >> 26);
}

/* Bytes of an OUTPUT, FD_PATH, NOTE or RECEIPT. */
static inline const char *event_bytes_data(const struct event_bytes *event)
{
    return (const char *)(event + 1);
}

#endif
