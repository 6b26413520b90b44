#include "attach_error.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "../tracee/procfs.h"

#define CAP_SYS_PTRACE_BIT 19

static int yama_scope(void)
{
    char byte = '0';
    int fd = open("/proc/sys/kernel/yama/ptrace_scope", O_RDONLY | O_CLOEXEC);

    if (fd < 0)
        return 0;
    (void)!read(fd, &byte, 1);
    close(fd);
    return byte - '0';
}

static bool has_ptrace_capability(void)
{
    char buffer[4096];
    ssize_t got = procfs_read(getpid(), "status", buffer, sizeof buffer - 1);
    const char *line;

    buffer[got > 0 ? got : 0] = '\0';
    line = strstr(buffer, "CapEff:");
    return line && (strtoull(line + 7, NULL, 16) >> CAP_SYS_PTRACE_BIT & 1);
}

static bool is_same_user(const struct procfs_status *status)
{
    for (int i = 0; i < 3; i++) {
        if (status->uids[i] != getuid() || status->gids[i] != getgid())
            return false;
    }
    return true;
}

/* The kernel gives the files in /proc/PID of a process that may not be dumped to root. */
static bool is_dumpable(pid_t pid, const struct procfs_status *status)
{
    char path[32];
    struct stat owner;

    snprintf(path, sizeof path, "/proc/%d/stat", (int)pid);
    return stat(path, &owner) < 0 || owner.st_uid == status->uids[1];
}

static bool is_in_other_user_namespace(pid_t pid)
{
    char mine[64] = "", theirs[64] = "";
    ssize_t a = procfs_read_link(getpid(), "ns/user", mine, sizeof mine - 1);
    ssize_t b = procfs_read_link(pid, "ns/user", theirs, sizeof theirs - 1);

    return a > 0 && b > 0 && strcmp(mine, theirs) != 0;
}

static int say_traced(pid_t pid, const struct procfs_status *status, int result,
                      struct error *ret_error)
{
    struct procfs_status tracer;

    if (procfs_status(status->tracer_pid, &tracer) < 0)
        strcpy(tracer.comm, "?");
    for (char *c = tracer.comm; *c; c++) { /* a tracee's byte: nothing of it may act */
        if (*c < ' ' || *c == 0x7f)
            *c = '?';
    }
    return error_set(ret_error, result, "process %d is already traced by process %d (%s)", (int)pid,
                     (int)status->tracer_pid, tracer.comm);
}

static int say_yama(pid_t pid, int scope, int result, struct error *ret_error)
{
    static const char *const reasons[] = {
        [1] = "only a process's ancestors may trace it; start it with ptop, or run ptop as root",
        [2] = "only root may trace",
        [3] = "tracing is switched off until the next boot",
    };

    return error_set(ret_error, result,
                     "process %d may not be traced: kernel.yama.ptrace_scope is %d: %s", (int)pid,
                     scope, reasons[scope > 3 ? 3 : scope]);
}

int attach_explain(pid_t pid, int result, struct error *ret_error)
{
    char link[8];
    struct procfs_status status;

    if (procfs_status(pid, &status) < 0)
        return error_set(ret_error, -ESRCH, "no process %d", (int)pid);
    if (status.tgid == getpid())
        return error_set(ret_error, result, "process %d is ptop itself", (int)pid);
    if (status.state == 'Z' || status.state == 'X')
        return error_set(ret_error, result, "process %d has exited and waits for its parent",
                         (int)pid);
    if (pid == 2 || (status.ppid == 2 && procfs_read_link(pid, "exe", link, sizeof link) < 0))
        return error_set(ret_error, result, "process %d is a thread of the kernel", (int)pid);
    if (status.tracer_pid)
        return say_traced(pid, &status, result, ret_error);
    if (!has_ptrace_capability()) {
        if (!is_same_user(&status))
            return error_set(ret_error, result,
                             "process %d belongs to another user (uid %u): run ptop as root",
                             (int)pid, status.uids[0]);
        if (!is_dumpable(pid, &status))
            return error_set(ret_error, result,
                             "process %d has made itself undumpable: run ptop as root", (int)pid);
        if (yama_scope() > 0)
            return say_yama(pid, yama_scope(), result, ret_error);
        return error_set(ret_error, result,
                         "process %d has more capabilities than ptop: run ptop as root", (int)pid);
    }
    if (yama_scope() == 3)
        return say_yama(pid, 3, result, ret_error);
    if (is_in_other_user_namespace(pid))
        return error_set(ret_error, result,
                         "process %d lives in a user namespace that ptop has no power over",
                         (int)pid);
    return error_set(ret_error, result,
                     "process %d: a security module (SELinux, AppArmor, Landlock) refuses: %s",
                     (int)pid, strerror(-result));
}
