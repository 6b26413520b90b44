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

#include <ptop/point.h>

#include "support/scenario.h"

#define DEBUG_REGISTER(number) (offsetof(struct user, u_debugreg) + (number) * sizeof(long))

/* ---- the debug registers, by ourselves ------------------------------------------------- */

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

/* ---- points ------------------------------------------------------------------------------ */

static struct victim *victim; /* of the scenario that runs */

static uint64_t place(int slot)
{
    return (uint64_t)victim->truth->count[slot];
}

static int add(struct point point)
{
    struct point *wish = malloc(sizeof(*wish));

    assert_non_null(wish);
    point.tgid = victim->pid;
    snprintf(point.label, sizeof(point.label), "%s", point.label[0] ? point.label : "x");
    *wish = point;
    return live_command((struct command){
        .kind = COMMAND_POINT_ADD, .data = wish, .data_bytes = sizeof(*wish)});
}

static int add_watch(uint64_t address, uint8_t size_bytes, uint8_t flags)
{
    return add((struct point){.kind = POINT_WATCH, .address = address, .size_bytes = size_bytes,
                              .flags = (uint8_t)(flags | POINT_PASSES)});
}

static int remove_all(void)
{
    return live_command((struct command){.kind = COMMAND_POINT_REMOVE});
}

static const char *last_message(void)
{
    const char *message = "";

    for (size_t i = 0; i < live_count(); i++) {
        if (live_event(i)->kind == EVENT_REPLY)
            message = ((const struct event_reply *)live_event(i))->message;
    }
    return message;
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

/* What became of the point 1 last. */
static const struct point *last_point(void)
{
    const struct point *point = NULL;

    for (size_t i = 0; i < live_count(); i++) {
        if (live_event(i)->kind == EVENT_POINT && live_event(i)->number == 1)
            point = &((const struct event_point *)live_event(i))->point;
    }
    return point;
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

/* ---- F17: where one can be, and where not --------------------------------------------------- */

static void f17_each_store_is_a_hit_with_the_value_before_and_after(void **state)
{
    static const uint64_t values[] = {0, 1, 2, 2, 3};

    (void)state;
    attach("store");
    assert_int_equal(add_watch(place(WATCHED_COUNTER), 8, 0), 0);
    let_go_on();
    assert_true(until(drained_to(4)));
    assert_int_equal(hit_count(), 4);
    for (size_t i = 0; i < 4; i++) {
        assert_int_equal(hit(i)->old_value, values[i]);
        assert_int_equal(hit(i)->new_value, values[i + 1]);
        assert_int_equal(hit(i)->header.tid, victim->pid);
        assert_int_equal(hit(i)->call, -1);
        assert_int_equal(hit(i)->count, i + 1);
    }
    assert_ends_well();
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        SCENARIO(f17_each_store_is_a_hit_with_the_value_before_and_after),
    };

    session_remember_environment();
    if (!machine_has_registers())
        return 77;
    return cmocka_run_group_tests_name("f: debug registers", tests, NULL, NULL);
}
