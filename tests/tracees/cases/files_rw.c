/* Reading and writing: buffers, vectors, offsets, and what moves bytes between descriptors. */
#include "files_rows.h"

#include <sys/uio.h>

#define LONG_TEXT "0123456789abcdefghijklmnopqrstuvwxyz"

ROW(read_bad,
    "read(-1, 0x1230, 0",
    SYS_read, -1, NOWHERE, 0)
ROW(read_wide_count,
    "read(-1, NULL, 16045690984833335023",
    SYS_read, -1, 0, 0xdeadbeefdeadbeef)
ROW(write_bad,
    "write(-1, \"abc\\n\\t\\\"\\\\\\1\\0012\", 10",
    SYS_write, -1, "abc\n\t\"\\\1\0012", 10)
ROW(write_zero,
    "write(-1, \"\", 0",
    SYS_write, -1, "abc", 0)
ROW(write_null,
    "write(-1, NULL, 5",
    SYS_write, -1, 0, 5)
ROW(write_nowhere,
    "write(-1, 0x1230, 5",
    SYS_write, -1, NOWHERE, 5)
ROW(write_32,
    "write(-1, \"0123456789abcdefghijklmnopqrstuv\", 32",
    SYS_write, -1, LONG_TEXT, 32)
ROW(write_33,
    "write(-1, \"0123456789abcdefghijklmnopqrstuv\"..., 33",
    SYS_write, -1, LONG_TEXT, 33)
ROW(write_bytes,
    "write(-1, \"\\177\\200\\377\\33[0m\\0x\\0\", 10",
    SYS_write, -1, "\x7f\x80\xff\33[0m\0x\0", 10)
ROW(pread64_bad,
    "pread64(-1, 0x1230, 3, -1",
    SYS_pread64, -1, NOWHERE, 3, -1)
ROW(pread64_offset,
    "pread64(-1, 0x1230, 3, 9223372036854775807",
    SYS_pread64, -1, NOWHERE, 3, 0x7fffffffffffffff)
ROW(pwrite64_bad,
    "pwrite64(-1, \"xyz\", 3, -9223372036854775808",
    SYS_pwrite64, -1, "xyz", 3, 0x8000000000000000)
ROW(pwrite64_nowhere,
    "pwrite64(-1, 0x1230, 3, 7",
    SYS_pwrite64, -1, NOWHERE, 3, 7)

ROW(readv_bad,
    "readv(-1, [{iov_base=0x1230, iov_len=3}, {iov_base=NULL, iov_len=7}], 2",
    SYS_readv, -1, ARRAY(struct iovec, {NOWHERE, 3}, {0, 7}), 2)
ROW(readv_null,
    "readv(-1, NULL, 2",
    SYS_readv, -1, 0, 2)
ROW(readv_nowhere,
    "readv(-1, 0x1230, 2",
    SYS_readv, -1, NOWHERE, 2)
ROW(readv_zero,
    "readv(-1, [], 0",
    SYS_readv, -1, NOWHERE, 0)
ROW(readv_minus_one,
    "readv(-1, 0x1230, 18446744073709551615",
    SYS_readv, -1, NOWHERE, -1)
ROW(readv_huge,
    "readv(-1, NULL, 16045690984833335023",
    SYS_readv, -1, 0, 0xdeadbeefdeadbeef)
ROW(writev_two,
    "writev(-1, [{iov_base=\"abc\", iov_len=3}, {iov_base=\"0123456789abcdefghijklmnopqrstuv\"..., iov_len=36}], 2",
    SYS_writev, -1, ARRAY(struct iovec, {"abc", 3}, {LONG_TEXT, 36}), 2)
ROW(writev_nowhere,
    "writev(-1, [{iov_base=0x1230, iov_len=3}, {iov_base=\"\", iov_len=0}, {iov_base=NULL, iov_len=0}], 3",
    SYS_writev, -1, ARRAY(struct iovec, {NOWHERE, 3}, {"x", 0}, {0, 0}), 3)
