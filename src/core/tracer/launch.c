#include "launch.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "births.h"
#include "environment.h"
#include "seccomp_trap.h"
#include "tracer.h"

#include "../tracee/call_facts.h"
#include "../tracee/ptrace_call.h"
#include "../tracee/stop.h"

static int check_executable(const char *path)
{
    struct stat status;

    if (stat(path, &status) < 0)
        return -errno;
    if (!S_ISREG(status.st_mode) || access(path, X_OK) < 0)
        return -EACCES;
    return 0;
}

static int say_not_found(int result, const char *command, struct error *ret_error)
{
    if (result == -ENOENT && !strchr(command, '/'))
        return error_set(ret_error, result, "%s: command not found", command);
    return error_set(ret_error, result, "%s: %s", command, strerror(-result));
}

int launch_find(const char *command, char ret_path[LAUNCH_PATH_BYTES], struct error *ret_error)
{
    const char *directory = getenv("PATH");
    int result = -ENOENT;

    if (strchr(command, '/') || !*command) {
        result = *command ? check_executable(command) : -ENOENT;
        snprintf(ret_path, LAUNCH_PATH_BYTES, "%s", command);
        return result < 0 ? say_not_found(result, command, ret_error) : 0;
    }
    for (directory = directory ? directory : "/usr/local/bin:/usr/bin:/bin"; directory;) {
        const char *end = strchrnul(directory, ':');
        int found;

        snprintf(ret_path, LAUNCH_PATH_BYTES, "%.*s%s%s", (int)(end - directory), directory,
                 end > directory ? "/" : "", command);
        found = check_executable(ret_path);
        if (found == 0)
            return 0;
        if (found == -EACCES)
            result = found;
        directory = *end ? end + 1 : NULL;
    }
    return say_not_found(result, command, ret_error);
}

/* In the child: only async-signal-safe calls from here to the exec. */
static void become(const struct launch_options *options, const struct seccomp_trap *trap, int gate,
                   int errno_fd)
{
    char byte;

    if (options->terminal_fd >= 0) {
        setsid();
        ioctl(options->terminal_fd, TIOCSCTTY, 0);
        for (int fd = 0; fd < 3; fd++)
            dup2(options->terminal_fd, fd);
        if (options->terminal_fd > 2)
            close(options->terminal_fd);
    }
    environment_restore();
    while (read(gate, &byte, 1) < 0 && errno == EINTR)
        ;
    close(gate);
    seccomp_trap_install(trap);
    execve(options->path, options->argv, options->environment ? options->environment : environ);
    byte = (char)errno; /* errnos of execve fit */
    (void)!write(errno_fd, &byte, 1);
    _exit(127);
}

/* The child stands at the gate: seize it there, so that not one of its own calls escapes. */
static int seize_at_gate(struct tracer *tracer, pid_t child, struct error *ret_error)
{
    unsigned mode = SEIZE_KILL_WITH_US | (tracer->options.follows_forks ? SEIZE_FOLLOW : 0) |
                    (tracer->options.sets_trap ? SEIZE_TRAP : 0);
    struct tracee *tracee;
    int result = ptrace_seize(child, mode);
    int wait_status;

    if (result < 0)
        return error_set(ret_error, result, "cannot trace a child process: %s", strerror(-result));
    ptrace_interrupt(child);
    while (waitpid(child, &wait_status, __WALL) < 0) {
        if (errno != EINTR)
            return error_set(ret_error, -errno, "cannot wait for the child process");
    }
    tracee = WIFSTOPPED(wait_status) ? tracee_add(&tracer->tracees, child) : NULL;
    if (!tracee)
        return error_set(ret_error, -ECHILD, "the child process ended before it began");
    tracee_set_state(tracee, TRACEE_STOPPED);
    tracee->was_launched = tracee->is_hidden = true;
    tracee->seize_mode = (uint8_t)mode;
    fd_names_share_nothing(&tracer->names, tracee);
    births_announce(tracer, tracee, BIRTH_LAUNCH);
    tracer->launched_tid = child;
    result = ptrace_resume(child, stop_classify(wait_status).signal);
    tracee_set_state(tracee, result < 0 ? TRACEE_DYING : TRACEE_RUNNING);
    return 0;
}

/* Empty where the command shall stop at every call. */
static void build_trap(const struct tracer_options *options, struct seccomp_trap *ret_trap)
{
    struct syscall_set stops = options->traced;

    ret_trap->count = 0;
    if (!options->sets_trap)
        return;
    call_facts_add_needed(&stops, (options->fd_details ? CALL_NEEDS_DESCRIPTORS : 0) |
                                      (options->captures_callers ? CALL_NEEDS_CODE : 0));
    seccomp_trap_build(&stops, ret_trap);
}

int launch_start(struct tracer *tracer, const struct launch_options *options,
                 struct error *ret_error)
{
    int gate[2] = { -1, -1 }, errnos[2] = { -1, -1 };
    struct seccomp_trap trap;
    int result = 0;
    pid_t child;

    build_trap(&tracer->options, &trap);
    if (pipe2(gate, O_CLOEXEC) < 0 || pipe2(errnos, O_CLOEXEC) < 0 || (child = fork()) < 0) {
        result = error_set(ret_error, -errno, "cannot start a process: %s", strerror(errno));
        goto out;
    }
    if (child == 0) {
        close(gate[1]);
        become(options, &trap, gate[0], errnos[1]);
    }
    result = seize_at_gate(tracer, child, ret_error);
    if (result < 0) {
        kill(child, SIGKILL);
        waitpid(child, NULL, __WALL);
        goto out;
    }
    fcntl(errnos[0], F_SETFL, O_NONBLOCK);
    tracer->launch_errno_fd = errnos[0];
    errnos[0] = -1;
out:
    for (int i = 0; i < 2; i++) {
        if (gate[i] >= 0)
            close(gate[i]); /* opens the gate: read gives end of file */
        if (errnos[i] >= 0)
            close(errnos[i]);
    }
    return result;
}

int launch_result(struct tracer *tracer, const struct launch_options *options,
                  struct error *ret_error)
{
    char byte;
    ssize_t got;

    if (tracer->launch_errno_fd < 0)
        return 0;
    got = read(tracer->launch_errno_fd, &byte, 1);
    if (got < 0 && (errno == EAGAIN || errno == EINTR))
        return -EAGAIN;
    close(tracer->launch_errno_fd);
    tracer->launch_errno_fd = -1;
    if (got == 1)
        return error_set(ret_error, -(int)byte, "%s: %s", options->path, strerror(byte));
    if (!tracee_find(&tracer->tracees, tracer->launched_tid))
        return error_set(ret_error, -ECHILD, "%s: killed before it began", options->path);
    return 0;
}
