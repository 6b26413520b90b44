/*
 * F: breakpoints on instructions of all kinds, passed by several threads at once.
 */
#include <stdlib.h>
#include <string.h>
#include <sys/uio.h>

#include "support/points.h"
#include "support/scenario.h"

static const char *const names[] = {
#define PLACE(name, assembly) #name,
#include "tracees/places.def"
};
#define PLACES (sizeof(names) / sizeof(names[0]))
enum {
#define PLACE(name, assembly) AT_##name,
#include "tracees/places.def"
};

static tracee_addr place(const struct victim *victim, size_t which)
{
    return (tracee_addr)atomic_load(&victim->truth->count[PLACE_FIRST + which]);
}

static void add_everywhere(const struct victim *victim, uint32_t ids[PLACES])
{
    for (size_t i = 0; i < PLACES; i++)
        ids[i] = point_add_break(victim->pid, place(victim, i), POINT_PASSES);
}

static void assert_hits(const uint32_t ids[PLACES], uint64_t hits)
{
    for (size_t i = 0; i < PLACES; i++) {
        const struct point *point = point_known(ids[i]);
        if (point->hits != hits)
            fail_msg("%s: %lu hits of %lu", names[i], (unsigned long)point->hits,
                     (unsigned long)hits);
    }
}

static void assert_ends_well(struct victim *victim)
{
    truth_reach(&victim->truth->go, 2);
    assert_int_equal(victim_wait(victim), 0);
}

/* Take in events until the program has come to its end. */
static void await_all_walked(const struct victim *victim)
{
    deadline_ms deadline = deadline_in(3 * PATIENCE_MS);

    while (atomic_load(&victim->truth->stage) < 2 && deadline_left(deadline) > 0)
        live_drain(10);
    assert_int_equal(atomic_load(&victim->truth->stage), 2);
    assert_int_equal(live_command((struct command){.kind = COMMAND_REPORT}), 0);
}

static void f01_every_instruction_is_hit_by_every_thread_and_does_its_work(void **state)
{
    enum { THREADS = 4, ROUNDS = 60 };
    struct victim *victim = victim_start("places", "4", "60", NULL);
    uint32_t ids[PLACES];

    (void)state;
    live_attach(victim->pid);
    add_everywhere(victim, ids);
    truth_reach(&victim->truth->go, 1);
    await_all_walked(victim);
    assert_hits(ids, THREADS * ROUNDS);
    live_close();
    assert_ends_well(victim);
}

static void f01_no_hit_is_missed_while_threads_are_paused_and_resumed(void **state)
{
    enum { THREADS = 4, ROUNDS = 40 };
    struct victim *victim = victim_start("places", "4", "40", NULL);
    uint32_t ids[PLACES];
    pid_t tids[VICTIM_MAX_TASKS];
    size_t count = task_list(victim->pid, tids);
    deadline_ms deadline = deadline_in(3 * PATIENCE_MS);
    unsigned seed = 4711;
    long pauses = 0;

    (void)state;
    assert_int_equal(count, THREADS + 1);
    live_attach(victim->pid);
    add_everywhere(victim, ids);
    truth_reach(&victim->truth->go, 1);
    while (atomic_load(&victim->truth->stage) < 2 && deadline_left(deadline) > 0) {
        struct command command = {.tid = tids[rand_r(&seed) % count]};
        command.kind = rand_r(&seed) % 2 ? COMMAND_PAUSE : COMMAND_RESUME;
        live_command(command); /* it may have ended */
        pauses += command.kind == COMMAND_PAUSE;
        if (pauses % 8 == 0)
            live_command((struct command){.kind = COMMAND_RESUME, .tgid = victim->pid});
    }
    await_all_walked(victim);
    assert_hits(ids, THREADS * ROUNDS);
    exercised("a thread is paused at some place", pauses);
    live_close();
    assert_ends_well(victim);
}

