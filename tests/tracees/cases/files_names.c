/* Names of files: making, moving, removing, their modes, owners and times. */
#include "files_rows.h"

#include <sys/stat.h>
#include <sys/time.h>
#include <utime.h>

#define A "/nonexistent/a"
#define B "/nonexistent/b"

#ifndef SYS_fchmodat2
#define SYS_fchmodat2 452
#endif

ROW(access_exists,
    "access(\"/nonexistent/a\", F_OK",
    SYS_access, A, F_OK)
ROW(access_all,
    "access(\"/nonexistent/a\", R_OK|W_OK|X_OK",
    SYS_access, A, 7)
ROW(access_unknown,
    "access(\"/nonexistent/a\", 0x18 /* ?_OK */",
    SYS_access, A, 0x18)
ROW(access_minus_one,
    "access(\"/nonexistent/a\", R_OK|W_OK|X_OK|0xfffffff8",
    SYS_access, A, -1)
ROW(faccessat_read,
    "faccessat(-1, \"/nonexistent/a\", R_OK",
    SYS_faccessat, -1, A, R_OK, 0x100)
ROW(faccessat2_flags,
    "faccessat2(AT_FDCWD, \"/nonexistent/a\", W_OK|X_OK, AT_SYMLINK_NOFOLLOW|AT_EACCESS|AT_EMPTY_PATH",
    SYS_faccessat2, AT_FDCWD, A, W_OK | X_OK, 0x1300)
ROW(faccessat2_unknown,
    "faccessat2(AT_FDCWD, \"/nonexistent/a\", F_OK, 0x1 /* AT_??? */",
    SYS_faccessat2, AT_FDCWD, A, 0, 0x1)
ROW(faccessat2_all,
    "faccessat2(AT_FDCWD, \"/nonexistent/a\", F_OK, AT_SYMLINK_NOFOLLOW|AT_EACCESS|AT_EMPTY_PATH|0xffffecff",
    SYS_faccessat2, AT_FDCWD, A, 0, -1)
ROW(link_two,
    "link(\"/nonexistent/a\", \"/nonexistent/b\"",
    SYS_link, A, B)
ROW(link_nowhere,
    "link(0x1230, NULL",
    SYS_link, NOWHERE, 0)
ROW(linkat_flags,
    "linkat(-1, \"/nonexistent/a\", AT_FDCWD, \"/nonexistent/b\", AT_SYMLINK_FOLLOW|AT_EMPTY_PATH",
    SYS_linkat, -1, A, AT_FDCWD, B, AT_SYMLINK_FOLLOW | AT_EMPTY_PATH)
ROW(linkat_unknown,
    "linkat(-1, \"/nonexistent/a\", -2, \"/nonexistent/b\", 0x20 /* AT_??? */",
    SYS_linkat, -1, A, -2, B, 0x20)
ROW(linkat_all,
    "linkat(-1, \"/nonexistent/a\", -2, \"/nonexistent/b\", AT_SYMLINK_NOFOLLOW|AT_REMOVEDIR|AT_SYMLINK_FOLLOW|AT_NO_AUTOMOUNT|AT_EMPTY_PATH|AT_RECURSIVE|0xffff60ff",
    SYS_linkat, -1, A, -2, B, -1)
ROW(rename_two,
    "rename(\"/nonexistent/a\", \"/nonexistent/b\"",
    SYS_rename, A, B)
ROW(renameat_two,
    "renameat(-1, \"/nonexistent/a\", AT_FDCWD, \"/nonexistent/b\"",
    SYS_renameat, -1, A, AT_FDCWD, B)
ROW(renameat2_flags,
    "renameat2(-1, \"/nonexistent/a\", AT_FDCWD, \"/nonexistent/b\", RENAME_NOREPLACE|RENAME_EXCHANGE|RENAME_WHITEOUT",
    SYS_renameat2, -1, A, AT_FDCWD, B, 7)
