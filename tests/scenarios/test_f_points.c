/*
 * F: which hits count and hold, what is refused, and points at calls.
 */
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "support/points.h"
#include "support/scenario.h"

static tracee_addr hot_address(const struct victim *victim)
{
    return (tracee_addr)atomic_load(&victim->truth->count[HOT_ADDRESS]);
}

static int order(enum command_kind kind, uint32_t id, uint64_t number)
{
    return live_command(
        (struct command){.kind = kind, .value = (int32_t)id, .number = number});
}

/* Take in events until the program has come to its end, then until all hits are told. */
static void run_to_end(struct victim *victim)
{
    truth_reach(&victim->truth->go, 1);
    while (truth_await(&victim->truth->stage, 2, 10) != 0)
        assert_true(live_drain(PATIENCE_MS) > 0);
    assert_int_equal(order(COMMAND_REPORT, 0, 0), 0);
}

static void assert_ends_well(struct victim *victim)
{
    live_close();
    truth_reach(&victim->truth->go, 2);
    assert_int_equal(victim_wait(victim), 0);
}

static struct point here(const struct victim *victim)
{
    return (struct point){.kind = POINT_CODE,
                          .tgid = victim->pid,
                          .address = hot_address(victim),
                          .flags = POINT_PASSES,
                          .label = "hot"};
}

/* ---- which hits count ---------------------------------------------------------------- */

static void only_the_hits_that_the_condition_passes_count(void **state)
{
    struct victim *victim = victim_start("hot", "3", "50", NULL);
    pid_t tids[VICTIM_MAX_TASKS];
    char condition[32];
    uint32_t ids[2];

    (void)state;
    assert_int_equal(task_list(victim->pid, tids), 4);
    snprintf(condition, sizeof(condition), "tid==%d", (int)tids[2]);
    live_attach(victim->pid);
    ids[0] = point_add(here(victim), condition);
    snprintf(condition, sizeof(condition), "tid!=%d", (int)tids[2]);
    ids[1] = point_add(here(victim), condition);
    run_to_end(victim);
    assert_int_equal(point_known(ids[0])->hits, 50);
    assert_int_equal(point_known(ids[1])->hits, 100);
    assert_ends_well(victim);
}

static void a_point_of_one_thread_is_not_hit_by_the_others(void **state)
{
    struct victim *victim = victim_start("hot", "3", "50", NULL);
    pid_t tids[VICTIM_MAX_TASKS];
    struct point wish = here(victim);
    uint32_t id;

    (void)state;
    assert_int_equal(task_list(victim->pid, tids), 4);
    wish.tid = tids[1];
    live_attach(victim->pid);
    id = point_add(wish, NULL);
    run_to_end(victim);
    assert_int_equal(point_known(id)->hits, 50);
    assert_ends_well(victim);
}

static void hits_are_ignored_as_often_as_was_asked_for(void **state)
{
    struct victim *victim = victim_start("hot", "2", "50", NULL);
    uint32_t id;

    (void)state;
    live_attach(victim->pid);
    id = point_add(here(victim), NULL);
    assert_int_equal(order(COMMAND_POINT_IGNORE, id, 30), 0);
    run_to_end(victim);
    assert_int_equal(point_known(id)->hits, 70);
    assert_int_equal(point_known(id)->ignores, 0);
    assert_ends_well(victim);
}

static void a_point_for_once_is_gone_after_its_hit(void **state)
{
    struct victim *victim = victim_start("hot", "3", "50", NULL);
    struct point wish = here(victim);
    uint32_t id;

    (void)state;
    wish.flags |= POINT_ONE_SHOT;
    live_attach(victim->pid);
    id = point_add(wish, NULL);
    run_to_end(victim);
    assert_null(points_find(session_points(live), id));
    assert_int_equal(live_count_of(EVENT_HIT, (int)id, 0, 0), 1);
    assert_ends_well(victim);
}

static void a_disabled_point_is_passed_and_an_enabled_one_hit_again(void **state)
{
    struct victim *victim = victim_start("hot", "3", "0", NULL);
    uint32_t id;

    (void)state;
    live_attach(victim->pid);
    id = point_add(here(victim), NULL);
    truth_reach(&victim->truth->go, 1);
    for (int i = 0; i < test_scale(10); i++) {
        uint64_t hits = point_known(id)->hits;
        point_await_hits(id, hits + 5);
        assert_int_equal(order(COMMAND_POINT_DISABLE, i % 2 ? id : 0, 0), 0);
        hits = point_known(id)->hits;
        assert_true(victim_moves(&victim->truth->count[HOT_CALLS]));
        assert_int_equal(order(COMMAND_REPORT, 0, 0), 0);
        assert_int_equal(point_known(id)->hits, hits);
        assert_int_equal(order(COMMAND_POINT_ENABLE, i % 2 ? 0 : id, 0), 0);
    }
    live_close();
    assert_true(victim_moves(&victim->truth->count[HOT_CALLS]));
    victim_end(victim);
}

