/*
 * Messages of netlink sockets: framing, and the other families.  They are sent to a port that nobody
 * has: the kernel does not see them.
 */
#include "netlink.h"

NETLINK(noop, 0, 1, 0x1,
        "[{nlmsg_len=20, nlmsg_type=NLMSG_NOOP, nlmsg_flags=NLM_F_REQUEST, nlmsg_seq=1, "
        "nlmsg_pid=2}, \"\\x61\\x62\\x63\\x64\"]",
        'a', 'b', 'c', 'd')

NETLINK(done, 0, 3, 0x2,
        "[{nlmsg_len=20, nlmsg_type=NLMSG_DONE, nlmsg_flags=NLM_F_MULTI, nlmsg_seq=1, "
        "nlmsg_pid=2}, 0]",
        U32(0))

NETLINK(done_with_more, 0, 3, 0x2,
        "[{nlmsg_len=24, nlmsg_type=NLMSG_DONE, nlmsg_flags=NLM_F_MULTI, nlmsg_seq=1, "
        "nlmsg_pid=2}, \"\\x00\\x00\\x00\\x00\\x01\\x00\\x00\\x00\"]",
        U32(0), U32(1))

NETLINK(error_alone, 0, 2, 0x0,
        "[{nlmsg_len=20, nlmsg_type=NLMSG_ERROR, nlmsg_flags=0, nlmsg_seq=1, nlmsg_pid=2}, "
        "\"\\xfe\\xff\\xff\\xff\"]",
        U32(0xfffffffe))

NETLINK(error, 0, 2, 0x0,
        "[{nlmsg_len=52, nlmsg_type=NLMSG_ERROR, nlmsg_flags=0, nlmsg_seq=1, nlmsg_pid=2}, "
        "{error=-ENOENT, msg=[{nlmsg_len=32, nlmsg_type=RTM_GETLINK, "
        "nlmsg_flags=NLM_F_REQUEST, nlmsg_seq=7, nlmsg_pid=0}, {ifi_family=AF_INET, "
        "ifi_type=ARPHRD_NETROM, ifi_index=0, ifi_flags=0, ifi_change=0}]}]",
        U32(0xfffffffe), U32(0x20), U16(0x12), U16(1), U32(7), U32(0), 2, ZERO_15)

NETLINK(error_of_unknown_number, 0, 2, 0x0,
        "[{nlmsg_len=52, nlmsg_type=NLMSG_ERROR, nlmsg_flags=0, nlmsg_seq=1, nlmsg_pid=2}, "
        "{error=-4000, msg=[{nlmsg_len=32, nlmsg_type=RTM_GETLINK, "
        "nlmsg_flags=NLM_F_REQUEST, nlmsg_seq=7, nlmsg_pid=0}, {ifi_family=AF_INET, "
        "ifi_type=ARPHRD_NETROM, ifi_index=0, ifi_flags=0, ifi_change=0}]}]",
        U32(0xfffff060), U32(0x20), U16(0x12), U16(1), U32(7), U32(0), 2, ZERO_15)

NETLINK(acknowledgement, 0, 2, 0x100,
        "[{nlmsg_len=36, nlmsg_type=NLMSG_ERROR, nlmsg_flags=NLM_F_CAPPED, nlmsg_seq=1, "
        "nlmsg_pid=2}, {error=0, msg={nlmsg_len=32, nlmsg_type=RTM_GETLINK, "
        "nlmsg_flags=NLM_F_REQUEST|NLM_F_ACK, nlmsg_seq=7, nlmsg_pid=0}}]",
        U32(0), U32(0x20), U16(0x12), U16(5), U32(7), U32(0))

