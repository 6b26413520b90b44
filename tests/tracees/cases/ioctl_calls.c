/* ioctl on real descriptors; arguments that are not there; requests without a name; 32-bit calls. */
#include "cases.h"

#include <linux/fs.h>
#include <linux/fiemap.h>
#include <linux/userfaultfd.h>
#include <net/if.h>
#include <sys/epoll.h>
#include <sys/ioctl.h>
#include <sys/socket.h>

#include "ioctl_words.h"

static int terminal(void)
{
    int fd = open("/dev/ptmx", O_RDWR | O_NOCTTY);

    if (fd < 0)
        skip_case("no terminals");
    return fd;
}

CASE(a_terminals_size)
{
    int fd = terminal();
    uint16_t size[4] = {24, 80, 0, 7};

    expect(call(SYS_ioctl, fd, TIOCSWINSZ, size),
           "ioctl(%d, TIOCSWINSZ, {ws_row=24, ws_col=80, ws_xpixel=0, ws_ypixel=7}", fd);
    memset(size, 0, sizeof size);
    expect(call(SYS_ioctl, fd, TIOCGWINSZ, size),
           "ioctl(%d, TIOCGWINSZ, {ws_row=24, ws_col=80, ws_xpixel=0, ws_ypixel=7}", fd);
}

CASE(a_terminals_number_and_lock)
{
    int fd = terminal(), number = -1, unlock = 0;
    long result = call(SYS_ioctl, fd, TIOCGPTN, &number);

    expect(result, "ioctl(%d, TIOCGPTN, [%d]", fd, number);
    expect(call(SYS_ioctl, fd, TIOCSPTLCK, &unlock), "ioctl(%d, TIOCSPTLCK, [0]", fd);
}

/* The descriptor tells which of two drivers' requests it is. */
CASE(a_request_of_a_terminal_or_a_sound_device)
{
    char modes[64];
    int fd = terminal();

    if (call(SYS_ioctl, fd, TCGETS, modes) < 0)
        skip_case("no modes");
    expect_under("-y", call(SYS_ioctl, fd, TCSETS, modes),
                 "ioctl(%d</dev/ptmx>, TCSETS, {c_iflag=ICRNL|IXON, "
                 "c_oflag=NL0|CR0|TAB0|BS0|VT0|FF0|OPOST|ONLCR, c_cflag=B38400|CS8|CREAD, "
                 "c_lflag=ISIG|ICANON|ECHO|ECHOE|ECHOK|IEXTEN|ECHOCTL|ECHOKE, ...}",
                 fd);
    expect(call(SYS_ioctl, -1, TCSETS, NULL), "ioctl(-1, SNDCTL_TMR_START or TCSETS, NULL");
}

CASE(what_is_no_terminal)
{
    char modes[64];
    int fd = open("/dev/null", O_RDONLY);

    expect(call(SYS_ioctl, fd, TCGETS, modes), "ioctl(%d, TCGETS, %s", fd, address(modes));
    expect(call(SYS_ioctl, fd, TIOCGWINSZ, modes), "ioctl(%d, TIOCGWINSZ, %s", fd, address(modes));
    expect(call(SYS_ioctl, -1, TIOCGPGRP, modes), "ioctl(-1, TIOCGPGRP, %s", address(modes));
}

CASE(nothing_behind_the_pointer)
{
    void *nowhere = unreadable();

    expect(call(SYS_ioctl, -1, TIOCSWINSZ, NULL), "ioctl(-1, TIOCSWINSZ, NULL");
    expect(call(SYS_ioctl, -1, TIOCGWINSZ, NULL), "ioctl(-1, TIOCGWINSZ, NULL");
    expect(call(SYS_ioctl, -1, FIONREAD, NULL), "ioctl(-1, FIONREAD, NULL");
    expect(call(SYS_ioctl, -1, TIOCSWINSZ, nowhere), "ioctl(-1, TIOCSWINSZ, %s", address(nowhere));
    expect(call(SYS_ioctl, -1, FIONBIO, nowhere), "ioctl(-1, FIONBIO, %s", address(nowhere));
    expect(call(SYS_ioctl, -1, FS_IOC_FIEMAP, nowhere), "ioctl(-1, FS_IOC_FIEMAP, %s",
           address(nowhere));
}

