/* Socket addresses: each family, and lengths that do not fit. */
#include "cases.h"

static void bind_nothing(const char *options, const uint8_t *bytes, size_t length, const char *expected)
{
    const char *shown = expected ? expected : address(bytes);

    expect_under(options, call(SYS_bind, -1, bytes, length), "bind(-1, %s, %zu", shown, length);
}

/* NULL: the address is shown. */
#define ADDRESS(name, ...) ADDRESS_UNDER(name, "", __VA_ARGS__)
#define ADDRESS_UNDER(name, options, expected, ...)                                                \
    CASE(name)                                                                                     \
    {                                                                                              \
        static const uint8_t bytes[] = {__VA_ARGS__};                                              \
        bind_nothing(options, bytes, sizeof bytes, expected);                                      \
    }

ADDRESS(unspec,
        "{sa_family=AF_UNSPEC}",
        0, 0)

ADDRESS(unspec_data,
        "{sa_family=AF_UNSPEC, sa_data=\"\\1\\2\\3\\4\\5\\6\"}",
        0, 0, 1, 2, 3, 4, 5, 6)

ADDRESS(one_byte,
        NULL,
        2)

ADDRESS(unix_path,
        "{sa_family=AF_UNIX, sun_path=\"/tmp/foo\"}",
        1, 0, 47, 116, 109, 112, 47, 102, 111, 111)

ADDRESS(unix_path_with_an_end,
        "{sa_family=AF_UNIX, sun_path=\"/tmp/foo\"}",
        1, 0, 47, 116, 109, 112, 47, 102, 111, 111, 0, 98, 97, 114)

ADDRESS(unix_abstract,
        "{sa_family=AF_UNIX, sun_path=@\"abc\\0def\"}",
        1, 0, 0, 97, 98, 99, 0, 100, 101, 102)

ADDRESS(unix_abstract_empty,
        "{sa_family=AF_UNIX, sun_path=@\"\"}",
        1, 0, 0)

ADDRESS(unix_nameless,
        "{sa_family=AF_UNIX}",
        1, 0)

ADDRESS(unix_longest,
        "{sa_family=AF_UNIX, "
        "sun_path=\"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
        "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\"}",
        1, 0, 97, 97, 97, 97, 97, 97, 97, 97, 97, 97, 97, 97, 97, 97, 97, 97, 97, 97, 97, 97, 97,
        97, 97, 97, 97, 97, 97, 97, 97, 97, 97, 97, 97, 97, 97, 97, 97, 97, 97, 97, 97, 97, 97,
        97, 97, 97, 97, 97, 97, 97, 97, 97, 97, 97, 97, 97, 97, 97, 97, 97, 97, 97, 97, 97, 97,
        97, 97, 97, 97, 97, 97, 97, 97, 97, 97, 97, 97, 97, 97, 97, 97, 97, 97, 97, 97, 97, 97,
        97, 97, 97, 97, 97, 97, 97, 97, 97, 97, 97, 97, 97, 97, 97, 97, 97, 97, 97, 97, 97)

ADDRESS(inet,
        "{sa_family=AF_INET, sin_port=htons(80), sin_addr=inet_addr(\"127.0.0.1\")}",
        2, 0, 0, 80, 127, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0)

ADDRESS(inet_short,
        "{sa_family=AF_INET, sa_data=\"\\0P\\177\\0\\0\\1\"}",
        2, 0, 0, 80, 127, 0, 0, 1)

ADDRESS(inet_long,
        "{sa_family=AF_INET, sin_port=htons(80), sin_addr=inet_addr(\"127.0.0.1\")}",
        2, 0, 0, 80, 127, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
        0, 0, 0)

ADDRESS(inet6,
        "{sa_family=AF_INET6, sin6_port=htons(80), sin6_flowinfo=htonl(7), "
        "inet_pton(AF_INET6, \"::1\", &sin6_addr), sin6_scope_id=0}",
        10, 0, 0, 80, 0, 0, 0, 7, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0)

