/*
 * stuck MODE: its first thread waits, in each mode for something that someone else holds: a child
 * (comm "keeper") or a thread of that name.
 */
#include <arpa/inet.h>
#include <netinet/in.h>
#include <poll.h>
#include <pthread.h>
#include <stdbool.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <sys/file.h>
#include <sys/signalfd.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/timerfd.h>

#include "tracee.h"

static void keep(void)
{
    prctl(PR_SET_NAME, "keeper");
    for (;;)
        pause();
}

static void read_byte(int fd)
{
    char byte;

    CHECK(read(fd, &byte, 1) >= 0);
}

/* Both ends of something are open: the child keeps the second, we the first. */
static int share(const int ends[2])
{
    if (tracee_fork() == 0) {
        close(ends[0]);
        keep();
    }
    close(ends[1]);
    return ends[0];
}

static int shared_pipe(void)
{
    int ends[2];

    CHECK(pipe(ends) == 0);
    return share(ends);
}

static int shared_socket(void)
{
    int ends[2];

    CHECK(socketpair(AF_UNIX, SOCK_STREAM, 0, ends) == 0);
    return share(ends);
}

static void stuck_pipe(void)
{
    read_byte(shared_pipe());
}

static void stuck_own_pipe(void)
{
    int ends[2];

    CHECK(pipe(ends) == 0);
    read_byte(ends[0]);
}

static void stuck_full_pipe(void)
{
    static const char bytes[1 << 16];
    int ends[2];

    CHECK(pipe(ends) == 0);
    if (tracee_fork() == 0) {
        close(ends[1]);
        keep();
    }
    close(ends[0]);
    for (;;)
        CHECK(write(ends[1], bytes, sizeof(bytes)) > 0);
}

static void stuck_unix(void)
{
    read_byte(shared_socket());
}

