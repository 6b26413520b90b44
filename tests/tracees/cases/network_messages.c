/* Messages: names, vectors, control data by level and type, arrays of them, and both ways. */
#include <sys/socket.h>
#include <sys/uio.h>
#include <time.h>

#include "cases.h"

#define U16(n) (uint8_t)(n), (uint8_t)((n) >> 8)
#define U32(n) U16((uint32_t)(n)), U16((uint32_t)(n) >> 16)
#define U64(n) U32((uint64_t)(n)), U32((uint64_t)(n) >> 32)

static char hello[] = "hello";
static struct iovec one_buffer = {hello, 5};

static void send_control(uint8_t *control, size_t length, const char *shown)
{
    struct msghdr message = {
        .msg_iov = &one_buffer, .msg_iovlen = 1, .msg_control = control, .msg_controllen = length};

    expect(call(SYS_sendmsg, -1, &message, 0),
           "sendmsg(-1, {msg_name=NULL, msg_namelen=0, msg_iov=[{iov_base=\"hello\", iov_len=5}], "
           "msg_iovlen=1, msg_control=%s, msg_controllen=%zu, msg_flags=0}, 0",
           shown ? shown : address(control), length);
}

/* A control message that says its own length. */
#define CONTROL(name, level, type, shown, ...)                                                     \
    CASE(name)                                                                                     \
    {                                                                                              \
        static uint8_t control[] = {U64(16 + sizeof((uint8_t[]){__VA_ARGS__})), U32(level),        \
                                    U32(type), __VA_ARGS__};                                       \
        send_control(control, sizeof control, shown);                                              \
    }

CONTROL(rights, 1, 1,
        "[{cmsg_len=28, cmsg_level=SOL_SOCKET, cmsg_type=SCM_RIGHTS, cmsg_data=[0, 1, 2]}]", U32(0),
        U32(1), U32(2))
CONTROL(rights_and_a_half, 1, 1,
        "[{cmsg_len=22, cmsg_level=SOL_SOCKET, cmsg_type=SCM_RIGHTS, cmsg_data=[7]}]", U32(7), 1, 2)
CONTROL(credentials, 1, 2,
        "[{cmsg_len=28, cmsg_level=SOL_SOCKET, cmsg_type=SCM_CREDENTIALS, cmsg_data={pid=1, uid=2, "
        "gid=3}}]",
        U32(1), U32(2), U32(3))
CONTROL(credentials_short, 1, 2,
        "[{cmsg_len=24, cmsg_level=SOL_SOCKET, cmsg_type=SCM_CREDENTIALS}]", U32(1), U32(2))
CONTROL(security, 1, 3,
        "[{cmsg_len=20, cmsg_level=SOL_SOCKET, cmsg_type=SCM_SECURITY, cmsg_data=\"abc\\0\"}]", 'a',
        'b', 'c', 0)
CONTROL(timestamp, 1, 29,
        "[{cmsg_len=32, cmsg_level=SOL_SOCKET, cmsg_type=SO_TIMESTAMP_OLD, cmsg_data={tv_sec=1, "
        "tv_usec=2}}]",
        U64(1), U64(2))
CONTROL(timestamp_short, 1, 29,
        "[{cmsg_len=24, cmsg_level=SOL_SOCKET, cmsg_type=SO_TIMESTAMP_OLD, cmsg_data=???}]", U64(1))
CONTROL(timestamp_ns, 1, 35,
        "[{cmsg_len=32, cmsg_level=SOL_SOCKET, cmsg_type=SO_TIMESTAMPNS_OLD, cmsg_data={tv_sec=1, "
        "tv_nsec=2}}]",
        U64(1), U64(2))
CONTROL(timestamping, 1, 65,
        "[{cmsg_len=64, cmsg_level=SOL_SOCKET, cmsg_type=SO_TIMESTAMPING_NEW, "
        "cmsg_data=[{tv_sec=1, tv_nsec=2}, {tv_sec=3, tv_nsec=4}, {tv_sec=5, tv_nsec=6}]}]",
        U64(1), U64(2), U64(3), U64(4), U64(5), U64(6))
CONTROL(unknown_of_sockets, 1, 99,
        "[{cmsg_len=20, cmsg_level=SOL_SOCKET, cmsg_type=0x63 /* SCM_??? */}]", U32(1))
