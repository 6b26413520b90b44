/*
 * What each operation of an io_uring looks at.
 *
 * A row names the words of an entry, and what the argument in each is: AT is the value itself, IN what it
 * points to, as in syscalls.def.  MAY marks those that are shown only where they are set.
 */
#include "uring_entry.h"

#include "formatter.h"

#define ARGUMENTS(...) .args = {__VA_ARGS__}

/* clang-format off */
#define A(name_, type_, ...) {.name = #name_, .type = TYPE_##type_, __VA_ARGS__}
#define AT(name, type)       A(name, type, .direction = ARG_VALUE)
#define IN(name, type, ...)  A(name, type, .direction = ARG_IN, __VA_ARGS__)
#define TEXT(name)           IN(name, PATH, .size = SIZE_NUL)
#define BY(index)            .size = SIZE_ARG, .size_arg = index
#define COUNTED(index)       .size = SIZE_COUNT, .size_arg = index

#define COUNT(...) (sizeof((uint8_t[]){__VA_ARGS__}))
#define WORDS(...)                          .arg_count = COUNT(__VA_ARGS__), .words = {__VA_ARGS__}
#define MAY(...)                            .optional = (__VA_ARGS__)
#define N(argument)                         (1u << (argument))
#define ROW(number, name_, ...)             [number] = {.name = #name_, __VA_ARGS__}
#define NETWORK                             .classes = CLASS_NETWORK
#define PRIORITY(type)                      .priority_type = TYPE_##type
#define SENDS                               NETWORK, PRIORITY(IO_URING_MESSAGE_FLAGS)

#define FD_WORDS    WORD_FD, WORD_ADDR, WORD_LEN, WORD_OFF, WORD_FLAGS
#define RW_TAIL     AT(len, UINT), AT(off, LONG), AT(rw_flags, RWF_FLAGS)
#define READS       WORDS(FD_WORDS), MAY(N(4)), ARGUMENTS(AT(fd, FD), AT(addr, ADDRESS), RW_TAIL)
#define FIXED(addr) WORDS(FD_WORDS, WORD_BUFFER), MAY(N(4)), ARGUMENTS(AT(fd, FD), addr, RW_TAIL, AT(buf_index, UINT))
#define SLOTS(type) WORDS(FD_WORDS), MAY(N(4)), ARGUMENTS(AT(fd, FD), IN(addr, type, COUNTED(2)), RW_TAIL)
#define COMMANDS    WORDS(WORD_FD, WORD_COMMAND, WORD_FLAGS), MAY(N(2)), \
                    ARGUMENTS(AT(fd, FD), AT(cmd_op, HEX32), AT(uring_cmd_flags, IO_URING_CMD_FLAGS))
#define SENDING     SENDS, WORDS(WORD_FD, WORD_ADDR, WORD_LEN, WORD_FLAGS, WORD_OFF, WORD_ADDRESS_LENGTH), \
                    MAY(N(3) | N(4) | N(5)), \
                    ARGUMENTS(AT(fd, FD), IN(addr, BYTES, BY(2)), AT(len, UINT), AT(msg_flags, MSG_FLAGS), \
                              IN(dest_addr, SOCKADDR, BY(5)), AT(addr_len, UINT))
#define SENDING_MESSAGE SENDS, WORDS(WORD_FD, WORD_ADDR, WORD_FLAGS), \
                    ARGUMENTS(AT(fd, FD), IN(msg, MSGHDR), AT(msg_flags, MSG_FLAGS))
#define RECEIVES    SENDS, WORDS(WORD_FD, WORD_ADDR, WORD_LEN, WORD_FLAGS), MAY(N(3)), \
                    ARGUMENTS(AT(fd, FD), AT(addr, ADDRESS), AT(len, UINT), AT(msg_flags, MSG_FLAGS))
#define XATTR_WORDS WORD_ADDR, WORD_OFF, WORD_LEN, WORD_FLAGS
#define SET_XATTR   IN(name, STRING, .size = SIZE_NUL), IN(value, STRING, BY(2)), AT(len, UINT), \
                    AT(xattr_flags, XATTR_FLAGS)
