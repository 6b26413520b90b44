/*
 * Command lines as people write them for strace, run by a shell for which `strace` is the installed one, and
 * again where it is a link to ptop: what they print, what their programs say on standard error, which files
 * they leave and with what in them, and their exit status.
 *
 *     command_lines [NUMBER...]
 */
#include <ftw.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "compare.h"
#include "place.h"

#define LOOSE    (1 << 16) /* which lines there are is compared, not how often or in which order */
#define NO_TEXT  (1 << 17) /* what it prints is its own: how it ends, and which files it leaves */

/* In lines.def. */
#define CLOCK    WOBBLE_CLOCK
#define DURATION WOBBLE_DURATION
#define PC       WOBBLE_PC
#define CHILDREN (WOBBLE_CHILDREN | WOBBLE_COLUMNS) /* whose line is interrupted may differ */
#define COLUMNS  WOBBLE_COLUMNS
#define TABLE    WOBBLE_TABLE

static const struct line {
    unsigned flags; /* and enum wobble's bits */
    const char *commands;
} lines[] = {
#define LINE(flags, commands) {flags, commands},
#include "lines.def"
};

#define LINE_COUNT (sizeof lines / sizeof *lines)

static char *beside(const char *name)
{
    char *path;

    if (asprintf(&path, "%s.%s", place_folder(), name) < 0)
        exit(2);
    return path;
}

/* ---- what a run leaves ------------------------------------------------------------------- */

#define MOST_FILES 64

struct found {
    char *path, *name; /* pids in names have no number */
    char kind;
};

static struct result {
    size_t count;
    struct found files[MOST_FILES];
} *walked; /* of nftw(3) */

static char *name_without_pid(const char *path)
{
    char *name = strdup(path + strlen(place_folder()));
    char *dot = strrchr(name, '.');
    long number = dot ? strtol(dot + 1, NULL, 10) : 0;

    if (number >= PLACE_FIRST_PID && number <= PLACE_LAST_PID)
        strcpy(dot + 1, "PID");
    return name;
}

static int add_file(const char *path, const struct stat *status, int kind, struct FTW *walk)
{
    (void)walk;
    if (kind == FTW_F || kind == FTW_SL) {
        if (walked->count == MOST_FILES)
            return 1;
        walked->files[walked->count++] =
            (struct found){strdup(path), name_without_pid(path),
                           S_ISREG(status->st_mode) ? 'f' : S_ISLNK(status->st_mode) ? 'l' : 's'};
    }
    return 0;
}

static int by_path(const void *a, const void *b)
{
    return strcmp(((const struct found *)a)->path, ((const struct found *)b)->path);
}

static void write_list(const char *path, const struct result *result, int status)
{
    FILE *list = fopen(path, "w");

    if (!list)
        exit(2);
    fprintf(list, "status %#x\n", (unsigned)status);
    for (size_t i = 0; i < result->count; i++)
        fprintf(list, "file %s %c\n", result->files[i].name, result->files[i].kind);
    fclose(list);
}

/* ---- a run -------------------------------------------------------------------------- */

#define MOST_LOGS (MOST_FILES + 3)

struct outcome {
    struct log *logs[MOST_LOGS];
    size_t count;
};

static void read_outcome(const struct line *line, int status, const char *output, const char *errors,
                         struct outcome *outcome)
{
    unsigned wobbles = line->flags | (place_chooses_pids() ? WOBBLE_PIDS : WOBBLE_SCHEDULING);
    struct result result = {0};
    char *list = beside("list");

    walked = &result;
    nftw(place_folder(), add_file, 16, FTW_PHYS);
    qsort(result.files, result.count, sizeof *result.files, by_path);
    write_list(list, &result, status);
    outcome->logs[outcome->count++] = log_read(list, 0, wobbles);
    if (line->flags & NO_TEXT)
        return;
    outcome->logs[outcome->count++] = log_read(output, 0, wobbles);
    outcome->logs[outcome->count++] = log_read(errors, 0, wobbles);
    for (size_t i = 0; i < result.count; i++)
        if (result.files[i].kind == 'f')
            outcome->logs[outcome->count++] = log_read(result.files[i].path, 0, wobbles);
}

