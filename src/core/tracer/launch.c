#include "launch.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "births.h"
#include "environment.h"
#include "launch_identity.h"
#include "seccomp_trap.h"
#include "tracer.h"

#include "../decode/multiplex.h"
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

/* ---- who becomes the command ---------------------------------------------------------- */

static void take_terminal(int fd)
{
    setsid();
    ioctl(fd, TIOCSCTTY, 0);
    for (int i = 0; i < 3; i++)
        dup2(fd, i);
    if (fd > 2)
        close(fd);
}

/* False: nobody traces us. */
static bool pass_gate(int wait_fd)
{
    ssize_t got;
    char byte;

    do
        got = read(wait_fd, &byte, 1);
    while (got < 0 && errno == EINTR);
    close(wait_fd);
    return got == 1;
}

/* Only async-signal-safe calls from here to the exec. */
static _Noreturn void become(const struct launch_options *options, const struct seccomp_trap *trap,
                             const struct launch_gate *gate)
{
    int result = 0;
    char byte;

    if (options->terminal_fd >= 0)
        take_terminal(options->terminal_fd);
    environment_restore();
    if (!pass_gate(gate->wait_fd))
        _exit(1);
    prctl(PR_SET_PTRACER, 0, 0, 0, 0);
    if (options->identity)
        result = launch_identity_take(options->identity);
    if (result == 0) {
        seccomp_trap_install(trap);
        execve(options->path, options->argv,
               options->environment ? options->environment : environ);
        result = -errno;
    }
    byte = (char)-result; /* errnos of execve fit */
    if (!options->shows_failure)
        (void)!write(gate->failure_fd, &byte, 1);
    _exit(1);
}

/* ---- who traces it ---------------------------------------------------------------------- */

static unsigned seize_mode(const struct tracer_options *options)
{
    return (options->kills_with_us ? SEIZE_KILL_WITH_US : 0) |
           (options->follows_forks ? SEIZE_FOLLOW : 0) | (options->sets_trap ? SEIZE_TRAP : 0);
}

/* It stands at the gate: seize it there, so that not one of its own calls escapes. */
static int seize_at_gate(struct tracer *tracer, pid_t child, struct error *ret_error)
{
    struct tracee *tracee;
    int result = ptrace_seize(child, seize_mode(&tracer->options));
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
    tracee->seize_mode = (uint8_t)seize_mode(&tracer->options);
    fd_names_share_nothing(&tracer->names, tracee);
    births_announce(tracer, tracee,
                    tracer->options.launch->placed_pid ? BIRTH_ATTACH : BIRTH_LAUNCH);
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
    multiplex_add_doors(&stops);
    seccomp_trap_build(&stops, ret_trap);
}

/* ---- the gate ------------------------------------------------------------------------------- */

static void close_once(int *fd)
{
    if (*fd >= 0)
        close(*fd);
    *fd = -1;
}

static int open_gate(struct launch_gate *gate)
{
    int way[2] = { -1, -1 }, failure[2] = { -1, -1 };
    int result = 0;

    if (pipe2(way, O_CLOEXEC) < 0 || pipe2(failure, O_CLOEXEC) < 0)
        result = -errno;
    *gate = (struct launch_gate){ way[0], way[1], failure[0], failure[1] };
    return result;
}

/* Who waits there keeps its own. */
static void keep_waiting_side(struct launch_gate *gate)
{
    close_once(&gate->open_fd);
    close_once(&gate->errno_fd);
}

static void keep_tracing_side(struct launch_gate *gate)
{
    close_once(&gate->wait_fd);
    close_once(&gate->failure_fd);
}

static void close_gate(struct launch_gate *gate)
{
    keep_waiting_side(gate);
    keep_tracing_side(gate);
}

static int say_no_process(int result, struct error *ret_error)
{
    return error_set(ret_error, result, "cannot start a process: %s", strerror(-result));
}

/* Returns the child's pid or -errno; in the child not at all. */
static pid_t fork_to_gate(struct tracer *tracer, const struct launch_options *options,
                          struct launch_gate *gate)
{
    struct seccomp_trap trap;
    int result = open_gate(gate);
    pid_t child;

    if (result < 0)
        return result;
    build_trap(&tracer->options, &trap);
    child = fork();
    if (child < 0)
        return -errno;
    if (child == 0) {
        keep_waiting_side(gate);
        become(options, &trap, gate);
    }
    keep_tracing_side(gate);
    return child;
}

int launch_start(struct tracer *tracer, const struct launch_options *options,
                 struct error *ret_error)
{
    struct launch_gate gate = options->gate;
    pid_t waiting = options->placed_pid;
    int result = 0;

    if (!waiting)
        waiting = fork_to_gate(tracer, options, &gate);
    if (waiting < 0)
        result = say_no_process(waiting, ret_error);
    else
        result = seize_at_gate(tracer, waiting, ret_error);
    if (result == 0 && write(gate.open_fd, "", 1) == 1) {
        fcntl(gate.errno_fd, F_SETFL, O_NONBLOCK);
        tracer->launch_errno_fd = gate.errno_fd;
        gate.errno_fd = -1;
    } else if (waiting > 0 && !options->placed_pid) {
        kill(waiting, SIGKILL);
        waitpid(waiting, NULL, __WALL);
    }
    close_gate(&gate);
    return result;
}

/* ---- another place -------------------------------------------------------------------------- */

static void enter_place(enum session_place place)
{
    if (place == PLACE_OWN_GROUP)
        setpgid(0, 0);
    else if (place == PLACE_OWN_SESSION)
        setsid();
}

/* True in a grandchild whose parent is gone; else false, or -errno in *ret_result. */
static bool fork_away(int *ret_result)
{
    pid_t child = fork();

    if (child == 0) {
        if (fork() != 0)
            _exit(0);
        return true;
    }
    *ret_result = child < 0 ? -errno : 0;
    if (child > 0)
        waitpid(child, NULL, 0);
    return false;
}

int launch_place(struct launch_options *launch, const struct tracer_options *options,
                 enum session_place place, struct error *ret_error)
{
    pid_t we = getpid();
    struct seccomp_trap trap;
    int result = open_gate(&launch->gate);

    if (result < 0) {
        close_gate(&launch->gate);
        return say_no_process(result, ret_error);
    }
    call_facts_init();
    build_trap(options, &trap);
    prctl(PR_SET_PTRACER, PR_SET_PTRACER_ANY, 0, 0, 0); /* no ancestor of ours will trace us: Yama */
    if (fork_away(&result)) {
        keep_tracing_side(&launch->gate);
        enter_place(place);
        launch->placed_pid = we;
        return 0;
    }
    if (result < 0) {
        close_gate(&launch->gate);
        return say_no_process(result, ret_error);
    }
    keep_waiting_side(&launch->gate);
    become(launch, &trap, &launch->gate);
}

/* ---- how it went ------------------------------------------------------------------------------ */

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
    if (!options->shows_failure && !tracee_find(&tracer->tracees, tracer->launched_tid))
        return error_set(ret_error, -ECHILD, "%s: killed before it began", options->path);
    return 0;
}
