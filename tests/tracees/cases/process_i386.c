/* What only i386 has, and what is laid out differently there. */
#include <signal.h>
#include <sys/auxv.h>
#include <time.h>

#include "room.h"

/* i386's words. */
#define WORDS(offset, ...) memcpy(AT(offset), (uint32_t[]){__VA_ARGS__}, sizeof((uint32_t[]){__VA_ARGS__}))
#define LONGS(offset, ...) memcpy(AT(offset), (uint64_t[]){__VA_ARGS__}, sizeof((uint64_t[]){__VA_ARGS__}))

CASE(i386_clone)
{
    expect(call_i386(120, 0x800 | SIGCHLD, 0), "clone(child_stack=NULL, flags=CLONE_SIGHAND|SIGCHLD");
    expect(call_i386(120, 0x10000 | 0x100000 | 0x80000 | 0x200000 | 0x1000000, 0x1000, AT(0), AT(4), AT(8)), "clone(child_stack=0x1000, flags=CLONE_THREAD|CLONE_SETTLS|CLONE_PARENT_SETTID|CLONE_CHILD_CLEARTID|CLONE_CHILD_SETTID, parent_tid=0x10000000, tls=0x10000004, child_tidptr=0x10000008");
    WORDS(0, 0xffffffff, 0x1000, 0xfffff, 0x51);
    expect(call_i386(120, 0x10000 | 0x80000, 0x1000, 0, AT(0), 0), "clone(child_stack=0x1000, flags=CLONE_THREAD|CLONE_SETTLS, tls=0x10000000");
    expect(call_i386(120, 0x10000 | 0x80000, 0x1000, 0, HOLE, 0), "clone(child_stack=0x1000, flags=CLONE_THREAD|CLONE_SETTLS, tls=0x10002000");
}

CASE(i386_processes)
{
    PUT_TEXT(0x100, "/nonexistent");
    WORDS(0, ROOM + 0x100, ROOM + 0x101, 0);
    expect(call_i386(11, AT(0x100), AT(0), AT(4)), "execve(\"/nonexistent\", [\"/nonexistent\", \"nonexistent\"], 0x10000004 /* 1 var */");
    expect_under("-v", call_i386(11, AT(0x100), AT(0), AT(4)), "execve(\"/nonexistent\", [\"/nonexistent\", \"nonexistent\"], [\"nonexistent\"]");
    expect(call_i386(7, -1, AT(0), 1), "waitpid(-1, 0x10000000, WNOHANG");
    expect(call_i386(7, -5, 0, 0x40000000), "waitpid(-5, NULL, __WALL");
    expect(call_i386(114, -1, AT(0), 1, AT(4)), "wait4(-1, 0x10000000, WNOHANG, 0x10000004");
    expect(call_i386(284, 0, -1, AT(0), 4, AT(0x200)), "waitid(P_ALL, -1, 0x10000000, WEXITED, 0x10000200");
    expect(call_i386(34, 0), "nice(0");
    expect(call_i386(37, -2147483647, 15), "kill(-2147483647, SIGTERM");
    expect(call_i386(243, HOLE), "set_thread_area(0x10002000");
    WORDS(0, 99, 0x1000, 0xfffff, 0x7f);
    expect(call_i386(243, AT(0)), "set_thread_area({entry_number=99, base_addr=0x001000, limit=0x0fffff, seg_32bit=1, contents=3, read_exec_only=1, limit_in_pages=1, seg_not_present=1, useable=1}");
    expect(call_i386(244, AT(0)), "get_thread_area({entry_number=99, ...}");
    WORDS(0, 5, 0x1000, 0xfffff, 0x2);
    expect(call_i386(123, 0x11, AT(0), 16), "modify_ldt(17, {entry_number=5, base_addr=0x001000, limit=0x0fffff, seg_32bit=0, contents=1, read_exec_only=0, limit_in_pages=0, seg_not_present=0, useable=0}, 16");
    expect(call_i386(113, HOLE), "vm86old(0x10002000");
    expect(call_i386(166, 5, HOLE), "vm86(0x5, 0x10002000, 0, 0, 0");
}

