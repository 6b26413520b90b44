/* Socket options: a level, an option, and a value that has its length or another one. */
#include "cases.h"

static void set_nothing(int level, int option, const uint8_t *bytes, size_t length,
                        const char *names, const char *expected)
{
    const char *shown = expected ? expected : address(bytes);

    expect(call(SYS_setsockopt, -1, level, option, bytes, length), "setsockopt(-1, %s, %s, %zu",
           names, shown, length);
}

/* NULL: the address is shown. */
#define OPTION(name, level, option, names, expected, ...)                                          \
    CASE(name)                                                                                     \
    {                                                                                              \
        static const uint8_t bytes[] = {__VA_ARGS__};                                              \
        set_nothing(level, option, bytes, sizeof bytes, names, expected);                          \
    }

OPTION(reuseaddr, 1, 2, "SOL_SOCKET, SO_REUSEADDR",
        "[1]",
        1, 0, 0, 0)

OPTION(int_long, 1, 2, "SOL_SOCKET, SO_REUSEADDR",
        "[1]",
        1, 0, 0, 0, 1, 0, 0, 0)

OPTION(int_short, 1, 2, "SOL_SOCKET, SO_REUSEADDR",
        NULL,
        1)

OPTION(type_long, 1, 3, "SOL_SOCKET, SO_TYPE",
        "\"\\1\\0\\0\\0\\1\\0\\0\\0\"",
        1, 0, 0, 0, 1, 0, 0, 0)

OPTION(linger, 1, 13, "SOL_SOCKET, SO_LINGER",
        "{l_onoff=1, l_linger=5}",
        1, 0, 0, 0, 5, 0, 0, 0)

OPTION(linger_short, 1, 13, "SOL_SOCKET, SO_LINGER",
        NULL,
        1, 0, 0, 0)

OPTION(timeout, 1, 20, "SOL_SOCKET, SO_RCVTIMEO_OLD",
        "\"\\1\\0\\0\\0\\0\\0\\0\\0\\5\\0\\0\\0\\0\\0\\0\\0\"",
        1, 0, 0, 0, 0, 0, 0, 0, 5, 0, 0, 0, 0, 0, 0, 0)

OPTION(device, 1, 25, "SOL_SOCKET, SO_BINDTODEVICE",
        "\"lo\\0\"",
        108, 111, 0)

OPTION(detach, 1, 27, "SOL_SOCKET, SO_DETACH_FILTER",
        "[1]",
        1, 0, 0, 0)

OPTION(timestamp, 1, 29, "SOL_SOCKET, SO_TIMESTAMP_OLD",
        "[1]",
        1, 0, 0, 0)

OPTION(timestamping_new, 1, 65, "SOL_SOCKET, SO_TIMESTAMPING_NEW",
        "[1]",
        1, 0, 0, 0)

OPTION(pacing, 1, 47, "SOL_SOCKET, SO_MAX_PACING_RATE",
        "\"\\1\\0\\0\\0\\0\\0\\0\\0\"",
        1, 0, 0, 0, 0, 0, 0, 0)

OPTION(rehash, 1, 74, "SOL_SOCKET, SO_TXREHASH",
        "[SOCK_TXREHASH_ENABLED]",
        1, 0, 0, 0)

OPTION(rehash_unknown, 1, 74, "SOL_SOCKET, SO_TXREHASH",
        "[77 /* SOCK_TXREHASH_??? */]",
        77, 0, 0, 0)

OPTION(socket_unknown, 1, 200, "SOL_SOCKET, 0xc8 /* SO_??? */",
        "[1]",
        1, 0, 0, 0)

OPTION(priority, 1, 82, "SOL_SOCKET, SO_RCVPRIORITY",
        "[1]",
        1, 0, 0, 0)

OPTION(ttl, 0, 2, "SOL_IP, IP_TTL",
        "[1]",
        1, 0, 0, 0)

OPTION(tos_of_one_byte, 0, 1, "SOL_IP, IP_TOS",
        "\"\\20\"",
        16)

OPTION(membership, 0, 35, "SOL_IP, IP_ADD_MEMBERSHIP",
        "{imr_multiaddr=inet_addr(\"224.0.0.1\"), imr_interface=inet_addr(\"127.0.0.1\")}",
        224, 0, 0, 1, 127, 0, 0, 1)