NETLINK(error_with_a_text, 0, 2, 0x300,
        "[{nlmsg_len=52, nlmsg_type=NLMSG_ERROR, nlmsg_flags=NLM_F_CAPPED|NLM_F_ACK_TLVS, "
        "nlmsg_seq=1, nlmsg_pid=2}, [{error=-EINVAL, msg={nlmsg_len=40, "
        "nlmsg_type=RTM_GETLINK, nlmsg_flags=NLM_F_REQUEST|NLM_F_ACK, nlmsg_seq=7, "
        "nlmsg_pid=0}}, [[{nla_len=8, nla_type=NLMSGERR_ATTR_MSG}, \"bad\"], [{nla_len=8, "
        "nla_type=NLMSGERR_ATTR_OFFS}, 20]]]]",
        U32(0xffffffea), U32(0x28), U16(0x12), U16(5), U32(7), U32(0), ATTRIBUTE(1, 'b', 'a',
        'd', 0), ATTRIBUTE(2, U32(0x14)))

NETLINK(error_in_an_error, 0, 2, 0x0,
        "[{nlmsg_len=56, nlmsg_type=NLMSG_ERROR, nlmsg_flags=0, nlmsg_seq=1, nlmsg_pid=2}, "
        "{error=-EPERM, msg=[{nlmsg_len=36, nlmsg_type=NLMSG_ERROR, nlmsg_flags=0, "
        "nlmsg_seq=0, nlmsg_pid=0}, {error=-ENOENT, msg={nlmsg_len=16, "
        "nlmsg_type=RTM_GETLINK, nlmsg_flags=NLM_F_REQUEST, nlmsg_seq=0, nlmsg_pid=0}}]}]",
        U32(0xffffffff), U32(0x24), U16(2), U16(0), U32(0), U32(0), U32(0xfffffffe), U32(0x10),
        U16(0x12), U16(1), U32(0), U32(0))

NETLINK(all_flags_acknowledgement, 0, 2, 0xffff,
        "{nlmsg_len=16, nlmsg_type=NLMSG_ERROR, "
        "nlmsg_flags=NLM_F_REQUEST|NLM_F_MULTI|NLM_F_ACK|NLM_F_ECHO|NLM_F_DUMP_INTR|NLM_F_DUM"
        "P_FILTERED|NLM_F_CAPPED|NLM_F_ACK_TLVS|0xfcc0, nlmsg_seq=1, nlmsg_pid=2}",
        NOTHING)

NETLINK(diag_unix, 4, 20, 0x301,
        "[{nlmsg_len=40, nlmsg_type=SOCK_DIAG_BY_FAMILY, "
        "nlmsg_flags=NLM_F_REQUEST|NLM_F_DUMP, nlmsg_seq=1, nlmsg_pid=2}, "
        "{sdiag_family=AF_UNIX, sdiag_protocol=0, "
        "udiag_states=1<<TCP_ESTABLISHED|1<<TCP_SYN_SENT|1<<TCP_SYN_RECV|1<<TCP_FIN_WAIT1|1<<"
        "TCP_FIN_WAIT2|1<<TCP_TIME_WAIT|1<<TCP_CLOSE|1<<TCP_CLOSE_WAIT|1<<TCP_LAST_ACK|1<<TCP"
        "_LISTEN|1<<TCP_CLOSING|1<<TCP_NEW_SYN_RECV|0xffffe001, udiag_ino=0, "
        "udiag_show=UDIAG_SHOW_NAME|UDIAG_SHOW_PEER|UDIAG_SHOW_ICONS|UDIAG_SHOW_RQLEN|UDIAG_S"
        "HOW_MEMINFO, udiag_cookie=[4294967295, 4294967295]}]",
        1, 0, 0, 0, U32(0xffffffff), U32(0), U32(0x3d), U32(0xffffffff), U32(0xffffffff))

