/* Messages of the rarer protocols of netlink: IPsec, audit, sockets, the connector. */
#include "netlink.h"

NETLINK(state_added, 6, 16, 0x605,
        "[{nlmsg_len=464, nlmsg_type=XFRM_MSG_NEWSA, "
        "nlmsg_flags=NLM_F_REQUEST|NLM_F_ACK|NLM_F_EXCL|NLM_F_CREATE, nlmsg_seq=1, nlmsg_pid=2}, "
        "{sel={daddr=inet_addr(\"10.0.0.2\"), saddr=inet_addr(\"10.0.0.1\"), dport=htons(443), "
        "dport_mask=htons(65535), sport=htons(0), sport_mask=htons(0), family=AF_INET, "
        "prefixlen_d=32, prefixlen_s=32, proto=IPPROTO_TCP, ifindex=1, user=1000}, "
        "id={daddr=inet_addr(\"10.0.0.2\"), spi=htonl(0x100), proto=IPPROTO_ESP}, "
        "saddr=inet_addr(\"10.0.0.1\"), lft={soft_byte_limit=18446744073709551615, "
        "hard_byte_limit=18446744073709551615, soft_packet_limit=0, hard_packet_limit=0, "
        "soft_add_expires_seconds=0, hard_add_expires_seconds=3600, soft_use_expires_seconds=0, "
        "hard_use_expires_seconds=0}, curlft={bytes=1, packets=2, add_time=3, use_time=4}, "
        "stats={replay_window=0, replay=0, integrity_failed=0}, seq=0, reqid=42, family=AF_INET, "
        "mode=XFRM_MODE_TUNNEL, replay_window=32, flags=XFRM_STATE_AF_UNSPEC}, [[{nla_len=88, "
        "nla_type=XFRMA_ALG_CRYPT}, {alg_name=\"cbc(aes)\", alg_key_len=128, "
        "alg_key=\"\\x01\\x02\\x03\\x04\\x05\\x06\\x07\\x08\\x09\\x0a\\x0b\\x0c\\x0d\\x0e\\x0f\\x10"
        "\"}], [{nla_len=108, nla_type=XFRMA_ALG_AUTH_TRUNC}, {alg_name=\"hmac(sha256)\", "
        "alg_key_len=256, alg_trunc_len=128, "
        "alg_key=\"\\x00\\x01\\x02\\x03\\x04\\x05\\x06\\x07\\x08\\x09\\x0a\\x0b\\x0c\\x0d\\x0e\\x0f"
        "\\x10\\x11\\x12\\x13\\x14\\x15\\x16\\x17\\x18\\x19\\x1a\\x1b\\x1c\\x1d\\x1e\\x1f\"}], "
        "[{nla_len=12, nla_type=XFRMA_MARK}, {v=0x1, m=0xff}], [{nla_len=8, nla_type=XFRMA_IF_ID}, "
        "5], [{nla_len=5, nla_type=XFRMA_SA_DIR}, XFRM_SA_DIR_OUT]]]",
        10, 0, 0, 2, ZERO_12, 10, 0, 0, 1, ZERO_12, U16(0xbb01), U16(0xffff), U16(0),
        U16(0), U16(2), 32, 32, 6, 0, 0, 0, U32(1), U32(0x3e8), 10, 0, 0, 2, ZERO_12,
        U32(0x10000), 50, 0, 0, 0, 10, 0, 0, 1, ZERO_12, U32(0xffffffff), U32(0xffffffff),
        U32(0xffffffff), U32(0xffffffff), U32(0), U32(0), U32(0), U32(0), U32(0), U32(0),
        U32(0xe10), U32(0), U32(0), U32(0), U32(0), U32(0), U32(1), U32(0), U32(2), U32(0),
        U32(3), U32(0), U32(4), U32(0), U32(0), U32(0), U32(0), U32(0), U32(0x2a), U16(2),
        1, 32, 32, ZERO_7, ATTRIBUTE(2, 'c', 'b', 'c', '(', 'a', 'e', 's', ')', ZERO_52,
        ZERO_4, U32(0x80), 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16),
        ATTRIBUTE(20, 'h', 'm', 'a', 'c', '(', 's', 'h', 'a', '2', '5', '6', ')', ZERO_52,
        U32(0x100), U32(0x80), 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17,
        18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30, 31), ATTRIBUTE(21, U32(1),
        U32(0xff)), ATTRIBUTE(31, U32(5)), ATTRIBUTE(33, 2), 0, 0, 0)