CONTROL(tos, 0, 1, "[{cmsg_len=17, cmsg_level=SOL_IP, cmsg_type=IP_TOS, cmsg_data=[0x10]}]", 0x10)
CONTROL(ttl, 0, 2, "[{cmsg_len=20, cmsg_level=SOL_IP, cmsg_type=IP_TTL, cmsg_data=[64]}]", U32(64))
CONTROL(options, 0, 7,
        "[{cmsg_len=19, cmsg_level=SOL_IP, cmsg_type=IP_RETOPTS, cmsg_data=[0x1, 0, 0x3]}]", 1, 0, 3)
CONTROL(packet_info, 0, 8,
        "[{cmsg_len=28, cmsg_level=SOL_IP, cmsg_type=IP_PKTINFO, "
        "cmsg_data={ipi_ifindex=if_nametoindex(\"lo\"), ipi_spec_dst=inet_addr(\"127.0.0.1\"), "
        "ipi_addr=inet_addr(\"1.2.3.4\")}}]",
        U32(1), 127, 0, 0, 1, 1, 2, 3, 4)
CONTROL(socket_error, 0, 11,
        "[{cmsg_len=48, cmsg_level=SOL_IP, cmsg_type=IP_RECVERR, cmsg_data={ee_errno=111, "
        "ee_origin=2, ee_type=3, ee_code=4, ee_info=5, ee_data=6, offender={sa_family=AF_INET, "
        "sin_port=htons(80), sin_addr=inet_addr(\"1.2.3.4\")}}}]",
        U32(111), 2, 3, 4, 0, U32(5), U32(6), 2, 0, 0, 80, 1, 2, 3, 4, U64(0))
CONTROL(destination, 0, 20,
        "[{cmsg_len=32, cmsg_level=SOL_IP, cmsg_type=IP_ORIGDSTADDR, cmsg_data={sa_family=AF_INET, "
        "sin_port=htons(80), sin_addr=inet_addr(\"1.2.3.4\")}}]",
        2, 0, 0, 80, 1, 2, 3, 4, U64(0))
CONTROL(checksum, 0, 23,
        "[{cmsg_len=20, cmsg_level=SOL_IP, cmsg_type=IP_CHECKSUM, cmsg_data=[4294967295]}]", U32(-1))
CONTROL(hop_limit, 41, 52, "[{cmsg_len=20, cmsg_level=SOL_IPV6, cmsg_type=0x34}]", U32(64))
CONTROL(segment_size, 17, 103, "[{cmsg_len=18, cmsg_level=SOL_UDP, cmsg_type=0x67}]", U16(1400))

CASE(control_that_is_too_short)
{
    static uint8_t control[8];

    send_control(control, 7, NULL);
}

CASE(control_with_bytes_behind)
{
    static uint8_t control[] = {U64(20), U32(1), U32(1), U32(5), U32(0), 1, 2, 3};

    send_control(control, sizeof control,
                 text("[{cmsg_len=20, cmsg_level=SOL_SOCKET, cmsg_type=SCM_RIGHTS, cmsg_data=[5]}, "
                      "... /* %s */]",
                      address(control + 24)));
}

CASE(control_shorter_than_its_header)
{
    static uint8_t control[] = {U64(5), U32(1), U32(1), U64(0)};

    send_control(control, sizeof control,
                 text("[{cmsg_len=5, cmsg_level=SOL_SOCKET, cmsg_type=SCM_RIGHTS}, ... /* %s */]",
                      address(control + 16)));
}

CASE(messages_that_are_not_there)
{
    expect(call(SYS_sendmsg, -1, NULL, 0), "sendmsg(-1, NULL, 0");
    expect(call(SYS_sendmsg, -1, 1, 0), "sendmsg(-1, 0x1, 0");
    expect(call(SYS_recvmsg, -1, NULL, 0), "recvmsg(-1, NULL, 0");
    struct msghdr *cut = at_page_end("12345678", 8);
    expect(call(SYS_sendmsg, -1, cut, MSG_DONTWAIT), "sendmsg(-1, %s, MSG_DONTWAIT", address(cut));
}

CASE(vector_of_nothing)
{
    struct msghdr message = {.msg_iov = &one_buffer};

    expect(call(SYS_sendmsg, -1, &message, 0x40 | 0x10000000),
           "sendmsg(-1, {msg_name=NULL, msg_namelen=0, msg_iov=[], msg_iovlen=0, msg_controllen=0, "
           "msg_flags=0}, MSG_DONTWAIT|0x10000000");
}

