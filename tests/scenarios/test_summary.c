/*
 * The summary of real programs: what their files came to, and the counts that strace gives.
 */
#include "support/scenario.h"

#include <poll.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <ptop/summary.h>

#include "support/deadline.h"

static void take_in(void *context, const struct event *event)
{
    summary_add(context, event);
}

static struct session *session;

/* The session stays open, as its names are the summary's: end it with end_summary. */
static struct summary *summarise(char *const argv[])
{
    const struct session_options options = {
        .argv = argv, .follows_forks = true, .fd_details = FD_EVERYTHING};
    deadline_ms deadline = deadline_in(PATIENCE_MS);
    struct error error;

    if (session_open(&options, &session, &error) < 0)
        fail_msg("%s", error.message);
    struct summary *summary = summary_new(session_names(session));
    while (!session_has_ended(session) && deadline_left(deadline))
        if (!session_drain(session, 1000, take_in, summary) && session_arm(session))
            poll(&(struct pollfd){.fd = session_fd(session), .events = POLLIN}, 1, 100);
    assert_true(session_has_ended(session));
    return summary;
}

static void end_summary(struct summary *summary)
{
    summary_free(summary);
    session_close(session);
}

static const struct summary_file *find_file(const struct summary *summary, const char *directory,
                                            const char *name)
{
    char path[256];

    snprintf(path, sizeof path, "%s/%s", directory, name);
    for (size_t i = 0; i < summary_file_count(summary); i++) {
        const struct summary_file *file = summary_file_get(summary, i);
        if (file->name && strcmp(file->name, path) == 0)
            return file;
    }
    fail_msg("no file is called %s", path);
    return NULL;
}

static void remove_files(const char *directory)
{
    static const char *const names[] = {"from", "to"};
    char path[256];

    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        snprintf(path, sizeof path, "%s/%s", directory, names[i]);
        unlink(path);
    }
    rmdir(directory);
}

static void files_are_followed_through_dup_fork_sendfile_and_splice(void **state)
{
    char directory[] = "/tmp/ptop-summary-XXXXXX";

    (void)state;
    assert_non_null(mkdtemp(directory));
    struct summary *summary = summarise((char *[]){PTOP_TRACEES "/file_traffic", directory, NULL});
    remove_files(directory);

    const struct summary_file *from = find_file(summary, directory, "from");
    assert_int_equal(from->opens, 2);
    assert_int_equal(from->written_bytes, 4096);
    assert_int_equal(from->reads, 5);
    assert_int_equal(from->read_bytes, 1000 + 500 + 300 + 100 + 200);
    assert_int_equal(from->mapped_bytes, 4096);
    assert_int_equal(from->access_modes, 1 | 4); /* O_RDONLY, O_RDWR */

    const struct summary_file *to = find_file(summary, directory, "to");
    assert_int_equal(to->opens, 1);
    assert_int_equal(to->writes, 4);
    assert_int_equal(to->written_bytes, 1000 + 500 + 300 + 50);
    assert_int_equal(to->read_bytes, 0);

    assert_int_equal(find_file(summary, directory, "missing")->errors, 1);
    assert_int_equal(summary_task_count(summary, SUMMARY_PROCESSES), 2);
    assert_int_equal(summary_task_get(summary, SUMMARY_PROCESSES, 1)->read_bytes, 200);
    end_summary(summary);
}

/* ---- beside strace ------------------------------------------------------------------------ */

/* "  1.59    0.000014          14         1         1 openat": false for the other lines. */
static bool read_line(const char *line, char name[32], uint64_t *ret_calls, uint64_t *ret_errors)
{
    double share, seconds;
    unsigned long each, calls, errors = 0;

    if (sscanf(line, "%lf %lf %lu %lu %lu %31s", &share, &seconds, &each, &calls, &errors, name) !=
            6 &&
        (errors = 0, sscanf(line, "%lf %lf %lu %lu %31s", &share, &seconds, &each, &calls, name)) !=
            5)
        return false;
    *ret_calls = calls;
    *ret_errors = errors;
    return strcmp(name, "total") != 0;
}

static void compare_with(const struct summary *summary, const char *name, uint64_t calls,
                         uint64_t errors)
{
    int number = -1;

    assert_non_null(syscall_find_name(ABI_NATIVE, name, &number));
    const struct summary_syscall *row = summary_syscall_find(summary, ABI_NATIVE, number);
    if (!row || row->calls != calls || row->errors != errors)
        fail_msg("%s: strace has %lu calls, %lu errors, we %lu, %lu", name, (unsigned long)calls,
                 (unsigned long)errors, row ? (unsigned long)row->calls : 0,
                 row ? (unsigned long)row->errors : 0);
}

/* Every syscall that strace counts, and none that it does not: but for the one that does not
 * return, which it leaves out. */
static void compare(const struct summary *summary, FILE *strace)
{
    char line[256], name[32];
    uint64_t calls, errors;
    size_t count = 0;

    while (fgets(line, sizeof line, strace)) {
        if (!read_line(line, name, &calls, &errors))
            continue;
        compare_with(summary, name, calls, errors);
        count++;
    }
    assert_true(count > 5);
    assert_int_equal(summary_syscall_count(summary), count + 1);
}

static void counts_are_those_of_strace(void **state)
{
    char directory[] = "/tmp/ptop-summary-XXXXXX", table[] = "/tmp/ptop-strace-XXXXXX";
    char *const programs[][5] = {
        {PTOP_TRACEES "/file_traffic", directory, NULL},
        {"cp", "/etc/passwd", "/dev/null", NULL},
        {"find", "/usr/share/doc", "-maxdepth", "1", "-false"},
    };
    int table_fd = mkstemp(table);

    (void)state;
    if (process_run((char *[]){"strace", "-V", NULL}, NULL, PATIENCE_MS).status != 0)
        skip();
    assert_non_null(mkdtemp(directory));
    assert_true(table_fd >= 0);
    for (size_t i = 0; i < sizeof programs / sizeof programs[0]; i++) {
        char *argv[16] = {"strace", "-f", "-c", "-o", table};
        for (size_t j = 0; j < 5 && programs[i][j]; j++)
            argv[5 + j] = programs[i][j];
        assert_int_equal(process_run(argv, NULL, PATIENCE_MS).status, 0);
        struct summary *summary = summarise(argv + 5);
        FILE *file = fopen(table, "r");
        assert_non_null(file);
        compare(summary, file);
        fclose(file);
        end_summary(summary);
    }
    close(table_fd);
    unlink(table);
    remove_files(directory);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        SCENARIO(files_are_followed_through_dup_fork_sendfile_and_splice),
        SCENARIO(counts_are_those_of_strace),
    };

    return cmocka_run_group_tests_name("summary", tests, NULL, NULL);
}
