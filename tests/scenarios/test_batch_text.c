/*
 * Batch mode's text beside strace's, on programs that do the same each time; and what is written of
 * calls that wait, are killed or let go.
 */
#include <ctype.h>
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <poll.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

#include "support/deadline.h"
#include "support/folder.h"
#include "support/process.h"
#include "support/victim.h"

#define MAX_WORDS  24
#define TEXT_BYTES (256u << 10)
#define PTOP       PTOP_BINARY, "--batch"

static const char *in_folder(const char *name)
{
    static char paths[4][PATH_MAX];
    static unsigned next;
    char *path = paths[next++ % 4];

    snprintf(path, PATH_MAX, "%s/%s", folder_path(), name);
    return path;
}

static char *read_file(const char *path)
{
    char *text = calloc(1, TEXT_BYTES);
    FILE *file = fopen(path, "r");

    assert_non_null(text);
    if (!file)
        fail_msg("%s: %s", path, strerror(errno));
    assert_true(fread(text, 1, TEXT_BYTES - 1, file) < TEXT_BYTES - 1);
    fclose(file);
    return text;
}

/* ---- the same text ------------------------------------------------------------------- */

/* Numbers that are another one each time, of processes and times: those of three digits or more, and
 * those with a point or a colon in them. */
static void normalise(char *text)
{
    char *to = text;

    for (char *at = text; *at;) {
        size_t length = isdigit((unsigned char)*at) ? strspn(at, "0123456789.:") : 0;

        if (length >= 3) {
            *to++ = 'N';
            at += length;
        } else {
            do
                *to++ = *at++;
            while (length-- > 1);
        }
    }
    *to = '\0';
}

/* A tracer with its options writes to a log; what the command prints is of no interest. */
static char *log_of(const char *const *tracer, const char *const *options,
                    const char *const *command)
{
    const char *argv[MAX_WORDS], *log = in_folder("log"), *const *parts[] = {options, command};
    size_t count = 0;
    struct process_result result;

    unlink(log);
    while (*tracer)
        argv[count++] = *tracer++;
    argv[count++] = "-o";
    argv[count++] = log;
    for (size_t i = 0; i < 2; i++)
        for (const char *const *word = parts[i]; *word; word++)
            argv[count++] = *word;
    argv[count] = NULL;
    result = process_run((char *const *)argv, NULL, PATIENCE_MS);
    assert_int_not_equal(result.status, -1);
    return read_file(log);
}

static void check_same(const char *const *options, const char *const *command)
{
    char *theirs = log_of((const char *const[]){"strace", NULL}, options, command);
    char *ours = log_of((const char *const[]){PTOP, NULL}, options, command);

    normalise(theirs);
    normalise(ours);
    assert_true(strlen(theirs) > 0);
    assert_string_equal(ours, theirs);
    free(ours);
    free(theirs);
}

static void options_change_the_lines_as_they_change_straces(void **state)
{
#define CALLS "-e", "trace=openat,close,exit_group"
    static const char *const options[][8] = {
        {CALLS},
        {CALLS, "-t"},
        {CALLS, "-tt"},
        {CALLS, "-ttt"},
        {CALLS, "-r"},
        {CALLS, "-T"},
        {CALLS, "-tt", "-r", "-T", "-n"},
        {CALLS, "--relative-timestamps=ns", "--syscall-times=ms"},
        {CALLS, "--absolute-timestamps=format:unix,precision:ms", "--syscall-times=s"},
        {CALLS, "-f"},
        {CALLS, "-f", "-t", "-n"},
        {CALLS, "-f", "-Y"},
        {CALLS, "-x"},
        {CALLS, "-xx"},
        {CALLS, "-a", "60"},
        {CALLS, "-X", "raw"},
        {CALLS, "-X", "verbose"},
        {CALLS, "-z"},
        {CALLS, "-Z"},
        {CALLS, "-e", "status=unfinished"},
        {CALLS, "-qq"},
        {CALLS, "-e", "quiet=exit"},
        {CALLS, "-e", "raw=close"},
        {CALLS, "-P", "/dev/null"},
        {"-e", "trace=none"},
    };

    (void)state;
    for (size_t i = 0; i < sizeof options / sizeof *options; i++)
        check_same(options[i], (const char *const[]){"cat", "/dev/null", NULL});
}

