/*
 * Every program of the tests begins in the same surroundings, whatever its caller left it: no
 * descriptors but the first three, with nothing to read; no core dumps; 8 MiB of stack; room for
 * 1024 files; dates in UTC; no signal ignored or blocked.  Linked as an object: nobody calls it.
 */
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

static const struct {
    int resource;
    rlim_t soft;
} limits[] = {
    {RLIMIT_CORE, 0}, /* "(core dumped)"; and one of a tracer's memory takes many seconds */
    {RLIMIT_STACK, 8u << 20}, /* without a limit the kernel places all mappings elsewhere */
    {RLIMIT_NOFILE, 1024},
    {RLIMIT_FSIZE, RLIM_INFINITY},
};

/* What changes how programs speak, and what settings of ours they would find. */
static const char *const unset[] = {"LANG",        "LANGUAGE",      "LC_ALL",   "LC_MESSAGES",
                                    "LC_TIME",     "LC_CTYPE",      "BASH_ENV", "ENV",
                                    "PTOP_COLORS", "STRACE_COLORS", "NO_COLOR", "POSIXLY_CORRECT"};

static void take_descriptors(void)
{
    int nothing;

    do /* the first three, whichever of them are closed */
        nothing = open("/dev/null", O_RDWR);
    while (nothing >= 0 && nothing <= STDERR_FILENO);
    dup2(nothing, STDIN_FILENO);
    if (syscall(SYS_close_range, STDERR_FILENO + 1, ~0u, 0) < 0) /* before Linux 5.9 */
        for (int fd = STDERR_FILENO + 1; fd < 1024; fd++)
            close(fd);
}

static void take_limits(void)
{
    for (size_t i = 0; i < sizeof(limits) / sizeof(limits[0]); i++) {
        struct rlimit limit;

        getrlimit(limits[i].resource, &limit);
        limit.rlim_cur = limits[i].soft < limit.rlim_max ? limits[i].soft : limit.rlim_max;
        setrlimit(limits[i].resource, &limit);
    }
}

/* What a sanitizer handles stays its own. */
static void take_signals(void)
{
    sigset_t none;

    for (int number = 1; number < NSIG; number++) {
        struct sigaction action;

        if (sigaction(number, NULL, &action) == 0 && action.sa_handler == SIG_IGN)
            signal(number, SIG_DFL);
    }
    sigemptyset(&none);
    sigprocmask(SIG_SETMASK, &none, NULL);
}

static void __attribute__((constructor)) settle(void)
{
    take_descriptors();
    take_limits();
    take_signals();
    umask(022);
    for (size_t i = 0; i < sizeof(unset) / sizeof(unset[0]); i++)
        unsetenv(unset[i]);
    setenv("TZ", "UTC0", 1);
    tzset();
}
