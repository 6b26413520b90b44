/* Socket addresses of the families that few programs use. */
#include <stdio.h>
#include <string.h>

#include "core/tables/flags.h"
#include "network.h"

static void put_hex(struct formatter *f, const char *field, uint64_t value)
{
    format_field(f, field);
    format_hex(f, value);
}

/* A field that should be zero is shown where it is not. */
static void put_reserved(struct formatter *f, const char *field, uint64_t value)
{
    if (value)
        put_hex(f, field, value);
}

/* ---- radio amateurs ----------------------------------------------------------- */

#define CALL_BYTES 7

enum spelling {
    SPELLING_NONE,  /* there are bytes in it that are no letters */
    SPELLING_LOOSE, /* it can be read, but stands for other bytes, too */
    SPELLING_EXACT,
};

/* "IDJ-1": six letters shifted by one bit, filled with blanks, then the station; "*" is nobody's. */
static enum spelling spell_call(const uint8_t *call, char sign[static 16])
{
    unsigned station = call[CALL_BYTES - 1] >> 1 & 0xf;
    bool is_exact = !(call[CALL_BYTES - 1] & ~0x1e);
    size_t length = 0;

    for (size_t i = 0; i < CALL_BYTES - 1; i++) {
        char letter = sign[i] = (char)(call[i] >> 1);
        bool is_plain = (letter >= 'A' && letter <= 'Z') || (letter >= '0' && letter <= '9');

        if (!is_plain && letter != ' ' && !(letter >= 'a' && letter <= 'z'))
            return SPELLING_NONE;
        is_exact &= !(call[i] & 1) && (letter == ' ' || (is_plain && length == i));
        if (letter != ' ')
            length = i + 1;
    }
    if (length == 0 && station == 0)
        strcpy(sign, "*");
    else
        snprintf(sign + length, 16 - length, "-%u", station);
    return is_exact && (length > 0 || station == 0) ? SPELLING_EXACT : SPELLING_LOOSE;
}

static void put_call(struct formatter *f, const uint8_t *call)
{
    char sign[16];
    enum spelling spelling = spell_call(call, sign);

    if (spelling == SPELLING_EXACT && f->options->constants == FORMAT_NAMES) {
        format_constant(f, sign);
        return;
    }
    format_open(f, '{');
    format_field(f, "ax25_call");
    format_quoted_hex(f, call, CALL_BYTES, SIZE_MAX, false);
    format_close(f, '}');
    if (spelling == SPELLING_EXACT ? f->options->constants != FORMAT_NUMBERS
                                   : spelling != SPELLING_NONE)
        format_comment(f, sign);
}

#define DIGIPEATERS_MAX 8

static void put_station(struct formatter *f, const uint8_t *bytes)
{
    format_field(f, "sax25_call");
    put_call(f, bytes + 2);
    format_field(f, "sax25_ndigis");
    format_int(f, load_u32(bytes + 12));
}

static size_t digipeaters_there(size_t length)
{
    size_t have = (length - 16) / CALL_BYTES;

    return have < DIGIPEATERS_MAX ? have : DIGIPEATERS_MAX;
}

static void put_digipeaters(struct formatter *f, const uint8_t *bytes, size_t length, size_t wanted)
{
    size_t have = digipeaters_there(length), count = wanted < have ? wanted : have;

    format_field(f, "fsa_digipeater");
    format_open(f, '[');
    for (size_t i = 0; i < count; i++) {
        format_item(f);
        put_call(f, bytes + 16 + i * CALL_BYTES);
    }
    if (wanted > have && have < DIGIPEATERS_MAX)
        format_more(f);
    format_close(f, ']');
    if (length > 16 + count * CALL_BYTES)
        format_more(f);
}

/* The stations on the way are behind the address proper. */
static void format_ax25(struct formatter *f, const uint8_t *bytes, size_t length)
{
    int32_t wanted = load_s32(bytes + 12);

    if (wanted == 0 && length == 16) {
        put_station(f, bytes);
        return;
    }
    format_field(f, "fsa_ax25");
    format_open(f, '{');
    put_station(f, bytes);
    format_close(f, '}');
    if (wanted > 0)
        put_digipeaters(f, bytes, length, (size_t)wanted);
    else if (length > 16 + digipeaters_there(length) * CALL_BYTES)
        format_more(f);
}

