/* What files and file systems are. */
#include "files_rows.h"

#include <linux/stat.h>
#include <sys/statfs.h>
#include <sys/sysmacros.h>
#include <time.h>

#define A "/nonexistent/a"

ROW(stat_bad,
    "stat(\"/nonexistent/a\", 0x1230",
    SYS_stat, A, NOWHERE)
ROW(lstat_null,
    "lstat(\"/nonexistent/a\", NULL",
    SYS_lstat, A, 0)
ROW(fstat_bad,
    "fstat(-1, 0x1230",
    SYS_fstat, -1, NOWHERE)
ROW(newfstatat_flags,
    "newfstatat(-1, \"/nonexistent/a\", 0x1230, AT_SYMLINK_NOFOLLOW|AT_NO_AUTOMOUNT|AT_EMPTY_PATH",
    SYS_newfstatat, -1, A, NOWHERE, 0x1900)
ROW(newfstatat_unknown,
    "newfstatat(AT_FDCWD, \"/nonexistent/a\", NULL, 0x2 /* AT_??? */",
    SYS_newfstatat, AT_FDCWD, A, 0, 0x2)
ROW(newfstatat_all,
    "newfstatat(AT_FDCWD, \"/nonexistent/a\", NULL, AT_SYMLINK_NOFOLLOW|AT_REMOVEDIR|AT_SYMLINK_FOLLOW|AT_NO_AUTOMOUNT|AT_EMPTY_PATH|AT_RECURSIVE|0xffff60ff",
    SYS_newfstatat, AT_FDCWD, A, 0, -1)
ROW(stat_nowhere,
    "stat(\"/\", 0x1230",
    SYS_stat, "/", NOWHERE)


/* "2026-11-21T19:28:06+0000", with ".123456789" before the zone. */
static const char *moment(int64_t seconds, uint32_t nanoseconds)
{
    char date[64], zone[16];
    struct tm *parts = localtime(&seconds);

    strftime(date, sizeof date, "%Y-%m-%dT%H:%M:%S", parts);
    strftime(zone, sizeof zone, "%z", parts);
    return nanoseconds ? text("%s.%09u%s", date, nanoseconds, zone) : text("%s%s", date, zone);
}

static const char *time_text(const char *name, int64_t seconds, uint64_t nanoseconds)
{
    if (seconds == 0 && nanoseconds == 0)
        return text("%s=0, %s_nsec=0", name, name);
    return text("%s=%ld /* %s */, %s_nsec=%lu", name, (long)seconds, moment(seconds, (uint32_t)nanoseconds),
                name, (unsigned long)nanoseconds);
}

#include <sys/stat.h>

static void expect_stat(long result, const char *call_text, const struct stat *status, const char *mode)
{
    const char *size = S_ISCHR(status->st_mode) || S_ISBLK(status->st_mode)
                           ? text("st_rdev=makedev(%#x, %#x)", major(status->st_rdev), minor(status->st_rdev))
                           : text("st_size=%ld", (long)status->st_size);

    expect(result, "%s{st_mode=%s, %s, ...}", call_text, mode, size);
    expect_under("-v", result,
                 "%s{st_dev=makedev(%#x, %#x), st_ino=%lu, st_mode=%s, st_nlink=%lu, st_uid=%u, st_gid=%u, "
                 "st_blksize=%ld, st_blocks=%ld, %s, %s, %s, %s}",
                 call_text, major(status->st_dev), minor(status->st_dev), status->st_ino, mode,
                 status->st_nlink, status->st_uid, status->st_gid, status->st_blksize, status->st_blocks, size,
                 time_text("st_atime", status->st_atim.tv_sec, (uint64_t)status->st_atim.tv_nsec),
                 time_text("st_mtime", status->st_mtim.tv_sec, (uint64_t)status->st_mtim.tv_nsec),
                 time_text("st_ctime", status->st_ctim.tv_sec, (uint64_t)status->st_ctim.tv_nsec));
}

CASE(stat_of_a_file)
{
    const char *path = scratch("f");
    struct stat status;
    long result;
    int fd = open(path, O_RDWR | O_CREAT, 04640);

    if (fd < 0 || write(fd, "abc", 3) != 3 || fchmod(fd, 06640) < 0)
        skip_case("no file");
    result = call(SYS_stat, path, &status);
    expect_stat(result, text("stat(%s, ", quoted(path)), &status, "S_IFREG|S_ISUID|S_ISGID|0640");
    result = call(SYS_fstat, fd, &status);
    expect_stat(result, text("fstat(%d, ", fd), &status, "S_IFREG|S_ISUID|S_ISGID|0640");
}

