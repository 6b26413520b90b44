/*
 * E: what a call's line says when the call is interrupted, started again, has no
 * return value, or speaks another ABI.
 */
#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include "support/scenario.h"

/* ---- E01, E02: interrupted and started again --------------------------------------- */

/* The calls of a number that a tid made, in order, from an index on. */
static const struct event_syscall *nth_call(pid_t tid, int number, size_t n)
{
    for (size_t i = 0; i < live_count(); i++) {
        const struct event *event = live_event(i);
        if (event->kind == EVENT_SYSCALL && event->tid == tid && event->number == number &&
            n-- == 0)
            return (const struct event_syscall *)event;
    }
    return NULL;
}

/* Stop it in its call, let it go on into the restart, and then end the call by a signal. */
static void interrupt_and_restart(struct victim *victim, int number)
{
    live_attach(victim->pid);
    live_pause(victim->pid); /* so that the attach's own stop is behind us */
    live_resume(victim->pid);
    assert_true(until(task_is_blocked_in(victim->pid, number)));
    kill(victim->pid, SIGSTOP);
    assert_non_null(live_await(EVENT_STOP, STOP_REASON_SIGNAL, victim->pid, 0));
    kill(victim->pid, SIGCONT);
    assert_non_null(live_await(EVENT_SIGNAL, SIGCONT, victim->pid, 0));
    assert_true(until(task_is_blocked_in(victim->pid, number)));
    kill(victim->pid, SIGUSR1);
    live_await_end();
    assert_int_equal(victim_wait(victim), 0);
    assert_int_equal(victim->truth->count[BLOCKED_ERRNO], EINTR);
}

static void assert_restart(const struct event_syscall *first, const struct event_syscall *again,
                           int64_t result)
{
    assert_non_null(first);
    assert_non_null(again);
    assert_int_equal(first->result, result);
    assert_true(first->header.flags & EVENT_RESTART);
    assert_int_equal(again->args[0], first->args[0]);
    assert_int_equal(again->args[1], first->args[1]);
}

#define ERESTARTSYS           512
#define ERESTARTNOHAND        514
#define ERESTART_RESTARTBLOCK 516

static void e01_an_interrupted_read_says_that_it_starts_again(void **state)
{
    struct victim *victim = victim_start("blocked", "read_pipe", NULL);

    (void)state;
    interrupt_and_restart(victim, SYS_read);
    for (size_t n = 0; nth_call(victim->pid, SYS_read, n + 1) != NULL; n++)
        assert_restart(nth_call(victim->pid, SYS_read, n), nth_call(victim->pid, SYS_read, n + 1),
                       -ERESTARTSYS);
    assert_non_null(nth_call(victim->pid, SYS_read, 1));
}

static void e01_an_interrupted_poll_says_that_it_starts_again(void **state)
{
    struct victim *victim = victim_start("blocked", "ppoll", NULL);

    (void)state;
    interrupt_and_restart(victim, SYS_ppoll);
    assert_restart(nth_call(victim->pid, SYS_ppoll, 0), nth_call(victim->pid, SYS_ppoll, 1),
                   -ERESTARTNOHAND);
}

static void e02_a_restart_bears_the_name_of_the_call(void **state)
{
    struct victim *victim = victim_start("blocked", "nanosleep", NULL);
    const struct event_syscall *first, *again;

    (void)state;
    interrupt_and_restart(victim, SYS_nanosleep);
    first = nth_call(victim->pid, SYS_nanosleep, 0);
    again = nth_call(victim->pid, SYS_nanosleep, 1);
    assert_restart(first, again, -ERESTART_RESTARTBLOCK);
    assert_true(again->header.flags & EVENT_RESTARTED);
    assert_null(nth_call(victim->pid, SYS_restart_syscall, 0));
}

static void e02_the_log_names_an_interrupted_sleep(void **state)
{
    struct truth *truth = victim_new_truth();
    struct batch *batch = batch_start("-f", victim_program("blocked"), "nanosleep", NULL);
    size_t first, again;
    pid_t pid;

    (void)state;
    assert_int_equal(truth_await(&truth->stage, BLOCKED_ENTERING, PATIENCE_MS), 0);
    pid = process_first_child(batch->pid);
    assert_true(until(task_is_blocked_in(pid, SYS_nanosleep)));
    kill(pid, SIGSTOP);
    batch_await(batch, "--- stopped by SIGSTOP ---");
    kill(pid, SIGCONT);
    batch_await(batch, "--- SIGCONT");
    assert_true(until(task_is_blocked_in(pid, SYS_nanosleep)));
    kill(pid, SIGUSR1);
    batch_finish(batch);
    first = batch_find(batch, BATCH_CALL, 0, "nanosleep(", 0);
    again = batch_find(batch, BATCH_CALL, 0, "restart_syscall(", first + 1);
    if (again == batch->line_count)
        batch_explain(batch);
    assert_true(again < batch->line_count);
    assert_non_null(strstr(batch->lines[first].text, "{tv_sec=60, tv_nsec=0}"));
    assert_non_null(strstr(batch->lines[first].text, "ERESTART_RESTARTBLOCK"));
    assert_non_null(strstr(batch->lines[again].text, "resuming interrupted nanosleep"));
}

/* ---- E03, E04: entries and exits that do not alternate ----------------------------- */

