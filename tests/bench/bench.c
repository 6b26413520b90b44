/*
 * bench PTOP [--long]: what watching costs, beside strace.
 *
 * The same command runs natively and under each tracer, five times, in turns so
 * that a slow minute of the machine falls on all of them.  The screen is a real
 * pseudo-terminal of 200x60 that is read as fast as it is written.  After the
 * times: how soon the first call is seen, what an idle screen costs, and how
 * much memory a long session takes.
 */
#include <fcntl.h>
#include <spawn.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "support/deadline.h"
#include "support/process.h"
#include "support/screen.h"
#include "support/timing.h"

#define ROUNDS 5
#define MAX_WORDS 16
#define LIMIT_MS 600000
#define ENDED "q to quit" /* the status line of a session that is over */
#define IDLE_S 5
#define KEYS 400
#define LONG_COUNT "count=2500000" /* two calls each */

extern char **environ;

static const char *ptop;

/* A tracer and its options, before the command; words of "ptop" become the binary's path. */
static const struct contender {
    const char *name;
    bool is_on_screen;
    const char *words[6];
} contenders[] = {
    {"native", false, {NULL}},
    {"strace -f", false, {"strace", "-f", "-o", "/dev/null"}},
    {"ptop --batch -f", false, {"ptop", "--batch", "-f", "-o", "/dev/null"}},
    {"ptop, 200x60", true, {"ptop"}},
};

#define CONTENDERS (sizeof(contenders) / sizeof(contenders[0]))
enum { NATIVE, STRACE }; /* what the others are compared with */

static void give_up(const char *what)
{
    fprintf(stderr, "bench: %s\n", what);
    exit(EXIT_FAILURE);
}

static void make_argv(const struct contender *contender, const char *count,
                      const char *argv[MAX_WORDS])
{
    const char *const command[] = {"dd", "if=/dev/zero", "of=/dev/null", "bs=1", count, NULL};
    size_t length = 0;

    for (size_t i = 0; i < 6 && contender->words[i] != NULL; i++)
        argv[length++] = strcmp(contender->words[i], "ptop") == 0 ? ptop : contender->words[i];
    memcpy(argv + length, command, sizeof(command));
}

static struct screen *open_screen(const char *const argv[])
{
    struct screen *screen =
        screen_open(&(struct screen_options){.rows = 60, .cols = 200}, (char *const *)argv);

    if (screen == NULL)
        give_up("no pseudo-terminal");
    return screen;
}

/* "123456 kB" of /proc/PID/status, in MiB. */
static double peak_mib(pid_t pid)
{
    char value[64];

    return process_status(pid, "VmHWM", value, sizeof(value)) ? atof(value) / 1024 : 0;
}

static void leave(struct screen *screen)
{
    int status;

    screen_type(screen, "q");
    if (!screen_wait_exit(screen, PATIENCE_MS, &status))
        give_up("ptop does not leave");
    screen_close(screen);
}

/* One row, as looking costs time that is being measured. */
static bool has_ended(struct screen *screen, void *context)
{
    (void)context;
    return strstr(screen_row(screen, 0), ENDED) != NULL;
}

static double run_on_screen(const char *const argv[], double *ret_peak_mib)
{
    double start_s = timing_now_s();
    struct screen *screen = open_screen(argv);

    if (!screen_wait(screen, has_ended, NULL, ENDED, LIMIT_MS))
        give_up("the command does not end");
    *ret_peak_mib = peak_mib(screen_pid(screen));
    leave(screen);
    return timing_now_s() - start_s;
}

static double run_plainly(const char *const argv[])
{
    posix_spawn_file_actions_t actions;
    double start_s = timing_now_s();
    pid_t pid;
    int status;

    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, "/dev/null", O_WRONLY, 0);
    if (posix_spawnp(&pid, argv[0], &actions, NULL, (char *const *)argv, environ) != 0)
        give_up(argv[0]);
    posix_spawn_file_actions_destroy(&actions);
    if (waitpid(pid, &status, 0) != pid || status != 0)
        give_up("a run failed");
    return timing_now_s() - start_s;
}

static void bench_times(void)
{
    double times_s[CONTENDERS][ROUNDS], medians[CONTENDERS], peak = 0;

    for (int round = 0; round < ROUNDS; round++) {
        for (size_t i = 0; i < CONTENDERS; i++) {
            const char *argv[MAX_WORDS];
            make_argv(&contenders[i], "count=100000", argv);
            times_s[i][round] = contenders[i].is_on_screen ? run_on_screen(argv, &peak)
                                                           : run_plainly(argv);
        }
        fprintf(stderr, "round %d of %d\n", round + 1, ROUNDS);
    }
    for (size_t i = 0; i < CONTENDERS; i++)
        medians[i] = timing_median(times_s[i], ROUNDS);
    printf("dd bs=1 count=100000: seconds, of %d rounds\n\n", ROUNDS);
    printf("%-18s %8s %8s %8s %10s %10s\n", "", "median", "min", "max", "x native", "x strace");
    for (size_t i = 0; i < CONTENDERS; i++)
        printf("%-18s %8.3f %8.3f %8.3f %10.1f %10.3f\n", contenders[i].name, medians[i],
               times_s[i][0], times_s[i][ROUNDS - 1], medians[i] / medians[NATIVE],
               medians[i] / medians[STRACE]);
    printf("\npeak memory of the screen, 200 000 events: %.0f MiB\n", peak);
}

