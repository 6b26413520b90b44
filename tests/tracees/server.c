/*
 * server WORKERS THREADS [ROUNDS]: a small server with clients of its own.
 *
 * It listens on 127.0.0.1, forks WORKERS processes (comm worker-N) with THREADS
 * more threads each (comm io-N), and answers each of their requests.  Every worker
 * connects, sends one line, reads the answer, and does so again after a nap: for
 * ever, or ROUNDS times.  Exits with 7 when all workers have ended well.
 */
#include <arpa/inet.h>
#include <netinet/in.h>
#include <pthread.h>
#include <sys/socket.h>

#include "tracee.h"

#define NAP_NS 20000000

static struct sockaddr_in address = {.sin_family = AF_INET};
static int round_limit;

static void nap(void)
{
    syscall(SYS_nanosleep, &(struct timespec){0, NAP_NS}, NULL);
}

static void *do_io(void *name)
{
    prctl(PR_SET_NAME, name);
    for (;;) {
        CHECK(access("/etc/hostname-of-nobody", R_OK) == -1);
        nap();
    }
    return NULL;
}

static void ask(int worker)
{
    char line[64];
    int length = snprintf(line, sizeof(line), "GET /item/%d HTTP/1.0\r\n\r\n", worker);
    int fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);

    CHECK(fd >= 0);
    CHECK(connect(fd, (struct sockaddr *)&address, sizeof(address)) == 0);
    CHECK(write(fd, line, (size_t)length) == length);
    CHECK(read(fd, line, sizeof(line)) > 0);
    close(fd);
}

static void work(int worker, int thread_count)
{
    static char names[64][24];
    char name[24];
    pthread_t thread;

    snprintf(name, sizeof(name), "worker-%d", worker);
    prctl(PR_SET_NAME, name);
    for (int i = 0; i < thread_count; i++) {
        snprintf(names[i], sizeof(names[i]), "io-%d", i + 1);
        CHECK(pthread_create(&thread, NULL, do_io, names[i]) == 0);
    }
    for (int round = 0; round_limit == 0 || round < round_limit; round++) {
        ask(worker);
        nap();
    }
    _exit(0);
}

static int open_listener(void)
{
    socklen_t size = sizeof(address);
    int fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);

    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    CHECK(bind(fd, (struct sockaddr *)&address, sizeof(address)) == 0);
    CHECK(listen(fd, 16) == 0);
    CHECK(getsockname(fd, (struct sockaddr *)&address, &size) == 0);
    return fd;
}

static void serve(int listener)
{
    static const char answer[] = "HTTP/1.0 200 OK\r\n\r\nhello\n";
    char request[256];
    int fd = accept4(listener, NULL, NULL, SOCK_CLOEXEC);

    CHECK(fd >= 0);
    CHECK(read(fd, request, sizeof(request)) > 0);
    CHECK(write(fd, answer, sizeof(answer) - 1) > 0);
    close(fd);
}

int main(int argc, char *argv[])
{
    int listener, worker_count, status;

    tracee_begin();
    CHECK(argc >= 3);
    worker_count = atoi(argv[1]);
    CHECK(worker_count > 0 && worker_count < 64 && atoi(argv[2]) < 64);
    round_limit = argc > 3 ? atoi(argv[3]) : 0;
    listener = open_listener();
    for (int i = 1; i <= worker_count; i++)
        if (tracee_fork() == 0)
            work(i, atoi(argv[2]));
    printf("listening on port %d\n", ntohs(address.sin_port));
    fflush(stdout);
    for (int i = 0; round_limit == 0 || i < round_limit * worker_count; i++)
        serve(listener);
    while (wait(&status) > 0)
        CHECK(status == 0);
    return 7;
}
