/*
 * E06, E13: rules that change calls on their way.  What the program gets is what the rule says, what the
 * record says is what was done, and nothing else of the program changes.
 */
#include <errno.h>
#include <linux/capability.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include <ptop/format.h>
#include <ptop/piece.h>
#include <ptop/tamper.h>

#include "support/scenario.h"

#define MAX_RULES 4

static struct tamper rules[MAX_RULES];

/* Options with rules, the last NULL. */
static struct session_options with_rules(const char *text, ...)
{
    struct session_options options = {.tampers = rules};
    va_list arguments;

    va_start(arguments, text);
    for (; text; text = va_arg(arguments, const char *)) {
        struct error error;
        if (tamper_parse(text, false, &rules[options.tamper_count++], &error) != 0)
            fail_msg("%s: %s", text, error.message);
    }
    va_end(arguments);
    return options;
}

/* The loader opens two files, the truth page is the third: the fourth openat is the program's own.
 * Launch a program of tests/tracees until its end; its truth page. */
static struct truth *run(struct session_options options, const char *program, const char *way,
                         const char *count)
{
    char *const argv[] = {(char *)victim_program(program), (char *)way, (char *)count, NULL};
    struct truth *truth = victim_new_truth();

    options.argv = argv;
    live_open(options);
    live_await_end();
    return truth;
}

static int exit_status(void)
{
    int status = -1;

    assert_true(session_exit_status(live, &status));
    return status;
}

static int64_t got(const struct truth *truth, unsigned index)
{
    return atomic_load(&truth->count[TAMPERED_FIRST + index]);
}

static const struct event_syscall *nth(int number, size_t n)
{
    for (size_t i = 0; i < live_count(); i++) {
        const struct event *event = live_event(i);
        if (event->kind == EVENT_SYSCALL && event->number == number && n-- == 0)
            return (const struct event_syscall *)event;
    }
    fail_msg("no such call %d", number);
    return NULL;
}

static unsigned done_to(const struct event_syscall *call)
{
    const struct event_call_facts *facts = piece_find_facts(call);

    assert_non_null(facts);
    assert_true(facts->pc != 0);
    return facts->tampering;
}

static const char *line_of(const struct event_syscall *call)
{
    static char line[1024];
    struct text text;

    text_init(&text, line, NULL, sizeof(line));
    format_event(&call->header, &(struct format_options){0}, &text);
    return line;
}

static bool has_note(const char *words)
{
    for (size_t i = 0; i < live_count(); i++)
        if (live_event(i)->kind == EVENT_NOTE &&
            memmem(live_event(i), live_event(i)->size_bytes, words, strlen(words)))
            return true;
    return false;
}

/* ---- results ------------------------------------------------------------------------ */

static void a_call_fails_when_it_is_its_turn(void **state)
{
    static const struct {
        const char *when, *turns; /* of nine calls: x fails */
    } rows[] = {
        {"", "xxxxxxxxx"},        {":when=3", "..x......"},   {":when=3+", "..xxxxxxx"},
        {":when=3+2", "..x.x.x.x"}, {":when=3..5", "..xxx...."}, {":when=2..6+2", ".x.x.x..."},
        {":when=10", "........."},
    };

    (void)state;
    for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
        char text[64];
        struct truth *truth;

        snprintf(text, sizeof(text), "getppid:error=EIO%s", rows[i].when);
        truth = run(with_rules(text, NULL), "tampered", "calls", "9");
        for (unsigned n = 0; n < 9; n++) {
            bool fails = rows[i].turns[n] == 'x';
            const struct event_syscall *call = nth(SYS_getppid, n);

            assert_int_equal(got(truth, n), fails ? -EIO : getpid());
            assert_int_equal(call->result, got(truth, n));
            assert_int_equal(done_to(call), fails ? CALL_INJECTED : 0);
            assert_int_equal(call->header.flags & EVENT_FAILED, fails ? EVENT_FAILED : 0);
        }
        assert_int_equal(exit_status(), 0);
        live_end();
    }
}

static void a_call_answers_what_the_rule_says(void **state)
{
    struct truth *truth = run(with_rules("getppid:retval=0x123456", NULL), "tampered",
                              "calls", "2");

    (void)state;
    assert_int_equal(got(truth, 0), 0x123456);
    assert_string_equal(line_of(nth(SYS_getppid, 1)), "getppid() = 1193046 (INJECTED)");
    live_end();
    truth = run(with_rules("getppid:error=3:syscall=getpid", NULL), "tampered", "calls", "2");
    assert_int_equal(got(truth, 1), -ESRCH);
    assert_string_equal(line_of(nth(SYS_getppid, 1)),
                        "getppid() = -1 ESRCH (No such process) (INJECTED)");
}

