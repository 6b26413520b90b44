/*
 * F: breakpoints, in the memory of real programs.
 */
#include <elf.h>
#include <fcntl.h>
#include <string.h>
#include <sys/uio.h>
#include <sys/wait.h>

#include "support/points.h"
#include "support/scenario.h"

static tracee_addr hot_address(const struct victim *victim)
{
    return (tracee_addr)atomic_load(&victim->truth->count[HOT_ADDRESS]);
}

/* Let a program that reached its end go, and see that it found its code as it was. */
static void assert_ends_well(struct victim *victim)
{
    truth_reach(&victim->truth->go, 2);
    assert_int_equal(victim_wait(victim), 0);
}

static uint8_t byte_at(pid_t pid, tracee_addr address)
{
    uint8_t byte = 0;
    struct iovec local = {&byte, 1}, remote = {(void *)(uintptr_t)address, 1};

    assert_int_equal(process_vm_readv(pid, &local, 1, &remote, 1, 0), 1);
    return byte;
}

static void f01_no_thread_passes_a_breakpoint_unseen(void **state)
{
    enum { THREADS = 4, ROUNDS = 2500 };
    struct victim *victim = victim_start("hot", "4", "2500", NULL);
    uint32_t id;

    (void)state;
    live_attach(victim->pid);
    id = point_add_break(victim->pid, hot_address(victim), POINT_PASSES);
    truth_reach(&victim->truth->go, 1);
    point_await_hits(id, THREADS * ROUNDS);
    assert_int_equal(truth_await(&victim->truth->stage, 2, PATIENCE_MS), 0);
    assert_int_equal(atomic_load(&victim->truth->count[HOT_CALLS]), THREADS * ROUNDS);
    assert_int_equal(point_known(id)->hits, THREADS * ROUNDS);
    live_close();
    assert_ends_well(victim);
}

static void f06_going_on_from_a_breakpoint_does_not_hit_it_again(void **state)
{
    struct victim *victim = victim_start("hot", "1", "3", NULL);
    uint32_t id;

    (void)state;
    live_attach(victim->pid);
    id = point_add_break(victim->pid, hot_address(victim), 0);
    truth_reach(&victim->truth->go, 1);
    for (int hit = 1; hit <= 3; hit++) {
        const struct event *stop = live_await(EVENT_STOP, STOP_REASON_BREAKPOINT, 0, 0);
        size_t from = live_count();

        assert_non_null(stop);
        assert_int_equal(((const struct event_stop *)stop)->registers[16], hot_address(victim));
        assert_int_equal(((const struct event_stop *)stop)->detail, id);
        assert_int_equal(atomic_load(&victim->truth->count[HOT_CALLS]), hit - 1);
        if (hit == 3)
            assert_int_equal(live_command((struct command){.kind = COMMAND_POINT_REMOVE,
                                                           .value = (int)id}), 0);
        live_resume(stop->tid);
        if (hit < 3)
            while (!live_find(EVENT_STOP, STOP_REASON_BREAKPOINT, 0, from))
                assert_true(live_drain(PATIENCE_MS) > 0);
    }
    assert_int_equal(truth_await(&victim->truth->stage, 2, PATIENCE_MS), 0);
    live_close();
    assert_ends_well(victim);
}

static void a_point_at_a_call_holds_what_its_filter_passes(void **state)
{
    struct victim *victim = victim_start("workers", "call", "1", NULL);
    uint32_t id;
    const struct event *stop;

    (void)state;
    live_attach(victim->pid);
    id = point_add((struct point){.kind = POINT_CALL, .label = "getppid"}, "getppid");
    stop = live_await(EVENT_STOP, STOP_REASON_CALL, victim->pid, 0);
    assert_non_null(stop);
    assert_true(stop->flags & STOP_AT_ENTRY);
    assert_true(stop->flags & STOP_IN_CALL);
    assert_int_equal(((const struct event_stop *)stop)->detail, id);
    live_close();
}

static void letting_go_leaves_no_breakpoint(void **state)
{
    struct victim *victim = victim_start("hot", "4", "0", NULL);
    uint8_t before = byte_at(victim->pid, hot_address(victim));

    (void)state;
    truth_reach(&victim->truth->go, 1);
    for (int i = 0; i < test_scale(20); i++) {
        uint32_t id;

        live_attach(victim->pid);
        id = point_add_break(victim->pid, hot_address(victim), POINT_PASSES);
        point_await_hits(id, 10);
        live_close();
        assert_int_equal(byte_at(victim->pid, hot_address(victim)), before);
        assert_true(victim_moves(&victim->truth->count[HOT_CALLS]));
    }
    victim_end(victim);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        SCENARIO(f01_no_thread_passes_a_breakpoint_unseen),
        SCENARIO(f06_going_on_from_a_breakpoint_does_not_hit_it_again),
        SCENARIO(a_point_at_a_call_holds_what_its_filter_passes),
        SCENARIO(letting_go_leaves_no_breakpoint),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
