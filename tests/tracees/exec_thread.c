/*
 * exec_thread HOW: a thread that is not the leader executes another image, while
 * three siblings make calls and the leader
 *
 *     busy    makes calls
 *     asleep  blocks in one
 *     gone    has exited
 *
 * execve ends them all and gives the caller the leader's tid.  The new image
 * exits with 7.
 */
#include <pthread.h>

#include "tracee.h"

static struct truth *truth;
static char *program;
static pthread_barrier_t all_here;

static void *make_calls(void *unused)
{
    (void)unused;
    pthread_barrier_wait(&all_here);
    for (;;)
        syscall(SYS_getppid);
    return NULL;
}

static char leader_state(void)
{
    char path[64], line[512];
    int fd;
    ssize_t size;

    snprintf(path, sizeof(path), "/proc/self/task/%d/stat", getpid());
    fd = open(path, O_RDONLY | O_CLOEXEC);
    size = read(fd, line, sizeof(line) - 1);
    close(fd);
    CHECK(size > 0);
    line[size] = '\0';
    return strrchr(line, ')')[2];
}

static void *execute(void *how)
{
    pthread_barrier_wait(&all_here);
    while (strcmp(how, "gone") == 0 && leader_state() != 'Z')
        continue;
    atomic_store(&truth->count[EXEC_CALLER], syscall(SYS_gettid));
    execl(program, "exec_thread", (char *)NULL);
    CHECK(!"execl returned");
    return NULL;
}

int main(int argc, char *argv[])
{
    pthread_t thread;
    char *how = argc > 1 ? argv[1] : NULL;

    program = argv[0];
    truth = tracee_truth();
    if (how == NULL)
        return 7;
    tracee_begin();
    pthread_barrier_init(&all_here, NULL, 5);
    for (int i = 0; i < 3; i++)
        CHECK(pthread_create(&thread, NULL, make_calls, NULL) == 0);
    CHECK(pthread_create(&thread, NULL, execute, how) == 0);
    pthread_barrier_wait(&all_here);
    if (strcmp(how, "gone") == 0)
        syscall(SYS_exit, 0);
    while (strcmp(how, "asleep") == 0)
        syscall(SYS_pause);
    for (;;)
        syscall(SYS_getppid);
}