OPTION(membership_short, 0, 35, "SOL_IP, IP_ADD_MEMBERSHIP",
        NULL,
        0, 0, 0, 0)

OPTION(group, 0, 42, "SOL_IP, MCAST_JOIN_GROUP",
        "{gr_interface=if_nametoindex(\"lo\"), gr_group={sa_family=AF_INET, "
        "sin_port=htons(0), sin_addr=inet_addr(\"224.0.0.1\")}}",
        1, 0, 0, 0, 0, 0, 0, 0, 2, 0, 0, 0, 224, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
        0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
        0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
        0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
        0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0)

OPTION(tables, 0, 64, "SOL_IP, IPT_SO_SET_REPLACE",
        "[1]",
        1, 0, 0, 0)

OPTION(v6only, 41, 26, "SOL_IPV6, IPV6_V6ONLY",
        "[1]",
        1, 0, 0, 0)

OPTION(membership6, 41, 20, "SOL_IPV6, IPV6_ADD_MEMBERSHIP",
        "{inet_pton(AF_INET6, \"ff02::1\", &ipv6mr_multiaddr), "
        "ipv6mr_interface=if_nametoindex(\"lo\")}",
        255, 2, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 0, 0, 0)

OPTION(tables6, 41, 64, "SOL_IPV6, IP6T_SO_SET_REPLACE",
        "[1]",
        1, 0, 0, 0)

OPTION(nodelay, 6, 1, "SOL_TCP, TCP_NODELAY",
        "[1]",
        1, 0, 0, 0)

OPTION(congestion, 6, 13, "SOL_TCP, TCP_CONGESTION",
        "\"bbr\"",
        98, 98, 114)

OPTION(tcp_unknown, 6, 99, "SOL_TCP, 0x63 /* TCP_??? */",
        "[1]",
        1, 0, 0, 0)

OPTION(udp_cork, 17, 1, "SOL_UDP, UDP_CORK",
        "[1]",
        1, 0, 0, 0)

OPTION(segment, 17, 103, "SOL_UDP, UDP_SEGMENT",
        "[1]",
        1, 0, 0, 0)

OPTION(netlink_membership, 270, 1, "SOL_NETLINK, NETLINK_ADD_MEMBERSHIP",
        "[1]",
        1, 0, 0, 0)

OPTION(netlink_long, 270, 3, "SOL_NETLINK, NETLINK_PKTINFO",
        "[1]",
        1, 0, 0, 0, 1, 0, 0, 0)

OPTION(netlink_unknown, 270, 99, "SOL_NETLINK, 0x63 /* NETLINK_??? */",
        "[1]",
        1, 0, 0, 0)

OPTION(packet_membership, 263, 1, "SOL_PACKET, PACKET_ADD_MEMBERSHIP",
        "{mr_ifindex=if_nametoindex(\"lo\"), mr_type=PACKET_MR_PROMISC, mr_alen=6, "
        "mr_address=01:02:03:04:05:06}",
        1, 0, 0, 0, 1, 0, 6, 0, 1, 2, 3, 4, 5, 6, 0, 0)

OPTION(packet_ring, 263, 5, "SOL_PACKET, PACKET_RX_RING",
        "{tp_block_size=4096, tp_block_nr=1, tp_frame_size=2048, tp_frame_nr=2}",
        0, 16, 0, 0, 1, 0, 0, 0, 0, 8, 0, 0, 2, 0, 0, 0)

OPTION(packet_ring_short, 263, 5, "SOL_PACKET, PACKET_RX_RING",
        NULL,
        0, 0, 0, 0, 0, 0, 0, 0)

OPTION(icmp_filter, 255, 1, "SOL_RAW, ICMP_FILTER",
        "[ICMP_ECHOREPLY ICMP_ECHO]",
        1, 1, 0, 0)

OPTION(icmp_filter_most, 255, 1, "SOL_RAW, ICMP_FILTER",
        "~[ICMP_ECHO]",
        255, 254, 255, 255)

OPTION(raw_unknown, 255, 9, "SOL_RAW, 0x9 /* RAW_??? */",
        "[1]",
        1, 0, 0, 0)

