/*
 * F: stepping.  The program must not be able to tell, and no call goes unseen.
 */
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/syscall.h>
#include <sys/wait.h>

#include "support/points.h"
#include "support/scenario.h"

#define RIP 16 /* in the registers of an EVENT_STOP: struct user_regs_struct */
#define RSP 19
#define TRAP_FLAG 0x100

static int64_t slot(const struct victim *victim, int which)
{
    return atomic_load(&victim->truth->count[which]);
}

static uint64_t reg(const struct event *stop, unsigned which)
{
    return ((const struct event_stop *)stop)->registers[which];
}

static uint64_t steps(const struct event *stop)
{
    return ((const struct event_stop *)stop)->steps;
}

static int send_step(pid_t tid, enum step_kind kind, uint64_t number, uint64_t address)
{
    return live_command((struct command){.kind = COMMAND_STEP,
                                         .tid = tid,
                                         .value = kind,
                                         .number = number,
                                         .address = address});
}

/* Step, and wait for the stop that it leads to. */
static const struct event *step(pid_t tid, enum step_kind kind, uint64_t number, uint64_t address)
{
    size_t from = live_count();
    const struct event *stop;

    assert_int_equal(send_step(tid, kind, number, address), 0);
    stop = live_await(EVENT_STOP, ANY_NUMBER, tid, from);
    assert_non_null(stop);
    assert_int_equal(stop->number, kind == STEP_CALL ? STOP_REASON_CALL : STOP_REASON_STEP);
    return stop;
}

/* A program of steps.c, held where its chapter begins. */
static struct victim *begin(const char *chapter)
{
    struct victim *victim = victim_start("steps", chapter, NULL);
    size_t from;
    const struct event *stop;

    live_attach(victim->pid);
    live_pause(victim->pid);
    from = live_count();
    assert_int_equal(send_step(victim->pid, STEP_UNTIL, 1, (uint64_t)slot(victim, STEPS_CHAPTER)),
                     0);
    truth_reach(&victim->truth->go, 1);
    stop = live_await(EVENT_STOP, STOP_REASON_STEP, victim->pid, from);
    assert_non_null(stop);
    assert_int_equal(reg(stop, RIP), slot(victim, STEPS_CHAPTER));
    return victim;
}

/* It runs on, untraced, and finds nothing that it does not like. */
static void end(struct victim *victim)
{
    live_close();
    assert_int_equal(victim_wait(victim), 0);
}

/* ---- F09: calls ------------------------------------------------------------------------- */

static void f09_every_call_that_is_stepped_over_is_written(void **state)
{
    struct victim *victim = begin("calls");
    size_t from = live_count();
    const struct event *stop = step(victim->pid, STEP_INSTRUCTION, 2000, 0);
    int64_t made = slot(victim, STEPS_COUNT);

    (void)state;
    assert_int_equal(steps(stop), 2000);
    assert_in_range(made, 50, 500);
    assert_in_range(live_count_of(EVENT_SYSCALL, SYS_getppid, victim->pid, from), made, made + 1);
    assert_in_range(live_count_of(EVENT_SYSCALL, 64, victim->pid, from), made, made + 1); /* i386 */
    end(victim);
}

static void f09_a_step_to_the_next_call_stops_at_both_its_ends(void **state)
{
    struct victim *victim = begin("calls");

    (void)state;
    for (int i = 0; i < 6; i++) {
        const struct event *stop = step(victim->pid, STEP_CALL, 1, 0);

        assert_true(stop->flags & (i % 2 ? STOP_AT_EXIT : STOP_AT_ENTRY));
    }
    assert_int_equal(slot(victim, STEPS_COUNT), 1);
    step(victim->pid, STEP_CALL, 8, 0);
    assert_int_equal(slot(victim, STEPS_COUNT), 3);
    end(victim);
}

static void f09_from_the_entry_of_a_call_a_step_ends_behind_it(void **state)
{
    struct victim *victim = begin("calls");
    const struct event *stop = step(victim->pid, STEP_CALL, 1, 0);
    uint64_t pc = reg(stop, RIP);

    (void)state;
    stop = step(victim->pid, STEP_INSTRUCTION, 1, 0);
    assert_int_equal(reg(stop, RIP), pc); /* that of the entry is behind the instruction */
    stop = step(victim->pid, STEP_INSTRUCTION, 1, 0);
    assert_int_not_equal(reg(stop, RIP), pc);
    end(victim);
}

