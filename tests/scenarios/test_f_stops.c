/*
 * F, D: breakpoints in what job control stops, and in what is killed.
 */
#include <errno.h>
#include <signal.h>
#include <string.h>
#include <sys/uio.h>
#include <sys/wait.h>
#include <unistd.h>

#include "support/points.h"
#include "support/scenario.h"

#define THREADS    4 /* of "hot", with the first one, which waits */
#define CODE_BYTES 16

static struct victim *victim;
static uint8_t code_before[CODE_BYTES];

static tracee_addr hot_address(void)
{
    return (tracee_addr)atomic_load(&victim->truth->count[HOT_ADDRESS]);
}

static void read_code(uint8_t ret_code[static CODE_BYTES])
{
    struct iovec local = {ret_code, CODE_BYTES};
    struct iovec remote = {(void *)(uintptr_t)hot_address(), CODE_BYTES};

    assert_int_equal(process_vm_readv(victim->pid, &local, 1, &remote, 1, 0), CODE_BYTES);
}

static void assert_code_is_as_it_was(void)
{
    uint8_t now[CODE_BYTES];

    read_code(now);
    assert_memory_equal(now, code_before, CODE_BYTES);
}

static uint32_t begin(uint8_t flags)
{
    uint32_t id;

    victim = victim_start("hot", "3", "0", NULL);
    read_code(code_before);
    live_attach(victim->pid);
    id = point_add_break(victim->pid, hot_address(), flags);
    truth_reach(&victim->truth->go, 1);
    return id;
}

static bool has_stopped(pid_t tids[static THREADS])
{
    for (int i = 0; i < THREADS; i++)
        if (process_state(tids[i]) != 't')
            return false;
    return true;
}

/* All of it, as seen by us: each thread says so. */
static void stop(pid_t tids[static VICTIM_MAX_TASKS])
{
    size_t from = live_count();

    assert_int_equal(task_list(victim->pid, tids), THREADS);
    assert_int_equal(kill(victim->pid, SIGSTOP), 0);
    for (int i = 0; i < THREADS; i++)
        assert_non_null(live_await(EVENT_STOP, STOP_REASON_SIGNAL, tids[i], from));
}

/* And on: a stop that comes before each has said so would be the same one. */
static void go_on(const pid_t tids[static THREADS])
{
    size_t from = live_count();

    assert_int_equal(kill(victim->pid, SIGCONT), 0);
    for (int i = 0; i < THREADS; i++)
        assert_non_null(live_await(EVENT_RESUME, ANY_NUMBER, tids[i], from));
}

/* ---- job control ----------------------------------------------------------------- */

static void d05_a_breakpoint_comes_and_goes_while_its_process_is_stopped(void **state)
{
    pid_t tids[VICTIM_MAX_TASKS];

    (void)state;
    for (uint32_t id = begin(POINT_PASSES), i = 0; i < (uint32_t)test_scale(10); i++) {
        point_await_hits(id, 10);
        stop(tids);
        assert_int_equal(live_command((struct command){.kind = COMMAND_POINT_REMOVE,
                                                       .value = (int)id}),
                         0);
        assert_code_is_as_it_was();
        assert_true(until(has_stopped(tids))); /* and nobody ran for that */
        id = point_add_break(victim->pid, hot_address(), POINT_PASSES);
        assert_int_equal(point_known(id)->hits, 0);
        go_on(tids);
        point_await_hits(id, 10);
    }
    live_close();
    assert_code_is_as_it_was();
    assert_true(victim_moves(&victim->truth->count[HOT_CALLS]));
}

