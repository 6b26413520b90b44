/*
 * Socket options: names by level, values by level and name.
 */
#include "core/tables/flags.h"
#include "network.h"
#include "record.h"
#include "value_type.h"

enum {
    LEVEL_IP = 0,
    LEVEL_SOCKET = 1,
    LEVEL_TCP = 6,
    LEVEL_UDP = 17,
    LEVEL_VSOCK_DOMAIN = 40,
    LEVEL_IPV6 = 41,
    LEVEL_RAW = 255,
    LEVEL_PACKET = 263,
    LEVEL_NETLINK = 270,
    LEVEL_VSOCK = 287,
};

/* ---- names ---------------------------------------------------------------------- */

/* Which list names the options of a level. */
static const struct {
    uint16_t level, type;
} option_lists[] = {
    {LEVEL_IP, TYPE_IP_OPTION},
    {LEVEL_SOCKET, TYPE_SOCKET_OPTION},
    {LEVEL_TCP, TYPE_TCP_OPTION},
    {LEVEL_UDP, TYPE_UDP_OPTION},
    {LEVEL_VSOCK_DOMAIN, TYPE_VSOCK_OPTION},
    {LEVEL_IPV6, TYPE_IPV6_OPTION},
    {101 /* SOL_CAN_RAW */, TYPE_CAN_RAW_OPTION},
    {132 /* SOL_SCTP */, TYPE_SCTP_OPTION},
    {LEVEL_RAW, TYPE_RAW_OPTION},
    {256 /* SOL_IPX */, TYPE_IPX_OPTION},
    {257 /* SOL_AX25 */, TYPE_AX25_OPTION},
    {LEVEL_PACKET, TYPE_PACKET_OPTION},
    {266 /* SOL_IRDA */, TYPE_IRDA_OPTION},
    {268 /* SOL_LLC */, TYPE_LLC_OPTION},
    {269 /* SOL_DCCP */, TYPE_DCCP_OPTION},
    {LEVEL_NETLINK, TYPE_NETLINK_OPTION},
    {271 /* SOL_TIPC */, TYPE_TIPC_OPTION},
    {272 /* SOL_RXRPC */, TYPE_RXRPC_OPTION},
    {273 /* SOL_PPPOL2TP */, TYPE_PPPOL2TP_OPTION},
    {274 /* SOL_BLUETOOTH */, TYPE_BLUETOOTH_OPTION},
    {275 /* SOL_PNPIPE */, TYPE_PHONET_OPTION},
    {276 /* SOL_RDS */, TYPE_RDS_OPTION},
    {277 /* SOL_IUCV */, TYPE_IUCV_OPTION},
    {278 /* SOL_CAIF */, TYPE_CAIF_OPTION},
    {279 /* SOL_ALG */, TYPE_ALG_OPTION},
    {280 /* SOL_NFC */, TYPE_NFC_OPTION},
    {281 /* SOL_KCM */, TYPE_KCM_OPTION},
    {282 /* SOL_TLS */, TYPE_TLS_OPTION},
    {283 /* SOL_XDP */, TYPE_XDP_OPTION},
    {284 /* SOL_MPTCP */, TYPE_MPTCP_OPTION},
    {286 /* SOL_SMC */, TYPE_SMC_OPTION},
    {LEVEL_VSOCK, TYPE_VSOCK_OPTION},
};

/* Where getting is called otherwise than setting. */
static const struct {
    uint16_t level, type;
} get_lists[] = {
    {LEVEL_IP, TYPE_IP_GET_OPTION},
    {LEVEL_SOCKET, TYPE_SOCKET_GET_OPTION},
    {LEVEL_IPV6, TYPE_IPV6_GET_OPTION},
};

/* Is it asked for? */
static bool is_get(const struct formatter *f)
{
    return f->arg + 1u < f->spec->arg_count && f->spec->args[f->arg + 1].direction == ARG_OUT;
}

static enum arg_type list_of(const struct formatter *f, uint32_t level, uint64_t option)
{
    for (size_t i = 0; is_get(f) && i < ARRAY_COUNT(get_lists); i++)
        if (get_lists[i].level == level && flag_set_name(flag_set_find(get_lists[i].type), option))
            return get_lists[i].type;
    for (size_t i = 0; i < ARRAY_COUNT(option_lists); i++)
        if (option_lists[i].level == level)
            return option_lists[i].type;
    return TYPE_NONE;
}

/* The level stands before the name. */
void format_sockopt_name(struct formatter *f, uint64_t value)
{
    uint32_t level = f->arg ? (uint32_t)format_register(f, f->arg - 1u) : 0;
    enum arg_type list = list_of(f, level, (uint32_t)value);

    if (list == TYPE_NONE)
        format_int(f, value);
    else
        format_named(f, list, value);
}

