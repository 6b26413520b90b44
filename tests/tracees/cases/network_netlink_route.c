/*
 * Messages of netlink sockets, family NETLINK_ROUTE.  They are sent to a port that nobody
 * has: the kernel does not see them.
 */
#include "netlink.h"

NETLINK(link_mtu, 0, 16, 0x401,
        "[{nlmsg_len=40, nlmsg_type=RTM_NEWLINK, nlmsg_flags=NLM_F_REQUEST|NLM_F_CREATE, "
        "nlmsg_seq=1, nlmsg_pid=2}, {ifi_family=AF_INET, ifi_type=ARPHRD_NETROM, "
        "ifi_index=0, ifi_flags=0, ifi_change=0}, [{nla_len=8, nla_type=IFLA_MTU}, 1500]]",
        2, ZERO_15, ATTRIBUTE(4, U32(0x5dc)))

NETLINK(link_mtu_too_short, 0, 16, 0x401,
        "[{nlmsg_len=40, nlmsg_type=RTM_NEWLINK, nlmsg_flags=NLM_F_REQUEST|NLM_F_CREATE, "
        "nlmsg_seq=1, nlmsg_pid=2}, {ifi_family=AF_INET, ifi_type=ARPHRD_NETROM, "
        "ifi_index=0, ifi_flags=0, ifi_change=0}, [{nla_len=5, nla_type=IFLA_MTU}, "
        "\"\\x01\"]]",
        2, ZERO_15, ATTRIBUTE(4, 1), 0, 0, 0)

NETLINK(link_name, 0, 16, 0x401,
        "[{nlmsg_len=40, nlmsg_type=RTM_NEWLINK, nlmsg_flags=NLM_F_REQUEST|NLM_F_CREATE, "
        "nlmsg_seq=1, nlmsg_pid=2}, {ifi_family=AF_INET, ifi_type=ARPHRD_NETROM, "
        "ifi_index=0, ifi_flags=0, ifi_change=0}, [{nla_len=7, nla_type=IFLA_IFNAME}, "
        "\"lo\"]]",
        2, ZERO_15, ATTRIBUTE(3, 'l', 'o', 0), 0)

NETLINK(link_name_without_an_end, 0, 16, 0x401,
        "[{nlmsg_len=40, nlmsg_type=RTM_NEWLINK, nlmsg_flags=NLM_F_REQUEST|NLM_F_CREATE, "
        "nlmsg_seq=1, nlmsg_pid=2}, {ifi_family=AF_INET, ifi_type=ARPHRD_NETROM, "
        "ifi_index=0, ifi_flags=0, ifi_change=0}, [{nla_len=6, nla_type=IFLA_IFNAME}, "
        "\"lo\"...]]",
        2, ZERO_15, ATTRIBUTE(3, 'l', 'o'), 0, 0)

NETLINK(link_empty_name, 0, 16, 0x401,
        "[{nlmsg_len=36, nlmsg_type=RTM_NEWLINK, nlmsg_flags=NLM_F_REQUEST|NLM_F_CREATE, "
        "nlmsg_seq=1, nlmsg_pid=2}, {ifi_family=AF_INET, ifi_type=ARPHRD_NETROM, "
        "ifi_index=0, ifi_flags=0, ifi_change=0}, {nla_len=4, nla_type=IFLA_IFNAME}]",
        2, ZERO_15, U16(4), U16(3))

NETLINK(link_address, 0, 16, 0x401,
        "[{nlmsg_len=44, nlmsg_type=RTM_NEWLINK, nlmsg_flags=NLM_F_REQUEST|NLM_F_CREATE, "
        "nlmsg_seq=1, nlmsg_pid=2}, {ifi_family=AF_INET, ifi_type=ARPHRD_NETROM, "
        "ifi_index=0, ifi_flags=0, ifi_change=0}, [{nla_len=10, nla_type=IFLA_ADDRESS}, "
        "02:fc:00:00:00:01]]",
        2, ZERO_15, ATTRIBUTE(1, 2, 252, 0, 0, 0, 1), 0, 0)

NETLINK(link_link, 0, 16, 0x401,
        "[{nlmsg_len=40, nlmsg_type=RTM_NEWLINK, nlmsg_flags=NLM_F_REQUEST|NLM_F_CREATE, "
        "nlmsg_seq=1, nlmsg_pid=2}, {ifi_family=AF_INET, ifi_type=ARPHRD_NETROM, "
        "ifi_index=0, ifi_flags=0, ifi_change=0}, [{nla_len=8, nla_type=IFLA_LINK}, 1]]",
        2, ZERO_15, ATTRIBUTE(5, U32(1)))

NETLINK(link_link_of_nothing, 0, 16, 0x401,
        "[{nlmsg_len=40, nlmsg_type=RTM_NEWLINK, nlmsg_flags=NLM_F_REQUEST|NLM_F_CREATE, "
        "nlmsg_seq=1, nlmsg_pid=2}, {ifi_family=AF_INET, ifi_type=ARPHRD_NETROM, "
        "ifi_index=0, ifi_flags=0, ifi_change=0}, [{nla_len=8, nla_type=IFLA_LINK}, 9999]]",
        2, ZERO_15, ATTRIBUTE(5, U32(0x270f)))

NETLINK(link_operstate, 0, 16, 0x401,
        "[{nlmsg_len=40, nlmsg_type=RTM_NEWLINK, nlmsg_flags=NLM_F_REQUEST|NLM_F_CREATE, "
        "nlmsg_seq=1, nlmsg_pid=2}, {ifi_family=AF_INET, ifi_type=ARPHRD_NETROM, "
        "ifi_index=0, ifi_flags=0, ifi_change=0}, [{nla_len=5, nla_type=IFLA_OPERSTATE}, 6]]",
        2, ZERO_15, ATTRIBUTE(16, 6), 0, 0, 0)

NETLINK(link_map, 0, 16, 0x401,
        "[{nlmsg_len=68, nlmsg_type=RTM_NEWLINK, nlmsg_flags=NLM_F_REQUEST|NLM_F_CREATE, "
        "nlmsg_seq=1, nlmsg_pid=2}, {ifi_family=AF_INET, ifi_type=ARPHRD_NETROM, "
        "ifi_index=0, ifi_flags=0, ifi_change=0}, [{nla_len=36, nla_type=IFLA_MAP}, "
        "{mem_start=0x1, mem_end=0x2, base_addr=0x3, irq=4, dma=5, port=6}]]",
        2, ZERO_15, ATTRIBUTE(14, U32(1), U32(0), U32(2), U32(0), U32(3), U32(0), U16(4), 5, 6,
        U32(0)))

NETLINK(link_filter, 0, 16, 0x401,
        "[{nlmsg_len=40, nlmsg_type=RTM_NEWLINK, nlmsg_flags=NLM_F_REQUEST|NLM_F_CREATE, "
        "nlmsg_seq=1, nlmsg_pid=2}, {ifi_family=AF_INET, ifi_type=ARPHRD_NETROM, "
        "ifi_index=0, ifi_flags=0, ifi_change=0}, [{nla_len=8, nla_type=IFLA_EXT_MASK}, "
        "RTEXT_FILTER_VF|RTEXT_FILTER_SKIP_STATS|0x100]]",
        2, ZERO_15, ATTRIBUTE(29, U32(0x109)))

