/* Execs itself for as long as it lives, each time with threads beside it: whoever attaches meets
 * an exec that waits for the end of the other threads. */
#include <errno.h>
#include <pthread.h>
#include <unistd.h>

#include "tracee.h"

#define THREADS 4

static void *spin(void *context)
{
    (void)context;
    for (;;)
        usleep(200);
    return NULL;
}

/* The thread that a list of them names last: the others are seized when it execs. */
static void *exec_again(void *arguments)
{
    usleep(500);
    execv("/proc/self/exe", arguments);
    _exit(1);
}

int main(int argc, char **argv)
{
    pthread_t thread;

    (void)argc;
    tracee_begin();
    for (int i = 0; i < THREADS; i++)
        CHECK(pthread_create(&thread, NULL, spin, NULL) == 0);
    CHECK(pthread_create(&thread, NULL, exec_again, argv) == 0);
    spin(NULL);
}