void format_errno(struct formatter *f, uint64_t value)
{
    format_name_or_number(f, format_errno_name((int)value), (int32_t)value);
}

/* ---- structs --------------------------------------------------------------------- */

const struct member members_linger[] = {
    {"l_onoff", MEMBER_S32, .type = TYPE_INT},
    {"l_linger", MEMBER_S32, .type = TYPE_INT},
    {0},
};

const struct member members_ucred[] = {
    {"pid", MEMBER_S32, .type = TYPE_PID},
    {"uid", MEMBER_U32, .type = TYPE_UID},
    {"gid", MEMBER_U32, .type = TYPE_GID},
    {0},
};

static const struct member membership[] = {
    {"imr_multiaddr", MEMBER_U32, .type = TYPE_INET_ADDRESS},
    {"imr_interface", MEMBER_U32, .type = TYPE_INET_ADDRESS},
    {0},
};

static const struct member packet_ring[] = {
    {"tp_block_size", MEMBER_U32, .type = TYPE_UINT},
    {"tp_block_nr", MEMBER_U32, .type = TYPE_UINT},
    {"tp_frame_size", MEMBER_U32, .type = TYPE_UINT},
    {"tp_frame_nr", MEMBER_U32, .type = TYPE_UINT},
    {0},
};

static const struct member packet_statistics[] = {
    {"tp_packets", MEMBER_U32, .type = TYPE_UINT},
    {"tp_drops", MEMBER_U32, .type = TYPE_UINT},
    {"tp_freeze_q_cnt", MEMBER_U32, .type = TYPE_UINT},
    {0},
};

static void put_membership6(struct formatter *f, const uint8_t *bytes, size_t length)
{
    (void)length;
    format_open(f, '{');
    format_field_ipv6(f, "ipv6mr_multiaddr", bytes);
    format_field(f, "ipv6mr_interface");
    format_interface(f, load_u32(bytes + 16));
    format_close(f, '}');
}

#define GROUP_ADDRESS_OFFSET(abi) ((abi) == ABI_COMPAT ? 4u : 8u)

static void put_group(struct formatter *f, const uint8_t *bytes, size_t length)
{
    size_t offset = GROUP_ADDRESS_OFFSET(f->abi);

    format_open(f, '{');
    format_field(f, "gr_interface");
    format_interface(f, load_u32(bytes));
    format_field(f, "gr_group");
    format_sockaddr_bytes(f, bytes + offset, length - offset);
    format_close(f, '}');
}

static void put_packet_membership(struct formatter *f, const uint8_t *bytes, size_t length)
{
    size_t size = load_u16(bytes + 6);

    (void)length;
    format_open(f, '{');
    format_field(f, "mr_ifindex");
    format_interface(f, load_u32(bytes));
    format_field(f, "mr_type");
    format_named(f, TYPE_PACKET_MEMBERSHIP, load_u16(bytes + 4));
    format_field(f, "mr_alen");
    format_uint(f, size);
    format_field(f, "mr_address");
    format_hardware_address(f, bytes + 8, size < 8 ? size : 8);
    format_close(f, '}');
}

/* Types of messages that are not let through, one bit each; where most of them are set, the others
 * are shown. */
static void put_icmp_filter(struct formatter *f, const uint8_t *bytes, size_t length)
{
    uint32_t set = load_partial_u32(bytes, length);
    size_t bits = length < 4 ? 8 * length : 32;
    bool is_first = true, is_inverted;

    if (bits < 32)
        set |= UINT32_MAX << bits;
    is_inverted = __builtin_popcount(set) >= 32 * 2 / 3;
    set = is_inverted ? ~set : set;
    format_punctuation(f, is_inverted ? "~[" : "[");
    for (unsigned type = 0; type < 32; type++) {
        if (!(set >> type & 1))
            continue;
        format_punctuation(f, is_first ? "" : " ");
        format_named(f, TYPE_ICMP_TYPE, type);
        is_first = false;
    }
    format_punctuation(f, "]");
}

static void put_rehash(struct formatter *f, const uint8_t *bytes, size_t length)
{
    uint32_t value = load_u32(bytes);
    const char *name = flag_set_name(flag_set_find(TYPE_TXREHASH), value);

    (void)length;
    format_punctuation(f, "[");
    if (name)
        format_known(f, name, value);
    else
        format_uint(f, value);
    if (!name && f->options->constants != FORMAT_NUMBERS)
        format_comment(f, "SOCK_TXREHASH_???");
    format_punctuation(f, "]");
}

