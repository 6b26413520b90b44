/* The faster way of waiting is found, and found again when it changes. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "core/tracer/pace.h"

#define SLOW_NS (PACE_WINDOW_ROUNDS * UINT64_C(20000))
#define FAST_NS (PACE_WINDOW_ROUNDS * UINT64_C(8000))

static nanoseconds now_ns = 1000000000;

/* How many of the windows look, where looking and sleeping take these times. */
static unsigned run(struct pace *pace, unsigned windows, nanoseconds looking_ns,
                    nanoseconds sleeping_ns)
{
    unsigned looked = 0;

    for (unsigned i = 0; i < windows; i++) {
        looked += pace->looks;
        now_ns += pace->looks ? looking_ns : sleeping_ns;
        pace_looks_at(pace, now_ns);
    }
    return looked;
}

static void the_faster_way_is_kept(void **state)
{
    struct pace pace = { .began_ns = now_ns };

    (void)state;
    run(&pace, 4, FAST_NS, SLOW_NS);
    assert_in_range(run(&pace, 320, FAST_NS, SLOW_NS), 305, 320);
}

static void a_change_is_noticed(void **state)
{
    struct pace pace = { .began_ns = now_ns };

    (void)state;
    run(&pace, 100, FAST_NS, SLOW_NS);
    run(&pace, 2 * PACE_TRIAL_WINDOWS, SLOW_NS, FAST_NS);
    assert_in_range(run(&pace, 320, SLOW_NS, FAST_NS), 0, 15);
}

/* A tracee that sleeps between its calls says nothing about our way of waiting. */
static void idle_windows_do_not_count(void **state)
{
    struct pace pace = { .began_ns = now_ns };

    (void)state;
    run(&pace, 100, FAST_NS, SLOW_NS);
    now_ns += UINT64_C(3600000000000);
    pace_looks_at(&pace, now_ns);
    assert_true(pace.cost_ns[true] < pace.cost_ns[false]);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_faster_way_is_kept),
        cmocka_unit_test(a_change_is_noticed),
        cmocka_unit_test(idle_windows_do_not_count),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