static void format_ipx(struct formatter *f, const uint8_t *bytes, size_t length)
{
    (void)length;
    format_field(f, "sipx_port");
    format_network_short(f, load_u16(bytes + 2));
    format_field(f, "sipx_network");
    format_function(f, "htonl");
    format_number(f, "%#llx", __builtin_bswap32(load_u32(bytes + 4)));
    format_closing(f);
    format_field(f, "sipx_node");
    format_open_inline(f, '[');
    for (int i = 0; i < 6; i++) {
        format_item_inline(f);
        format_number(f, "%#02llx", bytes[8 + i]);
    }
    format_close_inline(f, ']');
    format_field(f, "sipx_type");
    format_number(f, "%#02llx", bytes[14]);
    put_reserved(f, "sipx_zero", bytes[15]);
}

static void format_x25(struct formatter *f, const uint8_t *bytes, size_t length)
{
    size_t size = strnlen((const char *)bytes + 2, 16);

    (void)length;
    format_field(f, "sx25_addr");
    format_open(f, '{');
    format_field(f, "x25_addr");
    format_quoted(f, TEXT_STRING, bytes + 2, size, 15, false);
    format_close(f, '}');
}

/* ---- Bluetooth: its four kinds of addresses differ in their length ------------- */

static void put_bluetooth_short(struct formatter *f, const char *field, uint16_t value)
{
    format_field(f, field);
    format_function(f, "htobs");
    format_uint(f, value);
    format_closing(f);
}

static void put_dynamic_channel(struct formatter *f, uint16_t value, const struct value_name *start)
{
    bool is_commented = f->options->constants == FORMAT_NAMED_NUMBERS;

    if (f->options->constants != FORMAT_NAMES)
        format_hex(f, value);
    if (f->options->constants == FORMAT_NUMBERS)
        return;
    format_punctuation(f, is_commented ? " /* " : "");
    format_constant(f, start->name);
    if (value > start->value)
        format_number(f, "+%llu", value - start->value);
    format_punctuation(f, is_commented ? " */" : "");
}

/* A fixed channel by its name, a dynamic one by its distance to the first. */
static void put_channel(struct formatter *f, const char *field, enum arg_type type, uint16_t value,
                        const struct value_name *starts, size_t count)
{
    format_field(f, field);
    format_function(f, "htobs");
    for (size_t i = 0; i < count && !flag_set_name(flag_set_find(type), value); i++) {
        if (value < starts[i].value)
            continue;
        put_dynamic_channel(f, value, &starts[i]);
        format_closing(f);
        return;
    }
    format_named(f, type, value);
    format_closing(f);
}

static void format_l2cap(struct formatter *f, const uint8_t *bytes, size_t length)
{
    static const struct value_name psm[] = {{0x1001, "L2CAP_PSM_DYN_START"}};
    static const struct value_name low_energy_psm[] = {{0x80, "L2CAP_PSM_LE_DYN_START"}};
    static const struct value_name cid[] = {{0x40, "L2CAP_CID_DYN_START"}};
    uint16_t value = load_u16(bytes + 2);
    bool is_low_energy = value >= 0x80 && value <= 0xff;

    put_channel(f, "l2_psm", TYPE_L2CAP_PSM, value, is_low_energy ? low_energy_psm : psm, 1);
    format_field(f, "l2_bdaddr");
    format_hardware_address(f, bytes + 4, 6);
    put_channel(f, "l2_cid", TYPE_L2CAP_CID, load_u16(bytes + 10), cid, 1);
    if (length == 14) {
        format_field(f, "l2_bdaddr_type");
        format_named(f, TYPE_BLUETOOTH_ADDRESS, bytes[12]);
    }
}

