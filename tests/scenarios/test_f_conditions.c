/*
 * F: breakpoints with a condition, which the program itself evaluates.
 */
#include <string.h>
#include <sys/mman.h>
#include <sys/uio.h>

#include <ptop/registers.h>

#include "core/inspect/memory_map.h"
#include "support/points.h"
#include "support/scenario.h"

#define CODE_BYTES 16

static tracee_addr hot_address(const struct victim *victim)
{
    return (tracee_addr)atomic_load(&victim->truth->count[HOT_ADDRESS]);
}

static void read_code(const struct victim *victim, uint8_t ret_code[static CODE_BYTES])
{
    struct iovec local = {ret_code, CODE_BYTES};
    struct iovec remote = {(void *)(uintptr_t)hot_address(victim), CODE_BYTES};

    assert_int_equal(process_vm_readv(victim->pid, &local, 1, &remote, 1, 0), CODE_BYTES);
}

static uint32_t add(const struct victim *victim, uint8_t flags, const char *condition)
{
    struct point wish = {
        .kind = POINT_CODE,
        .flags = flags,
        .tgid = victim->pid,
        .address = hot_address(victim),
        .label = "hot",
    };

    return point_add(wish, condition);
}

static bool is_in_place(uint32_t id)
{
    return point_known(id)->flags & POINT_IN_PLACE;
}

static bool comes_in_place(uint32_t id)
{
    deadline_ms deadline = deadline_in(PATIENCE_MS);

    while (!is_in_place(id) && deadline_left(deadline) > 0)
        live_drain(100);
    return is_in_place(id);
}

/* Each thread passes each number once. */
static void a_condition_passes_each_thread_once(void **state)
{
    enum { THREADS = 4, ROUNDS = 2500 };
    struct victim *victim = victim_start("hot", "4", "2500", NULL);
    uint32_t id;

    (void)state;
    live_attach(victim->pid);
    id = add(victim, POINT_PASSES, "rdi==1234");
    truth_reach(&victim->truth->go, 1);
    point_await_hits(id, THREADS);
    assert_int_equal(truth_await(&victim->truth->stage, 2, PATIENCE_MS), 0);
    assert_int_equal(atomic_load(&victim->truth->count[HOT_CALLS]), THREADS * ROUNDS);
    assert_int_equal(point_known(id)->hits, THREADS);
    assert_true(is_in_place(id));
    live_close();
    truth_reach(&victim->truth->go, 2);
    assert_int_equal(victim_wait(victim), 0);
}

/* What no register tells is the tracer's to say. */
static void a_condition_in_part_about_registers_is_asked_of_the_tracer(void **state)
{
    struct victim *victim = victim_start("hot", "2", "2500", NULL);
    uint32_t id;

    (void)state;
    live_attach(victim->pid);
    id = add(victim, POINT_PASSES, "arg0>=100 arg0<110 and comm:hot and !comm:cold");
    truth_reach(&victim->truth->go, 1);
    point_await_hits(id, 20);
    assert_int_equal(truth_await(&victim->truth->stage, 2, PATIENCE_MS), 0);
    assert_int_equal(point_known(id)->hits, 20);
    assert_true(is_in_place(id));
    live_close();
    truth_reach(&victim->truth->go, 2);
    assert_int_equal(victim_wait(victim), 0);
}

static const struct event_stop *await_stop(enum event_stop_reason reason, size_t from)
{
    const struct event *stop;

    while (!(stop = live_find(EVENT_STOP, reason, 0, from)))
        assert_true(live_drain(PATIENCE_MS) > 0);
    return (const struct event_stop *)stop;
}