CASE(half_of_it_behind_the_pointer)
{
    uint16_t size[4] = {1, 2, 3, 4};
    void *half = at_page_end(size, sizeof size / 2), *whole = at_page_end(size, sizeof size);

    expect(call(SYS_ioctl, -1, TIOCSWINSZ, half), "ioctl(-1, TIOCSWINSZ, %s", address(half));
    expect(call(SYS_ioctl, -1, TIOCSWINSZ, whole),
           "ioctl(-1, TIOCSWINSZ, {ws_row=1, ws_col=2, ws_xpixel=3, ws_ypixel=4}");
}

CASE(what_a_socket_has_to_read)
{
    int fds[2], count = 77, on = 1;

    if (socketpair(AF_UNIX, SOCK_STREAM, 0, fds) < 0 || write(fds[0], "hello", 5) != 5)
        skip_case("no sockets");
    expect(call(SYS_ioctl, fds[1], FIONREAD, &count), "ioctl(%d, FIONREAD, [5]", fds[1]);
    expect(call(SYS_ioctl, fds[1], FIONBIO, &on), "ioctl(%d, FIONBIO, [1]", fds[1]);
    expect(call(SYS_ioctl, fds[1], FIOCLEX, 0x77), "ioctl(%d, FIOCLEX", fds[1]);
    expect(call(SYS_ioctl, fds[1], FIONCLEX), "ioctl(%d, FIONCLEX", fds[1]);
    expect(call(SYS_ioctl, fds[1], FIOASYNC, &on), "ioctl(%d, FIOASYNC, [1]", fds[1]);
}

CASE(the_loopback_interface)
{
    struct ifreq request = {.ifr_name = "lo"};
    int fd = socket(AF_INET, SOCK_DGRAM, 0);

    if (fd < 0)
        skip_case("no sockets");
    long result = call(SYS_ioctl, fd, SIOCGIFINDEX, &request);
    expect(result, "ioctl(%d, SIOCGIFINDEX, {ifr_name=\"lo\", ifr_ifindex=%d}", fd,
           request.ifr_ifindex);
    expect(call(SYS_ioctl, fd, SIOCGIFNAME, &request),
           "ioctl(%d, SIOCGIFNAME, {ifr_ifindex=%d, ifr_name=\"lo\"}", fd, 1);
    result = call(SYS_ioctl, fd, SIOCGIFMTU, &request);
    expect(result, "ioctl(%d, SIOCGIFMTU, {ifr_name=\"lo\", ifr_mtu=%d}", fd, request.ifr_mtu);
    expect(call(SYS_ioctl, fd, SIOCGIFHWADDR, &request),
           "ioctl(%d, SIOCGIFHWADDR, {ifr_name=\"lo\", ifr_hwaddr={sa_family=ARPHRD_LOOPBACK, "
           "sa_data=00:00:00:00:00:00}}",
           fd);
    strcpy(request.ifr_name, "nothing like it");
    expect(call(SYS_ioctl, fd, SIOCGIFADDR, &request),
           "ioctl(%d, SIOCGIFADDR, {ifr_name=\"nothing like it\"}", fd);
}

CASE(all_interfaces)
{
    struct ifconf list = {0};
    int fd = socket(AF_INET, SOCK_DGRAM, 0);

    if (fd < 0)
        skip_case("no sockets");
    expect(call(SYS_ioctl, -1, SIOCGIFCONF, &list),
           "ioctl(-1, SIOCGIFCONF, {ifc_len=0, ifc_buf=NULL}");
    list.ifc_len = 41;
    list.ifc_buf = (void *)16;
    expect(call(SYS_ioctl, -1, SIOCGIFCONF, &list),
           "ioctl(-1, SIOCGIFCONF, {ifc_len=41, ifc_buf=0x10}");
}