NETLINK(link_event, 0, 16, 0x401,
        "[{nlmsg_len=40, nlmsg_type=RTM_NEWLINK, nlmsg_flags=NLM_F_REQUEST|NLM_F_CREATE, "
        "nlmsg_seq=1, nlmsg_pid=2}, {ifi_family=AF_INET, ifi_type=ARPHRD_NETROM, "
        "ifi_index=0, ifi_flags=0, ifi_change=0}, [{nla_len=8, nla_type=IFLA_EVENT}, "
        "IFLA_EVENT_BONDING_FAILOVER]]",
        2, ZERO_15, ATTRIBUTE(44, U32(3)))

NETLINK(link_namespace, 0, 16, 0x401,
        "[{nlmsg_len=40, nlmsg_type=RTM_NEWLINK, nlmsg_flags=NLM_F_REQUEST|NLM_F_CREATE, "
        "nlmsg_seq=1, nlmsg_pid=2}, {ifi_family=AF_INET, ifi_type=ARPHRD_NETROM, "
        "ifi_index=0, ifi_flags=0, ifi_change=0}, [{nla_len=8, nla_type=IFLA_LINK_NETNSID}, "
        "-1]]",
        2, ZERO_15, ATTRIBUTE(37, U32(0xffffffff)))

NETLINK(link_kind, 0, 16, 0x401,
        "[{nlmsg_len=48, nlmsg_type=RTM_NEWLINK, nlmsg_flags=NLM_F_REQUEST|NLM_F_CREATE, "
        "nlmsg_seq=1, nlmsg_pid=2}, {ifi_family=AF_INET, ifi_type=ARPHRD_NETROM, "
        "ifi_index=0, ifi_flags=0, ifi_change=0}, [{nla_len=16, nla_type=IFLA_LINKINFO}, "
        "[{nla_len=11, nla_type=IFLA_INFO_KIND}, \"bridge\"]]]",
        2, ZERO_15, ATTRIBUTE(18, ATTRIBUTE(1, 'b', 'r', 'i', 'd', 'g', 'e', 0), 0))

NETLINK(link_bridge_timer, 0, 16, 0x401,
        "[{nlmsg_len=64, nlmsg_type=RTM_NEWLINK, nlmsg_flags=NLM_F_REQUEST|NLM_F_CREATE, "
        "nlmsg_seq=1, nlmsg_pid=2}, {ifi_family=AF_INET, ifi_type=ARPHRD_NETROM, "
        "ifi_index=0, ifi_flags=0, ifi_change=0}, [{nla_len=32, nla_type=IFLA_LINKINFO}, "
        "[[{nla_len=11, nla_type=IFLA_INFO_KIND}, \"bridge\"], [{nla_len=16, "
        "nla_type=IFLA_INFO_DATA}, [{nla_len=12, nla_type=IFLA_BR_FORWARD_DELAY}, "
        "1500 /* 15.00 s */]]]]]",
        2, ZERO_15, ATTRIBUTE(18, ATTRIBUTE(1, 'b', 'r', 'i', 'd', 'g', 'e', 0), 0, ATTRIBUTE(2,
        ATTRIBUTE(1, U32(0x5dc), U32(0)))))

NETLINK(link_bridge_id, 0, 16, 0x401,
        "[{nlmsg_len=64, nlmsg_type=RTM_NEWLINK, nlmsg_flags=NLM_F_REQUEST|NLM_F_CREATE, "
        "nlmsg_seq=1, nlmsg_pid=2}, {ifi_family=AF_INET, ifi_type=ARPHRD_NETROM, "
        "ifi_index=0, ifi_flags=0, ifi_change=0}, [{nla_len=32, nla_type=IFLA_LINKINFO}, "
        "[[{nla_len=11, nla_type=IFLA_INFO_KIND}, \"bridge\"], [{nla_len=16, "
        "nla_type=IFLA_INFO_DATA}, [{nla_len=12, nla_type=IFLA_BR_BRIDGE_ID}, {prio=[128, "
        "0], addr=01:02:03:04:05:06}]]]]]",
        2, ZERO_15, ATTRIBUTE(18, ATTRIBUTE(1, 'b', 'r', 'i', 'd', 'g', 'e', 0), 0, ATTRIBUTE(2,
        ATTRIBUTE(11, 128, 0, 1, 2, 3, 4, 5, 6))))

NETLINK(link_tun_type, 0, 16, 0x401,
        "[{nlmsg_len=56, nlmsg_type=RTM_NEWLINK, nlmsg_flags=NLM_F_REQUEST|NLM_F_CREATE, "
        "nlmsg_seq=1, nlmsg_pid=2}, {ifi_family=AF_INET, ifi_type=ARPHRD_NETROM, "
        "ifi_index=0, ifi_flags=0, ifi_change=0}, [{nla_len=24, nla_type=IFLA_LINKINFO}, "
        "[[{nla_len=8, nla_type=IFLA_INFO_KIND}, \"tun\"], [{nla_len=12, "
        "nla_type=IFLA_INFO_DATA}, [{nla_len=5, nla_type=IFLA_TUN_TYPE}, IFF_TAP]]]]]",
        2, ZERO_15, ATTRIBUTE(18, ATTRIBUTE(1, 't', 'u', 'n', 0), ATTRIBUTE(2, ATTRIBUTE(3, 2),
        0, 0, 0)))

NETLINK(link_unknown_kind, 0, 16, 0x401,
        "[{nlmsg_len=56, nlmsg_type=RTM_NEWLINK, nlmsg_flags=NLM_F_REQUEST|NLM_F_CREATE, "
        "nlmsg_seq=1, nlmsg_pid=2}, {ifi_family=AF_INET, ifi_type=ARPHRD_NETROM, "
        "ifi_index=0, ifi_flags=0, ifi_change=0}, [{nla_len=24, nla_type=IFLA_LINKINFO}, "
        "[[{nla_len=9, nla_type=IFLA_INFO_KIND}, \"none\"], [{nla_len=8, "
        "nla_type=IFLA_INFO_DATA}, \"\\x07\\x00\\x00\\x00\"]]]]",
        2, ZERO_15, ATTRIBUTE(18, ATTRIBUTE(1, 'n', 'o', 'n', 'e', 0), 0, 0, 0, ATTRIBUTE(2,
        U32(7))))