NETLINK(state_asked_for, 6, 18, 0x1,
        "[{nlmsg_len=60, nlmsg_type=XFRM_MSG_GETSA, nlmsg_flags=NLM_F_REQUEST, nlmsg_seq=1, "
        "nlmsg_pid=2}, {daddr=inet_addr(\"10.0.0.2\"), spi=htonl(0x100), family=AF_INET, "
        "proto=IPPROTO_ESP}, [{nla_len=20, nla_type=XFRMA_SRCADDR}, inet_addr(\"10.0.0.1\")]]",
        10, 0, 0, 2, ZERO_12, U32(0x10000), U16(2), 50, 0, ATTRIBUTE(13, 10, 0, 0, 1,
        ZERO_12))

NETLINK(policy_added, 6, 19, 0x605,
        "[{nlmsg_len=264, nlmsg_type=XFRM_MSG_NEWPOLICY, "
        "nlmsg_flags=NLM_F_REQUEST|NLM_F_ACK|NLM_F_EXCL|NLM_F_CREATE, nlmsg_seq=1, nlmsg_pid=2}, "
        "{sel={daddr=inet_addr(\"10.0.0.2\"), saddr=inet_addr(\"10.0.0.1\"), dport=htons(443), "
        "dport_mask=htons(65535), sport=htons(0), sport_mask=htons(0), family=AF_INET, "
        "prefixlen_d=32, prefixlen_s=32, proto=IPPROTO_TCP, ifindex=1, user=1000}, "
        "lft={soft_byte_limit=18446744073709551615, hard_byte_limit=18446744073709551615, "
        "soft_packet_limit=0, hard_packet_limit=0, soft_add_expires_seconds=0, "
        "hard_add_expires_seconds=3600, soft_use_expires_seconds=0, hard_use_expires_seconds=0}, "
        "curlft={bytes=1, packets=2, add_time=3, use_time=4}, priority=100, index=0, "
        "dir=XFRM_POLICY_OUT, action=XFRM_POLICY_ALLOW, flags=0, share=XFRM_SHARE_ANY}, "
        "[[{nla_len=68, nla_type=XFRMA_TMPL}, [{id={daddr=inet_addr(\"10.0.0.2\"), spi=htonl(0), "
        "proto=IPPROTO_ESP}, family=AF_INET, saddr=inet_addr(\"10.0.0.1\"), reqid=42, "
        "mode=XFRM_MODE_TUNNEL, share=XFRM_SHARE_ANY, optional=0, aalgos=0xffffffff, "
        "ealgos=0xffffffff, calgos=0xffffffff}]], [{nla_len=10, nla_type=XFRMA_POLICY_TYPE}, "
        "{type=XFRM_POLICY_TYPE_MAIN}]]]",
        10, 0, 0, 2, ZERO_12, 10, 0, 0, 1, ZERO_12, U16(0xbb01), U16(0xffff), U16(0),
        U16(0), U16(2), 32, 32, 6, 0, 0, 0, U32(1), U32(0x3e8), U32(0xffffffff),
        U32(0xffffffff), U32(0xffffffff), U32(0xffffffff), U32(0), U32(0), U32(0), U32(0),
        U32(0), U32(0), U32(0xe10), U32(0), U32(0), U32(0), U32(0), U32(0), U32(1), U32(0),
        U32(2), U32(0), U32(3), U32(0), U32(4), U32(0), U32(0x64), U32(0), 1, 0, 0, 0,
        ZERO_4, ATTRIBUTE(5, 10, 0, 0, 2, ZERO_12, U32(0), 50, 0, 0, 0, U16(2), U16(0), 10,
        0, 0, 1, ZERO_12, U32(0x2a), 1, 0, 0, 0, U32(0xffffffff), U32(0xffffffff),
        U32(0xffffffff)), ATTRIBUTE(16, 0, ZERO_4, 0), 0, 0)

