#include "support/batch.h"

#include <ctype.h>
#include <errno.h>
#include <fcntl.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

#include "support/deadline.h"
#include "support/process.h"

#define STRACE_VERSION "strace -- version 6.1\n" /* others have other classes, other words */

#define MAX_BATCHES     8
#define MAX_ARGUMENTS   24
#define RUN_MS          60000 /* a whole run, not one wait */
#define EXPLAINED_BYTES 6000

static struct batch batches[MAX_BATCHES];
static size_t batch_slots;

static int new_file(const char *name)
{
    int fd = memfd_create(name, MFD_CLOEXEC);

    assert_true(fd >= 0);
    return fd;
}

static void __attribute__((noreturn))
become_ptop(const struct batch *batch, char *const argv[], pid_t parent)
{
    int null_fd = open("/dev/null", O_RDONLY);

    process_dies_with(parent);
    dup2(null_fd, STDIN_FILENO);
    close(null_fd);
    dup2(batch->output_fd, STDOUT_FILENO);
    dup2(batch->errors_fd, STDERR_FILENO);
    execvp(argv[0], argv);
    _exit(125);
}

/* tracer: its words up to the log's path, NULL at the end. */
static struct batch *start(const char *const *tracer, const char *argument, va_list rest)
{
    struct batch *batch;
    char log_path[64];
    const char *argv[MAX_ARGUMENTS];
    size_t count = 0;
    pid_t parent = getpid();

    while (tracer[count] != NULL) {
        argv[count] = tracer[count];
        count++;
    }
    argv[count++] = log_path;
    argv[count++] = argument;
    assert_true(batch_slots < MAX_BATCHES);
    batch = &batches[batch_slots++];
    *batch = (struct batch){.log_fd = new_file("log"),
                            .output_fd = new_file("output"),
                            .errors_fd = new_file("errors")};
    snprintf(log_path, sizeof(log_path), "/proc/%d/fd/%d", parent, batch->log_fd);
    while ((argv[count] = va_arg(rest, const char *)) != NULL)
        assert_true(++count < MAX_ARGUMENTS);
    batch->pid = fork();
    assert_true(batch->pid >= 0);
    if (batch->pid == 0)
        become_ptop(batch, (char *const *)argv, parent);
    return batch;
}

struct batch *batch_start(const char *argument, ...)
{
    va_list rest;
    struct batch *batch;

    va_start(rest, argument);
    batch = start((const char *const[]){PTOP_BINARY, "--batch", "-o", NULL}, argument, rest);
    va_end(rest);
    return batch;
}

struct batch *batch_start_strace(const char *argument, ...)
{
    va_list rest;
    struct batch *batch;

    va_start(rest, argument);
    batch = start((const char *const[]){"strace", "-o", NULL}, argument, rest);
    va_end(rest);
    return batch;
}

void batch_need_strace(void)
{
    struct process_result result =
        process_run((char *[]){"/usr/bin/env", "strace", "-V", NULL}, NULL, PATIENCE_MS);

    if (result.status != 0)
        fail_msg("strace is missing: ./dev test installs it");
    if (strncmp(result.output, STRACE_VERSION, strlen(STRACE_VERSION)) != 0) {
        print_message("not strace 6.1, which is the reference\n");
        skip();
    }
}

static char *read_all(int fd)
{
    off_t size = lseek(fd, 0, SEEK_END), done = 0;
    char *text = malloc((size_t)size + 1);

    assert_non_null(text);
    while (done < size) {
        ssize_t count = pread(fd, text + done, (size_t)(size - done), done);
        assert_true(count > 0);
        done += count;
    }
    text[size] = '\0';
    return text;
}

static bool log_contains(const struct batch *batch, const char *text)
{
    char *log = read_all(batch->log_fd);
    bool is_there = strstr(log, text) != NULL;

    free(log);
    return is_there;
}

void batch_await(struct batch *batch, const char *text)
{
    deadline_ms deadline = deadline_in(PATIENCE_MS);

    while (!log_contains(batch, text)) {
        if (deadline_left(deadline) == 0)
            fail_msg("the log never says %s", text);
        poll(NULL, 0, 1);
    }
}

static struct batch_line parse_line(char *text)
{
    struct batch_line line = {.kind = BATCH_OTHER};
    char *end;
    long tid = strtol(text, &end, 10);

    if (end > text && *end == ' ') {
        line.tid = (pid_t)tid;
        text = end + strspn(end, " ");
    }
    line.text = text;
    if (strncmp(text, "--- SIG", 7) == 0)
        line.kind = BATCH_SIGNAL;
    else if (strncmp(text, "+++ ", 4) == 0)
        line.kind = BATCH_END;
    else if (isalpha((unsigned char)*text) || *text == '_')
        line.kind = text[strcspn(text, "( ")] == '(' ? BATCH_CALL : BATCH_OTHER;
    return line;
}

#define UNFINISHED " <unfinished ...>"
#define RESUMED    " resumed>"

/* The line that a tid left unfinished last: its index, or line_count. */
static size_t find_unfinished(const struct batch *batch, pid_t tid)
{
    for (size_t i = batch->line_count; i-- > 0;) {
        const struct batch_line *line = &batch->lines[i];
        if (line->tid == tid && line->kind == BATCH_CALL && batch_ends_with(line, UNFINISHED))
            return i;
    }
    return batch->line_count;
}

