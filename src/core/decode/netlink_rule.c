/*
 * NETLINK_ROUTE: rules, queues, bridges' groups, namespaces and next hops; and which message has
 * which struct and attributes.
 */
#include "netlink_route.h"

/* ---- rules ------------------------------------------------------------------------------ */

static const struct member rule_header[] = {
    {NULL, MEMBER_PAD, .count = 1},
    {"dst_len", MEMBER_U8, .type = TYPE_UINT},
    {"src_len", MEMBER_U8, .type = TYPE_UINT},
    {"tos", MEMBER_U8, .type = TYPE_IP_TOS},
    {"table", MEMBER_U8, .type = TYPE_ROUTE_TABLE},
    {NULL, MEMBER_PAD, .count = 2},
    {"action", MEMBER_U8, .type = TYPE_RULE_ACTION},
    {"flags", MEMBER_U32, .type = TYPE_RULE_FLAGS},
    {0},
};

static const struct member uid_range[] = {
    {"start", MEMBER_U32, .type = TYPE_UINT},
    {"end", MEMBER_U32, .type = TYPE_UINT},
    {0},
};

static const struct member port_range[] = {
    {"start", MEMBER_U16, .type = TYPE_UINT},
    {"end", MEMBER_U16, .type = TYPE_UINT},
    {0},
};

static void put_tunnel_id(struct formatter *f, const struct netlink_context *context,
                          const uint8_t *bytes, size_t length)
{
    (void)context;
    if (length < 8) {
        format_quoted_hex(f, bytes, length, format_string_limit(f), false);
        return;
    }
    format_function(f, "htobe64");
    format_ulong(f, __builtin_bswap64(load_u64(bytes)));
    format_closing(f);
}

static const struct attribute_row rule_rows[] = {
    {1 /* FRA_DST */, ATTRIBUTE_ADDRESS},
    {2 /* FRA_SRC */, ATTRIBUTE_ADDRESS},
    {3 /* FRA_IIFNAME */, ATTRIBUTE_TEXT},
    {17 /* FRA_OIFNAME */, ATTRIBUTE_TEXT},
    {4 /* FRA_GOTO */, ATTRIBUTE_U32},
    {6 /* FRA_PRIORITY */, ATTRIBUTE_U32},
    {10 /* FRA_FWMARK */, ATTRIBUTE_U32},
    {11 /* FRA_FLOW */, ATTRIBUTE_U32},
    {13 /* FRA_SUPPRESS_IFGROUP */, ATTRIBUTE_U32},
    {14 /* FRA_SUPPRESS_PREFIXLEN */, ATTRIBUTE_U32},
    {16 /* FRA_FWMASK */, ATTRIBUTE_U32},
    {12 /* FRA_TUN_ID */, ATTRIBUTE_OWN, .format = put_tunnel_id},
    {15 /* FRA_TABLE */, ATTRIBUTE_U32, TYPE_TABLE},
    {19 /* FRA_L3MDEV */, ATTRIBUTE_U8},
    {25 /* FRA_DSCP */, ATTRIBUTE_U8},
    {30 /* FRA_DSCP_MASK */, ATTRIBUTE_U8},
    {20 /* FRA_UID_RANGE */, ATTRIBUTE_RECORD, .size_bytes = 8, .members = uid_range},
    {21 /* FRA_PROTOCOL */, ATTRIBUTE_U8, TYPE_ROUTE_PROTOCOL},
    {22 /* FRA_IP_PROTO */, ATTRIBUTE_WIDE, TYPE_INET_PROTOCOL_WIDE},
    {23 /* FRA_SPORT_RANGE */, ATTRIBUTE_RECORD, .size_bytes = 4, .members = port_range},
    {24 /* FRA_DPORT_RANGE */, ATTRIBUTE_RECORD, .size_bytes = 4, .members = port_range},
};
static const struct attribute_list rule = ATTRIBUTES(RULE_ATTRIBUTE, rule_rows);

/* ---- queues ------------------------------------------------------------------------------ */