CASE(i386_short_ids)
{
    if (getauxval(AT_UID) != 0) /* without a call of that name */
        skip_case("it becomes somebody else: only root may");
    expect(call_i386(24), "getuid(");
    expect(call_i386(23, -1), "setuid(-1");
    expect(call_i386(23, 0x1fffe), "setuid(65534");
    expect(call_i386(23, 0xffff), "setuid(-1");
    expect(call_i386(46, 0xffff), "setgid(-1");
    expect(call_i386(70, -1, 0xffff), "setreuid(-1, -1");
    expect(call_i386(71, -1, -1), "setregid(-1, -1");
    expect(call_i386(164, -1, 0xffff, 0x1ffff), "setresuid(-1, -1, -1");
    expect(call_i386(170, -1, -1, -1), "setresgid(-1, -1, -1");
    expect(call_i386(138, -1), "setfsuid(-1");
    expect(call_i386(165, AT(0), AT(2), AT(4)), "getresuid([65534], [65534], [65534]");
    unsigned gid = getgid();
    expect(call_i386(171, AT(0), AT(2), AT(4)), "getresgid([%u], [%u], [%u]", gid, gid, gid);
    expect(call_i386(165, HOLE, AT(2), AT(4)), "getresuid(0x10002000, 0x10000002, 0x10000004");
    expect(call_i386(209, AT(0), AT(4), AT(8)), "getresuid32([65534], [65534], [65534]");
    expect(call_i386(80, 0, 0), "getgroups(0, NULL");
    expect(call_i386(80, -1, AT(0)), "getgroups(-1, 0x10000000");
    WORDS(0, 0x20001, 0xffff0003);
    expect(call_i386(81, 0x10001, AT(0)), "setgroups(65537, 0x10000000");
    expect(call_i386(81, -1, AT(0)), "setgroups(-1, 0x10000000");
    expect(call_i386(81, 5, HOLE), "setgroups(5, 0x10002000");
    expect(call_i386(81, 3, HOLE - 4), "setgroups(3, [0, 0, ... /* 0x10002000 */]");
}

CASE(i386_groups)
{
    WORDS(0, 0x20001, 0xfffe0003);
    if (call_i386(81, 4, AT(0)) < 0)
        skip_case("no privilege");
    expect(call_i386(80, 32, AT(0)), "getgroups(32, [1, 2, 3, 65534]");
    WORDS(0, 5, 6);
    expect(call_i386(206, 2, AT(0)), "setgroups32(2, [5, 6]");
    expect(call_i386(205, 32, AT(0)), "getgroups32(32, [5, 6]");
}