CASE(a_files_flags)
{
    int flags = 0, fd = open("/", O_RDONLY);
    long result = call(SYS_ioctl, fd, FS_IOC_GETFLAGS, &flags);

    if (result == 0 && flags != 0 && flags != FS_EXTENT_FL)
        skip_case("flags that are not counted on");
    if (result < 0)
        expect(result, "ioctl(%d, FS_IOC_GETFLAGS, %s", fd, address(&flags));
    else
        expect(result, "ioctl(%d, FS_IOC_GETFLAGS, [%s]", fd, flags ? "FS_EXTENT_FL" : "0");
    flags = FS_IMMUTABLE_FL | FS_APPEND_FL;
    expect(call(SYS_ioctl, -1, FS_IOC_SETFLAGS, &flags),
           "ioctl(-1, FS_IOC_SETFLAGS, [FS_IMMUTABLE_FL|FS_APPEND_FL]");
}

CASE(clones)
{
    struct file_clone_range range = {-1, 1, 2, 3};

    expect(call(SYS_ioctl, -1, FICLONE, 77), "ioctl(-1, BTRFS_IOC_CLONE or FICLONE, 77");
    expect(call(SYS_ioctl, -1, FICLONERANGE, &range),
           "ioctl(-1, BTRFS_IOC_CLONE_RANGE or FICLONERANGE, "
           "{src_fd=-1, src_offset=1, src_length=2, dest_offset=3}");
}

CASE(a_files_extents)
{
    struct fiemap map = {.fm_start = 1, .fm_length = 2, .fm_flags = 9, .fm_extent_count = 3};

    expect(call(SYS_ioctl, -1, FS_IOC_FIEMAP, &map),
           "ioctl(-1, FS_IOC_FIEMAP, {fm_start=1, fm_length=2, fm_flags=FIEMAP_FLAG_SYNC|0x8, "
           "fm_extent_count=3}");
}

CASE(paging_by_the_program)
{
    struct uffdio_api api = {.api = UFFD_API, .features = UFFD_FEATURE_PAGEFAULT_FLAG_WP};
    struct uffdio_range range = {0x1000, 0x2000};

    expect(call(SYS_ioctl, -1, UFFDIO_API, &api),
           "ioctl(-1, UFFDIO_API, {api=0xaa, features=UFFD_FEATURE_PAGEFAULT_FLAG_WP}");
    expect(call(SYS_ioctl, -1, UFFDIO_WAKE, &range),
           "ioctl(-1, UFFDIO_WAKE, {start=0x1000, len=0x2000}");
    uint64_t copy[5] = {1, 2, 3, 9, 0};
    expect(call(SYS_ioctl, -1, _IOWR(0xaa, 3, uint64_t[5]), copy),
           "ioctl(-1, UFFDIO_COPY, {dst=0x1, src=0x2, len=0x3, mode=UFFDIO_COPY_MODE_DONTWAKE|0x8}");
    uint64_t poison[4] = {1, 2, 1, 0};
    expect(call(SYS_ioctl, -1, _IOWR(0xaa, 8, uint64_t[4]), poison),
           "ioctl(-1, UFFDIO_POISON, {range={start=0x1, len=0x2}, "
           "mode=UFFDIO_POISON_MODE_DONTWAKE}");
    expect(call(SYS_ioctl, -1, _IOWR(0xaa, 5, uint64_t[5]), copy),
           "ioctl(-1, UFFDIO_MOVE, {dst=0x1, src=0x2, len=0x3, mode=UFFDIO_MOVE_MODE_DONTWAKE|0x8}");
    expect(call(SYS_ioctl, -1, _IOWR(0xaa, 6, uint64_t[3]), copy),
           "ioctl(-1, UFFDIO_WRITEPROTECT, {range={start=0x1, len=0x2}, "
           "mode=UFFDIO_WRITEPROTECT_MODE_WP|UFFDIO_WRITEPROTECT_MODE_DONTWAKE}");
    expect(call(SYS_ioctl, -1, _IOWR(0xaa, 7, uint64_t[4]), poison),
           "ioctl(-1, UFFDIO_CONTINUE, {range={start=0x1, len=0x2}, "
           "mode=UFFDIO_CONTINUE_MODE_DONTWAKE}");
}

