#include "support/watched.h"

#include <poll.h>
#include <signal.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <sys/ptrace.h>
#include <sys/user.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

#include "support/live.h"
#include "support/points.h"

#define DEBUG_REGISTER(number) (offsetof(struct user, u_debugreg) + (number) * sizeof(long))

/* ---- the debug registers, by ourselves ----------------------------------------------------- */

/* Stop a thread, read (or write) registers 0…7 of it, let it go. */
void watched_with_registers(pid_t tid, uint64_t values[static 8], bool writes)
{
    int status;

    assert_int_equal(ptrace(PTRACE_SEIZE, tid, 0, 0), 0);
    assert_int_equal(ptrace(PTRACE_INTERRUPT, tid, 0, 0), 0);
    assert_int_equal(waitpid(tid, &status, __WALL), tid);
    for (unsigned i = 0; i < 8; i++) {
        if (i == 4 || i == 5)
            continue;
        if (writes)
            assert_int_equal(ptrace(PTRACE_POKEUSER, tid, DEBUG_REGISTER(i), values[i]), 0);
        else
            values[i] = (uint64_t)ptrace(PTRACE_PEEKUSER, tid, DEBUG_REGISTER(i), 0);
    }
    assert_int_equal(ptrace(PTRACE_DETACH, tid, 0, 0), 0);
}

/* DR6 reads as these bits where nothing was ever written to it. */
#define STATUS_FIXED_BITS UINT64_C(0xffff0ff0)

void watched_assert_clear(pid_t tid)
{
    uint64_t values[8] = {0};

    watched_with_registers(tid, values, false);
    for (unsigned i = 0; i < 4; i++)
        assert_int_equal(values[i], 0);
    assert_int_equal(values[6] & ~STATUS_FIXED_BITS, 0);
    assert_int_equal(values[7], 0);
}

/* A virtual machine may have none for us, or perf took them. */
bool watched_machine_can(void)
{
    static volatile uint64_t word;
    int status;
    bool is_trapped;
    pid_t pid = fork();

    if (pid == 0) {
        ptrace(PTRACE_TRACEME, 0, 0, 0);
        raise(SIGSTOP);
        word = 1;
        _exit(0);
    }
    waitpid(pid, &status, 0);
    ptrace(PTRACE_POKEUSER, pid, DEBUG_REGISTER(0), &word);
    ptrace(PTRACE_POKEUSER, pid, DEBUG_REGISTER(7), 0xd0001);
    ptrace(PTRACE_CONT, pid, 0, 0);
    waitpid(pid, &status, 0);
    is_trapped = WIFSTOPPED(status);
    if (is_trapped) {
        kill(pid, SIGKILL);
        waitpid(pid, &status, 0);
    }
    return is_trapped;
}

/* ---- points -------------------------------------------------------------------------------- */

struct victim *watched;

uint64_t watched_place(int slot)
{
    return (uint64_t)watched->truth->count[slot];
}

uint32_t watched_add(uint64_t address, uint8_t size_bytes, uint8_t flags)
{
    return point_add((struct point){.kind = POINT_WATCH, .tgid = watched->pid, .address = address,
                                    .size_bytes = size_bytes, .label = "x",
                                    .flags = (uint8_t)(flags | POINT_PASSES)},
                     NULL);
}

uint32_t watched_add_hardware(uint64_t address, uint8_t flags)
{
    return point_add_break(watched->pid, address, (uint8_t)(flags | POINT_HARDWARE));
}

void watched_remove_all(void)
{
    assert_int_equal(live_command((struct command){.kind = COMMAND_POINT_REMOVE}), 0);
}

size_t watched_hit_count(void)
{
    return live_count_of(EVENT_HIT, ANY_NUMBER, 0, 0);
}

const struct event_hit *watched_hit(size_t index)
{
    for (size_t i = 0; i < live_count(); i++) {
        if (live_event(i)->kind == EVENT_HIT && index-- == 0)
            return (const struct event_hit *)live_event(i);
    }
    live_explain();
    fail_msg("there are fewer hits");
    return NULL;
}

bool watched_drained_to(size_t hits)
{
    live_drain(1);
    return watched_hit_count() >= hits;
}

void watched_attach(const char *mode)
{
    watched = victim_start("watched", mode, NULL);
    live_attach(watched->pid);
    live_pause(watched->pid);
    live_resume(watched->pid); /* it stood still: it is seen what it does from here on */
}

/* Let it do what its mode says. */
void watched_go_on(void)
{
    truth_reach(&watched->truth->go, 1);
    assert_int_equal(truth_await(&watched->truth->stage, 2, PATIENCE_MS), 0);
}

void watched_assert_ends_well(void)
{
    truth_reach(&watched->truth->go, 2);
    assert_int_equal(victim_wait(watched), 0);
}
