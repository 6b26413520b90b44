/* Calls of i386 on files, by their numbers of asm/unistd_32.h: what differs from x86-64 is the width of
 * words, pointers and times. */
#include "files_rows.h"

#include <linux/quota.h>

ROW_I386(i386_write, "write(-1, \"hello\\n\", 6", 4, -1, LOW_TEXT("hello\n"), 6)
ROW_I386(i386_write_huge, "write(-1, 0x1230, 18446744073709551615", 4, -1, NOWHERE, -1)
ROW_I386(i386_close, "close(-1", 6, -1)
ROW_I386(i386_link, "link(\"/nonexistent\", \"/nonexistent/2\"",
         9, LOW_TEXT("/nonexistent"), LOW_TEXT("/nonexistent/2"))
ROW_I386(i386_unlink, "unlink(\"/nonexistent\"", 10, LOW_TEXT("/nonexistent"))
ROW_I386(i386_unlink_nowhere, "unlink(0x1230", 10, NOWHERE)
ROW_I386(i386_chdir, "chdir(\"/nonexistent\"", 12, LOW_TEXT("/nonexistent"))
ROW_I386(i386_chmod, "chmod(\"/nonexistent\", 0107777", 15, LOW_TEXT("/nonexistent"), 0107777)
ROW_I386(i386_oldfstat, "oldfstat(-1, 0x1230", 28, -1, NOWHERE)
ROW_I386(i386_access, "access(\"/nonexistent\", R_OK|X_OK", 33, LOW_TEXT("/nonexistent"), R_OK | X_OK)
ROW_I386(i386_rename, "rename(\"/nonexistent\", \"/nonexistent/2\"",
         38, LOW_TEXT("/nonexistent"), LOW_TEXT("/nonexistent/2"))
ROW_I386(i386_mkdir, "mkdir(\"/nonexistent/2\", 01777", 39, LOW_TEXT("/nonexistent/2"), 01777)
ROW_I386(i386_rmdir, "rmdir(\"/nonexistent\"", 40, LOW_TEXT("/nonexistent"))
ROW_I386(i386_dup, "dup(-1", 41, -1)
ROW_I386(i386_pipe_nowhere, "pipe(0x1230", 42, NOWHERE)
ROW_I386(i386_acct, "acct(0x1230", 51, NOWHERE)
ROW_I386(i386_umount2, "umount2(\"/nonexistent\", MNT_FORCE|0x10", 52, LOW_TEXT("/nonexistent"), 1 | 0x10)
ROW_I386_SHOWN(i386_umask, "022", "umask(022", 60, 022)
ROW_I386(i386_chroot, "chroot(\"/nonexistent\"", 61, LOW_TEXT("/nonexistent"))
ROW_I386(i386_ustat, "ustat(makedev(0, 0), 0x1230", 62, 0, NOWHERE)
ROW_I386(i386_dup2, "dup2(-1, -1", 63, -1, -1)
ROW_I386(i386_symlink, "symlink(\"/nonexistent\", \"/nonexistent/2\"",
         83, LOW_TEXT("/nonexistent"), LOW_TEXT("/nonexistent/2"))
ROW_I386(i386_oldlstat, "oldlstat(\"/nonexistent\", 0x1230", 84, LOW_TEXT("/nonexistent"), NOWHERE)
ROW_I386(i386_readlink, "readlink(\"/nonexistent\", 0x1230, 4096",
         85, LOW_TEXT("/nonexistent"), NOWHERE, 4096)
ROW_I386(i386_readlink_self, "readlink(\"/proc/self/ns/nonexistent\", 0x1230, 18446744073709551615",
         85, LOW_TEXT("/proc/self/ns/nonexistent"), NOWHERE, -1)
