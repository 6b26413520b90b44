/*
 * What is in the submission queue of an io_uring when it is entered.
 *
 * Most rings here are disabled (IORING_SETUP_R_DISABLED): an enter of theirs fails with EBADFD and nothing that
 * the entries say is done.
 */
#include "cases.h"

#include <linux/futex.h>
#include <linux/io_uring.h>
#include <linux/openat2.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/epoll.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/uio.h>
#include <sys/wait.h>

#define NO_MMAP    (1u << 14)
#define NO_SQARRAY (1u << 16)
#define SQE_MIXED  (1u << 19)
#define BUSY       "= -1 EBADFD (File descriptor in bad state)"

struct ring {
    int fd;
    struct io_uring_params params;
    char *rings;
    char *places;
    unsigned entry_bytes;
};

static void map_ring(struct ring *ring)
{
    size_t rings = ring->params.sq_off.array + ring->params.sq_entries * 4, page = 4096;
    size_t places = (size_t)ring->params.sq_entries * ring->entry_bytes;

    if (rings < page)
        rings = page;
    ring->rings = mmap(NULL, rings, PROT_READ | PROT_WRITE, MAP_SHARED, ring->fd, IORING_OFF_SQ_RING);
    ring->places = mmap(NULL, places, PROT_READ | PROT_WRITE, MAP_SHARED, ring->fd, IORING_OFF_SQES);
    if (ring->rings == MAP_FAILED || ring->places == MAP_FAILED)
        skip_case("no io_uring that can be mapped");
}

static struct ring make_ring(unsigned entries, unsigned flags)
{
    struct ring ring = {.params.flags = flags, .entry_bytes = flags & IORING_SETUP_SQE128 ? 128 : 64};

    ring.fd = (int)call(SYS_io_uring_setup, entries, &ring.params);
    if (ring.fd < 0)
        skip_case("no io_uring of this kind here");
    map_ring(&ring);
    return ring;
}

static unsigned *word(const struct ring *ring, unsigned offset)
{
    return (unsigned *)(ring->rings + offset);
}

static void *place(const struct ring *ring, unsigned index)
{
    return ring->places + (size_t)index * ring->entry_bytes;
}

/* Into the next place, by way of the array where there is one. */
static void put(const struct ring *ring, const struct io_uring_sqe *entry)
{
    unsigned tail = *word(ring, ring->params.sq_off.tail), mask = ring->params.sq_entries - 1;

    memcpy(place(ring, tail & mask), entry, 64);
    if (!(ring->params.flags & NO_SQARRAY))
        word(ring, ring->params.sq_off.array)[tail & mask] = tail & mask;
    *word(ring, ring->params.sq_off.tail) = tail + 1;
}
#define PUT(ring, ...) put(ring, &(struct io_uring_sqe){__VA_ARGS__})

static void put_nops(const struct ring *ring, unsigned count, unsigned first)
{
    for (unsigned i = 0; i < count; i++)
        PUT(ring, .opcode = IORING_OP_NOP, .user_data = first + i);
}

static long enter(const struct ring *ring, unsigned count)
{
    return call(SYS_io_uring_enter, ring->fd, count, 0, 0, NULL, 0);
}

static void enter_and_expect(const char *options, const struct ring *ring, unsigned count,
                             const char *entries)
{
    long result = enter(ring, count);

    expect_under(options, result, "io_uring_enter(%d, %u%s, 0, 0, NULL, 0", ring->fd, count, entries);
}

struct two {
    int first, second;
};

