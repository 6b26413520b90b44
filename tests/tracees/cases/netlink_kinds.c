/* Messages of NETLINK_ROUTE: links, queues, filters and actions, each of a kind. */
#include "netlink.h"

NETLINK(vlan, 0, 16, 0x605,
        "[{nlmsg_len=104, nlmsg_type=RTM_NEWLINK, "
        "nlmsg_flags=NLM_F_REQUEST|NLM_F_ACK|NLM_F_EXCL|NLM_F_CREATE, nlmsg_seq=1, nlmsg_pid=2}, "
        "{ifi_family=AF_UNSPEC, ifi_type=ARPHRD_NETROM, ifi_index=0, ifi_flags=0, ifi_change=0}, "
        "[[{nla_len=7, nla_type=IFLA_IFNAME}, \"x0\"], [{nla_len=64, nla_type=IFLA_LINKINFO}, "
        "[[{nla_len=9, nla_type=IFLA_INFO_KIND}, \"vlan\"], [{nla_len=48, "
        "nla_type=IFLA_INFO_DATA}, [[{nla_len=6, nla_type=IFLA_VLAN_ID}, 100], [{nla_len=12, "
        "nla_type=IFLA_VLAN_FLAGS}, {flags=VLAN_FLAG_REORDER_HDR, mask=0x1}], [{nla_len=6, "
        "nla_type=IFLA_VLAN_PROTOCOL}, htons(ETH_P_8021Q)], [{nla_len=16, "
        "nla_type=IFLA_VLAN_INGRESS_QOS}, [{nla_len=12, nla_type=IFLA_VLAN_QOS_MAPPING}, {from=1, "
        "to=2}]]]]]]]]",
        0, 0, U16(0), U32(0), U32(0), U32(0), ATTRIBUTE(3, 'x', '0', 0), 0, ATTRIBUTE(18,
        ATTRIBUTE(1, 'v', 'l', 'a', 'n', 0), 0, 0, 0, ATTRIBUTE(2, ATTRIBUTE(1, U16(0x64)),
        0, 0, ATTRIBUTE(2, U32(1), U32(1)), ATTRIBUTE(5, U16(0x81)), 0, 0, ATTRIBUTE(4,
        ATTRIBUTE(1, U32(1), U32(2))))))

NETLINK(vxlan, 0, 16, 0x605,
        "[{nlmsg_len=108, nlmsg_type=RTM_NEWLINK, "
        "nlmsg_flags=NLM_F_REQUEST|NLM_F_ACK|NLM_F_EXCL|NLM_F_CREATE, nlmsg_seq=1, nlmsg_pid=2}, "
        "{ifi_family=AF_UNSPEC, ifi_type=ARPHRD_NETROM, ifi_index=0, ifi_flags=0, ifi_change=0}, "
        "[[{nla_len=7, nla_type=IFLA_IFNAME}, \"x0\"], [{nla_len=68, nla_type=IFLA_LINKINFO}, "
        "[[{nla_len=10, nla_type=IFLA_INFO_KIND}, \"vxlan\"], [{nla_len=52, "
        "nla_type=IFLA_INFO_DATA}, [[{nla_len=8, nla_type=IFLA_VXLAN_ID}, 42], [{nla_len=8, "
        "nla_type=IFLA_VXLAN_GROUP}, inet_addr(\"239.1.1.1\")], [{nla_len=8, "
        "nla_type=IFLA_VXLAN_LINK}, if_nametoindex(\"lo\")], [{nla_len=8, "
        "nla_type=IFLA_VXLAN_PORT_RANGE}, {low=htons(1000), high=htons(2000)}], [{nla_len=6, "
        "nla_type=IFLA_VXLAN_PORT}, htons(4789)], [{nla_len=5, nla_type=IFLA_VXLAN_LEARNING}, "
        "1]]]]]]]",
        0, 0, U16(0), U32(0), U32(0), U32(0), ATTRIBUTE(3, 'x', '0', 0), 0, ATTRIBUTE(18,
        ATTRIBUTE(1, 'v', 'x', 'l', 'a', 'n', 0), 0, 0, ATTRIBUTE(2, ATTRIBUTE(1,
        U32(0x2a)), ATTRIBUTE(2, 239, 1, 1, 1), ATTRIBUTE(3, U32(1)), ATTRIBUTE(10,
        U16(0xe803), U16(0xd007)), ATTRIBUTE(15, U16(0xb512)), 0, 0, ATTRIBUTE(7, 1), 0, 0,
        0)))

NETLINK(vxlan_of_inet6, 0, 16, 0x605,
        "[{nlmsg_len=88, nlmsg_type=RTM_NEWLINK, "
        "nlmsg_flags=NLM_F_REQUEST|NLM_F_ACK|NLM_F_EXCL|NLM_F_CREATE, nlmsg_seq=1, nlmsg_pid=2}, "
        "{ifi_family=AF_UNSPEC, ifi_type=ARPHRD_NETROM, ifi_index=0, ifi_flags=0, ifi_change=0}, "
        "[[{nla_len=7, nla_type=IFLA_IFNAME}, \"x0\"], [{nla_len=48, nla_type=IFLA_LINKINFO}, "
        "[[{nla_len=10, nla_type=IFLA_INFO_KIND}, \"vxlan\"], [{nla_len=32, "
        "nla_type=IFLA_INFO_DATA}, [[{nla_len=8, nla_type=IFLA_VXLAN_ID}, 42], [{nla_len=20, "
        "nla_type=IFLA_VXLAN_GROUP6}, inet_pton(AF_INET6, \"::1\")]]]]]]]",
        0, 0, U16(0), U32(0), U32(0), U32(0), ATTRIBUTE(3, 'x', '0', 0), 0, ATTRIBUTE(18,
        ATTRIBUTE(1, 'v', 'x', 'l', 'a', 'n', 0), 0, 0, ATTRIBUTE(2, ATTRIBUTE(1,
        U32(0x2a)), ATTRIBUTE(16, ZERO_15, 1))))

