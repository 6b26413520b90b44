/*
 * NETLINK_SOCK_DIAG: sockets of the internet, of this machine, netlink's own and packets', as asked
 * for and as answered.
 */
#include <stdio.h>

#include "core/tables/flags.h"
#include "netlink_diag.h"

/* ---- shared values --------------------------------------------------------------------- */

/* The bits that have names. */
static uint32_t shifted_names(enum arg_type type, unsigned first)
{
    uint32_t names = 0;

    for (unsigned bit = 0; bit < 32; bit++)
        names |= flag_set_name(flag_set_find(type), bit + first) ? 1u << bit : 0;
    return names;
}

void format_shifted(struct formatter *f, enum arg_type type, uint32_t value, unsigned first)
{
    const char *end = first ? "-1)" : "";
    uint32_t named = shifted_names(type, first) & value, rest = value & ~named;
    bool is_first = true;

    if (!named || !format_names_begin(f, value)) {
        if (!named)
            format_hex(f, value);
        return;
    }
    for (unsigned bit = 0; bit < 32; bit++) {
        const char *name = flag_set_name(flag_set_find(type), bit + first);
        if (!(named >> bit & 1))
            continue;
        format_punctuation(f, is_first ? "" : "|");
        format_punctuation(f, first ? "1<<(" : "1<<");
        format_constant(f, name);
        format_punctuation(f, end);
        is_first = false;
    }
    if (rest) {
        format_punctuation(f, "|");
        format_hex(f, rest);
    }
    format_names_end(f);
}

void format_diag_states(struct formatter *f, uint64_t value)
{
    format_shifted(f, TYPE_TCP_STATE, (uint32_t)value, 0);
}

void format_diag_extensions(struct formatter *f, uint64_t value)
{
    format_shifted(f, TYPE_DIAG_INET_ATTRIBUTE, (uint32_t)value, 1);
}

void format_diag_cookie(struct formatter *f, const char *field, const uint8_t *bytes)
{
    format_field(f, field);
    format_open_inline(f, '[');
    for (int i = 0; i < 2; i++) {
        format_item_inline(f);
        format_uint(f, load_u32(bytes + 4 * i));
    }
    format_close_inline(f, ']');
}

/* ---- the internet ------------------------------------------------------------------------- */

void format_diag_socket(struct formatter *f, unsigned family, const uint8_t *bytes)
{
    static const char *const names[] = {"idiag_src", "idiag_dst"};

    format_field(f, "id");
    format_open(f, '{');
    format_field(f, "idiag_sport");
    format_network_short(f, load_u16(bytes));
    format_field(f, "idiag_dport");
    format_network_short(f, load_u16(bytes + 2));
    for (int i = 0; i < 2; i++) {
        const uint8_t *address = bytes + 4 + 16 * i;
        if (family == FAMILY_INET6) {
            format_field_ipv6(f, names[i], address);
        } else {
            format_field(f, names[i]);
            format_ipv4_member(f, address, 16);
        }
    }
    format_field(f, "idiag_if");
    format_interface(f, load_u32(bytes + 36));
    format_diag_cookie(f, "idiag_cookie", bytes + 40);
    format_close(f, '}');
}

static void put_inet_request(struct formatter *f, const uint8_t *bytes)
{
    format_field(f, "sdiag_protocol");
    format_named(f, TYPE_INET_PROTOCOL, bytes[1]);
    format_field(f, "idiag_ext");
    format_diag_extensions(f, bytes[2]);
    format_field(f, "idiag_states");
    format_diag_states(f, load_u32(bytes + 4));
    format_diag_socket(f, bytes[0], bytes + 8);
}

/* TCPDIAG_GETSOCK, older than the families. */
static void put_compat_request(struct formatter *f, const uint8_t *bytes)
{
    format_field(f, "idiag_src_len");
    format_uint(f, bytes[1]);
    format_field(f, "idiag_dst_len");
    format_uint(f, bytes[2]);
    format_field(f, "idiag_ext");
    format_diag_extensions(f, bytes[3]);
    format_diag_socket(f, bytes[0], bytes + 4);
    format_field(f, "idiag_states");
    format_diag_states(f, load_u32(bytes + 52));
    format_field(f, "idiag_dbs");
    format_uint(f, load_u32(bytes + 56));
}

