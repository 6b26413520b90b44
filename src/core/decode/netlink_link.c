/*
 * NETLINK_ROUTE: links, and what kinds of them there are.
 */
#include "netlink_route.h"

/* ---- structs ---------------------------------------------------------------------- */

#define COUNTERS(kind)                                                                             \
    {"rx_packets", kind, .type = TYPE_ULONG}, {"tx_packets", kind, .type = TYPE_ULONG},            \
        {"rx_bytes", kind, .type = TYPE_ULONG}, {"tx_bytes", kind, .type = TYPE_ULONG},            \
        {"rx_errors", kind, .type = TYPE_ULONG}, {"tx_errors", kind, .type = TYPE_ULONG},          \
        {"rx_dropped", kind, .type = TYPE_ULONG}, {"tx_dropped", kind, .type = TYPE_ULONG},        \
        {"multicast", kind, .type = TYPE_ULONG}, {"collisions", kind, .type = TYPE_ULONG},         \
        {"rx_length_errors", kind, .type = TYPE_ULONG},                                            \
        {"rx_over_errors", kind, .type = TYPE_ULONG}, {"rx_crc_errors", kind, .type = TYPE_ULONG}, \
        {"rx_frame_errors", kind, .type = TYPE_ULONG},                                             \
        {"rx_fifo_errors", kind, .type = TYPE_ULONG},                                              \
        {"rx_missed_errors", kind, .type = TYPE_ULONG},                                            \
        {"tx_aborted_errors", kind, .type = TYPE_ULONG},                                           \
        {"tx_carrier_errors", kind, .type = TYPE_ULONG},                                           \
        {"tx_fifo_errors", kind, .type = TYPE_ULONG},                                              \
        {"tx_heartbeat_errors", kind, .type = TYPE_ULONG},                                         \
        {"tx_window_errors", kind, .type = TYPE_ULONG},                                            \
        {"rx_compressed", kind, .type = TYPE_ULONG},                                               \
    {                                                                                              \
        "tx_compressed", kind, .type = TYPE_ULONG                                                  \
    }

static const struct member link_stats[] = {COUNTERS(MEMBER_U32), {0}};
static const struct member link_stats64[] = {COUNTERS(MEMBER_U64_PACKED), {0}};
#define STATS_BYTES   92
#define STATS64_BYTES 184

/* Each kernel appended one: shown as far as they are there. */
static void put_stats(struct formatter *f, const struct member *members, const uint8_t *bytes,
                      size_t length, size_t size, const char *const *later)
{
    size_t word = size / 23;

    if (length < size) {
        format_quoted_hex(f, bytes, length, format_string_limit(f), false);
        return;
    }
    format_open(f, '{');
    format_members(f, members, bytes, size);
    for (size_t at = size; *later && at + word <= length; at += word, later++) {
        format_field(f, *later);
        format_ulong(f, word == 4 ? load_u32(bytes + at) : load_u64(bytes + at));
    }
    format_close(f, '}');
}

static void put_link_stats(struct formatter *f, const struct netlink_context *context,
                           const uint8_t *bytes, size_t length)
{
    static const char *const later[] = {"rx_nohandler", NULL};

    (void)context;
    put_stats(f, link_stats, bytes, length, STATS_BYTES, later);
}

static void put_link_stats64(struct formatter *f, const struct netlink_context *context,
                             const uint8_t *bytes, size_t length)
{
    static const char *const later[] = {"rx_nohandler", "rx_otherhost_dropped", NULL};

    (void)context;
    put_stats(f, link_stats64, bytes, length, STATS64_BYTES, later);
}

static const struct member link_map[] = {
    {"mem_start", MEMBER_U64_PACKED, .type = TYPE_HEX},
    {"mem_end", MEMBER_U64_PACKED, .type = TYPE_HEX},
    {"base_addr", MEMBER_U64_PACKED, .type = TYPE_HEX},
    {"irq", MEMBER_U16, .type = TYPE_UINT},
    {"dma", MEMBER_U8, .type = TYPE_UINT},
    {"port", MEMBER_U8, .type = TYPE_UINT},
    {0},
};

/* ---- virtual functions -------------------------------------------------------------- */

static const struct member vf_vlan[] = {
    {"vf", MEMBER_U32, .type = TYPE_UINT},
    {"vlan", MEMBER_U32, .type = TYPE_UINT},
    {"qos", MEMBER_U32, .type = TYPE_UINT},
    {0},
};

