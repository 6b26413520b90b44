/* Clocks, sleeping, timers. */
#include <signal.h>
#include <sys/time.h>
#include <sys/timerfd.h>
#include <sys/times.h>
#include <sys/timex.h>
#include <time.h>

#include "room.h"

CASE(nanosleeps)
{
    PUT(0, struct timespec, 0, 1);
    expect(call(SYS_nanosleep, AT(0), 0), "nanosleep({tv_sec=0, tv_nsec=1}, NULL");
    expect(call(SYS_nanosleep, AT(0), AT(0x20)), "nanosleep({tv_sec=0, tv_nsec=1}, 0x10000020");
    PUT(0, struct timespec, -1, 2);
    expect(call(SYS_nanosleep, AT(0), AT(0x20)), "nanosleep({tv_sec=-1, tv_nsec=2}, 0x10000020");
    PUT(0, struct timespec, 0, 1000000000);
    expect(call(SYS_nanosleep, AT(0), AT(0x20)), "nanosleep({tv_sec=0, tv_nsec=1000000000}, 0x10000020");
    PUT(0, struct timespec, (time_t)0xcafef00ddeadbeef, 0xbadc0dedfacefeed);
    expect(call(SYS_nanosleep, AT(0), AT(0x20)), "nanosleep({tv_sec=-3819351491602432273, tv_nsec=13464652301697220333}, 0x10000020");
    PUT(0, struct timespec, 0, 0x3fffffff);
    expect(call(SYS_nanosleep, AT(0x10), HOLE), "nanosleep({tv_sec=0, tv_nsec=0}, 0x10002000");
    expect(call(SYS_nanosleep, HOLE, HOLE), "nanosleep(0x10002000, 0x10002000");
    expect(call(SYS_nanosleep, HOLE - 8, AT(0x20)), "nanosleep(0x10001ff8, 0x10000020");
    expect(call(SYS_nanosleep, 0, AT(0x20)), "nanosleep(NULL, 0x10000020");
}

static void nothing(int signal)
{
    (void)signal;
}

CASE(nanosleep_interrupted)
{
    struct timespec *left = AT(0x20);

    signal(SIGALRM, nothing);
    PUT(0, struct timespec, 50, 0);
    ualarm(1000, 1000); /* one will come while it sleeps */
    call(SYS_nanosleep, AT(0), AT(0x20));
    expect_line("",
                "nanosleep({tv_sec=50, tv_nsec=0}, {tv_sec=%ld, tv_nsec=%ld}) = ? ERESTART_RESTARTBLOCK "
                "(Interrupted by signal)", left->tv_sec, left->tv_nsec);
    expect_line("", "rt_sigreturn({mask=[]}) = -1 EINTR (Interrupted system call)");
    ualarm(1000, 1000);
    call(SYS_clock_nanosleep, CLOCK_MONOTONIC, 0, AT(0), AT(0x20));
    expect_line("",
                "clock_nanosleep(CLOCK_MONOTONIC, 0, {tv_sec=50, tv_nsec=0}, {tv_sec=%ld, tv_nsec=%ld}) = ? "
                "ERESTART_RESTARTBLOCK (Interrupted by signal)", left->tv_sec, left->tv_nsec);
    PUT(0, struct timespec, 1LL << 40, 0);
    ualarm(1000, 1000);
    call(SYS_clock_nanosleep, CLOCK_REALTIME, TIMER_ABSTIME, AT(0), AT(0x20));
    expect_line("",
                "clock_nanosleep(CLOCK_REALTIME, TIMER_ABSTIME, {tv_sec=1099511627776, tv_nsec=0}, 0x10000020) "
                "= ? ERESTARTNOHAND (To be restarted if no handler)");
}

CASE(clocks_by_name)
{
    static const char *const names[] = {
        "CLOCK_REALTIME",           "CLOCK_MONOTONIC",      "CLOCK_PROCESS_CPUTIME_ID",
        "CLOCK_THREAD_CPUTIME_ID",  "CLOCK_MONOTONIC_RAW",  "CLOCK_REALTIME_COARSE",
        "CLOCK_MONOTONIC_COARSE",   "CLOCK_BOOTTIME",       "CLOCK_REALTIME_ALARM",
        "CLOCK_BOOTTIME_ALARM",     "CLOCK_SGI_CYCLE",      "CLOCK_TAI",
        "0xc /* CLOCK_??? */",
    };

    for (int i = 0; i < 13; i++)
        expect(call(SYS_clock_getres, i, HOLE), "clock_getres(%s, 0x10002000", names[i]);
}

