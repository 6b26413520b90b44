/* A thread that blocks in wait answers every kick. */
#include <errno.h>
#include <pthread.h>
#include <sched.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include <cmocka.h>

#include "core/tracer/wait_window.h"

#define KICKS 20000 /* or as many as there is time for */
#define ENOUGH_NS 20000000000
#define LOST_AFTER_NS 15000000000

static _Atomic int asked, answered, waiter_tid;
static _Atomic bool is_over;

/* Like the tracer: rearm, look at the queue, wait. */
static void *waiter(void *context)
{
    (void)context;
    wait_window_enter();
    atomic_store(&waiter_tid, (int)syscall(SYS_gettid));
    while (!atomic_load(&is_over)) {
        int status;

        wait_window_rearm();
        atomic_store(&answered, atomic_load(&asked));
        wait_window_wait(0, &status);
    }
    return NULL;
}

static int64_t now_ns(void)
{
    struct timespec now;

    clock_gettime(CLOCK_MONOTONIC, &now);
    return now.tv_sec * INT64_C(1000000000) + now.tv_nsec;
}

static bool is_answered(int number)
{
    int64_t end_ns = now_ns() + LOST_AFTER_NS;

    while (atomic_load(&answered) != number) {
        if (now_ns() > end_ns)
            return false;
        sched_yield(); /* there may be one processor */
    }
    return true;
}

/* A child that lives throughout, so that wait really blocks. */
static pid_t start_child(void)
{
    pid_t child = fork();

    if (child == 0) {
        prctl(PR_SET_PDEATHSIG, SIGKILL);
        for (;;)
            pause();
    }
    return child;
}

static void no_kick_is_lost_whatever_else_is_queued(void **state)
{
    sigset_t kick;
    pthread_t thread;
    pid_t child = start_child();
    int64_t end_ns = now_ns() + ENOUGH_NS;
    struct rlimit queued;

    (void)state;
    getrlimit(RLIMIT_SIGPENDING, &queued);
    queued.rlim_cur = 0; /* the user's queue is full */
    setrlimit(RLIMIT_SIGPENDING, &queued);
    assert_int_equal(wait_window_init(), 0);
    sigemptyset(&kick);
    sigaddset(&kick, WAIT_WINDOW_SIGNAL);
    pthread_sigmask(SIG_BLOCK, &kick, NULL);
    assert_int_equal(pthread_create(&thread, NULL, waiter, NULL), 0);
    while (!atomic_load(&waiter_tid))
        sched_yield();
    for (int i = 1; i <= KICKS && now_ns() < end_ns; i++) {
        atomic_store(&asked, i);
        syscall(SYS_tgkill, getpid(), atomic_load(&waiter_tid), WAIT_WINDOW_SIGNAL);
        if (!is_answered(i))
            fail_msg("kick %d was lost", i);
    }
    atomic_store(&is_over, true);
    syscall(SYS_tgkill, getpid(), atomic_load(&waiter_tid), WAIT_WINDOW_SIGNAL);
    pthread_join(thread, NULL);
    kill(child, SIGKILL);
    waitpid(child, NULL, 0);
}

static void without_children_wait_says_so(void **state)
{
    int status;

    (void)state;
    wait_window_rearm();
    assert_int_equal(wait_window_wait(0, &status), -ECHILD);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(no_kick_is_lost_whatever_else_is_queued),
        cmocka_unit_test(without_children_wait_says_so),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
