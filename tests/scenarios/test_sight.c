/*
 * What is seen of held threads: of a program with threads, one that is stripped, one of 32 bits.
 */
#include <inttypes.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <ptop/inspect.h>
#include <ptop/registers.h>

#include "support/held.h"
#include "support/points.h"
#include "support/scenario.h"

/* ---- looking ------------------------------------------------------------------------- */

static struct inspector *inspector;

static int begin(void **state)
{
    inspector = inspector_new();
    return scenario_begin(state);
}

static int end(void **state)
{
    inspector_free(inspector);
    return scenario_end(state);
}

static void wait_for_news(void)
{
    struct pollfd fd = {.fd = inspector_fd(inspector), .events = POLLIN};

    assert_int_equal(poll(&fd, 1, PATIENCE_MS), 1);
}

static struct sight *see(const struct look *look)
{
    struct sight *sight;

    inspector_look(inspector, look);
    while ((sight = inspector_take(inspector)) == NULL)
        wait_for_news();
    assert_false(sight->is_gone);
    return sight;
}

/* To a ticket: a sight may come before it. */
static void wait_for_answer(void)
{
    wait_for_news();
    sight_free(inspector_take(inspector));
}

static struct look_at at_stop(pid_t tid)
{
    const struct event_stop *stop = held_stop(tid);
    struct look_at at = {.tid = tid,
                         .tgid = stop->header.tgid,
                         .generation = stop->generation,
                         .is_held = true,
                         .is_compat = stop->header.flags & STOP_COMPAT,
                         .points = session_points(live)};

    memcpy(at.registers, stop->registers, sizeof(at.registers));
    return at;
}

static uint64_t resolve(const struct look_at *at, const char *expression)
{
    unsigned ticket = inspector_resolve(inspector, at, expression);
    struct resolved resolved;
    enum inspect_answer answer;

    while ((answer = inspector_resolved(inspector, ticket, &resolved)) == INSPECT_PENDING)
        wait_for_answer();
    if (answer != INSPECT_RESOLVED)
        fail_msg("%s: %s", expression, resolved.message);
    return resolved.value;
}

static bool begins(const char *text, const char *with)
{
    return strncmp(text, with, strlen(with)) == 0;
}

/* From some frame outwards: these functions. */
static void expect_frames(const struct sight *sight, const char *const *functions)
{
    size_t at = 0;

    while (at < sight->frame_count && !begins(sight->frames[at].name.bytes, functions[0]))
        at++;
    for (size_t i = 0; functions[i]; i++)
        if (at + i >= sight->frame_count ||
            !begins(sight->frames[at + i].name.bytes, functions[i])) {
            for (size_t f = 0; f < sight->frame_count; f++)
                fprintf(stderr, " > 0x%" PRIx64 " %s %s\n", sight->frames[f].stack,
                        sight->frames[f].name.bytes, sight->frames[f].place.bytes);
            fail_msg("not in its place: %s", functions[i]);
        }
}

#define FRAMES(...) ((const char *const[]){__VA_ARGS__, NULL})

/* Inner frames are further down, and none is unknown. */
static void expect_rising_stacks(const struct sight *sight, pid_t tid)
{
    assert_int_equal(sight->frames[0].stack, registers_stack(held_stop(tid)->registers));
    for (size_t i = 1; i < sight->frame_count; i++)
        assert_true(sight->frames[i].stack > sight->frames[i - 1].stack);
}

static void expect_code(const struct sight *sight, const char *code)
{
    const struct sight_line *line = &sight->lines[sight->line_current];

    if (!begins(line->code.bytes, code))
        fail_msg("\"%s\", not \"%s\"", line->code.bytes, code);
}

/* ---- scenarios ------------------------------------------------------------------------- */

