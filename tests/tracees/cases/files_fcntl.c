/* fcntl and flock. */
#include "files_rows.h"

#include <sys/mman.h>

ROW(fcntl_dupfd,
    "fcntl(-1, F_DUPFD, 5",
    SYS_fcntl, -1, 0, 5)
ROW(fcntl_dupfd_minus_one,
    "fcntl(-1, F_DUPFD, -1",
    SYS_fcntl, -1, 0, -1)
ROW(fcntl_dupfd_cloexec,
    "fcntl(-1, F_DUPFD_CLOEXEC, 5",
    SYS_fcntl, -1, 1030, 5)
ROW(fcntl_getfd,
    "fcntl(-1, F_GETFD",
    SYS_fcntl, -1, 1, 5)
ROW(fcntl_setfd,
    "fcntl(-1, F_SETFD, FD_CLOEXEC",
    SYS_fcntl, -1, 2, 1)
ROW(fcntl_setfd_unknown,
    "fcntl(-1, F_SETFD, 0x2 /* FD_??? */",
    SYS_fcntl, -1, 2, 2)
ROW(fcntl_setfd_all,
    "fcntl(-1, F_SETFD, FD_CLOEXEC|0xfffffffe",
    SYS_fcntl, -1, 2, -1)
ROW(fcntl_setfd_zero,
    "fcntl(-1, F_SETFD, 0",
    SYS_fcntl, -1, 2, 0)
ROW(fcntl_getfl,
    "fcntl(-1, F_GETFL",
    SYS_fcntl, -1, 3, 5)
ROW(fcntl_setfl,
    "fcntl(-1, F_SETFL, O_RDWR|O_NONBLOCK",
    SYS_fcntl, -1, 4, O_RDWR | O_NONBLOCK)
ROW(fcntl_setfl_unknown,
    "fcntl(-1, F_SETFL, O_RDONLY|0xff000000",
    SYS_fcntl, -1, 4, 0xff000000)
ROW(fcntl_getlk,
    "fcntl(-1, F_GETLK, 0x10000000",
    SYS_fcntl, -1, 5, PLACED(0, struct flock, .l_type = F_RDLCK, .l_whence = SEEK_END, .l_start = -5, .l_len = 7, .l_pid = 9))
ROW(fcntl_setlk,
    "fcntl(-1, F_SETLK, {l_type=F_WRLCK, l_whence=SEEK_SET, l_start=0, l_len=9223372036854775807}",
    SYS_fcntl, -1, 6, MEM(struct flock, .l_type = F_WRLCK, .l_whence = SEEK_SET, .l_len = 0x7fffffffffffffff))
ROW(fcntl_setlkw,
    "fcntl(-1, F_SETLKW, {l_type=F_UNLCK, l_whence=SEEK_CUR, l_start=0, l_len=0}",
    SYS_fcntl, -1, 7, MEM(struct flock, .l_type = F_UNLCK, .l_whence = SEEK_CUR))
ROW(fcntl_setlk_unknown,
    "fcntl(-1, F_SETLK, {l_type=0x4d /* F_??? */, l_whence=0x9 /* SEEK_??? */, l_start=1, l_len=2}",
    SYS_fcntl, -1, 6, MEM(struct flock, .l_type = 77, .l_whence = 9, .l_start = 1, .l_len = 2))
ROW(fcntl_setlk_negative,
    "fcntl(-1, F_SETLK, {l_type=0xffff /* F_??? */, l_whence=0xffff /* SEEK_??? */, l_start=1, l_len=2}",
    SYS_fcntl, -1, 6, MEM(struct flock, .l_type = -1, .l_whence = -1, .l_start = 1, .l_len = 2))
ROW(fcntl_setlk_nowhere,
    "fcntl(-1, F_SETLK, 0x1230",
    SYS_fcntl, -1, 6, NOWHERE)
ROW(fcntl_setlk_null,
    "fcntl(-1, F_SETLK, NULL",
    SYS_fcntl, -1, 6, 0)
ROW(fcntl_getlk_nowhere,
    "fcntl(-1, F_GETLK, 0x1230",
    SYS_fcntl, -1, 5, NOWHERE)
