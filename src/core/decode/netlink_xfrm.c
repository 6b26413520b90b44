/*
 * NETLINK_XFRM: the states and policies of IPsec.  Their structs hold addresses whose family stands
 * elsewhere in the same struct, so functions write them; keys are never more than their length.
 */
#include "netlink.h"

enum { GET_STATE = 18, DUMP = 0x300 /* NLM_F_DUMP */ };
enum { ADDRESS_BYTES = 16, SELECTOR_BYTES = 56, STATE_BYTES = 217, POLICY_BYTES = 164 };

static void put_address(struct formatter *f, const char *field, unsigned family,
                        const uint8_t *bytes)
{
    if (family == FAMILY_INET6) {
        format_field_ipv6(f, field, bytes);
        return;
    }
    format_field(f, field);
    format_family_address(f, family, bytes, ADDRESS_BYTES);
}

static void put_uint(struct formatter *f, const char *field, uint32_t value)
{
    format_field(f, field);
    format_uint(f, value);
}

static void put_named(struct formatter *f, const char *field, enum arg_type type, uint32_t value)
{
    format_field(f, field);
    format_value(f, type, value);
}

static void put_port(struct formatter *f, const char *field, const uint8_t *bytes)
{
    format_field(f, field);
    format_network_short(f, load_u16(bytes));
}

/* As it is read in tables: 0x00000100. */
static void put_spi(struct formatter *f, const uint8_t *bytes)
{
    format_field(f, "spi");
    format_function(f, "htonl");
    format_hex(f, __builtin_bswap32(load_u32(bytes)));
    format_closing(f);
}

static void put_selector(struct formatter *f, const uint8_t *bytes)
{
    unsigned family = load_u16(bytes + 40);

    format_open(f, '{');
    put_address(f, "daddr", family, bytes);
    put_address(f, "saddr", family, bytes + 16);
    put_port(f, "dport", bytes + 32);
    put_port(f, "dport_mask", bytes + 34);
    put_port(f, "sport", bytes + 36);
    put_port(f, "sport_mask", bytes + 38);
    put_named(f, "family", TYPE_SOCKET_DOMAIN, family);
    put_uint(f, "prefixlen_d", bytes[42]);
    put_uint(f, "prefixlen_s", bytes[43]);
    put_named(f, "proto", TYPE_INET_PROTOCOL, bytes[44]);
    put_named(f, "ifindex", TYPE_INTERFACE, load_u32(bytes + 48));
    put_uint(f, "user", load_u32(bytes + 52));
    format_close(f, '}');
}

/* struct xfrm_id: its family is its owner's. */
static void put_id(struct formatter *f, const char *field, unsigned family, const uint8_t *bytes)
{
    format_field(f, field);
    format_open(f, '{');
    put_address(f, "daddr", family, bytes);
    put_spi(f, bytes + 16);
    put_named(f, "proto", TYPE_INET_PROTOCOL, bytes[20]);
    format_close(f, '}');
}

#define LONG_COUNT(name)                                                                           \
    {                                                                                              \
        name, MEMBER_U64_PACKED, .type = TYPE_ULONG                                                \
    }
#define COUNT(name)                                                                                \
    {                                                                                              \
        name, MEMBER_U32, .type = TYPE_UINT                                                        \
    }
#define BITS(name)                                                                                 \
    {                                                                                              \
        name, MEMBER_U32, .type = TYPE_HEX                                                         \
    }

static const struct member xfrm_limits[] = {
    LONG_COUNT("soft_byte_limit"),
    LONG_COUNT("hard_byte_limit"),
    LONG_COUNT("soft_packet_limit"),
    LONG_COUNT("hard_packet_limit"),
    LONG_COUNT("soft_add_expires_seconds"),
    LONG_COUNT("hard_add_expires_seconds"),
    LONG_COUNT("soft_use_expires_seconds"),
    LONG_COUNT("hard_use_expires_seconds"),
    {0},
};
static const struct member xfrm_lifetime[] = {
    LONG_COUNT("bytes"), LONG_COUNT("packets"), LONG_COUNT("add_time"), LONG_COUNT("use_time"), {0},
};
static const struct member xfrm_statistics[] = {
    COUNT("replay_window"), COUNT("replay"), COUNT("integrity_failed"), {0}};