CASE(stat_of_a_folder_and_a_device)
{
    struct stat status;
    long result;

    result = call(SYS_stat, "/tmp", &status);
    expect_stat(result, "stat(\"/tmp\", ", &status, "S_IFDIR|S_ISVTX|0777");
    result = call(SYS_lstat, "/dev/null", &status);
    expect_stat(result, "lstat(\"/dev/null\", ", &status, "S_IFCHR|0666");
}

CASE(newfstatat_of_a_descriptor)
{
    struct stat status;
    int fds[2];

    if (pipe(fds) < 0)
        skip_case("no pipe");
    expect(call(SYS_newfstatat, fds[0], "", &status, AT_EMPTY_PATH),
           "newfstatat(%d, \"\", {st_mode=S_IFIFO|0600, st_size=0, ...}, AT_EMPTY_PATH", fds[0]);
}

CASE(stat_with_a_time_before_1970)
{
    const char *path = scratch("f");
    struct timespec times[2] = {{-5, 5}, {0, 0}};
    struct stat status;
    long result;
    int fd = open(path, O_RDWR | O_CREAT, 0600);

    if (fd < 0 || futimens(fd, times) < 0)
        skip_case("no times");
    result = call(SYS_fstat, fd, &status);
    expect_stat(result, text("fstat(%d, ", fd), &status, "S_IFREG|0600");
}

/* statx */
ROW(statx_bad,
    "statx(AT_FDCWD, \"/nonexistent/a\", AT_STATX_SYNC_AS_STAT, 0, 0x1230",
    SYS_statx, AT_FDCWD, A, 0, 0, NOWHERE)
ROW(statx_flags,
    "statx(-1, \"/nonexistent/a\", AT_STATX_FORCE_SYNC|AT_SYMLINK_NOFOLLOW|AT_NO_AUTOMOUNT|AT_EMPTY_PATH, STATX_ALL, NULL",
    SYS_statx, -1, A, 0x1900 | 0x2000, 0xfff, 0)
ROW(statx_sync_both,
    "statx(-1, \"/nonexistent/a\", AT_STATX_FORCE_SYNC|AT_STATX_DONT_SYNC, STATX_BASIC_STATS, NULL",
    SYS_statx, -1, A, 0x6000, 0x7ff, 0)
ROW(statx_unknown,
    "statx(-1, \"/nonexistent/a\", AT_STATX_SYNC_AS_STAT|AT_REMOVEDIR|AT_SYMLINK_FOLLOW|0xffff009f, 0xffe00000 /* STATX_??? */, NULL",
    SYS_statx, -1, A, 0xffff069f, 0xffe00000, 0)
ROW(statx_dont_sync,
    "statx(-1, \"/nonexistent/a\", AT_STATX_DONT_SYNC, STATX_ALL|STATX_MNT_ID, NULL",
    SYS_statx, -1, A, 0x4000, 0x1fff, 0)
ROW(statx_old_masks,
    "statx(-1, \"/nonexistent/a\", AT_STATX_SYNC_AS_STAT, STATX_TYPE|STATX_NLINK|STATX_SIZE|STATX_MNT_ID, NULL",
    SYS_statx, -1, A, 0, 0x1205, 0)

static const char *stamp_text(const char *name, const struct statx_timestamp *stamp)
{
    return text("%s={tv_sec=%lld, tv_nsec=%u} /* %s */", name, stamp->tv_sec, stamp->tv_nsec,
                moment(stamp->tv_sec, stamp->tv_nsec));
}

static const char *attributes_text(uint64_t mask)
{
    static const struct { uint64_t bit; const char *name; } names[] = {
        {0x4, "COMPRESSED"}, {0x10, "IMMUTABLE"}, {0x20, "APPEND"}, {0x40, "NODUMP"}, {0x800, "ENCRYPTED"},
        {0x1000, "AUTOMOUNT"}, {0x2000, "MOUNT_ROOT"}, {0x100000, "VERITY"}, {0x200000, "DAX"}, {0x400000, "WRITE_ATOMIC"},
    };
    const char *result = "";

    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (mask & names[i].bit)
            result = text("%s%sSTATX_ATTR_%s", result, *result ? "|" : "", names[i].name);
    return *result ? result : "0";
}

