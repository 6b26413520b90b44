/*
 * Rules: what strace takes becomes a rule, what it refuses is refused in its words.
 */
#include <errno.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <sys/syscall.h>

#include <cmocka.h>

#include <ptop/tamper.h>

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

static struct tamper parsed(const char *text, bool is_fault)
{
    struct tamper tamper;
    struct error error = {.offset = -1};

    memset(&tamper, 0, sizeof(tamper));
    if (tamper_parse(text, is_fault, &tamper, &error) != 0)
        fail_msg("%s: %s", text, error.message);
    return tamper;
}

static void results_are_numbers_or_names(void **state)
{
    static const struct {
        const char *text;
        int error;
        int64_t result;
    } rows[] = {
        {"getppid:error=ENOENT", ENOENT, 0}, {"getppid:error=eperm", EPERM, 0},
        {"getppid:error=4095", 4095, 0},     {"getppid:error=010", 10, 0},
        {"getppid:retval=7", 0, 7},          {"getppid:retval=010", 0, 8},
        {"getppid:retval=0x7f", 0, 127},     {"getppid:retval=-5", 0, -5},
        {"getppid:retval=18446744073709551615", 0, -1},
    };

    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct tamper tamper = parsed(rows[i].text, false);

        assert_int_equal(tamper.actions, rows[i].error ? TAMPER_ERROR : TAMPER_RESULT);
        assert_int_equal(tamper.error, rows[i].error);
        assert_int_equal(tamper.result, rows[i].result);
        assert_true(syscall_set_has(&tamper.calls, ABI_NATIVE, SYS_getppid));
        assert_false(syscall_set_has(&tamper.calls, ABI_NATIVE, SYS_getpid));
        assert_int_equal(tamper.instead[ABI_NATIVE], -1);
    }
}

static void signals_have_their_names_in_any_case(void **state)
{
    static const struct {
        const char *name;
        int signal;
    } rows[] = {{"SIGUSR1", SIGUSR1}, {"usr1", SIGUSR1}, {"sigchld", SIGCHLD}, {"64", 64},
                {"SIGRTMIN", 32},     {"RT_3", 35},      {"SIGRT_3", 35}};

    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++) {
        char text[64];

        snprintf(text, sizeof(text), "read:signal=%s", rows[i].name);
        assert_int_equal(parsed(text, false).signal, rows[i].signal);
    }
}

static void times_have_units(void **state)
{
    static const struct {
        const char *text;
        nanoseconds time_ns;
    } rows[] = {{"5", 5000},          {"5us", 5000},   {"2ms", 2000000}, {"1.5s", 1500000000},
                {"1e3", 1000000},     {"700ns", 700},  {"0", 0}};

    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++) {
        char text[64];

        snprintf(text, sizeof(text), "read:delay_enter=%s", rows[i].text);
        assert_int_equal(parsed(text, false).entry_delay_ns, rows[i].time_ns);
        snprintf(text, sizeof(text), "read:delay_exit=%s", rows[i].text);
        assert_int_equal(parsed(text, false).exit_delay_ns, rows[i].time_ns);
    }
}

static void when_says_first_last_and_step(void **state)
{
    static const struct {
        const char *when;
        uint32_t first, last, step;
    } rows[] = {{"3", 3, 0, 0},    {"3+", 3, 0, 1},    {"3+2", 3, 0, 2},  {"3..9", 3, 9, 0},
                {"3..9+", 3, 9, 1}, {"3..9+2", 3, 9, 2}, {"+2", 2, 0, 0},
                {"65535", 65535, 0, 0}, {"1..65534", 1, 65534, 0}, {"1:when=2", 2, 0, 0}};

    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++) {
        char text[64];
        struct tamper tamper;

        snprintf(text, sizeof(text), "read:error=1:when=%s", rows[i].when);
        tamper = parsed(text, false);
        assert_int_equal(tamper.first, rows[i].first);
        assert_int_equal(tamper.last, rows[i].last);
        assert_int_equal(tamper.step, rows[i].step);
    }
    assert_int_equal(parsed("read:error=1", false).first, 1);
    assert_int_equal(parsed("read:error=1", false).step, 1);
}

static void bytes_belong_to_arguments(void **state)
{
    struct tamper tamper = parsed("read:poke_enter=@arg2=00fF,@arg3=7e:poke_exit=@arg7=2a", false);

    (void)state;
    assert_int_equal(tamper.actions, TAMPER_POKE_ENTRY | TAMPER_POKE_EXIT);
    assert_int_equal(tamper.entry_poke_count, 2);
    assert_int_equal(tamper.entry_pokes[0].arg, 1);
    assert_int_equal(tamper.entry_pokes[0].length_bytes, 2);
    assert_memory_equal(tamper.entry_pokes[0].bytes, "\0\xff", 2);
    assert_int_equal(tamper.entry_pokes[1].arg, 2);
    assert_int_equal(tamper.exit_poke_count, 1);
    assert_int_equal(tamper.exit_pokes[0].arg, 6);
}

