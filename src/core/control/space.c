#include "space.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <unistd.h>

#include "../tracee/ptrace_call.h"
#include "../inspect/tracee_memory.h"

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