NETLINK(bond, 0, 16, 0x605,
        "[{nlmsg_len=104, nlmsg_type=RTM_NEWLINK, "
        "nlmsg_flags=NLM_F_REQUEST|NLM_F_ACK|NLM_F_EXCL|NLM_F_CREATE, nlmsg_seq=1, nlmsg_pid=2}, "
        "{ifi_family=AF_UNSPEC, ifi_type=ARPHRD_NETROM, ifi_index=0, ifi_flags=0, ifi_change=0}, "
        "[[{nla_len=7, nla_type=IFLA_IFNAME}, \"x0\"], [{nla_len=64, nla_type=IFLA_LINKINFO}, "
        "[[{nla_len=9, nla_type=IFLA_INFO_KIND}, \"bond\"], [{nla_len=48, "
        "nla_type=IFLA_INFO_DATA}, [[{nla_len=5, nla_type=IFLA_BOND_MODE}, "
        "BOND_MODE_ACTIVEBACKUP], [{nla_len=8, nla_type=IFLA_BOND_MIIMON}, 100], [{nla_len=20, "
        "nla_type=IFLA_BOND_ARP_IP_TARGET}, [[{nla_len=8, nla_type=0}, inet_addr(\"10.0.0.1\")], "
        "[{nla_len=8, nla_type=0x1}, inet_addr(\"10.0.0.2\")]]], [{nla_len=8, "
        "nla_type=IFLA_BOND_PRIMARY}, if_nametoindex(\"lo\")]]]]]]]",
        0, 0, U16(0), U32(0), U32(0), U32(0), ATTRIBUTE(3, 'x', '0', 0), 0, ATTRIBUTE(18,
        ATTRIBUTE(1, 'b', 'o', 'n', 'd', 0), 0, 0, 0, ATTRIBUTE(2, ATTRIBUTE(1, 1), 0, 0, 0,
        ATTRIBUTE(3, U32(0x64)), ATTRIBUTE(8, ATTRIBUTE(0, 10, 0, 0, 1), ATTRIBUTE(1, 10, 0,
        0, 2)), ATTRIBUTE(11, U32(1)))))

NETLINK(macvlan, 0, 16, 0x605,
        "[{nlmsg_len=68, nlmsg_type=RTM_NEWLINK, "
        "nlmsg_flags=NLM_F_REQUEST|NLM_F_ACK|NLM_F_EXCL|NLM_F_CREATE, nlmsg_seq=1, nlmsg_pid=2}, "
        "{ifi_family=AF_UNSPEC, ifi_type=ARPHRD_NETROM, ifi_index=0, ifi_flags=0, ifi_change=0}, "
        "[[{nla_len=7, nla_type=IFLA_IFNAME}, \"x0\"], [{nla_len=28, nla_type=IFLA_LINKINFO}, "
        "[[{nla_len=12, nla_type=IFLA_INFO_KIND}, \"macvlan\"], [{nla_len=12, "
        "nla_type=IFLA_INFO_DATA}, [{nla_len=8, nla_type=IFLA_MACVLAN_MODE}, "
        "MACVLAN_MODE_BRIDGE]]]]]]",
        0, 0, U16(0), U32(0), U32(0), U32(0), ATTRIBUTE(3, 'x', '0', 0), 0, ATTRIBUTE(18,
        ATTRIBUTE(1, 'm', 'a', 'c', 'v', 'l', 'a', 'n', 0), ATTRIBUTE(2, ATTRIBUTE(1,
        U32(4)))))

NETLINK(veth, 0, 16, 0x605,
        "[{nlmsg_len=92, nlmsg_type=RTM_NEWLINK, "
        "nlmsg_flags=NLM_F_REQUEST|NLM_F_ACK|NLM_F_EXCL|NLM_F_CREATE, nlmsg_seq=1, nlmsg_pid=2}, "
        "{ifi_family=AF_UNSPEC, ifi_type=ARPHRD_NETROM, ifi_index=0, ifi_flags=0, ifi_change=0}, "
        "[[{nla_len=7, nla_type=IFLA_IFNAME}, \"x0\"], [{nla_len=52, nla_type=IFLA_LINKINFO}, "
        "[[{nla_len=9, nla_type=IFLA_INFO_KIND}, \"veth\"], [{nla_len=36, "
        "nla_type=IFLA_INFO_DATA}, [{nla_len=32, nla_type=VETH_INFO_PEER}, [{ifi_family=AF_UNSPEC, "
        "ifi_type=ARPHRD_NETROM, ifi_index=0, ifi_flags=0, ifi_change=0}, [{nla_len=9, "
        "nla_type=IFLA_IFNAME}, \"peer\"]]]]]]]]",
        0, 0, U16(0), U32(0), U32(0), U32(0), ATTRIBUTE(3, 'x', '0', 0), 0, ATTRIBUTE(18,
        ATTRIBUTE(1, 'v', 'e', 't', 'h', 0), 0, 0, 0, ATTRIBUTE(2, ATTRIBUTE(1, 0, 0,
        U16(0), U32(0), U32(0), U32(0), ATTRIBUTE(3, 'p', 'e', 'e', 'r', 0), 0, 0, 0))))

NETLINK(vrf, 0, 16, 0x605,
        "[{nlmsg_len=64, nlmsg_type=RTM_NEWLINK, "
        "nlmsg_flags=NLM_F_REQUEST|NLM_F_ACK|NLM_F_EXCL|NLM_F_CREATE, nlmsg_seq=1, nlmsg_pid=2}, "
        "{ifi_family=AF_UNSPEC, ifi_type=ARPHRD_NETROM, ifi_index=0, ifi_flags=0, ifi_change=0}, "
        "[[{nla_len=7, nla_type=IFLA_IFNAME}, \"x0\"], [{nla_len=24, nla_type=IFLA_LINKINFO}, "
        "[[{nla_len=8, nla_type=IFLA_INFO_KIND}, \"vrf\"], [{nla_len=12, nla_type=IFLA_INFO_DATA}, "
        "[{nla_len=8, nla_type=IFLA_VRF_TABLE}, RT_TABLE_MAIN]]]]]]",
        0, 0, U16(0), U32(0), U32(0), U32(0), ATTRIBUTE(3, 'x', '0', 0), 0, ATTRIBUTE(18,
        ATTRIBUTE(1, 'v', 'r', 'f', 0), ATTRIBUTE(2, ATTRIBUTE(1, U32(0xfe)))))

