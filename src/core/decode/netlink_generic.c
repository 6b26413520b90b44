/*
 * NETLINK_GENERIC: families have numbers that the running kernel gave them.  Their names are asked
 * of it at the stop (network.h); a family whose name we know is shown by its commands and
 * attributes, another one as a header and attributes without names.
 */
#include "netlink.h"

#include "control_message.h"
#include "core/tables/flags.h"

#define GENERIC_HEADER_BYTES 4
#define ANY                  0xff

/* ---- structs in attributes ------------------------------------------------------------------- */

static const struct member timespec[] = {
    {"tv_sec", MEMBER_S64, .type = TYPE_LONG}, {"tv_nsec", MEMBER_S64, .type = TYPE_LONG}, {0}};
static const struct member bitfield[] = {
    {"value", MEMBER_U32, .type = TYPE_HEX}, {"selector", MEMBER_U32, .type = TYPE_HEX}, {0}};
static const struct member acpi[] = {
    {"device_class", MEMBER_CHARS, .count = 20},
    {"bus_id", MEMBER_CHARS, .count = 15},
    {"type", MEMBER_U32, .type = TYPE_HEX},
    {"data", MEMBER_U32, .type = TYPE_HEX},
    {0},
};

/* Bits by the number of a flag, from 1 on. */
static void put_station_flags(struct formatter *f, const uint8_t *bytes)
{
    const struct flag_set *names = flag_set_find(TYPE_NL80211_STA_FLAG);
    uint32_t rest = load_u32(bytes);
    const char *separator = "";

    for (size_t i = 0; i < names->count; i++) {
        uint32_t bit = 1u << names->names[i].value;
        if (!(rest & bit))
            continue;
        format_punctuation(f, separator);
        format_punctuation(f, "1<<");
        format_constant(f, names->names[i].name);
        separator = "|";
        rest &= ~bit;
    }
    if (rest || !*separator) {
        format_punctuation(f, separator);
        format_hex(f, rest);
    }
}

static const struct member station_flags[] = {
    {"mask", MEMBER_PUT, .count = 4, .put = put_station_flags},
    {"set", MEMBER_PUT, .count = 4, .put = put_station_flags},
    {0},
};

/* Numbered, from 1 on, in the order of the metrics. */
static void put_metrics(struct formatter *f, const struct netlink_context *context,
                        const uint8_t *bytes, size_t length)
{
    static const struct attribute_row row = {.shape = ATTRIBUTE_U32};
    static const struct attribute_list metrics = {TYPE_NONE, ATTRIBUTES_ALIKE, &row};

    format_attributes(f, &metrics, context, bytes, length);
}

static void put_frequencies(struct formatter *f, const struct netlink_context *context,
                            const uint8_t *bytes, size_t length)
{
    put_metrics(f, context, bytes, length);
}

#define COUNT(name)                                                                                \
    {                                                                                              \
        name, MEMBER_U64, .type = TYPE_ULONG                                                       \
    }
#define SMALL(name)                                                                                \
    {                                                                                              \
        name, MEMBER_U32, .type = TYPE_UINT                                                        \
    }

/* As far as all versions have it; there is more behind it. */
static const struct member task[] = {
    {"version", MEMBER_U16, .type = TYPE_UINT},
    {"ac_exitcode", MEMBER_U32, .type = TYPE_UINT},
    {"ac_flag", MEMBER_U8, .type = TYPE_HEX},
    {"ac_nice", MEMBER_S8, .type = TYPE_INT},
    COUNT("cpu_count"),
    COUNT("cpu_delay_total"),
    COUNT("blkio_count"),
    COUNT("blkio_delay_total"),
    COUNT("swapin_count"),
    COUNT("swapin_delay_total"),
    COUNT("cpu_run_real_total"),
    COUNT("cpu_run_virtual_total"),
    {"ac_comm", MEMBER_CHARS, .count = 32},
    {"ac_sched", MEMBER_U8, .type = TYPE_UINT},
    {NULL, MEMBER_PAD, .count = 7},
    SMALL("ac_uid"),
    SMALL("ac_gid"),
    SMALL("ac_pid"),
    SMALL("ac_ppid"),
    SMALL("ac_btime"),
    {NULL, MEMBER_PAD, .count = 4},
    COUNT("ac_etime"),
    COUNT("ac_utime"),
    COUNT("ac_stime"),
    COUNT("ac_minflt"),
    COUNT("ac_majflt"),
    {0},
};
#define TASK_BYTES 184

