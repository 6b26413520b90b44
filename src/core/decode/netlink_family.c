/*
 * What netlink families share, and those of them that are short: SELinux
 * and the events of devices.
 */
#include "netlink.h"

/* ---- structs that begin with a family --------------------------------------------------- */

bool format_family_header(struct formatter *f, const char *field, const struct member *members,
                          const struct netlink_message *message, size_t size)
{
    bool is_whole = message->length >= size;

    format_open(f, '{');
    format_field(f, field);
    format_named(f, TYPE_SOCKET_DOMAIN, message->bytes[0]);
    if (is_whole)
        format_members(f, members, message->bytes, size);
    else if (members[0].kind != MEMBER_PAD || members[1].kind != MEMBER_END)
        format_more(f);
    format_close(f, '}');
    return is_whole;
}

void format_unknown_family(struct formatter *f, const struct netlink_message *message)
{
    format_open(f, '{');
    format_field(f, "family");
    format_named(f, TYPE_SOCKET_DOMAIN, message->bytes[0]);
    if (message->length > 1) {
        format_field(f, "data");
        format_quoted_hex(f, message->bytes + 1, message->length - 1, format_string_limit(f),
                          false);
    }
    format_close(f, '}');
}

void format_behind(struct formatter *f, const struct attribute_list *list, uint8_t family,
                   const struct netlink_message *message, size_t size)
{
    struct netlink_context context = {.family = family, .type = message->type};

    if (message->length <= size)
        return;
    format_item(f);
    format_attributes(f, list, &context, message->bytes + size, message->length - size);
}

/* ---- SELinux
 * ------------------------------------------------------------------------------------------ */

static const struct member selinux_enforce[] = {{"val", MEMBER_S32, .type = TYPE_INT}, {0}};
static const struct member selinux_policy[] = {{"seqno", MEMBER_U32, .type = TYPE_UINT}, {0}};

void format_selinux_message(struct formatter *f, const struct netlink_message *message)
{
    bool is_known = (message->type == 0x10 || message->type == 0x11) && message->length >= 4;

    if (is_known)
        format_record(f, message->type == 0x10 ? selinux_enforce : selinux_policy, message->bytes,
                      4, false);
    else
        format_quoted_hex(f, message->bytes, message->length, format_string_limit(f), false);
}

/* ---- events of devices: the kernel's are text, udev's have a header before it
 * ---------------------- */

#define UDEV_HEADER_BYTES 40

static void put_swapped(struct formatter *f, const char *field, const uint8_t *bytes)
{
    format_field(f, field);
    format_function(f, "htonl");
    format_number(f, "%#llx", __builtin_bswap32(load_u32(bytes)));
    format_closing(f);
}

static void put_udev_header(struct formatter *f, const uint8_t *bytes)
{
    static const char *const sizes[] = {"header_size", "properties_off", "properties_len"};
    static const char *const hashes[] = {"filter_subsystem_hash", "filter_devtype_hash",
                                         "filter_tag_bloom_hi", "filter_tag_bloom_lo"};

    format_open(f, '{');
    format_field(f, "prefix");
    format_chars(f, bytes, 8);
    put_swapped(f, "magic", bytes + 8);
    for (size_t i = 0; i < ARRAY_COUNT(sizes); i++) {
        format_field(f, sizes[i]);
        format_uint(f, load_u32(bytes + 12 + 4 * i));
    }
    for (size_t i = 0; i < ARRAY_COUNT(hashes); i++)
        put_swapped(f, hashes[i], bytes + 24 + 4 * i);
    format_close(f, '}');
}

void format_uevent(struct formatter *f, const uint8_t *bytes, size_t length)
{
    bool is_udev = length >= UDEV_HEADER_BYTES && memcmp(bytes, "libudev", 8) == 0;

    if (!is_udev) {
        format_quoted(f, TEXT_STRING, bytes, length, format_string_limit(f), false);
        return;
    }
    format_open(f, '[');
    format_item(f);
    put_udev_header(f, bytes);
    if (length > UDEV_HEADER_BYTES) {
        format_item(f);
        format_quoted(f, TEXT_STRING, bytes + UDEV_HEADER_BYTES, length - UDEV_HEADER_BYTES,
                      format_string_limit(f), false);
    }
    format_close(f, ']');
}