static void a_thread_in_a_call_shows_its_stack_and_its_code(void **state)
{
    struct victim *victim = victim_start("workers", "call", "3", NULL);
    struct look look = {.stack_frames = 20,
                        .code_before = 2,
                        .code_rows = 4,
                        .wants_maps = true,
                        .wants_registers = true};
    (void)state;

    live_attach(victim->pid);
    held_add_call_point(victim->pid, "getppid", 0);
    pid_t tid = held_await_call(0);
    look.at = at_stop(tid);
    look.code_address = registers_pc(look.at.registers) - 2;
    struct sight *sight = see(&look);
    assert_string_equal(sight->trouble, "");
    expect_code(sight, "syscall");
    assert_int_equal(sight->line_current, 2);
    expect_frames(sight, FRAMES("syscall", "round_call", "work"));
    expect_rising_stacks(sight, tid);
    assert_non_null(strstr(sight->frames[1].name.bytes, "  workers"));
    assert_true(begins(sight->frames[1].place.bytes, "workers.c:"));
    assert_true(begins(sight->registers[register_find(false, "rip")->index].bytes, "syscall+0x"));
    assert_true(sight->mapping_count > 5);
    assert_int_equal(resolve(&look.at, "workers:round_call") + sight->frames[1].address -
                         resolve(&look.at, "round_call"),
                     sight->frames[1].address);
    sight_free(sight);
    held_remove_points();
    live_close();
    assert_true(victim_moves(&victim->truth->count[WORKER_FIRST]));
}

static void a_breakpoint_is_not_seen_in_the_code(void **state)
{
    struct victim *victim = victim_start("hot", "1", "0", NULL);
    tracee_addr hot = (tracee_addr)victim->truth->count[HOT_ADDRESS];
    struct look look = {
        .code_rows = 1, .memory_bytes = 4, .code_address = hot, .memory_address = hot};
    uint8_t before[4];
    (void)state;

    live_attach(victim->pid);
    live_pause(victim->pid);
    look.at = at_stop(victim->pid);
    assert_int_equal(resolve(&look.at, "hot"), hot);
    struct sight *sight = see(&look);
    memcpy(before, sight->memory, sizeof(before));
    sight_free(sight);
    uint32_t id = point_add_break(victim->pid, hot, 0);
    assert_int_equal(point_known(id)->original[0], before[0]);
    sight = see(&look);
    assert_memory_equal(sight->memory, before, sizeof(before));
    assert_int_equal(sight->lines[0].bytes[0], before[0]);
    assert_string_equal(sight->lines[0].label.bytes, "hot");
    sight_free(sight);
    look.at.points = NULL; /* it is really there */
    sight = see(&look);
    assert_int_equal(sight->memory[0], 0xcc);
    sight_free(sight);
}

/* Launch a program and hold it at its getppid: the shell waits until there is a point. */
static pid_t hold_at_getppid(const char *program)
{
    char *argv[] = {"sh", "-c", "kill -STOP $$; exec \"$0\"", (char *)victim_program(program),
                    NULL};
    struct command go_on = {.kind = COMMAND_SIGNAL, .value = SIGCONT};

    live_launch(argv);
    live_await(EVENT_STOP, STOP_REASON_SIGNAL, 0, 0);
    go_on.tgid = session_launched_pid(live);
    live_await(EVENT_SYSCALL, SYS_kill, 0, 0);
    held_add_call_point(0, "getppid exe:**/callers_*", 0);
    assert_int_equal(live_command(go_on), 0);
    return held_await_call(0);
}

static void a_stripped_program_has_what_it_exports(void **state)
{
    pid_t tid = hold_at_getppid("callers_stripped");
    struct look look = {.at = at_stop(tid), .stack_frames = 20};
    (void)state;

    struct sight *sight = see(&look);
    expect_frames(sight, FRAMES("syscall", "callers_stripped +0x", "callers_stripped +0x"));
    expect_rising_stacks(sight, tid);
    assert_true(resolve(&look.at, "getppid") > 0);
    assert_true(resolve(&look.at, "callers_stripped:syscall@plt") > 0);
    sight_free(sight);
}