CASE(statx_of_a_file)
{
    const char *path = scratch("f");
    struct statx status = {0};
    long result;
    int fd = open(path, O_RDWR | O_CREAT, 0640);

    if (fd < 0 || write(fd, "abc", 3) != 3)
        skip_case("no file");
    result = call(SYS_statx, AT_FDCWD, path, 0, 0x7ff, &status);
    if (status.stx_mask != 0x17ff || status.stx_attributes)
        skip_case("another kernel's mask");
    expect(result,
           "statx(AT_FDCWD, %s, AT_STATX_SYNC_AS_STAT, STATX_BASIC_STATS, {stx_mask=STATX_BASIC_STATS|STATX_MNT_ID, "
           "stx_attributes=0, stx_mode=S_IFREG|0640, stx_size=3, ...}",
           quoted(path));
    expect_under("-v", result,
                 "statx(AT_FDCWD, %s, AT_STATX_SYNC_AS_STAT, STATX_BASIC_STATS, {stx_mask=STATX_BASIC_STATS|STATX_MNT_ID, "
                 "stx_blksize=%u, stx_attributes=0, stx_nlink=1, stx_uid=%u, stx_gid=%u, stx_mode=S_IFREG|0640, stx_ino=%llu, "
                 "stx_size=3, stx_blocks=%llu, stx_attributes_mask=%s, %s, %s, %s, stx_rdev_major=0, stx_rdev_minor=0, "
                 "stx_dev_major=%u, stx_dev_minor=%u, stx_mnt_id=%#llx}",
                 quoted(path), status.stx_blksize, status.stx_uid, status.stx_gid, status.stx_ino, status.stx_blocks,
                 attributes_text(status.stx_attributes_mask), stamp_text("stx_atime", &status.stx_atime), stamp_text("stx_ctime", &status.stx_ctime),
                 stamp_text("stx_mtime", &status.stx_mtime), status.stx_dev_major, status.stx_dev_minor, (unsigned long long)status.stx_mnt_id);
}

/* File systems. */
ROW(statfs_bad,
    "statfs(\"/nonexistent/a\", 0x1230",
    SYS_statfs, A, NOWHERE)
ROW(fstatfs_bad,
    "fstatfs(-1, NULL",
    SYS_fstatfs, -1, 0)
ROW(ustat_bad,
    "ustat(makedev(0xfff, 0xfffff), 0x1230",
    SYS_ustat, -1, NOWHERE)
ROW(sysfs_name,
    "sysfs(0x1, 0x10000000, 0",
    SYS_sysfs, 1, PLACED_TEXT(0, "nonexistent"), 0)
ROW(sysfs_number,
    "sysfs(0x2, 0xffff, 0x1230",
    SYS_sysfs, 2, 0xffff, NOWHERE)
ROW(sysfs_count,
    "sysfs(0x3, 0x5, 0x6",
    SYS_sysfs, 3, 5, 6)
ROW(sysfs_unknown,
    "sysfs(0x4, 0x5, 0x6",
    SYS_sysfs, 4, 5, 6)

CASE(statfs_of_proc)
{
    struct statfs status = {0};
    long result = call(SYS_statfs, "/proc", &status);

    if (result < 0 || status.f_flags != 0x1020)
        skip_case("/proc is mounted in another way");
    expect(result,
           "statfs(\"/proc\", {f_type=PROC_SUPER_MAGIC, f_bsize=4096, f_blocks=0, f_bfree=0, f_bavail=0, f_files=0, "
           "f_ffree=0, f_fsid={val=[%#x, %#x]}, f_namelen=255, f_frsize=4096, "
           "f_flags=ST_VALID|ST_RELATIME}",
           status.f_fsid.__val[0], status.f_fsid.__val[1]);
}



/* Folders. */
ROW(getdents_bad,
    "getdents(-1, 0x1230, 4294967295",
    SYS_getdents, -1, NOWHERE, -1)
ROW(getdents64_bad,
    "getdents64(-1, 0x1230, 4096",
    SYS_getdents64, -1, NOWHERE, 4096)
ROW(getdents64_wide,
    "getdents64(-1, NULL, 16",
    SYS_getdents64, -1, 0, 0x100000010)

