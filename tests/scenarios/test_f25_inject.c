/*
 * F25: a tracee makes calls for us, and has room of ours in its memory, and is as it was.
 *
 * The children are forks of the test that spin, in code of 64 or 32 bits, and are stopped there.
 */
#include <errno.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/user.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

#include "core/control/inject.h"
#include "core/control/scratch.h"
#include "core/control/space.h"
#include "core/tracee/procfs.h"
#include "core/tracee/ptrace_call.h"
#include "support/process.h"
#include "support/victim.h"

#define CODE_SEGMENT_32_BIT 0x23
#define ROUNDS              500

enum occupation { SPINS, SPINS_IN_32_BITS, WAITS, SPINS_FILTERED };

static struct tracee_table table;
static struct tracee *tracee;
static volatile sig_atomic_t *arrived; /* shared: the child is where it stays */

/* What must be the same. */
struct picture {
    struct user_regs_struct registers;
    uint8_t vectors[8192];
    ssize_t vector_bytes;
    uint64_t mask;
    uint8_t stack[1024]; /* around the stack pointer */
    char maps[65536];
};

static struct picture before, after;

static void allow_all(void)
{
    struct sock_filter allow = BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW);
    struct sock_fprog program = {1, &allow};

    prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0);
    prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &program, 0, 0);
}

static void stay(enum occupation occupation)
{
    if (occupation == SPINS_FILTERED)
        allow_all();
    *arrived = 1;
    while (occupation == WAITS)
        pause();
    for (;;)
        __asm__ volatile("");
}

static void stop(pid_t child)
{
    int status;

    assert_int_equal(ptrace_seize(child, SEIZE_ALONE), 0);
    assert_int_equal(ptrace_interrupt(child), 0);
    assert_int_equal(waitpid(child, &status, 0), child);
    assert_true(WIFSTOPPED(status));
    tracee = tracee_add(&table, child);
    tracee_set_state(tracee, TRACEE_STOPPED);
}

/* The page that it jumps to has int 0x80, and then jumps to itself. */
static void go_to_32_bits(uint8_t *page)
{
    struct user_regs_struct registers;

    memcpy(page, "\xcd\x80\xeb\xfe", 4);
    assert_int_equal(ptrace_get_registers(tracee->tid, &registers), 0);
    registers.rip = (uintptr_t)page + 2;
    registers.rsp = (uintptr_t)page + 2048;
    registers.cs = CODE_SEGMENT_32_BIT;
    assert_int_equal(ptrace_set_registers(tracee->tid, &registers), 0);
}

static void begin_with(enum occupation occupation)
{
    pid_t parent = getpid(), child;
    uint8_t *page = mmap(NULL, 4096, PROT_READ | PROT_WRITE | PROT_EXEC,
                         MAP_SHARED | MAP_ANONYMOUS | MAP_32BIT, -1, 0);

    assert_ptr_not_equal(page, MAP_FAILED);
    arrived = (sig_atomic_t *)(page + 4000);
    assert_int_equal(tracee_table_init(&table), 0);
    child = fork();
    if (child == 0) {
        process_dies_with(parent);
        alarm(50);
        stay(occupation);
    }
    assert_true(until(*arrived));
    assert_true(occupation != WAITS || until(process_state(child) == 'S'));
    stop(child);
    if (occupation == SPINS_IN_32_BITS)
        go_to_32_bits(page);
}

static int end(void **state)
{
    (void)state;
    process_end(tracee->tid);
    tracee_table_done(&table);
    return 0;
}

static void take_picture(struct picture *picture)
{
    ssize_t length;

    memset(picture, 0, sizeof(*picture));
    assert_int_equal(ptrace_get_registers(tracee->tid, &picture->registers), 0);
    assert_int_equal(ptrace_get_mask(tracee->tid, &picture->mask), 0);
    picture->vector_bytes =
        ptrace_get_vectors(tracee->tid, picture->vectors, sizeof(picture->vectors));
    assert_true(picture->vector_bytes > 0);
    assert_int_equal(
        space_read(tracee, picture->registers.rsp - 512, picture->stack, sizeof(picture->stack)),
        sizeof(picture->stack));
    length = procfs_read(tracee->tid, "maps", picture->maps, sizeof(picture->maps));
    assert_in_range(length, 1, sizeof(picture->maps) - 1);
}

