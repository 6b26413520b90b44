/* A13: attaching to a process that execs all the time must not wait for itself. */
#include <errno.h>
#include <poll.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

#include <ptop/session.h>

#include "support/deadline.h"

#define ATTACHES 15

static unsigned execs;

static void count_execs(void *context, const struct event *event)
{
    (void)context;
    execs += event->kind == EVENT_EXEC;
}

static void drain_a_while(struct session *session)
{
    deadline_ms deadline = deadline_in(30);

    while (deadline_left(deadline)) {
        if (!session_drain(session, 1000, count_execs, NULL) && session_arm(session))
            poll(&(struct pollfd){ .fd = session_fd(session), .events = POLLIN }, 1, 5);
    }
}

static void a13_an_attach_during_execs_ends(void **state)
{
    pid_t pid = fork();
    unsigned attached = 0;

    (void)state;
    if (pid == 0) {
        execl(PTOP_TRACEES "/exec_again", "exec_again", NULL);
        _exit(127);
    }
    for (int i = 0; i < ATTACHES; i++) {
        struct session_options options = { .pids = &pid, .pid_count = 1, .follows_forks = true };
        struct session *session;
        struct error error;
        deadline_ms deadline = deadline_in(PATIENCE_MS);

        if (session_open(&options, &session, &error) == 0) {
            attached++;
            drain_a_while(session);
            session_close(session);
        }
        assert_true(deadline_left(deadline) > 0);
        assert_int_equal(kill(pid, 0), 0);
    }
    kill(pid, SIGKILL);
    waitpid(pid, NULL, 0);
    assert_true(attached > ATTACHES / 2);
    assert_true(execs > 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a13_an_attach_during_execs_ends),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
