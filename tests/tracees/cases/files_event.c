/* Descriptors that tell of something: of counts, signals, changes of files, faults of pages. */
#include "files_rows.h"

ROW(eventfd2_flags,
    "eventfd2(5, EFD_SEMAPHORE|EFD_CLOEXEC|EFD_NONBLOCK|0xfff7f7fe",
    SYS_eventfd2, 5, -1)
ROW(eventfd2_unknown,
    "eventfd2(4294967295, 0x10 /* EFD_??? */",
    SYS_eventfd2, -1, 0x10)
ROW(signalfd_bad,
    "signalfd(-2, [INT], 8",
    SYS_signalfd, -2, MEM(uint64_t, 2), 8)
ROW(signalfd4_flags,
    "signalfd4(-2, [INT QUIT RT_1], 8, SFD_CLOEXEC|SFD_NONBLOCK|0x10",
    SYS_signalfd4, -2, MEM(uint64_t, 0x100000006), 8, O_NONBLOCK | O_CLOEXEC | 0x10)
ROW(signalfd4_unknown,
    "signalfd4(-2, 0x1230, 8, 0x10 /* SFD_??? */",
    SYS_signalfd4, -2, NOWHERE, 8, 0x10)
ROW(signalfd4_size,
    "signalfd4(-2, 0x10000000, 4, 0",
    SYS_signalfd4, -2, PLACED(0, uint64_t, 0x100000006), 4, 0)
ROW(memfd_create_flags,
    "memfd_create(0x1230, MFD_CLOEXEC|MFD_ALLOW_SEALING|MFD_HUGETLB|MFD_NOEXEC_SEAL|MFD_EXEC",
    SYS_memfd_create, NOWHERE, 0x1f)
ROW(memfd_create_unknown,
    "memfd_create(\"name\", 0x2000 /* MFD_??? */",
    SYS_memfd_create, "name", 0x2000)
ROW(memfd_create_huge,
    "memfd_create(0x1230, MFD_HUGETLB|21<<MFD_HUGE_SHIFT",
    SYS_memfd_create, NOWHERE, 4 | 21u << 26)
ROW(memfd_create_huge_unknown,
    "memfd_create(0x1230, MFD_HUGETLB|63<<MFD_HUGE_SHIFT",
    SYS_memfd_create, NOWHERE, 4 | 0x3fu << 26)
ROW(memfd_create_long,
    "memfd_create(\"a name of more bytes than the th\"..., 0x8000 /* MFD_??? */",
    SYS_memfd_create, "a name of more bytes than the thirty-two that are shown", 0x8000)
ROW(memfd_secret_unknown,
    "memfd_secret(O_CLOEXEC|0xfff7ffff",
    SYS_memfd_secret, -1)
ROW(memfd_secret_cloexec,
    "memfd_secret(O_CLOEXEC|0x1",
    SYS_memfd_secret, O_CLOEXEC | 1)
ROW(userfaultfd_flags,
    "userfaultfd(O_NONBLOCK|O_CLOEXEC|0x2",
    SYS_userfaultfd, O_NONBLOCK | O_CLOEXEC | 2)
ROW(userfaultfd_user_mode,
    "userfaultfd(UFFD_USER_MODE_ONLY|0x10",
    SYS_userfaultfd, 0x10 | 1)
ROW(userfaultfd_all,
    "userfaultfd(UFFD_USER_MODE_ONLY|O_NONBLOCK|O_CLOEXEC|0xfff7f7fe",
    SYS_userfaultfd, -1)

CASE(descriptors_of_events)
{
    expect(call(SYS_eventfd2, 0, O_CLOEXEC | 1), "eventfd2(0, EFD_SEMAPHORE|EFD_CLOEXEC");
    expect(call(SYS_eventfd, 7), "eventfd(7");
    expect(call(SYS_epoll_create1, O_CLOEXEC), "epoll_create1(EPOLL_CLOEXEC");
    expect(call(SYS_inotify_init), "inotify_init(");
    expect(call(SYS_memfd_create, "x", 1), "memfd_create(\"x\", MFD_CLOEXEC");
    expect(call(SYS_signalfd4, -1, MEM(uint64_t, 0x4000), 8, O_CLOEXEC), "signalfd4(-1, [TERM], 8, SFD_CLOEXEC");
}