NETLINK(link_inet_settings, 0, 16, 0x401,
        "[{nlmsg_len=52, nlmsg_type=RTM_NEWLINK, nlmsg_flags=NLM_F_REQUEST|NLM_F_CREATE, "
        "nlmsg_seq=1, nlmsg_pid=2}, {ifi_family=AF_INET, ifi_type=ARPHRD_NETROM, "
        "ifi_index=0, ifi_flags=0, ifi_change=0}, [{nla_len=20, nla_type=IFLA_AF_SPEC}, "
        "[{nla_len=16, nla_type=AF_INET}, [{nla_len=12, nla_type=IFLA_INET_CONF}, "
        "[[IPV4_DEVCONF_FORWARDING-1]=1, [IPV4_DEVCONF_MC_FORWARDING-1]=0]]]]]",
        2, ZERO_15, ATTRIBUTE(26, ATTRIBUTE(2, ATTRIBUTE(1, U32(1), U32(0)))))

NETLINK(link_inet6_flags, 0, 16, 0x401,
        "[{nlmsg_len=48, nlmsg_type=RTM_NEWLINK, nlmsg_flags=NLM_F_REQUEST|NLM_F_CREATE, "
        "nlmsg_seq=1, nlmsg_pid=2}, {ifi_family=AF_INET, ifi_type=ARPHRD_NETROM, "
        "ifi_index=0, ifi_flags=0, ifi_change=0}, [{nla_len=16, nla_type=IFLA_AF_SPEC}, "
        "[{nla_len=12, nla_type=AF_INET6}, [{nla_len=8, nla_type=IFLA_INET6_FLAGS}, "
        "IF_READY]]]]",
        2, ZERO_15, ATTRIBUTE(26, ATTRIBUTE(10, ATTRIBUTE(1, U32(0x80000000)))))

NETLINK(link_inet6_mode, 0, 16, 0x401,
        "[{nlmsg_len=48, nlmsg_type=RTM_NEWLINK, nlmsg_flags=NLM_F_REQUEST|NLM_F_CREATE, "
        "nlmsg_seq=1, nlmsg_pid=2}, {ifi_family=AF_INET, ifi_type=ARPHRD_NETROM, "
        "ifi_index=0, ifi_flags=0, ifi_change=0}, [{nla_len=16, nla_type=IFLA_AF_SPEC}, "
        "[{nla_len=12, nla_type=AF_INET6}, [{nla_len=5, nla_type=IFLA_INET6_ADDR_GEN_MODE}, "
        "IN6_ADDR_GEN_MODE_NONE]]]]",
        2, ZERO_15, ATTRIBUTE(26, ATTRIBUTE(10, ATTRIBUTE(8, 1), 0, 0, 0)))

NETLINK(link_xdp, 0, 16, 0x401,
        "[{nlmsg_len=52, nlmsg_type=RTM_NEWLINK, nlmsg_flags=NLM_F_REQUEST|NLM_F_CREATE, "
        "nlmsg_seq=1, nlmsg_pid=2}, {ifi_family=AF_INET, ifi_type=ARPHRD_NETROM, "
        "ifi_index=0, ifi_flags=0, ifi_change=0}, [{nla_len=20, nla_type=IFLA_XDP}, "
        "[[{nla_len=5, nla_type=IFLA_XDP_ATTACHED}, XDP_ATTACHED_SKB], [{nla_len=8, "
        "nla_type=IFLA_XDP_FLAGS}, XDP_FLAGS_UPDATE_IF_NOEXIST|XDP_FLAGS_SKB_MODE]]]]",
        2, ZERO_15, ATTRIBUTE(43, ATTRIBUTE(2, 2), 0, 0, 0, ATTRIBUTE(3, U32(3))))

NETLINK(link_function_mac, 0, 16, 0x401,
        "[{nlmsg_len=80, nlmsg_type=RTM_NEWLINK, nlmsg_flags=NLM_F_REQUEST|NLM_F_CREATE, "
        "nlmsg_seq=1, nlmsg_pid=2}, {ifi_family=AF_INET, ifi_type=ARPHRD_NETROM, "
        "ifi_index=0, ifi_flags=0, ifi_change=0}, [{nla_len=48, nla_type=IFLA_VFINFO_LIST}, "
        "[{nla_len=44, nla_type=IFLA_VF_INFO}, [{nla_len=40, nla_type=IFLA_VF_MAC}, {vf=5, "
        "mac=00:00:00:00:00:00:00:00:00:00:00:00:00:00:00:00:00:00:00:00:00:00:00:00:00:00:00"
        ":00:00:00:00:00}]]]]",
        2, ZERO_15, ATTRIBUTE(22, ATTRIBUTE(1, ATTRIBUTE(1, U32(5), ZERO_32))))

NETLINK(link_function_vlan, 0, 16, 0x401,
        "[{nlmsg_len=56, nlmsg_type=RTM_NEWLINK, nlmsg_flags=NLM_F_REQUEST|NLM_F_CREATE, "
        "nlmsg_seq=1, nlmsg_pid=2}, {ifi_family=AF_INET, ifi_type=ARPHRD_NETROM, "
        "ifi_index=0, ifi_flags=0, ifi_change=0}, [{nla_len=24, nla_type=IFLA_VFINFO_LIST}, "
        "[{nla_len=20, nla_type=IFLA_VF_INFO}, [{nla_len=16, nla_type=IFLA_VF_VLAN}, {vf=1, "
        "vlan=2, qos=3}]]]]",
        2, ZERO_15, ATTRIBUTE(22, ATTRIBUTE(1, ATTRIBUTE(2, U32(1), U32(2), U32(3)))))

NETLINK(link_other_name, 0, 16, 0x401,
        "[{nlmsg_len=48, nlmsg_type=RTM_NEWLINK, nlmsg_flags=NLM_F_REQUEST|NLM_F_CREATE, "
        "nlmsg_seq=1, nlmsg_pid=2}, {ifi_family=AF_INET, ifi_type=ARPHRD_NETROM, "
        "ifi_index=0, ifi_flags=0, ifi_change=0}, [{nla_len=16, nla_type=IFLA_PROP_LIST}, "
        "[{nla_len=9, nla_type=IFLA_ALT_IFNAME}, \"eth7\"]]]",
        2, ZERO_15, ATTRIBUTE(52, ATTRIBUTE(53, 'e', 't', 'h', '7', 0), 0, 0, 0))

NETLINK(link_nested_flag, 0, 16, 0x401,
        "[{nlmsg_len=44, nlmsg_type=RTM_NEWLINK, nlmsg_flags=NLM_F_REQUEST|NLM_F_CREATE, "
        "nlmsg_seq=1, nlmsg_pid=2}, {ifi_family=AF_INET, ifi_type=ARPHRD_NETROM, "
        "ifi_index=0, ifi_flags=0, ifi_change=0}, [{nla_len=12, "
        "nla_type=NLA_F_NESTED|IFLA_LINKINFO}, [{nla_len=8, nla_type=IFLA_INFO_KIND}, "
        "\"tun\"]]]",
        2, ZERO_15, ATTRIBUTE(32786, ATTRIBUTE(1, 't', 'u', 'n', 0)))

