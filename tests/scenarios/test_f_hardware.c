/* F, the debug registers: hardware breakpoints, what goes with them, and that nothing is left. */
#include <signal.h>

#include "support/points.h"
#include "support/scenario.h"
#include "support/watched.h"

/* ---- F05: breakpoints that change no byte -------------------------------------------------- */

static void f05_code_that_reads_itself_finds_a_hardware_breakpoint_nowhere(void **state)
{
    (void)state;
    watched_attach("call");
    watched_add_hardware(watched_place(WATCHED_FUNCTION), POINT_PASSES);
    watched_go_on();
    watched_assert_ends_well(); /* it sums its code up */
    live_await_end();
    assert_int_equal(watched_hit_count(), 10);
    assert_int_equal(watched_hit(9)->pc, watched_place(WATCHED_FUNCTION));
}

/* Each time it stands before the instruction, and goes on from there. */
static void f05_a_thread_held_by_one_goes_on_from_there(void **state)
{
    size_t from = 0;

    (void)state;
    watched_attach("call");
    watched_add_hardware(watched_place(WATCHED_FUNCTION), 0);
    truth_reach(&watched->truth->go, 1);
    for (int i = 0; i < 10; i++) {
        const struct event_stop *stop = (const struct event_stop *)live_await(
            EVENT_STOP, STOP_REASON_BREAKPOINT, watched->pid, from);
        assert_non_null(stop);
        assert_int_equal(stop->registers[16], watched_place(WATCHED_FUNCTION)); /* rip */
        from = live_count();
        live_resume(watched->pid);
    }
    watched_assert_ends_well();
    live_await_end();
    assert_int_equal(watched_hit_count(), 10);
}

/* ---- nothing stays behind ------------------------------------------------------------------ */

/* A child that was cloned or forked reads back what its parent had, though nothing is armed. */
static void finding4_registers_that_only_seem_armed_are_written_all_the_same(void **state)
{
    uint64_t left[8] = {0};

    (void)state;
    watched = victim_start("watched", "threads", NULL);
    left[0] = watched_place(WATCHED_ROW);
    left[7] = 0xd0001;
    watched_with_registers(watched->pid, left, true); /* by one who did not clean up */
    live_attach(watched->pid);
    watched_add(watched_place(WATCHED_COUNTER), 8, 0);
    watched_go_on();
    assert_true(until(watched_drained_to(40)));
    live_close();
    watched_assert_clear(watched->pid);
    watched_assert_ends_well();
    assert_int_equal(watched_hit_count(), 40);
}

static void f18_two_hundred_times_nothing_is_left_in_the_registers(void **state)
{
    pid_t tids[VICTIM_MAX_TASKS];
    int cycles = test_scale(200);

    (void)state;
    watched_attach("spin");
    watched_go_on();
    assert_int_equal(task_list(watched->pid, tids), 2);
    live_close();
    for (int cycle = 0; cycle < cycles; cycle++) {
        live_attach(watched->pid);
        watched_add(watched_place(WATCHED_COUNTER), 8, 0);
        watched_add_hardware(watched_place(WATCHED_FUNCTION), POINT_PASSES);
        assert_non_null(live_await(EVENT_HIT, 1, 0, 0));
        assert_non_null(live_await(EVENT_HIT, 2, 0, 0));
        if (cycle % 2 == 0)
            watched_remove_all(); /* or by the detach */
        live_close();
        watched_assert_clear(tids[0]);
        watched_assert_clear(tids[1]);
        assert_true(victim_moves(&watched->truth->count[WATCHED_ROUNDS]));
    }
}

/* As when ptop itself crashes. */
static void f18_an_emergency_clears_them_too(void **state)
{
    pid_t tids[VICTIM_MAX_TASKS];

    (void)state;
    for (int cycle = 0; cycle < test_scale(10); cycle++) {
        watched_attach("spin");
        watched_go_on();
        assert_int_equal(task_list(watched->pid, tids), 2);
        watched_add(watched_place(WATCHED_COUNTER), 8, 0);
        assert_non_null(live_await(EVENT_HIT, 1, 0, 0));
        session_emergency_detach();
        watched_assert_clear(tids[0]);
        watched_assert_clear(tids[1]);
        assert_true(victim_moves(&watched->truth->count[WATCHED_ROUNDS]));
        live_close();
        victim_end(watched);
    }
}

/* A trap may be queued in a thread that job control has stopped. */
static void f18_a_stopped_process_is_let_go_as_that(void **state)
{
    pid_t tids[VICTIM_MAX_TASKS];

    (void)state;
    watched_attach("spin");
    watched_go_on();
    assert_int_equal(task_list(watched->pid, tids), 2);
    live_close();
    for (int cycle = 0; cycle < test_scale(50); cycle++) {
        live_attach(watched->pid);
        watched_add(watched_place(WATCHED_COUNTER), 8, 0);
        assert_non_null(live_await(EVENT_HIT, 1, 0, 0));
        kill(watched->pid, SIGSTOP);
        assert_non_null(live_await(EVENT_STOP, STOP_REASON_SIGNAL, tids[0], 0));
        assert_non_null(live_await(EVENT_STOP, STOP_REASON_SIGNAL, tids[1], 0));
        live_close();
        assert_int_equal(task_count_untraced(watched->pid), 2);
        assert_true(until(process_state(tids[0]) == 'T' && process_state(tids[1]) == 'T'));
        kill(watched->pid, SIGCONT);
        assert_true(victim_moves(&watched->truth->count[WATCHED_ROUNDS]));
    }
    watched_assert_clear(tids[0]);
    watched_assert_clear(tids[1]);
}

