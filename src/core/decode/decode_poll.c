/*
 * Waiting for files: poll, epoll, select; and asynchronous input and output.
 */
#include "capture.h"
#include "formatter.h"
#include "layout.h"
#include "value_type.h"

/* ---- poll ------------------------------------------------------------------------ */

#define POLLFD_BYTES 8

/* Names of the descriptors are parts 0, 1, 2, ... of the state they were captured in. */
void capture_pollfd(struct capture *c, const struct arg_spec *arg)
{
    uint64_t count = capture_size(c, arg);
    uint32_t got;

    count = count < UINT32_MAX ? count : UINT32_MAX;
    const uint8_t *array = capture_bytes(c, 0, c->args[c->arg], count * POLLFD_BYTES,
                                         capture_element_count(c, count) * POLLFD_BYTES, &got);
    if (!array)
        return;
    for (uint32_t i = 0; i < got / POLLFD_BYTES; i++)
        capture_fd_name(c, i, load_s32(array + i * POLLFD_BYTES));
}

static void format_one_pollfd(struct formatter *f, const uint8_t *bytes, unsigned part)
{
    format_item(f);
    format_open(f, '{');
    format_field(f, "fd");
    format_fd_part(f, load_s32(bytes), part);
    format_field(f, f->is_exit ? "revents" : "events");
    format_named(f, TYPE_POLL_EVENTS, load_u16(bytes + (f->is_exit ? 6 : 4)));
    format_close(f, '}');
}

/* At entry what is waited for, at exit only what came. */
void format_pollfd(struct formatter *f)
{
    struct captured array = captured_piece(f, 0);
    size_t count = array.length_bytes / POLLFD_BYTES, limit = format_element_limit(f), shown = 0;

    format_open(f, '[');
    for (size_t i = 0; i < count && shown <= limit; i++) {
        const uint8_t *bytes = array.bytes + i * POLLFD_BYTES;
        if (f->is_exit && load_u16(bytes + 6) == 0)
            continue;
        if (shown++ < limit)
            format_one_pollfd(f, bytes, (unsigned)i);
    }
    if (shown > limit || captured_is_cut(array))
        format_more(f);
    format_close(f, ']');
}

/* ---- epoll ----------------------------------------------------------------------- */

/* What a program keeps in it is its own: mostly an fd or an address. */
void format_epoll_data(struct formatter *f, uint64_t value)
{
    format_open(f, '{');
    format_field(f, "u32");
    format_uint(f, value);
    format_field(f, "u64");
    format_ulong(f, value);
    format_close(f, '}');
}

const struct member members_epoll_event[] = {
    {"events", MEMBER_U32, .type = TYPE_EPOLL_EVENTS},
    {"data", MEMBER_U64_PACKED, .type = TYPE_EPOLL_DATA},
    {0},
};

/* ---- select ---------------------------------------------------------------------- */

#define FD_SET_MAX_BYTES 128

/* The first argument says how many bits count; the kernel rounds them up to words. */
static size_t fd_set_bytes(uint64_t nfds, enum abi abi)
{
    size_t word = abi_word_bytes(abi);
    int32_t count = (int32_t)nfds;

    if (count <= 0)
        return 0;
    size_t bytes = ((size_t)count + 8 * word - 1) / (8 * word) * word;
    return bytes < FD_SET_MAX_BYTES ? bytes : FD_SET_MAX_BYTES;
}

static bool fd_is_set(const uint8_t *bytes, size_t fd)
{
    return bytes[fd / 8] & 1u << fd % 8;
}

/* How many descriptors of a captured set count. */
static size_t fd_set_limit(uint64_t nfds, size_t bytes)
{
    int32_t count = (int32_t)nfds;
    size_t wanted = count > 0 ? (size_t)count : 0;
    return wanted < 8 * bytes ? wanted : 8 * bytes;
}

void capture_fd_set(struct capture *c, const struct arg_spec *arg)
{
    size_t size = fd_set_bytes(c->args[0], c->abi);
    uint32_t got;
    unsigned names = 0;

    (void)arg;
    const uint8_t *set = capture_bytes(c, 0, c->args[c->arg], size, (uint32_t)size, &got);
    for (size_t fd = 0; set && fd < fd_set_limit(c->args[0], got); fd++)
        if (fd_is_set(set, fd) && names++ < c->limits->element_count)
            capture_fd_name(c, (unsigned)fd, (int)fd);
}

