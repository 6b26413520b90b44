/*
 * NETLINK_ROUTE: messages, their structs, and the attributes of addresses, routes, neighbours,
 * rules and queues; those of links are in netlink_link.c.
 */
#include "netlink_route.h"
#include "core/tables/flags.h"

/* ---- shared values ------------------------------------------------------------------- */

static void put_named_or_number(struct formatter *f, enum arg_type type, uint64_t value)
{
    if (flag_set_name(flag_set_find(type), value))
        format_named(f, type, value);
    else
        format_hex(f, value);
}

void format_octet(struct formatter *f, uint64_t value)
{
    format_int(f, (uint64_t)(int8_t)value);
}

void format_scope(struct formatter *f, uint64_t value)
{
    put_named_or_number(f, TYPE_ROUTE_SCOPE, value);
}

void format_table(struct formatter *f, uint64_t value)
{
    put_named_or_number(f, TYPE_ROUTE_TABLE, value);
}

/* A number of any width: what does not fit into 32 bits has no name. */
void format_inet_protocol_wide(struct formatter *f, uint64_t value)
{
    if (value >> 32) {
        format_hex(f, value);
        format_comment(f, "IPPROTO_???");
    } else {
        format_named(f, TYPE_INET_PROTOCOL, value);
    }
}

void format_boolopt_bits(struct formatter *f, uint64_t value)
{
    format_shifted(f, TYPE_BRIDGE_BOOLOPT, (uint32_t)value, 0);
}

void format_stats_filter(struct formatter *f, uint64_t value)
{
    format_shifted(f, TYPE_STATS_ATTRIBUTE, (uint32_t)value, 0);
}

/* ---- addresses ----------------------------------------------------------------------- */

const struct member addr_header[] = {
    {NULL, MEMBER_PAD, .count = 1},
    {"ifa_prefixlen", MEMBER_U8, .type = TYPE_UINT},
    {"ifa_flags", MEMBER_U8, .type = TYPE_ADDR_FLAGS},
    {"ifa_scope", MEMBER_U8, .type = TYPE_SCOPE},
    {"ifa_index", MEMBER_U32, .type = TYPE_INTERFACE},
    {0},
};

static const struct member addr_cacheinfo[] = {
    {"ifa_prefered", MEMBER_U32, .type = TYPE_UINT},
    {"ifa_valid", MEMBER_U32, .type = TYPE_UINT},
    {"cstamp", MEMBER_U32, .type = TYPE_UINT},
    {"tstamp", MEMBER_U32, .type = TYPE_UINT},
    {0},
};

static const struct attribute_row addr_attributes_rows[] = {
    {1 /* IFA_ADDRESS */, ATTRIBUTE_ADDRESS},
    {2 /* IFA_LOCAL */, ATTRIBUTE_ADDRESS},
    {4 /* IFA_BROADCAST */, ATTRIBUTE_ADDRESS},
    {5 /* IFA_ANYCAST */, ATTRIBUTE_ADDRESS},
    {7 /* IFA_MULTICAST */, ATTRIBUTE_ADDRESS},
    {3 /* IFA_LABEL */, ATTRIBUTE_TEXT},
    {6 /* IFA_CACHEINFO */, ATTRIBUTE_RECORD, .size_bytes = 16, .members = addr_cacheinfo},
    {8 /* IFA_FLAGS */, ATTRIBUTE_U32, TYPE_ADDR_FLAGS},
    {9 /* IFA_RT_PRIORITY */, ATTRIBUTE_U32},
    {10 /* IFA_TARGET_NETNSID */, ATTRIBUTE_S32},
};
const struct attribute_list addr_attributes = ATTRIBUTES(ADDR_ATTRIBUTE, addr_attributes_rows);

const struct member addrlabel_header[] = {
    {NULL, MEMBER_PAD, .count = 2},
    {"ifal_prefixlen", MEMBER_U8, .type = TYPE_UINT},
    {"ifal_flags", MEMBER_U8, .type = TYPE_UINT},
    {"ifal_index", MEMBER_U32, .type = TYPE_INTERFACE},
    {"ifal_seq", MEMBER_U32, .type = TYPE_UINT},
    {0},
};

static const struct attribute_row addrlabel_rows[] = {
    {1 /* IFAL_ADDRESS */, ATTRIBUTE_ADDRESS},
    {2 /* IFAL_LABEL */, ATTRIBUTE_U32},
};
const struct attribute_list addrlabel_attributes = ATTRIBUTES(ADDRLABEL_ATTRIBUTE, addrlabel_rows);

