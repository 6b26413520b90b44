#include "tracee_memory.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <sys/uio.h>
#include <unistd.h>

static ssize_t read_by_proc(pid_t tid, tracee_addr address, void *buffer, size_t size)
{
    char path[48];
    ssize_t got;
    int fd;

    if (address > INT64_MAX) /* an offset cannot say it; nothing of a tracee's is there */
        return -EFAULT;
    snprintf(path, sizeof path, "/proc/%d/mem", (int)tid);
    fd = open(path, O_RDONLY | O_CLOEXEC);
    if (fd < 0)
        return -EFAULT;
    got = pread(fd, buffer, size, (off_t)address);
    close(fd);
    return got > 0 ? got : -EFAULT;
}

ssize_t tracee_memory_read(pid_t tid, tracee_addr address, void *buffer, size_t size)
{
    struct iovec local = { buffer, size };
    struct iovec remote = { (void *)(uintptr_t)address, size };
    ssize_t got = process_vm_readv(tid, &local, 1, &remote, 1, 0);

    if (got > 0 || size == 0)
        return got;
    if (errno == EFAULT || got == 0)
        return read_by_proc(tid, address, buffer, size);
    return -errno;
}
