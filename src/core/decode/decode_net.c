/*
 * Messages: a name, a vector of buffers, control data with descriptors and
 * credentials; one, or an array of them.
 */
#include "capture.h"
#include "control_message.h"
#include "formatter.h"
#include "layout.h"
#include "value_type.h"
#include "vector.h"

/* Words of struct msghdr, the same in both ABIs. */
enum {
    WORD_NAME,
    WORD_NAMELEN,
    WORD_IOV,
    WORD_IOVLEN,
    WORD_CONTROL,
    WORD_CONTROLLEN,
    WORD_FLAGS,
    MESSAGE_WORDS
};

#define MESSAGE_MAX_COUNT   64
#define MESSAGE_MAX_BUFFERS 256
#define NAME_MAX_BYTES      128
#define CONTROL_MAX_BYTES   1024

bool message_part_is_data(unsigned part)
{
    return part % MESSAGE_PARTS >= PART_BUFFERS;
}

static size_t message_size(enum abi abi)
{
    return MESSAGE_WORDS * abi_word_bytes(abi);
}

/* ---- control data ------------------------------------------------------------ */

static void capture_control_fds(struct capture *c, unsigned base, const uint8_t *bytes,
                                size_t length)
{
    struct control control;
    size_t offset = 0;
    unsigned part = base;

    while (control_next(bytes, length, c->abi, &offset, &control)) {
        if (!control_has_fds(&control))
            continue;
        for (size_t i = 0; i + 4 <= control.data_bytes; i += 4)
            capture_fd_name(c, part++, load_s32(control.data + i));
    }
}

static void format_control_fds(struct formatter *f, const struct control *control)
{
    size_t count = control->data_bytes / 4, limit = format_element_limit(f);

    format_open_inline(f, '[');
    for (size_t i = 0; i < count; i++, f->fd_part++) {
        if (i == limit) {
            format_item_inline(f);
            format_punctuation(f, "...");
        }
        if (i >= limit)
            continue;
        format_item_inline(f);
        format_fd_part(f, load_s32(control->data + 4 * i), f->fd_part);
    }
    format_close_inline(f, ']');
}

static void format_control_data(struct formatter *f, const struct control *control)
{
    const struct member *members = NULL;

    if (control->level == CONTROL_LEVEL_SOCKET && control->type == CONTROL_CREDENTIALS)
        members = members_ucred;
    else if (control->level == CONTROL_LEVEL_SOCKET && control->type == CONTROL_TIMESTAMP)
        members = members_timeval;
    else if (control->level == CONTROL_LEVEL_SOCKET && control->type == CONTROL_TIMESTAMPNS)
        members = members_timespec;

    if (control_has_fds(control))
        format_control_fds(f, control);
    else if (members && control->data_bytes >= record_size_bytes(members, f->abi))
        format_record(f, members, control->data, control->data_bytes, false);
    else
        format_quoted(f, TEXT_STRING, control->data, control->data_bytes, format_string_limit(f),
                      false);
}

static void format_control(struct formatter *f, struct captured piece)
{
    struct control control;
    size_t offset = 0, count = 0, limit = format_element_limit(f);

    format_open(f, '[');
    while (count++ < limit &&
           control_next(piece.bytes, piece.length_bytes, f->abi, &offset, &control)) {
        format_item(f);
        format_open(f, '{');
        format_field(f, "cmsg_len");
        format_ulong(f, control.length_bytes);
        format_field(f, "cmsg_level");
        format_named(f, TYPE_SOCKET_LEVEL, control.level);
        format_field(f, "cmsg_type");
        if (control.level == CONTROL_LEVEL_SOCKET)
            format_named(f, TYPE_CONTROL_MESSAGE, control.type);
        else
            format_hex(f, control.type);
        format_field(f, "cmsg_data");
        format_control_data(f, &control);
        format_close(f, '}');
    }
    if (captured_is_cut(piece) || offset < piece.length_bytes)
        format_more(f);
    format_close(f, ']');
}

/* ---- one message ------------------------------------------------------------- */

static void capture_message(struct capture *c, unsigned base, const uint8_t *header,
                            uint64_t available)
{
    uint64_t size = 2 * abi_word_bytes(c->abi), words[MESSAGE_WORDS];
    uint32_t got;

    for (unsigned i = 0; i < MESSAGE_WORDS; i++)
        words[i] = load_word(header, i, c->abi);
    if (words[WORD_NAME] && (int32_t)words[WORD_NAMELEN] > 0)
        capture_bytes(c, base + PART_NAME, words[WORD_NAME], (uint32_t)words[WORD_NAMELEN],
                      NAME_MAX_BYTES, &got);
    if (words[WORD_CONTROL] && words[WORD_CONTROLLEN]) {
        const uint8_t *control = capture_bytes(c, base + PART_CONTROL, words[WORD_CONTROL],
                                               words[WORD_CONTROLLEN], CONTROL_MAX_BYTES, &got);
        if (control)
            capture_control_fds(c, base, control, got);
    }
    if (!words[WORD_IOV])
        return;
    uint64_t count = words[WORD_IOVLEN] < UINT32_MAX ? words[WORD_IOVLEN] : UINT32_MAX;
    uint32_t kept = capture_element_count(c, count);
    kept = kept < MESSAGE_MAX_BUFFERS ? kept : MESSAGE_MAX_BUFFERS;
    const uint8_t *vector = capture_bytes(c, base + PART_VECTOR, words[WORD_IOV], count * size,
                                          kept * (uint32_t)size, &got);
    if (vector)
        capture_vector(c, base + PART_BUFFERS, vector, got, available);
}