ROW(writev_minus_one,
    "writev(-1, 0x10000000, 18446744073709551615",
    SYS_writev, -1, PLACED(0, struct iovec, "a", 1), -1)
ROW(writev_zero,
    "writev(-1, [], 0",
    SYS_writev, -1, ARRAY(struct iovec, {"a", 1}), 0)
ROW(preadv_bad,
    "preadv(-1, [{iov_base=0x1230, iov_len=3}], 1, -2",
    SYS_preadv, -1, ARRAY(struct iovec, {NOWHERE, 3}), 1, -2)
ROW(pwritev_bad,
    "pwritev(-1, [{iov_base=\"abc\", iov_len=3}], 1, 9223372036854775807",
    SYS_pwritev, -1, ARRAY(struct iovec, {"abc", 3}), 1, 0x7fffffffffffffff, 5)
ROW(preadv2_flags,
    "preadv2(-1, [{iov_base=0x1230, iov_len=3}], 1, -1, RWF_HIPRI|RWF_DSYNC|RWF_SYNC|RWF_NOWAIT|RWF_APPEND",
    SYS_preadv2, -1, ARRAY(struct iovec, {NOWHERE, 3}), 1, -1, 0, 0x1f)
ROW(preadv2_new_flags,
    "preadv2(-1, [], 0, 0, RWF_HIPRI|RWF_DSYNC|RWF_SYNC|RWF_NOWAIT|RWF_APPEND|RWF_NOAPPEND|RWF_ATOMIC|RWF_DONTCACHE|RWF_NOSIGNAL|0xfffffe00",
    SYS_preadv2, -1, NOWHERE, 0, 0, 0, -1)
ROW(pwritev2_zero,
    "pwritev2(-1, [{iov_base=\"abc\", iov_len=3}], 1, 5, 0",
    SYS_pwritev2, -1, ARRAY(struct iovec, {"abc", 3}), 1, 5, 0, 0)
ROW(pwritev2_unknown,
    "pwritev2(-1, 0x1230, 1, 5, 0x8000 /* RWF_??? */",
    SYS_pwritev2, -1, NOWHERE, 1, 5, 0, 0x8000)

CASE(writev_at_a_page_end)
{
    struct iovec vector[2] = {{"abc", 3}, {"defg", 4}};
    struct iovec *short_one = at_page_end(vector, sizeof vector);

    expect(call(SYS_writev, -1, short_one, 2),
           "writev(-1, [{iov_base=\"abc\", iov_len=3}, {iov_base=\"defg\", iov_len=4}], 2");
    expect(call(SYS_writev, -1, short_one, 3),
           "writev(-1, [{iov_base=\"abc\", iov_len=3}, {iov_base=\"defg\", iov_len=4}, ... /* %s */], 3",
           address(short_one + 2));
    expect(call(SYS_writev, -1, short_one + 2, 3), "writev(-1, %s, 3", address(short_one + 2));
}

CASE(writev_of_many)
{
    struct iovec vector[40];
    char line[40 * 40] = "";

    for (int i = 0; i < 40; i++)
        vector[i] = (struct iovec){"ab", 2};
    for (int i = 0; i < 32; i++)
        strcat(line, "{iov_base=\"ab\", iov_len=2}, ");
    expect(call(SYS_writev, -1, vector, 40), "writev(-1, [%s...], 40", line);
}

CASE(write_at_a_page_end)
{
    char *bytes = at_page_end("abcdef", 6);

    expect(call(SYS_write, -1, bytes, 6), "write(-1, \"abcdef\", 6");
    expect(call(SYS_write, -1, bytes, 7), "write(-1, %s, 7", address(bytes));
    expect(call(SYS_write, -1, bytes, (size_t)-1), "write(-1, %s, 18446744073709551615",
           address(bytes));
    bytes = at_page_end(LONG_TEXT, 36);
    expect(call(SYS_write, -1, bytes, 360), "write(-1, \"0123456789abcdefghijklmnopqrstuv\"..., 360");
}

