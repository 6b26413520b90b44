/* Messages of netfilter: tables, connections, queues, logs and sets. */
#include "netlink.h"

NETLINK(table, 12, 2560, 0x401,
        "[{nlmsg_len=36, nlmsg_type=NFNL_SUBSYS_NFTABLES<<8|NFT_MSG_NEWTABLE, "
        "nlmsg_flags=NLM_F_REQUEST|NLM_F_CREATE, nlmsg_seq=1, nlmsg_pid=2}, {nfgen_family=AF_INET, "
        "version=NFNETLINK_V0, res_id=htons(0)}, [[{nla_len=6, nla_type=NFTA_TABLE_NAME}, \"t\"], "
        "[{nla_len=8, nla_type=NFTA_TABLE_FLAGS}, htonl(NFT_TABLE_F_DORMANT)]]]",
        2, 0, U16(0), ATTRIBUTE(1, 't', 0), 0, 0, ATTRIBUTE(2, U32(0x1000000)))

NETLINK(table_answer, 12, 2560, 0x2,
        "[{nlmsg_len=52, nlmsg_type=NFNL_SUBSYS_NFTABLES<<8|NFT_MSG_NEWTABLE, "
        "nlmsg_flags=NLM_F_MULTI, nlmsg_seq=1, nlmsg_pid=2}, {nfgen_family=AF_INET, "
        "version=NFNETLINK_V0, res_id=htons(0)}, [[{nla_len=11, nla_type=NFTA_TABLE_NAME}, "
        "\"filter\"], [{nla_len=8, nla_type=NFTA_TABLE_USE}, htonl(2)], [{nla_len=12, "
        "nla_type=NFTA_TABLE_HANDLE}, htobe64(7)]]]",
        2, 0, U16(0), ATTRIBUTE(1, 'f', 'i', 'l', 't', 'e', 'r', 0), 0, ATTRIBUTE(3,
        U32(0x2000000)), ATTRIBUTE(4, U32(0), U32(0x7000000)))

NETLINK(base_chain, 12, 2563, 0x401,
        "[{nlmsg_len=76, nlmsg_type=NFNL_SUBSYS_NFTABLES<<8|NFT_MSG_NEWCHAIN, "
        "nlmsg_flags=NLM_F_REQUEST|NLM_F_CREATE, nlmsg_seq=1, nlmsg_pid=2}, {nfgen_family=AF_INET, "
        "version=NFNETLINK_V0, res_id=htons(0)}, [[{nla_len=6, nla_type=NFTA_CHAIN_TABLE}, \"t\"], "
        "[{nla_len=7, nla_type=NFTA_CHAIN_NAME}, \"in\"], [{nla_len=20, "
        "nla_type=NLA_F_NESTED|NFTA_CHAIN_HOOK}, [[{nla_len=8, nla_type=NFTA_HOOK_HOOKNUM}, "
        "htonl(NF_INET_LOCAL_IN)], [{nla_len=8, nla_type=NFTA_HOOK_PRIORITY}, htonl(-150)]]], "
        "[{nla_len=8, nla_type=NFTA_CHAIN_POLICY}, htonl(NF_ACCEPT)], [{nla_len=11, "
        "nla_type=NFTA_CHAIN_TYPE}, \"filter\"]]]",
        2, 0, U16(0), ATTRIBUTE(1, 't', 0), 0, 0, ATTRIBUTE(3, 'i', 'n', 0), 0, ATTRIBUTE(4
        | 0x8000, ATTRIBUTE(1, U32(0x1000000)), ATTRIBUTE(2, U32(0x6affffff))), ATTRIBUTE(5,
        U32(0x1000000)), ATTRIBUTE(7, 'f', 'i', 'l', 't', 'e', 'r', 0), 0)

NETLINK(chain_with_counters, 12, 2563, 0x2,
        "[{nlmsg_len=76, nlmsg_type=NFNL_SUBSYS_NFTABLES<<8|NFT_MSG_NEWCHAIN, "
        "nlmsg_flags=NLM_F_MULTI, nlmsg_seq=1, nlmsg_pid=2}, {nfgen_family=AF_INET, "
        "version=NFNETLINK_V0, res_id=htons(0)}, [[{nla_len=6, nla_type=NFTA_CHAIN_TABLE}, \"t\"], "
        "[{nla_len=12, nla_type=NFTA_CHAIN_HANDLE}, htobe64(3)], [{nla_len=28, "
        "nla_type=NLA_F_NESTED|NFTA_CHAIN_COUNTERS}, [[{nla_len=12, "
        "nla_type=NFTA_COUNTER_PACKETS}, htobe64(5)], [{nla_len=12, nla_type=NFTA_COUNTER_BYTES}, "
        "htobe64(300)]]], [{nla_len=8, nla_type=NFTA_CHAIN_FLAGS}, htonl(NFT_CHAIN_BASE)]]]",
        2, 0, U16(0), ATTRIBUTE(1, 't', 0), 0, 0, ATTRIBUTE(2, U32(0), U32(0x3000000)),
        ATTRIBUTE(8 | 0x8000, ATTRIBUTE(2, U32(0), U32(0x5000000)), ATTRIBUTE(1, U32(0),
        U32(0x2c010000))), ATTRIBUTE(10, U32(0x1000000)))