static void put_inet_answer(struct formatter *f, const uint8_t *bytes)
{
    static const char *const counts[] = {"idiag_expires", "idiag_rqueue", "idiag_wqueue",
                                         "idiag_uid", "idiag_inode"};

    format_field(f, "idiag_state");
    format_named(f, TYPE_TCP_STATE, bytes[1]);
    format_field(f, "idiag_timer");
    format_uint(f, bytes[2]);
    format_field(f, "idiag_retrans");
    format_uint(f, bytes[3]);
    format_diag_socket(f, bytes[0], bytes + 4);
    for (size_t i = 0; i < ARRAY_COUNT(counts); i++) {
        format_field(f, counts[i]);
        format_uint(f, load_u32(bytes + 52 + 4 * i));
    }
}

#define NUMBER(field)                                                                              \
    {                                                                                              \
        field, MEMBER_U32, .type = TYPE_UINT                                                       \
    }

static const struct member inet_memory[] = {
    NUMBER("idiag_rmem"), NUMBER("idiag_wmem"), NUMBER("idiag_fmem"), NUMBER("idiag_tmem"), {0}};
static const struct member inet_vegas[] = {
    NUMBER("tcpv_enabled"), NUMBER("tcpv_rttcnt"), NUMBER("tcpv_rtt"), NUMBER("tcpv_minrtt"), {0}};

static const struct member inet_dctcp[] = {
    {"dctcp_enabled", MEMBER_U16, .type = TYPE_UINT},
    {"dctcp_ce_state", MEMBER_U16, .type = TYPE_UINT},
    NUMBER("dctcp_alpha"),
    NUMBER("dctcp_ab_ecn"),
    NUMBER("dctcp_ab_tot"),
    {0},
};

static const struct member inet_bbr[] = {
    {"bbr_bw_lo", MEMBER_U32, .type = TYPE_HEX},
    {"bbr_bw_hi", MEMBER_U32, .type = TYPE_HEX},
    NUMBER("bbr_min_rtt"),
    NUMBER("bbr_pacing_gain"),
    NUMBER("bbr_cwnd_gain"),
    {0},
};

static const struct member bytecode_op[] = {
    {"code", MEMBER_U8, .type = TYPE_DIAG_BYTECODE},
    {"yes", MEMBER_U8, .type = TYPE_UINT},
    {"no", MEMBER_U16, .type = TYPE_UINT},
    {0},
};

/* The first operation; what follows has a length by operation that nobody needs to read here. */
static void put_bytecode(struct formatter *f, const struct netlink_context *context,
                         const uint8_t *bytes, size_t length)
{
    (void)context;
    if (length < 4) {
        format_quoted_hex(f, bytes, length, format_string_limit(f), false);
        return;
    }
    format_record(f, bytecode_op, bytes, 4, false);
    if (length > 4) {
        format_item(f);
        format_quoted_hex(f, bytes + 4, length - 4, format_string_limit(f), false);
    }
}

static void put_shutdown(struct formatter *f, const struct netlink_context *context,
                         const uint8_t *bytes, size_t length)
{
    (void)context;
    (void)length;
    format_named_number(f, TYPE_DIAG_SHUTDOWN, bytes[0]);
}

/* One bit each; what newer kernels have behind them is bytes. */
static void put_socket_flags(struct formatter *f, const struct netlink_context *context,
                             const uint8_t *bytes, size_t length)
{
    static const char *const names[] = {
        "recverr",         "is_icsk",       "freebind",
        "hdrincl",         "mc_loop",       "transparent",
        "mc_all",          "nodefrag",      "bind_address_no_port",
        "recverr_rfc4884", "defer_connect",
    };
    char comment[48];

    (void)context;
    if (length < 2) {
        format_quoted_hex(f, bytes, length, format_string_limit(f), false);
        return;
    }
    format_open(f, '{');
    for (size_t i = 0; i < ARRAY_COUNT(names); i++) {
        bool is_set = bytes[i / 8] >> i % 8 & 1;
        if (!is_set && !f->options->is_verbose)
            continue;
        format_field(f, names[i]);
        format_uint(f, is_set);
    }
    if (bytes[1] >> 3 || f->options->is_verbose) {
        format_field(f, "unused");
        format_hex(f, bytes[1] >> 3);
        text_put_role(f->text, TEXT_DIM, " /* bits 3..8 */");
    }
    format_close(f, '}');
    if (length == 2)
        return;
    snprintf(comment, sizeof comment, ", /* bytes 2..%zu */ ", length - 1);
    text_put_role(f->text, TEXT_DIM, comment);
    format_quoted_hex(f, bytes + 2, length - 2, format_string_limit(f), false);
}

