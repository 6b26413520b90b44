/*
 * Options of how a command is started and left, on real ones: another name, environment, user,
 * place; and when it is let go.  Where strace can say what is right, it is asked.
 */
#include <grp.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "support/scenario.h"

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

/* ---- what it is given ---------------------------------------------------------------------- */

static void a_command_finds_the_name_that_it_is_given(void **state)
{
    struct batch *batch = batch_run("--argv0=another", "-e", "execve", "sh", "-c", "echo $0");

    (void)state;
    assert_string_equal(batch->output, "another\n");
    assert_int_equal(batch_count(batch, BATCH_CALL, 0, "sh\", [\"another\", \"-c\""), 1);
}

static void variables_are_set_and_taken_away_in_their_order(void **state)
{
    struct batch *batch;

    (void)state;
    setenv("PTOP_TEST_OLD", "before", 1);
    batch = batch_run("-E", "PTOP_TEST_NEW=1", "-E", "PTOP_TEST_OLD", "-E", "PTOP_TEST_TWICE=1",
                      "-E", "PTOP_TEST_TWICE=a=b", "-E", "PTOP_TEST_GONE=1", "-E",
                      "PTOP_TEST_GONE", "-e", "none", "sh", "-c", "env | grep PTOP_TEST | sort");
    assert_string_equal(batch->output, "PTOP_TEST_NEW=1\nPTOP_TEST_TWICE=a=b\n");
    unsetenv("PTOP_TEST_OLD");
}

/* ---- who it is ------------------------------------------------------------------------------- */

static void need_root(void)
{
    if (geteuid() != 0) {
        print_message("only root may be somebody else\n");
        skip();
    }
}

static void a_command_runs_as_another_user(void **state)
{
    static const char show[] = "echo $(id -u) $(id -g) $(id -G)";
    struct batch *ours, *theirs;

    (void)state;
    need_root();
    ours = batch_run("-u", "daemon", "-e", "none", "sh", "-c", show);
    theirs = batch_start_strace("-u", "daemon", "-e", "trace=none", "sh", "-c", show, NULL);
    batch_finish(theirs);
    assert_int_equal(batch_exit_status(ours), 0);
    assert_string_equal(ours->output, theirs->output);
    assert_string_not_equal(ours->output, "0 0 0\n");
}

/* And none of the groups that we are in. */
static void a_pair_of_numbers_is_taken_as_it_is(void **state)
{
    struct batch *batch;
    gid_t groups[64];
    int count = getgroups(COUNT(groups), groups);

    (void)state;
    need_root();
    assert_true(count >= 0);
    assert_int_equal(setgroups(1, &(gid_t){12347}), 0);
    batch = batch_run("-u", "12345:12346", "-e", "none", "sh", "-c", "id -u; id -G");
    assert_int_equal(setgroups((size_t)count, groups), 0);
    assert_string_equal(batch->output, "12345\n12346\n");
}

/* A copy of id(1) that belongs to root and says so. */
static void a_setuid_program_gets_its_effective_user(void **state)
{
    char path[] = "/tmp/ptop-test-id-XXXXXX", command[64];
    struct batch *batch;
    int fd;

    (void)state;
    need_root();
    fd = mkstemp(path);
    assert_true(fd >= 0);
    close(fd);
    snprintf(command, sizeof(command), "cp /usr/bin/id %s", path);
    assert_int_equal(process_run((char *[]){"sh", "-c", command, NULL}, NULL, PATIENCE_MS).status,
                     0);
    assert_int_equal(chmod(path, 04755), 0);
    batch = batch_run("-u", "12345:12346", "-e", "none", path, "-u");
    unlink(path);
    assert_string_equal(batch->output, "0\n");
}

static void an_unknown_user_is_refused_and_nothing_starts(void **state)
{
    struct batch *batch;

    (void)state;
    need_root();
    batch = batch_run("-u", "no such user", "echo", "started");
    assert_int_equal(batch_exit_status(batch), 1);
    assert_string_equal(batch->errors, "ptop: Cannot find user 'no such user'\n");
    assert_string_equal(batch->output, "");
}

/* ---- where the tracer is ------------------------------------------------------------------------ */

/* Of the command: its parent's number; its tracer's process group and session, if they are the
 * command's. */
#define SHOW                                                                                       \
    "t=$(sed -n 's/^TracerPid:.//p' /proc/$$/status); "                                            \
    "echo $$ $PPID $(cut -d' ' -f5,6 /proc/$$/stat) $(cut -d' ' -f5,6 /proc/$t/stat)"

struct places {
    int pid, parent, group, session, tracer_group, tracer_session;
};