NETLINK(policy_asked_for, 6, 21, 0x1,
        "[{nlmsg_len=80, nlmsg_type=XFRM_MSG_GETPOLICY, nlmsg_flags=NLM_F_REQUEST, nlmsg_seq=1, "
        "nlmsg_pid=2}, {sel={daddr=inet_addr(\"10.0.0.2\"), saddr=inet_addr(\"10.0.0.1\"), "
        "dport=htons(443), dport_mask=htons(65535), sport=htons(0), sport_mask=htons(0), "
        "family=AF_INET, prefixlen_d=32, prefixlen_s=32, proto=IPPROTO_TCP, ifindex=1, user=1000}, "
        "index=8, dir=XFRM_POLICY_OUT}]",
        10, 0, 0, 2, ZERO_12, 10, 0, 0, 1, ZERO_12, U16(0xbb01), U16(0xffff), U16(0),
        U16(0), U16(2), 32, 32, 6, 0, 0, 0, U32(1), U32(0x3e8), U32(8), 1, 0, 0, 0)

NETLINK(states_flushed, 6, 28, 0x5,
        "[{nlmsg_len=20, nlmsg_type=XFRM_MSG_FLUSHSA, nlmsg_flags=NLM_F_REQUEST|NLM_F_ACK, "
        "nlmsg_seq=1, nlmsg_pid=2}, {proto=IPPROTO_ESP}]",
        50, 0, 0, 0)

NETLINK(states_counted, 6, 34, 0x2,
        "[{nlmsg_len=40, nlmsg_type=XFRM_MSG_NEWSADINFO, nlmsg_flags=NLM_F_MULTI, nlmsg_seq=1, "
        "nlmsg_pid=2}, 0xffffffff, [[{nla_len=8, nla_type=XFRMA_SAD_CNT}, 3], [{nla_len=12, "
        "nla_type=XFRMA_SAD_HINFO}, {sadhcnt=8, sadhmcnt=1048576}]]]",
        U32(0xffffffff), ATTRIBUTE(1, U32(3)), ATTRIBUTE(2, U32(8), U32(0x100000)))

NETLINK(policies_counted, 6, 36, 0x2,
        "[{nlmsg_len=56, nlmsg_type=XFRM_MSG_NEWSPDINFO, nlmsg_flags=NLM_F_MULTI, nlmsg_seq=1, "
        "nlmsg_pid=2}, 0xffffffff, [[{nla_len=28, nla_type=XFRMA_SPD_INFO}, {incnt=1, outcnt=2, "
        "fwdcnt=3, inscnt=0, outscnt=0, fwdscnt=0}], [{nla_len=6, "
        "nla_type=XFRMA_SPD_IPV4_HTHRESH}, {lbits=32, rbits=32}]]]",
        U32(0xffffffff), ATTRIBUTE(1, U32(1), U32(2), U32(3), U32(0), U32(0), U32(0)),
        ATTRIBUTE(3, 32, 32), 0, 0)

NETLINK(replay_event, 6, 30, 0x0,
        "[{nlmsg_len=116, nlmsg_type=XFRM_MSG_NEWAE, nlmsg_flags=0, nlmsg_seq=1, nlmsg_pid=2}, "
        "{sa_id={daddr=inet_addr(\"10.0.0.2\"), spi=htonl(0x100), family=AF_INET, "
        "proto=IPPROTO_ESP}, saddr=inet_addr(\"10.0.0.1\"), flags=XFRM_AE_RVAL|XFRM_AE_CE, "
        "reqid=42}, [[{nla_len=16, nla_type=XFRMA_REPLAY_VAL}, {oseq=1, seq=2, bitmap=0x3}], "
        "[{nla_len=36, nla_type=XFRMA_LTIME_VAL}, {bytes=1, packets=2, add_time=3, use_time=4}]]]",
        10, 0, 0, 2, ZERO_12, U32(0x10000), U16(2), 50, 0, 10, 0, 0, 1, ZERO_12, U32(0x22),
        U32(0x2a), ATTRIBUTE(10, U32(1), U32(2), U32(3)), ATTRIBUTE(9, U32(1), U32(0),
        U32(2), U32(0), U32(3), U32(0), U32(4), U32(0)))