#define ADDRESS_BYTES 128

static void put_addresses(struct formatter *f, const struct netlink_context *context,
                          const uint8_t *bytes, size_t length)
{
    (void)context;
    if (length < ADDRESS_BYTES) {
        format_quoted_hex(f, bytes, length, format_string_limit(f), false);
        return;
    }
    format_open(f, '[');
    for (size_t at = 0; at + ADDRESS_BYTES <= length; at += ADDRESS_BYTES) {
        format_item(f);
        format_sockaddr_bytes(f, bytes + at, ADDRESS_BYTES);
    }
    format_close(f, ']');
}

static const struct attribute_row inet_request_rows[] = {
    {1 /* INET_DIAG_REQ_BYTECODE */, ATTRIBUTE_OWN, .format = put_bytecode},
    {3 /* INET_DIAG_REQ_PROTOCOL */, ATTRIBUTE_WIDE, TYPE_INET_PROTOCOL_WIDE},
};
static const struct attribute_list inet_request = ATTRIBUTES(DIAG_INET_REQUEST, inet_request_rows);

static const struct attribute_row inet_ulp_rows[] = {
    {1 /* INET_ULP_INFO_NAME */, ATTRIBUTE_TEXT},
};
static const struct attribute_list inet_ulp = ATTRIBUTES(DIAG_ULP, inet_ulp_rows);

static const struct attribute_list bpf_storages = ATTRIBUTES_PLAIN(DIAG_BPF_STORAGE);

static const struct attribute_row inet_answer_rows[] = {
    {1 /* INET_DIAG_MEMINFO */, ATTRIBUTE_RECORD, .size_bytes = 16, .members = inet_memory},
    {3 /* INET_DIAG_VEGASINFO */, ATTRIBUTE_RECORD, .size_bytes = 16, .members = inet_vegas},
    {4 /* INET_DIAG_CONG */, ATTRIBUTE_TEXT},
    {5 /* INET_DIAG_TOS */, ATTRIBUTE_U8},
    {6 /* INET_DIAG_TCLASS */, ATTRIBUTE_U8},
    {11 /* INET_DIAG_SKV6ONLY */, ATTRIBUTE_U8},
    {7 /* INET_DIAG_SKMEMINFO */, ATTRIBUTE_INDEXED32, TYPE_DIAG_MEMORY},
    {8 /* INET_DIAG_SHUTDOWN */, ATTRIBUTE_OWN, .format = put_shutdown},
    {9 /* INET_DIAG_DCTCPINFO */, ATTRIBUTE_RECORD, .size_bytes = 16, .members = inet_dctcp},
    {10 /* INET_DIAG_PROTOCOL */, ATTRIBUTE_WIDE, TYPE_INET_PROTOCOL_WIDE},
    {12 /* INET_DIAG_LOCALS */, ATTRIBUTE_OWN, .format = put_addresses},
    {13 /* INET_DIAG_PEERS */, ATTRIBUTE_OWN, .format = put_addresses},
    {15 /* INET_DIAG_MARK */, ATTRIBUTE_U32},
    {17 /* INET_DIAG_CLASS_ID */, ATTRIBUTE_U32},
    {16 /* INET_DIAG_BBRINFO */, ATTRIBUTE_RECORD, .size_bytes = 20, .members = inet_bbr},
    {19 /* INET_DIAG_ULP_INFO */, ATTRIBUTE_NESTED, .nested = &inet_ulp},
    {20 /* INET_DIAG_SK_BPF_STORAGES */, ATTRIBUTE_NESTED, .nested = &bpf_storages},
    {21 /* INET_DIAG_CGROUP_ID */, ATTRIBUTE_U64},
    {22 /* INET_DIAG_SOCKOPT */, ATTRIBUTE_OWN, .format = put_socket_flags},
};
static const struct attribute_list inet_answer = ATTRIBUTES(DIAG_INET_ATTRIBUTE, inet_answer_rows);

/* ---- this machine -------------------------------------------------------------------------- */