static bool format_bluetooth(struct formatter *f, const uint8_t *bytes, size_t length)
{
    switch (length) {
    case 4:
    case 6:
        put_bluetooth_short(f, "hci_dev", load_u16(bytes + 2));
        if (length == 6) {
            format_field(f, "hci_channel");
            format_named(f, TYPE_HCI_CHANNEL, load_u16(bytes + 4));
        }
        return true;
    case 8:
        format_field(f, "sco_bdaddr");
        format_hardware_address(f, bytes + 2, 6);
        return true;
    case 10:
        format_field(f, "rc_bdaddr");
        format_hardware_address(f, bytes + 2, 6);
        format_field(f, "rc_channel");
        format_uint(f, bytes[8]);
        return true;
    case 12:
    case 14:
        format_l2cap(f, bytes, length);
        return true;
    default:
        return false;
    }
}

/* ---- machines and what runs on them -------------------------------------------- */

static void format_vsock(struct formatter *f, const uint8_t *bytes, size_t length)
{
    static const struct value_name any_port[] = {{UINT32_MAX, "VMADDR_PORT_ANY"}};
    static const struct value_name cids[] = {
        {0, "VMADDR_CID_HYPERVISOR"},
        {1, "VMADDR_CID_LOCAL"},
        {2, "VMADDR_CID_HOST"},
        {UINT32_MAX, "VMADDR_CID_ANY"},
    };

    (void)length;
    put_reserved(f, "svm_reserved1", load_u16(bytes + 2));
    format_field(f, "svm_cid");
    format_one_of(f, cids, ARRAY_COUNT(cids), load_u32(bytes + 8));
    format_field(f, "svm_port");
    format_one_of(f, any_port, ARRAY_COUNT(any_port), load_u32(bytes + 4));
    format_field(f, "svm_flags");
    format_named(f, TYPE_VSOCK_FLAGS, bytes[12]);
    if (bytes[13] | bytes[14] | bytes[15]) {
        format_field(f, "svm_zero");
        format_quoted_hex(f, bytes + 13, 3, SIZE_MAX, false);
    }
}

static void format_qrtr(struct formatter *f, const uint8_t *bytes, size_t length)
{
    static const struct value_name nodes[] = {{UINT32_MAX, "QRTR_NODE_BCAST"}};
    static const struct value_name ports[] = {{0xfffffffe, "QRTR_PORT_CTRL"}};

    (void)length;
    format_field(f, "sq_node");
    format_one_of(f, nodes, ARRAY_COUNT(nodes), load_u32(bytes + 4));
    format_field(f, "sq_port");
    format_one_of(f, ports, ARRAY_COUNT(ports), load_u32(bytes + 8));
}

static void format_mctp(struct formatter *f, const uint8_t *bytes, size_t length)
{
    static const struct value_name networks[] = {{0, "MCTP_NET_ANY"}};
    static const struct value_name addresses[] = {{0, "MCTP_ADDR_NULL"}, {0xff, "MCTP_ADDR_ANY"}};

    (void)length;
    put_reserved(f, "__smctp_pad0", load_u16(bytes + 2));
    format_field(f, "smctp_network");
    format_one_of(f, networks, ARRAY_COUNT(networks), load_u32(bytes + 4));
    format_field(f, "smctp_addr");
    format_open(f, '{');
    format_field(f, "s_addr");
    format_one_of(f, addresses, ARRAY_COUNT(addresses), bytes[8]);
    format_close(f, '}');
    put_hex(f, "smctp_type", bytes[9]);
    put_hex(f, "smctp_tag", bytes[10]);
    put_reserved(f, "__smctp_pad1", bytes[11]);
}

/* A service range, a service or a socket, by the type. */
static void format_tipc(struct formatter *f, const uint8_t *bytes, size_t length)
{
    static const char *const members[][4] = {
        {"nameseq", "type", "lower", "upper"},
        {"name", "type", "instance", "domain"},
        {"id", "ref", "node", NULL},
    };
    unsigned kind = bytes[2] - 1u;

    (void)length;
    format_field(f, "addrtype");
    format_named(f, TYPE_TIPC_ADDRESS, bytes[2]);
    format_field(f, "scope");
    format_named(f, TYPE_TIPC_SCOPE, (uint64_t)(int8_t)bytes[3]);
    if (kind >= ARRAY_COUNT(members))
        return;
    format_field(f, members[kind][0]);
    format_open(f, '{');
    for (int i = 1; i < 4 && members[kind][i]; i++) {
        format_field(f, members[kind][i]);
        format_uint(f, load_u32(bytes + 4 * i));
    }
    format_close(f, '}');
}