ROW_I386(i386_uselib, "uselib(\"/nonexistent\"", 86, LOW_TEXT("/nonexistent"))
ROW_I386(i386_swapon, "swapon(0x1230, SWAP_FLAG_PREFER|1", 87, NOWHERE, 0x8001)
ROW_I386(i386_fchmod, "fchmod(-1, 0600", 94, -1, 0600)
ROW_I386(i386_statfs, "statfs(\"/nonexistent\", 0x1230", 99, LOW_TEXT("/nonexistent"), NOWHERE)
ROW_I386(i386_fstatfs, "fstatfs(-1, 0x1230", 100, -1, NOWHERE)
ROW_I386(i386_stat, "stat(\"/nonexistent\", 0x1230", 106, LOW_TEXT("/nonexistent"), NOWHERE)
ROW_I386(i386_lstat, "lstat(\"/nonexistent\", 0x1230", 107, LOW_TEXT("/nonexistent"), NOWHERE)
ROW_I386(i386_swapoff, "swapoff(0x1230", 115, NOWHERE)
ROW_I386(i386_fsync, "fsync(-1", 118, -1)
ROW_I386(i386_quotactl, "quotactl(QCMD(Q_GETFMT, USRQUOTA), \"/nonexistent\", 0x1230",
         131, QCMD(Q_GETFMT, USRQUOTA), LOW_TEXT("/nonexistent"), 0, NOWHERE)
ROW_I386(i386_quotactl_set, "quotactl(QCMD(Q_SETINFO, GRPQUOTA), \"/nonexistent\", 0x1230",
         131, QCMD(Q_SETINFO, GRPQUOTA), LOW_TEXT("/nonexistent"), 0, NOWHERE)
ROW_I386(i386_fchdir, "fchdir(-1", 133, -1)
ROW_I386(i386_sysfs_index, "sysfs(0x1, 0x10001000, 0", 135, 1, PLACED_TEXT(1, "nonexistent"))
ROW_I386(i386_sysfs_name, "sysfs(0x2, 0x3e7, 0x1230", 135, 2, 999, NOWHERE)
ROW_I386(i386_sysfs_count, "sysfs(0x4, 0, 0", 135, 4, 0, 0)
ROW_I386(i386_getdents, "getdents(-1, 0x1230, 1024", 141, -1, NOWHERE, 1024)
ROW_I386(i386_flock, "flock(-1, LOCK_EX|LOCK_NB", 143, -1, 2 | 4)
ROW_I386(i386_readv, "readv(-1, [{iov_base=0x1230, iov_len=5}, {iov_base=0x1240, iov_len=4294967295}], 2",
         145, -1, LOW_WORDS(0x1230, 5, 0x1240, 0xffffffff), 2)
ROW_I386(i386_readv_nowhere, "readv(-1, 0x1230, 2", 145, -1, NOWHERE, 2)
ROW_I386(i386_readv_huge,
         "readv(-1, [{iov_base=0x1230, iov_len=0}, {iov_base=NULL, iov_len=0}, {iov_base=NULL, iov_len=0}, {iov_base=NULL, iov_len=0}, {iov_base=NULL, iov_len=0}, {iov_base=NULL, iov_len=0}, {iov_base=NULL, iov_len=0}, {iov_base=NULL, iov_len=0}, {iov_base=NULL, iov_len=0}, {iov_base=NULL, iov_len=0}, {iov_base=NULL, iov_len=0}, {iov_base=NULL, iov_len=0}, {iov_base=NULL, iov_len=0}, {iov_base=NULL, iov_len=0}, {iov_base=NULL, iov_len=0}, {iov_base=NULL, iov_len=0}, {iov_base=NULL, iov_len=0}, {iov_base=NULL, iov_len=0}, {iov_base=NULL, iov_len=0}, {iov_base=NULL, iov_len=0}, {iov_base=NULL, iov_len=0}, {iov_base=NULL, iov_len=0}, {iov_base=NULL, iov_len=0}, {iov_base=NULL, iov_len=0}, {iov_base=NULL, iov_len=0}, {iov_base=NULL, iov_len=0}, {iov_base=NULL, iov_len=0}, {iov_base=NULL, iov_len=0}, {iov_base=NULL, iov_len=0}, {iov_base=NULL, iov_len=0}, {iov_base=NULL, iov_len=0}, {iov_base=NULL, iov_len=0}, ...], 2000000000",
         145, -1, PLACED(1, uint32_t, 0x1230), 2000000000)