CASE(newer_requests)
{
    uint64_t words[16] = {1, 2, 3};

    expect(call(SYS_ioctl, -1, 0xff01), "ioctl(-1, PIDFD_GET_CGROUP_NAMESPACE");
    expect(call(SYS_ioctl, -1, 0xc050ff0b, words),
           "ioctl(-1, PIDFD_GET_INFO, {mask=PIDFD_INFO_PID}");
    expect(call(SYS_ioctl, -1, 0x8008b705, words), "ioctl(-1, NS_GET_MNTNS_ID, %s", address(words));
    expect(call(SYS_ioctl, -1, 0x8004b706, 77), "ioctl(-1, NS_GET_PID_FROM_PIDNS, 77");
    expect(call(SYS_ioctl, -1, 0x40088a01, words),
           "ioctl(-1, EPIOCSPARAMS, {busy_poll_usecs=1, busy_poll_budget=0, prefer_busy_poll=0}");
    expect(call(SYS_ioctl, -1, 0x40082104, 1),
           "ioctl(-1, SECCOMP_IOCTL_NOTIF_SET_FLAGS, SECCOMP_USER_NOTIF_FD_SYNC_WAKE_UP");
    expect(call(SYS_ioctl, -1, 0xae80, 0), "ioctl(-1, KVM_RUN, 0");
}

CASE(requests_without_a_name)
{
    expect(call(SYS_ioctl, -1, 0x12345678, 0x77),
           "ioctl(-1, _IOC(_IOC_NONE, 0x56, 0x78, 0x1234), 0x77");
    expect(call(SYS_ioctl, -1, 0xc0081234ul, 0),
           "ioctl(-1, _IOC(_IOC_READ|_IOC_WRITE, 0x12, 0x34, 0x8), 0");
    expect(call(SYS_ioctl, -1, 0xffffffff00000000ul, -1),
           "ioctl(-1, _IOC(_IOC_NONE, 0, 0, 0), 0xffffffffffffffff");
    expect(call(SYS_ioctl, -1, -1, 1), "ioctl(-1, _IOC(_IOC_READ|_IOC_WRITE, 0xff, 0xff, 0x3fff), 0x1");
}

/* With -v what nobody knows is shown as it lies there. */
CASE(bytes_without_a_meaning)
{
    char bytes[8] = "\1ab\xff";
    void *nowhere = unreadable();

    expect_under("-v", call(SYS_ioctl, -1, 0xc0081234ul, bytes),
                 "ioctl(-1, _IOC(_IOC_READ|_IOC_WRITE, 0x12, 0x34, 0x8), "
                 "\"\\x01\\x61\\x62\\xff\\x00\\x00\\x00\\x00\"");
    expect_under("-v", call(SYS_ioctl, -1, 0x40011235, bytes),
                 "ioctl(-1, _IOC(_IOC_WRITE, 0x12, 0x35, 0x1), \"\\x01\"");
    expect_under("-v", call(SYS_ioctl, -1, 0x80011235, bytes),
                 "ioctl(-1, _IOC(_IOC_READ, 0x12, 0x35, 0x1), %s", address(bytes));
    expect_under("-v", call(SYS_ioctl, -1, 0xc0081234ul, nowhere),
                 "ioctl(-1, _IOC(_IOC_READ|_IOC_WRITE, 0x12, 0x34, 0x8), %s", address(nowhere));
}