CASE(readv_shows_what_was_read)
{
    char first[3], second[8], third[4];
    struct iovec vector[3] = {{first, 3}, {second, 8}, {third, 4}};
    int fds[2];

    if (pipe(fds) < 0 || write(fds[1], "abcdefg", 7) != 7)
        skip_case("no pipe");
    expect(call(SYS_readv, fds[0], vector, 3),
           "readv(%d, [{iov_base=\"abc\", iov_len=3}, {iov_base=\"defg\", iov_len=8}, "
           "{iov_base=\"\", iov_len=4}], 3",
           fds[0]);
}

CASE(pread_shows_what_was_read)
{
    const char *path = scratch("f");
    int fd = open(path, O_RDWR | O_CREAT, 0600);
    char buffer[16];
    struct iovec vector = {buffer, 4};

    expect(call(SYS_pwrite64, fd, "abcdef", 6, 10), "pwrite64(%d, \"abcdef\", 6, 10", fd);
    expect(call(SYS_pread64, fd, buffer, 16, 12), "pread64(%d, \"cdef\", 16, 12", fd);
    expect(call(SYS_pread64, fd, buffer, 16, 100), "pread64(%d, \"\", 16, 100", fd);
    expect(call(SYS_preadv, fd, &vector, 1, 11, 0),
           "preadv(%d, [{iov_base=\"bcde\", iov_len=4}], 1, 11", fd);
    expect(call(SYS_preadv2, fd, &vector, 1, -1, 0, 0),
           "preadv2(%d, [{iov_base=\"\\0\\0\\0\\0\", iov_len=4}], 1, -1, 0", fd);
    expect(call(SYS_pwritev, fd, &vector, 1, 3, 0),
           "pwritev(%d, [{iov_base=\"\\0\\0\\0\\0\", iov_len=4}], 1, 3", fd);
    expect(call(SYS_lseek, fd, 0, SEEK_END), "lseek(%d, 0, SEEK_END", fd);
    expect(call(SYS_read, fd, buffer, 16), "read(%d, \"\", 16", fd);
}

ROW(lseek_set,
    "lseek(-1, -1, SEEK_SET",
    SYS_lseek, -1, -1, 0)
ROW(lseek_cur,
    "lseek(-1, 9223372036854775807, SEEK_CUR",
    SYS_lseek, -1, 0x7fffffffffffffff, 1)
ROW(lseek_end,
    "lseek(-1, -4096, SEEK_END",
    SYS_lseek, -1, -4096, 2)
ROW(lseek_data,
    "lseek(-1, 5, SEEK_DATA",
    SYS_lseek, -1, 5, 3)
ROW(lseek_hole,
    "lseek(-1, 5, SEEK_HOLE",
    SYS_lseek, -1, 5, 4)
ROW(lseek_unknown,
    "lseek(-1, 5, 0x5 /* SEEK_??? */",
    SYS_lseek, -1, 5, 5)
ROW(lseek_minus_one,
    "lseek(-1, 5, 0xffffffff /* SEEK_??? */",
    SYS_lseek, -1, 5, -1)

ROW(sendfile_null,
    "sendfile(-1, -2, NULL, 10",
    SYS_sendfile, -1, -2, 0, 10)
ROW(sendfile_offset,
    "sendfile(-1, -2, [7], 10",
    SYS_sendfile, -1, -2, MEM(int64_t, 7), 10)
ROW(sendfile_nowhere,
    "sendfile(-1, -2, 0x1230, 18446744073709551615",
    SYS_sendfile, -1, -2, NOWHERE, -1)
ROW(copy_file_range_bad,
    "copy_file_range(-1, [3], -2, [-5], 10, 0",
    SYS_copy_file_range, -1, MEM(int64_t, 3), -2, MEM(int64_t, -5), 10, 0)
