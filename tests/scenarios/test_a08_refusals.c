/*
 * A08, A11: why a process may not be traced, in words.  Each cause that can be made
 * on any machine is made; a user without privileges is a child that gave its own up.
 */
#include <errno.h>
#include <grp.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/ptrace.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

#include <ptop/session.h>

#include "support/process.h"
#include "support/victim.h"

#define NOBODY 65534

static void become_nobody(void)
{
    if (setgroups(0, NULL) < 0 || setgid(NOBODY) < 0 || setuid(NOBODY) < 0)
        _exit(1);
    prctl(PR_SET_PDEATHSIG, SIGKILL); /* which a change of user clears */
}

static void try_attach(pid_t pid, struct error *ret_error)
{
    struct session_options options = { .pids = &pid, .pid_count = 1, .follows_forks = true };
    struct session *session;

    memset(ret_error, 0, sizeof *ret_error);
    if (session_open(&options, &session, ret_error) == 0)
        session_close(session);
}

static void assert_says(pid_t pid, const char *words)
{
    struct error error;

    try_attach(pid, &error);
    if (!strstr(error.message, words))
        fail_msg("%d: \"%s\" does not say \"%s\"", (int)pid, error.message, words);
    assert_null(strchr(error.message, '\n'));
}

/* The same as another user, in a child. */
static void assert_says_to_nobody(pid_t pid, const char *words)
{
    struct error error;
    int result[2];
    pid_t child;

    assert_int_equal(pipe(result), 0);
    child = fork();
    if (child == 0) {
        process_dies_with(getppid());
        become_nobody();
        try_attach(pid, &error);
        _exit(write(result[1], &error, sizeof error) != sizeof error);
    }
    close(result[1]);
    memset(&error, 0, sizeof error);
    assert_int_equal(read(result[0], &error, sizeof error), sizeof error);
    close(result[0]);
    waitpid(child, NULL, 0);
    if (!strstr(error.message, words))
        fail_msg("%d: \"%s\" does not say \"%s\"", (int)pid, error.message, words);
}

static pid_t start_waiting(void (*prepare)(void))
{
    int ready[2];
    char byte;
    pid_t child;

    assert_int_equal(pipe(ready), 0);
    child = fork();
    if (child == 0) {
        process_dies_with(getppid());
        if (prepare)
            prepare();
        (void)!write(ready[1], "r", 1);
        for (;;)
            pause();
    }
    assert_int_equal(read(ready[0], &byte, 1), 1);
    close(ready[0]);
    close(ready[1]);
    return child;
}

static void become_dumpable_nobody(void)
{
    become_nobody();
    prctl(PR_SET_DUMPABLE, 1);
}

static void have_a_child_that_ends(void)
{
    if (fork() == 0)
        _exit(0);
}

static void have_a_tracer_that_waits(void)
{
    pid_t child = fork();

    if (child == 0) {
        process_dies_with(getppid());
        ptrace(PTRACE_TRACEME, 0, 0, 0);
        raise(SIGSTOP);
        for (;;)
            pause();
    }
    waitpid(child, NULL, 0);
}

static void a08_what_no_number_can_be_is_no_process(void **state)
{
    (void)state;
    assert_says(0, "no process 0");
    assert_says(-1, "no process -1");
    assert_says(INT32_MAX, "no process 2147483647");
}

static void a08_ptop_does_not_trace_itself(void **state)
{
    (void)state;
    assert_says(getpid(), "ptop itself");
}

static void a08_a_kernel_thread_is_named_as_one(void **state)
{
    (void)state;
    if (process_state(2) == 0)
        skip(); /* in a pid namespace there is none */
    assert_says(2, "thread of the kernel");
}

static void a08_a_zombie_is_named_as_one(void **state)
{
    pid_t parent = start_waiting(have_a_child_that_ends);
    pid_t zombie = process_first_child(parent); /* not ours, or our tracer would reap it */

    (void)state;
    assert_true(zombie > 0);
    assert_true(until(process_state(zombie) == 'Z'));
    assert_says(zombie, "has exited");
    process_end(parent);
}

static void a08_another_tracer_is_named_with_its_pid(void **state)
{
    char words[64];
    pid_t tracer = start_waiting(have_a_tracer_that_waits);
    pid_t tracee = process_first_child(tracer);

    (void)state;
    assert_true(tracee > 0);
    snprintf(words, sizeof words, "already traced by process %d", (int)tracer);
    assert_says(tracee, words);
    process_end(tracer);
}

static void a08_another_users_process_is_named_as_one(void **state)
{
    pid_t child = start_waiting(NULL);

    (void)state;
    if (geteuid() != 0)
        skip();
    assert_says_to_nobody(child, "belongs to another user (uid 0)");
    process_end(child);
}

static void a08_an_undumpable_process_is_named_as_one(void **state)
{
    pid_t child = start_waiting(become_nobody); /* setuid makes it undumpable */

    (void)state;
    if (geteuid() != 0)
        skip();
    assert_says_to_nobody(child, "undumpable");
    process_end(child);
}

/* The other way round: without any cause left, it works. */
static void a08_ones_own_process_can_be_attached(void **state)
{
    pid_t child = start_waiting(become_dumpable_nobody);

    (void)state;
    if (geteuid() != 0)
        skip();
    assert_says_to_nobody(child, "");
    assert_true(process_is_free(child));
    process_end(child);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a08_what_no_number_can_be_is_no_process),
        cmocka_unit_test(a08_ptop_does_not_trace_itself),
        cmocka_unit_test(a08_a_kernel_thread_is_named_as_one),
        cmocka_unit_test(a08_a_zombie_is_named_as_one),
        cmocka_unit_test(a08_another_tracer_is_named_with_its_pid),
        cmocka_unit_test(a08_another_users_process_is_named_as_one),
        cmocka_unit_test(a08_an_undumpable_process_is_named_as_one),
        cmocka_unit_test(a08_ones_own_process_can_be_attached),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
