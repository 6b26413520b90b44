/*
 * kin NAME ROUNDS: has a child in the way of kin.def, again and again, once it may go.  Each child
 * calls one function and ends, then the parent calls it.  Its address is in KIN_ADDRESS, the calls in
 * KIN_CALLS, and in KIN_BEGUN and KIN_ENDED which of the children came by.  Exits 1 if a child does
 * not end well, or the code was changed at the end.
 */
#include <linux/sched.h>
#include <sched.h>

#include "tracee.h"

#define STATUS     7
#define CODE_BYTES 16

static struct truth *truth;
static char stack[65536] __attribute__((aligned(16)));

__attribute__((noinline, noclone, aligned(64))) int meet(void)
{
    atomic_fetch_add(&truth->count[KIN_CALLS], 1);
    return STATUS;
}

static int be_child(void *unused)
{
    (void)unused;
    atomic_fetch_add(&truth->count[KIN_BEGUN], 1);
    meet();
    atomic_fetch_add(&truth->count[KIN_ENDED], 1);
    _exit(STATUS);
}

static pid_t by_fork(void)
{
    pid_t child = fork();

    if (child == 0)
        be_child(NULL);
    return child;
}

static pid_t by_vfork(void)
{
    pid_t child = vfork();

    if (child == 0)
        _exit(meet());
    return child;
}

static pid_t by_clone(int flags)
{
    return clone(be_child, stack + sizeof(stack), flags, NULL);
}

static pid_t by_clone3(uint64_t flags)
{
    struct clone_args arguments = {.flags = flags, .exit_signal = SIGCHLD};
    pid_t child = (pid_t)syscall(SYS_clone3, &arguments, sizeof(arguments));

    CHECK(arguments.flags == flags);
    if (child == 0)
        be_child(NULL);
    return child;
}

#define KIN(name, statement)                                                                       \
    static pid_t have_##name(void)                                                                 \
    {                                                                                              \
        return statement;                                                                          \
    }
#include "kin.def"

static pid_t (*find(const char *name))(void)
{
#define KIN(kin, statement)                                                                        \
    if (strcmp(name, #kin) == 0)                                                                   \
        return have_##kin;
#include "kin.def"
    return NULL;
}

int main(int argc, char *argv[])
{
    uint8_t before[CODE_BYTES];
    pid_t (*have)(void);

    tracee_begin();
    truth = tracee_truth();
    CHECK(argc == 3 && (have = find(argv[1])) != NULL);
    memcpy(before, (const void *)meet, CODE_BYTES);
    atomic_store(&truth->count[KIN_ADDRESS], (int64_t)(uintptr_t)meet);
    truth_reach(&truth->stage, 1);
    truth_await(&truth->go, 1, TRACEE_LIFETIME_S * 1000);
    for (long i = 0, rounds = atol(argv[2]); rounds == 0 || i < rounds; i++) {
        pid_t child = have();
        CHECK(child > 0);
        int status = tracee_exit_status(child);
        if (status != STATUS << 8)
            fprintf(stderr, "the child ended with %#x\n", status);
        CHECK(status == STATUS << 8);
        CHECK(meet() == STATUS);
    }
    truth_reach(&truth->stage, 2);
    truth_await(&truth->go, 2, TRACEE_LIFETIME_S * 1000);
    CHECK(memcmp(before, (const void *)meet, CODE_BYTES) == 0);
    return 0;
}
