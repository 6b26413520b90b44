/* Opening files: modes, flags, ways of resolving. */
#include "files_rows.h"

#include <linux/openat2.h>

#define NONE "/nonexistent/file"

ROW(open_read_only,
    "open(\"/nonexistent/file\", O_RDONLY",
    SYS_open, NONE, O_RDONLY, 0777)
ROW(open_all_flags,
    "open(\"/nonexistent/file\", O_ACCMODE|O_CREAT|O_EXCL|O_NOCTTY|O_TRUNC|O_APPEND|O_NONBLOCK|O_SYNC|O_DIRECT|O_LARGEFILE|O_NOFOLLOW|O_NOATIME|O_CLOEXEC|O_PATH|O_TMPFILE|FASYNC|0xff80003c, 0177777",
    SYS_open, NONE, -1, -1)
ROW(open_each_low_flag,
    "open(\"/nonexistent/file\", O_ACCMODE|O_CREAT|O_EXCL|O_NOCTTY|O_TRUNC|O_APPEND|O_NONBLOCK|O_DSYNC, 07777",
    SYS_open, NONE, 03 | 0100 | 0200 | 0400 | 01000 | 02000 | 04000 | 010000, 07777)
ROW(open_each_high_flag,
    "open(\"/nonexistent/file\", O_RDONLY|O_DIRECT|O_LARGEFILE|O_NOFOLLOW|O_NOATIME|O_CLOEXEC|O_DIRECTORY|FASYNC",
    SYS_open, NONE, 020000 | 040000 | 0100000 | 0200000 | 0400000 | 01000000 | 02000000)
ROW(open_sync,
    "open(\"/nonexistent/file\", O_RDONLY|O_SYNC",
    SYS_open, NONE, 04010000)
ROW(open_half_sync,
    "open(\"/nonexistent/file\", O_RDONLY|__O_SYNC",
    SYS_open, NONE, 04000000)
ROW(open_path,
    "open(\"/nonexistent/file\", O_RDONLY|O_NOFOLLOW|O_PATH",
    SYS_open, NONE, O_PATH | O_NOFOLLOW)
ROW(open_temporary,
    "open(\"/nonexistent/file\", O_RDWR|O_TMPFILE, 0600",
    SYS_open, NONE, O_TMPFILE | O_RDWR, 0600)
ROW(open_half_temporary,
    "open(\"/nonexistent/file\", O_RDWR|__O_TMPFILE, 0600",
    SYS_open, NONE, 020000000 | O_RDWR, 0600)
ROW(open_unknown_flags,
    "open(\"/nonexistent/file\", O_RDONLY|0xff800000",
    SYS_open, NONE, 0xff800000)
ROW(open_exec,
    "open(\"/nonexistent/file\", O_WRONLY|0x20",
    SYS_open, NONE, 040 | O_WRONLY)
ROW(open_creates_with_no_mode,
    "open(\"/nonexistent/file\", O_WRONLY|O_CREAT, 000",
    SYS_open, NONE, O_CREAT | O_WRONLY, 0)
ROW(open_creates_with_special_mode,
    "open(\"/nonexistent/file\", O_WRONLY|O_CREAT, 04755",
    SYS_open, NONE, O_CREAT | O_WRONLY, 04755)
ROW(open_null,
    "open(NULL, O_RDONLY",
    SYS_open, 0, 0)
ROW(open_nowhere,
    "open(0x1230, O_RDWR",
    SYS_open, NOWHERE, O_RDWR)
ROW(openat_dirfd_minus_one,
    "openat(-1, \"x\", O_RDONLY|O_NONBLOCK|O_CLOEXEC|O_DIRECTORY",
    SYS_openat, -1, "x", O_DIRECTORY | O_NONBLOCK | O_CLOEXEC)
ROW(openat_dirfd_wide,
    "openat(5, \"x\", O_RDONLY|O_APPEND",
    SYS_openat, 0x1234567800000005, "x", O_APPEND)
ROW(openat_dirfd_cwd_unsigned,
    "openat(AT_FDCWD, \"/nonexistent/file\", O_RDONLY|O_CREAT|O_EXCL|O_TRUNC, 0644",
    SYS_openat, 0xffffff9c, NONE, O_EXCL | O_CREAT | O_TRUNC, 0644)
ROW(openat_empty,
    "openat(AT_FDCWD, \"\", O_RDONLY|O_NOCTTY",
    SYS_openat, AT_FDCWD, "", O_NOCTTY)
