/* The tables of netlink_route.c, netlink_link.c, netlink_bridge.c, netlink_kind.c and netlink_tc.c
 * that messages are made of. */
#ifndef PTOP_CORE_NETLINK_ROUTE_H
#define PTOP_CORE_NETLINK_ROUTE_H

#include "netlink.h"

extern const struct attribute_list link_attributes, stats_attributes, addr_attributes,
    addrlabel_attributes, route_attributes, neigh_attributes, neightbl_attributes,
    attributes_bridge, attributes_bridge_port, bridge_spec_attributes, attributes_tc_action;
extern const struct member addr_header[], addrlabel_header[], route_header[], neigh_header[];
extern const struct attribute_kind link_kinds[], link_slave_kinds[], tc_kinds[], action_kinds[];

/* What a route, or a next hop, encapsulates in. */
void format_route_encapsulation(struct formatter *f, const struct netlink_context *context,
                                const uint8_t *bytes, size_t length);
void format_nexthop_encapsulation(struct formatter *f, const struct netlink_context *context,
                                  const uint8_t *bytes, size_t length);

#endif
