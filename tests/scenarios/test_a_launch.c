/*
 * A01, A10: starting a command, and asking for a process that is not there.  Every
 * refusal is one line of words and status 1, as strace has it, and leaves nothing.
 */
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "support/scenario.h"

/* ---- A01: launch ------------------------------------------------------------------- */

static void a01_a_command_runs_and_its_status_is_ours(void **state)
{
    struct batch *yes = batch_run("true"), *no = batch_run("-f", "sh", "-c", "exit 42");
    struct batch *killed = batch_run("sh", "-c", "kill -TERM $$");

    (void)state;
    assert_int_equal(batch_exit_status(yes), 0);
    assert_int_equal(batch_exit_status(no), 42);
    assert_int_equal(batch_exit_status(killed), 128 + SIGTERM);
    assert_true(batch_is_call(&yes->lines[0], "execve"));
    assert_true(batch_ends_with(&yes->lines[0], "= 0"));
}

/* ptop says one line, with both texts in it, and has no log. */
static void assert_refused(const struct batch *batch, int status, const char *what, const char *why)
{
    const char *end = strchr(batch->errors, '\n');

    if (batch_exit_status(batch) != status || strstr(batch->errors, what) == NULL ||
        strstr(batch->errors, why) == NULL)
        batch_explain(batch);
    assert_int_equal(batch_exit_status(batch), status);
    assert_non_null(strstr(batch->errors, what));
    assert_non_null(strstr(batch->errors, why));
    assert_int_equal(strncmp(batch->errors, "ptop: ", 6), 0);
    assert_true(end != NULL && end[1] == '\0');
    assert_int_equal(batch->line_count, 0);
}

static void a01_a_missing_command_is_reported_and_leaves_no_child(void **state)
{
    (void)state;
    assert_refused(batch_run("no-such-command"), 1, "Can't stat 'no-such-command'",
                   strerror(ENOENT));
    assert_refused(batch_run("/no/such/command"), 1, "Can't stat '/no/such/command'",
                   strerror(ENOENT));
}

/* The call that failed is the only one, a line says why, and the child ends with 1. */
static void assert_not_executed(const struct batch *batch, const char *path, const char *name,
                                int error)
{
    char call[64], why[128];
    bool is_said = false;

    snprintf(call, sizeof(call), "= -1 %s (%s)", name, strerror(error));
    snprintf(why, sizeof(why), "exec: %s", strerror(error));
    is_said = strstr(batch->errors, why) != NULL;
    if (batch_exit_status(batch) != 1)
        batch_explain(batch);
    assert_int_equal(batch_exit_status(batch), 1);
    assert_int_equal(batch_count(batch, BATCH_CALL, 0, ""), 1);
    assert_int_equal(batch_count(batch, BATCH_CALL, 0, path), 1);
    assert_int_equal(batch_count(batch, BATCH_CALL, 0, call), 1);
    assert_int_equal(batch_count(batch, BATCH_END, 0, "+++ exited with 1 +++"), 1);
    for (size_t i = 0; i < batch->line_count && !is_said; i++)
        is_said = strstr(batch->lines[i].text, why) != NULL;
    assert_true(is_said);
}

/* A file in /tmp with this text, removed by the caller. */
static void make_file(char *path, const char *text, mode_t mode)
{
    int fd;

    strcpy(path, "/tmp/ptop-test-XXXXXX");
    fd = mkstemp(path);
    assert_true(fd >= 0);
    assert_int_equal(write(fd, text, strlen(text)), strlen(text));
    assert_int_equal(fchmod(fd, mode), 0);
    close(fd);
}

static void a01_what_cannot_be_executed_is_reported_and_leaves_no_child(void **state)
{
    char plain[64], broken[64], bare[64], script[64];
    struct batch *not_executable, *not_a_program, *not_a_script, *without_interpreter;

    (void)state;
    make_file(plain, "#!/bin/sh\n", 0644);
    make_file(broken,
              "\x7f"
              "ELF but no more than that",
              0755);
    make_file(bare, "echo no first line for the kernel\n", 0755);
    make_file(script, "#!/no/such/interpreter\n", 0755);
    not_executable = batch_run(plain);
    not_a_program = batch_run(broken);
    not_a_script = batch_run(bare);
    without_interpreter = batch_run(script);
    unlink(plain);
    unlink(broken);
    unlink(bare);
    unlink(script);
    assert_not_executed(not_executable, plain, "EACCES", EACCES);
    assert_not_executed(not_a_program, broken, "ENOEXEC", ENOEXEC);
    assert_not_executed(not_a_script, bare, "ENOEXEC", ENOEXEC);
    assert_not_executed(without_interpreter, script, "ENOENT", ENOENT);
    assert_not_executed(batch_run("/tmp"), "/tmp", "EACCES", EACCES);
}