#define GET_XATTR   IN(name, STRING, .size = SIZE_NUL), AT(value, ADDRESS), AT(len, UINT), \
                    AT(xattr_flags, XATTR_FLAGS)
#define FUTEX_WORDS WORDS(WORD_ADDR, WORD_OFF, WORD_ADDR3, WORD_FD, WORD_FLAGS), MAY(N(4))
#define FUTEX_TAIL  AT(mask, HEX), AT(flags2, FUTEX2_FLAGS), AT(futex_flags, HEX32)

static const struct uring_operation operations[] = {
    ROW(0, nop, WORDS(WORD_FLAGS), MAY(N(0)), ARGUMENTS(AT(nop_flags, IO_URING_NOP_FLAGS))),
    ROW(1, readv, SLOTS(IOVEC_REMOTE)),
    ROW(2, writev, SLOTS(IOVEC)),
    ROW(3, fsync, WORDS(WORD_FD, WORD_FLAGS), MAY(N(1)),
        ARGUMENTS(AT(fd, FD), AT(fsync_flags, IO_URING_FSYNC_FLAGS))),
    ROW(4, read_fixed, FIXED(AT(addr, ADDRESS))),
    ROW(5, write_fixed, FIXED(AT(addr, ADDRESS))),
    ROW(6, poll_add, WORDS(WORD_FD, WORD_FLAGS, WORD_LEN), MAY(N(2)),
        ARGUMENTS(AT(fd, FD), AT(poll32_events, POLL_EVENTS), AT(len, IO_URING_POLL_FLAGS))),
    ROW(7, poll_remove, WORDS(WORD_ADDR, WORD_OFF, WORD_FLAGS, WORD_LEN), MAY(N(1) | N(2) | N(3)),
        ARGUMENTS(AT(addr, HEX), AT(off, HEX), AT(poll32_events, POLL_EVENTS),
                  AT(len, IO_URING_POLL_FLAGS))),
    ROW(8, sync_file_range, WORDS(WORD_FD, WORD_OFF, WORD_LEN, WORD_FLAGS),
        ARGUMENTS(AT(fd, FD), AT(off, LONG), AT(len, UINT), AT(sync_range_flags, SYNC_FILE_RANGE_FLAGS))),
    ROW(9, sendmsg, SENDING_MESSAGE),
    ROW(10, recvmsg, SENDS, WORDS(WORD_FD, WORD_ADDR, WORD_FLAGS),
        ARGUMENTS(AT(fd, FD), AT(msg, ADDRESS), AT(msg_flags, MSG_FLAGS))),
    ROW(11, timeout, WORDS(WORD_ADDR, WORD_OFF, WORD_FLAGS, WORD_LEN), MAY(N(1) | N(2)),
        ARGUMENTS(IN(addr, TIMESPEC64), AT(off, ULONG), AT(timeout_flags, IO_URING_TIMEOUT_FLAGS),
                  AT(len, UINT))),
    ROW(12, timeout_remove, WORDS(WORD_ADDR, WORD_OFF, WORD_FLAGS), MAY(N(1) | N(2)),
        ARGUMENTS(AT(addr, HEX), IN(addr2, TIMESPEC64), AT(timeout_flags, IO_URING_TIMEOUT_FLAGS))),
    ROW(13, accept, NETWORK, PRIORITY(IO_URING_ACCEPT_FLAGS),
        WORDS(WORD_FD, WORD_ADDR, WORD_OFF, WORD_FLAGS), MAY(N(3)),
        ARGUMENTS(AT(fd, FD), AT(addr, ADDRESS), AT(addr2, ADDRESS), AT(accept_flags, SOCK_FLAGS))),
    ROW(14, async_cancel, WORDS(WORD_ADDR, WORD_FD, WORD_LEN, WORD_FLAGS), MAY(N(1) | N(2) | N(3)),
        ARGUMENTS(AT(addr, HEX), AT(fd, INT), AT(len, UINT), AT(cancel_flags, IO_URING_CANCEL_FLAGS))),
    ROW(15, link_timeout, WORDS(WORD_ADDR, WORD_FLAGS, WORD_LEN), MAY(N(1)),
        ARGUMENTS(IN(addr, TIMESPEC64), AT(timeout_flags, IO_URING_TIMEOUT_FLAGS), AT(len, UINT))),
    ROW(16, connect, NETWORK, WORDS(WORD_FD, WORD_ADDR, WORD_OFF),
        ARGUMENTS(AT(fd, FD), IN(addr, SOCKADDR, BY(2)), AT(addr2, INT))),
    ROW(17, fallocate, WORDS(WORD_FD, WORD_LEN, WORD_OFF, WORD_ADDR),
        ARGUMENTS(AT(fd, FD), AT(len, FALLOCATE_MODE), AT(off, LONG), AT(addr, LONG))),
    ROW(18, openat, WORDS(WORD_FD, WORD_ADDR, WORD_FLAGS, WORD_LEN),
        ARGUMENTS(AT(dfd, DIRFD), TEXT(pathname), AT(open_flags, OPEN_FLAGS), AT(mode, MODE))),
    ROW(19, close, WORDS(WORD_FD), ARGUMENTS(AT(fd, FD))),
    ROW(20, files_update, WORDS(WORD_ADDR, WORD_LEN, WORD_OFF),
        ARGUMENTS(IN(addr, FD_PTR, COUNTED(1)), AT(len, UINT), AT(off, UINT))),
    ROW(21, statx, WORDS(WORD_FD, WORD_ADDR, WORD_FLAGS, WORD_LEN, WORD_OFF),
        ARGUMENTS(AT(dfd, DIRFD), TEXT(pathname), AT(statx_flags, AT_STATX_FLAGS), AT(mask, STATX_MASK),
                  AT(statxbuf, ADDRESS))),
    ROW(22, read, READS),
    ROW(23, write, WORDS(FD_WORDS), MAY(N(4)),
        ARGUMENTS(AT(fd, FD), IN(addr, BYTES, BY(2)), RW_TAIL)),
    ROW(24, fadvise, WORDS(WORD_FD, WORD_OFF, WORD_LEN, WORD_FLAGS),
        ARGUMENTS(AT(fd, FD), AT(off, LONG), AT(len, UINT), AT(fadvise_advice, FADVISE))),
    ROW(25, madvise, WORDS(WORD_ADDR, WORD_LEN, WORD_FLAGS),
        ARGUMENTS(AT(addr, ADDRESS), AT(len, UINT), AT(fadvise_advice, MADVISE))),
    ROW(26, send, SENDING),
    ROW(27, recv, RECEIVES),
    ROW(28, openat2, WORDS(WORD_FD, WORD_ADDR, WORD_OFF, WORD_LEN),
        ARGUMENTS(AT(dfd, DIRFD), TEXT(pathname), IN(how, OPEN_HOW, BY(3)), AT(len, UINT))),
    ROW(29, epoll_ctl, WORDS(WORD_FD, WORD_LEN, WORD_OFF, WORD_ADDR),
        ARGUMENTS(AT(epfd, FD), AT(op, EPOLL_OP), AT(fd, FD), IN(event, EPOLL_EVENT))),
    ROW(30, splice, WORDS(WORD_FILE, WORD_ADDR, WORD_FD, WORD_OFF, WORD_LEN, WORD_FLAGS), MAY(N(5)),
        ARGUMENTS(AT(fd_in, FD), AT(off_in, LONG), AT(fd_out, FD), AT(off_out, LONG), AT(len, UINT),
                  AT(splice_flags, IO_URING_SPLICE_FLAGS))),
    ROW(31, provide_buffers, WORDS(WORD_FD, WORD_ADDR, WORD_LEN, WORD_OFF, WORD_BUFFER),
        ARGUMENTS(AT(nbufs, INT), AT(addr, ADDRESS), AT(len, UINT), AT(bid, UINT), AT(buf_group, UINT))),
    ROW(32, remove_buffers, WORDS(WORD_FD, WORD_BUFFER), ARGUMENTS(AT(nbufs, INT), AT(buf_group, UINT))),
    ROW(33, tee, WORDS(WORD_FILE, WORD_FD, WORD_LEN, WORD_FLAGS), MAY(N(3)),
        ARGUMENTS(AT(fd_in, FD), AT(fd_out, FD), AT(len, UINT), AT(splice_flags, IO_URING_SPLICE_FLAGS))),
    ROW(34, shutdown, NETWORK, WORDS(WORD_FD, WORD_LEN), ARGUMENTS(AT(fd, FD), AT(how, SHUTDOWN_HOW))),
    ROW(35, renameat, WORDS(FD_WORDS), MAY(N(4)),
        ARGUMENTS(AT(olddfd, DIRFD), TEXT(oldpath), AT(newdfd, DIRFD), TEXT(newpath),
                  AT(rename_flags, RENAME_FLAGS))),
    ROW(36, unlinkat, WORDS(WORD_FD, WORD_ADDR, WORD_FLAGS),
        ARGUMENTS(AT(dfd, DIRFD), TEXT(pathname), AT(unlink_flags, AT_FLAGS))),
    ROW(37, mkdirat, WORDS(WORD_FD, WORD_ADDR, WORD_LEN),
        ARGUMENTS(AT(dfd, DIRFD), TEXT(pathname), AT(mode, MODE))),
    ROW(38, symlinkat, WORDS(WORD_ADDR, WORD_FD, WORD_OFF),
        ARGUMENTS(TEXT(target), AT(newdfd, DIRFD), TEXT(linkpath))),
    ROW(39, linkat, WORDS(FD_WORDS), MAY(N(4)),
        ARGUMENTS(AT(olddfd, DIRFD), TEXT(oldpath), AT(newdfd, DIRFD), TEXT(newpath),
                  AT(hardlink_flags, AT_FLAGS))),
    ROW(40, msg_ring, WORDS(WORD_FD, WORD_ADDR, WORD_OFF, WORD_LEN, WORD_FLAGS), MAY(N(3) | N(4)),
        ARGUMENTS(AT(fd, FD), AT(addr, IO_URING_MSG), AT(off, HEX), AT(len, HEX32),
                  AT(msg_ring_flags, IO_URING_MSG_FLAGS))),
    ROW(41, fsetxattr, WORDS(WORD_FD, XATTR_WORDS), ARGUMENTS(AT(fd, FD), IN(name, STRING, .size = SIZE_NUL),
        IN(value, STRING, BY(3)), AT(len, UINT), AT(xattr_flags, XATTR_FLAGS))),
    ROW(42, setxattr, WORDS(XATTR_WORDS, WORD_ADDR3), ARGUMENTS(SET_XATTR, TEXT(path))),
    ROW(43, fgetxattr, WORDS(WORD_FD, XATTR_WORDS), MAY(N(4)), ARGUMENTS(AT(fd, FD), GET_XATTR)),
    ROW(44, getxattr, WORDS(XATTR_WORDS, WORD_ADDR3), MAY(N(3)), ARGUMENTS(GET_XATTR, TEXT(path))),
    ROW(45, socket, NETWORK, WORDS(WORD_FD, WORD_OFF, WORD_LEN),
        ARGUMENTS(AT(domain, SOCKET_DOMAIN), AT(type, SOCKET_TYPE), AT(protocol, SOCKET_PROTOCOL))),
    ROW(46, uring_cmd, COMMANDS),
    ROW(47, send_zc, SENDING),
    ROW(48, sendmsg_zc, SENDING_MESSAGE),
    ROW(49, read_multishot, READS),
    ROW(50, waitid, WORDS(WORD_LEN, WORD_FD, WORD_OFF, WORD_FILE, WORD_FLAGS), MAY(N(4)),
        ARGUMENTS(AT(which, WAITID_TYPE), AT(upid, PID), AT(infop, ADDRESS), AT(options, WAIT_OPTIONS),
                  AT(waitid_flags, HEX32))),
    ROW(51, futex_wait, FUTEX_WORDS, ARGUMENTS(AT(uaddr, ADDRESS), AT(val, HEX), FUTEX_TAIL)),
    ROW(52, futex_wake, FUTEX_WORDS, ARGUMENTS(AT(uaddr, ADDRESS), AT(nr, ULONG), FUTEX_TAIL)),
    ROW(53, futex_waitv, WORDS(WORD_ADDR, WORD_LEN, WORD_FLAGS), MAY(N(2)),
        ARGUMENTS(IN(waiters, FUTEX_WAITV, COUNTED(1)), AT(nr_futexes, UINT), AT(futex_flags, HEX32))),
    ROW(54, fixed_fd_install, WORDS(WORD_FD, WORD_FLAGS), MAY(N(1)),
        ARGUMENTS(AT(fd, FD), AT(install_fd_flags, IO_URING_INSTALL_FLAGS))),
    ROW(55, ftruncate, WORDS(WORD_FD, WORD_OFF), ARGUMENTS(AT(fd, FD), AT(off, LONG))),
    ROW(56, bind, NETWORK, WORDS(WORD_FD, WORD_ADDR, WORD_OFF),
        ARGUMENTS(AT(fd, FD), IN(addr, SOCKADDR, BY(2)), AT(addr2, INT))),
    ROW(57, listen, NETWORK, WORDS(WORD_FD, WORD_LEN), ARGUMENTS(AT(fd, FD), AT(backlog, INT))),
    ROW(58, recv_zc, SENDS, WORDS(WORD_FD, WORD_FILE, WORD_LEN, WORD_FLAGS), MAY(N(3)),
        ARGUMENTS(AT(fd, FD), AT(zcrx_ifq_idx, UINT), AT(len, UINT), AT(msg_flags, MSG_FLAGS))),
    ROW(59, epoll_wait, WORDS(WORD_FD, WORD_ADDR, WORD_LEN),
        ARGUMENTS(AT(epfd, FD), AT(events, ADDRESS), AT(maxevents, INT))),
    ROW(60, readv_fixed, FIXED(IN(addr, IOVEC_REMOTE, COUNTED(2)))),
    ROW(61, writev_fixed, FIXED(IN(addr, IOVEC_REMOTE, COUNTED(2)))),
    ROW(62, pipe, WORDS(WORD_ADDR, WORD_FLAGS), ARGUMENTS(AT(fds, ADDRESS), AT(pipe_flags, PIPE_FLAGS))),
    ROW(63, nop128, WORDS(WORD_FLAGS), MAY(N(0)), ARGUMENTS(AT(nop_flags, IO_URING_NOP_FLAGS))),
    ROW(64, uring_cmd128, COMMANDS),
};
/* clang-format on */

