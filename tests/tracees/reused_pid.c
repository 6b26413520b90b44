/*
 * reused_pid TIMES: children one after the other that all get the same pid.  Exits
 * 77 where that takes privileges that we do not have.
 */
#include <linux/sched.h>
#include <sched.h>

#include "tracee.h"

int main(int argc, char *argv[])
{
    struct truth *truth;
    pid_t pid = 0;

    tracee_begin();
    truth = tracee_truth();
    CHECK(argc == 2);
    for (int i = 0; i < atoi(argv[1]); i++) {
        struct clone_args arguments = {.exit_signal = SIGCHLD,
                                       .set_tid = pid != 0 ? (uintptr_t)&pid : 0,
                                       .set_tid_size = pid != 0};
        pid_t child = syscall(SYS_clone3, &arguments, sizeof(arguments));
        if (child == 0)
            _exit(i & 127);
        if (child < 0 && (errno == EPERM || errno == EEXIST || errno == ENOSYS))
            return 77;
        CHECK(child > 0 && (pid == 0 || child == pid));
        pid = child;
        CHECK(tracee_exit_status(pid) == (i & 127) << 8);
        atomic_store(&truth->count[REUSED_PID], pid);
        atomic_fetch_add(&truth->count[REUSED_TIMES], 1);
    }
    return 0;
}