/* With -X a hardware's address is all of its bytes, and a comment has no comments in it. */
CASE(numbers_and_their_names)
{
    struct ifreq interface = {.ifr_name = "lo", .ifr_hwaddr = {1, "\2\3\4\5\6\7\10"}};

    expect_under("-X raw", call(SYS_ioctl, -1, 0x8924, &interface),
                 "ioctl(-1, 0x8924, {ifr_name=\"lo\", ifr_hwaddr={sa_family=0x1, "
                 "sa_data=\"\\x02\\x03\\x04\\x05\\x06\\x07\\x08\\x00\\x00\\x00\\x00\\x00\\x00\\x00\"}}");
    expect_under("-X verbose", call(SYS_ioctl, -1, 0x8924, &interface),
                 "ioctl(-1, 0x8924 /* SIOCSIFHWADDR */, {ifr_name=\"lo\", "
                 "ifr_hwaddr={sa_family=0x1 /* ARPHRD_ETHER */, "
                 "sa_data=\"\\x02\\x03\\x04\\x05\\x06\\x07\\x08\\x00\\x00\\x00\\x00\\x00\\x00\\x00\""
                 " /* 02:03:04:05:06:07 */}}");
    expect_under("-X verbose", call(SYS_ioctl, -1, 0x8004453f, 0),
                 "ioctl(-1, 0x8004453f /* EVIOCGBIT(0x1f, 4) */, NULL");
    expect_under("-X verbose", call(SYS_quotactl, 0x80000100, "/nonexistent/a", 0, 0),
                 "quotactl(2147483904 /* QCMD(Q_SYNC, USRQUOTA) */, \"/nonexistent/a\"");
}

/* Halves of a device's number are as wide as a struct's member. */
CASE(devices_of_64_bits)
{
    uint64_t device[512] = {0x200000001};

    expect(call(SYS_ioctl, -1, 0xd000941e, device),
           "ioctl(-1, BTRFS_IOC_DEV_INFO, {devid=makedev(0, 0x200001)}");
    device[0] = UINT64_MAX;
    expect(call(SYS_ioctl, -1, 0xd000941e, device),
           "ioctl(-1, BTRFS_IOC_DEV_INFO, {devid=makedev(0xffffffff, 0xffffffff)}");
}

CASE(ranges_of_requests)
{
    uint32_t axis[6] = {1, 2, 3, 4, 5, 6};
    void *nowhere = unreadable();

    expect(call(SYS_ioctl, -1, _IOC(_IOC_READ, 'E', 0x06, 256), nowhere),
           "ioctl(-1, EVIOCGNAME(256), %s", address(nowhere));
    expect(call(SYS_ioctl, -1, _IOC(_IOC_READ, 'E', 0x21, 96), nowhere),
           "ioctl(-1, EVIOCGBIT(EV_KEY, 96), %s", address(nowhere));
    expect(call(SYS_ioctl, -1, _IOC(_IOC_READ, 'E', 0x20, 4), nowhere),
           "ioctl(-1, EVIOCGBIT(0, 4), %s", address(nowhere));
    expect(call(SYS_ioctl, -1, _IOC(_IOC_READ, 'E', 0x3f, 4), nowhere),
           "ioctl(-1, EVIOCGBIT(0x1f /* EV_??? */, 4), %s", address(nowhere));
    expect(call(SYS_ioctl, -1, _IOC(_IOC_READ, 'E', 0x40, 24), nowhere),
           "ioctl(-1, EVIOCGABS(ABS_X), %s", address(nowhere));
    expect(call(SYS_ioctl, -1, _IOC(_IOC_WRITE, 'E', 0xc1, 24), axis),
           "ioctl(-1, EVIOCSABS(ABS_Y), {value=1, minimum=2, ...}");
    expect_under("-v", call(SYS_ioctl, -1, _IOC(_IOC_WRITE, 'E', 0xc1, 24), axis),
                 "ioctl(-1, EVIOCSABS(ABS_Y), {value=1, minimum=2, maximum=3, fuzz=4, flat=5, "
                 "resolution=6}");
    expect(call(SYS_ioctl, -1, _IOC(_IOC_READ, 'H', 0x04, 64), nowhere),
           "ioctl(-1, HIDIOCGRAWNAME(64), %s", address(nowhere));
    expect(call(SYS_ioctl, -1, _IOC(_IOC_READ, 'j', 0x13, 99), nowhere),
           "ioctl(-1, JSIOCGNAME(99), %s", address(nowhere));
    expect(call(SYS_ioctl, -1, _IOC(_IOC_READ, 'M', 7, 4), nowhere),
           "ioctl(-1, MIXER_READ(7) or MEMGETREGIONCOUNT, %s", address(nowhere));
    expect(call(SYS_ioctl, -1, _IOC(_IOC_READ, 'U', 44, 5), nowhere),
           "ioctl(-1, UI_GET_SYSNAME(5), %s", address(nowhere));
}