static const struct member tc_header[] = {
    {NULL, MEMBER_PAD, .count = 4},
    {"tcm_ifindex", MEMBER_U32, .type = TYPE_INTERFACE},
    {"tcm_handle", MEMBER_U32, .type = TYPE_UINT},
    {"tcm_parent", MEMBER_U32, .type = TYPE_UINT},
    {"tcm_info", MEMBER_U32, .type = TYPE_UINT},
    {0},
};

static const struct member tc_stats[] = {
    {"bytes", MEMBER_U64_PACKED, .type = TYPE_ULONG},
    {"packets", MEMBER_U32, .type = TYPE_UINT},
    {"drops", MEMBER_U32, .type = TYPE_UINT},
    {"overlimits", MEMBER_U32, .type = TYPE_UINT},
    {"bps", MEMBER_U32, .type = TYPE_UINT},
    {"pps", MEMBER_U32, .type = TYPE_UINT},
    {"qlen", MEMBER_U32, .type = TYPE_UINT},
    {"backlog", MEMBER_U32, .type = TYPE_UINT},
    {0},
};

static const struct member tc_estimator[] = {
    {"interval", MEMBER_U8, .type = TYPE_OCTET},
    {"ewma_log", MEMBER_U8, .type = TYPE_UINT},
    {0},
};

static const struct member tc_basic[] = {
    {"bytes", MEMBER_U64_PACKED, .type = TYPE_ULONG},
    {"packets", MEMBER_U32, .type = TYPE_UINT},
    {0},
};

static const struct member tc_rate[] = {
    {"bps", MEMBER_U32, .type = TYPE_UINT},
    {"pps", MEMBER_U32, .type = TYPE_UINT},
    {0},
};

static const struct member tc_rate64[] = {
    {"bps", MEMBER_U64_PACKED, .type = TYPE_ULONG},
    {"pps", MEMBER_U64_PACKED, .type = TYPE_ULONG},
    {0},
};

static const struct member tc_queue[] = {
    {"qlen", MEMBER_U32, .type = TYPE_UINT},       {"backlog", MEMBER_U32, .type = TYPE_UINT},
    {"drops", MEMBER_U32, .type = TYPE_UINT},      {"requeues", MEMBER_U32, .type = TYPE_UINT},
    {"overlimits", MEMBER_U32, .type = TYPE_UINT}, {0},
};

static const struct member tc_sizes[] = {
    {"cell_log", MEMBER_U8, .type = TYPE_UINT},
    {"size_log", MEMBER_U8, .type = TYPE_UINT},
    {"cell_align", MEMBER_S16, .type = TYPE_INT},
    {"overhead", MEMBER_S32, .type = TYPE_INT},
    {"linklayer", MEMBER_U32, .type = TYPE_UINT},
    {"mpu", MEMBER_U32, .type = TYPE_UINT},
    {"mtu", MEMBER_U32, .type = TYPE_UINT},
    {"tsize", MEMBER_U32, .type = TYPE_UINT},
    {0},
};

static const struct attribute_row tc_stats2_rows[] = {
    {1 /* TCA_STATS_BASIC */, ATTRIBUTE_RECORD, .size_bytes = 12, .members = tc_basic},
    {7 /* TCA_STATS_BASIC_HW */, ATTRIBUTE_RECORD, .size_bytes = 12, .members = tc_basic},
    {2 /* TCA_STATS_RATE_EST */, ATTRIBUTE_RECORD, .size_bytes = 8, .members = tc_rate},
    {3 /* TCA_STATS_QUEUE */, ATTRIBUTE_RECORD, .size_bytes = 20, .members = tc_queue},
    {5 /* TCA_STATS_RATE_EST64 */, ATTRIBUTE_RECORD, .size_bytes = 16, .members = tc_rate64},
    {8 /* TCA_STATS_PKT64 */, ATTRIBUTE_U64},
};
static const struct attribute_list tc_stats2 = ATTRIBUTES(TC_STATS_ATTRIBUTE, tc_stats2_rows);

static const struct attribute_row tc_stab_rows[] = {
    {1 /* TCA_STAB_BASE */, ATTRIBUTE_RECORD, .size_bytes = 24, .members = tc_sizes},
    {2 /* TCA_STAB_DATA */, ATTRIBUTE_NUMBERS16},
};
static const struct attribute_list tc_stab = ATTRIBUTES(TC_STAB_ATTRIBUTE, tc_stab_rows);

