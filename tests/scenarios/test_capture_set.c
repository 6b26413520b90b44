/*
 * What is traced at all: -e, --seccomp-bpf and --stop-after on real tracees.
 *
 * Whatever the set, tracees are known, held and let go as ever, and do what they do
 * untraced.  Under a trap the same holds but for one thing: nobody in it is let go.
 */
#include <errno.h>
#include <limits.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include "support/scenario.h"

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

/* ---- what the command line refuses ----------------------------------------------------- */

static const struct {
    const char *option, *value;
    const char *error; /* ptop's whole answer, or its beginning if it ends in … */
} refusals[] = {
    {"-e", "trace=open,opne", "invalid system call 'opne'\n"},
    {"-e", "trace=", "invalid system call ''\n"},
    {"-e", "trace=%nonsense", "invalid system call '%nonsense'\n"},
    {"-e", "opne", "invalid system call 'opne'\n"},
    {"-e", "", "invalid system call ''\n"},
    {"--trace", "failed pth:/etc", "-e: column 8: "},
    {"--trace", "open (", "-e: column "},
    {"--stop-after", "ret>", "--stop-after: column 5: "},
};

static void a_wrong_expression_is_refused_and_nothing_starts(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(refusals); i++) {
        struct batch *batch =
            batch_run(refusals[i].option, refusals[i].value, "sh", "-c", "echo started");
        const char *end = strchr(batch->errors, '\n');

        assert_int_equal(batch_exit_status(batch), 1);
        if (strncmp(batch->errors, "ptop: ", 6) != 0 ||
            strstr(batch->errors, refusals[i].error) != batch->errors + 6)
            fail_msg("%s: %s", refusals[i].value, batch->errors);
        assert_true(end != NULL && end[1] == '\0');
        assert_string_equal(batch->output, "");
        batch_end_all();
    }
}

static void a_trap_is_refused_where_it_cannot_hold(void **state)
{
    struct batch *let_go = batch_run("--seccomp-bpf", "--stop-after", "open", "true");

    (void)state;
    assert_int_equal(batch_exit_status(let_go), 1);
    assert_non_null(strstr(let_go->errors, "--stop-after"));
}

/* ---- what -e lets through --------------------------------------------------------------- */

static void assert_only(const struct batch *batch, const char *first, const char *second)
{
    for (size_t i = 0; i < batch->line_count; i++)
        if (batch->lines[i].kind == BATCH_CALL && !batch_is_call(&batch->lines[i], first) &&
            !batch_is_call(&batch->lines[i], second))
            fail_msg("%s", batch->lines[i].text);
}

static void of_several_sets_the_last_one_counts(void **state)
{
    struct batch *batch = batch_run("-e", "trace=%memory", "-e", "openat,close", "true");

    (void)state;
    assert_true(batch_count(batch, BATCH_CALL, 0, "openat(") > 0);
    assert_true(batch_count(batch, BATCH_CALL, 0, "close(") > 0);
    assert_only(batch, "openat", "close");
}

static void of_several_filters_each_counts(void **state)
{
    struct batch *batch =
        batch_run("-e", "failed", "-e", "trace=openat,access", "-e", "path:/etc/*", "--trace",
                  "err==ENOENT || err==EACCES", "cat", "/etc/no-such-file");

    (void)state;
    assert_only(batch, "openat", "access");
    assert_int_equal(batch_count(batch, BATCH_CALL, 0, "\"/etc/no-such-file\""), 1);
    assert_int_equal(batch_count(batch, BATCH_CALL, 0, ""),
                     batch_count(batch, BATCH_CALL, 0, "/etc/"));
    assert_int_equal(batch_count(batch, BATCH_CALL, 0, ""),
                     batch_count(batch, BATCH_CALL, 0, "= -1 E"));
}

static size_t calls_of(const char *set, const char *option)
{
    struct batch *batch = batch_run("-e", set, option, "sh", "-c", "cat </dev/null");

    return batch_count(batch, BATCH_CALL, 0, "");
}

static void a_path_is_compared_with_the_names_of_descriptors_whatever_is_shown(void **state)
{
    size_t plain = calls_of("path==/dev/null", "-q");

    (void)state;
    assert_true(plain > 1); /* more than the call that opens it */
    assert_int_equal(calls_of("path==/dev/null", "-yy"), plain);
    assert_int_equal(calls_of("fdtype==device", "-yy"), calls_of("fdtype==device", "-q"));
}