NETLINK(state_cut, 6, 16, 0x605,
        "[{nlmsg_len=20, nlmsg_type=XFRM_MSG_NEWSA, "
        "nlmsg_flags=NLM_F_REQUEST|NLM_F_ACK|NLM_F_EXCL|NLM_F_CREATE, nlmsg_seq=1, nlmsg_pid=2}, "
        "\"\\x01\\x02\\x03\\x04\"]",
        1, 2, 3, 4)

NETLINK(audit_status_set, 9, 1001, 0x5,
        "[{nlmsg_len=56, nlmsg_type=AUDIT_SET, nlmsg_flags=NLM_F_REQUEST|NLM_F_ACK, nlmsg_seq=1, "
        "nlmsg_pid=2}, {mask=AUDIT_STATUS_ENABLED|AUDIT_STATUS_PID, enabled=1, "
        "failure=AUDIT_FAIL_SILENT, pid=4711, rate_limit=0, backlog_limit=0, lost=0, backlog=0, "
        "feature_bitmap=0, backlog_wait_time=0}]",
        U32(5), U32(1), U32(0), U32(0x1267), U32(0), U32(0), U32(0), U32(0), U32(0), U32(0))

NETLINK(audit_status_answer, 9, 1000, 0x0,
        "[{nlmsg_len=60, nlmsg_type=AUDIT_GET, nlmsg_flags=0, nlmsg_seq=1, nlmsg_pid=2}, {mask=0, "
        "enabled=1, failure=AUDIT_FAIL_PRINTK, pid=4711, rate_limit=0, backlog_limit=8192, lost=0, "
        "backlog=3, "
        "feature_bitmap=AUDIT_FEATURE_BITMAP_BACKLOG_LIMIT|AUDIT_FEATURE_BITMAP_BACKLOG_WAIT_TIME|A"
        "UDIT_FEATURE_BITMAP_EXECUTABLE_PATH|AUDIT_FEATURE_BITMAP_EXCLUDE_EXTEND|AUDIT_FEATURE_BITM"
        "AP_SESSIONID_FILTER|AUDIT_FEATURE_BITMAP_LOST_RESET|AUDIT_FEATURE_BITMAP_FILTER_FS, "
        "backlog_wait_time=60000, backlog_wait_time_actual=0}]",
        U32(0), U32(1), U32(1), U32(0x1267), U32(0), U32(0x2000), U32(0), U32(3), U32(0x7f),
        U32(0xea60), U32(0))

NETLINK(audit_status_of_an_old_kernel, 9, 1000, 0x0,
        "[{nlmsg_len=48, nlmsg_type=AUDIT_GET, nlmsg_flags=0, nlmsg_seq=1, nlmsg_pid=2}, {mask=0, "
        "enabled=1, failure=AUDIT_FAIL_PRINTK, pid=4711, rate_limit=0, backlog_limit=8192, lost=0, "
        "backlog=3}]",
        U32(0), U32(1), U32(1), U32(0x1267), U32(0), U32(0x2000), U32(0), U32(3))

NETLINK(audit_features, 9, 1019, 0x0,
        "[{nlmsg_len=32, nlmsg_type=AUDIT_GET_FEATURE, nlmsg_flags=0, nlmsg_seq=1, nlmsg_pid=2}, "
        "{vers=1, mask=0x3, features=0x1, lock=0}]",
        U32(1), U32(3), U32(1), U32(0))

NETLINK(audit_terminal, 9, 1017, 0x5,
        "[{nlmsg_len=24, nlmsg_type=AUDIT_TTY_SET, nlmsg_flags=NLM_F_REQUEST|NLM_F_ACK, "
        "nlmsg_seq=1, nlmsg_pid=2}, {enabled=1, log_passwd=0}]",
        U32(1), U32(0))

NETLINK(audit_of_a_signal, 9, 1010, 0x0,
        "[{nlmsg_len=30, nlmsg_type=AUDIT_SIGNAL_INFO, nlmsg_flags=0, nlmsg_seq=1, nlmsg_pid=2}, "
        "{uid=1000, pid=77, ...}]",
        U32(0x3e8), U32(0x4d), 'u', ':', 'r', ':', 't', 0)