ADDRESS(inet6_link_local,
        "{sa_family=AF_INET6, sin6_port=htons(80), sin6_flowinfo=htonl(7), "
        "inet_pton(AF_INET6, \"fe80::1\", &sin6_addr), sin6_scope_id=if_nametoindex(\"lo\")}",
        10, 0, 0, 80, 0, 0, 0, 7, 254, 128, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 0, 0, 0)

ADDRESS_UNDER(inet6_in_numbers, "-X raw",
        "{sa_family=0xa, sin6_port=\"\\x00\\x50\", sin6_flowinfo=\"\\x00\\x00\\x00\\x07\", "
        "sin6_addr=\"\\xfe\\x80\\x00\\x00\\x00\\x00\\x00\\x00\\x00\\x00\\x00\\x00\\x00\\x00\\x00\\x01\", sin6_scope_id=1}",
        10, 0, 0, 80, 0, 0, 0, 7, 254, 128, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 0, 0, 0)

ADDRESS_UNDER(inet6_in_both, "-X verbose",
        "{sa_family=0xa /* AF_INET6 */, sin6_port=\"\\x00\\x50\" /* htons(80) */, "
        "sin6_flowinfo=\"\\x00\\x00\\x00\\x07\" /* htonl(7) */, "
        "sin6_addr=\"\\xfe\\x80\\x00\\x00\\x00\\x00\\x00\\x00\\x00\\x00\\x00\\x00\\x00\\x00\\x00\\x01\" "
        "/* inet_pton(AF_INET6, \"fe80::1\") */, sin6_scope_id=1 /* if_nametoindex(\"lo\") */}",
        10, 0, 0, 80, 0, 0, 0, 7, 254, 128, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 0, 0, 0)

ADDRESS(inet6_link_local_of_nothing,
        "{sa_family=AF_INET6, sin6_port=htons(80), sin6_flowinfo=htonl(7), "
        "inet_pton(AF_INET6, \"fe80::1\", &sin6_addr), sin6_scope_id=9999}",
        10, 0, 0, 80, 0, 0, 0, 7, 254, 128, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 15, 39, 0, 0)

ADDRESS(inet6_multicast_link,
        "{sa_family=AF_INET6, sin6_port=htons(80), sin6_flowinfo=htonl(7), "
        "inet_pton(AF_INET6, \"ff02::1\", &sin6_addr), sin6_scope_id=if_nametoindex(\"lo\")}",
        10, 0, 0, 80, 0, 0, 0, 7, 255, 2, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 0, 0, 0)

ADDRESS(inet6_multicast_site,
        "{sa_family=AF_INET6, sin6_port=htons(80), sin6_flowinfo=htonl(7), "
        "inet_pton(AF_INET6, \"ff05::1\", &sin6_addr), sin6_scope_id=1}",
        10, 0, 0, 80, 0, 0, 0, 7, 255, 5, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 0, 0, 0)

ADDRESS(inet6_without_scope,
        "{sa_family=AF_INET6, sin6_port=htons(80), sin6_flowinfo=htonl(7), "
        "inet_pton(AF_INET6, \"fe80::1\", &sin6_addr)}",
        10, 0, 0, 80, 0, 0, 0, 7, 254, 128, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1)

ADDRESS(inet6_half_scope,
        "{sa_family=AF_INET6, sin6_port=htons(80), sin6_flowinfo=htonl(7), "
        "inet_pton(AF_INET6, \"fe80::1\", &sin6_addr), sin6_scope_id=if_nametoindex(\"lo\")}",
        10, 0, 0, 80, 0, 0, 0, 7, 254, 128, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 0)

ADDRESS(inet6_short,
        "{sa_family=AF_INET6, "
        "sa_data=\"\\0P\\0\\0\\0\\7\\376\\200\\0\\0\\0\\0\\0\\0\\0\\0\\0\\0\"}",
        10, 0, 0, 80, 0, 0, 0, 7, 254, 128, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0)