CASE(getdents_of_a_folder)
{
    const char *path = scratch("folder");
    long buffer[512];
    long result;
    int fd;

    if (mkdir(path, 0700) < 0 || (fd = open(path, O_RDONLY | O_DIRECTORY)) < 0)
        skip_case("no folder");
    result = call(SYS_getdents64, fd, buffer, sizeof buffer);
    expect(result, "getdents64(%d, %s /* 2 entries */, 4096", fd, address(buffer));
    const uint64_t *words = (const uint64_t *)buffer;
    expect_under("-v", result,
                 "getdents64(%d, [{d_ino=%lu, d_off=%ld, d_reclen=24, d_type=DT_DIR, d_name=\".\"}, "
                 "{d_ino=%lu, d_off=%ld, d_reclen=24, d_type=DT_DIR, d_name=\"..\"}], 4096",
                 fd, words[0], words[1], words[3], words[4]);
    result = call(SYS_getdents64, fd, buffer, sizeof buffer);
    expect(result, "getdents64(%d, %s /* 0 entries */, 4096", fd, address(buffer));
    expect_under("-v", result, "getdents64(%d, [], 4096", fd);
    lseek(fd, 0, SEEK_SET);
    result = call(SYS_getdents, fd, buffer, sizeof buffer);
    expect(result, "getdents(%d, %s /* 2 entries */, 4096", fd, address(buffer));
    expect_under("-v", result,
                 "getdents(%d, [{d_ino=%lu, d_off=%ld, d_reclen=24, d_name=\".\", d_type=DT_DIR}, "
                 "{d_ino=%lu, d_off=%ld, d_reclen=24, d_name=\"..\", d_type=DT_DIR}], 4096",
                 fd, words[0], words[1], words[3], words[4]);
}

/* Handles. */
ROW(name_to_handle_bad,
    "name_to_handle_at(-1, \"/nonexistent/a\", 0x1230, 0x1230, 0",
    SYS_name_to_handle_at, -1, A, NOWHERE, NOWHERE, 0)
ROW(name_to_handle_flags,
    "name_to_handle_at(AT_FDCWD, \"/nonexistent/a\", {handle_bytes=16}, 0x1230, AT_SYMLINK_FOLLOW|AT_EMPTY_PATH",
    SYS_name_to_handle_at, AT_FDCWD, A, ARRAY(int, 16, 5, 0, 0, 0, 0), NOWHERE, 0x1400)
ROW(name_to_handle_unknown,
    "name_to_handle_at(AT_FDCWD, \"/nonexistent/a\", NULL, NULL, 0x10 /* AT_??? */",
    SYS_name_to_handle_at, AT_FDCWD, A, 0, 0, 0x10)
ROW(open_by_handle_bad,
    "open_by_handle_at(-1, {handle_bytes=8, handle_type=1, f_handle=\"\\x01\\x02\\x03\\x04\\x05\\x06\\x07\\x08\"}, O_RDONLY",
    SYS_open_by_handle_at, -1, ARRAY(int, 8, 1, 0x04030201, 0x08070605), O_RDONLY)
ROW(open_by_handle_empty,
    "open_by_handle_at(-1, {handle_bytes=0, handle_type=-1, f_handle=\"\"}, O_RDONLY|O_CLOEXEC|O_PATH",
    SYS_open_by_handle_at, -1, ARRAY(int, 0, -1), O_PATH | O_CLOEXEC)
ROW(open_by_handle_long,
    "open_by_handle_at(-1, {handle_bytes=129, handle_type=7, f_handle=\"\\x01\\x00\\x00\\x00\\x02\\x00\\x00\\x00\\x03\\x00\\x00\\x00\\x00\\x00\\x00\\x00\\x00\\x00\\x00\\x00\\x00\\x00\\x00\\x00\\x00\\x00\\x00\\x00\\x00\\x00\\x00\\x00\\x00\\x00\\x00\\x00\\x00\\x00\\x00\\x00\\x00\\x00\\x00\\x00\\x00\\x00\\x00\\x00\\x00\\x00\\x00\\x00\\x00\\x00\\x00\\x00\\x00\\x00\\x00\\x00\\x00\\x00\\x00\\x00\\x00\\x00\\x00\\x00\\x00\\x00\\x00\\x00\\x00\\x00\\x00\\x00\\x00\\x00\\x00\\x00\\x00\\x00\\x00\\x00\\x00\\x00\\x00\\x00\\x00\\x00\\x00\\x00\\x00\\x00\\x00\\x00\\x00\\x00\\x00\\x00\\x00\\x00\\x00\\x00\\x00\\x00\\x00\\x00\\x00\\x00\\x00\\x00\\x00\\x00\\x00\\x00\\x00\\x00\\x00\\x00\\x00\\x00\\x00\\x00\\x00\\x00\\x00\\x00\"...}, O_RDWR",
    SYS_open_by_handle_at, -1, PLACED(0, struct { int words[40]; }, {129, 7, 1, 2, 3}), 2)
