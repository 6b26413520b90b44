/*
 * Messages of netlink sockets: which family's they are, their headers, and errors that carry a
 * message themselves.
 */
#include <stdio.h>

#include "control_message.h"
#include "core/tables/flags.h"
#include "netlink.h"

enum { TYPE_OF_ERROR = 2, TYPE_OF_DONE = 3, FIRST_FAMILY_TYPE = 0x10 };
enum { PROTOCOL_UEVENT = 15, PROTOCOL_NETFILTER = 12, PROTOCOL_CONNECTOR = 11 };
#define NESTED_ERRORS_MAX 4

/* What the messages of a protocol are called, whether their names say what they want, and what
 * they hold; of the others only the header is known. */
static const struct {
    uint8_t protocol;
    bool names_tell;
    uint16_t names; /* enum arg_type */
    void (*format)(struct formatter *f, const struct netlink_message *message);
    void (*interfaces)(struct interface_set *set, const struct netlink_message *message);
} protocols[] = {
    {0 /* NETLINK_ROUTE */, true, TYPE_ROUTE_MESSAGE, format_route_message, route_interfaces},
    {4 /* NETLINK_SOCK_DIAG */, false, TYPE_DIAG_MESSAGE, format_diag_message, diag_interfaces},
    {6 /* NETLINK_XFRM */, true, TYPE_XFRM_MESSAGE, format_xfrm_message, NULL},
    {7 /* NETLINK_SELINUX */, false, TYPE_SELINUX_MESSAGE, format_selinux_message, NULL},
    {8 /* NETLINK_ISCSI */, false, TYPE_ISCSI_EVENT, format_iscsi_message, NULL},
    {9 /* NETLINK_AUDIT */, false, TYPE_AUDIT_MESSAGE, format_audit_message, NULL},
    {PROTOCOL_CONNECTOR, false, TYPE_NETLINK_TYPE, format_connector_message, NULL},
    {PROTOCOL_NETFILTER, true, TYPE_NONE, format_netfilter_message, netfilter_interfaces},
    {16 /* NETLINK_GENERIC */, false, TYPE_NONE, format_generic_message, generic_interfaces},
    {21 /* NETLINK_CRYPTO */, true, TYPE_CRYPTO_MESSAGE, format_crypto_message, NULL},
};

static size_t protocol_find(unsigned protocol)
{
    size_t i = 0;

    while (i < ARRAY_COUNT(protocols) && protocols[i].protocol != protocol)
        i++;
    return i;
}

/* ---- which protocol --------------------------------------------------------------- */

int netlink_capture_protocol(struct capture *c, unsigned base)
{
    int protocol = c->reader->netlink_protocol
                       ? c->reader->netlink_protocol(c->reader->context, (int)c->args[0])
                       : -1;

    if (protocol >= 0)
        capture_made(c, base + PART_PROTOCOL, &protocol, sizeof protocol, 0);
    return protocol;
}

uint32_t netlink_protocol(const struct formatter *f, unsigned base)
{
    struct captured protocol = captured_piece(f, base + PART_PROTOCOL);

    return protocol.length_bytes >= sizeof(uint32_t) ? load_u32(protocol.bytes) + 1 : 0;
}

/* ---- headers ------------------------------------------------------------------------ */

static void put_message_type(struct formatter *f, size_t row, uint16_t type)
{
    if (type < FIRST_FAMILY_TYPE || row == ARRAY_COUNT(protocols))
        format_named(f, TYPE_NETLINK_TYPE, type);
    else if (protocols[row].protocol == PROTOCOL_NETFILTER)
        format_netfilter_type(f, type);
    else if (protocols[row].names == TYPE_NONE)
        format_generic_type(f, type);
    else
        format_named(f, protocols[row].names, type);
}

/* What a message wants is in its name: RTM_NEWLINK, NFT_MSG_GETTABLE. */
static enum arg_type flags_by_name(const char *name)
{
    if (name && strstr(name, "_NEW"))
        return TYPE_NETLINK_NEW_FLAGS;
    if (name && strstr(name, "_DEL"))
        return TYPE_NETLINK_DELETE_FLAGS;
    if (name && strstr(name, "_GET"))
        return TYPE_NETLINK_GET_FLAGS;
    return TYPE_NETLINK_FLAGS;
}

static enum arg_type flags_type(size_t row, uint16_t type)
{
    enum arg_type names;
    uint16_t number = type;

    if (type == TYPE_OF_ERROR)
        return TYPE_NETLINK_ACK_FLAGS;
    if (type < FIRST_FAMILY_TYPE || row == ARRAY_COUNT(protocols))
        return TYPE_NETLINK_FLAGS;
    names = protocols[row].names;
    if (names == TYPE_DIAG_MESSAGE)
        return TYPE_NETLINK_GET_FLAGS;
    if (protocols[row].protocol == PROTOCOL_NETFILTER) {
        names = netfilter_names(type);
        number = type & 0xff;
    }
    if (!protocols[row].names_tell || names == TYPE_NONE)
        return TYPE_NETLINK_FLAGS;
    return flags_by_name(flag_set_name(flag_set_find(names), number));
}

static void put_header(struct formatter *f, size_t row, const uint8_t *bytes)
{
    uint16_t type = load_u16(bytes + 4);

    format_open(f, '{');
    format_field(f, "nlmsg_len");
    format_uint(f, load_u32(bytes));
    format_field(f, "nlmsg_type");
    put_message_type(f, row, type);
    format_field(f, "nlmsg_flags");
    format_named(f, flags_type(row, type), load_u16(bytes + 6));
    format_field(f, "nlmsg_seq");
    format_uint(f, load_u32(bytes + 8));
    format_field(f, "nlmsg_pid");
    format_int(f, load_u32(bytes + 12));
    format_close(f, '}');
}