static const struct member vf_vlan_info[] = {
    {"vf", MEMBER_U32, .type = TYPE_UINT},
    {"vlan", MEMBER_U32, .type = TYPE_UINT},
    {"qos", MEMBER_U32, .type = TYPE_UINT},
    {"vlan_proto", MEMBER_U16, .type = TYPE_ETHERNET_PORT},
    {0},
};

static const struct member vf_tx_rate[] = {
    {"vf", MEMBER_U32, .type = TYPE_UINT},
    {"rate", MEMBER_U32, .type = TYPE_UINT},
    {0},
};

static const struct member vf_setting[] = {
    {"vf", MEMBER_U32, .type = TYPE_UINT},
    {"setting", MEMBER_U32, .type = TYPE_UINT},
    {0},
};

static const struct member vf_link_state[] = {
    {"vf", MEMBER_U32, .type = TYPE_UINT},
    {"link_state", MEMBER_U32, .type = TYPE_LINK_VF_STATE},
    {0},
};

static const struct member vf_rate[] = {
    {"vf", MEMBER_U32, .type = TYPE_UINT},
    {"min_tx_rate", MEMBER_U32, .type = TYPE_UINT},
    {"max_tx_rate", MEMBER_U32, .type = TYPE_UINT},
    {0},
};

static const struct member vf_guid[] = {
    {"vf", MEMBER_U32, .type = TYPE_UINT},
    {NULL, MEMBER_PAD, .count = 4},
    {"guid", MEMBER_U64_PACKED, .type = TYPE_HEX},
    {0},
};

#define HARDWARE_BYTES 32

static void put_vf_mac(struct formatter *f, const struct netlink_context *context,
                       const uint8_t *bytes, size_t length)
{
    (void)context;
    if (length < 4 + HARDWARE_BYTES) {
        format_quoted_hex(f, bytes, length, format_string_limit(f), false);
        return;
    }
    format_open(f, '{');
    format_field(f, "vf");
    format_uint(f, load_u32(bytes));
    format_field(f, "mac");
    format_hardware_address(f, bytes + 4, HARDWARE_BYTES);
    format_close(f, '}');
}

static void put_vf_broadcast(struct formatter *f, const struct netlink_context *context,
                             const uint8_t *bytes, size_t length)
{
    (void)context;
    if (length < HARDWARE_BYTES) {
        format_quoted_hex(f, bytes, length, format_string_limit(f), false);
        return;
    }
    format_open(f, '{');
    format_field(f, "broadcast");
    format_hardware_address(f, bytes, HARDWARE_BYTES);
    format_close(f, '}');
}

static const struct attribute_row vf_stats_rows[] = {
    {0 /* IFLA_VF_STATS_RX_PACKETS */, ATTRIBUTE_U64},
    {1 /* IFLA_VF_STATS_TX_PACKETS */, ATTRIBUTE_U64},
    {2 /* IFLA_VF_STATS_RX_BYTES */, ATTRIBUTE_U64},
    {3 /* IFLA_VF_STATS_TX_BYTES */, ATTRIBUTE_U64},
    {4 /* IFLA_VF_STATS_BROADCAST */, ATTRIBUTE_U64},
    {5 /* IFLA_VF_STATS_MULTICAST */, ATTRIBUTE_U64},
    {7 /* IFLA_VF_STATS_RX_DROPPED */, ATTRIBUTE_U64},
    {8 /* IFLA_VF_STATS_TX_DROPPED */, ATTRIBUTE_U64},
};
static const struct attribute_list vf_stats = ATTRIBUTES(LINK_VF_STATS, vf_stats_rows);

static const struct attribute_row vf_vlans_rows[] = {
    {1 /* IFLA_VF_VLAN_INFO */, ATTRIBUTE_RECORD, .size_bytes = 14, .members = vf_vlan_info},
};
static const struct attribute_list vf_vlans = ATTRIBUTES(LINK_VF_VLAN, vf_vlans_rows);