static void signals_and_ends_are_kept_whatever_the_set(void **state)
{
    struct batch *batch = batch_run("-f", "-e", "trace=none", "sh", "-c", "(exit 3); kill -TERM $$");

    (void)state;
    assert_int_equal(batch_count(batch, BATCH_CALL, 0, ""), 0);
    assert_true(batch_count(batch, BATCH_SIGNAL, 0, "SIGCHLD") > 0);
    assert_int_equal(batch_count(batch, BATCH_END, 0, "exited with 3"), 1);
    assert_int_equal(batch_count(batch, BATCH_END, 0, "killed by SIGTERM"), 1);
    assert_int_equal(batch_exit_status(batch), 128 + SIGTERM);
}

static void a_call_that_does_not_pass_counts_in_the_tree_alone(void **state)
{
    size_t calls;

    (void)state;
    live_open((struct session_options){
        .argv = (char *[]){"cat", "/etc/hostname", NULL},
        .trace = "openat path:/etc/hostname",
        .stores_events = true,
    });
    live_await_end();
    calls = live_count_of(EVENT_SYSCALL, ANY_NUMBER, 0, 0);
    assert_int_equal(calls, 1);
    assert_int_equal(live_count_of(EVENT_SYSCALL, SYS_openat, 0, 0), 1);
    assert_true(tree_totals(session_tree(live)).calls > calls);
    calls = 0;
    for (uint64_t row = 0; row < store_row_count(session_store(live)); row++)
        calls += store_get(session_store(live), row)->kind == EVENT_SYSCALL;
    assert_int_equal(calls, 1);
}

static void who_a_thread_is_stays_known_without_the_calls_that_say_it(void **state)
{
    const struct tree_thread *thread;

    (void)state;
    live_open((struct session_options){
        .argv = (char *[]){(char *)victim_program("renamed"), NULL},
        .trace = "none",
    });
    live_await_end();
    thread = tree_find_thread(session_tree(live), session_launched_pid(live));
    assert_non_null(thread);
    assert_string_equal(thread->comm, "by another name");
    assert_int_equal(live_count_of(EVENT_SYSCALL, ANY_NUMBER, 0, 0), 0);
}

static void a_tracee_whose_calls_are_not_traced_is_held_and_let_go_unharmed(void **state)
{
    struct victim *victim = victim_start("workers", "call", "2", NULL);

    (void)state;
    live_open((struct session_options){
        .pids = &victim->pid, .pid_count = 1, .trace = "openat"});
    live_pause(victim->pid);
    live_resume(victim->pid);
    assert_true(victim_moves(&victim->truth->count[WORKER_FIRST]));
    assert_int_equal(live_command((struct command){.kind = COMMAND_DETACH, .tgid = victim->pid}),
                     0);
    live_await_end();
    live_close();
    assert_int_equal(live_count_of(EVENT_SYSCALL, ANY_NUMBER, 0, 0), 0);
    assert_true(process_is_free(victim->pid));
    assert_true(victim_moves(&victim->truth->count[WORKER_FIRST]));
}

/* ---- --stop-after ------------------------------------------------------------------------ */

static void the_first_event_that_passes_is_the_last_one(void **state)
{
    struct victim *victim = victim_start("workers", "call", "2", NULL);

    (void)state;
    live_open((struct session_options){
        .pids = &victim->pid, .pid_count = 1, .trace = "getppid", .stop_after = "sys==getppid"});
    live_await_end();
    assert_true(session_was_stopped(live));
    live_close();
    assert_int_equal(live_count_of(EVENT_SYSCALL, SYS_getppid, 0, 0), 1);
    assert_true(process_is_free(victim->pid));
    assert_true(victim_moves(&victim->truth->count[WORKER_FIRST]));
}

static void what_does_not_pass_stops_nothing(void **state)
{
    (void)state;
    live_open((struct session_options){
        .argv = (char *[]){"cat", "/etc/hostname", NULL}, .stop_after = "path:/no/such/file"});
    live_await_end();
    assert_false(session_was_stopped(live));
    assert_true(live_count_of(EVENT_SYSCALL, SYS_exit_group, 0, 0) > 0);
}

static void a_command_runs_on_behind_the_end_of_the_log(void **state)
{
    struct batch *batch = batch_run("-f", "--stop-after", "openat path:/etc/passwd", "sh", "-c",
                                    ": </etc/passwd; exec sleep 30");
    pid_t pid = batch->line_count > 0 ? batch->lines[0].tid : 0;
    bool runs_on = pid > 0 && until(process_is_free(pid));

    (void)state;
    process_end(pid);
    assert_true(runs_on);
    assert_int_equal(batch_exit_status(batch), 0);
    assert_int_equal(batch_count(batch, BATCH_CALL, 0, "openat(AT_FDCWD, \"/etc/passwd\""), 1);
    assert_non_null(strstr(batch->lines[batch->line_count - 1].text, "/etc/passwd"));
}