ADDRESS(inet6_flow,
        "{sa_family=AF_INET6, sin6_port=htons(80), sin6_flowinfo=htonl(4294967295), "
        "inet_pton(AF_INET6, \"::\", &sin6_addr), sin6_scope_id=0}",
        10, 0, 0, 80, 255, 255, 255, 255, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
        0, 0)

ADDRESS(netlink,
        "{sa_family=AF_NETLINK, nl_pid=77, nl_groups=0x0000ff}",
        16, 0, 0, 0, 77, 0, 0, 0, 255, 0, 0, 0)

ADDRESS(netlink_zero,
        "{sa_family=AF_NETLINK, nl_pid=0, nl_groups=00000000}",
        16, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0)

ADDRESS(netlink_pad,
        "{sa_family=AF_NETLINK, nl_pad=0x1234, nl_pid=77, nl_groups=0x0000ff}",
        16, 0, 52, 18, 77, 0, 0, 0, 255, 0, 0, 0)

ADDRESS(netlink_short,
        "{sa_family=AF_NETLINK, sa_data=\"\\0\\0\\0\\0\"}",
        16, 0, 0, 0, 0, 0)

ADDRESS(packet,
        "{sa_family=AF_PACKET, sll_protocol=htons(ETH_P_IP), "
        "sll_ifindex=if_nametoindex(\"lo\"), sll_hatype=ARPHRD_ETHER, "
        "sll_pkttype=PACKET_HOST, sll_halen=6, sll_addr=[00, 0x1, 0x2, 0x3, 0x4, 0x5]}",
        17, 0, 8, 0, 1, 0, 0, 0, 1, 0, 0, 6, 0, 1, 2, 3, 4, 5, 6, 7)

ADDRESS(packet_unknown,
        "{sa_family=AF_PACKET, sll_protocol=htons(0x88ff /* ETH_P_??? */), sll_ifindex=9999, "
        "sll_hatype=0x1234 /* ARPHRD_??? */, sll_pkttype=0x2c /* PACKET_??? */, sll_halen=3, "
        "sll_addr=[00, 0x1, 0x2]}",
        17, 0, 136, 255, 15, 39, 0, 0, 52, 18, 44, 3, 0, 1, 2, 3, 4, 5, 6, 7)

ADDRESS(packet_all,
        "{sa_family=AF_PACKET, sll_protocol=htons(ETH_P_ALL), sll_ifindex=0, "
        "sll_hatype=ARPHRD_LOOPBACK, sll_pkttype=PACKET_OUTGOING, sll_halen=0}",
        17, 0, 0, 3, 0, 0, 0, 0, 4, 3, 4, 0, 0, 1, 2, 3, 4, 5, 6, 7)

ADDRESS(packet_cut,
        "{sa_family=AF_PACKET, sll_protocol=htons(ETH_P_ALL), sll_ifindex=0, "
        "sll_hatype=ARPHRD_LOOPBACK, sll_pkttype=PACKET_OUTGOING, sll_halen=20, "
        "sll_addr=[00, 0x1, 0x2, 0x3, 0x4, 0x5, 0x6, 0x7, ...]}",
        17, 0, 0, 3, 0, 0, 0, 0, 4, 3, 4, 20, 0, 1, 2, 3, 4, 5, 6, 7)

ADDRESS(packet_short,
        "{sa_family=AF_PACKET, sa_data=\"\\0\\3\\0\\0\\0\\0\\4\\3\\4\\0\\0\\1\\2\\3\\4\\5\"}",
        17, 0, 0, 3, 0, 0, 0, 0, 4, 3, 4, 0, 0, 1, 2, 3, 4, 5)

ADDRESS(bluetooth_hci,
        "{sa_family=AF_BLUETOOTH, hci_dev=htobs(0), hci_channel=HCI_CHANNEL_USER}",
        31, 0, 0, 0, 1, 0)

ADDRESS(bluetooth_device,
        "{sa_family=AF_BLUETOOTH, hci_dev=htobs(7)}",
        31, 0, 7, 0)

