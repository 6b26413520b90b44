/*
 * bare COMMAND...: the least that a tracer of system calls can do with ptrace: wait for a stop, ask which
 * call it is, let go.  Reads no memory, says nothing, writes nothing.
 *
 * What it uses is what any tracer uses; batch.c shows it beside strace and ptop.
 */
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/ptrace.h>
#include <sys/wait.h>
#include <unistd.h>

#define OPTIONS                                                                                    \
    (PTRACE_O_TRACESYSGOOD | PTRACE_O_TRACECLONE | PTRACE_O_TRACEFORK | PTRACE_O_TRACEVFORK |      \
     PTRACE_O_TRACEEXEC | PTRACE_O_EXITKILL)

static pid_t start(char **words)
{
    pid_t pid = fork();

    if (pid == 0) {
        raise(SIGSTOP);
        execvp(words[0], words);
        _exit(127);
    }
    if (pid < 0 || waitpid(pid, NULL, WUNTRACED) != pid ||
        ptrace(PTRACE_SEIZE, pid, 0, OPTIONS) < 0 || kill(pid, SIGCONT) < 0) {
        perror("bare");
        exit(EXIT_FAILURE);
    }
    return pid;
}

/* The signal to go on with. */
static int look_at(pid_t tid, int status)
{
    struct __ptrace_syscall_info call;
    int signal = WSTOPSIG(status);

    if (signal == (SIGTRAP | 0x80)) {
        ptrace(PTRACE_GET_SYSCALL_INFO, tid, sizeof call, &call);
        return 0;
    }
    return status >> 16 || signal == SIGTRAP ? 0 : signal;
}

int main(int argc, char **argv)
{
    pid_t tid;
    int status;

    if (argc < 2) {
        fputs("usage: bare COMMAND...\n", stderr);
        return EXIT_FAILURE;
    }
    start(argv + 1);
    while ((tid = wait4(-1, &status, __WALL, NULL)) > 0)
        if (WIFSTOPPED(status))
            ptrace(PTRACE_SYSCALL, tid, 0, look_at(tid, status));
    return EXIT_SUCCESS;
}