ROW(renameat2_unknown,
    "renameat2(-1, \"/nonexistent/a\", -2, \"/nonexistent/b\", 0x10 /* RENAME_?? */",
    SYS_renameat2, -1, A, -2, B, 0x10)
ROW(renameat2_zero,
    "renameat2(-1, \"/nonexistent/a\", -2, \"/nonexistent/b\", 0",
    SYS_renameat2, -1, A, -2, B, 0)
ROW(unlink_bad,
    "unlink(\"/nonexistent/a\"",
    SYS_unlink, A)
ROW(unlinkat_dir,
    "unlinkat(-1, \"/nonexistent/a\", AT_REMOVEDIR",
    SYS_unlinkat, -1, A, AT_REMOVEDIR)
ROW(unlinkat_unknown,
    "unlinkat(-1, \"/nonexistent/a\", 0x10 /* AT_??? */",
    SYS_unlinkat, -1, A, 0x10)
ROW(unlinkat_all,
    "unlinkat(-1, \"/nonexistent/a\", AT_SYMLINK_NOFOLLOW|AT_REMOVEDIR|AT_SYMLINK_FOLLOW|AT_NO_AUTOMOUNT|AT_EMPTY_PATH|AT_RECURSIVE|0xffff60ff",
    SYS_unlinkat, -1, A, -1)
ROW(rmdir_bad,
    "rmdir(\"/nonexistent/a\"",
    SYS_rmdir, A)
ROW(mkdir_mode,
    "mkdir(\"/nonexistent/a\", 0755",
    SYS_mkdir, A, 0755)
ROW(mkdir_all,
    "mkdir(\"/nonexistent/a\", 0177777",
    SYS_mkdir, A, -1)
ROW(mkdirat_mode,
    "mkdirat(-1, \"/nonexistent/a\", 01777",
    SYS_mkdirat, -1, A, 01777)
ROW(mknod_fifo,
    "mknod(\"/nonexistent/a\", S_IFIFO|0644",
    SYS_mknod, A, S_IFIFO | 0644, 0)
ROW(mknod_register,
    "mknod(\"/nonexistent/a\", S_IFCHR|0600, makedev(0, 0x1)",
    SYS_mknod, A, S_IFCHR | 0600, 0x200000001)
ROW(mknod_char,
    "mknod(\"/nonexistent/a\", S_IFCHR|0600, makedev(0x5, 0x1)",
    SYS_mknod, A, S_IFCHR | 0600, 0x0501)
ROW(mknod_block,
    "mknod(\"/nonexistent/a\", S_IFBLK|S_ISUID|0600, makedev(0xff0, 0xfff)",
    SYS_mknod, A, S_IFBLK | 04600, 0xfffff00fff0ff)
ROW(mknod_regular,
    "mknod(\"/nonexistent/a\", S_IFREG|0600",
    SYS_mknod, A, S_IFREG | 0600, 5)
ROW(mknod_plain,
    "mknod(\"/nonexistent/a\", 0600",
    SYS_mknod, A, 0600, 5)
ROW(mknod_unknown,
    "mknod(\"/nonexistent/a\", 0170600",
    SYS_mknod, A, 0170000 | 0600, 5)
ROW(mknod_socket,
    "mknod(\"/nonexistent/a\", S_IFSOCK|000",
    SYS_mknod, A, S_IFSOCK, 5)
ROW(mknodat_block,
    "mknodat(-1, \"/nonexistent/a\", S_IFBLK|0600, makedev(0xfff, 0xfffff)",
    SYS_mknodat, -1, A, S_IFBLK | 0600, -1)
ROW(mknodat_fifo,
    "mknodat(-1, \"/nonexistent/a\", S_IFIFO|0600",
    SYS_mknodat, -1, A, S_IFIFO | 0600)
ROW(symlink_two,
    "symlink(\"target\", \"/nonexistent/a\"",
    SYS_symlink, "target", A)
ROW(symlinkat_two,
    "symlinkat(\"target\", -1, \"/nonexistent/a\"",
    SYS_symlinkat, "target", -1, A)