ROW_I386(i386_fdatasync, "fdatasync(-1", 148, -1)
ROW_I386(i386_sysctl, "_sysctl(0x1230", 149, NOWHERE)
ROW_I386(i386_getcwd, "getcwd(0x1230, 4096", 183, NOWHERE, 4096)
ROW_I386(i386_getcwd_short, "getcwd(0x1230, 0", 183, NOWHERE, 0)
ROW_I386(i386_lstat64, "lstat64(\"/nonexistent\", 0x1230", 196, LOW_TEXT("/nonexistent"), NOWHERE)
ROW_I386(i386_fstat64, "fstat64(-1, 0x1230", 197, -1, NOWHERE)
ROW_I386(i386_lchown32, "lchown32(\"/nonexistent\", -1, 65536", 198, LOW_TEXT("/nonexistent"), -1, 65536)
ROW_I386(i386_fchown32, "fchown32(-1, 65536, -1", 207, -1, 65536, -1)
ROW_I386(i386_pivot_root, "pivot_root(0x1230, 0x1230", 217, NOWHERE, NOWHERE)
ROW_I386(i386_getdents64, "getdents64(-1, 0x1230, 4294967295", 220, -1, NOWHERE, -1)
ROW_I386(i386_setxattr, "setxattr(\"/nonexistent\", \"user.a\", \"b\\0c\", 4, XATTR_CREATE",
         226, LOW_TEXT("/nonexistent"), LOW_TEXT("user.a"), LOW_TEXT("b\0c"), 4, 1)
ROW_I386(i386_lsetxattr, "lsetxattr(\"/nonexistent\", \"user.a\", 0x1230, 4, XATTR_REPLACE",
         227, LOW_TEXT("/nonexistent"), LOW_TEXT("user.a"), NOWHERE, 4, 2)
ROW_I386(i386_fsetxattr, "fsetxattr(-1, \"user.a\", 0x10001000, 18446744073709551615, 0x4 /* XATTR_??? */",
         228, -1, LOW_TEXT("user.a"), PLACED_TEXT(1, "b"), -1, 4)
ROW_I386(i386_getxattr, "getxattr(\"/nonexistent\", \"user.a\", 0x1230, 0",
         229, LOW_TEXT("/nonexistent"), LOW_TEXT("user.a"), NOWHERE, 0)
ROW_I386(i386_lgetxattr, "lgetxattr(\"/nonexistent\", 0x1230, NULL, 1",
         230, LOW_TEXT("/nonexistent"), NOWHERE, NULL, 1)
ROW_I386(i386_fgetxattr, "fgetxattr(-1, \"user.a\", 0x1230, 18446744073709551615",
         231, -1, LOW_TEXT("user.a"), NOWHERE, -1)
ROW_I386(i386_listxattr, "listxattr(\"/nonexistent\", 0x1230, 256",
         232, LOW_TEXT("/nonexistent"), NOWHERE, 256)
ROW_I386(i386_llistxattr, "llistxattr(\"/nonexistent\", NULL, 0", 233, LOW_TEXT("/nonexistent"), NULL, 0)
ROW_I386(i386_flistxattr, "flistxattr(-1, 0x1230, 18446744073709551615", 234, -1, NOWHERE, -1)
ROW_I386(i386_removexattr, "removexattr(\"/nonexistent\", \"user.a\"",
         235, LOW_TEXT("/nonexistent"), LOW_TEXT("user.a"))
