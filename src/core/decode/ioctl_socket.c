/*
 * Network interfaces: struct ifreq, of which each request uses another member of the union.
 */
#include <stdio.h>

#include "capture.h"
#include "formatter.h"
#include "ioctl.h"
#include "layout.h"
#include "network.h"

#define NAME_BYTES    16
#define ADDRESS_BYTES 16

const struct member members_interface_name[] = {{"ifr_name", MEMBER_CHARS, .count = NAME_BYTES},
                                                {0}};

static void put_address(struct formatter *f, const uint8_t *bytes)
{
    format_sockaddr_bytes(f, bytes, ADDRESS_BYTES);
}

#define HARDWARE_BYTES 14

/* How long an address of a kind of hardware is, where that is known. */
static unsigned hardware_bytes(uint16_t kind)
{
    switch (kind) {
    case 0: /* NET/ROM */
    case 3: /* AX.25 */
        return 7;
    case 1:   /* Ethernet */
    case 772: /* loopback */
        return 6;
    default:
        return HARDWARE_BYTES;
    }
}

/* A hardware address is in bytes; its family is a kind of hardware. */
static void put_hardware(struct formatter *f, const uint8_t *bytes)
{
    uint16_t kind = load_u16(bytes);

    format_open(f, '{');
    format_field(f, "sa_family");
    format_named(f, TYPE_ARP_HARDWARE, kind);
    format_field(f, "sa_data");
    format_hardware_member(f, bytes + 2, hardware_bytes(kind), HARDWARE_BYTES);
    format_close(f, '}');
}

static const struct member interface_map[] = {
    {"mem_start", MEMBER_ULONG, .type = TYPE_HEX},
    {"mem_end", MEMBER_ULONG, .type = TYPE_HEX},
    {"base_addr", MEMBER_U16, .type = TYPE_HEX},
    {"irq", MEMBER_U8, .type = TYPE_HEX},
    {"dma", MEMBER_U8, .type = TYPE_HEX},
    {"port", MEMBER_U8, .type = TYPE_HEX},
    {NULL, MEMBER_PAD, .count = 3},
    {0},
};

/* As the kernel reads it, as it answers to a name, and both. */
#define ASKED(list, ...)                                                                           \
    const struct member members_interface_##list[] = {                                             \
        {"ifr_name", MEMBER_CHARS, .count = NAME_BYTES}, {__VA_ARGS__}, {0}}
#define ANSWERED(list, ...)                                                                        \
    const struct member members_interface_##list##_answer[] = {                                    \
        {"ifr_name", MEMBER_CHARS, SHOW_NEVER, .count = NAME_BYTES}, {__VA_ARGS__}, {0}}
#define INTERFACE(list, ...)                                                                       \
    ASKED(list, __VA_ARGS__);                                                                      \
    ANSWERED(list, __VA_ARGS__)

INTERFACE(flags, "ifr_flags", MEMBER_U16, .type = TYPE_INTERFACE_FLAGS);
INTERFACE(address, "ifr_addr", MEMBER_PUT, .count = ADDRESS_BYTES, .put = put_address);
INTERFACE(destination, "ifr_dstaddr", MEMBER_PUT, .count = ADDRESS_BYTES, .put = put_address);
INTERFACE(broadcast, "ifr_broadaddr", MEMBER_PUT, .count = ADDRESS_BYTES, .put = put_address);
INTERFACE(netmask, "ifr_netmask", MEMBER_PUT, .count = ADDRESS_BYTES, .put = put_address);
INTERFACE(hardware, "ifr_hwaddr", MEMBER_PUT, .count = ADDRESS_BYTES, .put = put_hardware);
INTERFACE(metric, "ifr_metric", MEMBER_S32, .type = TYPE_INT);
INTERFACE(mtu, "ifr_mtu", MEMBER_S32, .type = TYPE_INT);
ANSWERED(index, "ifr_ifindex", MEMBER_S32, .type = TYPE_INT);
INTERFACE(queue, "ifr_qlen", MEMBER_S32, .type = TYPE_INT);
INTERFACE(slave, "ifr_slave", MEMBER_CHARS, .count = NAME_BYTES);
ASKED(newname, "ifr_newname", MEMBER_CHARS, .count = NAME_BYTES);
INTERFACE(map, "ifr_map", MEMBER_STRUCT, .members = interface_map);