NETLINK(link_two_attributes, 0, 16, 0x401,
        "[{nlmsg_len=48, nlmsg_type=RTM_NEWLINK, nlmsg_flags=NLM_F_REQUEST|NLM_F_CREATE, "
        "nlmsg_seq=1, nlmsg_pid=2}, {ifi_family=AF_INET, ifi_type=ARPHRD_NETROM, "
        "ifi_index=0, ifi_flags=0, ifi_change=0}, [[{nla_len=8, nla_type=IFLA_MTU}, 1], "
        "[{nla_len=8, nla_type=IFLA_TXQLEN}, 2]]]",
        2, ZERO_15, ATTRIBUTE(4, U32(1)), ATTRIBUTE(13, U32(2)))

NETLINK(link_length_of_nothing, 0, 16, 0x401,
        "[{nlmsg_len=40, nlmsg_type=RTM_NEWLINK, nlmsg_flags=NLM_F_REQUEST|NLM_F_CREATE, "
        "nlmsg_seq=1, nlmsg_pid=2}, {ifi_family=AF_INET, ifi_type=ARPHRD_NETROM, "
        "ifi_index=0, ifi_flags=0, ifi_change=0}, {nla_len=0, nla_type=IFLA_MTU}]",
        2, ZERO_15, U16(0), U16(4), U32(1))

NETLINK(link_length_beyond_the_end, 0, 16, 0x401,
        "[{nlmsg_len=40, nlmsg_type=RTM_NEWLINK, nlmsg_flags=NLM_F_REQUEST|NLM_F_CREATE, "
        "nlmsg_seq=1, nlmsg_pid=2}, {ifi_family=AF_INET, ifi_type=ARPHRD_NETROM, "
        "ifi_index=0, ifi_flags=0, ifi_change=0}, [{nla_len=99, nla_type=IFLA_MTU}, 1]]",
        2, ZERO_15, U16(0x63), U16(4), U32(1))

NETLINK(link_bytes_behind, 0, 16, 0x401,
        "[{nlmsg_len=42, nlmsg_type=RTM_NEWLINK, nlmsg_flags=NLM_F_REQUEST|NLM_F_CREATE, "
        "nlmsg_seq=1, nlmsg_pid=2}, {ifi_family=AF_INET, ifi_type=ARPHRD_NETROM, "
        "ifi_index=0, ifi_flags=0, ifi_change=0}, [[{nla_len=8, nla_type=IFLA_MTU}, 1], "
        "\"\\x01\\x02\"]]",
        2, ZERO_15, ATTRIBUTE(4, U32(1)), 1, 2)

NETLINK(link_unknown, 0, 16, 0x401,
        "[{nlmsg_len=40, nlmsg_type=RTM_NEWLINK, nlmsg_flags=NLM_F_REQUEST|NLM_F_CREATE, "
        "nlmsg_seq=1, nlmsg_pid=2}, {ifi_family=AF_INET, ifi_type=ARPHRD_NETROM, "
        "ifi_index=0, ifi_flags=0, ifi_change=0}, [{nla_len=8, "
        "nla_type=0x3ff /* IFLA_??? */}, \"\\x01\\x00\\x00\\x00\"]]",
        2, ZERO_15, ATTRIBUTE(1023, U32(1)))

NETLINK(link_many_attributes, 0, 16, 0x401,
        "[{nlmsg_len=296, nlmsg_type=RTM_NEWLINK, nlmsg_flags=NLM_F_REQUEST|NLM_F_CREATE, "
        "nlmsg_seq=1, nlmsg_pid=2}, {ifi_family=AF_INET, ifi_type=ARPHRD_NETROM, "
        "ifi_index=0, ifi_flags=0, ifi_change=0}, [[{nla_len=8, nla_type=IFLA_MTU}, 1], "
        "[{nla_len=8, nla_type=IFLA_MTU}, 1], [{nla_len=8, nla_type=IFLA_MTU}, 1], "
        "[{nla_len=8, nla_type=IFLA_MTU}, 1], [{nla_len=8, nla_type=IFLA_MTU}, 1], "
        "[{nla_len=8, nla_type=IFLA_MTU}, 1], [{nla_len=8, nla_type=IFLA_MTU}, 1], "
        "[{nla_len=8, nla_type=IFLA_MTU}, 1], [{nla_len=8, nla_type=IFLA_MTU}, 1], "
        "[{nla_len=8, nla_type=IFLA_MTU}, 1], [{nla_len=8, nla_type=IFLA_MTU}, 1], "
        "[{nla_len=8, nla_type=IFLA_MTU}, 1], [{nla_len=8, nla_type=IFLA_MTU}, 1], "
        "[{nla_len=8, nla_type=IFLA_MTU}, 1], [{nla_len=8, nla_type=IFLA_MTU}, 1], "
        "[{nla_len=8, nla_type=IFLA_MTU}, 1], [{nla_len=8, nla_type=IFLA_MTU}, 1], "
        "[{nla_len=8, nla_type=IFLA_MTU}, 1], [{nla_len=8, nla_type=IFLA_MTU}, 1], "
        "[{nla_len=8, nla_type=IFLA_MTU}, 1], [{nla_len=8, nla_type=IFLA_MTU}, 1], "
        "[{nla_len=8, nla_type=IFLA_MTU}, 1], [{nla_len=8, nla_type=IFLA_MTU}, 1], "
        "[{nla_len=8, nla_type=IFLA_MTU}, 1], [{nla_len=8, nla_type=IFLA_MTU}, 1], "
        "[{nla_len=8, nla_type=IFLA_MTU}, 1], [{nla_len=8, nla_type=IFLA_MTU}, 1], "
        "[{nla_len=8, nla_type=IFLA_MTU}, 1], [{nla_len=8, nla_type=IFLA_MTU}, 1], "
        "[{nla_len=8, nla_type=IFLA_MTU}, 1], [{nla_len=8, nla_type=IFLA_MTU}, 1], "
        "[{nla_len=8, nla_type=IFLA_MTU}, 1], ...]]",
        2, ZERO_15, ATTRIBUTE(4, U32(1)), ATTRIBUTE(4, U32(1)), ATTRIBUTE(4, U32(1)),
        ATTRIBUTE(4, U32(1)), ATTRIBUTE(4, U32(1)), ATTRIBUTE(4, U32(1)), ATTRIBUTE(4, U32(1)),
        ATTRIBUTE(4, U32(1)), ATTRIBUTE(4, U32(1)), ATTRIBUTE(4, U32(1)), ATTRIBUTE(4, U32(1)),
        ATTRIBUTE(4, U32(1)), ATTRIBUTE(4, U32(1)), ATTRIBUTE(4, U32(1)), ATTRIBUTE(4, U32(1)),
        ATTRIBUTE(4, U32(1)), ATTRIBUTE(4, U32(1)), ATTRIBUTE(4, U32(1)), ATTRIBUTE(4, U32(1)),
        ATTRIBUTE(4, U32(1)), ATTRIBUTE(4, U32(1)), ATTRIBUTE(4, U32(1)), ATTRIBUTE(4, U32(1)),
        ATTRIBUTE(4, U32(1)), ATTRIBUTE(4, U32(1)), ATTRIBUTE(4, U32(1)), ATTRIBUTE(4, U32(1)),
        ATTRIBUTE(4, U32(1)), ATTRIBUTE(4, U32(1)), ATTRIBUTE(4, U32(1)), ATTRIBUTE(4, U32(1)),
        ATTRIBUTE(4, U32(1)), ATTRIBUTE(4, U32(1)))