static void a01_many_launches_are_all_seen_whole(void **state)
{
    int launches = test_scale(100);

    (void)state;
    for (int i = 0; i < launches; i++) {
        struct batch *batch = batch_run("-f", victim_program("environment"));
        pid_t tid = batch->lines[0].tid;
        assert_int_equal(batch_exit_status(batch), 0);
        assert_true(batch_is_call(&batch->lines[0], "execve"));
        assert_int_equal(batch_count(batch, BATCH_END, tid, "+++ exited with 0 +++"), 1);
        assert_int_equal(batch->lines[batch->line_count - 1].kind, BATCH_END);
        batch_end_all();
    }
}

/* ---- A10: who is not there --------------------------------------------------------- */

/* A pid that nobody has: of a child that was just reaped. */
static pid_t vanished_pid(void)
{
    pid_t pid = fork();

    if (pid == 0)
        _exit(0);
    assert_int_equal(waitpid(pid, NULL, 0), pid);
    return pid;
}

static void a10_a_pid_that_nobody_has_is_refused(void **state)
{
    char number[16];

    (void)state;
    snprintf(number, sizeof(number), "%d", vanished_pid());
    assert_refused(batch_run("-p", number), 1, number, "no process");
    assert_refused(batch_run("-p", "0"), 1, "'0'", "Invalid process id");
    assert_refused(batch_run("-p", "-1"), 1, "'-1'", "Invalid process id");
}

static void a10_one_vanished_pid_leaves_the_others_alone(void **state)
{
    struct victim *victim = victim_start("workers", "call", "2", NULL);
    const pid_t pids[] = {victim->pid, vanished_pid()};
    struct session_options options = {.pids = pids, .pid_count = 2};
    struct error error;

    (void)state;
    assert_int_equal(session_open(&options, &live, &error), -ESRCH);
    live = NULL;
    assert_int_equal(task_count_untraced(victim->pid), 2);
    assert_true(victim_moves(&victim->truth->count[WORKER_FIRST]));
}

static void a10_a_process_that_ends_while_it_is_attached_is_news(void **state)
{
    int runs = test_scale(60);
    long refused = 0, attached = 0;

    (void)state;
    for (int i = 0; i < runs; i++) {
        char rounds[16];
        struct victim *victim;
        struct session_options options = {.pid_count = 1};
        struct error error;
        int result;
        snprintf(rounds, sizeof(rounds), "%d", 1 + i * 1000);
        victim = victim_start("workers", "call", "4", rounds, "7", NULL);
        options.pids = &victim->pid;
        result = session_open(&options, &live, &error);
        if (result == 0) {
            live_await_end();
            attached++;
        } else {
            live = NULL;
            refused++;
        }
        assert_true(result == 0 || result == -ESRCH || result == -EPERM);
        live_end();
        assert_int_equal(victim_wait(victim), 7 << 8);
        victim_end_all();
    }
    print_message("             refused %ld, attached %ld\n", refused, attached);
}

static void a10_a_pid_that_comes_again_is_another_process(void **state)
{
    struct truth *truth = victim_new_truth();
    char path[1024];
    char *argv[] = {path, "20", NULL};
    int status, births = 0;

    (void)state;
    snprintf(path, sizeof(path), "%s", victim_program("reused_pid"));
    live_launch(argv);
    live_await_end();
    assert_true(session_exit_status(live, &status));
    if (status == 77 << 8)
        skip();
    assert_int_equal(status, 0);
    for (size_t i = 0; i < live_count(); i++) {
        const struct event_fork *birth = (const struct event_fork *)live_event(i);
        if (birth->header.kind == EVENT_FORK && birth->child_tid == truth->count[REUSED_PID]) {
            assert_non_null(live_find(EVENT_EXIT, births << 8, birth->child_tid, i));
            births++;
        }
    }
    assert_int_equal(births, truth->count[REUSED_TIMES]);
    assert_int_equal(live_count_of(EVENT_EXIT, ANY_NUMBER, truth->count[REUSED_PID], 0), births);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        SCENARIO(a01_a_command_runs_and_its_status_is_ours),
        SCENARIO(a01_a_missing_command_is_reported_and_leaves_no_child),
        SCENARIO(a01_what_cannot_be_executed_is_reported_and_leaves_no_child),
        SCENARIO(a01_many_launches_are_all_seen_whole),
        SCENARIO(a10_a_pid_that_nobody_has_is_refused),
        SCENARIO(a10_one_vanished_pid_leaves_the_others_alone),
        SCENARIO(a10_a_process_that_ends_while_it_is_attached_is_news),
        SCENARIO(a10_a_pid_that_comes_again_is_another_process),
    };

    session_remember_environment();
    return cmocka_run_group_tests_name("a: launch", tests, NULL, NULL);
}
