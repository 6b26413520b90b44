/*
 * B: waiting and classification.  Every stop is taken for what it is, once, in
 * order, whoever else is waited for, and a busy tracee does not starve the others.
 */
#include <pthread.h>
#include <sched.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "support/scenario.h"

/* ---- B01: what a stop is ----------------------------------------------------------- */

/* The traps that the program made, in its order: si_code as the log has it. */
static const char *const own_traps[] = {"SI_USER",   "SI_TKILL",   "SI_QUEUE",  "SI_KERNEL",
                                        "SI_KERNEL", "TRAP_BRKPT", "TRAP_TRACE"};

static void b01_a_programs_own_traps_reach_its_handler(void **state)
{
    struct batch *batch = batch_run("-f", victim_program("traps"));
    size_t at = 0;

    (void)state;
    if (batch_exit_status(batch) != 0)
        batch_explain(batch);
    assert_int_equal(batch_exit_status(batch), 0); /* the program checked its handler */
    assert_int_equal(batch_count(batch, BATCH_SIGNAL, 0, "SIGTRAP"), 7);
    for (size_t i = 0; i < 7; i++) {
        at = batch_find(batch, BATCH_SIGNAL, 0, "--- SIGTRAP ", at);
        assert_true(at < batch->line_count);
        assert_non_null(strstr(batch->lines[at].text, own_traps[i]));
        at++;
    }
}

static void b01_a_group_stop_is_no_signal_and_a_pause_no_group_stop(void **state)
{
    struct victim *victim = victim_start("workers", "call", "1", NULL);
    int rounds = test_scale(50);

    (void)state;
    live_attach(victim->pid);
    for (int i = 0; i < rounds; i++) {
        size_t from = live_count();
        live_pause(victim->pid);
        live_resume(victim->pid);
        kill(victim->pid, SIGTSTP);
        assert_non_null(live_await(EVENT_STOP, STOP_REASON_SIGNAL, victim->pid, from));
        kill(victim->pid, SIGCONT);
        assert_non_null(live_await(EVENT_SIGNAL, SIGCONT, victim->pid, from));
        assert_non_null(live_await(EVENT_SYSCALL, SYS_getppid, victim->pid, live_count()));
    }
    assert_int_equal(live_count_of(EVENT_STOP, STOP_REASON_PAUSE, 0, 0), rounds);
    assert_int_equal(live_count_of(EVENT_STOP, STOP_REASON_SIGNAL, 0, 0), rounds);
    assert_int_equal(live_count_of(EVENT_SIGNAL, SIGTSTP, 0, 0), rounds);
    assert_int_equal(live_count_of(EVENT_SIGNAL, SIGCONT, 0, 0), rounds);
    assert_int_equal(live_count_of(EVENT_SIGNAL, SIGTRAP, 0, 0), 0);
}

/* Birth and exec are news of their own, and none of their stops shows as a signal. */
static void b01_births_and_execs_are_events(void **state)
{
    char *argv[] = {"/bin/sh", "-c", "/bin/true; /bin/true", NULL};

    (void)state;
    live_launch(argv);
    live_await_end();
    assert_int_equal(live_count_of(EVENT_FORK, BIRTH_LAUNCH, 0, 0), 1);
    assert_int_equal(live_count_of(EVENT_FORK, ANY_NUMBER, 0, 0),
                     1 + live_count_of(EVENT_SIGNAL, SIGCHLD, 0, 0));
    assert_true(live_count_of(EVENT_EXEC, ANY_NUMBER, 0, 0) == 3);
    assert_int_equal(live_count_of(EVENT_SIGNAL, SIGTRAP, 0, 0), 0);
    assert_int_equal(live_count_of(EVENT_STOP, ANY_NUMBER, 0, 0), 0);
}

/* ---- B02: a storm of pauses -------------------------------------------------------- */