NETLINK(link_of_a_bridge, 0, 16, 0x1,
        "[{nlmsg_len=56, nlmsg_type=RTM_NEWLINK, nlmsg_flags=NLM_F_REQUEST, nlmsg_seq=1, "
        "nlmsg_pid=2}, {ifi_family=AF_BRIDGE, ifi_type=ARPHRD_NETROM, ifi_index=0, "
        "ifi_flags=0, ifi_change=0}, [[{nla_len=12, nla_type=IFLA_PROTINFO}, [{nla_len=5, "
        "nla_type=IFLA_BRPORT_STATE}, 3]], [{nla_len=12, nla_type=IFLA_AF_SPEC}, "
        "[{nla_len=6, nla_type=IFLA_BRIDGE_FLAGS}, BRIDGE_FLAGS_MASTER]]]]",
        7, ZERO_15, ATTRIBUTE(12, ATTRIBUTE(1, 3), 0, 0, 0), ATTRIBUTE(26, ATTRIBUTE(0, U16(1)),
        0, 0))

NETLINK(link_short, 0, 18, 0x301,
        "[{nlmsg_len=20, nlmsg_type=RTM_GETLINK, nlmsg_flags=NLM_F_REQUEST|NLM_F_DUMP, "
        "nlmsg_seq=1, nlmsg_pid=2}, {ifi_family=AF_INET, ...}]",
        2, 0, 0, 0)

NETLINK(link_header, 0, 18, 0x301,
        "[{nlmsg_len=32, nlmsg_type=RTM_GETLINK, nlmsg_flags=NLM_F_REQUEST|NLM_F_DUMP, "
        "nlmsg_seq=1, nlmsg_pid=2}, {ifi_family=AF_UNSPEC, ifi_type=ARPHRD_LOOPBACK, "
        "ifi_index=if_nametoindex(\"lo\"), "
        "ifi_flags=IFF_UP|IFF_LOOPBACK|IFF_RUNNING|IFF_LOWER_UP, ifi_change=0xffffffff}]",
        0, 0, U16(0x304), U32(1), U32(0x10049), U32(0xffffffff))

NETLINK(link_empty, 0, 18, 0x101,
        "{nlmsg_len=16, nlmsg_type=RTM_GETLINK, nlmsg_flags=NLM_F_REQUEST|NLM_F_ROOT, "
        "nlmsg_seq=1, nlmsg_pid=2}",
        NOTHING)

NETLINK(link_set, 0, 19, 0x1,
        "[{nlmsg_len=32, nlmsg_type=RTM_SETLINK, nlmsg_flags=NLM_F_REQUEST, nlmsg_seq=1, "
        "nlmsg_pid=2}, {ifi_family=AF_INET, ifi_type=ARPHRD_NETROM, ifi_index=0, "
        "ifi_flags=0, ifi_change=0}]",
        2, ZERO_15)

NETLINK(addr, 0, 20, 0x600,
        "[{nlmsg_len=68, nlmsg_type=RTM_NEWADDR, nlmsg_flags=NLM_F_EXCL|NLM_F_CREATE, "
        "nlmsg_seq=1, nlmsg_pid=2}, {ifa_family=AF_INET, ifa_prefixlen=8, "
        "ifa_flags=IFA_F_PERMANENT, ifa_scope=RT_SCOPE_HOST, "
        "ifa_index=if_nametoindex(\"lo\")}, [[{nla_len=8, nla_type=IFA_ADDRESS}, "
        "inet_addr(\"127.0.0.1\")], [{nla_len=7, nla_type=IFA_LABEL}, \"lo\"], [{nla_len=20, "
        "nla_type=IFA_CACHEINFO}, {ifa_prefered=1, ifa_valid=2, cstamp=3, tstamp=4}], "
        "[{nla_len=8, nla_type=IFA_FLAGS}, IFA_F_PERMANENT]]]",
        2, 8, 128, 254, U32(1), ATTRIBUTE(1, 127, 0, 0, 1), ATTRIBUTE(3, 'l', 'o', 0), 0,
        ATTRIBUTE(6, U32(1), U32(2), U32(3), U32(4)), ATTRIBUTE(8, U32(0x80)))

NETLINK(addr_of_six, 0, 20, 0x1,
        "[{nlmsg_len=44, nlmsg_type=RTM_NEWADDR, nlmsg_flags=NLM_F_REQUEST, nlmsg_seq=1, "
        "nlmsg_pid=2}, {ifa_family=AF_INET6, ifa_prefixlen=64, ifa_flags=0, "
        "ifa_scope=RT_SCOPE_UNIVERSE, ifa_index=if_nametoindex(\"lo\")}, [{nla_len=20, "
        "nla_type=IFA_ADDRESS}, inet_pton(AF_INET6, \"::1\")]]",
        10, 64, 0, 0, U32(1), ATTRIBUTE(1, ZERO_15, 1))

NETLINK(addr_of_wrong_length, 0, 20, 0x1,
        "[{nlmsg_len=32, nlmsg_type=RTM_NEWADDR, nlmsg_flags=NLM_F_REQUEST, nlmsg_seq=1, "
        "nlmsg_pid=2}, {ifa_family=AF_INET6, ifa_prefixlen=64, ifa_flags=0, "
        "ifa_scope=RT_SCOPE_UNIVERSE, ifa_index=if_nametoindex(\"lo\")}, [{nla_len=8, "
        "nla_type=IFA_ADDRESS}, \"\\x01\\x02\\x03\\x04\"]]",
        10, 64, 0, 0, U32(1), ATTRIBUTE(1, 1, 2, 3, 4))

NETLINK(route, 0, 24, 0x500,
        "[{nlmsg_len=60, nlmsg_type=RTM_NEWROUTE, nlmsg_flags=NLM_F_REPLACE|NLM_F_CREATE, "
        "nlmsg_seq=1, nlmsg_pid=2}, {rtm_family=AF_INET, rtm_dst_len=8, rtm_src_len=0, "
        "rtm_tos=IPTOS_LOWDELAY, rtm_table=RT_TABLE_MAIN, rtm_protocol=RTPROT_BOOT, "
        "rtm_scope=RT_SCOPE_SITE, rtm_type=RTN_UNICAST, rtm_flags=RTM_F_CLONED}, "
        "[[{nla_len=8, nla_type=RTA_DST}, inet_addr(\"10.0.0.0\")], [{nla_len=8, "
        "nla_type=RTA_OIF}, if_nametoindex(\"lo\")], [{nla_len=8, nla_type=RTA_TABLE}, "
        "RT_TABLE_MAIN], [{nla_len=8, nla_type=RTA_TABLE}, 0x3e8]]]",
        2, 8, 0, 16, 254, 3, 200, 1, U32(0x200), ATTRIBUTE(1, 10, 0, 0, 0), ATTRIBUTE(4, U32(1)),
        ATTRIBUTE(15, U32(0xfe)), ATTRIBUTE(15, U32(0x3e8)))