ROW(copy_file_range_flags,
    "copy_file_range(-1, NULL, -2, 0x1230, 18446744073709551615, 5",
    SYS_copy_file_range, -1, 0, -2, NOWHERE, -1, 5)
ROW(splice_bad,
    "splice(-1, [3], -2, NULL, 10, SPLICE_F_MOVE|SPLICE_F_NONBLOCK|SPLICE_F_MORE|SPLICE_F_GIFT",
    SYS_splice, -1, MEM(int64_t, 3), -2, 0, 10, 0xf)
ROW(splice_unknown,
    "splice(-1, NULL, -2, NULL, 10, 0x10 /* SPLICE_F_??? */",
    SYS_splice, -1, 0, -2, 0, 10, 0x10)
ROW(splice_more_flags,
    "splice(-1, NULL, -2, 0x1230, 18446744073709551615, SPLICE_F_MOVE|SPLICE_F_NONBLOCK|SPLICE_F_MORE|SPLICE_F_GIFT|0xfffffff0",
    SYS_splice, -1, 0, -2, NOWHERE, -1, 0xffffffff)
ROW(tee_flags,
    "tee(-1, -2, 10, SPLICE_F_NONBLOCK",
    SYS_tee, -1, -2, 10, 2)
ROW(tee_zero,
    "tee(-1, -2, 10, 0",
    SYS_tee, -1, -2, 10, 0)
ROW(vmsplice_flags,
    "vmsplice(-1, [{iov_base=\"abc\", iov_len=3}], 1, SPLICE_F_GIFT",
    SYS_vmsplice, -1, ARRAY(struct iovec, {"abc", 3}), 1, 8)
ROW(vmsplice_nowhere,
    "vmsplice(-1, 0x1230, 5, 0",
    SYS_vmsplice, -1, NOWHERE, 5, 0)
ROW(sync_file_range_flags,
    "sync_file_range(-1, 5, 7, SYNC_FILE_RANGE_WAIT_BEFORE|SYNC_FILE_RANGE_WRITE|SYNC_FILE_RANGE_WAIT_AFTER",
    SYS_sync_file_range, -1, 5, 7, 7)
ROW(sync_file_range_unknown,
    "sync_file_range(-1, -5, -7, 0x18 /* SYNC_FILE_RANGE_??? */",
    SYS_sync_file_range, -1, -5, -7, 0x18)
ROW(sync_file_range_zero,
    "sync_file_range(-1, 0, 0, 0",
    SYS_sync_file_range, -1, 0, 0, 0)
ROW(readahead_bad,
    "readahead(-1, -5, 18446744073709551609",
    SYS_readahead, -1, -5, -7)
ROW(fadvise_normal,
    "fadvise64(-1, 0, 0, POSIX_FADV_NORMAL",
    SYS_fadvise64, -1, 0, 0, 0)
ROW(fadvise_noreuse,
    "fadvise64(-1, -1, 18446744073709551614, POSIX_FADV_NOREUSE",
    SYS_fadvise64, -1, -1, -2, 5)
ROW(fadvise_random,
    "fadvise64(-1, 1, 2, POSIX_FADV_RANDOM",
    SYS_fadvise64, -1, 1, 2, 1)
ROW(fadvise_sequential,
    "fadvise64(-1, 1, 2, POSIX_FADV_SEQUENTIAL",
    SYS_fadvise64, -1, 1, 2, 2)
ROW(fadvise_willneed,
    "fadvise64(-1, 1, 2, POSIX_FADV_WILLNEED",
    SYS_fadvise64, -1, 1, 2, 3)
ROW(fadvise_dontneed,
    "fadvise64(-1, 1, 2, POSIX_FADV_DONTNEED",
    SYS_fadvise64, -1, 1, 2, 4)
ROW(fadvise_unknown,
    "fadvise64(-1, 1, 2, 0x6 /* POSIX_FADV_??? */",
    SYS_fadvise64, -1, 1, 2, 6)
