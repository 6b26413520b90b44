/*
 * Real programs under the installed strace and under ptop --batch, with the same options: the two logs,
 * line by line.
 *
 *     differential OPTIONS-NAME [PROGRAM...]
 *
 * Exit status 0: all that differs is explained, and of very many lines that strace has words for at least
 * 99.5 % are the same.
 */
#include <dirent.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "compare.h"
#include "place.h"

#define LOOSE       1
#define RANDOM      2
#define WANTED_PER_MILLE 995 /* of many lines: a few sets show but some hundred */
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

/* ---- a run -------------------------------------------------------------------------- */

static bool is_there(const char *program)
{
    char path[256];

    snprintf(path, sizeof path, "/usr/bin/%s", program);
    return access(path, X_OK) == 0;
}

#define MOST_WORDS 32

/* The tracer's pid, or -1. */
static pid_t run(bool is_ptop, const struct option_set *set, const struct program *program,
                 const char *log)
{
    const char *words[MOST_WORDS] = {is_ptop ? PTOP_BINARY : "/usr/bin/strace"};
    char *copy = strdup(set->options), *rest = copy;
    size_t count = 1;
    int status;
    pid_t pid;

    if (is_ptop)
        words[count++] = "--batch";
    words[count++] = "-f";
    words[count++] = "-o";
    words[count++] = log;
    for (char *word; (word = strtok_r(rest, " ", &rest));)
        words[count++] = word;
    words[count++] = "/bin/sh";
    words[count++] = "-c";
    words[count++] = program->commands;
    place_prepare();
    pid = place_execute(&(struct place_run){.words = words}, &status);
    free(copy);
    if (pid >= 0 && WIFEXITED(status) && WEXITSTATUS(status) < 126)
        return pid;
    printf("%s: %s ended with status %#x\n", program->name, is_ptop ? "ptop" : "strace",
           (unsigned)status);
    return -1;
}

static bool compare_once(const struct option_set *set, const struct program *program,
                         struct comparison *ret_once)
{
    char logs[2][96];
    pid_t pids[2];
    unsigned wobbles = set->wobbles | WOBBLE_COLUMNS | (program->needs ? 0 : WOBBLE_CHILDREN) |
                       (program->flags & LOOSE ? WOBBLE_SCHEDULING : 0) |
                       (program->flags & RANDOM ? WOBBLE_BYTES : 0);

    *ret_once = (struct comparison){0};
    snprintf(logs[0], sizeof logs[0], "%s.strace", place_folder());
    snprintf(logs[1], sizeof logs[1], "%s.ptop", place_folder());
    for (int i = 0; i < 2; i++) /* both: their folder's size is among what is compared */
        close(open(logs[i], O_WRONLY | O_CREAT | O_TRUNC, 0644));
    for (int i = 0; i < 2; i++)
        if ((pids[i] = run(i, set, program, logs[i])) < 0)
            return false;
    compare_logs(log_read(logs[0], pids[0], wobbles), log_read(logs[1], pids[1], wobbles),
                 program->flags & LOOSE, ret_once);
    printf("%-20s %6zu lines, %6zu the same, %zu unexplained\n", program->name, ret_once->lines,
           ret_once->same, ret_once->unexplained);
    if (ret_once->unexplained == 0 || !getenv("PTOP_TEST_KEEP")) {
        unlink(logs[0]);
        unlink(logs[1]);
    }
    return true;
}

/* What differs by chance (who runs first, a clock's tick between two calls) is not there every time. */
#define MOST_TRIES 3

static bool compare_program(const struct option_set *set, const struct program *program,
                            struct comparison *sum)
{
    struct comparison once = {.unexplained = 1};

    for (int i = 0; i < MOST_TRIES && once.unexplained > 0; i++)
        if (!compare_once(set, program, &once))
            return false;
    compare_add(sum, &once);
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

static double percent(size_t part, size_t whole)
{
    return whole ? 100.0 * (double)part / (double)whole : 0.0;
}

/* Is it as it should be?  What the installed strace has no words for says nothing of agreement. */
static bool print_sum(const char *name, const struct comparison *sum)
{
    size_t known = sum->lines - sum->newer;

    printf("%s: %zu lines, %zu the same (%.2f %%; %.2f %% of those that strace has words for), "
           "%zu explained, %zu not\n", name, sum->lines, sum->same, percent(sum->same, sum->lines),
           percent(sum->same, known), sum->explained, sum->unexplained);
    compare_print_kinds(sum);
    return known > 0 && sum->unexplained == 0 &&
           (known <= MANY_LINES || (sum->same + sum->races) * 1000 >= known * WANTED_PER_MILLE);
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
    place_be_alone();
    find_programs();
    for (size_t i = 0; i < program_count; i++) {
        if (!is_wanted(programs[i].name, argv + 2) || (argc == 2 && !is_turn(i, set)))
            continue;
        if (!programs[i].needs || is_there(programs[i].needs))
            has_failed |= !compare_program(&option_sets[set], &programs[i], &sum);
        else
            printf("%-16s left out: there is no %s\n", programs[i].name, programs[i].needs);
    }
    place_remove();
    return !print_sum(argv[1], &sum) || has_failed;
}