NETLINK(rule_of_expressions, 12, 2566, 0xc01,
        "[{nlmsg_len=264, nlmsg_type=NFNL_SUBSYS_NFTABLES<<8|NFT_MSG_NEWRULE, "
        "nlmsg_flags=NLM_F_REQUEST|NLM_F_CREATE|NLM_F_APPEND, nlmsg_seq=1, nlmsg_pid=2}, "
        "{nfgen_family=AF_INET, version=NFNETLINK_V0, res_id=htons(0)}, [[{nla_len=6, "
        "nla_type=NFTA_RULE_TABLE}, \"t\"], [{nla_len=7, nla_type=NFTA_RULE_CHAIN}, \"in\"], "
        "[{nla_len=228, nla_type=NLA_F_NESTED|NFTA_RULE_EXPRESSIONS}, [[{nla_len=36, "
        "nla_type=NFTA_LIST_ELEM}, [[{nla_len=9, nla_type=NFTA_EXPR_NAME}, \"meta\"], "
        "[{nla_len=20, nla_type=NLA_F_NESTED|NFTA_EXPR_DATA}, [[{nla_len=8, "
        "nla_type=NFTA_META_KEY}, htonl(NFT_META_L4PROTO)], [{nla_len=8, nla_type=NFTA_META_DREG}, "
        "htonl(NFT_REG_1)]]]]], [{nla_len=44, nla_type=NFTA_LIST_ELEM}, [[{nla_len=8, "
        "nla_type=NFTA_EXPR_NAME}, \"cmp\"], [{nla_len=32, nla_type=NLA_F_NESTED|NFTA_EXPR_DATA}, "
        "[[{nla_len=8, nla_type=NFTA_CMP_SREG}, htonl(NFT_REG_1)], [{nla_len=8, "
        "nla_type=NFTA_CMP_OP}, htonl(NFT_CMP_EQ)], [{nla_len=12, "
        "nla_type=NLA_F_NESTED|NFTA_CMP_DATA}, [{nla_len=5, nla_type=NFTA_DATA_VALUE}, "
        "\"\\x06\"]]]]]], [{nla_len=52, nla_type=NFTA_LIST_ELEM}, [[{nla_len=12, "
        "nla_type=NFTA_EXPR_NAME}, \"payload\"], [{nla_len=36, "
        "nla_type=NLA_F_NESTED|NFTA_EXPR_DATA}, [[{nla_len=8, nla_type=NFTA_PAYLOAD_DREG}, "
        "htonl(NFT_REG_1)], [{nla_len=8, nla_type=NFTA_PAYLOAD_BASE}, "
        "htonl(NFT_PAYLOAD_TRANSPORT_HEADER)], [{nla_len=8, nla_type=NFTA_PAYLOAD_OFFSET}, "
        "htonl(2)], [{nla_len=8, nla_type=NFTA_PAYLOAD_LEN}, htonl(2)]]]]], [{nla_len=44, "
        "nla_type=NFTA_LIST_ELEM}, [[{nla_len=12, nla_type=NFTA_EXPR_NAME}, \"counter\"], "
        "[{nla_len=28, nla_type=NLA_F_NESTED|NFTA_EXPR_DATA}, [[{nla_len=12, "
        "nla_type=NFTA_COUNTER_PACKETS}, htobe64(0)], [{nla_len=12, nla_type=NFTA_COUNTER_BYTES}, "
        "htobe64(0)]]]]], [{nla_len=48, nla_type=NFTA_LIST_ELEM}, [[{nla_len=14, "
        "nla_type=NFTA_EXPR_NAME}, \"immediate\"], [{nla_len=28, "
        "nla_type=NLA_F_NESTED|NFTA_EXPR_DATA}, [[{nla_len=8, nla_type=NFTA_IMMEDIATE_DREG}, "
        "htonl(NFT_REG_VERDICT)], [{nla_len=16, nla_type=NLA_F_NESTED|NFTA_IMMEDIATE_DATA}, "
        "[{nla_len=12, nla_type=NLA_F_NESTED|NFTA_DATA_VERDICT}, [{nla_len=8, "
        "nla_type=NFTA_VERDICT_CODE}, htonl(NF_ACCEPT)]]]]]]]]]]]",
        2, 0, U16(0), ATTRIBUTE(1, 't', 0), 0, 0, ATTRIBUTE(2, 'i', 'n', 0), 0, ATTRIBUTE(4
        | 0x8000, ATTRIBUTE(1, ATTRIBUTE(1, 'm', 'e', 't', 'a', 0), 0, 0, 0, ATTRIBUTE(2 |
        0x8000, ATTRIBUTE(2, U32(0x10000000)), ATTRIBUTE(1, U32(0x1000000)))), ATTRIBUTE(1,
        ATTRIBUTE(1, 'c', 'm', 'p', 0), ATTRIBUTE(2 | 0x8000, ATTRIBUTE(1, U32(0x1000000)),
        ATTRIBUTE(2, U32(0)), ATTRIBUTE(3 | 0x8000, ATTRIBUTE(1, 6), 0, 0, 0))),
        ATTRIBUTE(1, ATTRIBUTE(1, 'p', 'a', 'y', 'l', 'o', 'a', 'd', 0), ATTRIBUTE(2 |
        0x8000, ATTRIBUTE(1, U32(0x1000000)), ATTRIBUTE(2, U32(0x2000000)), ATTRIBUTE(3,
        U32(0x2000000)), ATTRIBUTE(4, U32(0x2000000)))), ATTRIBUTE(1, ATTRIBUTE(1, 'c', 'o',
        'u', 'n', 't', 'e', 'r', 0), ATTRIBUTE(2 | 0x8000, ATTRIBUTE(2, U32(0), U32(0)),
        ATTRIBUTE(1, U32(0), U32(0)))), ATTRIBUTE(1, ATTRIBUTE(1, 'i', 'm', 'm', 'e', 'd',
        'i', 'a', 't', 'e', 0), 0, 0, ATTRIBUTE(2 | 0x8000, ATTRIBUTE(1, U32(0)),
        ATTRIBUTE(2 | 0x8000, ATTRIBUTE(2 | 0x8000, ATTRIBUTE(1, U32(0x1000000))))))))

NETLINK(rule_that_jumps, 12, 2566, 0xc01,
        "[{nlmsg_len=84, nlmsg_type=NFNL_SUBSYS_NFTABLES<<8|NFT_MSG_NEWRULE, "
        "nlmsg_flags=NLM_F_REQUEST|NLM_F_CREATE|NLM_F_APPEND, nlmsg_seq=1, nlmsg_pid=2}, "
        "{nfgen_family=AF_INET, version=NFNETLINK_V0, res_id=htons(0)}, [{nla_len=64, "
        "nla_type=NLA_F_NESTED|NFTA_RULE_EXPRESSIONS}, [{nla_len=60, nla_type=NFTA_LIST_ELEM}, "
        "[[{nla_len=14, nla_type=NFTA_EXPR_NAME}, \"immediate\"], [{nla_len=40, "
        "nla_type=NLA_F_NESTED|NFTA_EXPR_DATA}, [[{nla_len=8, nla_type=NFTA_IMMEDIATE_DREG}, "
        "htonl(NFT_REG_VERDICT)], [{nla_len=28, nla_type=NLA_F_NESTED|NFTA_IMMEDIATE_DATA}, "
        "[{nla_len=24, nla_type=NLA_F_NESTED|NFTA_DATA_VERDICT}, [[{nla_len=8, "
        "nla_type=NFTA_VERDICT_CODE}, htonl(NFT_JUMP)], [{nla_len=10, "
        "nla_type=NFTA_VERDICT_CHAIN}, \"other\"]]]]]]]]]]",
        2, 0, U16(0), ATTRIBUTE(4 | 0x8000, ATTRIBUTE(1, ATTRIBUTE(1, 'i', 'm', 'm', 'e',
        'd', 'i', 'a', 't', 'e', 0), 0, 0, ATTRIBUTE(2 | 0x8000, ATTRIBUTE(1, U32(0)),
        ATTRIBUTE(2 | 0x8000, ATTRIBUTE(2 | 0x8000, ATTRIBUTE(1, U32(0xfdffffff)),
        ATTRIBUTE(2, 'o', 't', 'h', 'e', 'r', 0), 0, 0))))))