CASE(clocks_of_processes_and_descriptors)
{
    expect(call(SYS_clock_getres, -1, 0), "clock_getres(0xffffffff /* CLOCK_??? */, NULL");
    expect(call(SYS_clock_getres, -2, 0), "clock_getres(MAKE_THREAD_CPUCLOCK(0, CPUCLOCK_SCHED), NULL");
    expect(call(SYS_clock_getres, -3, 0), "clock_getres(MAKE_THREAD_CPUCLOCK(0, CPUCLOCK_VIRT), NULL");
    expect(call(SYS_clock_getres, -4, 0), "clock_getres(MAKE_THREAD_CPUCLOCK(0, CPUCLOCK_PROF), NULL");
    expect(call(SYS_clock_getres, -5, 0), "clock_getres(FD_TO_CLOCKID(0), NULL");
    expect(call(SYS_clock_getres, -6, 0), "clock_getres(MAKE_PROCESS_CPUCLOCK(0, CPUCLOCK_SCHED), NULL");
    expect(call(SYS_clock_getres, -7, 0), "clock_getres(MAKE_PROCESS_CPUCLOCK(0, CPUCLOCK_VIRT), NULL");
    expect(call(SYS_clock_getres, -8, 0), "clock_getres(MAKE_PROCESS_CPUCLOCK(0, CPUCLOCK_PROF), NULL");
    expect(call(SYS_clock_getres, -11, 0), "clock_getres(MAKE_THREAD_CPUCLOCK(1, CPUCLOCK_VIRT), NULL");
    expect(call(SYS_clock_getres, ~5 << 3 | 3, 0), "clock_getres(FD_TO_CLOCKID(5), NULL");
    expect(call(SYS_clock_getres, ~5 << 3 | 2, 0), "clock_getres(MAKE_PROCESS_CPUCLOCK(5, CPUCLOCK_SCHED), NULL");
    expect(call(SYS_clock_getres, ~5 << 3 | 7, 0), "clock_getres(0xffffffd7 /* CLOCK_??? */, NULL");
    expect(call(SYS_clock_getres, ~5 << 3 | 6, 0), "clock_getres(MAKE_THREAD_CPUCLOCK(5, CPUCLOCK_SCHED), NULL");
    expect(call(SYS_clock_getres, 1 << 31, 0), "clock_getres(MAKE_PROCESS_CPUCLOCK(268435455, CPUCLOCK_PROF), NULL");
    expect(call(SYS_clock_getres, 0x7fffffff, 0), "clock_getres(0x7fffffff /* CLOCK_??? */, NULL");
    expect(call(SYS_clock_gettime, ~2147 << 3 | 3, HOLE), "clock_gettime(FD_TO_CLOCKID(2147), 0x10002000");
}

CASE(clock_calls)
{
    struct timespec *time = AT(0);
    long result = call(SYS_clock_gettime, CLOCK_MONOTONIC, AT(0));

    expect(result, "clock_gettime(CLOCK_MONOTONIC, {tv_sec=%ld, tv_nsec=%ld}", time->tv_sec, time->tv_nsec);
    result = call(SYS_clock_getres, CLOCK_REALTIME_COARSE, AT(0));
    expect(result, "clock_getres(CLOCK_REALTIME_COARSE, {tv_sec=%ld, tv_nsec=%ld}", time->tv_sec, time->tv_nsec);
    expect(call(SYS_clock_gettime, CLOCK_MONOTONIC, 0), "clock_gettime(CLOCK_MONOTONIC, NULL");
    expect(call(SYS_clock_gettime, 99, AT(0)), "clock_gettime(0x63 /* CLOCK_??? */, 0x10000000");
    PUT(0, struct timespec, 1, -1);
    expect(call(SYS_clock_settime, CLOCK_REALTIME, AT(0)), "clock_settime(CLOCK_REALTIME, {tv_sec=1, tv_nsec=18446744073709551615}");
    expect(call(SYS_clock_settime, CLOCK_MONOTONIC, AT(0)), "clock_settime(CLOCK_MONOTONIC, {tv_sec=1, tv_nsec=18446744073709551615}");
    expect(call(SYS_clock_settime, CLOCK_MONOTONIC, HOLE), "clock_settime(CLOCK_MONOTONIC, 0x10002000");
    expect(call(SYS_clock_settime, CLOCK_MONOTONIC, 0), "clock_settime(CLOCK_MONOTONIC, NULL");
    PUT(0, struct timespec, 0, 1);
    expect(call(SYS_clock_nanosleep, CLOCK_MONOTONIC, 0, AT(0), AT(0x20)), "clock_nanosleep(CLOCK_MONOTONIC, 0, {tv_sec=0, tv_nsec=1}, 0x10000020");
    expect(call(SYS_clock_nanosleep, CLOCK_MONOTONIC, TIMER_ABSTIME, AT(0), AT(0x20)), "clock_nanosleep(CLOCK_MONOTONIC, TIMER_ABSTIME, {tv_sec=0, tv_nsec=1}, 0x10000020");
    expect(call(SYS_clock_nanosleep, 99, 2, AT(0), 0), "clock_nanosleep(0x63 /* CLOCK_??? */, 0x2 /* TIMER_??? */, {tv_sec=0, tv_nsec=1}, NULL");
    expect(call(SYS_clock_nanosleep, CLOCK_REALTIME, 0xffffffff, HOLE, 0), "clock_nanosleep(CLOCK_REALTIME, TIMER_ABSTIME|0xfffffffe, 0x10002000, NULL");
}