static void e03_calls_inside_signal_handlers_keep_their_own_results(void **state)
{
    struct truth *truth = victim_new_truth();
    struct batch *batch = batch_run("-f", victim_program("interrupted"), "3000");
    char parent[32];

    (void)state;
    if (batch_exit_status(batch) != 0)
        batch_explain(batch);
    assert_int_equal(batch_exit_status(batch), 0);
    snprintf(parent, sizeof(parent), "= %d", batch->pid);
    assert_int_equal(batch_count(batch, BATCH_CALL, 0, "getppid("), truth->count[CALLS_MADE] + 1);
    assert_int_equal(batch_count(batch, BATCH_CALL, 0, "getpgid("), truth->count[CALLS_HANDLED]);
    assert_int_equal(batch_count(batch, BATCH_SIGNAL, 0, "SIGUSR1"), truth->count[CALLS_HANDLED]);
    assert_int_equal(batch_count(batch, BATCH_CALL, 0, "ENOSYS"), 0);
    for (size_t i = 0; i < batch->line_count; i++)
        if (batch_is_call(&batch->lines[i], "getppid"))
            assert_true(batch_ends_with(&batch->lines[i], parent));
    exercised("a signal came between two calls", truth->count[CALLS_HANDLED]);
    exercised("a read was started again", batch_count(batch, BATCH_CALL, 0, "ERESTARTSYS"));
}

/* An exit without an entry: who is attached in the middle of a call that ends at once. */
static void e03_attaching_in_the_middle_of_calls_shows_no_wrong_result(void **state)
{
    struct victim *victim = victim_start("workers", "call", "2", NULL);

    (void)state;
    for (int slot = 0; slot < 2; slot++) /* past what a thread calls when it starts */
        assert_true(victim_moves(&victim->truth->count[WORKER_FIRST + slot]));
    for (int i = test_scale(100); i > 0; i--) {
        live_attach(victim->pid);
        live_await(EVENT_SYSCALL, ANY_NUMBER, victim->pid, 0);
        live_close();
        for (size_t e = 0; e < live_count(); e++) {
            const struct event_syscall *call = (const struct event_syscall *)live_event(e);
            if (call->header.kind != EVENT_SYSCALL || call->header.flags & EVENT_NO_RETURN)
                continue;
            assert_int_equal(call->header.number, SYS_getppid);
            assert_int_equal(call->result, victim->keeper);
        }
    }
}

static void e04_a_return_from_a_handler_gives_back_a_register(void **state)
{
    struct truth *truth = victim_new_truth();
    struct batch *batch = batch_run("-f", victim_program("interrupted"), "500");

    (void)state;
    assert_int_equal(batch_exit_status(batch), 0);
    assert_int_equal(batch_count(batch, BATCH_CALL, 0, "rt_sigreturn("),
                     truth->count[CALLS_HANDLED]);
    for (size_t i = 0; i < batch->line_count; i++)
        if (batch_is_call(&batch->lines[i], "rt_sigreturn"))
            assert_false(batch_ends_with(&batch->lines[i], "= ?"));
    exercised("a handler returned", truth->count[CALLS_HANDLED]);
}

/* ---- E08: the other ABI ------------------------------------------------------------ */

static void e08_32_bit_calls_in_64_bit_code_bear_their_own_names(void **state)
{
    struct batch *batch = batch_run("-f", victim_program("int80"));
    size_t own, missing;

    (void)state;
    if (batch_exit_status(batch) == 77)
        skip();
    assert_int_equal(batch_exit_status(batch), 0);
    own = batch_find(batch, BATCH_CALL, 0, "getppid(", 0);
    assert_true(batch_find(batch, BATCH_CALL, 0, "getppid(", own + 1) < batch->line_count);
    assert_int_equal(batch_count(batch, BATCH_CALL, 0, "semget("), 0);
    missing = batch_find(batch, BATCH_CALL, 0, "open(\"/no/such/int80\", O_RDONLY", 0);
    assert_true(missing < batch->line_count);
    assert_non_null(strstr(batch->lines[missing].text, "= -1 ENOENT"));
}

/* What the log of the 32-bit program must contain, in this order. */
static const char *const i386_lines[] = {
    "execve(",
    "alarm(60)",
    "open(\"/dev/null\", O_WRONLY)",
    "[{iov_base=\"thirty\", iov_len=6}, {iov_base=\"-two\", iov_len=4}], 2)",
    "getppid()",
    "nanosleep({tv_sec=0, tv_nsec=1000}, NULL)",
    "execve(\"/no/such/i386\", [\"no\", \"such\"], NULL)",
    "close(",
    "exit(7)",
};

static void e08_a_32_bit_program_is_decoded_whole(void **state)
{
    struct batch *batch = batch_run("-f", victim_program("calls_i386"));
    size_t at = 0;

    (void)state;
    if (batch_exit_status(batch) == 126)
        skip(); /* the kernel has no 32-bit programs */
    assert_int_equal(batch_exit_status(batch), 7);
    for (size_t i = 0; i < sizeof(i386_lines) / sizeof(i386_lines[0]); i++, at++) {
        at = batch_find(batch, BATCH_CALL, 0, i386_lines[i], at);
        if (at == batch->line_count) {
            batch_explain(batch);
            fail_msg("not there, or not in order: %s", i386_lines[i]);
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        SCENARIO(e01_an_interrupted_read_says_that_it_starts_again),
        SCENARIO(e01_an_interrupted_poll_says_that_it_starts_again),
        SCENARIO(e02_a_restart_bears_the_name_of_the_call),
        SCENARIO(e02_the_log_names_an_interrupted_sleep),
        SCENARIO(e03_calls_inside_signal_handlers_keep_their_own_results),
        SCENARIO(e03_attaching_in_the_middle_of_calls_shows_no_wrong_result),
        SCENARIO(e04_a_return_from_a_handler_gives_back_a_register),
        SCENARIO(e08_32_bit_calls_in_64_bit_code_bear_their_own_names),
        SCENARIO(e08_a_32_bit_program_is_decoded_whole),
    };

    session_remember_environment();
    return cmocka_run_group_tests_name("e: system calls", tests, NULL, NULL);
}