CASE(i386_signals)
{
    expect_whole("", call_i386(48, SIGUSR1, 1), "signal(SIGUSR1, SIG_IGN) = 0 (SIG_DFL)");
    expect_whole("", call_i386(48, SIGUSR1, 0x1234), "signal(SIGUSR1, 0x1234) = 0x1 (SIG_IGN)");
    expect_whole("", call_i386(48, SIGUSR1, 0), "signal(SIGUSR1, SIG_DFL) = 0x1234");
    expect_whole("", call_i386(48, 65, -1), "signal(65, SIG_ERR) = -1 EINVAL (Invalid argument)");
    WORDS(0, 1, 0x200, 0x10000000, 0);
    expect(call_i386(67, SIGUSR1, AT(0), AT(0x100)), "sigaction(SIGUSR1, {sa_handler=SIG_IGN, sa_mask=[USR1], sa_flags=SA_RESTART}, {sa_handler=SIG_DFL, sa_mask=[], sa_flags=SA_NODEFER|SA_RESETHAND}");
    WORDS(0, 0, 0xffffffff, 0x14000004, 0x1234);
    expect(call_i386(67, SIGUSR1, AT(0), AT(0x100)), "sigaction(SIGUSR1, {sa_handler=SIG_DFL, sa_mask=~[], sa_flags=SA_RESTORER|SA_RESTART|SA_SIGINFO, sa_restorer=0x1234}, {sa_handler=SIG_IGN, sa_mask=[USR1], sa_flags=SA_RESTART}");
    expect(call_i386(67, SIGKILL, AT(0), 0), "sigaction(SIGKILL, {sa_handler=SIG_DFL, sa_mask=~[], sa_flags=SA_RESTORER|SA_RESTART|SA_SIGINFO, sa_restorer=0x1234}, NULL");
    expect(call_i386(67, 0, HOLE, HOLE), "sigaction(0, 0x10002000, 0x10002000");
    WORDS(0, 1, 0x10000000, 0, 0x200, 1);
    expect(call_i386(174, SIGUSR1, AT(0), AT(0x100), 8), "rt_sigaction(SIGUSR1, {sa_handler=SIG_IGN, sa_mask=[USR1 RT_1], sa_flags=SA_RESTART}, {sa_handler=SIG_DFL, sa_mask=[HUP INT QUIT ILL TRAP ABRT BUS FPE USR1 SEGV USR2 PIPE ALRM TERM STKFLT CHLD CONT TSTP TTIN TTOU URG XCPU XFSZ VTALRM PROF WINCH IO PWR SYS RTMIN], sa_flags=SA_RESTORER|SA_RESTART|SA_SIGINFO, sa_restorer=0x1234}, 8");
    WORDS(0, 0x1234, 0x04000004, 0x5678, 0xffffffff, 0xffffffff);
    expect(call_i386(174, SIGUSR1, AT(0), AT(0x100), 8), "rt_sigaction(SIGUSR1, {sa_handler=0x1234, sa_mask=~[], sa_flags=SA_RESTORER|SA_SIGINFO, sa_restorer=0x5678}, {sa_handler=SIG_IGN, sa_mask=[USR1 RT_1], sa_flags=SA_RESTART}, 8");
    WORDS(0, 0x200);
    expect(call_i386(126, 0, AT(0), AT(0x100)), "sigprocmask(SIG_BLOCK, [USR1], []");
    expect(call_i386(126, 2, 0, AT(0x100)), "sigprocmask(SIG_SETMASK, NULL, [USR1]");
    expect(call_i386(126, 3, AT(0), AT(0x100)), "sigprocmask(0x3 /* SIG_??? */, [USR1], 0x10000100");
    expect(call_i386(126, 0, HOLE, HOLE), "sigprocmask(SIG_BLOCK, 0x10002000, 0x10002000");
    WORDS(0, 0x200, 0);
    expect(call_i386(175, 1, AT(0), AT(0x100), 8), "rt_sigprocmask(SIG_UNBLOCK, [USR1], [USR1], 8");
    expect(call_i386(73, AT(0)), "sigpending([]");
    expect(call_i386(73, HOLE), "sigpending(0x10002000");
    expect_whole("", call_i386(68), "sgetmask() = 0 (mask [])");
    expect_whole("", call_i386(69, 0x202), "ssetmask([INT USR1]) = 0 (old mask [])");
    expect_whole("", call_i386(69, 0), "ssetmask([]) = 0x202 (old mask [INT USR1])");
    WORDS(0, ROOM, 0, 4096);
    expect(call_i386(186, AT(0), AT(0x100)), "sigaltstack({ss_sp=0x10000000, ss_flags=0, ss_size=4096}, {ss_sp=NULL, ss_flags=SS_DISABLE, ss_size=0}");
    expect(call_i386(186, 0, AT(0x100)), "sigaltstack(NULL, {ss_sp=0x10000000, ss_flags=0, ss_size=4096}");
    WORDS(0, SIGUSR1, 0, -1, 1, 2, 0x1234);
    expect(call_i386(178, 2147483647, SIGUSR1, AT(0)), "rt_sigqueueinfo(2147483647, SIGUSR1, {si_signo=SIGUSR1, si_code=SI_QUEUE, si_pid=1, si_uid=2, si_int=4660, si_ptr=0x1234}");
    WORDS(0, SIGCHLD, 0, 1, 1, 2, 3, 4, 5);
    expect(call_i386(178, 2147483647, SIGCHLD, AT(0)), "rt_sigqueueinfo(2147483647, SIGCHLD, {si_signo=SIGCHLD, si_code=CLD_EXITED, si_pid=1, si_uid=2, si_status=3, si_utime=4 /* 0.04 s */, si_stime=5 /* 0.05 s */}");
    WORDS(0, SIGSYS, 0, 1, 0x1234, 20, 0x40000003);
    expect(call_i386(178, 2147483647, SIGSYS, AT(0)), "rt_sigqueueinfo(2147483647, SIGSYS, {si_signo=SIGSYS, si_code=SYS_SECCOMP, si_call_addr=0x1234, si_syscall=__NR_getpid, si_arch=AUDIT_ARCH_I386}");
    WORDS(0, SIGSEGV, 0, 3, 0x1234, 0, 0x1000, 0x2000);
    expect(call_i386(178, 2147483647, SIGSEGV, AT(0)), "rt_sigqueueinfo(2147483647, SIGSEGV, {si_signo=SIGSEGV, si_code=SEGV_BNDERR, si_addr=0x1234, si_lower=0x1000, si_upper=0x2000}");
}

CASE(i386_sigsuspend)
{
    struct sigaction action = {.sa_handler = SIG_IGN};

    sigaction(SIGALRM, &action, NULL);
    expect(call_i386(179, HOLE, 8), "rt_sigsuspend(0x10002000, 8");
    expect(call_i386(179, AT(0), 5), "rt_sigsuspend([], 5");
}

