/*
 * F, the debug registers: watchpoints and hardware breakpoints, on programs that touch what is watched in
 * a known way.  What each thread has in its registers afterwards is read by a tracer of the test's own.
 */
#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ptrace.h>
#include <sys/user.h>
#include <sys/wait.h>

#include "support/points.h"
#include "support/scenario.h"

#define DEBUG_REGISTER(number) (offsetof(struct user, u_debugreg) + (number) * sizeof(long))

/* ---- the debug registers, by ourselves ----------------------------------------------------- */

/* Stop a thread, read (or write) registers 0…7 of it, let it go. */
static void with_registers(pid_t tid, uint64_t values[static 8], bool writes)
{
    int status;

    assert_int_equal(ptrace(PTRACE_SEIZE, tid, 0, 0), 0);
    assert_int_equal(ptrace(PTRACE_INTERRUPT, tid, 0, 0), 0);
    assert_int_equal(waitpid(tid, &status, __WALL), tid);
    for (unsigned i = 0; i < 8; i++) {
        if (i == 4 || i == 5)
            continue;
        if (writes)
            assert_int_equal(ptrace(PTRACE_POKEUSER, tid, DEBUG_REGISTER(i), values[i]), 0);
        else
            values[i] = (uint64_t)ptrace(PTRACE_PEEKUSER, tid, DEBUG_REGISTER(i), 0);
    }
    assert_int_equal(ptrace(PTRACE_DETACH, tid, 0, 0), 0);
}

/* DR6 reads as these bits where nothing was ever written to it. */
#define STATUS_FIXED_BITS UINT64_C(0xffff0ff0)

static void assert_registers_are_clear(pid_t tid)
{
    uint64_t values[8] = {0};

    with_registers(tid, values, false);
    for (unsigned i = 0; i < 4; i++)
        assert_int_equal(values[i], 0);
    assert_int_equal(values[6] & ~STATUS_FIXED_BITS, 0);
    assert_int_equal(values[7], 0);
}

/* A machine may have none for us (a virtual one, or perf took them): then there is nothing to test. */
static bool machine_has_registers(void)
{
    static volatile uint64_t word;
    int status;
    bool is_trapped;
    pid_t pid = fork();

    if (pid == 0) {
        ptrace(PTRACE_TRACEME, 0, 0, 0);
        raise(SIGSTOP);
        word = 1;
        _exit(0);
    }
    waitpid(pid, &status, 0);
    ptrace(PTRACE_POKEUSER, pid, DEBUG_REGISTER(0), &word);
    ptrace(PTRACE_POKEUSER, pid, DEBUG_REGISTER(7), 0xd0001);
    ptrace(PTRACE_CONT, pid, 0, 0);
    waitpid(pid, &status, 0);
    is_trapped = WIFSTOPPED(status);
    if (is_trapped) {
        kill(pid, SIGKILL);
        waitpid(pid, &status, 0);
    }
    return is_trapped;
}

/* ---- points -------------------------------------------------------------------------------- */

static struct victim *victim; /* of the scenario that runs */

static uint64_t place(int slot)
{
    return (uint64_t)victim->truth->count[slot];
}

static uint32_t add_watch(uint64_t address, uint8_t size_bytes, uint8_t flags)
{
    return point_add((struct point){.kind = POINT_WATCH, .tgid = victim->pid, .address = address,
                                    .size_bytes = size_bytes, .label = "x",
                                    .flags = (uint8_t)(flags | POINT_PASSES)},
                     NULL);
}

static uint32_t add_hardware(uint64_t address, uint8_t flags)
{
    return point_add_break(victim->pid, address, (uint8_t)(flags | POINT_HARDWARE));
}

static void assert_refused(struct point wish, int reply, const char *words)
{
    const char *message;

    wish.tgid = victim->pid;
    assert_int_equal(point_try(wish, &message), reply);
    if (!strstr(message, words))
        fail_msg("'%s' has not '%s'", message, words);
}

static void remove_all(void)
{
    assert_int_equal(live_command((struct command){.kind = COMMAND_POINT_REMOVE}), 0);
}