/* The kernel's own codes for "once more" are a result like any other, if they are made up. */
static void a_made_up_restart_restarts_nothing(void **state)
{
    struct truth *truth =
        run(with_rules("nanosleep:error=516:signal=USR1:syscall=getpid", NULL), "tampered",
            "medley", NULL);

    (void)state;
    assert_int_equal(got(truth, 4), -516);
    assert_int_equal(atomic_load(&truth->count[TAMPERED_SIGNAL]), SIGUSR1);
    assert_int_equal(exit_status(), 0);
}

static void of_two_rules_the_later_one_counts(void **state)
{
    struct truth *truth = run(with_rules("getppid:error=1", "getppid:error=2:when=1", NULL),
                              "tampered", "calls", "2");

    (void)state;
    assert_int_equal(got(truth, 0), -ENOENT);
    assert_int_equal(got(truth, 1), getpid());
}

static void what_is_not_traced_is_left_alone(void **state)
{
    struct session_options options = with_rules("getppid:error=1", NULL);
    struct truth *truth;

    (void)state;
    options.trace = "openat";
    truth = run(options, "tampered", "calls", "1");
    assert_int_equal(got(truth, 0), getpid());
}

static void an_end_that_is_made_up_is_none(void **state)
{
    (void)state;
    run(with_rules("exit_group:error=EAGAIN:when=1", NULL), "tampered", "ends", NULL);
    assert_int_equal(exit_status(), 4 << 8);
    assert_string_equal(line_of(nth(SYS_exit_group, 0)),
                        "exit_group(3) = -1 EAGAIN (Resource temporarily unavailable) (INJECTED)");
}

/* ---- signals, bytes --------------------------------------------------------------- */

static void a_signal_comes_as_the_kernels(void **state)
{
    struct truth *truth = run(with_rules("nanosleep:signal=USR1", NULL), "tampered", "medley",
                              NULL);

    (void)state;
    assert_int_equal(atomic_load(&truth->count[TAMPERED_SIGNAL]), SIGUSR1);
    assert_int_equal(atomic_load(&truth->count[TAMPERED_SIGNAL_CODE]), SI_KERNEL);
    assert_int_equal(got(truth, 4), -EINTR);
    assert_int_equal(done_to(nth(SYS_nanosleep, 0)), 0);
    assert_non_null(live_find(EVENT_SIGNAL, SIGUSR1, 0, 0));
}

static void bytes_are_written_before_and_behind(void **state)
{
    struct truth *truth = run(with_rules("openat:poke_enter=@arg2=2f65746300:when=4",
                                         "read:poke_exit=@arg2=41:retval=5:when=2", NULL),
                              "tampered", "medley", NULL);

    char line[128];

    (void)state;
    assert_int_equal(got(truth, 3), 'A');
    assert_int_equal(got(truth, 2), 5);
    assert_int_equal(got(truth, 6), 'e');
    snprintf(line, sizeof(line), "openat(AT_FDCWD, \"/etc\", O_RDONLY) = %d (INJECTED: args)",
             (int)got(truth, 1));
    assert_string_equal(line_of(nth(SYS_openat, 3)), line);
    snprintf(line, sizeof(line), "read(%d, \"A\\0\\0\\0\\0\", 8) = 5 (INJECTED: args, retval)",
             (int)got(truth, 1));
    assert_string_equal(line_of(nth(SYS_read, 1)), line);
}

static void where_nothing_can_be_written_the_call_goes_on(void **state)
{
    struct truth *truth = run(with_rules("getppid:poke_exit=@arg1=41,@arg7=42", NULL), "tampered",
                              "calls", "1");

    (void)state;
    assert_int_equal(got(truth, 0), getpid());
    assert_true(has_note("@arg1 of getppid is as it was: it has no such argument"));
    assert_true(has_note("@arg7 of getppid is as it was: it has no such argument"));
}

/* ---- E13: the program's registers ------------------------------------------------------ */

static void assert_unspoilt(struct victim *victim, int64_t result)
{
    int64_t rounds = atomic_load(&victim->truth->count[EDITABLE_ROUNDS]);

    assert_true(until(atomic_load(&victim->truth->count[EDITABLE_RESULT]) == result));
    assert_true(until(atomic_load(&victim->truth->count[EDITABLE_ROUNDS]) > rounds + 20));
    assert_int_equal(atomic_load(&victim->truth->count[EDITABLE_SPOILT]), 0);
}

