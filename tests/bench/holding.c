/*
 * holding PTOP: how soon a pause shows a thread's registers while its program makes as many calls as the
 * tracer takes, and what a breakpoint with a false condition costs, beside gdb.
 *
 * The pause is from the key to the registers on a pseudo-terminal of 200x60.  The breakpoint is on a
 * function that a thread calls as fast as it can; its cost is what a call takes longer than without.
 */
#include <signal.h>
#include <spawn.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/uio.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "support/live.h"
#include "support/points.h"
#include "support/process.h"
#include "support/screen.h"
#include "support/victim.h"
#include "support/timing.h"

#define PAUSES      200
#define ROUNDS      5
#define WINDOW_MS   700
#define NEVER       987654321 /* an argument that the function is never called with */
#define INT3        0xcc

extern char **environ;

static void give_up(const char *what)
{
    fprintf(stderr, "holding: %s\n", what);
    exit(EXIT_FAILURE);
}

/* ---- pauses ----------------------------------------------------------------------- */

/* Those of the last stop stay until the next one: the tree says that it is held. */
static bool shows_registers(struct screen *screen, void *unused)
{
    int row, col;

    (void)unused;
    return screen_find(screen, "PAUSED", &row, &col) && screen_find(screen, "rip ", &row, &col);
}

static void type_line(struct screen *screen, const char *line)
{
    screen_press(screen, ":");
    screen_type(screen, line);
    if (!screen_press(screen, "Enter"))
        give_up("a command is not answered");
}

static struct screen *open_on(const char *ptop, const struct victim *victim, pid_t tid)
{
    char pid[16], line[32];
    const char *argv[] = {ptop, "-p", pid, NULL};
    struct screen *screen;

    snprintf(pid, sizeof(pid), "%d", (int)victim->pid);
    screen = screen_open(&(struct screen_options){.rows = 60, .cols = 200}, (char *const *)argv);
    if (screen == NULL || !screen_wait_text(screen, "getppid", PATIENCE_MS))
        give_up("no call is shown");
    snprintf(line, sizeof(line), "select %d", (int)tid);
    type_line(screen, line);
    screen_press(screen, "4");
    return screen;
}

static void bench_pauses(const char *ptop)
{
    struct victim *victim = victim_start("workers", "call", "4", NULL);
    pid_t tids[VICTIM_MAX_TASKS];
    double times_s[PAUSES], start_s, calls = 0, flood_s = 0;
    struct screen *screen;

    if (task_list(victim->pid, tids) != 4)
        give_up("the threads are not there");
    screen = open_on(ptop, victim, tids[2]);
    for (int i = 0; i < PAUSES; i++) {
        int64_t before = atomic_load(&victim->truth->count[WORKER_FIRST]);
        start_s = timing_now_s();
        screen_watch(screen, 20);
        calls += 4.0 * (double)(atomic_load(&victim->truth->count[WORKER_FIRST]) - before);
        flood_s += timing_now_s() - start_s;
        start_s = timing_now_s();
        screen_key(screen, " ");
        if (!screen_wait(screen, shows_registers, NULL, "registers", PATIENCE_MS))
            give_up("no registers come");
        times_s[i] = timing_now_s() - start_s;
        screen_press(screen, " ");
        if (!screen_wait_gone(screen, "PAUSED", PATIENCE_MS))
            give_up("it does not run again");
    }
    timing_sort(times_s, PAUSES);
    printf("a pause shows registers while %.0f calls come per second: %.1f ms, %.1f ms for 99 of "
           "100\n",
           calls / flood_s, times_s[PAUSES / 2] * 1e3, times_s[PAUSES * 99 / 100] * 1e3);
    screen_close(screen);
    victim_end_all();
}

/* ---- a false condition -------------------------------------------------------------- */

static tracee_addr hot_address(const struct victim *victim)
{
    return (tracee_addr)atomic_load(&victim->truth->count[HOT_ADDRESS]);
}