static struct places places_of(const struct batch *batch)
{
    struct places places;

    if (sscanf(batch->output, "%d %d %d %d %d %d", &places.pid, &places.parent, &places.group,
               &places.session, &places.tracer_group, &places.tracer_session) != 6)
        batch_explain(batch);
    assert_int_equal(batch_exit_status(batch), 0);
    return places;
}

/* It has ended when the command has; its log is complete a little later. */
static struct batch *run_placed(const char *option)
{
    return batch_run(option, "-e", "trace=execve", "sh", "-c", SHOW);
}

static void the_command_stays_the_child_of_who_started_us(void **state)
{
    static const char *const options[] = {"-D", "-DD", "--daemonize=session"};

    (void)state;
    for (size_t i = 0; i < COUNT(options); i++) {
        struct batch *batch = run_placed(options[i]);
        struct places places = places_of(batch);

        assert_int_equal(places.pid, batch->pid);
        assert_int_equal(places.parent, getpid());
        assert_int_equal(places.group == places.tracer_group, i == 0);
        assert_int_equal(places.session == places.tracer_session, i < 2);
    }
}

static void without_it_the_command_is_our_child(void **state)
{
    struct batch *batch = run_placed("-q");

    (void)state;
    assert_int_equal(places_of(batch).parent, batch->pid);
}

static void a_placed_command_ends_as_it_would(void **state)
{
    struct batch *exits = batch_run("-D", "sh", "-c", "exit 42");
    struct batch *dies = batch_run("-D", "sh", "-c", "kill -KILL $$");
    struct batch *fails = batch_run("-D", "/etc/passwd");

    (void)state;
    assert_int_equal(batch_exit_status(exits), 42);
    assert_int_equal(batch_exit_status(dies), 128 + SIGKILL);
    assert_int_equal(batch_exit_status(fails), 1);
}

/* ---- when it is let go ------------------------------------------------------------------------------ */

static void a_child_is_let_go_when_it_executes_another_program(void **state)
{
    struct batch *batch =
        batch_run("-b", "execve", "-f", "-e", "trace=execve,exit_group,wait4", "sh", "-c",
                  "(exec /bin/echo hi); (exit 3); exit 5");
    pid_t shell = batch->lines[0].tid;

    (void)state;
    assert_int_equal(batch_exit_status(batch), 5);
    assert_string_equal(batch->output, "hi\n");
    assert_int_equal(batch_count(batch, BATCH_CALL, shell, "execve("), 1); /* our own */
    assert_int_equal(batch_count(batch, BATCH_CALL, 0, "exit_group(0)"), 0); /* of echo */
    assert_int_equal(batch_count(batch, BATCH_CALL, 0, "exit_group(3)"), 1);
    assert_int_equal(batch_count(batch, BATCH_CALL, 0, "exit_group(5)"), 1);
}

static void who_looks_for_a_program_in_vain_stays(void **state)
{
    struct batch *batch = batch_run("-b", "execve", "-e", "trace=execve", "/usr/bin/env",
                                    "PATH=/nonexistent:/usr/bin:/bin", "true");

    (void)state;
    assert_int_equal(batch_count(batch, BATCH_CALL, 0, "execve(\"/nonexistent/true\""), 1);
    assert_int_equal(batch_count(batch, BATCH_CALL, 0, "+++"), 0);
}

static void after_so_many_calls_everything_runs_on_untraced(void **state)
{
    struct batch *batch = batch_run("--syscall-limit=3", "-f", "-e", "trace=getppid",
                                    "sh", "-c", "for i in 1 2 3 4 5 6; do " PTOP_TRACEES
                                                "/answers x; done; echo done");

    (void)state;
    assert_in_range(batch_count(batch, BATCH_CALL, 0, ""), 0, 3);
    assert_non_null(strstr(batch->output, "done"));
    batch_end_all();
    batch = batch_run("--syscall-limit=2", "-e", "trace=close", "ls", "/");
    assert_int_equal(batch_count(batch, BATCH_CALL, 0, "close("), 2);
}

static void only_calls_that_are_shown_count_for_the_limit(void **state)
{
    struct batch *batch = batch_run("--syscall-limit=2", "-Z", "-e", "trace=openat,access", "sh", "-c",
                                    "for i in 1 2 3; do : </no/such/file; done");

    (void)state;
    assert_int_equal(batch_count(batch, BATCH_CALL, 0, ""), 2);
    assert_int_equal(batch_count(batch, BATCH_CALL, 0, "ENOENT"), 2);
}

