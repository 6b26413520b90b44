/* Who a process is, and what it may: ids, limits, priorities, capabilities, schedules. */
#include <linux/capability.h>
#include <sched.h>
#include <sys/personality.h>
#include <sys/resource.h>

#include "room.h"

CASE(ids_are_set)
{
    expect(call(SYS_setuid, -2), "setuid(4294967294");
    expect(call(SYS_setuid, -1), "setuid(-1");
    expect(call(SYS_setgid, -1), "setgid(-1");
    expect(call(SYS_setreuid, -1, -1), "setreuid(-1, -1");
    expect(call(SYS_setregid, -1, -1), "setregid(-1, -1");
    expect(call(SYS_setresuid, -1, -1, -1), "setresuid(-1, -1, -1");
    expect(call(SYS_setresgid, -1, -1, -1), "setresgid(-1, -1, -1");
    expect(call(SYS_setfsuid, -1), "setfsuid(-1");
    expect(call(SYS_setfsgid, -1), "setfsgid(-1");
    expect(call(SYS_setfsuid, 0xffffffff00000000), "setfsuid(0");
}

CASE(ids_are_asked_for)
{
    expect(call(SYS_getuid), "getuid(");
    expect(call(SYS_geteuid), "geteuid(");
    expect(call(SYS_getgid), "getgid(");
    expect(call(SYS_getegid), "getegid(");
    unsigned uid = getuid(), gid = getgid();
    expect(call(SYS_getresuid, AT(0), AT(4), AT(8)), "getresuid([%u], [%u], [%u]", uid, uid, uid);
    expect(call(SYS_getresgid, AT(0), AT(4), AT(8)), "getresgid([%u], [%u], [%u]", gid, gid, gid);
    expect(call(SYS_getresuid, HOLE, AT(4), AT(8)), "getresuid(0x10002000, 0x10000004, 0x10000008");
    expect(call(SYS_getresgid, AT(0), 0, AT(8)), "getresgid(0x10000000, NULL, 0x10000008");
}

CASE(groups_of_nowhere)
{
    expect(call(SYS_getgroups, -1, HOLE), "getgroups(-1, 0x10002000");
    expect(call(SYS_setgroups, -1, NULL), "setgroups(-1, NULL");
}

CASE(groups)
{
    expect(call(SYS_getgroups, 0, 0), "getgroups(0, NULL");
    expect(call(SYS_getgroups, 0, AT(0)), "getgroups(0, []");
    expect(call(SYS_getgroups, -1, AT(0)), "getgroups(-1, 0x10000000");
    PUT(0, uint32_t[4], 0, 1, 0xfffffffe, 0xffffffff);
    expect(call(SYS_setgroups, 4, AT(0)), "setgroups(4, [0, 1, 4294967294, -1]");
    expect(call(SYS_setgroups, 0x80000000, AT(0)), "setgroups(-2147483648, 0x10000000");
    expect(call(SYS_setgroups, 65537, AT(0)), "setgroups(65537, 0x10000000");
    expect(call(SYS_setgroups, 1, HOLE), "setgroups(1, 0x10002000");
    expect(call(SYS_setgroups, 3, HOLE - 8), "setgroups(3, [0, 0, ... /* 0x10002000 */]");
    expect(call(SYS_setgroups, 1, 0), "setgroups(1, NULL");
    for (int i = 0; i < 40; i++)
        ((uint32_t *)AT(0))[i] = (uint32_t)i - 1;
    expect(call(SYS_setgroups, 40, AT(0)), "setgroups(40, [-1, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30, ...]");
    expect_under("-v", call(SYS_setgroups, 40, AT(0)), "setgroups(40, [-1, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30, 31, 32, 33, 34, 35, 36, 37, 38]");
    if (call(SYS_setgroups, 3, AT(4)) < 0)
        skip_case("no privilege");
    expect(call(SYS_getgroups, 40, AT(0)), "getgroups(40, [0, 1, 2]");
    expect(call(SYS_getgroups, 2, AT(0)), "getgroups(2, 0x10000000");
}

CASE(limits)
{
    PUT(0, struct rlimit, 8192 * 1024, RLIM_INFINITY);
    expect(call(SYS_setrlimit, 16, AT(0)), "setrlimit(0x10 /* RLIMIT_??? */, {rlim_cur=8192*1024, rlim_max=RLIM64_INFINITY}");
    PUT(0, struct rlimit, 1024, 1025);
    expect(call(SYS_setrlimit, 17, AT(0)), "setrlimit(0x11 /* RLIMIT_??? */, {rlim_cur=1024, rlim_max=1025}");
    PUT(0, struct rlimit, 0, 2048);
    expect(call(SYS_setrlimit, -1, AT(0)), "setrlimit(0xffffffff /* RLIMIT_??? */, {rlim_cur=0, rlim_max=2*1024}");
    PUT(0, struct rlimit, 5, 4);
    expect(call(SYS_setrlimit, RLIMIT_CORE, AT(0)), "setrlimit(RLIMIT_CORE, {rlim_cur=5, rlim_max=4}");
    expect(call(SYS_setrlimit, RLIMIT_NOFILE, HOLE - 8), "setrlimit(RLIMIT_NOFILE, 0x10001ff8");
    expect(call(SYS_getrlimit, RLIMIT_STACK, 0), "getrlimit(RLIMIT_STACK, NULL");
    expect(call(SYS_getrlimit, RLIMIT_RTTIME, AT(0)), "getrlimit(RLIMIT_RTTIME, {rlim_cur=RLIM64_INFINITY, rlim_max=RLIM64_INFINITY}");
    expect(call(SYS_getrlimit, 16, AT(0)), "getrlimit(0x10 /* RLIMIT_??? */, 0x10000000");
    expect(call(SYS_prlimit64, 0, RLIMIT_RTTIME, 0, AT(0)), "prlimit64(0, RLIMIT_RTTIME, NULL, {rlim_cur=RLIM64_INFINITY, rlim_max=RLIM64_INFINITY}");
    PUT(0, struct rlimit, 0x7fffffffffffffff, RLIM_INFINITY);
    expect(call(SYS_prlimit64, -1, RLIMIT_CPU, AT(0), AT(16)), "prlimit64(-1, RLIMIT_CPU, {rlim_cur=9223372036854775807, rlim_max=RLIM64_INFINITY}, 0x10000010");
    expect(call(SYS_prlimit64, 2147483647, RLIMIT_AS, HOLE, HOLE), "prlimit64(2147483647, RLIMIT_AS, 0x10002000, 0x10002000");
    expect(call(SYS_prlimit64, 0, RLIMIT_MEMLOCK, 0, 0), "prlimit64(0, RLIMIT_MEMLOCK, NULL, NULL");
}