/* Behind a seccomp filter that stops the calls that are traced, there is one entry for each. */
static void f09_every_call_is_written_once_where_a_filter_traps_it(void **state)
{
    struct truth *truth = victim_new_truth();
    char *argv[] = {(char *)victim_program("steps"), "calls", NULL};
    pid_t pid;
    size_t from;
    int64_t made;

    (void)state;
    live_open((struct session_options){.argv = argv, .trace = "getppid", .sets_trap = true});
    assert_int_equal(truth_await(&truth->stage, 1, PATIENCE_MS), 0);
    pid = session_launched_pid(live);
    live_pause(pid);
    from = live_count();
    assert_int_equal(send_step(pid, STEP_UNTIL, 1,
                               (uint64_t)atomic_load(&truth->count[STEPS_CHAPTER])), 0);
    truth_reach(&truth->go, 1);
    assert_non_null(live_await(EVENT_STOP, STOP_REASON_STEP, pid, from));
    from = live_count();
    step(pid, STEP_INSTRUCTION, 1000, 0);
    made = atomic_load(&truth->count[STEPS_COUNT]);
    assert_in_range(made, 25, 250);
    assert_in_range(live_count_of(EVENT_SYSCALL, SYS_getppid, pid, from), made, made + 1);
    live_resume(pid);
    live_await_end();
}

#define MOST_CALLS 4000

/* Some hundred thousand stops in a row, each of which waits for a processor where others want it too. */
#define WHOLE_PROGRAM_MS (5 * PATIENCE_MS)

/* The numbers of the calls that a program makes, stepped from its first instruction to its end, or
 * free. */
static size_t list_calls(const char *program, bool is_stepped, int32_t numbers[], int *ret_status)
{
    char *argv[] = {(char *)victim_program(program), NULL};
    size_t count = 0;

    live_open((struct session_options){.argv = argv, .starts_held = is_stepped});
    if (is_stepped) {
        const struct event *held = live_await(EVENT_STOP, ANY_NUMBER, 0, 0);

        assert_non_null(held);
        assert_int_equal(send_step(held->tid, STEP_INSTRUCTION, UINT64_C(1) << 40, 0), 0);
    }
    live_await_end_within(WHOLE_PROGRAM_MS);
    assert_true(session_exit_status(live, ret_status));
    for (size_t i = 0; i < live_count() && count < MOST_CALLS; i++)
        if (live_event(i)->kind == EVENT_SYSCALL)
            numbers[count++] = live_event(i)->number;
    live_end();
    return count;
}

static void check_whole_program(const char *program)
{
    static int32_t seen_free[MOST_CALLS], seen_stepped[MOST_CALLS];
    int free_status = -1, stepped_status = -1;
    size_t count = list_calls(program, false, seen_free, &free_status);

    assert_in_range(count, 3, MOST_CALLS - 1);
    assert_int_equal(list_calls(program, true, seen_stepped, &stepped_status), count);
    assert_int_equal(stepped_status, free_status);
    assert_memory_equal(seen_stepped, seen_free, count * sizeof(seen_free[0]));
}

static void f09_a_whole_program_is_stepped(void **state)
{
    (void)state;
    check_whole_program("int80");
}

static void f09_a_whole_32_bit_program_is_stepped(void **state)
{
    (void)state;
    check_whole_program("calls_i386");
}

/* SIGTRAP by kill, int3, icebp, the trap flag …: it counts what its handler gets. */
static void f11_a_program_full_of_traps_is_stepped(void **state)
{
    (void)state;
    check_whole_program("traps");
}

/* ---- F10, F11: the trap flag ------------------------------------------------------------------ */

static void f10_the_trap_flag_is_in_nothing_that_the_program_sees(void **state)
{
    struct victim *victim = begin("flags");

    (void)state;
    step(victim->pid, STEP_INSTRUCTION, 60, 0);
    for (int i = 0; i < 4; i++) {
        assert_int_not_equal(slot(victim, STEPS_FLAGS + i), 0);
        assert_false(slot(victim, STEPS_FLAGS + i) & TRAP_FLAG);
    }
    end(victim);
    assert_int_equal(slot(victim, STEPS_COUNT), 0); /* nothing trapped */
}