NETLINK(diag_unix_answer, 4, 20, 0x2,
        "[{nlmsg_len=100, nlmsg_type=SOCK_DIAG_BY_FAMILY, nlmsg_flags=NLM_F_MULTI, "
        "nlmsg_seq=1, nlmsg_pid=2}, {udiag_family=AF_UNIX, udiag_type=SOCK_STREAM, "
        "udiag_state=TCP_LISTEN, udiag_ino=55, udiag_cookie=[1, 2]}, [[{nla_len=10, "
        "nla_type=UNIX_DIAG_NAME}, \"/tmp/x\"...], [{nla_len=12, nla_type=UNIX_DIAG_VFS}, "
        "{udiag_vfs_dev=makedev(0, 0x1), udiag_vfs_ino=5}], [{nla_len=12, "
        "nla_type=UNIX_DIAG_ICONS}, [1, 2]], [{nla_len=12, nla_type=UNIX_DIAG_RQLEN}, "
        "{udiag_rqueue=1, udiag_wqueue=2}], [{nla_len=12, nla_type=UNIX_DIAG_MEMINFO}, "
        "[[SK_MEMINFO_RMEM_ALLOC]=1, [SK_MEMINFO_RCVBUF]=2]], [{nla_len=5, "
        "nla_type=UNIX_DIAG_SHUTDOWN}, 3]]]",
        1, 1, 10, 0, U32(0x37), U32(1), U32(2), ATTRIBUTE(0, '/', 't', 'm', 'p', '/', 'x'), 0, 0,
        ATTRIBUTE(1, U32(5), U32(1)), ATTRIBUTE(3, U32(1), U32(2)), ATTRIBUTE(4, U32(1), U32(2)),
        ATTRIBUTE(5, U32(1), U32(2)), ATTRIBUTE(6, 3), 0, 0, 0)

NETLINK(diag_inet, 4, 20, 0x301,
        "[{nlmsg_len=72, nlmsg_type=SOCK_DIAG_BY_FAMILY, "
        "nlmsg_flags=NLM_F_REQUEST|NLM_F_DUMP, nlmsg_seq=1, nlmsg_pid=2}, "
        "{sdiag_family=AF_INET, sdiag_protocol=IPPROTO_TCP, idiag_ext=1<<(INET_DIAG_INFO-1), "
        "idiag_states=1<<TCP_ESTABLISHED|1<<TCP_LISTEN, id={idiag_sport=htons(80), "
        "idiag_dport=htons(443), idiag_src=inet_addr(\"1.2.3.4\"), "
        "idiag_dst=inet_addr(\"5.6.7.8\"), idiag_if=if_nametoindex(\"lo\"), idiag_cookie=[7, "
        "8]}}]",
        2, 6, 2, 0, U32(0x402), U16(0x5000), U16(0xbb01), 1, 2, 3, 4, ZERO_12, 5, 6, 7, 8,
        ZERO_12, U32(1), U32(7), U32(8))

NETLINK_UNDER(diag_inet_numbers, "-X raw", 4, 20, 0x301,
        "[{nlmsg_len=72, nlmsg_type=0x14, nlmsg_flags=0x301, nlmsg_seq=1, nlmsg_pid=2}, "
        "{sdiag_family=0x2, sdiag_protocol=0x6, idiag_ext=0x2, idiag_states=0x402, "
        "id={idiag_sport=\"\\x00\\x50\", idiag_dport=\"\\x01\\xbb\", "
        "idiag_src=\"\\x01\\x02\\x03\\x04\\x00\\x00\\x00\\x00\\x00\\x00\\x00\\x00\\x00\\x00\\x00\\x00\", "
        "idiag_dst=\"\\x05\\x06\\x07\\x08\\x00\\x00\\x00\\x00\\x00\\x00\\x00\\x00\\x00\\x00\\x00\\x00\", "
        "idiag_if=1, idiag_cookie=[7, 8]}}]",
        2, 6, 2, 0, U32(0x402), U16(0x5000), U16(0xbb01), 1, 2, 3, 4, ZERO_12, 5, 6, 7, 8,
        ZERO_12, U32(1), U32(7), U32(8))

NETLINK_UNDER(diag_unix_named_numbers, "-X verbose", 4, 20, 0x301,
        "[{nlmsg_len=40, nlmsg_type=0x14 /* SOCK_DIAG_BY_FAMILY */, "
        "nlmsg_flags=0x301 /* NLM_F_REQUEST|NLM_F_DUMP */, nlmsg_seq=1, nlmsg_pid=2}, "
        "{sdiag_family=0x1 /* AF_UNIX */, sdiag_protocol=0, "
        "udiag_states=0x402 /* 1<<TCP_ESTABLISHED|1<<TCP_LISTEN */, udiag_ino=0, "
        "udiag_show=0x1 /* UDIAG_SHOW_NAME */, udiag_cookie=[4, 5]}]",
        1, 0, 0, 0, U32(0x402), U32(0), U32(1), U32(4), U32(5))