void format_fd_set(struct formatter *f)
{
    struct captured set = captured_piece(f, 0);
    size_t limit = fd_set_limit(format_register(f, 0), set.length_bytes);
    size_t shown = 0;

    format_open_inline(f, '[');
    for (size_t fd = 0; fd < limit && shown <= format_element_limit(f); fd++) {
        if (!fd_is_set(set.bytes, fd))
            continue;
        format_item_inline(f);
        if (shown++ < format_element_limit(f))
            format_fd_part(f, (int)fd, (unsigned)fd);
        else
            format_punctuation(f, "...");
    }
    format_close_inline(f, ']');
}

/* ---- asynchronous input and output -------------------------------------------------- */

const struct member members_io_event[] = {
    {"data", MEMBER_U64, .type = TYPE_HEX},
    {"obj", MEMBER_U64, .type = TYPE_HEX},
    {"res", MEMBER_S64, .type = TYPE_LONG},
    {"res2", MEMBER_S64, .type = TYPE_LONG},
    {0},
};

const struct member members_iocb[] = {
    {"aio_data", MEMBER_U64, .type = TYPE_HEX},
    {"aio_key", MEMBER_U32, SHOW_UNFOLDED, .type = TYPE_UINT},
    {"aio_rw_flags", MEMBER_U32, SHOW_SET, .type = TYPE_RWF_FLAGS},
    {"aio_lio_opcode", MEMBER_U16, .type = TYPE_AIO_CMD},
    {"aio_reqprio", MEMBER_S16, SHOW_SET, .type = TYPE_INT},
    {"aio_fildes", MEMBER_S32, .type = TYPE_FD},
    {"aio_buf", MEMBER_U64, .type = TYPE_ADDRESS},
    {"aio_nbytes", MEMBER_U64, .type = TYPE_ULONG},
    {"aio_offset", MEMBER_S64, .type = TYPE_OFFSET},
    {NULL, MEMBER_PAD, .count = 8},
    {"aio_flags", MEMBER_U32, SHOW_SET, .type = TYPE_HEX},
    {"aio_resfd", MEMBER_U32, SHOW_SET, .type = TYPE_INT},
    {0},
};

/* Part 0 is the array of pointers, part 1 + i what the i-th points to. */
void capture_iocb_ptrs(struct capture *c, const struct arg_spec *arg)
{
    uint64_t count = capture_size(c, arg), word = abi_word_bytes(c->abi);
    uint32_t size = value_types[TYPE_IOCB].size[c->abi], got, got_one;
    unsigned fd_part = 0;

    count = count < UINT32_MAX ? count : UINT32_MAX;
    const uint8_t *pointers = capture_bytes(c, 0, c->args[c->arg], count * word,
                                            capture_element_count(c, count) * (uint32_t)word, &got);
    for (uint32_t i = 0; pointers && i < got / word; i++) {
        const uint8_t *iocb =
            capture_bytes(c, i + 1, load_word(pointers, i, c->abi), size, size, &got_one);
        if (iocb)
            capture_member_fds(c, members_iocb, iocb, got_one, &fd_part);
    }
}

void format_iocb_ptrs(struct formatter *f)
{
    struct captured pointers = captured_piece(f, 0);
    size_t count = pointers.length_bytes / abi_word_bytes(f->abi), limit = format_element_limit(f);

    format_open(f, '[');
    for (size_t i = 0; i < count && i < limit; i++) {
        struct captured iocb = captured_piece(f, (unsigned)i + 1);
        format_item(f);
        if (iocb.length_bytes)
            format_record(f, members_iocb, iocb.bytes, iocb.length_bytes, captured_is_cut(iocb));
        else
            format_address(f, load_word(pointers.bytes, (unsigned)i, f->abi));
    }
    if (count > limit || captured_is_cut(pointers))
        format_more(f);
    format_close(f, ']');
}

/* The offsets of the rings, which only the kernel writes, are left out. */
const struct member members_io_uring_params[] = {
    {"sq_entries", MEMBER_U32, .type = TYPE_UINT},
    {"cq_entries", MEMBER_U32, .type = TYPE_UINT},
    {"flags", MEMBER_U32, .type = TYPE_IO_URING_SETUP_FLAGS},
    {"sq_thread_cpu", MEMBER_U32, SHOW_SET, .type = TYPE_UINT},
    {"sq_thread_idle", MEMBER_U32, SHOW_SET, .type = TYPE_UINT},
    {"features", MEMBER_U32, SHOW_ANSWER, .type = TYPE_IO_URING_FEATURES},
    {"wq_fd", MEMBER_U32, SHOW_SET, .type = TYPE_INT},
    {NULL, MEMBER_PAD, SHOW_UNFOLDED, .count = 12},
    {NULL, MEMBER_PAD, SHOW_UNFOLDED, .count = 80},
    {0},
};