NETLINK(route_metrics, 0, 24, 0x1,
        "[{nlmsg_len=48, nlmsg_type=RTM_NEWROUTE, nlmsg_flags=NLM_F_REQUEST, nlmsg_seq=1, "
        "nlmsg_pid=2}, {rtm_family=AF_INET, rtm_dst_len=0, rtm_src_len=0, rtm_tos=0, "
        "rtm_table=RT_TABLE_UNSPEC, rtm_protocol=RTPROT_UNSPEC, rtm_scope=RT_SCOPE_UNIVERSE, "
        "rtm_type=RTN_UNSPEC, rtm_flags=0}, [{nla_len=20, nla_type=RTA_METRICS}, "
        "[[{nla_len=8, nla_type=RTAX_MTU}, 1400], [{nla_len=8, nla_type=RTAX_CC_ALGO}, "
        "\"bbr\"]]]]",
        2, ZERO_11, ATTRIBUTE(8, ATTRIBUTE(2, U32(0x578)), ATTRIBUTE(16, 'b', 'b', 'r', 0)))

NETLINK(route_ways, 0, 24, 0x1,
        "[{nlmsg_len=56, nlmsg_type=RTM_NEWROUTE, nlmsg_flags=NLM_F_REQUEST, nlmsg_seq=1, "
        "nlmsg_pid=2}, {rtm_family=AF_INET, rtm_dst_len=0, rtm_src_len=0, rtm_tos=0, "
        "rtm_table=RT_TABLE_UNSPEC, rtm_protocol=RTPROT_UNSPEC, rtm_scope=RT_SCOPE_UNIVERSE, "
        "rtm_type=RTN_UNSPEC, rtm_flags=0}, [{nla_len=28, nla_type=RTA_MULTIPATH}, "
        "[[{rtnh_len=16, rtnh_flags=RTNH_F_DEAD, rtnh_hops=2, "
        "rtnh_ifindex=if_nametoindex(\"lo\")}, [{nla_len=8, nla_type=RTA_GATEWAY}, "
        "inet_addr(\"1.2.3.4\")]], {rtnh_len=8, rtnh_flags=0, rtnh_hops=0, "
        "rtnh_ifindex=99}]]]",
        2, ZERO_11, ATTRIBUTE(9, U16(0x10), 1, 2, U32(1), ATTRIBUTE(5, 1, 2, 3, 4), U16(8), 0, 0,
        U32(0x63)))

NETLINK(route_via, 0, 24, 0x1,
        "[{nlmsg_len=52, nlmsg_type=RTM_NEWROUTE, nlmsg_flags=NLM_F_REQUEST, nlmsg_seq=1, "
        "nlmsg_pid=2}, {rtm_family=AF_INET, rtm_dst_len=0, rtm_src_len=0, rtm_tos=0, "
        "rtm_table=RT_TABLE_UNSPEC, rtm_protocol=RTPROT_UNSPEC, rtm_scope=RT_SCOPE_UNIVERSE, "
        "rtm_type=RTN_UNSPEC, rtm_flags=0}, [{nla_len=22, nla_type=RTA_VIA}, "
        "{rtvia_family=AF_INET6, inet_pton(AF_INET6, \"::\", &rtvia_addr)}]]",
        2, ZERO_11, ATTRIBUTE(18, U16(0xa), ZERO_16), 0, 0)

NETLINK(route_cacheinfo, 0, 24, 0x1,
        "[{nlmsg_len=64, nlmsg_type=RTM_NEWROUTE, nlmsg_flags=NLM_F_REQUEST, nlmsg_seq=1, "
        "nlmsg_pid=2}, {rtm_family=AF_INET, rtm_dst_len=0, rtm_src_len=0, rtm_tos=0, "
        "rtm_table=RT_TABLE_UNSPEC, rtm_protocol=RTPROT_UNSPEC, rtm_scope=RT_SCOPE_UNIVERSE, "
        "rtm_type=RTN_UNSPEC, rtm_flags=0}, [{nla_len=36, nla_type=RTA_CACHEINFO}, "
        "{rta_clntref=0, rta_lastuse=1, rta_expires=2, rta_error=3, rta_used=4, rta_id=0x5, "
        "rta_ts=6, rta_tsage=7}]]",
        2, ZERO_11, ATTRIBUTE(12, U32(0), U32(1), U32(2), U32(3), U32(4), U32(5), U32(6), U32(7)))

NETLINK(route_encap, 0, 24, 0x1,
        "[{nlmsg_len=44, nlmsg_type=RTM_NEWROUTE, nlmsg_flags=NLM_F_REQUEST, nlmsg_seq=1, "
        "nlmsg_pid=2}, {rtm_family=AF_INET, rtm_dst_len=0, rtm_src_len=0, rtm_tos=0, "
        "rtm_table=RT_TABLE_UNSPEC, rtm_protocol=RTPROT_UNSPEC, rtm_scope=RT_SCOPE_UNIVERSE, "
        "rtm_type=RTN_UNSPEC, rtm_flags=0}, [[{nla_len=6, nla_type=RTA_ENCAP_TYPE}, "
        "LWTUNNEL_ENCAP_MPLS], [{nla_len=5, nla_type=RTA_PREF}, 1]]]",
        2, ZERO_11, ATTRIBUTE(21, U16(1)), 0, 0, ATTRIBUTE(20, 1), 0, 0, 0)

NETLINK(neighbour, 0, 28, 0x1,
        "[{nlmsg_len=80, nlmsg_type=RTM_NEWNEIGH, nlmsg_flags=NLM_F_REQUEST, nlmsg_seq=1, "
        "nlmsg_pid=2}, {ndm_family=AF_INET, ndm_ifindex=if_nametoindex(\"lo\"), "
        "ndm_state=NUD_REACHABLE|NUD_NOARP, ndm_flags=NTF_SELF|NTF_ROUTER, "
        "ndm_type=RTN_UNICAST}, [[{nla_len=8, nla_type=NDA_DST}, inet_addr(\"1.2.3.4\")], "
        "[{nla_len=10, nla_type=NDA_LLADDR}, 01:02:03:04:05:06], [{nla_len=6, "
        "nla_type=NDA_PORT}, htons(80)], [{nla_len=8, nla_type=NDA_IFINDEX}, "
        "if_nametoindex(\"lo\")], [{nla_len=5, nla_type=NDA_SRC_VNI}, \"\\x11\"], "
        "[{nla_len=8, nla_type=NDA_FLAGS_EXT}, NTF_EXT_MANAGED]]]",
        2, 0, 0, 0, U32(1), U16(0x42), 130, 1, ATTRIBUTE(1, 1, 2, 3, 4), ATTRIBUTE(2, 1, 2, 3, 4,
        5, 6), 0, 0, ATTRIBUTE(6, U16(0x5000)), 0, 0, ATTRIBUTE(8, U32(1)), ATTRIBUTE(11, 17), 0,
        0, 0, ATTRIBUTE(15, U32(1)))