NETLINK(audit_text, 9, 1300, 0x0,
        "[{nlmsg_len=54, nlmsg_type=AUDIT_SYSCALL, nlmsg_flags=0, nlmsg_seq=1, nlmsg_pid=2}, "
        "\"audit(1.2:3): arch=c000003e sysc\"...]",
        'a', 'u', 'd', 'i', 't', '(', '1', '.', '2', ':', '3', ')', ':', ' ', 'a', 'r', 'c',
        'h', '=', 'c', '0', '0', '0', '0', '0', '3', 'e', ' ', 's', 'y', 's', 'c', 'a', 'l',
        'l', '=', '2', 0)

NETLINK(audit_text_of_a_user, 9, 1112, 0x5,
        "[{nlmsg_len=31, nlmsg_type=0x458 /* AUDIT_??? */, nlmsg_flags=NLM_F_REQUEST|NLM_F_ACK, "
        "nlmsg_seq=1, nlmsg_pid=2}, \"op=login e[31m\\0\"]",
        'o', 'p', '=', 'l', 'o', 'g', 'i', 'n', ' ', 'e', '[', '3', '1', 'm', 0)

NETLINK(audit_rule, 9, 1011, 0x5,
        "[{nlmsg_len=1056, nlmsg_type=AUDIT_ADD_RULE, nlmsg_flags=NLM_F_REQUEST|NLM_F_ACK, "
        "nlmsg_seq=1, nlmsg_pid=2}, {flags=AUDIT_FILTER_EXIT, action=AUDIT_ALWAYS, field_count=2, "
        "mask=[2], fields=[{field=AUDIT_ARCH, op=AUDIT_EQUAL, value=-1073741762}, "
        "{field=AUDIT_UID, op=AUDIT_GREATER_THAN_OR_EQUAL, value=1000}], buflen=0}]",
        U32(4), U32(2), U32(2), U32(4), ZERO_52, ZERO_52, ZERO_52, ZERO_52, ZERO_32,
        ZERO_12, U32(0xb), U32(1), ZERO_52, ZERO_52, ZERO_52, ZERO_52, ZERO_32, ZERO_7, 0,
        U32(0xc000003e), U32(0x3e8), ZERO_52, ZERO_52, ZERO_52, ZERO_52, ZERO_32, ZERO_7, 0,
        U32(0x40000000), U32(0x60000000), ZERO_52, ZERO_52, ZERO_52, ZERO_52, ZERO_32,
        ZERO_7, 0, U32(0))

NETLINK(audit_rule_cut, 9, 1011, 0x5,
        "[{nlmsg_len=28, nlmsg_type=AUDIT_ADD_RULE, nlmsg_flags=NLM_F_REQUEST|NLM_F_ACK, "
        "nlmsg_seq=1, nlmsg_pid=2}, "
        "\"\\x04\\x00\\x00\\x00\\x02\\x00\\x00\\x00\\x02\\x00\\x00\\x00\"]",
        U32(4), U32(2), U32(2))

NETLINK(diag_smc, 4, 20, 0x301,
        "[{nlmsg_len=68, nlmsg_type=SOCK_DIAG_BY_FAMILY, nlmsg_flags=NLM_F_REQUEST|NLM_F_DUMP, "
        "nlmsg_seq=1, nlmsg_pid=2}, {diag_family=AF_SMC, "
        "diag_ext=1<<(SMC_DIAG_CONNINFO-1)|1<<(SMC_DIAG_LGRINFO-1), id={idiag_sport=htons(80), "
        "idiag_dport=htons(0), idiag_src=inet_addr(\"0.0.0.0\"), idiag_dst=inet_addr(\"0.0.0.0\"), "
        "idiag_if=if_nametoindex(\"lo\"), idiag_cookie=[0, 0]}}]",
        43, 0, 0, 3, U16(0x5000), U16(0), ZERO_32, U32(1), U32(0), U32(0))