static const struct attribute_row vf_rows[] = {
    {1 /* IFLA_VF_MAC */, ATTRIBUTE_OWN, .format = put_vf_mac},
    {2 /* IFLA_VF_VLAN */, ATTRIBUTE_RECORD, .size_bytes = 12, .members = vf_vlan},
    {3 /* IFLA_VF_TX_RATE */, ATTRIBUTE_RECORD, .size_bytes = 8, .members = vf_tx_rate},
    {4 /* IFLA_VF_SPOOFCHK */, ATTRIBUTE_RECORD, .size_bytes = 8, .members = vf_setting},
    {7 /* IFLA_VF_RSS_QUERY_EN */, ATTRIBUTE_RECORD, .size_bytes = 8, .members = vf_setting},
    {9 /* IFLA_VF_TRUST */, ATTRIBUTE_RECORD, .size_bytes = 8, .members = vf_setting},
    {5 /* IFLA_VF_LINK_STATE */, ATTRIBUTE_RECORD, .size_bytes = 8, .members = vf_link_state},
    {6 /* IFLA_VF_RATE */, ATTRIBUTE_RECORD, .size_bytes = 12, .members = vf_rate},
    {8 /* IFLA_VF_STATS */, ATTRIBUTE_NESTED, .nested = &vf_stats},
    {10 /* IFLA_VF_IB_NODE_GUID */, ATTRIBUTE_RECORD, .size_bytes = 16, .members = vf_guid,
     .is_limited = true},
    {11 /* IFLA_VF_IB_PORT_GUID */, ATTRIBUTE_RECORD, .size_bytes = 16, .members = vf_guid,
     .is_limited = true},
    {12 /* IFLA_VF_VLAN_LIST */, ATTRIBUTE_NESTED, .nested = &vf_vlans},
    {13 /* IFLA_VF_BROADCAST */, ATTRIBUTE_OWN, .format = put_vf_broadcast},
};
static const struct attribute_list vf = ATTRIBUTES(LINK_VF, vf_rows);

static const struct attribute_row vf_list_rows[] = {
    {1 /* IFLA_VF_INFO */, ATTRIBUTE_NESTED, .nested = &vf},
};
static const struct attribute_list vf_list = ATTRIBUTES(LINK_VF_LIST, vf_list_rows);

static void put_vsi(struct formatter *f, const struct netlink_context *context,
                    const uint8_t *bytes, size_t length)
{
    (void)context;
    if (length < 8) {
        format_quoted_hex(f, bytes, length, format_string_limit(f), false);
        return;
    }
    format_open(f, '{');
    format_field(f, "vsi_mgr_id");
    format_uint(f, bytes[0]);
    format_field(f, "vsi_type_id");
    format_quoted_hex(f, bytes + 1, 3, SIZE_MAX, false);
    format_field(f, "vsi_type_version");
    format_uint(f, bytes[4]);
    if (bytes[5] | bytes[6] | bytes[7]) {
        format_field(f, "pad");
        format_quoted_hex(f, bytes + 5, 3, SIZE_MAX, false);
    }
    format_close(f, '}');
}

static const struct attribute_row vf_port_rows[] = {
    {1 /* IFLA_PORT_VF */, ATTRIBUTE_U32},
    {2 /* IFLA_PORT_PROFILE */, ATTRIBUTE_TEXT},
    {3 /* IFLA_PORT_VSI_TYPE */, ATTRIBUTE_OWN, .format = put_vsi},
    {6 /* IFLA_PORT_REQUEST */, ATTRIBUTE_U8},
    {7 /* IFLA_PORT_RESPONSE */, ATTRIBUTE_U16},
};
static const struct attribute_list vf_port = ATTRIBUTES(LINK_VF_PORT, vf_port_rows);

static const struct attribute_row vf_ports_rows[] = {
    {1 /* IFLA_VF_PORT */, ATTRIBUTE_NESTED, .nested = &vf_port},
};
static const struct attribute_list vf_ports = ATTRIBUTES(LINK_VF_PORT_LIST, vf_ports_rows);

/* ---- by family --------------------------------------------------------------------- */

static const struct member inet6_cacheinfo[] = {
    {"max_reasm_len", MEMBER_U32, .type = TYPE_UINT},
    {"tstamp", MEMBER_U32, .type = TYPE_UINT},
    {"reachable_time", MEMBER_U32, .type = TYPE_UINT},
    {"retrans_time", MEMBER_U32, .type = TYPE_UINT},
    {0},
};

static void put_token(struct formatter *f, const struct netlink_context *context,
                      const uint8_t *bytes, size_t length)
{
    (void)context;
    format_family_address(f, FAMILY_INET6, bytes, length);
}

