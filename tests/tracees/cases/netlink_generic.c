/* Messages of generic netlink. Most families have no fixed number: the kernel is asked for their names. */
#include "netlink.h"

NETLINK(family_by_name, 16, 16, 0x5,
        "[{nlmsg_len=32, nlmsg_type=nlctrl, nlmsg_flags=NLM_F_REQUEST|NLM_F_ACK, nlmsg_seq=1, "
        "nlmsg_pid=2}, {cmd=CTRL_CMD_GETFAMILY, version=1}, [{nla_len=12, "
        "nla_type=CTRL_ATTR_FAMILY_NAME}, \"nl80211\"]]",
        3, 1, U16(0), ATTRIBUTE(2, 'n', 'l', '8', '0', '2', '1', '1', 0))

NETLINK(family_answer, 16, 16, 0x0,
        "[{nlmsg_len=100, nlmsg_type=nlctrl, nlmsg_flags=0, nlmsg_seq=1, nlmsg_pid=2}, "
        "{cmd=CTRL_CMD_NEWFAMILY, version=2}, [[{nla_len=6, nla_type=CTRL_ATTR_FAMILY_NAME}, "
        "\"x\"], [{nla_len=6, nla_type=CTRL_ATTR_FAMILY_ID}, 25], [{nla_len=36, "
        "nla_type=CTRL_ATTR_OPS}, [[{nla_len=20, nla_type=0x1}, [[{nla_len=8, "
        "nla_type=CTRL_ATTR_OP_ID}, 1], [{nla_len=8, nla_type=CTRL_ATTR_OP_FLAGS}, "
        "GENL_CMD_CAP_DO|GENL_CMD_CAP_DUMP|GENL_CMD_CAP_HASPOL]]], [{nla_len=12, nla_type=0x2}, "
        "[{nla_len=8, nla_type=CTRL_ATTR_OP_ID}, 2]]]], [{nla_len=28, "
        "nla_type=CTRL_ATTR_MCAST_GROUPS}, [{nla_len=24, nla_type=0x1}, [[{nla_len=8, "
        "nla_type=CTRL_ATTR_MCAST_GRP_ID}, 9], [{nla_len=11, nla_type=CTRL_ATTR_MCAST_GRP_NAME}, "
        "\"events\"]]]]]]",
        1, 2, U16(0), ATTRIBUTE(2, 'x', 0), 0, 0, ATTRIBUTE(1, U16(0x19)), 0, 0,
        ATTRIBUTE(6, ATTRIBUTE(1, ATTRIBUTE(1, U32(1)), ATTRIBUTE(2, U32(0xe))),
        ATTRIBUTE(2, ATTRIBUTE(1, U32(2)))), ATTRIBUTE(7, ATTRIBUTE(1, ATTRIBUTE(2, U32(9)),
        ATTRIBUTE(1, 'e', 'v', 'e', 'n', 't', 's', 0), 0)))

NETLINK(policy, 16, 16, 0x2,
        "[{nlmsg_len=76, nlmsg_type=nlctrl, nlmsg_flags=NLM_F_MULTI, nlmsg_seq=1, nlmsg_pid=2}, "
        "{cmd=CTRL_CMD_GETPOLICY, version=2}, [[{nla_len=6, nla_type=CTRL_ATTR_FAMILY_ID}, 25], "
        "[{nla_len=16, nla_type=CTRL_ATTR_OP_POLICY}, [{nla_len=12, nla_type=0x3}, [{nla_len=8, "
        "nla_type=CTRL_ATTR_POLICY_DO}, 0]]], [{nla_len=32, nla_type=CTRL_ATTR_POLICY}, "
        "[{nla_len=28, nla_type=0}, [{nla_len=24, nla_type=0x1}, [[{nla_len=8, "
        "nla_type=NL_POLICY_TYPE_ATTR_TYPE}, NL_ATTR_TYPE_U16], [{nla_len=12, "
        "nla_type=NL_POLICY_TYPE_ATTR_MAX_VALUE_U}, 7]]]]]]]",
        10, 2, U16(0), ATTRIBUTE(1, U16(0x19)), 0, 0, ATTRIBUTE(9, ATTRIBUTE(3, ATTRIBUTE(1,
        U32(0)))), ATTRIBUTE(8, ATTRIBUTE(0, ATTRIBUTE(1, ATTRIBUTE(1, U32(3)), ATTRIBUTE(5,
        U32(7), U32(0))))))

NETLINK(quota_warning, 16, 17, 0x0,
        "[{nlmsg_len=48, nlmsg_type=VFS_DQUOT, nlmsg_flags=0, nlmsg_seq=1, nlmsg_pid=2}, "
        "{cmd=QUOTA_NL_C_WARNING, version=1}, [[{nla_len=8, nla_type=QUOTA_NL_A_QTYPE}, 0], "
        "[{nla_len=12, nla_type=QUOTA_NL_A_EXCESS_ID}, 1000], [{nla_len=8, "
        "nla_type=QUOTA_NL_A_DEV_MAJOR}, 8]]]",
        1, 1, U16(0), ATTRIBUTE(1, U32(0)), ATTRIBUTE(2, U32(0x3e8), U32(0)), ATTRIBUTE(4,
        U32(8)))

NETLINK(family_without_a_name, 16, 4095, 0x1,
        "[{nlmsg_len=24, nlmsg_type=0xfff /* GENERIC_FAMILY_??? */, nlmsg_flags=NLM_F_REQUEST, "
        "nlmsg_seq=1, nlmsg_pid=2}, \"\\x01\\x01\\x00\\x00\\x01\\x02\\x03\\x04\"]",
        1, 1, U16(0), 1, 2, 3, 4)

NETLINK(family_header_cut, 16, 16, 0x1,
        "[{nlmsg_len=18, nlmsg_type=nlctrl, nlmsg_flags=NLM_F_REQUEST, nlmsg_seq=1, nlmsg_pid=2}, "
        "\"\\x03\\x01\"]",
        3, 1)