static void dumps_are_straces(void **state)
{
    (void)state;
    check_same((const char *const[]){"-e", "trace=read,write", "-e", "read=0", "-e", "write=1", "-s",
                                     "4", "-P", "/dev/null", "-P", "/etc/passwd", NULL},
               (const char *const[]){"sh", "-c", "cat < /etc/passwd > /dev/null", NULL});
}

static void ends_and_signals_are_straces(void **state)
{
    (void)state;
    check_same((const char *const[]){"-f", "-e", "trace=exit_group,kill", NULL},
               (const char *const[]){"sh", "-c", "sh -c 'exit 3'; kill -USR1 $$", NULL});
    check_same((const char *const[]){"-f", "-e", "trace=kill", "-e", "signal=!CHLD", NULL},
               (const char *const[]){"sh", "-c", "sh -c 'kill -TERM $$'; exit 2", NULL});
    check_same((const char *const[]){"-f", "-e", "trace=kill", "-e", "signal=none", NULL},
               (const char *const[]){"sh", "-c", "sh -c 'kill -TERM $$'; exit 2", NULL});
}

/* ---- calls that wait ------------------------------------------------------------------- */

struct running {
    pid_t pid;
    int errors; /* its standard error */
    size_t length;
    char text[8192];
};

static struct running start(const char *const *argv)
{
    struct running running = {0};
    pid_t parent = getpid();
    int ends[2];

    assert_int_equal(pipe2(ends, O_CLOEXEC), 0);
    running.pid = fork();
    assert_true(running.pid >= 0);
    if (running.pid == 0) {
        process_dies_with(parent);
        dup2(ends[1], STDERR_FILENO);
        execvp(argv[0], (char *const *)argv);
        _exit(125);
    }
    close(ends[1]);
    running.errors = ends[0];
    return running;
}

/* False at its end, or when it takes too long. */
static bool read_more(struct running *running, deadline_ms deadline)
{
    struct pollfd readable = {.fd = running->errors, .events = POLLIN};
    ssize_t got;

    if (poll(&readable, 1, (int)deadline_left(deadline)) <= 0)
        return false;
    got = read(running->errors, running->text + running->length,
               sizeof running->text - 1 - running->length);
    if (got > 0)
        running->length += (size_t)got;
    return got > 0;
}

static void await(struct running *running, const char *wanted)
{
    deadline_ms deadline = deadline_in(PATIENCE_MS);

    while (!strstr(running->text, wanted))
        if (!read_more(running, deadline))
            fail_msg("it never said \"%s\", but:\n%s", wanted, running->text);
}

static int finish(struct running *running)
{
    deadline_ms deadline = deadline_in(PATIENCE_MS);
    int status = -1;

    while (read_more(running, deadline))
        continue;
    assert_int_equal(waitpid(running->pid, &status, 0), running->pid);
    close(running->errors);
    return status;
}

static struct running start_blocked(const char *tracer_option)
{
    const char *argv[MAX_WORDS] = {PTOP, "-e", "trace=nanosleep", tracer_option,
                                   victim_program("blocked"), "nanosleep", NULL};

    victim_new_truth();
    return start(argv);
}

#define SLEEPING "nanosleep({tv_sec=60, tv_nsec=0}, "

static void a_call_that_waits_is_seen_while_it_does(void **state)
{
    struct running running = start_blocked("-q");

    (void)state;
    await(&running, SLEEPING);
    assert_null(strchr(strstr(running.text, SLEEPING), '\n'));
    kill(process_first_child(running.pid), SIGKILL);
    assert_int_equal(WTERMSIG(finish(&running)), SIGKILL);
    assert_non_null(strstr(running.text, SLEEPING " <unfinished ...>) = ?\n"
                                                  "+++ killed by SIGKILL +++\n"));
}

static void a_signal_lets_go_of_what_waits(void **state)
{
    struct running running = start_blocked("-f");

    (void)state;
    await(&running, SLEEPING);
    kill(running.pid, SIGTERM);
    assert_int_equal(WTERMSIG(finish(&running)), SIGTERM);
    await(&running, "ptop: Process ");
    assert_non_null(strstr(running.text, " detached\n <detached ...>\n"));
}