/* ---- with breakpoints at the same place ---------------------------------------------------- */

static void f05_a_breakpoint_of_each_kind_at_one_place_both_count(void **state)
{
    (void)state;
    watched_attach("calls");
    watched_add_hardware(watched_place(WATCHED_FUNCTION), POINT_PASSES);
    point_add_break(watched->pid, watched_place(WATCHED_FUNCTION), POINT_PASSES);
    watched_go_on();
    watched_assert_ends_well();
    live_await_end();
    assert_int_equal(watched_hit_count(), 20);
    assert_int_equal(live_count_of(EVENT_HIT, 1, 0, 0), 10);
    assert_int_equal(live_count_of(EVENT_HIT, 2, 0, 0), 10);
}

static void f17_a_store_under_a_breakpoint_is_seen(void **state)
{
    (void)state;
    watched_attach("store");
    watched_add(watched_place(WATCHED_COUNTER), 8, 0);
    for (unsigned i = 0; i < 4; i++)
        point_add_break(watched->pid, watched_place(WATCHED_STORES) + i * 11, POINT_PASSES);
    watched_go_on();
    watched_assert_ends_well();
    live_await_end();
    assert_int_equal(watched_hit_count(), 8);
    assert_int_equal(live_count_of(EVENT_HIT, 1, 0, 0), 4);
    for (size_t i = 0; i < 8; i++)
        assert_int_equal(watched_hit(i)->pc, watched_place(WATCHED_STORES) + i / 2 * 11);
}

/* ---- with steps ---------------------------------------------------------------------------- */

/* Held before its first store, with that store's and the next one's place. */
static void hold_at_the_first_store(void)
{
    watched_attach("store");
    watched_add_hardware(watched_place(WATCHED_STORES), POINT_ONE_SHOT);
    truth_reach(&watched->truth->go, 1);
    assert_non_null(live_await(EVENT_STOP, STOP_REASON_BREAKPOINT, watched->pid, 0));
}

/* One step; where it led. */
static uint64_t step(enum event_stop_reason reason)
{
    size_t from = live_count();
    const struct event_stop *stop;

    assert_int_equal(live_command((struct command){.kind = COMMAND_STEP, .tid = watched->pid,
                                                   .value = STEP_INSTRUCTION, .number = 1}), 0);
    stop = (const struct event_stop *)live_await(EVENT_STOP, (int)reason, watched->pid, from);
    assert_non_null(stop);
    return stop->registers[16];
}

static void f05_a_step_onto_a_hardware_breakpoint_is_its_hit(void **state)
{
    uint32_t id;

    (void)state;
    hold_at_the_first_store();
    id = watched_add_hardware(watched_place(WATCHED_STORES) + 11, 0);
    assert_int_equal(step(STOP_REASON_BREAKPOINT), watched_place(WATCHED_STORES) + 11);
    assert_int_equal(step(STOP_REASON_STEP), watched_place(WATCHED_STORES) + 22);
    live_resume(watched->pid);
    watched_go_on();
    watched_assert_ends_well();
    live_await_end();
    assert_int_equal(point_known(id)->hits, 1);
}

/* Set where the thread stands, it is there already. */
static void f05_one_that_is_set_where_a_thread_is_held_waits_for_its_return(void **state)
{
    uint32_t id;

    (void)state;
    hold_at_the_first_store();
    id = watched_add_hardware(watched_place(WATCHED_STORES), 0);
    assert_int_equal(step(STOP_REASON_STEP), watched_place(WATCHED_STORES) + 11);
    live_resume(watched->pid);
    watched_go_on();
    watched_assert_ends_well();
    live_await_end();
    assert_int_equal(point_known(id)->hits, 0);
}

static void f17_a_step_over_a_store_is_a_step_and_a_hit(void **state)
{
    uint32_t id;

    (void)state;
    hold_at_the_first_store();
    id = watched_add(watched_place(WATCHED_COUNTER), 8, 0);
    assert_int_equal(step(STOP_REASON_STEP), watched_place(WATCHED_STORES) + 11);
    assert_int_equal(step(STOP_REASON_STEP), watched_place(WATCHED_STORES) + 22);
    live_resume(watched->pid);
    watched_go_on();
    watched_assert_ends_well();
    live_await_end();
    assert_int_equal(point_known(id)->hits, 4);
    for (size_t i = 0; i < 4; i++)
        assert_int_equal(watched_hit(i + 1)->pc, watched_place(WATCHED_STORES) + i * 11);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        SCENARIO(f05_code_that_reads_itself_finds_a_hardware_breakpoint_nowhere),
        SCENARIO(f05_a_thread_held_by_one_goes_on_from_there),
        SCENARIO(finding4_registers_that_only_seem_armed_are_written_all_the_same),
        SCENARIO(f18_two_hundred_times_nothing_is_left_in_the_registers),
        SCENARIO(f18_an_emergency_clears_them_too),
        SCENARIO(f18_a_stopped_process_is_let_go_as_that),
        SCENARIO(f05_a_breakpoint_of_each_kind_at_one_place_both_count),
        SCENARIO(f17_a_store_under_a_breakpoint_is_seen),
        SCENARIO(f05_a_step_onto_a_hardware_breakpoint_is_its_hit),
        SCENARIO(f05_one_that_is_set_where_a_thread_is_held_waits_for_its_return),
        SCENARIO(f17_a_step_over_a_store_is_a_step_and_a_hit),
    };

    session_remember_environment();
    if (!watched_machine_can())
        return 77;
    return cmocka_run_group_tests_name("f: hardware breakpoints", tests, NULL, NULL);
}