#define NOP128       63
#define URING_CMD128 64

const struct uring_operation *uring_operation_find(uint8_t opcode)
{
    static const struct uring_operation unknown = {0};

    return opcode < ARRAY_COUNT(operations) ? &operations[opcode] : &unknown;
}

bool uring_operation_is_wide(uint8_t opcode)
{
    return opcode == NOP128 || opcode == URING_CMD128;
}

/* Where the words lie, and how wide they are; of four bytes with a sign the descriptors. */
static const struct {
    uint8_t offset, size_bytes;
    bool is_signed;
} places[URING_WORD_COUNT] = {
    [WORD_FD] = {4, 4, true},
    [WORD_OFF] = {8, 8, false},
    [WORD_ADDR] = {16, 8, false},
    [WORD_LEN] = {24, 4, false},
    [WORD_FLAGS] = {28, 4, false},
    [WORD_BUFFER] = {40, 2, false},
    [WORD_PERSONALITY] = {42, 2, false},
    [WORD_FILE] = {44, 4, false},
    [WORD_ADDR3] = {48, 8, false},
    [WORD_PAD] = {56, 8, false},
    [WORD_COMMAND] = {8, 4, false},
    [WORD_ADDRESS_LENGTH] = {44, 2, false},
};

uint64_t uring_word_read(const uint8_t *entry, enum uring_word word)
{
    const uint8_t *bytes = entry + places[word].offset;

    switch (places[word].size_bytes) {
    case 2:
        return load_u16(bytes);
    case 4:
        return places[word].is_signed ? (uint64_t)(int64_t)load_s32(bytes) : load_u32(bytes);
    default:
        return load_u64(bytes);
    }
}

uint64_t uring_word_mask(enum uring_word word)
{
    return ((UINT64_C(1) << places[word].size_bytes) - 1) << places[word].offset;
}
