/*
 * D16, R15: the program's own SIGTRAP, with traps of ours among it.
 */
#include <signal.h>
#include <stdio.h>
#include <string.h>

#include "support/points.h"
#include "support/scenario.h"

#define CYCLES 3

enum means { BY_STEP, BY_BREAKPOINT, BY_DEBUG_REGISTER };

static tracee_addr hot(const struct victim *victim)
{
    return (tracee_addr)atomic_load(&victim->truth->count[SIGTRAP_HOT]);
}

static _Atomic int64_t *counter(const struct victim *victim, int which)
{
    return &victim->truth->count[which];
}

/* "SigBlk:\t…", "SigIgn:\t…", "SigCgt:\t…" of a process. */
static void read_signals(pid_t pid, char ret_lines[256])
{
    char path[64], line[256];
    FILE *file;

    ret_lines[0] = '\0';
    snprintf(path, sizeof(path), "/proc/%d/status", (int)pid);
    file = fopen(path, "re");
    assert_non_null(file);
    while (fgets(line, sizeof(line), file))
        if (!strncmp(line, "SigBlk", 6) || !strncmp(line, "SigIgn", 6) ||
            !strncmp(line, "SigCgt", 6))
            strncat(ret_lines, line, 255 - strlen(ret_lines));
    fclose(file);
}

static void trap_by_steps(pid_t pid)
{
    size_t from = live_count();

    live_pause(pid);
    assert_int_equal(live_command((struct command){.kind = COMMAND_STEP,
                                                   .tid = pid,
                                                   .value = STEP_INSTRUCTION,
                                                   .number = 300}),
                     0);
    assert_non_null(live_await(EVENT_STOP, STOP_REASON_STEP, pid, from));
    live_resume(pid);
}

static void trap_at_points(const struct victim *victim, uint8_t flags)
{
    uint32_t id = point_add_break(victim->pid, hot(victim), flags | POINT_PASSES);

    point_await_hits(id, 20);
    assert_int_equal(live_command((struct command){.kind = COMMAND_POINT_REMOVE,
                                                   .value = (int)id}),
                     0);
}

static void trap(const struct victim *victim, enum means means)
{
    if (means == BY_STEP)
        trap_by_steps(victim->pid);
    else
        trap_at_points(victim, means == BY_DEBUG_REGISTER ? POINT_HARDWARE : 0);
}

static void end(struct victim *victim)
{
    atomic_store(counter(victim, SIGTRAP_END), 1);
    assert_int_equal(victim_wait(victim), 0);
}

static void check_is_kept(const char *kind, enum means means)
{
    struct victim *victim = victim_start("sigtrap", kind, NULL);
    char before[256], after[256];

    read_signals(victim->pid, before);
    for (int cycle = 0; cycle < CYCLES; cycle++) {
        live_attach(victim->pid);
        trap(victim, means);
        assert_true(victim_moves(counter(victim, SIGTRAP_ROUNDS)));
        live_end();
        assert_true(victim_moves(counter(victim, SIGTRAP_ROUNDS)));
        read_signals(victim->pid, after);
        assert_string_equal(after, before);
    }
    assert_int_equal(atomic_load(counter(victim, SIGTRAP_HANDLED)), 0);
    end(victim);
}

static void r15_caught_after_steps(void **state)
{
    (void)state;
    check_is_kept("caught", BY_STEP);
}

static void r15_caught_after_a_breakpoint(void **state)
{
    (void)state;
    check_is_kept("caught", BY_BREAKPOINT);
}

static void r15_caught_after_a_debug_register(void **state)
{
    (void)state;
    check_is_kept("caught", BY_DEBUG_REGISTER);
}

static void r15_blocked_after_steps(void **state)
{
    (void)state;
    check_is_kept("blocked", BY_STEP);
}

static void r15_blocked_after_a_breakpoint(void **state)
{
    (void)state;
    check_is_kept("blocked", BY_BREAKPOINT);
}

static void r15_blocked_after_a_debug_register(void **state)
{
    (void)state;
    check_is_kept("blocked", BY_DEBUG_REGISTER);
}

static void r15_ignored_after_steps(void **state)
{
    (void)state;
    check_is_kept("ignored", BY_STEP);
}

static void r15_ignored_after_a_breakpoint(void **state)
{
    (void)state;
    check_is_kept("ignored", BY_BREAKPOINT);
}

static void r15_ignored_after_a_debug_register(void **state)
{
    (void)state;
    check_is_kept("ignored", BY_DEBUG_REGISTER);
}

