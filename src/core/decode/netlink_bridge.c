/* NETLINK_ROUTE: bridges, and the ports of one. */
#include "netlink_route.h"

static const struct member bridge_vlan_info[] = {
    {"flags", MEMBER_U16, .type = TYPE_BRIDGE_VLAN_FLAGS},
    {"vid", MEMBER_U16, .type = TYPE_UINT},
    {0},
};

/* 1<<BR_BOOLOPT_NO_LL_LEARN */
static const struct member bridge_boolopt[] = {
    {"optval", MEMBER_U32, .type = TYPE_BOOLOPT_BITS},
    {"optmask", MEMBER_U32, .type = TYPE_BOOLOPT_BITS},
    {0},
};

static void put_bridge_id(struct formatter *f, const struct netlink_context *context,
                          const uint8_t *bytes, size_t length)
{
    (void)context;
    if (length < 8) {
        format_quoted_hex(f, bytes, length, format_string_limit(f), false);
        return;
    }
    format_open(f, '{');
    format_field(f, "prio");
    format_open_inline(f, '[');
    for (int i = 0; i < 2; i++) {
        format_item_inline(f);
        format_uint(f, bytes[i]);
    }
    format_close_inline(f, ']');
    format_field(f, "addr");
    format_hardware_address(f, bytes + 2, 6);
    format_close(f, '}');
}

static const struct attribute_row bridge_port_rows[] = {
    {1 /* IFLA_BRPORT_STATE */, ATTRIBUTE_U8},
    {4 /* IFLA_BRPORT_MODE */, ATTRIBUTE_U8},
    {5 /* IFLA_BRPORT_GUARD */, ATTRIBUTE_U8},
    {6 /* IFLA_BRPORT_PROTECT */, ATTRIBUTE_U8},
    {7 /* IFLA_BRPORT_FAST_LEAVE */, ATTRIBUTE_U8},
    {8 /* IFLA_BRPORT_LEARNING */, ATTRIBUTE_U8},
    {9 /* IFLA_BRPORT_UNICAST_FLOOD */, ATTRIBUTE_U8},
    {10 /* IFLA_BRPORT_PROXYARP */, ATTRIBUTE_U8},
    {11 /* IFLA_BRPORT_LEARNING_SYNC */, ATTRIBUTE_U8},
    {12 /* IFLA_BRPORT_PROXYARP_WIFI */, ATTRIBUTE_U8},
    {19 /* IFLA_BRPORT_TOPOLOGY_CHANGE_ACK */, ATTRIBUTE_U8},
    {20 /* IFLA_BRPORT_CONFIG_PENDING */, ATTRIBUTE_U8},
    {25 /* IFLA_BRPORT_MULTICAST_ROUTER */, ATTRIBUTE_U8},
    {27 /* IFLA_BRPORT_MCAST_FLOOD */, ATTRIBUTE_U8},
    {28 /* IFLA_BRPORT_MCAST_TO_UCAST */, ATTRIBUTE_U8},
    {29 /* IFLA_BRPORT_VLAN_TUNNEL */, ATTRIBUTE_U8},
    {30 /* IFLA_BRPORT_BCAST_FLOOD */, ATTRIBUTE_U8},
    {32 /* IFLA_BRPORT_NEIGH_SUPPRESS */, ATTRIBUTE_U8},
    {33 /* IFLA_BRPORT_ISOLATED */, ATTRIBUTE_U8},
    {35 /* IFLA_BRPORT_MRP_RING_OPEN */, ATTRIBUTE_U8},
    {36 /* IFLA_BRPORT_MRP_IN_OPEN */, ATTRIBUTE_U8},
    {39 /* IFLA_BRPORT_LOCKED */, ATTRIBUTE_U8},
    {40 /* IFLA_BRPORT_MAB */, ATTRIBUTE_U8},
    {43 /* IFLA_BRPORT_NEIGH_VLAN_SUPPRESS */, ATTRIBUTE_U8},
    {2 /* IFLA_BRPORT_PRIORITY */, ATTRIBUTE_U16},
    {15 /* IFLA_BRPORT_DESIGNATED_PORT */, ATTRIBUTE_U16},
    {16 /* IFLA_BRPORT_DESIGNATED_COST */, ATTRIBUTE_U16},
    {17 /* IFLA_BRPORT_ID */, ATTRIBUTE_U16},
    {18 /* IFLA_BRPORT_NO */, ATTRIBUTE_U16},
    {3 /* IFLA_BRPORT_COST */, ATTRIBUTE_U32},
    {37 /* IFLA_BRPORT_MCAST_EHT_HOSTS_LIMIT */, ATTRIBUTE_U32},
    {38 /* IFLA_BRPORT_MCAST_EHT_HOSTS_CNT */, ATTRIBUTE_U32},
    {41 /* IFLA_BRPORT_MCAST_N_GROUPS */, ATTRIBUTE_U32},
    {42 /* IFLA_BRPORT_MCAST_MAX_GROUPS */, ATTRIBUTE_U32},
    {44 /* IFLA_BRPORT_BACKUP_NHID */, ATTRIBUTE_U32},
    {13 /* IFLA_BRPORT_ROOT_ID */, ATTRIBUTE_OWN, .format = put_bridge_id},
    {14 /* IFLA_BRPORT_BRIDGE_ID */, ATTRIBUTE_OWN, .format = put_bridge_id},
    {21 /* IFLA_BRPORT_MESSAGE_AGE_TIMER */, ATTRIBUTE_CLOCK},
    {22 /* IFLA_BRPORT_FORWARD_DELAY_TIMER */, ATTRIBUTE_CLOCK},
    {23 /* IFLA_BRPORT_HOLD_TIMER */, ATTRIBUTE_CLOCK},
    {31 /* IFLA_BRPORT_GROUP_FWD_MASK */, ATTRIBUTE_U16, TYPE_HEX},
    {34 /* IFLA_BRPORT_BACKUP_PORT */, ATTRIBUTE_U32, TYPE_INTERFACE},
};
const struct attribute_list attributes_bridge_port = ATTRIBUTES(BRIDGE_PORT, bridge_port_rows);