/* One entry of a ring that does nothing. */
#define ENTRY(name, line, ...)                                                                     \
    CASE(entry_##name)                                                                             \
    {                                                                                              \
        struct ring ring = make_ring(4, IORING_SETUP_R_DISABLED);                                  \
        PUT(&ring, __VA_ARGS__);                                                                   \
        enter_and_expect("", &ring, 1, text(" /* [{opcode=" line "}] */"));                        \
    }
#define MEM(type, ...) (uintptr_t)(&(static_memory(type, __VA_ARGS__)))
#define static_memory(type, ...) (*({ static type memory; memory = (type){__VA_ARGS__}; &memory; }))
#define NOWHERE 0x1230

/* ---- every kind of field ------------------------------------------------------------------- */

ENTRY(nop, "IORING_OP_NOP, user_data=0xfeed", .opcode = 0, .user_data = 0xfeed)
ENTRY(nop_injects, "IORING_OP_NOP, nop_flags=IORING_NOP_INJECT_RESULT, len=0x7, user_data=0",
      .opcode = 0, .rw_flags = 1, .len = 7)
ENTRY(readv, "IORING_OP_READV, fd=-1, addr=[{iov_base=0x1230, iov_len=5}], len=1, off=0, user_data=0",
      .opcode = 1, .fd = -1, .addr = MEM(struct iovec, (void *)NOWHERE, 5), .len = 1)
ENTRY(writev, "IORING_OP_WRITEV, fd=-1, addr=[{iov_base=\"hello\", iov_len=5}], len=1, off=-1, rw_flags=RWF_APPEND, user_data=0",
      .opcode = 2, .fd = -1, .addr = MEM(struct iovec, "hello", 5), .len = 1, .off = -1, .rw_flags = 16)
ENTRY(fsync, "IORING_OP_FSYNC, flags=IOSQE_IO_LINK, fd=-1, fsync_flags=IORING_FSYNC_DATASYNC, user_data=0",
      .opcode = 3, .flags = 4, .fd = -1, .fsync_flags = 1)
ENTRY(read_fixed, "IORING_OP_READ_FIXED, fd=-1, addr=0x1230, len=9, off=4096, buf_index=3, user_data=0",
      .opcode = 4, .fd = -1, .addr = NOWHERE, .len = 9, .off = 4096, .buf_index = 3)
ENTRY(poll_add, "IORING_OP_POLL_ADD, fd=-1, poll32_events=POLLIN|POLLHUP, len=IORING_POLL_ADD_MULTI, user_data=0",
      .opcode = 6, .fd = -1, .poll32_events = POLLIN | POLLHUP, .len = 1)
ENTRY(poll_remove, "IORING_OP_POLL_REMOVE, addr=0x77, user_data=0x78", .opcode = 7, .addr = 0x77, .user_data = 0x78)
ENTRY(sync_file_range, "IORING_OP_SYNC_FILE_RANGE, fd=-1, off=1, len=2, sync_range_flags=SYNC_FILE_RANGE_WRITE, user_data=0",
      .opcode = 8, .fd = -1, .off = 1, .len = 2, .sync_range_flags = 2)
ENTRY(sendmsg, "IORING_OP_SENDMSG, ioprio=IORING_RECVSEND_POLL_FIRST, fd=-1, msg={msg_name=NULL, msg_namelen=0, msg_iov=[{iov_base=\"abc\", iov_len=3}], msg_iovlen=1, msg_controllen=0, msg_flags=0}, msg_flags=MSG_DONTWAIT, user_data=0",
      .opcode = 9, .ioprio = 1, .fd = -1, .msg_flags = MSG_DONTWAIT,
      .addr = MEM(struct msghdr, .msg_iov = (struct iovec *)MEM(struct iovec, "abc", 3), .msg_iovlen = 1))
ENTRY(recvmsg, "IORING_OP_RECVMSG, flags=IOSQE_BUFFER_SELECT, ioprio=IORING_RECV_MULTISHOT, fd=-1, msg=0x1230, msg_flags=0, buf_group=9, user_data=0",
      .opcode = 10, .flags = 0x20, .ioprio = 2, .fd = -1, .addr = NOWHERE, .buf_group = 9)
ENTRY(timeout, "IORING_OP_TIMEOUT, addr={tv_sec=3, tv_nsec=4}, timeout_flags=IORING_TIMEOUT_ABS|IORING_TIMEOUT_BOOTTIME, len=1, user_data=0",
      .opcode = 11, .fd = -1, .addr = MEM(struct __kernel_timespec, 3, 4), .len = 1, .timeout_flags = 5)
ENTRY(timeout_update, "IORING_OP_TIMEOUT_REMOVE, addr=0x5, addr2={tv_sec=1, tv_nsec=0}, timeout_flags=IORING_TIMEOUT_UPDATE, user_data=0",
      .opcode = 12, .addr = 5, .addr2 = MEM(struct __kernel_timespec, 1, 0), .timeout_flags = 2)
ENTRY(accept, "IORING_OP_ACCEPT, ioprio=IORING_ACCEPT_MULTISHOT, fd=-1, addr=0x1230, addr2=0x1230, accept_flags=SOCK_CLOEXEC, file_index=IORING_FILE_INDEX_ALLOC, user_data=0",
      .opcode = 13, .ioprio = 1, .fd = -1, .addr = NOWHERE, .addr2 = NOWHERE, .accept_flags = SOCK_CLOEXEC,
      .file_index = -1)
ENTRY(cancel, "IORING_OP_ASYNC_CANCEL, addr=0, fd=7, cancel_flags=IORING_ASYNC_CANCEL_ALL|IORING_ASYNC_CANCEL_FD, user_data=0",
      .opcode = 14, .fd = 7, .cancel_flags = 3)
ENTRY(link_timeout, "IORING_OP_LINK_TIMEOUT, addr={tv_sec=0, tv_nsec=1}, len=1, user_data=0",
      .opcode = 15, .addr = MEM(struct __kernel_timespec, 0, 1), .len = 1)
ENTRY(connect, "IORING_OP_CONNECT, fd=-1, addr={sa_family=AF_INET, sin_port=htons(80), sin_addr=inet_addr(\"127.0.0.1\")}, addr2=16, user_data=0",
      .opcode = 16, .fd = -1, .addr2 = 16,
      .addr = MEM(struct sockaddr_in, AF_INET, htons(80), {htonl(INADDR_LOOPBACK)}))
ENTRY(fallocate, "IORING_OP_FALLOCATE, fd=-1, len=FALLOC_FL_KEEP_SIZE, off=1, addr=2, user_data=0",
      .opcode = 17, .fd = -1, .len = 1, .off = 1, .addr = 2)
ENTRY(openat, "IORING_OP_OPENAT, dfd=AT_FDCWD, pathname=\"/etc/passwd\", open_flags=O_RDONLY|O_CLOEXEC, user_data=0x1",
      .opcode = 18, .fd = AT_FDCWD, .addr = (uintptr_t) "/etc/passwd", .open_flags = O_CLOEXEC, .user_data = 1)
ENTRY(openat_creates, "IORING_OP_OPENAT, dfd=-1, pathname=\"new\", open_flags=O_WRONLY|O_CREAT, mode=0640, file_index=2, user_data=0",
      .opcode = 18, .fd = -1, .addr = (uintptr_t) "new", .open_flags = O_WRONLY | O_CREAT, .len = 0640, .file_index = 2)
ENTRY(openat_nowhere, "IORING_OP_OPENAT, dfd=AT_FDCWD, pathname=0x1230, open_flags=O_RDONLY, user_data=0",
      .opcode = 18, .fd = AT_FDCWD, .addr = NOWHERE)
ENTRY(close, "IORING_OP_CLOSE, fd=77, user_data=0", .opcode = 19, .fd = 77)
ENTRY(files_update, "IORING_OP_FILES_UPDATE, addr=[77, -1], len=2, off=1, user_data=0",
      .opcode = 20, .addr = MEM(struct two, 77, -1), .len = 2, .off = 1)
ENTRY(statx, "IORING_OP_STATX, dfd=AT_FDCWD, pathname=\"/\", statx_flags=AT_STATX_SYNC_AS_STAT|AT_SYMLINK_NOFOLLOW, mask=STATX_SIZE, statxbuf=0x1230, user_data=0",
      .opcode = 21, .fd = AT_FDCWD, .addr = (uintptr_t) "/", .off = NOWHERE, .len = 0x200, .statx_flags = AT_SYMLINK_NOFOLLOW)
ENTRY(read, "IORING_OP_READ, flags=IOSQE_FIXED_FILE|IOSQE_ASYNC, fd=0, addr=0x1230, len=512, off=0, personality=5, user_data=0x7",
      .opcode = 22, .flags = 0x11, .addr = NOWHERE, .len = 512, .personality = 5, .user_data = 7)
ENTRY(write, "IORING_OP_WRITE, ioprio=IOPRIO_PRIO_VALUE(IOPRIO_CLASS_BE, 3), fd=-1, addr=\"data\\n\", len=5, off=0, user_data=0",
      .opcode = 23, .ioprio = 2 << 13 | 3, .fd = -1, .addr = (uintptr_t) "data\n", .len = 5)
ENTRY(fadvise, "IORING_OP_FADVISE, fd=-1, off=0, len=0, fadvise_advice=POSIX_FADV_WILLNEED, user_data=0",
      .opcode = 24, .fd = -1, .fadvise_advice = 3)
ENTRY(madvise, "IORING_OP_MADVISE, addr=0x1230, len=4096, fadvise_advice=MADV_DONTNEED, user_data=0",
      .opcode = 25, .addr = NOWHERE, .len = 4096, .fadvise_advice = 4)
ENTRY(send, "IORING_OP_SEND, fd=-1, addr=\"abc\", len=3, msg_flags=MSG_NOSIGNAL, user_data=0",
      .opcode = 26, .fd = -1, .addr = (uintptr_t) "abc", .len = 3, .msg_flags = MSG_NOSIGNAL)
ENTRY(sendto, "IORING_OP_SEND, fd=-1, addr=\"abc\", len=3, dest_addr={sa_family=AF_INET, sin_port=htons(80), sin_addr=inet_addr(\"127.0.0.1\")}, addr_len=16, user_data=0",
      .opcode = 26, .fd = -1, .addr = (uintptr_t) "abc", .len = 3, .file_index = 16,
      .addr2 = MEM(struct sockaddr_in, AF_INET, htons(80), {htonl(INADDR_LOOPBACK)}))
ENTRY(recv, "IORING_OP_RECV, fd=-1, addr=NULL, len=0, msg_flags=MSG_WAITALL, user_data=0",
      .opcode = 27, .fd = -1, .msg_flags = MSG_WAITALL)
ENTRY(openat2, "IORING_OP_OPENAT2, dfd=AT_FDCWD, pathname=\"x\", how={flags=O_RDONLY|O_PATH, resolve=RESOLVE_BENEATH}, len=24, user_data=0",
      .opcode = 28, .fd = AT_FDCWD, .addr = (uintptr_t) "x", .len = 24,
      .off = MEM(struct open_how, .flags = O_PATH, .resolve = RESOLVE_BENEATH))
ENTRY(epoll_ctl, "IORING_OP_EPOLL_CTL, epfd=-1, op=EPOLL_CTL_ADD, fd=77, event={events=EPOLLIN, data={u32=5, u64=5}}, user_data=0",
      .opcode = 29, .fd = -1, .len = EPOLL_CTL_ADD, .off = 77, .addr = MEM(struct epoll_event, EPOLLIN, {.u64 = 5}))
ENTRY(splice, "IORING_OP_SPLICE, fd_in=5, off_in=-1, fd_out=77, off_out=8, len=9, splice_flags=SPLICE_F_MOVE|SPLICE_F_FD_IN_FIXED, user_data=0",
      .opcode = 30, .splice_fd_in = 5, .splice_off_in = -1, .fd = 77, .off = 8, .len = 9, .splice_flags = 0x80000001)
ENTRY(provide_buffers, "IORING_OP_PROVIDE_BUFFERS, nbufs=4, addr=0x1230, len=128, bid=2, buf_group=1, user_data=0",
      .opcode = 31, .fd = 4, .addr = NOWHERE, .len = 128, .off = 2, .buf_group = 1)
ENTRY(shutdown, "IORING_OP_SHUTDOWN, fd=-1, how=SHUT_WR, user_data=0", .opcode = 34, .fd = -1, .len = 1)
ENTRY(renameat, "IORING_OP_RENAMEAT, olddfd=AT_FDCWD, oldpath=\"a\", newdfd=AT_FDCWD, newpath=\"b\", rename_flags=RENAME_EXCHANGE, user_data=0",
      .opcode = 35, .fd = AT_FDCWD, .addr = (uintptr_t) "a", .len = AT_FDCWD, .addr2 = (uintptr_t) "b", .rename_flags = 2)
ENTRY(unlinkat, "IORING_OP_UNLINKAT, dfd=AT_FDCWD, pathname=\"a\", unlink_flags=AT_REMOVEDIR, user_data=0",
      .opcode = 36, .fd = AT_FDCWD, .addr = (uintptr_t) "a", .unlink_flags = AT_REMOVEDIR)
ENTRY(mkdirat, "IORING_OP_MKDIRAT, dfd=AT_FDCWD, pathname=\"a\", mode=0755, user_data=0",
      .opcode = 37, .fd = AT_FDCWD, .addr = (uintptr_t) "a", .len = 0755)
ENTRY(symlinkat, "IORING_OP_SYMLINKAT, target=\"a\", newdfd=AT_FDCWD, linkpath=\"b\", user_data=0",
      .opcode = 38, .fd = AT_FDCWD, .addr = (uintptr_t) "a", .addr2 = (uintptr_t) "b")
ENTRY(msg_ring, "IORING_OP_MSG_RING, fd=-1, addr=IORING_MSG_DATA, off=0x99, len=0x8, user_data=0",
      .opcode = 40, .fd = -1, .off = 0x99, .len = 8)
ENTRY(setxattr, "IORING_OP_SETXATTR, name=\"user.x\", value=\"123\", len=3, xattr_flags=XATTR_CREATE, path=\"/p\", user_data=0",
      .opcode = 42, .addr = (uintptr_t) "user.x", .addr2 = (uintptr_t) "123", .len = 3, .xattr_flags = 1,
      .addr3 = (uintptr_t) "/p")
ENTRY(socket, "IORING_OP_SOCKET, domain=AF_INET, type=SOCK_STREAM|SOCK_CLOEXEC, protocol=IPPROTO_TCP, user_data=0",
      .opcode = 45, .fd = AF_INET, .off = SOCK_STREAM | SOCK_CLOEXEC, .len = IPPROTO_TCP)
ENTRY(uring_cmd, "IORING_OP_URING_CMD, fd=-1, cmd_op=0x4e80, cmd=\"\\x01\\x00\\x00\\x00\\x00\\x00\\x00\\x00\\x00\\x00\\x00\\x00\\x00\\x00\\x00\\x00\", user_data=0",
      .opcode = 46, .fd = -1, .cmd_op = 0x4e80, .addr3 = 1)
ENTRY(waitid, "IORING_OP_WAITID, which=P_PID, upid=77, infop=NULL, options=WEXITED, user_data=0",
      .opcode = 50, .fd = 77, .len = P_PID, .file_index = WEXITED)
ENTRY(futex_wait, "IORING_OP_FUTEX_WAIT, uaddr=0x1230, val=0x7, mask=0xffffffff, flags2=FUTEX2_SIZE_U32|FUTEX2_PRIVATE, user_data=0",
      .opcode = 51, .fd = 0x82, .addr = NOWHERE, .addr2 = 7, .addr3 = 0xffffffff)
ENTRY(futex_waitv, "IORING_OP_FUTEX_WAITV, waiters=[{val=0x1, uaddr=0x1230, flags=FUTEX_32}], nr_futexes=1, user_data=0",
      .opcode = 53, .len = 1, .addr = MEM(struct futex_waitv, .val = 1, .uaddr = NOWHERE, .flags = FUTEX_32))
ENTRY(bind, "IORING_OP_BIND, fd=-1, addr={sa_family=AF_INET, sin_port=htons(80), sin_addr=inet_addr(\"127.0.0.1\")}, addr2=16, user_data=0",
      .opcode = 56, .fd = -1, .addr2 = 16,
      .addr = MEM(struct sockaddr_in, AF_INET, htons(80), {htonl(INADDR_LOOPBACK)}))
ENTRY(listen, "IORING_OP_LISTEN, fd=-1, backlog=128, user_data=0", .opcode = 57, .fd = -1, .len = 128)
ENTRY(pipe, "IORING_OP_PIPE, fds=0x1230, pipe_flags=O_NONBLOCK, user_data=0", .opcode = 62, .addr = NOWHERE, .rw_flags = O_NONBLOCK)
ENTRY(unknown, "0xc8 (IORING_OP_\?\?\?), flags=0x80 (IOSQE_\?\?\?), fd=5, off=0x1, addr=0x2, len=0x3, op_flags=0x4, buf_index=6, personality=7, file_index=8, addr3=0x9, __pad2=0xa, user_data=0xb",
      .opcode = 200, .flags = 0x80, .fd = 5, .off = 1, .addr = 2, .len = 3, .rw_flags = 4, .buf_index = 6,
      .personality = 7, .file_index = 8, .addr3 = 9, .__pad2 = {10}, .user_data = 11)
ENTRY(hostile_text, "IORING_OP_UNLINKAT, dfd=AT_FDCWD, pathname=\"*/\\33[2J\\n, 9) = 9\", unlink_flags=0, user_data=0",
      .opcode = 36, .fd = AT_FDCWD, .addr = (uintptr_t) "*/\33[2J\n, 9) = 9")

/* ---- options --------------------------------------------------------------------------------- */

static struct ring three_nops(void)
{
    struct ring ring = make_ring(4, IORING_SETUP_R_DISABLED);

    put_nops(&ring, 3, 1);
    return ring;
}
#define NOP(data) "{opcode=IORING_OP_NOP, user_data=" data "}"

CASE(options_raw)
{
    struct ring ring = three_nops();
    enter(&ring, 3);
    expect_line("-e raw=io_uring_enter", "io_uring_enter(%#x, 0x3, 0, 0, 0, 0) " BUSY, ring.fd);
}

CASE(options_not_verbose)
{
    struct ring ring = three_nops();
    enter_and_expect("-e verbose=none", &ring, 3, "");
}

CASE(options_short)
{
    struct ring ring = three_nops();
    enter_and_expect("-s 2", &ring, 3, " /* [" NOP("0x1") ", " NOP("0x2") ", ...] */");
}

CASE(options_verbose)
{
    struct ring ring = three_nops();
    enter_and_expect("-v -s 2", &ring, 1, " /* [{opcode=IORING_OP_NOP, nop_flags=0, user_data=0x1}] */");
}

CASE(options_descriptors)
{
    struct ring ring = make_ring(4, IORING_SETUP_R_DISABLED);
    int file = open("/etc/passwd", O_RDONLY);

    PUT(&ring, .opcode = 19, .fd = file);
    expect_under("-y", enter(&ring, 1),
                 "io_uring_enter(%d<anon_inode:[io_uring]>, 1 /* [{opcode=IORING_OP_CLOSE, fd=%d</etc/passwd>, user_data=0}] */, 0, 0, NULL, 0",
                 ring.fd, file);
}

CASE(options_numbers)
{
    struct ring ring = three_nops();
    enter_and_expect("-X verbose", &ring, 1, " /* [{opcode=0 (IORING_OP_NOP), user_data=0x1}] */");
}

/* ---- how much is taken ----------------------------------------------------------------------- */

CASE(taken_fewer_than_there)
{
    struct ring ring = three_nops();
    enter_and_expect("", &ring, 2, " /* [" NOP("0x1") ", " NOP("0x2") "] */");
}

CASE(taken_more_than_there)
{
    struct ring ring = three_nops();
    enter_and_expect("", &ring, 4000000000u, " /* [" NOP("0x1") ", " NOP("0x2") ", " NOP("0x3") "] */");
}

CASE(taken_none)
{
    struct ring ring = three_nops();
    enter_and_expect("", &ring, 0, "");
}

CASE(taken_from_an_empty_queue)
{
    struct ring ring = make_ring(4, IORING_SETUP_R_DISABLED);
    enter_and_expect("", &ring, 3, "");
}

CASE(taken_after_others)
{
    struct ring ring = make_ring(4, 0);

    put_nops(&ring, 3, 1);
    enter_and_expect("", &ring, 3, " /* [" NOP("0x1") ", " NOP("0x2") ", " NOP("0x3") "] */");
    put_nops(&ring, 3, 4); /* around the end of the queue */
    enter_and_expect("", &ring, 3, " /* [" NOP("0x4") ", " NOP("0x5") ", " NOP("0x6") "] */");
}

CASE(taken_many)
{
    struct ring ring = make_ring(4096, IORING_SETUP_R_DISABLED);
    char line[4096] = " /* [";

    put_nops(&ring, 4096, 0);
    for (int i = 0; i < 32; i++)
        sprintf(line + strlen(line), "{opcode=IORING_OP_NOP, user_data=%#x}, ", i);
    strcat(line, "...] */");
    enter_and_expect("", &ring, 4096, line);
}

CASE(taken_in_another_order)
{
    struct ring ring = three_nops();
    unsigned *array = word(&ring, ring.params.sq_off.array);

    array[0] = 2;
    array[2] = 0;
    enter_and_expect("", &ring, 3, " /* [" NOP("0x3") ", " NOP("0x2") ", " NOP("0x1") "] */");
}

/* ---- what a hostile program leaves there --------------------------------------------------------- */

CASE(hostile_head)
{
    struct ring ring = three_nops();
    *word(&ring, ring.params.sq_off.head) = -1u;
    *word(&ring, ring.params.sq_off.tail) = 0x80000000u;
    enter_and_expect("", &ring, 3, "");
}

CASE(hostile_tail)
{
    struct ring ring = three_nops();
    *word(&ring, ring.params.sq_off.tail) = -1u;
    enter_and_expect("", &ring, 0xffffffffu, "");
}

CASE(hostile_index)
{
    struct ring ring = three_nops();
    word(&ring, ring.params.sq_off.array)[1] = 0xffffffffu;
    enter_and_expect("", &ring, 3, " /* [" NOP("0x1") "] */");
}

CASE(hostile_first_index)
{
    struct ring ring = three_nops();
    word(&ring, ring.params.sq_off.array)[0] = 4;
    enter_and_expect("", &ring, 3, "");
}

CASE(hostile_pointers)
{
    struct ring ring = make_ring(64, IORING_SETUP_R_DISABLED);
    void *nothing = unreadable();
    char line[32768] = " /* [";

    for (int i = 0; i < 40; i++)
        PUT(&ring, .opcode = 2, .fd = -1, .addr = (uintptr_t)nothing, .len = 0xffffffff, .off = -1);
    for (int i = 0; i < 32; i++)
        sprintf(line + strlen(line), "{opcode=IORING_OP_WRITEV, fd=-1, addr=%s, len=4294967295, off=-1, user_data=0}, ",
                address(nothing));
    strcat(line, "...] */");
    enter_and_expect("", &ring, 40, line);
}

/* The queue is the kernel's: it is there without the program's mapping. */
CASE(hostile_unmapped)
{
    struct ring ring = three_nops();
    munmap(ring.rings, 4096);
    munmap(ring.places, 4096);
    enter_and_expect("", &ring, 1, " /* [" NOP("0x1") "] */");
}

CASE(hostile_other_file)
{
    int file = open("/dev/zero", O_RDWR);
    expect(call(SYS_io_uring_enter, file, 3, 0, 0, NULL, 0), "io_uring_enter(%d, 3, 0, 0, NULL, 0", file);
}

CASE(hostile_no_file)
{
    expect(call(SYS_io_uring_enter, 77, 3, 0, 0, NULL, 0), "io_uring_enter(77, 3, 0, 0, NULL, 0");
}

/* ---- which ring it is ---------------------------------------------------------------------------- */

CASE(rings_of_one_process)
{
    struct ring first = make_ring(4, IORING_SETUP_R_DISABLED), second = make_ring(4, IORING_SETUP_R_DISABLED);

    put_nops(&first, 1, 1);
    put_nops(&second, 1, 2);
    enter_and_expect("", &first, 1, " /* [" NOP("0x1") "] */");
    enter_and_expect("", &second, 1, " /* [" NOP("0x2") "] */");
}

CASE(ring_by_another_descriptor)
{
    struct ring ring = three_nops(), other = make_ring(4, IORING_SETUP_R_DISABLED | IORING_SETUP_SQE128);

    dup2(ring.fd, other.fd);
    expect(call(SYS_io_uring_enter, other.fd, 1, 0, 0, NULL, 0),
           "io_uring_enter(%d, 1 /* [" NOP("0x1") "] */, 0, 0, NULL, 0", other.fd);
}

CASE(ring_behind_a_closed_one)
{
    struct ring first = make_ring(8, IORING_SETUP_R_DISABLED | IORING_SETUP_SQE128), second;

    close(first.fd);
    second = three_nops();
    enter_and_expect("", &second, 1, " /* [" NOP("0x1") "] */");
}

CASE(ring_of_a_parent)
{
    struct ring ring = three_nops();
    pid_t child = fork();

    if (child == 0) {
        enter_and_expect("-f -qqq", &ring, 2, " /* [" NOP("0x1") ", " NOP("0x2") "] */");
        _exit(0);
    }
    waitpid(child, NULL, 0);
}

CASE(ring_by_index)
{
    struct ring ring = make_ring(4, 0);
    struct io_uring_rsrc_update update = {.offset = 3, .data = (unsigned)ring.fd};

    if (call(SYS_io_uring_register, ring.fd, 20, &update, 1) != 1)
        skip_case("no descriptor of a ring can be registered");
    put_nops(&ring, 1, 1);
    expect(call(SYS_io_uring_enter, 3, 1, 0, 0x10, NULL, 0),
           "io_uring_enter(3, 1 /* [" NOP("0x1") "] */, 0, IORING_ENTER_REGISTERED_RING, NULL, 0");
    put_nops(&ring, 1, 2);
    close(ring.fd); /* from here on nobody but the kernel has it */
    expect(call(SYS_io_uring_enter, 3, 1, 0, 0x10, NULL, 0),
           "io_uring_enter(3, 1, 0, IORING_ENTER_REGISTERED_RING, NULL, 0");
}

CASE(ring_by_no_index)
{
    expect(call(SYS_io_uring_enter, 3, 1, 0, 0x10, NULL, 0),
           "io_uring_enter(3, 1, 0, IORING_ENTER_REGISTERED_RING, NULL, 0");
}

/* ---- how it is laid out --------------------------------------------------------------------------- */

CASE(layout_wide)
{
    struct ring ring = make_ring(4, IORING_SETUP_R_DISABLED | IORING_SETUP_SQE128);

    PUT(&ring, .opcode = 46, .fd = -1, .cmd_op = 1);
    memset((char *)place(&ring, 0) + 127, 7, 1);
    put_nops(&ring, 1, 2);
    enter_and_expect("-s 80", &ring, 2, text(" /* [{opcode=IORING_OP_URING_CMD, fd=-1, cmd_op=0x1, cmd=\"%s\\x07\", user_data=0}, " NOP("0x2") "] */",
        "\\x00\\x00\\x00\\x00\\x00\\x00\\x00\\x00\\x00\\x00\\x00\\x00\\x00\\x00\\x00\\x00\\x00\\x00\\x00\\x00\\x00\\x00\\x00\\x00\\x00\\x00"
        "\\x00\\x00\\x00\\x00\\x00\\x00\\x00\\x00\\x00\\x00\\x00\\x00\\x00\\x00\\x00\\x00\\x00\\x00\\x00\\x00\\x00\\x00\\x00\\x00\\x00\\x00"
        "\\x00\\x00\\x00\\x00\\x00\\x00\\x00\\x00\\x00\\x00\\x00\\x00\\x00\\x00\\x00\\x00\\x00\\x00\\x00\\x00\\x00\\x00\\x00\\x00\\x00\\x00\\x00"));
}

CASE(layout_without_array)
{
    struct ring ring = make_ring(4, IORING_SETUP_R_DISABLED | NO_SQARRAY);

    put_nops(&ring, 2, 1);
    enter_and_expect("", &ring, 2, " /* [" NOP("0x1") ", " NOP("0x2") "] */");
}

CASE(layout_mixed)
{
    struct ring ring = make_ring(8, IORING_SETUP_R_DISABLED | SQE_MIXED);

    PUT(&ring, .opcode = 63, .user_data = 1);
    PUT(&ring, .opcode = 99, .user_data = 99); /* its second half */
    put_nops(&ring, 1, 2);
    enter_and_expect("", &ring, 3, " /* [{opcode=IORING_OP_NOP128, user_data=0x1}, " NOP("0x2") "] */");
}

/* The program's own memory, which it may take away. */
CASE(layout_own_memory)
{
    char *rings = mmap(NULL, 4096, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    char *places = mmap(NULL, 4096, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    struct ring ring = {.entry_bytes = 64, .rings = rings, .places = places,
                        .params = {.flags = NO_MMAP | IORING_SETUP_R_DISABLED,
                                   .sq_off.resv2 = (uintptr_t)places, .cq_off.resv2 = (uintptr_t)rings}};

    ring.fd = (int)call(SYS_io_uring_setup, 4, &ring.params);
    if (ring.fd < 0)
        skip_case("no io_uring in a program's own memory");
    put_nops(&ring, 2, 1);
    enter_and_expect("", &ring, 2, " /* [" NOP("0x1") ", " NOP("0x2") "] */");
    munmap(places, 4096);
    enter_and_expect("", &ring, 2, "");
    munmap(rings, 4096);
    enter_and_expect("", &ring, 2, "");
}

/* Its entries are taken by a thread of the kernel, without any call. */
CASE(layout_polled)
{
    struct ring ring = make_ring(4, IORING_SETUP_R_DISABLED | IORING_SETUP_SQPOLL);

    put_nops(&ring, 1, 1);
    enter_and_expect("", &ring, 1, "");
}