static void put_task(struct formatter *f, const struct netlink_context *context,
                     const uint8_t *bytes, size_t length)
{
    (void)context;
    if (length < TASK_BYTES) {
        format_quoted_hex(f, bytes, length, format_string_limit(f), false);
        return;
    }
    format_open(f, '{');
    format_members(f, task, bytes, TASK_BYTES);
    if (length > TASK_BYTES)
        format_more(f);
    format_close(f, '}');
}

#define ATTRIBUTE_FILE "core/tables/attributes/generic.def"
#include "netlink_rows.def"
#undef ATTRIBUTE_FILE
#define ATTRIBUTE_FILE "core/tables/attributes/generic_ethtool.def"
#include "netlink_rows.def"
#undef ATTRIBUTE_FILE
#define ATTRIBUTE_FILE "core/tables/attributes/generic_devlink.def"
#include "netlink_rows.def"
#undef ATTRIBUTE_FILE
#define ATTRIBUTE_FILE "core/tables/attributes/generic_nl80211.def"
#include "netlink_rows.def"
#undef ATTRIBUTE_FILE

/* ---- the family that tells of the others ----------------------------------------------------- */

static const struct attribute_row op_rows[] = {
    {1 /* CTRL_ATTR_OP_ID */, ATTRIBUTE_U32},
    {2 /* CTRL_ATTR_OP_FLAGS */, ATTRIBUTE_U32, TYPE_GENERIC_OP_FLAGS},
};
static const struct attribute_list op = ATTRIBUTES(GENERIC_OP, op_rows);

static const struct attribute_row group_rows[] = {
    {1 /* CTRL_ATTR_MCAST_GRP_NAME */, ATTRIBUTE_TEXT},
    {2 /* CTRL_ATTR_MCAST_GRP_ID */, ATTRIBUTE_U32},
};
static const struct attribute_list group = ATTRIBUTES(GENERIC_GROUP, group_rows);

/* By the number of a policy, and in it by that of an attribute. */
static const struct attribute_row policy_row = {.shape = ATTRIBUTE_ELEMENTS,
                                                .nested = &attributes_ctrl_policy};
static const struct attribute_list policies = {TYPE_NONE, ATTRIBUTES_ALIKE, &policy_row};

static const struct attribute_row control_rows[] = {
    {1 /* CTRL_ATTR_FAMILY_ID */, ATTRIBUTE_U16},
    {2 /* CTRL_ATTR_FAMILY_NAME */, ATTRIBUTE_TEXT},
    {3 /* CTRL_ATTR_VERSION */, ATTRIBUTE_U32},
    {4 /* CTRL_ATTR_HDRSIZE */, ATTRIBUTE_U32},
    {5 /* CTRL_ATTR_MAXATTR */, ATTRIBUTE_U32},
    {6 /* CTRL_ATTR_OPS */, ATTRIBUTE_ELEMENTS, .nested = &op},
    {7 /* CTRL_ATTR_MCAST_GROUPS */, ATTRIBUTE_ELEMENTS, .nested = &group},
    {8 /* CTRL_ATTR_POLICY */, ATTRIBUTE_NESTED, .nested = &policies},
    {9 /* CTRL_ATTR_OP_POLICY */, ATTRIBUTE_ELEMENTS, .nested = &attributes_ctrl_op_policy},
    {10 /* CTRL_ATTR_OP */, ATTRIBUTE_U32},
};
static const struct attribute_list control = ATTRIBUTES(GENERIC_ATTRIBUTE, control_rows);

/* ---- families -------------------------------------------------------------------------------- */