ADDRESS(bluetooth_sco,
        "{sa_family=AF_BLUETOOTH, sco_bdaddr=01:02:03:04:05:06}",
        31, 0, 1, 2, 3, 4, 5, 6)

ADDRESS(bluetooth_rfcomm,
        "{sa_family=AF_BLUETOOTH, rc_bdaddr=01:02:03:04:05:06, rc_channel=3}",
        31, 0, 1, 2, 3, 4, 5, 6, 3, 0)

ADDRESS(bluetooth_l2cap,
        "{sa_family=AF_BLUETOOTH, l2_psm=htobs(L2CAP_PSM_SDP), l2_bdaddr=01:02:03:04:05:06, "
        "l2_cid=htobs(L2CAP_CID_ATT), l2_bdaddr_type=BDADDR_LE_RANDOM}",
        31, 0, 1, 0, 1, 2, 3, 4, 5, 6, 4, 0, 2, 0)

ADDRESS(bluetooth_dynamic,
        "{sa_family=AF_BLUETOOTH, l2_psm=htobs(L2CAP_PSM_DYN_START+2), "
        "l2_bdaddr=01:02:03:04:05:06, l2_cid=htobs(L2CAP_CID_DYN_START+256)}",
        31, 0, 3, 16, 1, 2, 3, 4, 5, 6, 64, 1)

ADDRESS(bluetooth_other_length,
        "{sa_family=AF_BLUETOOTH, sa_data=\"\\1\\2\\3\\4\\5\\6\\7\"}",
        31, 0, 1, 2, 3, 4, 5, 6, 7)

ADDRESS(vsock,
        "{sa_family=AF_VSOCK, svm_cid=VMADDR_CID_HOST, svm_port=0x5, svm_flags=0}",
        40, 0, 0, 0, 5, 0, 0, 0, 2, 0, 0, 0, 0, 0, 0, 0)

ADDRESS(vsock_any,
        "{sa_family=AF_VSOCK, svm_cid=VMADDR_CID_ANY, svm_port=VMADDR_PORT_ANY, "
        "svm_flags=VMADDR_FLAG_TO_HOST}",
        40, 0, 0, 0, 255, 255, 255, 255, 255, 255, 255, 255, 1, 0, 0, 0)

ADDRESS(vsock_reserved,
        "{sa_family=AF_VSOCK, svm_reserved1=0x9, svm_cid=0x4d, svm_port=0x5, "
        "svm_flags=0x2 /* VMADDR_FLAG_??? */, svm_zero=\"\\x01\\x00\\x00\"}",
        40, 0, 9, 0, 5, 0, 0, 0, 77, 0, 0, 0, 2, 1, 0, 0)

ADDRESS(ax25,
        "{sa_family=AF_AX25, "
        "sax25_call={ax25_call=\"\\x92\\x88\\x94\\x40\\x40\\x40\\x62\"} /* IDJ-1 */, "
        "sax25_ndigis=0}",
        3, 0, 146, 136, 148, 64, 64, 64, 98, 0, 0, 0, 0, 0, 0, 0)

ADDRESS(ax25_digipeaters,
        "{sa_family=AF_AX25, "
        "fsa_ax25={sax25_call={ax25_call=\"\\x92\\x88\\x94\\x40\\x40\\x40\\x62\"} /* IDJ-1 */"
        ", sax25_ndigis=0}}",
        3, 0, 146, 136, 148, 64, 64, 64, 98, 0, 1, 0, 0, 0, 0, 0, 1, 2, 3, 4, 5, 6, 7)

ADDRESS(ipx,
        "{sa_family=AF_IPX, sipx_port=htons(258), sipx_network=htonl(0x3040506), "
        "sipx_node=[0x7, 0x8, 0x9, 0xa, 0xb, 0xc], sipx_type=0xd, sipx_zero=0xe}",
        4, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14)

ADDRESS(x25,
        "{sa_family=AF_X25, sx25_addr={x25_addr=\"123456\"}}",
        9, 0, 49, 50, 51, 52, 53, 54, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0)