static void a_condition_that_changes_leaves_the_rest_of_a_point(void **state)
{
    struct victim *victim = victim_start("hot", "3", "50", NULL);
    uint32_t ids[2];

    (void)state;
    live_attach(victim->pid);
    for (int i = 0; i < 2; i++)
        ids[i] = point_add(here(victim), "tid==1");
    assert_int_equal(order(COMMAND_POINT_DISABLE, ids[0], 0), 0);
    for (int i = 0; i < 2; i++)
        assert_int_equal(point_change_condition(ids[i], "tid!=1"), 0);
    assert_int_equal(point_known(ids[0])->state, POINT_DISABLED);
    assert_int_equal(point_known(ids[1])->state, POINT_ARMED);
    assert_string_equal(point_known(ids[1])->label, "changed");
    assert_string_equal(point_known(ids[1])->condition, "tid!=1");
    assert_true(point_change_condition(4711, NULL) < 0);
    run_to_end(victim);
    assert_int_equal(point_known(ids[0])->hits, 0);
    assert_int_equal(point_known(ids[1])->hits, 150);
    assert_ends_well(victim);
}

/* A handler comes while the hit is standing there, and calls the function itself. */
static void f06_a_signal_that_comes_at_a_breakpoint_makes_no_hit_twice(void **state)
{
    enum { CALLS = 12 };
    struct victim *victim = victim_start("handler", "12", NULL);
    struct point wish = {.kind = POINT_CODE, .tgid = victim->pid, .label = "meet"};
    uint32_t id;
    size_t from = 0;

    (void)state;
    wish.address = (tracee_addr)atomic_load(&victim->truth->count[HANDLER_ADDRESS]);
    live_attach(victim->pid);
    id = point_add(wish, NULL);
    truth_reach(&victim->truth->go, 1);
    for (int i = 1; i <= 2 * CALLS; i++) {
        const struct event *stop = live_await(EVENT_STOP, STOP_REASON_BREAKPOINT, 0, from);
        assert_non_null(stop);
        if (i % 2 == 1) /* in main, not in the handler */
            kill(victim->pid, SIGUSR1);
        from = live_count();
        live_resume(victim->pid);
    }
    run_to_end(victim);
    assert_int_equal(atomic_load(&victim->truth->count[HANDLER_CALLS]), 2 * CALLS);
    assert_int_equal(atomic_load(&victim->truth->count[HANDLER_SIGNALS]), CALLS);
    assert_int_equal(point_known(id)->hits, 2 * CALLS);
    assert_ends_well(victim);
}

static void f06_set_where_a_thread_is_held_it_is_not_hit_by_going_on(void **state)
{
    struct victim *victim = victim_start("hot", "1", "3", NULL);
    const struct event *stop;
    uint32_t first, second;

    (void)state;
    live_attach(victim->pid);
    first = point_add_break(victim->pid, hot_address(victim), POINT_ONE_SHOT);
    truth_reach(&victim->truth->go, 1);
    stop = live_await(EVENT_STOP, STOP_REASON_BREAKPOINT, 0, 0);
    assert_non_null(stop);
    (void)first;
    second = point_add(here(victim), NULL);
    live_resume(stop->tid);
    run_to_end(victim);
    assert_int_equal(point_known(second)->hits, 2);
    assert_ends_well(victim);
}

/* ---- what is refused ------------------------------------------------------------------- */

static void expect_refused(struct point wish, const char *words)
{
    const char *message;

    if (point_try(wish, &message) == 0)
        fail_msg("taken, and not refused: %s", words);
    if (strstr(message, words) == NULL)
        fail_msg("'%s' does not say '%s'", message, words);
}

static void what_cannot_be_is_refused_in_words(void **state)
{
    struct victim *victim = victim_start("hot", "1", "10", NULL);
    struct point wish = here(victim);

    (void)state;
    live_attach(victim->pid);
    wish.address = 0x10;
    expect_refused(wish, "not mapped");
    wish.address = UINT64_MAX;
    expect_refused(wish, "not mapped");
    wish.address = UINT64_C(0x8000000000000000);
    expect_refused(wish, "not mapped");
    wish = here(victim);
    wish.tgid = 1;
    expect_refused(wish, "not traced");
    wish = here(victim);
    wish.kind = POINT_KIND_COUNT;
    expect_refused(wish, "kind");
    assert_true(order(COMMAND_POINT_REMOVE, 4711, 0) < 0);
    assert_true(order(COMMAND_POINT_ENABLE, 4711, 0) < 0);
    assert_true(order(COMMAND_POINT_IGNORE, 4711, 1) < 0);
    run_to_end(victim);
    assert_ends_well(victim);
}

