/*
 * Messages of netlink that no machine of ours sends: families that need hardware or a kernel's option,
 * and hostile ones.
 */
#include "decode_fixture.h"

#define U16(n)   (uint8_t)(n), (uint8_t)((n) >> 8)
#define U32(n)   U16((uint32_t)(n)), U16((uint32_t)(n) >> 16)
#define ATTRIBUTE(type, ...) U16(4 + sizeof((const uint8_t[]){__VA_ARGS__})), U16(type), __VA_ARGS__

enum { NETFILTER = 12, GENERIC = 16, CRYPTO = 21 };

/* One message behind its header, sent by itself. */
static const char *sent(int protocol, uint16_t type, uint16_t flags, const uint8_t *body, size_t size)
{
    static uint8_t message[16384];
    uint32_t length = (uint32_t)(16 + size);
    const char *start;

    memset(message, 0, 16);
    memcpy(message, &length, 4);
    memcpy(message + 4, &type, 2);
    memcpy(message + 6, &flags, 2);
    memcpy(message + 16, body, size);
    fx.netlink = protocol + 1;
    fixture_memory(&fx, PTR(1), message, length);
    fixture_call(&fx, ABI_NATIVE, "sendto", 3, PTR(1), length, 0, 0, 0);
    fixture_run(&fx, length);
    start = strstr(fixture_line(&fx), "nlmsg_type=");
    fx.region_count = 0;
    assert_non_null(start);
    return start;
}

#define holds(string, part)                                                                        \
    do {                                                                                           \
        const char *whole_ = (string);                                                             \
        if (!strstr(whole_, part))                                                                 \
            fail_msg("%s\nis not in\n%s", part, whole_);                                           \
    } while (0)
#define SENT(protocol, type, flags, ...)                                                           \
    sent(protocol, type, flags, (const uint8_t[]){__VA_ARGS__},                                    \
         sizeof((const uint8_t[]){__VA_ARGS__}))

static void an_algorithm_is_named_thrice_and_has_attributes(void **state)
{
    uint8_t body[208 + 8 + 76] = "cbc(aes)";
    const char *line;

    (void)state;
    memcpy(body + 64, "cbc-aes-aesni", 14);
    body[192] = 5;
    memcpy(body + 208, (const uint8_t[]){ATTRIBUTE(1, U32(400))}, 8);
    memcpy(body + 216, (const uint8_t[]){U16(76), U16(3)}, 4);
    memcpy(body + 220, "ahash", 6);
    line = sent(CRYPTO, 16, 1, body, 216 + 76);
    holds(line, "nlmsg_type=CRYPTO_MSG_NEWALG");
    holds(line, "{cru_name=\"cbc(aes)\", cru_driver_name=\"cbc-aes-aesni\", cru_module_name=\"\", "
                "cru_type=0x5, cru_mask=0, cru_refcnt=0, cru_flags=0}");
    holds(line, "[{nla_len=8, nla_type=CRYPTOCFGA_PRIORITY_VAL}, 400]");
    holds(line, "nla_type=CRYPTOCFGA_REPORT_HASH}, {type=\"ahash\", blocksize=0, digestsize=0}");
}

