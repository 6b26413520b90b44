/*
 * Real programs under the installed strace and under ptop --batch, with the same options: the two logs,
 * line by line.
 *
 *     differential OPTIONS-NAME [PROGRAM...]
 *
 * Exit status 0: all that differs is explained, and at least 99.4 % of very many lines are the same.
 */
#include <dirent.h>
#include <fcntl.h>
#include <ftw.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/personality.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "compare.h"

#define RUN_SECONDS 120
#define MOST_LOG_BYTES (256u << 20)
#define LOOSE       1
#define RANDOM      2
#define WANTED_PER_MILLE 994 /* of many lines: a few sets show but some hundred */
#define MANY_LINES       20000

static const struct option_set {
    const char *name, *options;
    unsigned wobbles;
} option_sets[] = {
#define OPTIONS(name, options, wobbles) {#name, options, wobbles},
#include "options.def"
};

#define COUNT(array) (sizeof(array) / sizeof *(array))
#define MOST_PROGRAMS 256

/* The rows, and behind them the programs of cases (tests/tracees/cases). */
static struct program {
    const char *name, *needs; /* NULL: nothing but itself */
    unsigned flags;
    const char *commands;
} programs[MOST_PROGRAMS] = {
#define PROGRAM(name, needs, flags, commands) {#name, needs, flags, commands},
#include "programs.def"
};
static size_t program_count;

static char folder[] = "/tmp/ptop-differential-XXXXXX"; /* the programs', made anew for each run */

static int by_name(const void *a, const void *b)
{
    return strcmp(((const struct program *)a)->name, ((const struct program *)b)->name);
}

static void find_programs(void)
{
    DIR *folder_of_cases = opendir(PTOP_CASES);
    size_t rows;

    while (programs[program_count].name)
        program_count++;
    rows = program_count;
    for (struct dirent *entry; folder_of_cases && (entry = readdir(folder_of_cases));) {
        char *commands;

        if (entry->d_name[0] == '.' || program_count == MOST_PROGRAMS - 1)
            continue;
        if (asprintf(&commands, "exec " PTOP_CASES "/%s", entry->d_name) < 0)
            exit(2);
        programs[program_count++] = (struct program){strdup(entry->d_name), .commands = commands};
    }
    if (folder_of_cases)
        closedir(folder_of_cases);
    qsort(programs + rows, program_count - rows, sizeof *programs, by_name);
}

/* ---- the place ------------------------------------------------------------------------ */

static int remove_one(const char *path, const struct stat *status, int kind, struct FTW *walk)
{
    (void)status, (void)kind, (void)walk;
    return remove(path);
}

static void write_file(const char *name, const char *text)
{
    char path[128];
    FILE *file;

    snprintf(path, sizeof path, "%s/%s", folder, name);
    file = fopen(path, "w");
    if (!file || fputs(text, file) < 0 || fclose(file) != 0)
        exit(2);
}

static void make_folder(const char *name)
{
    char path[128];

    snprintf(path, sizeof path, "%s/%s", folder, name);
    if (mkdir(path, 0755) < 0)
        exit(2);
}

static void prepare_place(void)
{
    nftw(folder, remove_one, 16, FTW_DEPTH | FTW_PHYS);
    if (mkdir(folder, 0755) < 0)
        exit(2);
    write_file("one", "first line\nsecond line\nthird \"quoted\" line\twith a tab\n");
    write_file("two", "first line\nanother one\n\001\002\377 and bytes\n");
    make_folder("folder");
    make_folder("folder2");
    write_file("folder/inner", "a line within\n");
    write_file("copy", "");
}

static bool is_there(const char *program)
{
    char path[256];

    snprintf(path, sizeof path, "/usr/bin/%s", program);
    return access(path, X_OK) == 0;
}

/* ---- a run -------------------------------------------------------------------------- */

static void execute(bool is_ptop, const char *options, const char *commands, const char *log)
{
    static char *environment[] = {"PATH=/usr/bin:/bin", "LC_ALL=C", "TERM=dumb", "PYTHONHASHSEED=0",
                                  "GIT_CONFIG_NOSYSTEM=1", "SOURCE_DATE_EPOCH=1",
                                  "GIT_AUTHOR_DATE=2001-01-01T00:00:00Z",
                                  "GIT_COMMITTER_DATE=2001-01-01T00:00:00Z", NULL};
    const char *words[32];
    size_t count = 0;
    char *copy = strdup(options), *rest = copy;
    int null = open("/dev/null", O_RDWR);

    words[count++] = is_ptop ? PTOP_BINARY : "/usr/bin/strace";
    if (is_ptop)
        words[count++] = "--batch";
    words[count++] = "-f";
    words[count++] = "-o";
    words[count++] = log;
    for (char *word; (word = strtok_r(rest, " ", &rest));)
        words[count++] = word;
    words[count++] = "/bin/sh";
    words[count++] = "-c";
    words[count++] = commands;
    words[count] = NULL;
    if (chdir(folder) < 0 || dup2(null, 0) < 0 || dup2(null, 1) < 0 || dup2(null, 2) < 0)
        _exit(126);
    close(null);
    setpgid(0, 0);
    umask(022);
    alarm(RUN_SECONDS);
    setrlimit(RLIMIT_FSIZE, &(struct rlimit){MOST_LOG_BYTES, MOST_LOG_BYTES});
    personality(ADDR_NO_RANDOMIZE); /* the same addresses in both runs */
    execve(words[0], (char **)words, environment);
    _exit(127);
}

