/*
 * Commands: what the front end asks the tracer to do.  Each yields exactly one
 * EVENT_REPLY with its sequence number.
 */
#ifndef PTOP_COMMAND_H
#define PTOP_COMMAND_H

#include <stdint.h>

enum command_kind {
    COMMAND_PAUSE,  /* hold a tracee in its next stop; tid 0: every tracee */
    COMMAND_RESUME, /* let it run; tid 0: every tracee */
    COMMAND_ATTACH, /* tgid: a process, all its threads */
    COMMAND_DETACH, /* tgid: let a process go; 0: all, and end the session */
    COMMAND_KILL,   /* tgid: SIGKILL; 0: all that were launched, and end the session */
    COMMAND_SIGNAL, /* tid, or with tid 0 the process tgid; value: the signal */
    COMMAND_REPORT, /* emit an EVENT_SYSCALL_ENTER for every tracee that is in a call */
    COMMAND_COUNT
};

struct command {
    uint64_t sequence; /* set by session_send */
    enum command_kind kind;
    int32_t tid;
    int32_t tgid;
    int32_t value;
};

#endif