/* ---- routes --------------------------------------------------------------------------- */

const struct member route_header[] = {
    {NULL, MEMBER_PAD, .count = 1},
    {"rtm_dst_len", MEMBER_U8, .type = TYPE_UINT},
    {"rtm_src_len", MEMBER_U8, .type = TYPE_UINT},
    {"rtm_tos", MEMBER_U8, .type = TYPE_IP_TOS},
    {"rtm_table", MEMBER_U8, .type = TYPE_TABLE},
    {"rtm_protocol", MEMBER_U8, .type = TYPE_ROUTE_PROTOCOL},
    {"rtm_scope", MEMBER_U8, .type = TYPE_SCOPE},
    {"rtm_type", MEMBER_U8, .type = TYPE_ROUTE_TYPE},
    {"rtm_flags", MEMBER_U32, .type = TYPE_ROUTE_FLAGS},
    {0},
};

static const struct member route_cacheinfo[] = {
    {"rta_clntref", MEMBER_U32, .type = TYPE_UINT},
    {"rta_lastuse", MEMBER_U32, .type = TYPE_UINT},
    {"rta_expires", MEMBER_U32, .type = TYPE_UINT},
    {"rta_error", MEMBER_U32, .type = TYPE_UINT},
    {"rta_used", MEMBER_U32, .type = TYPE_UINT},
    {"rta_id", MEMBER_U32, .type = TYPE_HEX},
    {"rta_ts", MEMBER_U32, .type = TYPE_UINT},
    {"rta_tsage", MEMBER_U32, .type = TYPE_UINT},
    {0},
};

static const struct member multicast_stats[] = {
    {"mfcs_packets", MEMBER_U64_PACKED, .type = TYPE_ULONG},
    {"mfcs_bytes", MEMBER_U64_PACKED, .type = TYPE_ULONG},
    {"mfcs_wrong_if", MEMBER_U64_PACKED, .type = TYPE_ULONG},
    {0},
};

static const struct member nexthop_hop[] = {
    {"rtnh_len", MEMBER_U16, .type = TYPE_UINT},
    {"rtnh_flags", MEMBER_U8, .type = TYPE_NEXTHOP_FLAGS},
    {"rtnh_hops", MEMBER_U8, .type = TYPE_UINT},
    {"rtnh_ifindex", MEMBER_U32, .type = TYPE_INTERFACE},
    {0},
};
#define HOP_BYTES 8

/* One way of several, and its own attributes. */
static void put_hop(struct formatter *f, const struct netlink_context *context,
                    const uint8_t *bytes, size_t length)
{
    bool has_attributes = length > HOP_BYTES;

    if (has_attributes) {
        format_open(f, '[');
        format_item(f);
    }
    format_record(f, nexthop_hop, bytes, HOP_BYTES, false);
    if (has_attributes) {
        format_item(f);
        format_attributes(f, &route_attributes, context, bytes + HOP_BYTES, length - HOP_BYTES);
        format_close(f, ']');
    }
}

static size_t hop_end(const uint8_t *bytes, size_t left)
{
    return netlink_end(left < HOP_BYTES ? 0 : load_u16(bytes), HOP_BYTES, left);
}

static void put_multipath(struct formatter *f, const struct netlink_context *context,
                          const uint8_t *bytes, size_t length)
{
    bool is_many = hop_end(bytes, length) < length;

    if (is_many)
        format_open(f, '[');
    for (size_t at = 0; at < length; at += hop_end(bytes + at, length - at)) {
        size_t left = length - at, own = left >= HOP_BYTES ? load_u16(bytes + at) : 0;
        if (is_many)
            format_item(f);
        if (left < HOP_BYTES)
            format_quoted_hex(f, bytes + at, left, format_string_limit(f), false);
        else
            put_hop(f, context, bytes + at, own < HOP_BYTES ? HOP_BYTES : own < left ? own : left);
    }
    if (is_many)
        format_close(f, ']');
}