ROW(readlink_bad,
    "readlink(\"/nonexistent/a\", 0x1230, 10",
    SYS_readlink, A, NOWHERE, 10)
ROW(readlinkat_bad,
    "readlinkat(AT_FDCWD, \"/nonexistent/a\", 0x1230, 18446744073709551615",
    SYS_readlinkat, AT_FDCWD, A, NOWHERE, -1)
ROW(chdir_bad,
    "chdir(\"/nonexistent/a\"",
    SYS_chdir, A)
ROW(fchdir_bad,
    "fchdir(-1",
    SYS_fchdir, -1)
ROW(chroot_bad,
    "chroot(\"/nonexistent/a\"",
    SYS_chroot, A)
ROW(pivot_root_bad,
    "pivot_root(\"/nonexistent/a\", \"/nonexistent/b\"",
    SYS_pivot_root, A, B)
ROW(getcwd_small,
    "getcwd(0x1230, 0",
    SYS_getcwd, NOWHERE, 0)
ROW(acct_bad,
    "acct(\"/nonexistent/a\"",
    SYS_acct, A)
ROW_SHOWN(umask_mode, "022", "umask(022", SYS_umask, 022)
ROW(chmod_mode,
    "chmod(\"/nonexistent/a\", 04755",
    SYS_chmod, A, 04755)
ROW(chmod_all,
    "chmod(\"/nonexistent/a\", 0177777",
    SYS_chmod, A, -1)
ROW(fchmod_mode,
    "fchmod(-1, 000",
    SYS_fchmod, -1, 0)
ROW(fchmodat_mode,
    "fchmodat(-1, \"/nonexistent/a\", 0600",
    SYS_fchmodat, -1, A, 0600)
ROW(fchmodat2_flags, "fchmodat2(-1, \"/nonexistent/a\", 0600, AT_SYMLINK_NOFOLLOW", SYS_fchmodat2, -1, A, 0600, 0x100)
ROW(chown_ids,
    "chown(\"/nonexistent/a\", 1000, 0",
    SYS_chown, A, 1000, 0)
ROW(chown_keep,
    "chown(\"/nonexistent/a\", -1, -1",
    SYS_chown, A, -1, -1)
ROW(lchown_ids,
    "lchown(\"/nonexistent/a\", 4294967294, 5",
    SYS_lchown, A, -2, 0x100000005)
ROW(fchown_ids,
    "fchown(-1, 1, 2",
    SYS_fchown, -1, 1, 2)
ROW(fchownat_flags,
    "fchownat(-1, \"/nonexistent/a\", 1, -1, AT_SYMLINK_NOFOLLOW|AT_EMPTY_PATH",
    SYS_fchownat, -1, A, 1, -1, 0x1100)
ROW(fchownat_unknown,
    "fchownat(-1, \"/nonexistent/a\", 1, -1, 0x1 /* AT_??? */",
    SYS_fchownat, -1, A, 1, -1, 0x1)

ROW(utime_null,
    "utime(\"/nonexistent/a\", NULL",
    SYS_utime, A, 0)
ROW_V(utime_times,
    "utime(\"/nonexistent/a\", {actime=1500000000 /* 2017-07-14T02:40:00+0000 */, modtime=-1 /* 1969-12-31T23:59:59+0000 */}",
    "utime(\"/nonexistent/a\", {actime=1500000000 /* 2017-07-14T02:40:00+0000 */, modtime=-1 /* 1969-12-31T23:59:59+0000 */}",
    SYS_utime, A, MEM(struct utimbuf, 1500000000, -1))
ROW(utime_nowhere,
    "utime(\"/nonexistent/a\", 0x1230",
    SYS_utime, A, NOWHERE)