NETLINK(diag_inet6, 4, 20, 0x301,
        "[{nlmsg_len=72, nlmsg_type=SOCK_DIAG_BY_FAMILY, "
        "nlmsg_flags=NLM_F_REQUEST|NLM_F_DUMP, nlmsg_seq=1, nlmsg_pid=2}, "
        "{sdiag_family=AF_INET6, sdiag_protocol=IPPROTO_TCP, idiag_ext=0, "
        "idiag_states=1<<TCP_ESTABLISHED|1<<TCP_SYN_SENT|1<<TCP_SYN_RECV|1<<TCP_FIN_WAIT1|1<<"
        "TCP_FIN_WAIT2|1<<TCP_TIME_WAIT|1<<TCP_CLOSE|1<<TCP_CLOSE_WAIT|1<<TCP_LAST_ACK|1<<TCP"
        "_LISTEN|1<<TCP_CLOSING|0x1, id={idiag_sport=htons(80), idiag_dport=htons(443), "
        "inet_pton(AF_INET6, \"102:304::\", &idiag_src), inet_pton(AF_INET6, \"506:708::\", "
        "&idiag_dst), idiag_if=if_nametoindex(\"lo\"), idiag_cookie=[7, 8]}}]",
        10, 6, 0, 0, U32(0xfff), U16(0x5000), U16(0xbb01), 1, 2, 3, 4, ZERO_12, 5, 6, 7, 8,
        ZERO_12, U32(1), U32(7), U32(8))

NETLINK_UNDER(diag_inet_options, "-v", 4, 20, 0x2,
        "[{nlmsg_len=94, nlmsg_type=SOCK_DIAG_BY_FAMILY, nlmsg_flags=NLM_F_MULTI, "
        "nlmsg_seq=1, nlmsg_pid=2}, {idiag_family=AF_INET, idiag_state=TCP_ESTABLISHED, "
        "idiag_timer=0, idiag_retrans=0, id={idiag_sport=htons(0), idiag_dport=htons(0), "
        "idiag_src=inet_addr(\"0.0.0.0\"), idiag_dst=inet_addr(\"0.0.0.0\"), "
        "idiag_if=0, idiag_cookie=[0, 0]}, idiag_expires=0, "
        "idiag_rqueue=0, idiag_wqueue=0, idiag_uid=0, idiag_inode=0}, [{nla_len=6, "
        "nla_type=INET_DIAG_SOCKOPT}, {recverr=0, is_icsk=1, freebind=0, hdrincl=0, mc_loop=0, transparent=0, "
        "mc_all=0, nodefrag=0, bind_address_no_port=1, recverr_rfc4884=0, defer_connect=0, "
        "unused=0x1f /* bits 3..8 */}]]",
        2, 1, 0, 0, ZERO_52, ZERO_16, ATTRIBUTE(22, 2, 0xf9))