static void pause_often(const char *kind)
{
    struct victim *victim = victim_start("workers", kind, "1", NULL);
    int pauses = test_scale(400);

    live_attach(victim->pid);
    for (int i = 0; i < pauses; i++) {
        live_pause(victim->pid);
        if (i % 3 == 0) /* "again", when it stands already, is not a second stop */
            live_command((struct command){.kind = COMMAND_PAUSE, .tid = victim->pid});
        live_resume(victim->pid);
    }
    assert_true(victim_moves(&victim->truth->count[WORKER_FIRST]));
    live_drain(10);
    assert_int_equal(live_count_of(EVENT_STOP, STOP_REASON_PAUSE, 0, 0), pauses);
    assert_int_equal(live_count_of(EVENT_STOP, ANY_NUMBER, 0, 0), pauses);
    assert_int_equal(live_count_of(EVENT_SIGNAL, ANY_NUMBER, 0, 0), 0);
    live_close();
}

static void b02_every_pause_is_one_stop(void **state)
{
    (void)state;
    pause_often("nap");
    pause_often("call");
    pause_often("spin");
}

static void b02_what_is_paused_does_not_move(void **state)
{
    struct victim *victim = victim_start("workers", "spin", "2", NULL);
    _Atomic int64_t *held = &victim->truth->count[WORKER_FIRST];
    _Atomic int64_t *free_one = &victim->truth->count[WORKER_FIRST + 1];

    (void)state;
    live_attach(victim->pid);
    for (int i = 0; i < test_scale(20); i++) {
        int64_t before;
        live_pause(victim->pid);
        before = atomic_load(held);
        assert_true(victim_moves(free_one));
        assert_int_equal(atomic_load(held), before);
        live_resume(victim->pid);
        assert_true(victim_moves(held));
    }
}

/* Whoever fills the queue of signals of our user keeps no command from the tracer. */
static void b02_a_full_queue_of_signals_loses_no_command(void **state)
{
    struct victim *victim = victim_start("workers", "spin", "1", NULL);
    struct rlimit before, none;

    (void)state;
    live_attach(victim->pid);
    getrlimit(RLIMIT_SIGPENDING, &before);
    none = before;
    none.rlim_cur = 0;
    setrlimit(RLIMIT_SIGPENDING, &none);
    live_pause(victim->pid);
    live_resume(victim->pid);
    live_close();
    setrlimit(RLIMIT_SIGPENDING, &before);
    assert_true(victim_moves(&victim->truth->count[WORKER_FIRST]));
}

/* ---- B03, B05, B07: storms of births and deaths ------------------------------------ */

static bool is_birth_call(const struct batch_line *line)
{
    static const char *const names[] = {"clone", "clone3", "fork", "vfork"};

    for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++)
        if (batch_is_call(line, names[i]))
            return true;
    return false;
}

static long result_of(const struct batch_line *line)
{
    const char *equals = strrchr(line->text, '=');

    return equals != NULL ? strtol(equals + 1, NULL, 10) : -1;
}

struct tally {
    long births, execs, ends;
    long unmatched; /* tids with more or fewer ends than births */
    long late;      /* lines of a tid behind its end; not where a tid was used again */
};

#define TID_LIMIT (1 << 22) /* PID_MAX_LIMIT of 64-bit kernels */

static struct tally tally(const struct batch *batch)
{
    static unsigned char births[TID_LIMIT], ends[TID_LIMIT];
    struct tally tally = {0};

    memset(births, 0, sizeof(births));
    memset(ends, 0, sizeof(ends));
    births[batch->lines[0].tid] = 1;
    for (size_t i = 0; i < batch->line_count; i++) {
        const struct batch_line *line = &batch->lines[i];
        bool is_birth = is_birth_call(line) && result_of(line) > 0;
        tally.births += is_birth;
        if (is_birth)
            births[result_of(line)]++;
        tally.execs += batch_is_call(line, "execve") && batch_ends_with(line, "= 0");
        tally.late += ends[line->tid] > 0 && births[line->tid] == 1;
        tally.ends += line->kind == BATCH_END;
        ends[line->tid] += line->kind == BATCH_END;
    }
    for (size_t tid = 0; tid < TID_LIMIT; tid++)
        tally.unmatched += births[tid] != ends[tid];
    return tally;
}

