/*
 * H12, H13: a launched command starts as if its parent had been the shell: signal
 * mask and dispositions, descriptors, variables, limits, priority, processors.
 * A plain run and a traced one, from the same odd state, must print the same.
 */
#include <fcntl.h>
#include <sched.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "support/scenario.h"

/* What a caller may have left behind, none of it the default. */
struct odd_state {
    sigset_t mask;
    struct sigaction on_usr1, on_hup, on_pipe;
    struct rlimit files;
    cpu_set_t cpus;
    mode_t umask;
    int fd;
};

static void ignore(int signal, struct sigaction *ret_before)
{
    sigaction(signal, &(struct sigaction){.sa_handler = SIG_IGN}, ret_before);
}

static void enter_odd_state(struct odd_state *before)
{
    sigset_t blocked;
    struct rlimit files;
    cpu_set_t one;

    sigemptyset(&blocked);
    sigaddset(&blocked, SIGUSR2);
    sigaddset(&blocked, SIGTERM);
    sigprocmask(SIG_BLOCK, &blocked, &before->mask);
    ignore(SIGUSR1, &before->on_usr1);
    ignore(SIGHUP, &before->on_hup);
    sigaction(SIGPIPE, &(struct sigaction){.sa_handler = SIG_DFL}, &before->on_pipe);
    before->umask = umask(026);
    getrlimit(RLIMIT_NOFILE, &before->files);
    files = before->files;
    files.rlim_cur = 123;
    setrlimit(RLIMIT_NOFILE, &files);
    sched_getaffinity(0, sizeof(before->cpus), &before->cpus);
    CPU_ZERO(&one);
    for (int cpu = CPU_SETSIZE - 1; cpu >= 0; cpu--)
        if (CPU_ISSET(cpu, &before->cpus) && CPU_COUNT(&one) == 0)
            CPU_SET(cpu, &one);
    sched_setaffinity(0, sizeof(one), &one);
    before->fd = open("/dev/null", O_RDONLY); /* inherited: no O_CLOEXEC */
    setenv("PTOP_TEST_ODD", "a b=c\nd", 1);
}

static void leave_odd_state(const struct odd_state *before)
{
    unsetenv("PTOP_TEST_ODD");
    close(before->fd);
    sched_setaffinity(0, sizeof(before->cpus), &before->cpus);
    setrlimit(RLIMIT_NOFILE, &before->files);
    umask(before->umask);
    sigaction(SIGPIPE, &before->on_pipe, NULL);
    sigaction(SIGHUP, &before->on_hup, NULL);
    sigaction(SIGUSR1, &before->on_usr1, NULL);
    sigprocmask(SIG_SETMASK, &before->mask, NULL);
}

/* Without ptop, on descriptors like those that batch_start gives it. */
static void run_plain(char *ret_text, size_t size)
{
    int output_fd = memfd_create("output", MFD_CLOEXEC), status = -1;
    int errors_fd = memfd_create("errors", MFD_CLOEXEC);
    char *argv[] = {(char *)victim_program("environment"), "argument", NULL};
    pid_t pid = fork();
    ssize_t count;

    if (pid == 0) {
        dup2(open("/dev/null", O_RDONLY | O_CLOEXEC), STDIN_FILENO);
        dup2(output_fd, STDOUT_FILENO);
        dup2(errors_fd, STDERR_FILENO);
        execv(argv[0], argv);
        _exit(127);
    }
    assert_int_equal(waitpid(pid, &status, 0), pid);
    assert_int_equal(status, 0);
    count = pread(output_fd, ret_text, size - 1, 0);
    assert_true(count > 0 && (size_t)count < size - 1);
    ret_text[count] = '\0';
    close(output_fd);
    close(errors_fd);
}

static char *next_line(char **save)
{
    char *line = *save, *end;

    if (line == NULL || *line == '\0')
        return NULL;
    end = strchrnul(line, '\n');
    *save = *end != '\0' ? end + 1 : end;
    *end = '\0';
    return line;
}

static bool is_of_signals(const char *line)
{
    return strncmp(line, "Sig", 3) == 0 || strncmp(line, "ShdPnd", 6) == 0;
}

/* Print both sides of every difference; how many lines were compared. */
static int compare(char *plain, char *traced, bool wants_signals)
{
    char *left, *right;
    int compared = 0, different = 0;

    for (;;) {
        left = next_line(&plain);
        right = next_line(&traced);
        if (left == NULL || right == NULL)
            break;
        if (is_of_signals(left) != wants_signals)
            continue;
        compared++;
        if (strcmp(left, right) != 0) {
            print_error("plain:  %s\ntraced: %s\n", left, right);
            different++;
        }
    }
    assert_true(left == NULL && right == NULL);
    assert_int_equal(different, 0);
    return compared;
}

static int compare_runs(bool wants_signals)
{
    static char plain[1 << 16];
    struct odd_state before;
    struct batch *batch;

    enter_odd_state(&before);
    run_plain(plain, sizeof(plain));
    batch = batch_run("-f", victim_program("environment"), "argument");
    leave_odd_state(&before);
    assert_int_equal(batch_exit_status(batch), 0);
    return compare(plain, batch->output, wants_signals);
}

static void h12_a_launched_command_has_the_callers_signals(void **state)
{
    (void)state;
    assert_int_equal(compare_runs(true), 5);
}

static void h13_a_launched_command_inherits_what_a_plain_run_does(void **state)
{
    (void)state;
    assert_true(compare_runs(false) > 40);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        SCENARIO(h12_a_launched_command_has_the_callers_signals),
        SCENARIO(h13_a_launched_command_inherits_what_a_plain_run_does),
    };

    return cmocka_run_group_tests_name("h: environment", tests, NULL, NULL);
}