static void put_short_address(struct formatter *f, uint16_t address)
{
    put_hex(f, "short_addr", address);
    if (address == 0xffff)
        format_comment(f, "IEEE802154_ADDR_BROADCAST");
    else if (address == 0xfffe)
        format_comment(f, "IEEE802154_ADDR_UNDEF");
}

static void format_ieee802154(struct formatter *f, const uint8_t *bytes, size_t length)
{
    uint32_t type = load_u32(bytes + 4);

    (void)length;
    format_field(f, "addr");
    format_open(f, '{');
    format_field(f, "addr_type");
    format_named_number(f, TYPE_IEEE802154_ADDRESS, type);
    put_hex(f, "pan_id", load_u16(bytes + 8));
    if (load_u16(bytes + 8) == 0xffff)
        format_comment(f, "IEEE802154_PANID_BROADCAST");
    if (type == 2) {
        put_short_address(f, load_u16(bytes + 10));
    } else if (type != 0) {
        format_field(f, "hwaddr");
        format_hardware_address(f, bytes + 10, 8);
    }
    format_close(f, '}');
}

/* struct sockaddr_nfc_llcp: whom a service is offered to, and its name. */
#define NFC_LLCP_BYTES    96
#define NFC_LLCP_BYTES_32 88
#define NFC_NAME_BYTES    63

static void put_access_point(struct formatter *f, const char *field, uint8_t point)
{
    format_field(f, field);
    if (flag_set_name(flag_set_find(TYPE_NFC_ACCESS_POINT), point))
        format_named_number(f, TYPE_NFC_ACCESS_POINT, point);
    else
        format_hex(f, point);
}

static void put_llcp(struct formatter *f, const uint8_t *bytes)
{
    uint64_t named = load_word(bytes + 84 + (f->abi == ABI_COMPAT ? 0 : 4), 0, f->abi);

    put_access_point(f, "dsap", bytes[16]);
    put_access_point(f, "ssap", bytes[17]);
    format_field(f, "service_name");
    format_quoted(f, TEXT_STRING, bytes + 18, named < NFC_NAME_BYTES ? named : NFC_NAME_BYTES,
                  SIZE_MAX, false);
    format_field(f, "service_name_len");
    format_ulong(f, named);
}

static void format_nfc(struct formatter *f, const uint8_t *bytes, size_t length)
{
    format_field(f, "dev_idx");
    format_interface(f, load_u32(bytes + 4));
    put_hex(f, "target_idx", load_u32(bytes + 8));
    format_field(f, "nfc_protocol");
    format_named(f, TYPE_NFC_PROTOCOL, load_u32(bytes + 12));
    if (length >= (f->abi == ABI_COMPAT ? NFC_LLCP_BYTES_32 : NFC_LLCP_BYTES))
        put_llcp(f, bytes);
    else if (length > 16)
        format_more(f);
}

/* ---- in the kernel -------------------------------------------------------------- */

static void put_name(struct formatter *f, const char *field, const uint8_t *bytes, size_t size)
{
    size_t length = strnlen((const char *)bytes, size);

    format_field(f, field);
    format_quoted(f, TEXT_STRING, bytes, length, size - 1, false);
}

static void put_crypto_flags(struct formatter *f, const char *field, uint32_t value)
{
    format_field(f, field);
    if (value)
        format_named_number(f, TYPE_CRYPTO_FLAGS, value);
    else
        format_uint(f, value);
}

/* The kernel takes names of any length. */
static void format_alg(struct formatter *f, const uint8_t *bytes, size_t length)
{
    put_name(f, "salg_type", bytes + 2, 14);
    put_crypto_flags(f, "salg_feat", load_u32(bytes + 16));
    put_crypto_flags(f, "salg_mask", load_u32(bytes + 20));
    put_name(f, "salg_name", bytes + 24, length - 24);
}

