#include "stop.h"

#include <signal.h>
#include <sys/ptrace.h>
#include <sys/wait.h>

static enum stop_kind event_kind(int event, int signal)
{
    switch (event) {
    case PTRACE_EVENT_FORK:
        return STOP_FORK;
    case PTRACE_EVENT_VFORK:
        return STOP_VFORK;
    case PTRACE_EVENT_CLONE:
        return STOP_CLONE;
    case PTRACE_EVENT_EXEC:
        return STOP_EXEC;
    case PTRACE_EVENT_SECCOMP:
        return STOP_SECCOMP;
    case PTRACE_EVENT_STOP:
        return signal == SIGTRAP ? STOP_TRAP : STOP_GROUP;
    default:
        return STOP_OTHER_EVENT;
    }
}

struct stop stop_classify(int wait_status)
{
    int event = (int)((unsigned)wait_status >> 16);
    int signal = WSTOPSIG(wait_status);

    if (WIFEXITED(wait_status))
        return (struct stop){ .kind = STOP_EXITED };
    if (WIFSIGNALED(wait_status))
        return (struct stop){ .kind = STOP_KILLED };
    if (event) {
        enum stop_kind kind = event_kind(event, signal);

        return (struct stop){ .kind = kind, .signal = kind == STOP_GROUP ? signal : 0 };
    }
    if (signal == (SIGTRAP | 0x80))
        return (struct stop){ .kind = STOP_SYSCALL };
    return (struct stop){ .kind = STOP_SIGNAL, .signal = signal };
}