static size_t hit_count(void)
{
    return live_count_of(EVENT_HIT, ANY_NUMBER, 0, 0);
}

static const struct event_hit *hit(size_t index)
{
    for (size_t i = 0; i < live_count(); i++) {
        if (live_event(i)->kind == EVENT_HIT && index-- == 0)
            return (const struct event_hit *)live_event(i);
    }
    live_explain();
    fail_msg("there are fewer hits");
    return NULL;
}

static bool drained_to(size_t hits)
{
    live_drain(1);
    return hit_count() >= hits;
}

static void attach(const char *mode)
{
    victim = victim_start("watched", mode, NULL);
    live_attach(victim->pid);
    live_pause(victim->pid);
    live_resume(victim->pid); /* it stood still: it is seen what it does from here on */
}

/* Let it do what its mode says. */
static void let_go_on(void)
{
    truth_reach(&victim->truth->go, 1);
    assert_int_equal(truth_await(&victim->truth->stage, 2, PATIENCE_MS), 0);
}

static void assert_ends_well(void)
{
    truth_reach(&victim->truth->go, 2);
    assert_int_equal(victim_wait(victim), 0);
}

/* ---- F17: where one can be, and where not -------------------------------------------------- */

static void f17_each_store_is_a_hit_with_the_value_before_and_after(void **state)
{
    static const uint64_t values[] = {0, 1, 2, 2, 3};

    (void)state;
    attach("store");
    add_watch(place(WATCHED_COUNTER), 8, 0);
    let_go_on();
    assert_true(until(drained_to(4)));
    assert_int_equal(hit_count(), 4);
    for (size_t i = 0; i < 4; i++) {
        assert_int_equal(hit(i)->old_value, values[i]);
        assert_int_equal(hit(i)->new_value, values[i + 1]);
        assert_int_equal(hit(i)->header.tid, victim->pid);
        assert_int_equal(hit(i)->call, -1);
        assert_int_equal(hit(i)->count, i + 1);
        assert_int_equal(hit(i)->pc, place(WATCHED_STORES) + i * 11);
    }
    assert_ends_well();
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
        attach("bytes");
        add_watch(place(WATCHED_ROW) + rows[i].offset, rows[i].size_bytes, 0);
        let_go_on();
        assert_true(until(drained_to(rows[i].size_bytes)));
        assert_ends_well();
        live_await_end();
        assert_int_equal(hit_count(), rows[i].size_bytes);
        for (unsigned j = 0; j < rows[i].size_bytes; j++) {
            unsigned shift = j * 8;
            uint64_t byte = rows[i].offset + j + 1;
            assert_int_equal(hit(j)->new_value >> shift & 0xff, byte);
            assert_int_equal(hit(j)->old_value >> shift & 0xff, 0);
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
    attach("store");
    for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++)
        assert_refused(
            (struct point){.kind = POINT_WATCH, .size_bytes = rows[i].size_bytes,
                           .address = rows[i].address ? rows[i].address : place(WATCHED_COUNTER)},
            rows[i].reply, rows[i].message);
    assert_refused((struct point){.kind = POINT_CODE, .flags = POINT_HARDWARE,
                                  .address = place(WATCHED_COUNTER)},
                   -EACCES, "is not code");
    assert_int_equal(live_count_of(EVENT_POINT, ANY_NUMBER, 0, 0), 0);
    let_go_on();
    assert_ends_well();
    assert_int_equal(hit_count(), 0);
}

/* ---- F18: of every thread ------------------------------------------------------------------ */

static void f18_threads_that_come_later_are_watched(void **state)
{
    uint64_t sum = 0;

    (void)state;
    attach("threads");
    add_watch(place(WATCHED_COUNTER), 8, 0);
    let_go_on();
    assert_true(until(drained_to(40)));
    assert_ends_well();
    live_await_end();
    assert_int_equal(hit_count(), 40);
    for (size_t i = 0; i < 40; i++) {
        assert_int_equal(hit(i)->call, -1);
        assert_int_not_equal(hit(i)->header.tid, victim->pid);
        sum += hit(i)->new_value - hit(i)->old_value;
    }
    assert_int_equal(sum, 40);
}

