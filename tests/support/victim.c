#include "support/victim.h"

#include <dirent.h>
#include <fcntl.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/wait.h>

#include <cmocka.h>

#include "support/process.h"

#define MAX_VICTIMS   16
#define MAX_TRUTHS    16
#define MAX_ARGUMENTS 8

static struct victim victims[MAX_VICTIMS];
static size_t victim_count;

static struct {
    struct truth *page;
    int fd;
} truths[MAX_TRUTHS];
static size_t truth_count;

const char *victim_program(const char *name)
{
    static char paths[8][1024];
    static unsigned next;
    char *path = paths[next++ % 8];

    snprintf(path, sizeof(paths[0]), "%s/%s", PTOP_TRACEES, name);
    return path;
}

struct truth *victim_new_truth(void)
{
    char path[64];
    int fd = memfd_create("truth", MFD_CLOEXEC);
    void *page;

    assert_true(truth_count < MAX_TRUTHS);
    assert_true(fd >= 0 && ftruncate(fd, TRUTH_BYTES) == 0);
    page = mmap(NULL, TRUTH_BYTES, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
    assert_true(page != MAP_FAILED);
    snprintf(path, sizeof(path), "/proc/%d/fd/%d", getpid(), fd);
    setenv(TRUTH_ENVIRONMENT, path, 1);
    truths[truth_count].page = page;
    truths[truth_count++].fd = fd;
    return page;
}

/* As a shell would start it, whatever the test's process has blocked or ignores; a group of its own has
 * a parent outside of it: in one that has none ^Z would not stop it. */
static void become(char *const argv[])
{
    sigset_t none;

    prctl(PR_SET_PDEATHSIG, SIGKILL);
    setpgid(0, 0);
    for (int signal = 1; signal < NSIG; signal++)
        sigaction(signal, &(struct sigaction){.sa_handler = SIG_DFL}, NULL);
    sigemptyset(&none);
    sigprocmask(SIG_SETMASK, &none, NULL);
    execv(argv[0], argv);
    _exit(127);
}

/* Forked from a process that may have threads: async-signal-safe calls only. */
static void __attribute__((noreturn)) keep(char *const argv[], int report_fd)
{
    int status = -1;
    pid_t pid;

    prctl(PR_SET_PDEATHSIG, SIGKILL);
    pid = fork();
    if (pid == 0)
        become(argv);
    if (write(report_fd, &pid, sizeof(pid)) != sizeof(pid))
        _exit(1);
    while (waitpid(pid, &status, 0) < 0 && errno == EINTR)
        continue;
    if (write(report_fd, &status, sizeof(status)) != sizeof(status))
        _exit(1);
    _exit(0);
}

static bool report_is_there(const struct victim *victim, int timeout_ms)
{
    struct pollfd report = {.fd = victim->report_fd, .events = POLLIN};

    return poll(&report, 1, timeout_ms) == 1;
}

static int read_report(const struct victim *victim)
{
    int word;

    if (!report_is_there(victim, PATIENCE_MS) ||
        read(victim->report_fd, &word, sizeof(word)) != sizeof(word))
        fail_msg("the keeper of %d is silent", victim->pid);
    return word;
}

static struct victim *start(char *const argv[])
{
    struct victim *victim;
    int ends[2];

    assert_true(victim_count < MAX_VICTIMS);
    victim = &victims[victim_count++];
    *victim = (struct victim){.truth = victim_new_truth()};
    assert_int_equal(pipe2(ends, O_CLOEXEC), 0);
    victim->keeper = fork();
    assert_true(victim->keeper >= 0);
    if (victim->keeper == 0)
        keep(argv, ends[1]);
    close(ends[1]);
    victim->report_fd = ends[0];
    victim->pid = read_report(victim);
    if (truth_await(&victim->truth->stage, 1, PATIENCE_MS) < 0)
        fail_msg("%s does not start", argv[0]);
    return victim;
}

struct victim *victim_start(const char *program, ...)
{
    const char *argv[MAX_ARGUMENTS] = {victim_program(program)};
    va_list arguments;

    va_start(arguments, program);
    for (size_t i = 1; i < MAX_ARGUMENTS; i++)
        if ((argv[i] = va_arg(arguments, const char *)) == NULL)
            break;
    va_end(arguments);
    assert_null(argv[MAX_ARGUMENTS - 1]);
    return start((char *const *)argv);
}

int victim_wait(struct victim *victim)
{
    if (!victim->has_ended)
        victim->status = read_report(victim);
    victim->has_ended = true;
    return victim->status;
}

bool victim_has_ended(struct victim *victim)
{
    if (!victim->has_ended && report_is_there(victim, 0))
        victim_wait(victim);
    return victim->has_ended;
}

bool victim_moves(_Atomic int64_t *counter)
{
    int64_t before = atomic_load(counter);

    return until(atomic_load(counter) > before);
}

void victim_end(struct victim *victim)
{
    if (victim->keeper == 0)
        return;
    if (!victim_has_ended(victim)) {
        kill(victim->pid, SIGKILL);
        victim_wait(victim);
    }
    close(victim->report_fd);
    waitpid(victim->keeper, NULL, 0);
    victim->keeper = 0;
}

void victim_end_all(void)
{
    while (victim_count > 0)
        victim_end(&victims[--victim_count]);
    while (truth_count > 0) {
        munmap(truths[--truth_count].page, TRUTH_BYTES);
        close(truths[truth_count].fd);
    }
    unsetenv(TRUTH_ENVIRONMENT);
}

long task_syscall(pid_t tid)
{
    char path[64], line[64] = "";
    int fd;

    snprintf(path, sizeof(path), "/proc/%d/syscall", tid);
    fd = open(path, O_RDONLY | O_CLOEXEC);
    if (fd < 0)
        return -1;
    if (read(fd, line, sizeof(line) - 1) <= 0 || line[0] < '0' || line[0] > '9')
        line[0] = '-';
    close(fd);
    return line[0] == '-' ? -1 : strtol(line, NULL, 10);
}

bool task_is_blocked_in(pid_t tid, long number)
{
    long current = task_syscall(tid);

    return (current == number || current == SYS_restart_syscall) && process_state(tid) == 'S';
}

size_t task_list(pid_t pid, pid_t tids[static VICTIM_MAX_TASKS])
{
    char path[64];
    size_t count = 0;
    DIR *folder;

    snprintf(path, sizeof(path), "/proc/%d/task", pid);
    folder = opendir(path);
    if (folder == NULL)
        return 0;
    for (const struct dirent *entry; (entry = readdir(folder)) != NULL;)
        if (atoi(entry->d_name) > 0 && count < VICTIM_MAX_TASKS)
            tids[count++] = atoi(entry->d_name);
    closedir(folder);
    return count;
}

size_t task_count_untraced(pid_t pid)
{
    pid_t tids[VICTIM_MAX_TASKS];
    size_t untraced = 0;

    for (size_t i = task_list(pid, tids); i-- > 0;)
        untraced += process_is_free(tids[i]);
    return untraced;
}
