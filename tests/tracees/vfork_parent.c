/*
 * vfork_parent [stay]: a vfork child waits, and with it its parent, which cannot be
 * stopped until the child has exited.  Then it waits, too, if it shall stay.  Exits 0 when it saw the child's status.
 */
#include "tracee.h"

int main(int argc, char *argv[])
{
    static struct truth *truth;
    pid_t child;

    tracee_begin();
    truth = tracee_truth();
    atomic_store(&truth->count[VFORK_CODE], (int64_t)(uintptr_t)main);
    child = vfork();
    if (child == 0) {
        tracee_begin();
        atomic_store(&truth->count[VFORK_CHILD], getpid());
        truth_reach(&truth->stage, 1);
        truth_await(&truth->go, 1, TRACEE_LIFETIME_S * 1000);
        _exit(7);
    }
    CHECK(child > 0);
    CHECK(tracee_exit_status(child) == 7 << 8);
    truth_reach(&truth->stage, 2);
    if (argc > 1 && strcmp(argv[1], "stay") == 0)
        truth_await(&truth->go, 2, TRACEE_LIFETIME_S * 1000);
    return 0;
}
