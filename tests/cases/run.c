#include "run.h"

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
#define MOST_FDS        256 /* closed before a run */
#define RUN_SECONDS     120
#define MOST_WORDS      64

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

static void execute(const struct run *run, int log_fd, int expected_fd)
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
    count += split(run->options, words + count, 16);
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

static size_t parse_all(char *text, struct expectation **ret_expected)
{
    size_t count = 0, room = 256;
    struct expectation *expected = malloc(room * sizeof *expected);

    for (char *line; (line = strsep(&text, "\n")) && *line; count++) {
        if (count == room)
            expected = realloc(expected, (room *= 2) * sizeof *expected);
        if (!parse(line, &expected[count])) {
            printf("no expectation: %s\n", line);
            exit(2);
        }
    }
    *ret_expected = expected;
    return count;
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

void run_cases(const struct run *run, struct outcome *ret)
{
    int log_fd = memfd_create("log", 0), expected_fd = memfd_create("expected", 0), status = -1;
    pid_t pid = fork();

    if (pid == 0)
        execute(run, log_fd, expected_fd);
    if (pid > 0)
        status = wait_for(pid);
    if (status != 0) {
        printf("the tracer ended with status %#x (options: %s)\n", (unsigned)status, run->options);
        exit(1);
    }
    ret->log = read_all(log_fd);
    ret->expectations = read_all(expected_fd);
    ret->line_count = split_log(ret->log, &ret->lines);
    ret->expected_count = parse_all(ret->expectations, &ret->expected);
    close(log_fd);
    close(expected_fd);
}

void outcome_done(struct outcome *outcome)
{
    free(outcome->lines);
    free(outcome->expected);
    free(outcome->log);
    free(outcome->expectations);
}
