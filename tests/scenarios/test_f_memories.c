/*
 * F, C: breakpoints in memories that are copied, shared, changed and taken away.
 */
#include <stdio.h>
#include <string.h>
#include <sys/uio.h>

#include "support/points.h"
#include "support/scenario.h"

enum { ROUNDS = 20 };

static tracee_addr address_of(const struct victim *victim, int slot)
{
    return (tracee_addr)atomic_load(&victim->truth->count[slot]);
}

static void await_stage(const struct victim *victim, uint32_t stage)
{
    deadline_ms deadline = deadline_in(2 * PATIENCE_MS);

    while (atomic_load(&victim->truth->stage) < stage && deadline_left(deadline) > 0)
        live_drain(5);
    if (atomic_load(&victim->truth->stage) < stage) {
        live_explain();
        fail_msg("stage %u is not reached", stage);
    }
    assert_int_equal(live_command((struct command){.kind = COMMAND_REPORT}), 0);
}

static void go_to(const struct victim *victim, uint32_t stage)
{
    truth_reach(&victim->truth->go, stage - 1);
    await_stage(victim, stage);
}

static void assert_ends_well(struct victim *victim)
{
    truth_reach(&victim->truth->go, UINT32_MAX);
    assert_int_equal(victim_wait(victim), 0);
}

/* ---- children -------------------------------------------------------------------- */

/* Each child, and its parent after it, comes by once a round. */
static void expect_kin(const char *name)
{
    struct victim *victim = victim_start("kin", name, "20", NULL);
    uint32_t id;

    live_attach(victim->pid);
    id = point_add_break(victim->pid, address_of(victim, KIN_ADDRESS), POINT_PASSES);
    go_to(victim, 2);
    assert_int_equal(atomic_load(&victim->truth->count[KIN_CALLS]), 2 * ROUNDS);
    assert_int_equal(point_known(id)->hits, 2 * ROUNDS);
    live_close();
    assert_ends_well(victim);
}

static void a_forked_child_has_the_breakpoints_of_its_parent(void **state)
{
    (void)state;
    expect_kin("fork");
}

static void c04_a_child_in_its_parents_memory_leaves_the_breakpoints_there(void **state)
{
    (void)state;
    expect_kin("vfork");
    live_end();
    expect_kin("shared");
    live_end();
    expect_kin("shared_vfork");
}

static void c02_a_child_that_asks_not_to_be_traced_does_not_die_of_a_breakpoint(void **state)
{
    (void)state;
    expect_kin("untraced");
    live_end();
    expect_kin("untraced_vfork");
    live_end();
    expect_kin("untraced_clone3");
}

/* ---- code that goes -------------------------------------------------------------- */

/* It is in its parent's memory, was there before us, and would die of our INT3. */
static void c04_while_an_untraced_child_is_in_a_memory_no_breakpoint_is_set_there(void **state)
{
    struct victim *victim = victim_start("vfork_parent", "stay", NULL);
    struct point wish = {.kind = POINT_CODE, .tgid = victim->pid};
    const char *message;
    char child[32];

    (void)state;
    wish.address = (tracee_addr)atomic_load(&victim->truth->count[VFORK_CODE]);
    live_attach(victim->pid);
    assert_int_equal(point_try(wish, &message), -EBUSY);
    snprintf(child, sizeof(child), "process %d ", (int)atomic_load(&victim->truth->count[VFORK_CHILD]));
    assert_non_null(strstr(message, child));
    truth_reach(&victim->truth->go, 1);
    await_stage(victim, 2); /* the child is gone */
    assert_int_equal(point_try(wish, &message), 0);
    live_close();
    assert_ends_well(victim);
}

static void f04_a_breakpoint_in_code_that_is_unmapped_says_so(void **state)
{
    struct victim *victim = victim_start("code", "unmap", NULL);
    uint32_t id;

    (void)state;
    live_attach(victim->pid);
    id = point_add_break(victim->pid, address_of(victim, CODE_ADDRESS), POINT_PASSES);
    go_to(victim, 2);
    assert_int_equal(point_known(id)->hits, 1);
    go_to(victim, 3);
    assert_int_equal(point_known(id)->state, POINT_UNMAPPED);
    assert_int_equal(live_command((struct command){.kind = COMMAND_POINT_ENABLE,
                                                   .value = (int)id}), -EFAULT);
    assert_int_equal(point_known(id)->state, POINT_UNMAPPED);
    go_to(victim, 4); /* what came there is not ours */
    assert_int_equal(point_known(id)->hits, 1);
    assert_int_equal(live_command((struct command){.kind = COMMAND_POINT_ENABLE,
                                                   .value = (int)id}), 0); /* unless it shall be */
    assert_int_equal(point_known(id)->state, POINT_ARMED);
    assert_int_equal(point_known(id)->original_bytes, 1);
    assert_int_equal(live_command((struct command){.kind = COMMAND_POINT_REMOVE,
                                                   .value = (int)id}), 0);
    assert_ends_well(victim);
}