static const struct attribute_row bridge_tunnel_rows[] = {
    {1 /* IFLA_BRIDGE_VLAN_TUNNEL_ID */, ATTRIBUTE_U32},
    {2 /* IFLA_BRIDGE_VLAN_TUNNEL_VID */, ATTRIBUTE_U16},
    {3 /* IFLA_BRIDGE_VLAN_TUNNEL_FLAGS */, ATTRIBUTE_U16, TYPE_BRIDGE_VLAN_FLAGS},
};
static const struct attribute_list bridge_tunnel =
    ATTRIBUTES(BRIDGE_VLAN_TUNNEL, bridge_tunnel_rows);

static const struct attribute_row bridge_spec_rows[] = {
    {0 /* IFLA_BRIDGE_FLAGS */, ATTRIBUTE_U16, TYPE_BRIDGE_FLAGS, .is_limited = true},
    {1 /* IFLA_BRIDGE_MODE */, ATTRIBUTE_U16, TYPE_BRIDGE_MODE, .is_limited = true},
    {2 /* IFLA_BRIDGE_VLAN_INFO */, ATTRIBUTE_RECORD, .size_bytes = 4, .members = bridge_vlan_info},
    {3 /* IFLA_BRIDGE_VLAN_TUNNEL_INFO */, ATTRIBUTE_NESTED, .nested = &bridge_tunnel},
};
const struct attribute_list bridge_spec_attributes = ATTRIBUTES(BRIDGE_SPEC, bridge_spec_rows);