static const struct attribute_row tc_rows[] = {
    {1 /* TCA_KIND */, ATTRIBUTE_TEXT},
    {2 /* TCA_OPTIONS */, ATTRIBUTE_BY_NAME, .named_by = 1, .kinds = tc_kinds},
    {16 /* TCA_EXT_WARN_MSG */, ATTRIBUTE_TEXT},
    {3 /* TCA_STATS */, ATTRIBUTE_RECORD, .size_bytes = 36, .members = tc_stats},
    {5 /* TCA_RATE */, ATTRIBUTE_RECORD, .size_bytes = 2, .members = tc_estimator},
    {6 /* TCA_FCNT */, ATTRIBUTE_U32},
    {11 /* TCA_CHAIN */, ATTRIBUTE_U32},
    {13 /* TCA_INGRESS_BLOCK */, ATTRIBUTE_U32},
    {14 /* TCA_EGRESS_BLOCK */, ATTRIBUTE_U32},
    {15 /* TCA_DUMP_FLAGS */, ATTRIBUTE_U32},
    {7 /* TCA_STATS2 */, ATTRIBUTE_NESTED, .nested = &tc_stats2},
    {8 /* TCA_STAB */, ATTRIBUTE_NESTED, .nested = &tc_stab},
    {12 /* TCA_HW_OFFLOAD */, ATTRIBUTE_U8},
};
static const struct attribute_list tc = ATTRIBUTES(TC_ATTRIBUTE, tc_rows);

static const struct attribute_row action_rows[] = {
    {1 /* TCA_ACT_KIND */, ATTRIBUTE_TEXT},
    {2 /* TCA_ACT_OPTIONS */, ATTRIBUTE_BY_NAME, .named_by = 1, .kinds = action_kinds},
    {3 /* TCA_ACT_INDEX */, ATTRIBUTE_U32},
    {10 /* TCA_ACT_IN_HW_COUNT */, ATTRIBUTE_U32},
    {4 /* TCA_ACT_STATS */, ATTRIBUTE_NESTED, .nested = &tc_stats2},
    {7 /* TCA_ACT_FLAGS */, ATTRIBUTE_U32, TYPE_ACTION_FLAGS, .is_limited = true},
    {8 /* TCA_ACT_HW_STATS */, ATTRIBUTE_U32, TYPE_ACTION_HW_STATS, .is_limited = true},
    {9 /* TCA_ACT_USED_HW_STATS */, ATTRIBUTE_U32, TYPE_ACTION_HW_STATS, .is_limited = true},
};
const struct attribute_list attributes_tc_action = ATTRIBUTES(ACTION_ATTRIBUTE, action_rows);

/* ---- data center bridging, settings, groups, namespaces ------------------------------------ */

static const struct member family_only[] = {{NULL, MEMBER_PAD, .count = 1}, {0}};

static const struct member dcb_header[] = {
    {NULL, MEMBER_PAD, .count = 1},
    {"cmd", MEMBER_U8, .type = TYPE_DCB_COMMAND},
    {0},
};

static const struct attribute_list dcb = ATTRIBUTES_PLAIN(DCB_ATTRIBUTE);

static const struct attribute_row netconf_rows[] = {
    {1 /* NETCONFA_IFINDEX */, ATTRIBUTE_U32, TYPE_INTERFACE},
    {2 /* NETCONFA_FORWARDING */, ATTRIBUTE_S32},
    {3 /* NETCONFA_RP_FILTER */, ATTRIBUTE_S32},
    {4 /* NETCONFA_MC_FORWARDING */, ATTRIBUTE_S32},
    {5 /* NETCONFA_PROXY_NEIGH */, ATTRIBUTE_S32},
    {6 /* NETCONFA_IGNORE_ROUTES_WITH_LINKDOWN */, ATTRIBUTE_S32},
    {7 /* NETCONFA_INPUT */, ATTRIBUTE_S32},
    {8 /* NETCONFA_BC_FORWARDING */, ATTRIBUTE_S32},
};
static const struct attribute_list netconf = ATTRIBUTES(NETCONF_ATTRIBUTE, netconf_rows);

