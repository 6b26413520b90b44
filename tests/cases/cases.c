/*
 * Runs a program of cases (tests/tracees/cases) under a tracer, once for each set of options that its
 * expectations name, and looks for the very lines that it expects.
 *
 *     cases PROGRAM [--tracer TRACER] [NAME...]      TRACER: a program that takes strace's options
 *
 * Exit status 0: every line was there.
 */
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#define EXPECTATIONS_FD 9
#define MOST_FDS 256 /* closed before a run */
#define RUN_SECONDS     120
#define MOST_OPTIONS    16 /* different ones in a program */
#define MOST_WORDS      64

struct expectation {
    const char *name, *options, *line;
};

struct run {
    const char *tracer; /* NULL: ptop --batch */
    char **words;       /* the program and the names */
    size_t found, missed, skipped;
};

static char *read_all(int fd)
{
    off_t size = lseek(fd, 0, SEEK_END);
    char *text = malloc((size_t)size + 1);

    if (!text || pread(fd, text, (size_t)size, 0) != size)
        exit(2);
    text[size] = '\0';
    return text;
}

/* "-v -s 100" as words; borrowed from a copy that is never freed. */
static size_t split(const char *options, const char **words, size_t room)
{
    char *copy = strdup(options), *rest = copy;
    size_t count = 0;

    for (char *word; (word = strtok_r(rest, " ", &rest)) && count < room;)
        words[count++] = word;
    return count;
}

/* Each run sees the same descriptors, whatever its caller had open: an empty standard input, its output,
 * the log and the expectations. */
static void leave_descriptors(int log_fd, int expected_fd)
{
    int nothing = open("/dev/null", O_RDONLY);

    if (nothing < 0 || dup2(nothing, STDIN_FILENO) < 0 || dup2(expected_fd, EXPECTATIONS_FD) < 0)
        _exit(2);
    for (int fd = 3; fd < MOST_FDS; fd++)
        if (fd != log_fd && fd != EXPECTATIONS_FD)
            close(fd);
}

static void execute(const struct run *run, const char *options, int log_fd, int expected_fd)
{
    const char *words[MOST_WORDS];
    char log_path[32];
    size_t count = 0;

    snprintf(log_path, sizeof log_path, "/dev/fd/%d", log_fd);
    words[count++] = run->tracer ? run->tracer : PTOP_BINARY;
    if (!run->tracer)
        words[count++] = "--batch";
    words[count++] = "-f";
    words[count++] = "-o";
    words[count++] = log_path;
    count += split(options, words + count, 16);
    for (char **word = run->words; *word && count < MOST_WORDS - 1; word++)
        words[count++] = *word;
    words[count] = NULL;
    leave_descriptors(log_fd, expected_fd);
    execvp(words[0], (char **)words);
    _exit(127);
}

/* A line of the log without its pid and padding, as cases expect it; "unfinished" halves are joined by
 * nobody: each case is the only process that runs meanwhile. */
static char *next_line(char **rest)
{
    char *line = strsep(rest, "\n"), *gap;

    if (!line)
        return NULL;
    line += strspn(line, "0123456789");
    line += strspn(line, " ");
    for (gap = line; (gap = strstr(gap, ") ")); gap++) {
        size_t blanks = strspn(gap + 1, " ");
        if (blanks > 1 && gap[1 + blanks] == '=')
            memmove(gap + 2, gap + 1 + blanks, strlen(gap + 1 + blanks) + 1);
    }
    return line;
}

static size_t split_log(char *log, const char ***ret_lines)
{
    size_t count = 0, room = 1024;
    const char **lines = malloc(room * sizeof *lines);

    for (char *line; (line = next_line(&log));) {
        if (count == room)
            lines = realloc(lines, (room *= 2) * sizeof *lines);
        lines[count++] = line;
    }
    *ret_lines = lines;
    return count;
}

static bool parse(char *line, struct expectation *ret)
{
    ret->name = strsep(&line, "\t");
    ret->options = line ? strsep(&line, "\t") : NULL;
    ret->line = line;
    return line != NULL;
}

