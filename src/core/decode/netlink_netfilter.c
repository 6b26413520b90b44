/*
 * NETLINK_NETFILTER: one number for a subsystem and its message, a struct that all of them share,
 * and attributes of the subsystem's own (core/tables/attributes/netfilter*.def).
 */
#include "netlink.h"

#include "core/tables/flags.h"

/* ---- structs in attributes -------------------------------------------------------------- */

/* The same in every style of constants. */
static void put_resource(struct formatter *f, const uint8_t *bytes)
{
    format_function(f, "htons");
    format_uint(f, __builtin_bswap16(load_u16(bytes)));
    format_closing(f);
}

static void put_long(struct formatter *f, const uint8_t *bytes)
{
    format_network_long(f, load_u32(bytes));
}

static void put_wide(struct formatter *f, const uint8_t *bytes)
{
    format_function(f, "htobe64");
    format_ulong(f, __builtin_bswap64(load_u64(bytes)));
    format_closing(f);
}

static void put_protocol(struct formatter *f, const uint8_t *bytes)
{
    format_ethernet_protocol(f, load_u16(bytes));
}

static void put_command_family(struct formatter *f, const uint8_t *bytes)
{
    format_function(f, "htons");
    format_named(f, TYPE_SOCKET_DOMAIN, __builtin_bswap16(load_u16(bytes)));
    format_closing(f);
}

static void put_verdict(struct formatter *f, const uint8_t *bytes)
{
    uint32_t verdict = __builtin_bswap32(load_u32(bytes));

    format_function(f, "htonl");
    if (verdict >> 16 && verdict < 0x80000000) { /* to a queue, whose number is above the verdict */
        format_uint(f, verdict >> 16);
        format_punctuation(f, "<<16|");
    }
    format_named(f, TYPE_NFT_VERDICT, verdict < 0x80000000 ? verdict & 0xffff : verdict);
    format_closing(f);
}

/* As long as it says, of eight bytes. */
static void put_hardware(struct formatter *f, const uint8_t *bytes)
{
    uint16_t length = __builtin_bswap16(load_u16(bytes));

    format_open(f, '{');
    format_field(f, "hw_addrlen");
    format_network_short(f, load_u16(bytes));
    format_field(f, "hw_addr");
    format_hardware_address(f, bytes + 4, length < 8 ? length : 8);
    format_close(f, '}');
}

static const struct member tcp_flags[] = {
    {"flags", MEMBER_U8, .type = TYPE_HEX}, {"mask", MEMBER_U8, .type = TYPE_HEX}, {0}};

static const struct member log_time[] = {
    {"sec", MEMBER_PUT, .count = 8, .put = put_wide},
    {"usec", MEMBER_PUT, .count = 8, .put = put_wide},
    {0},
};
static const struct member log_hardware[] = {{NULL, MEMBER_PUT, .count = 12, .put = put_hardware},
                                             {0}};
static const struct member log_packet[] = {
    {"hw_protocol", MEMBER_PUT, .count = 2, .put = put_protocol},
    {"hook", MEMBER_U8, .type = TYPE_NFT_HOOK},
    {NULL, MEMBER_PAD, .count = 1},
    {0},
};
static const struct member log_mode[] = {
    {"copy_range", MEMBER_PUT, .count = 4, .put = put_long},
    {"copy_mode", MEMBER_U8, .type = TYPE_LOG_COPY_MODE},
    {NULL, MEMBER_PAD, .count = 1},
    {0},
};

static const struct member queue_packet[] = {
    {"packet_id", MEMBER_PUT, .count = 4, .put = put_long},
    {"hw_protocol", MEMBER_PUT, .count = 2, .put = put_protocol},
    {"hook", MEMBER_U8, .type = TYPE_NFT_HOOK},
    {0},
};
static const struct member queue_verdict[] = {
    {"verdict", MEMBER_PUT, .count = 4, .put = put_verdict},
    {"id", MEMBER_PUT, .count = 4, .put = put_long},
    {0},
};
static const struct member queue_command[] = {
    {"command", MEMBER_U8, .type = TYPE_QUEUE_COMMAND_NAME},
    {NULL, MEMBER_PAD, .count = 1},
    {"pf", MEMBER_PUT, .count = 2, .put = put_command_family},
    {0},
};
static const struct member queue_params[] = {
    {"copy_range", MEMBER_PUT, .count = 4, .put = put_long},
    {"copy_mode", MEMBER_U8, .type = TYPE_QUEUE_COPY_MODE},
    {0},
};

/* ---- what another attribute decides on ----------------------------------------------------- */

