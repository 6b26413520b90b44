/*
 * Socket addresses, and the names that a socket is made with.
 */
#include <arpa/inet.h>

#include "formatter.h"
#include "layout.h"

enum {
    FAMILY_UNIX = 1,
    FAMILY_INET = 2,
    FAMILY_INET6 = 10,
    FAMILY_NETLINK = 16,
    FAMILY_PACKET = 17,
    FAMILY_BLUETOOTH = 31,
};

/* ---- what a socket is made of ------------------------------------------------ */

static void format_call_text(struct formatter *f, const char *function)
{
    text_put_role(f->text, TEXT_CONSTANT, function);
    format_punctuation(f, "(");
}

static void format_network_short(struct formatter *f, uint16_t value)
{
    format_call_text(f, "htons");
    format_uint(f, ntohs(value));
    format_punctuation(f, ")");
}

void format_socket_protocol(struct formatter *f, uint64_t value)
{
    switch ((uint32_t)format_register(f, 0)) {
    case FAMILY_INET:
    case FAMILY_INET6:
        format_named(f, TYPE_INET_PROTOCOL, value);
        break;
    case FAMILY_NETLINK:
        format_named(f, TYPE_NETLINK_PROTOCOL, value);
        break;
    case FAMILY_BLUETOOTH:
        format_named(f, TYPE_BLUETOOTH_PROTOCOL, value);
        break;
    case FAMILY_PACKET:
        format_network_short(f, (uint16_t)value);
        break;
    default:
        format_int(f, value);
    }
}

#define SOCKET_TYPE_MASK 017u

void format_socket_type(struct formatter *f, uint64_t value)
{
    uint32_t flags = (uint32_t)value & ~SOCKET_TYPE_MASK;

    format_named(f, TYPE_SOCK_TYPE, value & SOCKET_TYPE_MASK);
    if (flags) {
        format_punctuation(f, "|");
        format_named(f, TYPE_SOCK_FLAGS, flags);
    }
}

/* ---- addresses --------------------------------------------------------------- */

static void format_literal(struct formatter *f, const char *string)
{
    format_quoted(f, TEXT_STRING, (const uint8_t *)string, strlen(string), SIZE_MAX, false);
}

/* Each takes the whole sockaddr; the row says how many bytes it needs at least. */
static void format_inet(struct formatter *f, const uint8_t *bytes, size_t length)
{
    char address[INET_ADDRSTRLEN];

    (void)length;
    inet_ntop(AF_INET, bytes + 4, address, sizeof address);
    format_field(f, "sin_port");
    format_network_short(f, load_u16(bytes + 2));
    format_field(f, "sin_addr");
    format_call_text(f, "inet_addr");
    format_literal(f, address);
    format_punctuation(f, ")");
}

static void format_inet6(struct formatter *f, const uint8_t *bytes, size_t length)
{
    char address[INET6_ADDRSTRLEN];

    inet_ntop(AF_INET6, bytes + 8, address, sizeof address);
    format_field(f, "sin6_port");
    format_network_short(f, load_u16(bytes + 2));
    format_field(f, "sin6_flowinfo");
    format_call_text(f, "htonl");
    format_uint(f, ntohl(load_u32(bytes + 4)));
    format_punctuation(f, ")");
    format_item(f);
    format_call_text(f, "inet_pton");
    format_constant(f, "AF_INET6");
    format_punctuation(f, ", ");
    format_literal(f, address);
    format_punctuation(f, ", &");
    text_put_role(f->text, TEXT_FIELD, "sin6_addr");
    format_punctuation(f, ")");
    if (length >= 28) {
        format_field(f, "sin6_scope_id");
        format_uint(f, load_u32(bytes + 24));
    }
}

/* A path, or a name that starts with NUL and has no end of its own: the abstract ones. */
static void format_unix(struct formatter *f, const uint8_t *bytes, size_t length)
{
    const uint8_t *path = bytes + 2;
    size_t size = length - 2;

    if (size == 0)
        return; /* a socket without a name */
    format_field(f, "sun_path");
    if (path[0] == '\0') {
        format_punctuation(f, "@");
        format_quoted(f, TEXT_PATH, path + 1, size - 1, size, false);
    } else {
        size = strnlen((const char *)path, size);
        format_quoted(f, TEXT_PATH, path, size, size, false);
    }
}

static void format_netlink(struct formatter *f, const uint8_t *bytes, size_t length)
{
    (void)length;
    format_field(f, "nl_pid");
    format_uint(f, load_u32(bytes + 4));
    format_field(f, "nl_groups");
    format_hex(f, load_u32(bytes + 8));
}

static void format_packet(struct formatter *f, const uint8_t *bytes, size_t length)
{
    size_t address_bytes = bytes[11] < length - 12 ? bytes[11] : length - 12;

    format_field(f, "sll_protocol");
    format_network_short(f, load_u16(bytes + 2));
    format_field(f, "sll_ifindex");
    format_int(f, load_u32(bytes + 4));
    format_field(f, "sll_hatype");
    format_uint(f, load_u16(bytes + 8));
    format_field(f, "sll_pkttype");
    format_uint(f, bytes[10]);
    format_field(f, "sll_halen");
    format_uint(f, bytes[11]);
    format_field(f, "sll_addr");
    format_byte_list(f, bytes + 12, address_bytes);
}

static const struct {
    uint16_t family;
    uint8_t least_bytes;
    void (*format)(struct formatter *f, const uint8_t *bytes, size_t length);
} families[] = {
    {FAMILY_UNIX, 2, format_unix},      {FAMILY_INET, 8, format_inet},
    {FAMILY_INET6, 24, format_inet6},   {FAMILY_NETLINK, 12, format_netlink},
    {FAMILY_PACKET, 12, format_packet},
};

void format_sockaddr_bytes(struct formatter *f, const uint8_t *bytes, size_t length)
{
    uint16_t family = load_u16(bytes);

    format_open(f, '{');
    format_field(f, "sa_family");
    format_named(f, TYPE_SOCKET_DOMAIN, family);
    for (size_t i = 0; i < ARRAY_COUNT(families); i++) {
        if (families[i].family == family && length >= families[i].least_bytes) {
            families[i].format(f, bytes, length);
            format_close(f, '}');
            return;
        }
    }
    if (length > 2) {
        format_field(f, "sa_data");
        format_quoted(f, TEXT_STRING, bytes + 2, length - 2, format_string_limit(f), false);
    }
    format_close(f, '}');
}

/*
 * What the kernel filled in says how long the address is, which may be more
 * than the program had room for: the length at entry is the other bound.
 */
static size_t address_length(const struct formatter *f, struct captured address)
{
    const struct arg_spec *arg = &f->spec->args[f->arg];
    size_t length = address.length_bytes;

    if (arg->size == SIZE_AT) {
        struct captured room = captured_argument(f, arg->size_arg, false);
        if (room.length_bytes >= 4 && load_u32(room.bytes) < length)
            length = load_u32(room.bytes);
    }
    return length;
}

void format_sockaddr(struct formatter *f)
{
    struct captured address = captured_piece(f, 0);
    size_t length = address_length(f, address);

    if (length < 2)
        format_address(f, format_register(f, f->arg));
    else
        format_sockaddr_bytes(f, address.bytes, length);
}
