/* The commonest calls: what every trace begins with. */
#include "cases.h"

CASE(openat_of_nothing)
{
    expect(call(SYS_openat, AT_FDCWD, "/nonexistent", O_RDONLY | O_CLOEXEC),
           "openat(AT_FDCWD, \"/nonexistent\", O_RDONLY|O_CLOEXEC");
}

CASE(openat_creates)
{
    const char *path = scratch("new \"file\"\n");

    expect(call(SYS_openat, AT_FDCWD, path, O_WRONLY | O_CREAT, 0640),
           "openat(AT_FDCWD, %s, O_WRONLY|O_CREAT, 0640", quoted(path));
}

CASE(openat_of_a_path_at_a_page_end)
{
    char *path = at_page_end("/dev/null", sizeof "/dev/null");
    char *endless = at_page_end("/dev/null", strlen("/dev/null"));

    expect(call(SYS_openat, -1, path, O_RDWR), "openat(-1, \"/dev/null\", O_RDWR");
    expect(call(SYS_openat, -1, endless, O_RDWR), "openat(-1, %s, O_RDWR", address(endless));
    void *nowhere = unreadable();
    expect(call(SYS_openat, -1, nowhere, O_RDWR), "openat(-1, %s, O_RDWR", address(nowhere));
}

CASE(read_of_a_long_buffer)
{
    char bytes[100], buffer[200];
    int fds[2];

    memset(bytes, 'x', sizeof bytes);
    bytes[0] = '\0';
    bytes[1] = '1';
    if (pipe(fds) < 0 || write(fds[1], bytes, sizeof bytes) != sizeof bytes)
        skip_case("no pipe");
    expect(call(SYS_read, fds[0], buffer, sizeof buffer), "read(%d, %s, 200", fds[0],
           quoted_bytes(bytes, sizeof bytes));
    expect(call(SYS_read, -1, buffer, (size_t)-1), "read(-1, %s, 18446744073709551615",
           address(buffer));
}

/* What old calls of i386 say of a folder and of a file system. */
CASE(i386_readdir)
{
    char *path = low_memory(16), *entry = low_memory(300);
    long fd = call_i386(5, strcpy(path, "/dev/fd"), 0x10000, 0);
    long result = call_i386(89, fd, entry, 1);

    if (result != 1)
        skip_case("no entry");
    expect(result, "readdir(%ld, {d_ino=%u, d_off=%u, d_reclen=%u, d_name=%s}", fd,
           *(unsigned *)entry, *(unsigned *)(entry + 4), *(unsigned short *)(entry + 8),
           quoted(entry + 10));
    expect(call_i386(89, -1, entry, 1), "readdir(-1, %s", address(entry));
}