ROW_V(utimes_times,
    "utimes(\"/nonexistent/a\", [{tv_sec=1500000000, tv_usec=123456} /* 2017-07-14T02:40:00.123456+0000 */, {tv_sec=-1, tv_usec=3735928559}]",
    "utimes(\"/nonexistent/a\", [{tv_sec=1500000000, tv_usec=123456} /* 2017-07-14T02:40:00.123456+0000 */, {tv_sec=-1, tv_usec=3735928559}]",
    SYS_utimes, A, ARRAY(struct timeval, {1500000000, 123456}, {-1, 0xdeadbeef}))
ROW(utimes_nowhere,
    "utimes(\"/nonexistent/a\", 0x1230",
    SYS_utimes, A, NOWHERE)
ROW(futimesat_times,
    "futimesat(-1, \"/nonexistent/a\", [{tv_sec=0, tv_usec=0}, {tv_sec=1, tv_usec=1000001}]",
    SYS_futimesat, -1, A, ARRAY(struct timeval, {0, 0}, {1, 1000001}))
ROW(futimesat_null,
    "futimesat(AT_FDCWD, NULL, NULL",
    SYS_futimesat, AT_FDCWD, 0, 0)
ROW_V(utimensat_times,
    "utimensat(AT_FDCWD, \"/nonexistent/a\", [{tv_sec=1500000000, tv_nsec=123456789} /* 2017-07-14T02:40:00.123456789+0000 */, {tv_sec=2, tv_nsec=18446744073709551615}], 0",
    "utimensat(AT_FDCWD, \"/nonexistent/a\", [{tv_sec=1500000000, tv_nsec=123456789} /* 2017-07-14T02:40:00.123456789+0000 */, {tv_sec=2, tv_nsec=18446744073709551615}], 0",
    SYS_utimensat, AT_FDCWD, A, ARRAY(struct timespec, {1500000000, 123456789}, {2, -1}), 0)
ROW(utimensat_omit,
    "utimensat(-1, \"/nonexistent/a\", [UTIME_NOW, UTIME_OMIT], AT_SYMLINK_NOFOLLOW",
    SYS_utimensat, -1, A, ARRAY(struct timespec, {5, 0x3fffffff}, {6, 0x3ffffffe}), 0x100)
ROW(utimensat_both_omitted,
    "utimensat(-1, \"/nonexistent/a\", [UTIME_OMIT, UTIME_OMIT], 0x1 /* AT_??? */",
    SYS_utimensat, -1, A, ARRAY(struct timespec, {5, 0x3ffffffe}, {6, 0x3ffffffe}), 0x1)
ROW(utimensat_both_now,
    "utimensat(-1, \"/nonexistent/a\", [UTIME_NOW, UTIME_NOW], AT_EMPTY_PATH",
    SYS_utimensat, -1, A, ARRAY(struct timespec, {5, 0x3fffffff}, {6, 0x3fffffff}), 0x1000)
ROW(utimensat_null,
    "utimensat(-1, NULL, NULL, AT_SYMLINK_NOFOLLOW|AT_REMOVEDIR|AT_SYMLINK_FOLLOW|AT_NO_AUTOMOUNT|AT_EMPTY_PATH|AT_RECURSIVE|0xffff60ff",
    SYS_utimensat, -1, 0, 0, -1)
ROW(utimensat_nowhere,
    "utimensat(-1, NULL, 0x1230, 0",
    SYS_utimensat, -1, 0, NOWHERE, 0)

CASE(getcwd_gives_a_path)
{
    char path[256];
    long length;

    if (chdir("/tmp") < 0)
        skip_case("no /tmp");
    length = call(SYS_getcwd, path, sizeof path);
    expect(length, "getcwd(\"/tmp\", 256");
    expect(call(SYS_getcwd, path, 2), "getcwd(%s, 2", address(path));
}

CASE(readlink_gives_a_text)
{
    const char *path = scratch("l");
    static const char target[] = "a target that is longer than thirty-two bytes";
    char buffer[128];

    if (symlink(target, path) < 0)
        skip_case("no link");
    expect(call(SYS_readlink, path, buffer, sizeof buffer), "readlink(%s, \"a target that is longer than thi\"..., 128",
           quoted(path));
    expect(call(SYS_readlink, path, buffer, 3), "readlink(%s, \"a t\", 3", quoted(path));
    expect(call(SYS_readlinkat, AT_FDCWD, path, buffer, 40),
           "readlinkat(AT_FDCWD, %s, \"a target that is longer than thi\"..., 40", quoted(path));
}