/* The tracer's pid, or -1. */
/* Both runs have the same pids, which are no other numbers: as far as we may choose. */
static void choose_pids(void)
{
    FILE *file = fopen("/proc/sys/kernel/ns_last_pid", "w");

    if (!file)
        return;
    fputs("20100", file);
    fclose(file);
}

static pid_t run(bool is_ptop, const struct option_set *set, const struct program *program,
                 const char *log)
{
    int status;
    pid_t pid;

    prepare_place();
    choose_pids();
    pid = fork();
    if (pid == 0)
        execute(is_ptop, set->options, program->commands, log);
    if (pid < 0 || waitpid(pid, &status, 0) != pid)
        exit(2);
    kill(-pid, SIGKILL); /* what is left of the group */
    if (WIFSIGNALED(status) && WTERMSIG(status) == SIGALRM)
        printf("%s: %s took more than %d s\n", program->name, is_ptop ? "ptop" : "strace",
               RUN_SECONDS);
    else if (WIFEXITED(status) && WEXITSTATUS(status) < 126)
        return pid;
    printf("%s: %s ended with status %#x\n", program->name, is_ptop ? "ptop" : "strace",
           (unsigned)status);
    return -1;
}

static bool compare_program(const struct option_set *set, const struct program *program,
                            struct comparison *sum)
{
    char logs[2][96];
    pid_t pids[2];
    size_t unexplained = sum->unexplained, lines = sum->lines, same = sum->same;
    unsigned wobbles = set->wobbles | (program->needs ? 0 : WOBBLE_CHILDREN) | (program->flags & LOOSE ? WOBBLE_SCHEDULING : 0) |
                       (program->flags & RANDOM ? WOBBLE_BYTES : 0);

    snprintf(logs[0], sizeof logs[0], "%s.strace", folder);
    snprintf(logs[1], sizeof logs[1], "%s.ptop", folder);
    for (int i = 0; i < 2; i++)
        if ((pids[i] = run(i, set, program, logs[i])) < 0)
            return false;
    compare_logs(log_read(logs[0], pids[0], wobbles), log_read(logs[1], pids[1], wobbles),
                 program->flags & LOOSE, sum);
    printf("%-16s %6zu lines, %6zu the same, %zu unexplained\n", program->name, sum->lines - lines,
           sum->same - same, sum->unexplained - unexplained);
    if (sum->unexplained == unexplained || !getenv("PTOP_TEST_KEEP")) {
        unlink(logs[0]);
        unlink(logs[1]);
    }
    return true;
}

static bool is_wanted(const char *name, char **names)
{
    if (!*names)
        return true;
    for (; *names; names++)
        if (strcmp(*names, name) == 0)
            return true;
    return false;
}

/* Without --all each program runs under some of the sets, and under the first always. */
static bool is_turn(size_t program, size_t set)
{
    return set == 0 || getenv("PTOP_TEST_SCALE") || program % (COUNT(option_sets) - 1) == set - 1;
}

int main(int argc, char **argv)
{
    struct comparison sum = {0};
    bool has_failed = false;
    size_t set = 0;

    while (argc > 1 && set < COUNT(option_sets) && strcmp(option_sets[set].name, argv[1]) != 0)
        set++;
    if (argc < 2 || set == COUNT(option_sets))
        return 2;
    setvbuf(stdout, NULL, _IOLBF, 0);
    if (!mkdtemp(folder))
        return 2;
    find_programs();
    for (size_t i = 0; i < program_count; i++) {
        if (!is_wanted(programs[i].name, argv + 2) || (argc == 2 && !is_turn(i, set)))
            continue;
        if (!programs[i].needs || is_there(programs[i].needs))
            has_failed |= !compare_program(&option_sets[set], &programs[i], &sum);
        else
            printf("%-16s left out: there is no %s\n", programs[i].name, programs[i].needs);
    }
    nftw(folder, remove_one, 16, FTW_DEPTH | FTW_PHYS);
    printf("%s: %zu lines, %zu the same (%.2f %%), %zu explained, %zu not\n", argv[1], sum.lines,
           sum.same, sum.lines ? 100.0 * (double)sum.same / (double)sum.lines : 0.0, sum.explained,
           sum.unexplained);
    compare_print_kinds(&sum);
    return has_failed || sum.lines == 0 || sum.unexplained > 0 ||
           (sum.lines > MANY_LINES && (sum.same + sum.races) * 1000 < sum.lines * WANTED_PER_MILLE);
}