static pid_t child_of(const struct batch *batch)
{
    const char *number = strstr(batch->output, "pid ");

    assert_non_null(number);
    return (pid_t)atoi(number + 4);
}

static bool is_gone(pid_t pid)
{
    char state = process_state(pid);

    return state == 0 || state == 'Z';
}

/* ptop is killed while its command sleeps: true if that dies, too. */
static bool dies_with_ptop(const char *option)
{
    struct batch *batch = batch_start(option, "-e", "trace=execve,write", "sh", "-c",
                                      "echo pid $$; exec sleep 30", NULL);
    pid_t pid;
    bool is_dead;

    batch_await(batch, "sleep\", [\"sleep\"");
    assert_int_equal(kill(batch->pid, SIGKILL), 0);
    batch_finish(batch);
    pid = child_of(batch);
    is_dead = strcmp(option, "--kill-on-exit") == 0 ? until(is_gone(pid)) : is_gone(pid);
    if (!is_dead) {
        assert_true(until(process_is_free(pid)));
        kill(pid, SIGKILL);
    }
    return is_dead;
}

static void only_with_kill_on_exit_a_command_dies_with_ptop(void **state)
{
    (void)state;
    assert_true(dies_with_ptop("--kill-on-exit"));
    assert_false(dies_with_ptop("-q"));
}

static void with_kill_on_exit_nothing_is_let_go(void **state)
{
    struct batch *batch =
        batch_start("--kill-on-exit", "-I", "waiting", "-f", "-e", "trace=execve,write", "sh", "-c",
                    "trap '' TERM; echo pid $$; exec sleep 30", NULL);

    (void)state;
    batch_await(batch, "sleep\", [\"sleep\"");
    assert_int_equal(kill(batch->pid, SIGTERM), 0);
    batch_finish(batch);
    assert_true(until(is_gone(child_of(batch))));
}

/* ---- processes that run already ------------------------------------------------------------------ */

static void who_cannot_be_attached_to_does_not_keep_us_from_the_others(void **state)
{
    char pids[64];
    struct victim *victim = victim_start("workers", "call", "1", NULL);
    struct batch *batch;

    (void)state;
    snprintf(pids, sizeof(pids), "2147483646\n%d", (int)victim->pid);
    batch = batch_start("-f", "-p", pids, "-e", "none", "sh", "-c", "exit 4", NULL);
    assert_true(until(process_state(batch->pid) != 0));
    victim_end(victim);
    batch_finish(batch);
    assert_int_equal(batch_exit_status(batch), 4);
    assert_true(strstr(batch->errors, "2147483646") || strstr(batch->log, "2147483646"));
}

static void none_of_several_is_an_error(void **state)
{
    struct batch *batch = batch_run("-p", "2147483646,2147483645");

    (void)state;
    assert_int_equal(batch_exit_status(batch), 1);
    assert_non_null(strstr(batch->errors, "2147483645"));
}

static void what_has_no_effect_is_remarked(void **state)
{
    struct batch *batch = batch_run("--seccomp-bpf", "-e", "trace=execve", "true");

    (void)state;
    assert_int_equal(batch_exit_status(batch), 0);
    assert_non_null(strstr(batch->errors, "ptop: --seccomp-bpf cannot be used without "
                                          "-f/--follow-forks, disabling\n"));
    assert_int_equal(batch_count(batch, BATCH_CALL, 0, "execve("), 1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        SCENARIO(a_command_finds_the_name_that_it_is_given),
        SCENARIO(variables_are_set_and_taken_away_in_their_order),
        SCENARIO(a_command_runs_as_another_user),
        SCENARIO(a_pair_of_numbers_is_taken_as_it_is),
        SCENARIO(a_setuid_program_gets_its_effective_user),
        SCENARIO(an_unknown_user_is_refused_and_nothing_starts),
        SCENARIO(the_command_stays_the_child_of_who_started_us),
        SCENARIO(without_it_the_command_is_our_child),
        SCENARIO(a_placed_command_ends_as_it_would),
        SCENARIO(a_child_is_let_go_when_it_executes_another_program),
        SCENARIO(who_looks_for_a_program_in_vain_stays),
        SCENARIO(after_so_many_calls_everything_runs_on_untraced),
        SCENARIO(only_calls_that_are_shown_count_for_the_limit),
        SCENARIO(only_with_kill_on_exit_a_command_dies_with_ptop),
        SCENARIO(with_kill_on_exit_nothing_is_let_go),
        SCENARIO(who_cannot_be_attached_to_does_not_keep_us_from_the_others),
        SCENARIO(none_of_several_is_an_error),
        SCENARIO(what_has_no_effect_is_remarked),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