static void put_unix_request(struct formatter *f, const uint8_t *bytes)
{
    format_field(f, "sdiag_protocol");
    format_uint(f, bytes[1]);
    format_field(f, "udiag_states");
    format_diag_states(f, load_u32(bytes + 4));
    format_field(f, "udiag_ino");
    format_uint(f, load_u32(bytes + 8));
    format_field(f, "udiag_show");
    format_named(f, TYPE_DIAG_UNIX_SHOW, load_u32(bytes + 12));
    format_diag_cookie(f, "udiag_cookie", bytes + 16);
}

static void put_unix_answer(struct formatter *f, const uint8_t *bytes)
{
    format_field(f, "udiag_type");
    format_named(f, TYPE_SOCK_TYPE, bytes[1]);
    format_field(f, "udiag_state");
    format_named(f, TYPE_TCP_STATE, bytes[2]);
    format_field(f, "udiag_ino");
    format_uint(f, load_u32(bytes + 4));
    format_diag_cookie(f, "udiag_cookie", bytes + 8);
}

static const struct member unix_vfs[] = {
    {"udiag_vfs_dev", MEMBER_U32, .type = TYPE_DEVICE},
    {"udiag_vfs_ino", MEMBER_U32, .type = TYPE_UINT},
    {0},
};
/* The kernel writes the inode first. */
static void put_unix_vfs(struct formatter *f, const struct netlink_context *context,
                         const uint8_t *bytes, size_t length)
{
    uint8_t swapped[8];

    (void)context;
    if (length < sizeof swapped) {
        format_quoted_hex(f, bytes, length, format_string_limit(f), false);
        return;
    }
    memcpy(swapped, bytes + 4, 4);
    memcpy(swapped + 4, bytes, 4);
    format_record(f, unix_vfs, swapped, sizeof swapped, false);
}

static const struct member unix_queues[] = {NUMBER("udiag_rqueue"), NUMBER("udiag_wqueue"), {0}};

static const struct attribute_row unix_answer_rows[] = {
    {0 /* UNIX_DIAG_NAME */, ATTRIBUTE_TEXT},
    {1 /* UNIX_DIAG_VFS */, ATTRIBUTE_OWN, .format = put_unix_vfs},
    {2 /* UNIX_DIAG_PEER */, ATTRIBUTE_U32},
    {7 /* UNIX_DIAG_UID */, ATTRIBUTE_U32},
    {3 /* UNIX_DIAG_ICONS */, ATTRIBUTE_NUMBERS32},
    {4 /* UNIX_DIAG_RQLEN */, ATTRIBUTE_RECORD, .size_bytes = 8, .members = unix_queues},
    {5 /* UNIX_DIAG_MEMINFO */, ATTRIBUTE_INDEXED32, TYPE_DIAG_MEMORY},
    {6 /* UNIX_DIAG_SHUTDOWN */, ATTRIBUTE_U8},
};
static const struct attribute_list unix_answer = ATTRIBUTES(DIAG_UNIX_ATTRIBUTE, unix_answer_rows);

/* ---- netlink and packets -----------------------------------------------------------------------
 */

static void put_netlink_request(struct formatter *f, const uint8_t *bytes)
{
    format_field(f, "sdiag_protocol");
    if (bytes[1] == 0xff)
        format_constant(f, "NDIAG_PROTO_ALL");
    else
        format_named(f, TYPE_NETLINK_PROTOCOL, bytes[1]);
    format_field(f, "ndiag_ino");
    format_uint(f, load_u32(bytes + 4));
    format_field(f, "ndiag_show");
    format_named(f, TYPE_DIAG_NETLINK_SHOW, load_u32(bytes + 8));
    format_diag_cookie(f, "ndiag_cookie", bytes + 12);
}

static void put_netlink_answer(struct formatter *f, const uint8_t *bytes)
{
    static const char *const counts[] = {"ndiag_portid", "ndiag_dst_portid", "ndiag_dst_group",
                                         "ndiag_ino"};

    format_field(f, "ndiag_type");
    format_named(f, TYPE_SOCK_TYPE, bytes[1]);
    format_field(f, "ndiag_protocol");
    format_named(f, TYPE_NETLINK_PROTOCOL, bytes[2]);
    format_field(f, "ndiag_state");
    format_named(f, TYPE_NETLINK_STATE, bytes[3]);
    for (size_t i = 0; i < ARRAY_COUNT(counts); i++) {
        format_field(f, counts[i]);
        format_uint(f, load_u32(bytes + 4 + 4 * i));
    }
    format_diag_cookie(f, "ndiag_cookie", bytes + 20);
}

