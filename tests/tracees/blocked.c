/*
 * blocked NAME: sits in one blocking call of blocked.def, and says in the truth
 * page when and with what it came back.  SIGUSR1 has a handler without
 * SA_RESTART, so a real signal makes every one of them fail with EINTR.
 */
#include <linux/aio_abi.h>
#include <linux/io_uring.h>
#include <mqueue.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <sys/file.h>
#include <sys/inotify.h>
#include <sys/ipc.h>
#include <sys/msg.h>
#include <sys/select.h>
#include <sys/sem.h>
#include <sys/signalfd.h>
#include <sys/socket.h>
#include <sys/timerfd.h>

#include "tracee.h"

static struct truth *truth;
static const struct timespec long_time = {TRACEE_LIFETIME_S, 0};

/* Preparations are done: what follows is the call that blocks. */
static void entering(void)
{
    truth_reach(&truth->stage, BLOCKED_ENTERING);
}

/* The machine cannot do this one. */
static void __attribute__((noreturn)) unavailable(void)
{
    atomic_store(&truth->count[BLOCKED_ERRNO], errno);
    truth_reach(&truth->stage, BLOCKED_UNAVAILABLE);
    _exit(0);
}

static int pipe_end(void)
{
    int ends[2];

    CHECK(pipe(ends) == 0);
    return ends[0];
}

static sigset_t one_signal(int signal)
{
    sigset_t set;

    sigemptyset(&set);
    sigaddset(&set, signal);
    return set;
}

static sigset_t block_usr2(void)
{
    sigset_t set = one_signal(SIGUSR2);

    CHECK(sigprocmask(SIG_BLOCK, &set, NULL) == 0);
    return set;
}

static long read_from(int fd)
{
    char bytes[128];

    CHECK(fd >= 0);
    entering();
    return syscall(SYS_read, fd, bytes, sizeof(bytes));
}

static long block_read_pipe(void)
{
    return read_from(pipe_end());
}

static long block_read_eventfd(void)
{
    return read_from(eventfd(0, 0));
}

static long block_read_timerfd(void)
{
    return read_from(timerfd_create(CLOCK_MONOTONIC, 0));
}

static long block_read_signalfd(void)
{
    sigset_t set = block_usr2();

    return read_from(signalfd(-1, &set, 0));
}

static long block_read_inotify(void)
{
    int fd = inotify_init();

    CHECK(inotify_add_watch(fd, "/proc/self", IN_DELETE_SELF) >= 0);
    return read_from(fd);
}

static long block_nanosleep(void)
{
    entering();
    return syscall(SYS_nanosleep, &long_time, NULL);
}

static long block_clock_nanosleep(void)
{
    struct timespec end;

    clock_gettime(CLOCK_MONOTONIC, &end);
    end.tv_sec += long_time.tv_sec;
    entering();
    return syscall(SYS_clock_nanosleep, CLOCK_MONOTONIC, TIMER_ABSTIME, &end, NULL);
}

static long poll_for(int timeout_ms)
{
    struct pollfd one = {pipe_end(), POLLIN, 0};

    entering();
    return syscall(SYS_poll, &one, 1, timeout_ms);
}

static long block_poll(void)
{
    return poll_for(-1);
}

static long block_poll_timed(void)
{
    return poll_for(TRACEE_LIFETIME_S * 1000);
}

static long block_ppoll(void)
{
    struct pollfd one = {pipe_end(), POLLIN, 0};
    struct timespec time = long_time;

    entering();
    return syscall(SYS_ppoll, &one, 1, &time, NULL, 8);
}

static long block_select(void)
{
    int fd = pipe_end();
    struct timeval time = {TRACEE_LIFETIME_S, 0};
    fd_set set;

    FD_ZERO(&set);
    FD_SET(fd, &set);
    entering();
    return syscall(SYS_select, fd + 1, &set, NULL, NULL, &time);
}

static long block_pause(void)
{
    entering();
    return syscall(SYS_pause);
}

static long block_sigsuspend(void)
{
    uint64_t none = 0;

    entering();
    return syscall(SYS_rt_sigsuspend, &none, sizeof(none));
}