ROW_I386(i386_lremovexattr, "lremovexattr(\"/nonexistent\", 0x1230", 236, LOW_TEXT("/nonexistent"), NOWHERE)
ROW_I386(i386_fremovexattr, "fremovexattr(-1, \"user.a\"", 237, -1, LOW_TEXT("user.a"))
ROW_I386(i386_io_setup, "io_setup(1, 0x1230", 245, 1, NOWHERE)
ROW_I386(i386_io_setup_many, "io_setup(4294967295, 0x10001000", 245, -1, PLACED(1, uint32_t, 0))
ROW_I386(i386_io_destroy, "io_destroy(0x1230", 246, 0x1230)
ROW_I386(i386_io_getevents, "io_getevents(0x1230, 1, -1, 0x1230, {tv_sec=1, tv_nsec=2}",
         247, 0x1230, 1, -1, NOWHERE, LOW_WORDS(1, 2))
ROW_I386(i386_io_submit, "io_submit(0x1230, 2, 0x1230", 248, 0x1230, 2, NOWHERE)
ROW_I386(i386_io_submit_none, "io_submit(0x1230, -1, NULL", 248, 0x1230, -1, NULL)
ROW_I386(i386_io_cancel, "io_cancel(0x1230, 0x1230, 0x1230", 249, 0x1230, NOWHERE, NOWHERE)
ROW_I386(i386_lookup_dcookie, "lookup_dcookie(4600387192, 0x1230, 4096", 253, 0x12345678, 0x1, NOWHERE, 4096)
ROW_I386(i386_epoll_create, "epoll_create(-1", 254, -1)
ROW_I386(i386_epoll_wait, "epoll_wait(-1, 0x1230, 2, -1", 256, -1, NOWHERE, 2, -1)
ROW_I386(i386_inotify_add_watch, "inotify_add_watch(-1, \"/nonexistent\", IN_MODIFY|IN_ONESHOT",
         292, -1, LOW_TEXT("/nonexistent"), 0x80000002)
ROW_I386(i386_inotify_rm_watch, "inotify_rm_watch(-1, 7", 293, -1, 7)
ROW_I386(i386_mkdirat, "mkdirat(AT_FDCWD, \"/nonexistent/2\", 000",
         296, AT_FDCWD, LOW_TEXT("/nonexistent/2"), 0)
ROW_I386(i386_mknodat, "mknodat(-1, \"nonexistent/2\", S_IFCHR|0666, makedev(0x5, 0x1)",
         297, -1, LOW_TEXT("nonexistent/2"), 0020666, 0x501)
ROW_I386(i386_fchownat, "fchownat(AT_FDCWD, \"/nonexistent\", -1, 5, AT_EMPTY_PATH",
         298, AT_FDCWD, LOW_TEXT("/nonexistent"), -1, 5, AT_EMPTY_PATH)
ROW_I386(i386_futimesat,
         "futimesat(AT_FDCWD, \"/nonexistent\", [{tv_sec=1, tv_usec=2} /* 1970-01-01T00:00:01.000002+0000 */, {tv_sec=-1, tv_usec=4} /* 1969-12-31T23:59:59.000004+0000 */]",
         299, AT_FDCWD, LOW_TEXT("/nonexistent"), LOW_WORDS(1, 2, 0xffffffff, 4))
ROW_I386(i386_futimesat_nowhere, "futimesat(-1, NULL, 0x1230", 299, -1, NULL, NOWHERE)
ROW_I386(i386_unlinkat, "unlinkat(AT_FDCWD, \"/nonexistent\", AT_REMOVEDIR",
         301, AT_FDCWD, LOW_TEXT("/nonexistent"), AT_REMOVEDIR)
ROW_I386(i386_renameat, "renameat(AT_FDCWD, \"/nonexistent\", -1, \"b\"",
         302, AT_FDCWD, LOW_TEXT("/nonexistent"), -1, LOW_TEXT("b"))
