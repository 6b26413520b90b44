/*
 * steps: how fast a thread is stepped, beside a bare loop of PTRACE_SINGLESTEP and waitpid.
 *
 * Both step the same loop of a process of their own, in turns, five times.
 */
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/prctl.h>
#include <sys/ptrace.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "support/live.h"
#include "support/timing.h"

#define STEPS 100000
#define ROUNDS 5
#define LIFETIME_S 60

static void give_up(const char *what)
{
    perror(what);
    exit(EXIT_FAILURE);
}

/* A process that computes for as long as it may live. */
static pid_t start_victim(void)
{
    volatile unsigned long sum = 0;
    pid_t pid = fork();

    if (pid < 0)
        give_up("fork");
    if (pid > 0)
        return pid;
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    alarm(LIFETIME_S);
    for (unsigned long i = 0;; i++)
        sum += i % 7 ? i : 3 * i;
}

static void end_victim(pid_t pid)
{
    kill(pid, SIGKILL);
    waitpid(pid, NULL, 0);
}

static double bare_rate(void)
{
    pid_t pid = start_victim();
    double began_s, took_s;

    if (ptrace(PTRACE_SEIZE, pid, 0, 0) < 0 || ptrace(PTRACE_INTERRUPT, pid, 0, 0) < 0 ||
        waitpid(pid, NULL, __WALL) != pid)
        give_up("ptrace");
    began_s = timing_now_s();
    for (int i = 0; i < STEPS; i++) {
        if (ptrace(PTRACE_SINGLESTEP, pid, 0, 0) < 0 || waitpid(pid, NULL, __WALL) != pid)
            give_up("PTRACE_SINGLESTEP");
    }
    took_s = timing_now_s() - began_s;
    end_victim(pid);
    return STEPS / took_s;
}

static double our_rate(void)
{
    const struct command step = {.kind = COMMAND_STEP, .value = STEP_INSTRUCTION, .number = STEPS};
    struct command command = step;
    const struct event *began, *ended;
    double took_s;
    size_t from;

    command.tid = start_victim();
    live_attach(command.tid);
    live_pause(command.tid);
    from = live_count();
    live_command(command);
    ended = live_await(EVENT_STOP, STOP_REASON_STEP, command.tid, from);
    began = live_find(EVENT_RESUME, ANY_NUMBER, command.tid, from);
    if (!ended || !began)
        give_up("a step does not end");
    took_s = (double)(ended->time_ns - began->time_ns) / 1e9;
    live_end();
    end_victim(command.tid);
    return STEPS / took_s;
}

int main(void)
{
    double bare[ROUNDS], ours[ROUNDS];

    session_remember_environment();
    for (int i = 0; i < ROUNDS; i++) {
        bare[i] = bare_rate();
        ours[i] = our_rate();
    }
    timing_sort(bare, ROUNDS);
    timing_sort(ours, ROUNDS);
    printf("steps per second: %.0f, a bare PTRACE_SINGLESTEP loop %.0f: %.2f of it\n",
           ours[ROUNDS / 2], bare[ROUNDS / 2], ours[ROUNDS / 2] / bare[ROUNDS / 2]);
    return EXIT_SUCCESS;
}
