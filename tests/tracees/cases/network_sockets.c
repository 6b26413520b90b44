/* Making sockets: domains, types with flags, protocols of each domain; and what needs only a number. */
#include "cases.h"

#include <linux/netlink.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#define SOCKET(name, domain, type, protocol, expected)                                             \
    CASE(name)                                                                                     \
    {                                                                                              \
        expect(call(SYS_socket, domain, type, protocol), "socket(%s", expected);                   \
    }

SOCKET(unix, 1, 1, 0,
       "AF_UNIX, SOCK_STREAM, 0")
SOCKET(inet, 2, 1, 6,
       "AF_INET, SOCK_STREAM, IPPROTO_TCP")
SOCKET(inet_flags, 2, 02004001, 0,
       "AF_INET, SOCK_STREAM|SOCK_CLOEXEC|SOCK_NONBLOCK, IPPROTO_IP")
SOCKET(inet_mptcp, 2, 1, 262,
       "AF_INET, SOCK_STREAM, IPPROTO_MPTCP")
SOCKET(inet_unknown, 2, 1, 300,
       "AF_INET, SOCK_STREAM, 0x12c /* IPPROTO_??? */")
SOCKET(inet6_raw, 10, 3, 58,
       "AF_INET6, SOCK_RAW, IPPROTO_ICMPV6")
SOCKET(netlink, 16, 3, 0,
       "AF_NETLINK, SOCK_RAW, NETLINK_ROUTE")
SOCKET(netlink_unknown, 16, 3, 99,
       "AF_NETLINK, SOCK_RAW, 0x63 /* NETLINK_??? */")
SOCKET(packet, 17, 3, 768,
       "AF_PACKET, SOCK_RAW, htons(ETH_P_ALL)")
SOCKET(packet_ip, 17, 2, 8,
       "AF_PACKET, SOCK_DGRAM, htons(ETH_P_IP)")
SOCKET(bluetooth, 31, 3, 1,
       "AF_BLUETOOTH, SOCK_RAW, BTPROTO_HCI")
SOCKET(can, 29, 3, 7,
       "AF_CAN, SOCK_RAW, CAN_J1939")
SOCKET(ax25, 3, 1, 204,
       "AF_AX25, SOCK_STREAM, 0xcc /* AX25_P_IP */")
SOCKET(ax25_unknown, 3, 1, 2,
       "AF_AX25, SOCK_STREAM, 0x2 /* AX25_P_??? */")
SOCKET(phonet, 35, 5, 2,
       "AF_PHONET, SOCK_SEQPACKET, PN_PROTO_PIPE")
SOCKET(caif, 37, 5, 1,
       "AF_CAIF, SOCK_SEQPACKET, CAIFPROTO_DATAGRAM")
SOCKET(nfc, 39, 3, 1,
       "AF_NFC, SOCK_RAW, NFC_SOCKPROTO_LLCP")
SOCKET(kcm, 41, 5, 0,
       "AF_KCM, SOCK_SEQPACKET, KCMPROTO_CONNECTED")
SOCKET(smc, 43, 1, 1,
       "AF_SMC, SOCK_STREAM, SMCPROTO_SMC6")
SOCKET(isdn, 34, 3, 1,
       "AF_ISDN, SOCK_RAW, ISDN_P_TE_S0")
SOCKET(rxrpc, 33, 2, 2,
       "AF_RXRPC, SOCK_DGRAM, AF_INET")
SOCKET(vsock, 40, 1, 7,
       "AF_VSOCK, SOCK_STREAM, 7")
SOCKET(domain_unknown, 99, 1, 1,
       "0x63 /* AF_??? */, SOCK_STREAM, 1")
SOCKET(domain_minus_one, -1, -1, -1,
       "0xffffffff /* AF_??? */, SOCK_CLOEXEC|SOCK_NONBLOCK|0xfff7f7ff, 18446744073709551615")
SOCKET(type_unknown, 1, 7, 0,
       "AF_UNIX, 0x7 /* SOCK_??? */, 0")
SOCKET(type_and_unknown_flags, 1, 0401, 0,
       "AF_UNIX, SOCK_STREAM|0x100 /* SOCK_??? */, 0")
SOCKET(type_zero, 1, 0, 0,
       "AF_UNIX, 0, 0")
SOCKET(only_flags, 1, 02000000, 0,
       "AF_UNIX, SOCK_CLOEXEC, 0")

#define SHUTDOWN(name, how, expected)                                                              \
    CASE(name)                                                                                     \
    {                                                                                              \
        expect(call(SYS_shutdown, -1, how), "shutdown(-1, %s", expected);                          \
    }

SHUTDOWN(shutdown_reading, 0, "SHUT_RD")
SHUTDOWN(shutdown_writing, 1, "SHUT_WR")
SHUTDOWN(shutdown_both, 2, "SHUT_RDWR")
SHUTDOWN(shutdown_unknown, 3, "0x3 /* SHUT_??? */")

CASE(listen_negative)
{
    expect(call(SYS_listen, -1, -1), "listen(-1, -1");
}