/* The log against the truth.  A child that was killed while it executed may or may not have. */
static void assert_tally(const struct batch *batch, const struct truth *truth)
{
    struct tally seen = tally(batch);

    if (batch_exit_status(batch) != 0 || seen.births != truth->count[STORM_FORKS])
        batch_explain(batch);
    assert_int_equal(batch_exit_status(batch), 0);
    assert_int_equal(seen.births, truth->count[STORM_FORKS]);
    assert_int_equal(seen.ends, seen.births + 1);
    assert_int_equal(seen.unmatched, 0);
    assert_in_range(seen.execs - 1, truth->count[STORM_EXECS], truth->count[STORM_EXEC_ATTEMPTS]);
}

static const char *number_text(int number)
{
    static char text[16];

    snprintf(text, sizeof(text), "%d", number);
    return text;
}

static void b03_a_storm_of_forks_is_counted_whole(void **state)
{
    struct truth *truth = victim_new_truth();
    struct batch *batch =
        batch_run("-f", victim_program("storm"), "4", number_text(test_scale(200)));

    (void)state;
    assert_tally(batch, truth);
    exercised("an image started", truth->count[STORM_EXECS]);
}

/* The same from inside: no orphan in the tree, and how often a child came before its birth is
 * the kernel's choice. */
static void b03_the_tree_of_a_storm_has_one_root(void **state)
{
    struct truth *truth = victim_new_truth();
    char path[1024], forks[16];
    char *argv[] = {path, "4", forks, NULL};
    long known = 0;

    (void)state;
    snprintf(path, sizeof(path), "%s", victim_program("storm"));
    snprintf(forks, sizeof(forks), "%d", test_scale(50));
    live_launch(argv);
    live_await_end();
    assert_int_equal(live_count_of(EVENT_FORK, BIRTH_FORK, 0, 0), truth->count[STORM_FORKS]);
    assert_int_equal(live_count_of(EVENT_EXIT, ANY_NUMBER, 0, 0), truth->count[STORM_FORKS] + 1);
    for (struct tree_process *process = tree_first_root(session_tree(live)); process != NULL;
         process = tree_next(process)) {
        assert_true(process->is_exited);
        assert_int_equal(process->parent == NULL, known == 0);
        known++;
    }
    assert_int_equal(known, truth->count[STORM_FORKS] + 1);
}

struct killer {
    struct truth *truth;
    _Atomic bool is_over;
};

/* SIGKILL to each tid that appears in the truth page, at once. */
static void *kill_newborns(void *context)
{
    struct killer *killer = context;
    int64_t last = 0;

    while (!atomic_load(&killer->is_over)) {
        int64_t tid = atomic_load(&killer->truth->count[NEWBORN_TID]);
        if (tid != last && tid != 0)
            kill((pid_t)tid, SIGKILL);
        if (tid == last)
            sched_yield();
        last = tid;
    }
    return NULL;
}

/* Killed before it ran: no first stop ever comes, and its end may come before its birth. */
static void b03_a_child_that_is_killed_unborn_has_a_birth_and_an_end(void **state)
{
    struct killer killer = {.truth = victim_new_truth()};
    int times = test_scale(300);
    struct batch *batch = batch_start("-f", victim_program("newborn"), number_text(times), NULL);
    pthread_t thread;
    struct tally seen;
    long silent = 0;

    (void)state;
    assert_int_equal(pthread_create(&thread, NULL, kill_newborns, &killer), 0);
    batch_finish(batch);
    atomic_store(&killer.is_over, true);
    pthread_join(thread, NULL);
    assert_int_equal(batch_exit_status(batch), 0);
    assert_int_equal(killer.truth->count[NEWBORN_TIMES], times);
    seen = tally(batch);
    assert_int_equal(seen.births, times);
    assert_int_equal(seen.ends, times + 1);
    assert_int_equal(seen.unmatched, 0);
    for (size_t i = 0; i < batch->line_count; i++)
        silent += batch->lines[i].kind == BATCH_END &&
                  batch_count(batch, BATCH_CALL, batch->lines[i].tid, "(") == 0;
    exercised("a child was killed before it made a call", silent);
}