static void put_via(struct formatter *f, const struct netlink_context *context,
                    const uint8_t *bytes, size_t length)
{
    uint16_t family = length >= 2 ? load_u16(bytes) : 0;

    (void)context;
    if (length < 2) {
        format_quoted_hex(f, bytes, length, format_string_limit(f), false);
        return;
    }
    format_open(f, '{');
    format_field(f, "rtvia_family");
    format_named(f, TYPE_SOCKET_DOMAIN, family);
    if (family == FAMILY_INET6 && length >= 18) {
        format_field_ipv6(f, "rtvia_addr", bytes + 2);
    } else if (length > 2) {
        format_field(f, "rtvia_addr");
        format_family_address(f, family, bytes + 2, length - 2);
    }
    format_close(f, '}');
}

static const struct attribute_row route_metrics_rows[] = {
    {1 /* RTAX_LOCK */, ATTRIBUTE_U32},       {2 /* RTAX_MTU */, ATTRIBUTE_U32},
    {3 /* RTAX_WINDOW */, ATTRIBUTE_U32},     {4 /* RTAX_RTT */, ATTRIBUTE_U32},
    {5 /* RTAX_RTTVAR */, ATTRIBUTE_U32},     {6 /* RTAX_SSTHRESH */, ATTRIBUTE_U32},
    {7 /* RTAX_CWND */, ATTRIBUTE_U32},       {8 /* RTAX_ADVMSS */, ATTRIBUTE_U32},
    {9 /* RTAX_REORDERING */, ATTRIBUTE_U32}, {10 /* RTAX_HOPLIMIT */, ATTRIBUTE_U32},
    {11 /* RTAX_INITCWND */, ATTRIBUTE_U32},  {12 /* RTAX_FEATURES */, ATTRIBUTE_U32},
    {13 /* RTAX_RTO_MIN */, ATTRIBUTE_U32},   {14 /* RTAX_INITRWND */, ATTRIBUTE_U32},
    {15 /* RTAX_QUICKACK */, ATTRIBUTE_U32},  {16 /* RTAX_CC_ALGO */, ATTRIBUTE_TEXT},
};
static const struct attribute_list route_metrics = ATTRIBUTES(ROUTE_METRIC, route_metrics_rows);

static const struct attribute_row route_attributes_rows[] = {
    {1 /* RTA_DST */, ATTRIBUTE_ADDRESS},
    {2 /* RTA_SRC */, ATTRIBUTE_ADDRESS},
    {5 /* RTA_GATEWAY */, ATTRIBUTE_ADDRESS},
    {7 /* RTA_PREFSRC */, ATTRIBUTE_ADDRESS},
    {19 /* RTA_NEWDST */, ATTRIBUTE_ADDRESS},
    {3 /* RTA_IIF */, ATTRIBUTE_U32, TYPE_INTERFACE},
    {4 /* RTA_OIF */, ATTRIBUTE_U32, TYPE_INTERFACE},
    {6 /* RTA_PRIORITY */, ATTRIBUTE_U32},
    {10 /* RTA_PROTOINFO */, ATTRIBUTE_U32},
    {11 /* RTA_FLOW */, ATTRIBUTE_U32},
    {14 /* RTA_MP_ALGO */, ATTRIBUTE_U32},
    {16 /* RTA_MARK */, ATTRIBUTE_U32},
    {25 /* RTA_UID */, ATTRIBUTE_U32},
    {30 /* RTA_NH_ID */, ATTRIBUTE_U32},
    {31 /* RTA_FLOWLABEL */, ATTRIBUTE_U32},
    {8 /* RTA_METRICS */, ATTRIBUTE_NESTED, .nested = &route_metrics},
    {9 /* RTA_MULTIPATH */, ATTRIBUTE_OWN, .format = put_multipath},
    {12 /* RTA_CACHEINFO */, ATTRIBUTE_RECORD, .size_bytes = 32, .members = route_cacheinfo},
    {15 /* RTA_TABLE */, ATTRIBUTE_U32, TYPE_TABLE},
    {17 /* RTA_MFC_STATS */, ATTRIBUTE_RECORD, .size_bytes = 24, .members = multicast_stats},
    {18 /* RTA_VIA */, ATTRIBUTE_OWN, .format = put_via},
    {20 /* RTA_PREF */, ATTRIBUTE_U8},
    {26 /* RTA_TTL_PROPAGATE */, ATTRIBUTE_U8},
    {27 /* RTA_IP_PROTO */, ATTRIBUTE_U8},
    {21 /* RTA_ENCAP_TYPE */, ATTRIBUTE_U16, TYPE_ENCAP_TYPE},
    {22 /* RTA_ENCAP */, ATTRIBUTE_OWN, .format = format_route_encapsulation},
    {23 /* RTA_EXPIRES */, ATTRIBUTE_U64},
    {28 /* RTA_SPORT */, ATTRIBUTE_U16},
    {29 /* RTA_DPORT */, ATTRIBUTE_U16},
};
const struct attribute_list route_attributes = ATTRIBUTES(ROUTE_ATTRIBUTE, route_attributes_rows);