static void f11_a_trap_flag_of_the_programs_own_traps_as_ever(void **state)
{
    struct victim *victim = begin("own_trap");
    int64_t free_count;

    (void)state;
    step(victim->pid, STEP_OUT, 1, 0);
    free_count = slot(victim, STEPS_COUNT);
    assert_int_equal(free_count, 6);
    end(victim);
    live_end();
    victim = begin("own_trap");
    step(victim->pid, STEP_INSTRUCTION, 200, 0);
    assert_int_equal(slot(victim, STEPS_COUNT), free_count);
    end(victim);
}

/* ---- F12: repeated instructions ------------------------------------------------------------------ */

static void f12_a_repeated_instruction_is_one_step(void **state)
{
    struct victim *victim = begin("repeat");
    const struct event *stop = step(victim->pid, STEP_UNTIL, 1, (uint64_t)slot(victim, STEPS_REPEAT));

    (void)state;
    stop = step(victim->pid, STEP_INSTRUCTION, 1, 0);
    assert_int_equal(reg(stop, RIP), slot(victim, STEPS_REPEAT) + 2);
    assert_int_equal(reg(stop, 11), 0); /* rcx */
    assert_int_equal(steps(stop), 1);
    end(victim);
}

/* ---- F13: signals ----------------------------------------------------------------------------------- */

static void f13_a_step_with_a_signal_ends_at_the_handler(void **state)
{
    struct victim *victim = begin("spin");
    size_t from = live_count();
    const struct event *stop;

    (void)state;
    assert_int_equal(kill(victim->pid, SIGUSR1), 0);
    stop = step(victim->pid, STEP_INSTRUCTION, 1, 0);
    assert_int_equal(reg(stop, RIP), slot(victim, STEPS_HANDLER));
    assert_int_equal(live_count_of(EVENT_SIGNAL, SIGUSR1, victim->pid, from), 1);
    assert_int_equal(slot(victim, STEPS_HANDLED), 0);
    step(victim->pid, STEP_OUT, 1, 0);
    assert_int_equal(slot(victim, STEPS_HANDLED), 1);
    step(victim->pid, STEP_INSTRUCTION, 200, 0);
    atomic_store(&victim->truth->count[STEPS_END], 1);
    end(victim);
}

static void f13_a_step_over_runs_the_handler_to_its_end(void **state)
{
    struct victim *victim = begin("spin");
    uint64_t begins = (uint64_t)slot(victim, STEPS_CHAPTER);
    const struct event *stop;

    (void)state;
    assert_int_equal(kill(victim->pid, SIGUSR1), 0);
    stop = step(victim->pid, STEP_OVER, 1, 0);
    assert_int_equal(slot(victim, STEPS_HANDLED), 1);
    assert_in_range(reg(stop, RIP), begins + 1, begins + 64);
    assert_int_equal(steps(stop), 1);
    atomic_store(&victim->truth->count[STEPS_END], 1);
    end(victim);
}

/* The default of SIGCHLD: nothing. */
static void f13_a_signal_that_nobody_handles_does_not_stop_a_step(void **state)
{
    struct victim *victim = begin("spin");
    const struct event *stop;

    (void)state;
    assert_int_equal(kill(victim->pid, SIGCHLD), 0);
    stop = step(victim->pid, STEP_INSTRUCTION, 50, 0);
    assert_int_equal(steps(stop), 50);
    atomic_store(&victim->truth->count[STEPS_END], 1);
    end(victim);
}

/* ---- F14: calls that wait ------------------------------------------------------------------------------ */

/* Step into the read, where nothing ends it. */
static struct victim *begin_waiting(void)
{
    struct victim *victim = begin("wait");

    assert_int_equal(send_step(victim->pid, STEP_INSTRUCTION, 1000, 0), 0);
    assert_true(until(task_is_blocked_in(victim->pid, SYS_read)));
    return victim;
}

static void write_byte(struct victim *victim)
{
    char path[64];
    int fd;

    snprintf(path, sizeof(path), "/proc/%d/fd/%d", (int)victim->pid, (int)slot(victim, STEPS_PIPE));
    fd = open(path, O_WRONLY | O_CLOEXEC);
    assert_true(fd >= 0);
    assert_int_equal(write(fd, "x", 1), 1);
    close(fd);
}