NETLINK(diag_smc_answer, 4, 20, 0x2,
        "[{nlmsg_len=144, nlmsg_type=SOCK_DIAG_BY_FAMILY, nlmsg_flags=NLM_F_MULTI, nlmsg_seq=1, "
        "nlmsg_pid=2}, {diag_family=AF_SMC, diag_state=SMC_ACTIVE, "
        "diag_fallback=SMC_DIAG_MODE_SMCD, diag_shutdown=1, id={idiag_sport=htons(80), "
        "idiag_dport=htons(443), idiag_src=inet_addr(\"10.0.0.1\"), "
        "idiag_dst=inet_addr(\"10.0.0.2\"), idiag_if=if_nametoindex(\"lo\"), idiag_cookie=[5, 6]}, "
        "diag_uid=1000, diag_inode=77}, [[{nla_len=5, nla_type=SMC_DIAG_SHUTDOWN}, RCV_SHUTDOWN], "
        "[{nla_len=44, nla_type=SMC_DIAG_DMBINFO}, {linkid=7, peer_gid=0x1, my_gid=0x2, token=0x3, "
        "peer_token=0x4}], [{nla_len=12, nla_type=SMC_DIAG_FALLBACK}, {reason=0x3010000 /* "
        "SMC_CLC_DECL_PEERNOSMC */, peer_diagnosis=0 /* SMC_CLC_DECL_??? */}]]]",
        43, 1, 2, 1, U16(0x5000), U16(0xbb01), 10, 0, 0, 1, ZERO_12, 10, 0, 0, 2, ZERO_12,
        U32(1), U32(5), U32(6), U32(0x3e8), U32(0x4d), U32(0), ATTRIBUTE(3, 1), 0, 0, 0,
        ATTRIBUTE(4, U32(7), U32(0), U32(1), U32(0), U32(2), U32(0), U32(3), U32(0), U32(4),
        U32(0)), ATTRIBUTE(5, U32(0x3010000), U32(0)))

NETLINK(diag_vsock, 4, 20, 0x301,
        "[{nlmsg_len=40, nlmsg_type=SOCK_DIAG_BY_FAMILY, nlmsg_flags=NLM_F_REQUEST|NLM_F_DUMP, "
        "nlmsg_seq=1, nlmsg_pid=2}, {sdiag_family=AF_VSOCK, sdiag_protocol=0, "
        "vdiag_states=1<<TCP_ESTABLISHED|1<<TCP_LISTEN, vdiag_ino=0, vdiag_show=0, "
        "vdiag_cookie=[0, 0]}]",
        40, 0, 0, 0, U32(0x402), U32(0), U32(0), U32(0), U32(0))

NETLINK(diag_vsock_answer, 4, 20, 0x2,
        "[{nlmsg_len=48, nlmsg_type=SOCK_DIAG_BY_FAMILY, nlmsg_flags=NLM_F_MULTI, nlmsg_seq=1, "
        "nlmsg_pid=2}, {vdiag_family=AF_VSOCK, vdiag_type=SOCK_STREAM, vdiag_state=TCP_LISTEN, "
        "vdiag_shutdown=RCV_SHUTDOWN|SEND_SHUTDOWN, vdiag_src_cid=2, vdiag_src_port=1234, "
        "vdiag_dst_cid=4294967295, vdiag_dst_port=4294967295, vdiag_ino=55, vdiag_cookie=[1, 2]}]",
        40, 1, 10, 3, U32(2), U32(0x4d2), U32(0xffffffff), U32(0xffffffff), U32(0x37),
        U32(1), U32(2))

NETLINK(diag_xdp, 4, 20, 0x301,
        "[{nlmsg_len=36, nlmsg_type=SOCK_DIAG_BY_FAMILY, nlmsg_flags=NLM_F_REQUEST|NLM_F_DUMP, "
        "nlmsg_seq=1, nlmsg_pid=2}, {sdiag_family=AF_XDP, sdiag_protocol=0, xdiag_ino=0, "
        "xdiag_show=XDP_SHOW_INFO|XDP_SHOW_RING_CFG|XDP_SHOW_UMEM|XDP_SHOW_MEMINFO|XDP_SHOW_STATS, "
        "xdiag_cookie=[0, 0]}]",
        44, 0, 0, 0, U32(0), U32(0x1f), U32(0), U32(0))