static const struct attribute_row inet_rows[] = {
    {1 /* IFLA_INET_CONF */, ATTRIBUTE_INDEXED32, TYPE_INET_CONF},
};
static const struct attribute_list inet = ATTRIBUTES(LINK_INET, inet_rows);

static const struct attribute_row inet6_rows[] = {
    {1 /* IFLA_INET6_FLAGS */, ATTRIBUTE_U32, TYPE_INET6_FLAGS, .is_limited = true},
    {2 /* IFLA_INET6_CONF */, ATTRIBUTE_INDEXED32, TYPE_INET6_CONF},
    {3 /* IFLA_INET6_STATS */, ATTRIBUTE_INDEXED64, TYPE_INET6_MIB},
    {5 /* IFLA_INET6_CACHEINFO */, ATTRIBUTE_RECORD, .size_bytes = 16, .members = inet6_cacheinfo},
    {6 /* IFLA_INET6_ICMP6STATS */, ATTRIBUTE_INDEXED64, TYPE_ICMP6_MIB},
    {7 /* IFLA_INET6_TOKEN */, ATTRIBUTE_OWN, .format = put_token},
    {8 /* IFLA_INET6_ADDR_GEN_MODE */, ATTRIBUTE_U8, TYPE_ADDR_GEN_MODE, .is_limited = true},
    {9 /* IFLA_INET6_RA_MTU */, ATTRIBUTE_U32},
};
static const struct attribute_list inet6 = ATTRIBUTES(LINK_INET6, inet6_rows);

static const struct attribute_row mctp_rows[] = {
    {1 /* IFLA_MCTP_NET */, ATTRIBUTE_U32},
    {2 /* IFLA_MCTP_PHYS_BINDING */, ATTRIBUTE_U8},
};
static const struct attribute_list mctp = ATTRIBUTES(LINK_MCTP, mctp_rows);

static const struct attribute_row family_rows[] = {
    {2 /* AF_INET */, ATTRIBUTE_NESTED, .nested = &inet},
    {10 /* AF_INET6 */, ATTRIBUTE_NESTED, .nested = &inet6},
    {45 /* AF_MCTP */, ATTRIBUTE_NESTED, .nested = &mctp},
};
static const struct attribute_list families = ATTRIBUTES(SOCKET_DOMAIN, family_rows);

/* ---- kinds --------------------------------------------------------------------------- */

static const struct attribute_row info_rows[] = {
    {1 /* IFLA_INFO_KIND */, ATTRIBUTE_TEXT},
    {4 /* IFLA_INFO_SLAVE_KIND */, ATTRIBUTE_TEXT},
    {2 /* IFLA_INFO_DATA */, ATTRIBUTE_BY_NAME, .named_by = 1, .kinds = link_kinds},
    {5 /* IFLA_INFO_SLAVE_DATA */, ATTRIBUTE_BY_NAME, .named_by = 4, .kinds = link_slave_kinds},
};
static const struct attribute_list info = ATTRIBUTES(LINK_INFO, info_rows);

/* ---- links -------------------------------------------------------------------------- */

static void put_family_spec(struct formatter *f, const struct netlink_context *context,
                            const uint8_t *bytes, size_t length)
{
    format_attributes(f, context->family == 7 /* AF_BRIDGE */ ? &bridge_spec_attributes : &families,
                      context, bytes, length);
}

static void put_protinfo(struct formatter *f, const struct netlink_context *context,
                         const uint8_t *bytes, size_t length)
{
    if (context->family == 7)
        format_attributes(f, &attributes_bridge_port, context, bytes, length);
    else
        format_quoted_hex(f, bytes, length, format_string_limit(f), false);
}

static const struct attribute_row xdp_rows[] = {
    {1 /* IFLA_XDP_FD */, ATTRIBUTE_S32},
    {8 /* IFLA_XDP_EXPECTED_FD */, ATTRIBUTE_S32},
    {2 /* IFLA_XDP_ATTACHED */, ATTRIBUTE_U8, TYPE_XDP_ATTACHED, .is_limited = true},
    {3 /* IFLA_XDP_FLAGS */, ATTRIBUTE_U32, TYPE_XDP_UPDATE_FLAGS},
    {4 /* IFLA_XDP_PROG_ID */, ATTRIBUTE_U32},
    {5 /* IFLA_XDP_DRV_PROG_ID */, ATTRIBUTE_U32},
    {6 /* IFLA_XDP_SKB_PROG_ID */, ATTRIBUTE_U32},
    {7 /* IFLA_XDP_HW_PROG_ID */, ATTRIBUTE_U32},
};
static const struct attribute_list xdp = ATTRIBUTES(LINK_XDP, xdp_rows);