OPTION(tls, 282, 1, "SOL_TLS, TLS_TX",
        "[1]",
        1, 0, 0, 0)

OPTION(alg_key, 279, 1, "SOL_ALG, ALG_SET_KEY",
        "\"\\1\\2\\3\\4\\5\\6\\7\\10\"",
        1, 2, 3, 4, 5, 6, 7, 8)

OPTION(can_raw, 101, 3, "SOL_CAN_RAW, CAN_RAW_LOOPBACK",
        "[1]",
        1, 0, 0, 0)

OPTION(sctp, 132, 3, "SOL_SCTP, SCTP_NODELAY",
        "[1]",
        1, 0, 0, 0)

OPTION(dccp, 269, 2, "SOL_DCCP, DCCP_SOCKOPT_SERVICE",
        "[1]",
        1, 0, 0, 0)

OPTION(tipc, 271, 127, "SOL_TIPC, TIPC_IMPORTANCE",
        "[1]",
        1, 0, 0, 0)

OPTION(xdp_ring, 283, 2, "SOL_XDP, XDP_RX_RING",
        "[1]",
        1, 0, 0, 0)

OPTION(bluetooth, 274, 4, "SOL_BLUETOOTH, BT_SECURITY",
        "[1]",
        1, 0, 0, 0)

OPTION(vsock_buffer, 40, 0, "AF_VSOCK, SO_VM_SOCKETS_BUFFER_SIZE",
        "[1]",
        1, 0, 0, 0)

OPTION(level_unknown, 299, 7, "0x12b /* SOL_?? */, 7",
        "[1]",
        1, 0, 0, 0)

OPTION(icmpv6, 58, 1, "SOL_ICMPV6, 1",
        "[1]",
        1, 0, 0, 0)

static void get(int fd, int level, int option, unsigned room, const char *names, const char *expected)
{
    uint8_t value[64] = {0};
    unsigned length = room;
    long result = call(SYS_getsockopt, fd, level, option, value, &length);
    const char *lengths = result == 0 && length != room ? text("[%u => %u]", room, length)
                                                        : text("[%u]", room);

    expect(result, "getsockopt(%d, %s, %s, %s", fd, names, expected ? expected : address(value),
           lengths);
}

#define GOT(name, level, option, room, names, expected)                                            \
    CASE(name)                                                                                     \
    {                                                                                              \
        int fd = (int)call(SYS_socket, 2, 1, 0);                                                   \
        get(fd, level, option, room, names, expected);                                             \
    }

GOT(got_type, 1, 3, 4, "SOL_SOCKET, SO_TYPE", "[1]")
GOT(got_with_room, 1, 3, 64, "SOL_SOCKET, SO_TYPE", "[1]")
GOT(got_one_byte, 1, 3, 1, "SOL_SOCKET, SO_TYPE", "\"\\1\"")
GOT(got_nothing, 1, 3, 0, "SOL_SOCKET, SO_TYPE", NULL)
GOT(got_linger, 1, 13, 8, "SOL_SOCKET, SO_LINGER", "{l_onoff=0, l_linger=0}")
GOT(got_half_a_linger, 1, 13, 4, "SOL_SOCKET, SO_LINGER", "{l_onoff=0}")
GOT(got_a_byte_of_linger, 1, 13, 1, "SOL_SOCKET, SO_LINGER", "{l_onoff=\"\\x00\"}")
GOT(got_no_peer, 1, 17, 12, "SOL_SOCKET, SO_PEERCRED", "{pid=0, uid=-1, gid=-1}")
GOT(got_half_a_peer, 1, 17, 8, "SOL_SOCKET, SO_PEERCRED", "{pid=0, uid=-1}")
GOT(got_filter, 1, 26, 64, "SOL_SOCKET, SO_GET_FILTER", NULL)
GOT(got_nodelay, 6, 1, 4, "SOL_TCP, TCP_NODELAY", "[0]")
GOT(got_tables, 0, 64, 4, "SOL_IP, IPT_SO_GET_INFO", NULL)
GOT(got_unknown, 1, 999, 4, "SOL_SOCKET, 0x3e7 /* SO_??? */", NULL)