CASE(i386_times)
{
    WORDS(0, 0, 1);
    expect(call_i386(162, AT(0), AT(0x20)), "nanosleep({tv_sec=0, tv_nsec=1}, 0x10000020");
    WORDS(0, -1, -1);
    expect(call_i386(162, AT(0), AT(0x20)), "nanosleep({tv_sec=-1, tv_nsec=4294967295}, 0x10000020");
    LONGS(0, -1, -1);
    expect(call_i386(407, 1, 1, AT(0), AT(0x20)), "clock_nanosleep_time64(CLOCK_MONOTONIC, TIMER_ABSTIME, {tv_sec=-1, tv_nsec=18446744073709551615}, 0x10000020");
    expect(call_i386(267, 0, 0, AT(0), 0), "clock_nanosleep(CLOCK_REALTIME, 0, {tv_sec=-1, tv_nsec=4294967295}, NULL");
    expect(call_i386(403, 99, AT(0)), "clock_gettime64(0x63 /* CLOCK_??? */, 0x10000000");
    expect(call_i386(404, 99, AT(0)), "clock_settime64(0x63 /* CLOCK_??? */, {tv_sec=-1, tv_nsec=18446744073709551615}");
    expect(call_i386(264, 99, AT(0)), "clock_settime(0x63 /* CLOCK_??? */, {tv_sec=-1, tv_nsec=4294967295}");
    expect(call_i386(406, 1, AT(0x20)), "clock_getres_time64(CLOCK_MONOTONIC, {tv_sec=0, tv_nsec=1}");
    expect(call_i386(266, 1, AT(0x20)), "clock_getres(CLOCK_MONOTONIC, {tv_sec=0, tv_nsec=1}");
    expect(call_i386(405, 99, AT(0)), "clock_adjtime64(0x63 /* CLOCK_??? */, 0x10000000");
    expect(call_i386(25, HOLE), "stime(0x10002000");
    expect(call_i386(79, AT(0), 0), "settimeofday({tv_sec=-1, tv_usec=4294967295}, NULL");
    WORDS(0, 1, 2, 3, -1);
    expect(call_i386(104, 1, AT(0), AT(0x20)), "setitimer(ITIMER_VIRTUAL, {it_interval={tv_sec=1, tv_usec=2}, it_value={tv_sec=3, tv_usec=4294967295}}, 0x10000020");
    expect(call_i386(104, 3, AT(0), AT(0x20)), "setitimer(0x3 /* ITIMER_??? */, {it_interval={tv_sec=1, tv_usec=2}, it_value={tv_sec=3, tv_usec=4294967295}}, 0x10000020");
    expect(call_i386(105, 1, HOLE), "getitimer(ITIMER_VIRTUAL, 0x10002000");
    LONGS(0, 1, 2, 3, -1);
    expect(call_i386(409, 99, 1, AT(0), AT(0x20)), "timer_settime64(99, TIMER_ABSTIME, {it_interval={tv_sec=1, tv_nsec=2}, it_value={tv_sec=3, tv_nsec=18446744073709551615}}, 0x10000020");
    expect(call_i386(408, 99, AT(0)), "timer_gettime64(99, 0x10000000");
    WORDS(0, 1, 2, 3, -1);
    expect(call_i386(260, 99, 1, AT(0), AT(0x20)), "timer_settime(99, TIMER_ABSTIME, {it_interval={tv_sec=1, tv_nsec=2}, it_value={tv_sec=3, tv_nsec=4294967295}}, 0x10000020");
    LONGS(0, 1, 2, 3, -1);
    expect(call_i386(411, -1, 1, AT(0), AT(0x20)), "timerfd_settime64(-1, TFD_TIMER_ABSTIME, {it_interval={tv_sec=1, tv_nsec=2}, it_value={tv_sec=3, tv_nsec=18446744073709551615}}, 0x10000020");
    expect(call_i386(410, -1, AT(0)), "timerfd_gettime64(-1, 0x10000000");
    WORDS(0, 1, 2, 3, -1);
    expect(call_i386(325, -1, 1, AT(0), AT(0x20)), "timerfd_settime(-1, TFD_TIMER_ABSTIME, {it_interval={tv_sec=1, tv_nsec=2}, it_value={tv_sec=3, tv_nsec=4294967295}}, 0x10000020");
    WORDS(0, 5, 10, 1, 0x77);
    expect(call_i386(259, 99, AT(0), AT(0x100)), "timer_create(0x63 /* CLOCK_??? */, {sigev_value={sival_int=5, sival_ptr=0x5}, sigev_signo=10, sigev_notify=SIGEV_NONE}, 0x10000100");
    WORDS(0, 5, 10, 2, 0x77, 0x88);
    expect(call_i386(259, 99, AT(0), AT(0x100)), "timer_create(0x63 /* CLOCK_??? */, {sigev_value={sival_int=5, sival_ptr=0x5}, sigev_signo=SIGUSR1, sigev_notify=SIGEV_THREAD, sigev_notify_function=0x77, sigev_notify_attributes=0x88}, 0x10000100");
    LONGS(0, 1, 2);
    WORDS(0x40, 1, 0);
    expect(call_i386(421, HOLE, HOLE, AT(0), 8), "rt_sigtimedwait_time64(0x10002000, 0x10002000, {tv_sec=1, tv_nsec=2}, 8");
    expect(call_i386(421, AT(0x40), HOLE, AT(0), 4), "rt_sigtimedwait_time64([HUP], 0x10002000, {tv_sec=1, tv_nsec=2}, 4");
    expect(call_i386(423, -1, AT(0)), "sched_rr_get_interval_time64(-1, 0x10000000");
    expect(call_i386(161, 0, AT(0)) , "sched_rr_get_interval(0, {tv_sec=0, tv_nsec=0}");
    expect(call_i386(422, 1, 0, 5, AT(0), 6, 7), "futex_time64(0x1, FUTEX_WAIT, 5, {tv_sec=0, tv_nsec=2}");
    expect(call_i386(422, 1, 9, 5, HOLE, 6, 0xf), "futex_time64(0x1, FUTEX_WAIT_BITSET, 5, 0x10002000, 0xf");
    WORDS(0, 1, 2);
    expect(call_i386(240, 1, 0, 5, AT(0), 6, 7), "futex(0x1, FUTEX_WAIT, 5, {tv_sec=1, tv_nsec=2}");
}

