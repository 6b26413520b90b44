/*
 * Control messages: what travels beside the bytes of a message, by level and type.
 */
#include "control_message.h"
#include "network.h"
#include "record.h"
#include "value_type.h"

enum { LEVEL_IP = 0, LEVEL_SOCKET = CONTROL_LEVEL_SOCKET };

/* ---- what their data are -------------------------------------------------------- */

static void format_fds(struct formatter *f, const struct control *control)
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

static void format_security(struct formatter *f, const struct control *control)
{
    format_quoted(f, TEXT_STRING, control->data, control->data_bytes, SIZE_MAX, false);
}

static void put_number(struct formatter *f, size_t size, const uint8_t *bytes)
{
    if (size == 1)
        format_hex(f, *bytes);
    else
        format_uint(f, load_u32(bytes));
}

static void format_numbers(struct formatter *f, const struct control *control, size_t size)
{
    size_t count = control->data_bytes / size, limit = format_element_limit(f);

    format_open_inline(f, '[');
    for (size_t i = 0; i < count && i < limit; i++) {
        format_item_inline(f);
        put_number(f, size, control->data + i * size);
    }
    if (count > limit) {
        format_item_inline(f);
        format_punctuation(f, "...");
    }
    format_close_inline(f, ']');
}

static void format_octets(struct formatter *f, const struct control *control)
{
    format_numbers(f, control, 1);
}

static void format_ints(struct formatter *f, const struct control *control)
{
    format_numbers(f, control, 4);
}

/* Of several times the kernel fills those that were asked for. */
static void format_times(struct formatter *f, const struct control *control)
{
    size_t size = record_size_bytes(members_timespec, f->abi);

    format_open(f, '[');
    for (size_t i = 0; i < 3; i++) {
        format_item(f);
        format_record(f, members_timespec, control->data + i * size, size, false);
    }
    format_close(f, ']');
}

static void format_pktinfo(struct formatter *f, const struct control *control)
{
    format_open(f, '{');
    format_field(f, "ipi_ifindex");
    format_interface(f, load_u32(control->data));
    format_field(f, "ipi_spec_dst");
    format_ipv4(f, control->data + 4);
    format_field(f, "ipi_addr");
    format_ipv4(f, control->data + 8);
    format_close(f, '}');
}

#define OFFENDER_BYTES 16 /* struct sockaddr_in */

static void format_socket_error(struct formatter *f, const struct control *control)
{
    static const char *const octets[] = {"ee_origin", "ee_type", "ee_code"};
    const uint8_t *bytes = control->data;

    format_open(f, '{');
    format_field(f, "ee_errno");
    format_uint(f, load_u32(bytes));
    for (unsigned i = 0; i < ARRAY_COUNT(octets); i++) {
        format_field(f, octets[i]);
        format_uint(f, bytes[4 + i]);
    }
    format_field(f, "ee_info");
    format_uint(f, load_u32(bytes + 8));
    format_field(f, "ee_data");
    format_uint(f, load_u32(bytes + 12));
    format_field(f, "offender");
    format_sockaddr_bytes(f, bytes + 16, OFFENDER_BYTES);
    format_close(f, '}');
}

static void format_destination(struct formatter *f, const struct control *control)
{
    format_sockaddr_bytes(f, control->data, control->data_bytes);
}

/* A row has either members or a function; shorter data are not shown, or, where a program reads
 * them as a time, as "???". */