static void f04_a_breakpoint_in_a_library_that_is_unloaded_says_so(void **state)
{
    struct victim *victim = victim_start("code", "load", victim_program("callers_first_plugin.so"),
                                         victim_program("callers_second_plugin.so"), NULL);
    uint32_t id;

    (void)state;
    live_attach(victim->pid);
    id = point_add_break(victim->pid, address_of(victim, CODE_ADDRESS), POINT_PASSES);
    go_to(victim, 2);
    assert_int_equal(point_known(id)->hits, 1);
    go_to(victim, 3);
    assert_int_equal(point_known(id)->state, POINT_UNMAPPED);
    go_to(victim, 4);
    assert_int_equal(point_known(id)->hits, 1);
    live_close();
    assert_ends_well(victim);
}

static void f04_an_exec_leaves_its_breakpoints_behind(void **state)
{
    struct victim *victim = victim_start("code", "exec", NULL);
    uint32_t id;

    (void)state;
    live_attach(victim->pid);
    id = point_add_break(victim->pid, address_of(victim, CODE_ADDRESS), POINT_PASSES);
    go_to(victim, 2);
    assert_int_equal(point_known(id)->hits, 1);
    assert_int_equal(point_known(id)->state, POINT_UNMAPPED);
    live_close();
    assert_ends_well(victim);
}

static void f04_code_that_is_written_anew_stays_as_its_program_wrote_it(void **state)
{
    struct victim *victim = victim_start("code", "rewrite", NULL);
    uint32_t id;

    (void)state;
    live_attach(victim->pid);
    id = point_add_break(victim->pid, address_of(victim, CODE_ADDRESS), POINT_PASSES);
    go_to(victim, 2);
    go_to(victim, 3);
    assert_int_equal(live_command((struct command){.kind = COMMAND_POINT_REMOVE,
                                                   .value = (int)id}), 0);
    live_close();
    assert_ends_well(victim);
}

static void f07_code_that_nobody_may_write_is_refused_in_words(void **state)
{
    struct victim *victim = victim_start("code", "shared", NULL);
    const char *message;
    struct point wish = {.kind = POINT_CODE, .tgid = victim->pid};

    (void)state;
    wish.address = address_of(victim, CODE_ADDRESS);
    live_attach(victim->pid);
    assert_true(point_try(wish, &message) < 0);
    assert_non_null(strstr(message, "shared"));
    go_to(victim, 2);
    live_close();
    assert_ends_well(victim);
}

/* ---- other machines, other files --------------------------------------------------- */

static void a_program_of_32_bits_is_held_at_its_breakpoint(void **state)
{
    char *argv[] = {(char *)victim_program("hot_i386"), NULL};
    const struct event_syscall *closed;
    const struct event *held;
    uint32_t id;
    int status;

    (void)state;
    live_open((struct session_options){.argv = argv, .starts_held = true});
    held = live_await(EVENT_STOP, ANY_NUMBER, 0, 0);
    assert_non_null(held);
    point_add((struct point){.kind = POINT_CALL, .flags = POINT_AT_EXIT | POINT_ONE_SHOT,
                                       .label = "close"}, "close");
    live_resume(held->tid);
    assert_non_null(live_await(EVENT_STOP, STOP_REASON_CALL, 0, 0));
    closed = (const struct event_syscall *)live_await(EVENT_SYSCALL, 6, 0, 0);
    assert_non_null(closed);
    id = point_add_break(closed->header.tgid, closed->args[0], POINT_PASSES);
    live_resume(closed->header.tid);
    live_await_end();
    assert_int_equal(live_count_of(EVENT_HIT, (int)id, 0, 0), 10);
    assert_true(session_exit_status(live, &status));
    assert_int_equal(status, 7 << 8);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        SCENARIO(a_forked_child_has_the_breakpoints_of_its_parent),
        SCENARIO(c02_a_child_that_asks_not_to_be_traced_does_not_die_of_a_breakpoint),
        SCENARIO(c04_a_child_in_its_parents_memory_leaves_the_breakpoints_there),
        SCENARIO(c04_while_an_untraced_child_is_in_a_memory_no_breakpoint_is_set_there),
        SCENARIO(f04_a_breakpoint_in_code_that_is_unmapped_says_so),
        SCENARIO(f04_a_breakpoint_in_a_library_that_is_unloaded_says_so),
        SCENARIO(f04_an_exec_leaves_its_breakpoints_behind),
        SCENARIO(f04_code_that_is_written_anew_stays_as_its_program_wrote_it),
        SCENARIO(f07_code_that_nobody_may_write_is_refused_in_words),
        SCENARIO(a_program_of_32_bits_is_held_at_its_breakpoint),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