CASE(limits_by_name)
{
    static const char *const names[] = {"CPU",    "FSIZE",   "DATA", "STACK", "CORE",       "RSS",
                                        "NPROC",  "NOFILE",  "MEMLOCK", "AS", "LOCKS", "SIGPENDING",
                                        "MSGQUEUE", "NICE", "RTPRIO", "RTTIME"};

    for (int i = 0; i < 16; i++)
        expect(call(SYS_getrlimit, i, HOLE), "getrlimit(RLIMIT_%s, 0x10002000", names[i]);
}

CASE(usage)
{
    long result = call(SYS_getrusage, RUSAGE_SELF, AT(0));
    struct rusage *usage = AT(0);

    expect(result,
           "getrusage(RUSAGE_SELF, {ru_utime={tv_sec=0, tv_usec=%ld}, ru_stime={tv_sec=0, "
           "tv_usec=%ld}, ...}", usage->ru_utime.tv_usec, usage->ru_stime.tv_usec);
    expect(call(SYS_getrusage, RUSAGE_CHILDREN, 0), "getrusage(RUSAGE_CHILDREN, NULL");
    expect(call(SYS_getrusage, 1, HOLE), "getrusage(RUSAGE_THREAD, 0x10002000");
    expect(call(SYS_getrusage, 2, HOLE), "getrusage(0x2 /* RUSAGE_??? */, 0x10002000");
    expect(call(SYS_getrusage, RUSAGE_CHILDREN, AT(0)), "getrusage(RUSAGE_CHILDREN, {ru_utime={tv_sec=0, tv_usec=0}, ru_stime={tv_sec=0, tv_usec=0}, ...}");
    expect_under("-v", call(SYS_getrusage, RUSAGE_CHILDREN, AT(0)), "getrusage(RUSAGE_CHILDREN, {ru_utime={tv_sec=0, tv_usec=0}, ru_stime={tv_sec=0, tv_usec=0}, ru_maxrss=0, ru_ixrss=0, ru_idrss=0, ru_isrss=0, ru_minflt=0, ru_majflt=0, ru_nswap=0, ru_inblock=0, ru_oublock=0, ru_msgsnd=0, ru_msgrcv=0, ru_nsignals=0, ru_nvcsw=0, ru_nivcsw=0}");
}

CASE(priorities)
{
    expect(call(SYS_getpriority, PRIO_PROCESS, -1), "getpriority(PRIO_PROCESS, -1");
    expect(call(SYS_getpriority, PRIO_PGRP, -1), "getpriority(PRIO_PGRP, -1");
    expect(call(SYS_getpriority, PRIO_USER, 0x7ffffffe), "getpriority(PRIO_USER, 2147483646");
    expect(call(SYS_getpriority, 3, 0), "getpriority(0x3 /* PRIO_??? */, 0");
    expect(call(SYS_getpriority, -1, 0), "getpriority(0xffffffff /* PRIO_??? */, 0");
    expect(call(SYS_getpriority, PRIO_PROCESS, 0), "getpriority(PRIO_PROCESS, 0");
    expect(call(SYS_setpriority, PRIO_PROCESS, -1, 19), "setpriority(PRIO_PROCESS, -1, 19");
    expect(call(SYS_setpriority, PRIO_USER, 0x7ffffffe, -20), "setpriority(PRIO_USER, 2147483646, -20");
    expect(call(SYS_setpriority, 3, 5, 0x80000000), "setpriority(0x3 /* PRIO_??? */, 5, -2147483648");
    expect(call(SYS_ioprio_get, 1, -1), "ioprio_get(IOPRIO_WHO_PROCESS, -1");
    expect_whole("", call(SYS_ioprio_get, 1, 0), "ioprio_get(IOPRIO_WHO_PROCESS, 0) = 0 (IOPRIO_PRIO_VALUE(IOPRIO_CLASS_NONE, 0))");
    expect(call(SYS_ioprio_get, 2, -1), "ioprio_get(IOPRIO_WHO_PGRP, -1");
    expect(call(SYS_ioprio_get, 3, 0x7ffffffe), "ioprio_get(IOPRIO_WHO_USER, 2147483646");
    expect(call(SYS_ioprio_get, 4, 5), "ioprio_get(0x4 /* IOPRIO_WHO_??? */, 5");
    expect(call(SYS_ioprio_set, 1, -1, 0), "ioprio_set(IOPRIO_WHO_PROCESS, -1, IOPRIO_PRIO_VALUE(IOPRIO_CLASS_NONE, 0)");
    expect(call(SYS_ioprio_set, 1, -1, 1 << 13 | 4), "ioprio_set(IOPRIO_WHO_PROCESS, -1, IOPRIO_PRIO_VALUE(IOPRIO_CLASS_RT, 4)");
    expect(call(SYS_ioprio_set, 2, -1, 2 << 13 | 7), "ioprio_set(IOPRIO_WHO_PGRP, -1, IOPRIO_PRIO_VALUE(IOPRIO_CLASS_BE, 7)");
    expect(call(SYS_ioprio_set, 3, 0x7ffffffe, 3 << 13), "ioprio_set(IOPRIO_WHO_USER, 2147483646, IOPRIO_PRIO_VALUE(IOPRIO_CLASS_IDLE, 0)");
    expect(call(SYS_ioprio_set, 3, 0x7ffffffe, 4 << 13 | 0x1fff), "ioprio_set(IOPRIO_WHO_USER, 2147483646, IOPRIO_PRIO_VALUE(0x4 /* IOPRIO_CLASS_??? */, 8191)");
    expect(call(SYS_ioprio_set, 5, -1, -1), "ioprio_set(0x5 /* IOPRIO_WHO_??? */, -1, IOPRIO_PRIO_VALUE(0x7ffff /* IOPRIO_CLASS_??? */, 8191)");
    if (fork() == 0) {
        call(SYS_ioprio_set, 1, 0, 2 << 13 | 5);
        _exit(0);
    }
}

