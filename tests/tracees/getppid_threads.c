/* Threads that ask for nothing but their parent: getppid_threads THREADS CALLS */
#include <pthread.h>
#include <stdlib.h>
#include <sys/syscall.h>
#include <unistd.h>

static void *ask(void *count)
{
    for (long i = 0; i < (long)count; i++)
        syscall(SYS_getppid);
    return NULL;
}

int main(int argc, char **argv)
{
    pthread_t threads[64];
    long count = argc > 2 ? atol(argv[2]) : 1000;
    int thread_count = argc > 1 ? atoi(argv[1]) : 4;

    for (int i = 0; i < thread_count && i < 64; i++)
        if (pthread_create(&threads[i], NULL, ask, (void *)count) != 0)
            return 1;
    for (int i = 0; i < thread_count && i < 64; i++)
        pthread_join(threads[i], NULL);
    return 0;
}