/* ---- --seccomp-bpf ------------------------------------------------------------------------ */

/* Programs that check themselves, and what they exit with. */
static const struct {
    const char *name, *argument, *argument2;
    int status;
} programs[] = {
    {"births", NULL, NULL, 0},
    {"storm", "2", "60", 0},
    {"exec_thread", "busy", NULL, 7},
    {"exec_thread", "asleep", NULL, 7},
    {"exec_thread", "gone", NULL, 7},
    {"endings", "group", NULL, 3},
    {"endings", "killed", NULL, 128 + SIGKILL},
    {"interrupted", "300", NULL, 0},
    {"calls_i386", NULL, NULL, 7},
    {"int80", NULL, NULL, 0},
    {"traps", NULL, NULL, 0},
    {"killed_children", "3", NULL, 0},
};

/* Whose exec superseded the first thread of its process goes on by that one's number: what is told of
 * that one is the end of both. */
static size_t count_ends(const struct batch *batch, pid_t tid)
{
    char execer[32];

    snprintf(execer, sizeof(execer), "in pid %d ", (int)tid);
    return batch_count(batch, BATCH_END, tid, "") + batch_count(batch, BATCH_END, 0, execer) -
           batch_count(batch, BATCH_END, tid, "superseded");
}

/* Everyone who was born has an end. */
static void assert_no_one_is_missed(const struct batch *batch)
{
    for (size_t i = 0; i < batch->line_count; i++) {
        const struct batch_line *line = &batch->lines[i];
        if (line->kind == BATCH_CALL)
            assert_int_equal(count_ends(batch, line->tid), 1);
        assert_true(line->kind != BATCH_OTHER || strstr(line->text, " resumed>") != NULL);
    }
}

static void in_a_trap_programs_do_what_they_do_outside(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(programs); i++) {
        struct truth *truth = victim_new_truth();
        struct batch *batch;

        truth_reach(&truth->go, 1);
        batch = batch_run("-f", "--seccomp-bpf", "-e", "trace=%process,getppid",
                          victim_program(programs[i].name), programs[i].argument,
                          programs[i].argument2);
        if (batch_exit_status(batch) != programs[i].status) {
            batch_explain(batch);
            fail_msg("%s %s: status %d", programs[i].name, programs[i].argument,
                     batch_exit_status(batch));
        }
        assert_no_one_is_missed(batch);
        batch_end_all();
        victim_end_all();
    }
}

/* The same calls as without a trap, in both ABIs. */
static void assert_trap_adds_and_hides_nothing(const char *set, const char *program)
{
    struct batch *plain = batch_run("-f", "-e", set, victim_program(program));
    struct batch *trapped = batch_run("-f", "--seccomp-bpf", "-e", set, victim_program(program));

    assert_true(batch_count(plain, BATCH_CALL, 0, "") > 0);
    assert_int_equal(plain->line_count, trapped->line_count);
    for (size_t i = 0; i < plain->line_count; i++) {
        size_t length = strcspn(plain->lines[i].text, "(");
        assert_int_equal(strncmp(plain->lines[i].text, trapped->lines[i].text, length), 0);
    }
}

static void a_trap_knows_both_abis(void **state)
{
    (void)state;
    assert_trap_adds_and_hides_nothing("%desc", "calls_i386");
    assert_trap_adds_and_hides_nothing("write,exit", "calls_i386");
    assert_trap_adds_and_hides_nothing("open,getppid", "int80");
}

/* Its own filter answers before ours could trap. */
static void calls_that_a_program_forbids_itself_are_seen(void **state)
{
    struct batch *batch =
        batch_run("-f", "--seccomp-bpf", "-e", "read,openat", victim_program("every_call"));

    (void)state;
    assert_int_equal(batch_count(batch, BATCH_CALL, 0, "read(-1, "), 1);
    assert_int_equal(batch_count(batch, BATCH_CALL, 0, "openat(-1, "), 1);
    assert_int_equal(batch_count(batch, BATCH_CALL, 0, "write("), 0);
}

static pid_t launch_trapped(const char *program, const char *argument, const char *argument2,
                            const char *set)
{
    live_open((struct session_options){
        .argv = (char *[]){(char *)victim_program(program), (char *)argument, (char *)argument2,
                           NULL},
        .trace = set,
        .sets_trap = true,
    });
    return session_launched_pid(live);
}