static void f14_a_pause_ends_a_step_over_a_call_that_waits(void **state)
{
    struct victim *victim = begin_waiting();
    size_t from = live_count();

    (void)state;
    live_pause(victim->pid);
    assert_true(live_await(EVENT_STOP, STOP_REASON_PAUSE, victim->pid, from)->flags & STOP_IN_CALL);
    from = live_count();
    assert_int_equal(send_step(victim->pid, STEP_INSTRUCTION, 2, 0), 0);
    assert_true(until(task_is_blocked_in(victim->pid, SYS_read)));
    assert_null(live_find(EVENT_STOP, STOP_REASON_STEP, victim->pid, from));
    write_byte(victim);
    assert_non_null(live_await(EVENT_STOP, STOP_REASON_STEP, victim->pid, from));
    assert_int_equal(live_count_of(EVENT_SYSCALL, SYS_read, victim->pid, from), 1);
    end(victim);
}

static void f14_what_waits_in_a_step_can_be_let_go(void **state)
{
    struct victim *victim = begin_waiting();

    (void)state;
    live_close();
    assert_true(until(task_is_blocked_in(victim->pid, SYS_read)));
    write_byte(victim);
    assert_int_equal(victim_wait(victim), 0);
}

/* ---- F15: children and programs ------------------------------------------------------------------------- */

static void f15_a_child_of_a_step_runs_freely(void **state)
{
    struct victim *victim = begin("births");
    size_t from = live_count();
    const struct event *stop;

    (void)state;
    for (int guard = 0; slot(victim, STEPS_COUNT) != 3 && guard < 2000; guard++) {
        stop = step(victim->pid, STEP_INSTRUCTION, 100, 0);
        assert_int_equal(steps(stop), 100);
    }
    assert_int_equal(slot(victim, STEPS_COUNT), 3);
    assert_int_equal(live_count_of(EVENT_FORK, ANY_NUMBER, victim->pid, from), 3);
    assert_int_equal(live_count_of(EVENT_SIGNAL, SIGTRAP, 0, from), 0);
    end(victim);
}

static void f15_a_step_into_another_program_ends_at_its_beginning(void **state)
{
    struct victim *victim = begin("exec");
    size_t from = live_count();

    (void)state;
    while (!live_find(EVENT_EXEC, ANY_NUMBER, victim->pid, from))
        step(victim->pid, STEP_INSTRUCTION, 1, 0);
    step(victim->pid, STEP_INSTRUCTION, 100, 0);
    end(victim);
}

static void f15_a_step_out_of_a_function_that_execs_ends_there(void **state)
{
    struct victim *victim = begin("exec");
    size_t from = live_count();

    (void)state;
    step(victim->pid, STEP_OUT, 1, 0);
    assert_non_null(live_find(EVENT_EXEC, ANY_NUMBER, victim->pid, from));
    end(victim);
}

static void f15_the_end_of_a_program_ends_a_step(void **state)
{
    struct victim *victim = begin("flags");

    (void)state;
    assert_int_equal(send_step(victim->pid, STEP_INSTRUCTION, 1000000, 0), 0);
    assert_non_null(live_await(EVENT_EXIT, 0, victim->pid, 0));
    end(victim);
}

/* ---- F16: restartable sequences ---------------------------------------------------------------------------- */

static void f16_a_step_that_is_thrown_back_says_so_and_ends(void **state)
{
    struct victim *victim = begin("restartable");
    size_t from = live_count();
    const struct event *stop = step(victim->pid, STEP_INSTRUCTION, 1000000, 0);
    const struct event *note = live_find(EVENT_NOTE, ANY_NUMBER, victim->pid, from);

    (void)state;
    assert_non_null(note);
    assert_non_null(strstr(event_bytes_data((const struct event_bytes *)note), "rseq"));
    assert_in_range(steps(stop), 8, 1000);
    step(victim->pid, STEP_OUT, 1, 0);
    assert_int_equal(slot(victim, STEPS_COUNT), 1);
    end(victim);
}

/* ---- whole functions ------------------------------------------------------------------------------------------ */