static void a_signal_that_may_end_it_anywhere_is_for_nobody_else(void **state)
{
    struct running running = start(
        (const char *const[]){PTOP, "-I1", "-e", "trace=clock_nanosleep", "sleep", "60", NULL});
    pid_t command;
    int status;

    (void)state;
    await(&running, "clock_nanosleep(CLOCK_REALTIME, 0, {tv_sec=60, tv_nsec=0}, ");
    command = process_first_child(running.pid);
    kill(running.pid, SIGTERM);
    assert_int_equal(waitpid(running.pid, &status, 0), running.pid);
    assert_int_equal(WTERMSIG(status), SIGTERM);
    assert_true(until(task_is_blocked_in(command, SYS_clock_nanosleep)));
    kill(command, SIGKILL);
    while (read_more(&running, deadline_in(PATIENCE_MS)))
        continue;
    close(running.errors);
    assert_null(strstr(running.text, "detached"));
}

static void a_log_of_a_command_is_not_ended_by_a_signal(void **state)
{
    struct truth *truth = victim_new_truth();
    struct running running =
        start((const char *const[]){PTOP, "-o", in_folder("log"), "-e", "trace=nanosleep",
                                    victim_program("blocked"), "nanosleep", NULL});
    pid_t command;

    (void)state;
    assert_int_equal(truth_await(&truth->stage, BLOCKED_ENTERING, PATIENCE_MS), 0);
    command = process_first_child(running.pid);
    assert_true(until(task_is_blocked_in(command, SYS_nanosleep)));
    kill(running.pid, SIGTERM);
    kill(running.pid, SIGINT);
    kill(command, SIGUSR1); /* which ends the call */
    assert_int_equal(finish(&running), 0);
    char *text = read_file(in_folder("log"));
    assert_non_null(strstr(text, "--- SIGUSR1 "));
    free(text);
}

/* ---- numbers of processes ------------------------------------------------------------------- */

/* Its child is gone from /proc when the line of its signal is made, and so is it at the end. */
static void who_has_ended_in_a_namespace_is_still_known_by_our_number(void **state)
{
    struct process_result result;
    char *text, *line;

    (void)state;
    if (geteuid() != 0)
        skip();
    result = process_run((char *const[]){PTOP_BINARY, "--batch", "-f", "--decode-pids=pidns", "-o",
                                         (char *)in_folder("pids"), "-e", "trace=clone", "unshare",
                                         "-fp", "sh", "-c", "sleep 0.1 & wait", NULL},
                         NULL, PATIENCE_MS);
    assert_int_equal(WEXITSTATUS(result.status), 0);
    text = read_file(in_folder("pids"));
    line = strstr(text, "si_pid=2");
    assert_non_null(line);
    assert_int_equal(strncmp(line, "si_pid=2 /* ", 12), 0);
    free(text);
}

/* ---- where lines go ---------------------------------------------------------------------- */

static void each_tracee_has_a_file_of_its_own(void **state)
{
    const char *log = in_folder("each");
    struct process_result result = process_run(
        (char *const[]){PTOP_BINARY, "--batch", "-ff", "-o", (char *)log, "-e",
                        "trace=exit_group", "sh", "-c", "sh -c 'exit 3'; exit 4", NULL},
        NULL, PATIENCE_MS);
    DIR *files = opendir(folder_path());
    unsigned seen = 0;

    (void)state;
    assert_int_equal(WEXITSTATUS(result.status), 4);
    for (struct dirent *entry; (entry = readdir(files));) {
        if (strncmp(entry->d_name, "each.", 5) != 0)
            continue;
        char *text = read_file(in_folder(entry->d_name));
        assert_null(strstr(text, "[pid"));
        seen |= strstr(text, "exit_group(3)                           = ?\n"
                             "+++ exited with 3 +++\n") == text;
        seen |= strncmp(text, "--- SIGCHLD", 11) == 0 &&
                        strstr(text, "exit_group(4)                           = ?\n")
                    ? 2
                    : 0;
        free(text);
    }
    closedir(files);
    assert_int_equal(seen, 3);
}