static void e13_the_registers_are_the_programs_behind_the_call(void **state)
{
    static const char *const texts[] = {"openat:error=EMFILE", "openat:error=EMFILE:syscall=gettid"};

    (void)state;
    for (size_t i = 0; i < 2; i++) {
        struct victim *victim = victim_start("editable_calls", NULL);
        struct session_options options = with_rules(texts[i], NULL);

        options.pids = &victim->pid;
        options.pid_count = 1;
        live_open(options);
        assert_unspoilt(victim, -EMFILE);
        live_end();
        victim_end(victim);
    }
}

/* ---- E06: filters ---------------------------------------------------------------------- */

static void e06_behind_a_filter_a_call_can_fail_and_nobody_dies(void **state)
{
    struct truth *truth = run(with_rules("openat:error=ENOENT:when=4", "uname:error=EPERM", NULL),
                              "tampered", "allowed", NULL);

    (void)state;
    assert_int_equal(exit_status(), 0);
    assert_int_equal(got(truth, 0), -ENOENT);
    assert_int_equal(got(truth, 1), -EPERM);
    assert_int_equal(got(truth, 2), '?');
    assert_true(got(truth, 3) >= 0);
}

/* The right to suspend filters is SYS_ADMIN's; given up for good. */
static void drop_rights(void)
{
    struct __user_cap_header_struct header = {.version = _LINUX_CAPABILITY_VERSION_3};
    struct __user_cap_data_struct data[2];

    assert_int_equal(syscall(SYS_capget, &header, data), 0);
    data[CAP_SYS_ADMIN / 32].effective &= ~(1u << CAP_SYS_ADMIN % 32);
    data[CAP_SYS_ADMIN / 32].permitted &= ~(1u << CAP_SYS_ADMIN % 32);
    assert_int_equal(syscall(SYS_capset, &header, data), 0);
}

static void e06_without_rights_it_fails_harmlessly_or_is_left_alone(void **state)
{
    struct truth *truth;

    (void)state;
    drop_rights();
    truth = run(with_rules("openat:error=ENOENT:when=4", "uname:error=EPERM", NULL), "tampered",
                "allowed", NULL);
    assert_int_equal(exit_status(), 0);
    assert_int_equal(got(truth, 0), -ENOENT);
    assert_int_equal(got(truth, 1), 0);
    assert_int_equal(got(truth, 2), 'L');
    assert_true(got(truth, 3) >= 0);
    assert_string_equal(line_of(nth(SYS_openat, 3)), "openat(AT_FDCWD, \"/dev/null\", O_RDONLY) = "
                                                     "-1 ENOENT (No such file or directory) "
                                                     "(INJECTED)");
    assert_true(has_note("uname is made as it is"));
}

static void under_our_own_trap_it_is_the_same(void **state)
{
    struct session_options options = with_rules("getppid:error=EPERM:when=2", NULL);
    struct truth *truth;

    (void)state;
    options.sets_trap = true;
    options.trace = "getppid";
    truth = run(options, "tampered", "calls", "3");
    assert_int_equal(got(truth, 0), getpid());
    assert_int_equal(got(truth, 1), -EPERM);
    assert_int_equal(got(truth, 2), getpid());
    live_end();
    options = with_rules("openat:error=ENOENT:when=4", NULL);
    options.sets_trap = true;
    options.trace = "openat";
    truth = run(options, "tampered", "allowed", NULL);
    assert_int_equal(exit_status(), 0);
    assert_int_equal(got(truth, 0), -ENOENT);
    assert_true(got(truth, 3) >= 0);
}

/* ---- i386 ------------------------------------------------------------------------------ */

static void calls_of_i386_are_changed_too(void **state)
{
    (void)state;
    run(with_rules("getppid:retval=0:when=1", NULL), "calls_i386", NULL, NULL);
    assert_int_equal(exit_status(), 1 << 8); /* it noticed */
    live_end();
    run(with_rules("close:error=EBADF", NULL), "calls_i386", NULL, NULL);
    assert_int_equal(exit_status(), 1 << 8);
    live_end();
    run(with_rules("getppid:retval=77", NULL), "int80", NULL, NULL); /* by both ways: 77 */
    assert_true(exit_status() == 0 || exit_status() == 77 << 8);
}

/* ---- delays ---------------------------------------------------------------------------- */

static const char *const for_an_hour[] = {"nanosleep:delay_enter=3600s:when=5",
                                          "nanosleep:delay_exit=3600s:when=5"};

static int64_t moved(struct victim *victim)
{
    return atomic_load(&victim->truth->count[WORKER_FIRST]);
}