/* ---- neighbours ------------------------------------------------------------------------ */

const struct member neigh_header[] = {
    {NULL, MEMBER_PAD, .count = 4},
    {"ndm_ifindex", MEMBER_U32, .type = TYPE_INTERFACE},
    {"ndm_state", MEMBER_U16, .type = TYPE_NEIGH_STATE},
    {"ndm_flags", MEMBER_U8, .type = TYPE_NEIGH_FLAGS},
    {"ndm_type", MEMBER_U8, .type = TYPE_ROUTE_TYPE},
    {0},
};

static const struct member neigh_cacheinfo[] = {
    {"ndm_confirmed", MEMBER_U32, .type = TYPE_UINT},
    {"ndm_used", MEMBER_U32, .type = TYPE_UINT},
    {"ndm_updated", MEMBER_U32, .type = TYPE_UINT},
    {"ndm_refcnt", MEMBER_U32, .type = TYPE_UINT},
    {0},
};

static const struct attribute_row neigh_fdb_rows[] = {
    {1 /* NFEA_ACTIVITY_NOTIFY */, ATTRIBUTE_U8, TYPE_NEIGH_FDB_NOTIFY, .is_limited = true},
};
static const struct attribute_list neigh_fdb = ATTRIBUTES(NEIGH_FDB_ATTRIBUTE, neigh_fdb_rows);

static const struct attribute_row neigh_attributes_rows[] = {
    {1 /* NDA_DST */, ATTRIBUTE_ADDRESS},
    {2 /* NDA_LLADDR */, ATTRIBUTE_HARDWARE},
    {3 /* NDA_CACHEINFO */, ATTRIBUTE_RECORD, .size_bytes = 16, .members = neigh_cacheinfo},
    {4 /* NDA_PROBES */, ATTRIBUTE_U32},
    {7 /* NDA_VNI */, ATTRIBUTE_U32},
    {10 /* NDA_LINK_NETNSID */, ATTRIBUTE_U32},
    {11 /* NDA_SRC_VNI */, ATTRIBUTE_U32},
    {13 /* NDA_NH_ID */, ATTRIBUTE_U32},
    {5 /* NDA_VLAN */, ATTRIBUTE_U16},
    {6 /* NDA_PORT */, ATTRIBUTE_U16, TYPE_PORT},
    {8 /* NDA_IFINDEX */, ATTRIBUTE_U32, TYPE_INTERFACE},
    {9 /* NDA_MASTER */, ATTRIBUTE_U32, TYPE_INTERFACE},
    {12 /* NDA_PROTOCOL */, ATTRIBUTE_WIDE, TYPE_INET_PROTOCOL_WIDE},
    {14 /* NDA_FDB_EXT_ATTRS */, ATTRIBUTE_NESTED, .nested = &neigh_fdb},
    {15 /* NDA_FLAGS_EXT */, ATTRIBUTE_U32, TYPE_NEIGH_EXT_FLAGS, .is_limited = true},
    {16 /* NDA_NDM_STATE_MASK */, ATTRIBUTE_U16, TYPE_NEIGH_STATE, .is_limited = true},
    {17 /* NDA_NDM_FLAGS_MASK */, ATTRIBUTE_U8, TYPE_NEIGH_FLAGS, .is_limited = true},
};
const struct attribute_list neigh_attributes = ATTRIBUTES(NEIGH_ATTRIBUTE, neigh_attributes_rows);

static const struct member neightbl_config[] = {
    {"ndtc_key_len", MEMBER_U16, .type = TYPE_UINT},
    {"ndtc_entry_size", MEMBER_U16, .type = TYPE_UINT},
    {"ndtc_entries", MEMBER_U32, .type = TYPE_UINT},
    {"ndtc_last_flush", MEMBER_U32, .type = TYPE_UINT},
    {"ndtc_last_rand", MEMBER_U32, .type = TYPE_UINT},
    {"ndtc_hash_rnd", MEMBER_U32, .type = TYPE_UINT},
    {"ndtc_hash_mask", MEMBER_U32, .type = TYPE_HEX},
    {"ndtc_hash_chain_gc", MEMBER_U32, .type = TYPE_UINT},
    {"ndtc_proxy_qlen", MEMBER_U32, .type = TYPE_UINT},
    {0},
};