static const struct member group_header[] = {
    {NULL, MEMBER_PAD, .count = 4},
    {"ifindex", MEMBER_U32, .type = TYPE_INTERFACE},
    {0},
};

static const struct attribute_list mdb_entry = ATTRIBUTES_PLAIN(MDB_ENTRY_ATTRIBUTE);
static const struct attribute_row mdb_groups_rows[] = {
    {1 /* MDBA_MDB_ENTRY */, ATTRIBUTE_NESTED, .nested = &mdb_entry},
};
static const struct attribute_list mdb_groups = ATTRIBUTES(MDB_MDB_ATTRIBUTE, mdb_groups_rows);

static const struct attribute_row mdb_port_rows[] = {
    {1 /* MDBA_ROUTER_PATTR_TIMER */, ATTRIBUTE_U32},
    {2 /* MDBA_ROUTER_PATTR_TYPE */, ATTRIBUTE_U8, TYPE_MDB_ROUTER_TYPE},
};
static const struct attribute_list mdb_port = ATTRIBUTES(MDB_ROUTER_PORT, mdb_port_rows);

/* The port's interface, then attributes of its own. */
static void put_router_port(struct formatter *f, const struct netlink_context *context,
                            const uint8_t *bytes, size_t length)
{
    if (length < 4) {
        format_quoted_hex(f, bytes, length, format_string_limit(f), false);
        return;
    }
    format_interface(f, load_u32(bytes));
    if (length > 4) {
        format_item(f);
        format_attributes(f, &mdb_port, context, bytes + 4, length - 4);
    }
}

static const struct attribute_row mdb_router_rows[] = {
    {1 /* MDBA_ROUTER_PORT */, ATTRIBUTE_OWN, TYPE_INTERFACE, .format = put_router_port},
};
static const struct attribute_list mdb_router = ATTRIBUTES(MDB_ROUTER_ATTRIBUTE, mdb_router_rows);

static const struct attribute_row mdb_rows[] = {
    {1 /* MDBA_MDB */, ATTRIBUTE_NESTED, .nested = &mdb_groups},
    {2 /* MDBA_ROUTER */, ATTRIBUTE_NESTED, .nested = &mdb_router},
};
static const struct attribute_list mdb = ATTRIBUTES(MDB_ATTRIBUTE, mdb_rows);

static const struct attribute_row nsid_rows[] = {
    {1 /* NETNSA_NSID */, ATTRIBUTE_S32},         {4 /* NETNSA_TARGET_NSID */, ATTRIBUTE_S32},
    {5 /* NETNSA_CURRENT_NSID */, ATTRIBUTE_S32}, {3 /* NETNSA_FD */, ATTRIBUTE_S32},
    {2 /* NETNSA_PID */, ATTRIBUTE_U32},
};
static const struct attribute_list nsid = ATTRIBUTES(NSID_ATTRIBUTE, nsid_rows);

/* ---- next hops ------------------------------------------------------------------------------- */

static const struct member nexthop_header[] = {
    {NULL, MEMBER_PAD, .count = 1},
    {"nh_scope", MEMBER_U8, .type = TYPE_SCOPE},
    {"nh_protocol", MEMBER_U8, .type = TYPE_ROUTE_PROTOCOL},
    {"resvd", MEMBER_U8, SHOW_SET, .type = TYPE_HEX},
    {"nh_flags", MEMBER_U32, .type = TYPE_NEXTHOP_FLAGS},
    {0},
};

static const struct member nexthop_group[] = {
    {"id", MEMBER_U32, .type = TYPE_UINT},
    {"weight", MEMBER_U8, .type = TYPE_UINT},
    {"resvd1", MEMBER_U8, SHOW_SET, .type = TYPE_HEX},
    {"resvd2", MEMBER_U16, SHOW_SET, .type = TYPE_HEX},
    {0},
};

