/*
 * Messages: a name, a vector of buffers, control data with descriptors and
 * credentials; one, or an array of them.
 */
#include "control_message.h"
#include "network.h"
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
#define CONTROL_MAX_BYTES   4096

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

/* ---- one message ------------------------------------------------------------- */

/* What a message says where it points to, and the interfaces that all of it speaks of. */
struct message {
    unsigned base;
    uint64_t words[MESSAGE_WORDS];
    int protocol; /* of a netlink socket; -1: another */
    struct interface_set interfaces;
};

static void message_load(struct message *message, unsigned base, const uint8_t *header,
                         enum abi abi)
{
    message->base = base;
    message->interfaces.count = message->interfaces.family_count = 0;
    for (unsigned i = 0; i < MESSAGE_WORDS; i++)
        message->words[i] = load_word(header, i, abi);
}

static void capture_message_name(struct capture *c, struct message *message)
{
    uint64_t *words = message->words;
    const uint8_t *name;
    uint32_t got;

    if (!words[WORD_NAME] || (int32_t)words[WORD_NAMELEN] <= 0)
        return;
    name = capture_bytes(c, message->base + PART_NAME, words[WORD_NAME],
                         (uint32_t)words[WORD_NAMELEN], NAME_MAX_BYTES, &got);
    if (name)
        address_interfaces(&message->interfaces, name, got);
}

static void capture_message_control(struct capture *c, struct message *message)
{
    uint64_t *words = message->words;
    const uint8_t *control;
    uint32_t got;

    if (!words[WORD_CONTROL] || !words[WORD_CONTROLLEN])
        return;
    control = capture_bytes(c, message->base + PART_CONTROL, words[WORD_CONTROL],
                            words[WORD_CONTROLLEN], CONTROL_MAX_BYTES, &got);
    if (!control)
        return;
    capture_control_fds(c, message->base, control, got);
    control_interfaces(&message->interfaces, control, got, c->abi);
}

/* The buffers of a netlink socket are looked through for interfaces. */
static void find_interfaces(const struct capture *c, size_t start, struct message *message)
{
    for (size_t at = start; at < c->used_bytes;) {
        const struct event_piece *piece = (const struct event_piece *)(c->pieces + at);

        if (!(piece->flags & PIECE_UNREADABLE))
            netlink_interfaces(&message->interfaces, (unsigned)message->protocol,
                               (const uint8_t *)(piece + 1), piece->length_bytes);
        at += sizeof *piece + EVENT_ALIGN(piece->length_bytes);
    }
}

static void capture_message_buffers(struct capture *c, struct message *message, uint64_t available)
{
    uint64_t *words = message->words, size = 2 * abi_word_bytes(c->abi);
    uint64_t count = words[WORD_IOVLEN] < UINT32_MAX ? words[WORD_IOVLEN] : UINT32_MAX;
    const struct capture_limits *limits = c->limits;
    struct capture_limits wide = *limits;
    uint32_t kept = capture_element_count(c, count), got;
    const uint8_t *vector;
    size_t start;

    if (!words[WORD_IOV])
        return;
    kept = kept < MESSAGE_MAX_BUFFERS ? kept : MESSAGE_MAX_BUFFERS;
    vector = capture_bytes(c, message->base + PART_VECTOR, words[WORD_IOV], count * size,
                           kept * (uint32_t)size, &got);
    if (!vector)
        return;
    start = c->used_bytes;
    wide.buffer_bytes = NETLINK_MAX_BYTES;
    if (message->protocol >= 0)
        c->limits = &wide;
    capture_vector(c, message->base + PART_BUFFERS, vector, got, available);
    c->limits = limits;
    if (message->protocol >= 0)
        find_interfaces(c, start, message);
}

