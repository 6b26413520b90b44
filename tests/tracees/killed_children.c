/*
 * killed_children ROUNDS: eight children at a time make calls as fast as they can
 * and are killed together, so that a SIGKILL finds them in every kind of stop.
 */
#include "tracee.h"

#define CHILDREN 8

static void be_child(struct truth *truth)
{
    atomic_fetch_add(&truth->count[WORKER_FIRST], 1);
    for (;;)
        syscall(SYS_getppid);
}

int main(int argc, char *argv[])
{
    struct truth *truth;
    int rounds;

    tracee_begin();
    truth = tracee_truth();
    CHECK(argc == 2);
    rounds = atoi(argv[1]);
    for (int round = 0; round < rounds; round++) {
        pid_t children[CHILDREN];
        for (int i = 0; i < CHILDREN; i++)
            if ((children[i] = tracee_fork()) == 0)
                be_child(truth);
        for (int i = 0; i < CHILDREN; i++)
            kill(children[i], SIGKILL);
        for (int i = 0; i < CHILDREN; i++)
            CHECK(tracee_exit_status(children[i]) == SIGKILL);
    }
    return 0;
}
