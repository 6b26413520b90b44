/* Waiting for descriptors: poll, select, epoll. */
#include "files_rows.h"

#include <poll.h>
#include <signal.h>
#include <sys/epoll.h>
#include <sys/select.h>

ROW(poll_null,
    "poll(NULL, 1, 5",
    SYS_poll, 0, 1, 5)
ROW(poll_zero,
    "poll(0x1230, 4294967295, 0",
    SYS_poll, NOWHERE, 0xffffffff, 0)
ROW(poll_nowhere,
    "poll(0x1230, 2, 0",
    SYS_poll, NOWHERE, 2, 0)
ROW_SHOWN(poll_bad_fd,
    "1 ([{fd=77, revents=POLLNVAL}])",
    "poll([{fd=-1}, {fd=77, events=POLLPRI|POLLOUT}], 2, 0",
    SYS_poll, ARRAY(struct pollfd, {-1, POLLIN, 7}, {77, POLLOUT | POLLPRI, 0}), 2, 0)
ROW_SHOWN(poll_timeout,
    "0 (Timeout)",
    "poll([{fd=-1}], 1, 1",
    SYS_poll, ARRAY(struct pollfd, {-1, 0x7fff, 0}), 1, 1)
ROW_SHOWN(poll_all,
    "1 ([{fd=99, revents=POLLNVAL}])",
    "poll([{fd=99, events=POLLIN|POLLPRI|POLLOUT|POLLERR|POLLHUP|POLLNVAL|POLLRDNORM|POLLRDBAND|POLLWRNORM|POLLWRBAND|POLLMSG|POLLREMOVE|POLLRDHUP|POLL_BUSY_LOOP|0x4800}], 1, 1",
    SYS_poll, ARRAY(struct pollfd, {99, -1, 0}), 1, 1)
ROW_SHOWN(poll_unknown,
    "2 ([{fd=98, revents=POLLNVAL}, {fd=97, revents=POLLNVAL}])",
    "poll([{fd=98, events=0x4000 /* POLL??? */}, {fd=97, events=0}], 2, 1",
    SYS_poll, ARRAY(struct pollfd, {98, 0x4000, 0}, {97, 0, 0}), 2, 1)
ROW_SHOWN(poll_none,
    "0 (Timeout)",
    "poll(NULL, 0, 1",
    SYS_poll, 0, 0, 1)

CASE(poll_of_a_pipe)
{
    int fds[2];

    if (pipe(fds) < 0)
        skip_case("no pipe");
    struct pollfd polls[3] = {{fds[0], POLLIN, 0}, {fds[1], POLLOUT | POLLWRNORM, 0}, {fds[0], POLLHUP, 0}};
    call(SYS_poll, polls, 3, -1);
    expect_shown("", text("1 ([{fd=%d, revents=POLLOUT|POLLWRNORM}])", fds[1]),
                 "poll([{fd=%d, events=POLLIN}, {fd=%d, events=POLLOUT|POLLWRNORM}, {fd=%d, events=POLLHUP}], 3, -1",
                 fds[0], fds[1], fds[0]);
    close(fds[1]);
    polls[1].fd = -1;
    call(SYS_poll, polls, 3, 100);
    expect_shown("", text("2 ([{fd=%d, revents=POLLHUP}, {fd=%d, revents=POLLHUP}])", fds[0], fds[0]),
                 "poll([{fd=%d, events=POLLIN}, {fd=-1}, {fd=%d, events=POLLHUP}], 3, 100", fds[0], fds[0]);
    struct pollfd *end = at_page_end(polls, sizeof polls);
    expect(call(SYS_poll, end, 4, 0),
           "poll([{fd=%d, events=POLLIN}, {fd=-1}, {fd=%d, events=POLLHUP}, ... /* %s */], 4, 0", fds[0], fds[0],
           address(end + 3));
    call(SYS_ppoll, polls, 1, ARRAY(struct timespec, {0, 0}), MEM(uint64_t, 1), 8);
    expect_line("", "ppoll([{fd=%d, events=POLLIN}], 1, {tv_sec=0, tv_nsec=0}, [HUP], 8) = 1 ([{fd=%d, revents=POLLHUP}], "
                "left {tv_sec=0, tv_nsec=0})", fds[0], fds[0]);
}

ROW_SHOWN(ppoll_timeout,
    "0 (Timeout)",
    "ppoll([{fd=-1}], 1, {tv_sec=0, tv_nsec=1}, NULL, 8",
    SYS_ppoll, ARRAY(struct pollfd, {-1, 1, 0}), 1, ARRAY(struct timespec, {0, 1}), 0, 8)