static void capture_message(struct capture *c, unsigned base, const uint8_t *header,
                            uint64_t available)
{
    struct message message;

    message_load(&message, base, header, c->abi);
    capture_message_name(c, &message);
    capture_message_control(c, &message);
    message.protocol = netlink_capture_protocol(c, base);
    capture_message_buffers(c, &message, available);
    interface_capture(c, base, &message.interfaces);
}

static void format_message_name(struct formatter *f, unsigned base, uint64_t address,
                                uint32_t room_bytes)
{
    struct captured name = captured_piece(f, base + PART_NAME);
    size_t length = name.length_bytes < room_bytes ? name.length_bytes : room_bytes;

    format_field(f, "msg_name");
    if (length >= 2)
        format_sockaddr_bytes(f, name.bytes, length);
    else
        format_address(f, address);
}

/* "128 => 16": room, and what the kernel needed. */
static void format_message_namelen(struct formatter *f, uint32_t room_bytes, uint32_t length)
{
    format_field(f, "msg_namelen");
    format_int(f, room_bytes);
    if (room_bytes == length)
        return;
    format_punctuation(f, " => ");
    format_int(f, length);
}

static void format_message_vector(struct formatter *f, unsigned base, uint64_t address)
{
    struct captured vector = captured_piece(f, base + PART_VECTOR);

    format_field(f, "msg_iov");
    f->netlink = netlink_protocol(f, base);
    if (vector.bytes)
        format_vector(f, vector, base + PART_BUFFERS);
    else
        format_address(f, address);
    f->netlink = 0;
}

static void format_message_control(struct formatter *f, unsigned base, uint64_t address)
{
    struct captured control = captured_piece(f, base + PART_CONTROL);

    format_field(f, "msg_control");
    if (control.bytes)
        format_control(f, control, address);
    else
        format_address(f, address);
}

/* before: the header as it was at entry, where the kernel has changed it since. */
static void format_message(struct formatter *f, unsigned base, const uint8_t *header,
                           const uint8_t *before)
{
    struct message message;
    uint64_t *words = message.words;
    uint32_t room = (uint32_t)load_word(before ? before : header, WORD_NAMELEN, f->abi);

    message_load(&message, base, header, f->abi);
    f->fd_part = f->base = base;
    format_open(f, '{');
    format_message_name(f, base, words[WORD_NAME], room);
    format_message_namelen(f, room, (uint32_t)words[WORD_NAMELEN]);
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
    f->base = 0;
}

/* What is received is told at exit, but how much room there was for names only at entry. */
static bool is_room_asked(const struct capture *c, const struct arg_spec *arg)
{
    return arg->direction == ARG_OUT && !c->is_exit;
}

void capture_msghdr(struct capture *c, const struct arg_spec *arg)
{
    uint32_t size = (uint32_t)message_size(c->abi), got;
    const uint8_t *header;

    if (c->is_exit && arg->direction == ARG_IN)
        return;
    header = capture_bytes(c, PART_HEADER, c->args[c->arg], size, size, &got);
    if (header && got == size && !is_room_asked(c, arg))
        capture_message(c, 0, header, c->is_exit ? (uint64_t)c->result : UINT64_MAX);
}

/* Of a call that received nothing there is the room alone: "{msg_namelen=128}". */
static void format_room(struct formatter *f, struct captured before)
{
    if (before.length_bytes < message_size(f->abi)) {
        format_address(f, format_register(f, f->arg));
        return;
    }
    format_open(f, '{');
    format_field(f, "msg_namelen");
    format_int(f, load_word(before.bytes, WORD_NAMELEN, f->abi));
    format_close(f, '}');
}

void format_msghdr(struct formatter *f)
{
    struct captured header = captured_piece(f, PART_HEADER);
    struct captured before = captured_argument(f, f->arg, false);

    if (header.length_bytes >= message_size(f->abi))
        format_message(f, 0, header.bytes,
                       before.length_bytes >= message_size(f->abi) ? before.bytes : NULL);
    else
        format_room(f, before);
}