CASE(ioprio_is_got)
{
    if (call(SYS_ioprio_set, 1, 0, 2 << 13 | 5) < 0)
        skip_case("no priorities");
    expect_whole("", call(SYS_ioprio_get, 1, 0), "ioprio_get(IOPRIO_WHO_PROCESS, 0) = 16389 (IOPRIO_PRIO_VALUE(IOPRIO_CLASS_BE, 5))");
}

CASE(schedules)
{
    PUT(0, struct sched_param, 99);
    expect(call(SYS_sched_setparam, -1, AT(0)), "sched_setparam(-1, [99]");
    expect(call(SYS_sched_setparam, -1, HOLE), "sched_setparam(-1, 0x10002000");
    expect(call(SYS_sched_setparam, -1, 0), "sched_setparam(-1, NULL");
    expect(call(SYS_sched_getparam, -1, AT(0)), "sched_getparam(-1, 0x10000000");
    expect(call(SYS_sched_getparam, 0, AT(0)), "sched_getparam(0, [0]");
    expect_whole("", call(SYS_sched_getscheduler, 0), "sched_getscheduler(0) = 0 (SCHED_OTHER)");
    expect_whole("", call(SYS_sched_getscheduler, -1), "sched_getscheduler(-1) = -1 EINVAL (Invalid argument)");
    PUT(0, struct sched_param, 99);
    expect(call(SYS_sched_setscheduler, -1, SCHED_FIFO, AT(0)), "sched_setscheduler(-1, SCHED_FIFO, [99]");
    expect(call(SYS_sched_setscheduler, -1, SCHED_BATCH | 0x40000000, AT(0)), "sched_setscheduler(-1, SCHED_BATCH|SCHED_RESET_ON_FORK, [99]");
    expect(call(SYS_sched_setscheduler, -1, 4, AT(0)), "sched_setscheduler(-1, SCHED_ISO, [99]");
    expect(call(SYS_sched_setscheduler, -1, 0x40000009, 0), "sched_setscheduler(-1, 0x40000009 /* SCHED_??? */, NULL");
    expect(call(SYS_sched_setscheduler, -1, 0xbad, HOLE), "sched_setscheduler(-1, 0xbad /* SCHED_??? */, 0x10002000");
    expect(call(SYS_sched_get_priority_max, SCHED_RR), "sched_get_priority_max(SCHED_RR");
    expect(call(SYS_sched_get_priority_min, SCHED_IDLE), "sched_get_priority_min(SCHED_IDLE");
    expect(call(SYS_sched_get_priority_max, SCHED_DEADLINE), "sched_get_priority_max(SCHED_DEADLINE");
    expect(call(SYS_sched_get_priority_max, 4), "sched_get_priority_max(SCHED_ISO");
    expect(call(SYS_sched_get_priority_min, -1), "sched_get_priority_min(0xffffffff /* SCHED_??? */");
    expect(call(SYS_sched_rr_get_interval, -1, AT(0)), "sched_rr_get_interval(-1, 0x10000000");
    expect(call(SYS_sched_rr_get_interval, 0, HOLE), "sched_rr_get_interval(0, 0x10002000");
    expect(call(SYS_sched_yield), "sched_yield(");
}

CASE(reset_on_fork)
{
    PUT(0, struct sched_param, 0);
    if (call(SYS_sched_setscheduler, 0, SCHED_BATCH | 0x40000000, AT(0)) < 0)
        skip_case("no schedules");
    expect_whole("", call(SYS_sched_getscheduler, 0), "sched_getscheduler(0) = 1073741827 (SCHED_BATCH|SCHED_RESET_ON_FORK)");
}

struct sched_attributes {
    uint32_t size, policy;
    uint64_t flags;
    int32_t nice;
    uint32_t priority;
    uint64_t runtime, deadline, period;
    uint32_t least, most;
};

/* What kernels tell of the ordinary schedule is their own. */
static unsigned long long own_runtime(void)
{
    struct sched_attributes own;

    if (syscall(SYS_sched_getattr, 0, &own, sizeof own, 0) < 0)
        return 0;
    return own.runtime;
}