/* An interrupted call is one line, where its end is. */
static void join_resumed(struct batch *batch, struct batch_line *line)
{
    const char *rest = strncmp(line->text, "<... ", 5) == 0 ? strstr(line->text, RESUMED) : NULL;
    size_t first = rest ? find_unfinished(batch, line->tid) : batch->line_count;
    struct batch_line begun = batch->lines[first];
    char *joined;

    if (first == batch->line_count)
        return;
    assert_true(asprintf(&joined, "%.*s%s", (int)(strlen(begun.text) - strlen(UNFINISHED)),
                         begun.text, rest + strlen(RESUMED)) > 0);
    batch->joined = realloc(batch->joined, (batch->joined_count + 1) * sizeof(char *));
    assert_non_null(batch->joined);
    batch->joined[batch->joined_count++] = joined;
    *line = (struct batch_line){.tid = line->tid, .kind = BATCH_CALL, .text = joined};
    memmove(&batch->lines[first], &batch->lines[first + 1],
            (batch->line_count - first) * sizeof(*batch->lines));
    batch->line_count--;
}

static void parse_log(struct batch *batch)
{
    size_t room = 0;
    char *save = NULL;

    for (const char *at = batch->log; *at != '\0'; at++)
        room += *at == '\n';
    batch->lines = calloc(room + 2, sizeof(*batch->lines));
    assert_non_null(batch->lines);
    for (char *text = strtok_r(batch->log, "\n", &save); text != NULL;
         text = strtok_r(NULL, "\n", &save)) {
        struct batch_line line = parse_line(text);
        join_resumed(batch, &line);
        batch->lines[batch->line_count++] = line;
    }
}

void batch_finish_under(struct batch *batch, int signal, long *ret_sent)
{
    deadline_ms deadline = deadline_in(RUN_MS);
    pid_t ended;
    long sent = 0;

    while ((ended = waitpid(batch->pid, &batch->status, WNOHANG)) == 0) {
        if (deadline_left(deadline) == 0)
            break;
        sent += signal != 0 && kill(batch->pid, signal) == 0;
        poll(NULL, 0, 1);
    }
    if (ended == 0)
        process_end(batch->pid);
    batch->has_ended = true;
    batch->log = read_all(batch->log_fd);
    batch->output = read_all(batch->output_fd);
    batch->errors = read_all(batch->errors_fd);
    parse_log(batch);
    if (ended <= 0) {
        batch_explain(batch);
        fail_msg("ptop does not end");
    }
    if (ret_sent != NULL)
        *ret_sent = sent;
}

void batch_finish(struct batch *batch)
{
    batch_finish_under(batch, 0, NULL);
}

void batch_end_all(void)
{
    while (batch_slots > 0) {
        struct batch *batch = &batches[--batch_slots];
        if (!batch->has_ended)
            process_end(batch->pid);
        free(batch->log);
        free(batch->output);
        free(batch->errors);
        free(batch->lines);
        for (size_t i = 0; i < batch->joined_count; i++)
            free(batch->joined[i]);
        free(batch->joined);
        close(batch->log_fd);
        close(batch->output_fd);
        close(batch->errors_fd);
    }
}

int batch_exit_status(const struct batch *batch)
{
    return WIFEXITED(batch->status) ? WEXITSTATUS(batch->status) : 128 + WTERMSIG(batch->status);
}

bool batch_is_call(const struct batch_line *line, const char *name)
{
    size_t length = strlen(name);

    return line->kind == BATCH_CALL && strncmp(line->text, name, length) == 0 &&
           line->text[length] == '(';
}

size_t batch_find(const struct batch *batch, enum batch_line_kind kind, pid_t tid, const char *text,
                  size_t from)
{
    for (; from < batch->line_count; from++) {
        const struct batch_line *line = &batch->lines[from];
        if (line->kind == kind && (tid == 0 || line->tid == tid) &&
            strstr(line->text, text) != NULL)
            break;
    }
    return from;
}

size_t batch_count(const struct batch *batch, enum batch_line_kind kind, pid_t tid,
                   const char *text)
{
    size_t count = 0;

    for (size_t i = batch_find(batch, kind, tid, text, 0); i < batch->line_count;
         i = batch_find(batch, kind, tid, text, i + 1))
        count++;
    return count;
}

bool batch_ends_with(const struct batch_line *line, const char *end)
{
    size_t length = strlen(line->text), wanted = strlen(end);

    return length >= wanted && strcmp(line->text + length - wanted, end) == 0;
}

void batch_explain(const struct batch *batch)
{
    size_t bytes = 0, first = batch->line_count;

    while (first > 0 && (bytes += strlen(batch->lines[first - 1].text)) < EXPLAINED_BYTES)
        first--;
    fprintf(stderr, "ptop: status %#x, errors:\n%s\nthe end of %zu lines:\n", batch->status,
            batch->errors, batch->line_count);
    for (size_t i = first; i < batch->line_count; i++)
        fprintf(stderr, "%d %s\n", batch->lines[i].tid, batch->lines[i].text);
}
