/*
 * What signals read like: sets, actions, stacks, and siginfo_t by its code, in
 * an argument of either ABI and in the event of a delivery.
 */
#include "decode_fixture.h"

#include <signal.h>

/* ---- sets ---------------------------------------------------------------------- */

static void masks(uint64_t mask, const char *expected)
{
    fx.region_count = 0;
    fixture_memory(&fx, PTR(1), &mask, sizeof mask);
    fixture_call(&fx, ABI_NATIVE, "rt_sigprocmask", 2, PTR(1), 0, 8);
    fixture_run(&fx, 0);
    assert_string_equal(fixture_argument(&fx, 1), expected);
}

static void a_set_lists_its_members_or_what_it_lacks(void **state)
{
    (void)state;
    masks(0, "[]");
    masks(1ull << (SIGINT - 1) | 1ull << (SIGCHLD - 1), "[INT CHLD]");
    masks(1ull << 31 | 1ull << 35, "[RTMIN RT_4]");
    masks(UINT64_MAX, "~[]");
    masks(UINT64_MAX & ~(1ull << (SIGSEGV - 1)), "~[SEGV]");
}

static void a_set_shows_before_and_after(void **state)
{
    uint64_t set = 1u << (SIGINT - 1), old = 0;

    (void)state;
    fixture_memory(&fx, PTR(1), &set, sizeof set);
    fixture_memory(&fx, PTR(2), &old, sizeof old);
    fixture_call(&fx, ABI_NATIVE, "rt_sigprocmask", 0, PTR(1), PTR(2), 8);
    fixture_run(&fx, 0);
    shows("rt_sigprocmask(SIG_BLOCK, [INT], [], 8) = 0");
}

static void a_32_bit_mask_has_32_signals(void **state)
{
    uint32_t set = 0xfffffffe;

    (void)state;
    fixture_memory(&fx, PTR(1), &set, sizeof set);
    fixture_call(&fx, ABI_COMPAT, "sigprocmask", 0, PTR(1), 0);
    fixture_run(&fx, 0);
    shows("sigprocmask(SIG_BLOCK, ~[HUP], NULL) = 0");
}

/* ---- actions and stacks ---------------------------------------------------------- */

static void actions_of_all_three_layouts(void **state)
{
    uint64_t wide[4] = {0x401000, 0x14000004, 0x402000, 1u << (SIGALRM - 1)};
    uint32_t narrow[5] = {1, 0x10000000, 0, 1u << (SIGALRM - 1), 0};
    uint32_t oldest[4] = {0, 1u << (SIGALRM - 1), 0, 0};

    (void)state;
    fixture_memory(&fx, PTR(1), wide, sizeof wide);
    fixture_memory(&fx, PTR(2), narrow, sizeof narrow);
    fixture_memory(&fx, PTR(3), oldest, sizeof oldest);
    fixture_call(&fx, ABI_NATIVE, "rt_sigaction", SIGUSR1, PTR(1), 0, 8);
    fixture_run(&fx, 0);
    shows("rt_sigaction(SIGUSR1, {sa_handler=0x401000, sa_mask=[ALRM], "
          "sa_flags=SA_RESTORER|SA_RESTART|SA_SIGINFO, sa_restorer=0x402000}, NULL, 8) = 0");
    fixture_call(&fx, ABI_COMPAT, "rt_sigaction", SIGUSR1, PTR(2), 0, 8);
    fixture_run(&fx, 0);
    shows("rt_sigaction(SIGUSR1, {sa_handler=SIG_IGN, sa_mask=[ALRM], sa_flags=SA_RESTART}, "
          "NULL, 8) = 0");
    fixture_call(&fx, ABI_COMPAT, "sigaction", SIGUSR1, PTR(3), 0);
    fixture_run(&fx, 0);
    shows("sigaction(SIGUSR1, {sa_handler=SIG_DFL, sa_mask=[ALRM], sa_flags=0}, NULL) = 0");
}

static void stacks_of_both_widths(void **state)
{
    stack_t wide = {(void *)PTR(5), SS_DISABLE, 8192};
    uint32_t narrow[3] = {PTR(5), 0, 8192};

    (void)state;
    fixture_memory(&fx, PTR(1), &wide, sizeof wide);
    fixture_memory(&fx, PTR(2), narrow, sizeof narrow);
    fixture_call(&fx, ABI_NATIVE, "sigaltstack", PTR(1), 0);
    fixture_run(&fx, 0);
    shows("sigaltstack({ss_sp=0x50000, ss_flags=SS_DISABLE, ss_size=8192}, NULL) = 0");
    fixture_call(&fx, ABI_COMPAT, "sigaltstack", PTR(2), 0);
    fixture_run(&fx, 0);
    shows("sigaltstack({ss_sp=0x50000, ss_flags=0, ss_size=8192}, NULL) = 0");
}