CASE(i386_limits)
{
    WORDS(0, 0xffffffff, 8192 * 1024);
    expect(call_i386(75, 99, AT(0)), "setrlimit(0x63 /* RLIMIT_??? */, {rlim_cur=RLIM_INFINITY, rlim_max=8192*1024}");
    expect(call_i386(191, 15, AT(0)), "ugetrlimit(RLIMIT_RTTIME, {rlim_cur=RLIM_INFINITY, rlim_max=RLIM_INFINITY}");
    expect(call_i386(76, 15, AT(0)), "getrlimit(RLIMIT_RTTIME, {rlim_cur=2147483647, rlim_max=2147483647}");
    expect(call_i386(191, 99, AT(0)), "ugetrlimit(0x63 /* RLIMIT_??? */, 0x10000000");
    LONGS(0, -1, 0xffffffff);
    expect(call_i386(340, -1, 5, AT(0), AT(0x20)), "prlimit64(-1, RLIMIT_RSS, {rlim_cur=RLIM64_INFINITY, rlim_max=4294967295}, 0x10000020");
    expect(call_i386(77, -1, AT(0x200)), "getrusage(RUSAGE_CHILDREN, {ru_utime={tv_sec=0, tv_usec=0}, ru_stime={tv_sec=0, tv_usec=0}, ...}");
    expect(call_i386(77, 5, HOLE), "getrusage(0x5 /* RUSAGE_??? */, 0x10002000");
    expect(call_i386(116, HOLE), "sysinfo(0x10002000");
    WORDS(0, 3);
    expect(call_i386(241, -1, 4, AT(0)), "sched_setaffinity(-1, 4, [0 1]");
    expect(call_i386(241, -1, 8, AT(0)), "sched_setaffinity(-1, 8, [0 1 32 33 34 35 36 37 38 39 40 41 42 43 44 45 46 47 48 49 50 51 52 53 54 55 56 57 58 59 60 61 62 63]");
    expect(call_i386(312, -1, AT(0), AT(4)), "get_robust_list(-1, 0x10000000, 0x10000004");
    expect(call_i386(312, 0, AT(0x40), AT(0x44)), "get_robust_list(0, [NULL], [12]");
}

CASE(i386_names_of_the_machine)
{
    struct {
        char sysname[65], nodename[65], release[65], version[65], machine[65];
    } *names = AT(0);
    long result = call_i386(109, AT(0));

    expect(result, "olduname({sysname=\"%s\", nodename=\"%s\", ...}", names->sysname, names->nodename);
    expect(call_i386(109, HOLE), "olduname(0x10002000");
    struct {
        char sysname[9], nodename[9], release[9], version[9], machine[9];
    } *oldest = AT(0);
    result = call_i386(59, AT(0));
    expect(result, "oldolduname({sysname=\"%s\", nodename=\"%s\", ...}", oldest->sysname, oldest->nodename);
    expect(call_i386(59, HOLE), "oldolduname(0x10002000");
}