static const struct attribute_kind nft_expressions[] = {
    KIND("bitwise", nft_bitwise),
    KIND("byteorder", nft_byteorder),
    KIND("cmp", nft_cmp),
    KIND("connlimit", nft_connlimit),
    KIND("counter", nft_counter),
    KIND("ct", nft_ct),
    KIND("dup", nft_dup),
    KIND("dynset", nft_dynset),
    KIND("exthdr", nft_exthdr),
    KIND("fib", nft_fib),
    KIND("flow_offload", nft_offload),
    KIND("fwd", nft_fwd),
    KIND("hash", nft_hash),
    KIND("immediate", nft_immediate),
    KIND("last", nft_last),
    KIND("limit", nft_limit),
    KIND("log", nft_log),
    KIND("lookup", nft_lookup),
    KIND("masq", nft_masq),
    KIND("match", nft_match),
    KIND("meta", nft_meta),
    KIND("nat", nft_nat),
    KIND("numgen", nft_ng),
    KIND("objref", nft_objref),
    KIND("osf", nft_osf),
    KIND("payload", nft_payload),
    KIND("queue", nft_queue),
    KIND("quota", nft_quota),
    KIND("range", nft_range),
    KIND("redir", nft_redir),
    KIND("reject", nft_reject),
    KIND("rt", nft_rt),
    KIND("socket", nft_socket),
    KIND("synproxy", nft_synproxy),
    KIND("target", nft_target),
    KIND("tproxy", nft_tproxy),
    KIND("tunnel", nft_tunnel),
    KIND("xfrm", nft_xfrm),
    {NULL},
};

/* Of an object, by the number of its type; NULL: none that has attributes. */
static const struct attribute_list *const nft_objects[] = {
    NULL,
    &attributes_nft_counter,
    &attributes_nft_quota,
    &attributes_nft_ct_helper,
    &attributes_nft_limit,
    &attributes_nft_connlimit,
    &attributes_nft_tunnel_key,
    &attributes_nft_ct_timeout,
    &attributes_nft_secmark,
    &attributes_nft_ct_expectation,
    &attributes_nft_synproxy,
};

#define OBJECT_TYPE 3 /* NFTA_OBJ_TYPE */

static void put_object(struct formatter *f, const struct netlink_context *context,
                       const uint8_t *bytes, size_t length)
{
    struct attribute_bytes type = attribute_find(context->all, context->all_bytes, OBJECT_TYPE);
    uint32_t number = type.length == 4 ? __builtin_bswap32(load_u32(type.bytes)) : 0;

    if (number < ARRAY_COUNT(nft_objects) && nft_objects[number])
        format_attributes(f, nft_objects[number], context, bytes, length);
    else
        format_quoted_hex(f, bytes, length, format_string_limit(f), false);
}

/* A set's own data are described by one list, those of its members by another. */
enum { SET_CREATE = 2, SET_LIST = 7, SET_ADD = 9, SET_TEST = 11 };

static void put_set_data(struct formatter *f, const struct netlink_context *context,
                         const uint8_t *bytes, size_t length)
{
    uint8_t command = context->type & 0xff;
    bool is_member = command >= SET_ADD && command <= SET_TEST;

    format_attributes(f, is_member ? &attributes_ipset_member : &attributes_ipset_create, context,
                      bytes, length);
}

static void put_set_members(struct formatter *f, const struct netlink_context *context,
                            const uint8_t *bytes, size_t length)
{
    static const struct attribute_row member = {.shape = ATTRIBUTE_NESTED,
                                                .nested = &attributes_ipset_member};
    static const struct attribute_list members = {TYPE_IPSET, ATTRIBUTES_ALIKE, &member};

    format_attributes(f, &members, context, bytes, length);
}

#define ATTRIBUTE_FILE "core/tables/attributes/netfilter_tables.def"
#include "netlink_rows.def"
#undef ATTRIBUTE_FILE
#define ATTRIBUTE_FILE "core/tables/attributes/netfilter_expressions.def"
#include "netlink_rows.def"
#undef ATTRIBUTE_FILE
#define ATTRIBUTE_FILE "core/tables/attributes/netfilter_conntrack.def"
#include "netlink_rows.def"
#undef ATTRIBUTE_FILE
#define ATTRIBUTE_FILE "core/tables/attributes/netfilter_queue.def"
#include "netlink_rows.def"
#undef ATTRIBUTE_FILE

/* ---- which message has which attributes -------------------------------------------------------
 */

/* The low byte of a type is the message, the number of a subsystem is above it. */
static const struct {
    uint8_t subsystem;
    uint16_t names;
} subsystems[] = {
    {1, TYPE_CONNTRACK_MESSAGE}, {2, TYPE_EXPECTATION_MESSAGE}, {3, TYPE_NFQUEUE_MESSAGE},
    {4, TYPE_NFLOG_MESSAGE},     {5, TYPE_OSF_MESSAGE},         {6, TYPE_IPSET_MESSAGE},
    {7, TYPE_ACCT_MESSAGE},      {8, TYPE_CTTIMEOUT_MESSAGE},   {9, TYPE_CTHELPER_MESSAGE},
    {10, TYPE_NFT_MESSAGE},      {11, TYPE_NFT_COMPAT_MESSAGE}, {12, TYPE_HOOK_MESSAGE},
};