/* Extended attributes. */
ROW(setxattr_value,
    "setxattr(\"/nonexistent/a\", \"user.name\", \"value\", 6, XATTR_CREATE",
    SYS_setxattr, A, "user.name", "value\0", 6, 1)
ROW(lsetxattr_replace,
    "lsetxattr(\"/nonexistent/a\", \"user.name\", \"v\", 1, XATTR_REPLACE",
    SYS_lsetxattr, A, "user.name", "v", 1, 2)
ROW(fsetxattr_unknown,
    "fsetxattr(-1, \"user.name\", \"\", 0, 0x8 /* XATTR_??? */",
    SYS_fsetxattr, -1, "user.name", "v", 0, 8)
ROW(fsetxattr_null,
    "fsetxattr(-1, NULL, NULL, 5, XATTR_CREATE|XATTR_REPLACE|0xfffffffc",
    SYS_fsetxattr, -1, 0, 0, 5, -1)
ROW(setxattr_nowhere,
    "setxattr(\"/nonexistent/a\", 0x1230, 0x1230, 5, XATTR_CREATE|XATTR_REPLACE",
    SYS_setxattr, A, NOWHERE, NOWHERE, 5, 3)
ROW(setxattr_long,
    "setxattr(\"/nonexistent/a\", \"user.a_name_that_is_longer_than_\"..., \"a value that is longer than thir\"..., 49, 0",
    SYS_setxattr, A, "user.a_name_that_is_longer_than_thirty_two_bytes",
    "a value that is longer than thirty-two bytes, too", 49, 0)
ROW(setxattr_too_long,
    "setxattr(\"/nonexistent/a\", \"user.name\", 0x10001000, 65537, 0",
    SYS_setxattr, A, "user.name", PLACED_TEXT(1, "value"), 65537, 0)
ROW(setxattr_more_than_there_is,
    "setxattr(\"/nonexistent/a\", \"user.name\", \"value\\0\\0\\0\\0\\0\\0\\0\\0\\0\\0\\0\\0\\0\\0\\0\\0\\0\\0\\0\\0\\0\\0\\0\\0\\0\\0\", 65536, 0",
    SYS_setxattr, A, "user.name", PLACED_TEXT(1, "value"), 65536, 0)
CASE(setxattr_with_a_nul)
{
    const char value[] = "exactly thirty-one bytes in all\0 and then more of them";
    long result = call(SYS_setxattr, A, "user.name", value, sizeof value, 0);

    expect(result, "setxattr(\"/nonexistent/a\", \"user.name\", \"exactly thirty-one bytes in all\", %zu, 0", sizeof value);
    result = call(SYS_setxattr, A, "user.name", "abc", 4, 0);
    expect_under("-x", result, "setxattr(\"/nonexistent/a\", \"user.name\", \"\\x61\\x62\\x63\\x00\", 4, 0");
}
ROW(getxattr_bad,
    "getxattr(\"/nonexistent/a\", \"user.name\", 0x1230, 10",
    SYS_getxattr, A, "user.name", NOWHERE, 10)
ROW(lgetxattr_bad,
    "lgetxattr(\"/nonexistent/a\", \"user.name\", NULL, 0",
    SYS_lgetxattr, A, "user.name", 0, 0)
ROW(fgetxattr_bad,
    "fgetxattr(-1, \"user.name\", 0x1230, 18446744073709551615",
    SYS_fgetxattr, -1, "user.name", NOWHERE, -1)
ROW(listxattr_bad,
    "listxattr(\"/nonexistent/a\", 0x1230, 10",
    SYS_listxattr, A, NOWHERE, 10)
