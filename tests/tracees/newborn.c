/*
 * newborn TIMES: forks children that somebody else kills as soon as their tid is
 * in the truth page.  CLONE_PARENT_SETTID writes it before the child runs and
 * before the fork's event stop, so some children end before their parent's tracer
 * has heard of them.  By hand, it kills them itself.
 */
#include <sched.h>

#include "tracee.h"

static char stack[65536] __attribute__((aligned(16)));

static int make_calls(void *unused)
{
    (void)unused;
    tracee_begin();
    for (;;)
        syscall(SYS_getppid);
    return 0;
}

int main(int argc, char *argv[])
{
    struct truth *truth;

    tracee_begin();
    truth = tracee_truth();
    CHECK(argc == 2);
    for (int i = atoi(argv[1]); i > 0; i--) {
        pid_t child = clone(make_calls, stack + sizeof(stack), CLONE_PARENT_SETTID | SIGCHLD, NULL,
                            (pid_t *)&truth->count[NEWBORN_TID]);
        CHECK(child > 0);
        if (getenv(TRUTH_ENVIRONMENT) == NULL)
            kill(child, SIGKILL);
        CHECK(tracee_exit_status(child) == SIGKILL);
        atomic_store(&truth->count[NEWBORN_TID], 0);
        atomic_fetch_add(&truth->count[NEWBORN_TIMES], 1);
    }
    return 0;
}