/* Commands of a family that have a list of their own. */
struct commands {
    uint8_t first, last;
    bool is_request; /* ethtool's answers are numbered by themselves */
    const struct attribute_list *list;
};

static const struct commands taskstats[] = {
    {0, ANY, true, &attributes_taskstats_cmd},
    {0, ANY, false, &attributes_taskstats_type},
    {0},
};

static const struct commands netdev[] = {
    {1, 4, true, &attributes_netdev_dev},       {1, 4, false, &attributes_netdev_dev},
    {5, 8, true, &attributes_netdev_page_pool}, {5, 8, false, &attributes_netdev_page_pool},
    {10, 10, true, &attributes_netdev_queue},   {10, 10, false, &attributes_netdev_queue},
    {11, 11, true, &attributes_netdev_napi},    {11, 11, false, &attributes_netdev_napi},
    {12, 12, true, &attributes_netdev_qstats},  {12, 12, false, &attributes_netdev_qstats},
    {14, 14, true, &attributes_netdev_napi},    {0},
};

#define REQUEST(first, last, list)                                                                 \
    {                                                                                              \
        first, last, true, &attributes_ethtool_a_##list                                            \
    }
#define ANSWER(first, last, list)                                                                  \
    {                                                                                              \
        first, last, false, &attributes_ethtool_a_##list                                           \
    }

static const struct commands ethtool[] = {
    REQUEST(1, 1, strset),
    REQUEST(2, 3, linkinfo),
    REQUEST(4, 5, linkmodes),
    REQUEST(6, 6, linkstate),
    REQUEST(7, 8, debug),
    REQUEST(9, 10, wol),
    REQUEST(11, 12, features),
    REQUEST(13, 14, privflags),
    REQUEST(15, 16, rings),
    REQUEST(17, 18, channels),
    REQUEST(19, 20, coalesce),
    REQUEST(21, 22, pause),
    REQUEST(23, 24, eee),
    REQUEST(25, 25, tsinfo),
    REQUEST(26, 26, cable_test),
    REQUEST(27, 27, cable_test_tdr),
    REQUEST(28, 28, tunnel_info),
    REQUEST(29, 30, fec),
    REQUEST(31, 31, module_eeprom),
    REQUEST(32, 32, stats),
    REQUEST(33, 33, phc_vclocks),
    REQUEST(34, 35, module),
    REQUEST(36, 37, pse),
    ANSWER(1, 1, strset),
    ANSWER(2, 3, linkinfo),
    ANSWER(4, 5, linkmodes),
    ANSWER(6, 6, linkstate),
    ANSWER(7, 8, debug),
    ANSWER(9, 10, wol),
    ANSWER(11, 13, features),
    ANSWER(14, 15, privflags),
    ANSWER(16, 17, rings),
    ANSWER(18, 19, channels),
    ANSWER(20, 21, coalesce),
    ANSWER(22, 23, pause),
    ANSWER(24, 25, eee),
    ANSWER(26, 26, tsinfo),
    ANSWER(27, 27, cable_test_ntf),
    ANSWER(29, 29, tunnel_info),
    ANSWER(30, 31, fec),
    ANSWER(32, 32, module_eeprom),
    ANSWER(33, 33, stats),
    ANSWER(34, 34, phc_vclocks),
    ANSWER(35, 36, module),
    ANSWER(37, 37, pse),
    {0},
};