static const struct {
    uint16_t level, type;
    uint8_t least_bytes;
    bool is_time;
    const struct member *members;
    void (*format)(struct formatter *f, const struct control *control);
} contents[] = {
    {LEVEL_SOCKET, CONTROL_RIGHTS, 4, .format = format_fds},
    {LEVEL_SOCKET, CONTROL_CREDENTIALS, 12, .members = members_ucred},
    {LEVEL_SOCKET, 3 /* SCM_SECURITY */, 1, .format = format_security},
    {LEVEL_SOCKET, CONTROL_PIDFD, 4, .format = format_fds},
    {LEVEL_SOCKET, CONTROL_TIMESTAMP, 0, true, .members = members_timeval},
    {LEVEL_SOCKET, CONTROL_TIMESTAMPNS, 0, true, .members = members_timespec},
    {LEVEL_SOCKET, 37 /* SO_TIMESTAMPING_OLD */, 48, true, .format = format_times},
    {LEVEL_SOCKET, 63 /* SO_TIMESTAMP_NEW */, 16, true, .members = members_timeval64},
    {LEVEL_SOCKET, 64 /* SO_TIMESTAMPNS_NEW */, 16, true, .members = members_timespec64},
    {LEVEL_SOCKET, 65 /* SO_TIMESTAMPING_NEW */, 48, true, .format = format_times},
    {LEVEL_IP, 1 /* IP_TOS */, 1, .format = format_octets},
    {LEVEL_IP, 2 /* IP_TTL */, 4, .format = format_ints},
    {LEVEL_IP, 3 /* SCM_SECURITY */, 1, .format = format_security},
    {LEVEL_IP, 6 /* IP_RECVOPTS */, 1, .format = format_octets},
    {LEVEL_IP, 7 /* IP_RETOPTS */, 1, .format = format_octets},
    {LEVEL_IP, 8 /* IP_PKTINFO */, 12, .format = format_pktinfo},
    {LEVEL_IP, 11 /* IP_RECVERR */, 32, .format = format_socket_error},
    {LEVEL_IP, 20 /* IP_ORIGDSTADDR */, 16, .format = format_destination},
    {LEVEL_IP, 23 /* IP_CHECKSUM */, 4, .format = format_ints},
    {LEVEL_IP, 52 /* IP_PROTOCOL */, 4, .format = format_ints},
};

static size_t least_bytes(const struct formatter *f, size_t row)
{
    if (!contents[row].members || contents[row].least_bytes)
        return contents[row].least_bytes;
    return record_size_bytes(contents[row].members, f->abi);
}

static void format_content(struct formatter *f, size_t row, const struct control *control)
{
    size_t least = least_bytes(f, row);
    bool is_short = control->data_bytes < least;

    if (control->data_bytes == 0 || (is_short && !contents[row].is_time))
        return;
    format_field(f, "cmsg_data");
    if (is_short)
        format_punctuation(f, "???");
    else if (contents[row].members)
        format_record(f, contents[row].members, control->data, least, false);
    else
        contents[row].format(f, control);
}

/* ---- the messages ----------------------------------------------------------------- */

static void format_type(struct formatter *f, const struct control *control)
{
    format_field(f, "cmsg_type");
    if (control->level == LEVEL_SOCKET)
        format_named(f, TYPE_CONTROL_MESSAGE, control->type);
    else if (control->level == LEVEL_IP)
        format_named(f, TYPE_IP_CONTROL_MESSAGE, control->type);
    else
        format_hex(f, control->type);
}

static void format_one(struct formatter *f, const struct control *control)
{
    format_item(f);
    format_open(f, '{');
    format_field(f, "cmsg_len");
    format_ulong(f, control->length_bytes);
    format_field(f, "cmsg_level");
    format_named(f, TYPE_SOCKET_LEVEL, control->level);
    format_type(f, control);
    for (size_t row = 0; row < ARRAY_COUNT(contents); row++)
        if (contents[row].level == control->level && contents[row].type == control->type)
            format_content(f, row, control);
    format_close(f, '}');
}

void format_control(struct formatter *f, struct captured piece, uint64_t address)
{
    struct control control;
    size_t offset = 0, count = 0, limit = format_element_limit(f);

    if (piece.length_bytes < abi_word_bytes(f->abi) + 8) {
        format_address(f, address);
        return;
    }
    format_open(f, '[');
    for (;
         count < limit && control_next(piece.bytes, piece.length_bytes, f->abi, &offset, &control);
         count++)
        format_one(f, &control);
    if (count == limit && offset < piece.length_bytes)
        format_more(f);
    else if (offset < piece.length_bytes || captured_is_cut(piece))
        format_unreadable(f, address + offset);
    format_close(f, ']');
}

void control_interfaces(struct interface_set *set, const uint8_t *bytes, size_t length,
                        enum abi abi)
{
    struct control control;
    size_t offset = 0;

    while (control_next(bytes, length, abi, &offset, &control))
        if (control.level == LEVEL_IP && control.type == 8 && control.data_bytes >= 4)
            interface_add(set, load_u32(control.data));
}