static void put_state(struct formatter *f, const uint8_t *bytes)
{
    unsigned family = load_u16(bytes + 212);

    format_open(f, '{');
    format_field(f, "sel");
    put_selector(f, bytes);
    put_id(f, "id", family, bytes + 56);
    put_address(f, "saddr", family, bytes + 80);
    format_field(f, "lft");
    format_record(f, xfrm_limits, bytes + 96, 64, false);
    format_field(f, "curlft");
    format_record(f, xfrm_lifetime, bytes + 160, 32, false);
    format_field(f, "stats");
    format_record(f, xfrm_statistics, bytes + 192, 12, false);
    put_uint(f, "seq", load_u32(bytes + 204));
    put_uint(f, "reqid", load_u32(bytes + 208));
    put_named(f, "family", TYPE_SOCKET_DOMAIN, family);
    put_named(f, "mode", TYPE_XFRM_MODE, bytes[214]);
    put_uint(f, "replay_window", bytes[215]);
    put_named(f, "flags", TYPE_XFRM_STATE_FLAGS, bytes[216]);
    format_close(f, '}');
}

static void put_policy(struct formatter *f, const uint8_t *bytes)
{
    format_open(f, '{');
    format_field(f, "sel");
    put_selector(f, bytes);
    format_field(f, "lft");
    format_record(f, xfrm_limits, bytes + 56, 64, false);
    format_field(f, "curlft");
    format_record(f, xfrm_lifetime, bytes + 120, 32, false);
    put_uint(f, "priority", load_u32(bytes + 152));
    put_uint(f, "index", load_u32(bytes + 156));
    put_named(f, "dir", TYPE_XFRM_POLICY_DIRECTION, bytes[160]);
    put_named(f, "action", TYPE_XFRM_POLICY_ACTION, bytes[161]);
    put_named(f, "flags", TYPE_XFRM_POLICY_FLAGS, bytes[162]);
    put_named(f, "share", TYPE_XFRM_SHARE, bytes[163]);
    format_close(f, '}');
}

static void put_state_id(struct formatter *f, const uint8_t *bytes)
{
    unsigned family = load_u16(bytes + 20);

    format_open(f, '{');
    put_address(f, "daddr", family, bytes);
    put_spi(f, bytes + 16);
    put_named(f, "family", TYPE_SOCKET_DOMAIN, family);
    put_named(f, "proto", TYPE_INET_PROTOCOL, bytes[22]);
    format_close(f, '}');
}

static void put_policy_id(struct formatter *f, const uint8_t *bytes)
{
    format_open(f, '{');
    format_field(f, "sel");
    put_selector(f, bytes);
    put_uint(f, "index", load_u32(bytes + 56));
    put_named(f, "dir", TYPE_XFRM_POLICY_DIRECTION, bytes[60]);
    format_close(f, '}');
}

static void put_event(struct formatter *f, const uint8_t *bytes)
{
    format_open(f, '{');
    format_field(f, "sa_id");
    put_state_id(f, bytes);
    put_address(f, "saddr", load_u16(bytes + 20), bytes + 24);
    put_named(f, "flags", TYPE_XFRM_EVENT_FLAGS, load_u32(bytes + 40));
    put_uint(f, "reqid", load_u32(bytes + 44));
    format_close(f, '}');
}

static void put_flush(struct formatter *f, const uint8_t *bytes)
{
    format_open(f, '{');
    put_named(f, "proto", TYPE_INET_PROTOCOL, bytes[0]);
    format_close(f, '}');
}

static void put_flags(struct formatter *f, const uint8_t *bytes)
{
    format_hex(f, load_u32(bytes));
}

static void put_template(struct formatter *f, const uint8_t *bytes)
{
    unsigned family = load_u16(bytes + 24);

    format_open(f, '{');
    put_id(f, "id", family, bytes);
    put_named(f, "family", TYPE_SOCKET_DOMAIN, family);
    put_address(f, "saddr", family, bytes + 28);
    put_uint(f, "reqid", load_u32(bytes + 44));
    put_named(f, "mode", TYPE_XFRM_MODE, bytes[48]);
    put_named(f, "share", TYPE_XFRM_SHARE, bytes[49]);
    put_uint(f, "optional", bytes[50]);
    put_named(f, "aalgos", TYPE_HEX, load_u32(bytes + 52));
    put_named(f, "ealgos", TYPE_HEX, load_u32(bytes + 56));
    put_named(f, "calgos", TYPE_HEX, load_u32(bytes + 60));
    format_close(f, '}');
}