/* Steps through what lies under the jump, as if there were none. */
static void a_thread_that_is_held_there_is_shown_and_stepped_where_it_is(void **state)
{
    struct victim *victim = victim_start("hot", "1", "3000", NULL);
    const struct event_stop *stop = NULL;
    tracee_addr at = hot_address(victim);
    uint32_t id;

    (void)state;
    live_attach(victim->pid);
    id = add(victim, 0, "rdi==1000 or rdi==2000");
    truth_reach(&victim->truth->go, 1);
    for (int64_t number = 1000; number <= 2000; number += 1000) {
        size_t from = number == 1000 ? 0 : live_count();
        if (number == 2000)
            live_resume(stop->header.tid);
        stop = await_stop(STOP_REASON_BREAKPOINT, from);
        assert_int_equal(stop->registers[14], number);
        assert_int_equal(registers_pc(stop->registers), at);
        assert_int_equal(atomic_load(&victim->truth->count[HOT_CALLS]), number);
        assert_true(is_in_place(id));
        for (tracee_addr before = at, steps = 0; steps < 3; steps++) {
            from = live_count();
            assert_int_equal(live_command((struct command){
                                 .kind = COMMAND_STEP, .tid = stop->header.tid, .number = 1}),
                             0);
            stop = await_stop(STOP_REASON_STEP, from);
            assert_in_range(registers_pc(stop->registers), before + 1, at + 40);
            before = registers_pc(stop->registers);
        }
    }
    live_resume(stop->header.tid);
    assert_int_equal(truth_await(&victim->truth->stage, 2, PATIENCE_MS), 0);
    assert_int_equal(point_known(id)->hits, 2);
    live_close();
    truth_reach(&victim->truth->go, 2);
    assert_int_equal(victim_wait(victim), 0);
}

static size_t executable_mappings(pid_t pid)
{
    struct memory_map map;
    size_t count = 0;

    assert_int_equal(memory_map_read(pid, &map), 0);
    for (size_t i = 0; i < map.count; i++)
        count += (map.mappings[i].protection & PROT_EXEC) != 0;
    memory_map_done(&map);
    return count;
}

static void letting_go_leaves_no_jump_and_no_page(void **state)
{
    struct victim *victim = victim_start("hot", "4", "0", NULL);
    size_t pages;
    uint8_t before[CODE_BYTES], after[CODE_BYTES];

    (void)state;
    read_code(victim, before);
    pages = executable_mappings(victim->pid);
    truth_reach(&victim->truth->go, 1);
    for (int i = 0; i < test_scale(20); i++) {
        live_attach(victim->pid);
        assert_true(comes_in_place(add(victim, POINT_PASSES, "rdi==-1")));
        live_close();
        assert_int_equal(executable_mappings(victim->pid), pages);
        read_code(victim, after);
        assert_memory_equal(before, after, CODE_BYTES);
        assert_true(victim_moves(&victim->truth->count[HOT_CALLS]));
    }
    victim_end(victim);
}

/* While the threads run on. */
static void a_condition_is_switched_off_and_on(void **state)
{
    struct victim *victim = victim_start("hot", "4", "0", NULL);
    uint8_t before[CODE_BYTES], after[CODE_BYTES];
    uint32_t id;

    (void)state;
    read_code(victim, before);
    truth_reach(&victim->truth->go, 1);
    live_attach(victim->pid);
    id = add(victim, POINT_PASSES, "rdi==-1");
    for (int i = 0; i < test_scale(10); i++) {
        assert_true(comes_in_place(id));
        assert_int_equal(
            live_command((struct command){.kind = COMMAND_POINT_DISABLE, .value = (int)id}), 0);
        read_code(victim, after);
        assert_memory_equal(before, after, CODE_BYTES);
        assert_true(victim_moves(&victim->truth->count[HOT_CALLS]));
        assert_false(is_in_place(id));
        assert_int_equal(
            live_command((struct command){.kind = COMMAND_POINT_ENABLE, .value = (int)id}), 0);
    }
    live_close();
    assert_true(victim_moves(&victim->truth->count[HOT_CALLS]));
    victim_end(victim);
}

/* A second one in the middle of the jump: both are hit. */
static void a_breakpoint_beside_it_is_hit_too(void **state)
{
    struct victim *victim = victim_start("hot", "2", "0", NULL);
    uint32_t first, second;

    (void)state;
    truth_reach(&victim->truth->go, 1);
    live_attach(victim->pid);
    first = add(victim, POINT_PASSES, "rdi==-1");
    assert_true(comes_in_place(first));
    second = add(victim, POINT_PASSES, "rdi&1");
    point_await_hits(second, 100);
    assert_int_equal(point_known(first)->hits, 0);
    live_close();
    assert_true(victim_moves(&victim->truth->count[HOT_CALLS]));
    victim_end(victim);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        SCENARIO(a_condition_passes_each_thread_once),
        SCENARIO(a_condition_in_part_about_registers_is_asked_of_the_tracer),
        SCENARIO(a_thread_that_is_held_there_is_shown_and_stepped_where_it_is),
        SCENARIO(letting_go_leaves_no_jump_and_no_page),
        SCENARIO(a_condition_is_switched_off_and_on),
        SCENARIO(a_breakpoint_beside_it_is_hit_too),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