NETLINK(diag_inet_answer, 4, 20, 0x2,
        "[{nlmsg_len=124, nlmsg_type=SOCK_DIAG_BY_FAMILY, nlmsg_flags=NLM_F_MULTI, "
        "nlmsg_seq=1, nlmsg_pid=2}, {idiag_family=AF_INET, idiag_state=TCP_ESTABLISHED, "
        "idiag_timer=10, idiag_retrans=0, id={idiag_sport=htons(80), idiag_dport=htons(443), "
        "idiag_src=inet_addr(\"1.2.3.4\"), idiag_dst=inet_addr(\"5.6.7.8\"), "
        "idiag_if=if_nametoindex(\"lo\"), idiag_cookie=[7, 8]}, idiag_expires=100, "
        "idiag_rqueue=1, idiag_wqueue=2, idiag_uid=3, idiag_inode=4}, [[{nla_len=8, "
        "nla_type=INET_DIAG_CONG}, \"bbr\"], [{nla_len=12, nla_type=INET_DIAG_SKMEMINFO}, "
        "[[SK_MEMINFO_RMEM_ALLOC]=1, [SK_MEMINFO_RCVBUF]=2]], [{nla_len=5, "
        "nla_type=INET_DIAG_SHUTDOWN}, 0x1 /* RCV_SHUTDOWN */], [{nla_len=6, "
        "nla_type=INET_DIAG_SOCKOPT}, {is_icsk=1, mc_loop=1, mc_all=1}]]]",
        2, 1, 10, 0, U16(0x5000), U16(0xbb01), 1, 2, 3, 4, ZERO_12, 5, 6, 7, 8, ZERO_12, U32(1),
        U32(7), U32(8), U32(0x64), U32(1), U32(2), U32(3), U32(4), ATTRIBUTE(4, 'b', 'b', 'r',
        0), ATTRIBUTE(7, U32(1), U32(2)), ATTRIBUTE(8, 1), 0, 0, 0, ATTRIBUTE(22, 82, 0), 0, 0)

NETLINK(diag_bytecode, 4, 20, 0x301,
        "[{nlmsg_len=80, nlmsg_type=SOCK_DIAG_BY_FAMILY, "
        "nlmsg_flags=NLM_F_REQUEST|NLM_F_DUMP, nlmsg_seq=1, nlmsg_pid=2}, "
        "{sdiag_family=AF_INET, sdiag_protocol=IPPROTO_TCP, idiag_ext=0, idiag_states=0, "
        "id={idiag_sport=htons(0), idiag_dport=htons(0), idiag_src=inet_addr(\"0.0.0.0\"), "
        "idiag_dst=inet_addr(\"0.0.0.0\"), idiag_if=0, idiag_cookie=[0, 0]}}, [{nla_len=8, "
        "nla_type=INET_DIAG_REQ_BYTECODE}, {code=INET_DIAG_BC_NOP, yes=8, no=12}]]",
        2, 6, 0, 0, ZERO_52, ATTRIBUTE(1, 0, 8, 12, 0))

NETLINK(diag_netlink, 4, 20, 0x301,
        "[{nlmsg_len=36, nlmsg_type=SOCK_DIAG_BY_FAMILY, "
        "nlmsg_flags=NLM_F_REQUEST|NLM_F_DUMP, nlmsg_seq=1, nlmsg_pid=2}, "
        "{sdiag_family=AF_NETLINK, sdiag_protocol=NETLINK_USERSOCK, ndiag_ino=1, "
        "ndiag_show=NDIAG_SHOW_MEMINFO|NDIAG_SHOW_GROUPS, ndiag_cookie=[0, 0]}]",
        16, 2, 0, 0, U32(1), U32(3), U32(0), U32(0))

NETLINK(diag_netlink_answer_of_the_kernel, 4, 20, 0x2,
        "[{nlmsg_len=44, nlmsg_type=SOCK_DIAG_BY_FAMILY, nlmsg_flags=NLM_F_MULTI, nlmsg_seq=1, "
        "nlmsg_pid=2}, {ndiag_family=AF_NETLINK, ndiag_type=SOCK_RAW, "
        "ndiag_protocol=NETLINK_ROUTE, ndiag_state=TCP_CLOSE, ndiag_portid=0, "
        "ndiag_dst_portid=0, ndiag_dst_group=0, ndiag_ino=4, ndiag_cookie=[1, 0]}]",
        16, 3, 0, 7, U32(0), U32(0), U32(0), U32(4), U32(1), U32(0))