ROW(inotify_init1_flags,
    "inotify_init1(IN_NONBLOCK|IN_CLOEXEC|0xfff7f7ff",
    SYS_inotify_init1, -1)
ROW(inotify_init1_unknown,
    "inotify_init1(0x1 /* IN_??? */",
    SYS_inotify_init1, 1)
ROW(inotify_add_watch_all,
    "inotify_add_watch(-1, \"/nonexistent\", IN_ACCESS|IN_MODIFY|IN_ATTRIB|IN_CLOSE_WRITE|IN_CLOSE_NOWRITE|IN_OPEN|IN_MOVED_FROM|IN_MOVED_TO|IN_CREATE|IN_DELETE|IN_DELETE_SELF|IN_MOVE_SELF",
    SYS_inotify_add_watch, -1, "/nonexistent", 0xfff)
ROW(inotify_add_watch_each,
    "inotify_add_watch(-1, \"/nonexistent\", IN_ACCESS|IN_MODIFY|IN_ATTRIB|IN_CLOSE_WRITE|IN_CLOSE_NOWRITE|IN_OPEN|IN_MOVED_FROM|IN_MOVED_TO|IN_CREATE|IN_DELETE|IN_DELETE_SELF|IN_MOVE_SELF|IN_UNMOUNT|IN_Q_OVERFLOW|IN_IGNORED|IN_ONLYDIR|IN_DONT_FOLLOW|IN_EXCL_UNLINK|IN_MASK_CREATE|IN_MASK_ADD|IN_ISDIR|IN_ONESHOT|0x8ff1000",
    SYS_inotify_add_watch, -1, "/nonexistent", 0xffffffff)
ROW(inotify_add_watch_some,
    "inotify_add_watch(-1, \"/nonexistent\", IN_CLOSE_WRITE|IN_MOVED_FROM|IN_MOVED_TO|IN_CREATE|IN_DELETE|IN_ONLYDIR",
    SYS_inotify_add_watch, -1, "/nonexistent", 0x010003c8)
ROW(inotify_add_watch_unknown,
    "inotify_add_watch(-1, \"/nonexistent\", 0x1000 /* IN_??? */",
    SYS_inotify_add_watch, -1, "/nonexistent", 0x1000)
ROW(inotify_rm_watch_bad,
    "inotify_rm_watch(-1, -5",
    SYS_inotify_rm_watch, -1, -5)
ROW(fanotify_init_notif,
    "fanotify_init(FAN_CLASS_NOTIF|FAN_CLOEXEC|FAN_NONBLOCK|0xffff0000, O_RDWR|O_CLOEXEC",
    SYS_fanotify_init, 0xffff0003, O_RDWR | O_CLOEXEC)
ROW(fanotify_init_content,
    "fanotify_init(FAN_CLASS_CONTENT|FAN_REPORT_TARGET_FID|FAN_REPORT_FD_ERROR|FAN_REPORT_MNT|0xffff8000, O_ACCMODE|__O_SYNC|O_NOFOLLOW|O_NOATIME|O_CLOEXEC|O_PATH|O_TMPFILE|0xff80003c",
    SYS_fanotify_init, 4 | 0xfffff000, 0xffff003f)
ROW(fanotify_init_pre,
    "fanotify_init(FAN_CLASS_PRE_CONTENT|FAN_UNLIMITED_QUEUE|FAN_UNLIMITED_MARKS|FAN_ENABLE_AUDIT|FAN_REPORT_PIDFD|0x8000, O_RDONLY",
    SYS_fanotify_init, 8 | 0xf0 | 0x8000, O_LARGEFILE)
ROW(fanotify_init_both,
    "fanotify_init(0xc /* FAN_CLASS_??? */|0x8000 /* FAN_??? */, O_RDONLY",
    SYS_fanotify_init, 0xc | 0x8000, 0)