static const struct attribute_row down_reason_rows[] = {
    {1 /* IFLA_PROTO_DOWN_REASON_MASK */, ATTRIBUTE_U32, TYPE_HEX},
    {2 /* IFLA_PROTO_DOWN_REASON_VALUE */, ATTRIBUTE_U32, TYPE_HEX},
};
static const struct attribute_list down_reason = ATTRIBUTES(LINK_DOWN_REASON, down_reason_rows);

static const struct attribute_row property_rows[] = {
    {53 /* IFLA_ALT_IFNAME */, ATTRIBUTE_TEXT},
};
static const struct attribute_list properties = ATTRIBUTES(LINK_ATTRIBUTE, property_rows);

static const struct attribute_row link_attributes_rows[] = {
    {1 /* IFLA_ADDRESS */, ATTRIBUTE_HARDWARE},
    {2 /* IFLA_BROADCAST */, ATTRIBUTE_HARDWARE},
    {54 /* IFLA_PERM_ADDRESS */, ATTRIBUTE_HARDWARE},
    {3 /* IFLA_IFNAME */, ATTRIBUTE_TEXT},
    {6 /* IFLA_QDISC */, ATTRIBUTE_TEXT},
    {20 /* IFLA_IFALIAS */, ATTRIBUTE_TEXT},
    {38 /* IFLA_PHYS_PORT_NAME */, ATTRIBUTE_TEXT},
    {53 /* IFLA_ALT_IFNAME */, ATTRIBUTE_TEXT},
    {56 /* IFLA_PARENT_DEV_NAME */, ATTRIBUTE_TEXT},
    {57 /* IFLA_PARENT_DEV_BUS_NAME */, ATTRIBUTE_TEXT},
    {5 /* IFLA_LINK */, ATTRIBUTE_U32},
    {10 /* IFLA_MASTER */, ATTRIBUTE_U32},
    {49 /* IFLA_NEW_IFINDEX */, ATTRIBUTE_U32, TYPE_INTERFACE},
    {4 /* IFLA_MTU */, ATTRIBUTE_U32},
    {13 /* IFLA_TXQLEN */, ATTRIBUTE_U32},
    {15 /* IFLA_WEIGHT */, ATTRIBUTE_U32},
    {19 /* IFLA_NET_NS_PID */, ATTRIBUTE_U32},
    {21 /* IFLA_NUM_VF */, ATTRIBUTE_U32},
    {27 /* IFLA_GROUP */, ATTRIBUTE_U32},
    {30 /* IFLA_PROMISCUITY */, ATTRIBUTE_U32},
    {31 /* IFLA_NUM_TX_QUEUES */, ATTRIBUTE_U32},
    {32 /* IFLA_NUM_RX_QUEUES */, ATTRIBUTE_U32},
    {35 /* IFLA_CARRIER_CHANGES */, ATTRIBUTE_U32},
    {40 /* IFLA_GSO_MAX_SEGS */, ATTRIBUTE_U32},
    {41 /* IFLA_GSO_MAX_SIZE */, ATTRIBUTE_U32},
    {47 /* IFLA_CARRIER_UP_COUNT */, ATTRIBUTE_U32},
    {48 /* IFLA_CARRIER_DOWN_COUNT */, ATTRIBUTE_U32},
    {50 /* IFLA_MIN_MTU */, ATTRIBUTE_U32},
    {51 /* IFLA_MAX_MTU */, ATTRIBUTE_U32},
    {58 /* IFLA_GRO_MAX_SIZE */, ATTRIBUTE_U32},
    {59 /* IFLA_TSO_MAX_SIZE */, ATTRIBUTE_U32},
    {60 /* IFLA_TSO_MAX_SEGS */, ATTRIBUTE_U32},
    {61 /* IFLA_ALLMULTI */, ATTRIBUTE_U32},
    {63 /* IFLA_GSO_IPV4_MAX_SIZE */, ATTRIBUTE_U32},
    {64 /* IFLA_GRO_IPV4_MAX_SIZE */, ATTRIBUTE_U32},
    {28 /* IFLA_NET_NS_FD */, ATTRIBUTE_S32},
    {37 /* IFLA_LINK_NETNSID */, ATTRIBUTE_S32},
    {45 /* IFLA_NEW_NETNSID */, ATTRIBUTE_S32},
    {46 /* IFLA_IF_NETNSID */, ATTRIBUTE_S32},
    {16 /* IFLA_OPERSTATE */, ATTRIBUTE_U8},
    {17 /* IFLA_LINKMODE */, ATTRIBUTE_U8},
    {33 /* IFLA_CARRIER */, ATTRIBUTE_U8},
    {39 /* IFLA_PROTO_DOWN */, ATTRIBUTE_U8},
    {7 /* IFLA_STATS */, ATTRIBUTE_OWN, .format = put_link_stats},
    {23 /* IFLA_STATS64 */, ATTRIBUTE_OWN, .format = put_link_stats64},
    {14 /* IFLA_MAP */, ATTRIBUTE_RECORD, .size_bytes = 28, .members = link_map},
    {18 /* IFLA_LINKINFO */, ATTRIBUTE_NESTED, .nested = &info},
    {22 /* IFLA_VFINFO_LIST */, ATTRIBUTE_NESTED, .nested = &vf_list},
    {24 /* IFLA_VF_PORTS */, ATTRIBUTE_NESTED, .nested = &vf_ports},
    {25 /* IFLA_PORT_SELF */, ATTRIBUTE_NESTED, .nested = &vf_port},
    {26 /* IFLA_AF_SPEC */, ATTRIBUTE_OWN, .format = put_family_spec},
    {12 /* IFLA_PROTINFO */, ATTRIBUTE_OWN, .nested = &attributes_bridge_port,
     .format = put_protinfo},
    {29 /* IFLA_EXT_MASK */, ATTRIBUTE_U32, TYPE_LINK_FILTER, .is_limited = true},
    {44 /* IFLA_EVENT */, ATTRIBUTE_U32, TYPE_LINK_EVENT},
    {43 /* IFLA_XDP */, ATTRIBUTE_NESTED, .nested = &xdp},
    {52 /* IFLA_PROP_LIST */, ATTRIBUTE_NESTED, .nested = &properties},
    {55 /* IFLA_PROTO_DOWN_REASON */, ATTRIBUTE_NESTED, .nested = &down_reason},
};
const struct attribute_list link_attributes = ATTRIBUTES(LINK_ATTRIBUTE, link_attributes_rows);