/* System V objects outlive whoever is killed: a child removes them when our end of its pipe
 * closes. */
static void remove_at_our_end(int id, void (*remove)(int id))
{
    int ends[2];
    char byte;

    CHECK(pipe(ends) == 0);
    if (fork() == 0) {
        alarm(2 * TRACEE_LIFETIME_S);
        close(ends[1]);
        while (read(ends[0], &byte, 1) < 0 && errno == EINTR)
            continue;
        remove(id);
        _exit(0);
    }
    close(ends[0]);
    CHECK(fcntl(ends[1], F_SETFD, FD_CLOEXEC) == 0);
}

static void remove_queue(int id)
{
    msgctl(id, IPC_RMID, NULL);
}

static void remove_semaphores(int id)
{
    semctl(id, 0, IPC_RMID);
}

static long block_msgrcv(void)
{
    struct {
        long type;
        char text[8];
    } message;
    int id = msgget(IPC_PRIVATE, 0600);

    if (id < 0)
        unavailable();
    remove_at_our_end(id, remove_queue);
    entering();
    return syscall(SYS_msgrcv, id, &message, sizeof(message.text), 0, 0);
}

static int new_semaphore(void)
{
    int id = semget(IPC_PRIVATE, 1, 0600);

    if (id < 0)
        unavailable();
    remove_at_our_end(id, remove_semaphores);
    entering();
    return id;
}

static long block_semop(void)
{
    struct sembuf take = {0, -1, 0};

    return syscall(SYS_semop, new_semaphore(), &take, 1);
}

static long block_semtimedop(void)
{
    struct sembuf take = {0, -1, 0};

    return syscall(SYS_semtimedop, new_semaphore(), &take, 1, &long_time);
}

static long futex_for(const struct timespec *time)
{
    static uint32_t word;

    entering();
    return syscall(SYS_futex, &word, FUTEX_WAIT, 0, time, NULL, 0);
}

static long block_futex(void)
{
    return futex_for(NULL);
}

static long block_futex_timed(void)
{
    return futex_for(&long_time);
}

static void set_receive_timeout(int fd)
{
    struct timeval time = {TRACEE_LIFETIME_S, 0};

    CHECK(setsockopt(fd, SOL_SOCKET, SO_RCVTIMEO, &time, sizeof(time)) == 0);
}

static long receive(int is_timed)
{
    int ends[2];
    char byte;

    CHECK(socketpair(AF_UNIX, SOCK_STREAM, 0, ends) == 0);
    if (is_timed)
        set_receive_timeout(ends[0]);
    entering();
    return syscall(SYS_recvfrom, ends[0], &byte, 1, 0, NULL, NULL);
}

static long block_recv(void)
{
    return receive(0);
}

static long block_recv_timed(void)
{
    return receive(1);
}

