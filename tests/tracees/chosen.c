/*
 * chosen TOPIC [FOLDER]: calls of which options choose some.
 *
 *     last     signals and an end behind calls that are seldom traced
 *     paths    one file, by many names and descriptors; in FOLDER
 *     behind   i386: calls by way of socketcall and ipc
 *     data     reads and writes that are larger than an event
 *     lists    a folder of 900 files, sets of 20,000 descriptors; in FOLDER
 */
#include "tracee.h"

#include <poll.h>
#include <sys/epoll.h>
#include <sys/ioctl.h>
#include <sys/resource.h>
#include <sys/select.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/statfs.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <sys/un.h>

/* Most of these calls fail, or do nothing: what counts is that they are made. */
#define MAKE(...) ((void)!(long)(__VA_ARGS__))

/* ---- last ------------------------------------------------------------------------- */

static void last(const char *folder)
{
    sigset_t ends;
    pid_t child;

    (void)folder;
    sigemptyset(&ends);
    sigaddset(&ends, SIGCHLD); /* which comes when it likes */
    sigprocmask(SIG_BLOCK, &ends, NULL);
    signal(SIGUSR1, SIG_IGN);
    getppid();
    kill(getpid(), SIGUSR1);
    child = tracee_fork();
    if (child == 0) {
        getuid();
        kill(getpid(), SIGTERM);
    }
    waitpid(child, NULL, 0);
}

/* ---- paths ------------------------------------------------------------------------ */

static void use_names(const char *file, const char *other, int folder)
{
    struct stat status;
    char bytes[64];
    int fd = open("f", O_RDWR | O_CREAT, 0600);

    MAKE(read(fd, bytes, 4));
    dup2(fd, 40);
    close(40);
    close(fd);
    MAKE(close(open(file, O_RDONLY)));
    MAKE(close(openat(folder, "f", O_RDONLY)));
    MAKE(fstatat(folder, "f", &status, 0) + stat("./f", &status) + stat(file, &status));
    MAKE(symlink(file, "link") + symlink("f", other));
    MAKE(close(open("link", O_RDONLY)) + readlink(other, bytes, sizeof bytes));
    unlink("link");
    unlink(other);
    MAKE(rename(file, other) + rename(other, file));
    MAKE(renameat(folder, "f", folder, "g") + renameat(AT_FDCWD, other, AT_FDCWD, file));
    MAKE(link(file, other) + link(other, file) + link("f", "h"));
    MAKE(unlink("h") + unlink(other));
    MAKE(chdir(file) + chroot(file) + truncate(file, 10) + truncate("f", 10));
    MAKE(access(file, R_OK) + mkdir(file, 0700) + rmdir(file) + chmod(file, 0600));
    MAKE(execl(file, "f", NULL) + execl("./f", "f", NULL));
    MAKE(syscall(SYS_fsconfig, -1, 3, "key", file, AT_FDCWD) +
         syscall(SYS_fsconfig, -1, 1, "key", file, 0));
    MAKE(syscall(SYS_fsconfig, -1, 4, "key", "f", folder));
}

static void connect_by_name(const char *file)
{
    struct sockaddr_un address = { .sun_family = AF_UNIX };
    int fd = socket(AF_UNIX, SOCK_STREAM, 0);

    snprintf(address.sun_path, sizeof address.sun_path, "%.100s", file);
    MAKE(connect(fd, (struct sockaddr *)&address, sizeof address));
    MAKE(bind(fd, (struct sockaddr *)&address, sizeof address));
    close(fd);
}