CASE(sched_attributes)
{
    int nice = getpriority(PRIO_PROCESS, 0); /* whoever runs the tests chose it */

    expect(call(SYS_sched_getattr, 0, AT(0), 48, 0), "sched_getattr(0, {size=48, sched_policy=SCHED_OTHER, sched_flags=0, sched_nice=%d, sched_priority=0, sched_runtime=%llu, sched_deadline=0, sched_period=0}, 48, 0", nice, own_runtime());
    expect(call(SYS_sched_getattr, 0, AT(0), 56, 0), "sched_getattr(0, {size=56, sched_policy=SCHED_OTHER, sched_flags=0, sched_nice=%d, sched_priority=0, sched_runtime=%llu, sched_deadline=0, sched_period=0, sched_util_min=0, sched_util_max=0}, 56, 0", nice, own_runtime());
    expect(call(SYS_sched_getattr, 0, AT(0), 100, 0), "sched_getattr(0, {size=56, sched_policy=SCHED_OTHER, sched_flags=0, sched_nice=%d, sched_priority=0, sched_runtime=%llu, sched_deadline=0, sched_period=0, sched_util_min=0, sched_util_max=0}, 100, 0", nice, own_runtime());
    expect(call(SYS_sched_getattr, 0, AT(0), 47, 0), "sched_getattr(0, 0x10000000, 47, 0");
    expect(call(SYS_sched_getattr, -1, AT(0), 48, 0xbad), "sched_getattr(-1, 0x10000000, 48, 2989");
    expect(call(SYS_sched_getattr, 0, 0, 48, 0), "sched_getattr(0, NULL, 48, 0");
    PUT(0, struct sched_attributes, 48, SCHED_DEADLINE, 0x7f, -5, 6, 1, 2, 3, 4, 5);
    expect(call(SYS_sched_setattr, -1, AT(0), 0), "sched_setattr(-1, {size=48, sched_flags=SCHED_FLAG_RESET_ON_FORK|SCHED_FLAG_RECLAIM|SCHED_FLAG_DL_OVERRUN|SCHED_FLAG_KEEP_POLICY|SCHED_FLAG_KEEP_PARAMS|SCHED_FLAG_UTIL_CLAMP_MIN|SCHED_FLAG_UTIL_CLAMP_MAX}, 0");
    PUT(0, struct sched_attributes, 56, SCHED_DEADLINE, 0x7f, -5, 6, 1, 2, 3, 4, 5);
    expect(call(SYS_sched_setattr, -1, AT(0), 0), "sched_setattr(-1, {size=56, sched_flags=SCHED_FLAG_RESET_ON_FORK|SCHED_FLAG_RECLAIM|SCHED_FLAG_DL_OVERRUN|SCHED_FLAG_KEEP_POLICY|SCHED_FLAG_KEEP_PARAMS|SCHED_FLAG_UTIL_CLAMP_MIN|SCHED_FLAG_UTIL_CLAMP_MAX, sched_util_min=4, sched_util_max=5}, 0");
    PUT(0, struct sched_attributes, 0, SCHED_FIFO, 0x1, -5, 6, 0, 0, 0, 0, 0);
    expect(call(SYS_sched_setattr, -1, AT(0), 0xbad), "sched_setattr(-1, {size=0, sched_policy=SCHED_FIFO, sched_flags=SCHED_FLAG_RESET_ON_FORK, sched_nice=-5, sched_priority=6, sched_runtime=0, sched_deadline=0, sched_period=0}, 2989");
    PUT(0, struct sched_attributes, 60, 0xbad, 0xbad0000000080, -5, 6, 0, 0, 0, 0, 0);
    expect(call(SYS_sched_setattr, -1, AT(0), 0), "sched_setattr(-1, {size=60, sched_policy=0xbad /* SCHED_??? */, sched_flags=0xbad0000000080 /* SCHED_FLAG_??? */, sched_nice=-5, sched_priority=6, sched_runtime=0, sched_deadline=0, sched_period=0, sched_util_min=0, sched_util_max=0, ...}, 0");
    PUT(0, struct sched_attributes, 56, SCHED_OTHER, 0x80, -5, 6, 0, 0, 0, 0, 0);
    expect(call(SYS_sched_setattr, -1, AT(0), 0), "sched_setattr(-1, {size=56, sched_policy=SCHED_OTHER, sched_flags=0x80 /* SCHED_FLAG_??? */, sched_nice=-5, sched_priority=6, sched_runtime=0, sched_deadline=0, sched_period=0, sched_util_min=0, sched_util_max=0}, 0");
    PUT(0, struct sched_attributes, 40, SCHED_OTHER, 0, -5, 6, 0, 0, 0, 0, 0);
    expect(call(SYS_sched_setattr, -1, AT(0), 0), "sched_setattr(-1, {size=40}, 0");
    expect(call(SYS_sched_setattr, -1, HOLE, 0), "sched_setattr(-1, 0x10002000, 0");
    expect(call(SYS_sched_setattr, -1, HOLE - 4, 0), "sched_setattr(-1, 0x10001ffc, 0");
    PUT_LAST(uint32_t[4], 16, 0, 0, 0);
    expect(call(SYS_sched_setattr, -1, HOLE - 16, 0), "sched_setattr(-1, {size=16}, 0");
    expect(call(SYS_sched_setattr, -1, 0, 0), "sched_setattr(-1, NULL, 0");
}

