/*
 * Commands: what the front end asks the tracer to do.  Each yields exactly one EVENT_REPLY with its
 * sequence number, but for those that come when the tracer has let go of everything.
 */
#ifndef PTOP_COMMAND_H
#define PTOP_COMMAND_H

#include <stddef.h>
#include <stdint.h>

enum command_kind {
    COMMAND_PAUSE,  /* hold a tracee in its next stop; tid 0: of the process tgid, or all */
    COMMAND_RESUME, /* let it run; the same */
    COMMAND_ATTACH, /* tgid: a process, all its threads */
    COMMAND_DETACH, /* tgid: let a process go; 0: all, and end the session */
    COMMAND_KILL,   /* tgid: SIGKILL; 0: all that were launched, and end the session */
    COMMAND_SIGNAL, /* tid, or with tid 0 the process tgid; value: the signal; data, if any: the
                       int64_t that it carries (sigqueue) */
    COMMAND_REPORT, /* emit an EVENT_SYSCALL_ENTER for every tracee that is in a call, and an
                       EVENT_POINT for every point whose count of hits has changed */

    /* of a tracee that is held: tid */
    COMMAND_STEP,            /* value: enum step_kind; number: how often; address: of STEP_UNTIL */
    COMMAND_WRITE_REGISTER,  /* data: struct register_value */
    COMMAND_READ_VECTORS,    /* emit an EVENT_VECTORS */
    COMMAND_WRITE_MEMORY,    /* address, data: the bytes */
    COMMAND_WRITE_ARGUMENT,  /* value: 0…5, of the call at whose entry it is; number: the argument's
                                value; or data: the bytes that it shall point to */
    COMMAND_WRITE_RESULT,    /* number: of the call at whose exit it is */
    COMMAND_CHANGE_SIGNAL,   /* the one that it is held with; value: another one, 0: none; data, if
                                any: its siginfo_t */

    COMMAND_POINT_ADD,     /* data: struct point, a wish; condition */
    COMMAND_POINT_REMOVE,  /* value: id, 0: all */
    COMMAND_POINT_ENABLE,  /* the same */
    COMMAND_POINT_DISABLE, /* the same */
    COMMAND_POINT_IGNORE,  /* the same; number: how many hits shall be passed over from now on */
    COMMAND_POINT_CONDITION, /* value: id; data: struct point with another label and condition;
                                condition */

    COMMAND_SIGNAL_RULE, /* value: the signal; number: enum signal_rule */
    COMMAND_COUNT
};

enum step_kind {
    STEP_INSTRUCTION, /* a repeated one (rep movs) is one */
    STEP_OVER,        /* the same, but a call runs until it is back */
    STEP_OUT,         /* until the function returns */
    STEP_CALL,        /* to the next syscall stop, entry or exit */
    STEP_UNTIL,       /* to an address */
    STEP_KIND_COUNT
};

/* What happens to a signal that a tracee is about to get. */
enum signal_rule {
    SIGNAL_RULE_PASS,
    SIGNAL_RULE_HOLD, /* the tracee is held with it; resuming delivers it */
    SIGNAL_RULE_DROP, /* it never arrives */
    SIGNAL_RULE_NOTE, /* it arrives, and the person at the screen is told */
    SIGNAL_RULE_COUNT
};

struct filter;

struct command {
    uint64_t sequence; /* set by session_send */
    enum command_kind kind;
    int32_t tid;
    int32_t tgid;
    int32_t value;
    uint64_t address;
    uint64_t number;
    void *data; /* malloc'd; given away with the command, like the condition */
    size_t data_bytes;
    struct filter *condition; /* of session_condition; NULL: none */
};

#endif
