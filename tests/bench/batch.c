/*
 * batch PTOP [WORD]: batch mode to a file beside strace to a file, on programs of several kinds.
 *
 * Each runs five times under each tracer, in turns; what is compared are the medians of the time on the
 * wall and of the processor time of the tracer alone, without what it traced.  bare.c, the least that a
 * tracer can do, runs in turn with them: what it uses nobody can save.
 */
#include <fcntl.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "support/timing.h"

#define ROUNDS 5
#define MOST_WORDS 32
#define OUTPUT "/tmp/ptop-bench-batch"

extern char **environ;

static const struct workload {
    const char *name;
    const char *words[16];
} workloads[] = {
    {"dd, 100 000 blocks", {"dd", "if=/dev/zero", "of=/dev/null", "bs=1", "count=100000", NULL}},
    {"find /usr", {"find", "/usr", "-newer", "/usr", NULL}},
    {"gcc, a small program", {"sh", "-c", "printf '#include <stdio.h>\\nint main(void) { return 0; }\\n' | gcc -O1 -x c -o /dev/null -", NULL}},
    {"4 threads, getppid", {PTOP_TRACEES "/getppid_threads", "4", "20000", NULL}},
};

enum { STRACE, PTOP, BARE, TRACERS };

static const char *tracers[TRACERS][6] = {
    [STRACE] = {"strace", "-f", "-o", OUTPUT, NULL},
    [PTOP] = {NULL, "--batch", "-f", "-o", OUTPUT, NULL},
    [BARE] = {PTOP_BENCH "/bare", NULL},
};

static void give_up(const char *what)
{
    fprintf(stderr, "batch: %s\n", what);
    exit(EXIT_FAILURE);
}

/* Of a process that has ended and is not yet waited for: of it alone. */
static double cpu_s(pid_t pid)
{
    char path[64], line[1024];
    unsigned long long user, system;
    FILE *file;

    snprintf(path, sizeof path, "/proc/%d/stat", pid);
    file = fopen(path, "re");
    if (!file || !fgets(line, sizeof line, file))
        give_up("no /proc/PID/stat");
    fclose(file);
    if (sscanf(strrchr(line, ')'), ") %*c %*d %*d %*d %*d %*d %*u %*u %*u %*u %*u %llu %llu", &user,
               &system) != 2)
        give_up("/proc/PID/stat is not what it was");
    return (double)(user + system) / (double)sysconf(_SC_CLK_TCK);
}

static void run(const char *const *tracer, const char *const *command, double *ret_wall_s,
                double *ret_cpu_s)
{
    posix_spawn_file_actions_t actions;
    const char *words[MOST_WORDS];
    size_t count = 0;
    double start_s;
    siginfo_t info;
    pid_t pid;
    int status;

    while (*tracer)
        words[count++] = *tracer++;
    while (*command)
        words[count++] = *command++;
    words[count] = NULL;
    posix_spawn_file_actions_init(&actions);
    for (int fd = 0; fd < 3; fd++)
        posix_spawn_file_actions_addopen(&actions, fd, "/dev/null", O_RDWR, 0);
    start_s = timing_now_s();
    if (posix_spawnp(&pid, words[0], &actions, NULL, (char **)words, environ) != 0)
        give_up(words[0]);
    if (waitid(P_PID, (id_t)pid, &info, WEXITED | WNOWAIT) < 0)
        give_up("no child");
    *ret_wall_s = timing_now_s() - start_s;
    *ret_cpu_s = cpu_s(pid);
    posix_spawn_file_actions_destroy(&actions);
    if (waitpid(pid, &status, 0) != pid || !WIFEXITED(status))
        give_up("a run failed");
}

static void compare(const struct workload *workload)
{
    double wall[TRACERS][ROUNDS], cpu[TRACERS][ROUNDS], walls[TRACERS], cpus[TRACERS];

    for (int round = 0; round < ROUNDS; round++)
        for (int t = 0; t < TRACERS; t++)
            run(tracers[t], workload->words, &wall[t][round], &cpu[t][round]);
    for (int t = 0; t < TRACERS; t++) {
        walls[t] = timing_median(wall[t], ROUNDS);
        cpus[t] = timing_median(cpu[t], ROUNDS);
    }
    printf("%-22s %8.3f %8.3f %6.2f   %8.3f %8.3f %6.2f   %8.3f %6.2f\n", workload->name,
           walls[STRACE], walls[PTOP], walls[PTOP] / walls[STRACE], cpus[STRACE], cpus[PTOP],
           cpus[PTOP] / cpus[STRACE], cpus[BARE], cpus[BARE] / cpus[STRACE]);
    fflush(stdout);
}

int main(int argc, char **argv)
{
    if (argc < 2)
        give_up("usage: batch PTOP [WORD]");
    tracers[PTOP][0] = argv[1];
    printf("batch mode to a file, beside strace: seconds, medians of %d rounds\n\n", ROUNDS);
    printf("%-22s %8s %8s %6s   %8s %8s %6s   %8s %6s\n", "", "strace", "ptop", "ratio", "its cpu",
           "our cpu", "ratio", "bare cpu", "ratio");
    for (size_t i = 0; i < sizeof workloads / sizeof *workloads; i++)
        if (argc < 3 || strstr(workloads[i].name, argv[2]))
            compare(&workloads[i]);
    unlink(OUTPUT);
    return 0;
}
