/*
 * own_filter: waits on an empty epoll again and again, very shortly, behind a seccomp filter of its
 * own that allows all.  An EINTR, which nothing here brings about, is counted as wrong.
 */
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <stddef.h>
#include <sys/epoll.h>
#include <sys/syscall.h>
#include <time.h>

#include "tracee.h"

static void add_filter(void)
{
    struct sock_filter allow = BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW);
    const struct sock_fprog program = {1, &allow};

    CHECK(prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0);
    CHECK(prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &program) == 0);
}

int main(void)
{
    const struct timespec moment = {.tv_nsec = 20000};
    struct truth *truth = tracee_truth();
    int epoll_fd = epoll_create1(0);

    tracee_begin();
    add_filter();
    truth_reach(&truth->stage, 1);
    for (;;) {
        struct epoll_event event;
        if (syscall(SYS_epoll_pwait2, epoll_fd, &event, 1, &moment, NULL, 0) < 0 && errno == EINTR)
            atomic_fetch_add(&truth->count[CALLS_WRONG], 1);
        atomic_fetch_add(&truth->count[CALLS_HANDLED], 1);
    }
}