NETLINK(diag_packet, 4, 20, 0x301,
        "[{nlmsg_len=36, nlmsg_type=SOCK_DIAG_BY_FAMILY, "
        "nlmsg_flags=NLM_F_REQUEST|NLM_F_DUMP, nlmsg_seq=1, nlmsg_pid=2}, "
        "{sdiag_family=AF_PACKET, sdiag_protocol=0, pdiag_ino=1, "
        "pdiag_show=PACKET_SHOW_INFO|PACKET_SHOW_MCLIST, pdiag_cookie=[0, 0]}]",
        17, 0, 0, 0, U32(1), U32(3), U32(0), U32(0))

NETLINK(diag_packet_answer, 4, 20, 0x2,
        "[{nlmsg_len=60, nlmsg_type=SOCK_DIAG_BY_FAMILY, nlmsg_flags=NLM_F_MULTI, "
        "nlmsg_seq=1, nlmsg_pid=2}, {pdiag_family=AF_PACKET, pdiag_type=SOCK_RAW, "
        "pdiag_num=ETH_P_ALL, pdiag_ino=1, pdiag_cookie=[2, 3]}, [{nla_len=28, "
        "nla_type=PACKET_DIAG_INFO}, {pdi_index=if_nametoindex(\"lo\"), "
        "pdi_version=TPACKET_V3, pdi_reserve=3, pdi_copy_thresh=4, pdi_tstamp=5, "
        "pdi_flags=PDI_RUNNING}]]",
        17, 3, 3, 0, U32(1), U32(2), U32(3), ATTRIBUTE(0, U32(1), U32(2), U32(3), U32(4), U32(5),
        U32(1)))

NETLINK(diag_short, 4, 20, 0x301,
        "[{nlmsg_len=18, nlmsg_type=SOCK_DIAG_BY_FAMILY, "
        "nlmsg_flags=NLM_F_REQUEST|NLM_F_DUMP, nlmsg_seq=1, nlmsg_pid=2}, "
        "{sdiag_family=AF_INET, ...}]",
        2, 6)

NETLINK(diag_family_alone, 4, 20, 0x301,
        "[{nlmsg_len=17, nlmsg_type=SOCK_DIAG_BY_FAMILY, "
        "nlmsg_flags=NLM_F_REQUEST|NLM_F_DUMP, nlmsg_seq=1, nlmsg_pid=2}, {family=AF_INET}]",
        2)

NETLINK(diag_of_another_family, 4, 20, 0x301,
        "[{nlmsg_len=20, nlmsg_type=SOCK_DIAG_BY_FAMILY, "
        "nlmsg_flags=NLM_F_REQUEST|NLM_F_DUMP, nlmsg_seq=1, nlmsg_pid=2}, {family=AF_MCTP, "
        "data=\"\\x01\\x02\\x03\"}]",
        45, 1, 2, 3)

NETLINK(diag_destroy, 4, 21, 0x1,
        "[{nlmsg_len=72, nlmsg_type=SOCK_DESTROY, nlmsg_flags=NLM_F_REQUEST, nlmsg_seq=1, "
        "nlmsg_pid=2}, {sdiag_family=AF_INET, sdiag_protocol=IPPROTO_TCP, idiag_ext=0, "
        "idiag_states=1<<TCP_ESTABLISHED, id={idiag_sport=htons(80), idiag_dport=htons(443), "
        "idiag_src=inet_addr(\"1.2.3.4\"), idiag_dst=inet_addr(\"5.6.7.8\"), "
        "idiag_if=if_nametoindex(\"lo\"), idiag_cookie=[7, 8]}}]",
        2, 6, 0, 0, U32(2), U16(0x5000), U16(0xbb01), 1, 2, 3, 4, ZERO_12, 5, 6, 7, 8, ZERO_12,
        U32(1), U32(7), U32(8))

NETLINK(xfrm, 6, 16, 0x401,
        "[{nlmsg_len=20, nlmsg_type=XFRM_MSG_NEWSA, nlmsg_flags=NLM_F_REQUEST|NLM_F_CREATE, "
        "nlmsg_seq=1, nlmsg_pid=2}, \"\\x01\\x00\\x00\\x00\"]",
        U32(1))