CASE(i386_mappings)
{
    WORDS(0, 0x20000000, 4096, 3, 0x22, -1, 0x1000);
    expect_whole("", call_i386(90, AT(0)), "mmap(0x20000000, 4096, PROT_READ|PROT_WRITE, MAP_PRIVATE|MAP_ANONYMOUS, -1, 0x1000) = 0x20000000");
    WORDS(0, 0, 0, 3, 0x22, -1, 0x1000);
    expect(call_i386(90, AT(0)), "mmap(NULL, 0, PROT_READ|PROT_WRITE, MAP_PRIVATE|MAP_ANONYMOUS, -1, 0x1000");
    expect(call_i386(90, HOLE), "mmap(0x10002000");
    expect(call_i386(90, HOLE - 20), "mmap(0x10001fec");
    expect(call_i386(192, 0, 0, 3, 0x22, -1, 0x1001), "mmap2(NULL, 0, PROT_READ|PROT_WRITE, MAP_PRIVATE|MAP_ANONYMOUS, -1, 0x1001000");
    expect(call_i386(192, -1, 0, 3, 0x22, -1, -1), "mmap2(0xffffffff, 0, PROT_READ|PROT_WRITE, MAP_PRIVATE|MAP_ANONYMOUS, -1, 0xffffffff000");
    expect(call_i386(163, 1, -1, 4096, 3, 0x1000), "mremap(0x1, 18446744073709551615, 4096, MREMAP_MAYMOVE|MREMAP_FIXED, 0x1000");
    WORDS(0, 3, 0x80000000);
    expect(call_i386(274, 1, 4096, 1, AT(0), 64, 0), "mbind(0x1, 4096, MPOL_PREFERRED, [0x000003, 0x80000000], 64, 0");
    expect(call_i386(274, 1, 4096, 1, AT(0), 32, 0), "mbind(0x1, 4096, MPOL_PREFERRED, [0x000003], 32, 0");
    WORDS(0, ROOM, -1);
    expect(call_i386(317, 2147483647, 2, AT(0), 0, 0, 2), "move_pages(2147483647, 2, [0x10000000, 0xffffffff], NULL, NULL, MPOL_MF_MOVE");
}

CASE(i386_ipc)
{
    expect(call_i386(117, 23, 0xbeef, -1, 0600, 0, 0), "shmget(0xbeef, 18446744073709551615, 0600");
    expect(call_i386(117, 21, -1, 0x1000, AT(0), AT(0x100), 0), "shmat(-1, 0x10000100, SHM_RDONLY");
    expect(call_i386(117, 22, 0, 0, 0, 1, 0), "shmdt(0x1");
    expect(call_i386(117, 24, -1, 0x102, 0, AT(0), 0), "shmctl(-1, IPC_64|IPC_STAT, 0x10000000");
    expect(call_i386(117, 24, -1, 2, 0, AT(0), 0), "shmctl(-1, IPC_STAT, 0x10000000");
    expect(call_i386(117, 24, -1, 1, 0, AT(0), 0), "shmctl(-1, IPC_SET, {shm_perm={uid=0, gid=0, mode=000}}");
    expect(call_i386(117, 24, -1, 0x101, 0, AT(0), 0), "shmctl(-1, IPC_64|IPC_SET, {shm_perm={uid=0, gid=0, mode=000}}");
    expect(call_i386(117, 2, 0xbeef, -1, 0600, 0, 0), "semget(0xbeef, -1, 0600");
    WORDS(0, 0xffff0000, 0x1000);
    expect(call_i386(117, 1, -1, 1, 0, AT(0), 0), "semop(-1, [{sem_num=0, sem_op=-1, sem_flg=SEM_UNDO}], 1");
    WORDS(0x20, 1, 2);
    expect(call_i386(117, 4, -1, 1, 0, AT(0), AT(0x20)), "semtimedop(-1, [{sem_num=0, sem_op=-1, sem_flg=SEM_UNDO}], 1, {tv_sec=1, tv_nsec=2}");
    expect(call_i386(117, 4, -1, 1, 0, AT(0), 0), "semtimedop(-1, [{sem_num=0, sem_op=-1, sem_flg=SEM_UNDO}], 1, NULL");
    WORDS(0x40, 7);
    expect(call_i386(117, 3, -1, 5, 16, AT(0x40), 0), "semctl(-1, 5, SETVAL, [0x7]");
    expect(call_i386(117, 3, -1, 5, 0x102, AT(0x40), 0), "semctl(-1, 5, IPC_64|IPC_STAT, [0x7]");
    expect(call_i386(117, 3, -1, 5, 16, HOLE, 0), "semctl(-1, 5, SETVAL, 0x10002000");
    expect(call_i386(117, 13, 0xbeef, 04600, 0, 0, 0), "msgget(0xbeef, IPC_NOWAIT|0600");
    WORDS(0, 5, 0x64636261);
    expect(call_i386(117, 11, -1, 3, 04000, AT(0), 0), "msgsnd(-1, {mtype=5, mtext=\"abc\"}, 3, IPC_NOWAIT");
    WORDS(0x80, ROOM, -5);
    expect(call_i386(117, 12, -1, 3, 04000, AT(0x80), 0), "msgrcv(-1, 0x10000000, 3, -5, IPC_NOWAIT");
    expect(call_i386(117, 12 | 1 << 16, -1, 3, 04000, AT(0x80), -5), "msgrcv(-1, 0x10000080, 3, -5, IPC_NOWAIT");
    expect(call_i386(117, 12, -1, 3, 04000, HOLE, 0), "ipc(MSGRCV, 0xffffffffffffffff, 0x3, 0x800, 0x10002000, 0");
    expect(call_i386(117, 14, -1, 0x102, 0, AT(0), 0), "msgctl(-1, IPC_64|IPC_STAT, 0x10000000");
    expect(call_i386(117, 14, -1, 1, 0, AT(0), 0), "msgctl(-1, IPC_SET, {msg_perm={uid=1684234849, gid=0, mode=000}, msg_qbytes=0}");
    expect(call_i386(117, 14, -1, 0x101, 0, AT(0), 0), "msgctl(-1, IPC_64|IPC_SET, {msg_perm={uid=1684234849, gid=0, mode=000}, msg_qbytes=0}");
    expect(call_i386(117, 99, 1, 2, 3, 4, 5), "ipc(99, 0x1, 0x2, 0x3, 0x4, 0x5");
    expect(call_i386(117, 1 | 5 << 16, -1, 0, 0, AT(0), 5), "semop(-1, [], 0");
    expect(call_i386(394, -1, 0, 0x102, AT(0)), "semctl(-1, 0, IPC_64|IPC_STAT, 0x10000000");
    expect(call_i386(394, -1, 0, 16, 5), "semctl(-1, 0, SETVAL, 0x5");
    expect(call_i386(396, -1, 0x102, AT(0)), "shmctl(-1, IPC_64|IPC_STAT, 0x10000000");
    expect(call_i386(396, -1, 1, AT(0)), "shmctl(-1, IPC_SET, {shm_perm={uid=1684234849, gid=0, mode=000}}");
    expect(call_i386(402, -1, 0x101, AT(0)), "msgctl(-1, IPC_64|IPC_SET, {msg_perm={uid=1684234849, gid=0, mode=000}, msg_qbytes=0}");
    expect(call_i386(400, -1, AT(0), 4, 0), "msgsnd(-1, {mtype=5, mtext=\"abcd\"}, 4, 0");
}

