#include "support/scenario.h"

#include <stdio.h>
#include <stdlib.h>
#include <sys/prctl.h>
#include <sys/wait.h>

int test_scale(int count)
{
    const char *factor = getenv("PTOP_TEST_SCALE");
    int scaled = factor != NULL ? (int)(count * atof(factor)) : count;

    return scaled > 0 ? scaled : 1;
}

void exercised(const char *what, long count)
{
    print_message("             %ld times: %s\n", count, what);
    if (count == 0)
        fail_msg("never happened: %s", what);
}

int scenario_begin(void **state)
{
    (void)state;
    return prctl(PR_SET_CHILD_SUBREAPER, 1);
}

/* Reap what has ended; is any child left? */
static bool has_children(void)
{
    pid_t pid;

    while ((pid = waitpid(-1, NULL, WNOHANG | __WALL)) > 0)
        continue;
    return pid == 0;
}

int scenario_end(void **state)
{
    (void)state;
    live_end();
    batch_end_all();
    victim_end_all();
    if (until(!has_children()))
        return 0;
    print_error("processes are left behind, the first is %d\n", process_first_child(getpid()));
    return -1;
}