static long accept_one(int is_timed)
{
    struct sockaddr_in address = {.sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    int fd = socket(AF_INET, SOCK_STREAM, 0);

    CHECK(bind(fd, (struct sockaddr *)&address, sizeof(address)) == 0 && listen(fd, 1) == 0);
    if (is_timed)
        set_receive_timeout(fd);
    entering();
    return syscall(SYS_accept, fd, NULL, NULL);
}

static long block_accept(void)
{
    return accept_one(0);
}

static long block_accept_timed(void)
{
    return accept_one(1);
}

static long block_send_full(void)
{
    static const char bytes[4096];
    int ends[2];

    CHECK(socketpair(AF_UNIX, SOCK_DGRAM, 0, ends) == 0);
    while (send(ends[0], bytes, sizeof(bytes), MSG_DONTWAIT) > 0)
        continue;
    entering();
    return syscall(SYS_sendto, ends[0], bytes, sizeof(bytes), 0, NULL, 0);
}

static long block_flock(void)
{
    int fd = memfd_create("lock", 0), again;
    char path[64];

    snprintf(path, sizeof(path), "/proc/self/fd/%d", fd);
    again = open(path, O_RDWR);
    CHECK(fd >= 0 && again >= 0 && flock(fd, LOCK_EX) == 0);
    entering();
    return syscall(SYS_flock, again, LOCK_EX);
}

static long block_fcntl_lock(void)
{
    struct flock lock = {.l_type = F_WRLCK, .l_whence = SEEK_SET};
    int fd = memfd_create("lock", 0), ends[2];
    char byte;

    CHECK(fd >= 0 && pipe(ends) == 0);
    if (tracee_fork() == 0) {
        CHECK(fcntl(fd, F_SETLK, &lock) == 0);
        CHECK(write(ends[1], "x", 1) == 1);
        for (;;)
            pause();
    }
    CHECK(read(ends[0], &byte, 1) == 1);
    entering();
    return syscall(SYS_fcntl, fd, F_SETLKW, &lock);
}

static long block_wait4(void)
{
    pid_t child = tracee_fork();

    if (child == 0)
        for (;;)
            pause();
    entering();
    return syscall(SYS_wait4, child, NULL, 0, NULL);
}

static long block_mq_receive(void)
{
    struct mq_attr attributes = {.mq_maxmsg = 1, .mq_msgsize = 8};
    char name[64], bytes[8];
    mqd_t queue;

    snprintf(name, sizeof(name), "/ptop-test-%d", getpid());
    queue = mq_open(name, O_CREAT | O_RDWR, 0600, &attributes);
    if (queue == (mqd_t)-1)
        unavailable();
    mq_unlink(name);
    entering();
    return syscall(SYS_mq_timedreceive, queue, bytes, sizeof(bytes), NULL, NULL);
}

static int new_epoll(void)
{
    struct epoll_event event = {.events = EPOLLIN};
    int fd = epoll_create1(0);

    CHECK(epoll_ctl(fd, EPOLL_CTL_ADD, pipe_end(), &event) == 0);
    entering();
    return fd;
}

static long block_epoll_wait(void)
{
    struct epoll_event event;

    return syscall(SYS_epoll_wait, new_epoll(), &event, 1, -1);
}

static long block_epoll_pwait(void)
{
    struct epoll_event event;

    return syscall(SYS_epoll_pwait, new_epoll(), &event, 1, TRACEE_LIFETIME_S * 1000, NULL, 8);
}

static long wait_signal(const struct timespec *time)
{
    uint64_t set = UINT64_C(1) << (SIGUSR2 - 1);

    block_usr2();
    entering();
    return syscall(SYS_rt_sigtimedwait, &set, NULL, time, sizeof(set));
}

static long block_sigtimedwait(void)
{
    return wait_signal(&long_time);
}

static long block_sigwaitinfo(void)
{
    return wait_signal(NULL);
}

static long block_io_getevents(void)
{
    aio_context_t context = 0;
    struct io_event event;
    struct timespec time = long_time;

    if (syscall(SYS_io_setup, 1, &context) != 0)
        unavailable();
    entering();
    return syscall(SYS_io_getevents, context, 1, 1, &event, &time);
}

static long block_io_uring_enter(void)
{
    struct io_uring_params params = {0};
    int fd = syscall(SYS_io_uring_setup, 4, &params);

    if (fd < 0)
        unavailable();
    entering();
    return syscall(SYS_io_uring_enter, fd, 0, 1, IORING_ENTER_GETEVENTS, NULL, 0);
}

static const struct {
    const char *name;
    long (*block)(void);
} ways[] = {
#define BLOCKED(name, number, harm) {#name, block_##name},
#include "blocked.def"
};

static void on_usr1(int signal)
{
    (void)signal;
}

int main(int argc, char *argv[])
{
    struct sigaction action = {.sa_handler = on_usr1};

    tracee_begin();
    truth = tracee_truth();
    sigaction(SIGUSR1, &action, NULL);
    for (size_t i = 0; i < sizeof(ways) / sizeof(ways[0]); i++) {
        if (argc != 2 || strcmp(argv[1], ways[i].name) != 0)
            continue;
        atomic_store(&truth->count[BLOCKED_RESULT], ways[i].block());
        atomic_store(&truth->count[BLOCKED_ERRNO], errno);
        truth_reach(&truth->stage, BLOCKED_RETURNED);
        return 0;
    }
    fprintf(stderr, "usage: blocked NAME\n");
    return 1;
}