static void pass_on(int fd)
{
    char control[CMSG_SPACE(sizeof fd)] = "", byte = 'x';
    struct iovec data = { &byte, 1 };
    struct msghdr message = { .msg_iov = &data, .msg_iovlen = 1,
                              .msg_control = control, .msg_controllen = sizeof control };
    struct cmsghdr *header = CMSG_FIRSTHDR(&message);
    int pair[2];

    header->cmsg_level = SOL_SOCKET;
    header->cmsg_type = SCM_RIGHTS;
    header->cmsg_len = CMSG_LEN(sizeof fd);
    memcpy(CMSG_DATA(header), &fd, sizeof fd);
    CHECK(socketpair(AF_UNIX, SOCK_STREAM, 0, pair) == 0);
    MAKE(sendmsg(pair[0], &message, 0));
    close(pair[0]);
    close(pair[1]);
}

static void use_descriptor(int fd, int other)
{
    struct pollfd polled[] = { { .fd = other }, { .fd = fd, .events = POLLIN } };
    struct timeval now = { 0 };
    struct epoll_event event = { 0 };
    struct statfs status;
    int epoll = epoll_create1(0), ends[2];
    off_t from = 0, to = 0;
    char bytes[64];
    fd_set set;

    poll(polled, 2, 0);
    poll(polled, 1, 0);
    FD_ZERO(&set);
    FD_SET(fd, &set);
    select(fd + 1, &set, NULL, NULL, &now);
    FD_SET(fd, &set);
    select(fd, &set, NULL, NULL, &now);
    FD_SET(fd, &set);
    select(fd + 1, NULL, NULL, &set, &now);
    FD_ZERO(&set);
    select(fd + 1, NULL, &set, NULL, &now);
    epoll_ctl(epoll, EPOLL_CTL_ADD, fd, &event);
    epoll_wait(epoll, &event, 1, 0);
    MAKE(mmap(NULL, 4096, PROT_READ, MAP_PRIVATE, fd, 0) != MAP_FAILED);
    MAKE(mmap(NULL, 4096, PROT_READ, MAP_PRIVATE | MAP_ANONYMOUS, fd, 0) != MAP_FAILED);
    pass_on(fd);
    CHECK(pipe(ends) == 0);
    MAKE(syscall(SYS_sendfile, ends[1], fd, &from, 3));
    MAKE(syscall(SYS_splice, fd, &from, ends[1], NULL, 3, 0));
    MAKE(syscall(SYS_copy_file_range, other, &from, fd, &to, 1, 0));
    MAKE(fcntl(fd, F_GETFL) + ioctl(fd, TIOCGWINSZ, bytes) + fstatfs(fd, &status));
    MAKE(syscall(SYS_newfstatat, fd, "", &set, AT_EMPTY_PATH));
    MAKE(syscall(SYS_kcmp, getpid(), getpid(), 0, fd, fd));
    MAKE(syscall(SYS_close_range, fd, fd, 0));
    MAKE(read(fd, bytes, 1));
}

static void paths(const char *folder)
{
    char file[300], other[300];
    int descriptor = open(folder, O_RDONLY | O_DIRECTORY);

    CHECK(chdir(folder) == 0);
    snprintf(file, sizeof file, "%s/f", folder);
    snprintf(other, sizeof other, "%s/g", folder);
    use_names(file, other, descriptor);
    connect_by_name(file);
    use_descriptor(open(file, O_RDWR), descriptor);
    unlink(file);
    close(descriptor);
}

/* ---- behind ------------------------------------------------------------------------ */

static uint32_t *low; /* memory that 32-bit calls reach */

static long call_int80(long number, long first, long second, long third, long fourth)
{
    __asm__ volatile("int $0x80"
                     : "+a"(number)
                     : "b"(first), "c"(second), "d"(third), "S"(fourth), "D"(0L)
                     : "memory", "r8", "r9", "r10", "r11");
    return number;
}

static void socketcall(long call, uint32_t first, uint32_t second, uint32_t third)
{
    const uint32_t words[] = { first, second, third, 0, 0, 0 };

    memcpy(low, words, sizeof words);
    call_int80(102, call, (long)low, 0, 0);
}

