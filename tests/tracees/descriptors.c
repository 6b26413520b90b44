/* Uses descriptors in each way that changes what they are called. Begins when a byte comes on
 * standard input: until then somebody may attach. */
#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include "tracee.h"

static void use(int fd)
{
    char byte;

    CHECK(pread(fd, &byte, 1, 0) == 1);
}

/* The listener's port is the only thing that a test cannot know: it is written to fd 1. */
static void talk_over_tcp(void)
{
    struct sockaddr_in address = { .sin_family = AF_INET,
                                   .sin_addr.s_addr = htonl(INADDR_LOOPBACK) };
    socklen_t length = sizeof address;
    int listener = socket(AF_INET, SOCK_STREAM, 0);
    int client = socket(AF_INET, SOCK_STREAM, 0);

    CHECK(bind(listener, (struct sockaddr *)&address, sizeof address) == 0);
    CHECK(listen(listener, 1) == 0);
    CHECK(getsockname(listener, (struct sockaddr *)&address, &length) == 0);
    CHECK(connect(client, (struct sockaddr *)&address, sizeof address) == 0);
    CHECK(write(client, "x", 1) == 1);
    CHECK(write(1, &address.sin_port, sizeof address.sin_port) == 2);
    close(listener);
    close(client);
}

int main(void)
{
    int group = open("/etc/group", O_RDONLY), other;
    char byte;

    tracee_begin();
    CHECK(write(1, "r", 1) == 1); /* ready */
    CHECK(read(0, &byte, 1) == 1);
    use(group); /* opened before */
    CHECK(dup2(group, 50) == 50);
    use(50);
    close(group);
    other = open("/etc/passwd", O_RDONLY); /* the same number, another file */
    CHECK(other == group);
    use(other);
    if (tracee_fork() == 0) {
        use(50); /* inherited */
        _exit(0);
    }
    wait(NULL);
    talk_over_tcp();
    return 0;
}
