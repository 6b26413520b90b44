/*
 * Something for each filter, in an order that a test can count: futex calls, reads of
 * one file, opens that fail, a child that opens a file that is not there.
 */
#include <linux/futex.h>
#include <unistd.h>

#include "tracee.h"

#define FUTEX_ROUNDS 12
#define READ_ROUNDS  5

static void wake_nobody(void)
{
    static int word;

    for (int i = 0; i < FUTEX_ROUNDS; i++)
        CHECK(syscall(SYS_futex, &word, FUTEX_WAKE_PRIVATE, 1, NULL, NULL, 0) == 0);
}

static void read_zeros(void)
{
    char bytes[64];
    int fd = open("/dev/zero", O_RDONLY);

    CHECK(fd >= 0);
    for (int i = 0; i < READ_ROUNDS; i++)
        CHECK(read(fd, bytes, sizeof(bytes)) == (ssize_t)sizeof(bytes));
    close(fd);
}

static void open_nothing(const char *path)
{
    CHECK(open(path, O_RDONLY) < 0 && errno == ENOENT);
}

int main(void)
{
    pid_t child;

    tracee_begin();
    wake_nobody();
    read_zeros();
    open_nothing("/etc/medley.first");
    open_nothing("/etc/medley.second");
    child = tracee_fork();
    if (child == 0) {
        open_nothing("/etc/medley.child");
        for (int i = 0; i < READ_ROUNDS; i++)
            syscall(SYS_getppid);
        _exit(0);
    }
    CHECK(waitpid(child, NULL, 0) == child);
    wake_nobody();
    return 0;
}