CASE(affinity)
{
    PUT(0, uint64_t[2], 0x5f, 1);
    expect(call(SYS_sched_setaffinity, -1, 16, AT(0)), "sched_setaffinity(-1, 16, [0 1 2 3 4 6 64]");
    expect(call(SYS_sched_setaffinity, -1, 8, AT(16)), "sched_setaffinity(-1, 8, []");
    expect(call(SYS_sched_setaffinity, -1, 7, AT(0)), "sched_setaffinity(-1, 7, [0 1 2 3 4 6]");
    expect(call(SYS_sched_setaffinity, -1, 4, AT(0)), "sched_setaffinity(-1, 4, [0 1 2 3 4 6]");
    expect(call(SYS_sched_setaffinity, -1, 0, AT(0)), "sched_setaffinity(-1, 0, []");
    expect(call(SYS_sched_setaffinity, -1, 8, HOLE), "sched_setaffinity(-1, 8, 0x10002000");
    expect(call(SYS_sched_setaffinity, -1, 16, HOLE - 8), "sched_setaffinity(-1, 16, 0x10001ff8");
    expect(call(SYS_sched_setaffinity, -1, 0xdeadbeef00000010, AT(0)), "sched_setaffinity(-1, 16, [0 1 2 3 4 6 64]");
    expect(call(SYS_sched_setaffinity, -1, 8, 0), "sched_setaffinity(-1, 8, NULL");
    expect(call(SYS_sched_getaffinity, -1, 8, AT(0)), "sched_getaffinity(-1, 8, 0x10000000");
    expect(call(SYS_sched_getaffinity, 0, 1, AT(0)), "sched_getaffinity(0, 1, 0x10000000");
    memset(AT(0), 0xff, 0x300);
    expect(call(SYS_sched_setaffinity, -1, 0x80, AT(0)), "sched_setaffinity(-1, 128, [0 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20 21 22 23 24 25 26 27 28 29 30 31 32 33 34 35 36 37 38 39 40 41 42 43 44 45 46 47 48 49 50 51 52 53 54 55 56 57 58 59 60 61 62 63 64 65 66 67 68 69 70 71 72 73 74 75 76 77 78 79 80 81 82 83 84 85 86 87 88 89 90 91 92 93 94 95 96 97 98 99 100 101 102 103 104 105 106 107 108 109 110 111 112 113 114 115 116 117 118 119 120 121 122 123 124 125 126 127 128 129 130 131 132 133 134 135 136 137 138 139 140 141 142 143 144 145 146 147 148 149 150 151 152 153 154 155 156 157 158 159 160 161 162 163 164 165 166 167 168 169 170 171 172 173 174 175 176 177 178 179 180 181 182 183 184 185 186 187 188 189 190 191 192 193 194 195 196 197 198 199 200 201 202 203 204 205 206 207 208 209 210 211 212 213 214 215 216 217 218 219 220 221 222 223 224 225 226 227 228 229 230 231 232 233 234 235 236 237 238 239 240 241 242 243 244 245 246 247 248 249 250 251 252 253 254 255 256 257 258 259 260 261 262 263 264 265 266 267 268 269 270 271 272 273 274 275 276 277 278 279 280 281 282 283 284 285 286 287 288 289 290 291 292 293 294 295 296 297 298 299 300 301 302 303 304 305 306 307 308 309 310 311 312 313 314 315 316 317 318 319 320 321 322 323 324 325 326 327 328 329 330 331 332 333 334 335 336 337 338 339 340 341 342 343 344 345 346 347 348 349 350 351 352 353 354 355 356 357 358 359 360 361 362 363 364 365 366 367 368 369 370 371 372 373 374 375 376 377 378 379 380 381 382 383 384 385 386 387 388 389 390 391 392 393 394 395 396 397 398 399 400 401 402 403 404 405 406 407 408 409 410 411 412 413 414 415 416 417 418 419 420 421 422 423 424 425 426 427 428 429 430 431 432 433 434 435 436 437 438 439 440 441 442 443 444 445 446 447 448 449 450 451 452 453 454 455 456 457 458 459 460 461 462 463 464 465 466 467 468 469 470 471 472 473 474 475 476 477 478 479 480 481 482 483 484 485 486 487 488 489 490 491 492 493 494 495 496 497 498 499 500 501 502 503 504 505 506 507 508 509 510 511 512 513 514 515 516 517 518 519 520 521 522 523 524 525 526 527 528 529 530 531 532 533 534 535 536 537 538 539 540 541 542 543 544 545 546 547 548 549 550 551 552 553 554 555 556 557 558 559 560 561 562 563 564 565 566 567 568 569 570 571 572 573 574 575 576 577 578 579 580 581 582 583 584 585 586 587 588 589 590 591 592 593 594 595 596 597 598 599 600 601 602 603 604 605 606 607 608 609 610 611 612 613 614 615 616 617 618 619 620 621 622 623 624 625 626 627 628 629 630 631 632 633 634 635 636 637 638 639 640 641 642 643 644 645 646 647 648 649 650 651 652 653 654 655 656 657 658 659 660 661 662 663 664 665 666 667 668 669 670 671 672 673 674 675 676 677 678 679 680 681 682 683 684 685 686 687 688 689 690 691 692 693 694 695 696 697 698 699 700 701 702 703 704 705 706 707 708 709 710 711 712 713 714 715 716 717 718 719 720 721 722 723 724 725 726 727 728 729 730 731 732 733 734 735 736 737 738 739 740 741 742 743 744 745 746 747 748 749 750 751 752 753 754 755 756 757 758 759 760 761 762 763 764 765 766 767 768 769 770 771 772 773 774 775 776 777 778 779 780 781 782 783 784 785 786 787 788 789 790 791 792 793 794 795 796 797 798 799 800 801 802 803 804 805 806 807 808 809 810 811 812 813 814 815 816 817 818 819 820 821 822 823 824 825 826 827 828 829 830 831 832 833 834 835 836 837 838 839 840 841 842 843 844 845 846 847 848 849 850 851 852 853 854 855 856 857 858 859 860 861 862 863 864 865 866 867 868 869 870 871 872 873 874 875 876 877 878 879 880 881 882 883 884 885 886 887 888 889 890 891 892 893 894 895 896 897 898 899 900 901 902 903 904 905 906 907 908 909 910 911 912 913 914 915 916 917 918 919 920 921 922 923 924 925 926 927 928 929 930 931 932 933 934 935 936 937 938 939 940 941 942 943 944 945 946 947 948 949 950 951 952 953 954 955 956 957 958 959 960 961 962 963 964 965 966 967 968 969 970 971 972 973 974 975 976 977 978 979 980 981 982 983 984 985 986 987 988 989 990 991 992 993 994 995 996 997 998 999 1000 1001 1002 1003 1004 1005 1006 1007 1008 1009 1010 1011 1012 1013 1014 1015 1016 1017 1018 1019 1020 1021 1022 1023]");
    expect_under("-v", call(SYS_sched_setaffinity, -1, 0x80, AT(0)), "sched_setaffinity(-1, 128, [0 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20 21 22 23 24 25 26 27 28 29 30 31 32 33 34 35 36 37 38 39 40 41 42 43 44 45 46 47 48 49 50 51 52 53 54 55 56 57 58 59 60 61 62 63 64 65 66 67 68 69 70 71 72 73 74 75 76 77 78 79 80 81 82 83 84 85 86 87 88 89 90 91 92 93 94 95 96 97 98 99 100 101 102 103 104 105 106 107 108 109 110 111 112 113 114 115 116 117 118 119 120 121 122 123 124 125 126 127 128 129 130 131 132 133 134 135 136 137 138 139 140 141 142 143 144 145 146 147 148 149 150 151 152 153 154 155 156 157 158 159 160 161 162 163 164 165 166 167 168 169 170 171 172 173 174 175 176 177 178 179 180 181 182 183 184 185 186 187 188 189 190 191 192 193 194 195 196 197 198 199 200 201 202 203 204 205 206 207 208 209 210 211 212 213 214 215 216 217 218 219 220 221 222 223 224 225 226 227 228 229 230 231 232 233 234 235 236 237 238 239 240 241 242 243 244 245 246 247 248 249 250 251 252 253 254 255 256 257 258 259 260 261 262 263 264 265 266 267 268 269 270 271 272 273 274 275 276 277 278 279 280 281 282 283 284 285 286 287 288 289 290 291 292 293 294 295 296 297 298 299 300 301 302 303 304 305 306 307 308 309 310 311 312 313 314 315 316 317 318 319 320 321 322 323 324 325 326 327 328 329 330 331 332 333 334 335 336 337 338 339 340 341 342 343 344 345 346 347 348 349 350 351 352 353 354 355 356 357 358 359 360 361 362 363 364 365 366 367 368 369 370 371 372 373 374 375 376 377 378 379 380 381 382 383 384 385 386 387 388 389 390 391 392 393 394 395 396 397 398 399 400 401 402 403 404 405 406 407 408 409 410 411 412 413 414 415 416 417 418 419 420 421 422 423 424 425 426 427 428 429 430 431 432 433 434 435 436 437 438 439 440 441 442 443 444 445 446 447 448 449 450 451 452 453 454 455 456 457 458 459 460 461 462 463 464 465 466 467 468 469 470 471 472 473 474 475 476 477 478 479 480 481 482 483 484 485 486 487 488 489 490 491 492 493 494 495 496 497 498 499 500 501 502 503 504 505 506 507 508 509 510 511 512 513 514 515 516 517 518 519 520 521 522 523 524 525 526 527 528 529 530 531 532 533 534 535 536 537 538 539 540 541 542 543 544 545 546 547 548 549 550 551 552 553 554 555 556 557 558 559 560 561 562 563 564 565 566 567 568 569 570 571 572 573 574 575 576 577 578 579 580 581 582 583 584 585 586 587 588 589 590 591 592 593 594 595 596 597 598 599 600 601 602 603 604 605 606 607 608 609 610 611 612 613 614 615 616 617 618 619 620 621 622 623 624 625 626 627 628 629 630 631 632 633 634 635 636 637 638 639 640 641 642 643 644 645 646 647 648 649 650 651 652 653 654 655 656 657 658 659 660 661 662 663 664 665 666 667 668 669 670 671 672 673 674 675 676 677 678 679 680 681 682 683 684 685 686 687 688 689 690 691 692 693 694 695 696 697 698 699 700 701 702 703 704 705 706 707 708 709 710 711 712 713 714 715 716 717 718 719 720 721 722 723 724 725 726 727 728 729 730 731 732 733 734 735 736 737 738 739 740 741 742 743 744 745 746 747 748 749 750 751 752 753 754 755 756 757 758 759 760 761 762 763 764 765 766 767 768 769 770 771 772 773 774 775 776 777 778 779 780 781 782 783 784 785 786 787 788 789 790 791 792 793 794 795 796 797 798 799 800 801 802 803 804 805 806 807 808 809 810 811 812 813 814 815 816 817 818 819 820 821 822 823 824 825 826 827 828 829 830 831 832 833 834 835 836 837 838 839 840 841 842 843 844 845 846 847 848 849 850 851 852 853 854 855 856 857 858 859 860 861 862 863 864 865 866 867 868 869 870 871 872 873 874 875 876 877 878 879 880 881 882 883 884 885 886 887 888 889 890 891 892 893 894 895 896 897 898 899 900 901 902 903 904 905 906 907 908 909 910 911 912 913 914 915 916 917 918 919 920 921 922 923 924 925 926 927 928 929 930 931 932 933 934 935 936 937 938 939 940 941 942 943 944 945 946 947 948 949 950 951 952 953 954 955 956 957 958 959 960 961 962 963 964 965 966 967 968 969 970 971 972 973 974 975 976 977 978 979 980 981 982 983 984 985 986 987 988 989 990 991 992 993 994 995 996 997 998 999 1000 1001 1002 1003 1004 1005 1006 1007 1008 1009 1010 1011 1012 1013 1014 1015 1016 1017 1018 1019 1020 1021 1022 1023]");
    expect(call(SYS_sched_getaffinity, 0, 0x80, AT(0)), "sched_getaffinity(0, 128, [%s]",
           sysconf(_SC_NPROCESSORS_CONF) == 2 ? "0 1" : "0");
}