NETLINK(xfrm_unknown, 6, 99, 0x1,
        "[{nlmsg_len=20, nlmsg_type=0x63 /* XFRM_MSG_??? */, nlmsg_flags=NLM_F_REQUEST, "
        "nlmsg_seq=1, nlmsg_pid=2}, \"\\x01\\x00\\x00\\x00\"]",
        U32(1))

NETLINK(audit, 9, 1300, 0x1,
        "[{nlmsg_len=20, nlmsg_type=AUDIT_SYSCALL, nlmsg_flags=NLM_F_REQUEST, nlmsg_seq=1, "
        "nlmsg_pid=2}, \"\\1\\0\\0\\0\"]",
        U32(1))

NETLINK(selinux_enforce, 7, 16, 0x1,
        "[{nlmsg_len=20, nlmsg_type=SELNL_MSG_SETENFORCE, nlmsg_flags=NLM_F_REQUEST, "
        "nlmsg_seq=1, nlmsg_pid=2}, {val=1}]",
        U32(1))

NETLINK(selinux_policy, 7, 17, 0x1,
        "[{nlmsg_len=20, nlmsg_type=SELNL_MSG_POLICYLOAD, nlmsg_flags=NLM_F_REQUEST, "
        "nlmsg_seq=1, nlmsg_pid=2}, {seqno=2}]",
        U32(2))

NETLINK(nftables, 12, 2560, 0x401,
        "[{nlmsg_len=28, nlmsg_type=NFNL_SUBSYS_NFTABLES<<8|NFT_MSG_NEWTABLE, "
        "nlmsg_flags=NLM_F_REQUEST|NLM_F_CREATE, nlmsg_seq=1, nlmsg_pid=2}, "
        "{nfgen_family=AF_INET, version=NFNETLINK_V0, res_id=htons(0)}, [{nla_len=6, "
        "nla_type=NFTA_TABLE_NAME}, \"t\"]]",
        2, 0, U16(0), ATTRIBUTE(1, 't', 0), 0, 0)

NETLINK(netfilter_batch, 12, 16, 0x1,
        "[{nlmsg_len=20, nlmsg_type=NFNL_MSG_BATCH_BEGIN, nlmsg_flags=NLM_F_REQUEST, "
        "nlmsg_seq=1, nlmsg_pid=2}, {nfgen_family=AF_UNSPEC, version=NFNETLINK_V0, "
        "res_id=htons(10)}]",
        0, 0, U16(0xa00))

NETLINK(netfilter_unknown, 12, 25344, 0x1,
        "[{nlmsg_len=20, nlmsg_type=0x63 /* NFNL_SUBSYS_??? */<<8|0, "
        "nlmsg_flags=NLM_F_REQUEST, nlmsg_seq=1, nlmsg_pid=2}, {nfgen_family=AF_INET, "
        "version=NFNETLINK_V0, res_id=htons(0)}]",
        2, 0, 0, 0)

NETLINK(conntrack, 12, 257, 0x301,
        "[{nlmsg_len=20, nlmsg_type=NFNL_SUBSYS_CTNETLINK<<8|IPCTNL_MSG_CT_GET, "
        "nlmsg_flags=NLM_F_REQUEST|NLM_F_DUMP, nlmsg_seq=1, nlmsg_pid=2}, "
        "{nfgen_family=AF_INET, version=NFNETLINK_V0, res_id=htons(0)}]",
        2, 0, 0, 0)

NETLINK(crypto, 21, 19, 0x301,
        "[{nlmsg_len=20, nlmsg_type=CRYPTO_MSG_GETALG, nlmsg_flags=NLM_F_REQUEST|NLM_F_DUMP, "
        "nlmsg_seq=1, nlmsg_pid=2}, \"\\x01\\x00\\x00\\x00\"]",
        U32(1))

NETLINK(own_protocol, 2, 16, 0x1,
        "[{nlmsg_len=20, nlmsg_type=0x10 /* NLMSG_??? */, nlmsg_flags=NLM_F_REQUEST, "
        "nlmsg_seq=1, nlmsg_pid=2}, \"\\x01\\x00\\x00\\x00\"]",
        U32(1))