#define NETFILTER_HEADER_BYTES 4
#define ANY                    0xff

/* The first row that a message is in. */
static const struct {
    uint8_t subsystem, first, last;
    const struct attribute_list *list;
} messages[] = {
    {0, 0x10, 0x11, &attributes_nfnl_batch},
    {1, 4, 4, &attributes_cta_stats},
    {1, 5, 5, &attributes_cta_stats_global},
    {1, 0, ANY, &attributes_cta},
    {2, 3, 3, &attributes_cta_stats_exp},
    {2, 0, ANY, &attributes_cta_expect},
    {3, 2, 2, &attributes_nfqa_cfg},
    {3, 0, ANY, &attributes_nfqa},
    {4, 1, 1, &attributes_nfula_cfg},
    {4, 0, ANY, &attributes_nfula},
    {5, 0, ANY, &attributes_osf},
    {6, 0, ANY, &attributes_ipset},
    {7, 0, ANY, &attributes_nfacct},
    {8, 0, ANY, &attributes_cta_timeout},
    {9, 0, ANY, &attributes_nfcth},
    {10, 0, 2, &attributes_nft_table},
    {10, 3, 5, &attributes_nft_chain},
    {10, 6, 8, &attributes_nft_rule},
    {10, 9, 11, &attributes_nft_set},
    {10, 12, 14, &attributes_nft_set_elem_list},
    {10, 15, 16, &attributes_nft_gen},
    {10, 17, 17, &attributes_nft_trace},
    {10, 18, 21, &attributes_nft_object},
    {10, 22, 24, &attributes_nft_flowtable},
    {10, 25, 25, &attributes_nft_rule},
    {10, 26, 26, &attributes_nft_table},
    {10, 27, 27, &attributes_nft_chain},
    {10, 28, 28, &attributes_nft_rule},
    {10, 29, 29, &attributes_nft_set},
    {10, 30, 30, &attributes_nft_set_elem_list},
    {10, 31, 31, &attributes_nft_object},
    {10, 32, 32, &attributes_nft_flowtable},
    {10, 33, 33, &attributes_nft_set_elem_list},
    {11, 0, ANY, &attributes_nft_compat},
    {12, 0, ANY, &attributes_nfnl_hook},
};

enum arg_type netfilter_names(uint16_t type)
{
    for (size_t i = 0; i < ARRAY_COUNT(subsystems); i++)
        if (subsystems[i].subsystem == type >> 8)
            return subsystems[i].names;
    return TYPE_NONE;
}

static const struct attribute_list *attributes_of(uint16_t type)
{
    static const struct attribute_list plain = {TYPE_NONE, 0, NULL};
    uint8_t message = type & 0xff;

    for (size_t i = 0; i < ARRAY_COUNT(messages); i++)
        if (messages[i].subsystem == type >> 8 && message >= messages[i].first &&
            message <= messages[i].last)
            return messages[i].list;
    return &plain;
}

void format_netfilter_type(struct formatter *f, uint16_t type)
{
    enum arg_type names = netfilter_names(type);

    if (type < 0x100) {
        format_named(f, TYPE_NETFILTER_CONTROL, type);
        return;
    }
    format_named(f, TYPE_NETFILTER_SUBSYSTEM, type >> 8);
    format_punctuation(f, "<<8|");
    if (names == TYPE_NONE)
        format_hex(f, type & 0xff);
    else
        format_named(f, names, type & 0xff);
}

/* A batch names its subsystem, and a queue its number. */
void format_netfilter_message(struct formatter *f, const struct netlink_message *message)
{
    const uint8_t *bytes = message->bytes;

    if (message->length < NETFILTER_HEADER_BYTES) {
        format_quoted_hex(f, bytes, message->length, format_string_limit(f), false);
        return;
    }
    format_open(f, '{');
    format_field(f, "nfgen_family");
    format_named(f, TYPE_SOCKET_DOMAIN, bytes[0]);
    format_field(f, "version");
    format_named(f, TYPE_NETFILTER_VERSION, bytes[1]);
    format_field(f, "res_id");
    put_resource(f, bytes + 2);
    format_close(f, '}');
    format_behind(f, attributes_of(message->type), bytes[0], message, NETFILTER_HEADER_BYTES);
}

void netfilter_interfaces(struct interface_set *set, const struct netlink_message *message)
{
    if (message->length > NETFILTER_HEADER_BYTES)
        attribute_interfaces(set, attributes_of(message->type),
                             message->bytes + NETFILTER_HEADER_BYTES,
                             message->length - NETFILTER_HEADER_BYTES);
}