NETLINK(rule_with_nat, 12, 2566, 0x401,
        "[{nlmsg_len=284, nlmsg_type=NFNL_SUBSYS_NFTABLES<<8|NFT_MSG_NEWRULE, "
        "nlmsg_flags=NLM_F_REQUEST|NLM_F_CREATE, nlmsg_seq=1, nlmsg_pid=2}, {nfgen_family=AF_INET, "
        "version=NFNETLINK_V0, res_id=htons(0)}, [{nla_len=264, "
        "nla_type=NLA_F_NESTED|NFTA_RULE_EXPRESSIONS}, [[{nla_len=32, nla_type=NFTA_LIST_ELEM}, "
        "[[{nla_len=7, nla_type=NFTA_EXPR_NAME}, \"ct\"], [{nla_len=20, "
        "nla_type=NLA_F_NESTED|NFTA_EXPR_DATA}, [[{nla_len=8, nla_type=NFTA_CT_DREG}, "
        "htonl(NFT_REG_1)], [{nla_len=8, nla_type=NFTA_CT_KEY}, htonl(NFT_CT_STATE)]]]]], "
        "[{nla_len=56, nla_type=NFTA_LIST_ELEM}, [[{nla_len=12, nla_type=NFTA_EXPR_NAME}, "
        "\"bitwise\"], [{nla_len=40, nla_type=NLA_F_NESTED|NFTA_EXPR_DATA}, [[{nla_len=8, "
        "nla_type=NFTA_BITWISE_SREG}, htonl(NFT_REG_1)], [{nla_len=8, nla_type=NFTA_BITWISE_DREG}, "
        "htonl(NFT_REG_1)], [{nla_len=8, nla_type=NFTA_BITWISE_LEN}, htonl(4)], [{nla_len=12, "
        "nla_type=NFTA_BITWISE_MASK}, [{nla_len=8, nla_type=NFTA_DATA_VALUE}, "
        "\"\\x00\\x00\\x00\\x06\"]]]]]], [{nla_len=48, nla_type=NFTA_LIST_ELEM}, [[{nla_len=8, "
        "nla_type=NFTA_EXPR_NAME}, \"nat\"], [{nla_len=36, nla_type=NLA_F_NESTED|NFTA_EXPR_DATA}, "
        "[[{nla_len=8, nla_type=NFTA_NAT_TYPE}, htonl(NFT_NAT_DNAT)], [{nla_len=8, "
        "nla_type=NFTA_NAT_FAMILY}, htonl(AF_INET)], [{nla_len=8, nla_type=NFTA_NAT_REG_ADDR_MIN}, "
        "htonl(NFT_REG_1)], [{nla_len=8, nla_type=NFTA_NAT_FLAGS}, "
        "htonl(NF_NAT_RANGE_MAP_IPS|NF_NAT_RANGE_PROTO_SPECIFIED)]]]]], [{nla_len=52, "
        "nla_type=NFTA_LIST_ELEM}, [[{nla_len=10, nla_type=NFTA_EXPR_NAME}, \"limit\"], "
        "[{nla_len=36, nla_type=NLA_F_NESTED|NFTA_EXPR_DATA}, [[{nla_len=12, "
        "nla_type=NFTA_LIMIT_RATE}, htobe64(5)], [{nla_len=12, nla_type=NFTA_LIMIT_UNIT}, "
        "htobe64(60)], [{nla_len=8, nla_type=NFTA_LIMIT_TYPE}, htonl(NFT_LIMIT_PKTS)]]]]], "
        "[{nla_len=36, nla_type=NFTA_LIST_ELEM}, [[{nla_len=8, nla_type=NFTA_EXPR_NAME}, \"log\"], "
        "[{nla_len=24, nla_type=NLA_F_NESTED|NFTA_EXPR_DATA}, [[{nla_len=11, "
        "nla_type=NFTA_LOG_PREFIX}, \"drop: \"], [{nla_len=8, nla_type=NFTA_LOG_LEVEL}, "
        "htonl(NFT_LOGLEVEL_WARNING)]]]]], [{nla_len=36, nla_type=NFTA_LIST_ELEM}, [[{nla_len=11, "
        "nla_type=NFTA_EXPR_NAME}, \"reject\"], [{nla_len=20, "
        "nla_type=NLA_F_NESTED|NFTA_EXPR_DATA}, [[{nla_len=8, nla_type=NFTA_REJECT_TYPE}, "
        "htonl(NFT_REJECT_ICMP_UNREACH)], [{nla_len=5, nla_type=NFTA_REJECT_ICMP_CODE}, 3]]]]]]]]",
        2, 0, U16(0), ATTRIBUTE(4 | 0x8000, ATTRIBUTE(1, ATTRIBUTE(1, 'c', 't', 0), 0,
        ATTRIBUTE(2 | 0x8000, ATTRIBUTE(1, U32(0x1000000)), ATTRIBUTE(2, U32(0)))),
        ATTRIBUTE(1, ATTRIBUTE(1, 'b', 'i', 't', 'w', 'i', 's', 'e', 0), ATTRIBUTE(2 |
        0x8000, ATTRIBUTE(1, U32(0x1000000)), ATTRIBUTE(2, U32(0x1000000)), ATTRIBUTE(3,
        U32(0x4000000)), ATTRIBUTE(4, ATTRIBUTE(1, 0, 0, 0, 6)))), ATTRIBUTE(1, ATTRIBUTE(1,
        'n', 'a', 't', 0), ATTRIBUTE(2 | 0x8000, ATTRIBUTE(1, U32(0x1000000)), ATTRIBUTE(2,
        U32(0x2000000)), ATTRIBUTE(3, U32(0x1000000)), ATTRIBUTE(7, U32(0x3000000)))),
        ATTRIBUTE(1, ATTRIBUTE(1, 'l', 'i', 'm', 'i', 't', 0), 0, 0, ATTRIBUTE(2 | 0x8000,
        ATTRIBUTE(1, U32(0), U32(0x5000000)), ATTRIBUTE(2, U32(0), U32(0x3c000000)),
        ATTRIBUTE(4, U32(0)))), ATTRIBUTE(1, ATTRIBUTE(1, 'l', 'o', 'g', 0), ATTRIBUTE(2 |
        0x8000, ATTRIBUTE(2, 'd', 'r', 'o', 'p', ':', ' ', 0), 0, ATTRIBUTE(5,
        U32(0x4000000)))), ATTRIBUTE(1, ATTRIBUTE(1, 'r', 'e', 'j', 'e', 'c', 't', 0), 0,
        ATTRIBUTE(2 | 0x8000, ATTRIBUTE(1, U32(0)), ATTRIBUTE(2, 3), 0, 0, 0))))

NETLINK(unknown_expression, 12, 2566, 0x401,
        "[{nlmsg_len=52, nlmsg_type=NFNL_SUBSYS_NFTABLES<<8|NFT_MSG_NEWRULE, "
        "nlmsg_flags=NLM_F_REQUEST|NLM_F_CREATE, nlmsg_seq=1, nlmsg_pid=2}, {nfgen_family=AF_INET, "
        "version=NFNETLINK_V0, res_id=htons(0)}, [{nla_len=32, "
        "nla_type=NLA_F_NESTED|NFTA_RULE_EXPRESSIONS}, [{nla_len=28, nla_type=NFTA_LIST_ELEM}, "
        "[[{nla_len=11, nla_type=NFTA_EXPR_NAME}, \"teapot\"], [{nla_len=12, "
        "nla_type=NLA_F_NESTED|NFTA_EXPR_DATA}, \"\\x08\\x00\\x01\\x00\\x00\\x00\\x00\\x01\"]]]]]",
        2, 0, U16(0), ATTRIBUTE(4 | 0x8000, ATTRIBUTE(1, ATTRIBUTE(1, 't', 'e', 'a', 'p',
        'o', 't', 0), 0, ATTRIBUTE(2 | 0x8000, ATTRIBUTE(1, U32(0x1000000))))))

NETLINK(set_of_addresses, 12, 2569, 0x401,
        "[{nlmsg_len=80, nlmsg_type=NFNL_SUBSYS_NFTABLES<<8|NFT_MSG_NEWSET, "
        "nlmsg_flags=NLM_F_REQUEST|NLM_F_CREATE, nlmsg_seq=1, nlmsg_pid=2}, {nfgen_family=AF_INET, "
        "version=NFNETLINK_V0, res_id=htons(0)}, [[{nla_len=6, nla_type=NFTA_SET_TABLE}, \"t\"], "
        "[{nla_len=6, nla_type=NFTA_SET_NAME}, \"s\"], [{nla_len=8, nla_type=NFTA_SET_FLAGS}, "
        "htonl(NFT_SET_INTERVAL)], [{nla_len=8, nla_type=NFTA_SET_KEY_TYPE}, htonl(7)], "
        "[{nla_len=8, nla_type=NFTA_SET_KEY_LEN}, htonl(4)], [{nla_len=12, "
        "nla_type=NFTA_SET_DESC}, [{nla_len=8, nla_type=NFTA_SET_DESC_SIZE}, htonl(100)]], "
        "[{nla_len=8, nla_type=NFTA_SET_ID}, htonl(1)]]]",
        2, 0, U16(0), ATTRIBUTE(1, 't', 0), 0, 0, ATTRIBUTE(2, 's', 0), 0, 0, ATTRIBUTE(3,
        U32(0x4000000)), ATTRIBUTE(4, U32(0x7000000)), ATTRIBUTE(5, U32(0x4000000)),
        ATTRIBUTE(9, ATTRIBUTE(1, U32(0x64000000))), ATTRIBUTE(10, U32(0x1000000)))

