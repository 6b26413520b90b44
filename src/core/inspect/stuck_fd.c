/*
 * A descriptor that is waited on: what kind of thing it is, and with it who could
 * end the wait.  Each kind is a row, found by how the descriptor's link begins.
 */
#include "stuck_case.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/sysmacros.h>

#include <ptop/format.h>

#define LINK_BYTES 4200

struct described {
    const struct stuck_watched *watched;
    const char *link;
};

static void say_pipe(struct stuck_case *c, const struct described *d)
{
    bool is_input = d->watched->wish == WISH_INPUT;

    stuck_say_holders(c, is_input ? "writer" : "reader", d->link,
                      is_input ? SIDE_WRITES : SIDE_READS);
}

static void say_socket_of(struct stuck_case *c, const struct described *d)
{
    stuck_say_socket(c, d->watched, strtoul(strchr(d->link, '[') + 1, NULL, 10));
}

/* The master side of /dev/pts/N is an fd of /dev/ptmx whose fdinfo says "tty-index: N". */
static void say_terminal(struct stuck_case *c, const struct described *d)
{
    static const char *const masters[] = {"/dev/ptmx", "/dev/pts/ptmx"};
    unsigned long long wanted = strtoull(d->link + strlen("/dev/pts/"), NULL, 10), index;
    const struct stuck_holder *holder;

    stuck_say(c, "", "a terminal: someone has to type");
    for (size_t i = 0; i < sizeof(masters) / sizeof(masters[0]); i++) {
        for (size_t at = 0; (holder = stuck_holder_next(c, masters[i], &at)) != NULL;) {
            if (!stuck_fd_info(holder->pid, holder->fd, "tty-index", 10, &index) || index != wanted)
                continue;
            stuck_line(c, "shown by");
            stuck_put_task(c, holder->pid);
            text_printf(c->text, ", by fd %d", holder->fd);
        }
    }
}

static void say_eventfd(struct stuck_case *c, const struct described *d)
{
    unsigned long long id, other;
    const struct stuck_holder *holder;

    stuck_say(c, "", "its counter is zero: someone has to write to it");
    if (!stuck_fd_info(c->tid, d->watched->fd, "eventfd-id", 10, &id))
        return;
    for (size_t at = 0; (holder = stuck_holder_next(c, d->link, &at)) != NULL;) {
        if (holder->pid == c->tgid ||
            !stuck_fd_info(holder->pid, holder->fd, "eventfd-id", 10, &other) || other != id)
            continue;
        stuck_line(c, "shared by");
        stuck_put_task(c, holder->pid);
        text_printf(c->text, ", by fd %d", holder->fd);
    }
}

/* "it_value: (3, 999)": what is left. */
static void say_timerfd(struct stuck_case *c, const struct described *d)
{
    char file[32], buffer[1024];
    long long seconds, nanos;
    const char *value;

    snprintf(file, sizeof(file), "fdinfo/%d", d->watched->fd);
    stuck_read(c->tid, file, buffer, sizeof(buffer));
    value = strstr(buffer, "it_value: (");
    stuck_line(c, "");
    if (!value || sscanf(value, "it_value: (%lld, %lld)", &seconds, &nanos) != 2) {
        text_put(c->text, "the timer has to expire");
    } else if (seconds == 0 && nanos == 0) {
        text_put(c->text, "the timer is not armed: it never expires");
    } else {
        text_put(c->text, "the timer expires in ");
        format_duration((nanoseconds)stuck_time_ns(seconds, nanos), c->text);
    }
}

static void say_signalfd(struct stuck_case *c, const struct described *d)
{
    unsigned long long mask;

    if (!stuck_fd_info(c->tid, d->watched->fd, "sigmask", 16, &mask))
        return;
    stuck_line(c, "");
    stuck_put_signals(c, mask);
}

static void say_pidfd(struct stuck_case *c, const struct described *d)
{
    unsigned long long pid;

    if (!stuck_fd_info(c->tid, d->watched->fd, "Pid", 10, &pid))
        return;
    stuck_line(c, "process");
    stuck_put_task(c, (int32_t)pid);
    stuck_put_doing(c, (int32_t)pid);
}

static void say_inotify(struct stuck_case *c, const struct described *d)
{
    (void)d;
    stuck_say(c, "", "something that it watches has to change");
}

static void say_epoll(struct stuck_case *c, const struct described *d)
{
    (void)d;
    stuck_say(c, "", "one of the descriptors in it has to become ready");
}

/* A file that has a name: of a FIFO the other ends are known by it. */
static void say_file(struct stuck_case *c, const struct described *d)
{
    char path[64];
    struct stat facts;

    snprintf(path, sizeof(path), "/proc/%d/fd/%d", c->tid, d->watched->fd);
    if (stat(path, &facts) < 0)
        return;
    if (S_ISFIFO(facts.st_mode))
        say_pipe(c, d);
    else if (S_ISREG(facts.st_mode) || S_ISBLK(facts.st_mode))
        stuck_say(c, "", "a file: only the device below it can be slow");
}

static const struct {
    const char *begins;
    void (*say)(struct stuck_case *c, const struct described *d);
} kinds[] = {
    {"pipe:[", say_pipe},
    {"socket:[", say_socket_of},
    {"/dev/pts/", say_terminal},
    {"anon_inode:[eventfd", say_eventfd},
    {"anon_inode:[timerfd", say_timerfd},
    {"anon_inode:[signalfd", say_signalfd},
    {"anon_inode:[pidfd", say_pidfd},
    {"anon_inode:inotify", say_inotify},
    {"anon_inode:[fanotify", say_inotify},
    {"anon_inode:[eventpoll", say_epoll},
    {"/", say_file},
};

static const char *const wishes[] = {
    [WISH_INPUT] = "for data",
    [WISH_OUTPUT] = "for room",
    [WISH_CONNECTION] = "for a connection",
};

void stuck_say_fd(struct stuck_case *c, const struct stuck_watched *watched)
{
    char link[LINK_BYTES];
    bool is_there = stuck_fd_link(c->tid, watched->fd, link, sizeof(link));
    uint8_t before;

    stuck_line(c, "waits on");
    text_put(c->text, "fd ");
    before = text_set_role(c->text, TEXT_FD);
    text_put_signed(c->text, watched->fd);
    text_set_role(c->text, before);
    text_put_char(c->text, ' ');
    stuck_put_escaped(c, TEXT_PATH, is_there ? link : "(not open, or not to be seen)");
    text_printf(c->text, ", %s%s", watched->events ? "for " : "",
                watched->events ? watched->events : wishes[watched->wish]);
    const struct described described = {.watched = watched, .link = link};
    for (size_t i = 0; is_there && i < sizeof(kinds) / sizeof(kinds[0]); i++) {
        if (strncmp(link, kinds[i].begins, strlen(kinds[i].begins)) == 0) {
            kinds[i].say(c, &described);
            return;
        }
    }
}

/* ---- calls on one descriptor ------------------------------------------------------ */

static void explain_fd(struct stuck_case *c, unsigned arg, enum stuck_wish wish)
{
    const struct stuck_watched watched = {.fd = (int)c->call.args[arg], .wish = wish};

    stuck_say_fd(c, &watched);
}

void explain_input(struct stuck_case *c, unsigned arg)
{
    explain_fd(c, arg, WISH_INPUT);
}

void explain_output(struct stuck_case *c, unsigned arg)
{
    explain_fd(c, arg, WISH_OUTPUT);
}

void explain_accept(struct stuck_case *c, unsigned arg)
{
    explain_fd(c, arg, WISH_CONNECTION);
}