/* A child's copy is watched as its parent's; of a vfork it is the parent's own. */
static void f18_what_is_forked_is_watched(void **state)
{
    (void)state;
    attach("fork");
    add_watch(place(WATCHED_COUNTER), 8, 0);
    let_go_on();
    assert_true(until(drained_to(2)));
    assert_ends_well();
    live_await_end();
    assert_int_equal(hit_count(), 2);
    for (size_t i = 0; i < 2; i++) {
        assert_int_not_equal(hit(i)->header.tgid, victim->pid);
        assert_int_equal(hit(i)->old_value, 0);
        assert_int_equal(hit(i)->new_value, 1);
    }
    assert_int_not_equal(hit(0)->header.tid, hit(1)->header.tid);
}

/* It makes no call at which that could be done. */
static void f18_a_thread_that_runs_without_a_call_is_stopped_for_it(void **state)
{
    (void)state;
    attach("quiet");
    truth_reach(&victim->truth->go, 1);
    assert_true(victim_moves(&victim->truth->count[WATCHED_ROUNDS]));
    point_await_hits(add_watch(place(WATCHED_COUNTER), 8, 0), 3);
    remove_all();
    assert_true(victim_moves(&victim->truth->count[WATCHED_ROUNDS]));
    point_await_hits(add_watch(place(WATCHED_COUNTER), 8, 0), 3);
    live_close();
    assert_registers_are_clear(victim->pid);
    assert_true(victim_moves(&victim->truth->count[WATCHED_ROUNDS]));
}

/* Running threads are stopped for it; one that stands still gets it before it runs. */
static void f18_threads_that_run_are_watched_at_once(void **state)
{
    pid_t tids[VICTIM_MAX_TASKS];

    (void)state;
    attach("spin");
    let_go_on();
    assert_int_equal(task_list(victim->pid, tids), 2);
    live_pause(tids[1]);
    add_watch(place(WATCHED_COUNTER), 8, 0);
    assert_non_null(live_await(EVENT_HIT, 1, tids[0], 0));
    live_resume(tids[1]);
    assert_non_null(live_await(EVENT_HIT, 1, tids[1], 0));
    remove_all();
    live_close();
    assert_registers_are_clear(tids[0]);
    assert_registers_are_clear(tids[1]);
    assert_true(victim_moves(&victim->truth->count[WATCHED_ROUNDS]));
}

/* ---- F19: what the kernel wrote ------------------------------------------------------------ */

static void f19_what_a_call_wrote_is_a_hit_by_that_call(void **state)
{
    (void)state;
    attach("kernel");
    add_watch(place(WATCHED_COUNTER), 8, 0);
    let_go_on();
    assert_true(until(drained_to(1)));
    assert_ends_well();
    live_await_end();
    assert_int_equal(hit_count(), 1);
    assert_int_equal(hit(0)->call, SYS_read);
    assert_int_equal(hit(0)->old_value, 0);
    assert_int_equal(hit(0)->new_value, 5);
}

/* Seen at the next call's exit, which did not do it. */
static void f19_what_another_process_wrote_is_no_call_s(void **state)
{
    (void)state;
    attach("kernel");
    add_watch(place(WATCHED_SHARED_ADDRESS), 8, 0);
    atomic_store(&victim->truth->count[WATCHED_SHARED], 7);
    let_go_on();
    assert_true(until(drained_to(1)));
    assert_ends_well();
    live_await_end();
    assert_int_equal(hit_count(), 1);
    assert_int_equal(hit(0)->call, -1);
    assert_int_equal(hit(0)->pc, 0);
    assert_int_equal(hit(0)->old_value, 0);
    assert_int_equal(hit(0)->new_value, 7);
}

