/*
 * F, C: children that are born while breakpoints come and go.
 */
#include <signal.h>
#include <stdlib.h>

#include "support/points.h"
#include "support/scenario.h"

static tracee_addr address_of(const struct victim *victim)
{
    return (tracee_addr)atomic_load(&victim->truth->count[KIN_ADDRESS]);
}

static _Atomic int64_t *counter(const struct victim *victim, int slot)
{
    return &victim->truth->count[slot];
}

/* Every child that began has come to its end, and did not die of a breakpoint. */
static bool all_have_ended(const struct victim *victim)
{
    return atomic_load(counter(victim, KIN_BEGUN)) == atomic_load(counter(victim, KIN_ENDED));
}

static void a_child_born_while_a_breakpoint_is_set_or_removed_has_the_right_code(void **state)
{
    struct victim *victim = victim_start("kin", "fork", "0", NULL);
    unsigned seed = 11;
    uint32_t id = 0;

    (void)state;
    live_attach(victim->pid);
    truth_reach(&victim->truth->go, 1);
    for (int i = 0; i < test_scale(300); i++) {
        struct command command = {.kind = COMMAND_POINT_REMOVE, .value = (int)id};
        if (id != 0)
            assert_int_equal(live_command(command), 0);
        for (unsigned n = rand_r(&seed) % 30; n > 0; n--)
            live_drain(1);
        id = point_add_break(victim->pid, address_of(victim), POINT_PASSES);
        if (i % 8 == 0)
            point_await_hits(id, 2);
    }
    assert_false(victim_has_ended(victim)); /* it checks how each child ends */
    live_close();
    assert_true(victim_moves(counter(victim, KIN_CALLS)));
    victim_end(victim);
}

static void f03_a_child_born_while_all_is_let_go_lives(void **state)
{
    struct victim *victim = victim_start("kin", "fork", "0", NULL);
    unsigned seed = 12;

    (void)state;
    truth_reach(&victim->truth->go, 1);
    for (int i = 0; i < test_scale(100); i++) {
        uint32_t id;
        live_attach(victim->pid);
        id = point_add_break(victim->pid, address_of(victim), POINT_PASSES);
        point_await_hits(id, 1 + rand_r(&seed) % 4);
        if (i % 3 == 1)
            live_command((struct command){.kind = COMMAND_DETACH, .tgid = victim->pid});
        if (i % 3 == 2) { /* which lets go what was not launched */
            live_command((struct command){.kind = COMMAND_KILL});
            live_await_end();
        }
        live_close();
        assert_true(victim_moves(counter(victim, KIN_CALLS)));
    }
    assert_false(victim_has_ended(victim));
    victim_end(victim);
}

/* Its parent's event is never seen: who has a copy of the breakpoints is found out otherwise. */
static void a_child_whose_parent_was_killed_does_not_die_of_a_breakpoint(void **state)
{
    unsigned seed = 13;

    (void)state;
    for (int i = 0; i < test_scale(30); i++) {
        struct victim *victim = victim_start("kin", "fork", "0", NULL);
        uint32_t id;

        live_attach(victim->pid);
        id = point_add_break(victim->pid, address_of(victim), POINT_PASSES);
        truth_reach(&victim->truth->go, 1);
        point_await_hits(id, 2 + rand_r(&seed) % 4);
        kill(victim->pid, SIGKILL);
        live_await_end();
        assert_true(until(all_have_ended(victim)));
        live_close();
        victim_end_all();
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        SCENARIO(a_child_born_while_a_breakpoint_is_set_or_removed_has_the_right_code),
        SCENARIO(f03_a_child_born_while_all_is_let_go_lives),
        SCENARIO(a_child_whose_parent_was_killed_does_not_die_of_a_breakpoint),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
