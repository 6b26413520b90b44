/* Waiting on several descriptors at once: poll, select, epoll. */
#include "stuck_case.h"

#include <poll.h>
#include <stdio.h>
#include <string.h>
#include <sys/select.h>
#include <time.h>

#define FDS_MAX 1024

static void say_watched(struct stuck_case *c, int fd, const char *events)
{
    const struct stuck_watched watched = {
        .fd = fd,
        .wish = strstr(events, "OUT") && !strstr(events, "IN") ? WISH_OUTPUT : WISH_INPUT,
        .events = events};

    stuck_say_fd(c, &watched);
}

/* ---- poll ------------------------------------------------------------------------ */

static void say_array(struct stuck_case *c, tracee_addr address, uint64_t count)
{
    struct pollfd fds[FDS_MAX];
    size_t shown = 0, others = 0;

    if (count > FDS_MAX)
        count = FDS_MAX;
    if (count > 0 && !stuck_memory(c->tid, address, fds, count * sizeof(fds[0])))
        return;
    for (uint64_t i = 0; i < count; i++) {
        char events[128];
        if (fds[i].fd < 0)
            continue;
        if (shown == STUCK_LIST_MAX) {
            others++;
            continue;
        }
        shown++;
        stuck_name_bits(TYPE_POLL_EVENTS, (uint16_t)fds[i].events, events, sizeof(events));
        say_watched(c, fds[i].fd, events);
    }
    stuck_say_more(c, "waits on", others);
    if (shown == 0)
        stuck_say(c, "waits on", "no descriptor: it sleeps");
}

/* poll has milliseconds, ppoll a timespec. */
void explain_poll(struct stuck_case *c, unsigned arg)
{
    bool is_plain = c->spec && strcmp(c->spec->name, "poll") == 0;
    uint64_t timeout = c->call.args[arg + 2];

    say_array(c, c->call.args[arg], c->call.args[arg + 1]);
    stuck_say_timeout(c, is_plain ? (int64_t)(int32_t)timeout * 1000000
                                  : stuck_read_time(c, timeout, 1));
}

/* ---- select ------------------------------------------------------------------------ */

static void say_sets(struct stuck_case *c, unsigned arg)
{
    static const char *const names[] = {"input", "OUTPUT", "exceptions"};
    int limit = (int)c->call.args[arg];
    size_t shown = 0, others = 0;

    if (limit > FDS_MAX)
        limit = FDS_MAX;
    for (unsigned set = 0; set < 3; set++) {
        uint8_t bits[FDS_MAX / 8] = {0};
        if (limit <= 0 ||
            !stuck_memory(c->tid, c->call.args[arg + 1 + set], bits, ((size_t)limit + 7) / 8))
            continue;
        for (int fd = 0; fd < limit; fd++) {
            if (!(bits[fd / 8] >> fd % 8 & 1))
                continue;
            if (shown++ < STUCK_LIST_MAX)
                say_watched(c, fd, names[set]);
            else
                others++;
        }
    }
    stuck_say_more(c, "waits on", others);
    if (shown == 0)
        stuck_say(c, "waits on", "no descriptor: it sleeps");
}

void explain_select(struct stuck_case *c, unsigned arg)
{
    say_sets(c, arg);
    stuck_say_timeout(c, stuck_read_time(c, c->call.args[arg + 4], 1000));
}

void explain_pselect(struct stuck_case *c, unsigned arg)
{
    say_sets(c, arg);
    stuck_say_timeout(c, stuck_read_time(c, c->call.args[arg + 4], 1));
}

/* ---- epoll ------------------------------------------------------------------------- */

/* "tfd:        5 events:       19 data: …", a line for each that is in it. */
static void say_members(struct stuck_case *c, int epoll_fd)
{
    char file[32], buffer[16384];
    size_t shown = 0, others = 0;

    snprintf(file, sizeof(file), "fdinfo/%d", epoll_fd);
    stuck_read(c->tid, file, buffer, sizeof(buffer));
    for (const char *line = buffer; line; line = strchr(line, '\n')) {
        char events[128];
        unsigned bits;
        int fd;
        line += *line == '\n';
        if (sscanf(line, "tfd: %d events: %x", &fd, &bits) != 2)
            continue;
        if (shown == STUCK_LIST_MAX) {
            others++;
            continue;
        }
        shown++;
        stuck_name_bits(TYPE_EPOLL_EVENTS, bits, events, sizeof(events));
        say_watched(c, fd, events);
    }
    stuck_say_more(c, "waits on", others);
    if (shown == 0)
        stuck_say(c, "waits on", "nothing: no descriptor is in the epoll");
}

/* epoll_pwait2 has a timespec, the others milliseconds. */
void explain_epoll(struct stuck_case *c, unsigned arg)
{
    bool is_second = c->spec && strcmp(c->spec->name, "epoll_pwait2") == 0;
    uint64_t timeout = c->call.args[arg + 3];

    say_members(c, (int)c->call.args[arg]);
    stuck_say_timeout(c, is_second ? stuck_read_time(c, timeout, 1)
                                   : (int64_t)(int32_t)timeout * 1000000);
}

/* ---- sleep ------------------------------------------------------------------------- */

static void say_sleep(struct stuck_case *c, int64_t duration_ns)
{
    stuck_say(c, "waits for", "time to pass");
    if (duration_ns >= 0)
        stuck_say_timeout(c, duration_ns);
}

void explain_sleep(struct stuck_case *c, unsigned arg)
{
    say_sleep(c, stuck_read_time(c, c->call.args[arg], 1));
}

/* clock_nanosleep(clock, flags, time): with TIMER_ABSTIME a point in time. */
void explain_clock_sleep(struct stuck_case *c, unsigned arg)
{
    int64_t wanted_ns = stuck_read_time(c, c->call.args[arg + 2], 1);
    struct timespec now;

    if (!(c->call.args[arg + 1] & TIMER_ABSTIME)) {
        say_sleep(c, wanted_ns);
        return;
    }
    stuck_say(c, "waits for", "a point in time");
    if (wanted_ns < 0 || clock_gettime((clockid_t)c->call.args[arg], &now) < 0)
        return;
    int64_t left_ns = wanted_ns - stuck_time_ns(now.tv_sec, now.tv_nsec);
    c->since_ns = stuck_now_ns();
    stuck_say_timeout(c, left_ns > 0 ? left_ns : 0);
}