static void assert_nothing_changed(void)
{
    take_picture(&after);
    assert_memory_equal(&before.registers, &after.registers, sizeof(before.registers));
    assert_int_equal(before.mask, after.mask);
    assert_int_equal(before.vector_bytes, after.vector_bytes);
    assert_memory_equal(before.vectors, after.vectors, (size_t)before.vector_bytes);
    assert_memory_equal(before.stack, after.stack, sizeof(before.stack));
    assert_string_equal(before.maps, after.maps);
}

static int inject(const char *name, uint64_t argument, int64_t *ret_result)
{
    struct inject_call call = {.name = name, .args = {argument}};
    int status = 0;

    int answer = inject_call(tracee, &call, ret_result, &status);
    assert_int_equal(status, 0); /* it is told of another stop only */
    return answer;
}

/* ---- calls ----------------------------------------------------------------------- */

static void call_many_times(void)
{
    struct space space = {0};

    take_picture(&before);
    for (unsigned i = 0; i < ROUNDS; i++) {
        int64_t result = 0;
        int status;
        tracee_addr slot = scratch_take(&space, tracee, before.registers.rip, 16, &status);

        assert_int_not_equal(slot, 0);
        scratch_give_back(&space, slot, 16);
        assert_int_equal(scratch_release(&space, tracee, &status), 0);
        assert_null(space.scratches);
        assert_int_equal(inject("getpid", 0, &result), 0);
        assert_int_equal(result, tracee->tid);
        assert_nothing_changed();
    }
}

static void F25_five_hundred_calls_leave_nothing_behind(void **state)
{
    (void)state;
    begin_with(SPINS);
    call_many_times();
}

static void F25_five_hundred_calls_of_32_bits_leave_nothing_behind(void **state)
{
    (void)state;
    begin_with(SPINS_IN_32_BITS);
    call_many_times();
}

static void F25_what_a_call_points_to_lies_below_the_stack_meanwhile(void **state)
{
    const char name[16] = "renamed by us";
    struct inject_call call = {.name = "prctl",
                               .args = {PR_SET_NAME},
                               .data = name,
                               .data_bytes = sizeof(name),
                               .data_argument = 1};
    char comm[16];
    int64_t result = -1;
    int status = 0;

    (void)state;
    begin_with(SPINS);
    take_picture(&before);
    assert_int_equal(inject_call(tracee, &call, &result, &status), 0);
    assert_int_equal(result, 0);
    procfs_comm(tracee->tid, comm, sizeof(comm));
    assert_string_equal(comm, name);
    assert_nothing_changed();
}

/* As when ptop breaks. */
static void F25_a_call_is_made_without_a_heap(void **state)
{
    struct inject_call call = {.name = "getpid", .has_no_heap = true};
    int64_t result = -1;
    int status = 0;

    (void)state;
    begin_with(SPINS);
    take_picture(&before);
    assert_int_equal(inject_call(tracee, &call, &result, &status), 0);
    assert_int_equal(result, tracee->tid);
    assert_nothing_changed();
}

/* Two that wait: neither ends the call, nor is lost. */
static void F25_signals_wait_until_the_call_is_over(void **state)
{
    int64_t result = 0;
    int status = 0;

    (void)state;
    begin_with(SPINS);
    take_picture(&before);
    assert_int_equal(kill(tracee->tid, SIGUSR1), 0);
    assert_int_equal(kill(tracee->tid, SIGUSR2), 0);
    assert_int_equal(inject("getpid", 0, &result), 0);
    assert_int_equal(result, tracee->tid);
    assert_nothing_changed();
    assert_int_equal(ptrace_resume(tracee->tid, 0), 0);
    assert_int_equal(waitpid(tracee->tid, &status, 0), tracee->tid);
    assert_int_equal(WSTOPSIG(status), SIGUSR1);
    assert_int_equal(ptrace_resume(tracee->tid, 0), 0);
    assert_int_equal(waitpid(tracee->tid, &status, 0), tracee->tid);
    assert_int_equal(WSTOPSIG(status), SIGUSR2);
}

static void F25_a_tracee_in_a_call_is_left_alone(void **state)
{
    int64_t result;

    (void)state;
    begin_with(WAITS);
    take_picture(&before);
    assert_int_equal(inject("getpid", 0, &result), -EBUSY);
    assert_nothing_changed();
}

