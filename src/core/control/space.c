#include "space.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/kcmp.h>
#include <stdio.h>
#include <string.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "breakpoint.h"
#include "control.h"

#include "../base/alloc.h"
#include "../tracee/procfs.h"
#include "../tracee/ptrace_call.h"
#include "../inspect/tracee_memory.h"

/* "x86_Thread_features:	shstk" in /proc/TID/status, since Linux 6.6. */
static bool has_shadow_stack(pid_t tid)
{
    static const char key[] = "x86_Thread_features:";
    char status[4096];
    ssize_t length = procfs_read(tid, "status", status, sizeof status - 1);
    const char *line;

    if (length <= 0)
        return false;
    status[length] = '\0';
    line = strstr(status, key);
    return line && strncmp(line + strlen(key) + 1, "shstk", 5) == 0;
}

static bool shares_memory(const struct tracee *a, const struct tracee *b)
{
    return syscall(SYS_kcmp, a->tid, b->tid, KCMP_VM, 0, 0) == 0;
}

bool space_join(struct control *control, const struct tracee *tracee)
{
    uint32_t former = tracee->memory;

    for (struct space *space = control->spaces; space; space = space->next) {
        const struct tracee *other = tracee_next_in_memory(control->tracees, space->memory, NULL);
        struct tracee *each = NULL;

        if (!other || other == tracee || !shares_memory(tracee, other))
            continue;
        while ((each = tracee_next(control->tracees, each))) {
            if (each->memory == former)
                each->memory = space->memory;
        }
        breakpoint_rearm(control, space);
        return true;
    }
    return false;
}

struct space *space_make(struct control *control, const struct tracee *tracee)
{
    struct space *space = control_space(control, tracee);

    if (space)
        return space;
    if (space_join(control, tracee))
        return control_space(control, tracee);
    space = alloc_zeroed(1, sizeof *space);
    space->memory = tracee->memory;
    space->has_shadow_stack = has_shadow_stack(tracee->tid);
    space->next = control->spaces;
    control->spaces = space;
    return space;
}

/* Somebody in the tracee's memory whom we do not trace. */
struct stranger {
    const struct tracee *tracee;
    pid_t pid; /* 0: nobody */
};

static bool is_no_stranger(void *context, pid_t pid)
{
    struct stranger *stranger = context;
    struct procfs_status status;

    if (syscall(SYS_kcmp, pid, stranger->tracee->tid, KCMP_VM, 0, 0) == 0 &&
        procfs_status(pid, &status) == 0 && status.tracer_pid != (pid_t)syscall(SYS_gettid))
        stranger->pid = pid;
    return stranger->pid == 0;
}

int space_check_ours(const struct control *control, struct space *space,
                     const struct tracee *tracee, struct error *ret_error)
{
    struct stranger stranger = { tracee, 0 };
    struct tracee *each = NULL;

    if (space->is_ours)
        return 0;
    procfs_each_process(is_no_stranger, &stranger);
    if (stranger.pid)
        return error_set(ret_error, -EBUSY, "process %d has the memory of %d, and is not traced",
                         (int)stranger.pid, (int)tracee->tgid);
    while ((each = tracee_next_in_memory(control->tracees, space->memory, each))) {
        if (!each->has_stood)
            return error_set(ret_error, -EBUSY, "%d has not stopped yet since it is traced",
                             (int)each->tid);
    }
    space->is_ours = true;
    return 0;
}

/* An address at which nothing is says EFAULT, a memory that is gone ESRCH. */
static bool has_left(const struct tracee *tracee)
{
    uint8_t byte;

    return tracee->state == TRACEE_DYING || space_read(tracee, 0, &byte, 1) == -ESRCH;
}

const struct tracee *space_reach(const struct control *control, const struct tracee *tracee)
{
    const struct tracee *other = NULL;

    if (!has_left(tracee))
        return tracee;
    while ((other = tracee_next_in_memory(control->tracees, tracee->memory, other))) {
        if (other != tracee && !has_left(other))
            return other;
    }
    return tracee;
}

ssize_t space_read(const struct tracee *tracee, tracee_addr address, void *buffer, size_t size)
{
    return tracee_memory_read(tracee->tid, address, buffer, size);
}

static ssize_t write_by_proc(pid_t tid, tracee_addr address, const void *bytes, size_t size)
{
    char path[48];
    ssize_t done;
    int fd, error;

    if (address > INT64_MAX)
        return -EFAULT;
    snprintf(path, sizeof path, "/proc/%d/mem", (int)tid);
    fd = open(path, O_WRONLY | O_CLOEXEC);
    if (fd < 0)
        return -errno;
    done = pwrite(fd, bytes, size, (off_t)address);
    error = errno;
    close(fd);
    return done > 0 ? done : done == 0 ? -ESRCH : -error;
}

/* Newer kernels can be told to refuse such writes by /proc, but not those of a tracer (proc(5),
 * proc_mem.force_override); these want the tracee to be stopped. */
ssize_t space_write(const struct tracee *tracee, tracee_addr address, const void *bytes,
                    size_t size)
{
    ssize_t done = write_by_proc(tracee->tid, address, bytes, size);

    if (done > 0 || !tracee_is_held(tracee))
        return done;
    return ptrace_write(tracee->tid, address, bytes, size) == 0 ? (ssize_t)size : done;
}