static void a_sleep_that_is_started_again_keeps_its_name_in_a_trap(void **state)
{
    struct truth *truth = victim_new_truth();
    pid_t pid = launch_trapped("blocked", "nanosleep", NULL, "nanosleep");
    const struct event *first, *again;

    (void)state;
    assert_int_equal(truth_await(&truth->stage, BLOCKED_ENTERING, PATIENCE_MS), 0);
    assert_true(until(task_is_blocked_in(pid, SYS_nanosleep)));
    kill(pid, SIGSTOP);
    assert_non_null(live_await(EVENT_STOP, STOP_REASON_SIGNAL, pid, 0));
    kill(pid, SIGCONT);
    assert_non_null(live_await(EVENT_SIGNAL, SIGCONT, pid, 0));
    assert_true(until(task_is_blocked_in(pid, SYS_nanosleep)));
    kill(pid, SIGUSR1);
    live_await_end();
    assert_int_equal(truth->count[BLOCKED_ERRNO], EINTR);
    assert_int_equal(live_count_of(EVENT_SYSCALL, ANY_NUMBER, 0, 0), 2);
    first = live_find(EVENT_SYSCALL, SYS_nanosleep, pid, 0);
    assert_non_null(first);
    assert_true(first->flags & EVENT_RESTART);
    for (size_t i = 0; (again = live_event(i)) == first || again->kind != EVENT_SYSCALL; i++)
        ;
    assert_true(again->flags & EVENT_RESTARTED);
}

static void a_tracee_in_a_trap_is_paused_and_resumed(void **state)
{
    struct truth *truth = victim_new_truth();
    pid_t pid = launch_trapped("workers", "spin", "2", "openat");
    int64_t count;

    (void)state;
    assert_int_equal(truth_await(&truth->stage, 1, PATIENCE_MS), 0);
    assert_int_equal(live_command((struct command){.kind = COMMAND_PAUSE, .tgid = pid}), 0);
    assert_non_null(live_await(EVENT_STOP, STOP_REASON_PAUSE, pid, 0));
    assert_true(until(process_state(pid) == 't'));
    count = truth->count[WORKER_FIRST];
    live_drain(0);
    assert_int_equal(truth->count[WORKER_FIRST], count);
    assert_int_equal(live_command((struct command){.kind = COMMAND_RESUME, .tgid = pid}), 0);
    assert_true(victim_moves(&truth->count[WORKER_FIRST]));
    assert_int_equal(live_count_of(EVENT_SYSCALL, SYS_getppid, 0, 0), 0);
}

/* Each of its calls stops twice at the entry: its own filter lets ours be heard behind it. */
static void a_pause_is_no_eintr_for_who_has_a_filter_of_its_own(void **state)
{
    struct truth *truth = victim_new_truth();
    pid_t pid = launch_trapped("own_filter", NULL, NULL, "epoll_pwait2");

    (void)state;
    assert_true(victim_moves(&truth->count[CALLS_HANDLED]));
    for (int i = 0; i < test_scale(1000); i++) {
        assert_int_equal(live_command((struct command){.kind = COMMAND_PAUSE, .tgid = pid}), 0);
        assert_int_equal(live_command((struct command){.kind = COMMAND_RESUME, .tgid = pid}), 0);
    }
    assert_true(victim_moves(&truth->count[CALLS_HANDLED]));
    assert_int_equal(truth->count[CALLS_WRONG], 0);
}

static void what_is_in_a_trap_is_killed_but_never_let_go(void **state)
{
    struct truth *truth = victim_new_truth();
    pid_t pid = launch_trapped("workers", "call", "2", "openat");

    (void)state;
    assert_int_equal(truth_await(&truth->stage, 1, PATIENCE_MS), 0);
    assert_int_equal(live_command((struct command){.kind = COMMAND_DETACH, .tgid = pid}), -EBUSY);
    assert_int_equal(live_command((struct command){.kind = COMMAND_DETACH, .tid = pid}), -EBUSY);
    assert_true(process_tracer(pid) > 0);
    assert_true(victim_moves(&truth->count[WORKER_FIRST]));
    live_close();
    assert_int_equal(process_state(pid), 0);
}

/* What is loaded in the place of another has its own names, though no mmap is traced. */
static void a_trap_follows_the_code_whose_calls_are_named(void **state)
{
    struct batch *batch;
    char first[PATH_MAX];

    (void)state;
    snprintf(first, sizeof(first), "%s", victim_program("callers_first_plugin.so"));
    batch = batch_run("-f", "--seccomp-bpf", "-k", "-e", "getppid", victim_program("callers_dlopen"),
                      first, victim_program("callers_second_plugin.so"));
    assert_int_equal(batch_exit_status(batch), 0);
    assert_int_equal(batch_count(batch, BATCH_CALL, 0, ""), 2);
    assert_int_equal(batch_count(batch, BATCH_OTHER, 0, "(first_inner+"), 1);
    assert_int_equal(batch_count(batch, BATCH_OTHER, 0, "(second_inner+"), 1);
}