static bool stands_still(struct victim *napper, struct victim *worker)
{
    int64_t rounds = moved(napper);

    for (int i = 0; i < 3; i++) {
        int64_t before = moved(worker);
        if (!until((live_drain(0), moved(worker) > before + 100)))
            return false;
    }
    return moved(napper) == rounds && process_state(napper->pid) == 't';
}

/* One who naps, delayed for an hour, and one who works. */
static void begin_delay(const char *rule, struct victim **ret_napper, struct victim **ret_worker)
{
    struct session_options options = with_rules(rule, NULL);
    pid_t pids[2];

    *ret_napper = victim_start("workers", "nap", "1", NULL);
    *ret_worker = victim_start("workers", "call", "1", NULL);
    pids[0] = (*ret_napper)->pid;
    pids[1] = (*ret_worker)->pid;
    options.pids = pids;
    options.pid_count = 2;
    live_open(options);
    assert_true(until(stands_still(*ret_napper, *ret_worker)));
}

static void a_delay_holds_up_nobody_else(void **state)
{
    (void)state;
    for (size_t i = 0; i < 2; i++) {
        struct victim *napper, *worker;

        begin_delay(for_an_hour[i], &napper, &worker);
        assert_true(stands_still(napper, worker));
        live_pause(napper->pid);
        live_resume(napper->pid);
        assert_true(stands_still(napper, worker));
        live_end(); /* everything is let go, and quickly */
        assert_true(victim_moves(&napper->truth->count[WORKER_FIRST]));
        victim_end(napper);
        victim_end(worker);
    }
}

static void who_is_delayed_can_be_let_go_and_killed(void **state)
{
    (void)state;
    for (size_t i = 0; i < 2; i++) {
        struct victim *napper, *worker;

        begin_delay(for_an_hour[i], &napper, &worker);
        assert_int_equal(
            live_command((struct command){.kind = COMMAND_DETACH, .tgid = napper->pid}), 0);
        assert_true(victim_moves(&napper->truth->count[WORKER_FIRST]));
        live_end();
        victim_end(worker);
        begin_delay(for_an_hour[i], &napper, &worker);
        kill(napper->pid, SIGKILL);
        assert_non_null(live_await(EVENT_EXIT, SIGKILL, napper->pid, 0));
        live_end();
    }
}

/* Let go in the middle of its delay, a call is made after all. */
static void what_was_to_fail_is_made_when_nobody_looks(void **state)
{
    struct victim *napper, *worker;
    int64_t rounds;

    (void)state;
    begin_delay("nanosleep:delay_enter=3600s:error=EPERM:when=2", &napper, &worker);
    rounds = moved(napper);
    live_end();
    assert_true(until(moved(napper) > rounds + 3));
    victim_end(napper);
    victim_end(worker);
}

/* Calls that a detach would end with EINTR (A04): not those that have not begun either. */
static void who_is_let_go_before_its_wait_is_not_interrupted(void **state)
{
    static const char *const texts[] = {"epoll_pwait2:delay_enter=3600s:when=3",
                                        "epoll_pwait2:delay_exit=3600s:when=3",
                                        "epoll_pwait2:delay_enter=3600s:error=EIO:when=3"};

    (void)state;
    for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++) {
        struct victim *victim = victim_start("own_filter", NULL);
        struct session_options options = with_rules(texts[i], NULL);
        int64_t handled;

        options.pids = &victim->pid;
        options.pid_count = 1;
        live_open(options);
        assert_true(until((handled = atomic_load(&victim->truth->count[CALLS_HANDLED]),
                           live_drain(20) == 0 && process_state(victim->pid) == 't' &&
                               atomic_load(&victim->truth->count[CALLS_HANDLED]) == handled)));
        live_end();
        assert_true(until(atomic_load(&victim->truth->count[CALLS_HANDLED]) > handled + 3));
        assert_int_equal(atomic_load(&victim->truth->count[CALLS_WRONG]), 0);
        victim_end(victim);
    }
}

/* Nor does it fail when we are killed meanwhile. */
static void who_waits_for_a_dead_tracer_goes_on(void **state)
{
    struct victim *napper = victim_start("workers", "nap", "1", NULL);
    char pid[16];
    struct batch *batch;
    int64_t rounds;

    (void)state;
    snprintf(pid, sizeof(pid), "%d", (int)napper->pid);
    batch = batch_start("-e", "inject=nanosleep:error=EPERM:delay_enter=3600s:when=2", "-p", pid,
                        NULL);
    batch_await(batch, "nanosleep(");
    assert_true(until(process_state(napper->pid) == 't'));
    rounds = moved(napper);
    kill(batch->pid, SIGKILL);
    batch_finish(batch);
    assert_true(until(process_state(napper->pid) != 't' && moved(napper) > rounds + 3));
    victim_end(napper);
}

