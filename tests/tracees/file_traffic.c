/*
 * file_traffic DIRECTORY: moves bytes from one file there to another in each way
 * that the kernel has, by duplicates and by a child too, and looks for one that is
 * not there.  It makes the same calls each time.
 */
#include <fcntl.h>
#include <sys/mman.h>
#include <sys/sendfile.h>
#include <sys/uio.h>

#include "tracee.h"

static char buffer[4096];

static void use_in_a_child(int from, int to)
{
    struct iovec parts[2] = { { buffer, 150 }, { buffer + 150, 50 } };
    pid_t child = tracee_fork();

    if (child == 0) {
        CHECK(preadv(from, parts, 2, 0) == 200);
        CHECK(write(to, buffer, 50) == 50);
        _exit(0);
    }
    CHECK(tracee_exit_status(child) == 0);
}

int main(int argc, char *argv[])
{
    int from, to, ends[2], duplicate;

    tracee_begin();
    CHECK(argc == 2 && chdir(argv[1]) == 0);
    from = open("from", O_RDWR | O_CREAT | O_TRUNC, 0600);
    CHECK(write(from, buffer, sizeof buffer) == sizeof buffer);
    close(from);

    from = open("from", O_RDONLY | O_CLOEXEC);
    to = open("to", O_WRONLY | O_CREAT | O_TRUNC, 0600);
    CHECK(pipe(ends) == 0);
    CHECK(sendfile(to, from, NULL, 1000) == 1000);
    CHECK(splice(from, NULL, ends[1], NULL, 500, 0) == 500);
    CHECK(splice(ends[0], NULL, to, NULL, 500, 0) == 500);
    CHECK(copy_file_range(from, NULL, to, NULL, 300, 0) == 300);
    duplicate = dup(from);
    close(from);
    CHECK(pread(duplicate, buffer, 100, 0) == 100);
    use_in_a_child(duplicate, to);
    CHECK(mmap(NULL, sizeof buffer, PROT_READ, MAP_PRIVATE, duplicate, 0) != MAP_FAILED);
    CHECK(openat(AT_FDCWD, "missing", O_RDONLY) == -1);
    return 0;
}
