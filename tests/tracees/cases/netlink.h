/* Messages of netlink sockets, written as the bytes they are. */
#ifndef PTOP_TRACEES_NETLINK_H
#define PTOP_TRACEES_NETLINK_H

#include <sys/socket.h>

#include "cases.h"

#define U16(n)  (uint8_t)(n), (uint8_t)((n) >> 8)
#define U32(n)  U16((uint32_t)(n)), U16((uint32_t)(n) >> 16)
#define NOTHING
#define ZERO_4  0, 0, 0, 0
#define ZERO_7  ZERO_4, 0, 0, 0
#define ZERO_11 ZERO_4, ZERO_7
#define ZERO_12 ZERO_4, ZERO_4, ZERO_4
#define ZERO_15 ZERO_4, ZERO_11
#define ZERO_16 ZERO_4, ZERO_12
#define ZERO_19 ZERO_4, ZERO_15
#define ZERO_32 ZERO_16, ZERO_16
#define ZERO_52 ZERO_32, ZERO_16, ZERO_4
#define SIZE_OF(...) sizeof((const uint8_t[]){__VA_ARGS__})

/* Its length counts the header; what pads it does not belong to it. */
#define ATTRIBUTE(type, ...) U16(4 + SIZE_OF(__VA_ARGS__)), U16(type), __VA_ARGS__

/* AF_NETLINK as the options show it. */
static inline const char *netlink_family(const char *options)
{
    if (strstr(options, "-X raw"))
        return "0x10";
    return strstr(options, "-X verbose") ? "0x10 /* AF_NETLINK */" : "AF_NETLINK";
}

static inline void send_to_nobody(const char *options, int protocol, const uint8_t *message,
                                  size_t length, const char *expected)
{
    static const uint8_t nobody[12] = {AF_NETLINK, 0, 0, 0, 0xf0, 0xff, 0xff, 0x7f};
    int fd = socket(AF_NETLINK, SOCK_RAW, protocol);
    struct {
        uint16_t family, pad;
        uint32_t port, groups;
    } own = {.family = AF_NETLINK};

    if (fd < 0 || bind(fd, (struct sockaddr *)&own, sizeof own) < 0)
        skip_case("no such netlink protocol");
    expect_under(options, call(SYS_sendto, fd, message, length, 0, nobody, sizeof nobody),
                 "sendto(%d, %s, %zu, 0, {sa_family=%s, nl_pid=2147483632, nl_groups=00000000}, 12",
                 fd, expected, length, netlink_family(options));
}

/* Sequence number 1, port 2; what follows is behind the header. */
#define NETLINK(name, ...) NETLINK_UNDER(name, "", __VA_ARGS__)
#define NETLINK_UNDER(name, options, protocol, type, flags, expected, ...)                         \
    CASE(name)                                                                                     \
    {                                                                                              \
        static const uint8_t message[] = {U32(16 + SIZE_OF(__VA_ARGS__)), U16(type), U16(flags),   \
                                          U32(1), U32(2), __VA_ARGS__};                            \
        send_to_nobody(options, protocol, message, sizeof message, expected);                      \
    }

#endif
