/*
 * unanswered: has pages whose reader waits until they are given their bytes, which never happens
 * (userfaultfd(2)), and counts its rounds.
 */
#include <fcntl.h>
#include <linux/userfaultfd.h>
#include <sys/ioctl.h>

#include "tracee.h"

#define PAGE_COUNT 4
#define PAGE_BYTES 4096

int main(void)
{
    struct truth *truth;
    struct uffdio_api api = { .api = UFFD_API };
    struct uffdio_register range = { .mode = UFFDIO_REGISTER_MODE_MISSING };
    int fd = (int)syscall(SYS_userfaultfd, O_CLOEXEC);
    void *pages;

    tracee_begin();
    truth = tracee_truth();
    pages = mmap(NULL, PAGE_COUNT * PAGE_BYTES, PROT_READ | PROT_WRITE,
                 MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    CHECK(fd >= 0 && pages != MAP_FAILED && ioctl(fd, UFFDIO_API, &api) == 0);
    range.range.start = (uintptr_t)pages;
    range.range.len = PAGE_COUNT * PAGE_BYTES;
    CHECK(ioctl(fd, UFFDIO_REGISTER, &range) == 0);
    atomic_store(&truth->count[UNANSWERED_ADDRESS], (int64_t)(uintptr_t)pages);
    truth_reach(&truth->stage, 1);
    for (;;) {
        syscall(SYS_getppid);
        atomic_fetch_add(&truth->count[UNANSWERED_ROUNDS], 1);
    }
}
