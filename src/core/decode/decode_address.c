/*
 * Socket addresses of the families that everybody meets, and the names that a socket is made with.
 */
#include <arpa/inet.h>

#include "core/tables/flags.h"
#include "network.h"

/* ---- what a socket is made of ------------------------------------------------ */

/* Which list names the protocols of a domain. */
static const struct {
    uint16_t domain, type;
} protocol_lists[] = {
    {FAMILY_INET, TYPE_INET_PROTOCOL},       {FAMILY_INET6, TYPE_INET_PROTOCOL},
    {FAMILY_NETLINK, TYPE_NETLINK_PROTOCOL}, {23 /* AF_IRDA */, TYPE_IRDA_PROTOCOL},
    {29 /* AF_CAN */, TYPE_CAN_PROTOCOL},    {31 /* AF_BLUETOOTH */, TYPE_BLUETOOTH_PROTOCOL},
    {33 /* AF_RXRPC */, TYPE_SOCKET_DOMAIN}, /* whose addresses it carries */
    {34 /* AF_ISDN */, TYPE_ISDN_PROTOCOL},  {35 /* AF_PHONET */, TYPE_PHONET_PROTOCOL},
    {37 /* AF_CAIF */, TYPE_CAIF_PROTOCOL},  {39 /* AF_NFC */, TYPE_NFC_SOCKET_PROTOCOL},
    {41 /* AF_KCM */, TYPE_KCM_PROTOCOL},    {43 /* AF_SMC */, TYPE_SMC_PROTOCOL},
};

#define FAMILY_AX25 3

/* A number that is passed, not bytes that lie in memory: never as these. */
static void put_packet_protocol(struct formatter *f, uint16_t value)
{
    format_function(f, "htons");
    format_named(f, TYPE_ETHERNET_PROTOCOL, ntohs(value));
    format_closing(f);
}

void format_socket_protocol(struct formatter *f, uint64_t value)
{
    uint32_t domain = (uint32_t)format_register(f, 0);

    for (size_t i = 0; i < ARRAY_COUNT(protocol_lists); i++) {
        if (protocol_lists[i].domain == domain) {
            format_named(f, protocol_lists[i].type, value);
            return;
        }
    }
    if (domain == FAMILY_PACKET)
        put_packet_protocol(f, (uint16_t)value);
    else if (domain == FAMILY_AX25)
        format_named_number(f, TYPE_AX25_PROTOCOL, value);
    else
        format_ulong(f, value);
}

#define SOCKET_TYPE_MASK 017u

/* What is left of the flags has a comment only where no flag has a name. */
void format_socket_type(struct formatter *f, uint64_t value)
{
    uint32_t flags = (uint32_t)value & ~SOCKET_TYPE_MASK, type = (uint32_t)value & SOCKET_TYPE_MASK;
    const struct flag_set *types = flag_set_find(TYPE_SOCK_TYPE);

    if (!value) {
        format_uint(f, value);
    } else if (!flags) {
        format_named(f, TYPE_SOCK_TYPE, value);
    } else if (flag_set_name(types, type)) {
        format_named(f, TYPE_SOCK_TYPE, type);
        format_punctuation(f, "|");
        format_named(f, TYPE_SOCK_FLAGS, flags);
    } else {
        format_named(f, TYPE_SOCK_FLAGS, (uint32_t)value);
    }
}

/* ---- addresses --------------------------------------------------------------- */

/* Each takes the whole sockaddr; the row says how many bytes it needs at least. */
void format_inet_members(struct formatter *f, const uint8_t *bytes, size_t length)
{
    (void)length;
    format_field(f, "sin_port");
    format_network_short(f, load_u16(bytes + 2));
    format_field(f, "sin_addr");
    format_ipv4(f, bytes + 4);
}

#define INET6_SCOPE_OFFSET 24

/* Only such addresses mean an interface by their scope: fe80::/10, ff_2::/16. */
static bool is_of_link(const uint8_t *address)
{
    return (address[0] == 0xfe && (address[1] & 0xc0) == 0x80) ||
           (address[0] == 0xff && (address[1] & 0x0f) == 0x02);
}

void format_inet6_members(struct formatter *f, const uint8_t *bytes, size_t length)
{
    uint32_t scope;

    format_field(f, "sin6_port");
    format_network_short(f, load_u16(bytes + 2));
    format_field(f, "sin6_flowinfo");
    format_network_long(f, load_u32(bytes + 4));
    format_field_ipv6(f, "sin6_addr", bytes + 8);
    if (length <= INET6_SCOPE_OFFSET)
        return;
    scope = load_partial_u32(bytes + INET6_SCOPE_OFFSET, length - INET6_SCOPE_OFFSET);
    format_field(f, "sin6_scope_id");
    if (is_of_link(bytes + 8))
        format_interface(f, scope);
    else
        format_uint(f, scope);
}

#define UNIX_PATH_BYTES 108