static void a_delay_ends_in_its_time(void **state)
{
    struct timespec before, after;
    struct truth *truth;
    double seconds;

    (void)state;
    clock_gettime(CLOCK_MONOTONIC, &before);
    truth = run(with_rules("getppid:delay_enter=100ms:delay_exit=50ms:retval=3", NULL), "tampered",
                "calls", "2");
    clock_gettime(CLOCK_MONOTONIC, &after);
    seconds = (double)(after.tv_sec - before.tv_sec) + (double)(after.tv_nsec - before.tv_nsec) / 1e9;
    assert_true(seconds >= 0.3);
    assert_int_equal(got(truth, 1), 3);
    assert_string_equal(line_of(nth(SYS_getppid, 1)), "getppid() = 3 (INJECTED) (DELAYED)");
    assert_true(nth(SYS_getppid, 0)->duration_ns >= 100000000u);
    assert_true(nth(SYS_getppid, 0)->duration_ns < 100000000u + PATIENCE_MS * 1000000u);
}

/* ---- chance ------------------------------------------------------------------------------ */

/* Threads, each of which counts by itself, under rules made by chance: each fails as often as its
 * own calls say, and all end. */
static void rules_by_chance_on_many_threads(void **state)
{
    static const char *const actions[] = {"error=EAGAIN", "retval=4", "delay_enter=300us",
                                          "delay_exit=200us:error=2", "signal=CHLD"};
    unsigned seed = (unsigned)time(NULL);
    long changed = 0;

    (void)state;
    for (int round = 0; round < test_scale(6); round++) {
        char text[128];
        unsigned first = 1 + (unsigned)rand_r(&seed) % 5, step = 1 + (unsigned)rand_r(&seed) % 4;
        char *const argv[] = {(char *)victim_program("workers"), "call", "8", "400", "5", NULL};
        struct session_options options;

        snprintf(text, sizeof(text), "getppid:%s:when=%u+%u",
                 actions[(unsigned)rand_r(&seed) % 5], first, step);
        options = with_rules(text, NULL);
        options.argv = argv;
        live_open(options);
        live_await_end();
        assert_int_equal(exit_status(), 5 << 8);
        for (size_t i = 0; i < live_count(); i++) {
            const struct event *event = live_event(i);
            unsigned before = 0;

            if (event->kind != EVENT_SYSCALL || event->number != SYS_getppid ||
                event->flags & EVENT_NO_RETURN)
                continue;
            for (size_t j = 0; j < i; j++)
                before += live_event(j)->kind == EVENT_SYSCALL &&
                          live_event(j)->number == SYS_getppid && live_event(j)->tid == event->tid;
            if (!(rules[0].actions & ~(unsigned)TAMPER_SIGNAL))
                continue;
            if ((done_to((const struct event_syscall *)event) != 0) !=
                (before + 1 >= first && (before + 1 - first) % step == 0))
                fail_msg("%s: call %u of %d", text, before + 1, event->tid);
            changed += done_to((const struct event_syscall *)event) != 0;
        }
        live_end();
    }
    exercised("changed calls", changed);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        SCENARIO(a_call_fails_when_it_is_its_turn),
        SCENARIO(a_call_answers_what_the_rule_says),
        SCENARIO(a_made_up_restart_restarts_nothing),
        SCENARIO(of_two_rules_the_later_one_counts),
        SCENARIO(what_is_not_traced_is_left_alone),
        SCENARIO(an_end_that_is_made_up_is_none),
        SCENARIO(a_signal_comes_as_the_kernels),
        SCENARIO(bytes_are_written_before_and_behind),
        SCENARIO(where_nothing_can_be_written_the_call_goes_on),
        SCENARIO(e13_the_registers_are_the_programs_behind_the_call),
        SCENARIO(e06_behind_a_filter_a_call_can_fail_and_nobody_dies),
        SCENARIO(under_our_own_trap_it_is_the_same),
        SCENARIO(calls_of_i386_are_changed_too),
        SCENARIO(a_delay_holds_up_nobody_else),
        SCENARIO(who_is_delayed_can_be_let_go_and_killed),
        SCENARIO(what_was_to_fail_is_made_when_nobody_looks),
        SCENARIO(who_is_let_go_before_its_wait_is_not_interrupted),
        SCENARIO(who_waits_for_a_dead_tracer_goes_on),
        SCENARIO(a_delay_ends_in_its_time),
        SCENARIO(rules_by_chance_on_many_threads),
        SCENARIO(e06_without_rights_it_fails_harmlessly_or_is_left_alone), /* they are gone then */
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