/* What a person types over is known, and no hit. */
static void f19_an_edit_is_no_hit(void **state)
{
    uint64_t *bytes = malloc(sizeof(*bytes));

    (void)state;
    attach("call");
    add_watch(place(WATCHED_COUNTER), 8, 0);
    live_pause(victim->pid);
    assert_non_null(bytes);
    *bytes = 77;
    assert_int_equal(live_command((struct command){.kind = COMMAND_WRITE_MEMORY,
                                                   .tid = victim->pid,
                                                   .address = place(WATCHED_COUNTER),
                                                   .data = bytes,
                                                   .data_bytes = sizeof(*bytes)}), 0);
    live_resume(victim->pid);
    let_go_on();
    assert_ends_well();
    live_await_end();
    assert_int_equal(hit_count(), 0);
}

/* ---- F20: values --------------------------------------------------------------------------- */

static void f20_a_store_of_the_same_value_counts_unless_only_changes_do(void **state)
{
    (void)state;
    attach("store");
    add_watch(place(WATCHED_COUNTER), 8, POINT_ONLY_CHANGES);
    let_go_on();
    assert_ends_well();
    live_await_end();
    assert_int_equal(hit_count(), 3);
    assert_int_equal(hit(2)->old_value, 2);
    assert_int_equal(hit(2)->new_value, 3);
}

static void f20_reads_count_where_they_shall(void **state)
{
    (void)state;
    attach("load");
    add_watch(place(WATCHED_COUNTER), 8, POINT_READS);
    let_go_on();
    assert_ends_well();
    live_await_end();
    assert_int_equal(hit_count(), 2);
    live_close();
    attach("load");
    add_watch(place(WATCHED_COUNTER), 8, 0);
    let_go_on();
    assert_ends_well();
    live_await_end();
    assert_int_equal(hit_count(), 0);
}

static void f20_the_thread_is_held_at_each_nth_hit(void **state)
{
    (void)state;
    attach("store");
    point_add((struct point){.kind = POINT_WATCH, .tgid = victim->pid, .size_bytes = 8,
                             .address = place(WATCHED_COUNTER), .hold_every = 3},
              NULL);
    truth_reach(&victim->truth->go, 1);
    assert_non_null(live_await(EVENT_STOP, STOP_REASON_WATCHPOINT, victim->pid, 0));
    assert_int_equal(hit_count(), 3);
    assert_int_equal(hit(2)->new_value, 2);
    live_resume(victim->pid);
    let_go_on();
    assert_ends_well();
    live_await_end();
    assert_int_equal(hit_count(), 4);
    assert_int_equal(live_count_of(EVENT_STOP, STOP_REASON_WATCHPOINT, 0, 0), 1);
}

static void f20_a_condition_and_what_is_ignored_decide(void **state)
{
    struct point wish = {.kind = POINT_WATCH, .size_bytes = 8, .label = "x"};
    char condition[64];

    (void)state;
    attach("store");
    wish.tgid = victim->pid;
    wish.address = place(WATCHED_COUNTER);
    snprintf(condition, sizeof(condition), "tid==%d", victim->pid + 1);
    point_add(wish, condition);
    wish.flags = POINT_PASSES;
    wish.ignores = 3;
    point_add(wish, NULL);
    let_go_on();
    assert_ends_well();
    live_await_end();
    assert_int_equal(hit_count(), 1);
    assert_int_equal(hit(0)->header.number, 2);
    assert_int_equal(hit(0)->new_value, 3);
}

/* ---- F21: there are four ------------------------------------------------------------------- */

static void f21_a_fifth_is_refused_with_what_holds_the_four(void **state)
{
    struct point wide = {.kind = POINT_WATCH, .size_bytes = 8};

    (void)state;
    attach("bytes");
    for (unsigned i = 0; i < 4; i++) {
        struct point point = {.kind = POINT_WATCH, .tgid = victim->pid, .size_bytes = 1,
                              .flags = POINT_PASSES, .address = place(WATCHED_ROW) + i};
        snprintf(point.label, sizeof(point.label), "row+%u", i);
        point_add(point, NULL);
    }
    wide.address = place(WATCHED_COUNTER);
    assert_refused(wide, -ENOSPC, "it takes 1 of the 4 debug registers, 0 are free: "
                                  "1 row+0, 2 row+1, 3 row+2, 4 row+3");
    assert_int_equal(live_command((struct command){.kind = COMMAND_POINT_REMOVE, .value = 2}), 0);
    wide.address = place(WATCHED_ROW) + 9;
    assert_refused(wide, -ENOSPC, "it takes 4 of the 4 debug registers, 1 are free: 1 row+0");
    add_watch(place(WATCHED_ROW) + 9, 1, 0);
    let_go_on();
    assert_ends_well();
    live_await_end();
    assert_int_equal(hit_count(), 4);
    assert_int_equal(live_count_of(EVENT_HIT, 2, 0, 0), 0);
    assert_int_equal(live_count_of(EVENT_HIT, 5, 0, 0), 1);
}