NETLINK(diag_xdp_answer, 4, 20, 0x2,
        "[{nlmsg_len=168, nlmsg_type=SOCK_DIAG_BY_FAMILY, nlmsg_flags=NLM_F_MULTI, nlmsg_seq=1, "
        "nlmsg_pid=2}, {xdiag_family=AF_XDP, xdiag_type=SOCK_RAW, xdiag_ino=55, xdiag_cookie=[1, "
        "2]}, [[{nla_len=12, nla_type=XDP_DIAG_INFO}, {ifindex=1, queue_id=0}], [{nla_len=8, "
        "nla_type=XDP_DIAG_UID}, 1000], [{nla_len=8, nla_type=XDP_DIAG_RX_RING}, {entries=2048}], "
        "[{nla_len=44, nla_type=XDP_DIAG_UMEM}, {size=4194304, id=1, num_pages=1024, "
        "chunk_size=4096, headroom=0, ifindex=1, queue_id=0, flags=0, refs=1}], [{nla_len=52, "
        "nla_type=XDP_DIAG_STATS}, {n_rx_dropped=1, n_rx_invalid=2, n_rx_full=3, "
        "n_fill_ring_empty=4, n_tx_invalid=5, n_tx_ring_empty=6}], [{nla_len=12, "
        "nla_type=XDP_DIAG_MEMINFO}, [[SK_MEMINFO_RMEM_ALLOC]=1, [SK_MEMINFO_RCVBUF]=2]]]]",
        44, 3, 0, 0, U32(0x37), U32(1), U32(2), ATTRIBUTE(1, U32(1), U32(0)), ATTRIBUTE(2,
        U32(0x3e8)), ATTRIBUTE(3, U32(0x800)), ATTRIBUTE(5, U32(0x400000), U32(0), U32(1),
        U32(0x400), U32(0x1000), U32(0), U32(1), U32(0), U32(0), U32(1)), ATTRIBUTE(9,
        U32(1), U32(0), U32(2), U32(0), U32(3), U32(0), U32(4), U32(0), U32(5), U32(0),
        U32(6), U32(0)), ATTRIBUTE(8, U32(1), U32(2)))

NETLINK(diag_tipc, 4, 20, 0x301,
        "[{nlmsg_len=24, nlmsg_type=SOCK_DIAG_BY_FAMILY, nlmsg_flags=NLM_F_REQUEST|NLM_F_DUMP, "
        "nlmsg_seq=1, nlmsg_pid=2}, {sdiag_family=AF_TIPC, sdiag_protocol=0, "
        "tidiag_states=0xffffffff}]",
        30, 0, 0, 0, U32(0xffffffff))

NETLINK(connector_listens, 11, 3, 0x0,
        "[{nlmsg_len=40, nlmsg_type=NLMSG_DONE, nlmsg_flags=0, nlmsg_seq=1, nlmsg_pid=2}, "
        "{id={idx=CN_IDX_PROC, val=0x1}, seq=0, ack=0, len=4, flags=0}, PROC_CN_MCAST_LISTEN]",
        U32(1), U32(1), U32(0), U32(0), U16(4), U16(0), U32(1))

NETLINK(connector_fork, 11, 3, 0x0,
        "[{nlmsg_len=68, nlmsg_type=NLMSG_DONE, nlmsg_flags=0, nlmsg_seq=1, nlmsg_pid=2}, "
        "{id={idx=CN_IDX_PROC, val=0x1}, seq=7, ack=0, len=32, flags=0}, {what=PROC_EVENT_FORK, "
        "cpu=1, timestamp_ns=123456789, event_data={fork={parent_pid=100, parent_tgid=100, "
        "child_pid=200, child_tgid=200}}}]",
        U32(1), U32(1), U32(7), U32(0), U16(0x20), U16(0), U32(1), U32(1), U32(0x75bcd15),
        U32(0), U32(0x64), U32(0x64), U32(0xc8), U32(0xc8))