static void d05_what_is_stopped_is_let_go_as_that_and_without_its_breakpoint(void **state)
{
    pid_t tids[VICTIM_MAX_TASKS];

    (void)state;
    point_await_hits(begin(POINT_PASSES), 10);
    for (int i = 0; i < test_scale(10); i++) {
        stop(tids);
        live_close();
        assert_int_equal(task_count_untraced(victim->pid), THREADS);
        for (int thread = 0; thread < THREADS; thread++)
            assert_true(until(process_state(tids[thread]) == 'T'));
        assert_code_is_as_it_was();
        assert_int_equal(kill(victim->pid, SIGCONT), 0);
        assert_true(victim_moves(&victim->truth->count[HOT_CALLS]));
        live_attach(victim->pid);
        point_await_hits(point_add_break(victim->pid, hot_address(), POINT_PASSES), 10);
    }
    live_close();
}

static void a_detach_of_who_is_gone_leaves_the_breakpoints_of_the_others(void **state)
{
    uint32_t id = begin(POINT_PASSES);
    pid_t gone = fork();

    (void)state;
    if (gone == 0)
        _exit(0);
    assert_int_equal(waitpid(gone, NULL, 0), gone);
    assert_int_equal(live_command((struct command){.kind = COMMAND_DETACH, .tid = gone}), -ESRCH);
    assert_int_equal(live_command((struct command){.kind = COMMAND_KILL, .tid = gone}), -ESRCH);
    point_await_hits(id, point_known(id)->hits + 10);
    live_close();
    assert_code_is_as_it_was();
}

/* ---- SIGKILL ---------------------------------------------------------------------- */

static void be_on_the_way(void)
{
    point_await_hits(begin(POINT_PASSES), 10);
}

static const struct event *be_held(void)
{
    const struct event *stop;

    begin(0);
    stop = live_await(EVENT_STOP, STOP_REASON_BREAKPOINT, 0, 0);
    assert_non_null(stop);
    return stop;
}

static void be_held_there(void)
{
    be_held();
}

static void be_stepped(void)
{
    pid_t tid = be_held()->tid;

    assert_int_equal(live_command((struct command){.kind = COMMAND_STEP, .tid = tid,
                                                   .value = STEP_INSTRUCTION, .number = 1000000}),
                     0);
}

static void be_on_the_way_out(void)
{
    pid_t tid = be_held()->tid;

    assert_int_equal(live_command((struct command){.kind = COMMAND_STEP, .tid = tid,
                                                   .value = STEP_OUT, .number = 1}),
                     0);
}

static void be_watched(void)
{
    struct point wish = {.kind = POINT_WATCH, .flags = POINT_PASSES, .size_bytes = 4, .label = "code"};

    be_on_the_way();
    wish.tgid = victim->pid;
    wish.address = hot_address() + CODE_BYTES;
    wish.flags |= POINT_READS;
    point_add(wish, NULL);
}

static void be_told_to_pause(void)
{
    be_on_the_way();
    session_send(live, &(struct command){.kind = COMMAND_PAUSE, .tgid = victim->pid});
}

static void be_let_go(void)
{
    be_on_the_way();
    session_send(live, &(struct command){.kind = COMMAND_DETACH, .tgid = victim->pid});
}

static void i_a_sigkill_ends_it_at_any_time(void **state)
{
    static void (*const be[])(void) = {be_on_the_way, be_held_there, be_stepped, be_on_the_way_out,
                                       be_watched, be_told_to_pause, be_let_go};

    (void)state;
    for (int i = 0; i < test_scale(5); i++) {
        for (size_t row = 0; row < sizeof(be) / sizeof(be[0]); row++) {
            be[row]();
            assert_int_equal(kill(victim->pid, SIGKILL), 0);
            live_await_end(); /* nothing is traced any more */
            live_close();
            victim_end_all();
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        SCENARIO(d05_a_breakpoint_comes_and_goes_while_its_process_is_stopped),
        SCENARIO(d05_what_is_stopped_is_let_go_as_that_and_without_its_breakpoint),
        SCENARIO(a_detach_of_who_is_gone_leaves_the_breakpoints_of_the_others),
        SCENARIO(i_a_sigkill_ends_it_at_any_time),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
