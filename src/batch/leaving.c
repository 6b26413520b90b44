#include "leaving.h"

#include <poll.h>
#include <pthread.h>
#include <signal.h>
#include <sys/signalfd.h>
#include <unistd.h>

/* How long a stalled output may hold us up once a signal wants us to leave. */
#define LAST_WORDS_MS 200

/* -I: a signal ends us at once; nothing but SIGKILL ends the trace before its end. */
#define INTERRUPTIBLE_ANYWHERE 1
#define INTERRUPTIBLE_NEVER 3
#define INTERRUPTIBLE_NOT_EVEN_STOPPED 4

static void block(sigset_t *ret_set, bool stops_too)
{
    sigemptyset(ret_set);
    sigaddset(ret_set, SIGTERM);
    sigaddset(ret_set, SIGHUP);
    sigaddset(ret_set, SIGINT);
    sigaddset(ret_set, SIGQUIT);
    if (stops_too)
        sigaddset(ret_set, SIGTSTP);
    pthread_sigmask(SIG_BLOCK, ret_set, NULL);
    sigdelset(ret_set, SIGTSTP);
}

void leaving_shut_out(const struct batch_options *options)
{
    int level = options->interruptible;
    sigset_t set;

    if (level >= INTERRUPTIBLE_NEVER)
        block(&set, level >= INTERRUPTIBLE_NOT_EVEN_STOPPED);
}

void leaving_init(struct leaving *leaving, const struct batch_options *options)
{
    int level = options->interruptible;
    sigset_t set;

    *leaving = (struct leaving){.signals_fd = -1, .is_silent = level == INTERRUPTIBLE_ANYWHERE};
    block(&set, level >= INTERRUPTIBLE_NOT_EVEN_STOPPED);
    if (level < INTERRUPTIBLE_NEVER)
        leaving->signals_fd = signalfd(-1, &set, SFD_CLOEXEC | SFD_NONBLOCK);
}

void leaving_done(struct leaving *leaving)
{
    if (leaving->signals_fd >= 0)
        close(leaving->signals_fd);
    leaving->signals_fd = -1;
}

bool leaving_look(struct leaving *leaving)
{
    struct signalfd_siginfo info;

    if (leaving->signal || leaving->signals_fd < 0 ||
        read(leaving->signals_fd, &info, sizeof(info)) != sizeof(info))
        return leaving->signal != 0;
    leaving->is_from_terminal = info.ssi_code == SI_KERNEL;
    leaving->signal = (int)info.ssi_signo;
    return true;
}

bool leaving_wait_for_room(struct leaving *leaving, int fd)
{
    struct pollfd fds[2] = {
        {.fd = fd, .events = POLLOUT},
        {.fd = leaving->signal ? -1 : leaving->signals_fd, .events = POLLIN},
    };

    while (!fds[0].revents) {
        if (poll(fds, 2, leaving->signal ? LAST_WORDS_MS : -1) == 0)
            return false;
        if (!fds[0].revents && fds[1].revents && leaving_look(leaving))
            fds[1].fd = -1;
    }
    return true;
}

void leaving_pass_on(const struct leaving *leaving, struct session *session)
{
    struct command command = {.kind = COMMAND_SIGNAL, .value = leaving->signal};

    if (!leaving->signal || leaving->is_from_terminal)
        return;
    command.tgid = session_launched_pid(session);
    if (command.tgid)
        session_send(session, &command);
}