static void a_step_over_a_call_is_not_ended_by_its_recursion(void **state)
{
    struct victim *victim = begin("recursion");
    uint64_t call = (uint64_t)slot(victim, STEPS_RECURSE_CALL);
    uint64_t stack = reg(step(victim->pid, STEP_UNTIL, 1, call), RSP);
    const struct event *stop = step(victim->pid, STEP_OVER, 1, 0);

    (void)state;
    assert_int_equal(slot(victim, STEPS_COUNT), 4);
    assert_int_equal(reg(stop, RIP), call + 5);
    assert_int_equal(reg(stop, RSP), stack);
    end(victim);
}

static void a_step_out_ends_in_the_caller_of_this_very_frame(void **state)
{
    struct victim *victim = begin("recursion");
    uint64_t call = (uint64_t)slot(victim, STEPS_RECURSE_CALL);
    uint64_t stack = reg(step(victim->pid, STEP_UNTIL, 3, call), RSP);
    const struct event *stop = step(victim->pid, STEP_OUT, 1, 0);

    (void)state;
    assert_int_equal(slot(victim, STEPS_COUNT), 3);
    assert_int_equal(reg(stop, RIP), call + 5);
    assert_int_equal(reg(stop, RSP), stack + 32);
    step(victim->pid, STEP_OUT, 2, 0);
    assert_int_equal(slot(victim, STEPS_COUNT), 5);
    end(victim);
}

static void a_breakpoint_holds_a_step_that_comes_upon_it(void **state)
{
    struct victim *victim = begin("recursion");
    uint32_t id = point_add_break(victim->pid, (uint64_t)slot(victim, STEPS_RECURSE_CALL), 0);
    size_t from = live_count();

    (void)state;
    for (uint64_t hits = 1; hits <= 5; hits++) {
        assert_int_equal(send_step(victim->pid, STEP_INSTRUCTION, 1000, 0), 0);
        assert_non_null(live_await(EVENT_STOP, STOP_REASON_BREAKPOINT, victim->pid, from));
        from = live_count();
        assert_int_equal(point_known(id)->hits, hits);
    }
    step(victim->pid, STEP_OUT, 1, 0);
    assert_int_equal(slot(victim, STEPS_COUNT), 1);
    end(victim);
}

static void a_step_over_is_held_by_a_breakpoint_in_the_function(void **state)
{
    struct victim *victim = begin("recursion");
    uint64_t call = (uint64_t)slot(victim, STEPS_RECURSE_CALL);
    size_t from;

    (void)state;
    step(victim->pid, STEP_UNTIL, 1, call);
    point_add_break(victim->pid, call, 0);
    from = live_count();
    assert_int_equal(send_step(victim->pid, STEP_OVER, 1, 0), 0);
    assert_non_null(live_await(EVENT_STOP, STOP_REASON_BREAKPOINT, victim->pid, from));
    assert_int_equal(slot(victim, STEPS_COUNT), 0);
    end(victim);
}

/* ---- refusals, job control, pauses ------------------------------------------------------------------------------ */

static void a_step_that_cannot_be_is_refused(void **state)
{
    struct victim *victim = begin("spin");

    (void)state;
    assert_int_equal(send_step(victim->pid, STEP_UNTIL, 1, 8), -EFAULT);
    assert_int_equal(send_step(victim->pid, STEP_UNTIL, 1, (uint64_t)(uintptr_t)victim->truth & 0),
                     -EFAULT);
    assert_int_equal(send_step(victim->pid, STEP_KIND_COUNT, 1, 0), -EINVAL);
    assert_int_equal(send_step(1, STEP_INSTRUCTION, 1, 0), -ESRCH);
    step(victim->pid, STEP_INSTRUCTION, 1, 0);
    live_resume(victim->pid);
    assert_int_equal(send_step(victim->pid, STEP_INSTRUCTION, 1, 0), -EBUSY);
    atomic_store(&victim->truth->count[STEPS_END], 1);
    end(victim);
}