static const char *date(time_t seconds)
{
    char buffer[64];

    strftime(buffer, sizeof buffer, "%FT%T%z", localtime(&seconds));
    return text("%s", buffer);
}

CASE(time_of_day)
{
    struct timeval *time = AT(0);
    long result = call(SYS_gettimeofday, AT(0), 0);

    expect(result, "gettimeofday({tv_sec=%ld, tv_usec=%ld}, NULL", time->tv_sec, time->tv_usec);
    result = call(SYS_gettimeofday, AT(0), AT(0x20));
    expect(result, "gettimeofday({tv_sec=%ld, tv_usec=%ld}, {tz_minuteswest=0, tz_dsttime=0}", time->tv_sec,
           time->tv_usec);
    expect(call(SYS_gettimeofday, 0, 0), "gettimeofday(NULL, NULL");
    expect(call(SYS_gettimeofday, HOLE, AT(0)), "gettimeofday(0x10002000, 0x10000000");
    PUT(0, struct timeval, -1, 1000000);
    PUT(0x20, struct timezone, 5, 6);
    expect(call(SYS_settimeofday, AT(0), AT(0x20)), "settimeofday({tv_sec=-1, tv_usec=1000000}, {tz_minuteswest=5, tz_dsttime=6}");
    expect(call(SYS_settimeofday, HOLE, HOLE), "settimeofday(0x10002000, 0x10002000");
    expect(call(SYS_settimeofday, HOLE - 8, 0), "settimeofday(0x10001ff8, NULL");
    result = call(SYS_time, AT(0));
    expect_line("", "time([%ld /* %s */]) = %ld (%s)", result, date(result), result, date(result));
    result = call(SYS_time, 0);
    expect_line("", "time(NULL) = %ld (%s)", result, date(result));
    expect(call(SYS_time, HOLE), "time(0x10002000");
    expect(call(SYS_times, 0), "times(NULL");
    for (int i = 0; i < 20000000; i++) /* until it has used some */
        __asm__ volatile("");
    struct tms *used = AT(0);
    result = call(SYS_times, AT(0));
    expect(result, "times({tms_utime=%s, tms_stime=%s, tms_cutime=0, tms_cstime=0}",
           ticks(used->tms_utime), ticks(used->tms_stime));
    expect(call(SYS_times, HOLE), "times(0x10002000");
}