/* As when ptop breaks. */
static void r15_ignored_after_an_emergency(void **state)
{
    char before[256], after[256];

    (void)state;
    for (int cycle = 0; cycle < CYCLES; cycle++) {
        struct victim *victim = victim_start("sigtrap", "ignored", NULL);
        uint32_t id;

        read_signals(victim->pid, before);
        live_attach(victim->pid);
        id = point_add_break(victim->pid, hot(victim), POINT_PASSES);
        point_await_hits(id, 20);
        session_emergency_detach();
        assert_true(victim_moves(counter(victim, SIGTRAP_ROUNDS)));
        read_signals(victim->pid, after);
        assert_string_equal(after, before);
        live_close();
        end(victim);
    }
}

/* It checks itself, in each round. */
static void check_is_not_told(const char *kind, enum means means)
{
    struct victim *victim = victim_start("sigtrap", kind, NULL);

    live_attach(victim->pid);
    for (int cycle = 0; cycle < CYCLES; cycle++) {
        trap(victim, means);
        assert_true(victim_moves(counter(victim, SIGTRAP_ROUNDS)));
    }
    live_end();
    end(victim);
}

static void d16_a_program_that_asks_for_its_mask_is_told_its_own(void **state)
{
    (void)state;
    check_is_not_told("masked", BY_STEP);
    check_is_not_told("masked", BY_BREAKPOINT);
}

static void d16_a_handler_that_blocks_all_can_be_stepped_and_held(void **state)
{
    (void)state;
    check_is_not_told("handlers", BY_STEP);
    check_is_not_told("handlers", BY_BREAKPOINT);
}

/* ---- those that others send --------------------------------------------------------------- */

static void d16_a_sigtrap_of_others_reaches_the_handler_among_ours(void **state)
{
    struct victim *victim = victim_start("sigtrap", "caught", NULL);
    uint32_t id;

    (void)state;
    live_attach(victim->pid);
    id = point_add_break(victim->pid, hot(victim), POINT_PASSES);
    for (int sent = 1; sent <= 10; sent++) {
        assert_int_equal(kill(victim->pid, SIGTRAP), 0);
        assert_true(until(atomic_load(counter(victim, SIGTRAP_HANDLED)) == sent));
    }
    point_await_hits(id, 1);
    live_end();
    end(victim);
}

static void d16_a_blocked_sigtrap_of_others_waits_until_it_is_not(void **state)
{
    struct victim *victim = victim_start("sigtrap", "blocked", NULL);

    (void)state;
    live_attach(victim->pid);
    live_pause(victim->pid);
    assert_int_equal(live_command((struct command){.kind = COMMAND_STEP,
                                                   .tid = victim->pid,
                                                   .value = STEP_INSTRUCTION,
                                                   .number = UINT64_C(1) << 40}),
                     0);
    assert_true(victim_moves(counter(victim, SIGTRAP_ROUNDS)));
    assert_int_equal(kill(victim->pid, SIGTRAP), 0);
    assert_true(victim_moves(counter(victim, SIGTRAP_ROUNDS)));
    assert_int_equal(atomic_load(counter(victim, SIGTRAP_HANDLED)), 0);
    live_end();
    assert_int_equal(atomic_load(counter(victim, SIGTRAP_HANDLED)), 0);
    end(victim);
}

static void d16_an_ignored_sigtrap_of_others_does_nothing(void **state)
{
    struct victim *victim = victim_start("sigtrap", "ignored", NULL);

    (void)state;
    live_attach(victim->pid);
    live_pause(victim->pid);
    assert_int_equal(live_command((struct command){.kind = COMMAND_STEP,
                                                   .tid = victim->pid,
                                                   .value = STEP_INSTRUCTION,
                                                   .number = UINT64_C(1) << 40}),
                     0);
    for (int sent = 0; sent < 10; sent++) {
        assert_int_equal(kill(victim->pid, SIGTRAP), 0);
        assert_true(victim_moves(counter(victim, SIGTRAP_ROUNDS)));
    }
    live_end();
    assert_int_equal(kill(victim->pid, SIGTRAP), 0);
    end(victim);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        SCENARIO(r15_caught_after_steps),
        SCENARIO(r15_caught_after_a_breakpoint),
        SCENARIO(r15_caught_after_a_debug_register),
        SCENARIO(r15_blocked_after_steps),
        SCENARIO(r15_blocked_after_a_breakpoint),
        SCENARIO(r15_blocked_after_a_debug_register),
        SCENARIO(r15_ignored_after_steps),
        SCENARIO(r15_ignored_after_a_breakpoint),
        SCENARIO(r15_ignored_after_a_debug_register),
        SCENARIO(r15_ignored_after_an_emergency),
        SCENARIO(d16_a_program_that_asks_for_its_mask_is_told_its_own),
        SCENARIO(d16_a_handler_that_blocks_all_can_be_stepped_and_held),
        SCENARIO(d16_a_sigtrap_of_others_reaches_the_handler_among_ours),
        SCENARIO(d16_a_blocked_sigtrap_of_others_waits_until_it_is_not),
        SCENARIO(d16_an_ignored_sigtrap_of_others_does_nothing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
