/* NETLINK_ROUTE: queues, filters and actions by their kind
 * (core/tables/attributes/route_queue.def). */
#include "netlink_route.h"

#define NUMBER(name)                                                                               \
    {                                                                                              \
        name, MEMBER_U32, .type = TYPE_UINT                                                        \
    }
#define BITS(name)                                                                                 \
    {                                                                                              \
        name, MEMBER_U32, .type = TYPE_HEX                                                         \
    }

static const struct member rate[] = {
    {"cell_log", MEMBER_U8, .type = TYPE_UINT},
    {"linklayer", MEMBER_U8, .type = TYPE_UINT},
    {"overhead", MEMBER_U16, .type = TYPE_UINT},
    {"cell_align", MEMBER_S16, .type = TYPE_INT},
    {"mpu", MEMBER_U16, .type = TYPE_UINT},
    {"rate", MEMBER_U32, .type = TYPE_UINT},
    {0},
};
#define RATE(name)                                                                                 \
    {                                                                                              \
        name, MEMBER_STRUCT, .members = rate                                                       \
    }

/* ---- queues ------------------------------------------------------------------------------- */

static const struct member htb_class[] = {
    RATE("rate"),      RATE("ceil"),    NUMBER("buffer"), NUMBER("cbuffer"),
    NUMBER("quantum"), NUMBER("level"), NUMBER("prio"),   {0},
};
static const struct member htb_queue[] = {
    NUMBER("version"), NUMBER("rate2quantum"), BITS("defcls"),
    NUMBER("debug"),   NUMBER("direct_pkts"),  {0},
};
static const struct member tbf_queue[] = {
    RATE("rate"), RATE("peakrate"), NUMBER("limit"), NUMBER("buffer"), NUMBER("mtu"), {0},
};
static const struct member netem_queue[] = {
    NUMBER("latency"),
    NUMBER("limit"),
    NUMBER("loss"),
    NUMBER("gap"),
    NUMBER("duplicate"),
    NUMBER("jitter"),
    {0},
};
static const struct member netem_correlation[] = {
    NUMBER("delay_corr"), NUMBER("loss_corr"), NUMBER("dup_corr"), {0}};
static const struct member netem_chance[] = {NUMBER("probability"), NUMBER("correlation"), {0}};
static const struct member netem_rate[] = {
    NUMBER("rate"),
    {"packet_overhead", MEMBER_S32, .type = TYPE_INT},
    NUMBER("cell_size"),
    {"cell_overhead", MEMBER_S32, .type = TYPE_INT},
    {0},
};
static const struct member fifo_queue[] = {NUMBER("limit"), {0}};
static const struct member prio_queue[] = {
    {"bands", MEMBER_S32, .type = TYPE_INT}, {"priomap", MEMBER_BYTES, .count = 16}, {0}};
static const struct member multiq_queue[] = {
    {"bands", MEMBER_U16, .type = TYPE_UINT}, {"max_bands", MEMBER_U16, .type = TYPE_UINT}, {0}};

#define NETEM_BYTES 24

/* A struct, and attributes behind it. */
static void put_netem(struct formatter *f, const struct netlink_context *context,
                      const uint8_t *bytes, size_t length)
{
    if (length < NETEM_BYTES) {
        format_quoted_hex(f, bytes, length, format_string_limit(f), false);
        return;
    }
    format_open(f, '[');
    format_item(f);
    format_record(f, netem_queue, bytes, NETEM_BYTES, false);
    if (length > NETEM_BYTES) {
        format_item(f);
        format_attributes(f, &attributes_netem, context, bytes + NETEM_BYTES, length - NETEM_BYTES);
    }
    format_close(f, ']');
}

/* ---- filters ------------------------------------------------------------------------------ */

static void put_network_long(struct formatter *f, const uint8_t *bytes)
{
    format_function(f, "htonl");
    format_hex(f, __builtin_bswap32(load_u32(bytes)));
    format_closing(f);
}

static void put_network_short(struct formatter *f, const uint8_t *bytes)
{
    format_function(f, "htons");
    format_hex(f, __builtin_bswap16(load_u16(bytes)));
    format_closing(f);
}