static const struct attribute_row bridge_rows[] = {
    {1 /* IFLA_BR_FORWARD_DELAY */, ATTRIBUTE_CLOCK},
    {2 /* IFLA_BR_HELLO_TIME */, ATTRIBUTE_CLOCK},
    {3 /* IFLA_BR_MAX_AGE */, ATTRIBUTE_CLOCK},
    {4 /* IFLA_BR_AGEING_TIME */, ATTRIBUTE_CLOCK},
    {16 /* IFLA_BR_HELLO_TIMER */, ATTRIBUTE_CLOCK},
    {17 /* IFLA_BR_TCN_TIMER */, ATTRIBUTE_CLOCK},
    {18 /* IFLA_BR_TOPOLOGY_CHANGE_TIMER */, ATTRIBUTE_CLOCK},
    {19 /* IFLA_BR_GC_TIMER */, ATTRIBUTE_CLOCK},
    {30 /* IFLA_BR_MCAST_LAST_MEMBER_INTVL */, ATTRIBUTE_CLOCK},
    {31 /* IFLA_BR_MCAST_MEMBERSHIP_INTVL */, ATTRIBUTE_CLOCK},
    {32 /* IFLA_BR_MCAST_QUERIER_INTVL */, ATTRIBUTE_CLOCK},
    {33 /* IFLA_BR_MCAST_QUERY_INTVL */, ATTRIBUTE_CLOCK},
    {34 /* IFLA_BR_MCAST_QUERY_RESPONSE_INTVL */, ATTRIBUTE_CLOCK},
    {35 /* IFLA_BR_MCAST_STARTUP_QUERY_INTVL */, ATTRIBUTE_CLOCK},
    {5 /* IFLA_BR_STP_STATE */, ATTRIBUTE_U32},
    {13 /* IFLA_BR_ROOT_PATH_COST */, ATTRIBUTE_U32},
    {26 /* IFLA_BR_MCAST_HASH_ELASTICITY */, ATTRIBUTE_U32},
    {27 /* IFLA_BR_MCAST_HASH_MAX */, ATTRIBUTE_U32},
    {28 /* IFLA_BR_MCAST_LAST_MEMBER_CNT */, ATTRIBUTE_U32},
    {29 /* IFLA_BR_MCAST_STARTUP_QUERY_CNT */, ATTRIBUTE_U32},
    {6 /* IFLA_BR_PRIORITY */, ATTRIBUTE_U16},
    {12 /* IFLA_BR_ROOT_PORT */, ATTRIBUTE_U16},
    {39 /* IFLA_BR_VLAN_DEFAULT_PVID */, ATTRIBUTE_U16},
    {7 /* IFLA_BR_VLAN_FILTERING */, ATTRIBUTE_U8},
    {14 /* IFLA_BR_TOPOLOGY_CHANGE */, ATTRIBUTE_U8},
    {15 /* IFLA_BR_TOPOLOGY_CHANGE_DETECTED */, ATTRIBUTE_U8},
    {22 /* IFLA_BR_MCAST_ROUTER */, ATTRIBUTE_U8},
    {23 /* IFLA_BR_MCAST_SNOOPING */, ATTRIBUTE_U8},
    {24 /* IFLA_BR_MCAST_QUERY_USE_IFADDR */, ATTRIBUTE_U8},
    {25 /* IFLA_BR_MCAST_QUERIER */, ATTRIBUTE_U8},
    {36 /* IFLA_BR_NF_CALL_IPTABLES */, ATTRIBUTE_U8},
    {37 /* IFLA_BR_NF_CALL_IP6TABLES */, ATTRIBUTE_U8},
    {38 /* IFLA_BR_NF_CALL_ARPTABLES */, ATTRIBUTE_U8},
    {41 /* IFLA_BR_VLAN_STATS_ENABLED */, ATTRIBUTE_U8},
    {42 /* IFLA_BR_MCAST_STATS_ENABLED */, ATTRIBUTE_U8},
    {43 /* IFLA_BR_MCAST_IGMP_VERSION */, ATTRIBUTE_U8},
    {44 /* IFLA_BR_MCAST_MLD_VERSION */, ATTRIBUTE_U8},
    {45 /* IFLA_BR_VLAN_STATS_PER_PORT */, ATTRIBUTE_U8},
    {8 /* IFLA_BR_VLAN_PROTOCOL */, ATTRIBUTE_U16, TYPE_ETHERNET_PORT, .is_limited = true},
    {9 /* IFLA_BR_GROUP_FWD_MASK */, ATTRIBUTE_U16, TYPE_HEX},
    {10 /* IFLA_BR_ROOT_ID */, ATTRIBUTE_OWN, .format = put_bridge_id},
    {11 /* IFLA_BR_BRIDGE_ID */, ATTRIBUTE_OWN, .format = put_bridge_id},
    {20 /* IFLA_BR_GROUP_ADDR */, ATTRIBUTE_HARDWARE},
    {46 /* IFLA_BR_MULTI_BOOLOPT */, ATTRIBUTE_RECORD, .size_bytes = 8, .members = bridge_boolopt},
};
const struct attribute_list attributes_bridge = ATTRIBUTES(BRIDGE, bridge_rows);