static void bench_first_call(void)
{
    const char *const argv[] = {ptop, "sleep", "100", NULL};
    double times_s[ROUNDS];

    for (int round = 0; round < ROUNDS; round++) {
        double start_s = timing_now_s();
        struct screen *screen = open_screen(argv);
        if (!screen_wait_text(screen, ") = ", PATIENCE_MS))
            give_up("no call is shown");
        times_s[round] = timing_now_s() - start_s;
        screen_close(screen);
    }
    printf("first call on the screen: %.0f ms after the start\n", timing_median(times_s, ROUNDS) * 1e3);
}

/* User and system time of all threads, in clock ticks. */
static unsigned long long cpu_ticks(pid_t pid)
{
    char path[64], line[1024];
    unsigned long long user, system;
    const char *after_comm;
    FILE *file;

    snprintf(path, sizeof(path), "/proc/%d/stat", pid);
    file = fopen(path, "re");
    if (file == NULL || fgets(line, sizeof(line), file) == NULL)
        give_up("ptop is gone");
    fclose(file);
    after_comm = strrchr(line, ')');
    if (sscanf(after_comm, ") %*c %*d %*d %*d %*d %*d %*u %*u %*u %*u %*u %llu %llu", &user,
               &system) != 2)
        give_up("/proc/PID/stat is not what it was");
    return user + system;
}

static void bench_idle(void)
{
    char pid_text[16];
    const char *const argv[] = {ptop, "-p", pid_text, NULL};
    pid_t victim = process_start((char *[]){"sleep", "100", NULL});
    unsigned long long before;
    struct screen *screen;

    snprintf(pid_text, sizeof(pid_text), "%d", victim);
    screen = open_screen(argv);
    if (!screen_wait_text(screen, "sleep", PATIENCE_MS))
        give_up("the process is not shown");
    before = cpu_ticks(screen_pid(screen));
    screen_watch(screen, IDLE_S * 1000);
    printf("attached to a sleeping process: %.2f %% of a core over %d s\n",
           100.0 * (double)(cpu_ticks(screen_pid(screen)) - before) /
               (double)(sysconf(_SC_CLK_TCK) * IDLE_S),
           IDLE_S);
    screen_close(screen);
    process_end(victim);
}

static double shown_events(struct screen *screen)
{
    const char *of = strstr(screen_row(screen, 0), " of ");
    double count = 0;

    for (of = of ? of + 4 : ""; (*of >= '0' && *of <= '9') || *of == ','; of++)
        if (*of != ',')
            count = 10 * count + (*of - '0');
    return count;
}

/* Keys of all sorts, while calls come as fast as they can.  All but Esc, which waits to see whether it
 * begins the sequence of another key. */
static void bench_keys(void)
{
    static const char *const keys[] = {"f", "r", "e", "a", "d", "Enter", "Up", "PgUp", "r", "End",
                                       "f", "C-u", "e", "r", "r", "Backspace", "Enter", "g", "G"};
    const size_t key_count = sizeof(keys) / sizeof(keys[0]);
    const char *argv[MAX_WORDS];
    double times_s[KEYS], start_s, events;

    make_argv(&contenders[CONTENDERS - 1], LONG_COUNT, argv);
    struct screen *screen = open_screen(argv);
    if (!screen_wait_text(screen, "read(", PATIENCE_MS))
        give_up("no call is shown");
    screen_press(screen, "f");
    screen_type(screen, "dd");
    screen_press(screen, "Enter");
    screen_watch(screen, 2000);
    start_s = timing_now_s();
    events = shown_events(screen);
    for (size_t i = 0; i < KEYS; i++) {
        double pressed_s = timing_now_s();
        if (!screen_press(screen, keys[i % key_count]))
            give_up("a key is not answered");
        times_s[i] = timing_now_s() - pressed_s;
        screen_watch(screen, 7);
    }
    screen_watch(screen, 50);
    events = (shown_events(screen) - events) / (timing_now_s() - start_s);
    timing_sort(times_s, KEYS);
    printf("a key while %.0f events come per second: %.1f ms, %.1f ms for 99 of 100\n", events,
           times_s[KEYS / 2] * 1e3, times_s[KEYS * 99 / 100] * 1e3);
    screen_close(screen);
}

static void bench_long(void)
{
    const char *argv[MAX_WORDS];
    double peak, time_s;

    make_argv(&contenders[CONTENDERS - 1], LONG_COUNT, argv);
    time_s = run_on_screen(argv, &peak);
    printf("5 000 000 events on the screen: %.1f s, peak memory %.0f MiB\n", time_s, peak);
}

int main(int argc, char *argv[])
{
    if (argc < 2 || (argc == 3 && strcmp(argv[2], "--long") != 0) || argc > 3) {
        fprintf(stderr, "usage: bench PTOP [--long]\n");
        return EXIT_FAILURE;
    }
    ptop = argv[1];
    bench_times();
    bench_first_call();
    bench_idle();
    bench_keys();
    if (argc == 3)
        bench_long();
    return EXIT_SUCCESS;
}