static void put_filter(struct formatter *f, const uint8_t *bytes)
{
    unsigned family = load_u16(bytes + 32);

    format_open(f, '{');
    put_address(f, "saddr", family, bytes);
    put_address(f, "daddr", family, bytes + 16);
    put_named(f, "family", TYPE_SOCKET_DOMAIN, family);
    put_uint(f, "splen", bytes[34]);
    put_uint(f, "dplen", bytes[35]);
    format_close(f, '}');
}

static void put_network_port(struct formatter *f, const uint8_t *bytes)
{
    format_network_short(f, load_u16(bytes));
}

static const struct member xfrm_state[] = {
    {NULL, MEMBER_PUT, .count = STATE_BYTES, .put = put_state}, {0}};
static const struct member xfrm_policy[] = {
    {NULL, MEMBER_PUT, .count = POLICY_BYTES, .put = put_policy}, {0}};
static const struct member xfrm_template[] = {{NULL, MEMBER_PUT, .count = 64, .put = put_template},
                                              {0}};
static const struct member xfrm_filter[] = {{NULL, MEMBER_PUT, .count = 36, .put = put_filter},
                                            {0}};
static const struct member xfrm_encapsulation[] = {
    {"encap_type", MEMBER_U16, .type = TYPE_UINT},
    {"encap_sport", MEMBER_PUT, .count = 2, .put = put_network_port},
    {"encap_dport", MEMBER_PUT, .count = 2, .put = put_network_port},
    {NULL, MEMBER_PAD, .count = 18},
    {0},
};
static const struct member xfrm_replay[] = {COUNT("oseq"), COUNT("seq"), BITS("bitmap"), {0}};
static const struct member xfrm_replay_esn[] = {
    COUNT("bmp_len"), COUNT("oseq"),          COUNT("seq"), COUNT("oseq_hi"),
    COUNT("seq_hi"),  COUNT("replay_window"), {0},
};
static const struct member xfrm_policy_type[] = {
    {"type", MEMBER_U8, .type = TYPE_XFRM_POLICY_KIND},
    {NULL, MEMBER_PAD, .count = 5},
    {0},
};
static const struct member xfrm_mark[] = {BITS("v"), BITS("m"), {0}};
static const struct member xfrm_offload[] = {
    {"ifindex", MEMBER_U32, .type = TYPE_INTERFACE},
    {"flags", MEMBER_U8, .type = TYPE_HEX},
    {NULL, MEMBER_PAD, .count = 3},
    {0},
};
static const struct member xfrm_sad[] = {COUNT("sadhcnt"), COUNT("sadhmcnt"), {0}};
static const struct member xfrm_spd[] = {
    COUNT("incnt"),
    COUNT("outcnt"),
    COUNT("fwdcnt"),
    COUNT("inscnt"),
    COUNT("outscnt"),
    COUNT("fwdscnt"),
    {0},
};
static const struct member xfrm_spd_hash[] = {COUNT("spdhcnt"), COUNT("spdhmcnt"), {0}};
static const struct member xfrm_threshold[] = {
    {"lbits", MEMBER_U8, .type = TYPE_UINT}, {"rbits", MEMBER_U8, .type = TYPE_UINT}, {0}};

/* ---- algorithms: a name of 64 bytes, lengths in bits, and a key
 * ---------------------------------- */

#define NAME_BYTES 64

static void put_keyed(struct formatter *f, const char *second, const uint8_t *bytes, size_t length)
{
    size_t key_at = NAME_BYTES + 4 + (second ? 4 : 0);

    if (length < key_at) {
        format_quoted_hex(f, bytes, length, format_string_limit(f), false);
        return;
    }
    format_open(f, '{');
    format_field(f, "alg_name");
    format_chars(f, bytes, NAME_BYTES);
    put_uint(f, "alg_key_len", load_u32(bytes + NAME_BYTES));
    if (second)
        put_uint(f, second, load_u32(bytes + NAME_BYTES + 4));
    if (length > key_at) {
        format_field(f, "alg_key");
        format_quoted_hex(f, bytes + key_at, length - key_at, format_string_limit(f), false);
    }
    format_close(f, '}');
}