ROW(fcntl_setown,
    "fcntl(-1, F_SETOWN, 5",
    SYS_fcntl, -1, 8, 5)
ROW(fcntl_setown_group,
    "fcntl(-1, F_SETOWN, -5",
    SYS_fcntl, -1, 8, -5)
ROW(fcntl_getown,
    "fcntl(-1, F_GETOWN",
    SYS_fcntl, -1, 9, 5)
ROW(fcntl_setsig,
    "fcntl(-1, F_SETSIG, SIGCHLD",
    SYS_fcntl, -1, 10, 17)
ROW(fcntl_setsig_zero,
    "fcntl(-1, F_SETSIG, 0",
    SYS_fcntl, -1, 10, 0)
ROW(fcntl_setsig_unknown,
    "fcntl(-1, F_SETSIG, 77",
    SYS_fcntl, -1, 10, 77)
ROW(fcntl_getsig,
    "fcntl(-1, F_GETSIG",
    SYS_fcntl, -1, 11, 5)
ROW(fcntl_getlk64_of_64_bits,
    "fcntl(-1, F_GETLK64, 0x10000000",
    SYS_fcntl, -1, 12, PLACED(0, struct flock, .l_type = F_RDLCK))
ROW(fcntl_setown_ex,
    "fcntl(-1, F_SETOWN_EX, {type=F_OWNER_PID, pid=1234}",
    SYS_fcntl, -1, 15, ARRAY(int, 1, 1234))
ROW(fcntl_setown_ex_unknown,
    "fcntl(-1, F_SETOWN_EX, {type=0x5 /* F_OWNER_??? */, pid=-1}",
    SYS_fcntl, -1, 15, ARRAY(int, 5, -1))
ROW(fcntl_setown_ex_nowhere,
    "fcntl(-1, F_SETOWN_EX, 0x1230",
    SYS_fcntl, -1, 15, NOWHERE)
ROW(fcntl_getown_ex,
    "fcntl(-1, F_GETOWN_EX, 0x10000000",
    SYS_fcntl, -1, 16, PLACED(0, int, 1))
ROW(fcntl_getowner_uids,
    "fcntl(-1, F_GETOWNER_UIDS, 0x10000000",
    SYS_fcntl, -1, 17, PLACED(0, int, 1))
ROW(fcntl_ofd_getlk,
    "fcntl(-1, F_OFD_GETLK, 0x10000000",
    SYS_fcntl, -1, 36, PLACED(0, struct flock, .l_type = F_RDLCK))
ROW(fcntl_ofd_setlk,
    "fcntl(-1, F_OFD_SETLK, {l_type=F_WRLCK, l_whence=SEEK_SET, l_start=3, l_len=0}",
    SYS_fcntl, -1, 37, MEM(struct flock, .l_type = F_WRLCK, .l_start = 3))
ROW(fcntl_ofd_setlkw,
    "fcntl(-1, F_OFD_SETLKW, {l_type=F_UNLCK, l_whence=SEEK_SET, l_start=0, l_len=3}",
    SYS_fcntl, -1, 38, MEM(struct flock, .l_type = F_UNLCK, .l_len = 3))
ROW(fcntl_setlease,
    "fcntl(-1, F_SETLEASE, F_RDLCK",
    SYS_fcntl, -1, 1024, F_RDLCK)
ROW(fcntl_setlease_unlock,
    "fcntl(-1, F_SETLEASE, F_UNLCK",
    SYS_fcntl, -1, 1024, F_UNLCK)
ROW(fcntl_setlease_unknown,
    "fcntl(-1, F_SETLEASE, 0x5 /* F_??? */",
    SYS_fcntl, -1, 1024, 5)
ROW(fcntl_getlease,
    "fcntl(-1, F_GETLEASE",
    SYS_fcntl, -1, 1025, 5)
ROW(fcntl_notify,
    "fcntl(-1, F_NOTIFY, DN_ACCESS|DN_MODIFY|DN_CREATE|DN_DELETE|DN_RENAME|DN_ATTRIB|DN_MULTISHOT",
    SYS_fcntl, -1, 1026, 0x8000003f)