static void timers_say_how_they_notify(void **state)
{
    struct sigevent event = {
        .sigev_signo = SIGALRM, .sigev_notify = SIGEV_SIGNAL, .sigev_value = {.sival_int = 5}};

    (void)state;
    fixture_memory(&fx, PTR(1), &event, sizeof event);
    fixture_call(&fx, ABI_NATIVE, "timer_create", 1, PTR(1), 0);
    fixture_run(&fx, 0);
    shows("timer_create(CLOCK_MONOTONIC, {sigev_value={sival_int=5, sival_ptr=0x5}, "
          "sigev_signo=SIGALRM, sigev_notify=SIGEV_SIGNAL}, NULL) = 0");
}

/* ---- siginfo ---------------------------------------------------------------------- */

/* The line of a delivery. */
static void delivers(const siginfo_t *info, const char *expected)
{
    struct event_signal event = {
        .header = {.size_bytes = sizeof event, .kind = EVENT_SIGNAL, .number = info->si_signo},
    };

    memcpy(event.siginfo, info, sizeof event.siginfo);
    memcpy(fx.record, &event, sizeof event);
    shows(expected);
}

static void a_delivery_says_what_its_code_knows(void **state)
{
    siginfo_t info = {.si_signo = SIGCHLD, .si_code = CLD_EXITED};

    (void)state;
    info.si_pid = 8;
    info.si_status = 3;
    delivers(&info, "--- SIGCHLD {si_signo=SIGCHLD, si_code=CLD_EXITED, si_pid=8, si_uid=0, "
                    "si_status=3, si_utime=0, si_stime=0} ---");
    info.si_code = CLD_KILLED;
    info.si_status = SIGKILL;
    delivers(&info, "--- SIGCHLD {si_signo=SIGCHLD, si_code=CLD_KILLED, si_pid=8, si_uid=0, "
                    "si_status=SIGKILL, si_utime=0, si_stime=0} ---");
    info = (siginfo_t){.si_signo = SIGTERM, .si_code = SI_USER};
    info.si_pid = 9;
    info.si_uid = 1000;
    delivers(&info, "--- SIGTERM {si_signo=SIGTERM, si_code=SI_USER, si_pid=9, si_uid=1000} ---");
    info = (siginfo_t){.si_signo = 36, .si_code = SI_QUEUE};
    info.si_pid = 9;
    info.si_value.sival_ptr = (void *)0x100000002;
    delivers(&info, "--- SIGRT_4 {si_signo=SIGRT_4, si_code=SI_QUEUE, si_pid=9, si_uid=0, "
                    "si_int=2, si_ptr=0x100000002} ---");
    info = (siginfo_t){.si_signo = SIGSEGV, .si_code = SEGV_MAPERR};
    info.si_addr = (void *)0xdead0;
    delivers(&info, "--- SIGSEGV {si_signo=SIGSEGV, si_code=SEGV_MAPERR, si_addr=0xdead0} ---");
    info = (siginfo_t){.si_signo = SIGALRM, .si_code = SI_TIMER};
    info.si_timerid = 1;
    info.si_overrun = 2;
    delivers(&info, "--- SIGALRM {si_signo=SIGALRM, si_code=SI_TIMER, si_timerid=0x1, "
                    "si_overrun=2, si_int=0, si_ptr=NULL} ---");
    info = (siginfo_t){.si_signo = SIGSYS, .si_code = 1, .si_errno = ENOSYS};
    info.si_call_addr = (void *)0x5000;
    info.si_syscall = 39;
    info.si_arch = 0xc000003e;
    delivers(&info, "--- SIGSYS {si_signo=SIGSYS, si_code=SYS_SECCOMP, si_errno=ENOSYS, "
                    "si_call_addr=0x5000, si_syscall=__NR_getpid, "
                    "si_arch=AUDIT_ARCH_X86_64} ---");
    info = (siginfo_t){.si_signo = SIGIO, .si_code = POLL_IN};
    info.si_band = 1;
    info.si_fd = 4;
    delivers(&info, "--- SIGIO {si_signo=SIGIO, si_code=POLL_IN, si_band=1, si_fd=4} ---");
    info = (siginfo_t){.si_signo = SIGTERM, .si_code = 77};
    delivers(&info, "--- SIGTERM {si_signo=SIGTERM, si_code=0x4d} ---");
}

static void a_32_bit_siginfo_is_packed_tighter(void **state)
{
    uint32_t info[32] = {SIGUSR1, 0, (uint32_t)SI_QUEUE, 7, 8, 9};

    (void)state;
    fixture_memory(&fx, PTR(1), info, sizeof info);
    fixture_call(&fx, ABI_COMPAT, "rt_sigqueueinfo", 5, SIGUSR1, PTR(1));
    fixture_run(&fx, 0);
    shows("rt_sigqueueinfo(5, SIGUSR1, {si_signo=SIGUSR1, si_code=SI_QUEUE, si_pid=7, si_uid=8, "
          "si_int=9, si_ptr=0x9}) = 0");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(a_set_lists_its_members_or_what_it_lacks),
        TEST(a_set_shows_before_and_after),
        TEST(a_32_bit_mask_has_32_signals),
        TEST(actions_of_all_three_layouts),
        TEST(stacks_of_both_widths),
        TEST(timers_say_how_they_notify),
        TEST(a_delivery_says_what_its_code_knows),
        TEST(a_32_bit_siginfo_is_packed_tighter),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