static void b05_a_kill_in_the_middle_of_a_batch_comes_last(void **state)
{
    struct truth *truth = victim_new_truth();
    int rounds = test_scale(40);
    struct batch *batch = batch_run("-f", victim_program("killed_children"), number_text(rounds));
    struct tally seen;

    (void)state;
    assert_int_equal(batch_exit_status(batch), 0);
    assert_int_equal(batch_count(batch, BATCH_END, 0, "killed by SIGKILL"), 8 * rounds);
    seen = tally(batch);
    assert_int_equal(seen.births, 8 * rounds);
    assert_int_equal(seen.unmatched, 0);
    assert_int_equal(seen.late, 0);
    exercised("a child had run when it was killed", truth->count[WORKER_FIRST]);
}

static void b07_a_parent_that_goes_first_takes_nobody_along(void **state)
{
    int runs = test_scale(100);
    long orphan_last = 0;

    (void)state;
    for (int i = 0; i < runs; i++) {
        struct batch *batch = batch_run("-f", victim_program("orphan"));
        assert_int_equal(batch_exit_status(batch), 1);
        assert_int_equal(batch_count(batch, BATCH_END, 0, "exited with 1"), 1);
        assert_int_equal(batch_count(batch, BATCH_END, 0, "exited with 0"), 1);
        orphan_last += strstr(batch->lines[batch->line_count - 1].text, "with 0") != NULL;
        batch_end_all();
    }
    exercised("the parent was gone first", orphan_last);
}

/* ---- B04: fairness ----------------------------------------------------------------- */

static void b04_eight_busy_threads_get_their_share(void **state)
{
    struct truth *truth = victim_new_truth();
    struct batch *batch = batch_run("-f", victim_program("workers"), "call", "8", "80000");
    int64_t least = INT64_MAX, most = 0;
    size_t calls = 0;

    (void)state;
    assert_int_equal(batch_exit_status(batch), 0);
    for (int i = 0; i < 8; i++) {
        int64_t rounds = truth->count[WORKER_FIRST + i];
        least = rounds < least ? rounds : least;
        most = rounds > most ? rounds : most;
    }
    print_message("             least %ld, most %ld\n", (long)least, (long)most);
    assert_true(least * 5 >= most);
    calls = batch_count(batch, BATCH_CALL, 0, "getppid(");
    assert_in_range(calls, 80000, 80000 + 8); /* each may be in one more when the end comes */
}

/* ---- B06: who is only found by __WALL ---------------------------------------------- */

static void b06_a_child_without_an_exit_signal_is_waited_for(void **state)
{
    struct truth *truth = victim_new_truth();
    struct batch *batch = batch_run("-f", victim_program("births"));
    int row = 0, rows = 0;

    (void)state;
    assert_int_equal(batch_exit_status(batch), 0);
#define BORN(name, birth, what, statement)                                                         \
    rows += batch_count(batch, BATCH_END, truth->count[BIRTH_FIRST_TID + row++], "exited") == 1;
#include "tracees/births.def"
    assert_int_equal(rows, row);
}

/* ---- B08: interrupted system calls of our own -------------------------------------- */

static void b08_a_stream_of_signals_to_ptop_changes_nothing(void **state)
{
    struct truth *truth = victim_new_truth();
    struct batch *batch = batch_start("-f", victim_program("storm"), "4", "50", NULL);
    long sent;

    (void)state;
    batch_finish_under(batch, SIGWINCH, &sent);
    assert_tally(batch, truth);
    exercised("a signal was sent to ptop", sent);
}

static _Atomic long interruptions;

static void on_interruption(int signal)
{
    (void)signal;
    atomic_fetch_add(&interruptions, 1);
}

/* A signal with a handler and without SA_RESTART, to every thread of ours, the tracer's too. */
static void *interrupt_ourselves(void *is_over)
{
    while (!atomic_load((_Atomic bool *)is_over)) {
        pid_t tids[VICTIM_MAX_TASKS];
        for (size_t i = task_list(getpid(), tids); i-- > 0;)
            syscall(SYS_tgkill, getpid(), tids[i], SIGWINCH);
        nanosleep(&(struct timespec){0, 1000000}, NULL); /* a rate, not an order */
    }
    return NULL;
}