static const struct attribute_row nexthop_res_group_rows[] = {
    {1 /* NHA_RES_GROUP_BUCKETS */, ATTRIBUTE_U16},
    {2 /* NHA_RES_GROUP_IDLE_TIMER */, ATTRIBUTE_CLOCK},
    {3 /* NHA_RES_GROUP_UNBALANCED_TIMER */, ATTRIBUTE_CLOCK},
    {4 /* NHA_RES_GROUP_UNBALANCED_TIME */, ATTRIBUTE_CLOCK},
};
static const struct attribute_list nexthop_res_group =
    ATTRIBUTES(NEXTHOP_RES_GROUP, nexthop_res_group_rows);

static const struct attribute_row nexthop_res_bucket_rows[] = {
    {1 /* NHA_RES_BUCKET_INDEX */, ATTRIBUTE_U16},
    {2 /* NHA_RES_BUCKET_IDLE_TIME */, ATTRIBUTE_CLOCK},
    {3 /* NHA_RES_BUCKET_NH_ID */, ATTRIBUTE_U32},
};
static const struct attribute_list nexthop_res_bucket =
    ATTRIBUTES(NEXTHOP_RES_BUCKET, nexthop_res_bucket_rows);

static const struct attribute_row nexthop_rows[] = {
    {1 /* NHA_ID */, ATTRIBUTE_U32},
    {4 /* NHA_BLACKHOLE */, ATTRIBUTE_U32},
    {9 /* NHA_GROUPS */, ATTRIBUTE_U32},
    {10 /* NHA_MASTER */, ATTRIBUTE_U32, TYPE_INTERFACE},
    {11 /* NHA_FDB */, ATTRIBUTE_U32},
    {2 /* NHA_GROUP */, ATTRIBUTE_RECORDS, .size_bytes = 8, .members = nexthop_group},
    {3 /* NHA_GROUP_TYPE */, ATTRIBUTE_U16, TYPE_NEXTHOP_GROUP_TYPE, .is_limited = true},
    {5 /* NHA_OIF */, ATTRIBUTE_U32, TYPE_INTERFACE},
    {6 /* NHA_GATEWAY */, ATTRIBUTE_ADDRESS},
    {7 /* NHA_ENCAP_TYPE */, ATTRIBUTE_U16, TYPE_ENCAP_TYPE},
    {8 /* NHA_ENCAP */, ATTRIBUTE_OWN, .format = format_nexthop_encapsulation},
    {12 /* NHA_RES_GROUP */, ATTRIBUTE_NESTED, .nested = &nexthop_res_group},
    {13 /* NHA_RES_BUCKET */, ATTRIBUTE_NESTED, .nested = &nexthop_res_bucket},
};
static const struct attribute_list nexthop = ATTRIBUTES(NEXTHOP_ATTRIBUTE, nexthop_rows);

/* ---- statistics --------------------------------------------------------------------------------
 */

static const struct member stats_header[] = {
    {NULL, MEMBER_PAD, .count = 1},
    {"pad1", MEMBER_U8, SHOW_SET, .type = TYPE_HEX},
    {"pad2", MEMBER_U16, SHOW_SET, .type = TYPE_HEX},
    {"ifindex", MEMBER_U32, .type = TYPE_INTERFACE},
    {"filter_mask", MEMBER_U32, .type = TYPE_STATS_FILTER},
    {0},
};

static const struct member link_header[] = {
    {NULL, MEMBER_PAD, .count = 2},
    {"ifi_type", MEMBER_U16, .type = TYPE_ARP_HARDWARE},
    {"ifi_index", MEMBER_U32, .type = TYPE_INTERFACE},
    {"ifi_flags", MEMBER_U32, .type = TYPE_INTERFACE_FLAGS},
    {"ifi_change", MEMBER_U32, .type = TYPE_HEX},
    {0},
};

/* ---- which message is what
 * ------------------------------------------------------------------------ */