/* ---- F04: what is watched goes away -------------------------------------------------------- */

static void f04_a_watchpoint_on_memory_that_is_unmapped_says_so(void **state)
{
    (void)state;
    attach("unmap");
    add_watch(place(WATCHED_PAGE), 8, 0);
    let_go_on();
    assert_true(until((live_drain(1), point_known(1)->state == POINT_UNMAPPED)));
    assert_int_equal(hit_count(), 0);
    assert_ends_well();
}

static void f04_an_exec_clears_them(void **state)
{
    (void)state;
    attach("exec");
    add_watch(place(WATCHED_COUNTER), 8, 0);
    truth_reach(&victim->truth->go, 1);
    assert_non_null(live_await(EVENT_EXEC, ANY_NUMBER, 0, 0));
    assert_int_equal(truth_await(&victim->truth->stage, 1, PATIENCE_MS), 0);
    live_drain(1);
    assert_int_equal(point_known(1)->state, POINT_UNMAPPED);
    live_close();
    assert_registers_are_clear(victim->pid);
    assert_int_equal(hit_count(), 0);
    let_go_on();
    assert_ends_well();
}

/* ---- F05: breakpoints that change no byte -------------------------------------------------- */

static void f05_code_that_reads_itself_finds_a_hardware_breakpoint_nowhere(void **state)
{
    (void)state;
    attach("call");
    add_hardware(place(WATCHED_FUNCTION), POINT_PASSES);
    let_go_on();
    assert_ends_well(); /* it sums its code up */
    live_await_end();
    assert_int_equal(hit_count(), 10);
    assert_int_equal(hit(9)->pc, place(WATCHED_FUNCTION));
}

/* Each time it stands before the instruction, and goes on from there. */
static void f05_a_thread_held_by_one_goes_on_from_there(void **state)
{
    size_t from = 0;

    (void)state;
    attach("call");
    add_hardware(place(WATCHED_FUNCTION), 0);
    truth_reach(&victim->truth->go, 1);
    for (int i = 0; i < 10; i++) {
        const struct event_stop *stop = (const struct event_stop *)live_await(
            EVENT_STOP, STOP_REASON_BREAKPOINT, victim->pid, from);
        assert_non_null(stop);
        assert_int_equal(stop->registers[16], place(WATCHED_FUNCTION)); /* rip */
        from = live_count();
        live_resume(victim->pid);
    }
    assert_ends_well();
    live_await_end();
    assert_int_equal(hit_count(), 10);
}

/* ---- nothing stays behind ------------------------------------------------------------------ */

/* A child that was cloned or forked reads back what its parent had, though nothing is armed. */
static void finding4_registers_that_only_seem_armed_are_written_all_the_same(void **state)
{
    uint64_t left[8] = {0};

    (void)state;
    victim = victim_start("watched", "threads", NULL);
    left[0] = place(WATCHED_ROW);
    left[7] = 0xd0001;
    with_registers(victim->pid, left, true); /* by another debugger, which did not clean up */
    live_attach(victim->pid);
    add_watch(place(WATCHED_COUNTER), 8, 0);
    let_go_on();
    assert_true(until(drained_to(40)));
    live_close();
    assert_registers_are_clear(victim->pid);
    assert_ends_well();
    assert_int_equal(hit_count(), 40);
}