CASE(i386_shared_memory)
{
    long id = call_i386(395, 0, 4096, 01600);

    if (id < 0)
        skip_case("no shared memory");
    long result = call_i386(396, id, 2, AT(0));
    uint32_t *words = AT(0);
    expect(result,
           "shmctl(%ld, IPC_STAT, {shm_perm={uid=%u, gid=%u, mode=0600, key=0, cuid=%u, cgid=%u}, shm_segsz=4096, "
           "shm_cpid=%d, shm_lpid=0, shm_nattch=0, shm_atime=0, shm_dtime=0, shm_ctime=%u}",
           id, getuid(), getgid(), getuid(), getgid(), words[16], words[14]);
    call_i386(396, id, 0, 0);
}

CASE(i386_socketcall)
{
    WORDS(0, 1, 1, 0);
    expect(call_i386(102, 1, HOLE), "socketcall(SYS_SOCKET, 0x10002000");
    expect(call_i386(102, 99, AT(0)), "socketcall(99, 0x10000000");
    WORDS(0, 99, 99, 99);
    expect(call_i386(102, 1, AT(0)), "socket(0x63 /* AF_??? */, SOCK_RAW|0x60 /* SOCK_??? */, 99");
    WORDS(0, -1, ROOM + 0x100, 16);
    WORDS(0x100, 0x50000002, 0x0100007f, 0, 0);
    expect(call_i386(102, 2, AT(0)), "bind(-1, {sa_family=AF_INET, sin_port=htons(80), sin_addr=inet_addr(\"127.0.0.1\")}, 16");
    expect(call_i386(102, 3, AT(0)), "connect(-1, {sa_family=AF_INET, sin_port=htons(80), sin_addr=inet_addr(\"127.0.0.1\")}, 16");
    WORDS(0, -1, 5, 0);
    expect(call_i386(102, 4, AT(0)), "listen(-1, 5");
    expect(call_i386(102, 13, AT(0)), "shutdown(-1, 0x5 /* SHUT_??? */");
    expect(call_i386(102, 4, HOLE - 4), "socketcall(SYS_LISTEN, 0x10001ffc");
    WORDS(0, -1, ROOM + 0x100, ROOM + 0x80);
    WORDS(0x80, 16);
    expect(call_i386(102, 5, AT(0)), "accept(-1, 0x10000100, [16]");
    expect(call_i386(102, 6, AT(0)), "getsockname(-1, 0x10000100, [16]");
    expect(call_i386(102, 7, AT(0)), "getpeername(-1, 0x10000100, [16]");
    WORDS(0, 99, 1, 0, ROOM + 0x80);
    expect(call_i386(102, 8, AT(0)), "socketpair(0x63 /* AF_??? */, SOCK_STREAM, 0, 0x10000080");
    WORDS(0, -1, ROOM + 0x100, 4, 0);
    expect(call_i386(102, 9, AT(0)), "send(-1, \"\\2\\0\\0P\", 4, 0");
    expect(call_i386(102, 10, AT(0)), "recv(-1, 0x10000100, 4, 0");
    WORDS(0, -1, ROOM + 0x100, 4, 0x4000, ROOM + 0x100, 16);
    expect(call_i386(102, 11, AT(0)), "sendto(-1, \"\\2\\0\\0P\", 4, MSG_NOSIGNAL, {sa_family=AF_INET, sin_port=htons(80), sin_addr=inet_addr(\"127.0.0.1\")}, 16");
    expect(call_i386(102, 12, AT(0)), "recvfrom(-1, 0x10000100, 4, MSG_NOSIGNAL, 0x10000100, 0x10");
    WORDS(0x80, 16, 16);
    WORDS(0, -1, 1, 2, ROOM + 0x80, 4);
    expect(call_i386(102, 14, AT(0)), "setsockopt(-1, SOL_SOCKET, SO_REUSEADDR, [16], 4");
    WORDS(0x80, 16, 16);
    WORDS(0, -1, 1, 2, ROOM + 0x80, ROOM + 0x84);
    expect(call_i386(102, 15, AT(0)), "getsockopt(-1, SOL_SOCKET, SO_REUSEADDR, 0x10000080, [16]");
    WORDS(0, -1, 0, 0);
    expect(call_i386(102, 16, AT(0)), "sendmsg(-1, NULL, 0");
    expect(call_i386(102, 17, AT(0)), "recvmsg(-1, NULL, 0");
}