/* A log that is all there: its call, its end. */
static unsigned count_whole_logs(const char *prefix, unsigned *ret_count)
{
    DIR *files = opendir(folder_path());
    unsigned whole = 0, count = 0;

    for (struct dirent *entry; (entry = readdir(files));) {
        char *text;

        if (strncmp(entry->d_name, prefix, strlen(prefix)) != 0)
            continue;
        text = read_file(in_folder(entry->d_name));
        count++;
        whole += strncmp(text, "set_robust_list(", 16) == 0 &&
                 strstr(text, "exit_group(7)                           = ?\n"
                              "+++ exited with 7 +++\n");
        free(text);
    }
    closedir(files);
    *ret_count = count;
    return whole;
}

static void more_tracees_than_files_can_be_open_are_all_logged(void **state)
{
    static const char command[] = /* each waits for the next one */
        "ulimit -n 64; exec \"$0\" --batch -ff -o \"$1\" -e trace=set_robust_list,exit_group "
        "bash -c 'f() { (($1 == 1)) || (f $(($1 - 1))); exit 7; }; (f 100); exit 0'";
    const char *log = in_folder("many");
    struct process_result result;
    unsigned whole, count;

    (void)state;
    result = process_run((char *const[]){"bash", "-c", (char *)command, PTOP_BINARY, (char *)log,
                                         NULL},
                         NULL, PATIENCE_MS);
    whole = count_whole_logs("many.", &count);
    assert_int_equal(WEXITSTATUS(result.status), 0);
    assert_int_equal(whole, 100);
    assert_true(count > 100);
}

static void a_command_can_read_the_lines(void **state)
{
    char word[PATH_MAX + 16];
    struct process_result result;
    char *text;

    (void)state;
    snprintf(word, sizeof word, "|cat > %s", in_folder("piped"));
    result = process_run((char *const[]){PTOP_BINARY, "--batch", "-e", "trace=exit_group", "-o", word,
                                         "sh", "-c", "exit 3", NULL},
                         NULL, PATIENCE_MS);
    assert_int_equal(WEXITSTATUS(result.status), 3);
    text = read_file(in_folder("piped")); /* it had ended when we did */
    assert_string_equal(text, "exit_group(3)                           = ?\n"
                              "+++ exited with 3 +++\n");
    free(text);
}

static void a_log_can_be_gone_on_with(void **state)
{
    char *text;

    (void)state;
    for (int i = 0; i < 2; i++)
        process_run((char *const[]){PTOP_BINARY, "--batch", "-A", "-o", (char *)in_folder("more"),
                                    "-e", "trace=none", "true", NULL},
                    NULL, PATIENCE_MS);
    text = read_file(in_folder("more"));
    assert_string_equal(text, "+++ exited with 0 +++\n+++ exited with 0 +++\n");
    free(text);
}

#define FULL "/dev/full: No space left on device"

static void a_full_disk_is_said_once_and_leaves_the_command_its_status(void **state)
{
    struct process_result result = process_run(
        (char *const[]){PTOP_BINARY, "--batch", "-o", "/dev/full", "sh", "-c", "exit 3", NULL}, NULL,
        PATIENCE_MS);
    const char *said = strstr(result.output, FULL);

    (void)state;
    assert_int_equal(WEXITSTATUS(result.status), 3);
    assert_non_null(said);
    assert_null(strstr(said + strlen(FULL), FULL));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(options_change_the_lines_as_they_change_straces),
        cmocka_unit_test(dumps_are_straces),
        cmocka_unit_test(ends_and_signals_are_straces),
        cmocka_unit_test(a_call_that_waits_is_seen_while_it_does),
        cmocka_unit_test(a_signal_lets_go_of_what_waits),
        cmocka_unit_test(a_signal_that_may_end_it_anywhere_is_for_nobody_else),
        cmocka_unit_test(a_log_of_a_command_is_not_ended_by_a_signal),
        cmocka_unit_test(who_has_ended_in_a_namespace_is_still_known_by_our_number),
        cmocka_unit_test(each_tracee_has_a_file_of_its_own),
        cmocka_unit_test(more_tracees_than_files_can_be_open_are_all_logged),
        cmocka_unit_test(a_command_can_read_the_lines),
        cmocka_unit_test(a_log_can_be_gone_on_with),
        cmocka_unit_test(a_full_disk_is_said_once_and_leaves_the_command_its_status),
    };

    return cmocka_run_group_tests(tests, folder_make, folder_remove);
}
