/*
 * E13 on kernels before 6.16, which have no request to change a call: the registers do.  Here the request is
 * refused because it is about another kind of stop than the one that the child is in.
 */
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <sys/user.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

#include "core/tracee/ptrace_call.h"
#include "core/tracee/registers.h"
#include "support/process.h"
#include "support/victim.h"

static volatile long *got; /* shared: what the child's call gave it */

static void make_calls(void)
{
    for (;;)
        *got = syscall(SYS_getppid);
}

static int begin(void **state)
{
    (void)state;
    got = mmap(NULL, 4096, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    return got == MAP_FAILED;
}

static pid_t start(void)
{
    pid_t parent = getpid(), child = fork();
    int status;

    assert_true(child >= 0);
    if (child == 0) {
        process_dies_with(parent);
        make_calls();
    }
    assert_true(until(*got != 0));
    assert_int_equal(ptrace_seize(child, SEIZE_ALONE), 0);
    assert_int_equal(ptrace_interrupt(child), 0);
    assert_int_equal(waitpid(child, &status, 0), child);
    return child;
}

/* Run it to its next stop at a call of that kind. */
static void run_to(pid_t child, enum syscall_op op, struct syscall_stop *ret_stop)
{
    do {
        int status;

        assert_int_equal(ptrace_resume(child, 0), 0);
        assert_int_equal(waitpid(child, &status, 0), child);
        assert_true(WIFSTOPPED(status));
        assert_int_equal(ptrace_syscall_stop(child, ret_stop), 0);
    } while (ret_stop->op != op);
}

static void a_call_becomes_another_one_or_none(void **state)
{
    static const struct {
        int64_t number;
        bool is_child; /* the result: its own number; else -ENOSYS */
    } rows[] = {{SYS_getpid, true}, {-1, false}};
    pid_t child = start();

    (void)state;
    for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
        struct syscall_stop stop;

        run_to(child, SYSCALL_OP_ENTRY, &stop);
        assert_true(ptrace_set_call(child, true, rows[i].number, stop.args) < 0);
        assert_int_equal(
            registers_set_call(child, true, ABI_NATIVE, rows[i].number, stop.args), 0);
        run_to(child, SYSCALL_OP_EXIT, &stop);
        assert_int_equal(stop.result, rows[i].is_child ? child : -ENOSYS);
    }
    process_end(child);
}

static void a_result_is_written_where_the_program_finds_it(void **state)
{
    pid_t child = start();
    struct user_regs_struct registers;
    struct syscall_stop stop;
    int status;

    (void)state;
    run_to(child, SYSCALL_OP_EXIT, &stop);
    assert_int_equal(registers_set_result(child, 4711, false), 0);
    run_to(child, SYSCALL_OP_ENTRY, &stop);
    assert_int_equal(*got, 4711);
    run_to(child, SYSCALL_OP_EXIT, &stop);
    assert_int_equal(ptrace_interrupt(child), 0);
    assert_int_equal(ptrace_resume(child, 0), 0);
    assert_int_equal(waitpid(child, &status, 0), child);
    assert_true(ptrace_set_result(child, 42, false) < 0); /* no call's stop */
    assert_int_equal(registers_set_result(child, 42, false), 0);
    assert_int_equal(ptrace_get_registers(child, &registers), 0);
    assert_int_equal(registers.rax, 42);
    process_end(child);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup(a_call_becomes_another_one_or_none, begin),
        cmocka_unit_test_setup(a_result_is_written_where_the_program_finds_it, begin),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