CASE(i386_numbers)
{
    expect(call_i386(500, 1, -1, 3, 4, 5, 6), "syscall_0x1f4(0x1, 0xffffffffffffffff, 0x3, 0x4, 0x5, 0x6");
    expect(call_i386(222, 1, 2, 3, 4, 5, 6), "syscall_0xde(0x1, 0x2, 0x3, 0x4, 0x5, 0x6");
    expect(call_i386(17, 1, 2, 3), "break(");
    expect(call_i386(31, 1, 2, 3), "stty(0x1, 0x2");
    expect(call_i386(44, 1, 2, 3, 4, 5), "prof(");
    expect(call_i386(58, 1, 2, 3), "ulimit(0x1, 0x2");
    expect(call_i386(134, 1, 2, 3), "bdflush(0x1, 0x2");
    expect(call_i386(98, 1, 2, 3, 4, 5), "profil(0x1, 0x2, 0x3, 0x4");
    expect(call_i386(112, 1), "idle(");
    expect(call_i386(251, 1), "syscall_0xfb(0x1, 0, 0, 0, 0, 0");
    expect(call_i386(386, AT(0), 32, 0, 5), "rseq(0x10000000, 0x20, 0, 0x5");
    expect(call_i386(111), "vhangup(");
}

CASE(i386_select)
{
    expect(call_i386(82, HOLE), "select(0x10002000");
    expect(call_i386(82, HOLE - 16), "select(0x10001ff0");
}

CASE(i386_queues)
{
    PUT_TEXT(0x100, "/ptop");
    WORDS(0, 04000, 5, 6, 7);
    expect(call_i386(277, AT(0x101), 0102, 0600, HOLE), "mq_open(\"ptop\", O_RDWR|O_CREAT, 0600, 0x10002000");
    expect(call_i386(282, -1, AT(0), AT(0x40)), "mq_getsetattr(-1, {mq_flags=O_NONBLOCK, mq_maxmsg=5, mq_msgsize=6, mq_curmsgs=7}, 0x10000040");
    LONGS(0x200, 1, 2);
    expect(call_i386(418, -1, AT(0x100), 3, 5, AT(0x200)), "mq_timedsend_time64(-1, \"/pt\", 3, 5, {tv_sec=1, tv_nsec=2}");
    expect(call_i386(419, -1, AT(0x100), 3, AT(0), AT(0x200)), "mq_timedreceive_time64(-1, 0x10000100, 3, 0x10000000, {tv_sec=1, tv_nsec=2}");
    WORDS(0, 5, 10, 1);
    expect(call_i386(281, -1, AT(0)), "mq_notify(-1, {sigev_value={sival_int=5, sival_ptr=0x5}, sigev_signo=10, sigev_notify=SIGEV_NONE}");
    WORDS(0x40, ROOM, -1, HOLE, 5);
    expect(call_i386(348, 2147483647, AT(0x40), 1, AT(0x48), 1, 0), "process_vm_writev(2147483647, [{iov_base=\"\\5\\0\\0\\0\\n\\0\\0\\0\\1\\0\\0\\0\\7\\0\\0\\0\\0\\0\\0\\0\\0\\0\\0\\0\\0\\0\\0\\0\\0\\0\\0\\0\"..., iov_len=4294967295}], 1, [{iov_base=0x10002000, iov_len=5}], 1, 0");
}