/* A path, or a name that starts with NUL and has no end of its own: the abstract ones. */
static void format_unix(struct formatter *f, const uint8_t *bytes, size_t length)
{
    const uint8_t *path = bytes + 2;
    size_t size = length - 2;

    if (size == 0)
        return; /* a socket without a name */
    format_field(f, "sun_path");
    size = size < UNIX_PATH_BYTES ? size : UNIX_PATH_BYTES;
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
    if (load_u16(bytes + 2)) {
        format_field(f, "nl_pad");
        format_hex(f, load_u16(bytes + 2));
    }
    format_field(f, "nl_pid");
    format_int(f, load_u32(bytes + 4));
    format_field(f, "nl_groups");
    format_number(f, "%#08llx", load_u32(bytes + 8));
}

#define PACKET_HARDWARE_OFFSET 12

static void format_packet_hardware(struct formatter *f, const uint8_t *bytes, size_t length)
{
    size_t wanted = bytes[11], have = length - PACKET_HARDWARE_OFFSET;

    if (!wanted)
        return;
    format_field(f, "sll_addr");
    format_open_inline(f, '[');
    for (size_t i = 0; i < wanted && i < have; i++) {
        format_item_inline(f);
        format_number(f, "%#02llx", bytes[PACKET_HARDWARE_OFFSET + i]);
    }
    if (wanted > have) {
        format_item_inline(f);
        format_punctuation(f, "...");
    }
    format_close_inline(f, ']');
}

static void format_packet(struct formatter *f, const uint8_t *bytes, size_t length)
{
    format_field(f, "sll_protocol");
    format_ethernet_protocol(f, load_u16(bytes + 2));
    format_field(f, "sll_ifindex");
    format_interface(f, load_u32(bytes + 4));
    format_field(f, "sll_hatype");
    format_named(f, TYPE_ARP_HARDWARE, load_u16(bytes + 8));
    format_field(f, "sll_pkttype");
    format_named(f, TYPE_PACKET_TYPE, bytes[10]);
    format_field(f, "sll_halen");
    format_uint(f, bytes[11]);
    format_packet_hardware(f, bytes, length);
}

static const struct {
    uint16_t family;
    uint8_t least_bytes;
    void (*format)(struct formatter *f, const uint8_t *bytes, size_t length);
} families[] = {
    {FAMILY_UNIX, 2, format_unix},
    {FAMILY_INET, 16, format_inet_members},
    {FAMILY_INET6, 24, format_inet6_members},
    {FAMILY_NETLINK, 12, format_netlink},
    {FAMILY_PACKET, 20, format_packet},
};

void address_interfaces(struct interface_set *set, const uint8_t *bytes, size_t length)
{
    uint16_t family = length >= 2 ? load_u16(bytes) : 0;

    if (family == FAMILY_INET6 && length > INET6_SCOPE_OFFSET && is_of_link(bytes + 8))
        interface_add(set,
                      load_partial_u32(bytes + INET6_SCOPE_OFFSET, length - INET6_SCOPE_OFFSET));
    else if ((family == FAMILY_PACKET || family == 39 /* AF_NFC */ || family == 44 /* AF_XDP */) &&
             length >= 8)
        interface_add(set, load_u32(bytes + 4));
}

static bool format_common_address(struct formatter *f, unsigned family, const uint8_t *bytes,
                                  size_t length)
{
    for (size_t i = 0; i < ARRAY_COUNT(families); i++) {
        if (families[i].family == family && length >= families[i].least_bytes) {
            families[i].format(f, bytes, length);
            return true;
        }
    }
    return false;
}

#define ADDRESS_MAX_BYTES 128 /* sockaddr_storage */

void format_sockaddr_bytes(struct formatter *f, const uint8_t *bytes, size_t length)
{
    uint16_t family = load_u16(bytes);

    length = length < ADDRESS_MAX_BYTES ? length : ADDRESS_MAX_BYTES;
    format_open(f, '{');
    format_field(f, "sa_family");
    format_named(f, TYPE_SOCKET_DOMAIN, family);
    if (length > 2 && !format_common_address(f, family, bytes, length) &&
        !format_rare_address(f, family, bytes, length)) {
        format_field(f, "sa_data");
        format_quoted(f, TEXT_STRING, bytes + 2, length - 2, SIZE_MAX, false);
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

void capture_sockaddr(struct capture *c, const struct arg_spec *arg)
{
    struct interface_set interfaces = {.count = 0};
    uint32_t got;
    const uint8_t *bytes =
        capture_bytes(c, 0, c->args[c->arg], capture_size(c, arg), ADDRESS_MAX_BYTES, &got);

    if (!bytes)
        return;
    address_interfaces(&interfaces, bytes, got);
    interface_capture(c, 0, &interfaces);
}

void format_sockaddr(struct formatter *f)
{
    struct captured address = captured_piece(f, 0);
    size_t length = address_length(f, address);

    f->base = 0;
    if (length < 2)
        format_address(f, format_register(f, f->arg));
    else
        format_sockaddr_bytes(f, address.bytes, length);
}