ROW_SHOWN(ppoll_nothing,
    "0 (Timeout)",
    "ppoll(NULL, 0, {tv_sec=0, tv_nsec=0}, [HUP INT QUIT ILL TRAP ABRT BUS FPE KILL USR1 SEGV USR2 PIPE ALRM TERM STKFLT CHLD CONT STOP TSTP TTIN TTOU URG XCPU XFSZ VTALRM PROF WINCH IO PWR SYS RTMIN], 8",
    SYS_ppoll, 0, 0, ARRAY(struct timespec, {0, 0}), MEM(uint64_t, 0xffffffff), 8)
ROW(ppoll_bad,
    "ppoll(0x1230, 1, {tv_sec=-1, tv_nsec=1000000000}, 0x1230, 8",
    SYS_ppoll, NOWHERE, 1, ARRAY(struct timespec, {-1, 1000000000}), NOWHERE, 8)
ROW(ppoll_bad_size,
    "ppoll(0x1230, 1, 0x1230, 0x10000000, 4",
    SYS_ppoll, NOWHERE, 1, NOWHERE, PLACED(0, uint64_t, 6), 4)

ROW_SHOWN(select_nothing,
    "0 (Timeout)",
    "select(0, NULL, NULL, NULL, {tv_sec=0, tv_usec=5}",
    SYS_select, 0, 0, 0, 0, ARRAY(struct timeval, {0, 5}))
ROW_SHOWN(select_zero_time,
    "0 (Timeout)",
    "select(0, NULL, NULL, NULL, {tv_sec=0, tv_usec=0}",
    SYS_select, 0, 0, 0, 0, ARRAY(struct timeval, {0, 0}))
ROW(select_negative,
    "select(-1, 0x10000000, NULL, 0x10001000, {tv_sec=0, tv_usec=0}",
    SYS_select, -1, PLACED(0, fd_set, {0xe}), 0, PLACED(1, fd_set, {0}), ARRAY(struct timeval, {0, 0}))
ROW(select_nowhere,
    "select(5, 0x1230, NULL, 0x1230, {tv_sec=0, tv_usec=0}",
    SYS_select, 5, NOWHERE, 0, NOWHERE, ARRAY(struct timeval, {0, 0}))
ROW(select_bad_time,
    "select(5, NULL, NULL, NULL, {tv_sec=-1, tv_usec=7}",
    SYS_select, 5, 0, 0, 0, ARRAY(struct timeval, {-1, 7}))
ROW(select_time_nowhere,
    "select(1, NULL, NULL, NULL, 0x1230",
    SYS_select, 1, 0, 0, 0, NOWHERE)
/* The kernel leaves out what is beyond the process's table of descriptors, so the table is made long first. */
CASE(select_bad_fd)
{
    int fd = open("/dev/null", O_RDONLY);

    if (dup2(fd, 69) < 0 || close(69) < 0)
        skip_case("no descriptor 69");
    close(fd);
    expect(call(SYS_select, 70, MEM(fd_set, {1, 0x20}), 0, 0, ARRAY(struct timeval, {0, 0})),
           "select(70, [0 69], NULL, NULL, {tv_sec=0, tv_usec=0}");
}
ROW(select_many,
    "select(64, [10 11 12 13 14 15 16 17 18 19 20 21 22 23 24 25 26 27 28 29 30 31 32 33 34 35 36 37 38 39 40 41 42 43 44 45 46 47 48 49 50 51 52 53 54 55 56 57 58 59 60 61 62 63], NULL, NULL, {tv_sec=0, tv_usec=0}",
    SYS_select, 64, MEM(fd_set, {-1ul << 10}), 0, 0, ARRAY(struct timeval, {0, 0}))

CASE(select_of_a_pipe)
{
    int fds[2];
    fd_set in, out;
    struct timeval left = {0, 0};

    if (pipe(fds) < 0 || fds[1] > 20)
        skip_case("no pipe");
    FD_ZERO(&in);
    FD_ZERO(&out);
    FD_SET(fds[0], &in);
    FD_SET(fds[1], &out);
    call(SYS_select, fds[1] + 1, &in, &out, 0, &left);
    expect_line("", "select(%d, [%d], [%d], NULL, {tv_sec=0, tv_usec=0}) = 1 (out [%d], left {tv_sec=0, tv_usec=0})",
                fds[1] + 1, fds[0], fds[1], fds[1]);
    FD_SET(fds[0], &in);
    call(SYS_select, fds[0] + 1, &in, 0, 0, &left);
    expect_line("", "select(%d, [%d], NULL, NULL, {tv_sec=0, tv_usec=0}) = 0 (Timeout)", fds[0] + 1, fds[0]);
    call(SYS_select, fds[1] + 1, 0, &out, &in, 0);
    expect_line("", "select(%d, NULL, [%d], [], NULL) = 1 (out [%d])", fds[1] + 1, fds[1], fds[1]);
    close(fds[1]);
    FD_SET(fds[0], &in);
    call(SYS_pselect6, fds[0] + 1, &in, 0, 0, ARRAY(struct timespec, {0, 0}), ARRAY(uint64_t, 0, 8));
    expect_line("", "pselect6(%d, [%d], NULL, NULL, {tv_sec=0, tv_nsec=0}, {sigmask=NULL, sigsetsize=8}) = 1 (in [%d], left "
                "{tv_sec=0, tv_nsec=0})", fds[0] + 1, fds[0], fds[0]);
}