ROW(creat_mode,
    "creat(\"/nonexistent/file\", 0644",
    SYS_creat, NONE, 0644)
ROW(creat_all_modes,
    "creat(\"/nonexistent/file\", 0177777",
    SYS_creat, NONE, -1)
ROW(creat_zero,
    "creat(\"/nonexistent/file\", 000",
    SYS_creat, NONE, 0)
ROW(creat_seven,
    "creat(\"/nonexistent/file\", 007",
    SYS_creat, NONE, 7)
ROW(creat_eight,
    "creat(\"/nonexistent/file\", 010",
    SYS_creat, NONE, 010)

ROW(openat2_plain,
    "openat2(AT_FDCWD, \"/nonexistent/file\", {flags=O_RDONLY|O_CLOEXEC, resolve=0}, 24",
    SYS_openat2, AT_FDCWD, NONE, MEM(struct open_how, .flags = O_RDONLY | O_CLOEXEC), 24)
ROW(openat2_all,
    "openat2(-1, \"/nonexistent/file\", {flags=O_RDWR|O_CREAT, mode=0640, resolve=RESOLVE_NO_XDEV|RESOLVE_NO_MAGICLINKS|RESOLVE_NO_SYMLINKS|RESOLVE_BENEATH|RESOLVE_IN_ROOT|RESOLVE_CACHED}, 24",
    SYS_openat2, -1, NONE,
    MEM(struct open_how, .flags = O_CREAT | O_RDWR, .mode = 0640, .resolve = 0x3f), 24)
ROW(openat2_mode_without_creat,
    "openat2(-1, \"/nonexistent/file\", {flags=O_RDWR, mode=0640, resolve=0}, 24",
    SYS_openat2, -1, NONE, MEM(struct open_how, .flags = O_RDWR, .mode = 0640), 24)
ROW(openat2_unknown,
    "openat2(-1, \"/nonexistent/file\", {flags=O_ACCMODE|O_CREAT|O_EXCL|O_NOCTTY|O_TRUNC|O_APPEND|O_NONBLOCK|O_SYNC|O_DIRECT|O_LARGEFILE|O_NOFOLLOW|O_NOATIME|O_CLOEXEC|O_PATH|O_TMPFILE|FASYNC|0xffffffffff80003c, mode=01777777777777777777777, resolve=0xffffffffffffffc0 /* RESOLVE_??? */}, 24",
    SYS_openat2, -1, NONE,
    MEM(struct open_how, .flags = -1, .mode = -1, .resolve = 0xffffffffffffffc0), 24)
ROW(openat2_high_flags,
    "openat2(-1, \"/nonexistent/file\", {flags=O_RDONLY|0xdeadbeef00000000, resolve=RESOLVE_NO_XDEV|RESOLVE_NO_MAGICLINKS|RESOLVE_NO_SYMLINKS|RESOLVE_BENEATH|RESOLVE_IN_ROOT|RESOLVE_CACHED|0xffffffffffffffc0}, 24",
    SYS_openat2, -1, NONE,
    MEM(struct open_how, .flags = 0xdeadbeef00000000, .mode = 0, .resolve = 0xffffffffffffffff), 24)
ROW(openat2_short,
    "openat2(-1, \"/nonexistent/file\", 0x10000000, 8",
    SYS_openat2, -1, NONE, PLACED(0, struct open_how, .flags = 2), 8)
ROW(openat2_size_zero,
    "openat2(-1, \"/nonexistent/file\", 0x10000000, 0",
    SYS_openat2, -1, NONE, PLACED(0, struct open_how, .flags = 2), 0)
ROW(openat2_long_zero,
    "openat2(-1, \"/nonexistent/file\", {flags=O_RDONLY, resolve=0}, 40",
    SYS_openat2, -1, NONE, ARRAY(uint64_t, 0, 0, 0, 0, 0), 40)
ROW(openat2_long,
    "openat2(-1, \"/nonexistent/file\", {flags=O_RDONLY, resolve=0, /* bytes 24..39 */ \"\\x34\\x12\\x00\\x00\\x00\\x00\\x00\\x00\\x00\\x00\\x00\\x00\\x00\\x00\\x00\\x00\"}, 40",
    SYS_openat2, -1, NONE, ARRAY(uint64_t, 0, 0, 0, 0x1234, 0), 40)
ROW(openat2_null,
    "openat2(-1, \"/nonexistent/file\", NULL, 24",
    SYS_openat2, -1, NONE, 0, 24)