static void b08_interrupted_waits_of_the_core_lose_nothing(void **state)
{
    struct sigaction action = {.sa_handler = on_interruption}, before;
    struct truth *truth;
    _Atomic bool is_over = false;
    char path[1024];
    char *argv[] = {path, "2", "50", NULL};
    pthread_t thread;

    (void)state;
    truth = victim_new_truth();
    snprintf(path, sizeof(path), "%s", victim_program("storm"));
    assert_int_equal(sigaction(SIGWINCH, &action, &before), 0);
    assert_int_equal(pthread_create(&thread, NULL, interrupt_ourselves, &is_over), 0);
    live_launch(argv);
    live_await_end();
    live_close();
    atomic_store(&is_over, true);
    pthread_join(thread, NULL);
    sigaction(SIGWINCH, &before, NULL);
    assert_int_equal(live_count_of(EVENT_FORK, BIRTH_FORK, 0, 0), truth->count[STORM_FORKS]);
    assert_int_equal(live_count_of(EVENT_EXIT, ANY_NUMBER, 0, 0), truth->count[STORM_FORKS] + 1);
    exercised("a thread of ours was interrupted", atomic_load(&interruptions));
}

/* ---- B09: entry and exit as the kernel tells them ---------------------------------- */

static const struct event_syscall *find_map_call(uint64_t address)
{
    for (size_t i = 0; i < live_count(); i++) {
        const struct event_syscall *call = (const struct event_syscall *)live_event(i);
        if (call->header.kind == EVENT_SYSCALL && call->header.number == SYS_mmap &&
            call->args[0] == address)
            return call;
    }
    return NULL;
}

static void b09_six_arguments_and_the_result_are_the_kernels(void **state)
{
    static const uint64_t expected[] = {0x200000000, 0x3000, 3, 0x100022, UINT64_MAX, 0x7000};
    struct truth *truth = victim_new_truth();
    char path[1024];
    char *argv[] = {path, "100", NULL};
    const struct event_syscall *call;
    int status = -1;

    (void)state;
    snprintf(path, sizeof(path), "%s", victim_program("interrupted"));
    live_launch(argv);
    live_await_end();
    assert_true(session_exit_status(live, &status));
    assert_int_equal(status, 0);
    call = find_map_call(expected[0]);
    assert_non_null(call);
    assert_memory_equal(call->args, expected, sizeof(expected));
    assert_int_equal(call->result, truth->count[CALLS_MAP_RESULT]);
    assert_int_equal(call->header.flags, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        SCENARIO(b01_a_programs_own_traps_reach_its_handler),
        SCENARIO(b01_a_group_stop_is_no_signal_and_a_pause_no_group_stop),
        SCENARIO(b01_births_and_execs_are_events),
        SCENARIO(b02_every_pause_is_one_stop),
        SCENARIO(b02_what_is_paused_does_not_move),
        SCENARIO(b02_a_full_queue_of_signals_loses_no_command),
        SCENARIO(b03_a_storm_of_forks_is_counted_whole),
        SCENARIO(b03_the_tree_of_a_storm_has_one_root),
        SCENARIO(b03_a_child_that_is_killed_unborn_has_a_birth_and_an_end),
        SCENARIO(b04_eight_busy_threads_get_their_share),
        SCENARIO(b05_a_kill_in_the_middle_of_a_batch_comes_last),
        SCENARIO(b06_a_child_without_an_exit_signal_is_waited_for),
        SCENARIO(b07_a_parent_that_goes_first_takes_nobody_along),
        SCENARIO(b08_a_stream_of_signals_to_ptop_changes_nothing),
        SCENARIO(b08_interrupted_waits_of_the_core_lose_nothing),
        SCENARIO(b09_six_arguments_and_the_result_are_the_kernels),
    };

    session_remember_environment();
    return cmocka_run_group_tests_name("b: waiting", tests, NULL, NULL);
}