ROW(open_by_handle_nowhere,
    "open_by_handle_at(-100, 0x1230, O_RDWR",
    SYS_open_by_handle_at, AT_FDCWD, NOWHERE, O_RDWR)

CASE(name_to_handle_of_the_root)
{
    struct { unsigned bytes; int type; unsigned char handle[128]; } handle = {.bytes = 0};
    int mount = -1;
    long result = call(SYS_name_to_handle_at, AT_FDCWD, "/", &handle, &mount, 0);

    if (result != -EOVERFLOW)
        skip_case("no handles here");
    expect(result, "name_to_handle_at(AT_FDCWD, \"/\", {handle_bytes=0 => %u}, %s, 0", handle.bytes, address(&mount));
    unsigned size = handle.bytes;
    result = call(SYS_name_to_handle_at, AT_FDCWD, "/", &handle, &mount, 0);
    if (result != 0 || handle.bytes != size)
        skip_case("no handles here");
    char digits[4 * 128 + 1] = "";
    for (unsigned i = 0; i < size; i++)
        sprintf(digits + 4 * i, "\\x%02x", handle.handle[i]);
    expect(result, "name_to_handle_at(AT_FDCWD, \"/\", {handle_bytes=%u, handle_type=%d, f_handle=\"%s\"}, [%d], 0", size,
           handle.type, digits, mount);
}

ROW_I386(i386_stat64_bad,
    "stat64(\"/nonexistent/a\", 0x1230",
    195, LOW_TEXT(A), NOWHERE)
ROW_I386(i386_fstatat64_bad,
    "fstatat64(-1, \"/nonexistent/a\", 0x1230, AT_SYMLINK_NOFOLLOW",
    300, -1, LOW_TEXT(A), NOWHERE, 0x100)
ROW_I386(i386_statfs64_bad,
    "statfs64(\"/nonexistent/a\", 84, 0x1230",
    268, LOW_TEXT(A), 84, NOWHERE)
ROW_I386(i386_fstatfs64_bad,
    "fstatfs64(-1, 18446744073709551615, 0x1230",
    269, -1, -1, NOWHERE)
ROW_I386(i386_oldstat_bad,
    "oldstat(\"/nonexistent/a\", 0x1230",
    18, LOW_TEXT(A), NOWHERE)
ROW_I386(i386_readdir_bad,
    "readdir(-1, 0x1230, 5",
    89, -1, NOWHERE, 5)
ROW_I386(i386_umount,
    "umount(\"/nonexistent/a\"",
    22, LOW_TEXT(A))

CASE(i386_stats_of_a_file)
{
    const char *path = scratch("f");
    int fd = open(path, O_RDWR | O_CREAT, 0640);
    void *buffer = low_memory(256);
    char *low_path = low_memory(256);
    struct stat status;

    strcpy(low_path, path);
    if (fd < 0 || write(fd, "abc", 3) != 3 || fstat(fd, &status) < 0)
        skip_case("no file");
    long result = call_i386(195, low_path, buffer);
    expect(result, "stat64(%s, {st_mode=S_IFREG|0640, st_size=3, ...}", quoted(path));
    expect_under("-v", result,
                 "stat64(%s, {st_dev=makedev(%#x, %#x), st_ino=%lu, st_mode=S_IFREG|0640, st_nlink=1, st_uid=%u, "
                 "st_gid=%u, st_blksize=%ld, st_blocks=%ld, st_size=3, %s, %s, %s}",
                 quoted(path), major(status.st_dev), minor(status.st_dev), status.st_ino, status.st_uid,
                 status.st_gid, status.st_blksize, status.st_blocks,
                 time_text("st_atime", status.st_atim.tv_sec, (uint64_t)status.st_atim.tv_nsec),
                 time_text("st_mtime", status.st_mtim.tv_sec, (uint64_t)status.st_mtim.tv_nsec),
                 time_text("st_ctime", status.st_ctim.tv_sec, (uint64_t)status.st_ctim.tv_nsec));
    result = call_i386(108, fd, buffer);
    if (result == 0)
        expect(result, "fstat(%d, {st_mode=S_IFREG|0640, st_size=3, ...}", fd);
    result = call_i386(28, fd, buffer);
    if (result == 0)
        expect(result, "oldfstat(%d, {st_mode=S_IFREG|0640, st_size=3, ...}", fd);
}