#define XDP_SHARES_MEMORY 1u

static void format_xdp(struct formatter *f, const uint8_t *bytes, size_t length)
{
    (void)length;
    format_field(f, "sxdp_flags");
    format_named(f, TYPE_XDP_FLAGS, load_u16(bytes + 2));
    format_field(f, "sxdp_ifindex");
    format_interface(f, load_u32(bytes + 4));
    format_field(f, "sxdp_queue_id");
    format_uint(f, load_u32(bytes + 8));
    if (load_u16(bytes + 2) & XDP_SHARES_MEMORY) {
        format_field(f, "sxdp_shared_umem_fd");
        format_int(f, load_u32(bytes + 12));
    } else if (load_u32(bytes + 12)) {
        put_hex(f, "sxdp_shared_umem_fd", load_u32(bytes + 12));
    }
}

#define RXRPC_TRANSPORT 8

static void put_transport(struct formatter *f, const uint8_t *bytes, size_t length)
{
    uint16_t family = load_u16(bytes);

    if (family == FAMILY_INET && length >= 16) {
        format_field(f, "sin");
        format_open(f, '{');
        format_field(f, "sin_family");
        format_named(f, TYPE_SOCKET_DOMAIN, family);
        format_inet_members(f, bytes, length);
    } else if (family == FAMILY_INET6 && length >= 28) {
        format_field(f, "sin6");
        format_open(f, '{');
        format_field(f, "sin6_family");
        format_named(f, TYPE_SOCKET_DOMAIN, family);
        format_inet6_members(f, bytes, length);
    } else {
        format_field(f, "family");
        format_named(f, TYPE_SOCKET_DOMAIN, family);
        format_item(f);
        format_quoted(f, TEXT_STRING, bytes + 2, length - 2, SIZE_MAX, false);
        return;
    }
    format_close(f, '}');
}

static void format_rxrpc(struct formatter *f, const uint8_t *bytes, size_t length)
{
    format_field(f, "srx_service");
    format_hex(f, load_u16(bytes + 2));
    if (f->options->constants != FORMAT_NUMBERS)
        format_comment(f, "???_SERVICE");
    format_field(f, "transport_type");
    format_named(f, TYPE_SOCK_TYPE, load_u16(bytes + 4));
    format_field(f, "transport_len");
    format_uint(f, load_u16(bytes + 6));
    format_field(f, "transport");
    format_open(f, '{');
    put_transport(f, bytes + RXRPC_TRANSPORT, length - RXRPC_TRANSPORT);
    format_close(f, '}');
}

/* ---- which ------------------------------------------------------------------------ */

static const struct {
    uint16_t family;
    uint8_t least_bytes;
    void (*format)(struct formatter *f, const uint8_t *bytes, size_t length);
} rare_families[] = {
    {3 /* AF_AX25 */, 16, format_ax25},    {4 /* AF_IPX */, 16, format_ipx},
    {9 /* AF_X25 */, 18, format_x25},      {30 /* AF_TIPC */, 16, format_tipc},
    {33 /* AF_RXRPC */, 36, format_rxrpc}, {36 /* AF_IEEE802154 */, 20, format_ieee802154},
    {38 /* AF_ALG */, 25, format_alg},     {39 /* AF_NFC */, 16, format_nfc},
    {40 /* AF_VSOCK */, 16, format_vsock}, {42 /* AF_QIPCRTR */, 12, format_qrtr},
    {44 /* AF_XDP */, 16, format_xdp},     {45 /* AF_MCTP */, 12, format_mctp},
};

bool format_rare_address(struct formatter *f, unsigned family, const uint8_t *bytes, size_t length)
{
    if (family == 31 /* AF_BLUETOOTH */)
        return format_bluetooth(f, bytes, length);
    for (size_t i = 0; i < ARRAY_COUNT(rare_families); i++) {
        if (rare_families[i].family == family && length >= rare_families[i].least_bytes) {
            rare_families[i].format(f, bytes, length);
            return true;
        }
    }
    return false;
}