static void put_algorithm(struct formatter *f, const struct netlink_context *context,
                          const uint8_t *bytes, size_t length)
{
    (void)context;
    put_keyed(f, NULL, bytes, length);
}

static void put_aead(struct formatter *f, const struct netlink_context *context,
                     const uint8_t *bytes, size_t length)
{
    (void)context;
    put_keyed(f, "alg_icv_len", bytes, length);
}

static void put_truncated(struct formatter *f, const struct netlink_context *context,
                          const uint8_t *bytes, size_t length)
{
    (void)context;
    put_keyed(f, "alg_trunc_len", bytes, length);
}

#define ATTRIBUTE_FILE "core/tables/attributes/xfrm.def"
#include "netlink_rows.def"
#undef ATTRIBUTE_FILE

/* ---- messages -----------------------------------------------------------------------------------
 */

/* Where attributes begin: 64 bits are aligned to four bytes in a 32-bit tracee.  The family decides
 * on addresses among the attributes. */
static const struct kind {
    uint8_t first, last;
    uint8_t least; /* bytes that put needs */
    uint8_t size_bytes[2];
    uint8_t family_at; /* 0: it has none */
    void (*put)(struct formatter *f, const uint8_t *bytes);
    const struct attribute_list *list;
} kinds[] = {
    {16, 16, STATE_BYTES, {224, 220}, 212, put_state, &attributes_xfrma},
    {17, 18, 23, {24, 24}, 20, put_state_id, &attributes_xfrma},
    {19, 19, POLICY_BYTES, {168, 164}, 40, put_policy, &attributes_xfrma},
    {20, 21, 61, {64, 64}, 40, put_policy_id, &attributes_xfrma},
    {22, 22, STATE_BYTES, {232, 228}, 212, put_state, &attributes_xfrma},
    {24, 24, STATE_BYTES, {232, 224}, 212, put_state, &attributes_xfrma},
    {25, 25, POLICY_BYTES, {168, 164}, 40, put_policy, &attributes_xfrma},
    {26, 26, STATE_BYTES, {224, 220}, 212, put_state, &attributes_xfrma},
    {27, 27, POLICY_BYTES, {176, 168}, 40, put_policy, &attributes_xfrma},
    {28, 28, 1, {4, 4}, 0, put_flush, &attributes_xfrma},
    {30, 31, 48, {48, 48}, 20, put_event, &attributes_xfrma},
    {33, 33, 61, {64, 64}, 40, put_policy_id, &attributes_xfrma},
    {34, 35, 4, {4, 4}, 0, put_flags, &attributes_xfrma_sad},
    {36, 37, 4, {4, 4}, 0, put_flags, &attributes_xfrma_spd},
};

static const struct kind *kind_of(const struct netlink_message *message)
{
    for (size_t i = 0; i < ARRAY_COUNT(kinds); i++)
        if (message->type >= kinds[i].first && message->type <= kinds[i].last)
            return message->length >= kinds[i].least ? &kinds[i] : NULL;
    return NULL;
}

void format_xfrm_message(struct formatter *f, const struct netlink_message *message)
{
    const struct kind *kind = kind_of(message);
    bool wants_all = message->type == GET_STATE && (message->flags & DUMP) == DUMP;
    struct netlink_context context = {.type = message->type};
    uint8_t family;

    if (wants_all) { /* there is no struct */
        format_attributes(f, &attributes_xfrma, &context, message->bytes, message->length);
        return;
    }
    if (!kind) {
        format_quoted_hex(f, message->bytes, message->length, format_string_limit(f), false);
        return;
    }
    family = kind->family_at ? message->bytes[kind->family_at] : 0;
    kind->put(f, message->bytes);
    format_behind(f, kind->list, family, message, kind->size_bytes[f->abi == ABI_COMPAT]);
}