/* The other way round: its name, by its number. */
const struct member members_interface_number[] = {
    {"ifr_name", MEMBER_CHARS, SHOW_NEVER, .count = NAME_BYTES},
    {"ifr_ifindex", MEMBER_S32, .type = TYPE_INT},
    {0},
};

/* ---- all interfaces ------------------------------------------------------------------------ */

static const struct member interface_element[] = {
    {"ifr_name", MEMBER_CHARS, .count = NAME_BYTES},
    {"ifr_addr", MEMBER_PUT, .count = ADDRESS_BYTES, .put = put_address},
    {NULL, MEMBER_PAD, .abi = IN_NATIVE, .count = 8},
    {0},
};

struct interface_list {
    int32_t length;
    tracee_addr buffer;
};

static struct interface_list interface_list_load(const uint8_t *bytes, enum abi abi)
{
    return (struct interface_list){load_s32(bytes), load_word(bytes, 1, abi)};
}

static void capture_interfaces(struct capture *c)
{
    uint32_t got, size = 2 * (uint32_t)abi_word_bytes(c->abi);
    uint32_t element_size = (uint32_t)record_size_bytes(interface_element, c->abi);
    const uint8_t *header = capture_bytes(c, 0, c->args[c->arg], size, size, &got);

    if (!header || got < size || !c->is_exit)
        return;
    struct interface_list list = interface_list_load(header, c->abi);
    uint32_t wanted = list.length > 0 ? (uint32_t)list.length / element_size : 0;
    uint32_t count = capture_element_count(c, wanted);
    if (list.buffer && count)
        capture_bytes(c, 1, list.buffer, (uint64_t)wanted * element_size, count * element_size,
                      &got);
}

/* In bytes, and how many elements that is. */
static void put_length(struct formatter *f, int32_t length)
{
    int32_t size = (int32_t)record_size_bytes(interface_element, f->abi);
    char comment[48];

    format_int(f, (uint64_t)length);
    if (length <= 0 || length % size)
        return;
    snprintf(comment, sizeof comment, "%d * sizeof(struct ifreq)", length / size);
    format_comment(f, comment);
}

static void put_interfaces(struct formatter *f, struct interface_list list)
{
    size_t element_size = record_size_bytes(interface_element, f->abi);
    struct captured elements = captured_piece(f, 1);

    format_field(f, "ifc_buf");
    if (elements.bytes || (list.buffer && list.length >= 0 && (size_t)list.length < element_size))
        format_elements(f, interface_element, elements.bytes, elements.length_bytes / element_size);
    else
        format_address(f, list.buffer);
}

static void format_interfaces(struct formatter *f)
{
    size_t size = 2 * abi_word_bytes(f->abi);
    const uint8_t *before = format_ioctl_part(f, 0, false, size);

    if (!before) {
        format_ioctl_address(f);
        return;
    }
    struct interface_list question = interface_list_load(before, f->abi);
    format_open(f, '{');
    format_field(f, "ifc_len");
    put_length(f, question.length);
    bool answers = format_ioctl_answers(f);
    const uint8_t *after = answers ? format_ioctl_part(f, 0, true, size) : NULL;
    if (f->is_waiting)
        return;
    if (!after) {
        format_field(f, "ifc_buf");
        format_address(f, question.buffer);
    } else {
        struct interface_list answer = interface_list_load(after, f->abi);
        if (answer.length != question.length) {
            format_punctuation(f, " => ");
            put_length(f, answer.length);
        }
        put_interfaces(f, answer);
    }
    format_close(f, '}');
}

const struct ioctl_pair ioctl_interfaces = {capture_interfaces, format_interfaces};