NETLINK(gre, 0, 16, 0x605,
        "[{nlmsg_len=100, nlmsg_type=RTM_NEWLINK, "
        "nlmsg_flags=NLM_F_REQUEST|NLM_F_ACK|NLM_F_EXCL|NLM_F_CREATE, nlmsg_seq=1, nlmsg_pid=2}, "
        "{ifi_family=AF_UNSPEC, ifi_type=ARPHRD_NETROM, ifi_index=0, ifi_flags=0, ifi_change=0}, "
        "[[{nla_len=7, nla_type=IFLA_IFNAME}, \"x0\"], [{nla_len=60, nla_type=IFLA_LINKINFO}, "
        "[[{nla_len=11, nla_type=IFLA_INFO_KIND}, \"gretap\"], [{nla_len=44, "
        "nla_type=IFLA_INFO_DATA}, [[{nla_len=8, nla_type=IFLA_GRE_IKEY}, htonl(1)], [{nla_len=8, "
        "nla_type=IFLA_GRE_LOCAL}, inet_addr(\"10.0.0.1\")], [{nla_len=8, "
        "nla_type=IFLA_GRE_REMOTE}, inet_addr(\"10.0.0.2\")], [{nla_len=5, nla_type=IFLA_GRE_TTL}, "
        "64], [{nla_len=8, nla_type=IFLA_GRE_LINK}, if_nametoindex(\"lo\")]]]]]]]",
        0, 0, U16(0), U32(0), U32(0), U32(0), ATTRIBUTE(3, 'x', '0', 0), 0, ATTRIBUTE(18,
        ATTRIBUTE(1, 'g', 'r', 'e', 't', 'a', 'p', 0), 0, ATTRIBUTE(2, ATTRIBUTE(4,
        U32(0x1000000)), ATTRIBUTE(6, 10, 0, 0, 1), ATTRIBUTE(7, 10, 0, 0, 2), ATTRIBUTE(8,
        64), 0, 0, 0, ATTRIBUTE(1, U32(1)))))

NETLINK(ipip, 0, 16, 0x605,
        "[{nlmsg_len=92, nlmsg_type=RTM_NEWLINK, "
        "nlmsg_flags=NLM_F_REQUEST|NLM_F_ACK|NLM_F_EXCL|NLM_F_CREATE, nlmsg_seq=1, nlmsg_pid=2}, "
        "{ifi_family=AF_UNSPEC, ifi_type=ARPHRD_NETROM, ifi_index=0, ifi_flags=0, ifi_change=0}, "
        "[[{nla_len=7, nla_type=IFLA_IFNAME}, \"x0\"], [{nla_len=52, nla_type=IFLA_LINKINFO}, "
        "[[{nla_len=9, nla_type=IFLA_INFO_KIND}, \"ipip\"], [{nla_len=36, "
        "nla_type=IFLA_INFO_DATA}, [[{nla_len=8, nla_type=IFLA_IPTUN_LOCAL}, "
        "inet_addr(\"10.0.0.1\")], [{nla_len=8, nla_type=IFLA_IPTUN_REMOTE}, "
        "inet_addr(\"10.0.0.2\")], [{nla_len=5, nla_type=IFLA_IPTUN_PROTO}, IPPROTO_IPIP], "
        "[{nla_len=6, nla_type=IFLA_IPTUN_ENCAP_TYPE}, TUNNEL_ENCAP_FOU]]]]]]]",
        0, 0, U16(0), U32(0), U32(0), U32(0), ATTRIBUTE(3, 'x', '0', 0), 0, ATTRIBUTE(18,
        ATTRIBUTE(1, 'i', 'p', 'i', 'p', 0), 0, 0, 0, ATTRIBUTE(2, ATTRIBUTE(2, 10, 0, 0,
        1), ATTRIBUTE(3, 10, 0, 0, 2), ATTRIBUTE(9, 4), 0, 0, 0, ATTRIBUTE(15, U16(1)), 0,
        0)))

NETLINK(geneve, 0, 16, 0x605,
        "[{nlmsg_len=84, nlmsg_type=RTM_NEWLINK, "
        "nlmsg_flags=NLM_F_REQUEST|NLM_F_ACK|NLM_F_EXCL|NLM_F_CREATE, nlmsg_seq=1, nlmsg_pid=2}, "
        "{ifi_family=AF_UNSPEC, ifi_type=ARPHRD_NETROM, ifi_index=0, ifi_flags=0, ifi_change=0}, "
        "[[{nla_len=7, nla_type=IFLA_IFNAME}, \"x0\"], [{nla_len=44, nla_type=IFLA_LINKINFO}, "
        "[[{nla_len=11, nla_type=IFLA_INFO_KIND}, \"geneve\"], [{nla_len=28, "
        "nla_type=IFLA_INFO_DATA}, [[{nla_len=8, nla_type=IFLA_GENEVE_ID}, 7], [{nla_len=8, "
        "nla_type=IFLA_GENEVE_REMOTE}, inet_addr(\"10.0.0.9\")], [{nla_len=6, "
        "nla_type=IFLA_GENEVE_PORT}, htons(6081)]]]]]]]",
        0, 0, U16(0), U32(0), U32(0), U32(0), ATTRIBUTE(3, 'x', '0', 0), 0, ATTRIBUTE(18,
        ATTRIBUTE(1, 'g', 'e', 'n', 'e', 'v', 'e', 0), 0, ATTRIBUTE(2, ATTRIBUTE(1, U32(7)),
        ATTRIBUTE(2, 10, 0, 0, 9), ATTRIBUTE(5, U16(0xc117)), 0, 0)))

