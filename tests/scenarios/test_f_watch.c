/* F, the debug registers: watchpoints, on a program that touches what is watched in a known way. */
#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "support/points.h"
#include "support/scenario.h"
#include "support/watched.h"

static void assert_refused(struct point wish, int reply, const char *words)
{
    const char *message;

    wish.tgid = watched->pid;
    assert_int_equal(point_try(wish, &message), reply);
    if (!strstr(message, words))
        fail_msg("'%s' has not '%s'", message, words);
}

/* ---- F17: where one can be, and where not -------------------------------------------------- */

static void f17_each_store_is_a_hit_with_the_value_before_and_after(void **state)
{
    static const uint64_t values[] = {0, 1, 2, 2, 3};

    (void)state;
    watched_attach("store");
    watched_add(watched_place(WATCHED_COUNTER), 8, 0);
    watched_go_on();
    assert_true(until(watched_drained_to(4)));
    assert_int_equal(watched_hit_count(), 4);
    for (size_t i = 0; i < 4; i++) {
        assert_int_equal(watched_hit(i)->old_value, values[i]);
        assert_int_equal(watched_hit(i)->new_value, values[i + 1]);
        assert_int_equal(watched_hit(i)->header.tid, watched->pid);
        assert_int_equal(watched_hit(i)->call, -1);
        assert_int_equal(watched_hit(i)->count, i + 1);
        assert_int_equal(watched_hit(i)->pc, watched_place(WATCHED_STORES) + i * 11);
    }
    watched_assert_ends_well();
}

/* 8 bytes from an odd address on take all four: 1, 2, 4 and 1. */
static void f17_a_range_that_is_not_aligned_is_watched_whole_and_no_more(void **state)
{
    static const struct {
        unsigned offset;
        uint8_t size_bytes;
    } rows[] = {{8, 8}, {4, 4}, {6, 2}, {3, 1}, {1, 8}, {3, 4}, {7, 2}, {2, 8}};

    (void)state;
    for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
        watched_attach("bytes");
        watched_add(watched_place(WATCHED_ROW) + rows[i].offset, rows[i].size_bytes, 0);
        watched_go_on();
        assert_true(until(watched_drained_to(rows[i].size_bytes)));
        watched_assert_ends_well();
        live_await_end();
        assert_int_equal(watched_hit_count(), rows[i].size_bytes);
        for (unsigned j = 0; j < rows[i].size_bytes; j++) {
            unsigned shift = j * 8;
            uint64_t byte = rows[i].offset + j + 1;
            assert_int_equal(watched_hit(j)->new_value >> shift & 0xff, byte);
            assert_int_equal(watched_hit(j)->old_value >> shift & 0xff, 0);
        }
        live_close();
    }
}

static void f17_what_no_debug_register_can_watch_is_refused(void **state)
{
    static const struct {
        uint64_t address; /* 0: the counter's */
        uint8_t size_bytes;
        int reply;
        const char *message;
    } rows[] = {
        {0, 3, -EINVAL, "3 bytes cannot be watched: 1, 2, 4 or 8 can"},
        {0, 0, -EINVAL, "0 bytes cannot be watched"},
        {0, 16, -EINVAL, "16 bytes cannot be watched"},
        {0xffffffff81000000, 8, -EINVAL, "0xffffffff81000000 is the kernel's"},
        {0x7fffffffeffc, 8, -EINVAL, "is the kernel's"},
        {UINT64_MAX, 1, -EINVAL, "is the kernel's"},
        {0x10, 8, -EFAULT, "0x10 is not mapped in "},
    };

    (void)state;
    watched_attach("store");
    for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++)
        assert_refused(
            (struct point){.kind = POINT_WATCH, .size_bytes = rows[i].size_bytes,
                           .address = rows[i].address ? rows[i].address : watched_place(WATCHED_COUNTER)},
            rows[i].reply, rows[i].message);
    assert_refused((struct point){.kind = POINT_CODE, .flags = POINT_HARDWARE,
                                  .address = watched_place(WATCHED_COUNTER)},
                   -EACCES, "is not code");
    assert_int_equal(live_count_of(EVENT_POINT, ANY_NUMBER, 0, 0), 0);
    watched_go_on();
    watched_assert_ends_well();
    assert_int_equal(watched_hit_count(), 0);
}

/* ---- F18: of every thread ------------------------------------------------------------------ */

