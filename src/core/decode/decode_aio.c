/*
 * Asynchronous input and output: io_submit(2) and its kin.
 */
#include "capture.h"
#include "formatter.h"
#include "layout.h"
#include "value_type.h"
#include "vector.h"

const struct member members_io_event[] = {
    {"data", MEMBER_U64, .type = TYPE_HEX},
    {"obj", MEMBER_U64, .type = TYPE_HEX},
    {"res", MEMBER_S64, .type = TYPE_LONG},
    {"res2", MEMBER_S64, .type = TYPE_LONG},
    {0},
};

/* struct iocb, the same for both ABIs. */
enum {
    IOCB_DATA = 0,
    IOCB_KEY = 8,
    IOCB_RW_FLAGS = 12,
    IOCB_OPCODE = 16,
    IOCB_PRIORITY = 18,
    IOCB_FD = 20,
    IOCB_BUF = 24,
    IOCB_NBYTES = 32,
    IOCB_OFFSET = 40,
    IOCB_FLAGS = 56,
    IOCB_RESFD = 60,
    IOCB_BYTES = 64,
};

#define FLAG_RESFD  1u /* IOCB_FLAG_RESFD */
#define FLAG_IOPRIO 2u /* IOCB_FLAG_IOPRIO */

enum iocb_content { CONTENT_NONE, CONTENT_READ, CONTENT_WRITE, CONTENT_VECTOR, CONTENT_POLL };

/* What aio_buf is, by command. */
static enum iocb_content iocb_content(const uint8_t *iocb)
{
    static const uint8_t contents[] = {
        [0] = CONTENT_READ, [1] = CONTENT_WRITE,  [5] = CONTENT_POLL,
        [7] = CONTENT_VECTOR, [8] = CONTENT_VECTOR,
    };
    unsigned command = load_u16(iocb + IOCB_OPCODE);

    return command < ARRAY_COUNT(contents) ? contents[command] : CONTENT_NONE;
}

#define COMMAND_PWRITEV 8u

/* Of one iocb these parts: itself, what aio_buf points to, and the buffers of that vector. */
#define PARTS_OF_ONE  (2u + VECTOR_PARTS)
#define VECTOR_PARTS  16u
#define FIRST_PART(i) (1u + (unsigned)(i) * PARTS_OF_ONE)

static void capture_iocb_vector(struct capture *c, unsigned part, const uint8_t *iocb)
{
    uint64_t count = load_u64(iocb + IOCB_NBYTES), size = 2 * abi_word_bytes(c->abi);
    uint32_t limit = capture_element_count(c, VECTOR_PARTS) * (uint32_t)size, got;
    bool is_write = load_u16(iocb + IOCB_OPCODE) == COMMAND_PWRITEV;

    count = count < UINT32_MAX ? count : UINT32_MAX;
    const uint8_t *vector =
        capture_bytes(c, part, load_u64(iocb + IOCB_BUF), count * size, limit, &got);
    if (vector && is_write)
        capture_vector(c, part + 1, vector, got, UINT64_MAX);
}

/* Descriptors have their names by the number of the iocb. */
static void capture_iocb(struct capture *c, unsigned number, tracee_addr address)
{
    unsigned part = FIRST_PART(number);
    uint8_t iocb[IOCB_BYTES];
    uint32_t got;

    if (!capture_peek(c, address, iocb, sizeof iocb))
        return;
    capture_made(c, part, iocb, sizeof iocb, 0);
    capture_fd_name(c, 2 * number, load_s32(iocb + IOCB_FD));
    if (load_u32(iocb + IOCB_FLAGS) & FLAG_RESFD)
        capture_fd_name(c, 2 * number + 1, load_s32(iocb + IOCB_RESFD));
    if (iocb_content(iocb) == CONTENT_WRITE)
        capture_bytes(c, part + 1, load_u64(iocb + IOCB_BUF), load_u64(iocb + IOCB_NBYTES),
                      c->limits->buffer_bytes, &got);
    else if (iocb_content(iocb) == CONTENT_VECTOR)
        capture_iocb_vector(c, part + 1, iocb);
}

/* Part 0 is the array of pointers. */
void capture_iocb_ptrs(struct capture *c, const struct arg_spec *arg)
{
    uint64_t count = capture_size(c, arg), word = abi_word_bytes(c->abi);
    uint32_t got;

    if ((int64_t)count < 0)
        return;
    count = count < UINT32_MAX ? count : UINT32_MAX;
    const uint8_t *pointers = capture_bytes(c, 0, c->args[c->arg], count * word,
                                            capture_element_count(c, count) * (uint32_t)word, &got);
    for (uint32_t i = 0; pointers && i < got / word; i++)
        capture_iocb(c, i, load_word(pointers, i, c->abi));
}