CASE(pairs)
{
    int pair[2] = {0};
    long result = call(SYS_socketpair, 1, 1 | 02000000, 0, pair);

    expect(result, "socketpair(AF_UNIX, SOCK_STREAM|SOCK_CLOEXEC, 0, [%d, %d]", pair[0], pair[1]);
    expect(call(SYS_socketpair, 1, 1, 5, pair), "socketpair(AF_UNIX, SOCK_STREAM, 5, %s",
           address(pair));
    expect(call(SYS_socketpair, 1, 1, 0, NULL), "socketpair(AF_UNIX, SOCK_STREAM, 0, NULL");
}

CASE(accept_flags)
{
    expect(call(SYS_accept4, -1, NULL, NULL, 02004000),
           "accept4(-1, NULL, NULL, SOCK_CLOEXEC|SOCK_NONBLOCK");
    expect(call(SYS_accept4, -1, 1, 1, 0x11), "accept4(-1, 0x1, 0x1, 0x11 /* SOCK_??? */");
}

CASE(accept_and_connect_nowhere)
{
    struct sockaddr_un name = {.sun_family = AF_UNIX, .sun_path = "/nonexistent"};
    unsigned length = 110;
    const char *where = address(&name);

    expect(call(SYS_connect, -1, &name, sizeof name), "connect(-1, {sa_family=AF_UNIX, sun_path=\"/nonexistent\"}, 110");
    expect(call(SYS_connect, -1, &name, 1), "connect(-1, %s, 1", where);
    expect(call(SYS_connect, -1, NULL, -1), "connect(-1, NULL, -1");
    expect(call(SYS_accept, -1, &name, &length), "accept(-1, %s, [110]", where);
    expect(call(SYS_accept, -1, &name, 1), "accept(-1, %s, 0x1", where);
    expect(call(SYS_accept, -1, NULL, NULL), "accept(-1, NULL, NULL");
}

CASE(accept_and_connect)
{
    struct sockaddr_un name = {.sun_family = AF_UNIX}, peer;
    const char *path = strcpy(name.sun_path, scratch("s"));
    int listening = socket(AF_UNIX, SOCK_STREAM, 0), client = socket(AF_UNIX, SOCK_STREAM, 0);
    unsigned length = sizeof peer;

    if (bind(listening, (struct sockaddr *)&name, sizeof name) < 0 || listen(listening, 2) < 0)
        skip_case("no sockets");
    expect(call(SYS_connect, client, &name, sizeof name), "connect(%d, {sa_family=AF_UNIX, sun_path=\"%s\"}, 110",
           client, path);
    expect(call(SYS_accept, listening, &peer, &length), "accept(%d, {sa_family=AF_UNIX}, [110 => 2]", listening);
    length = 1;
    client = socket(AF_UNIX, SOCK_STREAM, 0);
    call(SYS_connect, client, &name, sizeof name);
    expect(call(SYS_accept, listening, &peer, &length), "accept(%d, %s, [1 => 2]", listening, address(&peer));
}

CASE(netlink_has_no_name_before_it_is_bound)
{
    struct sockaddr_nl address = {.nl_family = AF_NETLINK};
    socklen_t length = sizeof address;
    int netlink = socket(AF_NETLINK, SOCK_RAW, NETLINK_ROUTE);
    struct stat status;

    fstat(netlink, &status);
    expect_under("-yy", call(SYS_listen, netlink, 1), "listen(%d<NETLINK:[%lu]>, 1", netlink,
                 (unsigned long)status.st_ino);
    bind(netlink, (struct sockaddr *)&address, sizeof address);
    getsockname(netlink, (struct sockaddr *)&address, &length);
    expect_under("-yy", call(SYS_listen, netlink, 1), "listen(%d<NETLINK:[ROUTE:%u]>, 1", netlink,
                 address.nl_pid);
    close(netlink);
}

CASE(quotes_around_what_a_socket_is_bound_to)
{
    struct sockaddr_un address = {.sun_family = AF_UNIX};
    int listener = socket(AF_UNIX, SOCK_STREAM, 0);
    struct stat status;
    size_t length = (size_t)snprintf(address.sun_path + 1, sizeof address.sun_path - 1, "a\"<%d", getpid());

    fstat(listener, &status);
    if (bind(listener, (struct sockaddr *)&address, (socklen_t)(offsetof(struct sockaddr_un, sun_path) + 1 + length)) < 0)
        skip_case("no abstract name");
    expect_under("-yy", call(SYS_listen, listener, 1), "listen(%d<UNIX-STREAM:[%lu,@\"a\\\"<%d\"]>, 1", listener,
                 (unsigned long)status.st_ino, getpid());
    close(listener);
}

CASE(names_of_a_socket)
{
    uint8_t name[128] = {0};
    unsigned length = sizeof name;
    int fd = (int)call(SYS_socket, 2, 2, 0);

    expect(call(SYS_getsockname, fd, name, &length),
           "getsockname(%d, {sa_family=AF_INET, sin_port=htons(0), sin_addr=inet_addr(\"0.0.0.0\")}, "
           "[128 => 16]",
           fd);
    length = 5;
    expect(call(SYS_getsockname, fd, name, &length),
           "getsockname(%d, {sa_family=AF_INET, sa_data=\"\\0\\0\\0\"}, [5 => 16]", fd);
    length = 0;
    expect(call(SYS_getsockname, fd, name, &length), "getsockname(%d, %s, [0 => 16]", fd,
           address(name));
    length = 16;
    expect(call(SYS_getpeername, fd, name, &length), "getpeername(%d, %s, [16]", fd, address(name));
}
