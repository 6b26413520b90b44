/*
 * Plain memory: buffers, strings, words, and vectors of buffers.
 *
 * Scalars that an argument points to are records of one nameless member.
 */
#include "capture.h"
#include "formatter.h"
#include "layout.h"
#include "network.h"
#include "value_type.h"
#include "vector.h"

/* ---- scalars in memory ------------------------------------------------------ */

const struct member members_int[] = {{NULL, MEMBER_S32, .type = TYPE_INT}, {0}};
const struct member members_uint[] = {{NULL, MEMBER_U32, .type = TYPE_UINT}, {0}};
const struct member members_long[] = {{NULL, MEMBER_LONG, .type = TYPE_LONG}, {0}};
const struct member members_u64[] = {{NULL, MEMBER_U64, .type = TYPE_ULONG}, {0}};
const struct member members_offset[] = {{NULL, MEMBER_S64, .type = TYPE_OFFSET}, {0}};
const struct member members_address[] = {{NULL, MEMBER_POINTER, .type = TYPE_ADDRESS}, {0}};
const struct member members_hex[] = {{NULL, MEMBER_U32, .type = TYPE_HEX}, {0}};
const struct member members_robust_size[] = {{NULL, MEMBER_ULONG, .type = TYPE_ULONG}, {0}};
const struct member members_id16[] = {{NULL, MEMBER_U16, .type = TYPE_ID16}, {0}};
const struct member members_fd[] = {{NULL, MEMBER_S32, .type = TYPE_FD}, {0}};
const struct member members_pid[] = {{NULL, MEMBER_S32, .type = TYPE_PID}, {0}};
const struct member members_id[] = {{NULL, MEMBER_U32, .type = TYPE_UID}, {0}};
const struct member members_time[] = {{NULL, MEMBER_LONG, .type = TYPE_TIME}, {0}};
const struct member members_fd_pair[] = {
    {NULL, MEMBER_S32, .type = TYPE_FD},
    {NULL, MEMBER_S32, .type = TYPE_FD},
    {0},
};

/* ---- runs of bytes ---------------------------------------------------------- */

/* The argument's own piece says whether the tracee has more. */
static bool run_is_cut(const struct formatter *f)
{
    return captured_is_cut(captured_piece(f, 0));
}

/* What a netlink socket sends and receives are messages. */
void format_bytes(struct formatter *f, const uint8_t *bytes, size_t length)
{
    uint32_t netlink = f->call ? netlink_protocol(f, 0) : 0;

    if (netlink) {
        format_netlink_messages(f, netlink - 1, bytes, length, format_register(f, f->arg));
        return;
    }
    format_quoted(f, TEXT_STRING, bytes, length, format_string_limit(f), run_is_cut(f));
}

/* Text that the program keeps NUL-terminated shows without the NUL. */
static size_t text_length(const uint8_t *bytes, size_t length)
{
    return length > 0 && bytes[length - 1] == '\0' ? length - 1 : length;
}

void format_string(struct formatter *f, const uint8_t *bytes, size_t length)
{
    format_quoted(f, TEXT_STRING, bytes, text_length(bytes, length), format_string_limit(f),
                  run_is_cut(f));
}

/* Noise: what may be text in it means nothing. */
void format_random_bytes(struct formatter *f, const uint8_t *bytes, size_t length)
{
    size_t limit = format_string_limit(f);

    format_quoted_hex(f, bytes, length, limit, run_is_cut(f));
}

/* A path is what the call is about: never cut for its length. */
void format_path(struct formatter *f, const uint8_t *bytes, size_t length)
{
    length = text_length(bytes, length);
    format_quoted(f, TEXT_PATH, bytes, length, length, run_is_cut(f));
}

/* ---- vectors: an array of address and length, then the buffers --------------- */

const struct member members_iovec[] = {
    {"iov_base", MEMBER_POINTER, .type = TYPE_ADDRESS},
    {"iov_len", MEMBER_ULONG, .type = TYPE_SIZE},
    {0},
};

/* All buffers of one vector together, in multiples of the limit of a single one. */
#define VECTOR_BUFFERS 8