void capture_iocb_head(struct capture *c, const struct arg_spec *arg)
{
    uint32_t got;

    (void)arg;
    const uint8_t *iocb = capture_bytes(c, 0, c->args[c->arg], IOCB_BYTES, IOCB_BYTES, &got);
    if (iocb && got == IOCB_BYTES)
        capture_fd_name(c, 0, load_s32(iocb + IOCB_FD));
}

/* ---- format ------------------------------------------------------------------------ */

static void put_head(struct formatter *f, const uint8_t *iocb, unsigned number)
{
    uint32_t flags = load_u32(iocb + IOCB_FLAGS);
    uint16_t priority = load_u16(iocb + IOCB_PRIORITY);

    format_field(f, "aio_data");
    format_hex(f, load_u64(iocb + IOCB_DATA));
    if (load_u32(iocb + IOCB_KEY)) {
        format_field(f, "aio_key");
        format_uint(f, load_u32(iocb + IOCB_KEY));
    }
    if (load_u32(iocb + IOCB_RW_FLAGS)) {
        format_field(f, "aio_rw_flags");
        format_named(f, TYPE_RWF_FLAGS, load_u32(iocb + IOCB_RW_FLAGS));
    }
    format_field(f, "aio_lio_opcode");
    format_named_decimal(f, TYPE_AIO_CMD, load_u16(iocb + IOCB_OPCODE));
    if (flags & FLAG_IOPRIO) {
        format_field(f, "aio_reqprio");
        format_value(f, TYPE_IOPRIO, priority);
    } else if (priority) {
        format_field(f, "aio_reqprio");
        format_int(f, (uint64_t)(int16_t)priority);
    }
    format_field(f, "aio_fildes");
    format_fd_part(f, load_s32(iocb + IOCB_FD), 2 * number);
}

static void put_buffer(struct formatter *f, const uint8_t *iocb, unsigned number)
{
    enum iocb_content content = iocb_content(iocb);
    unsigned part = FIRST_PART(number) + 1;
    struct captured data = captured_piece(f, part);
    uint64_t address = load_u64(iocb + IOCB_BUF);

    format_field(f, "aio_buf");
    if (content == CONTENT_POLL)
        format_named(f, TYPE_POLL_EVENTS, (uint32_t)address);
    else if (content == CONTENT_VECTOR && data.bytes)
        format_vector_at(f, data, part + 1, address);
    else if (content == CONTENT_WRITE && data.bytes)
        format_quoted(f, TEXT_STRING, data.bytes, data.length_bytes, format_string_limit(f),
                      captured_is_cut(data));
    else
        format_hex(f, address);
}

static void put_iocb(struct formatter *f, const uint8_t *iocb, unsigned number)
{
    enum iocb_content content = iocb_content(iocb);
    uint32_t flags = load_u32(iocb + IOCB_FLAGS);

    format_open(f, '{');
    put_head(f, iocb, number);
    if (content != CONTENT_NONE)
        put_buffer(f, iocb, number);
    if (content == CONTENT_READ || content == CONTENT_WRITE) {
        format_field(f, "aio_nbytes");
        format_ulong(f, load_u64(iocb + IOCB_NBYTES));
    }
    if (content != CONTENT_NONE && content != CONTENT_POLL) {
        format_field(f, "aio_offset");
        format_long(f, load_u64(iocb + IOCB_OFFSET));
    }
    if (flags) {
        format_field(f, "aio_flags");
        format_named(f, TYPE_AIO_FLAGS, flags);
    }
    if (flags & FLAG_RESFD) {
        format_field(f, "aio_resfd");
        format_fd_part(f, load_s32(iocb + IOCB_RESFD), 2 * number + 1);
    }
    format_close(f, '}');
}

void format_iocb_ptrs(struct formatter *f)
{
    struct captured pointers = captured_piece(f, 0);
    size_t word = abi_word_bytes(f->abi), count = pointers.length_bytes / word;
    size_t limit = format_element_limit(f), shown = count < limit ? count : limit;
    tracee_addr address = format_register(f, f->arg);

    format_open(f, '[');
    for (size_t i = 0; i < shown; i++) {
        struct captured iocb = captured_piece(f, FIRST_PART(i));
        format_item(f);
        if (iocb.length_bytes == IOCB_BYTES)
            put_iocb(f, iocb.bytes, (unsigned)i);
        else
            format_address(f, load_word(pointers.bytes, (unsigned)i, f->abi));
    }
    format_rest(f, pointers, address, word, shown);
    format_close(f, ']');
}

/* What io_cancel looks for: enough to know it by. */
void format_iocb_head(struct formatter *f)
{
    struct captured iocb = captured_piece(f, 0);

    if (iocb.length_bytes < IOCB_BYTES) {
        format_address(f, format_register(f, f->arg));
        return;
    }
    format_open(f, '{');
    put_head(f, iocb.bytes, 0);
    format_close(f, '}');
}