ROW_I386(i386_linkat, "linkat(-1, \"a\", AT_FDCWD, \"b\", AT_SYMLINK_FOLLOW",
         303, -1, LOW_TEXT("a"), AT_FDCWD, LOW_TEXT("b"), AT_SYMLINK_FOLLOW)
ROW_I386(i386_symlinkat, "symlinkat(\"a\", -1, \"b\"", 304, LOW_TEXT("a"), -1, LOW_TEXT("b"))
ROW_I386(i386_readlinkat, "readlinkat(-1, \"a\", 0x1230, 5", 305, -1, LOW_TEXT("a"), NOWHERE, 5)
ROW_I386(i386_fchmodat, "fchmodat(-1, \"a\", 0644", 306, -1, LOW_TEXT("a"), 0644)
ROW_I386(i386_faccessat, "faccessat(-1, \"a\", F_OK", 307, -1, LOW_TEXT("a"), F_OK)
ROW_I386(i386_ppoll, "ppoll([{fd=-1}], 1, {tv_sec=0, tv_nsec=1}, [USR1], 4",
         309, LOW_WORDS(0xffffffff, 0x10001), 1, LOW_WORDS(0, 1), LOW_WORDS(0x200, 0), 4)
ROW_I386(i386_ppoll_nowhere, "ppoll(0x1230, 1, 0x1230, 0x1230, 8", 309, NOWHERE, 1, NOWHERE, NOWHERE, 8)
ROW_I386(i386_splice, "splice(-1, [5], -1, [-1], 6, SPLICE_F_MOVE|SPLICE_F_MORE",
         313, -1, LOW_LONGS(5), -1, LOW_LONGS(-1), 6, 1 | 4)
ROW_I386(i386_splice_nowhere, "splice(-1, 0x1230, -1, NULL, 18446744073709551615, 0x10 /* SPLICE_F_??? */",
         313, -1, NOWHERE, -1, NULL, -1, 0x10)
ROW_I386(i386_tee, "tee(-1, -1, 18446744073709551615, SPLICE_F_NONBLOCK", 315, -1, -1, -1, 2)
ROW_I386(i386_vmsplice, "vmsplice(-1, [{iov_base=0x1230, iov_len=5}], 1, SPLICE_F_GIFT",
         316, -1, LOW_WORDS(0x1230, 5), 1, 8)
ROW_I386(i386_vmsplice_nowhere, "vmsplice(-1, 0x1230, 1, SPLICE_F_GIFT", 316, -1, NOWHERE, 1, 8)
ROW_I386(i386_epoll_pwait, "epoll_pwait(-1, 0x1230, 2, 0, 0x10001000, 8",
         319, -1, NOWHERE, 2, 0, PLACED(1, uint32_t[2], 0x200, 0x80000000), 8)
ROW_I386(i386_signalfd, "signalfd(-1, [USR1], 4", 321, -1, LOW_WORDS(0x200, 0), 4)
ROW_I386(i386_timerfd_create, "timerfd_create(0x63 /* CLOCK_??? */, TFD_CLOEXEC", 322, 99, 02000000)
ROW_I386(i386_timerfd_gettime, "timerfd_gettime(-1, 0x1230", 326, -1, NOWHERE)
ROW_I386(i386_signalfd4, "signalfd4(-2, [USR1 RT_1], 8, SFD_CLOEXEC|SFD_NONBLOCK",
         327, -2, LOW_WORDS(0x200, 1), 8, 02004000)