static void F25_a_tracee_with_a_filter_is_left_alone(void **state)
{
    int64_t result;

    (void)state;
    begin_with(SPINS_FILTERED);
    take_picture(&before);
    assert_int_equal(inject("getpid", 0, &result), -EPERM);
    assert_nothing_changed();
}

static void F25_a_tracee_that_dies_instead_is_told(void **state)
{
    struct inject_call call = {.name = "getpid"};
    int64_t result;
    int status = 0, answer;

    (void)state;
    begin_with(SPINS);
    assert_int_equal(kill(tracee->tid, SIGKILL), 0);
    answer = inject_call(tracee, &call, &result, &status);
    if (answer == -EINTR)
        assert_int_equal(WTERMSIG(status), SIGKILL);
    else
        assert_int_equal(answer, -ESRCH);
}

/* Another stop comes first: a signal that nobody can block. */
static void F25_another_stop_is_handed_back(void **state)
{
    struct inject_call call = {.name = "getpid"};
    int64_t result;
    int status = 0;

    (void)state;
    begin_with(SPINS);
    take_picture(&before);
    assert_int_equal(kill(tracee->tid, SIGSTOP), 0);
    assert_int_equal(inject_call(tracee, &call, &result, &status), -EINTR);
    assert_true(WIFSTOPPED(status));
    assert_int_equal(WSTOPSIG(status), SIGSTOP);
    assert_int_equal(tracee->state, TRACEE_RUNNING);
    assert_nothing_changed();
}

/* ---- room ------------------------------------------------------------------------ */

static void slots_lie_within_reach_and_are_executed(void **state)
{
    struct space space = {0};
    struct user_regs_struct registers;
    tracee_addr first, second;
    int status;

    (void)state;
    begin_with(SPINS);
    take_picture(&before);
    first = scratch_take(&space, tracee, before.registers.rip, 16, &status);
    second = scratch_take(&space, tracee, before.registers.rip, 100, &status);
    assert_true(scratch_holds(&space, first) && scratch_holds(&space, second + 99));
    assert_false(scratch_holds(&space, before.registers.rip));
    assert_true(second >= first + SCRATCH_SLOT_BYTES);
    assert_in_range(before.registers.rip - first + SCRATCH_REACH_BYTES, 0, 2 * SCRATCH_REACH_BYTES);
    assert_int_equal(space_write(tracee, first, "\x90", 1), 1);
    registers = before.registers;
    registers.rip = first;
    assert_int_equal(ptrace_set_registers(tracee->tid, &registers), 0);
    assert_int_equal(ptrace_step(tracee->tid, 0), 0);
    assert_int_equal(waitpid(tracee->tid, &status, 0), tracee->tid);
    assert_int_equal(ptrace_get_registers(tracee->tid, &registers), 0);
    assert_int_equal(registers.rip, first + 1);
    assert_int_equal(ptrace_set_registers(tracee->tid, &before.registers), 0);
    scratch_give_back(&space, first, 16);
    assert_int_equal(scratch_release(&space, tracee, &status), 0);
    assert_true(scratch_holds(&space, second)); /* it is used still */
    assert_int_equal(scratch_take(&space, tracee, before.registers.rip, 16, &status), first);
    scratch_give_back(&space, first, 16);
    scratch_give_back(&space, second, 100);
    assert_int_equal(scratch_release(&space, tracee, &status), 0);
    assert_nothing_changed();
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_teardown(F25_five_hundred_calls_leave_nothing_behind, end),
        cmocka_unit_test_teardown(F25_five_hundred_calls_of_32_bits_leave_nothing_behind, end),
        cmocka_unit_test_teardown(F25_what_a_call_points_to_lies_below_the_stack_meanwhile, end),
        cmocka_unit_test_teardown(F25_a_call_is_made_without_a_heap, end),
        cmocka_unit_test_teardown(F25_signals_wait_until_the_call_is_over, end),
        cmocka_unit_test_teardown(F25_a_tracee_in_a_call_is_left_alone, end),
        cmocka_unit_test_teardown(F25_a_tracee_with_a_filter_is_left_alone, end),
        cmocka_unit_test_teardown(F25_a_tracee_that_dies_instead_is_told, end),
        cmocka_unit_test_teardown(F25_another_stop_is_handed_back, end),
        cmocka_unit_test_teardown(slots_lie_within_reach_and_are_executed, end),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
