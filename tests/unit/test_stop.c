/* Wait statuses to stops: pure. */
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/ptrace.h>

#include <cmocka.h>

#include "core/tracee/stop.h"

static int stopped(int signal, int event)
{
    return event << 16 | signal << 8 | 0x7f;
}

static void each_status_has_its_kind(void **state)
{
    static const struct {
        int signal, event;
        enum stop_kind kind;
        int stop_signal;
    } rows[] = {
        { SIGTRAP | 0x80, 0, STOP_SYSCALL, 0 },
        { SIGTRAP, 0, STOP_SIGNAL, SIGTRAP },
        { SIGUSR1, 0, STOP_SIGNAL, SIGUSR1 },
        { SIGSTOP, 0, STOP_SIGNAL, SIGSTOP },
        { SIGTRAP, PTRACE_EVENT_STOP, STOP_TRAP, 0 },
        { SIGSTOP, PTRACE_EVENT_STOP, STOP_GROUP, SIGSTOP },
        { SIGTSTP, PTRACE_EVENT_STOP, STOP_GROUP, SIGTSTP },
        { SIGTTIN, PTRACE_EVENT_STOP, STOP_GROUP, SIGTTIN },
        { SIGTTOU, PTRACE_EVENT_STOP, STOP_GROUP, SIGTTOU },
        { SIGTRAP, PTRACE_EVENT_FORK, STOP_FORK, 0 },
        { SIGTRAP, PTRACE_EVENT_VFORK, STOP_VFORK, 0 },
        { SIGTRAP, PTRACE_EVENT_CLONE, STOP_CLONE, 0 },
        { SIGTRAP, PTRACE_EVENT_EXEC, STOP_EXEC, 0 },
        { SIGTRAP, PTRACE_EVENT_VFORK_DONE, STOP_OTHER_EVENT, 0 },
        { SIGTRAP, PTRACE_EVENT_EXIT, STOP_OTHER_EVENT, 0 },
        { SIGTRAP, PTRACE_EVENT_SECCOMP, STOP_SECCOMP, 0 },
    };

    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct stop stop = stop_classify(stopped(rows[i].signal, rows[i].event));

        assert_int_equal(stop.kind, rows[i].kind);
        assert_int_equal(stop.signal, rows[i].stop_signal);
    }
}

static void an_end_is_told_from_a_stop(void **state)
{
    (void)state;
    assert_int_equal(stop_classify(3 << 8).kind, STOP_EXITED);
    assert_int_equal(stop_classify(SIGKILL).kind, STOP_KILLED);
    assert_int_equal(stop_classify(SIGSEGV | 0x80).kind, STOP_KILLED); /* core dumped */
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_status_has_its_kind),
        cmocka_unit_test(an_end_is_told_from_a_stop),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