static int receiver(int *ret_sender)
{
    int pair[2];

    if (socketpair(AF_UNIX, SOCK_DGRAM, 0, pair) < 0)
        skip_case("no sockets");
    *ret_sender = pair[1];
    return pair[0];
}

CASE(received)
{
    char buffer[20], name[64];
    struct iovec vector = {buffer, sizeof buffer};
    struct msghdr message = {
        .msg_name = name, .msg_namelen = sizeof name, .msg_iov = &vector, .msg_iovlen = 1};
    int sender, fd = receiver(&sender);

    send(sender, "hello", 5, 0);
    expect(call(SYS_recvmsg, fd, &message, 0),
           "recvmsg(%d, {msg_name=%s, msg_namelen=64 => 0, msg_iov=[{iov_base=\"hello\", "
           "iov_len=20}], msg_iovlen=1, msg_controllen=0, msg_flags=0}, 0",
           fd, address(name));
    message.msg_namelen = 64;
    expect(call(SYS_recvmsg, fd, &message, MSG_DONTWAIT),
           "recvmsg(%d, {msg_namelen=64}, MSG_DONTWAIT", fd);
    vector.iov_len = 2;
    send(sender, "hello", 5, 0);
    message.msg_namelen = 0;
    expect(call(SYS_recvmsg, fd, &message, 0),
           "recvmsg(%d, {msg_name=%s, msg_namelen=0, msg_iov=[{iov_base=\"he\", iov_len=2}], "
           "msg_iovlen=1, msg_controllen=0, msg_flags=MSG_TRUNC}, 0",
           fd, address(name));
}

CASE(received_bytes)
{
    char buffer[20];
    uint8_t name[64];
    unsigned length = sizeof name;
    int sender, fd = receiver(&sender);

    send(sender, "hello", 5, 0);
    expect(call(SYS_recvfrom, fd, buffer, sizeof buffer, 0, name, &length),
           "recvfrom(%d, \"hello\", 20, 0, %s, [64 => 0]", fd, address(name));
    expect(call(SYS_recvfrom, fd, buffer, sizeof buffer, MSG_DONTWAIT, NULL, NULL),
           "recvfrom(%d, %s, 20, MSG_DONTWAIT, NULL, NULL", fd, address(buffer));
    expect(call(SYS_sendto, -1, "abc", 3, MSG_NOSIGNAL | MSG_MORE, NULL, 99),
           "sendto(-1, \"abc\", 3, MSG_NOSIGNAL|MSG_MORE, NULL, 99");
    expect(call(SYS_sendto, -1, 1, 2, 0, 4, 16), "sendto(-1, 0x1, 2, 0, 0x4, 16");
}

CASE(many_messages)
{
    struct mmsghdr messages[2] = {
        {.msg_hdr = {.msg_iov = &one_buffer, .msg_iovlen = 1}},
        {.msg_hdr = {.msg_iov = &one_buffer, .msg_iovlen = 1}},
    };
    int sender, fd = receiver(&sender);
    struct timespec timeout = {5, 0};

#define HEADER                                                                                     \
    "{msg_hdr={msg_name=NULL, msg_namelen=0, msg_iov=[{iov_base=\"hello\", iov_len=5}], "          \
    "msg_iovlen=1, msg_controllen=0, msg_flags=0}"
    expect(call(SYS_sendmmsg, sender, messages, 2, 0),
           "sendmmsg(%d, [" HEADER ", msg_len=5}, " HEADER ", msg_len=5}], 2, 0", sender);
    expect(call(SYS_sendmmsg, -1, messages, 2, 0), "sendmmsg(-1, [" HEADER "}, " HEADER "}], 2, 0");
    expect(call(SYS_sendmmsg, sender, messages, 0, 0), "sendmmsg(%d, [], 0, 0", sender);
    expect(call(SYS_recvmmsg, fd, messages, 2, 0, NULL),
           "recvmmsg(%d, [" HEADER ", msg_len=5}, " HEADER ", msg_len=5}], 2, 0, NULL", fd);
    expect(call(SYS_recvmmsg, fd, messages, 2, MSG_DONTWAIT, NULL),
           "recvmmsg(%d, %s, 2, MSG_DONTWAIT, NULL", fd, address(messages));
    call(SYS_sendmmsg, sender, messages, 1, 0);
    expect(call(SYS_recvmmsg, -1, messages, 1, 0, &timeout),
           "recvmmsg(-1, %s, 1, 0, {tv_sec=5, tv_nsec=0}", address(messages));
}