CASE(capabilities)
{
    PUT(0, struct __user_cap_header_struct, _LINUX_CAPABILITY_VERSION_3, -1);
    PUT(0x10, struct __user_cap_data_struct[2], {1 << 0 | 1 << 5, 1 << 31, 0}, {1 << 0, 0, 1 << 8});
    expect(call(SYS_capset, AT(0), AT(0x10)), "capset({version=_LINUX_CAPABILITY_VERSION_3, pid=-1}, {effective=1<<CAP_CHOWN|1<<CAP_KILL|1<<CAP_MAC_OVERRIDE, permitted=1<<CAP_SETFCAP, inheritable=1<<CAP_CHECKPOINT_RESTORE}");
    expect(call(SYS_capget, AT(0), AT(0x40)), "capget({version=_LINUX_CAPABILITY_VERSION_3, pid=-1}, 0x10000040");
    expect(call(SYS_capset, AT(0), HOLE), "capset({version=_LINUX_CAPABILITY_VERSION_3, pid=-1}, 0x10002000");
    expect(call(SYS_capset, AT(0), HOLE - 12), "capset({version=_LINUX_CAPABILITY_VERSION_3, pid=-1}, 0x10001ff4");
    expect(call(SYS_capset, 0, 0), "capset(NULL, NULL");
    PUT(0, struct __user_cap_header_struct, _LINUX_CAPABILITY_VERSION_1, -1);
    expect(call(SYS_capset, AT(0), AT(0x10)), "capset({version=_LINUX_CAPABILITY_VERSION_1, pid=-1}, {effective=1<<CAP_CHOWN|1<<CAP_KILL, permitted=1<<CAP_SETFCAP, inheritable=0}");
    expect(call(SYS_capset, AT(0), 0), "capset({version=_LINUX_CAPABILITY_VERSION_1, pid=-1}, NULL");
    PUT(0, struct __user_cap_header_struct, _LINUX_CAPABILITY_VERSION_2, 5);
    PUT(0x10, struct __user_cap_data_struct[2], {-1u, -1u, -1u}, {-1u, 0x1ff, 0x3ff});
    expect(call(SYS_capset, AT(0), AT(0x10)), "capset({version=_LINUX_CAPABILITY_VERSION_2, pid=5}, {effective=1<<CAP_CHOWN|1<<CAP_DAC_OVERRIDE|1<<CAP_DAC_READ_SEARCH|1<<CAP_FOWNER|1<<CAP_FSETID|1<<CAP_KILL|1<<CAP_SETGID|1<<CAP_SETUID|1<<CAP_SETPCAP|1<<CAP_LINUX_IMMUTABLE|1<<CAP_NET_BIND_SERVICE|1<<CAP_NET_BROADCAST|1<<CAP_NET_ADMIN|1<<CAP_NET_RAW|1<<CAP_IPC_LOCK|1<<CAP_IPC_OWNER|1<<CAP_SYS_MODULE|1<<CAP_SYS_RAWIO|1<<CAP_SYS_CHROOT|1<<CAP_SYS_PTRACE|1<<CAP_SYS_PACCT|1<<CAP_SYS_ADMIN|1<<CAP_SYS_BOOT|1<<CAP_SYS_NICE|1<<CAP_SYS_RESOURCE|1<<CAP_SYS_TIME|1<<CAP_SYS_TTY_CONFIG|1<<CAP_MKNOD|1<<CAP_LEASE|1<<CAP_AUDIT_WRITE|1<<CAP_AUDIT_CONTROL|1<<CAP_SETFCAP|1<<CAP_MAC_OVERRIDE|1<<CAP_MAC_ADMIN|1<<CAP_SYSLOG|1<<CAP_WAKE_ALARM|1<<CAP_BLOCK_SUSPEND|1<<CAP_AUDIT_READ|1<<CAP_PERFMON|1<<CAP_BPF|1<<CAP_CHECKPOINT_RESTORE|0xfffffe00, permitted=1<<CAP_CHOWN|1<<CAP_DAC_OVERRIDE|1<<CAP_DAC_READ_SEARCH|1<<CAP_FOWNER|1<<CAP_FSETID|1<<CAP_KILL|1<<CAP_SETGID|1<<CAP_SETUID|1<<CAP_SETPCAP|1<<CAP_LINUX_IMMUTABLE|1<<CAP_NET_BIND_SERVICE|1<<CAP_NET_BROADCAST|1<<CAP_NET_ADMIN|1<<CAP_NET_RAW|1<<CAP_IPC_LOCK|1<<CAP_IPC_OWNER|1<<CAP_SYS_MODULE|1<<CAP_SYS_RAWIO|1<<CAP_SYS_CHROOT|1<<CAP_SYS_PTRACE|1<<CAP_SYS_PACCT|1<<CAP_SYS_ADMIN|1<<CAP_SYS_BOOT|1<<CAP_SYS_NICE|1<<CAP_SYS_RESOURCE|1<<CAP_SYS_TIME|1<<CAP_SYS_TTY_CONFIG|1<<CAP_MKNOD|1<<CAP_LEASE|1<<CAP_AUDIT_WRITE|1<<CAP_AUDIT_CONTROL|1<<CAP_SETFCAP|1<<CAP_MAC_OVERRIDE|1<<CAP_MAC_ADMIN|1<<CAP_SYSLOG|1<<CAP_WAKE_ALARM|1<<CAP_BLOCK_SUSPEND|1<<CAP_AUDIT_READ|1<<CAP_PERFMON|1<<CAP_BPF|1<<CAP_CHECKPOINT_RESTORE, inheritable=1<<CAP_CHOWN|1<<CAP_DAC_OVERRIDE|1<<CAP_DAC_READ_SEARCH|1<<CAP_FOWNER|1<<CAP_FSETID|1<<CAP_KILL|1<<CAP_SETGID|1<<CAP_SETUID|1<<CAP_SETPCAP|1<<CAP_LINUX_IMMUTABLE|1<<CAP_NET_BIND_SERVICE|1<<CAP_NET_BROADCAST|1<<CAP_NET_ADMIN|1<<CAP_NET_RAW|1<<CAP_IPC_LOCK|1<<CAP_IPC_OWNER|1<<CAP_SYS_MODULE|1<<CAP_SYS_RAWIO|1<<CAP_SYS_CHROOT|1<<CAP_SYS_PTRACE|1<<CAP_SYS_PACCT|1<<CAP_SYS_ADMIN|1<<CAP_SYS_BOOT|1<<CAP_SYS_NICE|1<<CAP_SYS_RESOURCE|1<<CAP_SYS_TIME|1<<CAP_SYS_TTY_CONFIG|1<<CAP_MKNOD|1<<CAP_LEASE|1<<CAP_AUDIT_WRITE|1<<CAP_AUDIT_CONTROL|1<<CAP_SETFCAP|1<<CAP_MAC_OVERRIDE|1<<CAP_MAC_ADMIN|1<<CAP_SYSLOG|1<<CAP_WAKE_ALARM|1<<CAP_BLOCK_SUSPEND|1<<CAP_AUDIT_READ|1<<CAP_PERFMON|1<<CAP_BPF|1<<CAP_CHECKPOINT_RESTORE|0x200}");
    expect_under("-v", call(SYS_capset, AT(0), AT(0x10)), "capset({version=_LINUX_CAPABILITY_VERSION_2, pid=5}, {effective=1<<CAP_CHOWN|1<<CAP_DAC_OVERRIDE|1<<CAP_DAC_READ_SEARCH|1<<CAP_FOWNER|1<<CAP_FSETID|1<<CAP_KILL|1<<CAP_SETGID|1<<CAP_SETUID|1<<CAP_SETPCAP|1<<CAP_LINUX_IMMUTABLE|1<<CAP_NET_BIND_SERVICE|1<<CAP_NET_BROADCAST|1<<CAP_NET_ADMIN|1<<CAP_NET_RAW|1<<CAP_IPC_LOCK|1<<CAP_IPC_OWNER|1<<CAP_SYS_MODULE|1<<CAP_SYS_RAWIO|1<<CAP_SYS_CHROOT|1<<CAP_SYS_PTRACE|1<<CAP_SYS_PACCT|1<<CAP_SYS_ADMIN|1<<CAP_SYS_BOOT|1<<CAP_SYS_NICE|1<<CAP_SYS_RESOURCE|1<<CAP_SYS_TIME|1<<CAP_SYS_TTY_CONFIG|1<<CAP_MKNOD|1<<CAP_LEASE|1<<CAP_AUDIT_WRITE|1<<CAP_AUDIT_CONTROL|1<<CAP_SETFCAP|1<<CAP_MAC_OVERRIDE|1<<CAP_MAC_ADMIN|1<<CAP_SYSLOG|1<<CAP_WAKE_ALARM|1<<CAP_BLOCK_SUSPEND|1<<CAP_AUDIT_READ|1<<CAP_PERFMON|1<<CAP_BPF|1<<CAP_CHECKPOINT_RESTORE|0xfffffe00, permitted=1<<CAP_CHOWN|1<<CAP_DAC_OVERRIDE|1<<CAP_DAC_READ_SEARCH|1<<CAP_FOWNER|1<<CAP_FSETID|1<<CAP_KILL|1<<CAP_SETGID|1<<CAP_SETUID|1<<CAP_SETPCAP|1<<CAP_LINUX_IMMUTABLE|1<<CAP_NET_BIND_SERVICE|1<<CAP_NET_BROADCAST|1<<CAP_NET_ADMIN|1<<CAP_NET_RAW|1<<CAP_IPC_LOCK|1<<CAP_IPC_OWNER|1<<CAP_SYS_MODULE|1<<CAP_SYS_RAWIO|1<<CAP_SYS_CHROOT|1<<CAP_SYS_PTRACE|1<<CAP_SYS_PACCT|1<<CAP_SYS_ADMIN|1<<CAP_SYS_BOOT|1<<CAP_SYS_NICE|1<<CAP_SYS_RESOURCE|1<<CAP_SYS_TIME|1<<CAP_SYS_TTY_CONFIG|1<<CAP_MKNOD|1<<CAP_LEASE|1<<CAP_AUDIT_WRITE|1<<CAP_AUDIT_CONTROL|1<<CAP_SETFCAP|1<<CAP_MAC_OVERRIDE|1<<CAP_MAC_ADMIN|1<<CAP_SYSLOG|1<<CAP_WAKE_ALARM|1<<CAP_BLOCK_SUSPEND|1<<CAP_AUDIT_READ|1<<CAP_PERFMON|1<<CAP_BPF|1<<CAP_CHECKPOINT_RESTORE, inheritable=1<<CAP_CHOWN|1<<CAP_DAC_OVERRIDE|1<<CAP_DAC_READ_SEARCH|1<<CAP_FOWNER|1<<CAP_FSETID|1<<CAP_KILL|1<<CAP_SETGID|1<<CAP_SETUID|1<<CAP_SETPCAP|1<<CAP_LINUX_IMMUTABLE|1<<CAP_NET_BIND_SERVICE|1<<CAP_NET_BROADCAST|1<<CAP_NET_ADMIN|1<<CAP_NET_RAW|1<<CAP_IPC_LOCK|1<<CAP_IPC_OWNER|1<<CAP_SYS_MODULE|1<<CAP_SYS_RAWIO|1<<CAP_SYS_CHROOT|1<<CAP_SYS_PTRACE|1<<CAP_SYS_PACCT|1<<CAP_SYS_ADMIN|1<<CAP_SYS_BOOT|1<<CAP_SYS_NICE|1<<CAP_SYS_RESOURCE|1<<CAP_SYS_TIME|1<<CAP_SYS_TTY_CONFIG|1<<CAP_MKNOD|1<<CAP_LEASE|1<<CAP_AUDIT_WRITE|1<<CAP_AUDIT_CONTROL|1<<CAP_SETFCAP|1<<CAP_MAC_OVERRIDE|1<<CAP_MAC_ADMIN|1<<CAP_SYSLOG|1<<CAP_WAKE_ALARM|1<<CAP_BLOCK_SUSPEND|1<<CAP_AUDIT_READ|1<<CAP_PERFMON|1<<CAP_BPF|1<<CAP_CHECKPOINT_RESTORE|0x200}");
    expect(call(SYS_capset, HOLE, AT(0x10)), "capset(0x10002000, 0x10000010");
    PUT(0, struct __user_cap_header_struct, _LINUX_CAPABILITY_VERSION_3, 2147483647);
    PUT(0x10, struct __user_cap_data_struct[2], {0, 0, 0}, {0x80000000, 0x200, 0x3e0});
    expect(call(SYS_capset, AT(0), AT(0x10)), "capset({version=_LINUX_CAPABILITY_VERSION_3, pid=2147483647}, {effective=0x80000000 /* CAP_??? */, permitted=0x200 /* CAP_??? */, inheritable=1<<CAP_AUDIT_READ|1<<CAP_PERFMON|1<<CAP_BPF|1<<CAP_CHECKPOINT_RESTORE|0x200}");
}