static void f18_threads_that_come_later_are_watched(void **state)
{
    uint64_t sum = 0;

    (void)state;
    watched_attach("threads");
    watched_add(watched_place(WATCHED_COUNTER), 8, 0);
    watched_go_on();
    assert_true(until(watched_drained_to(40)));
    watched_assert_ends_well();
    live_await_end();
    assert_int_equal(watched_hit_count(), 40);
    for (size_t i = 0; i < 40; i++) {
        assert_int_equal(watched_hit(i)->call, -1);
        assert_int_not_equal(watched_hit(i)->header.tid, watched->pid);
        sum += watched_hit(i)->new_value - watched_hit(i)->old_value;
    }
    assert_int_equal(sum, 40);
}

/* A child's copy is watched as its parent's; of a vfork it is the parent's own. */
static void f18_what_is_forked_is_watched(void **state)
{
    (void)state;
    watched_attach("fork");
    watched_add(watched_place(WATCHED_COUNTER), 8, 0);
    watched_go_on();
    assert_true(until(watched_drained_to(2)));
    watched_assert_ends_well();
    live_await_end();
    assert_int_equal(watched_hit_count(), 2);
    for (size_t i = 0; i < 2; i++) {
        assert_int_not_equal(watched_hit(i)->header.tgid, watched->pid);
        assert_int_equal(watched_hit(i)->old_value, 0);
        assert_int_equal(watched_hit(i)->new_value, 1);
    }
    assert_int_not_equal(watched_hit(0)->header.tid, watched_hit(1)->header.tid);
}

/* It makes no call at which that could be done. */
static void f18_a_thread_that_runs_without_a_call_is_stopped_for_it(void **state)
{
    (void)state;
    watched_attach("quiet");
    truth_reach(&watched->truth->go, 1);
    assert_true(victim_moves(&watched->truth->count[WATCHED_ROUNDS]));
    point_await_hits(watched_add(watched_place(WATCHED_COUNTER), 8, 0), 3);
    watched_remove_all();
    assert_true(victim_moves(&watched->truth->count[WATCHED_ROUNDS]));
    point_await_hits(watched_add(watched_place(WATCHED_COUNTER), 8, 0), 3);
    live_close();
    watched_assert_clear(watched->pid);
    assert_true(victim_moves(&watched->truth->count[WATCHED_ROUNDS]));
}

/* Running threads are stopped for it; one that stands still gets it before it runs. */
static void f18_threads_that_run_are_watched_at_once(void **state)
{
    pid_t tids[VICTIM_MAX_TASKS];

    (void)state;
    watched_attach("spin");
    watched_go_on();
    assert_int_equal(task_list(watched->pid, tids), 2);
    live_pause(tids[1]);
    watched_add(watched_place(WATCHED_COUNTER), 8, 0);
    assert_non_null(live_await(EVENT_HIT, 1, tids[0], 0));
    live_resume(tids[1]);
    assert_non_null(live_await(EVENT_HIT, 1, tids[1], 0));
    watched_remove_all();
    live_close();
    watched_assert_clear(tids[0]);
    watched_assert_clear(tids[1]);
    assert_true(victim_moves(&watched->truth->count[WATCHED_ROUNDS]));
}

/* ---- F19: what the kernel wrote ------------------------------------------------------------ */

static void f19_what_a_call_wrote_is_a_hit_by_that_call(void **state)
{
    (void)state;
    watched_attach("kernel");
    watched_add(watched_place(WATCHED_COUNTER), 8, 0);
    watched_go_on();
    assert_true(until(watched_drained_to(1)));
    watched_assert_ends_well();
    live_await_end();
    assert_int_equal(watched_hit_count(), 1);
    assert_int_equal(watched_hit(0)->call, SYS_read);
    assert_int_equal(watched_hit(0)->old_value, 0);
    assert_int_equal(watched_hit(0)->new_value, 5);
}

/* Seen at the next call's exit, which did not do it. */
static void f19_what_another_process_wrote_is_no_call_s(void **state)
{
    (void)state;
    watched_attach("kernel");
    watched_add(watched_place(WATCHED_SHARED_ADDRESS), 8, 0);
    atomic_store(&watched->truth->count[WATCHED_SHARED], 7);
    watched_go_on();
    assert_true(until(watched_drained_to(1)));
    watched_assert_ends_well();
    live_await_end();
    assert_int_equal(watched_hit_count(), 1);
    assert_int_equal(watched_hit(0)->call, -1);
    assert_int_equal(watched_hit(0)->pc, 0);
    assert_int_equal(watched_hit(0)->old_value, 0);
    assert_int_equal(watched_hit(0)->new_value, 7);
}