ROW_I386(i386_signalfd4_nowhere, "signalfd4(-1, 0x1230, 8, 0", 327, -1, NOWHERE, 8, 0)
ROW_I386(i386_eventfd2, "eventfd2(5, 0x10 /* EFD_??? */", 328, 5, 0x10)
ROW_I386(i386_epoll_create1, "epoll_create1(0x10 /* EPOLL_??? */", 329, 0x10)
ROW_I386(i386_dup3, "dup3(-1, -1, O_CLOEXEC", 330, -1, -1, 02000000)
ROW_I386(i386_pipe2, "pipe2(0x1230, O_NONBLOCK|O_CLOEXEC", 331, NOWHERE, 02004000)
ROW_I386(i386_inotify_init1, "inotify_init1(0x10 /* IN_??? */", 332, 0x10)
ROW_I386(i386_pwritev, "pwritev(-1, [{iov_base=0x1230, iov_len=5}], 1, 4294967303",
         334, -1, LOW_WORDS(0x1230, 5), 1, 7, 1)
ROW_I386(i386_fanotify_init, "fanotify_init(0xc /* FAN_CLASS_??? */|0x80000000 /* FAN_??? */, O_RDWR",
         338, 0xc | 0x80000000, 02)
ROW_I386(i386_name_to_handle_at, "name_to_handle_at(-1, \"a\", {handle_bytes=128}, 0x1230, AT_EMPTY_PATH",
         341, -1, LOW_TEXT("a"), LOW_WORDS(128, 0), NOWHERE, 0x1000)
ROW_I386(i386_open_by_handle_at,
         "open_by_handle_at(-1, {handle_bytes=8, handle_type=1, f_handle=\"\\x44\\x33\\x22\\x11\\x88\\x77\\x66\\x55\"}, O_RDONLY",
         342, -1, LOW_WORDS(8, 1, 0x11223344, 0x55667788), O_RDONLY)
ROW_I386(i386_open_by_handle_at_nowhere, "open_by_handle_at(-1, 0x1230, O_RDONLY", 342, -1, NOWHERE, O_RDONLY)
ROW_I386(i386_syncfs, "syncfs(-1", 344, -1)
ROW_I386(i386_renameat2, "renameat2(-1, \"a\", -1, \"b\", RENAME_NOREPLACE|RENAME_EXCHANGE",
         353, -1, LOW_TEXT("a"), -1, LOW_TEXT("b"), 3)
ROW_I386(i386_memfd_create, "memfd_create(0x1230, MFD_CLOEXEC|MFD_ALLOW_SEALING", 356, NOWHERE, 3)
ROW_I386(i386_memfd_create_sizes, "memfd_create(\"a\", 0x40 /* MFD_??? */|21<<MFD_HUGE_SHIFT",
         356, LOW_TEXT("a"), 21 << 26 | 0x40)
ROW_I386(i386_copy_file_range, "copy_file_range(-1, [1], -1, [-1], 5, 1",
         377, -1, LOW_LONGS(1), -1, LOW_LONGS(-1), 5, 1)
ROW_I386(i386_preadv2, "preadv2(-1, [{iov_base=0x1230, iov_len=5}], 1, -1, RWF_HIPRI",
         378, -1, LOW_WORDS(0x1230, 5), 1, -1, -1, 1)
ROW_I386(i386_statx,
         "statx(AT_FDCWD, \"/nonexistent\", AT_STATX_SYNC_AS_STAT|AT_SYMLINK_NOFOLLOW, STATX_BASIC_STATS, 0x1230",
         383, AT_FDCWD, LOW_TEXT("/nonexistent"), AT_SYMLINK_NOFOLLOW, 0x7ff, NOWHERE)
ROW_I386(i386_io_pgetevents, "io_pgetevents(0x1230, 1, 2, 0x1230, {tv_sec=1, tv_nsec=2}, 0x1230",
         385, 0x1230, 1, 2, NOWHERE, LOW_WORDS(1, 2), NOWHERE)
ROW_I386(i386_io_pgetevents_time64, "io_pgetevents_time64(0x1230, 1, 2, 0x1230, {tv_sec=1, tv_nsec=2}, NULL",
         416, 0x1230, 1, 2, NOWHERE, LOW_LONGS(1, 2), NULL)