NETLINK(elements_of_a_set, 12, 2572, 0x401,
        "[{nlmsg_len=80, nlmsg_type=NFNL_SUBSYS_NFTABLES<<8|NFT_MSG_NEWSETELEM, "
        "nlmsg_flags=NLM_F_REQUEST|NLM_F_CREATE, nlmsg_seq=1, nlmsg_pid=2}, {nfgen_family=AF_INET, "
        "version=NFNETLINK_V0, res_id=htons(0)}, [[{nla_len=6, nla_type=NFTA_SET_ELEM_LIST_SET}, "
        "\"s\"], [{nla_len=6, nla_type=NFTA_SET_ELEM_LIST_TABLE}, \"t\"], [{nla_len=44, "
        "nla_type=NLA_F_NESTED|NFTA_SET_ELEM_LIST_ELEMENTS}, [[{nla_len=24, nla_type=0x1}, "
        "[[{nla_len=12, nla_type=NFTA_SET_ELEM_KEY}, [{nla_len=8, nla_type=NFTA_DATA_VALUE}, "
        "\"\\x0a\\x00\\x00\\x01\"]], [{nla_len=8, nla_type=NFTA_SET_ELEM_FLAGS}, "
        "htonl(NFT_SET_ELEM_INTERVAL_END)]]], [{nla_len=16, nla_type=0x2}, [{nla_len=12, "
        "nla_type=NFTA_SET_ELEM_KEY}, [{nla_len=8, nla_type=NFTA_DATA_VALUE}, "
        "\"\\x0a\\x00\\x00\\x02\"]]]]]]]",
        2, 0, U16(0), ATTRIBUTE(2, 's', 0), 0, 0, ATTRIBUTE(1, 't', 0), 0, 0, ATTRIBUTE(3 |
        0x8000, ATTRIBUTE(1, ATTRIBUTE(1, ATTRIBUTE(1, 10, 0, 0, 1)), ATTRIBUTE(3,
        U32(0x1000000))), ATTRIBUTE(2, ATTRIBUTE(1, ATTRIBUTE(1, 10, 0, 0, 2)))))

NETLINK(generation, 12, 2575, 0x0,
        "[{nlmsg_len=44, nlmsg_type=NFNL_SUBSYS_NFTABLES<<8|NFT_MSG_NEWGEN, nlmsg_flags=0, "
        "nlmsg_seq=1, nlmsg_pid=2}, {nfgen_family=AF_INET, version=NFNETLINK_V0, res_id=htons(0)}, "
        "[[{nla_len=8, nla_type=NFTA_GEN_ID}, htonl(5)], [{nla_len=8, nla_type=NFTA_GEN_PROC_PID}, "
        "htonl(4711)], [{nla_len=8, nla_type=NFTA_GEN_PROC_NAME}, \"nft\"]]]",
        2, 0, U16(0), ATTRIBUTE(1, U32(0x5000000)), ATTRIBUTE(2, U32(0x67120000)),
        ATTRIBUTE(3, 'n', 'f', 't', 0))

NETLINK(trace, 12, 2577, 0x0,
        "[{nlmsg_len=76, nlmsg_type=NFNL_SUBSYS_NFTABLES<<8|NFT_MSG_TRACE, nlmsg_flags=0, "
        "nlmsg_seq=1, nlmsg_pid=2}, {nfgen_family=AF_INET, version=NFNETLINK_V0, res_id=htons(0)}, "
        "[[{nla_len=6, nla_type=NFTA_TRACE_TABLE}, \"t\"], [{nla_len=12, "
        "nla_type=NFTA_TRACE_RULE_HANDLE}, htobe64(9)], [{nla_len=8, nla_type=NFTA_TRACE_TYPE}, "
        "htonl(NFT_TRACETYPE_RULE)], [{nla_len=12, nla_type=NFTA_TRACE_VERDICT}, [{nla_len=8, "
        "nla_type=NFTA_VERDICT_CODE}, htonl(NF_ACCEPT)]], [{nla_len=8, nla_type=NFTA_TRACE_ID}, "
        "htonl(4660)], [{nla_len=8, nla_type=NFTA_TRACE_IIF}, htonl(if_nametoindex(\"lo\"))]]]",
        2, 0, U16(0), ATTRIBUTE(1, 't', 0), 0, 0, ATTRIBUTE(3, U32(0), U32(0x9000000)),
        ATTRIBUTE(4, U32(0x3000000)), ATTRIBUTE(5, ATTRIBUTE(1, U32(0x1000000))),
        ATTRIBUTE(6, U32(0x34120000)), ATTRIBUTE(10, U32(0x1000000)))

NETLINK(counter_object, 12, 2578, 0x401,
        "[{nlmsg_len=72, nlmsg_type=NFNL_SUBSYS_NFTABLES<<8|NFT_MSG_NEWOBJ, "
        "nlmsg_flags=NLM_F_REQUEST|NLM_F_CREATE, nlmsg_seq=1, nlmsg_pid=2}, {nfgen_family=AF_INET, "
        "version=NFNETLINK_V0, res_id=htons(0)}, [[{nla_len=6, nla_type=NFTA_OBJ_TABLE}, \"t\"], "
        "[{nla_len=6, nla_type=NFTA_OBJ_NAME}, \"c\"], [{nla_len=8, nla_type=NFTA_OBJ_TYPE}, "
        "htonl(NFT_OBJECT_COUNTER)], [{nla_len=28, nla_type=NLA_F_NESTED|NFTA_OBJ_DATA}, "
        "[[{nla_len=12, nla_type=NFTA_COUNTER_BYTES}, htobe64(10)], [{nla_len=12, "
        "nla_type=NFTA_COUNTER_PACKETS}, htobe64(1)]]]]]",
        2, 0, U16(0), ATTRIBUTE(1, 't', 0), 0, 0, ATTRIBUTE(2, 'c', 0), 0, 0, ATTRIBUTE(3,
        U32(0x1000000)), ATTRIBUTE(4 | 0x8000, ATTRIBUTE(1, U32(0), U32(0xa000000)),
        ATTRIBUTE(2, U32(0), U32(0x1000000))))

NETLINK(unknown_object, 12, 2578, 0x401,
        "[{nlmsg_len=36, nlmsg_type=NFNL_SUBSYS_NFTABLES<<8|NFT_MSG_NEWOBJ, "
        "nlmsg_flags=NLM_F_REQUEST|NLM_F_CREATE, nlmsg_seq=1, nlmsg_pid=2}, {nfgen_family=AF_INET, "
        "version=NFNETLINK_V0, res_id=htons(0)}, [[{nla_len=8, nla_type=NFTA_OBJ_TYPE}, htonl(0x63 "
        "/* NFT_OBJECT_??? */)], [{nla_len=8, nla_type=NFTA_OBJ_DATA}, \"\\x01\\x02\\x03\\x04\"]]]",
        2, 0, U16(0), ATTRIBUTE(3, U32(0x63000000)), ATTRIBUTE(4, 1, 2, 3, 4))