static size_t index_of(const struct event *wanted)
{
    size_t i = 0;

    while (live_event(i) != wanted)
        i++;
    return i;
}

static bool is_gone(pid_t pid)
{
    char state = process_state(pid);

    return state == 0 || state == 'Z';
}

static void a_trap_holds_what_is_born_into_it(void **state)
{
    const struct event *exec;
    pid_t pid, child;

    (void)state;
    live_open((struct session_options){
        .argv = (char *[]){"sh", "-c", "sleep 30 & wait", NULL},
        .trace = "openat",
        .sets_trap = true,
    });
    pid = session_launched_pid(live);
    for (size_t from = 0; (exec = live_await(EVENT_EXEC, ANY_NUMBER, 0, from)) != NULL &&
                          exec->tid == pid;
         from = index_of(exec) + 1)
        ;
    assert_non_null(exec);
    child = exec->tid;
    assert_int_equal(live_command((struct command){.kind = COMMAND_DETACH, .tgid = child}),
                     -EBUSY);
    live_close();
    assert_true(until(is_gone(child)));
    assert_true(is_gone(pid));
}

static void without_seccomp_every_call_stops_and_that_is_said(void **state)
{
    struct process_result result = process_run(
        (char *[]){PTOP_TRACEES "/without_seccomp", PTOP_BINARY, "--batch", "-f", "--seccomp-bpf", "-e",
                   "trace=execve,exit_group", "true", NULL},
        NULL, PATIENCE_MS);

    (void)state;
    assert_int_equal(result.status, 0);
    assert_non_null(strstr(result.output, "takes no seccomp filter"));
    assert_non_null(strstr(result.output, "execve("));
    assert_non_null(strstr(result.output, "exit_group("));
    assert_null(strstr(result.output, "mmap("));
}

/* Nothing to skip, so no trap, and nothing of what a trap costs. */
static void a_set_of_everything_needs_no_trap(void **state)
{
    struct truth *truth = victim_new_truth();
    pid_t pid = launch_trapped("workers", "call", "2", "all");

    (void)state;
    assert_int_equal(truth_await(&truth->stage, 1, PATIENCE_MS), 0);
    assert_int_equal(live_command((struct command){.kind = COMMAND_DETACH, .tgid = pid}), 0);
    assert_true(until(process_is_free(pid)));
    assert_true(victim_moves(&truth->count[WORKER_FIRST]));
    process_end(pid);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        SCENARIO(a_wrong_expression_is_refused_and_nothing_starts),
        SCENARIO(a_trap_is_refused_where_it_cannot_hold),
        SCENARIO(of_several_sets_the_last_one_counts),
        SCENARIO(of_several_filters_each_counts),
        SCENARIO(a_path_is_compared_with_the_names_of_descriptors_whatever_is_shown),
        SCENARIO(signals_and_ends_are_kept_whatever_the_set),
        SCENARIO(a_call_that_does_not_pass_counts_in_the_tree_alone),
        SCENARIO(who_a_thread_is_stays_known_without_the_calls_that_say_it),
        SCENARIO(a_tracee_whose_calls_are_not_traced_is_held_and_let_go_unharmed),
        SCENARIO(the_first_event_that_passes_is_the_last_one),
        SCENARIO(what_does_not_pass_stops_nothing),
        SCENARIO(a_command_runs_on_behind_the_end_of_the_log),
        SCENARIO(in_a_trap_programs_do_what_they_do_outside),
        SCENARIO(a_trap_knows_both_abis),
        SCENARIO(calls_that_a_program_forbids_itself_are_seen),
        SCENARIO(a_sleep_that_is_started_again_keeps_its_name_in_a_trap),
        SCENARIO(a_tracee_in_a_trap_is_paused_and_resumed),
        SCENARIO(a_pause_is_no_eintr_for_who_has_a_filter_of_its_own),
        SCENARIO(what_is_in_a_trap_is_killed_but_never_let_go),
        SCENARIO(a_trap_follows_the_code_whose_calls_are_named),
        SCENARIO(a_trap_holds_what_is_born_into_it),
        SCENARIO(without_seccomp_every_call_stops_and_that_is_said),
        SCENARIO(a_set_of_everything_needs_no_trap),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