/* Two that hold, one of them among those that cannot be done without the tracee. */
static void f06_a_thread_held_at_any_instruction_goes_on_from_there(void **state)
{
    struct victim *victim = victim_start("places", "1", "1", NULL);
    uint32_t ids[PLACES];
    size_t from;

    (void)state;
    live_attach(victim->pid);
    for (size_t i = 0; i < PLACES; i++)
        ids[i] = point_add_break(victim->pid, place(victim, i), 0);
    from = live_count();
    truth_reach(&victim->truth->go, 1);
    for (size_t i = 0; i < PLACES; i++) {
        const struct event *stop = live_await(EVENT_STOP, ANY_NUMBER, 0, from);
        if (stop == NULL)
            fail_msg("nobody is held at %s", names[i]);
        assert_int_equal(stop->number, STOP_REASON_BREAKPOINT);
        assert_int_equal(((const struct event_stop *)stop)->detail, ids[i]);
        assert_int_equal(((const struct event_stop *)stop)->registers[16], place(victim, i));
        from = live_count();
        live_resume(stop->tid);
    }
    await_all_walked(victim);
    assert_hits(ids, 1);
    live_close();
    assert_ends_well(victim);
}

static void f06_two_threads_are_held_at_one_address(void **state)
{
    struct victim *victim = victim_start("places", "2", "2", NULL);
    uint32_t id;
    const struct event *first, *second;
    pid_t tids[2];

    (void)state;
    live_attach(victim->pid);
    id = point_add_break(victim->pid, place(victim, AT_repeated), 0);
    truth_reach(&victim->truth->go, 1);
    for (int round = 1; round <= 2; round++) {
        size_t from = round == 1 ? 0 : live_count();
        if (round == 2)
            for (int i = 0; i < 2; i++)
                live_resume(tids[i]);
        first = live_await(EVENT_STOP, STOP_REASON_BREAKPOINT, 0, from);
        assert_non_null(first);
        tids[0] = first->tid;
        do
            second = live_await(EVENT_STOP, STOP_REASON_BREAKPOINT, 0, ++from);
        while (second != NULL && second->tid == tids[0]);
        assert_non_null(second);
        tids[1] = second->tid;
    }
    assert_int_equal(live_command((struct command){.kind = COMMAND_RESUME}), 0);
    await_all_walked(victim);
    assert_int_equal(point_known(id)->hits, 4);
    live_close();
    assert_ends_well(victim);
}

static void f02_removed_while_hits_are_queued_every_thread_goes_on(void **state)
{
    struct victim *victim = victim_start("places", "4", "0", NULL);

    (void)state;
    truth_reach(&victim->truth->go, 1);
    live_attach(victim->pid);
    for (int i = 0; i < test_scale(20); i++) {
        uint32_t ids[PLACES];
        add_everywhere(victim, ids);
        point_await_hits(ids[i % PLACES], 3);
        assert_int_equal(live_command((struct command){.kind = COMMAND_POINT_REMOVE}), 0);
        assert_true(victim_moves(&victim->truth->count[PLACE_WALKS]));
    }
    assert_false(victim_has_ended(victim));
    live_close();
    assert_true(victim_moves(&victim->truth->count[PLACE_WALKS]));
    victim_end(victim);
}

static void f03_let_go_at_any_instruction_the_code_is_as_it_was(void **state)
{
    struct victim *victim = victim_start("places", "4", "0", NULL);
    tracee_addr start = place(victim, 0);
    size_t size = (size_t)(place(victim, PLACES - 1) + 1 - start);
    char before[256], after[256];
    struct iovec local = {before, size}, remote = {(void *)(uintptr_t)start, size};

    (void)state;
    assert_true(size <= sizeof(before));
    assert_int_equal(process_vm_readv(victim->pid, &local, 1, &remote, 1, 0), size);
    local.iov_base = after;
    truth_reach(&victim->truth->go, 1);
    for (int i = 0; i < test_scale(20); i++) {
        uint32_t ids[PLACES];
        live_attach(victim->pid);
        add_everywhere(victim, ids);
        point_await_hits(ids[i % PLACES], 3);
        live_close();
        assert_int_equal(process_vm_readv(victim->pid, &local, 1, &remote, 1, 0), size);
        assert_memory_equal(before, after, size);
        assert_true(victim_moves(&victim->truth->count[PLACE_WALKS]));
    }
    victim_end(victim);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        SCENARIO(f01_every_instruction_is_hit_by_every_thread_and_does_its_work),
        SCENARIO(f01_no_hit_is_missed_while_threads_are_paused_and_resumed),
        SCENARIO(f02_removed_while_hits_are_queued_every_thread_goes_on),
        SCENARIO(f03_let_go_at_any_instruction_the_code_is_as_it_was),
        SCENARIO(f06_a_thread_held_at_any_instruction_goes_on_from_there),
        SCENARIO(f06_two_threads_are_held_at_one_address),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