ROW(llistxattr_bad,
    "llistxattr(\"/nonexistent/a\", NULL, 0",
    SYS_llistxattr, A, 0, 0)
ROW(flistxattr_bad,
    "flistxattr(-1, 0x1230, 10",
    SYS_flistxattr, -1, NOWHERE, 10)
ROW(removexattr_bad,
    "removexattr(\"/nonexistent/a\", \"user.name\"",
    SYS_removexattr, A, "user.name")
ROW(lremovexattr_bad,
    "lremovexattr(\"/nonexistent/a\", \"user.name\"",
    SYS_lremovexattr, A, "user.name")
ROW(fremovexattr_bad,
    "fremovexattr(-1, \"user.name\"",
    SYS_fremovexattr, -1, "user.name")

CASE(xattrs_of_a_file)
{
    const char *path = scratch("f");
    int fd = open(path, O_RDWR | O_CREAT, 0600);
    char buffer[100];

    if (syscall(SYS_fsetxattr, fd, "user.one", "first\0value", 11, 0) < 0)
        skip_case("no extended attributes here");
    expect(call(SYS_fgetxattr, fd, "user.one", buffer, 100), "fgetxattr(%d, \"user.one\", \"first\\0value\", 100", fd);
    expect(call(SYS_fgetxattr, fd, "user.one", 0, 0), "fgetxattr(%d, \"user.one\", NULL, 0", fd);
    expect(call(SYS_flistxattr, fd, buffer, 100), "flistxattr(%d, \"user.one\\0\", 100", fd);
    expect(call(SYS_flistxattr, fd, buffer, 0), "flistxattr(%d, %s, 0", fd, address(buffer));
}

/* i386: what has 32-bit times. */
ROW_I386(i386_utime,
    "utime(\"/nonexistent/a\", {actime=5 /* 1970-01-01T00:00:05+0000 */, modtime=7 /* 1970-01-01T00:00:07+0000 */}",
    30, LOW_TEXT(A), LOW(int64_t, 0x700000005))
ROW_I386(i386_utimes,
    "utimes(\"/nonexistent/a\", [{tv_sec=5, tv_usec=7} /* 1970-01-01T00:00:05.000007+0000 */, {tv_sec=6, tv_usec=9} /* 1970-01-01T00:00:06.000009+0000 */]",
    271, LOW_TEXT(A), LOW(struct timespec, 0x700000005, 0x900000006))
ROW_I386(i386_utimensat,
    "utimensat(-1, \"/nonexistent/a\", [{tv_sec=5, tv_nsec=7} /* 1970-01-01T00:00:05.000000007+0000 */, UTIME_NOW], 0",
    320, -1, LOW_TEXT(A), LOW(struct timespec, 0x700000005, 0x3fffffff00000006), 0)
ROW_I386(i386_utimensat_time64,
    "utimensat_time64(-1, \"/nonexistent/a\", [{tv_sec=5, tv_nsec=6} /* 1970-01-01T00:00:05.000000006+0000 */, {tv_sec=7, tv_nsec=8} /* 1970-01-01T00:00:07.000000008+0000 */], 0",
    412, -1, LOW_TEXT(A), LOW(struct itimerval, {5, 6}, {7, 8}), 0)
ROW_I386(i386_mknod,
    "mknod(\"/nonexistent/a\", S_IFCHR|0600, makedev(0x5, 0x1)",
    14, LOW_TEXT(A), S_IFCHR | 0600, 0x0501)
ROW_I386(i386_chown,
    "chown(\"/nonexistent/a\", -1, 5",
    182, LOW_TEXT(A), -1, 0x10005)
ROW_I386(i386_chown32,
    "chown32(\"/nonexistent/a\", -1, 65541",
    212, LOW_TEXT(A), -1, 0x10005)
ROW_I386(i386_lchown,
    "lchown(\"/nonexistent/a\", -1, 5",
    16, LOW_TEXT(A), 0xffff, 5)
ROW_I386(i386_fchown,
    "fchown(-1, 65534, 0",
    95, -1, 65534, 65536)