ROW(fanotify_init_reports,
    "fanotify_init(FAN_CLASS_NOTIF|FAN_REPORT_TID|FAN_REPORT_FID|FAN_REPORT_DIR_FID|FAN_REPORT_NAME|FAN_REPORT_TARGET_FID|0x8000, O_RDONLY",
    SYS_fanotify_init, 0x1f00 | 0x8000, 0)
ROW(fanotify_mark_flags,
    "fanotify_mark(-1, FAN_MARK_ADD|FAN_MARK_REMOVE|FAN_MARK_DONT_FOLLOW|FAN_MARK_ONLYDIR|FAN_MARK_IGNORED_MASK|FAN_MARK_IGNORED_SURV_MODIFY, FAN_ACCESS|FAN_MODIFY|FAN_CLOSE_WRITE|FAN_CLOSE_NOWRITE|FAN_OPEN|FAN_MOVED_TO|FAN_DELETE|FAN_MOVE_SELF|FAN_OPEN_EXEC|FAN_ONDIR|FAN_EVENT_ON_CHILD|0x2000, AT_FDCWD, \"/nonexistent\"",
    SYS_fanotify_mark, -1, 0x6f, 0x0000000048003abb, AT_FDCWD, "/nonexistent")
ROW(fanotify_mark_mount,
    "fanotify_mark(-1, FAN_MARK_ADD|FAN_MARK_MOUNT, FAN_ACCESS|FAN_MODIFY|FAN_ATTRIB|FAN_CLOSE_WRITE|FAN_CLOSE_NOWRITE|FAN_OPEN|FAN_MOVED_FROM|FAN_MOVED_TO|FAN_CREATE|FAN_DELETE|FAN_DELETE_SELF|FAN_MOVE_SELF|FAN_OPEN_EXEC|FAN_Q_OVERFLOW|FAN_FS_ERROR|FAN_OPEN_PERM|FAN_ACCESS_PERM|FAN_OPEN_EXEC_PERM|FAN_DIR_MODIFY|FAN_PRE_ACCESS|FAN_MNT_ATTACH|FAN_MNT_DETACH|FAN_ONDIR|FAN_EVENT_ON_CHILD|FAN_RENAME|0xffffffffa4e02000, -2, NULL",
    SYS_fanotify_mark, -1, 0x11, -1, -2, 0)
ROW(fanotify_mark_filesystem,
    "fanotify_mark(-1, FAN_MARK_REMOVE|FAN_MARK_FILESYSTEM, FAN_OPEN_EXEC, AT_FDCWD, 0x1230",
    SYS_fanotify_mark, -1, 0x102, 0x1000, -100, NOWHERE)
ROW(fanotify_mark_both,
    "fanotify_mark(-1, FAN_MARK_FLUSH|FAN_MARK_FILESYSTEM, 0, FAN_NOFD, \"\"",
    SYS_fanotify_mark, -1, 0x180, 0, -1, "")
ROW(fanotify_mark_new_flags,
    "fanotify_mark(-1, FAN_MARK_EVICTABLE|FAN_MARK_IGNORE, 0, FAN_NOFD, \"\"",
    SYS_fanotify_mark, -1, 0x600, 0, -1, "")
ROW(fanotify_mark_unknown,
    "fanotify_mark(-1, 0xfffff800 /* FAN_MARK_??? */, 0x8000000000000000 /* FAN_??? */, FAN_NOFD, \"x\"",
    SYS_fanotify_mark, -1, 0xfffff800, 0x8000000000000000, -1, "x")
ROW_I386(i386_fanotify_mark,
    "fanotify_mark(-1, FAN_MARK_ADD, FAN_ACCESS|FAN_MODIFY|FAN_CLOSE_WRITE|FAN_CLOSE_NOWRITE|FAN_OPEN, AT_FDCWD, \"x\"",
    339, -1, 1, 0x3b, 0, -100, LOW_TEXT("x"))