static const struct member neightbl_stats[] = {
    {"ndts_allocs", MEMBER_U64_PACKED, .type = TYPE_ULONG},
    {"ndts_destroys", MEMBER_U64_PACKED, .type = TYPE_ULONG},
    {"ndts_hash_grows", MEMBER_U64_PACKED, .type = TYPE_ULONG},
    {"ndts_res_failed", MEMBER_U64_PACKED, .type = TYPE_ULONG},
    {"ndts_lookups", MEMBER_U64_PACKED, .type = TYPE_ULONG},
    {"ndts_hits", MEMBER_U64_PACKED, .type = TYPE_ULONG},
    {"ndts_rcv_probes_mcast", MEMBER_U64_PACKED, .type = TYPE_ULONG},
    {"ndts_rcv_probes_ucast", MEMBER_U64_PACKED, .type = TYPE_ULONG},
    {"ndts_periodic_gc_runs", MEMBER_U64_PACKED, .type = TYPE_ULONG},
    {"ndts_forced_gc_runs", MEMBER_U64_PACKED, .type = TYPE_ULONG},
    {"ndts_table_fulls", MEMBER_U64_PACKED, .type = TYPE_ULONG},
    {0},
};

static const struct attribute_row neightbl_parameters_rows[] = {
    {1 /* NDTPA_IFINDEX */, ATTRIBUTE_U32, TYPE_INTERFACE},
    {2 /* NDTPA_REFCNT */, ATTRIBUTE_U32},
    {8 /* NDTPA_QUEUE_LEN */, ATTRIBUTE_U32},
    {9 /* NDTPA_APP_PROBES */, ATTRIBUTE_U32},
    {10 /* NDTPA_UCAST_PROBES */, ATTRIBUTE_U32},
    {11 /* NDTPA_MCAST_PROBES */, ATTRIBUTE_U32},
    {14 /* NDTPA_PROXY_QLEN */, ATTRIBUTE_U32},
    {16 /* NDTPA_QUEUE_LENBYTES */, ATTRIBUTE_U32},
    {17 /* NDTPA_MCAST_REPROBES */, ATTRIBUTE_U32},
    {3 /* NDTPA_REACHABLE_TIME */, ATTRIBUTE_U64},
    {4 /* NDTPA_BASE_REACHABLE_TIME */, ATTRIBUTE_U64},
    {5 /* NDTPA_RETRANS_TIME */, ATTRIBUTE_U64},
    {6 /* NDTPA_GC_STALETIME */, ATTRIBUTE_U64},
    {7 /* NDTPA_DELAY_PROBE_TIME */, ATTRIBUTE_U64},
    {12 /* NDTPA_ANYCAST_DELAY */, ATTRIBUTE_U64},
    {13 /* NDTPA_PROXY_DELAY */, ATTRIBUTE_U64},
    {15 /* NDTPA_LOCKTIME */, ATTRIBUTE_U64},
    {19 /* NDTPA_INTERVAL_PROBE_TIME_MS */, ATTRIBUTE_U64},
};
static const struct attribute_list neightbl_parameters =
    ATTRIBUTES(NEIGHTBL_PARAMETER, neightbl_parameters_rows);

static const struct attribute_row neightbl_rows[] = {
    {1 /* NDTA_NAME */, ATTRIBUTE_TEXT},
    {2 /* NDTA_THRESH1 */, ATTRIBUTE_U32},
    {3 /* NDTA_THRESH2 */, ATTRIBUTE_U32},
    {4 /* NDTA_THRESH3 */, ATTRIBUTE_U32},
    {5 /* NDTA_CONFIG */, ATTRIBUTE_RECORD, .size_bytes = 32, .members = neightbl_config},
    {6 /* NDTA_PARMS */, ATTRIBUTE_NESTED, .nested = &neightbl_parameters},
    {7 /* NDTA_STATS */, ATTRIBUTE_RECORD, .size_bytes = 88, .members = neightbl_stats},
    {8 /* NDTA_GC_INTERVAL */, ATTRIBUTE_U64},
};
const struct attribute_list neightbl_attributes = ATTRIBUTES(NEIGHTBL_ATTRIBUTE, neightbl_rows);