/* Where the program's data is: no code, so an INT3 would be read as a number. */
static void data_is_no_place_for_a_breakpoint(void **state)
{
    struct victim *victim = victim_start("hot", "1", "10", NULL);
    struct point wish = here(victim);
    char path[64], line[512];
    unsigned long start = 0;
    FILE *maps;

    (void)state;
    snprintf(path, sizeof(path), "/proc/%d/maps", (int)victim->pid);
    maps = fopen(path, "re");
    assert_non_null(maps);
    while (fgets(line, sizeof(line), maps) != NULL)
        if (strstr(line, "[stack]") != NULL)
            sscanf(line, "%lx", &start);
    fclose(maps);
    wish.address = start;
    live_attach(victim->pid);
    expect_refused(wish, "not code");
    run_to_end(victim);
    assert_ends_well(victim);
}

static void there_is_an_end_to_points(void **state)
{
    struct victim *victim = victim_start("hot", "1", "10", NULL);
    uint32_t last = 0;

    (void)state;
    live_attach(victim->pid);
    for (int i = 0; i < 256; i++)
        last = point_add(here(victim), NULL);
    expect_refused(here(victim), "points already");
    run_to_end(victim);
    assert_int_equal(point_known(last)->hits, 10);
    assert_int_equal(order(COMMAND_POINT_REMOVE, 0, 0), 0);
    assert_null(points_get(session_points(live), 0));
    point_add(here(victim), NULL);
    assert_ends_well(victim);
}

/* ---- points at calls --------------------------------------------------------------------- */

static void expect_call(struct victim *victim, uint8_t flags, uint8_t stop_flag)
{
    const struct event *stop;
    uint32_t id, never;

    live_attach(victim->pid);
    never = point_add((struct point){.kind = POINT_CALL, .flags = flags, .label = "shadow"},
                      "openat path:/etc/shadow");
    id = point_add((struct point){.kind = POINT_CALL, .flags = flags, .label = "nobody"},
                   "openat path:/etc/hostname-of-*");
    stop = live_await(EVENT_STOP, STOP_REASON_CALL, 0, 0);
    assert_non_null(stop);
    assert_int_equal(((const struct event_stop *)stop)->detail, id);
    assert_true(stop->flags & stop_flag);
    assert_int_equal(process_state(stop->tid), 't');
    assert_int_equal(order(COMMAND_POINT_REMOVE, id, 0), 0);
    live_resume(stop->tid);
    assert_int_equal(point_known(never)->hits, 0);
}

static void a_thread_is_held_where_it_opens_a_certain_file(void **state)
{
    struct victim *victim = victim_start("workers", "open", "4", NULL);

    (void)state;
    expect_call(victim, 0, STOP_AT_ENTRY);
    live_close();
    expect_call(victim, POINT_AT_EXIT, STOP_AT_EXIT);
    live_close();
    assert_true(victim_moves(&victim->truth->count[WORKER_FIRST]));
    victim_end(victim);
}

/* Who tells is the sanitizer that looks for what is left. */
static void a_wish_that_comes_when_all_is_over_is_let_go(void **state)
{
    struct command command = {.kind = COMMAND_POINT_ADD, .data_bytes = sizeof(struct point)};
    struct error error;

    (void)state;
    live_launch((char *[]){"true", NULL});
    live_await_end();
    for (int i = 0; i < 3; i++) {
        command.data = calloc(1, command.data_bytes);
        assert_int_equal(session_condition(live, "rax==1", &command.condition, &error), 0);
        session_send(live, &command);
    }
    live_close();
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        SCENARIO(only_the_hits_that_the_condition_passes_count),
        SCENARIO(a_point_of_one_thread_is_not_hit_by_the_others),
        SCENARIO(hits_are_ignored_as_often_as_was_asked_for),
        SCENARIO(a_point_for_once_is_gone_after_its_hit),
        SCENARIO(a_disabled_point_is_passed_and_an_enabled_one_hit_again),
        SCENARIO(a_condition_that_changes_leaves_the_rest_of_a_point),
        SCENARIO(f06_a_signal_that_comes_at_a_breakpoint_makes_no_hit_twice),
        SCENARIO(f06_set_where_a_thread_is_held_it_is_not_hit_by_going_on),
        SCENARIO(what_cannot_be_is_refused_in_words),
        SCENARIO(data_is_no_place_for_a_breakpoint),
        SCENARIO(there_is_an_end_to_points),
        SCENARIO(a_thread_is_held_where_it_opens_a_certain_file),
        SCENARIO(a_wish_that_comes_when_all_is_over_is_let_go),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