/* The lines of the same call, for who has to see what was there instead. */
static void show_others(const char **lines, size_t from, size_t count, const char *wanted)
{
    size_t length = strcspn(wanted, "(") + 1, shown = 0;

    for (size_t i = from; i < count && shown < 4; i++) {
        if (strncmp(lines[i], wanted, length) == 0) {
            printf("    there is: %s\n", lines[i]);
            shown++;
        }
    }
    if (shown == 0)
        printf("    no such call behind line %zu\n", from);
}

static void look_for(struct run *run, const struct expectation *wanted, const char **lines,
                     size_t count, size_t *position)
{
    for (size_t i = *position; i < count; i++) {
        if (strcmp(lines[i], wanted->line) == 0) {
            *position = i + 1;
            run->found++;
            return;
        }
    }
    run->missed++;
    printf("%s%s%s:\n    expected: %s\n", wanted->name, *wanted->options ? " " : "",
           wanted->options, wanted->line);
    show_others(lines, *position, count, wanted->line);
}

static volatile pid_t running;

/* An alarm of its own it would not hear: ptop is deaf to what means nothing to it. */
static void end_run(int signal)
{
    (void)signal;
    kill(running, SIGKILL);
}

static int wait_for(pid_t pid)
{
    int status = -1;

    running = pid;
    signal(SIGALRM, end_run);
    alarm(RUN_SECONDS);
    if (waitpid(pid, &status, 0) != pid)
        status = -1;
    alarm(0);
    return status;
}

/* One run with these options; adds other options that are asked for to the list. */
static void run_with(struct run *run, const char *options, const char **wanted, size_t *wanted_count)
{
    int log_fd = memfd_create("log", 0), expected_fd = memfd_create("expected", 0), status = -1;
    struct expectation one;
    const char **lines;
    size_t position = 0;
    pid_t pid = fork();

    if (pid == 0)
        execute(run, options, log_fd, expected_fd);
    if (pid > 0)
        status = wait_for(pid);
    if (status != 0) {
        printf("the tracer ended with status %#x (options: %s)\n", (unsigned)status, options);
        exit(1);
    }
    size_t count = split_log(read_all(log_fd), &lines);
    char *expectations = read_all(expected_fd);
    for (char *line; (line = strsep(&expectations, "\n")) && *line;) {
        size_t known = 0;

        if (!parse(line, &one)) {
            printf("no expectation: %s\n", line);
            exit(2);
        }
        if (strcmp(one.options, "skip") == 0 || strcmp(one.options, "failed") == 0) {
            if (*options == '\0')
                printf("%s: %s: %s\n", one.name, one.options, one.line);
            run->skipped += one.options[0] == 's' && *options == '\0';
            run->missed += one.options[0] == 'f';
            continue;
        }
        if (strcmp(one.options, options) == 0)
            look_for(run, &one, lines, count, &position);
        while (known < *wanted_count && strcmp(wanted[known], one.options) != 0)
            known++;
        if (known == MOST_OPTIONS) {
            printf("more than %d sets of options: %s\n", MOST_OPTIONS, one.options);
            exit(2);
        }
        if (known == *wanted_count)
            wanted[(*wanted_count)++] = strdup(one.options);
    }
    close(log_fd);
    close(expected_fd);
}

int main(int argc, char **argv)
{
    const char *wanted[MOST_OPTIONS] = {""};
    size_t wanted_count = 1;
    struct run run = {.words = argv + 1};

    if (argc > 3 && strcmp(argv[2], "--tracer") == 0) {
        run.tracer = argv[3];
        argv[3] = argv[1];
        run.words = argv + 3;
    }
    if (argc < 2)
        return 2;
    for (size_t i = 0; i < wanted_count; i++)
        run_with(&run, wanted[i], wanted, &wanted_count);
    printf("%zu lines as expected, %zu not, %zu cases skipped\n", run.found, run.missed, run.skipped);
    return run.missed > 0 || run.found == 0;
}