static void families_are_known_by_the_name_that_the_kernel_has_for_their_number(void **state)
{
    (void)state;
    fx.family = "ethtool";
    holds(SENT(GENERIC, 0x15, 1, 4, 1, 0, 0, ATTRIBUTE(0x8001, ATTRIBUTE(2, 'e', 't', 'h', 0))),
          "nlmsg_type=ethtool, nlmsg_flags=NLM_F_REQUEST, nlmsg_seq=0, nlmsg_pid=0}, "
          "{cmd=ETHTOOL_MSG_LINKMODES_GET, version=1}, [{nla_len=12, "
          "nla_type=NLA_F_NESTED|ETHTOOL_A_LINKMODES_HEADER}, [{nla_len=8, "
          "nla_type=ETHTOOL_A_HEADER_DEV_NAME}, \"eth\"]]");
    holds(SENT(GENERIC, 0x15, 2, 4, 1, 0, 0, ATTRIBUTE(5, U32(1000))),
          "{cmd=ETHTOOL_MSG_LINKMODES_GET_REPLY, version=1}, [{nla_len=8, "
          "nla_type=ETHTOOL_A_LINKMODES_SPEED}, 1000]");
    fx.family = "wireguard";
    holds(SENT(GENERIC, 0x20, 1, 1, 1, 0, 0, ATTRIBUTE(2, 'w', 'g', '0', 0),
               ATTRIBUTE(8, ATTRIBUTE(0, ATTRIBUTE(4, 2, 0, 0xca, 0x6c, 10, 0, 0, 9, 0, 0, 0, 0, 0, 0, 0, 0),
                                      ATTRIBUTE(9, ATTRIBUTE(0, ATTRIBUTE(1, 2, 0), 0, 0,
                                                             ATTRIBUTE(2, 10, 0, 0, 0),
                                                             ATTRIBUTE(3, 24)))))),
          "{cmd=WG_CMD_SET_DEVICE, version=1}, [[{nla_len=8, nla_type=WGDEVICE_A_IFNAME}, \"wg0\"], "
          "[{nla_len=57, nla_type=WGDEVICE_A_PEERS}, [{nla_len=53, nla_type=0}, [[{nla_len=20, "
          "nla_type=WGPEER_A_ENDPOINT}, {sa_family=AF_INET, sin_port=htons(51820), "
          "sin_addr=inet_addr(\"10.0.0.9\")}], [{nla_len=29, nla_type=WGPEER_A_ALLOWEDIPS}, "
          "[{nla_len=25, nla_type=0}, [[{nla_len=6, nla_type=WGALLOWEDIP_A_FAMILY}, AF_INET], "
          "[{nla_len=8, nla_type=WGALLOWEDIP_A_IPADDR}, inet_addr(\"10.0.0.0\")], [{nla_len=5, "
          "nla_type=WGALLOWEDIP_A_CIDR_MASK}, 24]]]]]]]]");
    fx.family = "nl80211";
    holds(SENT(GENERIC, 0x21, 1, 5, 0, 0, 0, ATTRIBUTE(3, U32(2)), ATTRIBUTE(5, U32(2))),
          "{cmd=NL80211_CMD_GET_INTERFACE, version=0}, [[{nla_len=8, "
          "nla_type=NL80211_ATTR_IFINDEX}, 2], [{nla_len=8, nla_type=NL80211_ATTR_IFTYPE}, "
          "NL80211_IFTYPE_STATION]]");
    fx.family = "TASKSTATS";
    holds(SENT(GENERIC, 0x22, 1, 1, 1, 0, 0, ATTRIBUTE(1, U32(77))),
          "{cmd=TASKSTATS_CMD_GET, version=1}, [{nla_len=8, nla_type=TASKSTATS_CMD_ATTR_PID}, 77]");
    fx.family = "devlink";
    holds(SENT(GENERIC, 0x23, 1, 1, 1, 0, 0, ATTRIBUTE(1, 'p', 'c', 'i', 0)),
          "{cmd=DEVLINK_CMD_GET, version=1}, [{nla_len=8, nla_type=DEVLINK_ATTR_BUS_NAME}, \"pci\"]");
    fx.family = "mptcp_pm";
    holds(SENT(GENERIC, 0x24, 1, 1, 1, 0, 0, ATTRIBUTE(0x8001, ATTRIBUTE(3, 10, 0, 0, 1))),
          "{cmd=MPTCP_PM_CMD_ADD_ADDR, version=1}, [{nla_len=12, "
          "nla_type=NLA_F_NESTED|MPTCP_PM_ATTR_ADDR}, [{nla_len=8, "
          "nla_type=MPTCP_PM_ADDR_ATTR_ADDR4}, inet_addr(\"10.0.0.1\")]]");
    fx.family = "team";
    holds(SENT(GENERIC, 0x25, 1, 2, 1, 0, 0, ATTRIBUTE(1, U32(3))),
          "{cmd=TEAM_CMD_OPTIONS_GET, version=1}, [{nla_len=8, nla_type=TEAM_ATTR_TEAM_IFINDEX}, 3]");
    fx.family = "l2tp";
    holds(SENT(GENERIC, 0x26, 1, 1, 1, 0, 0, ATTRIBUTE(2, 1, 0)),
          "{cmd=L2TP_CMD_TUNNEL_CREATE, version=1}, [{nla_len=6, "
          "nla_type=L2TP_ATTR_ENCAP_TYPE}, L2TP_ENCAPTYPE_IP]");
}

static void a_family_of_another_name_is_bytes(void **state)
{
    (void)state;
    fx.family = "teapot";
    holds(SENT(GENERIC, 0x30, 1, 1, 0, 0, 0, 9), "nlmsg_type=teapot, ");
    fx.family = "\33[31m"; /* no name that could be shown */
    holds(SENT(GENERIC, 0x30, 1, 1, 0, 0, 0, 9), "nlmsg_type=0x30 /* GENERIC_FAMILY_??? */, ");
    fx.family = NULL;
    holds(SENT(GENERIC, 0x30, 1, 1, 0, 0, 0, 9), "nlmsg_type=0x30 /* GENERIC_FAMILY_??? */, ");
}

/* A link's peer is a link, whose kind says that it has a peer: each is in 48 bytes. */
static void attributes_a_thousand_deep_end_in_bytes(void **state)
{
    static uint8_t body[4 + 8000];
    uint32_t left = 8000;

    (void)state;
    for (uint32_t at = 4; left > 8; at += 4, left -= 4) {
        uint16_t header[2] = {(uint16_t)left, at % 8 ? 1 : 2 /* a list's element, its data */};
        memcpy(body + at, header, sizeof header);
    }
    assert_true(strlen(sent(NETFILTER, 10 << 8 | 6, 1, body, sizeof body)) < FIXTURE_LINE_BYTES / 2);
    for (uint32_t at = 4, rest = 8000; rest > 8; at += 4, rest -= 4)
        body[at + 2] = 23; /* thermal's zones, devlink's tables: a list that holds itself */
    fx.family = "devlink";
    assert_true(strlen(sent(GENERIC, 0x20, 1, body, sizeof body)) < FIXTURE_LINE_BYTES / 2);
}

static void lengths_that_cannot_be_true_end_the_list(void **state)
{
    static const uint16_t lengths[] = {0, 1, 3, 5, 255, 65535};

    (void)state;
    for (size_t i = 0; i < sizeof lengths / sizeof *lengths; i++) {
        uint8_t body[12] = {2, 0, 0, 0, (uint8_t)lengths[i], (uint8_t)(lengths[i] >> 8), 1, 0, 't'};
        holds(sent(NETFILTER, 10 << 8, 1, body, sizeof body), "nla_type=NFTA_TABLE_NAME}");
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(an_algorithm_is_named_thrice_and_has_attributes),
        TEST(families_are_known_by_the_name_that_the_kernel_has_for_their_number),
        TEST(a_family_of_another_name_is_bytes),
        TEST(attributes_a_thousand_deep_end_in_bytes),
        TEST(lengths_that_cannot_be_true_end_the_list),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
