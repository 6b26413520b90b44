/*
 * D14, D15: however ptop ends, what it was attached to runs on untraced and the
 * terminal is as it was.
 *
 * The ways to end are rows: a key, a signal to the process, a fault in either
 * thread.  The victim is a server with workers and threads, so that there is
 * always a tracee in some state or other.
 */
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include "support/ending.h"
#include "support/stage.h"

#define MAX_TASKS 64
#define LEAVE_ALTERNATE "\033[?1049l"

/* ---- the victim ---------------------------------------------------------------------- */

struct tasks {
    pid_t root, tids[MAX_TASKS];
    size_t count;
};

/* The threads of a process and of its children. */
static void add_tasks(struct tasks *tasks, pid_t pid)
{
    pid_t tids[MAX_TASKS], children[MAX_TASKS];
    size_t count = process_threads(pid, tids, MAX_TASKS);

    for (size_t i = 0; i < count && tasks->count < MAX_TASKS; i++)
        tasks->tids[tasks->count++] = tids[i];
    count = process_children(pid, children, MAX_TASKS);
    for (size_t i = 0; i < count; i++)
        add_tasks(tasks, children[i]);
}

/* The server, its two workers and their two threads each. */
static bool victim_is_complete(void *context)
{
    struct tasks *tasks = context;

    tasks->count = 0;
    add_tasks(tasks, tasks->root);
    return tasks->count == 1 + 2 * 3;
}

static bool all_are_traced(void *context)
{
    struct tasks *tasks = context;

    for (size_t i = 0; i < tasks->count; i++)
        if (process_tracer(tasks->tids[i]) <= 0)
            return false;
    return true;
}

static bool all_are_free(void *context)
{
    struct tasks *tasks = context;

    for (size_t i = 0; i < tasks->count; i++)
        if (!process_is_free(tasks->tids[i]))
            return false;
    return true;
}

/* How often the tasks gave up the processor: a server that serves counts on. */
static long switches(const struct tasks *tasks)
{
    long sum = 0;
    char value[32];

    for (size_t i = 0; i < tasks->count; i++)
        if (process_status(tasks->tids[i], "voluntary_ctxt_switches", value, sizeof(value)))
            sum += atol(value);
    return sum;
}

struct progress {
    const struct tasks *tasks;
    long before;
};

static bool has_gone_on(void *context)
{
    const struct progress *progress = context;

    return switches(progress->tasks) > progress->before + 20;
}

static void assert_goes_on(struct tasks *tasks)
{
    struct progress progress = {.tasks = tasks};

    expect_soon(all_are_free, tasks);
    progress.before = switches(tasks);
    expect_soon(has_gone_on, &progress);
}

static void assert_unharmed(struct tasks *tasks)
{
    assert_goes_on(tasks);
    assert_true(victim_is_complete(tasks));
}

/* A server that is attached to, with its workers, each named by its pid. */
static struct screen *attach(void **state, struct tasks *tasks)
{
    char pids[MAX_TASKS * 12] = "";
    pid_t children[MAX_TASKS];
    size_t count, used;
    struct screen *screen;
    struct stage *stage = *state;

    tasks->root = stage->victim > 0 ? stage->victim : stage_victim(state, "server", "2", "2");
    expect_soon(victim_is_complete, tasks);
    count = process_children(tasks->root, children, MAX_TASKS);
    used = (size_t)sprintf(pids, "%d", tasks->root);
    for (size_t i = 0; i < count; i++)
        used += (size_t)sprintf(pids + used, ",%d", children[i]);
    screen = stage_ptop(state, 40, 120, "-p", pids);
    expect_text(screen, "accept4(");
    expect_soon(all_are_traced, tasks);
    assert_true(screen_is_alternate(screen) && !screen_line_is_restored(screen));
    return screen;
}

static void assert_terminal_is_back(struct screen *screen)
{
    size_t length;
    const char *output = screen_output(screen, &length);

    assert_true(screen_line_is_restored(screen));
    assert_false(screen_is_alternate(screen));
    assert_false(screen_has_mouse(screen));
    assert_true(screen_cursor_is_visible(screen));
    assert_non_null(memmem(output, length, LEAVE_ALTERNATE, strlen(LEAVE_ALTERNATE)));
}

/* ---- the ways to end ------------------------------------------------------------------ */

static void run_ending(void **state, const struct ending *ending)
{
    struct stage *stage = *state;
    struct tasks tasks = {0};
    struct screen *screen = attach(state, &tasks);

    ending_run(screen, ending);
    assert_terminal_is_back(screen);
    assert_unharmed(&tasks);
    screen_close(screen);
    stage->screen = NULL;
}

static int rounds(void)
{
    const char *scale = getenv("PTOP_TEST_SCALE");

    return scale != NULL && atoi(scale) > 1 ? 20 : 2;
}

static void run_endings(void **state, bool are_faults)
{
    for (int round = 0; round < rounds(); round++)
        for (size_t i = 0; i < ENDING_COUNT; i++)
            if (endings[i].is_fault == are_faults)
                run_ending(state, &endings[i]);
}