/* "[ECONNREFUSED]", and "[0]" where nothing went wrong. */
static void put_error(struct formatter *f, const uint8_t *bytes, size_t length)
{
    if (length < 4) {
        format_quoted_hex(f, bytes, length, SIZE_MAX, false);
        return;
    }
    format_punctuation(f, "[");
    format_name_or_number(f, format_errno_name(load_s32(bytes)), load_s32(bytes));
    format_punctuation(f, "]");
}

static void put_filter(struct formatter *f, const uint8_t *bytes, size_t length)
{
    format_record(f, members_sock_fprog, bytes, length, false);
}

/* ---- values ------------------------------------------------------------------------ */

enum option_length {
    LENGTH_EXACT, /* another one is an error, and the address is shown */
    LENGTH_LEAST, /* what is behind does not count */
    LENGTH_SHORT, /* the kernel may cut it: shown as far as it goes */
};

/* A row has members or a function; size 0: of any length. */
static const struct option_row {
    uint16_t level, option;
    uint8_t size_bytes, size32_bytes;
    uint8_t length; /* enum option_length */
    const struct member *members;
    void (*format)(struct formatter *f, const uint8_t *bytes, size_t length);
} option_rows[] = {
    {LEVEL_SOCKET, 13 /* SO_LINGER */, 8, 8, LENGTH_SHORT, members_linger, NULL},
    {LEVEL_SOCKET, 26 /* SO_ATTACH_FILTER */, 16, 8, LENGTH_EXACT, NULL, put_filter},
    {LEVEL_SOCKET, 51 /* SO_ATTACH_REUSEPORT_CBPF */, 16, 8, LENGTH_EXACT, NULL, put_filter},
    {LEVEL_SOCKET, 74 /* SO_TXREHASH */, 4, 4, LENGTH_LEAST, NULL, put_rehash},
    {LEVEL_IP, 35 /* IP_ADD_MEMBERSHIP */, 8, 8, LENGTH_LEAST, membership, NULL},
    {LEVEL_IP, 36 /* IP_DROP_MEMBERSHIP */, 8, 8, LENGTH_LEAST, membership, NULL},
    {LEVEL_IP, 42 /* MCAST_JOIN_GROUP */, 136, 132, LENGTH_LEAST, NULL, put_group},
    {LEVEL_IP, 45 /* MCAST_LEAVE_GROUP */, 136, 132, LENGTH_LEAST, NULL, put_group},
    {LEVEL_IPV6, 20 /* IPV6_ADD_MEMBERSHIP */, 20, 20, LENGTH_LEAST, NULL, put_membership6},
    {LEVEL_IPV6, 21 /* IPV6_DROP_MEMBERSHIP */, 20, 20, LENGTH_LEAST, NULL, put_membership6},
    {LEVEL_IPV6, 27 /* IPV6_JOIN_ANYCAST */, 20, 20, LENGTH_LEAST, NULL, put_membership6},
    {LEVEL_IPV6, 28 /* IPV6_LEAVE_ANYCAST */, 20, 20, LENGTH_LEAST, NULL, put_membership6},
    {LEVEL_IPV6, 42 /* MCAST_JOIN_GROUP */, 136, 132, LENGTH_LEAST, NULL, put_group},
    {LEVEL_IPV6, 45 /* MCAST_LEAVE_GROUP */, 136, 132, LENGTH_LEAST, NULL, put_group},
    {LEVEL_PACKET, 1 /* PACKET_ADD_MEMBERSHIP */, 16, 16, LENGTH_EXACT, NULL,
     put_packet_membership},
    {LEVEL_PACKET, 2 /* PACKET_DROP_MEMBERSHIP */, 16, 16, LENGTH_EXACT, NULL,
     put_packet_membership},
    {LEVEL_PACKET, 5 /* PACKET_RX_RING */, 16, 16, LENGTH_EXACT, packet_ring, NULL},
    {LEVEL_PACKET, 13 /* PACKET_TX_RING */, 16, 16, LENGTH_EXACT, packet_ring, NULL},
    {LEVEL_RAW, 1 /* ICMP_FILTER */, 0, 0, LENGTH_LEAST, NULL, put_icmp_filter},
};

/* What only getsockopt gives. */
static const struct option_row got_rows[] = {
    {LEVEL_SOCKET, 4 /* SO_ERROR */, 0, 0, LENGTH_LEAST, NULL, put_error},
    {LEVEL_SOCKET, 17 /* SO_PEERCRED */, 12, 12, LENGTH_SHORT, members_ucred, NULL},
    {LEVEL_PACKET, 6 /* PACKET_STATISTICS */, 8, 8, LENGTH_LEAST, packet_statistics, NULL},
};