/* mptcp_pm's answers, and its events, whose numbers are among the commands'. */
static const struct family {
    const char *name;
    uint16_t requests, answers; /* enum arg_type: names of commands */
    const struct attribute_list *list;
    const struct commands *commands; /* those that have others */
} families[] = {
    {"nlctrl", TYPE_GENERIC_COMMAND, TYPE_GENERIC_COMMAND, &control, NULL},
    {"VFS_DQUOT", TYPE_QUOTA_COMMAND, TYPE_QUOTA_COMMAND, &attributes_quota_event, NULL},
    {"acpi_event", TYPE_ACPI_COMMAND, TYPE_ACPI_COMMAND, &attributes_acpi_event, NULL},
    {"devlink", TYPE_DEVLINK_COMMAND, TYPE_DEVLINK_COMMAND, &attributes_devlink, NULL},
    {"ethtool", TYPE_ETHTOOL_USER, TYPE_ETHTOOL_KERNEL, NULL, ethtool},
    {"fou", TYPE_FOU_COMMAND, TYPE_FOU_COMMAND, &attributes_fou, NULL},
    {"l2tp", TYPE_L2TP_COMMAND, TYPE_L2TP_COMMAND, &attributes_l2tp, NULL},
    {"mptcp_pm", TYPE_MPTCP_PM_COMMAND, TYPE_MPTCP_PM_COMMAND, &attributes_mptcp_pm, NULL},
    {"netdev", TYPE_NETDEV_COMMAND, TYPE_NETDEV_COMMAND, NULL, netdev},
    {"nl80211", TYPE_NL80211_COMMAND, TYPE_NL80211_COMMAND, &attributes_nl80211, NULL},
    {"TASKSTATS", TYPE_TASKSTATS_COMMAND, TYPE_TASKSTATS_COMMAND, NULL, taskstats},
    {"tcp_metrics", TYPE_TCP_METRICS_COMMAND, TYPE_TCP_METRICS_COMMAND, &attributes_tcp_metrics,
     NULL},
    {"team", TYPE_TEAM_COMMAND, TYPE_TEAM_COMMAND, &attributes_team, NULL},
    {"thermal", TYPE_THERMAL_COMMAND, TYPE_THERMAL_COMMAND, &attributes_thermal, NULL},
    {"wireguard", TYPE_WG_COMMAND, TYPE_WG_COMMAND, &attributes_wgdevice, NULL},
};

/* Those that have the same number in every kernel. */
static const struct value_name fixed[] = {
    {0x10, "nlctrl"},
    {0x11, "VFS_DQUOT"},
    {0x12, "pmcraid"},
};

static const char *family_name(const struct formatter *f, uint16_t type)
{
    for (size_t i = 0; i < ARRAY_COUNT(fixed); i++)
        if (fixed[i].value == type)
            return fixed[i].name;
    return generic_family_find(f, type);
}

static const struct family *family_find(const char *name)
{
    for (size_t i = 0; name && i < ARRAY_COUNT(families); i++)
        if (strcmp(families[i].name, name) == 0)
            return &families[i];
    return NULL;
}

static const struct attribute_list *list_of(const struct family *family, uint8_t command,
                                            bool is_request)
{
    static const struct attribute_list plain = {TYPE_NONE, 0, NULL};

    for (const struct commands *own = family->commands; own && own->list; own++)
        if (own->is_request == is_request && command >= own->first && command <= own->last)
            return own->list;
    return family->list ? family->list : &plain;
}

void format_generic_type(struct formatter *f, uint16_t type)
{
    const char *name = family_name(f, type);

    if (name)
        format_known(f, name, type);
    else
        format_unnamed(f, type, "GENERIC_FAMILY_???");
}

void format_generic_message(struct formatter *f, const struct netlink_message *message)
{
    const struct family *family = family_find(family_name(f, message->type));
    bool is_request = message->flags & NETLINK_REQUEST;
    const uint8_t *bytes = message->bytes;

    if (!family || message->length < GENERIC_HEADER_BYTES) {
        format_quoted_hex(f, bytes, message->length, format_string_limit(f), false);
        return;
    }
    format_open(f, '{');
    format_field(f, "cmd");
    format_named(f, is_request ? family->requests : family->answers, bytes[0]);
    format_field(f, "version");
    format_uint(f, bytes[1]);
    if (load_u16(bytes + 2)) {
        format_field(f, "reserved");
        format_hex(f, load_u16(bytes + 2));
    }
    format_close(f, '}');
    format_behind(f, list_of(family, bytes[0], is_request), 0, message, GENERIC_HEADER_BYTES);
}

void generic_interfaces(struct interface_set *set, const struct netlink_message *message)
{
    if (message->type > fixed[ARRAY_COUNT(fixed) - 1].value)
        generic_family_add(set, message->type);
}
