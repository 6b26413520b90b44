#include "pseudo_terminal.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "base/alloc.h"

int pseudo_terminal_open(int *ret_master, int *ret_slave, struct error *ret_error)
{
    int master = posix_openpt(O_RDWR | O_NOCTTY | O_CLOEXEC | O_NONBLOCK);
    int slave = -1, result;
    const char *name;

    if (master >= 0 && grantpt(master) == 0 && unlockpt(master) == 0 && (name = ptsname(master)))
        slave = open(name, O_RDWR | O_NOCTTY | O_CLOEXEC);
    if (slave < 0) {
        result = -errno;
        if (master >= 0)
            close(master);
        return error_set(ret_error, result, "cannot open a pseudo-terminal: %s",
                         strerror(-result));
    }
    *ret_master = master;
    *ret_slave = slave;
    return 0;
}

void pseudo_terminal_resize(int master, unsigned short rows, unsigned short cols)
{
    struct winsize size = { .ws_row = rows, .ws_col = cols };

    ioctl(master, TIOCSWINSZ, &size);
}

static bool is_about_a_terminal(const char *variable)
{
    static const char *const names[] = { "TERM", "TERMCAP", "LINES", "COLUMNS" };

    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        size_t length = strlen(names[i]);

        if (strncmp(variable, names[i], length) == 0 && variable[length] == '=')
            return true;
    }
    return false;
}

char **pseudo_terminal_environment(void)
{
    static char kind[] = "TERM=xterm-256color";
    size_t count = 0, kept = 0;
    char **result;

    while (environ[count])
        count++;
    result = alloc_zeroed(count + 2, sizeof *result);
    for (size_t i = 0; i < count; i++) {
        if (!is_about_a_terminal(environ[i]))
            result[kept++] = environ[i];
    }
    result[kept] = kind;
    return result;
}

/* A child of a process with threads: async-signal-safe calls only. */
static _Noreturn void keep(int master)
{
    char bytes[4096];
    sigset_t none;

    setsid();
    prctl(PR_SET_NAME, "ptop-keeper");
    signal(SIGHUP, SIG_IGN);
    sigemptyset(&none);
    sigprocmask(SIG_SETMASK, &none, NULL);
    (void)!chdir("/"); /* hold no file system */
    dup2(master, 0);
    if (syscall(SYS_close_range, 1u, ~0u, 0) < 0) { /* nor anybody's pipe; before Linux 5.9: */
        for (int fd = 1; fd < 1024; fd++)
            close(fd);
    }
    fcntl(0, F_SETFL, 0);
    for (;;) {
        ssize_t got = read(0, bytes, sizeof bytes);

        if (got == 0 || (got < 0 && errno != EINTR))
            _exit(0);
    }
}

int pseudo_terminal_keep(int master)
{
    sigset_t all, before;
    pid_t keeper;

    sigfillset(&all);
    pthread_sigmask(SIG_SETMASK, &all, &before); /* our own end hangs up whoever has not left yet */
    keeper = fork();
    if (keeper == 0)
        keep(master);
    pthread_sigmask(SIG_SETMASK, &before, NULL);
    return keeper < 0 ? -errno : 0;
}