/* ---- bytes by themselves ------------------------------------------------------- */

void capture_message_bytes(struct capture *c, const struct arg_spec *arg)
{
    struct interface_set interfaces = {.count = 0};
    int protocol = netlink_capture_protocol(c, 0);
    uint32_t limit = protocol >= 0 ? NETLINK_MAX_BYTES : c->limits->buffer_bytes, got;
    const uint8_t *bytes = capture_bytes(c, 0, c->args[c->arg], capture_size(c, arg), limit, &got);

    if (!bytes || protocol < 0)
        return;
    netlink_interfaces(&interfaces, (unsigned)protocol, bytes, got);
    interface_capture(c, 0, &interfaces);
}

/* ---- arrays of messages: each with the count of bytes that it moved ----------- */

static size_t array_element_size(enum abi abi)
{
    return message_size(abi) + abi_word_bytes(abi);
}

/* The array itself: at entry as long as the program says, at exit as long as the kernel does. */
static const uint8_t *capture_array(struct capture *c, uint32_t *ret_got)
{
    uint64_t count = c->is_exit ? (uint64_t)c->result : (uint32_t)c->args[c->arg + 1u];
    uint64_t size = array_element_size(c->abi);
    uint32_t kept = capture_element_count(c, count);

    kept = kept < MESSAGE_MAX_COUNT ? kept : MESSAGE_MAX_COUNT;
    return capture_bytes(c, 0, c->args[c->arg], count * size, kept * (uint32_t)size, ret_got);
}

void capture_mmsghdr(struct capture *c, const struct arg_spec *arg)
{
    size_t size = array_element_size(c->abi);
    uint32_t got;
    const uint8_t *array = capture_array(c, &got);

    if (!array || is_room_asked(c, arg) || (c->is_exit && arg->direction == ARG_IN))
        return;
    for (uint32_t i = 0; i < got / size; i++) {
        const uint8_t *message = array + i * size;
        uint64_t moved = load_u32(message + message_size(c->abi));
        capture_message(c, (i + 1) * MESSAGE_PARTS, message, c->is_exit ? moved : UINT64_MAX);
    }
}

/* A message of an array, whose other state says the room for its name, or how much was sent. */
static void format_array_message(struct formatter *f, struct captured array, struct captured other,
                                 size_t i)
{
    size_t size = array_element_size(f->abi);
    const uint8_t *message = array.bytes + i * size;
    const uint8_t *twin = other.length_bytes >= (i + 1) * size ? other.bytes + i * size : NULL;
    const uint8_t *moved = f->is_exit ? message : twin;

    format_item(f);
    format_open(f, '{');
    format_field(f, "msg_hdr");
    format_message(f, (unsigned)(i + 1) * MESSAGE_PARTS, message, f->is_exit ? twin : NULL);
    if (moved) {
        format_field(f, "msg_len");
        format_uint(f, load_u32(moved + message_size(f->abi)));
    }
    format_close(f, '}');
}

void format_mmsghdr(struct formatter *f)
{
    struct captured array = captured_piece(f, 0);
    struct captured other = captured_argument(f, f->arg, !f->is_exit);
    size_t count = array.length_bytes / array_element_size(f->abi), limit = format_element_limit(f);

    f->is_waiting = f->is_begin;
    if (!array.bytes) {
        format_address(f, format_register(f, f->arg));
        return;
    }
    if (f->is_waiting)
        return;
    const struct event_piece *all = f->first_piece;
    format_open(f, '[');
    for (size_t i = 0; i < count && i < limit; i++) {
        format_narrow_pieces(f, i ? f->behind_piece : all, (unsigned)(i + 1) * MESSAGE_PARTS,
                             MESSAGE_PARTS);
        format_array_message(f, array, other, i);
    }
    f->first_piece = all;
    f->behind_piece = NULL;
    if (count > limit || captured_is_cut(array))
        format_more(f);
    format_close(f, ']');
}