static void d14_a_signal_to_ptop_lets_the_victim_go_and_restores_the_terminal(void **state)
{
    run_endings(state, false);
}

static void d15_a_fault_in_either_thread_does_so_too(void **state)
{
    run_endings(state, true);
}

static void d15_even_sigkill_leaves_the_victim_running(void **state)
{
    struct tasks tasks = {0};
    struct screen *screen = attach(state, &tasks);

    kill(screen_pid(screen), SIGKILL);
    expect_exit(screen, SIGKILL);
    assert_unharmed(&tasks);
}

static void a14_quitting_after_an_attach_leaves_the_target_running(void **state)
{
    struct tasks tasks = {0};
    struct screen *screen = attach(state, &tasks);

    screen_type(screen, "Q");
    screen_type(screen, "d");
    expect_exit(screen, 0);
    assert_terminal_is_back(screen);
    assert_unharmed(&tasks);
}

/* ---- a launched command ------------------------------------------------------------------ */

/* Commands and the wait status that ptop must end with. */
static const struct command {
    const char *script;
    const char *shown; /* in the status line when it is over */
    int status;
} commands[] = {
    {"exit 0", "exited with 0", 0},
    {"exit 3", "exited with 3", 3 << 8},
    {"kill -TERM $$", "killed by SIGTERM", SIGTERM},
};

static void ptop_ends_as_its_command_did(void **state)
{
    struct stage *stage = *state;

    for (size_t i = 0; i < sizeof(commands) / sizeof(commands[0]); i++) {
        struct screen *screen =
            stage_ptop(state, 24, 80, "sh", "-c", (char *)commands[i].script);
        expect_text(screen, commands[i].shown);
        screen_type(screen, "q");
        expect_exit(screen, commands[i].status);
        assert_false(screen_is_alternate(screen));
        screen_close(screen);
        stage->screen = NULL;
    }
}

/* Orphans come to us, so that what ptop lets go can be ended here. */
static void become_subreaper(void)
{
    assert_int_equal(prctl(PR_SET_CHILD_SUBREAPER, 1), 0);
}

static bool is_our_orphan(void *pid)
{
    char value[32];

    return process_status(*(pid_t *)pid, "PPid", value, sizeof(value)) && atoi(value) == getpid();
}

/* Ways to leave that let a launched command run on: what is typed, or a signal. */
static const struct parting {
    const char *keys;
    int signal, status;
} partings[] = {
    {"Qd", 0, 0},
    {"", SIGTERM, (128 + SIGTERM) << 8},
    {"", SIGHUP, (128 + SIGHUP) << 8},
};

/* Several times, as it is a race: ptop's end hangs up its own terminal, and whoever keeps the
 * command's must not hear of it. */
static void a20_a_launched_command_that_is_let_go_keeps_its_terminal(void **state)
{
    struct stage *stage = *state;

    become_subreaper();
    for (size_t i = 0; i < 8 * sizeof(partings) / sizeof(partings[0]); i++) {
        const struct parting *parting = &partings[i % (sizeof(partings) / sizeof(partings[0]))];
        struct screen *screen =
            stage_ptop(state, 24, 80, "sh", "-c", "while echo here; do sleep 0.02; done");
        struct tasks tasks = {.count = 1};

        expect_text(screen, "here");
        tasks.root = tasks.tids[0] = stage->victim =
            process_first_child(screen_pid(screen));
        assert_true(tasks.root > 0);
        screen_type(screen, parting->keys);
        if (parting->signal != 0)
            kill(screen_pid(screen), parting->signal);
        expect_exit(screen, parting->status);
        expect_soon(is_our_orphan, &tasks.root);
        assert_goes_on(&tasks);
        process_end(tasks.root);
        stage->victim = 0;
        screen_close(screen);
        stage->screen = NULL;
    }
}

static bool is_gone(void *pid)
{
    char state = process_state(*(pid_t *)pid);

    return state == 0 || state == 'Z';
}

static void a19_a_launched_command_can_be_killed_on_the_way_out(void **state)
{
    struct screen *screen = stage_ptop(state, 24, 80, "sleep", "1000");
    pid_t command;

    expect_text(screen, "sleep");
    command = process_first_child(screen_pid(screen));
    assert_true(command > 0);
    screen_type(screen, "Q");
    screen_type(screen, "k");
    expect_exit(screen, SIGKILL);
    expect_soon(is_gone, &command);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        stage_test(d14_a_signal_to_ptop_lets_the_victim_go_and_restores_the_terminal),
        stage_test(d15_a_fault_in_either_thread_does_so_too),
        stage_test(d15_even_sigkill_leaves_the_victim_running),
        stage_test(a14_quitting_after_an_attach_leaves_the_target_running),
        stage_test(ptop_ends_as_its_command_did),
        stage_test(a20_a_launched_command_that_is_let_go_keeps_its_terminal),
        stage_test(a19_a_launched_command_can_be_killed_on_the_way_out),
    };

    return cmocka_run_group_tests_name("leaving", tests, NULL, NULL);
}