NETLINK(ipvlan, 0, 16, 0x605,
        "[{nlmsg_len=68, nlmsg_type=RTM_NEWLINK, "
        "nlmsg_flags=NLM_F_REQUEST|NLM_F_ACK|NLM_F_EXCL|NLM_F_CREATE, nlmsg_seq=1, nlmsg_pid=2}, "
        "{ifi_family=AF_UNSPEC, ifi_type=ARPHRD_NETROM, ifi_index=0, ifi_flags=0, ifi_change=0}, "
        "[[{nla_len=7, nla_type=IFLA_IFNAME}, \"x0\"], [{nla_len=28, nla_type=IFLA_LINKINFO}, "
        "[[{nla_len=11, nla_type=IFLA_INFO_KIND}, \"ipvlan\"], [{nla_len=12, "
        "nla_type=IFLA_INFO_DATA}, [{nla_len=6, nla_type=IFLA_IPVLAN_MODE}, IPVLAN_MODE_L3]]]]]]",
        0, 0, U16(0), U32(0), U32(0), U32(0), ATTRIBUTE(3, 'x', '0', 0), 0, ATTRIBUTE(18,
        ATTRIBUTE(1, 'i', 'p', 'v', 'l', 'a', 'n', 0), 0, ATTRIBUTE(2, ATTRIBUTE(1, U16(1)),
        0, 0)))

NETLINK(kind_unknown, 0, 16, 0x605,
        "[{nlmsg_len=68, nlmsg_type=RTM_NEWLINK, "
        "nlmsg_flags=NLM_F_REQUEST|NLM_F_ACK|NLM_F_EXCL|NLM_F_CREATE, nlmsg_seq=1, nlmsg_pid=2}, "
        "{ifi_family=AF_UNSPEC, ifi_type=ARPHRD_NETROM, ifi_index=0, ifi_flags=0, ifi_change=0}, "
        "[[{nla_len=7, nla_type=IFLA_IFNAME}, \"x0\"], [{nla_len=28, nla_type=IFLA_LINKINFO}, "
        "[[{nla_len=11, nla_type=IFLA_INFO_KIND}, \"teapot\"], [{nla_len=12, "
        "nla_type=IFLA_INFO_DATA}, \"\\x08\\x00\\x01\\x00\\x01\\x00\\x00\\x00\"]]]]]",
        0, 0, U16(0), U32(0), U32(0), U32(0), ATTRIBUTE(3, 'x', '0', 0), 0, ATTRIBUTE(18,
        ATTRIBUTE(1, 't', 'e', 'a', 'p', 'o', 't', 0), 0, ATTRIBUTE(2, ATTRIBUTE(1,
        U32(1)))))

NETLINK(kind_behind_its_data, 0, 16, 0x605,
        "[{nlmsg_len=60, nlmsg_type=RTM_NEWLINK, "
        "nlmsg_flags=NLM_F_REQUEST|NLM_F_ACK|NLM_F_EXCL|NLM_F_CREATE, nlmsg_seq=1, nlmsg_pid=2}, "
        "{ifi_family=AF_UNSPEC, ifi_type=ARPHRD_NETROM, ifi_index=0, ifi_flags=0, ifi_change=0}, "
        "[{nla_len=28, nla_type=IFLA_LINKINFO}, [[{nla_len=12, nla_type=IFLA_INFO_DATA}, "
        "[{nla_len=6, nla_type=IFLA_VLAN_ID}, 5]], [{nla_len=9, nla_type=IFLA_INFO_KIND}, "
        "\"vlan\"]]]]",
        0, 0, U16(0), U32(0), U32(0), U32(0), ATTRIBUTE(18, ATTRIBUTE(2, ATTRIBUTE(1,
        U16(5)), 0, 0), ATTRIBUTE(1, 'v', 'l', 'a', 'n', 0), 0, 0, 0))

NETLINK(bond_slave, 0, 16, 0x2,
        "[{nlmsg_len=80, nlmsg_type=RTM_NEWLINK, nlmsg_flags=NLM_F_MULTI, nlmsg_seq=1, "
        "nlmsg_pid=2}, {ifi_family=AF_UNSPEC, ifi_type=ARPHRD_NETROM, ifi_index=0, ifi_flags=0, "
        "ifi_change=0}, [{nla_len=48, nla_type=IFLA_LINKINFO}, [[{nla_len=9, "
        "nla_type=IFLA_INFO_SLAVE_KIND}, \"bond\"], [{nla_len=32, nla_type=IFLA_INFO_SLAVE_DATA}, "
        "[[{nla_len=5, nla_type=IFLA_BOND_SLAVE_STATE}, 0], [{nla_len=8, "
        "nla_type=IFLA_BOND_SLAVE_LINK_FAILURE_COUNT}, 2], [{nla_len=10, "
        "nla_type=IFLA_BOND_SLAVE_PERM_HWADDR}, 02:00:00:00:00:01]]]]]]",
        0, 0, U16(0), U32(0), U32(0), U32(0), ATTRIBUTE(18, ATTRIBUTE(4, 'b', 'o', 'n', 'd',
        0), 0, 0, 0, ATTRIBUTE(5, ATTRIBUTE(1, 0), 0, 0, 0, ATTRIBUTE(3, U32(2)),
        ATTRIBUTE(4, 2, 0, 0, 0, 0, 1), 0, 0)))

NETLINK(fq_codel, 0, 36, 0x605,
        "[{nlmsg_len=80, nlmsg_type=RTM_NEWQDISC, "
        "nlmsg_flags=NLM_F_REQUEST|NLM_F_ACK|NLM_F_EXCL|NLM_F_CREATE, nlmsg_seq=1, nlmsg_pid=2}, "
        "{tcm_family=AF_UNSPEC, tcm_ifindex=if_nametoindex(\"lo\"), tcm_handle=65536, "
        "tcm_parent=4294967295, tcm_info=0}, [[{nla_len=13, nla_type=TCA_KIND}, \"fq_codel\"], "
        "[{nla_len=28, nla_type=TCA_OPTIONS}, [[{nla_len=8, nla_type=TCA_FQ_CODEL_TARGET}, 4999], "
        "[{nla_len=8, nla_type=TCA_FQ_CODEL_LIMIT}, 10240], [{nla_len=8, "
        "nla_type=TCA_FQ_CODEL_ECN}, 1]]]]]",
        0, 0, 0, 0, U32(1), U32(0x10000), U32(0xffffffff), U32(0), ATTRIBUTE(1, 'f', 'q',
        '_', 'c', 'o', 'd', 'e', 'l', 0), 0, 0, 0, ATTRIBUTE(2, ATTRIBUTE(1, U32(0x1387)),
        ATTRIBUTE(2, U32(0x2800)), ATTRIBUTE(4, U32(1))))