NETLINK(neighbours_of_a_bridge, 0, 30, 0x301,
        "[{nlmsg_len=32, nlmsg_type=RTM_GETNEIGH, nlmsg_flags=NLM_F_REQUEST|NLM_F_DUMP, "
        "nlmsg_seq=1, nlmsg_pid=2}, {ifi_family=AF_BRIDGE, ifi_type=ARPHRD_NETROM, "
        "ifi_index=0, ifi_flags=0, ifi_change=0}]",
        7, ZERO_15)

NETLINK(rule, 0, 32, 0x1,
        "[{nlmsg_len=92, nlmsg_type=RTM_NEWRULE, nlmsg_flags=NLM_F_REQUEST, nlmsg_seq=1, "
        "nlmsg_pid=2}, {family=AF_INET, dst_len=0, src_len=0, tos=0, table=RT_TABLE_LOCAL, "
        "action=FR_ACT_TO_TBL, flags=FIB_RULE_INVERT}, [[{nla_len=7, nla_type=FRA_IIFNAME}, "
        "\"lo\"], [{nla_len=8, nla_type=FRA_TABLE}, RT_TABLE_LOCAL], [{nla_len=12, "
        "nla_type=FRA_TUN_ID}, htobe64(1)], [{nla_len=12, nla_type=FRA_UID_RANGE}, {start=1, "
        "end=2}], [{nla_len=5, nla_type=FRA_PROTOCOL}, RTPROT_KERNEL], [{nla_len=5, "
        "nla_type=FRA_IP_PROTO}, IPPROTO_TCP], [{nla_len=8, nla_type=FRA_SPORT_RANGE}, "
        "{start=1, end=2}]]]",
        2, 0, 0, 0, 255, 0, 0, 1, U32(2), ATTRIBUTE(3, 'l', 'o', 0), 0, ATTRIBUTE(15, U32(0xff)),
        ATTRIBUTE(12, U32(0), U32(0x1000000)), ATTRIBUTE(20, U32(1), U32(2)), ATTRIBUTE(21, 2),
        0, 0, 0, ATTRIBUTE(22, 6), 0, 0, 0, ATTRIBUTE(23, U16(1), U16(2)))

NETLINK(queue, 0, 36, 0x1,
        "[{nlmsg_len=112, nlmsg_type=RTM_NEWQDISC, nlmsg_flags=NLM_F_REQUEST, nlmsg_seq=1, "
        "nlmsg_pid=2}, {tcm_family=AF_INET, tcm_ifindex=if_nametoindex(\"lo\"), "
        "tcm_handle=2, tcm_parent=3, tcm_info=4}, [[{nla_len=7, nla_type=TCA_KIND}, \"fq\"], "
        "[{nla_len=6, nla_type=TCA_RATE}, {interval=1, ewma_log=2}], [{nla_len=48, "
        "nla_type=TCA_STATS2}, [[{nla_len=20, nla_type=TCA_STATS_BASIC}, {bytes=1, "
        "packets=2}], [{nla_len=24, nla_type=TCA_STATS_QUEUE}, {qlen=1, backlog=2, drops=3, "
        "requeues=4, overlimits=5}]]], [{nla_len=12, nla_type=TCA_STAB}, [{nla_len=8, "
        "nla_type=TCA_STAB_DATA}, [1, 2]]]]]",
        2, 0, 0, 0, U32(1), U32(2), U32(3), U32(4), ATTRIBUTE(1, 'f', 'q', 0), 0, ATTRIBUTE(5, 1,
        2), 0, 0, ATTRIBUTE(7, ATTRIBUTE(1, U32(1), U32(0), U32(2), U32(0)), ATTRIBUTE(3, U32(1),
        U32(2), U32(3), U32(4), U32(5))), ATTRIBUTE(8, ATTRIBUTE(2, U16(1), U16(2))))

NETLINK(class_, 0, 42, 0x300,
        "[{nlmsg_len=36, nlmsg_type=RTM_GETTCLASS, nlmsg_flags=NLM_F_DUMP, nlmsg_seq=1, "
        "nlmsg_pid=2}, {tcm_family=AF_INET, tcm_ifindex=0, tcm_handle=0, tcm_parent=0, "
        "tcm_info=0}]",
        2, ZERO_19)

NETLINK(filter, 0, 44, 0x1,
        "[{nlmsg_len=44, nlmsg_type=RTM_NEWTFILTER, nlmsg_flags=NLM_F_REQUEST, nlmsg_seq=1, "
        "nlmsg_pid=2}, {tcm_family=AF_INET, tcm_ifindex=0, tcm_handle=0, tcm_parent=0, "
        "tcm_info=0}, [{nla_len=8, nla_type=TCA_CHAIN}, 5]]",
        2, ZERO_19, ATTRIBUTE(11, U32(5)))

NETLINK(action, 0, 48, 0x1,
        "[{nlmsg_len=36, nlmsg_type=RTM_NEWACTION, nlmsg_flags=NLM_F_REQUEST, nlmsg_seq=1, "
        "nlmsg_pid=2}, {tca_family=AF_INET}, [[{nla_len=8, nla_type=TCA_ACT_FLAGS}, "
        "TCA_ACT_FLAGS_NO_PERCPU_STATS], [{nla_len=8, nla_type=TCA_ACT_HW_STATS}, "
        "TCA_ACT_HW_STATS_IMMEDIATE]]]",
        2, 0, 0, 0, ATTRIBUTE(7, U32(1)), ATTRIBUTE(8, U32(1)))

NETLINK(neighbour_tables, 0, 64, 0x1,
        "[{nlmsg_len=52, nlmsg_type=RTM_NEWNEIGHTBL, nlmsg_flags=NLM_F_REQUEST, nlmsg_seq=1, "
        "nlmsg_pid=2}, {ndtm_family=AF_INET}, [[{nla_len=8, nla_type=NDTA_NAME}, \"arp\"], "
        "[{nla_len=24, nla_type=NDTA_PARMS}, [[{nla_len=8, nla_type=NDTPA_IFINDEX}, "
        "if_nametoindex(\"lo\")], [{nla_len=12, nla_type=NDTPA_DELAY_PROBE_TIME}, 1]]]]]",
        2, 0, 0, 0, ATTRIBUTE(1, 'a', 'r', 'p', 0), ATTRIBUTE(6, ATTRIBUTE(1, U32(1)),
        ATTRIBUTE(7, U32(1), U32(0))))