static const struct option_row *find_row(bool is_got, uint32_t level, uint32_t option)
{
    for (size_t i = 0; is_got && i < ARRAY_COUNT(got_rows); i++)
        if (got_rows[i].level == level && got_rows[i].option == option)
            return &got_rows[i];
    for (size_t i = 0; i < ARRAY_COUNT(option_rows); i++)
        if (option_rows[i].level == level && option_rows[i].option == option)
            return &option_rows[i];
    return NULL;
}

/* Ints of these levels have their first four bytes looked at, however many there are. */
static const uint8_t int_options[] = {
    1,  2,  5,  6,  7,  8,  9,  10, 11, 12, 14, 15, 16, 18, 19, 27, 29, 30, 32, 33, 34, 35, 36, 37,
    40, 41, 42, 43, 44, 45, 46, 49, 53, 56, 60, 63, 64, 65, 68, 69, 70, 73, 75, 76, 82, 83, 84,
};

static bool is_int(uint32_t level, uint32_t option)
{
    if (level == LEVEL_NETLINK)
        return true;
    for (size_t i = 0; level == LEVEL_SOCKET && i < ARRAY_COUNT(int_options); i++)
        if (int_options[i] == option)
            return true;
    return false;
}

static void put_int(struct formatter *f, const uint8_t *bytes)
{
    format_punctuation(f, "[");
    format_int(f, load_u32(bytes));
    format_punctuation(f, "]");
}

/* The member that a short answer cuts, as the bytes that are there: {pid="\x00"}. */
static void put_short(struct formatter *f, const struct option_row *row, const uint8_t *bytes,
                      size_t length)
{
    size_t whole = length & ~(size_t)3;
    const struct member *cut = row->members + whole / 4;

    format_open(f, '{');
    format_members(f, row->members, bytes, whole);
    if (whole < length) {
        format_field(f, cut->name);
        format_quoted_hex(f, bytes + whole, length - whole, SIZE_MAX, false);
    }
    format_close(f, '}');
}

static void put_row(struct formatter *f, const struct option_row *row, bool is_got,
                    const uint8_t *bytes, size_t length, uint64_t whole)
{
    size_t size = f->abi == ABI_COMPAT ? row->size32_bytes : row->size_bytes;
    bool is_short = length < size || (row->length == LENGTH_EXACT && whole != size);

    if (is_got && row->length == LENGTH_SHORT && length < size)
        put_short(f, row, bytes, length);
    else if (is_short)
        format_address(f, format_register(f, f->arg));
    else if (row->members)
        format_record(f, row->members, bytes, size, false);
    else
        row->format(f, bytes, size ? size : length);
}

/* How much there is: what the call says, or, of an answer, what it brought. */
static uint64_t whole_length(const struct formatter *f, struct captured value)
{
    const struct arg_spec *arg = &f->spec->args[f->arg];

    return arg->size == SIZE_ARG ? (uint32_t)format_register(f, arg->size_arg) : value.length_bytes;
}

/* Level and name stand before the value. */
void format_sockopt_value(struct formatter *f)
{
    struct captured value = captured_piece(f, 0);
    uint32_t level = f->arg >= 2 ? (uint32_t)format_register(f, f->arg - 2u) : 0;
    uint32_t option = f->arg >= 2 ? (uint32_t)format_register(f, f->arg - 1u) : 0;
    bool is_got = f->spec->args[f->arg].direction == ARG_OUT;
    const struct option_row *row = find_row(is_got, level, option);
    uint64_t whole = whole_length(f, value);

    bool is_empty =
        !is_got && !row && !is_int(level, option) && whole == 0 && format_register(f, f->arg);

    if (value.length_bytes == 0 && !is_empty)
        format_address(f, format_register(f, f->arg));
    else if (row)
        put_row(f, row, is_got, value.bytes, value.length_bytes, whole);
    else if (value.length_bytes == 4 || (is_int(level, option) && value.length_bytes > 4))
        put_int(f, value.bytes);
    else if (!is_got && is_int(level, option))
        format_address(f, format_register(f, f->arg));
    else
        format_bytes(f, value.bytes, value.length_bytes);
}

void capture_sockopt_value(struct capture *c, const struct arg_spec *arg)
{
    struct interface_set interfaces = {.count = 0};
    uint32_t level = (uint32_t)c->args[1], option = (uint32_t)c->args[2], got;
    const uint8_t *bytes =
        capture_bytes(c, 0, c->args[c->arg], capture_size(c, arg), c->limits->buffer_bytes, &got);

    if (!bytes)
        return;
    if (got >= 4 && (level == LEVEL_PACKET || option == 42 || option == 45))
        interface_add(&interfaces, load_u32(bytes));
    else if (got >= 20 && level == LEVEL_IPV6)
        interface_add(&interfaces, load_u32(bytes + 16));
    if (find_row(false, level, option))
        interface_capture(c, 0, &interfaces);
}