static void format_message_name(struct formatter *f, unsigned base, uint64_t address)
{
    struct captured name = captured_piece(f, base + PART_NAME);

    format_field(f, "msg_name");
    if (name.length_bytes >= 2)
        format_sockaddr_bytes(f, name.bytes, name.length_bytes);
    else
        format_address(f, address);
}

static void format_message_vector(struct formatter *f, unsigned base, uint64_t address)
{
    struct captured vector = captured_piece(f, base + PART_VECTOR);

    format_field(f, "msg_iov");
    if (vector.bytes)
        format_vector(f, vector, base + PART_BUFFERS);
    else
        format_address(f, address);
}

static void format_message_control(struct formatter *f, unsigned base, uint64_t address)
{
    struct captured control = captured_piece(f, base + PART_CONTROL);

    format_field(f, "msg_control");
    if (control.bytes)
        format_control(f, control);
    else
        format_address(f, address);
}

static void format_message(struct formatter *f, unsigned base, const uint8_t *header)
{
    uint64_t words[MESSAGE_WORDS];

    for (unsigned i = 0; i < MESSAGE_WORDS; i++)
        words[i] = load_word(header, i, f->abi);
    f->fd_part = base;
    format_open(f, '{');
    format_message_name(f, base, words[WORD_NAME]);
    format_field(f, "msg_namelen");
    format_int(f, words[WORD_NAMELEN]);
    format_message_vector(f, base, words[WORD_IOV]);
    format_field(f, "msg_iovlen");
    format_ulong(f, words[WORD_IOVLEN]);
    if (words[WORD_CONTROLLEN])
        format_message_control(f, base, words[WORD_CONTROL]);
    format_field(f, "msg_controllen");
    format_ulong(f, words[WORD_CONTROLLEN]);
    format_field(f, "msg_flags");
    format_named(f, TYPE_MSG_FLAGS, words[WORD_FLAGS]);
    format_close(f, '}');
}

void capture_msghdr(struct capture *c, const struct arg_spec *arg)
{
    uint32_t size = (uint32_t)message_size(c->abi), got;
    const uint8_t *header = capture_bytes(c, PART_HEADER, c->args[c->arg], size, size, &got);

    (void)arg;
    if (header && got == size)
        capture_message(c, 0, header, c->is_exit ? (uint64_t)c->result : UINT64_MAX);
}

void format_msghdr(struct formatter *f)
{
    struct captured header = captured_piece(f, PART_HEADER);

    if (header.length_bytes >= message_size(f->abi))
        format_message(f, 0, header.bytes);
    else
        format_address(f, format_register(f, f->arg));
}

/* ---- arrays of messages: each with the count of bytes that it moved ----------- */

static size_t array_element_size(enum abi abi)
{
    return message_size(abi) + abi_word_bytes(abi);
}

void capture_mmsghdr(struct capture *c, const struct arg_spec *arg)
{
    uint64_t count = capture_size(c, arg), size = array_element_size(c->abi);
    uint32_t kept, got;

    count = count < UINT32_MAX ? count : UINT32_MAX;
    kept = capture_element_count(c, count);
    kept = kept < MESSAGE_MAX_COUNT ? kept : MESSAGE_MAX_COUNT;
    const uint8_t *array =
        capture_bytes(c, 0, c->args[c->arg], count * size, kept * (uint32_t)size, &got);
    if (!array)
        return;
    for (uint32_t i = 0; i < got / size; i++) {
        const uint8_t *message = array + i * size;
        uint64_t moved = load_u32(message + message_size(c->abi));
        capture_message(c, (i + 1) * MESSAGE_PARTS, message, c->is_exit ? moved : UINT64_MAX);
    }
}

void format_mmsghdr(struct formatter *f)
{
    struct captured array = captured_piece(f, 0);
    size_t size = array_element_size(f->abi), count = array.length_bytes / size;
    size_t limit = format_element_limit(f);

    format_open(f, '[');
    for (size_t i = 0; i < count && i < limit; i++) {
        const uint8_t *message = array.bytes + i * size;
        format_item(f);
        format_open(f, '{');
        format_field(f, "msg_hdr");
        format_message(f, (unsigned)(i + 1) * MESSAGE_PARTS, message);
        if (f->is_exit) {
            format_field(f, "msg_len");
            format_uint(f, load_u32(message + message_size(f->abi)));
        }
        format_close(f, '}');
    }
    if (count > limit || captured_is_cut(array))
        format_more(f);
    format_close(f, ']');
}