static void link_strace(const char *tool, const char *program)
{
    unlink(tool);
    if (symlink(program, tool) < 0)
        exit(2);
}

static bool run(bool is_ptop, const struct line *line, struct outcome *outcome)
{
    const char *words[] = {"/bin/sh", "-c", line->commands, NULL};
    char *tools = beside("tools"), *output = beside("output"), *errors = beside("errors");
    char *tool, *path;
    int status;

    if (asprintf(&tool, "%s/strace", tools) < 0 || asprintf(&path, "%s:/usr/bin:/bin", tools) < 0)
        exit(2);
    link_strace(tool, is_ptop ? PTOP_BINARY : "/usr/bin/strace");
    place_prepare();
    if (place_execute(&(struct place_run){words, path, output, errors}, &status) < 0)
        return false;
    read_outcome(line, status, output, errors, outcome);
    return true;
}

static bool compare_line(size_t number, struct comparison *sum)
{
    const struct line *line = &lines[number];
    struct outcome outcomes[2] = {0};
    size_t unexplained = sum->unexplained;

    for (int i = 0; i < 2; i++)
        if (!run(i, line, &outcomes[i]))
            return false;
    for (size_t i = 0; i < outcomes[0].count || i < outcomes[1].count; i++) {
        static const struct log nothing;
        const struct log *strace = outcomes[0].logs[i], *ptop = outcomes[1].logs[i];

        compare_logs(strace ? strace : &nothing, ptop ? ptop : &nothing, line->flags & LOOSE, sum);
    }
    if (sum->unexplained > unexplained)
        printf("%zu: %zu unexplained: %s\n", number, sum->unexplained - unexplained, line->commands);
    return true;
}

/* ---- helpers of the command lines ------------------------------------------------------------- */

static void write_tool(const char *name, const char *text)
{
    char *path;
    FILE *file;

    if (asprintf(&path, "%s/%s", beside("tools"), name) < 0 || !(file = fopen(path, "w")) ||
        fputs(text, file) < 0 || fclose(file) != 0 || chmod(path, 0755) < 0)
        exit(2);
}

static int remove_one(const char *path, const struct stat *status, int kind, struct FTW *walk)
{
    (void)status, (void)kind, (void)walk;
    return remove(path);
}

static void make_tools(void)
{
    if (mkdir(beside("tools"), 0755) < 0)
        exit(2);
    /* until a process sleeps, and until somebody traces it and has stopped it once */
    write_tool("asleep", "#!/bin/sh\nfor i in $(seq 500); do grep -q '^State:.S' /proc/$1/status && exit; sleep 0.01; done\n");
    write_tool("traced", "#!/bin/sh\nfor i in $(seq 500); do grep -q '^TracerPid:.[1-9]' /proc/$1/status && break; sleep 0.01; done; sleep 0.1\n");
}

static void remove_all(void)
{
    static const char *const names[] = {"output", "errors", "list"};

    place_remove();
    nftw(beside("tools"), remove_one, 4, FTW_DEPTH | FTW_PHYS);
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        unlink(beside(names[i]));
}

int main(int argc, char **argv)
{
    struct comparison sum = {0};
    bool has_failed = false;

    setvbuf(stdout, NULL, _IOLBF, 0);
    place_be_alone();
    place_folder();
    make_tools();
    for (size_t i = 0; argc == 1 && i < LINE_COUNT; i++)
        has_failed |= !compare_line(i, &sum);
    for (int i = 1; i < argc; i++)
        if (strtoul(argv[i], NULL, 10) < LINE_COUNT)
            has_failed |= !compare_line(strtoul(argv[i], NULL, 10), &sum);
    remove_all();
    printf("%zu command lines: %zu lines, %zu the same, %zu explained, %zu not\n", LINE_COUNT, sum.lines,
           sum.same, sum.explained, sum.unexplained);
    compare_print_kinds(&sum);
    return has_failed || sum.lines == 0 || sum.unexplained > 0;
}