NETLINK(htb, 0, 36, 0x605,
        "[{nlmsg_len=72, nlmsg_type=RTM_NEWQDISC, "
        "nlmsg_flags=NLM_F_REQUEST|NLM_F_ACK|NLM_F_EXCL|NLM_F_CREATE, nlmsg_seq=1, nlmsg_pid=2}, "
        "{tcm_family=AF_UNSPEC, tcm_ifindex=if_nametoindex(\"lo\"), tcm_handle=65536, "
        "tcm_parent=4294967295, tcm_info=0}, [[{nla_len=8, nla_type=TCA_KIND}, \"htb\"], "
        "[{nla_len=28, nla_type=TCA_OPTIONS}, [{nla_len=24, nla_type=TCA_HTB_INIT}, {version=3, "
        "rate2quantum=10, defcls=0x20, debug=0, direct_pkts=0}]]]]",
        0, 0, 0, 0, U32(1), U32(0x10000), U32(0xffffffff), U32(0), ATTRIBUTE(1, 'h', 't',
        'b', 0), ATTRIBUTE(2, ATTRIBUTE(2, U32(3), U32(0xa), U32(0x20), U32(0), U32(0))))

NETLINK(htb_class, 0, 40, 0x605,
        "[{nlmsg_len=108, nlmsg_type=RTM_NEWTCLASS, "
        "nlmsg_flags=NLM_F_REQUEST|NLM_F_ACK|NLM_F_EXCL|NLM_F_CREATE, nlmsg_seq=1, nlmsg_pid=2}, "
        "{tcm_family=AF_UNSPEC, tcm_ifindex=if_nametoindex(\"lo\"), tcm_handle=65536, "
        "tcm_parent=4294967295, tcm_info=0}, [[{nla_len=8, nla_type=TCA_KIND}, \"htb\"], "
        "[{nla_len=64, nla_type=TCA_OPTIONS}, [[{nla_len=48, nla_type=TCA_HTB_PARMS}, "
        "{rate={cell_log=3, linklayer=1, overhead=0, cell_align=-1, mpu=0, rate=125000}, "
        "ceil={cell_log=3, linklayer=1, overhead=0, cell_align=-1, mpu=0, rate=250000}, "
        "buffer=1600, cbuffer=1600, quantum=0, level=0, prio=1}], [{nla_len=12, "
        "nla_type=TCA_HTB_RATE64}, 125000]]]]]",
        0, 0, 0, 0, U32(1), U32(0x10000), U32(0xffffffff), U32(0), ATTRIBUTE(1, 'h', 't',
        'b', 0), ATTRIBUTE(2, ATTRIBUTE(1, 3, 1, U16(0), U16(0xffff), U16(0), U32(0x1e848),
        3, 1, U16(0), U16(0xffff), U16(0), U32(0x3d090), U32(0x640), U32(0x640), U32(0),
        U32(0), U32(1)), ATTRIBUTE(6, U32(0x1e848), U32(0))))

NETLINK(tbf, 0, 36, 0x605,
        "[{nlmsg_len=88, nlmsg_type=RTM_NEWQDISC, "
        "nlmsg_flags=NLM_F_REQUEST|NLM_F_ACK|NLM_F_EXCL|NLM_F_CREATE, nlmsg_seq=1, nlmsg_pid=2}, "
        "{tcm_family=AF_UNSPEC, tcm_ifindex=if_nametoindex(\"lo\"), tcm_handle=65536, "
        "tcm_parent=4294967295, tcm_info=0}, [[{nla_len=8, nla_type=TCA_KIND}, \"tbf\"], "
        "[{nla_len=44, nla_type=TCA_OPTIONS}, [{nla_len=40, nla_type=TCA_TBF_PARMS}, "
        "{rate={cell_log=3, linklayer=1, overhead=0, cell_align=-1, mpu=0, rate=125000}, "
        "peakrate={cell_log=3, linklayer=1, overhead=0, cell_align=-1, mpu=0, rate=0}, "
        "limit=30000, buffer=1600, mtu=0}]]]]",
        0, 0, 0, 0, U32(1), U32(0x10000), U32(0xffffffff), U32(0), ATTRIBUTE(1, 't', 'b',
        'f', 0), ATTRIBUTE(2, ATTRIBUTE(1, 3, 1, U16(0), U16(0xffff), U16(0), U32(0x1e848),
        3, 1, U16(0), U16(0xffff), U16(0), U32(0), U32(0x7530), U32(0x640), U32(0))))

NETLINK(netem, 0, 36, 0x605,
        "[{nlmsg_len=112, nlmsg_type=RTM_NEWQDISC, "
        "nlmsg_flags=NLM_F_REQUEST|NLM_F_ACK|NLM_F_EXCL|NLM_F_CREATE, nlmsg_seq=1, nlmsg_pid=2}, "
        "{tcm_family=AF_UNSPEC, tcm_ifindex=if_nametoindex(\"lo\"), tcm_handle=65536, "
        "tcm_parent=4294967295, tcm_info=0}, [[{nla_len=10, nla_type=TCA_KIND}, \"netem\"], "
        "[{nla_len=64, nla_type=TCA_OPTIONS}, [{latency=100000, limit=1000, loss=0, gap=0, "
        "duplicate=0, jitter=10000}, [[{nla_len=16, nla_type=TCA_NETEM_CORR}, {delay_corr=1, "
        "loss_corr=2, dup_corr=3}], [{nla_len=20, nla_type=TCA_NETEM_RATE}, {rate=125000, "
        "packet_overhead=0, cell_size=0, cell_overhead=0}]]]]]]",
        0, 0, 0, 0, U32(1), U32(0x10000), U32(0xffffffff), U32(0), ATTRIBUTE(1, 'n', 'e',
        't', 'e', 'm', 0), 0, 0, ATTRIBUTE(2, U32(0x186a0), U32(0x3e8), U32(0), U32(0),
        U32(0), U32(0x2710), ATTRIBUTE(1, U32(1), U32(2), U32(3)), ATTRIBUTE(6,
        U32(0x1e848), U32(0), U32(0), U32(0))))