CASE(interval_timers)
{
    expect(call(SYS_getitimer, ITIMER_VIRTUAL, AT(0)), "getitimer(ITIMER_VIRTUAL, {it_interval={tv_sec=0, tv_usec=0}, it_value={tv_sec=0, tv_usec=0}}");
    expect(call(SYS_getitimer, ITIMER_VIRTUAL, HOLE), "getitimer(ITIMER_VIRTUAL, 0x10002000");
    expect(call(SYS_getitimer, 3, 0), "getitimer(0x3 /* ITIMER_??? */, NULL");
    PUT(0, struct itimerval, {0, 0}, {100000, 0});
    expect(call(SYS_setitimer, ITIMER_PROF, AT(0), 0), "setitimer(ITIMER_PROF, {it_interval={tv_sec=0, tv_usec=0}, it_value={tv_sec=100000, tv_usec=0}}, NULL");
    PUT(0, struct itimerval, {1, 2}, {100000, 0});
    expect(call(SYS_setitimer, ITIMER_VIRTUAL, AT(0), AT(0x40)), "setitimer(ITIMER_VIRTUAL, {it_interval={tv_sec=1, tv_usec=2}, it_value={tv_sec=100000, tv_usec=0}}, {it_interval={tv_sec=0, tv_usec=0}, it_value={tv_sec=0, tv_usec=0}}");
    PUT(0, struct itimerval, {-1, -2}, {3, 1000000});
    expect(call(SYS_setitimer, ITIMER_REAL, AT(0), AT(0x40)), "setitimer(ITIMER_REAL, {it_interval={tv_sec=-1, tv_usec=18446744073709551614}, it_value={tv_sec=3, tv_usec=1000000}}, 0x10000040");
    expect(call(SYS_setitimer, 3, HOLE, HOLE), "setitimer(0x3 /* ITIMER_??? */, 0x10002000, 0x10002000");
    expect(call(SYS_setitimer, -1, HOLE - 16, 0), "setitimer(0xffffffff /* ITIMER_??? */, 0x10001ff0, NULL");
    expect(call(SYS_alarm, 0), "alarm(0");
    expect(call(SYS_alarm, 0x7fffffff), "alarm(2147483647");
    expect(call(SYS_alarm, 0xffffffff), "alarm(4294967295");
    call(SYS_alarm, 20);
}

CASE(timers)
{
    PUT(0, struct sigevent, .sigev_notify = SIGEV_NONE, .sigev_signo = SIGUSR1, .sigev_value.sival_int = 5);
    long result = call(SYS_timer_create, CLOCK_REALTIME, AT(0), AT(0x100));
    expect(result,
           "timer_create(CLOCK_REALTIME, {sigev_value={sival_int=5, sival_ptr=0x5}, sigev_signo=10, "
           "sigev_notify=SIGEV_NONE}, [%d]", *(int *)AT(0x100));
    result = call(SYS_timer_create, CLOCK_MONOTONIC, 0, AT(0x100));
    expect(result, "timer_create(CLOCK_MONOTONIC, NULL, [%d]", *(int *)AT(0x100));
    long timer = *(int *)AT(0x100);
    PUT(0, struct itimerspec, {1, 2}, {100000, 0});
    expect(call(SYS_timer_settime, timer, 0, AT(0), 0), "timer_settime(%ld, 0, {it_interval={tv_sec=1, tv_nsec=2}, it_value={tv_sec=100000, tv_nsec=0}}, NULL", timer);
    PUT(0, struct itimerspec, {1, 2}, {0, 0});
    result = call(SYS_timer_settime, timer, TIMER_ABSTIME, AT(0), AT(0x40));
    struct itimerspec *old = AT(0x40);
    expect(result, "timer_settime(%ld, TIMER_ABSTIME, {it_interval={tv_sec=1, tv_nsec=2}, it_value={tv_sec=0, tv_nsec=0}}, {it_interval={tv_sec=1, tv_nsec=2}, it_value={tv_sec=%ld, tv_nsec=%ld}}", timer, old->it_value.tv_sec, old->it_value.tv_nsec);
    expect(call(SYS_timer_gettime, timer, AT(0)), "timer_gettime(%ld, {it_interval={tv_sec=0, tv_nsec=0}, it_value={tv_sec=0, tv_nsec=0}}", timer);
    expect(call(SYS_timer_getoverrun, timer), "timer_getoverrun(%ld", timer);
    expect(call(SYS_timer_delete, timer), "timer_delete(%ld", timer);
}