static int listener(struct sockaddr_in *address)
{
    socklen_t length = sizeof(*address);
    int fd = socket(AF_INET, SOCK_STREAM, 0);

    *address =
        (struct sockaddr_in){.sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    CHECK(bind(fd, (struct sockaddr *)address, sizeof(*address)) == 0 && listen(fd, 5) == 0);
    CHECK(getsockname(fd, (struct sockaddr *)address, &length) == 0);
    return fd;
}

static void read_from_listener(bool accepts)
{
    struct sockaddr_in address;
    int listening = listener(&address), fd;

    if (tracee_fork() == 0) {
        if (accepts)
            CHECK(accept(listening, NULL, NULL) >= 0);
        keep();
    }
    close(listening);
    fd = socket(AF_INET, SOCK_STREAM, 0);
    CHECK(connect(fd, (struct sockaddr *)&address, sizeof(address)) == 0);
    read_byte(fd);
}

static void stuck_tcp(void)
{
    read_from_listener(true);
}

/* The listener is of IPv6, the client of IPv4. */
static void stuck_tcp_both(void)
{
    struct sockaddr_in6 address = {.sin6_family = AF_INET6};
    struct sockaddr_in there = {.sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    socklen_t length = sizeof(address);
    int listening = socket(AF_INET6, SOCK_STREAM, 0), fd = socket(AF_INET, SOCK_STREAM, 0);

    CHECK(bind(listening, (struct sockaddr *)&address, sizeof(address)) == 0);
    CHECK(listen(listening, 5) == 0);
    CHECK(getsockname(listening, (struct sockaddr *)&address, &length) == 0);
    if (tracee_fork() == 0) {
        close(fd);
        CHECK(accept(listening, NULL, NULL) >= 0);
        keep();
    }
    close(listening);
    there.sin_port = address.sin6_port;
    CHECK(connect(fd, (struct sockaddr *)&there, sizeof(there)) == 0);
    read_byte(fd);
}

static void stuck_backlog(void)
{
    read_from_listener(false);
}

/* The queue of the listener is full. */
static void stuck_connect(void)
{
    struct sockaddr_in address;
    int listening = listener(&address);

    CHECK(listen(listening, 0) == 0);
    if (tracee_fork() == 0)
        keep();
    close(listening);
    for (;;)
        CHECK(connect(socket(AF_INET, SOCK_STREAM, 0), (struct sockaddr *)&address,
                      sizeof(address)) == 0);
}

static void stuck_udp(void)
{
    struct sockaddr_in address = {.sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    socklen_t length = sizeof(address);
    int there = socket(AF_INET, SOCK_DGRAM, 0), here;

    CHECK(bind(there, (struct sockaddr *)&address, sizeof(address)) == 0);
    CHECK(getsockname(there, (struct sockaddr *)&address, &length) == 0);
    if (tracee_fork() == 0)
        keep();
    close(there);
    here = socket(AF_INET, SOCK_DGRAM, 0);
    CHECK(connect(here, (struct sockaddr *)&address, sizeof(address)) == 0);
    read_byte(here);
}

static void stuck_accept(void)
{
    struct sockaddr_in address;

    accept(listener(&address), NULL, NULL);
}

/* ---- threads ------------------------------------------------------------------------- */

static pthread_mutex_t mutex;
static pthread_barrier_t is_locked;

static void *keep_mutex(void *unused)
{
    (void)unused;
    pthread_mutex_lock(&mutex);
    pthread_barrier_wait(&is_locked);
    keep();
    return NULL;
}

static pthread_t lock_elsewhere(int protocol)
{
    pthread_mutexattr_t attributes;
    pthread_t thread;

    pthread_mutexattr_init(&attributes);
    pthread_mutexattr_setprotocol(&attributes, protocol);
    pthread_mutex_init(&mutex, &attributes);
    pthread_barrier_init(&is_locked, NULL, 2);
    CHECK(pthread_create(&thread, NULL, keep_mutex, NULL) == 0);
    pthread_barrier_wait(&is_locked);
    return thread;
}

static void stuck_mutex(void)
{
    lock_elsewhere(PTHREAD_PRIO_NONE);
    pthread_mutex_lock(&mutex);
}

static void stuck_pi_mutex(void)
{
    lock_elsewhere(PTHREAD_PRIO_INHERIT);
    pthread_mutex_lock(&mutex);
}

static void stuck_join(void)
{
    pthread_join(lock_elsewhere(PTHREAD_PRIO_NONE), NULL);
}

/* ---- several things ------------------------------------------------------------------- */

static void stuck_poll(void)
{
    struct pollfd fds[] = {{.fd = shared_pipe(), .events = POLLIN},
                           {.fd = shared_socket(), .events = POLLIN | POLLPRI}};

    poll(fds, 2, 50000);
}

static void stuck_nap(void)
{
    poll(NULL, 0, 50000);
}

static void stuck_select(void)
{
    fd_set set;
    int fd = shared_pipe();

    FD_ZERO(&set);
    FD_SET(fd, &set);
    select(fd + 1, &set, NULL, NULL, NULL);
}

static void stuck_epoll(void)
{
    struct epoll_event event = {.events = EPOLLIN};
    int epoll_fd = epoll_create1(0);

    CHECK(epoll_ctl(epoll_fd, EPOLL_CTL_ADD, shared_socket(), &event) == 0);
    epoll_wait(epoll_fd, &event, 1, -1);
}

/* ---- the rest ------------------------------------------------------------------------- */

static void stuck_wait(void)
{
    if (tracee_fork() == 0)
        keep();
    tracee_exit_status(-1);
}

static sigset_t two_signals(void)
{
    sigset_t set;

    sigemptyset(&set);
    sigaddset(&set, SIGUSR1);
    sigaddset(&set, SIGTERM);
    CHECK(sigprocmask(SIG_BLOCK, &set, NULL) == 0);
    return set;
}

static void stuck_sigwait(void)
{
    const sigset_t set = two_signals();

    sigwaitinfo(&set, NULL);
}

static void stuck_signalfd(void)
{
    const sigset_t set = two_signals();

    struct signalfd_siginfo info;

    CHECK(read(signalfd(-1, &set, 0), &info, sizeof(info)) == sizeof(info));
}

static void stuck_eventfd(void)
{
    uint64_t count;

    CHECK(read(eventfd(0, 0), &count, sizeof(count)) == sizeof(count));
}

static void stuck_timerfd(void)
{
    const struct itimerspec time = {.it_value = {.tv_sec = 50}};
    uint64_t count;
    int fd = timerfd_create(CLOCK_MONOTONIC, 0);

    CHECK(timerfd_settime(fd, 0, &time, NULL) == 0);
    CHECK(read(fd, &count, sizeof(count)) == sizeof(count));
}

/* The FIFO has a name for a moment only: nothing is left behind. */
static void stuck_fifo(void)
{
    char folder[] = "/tmp/ptop-stuck-XXXXXX", path[64];

    CHECK(mkdtemp(folder) != NULL);
    snprintf(path, sizeof(path), "%s/fifo", folder);
    CHECK(mkfifo(path, 0600) == 0);
    int fd = open(path, O_PATH);
    CHECK(fd >= 0 && unlink(path) == 0 && rmdir(folder) == 0);
    snprintf(path, sizeof(path), "/proc/self/fd/%d", fd);
    open(path, O_RDONLY);
}

static void stuck_sleep(void)
{
    const struct timespec time = {.tv_sec = 50};

    syscall(SYS_nanosleep, &time, NULL);
}

static void stuck_long_sleep(void)
{
    const struct timespec time = {.tv_sec = INT64_MAX};

    syscall(SYS_nanosleep, &time, NULL);
}

/* The child locks the file in its own way before we try. */
static int locked_elsewhere(bool is_flock)
{
    FILE *file = tmpfile();
    char path[32], byte;
    int ready[2], fd;

    CHECK(file && pipe(ready) == 0);
    snprintf(path, sizeof(path), "/proc/self/fd/%d", fileno(file));
    fd = open(path, O_RDWR);
    CHECK(fd >= 0);
    if (tracee_fork() == 0) {
        CHECK((is_flock ? flock(fd, LOCK_EX) : lockf(fd, F_LOCK, 0)) == 0);
        CHECK(write(ready[1], "x", 1) == 1);
        keep();
    }
    CHECK(read(ready[0], &byte, 1) == 1);
    return fileno(file);
}

static void stuck_flock(void)
{
    flock(locked_elsewhere(true), LOCK_EX);
}

static void stuck_fcntl(void)
{
    lockf(locked_elsewhere(false), F_LOCK, 0);
}

static const struct {
    const char *name;
    void (*wait)(void);
} modes[] = {
    {"pipe", stuck_pipe},         {"own-pipe", stuck_own_pipe}, {"full-pipe", stuck_full_pipe},
    {"unix", stuck_unix},         {"tcp", stuck_tcp},           {"tcp-both", stuck_tcp_both},
    {"backlog", stuck_backlog},   {"accept", stuck_accept},     {"mutex", stuck_mutex},
    {"pi-mutex", stuck_pi_mutex}, {"join", stuck_join},         {"poll", stuck_poll},
    {"select", stuck_select},     {"epoll", stuck_epoll},       {"wait", stuck_wait},
    {"sleep", stuck_sleep},       {"flock", stuck_flock},       {"fcntl", stuck_fcntl},
    {"sigwait", stuck_sigwait},   {"signalfd", stuck_signalfd}, {"eventfd", stuck_eventfd},
    {"timerfd", stuck_timerfd},   {"fifo", stuck_fifo},         {"connect", stuck_connect},
    {"udp", stuck_udp},           {"nap", stuck_nap},           {"long-sleep", stuck_long_sleep},
};

int main(int argc, char **argv)
{
    tracee_begin();
    for (size_t i = 0; argc == 2 && i < sizeof(modes) / sizeof(modes[0]); i++)
        if (strcmp(modes[i].name, argv[1]) == 0)
            modes[i].wait();
    return 1; /* none of them ends */
}