/* Messages come in fours: new, delete, get, set.  index_at: where the struct has an interface. */
static const struct kind {
    uint8_t first, last; /* types */
    const char *family;  /* what the struct calls its first member */
    const struct member *members;
    uint8_t size_bytes, index_at;
    const struct attribute_list *attributes; /* NULL: what follows is not known */
} kinds[] = {
    {16, 19, "ifi_family", link_header, 16, 4, &link_attributes},
    {20, 22, "ifa_family", addr_header, 8, 4, &addr_attributes},
    {24, 26, "rtm_family", route_header, 12, 0, &route_attributes},
    {28, 30, "ndm_family", neigh_header, 12, 4, &neigh_attributes},
    {32, 34, "family", rule_header, 12, 0, &rule},
    {36, 46, "tcm_family", tc_header, 20, 4, &tc}, /* queues, classes, filters */
    {48, 50, "tca_family", family_only, 4, 0, &attributes_tc_action},
    {56, 58, "ifa_family", addr_header, 8, 4, &addr_attributes}, /* multicast */
    {60, 62, "ifa_family", addr_header, 8, 4, &addr_attributes}, /* anycast */
    {64, 67, "ndtm_family", family_only, 4, 0, &neightbl_attributes},
    {72, 74, "ifal_family", addrlabel_header, 12, 4, &addrlabel_attributes},
    {78, 79, "dcb_family", dcb_header, 4, 0, &dcb},
    {80, 82, "ncm_family", family_only, 1, 0, &netconf},
    {84, 86, "family", group_header, 8, 4, &mdb},
    {88, 90, "rtgen_family", family_only, 1, 0, &nsid},
    {92, 95, "family", stats_header, 12, 4, &stats_attributes},
    {96, 96, "rtgen_family", family_only, 1, 0, NULL},
    {100, 102, "tcm_family", tc_header, 20, 4, &tc}, /* chains */
    {104, 106, "nh_family", nexthop_header, 8, 0, &nexthop},
};

enum { GET_NEIGHBOUR = 30, FAMILY_BRIDGE = 7 };

/* Who asks for a bridge's neighbours does so in the struct of a link. */
static const struct kind *kind_of(const struct netlink_message *message)
{
    if (message->type == GET_NEIGHBOUR && message->bytes[0] == FAMILY_BRIDGE)
        return &kinds[0];
    for (size_t i = 0; i < ARRAY_COUNT(kinds); i++)
        if (message->type >= kinds[i].first && message->type <= kinds[i].last)
            return &kinds[i];
    return NULL;
}

void format_route_message(struct formatter *f, const struct netlink_message *message)
{
    const struct kind *kind = kind_of(message);
    size_t end;

    if (!kind) {
        format_unknown_family(f, message);
        return;
    }
    if (!format_family_header(f, kind->family, kind->members, message, kind->size_bytes))
        return;
    end = NETLINK_ALIGN(kind->size_bytes);
    if (kind->attributes) {
        format_behind(f, kind->attributes, message->bytes[0], message, end);
    } else if (message->length > end) {
        format_item(f);
        format_quoted_hex(f, message->bytes + end, message->length - end, format_string_limit(f),
                          false);
    }
}

/* The members that several ways of a route have each for itself. */
static void multipath_interfaces(struct interface_set *set, const uint8_t *bytes, size_t length)
{
    for (size_t at = 0; at + 8 <= length;) {
        size_t own = load_u16(bytes + at);
        interface_add(set, load_u32(bytes + at + 4));
        if (own < 8)
            break;
        at += NETLINK_ALIGN(own);
    }
}

void route_interfaces(struct interface_set *set, const struct netlink_message *message)
{
    const struct kind *kind = kind_of(message);
    size_t end = kind ? NETLINK_ALIGN(kind->size_bytes) : 0;

    if (!kind || message->length < kind->size_bytes)
        return;
    if (kind->index_at)
        interface_add(set, load_u32(message->bytes + kind->index_at));
    if (!kind->attributes || message->length <= end)
        return;
    attribute_interfaces(set, kind->attributes, message->bytes + end, message->length - end);
    if (kind->attributes == &route_attributes)
        for (size_t at = end; at + 4 < message->length;) {
            size_t length = load_u16(message->bytes + at), left = message->length - at;
            if (length < 4 || length > left)
                break;
            if (load_u16(message->bytes + at + 2) == 9 /* RTA_MULTIPATH */)
                multipath_interfaces(set, message->bytes + at + 4, length - 4);
            at += NETLINK_ALIGN(length);
        }
}