ROW(fallocate_zero,
    "fallocate(-1, 0, 1, 2",
    SYS_fallocate, -1, 0, 1, 2)
ROW(fallocate_all,
    "fallocate(-1, FALLOC_FL_KEEP_SIZE|FALLOC_FL_PUNCH_HOLE|FALLOC_FL_NO_HIDE_STALE|FALLOC_FL_COLLAPSE_RANGE|FALLOC_FL_ZERO_RANGE|FALLOC_FL_INSERT_RANGE|FALLOC_FL_UNSHARE_RANGE, -1, -2",
    SYS_fallocate, -1, 0x7f, -1, -2)
ROW(fallocate_unknown,
    "fallocate(-1, 0x10000 /* FALLOC_FL_??? */, 1, 2",
    SYS_fallocate, -1, 0x10000, 1, 2)
ROW(truncate_bad,
    "truncate(\"/nonexistent/f\", 18446744073709551615",
    SYS_truncate, "/nonexistent/f", -1)
ROW(ftruncate_bad,
    "ftruncate(-1, 9223372036854775807",
    SYS_ftruncate, -1, 0x7fffffffffffffff)
ROW(fsync_bad,
    "fsync(-1",
    SYS_fsync, -1)
ROW(fdatasync_bad,
    "fdatasync(-1",
    SYS_fdatasync, -1)
ROW(syncfs_bad,
    "syncfs(-1",
    SYS_syncfs, -1)

CASE(sendfile_moves_the_offset)
{
    const char *path = scratch("f");
    int fd = open(path, O_RDWR | O_CREAT, 0600), fds[2];
    int64_t offset = 2, other = 20;

    if (pipe(fds) < 0 || write(fd, "abcdef", 6) != 6)
        skip_case("no pipe");
    expect(call(SYS_sendfile, fds[1], fd, &offset, 3), "sendfile(%d, %d, [2] => [5], 3", fds[1], fd);
    expect(call(SYS_sendfile, fds[1], fd, &offset, 0), "sendfile(%d, %d, [5], 0", fds[1], fd);
    offset = 1;
    expect(call(SYS_splice, fd, &offset, fds[1], 0, 2, 0), "splice(%d, [1], %d, NULL, 2, 0", fd,
           fds[1]);
    expect(call(SYS_copy_file_range, fd, &offset, fd, &other, 1, 0),
           "copy_file_range(%d, [3], %d, [20], 1, 0", fd, fd);
}

ROW(process_vm_readv_bad,
    "process_vm_readv(2147483647, [{iov_base=0x1230, iov_len=3}], 1, [{iov_base=0x1230, iov_len=3}, {iov_base=0x1, iov_len=2}], 2, 0",
    SYS_process_vm_readv, 0x7fffffff, ARRAY(struct iovec, {NOWHERE, 3}), 1,
    ARRAY(struct iovec, {NOWHERE, 3}, {(void *)1, 2}), 2, 0)
ROW(process_vm_writev_bad,
    "process_vm_writev(2147483647, [{iov_base=\"abc\", iov_len=3}], 1, [{iov_base=0x1230, iov_len=3}], 1, 5",
    SYS_process_vm_writev, 0x7fffffff, ARRAY(struct iovec, {"abc", 3}), 1,
    ARRAY(struct iovec, {NOWHERE, 3}), 1, 5)
ROW(process_vm_writev_null,
    "process_vm_writev(-1, NULL, 0, 0x1230, 3, 18446744073709551615",
    SYS_process_vm_writev, -1, 0, 0, NOWHERE, 3, -1)

CASE(process_vm_readv_of_oneself)
{
    char from[] = "hello", to[6];
    struct iovec local = {to, 5}, remote = {from, 5};

    expect(call(SYS_process_vm_readv, getpid(), &local, 1, &remote, 1, 0),
           "process_vm_readv(%d, [{iov_base=\"hello\", iov_len=5}], 1, [{iov_base=%s, iov_len=5}], 1, 0",
           getpid(), address(from));
}