ROW_SHOWN(pselect6_mask,
    "0 (Timeout)",
    "pselect6(0, NULL, NULL, NULL, {tv_sec=0, tv_nsec=1}, {sigmask=[HUP USR1], sigsetsize=8}",
    SYS_pselect6, 0, 0, 0, 0, ARRAY(struct timespec, {0, 1}), ARRAY(uint64_t, (uint64_t)(long)(MEM(uint64_t, 0x201)), 8))
ROW_SHOWN(pselect6_no_mask,
    "0 (Timeout)",
    "pselect6(0, NULL, NULL, NULL, {tv_sec=0, tv_nsec=0}, NULL",
    SYS_pselect6, 0, 0, 0, 0, ARRAY(struct timespec, {0, 0}), 0)
ROW(pselect6_nowhere,
    "pselect6(1, NULL, NULL, NULL, {tv_sec=0, tv_nsec=0}, 0x1230",
    SYS_pselect6, 1, 0, 0, 0, ARRAY(struct timespec, {0, 0}), NOWHERE)
ROW(pselect6_bad_mask,
    "pselect6(1, NULL, NULL, NULL, {tv_sec=0, tv_nsec=0}, {sigmask=0x1230, sigsetsize=8}",
    SYS_pselect6, 1, 0, 0, 0, ARRAY(struct timespec, {0, 0}), ARRAY(uint64_t, 0x1230, 8))
ROW(pselect6_bad_size,
    "pselect6(1, NULL, NULL, NULL, {tv_sec=0, tv_nsec=0}, {sigmask=0x1230, sigsetsize=7}",
    SYS_pselect6, 1, 0, 0, 0, ARRAY(struct timespec, {0, 0}), ARRAY(uint64_t, 0x1230, 7))

ROW(epoll_create_zero,
    "epoll_create(0",
    SYS_epoll_create, 0)
ROW(epoll_create_negative,
    "epoll_create(-1",
    SYS_epoll_create, -1)
ROW(epoll_create1_unknown,
    "epoll_create1(EPOLL_CLOEXEC|0xfff7ffff",
    SYS_epoll_create1, -1)
ROW(epoll_create1_nonblock,
    "epoll_create1(0x800 /* EPOLL_??? */",
    SYS_epoll_create1, O_NONBLOCK)
ROW(epoll_ctl_add,
    "epoll_ctl(-1, EPOLL_CTL_ADD, -2, {events=EPOLLIN|EPOLLET, data={u32=1432778632, u64=1234605616436508552}}",
    SYS_epoll_ctl, -1, 1, -2, MEM(struct epoll_event, .events = EPOLLIN | EPOLLET, .data.u64 = 0x1122334455667788))
ROW(epoll_ctl_del,
    "epoll_ctl(-1, EPOLL_CTL_DEL, -2, 0x1230",
    SYS_epoll_ctl, -1, 2, -2, NOWHERE)
ROW(epoll_ctl_del_null,
    "epoll_ctl(-1, EPOLL_CTL_DEL, -2, NULL",
    SYS_epoll_ctl, -1, 2, -2, 0)
ROW(epoll_ctl_mod,
    "epoll_ctl(-1, EPOLL_CTL_MOD, -2, {events=EPOLLIN|EPOLLPRI|EPOLLOUT|EPOLLERR|EPOLLHUP|EPOLLNVAL|EPOLLRDNORM|EPOLLRDBAND|EPOLLWRNORM|EPOLLWRBAND|EPOLLMSG|EPOLLRDHUP|EPOLLEXCLUSIVE|EPOLLWAKEUP|EPOLLONESHOT|EPOLLET|0xfffd800, data={u32=0, u64=0}}",
    SYS_epoll_ctl, -1, 3, -2, MEM(struct epoll_event, .events = 0xffffffff))
ROW(epoll_ctl_unknown,
    "epoll_ctl(-1, 0x4 /* EPOLL_CTL_??? */, -2, {events=0xffc000 /* EPOLL??? */, data={u32=0, u64=0}}",
    SYS_epoll_ctl, -1, 4, -2, MEM(struct epoll_event, .events = 0x00ffc000))
ROW(epoll_ctl_zero,
    "epoll_ctl(-1, EPOLL_CTL_ADD, -2, {events=0, data={u32=0, u64=0}}",
    SYS_epoll_ctl, -1, 1, -2, MEM(struct epoll_event, .events = 0))