ROW(fcntl_notify_zero,
    "fcntl(-1, F_NOTIFY, 0",
    SYS_fcntl, -1, 1026, 0)
ROW(fcntl_notify_unknown,
    "fcntl(-1, F_NOTIFY, 0x40 /* DN_??? */",
    SYS_fcntl, -1, 1026, 0x40)
ROW(fcntl_setpipe_sz,
    "fcntl(-1, F_SETPIPE_SZ, 65536",
    SYS_fcntl, -1, 1031, 65536)
ROW(fcntl_setpipe_sz_minus_one,
    "fcntl(-1, F_SETPIPE_SZ, -1",
    SYS_fcntl, -1, 1031, -1)
ROW(fcntl_getpipe_sz,
    "fcntl(-1, F_GETPIPE_SZ",
    SYS_fcntl, -1, 1032, 5)
ROW(fcntl_add_seals,
    "fcntl(-1, F_ADD_SEALS, F_SEAL_SEAL|F_SEAL_SHRINK|F_SEAL_GROW|F_SEAL_WRITE|F_SEAL_FUTURE_WRITE",
    SYS_fcntl, -1, 1033, 0x1f)
ROW(fcntl_add_seals_unknown,
    "fcntl(-1, F_ADD_SEALS, 0xffffff00 /* F_SEAL_??? */",
    SYS_fcntl, -1, 1033, 0xffffff00)
ROW(fcntl_add_seals_zero,
    "fcntl(-1, F_ADD_SEALS, 0",
    SYS_fcntl, -1, 1033, 0)
ROW(fcntl_get_seals,
    "fcntl(-1, F_GET_SEALS",
    SYS_fcntl, -1, 1034, 5)
ROW(fcntl_get_rw_hint,
    "fcntl(-1, F_GET_RW_HINT, 0x1230",
    SYS_fcntl, -1, 1035, NOWHERE)
ROW(fcntl_set_rw_hint,
    "fcntl(-1, F_SET_RW_HINT, [RWH_WRITE_LIFE_LONG]",
    SYS_fcntl, -1, 1036, MEM(uint64_t, 4))
ROW(fcntl_set_rw_hint_unknown,
    "fcntl(-1, F_SET_RW_HINT, [0x600000007 /* RWH_WRITE_LIFE_??? */]",
    SYS_fcntl, -1, 1036, MEM(uint64_t, 0x600000007))
ROW(fcntl_get_file_rw_hint,
    "fcntl(-1, F_GET_FILE_RW_HINT, 0x10000000",
    SYS_fcntl, -1, 1037, PLACED(0, uint64_t, 1))
ROW(fcntl_set_file_rw_hint,
    "fcntl(-1, F_SET_FILE_RW_HINT, [RWH_WRITE_LIFE_NOT_SET]",
    SYS_fcntl, -1, 1038, MEM(uint64_t, 0))
ROW(fcntl_set_file_rw_hint_nowhere,
    "fcntl(-1, F_SET_FILE_RW_HINT, 0x1230",
    SYS_fcntl, -1, 1038, NOWHERE)
ROW(fcntl_unknown,
    "fcntl(-1, 0x7cf /* F_??? */, 0x5",
    SYS_fcntl, -1, 1999, 5)
ROW(fcntl_unknown_zero,
    "fcntl(-1, 0x4d /* F_??? */, 0",
    SYS_fcntl, -1, 77, 0)
ROW(fcntl_command_all_ones,
    "fcntl(-1, 0xffffffff /* F_??? */, 0xffffffffffffffff",
    SYS_fcntl, -1, -1, -1)