static const struct member ring[] = {NUMBER("ndr_block_size"),
                                     NUMBER("ndr_block_nr"),
                                     NUMBER("ndr_frame_size"),
                                     NUMBER("ndr_frame_nr"),
                                     {0}};

static void put_groups(struct formatter *f, const struct netlink_context *context,
                       const uint8_t *bytes, size_t length)
{
    (void)context;
    format_open_inline(f, '[');
    for (size_t at = 0; at + 8 <= length; at += 8) {
        format_item_inline(f);
        format_hex(f, load_u64(bytes + at));
    }
    format_close_inline(f, ']');
}

static const struct attribute_row netlink_answer_rows[] = {
    {0 /* NETLINK_DIAG_MEMINFO */, ATTRIBUTE_INDEXED32, TYPE_DIAG_MEMORY},
    {1 /* NETLINK_DIAG_GROUPS */, ATTRIBUTE_OWN, .format = put_groups},
    {2 /* NETLINK_DIAG_RX_RING */, ATTRIBUTE_RECORD, .size_bytes = 16, .members = ring},
    {3 /* NETLINK_DIAG_TX_RING */, ATTRIBUTE_RECORD, .size_bytes = 16, .members = ring},
    {4 /* NETLINK_DIAG_FLAGS */, ATTRIBUTE_U32, TYPE_DIAG_NETLINK_FLAGS},
};
static const struct attribute_list netlink_answer =
    ATTRIBUTES(DIAG_NETLINK_ATTRIBUTE, netlink_answer_rows);

static void put_packet_request(struct formatter *f, const uint8_t *bytes)
{
    format_field(f, "sdiag_protocol");
    format_hex(f, bytes[1]);
    format_field(f, "pdiag_ino");
    format_uint(f, load_u32(bytes + 4));
    format_field(f, "pdiag_show");
    format_named(f, TYPE_DIAG_PACKET_SHOW, load_u32(bytes + 8));
    format_diag_cookie(f, "pdiag_cookie", bytes + 12);
}

static void put_packet_answer(struct formatter *f, const uint8_t *bytes)
{
    format_field(f, "pdiag_type");
    format_named(f, TYPE_SOCK_TYPE, bytes[1]);
    format_field(f, "pdiag_num");
    format_named(f, TYPE_ETHERNET_PROTOCOL, load_u16(bytes + 2));
    format_field(f, "pdiag_ino");
    format_uint(f, load_u32(bytes + 4));
    format_diag_cookie(f, "pdiag_cookie", bytes + 8);
}

static const struct member packet_info[] = {
    {"pdi_index", MEMBER_U32, .type = TYPE_INTERFACE},
    {"pdi_version", MEMBER_U32, .type = TYPE_PACKET_VERSION},
    NUMBER("pdi_reserve"),
    NUMBER("pdi_copy_thresh"),
    NUMBER("pdi_tstamp"),
    {"pdi_flags", MEMBER_U32, .type = TYPE_DIAG_PACKET_FLAGS},
    {0},
};

static const struct member packet_ring[] = {
    NUMBER("pdr_block_size"), NUMBER("pdr_block_nr"),
    NUMBER("pdr_frame_size"), NUMBER("pdr_frame_nr"),
    NUMBER("pdr_retire_tmo"), NUMBER("pdr_sizeof_priv"),
    NUMBER("pdr_features"),   {0},
};

static const struct attribute_row packet_answer_rows[] = {
    {0 /* PACKET_DIAG_INFO */, ATTRIBUTE_RECORD, .size_bytes = 24, .members = packet_info},
    {2 /* PACKET_DIAG_RX_RING */, ATTRIBUTE_RECORD, .size_bytes = 28, .members = packet_ring},
    {3 /* PACKET_DIAG_TX_RING */, ATTRIBUTE_RECORD, .size_bytes = 28, .members = packet_ring},
    {4 /* PACKET_DIAG_FANOUT */, ATTRIBUTE_U32},
    {5 /* PACKET_DIAG_UID */, ATTRIBUTE_U32},
    {6 /* PACKET_DIAG_MEMINFO */, ATTRIBUTE_INDEXED32, TYPE_DIAG_MEMORY},
};
static const struct attribute_list packet_answer =
    ATTRIBUTES(DIAG_PACKET_ATTRIBUTE, packet_answer_rows);