ADDRESS(alg,
        "{sa_family=AF_ALG, salg_type=\"skcipher\", salg_feat=0, "
        "salg_mask=0x1000 /* CRYPTO_ALG_KERN_DRIVER_ONLY */, salg_name=\"cbc(aes)\"}",
        38, 0, 115, 107, 99, 105, 112, 104, 101, 114, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 16, 0, 0,
        99, 98, 99, 40, 97, 101, 115, 41, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
        0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
        0, 0, 0, 0, 0, 0, 0, 0)

ADDRESS(nfc,
        "{sa_family=AF_NFC, dev_idx=if_nametoindex(\"lo\"), target_idx=0x2, "
        "nfc_protocol=NFC_PROTO_FELICA}",
        39, 0, 0, 0, 1, 0, 0, 0, 2, 0, 0, 0, 3, 0, 0, 0)

ADDRESS(qrtr,
        "{sa_family=AF_QIPCRTR, sq_node=0x1, sq_port=QRTR_PORT_CTRL}",
        42, 0, 0, 0, 1, 0, 0, 0, 254, 255, 255, 255)

ADDRESS(xdp,
        "{sa_family=AF_XDP, sxdp_flags=XDP_USE_NEED_WAKEUP, "
        "sxdp_ifindex=if_nametoindex(\"lo\"), sxdp_queue_id=2, sxdp_shared_umem_fd=0x3}",
        44, 0, 8, 0, 1, 0, 0, 0, 2, 0, 0, 0, 3, 0, 0, 0)

ADDRESS(mctp,
        "{sa_family=AF_MCTP, smctp_network=0x1, smctp_addr={s_addr=0x8}, smctp_type=0x1, "
        "smctp_tag=0x8}",
        45, 0, 0, 0, 1, 0, 0, 0, 8, 1, 8, 0)

ADDRESS(tipc_service,
        "{sa_family=AF_TIPC, addrtype=TIPC_SERVICE_ADDR, scope=TIPC_CLUSTER_SCOPE, "
        "name={type=1, instance=2, domain=3}}",
        30, 0, 2, 2, 1, 0, 0, 0, 2, 0, 0, 0, 3, 0, 0, 0)

ADDRESS(tipc_socket,
        "{sa_family=AF_TIPC, addrtype=TIPC_SOCKET_ADDR, scope=TIPC_NODE_SCOPE, id={ref=1, "
        "node=2}}",
        30, 0, 3, 3, 1, 0, 0, 0, 2, 0, 0, 0, 0, 0, 0, 0)

ADDRESS(rxrpc,
        "{sa_family=AF_RXRPC, srx_service=0 /* ???_SERVICE */, transport_type=SOCK_DGRAM, "
        "transport_len=16, transport={sin={sin_family=AF_INET, sin_port=htons(80), "
        "sin_addr=inet_addr(\"127.0.0.1\")}}}",
        33, 0, 0, 0, 2, 0, 16, 0, 2, 0, 0, 80, 127, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
        0, 0, 0, 0, 0, 0, 0, 0)

ADDRESS(ieee802154,
        "{sa_family=AF_IEEE802154, addr={addr_type=0x3 /* IEEE802154_ADDR_LONG */, "
        "pan_id=0x5, hwaddr=01:02:03:04:05:06:07:08}}",
        36, 0, 0, 0, 3, 0, 0, 0, 5, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10)

ADDRESS(can,
        "{sa_family=AF_CAN, sa_data=\"\\1\\2\\3\\4\\5\\6\\7\\10\\t\\n\\v\\f\\r\\16\"}",
        29, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14)

ADDRESS(ib,
        "{sa_family=AF_IB, sa_data=\"\\1\\2\\3\\4\\5\\6\\7\\10\\t\\n\\v\\f\\r\\16\"}",
        27, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14)

ADDRESS(unknown_family,
        "{sa_family=0x63 /* AF_??? */, sa_data=\"\\1\\2\\3\\4\"}",
        99, 0, 1, 2, 3, 4)
