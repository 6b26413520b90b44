/*
 * What the structs of files, of time and of processes read like: captured from a
 * tracee of arrays, then shown as one line.  Structs of 32-bit tracees are
 * written out word by word, because the compiler that builds the tests lays
 * out its own.
 */
#include "decode_fixture.h"

#include <fcntl.h>
#include <linux/openat2.h>
#include <linux/sched.h>
#include <signal.h>
#include <sys/epoll.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/statfs.h>
#include <sys/sysinfo.h>
#include <sys/utsname.h>

#include "core/decode/record.h"
#include "core/decode/value_type.h"

/* ---- the tables of members ---------------------------------------------------- */

static void every_record_is_as_long_as_its_row_says(void **state)
{
    (void)state;
#define VALUE(...)
#define STRUCT(...)
#define IRREGULAR(...)
#define RECORD(type, size_native, size_compat, members)                                            \
    if (size_native && record_size_bytes(members_##members, ABI_NATIVE) != (size_native))          \
        fail_msg("%s: %zu bytes", #type, record_size_bytes(members_##members, ABI_NATIVE));        \
    if (size_compat && record_size_bytes(members_##members, ABI_COMPAT) != (size_compat))          \
        fail_msg("%s: %zu bytes (i386)", #type, record_size_bytes(members_##members, ABI_COMPAT));
#include <ptop/value_types.def>
}

static void sizes_are_those_of_the_system_headers(void **state)
{
    (void)state;
#define SIZE_OF(type) value_types[TYPE_##type].size[ABI_NATIVE]
    assert_int_equal(SIZE_OF(STAT), sizeof(struct stat));
    assert_int_equal(SIZE_OF(STATX), sizeof(struct statx));
    assert_int_equal(SIZE_OF(STATFS), sizeof(struct statfs));
    assert_int_equal(SIZE_OF(RUSAGE), sizeof(struct rusage));
    assert_int_equal(SIZE_OF(SYSINFO), sizeof(struct sysinfo));
    assert_int_equal(SIZE_OF(UTSNAME), sizeof(struct utsname));
    assert_int_equal(SIZE_OF(FLOCK), sizeof(struct flock));
    assert_int_equal(SIZE_OF(EPOLL_EVENT), sizeof(struct epoll_event));
    assert_int_equal(SIZE_OF(OPEN_HOW), sizeof(struct open_how));
    assert_int_equal(SIZE_OF(SIGALTSTACK), sizeof(stack_t));
    assert_int_equal(SIZE_OF(UCRED), sizeof(struct ucred));
    assert_int_equal(SIZE_OF(LINGER), sizeof(struct linger));
}

/* ---- files --------------------------------------------------------------------- */

static void stat_of_a_64_bit_tracee(void **state)
{
    struct stat st = {.st_mode = S_IFREG | 0644, .st_size = 174, .st_ino = 7};

    (void)state;
    fixture_fd(&fx, 3, "/etc/hosts");
    fixture_memory(&fx, PTR(1), &st, sizeof st);
    fixture_call(&fx, ABI_NATIVE, "fstat", 3, PTR(1));
    fixture_run(&fx, 0);
    shows("fstat(3</etc/hosts>, {st_mode=S_IFREG|0644, st_size=174, ...}) = 0");
}

static void a_device_is_told_behind_a_name_and_nothing_else_is(void **state)
{
    static const char device[] = "/dev/null\0<char 1:3>"; /* a NUL, which no path has, is in between */

    (void)state;
    fx.named_fds[fx.name_count++] = 3;
    names_add(fx.names, (uint32_t)fx.name_count, device, sizeof device - 1);
    fixture_call(&fx, ABI_NATIVE, "close", 3);
    fixture_run(&fx, 0);
    shows("close(3</dev/null<char 1:3>>) = 0");
    fixture_fd(&fx, 4, "/tmp/a<char \x1b[31m>");
    fixture_call(&fx, ABI_NATIVE, "close", 4);
    fixture_run(&fx, 0);
    shows("close(4</tmp/a\\74char \\33[31m\\76>) = 0");
}

static void stat_unfolded_has_every_member(void **state)
{
    struct stat st = {
        .st_dev = 0x801,
        .st_ino = 7,
        .st_nlink = 2,
        .st_mode = S_IFDIR | 0755,
        .st_uid = 1000,
        .st_gid = 100,
        .st_size = 4096,
        .st_blksize = 512,
        .st_blocks = 8,
        .st_mtim = {1700000000, 5},
    };

    (void)state;
    fx.options.layout = FORMAT_UNFOLDED;
    fixture_memory(&fx, PTR(1), &st, sizeof st);
    fixture_call(&fx, ABI_NATIVE, "fstat", 3, PTR(1));
    fixture_run(&fx, 0);
    assert_string_equal(fixture_argument(&fx, 1), "{\n"
                                                  "  st_dev=makedev(0x8, 0x1)\n"
                                                  "  st_ino=7\n"
                                                  "  st_mode=S_IFDIR|0755 /* rwxr-xr-x */\n"
                                                  "  st_nlink=2\n"
                                                  "  st_uid=1000\n"
                                                  "  st_gid=100\n"
                                                  "  st_blksize=512\n"
                                                  "  st_blocks=8\n"
                                                  "  st_size=4096 /* 4k */\n"
                                                  "  st_atime=0\n"
                                                  "  st_atime_nsec=0\n"
                                                  "  st_mtime=1700000000"
                                                  " /* 2023-11-14T22:13:20.000000005+0000 */\n"
                                                  "  st_mtime_nsec=5\n"
                                                  "  st_ctime=0\n"
                                                  "  st_ctime_nsec=0\n"
                                                  "}");
}

static void stat_of_a_32_bit_tracee(void **state)
{
    uint32_t st[16] = {0x801, 7, 0x10000 | (S_IFCHR | 0620), 0, 0x8805, 0, 0x1000};

    (void)state;
    fixture_memory(&fx, PTR(1), st, sizeof st);
    fixture_call(&fx, ABI_COMPAT, "fstat", 3, PTR(1));
    fixture_run(&fx, 0);
    shows("fstat(3, {st_mode=S_IFCHR|0620, st_rdev=makedev(0x88, 0x5), ...}) = 0");
}

static void stat64_of_a_32_bit_tracee(void **state)
{
    uint32_t st[24] = {[4] = S_IFREG | 0600, [11] = 5, [12] = 1, [22] = 99};

    (void)state;
    fixture_memory(&fx, PTR(1), st, sizeof st);
    fixture_call(&fx, ABI_COMPAT, "fstat64", 3, PTR(1));
    fixture_run(&fx, 0);
    shows("fstat64(3, {st_mode=S_IFREG|0600, st_size=4294967301, ...}) = 0");
    fx.options.layout = FORMAT_UNFOLDED;
    assert_non_null(strstr(fixture_argument(&fx, 1), "\n  st_ino=99\n"));
}

static void the_oldest_stat(void **state)
{
    uint16_t st[16] = {[2] = S_IFREG | 0644, [8] = 12};

    (void)state;
    fixture_string(&fx, PTR(2), "f");
    fixture_memory(&fx, PTR(1), st, sizeof st);
    fixture_call(&fx, ABI_COMPAT, "oldstat", PTR(2), PTR(1));
    fixture_run(&fx, 0);
    shows("oldstat(\"f\", {st_mode=S_IFREG|0644, st_size=12, ...}) = 0");
}

static void statx_shows_mask_mode_and_size(void **state)
{
    struct statx stx = {.stx_mask = 0x7ff, .stx_mode = S_IFREG | 0600, .stx_size = 9};

    (void)state;
    fixture_string(&fx, PTR(2), "f");
    fixture_memory(&fx, PTR(1), &stx, sizeof stx);
    fixture_call(&fx, ABI_NATIVE, "statx", (uint64_t)-100, PTR(2), 0, 0x7ff, PTR(1));
    fixture_run(&fx, 0);
    assert_string_equal(fixture_argument(&fx, 4), "{stx_mask=STATX_BASIC_STATS, stx_attributes=0, "
                                                  "stx_mode=S_IFREG|0600, stx_size=9, ...}");
    fx.options.layout = FORMAT_UNFOLDED;
    assert_non_null(strstr(fixture_argument(&fx, 4), "\n  stx_mtime={\n    tv_sec=0\n"));
}

static void statfs_names_the_file_system(void **state)
{
    struct statfs sf = {.f_type = 0xef53, .f_bsize = 4096, .f_blocks = 10, .f_namelen = 255,
                        .f_flags = 0x1020};
    uint32_t sf64[21] = {0x1021994, 4096, 1, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 255, 4096};

    (void)state;
    fixture_string(&fx, PTR(2), "/");
    fixture_memory(&fx, PTR(1), &sf, sizeof sf);
    fixture_memory(&fx, PTR(3), sf64, sizeof sf64);
    fixture_call(&fx, ABI_NATIVE, "statfs", PTR(2), PTR(1));
    fixture_run(&fx, 0);
    shows("statfs(\"/\", {f_type=EXT2_SUPER_MAGIC, f_bsize=4096, f_blocks=10, f_bfree=0, "
          "f_bavail=0, f_files=0, f_ffree=0, f_fsid={val=[0, 0]}, f_namelen=255, f_frsize=0, "
          "f_flags=ST_VALID|ST_RELATIME}) = 0");
    fixture_call(&fx, ABI_COMPAT, "statfs64", PTR(2), 84, PTR(3));
    fixture_run(&fx, 0);
    assert_string_equal(fixture_argument(&fx, 2),
                        "{f_type=TMPFS_MAGIC, f_bsize=4096, f_blocks=4294967297, f_bfree=0, "
                        "f_bavail=0, f_files=0, f_ffree=0, f_fsid={val=[0, 0]}, f_namelen=255, "
                        "f_frsize=4096}");
}

static void openat2_shows_how(void **state)
{
    struct open_how how = {.flags = 02000001 | 0100, .mode = 0600, .resolve = 8};

    (void)state;
    fixture_string(&fx, PTR(2), "f");
    fixture_memory(&fx, PTR(1), &how, sizeof how);
    fixture_call(&fx, ABI_NATIVE, "openat2", (uint64_t)-100, PTR(2), PTR(1), sizeof how);
    fixture_run(&fx, -ENOENT);
    shows("openat2(AT_FDCWD, \"f\", {flags=O_WRONLY|O_CREAT|O_CLOEXEC, mode=0600, "
          "resolve=RESOLVE_BENEATH}, 24) = -1 ENOENT (No such file or directory)");
}

static void directory_entries_of_both_layouts(void **state)
{
    uint8_t new_style[48] = {1, [8] = 9, [16] = 24, [18] = 4, [19] = '.'};
    uint8_t old_style[16] = {5, [4] = 6, [8] = 16, [10] = 'a', 'b', 0, [15] = 8};
    uint16_t length = 24;

    (void)state;
    memcpy(new_style + 24 + 16, &length, sizeof length);
    new_style[24] = 2;
    new_style[24 + 18] = 8;
    memcpy(new_style + 24 + 19, "hi\n", 4);
    fixture_memory(&fx, PTR(1), new_style, sizeof new_style);
    fixture_memory(&fx, PTR(2), old_style, sizeof old_style);
    fixture_call(&fx, ABI_NATIVE, "getdents64", 3, PTR(1), 32768);
    fixture_run(&fx, sizeof new_style);
    shows("getdents64(3, 0x10000 /* 2 entries */, 32768) = 48");
    fx.options.layout = FORMAT_UNFOLDED;
    assert_string_equal(fixture_argument(&fx, 1), "[\n"
                                                  "  {\n"
                                                  "    d_ino=1\n"
                                                  "    d_off=9\n"
                                                  "    d_reclen=24\n"
                                                  "    d_type=DT_DIR\n"
                                                  "    d_name=\".\"\n"
                                                  "  }\n"
                                                  "  {\n"
                                                  "    d_ino=2\n"
                                                  "    d_off=0\n"
                                                  "    d_reclen=24\n"
                                                  "    d_type=DT_REG\n"
                                                  "    d_name=\"hi\\n\"\n"
                                                  "  }\n"
                                                  "]");
    fixture_call(&fx, ABI_COMPAT, "getdents", 3, PTR(2), 32768);
    fixture_run(&fx, sizeof old_style);
    assert_string_equal(fixture_argument(&fx, 1), "[\n"
                                                  "  {\n"
                                                  "    d_ino=5\n"
                                                  "    d_off=6\n"
                                                  "    d_reclen=16\n"
                                                  "    d_name=\"ab\"\n"
                                                  "    d_type=DT_REG\n"
                                                  "  }\n"
                                                  "]");
    fx.options.layout = FORMAT_ONE_LINE;
    shows("getdents(3, 0x20000 /* 1 entry */, 32768) = 16");
}

static void a_long_listing_is_counted_whole(void **state)
{
    static uint8_t entries[1000 * 24];
    uint16_t length = 24;

    (void)state;
    for (size_t i = 0; i < sizeof entries; i += length)
        memcpy(entries + i + 16, &length, sizeof length);
    fixture_memory(&fx, PTR(1), entries, sizeof entries);
    fixture_call(&fx, ABI_NATIVE, "getdents64", 3, PTR(1), 32768);
    fixture_run(&fx, sizeof entries);
    shows("getdents64(3, 0x10000 /* 1000 entries */, 32768) = 24000");
    assert_in_range(fixture_event(&fx)->header.size_bytes, 0, 5000);
}

/* ---- time ---------------------------------------------------------------------- */

static void spans_of_both_widths(void **state)
{
    int64_t wide[2] = {1, 500};
    int32_t narrow[2] = {2, -1};

    (void)state;
    fixture_memory(&fx, PTR(1), wide, sizeof wide);
    fixture_memory(&fx, PTR(2), narrow, sizeof narrow);
    fixture_call(&fx, ABI_NATIVE, "nanosleep", PTR(1), 0);
    fixture_run(&fx, 0);
    shows("nanosleep({tv_sec=1, tv_nsec=500}, NULL) = 0");
    fixture_call(&fx, ABI_COMPAT, "nanosleep", PTR(2), 0);
    fixture_run(&fx, 0);
    shows("nanosleep({tv_sec=2, tv_nsec=4294967295}, NULL) = 0");
    fixture_call(&fx, ABI_COMPAT, "clock_gettime64", 1, PTR(1));
    fixture_run(&fx, 0);
    shows("clock_gettime64(CLOCK_MONOTONIC, {tv_sec=1, tv_nsec=500}) = 0");
}

static void interval_timers(void **state)
{
    int64_t wide[4] = {0, 0, 1, 5};
    int32_t narrow[4] = {3, 4, 1, 5};

    (void)state;
    fixture_memory(&fx, PTR(1), wide, sizeof wide);
    fixture_memory(&fx, PTR(2), narrow, sizeof narrow);
    fixture_call(&fx, ABI_NATIVE, "setitimer", 0, PTR(1), 0);
    fixture_run(&fx, 0);
    shows("setitimer(ITIMER_REAL, {it_interval={tv_sec=0, tv_usec=0}, "
          "it_value={tv_sec=1, tv_usec=5}}, NULL) = 0");
    fixture_call(&fx, ABI_COMPAT, "setitimer", 0, PTR(2), 0);
    fixture_run(&fx, 0);
    shows("setitimer(ITIMER_REAL, {it_interval={tv_sec=3, tv_usec=4}, "
          "it_value={tv_sec=1, tv_usec=5}}, NULL) = 0");
}

static void times_of_files_that_are_not_times(void **state)
{
    int64_t times[4] = {0, 0x3fffffff, 0, 0x3ffffffe};

    (void)state;
    fixture_memory(&fx, PTR(1), times, sizeof times);
    fixture_call(&fx, ABI_NATIVE, "utimensat", 3, 0, PTR(1), 0);
    fixture_run(&fx, 0);
    shows("utimensat(3, NULL, [UTIME_NOW, UTIME_OMIT], 0) = 0");
}

static void the_clock_is_adjusted_lightly(void **state)
{
    int64_t timex[26] = {[0] = 1, [1] = 10, [9] = 1700000000};

    (void)state;
    fixture_memory(&fx, PTR(1), timex, sizeof timex);
    fixture_call(&fx, ABI_NATIVE, "adjtimex", PTR(1));
    fixture_run(&fx, 0);
    assert_non_null(strstr(fixture_line(&fx), "adjtimex({modes=ADJ_OFFSET, offset=10, freq=0"));
    assert_non_null(strstr(fixture_line(&fx), "time={tv_sec=1700000000, tv_usec=0}"));
}

/* ---- processes -------------------------------------------------------------------- */

static void arguments_of_exec_in_full_and_variables_counted(void **state)
{
    uint64_t argv[3] = {PTR(2), PTR(3), 0}, envp[2] = {PTR(4), 0};
    uint32_t argv_32[2] = {PTR(2), 0};

    (void)state;
    fixture_memory(&fx, PTR(1), argv, sizeof argv);
    fixture_string(&fx, PTR(2), "ls");
    fixture_string(&fx, PTR(3), "-l\n");
    fixture_memory(&fx, PTR(5), envp, sizeof envp);
    fixture_string(&fx, PTR(4), "TERM=xterm");
    fixture_string(&fx, PTR(6), "/bin/ls");
    fixture_memory(&fx, PTR(7), argv_32, sizeof argv_32);
    fixture_call(&fx, ABI_NATIVE, "execve", PTR(6), PTR(1), PTR(5));
    fixture_run(&fx, 0);
    shows("execve(\"/bin/ls\", [\"ls\", \"-l\\n\"], 0x50000 /* 1 var */) = 0");
    fx.options.layout = FORMAT_UNFOLDED;
    assert_string_equal(fixture_argument(&fx, 2), "[\n  \"TERM=xterm\"\n]");
    fx.options.layout = FORMAT_ONE_LINE;
    fixture_call(&fx, ABI_COMPAT, "execve", PTR(6), PTR(7), 0);
    fixture_run(&fx, 0);
    shows("execve(\"/bin/ls\", [\"ls\"], NULL) = 0");
}

static void clones_say_what_they_share(void **state)
{
    struct clone_args args = {
        .flags = 0x10f00, .exit_signal = 17, .stack = PTR(9), .stack_size = 64};

    (void)state;
    fixture_memory(&fx, PTR(1), &args, sizeof args);
    fixture_call(&fx, ABI_NATIVE, "clone3", PTR(1), sizeof args);
    fixture_run(&fx, 77);
    shows("clone3({flags=CLONE_VM|CLONE_FS|CLONE_FILES|CLONE_SIGHAND|CLONE_THREAD, "
          "exit_signal=SIGCHLD, stack=0x90000, stack_size=0x40}, 88) = 77");
    fixture_call(&fx, ABI_NATIVE, "clone3", PTR(1), 40);
    fixture_run(&fx, 77);
    shows("clone3(0x10000, 40) = 77"); /* there was no struct as short as that */
    fixture_call(&fx, ABI_NATIVE, "clone", 0x1200000 | 17, 0, 0, PTR(1), 0);
    fixture_run(&fx, 77);
    shows("clone(child_stack=NULL, flags=CLONE_CHILD_CLEARTID|CLONE_CHILD_SETTID|SIGCHLD, "
          "child_tidptr=0x10000) = 77");
}

static void births_answer_where_they_are_asked_to(void **state)
{
    struct clone_args args = {.flags = 0x101000, .pidfd = PTR(2), .parent_tid = PTR(3), .exit_signal = 17};
    int32_t pidfd = 5, tid = 77;

    (void)state;
    fixture_memory(&fx, PTR(1), &args, sizeof args);
    fixture_memory(&fx, PTR(2), &pidfd, sizeof pidfd);
    fixture_memory(&fx, PTR(3), &tid, sizeof tid);
    fixture_call(&fx, ABI_NATIVE, "clone3", PTR(1), sizeof args);
    fixture_run(&fx, 77);
    shows("clone3({flags=CLONE_PIDFD|CLONE_PARENT_SETTID, pidfd=0x20000, parent_tid=0x30000, "
          "exit_signal=SIGCHLD, stack=NULL, stack_size=0} => {pidfd=[5], parent_tid=[77]}, 88) = 77");
    fixture_call(&fx, ABI_NATIVE, "clone", 0x1180000 | 17, PTR(9), PTR(3), PTR(8), PTR(7));
    fixture_run(&fx, 77);
    shows("clone(child_stack=0x90000, flags=CLONE_SETTLS|CLONE_PARENT_SETTID|CLONE_CHILD_SETTID|SIGCHLD, "
          "parent_tid=[77], tls=0x70000, child_tidptr=0x80000) = 77");
    fixture_call(&fx, ABI_COMPAT, "clone", 0x1180000 | 17, PTR(9), PTR(3), PTR(7), PTR(8));
    fixture_run(&fx, 77);
    shows("clone(child_stack=0x90000, flags=CLONE_SETTLS|CLONE_PARENT_SETTID|CLONE_CHILD_SETTID|SIGCHLD, "
          "parent_tid=[77], tls=0x70000, child_tidptr=0x80000) = 77");
}

static void waits(int32_t status, const char *expected)
{
    fx.region_count = 0;
    fixture_memory(&fx, PTR(1), &status, sizeof status);
    fixture_call(&fx, ABI_NATIVE, "wait4", 0xffffffff, PTR(1), 0, 0);
    fixture_run(&fx, 9);
    assert_string_equal(fixture_argument(&fx, 1), expected);
}

static void wait_statuses_say_how_a_child_ended(void **state)
{
    (void)state;
    waits(3 << 8, "[{WIFEXITED(s) && WEXITSTATUS(s) == 3}]");
    waits(9, "[{WIFSIGNALED(s) && WTERMSIG(s) == SIGKILL}]");
    waits(11 | 0x80, "[{WIFSIGNALED(s) && WTERMSIG(s) == SIGSEGV && WCOREDUMP(s)}]");
    waits(19 << 8 | 0x7f, "[{WIFSTOPPED(s) && WSTOPSIG(s) == SIGSTOP}]");
    waits(0xffff, "[{WIFCONTINUED(s)}]");
}

static void limits_and_usage(void **state)
{
    uint64_t wide[2] = {8192 * 1024, UINT64_MAX};
    uint32_t narrow[2] = {100, UINT32_MAX}, usage_32[18] = {1, 2, 3, 4};
    struct rusage usage = {.ru_utime = {1, 2}, .ru_stime = {3, 4}, .ru_maxrss = 5};

    (void)state;
    fixture_memory(&fx, PTR(1), wide, sizeof wide);
    fixture_memory(&fx, PTR(2), narrow, sizeof narrow);
    fixture_memory(&fx, PTR(3), &usage, sizeof usage);
    fixture_memory(&fx, PTR(4), usage_32, sizeof usage_32);
    fixture_call(&fx, ABI_NATIVE, "prlimit64", 0, 3, 0, PTR(1));
    fixture_run(&fx, 0);
    shows("prlimit64(0, RLIMIT_STACK, NULL, {rlim_cur=8192*1024, rlim_max=RLIM64_INFINITY}) = 0");
    fixture_call(&fx, ABI_COMPAT, "setrlimit", 7, PTR(2));
    fixture_run(&fx, 0);
    shows("setrlimit(RLIMIT_NOFILE, {rlim_cur=100, rlim_max=RLIM_INFINITY}) = 0");
    fixture_call(&fx, ABI_NATIVE, "getrusage", 0, PTR(3));
    fixture_run(&fx, 0);
    shows("getrusage(RUSAGE_SELF, {ru_utime={tv_sec=1, tv_usec=2}, "
          "ru_stime={tv_sec=3, tv_usec=4}, ...}) = 0");
    fixture_call(&fx, ABI_COMPAT, "getrusage", 0, PTR(4));
    fixture_run(&fx, 0);
    shows("getrusage(RUSAGE_SELF, {ru_utime={tv_sec=1, tv_usec=2}, "
          "ru_stime={tv_sec=3, tv_usec=4}, ...}) = 0");
}

static void processors_come_one_by_one(void **state)
{
    uint64_t mask = 0x4f, priority = 5;

    (void)state;
    fixture_memory(&fx, PTR(1), &mask, sizeof mask);
    fixture_memory(&fx, PTR(2), &priority, 4);
    fixture_call(&fx, ABI_NATIVE, "sched_getaffinity", 0, 128, PTR(1));
    fixture_run(&fx, 8);
    shows("sched_getaffinity(0, 128, [0 1 2 3 6]) = 8");
    fixture_call(&fx, ABI_NATIVE, "sched_setparam", 0, PTR(2));
    fixture_run(&fx, 0);
    shows("sched_setparam(0, [5]) = 0");
}

static void the_system_describes_itself(void **state)
{
    struct utsname name = {.sysname = "Linux", .nodename = "box", .release = "6.1"};
    struct sysinfo info = {.uptime = 60, .totalram = 1000, .procs = 3, .mem_unit = 1};
    uint32_t info_32[16] = {60, 0, 0, 0, 1000, 0, 0, 0, 0, 0, 3, 0, 0, 1};
    const char *expected = "{uptime=60, loads=[0, 0, 0], totalram=1000, freeram=0, sharedram=0, bufferram=0, "
                           "totalswap=0, freeswap=0, procs=3, totalhigh=0, freehigh=0, "
                           "mem_unit=1}";

    (void)state;
    fixture_memory(&fx, PTR(1), &name, sizeof name);
    fixture_memory(&fx, PTR(2), &info, sizeof info);
    fixture_memory(&fx, PTR(3), info_32, sizeof info_32);
    fixture_call(&fx, ABI_NATIVE, "uname", PTR(1));
    fixture_run(&fx, 0);
    shows("uname({sysname=\"Linux\", nodename=\"box\", ...}) = 0");
    fixture_call(&fx, ABI_NATIVE, "sysinfo", PTR(2));
    fixture_run(&fx, 0);
    assert_string_equal(fixture_argument(&fx, 0), expected);
    fixture_call(&fx, ABI_COMPAT, "sysinfo", PTR(3));
    fixture_run(&fx, 0);
    assert_string_equal(fixture_argument(&fx, 0), expected);
}

static void capabilities_of_both_words(void **state)
{
    uint32_t header[2] = {0x20080522, 0}, data[6] = {1 << 0, 0x21, 0, 1 << 7, 0x80000100, 0};

    (void)state;
    fixture_memory(&fx, PTR(1), header, sizeof header);
    fixture_memory(&fx, PTR(2), data, sizeof data);
    fixture_call(&fx, ABI_NATIVE, "capget", PTR(1), PTR(2));
    fixture_run(&fx, 0);
    shows("capget({version=_LINUX_CAPABILITY_VERSION_3, pid=0}, "
          "{effective=1<<CAP_CHOWN|1<<CAP_BPF, "
          "permitted=1<<CAP_CHOWN|1<<CAP_KILL|1<<CAP_CHECKPOINT_RESTORE|0x80000000, inheritable=0}) = 0");
}

static void pipes_are_two_descriptors(void **state)
{
    int32_t fds[2] = {3, 4};

    (void)state;
    fixture_fd(&fx, 3, "pipe:[5]");
    fixture_fd(&fx, 4, "pipe:[6]");
    fixture_memory(&fx, PTR(1), fds, sizeof fds);
    fixture_call(&fx, ABI_NATIVE, "pipe", PTR(1));
    fixture_run(&fx, 0);
    shows("pipe([3<pipe:[5]>, 4<pipe:[6]>]) = 0");
}

int main(void)
{
    setenv("TZ", "UTC", 1); /* dates are in ours */
    const struct CMUnitTest tests[] = {
        TEST(every_record_is_as_long_as_its_row_says),
        TEST(sizes_are_those_of_the_system_headers),
        TEST(stat_of_a_64_bit_tracee),
        TEST(a_device_is_told_behind_a_name_and_nothing_else_is),
        TEST(stat_unfolded_has_every_member),
        TEST(stat_of_a_32_bit_tracee),
        TEST(stat64_of_a_32_bit_tracee),
        TEST(the_oldest_stat),
        TEST(statx_shows_mask_mode_and_size),
        TEST(statfs_names_the_file_system),
        TEST(openat2_shows_how),
        TEST(directory_entries_of_both_layouts),
        TEST(a_long_listing_is_counted_whole),
        TEST(spans_of_both_widths),
        TEST(interval_timers),
        TEST(times_of_files_that_are_not_times),
        TEST(the_clock_is_adjusted_lightly),
        TEST(arguments_of_exec_in_full_and_variables_counted),
        TEST(clones_say_what_they_share),
        TEST(births_answer_where_they_are_asked_to),
        TEST(wait_statuses_say_how_a_child_ended),
        TEST(limits_and_usage),
        TEST(processors_come_one_by_one),
        TEST(the_system_describes_itself),
        TEST(capabilities_of_both_words),
        TEST(pipes_are_two_descriptors),
    };
    setenv("TZ", "UTC0", 1);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
