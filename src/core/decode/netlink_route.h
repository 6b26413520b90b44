/* The tables of netlink_route.c, netlink_link.c and netlink_bridge.c that messages are made of. */
#ifndef PTOP_CORE_NETLINK_ROUTE_H
#define PTOP_CORE_NETLINK_ROUTE_H

#include "netlink.h"

extern const struct attribute_list link_attributes, stats_attributes, addr_attributes,
    addrlabel_attributes, route_attributes, neigh_attributes, neightbl_attributes,
    bridge_attributes, bridge_port_attributes, bridge_spec_attributes;
extern const struct member addr_header[], addrlabel_header[], route_header[], neigh_header[];

#endif