NETLINK(flowtable, 12, 2582, 0x401,
        "[{nlmsg_len=76, nlmsg_type=NFNL_SUBSYS_NFTABLES<<8|NFT_MSG_NEWFLOWTABLE, "
        "nlmsg_flags=NLM_F_REQUEST|NLM_F_CREATE, nlmsg_seq=1, nlmsg_pid=2}, {nfgen_family=AF_INET, "
        "version=NFNETLINK_V0, res_id=htons(0)}, [[{nla_len=6, nla_type=NFTA_FLOWTABLE_TABLE}, "
        "\"t\"], [{nla_len=6, nla_type=NFTA_FLOWTABLE_NAME}, \"f\"], [{nla_len=32, "
        "nla_type=NLA_F_NESTED|NFTA_FLOWTABLE_HOOK}, [[{nla_len=8, "
        "nla_type=NFTA_FLOWTABLE_HOOK_NUM}, htonl(0)], [{nla_len=8, "
        "nla_type=NFTA_FLOWTABLE_HOOK_PRIORITY}, htonl(-10)], [{nla_len=12, "
        "nla_type=NLA_F_NESTED|NFTA_FLOWTABLE_HOOK_DEVS}, [{nla_len=7, nla_type=NFTA_DEVICE_NAME}, "
        "\"lo\"]]]], [{nla_len=8, nla_type=NFTA_FLOWTABLE_FLAGS}, "
        "htonl(NFT_FLOWTABLE_HW_OFFLOAD)]]]",
        2, 0, U16(0), ATTRIBUTE(1, 't', 0), 0, 0, ATTRIBUTE(2, 'f', 0), 0, 0, ATTRIBUTE(3 |
        0x8000, ATTRIBUTE(1, U32(0)), ATTRIBUTE(2, U32(0xf6ffffff)), ATTRIBUTE(3 | 0x8000,
        ATTRIBUTE(1, 'l', 'o', 0), 0)), ATTRIBUTE(7, U32(0x1000000)))

NETLINK(table_to_destroy, 12, 2586, 0x5,
        "[{nlmsg_len=28, nlmsg_type=NFNL_SUBSYS_NFTABLES<<8|NFT_MSG_DESTROYTABLE, "
        "nlmsg_flags=NLM_F_REQUEST|NLM_F_ACK, nlmsg_seq=1, nlmsg_pid=2}, {nfgen_family=AF_INET, "
        "version=NFNETLINK_V0, res_id=htons(0)}, [{nla_len=6, nla_type=NFTA_TABLE_NAME}, \"t\"]]",
        2, 0, U16(0), ATTRIBUTE(1, 't', 0), 0, 0)

NETLINK(connection, 12, 256, 0x2,
        "[{nlmsg_len=216, nlmsg_type=NFNL_SUBSYS_CTNETLINK<<8|IPCTNL_MSG_CT_NEW, "
        "nlmsg_flags=NLM_F_MULTI, nlmsg_seq=1, nlmsg_pid=2}, {nfgen_family=AF_INET, "
        "version=NFNETLINK_V0, res_id=htons(0)}, [[{nla_len=52, "
        "nla_type=NLA_F_NESTED|CTA_TUPLE_ORIG}, [[{nla_len=20, "
        "nla_type=NLA_F_NESTED|CTA_TUPLE_IP}, [[{nla_len=8, nla_type=CTA_IP_V4_SRC}, "
        "inet_addr(\"10.0.0.1\")], [{nla_len=8, nla_type=CTA_IP_V4_DST}, "
        "inet_addr(\"10.0.0.2\")]]], [{nla_len=28, nla_type=NLA_F_NESTED|CTA_TUPLE_PROTO}, "
        "[[{nla_len=5, nla_type=CTA_PROTO_NUM}, IPPROTO_TCP], [{nla_len=6, "
        "nla_type=CTA_PROTO_SRC_PORT}, htons(40000)], [{nla_len=6, nla_type=CTA_PROTO_DST_PORT}, "
        "htons(443)]]]]], [{nla_len=52, nla_type=NLA_F_NESTED|CTA_TUPLE_REPLY}, [[{nla_len=20, "
        "nla_type=NLA_F_NESTED|CTA_TUPLE_IP}, [[{nla_len=8, nla_type=CTA_IP_V4_SRC}, "
        "inet_addr(\"10.0.0.2\")], [{nla_len=8, nla_type=CTA_IP_V4_DST}, "
        "inet_addr(\"10.0.0.1\")]]], [{nla_len=28, nla_type=NLA_F_NESTED|CTA_TUPLE_PROTO}, "
        "[[{nla_len=5, nla_type=CTA_PROTO_NUM}, IPPROTO_TCP], [{nla_len=6, "
        "nla_type=CTA_PROTO_SRC_PORT}, htons(443)], [{nla_len=6, nla_type=CTA_PROTO_DST_PORT}, "
        "htons(40000)]]]]], [{nla_len=8, nla_type=CTA_STATUS}, "
        "htonl(IPS_SEEN_REPLY|IPS_ASSURED|IPS_CONFIRMED)], [{nla_len=32, "
        "nla_type=NLA_F_NESTED|CTA_PROTOINFO}, [{nla_len=28, "
        "nla_type=NLA_F_NESTED|CTA_PROTOINFO_TCP}, [[{nla_len=5, "
        "nla_type=CTA_PROTOINFO_TCP_STATE}, TCP_CONNTRACK_ESTABLISHED], [{nla_len=5, "
        "nla_type=CTA_PROTOINFO_TCP_WSCALE_ORIGINAL}, 7], [{nla_len=6, "
        "nla_type=CTA_PROTOINFO_TCP_FLAGS_ORIGINAL}, {flags=0x8, mask=0}]]]], [{nla_len=8, "
        "nla_type=CTA_TIMEOUT}, htonl(431999)], [{nla_len=8, nla_type=CTA_MARK}, htonl(0)], "
        "[{nla_len=28, nla_type=NLA_F_NESTED|CTA_COUNTERS_ORIG}, [[{nla_len=12, "
        "nla_type=CTA_COUNTERS_PACKETS}, htobe64(10)], [{nla_len=12, nla_type=CTA_COUNTERS_BYTES}, "
        "htobe64(4000)]]], [{nla_len=8, nla_type=CTA_ID}, htonl(57005)]]]",
        2, 0, U16(0), ATTRIBUTE(1 | 0x8000, ATTRIBUTE(1 | 0x8000, ATTRIBUTE(1, 10, 0, 0, 1),
        ATTRIBUTE(2, 10, 0, 0, 2)), ATTRIBUTE(2 | 0x8000, ATTRIBUTE(1, 6), 0, 0, 0,
        ATTRIBUTE(2, U16(0x409c)), 0, 0, ATTRIBUTE(3, U16(0xbb01)), 0, 0)), ATTRIBUTE(2 |
        0x8000, ATTRIBUTE(1 | 0x8000, ATTRIBUTE(1, 10, 0, 0, 2), ATTRIBUTE(2, 10, 0, 0, 1)),
        ATTRIBUTE(2 | 0x8000, ATTRIBUTE(1, 6), 0, 0, 0, ATTRIBUTE(2, U16(0xbb01)), 0, 0,
        ATTRIBUTE(3, U16(0x409c)), 0, 0)), ATTRIBUTE(3, U32(0xe000000)), ATTRIBUTE(4 |
        0x8000, ATTRIBUTE(1 | 0x8000, ATTRIBUTE(1, 3), 0, 0, 0, ATTRIBUTE(2, 7), 0, 0, 0,
        ATTRIBUTE(4, 8, 0), 0, 0)), ATTRIBUTE(7, U32(0x7f970600)), ATTRIBUTE(8, U32(0)),
        ATTRIBUTE(9 | 0x8000, ATTRIBUTE(1, U32(0), U32(0xa000000)), ATTRIBUTE(2, U32(0),
        U32(0xa00f0000))), ATTRIBUTE(12, U32(0xadde0000)))