CASE(timers_that_do_not_exist)
{
    PUT(0, struct itimerspec, {1, 2}, {-1, 1000000000});
    expect(call(SYS_timer_settime, 99, 3, AT(0), AT(0x40)), "timer_settime(99, TIMER_ABSTIME|0x2, {it_interval={tv_sec=1, tv_nsec=2}, it_value={tv_sec=-1, tv_nsec=1000000000}}, 0x10000040");
    expect(call(SYS_timer_settime, -1, 2, HOLE, HOLE), "timer_settime(-1, 0x2 /* TIMER_??? */, 0x10002000, 0x10002000");
    expect(call(SYS_timer_gettime, 0xffffffff, AT(0)), "timer_gettime(-1, 0x10000000");
    expect(call(SYS_timer_getoverrun, -1), "timer_getoverrun(-1");
    expect(call(SYS_timer_delete, 0x7fffffff), "timer_delete(2147483647");
    PUT(0, struct sigevent, .sigev_notify = SIGEV_THREAD_ID, .sigev_signo = SIGRTMIN, .sigev_value.sival_ptr = (void *)0x1234567890);
    ((int *)AT(0))[4] = -1;
    expect(call(SYS_timer_create, CLOCK_REALTIME, AT(0), 0), "timer_create(CLOCK_REALTIME, {sigev_value={sival_int=878082192, sival_ptr=0x1234567890}, sigev_signo=SIGRT_2, sigev_notify=SIGEV_THREAD_ID, sigev_notify_thread_id=-1}, NULL");
    PUT(0, struct sigevent, .sigev_notify = SIGEV_THREAD, .sigev_signo = 65);
    ((long *)AT(0))[2] = 0x1111;
    ((long *)AT(0))[3] = 0x2222;
    expect(call(SYS_timer_create, 99, AT(0), AT(0x100)), "timer_create(0x63 /* CLOCK_??? */, {sigev_signo=65, sigev_notify=SIGEV_THREAD, sigev_notify_function=0x1111, sigev_notify_attributes=0x2222}, 0x10000100");
    PUT(0, struct sigevent, .sigev_notify = 3, .sigev_signo = 0);
    expect(call(SYS_timer_create, CLOCK_REALTIME, AT(0), AT(0x100)), "timer_create(CLOCK_REALTIME, {sigev_signo=0, sigev_notify=0x3 /* SIGEV_??? */}, 0x10000100");
    PUT(0, struct sigevent, .sigev_notify = SIGEV_SIGNAL, .sigev_signo = -1);
    expect(call(SYS_timer_create, CLOCK_REALTIME, AT(0), AT(0x100)), "timer_create(CLOCK_REALTIME, {sigev_signo=-1, sigev_notify=SIGEV_SIGNAL}, 0x10000100");
    expect(call(SYS_timer_create, CLOCK_REALTIME, HOLE, AT(0x100)), "timer_create(CLOCK_REALTIME, 0x10002000, 0x10000100");
    expect(call(SYS_timer_create, CLOCK_REALTIME, HOLE - 32, AT(0x100)), "timer_create(CLOCK_REALTIME, {sigev_signo=0, sigev_notify=SIGEV_SIGNAL}, 0x10000100");
}

CASE(timerfds)
{
    expect(call(SYS_timerfd_create, CLOCK_MONOTONIC, TFD_CLOEXEC | TFD_NONBLOCK | 1), "timerfd_create(CLOCK_MONOTONIC, TFD_TIMER_ABSTIME|TFD_CLOEXEC|TFD_NONBLOCK");
    expect(call(SYS_timerfd_create, 99, TFD_CLOEXEC), "timerfd_create(0x63 /* CLOCK_??? */, TFD_CLOEXEC");
    expect(call(SYS_timerfd_create, 99, 4), "timerfd_create(0x63 /* CLOCK_??? */, 0x4 /* TFD_??? */");
    expect(call(SYS_timerfd_create, -1, 0), "timerfd_create(0xffffffff /* CLOCK_??? */, 0");
    PUT(0, struct itimerspec, {1, 2}, {3, 4});
    expect(call(SYS_timerfd_settime, -1, TFD_TIMER_ABSTIME | TFD_TIMER_CANCEL_ON_SET, AT(0), AT(0x40)), "timerfd_settime(-1, TFD_TIMER_ABSTIME|TFD_TIMER_CANCEL_ON_SET, {it_interval={tv_sec=1, tv_nsec=2}, it_value={tv_sec=3, tv_nsec=4}}, 0x10000040");
    expect(call(SYS_timerfd_settime, -1, 8, AT(0), 0), "timerfd_settime(-1, 0x8 /* TFD_??? */, {it_interval={tv_sec=1, tv_nsec=2}, it_value={tv_sec=3, tv_nsec=4}}, NULL");
    expect(call(SYS_timerfd_settime, -1, 0, HOLE - 8, HOLE), "timerfd_settime(-1, 0, 0x10001ff8, 0x10002000");
    expect(call(SYS_timerfd_gettime, -1, AT(0)), "timerfd_gettime(-1, 0x10000000");
    long fd = call(SYS_timerfd_create, CLOCK_REALTIME, 0);
    expect(call(SYS_timerfd_settime, fd, 0, AT(0), AT(0x40)), "timerfd_settime(%ld, 0, {it_interval={tv_sec=1, tv_nsec=2}, it_value={tv_sec=3, tv_nsec=4}}, {it_interval={tv_sec=0, tv_nsec=0}, it_value={tv_sec=0, tv_nsec=0}}", fd);
}

