/* NETLINK_ROUTE: links by their kind, and what routes encapsulate in
 * (core/tables/attributes/route_link.def). */
#include "netlink_route.h"

static const struct member vlan_flags[] = {
    {"flags", MEMBER_U32, .type = TYPE_VLAN_FLAGS}, {"mask", MEMBER_U32, .type = TYPE_HEX}, {0}};
static const struct member vlan_mapping[] = {
    {"from", MEMBER_U32, .type = TYPE_UINT}, {"to", MEMBER_U32, .type = TYPE_UINT}, {0}};
static const struct member vlan_entry[] = {
    {"flags", MEMBER_U16, .type = TYPE_BRIDGE_VLAN_FLAGS},
    {"vid", MEMBER_U16, .type = TYPE_UINT},
    {0},
};

static void put_port(struct formatter *f, const uint8_t *bytes)
{
    format_network_short(f, load_u16(bytes));
}

static const struct member vxlan_ports[] = {
    {"low", MEMBER_PUT, .count = 2, .put = put_port},
    {"high", MEMBER_PUT, .count = 2, .put = put_port},
    {0},
};

/* Numbered addresses. */
static void put_targets(struct formatter *f, const struct netlink_context *context,
                        const uint8_t *bytes, size_t length)
{
    static const struct attribute_row row = {.shape = ATTRIBUTE_IP};
    static const struct attribute_list targets = {TYPE_NONE, ATTRIBUTES_ALIKE, &row};

    format_attributes(f, &targets, context, bytes, length);
}

/* The other end is a link as a message has it: a struct, and the attributes of a link. */
static void put_peer(struct formatter *f, const struct netlink_context *context,
                     const uint8_t *bytes, size_t length)
{
    const struct netlink_message peer = {
        .type = 16 /* RTM_NEWLINK */, .bytes = bytes, .length = length};

    (void)context;
    format_open(f, '[');
    format_item(f);
    format_route_message(f, &peer);
    format_close(f, ']');
}

#define ATTRIBUTE_FILE "core/tables/attributes/route_link.def"
#include "netlink_rows.def"
#undef ATTRIBUTE_FILE

static const struct attribute_row tun_rows[] = {
    {1 /* IFLA_TUN_OWNER */, ATTRIBUTE_U32},
    {2 /* IFLA_TUN_GROUP */, ATTRIBUTE_U32},
    {3 /* IFLA_TUN_TYPE */, ATTRIBUTE_U8, TYPE_TUN_TYPE, .is_limited = true},
    {4 /* IFLA_TUN_PI */, ATTRIBUTE_U8},
    {5 /* IFLA_TUN_VNET_HDR */, ATTRIBUTE_U8},
    {6 /* IFLA_TUN_PERSIST */, ATTRIBUTE_U8},
    {7 /* IFLA_TUN_MULTI_QUEUE */, ATTRIBUTE_U8},
    {8 /* IFLA_TUN_NUM_QUEUES */, ATTRIBUTE_U32},
    {9 /* IFLA_TUN_NUM_DISABLED_QUEUES */, ATTRIBUTE_U32},
};
static const struct attribute_list attributes_tun = ATTRIBUTES(TUN, tun_rows);

const struct attribute_kind link_kinds[] = {
    KIND("bridge", bridge),
    KIND("tun", tun),
    KIND("vlan", vlan),
    KIND("veth", veth),
    KIND("bond", bond),
    KIND("macvlan", macvlan),
    KIND("macvtap", macvlan),
    KIND("ipvlan", ipvlan),
    KIND("ipvtap", ipvlan),
    KIND("vxlan", vxlan),
    KIND("geneve", geneve),
    KIND("vrf", vrf),
    KIND("gre", gre),
    KIND("gretap", gre),
    KIND("ip6gre", gre),
    KIND("ip6gretap", gre),
    KIND("erspan", gre),
    KIND("ip6erspan", gre),
    KIND("ipip", iptun),
    KIND("sit", iptun),
    KIND("ip6tnl", iptun),
    KIND("vti", vti),
    KIND("vti6", vti),
    KIND("xfrm", xfrm_link),
    KIND("macsec", macsec_link),
    KIND("bareudp", bareudp),
    KIND("ipoib", ipoib),
    KIND("hsr", hsr),
    {NULL},
};

const struct attribute_kind link_slave_kinds[] = {
    KIND("bridge", bridge_port),
    KIND("bond", bond_slave),
    KIND("vrf", vrf_port),
    {NULL},
};

/* ---- encapsulation: by the number of a type among the route's attributes ------------------------
 */

static const struct {
    uint16_t type;
    const struct attribute_list *list;
} encapsulations[] = {
    {1 /* LWTUNNEL_ENCAP_MPLS */, &attributes_lwt_mpls},
    {2 /* LWTUNNEL_ENCAP_IP */, &attributes_lwt_ip},
    {4 /* LWTUNNEL_ENCAP_IP6 */, &attributes_lwt_ip6},
    {6 /* LWTUNNEL_ENCAP_BPF */, &attributes_lwt_bpf},
};

static void put_encapsulation(struct formatter *f, const struct netlink_context *context,
                              struct attribute_bytes type, const uint8_t *bytes, size_t length)
{
    uint16_t number = type.length >= 2 ? load_u16(type.bytes) : 0;

    for (size_t i = 0; i < ARRAY_COUNT(encapsulations); i++)
        if (encapsulations[i].type == number) {
            format_attributes(f, encapsulations[i].list, context, bytes, length);
            return;
        }
    format_quoted_hex(f, bytes, length, format_string_limit(f), false);
}

void format_route_encapsulation(struct formatter *f, const struct netlink_context *context,
                                const uint8_t *bytes, size_t length)
{
    put_encapsulation(f, context,
                      attribute_find(context->all, context->all_bytes, 21 /* RTA_ENCAP_TYPE */),
                      bytes, length);
}

void format_nexthop_encapsulation(struct formatter *f, const struct netlink_context *context,
                                  const uint8_t *bytes, size_t length)
{
    put_encapsulation(f, context,
                      attribute_find(context->all, context->all_bytes, 7 /* NHA_ENCAP_TYPE */),
                      bytes, length);
}