NETLINK(label, 0, 72, 0x1,
        "[{nlmsg_len=36, nlmsg_type=RTM_NEWADDRLABEL, nlmsg_flags=NLM_F_REQUEST, "
        "nlmsg_seq=1, nlmsg_pid=2}, {ifal_family=AF_INET6, ifal_prefixlen=128, ifal_flags=0, "
        "ifal_index=if_nametoindex(\"lo\"), ifal_seq=2}, [{nla_len=8, nla_type=IFAL_LABEL}, "
        "9]]",
        10, 0, 128, 0, U32(1), U32(2), ATTRIBUTE(2, U32(9)))

NETLINK(bridging, 0, 78, 0x1,
        "[{nlmsg_len=28, nlmsg_type=RTM_GETDCB, nlmsg_flags=NLM_F_REQUEST, nlmsg_seq=1, "
        "nlmsg_pid=2}, {dcb_family=AF_UNSPEC, cmd=DCB_CMD_GSTATE}, [{nla_len=7, "
        "nla_type=DCB_ATTR_IFNAME}, \"\\x6c\\x6f\\x00\"]]",
        0, 1, 0, 0, ATTRIBUTE(1, 'l', 'o', 0), 0)

NETLINK(settings, 0, 80, 0x1,
        "[{nlmsg_len=36, nlmsg_type=RTM_NEWNETCONF, nlmsg_flags=NLM_F_REQUEST, nlmsg_seq=1, "
        "nlmsg_pid=2}, {ncm_family=AF_INET}, [[{nla_len=8, nla_type=NETCONFA_IFINDEX}, "
        "if_nametoindex(\"lo\")], [{nla_len=8, nla_type=NETCONFA_FORWARDING}, -1]]]",
        2, 0, 0, 0, ATTRIBUTE(1, U32(1)), ATTRIBUTE(2, U32(0xffffffff)))

NETLINK(groups, 0, 84, 0x1,
        "[{nlmsg_len=36, nlmsg_type=RTM_NEWMDB, nlmsg_flags=NLM_F_REQUEST, nlmsg_seq=1, "
        "nlmsg_pid=2}, {family=AF_BRIDGE, ifindex=if_nametoindex(\"lo\")}, [{nla_len=12, "
        "nla_type=MDBA_ROUTER}, [{nla_len=8, nla_type=MDBA_ROUTER_PORT}, "
        "if_nametoindex(\"lo\")]]]",
        7, 0, 0, 0, U32(1), ATTRIBUTE(2, ATTRIBUTE(1, U32(1))))

NETLINK(namespace, 0, 88, 0x1,
        "[{nlmsg_len=28, nlmsg_type=RTM_NEWNSID, nlmsg_flags=NLM_F_REQUEST, nlmsg_seq=1, "
        "nlmsg_pid=2}, {rtgen_family=AF_UNSPEC}, [{nla_len=8, nla_type=NETNSA_NSID}, -1]]",
        0, 0, 0, 0, ATTRIBUTE(1, U32(0xffffffff)))

NETLINK(next_hop, 0, 104, 0x1,
        "[{nlmsg_len=60, nlmsg_type=RTM_NEWNEXTHOP, nlmsg_flags=NLM_F_REQUEST, nlmsg_seq=1, "
        "nlmsg_pid=2}, {nh_family=AF_INET, nh_scope=RT_SCOPE_UNIVERSE, "
        "nh_protocol=RTPROT_BOOT, nh_flags=RTNH_F_ONLINK}, [[{nla_len=12, "
        "nla_type=NHA_GROUP}, [{id=1, weight=2}]], [{nla_len=6, nla_type=NHA_GROUP_TYPE}, "
        "NEXTHOP_GRP_TYPE_RES], [{nla_len=16, nla_type=NHA_RES_GROUP}, [{nla_len=12, "
        "nla_type=NHA_RES_GROUP_IDLE_TIMER}, 100 /* 1.00 s */]]]]",
        2, 0, 3, 0, U32(4), ATTRIBUTE(2, U32(1), 2, 0, U16(0)), ATTRIBUTE(3, U16(1)), 0, 0,
        ATTRIBUTE(12, ATTRIBUTE(2, U32(0x64), U32(0))))

NETLINK(statistics, 0, 94, 0x301,
        "[{nlmsg_len=28, nlmsg_type=RTM_GETSTATS, nlmsg_flags=NLM_F_REQUEST|NLM_F_DUMP, "
        "nlmsg_seq=1, nlmsg_pid=2}, {family=AF_UNSPEC, ifindex=if_nametoindex(\"lo\"), "
        "filter_mask=1<<IFLA_STATS_UNSPEC|1<<IFLA_STATS_LINK_64}]",
        0, 0, 0, 0, U32(1), U32(3))

NETLINK(unknown_route_message, 0, 200, 0x1,
        "[{nlmsg_len=20, nlmsg_type=0xc8 /* RTM_??? */, nlmsg_flags=NLM_F_REQUEST, "
        "nlmsg_seq=1, nlmsg_pid=2}, {family=AF_INET, data=\"\\x01\\x02\\x03\"}]",
        2, 1, 2, 3)

NETLINK(prefix, 0, 52, 0x1,
        "[{nlmsg_len=20, nlmsg_type=RTM_NEWPREFIX, nlmsg_flags=NLM_F_REQUEST, nlmsg_seq=1, "
        "nlmsg_pid=2}, {family=AF_INET, data=\"\\x01\\x02\\x03\"}]",
        2, 1, 2, 3)

NETLINK(all_flags_get, 0, 18, 0xffff,
        "{nlmsg_len=16, nlmsg_type=RTM_GETLINK, "
        "nlmsg_flags=NLM_F_REQUEST|NLM_F_MULTI|NLM_F_ACK|NLM_F_ECHO|NLM_F_DUMP_INTR|NLM_F_DUM"
        "P_FILTERED|NLM_F_DUMP|NLM_F_ATOMIC|0xf8c0, nlmsg_seq=1, nlmsg_pid=2}",
        NOTHING)

NETLINK(all_flags_new, 0, 16, 0xffff,
        "{nlmsg_len=16, nlmsg_type=RTM_NEWLINK, "
        "nlmsg_flags=NLM_F_REQUEST|NLM_F_MULTI|NLM_F_ACK|NLM_F_ECHO|NLM_F_DUMP_INTR|NLM_F_DUM"
        "P_FILTERED|NLM_F_REPLACE|NLM_F_EXCL|NLM_F_CREATE|NLM_F_APPEND|0xf0c0, nlmsg_seq=1, "
        "nlmsg_pid=2}",
        NOTHING)

NETLINK(all_flags_delete, 0, 17, 0xffff,
        "{nlmsg_len=16, nlmsg_type=RTM_DELLINK, "
        "nlmsg_flags=NLM_F_REQUEST|NLM_F_MULTI|NLM_F_ACK|NLM_F_ECHO|NLM_F_DUMP_INTR|NLM_F_DUM"
        "P_FILTERED|NLM_F_NONREC|NLM_F_BULK|0xfcc0, nlmsg_seq=1, nlmsg_pid=2}",
        NOTHING)
