/* Facts from /proc, about ourselves. */
#include <errno.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

#include "core/tracee/procfs.h"

static void a_hostile_name_does_not_move_the_fields_of_stat(void **state)
{
    uint64_t plain = 0, hostile = 0;

    (void)state;
    prctl(PR_SET_NAME, "plain");
    assert_int_equal(procfs_start_time(getpid(), &plain), 0);
    prctl(PR_SET_NAME, ") R 1 (x) 9");
    assert_int_equal(procfs_start_time(getpid(), &hostile), 0);
    assert_true(plain > 0);
    assert_int_equal(plain, hostile);
}

static void a_status_is_ours(void **state)
{
    struct procfs_status status;

    (void)state;
    prctl(PR_SET_NAME, "me");
    assert_int_equal(procfs_status(getpid(), &status), 0);
    assert_int_equal(status.tgid, getpid());
    assert_int_equal(status.ppid, getppid());
    assert_int_equal(status.tracer_pid, 0);
    assert_int_equal(status.uids[0], getuid());
    assert_int_equal(status.state, 'R');
    assert_int_equal(status.threads, 1);
    assert_string_equal(status.comm, "me");
}

static void a_process_that_is_gone_is_an_answer(void **state)
{
    struct procfs_status status;
    pid_t child = fork();
    char comm[16];

    (void)state;
    if (child == 0)
        _exit(0);
    waitpid(child, NULL, 0);
    assert_int_equal(procfs_status(child, &status), -ESRCH);
    procfs_comm(child, comm, sizeof comm);
    assert_int_equal(comm[0], '\0');
}

static bool count_task(void *context, pid_t tid)
{
    int *count = context;

    assert_int_equal(tid, getpid());
    ++*count;
    return true;
}

static void each_task_is_visited(void **state)
{
    int count = 0;

    (void)state;
    assert_int_equal(procfs_each_task(getpid(), count_task, &count), 0);
    assert_int_equal(count, 1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_hostile_name_does_not_move_the_fields_of_stat),
        cmocka_unit_test(a_status_is_ours),
        cmocka_unit_test(a_process_that_is_gone_is_an_answer),
        cmocka_unit_test(each_task_is_visited),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