NETLINK(connection_of_icmp6, 12, 258, 0x1,
        "[{nlmsg_len=104, nlmsg_type=NFNL_SUBSYS_CTNETLINK<<8|IPCTNL_MSG_CT_DELETE, "
        "nlmsg_flags=NLM_F_REQUEST, nlmsg_seq=1, nlmsg_pid=2}, {nfgen_family=AF_INET6, "
        "version=NFNETLINK_V0, res_id=htons(0)}, [{nla_len=84, "
        "nla_type=NLA_F_NESTED|CTA_TUPLE_ORIG}, [[{nla_len=44, "
        "nla_type=NLA_F_NESTED|CTA_TUPLE_IP}, [[{nla_len=20, nla_type=CTA_IP_V6_SRC}, "
        "inet_pton(AF_INET6, \"::1\")], [{nla_len=20, nla_type=CTA_IP_V6_DST}, inet_pton(AF_INET6, "
        "\"::1\")]]], [{nla_len=36, nla_type=NLA_F_NESTED|CTA_TUPLE_PROTO}, [[{nla_len=5, "
        "nla_type=CTA_PROTO_NUM}, IPPROTO_ICMPV6], [{nla_len=6, nla_type=CTA_PROTO_ICMPV6_ID}, "
        "htons(77)], [{nla_len=5, nla_type=CTA_PROTO_ICMPV6_TYPE}, 128], [{nla_len=5, "
        "nla_type=CTA_PROTO_ICMPV6_CODE}, 0]]]]]]",
        10, 0, U16(0), ATTRIBUTE(1 | 0x8000, ATTRIBUTE(1 | 0x8000, ATTRIBUTE(3, ZERO_15, 1),
        ATTRIBUTE(4, ZERO_15, 1)), ATTRIBUTE(2 | 0x8000, ATTRIBUTE(1, 58), 0, 0, 0,
        ATTRIBUTE(7, U16(0x4d00)), 0, 0, ATTRIBUTE(8, 128), 0, 0, 0, ATTRIBUTE(9, 0), 0, 0,
        0)))

NETLINK(connection_statistics, 12, 260, 0x2,
        "[{nlmsg_len=36, nlmsg_type=NFNL_SUBSYS_CTNETLINK<<8|IPCTNL_MSG_CT_GET_STATS_CPU, "
        "nlmsg_flags=NLM_F_MULTI, nlmsg_seq=1, nlmsg_pid=2}, {nfgen_family=AF_INET, "
        "version=NFNETLINK_V0, res_id=htons(0)}, [[{nla_len=8, nla_type=CTA_STATS_FOUND}, "
        "htonl(3)], [{nla_len=8, nla_type=CTA_STATS_IGNORE}, htonl(9)]]]",
        2, 0, U16(0), ATTRIBUTE(2, U32(0x3000000)), ATTRIBUTE(5, U32(0x9000000)))

NETLINK(expectation, 12, 512, 0x2,
        "[{nlmsg_len=88, nlmsg_type=NFNL_SUBSYS_CTNETLINK_EXP<<8|IPCTNL_MSG_EXP_NEW, "
        "nlmsg_flags=NLM_F_MULTI, nlmsg_seq=1, nlmsg_pid=2}, {nfgen_family=AF_INET, "
        "version=NFNETLINK_V0, res_id=htons(0)}, [[{nla_len=52, "
        "nla_type=NLA_F_NESTED|CTA_EXPECT_MASTER}, [[{nla_len=20, "
        "nla_type=NLA_F_NESTED|CTA_TUPLE_IP}, [[{nla_len=8, nla_type=CTA_IP_V4_SRC}, "
        "inet_addr(\"10.0.0.1\")], [{nla_len=8, nla_type=CTA_IP_V4_DST}, "
        "inet_addr(\"10.0.0.2\")]]], [{nla_len=28, nla_type=NLA_F_NESTED|CTA_TUPLE_PROTO}, "
        "[[{nla_len=5, nla_type=CTA_PROTO_NUM}, IPPROTO_TCP], [{nla_len=6, "
        "nla_type=CTA_PROTO_SRC_PORT}, htons(1)], [{nla_len=6, nla_type=CTA_PROTO_DST_PORT}, "
        "htons(2)]]]]], [{nla_len=8, nla_type=CTA_EXPECT_TIMEOUT}, htonl(30)], [{nla_len=8, "
        "nla_type=CTA_EXPECT_HELP_NAME}, \"ftp\"]]]",
        2, 0, U16(0), ATTRIBUTE(1 | 0x8000, ATTRIBUTE(1 | 0x8000, ATTRIBUTE(1, 10, 0, 0, 1),
        ATTRIBUTE(2, 10, 0, 0, 2)), ATTRIBUTE(2 | 0x8000, ATTRIBUTE(1, 6), 0, 0, 0,
        ATTRIBUTE(2, U16(0x100)), 0, 0, ATTRIBUTE(3, U16(0x200)), 0, 0)), ATTRIBUTE(4,
        U32(0x1e000000)), ATTRIBUTE(6, 'f', 't', 'p', 0))

NETLINK(queue_bound, 12, 770, 0x5,
        "[{nlmsg_len=28, nlmsg_type=NFNL_SUBSYS_QUEUE<<8|NFQNL_MSG_CONFIG, "
        "nlmsg_flags=NLM_F_REQUEST|NLM_F_ACK, nlmsg_seq=1, nlmsg_pid=2}, {nfgen_family=AF_UNSPEC, "
        "version=NFNETLINK_V0, res_id=htons(7)}, [{nla_len=8, nla_type=NFQA_CFG_CMD}, "
        "{command=NFQNL_CFG_CMD_BIND, pf=htons(AF_INET)}]]",
        0, 0, U16(0x700), ATTRIBUTE(1, 1, 0, U16(0x200)))

NETLINK(queue_mode, 12, 770, 0x5,
        "[{nlmsg_len=56, nlmsg_type=NFNL_SUBSYS_QUEUE<<8|NFQNL_MSG_CONFIG, "
        "nlmsg_flags=NLM_F_REQUEST|NLM_F_ACK, nlmsg_seq=1, nlmsg_pid=2}, {nfgen_family=AF_UNSPEC, "
        "version=NFNETLINK_V0, res_id=htons(7)}, [[{nla_len=9, nla_type=NFQA_CFG_PARAMS}, "
        "{copy_range=htonl(65535), copy_mode=NFQNL_COPY_PACKET}], [{nla_len=8, "
        "nla_type=NFQA_CFG_QUEUE_MAXLEN}, htonl(1024)], [{nla_len=8, nla_type=NFQA_CFG_FLAGS}, "
        "htonl(NFQA_CFG_F_FAIL_OPEN)], [{nla_len=8, nla_type=NFQA_CFG_MASK}, "
        "htonl(NFQA_CFG_F_FAIL_OPEN)]]]",
        0, 0, U16(0x700), ATTRIBUTE(2, U32(0xffff0000), 2), 0, 0, 0, ATTRIBUTE(3,
        U32(0x40000)), ATTRIBUTE(5, U32(0x1000000)), ATTRIBUTE(4, U32(0x1000000)))