/* ---- which is what
 * --------------------------------------------------------------------------------- */

/* A request and an answer differ; NULL: attributes that are not known to be. */
static const struct kind {
    uint8_t family;
    bool is_request;
    uint8_t size_bytes, index_at;
    const char *field;
    void (*format)(struct formatter *f, const uint8_t *bytes);
    const struct attribute_list *attributes;
} kinds[] = {
    {FAMILY_UNIX, true, 24, 0, "sdiag_family", put_unix_request, NULL},
    {FAMILY_UNIX, false, 16, 0, "udiag_family", put_unix_answer, &unix_answer},
    {FAMILY_INET, true, 56, 44, "sdiag_family", put_inet_request, &inet_request},
    {FAMILY_INET, false, 72, 40, "idiag_family", put_inet_answer, &inet_answer},
    {FAMILY_INET6, true, 56, 44, "sdiag_family", put_inet_request, &inet_request},
    {FAMILY_INET6, false, 72, 40, "idiag_family", put_inet_answer, &inet_answer},
    {FAMILY_NETLINK, true, 20, 0, "sdiag_family", put_netlink_request, NULL},
    {FAMILY_NETLINK, false, 28, 0, "ndiag_family", put_netlink_answer, &netlink_answer},
    {FAMILY_PACKET, true, 20, 0, "sdiag_family", put_packet_request, NULL},
    {FAMILY_PACKET, false, 16, 0, "pdiag_family", put_packet_answer, &packet_answer},
    {FAMILY_TIPC, true, 8, 0, "sdiag_family", format_tipc_request, NULL},
    {FAMILY_VSOCK, true, 24, 0, "sdiag_family", format_vsock_request, NULL},
    {FAMILY_VSOCK, false, 32, 0, "vdiag_family", format_vsock_answer, NULL},
    {FAMILY_SMC, true, 52, 40, "diag_family", format_smc_request, NULL},
    {FAMILY_SMC, false, 64, 40, "diag_family", format_smc_answer, &attributes_smc_diag},
    {FAMILY_XDP, true, 20, 0, "sdiag_family", format_xdp_request, NULL},
    {FAMILY_XDP, false, 16, 0, "xdiag_family", format_xdp_answer, &attributes_xdp_diag},
};

static const struct kind compat = {
    FAMILY_INET, true, 60, 40, "idiag_family", put_compat_request, &inet_request,
};

enum { DIAG_BY_FAMILY = 20, DIAG_DESTROY = 21 };

static const struct kind *kind_of(const struct netlink_message *message)
{
    bool is_request = message->flags & NETLINK_REQUEST;

    if (message->type < DIAG_BY_FAMILY && is_request)
        return &compat;
    for (size_t i = 0; i < ARRAY_COUNT(kinds) && message->type <= DIAG_DESTROY; i++)
        if (kinds[i].family == message->bytes[0] && kinds[i].is_request == is_request)
            return &kinds[i];
    return NULL;
}

void format_diag_message(struct formatter *f, const struct netlink_message *message)
{
    const struct kind *kind = kind_of(message);

    if (!kind || message->length == 1) {
        format_unknown_family(f, message);
        return;
    }
    format_open(f, '{');
    format_field(f, kind->field);
    format_named(f, TYPE_SOCKET_DOMAIN, message->bytes[0]);
    if (message->length < kind->size_bytes) {
        format_more(f);
        format_close(f, '}');
        return;
    }
    kind->format(f, message->bytes);
    format_close(f, '}');
    if (kind->attributes)
        format_behind(f, kind->attributes, message->bytes[0], message, kind->size_bytes);
}

void diag_interfaces(struct interface_set *set, const struct netlink_message *message)
{
    const struct kind *kind = kind_of(message);

    if (!kind || message->length < kind->size_bytes)
        return;
    if (kind->index_at)
        interface_add(set, load_u32(message->bytes + kind->index_at));
    if (kind->attributes == &packet_answer && message->length > kind->size_bytes + 8u)
        interface_add(set, load_u32(message->bytes + kind->size_bytes + 4));
}