static void a_32_bit_program_is_seen_as_one(void **state)
{
    pid_t tid = hold_at_getppid("callers_i386");
    struct look look = {.at = at_stop(tid),
                        .stack_frames = 20,
                        .code_before = 1,
                        .code_rows = 2,
                        .wants_registers = true};
    (void)state;

    assert_true(look.at.is_compat);
    look.code_address = registers_pc(look.at.registers) - 2;
    struct sight *sight = see(&look);
    expect_code(sight, "int 0x80");
    expect_frames(sight, FRAMES("inner", "outer", "_start"));
    expect_rising_stacks(sight, tid);
    assert_true(resolve(&look.at, "inner") < 0x100000000);
    assert_int_equal(resolve(&look.at, "*(esp)") >> 32, 0);
    assert_true(begins(sight->registers[register_find(true, "eip")->index].bytes, "inner+0x"));
    sight_free(sight);
}

/* The stack pointer there: stack, code, memory and registers all run into it. */
static void g07_memory_that_does_not_answer_holds_up_nobody(void **state)
{
    struct victim *victim = victim_start("unanswered", NULL);
    tracee_addr pages = (tracee_addr)victim->truth->count[UNANSWERED_ADDRESS];
    struct look look = {.stack_frames = 5,
                        .code_rows = 3,
                        .memory_address = pages,
                        .memory_bytes = 64,
                        .wants_registers = true};
    char trouble[100];
    (void)state;

    snprintf(trouble, sizeof(trouble), "the memory at 0x%" PRIx64 " does not answer", pages);
    live_attach(victim->pid);
    live_pause(victim->pid);
    look.at = at_stop(victim->pid);
    look.code_address = registers_pc(look.at.registers);
    register_set(register_find(false, "rsp"), look.at.registers, pages + 64);
    struct sight *sight = see(&look);
    assert_string_equal(sight->trouble, trouble);
    assert_null(memchr(sight->is_mapped, 1, 64));
    assert_int_equal(sight->line_count, 3);
    assert_true(sight->frame_count >= 1);
    assert_string_not_equal(sight->registers[register_find(false, "rip")->index].bytes, "");
    sight_free(sight);
    live_resume(victim->pid);
    assert_true(victim_moves(&victim->truth->count[UNANSWERED_ROUNDS]));
    live_close();
    assert_true(victim_moves(&victim->truth->count[UNANSWERED_ROUNDS]));
}

/* Once the files are known. The quickest of some: others use the machine, too. */
static void a_look_at_everything_takes_milliseconds(void **state)
{
    struct victim *victim = victim_start("workers", "call", "2", NULL);
    struct look look = {.stack_frames = 20,
                        .code_before = 20,
                        .code_rows = 40,
                        .wants_maps = true,
                        .wants_registers = true,
                        .memory_bytes = 1024};
    deadline_ms quickest = PATIENCE_MS;
    (void)state;

    live_attach(victim->pid);
    live_pause(victim->pid);
    look.at = at_stop(victim->pid);
    look.code_address = registers_pc(look.at.registers);
    look.memory_address = registers_stack(look.at.registers);
    for (int i = 0; i < 20; i++) {
        deadline_ms begun = deadline_in(0);
        sight_free(see(&look));
        if (deadline_in(0) - begun < quickest)
            quickest = deadline_in(0) - begun;
    }
    assert_true(quickest <= 10);
}

#define WITH_INSPECTOR(test) cmocka_unit_test_setup_teardown(test, begin, end)

int main(void)
{
    const struct CMUnitTest tests[] = {
        WITH_INSPECTOR(a_thread_in_a_call_shows_its_stack_and_its_code),
        WITH_INSPECTOR(a_breakpoint_is_not_seen_in_the_code),
        WITH_INSPECTOR(a_stripped_program_has_what_it_exports),
        WITH_INSPECTOR(a_32_bit_program_is_seen_as_one),
        WITH_INSPECTOR(g07_memory_that_does_not_answer_holds_up_nobody),
        WITH_INSPECTOR(a_look_at_everything_takes_milliseconds),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