NETLINK(queued_packet, 12, 768, 0x0,
        "[{nlmsg_len=64, nlmsg_type=NFNL_SUBSYS_QUEUE<<8|NFQNL_MSG_PACKET, nlmsg_flags=0, "
        "nlmsg_seq=1, nlmsg_pid=2}, {nfgen_family=AF_INET, version=NFNETLINK_V0, res_id=htons(7)}, "
        "[[{nla_len=11, nla_type=NFQA_PACKET_HDR}, {packet_id=htonl(1), "
        "hw_protocol=htons(ETH_P_IP), hook=NF_INET_LOCAL_IN}], [{nla_len=8, "
        "nla_type=NFQA_IFINDEX_INDEV}, htonl(if_nametoindex(\"lo\"))], [{nla_len=16, "
        "nla_type=NFQA_HWADDR}, {hw_addrlen=htons(6), hw_addr=02:00:00:00:00:01}], [{nla_len=8, "
        "nla_type=NFQA_PAYLOAD}, \"\\x45\\x00\\x00\\x14\"]]]",
        2, 0, U16(0x700), ATTRIBUTE(1, U32(0x1000000), U16(8), 1), 0, ATTRIBUTE(5,
        U32(0x1000000)), ATTRIBUTE(9, U16(0x600), 0, 0, 2, 0, 0, 0, 0, 1, 0, 0),
        ATTRIBUTE(10, 69, 0, 0, 20))

NETLINK(queue_verdict, 12, 769, 0x1,
        "[{nlmsg_len=40, nlmsg_type=NFNL_SUBSYS_QUEUE<<8|NFQNL_MSG_VERDICT, "
        "nlmsg_flags=NLM_F_REQUEST, nlmsg_seq=1, nlmsg_pid=2}, {nfgen_family=AF_UNSPEC, "
        "version=NFNETLINK_V0, res_id=htons(7)}, [[{nla_len=12, nla_type=NFQA_VERDICT_HDR}, "
        "{verdict=htonl(NF_ACCEPT), id=htonl(9)}], [{nla_len=8, nla_type=NFQA_MARK}, htonl(5)]]]",
        0, 0, U16(0x700), ATTRIBUTE(2, U32(0x1000000), U32(0x9000000)), ATTRIBUTE(3,
        U32(0x5000000)))

NETLINK(verdict_to_another_queue, 12, 769, 0x1,
        "[{nlmsg_len=32, nlmsg_type=NFNL_SUBSYS_QUEUE<<8|NFQNL_MSG_VERDICT, "
        "nlmsg_flags=NLM_F_REQUEST, nlmsg_seq=1, nlmsg_pid=2}, {nfgen_family=AF_UNSPEC, "
        "version=NFNETLINK_V0, res_id=htons(7)}, [{nla_len=12, nla_type=NFQA_VERDICT_HDR}, "
        "{verdict=htonl(5<<16|NF_QUEUE), id=htonl(9)}]]",
        0, 0, U16(0x700), ATTRIBUTE(2, U32(0x3000500), U32(0x9000000)))

NETLINK(log_bound, 12, 1025, 0x5,
        "[{nlmsg_len=48, nlmsg_type=NFNL_SUBSYS_ULOG<<8|NFULNL_MSG_CONFIG, "
        "nlmsg_flags=NLM_F_REQUEST|NLM_F_ACK, nlmsg_seq=1, nlmsg_pid=2}, {nfgen_family=AF_INET, "
        "version=NFNETLINK_V0, res_id=htons(3)}, [[{nla_len=5, nla_type=NFULA_CFG_CMD}, "
        "NFULNL_CFG_CMD_BIND], [{nla_len=10, nla_type=NFULA_CFG_MODE}, {copy_range=htonl(65535), "
        "copy_mode=NFULNL_COPY_PACKET}], [{nla_len=6, nla_type=NFULA_CFG_FLAGS}, "
        "htons(NFULNL_CFG_F_SEQ|NFULNL_CFG_F_SEQ_GLOBAL)]]]",
        2, 0, U16(0x300), ATTRIBUTE(1, 1), 0, 0, 0, ATTRIBUTE(2, U32(0xffff0000), 2, 0), 0,
        0, ATTRIBUTE(6, U16(0x300)), 0, 0)

NETLINK(logged_packet, 12, 1024, 0x0,
        "[{nlmsg_len=76, nlmsg_type=NFNL_SUBSYS_ULOG<<8|NFULNL_MSG_PACKET, nlmsg_flags=0, "
        "nlmsg_seq=1, nlmsg_pid=2}, {nfgen_family=AF_INET, version=NFNETLINK_V0, res_id=htons(3)}, "
        "[[{nla_len=8, nla_type=NFULA_PACKET_HDR}, {hw_protocol=htons(ETH_P_IP), "
        "hook=NF_INET_LOCAL_OUT}], [{nla_len=20, nla_type=NFULA_TIMESTAMP}, {sec=htobe64(1), "
        "usec=htobe64(2)}], [{nla_len=8, nla_type=NFULA_IFINDEX_INDEV}, "
        "htonl(if_nametoindex(\"lo\"))], [{nla_len=11, nla_type=NFULA_PREFIX}, \"hello \"], "
        "[{nla_len=8, nla_type=NFULA_UID}, htonl(1000)]]]",
        2, 0, U16(0x300), ATTRIBUTE(1, U16(8), 3, 0), ATTRIBUTE(3, U32(0), U32(0x1000000),
        U32(0), U32(0x2000000)), ATTRIBUTE(4, U32(0x1000000)), ATTRIBUTE(10, 'h', 'e', 'l',
        'l', 'o', ' ', 0), 0, ATTRIBUTE(11, U32(0xe8030000)))

NETLINK(set_created, 12, 1538, 0x605,
        "[{nlmsg_len=84, nlmsg_type=NFNL_SUBSYS_IPSET<<8|IPSET_CMD_CREATE, "
        "nlmsg_flags=NLM_F_REQUEST|NLM_F_ACK|0x600, nlmsg_seq=1, nlmsg_pid=2}, "
        "{nfgen_family=AF_INET, version=NFNETLINK_V0, res_id=htons(0)}, [[{nla_len=5, "
        "nla_type=IPSET_ATTR_PROTOCOL}, 7], [{nla_len=6, nla_type=IPSET_ATTR_SETNAME}, \"s\"], "
        "[{nla_len=12, nla_type=IPSET_ATTR_TYPENAME}, \"hash:ip\"], [{nla_len=5, "
        "nla_type=IPSET_ATTR_REVISION}, 4], [{nla_len=5, nla_type=IPSET_ATTR_FAMILY}, AF_INET], "
        "[{nla_len=20, nla_type=NLA_F_NESTED|IPSET_ATTR_DATA}, [[{nla_len=8, "
        "nla_type=NLA_F_NET_BYTEORDER|IPSET_ATTR_TIMEOUT}, htonl(300)], [{nla_len=8, "
        "nla_type=NLA_F_NET_BYTEORDER|IPSET_ATTR_HASHSIZE}, htonl(1024)]]]]]",
        2, 0, U16(0), ATTRIBUTE(1, 7), 0, 0, 0, ATTRIBUTE(2, 's', 0), 0, 0, ATTRIBUTE(3,
        'h', 'a', 's', 'h', ':', 'i', 'p', 0), ATTRIBUTE(4, 4), 0, 0, 0, ATTRIBUTE(5, 2), 0,
        0, 0, ATTRIBUTE(7 | 0x8000, ATTRIBUTE(6 | 0x4000, U32(0x2c010000)), ATTRIBUTE(18 |
        0x4000, U32(0x40000))))