NETLINK(netem_alone, 0, 36, 0x605,
        "[{nlmsg_len=76, nlmsg_type=RTM_NEWQDISC, "
        "nlmsg_flags=NLM_F_REQUEST|NLM_F_ACK|NLM_F_EXCL|NLM_F_CREATE, nlmsg_seq=1, nlmsg_pid=2}, "
        "{tcm_family=AF_UNSPEC, tcm_ifindex=if_nametoindex(\"lo\"), tcm_handle=65536, "
        "tcm_parent=4294967295, tcm_info=0}, [[{nla_len=10, nla_type=TCA_KIND}, \"netem\"], "
        "[{nla_len=28, nla_type=TCA_OPTIONS}, [{latency=100000, limit=1000, loss=0, gap=0, "
        "duplicate=0, jitter=10000}]]]]",
        0, 0, 0, 0, U32(1), U32(0x10000), U32(0xffffffff), U32(0), ATTRIBUTE(1, 'n', 'e',
        't', 'e', 'm', 0), 0, 0, ATTRIBUTE(2, U32(0x186a0), U32(0x3e8), U32(0), U32(0),
        U32(0), U32(0x2710)))

NETLINK(netem_cut, 0, 36, 0x605,
        "[{nlmsg_len=56, nlmsg_type=RTM_NEWQDISC, "
        "nlmsg_flags=NLM_F_REQUEST|NLM_F_ACK|NLM_F_EXCL|NLM_F_CREATE, nlmsg_seq=1, nlmsg_pid=2}, "
        "{tcm_family=AF_UNSPEC, tcm_ifindex=if_nametoindex(\"lo\"), tcm_handle=65536, "
        "tcm_parent=4294967295, tcm_info=0}, [[{nla_len=10, nla_type=TCA_KIND}, \"netem\"], "
        "[{nla_len=8, nla_type=TCA_OPTIONS}, \"\\xa0\\x86\\x01\\x00\"]]]",
        0, 0, 0, 0, U32(1), U32(0x10000), U32(0xffffffff), U32(0), ATTRIBUTE(1, 'n', 'e',
        't', 'e', 'm', 0), 0, 0, ATTRIBUTE(2, U32(0x186a0)))

NETLINK(pfifo, 0, 36, 0x605,
        "[{nlmsg_len=56, nlmsg_type=RTM_NEWQDISC, "
        "nlmsg_flags=NLM_F_REQUEST|NLM_F_ACK|NLM_F_EXCL|NLM_F_CREATE, nlmsg_seq=1, nlmsg_pid=2}, "
        "{tcm_family=AF_UNSPEC, tcm_ifindex=if_nametoindex(\"lo\"), tcm_handle=65536, "
        "tcm_parent=4294967295, tcm_info=0}, [[{nla_len=10, nla_type=TCA_KIND}, \"pfifo\"], "
        "[{nla_len=8, nla_type=TCA_OPTIONS}, {limit=100}]]]",
        0, 0, 0, 0, U32(1), U32(0x10000), U32(0xffffffff), U32(0), ATTRIBUTE(1, 'p', 'f',
        'i', 'f', 'o', 0), 0, 0, ATTRIBUTE(2, U32(0x64)))

NETLINK(prio, 0, 36, 0x605,
        "[{nlmsg_len=72, nlmsg_type=RTM_NEWQDISC, "
        "nlmsg_flags=NLM_F_REQUEST|NLM_F_ACK|NLM_F_EXCL|NLM_F_CREATE, nlmsg_seq=1, nlmsg_pid=2}, "
        "{tcm_family=AF_UNSPEC, tcm_ifindex=if_nametoindex(\"lo\"), tcm_handle=65536, "
        "tcm_parent=4294967295, tcm_info=0}, [[{nla_len=9, nla_type=TCA_KIND}, \"prio\"], "
        "[{nla_len=24, nla_type=TCA_OPTIONS}, {bands=3, priomap=[0x1, 0x2, 0x2, 0x2, 0x1, 0x2, 0, "
        "0, 0x1, 0x1, 0x1, 0x1, 0x1, 0x1, 0x1, 0x1]}]]]",
        0, 0, 0, 0, U32(1), U32(0x10000), U32(0xffffffff), U32(0), ATTRIBUTE(1, 'p', 'r',
        'i', 'o', 0), 0, 0, 0, ATTRIBUTE(2, U32(3), 1, 2, 2, 2, 1, 2, 0, 0, 1, 1, 1, 1, 1,
        1, 1, 1))

NETLINK(ingress, 0, 36, 0x605,
        "[{nlmsg_len=52, nlmsg_type=RTM_NEWQDISC, "
        "nlmsg_flags=NLM_F_REQUEST|NLM_F_ACK|NLM_F_EXCL|NLM_F_CREATE, nlmsg_seq=1, nlmsg_pid=2}, "
        "{tcm_family=AF_UNSPEC, tcm_ifindex=if_nametoindex(\"lo\"), tcm_handle=65536, "
        "tcm_parent=4294967295, tcm_info=0}, [[{nla_len=12, nla_type=TCA_KIND}, \"ingress\"], "
        "{nla_len=4, nla_type=TCA_OPTIONS}]]",
        0, 0, 0, 0, U32(1), U32(0x10000), U32(0xffffffff), U32(0), ATTRIBUTE(1, 'i', 'n',
        'g', 'r', 'e', 's', 's', 0), U16(4), U16(2))

