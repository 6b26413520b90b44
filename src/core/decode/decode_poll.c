/*
 * Waiting for files: poll, epoll, select.
 */
#include "capture.h"
#include "decode_operation.h"
#include "formatter.h"
#include "layout.h"
#include "value_type.h"

/* ---- poll ------------------------------------------------------------------------ */

#define POLLFD_BYTES 8

/* Names of the descriptors are parts 0, 1, 2, ... as at the entry. */
void capture_pollfd(struct capture *c, const struct arg_spec *arg)
{
    uint64_t count = capture_size(c, arg);
    uint32_t got;

    count = count < UINT32_MAX ? count : UINT32_MAX;
    const uint8_t *array = capture_bytes(c, 0, c->args[c->arg], count * POLLFD_BYTES,
                                         capture_element_count(c, count) * POLLFD_BYTES, &got);
    if (!array || c->is_exit)
        return;
    for (uint32_t i = 0; i < got / POLLFD_BYTES; i++)
        capture_fd_name(c, i, load_s32(array + i * POLLFD_BYTES));
}

/* What the result tells of has its name among the arguments. */
static void put_fd(struct formatter *f, int fd, unsigned part)
{
    if (f->is_exit)
        format_int(f, (uint64_t)fd);
    else
        format_fd_part(f, fd, part);
}

/* A descriptor below 0 is not looked at. */
static void format_one_pollfd(struct formatter *f, const uint8_t *bytes, unsigned part)
{
    int fd = load_s32(bytes);

    format_item(f);
    format_open(f, '{');
    format_field(f, "fd");
    put_fd(f, fd, part);
    if (fd >= 0) {
        format_field(f, f->is_exit ? "revents" : "events");
        format_named(f, TYPE_POLL_EVENTS, load_u16(bytes + (f->is_exit ? 6 : 4)));
    }
    format_close(f, '}');
}

/* At entry what is waited for, at exit only what came. */
void format_pollfd(struct formatter *f)
{
    struct captured array = captured_piece(f, 0);
    size_t count = array.length_bytes / POLLFD_BYTES, limit = format_element_limit(f), shown = 0;
    tracee_addr address = format_register(f, f->arg);

    format_open(f, '[');
    for (size_t i = 0; i < count && shown <= limit; i++) {
        const uint8_t *bytes = array.bytes + i * POLLFD_BYTES;
        if (f->is_exit && load_u16(bytes + 6) == 0)
            continue;
        if (shown++ < limit)
            format_one_pollfd(f, bytes, (unsigned)i);
    }
    if (shown > limit)
        format_more(f);
    else
        format_rest(f, array, address, POLLFD_BYTES, count);
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

#define EPOLL_DELETE 2u /* EPOLL_CTL_DEL */

void capture_epoll_change(struct capture *c, const struct arg_spec *arg)
{
    uint32_t size = value_types[TYPE_EPOLL_EVENT].size[c->abi], got;

    (void)arg;
    if ((uint32_t)c->args[1] != EPOLL_DELETE)
        capture_bytes(c, 0, c->args[c->arg], size, size, &got);
}

void format_epoll_change(struct formatter *f)
{
    struct captured event = captured_piece(f, 0);
    size_t size = value_types[TYPE_EPOLL_EVENT].size[f->abi];

    if (event.length_bytes < size)
        format_address(f, format_register(f, f->arg));
    else
        format_record(f, members_epoll_event, event.bytes, size, false);
}

/* ---- select ---------------------------------------------------------------------- */

#define FD_SET_MAX_BYTES 8192 /* as many descriptors as a part of a piece can number */
#define FD_SET_MAX_NAMES 64   /* to look for one in the record takes time */
#define FD_SET_MAX_SHOWN 1700 /* in six sets, before and after: less than 64 KiB */

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
    for (size_t fd = 0; set && !c->is_exit && fd < fd_set_limit(c->args[0], got); fd++)
        if (fd_is_set(set, fd) && names++ < FD_SET_MAX_NAMES)
            capture_fd_name(c, (unsigned)fd, (int)fd);
}

void format_fd_set(struct formatter *f)
{
    struct captured set = captured_piece(f, 0);
    int32_t count = (int32_t)format_register(f, 0);
    size_t limit = fd_set_limit(format_register(f, 0), set.length_bytes);
    const char *separator = "";

    if (count < 0 || (count > 0 && !set.length_bytes)) {
        format_address(f, format_register(f, f->arg));
        return;
    }
    /* What lies beyond the table of descriptors the kernel leaves as it was. */
    unsigned shown = 0;
    uint64_t most = f->is_exit ? (uint64_t)f->call->result : UINT64_MAX;
    format_punctuation(f, "[");
    for (size_t fd = 0; fd < limit && most > 0; fd++) {
        if (!fd_is_set(set.bytes, fd))
            continue;
        most--;
        format_punctuation(f, separator);
        if (shown == FD_SET_MAX_SHOWN) {
            format_punctuation(f, "...");
            break;
        }
        if (shown++ < FD_SET_MAX_NAMES)
            put_fd(f, (int)fd, (unsigned)fd);
        else
            format_int(f, fd);
        separator = " ";
    }
    format_punctuation(f, "]");
}

/* ---- what came --------------------------------------------------------------------- */

static bool set_is_empty(const struct formatter *f, unsigned arg)
{
    struct captured set = captured_argument(f, arg, true);

    for (size_t fd = 0; fd < fd_set_limit(format_register(f, 0), set.length_bytes); fd++)
        if (fd_is_set(set.bytes, fd))
            return false;
    return true;
}

/* " (in [3], " and so on: what stands before the next item. */
static void put_next(struct formatter *f, bool *is_first)
{
    format_punctuation(f, *is_first ? " (" : ", ");
    *is_first = false;
}

static void put_ready_sets(struct formatter *f, bool *is_first)
{
    static const char *const words[] = {NULL, "in ", "out ", "except "};

    for (unsigned arg = 1; arg < ARRAY_COUNT(words); arg++) {
        if (set_is_empty(f, arg))
            continue;
        put_next(f, is_first);
        text_put_role(f->text, TEXT_DIM, words[arg]);
        format_answer(f, arg);
    }
}

/* The time that is left; only some of these calls say it. */
static void put_left(struct formatter *f, bool *is_first)
{
    for (unsigned arg = 1; arg < f->spec->arg_count; arg++) {
        enum arg_type type = f->spec->args[arg].type;
        bool is_time = type == TYPE_TIMEVAL || type == TYPE_TIMESPEC || type == TYPE_TIMESPEC64;
        if (!is_time || !format_has_answer(f, arg))
            continue;
        put_next(f, is_first);
        text_put_role(f->text, TEXT_DIM, "left ");
        if (f->options->hides_structs)
            format_address(f, format_register(f, arg));
        else
            format_answer(f, arg);
    }
}

bool format_ready_result(struct formatter *f)
{
    bool is_first = true;

    format_int(f, (uint64_t)f->call->result);
    if (f->call->result == 0) {
        text_put_role(f->text, TEXT_DIM, " (Timeout)");
        return true;
    }
    if (format_find_argument(f, TYPE_POLLFD) >= 0) {
        if (f->options->hides_structs)
            return true;
        put_next(f, &is_first);
        format_answer(f, 0);
    } else if (format_find_argument(f, TYPE_FD_SET) >= 0) {
        put_ready_sets(f, &is_first);
    }
    put_left(f, &is_first);
    if (!is_first)
        format_punctuation(f, ")");
    return true;
}