NETLINK(set_member_added, 12, 1545, 0x605,
        "[{nlmsg_len=68, nlmsg_type=NFNL_SUBSYS_IPSET<<8|IPSET_CMD_ADD, "
        "nlmsg_flags=NLM_F_REQUEST|NLM_F_ACK|0x600, nlmsg_seq=1, nlmsg_pid=2}, "
        "{nfgen_family=AF_INET, version=NFNETLINK_V0, res_id=htons(0)}, [[{nla_len=5, "
        "nla_type=IPSET_ATTR_PROTOCOL}, 7], [{nla_len=6, nla_type=IPSET_ATTR_SETNAME}, \"s\"], "
        "[{nla_len=32, nla_type=NLA_F_NESTED|IPSET_ATTR_DATA}, [[{nla_len=12, "
        "nla_type=NLA_F_NESTED|IPSET_ATTR_IP}, [{nla_len=8, "
        "nla_type=NLA_F_NET_BYTEORDER|IPSET_ATTR_IPADDR_IPV4}, inet_addr(\"10.0.0.1\")]], "
        "[{nla_len=8, nla_type=NLA_F_NET_BYTEORDER|IPSET_ATTR_TIMEOUT}, htonl(30)], [{nla_len=8, "
        "nla_type=IPSET_ATTR_COMMENT}, \"why\"]]]]]",
        2, 0, U16(0), ATTRIBUTE(1, 7), 0, 0, 0, ATTRIBUTE(2, 's', 0), 0, 0, ATTRIBUTE(7 |
        0x8000, ATTRIBUTE(1 | 0x8000, ATTRIBUTE(1 | 0x4000, 10, 0, 0, 1)), ATTRIBUTE(6 |
        0x4000, U32(0x1e000000)), ATTRIBUTE(26, 'w', 'h', 'y', 0)))

NETLINK(sets_listed, 12, 1543, 0x2,
        "[{nlmsg_len=68, nlmsg_type=NFNL_SUBSYS_IPSET<<8|IPSET_CMD_LIST, nlmsg_flags=NLM_F_MULTI, "
        "nlmsg_seq=1, nlmsg_pid=2}, {nfgen_family=AF_INET, version=NFNETLINK_V0, res_id=htons(0)}, "
        "[[{nla_len=5, nla_type=IPSET_ATTR_PROTOCOL}, 7], [{nla_len=6, "
        "nla_type=IPSET_ATTR_SETNAME}, \"s\"], [{nla_len=12, "
        "nla_type=NLA_F_NESTED|IPSET_ATTR_DATA}, [{nla_len=8, "
        "nla_type=NLA_F_NET_BYTEORDER|IPSET_ATTR_MEMSIZE}, htonl(200)]], [{nla_len=20, "
        "nla_type=NLA_F_NESTED|IPSET_ATTR_ADT}, [{nla_len=16, "
        "nla_type=NLA_F_NESTED|IPSET_ATTR_DATA}, [{nla_len=12, "
        "nla_type=NLA_F_NESTED|IPSET_ATTR_IP}, [{nla_len=8, "
        "nla_type=NLA_F_NET_BYTEORDER|IPSET_ATTR_IPADDR_IPV4}, inet_addr(\"10.0.0.1\")]]]]]]",
        2, 0, U16(0), ATTRIBUTE(1, 7), 0, 0, 0, ATTRIBUTE(2, 's', 0), 0, 0, ATTRIBUTE(7 |
        0x8000, ATTRIBUTE(26 | 0x4000, U32(0xc8000000))), ATTRIBUTE(8 | 0x8000, ATTRIBUTE(7
        | 0x8000, ATTRIBUTE(1 | 0x8000, ATTRIBUTE(1 | 0x4000, 10, 0, 0, 1)))))

NETLINK(accounting, 12, 1792, 0x401,
        "[{nlmsg_len=52, nlmsg_type=NFNL_SUBSYS_ACCT<<8|NFNL_MSG_ACCT_NEW, "
        "nlmsg_flags=NLM_F_REQUEST|NLM_F_CREATE, nlmsg_seq=1, nlmsg_pid=2}, {nfgen_family=AF_INET, "
        "version=NFNETLINK_V0, res_id=htons(0)}, [[{nla_len=8, nla_type=NFACCT_NAME}, \"web\"], "
        "[{nla_len=12, nla_type=NFACCT_PKTS}, htobe64(1)], [{nla_len=12, nla_type=NFACCT_BYTES}, "
        "htobe64(2)]]]",
        2, 0, U16(0), ATTRIBUTE(1, 'w', 'e', 'b', 0), ATTRIBUTE(2, U32(0), U32(0x1000000)),
        ATTRIBUTE(3, U32(0), U32(0x2000000)))

NETLINK(batch_with_a_generation, 12, 16, 0x1,
        "[{nlmsg_len=28, nlmsg_type=NFNL_MSG_BATCH_BEGIN, nlmsg_flags=NLM_F_REQUEST, nlmsg_seq=1, "
        "nlmsg_pid=2}, {nfgen_family=AF_UNSPEC, version=NFNETLINK_V0, res_id=htons(10)}, "
        "[{nla_len=8, nla_type=NFNL_BATCH_GENID}, htonl(4)]]",
        0, 0, U16(0xa00), ATTRIBUTE(1, U32(0x4000000)))

NETLINK(attribute_of_length_0, 12, 2560, 0x1,
        "[{nlmsg_len=24, nlmsg_type=NFNL_SUBSYS_NFTABLES<<8|NFT_MSG_NEWTABLE, "
        "nlmsg_flags=NLM_F_REQUEST, nlmsg_seq=1, nlmsg_pid=2}, {nfgen_family=AF_INET, "
        "version=NFNETLINK_V0, res_id=htons(0)}, {nla_len=0, nla_type=NFTA_TABLE_NAME}]",
        2, 0, U16(0), U16(0), U16(1))

NETLINK(attribute_of_length_3, 12, 2560, 0x1,
        "[{nlmsg_len=24, nlmsg_type=NFNL_SUBSYS_NFTABLES<<8|NFT_MSG_NEWTABLE, "
        "nlmsg_flags=NLM_F_REQUEST, nlmsg_seq=1, nlmsg_pid=2}, {nfgen_family=AF_INET, "
        "version=NFNETLINK_V0, res_id=htons(0)}, {nla_len=3, nla_type=NFTA_TABLE_NAME}]",
        2, 0, U16(0), U16(3), U16(1))

NETLINK(attribute_of_65535, 12, 2560, 0x1,
        "[{nlmsg_len=26, nlmsg_type=NFNL_SUBSYS_NFTABLES<<8|NFT_MSG_NEWTABLE, "
        "nlmsg_flags=NLM_F_REQUEST, nlmsg_seq=1, nlmsg_pid=2}, {nfgen_family=AF_INET, "
        "version=NFNETLINK_V0, res_id=htons(0)}, [{nla_len=65535, nla_type=NFTA_TABLE_NAME}, "
        "\"t\"]]",
        2, 0, U16(0), U16(0xffff), U16(1), 116, 0)

NETLINK(attribute_cut, 12, 2560, 0x1,
        "[{nlmsg_len=26, nlmsg_type=NFNL_SUBSYS_NFTABLES<<8|NFT_MSG_NEWTABLE, "
        "nlmsg_flags=NLM_F_REQUEST, nlmsg_seq=1, nlmsg_pid=2}, {nfgen_family=AF_INET, "
        "version=NFNETLINK_V0, res_id=htons(0)}, [{nla_len=12, nla_type=NFTA_TABLE_FLAGS}, "
        "\"\\x00\\x00\"]]",
        2, 0, U16(0), U16(0xc), U16(2), 0, 0)