/* What a person types over is known, and no hit. */
static void f19_an_edit_is_no_hit(void **state)
{
    uint64_t *bytes = malloc(sizeof(*bytes));

    (void)state;
    watched_attach("call");
    watched_add(watched_place(WATCHED_COUNTER), 8, 0);
    live_pause(watched->pid);
    assert_non_null(bytes);
    *bytes = 77;
    assert_int_equal(live_command((struct command){.kind = COMMAND_WRITE_MEMORY,
                                                   .tid = watched->pid,
                                                   .address = watched_place(WATCHED_COUNTER),
                                                   .data = bytes,
                                                   .data_bytes = sizeof(*bytes)}), 0);
    live_resume(watched->pid);
    watched_go_on();
    watched_assert_ends_well();
    live_await_end();
    assert_int_equal(watched_hit_count(), 0);
}

/* ---- F20: values --------------------------------------------------------------------------- */

static void f20_a_store_of_the_same_value_counts_unless_only_changes_do(void **state)
{
    (void)state;
    watched_attach("store");
    watched_add(watched_place(WATCHED_COUNTER), 8, POINT_ONLY_CHANGES);
    watched_go_on();
    watched_assert_ends_well();
    live_await_end();
    assert_int_equal(watched_hit_count(), 3);
    assert_int_equal(watched_hit(2)->old_value, 2);
    assert_int_equal(watched_hit(2)->new_value, 3);
}

static void f20_reads_count_where_they_shall(void **state)
{
    (void)state;
    watched_attach("load");
    watched_add(watched_place(WATCHED_COUNTER), 8, POINT_READS);
    watched_go_on();
    watched_assert_ends_well();
    live_await_end();
    assert_int_equal(watched_hit_count(), 2);
    live_close();
    watched_attach("load");
    watched_add(watched_place(WATCHED_COUNTER), 8, 0);
    watched_go_on();
    watched_assert_ends_well();
    live_await_end();
    assert_int_equal(watched_hit_count(), 0);
}

static void f20_the_thread_is_held_at_each_nth_hit(void **state)
{
    (void)state;
    watched_attach("store");
    point_add((struct point){.kind = POINT_WATCH, .tgid = watched->pid, .size_bytes = 8,
                             .address = watched_place(WATCHED_COUNTER), .hold_every = 3},
              NULL);
    truth_reach(&watched->truth->go, 1);
    assert_non_null(live_await(EVENT_STOP, STOP_REASON_WATCHPOINT, watched->pid, 0));
    assert_int_equal(watched_hit_count(), 3);
    assert_int_equal(watched_hit(2)->new_value, 2);
    live_resume(watched->pid);
    watched_go_on();
    watched_assert_ends_well();
    live_await_end();
    assert_int_equal(watched_hit_count(), 4);
    assert_int_equal(live_count_of(EVENT_STOP, STOP_REASON_WATCHPOINT, 0, 0), 1);
}

static void f20_a_condition_and_what_is_ignored_decide(void **state)
{
    struct point wish = {.kind = POINT_WATCH, .size_bytes = 8, .label = "x"};
    char condition[64];

    (void)state;
    watched_attach("store");
    wish.tgid = watched->pid;
    wish.address = watched_place(WATCHED_COUNTER);
    snprintf(condition, sizeof(condition), "tid==%d", watched->pid + 1);
    point_add(wish, condition);
    wish.flags = POINT_PASSES;
    wish.ignores = 3;
    point_add(wish, NULL);
    watched_go_on();
    watched_assert_ends_well();
    live_await_end();
    assert_int_equal(watched_hit_count(), 1);
    assert_int_equal(watched_hit(0)->header.number, 2);
    assert_int_equal(watched_hit(0)->new_value, 3);
}

/* ---- F21: there are four ------------------------------------------------------------------- */

static void f21_a_fifth_is_refused_with_what_holds_the_four(void **state)
{
    struct point wide = {.kind = POINT_WATCH, .size_bytes = 8};

    (void)state;
    watched_attach("bytes");
    for (unsigned i = 0; i < 4; i++) {
        struct point point = {.kind = POINT_WATCH, .tgid = watched->pid, .size_bytes = 1,
                              .flags = POINT_PASSES, .address = watched_place(WATCHED_ROW) + i};
        snprintf(point.label, sizeof(point.label), "row+%u", i);
        point_add(point, NULL);
    }
    wide.address = watched_place(WATCHED_COUNTER);
    assert_refused(wide, -ENOSPC, "it takes 1 of the 4 debug registers, 0 are free: "
                                  "1 row+0, 2 row+1, 3 row+2, 4 row+3");
    assert_int_equal(live_command((struct command){.kind = COMMAND_POINT_REMOVE, .value = 2}), 0);
    wide.address = watched_place(WATCHED_ROW) + 9;
    assert_refused(wide, -ENOSPC, "it takes 4 of the 4 debug registers, 1 are free: 1 row+0");
    watched_add(watched_place(WATCHED_ROW) + 9, 1, 0);
    watched_go_on();
    watched_assert_ends_well();
    live_await_end();
    assert_int_equal(watched_hit_count(), 4);
    assert_int_equal(live_count_of(EVENT_HIT, 2, 0, 0), 0);
    assert_int_equal(live_count_of(EVENT_HIT, 5, 0, 0), 1);
}

