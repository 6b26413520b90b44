/*
 * shared_names: threads that share their descriptors, and then no longer the current directory.
 *
 *     pread64   of /etc/group, and of /etc/passwd, which another thread put in its place
 *     access    of passwd from /etc, though another thread left for /usr, where it asks for bin
 *
 * What a symbolic link says (symlink of shadow) starts from nowhere, and AT_FDCWD is no descriptor
 * (lseek).
 */
#include <fcntl.h>
#include <pthread.h>
#include <sched.h>
#include <unistd.h>

#include "tracee.h"

static int fd;

static void *replace(void *unused)
{
    (void)unused;
    CHECK(close(fd) == 0);
    CHECK(open("/etc/passwd", O_RDONLY) == fd);
    return NULL;
}

static void *leave(void *unused)
{
    (void)unused;
    CHECK(unshare(CLONE_FS) == 0 && chdir("/usr") == 0);
    CHECK(access("bin", F_OK) == 0);
    return NULL;
}

static void run(void *(*work)(void *))
{
    pthread_t thread;

    CHECK(pthread_create(&thread, NULL, work, NULL) == 0);
    CHECK(pthread_join(thread, NULL) == 0);
}

int main(void)
{
    char byte;

    fd = open("/etc/group", O_RDONLY);
    CHECK(fd >= 0 && pread(fd, &byte, 1, 0) == 1);
    run(replace);
    CHECK(pread(fd, &byte, 1, 0) == 1);
    CHECK(chdir("/etc") == 0 && access("group", F_OK) == 0);
    run(leave);
    CHECK(access("passwd", F_OK) == 0);
    CHECK(symlink("shadow", "/proc/no-such-folder/link") < 0);
    CHECK(lseek(AT_FDCWD, 0, SEEK_CUR) < 0);
    return 0;
}