static const struct member selector[] = {
    {"flags", MEMBER_U8, .type = TYPE_HEX},
    {"offshift", MEMBER_U8, .type = TYPE_UINT},
    {"nkeys", MEMBER_U8, .type = TYPE_UINT},
    {NULL, MEMBER_PAD, .count = 1},
    {"offmask", MEMBER_PUT, .count = 2, .put = put_network_short},
    {"off", MEMBER_U16, .type = TYPE_UINT},
    {"offoff", MEMBER_S16, .type = TYPE_INT},
    {"hoff", MEMBER_S16, .type = TYPE_INT},
    {"hmask", MEMBER_PUT, .count = 4, .put = put_network_long},
    {0},
};
static const struct member selector_key[] = {
    {"mask", MEMBER_PUT, .count = 4, .put = put_network_long},
    {"val", MEMBER_PUT, .count = 4, .put = put_network_long},
    {"off", MEMBER_S32, .type = TYPE_INT},
    {"offmask", MEMBER_S32, .type = TYPE_INT},
    {0},
};
#define SELECTOR_BYTES 16

/* As many keys as there are bytes, whatever the selector says. */
static void put_selector(struct formatter *f, const struct netlink_context *context,
                         const uint8_t *bytes, size_t length)
{
    (void)context;
    if (length < SELECTOR_BYTES) {
        format_quoted_hex(f, bytes, length, format_string_limit(f), false);
        return;
    }
    format_open(f, '{');
    format_members(f, selector, bytes, SELECTOR_BYTES);
    format_field(f, "keys");
    format_elements(f, selector_key, bytes + SELECTOR_BYTES, (length - SELECTOR_BYTES) / 16);
    format_close(f, '}');
}

static const struct member u32_mark[] = {BITS("val"), BITS("mask"), NUMBER("success"), {0}};

/* ---- actions ------------------------------------------------------------------------------- */

static const struct member action_times[] = {
    {"install", MEMBER_U64_PACKED, .type = TYPE_ULONG},
    {"lastuse", MEMBER_U64_PACKED, .type = TYPE_ULONG},
    {"expires", MEMBER_U64_PACKED, .type = TYPE_ULONG},
    {"firstuse", MEMBER_U64_PACKED, .type = TYPE_ULONG},
    {0},
};

#define ACTION                                                                                     \
    NUMBER("index"), BITS("capab"), {"action", MEMBER_U32, .type = TYPE_ACTION_CODE},              \
        {"refcnt", MEMBER_S32, .type = TYPE_INT},                                                  \
    {                                                                                              \
        "bindcnt", MEMBER_S32, .type = TYPE_INT                                                    \
    }

static const struct member action_parameters[] = {ACTION, {0}};
static const struct member mirred_parameters[] = {
    ACTION,
    {"eaction", MEMBER_U32, .type = TYPE_MIRRED_ACTION},
    {"ifindex", MEMBER_U32, .type = TYPE_INTERFACE},
    {0},
};
static const struct member vlan_parameters[] = {
    ACTION, {"v_action", MEMBER_U32, .type = TYPE_VLAN_ACTION}, {0}};
static const struct member police_rate[] = {
    NUMBER("index"),
    {"action", MEMBER_U32, .type = TYPE_ACTION_CODE},
    NUMBER("limit"),
    NUMBER("burst"),
    NUMBER("mtu"),
    RATE("rate"),
    RATE("peakrate"),
    {"refcnt", MEMBER_S32, .type = TYPE_INT},
    {"bindcnt", MEMBER_S32, .type = TYPE_INT},
    BITS("capab"),
    {0},
};

#define ATTRIBUTE_FILE "core/tables/attributes/route_queue.def"
#include "netlink_rows.def"
#undef ATTRIBUTE_FILE

/* ---- kinds --------------------------------------------------------------------------------- */

/* A queue's own, or those of a class in it; a filter's. */
const struct attribute_kind tc_kinds[] = {
    KIND("fq_codel", fq_codel),
    KIND("htb", htb),
    KIND_RECORD("pfifo", fifo_queue, 4),
    KIND_RECORD("bfifo", fifo_queue, 4),
    KIND_RECORD("pfifo_head_drop", fifo_queue, 4),
    KIND_RECORD("prio", prio_queue, 20),
    KIND_RECORD("pfifo_fast", prio_queue, 20),
    KIND_RECORD("multiq", multiq_queue, 4),
    KIND("tbf", tbf),
    {"netem", {.shape = ATTRIBUTE_OWN, .format = put_netem}},
    KIND("fq", fq),
    KIND("codel", codel),
    KIND("cake", cake),
    KIND("pie", pie),
    KIND("hhf", hhf),
    KIND("u32", u32),
    KIND("flower", flower),
    KIND("matchall", matchall),
    KIND("bpf", cls_bpf),
    KIND("fw", fw),
    KIND("basic", basic),
    KIND("cgroup", cgroup_filter),
    {NULL},
};

const struct attribute_kind action_kinds[] = {
    KIND("gact", gact),       KIND("mirred", mirred), KIND("vlan", tc_vlan),
    KIND("skbedit", skbedit), KIND("police", police), {NULL},
};