/* What is passed by value. */
CASE(values)
{
    expect(call(SYS_ioctl, -1, TCXONC, 1), "ioctl(-1, TCXONC, TCOON");
    expect(call(SYS_ioctl, -1, TCFLSH, 2), "ioctl(-1, TCFLSH, TCIOFLUSH");
    expect(call(SYS_ioctl, -1, TCFLSH, 7), "ioctl(-1, TCFLSH, 0x7 /* TC??? */");
    expect(call(SYS_ioctl, -1, TCSBRK, -1), "ioctl(-1, TCSBRK, -1");
    expect(call(SYS_ioctl, -1, 0x4b2f, 1000), "ioctl(-1, KIOCSOUND, 1000 /* 1193 Hz */");
    expect(call(SYS_ioctl, -1, 0x4b30, 0x640100),
           "ioctl(-1, KDMKTONE, 100<<16|256 /* 4660 Hz, 100 ms */");
    expect(call(SYS_ioctl, -1, 0x4b30, 0), "ioctl(-1, KDMKTONE, 0 /* off */");
    expect(call(SYS_ioctl, -1, 0x4b45, 3), "ioctl(-1, KDSKBMODE, K_UNICODE");
    expect(call(SYS_ioctl, -1, 0x4b3a, 1), "ioctl(-1, KDSETMODE, KD_GRAPHICS");
    expect(call(SYS_ioctl, -1, 0x4b4e, 15), "ioctl(-1, KDSIGACCEPT, SIGTERM");
    expect(call(SYS_ioctl, -1, 0x2400, 1), "ioctl(-1, PERF_EVENT_IOC_ENABLE, PERF_IOC_FLAG_GROUP");
    expect(call(SYS_ioctl, -1, 0xab0a, 5),
           "ioctl(-1, NBD_SET_FLAGS, NBD_FLAG_HAS_FLAGS|NBD_FLAG_SEND_FLUSH");
    expect(call(SYS_ioctl, -1, 0xae03, 3), "ioctl(-1, KVM_CHECK_EXTENSION, KVM_CAP_USER_MEMORY");
}

CASE(requests_of_32_bits)
{
    uint16_t *size = low_memory(16);
    uint32_t *words = low_memory(256);

    size[0] = 25;
    size[1] = 81;
    expect(call_i386(54, -1, TIOCSWINSZ, size),
           "ioctl(-1, TIOCSWINSZ, {ws_row=25, ws_col=81, ws_xpixel=0, ws_ypixel=0}");
    expect(call_i386(54, -1, 0x80041272, words), "ioctl(-1, BLKGETSIZE64, %s", address(words));
    expect(call_i386(54, -1, 0x40041271, words), "ioctl(-1, BLKBSZSET, [0]");
    words[0] = 4;
    expect(call_i386(54, -1, 0x40046602, words), "ioctl(-1, FS_IOC32_SETFLAGS, [FS_COMPR_FL]");
    words[0] = 1;
    words[3] = 9;
    expect(call_i386(54, -1, 0x1269, words),
           "ioctl(-1, BLKPG, {op=BLKPG_ADD_PARTITION, flags=0, datalen=0, data=0x9}");
    words[2] = 7;
    expect(call_i386(54, -1, 0xc00c4d03, words),
           "ioctl(-1, MEMWRITEOOB, {start=0x1, length=0, ptr=0x7}");
}
