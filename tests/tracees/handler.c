/*
 * handler ROUNDS: calls one function that often, once it may go; the handler of SIGUSR1,
 * HANDLER_SIGNALS, calls it too.  All calls are in HANDLER_CALLS; HANDLER_ADDRESS is an instruction
 * in it, one that needs the machine.
 */
#include "tracee.h"

static struct truth *truth;

extern const char meeting[];

__attribute__((noinline, noclone)) long meet(long number)
{
    double half = (double)number / 2;

    __asm__ volatile("meeting: addsd %0, %0" : "+x"(half));
    atomic_fetch_add(&truth->count[HANDLER_CALLS], 1);
    return (long)half * 3;
}

static void on_signal(int signal)
{
    CHECK(meet(signal) == signal * 3L);
    atomic_fetch_add(&truth->count[HANDLER_SIGNALS], 1);
}

int main(int argc, char *argv[])
{
    struct sigaction action = {.sa_handler = on_signal, .sa_flags = SA_RESTART};

    tracee_begin();
    truth = tracee_truth();
    CHECK(argc == 2 && sigaction(SIGUSR1, &action, NULL) == 0);
    atomic_store(&truth->count[HANDLER_ADDRESS], (int64_t)(uintptr_t)meeting);
    truth_reach(&truth->stage, 1);
    truth_await(&truth->go, 1, TRACEE_LIFETIME_S * 1000);
    for (long i = 0, rounds = atol(argv[1]); rounds == 0 || i < rounds; i++)
        CHECK(meet(i) == i * 3);
    truth_reach(&truth->stage, 2);
    truth_await(&truth->go, 2, TRACEE_LIFETIME_S * 1000);
    return 0;
}
