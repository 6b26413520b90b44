#include <errno.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include <ptop/signals.h>

#include "tui/signals_known.h"

static void handle(int signal)
{
    (void)signal;
}

static void the_sets_are_those_of_the_kernel(void **state)
{
    struct signal_sets sets;
    sigset_t blocked;

    (void)state;
    sigemptyset(&blocked);
    sigaddset(&blocked, SIGUSR1);
    assert_int_equal(sigprocmask(SIG_BLOCK, &blocked, NULL), 0);
    signal(SIGUSR2, handle);
    signal(SIGHUP, SIG_IGN);
    raise(SIGUSR1);
    kill(getpid(), SIGUSR1);
    assert_int_equal(signals_read(getpid(), &sets), 0);
    assert_true(signal_is_in(sets.blocked, SIGUSR1));
    assert_true(signal_is_in(sets.caught, SIGUSR2));
    assert_true(signal_is_in(sets.ignored, SIGHUP));
    assert_true(signal_is_in(sets.pending, SIGUSR1));
    assert_true(signal_is_in(sets.process_pending, SIGUSR1));
    assert_false(signal_is_in(sets.blocked, SIGUSR2));
    assert_false(signal_is_in(sets.pending, SIGHUP));
    assert_false(signal_is_in(sets.caught, 0));
}

static void nobody_has_no_sets(void **state)
{
    struct signal_sets sets = {.blocked = 77};

    (void)state;
    assert_int_equal(signals_read(2147483646, &sets), -ESRCH);
    assert_int_equal(sets.blocked, 77);
}

static struct event_stop held_with(int32_t tid, int32_t signal)
{
    return (struct event_stop){.header = {.number = STOP_REASON_HELD_SIGNAL, .tid = tid},
                               .detail = signal};
}

static void take(struct signals_known *signals, int32_t tid, int32_t signal, uint8_t flags)
{
    const struct event_signal event = {
        .header = {.kind = EVENT_SIGNAL, .number = signal, .tid = tid, .flags = flags}};

    signals_known_take(signals, &event.header);
}

static void the_signal_that_a_thread_is_held_with_is_known(void **state)
{
    static struct signals_known signals;
    struct event_stop stop = held_with(10, SIGUSR1);

    (void)state;
    take(&signals, 10, SIGUSR1, 0); /* it passed */
    assert_null(signals_known_held(&signals, &stop));
    take(&signals, 10, SIGUSR1, SIGNAL_WAS_HELD);
    assert_non_null(signals_known_held(&signals, &stop));
    stop = held_with(11, SIGUSR1);
    assert_null(signals_known_held(&signals, &stop));
    assert_null(signals_known_held(&signals, NULL));
    for (int32_t tid = 100; tid < 100 + SIGNALS_HELD; tid++)
        take(&signals, tid, SIGHUP, SIGNAL_WAS_HELD);
    stop = held_with(100 + SIGNALS_HELD - 1, SIGHUP);
    assert_non_null(signals_known_held(&signals, &stop));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_sets_are_those_of_the_kernel),
        cmocka_unit_test(nobody_has_no_sets),
        cmocka_unit_test(the_signal_that_a_thread_is_held_with_is_known),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