NETLINK(filter_u32_with_action, 0, 44, 0x605,
        "[{nlmsg_len=148, nlmsg_type=RTM_NEWTFILTER, "
        "nlmsg_flags=NLM_F_REQUEST|NLM_F_ACK|NLM_F_EXCL|NLM_F_CREATE, nlmsg_seq=1, nlmsg_pid=2}, "
        "{tcm_family=AF_UNSPEC, tcm_ifindex=if_nametoindex(\"lo\"), tcm_handle=65536, "
        "tcm_parent=4294967295, tcm_info=0}, [[{nla_len=8, nla_type=TCA_KIND}, \"u32\"], "
        "[{nla_len=104, nla_type=TCA_OPTIONS}, [[{nla_len=36, nla_type=TCA_U32_SEL}, {flags=0x1, "
        "offshift=0, nkeys=1, offmask=htons(0), off=0, offoff=0, hoff=0, hmask=htonl(0), "
        "keys=[{mask=htonl(0xffffffff), val=htonl(0xa000001), off=16, offmask=0}]}], [{nla_len=56, "
        "nla_type=TCA_U32_ACT}, [{nla_len=52, nla_type=0x1}, [[{nla_len=11, "
        "nla_type=TCA_ACT_KIND}, \"mirred\"], [{nla_len=36, nla_type=TCA_ACT_OPTIONS}, "
        "[{nla_len=32, nla_type=TCA_MIRRED_PARMS}, {index=0, capab=0, action=TC_ACT_STOLEN, "
        "refcnt=1, bindcnt=1, eaction=TCA_EGRESS_REDIR, ifindex=if_nametoindex(\"lo\")}]]]]], "
        "[{nla_len=8, nla_type=TCA_U32_FLAGS}, TCA_CLS_FLAGS_SKIP_HW]]]]]",
        0, 0, 0, 0, U32(1), U32(0x10000), U32(0xffffffff), U32(0), ATTRIBUTE(1, 'u', '3',
        '2', 0), ATTRIBUTE(2, ATTRIBUTE(5, 1, 0, 1, 0, U16(0), U16(0), U16(0), U16(0),
        U32(0), U32(0xffffffff), U32(0x100000a), U32(0x10), U32(0)), ATTRIBUTE(7,
        ATTRIBUTE(1, ATTRIBUTE(1, 'm', 'i', 'r', 'r', 'e', 'd', 0), 0, ATTRIBUTE(2,
        ATTRIBUTE(2, U32(0), U32(0), U32(4), U32(1), U32(1), U32(1), U32(1))))),
        ATTRIBUTE(11, U32(1))))

NETLINK(filter_flower, 0, 44, 0x605,
        "[{nlmsg_len=148, nlmsg_type=RTM_NEWTFILTER, "
        "nlmsg_flags=NLM_F_REQUEST|NLM_F_ACK|NLM_F_EXCL|NLM_F_CREATE, nlmsg_seq=1, nlmsg_pid=2}, "
        "{tcm_family=AF_UNSPEC, tcm_ifindex=if_nametoindex(\"lo\"), tcm_handle=65536, "
        "tcm_parent=4294967295, tcm_info=0}, [[{nla_len=11, nla_type=TCA_KIND}, \"flower\"], "
        "[{nla_len=100, nla_type=TCA_OPTIONS}, [[{nla_len=6, nla_type=TCA_FLOWER_KEY_ETH_TYPE}, "
        "htons(ETH_P_IP)], [{nla_len=5, nla_type=TCA_FLOWER_KEY_IP_PROTO}, IPPROTO_TCP], "
        "[{nla_len=8, nla_type=TCA_FLOWER_KEY_IPV4_DST}, inet_addr(\"10.0.0.1\")], [{nla_len=8, "
        "nla_type=TCA_FLOWER_KEY_IPV4_DST_MASK}, inet_addr(\"255.255.255.255\")], [{nla_len=6, "
        "nla_type=TCA_FLOWER_KEY_TCP_DST}, htons(443)], [{nla_len=8, nla_type=TCA_FLOWER_FLAGS}, "
        "TCA_CLS_FLAGS_NOT_IN_HW], [{nla_len=48, nla_type=TCA_FLOWER_ACT}, [{nla_len=44, "
        "nla_type=0x1}, [[{nla_len=9, nla_type=TCA_ACT_KIND}, \"gact\"], [{nla_len=28, "
        "nla_type=TCA_ACT_OPTIONS}, [{nla_len=24, nla_type=TCA_GACT_PARMS}, {index=0, capab=0, "
        "action=TC_ACT_SHOT, refcnt=1, bindcnt=1}]]]]]]]]]",
        0, 0, 0, 0, U32(1), U32(0x10000), U32(0xffffffff), U32(0), ATTRIBUTE(1, 'f', 'l',
        'o', 'w', 'e', 'r', 0), 0, ATTRIBUTE(2, ATTRIBUTE(8, U16(8)), 0, 0, ATTRIBUTE(9, 6),
        0, 0, 0, ATTRIBUTE(12, 10, 0, 0, 1), ATTRIBUTE(13, 255, 255, 255, 255),
        ATTRIBUTE(19, U16(0xbb01)), 0, 0, ATTRIBUTE(22, U32(8)), ATTRIBUTE(3, ATTRIBUTE(1,
        ATTRIBUTE(1, 'g', 'a', 'c', 't', 0), 0, 0, 0, ATTRIBUTE(2, ATTRIBUTE(2, U32(0),
        U32(0), U32(2), U32(1), U32(1)))))))

