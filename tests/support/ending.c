#include "support/ending.h"

#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stdint.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

#include "support/deadline.h"
#include "support/process.h"

const struct ending endings[ENDING_COUNT] = {
    {SIGTERM, ENDING_PROCESS, false},
    {SIGHUP, ENDING_PROCESS, false},
    {SIGINT, ENDING_PROCESS, false},
    {SIGQUIT, ENDING_PROCESS, false},
    {SIGSEGV, ENDING_MAIN_THREAD, true},
    {SIGABRT, ENDING_MAIN_THREAD, true},
    {SIGSEGV, ENDING_TRACER_THREAD, true},
    {SIGABRT, ENDING_TRACER_THREAD, true},
};

static void strike(struct screen *screen, const struct ending *ending)
{
    pid_t pid = screen_pid(screen), tid = pid;

    if (ending->target == ENDING_TRACER_THREAD)
        tid = process_find_thread(pid, "ptop-tracer");
    assert_true(tid > 0);
    if (ending->target == ENDING_PROCESS)
        assert_int_equal(kill(pid, ending->signal), 0);
    else
        assert_int_equal(syscall(SYS_tgkill, pid, tid, ending->signal), 0);
}

void ending_run(struct screen *screen, const struct ending *ending)
{
    bool is_right;
    int status;

    strike(screen, ending);
    if (!screen_wait_exit(screen, PATIENCE_MS, &status))
        fail_msg("ptop survives signal %d (target %d)", ending->signal, ending->target);
    is_right = ending->is_fault ? WIFSIGNALED(status) && WTERMSIG(status) == ending->signal
                                : WIFEXITED(status) && WEXITSTATUS(status) == 128 + ending->signal;
    if (!is_right)
        fail_msg("signal %d (target %d) gave the wait status %#x", ending->signal, ending->target,
                 status);
}
