/*
 * answers THREADS [CLIENTS]: a threaded server whose threads take turns to answer.
 *
 * It listens on the abstract socket "ptop-answers-PID"; each connection sends a line and gets how
 * many were answered so far.  CLIENTS processes of its own ask now and then.  The threads are called
 * worker-1, worker-2 …; answered counts.
 */
#include <pthread.h>
#include <stddef.h>
#include <sys/socket.h>
#include <sys/un.h>

#include "tracee.h"

#define NAP_NS 40000000

static struct sockaddr_un address = {.sun_family = AF_UNIX};
static socklen_t address_size;
static int listener;

volatile long answered;

__attribute__((noinline)) long count_answer(long bytes)
{
    long sum = answered;

    if (bytes > 0)
        sum += 1;
    answered = sum;
    return sum;
}

static void answer(int fd)
{
    char line[128];
    ssize_t length = read(fd, line, sizeof(line));

    length = snprintf(line, sizeof(line), "answer %ld\n", count_answer(length));
    CHECK(write(fd, line, (size_t)length) == length || errno == EPIPE);
    close(fd);
}

static void *work(void *name)
{
    prctl(PR_SET_NAME, name);
    for (;;) {
        int fd = accept4(listener, NULL, NULL, SOCK_CLOEXEC);
        if (fd >= 0)
            answer(fd);
    }
    return NULL;
}

static void ask_for_ever(void)
{
    for (;;) {
        int fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
        char line[128] = "GET /count\n";
        CHECK(connect(fd, (struct sockaddr *)&address, address_size) == 0);
        CHECK(write(fd, line, strlen(line)) > 0);
        CHECK(read(fd, line, sizeof(line)) >= 0);
        close(fd);
        syscall(SYS_nanosleep, &(struct timespec){0, NAP_NS}, NULL);
    }
}

int main(int argc, char *argv[])
{
    static char names[16][24];
    pthread_t thread;
    int thread_count;

    tracee_begin();
    signal(SIGPIPE, SIG_IGN);
    CHECK(argc >= 2);
    thread_count = atoi(argv[1]);
    CHECK(thread_count > 0 && thread_count <= 16);
    address_size = (socklen_t)(offsetof(struct sockaddr_un, sun_path) + 1 +
                               snprintf(address.sun_path + 1, sizeof(address.sun_path) - 1,
                                        "ptop-answers-%d", getpid()));
    listener = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
    CHECK(listener >= 0);
    CHECK(bind(listener, (struct sockaddr *)&address, address_size) == 0);
    CHECK(listen(listener, 64) == 0);
    for (int i = 0; argc > 2 && i < atoi(argv[2]); i++)
        if (tracee_fork() == 0)
            ask_for_ever();
    for (int i = 0; i < thread_count; i++) {
        snprintf(names[i], sizeof(names[i]), "worker-%d", i + 1);
        CHECK(pthread_create(&thread, NULL, work, names[i]) == 0);
    }
    CHECK(pthread_join(thread, NULL) == 0);
    return 0;
}
