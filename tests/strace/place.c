#include "place.h"

#include <fcntl.h>
#include <ftw.h>
#include <sched.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mount.h>
#include <sys/personality.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#define MOST_LOG_BYTES (256u << 20)
#define LAST_PID       "/proc/sys/kernel/ns_last_pid"

static int remove_one(const char *path, const struct stat *status, int kind, struct FTW *walk)
{
    (void)status, (void)kind, (void)walk;
    return remove(path);
}

/* The same in every run, whatever the clock says. */
static void settle_times(const char *path)
{
    static const struct timespec times[] = {{978307200, 0}, {978307200, 0}};

    if (utimensat(AT_FDCWD, path, times, 0) < 0)
        exit(2);
}

static void write_file(const char *name, const char *text)
{
    char path[128];
    FILE *file;

    snprintf(path, sizeof path, "%s/%s", place_folder(), name);
    file = fopen(path, "w");
    if (!file || fputs(text, file) < 0 || fclose(file) != 0)
        exit(2);
    settle_times(path);
}

static void make_folder(const char *name, const char *file, const char *text)
{
    char path[128];

    snprintf(path, sizeof path, "%s/%s", place_folder(), name);
    if (mkdir(path, 0755) < 0)
        exit(2);
    if (file)
        write_file(file, text);
    settle_times(path);
}

const char *place_folder(void)
{
    static char folder[] = "/tmp/ptop-differential-XXXXXX";

    if (folder[sizeof folder - 2] == 'X' && !mkdtemp(folder))
        exit(2);
    return folder;
}

void place_prepare(void)
{
    place_remove();
    if (mkdir(place_folder(), 0755) < 0)
        exit(2);
    write_file("one", "first line\nsecond line\nthird \"quoted\" line\twith a tab\n");
    write_file("two", "first line\nanother one\n\001\002\377 and bytes\n");
    make_folder("folder", "folder/inner", "a line within\n");
    make_folder("folder2", NULL, NULL);
    write_file("copy", "");
}

void place_remove(void)
{
    nftw(place_folder(), remove_one, 16, FTW_DEPTH | FTW_PHYS);
}

/* ---- a run -------------------------------------------------------------------------- */

static void redirect(const char *path, int flags, int to)
{
    int fd = open(path ? path : "/dev/null", flags, 0644);

    if (fd < 0 || (fd != to && dup2(fd, to) < 0))
        _exit(126);
    if (fd != to)
        close(fd);
}

static void execute(const struct place_run *run)
{
    static char *environment[] = {"PATH=/usr/bin:/bin", "LC_ALL=C", "TERM=dumb", "PYTHONHASHSEED=0",
                                  "GIT_CONFIG_NOSYSTEM=1", "SOURCE_DATE_EPOCH=1",
                                  "GIT_AUTHOR_DATE=2001-01-01T00:00:00Z",
                                  "GIT_COMMITTER_DATE=2001-01-01T00:00:00Z", NULL};

    if (run->path && asprintf(&environment[0], "PATH=%s", run->path) < 0)
        _exit(126);
    if (chdir(place_folder()) < 0)
        _exit(126);
    redirect(NULL, O_RDONLY, 0);
    redirect(run->output, O_WRONLY | O_CREAT | O_TRUNC, 1);
    redirect(run->errors, O_WRONLY | O_CREAT | O_TRUNC, 2);
    setpgid(0, 0);
    umask(022);
    setrlimit(RLIMIT_FSIZE, &(struct rlimit){MOST_LOG_BYTES, MOST_LOG_BYTES});
    personality(ADDR_NO_RANDOMIZE); /* the same addresses in both runs */
    execve(run->words[0], (char **)run->words, environment);
    _exit(127);
}

bool place_chooses_pids(void)
{
    return access(LAST_PID, W_OK) == 0;
}

/* Both runs have the same pids, which are no other numbers: as far as we may choose. */
static void choose_pids(void)
{
    FILE *file = fopen(LAST_PID, "w");

    if (!file)
        return;
    fprintf(file, "%d", PLACE_FIRST_PID - 1);
    fclose(file);
}

static volatile pid_t running;

/* With all of its group.  (An alarm of their own not every tracer hears.) */
static void end_run(int signal)
{
    (void)signal;
    kill(-running, SIGKILL);
    kill(running, SIGKILL);
}

pid_t place_execute(const struct place_run *run, int *ret_status)
{
    bool has_ended_late;
    pid_t pid;

    choose_pids();
    pid = fork();
    if (pid == 0)
        execute(run);
    running = pid;
    signal(SIGALRM, end_run);
    alarm(PLACE_RUN_SECONDS);
    if (pid < 0 || waitpid(pid, ret_status, 0) != pid)
        exit(2);
    has_ended_late = alarm(0) == 0;
    kill(-pid, SIGKILL); /* what is left of the group */
    if (!has_ended_late)
        return pid;
    printf("%s took more than %d s\n", run->words[0], PLACE_RUN_SECONDS);
    return -1;
}

/* ---- alone -------------------------------------------------------------------------- */

#define NOT_ALONE 99

/* Returns in the child that is the first among pids of its own. */
static void be_alone(void)
{
    pid_t first;
    int status;

    prctl(PR_SET_PDEATHSIG, SIGKILL);
    if (unshare(CLONE_NEWPID | CLONE_NEWNS) < 0 ||
        mount(NULL, "/", NULL, MS_REC | MS_PRIVATE, NULL) < 0)
        _exit(NOT_ALONE);
    first = fork();
    if (first == 0) {
        prctl(PR_SET_PDEATHSIG, SIGKILL);
        if (mount("proc", "/proc", "proc", 0, NULL) < 0)
            _exit(NOT_ALONE);
        return;
    }
    if (first < 0 || waitpid(first, &status, 0) != first || !WIFEXITED(status))
        _exit(2);
    _exit(WEXITSTATUS(status));
}

void place_be_alone(void)
{
    int status;
    pid_t pid;

    fflush(NULL);
    pid = fork();
    if (pid == 0) {
        be_alone();
        return;
    }
    if (pid < 0 || waitpid(pid, &status, 0) != pid || !WIFEXITED(status))
        exit(2);
    if (WEXITSTATUS(status) != NOT_ALONE)
        exit(WEXITSTATUS(status));
}