/* i386: offsets of two halves, and of which the order differs from call to call. */
ROW_I386(i386_llseek,
    "_llseek(-1, 4294967298, 0x1230, SEEK_CUR",
    140, -1, 1, 2, NOWHERE, 1)
ROW_I386(i386_llseek_negative,
    "_llseek(-1, -2, 0x1230, SEEK_END",
    140, -1, -1, -2, NOWHERE, 2)
ROW_I386(i386_lseek,
    "lseek(-1, -5, SEEK_CUR",
    19, -1, -5, 1)
ROW_I386(i386_pread64,
    "pread64(-1, 0x1230, 3, 1234605616436508552",
    180, -1, NOWHERE, 3, 0x55667788, 0x11223344)
ROW_I386(i386_pwrite64,
    "pwrite64(-1, \"abc\", 3, -2",
    181, -1, LOW_TEXT("abc"), 3, -2, -1)
ROW_I386(i386_preadv,
    "preadv(-1, [], 0, 4294967301",
    333, -1, NOWHERE, 0, 5, 1)
ROW_I386(i386_pwritev2,
    "pwritev2(-1, [], 0, -1, RWF_SYNC",
    379, -1, NOWHERE, 0, -1, -1, 4)
ROW_I386(i386_truncate64,
    "truncate64(\"/nonexistent\", 8589934593",
    193, LOW_TEXT("/nonexistent"), 1, 2)
ROW_I386(i386_ftruncate64,
    "ftruncate64(-1, 18446744073709551615",
    194, -1, -1, -1)
ROW_I386(i386_truncate,
    "truncate(\"/nonexistent\", 18446744073709551615",
    92, LOW_TEXT("/nonexistent"), -1)
ROW_I386(i386_ftruncate,
    "ftruncate(-1, 2147483647",
    93, -1, 0x7fffffff)
ROW_I386(i386_fallocate,
    "fallocate(-1, FALLOC_FL_KEEP_SIZE, 12884901890, 21474836484",
    324, -1, 1, 2, 3, 4, 5)
ROW_I386(i386_fadvise64,
    "fadvise64(-1, 8589934593, 3, POSIX_FADV_DONTNEED",
    250, -1, 1, 2, 3, 4)
ROW_I386(i386_fadvise64_64,
    "fadvise64_64(-1, 8589934593, 17179869187, POSIX_FADV_NOREUSE",
    272, -1, 1, 2, 3, 4, 5)
ROW_I386(i386_readahead,
    "readahead(-1, 8589934593, 3",
    225, -1, 1, 2, 3)
ROW_I386(i386_sync_file_range,
    "sync_file_range(-1, 8589934593, 17179869187, SYNC_FILE_RANGE_WAIT_BEFORE|SYNC_FILE_RANGE_WAIT_AFTER",
    314, -1, 1, 2, 3, 4, 5)
ROW_I386(i386_sendfile,
    "sendfile(-1, -2, [5], 7",
    187, -1, -2, LOW(int32_t, 5), 7)
ROW_I386(i386_sendfile64,
    "sendfile64(-1, -2, [5], 7",
    239, -1, -2, LOW(int64_t, 5), 7)
ROW_I386(i386_writev,
    "writev(-1, [{iov_base=0x1230, iov_len=3}], 1",
    146, -1, LOW(uint64_t, 0x300001230), 1)
ROW_I386(i386_read,
    "read(-1, 0x1230, 18446744073709551615",
    3, -1, NOWHERE, -1)

CASE(i386_llseek_answers)
{
    int64_t *result = low_memory(8);
    int fd = open(scratch("f"), O_RDWR | O_CREAT, 0600);

    expect(call_i386(140, fd, 1, 2, result, SEEK_SET), "_llseek(%d, 4294967298, [4294967298], SEEK_SET", fd);
}