NETLINK(connector_exec, 11, 3, 0x0,
        "[{nlmsg_len=60, nlmsg_type=NLMSG_DONE, nlmsg_flags=0, nlmsg_seq=1, nlmsg_pid=2}, "
        "{id={idx=CN_IDX_PROC, val=0x1}, seq=7, ack=0, len=24, flags=0}, {what=PROC_EVENT_EXEC, "
        "cpu=1, timestamp_ns=123456789, event_data={exec={process_pid=200, process_tgid=200}}}]",
        U32(1), U32(1), U32(7), U32(0), U16(0x18), U16(0), U32(2), U32(1), U32(0x75bcd15),
        U32(0), U32(0xc8), U32(0xc8))

NETLINK(connector_uid, 11, 3, 0x0,
        "[{nlmsg_len=68, nlmsg_type=NLMSG_DONE, nlmsg_flags=0, nlmsg_seq=1, nlmsg_pid=2}, "
        "{id={idx=CN_IDX_PROC, val=0x1}, seq=7, ack=0, len=32, flags=0}, {what=PROC_EVENT_UID, "
        "cpu=1, timestamp_ns=123456789, event_data={id={process_pid=200, process_tgid=200, "
        "ruid=1000, euid=0}}}]",
        U32(1), U32(1), U32(7), U32(0), U16(0x20), U16(0), U32(4), U32(1), U32(0x75bcd15),
        U32(0), U32(0xc8), U32(0xc8), U32(0x3e8), U32(0))

NETLINK(connector_comm, 11, 3, 0x0,
        "[{nlmsg_len=76, nlmsg_type=NLMSG_DONE, nlmsg_flags=0, nlmsg_seq=1, nlmsg_pid=2}, "
        "{id={idx=CN_IDX_PROC, val=0x1}, seq=7, ack=0, len=40, flags=0}, {what=PROC_EVENT_COMM, "
        "cpu=1, timestamp_ns=123456789, event_data={comm={process_pid=200, process_tgid=200, "
        "comm=\"worker\"}}}]",
        U32(1), U32(1), U32(7), U32(0), U16(0x28), U16(0), U32(0x200), U32(1),
        U32(0x75bcd15), U32(0), U32(0xc8), U32(0xc8), 'w', 'o', 'r', 'k', 'e', 'r', ZERO_7,
        0, 0, 0)

NETLINK(connector_exit, 11, 3, 0x0,
        "[{nlmsg_len=76, nlmsg_type=NLMSG_DONE, nlmsg_flags=0, nlmsg_seq=1, nlmsg_pid=2}, "
        "{id={idx=CN_IDX_PROC, val=0x1}, seq=7, ack=0, len=40, flags=0}, {what=PROC_EVENT_EXIT, "
        "cpu=1, timestamp_ns=123456789, event_data={exit={process_pid=200, process_tgid=200, "
        "exit_code=0x100, exit_signal=SIGCHLD, parent_pid=100, parent_tgid=100}}}]",
        U32(1), U32(1), U32(7), U32(0), U16(0x28), U16(0), U32(0x80000000), U32(1),
        U32(0x75bcd15), U32(0), U32(0xc8), U32(0xc8), U32(0x100), U32(0x11), U32(0x64),
        U32(0x64))

NETLINK(connector_event_cut, 11, 3, 0x0,
        "[{nlmsg_len=56, nlmsg_type=NLMSG_DONE, nlmsg_flags=0, nlmsg_seq=1, nlmsg_pid=2}, "
        "{id={idx=CN_IDX_PROC, val=0x1}, seq=7, ack=0, len=40, flags=0}, {what=PROC_EVENT_FORK, "
        "cpu=1, timestamp_ns=5}]",
        U32(1), U32(1), U32(7), U32(0), U16(0x28), U16(0), U32(1), U32(1), U32(5), U32(0),
        U32(1))

NETLINK(connector_of_another, 11, 3, 0x0,
        "[{nlmsg_len=40, nlmsg_type=NLMSG_DONE, nlmsg_flags=0, nlmsg_seq=1, nlmsg_pid=2}, "
        "{id={idx=CN_IDX_BB, val=0x1}, seq=7, ack=0, len=4, flags=0}, \"\\x01\\x02\\x03\\x04\"]",
        U32(5), U32(1), U32(7), U32(0), U16(4), U16(0), 1, 2, 3, 4)