ROW(openat2_nowhere,
    "openat2(-1, \"/nonexistent/file\", 0x1230, 24",
    SYS_openat2, -1, NONE, NOWHERE, 24)

ROW_I386(i386_open,
    "open(\"/nonexistent/file\", O_RDWR|O_CREAT, 0600",
    5, LOW_TEXT(NONE), O_RDWR | O_CREAT | O_LARGEFILE, 0600)
ROW_I386(i386_openat,
    "openat(AT_FDCWD, \"/nonexistent/file\", O_RDONLY|O_DIRECTORY",
    295, AT_FDCWD, LOW_TEXT(NONE), O_DIRECTORY)
ROW_I386(i386_creat,
    "creat(\"/nonexistent/file\", 0600",
    8, LOW_TEXT(NONE), 0600)
ROW_I386(i386_openat2,
    "openat2(-1, \"/nonexistent/file\", {flags=O_RDONLY|O_CREAT, mode=0600, resolve=0}, 24",
    437, -1, LOW_TEXT(NONE), LOW(struct open_how, .flags = O_CREAT, .mode = 0600), 24)

/* Descriptors. */
ROW(close_minus_one,
    "close(-1",
    SYS_close, -1)
ROW(close_wide,
    "close(4096",
    SYS_close, 0x100000001000)
ROW(close_range_all_flags,
    "close_range(1000, 100, CLOSE_RANGE_UNSHARE|CLOSE_RANGE_CLOEXEC|0xfffffff9",
    SYS_close_range, 1000, 100, -1)
ROW(close_range_flags,
    "close_range(4294967295, 4294967294, CLOSE_RANGE_UNSHARE|CLOSE_RANGE_CLOEXEC",
    SYS_close_range, -1, -2, 6)
ROW(close_range_bad,
    "close_range(3, 2, 0",
    SYS_close_range, 0x100000003, 2, 0)
ROW(close_range_unknown,
    "close_range(5, 3, 0x9 /* CLOSE_RANGE_??? */",
    SYS_close_range, 5, 3, 0x9)
ROW(dup_minus_one,
    "dup(-1",
    SYS_dup, -1)
ROW(dup2_minus_one,
    "dup2(-1, -2",
    SYS_dup2, -1, -2)
ROW(dup3_flags,
    "dup3(-1, 5, O_CLOEXEC",
    SYS_dup3, -1, 5, O_CLOEXEC)
ROW(dup3_bad_flags,
    "dup3(-1, 5, O_CREAT|O_EXCL|O_NOCTTY|O_TRUNC|O_APPEND|O_NONBLOCK|O_SYNC|O_DIRECT|O_LARGEFILE|O_NOFOLLOW|O_NOATIME|O_CLOEXEC|O_PATH|O_TMPFILE|FASYNC|0xff80003f",
    SYS_dup3, -1, 5, -1)
ROW(dup3_unknown_flags,
    "dup3(-1, 5, 0x8 /* O_??? */",
    SYS_dup3, -1, 5, 0x8)
ROW(dup3_nonblock,
    "dup3(-1, 5, O_NONBLOCK",
    SYS_dup3, -1, 5, O_NONBLOCK)
ROW(pipe_nowhere,
    "pipe(0x1230",
    SYS_pipe, NOWHERE)
ROW(pipe_null,
    "pipe(NULL",
    SYS_pipe, 0)
ROW(pipe2_flags,
    "pipe2(0x1230, O_EXCL|O_NONBLOCK|O_DIRECT|O_CLOEXEC",
    SYS_pipe2, NOWHERE, O_CLOEXEC | O_NONBLOCK | O_DIRECT | O_EXCL)
ROW(pipe2_bad_flags,
    "pipe2(0x1230, O_NOATIME|O_CLOEXEC|O_PATH|O_DIRECTORY|0xde800000",
    SYS_pipe2, NOWHERE, 0xdead0000)
ROW(pipe2_zero,
    "pipe2(0x1230, 0",
    SYS_pipe2, NOWHERE, 0)

CASE(pipe_gives_two)
{
    int fds[2];
    long result = call(SYS_pipe, fds);

    expect(result, "pipe([%d, %d]", fds[0], fds[1]);
    result = call(SYS_pipe2, fds, O_CLOEXEC);
    expect(result, "pipe2([%d, %d], O_CLOEXEC", fds[0], fds[1]);
}