static void f18_two_hundred_times_nothing_is_left_in_the_registers(void **state)
{
    pid_t tids[VICTIM_MAX_TASKS];
    int cycles = test_scale(200);

    (void)state;
    attach("spin");
    let_go_on();
    assert_int_equal(task_list(victim->pid, tids), 2);
    live_close();
    for (int cycle = 0; cycle < cycles; cycle++) {
        live_attach(victim->pid);
        add_watch(place(WATCHED_COUNTER), 8, 0);
        add_hardware(place(WATCHED_FUNCTION), POINT_PASSES);
        assert_non_null(live_await(EVENT_HIT, 1, 0, 0));
        assert_non_null(live_await(EVENT_HIT, 2, 0, 0));
        if (cycle % 2 == 0)
            remove_all(); /* or by the detach */
        live_close();
        assert_registers_are_clear(tids[0]);
        assert_registers_are_clear(tids[1]);
        assert_true(victim_moves(&victim->truth->count[WATCHED_ROUNDS]));
    }
}

/* As when ptop itself crashes. */
static void f18_an_emergency_clears_them_too(void **state)
{
    pid_t tids[VICTIM_MAX_TASKS];

    (void)state;
    for (int cycle = 0; cycle < test_scale(10); cycle++) {
        attach("spin");
        let_go_on();
        assert_int_equal(task_list(victim->pid, tids), 2);
        add_watch(place(WATCHED_COUNTER), 8, 0);
        assert_non_null(live_await(EVENT_HIT, 1, 0, 0));
        session_emergency_detach();
        assert_registers_are_clear(tids[0]);
        assert_registers_are_clear(tids[1]);
        assert_true(victim_moves(&victim->truth->count[WATCHED_ROUNDS]));
        live_close();
        victim_end(victim);
    }
}

/* A trap may be queued in a thread that job control has stopped. */
static void f18_a_stopped_process_is_let_go_as_that(void **state)
{
    pid_t tids[VICTIM_MAX_TASKS];

    (void)state;
    attach("spin");
    let_go_on();
    assert_int_equal(task_list(victim->pid, tids), 2);
    live_close();
    for (int cycle = 0; cycle < test_scale(50); cycle++) {
        live_attach(victim->pid);
        add_watch(place(WATCHED_COUNTER), 8, 0);
        assert_non_null(live_await(EVENT_HIT, 1, 0, 0));
        kill(victim->pid, SIGSTOP);
        assert_non_null(live_await(EVENT_STOP, STOP_REASON_SIGNAL, tids[0], 0));
        assert_non_null(live_await(EVENT_STOP, STOP_REASON_SIGNAL, tids[1], 0));
        live_close();
        assert_int_equal(task_count_untraced(victim->pid), 2);
        assert_true(until(process_state(tids[0]) == 'T' && process_state(tids[1]) == 'T'));
        kill(victim->pid, SIGCONT);
        assert_true(victim_moves(&victim->truth->count[WATCHED_ROUNDS]));
    }
    assert_registers_are_clear(tids[0]);
    assert_registers_are_clear(tids[1]);
}

/* ---- with breakpoints at the same place ---------------------------------------------------- */

static void f05_a_breakpoint_of_each_kind_at_one_place_both_count(void **state)
{
    (void)state;
    attach("calls");
    add_hardware(place(WATCHED_FUNCTION), POINT_PASSES);
    point_add_break(victim->pid, place(WATCHED_FUNCTION), POINT_PASSES);
    let_go_on();
    assert_ends_well();
    live_await_end();
    assert_int_equal(hit_count(), 20);
    assert_int_equal(live_count_of(EVENT_HIT, 1, 0, 0), 10);
    assert_int_equal(live_count_of(EVENT_HIT, 2, 0, 0), 10);
}

static void f17_a_store_under_a_breakpoint_is_seen(void **state)
{
    (void)state;
    attach("store");
    add_watch(place(WATCHED_COUNTER), 8, 0);
    for (unsigned i = 0; i < 4; i++)
        point_add_break(victim->pid, place(WATCHED_STORES) + i * 11, POINT_PASSES);
    let_go_on();
    assert_ends_well();
    live_await_end();
    assert_int_equal(hit_count(), 8);
    assert_int_equal(live_count_of(EVENT_HIT, 1, 0, 0), 4);
    for (size_t i = 0; i < 8; i++)
        assert_int_equal(hit(i)->pc, place(WATCHED_STORES) + i / 2 * 11);
}