CASE(fcntl_of_a_pipe)
{
    uint32_t owner[2] = {1, (uint32_t)getpid()}, ids[2] = {9, 9};
    int fds[2];
    long result;

    if (pipe2(fds, O_CLOEXEC) < 0)
        skip_case("no pipe");
    call(SYS_fcntl, fds[0], F_GETFD, 0);
    expect_shown("", "0x1 (flags FD_CLOEXEC)", "fcntl(%d, F_GETFD", fds[0]);
    expect(call(SYS_fcntl, fds[0], F_SETFD, 0), "fcntl(%d, F_SETFD, 0", fds[0]);
    expect(call(SYS_fcntl, fds[0], F_GETFD, 0), "fcntl(%d, F_GETFD", fds[0]);
    call(SYS_fcntl, fds[1], F_GETFL, 0);
    expect_shown("", "0x1 (flags O_WRONLY)", "fcntl(%d, F_GETFL", fds[1]);
    call(SYS_fcntl, fds[0], F_GETFL, 0);
    expect_shown("", "0 (flags O_RDONLY)", "fcntl(%d, F_GETFL", fds[0]);
    expect(call(SYS_fcntl, fds[0], F_SETFL, O_NONBLOCK), "fcntl(%d, F_SETFL, O_RDONLY|O_NONBLOCK", fds[0]);
    call(SYS_fcntl, fds[0], F_GETFL, 0);
    expect_shown("", "0x800 (flags O_RDONLY|O_NONBLOCK)", "fcntl(%d, F_GETFL", fds[0]);
    expect(call(SYS_fcntl, fds[0], F_GETPIPE_SZ, 0), "fcntl(%d, F_GETPIPE_SZ", fds[0]);
    expect(call(SYS_fcntl, fds[0], F_SETSIG, 10), "fcntl(%d, F_SETSIG, SIGUSR1", fds[0]);
    call(SYS_fcntl, fds[0], F_GETSIG, 0);
    expect_shown("", "10 (SIGUSR1)", "fcntl(%d, F_GETSIG", fds[0]);
    expect(call(SYS_fcntl, fds[0], F_SETOWN_EX, owner),
           "fcntl(%d, F_SETOWN_EX, {type=F_OWNER_PID, pid=%d}", fds[0], getpid());
    expect(call(SYS_fcntl, fds[0], F_GETOWN_EX, owner),
           "fcntl(%d, F_GETOWN_EX, {type=F_OWNER_PID, pid=%d}", fds[0], getpid());
    expect(call(SYS_fcntl, fds[0], F_GETOWN, 0), "fcntl(%d, F_GETOWN", fds[0]);
    result = call(SYS_fcntl, fds[0], 17, ids);
    if (result == 0)
        expect(result, "fcntl(%d, F_GETOWNER_UIDS, [%u, %u]", fds[0], ids[0], ids[1]);
    expect(call(SYS_fcntl, fds[0], F_DUPFD, 20), "fcntl(%d, F_DUPFD, 20", fds[0]);
    expect(call(SYS_fcntl, fds[0], F_DUPFD_CLOEXEC, 20), "fcntl(%d, F_DUPFD_CLOEXEC, 20", fds[0]);
}

CASE(fcntl_of_a_file)
{
    int fd = open(scratch("f"), O_RDWR | O_CREAT, 0600);
    struct flock lock = {.l_type = F_WRLCK, .l_whence = SEEK_SET, .l_start = 1, .l_len = 2};
    uint64_t hint = 0;

    expect(call(SYS_fcntl, fd, F_SETLK, &lock),
           "fcntl(%d, F_SETLK, {l_type=F_WRLCK, l_whence=SEEK_SET, l_start=1, l_len=2}", fd);
    expect(call(SYS_fcntl, fd, F_GETLK, &lock),
           "fcntl(%d, F_GETLK, {l_type=F_UNLCK, l_whence=SEEK_SET, l_start=1, l_len=2, l_pid=0}", fd);
    lock.l_type = F_WRLCK;
    expect(call(SYS_fcntl, fd, F_OFD_GETLK, &lock),
           "fcntl(%d, F_OFD_GETLK, {l_type=F_WRLCK, l_whence=SEEK_SET, l_start=1, l_len=2, l_pid=%d}", fd, getpid());
    hint = 3;
    if (call(SYS_fcntl, fd, 1036, &hint) == 0) {
        expect(0, "fcntl(%d, F_SET_RW_HINT, [RWH_WRITE_LIFE_MEDIUM]", fd);
        hint = 0;
        expect(call(SYS_fcntl, fd, 1035, &hint), "fcntl(%d, F_GET_RW_HINT, [RWH_WRITE_LIFE_MEDIUM]", fd);
    }
    call(SYS_fcntl, fd, F_GETLEASE, 0);
    expect_shown("", "0x2 (F_UNLCK)", "fcntl(%d, F_GETLEASE", fd);
}