static void d05_a_step_of_what_is_stopped_waits_for_sigcont(void **state)
{
    struct victim *victim = begin("spin");
    size_t from = live_count();

    (void)state;
    assert_int_equal(kill(victim->pid, SIGSTOP), 0);
    assert_int_equal(send_step(victim->pid, STEP_INSTRUCTION, 10, 0), 0);
    assert_non_null(live_await(EVENT_STOP, STOP_REASON_SIGNAL, victim->pid, from));
    live_drain(50);
    assert_null(live_find(EVENT_STOP, STOP_REASON_STEP, victim->pid, from));
    assert_int_equal(kill(victim->pid, SIGCONT), 0);
    assert_non_null(live_await(EVENT_STOP, STOP_REASON_STEP, victim->pid, from));
    atomic_store(&victim->truth->count[STEPS_END], 1);
    end(victim);
}

static void a_pause_ends_many_steps(void **state)
{
    struct victim *victim = begin("spin");
    size_t from = live_count();
    const struct event *stop;

    (void)state;
    assert_int_equal(send_step(victim->pid, STEP_INSTRUCTION, UINT64_C(1) << 40, 0), 0);
    assert_true(victim_moves(&victim->truth->count[STEPS_COUNT]));
    live_pause(victim->pid);
    stop = live_await(EVENT_STOP, STOP_REASON_PAUSE, victim->pid, from);
    assert_non_null(stop);
    step(victim->pid, STEP_INSTRUCTION, 5, 0);
    atomic_store(&victim->truth->count[STEPS_END], 1);
    end(victim);
}

static void the_other_threads_run_on_while_one_is_stepped(void **state)
{
    enum { THREADS = 3 };
    struct victim *victim = victim_start("workers", "spin", "3", NULL);
    pid_t tids[VICTIM_MAX_TASKS];
    _Atomic int64_t *rounds = &victim->truth->count[WORKER_FIRST];

    (void)state;
    assert_true(task_list(victim->pid, tids) >= THREADS);
    live_attach(victim->pid);
    live_pause(tids[0]);
    for (int i = 0; i < 20; i++)
        step(tids[0], STEP_OVER, 200, 0);
    for (int i = 1; i < THREADS; i++)
        assert_true(victim_moves(&rounds[i]));
    live_close();
    for (int i = 0; i < THREADS; i++)
        assert_true(victim_moves(&rounds[i]));
    victim_end(victim);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        SCENARIO(f09_every_call_that_is_stepped_over_is_written),
        SCENARIO(f09_a_step_to_the_next_call_stops_at_both_its_ends),
        SCENARIO(f09_from_the_entry_of_a_call_a_step_ends_behind_it),
        SCENARIO(f09_every_call_is_written_once_where_a_filter_traps_it),
        SCENARIO(f09_a_whole_program_is_stepped),
        SCENARIO(f09_a_whole_32_bit_program_is_stepped),
        SCENARIO(f11_a_program_full_of_traps_is_stepped),
        SCENARIO(f10_the_trap_flag_is_in_nothing_that_the_program_sees),
        SCENARIO(f11_a_trap_flag_of_the_programs_own_traps_as_ever),
        SCENARIO(f12_a_repeated_instruction_is_one_step),
        SCENARIO(f13_a_step_with_a_signal_ends_at_the_handler),
        SCENARIO(f13_a_step_over_runs_the_handler_to_its_end),
        SCENARIO(f13_a_signal_that_nobody_handles_does_not_stop_a_step),
        SCENARIO(f14_a_pause_ends_a_step_over_a_call_that_waits),
        SCENARIO(f14_what_waits_in_a_step_can_be_let_go),
        SCENARIO(f15_a_child_of_a_step_runs_freely),
        SCENARIO(f15_a_step_into_another_program_ends_at_its_beginning),
        SCENARIO(f15_a_step_out_of_a_function_that_execs_ends_there),
        SCENARIO(f15_the_end_of_a_program_ends_a_step),
        SCENARIO(f16_a_step_that_is_thrown_back_says_so_and_ends),
        SCENARIO(a_step_over_a_call_is_not_ended_by_its_recursion),
        SCENARIO(a_step_out_ends_in_the_caller_of_this_very_frame),
        SCENARIO(a_breakpoint_holds_a_step_that_comes_upon_it),
        SCENARIO(a_step_over_is_held_by_a_breakpoint_in_the_function),
        SCENARIO(a_step_that_cannot_be_is_refused),
        SCENARIO(d05_a_step_of_what_is_stopped_waits_for_sigcont),
        SCENARIO(a_pause_ends_many_steps),
        SCENARIO(the_other_threads_run_on_while_one_is_stepped),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