static void behind(const char *folder)
{
    struct sockaddr_un address = { .sun_family = AF_UNIX, .sun_path = "/no/such/socket" };
    uint32_t where;

    (void)folder;
    low = mmap(NULL, 4096, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_32BIT, -1, 0);
    CHECK(low != MAP_FAILED);
    memcpy(low + 64, &address, sizeof address);
    where = (uint32_t)(uintptr_t)(low + 64);
    close(20);
    socketcall(1, AF_UNIX, SOCK_STREAM, 0);
    socketcall(3, 20, where, sizeof address);
    call_int80(362, 20, where, sizeof address, 0); /* connect by its own number */
    socketcall(9, 20, where, 2);
    socketcall(4, 20, 5, 0);
    call_int80(102, 5, -1, 0, 0); /* arguments that cannot be read */
    call_int80(117, 2, 0x1234, 1, 0600);
    call_int80(117, 23, 0x7777, 4096, 0);
    call_int80(395, 1, 2, 0, 0); /* shmget by its own number */
    call_int80(117, 99, 0, 0, 0);
}

/* ---- data -------------------------------------------------------------------------- */

static void data(const char *folder)
{
    static unsigned char bytes[150001];
    static void *volatile nowhere = (void *)8;
    struct iovec vector[100], three[] = { { bytes, 40000 }, { bytes, 5 }, { bytes + 100, 40000 } };
    int fd = memfd_create("data", 0);

    (void)folder;
    for (size_t i = 0; i < sizeof bytes; i++)
        bytes[i] = (unsigned char)(i * 7 + i / 251);
    for (size_t i = 0; i < 100; i++)
        vector[i] = (struct iovec){ bytes + i, i + 1 };
    CHECK(dup2(fd, 9) == 9);
    CHECK(write(9, bytes, sizeof bytes) == sizeof bytes);
    CHECK(lseek(9, 0, SEEK_SET) == 0);
    CHECK(read(9, bytes, sizeof bytes) == sizeof bytes);
    CHECK(writev(9, three, 3) == 80005);
    CHECK(writev(9, vector, 100) == 5050);
    MAKE(write(9, nowhere, 20));
    three[1].iov_base = nowhere;
    MAKE(writev(9, three + 1, 2));
    close(9);
    MAKE(write(9, bytes, 40));
}

/* ---- lists ------------------------------------------------------------------------- */

static void lists(const char *folder)
{
    static char bytes[1 << 15];
    static unsigned long set[20000 / 64 + 1];
    const struct rlimit many = { 20000, 20000 };
    struct timeval now = { 0 };
    char name[32];
    int fd = open(folder, O_RDONLY | O_DIRECTORY);

    CHECK(fd >= 0 && fchdir(fd) == 0);
    for (int i = 0; i < 900; i++) {
        snprintf(name, sizeof name, "file-of-the-list-%03d", i);
        close(open(name, O_CREAT | O_WRONLY, 0600));
    }
    while (syscall(SYS_getdents64, fd, bytes, sizeof bytes) > 0)
        ;
    if (setrlimit(RLIMIT_NOFILE, &many) < 0)
        return;
    for (int i = 0; i < 20000; i += 1999) {
        dup2(fd, i ? i : 3);
        set[i / 64] |= 1ul << i % 64;
    }
    set[0] = 1ul << 3;
    syscall(SYS_select, 20000, set, NULL, NULL, &now);
}

int main(int argc, char **argv)
{
    static const struct {
        const char *name;
        void (*make)(const char *folder);
    } topics[] = { { "last", last }, { "paths", paths }, { "behind", behind }, { "data", data },
                   { "lists", lists } };

    tracee_begin();
    CHECK(argc > 1);
    syscall(SYS_close_range, 3, ~0u, 0); /* whoever left some open: the numbers count */
    for (size_t i = 0; i < sizeof topics / sizeof topics[0]; i++)
        if (strcmp(topics[i].name, argv[1]) == 0)
            topics[i].make(argc > 2 ? argv[2] : NULL);
    return 0;
}