/* ---- with steps ---------------------------------------------------------------------------- */

/* Held before its first store, with that store's and the next one's place. */
static void hold_at_the_first_store(void)
{
    attach("store");
    add_hardware(place(WATCHED_STORES), POINT_ONE_SHOT);
    truth_reach(&victim->truth->go, 1);
    assert_non_null(live_await(EVENT_STOP, STOP_REASON_BREAKPOINT, victim->pid, 0));
}

/* One step; where it led. */
static uint64_t step(enum event_stop_reason reason)
{
    size_t from = live_count();
    const struct event_stop *stop;

    assert_int_equal(live_command((struct command){.kind = COMMAND_STEP, .tid = victim->pid,
                                                   .value = STEP_INSTRUCTION, .number = 1}), 0);
    stop = (const struct event_stop *)live_await(EVENT_STOP, (int)reason, victim->pid, from);
    assert_non_null(stop);
    return stop->registers[16];
}

static void f05_a_step_onto_a_hardware_breakpoint_is_its_hit(void **state)
{
    uint32_t id;

    (void)state;
    hold_at_the_first_store();
    id = add_hardware(place(WATCHED_STORES) + 11, 0);
    assert_int_equal(step(STOP_REASON_BREAKPOINT), place(WATCHED_STORES) + 11);
    assert_int_equal(step(STOP_REASON_STEP), place(WATCHED_STORES) + 22);
    live_resume(victim->pid);
    let_go_on();
    assert_ends_well();
    live_await_end();
    assert_int_equal(point_known(id)->hits, 1);
}

/* Set where the thread stands, it is there already. */
static void f05_one_that_is_set_where_a_thread_is_held_waits_for_its_return(void **state)
{
    uint32_t id;

    (void)state;
    hold_at_the_first_store();
    id = add_hardware(place(WATCHED_STORES), 0);
    assert_int_equal(step(STOP_REASON_STEP), place(WATCHED_STORES) + 11);
    live_resume(victim->pid);
    let_go_on();
    assert_ends_well();
    live_await_end();
    assert_int_equal(point_known(id)->hits, 0);
}

static void f17_a_step_over_a_store_is_a_step_and_a_hit(void **state)
{
    uint32_t id;

    (void)state;
    hold_at_the_first_store();
    id = add_watch(place(WATCHED_COUNTER), 8, 0);
    assert_int_equal(step(STOP_REASON_STEP), place(WATCHED_STORES) + 11);
    assert_int_equal(step(STOP_REASON_STEP), place(WATCHED_STORES) + 22);
    live_resume(victim->pid);
    let_go_on();
    assert_ends_well();
    live_await_end();
    assert_int_equal(point_known(id)->hits, 4);
    for (size_t i = 0; i < 4; i++)
        assert_int_equal(hit(i + 1)->pc, place(WATCHED_STORES) + i * 11);
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
    victim = &launched;
    assert_non_null(live_await(EVENT_STOP, STOP_REASON_PAUSE, launched.pid, 0));
    point_add((struct point){.kind = POINT_CALL, .flags = POINT_AT_EXIT}, "getppid");
    live_resume(launched.pid);
    assert_non_null(live_await(EVENT_STOP, STOP_REASON_CALL, launched.pid, 0));
    add_watch(0x20000000, 4, 0);
    add_watch(0x20000008, 8, 0);
    live_resume(launched.pid);
    live_await_end();
    assert_int_equal(hit_count(), 5); /* with that of the call */
    for (size_t i = 0; i < 4; i++)
        assert_int_equal(hit(i + 1)->new_value, values[i]);
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
        SCENARIO(f17_a_32_bit_program_is_watched),
    };

    session_remember_environment();
    if (!machine_has_registers())
        return 77;
    return cmocka_run_group_tests_name("f: debug registers", tests, NULL, NULL);
}