CASE(capget_finds_the_version)
{
    PUT(0, struct __user_cap_header_struct, 0xbad, 0);
    expect(call(SYS_capget, AT(0), 0), "capget({version=0xbad /* _LINUX_CAPABILITY_VERSION_??? */, pid=0}, NULL");
    PUT(0, struct __user_cap_header_struct, 0xbad, 0);
    expect(call(SYS_capget, AT(0), AT(0x10)), "capget({version=0xbad /* _LINUX_CAPABILITY_VERSION_??? */, pid=0}, 0x10000010");
    PUT(0, struct __user_cap_header_struct, _LINUX_CAPABILITY_VERSION_3, 0);
    expect(call(SYS_capget, AT(0), 0), "capget({version=_LINUX_CAPABILITY_VERSION_3, pid=0}, NULL");
    expect(call(SYS_capget, HOLE, AT(0)), "capget(0x10002000, 0x10000000");
    expect(call(SYS_capget, 0, 0), "capget(NULL, NULL");
}

CASE(personalities)
{
    expect_whole("", call(SYS_personality, 0xffffffff), "personality(0xffffffff) = 0 (PER_LINUX)");
    expect_whole("", call(SYS_personality, 0x0008), "personality(PER_LINUX32) = 0 (PER_LINUX)");
    expect_whole("", call(SYS_personality, 0x0040000 | 0x0400000), "personality(PER_LINUX|ADDR_NO_RANDOMIZE|READ_IMPLIES_EXEC) = 0x8 (PER_LINUX32)");
    expect_whole("", call(SYS_personality, 0x8000000 | 8), "personality(PER_LINUX32|ADDR_LIMIT_3GB) = 0x440000 (PER_LINUX|ADDR_NO_RANDOMIZE|READ_IMPLIES_EXEC)");
    expect_whole("", call(SYS_personality, 0xfe00ff), "personality(PER_MASK|UNAME26|ADDR_NO_RANDOMIZE|FDPIC_FUNCPTRS|MMAP_PAGE_ZERO|ADDR_COMPAT_LAYOUT|READ_IMPLIES_EXEC|ADDR_LIMIT_32BIT) = 0x8000008 (PER_LINUX32|ADDR_LIMIT_3GB)");
    expect_whole("", call(SYS_personality, 0x11), "personality(0x11 /* PER_??? */) = 0xfe00ff (PER_MASK|UNAME26|ADDR_NO_RANDOMIZE|FDPIC_FUNCPTRS|MMAP_PAGE_ZERO|ADDR_COMPAT_LAYOUT|READ_IMPLIES_EXEC|ADDR_LIMIT_32BIT)");
    expect_whole("", call(SYS_personality, 0), "personality(PER_LINUX) = 0x11 (0x11 /* PER_??? */)");
    expect_whole("", call(SYS_personality, 0xffffffff), "personality(0xffffffff) = 0 (PER_LINUX)");
}