void capture_vector(struct capture *c, unsigned first_part, const uint8_t *vector, uint32_t length,
                    uint64_t available)
{
    size_t size = 2 * abi_word_bytes(c->abi);
    uint64_t budget = (uint64_t)c->limits->buffer_bytes * VECTOR_BUFFERS;

    for (uint32_t i = 0; i < length / size && budget > 0; i++) {
        tracee_addr base = load_word(vector + i * size, 0, c->abi);
        uint64_t bytes = load_word(vector + i * size, 1, c->abi);
        uint32_t limit = c->limits->buffer_bytes, got = 0;

        bytes = bytes < available ? bytes : available;
        limit = limit < budget ? limit : (uint32_t)budget;
        if (base)
            capture_bytes(c, first_part + i, base, bytes, limit, &got);
        else if (base)
            capture_made(c, first_part + i, "", 0, 0);
        available -= bytes;
        budget -= got;
    }
}

void format_vector_at(struct formatter *f, struct captured vector, unsigned first_part,
                      tracee_addr address)
{
    size_t size = 2 * abi_word_bytes(f->abi), count = vector.length_bytes / size;
    size_t limit = format_element_limit(f);

    format_open(f, '[');
    for (size_t i = 0; i < count && i < limit; i++) {
        const uint8_t *element = vector.bytes + i * size;
        struct captured data = captured_piece(f, first_part + (unsigned)i);

        format_item(f);
        format_open(f, '{');
        format_field(f, "iov_base");
        if (data.bytes && f->netlink)
            format_netlink_messages(f, f->netlink - 1, data.bytes, data.length_bytes,
                                    load_word(element, 0, f->abi));
        else if (data.bytes)
            format_quoted(f, TEXT_STRING, data.bytes, data.length_bytes, format_string_limit(f),
                          captured_is_cut(data));
        else
            format_address(f, load_word(element, 0, f->abi));
        format_field(f, "iov_len");
        format_ulong(f, load_word(element, 1, f->abi));
        format_close(f, '}');
    }
    format_rest(f, vector, address, size, count < limit ? count : limit);
    format_close(f, ']');
}

void format_vector(struct formatter *f, struct captured vector, unsigned first_part)
{
    vector.flags &= (uint8_t)~PIECE_SHORT;
    format_vector_at(f, vector, first_part, 0);
}

/* Part 0 is the array, part 1 + i the i-th buffer. */
void capture_iovec(struct capture *c, const struct arg_spec *arg)
{
    uint64_t count = capture_size(c, arg), size = 2 * abi_word_bytes(c->abi);
    uint64_t available = c->is_exit ? (uint64_t)c->result : UINT64_MAX;
    uint32_t length;

    if (count > UINT64_MAX / size)
        return;
    const uint8_t *vector =
        capture_bytes(c, 0, c->args[c->arg], count * size,
                      capture_element_count(c, count) * (uint32_t)size, &length);
    if (vector && !(c->is_exit && c->has_failed)) /* its addresses alone: nothing was read */
        capture_vector(c, 1, vector, length, available);
}

void format_iovec(struct formatter *f)
{
    struct captured vector = captured_piece(f, 0);
    tracee_addr address = format_register(f, f->arg);

    if (captured_is_torn(vector) && vector.length_bytes < 2 * abi_word_bytes(f->abi))
        format_address(f, address);
    else
        format_vector_at(f, vector, 1, address);
}

/* ---- other memory ----------------------------------------------------------- */

const struct member members_kexec_segment[] = {
    {"buf", MEMBER_POINTER, .type = TYPE_ADDRESS},
    {"bufsz", MEMBER_ULONG, .type = TYPE_SIZE},
    {"mem", MEMBER_POINTER, .type = TYPE_ADDRESS},
    {"memsz", MEMBER_ULONG, .type = TYPE_SIZE},
    {0},
};

const struct member members_cachestat[] = {
    {"nr_cache", MEMBER_U64, .type = TYPE_ULONG},
    {"nr_dirty", MEMBER_U64, .type = TYPE_ULONG},
    {"nr_writeback", MEMBER_U64, .type = TYPE_ULONG},
    {"nr_evicted", MEMBER_U64, .type = TYPE_ULONG},
    {"nr_recently_evicted", MEMBER_U64, .type = TYPE_ULONG},
    {0},
};

const struct member members_cachestat_range[] = {
    {"off", MEMBER_U64, .type = TYPE_ULONG},
    {"len", MEMBER_U64, .type = TYPE_ULONG},
    {0},
};