/* ---- statistics ----------------------------------------------------------------------- */

static const struct attribute_list bridge_xstats = ATTRIBUTES_PLAIN(STATS_BRIDGE);

static const struct attribute_row xstats_rows[] = {
    {1 /* LINK_XSTATS_TYPE_BRIDGE */, ATTRIBUTE_NESTED, .nested = &bridge_xstats},
};
static const struct attribute_list xstats = ATTRIBUTES(STATS_XSTATS, xstats_rows);

static const struct attribute_row offload_rows[] = {
    {1 /* IFLA_OFFLOAD_XSTATS_CPU_HIT */, ATTRIBUTE_OWN, .format = put_link_stats64},
};
static const struct attribute_list offload = ATTRIBUTES(STATS_OFFLOAD, offload_rows);

static const struct attribute_list mpls_stats = ATTRIBUTES_PLAIN(STATS_MPLS);
static const struct attribute_row stats_family_rows[] = {
    {28 /* AF_MPLS */, ATTRIBUTE_NESTED, .nested = &mpls_stats},
};
static const struct attribute_list stats_families = ATTRIBUTES(SOCKET_DOMAIN, stats_family_rows);

static const struct attribute_row stats_attributes_rows[] = {
    {1 /* IFLA_STATS_LINK_64 */, ATTRIBUTE_OWN, .format = put_link_stats64},
    {2 /* IFLA_STATS_LINK_XSTATS */, ATTRIBUTE_NESTED, .nested = &xstats},
    {3 /* IFLA_STATS_LINK_XSTATS_SLAVE */, ATTRIBUTE_NESTED, .nested = &xstats},
    {4 /* IFLA_STATS_LINK_OFFLOAD_XSTATS */, ATTRIBUTE_NESTED, .nested = &offload},
    {5 /* IFLA_STATS_AF_SPEC */, ATTRIBUTE_NESTED, .nested = &stats_families},
};
const struct attribute_list stats_attributes = ATTRIBUTES(STATS_ATTRIBUTE, stats_attributes_rows);
