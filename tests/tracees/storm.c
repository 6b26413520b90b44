/*
 * storm PARENTS FORKS: every parent forks that often; every fourth child executes
 * this program again, every third is killed at once, the others exit.  The truth
 * page counts forks, tries to exec and the images that did start.
 */
#include "tracee.h"

static struct truth *truth;

static void be_child(int which)
{
    if (which % 4 == 0) {
        atomic_fetch_add(&truth->count[STORM_EXEC_ATTEMPTS], 1);
        execl("/proc/self/exe", "storm", "again", (char *)NULL);
    }
    _exit(which & 127);
}

static void be_parent(int forks)
{
    for (int i = 0; i < forks; i++) {
        pid_t child = fork();
        CHECK(child >= 0);
        if (child == 0)
            be_child(i);
        atomic_fetch_add(&truth->count[STORM_FORKS], 1);
        if (i % 3 == 0)
            kill(child, SIGKILL);
        tracee_exit_status(child);
    }
}

int main(int argc, char *argv[])
{
    int parents;

    truth = tracee_truth();
    if (argc == 2) {
        atomic_fetch_add(&truth->count[STORM_EXECS], 1);
        return 3;
    }
    CHECK(argc == 3);
    tracee_begin();
    parents = atoi(argv[1]);
    for (int i = 0; i < parents; i++) {
        if (tracee_fork() == 0) {
            be_parent(atoi(argv[2]));
            _exit(0);
        }
        atomic_fetch_add(&truth->count[STORM_FORKS], 1);
    }
    while (parents-- > 0)
        CHECK(tracee_exit_status(-1) == 0);
    return 0;
}