static void a_fault_is_an_error(void **state)
{
    struct tamper tamper = parsed("read:when=2", true);

    (void)state;
    assert_int_equal(tamper.actions, TAMPER_ERROR);
    assert_int_equal(tamper.error, ENOSYS);
    assert_int_equal(parsed("read:error=5", true).error, 5);
    assert_int_equal(parsed("read:syscall=getpid", true).instead[ABI_NATIVE], SYS_getpid);
}

static const char *const refused[] = {
    "getuid", "getuid:", "getuid:error", "getuid:error=", "getuid:error=EFOO", "getuid:error=0",
    "getuid:error=4096", "getuid:error=-1", "getuid:error=0x10", "getuid:error=1:error=2",
    "getuid:error=1:retval=2", "getuid:retval=", "getuid:retval=x",
    "getuid:retval=0xfffffffffffffffff", "getuid:signal=0", "getuid:signal=65",
    "getuid:signal=SIGRTMIN+3", "getuid:signal=SIGRTMAX", "getuid:signal=SIGNONE",
    "getuid:signal=1:signal=2", "getuid:error=1:syscall=close", "getuid:syscall=getpid",
    "getuid:error=1:syscall=39", "getuid:delay_enter=", "getuid:delay_enter=1x",
    "getuid:delay_enter=-1", "getuid:delay_enter=nan", "getuid:delay_enter=inf",
    "getuid:delay_exit=5us:delay_exit=5", "getuid:when=1", "getuid:error=1:when=0",
    "getuid:error=1:when=65536", "getuid:error=1:when=1+0", "getuid:error=1:when=1..",
    "getuid:error=1:when=1..0", "getuid:error=1:when=2..1", "getuid:error=1:when=1..65535",
    "getuid:error=1:when=1+2+3", "getuid:poke_enter=@arg8=00", "getuid:poke_enter=@arg0=00",
    "getuid:poke_enter=arg1=00", "getuid:poke_enter=@arg1=0", "getuid:poke_enter=@arg1=",
    "getuid:poke_enter=@arg1=00,@arg1=01", "getuid:poke_enter=@arg1=00,", "getuid:foo=1",
};

static void what_is_malformed_is_refused_as_a_whole(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(refused); i++) {
        struct tamper tamper;
        struct error error = {.offset = -1};
        char message[256];

        snprintf(message, sizeof(message), "invalid inject argument '%s'", refused[i]);
        assert_int_equal(tamper_parse(refused[i], false, &tamper, &error), -EINVAL);
        assert_string_equal(error.message, message);
    }
}

static void a_fault_knows_errors_only(void **state)
{
    static const char *const texts[] = {"getuid:retval=1", "getuid:signal=1",
                                        "getuid:delay_enter=2", "getuid:error=EIO:signal=3"};

    (void)state;
    for (size_t i = 0; i < COUNT(texts); i++) {
        struct tamper tamper;
        struct error error;

        assert_int_equal(tamper_parse(texts[i], true, &tamper, &error), -EINVAL);
        assert_non_null(strstr(error.message, "invalid fault argument"));
    }
}

static void a_set_is_one_of_calls(void **state)
{
    struct tamper tamper = parsed("%pure,?no_such:error=1", false);
    struct error error;

    (void)state;
    assert_true(syscall_set_has(&tamper.calls, ABI_NATIVE, SYS_getpid));
    assert_false(syscall_set_has(&tamper.calls, ABI_NATIVE, SYS_read));
    assert_int_equal(tamper_parse("no_such:error=1", false, &tamper, &error), -EINVAL);
    assert_int_equal(tamper_parse(":error=1", false, &tamper, &error), -EINVAL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(results_are_numbers_or_names),
        cmocka_unit_test(signals_have_their_names_in_any_case),
        cmocka_unit_test(times_have_units),
        cmocka_unit_test(when_says_first_last_and_step),
        cmocka_unit_test(bytes_belong_to_arguments),
        cmocka_unit_test(a_fault_is_an_error),
        cmocka_unit_test(what_is_malformed_is_refused_as_a_whole),
        cmocka_unit_test(a_fault_knows_errors_only),
        cmocka_unit_test(a_set_is_one_of_calls),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