/* ---- what is behind them ------------------------------------------------------------- */

static void put_message(struct formatter *f, size_t row, const uint8_t *bytes, size_t left,
                        unsigned depth);

static void put_error_number(struct formatter *f, int32_t error)
{
    const char *name = error < 0 && error > -4096 ? format_errno_name(-error) : NULL;
    char negative[32];

    if (!name) {
        format_int(f, (uint32_t)error);
        return;
    }
    snprintf(negative, sizeof negative, "-%s", name);
    format_known(f, negative, error);
}

static const struct attribute_row error_rows[] = {
    {1 /* NLMSGERR_ATTR_MSG */, ATTRIBUTE_TEXT},
    {2 /* NLMSGERR_ATTR_OFFS */, ATTRIBUTE_U32},
};
static const struct attribute_list error_attributes =
    ATTRIBUTES(NETLINK_ERROR_ATTRIBUTE, error_rows);

/* The message in an error is there whole, or, if it was capped, its header alone. */
static size_t message_in_error(const struct netlink_message *message)
{
    size_t left = message->length - 4, own = load_u32(message->bytes + 4);

    if (message->flags & NETLINK_CAPPED || own < NETLINK_HEADER_BYTES)
        own = NETLINK_HEADER_BYTES;
    return own < left ? own : left;
}

static void put_error(struct formatter *f, size_t row, const struct netlink_message *message,
                      unsigned depth)
{
    size_t inner = message_in_error(message), end = NETLINK_ALIGN(4 + inner);
    bool has_more = message->flags & NETLINK_ACK_TLVS && end < message->length;

    if (has_more) {
        format_open(f, '[');
        format_item(f);
    }
    format_open(f, '{');
    format_field(f, "error");
    put_error_number(f, load_s32(message->bytes));
    format_field(f, "msg");
    put_message(f, row, message->bytes + 4, inner, depth + 1);
    format_close(f, '}');
    if (has_more) {
        struct netlink_context context = {0};
        format_item(f);
        format_attributes(f, &error_attributes, &context, message->bytes + end,
                          message->length - end);
        format_close(f, ']');
    }
}

static void put_payload(struct formatter *f, size_t row, const struct netlink_message *message,
                        unsigned depth)
{
    bool is_connector = row < ARRAY_COUNT(protocols) &&
                        protocols[row].protocol == PROTOCOL_CONNECTOR &&
                        message->type != TYPE_OF_ERROR;
    bool is_family =
        row < ARRAY_COUNT(protocols) && (message->type >= FIRST_FAMILY_TYPE || is_connector);

    format_item(f);
    if (message->type == TYPE_OF_ERROR && message->length >= 4 + NETLINK_HEADER_BYTES &&
        depth < NESTED_ERRORS_MAX)
        put_error(f, row, message, depth);
    else if (message->type == TYPE_OF_DONE && message->length == 4 && !is_connector)
        format_int(f, load_u32(message->bytes));
    else if (is_family && protocols[row].format)
        protocols[row].format(f, message);
    else
        format_quoted_hex(f, message->bytes, message->length, format_string_limit(f), false);
}

static struct netlink_message message_at(const uint8_t *bytes, size_t left)
{
    size_t whole = load_u32(bytes) < left ? load_u32(bytes) : left;

    return (struct netlink_message){
        load_u16(bytes + 4), load_u16(bytes + 6), bytes + NETLINK_HEADER_BYTES,
        whole > NETLINK_HEADER_BYTES ? whole - NETLINK_HEADER_BYTES : 0};
}

static void put_message(struct formatter *f, size_t row, const uint8_t *bytes, size_t left,
                        unsigned depth)
{
    struct netlink_message message = message_at(bytes, left);

    if (!message.length) {
        put_header(f, row, bytes);
        return;
    }
    format_open(f, '[');
    format_item(f);
    put_header(f, row, bytes);
    put_payload(f, row, &message, depth);
    format_close(f, ']');
}

/* ---- a buffer of messages -------------------------------------------------------------- */

static size_t message_end(const uint8_t *bytes, size_t left)
{
    return netlink_end(left < NETLINK_HEADER_BYTES ? 0 : load_u32(bytes), NETLINK_HEADER_BYTES,
                       left);
}

static void put_outer(struct formatter *f, const void *context, const uint8_t *bytes, size_t left)
{
    const size_t *row = context;

    put_message(f, *row, bytes, left, 0);
}

static void put_messages(struct formatter *f, size_t row, const uint8_t *bytes, size_t length)
{
    static const struct netlink_chain chain = {NETLINK_HEADER_BYTES, message_end, put_outer};

    format_chain(f, &chain, &row, bytes, length);
}

void format_netlink_messages(struct formatter *f, unsigned protocol, const uint8_t *bytes,
                             size_t length, uint64_t address)
{
    if (length == 0)
        format_address(f, address);
    else if (protocol == PROTOCOL_UEVENT)
        format_uevent(f, bytes, length);
    else
        put_messages(f, protocol_find(protocol), bytes, length);
}

void netlink_interfaces(struct interface_set *set, unsigned protocol, const uint8_t *bytes,
                        size_t length)
{
    size_t row = protocol_find(protocol);

    if (row == ARRAY_COUNT(protocols) || !protocols[row].interfaces)
        return;
    for (size_t at = 0; length - at >= NETLINK_HEADER_BYTES;
         at += message_end(bytes + at, length - at)) {
        struct netlink_message message = message_at(bytes + at, length - at);
        if (message.type >= FIRST_FAMILY_TYPE && message.length)
            protocols[row].interfaces(set, &message);
    }
}
