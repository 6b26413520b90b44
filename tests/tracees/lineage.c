/*
 * lineage: descriptors in each way that makes another number, or another file, of
 * one.  Each number of the file is read at an offset of its own (pread64), which is
 * how a test tells the reads apart:
 *
 *     1000   fd, as opened           2000  its duplicate        3000  inherited by a child
 *     4000   received in a message   5000  after an exec, which closes fd and keeps the duplicate
 *     9000   the number of fd, which is another file by then
 */
#include <errno.h>
#include <sys/socket.h>
#include <unistd.h>

#include "tracee.h"

static void use(int fd, off_t offset)
{
    char byte;

    CHECK(pread(fd, &byte, 1, offset) >= 0);
}

/* Send a descriptor, or receive one (fd -1). */
static int pass(int socket, int fd)
{
    union {
        struct cmsghdr header;
        char bytes[CMSG_SPACE(sizeof(int))];
    } control = { .header = { CMSG_LEN(sizeof(int)), SOL_SOCKET, SCM_RIGHTS } };
    char byte = 'x';
    struct iovec vector = { &byte, 1 };
    struct msghdr message = { .msg_iov = &vector, .msg_iovlen = 1, .msg_control = &control,
                              .msg_controllen = sizeof control };

    if (fd >= 0) {
        memcpy(CMSG_DATA(&control.header), &fd, sizeof fd);
        CHECK(sendmsg(socket, &message, 0) == 1);
        return fd;
    }
    CHECK(recvmsg(socket, &message, 0) == 1);
    memcpy(&fd, CMSG_DATA(&control.header), sizeof fd);
    return fd;
}

static void be_child(int fd, int duplicate, const int sockets[2])
{
    use(fd, 3000);
    close(fd);
    close(duplicate);
    int received = pass(sockets[1], -1);
    use(received, 4000);
    _exit(0);
}

int main(int argc, char *argv[])
{
    int sockets[2], fd, duplicate, pipe_ends[2];
    char number[16];

    if (argc == 2) {
        use(atoi(argv[1]), 5000);
        return 0;
    }
    tracee_begin();
    CHECK(socketpair(AF_UNIX, SOCK_STREAM, 0, sockets) == 0);
    fd = open("/etc/passwd", O_RDONLY | O_CLOEXEC);
    use(fd, 1000);
    duplicate = fcntl(fd, F_DUPFD, 40);
    use(duplicate, 2000);
    pid_t child = tracee_fork();
    if (child == 0)
        be_child(fd, duplicate, sockets);
    pass(sockets[0], duplicate);
    CHECK(tracee_exit_status(child) == 0);
    close(fd);
    CHECK(open("/etc/group", O_RDONLY) == fd);
    use(fd, 9000);
    close(fd);
    CHECK(pipe(pipe_ends) == 0 && pipe_ends[0] == fd); /* the number once more */
    CHECK(write(pipe_ends[1], "x", 1) == 1 && read(fd, number, 1) == 1);
    snprintf(number, sizeof number, "%d", duplicate);
    execl("/proc/self/exe", "lineage", number, (char *)NULL);
    CHECK(!"executed");
}
