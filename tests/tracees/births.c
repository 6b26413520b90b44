/*
 * births: has one child, or thread, in each way of births.def, waits until it has
 * ended, and leaves its tid in the truth page.
 */
#include <linux/sched.h>
#include <pthread.h>
#include <sched.h>

#include "tracee.h"

#define STATUS 7
#define THREAD_FLAGS                                                                               \
    (CLONE_VM | CLONE_FS | CLONE_FILES | CLONE_SIGHAND | CLONE_THREAD | CLONE_SYSVSEM |            \
     CLONE_PARENT_SETTID | CLONE_CHILD_CLEARTID)

static struct truth *truth;
static char stack[65536] __attribute__((aligned(16)));
static pid_t thread_tid; /* the kernel clears it when a thread of ours has ended */
static _Atomic pid_t pthread_tid;

static int end(void *unused)
{
    (void)unused;
    syscall(SYS_exit, STATUS);
    return 0;
}

static pid_t by_clone(int flags)
{
    return clone(end, stack + sizeof(stack), flags, NULL, &thread_tid, NULL, &thread_tid);
}

static pid_t by_vfork(void)
{
    pid_t child = vfork();

    if (child == 0)
        _exit(STATUS);
    return child;
}

static pid_t by_clone3(void)
{
    struct clone_args arguments = {.exit_signal = SIGCHLD};

    return syscall(SYS_clone3, &arguments, sizeof(arguments));
}

static void *tell_tid(void *unused)
{
    atomic_store(&pthread_tid, syscall(SYS_gettid));
    return unused;
}

static pid_t by_pthread(void)
{
    pthread_t thread;

    CHECK(pthread_create(&thread, NULL, tell_tid, NULL) == 0 && pthread_join(thread, NULL) == 0);
    return atomic_load(&pthread_tid);
}

/* Whose child it is, it must have ended before the stack is used again. */
static void await_end(pid_t tid)
{
    while (__atomic_load_n(&thread_tid, __ATOMIC_ACQUIRE) == tid)
        syscall(SYS_futex, &thread_tid, FUTEX_WAIT, tid, NULL, NULL, 0);
}

enum what { PROCESS, SIBLING, THREAD };

static void record(int row, enum what what, pid_t tid)
{
    if (tid == 0)
        _exit(STATUS); /* the child of a fork-like row */
    CHECK(tid > 0);
    atomic_store(&truth->count[BIRTH_FIRST_TID + row], tid);
    if (what == PROCESS)
        CHECK(tracee_exit_status(tid) == STATUS << 8);
    if (what == THREAD)
        await_end(tid);
}

static void be_born_in_every_way(void)
{
    int row = 0;

#define BORN(name, birth, what, statement) record(row++, what, statement);
#include "births.def"
}

int main(void)
{
    pid_t child;

    tracee_begin();
    truth = tracee_truth();
    child = tracee_fork(); /* so that the sibling's parent is ours, too */
    if (child == 0) {
        be_born_in_every_way();
        _exit(0);
    }
    CHECK(tracee_exit_status(child) == 0);
    CHECK(tracee_exit_status(-1) == STATUS << 8); /* the sibling */
    return 0;
}
