/*
 * Socket options: names by level, values by level and name.
 */
#include "capture.h"
#include "choice.h"
#include "formatter.h"
#include "layout.h"
#include "value_type.h"

enum {
    LEVEL_IP = 0,
    LEVEL_SOCKET = 1,
    LEVEL_TCP = 6,
    LEVEL_UDP = 17,
    LEVEL_IPV6 = 41,
    LEVEL_PACKET = 263,
    LEVEL_NETLINK = 270,
};

/* Which list names the options of a level. */
static const struct {
    uint16_t level, type;
} option_lists[] = {
    {LEVEL_IP, TYPE_IP_OPTION},           {LEVEL_SOCKET, TYPE_SOCKET_OPTION},
    {LEVEL_TCP, TYPE_TCP_OPTION},         {LEVEL_UDP, TYPE_UDP_OPTION},
    {LEVEL_IPV6, TYPE_IPV6_OPTION},       {LEVEL_PACKET, TYPE_PACKET_OPTION},
    {LEVEL_NETLINK, TYPE_NETLINK_OPTION},
};

/* The level stands before the name. */
void format_sockopt_name(struct formatter *f, uint64_t value)
{
    uint32_t level = f->arg ? (uint32_t)format_register(f, f->arg - 1u) : 0;

    for (size_t i = 0; i < ARRAY_COUNT(option_lists); i++) {
        if (option_lists[i].level == level) {
            format_named(f, option_lists[i].type, value);
            return;
        }
    }
    format_int(f, value);
}

/* Options that are not an int. */
static const struct {
    uint16_t level, option, type;
} option_values[] = {
    {LEVEL_SOCKET, 13 /* SO_LINGER */, TYPE_LINGER},
    {LEVEL_SOCKET, 17 /* SO_PEERCRED */, TYPE_UCRED},
    {LEVEL_SOCKET, 20 /* SO_RCVTIMEO */, TYPE_TIMEVAL},
    {LEVEL_SOCKET, 21 /* SO_SNDTIMEO */, TYPE_TIMEVAL},
    {LEVEL_SOCKET, 25 /* SO_BINDTODEVICE */, TYPE_STRING},
    {LEVEL_SOCKET, 26 /* SO_ATTACH_FILTER */, TYPE_SOCK_FPROG},
    {LEVEL_SOCKET, 31 /* SO_PEERSEC */, TYPE_STRING},
    {LEVEL_SOCKET, 66 /* SO_RCVTIMEO_NEW */, TYPE_TIMEVAL64},
    {LEVEL_SOCKET, 67 /* SO_SNDTIMEO_NEW */, TYPE_TIMEVAL64},
    {LEVEL_TCP, 13 /* TCP_CONGESTION */, TYPE_STRING},
    {LEVEL_TCP, 31 /* TCP_ULP */, TYPE_STRING},
};

/* Ints that have names. */
static const struct {
    uint16_t level, option, type;
} named_values[] = {
    {LEVEL_SOCKET, 3 /* SO_TYPE */, TYPE_SOCKET_TYPE},
    {LEVEL_SOCKET, 4 /* SO_ERROR */, TYPE_ERRNO},
    {LEVEL_SOCKET, 38 /* SO_PROTOCOL */, TYPE_INET_PROTOCOL},
    {LEVEL_SOCKET, 39 /* SO_DOMAIN */, TYPE_SOCKET_DOMAIN},
};

void format_errno(struct formatter *f, uint64_t value)
{
    format_name_or_number(f, format_errno_name((int)value), (int32_t)value);
}

const struct member members_linger[] = {
    {"l_onoff", MEMBER_S32, .type = TYPE_INT},
    {"l_linger", MEMBER_S32, .type = TYPE_INT},
    {0},
};

const struct member members_ucred[] = {
    {"pid", MEMBER_S32, .type = TYPE_PID},
    {"uid", MEMBER_U32, .type = TYPE_UID},
    {"gid", MEMBER_U32, .type = TYPE_GID},
    {0},
};

/* TYPE_NONE where no row knows the option. */
static enum arg_type value_type_of(uint32_t level, uint32_t option)
{
    for (size_t i = 0; i < ARRAY_COUNT(option_values); i++)
        if (option_values[i].level == level && option_values[i].option == option)
            return option_values[i].type;
    return TYPE_NONE;
}

static enum arg_type int_type_of(uint32_t level, uint32_t option)
{
    for (size_t i = 0; i < ARRAY_COUNT(named_values); i++)
        if (named_values[i].level == level && named_values[i].option == option)
            return named_values[i].type;
    return TYPE_INT;
}

static void format_int_value(struct formatter *f, enum arg_type type, const uint8_t *bytes)
{
    format_punctuation(f, "[");
    format_value(f, type, load_u32(bytes));
    format_punctuation(f, "]");
}

/* Level and name stand before the value. */
void format_sockopt_value(struct formatter *f)
{
    struct captured value = captured_piece(f, 0);
    uint32_t level = f->arg >= 2 ? (uint32_t)format_register(f, f->arg - 2u) : 0;
    uint32_t option = f->arg >= 2 ? (uint32_t)format_register(f, f->arg - 1u) : 0;
    enum arg_type type = value_type_of(level, option);
    size_t size = value_types[type].size[f->abi];

    if (type == TYPE_STRING)
        format_string(f, value.bytes, value.length_bytes);
    else if (type != TYPE_NONE && value.length_bytes >= size)
        format_record(f, value_types[type].format.members, value.bytes, size, false);
    else if (value.length_bytes == 4)
        format_int_value(f, int_type_of(level, option), value.bytes);
    else
        format_bytes(f, value.bytes, value.length_bytes);
}