/* Seconds for a call, of one thread. */
static double time_of_call(const struct victim *victim)
{
    deadline_ms end = deadline_in(WINDOW_MS);
    int64_t before = atomic_load(&victim->truth->count[HOT_CALLS]);
    double start_s = timing_now_s();

    while (deadline_left(end) > 0) {
        if (live)
            live_drain(10);
        else
            poll(NULL, 0, 10);
    }
    before = atomic_load(&victim->truth->count[HOT_CALLS]) - before;
    return before ? (timing_now_s() - start_s) / (double)before : WINDOW_MS / 1e3;
}

static double time_under_us(const struct victim *victim, bool *ret_in_place)
{
    char condition[32];
    struct point wish = {.kind = POINT_CODE, .tgid = victim->pid, .label = "hot"};
    double time_s;
    uint32_t id;

    wish.address = hot_address(victim);
    snprintf(condition, sizeof(condition), "rdi==%d", NEVER);
    live_attach(victim->pid);
    id = point_add(wish, condition);
    time_s = time_of_call(victim);
    *ret_in_place = (point_known(id)->flags & POINT_IN_PLACE) != 0;
    live_end();
    return time_s;
}

static bool has_breakpoint(const struct victim *victim)
{
    uint8_t byte = 0;
    struct iovec local = {&byte, 1};
    struct iovec remote = {(void *)(uintptr_t)hot_address(victim), 1};

    return process_vm_readv(victim->pid, &local, 1, &remote, 1, 0) == 1 && byte == INT3;
}

/* Ends both: gdb, killed, leaves its breakpoint behind. */
static double time_under_gdb(struct victim *victim)
{
    char pid[16], place[96];
    const char *argv[] = {"gdb",   "-nx", "-q",  "-batch",   "-p", pid,
                          "-ex",   place, "-ex", "continue", NULL};
    posix_spawn_file_actions_t actions;
    double time_s;
    pid_t gdb;

    snprintf(pid, sizeof(pid), "%d", (int)victim->pid);
    snprintf(place, sizeof(place), "break *%#lx if $rdi == %d", (unsigned long)hot_address(victim),
             NEVER);
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, "/dev/null", 1, 0);
    posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, "/dev/null", 1, 0);
    if (posix_spawnp(&gdb, argv[0], &actions, NULL, (char *const *)argv, environ) != 0)
        give_up("there is no gdb");
    posix_spawn_file_actions_destroy(&actions);
    if (!until(has_breakpoint(victim)))
        give_up("gdb sets no breakpoint");
    time_s = time_of_call(victim);
    kill(gdb, SIGKILL);
    waitpid(gdb, NULL, 0);
    victim_end(victim);
    return time_s;
}

static void bench_condition(void)
{
    double ours_s[ROUNDS], gdbs_s[ROUNDS], ours, gdbs;
    bool in_place = false;

    for (int i = 0; i < ROUNDS; i++) {
        struct victim *victim = victim_start("hot", "1", "0", NULL);
        double native_s;
        truth_reach(&victim->truth->go, 1);
        native_s = time_of_call(victim);
        ours_s[i] = time_under_us(victim, &in_place) - native_s;
        gdbs_s[i] = time_under_gdb(victim) - native_s;
        victim_end_all();
    }
    ours = timing_median(ours_s, ROUNDS);
    gdbs = timing_median(gdbs_s, ROUNDS);
    printf("a false condition costs %.3f us for each hit (%s), under gdb %.1f us: %.0f times less\n",
           ours * 1e6, in_place ? "in place" : "by stops", gdbs * 1e6, gdbs / ours);
}

int main(int argc, char *argv[])
{
    if (argc != 2) {
        fprintf(stderr, "usage: holding PTOP\n");
        return EXIT_FAILURE;
    }
    setvbuf(stdout, NULL, _IOLBF, 0);
    session_remember_environment();
    bench_condition();
    bench_pauses(argv[1]);
    return EXIT_SUCCESS;
}