NETLINK(filter_bpf, 0, 44, 0x605,
        "[{nlmsg_len=76, nlmsg_type=RTM_NEWTFILTER, "
        "nlmsg_flags=NLM_F_REQUEST|NLM_F_ACK|NLM_F_EXCL|NLM_F_CREATE, nlmsg_seq=1, nlmsg_pid=2}, "
        "{tcm_family=AF_UNSPEC, tcm_ifindex=if_nametoindex(\"lo\"), tcm_handle=65536, "
        "tcm_parent=4294967295, tcm_info=0}, [[{nla_len=8, nla_type=TCA_KIND}, \"bpf\"], "
        "[{nla_len=32, nla_type=TCA_OPTIONS}, [[{nla_len=8, nla_type=TCA_BPF_FD}, 5], [{nla_len=9, "
        "nla_type=TCA_BPF_NAME}, \"prog\"], [{nla_len=8, nla_type=TCA_BPF_FLAGS}, 1]]]]]",
        0, 0, 0, 0, U32(1), U32(0x10000), U32(0xffffffff), U32(0), ATTRIBUTE(1, 'b', 'p',
        'f', 0), ATTRIBUTE(2, ATTRIBUTE(6, U32(5)), ATTRIBUTE(7, 'p', 'r', 'o', 'g', 0), 0,
        0, 0, ATTRIBUTE(8, U32(1))))

NETLINK(action_police, 0, 44, 0x605,
        "[{nlmsg_len=140, nlmsg_type=RTM_NEWTFILTER, "
        "nlmsg_flags=NLM_F_REQUEST|NLM_F_ACK|NLM_F_EXCL|NLM_F_CREATE, nlmsg_seq=1, nlmsg_pid=2}, "
        "{tcm_family=AF_UNSPEC, tcm_ifindex=if_nametoindex(\"lo\"), tcm_handle=65536, "
        "tcm_parent=4294967295, tcm_info=0}, [[{nla_len=13, nla_type=TCA_KIND}, \"matchall\"], "
        "[{nla_len=88, nla_type=TCA_OPTIONS}, [{nla_len=84, nla_type=TCA_MATCHALL_ACT}, "
        "[{nla_len=80, nla_type=0x1}, [[{nla_len=11, nla_type=TCA_ACT_KIND}, \"police\"], "
        "[{nla_len=64, nla_type=TCA_ACT_OPTIONS}, [{nla_len=60, nla_type=TCA_POLICE_TBF}, "
        "{index=0, action=TC_ACT_SHOT, limit=0, burst=1000, mtu=0, rate={cell_log=3, linklayer=1, "
        "overhead=0, cell_align=-1, mpu=0, rate=125000}, peakrate={cell_log=3, linklayer=1, "
        "overhead=0, cell_align=-1, mpu=0, rate=0}, refcnt=0, bindcnt=0, capab=0}]]]]]]]]",
        0, 0, 0, 0, U32(1), U32(0x10000), U32(0xffffffff), U32(0), ATTRIBUTE(1, 'm', 'a',
        't', 'c', 'h', 'a', 'l', 'l', 0), 0, 0, 0, ATTRIBUTE(2, ATTRIBUTE(2, ATTRIBUTE(1,
        ATTRIBUTE(1, 'p', 'o', 'l', 'i', 'c', 'e', 0), 0, ATTRIBUTE(2, ATTRIBUTE(1, U32(0),
        U32(2), U32(0), U32(0x3e8), U32(0), 3, 1, U16(0), U16(0xffff), U16(0), U32(0x1e848),
        3, 1, U16(0), U16(0xffff), U16(0), U32(0), U32(0), U32(0), U32(0)))))))

NETLINK(route_encapsulated, 0, 24, 0x605,
        "[{nlmsg_len=68, nlmsg_type=RTM_NEWROUTE, "
        "nlmsg_flags=NLM_F_REQUEST|NLM_F_ACK|NLM_F_EXCL|NLM_F_CREATE, nlmsg_seq=1, nlmsg_pid=2}, "
        "{rtm_family=AF_INET, rtm_dst_len=32, rtm_src_len=0, rtm_tos=0, rtm_table=RT_TABLE_MAIN, "
        "rtm_protocol=RTPROT_BOOT, rtm_scope=RT_SCOPE_UNIVERSE, rtm_type=RTN_UNICAST, "
        "rtm_flags=0}, [[{nla_len=32, nla_type=RTA_ENCAP}, [[{nla_len=12, "
        "nla_type=LWTUNNEL_IP_ID}, htobe64(7)], [{nla_len=8, nla_type=LWTUNNEL_IP_DST}, "
        "inet_addr(\"10.0.0.2\")], [{nla_len=5, nla_type=LWTUNNEL_IP_TTL}, 64]]], [{nla_len=6, "
        "nla_type=RTA_ENCAP_TYPE}, LWTUNNEL_ENCAP_IP]]]",
        2, 32, 0, 0, 254, 3, 0, 1, U32(0), ATTRIBUTE(22, ATTRIBUTE(1, U32(0),
        U32(0x7000000)), ATTRIBUTE(2, 10, 0, 0, 2), ATTRIBUTE(4, 64), 0, 0, 0),
        ATTRIBUTE(21, U16(2)), 0, 0)

NETLINK(route_of_mpls, 0, 24, 0x605,
        "[{nlmsg_len=56, nlmsg_type=RTM_NEWROUTE, "
        "nlmsg_flags=NLM_F_REQUEST|NLM_F_ACK|NLM_F_EXCL|NLM_F_CREATE, nlmsg_seq=1, nlmsg_pid=2}, "
        "{rtm_family=AF_INET, rtm_dst_len=32, rtm_src_len=0, rtm_tos=0, rtm_table=RT_TABLE_MAIN, "
        "rtm_protocol=RTPROT_BOOT, rtm_scope=RT_SCOPE_UNIVERSE, rtm_type=RTN_UNICAST, "
        "rtm_flags=0}, [[{nla_len=6, nla_type=RTA_ENCAP_TYPE}, LWTUNNEL_ENCAP_MPLS], [{nla_len=20, "
        "nla_type=RTA_ENCAP}, [[{nla_len=8, nla_type=MPLS_IPTUNNEL_DST}, "
        "\"\\x00\\x06\\x41\\x00\"], [{nla_len=5, nla_type=MPLS_IPTUNNEL_TTL}, 9]]]]]",
        2, 32, 0, 0, 254, 3, 0, 1, U32(0), ATTRIBUTE(21, U16(1)), 0, 0, ATTRIBUTE(22,
        ATTRIBUTE(1, U32(0x410600)), ATTRIBUTE(2, 9), 0, 0, 0))