/* ---- F04: what is watched goes away -------------------------------------------------------- */

static void f04_a_watchpoint_on_memory_that_is_unmapped_says_so(void **state)
{
    (void)state;
    watched_attach("unmap");
    watched_add(watched_place(WATCHED_PAGE), 8, 0);
    watched_go_on();
    assert_true(until((live_drain(1), point_known(1)->state == POINT_UNMAPPED)));
    assert_int_equal(watched_hit_count(), 0);
    watched_assert_ends_well();
}

static void f04_an_exec_clears_them(void **state)
{
    (void)state;
    watched_attach("exec");
    watched_add(watched_place(WATCHED_COUNTER), 8, 0);
    truth_reach(&watched->truth->go, 1);
    assert_non_null(live_await(EVENT_EXEC, ANY_NUMBER, 0, 0));
    assert_int_equal(truth_await(&watched->truth->stage, 1, PATIENCE_MS), 0);
    live_drain(1);
    assert_int_equal(point_known(1)->state, POINT_UNMAPPED);
    live_close();
    watched_assert_clear(watched->pid);
    assert_int_equal(watched_hit_count(), 0);
    watched_go_on();
    watched_assert_ends_well();
}

/* ---- 32 bits ------------------------------------------------------------------------------- */

static void f17_a_32_bit_program_is_watched(void **state)
{
    char *argv[] = {(char *)victim_program("watched_i386"), NULL};
    static const uint64_t values[] = {1, 2, 3, 3 | UINT64_C(4) << 32};
    struct victim launched = {0};

    (void)state;
    live_open((struct session_options){.argv = argv, .starts_held = true});
    launched.pid = session_launched_pid(live);
    watched = &launched;
    assert_non_null(live_await(EVENT_STOP, STOP_REASON_PAUSE, launched.pid, 0));
    point_add((struct point){.kind = POINT_CALL, .flags = POINT_AT_EXIT}, "getppid");
    live_resume(launched.pid);
    assert_non_null(live_await(EVENT_STOP, STOP_REASON_CALL, launched.pid, 0));
    watched_add(0x20000000, 4, 0);
    watched_add(0x20000008, 8, 0);
    live_resume(launched.pid);
    live_await_end();
    assert_int_equal(watched_hit_count(), 5); /* with that of the call */
    for (size_t i = 0; i < 4; i++)
        assert_int_equal(watched_hit(i + 1)->new_value, values[i]);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        SCENARIO(f17_each_store_is_a_hit_with_the_value_before_and_after),
        SCENARIO(f17_a_range_that_is_not_aligned_is_watched_whole_and_no_more),
        SCENARIO(f17_what_no_debug_register_can_watch_is_refused),
        SCENARIO(f18_threads_that_come_later_are_watched),
        SCENARIO(f18_what_is_forked_is_watched),
        SCENARIO(f18_a_thread_that_runs_without_a_call_is_stopped_for_it),
        SCENARIO(f18_threads_that_run_are_watched_at_once),
        SCENARIO(f19_what_a_call_wrote_is_a_hit_by_that_call),
        SCENARIO(f19_what_another_process_wrote_is_no_call_s),
        SCENARIO(f19_an_edit_is_no_hit),
        SCENARIO(f20_a_store_of_the_same_value_counts_unless_only_changes_do),
        SCENARIO(f20_reads_count_where_they_shall),
        SCENARIO(f20_the_thread_is_held_at_each_nth_hit),
        SCENARIO(f20_a_condition_and_what_is_ignored_decide),
        SCENARIO(f21_a_fifth_is_refused_with_what_holds_the_four),
        SCENARIO(f04_a_watchpoint_on_memory_that_is_unmapped_says_so),
        SCENARIO(f04_an_exec_clears_them),
        SCENARIO(f17_a_32_bit_program_is_watched),
    };

    session_remember_environment();
    if (!watched_machine_can())
        return 77;
    return cmocka_run_group_tests_name("f: watchpoints", tests, NULL, NULL);
}
