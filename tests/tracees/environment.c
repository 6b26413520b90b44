/*
 * environment: prints everything that a program inherits, so that a plain run and
 * a traced one can be compared line by line.
 */
#include <dirent.h>
#include <sched.h>
#include <sys/auxv.h>
#include <sys/personality.h>
#include <sys/resource.h>
#include <sys/time.h>

#include "tracee.h"

extern char **environ;

static void print_strings(const char *what, char **strings)
{
    for (; *strings != NULL; strings++)
        printf("%s %s\n", what, *strings);
}

/* The lines of /proc/self/status that an ancestor could have changed. */
static void print_status(void)
{
    static const char *const wanted[] = {
        "Umask:",      "Uid:",     "Gid:",          "Groups:",       "SigPnd:",
        "ShdPnd:",     "SigBlk:",  "SigIgn:",       "SigCgt:",       "Cap",
        "NoNewPrivs:", "Seccomp:", "Cpus_allowed:", "Mems_allowed:", "THP_enabled:"};
    FILE *status = fopen("/proc/self/status", "re");
    char line[4096];

    CHECK(status != NULL);
    while (fgets(line, sizeof(line), status) != NULL)
        for (size_t i = 0; i < sizeof(wanted) / sizeof(wanted[0]); i++)
            if (strncmp(line, wanted[i], strlen(wanted[i])) == 0)
                fputs(line, stdout);
    fclose(status);
}

static void print_fds(void)
{
    DIR *folder = opendir("/proc/self/fd");
    struct dirent *entry;

    CHECK(folder != NULL);
    while ((entry = readdir(folder)) != NULL) {
        char target[4096];
        ssize_t size = readlinkat(dirfd(folder), entry->d_name, target, sizeof(target));
        int fd = atoi(entry->d_name);
        if (size >= 0 && fd != dirfd(folder))
            printf("fd %d %.*s flags %#x %#x\n", fd, (int)size, target, fcntl(fd, F_GETFL),
                   fcntl(fd, F_GETFD));
    }
    closedir(folder);
}

static void print_limits(void)
{
    for (int i = 0; i < RLIM_NLIMITS; i++) {
        struct rlimit limit = {0};
        getrlimit(i, &limit);
        printf("rlimit %d %#lx %#lx\n", i, limit.rlim_cur, limit.rlim_max);
    }
}

static void print_file(const char *path)
{
    char text[256];
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    ssize_t size = read(fd, text, sizeof(text));

    if (size > 0)
        printf("%s %.*s", path, (int)size, text);
    close(fd);
}

static void print_scheduling(void)
{
    cpu_set_t cpus;

    CHECK(sched_getaffinity(0, sizeof(cpus), &cpus) == 0);
    for (int cpu = 0; cpu < CPU_SETSIZE; cpu++)
        if (CPU_ISSET(cpu, &cpus))
            printf("cpu %d\n", cpu);
    printf("nice %d policy %d io priority %ld\n", getpriority(PRIO_PROCESS, 0),
           sched_getscheduler(0), syscall(SYS_ioprio_get, 1, 0));
    print_file("/proc/self/timerslack_ns");
    print_file("/proc/self/oom_score_adj");
    print_file("/proc/self/coredump_filter");
}

static void print_process(void)
{
    struct itimerval timer;
    char folder[4096];
    int death_signal = -1;

    prctl(PR_GET_PDEATHSIG, &death_signal);
    getitimer(ITIMER_REAL, &timer);
    printf("cwd %s\n", getcwd(folder, sizeof(folder)));
    printf("session %d group %d personality %#x dumpable %d death signal %d\n", getsid(0),
           getpgrp(), personality(0xffffffff), prctl(PR_GET_DUMPABLE), death_signal);
    printf("keepcaps %d securebits %d secure %lu timer %ld\n", prctl(PR_GET_KEEPCAPS),
           prctl(PR_GET_SECUREBITS), getauxval(AT_SECURE), timer.it_value.tv_sec);
}

int main(int argc, char *argv[])
{
    (void)argc;
    print_strings("argument", argv);
    print_strings("variable", environ);
    print_status();
    print_fds();
    print_limits();
    print_scheduling();
    print_process();
    return 0;
}