CASE(fcntl_of_a_memfd)
{
    int fd = memfd_create("x", MFD_ALLOW_SEALING);

    expect(call(SYS_fcntl, fd, F_GET_SEALS, 0), "fcntl(%d, F_GET_SEALS", fd);
    expect(call(SYS_fcntl, fd, F_ADD_SEALS, 6), "fcntl(%d, F_ADD_SEALS, F_SEAL_SHRINK|F_SEAL_GROW", fd);
    call(SYS_fcntl, fd, F_GET_SEALS, 0);
    expect_shown("", "0x6 (seals F_SEAL_SHRINK|F_SEAL_GROW)", "fcntl(%d, F_GET_SEALS", fd);
}

/* Newer than the peer: F_DUPFD_QUERY, F_CREATED_QUERY, delegations. */
ROW(fcntl_dupfd_query, "fcntl(-1, F_DUPFD_QUERY, -2", SYS_fcntl, -1, 1027, -2)
ROW(fcntl_created_query, "fcntl(-1, F_CREATED_QUERY", SYS_fcntl, -1, 1028, 0)

/* As a 32-bit program has them. */
struct lock {
    short type, whence;
    int start, length, pid;
};

struct lock64 {
    short type, whence;
    int start[2], length[2], pid;
};

ROW_I386(i386_fcntl_setlk,
    "fcntl(-1, F_SETLK, {l_type=F_WRLCK, l_whence=SEEK_CUR, l_start=-5, l_len=7}",
    55, -1, 6, LOW(struct lock, 1, 1, -5, 7, 9))
ROW_I386(i386_fcntl_setlk64,
    "fcntl(-1, F_SETLK64, 0x10000000",
    55, -1, 13, PLACED(0, struct lock, 1, 1, -5, 7, 9))
ROW_I386(i386_fcntl64_setlk,
    "fcntl64(-1, F_SETLK, {l_type=F_WRLCK, l_whence=SEEK_CUR, l_start=-5, l_len=7}",
    221, -1, 6, LOW(struct lock, 1, 1, -5, 7, 9))
ROW_I386(i386_fcntl64_setlk64,
    "fcntl64(-1, F_SETLK64, {l_type=F_WRLCK, l_whence=SEEK_CUR, l_start=-5, l_len=7}",
    221, -1, 13, LOW(struct lock64, 1, 1, {-5, -1}, {7, 0}, 9))
ROW_I386(i386_fcntl64_getlk64,
    "fcntl64(-1, F_GETLK64, 0x1230",
    221, -1, 12, NOWHERE)
ROW_I386(i386_fcntl64_ofd,
    "fcntl64(-1, F_OFD_SETLK, {l_type=F_WRLCK, l_whence=SEEK_CUR, l_start=-5, l_len=7}",
    221, -1, 37, LOW(struct lock64, 1, 1, {-5, -1}, {7, 0}, 9))
ROW_I386(i386_fcntl64_setfl,
    "fcntl64(-1, F_SETFL, O_RDONLY|O_NONBLOCK",
    221, -1, 4, O_NONBLOCK)

ROW(flock_shared,
    "flock(-1, LOCK_SH",
    SYS_flock, -1, 1)
ROW(flock_exclusive,
    "flock(-1, LOCK_EX|LOCK_NB",
    SYS_flock, -1, 6)
ROW(flock_unlock,
    "flock(-1, LOCK_UN",
    SYS_flock, -1, 8)
ROW(flock_all,
    "flock(-1, LOCK_SH|LOCK_EX|LOCK_NB|LOCK_UN|LOCK_MAND|LOCK_RW|0xffffff10",
    SYS_flock, -1, -1)
ROW(flock_unknown,
    "flock(-1, 0x10 /* LOCK_??? */",
    SYS_flock, -1, 0x10)
ROW(flock_mandatory,
    "flock(-1, LOCK_MAND|LOCK_RW",
    SYS_flock, -1, 0xe0)
ROW(flock_zero,
    "flock(-1, 0",
    SYS_flock, -1, 0)