ROW(epoll_ctl_nowhere,
    "epoll_ctl(-1, EPOLL_CTL_ADD, -2, 0x1230",
    SYS_epoll_ctl, -1, 1, -2, NOWHERE)
ROW(epoll_ctl_null,
    "epoll_ctl(-1, EPOLL_CTL_ADD, -2, NULL",
    SYS_epoll_ctl, -1, 1, -2, 0)
ROW(epoll_wait_bad,
    "epoll_wait(-1, 0x1230, 5, -1",
    SYS_epoll_wait, -1, NOWHERE, 5, -1)
ROW(epoll_pwait_bad,
    "epoll_pwait(-1, 0x1230, 5, 100, 0x10000000, 8",
    SYS_epoll_pwait, -1, NOWHERE, 5, 100, PLACED(0, uint64_t, 2), 8)
ROW(epoll_pwait_null,
    "epoll_pwait(-1, NULL, -5, -2, NULL, 8",
    SYS_epoll_pwait, -1, 0, -5, -2, 0, 8)
ROW(epoll_pwait2_bad,
    "epoll_pwait2(-1, 0x1230, 5, 0x10000000, 0x10001000, 8",
    SYS_epoll_pwait2, -1, NOWHERE, 5, PLACED(0, struct timespec, 1, 2), PLACED(1, uint64_t, ~2ul), 8)
ROW(epoll_pwait2_null,
    "epoll_pwait2(-1, 0x1230, 5, NULL, NULL, 8",
    SYS_epoll_pwait2, -1, NOWHERE, 5, 0, 0, 8)

CASE(epoll_of_a_pipe)
{
    struct epoll_event event = {.events = EPOLLOUT, .data.u64 = 5}, events[4];
    int epoll = epoll_create1(EPOLL_CLOEXEC), fds[2];

    if (epoll < 0 || pipe(fds) < 0)
        skip_case("no epoll");
    expect(call(SYS_epoll_ctl, epoll, EPOLL_CTL_ADD, fds[1], &event),
           "epoll_ctl(%d, EPOLL_CTL_ADD, %d, {events=EPOLLOUT, data={u32=5, u64=5}}", epoll, fds[1]);
    expect(call(SYS_epoll_wait, epoll, events, 4, -1),
           "epoll_wait(%d, [{events=EPOLLOUT, data={u32=5, u64=5}}], 4, -1", epoll);
    expect(call(SYS_epoll_pwait, epoll, events, 4, -1, MEM(uint64_t, 0x10000), 8),
           "epoll_pwait(%d, [{events=EPOLLOUT, data={u32=5, u64=5}}], 4, -1, [CHLD], 8", epoll);
    expect(call(SYS_epoll_ctl, epoll, EPOLL_CTL_DEL, fds[1], 0), "epoll_ctl(%d, EPOLL_CTL_DEL, %d, NULL", epoll, fds[1]);
    expect(call(SYS_epoll_wait, epoll, events, 4, 0), "epoll_wait(%d, [], 4, 0", epoll);
    expect(call(SYS_epoll_ctl, epoll, EPOLL_CTL_DEL, fds[1], &event), "epoll_ctl(%d, EPOLL_CTL_DEL, %d, %s", epoll, fds[1], address(&event));
}

ROW_I386(i386_poll,
    "poll(0x1230, 1, 5",
    168, NOWHERE, 1, 5)
ROW_I386(i386_newselect,
    "_newselect(-1, NULL, NULL, NULL, {tv_sec=7, tv_usec=5}",
    142, -1, 0, 0, 0, LOW(uint64_t, 0x500000007))
ROW_I386(i386_old_select_nowhere,
    "select(0x1230",
    82, NOWHERE)
ROW_I386(i386_pselect6,
    "pselect6(-1, NULL, NULL, NULL, {tv_sec=7, tv_nsec=5}, {sigmask=NULL, sigsetsize=8}",
    308, -1, 0, 0, 0, LOW(uint64_t, 0x500000007), LOW(uint64_t, 0x800000000))
ROW_I386(i386_pselect6_time64,
    "pselect6_time64(-1, NULL, NULL, NULL, {tv_sec=1, tv_nsec=2}, NULL",
    413, -1, 0, 0, 0, LOW(struct timespec, 1, 2), 0)
ROW_I386(i386_ppoll_time64,
    "ppoll_time64(0x1230, 1, {tv_sec=1, tv_nsec=2}, [INT], 8",
    414, NOWHERE, 1, LOW(struct timespec, 1, 2), LOW(uint64_t, 2), 8)
ROW_I386(i386_epoll_ctl,
    "epoll_ctl(-1, EPOLL_CTL_ADD, -2, {events=EPOLLIN, data={u32=7, u64=7}}",
    255, -1, 1, -2, LOW(struct epoll_event, .events = 1, .data.u64 = 7))