/* ---- what steers clocks ------------------------------------------------------------ */

CASE(adjtimex_is_refused)
{
    expect(call(SYS_adjtimex, 0), "adjtimex(NULL");
    expect(call(SYS_adjtimex, HOLE), "adjtimex(0x10002000");
    expect(call(SYS_adjtimex, HOLE - 200), "adjtimex(0x10001f38");
    PUT(0, struct timex, .modes = ADJ_OFFSET | ADJ_FREQUENCY | ADJ_MAXERROR | ADJ_ESTERROR | ADJ_STATUS | ADJ_TIMECONST | ADJ_TAI | ADJ_SETOFFSET | ADJ_MICRO | ADJ_NANO | ADJ_TICK, .offset = -1,
        .freq = 2, .maxerror = 3, .esterror = 4, .status = -1, .constant = 5, .precision = 6, .tolerance = 7,
        .time = {8, -9}, .tick = 10, .ppsfreq = 11, .jitter = 12, .shift = 13, .stabil = 14, .jitcnt = 15,
        .calcnt = 16, .errcnt = 17, .stbcnt = 18, .tai = 19);
    expect(call(SYS_clock_adjtime, 99, AT(0)), "clock_adjtime(0x63 /* CLOCK_??? */, 0x10000000");
    expect_under("-v", call(SYS_clock_adjtime, 99, AT(0)), "clock_adjtime(0x63 /* CLOCK_??? */, 0x10000000");
    PUT(0, struct timex, .modes = 0x8001, .status = 0x1ffff);
    expect(call(SYS_clock_adjtime, 99, AT(0)), "clock_adjtime(0x63 /* CLOCK_??? */, 0x10000000");
    PUT(0, struct timex, .modes = 0xa001, .status = 0x10000);
    expect(call(SYS_clock_adjtime, -1, AT(0)), "clock_adjtime(0xffffffff /* CLOCK_??? */, 0x10000000");
    PUT(0, struct timex, .modes = 0x40, .status = STA_PLL | STA_NANO);
    expect(call(SYS_clock_adjtime, 99, AT(0)), "clock_adjtime(0x63 /* CLOCK_??? */, 0x10000000");
    expect(call(SYS_clock_adjtime, 99, 0), "clock_adjtime(0x63 /* CLOCK_??? */, NULL");
    expect(call(SYS_clock_adjtime, 99, HOLE), "clock_adjtime(0x63 /* CLOCK_??? */, 0x10002000");
}

CASE(adjtimex_is_asked)
{
    struct timex *clock = AT(0);
    long result = call(SYS_adjtimex, AT(0));
    const char *state = result == 5 ? "TIME_ERROR" : "TIME_OK";
    const char *status = clock->status == 0x40 ? "STA_UNSYNC" : clock->status == 0x2001 ? "STA_PLL|STA_NANO" : NULL;

    if (!status || (result != 5 && result != 0))
        skip_case("a clock in an unusual state");
    expect_shown("", text("%ld (%s)", result, state),
                 "adjtimex({modes=0, offset=%ld, freq=%ld, maxerror=%ld, esterror=%ld, status=%s, "
                 "constant=%ld, precision=%ld, tolerance=%ld, time={tv_sec=%ld, tv_usec=%ld}, tick=%ld, "
                 "ppsfreq=%ld, jitter=%ld, shift=%d, stabil=%ld, jitcnt=%ld, calcnt=%ld, errcnt=%ld, "
                 "stbcnt=%ld, tai=%d}",
                 clock->offset, clock->freq, clock->maxerror, clock->esterror, status, clock->constant,
                 clock->precision, clock->tolerance, clock->time.tv_sec, clock->time.tv_usec, clock->tick,
                 clock->ppsfreq, clock->jitter, clock->shift, clock->stabil, clock->jitcnt, clock->calcnt,
                 clock->errcnt, clock->stbcnt, clock->tai);
}
